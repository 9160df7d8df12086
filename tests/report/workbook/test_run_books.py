"""The workbooks of what is told of a run without a page: an explanation, a simulation."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from optimiser.data.settings import Language
from optimiser.explanation.closed import Closing, why_closed
from optimiser.explanation.explanation import Explanation, explain
from optimiser.explanation.whole import Whole, explain_whole
from optimiser.report.documents import write_workbook
from optimiser.report.summaries.closed_centres import ClosingSummary
from optimiser.report.summaries.explanation import ExplanationSummary
from optimiser.report.summaries.simulation import MOST_NAMED, SimulationSummary
from optimiser.report.summaries.whole import WholeSummary
from optimiser.report.tables.table import FilledTable, as_cell
from optimiser.simulation.centre import Options, centres_of
from optimiser.simulation.simulate import simulate_centres
from optimiser.simulation.tables import Simulation
from tests.report.html.pages import toy
from tests.report.workbook.recalculation import recalculated, stored

FEW = Options(replications=5)


@cache
def _simulation() -> Simulation:
    centres = centres_of(toy())
    return Simulation(toy(), FEW, list(simulate_centres(centres, FEW)), len(centres))


TOLD: dict[str, Callable[[], Whole | Explanation | Closing | Simulation]] = {
    "whole": cache(lambda: explain_whole(toy())),
    "municipality": cache(lambda: explain(toy(), "Ærholm")),
    "task": cache(lambda: explain(toy(), "Østerå", "L4")),
    "centres": cache(lambda: why_closed(toy(), ["Ærholm", "Region Nordland"])),
    "simulation": _simulation,
}
FORMULAS = {"whole": 0, "municipality": 0, "task": 2, "centres": 6, "simulation": 8}
"""How many cells are calculated: totals of terms and of what moves, differences of shares."""


def _tables(told: object, language: Language) -> Iterator[FilledTable | None]:
    """Every table that the terminal shows."""
    if isinstance(told, Whole):
        yield WholeSummary(told, language).fill_centres()
    elif isinstance(told, Explanation):
        summary = ExplanationSummary(told, language)
        if told.task is None:
            yield from (summary.fill_portfolios(), summary.fill_tasks())
        else:
            yield from (table for one in told.answers for table in (summary.fill_places(one), summary.fill_terms(one)))
    elif isinstance(told, Closing):
        closing, steps = ClosingSummary(told, language), [step for one in told.centres for step in one.steps]
        yield from (table for step in steps for table in (closing.fill_terms(step), closing.fill_movers(step)))
    elif isinstance(told, Simulation):
        played = SimulationSummary(told.simulated, told.options, language)
        yield from (played.fill_promises(), played.fill_ordinary(), played.fill_mix())
        yield from (filled for _, filled, _ in played.tell_stress())


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", TOLD)
def test_the_tables_of_the_terminal_stand_in_the_workbook(name: str, language: Language, tmp_path: Path) -> None:
    """Each row, with its full figures; and what is calculated comes to what stands there."""
    told, path = TOLD[name](), tmp_path / "book.xlsx"
    write_workbook(told, path, language)
    book = load_workbook(path, data_only=True)
    rows = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
    tables = [filled for filled in _tables(told, language) if filled is not None and filled.rows]
    assert tables
    for filled in tables:
        columns = filled.columns_in("workbook")
        assert {column.name for column in filled.columns_in("terminal")} <= {column.name for column in columns}
        for row in [*filled.rows, *([filled.total] if filled.total else [])]:
            wanted = [_in_cell(as_cell(row.get(column.name))) for column in columns]
            assert any(_agree(found, wanted) for found in rows), wanted
    shown = stored(path)
    assert len(shown) == FORMULAS[name]
    assert not shown or recalculated(path) == pytest.approx(shown)


def _in_cell(cell: Any) -> Any:
    return f"{cell.value}{cell.mark}" if isinstance(cell.value, str) else cell.value


def _agree(found: list[Any], wanted: list[Any]) -> bool:
    pairs = list(zip(found, wanted, strict=False))
    return len(found) >= len(wanted) and all(
        one == other if isinstance(other, str) or other is None else one == pytest.approx(other) for one, other in pairs
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("whole", "Østerå besvarer niveau 4 og 6 for 2 andre"),
        ("municipality", "Ærholm får besvaret: niveau 4, 6 og 9 af Ærholm"),
        ("task", "L4 i Østerå (100.000 henvendelser om året) besvares af Østerå"),
        ("centres", "Ærholm (lokalt center) er åbent i planen."),
        ("simulation", "2 af 2 centre holder, hvad de lover, i en almindelig uge."),
    ],
)
def test_the_first_sheet_begins_with_the_answer(name: str, sentence: str, tmp_path: Path) -> None:
    write_workbook(TOLD[name](), tmp_path / "book.xlsx", "da")
    first = load_workbook(tmp_path / "book.xlsx").worksheets[0]
    assert first.title == "Resumé"
    assert any(str(row[0].value).startswith(sentence) for row in first.iter_rows(min_row=2, max_row=4))
    assert first.column_dimensions["A"].width > 100, "paragraphs would run down a narrow column"


def test_amounts_are_in_full_and_their_headings_say_so(tmp_path: Path) -> None:
    """The terminal has thousands of kr."""
    write_workbook(TOLD["municipality"](), tmp_path / "book.xlsx", "en")
    sheet = load_workbook(tmp_path / "book.xlsx")["Tasks together elsewhere"]
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["Place", "Form", "Locally, kr.", "Country, kr.", "Gaps, kr.", "Municipality, kr."] in texts
    assert any(row[0] == "Østerå" and row[3] == pytest.approx(200_000) for row in texts)
    assert not any("1,000 kr." in str(value) for row in texts for value in row)


def test_a_workbook_of_a_simulation_has_every_centre_where_the_terminal_has_some() -> None:
    many = [one for one in _simulation().simulated for _ in range(MOST_NAMED)]
    some, every = (SimulationSummary(many, FEW, "da", whole=whole) for whole in (False, True))
    assert len(some.fill_mix().rows) == MOST_NAMED
    assert len(every.fill_mix().rows) == len(every.fill_promises().rows) == len(many)
    assert all(rest for _, _, rest in some.tell_stress())
    assert not any(rest for _, _, rest in every.tell_stress())
    assert len(every.fill_cases().rows) == 5 * len(many)
