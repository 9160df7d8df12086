"""The comparison with other solvers runs on the toy: all reach one optimum, and what it prints and draws says so."""

import sys
from math import inf
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

pytest.importorskip("pyscipopt", reason="the extra bench is not installed, so no other solvers were tried")
pytest.importorskip("ortools", reason="the extra bench is not installed, so no other solvers were tried")

from benchmarks import holmberg, peers
from benchmarks.peer_solvers import Outcome, Trace, lines_as_printed, missing_solvers
from benchmarks.peers import OURS, Compared, compare_solvers, gap_chart, tabulate
from tests.solver.test_public_instances import HOLMBERG, HOLMBERG_OPTIMA

TOY = Path(__file__).parents[2] / "instances" / "toy"
OPTIMUM = 63.95
"""Million kr. a year; worked out by hand in the toy's README."""


@pytest.fixture(scope="module")
def toy() -> Compared:
    """The toy, solved by everybody."""
    return compare_solvers(TOY, 30.0, peers.MODELS)


def test_every_solver_there_is_reaches_the_same_optimum_on_both_models(toy: Compared) -> None:
    solvers = {"HiGHS", "SCIP", "CBC", "CP-SAT"} - missing_solvers().keys()
    assert toy.outcomes.keys() == {OURS, *((model, solver) for model in peers.MODELS for solver in solvers)}
    assert {"HiGHS", "SCIP", "CP-SAT"} <= solvers
    for (_, solver), one in toy.outcomes.items():
        near = 1e-4 if solver == "CP-SAT" else 1e-6  # of CP-SAT's model in whole numbers
        assert one.plan == pytest.approx(OPTIMUM, rel=near)
        assert one.bound == pytest.approx(OPTIMUM, rel=1e-4 + near)
        assert one.seconds_to_gap(1e-4) < inf
    assert not any(toy.is_wrong(one.bound) for one in toy.outcomes.values())


def test_the_table_has_a_row_for_each_and_leaves_nothing_out(toy: Compared) -> None:
    head, _, *rows = tabulate(toy).splitlines()
    assert len(rows) == len(toy.outcomes)
    assert {line.count("|") for line in (head, *rows)} == {head.count("|")}
    assert all("63.95" in row and "–" not in row for row in rows)


def test_the_picture_has_a_line_for_each(toy: Compared) -> None:
    svg = Xml.fromstring(gap_chart([toy, toy], 30.0))  # noqa: S314  # our own
    told = {element.text for element in svg.iter() if element.text}
    assert {"toy", "ours", "HiGHS, strong", "SCIP, textbook", "gap", "seconds"} <= told


def test_the_command_prints_markdown_and_draws(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], toy: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def compared(*one: object) -> Compared:
        asked.append(one)
        return toy

    monkeypatch.setattr(peers, "compare_solvers", compared)
    picture = tmp_path / "gap.svg"
    peers.main(["toy", "--seconds", "10", "--models", "strong", "--plot", str(picture), "--holmberg", str(tmp_path)])
    assert asked == [(TOY, 10.0, ["strong"])]
    printed = capsys.readouterr().out
    assert "### toy" in printed
    assert "| ours | ours |" in printed
    assert "left out" not in printed
    assert "HiGHS" in printed.splitlines()[0]
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_a_textbook_model_that_is_too_large_is_left_out_and_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(peers, "LARGEST_TEXTBOOK", 10)
    sizes = peers.write_models(TOY, tmp_path, peers.MODELS)
    assert [path.name for path in tmp_path.iterdir()] == ["strong.mps"]
    compared = Compared("toy", sizes, {OURS: outcome((1.0, 100.0, 98.0))}, ("textbook",))
    assert any("textbook model was left out" in line for line in peers.tell_comparison(compared, 9.0))


# ---- what is noted --------------------------------------------------------------------------------


def test_a_trace_keeps_what_is_better_and_when() -> None:
    trace = Trace()
    trace.note(1e20, -1e20, 1.0)
    assert trace.points == []
    trace.note(bound=90.0, seconds=2.0)
    trace.note(plan=100.0, bound=80.0, seconds=3.0)
    trace.note(plan=110.0, bound=90.0, seconds=4.0)
    trace.note(plan=95.0, bound=99.0, seconds=5.0)  # nothing is left that is cheaper than the plan
    assert trace.points == [(2.0, inf, 90.0), (3.0, 100.0, 90.0), (5.0, 95.0, 95.0)]


def outcome(*points: tuple[float, float, float]) -> Outcome:
    return Outcome(points, "", 9.0)


def test_seconds_to_a_gap_are_those_of_its_own_proof_or_of_its_plan_alone() -> None:
    one = outcome((1.0, 101.0, 50.0), (2.0, 100.0, 60.0), (7.0, 100.0, 99.9))
    assert (one.seconds_to_gap(0.01), one.seconds_to_gap(1e-6)) == (7.0, inf)
    assert (one.seconds_to_plan(0.02, 100.0), one.seconds_to_plan(0.001, 100.0)) == (1.0, 2.0)
    assert outcome().seconds_to_gap(0.5) == inf


def test_a_bound_above_an_audited_plan_is_called_wrong_and_counts_for_nothing() -> None:
    outcomes = {OURS: outcome((1.0, 100.0, 98.0)), ("strong", "SCIP"): outcome((1.0, 104.0, 103.0))}
    compared = Compared("made up", {"strong": "small"}, outcomes)
    assert compared.bound == 98.0
    assert "103.00 wrong" in tabulate(compared)
    assert any("SCIP on the strong model" in line for line in peers.tell_comparison(compared, 9.0))


def test_the_scaled_model_of_cp_sat_bounds_nobody_else() -> None:
    outcomes = {OURS: outcome((1.0, 100.0, 98.0)), ("strong", "CP-SAT"): outcome((1.0, 99.0, 99.0))}
    assert (Compared("made up", {}, outcomes).plan, Compared("made up", {}, outcomes).bound) == (100.0, 98.0)


def test_lines_are_read_when_they_are_printed(tmp_path: Path) -> None:
    """The program waits for a file that is made when its first line is read; with a pipe it would wait for ever."""
    seen = tmp_path / "seen"
    script = f"import os, time\nprint('one')\nwhile not os.path.exists({str(seen)!r}): time.sleep(0.01)\nprint('two')"
    lines = lines_as_printed([sys.executable, "-c", script], 60.0)
    assert next(lines) == "one"
    seen.touch()
    assert list(lines) == ["two"]


def test_a_program_that_does_not_stop_is_ended() -> None:
    script = "import time\nprint('one', flush=True)\nwhile True: time.sleep(1)"
    assert list(lines_as_printed([sys.executable, "-c", script], 5.0)) == ["one"]


# ---- the public instances -------------------------------------------------------------------------


@pytest.mark.skipif(not HOLMBERG.is_dir(), reason="the Holmberg instances are not beside the project")
def test_a_public_instance_is_proven_by_both() -> None:
    for solver in (holmberg.solve_ours_to_the_end, holmberg.solve_by_scip_to_the_end):
        assert solver(HOLMBERG / "p6", 60.0).is_optimal(HOLMBERG_OPTIMA["p6"])


def test_what_is_not_in_the_folder_has_no_row(tmp_path: Path) -> None:
    assert holmberg.tabulate_holmberg(tmp_path, 1.0).splitlines()[-1].startswith("| ---")


def test_an_instance_that_is_none_is_refused_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        peers.main(["nowhere"])
    assert "nowhere is no folder, and no bundled instance" in capsys.readouterr().err
