"""Shares carry their interval; the expected ones are the worked examples of R. G. Newcombe, Statistics in Medicine 17 (1998),
857-872, table I, method 3."""

import pytest

from course.evaluation.shares import Share, percent, wilson


@pytest.mark.parametrize(("part", "whole", "low", "high"), [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)])
def test_the_interval_is_wilsons(part, whole, low, high):
    assert wilson(part, whole) == pytest.approx((low, high), abs=0.00005)


def test_all_of_a_few_is_not_certain():
    assert wilson(10, 10) == pytest.approx((0.7225, 1), abs=0.00005)


def test_a_part_of_nobody_has_no_value():
    nobody = Share(0, 0)
    assert (nobody.value, nobody.low, nobody.high, nobody.cells) == (None, None, None, (0, None, None, None))


@pytest.mark.parametrize(("part", "whole", "shown"), [
    (125, 200, 63), (29, 200, 15), (1, 200, 1), (0, 7, 0), (7, 7, 100), (2, 3, 67)])
def test_a_half_is_rounded_upwards_as_by_hand(part, whole, shown):
    assert percent(part / whole) == shown
