"""Aiken: a question, its options each on a line with a letter, and `ANSWER: B`."""

import re

from course.content.banks.bank import Answer, Question, check_count
from course.content.banks.deciding import decide

OPTION = re.compile(r"[ \t]*([A-Za-z])[.)][ \t]+(\S.*)")
ANSWER = re.compile(r"(?i)[ \t]*ANSWER[ \t]*:[ \t]*(.*)")


def read_aiken(text, texts, language):
    """The Questions. What stands before a line ANSWER: belongs to it; what stands behind the last one is named."""
    questions, before = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if found := ANSWER.fullmatch(line):
            questions.append(_question(before, found[1], number, texts))
            before = []
        elif line.strip():
            before.append((number, line))
    if before:
        questions.append(Question(before[0][0], before[0][1].strip()).refuse(
            "No line ANSWER: follows it. Write one such as ANSWER: B."))
    check_count(len(questions))
    return questions


def _question(lines, given, number, texts):
    start = next((place for place, (_, line) in enumerate(lines) if _begins(lines, place)), len(lines))
    asked = " ".join(line.strip() for _, line in lines[:start])
    question = Question(lines[0][0] if lines else number, asked)
    question.prompt = texts.markdown(asked, "plain", question)
    letters = []
    for _, line in lines[start:]:
        if found := OPTION.fullmatch(line):
            letters.append(found[1].upper())
            question.answers.append(Answer(texts.markdown(found[2], "plain", question, one_line=True)))
        else:  # an option that goes on
            question.answers[-1].text += " " + texts.markdown(line, "plain", question, one_line=True)
    right = [letter.upper() for letter in re.findall(r"[A-Za-z]", given)]
    if not asked:
        return question.refuse("There is no question before its options.")
    if not right or not re.fullmatch(r"[A-Za-z]([ \t,;]+[A-Za-z])*[ \t.]*", given.strip()):
        return question.refuse(f"“ANSWER: {given[:40]}” names no letter. Write one such as ANSWER: B.")
    if not set(right) <= set(letters):
        return question.refuse(f"ANSWER: names {', '.join(sorted(set(right) - set(letters)))}, which is none of its options.")
    if len(set(letters)) < len(letters):
        return question.refuse("Two of its options have the same letter.")
    for letter, answer in zip(letters, question.answers, strict=True):
        answer.share = 1 / len(set(right)) if letter in right else -1 / len(set(right)) if len(set(right)) > 1 else 0.0
    return decide(question, single=len(set(right)) == 1)


def _begins(lines, place):
    """Options begin where the letters run on from A to the end."""
    found = OPTION.fullmatch(lines[place][1])
    return found is not None and found[1].upper() == "A" and place > 0
