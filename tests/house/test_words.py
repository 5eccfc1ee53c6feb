"""Words that must not stand in the project: promises to finish later, and places that exist on one machine only."""

import re

from tests.house.sources import project_files, read

TEXT = {".py", ".js", ".css", ".html", ".md", ".yml", ".toml", ".txt", ".csv", ".ini", ".mako", ".svg", ""}
FORBIDDEN = {  # written so that this file does not find itself
    "a promise to finish later": r"\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b",
    "a test that is not run": r"mark\.(ski[p]|xfai[l])|pytest\.(ski[p]|xfai[l])\(|import_or_ski[p]|importorski[p]",
    "the founders' notes": r"\.\./share[d]",
    "a package registry's address": r"\b(pyp[i]\.org|pythonhoste[d]\.org|registry\.npm[j]s\.org|deb\.debia[n]\.org)",
    "a place on one machine": r"(?<![\w.:/-])/(wor[k]|roo[t]|hom[e])/",
    "text that fills a space": r"(?i)\blorem ipsu[m]\b",
}


def test_no_forbidden_words():
    found = [f"{path}:{line}: {what}" for path in project_files() if path.suffix in TEXT
             for line, text in enumerate(read(path).splitlines(), 1)
             for what, pattern in FORBIDDEN.items() if re.search(pattern, text)]
    assert found == []


def test_the_forbidden_words_would_be_found():
    examples = ["# TO" + "DO: later", "@pytest.mark.ski" + "p", "../share" + "d/design", "https://pyp" + "i.org/simple",
                "/wor" + "k/main/course", "Lorem ipsu" + "m dolor"]
    assert [any(re.search(pattern, text) for pattern in FORBIDDEN.values()) for text in examples] == [True] * 6
