"""Text that a spreadsheet would calculate is marked, and the mark is taken off without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser.data.cells import FORMULA_SIGNS, escape_formula, unescape_formula


@pytest.mark.parametrize("text", ["=1+1", "+45", "-x", "@sum", "\tx", "'=1", "''-2"])
def test_a_formula_is_marked(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Ærø", "", "'s-Gravenhage", "a=1", "'"])
def test_other_text_stands_as_it_is(text: str) -> None:
    assert escape_formula(text) == unescape_formula(text) == text


@given(st.text(alphabet="'=+-@ab\t", max_size=6))
def test_nothing_is_lost(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text
    assert not escape_formula(text).startswith(FORMULA_SIGNS)
