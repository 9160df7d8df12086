"""Sweeping an instance with years: each point is a whole path, and stands in the table as solving it alone finds it."""

from pathlib import Path

import pytest

from optimiser import read, solve_roadmap
from optimiser.comparison.path_figures import PATH_FIGURES, figures_of_path
from optimiser.data.findings import InvalidInputError
from optimiser.data.settings import Language
from optimiser.report.documents import write_documents
from optimiser.report.summaries.sweep import SweepSummary
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.sweep import Axis, Point, Sweep
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.runner.dispatch import Failure
from optimiser.studies.runner.local import LocalWorkers
from optimiser.studies.sweep import SweepStudy, find_figures, sweep
from tests.roadmaps import first_path, result_of, toy_roadmap

TOY = Path(__file__).parents[2] / "instances" / "toy-roadmap"
BUDGETS = "years.*.investment_budget_kr"
VARIED = f"{BUDGETS}=x0.5,x1,x2"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a sweep of the toy's budgets is."""
    return tmp_path_factory.mktemp("swept") / "out"


@pytest.fixture(scope="module")
def swept(folder: Path, workers: LocalWorkers) -> Sweep:
    return sweep(TOY, folder, [VARIED], workers=workers, document=lambda found: write_documents(found, folder, "da"))


def test_a_row_is_what_solving_that_point_finds(swept: Sweep) -> None:
    assert list(swept.table.columns) == [BUDGETS, *PATH_FIGURES]
    for row in swept.table.to_dict("records"):
        alone = solve_roadmap(read(TOY, overrides=[f"{BUDGETS}={row[BUDGETS]}"]))
        assert row["status"] == alone.status == "optimal"
        assert row["bound_kr"] - 1 <= (alone.objective_kr or 0)
        assert (alone.bound_kr or 0) - 1 <= row["objective_kr"]
        assert row["net_gain_kr"] == pytest.approx(row["today_kr"] - row["objective_kr"])
        contacts = sum(row[name] for name in PATH_FIGURES if name.startswith("contacts_"))
        assert contacts == sum(line.contacts for line in alone.lines.years)


def test_a_larger_budget_never_costs_more(swept: Sweep) -> None:
    half, one, two = swept.table["objective_kr"]
    assert half > one >= two


def test_the_folder_is_read_back_with_its_years(swept: Sweep, folder: Path) -> None:
    found = SweepStudy.load_found(folder)
    assert found.years == swept.years == (2015, 2016, 2017)
    assert list(found.table["objective_kr"]) == list(swept.table["objective_kr"])
    assert {"report.html", "report.xlsx"} <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(("language", "span"), [("da", "over alle år"), ("en", "over all years")])
def test_money_and_contacts_are_told_of_all_years(swept: Sweep, language: Language, span: str) -> None:
    summary = SweepSummary(swept, language)
    told = [*summary.tell_answer(), summary.tell_legend()]
    assert span in told[0]
    assert "2015" in told[-1]
    assert not any("om året" in sentence or "a year" in sentence for sentence in told)
    assert len(write_lines(summary.fill_table(), summary.numbers)) == 4


def test_what_is_invested_is_told_in_the_first_years_worth_too() -> None:
    """The toy's path by hand at 4 %: what is begun a year later counts for 1/1.04."""
    result = result_of(first_path(toy_roadmap()))
    figures = figures_of_path(result)
    invested = [line.investment_kr for line in result.lines.years]
    assert sum(invested[1:]) > 0
    present_kr = sum(kr / 1.04**later for later, kr in enumerate(invested))
    assert figures["investment_present_kr"] == pytest.approx(present_kr)
    assert figures["investment_kr"] == pytest.approx(sum(invested))


def test_a_point_without_a_path_has_no_figures() -> None:
    instance = toy_roadmap("policy.levels.unchanged=", years="year,investment_budget_kr\n2014,1\n")
    figures = find_figures(instance, instance.settings.solver, WarmStartCache())
    assert not isinstance(figures, Failure)
    assert (figures["status"], figures["objective_kr"], figures["contacts_local"]) == ("infeasible", None, None)
    point = Point(((BUDGETS, "x1"),))
    told = list(SweepSummary(Sweep.of_points([Axis(BUDGETS, ("x1",))], {point: figures}, (2014,)), "da").tell_answer())
    assert told[0] == "Ingen af punkterne har en plan."


def test_points_of_other_years_are_refused(tmp_path: Path, workers: LocalWorkers) -> None:
    more = tmp_path / "more.toml"
    more.write_text('name = "more"\n[[add.years]]\nyear = 2018\n', encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        sweep(TOY, tmp_path / "out", [f"scenario=none,{more}"], workers=workers)
    (finding,) = raised.value.findings
    assert "must be planned over the same years as scenario = none" in finding.rule
    assert not (tmp_path / "out").exists()


def test_what_is_wrong_in_a_year_is_told_before_anything_is_solved(tmp_path: Path, workers: LocalWorkers) -> None:
    with pytest.raises(InvalidInputError) as raised:
        sweep(TOY, tmp_path / "out", ["years.2016.investment_budget_kr=-1,5"], workers=workers)
    assert "-1" in [finding.value for finding in raised.value.findings]
    assert not (tmp_path / "out").exists()
