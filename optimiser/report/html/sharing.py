"""The page of sharing: who pays what by each rule, who would leave, and who compensates whom."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from optimiser.data.settings import Language
from optimiser.report.charts.gains import gain_legend, gain_map
from optimiser.report.html.elements import Swatch, inline, render
from optimiser.report.html.header import Doubt, KeyFigure
from optimiser.report.html.page import note_drawing
from optimiser.report.html.study import StudyDocument
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.sharing import SharingSummary
from optimiser.sharing.outcome import SharingOutcome

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines

TERMS = (
    ("sharing term core", "sharing what the core is"),
    ("sharing term objection", "sharing what an objection is"),
)
PREFERRED = ("least-core", "by-todays-cost", "host-price")
"""What is mapped beside the division by load, where the instance chooses no other: the first that there is."""


def sharing_page(outcome: SharingOutcome, language: Language, outlines: "Outlines | None" = None) -> str:
    """Return the page of how a plan's cost can be shared."""
    told = SharingSummary(outcome, language)
    return render(
        "share.html.j2",
        language,
        **sharing_document(told).for_page(),
        maps=[_draw_map(told, rule, outlines) for rule in _list_mapped(told)],
        map_note=note_drawing(told, [outcome.result], outlines),
        compensated=list(told.tell_compensation()),
        core=told.tell_core() if told.record["core"] else "",
        notes=list(told.tell_notes()),
    )


def sharing_document(told: SharingSummary) -> StudyDocument:
    """Return what page and workbook say of sharing."""
    localizer = Localizer(told.language)
    tables = {
        "rules": told.fill_rules(),
        "payments": told.fill_payments(),
        "groups": told.fill_groups(),
        "consents": told.fill_consents(),
        "compensation": told.fill_compensation(),
    }
    return StudyDocument(
        localizer,
        told.record,
        told.say("sharing page subject"),
        list(told.tell_answer()),
        [Doubt(note, "proof") for note in told.tell_notes()],
        list(_key_figures(told)),
        tables,
        {},
        TERMS,
        optional=frozenset({"groups", "consents", "compensation"}),
    )


def _key_figures(told: SharingSummary) -> Iterator[KeyFigure]:
    numbers, found = told.numbers, told.record["compensated"]
    gain = told.say("sharing page plan")
    share = numbers.percent(told.gain_kr / told.record["today_kr"] if told.record["today_kr"] else None)
    yield KeyFigure(gain, numbers.million_kr(told.gain_kr), share)
    for name, figure in (("sharing page least", "needed_kr"), ("sharing page left", "left_kr")):
        part = told.say("sharing page of gain", share=told.part_of_gain(found[figure]))
        yield KeyFigure(told.say(name), numbers.million_kr(found[figure], 2), part)


def _list_mapped(told: SharingSummary) -> list[str]:
    """Return the two rules whose gains are mapped, or the one that there is: by load, and the one that is chosen."""
    wanted = ("by-load", told.record["chosen"], *PREFERRED)
    return [rule for rule in dict.fromkeys(wanted) if rule in told.by_rule][:2]


def _draw_map(told: SharingSummary, rule: str, outlines: "Outlines | None") -> dict[str, Any]:
    return {
        "caption": told.say("sharing map title", rule=told.name_rule(rule)),
        "svg": inline(gain_map(told, rule, outlines)),
        "legend": [Swatch(mark, name) for mark, name in gain_legend(told, rule)],
    }
