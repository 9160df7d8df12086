"""The page of a plan over years: what to do when, what each year costs and gains, who answers when, and the proof."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from optimiser.alternatives.near_paths import NearPaths
from optimiser.data.roadmap_tables import YEARS_FOLDER
from optimiser.data.settings import Language
from optimiser.report.charts import roadmap as charts
from optimiser.report.charts.map import CentreColour, centre_colours, municipality_map
from optimiser.report.html import header
from optimiser.report.html.elements import CaseMap, PageTable, Swatch, inline, render, table_if_any
from optimiser.report.html.header import Doubt, KeyFigure
from optimiser.report.html.page import near_section, note_drawing, tell_grounds
from optimiser.report.html.stamps import stamp_of_path
from optimiser.report.html.terms import OF_PATH, glossary
from optimiser.report.localizer import Localizer, apart_kr
from optimiser.report.summaries.roadmap import RoadmapSummary
from optimiser.report.tables import roadmap
from optimiser.report.tables.roadmap_each_year import fill_moved, fill_service, fill_staff, fill_volumes
from optimiser.report.tables.table import FilledTable
from optimiser.result.roadmap import RoadmapResult

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines

FEW_FIGURES = 4
"""Key figures on the two pages for a board."""


def near_paths_page(near: NearPaths, language: Language, outlines: "Outlines | None" = None) -> str:
    """The page of a plan over years that is the best of several that differ in structure."""
    return roadmap_page(near.best, language, outlines, near_section(Localizer(language), near, outlines))


def roadmap_page(
    result: RoadmapResult,
    language: Language,
    outlines: "Outlines | None" = None,
    near: Mapping[str, Any] | None = None,
) -> str:
    """The page of a plan over years; `near` is what its section on others near it shows, if it has one.

    Raises ValueError when there is no path: then there is nothing to show.
    """
    told, localizer = _told(result, language), Localizer(language)
    return render(
        "roadmap.html.j2",
        language,
        near=near,
        **_opening(told, localizer),
        **_maps(localizer, result, outlines),
        doubts=list(_list_doubts(told)),
        cost_chart=inline(charts.cost_of_years(result, localizer)),
        cash_chart=inline(charts.cash_of_years(result, localizer)),
        parts=[_swatch(told, name, colour) for name, colour in charts.colours_of_cost(result).items()],
        cash_parts=[_swatch(told, name, colour) for name, colour in charts.COLOURS_OF_CASH.items()],
        tables={name: _table(localizer, filled) for name, filled in _tables(result, localizer).items()},
        how=[told.say("roadmap how"), told.say("roadmap years alone", folder=f"{YEARS_FOLDER}/")],
        proof=[told.tell_proof(), told.say("roadmap rounded hosts"), _tell_check(told)],
        **_closing(told, localizer),
    )


def roadmap_board(result: RoadmapResult, language: Language, outlines: "Outlines | None" = None) -> str:
    """The two pages of a plan over years for a board, for print on A4.

    Raises ValueError when there is no path.
    """
    told, localizer = _told(result, language), Localizer(language)
    opening = _opening(told, localizer)
    opening["key_figures"] = opening["key_figures"][:FEW_FIGURES]
    return render(
        "roadmap_board.html.j2",
        language,
        **opening,
        **_maps(localizer, result, outlines),
        doubts=list(_list_doubts(told)),
        steps=_table(localizer, roadmap.fill_steps(result, localizer)),
        cash=_table(localizer, roadmap.fill_cash(result, localizer)),
        sources=told.say("board sources", hash=result.record.input_sha256[:12]),
    )


def _told(result: RoadmapResult, language: Language) -> RoadmapSummary:
    if not result.has_path:
        raise ValueError(f"there is no path to report: {result.status}")
    return RoadmapSummary(result, language)


def _opening(told: RoadmapSummary, localizer: Localizer) -> dict[str, Any]:
    result = told.result
    shown, count = charts.shared_centres(result)
    more = told.say("roadmap timeline more", count=len(shown), all=count) if count > len(shown) else ""
    return {
        "title": told.title,
        "subject": told.subject,
        "description": header.system(localizer, result.instance),
        "date": localizer.write_date(str(result.record.finished)),
        "status": header.outcome(localizer, result.status, result.gap),
        "proven": result.status == "optimal",
        "answer": told.tell_steps(),
        "advice": [told.tell_cost()],
        "proof_told": [told.tell_proof()],
        "key_figures": list(_key_figures(told)),
        "timeline": inline(charts.timeline(result, localizer)),
        "timeline_note": more,
    }


def _key_figures(told: RoadmapSummary) -> Iterator[KeyFigure]:
    """The gain over the years, what is invested, when it is paid back, who moves, and the gain in the last year."""
    record, numbers, lines = told.result.record, told.numbers, told.result.lines.years
    today_kr, cost_kr, last = record.today_kr or 0.0, record.objective_kr or 0.0, lines[-1]
    gain_kr = apart_kr(today_kr, cost_kr)
    share = numbers.percent(float(gain_kr) / today_kr) if today_kr else ""
    note = told.say("roadmap gain note", first=lines[0].year, count=len(lines), share=share)
    yield KeyFigure(told.say("roadmap gain"), numbers.million_kr(gain_kr), note)
    most = max(lines, key=lambda line: line.investment_kr)
    note = told.say("roadmap investment note", year=most.year, kr=numbers.million_kr(most.investment_kr))
    yield KeyFigure(told.say("roadmap investment"), numbers.million_kr(record.investment_kr), note)
    year = record.payback_year
    paid = told.say("roadmap payback never") if year is None else str(year)
    if record.investment_kr:
        yield KeyFigure(told.say("roadmap payback"), paid, told.say("roadmap payback note"))
    of_last = numbers.percent(last.gain_kr / last.today_kr) if last.today_kr else ""
    yield KeyFigure(
        told.say("roadmap last year", year=last.year),
        numbers.million_kr(last.gain_kr),
        told.say("roadmap last year note", share=of_last),
    )
    moved = numbers.plain(sum(line.moved_fte for line in lines))
    yield KeyFigure(told.say("roadmap staff"), moved, told.say("roadmap staff note"))


def _list_doubts(told: RoadmapSummary) -> Iterator[Doubt]:
    yield header.assumed(told, told.result.instance)
    yield from (Doubt(sentence, "money") for sentence in told.tell_budgets())


def _tables(result: RoadmapResult, localizer: Localizer) -> dict[str, FilledTable]:
    return {
        "steps": roadmap.fill_steps(result, localizer),
        "moves": roadmap.fill_moves(result, localizer),
        "money": roadmap.fill_money(result, localizer),
        "cash": roadmap.fill_cash(result, localizer),
        "centres": fill_volumes(result),
        "service": fill_service(result),
        "staff": fill_staff(result),
        "municipalities": roadmap.fill_municipalities(result, localizer),
        "moved": fill_moved(result, localizer),
    }


def _table(localizer: Localizer, filled: FilledTable) -> PageTable | None:
    return table_if_any(filled, localizer.numbers, localizer.sort_key_of)


def _maps(localizer: Localizer, result: RoadmapResult, outlines: "Outlines | None") -> dict[str, Any]:
    """A map a year, in the same colours."""
    told, colours = RoadmapSummary(result, localizer.language), centre_colours(result.plans.values())
    maps = []
    for number, (year, plan) in enumerate(result.plans.items(), start=1):
        share = localizer.numbers.percent(told.share_in_centres(year))
        drawing = inline(municipality_map(plan, localizer.language, colours, outlines), number)
        maps.append(CaseMap(str(year), localizer.say("roadmap map note", share=share), drawing))
    return {
        "maps": maps,
        "map_note": note_drawing(localizer, result.plans.values(), outlines),
        "legend": [Swatch(mark, name) for name, mark in colours.items()],
    }


def _swatch(told: RoadmapSummary, name: str, colour: str) -> Swatch:
    return Swatch(CentreColour("", colour), told.say(name))


def _tell_check(told: RoadmapSummary) -> str:
    audit = told.result.record.audit
    checks, breaches = (audit.checks, len(audit.breaches)) if audit else (0, 0)
    return told.say("checked again", checks=told.numbers.plain(checks), breaches=breaches)


def _closing(told: RoadmapSummary, localizer: Localizer) -> dict[str, Any]:
    """What pages of whole plans end with."""
    return {
        **tell_grounds(localizer, {"": told.result.instance}),
        "wishes": None,
        "glossary": list(glossary(localizer, OF_PATH)),
        "stamps": [("", list(stamp_of_path(localizer, told.result)))],
    }
