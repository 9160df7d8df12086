"""What a cell says, given the type of its column and how its file writes numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser.data.cells import (
    CellError,
    as_text,
    counted,
    decimal_mark,
    mark_evidence,
    parse_alone,
    parse_cell,
    read_number,
)


@pytest.mark.parametrize(
    ("text", "with_dot", "with_comma"),
    [
        ("1234", 1234, 1234),
        ("-3.5", -3.5, None),
        ("3,5", None, 3.5),
        ("1.234,5", None, 1234.5),
        ("1,234.5", 1234.5, None),
        ("1.234", 1.234, 1234),
        ("1,234", 1234, 1.234),
        ("0.123", 0.123, None),
        ("1234.567", 1234.567, None),
        ("1.234.567", None, 1234567),
        ("1 234,5", None, 1234.5),
        ("1\u00a0234\u00a0567", 1234567, 1234567),
        ("−2,25", None, -2.25),
        ("1e-05", 1e-05, 1e-05),
        (".5", 0.5, None),
        ("1 2 3", None, None),
        ("12,34,56", None, None),
        ("", None, None),
        ("٣", None, None),
    ],
)
def test_a_number_is_read_with_either_decimal_mark(text: str, with_dot: float | None, with_comma: float | None) -> None:
    assert read_number(text, ".") == with_dot
    assert read_number(text, ",") == with_comma


@pytest.mark.parametrize(
    ("texts", "dot_is_standard", "mark"),
    [
        (["1", "2"], False, "."),
        (["1.234", "0.5"], False, "."),
        (["1.234", "3,5"], True, ","),
        (["1.234", "0.5", "2,5", "1.5"], True, "."),
        (["1.234"], True, "."),
        (["1.234"], False, None),
        (["1,234"], True, None),
    ],
)
def test_one_number_shows_how_its_file_writes_all(texts: list[str], dot_is_standard: bool, mark: str | None) -> None:
    assert decimal_mark(texts, dot_is_standard) == mark


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_is_read_as_it_was_written(number: float) -> None:
    assert read_number(as_text(number), ".") == number


@given(st.text("0123456789.,+-eE \u00a0", max_size=12))
def test_no_text_is_read_as_two_numbers_without_being_called_unsure(text: str) -> None:
    both = read_number(text, "."), read_number(text, ",")
    assert (mark_evidence(text) == "unsure") == (None not in both and both[0] != both[1])


@pytest.mark.parametrize(
    ("text", "truth"), [("Ja", True), ("sand", True), ("1", True), ("NO", False), ("falsk", False)]
)
def test_true_and_false_are_read_in_danish_english_and_figures(text: str, truth: bool) -> None:
    assert parse_cell(text, "truth") is truth


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("nan", "finite"),
        ("-Infinity", "finite"),
        ("1e999", "finite"),
        (10**400, "finite"),
        (True, "must be a number"),
        ("three", "must be a number"),
        ("3,5", "'.' as its decimal mark"),
    ],
)
def test_what_is_no_finite_number_is_refused(cell: str | int, rule: str) -> None:
    with pytest.raises(CellError, match=rule):
        parse_cell(cell, "number")


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\x00b", "a\ud800b", "x" * 10_001])
def test_text_that_no_file_or_report_can_carry_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_cell(text, "text")


def test_text_loses_the_blanks_around_it_only() -> None:
    assert parse_cell(" \u00a0=SUM(A1) <script> æøå ", "text") == "=SUM(A1) <script> æøå"


def test_a_number_by_itself_is_never_guessed_at() -> None:
    assert parse_alone("1,5", "number", dot_is_standard=True) == 1.5
    with pytest.raises(CellError, match="could mean two numbers"):
        parse_alone("1,234", "number", dot_is_standard=True)


def test_values_are_written_exactly_and_without_needless_decimals() -> None:
    assert [as_text(value) for value in (None, True, 3.0, 0.1 + 0.2, (1, 2))] == [
        "",
        "true",
        "3",
        "0.30000000000000004",
        "1 2",
    ]
    assert math.isclose(float(as_text(1e22)), 1e22)


def test_a_figure_that_was_computed_is_never_told_with_an_exponent() -> None:
    assert [counted(value) for value in (1.2345, 38.82, 999.4, 1234.4, 61_115)] == [
        "1.23",
        "38.8",
        "999",
        "1,234",
        "61,115",
    ]
    assert counted(999.6) == "1,000"
