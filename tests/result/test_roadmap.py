"""The result of a plan over years: its tables add up to what the path costs, and it is read back as it was saved."""

from itertools import accumulate
from math import isclose
from pathlib import Path

import pytest

from optimiser.audit.roadmap import audits_of_roadmap
from optimiser.data.findings import InvalidInputError
from optimiser.data.roadmap_tables import CONTACTS_BY_FORM, RUNNING_TERMS
from optimiser.result.folder import load
from optimiser.result.roadmap import RoadmapResult
from optimiser.result.roadmap_folder import load_roadmap, save_roadmap
from tests.roadmaps import HOST, first_path, result_of, toy_roadmap

OERE = 0.01


@pytest.fixture(scope="module")
def result() -> RoadmapResult:
    """A path by hand on the toy."""
    return result_of(first_path(toy_roadmap()))


def test_the_years_add_up_to_the_path(result: RoadmapResult) -> None:
    for line in result.lines.years:
        running_kr = sum(getattr(line, f"{term}_kr") for term in RUNNING_TERMS)
        assert isclose(running_kr + line.transition_kr + line.annuities_kr, line.cost_kr, abs_tol=OERE)
    present_kr = [line.present_cost_kr for line in result.lines.years]
    assert isclose(sum(present_kr), result.path.cost_kr, abs_tol=OERE)
    assert result.objective_kr == result.path.cost_kr
    gains_kr = list(accumulate(line.weight * line.gain_kr for line in result.lines.years))
    assert [line.accumulated_gain_kr for line in result.lines.years] == pytest.approx(gains_kr)
    assert result.record.gain_kr == pytest.approx(gains_kr[-1])


def test_a_year_is_what_its_municipalities_pay(result: RoadmapResult) -> None:
    for year in result.lines.years:
        lines = [line for line in result.lines.municipality_years if line.year == year.year]
        for name in ("today_kr", "transition_kr", "annuities_kr", "contacts", "moved_fte", "investment_kr"):
            assert sum(getattr(line, name) for line in lines) == pytest.approx(getattr(year, name)), name
        assert sum(line.after_kr for line in lines) == pytest.approx(year.cost_kr)
        for line in lines:
            assert sum(getattr(line, name) for name in CONTACTS_BY_FORM) == pytest.approx(line.contacts)


def test_what_moves_when(result: RoadmapResult) -> None:
    moves = {(line.year, line.municipality, line.task): line for line in result.lines.year_moves}
    assert sorted(moves) == [
        *((2014, "901", "L4"), (2014, "901", "L6"), (2015, "902", "L4"), (2015, "903", "L4")),
        *((2016, "901", "L9"), (2016, "902", "L6")),
    ]
    move = moves[2015, "902", "L4"]
    assert (move.from_form, move.from_centre, move.to_form, move.to_centre) == (
        "unchanged",
        "departments",
        "purchased",
        HOST,
    )
    opened = {line.year: line.opened for line in result.lines.centre_years if line.centre == HOST}
    assert opened == {2014: True, 2015: False, 2016: False}
    assert [line.joined for line in result.lines.years] == [0, 2, 0]
    assert sum(line.moved_tasks for line in result.lines.years) == len(result.lines.year_moves)


def test_a_budget_tells_what_is_left(result: RoadmapResult) -> None:
    for line in result.lines.years:
        if line.budget_kr is None:
            assert line.budget_left_kr is None
        else:
            assert line.budget_left_kr == line.budget_kr - line.investment_kr


def test_it_is_paid_back_once_the_cash_stays_above_nothing(result: RoadmapResult) -> None:
    last = result.lines.years[-1]
    assert (result.record.payback_year is None) == (last.accumulated_cash_kr < 0)


def test_it_is_read_back_as_saved(result: RoadmapResult, tmp_path: Path) -> None:
    save_roadmap(result, tmp_path / "run")
    again = load_roadmap(tmp_path / "run")
    assert (again.record, again.lines, again.years) == (result.record, result.lines, result.years)
    assert again.path.cost_kr == pytest.approx(result.path.cost_kr)
    with pytest.raises(InvalidInputError, match="plan over years"):
        load(tmp_path / "run")
    assert load(tmp_path / "run" / "years" / "2015").run.status == "feasible"
    found = dict(audits_of_roadmap(tmp_path / "run"))
    assert len(found) == 1 + len(result.years)
    assert not any(one.breaches for one in found.values())


def test_a_changed_file_is_refused(result: RoadmapResult, tmp_path: Path) -> None:
    save_roadmap(result, tmp_path / "run")
    path = tmp_path / "run" / "year_moves.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Ærholm", "Aerholm"), encoding="utf-8")
    with pytest.raises(InvalidInputError, match="was changed since"):
        load_roadmap(tmp_path / "run")
    (found, *_) = (one for _, one in audits_of_roadmap(tmp_path / "run"))
    assert {breach.rule for breach in found.breaches} >= {"seal", "figures"}
