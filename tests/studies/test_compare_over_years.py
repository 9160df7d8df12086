"""Comparing systems over years: each a whole roadmap in a folder of its own, gone on with, audited and read back."""

import shutil
from pathlib import Path

import pytest

from optimiser import load_roadmap, read, solve_roadmap
from optimiser.cli.sound_run import audits_of_run
from optimiser.comparison.roadmap_comparison import RoadmapComparison
from optimiser.data.findings import InvalidInputError
from optimiser.report.documents import write_documents
from optimiser.report.summaries.roadmap_comparison import RoadmapComparisonSummary
from optimiser.report.tables.roadmap_comparison import fill_roadmaps
from optimiser.studies.catalogue import study_in
from optimiser.studies.compare import CompareStudy, compare
from optimiser.studies.resume import CaseEnded, StudyEvent
from optimiser.studies.runner.local import LocalWorkers
from tests.report.html.pages import Parsed
from tests.studies.test_sweep_over_years import TOY

SYSTEMS = ["none", "late", "impossible"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy over years with systems: one begins a year later, one may move nothing though it must."""
    folder = shutil.copytree(TOY, tmp_path_factory.mktemp("compare") / "toy-roadmap")
    names = "late,none,Sent,Late\nimpossible,none,Umulig,Impossible\n"
    (folder / "systems.csv").write_text(f"system,structure,description_da,description_en\n{names}", encoding="utf-8")
    (folder / "system_changes.csv").write_text(
        "system,parameter,value\nlate,roadmap.start_year,2016\nimpossible,policy.levels.unchanged,none\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory, workers: LocalWorkers) -> Path:
    """A comparison of them that has been made once."""
    out = tmp_path_factory.mktemp("compared") / "out"
    compare(folder, out, structures=SYSTEMS, workers=workers)
    return out


@pytest.fixture(scope="module")
def found(out: Path) -> RoadmapComparison:
    loaded = CompareStudy.load_found(out)
    assert isinstance(loaded, RoadmapComparison)
    return loaded


def test_each_system_costs_what_it_costs_alone(folder: Path, found: RoadmapComparison) -> None:
    assert list(found.results) == SYSTEMS
    for case, result in found.results.items():
        alone = solve_roadmap(read(folder, structure=case))
        assert result.status == alone.status
        assert result.objective_kr == (None if alone.objective_kr is None else pytest.approx(alone.objective_kr))
    assert found.years == (2015, 2016, 2017)
    assert found.record["years"] == [2015, 2016, 2017]
    assert (found.record["cheapest"], found.record["base"]) == ("none", "none")


def test_the_tables_tell_what_opens_when_and_what_is_proven(found: RoadmapComparison) -> None:
    now, late, impossible = found.figures.to_dict("records")
    assert (now["opens"], late["opens"][:6]) == ("2015: Østerå", "2016: ")
    assert impossible["status"] == "infeasible"
    assert now["payback_year"] == 2016
    assert late["payback_year"] == 2016, "not 2015, in which nothing is invested yet"
    (pair,) = found.difference_rows
    assert (pair["cheaper"], pair["dearer"], pair["proven"]) == ("none", "late", True)
    (row,) = found.change_rows
    assert row["least_kr"] <= row["change_kr"] <= row["most_kr"]
    assert row["change_kr"] == pytest.approx(late["objective_kr"] - now["objective_kr"])
    assert row["pay_less"] + row["pay_more"] <= len(found.instance.municipalities)
    inputs = {(each["parameter"], each["case"]): each["value"] for each in found.input_rows}
    assert inputs["roadmap.start_year", "late"] == "2016"


def test_each_roadmap_is_a_folder_that_is_audited(out: Path, found: RoadmapComparison) -> None:
    assert study_in(out) is CompareStudy
    for case in ("none", "late"):
        assert load_roadmap(out / "runs" / case).record == found.results[case].record
        audits = dict(audits_of_run(out / "runs" / case))
        assert len(audits) == 1 + len(found.years)
        assert not any(audit.breaches for audit in audits.values())


def test_what_is_solved_is_not_solved_again(folder: Path, out: Path, tmp_path: Path, workers: LocalWorkers) -> None:
    told: list[StudyEvent] = []
    out = shutil.copytree(out, tmp_path / "again")
    compare(folder, out, structures=SYSTEMS, workers=workers, report=told.append)
    assert {event.title for event in told if isinstance(event, CaseEnded) and not event.kept} == set()
    compare(folder, out, structures=["late"], gap=0.02, workers=workers, report=told.append)
    assert {event.title for event in told if isinstance(event, CaseEnded) and not event.kept} == {"late"}


def test_a_run_that_was_changed_is_refused_by_its_name(out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "copy")
    path = copy / "runs" / "none" / "years.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2015", "2014"), encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        CompareStudy.load_found(copy)
    assert any("runs/none" in finding.place for finding in raised.value.findings)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_has_the_answer_a_map_of_each_and_why_one_has_no_path(
    found: RoadmapComparison, language: str, tmp_path: Path
) -> None:
    told = RoadmapComparisonSummary(found, "da" if language == "da" else "en")
    write_documents(found, tmp_path, told.language)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    text = " ".join(element.text for element in Parsed(page).elements).replace("\u00a0", " ")
    assert ("intet fælles center" if language == "da" else "no shared centre") in text
    assert "late" in text
    assert page.count("<figure") >= 5, "the bars, a map and a timeline of each"
    (why,) = told.without_plan()
    assert why.startswith("impossible ")
    assert why.split(". ")[0] in text
    assert (tmp_path / "report.xlsx").stat().st_size > 0


def test_a_case_that_is_not_proven_dearer_has_a_star(found: RoadmapComparison) -> None:
    base = found.results["none"]
    alike = RoadmapComparison.of_results({"none": base, "same": base})
    told = RoadmapComparisonSummary(alike, "en")
    assert told.starred == {"same"}
    assert "It is not proven which of none and same is the cheapest" in next(told.tell_answer())
    rows = fill_roadmaps(told).rows
    assert rows[1]["objective_kr"].mark == "*"


def test_cases_of_other_years_are_refused_before_anything_is_solved(
    folder: Path, tmp_path: Path, workers: LocalWorkers
) -> None:
    more = tmp_path / "more.toml"
    more.write_text('name = "more"\n[[add.years]]\nyear = 2018\n', encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        compare(folder, tmp_path / "out", structures=["none"], scenarios=[more], workers=workers)
    (finding,) = raised.value.findings
    assert finding.place == "none + more"
    assert "must be planned over the same years as none" in finding.rule
    assert not (tmp_path / "out").exists()
