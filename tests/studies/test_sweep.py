"""Sweeping as a whole: solved once, kept at once, gone on with, and the same as solving by hand."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from optimiser.api import solve
from optimiser.comparison.columns import TEXT
from optimiser.data.findings import InvalidInputError
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.sensitivity.sweep import Point, Sweep
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.question import PlannedPoint, Source, ends_first, plan_points, read_cases_of
from optimiser.studies.resume import CaseEnded, StudyBegan, StudyEvent
from optimiser.studies.runner.dispatch import Failure, SolvesFailedError
from optimiser.studies.runner.local import LocalWorkers
from optimiser.studies.solve_log import SolveLog
from optimiser.studies.sweep import SweepStudy, find_figures, read_varied, sweep
from tests.planning.two_towns import BUYS_BOTH

COST = "centres.Storby.cost_factor=1:2:3"


class Swept:
    """Sweeps two towns in one folder with workers that stay, and remembers what was told."""

    def __init__(self, path: Path, out: Path, workers: LocalWorkers) -> None:
        self.path = path
        self.out = out
        self.workers = workers
        self.told: list[StudyEvent] = []

    def __call__(self, *vary: str, **more: Any) -> Sweep:
        self.told.clear()
        return sweep(self.path, self.out, vary or (COST,), workers=self.workers, report=self.told.append, **more)

    @property
    def solved(self) -> int:
        return sum(isinstance(event, CaseEnded) for event in self.told)

    @property
    def lines(self) -> list[str]:
        return (self.out / "solves.jsonl").read_text(encoding="utf-8").splitlines()

    def faults(self, *vary: str, **more: Any) -> list[tuple[str, str, str]]:
        with pytest.raises(InvalidInputError) as raised:
            self(*vary, **more)
        assert not self.solved
        return [
            (finding.place, finding.value, f"{finding.rule}; {finding.remedy}") for finding in raised.value.findings
        ]


@pytest.fixture
def swept(towns: Path, tmp_path: Path, workers: LocalWorkers) -> Swept:
    return Swept(towns, tmp_path / "out", workers)


def test_a_row_is_what_solving_that_point_finds(swept: Swept) -> None:
    """Within the two gaps, at every point, with the structure varied too."""
    table = swept(COST, "structure=none,one,impossible").table
    assert len(table) == 9
    for row in table.to_dict("records"):
        factor = row["centres.Storby.cost_factor"]
        alone = solve(read(swept.path, structure=row["structure"], overrides=[f"centres.Storby.cost_factor={factor}"]))
        assert row["status"] == alone.status
        if alone.objective_kr is not None:
            assert row["bound_kr"] - 1 <= alone.objective_kr
            assert (alone.bound_kr or 0) - 1 <= row["objective_kr"]
            assert row["worse_off"] == (alone.municipalities["change_kr"] > 1).sum()
    assert table["objective_kr"].min() == pytest.approx(BUYS_BOTH)


def test_the_table_is_written_and_solves_are_one_line_each(swept: Swept) -> None:
    found = swept()
    written = pd.read_csv(swept.out / "sweep.csv")
    assert list(written.columns[:2]) == ["centres.Storby.cost_factor", "case"]
    assert list(written["centres.Storby.cost_factor"]) == [1, 1.5, 2]
    assert list(written["objective_kr"]) == list(found.table["objective_kr"])
    assert len(swept.lines) == swept.solved == 3
    assert json.loads((swept.out / "sweep.json").read_text(encoding="utf-8"))["solves"] == 3


def test_nothing_is_solved_twice_and_a_finer_grid_solves_what_is_new(swept: Swept) -> None:
    first = swept().table
    pd.testing.assert_frame_equal(swept().table, first)
    assert swept.solved == 0
    swept("centres.Storby.cost_factor=1:2:5")
    assert swept.solved == 2


def test_points_that_are_the_same_instance_are_solved_once(swept: Swept) -> None:
    assert len(swept("centres.Storby.cost_factor=1.5,1.50,2").table) == 3
    assert swept.solved == 2


@pytest.mark.parametrize("cut", [1, 40, -2])
def test_a_record_cut_in_half_is_solved_again(swept: Swept, cut: int) -> None:
    first = swept().table
    path = swept.out / "solves.jsonl"
    *others, last = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*others, last[:cut]]), encoding="utf-8")
    assert len(swept().table) == 3
    assert swept.solved == 1
    pd.testing.assert_frame_equal(swept().table.drop(columns="seconds"), first.drop(columns="seconds"))
    assert swept.solved == 0


def test_ctrl_c_keeps_what_is_solved(swept: Swept) -> None:
    def stop(event: StudyEvent) -> None:
        if isinstance(event, CaseEnded):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(swept.path, swept.out, (COST,), workers=swept.workers, report=stop)
    assert len(swept.lines) == 1
    swept()
    assert swept.solved == 2
    assert [event.kept for event in swept.told if isinstance(event, StudyBegan)] == [1]


def test_a_store_of_something_else_is_refused_in_words(swept: Swept) -> None:
    swept()
    ((_, _, told),) = swept.faults(COST, gap=0.01)
    assert "gap 0.0001 (now 0.01)" in told
    ((_, _, told),) = swept.faults(COST, overrides=["economy.discount_rate=0.01"])
    assert "hash of the instance" in told
    (swept.out / "sweep.json").write_text("{", encoding="utf-8")
    ((_, _, told),) = swept.faults(COST)
    assert "sweep.json" in told


def test_a_folder_with_anything_else_is_refused(swept: Swept) -> None:
    swept.out.mkdir()
    (swept.out / "letter.txt").write_text("dear", encoding="utf-8")
    ((_, _, told),) = swept.faults(COST)
    assert "letter.txt" in told


def test_an_unknown_parameter_is_told_once_with_what_was_meant(swept: Swept) -> None:
    ((place, value, told),) = swept.faults("policy.max_entry_point=1,2,3", "structure=one,none")
    assert (place, value) == ("vary", "1, 2, 3")
    assert "did you mean policy.max_entry_points?" in told


def test_every_value_out_of_bounds_is_told_once_and_all_axes_at_once(swept: Swept) -> None:
    found = swept.faults("policy.max_entry_points=0,1,2.5", "economy.discount_rate=0,7", "structure=one,onee")
    assert {(place, value) for place, value, _ in found} == {
        ("vary", "0"),
        ("vary", "2.5"),
        ("vary", "7"),
        ("vary", "onee"),
    }
    assert len(found) == 4


def test_what_is_remarked_on_a_varied_value_is_told(swept: Swept) -> None:
    """Minutes in seconds at one end of a sweep, and an axis that the next one undoes, were solved without a word."""
    swept("tasks.*.handling_minutes=5,270", "policy.max_entry_points=2")
    (began,) = (event for event in swept.told if isinstance(event, StudyBegan))
    told = {(each.place, each.column, each.value) for each in began.instance.remarks if "unusual" in each.rule}
    assert told == {("vary", "tasks.*.handling_minutes", "270")}


def test_an_axis_that_another_undoes_is_told(swept: Swept) -> None:
    first = swept.path.joinpath("tasks.csv").read_text(encoding="utf-8").splitlines()[1].partition(",")[0]
    swept(f"tasks.{first}.handling_minutes=4,6", "tasks.*.handling_minutes=5")
    (began,) = (event for event in swept.told if isinstance(event, StudyBegan))
    (told,) = (each for each in began.instance.remarks if "is overridden" in each.rule)
    assert (told.place, told.column, told.value) == ("vary", f"tasks.{first}.handling_minutes", "4, 6")


def test_what_is_set_cannot_be_varied_too(swept: Swept) -> None:
    assert len(swept.faults(COST, overrides=["centres.Storby.cost_factor=1"])) == 1
    assert len(swept.faults("structure=one,none", structure="one")) == 1


def test_a_fault_of_some_points_names_what_has_it(swept: Swept, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('name = "bad"\n[set]\n"policy.max_entry_points" = -1\n', encoding="utf-8")
    ((place, _, _),) = swept.faults(COST, f"scenario=none,{bad}")
    assert place == f"scenario = {bad}: bad.toml"


def test_more_than_a_thousand_solves_are_asked_about(swept: Swept) -> None:
    ((_, _, told),) = swept.faults("economy.discount_rate=0:0.5:1001")
    assert "1,001 solves" in told
    assert "about 42 minutes at 5 s a solve, 2 at a time" in told
    assert "many=True" in told


def test_a_full_disk_loses_nothing(swept: Swept, monkeypatch: pytest.MonkeyPatch) -> None:
    real = SolveLog.keep_solve
    kept: list[str] = []

    def full(store: Any, key: str, figures: Any) -> None:
        if kept:
            with (store.folder / "solves.jsonl").open("a", encoding="utf-8") as file:
                file.write('{"key": "half of')
            raise OSError(28, "No space left on device")
        kept.append(key)
        real(store, key, figures)

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(SolveLog, "keep_solve", full)
        swept()
    assert len(swept().table) == 3
    assert swept.solved == 2


def test_failures_are_told_and_the_others_are_tabulated(swept: Swept, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(lines: Any, *_: Any, **__: Any) -> Iterator[Any]:
        for number, case in enumerate(chain.from_iterable(lines)):
            yield (
                case,
                case.compute(case.instance, SolverOptions(), WarmStartCache())
                if number
                else Failure("audit", ("too much",)),
            )

    monkeypatch.setattr("optimiser.studies.resume.side_by_side", fail)
    with pytest.raises(SolvesFailedError) as raised:
        swept()
    assert raised.value.failures == {"centres.Storby.cost_factor = 1": Failure("audit", ("too much",))}
    assert len(raised.value.made.table) == len(swept.lines) == 2


def test_an_instance_changed_while_it_is_solved_is_refused(swept: Swept) -> None:
    question = read_varied(Source(swept.path), [COST])
    cases = read_cases_of(question, plan_points(question), find_figures)
    next(cases)
    path = swept.path / "instance.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("= 50", "= 60"), encoding="utf-8")
    with pytest.raises(InvalidInputError):
        next(cases)


def test_a_sweep_is_read_back_as_it_was_found(swept: Swept) -> None:
    found = swept(COST, "structure=none,one,impossible")
    loaded = SweepStudy.load_found(swept.out)
    assert loaded.axes == found.axes
    assert loaded.record == found.record == json.loads((swept.out / "sweep.json").read_text(encoding="utf-8"))
    assert (loaded.record["title_en"], loaded.record["failed"]) == (read(swept.path).settings.title_en, {})
    numbers = found.table.columns.difference([*TEXT, "structure"])
    pd.testing.assert_frame_equal(loaded.table[numbers], found.table[numbers].astype(float), check_dtype=False)
    assert list(loaded.table["structure"]) == list(found.table["structure"])


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("sweep.json", '"varied"', '"wandered"', "varied"),
        ("sweep.json", '"schema_version": 2', '"schema_version": 1', "schema_version 2"),
        ("sweep.json", "}", "", "JSON"),
        ("sweep.csv", "objective_kr", "subjective_kr", "objective_kr"),
        ("sweep.csv", "optimal,", "optimal,x", "x"),
    ],
)
def test_a_sweep_that_is_damaged_is_refused_in_words(swept: Swept, name: str, old: str, new: str, told: str) -> None:
    swept()
    path = swept.out / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        SweepStudy.load_found(swept.out)
    (finding,) = raised.value.findings
    assert finding.place == name
    assert told in f"{finding.column} {finding.rule}"
    assert "sweep again" in finding.remedy


def test_a_sweep_that_was_stopped_is_not_reported(swept: Swept) -> None:
    SweepStudy.place_in(swept.out, SolverOptions()).open_for({"instance": "towns"}, force=False)
    with pytest.raises(InvalidInputError) as raised:
        SweepStudy.load_found(swept.out)
    assert {finding.remedy for finding in raised.value.findings} == {SweepStudy.remedy}


def test_parquet_is_read_back_as_the_same_table_as_csv(swept: Swept) -> None:
    """With a system that has no plan: what all rows lack, and what some do, is blank in both."""
    table = swept(COST, "structure=none,impossible").table
    columnar = pd.read_parquet(swept.out / "sweep.parquet")
    pd.testing.assert_frame_equal(columnar, pd.read_csv(swept.out / "sweep.csv"))
    assert list(columnar["objective_kr"].isna()) == [False, True] * 3
    assert list(columnar["objective_kr"].dropna()) == list(table["objective_kr"].dropna())


@pytest.mark.parametrize("count", [1, 2, 3, 11, 21])
def test_a_line_is_solved_from_its_ends_inwards_and_whole(count: int) -> None:
    planned = [PlannedPoint(Point((("a", str(number)),)), str(number), "none") for number in range(count)]
    order = [int(each.sha256) for each in ends_first(planned)]
    assert sorted(order) == list(range(count))
    assert order[:2] == [0, count - 1][: len(order)] or count == 1
    if count > 2:
        assert order[2] == (count - 1) // 2
    for position, number in enumerate(order[2:], start=2):
        before = order[:position]
        assert any(each < number for each in before)
        assert any(each > number for each in before)


def test_a_million_solves_must_be_wanted_and_it_is_said_how_long_they_take(swept: Swept) -> None:
    a_thousand = ("centres.Storby.cost_factor=1:2:1000", "municipalities.*.population=1000:2000:1000")
    ((place, _, told),) = swept.faults(*a_thousand)
    assert place == "vary"
    assert "1,000,000 solves" in told
    assert "minutes" in told
    assert "many=True" in told
