"""`course check --fix`: writes the ids that lessons, blocks, questions and their lines lack, and changes nothing else.

An id is made once, of the words it stands with and of chance, so that none is made twice; from then on it is the author's.
"""

import re
import secrets
import unicodedata

from course.content.blocks import SETTING
from course.content.checking import check_files
from course.content.proofs import Proofs

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
LINE = re.compile(rb"([^\r\n]*)(\r\n|\r|\n|\Z)")
TRAILING_ID = re.compile(r"\{#[^{}]*\}\s*$")
MARKUP = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+|^\s*\[[^\]]*\]|[`*_\[\]]")
AT_THE_END = {"Q106", "Q120", "Q134", "P103"}  # of a line; in a row of a table, of its first cell
IN_EACH_CELL = {"P110"}
AFTER_GAPS = {"Q161"}
READING = ("B", "Y", "Q10")  # what no id may bring about
MOST_ROUNDS = 5  # an id may bring to light that another is missing


def fixed(files):
    """Returns ({path: new bytes}, number of ids written) for {path: bytes}; a file that would not be better is left alone."""
    now, count, proofs = dict(files), 0, Proofs()
    problems = check_files(now, proofs)[1]
    for _ in range(MOST_ROUNDS):
        missing = _missing(problems)
        better = {path: _filled(now[path], places) for path, places in missing.items()}
        after = check_files(now | better, proofs)[1]
        worse = {path for path, code in _kinds(after) - _kinds(problems) if code.startswith(READING)}
        better = {path: data for path, data in better.items() if data != now[path] and path not in worse}
        if not better:
            break
        now |= better
        count += sum(len(missing[path]) for path in better)
        problems = check_files(now, proofs)[1]
    return {path: data for path, data in now.items() if data != files[path]}, count


def _kinds(problems):
    return {(problem.path, problem.code) for problem in problems}


def _missing(problems):
    """{path: {line: code}} of what lacks an id."""
    found = {}
    for problem in problems:
        if problem.code in {"B108", *AT_THE_END, *IN_EACH_CELL, *AFTER_GAPS} or _lacks_lesson_id(problem):
            found.setdefault(problem.path, {}).setdefault(problem.line, problem.code)
    return found


def _lacks_lesson_id(problem):
    heads = ("course.md", "module.md")  # those ids are addresses: their authors choose them
    return problem.code == "Y105" and problem.message.startswith('"id:"') and not problem.path.endswith(heads)


def _filled(data, places):
    """The bytes with an id at each place; each line keeps its own end."""
    lines = [match.groups() for match in LINE.finditer(data)]
    texts = [text.decode(errors="replace") for text, _ in lines]
    written = []
    for number, (text, end) in enumerate(lines, start=1):
        code = places.get(number)
        end = end or (b"\n" if code in ("B108", "Y105") else b"")
        if code == "B108":
            written += [text, end, *_setting(texts, number, end)]
        elif code == "Y105":
            written += [text, end, f"id: {made(_title(texts), 'lesson')}".encode(), end]
        elif code:
            written += [_with_id(text, texts[number - 1], code), end]
        else:
            written += [text, end]
    return b"".join(written)


def _setting(texts, number, end):
    """The line `id: …` for the block that opens on a line, indented as the setting after it; text after it is set off."""
    after = texts[number] if number < len(texts) else ""
    words = next((text for text in texts[number:] if text.strip() and not SETTING.fullmatch(text)), "")
    indent = re.match(r"[ \t]*", after)[0] if SETTING.fullmatch(after) else ""
    name = made(words if not words.lstrip().startswith("/") else "", texts[number - 1].strip("/ \t").partition("|")[0])
    apart = [] if SETTING.fullmatch(after) or not after.strip() or after.lstrip().startswith("///") else [end]
    return [f"{indent}id: {name}".encode(), end, *apart]


def _with_id(line, text, code):
    if code in AFTER_GAPS:
        return re.sub(rb"\]\](?!\{#)", lambda match: b"]]{#" + made("", "gap").encode() + b"}", line)
    if text.lstrip().startswith("|"):
        return _with_id_in_cells(line, all_of_them=code in IN_EACH_CELL)
    if TRAILING_ID.search(text):
        return line
    bare = line.rstrip()
    return bare + f" {{#{made(text)}}}".encode() + line[len(bare):]


def _with_id_in_cells(line, all_of_them):
    """The row of a table with an id at the end of its first cell, or of each that has words and none."""
    cells = re.split(rb"((?<!\\)\|)", line)
    for place in range(2, len(cells), 2):
        bare = cells[place].rstrip()
        if bare.strip() and not TRAILING_ID.search(bare.decode(errors="replace")):
            name = made(bare.decode(errors="replace"))
            cells[place] = bare + f" {{#{name}}}".encode() + cells[place][len(bare):]
        if not all_of_them:
            break
    return b"".join(cells)


def _title(texts):
    titles = (text.partition(":")[2].strip(" \"'") for text in texts[:50] if text.startswith("title:"))
    return next(titles, "")


def made(words, otherwise="line"):
    """An id of some words, with a little chance at its end."""
    folded = unicodedata.normalize("NFKD", MARKUP.sub(" ", words)).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", folded)[:5])[:40].strip("-") or otherwise.strip().lower() or "line"
    chance = "".join(secrets.choice(LETTERS) for _ in range(4))
    return f"{name}-{chance}"
