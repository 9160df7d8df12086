"""The page of regret: what each structure costs too much in each future, and which is safest to choose today."""

from collections.abc import Iterator, Sequence

from optimiser.comparison.differences import gap_of, is_proven, together
from optimiser.data.settings import Language
from optimiser.report.charts.regret import regret_bars
from optimiser.report.failing import failures
from optimiser.report.html.drawings import inline
from optimiser.report.html.environment import render
from optimiser.report.html.opening import Doubt, Figure, outcome
from optimiser.report.html.study import study, unplanned_table
from optimiser.report.html.table import page_table
from optimiser.report.html.telling import Telling
from optimiser.report.regrets import RegretSummary
from optimiser.report.rows import Row as Figures
from optimiser.report.rows import rows_of
from optimiser.report.tables.studies import REGRET_COSTS, REGRET_MATRIX, REGRET_STRUCTURES
from optimiser.report.tables.table import Cell, FilledTable, list_names, repeated_name
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
    telling, cells, rows = Telling(language), rows_of(regret.costs), rows_of(regret.table)
    told = RegretSummary(regret, language)
    ranked: list[Figures] = sorted(
        (row for row in rows if row["worst_regret_kr"] is not None), key=lambda row: row["worst_regret_kr"]
    )
    ordered = [*ranked, *(row for row in rows if row["worst_regret_kr"] is None)]
    return render(
        "regret.html.j2",
        language,
        **study(telling, regret.record, telling.say("regret page subject"), TERMS),
        answer=list(told.answer()),
        doubts=list(_doubts(telling, cells)),
        futures=list(told.futures()),
        key_figures=list(_key_figures(telling, regret)),
        chart=inline(regret_bars(telling, ranked)) if ranked else None,
        matrix=page_table(_matrix(telling, cells, ordered), telling.numbers, telling.order),
        structures=page_table(_structures(telling, ordered), telling.numbers, telling.order),
        costs=page_table(_costs(telling, cells), telling.numbers, telling.order),
        unplanned=unplanned_table(telling, _unplanned(telling, cells)),
        failed=failures(regret.record["failed"], language),
    )


def _doubts(telling: Telling, cells: Sequence[Figures]) -> Iterator[Doubt]:
    yield Doubt(telling.say("regret page only these"), "regrets")
    count = sum(_is_open(cells, cell) for cell in cells)
    yield Doubt(telling.say("regret page open", count=count, all=len(cells), mark=OPEN), "proof")


def _is_open(cells: Sequence[Figures], cell: Figures) -> bool:
    """True where a regret is not proven: not larger than the gaps of its plan and of the cheapest there."""
    if not cell["regret_kr"]:
        return False
    there = [each for each in cells if each["future"] == cell["future"] and each["cost_kr"] is not None]
    best = min(there, key=lambda each: float(each["cost_kr"]))
    return not is_proven(cell["regret_kr"], together(_gap_kr(cell), _gap_kr(best)))


def _gap_kr(cell: Figures) -> float | None:
    return gap_of({"objective_kr": cell["cost_kr"], "bound_kr": cell["bound_kr"]})


def _key_figures(telling: Telling, regret: Regret) -> Iterator[Figure]:
    """What is least by each of the two measures; several where they are alike, and marked where it is not proven."""
    minimax, expected = regret.minimax, regret.cheapest_expected
    if minimax is not None:
        row = regret.table.set_index("structure").loc[minimax.structure]
        worst = telling.numbers.million_kr(minimax.value_kr)
        note = telling.say("regret page minimax note", kr=worst, future=row["worst_future"])
        yield Figure(telling.say("regret page minimax"), _best(telling, minimax), note)
    if expected is not None:
        note = telling.say("regret page expected note", kr=telling.numbers.million_kr(expected.value_kr))
        yield Figure(telling.say("regret page cheapest expected"), _best(telling, expected), note)


def _best(telling: Telling, best: Recommendation) -> str:
    """The structures that are best in the plans found."""
    names = telling.listed(best.best)
    return telling.say("regret page in question", structures=names) if best.in_question else names


def _matrix(telling: Telling, cells: Sequence[Figures], rows: Sequence[Figures]) -> FilledTable:
    """The regret of each structure in each future, the darker the larger."""
    futures = list(dict.fromkeys(cell["future"] for cell in cells))
    found = {(cell["structure"], cell["future"]): cell for cell in cells}
    most_kr = max((cell["regret_kr"] or 0.0 for cell in cells), default=0.0)
    told = [
        {
            **row,
            **{
                repeated_name("regret_kr", future): _regret(
                    telling, cells, found.get((row["structure"], future)), most_kr
                )
                for future in futures
            },
        }
        for row in rows
    ]
    return FilledTable(REGRET_MATRIX, told, repeats={"regret_kr": list_names(futures)})


def _regret(telling: Telling, cells: Sequence[Figures], cell: Figures | None, most_kr: float) -> Cell:
    if cell is None or cell["regret_kr"] is None:
        return Cell(telling.say("no plan"), kind="n shade-none")
    shade = round(SHADES * cell["regret_kr"] / most_kr) if most_kr else 0
    return Cell(cell["regret_kr"], mark=OPEN if _is_open(cells, cell) else "", kind=f"n shade-{shade}")


def _structures(telling: Telling, rows: Sequence[Figures]) -> FilledTable:
    """The worst and expected regret of each structure, what it is expected to cost, what recommends it."""
    named = (("minimax", "regret page minimax"), ("cheapest_expected", "regret page cheapest expected"))
    told = [
        {**row, "recommended": "; ".join(telling.say(name) for column, name in named if row[column])} for row in rows
    ]
    return FilledTable(REGRET_STRUCTURES, told)


def _costs(telling: Telling, cells: Sequence[Figures]) -> FilledTable:
    """What the best plan of each structure costs in each future, and how far that is proven."""
    return FilledTable(REGRET_COSTS, [{**cell, "proof": _proof(telling, cell)} for cell in cells])


def _proof(telling: Telling, cell: Figures) -> str:
    """How far a plan is proven, or why there is none."""
    if cell["status"] == FAILED:
        return telling.say("regret page failed")
    return outcome(telling, cell["status"], cell["gap"])


def _unplanned(telling: Telling, cells: Sequence[Figures]) -> dict[str, str]:
    """By structure and future, why there is no plan."""
    return {
        f"{cell['structure']}, {cell['future']}": _proof(telling, cell) for cell in cells if cell["cost_kr"] is None
    }
