"""One file speaks to other machines: it sends letters. A lesson never waits for a network."""

from tests.house.sources import imported_names, python_files, syntax

SPEAKS = {"course/mailing/sending.py"}
NETWORK = {"socket", "ssl", "smtplib", "imaplib", "ftplib", "urllib.request", "http.client", "xmlrpc.client",
           "socketserver", "requests", "httpx", "urllib3", "aiohttp"}
LISTENS = {"course/demo/commands.py": {"socket"}}  # asks whether a port of this machine is free


def test_only_sending_speaks_to_the_outside():
    wrong = []
    for path in python_files("course"):
        allowed = NETWORK if str(path) in SPEAKS else LISTENS.get(str(path), set())
        wrong += [f"{path}:{line} imports {name}" for line, name in imported_names(syntax(path))
                  for module in NETWORK - allowed if f"{name}.".startswith(f"{module}.")]
    assert wrong == []
