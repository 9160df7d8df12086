"""Charts as they stand in the page: SVG that is safe as it is, with the legend of the maps beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from optimiser.comparison.comparison import Comparison
from optimiser.report.charts.centres import centres_chart
from optimiser.report.charts.colours import CentreColour
from optimiser.report.charts.comparison import cost_bars, gain_against_score
from optimiser.report.charts.map import Colours, centre_colours, legend, municipality_map
from optimiser.report.charts.waterfall import waterfall
from optimiser.report.localizer import Localizer
from optimiser.report.numbers import net_gain_kr
from optimiser.result.result import Result

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines


@dataclass(frozen=True)
class Swatch:
    """An entry of a legend: a letter on its colour, whose it is, and what is said of it."""

    mark: CentreColour
    name: str
    note: str = ""


@dataclass(frozen=True)
class CaseMap:
    """One of the maps side by side."""

    case: str
    note: str
    drawing: Markup


def inline(svg: str, number: int = 0) -> Markup:
    """A chart to stand in the page. Charts escape what they say, so they are not escaped again.

    Two cases may have the same chart: `number` makes its identifier one of its own.
    """
    return Markup(svg.replace('"chart-', f'"chart-{number}-'))  # noqa: S704


def map_and_legend(
    localizer: Localizer, result: Result, outlines: "Outlines | None"
) -> tuple[Markup, Sequence[Swatch]]:
    """The map of one result, and the centres on it."""
    colours = centre_colours([result])
    return inline(municipality_map(result, localizer.language, colours, outlines)), list(
        _list_swatches(localizer, result, colours)
    )


def _list_swatches(localizer: Localizer, result: Result, colours: Colours) -> Iterator[Swatch]:
    for entry in legend(result, colours, localizer.language):
        contacts = localizer.numbers.millions(entry.contacts)
        name = "legend note of one" if entry.municipalities == 1 else "legend note"
        note = localizer.say(name, count=entry.municipalities, contacts=contacts)
        yield Swatch(CentreColour(entry.letter, entry.colour), entry.name, note)


def maps_of(localizer: Localizer, comparison: Comparison, outlines: "Outlines | None") -> Iterator[CaseMap]:
    """A map a case, in the same colours."""
    colours = centre_colours(comparison.planned.values())
    for number, (case, result) in enumerate(comparison.planned.items(), start=1):
        gain = localizer.numbers.million_kr(net_gain_kr(result.figures))
        svg = municipality_map(result, localizer.language, colours, outlines)
        yield CaseMap(case, localizer.say("gain of case", gain=gain), inline(svg, number))


def centres_of_all(comparison: Comparison) -> Sequence[Swatch]:
    """The legend of the maps side by side."""
    return [Swatch(mark, name) for name, mark in centre_colours(comparison.planned.values()).items()]


def waterfall_of(localizer: Localizer, result: Result, number: int = 0) -> Markup:
    """From today's cost to the cost after."""
    return inline(waterfall(result, localizer.language), number)


def centres_of(localizer: Localizer, result: Result) -> Markup:
    """The open centres on the cost curve."""
    return inline(centres_chart(result, localizer.language))


def charts_side_by_side(localizer: Localizer, comparison: Comparison) -> dict[str, Markup]:
    """The charts of all cases together, by name."""
    return {
        "bars": inline(cost_bars(comparison, localizer.language)),
        "score": inline(gain_against_score(comparison, localizer.language)),
    }
