"""The benchmark runs through on the toy, and its table fits a narrow terminal."""

from math import inf

import pytest

from benchmarks import run
from benchmarks.race import Race
from benchmarks.run import Measured


def measured(plan_kr: float | None, bound_kr: float | None) -> Measured:
    return Measured(plan_kr, bound_kr, 5.0, 1.0, 0.5, 3.0, {0.01: 2.0}, 10, 20, 30, ("pooled",), 200.0)


def test_the_quick_benchmark_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    run.main(["--quick", "--textbook-seconds", "30"])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "63.95" in next(line for line in lines if line.startswith("plan"))
    assert "The two agree." in lines
    assert [line.partition(":")[0] for line in lines[-2:]] == ["80 % in 20 s", "60 hours"]


def test_what_was_not_reached_is_said_and_has_no_ratio() -> None:
    lines = list(run.report("an instance", measured(100.0, 99.0), measured(100.0, 99.0), measured(None, None), 30.0))
    (line,) = (line for line in lines if line.startswith("to a gap of 0.01 %"))
    assert line.removeprefix("to a gap of 0.01 %, s").split() == ["not", "reached"] * 3
    assert measured(None, None).gap == inf


def test_a_bound_above_the_others_plan_is_a_disagreement() -> None:
    lines = list(run.report("an instance", measured(100.0, 99.0), measured(100.0, 99.0), measured(98.0, 97.0), 30.0))
    assert "The two DISAGREE: one's bound is above the other's plan." in lines


def test_a_race_keeps_the_first_time_within_each_gap() -> None:
    race = Race((0.1, 0.01))
    race.note(inf, 90.0)
    race.note(100.0, 95.0)
    first = race.seconds_to[0.1]
    race.note(100.0, 96.0)
    assert race.seconds_to == {0.1: first}
