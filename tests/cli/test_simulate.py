"""`optimiser simulate`: a run folder end to end, and what cannot be simulated."""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from optimiser import read, save, solve
from optimiser.cli import simulate_command
from optimiser.data.run_tables import RUN_FILE, SIMULATION_JSON, SIMULATION_TABLE, SIMULATION_WORKBOOK
from optimiser.result.folder import load, write_run
from optimiser.simulation.centre import Options, SimulatedCentre, centres_of
from optimiser.simulation.simulate import CentreOutcomes, simulate_centres
from optimiser.simulation.tables import COLUMNS
from tests.cli.conftest import TOY, Run
from tests.planning.two_towns import two_towns

QUICK = ("--replications", 5, "--sickness", 0, "--peak", 0)


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run folder of the toy, made once."""
    folder = tmp_path_factory.mktemp("solved") / "toy"
    save(solve(read(TOY)), folder)
    return folder


@pytest.fixture
def saved(solved: Path, tmp_path: Path) -> Path:
    """A run folder, to do with as one likes."""
    return Path(shutil.copytree(solved, tmp_path / "toy"))


def test_a_run_is_simulated_from_end_to_end(run: Run, saved: Path) -> None:
    ran = run("simulate", saved, "--replications", 5)
    assert ran.code == 0
    assert ran.out.startswith("2 of 2 centres keep their promise in an ordinary week.")
    assert max(map(len, ran.out.splitlines())) < 80
    for told in ("Østerå", "80 % in 60 s", "Sickness, 10 %", "Peak day, 30 %", "Incident, 3,000", SIMULATION_TABLE):
        assert told in ran.text
    record = json.loads((saved / SIMULATION_JSON).read_text(encoding="utf-8"))
    assert record["options"]["replications"] == 5
    assert not record["interrupted"]
    assert record["missed"]["plan"] == []
    rows = pd.read_csv(saved / SIMULATION_TABLE)
    assert list(rows["centre"].unique()) == ["Østerå", "Ærholm"]
    assert list(rows) == list(COLUMNS)
    assert len(rows) == len(record["rows"]) == 2 * 5
    assert (rows["low_share"] <= rows["answered_share"]).all()
    assert run("audit", saved).code == 0


def test_the_mix_of_a_centre_is_that_of_the_plan(saved: Path) -> None:
    """Contacts by task from the plan, each task with its own handling time."""
    result = load(saved)
    answered = result.assignments[result.assignments["centre"] != "departments"]
    minutes = answered["task"].map({name: task.handling_minutes for name, task in result.instance.tasks.items()})
    for centre in centres_of(result):
        own = answered["centre"] == centre.name
        assert centre.contacts == pytest.approx(answered["contacts"][own].sum())
        mean = (minutes * answered["contacts"])[own].sum() / centre.contacts
        assert centre.handling_seconds == pytest.approx(60 * mean)


def test_in_danish_with_the_same_figures(run: Run, saved: Path) -> None:
    data = (SIMULATION_JSON, SIMULATION_TABLE)
    run("simulate", saved, *QUICK, "--lang", "en")
    before = [(saved / name).read_bytes() for name in data]
    assert load_workbook(saved / SIMULATION_WORKBOOK).sheetnames[0] == "Summary"
    ran = run("simulate", saved, *QUICK, "--lang", "da")
    assert "2 af 2 centre holder, hvad de lover" in ran.text
    assert "besvaret" in ran.text
    assert [(saved / name).read_bytes() for name in data] == before
    assert load_workbook(saved / SIMULATION_WORKBOOK).sheetnames[0] == "Resumé"


def test_json_is_what_is_written(run: Run, saved: Path, tmp_path: Path) -> None:
    ran = run("simulate", saved, *QUICK, "--json", "--out", tmp_path / "new" / "sim", "--seed", 7)
    told = json.loads(ran.out)
    assert told["options"]["seed"] == 7
    assert told == json.loads((tmp_path / "new" / "sim" / SIMULATION_JSON).read_text(encoding="utf-8"))
    assert not (saved / SIMULATION_JSON).exists()


def test_callers_who_hang_up_are_told(run: Run, tmp_path: Path) -> None:
    save(solve(read(TOY, overrides=["service.patience_seconds=120"])), tmp_path / "run")
    ran = run("simulate", tmp_path / "run", *QUICK)
    assert "hung up" in ran.text
    assert "callers hang up after 120 s" in ran.text


def test_a_plan_with_a_breach_is_not_simulated(run: Run, saved: Path) -> None:
    terms = saved / "cost_terms.csv"
    terms.write_text(terms.read_text(encoding="utf-8").replace("operation,", "operation,9"), encoding="utf-8")
    ran = run("simulate", saved, *QUICK)
    assert ran.code == 1
    assert "operation" in ran.text
    assert not (saved / SIMULATION_JSON).exists()


def test_a_run_without_a_plan_says_so(run: Run, tmp_path: Path) -> None:
    write_run(solve(two_towns("policy.levels.local=none", "policy.levels.purchased=none")), tmp_path / "run")
    ran = run("simulate", tmp_path / "run")
    assert ran.code == 2
    assert "holds no plan" in ran.text


def test_what_is_no_run_is_told_in_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for target in (tmp_path, tmp_path / "nowhere", tmp_path / "file", TOY):
        ran = run("simulate", target)
        assert ran.code == 2
        assert ("is not a run folder" if target.exists() else "does not exist") in ran.text


@pytest.mark.parametrize("content", ["", "{", '{"status": "optimal"}'])
def test_a_damaged_record_is_told_and_never_a_traceback(run: Run, saved: Path, content: str) -> None:
    (saved / RUN_FILE).write_text(content, encoding="utf-8")
    ran = run("simulate", saved)
    assert ran.code == 1
    assert "run.json" in ran.text


@pytest.mark.parametrize(
    "wrong",
    [
        ("--sickness", 1),
        ("--sickness", 10),
        ("--sickness", "nan"),
        ("--peak", -0.1),
        ("--peak", "inf"),
        ("--replications", 0),
        ("--replications", -3),
        ("--seed", -1),
        ("--variation", -1),
        ("--incident-calls", -3000),
    ],
)
def test_options_out_of_bounds_are_told(run: Run, saved: Path, wrong: tuple[str, object]) -> None:
    ran = run("simulate", saved, *wrong)
    assert ran.code == 2
    assert f"{wrong[0]} " in ran.text
    assert "must be from" in ran.text
    assert not (saved / SIMULATION_JSON).exists()


def test_all_wrong_options_are_told_at_once(run: Run, saved: Path) -> None:
    ran = run("simulate", saved, "--sickness", 1, "--peak", -1)
    assert "2 problems" in ran.text
    assert "write 10 % as 0.1" in ran.text


def test_a_place_that_cannot_be_written_is_told_before_anything_is_played(run: Run, saved: Path) -> None:
    (saved / "file").write_text("", encoding="utf-8")
    assert "must be a folder, but is a file" in run("simulate", saved, "--out", saved / "file").text
    (saved / SIMULATION_TABLE).mkdir()
    ran = run("simulate", saved)
    assert ran.code == 2
    assert "must be a file, but is a folder" in ran.text


def _stopped_after(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C when so many centres are done, the smallest first."""

    def stopped(centres: Sequence[SimulatedCentre], options: Options) -> Iterator[CentreOutcomes]:
        yield from simulate_centres(centres[:count], options)
        raise KeyboardInterrupt

    monkeypatch.setattr(simulate_command, "simulate_centres", stopped)


def test_what_is_done_is_kept_when_the_user_stops_it(run: Run, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stopped_after(1, monkeypatch)
    ran = run("simulate", saved, *QUICK)
    assert ran.code == 130
    assert "1 of 2 centres are simulated" in ran.text
    assert json.loads((saved / SIMULATION_JSON).read_text(encoding="utf-8"))["interrupted"]


def test_nothing_is_written_when_nothing_is_done(run: Run, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stopped_after(0, monkeypatch)
    ran = run("simulate", saved, *QUICK)
    assert ran.code == 130
    assert "nothing was written" in ran.text
    assert not (saved / SIMULATION_JSON).exists()


def test_progress_is_for_those_who_watch(run: Run, saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("simulate", saved, *QUICK).err == ""
    monkeypatch.setattr(simulate_command, "is_watched", lambda: True)
    lines = run("simulate", saved, *QUICK).err.splitlines()
    assert "1 of 2 centres   Ærholm" in lines[0]
    assert "2 of 2 centres   Østerå" in lines[1]
