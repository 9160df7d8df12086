"""The commands on the folder of a plan over years."""

import json
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from optimiser import InvalidInputError, load_roadmap, save_roadmap, solve, solve_roadmap, write
from optimiser.cli.app import app
from optimiser.data.settings import SolverOptions
from optimiser.report.summaries.roadmap import RoadmapSummary
from optimiser.roadmap import RoadmapOutcome, finish_roadmap
from tests.roadmaps import HOST, first_path, path_of, result_of, toy_roadmap


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a path by hand on the toy."""
    place = tmp_path_factory.mktemp("roadmap") / "run"
    save_roadmap(result_of(first_path(toy_roadmap()), 190e6), place)
    return place


def run(*line: object) -> tuple[int, str]:
    """The exit code, and what was written in a terminal of 80 columns."""
    done = CliRunner().invoke(app, [str(part) for part in line], env={"COLUMNS": "80"})
    return done.exit_code, done.output


def test_audit_counts_the_path_and_each_year(folder: Path) -> None:
    code, told = run("audit", folder)
    assert code == 0
    assert " ".join(told.split()).count("breaches: 0.") == 4


def test_report_makes_page_workbook_and_summary(folder: Path) -> None:
    code, _ = run("report", folder, "--lang", "da", "--summary")
    assert code == 0
    assert {"report.html", "report.xlsx", "summary.html"} <= {path.name for path in folder.iterdir()}
    assert "Køreplan 2014–2016" in (folder / "report.html").read_text(encoding="utf-8")
    code, told = run("audit", folder)
    assert (code, "Not written by the program" in told) == (0, False)


def test_a_report_is_in_the_language_of_the_run_where_none_is_named(folder: Path) -> None:
    assert run("report", folder)[0] == 0
    assert '<html lang="en"' in (folder / "report.html").read_text(encoding="utf-8")


def test_explain_says_when_and_why(folder: Path) -> None:
    code, told = run("explain", folder, "Ærholm", "--lang", "da")
    assert code == 0
    assert "Ærholm flytter i 2015 90.000 henvendelser: niveau 4 fra fagforvaltningerne til" in " ".join(told.split())
    code, told = run("explain", folder)
    assert (code, "Move in 3 steps" in told) == (0, True)
    assert all(len(line) <= 80 for line in told.splitlines())


@pytest.mark.parametrize(
    "line", [("Ærholm", "L4"), ("--centre", "Østerå"), ("--all",), ("Ærholm", "--time-limit", "1")]
)
def test_what_is_of_one_year_is_refused_in_words(folder: Path, line: tuple[str, ...]) -> None:
    code, told = run("explain", folder, *line)
    assert code == 2
    assert "is of a plan of one year" in " ".join(told.split())


@pytest.mark.parametrize("command", ["simulate"])
def test_commands_on_one_plan_say_which_years_there_are(folder: Path, command: str) -> None:
    code, told = run(command, folder)
    assert code == 2
    assert "name one of its years" in " ".join(told.split())


def test_the_plan_of_a_year_is_a_run_of_its_own(folder: Path) -> None:
    assert run("audit", folder / "years" / "2015")[0] == 0
    code, told = run("explain", folder / "years" / "2015", "Ærholm", "--time-limit", "10")
    assert code == 0
    assert "L4" in told


def test_a_changed_table_is_found(folder: Path) -> None:
    path = folder / "years.csv"
    kept = path.read_text(encoding="utf-8")
    path.write_text(kept.replace("3000000.0", "3000001.5"), encoding="utf-8")
    try:
        assert run("audit", folder)[0] == 1
        assert run("report", folder)[0] == 1
    finally:
        path.write_text(kept, encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    [
        ("frontier", "--kpi", "hosts", "--out", "OUT"),
        ("shadow-prices", "--out", "OUT"),
        ("uncertainty", "--out", "OUT"),
    ],
)
def test_what_plans_one_year_refuses_an_instance_of_several(tmp_path: Path, line: tuple[str, ...]) -> None:
    write(toy_roadmap(), tmp_path / "toy")
    command, *options = (str(tmp_path / "out") if part == "OUT" else part for part in line)
    code, told = run(command, tmp_path / "toy", *options, "--lang", "da")
    assert code == 2
    assert "planlægges over flere år" in " ".join(told.split())
    assert not (tmp_path / "out").exists()


def test_systems_are_compared_over_the_years(tmp_path: Path) -> None:
    write(toy_roadmap(), tmp_path / "toy")
    line = ("compare", tmp_path / "toy", "--structure", "none", "--out", tmp_path / "out", "--workers", 1)
    code, told = run(*line, "--lang", "en")
    words = " ".join(told.split())
    assert (code, "Only no shared centre has a plan" in words, "over 2014–2016" in words) == (0, True, True), words
    assert (tmp_path / "out" / "runs" / "none" / "roadmap.json").exists()
    code, told = run("audit", tmp_path / "out", "--lang", "da")
    assert (code, " ".join(told.split()).count("0 brud.")) == (0, 2 + 3), told
    code, told = run("report", tmp_path / "out", "--lang", "da")
    assert (code, "report.html" in told) == (0, True)
    assert "Kortene i det sidste år" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    outlines = tmp_path / "map.geojson"
    outlines.write_text("{}", encoding="utf-8")
    for command in (line, ("report", tmp_path / "out")):
        code, told = run(*command, "--geometry", outlines, "--lang", "en")
        assert (code, "map.geojson" in told) == (2, True), told


def test_python_refuses_too() -> None:
    with pytest.raises(InvalidInputError, match="planned over years"):
        solve(toy_roadmap())


def test_two_plans_over_years_are_set_against_each_other(folder: Path, tmp_path: Path) -> None:
    instance = toy_roadmap("economy.discount_rate=0.05")
    own = {("901", "L4"): HOST, ("901", "L6"): HOST}
    save_roadmap(result_of(path_of(instance, dict.fromkeys(instance.years, own)), 190e6), tmp_path / "own")
    code, told = run("difference", folder, tmp_path / "own", "--lang", "da")
    assert code == 0
    words = " ".join(told.split())
    assert "own koster" in words
    assert "Det er bevist" in words
    assert "Forskelligt i datasættene: realrente om året." in words
    assert "2 af 4 kommuner flytter deres første opgave i et andet år, eller kun i den ene." in words
    code, told = run("difference", folder, tmp_path / "own", "--json")
    found = json.loads(told)
    one, other = found["objective_kr"]
    assert found["change_kr"] == pytest.approx(other - one)
    assert (found["least_kr"], found["most_kr"]) == pytest.approx((190e6 - one, other - 190e6))
    assert [row["year"] for row in found["years"]] == [2014, 2015, 2016]
    assert run("difference", folder, tmp_path / "own", "--out", tmp_path / "out")[0] == 2


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy over three years, as a folder."""
    place = tmp_path_factory.mktemp("instance") / "toy"
    write(toy_roadmap(), place)
    return place


