"""Numbers as people in Denmark and in England write them."""

import pytest

from optimiser.data.settings import Language
from optimiser.report.numbers import Numbers

DA, EN = Numbers("da"), Numbers("en")


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (3351.2, 1, "3.351,2", "3,351.2"),
        (1_234_567, 0, "1.234.567", "1,234,567"),
        (999.5, 1, "999,5", "999.5"),
        (-3351.25, 2, "-3.351,25", "-3,351.25"),
        (0, 1, "0,0", "0.0"),
        (None, 1, "–", "–"),
    ],
)
def test_thousands_and_decimals(value: float | None, decimals: int, danish: str, english: str) -> None:
    assert DA.plain(value, decimals) == danish
    assert EN.plain(value, decimals) == english


def test_amounts_are_in_millions_with_one_decimal() -> None:
    assert DA.million_kr(3_351_249_999) == "3.351,2 mio. kr."
    assert EN.million_kr(3_351_249_999) == "3,351.2 million kr."


@pytest.mark.parametrize("numbers", [DA, EN])
def test_no_number_is_a_dash(numbers: Numbers) -> None:
    assert numbers.millions(None) == numbers.percent(None) == numbers.gap(None) == "–"


def test_shares_are_percent_with_one_decimal() -> None:
    assert DA.percent(0.0425) == "4,2 %"
    assert EN.percent(1) == "100.0 %"


@pytest.mark.parametrize(
    ("share", "danish", "english"),
    [
        (0.000047512, "0,0048 %", "0.0048 %"),
        (0.0001, "0,01 %", "0.01 %"),
        (0.01234, "1,2 %", "1.2 %"),
        (0.2, "20 %", "20 %"),
        (1e-8, "0,000001 %", "0.000001 %"),
        (0, "0 %", "0 %"),
    ],
)
def test_small_gaps_keep_two_digits_that_count(share: float, danish: str, english: str) -> None:
    assert DA.gap(share) == danish
    assert EN.gap(share) == english


def test_what_rounding_leaves_is_told_to_be_next_to_nothing_and_never_nothing() -> None:
    assert DA.gap(2.2e-16) == "< 0,0000001 %"
    assert EN.gap(2.2e-16) == "< 0.0000001 %"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("share", [1.5e-9, 3e-7, 1 / 3])
def test_a_gap_is_never_written_with_an_exponent(language: Language, share: float) -> None:
    assert "e" not in Numbers(language).gap(share)


@pytest.mark.parametrize(
    ("kr", "told"),
    [
        (0, "0.0 million kr."),
        (2803.4, "2,803 kr."),
        (-0.2, "0 kr."),
        (-49_999, "-49,999 kr."),
        (50_000, "0.1 million kr."),
    ],
)
def test_amounts_that_would_round_to_nothing_are_told_in_kr(kr: float, told: str) -> None:
    assert Numbers("en").million_kr(kr) == told
