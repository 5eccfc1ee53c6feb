"""Files come back from csv as they went in; only the spreadsheet's flavour touches what would run as a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.csv_text import columns_of, csv_chunks

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


def read(chunks, encoding="utf-8"):
    return list(csv.reader(io.StringIO(b"".join(chunks).decode(encoding), newline=""), strict=True))


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_any_text_comes_back_from_the_plain_flavour(rows):
    assert read(csv_chunks(["one", "two"], [columns_of(rows)])) == [["one", "two"], *map(list, rows)]


@given(st.lists(st.tuples(CELLS, st.none() | st.integers() | st.floats()), min_size=1))
def test_the_plain_flavour_is_what_csv_writer_writes(rows):
    expected = io.StringIO(newline="")
    csv.writer(expected).writerows([("a", "b"), *rows])
    assert b"".join(csv_chunks("ab", [columns_of(rows)])).decode() == expected.getvalue()


def test_the_two_zeros_are_told_apart_and_many_numbers_are_written_each():
    for column in ([0.0, -0.0, 1.0], [-0.0, 0.0], [number / 8 for number in range(-99, 99)], [float("nan")] * 2, [True, 1, 1.0]):
        assert b"".join(csv_chunks("a", [[column]])).decode() == "\r\n".join(["a", *map(str, column), ""])


def test_lines_end_as_the_standard_says_and_without_a_mark_of_order():
    assert b"".join(csv_chunks(["a"], [[["x"]], [["y\nz", "w"]]])) == b'a\r\nx\r\n"y\nz"\r\nw\r\n'


@pytest.mark.parametrize("formula", ["=1+1", "+nothing", "-x", "@home", "\tcell", "\rcell", "\n=1+1", "＝1+1", "＋1",
                                     "－1", "＠home"])
def test_the_spreadsheet_flavour_defuses_formulas_also_in_the_header(formula):
    found = read(csv_chunks([formula], [[[formula]]], "spreadsheet"), "utf-8-sig")
    assert found == [["'" + formula], ["'" + formula]]
    assert read(csv_chunks([formula], [[[formula]]])) == [[formula], [formula]]


def test_numbers_stay_numbers_in_both_flavours():
    row = [-8, 0.5, "-3", "+4.25", None, 0]
    for flavour in ("plain", "spreadsheet"):
        assert b"".join(csv_chunks("abcdef", [columns_of([row])], flavour)).endswith(b"\r\n-8,0.5,-3,+4.25,,0\r\n")


def test_a_spreadsheet_knows_the_letters_by_the_mark_at_the_start():
    assert b"".join(csv_chunks(["邻居"], [], "spreadsheet")) == b"\xef\xbb\xbf" + "邻居\r\n".encode()
