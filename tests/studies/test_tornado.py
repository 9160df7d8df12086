"""The tornado as a whole, of two towns: its laws, planted switches, kept at once and gone on with, bad input in words.

Storby's factor f makes the base plan, in which Lilleby buys everything, cost 21.6 f million kr. Lilleby alone costs
16 f + 9, which is less from f = 45/28 on; with a region of factor 1.1 everything there costs 23.76, less from f = 1.1.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from optimiser import solve, tornado
from optimiser.audit.run_files import Breach
from optimiser.data.findings import InvalidInputError
from optimiser.data.settings import SolverOptions
from optimiser.fixed_plan import evaluate_fixed_plan
from optimiser.planning.assignment import Assignment
from optimiser.sensitivity.tornado import Tornado
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies import any_solve, resume
from optimiser.studies.any_solve import COLUMNS
from optimiser.studies.resume import CaseEnded, StudyBegan, StudyEvent
from optimiser.studies.runner.dispatch import Failure, SolvesFailedError
from optimiser.studies.runner.local import LocalWorkers
from optimiser.studies.tornado import TornadoStudy
from optimiser.studies.tornado_solves import BasePlan, solve_moved
from tests.planning.two_towns import BUYS_BOTH, BUYS_NONE, two_towns

FACTOR, SELLS, NOWHERE = "centres.Storby.cost_factor", "centres.Storby.min_sold", "economy.agent_cost_kr"
ASSUMPTIONS = f"""\
parameter,low,high
{FACTOR},0.5,2
{NOWHERE},300000,500000
{SELLS},,350000
economy.discount_rate,0,
policy.max_hosts,0,1
economy.horizon_years,,
"""


class Moved:
    """Moves the assumptions of two towns in one folder with workers that stay, and remembers what was told."""

    def __init__(self, path: Path, out: Path, workers: LocalWorkers) -> None:
        self.path = path
        self.out = out
        self.workers = workers
        self.told: list[StudyEvent] = []
        self.assume(ASSUMPTIONS)

    def __call__(self, **more: Any) -> Tornado:
        self.told.clear()
        options: dict[str, Any] = {"workers": self.workers, "report": self.told.append, **more}
        return tornado(self.path, self.out, **options)

    def assume(self, table: str) -> None:
        (self.path / "assumptions.csv").write_text(table, encoding="utf-8")

    @property
    def solved(self) -> int:
        return sum(isinstance(event, CaseEnded) for event in self.told)

    @property
    def lines(self) -> list[str]:
        return (self.out / "solves.jsonl").read_text(encoding="utf-8").splitlines()

    def faults(self, **more: Any) -> list[tuple[str, str, str, str]]:
        with pytest.raises(InvalidInputError) as raised:
            self(**more)
        assert not self.solved
        assert not self.out.exists()
        return [(each.place, each.column, each.value, f"{each.rule}; {each.remedy}") for each in raised.value.findings]


@pytest.fixture
def moved(towns: Path, tmp_path: Path, workers: LocalWorkers) -> Moved:
    return Moved(towns, tmp_path / "out", workers)


def rows(table: pd.DataFrame, *keys: str) -> dict[tuple[Any, ...], dict[Any, Any]]:
    """Rows by their first columns, with None where there is no figure."""
    told = table.astype(object).where(table.notna(), None).to_dict("records")
    return {tuple(row[key] for key in keys): row for row in told}


# ---- laws ----------------------------------------------------------------------------------------


def test_the_plan_held_costs_in_proportion_and_solving_again_never_more(moved: Moved) -> None:
    found = moved()
    assert found.base["objective_kr"] == pytest.approx(BUYS_BOTH)
    ends = rows(found.table, "parameter", "side")
    for side, factor in (("low", 0.5), ("high", 2.0)):
        assert ends[FACTOR, side]["held_kr"] == pytest.approx(factor * BUYS_BOTH)
    assert ends[FACTOR, "high"]["objective_kr"] == pytest.approx(16e6 * 2 + 9e6)
    assert ends[FACTOR, "high"]["adapting_kr"] == pytest.approx(2 * BUYS_BOTH - 41e6)
    assert (ends[FACTOR, "high"]["municipalities_changed"], ends[FACTOR, "high"]["contacts_changed"]) == (1, 200_000)
    assert all(row["objective_kr"] <= row["held_kr"] for row in ends.values() if not row["breaks"])
    assert all(row["bound_kr"] <= row["objective_kr"] for row in ends.values())


def test_what_is_used_nowhere_moves_nothing(moved: Moved) -> None:
    found = moved(only=[NOWHERE])
    assert found.swings["swing_kr"].tolist() == [pytest.approx(0, abs=1e-3)]
    assert not found.swings["proven"].any()
    assert found.table["adapting_kr"].tolist() == [pytest.approx(0, abs=1e-3)] * 2


def test_a_held_plan_that_breaks_a_rule_has_no_cost_and_says_which(moved: Moved) -> None:
    ends = rows(moved(only=[SELLS, "policy.max_hosts"]).table, "parameter", "side")
    assert ends[SELLS, "high"]["breaks"] == "minimum-volume"
    assert ends["policy.max_hosts", "low"]["breaks"] == "max-centres"
    for key in ((SELLS, "high"), ("policy.max_hosts", "low")):
        assert ends[key]["held_kr"] is ends[key]["adapting_kr"] is None
        assert ends[key]["objective_kr"] == pytest.approx(BUYS_NONE)
    assert ends["policy.max_hosts", "high"]["held_kr"] == pytest.approx(BUYS_BOTH)


def test_an_end_where_the_instance_stays_as_it_is_need_not_be_solved(moved: Moved) -> None:
    found = moved(only=["economy.discount_rate"])
    assert moved.solved == 1
    (end,) = found.table.to_dict("records")
    assert (end["objective_kr"], end["adapting_kr"]) == (found.base["objective_kr"], 0.0)


# ---- planted switches ----------------------------------------------------------------------------


def test_a_planted_switch_is_found_to_within_the_tolerance_both_kinds(moved: Moved) -> None:
    region = ["centres.Region.cost_factor=1.1"]
    found = moved(structure=["none", "one"], overrides=region, only=[FACTOR], switch=True, tolerance=1 / 64)
    assert found.switching
    assert found.alike == ("one",)
    switches = rows(found.switching.table, "side", "kind")
    for kind, crossing in (("plan", 45 / 28), ("structure", 1.1)):
        row = switches["high", kind]
        assert row["held_at"] <= crossing <= row["switched_at"]
        assert row["switched_at"] - row["held_at"] <= 1.5 / 64 + 1e-9
        assert row["proven"]
        assert (row["municipalities"], row["names"]) == ((1, "Lilleby") if kind == "plan" else (2, "Storby; Lilleby"))
        assert switches["low", kind]["held_at"] == 0.5
        assert not switches["low", kind]["proven"]
    assert switches["high", "plan"]["what_after"] == "dearer"
    assert (switches["high", "structure"]["what_before"], switches["high", "structure"]["what_after"]) == (
        "none",
        "one",
    )


def test_a_rule_that_is_broken_is_a_switch_and_what_is_no_number_is_skipped(moved: Moved) -> None:
    found = moved(only=[SELLS, "policy.max_hosts"], switch=True)
    assert found.switching
    (row,) = rows(found.switching.table, "parameter").values()
    assert row["held_at"] <= 200_000 <= row["switched_at"] <= row["held_at"] + 350_000 / 64
    assert row["what_after"] == "minimum-volume"
    assert found.switching.skipped == ("policy.max_hosts",)


def test_whole_numbers_switch_between_neighbours(moved: Moved) -> None:
    found = moved(only=["policy.max_hosts"], overrides=["policy.max_hosts=1"], switch=True)
    assert found.switching
    (row,) = rows(found.switching.table, "parameter").values()
    assert (row["held_at"], row["switched_at"], row["what_after"]) == (1, 0, "max-centres")


# ---- kept at once --------------------------------------------------------------------------------


def test_everything_is_written_and_nothing_is_solved_twice(moved: Moved) -> None:
    first = moved(switch=True)
    assert len(moved.lines) == moved.solved
    written = pd.read_csv(moved.out / "tornado.csv")
    assert list(written["objective_kr"]) == list(first.table["objective_kr"])
    assert list(pd.read_csv(moved.out / "switch_values.csv")["held_at"]) == list(
        first.switching.table["held_at"] if first.switching else ()
    )
    record = json.loads((moved.out / "tornado.json").read_text(encoding="utf-8"))
    assert record["base"]["objective_kr"] == first.base["objective_kr"]
    assert (record["solves"], record["tolerance"]) == (len(moved.lines), 1 / 64)
    pd.testing.assert_frame_equal(moved().table, first.table)
    assert moved.solved == 0
    assert not (moved.out / "switch_values.csv").exists()


def test_a_tornado_is_read_back_as_it_was_found(moved: Moved) -> None:
    found = moved(switch=True)
    loaded = TornadoStudy.load_found(moved.out)
    assert loaded.record == found.record
    assert (loaded.base, loaded.alike) == (found.base, found.alike)
    assert loaded.switching is not None
    assert found.switching is not None
    assert loaded.switching.skipped == found.switching.skipped
    for read_back, made in ((loaded.table, found.table), (loaded.switching.table, found.switching.table)):
        blank = made.astype(object).where(made.notna(), None).replace("", None)
        same = read_back.astype(object).where(read_back.notna(), None).replace("", None)
        assert same.to_dict("records") == blank.to_dict("records")
    moved()
    assert TornadoStudy.load_found(moved.out).switching is None
    (moved.out / "tornado.csv").write_text("parameter", encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        TornadoStudy.load_found(moved.out)
    assert [(finding.place, finding.remedy) for finding in raised.value.findings] == [
        ("tornado.csv", TornadoStudy.remedy)
    ]


def test_ctrl_c_and_a_line_cut_in_half_lose_no_more_than_that(moved: Moved) -> None:
    def stop(event: StudyEvent) -> None:
        if isinstance(event, CaseEnded) and event.number == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moved(report=stop)
    assert len(moved.lines) == 4
    path = moved.out / "solves.jsonl"
    path.write_text("\n".join(moved.lines)[:-9], encoding="utf-8")
    total = len(moved().table) + 1
    (began,) = (event for event in moved.told if isinstance(event, StudyBegan))
    assert (began.kept, began.total) == (3, total - 1)  # the discount rate's low end is what it is
    assert moved.solved == began.total - began.kept


def test_where_the_base_line_is_cut_it_is_solved_first(moved: Moved) -> None:
    first = moved(only=[FACTOR])
    path = moved.out / "solves.jsonl"
    path.write_text("\n".join(moved.lines[1:]), encoding="utf-8")
    pd.testing.assert_frame_equal(moved(only=[FACTOR]).table, first.table)
    assert moved.solved == 1


def test_a_folder_of_another_instance_is_refused_in_words(moved: Moved) -> None:
    moved(only=[FACTOR])
    with pytest.raises(InvalidInputError) as raised:
        moved(only=[FACTOR], overrides=["economy.discount_rate=0.01"])
    assert "hash of the instance" in raised.value.findings[0].rule


# ---- failures and no plan ------------------------------------------------------------------------


def fail_at(monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    """Solve in this process, but let one solve fail, counted from 0."""
    count = iter(range(1000))

    def here(lines: Any, _client: Any, options: Any, _tell: Any) -> Iterator[Any]:
        for case in chain.from_iterable(lines):
            failed = next(count) == failing
            yield (
                case,
                Failure("audit", ("too much",)) if failed else case.compute(case.instance, options, WarmStartCache()),
            )

    monkeypatch.setattr(resume, "side_by_side", here)


def test_a_failure_is_told_and_the_others_are_tabulated(moved: Moved, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at(monkeypatch, 2)
    with pytest.raises(SolvesFailedError) as raised:
        moved(only=[FACTOR], switch=True)
    assert raised.value.failures == {f"{FACTOR} = 2": Failure("audit", ("too much",))}
    assert raised.value.made
    assert raised.value.made.table["side"].tolist() == ["low"]
    assert raised.value.made.switching
    assert raised.value.made.switching.table["side"].tolist() == ["low"]


def test_where_halving_fails_what_is_known_is_told(moved: Moved, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at(monkeypatch, 3)
    with pytest.raises(SolvesFailedError) as raised:
        moved(only=[FACTOR], switch=True)
    found = raised.value.made
    assert found
    assert found.switching
    row = rows(found.switching.table, "side")["high",]
    assert (row["held_at"], row["switched_at"]) == (1.0, 2.0)


def test_without_a_base_nothing_is_moved(moved: Moved, monkeypatch: pytest.MonkeyPatch) -> None:
    found = moved(structure="impossible", switch=True)
    assert (found.has_plan, len(found.table), moved.solved) == (False, 0, 1)
    fail_at(monkeypatch, 0)
    with pytest.raises(SolvesFailedError) as raised:
        tornado(moved.path, moved.out.with_name("other"), workers=moved.workers)
    assert raised.value.made is None


# ---- what a worker does --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def buying() -> BasePlan:
    """The plan in which Lilleby buys both its tasks."""
    result = solve(two_towns())
    return BasePlan("none", result.assignments[list(COLUMNS)].to_numpy().tolist())


@pytest.mark.parametrize(
    ("bound_kr", "expected", "status"),
    [(BUYS_NONE, None, "feasible"), (21e6, 21e6, "feasible"), (21.6e6, 21.6e6, "optimal")],
)
def test_a_held_plan_that_is_cheaper_than_what_the_solver_found_is_the_cheapest_found(
    buying: BasePlan, monkeypatch: pytest.MonkeyPatch, bound_kr: float, expected: float | None, status: str
) -> None:
    """A bound above a lawful plan is wrong, and is not told."""
    dear = solve(two_towns("policy.levels.purchased=none")).with_run(bound_kr=bound_kr)
    monkeypatch.setattr(any_solve, "solve", lambda *_, **__: dear)
    found = solve_moved(two_towns(), SolverOptions(), WarmStartCache(), buying)
    assert not isinstance(found, Failure)
    assert (found["status"], found["bound_kr"]) == (status, expected)
    assert found["objective_kr"] == found["held_kr"] == pytest.approx(BUYS_BOTH)
    assert (found["municipalities_changed"], found["contacts_changed"]) == (0, 0)


def test_figures_of_our_own_that_the_audit_refuses_are_a_failure(
    buying: BasePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Breach("cost", "the plan", "is 1 kr.", "must be 2 kr.")
    found = replace(evaluate_fixed_plan(Assignment({}), two_towns()), breaches=(wrong,))
    monkeypatch.setattr(any_solve, "evaluate_fixed_plan", lambda *_: found)
    assert solve_moved(two_towns(), SolverOptions(), WarmStartCache(), buying) == Failure("audit", (wrong.sentence,))


def test_another_plan_has_another_hash(buying: BasePlan) -> None:
    other = BasePlan("none", [[*row[:-1], 1.0] for row in buying.answers])
    assert len({buying.sha256, other.sha256, BasePlan("one", buying.answers).sha256}) == 3


# ---- bad input -----------------------------------------------------------------------------------


def test_slips_in_names_and_tolerance_are_told_together(moved: Moved) -> None:
    told = moved.faults(only=["centres.Storby.cost_facto", "economy.horizon_years"], tolerance=0)
    assert [(place, column) for place, column, _, _ in told] == [
        ("only", "centres.Storby.cost_facto"),
        ("only", "economy.horizon_years"),
        ("tolerance", ""),
    ]
    assert f"did you mean {FACTOR}?" in told[0][3]
    for tolerance in (-1.0, 0.6, float("nan")):
        assert "must be above 0 and at most 0.5" in moved.faults(tolerance=tolerance)[0][3]


@pytest.mark.parametrize(
    ("line", "place", "column", "told"),
    [
        (
            "policy.max_entry_point,1,3",
            "assumptions",
            "policy.max_entry_point",
            "did you mean policy.max_entry_points?",
        ),
        ("economy.discount_rate,-1,0.05", "assumptions", "economy.discount_rate", "must be 0 or more"),
        ("economy.horizon_years,5,7.5", "assumptions", "economy.horizon_years", "must be a whole number"),
        ("centres.Nowhere.cost_factor,1,2", "assumptions", "centres.Nowhere.cost_factor", "no row of centres"),
        ("economy.discount_rate,0.2,0.1", "assumptions.csv", "low", "must not be above high (0.1)"),
        ("economy.discount_rate,nan,0.1", "assumptions.csv", "low", "must be a finite number"),
        ("economy.discount_rate,,", "assumptions", "low", "nothing to move"),
    ],
)
def test_a_range_that_cannot_be_is_told_before_anything_is_solved(
    moved: Moved, line: str, place: str, column: str, told: str
) -> None:
    moved.assume(f"parameter,low,high\n{line}\n")
    found = moved.faults()
    assert (found[0][0], found[0][1]) == (place, column)
    assert told in found[0][3]


def test_what_is_remarked_on_an_end_is_told(moved: Moved) -> None:
    moved.assume("parameter,low,high\ntasks.*.handling_minutes,4,270\n")
    moved()
    (began,) = (event for event in moved.told if isinstance(event, StudyBegan))
    (told,) = (each for each in began.instance.remarks if "unusual" in each.rule)
    assert (told.place, told.column, told.value) == ("assumptions", "tasks.*.handling_minutes", "270")


def test_an_unknown_structure_is_told(moved: Moved) -> None:
    (told,) = moved.faults(structure=["none", "onee"])
    assert "did you mean one?" in told[3]
