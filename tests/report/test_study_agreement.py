"""Terminal, page, workbook, record and CSV files of every study say the same, to the last digit that each shows."""

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from optimiser import read, save, solve
from optimiser.report.localizer import Localizer, as_shown
from optimiser.report.parameters import ParameterWords
from tests.cli.conftest import TOY, Run, run
from tests.report.html.pages import rows_of

__all__ = ["run"]

FACTOR = "centres.Østerå.cost_factor"
ASSUMPTIONS = f"parameter,low,high\n{FACTOR},0.9,1.2\neconomy.agent_cost_kr,300000,500000\n"
NUMBER = re.compile(r"(?<![\w.])[+−-]?\d[\d,]*(?:\.\d+)?")
MILLIONS, THOUSANDS, PERCENT = Decimal("1e-6"), Decimal("1e-3"), Decimal(100)

Rows = Sequence[Mapping[str, Any]]
"""The rows of a CSV file, or of a list in a record."""


@dataclass(frozen=True)
class Shown:
    """A figure of every row of a CSV file: what its row is called where people read, and how the figure is written.

    `places` are the media that show it for every row. What is the difference of two figures is, where people read, that
    of the two as they are shown: `of` names them.
    """

    file: str
    label: Callable[[Mapping[str, Any]], str]
    figure: str
    decimals: int
    scale: Decimal = MILLIONS
    places: tuple[str, ...] = ("terminal", "page", "workbook")
    of: tuple[str, str] | None = None

    def write(self, row: Mapping[str, str], kr: float) -> Decimal:
        """Return the figure of a row as it is written."""
        if self.of:
            more, less = (as_shown(Decimal(row[name]) * self.scale, self.decimals) for name in self.of)
            return more - less
        return as_shown(Decimal(repr(kr)) * self.scale, self.decimals)


@dataclass(frozen=True)
class Media:
    """What is said beside a label where people read, and what cells hold beside it."""

    terminal: set[Decimal]
    page: set[Decimal]
    workbook: list[float]

    def tells(self, place: str, kr: float, written: Decimal) -> bool:
        """Return whether a figure is there, in full in a workbook."""
        if place == "workbook":
            return any(held == pytest.approx(kr, rel=1e-9) for held in self.workbook)
        return written in (self.terminal if place == "terminal" else self.page)


@dataclass(frozen=True)
class Study:
    """What makes a study of the toy, what it shows of its CSV files, and figures of its record beside those in them.

    `recorded` gives pairs that are equal; None stands for what a CSV file leaves blank.
    """

    command: tuple[str, ...]
    shown: tuple[Shown, ...]
    recorded: Callable[[Mapping[str, Any], Callable[[str], Rows]], Iterator[tuple[Any, Any]]]
    record: str = ""


