"""The workbook of a simulation: what the terminal says, with every centre, and every case of each."""

from collections.abc import Iterator
from pathlib import Path

from optimiser.data.settings import Language
from optimiser.report.localizer import bilingual
from optimiser.report.summaries.simulation import SimulationSummary
from optimiser.report.tables.simulation import MISSING
from optimiser.report.workbook.shared_sheets import SUMMARY, table_sheet
from optimiser.report.workbook.sheets import save_told_book
from optimiser.report.workbook.writing import BookSheet, Notes, SheetPart, SheetTable
from optimiser.simulation.tables import Simulation


def write_simulation_workbook(simulation: Simulation, path: Path, language: Language) -> None:
    """Write the workbook of a simulation of at least one centre."""
    told = SimulationSummary(simulation.simulated, simulation.options, language, whole=True)
    save_told_book(_list_sheets(simulation, told), simulation.result, told, path)


def _list_sheets(simulation: Simulation, told: SimulationSummary) -> Iterator[BookSheet]:
    stopped = [told.say("simulation stopped", done=len(told.simulated), all=simulation.of)]
    answer = [*(stopped if simulation.interrupted else ()), *told.tell_answer(), *told.tell_mix()]
    stress = [sentence for sentence, _, _ in told.tell_stress()]
    notes = [*answer, *stress, *told.tell_assumptions(), told.say("book rounded")]
    yield BookSheet(SUMMARY, bilingual("book simulation"), [Notes(notes)])
    yield table_sheet(told.fill_promises(), list(told.table_notes()))
    yield table_sheet(told.fill_mix(), [])
    if missed := list(_list_missed(told)):
        yield BookSheet(MISSING.tab or MISSING.title, MISSING.title, missed)
    yield table_sheet(told.fill_cases(), [])


def _list_missed(told: SimulationSummary) -> Iterator[SheetPart]:
    """The centres that miss in an ordinary week, and in each case of stress, under what is said of it."""
    ordinary = told.fill_ordinary()
    cases = [(next(told.tell_answer()), ordinary), *((sentence, filled) for sentence, filled, _ in told.tell_stress())]
    for sentence, filled in cases:
        if filled.rows:
            yield Notes([sentence])
            yield SheetTable(filled)
