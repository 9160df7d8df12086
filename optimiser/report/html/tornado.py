"""The page of a tornado: which assumptions move the cost most, what adapting saves, and where the answer switches."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from optimiser.comparison.side_by_side import gap_of, is_proven, sum_of_gaps
from optimiser.data.settings import Language
from optimiser.report.charts.tornado import MOST_ROWS, Swing, swings, tornado_chart
from optimiser.report.html.elements import inline, render
from optimiser.report.html.header import Doubt, KeyFigure, outcome
from optimiser.report.html.study import StudyDocument
from optimiser.report.parameters import ParameterWords
from optimiser.report.summaries.tornado import TornadoSummary
from optimiser.report.tables.path_tornado import PATH_ENDS
from optimiser.report.tables.studies import SWITCH_VALUES, TORNADO_ENDS, setting_cell, yes_or_no
from optimiser.report.tables.table import FilledTable, OutputCell, RowValues
from optimiser.report.wording import rules_in_words
from optimiser.result.frames import FrameRow, rows_of_frame
from optimiser.sensitivity.tornado import DEARER, Switching, Tornado

SIDES = {"low": "tornado low", "high": "tornado high"}
KINDS = {"plan": "tornado page plan", "structure": "tornado page structure"}
TERMS = (
    ("tornado page base", "tornado page what base is"),
    ("tornado page held", "tornado page what held is"),
    ("tornado page switch", "tornado page what a switch is"),
)


def tornado_page(tornado: Tornado, language: Language) -> str:
    """The page of a tornado that has a record, also where there is no plan to move."""
    localizer, rows = ParameterWords.in_record(language, tornado.record), rows_of_frame(tornado.table)
    found = swings(tornado.base, rows)
    drawn = any(side.change_kr is not None for swing in found for side in swing.sides)
    return render(
        "tornado.html.j2",
        language,
        **tornado_document(tornado, language).for_page(),
        chart=inline(tornado_chart(localizer, tornado.base, found)) if drawn else None,
        more=max(0, len(found) - MOST_ROWS),
        method=list(tell_method(localizer, tornado.switching)),
    )


def tornado_document(tornado: Tornado, language: Language) -> StudyDocument:
    """Return what page and workbook of a tornado say."""
    localizer, rows = ParameterWords.in_record(language, tornado.record), rows_of_frame(tornado.table)
    found = swings(tornado.base, rows)
    switches = [] if tornado.switching is None else rows_of_frame(tornado.switching.table)
    return StudyDocument(
        localizer,
        tornado.record,
        localizer.say("tornado page subject"),
        list(TornadoSummary(tornado, language).tell_answer()),
        list(_list_doubts(localizer, tornado.base, rows)),
        list(_key_figures(localizer, tornado.base, found)) if tornado.has_plan else [],
        {
            "sides": _fill_ends(localizer, tornado.base, found),
            "switches": FilledTable(SWITCH_VALUES, [_tell_switch(localizer, row) for row in switches]),
        },
        _list_unplanned(localizer, rows),
        TERMS,
        optional=frozenset({"switches"}),
        named=localizer.tell_codes(row["parameter"] for row in rows),
    )


def _list_doubts(localizer: ParameterWords, base: Mapping[str, Any], rows: Sequence[FrameRow]) -> Iterator[Doubt]:
    yield Doubt(localizer.say("tornado page one at a time"), "sides")
    within = sum(row["objective_kr"] is not None and not differs(base, row) for row in rows)
    if rows:
        yield Doubt(localizer.say("tornado page within gaps", count=within, all=len(rows)), "proof")


def differs(base: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """True where the cost is proven to differ from the base: by more than the two gaps together."""
    return is_proven(abs(row["objective_kr"] - base["objective_kr"]), sum_of_gaps(gap_of(base), gap_of(row)))


def _key_figures(localizer: ParameterWords, base: Mapping[str, Any], found: Sequence[Swing]) -> Iterator[KeyFigure]:
    """The recommended plan, the widest assumption, and where adapting saves most."""
    numbers, say = localizer.numbers, localizer.say
    note = say("tornado page assumptions varied", count=len(found))
    yield KeyFigure(say("tornado page base"), numbers.million_kr(base["objective_kr"]), note)
    known = [(swing.width_kr, swing.parameter) for swing in found if swing.width_kr is not None]
    if known:
        width_kr, parameter = max(known)
        yield KeyFigure(say("tornado page widest"), numbers.million_kr(width_kr), localizer.name(parameter))
    adapting = [side.row for swing in found for side in swing.sides if side.row["adapting_kr"] is not None]
    if adapting:
        most = max(adapting, key=lambda row: float(row["adapting_kr"]))
        name = localizer.at(most["parameter"], most["value"])
        yield KeyFigure(say("tornado page most adapting"), numbers.million_kr(most["adapting_kr"]), name)


def _fill_ends(localizer: ParameterWords, base: Mapping[str, Any], found: Sequence[Swing]) -> FilledTable:
    """Each assumption at its low and its high end; the widest first."""
    declared = PATH_ENDS if localizer.years else TORNADO_ENDS
    return FilledTable(declared, [_tell_end(localizer, base, side.row) for swing in found for side in swing.sides])


def _tell_end(localizer: ParameterWords, base: Mapping[str, Any], row: FrameRow) -> RowValues:
    cost_kr = row["objective_kr"]
    return {
        **row,
        "side": localizer.say(SIDES[row["side"]]),
        "breaks": rules_in_words(localizer, row["breaks"]) if row["breaks"] else "",
        "name": localizer.name(row["parameter"]),
        **{name: setting_cell(localizer, row["parameter"], row[name]) for name in ("value", "base_value")},
        "change_kr": _less(cost_kr, base["objective_kr"]),
        "least_change_kr": _less(row["bound_kr"], base["objective_kr"]),
        "most_change_kr": _less(cost_kr, base["bound_kr"]),
        "differs": "" if cost_kr is None else yes_or_no(localizer, differs(base, row)),
        "proof": outcome(localizer, row["status"], row["gap"]),
    }


def _less(one_kr: float | None, other_kr: float | None) -> float | None:
    """Return an amount less another; None where one of them is not known."""
    return None if one_kr is None or other_kr is None else one_kr - other_kr


def tell_method(localizer: ParameterWords, switching: Switching | None) -> Iterator[str]:
    """Yield how the switch values were found, or that they were not asked for."""
    if switching is None:
        yield localizer.say("tornado page not asked")
        return
    yield localizer.say("switch method", tolerance=localizer.numbers.percent(switching.tolerance))
    if switching.skipped:
        yield localizer.say("switch skipped", parameters=localizer.join_list(localizer.list_names(switching.skipped)))


def _tell_switch(localizer: ParameterWords, row: FrameRow) -> RowValues:
    return {
        **row,
        **{"side": localizer.say(SIDES[row["side"]]), "kind": localizer.say(KINDS[row["kind"]])},
        "name": localizer.name(row["parameter"]),
        **{name: setting_cell(localizer, row["parameter"], row[name]) for name in ("held_at", "switched_at")},
        "tolerance": OutputCell(row["tolerance"], localizer.apart(row["parameter"], row["tolerance"])),
        "what_after": _tell_after(localizer, row),
        "proven": "" if row["switched_at"] is None else yes_or_no(localizer, row["proven"]),
    }


def _tell_after(localizer: ParameterWords, row: FrameRow) -> str:
    """What is there instead, in words."""
    if row["switched_at"] is None:
        return localizer.say("tornado page does not switch")
    if row["kind"] == "structure":
        return str(row["what_after"])
    if row["what_after"] == DEARER:
        return localizer.say("tornado page another cheaper")
    return localizer.say("tornado page breaks", rules=rules_in_words(localizer, row["what_after"]))


def _list_unplanned(localizer: ParameterWords, rows: Sequence[FrameRow]) -> dict[str, str]:
    """By assumption and value, why there is no plan."""
    return {
        localizer.at(row["parameter"], row["value"]): outcome(localizer, row["status"], None)
        for row in rows
        if row["objective_kr"] is None
    }
