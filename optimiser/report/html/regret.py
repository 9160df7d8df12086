"""The page of regret: what each structure costs too much in each future, and which is safest to choose today."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from optimiser.comparison.side_by_side import gap_of, is_proven, sum_of_gaps
from optimiser.data.settings import Language
from optimiser.report.charts.regret import regret_bars
from optimiser.report.html.elements import inline, render
from optimiser.report.html.header import Doubt, KeyFigure, outcome
from optimiser.report.html.study import StudyDocument
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.regret import RegretSummary, name_structures
from optimiser.report.tables.regret import REGRET_COSTS, REGRET_MATRIX, REGRET_STRUCTURES, of_years
from optimiser.report.tables.table import FilledTable, OutputCell, list_names, repeated_name
from optimiser.result.frames import FrameRow, rows_of_frame
from optimiser.sensitivity.regret import Recommendation, Regret

SHADES = 4
"""Greys of the table, from white for no regret to the darkest for the most there is."""
FAILED = "failed"
"""The status where nothing is known of a solve."""
OPEN = "*"
"""Stands after a regret that is not proven."""
TERMS = (
    ("regret page regret", "regret page what regret is"),
    ("regret page minimax", "regret page what minimax is"),
    ("regret page future", "regret page what a future is"),
)


def regret_page(regret: Regret, language: Language) -> str:
    """The page of a regret that has a record, also where nothing has a plan."""
    regret = name_structures(regret, Localizer(language))
    told, ranked = RegretSummary(regret, language), _rank_structures(regret)
    return render(
        "regret.html.j2",
        language,
        **regret_document(regret, language).for_page(),
        futures=list(told.tell_futures()),
        legend=told.tell_legend(),
        chart=inline(regret_bars(told, ranked)) if ranked else None,
    )


def _rank_structures(regret: Regret) -> list[FrameRow]:
    """The structures that have a plan in every future, from the least worst regret."""
    rows = (row for row in rows_of_frame(regret.table) if row["worst_regret_kr"] is not None)
    return sorted(rows, key=lambda row: float(row["worst_regret_kr"]))


def regret_document(regret: Regret, language: Language) -> StudyDocument:
    """Return what page and workbook of a regret say."""
    regret = name_structures(regret, Localizer(language))
    localizer = RegretSummary(regret, language)
    cells = rows_of_frame(regret.costs)
    others = [row for row in rows_of_frame(regret.table) if row["worst_regret_kr"] is None]
    ordered = [*_rank_structures(regret), *others]
    return StudyDocument(
        localizer,
        regret.record,
        localizer.say("regret page subject of years" if regret.years else "regret page subject"),
        list(localizer.tell_answer()),
        list(_list_doubts(localizer, cells)),
        list(_key_figures(localizer, regret)),
        {
            name: replace(filled, table=of_years(filled.table, regret.years))
            for name, filled in (
                ("matrix", _fill_matrix(localizer, cells, ordered)),
                ("structures", _fill_structures(localizer, ordered)),
                ("costs", _fill_costs(localizer, cells)),
            )
        },
        _list_unplanned(localizer, cells),
        TERMS,
    )


def _list_doubts(localizer: Localizer, cells: Sequence[FrameRow]) -> Iterator[Doubt]:
    yield Doubt(localizer.say("regret page only these"), "regrets")
    count = sum(_is_open(cells, cell) for cell in cells)
    yield Doubt(localizer.say("regret page open", count=count, all=len(cells), mark=OPEN), "proof")


def _is_open(cells: Sequence[FrameRow], cell: FrameRow) -> bool:
    """True where a regret is not proven: not larger than the gaps of its plan and of the cheapest there."""
    if not cell["regret_kr"]:
        return False
    there = [each for each in cells if each["future"] == cell["future"] and each["cost_kr"] is not None]
    best = min(there, key=lambda each: float(each["cost_kr"]))
    return not is_proven(cell["regret_kr"], sum_of_gaps(_gap_kr(cell), _gap_kr(best)))


def _gap_kr(cell: FrameRow) -> float | None:
    return gap_of({"objective_kr": cell["cost_kr"], "bound_kr": cell["bound_kr"]})


def _key_figures(localizer: Localizer, regret: Regret) -> Iterator[KeyFigure]:
    """What is least by each of the two measures; several where they are alike, and marked where it is not proven."""
    minimax, expected = regret.minimax, regret.cheapest_expected
    if minimax is not None:
        row = regret.table.set_index("structure").loc[minimax.structure]
        worst = localizer.numbers.million_kr(minimax.value_kr)
        note = localizer.say("regret page minimax note", kr=worst, future=row["worst_future"])
        yield KeyFigure(localizer.say("regret page minimax"), _name_best(localizer, minimax), note)
    if expected is not None:
        note = localizer.say("regret page expected note", kr=localizer.numbers.million_kr(expected.value_kr))
        yield KeyFigure(localizer.say("regret page cheapest expected"), _name_best(localizer, expected), note)


def _name_best(localizer: Localizer, best: Recommendation) -> str:
    """The structures that are best in the plans found."""
    names = localizer.join_list(best.best)
    return localizer.say("regret page in question", structures=names) if best.in_question else names


def _fill_matrix(localizer: Localizer, cells: Sequence[FrameRow], rows: Sequence[FrameRow]) -> FilledTable:
    """The regret of each structure in each future, the darker the larger."""
    futures = list(dict.fromkeys(cell["future"] for cell in cells))
    found = {(cell["structure"], cell["future"]): cell for cell in cells}
    most_kr = max((cell["regret_kr"] or 0.0 for cell in cells), default=0.0)
    told = [
        {
            **row,
            **{
                repeated_name("regret_kr", future): _regret_cell(
                    localizer, cells, found.get((row["structure"], future)), most_kr
                )
                for future in futures
            },
        }
        for row in rows
    ]
    return FilledTable(REGRET_MATRIX, told, repeats={"regret_kr": list_names(futures)})


def _regret_cell(localizer: Localizer, cells: Sequence[FrameRow], cell: FrameRow | None, most_kr: float) -> OutputCell:
    if cell is None or cell["regret_kr"] is None:
        return OutputCell(localizer.say("no plan"), kind="n shade-none")
    shade = round(SHADES * cell["regret_kr"] / most_kr) if most_kr else 0
    return OutputCell(cell["regret_kr"], mark=OPEN if _is_open(cells, cell) else "", kind=f"n shade-{shade}")


def _fill_structures(localizer: Localizer, rows: Sequence[FrameRow]) -> FilledTable:
    """The worst and expected regret of each structure, what it is expected to cost, what recommends it."""
    named = (("minimax", "regret page minimax"), ("cheapest_expected", "regret page cheapest expected"))
    told = [
        {**row, "recommended": "; ".join(localizer.say(name) for column, name in named if row[column])} for row in rows
    ]
    return FilledTable(REGRET_STRUCTURES, told)


def _fill_costs(localizer: Localizer, cells: Sequence[FrameRow]) -> FilledTable:
    """What the best plan of each structure costs in each future, and how far that is proven."""
    return FilledTable(REGRET_COSTS, [{**cell, "proof": _tell_proof(localizer, cell)} for cell in cells])


def _tell_proof(localizer: Localizer, cell: FrameRow) -> str:
    """How far a plan is proven, or why there is none."""
    if cell["status"] == FAILED:
        return localizer.say("regret page failed")
    return outcome(localizer, cell["status"], cell["gap"])


def _list_unplanned(localizer: Localizer, cells: Sequence[FrameRow]) -> dict[str, str]:
    """By structure and future, why there is no plan."""
    return {
        f"{cell['structure']}, {cell['future']}": _tell_proof(localizer, cell)
        for cell in cells
        if cell["cost_kr"] is None
    }
