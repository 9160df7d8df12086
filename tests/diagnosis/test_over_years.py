"""What links years can alone make a roadmap impossible: rules are named with their years, and repairs give a path."""

import time
from collections.abc import Iterable
from math import inf

import pytest

from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.diagnosis.diagnose import Diagnosis, as_record, diagnose
from optimiser.diagnosis.over_years import AskingOverYears
from optimiser.diagnosis.repair import Move
from optimiser.planning.roadmap import RoadmapProblem
from optimiser.report.summaries.diagnosis import DiagnosisSummary
from optimiser.roadmap import solve_roadmap
from optimiser.rules.path_requirements import requirements_over_years
from optimiser.rules.rule import Requirement
from optimiser.solver import roadmap_search
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.roadmap_search import RoadmapSearch
from optimiser.solver.roadmap_stages import NoPathStage
from tests.random_roadmaps import random_roadmap
from tests.roadmaps import HOST, REGION, toy_roadmap
from tests.witness_roadmap import cheapest_path

CENTRE_ALONE = "item,basis,form,amount_kr,lifetime_years\nlocal-centre,centre,local,1000000,10\n"
OWN_FROM_2015 = ("policy.levels.unchanged@2015=1-3 5-9", "policy.levels.local=4", "policy.levels.purchased=none")
"""Level 4 must be answered by own centres from 2015 on, of which there are three."""
NOBODY_ELSE = "policy.levels.regional=none"


def _budgets(*kr: str) -> str:
    rows = "".join(f"{2014 + number},{one}\n" for number, one in enumerate(kr))
    return f"year,investment_budget_kr\n{rows}"


def _compelled(*changes: str, budgets: tuple[str, ...]) -> Instance:
    return toy_roadmap(
        *OWN_FROM_2015, NOBODY_ELSE, *changes, years=_budgets(*budgets), tables={"investments": CENTRE_ALONE}
    )


def _changed(instance: Instance, changes: Iterable[str]) -> Instance:
    return instance.with_changes(dict(change.split("=", 1) for change in changes))


def _has_path(instance: Instance, changes: Iterable[str] = ()) -> bool:
    result = solve_roadmap(_changed(instance, changes), gap=0.5)
    assert result.status in ("optimal", "infeasible")
    return result.has_path and not result.breaches


def _assert_smallest_and_repaired(found: Diagnosis) -> None:
    """By solves of their own: as in one year, but each change is of its own years alone."""
    instance = found.instance
    asking = AskingOverYears(lambda changes: _changed(instance, changes), SolverOptions(), instance)

    def has_path(rules: Iterable[Requirement]) -> bool:
        return _has_path(instance, asking.write_changes(rule.dropped for rule in rules))

    assert (found.answer, found.complete) == ("no plan", True)
    rules = requirements_over_years(instance)
    for one in found.found:
        others = [rule for rule in rules if rule not in one.conflict.rules]
        assert one.conflict.proven
        assert not has_path(others)
        for rule in one.conflict.rules:
            assert has_path([*others, rule]), rule
    assert found.repairs
    for repair in found.repairs:
        assert _has_path(instance, repair.changes)
        for move in repair.moves:
            assert isinstance(move, Move)
            rest = [change for other in repair.moves if other != move for change in other.changes]
            assert not _has_path(instance, asking.write_changes(rest))
            if move.short is not None:
                short = asking.write_changes([*rest, move.rule.moved(move.short)])
                assert not _has_path(instance, short)


