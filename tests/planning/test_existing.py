"""Centres and cooperations that exist: what is paid already, what a contract keeps, what ending it costs."""

from functools import partial

import pytest

from optimiser import solve
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.translation import translate
from optimiser.planning.charges import Charge, Tariff
from optimiser.planning.routes import DEPARTMENTS, Route
from tests.planning.two_towns import BUYS_BOTH, BUYS_NONE, BUYS_ONE, two_towns
from tests.portfolios.certified import count_certified
from tests.random_existing import random_instance_with_existing
from tests.random_instances import random_instance_with_pairs
from tests.test_laws_of_the_model import _cost_kr
from tests.witness import cheapest, cost_kr_of

HEADER = "municipality,centre,tasks,levels,invested_share,stays_until,exit_kr,note\n"
ITEMS = "item,basis,form,amount_kr,lifetime_years\n"
EACH = ("task", "connection", "municipality", "centre")
"""What is paid once to buy: for a task, a connection, the form at all, and by the seller."""
PAID_TO_BUY = ITEMS + "".join(f"{basis},{basis},purchased,{10**n * 1000},10\n" for n, basis in enumerate(EACH))


def existing(rows: str, *overrides: str, **tables: str) -> Instance:
    return two_towns(*overrides, existing=HEADER + rows, **tables)


def costs_kr(rows: str, *overrides: str, **tables: str) -> float:
    result = solve(existing(rows, *overrides, **tables), gap=0.0)
    assert result.breaches == []
    assert result.objective_kr is not None
    return result.objective_kr


# ---- what is paid already -------------------------------------------------------------------------


@pytest.mark.parametrize("share", (0.0, 0.25, 1.0))
def test_what_is_paid_already_is_not_charged(share: float) -> None:
    """Two tasks bought: 2 · 1,000 for these, 10,000 for the connection, 100,000 for the form, 1,000,000 to sell."""
    instance = existing(f"2,Storby,,,{share},,,\n", investments=PAID_TO_BUY)
    tariff = Tariff(instance)
    charges = {
        1_000: tariff.charge_of_route(Route("2", "G3", "Storby", "purchased")),
        10_000: tariff.charge_of_link("2", "Storby", "purchased"),
        100_000: tariff.using_form("2", "purchased"),
        1_000_000: tariff.charge_of_host("Storby"),
    }
    for once_kr, charge in charges.items():
        left_kr = once_kr * (1 - share)
        assert charge == Charge(
            investment_annual_kr=left_kr / 10, investment_kr=left_kr, invested_kr=once_kr * share
        ), once_kr
    result = solve(instance, gap=0.0)
    assert result.objective_kr == pytest.approx(BUYS_BOTH + (1 - share) * 111_200)
    assert result.figures.already_invested_kr == pytest.approx(share * 1_112_000)
    assert result.breaches == []


def test_only_the_tasks_that_are_there_and_the_municipality_that_is_there_have_paid() -> None:
    tariff = Tariff(existing("2,Storby,G3,,1,,,\n", investments=PAID_TO_BUY))
    assert tariff.charge_of_route(Route("2", "G3", "Storby", "purchased")).investment_kr == 0
    assert tariff.charge_of_route(Route("2", "G5", "Storby", "purchased")).investment_kr == 1_000
    assert tariff.using_form("1", "purchased").investment_kr == 100_000


@pytest.mark.parametrize(("rows", "left_kr"), [("2,Lilleby,,,1,,,\n", 0), ("1,Storby,,,1,,,\n", 5_000)])
def test_an_own_centre_is_opened_already(rows: str, left_kr: float) -> None:
    tariff = Tariff(existing(rows, investments=f"{ITEMS}open,centre,local,5000,10\n"))
    assert tariff.open_centre("Lilleby").investment_kr == left_kr


def test_of_a_shared_centre_the_largest_share_counts_and_of_an_own_one_that_of_its_seat() -> None:
    rows = "1,Region,,,0.25,,,\n2,Region,,,0.5,,,\n"
    opened = f"{ITEMS}open,centre,regional,8000,10\n"
    assert Tariff(existing(rows, "structure=one", investments=opened)).open_centre("Region").investment_kr == 4_000
    rows = "1,Storby,,,0.25,,,\n2,Storby,,,0.5,,,\n"
    opened = f"{ITEMS}open,centre,local,8000,10\n"
    assert Tariff(existing(rows, investments=opened)).open_centre("Storby").investment_kr == 6_000


# ---- what ending it costs, and what a contract keeps -----------------------------------------------


