"""What is no money: KPIs with their targets, and design criteria by theme, of a plan and of cases side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from optimiser.comparison.columns import KPI
from optimiser.comparison.comparison import Comparison, measures_of_results
from optimiser.data.figures_in_use import assumed_measures
from optimiser.data.rows import Kpi
from optimiser.data.run_tables import ColumnMeaning, KpiLine, meaning_of
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.service import SENSES, SHARE, ServiceSummary
from optimiser.report.tables.cases import CASE, CASES, STAR, planned_rows
from optimiser.report.tables.table import (
    ANY,
    PERCENT,
    TEXT,
    TWO_DECIMALS,
    WHOLE_PERCENT,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    RowValues,
    list_names,
    repeated_name,
)
from optimiser.result.result import Result


def _kpi_column(name: str, title: Bilingual, form: FigureFormat = TWO_DECIMALS, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, meaning_of(KpiLine.model_fields[name]), form, **more)


UNIT = OutputColumn(
    "unit", ("Enhed", "Unit"), ColumnMeaning("the unit of its values", "enheden for dens værdier"), width=15
)
MEASURE_NAME = OutputColumn(
    "kpi", ("Nøgletal", "Measure"), ColumnMeaning("name of the measure", "nøgletallets navn"), width=52
)
SENSE = OutputColumn(
    "sense",
    ("Målet er", "The target is"),
    ColumnMeaning("whether the target is the least or the most", "om målet er det mindste eller det højeste"),
    width=26,
)
TARGET = _kpi_column("target", ("Mål", "Target"), width=14)
VALUE = _kpi_column("value", ("Værdi", "Value"), gloss=("gennemsnit over henvendelser", "mean over contacts"), width=17)
WORST = _kpi_column(
    "worst",
    ("Dårligste værdi", "Worst value"),
    gloss=("hvor målet gælder hvert sted", "where the target is for each place"),
    width=17,
)
WORST_PLACE = _kpi_column("worst_at", ("Dårligste sted", "Worst place"), TEXT, width=24)
MET = _kpi_column("met", ("Mål nået?", "Target met?"), TEXT, width=15)
CASE_VALUE = OutputColumn(
    "case",
    ("{each}", "{each}"),
    ColumnMeaning("its mean over the country in a case", "dens gennemsnit over landet i et system"),
    TWO_DECIMALS,
    repeated=True,
    width=18,
)
CASE_MET = OutputColumn(
    "met in",
    ("{each}: mål nået?", "{each}: target met?"),
    ColumnMeaning("whether its target is met in a case", "om dens mål er nået i et system"),
    repeated=True,
    width=18,
)
KPIS = OutputTable(
    "measures",
    ("Nøgletal og mål (KPI)", "Measures and targets (KPI)"),
    ("et nøgletal, der ikke er et designkriterium", "a KPI that is not a design criterion"),
    (MEASURE_NAME, UNIT, SENSE, TARGET, VALUE, MET, WORST_PLACE, WORST),
    page=("kpi", "target", "value", "met", "worst_at", "worst"),
    workbook=("kpi", "unit", "sense", "target", "value", "worst", "worst_at", "met"),
    page_id="kpis",
    kind="",
)
KPIS_IN_CASES = OutputTable(
    "measures in cases",
    KPIS.title,
    KPIS.row,
    (MEASURE_NAME, UNIT, SENSE, TARGET, CASE_VALUE, CASE_MET),
    workbook=("kpi", "unit", "sense", "target", "case", "met in"),
)
KPIS_OF_CASES = OutputTable(
    "measures of cases",
    ("Nøgletal (KPI), gennemsnit over landets henvendelser", "Measures (KPI), means over the country's contacts"),
    ("et system med en plan", "a case with a plan"),
    (
        *CASES.pick_columns("case"),
        OutputColumn(
            "kpi",
            ("{each}", "{each}"),
            ColumnMeaning("the mean of a KPI over the country", "et nøgletals gennemsnit over landet"),
            TWO_DECIMALS,
            repeated=True,
        ),
    ),
    page=("case", "kpi"),
    page_id="kpis",
    sortable=True,
    kind="",
)
CRITERION = OutputColumn(
    "kpi", ("Kriterium", "Criterion"), ColumnMeaning("name of the criterion", "kriteriets navn"), width=52, wide=True
)
THEME = OutputColumn(
    "theme",
    ("Tema", "Theme"),
    ColumnMeaning("the theme it belongs to", "det tema, det hører til"),
    width=26,
    kind="quiet",
)
WEIGHT = OutputColumn(
    "weight",
    ("Vægt", "Weight"),
    ColumnMeaning("how much it counts in the score of all", "hvor meget det tæller i det samlede tal"),
    ANY,
    width=10,
)
RATED = _kpi_column(
    "rated_share",
    ("Andel vurderet", "Share rated"),
    WHOLE_PERCENT,
    gloss=("af henvendelserne", "of the contacts"),
    width=17,
)
CRITERIA = OutputTable(
    "criteria",
    ("Designkriterier efter tema", "Design criteria by theme"),
    ("et designkriterium: et nøgletal med vægt", "a design criterion: a KPI with a weight"),
    (CRITERION, UNIT, THEME, WEIGHT, TARGET, VALUE, RATED),
    page=("kpi", "theme", "value", "weight", "target", "rated_share"),
    workbook=("kpi", "unit", "theme", "weight", "target", "value", "rated_share"),
    sortable=True,
    kind="",
)
CRITERIA_IN_CASES = OutputTable(
    "criteria in cases",
    CRITERIA.title,
    CRITERIA.row,
    (CRITERION, UNIT, THEME, WEIGHT, TARGET, CASE_VALUE),
    workbook=("kpi", "unit", "theme", "weight", "target", "case"),
)
THEMES_OF_CASES = OutputTable(
    "themes of cases",
    CRITERIA.title,
    ("et system med en plan", "a case with a plan"),
    (
        *CASE,
        OutputColumn(
            "theme",
            ("{each}", "{each}"),
            ColumnMeaning("weighted mean of the theme's criteria", "vægtet gennemsnit af temaets kriterier"),
            TWO_DECIMALS,
            repeated=True,
        ),
    ),
    page=("case", "theme", "criteria_score", "criteria_rated_share"),
    page_id="themes",
    sortable=True,
    kind="",
)
TABLES = (KPIS, KPIS_IN_CASES, KPIS_OF_CASES, CRITERIA, CRITERIA_IN_CASES, THEMES_OF_CASES)


def capitalise_name(name: str) -> str:
    """Return a name with its first letter large."""
    return name[:1].upper() + name[1:]


def kpi_name(localizer: Localizer, kpi: Kpi) -> str:
    """Return the name of a measure."""
    return capitalise_name(localizer.choose_name(kpi.name_da, kpi.name_en, kpi.kpi))


def _name_with_unit(localizer: Localizer, kpi: Kpi) -> OutputCell:
    """The name, where people read with its unit unless that stands beside each value."""
    name = kpi_name(localizer, kpi)
    return OutputCell(name, name if kpi.unit in ("", SHARE) else f"{name} ({localizer.write_unit(kpi.unit)})")


def _kpi_cell(localizer: Localizer, kpi: Kpi, value: float | None) -> OutputCell:
    """A value of a KPI: a share in percent, any other as a number."""
    return OutputCell(
        value,
        ServiceSummary(localizer.language).write_kpi(kpi, value),
        format=PERCENT if kpi.unit == SHARE else TWO_DECIMALS,
    )


def _target_cell(localizer: Localizer, kpi: Kpi) -> OutputCell:
    """A target, where people read with its sense."""
    form = PERCENT if kpi.unit == SHARE else TWO_DECIMALS
    return OutputCell(kpi.target, ServiceSummary(localizer.language).write_target(kpi), format=form)


def fill_kpis(localizer: Localizer, result: Result) -> FilledTable:
    """Return the KPIs that are no design criterion: target, value, worst place, met or not."""
    measured, assumed = {line.kpi: line for line in result.lines.kpis}, assumed_measures(result.instance)
    rows = [
        {
            **_tell_measure(localizer, kpi),
            "value": replace(_kpi_cell(localizer, kpi, measured[name].value), mark=STAR if name in assumed else ""),
            "met": _met_cell(localizer, measured[name].met),
            "worst_at": measured[name].worst_at,
            "worst": _kpi_cell(localizer, kpi, measured[name].worst),
        }
        for name, kpi in measures_of_results([result]).items()
        if name in measured
    ]
    return FilledTable(KPIS, rows)


def _tell_measure(localizer: Localizer, kpi: Kpi) -> dict[str, Any]:
    sense = "" if kpi.target is None else localizer.say(SENSES[kpi.sense])
    named = {"kpi": _name_with_unit(localizer, kpi), "unit": localizer.write_unit(kpi.unit)}
    return {**named, "sense": sense, "target": _target_cell(localizer, kpi)}


def _met_cell(localizer: Localizer, met: float | None) -> OutputCell:
    told = ServiceSummary(localizer.language).write_met(met)
    return OutputCell(told, kind="assumed" if met == 0 else "")


def list_kpis(localizer: Localizer, comparison: Comparison) -> FilledTable:
    """Return a row for each KPI, with its value and whether its target is met in each case.

    A target is the first case's; the sheet of inputs tells where the others have another.
    """
    rows = []
    for name, kpi in comparison.measures.items():
        row = _tell_measure(localizer, kpi)
        for case, measured in _measured_in(comparison, name):
            row[repeated_name("case", case)] = _kpi_cell(localizer, kpi, measured.value)
            row[repeated_name("met in", case)] = ServiceSummary(localizer.language).write_met(measured.met)
        rows.append(row)
    cases = list_names(list(comparison.planned))
    return FilledTable(KPIS_IN_CASES, rows, repeats={"case": cases, "met in": cases})


def _measured_in(comparison: Comparison, kpi: str) -> Iterator[tuple[str, KpiLine]]:
    for case, result in comparison.planned.items():
        yield from ((case, line) for line in result.lines.kpis if line.kpi == kpi)


def compare_kpis(localizer: Localizer, comparison: Comparison) -> FilledTable:
    """Return the KPIs that are a design criterion in no case, of each case."""
    kpis = comparison.measures
    rows = [
        {
            **row,
            **{
                repeated_name("kpi", name): _kpi_cell(localizer, kpi, row[KPI.format(kpi=name)])
                for name, kpi in kpis.items()
            },
        }
        for row in planned_rows(comparison)
    ]
    names = {name: str(_name_with_unit(localizer, kpi).text) for name, kpi in kpis.items()}
    repeats = {"kpi": {name: (told, told) for name, told in names.items()}}
    return FilledTable(KPIS_OF_CASES, rows if kpis else [], repeats=repeats)


# ---- design criteria ----------------------------------------------------------------------------------------------


def _theme_of(localizer: Localizer, kpi: Kpi) -> str:
    return capitalise_name(localizer.choose_name(kpi.theme_da, kpi.theme_en, ""))


def _tell_criterion(localizer: Localizer, kpi: Kpi) -> dict[str, Any]:
    return {
        "kpi": kpi_name(localizer, kpi),
        "unit": localizer.write_unit(kpi.unit),
        "theme": _theme_of(localizer, kpi),
        "weight": kpi.weight,
        "target": _target_cell(localizer, kpi),
    }


def fill_criteria(localizer: Localizer, result: Result) -> FilledTable:
    """Return the design criteria by theme, with how much of the contacts is rated at all."""
    measured, assumed = {line.kpi: line for line in result.lines.kpis}, assumed_measures(result.instance)
    rows = [
        {
            **_tell_criterion(localizer, kpi),
            "value": OutputCell(measured[kpi.kpi].value, mark=STAR if kpi.kpi in assumed else ""),
            "rated_share": measured[kpi.kpi].rated_share,
        }
        for kpi in _sorted_criteria(localizer, result.instance.tables.kpis)
        if kpi.kpi in measured
    ]
    return FilledTable(CRITERIA, rows)


def tell_assumed(localizer: Localizer, result: Result, *, criteria: bool) -> list[str]:
    """Say of how many values of measures, or of the design criteria, no source is given; nothing where all have one.

    A star marks those measures in their table.
    """
    rows = {kpi.kpi: kpi.weight > 0 for kpi in result.instance.tables.kpis}
    some = [counts for kpi, counts in assumed_measures(result.instance).items() if rows[kpi] == criteria]
    if not some:
        return []
    count, every = (sum(counts) for counts in zip(*some, strict=True))
    return [localizer.say("measures assumed", count=count, all=every)]


def _sorted_criteria(localizer: Localizer, kpis: Sequence[Kpi]) -> list[Kpi]:
    weighted = [kpi for kpi in kpis if kpi.weight > 0]
    return sorted(
        weighted,
        key=lambda kpi: (
            localizer.sort_key_of(_theme_of(localizer, kpi)),
            localizer.sort_key_of(kpi_name(localizer, kpi)),
        ),
    )


def list_criteria(localizer: Localizer, comparison: Comparison) -> FilledTable:
    """Return a row for each design criterion of any case; one that a case does not have is blank there."""
    every = {kpi.kpi: kpi for result in comparison.results.values() for kpi in result.instance.tables.kpis}
    rows = []
    for kpi in _sorted_criteria(localizer, list(every.values())):
        found = {repeated_name("case", case): line.value for case, line in _measured_in(comparison, kpi.kpi)}
        rows.append({**_tell_criterion(localizer, kpi), **found})
    return FilledTable(CRITERIA_IN_CASES, rows, repeats={"case": list_names(list(comparison.planned))})


def compare_themes(localizer: Localizer, comparison: Comparison) -> FilledTable:
    """Return of each case the weighted mean of each theme's criteria, and of all; nothing where there are none."""
    kpis = {kpi.kpi: kpi for result in comparison.planned.values() for kpi in result.instance.tables.kpis}
    themes = sorted({_theme_of(localizer, kpi) for kpi in kpis.values() if kpi.weight > 0}, key=localizer.sort_key_of)
    rows: list[RowValues] = [
        {
            **row,
            "criteria_rated_share": OutputCell(row["criteria_rated_share"], format=WHOLE_PERCENT),
            **_theme_values(localizer, comparison.results[row["case"]], themes),
        }
        for row in planned_rows(comparison)
    ]
    return FilledTable(THEMES_OF_CASES, rows if themes else [], repeats={"theme": list_names(themes)})


def _theme_values(localizer: Localizer, result: Result, themes: Sequence[str]) -> dict[str, float | None]:
    values = {line.kpi: line.value for line in result.lines.kpis}
    weighted = [kpi for kpi in result.instance.tables.kpis if kpi.weight > 0]
    return {
        repeated_name("theme", theme): _weighted_mean(
            [(kpi.weight, values.get(kpi.kpi)) for kpi in weighted if _theme_of(localizer, kpi) == theme]
        )
        for theme in themes
    }


def _weighted_mean(rated: Sequence[tuple[float, float | None]]) -> float | None:
    """Mean by weight of what has a value."""
    known = [(weight, value) for weight, value in rated if value is not None]
    weight = sum(weight for weight, _ in known)
    return sum(weight * value for weight, value in known) / weight if weight else None
