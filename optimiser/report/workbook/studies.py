"""The workbooks of studies: what their pages say, their tables a sheet each, and charts of these."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from optimiser.comparison.requirement_prices import RequirementPrices
from optimiser.comparison.shadow_prices import ShadowPrices
from optimiser.data.columns import FORMS
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.settings import Language
from optimiser.report.charts.sweep import MOST_BARS, Along
from optimiser.report.charts.tornado import MOST_ROWS, swings
from optimiser.report.html.frontier import frontier_document
from optimiser.report.html.prices import requirement_prices_document, shadow_prices_document
from optimiser.report.html.regret import regret_document
from optimiser.report.html.study import StudyDocument
from optimiser.report.html.sweep import sweep_document
from optimiser.report.html.tornado import tell_method, tornado_document
from optimiser.report.localizer import bilingual
from optimiser.report.parameters import ParameterAxis, ParameterWords
from optimiser.report.summaries.frontier import FrontierSummary
from optimiser.report.summaries.requirement_prices import RequirementPriceSummary
from optimiser.report.summaries.shadow_prices import PriceSummary
from optimiser.report.summaries.sweep import SweepSummary
from optimiser.report.tables.path_tornado import PATH_SWINGS
from optimiser.report.tables.studies import TORNADO_SWINGS, fill_unplanned
from optimiser.report.tables.table import (
    ANY,
    MILLIONS,
    FilledTable,
    OutputColumn,
    OutputTable,
    list_names,
    repeated_name,
)
from optimiser.report.workbook.charts import ChartSeries, SheetChart, has_figures
from optimiser.report.workbook.shared_sheets import MASTER_DATA, SUMMARY, charts_sheet, meanings_sheet, table_sheet
from optimiser.report.workbook.writing import BookSheet, Notes, SheetPart, SheetTable, save_book
from optimiser.result.frames import rows_of_frame
from optimiser.sensitivity.frontier import Frontier
from optimiser.sensitivity.regret import Regret
from optimiser.sensitivity.sweep import Sweep
from optimiser.sensitivity.tornado import Tornado

PARTICULARS = OutputTable(
    "particulars of a study",
    ("Sådan blev undersøgelsen lavet", "How the study was made"),
    ("en oplysning", "a particular"),
    (
        OutputColumn("label", ("Post", "Item"), ColumnMeaning("what is told", "hvad der oplyses"), width=40),
        OutputColumn("value", ("Værdi", "Value"), ColumnMeaning("what it is", "hvad det er"), width=90),
    ),
    workbook=("label", "value"),
)
KEY_FIGURES = OutputTable(
    "key figures of a study",
    ("Nøgletal", "Key figures"),
    ("et tal", "a figure"),
    (
        OutputColumn("label", ("Tal", "Figure"), ColumnMeaning("what is told", "hvad der oplyses"), width=40),
        OutputColumn("value", ("Værdi", "Value"), ColumnMeaning("what it is", "hvad det er"), width=30),
        OutputColumn("note", ("Bemærkning", "Note"), ColumnMeaning("what it rests on", "hvad det hviler på"), width=60),
    ),
    workbook=("label", "value", "note"),
)


# ---- What every workbook of a study has -----------------------------------------------------------


def write_study_workbook(
    document: StudyDocument,
    path: Path,
    charts: Sequence[SheetChart] = (),
    notes: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write the workbook of a study.

    Parameters
    ----------
    document
        What its page says; each of its tables has a sheet.
    path
        The file to write.
    charts
        Drawn of its tables, or of tables that then stand below the charts.
    notes
        By the name of a table in the document, what is said above it.
    """
    localizer = document.localizer
    sheets = list(_list_sheets(document, charts, notes or {}))
    named = f"{document.title}: {document.subject}"
    finished = str(document.record["finished"])
    save_book([*sheets, meanings_sheet(sheets, localizer)], path, localizer.language, named, finished)


def _list_sheets(
    document: StudyDocument, charts: Sequence[SheetChart], notes: Mapping[str, Sequence[str]]
) -> Iterator[BookSheet]:
    yield _summary_sheet(document)
    tables = list(document.tables.values())
    if charts:
        yield charts_sheet(charts, tables)
    for name, filled in document.tables.items():
        if filled.rows:
            yield table_sheet(filled, notes.get(name, ()))
    if document.unplanned:
        unplanned = fill_unplanned(document.unplanned)
        yield BookSheet(unplanned.table.title, unplanned.table.title, [SheetTable(unplanned, long=True)])
    particulars = [{"label": name, "value": value} for name, value in document.list_particulars()]
    table = SheetTable(FilledTable(PARTICULARS, particulars))
    yield BookSheet(MASTER_DATA, PARTICULARS.title, [table])


def _summary_sheet(document: StudyDocument) -> BookSheet:
    """The answer, the figures in large print, and what to doubt."""
    said = [document.title, document.subject, *document.answer, *document.failed]
    figures = [{"label": one.label, "value": one.value, "note": one.note} for one in document.key_figures]
    doubts = [doubt.sentence for doubt in document.doubts]
    parts: list[SheetPart] = [Notes(said)]
    parts += [SheetTable(FilledTable(KEY_FIGURES, figures), titled=True)] if figures else []
    return BookSheet(
        SUMMARY, bilingual("book summary"), [*parts, Notes([*doubts, document.localizer.say("book rounded")])]
    )


