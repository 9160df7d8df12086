"""Why a municipality is in its group: what the rules say of each other group, and what that costs by a solve of it."""

import signal
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from optimiser import DrawingRules, InvalidInputError, Result, SizeBound, SolverOptions, read, solve
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.rows import Membership
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.pricing import Priced
from optimiser.drawing.rules import Group
from optimiser.explanation.membership import (
    GroupExplanation,
    Moves,
    explain_membership,
    rules_for,
    rules_of_structure,
)
from tests.drawing.countries import every_drawing, random_rules, small_country

EXACTLY = SolverOptions(gap=1e-7)


def _groups_of(instance: Instance) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for code, (group,) in instance.groups_of.items():
        groups.setdefault(group, set()).add(code)
    return groups


def _moved(groups: Mapping[str, set[str]], moving: Group, group: str | None) -> Drawing:
    found = {name: members - moving for name, members in groups.items()}
    if group is not None:
        found[group] |= moving
    return drawing_of(found.values())


@cache
def _drawn(seed: int) -> tuple[Country, Result] | None:
    """A country of five with random rules, and one of its drawings solved; None where it has none of two groups."""
    instance = small_country(seed, 5)
    country = Country(instance, random_rules(seed, instance))
    drawings = [drawing for drawing in every_drawing(country) if len(drawing) > 1]
    if not drawings:
        return None
    drawing = Random(f"drawing {seed}").choice(drawings)  # noqa: S311  # nothing secret is drawn
    return country, solve(Priced(country).of_drawing(drawing), EXACTLY, nearest_host=False)


def _every_explanation(seed: int) -> Iterator[tuple[Country, GroupExplanation]]:
    found = _drawn(seed)
    if found is not None and found[1].has_plan:
        country, result = found
        for code in country.codes:
            yield country, explain_membership(result, code, country.rules, EXACTLY)


@pytest.mark.parametrize("seed", [4, 5, 13, 16, 24])
def test_what_the_rules_say_of_a_move_is_what_they_say_of_the_drawing_after_it(seed: int) -> None:
    for country, told in _every_explanation(seed):
        groups = _groups_of(told.result.instance)
        lot = country.lot_of[told.municipality]
        assert {one.group for one in told.others} == {*groups, None} - {told.group}
        for one in told.others:
            assert (not one.hindrances) == country.allows(_moved(groups, lot, one.group)), (told.municipality, one)
            if one.moving:
                assert country.allows(_moved(groups, frozenset(one.moving), one.group))
                assert lot <= frozenset(one.moving)
            if one.along and not one.hindrances:
                assert frozenset(one.moving) == lot


@pytest.mark.parametrize("seed", [4, 13, 24])
def test_what_a_move_costs_is_the_difference_to_the_drawing_after_it(seed: int) -> None:
    priced = 0
    for country, told in _every_explanation(seed):
        groups = _groups_of(told.result.instance)
        before = told.result.figures.objective_kr
        slack_kr = 1.0 + 3e-7 * before
        for one in told.others:
            if not one.moving:
                assert one.difference is None
                continue
            after = solve(
                Priced(country).of_drawing(_moved(groups, frozenset(one.moving), one.group)), EXACTLY
            ).objective_kr
            assert one.difference is not None
            if after is None:
                assert one.difference.difference_kr is None
                continue
            priced += 1
            assert one.difference.least_kr is not None
            assert one.difference.most_kr is not None
            assert one.difference.least_kr - slack_kr <= after - before <= one.difference.most_kr + slack_kr
            assert one.difference.most_kr - one.difference.least_kr <= 3 * slack_kr
            assert one.fixed_kr is None or one.fixed_kr >= after - before - slack_kr
        known = [one.difference.difference_kr for one in told.others if one.difference]
        assert known == sorted(known, key=lambda kr: (kr is None, kr))
    assert priced > 0


def test_who_would_be_cut_off_is_told_and_moves_along() -> None:
    """K4 leads from K1 to K5; K3 from K2, and from K4 by a ferry that is added: K2 and K3 are a group of their own."""
    told = explain_membership(_structure(), "Kommune 4", None, EXACTLY)
    assert told.group == "North"
    (south, none) = sorted(told.others, key=lambda one: one.group is None)
    assert [(one.reason, one.whom) for one in south.hindrances] == [("cut off", ("K5",))]
    assert south.moving == ("K4", "K5")
    assert south.difference is not None
    assert [one.reason for one in none.hindrances] == ["cut off", "everyone"]
    assert none.moving == ()


def test_each_rule_that_rules_a_group_out_is_told_with_its_figures() -> None:
    result = _structure()
    people = {row.code: float(row.population) for row in result.instance.tables.municipalities}
    rules = DrawingRules(
        2,
        2,
        everyone=True,
        sizes=(SizeBound("population", people["K1"] + people["K4"] + 1, sum(people.values()) - people["K1"] - 1),),
        together=(frozenset({"K2", "K3"}),),
        apart=(frozenset({"K5", "K3"}),),
    )
    (south,) = (one for one in explain_membership(result, "K5", rules, EXACTLY).others if one.group)
    told = {one.reason: one for one in south.hindrances}
    assert told.keys() == {"not adjacent", "too small", "apart"}
    assert told["apart"].whom == ("K3",)
    assert (told["too small"].group, told["too small"].has) == ("North", people["K1"] + people["K4"])
    assert told["too small"].limit == people["K1"] + people["K4"] + 1
    (north, none) = sorted(explain_membership(result, "K3", rules, EXACTLY).others, key=lambda one: one.group is None)
    assert [one.reason for one in north.hindrances] == ["last", "too large", "apart"]
    assert [one.reason for one in none.hindrances] == ["last", "everyone", "together"]


