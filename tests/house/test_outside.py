"""Two files speak to other machines: one sends letters, one forwards records. A lesson never waits for a network."""

from tests.house.sources import imported_names, python_files, syntax

SPEAKS = {"course/mailing/sending.py", "course/forwarding/reaching.py"}
NETWORK = {"socket", "ssl", "smtplib", "imaplib", "ftplib", "urllib.request", "http.client", "xmlrpc.client",
           "socketserver", "requests", "httpx", "urllib3", "aiohttp"}
# One asks whether a port of this machine is free, the other takes a free one.
LISTENS = {"course/demo/commands.py": {"socket"}, "course/demo/second.py": {"socket"}}


def test_only_these_speak_to_the_outside():
    wrong = []
    for path in python_files("course"):
        allowed = NETWORK if str(path) in SPEAKS else LISTENS.get(str(path), set())
        wrong += [f"{path}:{line} imports {name}" for line, name in imported_names(syntax(path))
                  for module in NETWORK - allowed if f"{name}.".startswith(f"{module}.")]
    assert wrong == []
