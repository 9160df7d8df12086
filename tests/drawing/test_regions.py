"""Regions drawn and proven, against every drawing of small countries with islands; and what is refused by name."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from optimiser import (
    DrawingRules,
    InvalidInputError,
    Result,
    SizeBound,
    SolverOptions,
    draw_regions,
    evaluate_fixed_plan,
    read,
    solve,
)
from optimiser.data.adjacency import is_connected
from optimiser.data.instance import Instance
from optimiser.data.read import check, remake_instance, write
from optimiser.data.rows import Lock
from optimiser.drawing.country import Country, drawing_of
from optimiser.drawing.memberships import Memberships
from optimiser.drawing.pricing import Priced
from optimiser.drawing.regions import NoDrawingError
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from tests.drawing.countries import cheapest_drawing, every_drawing, random_rules, small_country

EXACTLY = SolverOptions(gap=1e-7)
TOO_MANY = 5000
"""Solves that no country of this size needs."""


def _assert_is_best(seed: int, municipalities: int) -> None:
    instance = small_country(seed, municipalities)
    rules = random_rules(seed, instance)
    best = cheapest_drawing(Country(instance, rules))
    try:
        drawn = draw_regions(instance, rules, EXACTLY, most_solves=TOO_MANY)
    except (InvalidInputError, NoDrawingError):
        assert best is None
        return
    assert best is not None
    assert drawn is not None
    cost_kr, _ = best
    assert drawn.cost_kr == pytest.approx(cost_kr, rel=2e-7)
    assert drawn.bound_kr is not None
    assert drawn.bound_kr <= cost_kr * (1 + 1e-9)
    assert drawn.gap == pytest.approx(0, abs=2e-7)
    assert drawn.relaxed_kr is not None
    assert drawn.relaxed_kr <= drawn.bound_kr * (1 + 1e-9)
    assert Country(instance, rules).allows(drawing_of(drawn.groups.values()))
    assert not drawn.result.breaches


@pytest.mark.parametrize("seed", [6, 7, 9, 12, 16, 22])
def test_the_drawing_is_the_cheapest_of_all(seed: int) -> None:
    """Sizes, together, apart, everyone or not: of five municipalities, each drawing solved as a structure."""
    _assert_is_best(seed, 5)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 125))
def test_the_drawing_is_the_cheapest_of_all_of_seven_municipalities(seed: int) -> None:
    _assert_is_best(seed, 7)


def test_where_the_rules_leave_one_drawing_its_bound_is_that_of_all() -> None:
    instance = small_country(1, 5)
    drawn = draw_regions(instance, DrawingRules(1, contiguous=False, everyone=True), EXACTLY)
    assert drawn is not None
    assert drawn.groups["Group 1"] == instance.municipalities.keys()
    assert drawn.relaxed_kr == drawn.bound_kr is not None


def test_what_a_part_is_proven_to_cost_is_not_told_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solve of all drawings ends without a bound, those of the parts with one."""
    found: list[Result] = []

    def without_bound(instance: Instance, *options: Any, **others: Any) -> Result:
        result = solve(instance, *options, **others)
        rows = [row for row in instance.tables.structures if row.structure == "drawn"]
        if len(rows) > len({row.municipality for row in rows}) and not found:
            found.append(result)
            result = replace(result, run=result.run.model_copy(update={"bound_kr": None}))
        return result

    monkeypatch.setattr("optimiser.drawing.regions.solve", without_bound)
    instance = small_country(24, 5)
    drawn = draw_regions(instance, random_rules(24, instance), EXACTLY, most_solves=TOO_MANY)
    assert len(found) == 1
    assert drawn is not None
    assert drawn.bound_kr is not None
    assert drawn.relaxed_kr is None


def test_a_search_that_is_cut_off_tells_no_more_than_it_proved() -> None:
    instance = small_country(24, 5)
    rules = random_rules(24, instance)
    whole = draw_regions(instance, rules, EXACTLY, most_solves=TOO_MANY)
    short = draw_regions(instance, rules, EXACTLY, most_solves=3)
    assert whole is not None
    assert short is not None
    assert whole.solves > 3
    assert short.solves < whole.solves
    assert short.bound_kr is not None
    assert short.bound_kr <= whole.cost_kr * (1 + 1e-7) <= short.cost_kr * (1 + 2e-7)


def test_that_there_is_no_drawing_is_told_where_it_is_proven() -> None:
    """Two groups of at most half the contacts do not hold these five: seen by the search, not before it."""
    instance = small_country(11, 5)
    most = SizeBound("contacts", most=sum(instance.contacts.values()) / 2)
    rules = DrawingRules(2, contiguous=False, everyone=True, sizes=(most,))
    assert next(every_drawing(Country(instance, rules)), None) is None
    with pytest.raises(NoDrawingError):
        draw_regions(instance, rules, EXACTLY, most_solves=TOO_MANY)