@pytest.mark.parametrize(
    ("row", "cost_kr"),
    [
        ("2,Lilleby,,,,,0,", BUYS_BOTH),
        ("2,Lilleby,,,,,20e6,", BUYS_BOTH + 2e6),
        ("2,Lilleby,,,,,40e6,", BUYS_NONE),
        ("2,Lilleby,,5,,,40e6,", BUYS_ONE),
        ("2,Lilleby,G3,,,,40e6,", BUYS_ONE),
        ("2,Storby,,,,,40e6,", BUYS_BOTH),
        ("2,Lilleby,,,,2015,,", BUYS_NONE),
        ("2,Lilleby,,5,,2015,,", BUYS_ONE),
        ("2,Lilleby,,,,2014,,", BUYS_BOTH),
        ("2,Lilleby,,,,2015,1e6,", BUYS_NONE),
        ("1,Storby,,,,2020,,", BUYS_BOTH),
    ],
)
def test_a_row_takes_away_what_it_says_and_no_more(row: str, cost_kr: float) -> None:
    assert costs_kr(f"{row}\n") == pytest.approx(cost_kr)


def test_who_takes_half_of_its_contacts_away_pays_half() -> None:
    """One task of two must leave: of 20 million kr. over ten years half is paid, by Lilleby."""
    locks = "municipality,task,centre,demand\n2,G5,Storby,must\n2,G3,Lilleby,must\n"
    instance = existing("2,Lilleby,,,,,20000000,\n", locks=locks)
    result = solve(instance, gap=0.0)
    assert result.objective_kr == pytest.approx(BUYS_ONE + 1e6)
    assert result.figures.exit_kr == result.figures.investment_kr == pytest.approx(10e6)
    paid = {line.code: line.investment_kr for line in result.lines.municipalities}
    assert paid == pytest.approx({"1": 0, "2": 10e6})


def test_ending_it_is_paid_once_within_the_horizon() -> None:
    """Ten years without interest: what is gained in them less what it costs once, as it is never paid again."""
    result = solve(existing("2,Lilleby,,,,,20000000,\n"), gap=0.0)
    gain_kr = 600_000 * 50 - BUYS_BOTH
    assert result.figures.npv_kr == pytest.approx(10 * gain_kr - 20e6)
    assert [(one.lifetime_years, one.investment_kr) for one in result.figures.investments] == [(10, 20e6)]


def test_the_departments_end_it_as_another_centre_does() -> None:
    tariff = Tariff(existing("2,Lilleby,,,,,1000,\n", "policy.levels.unchanged=1-9"))
    assert tariff.charge_of_route(Route("2", "G3", DEPARTMENTS, "unchanged")).exit_kr == 500
    assert tariff.charge_of_route(Route("2", "G3", "Lilleby", "local")).exit_kr == 0


# ---- what is found in the rows ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "column", "rule"),
    [
        ("2,Lilleby,G4,,,,,\n", "tasks", "G4: no such task"),
        ("2,Lilleby,G3,5,,,,\n", "levels", "must be blank where tasks are named"),
        ("2,Lilleby,,3,,,,\n2,Storby,,,,,,\n", "levels", "G3 is answered at Lilleby already (row 2)"),
        ("2,Storby,,7,,2020,,\n", "", ""),
        ("1,Lilleby,,3,,2020,,\n", "centre", "Lilleby is not a candidate host"),
        ("2,Region,,3,,2020,,\n", "centre", "2 is in no such group of the structure none"),
        ("2,Storby,,,1.5,,,\n", "invested_share", "must be 1 or less"),
    ],
)
def test_a_row_that_cannot_be_is_a_finding(rows: str, column: str, rule: str) -> None:
    if not rule:
        (remark,) = [one for one in existing(rows).remarks if one.place == "existing.csv"]
        assert (remark.column, remark.rule) == ("levels", "has no effect: the municipality has no such contacts")
        return
    with pytest.raises(InvalidInputError) as error:
        existing(rows)
    assert [(one.column, one.rule) for one in error.value.findings] == [(column, rule)]


