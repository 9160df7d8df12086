"""Whatever is changed in a run folder is noticed, and no command ends in a traceback over it.

Each change is tried twice: as it is, when the seal has to notice it; and with the seal made to fit, when only what is
recomputed can. `python -m benchmarks.corruptions` prints how many were tried and noticed.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path, PurePosixPath

import pytest

from optimiser import load, solve
from optimiser.audit import audit_folder
from optimiser.data.findings import InvalidInputError
from optimiser.data.run_tables import RUN_FILES
from optimiser.result.folder import write_run
from tests.audit.corruptions import Corruption, corruptions, sample
from tests.audit.folders import command, full_run
from tests.planning.two_towns import two_towns

EVERY = 300
"""Of so many changes one is tried where time is short; the others by `make nightly`."""

ONLY_THE_SOLVE_KNOWS = {
    "run.json: bound_kr *": "a lower bound is as true a one; a higher one than the plan's cost is noticed",
    "run.json: gap *": "with it",
    "run.json: status *": "a plan that is called feasible may be optimal",
    "run.json: method *": "which stage proved the bound",
    "run.json: stages*": "what the stages did",
    "run.json: interrupted*": "how the solve ended",
    "run.json: bound_contradicted*": "how the solve ended",
    "run.json: options*": "what was asked of the solver",
    "run.json: seconds*": "how long it took",
    "run.json: finished*": "when it ended",
    "run.json: command*": "how it was asked for",
    "run.json: versions*": "what it was solved with",
    "run.json: system*": "the name of what was asked for; what it means is in the instance",
    "run.json: changes*": "how the instance came to be; what it came to is in the instance",
    "run.json: audit*": "what an earlier audit found; this one finds it anew",
    "run.json: routes *": "the size of the model",
    "run.json: pieces *": "the size of the model",
    "run.json: cost_classes.*.pieces *": "how the curve was cut",
    "run.json: cost_classes.*.centres *": "closed centres that could have been opened",
    "run.json: rules_that_bind.entry-points*": "who could have used another place follows from the model's routes",
    "run.json: * larger": "an entry that nobody reads",
    "instance/*": "a change that says the same, or no table at all where all of it is at its default",
    "*.csv: rows swapped*": "the order of rows says nothing",
    "report.*": "made from the other files",
    "municipalities/*": "made from the other files, and explained by solving",
    "simulation.*": "drawn at random",
    "alternatives*": "audited by themselves",
    "settled.csv*": "made from the plans",
    "seal.json*": "the seal itself, which is made to fit here",
}
"""What cannot be computed again, by the change, and why: there the seal is the only witness."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full_run(tmp_path_factory.mktemp("corrupted") / "run")


def unnoticed(folder: Path, every: int, sealed_again: bool) -> list[str]:
    """The changes that the audit says nothing of."""
    missed = []
    for corruption in sample(folder, every):
        with corruption.applied(folder, sealed_again):
            if not corruption.is_noticed(folder):
                missed.append(corruption.name)
    return missed


def is_known(name: str) -> bool:
    """True for what only the seal can witness."""
    return any(fnmatchcase(name, known) for known in ONLY_THE_SOLVE_KNOWS)


@pytest.mark.parametrize("every", [EVERY, pytest.param(1, marks=pytest.mark.nightly)])
def test_a_change_is_noticed(folder: Path, every: int) -> None:
    assert unnoticed(folder, every, sealed_again=False) == []
    assert audit_folder(folder).breaches == ()


@pytest.mark.parametrize("every", [EVERY, pytest.param(3, marks=pytest.mark.nightly)])
def test_what_can_be_computed_again_is_noticed_though_the_seal_fits(folder: Path, every: int) -> None:
    missed = unnoticed(folder, every, sealed_again=True)
    assert [name for name in missed if not is_known(name)] == []


COMMANDS: Mapping[str, Sequence[object]] = {
    "audit": (),
    "report": (),
    "explain": ("902", "L4"),
    "simulate": ("--replications", 5),
}


def codes(folder: Path) -> dict[str, int]:
    """How each command that reads a run ends, of those that follow an audit; a traceback would be raised."""
    return {name: command(name, folder, *more) for name, more in COMMANDS.items()}


def refused(folder: Path) -> bool:
    """True when a run is not read back."""
    try:
        load(folder)
    except InvalidInputError:
        return True
    return False


@pytest.mark.parametrize("every", [6000, pytest.param(EVERY, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("sealed_again", [False, True])
def test_no_command_ends_in_a_traceback(folder: Path, tmp_path: Path, every: int, sealed_again: bool) -> None:
    """With a seal that is made to fit and a change that cannot be noticed a command may take what it finds."""
    for number, corruption in enumerate(every_so_many(folder, every)):
        copy = tmp_path / str(number)
        shutil.copytree(folder, copy)
        with corruption.applied(copy, sealed_again):
            ended = codes(copy)
            assert set(ended.values()) <= {0, 1, 2}, corruption.name
            assert sealed_again or ended["audit"] == 1, corruption.name
            if not sealed_again and PurePosixPath(corruption.path).parts[0] in RUN_FILES:
                assert refused(copy), corruption.name
                assert set(ended.values()) <= {1, 2}, corruption.name
        shutil.rmtree(copy)


def every_so_many(folder: Path, every: int) -> Iterator[Corruption]:
    """Changes spread over all files of a folder."""
    return islice(corruptions(folder), every // 2, None, every)


def test_a_run_without_a_plan_is_audited_too(tmp_path: Path) -> None:
    """As those that a comparison keeps: its reasons are sealed, and no more is said than that it is as it was."""
    folder = tmp_path / "run"
    write_run(solve(two_towns("policy.levels.local=3", "policy.levels.purchased=3")), folder)
    assert audit_folder(folder).breaches == ()
    assert audit_folder(folder).cost_kr is None
    missed = []
    for corruption in sample(folder, 5):
        with corruption.applied(folder):
            if not audit_folder(folder).breaches:
                missed.append(corruption.name)
    assert missed == []