def test_solve_plans_all_years(instance: Path, tmp_path: Path) -> None:
    code, told = run("solve", instance, "--out", tmp_path / "run", "--lang", "da", "--csv", "da")
    assert code == 0
    words = " ".join(told.split())
    assert "Køreplan over årene 2014–2016." in words
    assert (
        words.index("Flyt i ")
        < words.index("Over 2014–2016 koster det")
        < words.index("Kontrolleret uafhængigt: 0 brud")
    )
    assert all(len(line) <= 80 for line in told.splitlines())
    header, *rows = (tmp_path / "run" / "years.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("year;contacts;")
    assert len(rows) == 3
    result = load_roadmap(tmp_path / "run")
    assert result.status == "optimal"
    assert result.objective_kr is not None
    assert result.objective_kr < result_of(first_path(toy_roadmap())).path.cost_kr
    assert result.record.recommendation[0].startswith("Flyt i ")
    assert run("audit", tmp_path / "run")[0] == 0


def test_a_change_from_a_year_on_is_told_and_kept(instance: Path, tmp_path: Path) -> None:
    code, told = run("solve", instance, "--out", tmp_path / "run", "--set", "policy.max_hosts@2015=0", "--json")
    assert code == 0
    record = json.loads(told)
    assert record["changes"] == ["policy.max_hosts@2015 = 0"]
    assert record["gap"] <= record["options"]["gap"]
    assert all(
        line.to_form != "purchased" for line in load_roadmap(tmp_path / "run").lines.year_moves if line.year > 2014
    )


def test_a_path_that_cannot_be_leaves_no_folder(instance: Path, tmp_path: Path) -> None:
    nothing = ("--set", "policy.levels.unchanged=7-9", "--set", "years.*.investment_budget_kr=0")
    code, told = run("solve", instance, "--out", tmp_path / "run", *nothing)
    words = " ".join(told.split())
    assert (code, "No roadmap keeps all rules in all years." in words) == (3, True)
    assert "The least that is missing in all is" in words
    assert not (tmp_path / "run").exists()


def test_a_rule_that_a_year_cannot_meet_is_told_with_the_year(instance: Path, tmp_path: Path) -> None:
    asked = ("--set", "policy.levels.unchanged=7-9", "--set", "centres.*.min_volume@2015=9000000", "--lang", "da")
    code, told = run("solve", instance, "--out", tmp_path / "run", *asked)
    words = " ".join(told.split())
    assert code == 3
    assert "I 2015 kan disse regler ikke opfyldes" in words
    assert "I 2014 kan" not in words
    assert json.loads(run("solve", instance, "--out", tmp_path / "run", *asked, "--json")[1])["conflicts"].keys() == {
        "2015",
        "2016",
    }


@pytest.mark.parametrize("line", [("--write-model", "model.mps")])
def test_options_of_one_year_are_refused(instance: Path, tmp_path: Path, line: tuple[str, ...]) -> None:
    code, told = run("solve", instance, "--out", tmp_path / "run", *line)
    assert (code, "is of an instance of one year" in " ".join(told.split())) == (2, True)


def test_other_paths_near_the_best_are_kept_audited_and_reported(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    code, told = run("solve", "toy-roadmap", "--alternatives", "2", "--within", "10%", "--out", folder, "--lang", "da")
    words = " ".join(told.split())
    assert code == 0
    assert "2 andre køreplaner koster højst 10 % mere end den bedste" in words
    assert {path.name for path in (folder / "alternatives").iterdir()} == {"1", "2"}
    assert load_roadmap(folder / "alternatives" / "2").has_path
    assert run("audit", folder)[0] == 0
    assert run("report", folder, "--lang", "en")[0] == 0
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "The roadmaps side by side" in page
    assert "Moves first in" in page
    record = folder / "alternatives.json"
    written = json.loads(record.read_text(encoding="utf-8"))
    assert [one["objective_kr"] for one in written["plans"]] == pytest.approx([88.9e6, 89.5e6])
    record.write_text(json.dumps({**written, "within": 0.001, "limit_kr": 88.3e6 * 1.001}), encoding="utf-8")
    code, told = run("audit", folder)
    assert (code, "plan 1" in told) == (1, True)


def test_a_folder_of_a_path_is_replaced_by_force_alone(instance: Path, tmp_path: Path) -> None:
    assert run("solve", instance, "--out", tmp_path / "run")[0] == 0
    assert run("solve", instance, "--out", tmp_path / "run")[0] == 2
    assert run("solve", instance, "--out", tmp_path / "run", "--force", "--gap", "0.5")[0] == 0


def test_a_path_of_one_year_costs_what_its_plan_does(tmp_path: Path) -> None:
    instance = toy_roadmap(
        "roadmap.transition_loss=0", years="year\n2014\n", tables={"volume_factors": "task,year,factor\n"}
    )
    found, alone = solve_roadmap(instance), solve(instance.in_year(2014))
    assert found.objective_kr == pytest.approx(alone.objective_kr, rel=2e-4)
    save_roadmap(found, tmp_path / "run")
    assert load_roadmap(tmp_path / "run").record == found.record


def test_new_centres_may_grow(instance: Path, tmp_path: Path) -> None:
    ramp = ("--set", f"centres.{HOST}.min_sold=200000", "--set", "roadmap.minimum_ramp=0.5")
    code, _ = run("solve", instance, "--out", tmp_path / "run", *ramp)
    assert code == 0
    found = load_roadmap(tmp_path / "run")
    assert found.plans[2014].instance.centres[HOST].min_sold == 100_000
    assert not found.breaches


def test_a_year_is_diagnosed_by_itself(tmp_path: Path) -> None:
    write(toy_roadmap(), tmp_path / "toy")
    alone = ("--set", "policy.levels.unchanged@2015=none", "--set", "policy.levels.local@2015=none")
    shut = (*alone, "--set", "policy.max_hosts@2015=0", "--set", "policy.levels.regional@2015=none")
    code, told = run("diagnose", tmp_path / "toy", "--year", "2014", *shut, "--lang", "da")
    assert code == 0
    assert "2014 for sig, hvad der end sker i de andre år." in " ".join(told.split())
    code, told = run("diagnose", tmp_path / "toy", "--year", "2015", *shut)
    assert code == 3
    assert "2015 by itself" in told
    code, told = run("diagnose", tmp_path / "toy", "--year", "2020", "--lang", "da")
    assert code == 2
    assert "skal være et af årene: 2014, 2015, 2016" in " ".join(told.split())


def test_where_no_reason_is_seen_no_year_is_said_to_be_possible() -> None:
    """Only rules seen without a solver have been ruled out; the diagnosis that follows proves more."""
    instance = toy_roadmap()
    found = RoadmapOutcome("infeasible", None, None, SolverOptions().laid_over(instance.settings.solver))
    told = list(RoadmapSummary(finish_roadmap(instance, found, time.monotonic()), "da").tell_failure())
    assert "kan opfylde" not in " ".join(told)


def test_where_there_is_no_path_all_years_are_diagnosed_together(instance: Path, tmp_path: Path) -> None:
    """By the command itself, and where a solve has found it; each year by itself has a plan."""
    shut = ("--set", "policy.levels.unchanged@2015=1-3 5-9", "--set", "years.*.investment_budget_kr=0")
    for lines in (("diagnose", instance), ("solve", instance, "--out", tmp_path / "run")):
        code, told = run(*lines, *shut, "--lang", "da")
        assert code == 3
        words = " ".join(told.split())
        assert "fra 2015: niveau 4 må ikke blive, som de er i dag [eligible-levels]" in words
        assert "i 2014-2015: der må højst investeres 0 kr. i alt [yearly-budget]" in words
    assert run("diagnose", instance, *shut, "--year", "2015")[0] == 0


# ---- decided year by year ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ahead_and_by_year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """toy-roadmap planned ahead, 88.3 million kr., and decided year by year, 89.75."""
    place = tmp_path_factory.mktemp("by-year")
    ahead, by_year = place / "ahead", place / "by-year"
    assert run("solve", "toy-roadmap", "--out", ahead)[0] == 0
    code, told = run("solve", "toy-roadmap", "--year-by-year", "--out", by_year)
    words = " ".join(told.split())
    assert (code, "Decided year by year: each year is chosen as if it stayed" in words) == (0, True)
    assert "too dear" not in words
    return ahead, by_year


def test_other_paths_than_one_decided_year_by_year_are_refused_before_anything_is_solved(tmp_path: Path) -> None:
    code, told = run("solve", "toy-roadmap", "--year-by-year", "--alternatives", "2", "--out", tmp_path / "run")
    assert (code, (tmp_path / "run").exists()) == (2, False)
    assert "which finds one path" in " ".join(told.split())


def test_a_path_decided_year_by_year_says_so_wherever_it_is_read(ahead_and_by_year: tuple[Path, Path]) -> None:
    _, by_year = ahead_and_by_year
    record = json.loads((by_year / "roadmap.json").read_text(encoding="utf-8"))
    assert (record["status"], record["bound_kr"]) == ("feasible", None)
    assert record["changes"] == ["roadmap.year_by_year = true"]
    assert [(one["first"], one["last"]) for one in record["decided_years"]] == [(y, y) for y in (2015, 2016, 2017)]
    assert run("report", by_year, "--lang", "da", "--summary")[0] == 0
    for name in ("report.html", "summary.html"):
        assert "Afgjort år for år" in (by_year / name).read_text(encoding="utf-8")
    assert run("audit", by_year)[0] == 0
    assert load_roadmap(by_year).record.decided_years[0].first == 2015


@pytest.mark.parametrize(
    ("turned", "language", "told"),
    [
        (False, "en", "by-year, which was decided year by year, costs from 1.4 million kr. to"),
        (False, "da", "by-year, der er afgjort år for år, koster fra"),
        (True, "en", "more than by-year, which was decided year by year"),
    ],
)
def test_difference_tells_what_deciding_year_by_year_costs(
    ahead_and_by_year: tuple[Path, Path], turned: bool, language: str, told: str
) -> None:
    runs = ahead_and_by_year[::-1] if turned else ahead_and_by_year
    code, words = run("difference", *runs, "--lang", language)
    assert (code, told in " ".join(words.split())) == (0, True), words
    found = json.loads(run("difference", *runs, "--json")[1])
    least, most = sorted((abs(found["least_kr"]), abs(found["most_kr"])))
    assert least == pytest.approx(1.45e6)
    assert least <= most <= 1.45e6 + 1e-4 * 88.3e6


def test_two_that_were_decided_year_by_year_prove_nothing_of_the_best(ahead_and_by_year: tuple[Path, Path]) -> None:
    _, by_year = ahead_and_by_year
    code, told = run("difference", by_year, by_year)
    assert (code, "Of the best roadmaps nothing is proven" in " ".join(told.split())) == (0, True)


def test_there_is_no_first_step_where_one_year_is_planned(tmp_path: Path) -> None:
    asked = ("--structure", "none", "--structure", "one-region", "--first-step", "1", "--lang", "da")
    code, told = run("regret", "toy", *asked, "--out", tmp_path / "out")
    words = " ".join(told.split())
    assert (code, "--first-step" in words, "gælder en køreplan over flere år" in words) == (2, True, True), words
    assert not (tmp_path / "out").exists()


def test_an_instance_of_one_year_is_not_decided_year_by_year(tmp_path: Path) -> None:
    code, told = run("solve", "toy", "--year-by-year", "--out", tmp_path / "run", "--lang", "da")
    assert code == 2
    assert "gælder en køreplan over flere år" in " ".join(told.split())
    assert not (tmp_path / "run").exists()
