"""What else there is for a task, and what it would cost, by hand on the toy: see instances/toy/README.md."""

import pytest

from optimiser import Result, read, solve
from optimiser.data.columns import Form
from optimiser.data.settings import SolverOptions
from optimiser.explanation.explanation import Alternative, list_alternatives
from optimiser.explanation.local_moves import move_task, route_of
from optimiser.explanation.resolving import Forcing, compare_with, demand_route
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import Route
from tests.cli.conftest import TOY

OSTERAA, AERHOLM, SOEKAER, AABY = "901", "902", "903", "904"


@pytest.fixture(scope="module")
def toy() -> Result:
    return solve(read(TOY))


def _others(result: Result, municipality: str, task: str) -> dict[str, Alternative]:
    found = list_alternatives(build_problem(result.instance), route_of(result, municipality, task))
    return {each.route.centre: each for each in found}


def test_every_other_place_is_there_with_the_rules_that_rule_it_out(toy: Result) -> None:
    others = _others(toy, AERHOLM, "L4")
    assert {centre: [each.rule for each in one.refused_by] for centre, one in others.items()} == {
        "departments": ["eligible-levels"],
        "Østerå": [],
        "Søkær": ["open-centre"],
        "Åby": ["open-centre"],
        "Region Nordland": [],
    }


def test_what_the_law_forbids_is_cited(toy: Result) -> None:
    (refusal,) = _others(toy, AERHOLM, "L9")["Østerå"].refused_by
    assert (refusal.rule, refusal.citations) == ("authority-stays-home", ("made up; as in denmark-2014",))


def test_a_centre_that_can_never_be_large_enough_says_what_it_lacks() -> None:
    large = solve(read(TOY, overrides=["centres.Region Nordland.min_volume=900000"]))
    (refusal,) = _others(large, AERHOLM, "L4")["Region Nordland"].refused_by
    assert refusal.rule == "minimum-volume"
    assert refusal.short
    assert (refusal.short.needs, refusal.short.reaches) == (900_000, 600_000)


def test_the_local_difference_by_term(toy: Result) -> None:
    """Ærholm's L4 moves to Østerå: 600,000 at 39 and 200,000 at 46, and one link; the staff costs the same."""
    move = move_task(toy.plan, Route(AERHOLM, "L4", "Østerå", "purchased"))
    assert move.obeys
    assert move.difference_kr == pytest.approx(300_000)
    told = {term: kr for term, kr in move.terms_kr.items() if abs(kr) > 1}
    assert told == pytest.approx({"operation": 200_000, "connections": 50_000, "investment_annual": 50_000})


def test_a_move_that_breaks_a_rule_says_which(toy: Result) -> None:
    move = move_task(toy.plan, Route(SOEKAER, "L4", "Region Nordland", "regional"))
    assert not move.obeys
    assert {breach.rule for breach in move.breaches} == {"minimum-volume"}


def test_the_system_wide_difference_is_that_of_the_next_best_plan(toy: Result) -> None:
    """Ærholm buys, and Åby has a centre of its own: 64.15 million, 200,000 more."""
    forced = Forcing(toy).force_route(Route(AERHOLM, "L4", "Østerå", "purchased"))
    assert forced.status == "optimal"
    assert forced.difference_kr == pytest.approx(200_000)
    assert forced.proven
    assert forced.terms_kr
    assert sum(forced.terms_kr.values()) == pytest.approx(200_000)
    assert forced.others == 4


@pytest.mark.parametrize(
    ("municipality", "task", "centre", "form"),
    [
        (SOEKAER, "L4", "Søkær", "local"),
        (SOEKAER, "L4", "Region Nordland", "regional"),
        (AABY, "L9", "Åby", "local"),
        (OSTERAA, "L9", "departments", "unchanged"),
    ],
)
def test_it_is_the_difference_of_two_independent_solves(
    toy: Result, municipality: str, task: str, centre: str, form: Form
) -> None:
    route = Route(municipality, task, centre, form)
    again = solve(demand_route(read(TOY), route))
    assert again.objective_kr is not None
    assert toy.objective_kr is not None
    forced = Forcing(toy).force_route(route)
    assert forced.gaps_kr is not None
    assert forced.difference_kr == pytest.approx(again.objective_kr - toy.objective_kr, abs=forced.gaps_kr + 1)


def test_a_bound_that_is_known_proves_a_plan_without_a_search(toy: Result) -> None:
    """A lock on what the plan does anyway: the run's own plan and bound are enough."""
    forcing = Forcing(toy)
    here = route_of(toy, AERHOLM, "L4")
    assert forcing.force_route(here).difference_kr == 0
    assert forcing.by_form[AERHOLM, "L4", "local"] is toy


def test_a_difference_within_the_gaps_is_not_proven(toy: Result) -> None:
    """The next best plan costs 200,000 more: a run with a gap of 50,000 proves it, one with 250,000 does not."""
    route = Route(AERHOLM, "L4", "Østerå", "purchased")
    dearer = solve(demand_route(toy.instance, route))
    for bound_kr, proven in ((63_900_000, True), (63_700_000, False)):
        found = compare_with(toy.with_run(bound_kr=bound_kr), dearer, route)
        assert found.difference_kr == pytest.approx(200_000)
        assert found.gaps_kr == pytest.approx(63_950_000 - bound_kr)
        assert found.proven is proven


def test_it_is_never_dearer_than_the_task_moved_by_itself_where_that_is_a_plan(toy: Result) -> None:
    """That plan is known before anything is searched for."""
    base, forcing, lawful = toy.plan, Forcing(toy, asked=SolverOptions(time_limit_seconds=0.001)), 0
    for taken in base.routes:
        for one in list_alternatives(base.problem, taken):
            move = move_task(base, one.route) if one.lawful else None
            if move and move.obeys:
                lawful += 1
                found = forcing.force_route(one.route).difference_kr
                assert found is not None
                assert found <= move.difference_kr + 1
    assert lawful > 0