@cache
def _structure() -> Result:
    """K1–K4–K5 as North and K2–K3 as South, K3 joined to K4."""
    drawn = small_country(1, 5)
    rows = [row for row in drawn.tables.centres if row.kind == "virtual"]
    centres = [row for row in drawn.tables.centres if row.kind != "virtual"]
    named = [rows[0].model_copy(update={"centre": name}) for name in ("North", "South")]
    groups = {"North": ("K1", "K4", "K5"), "South": ("K2", "K3")}
    ferry = drawn.tables.neighbours[0].model_copy(update={"municipality": "K3", "neighbour": "K4", "kind": "ferry"})
    instance = remake_instance(
        drawn,
        drawn.settings.model_copy(update={"structure": "two"}),
        centres=[*centres, *named],
        neighbours=[*drawn.tables.neighbours, ferry],
        structures=[
            Membership(structure="two", municipality=code, group=group, source="test")
            for group, codes in groups.items()
            for code in codes
        ],
    )
    return solve(instance, EXACTLY)


def test_what_a_structure_obeys_as_it_is_are_its_rules() -> None:
    instance = _structure().instance
    assert rules_of_structure(instance) == DrawingRules(2, 2, contiguous=True, everyone=True)
    without = [row for row in instance.tables.structures if row.municipality != "K4"]
    parted = remake_instance(instance, instance.settings, structures=without)
    assert rules_of_structure(parted) == DrawingRules(2, 2, contiguous=False, everyone=False)
    bare = remake_instance(instance, instance.settings, neighbours=())
    assert not rules_of_structure(bare).contiguous


def test_rules_that_regions_asked_are_read_where_the_groups_obey_them(tmp_path: Path) -> None:
    instance, run = _structure().instance, tmp_path / "runs" / "drawn-2"
    run.mkdir(parents=True)
    assert rules_for(run, instance) == rules_of_structure(instance)
    record = tmp_path / "regions.json"
    asked = '{"asked": {"contiguous": true, "everyone": false, "population": [%s, null], "contacts": [null, null], '
    asked += '"together": [["K1", "K4"]], "apart": [["K1", "K2"]]}}'
    record.write_text(asked % "80000", encoding="utf-8")
    wanted = DrawingRules(
        *(2, 2, True, False),
        (SizeBound("population", 80_000),),
        (frozenset({"K1", "K4"}),),
        (frozenset({"K1", "K2"}),),
    )
    assert rules_for(run, instance) == wanted
    record.write_text(asked % "90000", encoding="utf-8")  # South has fewer
    assert rules_for(run, instance) == rules_of_structure(instance)
    for damaged in ("{", "[]", '{"asked": 3}', '{"asked": {"population": 1}}'):
        record.write_text(damaged, encoding="utf-8")
        with pytest.raises(InvalidInputError, match="must be the JSON that the program writes"):
            rules_for(run, instance)


@pytest.mark.parametrize(
    ("structure", "told"), [("none", "has no groups.*choose a run"), ("free", "in several groups")]
)
def test_a_structure_without_a_group_for_each_is_refused(structure: str, told: str) -> None:
    result = _structure()
    both = [Membership(structure="free", municipality="K1", group=group, source="test") for group in ("North", "South")]
    rows = [*result.instance.tables.structures, *both]
    settings = result.instance.settings.model_copy(update={"structure": structure})
    instance = remake_instance(result.instance, settings, structures=rows)
    with pytest.raises(InvalidInputError, match=told):
        explain_membership(replace(result, instance=instance), "K1")


def test_after_ctrl_c_what_was_priced_by_then_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    result = _structure()

    def interrupted(*arguments: Any, **others: Any) -> Result:
        signal.raise_signal(signal.SIGINT)
        return solve(*arguments, **others)

    monkeypatch.setattr("optimiser.explanation.resolving.solve", interrupted)
    told = explain_membership(result, "K4", None, EXACTLY)
    assert told.interrupted
    assert all(one.difference is None for one in told.others)
    assert told.as_record()["interrupted"] is True


def test_a_municipality_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="must be the name or code of a municipality"):
        explain_membership(_structure(), "Nowhere")


def test_regions_with_an_island_apart_are_asked_to_be_in_no_more_parts() -> None:
    """Bornholm is in Hovedstaden, and joined to Køge alone: that keeps it nowhere, and nobody else may be cut off."""
    denmark = read("denmark-2014")
    rules = rules_of_structure(denmark)
    assert (rules.most_groups, rules.contiguous, rules.everyone) == (5, True, True)
    group_of = {code: group for code, (group,) in denmark.groups_of.items()}
    of_bornholm = {one.group: one for one in Moves(Country(denmark, rules), "400", group_of).others()}
    assert of_bornholm["Region Sjælland"].hindrances == ()
    assert [one.reason for one in of_bornholm["Region Nordjylland"].hindrances] == ["not adjacent"]
    of_slagelse = {one.group: one for one in Moves(Country(denmark, rules), "330", group_of).others()}
    assert of_slagelse["Region Syddanmark"].hindrances == ()  # over the Great Belt
    of_koebenhavn = {one.group: one for one in Moves(Country(denmark, rules), "101", group_of).others()}
    (cut_off, *_) = of_koebenhavn["Region Sjælland"].hindrances
    assert (cut_off.reason, cut_off.group) == ("cut off", "Region Hovedstaden")
    assert "400" not in cut_off.whom
