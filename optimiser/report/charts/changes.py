"""What is otherwise in one plan than in another: a map of who changes, and the cost from the one to the other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from optimiser.comparison.plan_difference import PlanDifference
from optimiser.data.tolerances import A_KRONE
from optimiser.report.charts.drawing import INK, QUIET, WIDTH, bars, draw
from optimiser.report.charts.map import CentreColour, answers_in_words, drawn
from optimiser.report.charts.map_layers import Mark
from optimiser.report.charts.plan import Step, step_bars
from optimiser.report.localizer import TERM_NAMES, Localizer
from optimiser.report.tables.differences import MONEY_DECIMALS, shown_terms
from optimiser.report.tables.table import CHANGE

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines

LESS, MORE, SAME = "#0072B2", "#F2B366", "#f3f1ea"
"""Pays less, more, the same: told apart by the colour-blind, and in grey as dark, middle and light."""
HEAVY, LIGHT = 2.5, 0.7
OPENS, CLOSES = "+", "−"
"""The letter of a seat whose centre opens or begins to answer for others, and of one that closes or ceases to."""


def change_map(difference: PlanDifference, localizer: Localizer, outlines: "Outlines | None" = None) -> str:
    """The map as SVG: filled by what a municipality pays more or less, a heavy edge where it is answered otherwise."""
    before, after = difference.names
    told = (
        localizer.say("change map title", before=before, after=after),
        localizer.say("change map description", before=before, after=after),
    )
    marks = dict(_list_marks(difference, localizer))
    return drawn(difference.after.instance, localizer.language, marks, outlines, told)


def change_legend(difference: PlanDifference, localizer: Localizer) -> Iterator[tuple[CentreColour, str]]:
    """Yield each mark of the map with what it says, and of how many; those that the map does not have are left out."""
    letters = list(_letters_of_seats(difference).values())
    paid = [_fill_of(row["change_kr"]) for row in difference.municipality_rows]
    counts = {
        "change legend less": (CentreColour("", LESS), paid.count(LESS)),
        "change legend more": (CentreColour("", MORE), paid.count(MORE)),
        "change legend same": (CentreColour("", SAME), paid.count(SAME)),
        "change legend moved": (CentreColour("○", "#ffffff"), len(difference.moved_municipalities)),
        "change legend opens": (CentreColour(OPENS, "#ffffff"), letters.count(OPENS)),
        "change legend closes": (CentreColour(CLOSES, "#ffffff"), letters.count(CLOSES)),
    }
    for name, (mark, count) in counts.items():
        if count:
            yield mark, localizer.say(name, count=count)
    for name, letter, rows in (
        ("change legend opens unseen", OPENS, [row for row in _unseen(difference) if _grows(row)]),
        ("change legend closes unseen", CLOSES, [row for row in _unseen(difference) if not _grows(row)]),
    ):
        if rows:
            centres = localizer.join_list([row["centre"] for row in rows])
            yield CentreColour(letter, "#ffffff"), localizer.say(name, centres=centres)


def cost_steps(difference: PlanDifference, localizer: Localizer) -> str:
    """The yearly cost of the second plan from that of the first, term by term, as SVG; bars are changes."""
    numbers, (before, after) = localizer.numbers, difference.names
    ends_kr = (difference.before.figures.objective_kr, difference.after.figures.objective_kr)
    steps = [
        Step(localizer.say(TERM_NAMES[one.row["term"]]), one.row["change_kr"], one.change)
        for one in shown_terms(difference)
        if one.change or abs(one.row["change_kr"]) >= A_KRONE
    ]
    description = localizer.say(
        "change steps description",
        before=before,
        after=after,
        **{
            name: numbers.million_kr(kr, MONEY_DECIMALS)
            for name, kr in zip(("cost_before", "cost_after"), ends_kr, strict=True)
        },
    )
    rows = list(step_bars((before, after), ends_kr, steps, localizer.language, MONEY_DECIMALS))
    spec = bars(rows, WIDTH, localizer.say("change steps axis", before=before))
    return draw(spec, localizer.language, localizer.say("change steps title", before=before, after=after), description)


def _fill_of(change_kr: float) -> str:
    return LESS if change_kr < -A_KRONE else MORE if change_kr > A_KRONE else SAME


def _letters_of_seats(difference: PlanDifference) -> Mapping[str, str]:
    """By the code of a seat, whether its centre opens or begins to sell, or closes or ceases to."""
    return {
        seat: OPENS if _grows(row) else CLOSES
        for row in difference.changed_centres
        if (seat := _seat_of(difference, row))
    }


def _unseen(difference: PlanDifference) -> list[Mapping[str, Any]]:
    """The centres that change and have no place on the map, as virtual ones."""
    return [row for row in difference.changed_centres if not _seat_of(difference, row)]


def _seat_of(difference: PlanDifference, row: Mapping[str, Any]) -> str | None:
    rows = {**difference.before.instance.centre_rows, **difference.after.instance.centre_rows}
    return rows[row["centre"]].seat


def _grows(row: Mapping[str, Any]) -> bool:
    """True where a centre opens or begins to answer for others."""
    order = ("closed", "open", "sells")
    return order.index(row["state_after"]) > order.index(row["state_before"])


def _list_marks(difference: PlanDifference, localizer: Localizer) -> Iterator[tuple[str, Mark]]:
    """Yield each municipal code with how it is drawn and what it says."""
    letters, moved = _letters_of_seats(difference), {row["code"] for row in difference.moved_municipalities}
    answers = [answers_in_words(result, localizer.language) for result in (difference.before, difference.after)]
    for row in difference.municipality_rows:
        code, fill = row["code"], _fill_of(row["change_kr"])
        edge = {"edge": INK, "thick": HEAVY} if code in moved else {"edge": QUIET, "thick": LIGHT}
        told = _tell_municipality(difference, localizer, row, [each[code] for each in answers])
        letter = {"letter": letters.get(code, ""), "ink": CentreColour("", fill).ink, "bold": True}
        yield code, {"fill": fill, **edge, **letter, "told": told}


def _tell_municipality(
    difference: PlanDifference, localizer: Localizer, row: Mapping[str, Any], answers: Sequence[Sequence[str]]
) -> str:
    """Its name, who answers it in each plan where that differs, and what it pays; in lines."""
    numbers, lines = localizer.numbers, [str(row["name"])]
    if answers[0] == answers[1]:
        lines += answers[1]
    else:
        for name, told in zip(difference.names, answers, strict=True):
            lines.append(localizer.say("change hover answers", name=name, answers="; ".join(told)))
    figures = {when: numbers.millions(row[f"{when}_kr"], MONEY_DECIMALS) for when in ("before", "after")}
    change = CHANGE.write_figure(numbers, row["change_kr"])
    return "\n".join([*lines, localizer.say("change hover pays", change=change, **figures)])
