"""Neighbours that join a centre which lacks volume: few, near, each of them needed, and enough."""

import pytest

from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.diagnosis.diagnose import Diagnosis, Repair, as_record
from optimiser.diagnosis.repair import Join, nearest_joiners
from optimiser.planning.problem import build_problem
from optimiser.report.summaries.diagnosis import DiagnosisSummary
from optimiser.rules.registry import requirements_of
from optimiser.rules.rule import Requirement
from tests.diagnosis.planted_denmark import DENMARK, NORTH

SHARED = ("policy.mandatory.1.levels=1-6", "policy.mandatory.1.forms=regional")


def _asked(minimum: int, *more: str) -> tuple[Instance, Requirement]:
    instance = read(DENMARK, overrides=[*SHARED, f"{NORTH}={minimum}", *more])
    (rule,) = (rule for rule in requirements_of(instance) if rule.parameter == NORTH)
    return instance, rule


def _join(minimum: int) -> Join:
    instance, rule = _asked(minimum)
    found = nearest_joiners(build_problem(instance), rule)
    assert found is not None
    return found


@pytest.mark.parametrize(("minimum", "names"), [(1_640_000, {"730"}), (2_000_000, {"730", "779"})])
def test_neighbours_bring_what_is_lacking_and_none_is_there_in_vain(minimum: int, names: set[str]) -> None:
    """Randers is the nearest, then Skive."""
    join = _join(minimum)
    assert {row.municipality for row in join.members} == names
    joined, rule = _asked(minimum, *join.changes)
    assert rule.about not in build_problem(joined).closed
    for change in join.changes:
        fewer, _ = _asked(minimum, *(other for other in join.changes if other != change))
        assert rule.about in build_problem(fewer).closed


def test_no_few_neighbours_bring_as_much() -> None:
    instance, rule = _asked(9_000_000)
    assert nearest_joiners(build_problem(instance), rule) is None


def test_who_joins_is_told_in_both_languages_and_in_the_record() -> None:
    instance, _ = _asked(2_000_000)
    join = _join(2_000_000)
    repair = Repair((join,), join.changes, 3.4e9, 3.39e9)
    told = Diagnosis(instance, "no plan", (), (repair,), True, interrupted=False, asked=1, seconds=0.0, limit_seconds=1)
    ((english, options),) = DiagnosisSummary(told, "en").tell_repairs()
    ((danish, _),) = DiagnosisSummary(told, "da").tell_repairs()
    assert "Let Randers and Skive join Region Nordjylland with 399,773 contacts a year" in english
    assert "Lad Randers og Skive indgå i Region Nordjylland med 399.773 henvendelser om året" in danish
    assert "--set 'structures.five-regions/779/Region Midtjylland.group=Region Nordjylland'" in options
    record = as_record(told)["repairs"][0]  # type: ignore[index]
    assert record["moves"] == [{"parameter": NORTH, "joining": ["730", "779"], "contacts": join.contacts}]
    assert round(join.contacts) == 399_773
