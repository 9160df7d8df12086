"""The walk of docs/own-region.md: its commands as they stand, and the rows of its tables put into the workbook."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from tests.cli.conftest import Run, run

PAGE = Path(__file__).parents[1] / "docs" / "own-region.md"
WORKBOOK = "nord.xlsx"
STEP = re.compile(
    r"^```sh\n(?P<commands>.*?)^```$|^Sheet `(?P<sheet>\w+)`.*?\n\n(?P<table>(?:\|[^\n]*\n)+)", re.DOTALL | re.MULTILINE
)
__all__ = ["run"]


def _rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table in Markdown, by the names of its columns."""
    head, _, *lines = ([cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines())
    return (dict(zip(head, cells, strict=True)) for cells in lines)


def _fill_in(sheet: str, table: str) -> None:
    """Write rows below those of a sheet, as one does in Excel: what looks like a number is one."""
    book = openpyxl.load_workbook(WORKBOOK)
    columns = {cell.value: cell.column for cell in book[sheet][1]}
    free = next(
        row for row in range(2, 10_000) if all(book[sheet].cell(row, at).value is None for at in columns.values())
    )
    for number, row in enumerate(_rows(table), start=free):
        for name, text in row.items():
            if text:
                is_figure = name in ("value", "today_unit_cost_kr", "stays_until", "exit_kr")
                book[sheet].cell(number, columns[name], float(text) if is_figure else text)
    book.save(WORKBOOK)


def test_the_walk_through_a_region_works_as_it_is_written(run: Run) -> None:
    """Ten commands, each with a plan or without a problem; wishes and the contract are kept, and told in the report."""
    told: dict[str, str] = {}
    count = 0
    for step in STEP.finditer(PAGE.read_text(encoding="utf-8")):
        if step["table"]:
            _fill_in(step["sheet"], step["table"])
            continue
        for command in step["commands"].splitlines():
            program, *arguments = shlex.split(command)
            assert program == "optimiser"
            ran = run(*arguments)
            assert ran.code == 0, (command, ran.text)
            told[" ".join(arguments[:2])] = ran.text
            count += 1
    assert count == 10
    assert "no problems" in told[f"validate {WORKBOOK}"]
    assert "own_figures: 2 more rows" in told["difference runs/as-given"]
    assert "hjørring-alone" in told["prices runs/own"]
    assert "Contract to 2017: Aalborg answers L3 for Thisted" in told["prices runs/own"]
    assert "agreed with Aalborg" in Path("runs/own/report.html").read_text(encoding="utf-8")
    assert "decided by the council on 3 May" in Path("runs/own/report.html").read_text(encoding="utf-8")
    assignments = Path("runs/own/assignments.csv").read_text(encoding="utf-8").splitlines()
    assert not any(",Hjørring," in line and "purchased" in line for line in assignments)
    assert any(line.startswith("787,") and "L3" in line and "Aalborg" in line for line in assignments)
    assert any(line.startswith("810,") and ",L1," in line and "Aalborg" in line for line in assignments)
