"""`optimiser report`: the documents made again, from a run and from a comparison, with good and with bad input."""

import json
import shutil
from pathlib import Path

import pytest

from optimiser import save, solve
from optimiser.cli import report_command
from optimiser.data.run_tables import BOARD, DOCUMENTS, RUN_FILE
from optimiser.result.folder import write_run
from optimiser.studies.compare import compare
from tests.cli.conftest import TOY, Run
from tests.planning.two_towns import two_towns

PAGE, WORKBOOK = DOCUMENTS


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A run folder."""
    save(solve(two_towns()), tmp_path / "run")
    return tmp_path / "run"


def _spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_both_documents_of_a_run_are_written_and_found(run: Run, saved: Path) -> None:
    ran = run("report", saved)
    assert ran.code == 0
    assert PAGE in ran.text
    assert WORKBOOK in ran.text
    assert (saved / PAGE).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (saved / WORKBOOK).read_bytes().startswith(b"PK")
    assert run("audit", saved).code == 0


def test_the_language_is_the_instances_unless_another_is_asked_for(run: Run, saved: Path) -> None:
    run("report", saved)
    assert '<html lang="en">' in (saved / PAGE).read_text(encoding="utf-8")
    assert "Rapporten er skrevet" in run("report", saved, "--lang", "da").text
    assert '<html lang="da">' in (saved / PAGE).read_text(encoding="utf-8")


def test_two_pages_for_a_board_are_written_where_they_are_asked_for_and_kept_up(run: Run, saved: Path) -> None:
    run("report", saved)
    assert not (saved / BOARD).exists()
    assert BOARD in run("report", saved, "--summary").text
    assert '<html lang="en">' in (saved / BOARD).read_text(encoding="utf-8")
    assert BOARD in run("report", saved, "--lang", "da").text
    assert '<html lang="da">' in (saved / BOARD).read_text(encoding="utf-8")
    assert run("audit", saved).code == 0


def test_a_plan_with_a_breach_is_not_reported(run: Run, saved: Path) -> None:
    _spoil(saved / "cost_terms.csv", "operation,", "operation,9")
    ran = run("report", saved)
    assert ran.code == 1
    assert "operation" in ran.text
    assert not (saved / PAGE).exists()
    assert not (saved / WORKBOOK).exists()


def test_documents_that_are_there_stay_when_there_is_a_breach(run: Run, saved: Path) -> None:
    run("report", saved)
    before = (saved / PAGE).read_bytes()
    _spoil(saved / "assignments.csv", "G5", "G9")
    assert run("report", saved).code == 1
    assert (saved / PAGE).read_bytes() == before


def test_a_run_without_a_plan_says_so(run: Run, tmp_path: Path) -> None:
    impossible = solve(two_towns("policy.levels.local=none", "policy.levels.purchased=none"))
    write_run(impossible, tmp_path / "run")
    ran = run("report", tmp_path / "run")
    assert ran.code == 2
    assert "holds no plan" in ran.text
    assert "infeasible" in ran.text


@pytest.mark.parametrize("content", ["", "{", "[]", '{"status": "optimal"}', "\x00"])
def test_a_damaged_record_is_told_and_never_a_traceback(run: Run, saved: Path, content: str) -> None:
    (saved / RUN_FILE).write_text(content, encoding="utf-8")
    ran = run("report", saved)
    assert ran.code == 1
    assert "run.json" in ran.text
    assert "Traceback" not in ran.text


def test_what_is_no_run_is_told_in_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for target in (tmp_path, tmp_path / "nowhere", tmp_path / "file", TOY):
        ran = run("report", target)
        assert ran.code == 2
        assert ("is not a run folder" if target.exists() else "does not exist") in ran.text


def test_outlines_that_cannot_be_read_are_told(run: Run, saved: Path, tmp_path: Path) -> None:
    (tmp_path / "map.geojson").write_text("{", encoding="utf-8")
    for geometry in (tmp_path / "map.geojson", tmp_path / "nowhere.geojson"):
        ran = run("report", saved, "--geometry", geometry)
        assert ran.code == 2
        assert geometry.name in ran.text
        assert not (saved / PAGE).exists()


def test_outlines_are_drawn(run: Run, saved: Path, tmp_path: Path) -> None:
    square = [[[9.0, 55.0], [10.0, 55.0], [10.0, 56.0], [9.0, 55.0]]]
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": square}}
        for code in ("1", "2")
    ]
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    run("report", saved)
    circles = (saved / PAGE).read_text(encoding="utf-8")
    ran = run("report", saved, "--geometry", path)
    assert ran.code == 0
    assert "none has both lat and lon to compare with" in ran.text
    assert (saved / PAGE).read_text(encoding="utf-8") != circles


@pytest.mark.parametrize("exchanged", [False, True])
def test_outlines_of_elsewhere_are_refused_before_the_audit(
    run: Run, toy: Path, tmp_path: Path, exchanged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four squares in Spain were drawn as the toy's municipalities; exchanged ones as their mirror image."""
    monkeypatch.setattr(report_command, "refuse_breached", lambda _: pytest.fail("the outlines are read first"))
    features = []
    for place in range(4):
        west, south = (10.2 - 0.2 * (place % 2), 56.2 - 0.2 * (place // 2)) if exchanged else (place - 3, 40)
        ring = [(west, south), (west + 0.1, south), (west + 0.1, south + 0.1), (west, south)]
        square = {"type": "Polygon", "coordinates": [[point[::-1] if exchanged else point for point in ring]]}
        features.append({"type": "Feature", "properties": {"OBJECTID": 901 + place}, "geometry": square})
    path = tmp_path / "elsewhere.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    ran = run("report", toy, "--geometry", path)
    assert ran.code == 2
    assert (
        "latitude and longitude, or north and east, are swapped" if exchanged else "4 of 4 outlines lie elsewhere"
    ) in ran.text
    assert "nothing was written" in ran.text


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison, made once."""
    folder = tmp_path_factory.mktemp("many") / "compared"
    compare(TOY, folder, structures=["none", "one-region"], workers=1)
    return folder


@pytest.fixture
def compared(made: Path, tmp_path: Path) -> Path:
    """The folder of a comparison, to do with as one likes."""
    return Path(shutil.copytree(made, tmp_path / "compared"))


def test_a_comparison_is_reported_and_each_of_its_plans_checked(run: Run, compared: Path) -> None:
    ran = run("report", compared, "--lang", "da")
    assert ran.code == 0
    assert "Sammenligning af 2" in (compared / PAGE).read_text(encoding="utf-8")
    before = (compared / PAGE).read_bytes()
    terms = next(compared.glob("runs/*/cost_terms.csv"))
    _spoil(terms, "operation,", "operation,9")
    ran = run("report", compared)
    assert ran.code == 1
    assert "cost_terms.csv, operation" in ran.text
    assert (compared / PAGE).read_bytes() == before


def test_a_study_has_no_pages_for_a_board(run: Run, compared: Path) -> None:
    ran = run("report", compared, "--summary")
    assert ran.code == 2
    assert "is of a run, but this is a study; leave it out" in " ".join(ran.err.split())


def test_a_comparison_that_is_damaged_is_told(run: Run, compared: Path) -> None:
    (compared / "comparison.json").write_text("{}", encoding="utf-8")
    ran = run("report", compared)
    assert ran.code == 2
    assert "comparison.json" in ran.text