# ---- The workbook of each study -------------------------------------------------------------------


def write_sweep_workbook(sweep: Sweep, path: Path, language: Language) -> None:
    """Write the workbook of a sweep."""
    told = SweepSummary(sweep, language)
    write_study_workbook(sweep_document(told), path, list(_sweep_charts(told)))


ALONG = OutputTable(
    "along a parameter",
    ("Langs en parameter", "Along a parameter"),
    ("en værdi", "a value"),
    (
        OutputColumn("across", ("Værdi", "Value"), ColumnMeaning("value of the parameter", "parameterens værdi"), ANY),
        OutputColumn(
            "figure",
            ("{each}", "{each}"),
            ColumnMeaning("the figure there", "tallet der"),
            MILLIONS,
            repeated=True,
            width=20,
        ),
    ),
    workbook=("across", "figure"),
)
"""What is drawn as lines: a row for each value of a parameter, a column for each line."""
GAINS = OutputTable(
    "gains of points",
    ("Gevinst i hvert punkt, kr.", "Gain at each point, kr."),
    ("et punkt", "a point"),
    (
        OutputColumn("point", ("Punkt", "Point"), ColumnMeaning("its settings", "dets indstillinger"), width=52),
        OutputColumn(
            "gain",
            ("Nettogevinst", "Net gain"),
            ColumnMeaning(
                "net gain a year, or over all years of a plan over years",
                "nettogevinst om året, eller over alle år i en køreplan over flere år",
                "kr.",
            ),
            MILLIONS,
            width=18,
        ),
    ),
    workbook=("point", "gain"),
)


def _sweep_charts(told: SweepSummary) -> Iterator[SheetChart]:
    """The cost and the forms along a parameter, or the gains of points that have no order."""
    plans = Along.of(told.sweep)
    if plans is None:
        yield from _gain_chart(told)
        return
    axis = plans.axis(told)
    across = axis.title
    names = [plans.name(told, value) or told.say("sweep page cost axis") for value in plans.values]
    costs = _tabulate(plans, axis, dict(zip(names, plans.values, strict=True)), "objective_kr")
    yield _along_chart(told.say("sweep page cost chart"), costs, (across, told.say("sweep page cost axis")))
    for value in plans.values:
        title = f"{told.say('sweep page forms chart')} {plans.name(told, value)}".strip()
        contacts = {told.say(form): f"contacts_{form}" for form in FORMS}
        forms = _tabulate_forms(plans, axis, value, contacts)
        if forms.rows and forms.repeats["figure"]:
            yield _along_chart(title, forms, (across, told.say("sweep page forms axis")))


def _gain_chart(told: SweepSummary) -> Iterator[SheetChart]:
    ordered = sorted(rows_of_frame(told.sweep.planned), key=lambda row: float(row["objective_kr"]))
    if 1 < len(ordered) <= MOST_BARS:
        gains = FilledTable(GAINS, [{"point": told.name(row), "gain": row["net_gain_kr"]} for row in ordered])
        axes = ("", told.say("sweep page gain axis"))
        yield SheetChart(told.say("sweep page gain chart"), gains, "bars", [ChartSeries("gain")], "point", axes=axes)


def _tabulate(plans: Along, axis: ParameterAxis, lines: Mapping[str, Any], figure: str) -> FilledTable:
    """A figure by the value across, with a column for each value beside."""
    rows = []
    for at in plans.places:
        found = {name: plans.plans.get((at, value)) for name, value in lines.items()}
        rows.append(
            {
                "across": axis.place(at),
                **{repeated_name("figure", name): row[figure] if row else None for name, row in found.items()},
            }
        )
    return FilledTable(ALONG, rows, repeats={"figure": list_names(list(lines))})


def _tabulate_forms(plans: Along, axis: ParameterAxis, beside: Any, contacts: Mapping[str, str]) -> FilledTable:
    """Contacts in each form that is used, by the value across."""
    rows = {at: plans.plans.get((at, beside)) for at in plans.places}
    used = {name: column for name, column in contacts.items() if any(row and row[column] for row in rows.values())}
    told = [
        {
            "across": axis.place(at),
            **{repeated_name("figure", name): row[column] if row else None for name, column in used.items()},
        }
        for at, row in rows.items()
    ]
    return FilledTable(ALONG, told, repeats={"figure": list_names(list(used))})


def _along_chart(title: str, filled: FilledTable, axes: tuple[str, str]) -> SheetChart:
    lines = [ChartSeries(repeated_name("figure", name)) for name in filled.repeats["figure"]]
    return SheetChart(title, filled, "lines", lines, "across", axes=axes)


def write_tornado_workbook(tornado: Tornado, path: Path, language: Language) -> None:
    """Write the workbook of a tornado."""
    document = tornado_document(tornado, language)
    notes = {"switches": list(tell_method(ParameterWords.in_record(language, tornado.record), tornado.switching))}
    write_study_workbook(
        document, path, list(_tornado_charts(ParameterWords.in_record(language, tornado.record), tornado)), notes
    )


