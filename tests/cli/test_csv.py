"""`--csv da`: what commands write opens in a Danish Excel, and is read back by the others as any folder is."""

from pathlib import Path

import pandas as pd
import pytest

from tests.cli.conftest import TOY, Run

FACTOR = "centres.virtual.cost_factor"
WRITERS = (
    *(
        "solve",
        "compare",
        "difference",
        "sweep",
        "tornado",
        "uncertainty",
        "frontier",
        "regret",
        "prices",
        "shadow-prices",
    ),
    *("simulate", "convert", "extract", "generate"),
)


def _read(path: Path) -> pd.DataFrame:
    """As a Danish Excel takes it."""
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return pd.read_csv(path, sep=";", decimal=",", encoding="utf-8-sig")


@pytest.mark.parametrize("command", WRITERS)
def test_every_command_that_writes_csv_files_can_write_them_for_excel(run: Run, command: str) -> None:
    assert "--csv" in run(command, "--help").out


def test_a_run_is_the_same_run(run: Run, tmp_path: Path) -> None:
    for name, more in (("plain", ()), ("danish", ("--csv", "da"))):
        assert run("solve", TOY, "--gap", 0, "--out", tmp_path / name, *more).code == 0
    paid = _read(tmp_path / "danish" / "municipalities.csv")
    assert paid.equals(pd.read_csv(tmp_path / "plain" / "municipalities.csv"))
    assert _read(tmp_path / "danish" / "instance" / "volumes.csv")["contacts"].sum() == 1_400_000
    assert run("audit", tmp_path / "danish").code == 0
    assert run("report", tmp_path / "danish", "--lang", "da").code == 0
    told = run("difference", tmp_path / "plain", tmp_path / "danish", "--out", tmp_path / "two", "--csv", "da")
    assert told.code == 0
    assert _read(tmp_path / "two" / "difference_municipalities.csv")["change_kr"].abs().max() == 0


def test_a_study_is_shown_again_and_gone_on_with(run: Run, tmp_path: Path) -> None:
    asked = ("sweep", TOY, "--vary", f"{FACTOR}=0.8,1.05", "--out", tmp_path, "--workers", 1)
    first = run(*asked, "--csv", "da")
    assert first.code == 0
    assert _read(tmp_path / "sweep.csv")[FACTOR].tolist() == [0.8, 1.05]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert run("report", tmp_path).code == 0
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == page
    assert run(*asked).code == 0
    assert pd.read_csv(tmp_path / "sweep.csv")[FACTOR].tolist() == [0.8, 1.05]