def test_a_budget_too_small_for_what_is_compulsory_is_told_with_year_and_amount() -> None:
    """Three own centres for 1 million kr. each: in 2014 one can be opened, in 2015 not the others."""
    found = diagnose(_compelled(budgets=("1000000", "400000", "")))
    _assert_smallest_and_repaired(found)
    (one,) = found.found
    asked = {(rule.name, rule.year) for rule in one.conflict.rules}
    assert {("yearly-budget", 2014), ("yearly-budget", 2015)} < asked
    changes = {repair.changes for repair in found.repairs}
    assert ("years.2015.investment_budget_kr=2000000",) in changes
    assert ("policy.levels.unchanged@2015=1-9", "policy.levels.unchanged@2016=1 2 3 5 6 7 8 9") in changes
    told = " ".join(sentence for sentence, _ in DiagnosisSummary(found, "en").tell_all())
    assert "in 2015: at most 400,000 kr. may be invested in all [yearly-budget]" in told
    assert "In 2015: raise the year's investment budget by 1,600,000 kr. to 2,000,000 kr." in told
    assert "Let this wait until 2016: level 4 may not stay as they are today" in told
    record = as_record(found)
    assert record["years"] == [2014, 2015, 2016]
    danish = " ".join(sentence for sentence, _ in DiagnosisSummary(found, "da").tell_all())
    assert "I 2015: hæv årets investeringsramme med 1.600.000 kr. til 2.000.000 kr." in danish


@pytest.mark.nightly
def test_a_municipality_that_has_too_little_is_named() -> None:
    budget = "year,municipality,amount_kr\n2014,902,0\n2015,902,250000\n"
    instance = toy_roadmap(
        *OWN_FROM_2015,
        NOBODY_ELSE,
        years=_budgets("", "", ""),
        tables={"investments": CENTRE_ALONE, "municipal_budgets": budget},
    )
    found = diagnose(instance)
    _assert_smallest_and_repaired(found)
    told = " ".join(sentence for sentence, _ in DiagnosisSummary(found, "da").tell_all())
    name = instance.municipalities["902"].name
    assert f"hæv {name}s investeringsramme med 750.000 kr. til 1.000.000 kr." in told


def test_more_may_have_to_join_in_a_year() -> None:
    """All levels 4 are to be with the region from 2015 on, which may take two in all until then."""
    instance = toy_roadmap(
        "policy.levels.unchanged@2015=1-3 5-9",
        "policy.levels.local=none",
        "policy.levels.purchased=none",
        f"centres.{REGION}.min_volume=0",
        f"centres.{REGION}.most_joining=1",
        years="year\n2014\n2015\n2016\n",
    )
    found = diagnose(instance)
    _assert_smallest_and_repaired(found)
    told = " ".join(sentence for sentence, _ in DiagnosisSummary(found, "en").tell_all())
    assert f"in 2014-2015: at most 1 more municipalities may join {REGION}" in told
    assert "more join" in told


def test_a_form_that_is_there_only_after_what_is_compulsory_may_begin_earlier() -> None:
    """Its first year is after all years that are planned."""
    instance = toy_roadmap(
        "policy.levels.unchanged@2015=1-3 5-9",
        "policy.levels.local=none",
        "policy.levels.purchased=none",
        f"centres.{REGION}.min_volume=0",
        years="year\n2014\n2015\n2016\n",
        tables={"first_years": "form,task,first_year\nregional,,2020\n"},
    )
    found = diagnose(instance)
    _assert_smallest_and_repaired(found)
    (one,) = found.found
    assert {(rule.name, rule.value) for rule in one.conflict.rules} >= {("first-year", 2020), ("eligible-levels", 2015)}


def test_a_change_of_a_year_is_of_that_year_alone() -> None:
    """What is changed anew from a later year on in the instance, or was from an earlier, is as it was there."""
    instance = toy_roadmap(
        f"centres.{HOST}.min_sold=100000",
        f"centres.{HOST}.min_sold@2016=200000",
        "policy.max_hosts=2",
        years="year\n2014\n2015\n2016\n2017\n",
    )
    asking = AskingOverYears(lambda changes: _changed(instance, changes), SolverOptions(), instance)
    for year in instance.years:
        changed = asking.changed([f"centres.{HOST}.min_sold@{year}=0", f"policy.max_hosts@{year}=none"])
        for other in instance.years:
            one, was = changed.in_year(other), instance.in_year(other)
            assert one.centres[HOST].min_sold == (0 if other == year else was.centres[HOST].min_sold)
            assert one.settings.policy.max_hosts == (None if other == year else 2)
    changed = asking.changed([f"centres.{HOST}.min_sold@2015-2016=0"])
    assert [changed.in_year(year).centres[HOST].min_sold for year in changed.years] == [100_000, 0, 0, 200_000]


