"""Solver options: declared once, over the instance's own, in every command that solves."""

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from optimiser import SolverOptions, compare, solve
from optimiser.api import options_of
from optimiser.cli.app import app
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import InvalidInputError
from optimiser.data.run_record import OptionsRecord
from tests.planning.two_towns import two_towns

FLAGS = {
    "--gap": "gap",
    "--time-limit": "time_limit_seconds",
    "--threads": "threads",
    "--seed": "seed",
    "--memory-gb": "memory_gb",
    "--nearest-host": "nearest_host",
}
ANY_GAP = ("--time-limit", "--threads", "--memory-gb")
"""The options of commands that choose the gap themselves."""
SOLVING = ("solve", "compare", "sweep", "tornado", "uncertainty", "frontier", "regret", "shadow-prices", "prices")


def flags_of(command: str) -> dict[str, str]:
    """Return the flags of a command that are solver options, with their names."""
    group: Any = get_command(app)
    declared = group.get_command(None, command).params
    return {flag: each.name for each in declared for flag in each.opts if each.name in SolverOptions.model_fields}


def test_every_command_that_solves_has_every_option_by_the_one_declaration() -> None:
    assert set(FLAGS.values()) == SolverOptions.model_fields.keys()
    assert {command: flags_of(command) for command in SOLVING} == dict.fromkeys(SOLVING, FLAGS)
    assert flags_of("explain") == flags_of("diagnose") == {flag: FLAGS[flag] for flag in ANY_GAP}


def test_a_run_records_every_option() -> None:
    assert OptionsRecord.model_fields.keys() == SolverOptions.model_fields.keys()


def test_what_is_asked_counts_and_the_rest_is_the_instances_own() -> None:
    instance = two_towns("solver.gap=0.25", "solver.seed=7")
    asked = solve(instance, SolverOptions(seed=3, threads=2), threads=1)
    told = {"gap": 0.25, "time_limit_seconds": 600.0, "threads": 1, "seed": 3, "memory_gb": None, "nearest_host": True}
    assert asked.run.as_entries()["options"] == told
    assert options_of(asked) == SolverOptions(gap=0.25, time_limit_seconds=600.0, threads=1, seed=3)


def test_an_option_set_to_its_default_is_set() -> None:
    defaults = SolverOptions(gap=0.25)
    assert SolverOptions(gap=1e-4).laid_over(defaults).gap == 1e-4
    assert SolverOptions().laid_over(defaults).gap == 0.25


def test_what_is_set_is_still_known_in_another_process() -> None:
    sent = pickle.loads(pickle.dumps(SolverOptions(gap=1e-4)))  # noqa: S301  # our own
    assert sent.laid_over(SolverOptions(gap=0.25, seed=9)) == SolverOptions(gap=1e-4, seed=9)


def _compare(folder: Path) -> None:
    compare(folder / "instance", folder / "out", gap=2.0, trheads=1)


@pytest.mark.parametrize("call", [lambda _: solve(two_towns(), gap=2.0, trheads=1), _compare])
def test_all_that_is_wrong_is_said_in_the_librarys_words(tmp_path: Path, call: Callable[[Path], object]) -> None:
    with pytest.raises(InvalidInputError) as raised:
        call(tmp_path)
    told = [(finding.column, finding.rule) for finding in raised.value.findings]
    assert told == [("gap", "must be below 1"), ("trheads", "no such entry")]
    assert "--" not in str(raised.value)


def test_options_that_are_not_asked_for_are_not_set() -> None:
    assert solver_options(None, gap=None, seed=3).model_fields_set == {"seed"}