def _named(column: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda row: str(row[column])


def _figures(rows: Rows, figure: str) -> list[float | None]:
    return [None if row[figure] in ("", None) else float(row[figure]) for row in rows]


def _structure(row: Mapping[str, Any]) -> str:
    return Localizer("en").call_system(row["structure"])


def _setting(row: Mapping[str, Any]) -> str:
    return f"×\u00a0{float(row[FACTOR]):g}"


def _parameter(row: Mapping[str, Any]) -> str:
    return ParameterWords.in_instance("en", read(TOY), [row["parameter"]]).name(row["parameter"])


def _target(row: Mapping[str, Any]) -> str:
    return f"{float(row['target']):g}" if row["target"] else "no target"


def _quantile(row: Mapping[str, Any]) -> str:
    return f"{100 * float(row['share']):g} %"


STUDIES: Mapping[str, Study] = {
    "compare": Study(
        ("toy", "--structure", "one-region", "--structure", "dear", "--workers", "1"),
        (
            *(Shown("figures", _named("case"), figure, 1) for figure in ("objective_kr", "investment_kr")),
            Shown("figures", _named("case"), "net_gain_kr", 1, of=("today_kr", "objective_kr")),
        ),
        lambda record, rows: iter(
            [
                (list(record["cases"]), [row["case"] for row in rows("figures")]),
                (record["cheapest"], min(rows("figures"), key=lambda row: float(row["objective_kr"]))["case"]),
                *((record["today_kr"], today_kr) for today_kr in _figures(rows("figures"), "today_kr")),
            ]
        ),
        "comparison",
    ),
    "sweep": Study(
        ("toy", "--vary", f"{FACTOR}=1,1.1,1.3", "--workers", "1"),
        (
            Shown("sweep", _setting, "objective_kr", 1),
            Shown("sweep", _setting, "net_gain_kr", 1, of=("today_kr", "objective_kr")),
        ),
        lambda record, rows: ((record["today_kr"], today_kr) for today_kr in _figures(rows("sweep"), "today_kr")),
    ),
    "tornado": Study(
        ("toy", "--workers", "1"),
        (
            Shown("tornado", _parameter, "change_kr", 1),
            Shown("tornado", _parameter, "objective_kr", 1, places=("page", "workbook")),
        ),
        lambda record, rows: iter(
            [
                (record["solves"], 1 + len(rows("tornado"))),
                *((record["of"]["gap"] >= gap, True) for gap in _figures(rows("tornado"), "gap") if gap is not None),
            ]
        ),
    ),
    "frontier": Study(
        ("toy", "--kpi", "hosts", "--points", "3", "--workers", "1"),
        (Shown("frontier", _target, "objective_kr", 2), Shown("frontier", _target, "more_kr", 2)),
        lambda record, rows: iter(
            [
                (record["best_seen"], min(value for value in _figures(rows("frontier"), "value") if value is not None)),
                (record["measure"]["name"], rows("frontier")[0]["kpi"]),
            ]
        ),
    ),
    "regret": Study(
        ("toy", "--structure", "one-region", "--structure", "none", "--workers", "1"),
        (
            Shown("regret", _structure, "today_kr", 1),
            Shown("regret_costs", _structure, "cost_kr", 1),
            Shown("regret_costs", _structure, "regret_kr", 1),
        ),
        lambda record, rows: (
            (record[best]["value_kr"], min(_figures(rows("regret"), figure), key=lambda kr: kr or 0.0))
            for best, figure in (("minimax", "worst_regret_kr"), ("cheapest_expected", "expected_kr"))
        ),
    ),
    "prices": Study(
        ("plan", "--workers", "1"),
        tuple(
            Shown("prices", _parameter, figure, 2, places=("terminal", "workbook"))
            for figure in ("cost_kr", "least_kr", "most_kr")
        ),
        lambda record, rows: (
            pair
            for figure in ("cost_kr", "least_kr", "most_kr")
            for pair in zip(_figures(record["prices"], figure), _figures(rows("prices"), figure), strict=True)
        ),
    ),
    "uncertainty": Study(
        ("plan", "--samples", "46", "--adapted", "2", "--workers", "1"),
        (
            Shown("uncertainty_quantiles", _quantile, "kr", 1),
            Shown("uncertainty_shares", _parameter, "first", 1, PERCENT),
        ),
        lambda record, rows: iter(
            [
                (record["outcomes"]["kept"], sum(row["outcome"] == "kept" for row in rows("uncertainty"))),
                *((record["base"]["today_kr"], today_kr) for today_kr in _figures(rows("uncertainty"), "today_kr")),
            ]
        ),
    ),
    "difference": Study(
        ("plan", "other"),
        (
            Shown("difference_municipalities", _named("name"), "change_kr", 2),
            Shown("difference_municipalities", _named("name"), "after_kr", 2, places=("page", "workbook")),
        ),
        lambda record, rows: (
            *(
                pair
                for name in ("difference_terms", "difference_municipalities")
                for figure in ("before_kr", "after_kr", "change_kr")
                for pair in zip(_figures(record[name], figure), _figures(rows(name), figure), strict=True)
            ),
            (record["change_kr"], sum(kr or 0.0 for kr in _figures(rows("difference_terms"), "change_kr"))),
        ).__iter__(),
    ),
}


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy with ranges and a system that costs more, and two runs of it."""
    folder = tmp_path_factory.mktemp("given")
    shutil.copytree(TOY, folder / "toy")
    (folder / "toy" / "assumptions.csv").write_text(ASSUMPTIONS, encoding="utf-8")
    (folder / "toy" / "systems.csv").write_text("system,structure\ndear,none\n", encoding="utf-8")
    (folder / "toy" / "system_changes.csv").write_text(f"system,parameter,value\ndear,{FACTOR},1.3\n", encoding="utf-8")
    for name, changes in (("plan", []), ("other", [f"{FACTOR}=1.3"])):
        save(solve(read(folder / "toy", overrides=changes)), folder / name)
    return folder


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(found.replace("−", "-").replace(",", "").lstrip("+")) for found in NUMBER.findall(text)}


def _said_in_terminal(out: str, label: str) -> set[Decimal]:
    """The numbers of the lines that begin with a label, and of those below, where a long name stands by itself."""
    lines = out.splitlines()
    at = [place for place, line in enumerate(lines) if line.startswith(f"  {label}")]
    return {number for place in at for line in lines[place : place + 2] for number in _numbers(line)}


def _said_on_page(page: str, label: str) -> set[Decimal]:
    tables = re.findall(r'<table id="(table-[a-z-]+)"', page)
    rows = (row for table in tables for row in rows_of(page, table))
    said = (row for row in rows if any(cell.replace("\u00ad", "").strip(" *†") == label for cell in row))
    return {number for row in said for cell in row for number in _numbers(cell)}


def _held_in_workbook(book: Any, label: str) -> list[float]:
    """The numbers of the rows that have a label, and of the columns that are headed by it."""
    sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book]
    lines = [line for rows in sheets for line in (*rows, *zip(*rows, strict=True))]
    held = (line for line in lines if any(_is_called(cell, label) for cell in line))
    return [float(cell) for line in held for cell in line if isinstance(cell, int | float)]


def _is_called(cell: object, label: str) -> bool:
    if isinstance(cell, int | float):
        return label.removeprefix("×\u00a0") in (f"{cell:g}", f"{100 * cell:g} %")
    return str(cell) == label


@pytest.mark.parametrize("name", STUDIES)
def test_every_medium_of_a_study_shows_the_figures_of_its_csv_files(
    run: Run, given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    study, out = STUDIES[name], tmp_path / "out"
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(given)
    ran = run(name, *study.command, "--out", out, "--lang", "en")
    assert ran.code == 0, ran.text
    page = (out / "report.html").read_text(encoding="utf-8")
    book = load_workbook(out / "report.xlsx", data_only=True)

    def rows(file: str) -> Rows:
        with (out / f"{file}.csv").open(encoding="utf-8", newline="") as opened:
            return list(csv.DictReader(opened))

    record = json.loads((out / f"{study.record or name}.json").read_text(encoding="utf-8"))
    pairs = list(study.recorded(record, rows))
    assert pairs
    for recorded, written in pairs:
        assert recorded == (pytest.approx(written, rel=1e-12, abs=1e-6) if isinstance(written, float) else written)
    for shown in study.shown:
        assert rows(shown.file)
        for row in rows(shown.file):
            kr, label = _figure_of(record, row, shown.figure), shown.label(row)
            if kr is None:
                continue
            media = Media(_said_in_terminal(ran.out, label), _said_on_page(page, label), _held_in_workbook(book, label))
            told = {place: media.tells(place, kr, shown.write(row, kr)) for place in shown.places}
            assert told == dict.fromkeys(shown.places, True), (shown.figure, label, kr)


def _figure_of(record: Mapping[str, Any], row: Mapping[str, str], figure: str) -> float | None:
    """A figure of a row; what a tornado's ends cost more follows from its record."""
    if figure == "change_kr" and figure not in row:
        return float(row["objective_kr"]) - float(record["base"]["objective_kr"])
    return float(row[figure]) if row[figure] else None


def test_an_explanation_says_the_same_in_the_terminal_its_workbook_and_its_record(
    run: Run, given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no page and no CSV files: each other place of Søkær's level 4, in thousands."""
    monkeypatch.setenv("COLUMNS", "200")
    ran = run("explain", given / "plan", "903", "--out", tmp_path / "told.xlsx", "--lang", "en")
    record = json.loads(run("explain", given / "plan", "903", "--json").out)
    book, priced = load_workbook(tmp_path / "told.xlsx", data_only=True), record["portfolios"]
    assert len(priced) == 2
    for one in priced:
        (place,) = {task["centre"] for task in one["tasks"]}
        held = _held_in_workbook(book, place)
        for kr in (one["local"]["difference_kr"], one["system"]["difference_kr"], one["system"]["pays_kr"]):
            assert as_shown(Decimal(repr(kr)) * THOUSANDS, 0) in _said_in_terminal(ran.out, place)
            assert any(value == pytest.approx(kr, rel=1e-9) for value in held), (place, kr)
