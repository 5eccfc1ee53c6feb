"""The words of the form of a block: what each setting, text and line of it is called. What there is to ask the library tells."""

SETTINGS = {  # name, or "kind name" where it means something else: (label, hint)
    "title": ("Title", "It stands above the block. It may be left empty."),
    "video title": ("Title", "What one will see."),
    "audio title": ("Title", "What one will hear."),
    "activity title": ("Title", "What there is to do."),
    "confidence": ("Ask how sure the learner is", ""),
    "shuffle": ("Show the answers in another order each time", ""),
    "quiz shuffle": ("Show answers in another order each time, in all its questions", ""),
    "unit": ("Unit", "It is shown behind the field, such as kg or points."),
    "fold-accents": ("Take e for é", "Accents do not count then."),
    "pass": ("Share of points to pass", "Such as 60 %. Left empty, nobody passes or fails."),
    "tries": ("How often it may be sent", "Left empty, as often as one likes."),
    "draw": ("How many questions are asked at once", "Left empty, all of them."),
    "wave": ("When it is asked", "It stands beside each answer in the files."),
    "anonymity": ("Whose the answers are", "Evaluators see random names in any case. Anonymous answers lead to nobody."),
    "scale.nps": ("Words at the ends of 0 to 10", "Two lines, such as “0 not likely” and “10 very likely”; or leave it empty."),
    "minutes": ("Minutes it takes", ""),
    "file": ("Recording", "A file of the course, such as files/talk.mp4, or an address that begins with https://."),
    "captions": ("Captions", "A file of the course that ends with .vtt, for who cannot hear it."),
    "package": ("Package", "The name that it was given when it was imported."),
    "activity unit": ("Unit of the package", "Its id, as the package’s page shows it. Left empty, its only one."),
}
LEDES = {  # what a kind of block is for
    "choice": "One answer is right. A learner reads what you say about the one that she chose.",
    "choices": "Several answers are right. Right ones count, wrong ones are taken off, never below nothing.",
    "scenario": "One answer is best, others are acceptable or risky. What you say about each tells what comes of it.",
    "number": "A number is typed, and is right if it is near enough.",
    "text": "A word or a few are typed. What nobody foresaw is collected for you.",
    "order": "Lines are put in order. Write them in the right one; learners see them mixed.",
    "match": "What is on the left is paired with what is on the right.",
    "cloze": "Words are missing in a text, and are chosen or typed.",
    "reflection": "Something to think and write about. Nothing is marked.",
    "quiz": "Questions that are sent together. First say what it is called; then each question has a form of its own.",
    "survey": "What learners think. Nothing is marked, and they leave out what they like.",
    "worksheet": "Fields to fill in. It is saved as it is typed, can be printed, and is never marked.",
    "commitment": "One to three things that a learner will do, each with a day. It stands on the course’s page.",
    "thoughts": "What readers answer is shown below it, once you say yes.",
    "team-session": "For who takes the course with others.",
    "cohort-only": "The same, for those alone who have begun the course.",
    "video": "A film of the course’s files, or from elsewhere, with what is said and shown in it.",
    "audio": "Something to listen to, with what is said in it.",
    "activity": "From another tool’s package that was imported into this course. It opens in a window of its own.",
}
EMPTY = {"shuffle": "as its quiz has it; by itself, no", "wave": "not said", "anonymity": "as usual: under a random name"}
VALUES = {"yes": "yes", "no": "no", "day-30": "30 days after the course", "day-90": "90 days after the course",
          "baseline": "before the course (baseline)", "pulse": "on the way (pulse)", "end": "at the end",
          "pseudonymous": "under a random name", "named": "under their names", "anonymous": "anonymous, told ten at a time"}
TEXTS = {  # what the text of a block is called: (label, hint)
    "": ("Question", ""),
    "scenario": ("What happens, and the question", ""),
    "cloze": ("Text with gaps", "Write [[1]] where the first gap is, [[2]] for the second; below, say what goes into each."),
    "order": ("What to do", "Left empty: “Put these in order.”"),
    "match": ("What to do", "Left empty: “What belongs together?”"),
    "quiz": ("Text above the questions", "It may be left empty."),
    "survey": ("Text above the items", "It may be left empty."),
    "worksheet": ("Text above the fields", "It may be left empty."),
    "commitment": ("Text above it", "It may be left empty."),
    "thoughts": ("Question to readers", ""),
    "activity": ("What it is, and how to come back", "It may be left empty."),
    "team-session": ("Agenda, timing and material", ""),
    "cohort-only": ("Agenda, timing and material", ""),
    "video": ("Transcript", "What is said, and what is shown, for who cannot see or hear it."),
    "audio": ("Transcript", "What is said, for who cannot hear it."),
}
MARKS = {"x": "right", "": "wrong", "best": "best", "acceptable": "acceptable", "risky": "risky"}
WHOLE = {"right": "Shown with any right answer", "wrong": "Shown with any wrong answer",
         "model": "A model answer, shown after writing"}