def test_that_none_was_found_in_time_is_no_proof_that_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = solve(
        read(
            "toy",
            structure="none",
            overrides=["policy.max_hosts=0", "policy.levels.unchanged=none", "policy.levels.local=none"],
        )
    )
    nothing = replace(nothing, run=nothing.run.model_copy(update={"status": "no solution found"}))
    assert not nothing.has_plan
    monkeypatch.setattr("optimiser.drawing.regions.solve", lambda *_, **__: nothing)
    assert draw_regions(small_country(1, 5), DrawingRules(2), EXACTLY, most_solves=1) is None


def test_what_is_drawn_is_a_structure_that_can_be_written_and_read(tmp_path: object) -> None:
    instance = small_country(1, 5)
    drawn = draw_regions(instance, DrawingRules(most_groups=2), EXACTLY)
    assert drawn is not None
    write(drawn.result.instance, f"{tmp_path}/drawn")
    again, findings = check(f"{tmp_path}/drawn")
    assert again is not None, findings
    assert again.settings.structure == "drawn"
    assert dict(again.groups_of) == {code: (name,) for name, group in drawn.groups.items() for code in group}
    evaluated = evaluate_fixed_plan(drawn.result.assignment, again)
    assert evaluated.lawful_figures is not None
    assert evaluated.lawful_figures.objective_kr == pytest.approx(drawn.cost_kr)


@pytest.mark.parametrize("seed", range(8))
def test_no_drawing_costs_less_than_where_memberships_are_open(seed: int) -> None:
    """Every plan of every drawing is a plan of the instance in which all may be in every group, and costs the same."""
    instance = small_country(seed, 5)
    country = Country(instance, DrawingRules(2, sizes=(SizeBound("population", 0, 120_000),)))
    every = Memberships.all_of(country)
    assert every is not None
    priced = Priced(country)
    relaxed = build_problem(priced.of_memberships(every))
    for drawing in list(every_drawing(country))[:6]:
        structure = build_problem(priced.of_drawing(drawing))
        shared = {route for route in structure.routes if route.form == "regional"}
        within = {route.centre for route in relaxed.routes if route.form == "regional"}
        if {route.centre for route in shared} <= within:
            assert shared <= set(relaxed.routes)
            plan = tuple(structure.routes_of[code][0] for code in instance.contacts_of)
            assert Plan(structure, plan).cost_kr == pytest.approx(Plan(relaxed, plan).cost_kr)


def test_islands_are_drawn_apart_where_no_ferry_leads_to_them() -> None:
    instance = small_country(10, 5)
    alone = [row for row in instance.tables.neighbours if "K1" not in row.pair]
    island = remake_instance(instance, instance.settings, neighbours=alone)
    drawn = draw_regions(island, DrawingRules(3, everyone=True), EXACTLY)
    assert drawn is not None
    assert frozenset({"K1"}) in drawn.groups.values()
    assert all(is_connected(group, island.neighbours_of) for group in drawn.groups.values())


# ---- What is refused ------------------------------------------------------------------------------


@cache
def _denmark() -> Instance:
    return read("denmark-2014")


def _refused(rules: DrawingRules, **changes: object) -> list[str]:
    instance = remake_instance(_denmark(), _denmark().settings, **changes)  # type: ignore[arg-type]
    with pytest.raises(InvalidInputError) as refused:
        draw_regions(instance, rules)
    return [f"{finding.column}: {finding.value}: {finding.rule}" for finding in refused.value.findings]


def _without_ferries() -> list[object]:
    return [row for row in _denmark().tables.neighbours if row.kind != "ferry"]


def test_those_to_be_together_whom_nothing_joins_are_told_by_name() -> None:
    (told,) = _refused(DrawingRules(5, together=(frozenset({"400", "259"}),)), neighbours=_without_ferries())
    assert told == "together: Køge, Bornholm: cannot be in one group that hangs together: nothing joins them"


def test_islands_that_are_too_many_for_the_groups_are_told_by_name() -> None:
    (told,) = _refused(DrawingRules(3, everyone=True), neighbours=_without_ferries())
    assert "parts that nothing joins, more than groups" in told
    assert all(name in told for name in ("Bornholm", "Samsø", "Ærø", "Læsø", "Fanø"))


@pytest.mark.parametrize(
    ("rules", "part"),
    [
        (DrawingRules(2, 3), "groups: 3:2: must be from 1 to 98"),
        (DrawingRules(0, 0), "groups: 0:0: must be from 1 to 98"),
        (DrawingRules(4, 4, sizes=(SizeBound("population", 2e6),)), "4 groups of at least that many do not fit"),
        (DrawingRules(2, everyone=True, sizes=(SizeBound("population", 0, 2e6),)), "2 groups of at most that many"),
        (DrawingRules(98, everyone=True, sizes=(SizeBound("population", 0, 5e5),)), "København alone has 569,557"),
        (DrawingRules(5, together=(frozenset({"101", "999"}),)), "999: no such municipality"),
        (
            DrawingRules(5, together=(frozenset({"101", "147"}),), apart=(frozenset({"147", "101"}),)),
            "are to be both together and apart",
        ),
    ],
)
def test_rules_that_no_drawing_can_obey_are_refused(rules: DrawingRules, part: str) -> None:
    assert any(part in told for told in _refused(rules))


