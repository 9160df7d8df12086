"""A result or a comparison as an Excel workbook, laid out as the Danish state's business-case model."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from optimiser.alternatives.near_optimal import Near, NearOptimal
from optimiser.comparison.columns import TERMS
from optimiser.comparison.comparison import Comparison
from optimiser.data.columns import FORMS, HOME_FORMS
from optimiser.data.figures_in_use import figures_in_use
from optimiser.data.instance import Instance
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.settings import Language
from optimiser.report.html.header import system, title
from optimiser.report.localizer import Localizer, bilingual
from optimiser.report.summaries.alternatives import NearSummary, fill_plans, fill_settled
from optimiser.report.summaries.comparison import ComparisonSummary, name_cases
from optimiser.report.summaries.recommendation import Recommendation
from optimiser.report.summaries.result import Summary
from optimiser.report.tables.answers import fill_tasks
from optimiser.report.tables.cases import CASES
from optimiser.report.tables.centres import fill_centres
from optimiser.report.tables.costs import fill_forms, fill_investment, fill_terms
from optimiser.report.tables.from_base import fill_from_base
from optimiser.report.tables.grounds import compare_inputs, compare_pairs, fill_assumptions
from optimiser.report.tables.key_figures import KEY_FIGURES, list_figures, read_figures
from optimiser.report.tables.measures import fill_criteria, fill_kpis, list_criteria, list_kpis
from optimiser.report.tables.municipalities import compare_municipalities, fill_municipalities
from optimiser.report.tables.particulars import COLUMNS as FACTS
from optimiser.report.tables.particulars import read_facts
from optimiser.report.tables.present_value import (
    BY_CASE,
    HORIZON,
    RATE,
    calculate_figures,
    fill_cash_flow,
    fill_invested,
    fill_worth,
    payback_formula,
)
from optimiser.report.tables.sales import fill_sales
from optimiser.report.tables.staff import STAFF, fill_staff
from optimiser.report.tables.table import (
    MILLIONS,
    PERCENT,
    TEXT,
    FilledTable,
    OutputCell,
    OutputColumn,
    RowValues,
    repeated_name,
)
from optimiser.report.tables.wishes import fill_wishes
from optimiser.report.workbook.plan_charts import comparison_charts, result_charts
from optimiser.report.workbook.shared_sheets import (
    ASSUMPTIONS,
    CENTRES,
    CHANGES,
    COSTS,
    CRITERIA,
    GAINS,
    INPUTS,
    MASTER_DATA,
    NEAR,
    STAFFING,
    SUMMARY,
    TASKS,
    WISHES,
    charts_sheet,
    meanings_sheet,
)
from optimiser.report.workbook.writing import BookSheet, Notes, SheetPart, SheetTable, save_book
from optimiser.result.result import Result

# ---- Which tables stand on which sheet ------------------------------------------------------------


LONE_CASE_WIDTH, CASE_WIDTH = 90, 36
"""How wide the particulars of one case are, and of each of several."""
MONEY = (*("today_kr", "objective_kr", "gross_gain_kr", "net_gain_kr", "investment_kr", "npv_kr", "payback_years"),)
GAIN = ("today_kr", "objective_kr", "net_gain_kr", "investment_annual_kr", "gross_gain_kr", "investment_kr")
"""Of a case, what its present value follows from."""
PROOF = ("bound_kr", "gap", "exact_cost_kr")
PEOPLE = (
    *("better_off", "better_off_kr", "worse_off", "worse_off_kr", "worst", "worst_kr", "centres", "centres_shared"),
    *("entry_points_mean", "entry_points_several", "criteria_score", "criteria_rated_share", "seconds"),
)
SERVICE = (
    *("staffed_fte", "fte", "agent_hours", "answered_share", "least_answered_share", "least_centre"),
    *("mean_wait_seconds", "opening_hours"),
)
BY_FORM = (*(f"contacts_{form}" for form in FORMS), *(f"municipalities_{form}" for form in FORMS))
SCORES = ("criteria_score", "criteria_rated_share", "entry_points_mean", "entry_points_several")
LOCAL_SHARE = OutputColumn(
    "local_share",
    ("Lokal andel", "Local share"),
    ColumnMeaning(
        "share of all contacts that municipalities answer themselves",
        "andel af alle henvendelser, som kommunerne selv besvarer",
        "share",
    ),
    PERCENT,
)


def result_sheets(result: Result, localizer: Localizer) -> Iterator[BookSheet]:
    """Return every sheet of a result with a plan."""
    cases, centres = _as_case(localizer, result).results, fill_centres(localizer, result)
    yield _summary_sheet(result, localizer)
    yield charts_sheet(list(result_charts(result, localizer, centres)), [centres])
    yield master_data_sheet(cases, localizer)
    yield assumptions_sheet(result.instance, localizer)
    yield from _wishes_sheet(cases, localizer)
    yield _costs_sheet(result, localizer)
    gains: list[SheetPart] = [
        Notes([localizer.say("book gains explained")]),
        SheetTable(fill_municipalities(localizer, result), long=True),
    ]
    yield BookSheet(GAINS, bilingual("book gains"), gains, frozen_columns=2)
    yield _criteria_sheet(cases, localizer)
    hosts: list[SheetPart] = [SheetTable(centres, long=True)]
    if (sales := fill_sales(localizer, result)).rows:
        hosts.append(SheetTable(sales))
    yield BookSheet(CENTRES, bilingual("book centres"), hosts)
    yield BookSheet(STAFFING, STAFF.title, [SheetTable(fill_staff(localizer, result), long=True)], frozen_columns=2)
    tasks: list[SheetPart] = [
        Notes([localizer.say("book tasks explained")]),
        SheetTable(fill_tasks(localizer, result), long=True),
    ]
    yield BookSheet(TASKS, bilingual("book tasks"), tasks, frozen_columns=2)


def near_sheet(near: Near, localizer: Localizer) -> BookSheet:
    """Return the sheet on plans near the best, and below them every municipality."""
    summary = NearSummary(near, localizer.language)
    told = [summary.tell_found(), summary.tell_ending(), *summary.tell_settled(), summary.tell_definition()]
    parts: list[SheetPart] = [Notes(told), SheetTable(fill_plans(summary))]
    settled = fill_settled(summary)
    if settled.rows:
        parts.append(SheetTable(settled, long=True))
    return BookSheet(NEAR, bilingual("heading near"), parts)


def comparison_sheets(comparison: Comparison, localizer: Localizer) -> Iterator[BookSheet]:
    """Return every sheet of a comparison; cases without a plan have their status and no figures."""
    first, result = next(iter(comparison.results.items()))
    gain = _gain_of_cases(comparison, localizer)
    yield _summary_of_cases(comparison, localizer)
    if comparison.planned:
        yield charts_sheet(list(comparison_charts(gain, localizer)), [gain])
    yield master_data_sheet(comparison.results, localizer)
    yield assumptions_sheet(result.instance, localizer, [localizer.say("book assumptions of", case=first)])
    yield from _wishes_sheet(comparison.results, localizer)
    inputs = compare_inputs(localizer, comparison)
    told = localizer.say("book inputs explained" if inputs.rows else "book inputs the same")
    yield BookSheet(INPUTS, bilingual("book inputs"), [Notes([told]), SheetTable(inputs, long=True)])
    summary = ComparisonSummary(comparison, localizer.language)
    changes = fill_from_base(localizer, summary.differences.values())
    if changes.rows:
        notes = Notes([summary.tell_base(), *summary.tell_changes()])
        yield BookSheet(CHANGES, bilingual("heading from base"), [notes, SheetTable(changes, long=True)])
    yield _costs_of_cases(comparison, localizer, gain)
    gains: list[SheetPart] = [
        Notes([localizer.say("book gains compared")]),
        SheetTable(compare_municipalities(localizer, comparison), long=True),
    ]
    yield BookSheet(GAINS, bilingual("book gains"), gains, frozen_columns=2)
    yield _criteria_sheet(comparison.results, localizer)


# ---- one sheet each -----------------------------------------------------------------------------------------------


def _summary_sheet(result: Result, localizer: Localizer) -> BookSheet:
    """What to do and what it rests on, the proof, the wishes it obeys, the doubt, the key figures."""
    named = _name_book(localizer, result)
    told = Summary(result, localizer.language)
    _, *proof = told.tell_answer()
    taken = [*told.tell_wishes(), *told.tell_existing(), _tell_doubt(result.instance, localizer)]
    advice = Recommendation(result, localizer.language).tell_all()
    sentences = [*advice, *proof, *told.tell_service(), *taken]
    notes = Notes([named, system(localizer, result.instance), *sentences, localizer.say("book rounded")])
    comparison = _as_case(localizer, result)
    figures = CASES.pick_columns(*MONEY, "status", *PROOF, *PEOPLE, *SERVICE)
    listed = list_figures(figures, read_figures(comparison, localizer), localizer)
    table = SheetTable(calculate_figures(listed, {name: name for name in MONEY}), titled=True)
    return BookSheet(
        SUMMARY, bilingual("book summary"), [notes, table, SheetTable(fill_forms(localizer, result), titled=True)]
    )


def _name_book(localizer: Localizer, result: Result) -> str:
    system = localizer.call_system(result.instance.system)
    return localizer.say("book title and system", title=title(localizer, result.instance), system=system)


def _as_case(localizer: Localizer, result: Result) -> Comparison:
    """Return a comparison of a result alone."""
    return Comparison.of_results({localizer.call_system(result.instance.system): result})


def _summary_of_cases(comparison: Comparison, localizer: Localizer) -> BookSheet:
    figures = CASES.pick_columns(*MONEY, "status", *PROOF, *PEOPLE, *SERVICE, *BY_FORM)
    parts: list[SheetPart] = [
        Notes(list(_tell_comparison(comparison, localizer))),
        SheetTable(list_figures(figures, read_figures(comparison, localizer), localizer), titled=True),
    ]
    if len(comparison.planned) > 1:
        parts.append(SheetTable(compare_pairs(localizer, comparison), titled=True))
    return BookSheet(SUMMARY, bilingual("book comparison"), parts)


def _tell_comparison(comparison: Comparison, localizer: Localizer) -> Iterator[str]:
    """The answer, what of it is proven, and why some cases have no plan."""
    summary = ComparisonSummary(comparison, localizer.language)
    yield from summary.tell_answer()
    yield from summary.not_proven()
    yield from summary.without_plan()
    yield localizer.say("book rounded")


def _tell_doubt(instance: Instance, localizer: Localizer) -> str:
    """How many of the figures behind the answer no source gives."""
    flags = [row["assumption"] for row in figures_in_use(instance)]
    return localizer.say("book doubt", count=sum(flags), all=len(flags))


def master_data_sheet(results: Mapping[str, Result], localizer: Localizer) -> BookSheet:
    """Return the sheet that says what was solved, with what, and what was proved: a column for each case."""
    width = LONE_CASE_WIDTH if len(results) == 1 else CASE_WIDTH
    as_text = [replace(column, format=TEXT) if column.name == "case" else column for column in KEY_FIGURES.columns]
    table = replace(KEY_FIGURES, columns=as_text)
    figures = list_figures(FACTS, read_facts(results, localizer), localizer, table, width)
    return BookSheet(MASTER_DATA, bilingual("book master data"), [SheetTable(figures)])


def assumptions_sheet(instance: Instance, localizer: Localizer, more: Iterable[str] = ()) -> BookSheet:
    """Return the sheet with every figure of an instance, and `more` that is said of it."""
    notes = Notes([_tell_doubt(instance, localizer), *more, localizer.say("book assumptions explained")])
    table = SheetTable(fill_assumptions(localizer, instance), long=True)
    return BookSheet(ASSUMPTIONS, bilingual("book assumptions"), [notes, table])


def _wishes_sheet(results: Mapping[str, Result], localizer: Localizer) -> Iterator[BookSheet]:
    """The wishes, each with its note and what it holds back; no sheet without any."""
    wishes = fill_wishes(localizer, results)
    if wishes.rows:
        notes = Notes([localizer.say("what wishes cost")])
        yield BookSheet(WISHES, bilingual("heading wishes"), [notes, SheetTable(wishes)])


def _costs_sheet(result: Result, localizer: Localizer) -> BookSheet:
    """What the plan costs a year and once, and what that is worth today."""
    npv = localizer.numbers.million_kr(result.figures.npv_kr)
    invested = fill_invested(localizer, result)
    (figures,) = read_figures(_as_case(localizer, result), localizer).values()
    worth = fill_worth(localizer, result, figures)
    parts: list[SheetPart] = [
        Notes([localizer.say("book costs explained", price_level=result.instance.settings.price_level)]),
        Notes([localizer.say("book calculated")]),
        SheetTable(fill_terms(localizer, result), titled=True),
        SheetTable(worth, titled=True),
        *([SheetTable(invested, titled=True)] if invested.rows else []),
        SheetTable(fill_cash_flow(result), titled=True),
        Notes([localizer.say("book npv of the table", npv=npv)]),
        SheetTable(fill_investment(localizer, result), titled=True),
    ]
    return BookSheet(COSTS, bilingual("book costs"), parts)


def _figures_of_plans(comparison: Comparison, localizer: Localizer) -> dict[str, RowValues]:
    """The figures of each case with a plan, and what its present value depends on."""
    figures = read_figures(comparison, localizer)
    economies = {case: result.instance.settings.economy for case, result in comparison.planned.items()}
    return {
        case: {**figures[case], "discount_rate": one.discount_rate, "horizon_years": one.horizon_years}
        for case, one in economies.items()
    }


def _costs_of_cases(comparison: Comparison, localizer: Localizer, gain: FilledTable) -> BookSheet:
    """The cost of each case by term, and what follows; those without a plan are left out."""
    found = _figures_of_plans(comparison, localizer)
    terms = list_figures(CASES.pick_columns(*(f"{term}_kr" for term in TERMS)), found, localizer, TERMS_BY_CASE)
    total = {
        repeated_name("case", case): OutputCell(row["objective_kr"], format=MILLIONS, anchor=f"objective_kr_{number}")
        for number, (case, row) in enumerate(found.items(), start=1)
    }
    names = {**total, "label": localizer.say("in all"), "unit": localizer.write_unit("kr./year")}
    terms = calculate_figures(terms, {}, {"investment_annual_kr": "investment_annual_kr_{case}"})
    parts: list[SheetPart] = [
        Notes([localizer.say("book costs compared"), localizer.say("book calculated by case")]),
        SheetTable(replace(terms, total=names), titled=True),
        SheetTable(gain, titled=True),
    ]
    return BookSheet(COSTS, bilingual("book costs"), parts)


def _gain_of_cases(comparison: Comparison, localizer: Localizer) -> FilledTable:
    """What each case with a plan gains and takes, calculated from its costs."""
    figures = [*CASES.pick_columns(*GAIN), RATE, HORIZON, *CASES.pick_columns("npv_kr", "payback_years")]
    listed = list_figures(figures, _figures_of_plans(comparison, localizer), localizer, GAIN_BY_CASE)
    payback = payback_formula(localizer, "{investment_kr}", "{gross_gain_kr}", "{net_gain_kr}")
    linked = {name: f"{name}_{{case}}" for name in ("objective_kr", "investment_annual_kr")}
    return calculate_figures(listed, {**BY_CASE, **linked, "payback_years": payback})


TERMS_BY_CASE = replace(
    KEY_FIGURES,
    title=("Årlige udgifter efter art, kr.", "Yearly cost by term, kr."),
    columns=[replace(column, adds_up=column.repeated) for column in KEY_FIGURES.columns],
)
GAIN_BY_CASE = replace(KEY_FIGURES, title=("Gevinst og investering", "Gain and investment"))
SERVICE_BY_CASE = replace(KEY_FIGURES, title=bilingual("heading service"))
SCORES_BY_CASE = replace(KEY_FIGURES, title=("Samlet score", "Overall score"))


def _criteria_sheet(results: Mapping[str, Result], localizer: Localizer) -> BookSheet:
    """The gains that are not money: what each case comes to by measure, and how much is answered at home."""
    comparison = Comparison.of_results(results)
    found = read_figures(comparison, localizer)
    for case, result in comparison.planned.items():
        found[case] = {**found[case], "local_share": _local_share(result)}
    scores = list_figures([*CASES.pick_columns(*SCORES), LOCAL_SHARE], found, localizer, SCORES_BY_CASE)
    parts: list[SheetPart] = [
        Notes([localizer.say("book criteria explained")]),
        SheetTable(scores, titled=True),
        SheetTable(list_figures(CASES.pick_columns(*SERVICE), found, localizer, SERVICE_BY_CASE), titled=True),
    ]
    if len(results) == 1:
        (result,) = results.values()
        tables = [fill_kpis(localizer, result), fill_criteria(localizer, result)]
    else:
        tables = [list_kpis(localizer, comparison), list_criteria(localizer, comparison)]
    kpis, criteria = tables
    parts += [SheetTable(kpis, titled=True)] if comparison.measures else []
    return BookSheet(CRITERIA, bilingual("book criteria"), [*parts, SheetTable(criteria, titled=True)])


def _local_share(result: Result) -> float:
    """Share of all contacts that the municipalities answer themselves."""
    by_form = result.figures.contacts_by_form
    return float(sum(by_form[form] for form in HOME_FORMS) / sum(by_form.values()))


# ---- A result or a comparison as an Excel workbook, laid out as the Danish state's business-case model ----


def write_result_workbook(result: Result, path: Path, language: Language) -> None:
    """Write the workbook of one result.

    Raises ValueError when there is no plan: there is nothing to put in it.
    """
    _write_result(result, (), path, language)


def write_near_workbook(near: NearOptimal, path: Path, language: Language) -> None:
    """Write the workbook of the best plan, with a sheet on those near it."""
    _write_result(near.best, [near_sheet(near, Localizer(language))], path, language)


def _write_result(result: Result, more: Iterable[BookSheet], path: Path, language: Language) -> None:
    if not result.has_plan:
        raise ValueError(f"there is no plan to write a workbook of: {result.status}")
    localizer = Localizer(language)
    save_run_book([*result_sheets(result, localizer), *more], result, localizer, path)


def save_run_book(sheets: Sequence[BookSheet], result: Result, localizer: Localizer, path: Path) -> None:
    """Write sheets about a run, and what their columns mean, under the name of its instance and system."""
    all_sheets = [*sheets, meanings_sheet(sheets, localizer)]
    save_book(all_sheets, path, localizer.language, _name_book(localizer, result), result.run.finished)


def save_told_book(sheets: Iterable[BookSheet], result: Result, localizer: Localizer, path: Path) -> None:
    """Write sheets of what is told of a run, and what was solved with what."""
    master_data = master_data_sheet(_as_case(localizer, result).results, localizer)
    save_run_book([*sheets, master_data], result, localizer, path)


def write_comparison_workbook(comparison: Comparison, path: Path, language: Language) -> None:
    """Write the workbook of a comparison; it has a column a case, those without a plan with their status only."""
    localizer = Localizer(language)
    comparison = name_cases(comparison, localizer)
    named = localizer.say("book comparison of", cases=", ".join(comparison.results))
    finished = max(str(result.run.finished) for result in comparison.results.values())
    sheets = list(comparison_sheets(comparison, localizer))
    save_book([*sheets, meanings_sheet(sheets, localizer)], path, language, named, finished)
