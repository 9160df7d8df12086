"""The page of drawn regions: maps of the groups, what they cost, what costs nearly the same, and what binds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from optimiser.data.settings import Language
from optimiser.report.charts.denmark import draws_ourselves
from optimiser.report.charts.regions import cost_chart, drawing_map, mark_of_group
from optimiser.report.html.elements import Swatch, inline, render
from optimiser.report.html.header import Doubt, KeyFigure
from optimiser.report.html.study import StudyDocument
from optimiser.report.localizer import Localizer, counted
from optimiser.report.summaries.drawn_rows import Row
from optimiser.report.summaries.regions import RegionsSummary

if TYPE_CHECKING:
    from optimiser.drawing.outcome import RegionsOutcome
    from optimiser.report.charts.outlines import Outlines

TERMS = (
    ("regions term drawing", "regions what a drawing is"),
    ("regions term open", "regions what open is"),
    ("regions term parted", "regions what parted is"),
)


def regions_page(outcome: "RegionsOutcome", language: Language, outlines: "Outlines | None" = None) -> str:
    """Return the page of drawn regions."""
    told = RegionsSummary(outcome, language)
    chart = cost_chart(told)
    maps = {str(row["drawing"]): _draw_map(told, row, outlines, at) for at, row in enumerate(told.mapped, start=1)}
    return render(
        "regions.html.j2",
        language,
        **regions_document(told).for_page(),
        chart=inline(chart) if chart else None,
        asked=told.tell_asked(),
        maps=[maps[str(row["drawing"])] for row in told.best.values()],
        map_note=told.say("map drawn simply") if draws_ourselves([outcome.instance], outlines) else "",
        near_by_number=[
            (list(told.tell_near(number)), [maps[row["drawing"]] for row in told.near_to(number) if told.aims_of(row)])
            for number in told.best
        ],
        bound_told=list(told.tell_binding()),
        notes=list(told.tell_notes()),
    )


def regions_document(told: RegionsSummary) -> StudyDocument:
    """Return what page and workbook say of drawn regions."""
    tables = {
        "drawings": told.fill_drawings(),
        "near": told.fill_near(),
        "groups": told.fill_groups(),
        "cores": told.fill_cores(),
        "open": told.fill_open(),
        "binding": told.fill_binding(),
    }
    return StudyDocument(
        Localizer(told.language),
        told.record,
        told.say("regions page subject"),
        [*told.tell_headline(), *told.tell_settled()],
        [Doubt(note, "proof") for note in told.tell_notes()],
        list(_key_figures(told)),
        tables,
        {},
        TERMS,
        optional=frozenset(tables),
    )


def _key_figures(told: RegionsSummary) -> Iterator[KeyFigure]:
    """What the cheapest drawing costs, what that is beside today, what another can save, who is always together."""
    row, numbers = told.cheapest, told.numbers
    if row is None:
        return
    number, today_kr = int(row["number"]), told.outcome.instance.today.kr
    gain_kr = today_kr - row["cost_kr"]
    groups = counted(told, "groups", number)
    yield KeyFigure(told.say("regions page cost"), numbers.million_kr(row["cost_kr"]), groups)
    share = numbers.percent(abs(gain_kr) / today_kr if today_kr else None)
    name = told.say("regions page gain" if gain_kr >= 0 else "regions page dearer")
    yield KeyFigure(name, numbers.million_kr(abs(gain_kr)), told.say("regions page of today", share=share))
    if row["bound_kr"] is not None:
        gap = told.say("regions page gap", gap=numbers.gap(row["gap"]))
        yield KeyFigure(
            told.say("regions page cheaper"), told.numbers.at_most_kr(row["cost_kr"] - row["bound_kr"]), gap
        )
    near, settled = told.near_to(number), told.settled.get(number, ())
    if near:
        always = len(settled) - len(told.open_of(number))
        note = told.say("regions page in drawings", count=len(near) + 1, groups=groups)
        yield KeyFigure(
            told.say("regions page always"), told.say("regions page of all", count=always, all=len(settled)), note
        )


def _draw_map(told: RegionsSummary, row: Row, outlines: "Outlines | None", number: int) -> dict[str, Any]:
    """The map of a drawing with its caption, what it costs, and its groups, the one of the first letter first."""
    name, groups = str(row["drawing"]), counted(told, "groups", row["number"])
    aims = told.name_aims(row)
    caption = told.say("regions map aim", groups=groups, aim=aims) if aims else groups
    return {
        "caption": caption,
        "note": told.say("regions map cost", drawing=name, cost=told.numbers.million_kr(row["cost_kr"])),
        "svg": inline(drawing_map(told, row, outlines), number),
        "legend": [_swatch(told, name, group) for group in told.in_order(name)],
    }


def _swatch(told: RegionsSummary, drawing: str, group: str) -> Swatch:
    row, numbers = told.groups[drawing][group], told.numbers
    members = counted(told, "municipalities", row["municipalities"])
    note = told.say("regions map group", members=members, people=numbers.millions(row["population"], 2))
    return Swatch(mark_of_group(told, drawing, group), str(row["anchor_name"]), note)