def test_a_lock_that_contradicts_a_contract_is_a_finding() -> None:
    with pytest.raises(InvalidInputError) as error:
        existing("2,Lilleby,G3,,,2015,,\n", locks="municipality,task,centre,demand\n2,G3,Storby,must\n")
    (finding,) = error.value.findings
    assert (finding.place, finding.column) == ("locks.csv", "demand")
    assert finding.rule == "contradicts the contract in existing.csv, row 2"


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ("2,Lilleby,,,1,2014,,", "stays_until", "has no effect: the plan is for 2014, when the contract has ended"),
        ("2,Lilleby,,,0,,,", "invested_share", "nothing is paid already, no contract binds"),
        ("1,Lilleby,,,1,,,", "centre", "has no effect: Lilleby may not answer 1"),
        ("1,Lilleby,,,1,,5000,", "centre", "every plan ends it: Lilleby may not answer 1"),
    ],
)
def test_a_row_that_comes_to_nothing_is_remarked_on(row: str, column: str, rule: str) -> None:
    (remark,) = [one for one in existing(f"{row}\n").remarks if one.place == "existing.csv"]
    assert remark.column == column
    assert rule in remark.rule


# ---- brute force, and the law -----------------------------------------------------------------------


def test_a_solve_finds_what_brute_force_finds() -> None:
    used = 0
    for seed in range(20):
        instance = random_instance_with_existing(seed)
        best, result = cheapest(instance), solve(instance, gap=0.0)
        assert result.has_plan == (best is not None), seed
        if best:
            used += result.figures.exit_kr > 0 or result.figures.already_invested_kr > 0
            assert result.objective_kr == pytest.approx(best.cost_kr, rel=1e-6), seed
            assert result.bound_kr == pytest.approx(best.cost_kr, rel=1e-6), seed
            assert result.breaches == [], seed
    assert used > 5


def test_whole_portfolios_and_their_proof_know_them(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = partial(random_instance_with_pairs, optional_rules=False)
    instances = (random_instance_with_existing(seed, draw) for seed in range(20))
    assert count_certified(monkeypatch, instances, lambda instance: cost_kr_of(cheapest(instance))) > 2


DEARER: dict[str, dict[str, object]] = {
    "less is paid already": {"existing.*.invested_share": 0},
    "ending it costs more": {"existing.*.exit_kr": "x3"},
    "all contracts bind": {"existing.*.stays_until": 2100},
}


@pytest.mark.parametrize("change", DEARER)
def test_none_of_the_columns_makes_a_plan_cheaper_that_should_not(change: str) -> None:
    raised = 0
    every = (random_instance_with_existing(seed) for seed in range(16))
    for before in (one for one in every if one.tables.existing):
        now_kr, then_kr = _cost_kr(before), _cost_kr(before.with_changes(DEARER[change]))
        raised += then_kr > now_kr * (1 + 1e-6)
        assert then_kr >= now_kr * (1 - 1e-6), before.sha256
    assert raised > 1


def test_rows_that_say_nothing_change_nothing() -> None:
    for seed in range(6):
        told = random_instance_with_existing(seed)
        nothing = {"invested_share": 0.0, "exit_kr": 0.0, "stays_until": None}
        said = [row.model_copy(update=nothing) for row in told.tables.existing]
        silent = remake_instance(told, told.settings, existing=said)
        without = remake_instance(told, told.settings, existing=[])
        assert _cost_kr(silent) == pytest.approx(_cost_kr(without), rel=1e-9), seed


@pytest.mark.parametrize(
    ("kind", "whom", "centre", "contradicts"),
    [
        *(("not from", "2", "Storby", True), ("stay alone", "2", "", True), ("do not sell", "1", "", True)),
        *(("not from", "1", "Lilleby", False), ("do not sell", "2", "", False)),
    ],
)
def test_a_contract_that_a_wish_rules_out_is_told_with_both_rows(
    kind: str, whom: str, centre: str, contradicts: bool
) -> None:
    """Lilleby's contract with Storby; the same of a lock, and nothing of either where the wish is not in force."""
    wishes = f"wish,kind,whom,centre\nours,{kind},{whom},{centre}\n"
    contract, lock = "2,Storby,,,1,2100,,\n", "municipality,task,centre,demand\n2,G3,Storby,must\n"
    assert existing(contract, "wishes.ours.active=false", wishes=wishes)
    if not contradicts:
        assert existing(contract, wishes=wishes, locks=lock)
        return
    with pytest.raises(InvalidInputError) as refused:
        existing(contract, wishes=wishes, locks=lock)
    told = [finding for finding in refused.value.findings if "the wish" in finding.rule]
    assert [(one.place, one.row, one.column) for one in told] == [
        ("existing.csv", 2, "stays_until"),
        ("locks.csv", 2, "demand"),
    ]
    rule = "contradicts the wish ours in wishes.csv, row 2, by which Storby may not answer G3 of 2"
    assert {one.rule for one in told} == {rule}
    danish = "er i modstrid med ønsket ours i wishes.csv, række 2, hvorefter Storby ikke må besvare G3 for 2"
    assert translate(rule, "da") == danish
