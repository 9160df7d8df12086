"""A net present value has one definition: what all payments are worth today, and what the audit finds by annuities."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser import Result, read, solve
from optimiser.data.settings import Economy
from optimiser.planning.charges import annuity_factor
from optimiser.result.figures import cash_flow, net_present_value_kr

TOY = Path(__file__).parents[2] / "instances" / "toy"


def economy(rate: float, horizon: int) -> Economy:
    return Economy(
        today_unit_cost_kr=50, discount_rate=rate, horizon_years=horizon, net_hours_per_fte=1, agent_cost_kr=1
    )


@given(
    st.dictionaries(st.sampled_from([0.25, 1.0, 1.5, 3.0, 7.7, 10.0, 60.0]), st.floats(1e5, 1e8)),
    st.floats(-1e7, 1e8),
    st.sampled_from([0.0, 0.035, 0.2]),
    st.integers(1, 100),
)
def test_all_payments_are_worth_the_net_gain_of_every_year(
    invested: dict[float, float], gain_kr: float, rate: float, horizon: int
) -> None:
    """Whatever the lifetimes: an investment is worth its yearly shares within the horizon."""
    net_kr = gain_kr - sum(kr * annuity_factor(rate, years) for years, kr in invested.items())
    worth = sum((1 + rate) ** -year for year in range(1, horizon + 1))
    payments = cash_flow(invested, gain_kr, economy(rate, horizon))
    assert net_present_value_kr(payments) == pytest.approx(net_kr * worth, rel=1e-9, abs=1)
    assert sum(payment.gain_kr for payment in payments) == pytest.approx(horizon * gain_kr)


def test_an_investment_is_made_again_when_its_lifetime_is_over() -> None:
    """Ten years of thirty, so three times; in the years 0, 10 and 20, with nothing left at the end."""
    payments = cash_flow({10.0: 12.5e6}, 0.0, economy(0.04, 30))
    assert {one.year: one.invested_kr for one in payments if one.invested_kr} == {0: 12.5e6, 10: 12.5e6, 20: 12.5e6}
    assert payments[-1].remaining_kr == 0


def test_what_is_left_of_an_investment_counts_at_the_end_of_the_horizon() -> None:
    """Without interest: seven tenths after three years of ten; of four years begun in the eighth, half in the tenth."""
    after_three, of_four = (cash_flow({years: 1e6}, 0.0, economy(0, end)) for years, end in ((10.0, 3), (4.0, 10)))
    assert after_three[-1].remaining_kr == pytest.approx(0.7e6)
    assert of_four[-1].remaining_kr == pytest.approx(0.5e6)
    assert [one.year for one in of_four if one.invested_kr] == [0, 4, 8]


def test_a_replacement_within_a_year_has_a_line_of_its_own_and_one_sooner_than_a_year_is_a_yearly_share() -> None:
    assert [one.year for one in cash_flow({2.5: 1.0}, 0.0, economy(0, 5))] == [0, 1, 2, 2.5, 3, 4, 5]
    often = cash_flow({0.001: 1.0}, 0.0, economy(0, 3))
    assert [one.invested_kr for one in often] == pytest.approx([0, 1_000, 1_000, 1_000])


def _toy(horizon: int) -> Result:
    return solve(read(TOY, overrides=["economy.discount_rate=0.04", f"economy.horizon_years={horizon}"]))


@pytest.mark.parametrize(("horizon", "npv_kr"), [(30, 99_582_454), (3, 16.0e6), (1, 5.5e6)])
def test_the_toy_has_the_value_told_for_it_whatever_the_horizon(horizon: int, npv_kr: float) -> None:
    """Its investments last ten years. The workbook's cash flow ended with 113.7, 7.8 and -5.5 million."""
    figures = _toy(horizon).figures
    assert figures.npv_kr == pytest.approx(npv_kr, abs=1 if horizon == 30 else 1e5)
    (lasting_ten_years,) = figures.investments
    assert lasting_ten_years.lifetime_years == 10.0
    assert lasting_ten_years.investment_kr == pytest.approx(figures.investment_kr)
    assert figures.audit.breaches == []


def test_investments_are_told_apart_by_their_lifetime() -> None:
    overrides = ["investments.local-staff.lifetime_years=5", "investments.purchased-connection.lifetime_years=7.5"]
    figures = solve(read(TOY, overrides=overrides)).figures
    assert [one.lifetime_years for one in figures.investments] == [5, 7.5, 10]
    assert sum(one.investment_kr for one in figures.investments) == pytest.approx(figures.investment_kr)
    assert figures.audit.breaches == []
