"""Numbers are read as people write them, and what can be read in two ways is told to be so."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.questions.numerals import readings_of


@pytest.mark.parametrize(("text", "number"), [
    ("30", "30"), (" 30 ", "30"), ("+30", "30"), ("-5", "-5"), ("−5", "-5"), ("– 5", "-5"), ("007", "7"), ("-0", "0"), ("0", "0"),
    ("2.5", "2.5"), ("2,5", "2.5"), (".5", "0.5"), (",5", "0.5"), ("5.", "5"), ("2.50", "2.5"), ("1500", "1500"),
    ("1500,25", "1500.25"), ("0.500", "0.5"), ("0,125", "0.125"), ("1234.567", "1234.567"),
    ("1,500.25", "1500.25"), ("1.500,25", "1500.25"), ("1 500,25", "1500.25"), ("1 500.250", "1500.25"), ("1'500.25", "1500.25"),
    ("1’500", "1500"), ("1 500", "1500"), ("1\u202f500\u00a0000", "1500000"), ("1.500.000", "1500000"), ("1,500,000", "1500000"),
    ("1,00,000", "100000"), ("12,34,567.8", "1234567.8"), ("１５００", "1500"), ("١٥٠٠", "1500"), ("١٫٥", "1.5"), ("१५", "15")])
def test_a_number_that_can_be_read_in_one_way_is_read_so(text, number):
    assert readings_of(text) == [number]


@pytest.mark.parametrize(("text", "readings"), [
    ("1.500", ["1500", "1.5"]), ("1,500", ["1500", "1.5"]), ("-12.345", ["-12345", "-12.345"]), ("999,000", ["999000", "999"]),
    ("1.500 points", ["1500", "1.5"])])
def test_a_number_that_can_be_read_in_two_ways_has_both(text, readings):
    assert readings_of(text, "points") == readings


@pytest.mark.parametrize("text", [
    "", " ", "about thirty", "30 or 40", "30-40", "1/2", "½", "5²", "1e3", "0x10", "1.5.0", "1,5.0,0", "12 34", "1 50",
    "1.50.000",
    "1,500,00", "1 500'000", "--5", "5-", ".", ",", "-", "30 %", "points", "1" * 41, "NaN", "inf", "1_000", "III", "五"])
def test_what_is_no_number_is_none(text):
    assert readings_of(text) == []


@pytest.mark.parametrize(("text", "unit"), [
    ("30 %", "%"), ("30%", "%"), ("% 30", "%"), ("€30", "€"), ("30 Points", "points"), ("30points", "points"), ("30", "points")])
def test_the_unit_may_stand_before_or_after_it(text, unit):
    assert readings_of(text, unit) == ["30"]


@pytest.mark.parametrize(("text", "unit"), [
    ("30Fuß", "Fuß"), ("30 FUSS", "Fuß"), ("30 m²", "m²"), ("30 m2", "m²"), ("30m²", "m2")])
def test_a_unit_that_another_spelling_makes_longer_takes_no_digit_with_it(text, unit):
    assert readings_of(text, unit) == ["30"]


@given(st.decimals(min_value=-10**9, max_value=10**9, places=2), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."),
                                                                                 ("", ","), ("\u202f", ".")]))
def test_every_number_is_read_as_it_is_written_anywhere(number, signs):
    group, point = signs
    text = f"{number:,.2f}".replace(",", "#").replace(".", point).replace("#", group)
    assert [Decimal(one) for one in readings_of(text)] == [number]


@given(st.text(alphabet="0123456789.,' -+%", max_size=12))
def test_whatever_is_written_has_at_most_two_readings_and_each_is_read_again_as_itself(text):
    found = readings_of(text)
    assert len(found) <= 2 and len(set(found)) == len(found)
    assert all(one in readings_of(one) for one in found)