def _tornado_charts(localizer: ParameterWords, tornado: Tornado) -> Iterator[SheetChart]:
    """The widest swings, low and high."""
    rows = []
    for swing in swings(tornado.base, rows_of_frame(tornado.table))[:MOST_ROWS]:
        changes = {side.row["side"]: side.change_kr for side in swing.sides}
        if any(kr is not None for kr in changes.values()):
            rows.append(
                {"name": localizer.name(swing.parameter), "low": changes.get("low"), "high": changes.get("high")}
            )
    if rows:
        base = localizer.numbers.million_kr(tornado.base["objective_kr"])
        axes = ("", localizer.say("tornado page axis", base=base))
        series = [ChartSeries("low"), ChartSeries("high")]
        title = localizer.say("tornado page chart")
        declared = PATH_SWINGS if localizer.years else TORNADO_SWINGS
        yield SheetChart(title, FilledTable(declared, rows), "bars", series, "name", axes=axes)


def write_frontier_workbook(frontier: Frontier, path: Path, language: Language) -> None:
    """Write the workbook of a frontier."""
    told = FrontierSummary(frontier, language)
    write_study_workbook(frontier_document(told), path, list(_frontier_charts(told)))


REACHED = OutputTable(
    "cost by what is reached",
    ("Udgift efter det, der nås", "Cost by what is reached"),
    ("en plan", "a plan"),
    (
        OutputColumn("value", ("Nået", "Reached"), ColumnMeaning("value of the measure", "måltallets værdi"), ANY),
        OutputColumn(
            "efficient",
            bilingual("frontier page efficient"),
            ColumnMeaning(
                "cost of a plan of which no other goes as far for less",
                "udgiften ved en plan, som ingen billigere når så langt som",
                "kr./year",
            ),
            MILLIONS,
            width=18,
        ),
        OutputColumn(
            "dominated",
            bilingual("frontier page dominated"),
            ColumnMeaning(
                "cost of a plan of which another goes as far for less",
                "udgiften ved en plan, som en billigere når så langt som",
                "kr./year",
            ),
            MILLIONS,
            width=18,
        ),
    ),
    workbook=("value", "efficient", "dominated"),
)


def _frontier_charts(told: FrontierSummary) -> Iterator[SheetChart]:
    planned = [row for row in rows_of_frame(told.frontier.planned) if row["value"] is not None]
    rows = [
        {"value": row["value"], "dominated" if row["dominated"] else "efficient": row["objective_kr"]}
        for row in sorted(planned, key=lambda row: float(row["value"]))
    ]
    if rows:
        drawn = [ChartSeries("efficient")]
        drawn += [ChartSeries("dominated", is_apart=True)] if any("dominated" in row for row in rows) else []
        title, axes = (
            told.say("frontier page chart", measure=told.name()),
            (told.name(), told.say("frontier page cost axis")),
        )
        yield SheetChart(title, FilledTable(REACHED, rows), "lines", drawn, "value", axes=axes, spans=True)


def write_regret_workbook(regret: Regret, path: Path, language: Language) -> None:
    """Write the workbook of a regret."""
    document = regret_document(regret, language)
    structures = document.tables["structures"]
    charts = []
    series = [ChartSeries(name) for name in ("worst_regret_kr", "expected_regret_kr") if has_figures(structures, name)]
    if series:
        say = document.localizer.say
        axes = ("", say("sweep page cost axis"))
        charts = [
            SheetChart(document.localizer.say("regret page chart"), structures, "bars", series, "structure", axes=axes)
        ]
    notes = {"matrix": [doubt.sentence for doubt in document.doubts]}
    write_study_workbook(document, path, charts, notes)


def write_shadow_prices_workbook(prices: ShadowPrices, path: Path, language: Language) -> None:
    """Write the workbook of shadow prices."""
    document = shadow_prices_document(prices, language)
    legend = list(PriceSummary(prices, language).tell_legend())
    _write_prices(document, path, "target", document.localizer.say("price page chart"), legend)


def write_requirement_prices_workbook(prices: RequirementPrices, path: Path, language: Language) -> None:
    """Write the workbook of prices of what is required."""
    document = requirement_prices_document(prices, language)
    legend = list(RequirementPriceSummary(prices, language).tell_legend())
    _write_prices(document, path, "name", document.localizer.say("requirements page chart"), legend)


def _write_prices(document: StudyDocument, path: Path, named: str, title: str, legend: Sequence[str]) -> None:
    """Write the workbook of prices: what each thing costs, and the most that it can cost."""
    filled = document.tables["prices"]
    charts = []
    if has_figures(filled, "cost_kr"):
        axes = ("", document.localizer.say("price page axis"))
        charts = [SheetChart(title, filled, "bars", [ChartSeries("cost_kr"), ChartSeries("most_kr")], named, axes=axes)]
    write_study_workbook(document, path, charts, {"prices": legend[1:-1]})  # the first tells of millions


TABLES = (PARTICULARS, KEY_FIGURES, ALONG, GAINS, REACHED)