def _refused_country(rules: DrawingRules) -> list[str]:
    """Two parts: Kommune 1, 4 and 5 with 146,276 inhabitants; Kommune 2 and 3 with 84,726."""
    with pytest.raises(InvalidInputError) as refused:
        draw_regions(small_country(1, 5), rules)
    return [f"{finding.column}: {finding.value}: {finding.rule}" for finding in refused.value.findings]


def test_together_and_apart_is_seen_over_several_lots_too() -> None:
    rules = DrawingRules(
        2, together=(frozenset({"K1", "K4"}), frozenset({"K4", "K5"})), apart=(frozenset({"K1", "K5"}),)
    )
    assert _refused_country(rules) == ["together: Kommune 1, Kommune 5: are to be both together and apart"]


def test_more_to_be_apart_than_groups_are_told_by_name() -> None:
    (told,) = _refused_country(DrawingRules(2, everyone=True, apart=(frozenset({"K1", "K4", "K5"}),)))
    assert told.startswith("apart: Kommune 1, Kommune 4, Kommune 5: are apart and more than 2 groups")


def test_islands_too_small_for_a_group_are_told_by_name() -> None:
    (told,) = _refused_country(DrawingRules(2, 2, everyone=True, sizes=(SizeBound("population", 100_000),)))
    assert told == "population: Kommune 2, Kommune 3: nothing joins them to others, and they have 84,726 in all"


def test_a_country_in_one_part_is_not_told_that_nothing_joins_it() -> None:
    rules = DrawingRules(2, 2, everyone=True, sizes=(SizeBound("population", 4e6),))
    (told,) = _refused(rules)
    assert told.startswith("population: 4000000: 2 groups of at least that many do not fit")


def test_a_bound_whose_least_is_over_its_most_is_told_to_be_so() -> None:
    (told,) = _refused_country(DrawingRules(2, sizes=(SizeBound("population", 9, 3),)))
    assert told == "population: 9:3: must have the least before the most"


def test_demands_that_contradict_each_other_are_told_and_no_others() -> None:
    """Kommune 1 and Kommune 5 hang together over Kommune 4 only, and with it are too many for a group."""
    rules = DrawingRules(
        1,
        sizes=(SizeBound("population", 1_000, 100_000),),
        together=(frozenset({"K1", "K5"}),),
        apart=(frozenset({"K2", "K3"}),),
    )
    rule = "no drawing of so many groups (1) obeys all that is told of here"
    assert _refused_country(rules) == [
        f"together: Kommune 1, Kommune 5: {rule}",
        f"population: :100000: {rule}",
        f"contiguous: : {rule}",
    ]


def test_a_single_demand_that_no_drawing_obeys_is_told_alone() -> None:
    rules = DrawingRules(2, contiguous=False, sizes=(SizeBound("population", 0, 1_000),))
    assert _refused_country(rules) == ["population: :1000: no drawing of so many groups (2) obeys this"]


def test_groups_that_hang_together_need_neighbours() -> None:
    assert any("has no rows" in told for told in _refused(DrawingRules(3), neighbours=[]))


def test_virtual_centres_that_differ_are_refused() -> None:
    dearer = [
        row.model_copy(update={"cost_factor": 1.2}) if row.centre == "Region Sjælland" else row
        for row in _denmark().tables.centres
    ]
    (told,) = _refused(DrawingRules(3, contiguous=False), centres=dearer)
    assert "groups are drawn alike" in told


def test_rows_about_a_virtual_centre_are_refused_rather_than_ignored() -> None:
    lock = Lock(municipality="101", centre="Region Hovedstaden", demand="must not")
    (told,) = _refused(DrawingRules(3), locks=[lock])
    assert told.startswith("centre: Region Hovedstaden: is about a virtual centre")


def test_drawings_to_begin_with_of_strangers_or_with_somebody_twice_are_refused() -> None:
    starts = [drawing_of([["K1", "K9"]]), drawing_of([["K1", "K2"], ["K2", "K3"]])]
    with pytest.raises(InvalidInputError) as refused:
        draw_regions(small_country(1, 5), DrawingRules(2), starts=starts)
    assert [(finding.value, finding.rule) for finding in refused.value.findings] == [
        ("K9", "is no municipality of the instance"),
        ("K2", "is in two groups of a drawing to begin with"),
    ]


def test_an_instance_over_years_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        draw_regions(read("toy-roadmap"), DrawingRules(1))


def test_together_is_transitive() -> None:
    instance = small_country(1, 5)
    rules = DrawingRules(2, together=(frozenset({"K1", "K2"}), frozenset({"K2", "K3"})))
    assert Country(instance, rules).lot_of["K1"] == frozenset({"K1", "K2", "K3"})
    assert Country(instance, replace(rules, together=())).lot_of["K1"] == frozenset({"K1"})
