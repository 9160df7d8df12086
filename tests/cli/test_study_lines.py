"""The lines of a comparison while it is made."""

from pathlib import Path

import pytest

from optimiser.cli.study_options import SECONDS_WITHOUT_A_CASE, StudyLines
from optimiser.studies.compare import tell_cases
from optimiser.studies.compared_cases import read_cases
from optimiser.studies.resume import CaseEnded, CasesRunning, StudyBegan
from optimiser.studies.runner.dispatch import Failure
from tests.studies.conftest import write_towns


@pytest.mark.parametrize(("watched", "silent_for", "told"), [(True, 11, 1), (True, 1, 0), (False, 11, 0)])
def test_after_a_silence_those_who_watch_are_told_what_is_being_solved(
    capsys: pytest.CaptureFixture[str], watched: bool, silent_for: float, told: int
) -> None:
    assert SECONDS_WITHOUT_A_CASE < 11
    lines = StudyLines("en", workers=2, watched=watched, header="cases header")
    lines.spoke -= silent_for
    for _ in range(3):
        lines(CasesRunning({"one": 12.3, "alone": 4.0}))
    assert capsys.readouterr().err.splitlines() == ["      still solving: one (12 s), alone (4 s)"] * told


def test_a_warning_is_told_once_with_the_cases_it_is_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    towns = write_towns(tmp_path / "two-towns")
    (towns / "centres.csv").write_text(
        "centre,kind,seat,min_volume\nStorby,local,1,0\nLilleby,local,2,0\nRegion,virtual,,9e8\n", encoding="utf-8"
    )
    cases = read_cases(towns, ["one", "alone", "none"])
    StudyLines(None, workers=2, watched=False, header="cases header")(
        StudyBegan(cases[0].instance, len(cases), **tell_cases(cases))
    )
    err = capsys.readouterr().err
    assert err.count("warning: one: centres.csv") == 1
    assert err.count("warning") == 1


def test_a_case_that_failed_has_a_line_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = read_cases(write_towns(tmp_path / "two-towns"), ["one", "alone"])
    lines = StudyLines("da", workers=2, watched=False, header="cases header")
    lines(StudyBegan(cases[0].instance, len(cases), **tell_cases(cases)))
    lines(CaseEnded("one", Failure("solver", ("out of luck",)), 0, 1, 2))
    assert lines.done == 0
    assert capsys.readouterr().out.splitlines()[-1] == "[1/2] one    fejlede: se nedenfor"


def test_a_long_name_leaves_its_figures_within_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    cases, long = read_cases(write_towns(tmp_path / "two-towns"), ["one", "alone"]), "centres.Region.min_volume" * 3
    lines = StudyLines("en", workers=2, watched=False, header="cases header")
    lines(StudyBegan(cases[0].instance, len(cases), **tell_cases(cases) | {"titles": ("one", long)}))
    for title in ("one", long):
        lines(CaseEnded(title, Failure("solver", ("out of luck",)), 0, 1, 2))
    told = capsys.readouterr().out.splitlines()[-3:]
    assert max(len(told[0]), len(told[2])) <= 80
    assert told[0].split() == ["[1/2]", "one", "failed:", "see", "below"]
    assert told[1].split() == ["[1/2]", long]
    assert told[2].split() == ["failed:", "see", "below"]
