"""Two plans set against each other: what differs is told once, adds up, and claims no more than the bounds prove."""

from functools import cache

import pytest

from optimiser import InvalidInputError, Result, difference, read, solve
from optimiser.comparison.plan_difference import FILES
from optimiser.data import rows
from optimiser.data.read import remake_instance
from optimiser.report.summaries.difference import DifferenceSummary
from tests.planning.two_towns import two_towns
from tests.toys import TOY


@cache
def _solved(*overrides: str) -> Result:
    return solve(read(TOY, overrides=overrides))


ALONE = "policy.max_hosts=0"
FEWER = "volumes.*.contacts=x0.8"
OTHERS = (("nothing", ()), ("no host", (ALONE,)), ("fewer contacts", (FEWER,)))


def test_without_a_host_two_municipalities_move_home() -> None:
    """On the toy Søkær and Åby buy L4 and L6 of Østerå; alone they have centres of their own, which take L9 too."""
    found = difference(_solved(), _solved(ALONE))
    assert found.change_kr == pytest.approx(1_900_000)
    moved = {(row["municipality"], row["task"]): (row["centre_before"], row["centre_after"]) for row in found.move_rows}
    assert moved == {
        ("903", "L4"): ("Østerå", "Søkær"),
        ("903", "L9"): ("departments", "Søkær"),
        ("904", "L6"): ("Østerå", "Åby"),
        ("904", "L9"): ("departments", "Åby"),
    }
    states = {row["centre"]: (row["state_before"], row["state_after"]) for row in found.changed_centres}
    assert states == {"Søkær": ("closed", "open"), "Åby": ("closed", "open"), "Østerå": ("sells", "open")}
    assert [row["name"] for row in found.losing] == ["Østerå", "Søkær", "Åby"]
    assert not found.gaining
    assert {row["parameter"] for row in found.input_rows} == {"policy.max_hosts"}


@pytest.mark.parametrize(("_", "overrides"), OTHERS)
def test_all_tables_add_up_to_the_difference(_: str, overrides: tuple[str, ...]) -> None:
    found = difference(_solved(), _solved(*overrides))
    for table in (found.term_rows, found.municipality_rows):
        assert sum(row["change_kr"] for row in table) == pytest.approx(found.change_kr, abs=1e-3)
    for name, lines in found.rows.items():
        assert all(list(row) == list(FILES[name]) for row in lines)


@pytest.mark.parametrize(("_", "overrides"), OTHERS)
def test_the_other_way_round_everything_has_the_other_sign(_: str, overrides: tuple[str, ...]) -> None:
    there, back = difference(_solved(), _solved(*overrides)), difference(_solved(*overrides), _solved())
    assert back.change_kr == -there.change_kr
    assert (back.least_kr, back.most_kr) == tuple(-end for end in (there.most_kr, there.least_kr) if end is not None)
    turned = [(row["contacts_after"], row["centre_after"], row["centre_before"]) for row in back.move_rows]
    assert turned == [(row["contacts_before"], row["centre_before"], row["centre_after"]) for row in there.move_rows]
    assert {row["code"] for row in back.losing} == {row["code"] for row in there.gaining}


def test_a_plan_differs_from_itself_in_nothing() -> None:
    found = difference(_solved(), _solved())
    assert found.is_same_plan
    assert not (found.changed_centres or found.gaining or found.losing or found.input_rows)
    assert found.change_of_today_kr == found.change_of_contacts == 0
    unproven = _solved().with_run(bound_kr=1.0)
    assert difference(unproven, unproven).most_kr == difference(unproven, unproven).least_kr == 0, "the same question"


def test_fewer_contacts_are_told_apart_from_what_organising_saves() -> None:
    """A fifth of 1.4 million contacts at 50 kr. is 14 million kr. that no plan has to save."""
    found = difference(_solved(), _solved(FEWER))
    assert found.change_of_contacts == pytest.approx(-280_000)
    assert found.change_of_today_kr == pytest.approx(-14_000_000)


def test_what_the_best_plans_differ_by_lies_between_the_ends() -> None:
    """With a wide gap the ends are apart; the difference of two proven optima is between them."""
    best = difference(_solved(), _solved(ALONE)).change_kr
    wide = _solved(ALONE).with_run(bound_kr=_solved(ALONE).figures.objective_kr - 500_000.0)
    found = difference(_solved(), wide)
    assert found.least_kr == pytest.approx(best - 500_000)
    assert found.most_kr == pytest.approx(best, abs=1)
    assert difference(_solved(), _solved(ALONE).with_run(bound_kr=None)).least_kr is None


def test_other_municipalities_and_runs_without_a_plan_are_refused_together() -> None:
    impossible = solve(two_towns("centres.Storby.must_open=true", "policy.levels.local=none"))
    assert not impossible.has_plan
    with pytest.raises(InvalidInputError) as refused:
        difference(_solved(), impossible)
    rules = [finding.rule for finding in refused.value.findings]
    assert len(rules) == 3
    assert rules[0].startswith("has no plan")
    assert "Østerå" in rules[1]
    assert "Lilleby" in rules[2]


def test_rows_of_one_instance_alone_are_counted_and_figures_of_both_are_named() -> None:
    """A price that is another is named; a lock that is new is a row more, whatever its note says."""
    instance = read(TOY)
    lock = rows.Lock(municipality="903", task="L4", form="local", demand="must", note="decided")
    more = remake_instance(instance, instance.settings, locks=(*instance.tables.locks, lock))
    found = difference(solve(instance), solve(more.with_changes({"centres.Østerå.fixed_cost_kr": 1000})))
    assert found.row_counts == {"locks": (0, 1)}
    assert [(row["parameter"], row["value"]) for row in found.value_rows] == [
        ("centres.Østerå.fixed_cost_kr", "0"),
        ("centres.Østerå.fixed_cost_kr", "1000"),
    ]


def test_on_the_curve_a_plan_may_be_dearer_that_the_pieces_make_cheaper() -> None:
    """With the floor of a centre's agents its cost is laid in other pieces, up to half a per cent below the curve."""
    found = difference(_solved(), _solved("service.cost_at_least_staffing=true"), ("a", "b"))
    assert found.change_kr < 0 < found.change_on_curve_kr
    told = list(DifferenceSummary(found, "en").tell_answer())
    assert any(sentence.startswith("On the cost curve itself b costs") and "more" in sentence for sentence in told)
