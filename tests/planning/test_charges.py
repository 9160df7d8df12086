"""What choices cost besides the cost curve, term by term."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser.planning.charges import Charge, Tariff, annuity_factor, sum_charges
from optimiser.planning.routes import DEPARTMENTS, Route
from tests.planning.two_towns import TABLES, two_towns

BUY = Route("2", "G3", "Storby", "purchased")
OWN = Route("2", "G3", "Lilleby", "local")
INVESTMENTS = "item,basis,form,amount_kr,lifetime_years\n"
CONNECTIONS = "form,municipality,centre,yearly_kr,investment_kr,lifetime_years,extra_kr\n"


def test_the_annuity_of_eight_years_at_four_percent() -> None:
    """0.04 / (1 - 1.04^-8); eight payments of it are worth 1 kr. today."""
    factor = annuity_factor(0.04, 8)
    assert factor == pytest.approx(0.148527832)
    assert sum(factor / 1.04**year for year in range(1, 9)) == pytest.approx(1)


@pytest.mark.parametrize("years", [1, 8, 10])
def test_without_interest_a_part_for_each_year_is_paid(years: float) -> None:
    assert annuity_factor(0, years) == 1 / years


@pytest.mark.parametrize("rate", [5e-324, 1e-300, 5.551115123125783e-17, 1e-16, 3e-14, 1e-9, 1e-4])
@pytest.mark.parametrize("years", [0.3, 1, 8, 30, 1e6])
def test_interest_of_next_to_nothing_is_counted_to_the_last_digits(rate: float, years: float) -> None:
    """0.3 - 0.1 · 3 is 5.6e-17 to a computer: (1 + r)^-n was 1, and 0 was divided by."""
    with localcontext(prec=400):
        exact = Decimal(rate) / (1 - (1 + Decimal(rate)) ** -Decimal(years))
    assert annuity_factor(rate, years) == pytest.approx(float(exact), rel=1e-14)


@given(st.floats(0, 1e-3), st.floats(0.1, 100))
def test_a_little_more_interest_never_costs_less(rate: float, years: float) -> None:
    assert annuity_factor(rate, years) >= 1 / years * (1 - 1e-14)
    assert annuity_factor(2 * rate, years) >= annuity_factor(rate, years) * (1 - 1e-14)


def test_charges_add_up_term_by_term_and_once_is_not_yearly() -> None:
    both = sum_charges([Charge(extra_kr=1, investment_annual_kr=2, investment_kr=20), Charge(extra_kr=4, fixed_kr=8)])
    assert both == Charge(extra_kr=5, fixed_kr=8, investment_annual_kr=2, investment_kr=20)
    assert both.yearly_kr == 15


def test_unchanged_answering_costs_all_contacts_as_today() -> None:
    tariff = Tariff(two_towns("tasks.G3.pooling_weight=0.75"))
    assert tariff.charge_of_route(Route("2", "G3", DEPARTMENTS, "unchanged")) == Charge(unchanged_kr=100_000 * 50)


def test_in_a_centre_the_part_that_is_not_pooled_costs_as_today() -> None:
    tariff = Tariff(two_towns("tasks.G3.pooling_weight=0.75"))
    assert tariff.charge_of_route(OWN) == Charge(unpooled_kr=25_000 * 50)


def test_extra_cost_is_by_form_and_task() -> None:
    tariff = Tariff(two_towns(task_costs="form,task,extra_kr\npurchased,G3,1.5\npurchased,G5,9\n"))
    assert tariff.charge_of_route(BUY) == Charge(extra_kr=150_000)
    assert tariff.charge_of_route(OWN) == Charge()


def test_a_connection_can_have_an_extra_cost_per_contact() -> None:
    tariff = Tariff(two_towns(connections=f"{CONNECTIONS},,,0,0,8,2\n"))
    assert tariff.charge_of_route(BUY) == Charge(extra_kr=200_000)
    assert tariff.charge_of_route(OWN) == Charge()


def test_staff_is_contacts_times_minutes_over_the_hours_of_a_year() -> None:
    """100,000 contacts of 6 minutes are 10,000 hours; an employee has 1,500."""
    assert Tariff(two_towns()).fte_of_task("2", "G3") == pytest.approx(10_000 / 1_500)


def _charged(basis: str, form: str = "purchased") -> Tariff:
    """An investment of 30,000 kr. over 10 years, or 3,000 kr. a year without interest."""
    return Tariff(two_towns(investments=f"{INVESTMENTS}item,{basis},{form},30000,10\n"))


THIRTY = Charge(investment_annual_kr=3_000, investment_kr=30_000)


def test_an_investment_per_employee_follows_the_staff_moved() -> None:
    charge = _charged("fte").charge_of_route(BUY)
    assert charge.investment_kr == pytest.approx(30_000 * 10_000 / 1_500)
    assert charge.investment_annual_kr == pytest.approx(3_000 * 10_000 / 1_500)


def test_an_investment_per_task_is_paid_for_each_task_in_its_form() -> None:
    tariff = _charged("task")
    assert tariff.charge_of_route(BUY) == THIRTY
    assert tariff.charge_of_route(OWN) == Charge()


def test_an_investment_per_connection_is_paid_for_each_link_of_its_form() -> None:
    tariff = _charged("connection")
    assert tariff.charge_of_link("2", "Storby", "purchased") == THIRTY
    assert tariff.charge_of_link("2", "Region", "regional") == Charge()


def test_an_investment_per_municipality_is_paid_for_using_its_form() -> None:
    tariff = _charged("municipality")
    assert tariff.using_form("2", "purchased") == THIRTY
    assert tariff.using_form("2", "local") == Charge()
    assert tariff.charged_forms == {"purchased"}


@pytest.mark.parametrize(("form", "centre"), [("local", "Lilleby"), ("regional", "Region")])
def test_an_investment_per_centre_is_paid_where_a_centre_of_its_form_opens(form: str, centre: str) -> None:
    instance = two_towns("structure=one", investments=f"{INVESTMENTS}item,centre,{form},30000,10\n")
    charges = {name: Tariff(instance).open_centre(name) for name in ("Lilleby", "Region")}
    assert charges.pop(centre) == THIRTY
    assert list(charges.values()) == [Charge()]


def test_becoming_a_host_is_the_investment_per_centre_of_purchases() -> None:
    tariff = _charged("centre")
    assert tariff.charge_of_host("Storby") == THIRTY
    assert tariff.open_centre("Storby") == Charge()


def test_investments_of_the_same_basis_and_form_add_up() -> None:
    rows = "one,centre,local,10000,10\ntwo,centre,local,20000,20\n"
    charge = Tariff(two_towns(investments=INVESTMENTS + rows)).open_centre("Lilleby")
    assert charge == Charge(investment_annual_kr=1_000 + 1_000, investment_kr=30_000)


def test_a_municipalitys_maturity_scales_its_investments_and_no_others() -> None:
    staff = f"{INVESTMENTS}staff,fte,local,1500,10\n"
    instance = two_towns("municipalities.Lilleby.investment_factor=2", investments=staff)
    charges = [Tariff(instance).charge_of_route(route) for route in (OWN, Route("1", "G3", "Storby", "local"))]
    assert [charge.investment_kr for charge in charges] == [2 * 10_000, 40_000]


def test_a_shared_centre_has_nobodys_maturity() -> None:
    opening = f"{INVESTMENTS}opening,centre,regional,30000,10\n"
    instance = two_towns("structure=one", "municipalities.*.investment_factor=2", investments=opening)
    assert Tariff(instance).open_centre("Region") == THIRTY


def test_an_open_centre_has_its_fixed_cost() -> None:
    assert Tariff(two_towns("centres.Lilleby.fixed_cost_kr=7")).open_centre("Lilleby") == Charge(fixed_kr=7)


def test_a_connection_costs_its_yearly_amount_and_its_investment() -> None:
    charge = Tariff(two_towns(connections=f"{CONNECTIONS},,,500,30000,10,0\n")).charge_of_link(
        "2", "Storby", "purchased"
    )
    assert charge == Charge(connections_kr=500, investment_annual_kr=3_000, investment_kr=30_000)


FROM_GENERAL_TO_PARTICULAR = (",,", "purchased,,", ",,Storby", "purchased,,Storby", ",2,", "purchased,2,",
                              ",2,Storby", "purchased,2,Storby")  # fmt: skip


@pytest.mark.parametrize("rows", range(1, len(FROM_GENERAL_TO_PARTICULAR) + 1))
def test_the_most_particular_row_counts_alone(rows: int) -> None:
    """Naming the municipality counts most, then the centre, then the form; row n costs n kr."""
    table = "".join(f"{key},{number},0,8,0\n" for number, key in enumerate(FROM_GENERAL_TO_PARTICULAR[:rows], start=1))
    tariff = Tariff(two_towns(connections=CONNECTIONS + table))
    assert tariff.charge_of_link("2", "Storby", "purchased").connections_kr == rows


def test_a_row_for_another_pair_does_not_count() -> None:
    tariff = Tariff(two_towns(connections=f"{CONNECTIONS},1,,500,0,8,0\nregional,,,500,0,8,0\n,,Region,500,0,8,0\n"))
    assert tariff.charge_of_link("2", "Storby", "purchased") == Charge()


def test_the_tables_of_the_two_towns_cost_nothing_but_centres() -> None:
    """The worked answers of other tests rest on this."""
    assert not {"task_costs", "connections", "investments"} & TABLES.keys()
