"""The folder of a study: a record, a table or a kept solve that was changed is noticed, and never believed."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from optimiser.data.findings import InvalidInputError
from optimiser.data.run_tables import DOCUMENTS
from optimiser.sensitivity.sweep import Point
from optimiser.studies.json_records import SCHEMA_VERSION, StudiedInstance, read_record, read_table
from optimiser.studies.question import PlannedPoint
from optimiser.studies.solve_log import SOLVES_FILE, SolveLog
from tests.audit.corruptions import corruptions
from tests.audit.folders import TOY, all_well, command

RANGE = """
[[add.assumptions]]
parameter = "centres.Østerå.cost_factor"
low = 0.9
high = 1.2
source = "made up"
"""
EVERY = 7
STUDIES: dict[str, Sequence[object]] = {
    "sweep": ("--vary", "centres.virtual.cost_factor=0.9:1.1:2"),
    "tornado": (),
    "uncertainty": ("--samples", "46", "--adapted", "2"),
    "frontier": ("--kpi", "hosts", "--points", "2"),
    "regret": ("--structure", "none", "--structure", "one-region"),
    "compare": ("--structure", "none", "--structure", "one-region"),
    "shadow-prices": ("--set", "centres.*.answered_share=0.8"),
}
"""What is asked of the toy, by command."""


def a_store(folder: Path) -> SolveLog:
    """A study that is solved: one solve, a table and the record."""
    log = SolveLog(folder, "a sweep", "sweep.json", ("sweep",), entries=frozenset({"cost_kr"}))
    log.keep_solve("one", {"cost_kr": 63_950_000.0})
    log.write_all({"schema_version": SCHEMA_VERSION, "instance": "toy"}, {})
    return log


def kept_in(log: SolveLog) -> dict[str, Any]:
    """What is kept of the solves `one` and `two`."""
    wanted = {key: PlannedPoint(Point(()), key, "none") for key in ("one", "two")}
    return dict(log.read_kept(wanted))


def test_a_solve_that_was_changed_counts_for_nothing(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    assert kept_in(store) == {"one": {"cost_kr": 63_950_000.0}}
    path = tmp_path / SOLVES_FILE
    path.write_text(path.read_text(encoding="utf-8").replace("63950000.0", "36950000.0"), encoding="utf-8")
    assert kept_in(store) == {}


def test_a_solve_under_another_key_counts_for_nothing(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    path = tmp_path / SOLVES_FILE
    path.write_text(path.read_text(encoding="utf-8").replace('"one"', '"two"'), encoding="utf-8")
    assert kept_in(store) == {}


def test_a_record_that_was_changed_is_refused(tmp_path: Path) -> None:
    path = a_store(tmp_path).folder / "sweep.json"
    assert read_record(path, StudiedInstance, "again")["instance"] == "toy"
    path.write_text(path.read_text(encoding="utf-8").replace("toy", "joy"), encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        read_record(path, StudiedInstance, "again")
    (finding,) = raised.value.findings
    assert (finding.place, finding.remedy) == ("sweep.json", "again")
    assert finding.rule == "must be as the program wrote it, but was changed since"


def test_a_record_without_a_seal_is_refused(tmp_path: Path) -> None:
    path = a_store(tmp_path).folder / "sweep.json"
    (tmp_path / "seal.json").unlink()
    with pytest.raises(InvalidInputError) as raised:
        read_record(path, StudiedInstance, "again")
    assert "is missing: nothing says that the files here are as the program wrote them" in str(raised.value.findings)


def test_a_table_that_was_changed_is_refused(tmp_path: Path) -> None:
    a_store(tmp_path)
    (tmp_path / "sweep.csv").write_text("cost_kr\n1\n", encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        read_table(tmp_path / "sweep.csv", ["cost_kr"], (), "again")
    assert [finding.place for finding in raised.value.findings] == ["sweep.csv"]


@pytest.mark.nightly
@pytest.mark.parametrize("kind", STUDIES)
def test_whatever_is_changed_in_a_study_is_noticed_and_nothing_ends_in_a_traceback(kind: str, tmp_path: Path) -> None:
    scenario = tmp_path / "ranges.toml"
    scenario.write_text(f'name = "ranges"\n{RANGE}', encoding="utf-8")
    folder = tmp_path / "out"
    all_well([(kind, TOY, "--scenario", scenario, *STUDIES[kind], "--out", folder, "--workers", 1)])
    assert command("audit", folder) == command("report", folder) == 0
    for corruption in islice(corruptions(folder), 0, None, EVERY):
        with corruption.applied(folder):
            noticed = corruption.path == SOLVES_FILE or command("audit", folder) in (1, 2)
            assert noticed, corruption.name
            if is_read(kind, corruption.path):
                assert command("report", folder) in (1, 2), corruption.name
    assert command("audit", folder) == 0


def is_read(kind: str, path: str) -> bool:
    """True for what a report is made from: the record and the CSV of a study, the runs of a comparison.

    Of an uncertainty analysis the samples are read; what follows from them is made of them again.
    """
    written = kind == "compare" and path.endswith(".csv") and "/" not in path
    follows = kind == "uncertainty" and path.startswith("uncertainty_")
    return not (written or follows or path.endswith(".parquet") or path in (*DOCUMENTS, SOLVES_FILE))
