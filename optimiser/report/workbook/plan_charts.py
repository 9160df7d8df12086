"""The charts of workbooks about plans: the steps from today, the centres on the curve, and cases side by side."""

from collections.abc import Iterator, Sequence

from optimiser.comparison.plan_difference import PlanDifference
from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.charts.drawing import COST, GAIN, TOTAL
from optimiser.report.charts.plan import ANSWERING, ON_TOP, changes_kr
from optimiser.report.localizer import TERM_NAMES, Localizer
from optimiser.report.tables.table import TWO_DECIMALS, WHOLE, FilledTable, OutputColumn, OutputTable, repeated_name
from optimiser.report.tables.waterfall import CostStep, fill_waterfall
from optimiser.report.workbook.charts import ChartSeries, SheetChart, has_figures
from optimiser.result.result import Result

CURVE = OutputTable(
    "cost curve",
    ("Omkostningskurven", "The cost curve"),
    ("et punkt på kurven", "a point of the curve"),
    (
        OutputColumn(
            "volume",
            ("Henvendelser om året", "Contacts a year"),
            ColumnMeaning("pooled volume of a centre", "et centers samlede volumen", "contacts/year"),
            WHOLE,
            width=22,
        ),
        OutputColumn(
            "unit_cost",
            ("Kurven", "The curve"),
            ColumnMeaning("what a contact costs there", "hvad en henvendelse koster der", "kr./contact"),
            TWO_DECIMALS,
            width=18,
        ),
    ),
    workbook=("volume", "unit_cost"),
)
TABLES = (CURVE,)


def waterfall_chart(steps: Sequence[CostStep], last: str, titles: tuple[str, str]) -> SheetChart:
    """Return steps and what they come to as columns, each standing where the one before ended.

    `titles` are that of the chart and that of its axis.
    """
    filled = fill_waterfall(steps, last)
    colours = [*(GAIN if step.kr < 0 else COST for step in steps), TOTAL]
    series = [
        ChartSeries("base", hidden=True),
        ChartSeries("above", colours=colours),
        ChartSeries("below", colours=colours),
    ]
    title, axis = titles
    return SheetChart(title, filled, "stacked", series, "label", axes=("", axis))


def result_charts(result: Result, localizer: Localizer, centres: FilledTable) -> Iterator[SheetChart]:
    """Yield the charts of a plan; its `centres` stand in a table of their own."""
    answered = "+".join(f"{term}_kr" for term in ANSWERING)
    formulas = {phrase: f"{term}_kr" for term, phrase in ON_TOP.items()}
    steps = [
        CostStep(localizer.say(phrase), kr, formulas.get(phrase, f"{answered}-today_kr"))
        for phrase, kr in changes_kr(result).items()
    ]
    titles = (localizer.say("waterfall title"), localizer.say("waterfall axis"))
    yield waterfall_chart(steps, localizer.say("waterfall after"), titles)
    if has_figures(centres, "pooled_volume"):
        yield _centres_chart(result, localizer, centres)


def _centres_chart(result: Result, localizer: Localizer, centres: FilledTable) -> SheetChart:
    """The centres by size and unit cost, and the curve."""
    points = sorted(result.instance.tables.cost_curve, key=lambda point: point.volume)
    curve = FilledTable(CURVE, [{"volume": one.volume, "unit_cost": one.unit_cost_kr} for one in points])
    series = [
        ChartSeries("unit_cost", is_line=True, across="volume", filled=curve),
        ChartSeries("unit_cost_kr", names="centre"),
    ]
    axes = (localizer.say("book centres axis"), localizer.say("centres cost axis"))
    title = localizer.say("centres title")
    return SheetChart(title, centres, "dots", series, "pooled_volume", axes=axes, logarithmic=True, in_millions=False)


def comparison_charts(gain: FilledTable, localizer: Localizer) -> Iterator[SheetChart]:
    """Yield the charts of cases: what they gain and take; `gain` is the table of it, a column for each case."""
    cases = [repeated_name("case", case) for case in gain.repeats["case"]]
    for figure, axis in (("net_gain_kr", "cost bars gain axis"), ("investment_kr", "cost bars investment axis")):
        (title,) = (row["label"] for told, row in zip(gain.described, gain.rows, strict=True) if told.name == figure)
        axes = ("", localizer.say(axis))
        yield SheetChart(title, gain, "bars", [ChartSeries(figure)], cases=cases, axes=axes)


def difference_charts(difference: PlanDifference, localizer: Localizer) -> Iterator[SheetChart]:
    """Yield the chart of a difference: the second plan's cost from the first's, term by term."""
    before, after = difference.names
    changes = [(row["term"], row["change_kr"]) for row in difference.term_rows if row["change_kr"]]
    if changes:
        steps = [CostStep(localizer.say(TERM_NAMES[term]), kr) for term, kr in changes]
        titles = (
            localizer.say("change steps title", before=before, after=after),
            localizer.say("change steps axis", before=before),
        )
        yield waterfall_chart(steps, after, titles)
