"""Numbers as people in Denmark and in England write them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser.data.settings import Language
from optimiser.report.localizer import Numbers, apart_kr, as_shown, gain_kr

DA, EN = Numbers("da"), Numbers("en")


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (3351.2, 1, "3.351,2", "3,351.2"),
        (1_234_567, 0, "1.234.567", "1,234,567"),
        (999.5, 1, "999,5", "999.5"),
        (-3351.25, 2, "−3.351,25", "−3,351.25"),
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
    assert DA.percent(0.0425) == "4,3 %"
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
        (-49_999, "−49,999 kr."),
        (50_000, "0.1 million kr."),
    ],
)
def test_amounts_that_would_round_to_nothing_are_told_in_kr(kr: float, told: str) -> None:
    assert Numbers("en").million_kr(kr) == told


# ---- shown figures agree with each other ------------------------------------------------------------

AMOUNTS_KR = st.floats(0, 1e11).map(lambda kr: round(kr, 2))


def read(text: str) -> Decimal:
    """The amount that a reader of English finds, in millions."""
    number = Decimal(re.sub("[^0-9.-]", "", text.replace("kr.", "")))
    return number if "million" in text else number / 1_000_000


@pytest.mark.parametrize(
    ("kr", "told"),
    [
        (63_950_000, "64.0"),
        (63_949_999.99999999, "64.0"),
        (8_450_000, "8.5"),
        (6_050_000, "6.1"),
        (-63_950_000, "−64.0"),
    ],
)
def test_a_half_is_rounded_away_from_zero_whatever_a_computer_makes_of_it(kr: float, told: str) -> None:
    """As fractions of two, 63.95 is a little more than a half, 8.45 a little less, and 2.25 a half exactly."""
    assert EN.millions(kr) == told
    assert EN.plain(2.25, 1) == EN.plain(2.250000000000001, 1) == "2.3"


@pytest.mark.parametrize("value", [-0.04, -0.0, 0.04, -1e-300])
def test_a_number_that_rounds_to_nothing_has_no_sign(value: float) -> None:
    assert EN.plain(value, 1) == "0.0"


@pytest.mark.parametrize("value", [1e15, 1e300, float("inf"), float("nan")])
def test_a_number_of_any_size_is_told(value: float) -> None:
    assert EN.plain(value, 1)
    assert EN.million_kr(value)


def test_the_parts_of_the_toy_add_up() -> None:
    """They were told as 20.0, 35.5 and 8.4, above a total of 64.0."""
    assert EN.millions_of(63_950_000, [20_000_000, 35_500_000, 8_450_000]) == ["20.0", "35.5", "8.5"]
    assert DA.millions_of(63_950_000, [20_040_000, 35_470_000, 8_440_000]) == ["20,1", "35,5", "8,4"]


@given(st.lists(AMOUNTS_KR, min_size=1, max_size=12), st.integers(0, 3))
def test_parts_add_up_to_their_total_as_they_are_shown(parts_kr: list[float], decimals: int) -> None:
    told = EN.millions_of(sum(parts_kr), parts_kr, decimals)
    assert sum(map(read_millions, told)) == read_millions(EN.millions(sum(parts_kr), decimals))
    for text, kr in zip(told, parts_kr, strict=True):
        assert abs(read_millions(text) - Decimal(str(kr)) / 1_000_000) <= Decimal(1).scaleb(-decimals)
        assert kr or not read_millions(text)


def read_millions(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-"))


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=9))
def test_changes_add_up_too_where_some_are_less_than_nothing(changes: list[float]) -> None:
    told = EN.parts(sum(changes) / 1e6, [change / 1e6 for change in changes])
    assert sum(map(read_millions, told)) == as_shown(sum(changes) / 1e6, 1)


def test_numbers_that_are_no_parts_of_a_total_are_rounded_each_by_itself() -> None:
    assert EN.parts(100.0, [1.26, 2.24]) == ["1.3", "2.2"]


@given(AMOUNTS_KR, st.one_of(st.just(0.0), st.floats(0, 1e-9), st.floats(0, 1e-3), st.floats(0, 1)))
def test_what_is_proven_of_a_cost_agrees_with_itself(cost_kr: float, gap: float) -> None:
    """The toy was told to cost 64.0, no plan less than 63.9, with a gap of 0 kr."""
    bound_kr = cost_kr * (1 - gap)
    proven = EN.proven(cost_kr, bound_kr)
    cost, bound, told_gap = map(read, (proven.cost, proven.bound, proven.gap))
    unit = Decimal(1).scaleb(-proven.decimals)
    assert bound <= cost or cost_kr < 50_000
    if proven.is_exact:
        assert proven.bound == proven.cost
        assert proven.gap == "0 kr."
        assert cost_kr - bound_kr < 0.5
    else:
        assert bound <= Decimal(f"{bound_kr:.2f}") / 1_000_000  # no more than is proven
        assert abs(cost - bound - told_gap) <= max(unit, told_gap) / 2 + Decimal("1e-6")
        assert told_gap > 0


@pytest.mark.parametrize(
    ("cost_kr", "bound_kr", "told"),
    [
        (63_950_000, 63_949_999.99999999, ("64.0 million kr.", "64.0 million kr.", "0 kr.")),
        (3_350_840_000, 3_350_690_000, ("3,350.8 million kr.", "3,350.6 million kr.", "0.2 million kr.")),
        (3_350_860_000, 3_350_840_000, ("3,350.86 million kr.", "3,350.84 million kr.", "20,000 kr.")),
        (21_600_000, 21_599_000, ("21.600 million kr.", "21.599 million kr.", "1,000 kr.")),
    ],
)
def test_a_bound_is_rounded_down_and_told_from_the_cost(
    cost_kr: float, bound_kr: float, told: tuple[str, str, str]
) -> None:
    proven = EN.proven(cost_kr, bound_kr)
    assert (proven.cost, proven.bound, proven.gap) == told


@pytest.mark.parametrize(
    ("bound_kr", "cost_kr", "told"),
    [
        (63_949_999.99999999, 63_950_000, "64.0"),
        (63_949_000, 63_950_000, "63.9"),
        (63_990_000, None, "63.9"),
        (None, 63_950_000, "–"),
        (float("-inf"), 63_950_000, "–"),
    ],
)
def test_a_bound_alone_is_rounded_down(bound_kr: float | None, cost_kr: float | None, told: str) -> None:
    assert EN.bound(bound_kr, cost_kr) == told


@given(AMOUNTS_KR, AMOUNTS_KR)
def test_a_difference_is_what_a_reader_finds(one_kr: float, other_kr: float) -> None:
    apart = apart_kr(one_kr, other_kr)
    shown = read_millions(EN.millions(one_kr)) - read_millions(EN.millions(other_kr))
    assert apart == shown * 1_000_000 or abs(one_kr - other_kr) < 100_000
    assert abs(float(apart) - (one_kr - other_kr)) <= 100_000


def test_the_gain_of_the_toy_is_what_the_costs_leave() -> None:
    """70.0 less 64.0 is 6.0, though 70 less 63.95 is told as 6.1 by itself."""
    assert gain_kr({"today_kr": 70e6, "objective_kr": 63.95e6, "net_gain_kr": 6.05e6}) == 6_000_000
    assert gain_kr({"today_kr": None, "objective_kr": 63.95e6, "net_gain_kr": 6.05e6}) == 6_050_000
    assert gain_kr({"today_kr": None, "objective_kr": None, "net_gain_kr": None}) is None
