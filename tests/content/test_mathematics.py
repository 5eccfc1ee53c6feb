"""Formulas become MathML that is safe; money stays money; what cannot be read is an error at its line."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.inspecting import Findings, Plainer
from course.content.markup import Cleaner, Drawer
from course.content.mathematics import LONGEST
from tests.content.texts import CHOICE, Links, items, problems

DRAWER, CLEANER = Drawer(), Cleaner(Links())


def page(markdown):
    return CLEANER.clean(DRAWER.draw(markdown))


def test_a_formula_in_a_line_is_mathml_with_its_text_beside_it():
    html = page("A share $\\frac{a}{b}$ of it.")
    assert "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>" in html
    assert 'alttext="\\frac{a}{b}"' in html and 'display="inline"' in html and html.startswith("<p>A share <math ")


@pytest.mark.parametrize("text", ["$$ x^2 $$", "$$\nx^2\n$$", "Before:\n$$x^2$$\nafter."])
def test_a_formula_by_itself_is_a_block(text):
    assert 'display="block"' in page(text) and "<msup><mi>x</mi><mn>2</mn></msup>" in page(text) and "$" not in page(text)


@pytest.mark.parametrize("text", [
    "It costs $25 and a $30 voucher.", "From $5-$10.", "$1,500/$2,000", "about $90 by attending and $40 more", "US$5 and US$6",
    "a lone $ sign", "`$x$`", "\\$x\\$", "$ x $", "$$$", "bus $4, sitter $36, two hours"])
def test_money_and_code_stay_as_they_are(text):
    assert "<math" not in page(text) and problems(f"{text}\n") == []


@pytest.mark.parametrize("latex", ["\\unknown", "\\frac{a}", "\\left( x", "{a", "a}", "\\begin{pmatrix}1", "x" * (LONGEST + 1)])
def test_what_cannot_be_read_is_an_error_at_its_line(latex):
    assert problems(f"Text.\n\nOne ${latex}$ two.\n") == [(3, "C141")]
    assert problems(CHOICE.replace("They were asked first.", f"${latex}$")) == [(8, "C141")]


def test_what_can_be_read_is_none():
    assert problems("$x$ and $$\\sum_{i=1}^n \\sqrt{x_i} \\leq \\text{all of it}$$\n") == []


def test_signs_of_markdown_mean_nothing_inside():
    assert "<em>" not in page("$a*b*c$ and $a_1 _ b_2$") and "<mo>&lt;</mo>" in page("$x<y$")


def test_plain_words_of_a_formula_are_its_latex():
    assert Plainer().plain("How much is $x^2$?") == "How much is x^2?"
    (item,) = items(CHOICE.replace("Inform {", "$x^2$ {"))
    assert item.options[0].text == "x^2"


@pytest.mark.parametrize("attack", [
    "$\\href{javascript:alert(1)}{x}$", "$\\text{<img src=x onerror=alert(1)>}$",
    "<math href='javascript:alert(1)'><mi>x</mi></math>",
    "<math><mtext><script>alert(1)</script></mtext></math>", "<math><annotation-xml encoding='text/html'><img src=x onerror=x>"
    "</annotation-xml></math>", "<math><maction actiontype='statusline' xlink:href='javascript:x'>x</maction></math>",
    "<math style='position:fixed' onclick=alert(1)><mi>x</mi></math>"])
def test_a_formula_does_nothing(attack):
    html = page(attack)
    tags = re.findall(r"<(?:[^>\"]|\"[^\"]*\")*>", html)
    acting = "onerror|onclick|<script|style=|annotation|maction"
    assert tags and not re.search(acting, re.sub('alttext="[^"]*"', "", "".join(tags)))
    assert 'href="' not in html


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="$\\{}abx12^_&<>\"' fracsqte()", max_size=30))
def test_whatever_stands_between_dollars_is_safe_and_stays_as_it_is(text):
    html = page(f"${text}$")
    assert Findings(html).dropped == []