@pytest.mark.parametrize(("budget", "impossible"), [("400000", True), ("2000000", False)])
def test_that_there_is_no_path_is_seen_in_fractions(budget: str, impossible: bool) -> None:
    problem = RoadmapProblem.of_instance(_compelled(budgets=("1000000", budget, "")))
    search = RoadmapSearch(problem, SolverOptions(gap=0.1, threads=1, seed=1), ProgressMonitor(60.0, lambda _: None))
    assert NoPathStage().run(search).infeasible is impossible


def test_what_can_be_met_has_nothing_to_diagnose() -> None:
    found = diagnose(toy_roadmap())
    assert (found.answer, found.found, found.repairs) == ("a plan", (), ())
    assert "roadmap that meets all rules in all years" in next(DiagnosisSummary(found, "en").tell_answer())


def _rules_out_early(instance: Instance) -> tuple[bool, int | None]:
    """Whether the first years of a roadmap rule out a path, as of one with too many routes for the model of all."""
    asking = AskingOverYears(lambda changes: _changed(instance, changes), SolverOptions(), instance)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roadmap_search, "FEW_ROUTES_OF_PATH", 0)
        found = asking._rules_out_early(asking.problem_with(()), time.monotonic() + 60)
    return found, asking.first_years


@pytest.mark.parametrize(
    ("budgets", "ruled_out"), [(("0", "0", ""), 2), (("0", "3000000", "0"), None), (("0", "2000000", "9000000"), 2)]
)
def test_the_first_years_alone_rule_out_a_path(budgets: tuple[str, ...], ruled_out: int | None) -> None:
    """Three centres at a million kr. each are compulsory in the second year; the third is not looked at."""
    assert _rules_out_early(_compelled(budgets=budgets)) == (ruled_out is not None, ruled_out)


def test_what_the_first_years_rule_out_has_no_path() -> None:
    ruled_out = 0
    for seed in range(40):
        instance = random_roadmap(seed)
        try:
            found, _ = _rules_out_early(instance)
        except InvalidInputError:
            continue
        if found:
            ruled_out += 1
            assert solve_roadmap(instance, gap=0.5).status == "infeasible"
    assert ruled_out


def test_everything_that_is_required_of_the_country_can_be_taken_away() -> None:
    """Its futures multiply budgets: a change that they cannot be made after would leave nothing to ask."""
    instance = read("denmark-2014-roadmap")
    asking = AskingOverYears(lambda changes: _changed(instance, changes), SolverOptions(), instance)
    asking.changed([rule.dropped for rule in asking.rules if rule.tier != "law"])


def assert_diagnosed(seed: int) -> None:
    """Without any one of a conflict's rules there is a path by brute force; with all of them none."""
    instance = random_roadmap(seed)
    if len(instance.years) > 2:
        return  # without its rules there are too many paths to go through
    try:
        if cheapest_path(instance.with_changes({})).cost_kr < inf:
            return
    except InvalidInputError:
        return
    found = diagnose(instance.with_changes({}), time_limit_seconds=60)
    assert found.answer == "no plan"
    asking = AskingOverYears(lambda changes: _changed(instance, changes), SolverOptions(), instance)
    rules = requirements_over_years(found.instance)
    for one in found.found:
        if not one.conflict.rules:
            continue
        others = [rule.dropped for rule in rules if rule not in one.conflict.rules]
        assert cheapest_path(asking.changed(others)).cost_kr == inf
        if one is found.found[0] and one.conflict.proven:
            for rule in one.conflict.rules:
                assert cheapest_path(asking.changed([*others, rule.dropped])).cost_kr < inf
    for repair in found.repairs:
        best = cheapest_path(_changed(found.instance, repair.changes)).cost_kr
        assert best <= repair.objective_kr * (1 + 1e-6)
        assert repair.bound_kr is None or repair.bound_kr <= best * (1 + 1e-6)


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(0, 200, 50))
def test_random_roadmaps_are_diagnosed_as_brute_force_says(start: int) -> None:
    for seed in range(start, start + 50):
        assert_diagnosed(seed)
