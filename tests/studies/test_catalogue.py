"""What is declared of every study, and that its folder is held as long as anything is written there."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from optimiser.data.findings import InvalidInputError
from optimiser.data.read import read
from optimiser.data.seal import held_inside
from optimiser.report.documents import write_documents
from optimiser.studies.catalogue import STUDIES, study_in
from optimiser.studies.json_records import SCHEMA_VERSION, StudyRecord
from optimiser.studies.resume import CaseEnded, StudyEvent
from optimiser.studies.runner.local import LocalWorkers
from optimiser.studies.sweep import SweepStudy, sweep
from tests.cli.conftest import Run

COST = "centres.Storby.cost_factor=1,2"


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_every_entry_of_a_record_has_a_meaning_and_every_study_its_own_name(study: Any) -> None:
    assert all(field.description for field in study.record.model_fields.values())
    assert [study.record_name() for study in STUDIES].count(study.record_name()) == 1


def test_a_record_holds_what_is_declared_and_nothing_else(towns: Path, tmp_path: Path, workers: LocalWorkers) -> None:
    found = sweep(towns, tmp_path / "out", [COST], workers=workers)
    written = json.loads((tmp_path / "out" / "sweep.json").read_text(encoding="utf-8"))
    assert list(written) == list(found.record) == list(SweepStudy.record.model_fields)
    assert written.keys() > StudyRecord.model_fields.keys()
    assert written["schema_version"] == SCHEMA_VERSION
    assert study_in(tmp_path / "out") is SweepStudy


def test_a_study_in_memory_finds_the_same_and_writes_nothing(
    towns: Path, tmp_path: Path, workers: LocalWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    instance = read(towns)
    found = sweep(instance, vary=[COST, "structure=none,impossible"], workers=workers)
    assert sorted(tmp_path.rglob("*")) == before
    kept = sweep(towns, tmp_path / "out", [COST, "structure=none,impossible"], workers=workers)
    pd.testing.assert_frame_equal(found.table.drop(columns="seconds"), kept.table.drop(columns="seconds"))
    assert found.record["of"] == kept.record["of"]
    told: list[StudyEvent] = []
    sweep(instance, tmp_path / "out", [COST, "structure=none,impossible"], workers=workers, report=told.append)
    assert not any(isinstance(event, CaseEnded) for event in told)


def test_the_folder_is_held_while_the_documents_of_a_study_are_written(
    run: Run, towns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second command that went on in it would have met a seal that was half renewed."""
    out, met = tmp_path / "out", list[str]()

    def write_while_others_ask(*arguments: Any) -> Any:
        with pytest.raises(InvalidInputError) as raised, held_inside(out):
            pass
        met.append(raised.value.findings[0].rule)
        return write_documents(*arguments)

    monkeypatch.setattr("optimiser.cli.study_options.write_documents", write_while_others_ask)
    assert run("sweep", towns, "--vary", COST, "--out", out, "--workers", 1).code == 0
    assert "must not be written by two commands at once" in met[0]
    assert (out / "report.html").is_file()
    with held_inside(out):
        ran = run("report", out)
    assert ran.code == 2
    assert "must not be written by two commands at once" in ran.text
