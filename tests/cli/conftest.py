"""Running the command line inside the test's own process."""

import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from optimiser import read, save, solve
from optimiser.cli.app import main

ROOT = Path(__file__).parents[2]
TOY = ROOT / "instances" / "toy"
DENMARK = ROOT / "instances" / "denmark-2014"


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """Everything written, on one line, so that wrapping does not matter."""
        return " ".join(f"{self.out} {self.err}".split())


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run `optimiser ARGUMENTS` in an empty working folder, 80 characters wide."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def ran(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["optimiser", *(str(argument) for argument in arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return ran


def run_once(*arguments: object) -> Ran:
    """Run `optimiser ARGUMENTS` where the tests are run, 80 characters wide, for what several tests look at."""
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("COLUMNS", "80")
        patch.setattr(sys, "argv", ["optimiser", *(str(argument) for argument in arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
    return Ran(int(ended.value.code or 0), out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder of the toy, to read from."""
    folder = tmp_path_factory.mktemp("runs") / "toy"
    save(solve(read(TOY)), folder)
    return folder
