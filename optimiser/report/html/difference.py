"""The page of a difference: what the second plan costs more, who changes, and how far that is proven."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from optimiser.comparison.plan_difference import PlanDifference
from optimiser.data.settings import Language
from optimiser.report.charts.changes import change_legend, change_map, cost_steps
from optimiser.report.html import header
from optimiser.report.html.elements import Swatch, inline, render, table_if_any
from optimiser.report.html.header import Doubt, KeyFigure
from optimiser.report.html.page import closing_sections, note_drawing, page_head
from optimiser.report.localizer import Localizer, apart_kr, counted
from optimiser.report.summaries.difference import DifferenceSummary
from optimiser.report.tables import differences
from optimiser.report.tables.grounds import tabulate_inputs
from optimiser.report.tables.table import FilledTable

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines


def difference_page(difference: PlanDifference, language: Language, outlines: "Outlines | None" = None) -> str:
    """The page of a difference between two plans."""
    told, localizer = DifferenceSummary(difference, language), Localizer(language)
    results = dict(zip(difference.names, (difference.before, difference.after), strict=True))
    finished = max(str(result.run.finished) for result in results.values())
    tables: dict[str, FilledTable] = {
        "terms": differences.fill_terms(localizer, difference),
        "centres": differences.fill_centres_of_two(localizer, difference),
        "municipalities": differences.fill_municipalities_of_two(localizer, difference),
        "moves": differences.fill_moves(localizer, difference),
        "inputs": tabulate_inputs(
            told.words, difference.value_rows, dict(zip(("before", "after"), difference.names, strict=True))
        ),
    }
    return render(
        "difference.html.j2",
        language,
        **page_head(localizer, difference.after.instance, finished),
        subject=localizer.say("difference page subject", before=told.before, after=told.after),
        answer=list(told.tell_answer()),
        changes=list(told.tell_changes()),
        inputs_told=told.tell_inputs(),
        key_figures=list(_key_figures(told)),
        doubts=[
            header.assumed(localizer, difference.after.instance),
            Doubt(localizer.say("about the shares"), "municipalities"),
        ],
        proven=told.tell_proven(),
        map=inline(change_map(difference, localizer, outlines)),
        map_note=note_drawing(localizer, results.values(), outlines),
        legend=[Swatch(mark, name) for mark, name in change_legend(difference, localizer)],
        steps=inline(cost_steps(difference, localizer)),
        tables={
            name: table_if_any(filled, localizer.numbers, localizer.sort_key_of) for name, filled in tables.items()
        },
        proof=[(name, list(header.proof(localizer, result))) for name, result in results.items()],
        **closing_sections(localizer, results),
    )


def _key_figures(told: DifferenceSummary) -> Iterator[KeyFigure]:
    """What it costs more or less, how many are answered otherwise, and how many pay more and less."""
    difference, numbers, say = told.difference, told.numbers, told.say
    was_kr, now_kr = difference.before.figures.objective_kr, difference.after.figures.objective_kr
    costs = say("difference page costs", before=numbers.million_kr(was_kr), after=numbers.million_kr(now_kr))
    label = "difference page dearer" if difference.change_kr >= 0 else "difference page cheaper"
    yield KeyFigure(say(label), numbers.million_kr(abs(apart_kr(now_kr, was_kr))), costs)
    count, moved = len(difference.municipality_rows), difference.moved_municipalities
    contacts = counted(told, "contacts", sum(row["moved_contacts"] for row in moved))
    yield KeyFigure(say("difference page moved"), say("so many of all", count=len(moved), all=count), contacts)
    for name, rows in (("difference page losing", difference.losing), ("difference page gaining", difference.gaining)):
        most = (
            say("most of all", name=rows[0]["name"], kr=numbers.million_kr(abs(rows[0]["change_kr"]), 2))
            if rows
            else ""
        )
        yield KeyFigure(say(name), say("so many of all", count=len(rows), all=count), most)