LINES = {"choices": "Answer", "numbered": "Line", "pairs": "Pair", "gaps": "Gap"}
HINTS = {"number": "A number with a point before decimals; “30 +- 0.5” takes what is that near.",
         "text": "A word or a few. Capitals, outer punctuation and one typing slip do not count."}
ITEMS = {"survey scale": "Points on a scale", "survey nps": "How likely, 0 to 10", "survey one": "One of a list",
         "survey many": "Any of a list", "survey text": "Free text", "survey fact": "About the person",
         "survey show": "Shown from a worksheet",
         "worksheet text": "Free text", "worksheet select": "One of a list", "worksheet date": "Day",
         "worksheet number": "Number",
         "worksheet table": "Table to fill in", "worksheet show": "Shown from a worksheet"}

MENDING = {  # what the checker says of what stands in a file, for who sees a form: code: (sentence, field)
    "Q101": ("Nothing is asked yet. Write it.", "text"), "Q108": ("Write the words of this line, or remove it.", ""),
    "Q110": ("Give at least two answers.", "row-0.text"), "Q111": ("Say of exactly one answer that it is right.", "row-0.mark"),
    "Q112": ("Say of one answer at least that it is right.", "row-0.mark"),
    "Q113": ("Every answer is right, so ticking all needs no thought. Add one that is wrong.", "row-0.mark"),
    "Q115": ("Say of exactly one answer that it is the best.", "row-0.mark"),
    "Q122": ("Choose the points of this scale; the button “Add scale” makes some.", ""),
    "Q125": ("Give at least two lines to choose from.", ""), "Q132": ("The survey asks nothing yet. Add an item.", ""),
    "Q140": ("Give at least two lines.", "row-0.text"), "Q142": ("Give two pairs with different right sides.", "row-0.left"),
    "Q143": ("Fill in the right side of each pair.", ""), "Q151": ("Say of one answer at least that it is right.", "row-0.mark"),
    "Q160": ("No gap stands in the text. Write [[1]] where the first one is, and say below what goes into it.", "text"),
    "Q162": ("A gap to choose needs two different texts, the right one first; a gap to type needs one.", "row-0.texts"),
    "P101": ("There is nothing to fill in yet. Add a field.", ""), "P104": ("Write what this field asks for.", ""),
    "P107": ("Give at least two lines to choose from.", ""), "P109": ("Name at least one column of this table.", ""),
    "P111": ("A column that takes one of a list needs two words at least, with commas between.", ""),
    "P112": ("Write how many rows there are to begin with, 1 to 30.", ""),
    "P113": ("Name the worksheet and its field, such as plan.question.", ""),
    "P201": ("Write the question to readers.", "text"), "P202": ("Write agenda, timing and material.", "text"),
    "P203": ("Write what one will see or hear.", "set-title"), "P204": ("Name the recording.", "set-file"),
    "P205": ("Write what is said and shown.", "text"), "P208": ("Write what there is to do.", "set-title"),
    "P209": ("Name the package.", "set-package"), "C101": ("Say of each answer why it is right or wrong.", ""),
}


def in_a_form(problem, at):
    """(the field that a problem leads to, its sentence); `at` is the field whose line it stands on."""
    sentence, field = MENDING.get(problem.code, (problem.message, ""))
    return at or field, sentence


def setting(kind, name):
    """(label, hint) of a setting of a kind of block."""
    return SETTINGS.get(f"{kind} {name}") or SETTINGS[name]


def text_of(kind):
    """(label, hint) of its text."""
    return TEXTS.get(kind) or TEXTS[""]


def marks_of(kind):
    """[(mark, in words)] of its lines."""
    return [(mark, MARKS[mark]) for mark in kind.marks]


def more_of(kind, row):
    """What a button that shows more lines of an item is called, or nothing."""
    after = kind.after(row.get("kind", ""))
    return {"list": "Add lines", "rows": "Add lines", "table": "Add columns"}.get(after, "")
