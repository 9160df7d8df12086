"""What it costs to start: CPU seconds and peak memory of short commands, beside those of an older build.

`python -m benchmarks.light_start --old ../old/.venv/bin/python` runs each command five times with either build, taking
turns, and prints the medians and their ratio. `--old` is the Python of an environment in which the older build is
installed. CPU seconds are those of user and system together. The bytecode of both is cached before it is measured,
in a folder of its own: how an installed package starts.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

TOY = Path(__file__).parents[1] / "instances" / "toy"
ROUNDS = 5
COMMANDS: dict[str, Sequence[str]] = {
    "--help": ["-P", "-m", "optimiser", "--help"],
    "validate toy": ["-P", "-m", "optimiser", "validate", str(TOY)],
    "solve toy": ["-P", "-m", "optimiser", "solve", str(TOY), "--out", "run", "--force"],
    "import optimiser": ["-P", "-c", "import optimiser"],
}


@dataclass(frozen=True)
class Measured:
    """What one run of a command took."""

    cpu_seconds: float
    peak_mb: float


def measure_run(python: str, arguments: Sequence[str], folder: str) -> Measured:
    """Run Python in a folder and measure it; raises RuntimeError where it fails."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode")}
    process = subprocess.Popen(  # noqa: S603 - the interpreter that the user named
        [python, *arguments], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        told = process.stderr.read().decode() if process.stderr else ""
        raise RuntimeError(f"{python} {' '.join(arguments)} failed: {told}")
    return Measured(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare_builds(pythons: dict[str, str], arguments: Sequence[str]) -> dict[str, Measured]:
    """Return the medians of each build; they take turns, so that both meet the same load of the machine."""
    found: dict[str, list[Measured]] = {name: [] for name in pythons}
    with tempfile.TemporaryDirectory() as scratch:
        folders = {name: str(Path(scratch) / name) for name in pythons}
        for number in range(ROUNDS + 1):
            for name, python in pythons.items():
                Path(folders[name]).mkdir(exist_ok=True)
                measured = measure_run(python, arguments, folders[name])
                if number:  # the first wrote the bytecode
                    found[name].append(measured)
    return {
        name: Measured(median(run.cpu_seconds for run in runs), median(run.peak_mb for run in runs))
        for name, runs in found.items()
    }


def main() -> None:
    """Print a line a command."""
    parser = argparse.ArgumentParser(description="CPU seconds and peak memory of short commands.")
    parser.add_argument("--old", metavar="PYTHON", help="Python with an older build to compare with.")
    old = parser.parse_args().old
    pythons = {**({"old": str(Path(old).absolute())} if old else {}), "new": sys.executable}
    for command, arguments in COMMANDS.items():
        found = compare_builds(pythons, arguments)
        told = [f"{name} {run.cpu_seconds:5.2f} s {run.peak_mb:4.0f} MB" for name, run in found.items()]
        if old:
            cpu, peak = (
                getattr(found["new"], what) / getattr(found["old"], what) for what in ("cpu_seconds", "peak_mb")
            )
            told.append(f"ratio {cpu:.2f} and {peak:.2f}")
        print(f"{command:18} {'   '.join(told)}", flush=True)


if __name__ == "__main__":
    main()
