"""Run one command by two builds in turns, and tell what each costs: processor time and peak memory.

`python -m benchmarks.side_by_side OLD [NEW] -- -m optimiser validate instances/toy`

OLD and NEW are checkouts that each have a `.venv`; NEW is this one where it is left out. Both run the same
arguments by their own Python in their own folder, one after the other (old, new, old, new, ...), so that what else the
machine does weighs on both. Told is the median of the rounds, after one round that only warms the disk.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).parents[1]
ROUNDS = 5
KIB_PER_MB = 1024


@dataclass(frozen=True)
class Cost:
    """What a command cost: seconds of processor time with all its processes, and the peak of the largest in MB."""

    cpu_seconds: float
    peak_mb: float


def python_of(checkout: Path) -> Path:
    """The Python of a checkout's own environment; ours where it is this checkout."""
    return Path(sys.executable) if checkout.resolve() == HERE else checkout.resolve() / ".venv" / "bin" / "python"


def cost_of(checkout: Path, arguments: Sequence[str]) -> Cost:
    """Run `python ARGUMENTS` in a checkout by its own Python.

    Raises RuntimeError, with what it wrote, where the command fails.
    """
    command = [str(python_of(checkout)), *arguments]
    with subprocess.Popen(  # noqa: S603
        command, cwd=checkout, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as started:
        said = started.stderr.read() if started.stderr else ""
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {started.returncode}:\n{said}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / KIB_PER_MB)


def in_turns(checkouts: Sequence[Path], arguments: Sequence[str], rounds: int = ROUNDS) -> list[Cost]:
    """The median cost of a command in each checkout, all run in turns."""
    costs: list[list[Cost]] = [[] for _ in checkouts]
    for number in range(rounds + 1):
        for checkout, kept in zip(checkouts, costs, strict=True):
            cost = cost_of(checkout, arguments)
            if number:
                kept.append(cost)
    return [Cost(median(cost.cpu_seconds for cost in kept), median(cost.peak_mb for cost in kept)) for kept in costs]


def tell(name: str, old: Cost, new: Cost, goal: str = "") -> None:
    """Print one line: old, new and their ratio, of processor time and of memory."""
    time = f"{old.cpu_seconds:7.2f} s {new.cpu_seconds:7.2f} s {new.cpu_seconds / old.cpu_seconds:5.2f} x"
    memory = f"{old.peak_mb:6.0f} MB {new.peak_mb:6.0f} MB {new.peak_mb / old.peak_mb:5.2f} x"
    print(f"{name:40} {time}   {memory}   {goal}".rstrip(), flush=True)


def main() -> None:
    """Time one command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkouts", nargs="+", type=Path, help="the old checkout, and the new one unless it is this")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given, command = sys.argv[1:], list[str]()
    if "--" in given:
        given, command = given[: given.index("--")], given[given.index("--") + 1 :]
    asked = parser.parse_args(given)
    if not command:
        parser.error("say what to run after --")
    old, new = [*asked.checkouts, HERE][:2]
    before, after = in_turns((old, new), command, asked.rounds)
    tell(" ".join(command)[-40:], before, after)


if __name__ == "__main__":
    main()
