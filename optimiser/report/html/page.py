"""The pages: one of a single run, one of a comparison. Each is whole in itself and fetches nothing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from optimiser.alternatives.near_optimal import Near, NearOptimal
from optimiser.comparison.comparison import Comparison
from optimiser.data.instance import Instance
from optimiser.data.run_tables import INDEX, ONE_PAGERS
from optimiser.data.settings import Language
from optimiser.report.charts.denmark import draws_ourselves
from optimiser.report.charts.map import CentreColour
from optimiser.report.charts.settled import OPEN, SETTLED, settled_map
from optimiser.report.html import elements, header
from optimiser.report.html.elements import PageTable, Swatch, inline, page_table, render, table_if_any
from optimiser.report.html.header import Doubt
from optimiser.report.html.stamps import name_period, stamp_of_run
from optimiser.report.html.terms import OF_PLAN, glossary
from optimiser.report.localizer import Localizer
from optimiser.report.summaries import alternatives as near_tables
from optimiser.report.summaries.agents import tell_agents, tell_staff
from optimiser.report.summaries.alternatives import NearSummary
from optimiser.report.summaries.comparison import ComparisonSummary, name_cases
from optimiser.report.summaries.recommendation import Recommendation
from optimiser.report.summaries.result import Summary
from optimiser.report.summaries.service import ServiceSummary
from optimiser.report.tables import cases, centres, costs, from_base, grounds, measures, municipalities, wishes
from optimiser.report.tables.answers import fill_tasks, list_letters, list_tasks
from optimiser.report.tables.key_figures import explain_figures
from optimiser.report.tables.sales import fill_sales
from optimiser.report.tables.staff import fill_staff
from optimiser.report.tables.table import FilledTable
from optimiser.result.result import Result

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines


def near_page(
    near: NearOptimal, language: Language, outlines: "Outlines | None" = None, one_pagers: bool = False
) -> str:
    """The page of a run whose plan is the best of several that differ in structure."""
    section = near_section(Localizer(language), near, outlines)
    return result_page(near.best, language, outlines, one_pagers, near=section)


def near_section(localizer: Localizer, near: Near, outlines: "Outlines | None") -> dict[str, Any]:
    """What a section on plans near the best shows: side by side, and what is settled."""
    summary = NearSummary(near, localizer.language)
    told = [summary.tell_found(), summary.tell_ending(), *summary.tell_settled(), summary.tell_definition()]
    if not near.alternatives:
        return {"told": told, "plans": None}
    legend = [
        Swatch(CentreColour("", SETTLED), summary.say("near legend settled", plans=summary.all_plans())),
        Swatch(CentreColour("○", OPEN), summary.say("near legend open")),
    ]
    return {
        **{"told": told, "notes": list(summary.tell_notes())[1:]},
        "plans": _make_table(localizer, near_tables.fill_plans(summary)),
        **{"map": inline(settled_map(near, summary, outlines)), "legend": legend},
        "map_note": note_drawing(localizer, near.best.plans.values() if summary.is_of_years else [near.best], outlines),
        "open": _any_table(localizer, near_tables.fill_open(summary)),
    }


def result_page(
    result: Result,
    language: Language,
    outlines: "Outlines | None" = None,
    one_pagers: bool = False,
    near: Mapping[str, Any] | None = None,
) -> str:
    """The page of a run; `near` is what its section on plans near the best shows, if it has one.

    It leads to pages about each municipality where `one_pagers` lie beside it.

    Raises ValueError when there is no plan: then there is nothing to show.
    """
    if not result.has_plan:
        raise ValueError(f"there is no plan to report: {result.status}")
    localizer = Localizer(language)
    given = {
        **_first_screen(localizer, result, outlines),
        **_result_sections(localizer, result),
        **closing_sections(localizer, {"": result}),
    }
    pages = f"{ONE_PAGERS}/{INDEX}" if one_pagers else ""
    return render("result.html.j2", language, one_pagers=pages, near=near, **given)


def _first_screen(localizer: Localizer, result: Result, outlines: "Outlines | None") -> dict[str, Any]:
    drawing, swatches = elements.map_and_legend(localizer, result, outlines)
    summary = Summary(result, localizer.language)
    _, *proof = summary.tell_answer()
    answer, *advice = Recommendation(result, localizer.language).tell_advice()
    return {
        **page_head(localizer, result.instance, str(result.run.finished)),
        **{
            "system": localizer.call_system(result.instance.system),
            "description": header.system(localizer, result.instance),
        },
        **{"source": header.system_source(localizer, result.instance), "status": header.status(localizer, result)},
        **{"proven": result.status == "optimal", "answer": answer, "advice": advice, "proof_told": proof},
        "kept": list(summary.tell_service()),
        **{
            "key_figures": list(header.key_figures(localizer, result)),
            "doubts": list(header.doubts(localizer, result)),
        },
        **{"map": drawing, "map_note": note_drawing(localizer, [result], outlines), "legend": swatches},
        "waterfall": elements.waterfall_of(localizer, result),
    }


def note_drawing(localizer: Localizer, results: Iterable[Result], outlines: "Outlines | None") -> str:
    """What is told under maps on our drawing; blank where they are drawn on other outlines, or of circles."""
    ours = draws_ourselves((result.instance for result in results), outlines)
    return localizer.say("map drawn simply") if ours else ""


def page_head(localizer: Localizer, instance: Instance, finished: str) -> dict[str, Any]:
    """What a page begins with: what it is about, when that was solved, and for which year."""
    return {
        "title": header.title(localizer, instance),
        "date": localizer.write_date(finished),
        "period": name_period(localizer, [instance.settings.year]),
    }


def _make_table(localizer: Localizer, filled: FilledTable, **more: str) -> PageTable:
    return page_table(filled, localizer.numbers, localizer.sort_key_of, **more)


def _any_table(localizer: Localizer, filled: FilledTable) -> PageTable | None:
    return table_if_any(filled, localizer.numbers, localizer.sort_key_of)


def _result_sections(localizer: Localizer, result: Result) -> dict[str, Any]:
    serving = ServiceSummary(localizer.language)
    return {
        "figures": _make_table(localizer, explain_figures(localizer, result)),
        "terms": _make_table(localizer, costs.fill_terms(localizer, result)),
        "forms": _make_table(localizer, costs.fill_forms(localizer, result)),
        "centres": _make_table(localizer, centres.fill_centres(localizer, result)),
        "centres_chart": elements.centres_of(localizer, result),
        "binding": _any_table(localizer, centres.fill_binding(localizer, result)),
        "closed": _any_table(localizer, centres.fill_closed(localizer, result)),
        "service_told": [
            *serving.tell_staffing(result.instance),
            *tell_agents(localizer, result),
            *tell_staff(localizer, result),
        ],
        "service": _any_table(localizer, centres.fill_centres(localizer, result, centres.SERVICE)),
        "alone": _make_table(
            localizer, municipalities.fill_municipalities(localizer, result, municipalities.MUNICIPALITY_SERVICE)
        ),
        "staff": _make_table(localizer, fill_staff(localizer, result)),
        "kpis": _any_table(localizer, measures.fill_kpis(localizer, result)),
        "kpis_assumed": measures.tell_assumed(localizer, result, criteria=False),
        "matrix": _make_table(localizer, fill_tasks(localizer, result)),
        "letters": list_letters(localizer),
        "tasks": list_tasks(localizer, result.instance),
        "municipalities": _make_table(localizer, municipalities.fill_municipalities(localizer, result)),
        "sales": _any_table(localizer, fill_sales(localizer, result)),
        "criteria": _any_table(localizer, measures.fill_criteria(localizer, result)),
        "criteria_assumed": measures.tell_assumed(localizer, result, criteria=True),
        "score": localizer.numbers.plain(result.figures.criteria_score, 2),
        "proof": list(header.proof(localizer, result)),
    }


def closing_sections(localizer: Localizer, results: Mapping[str, Result]) -> dict[str, Any]:
    """What pages of whole plans end with; the assumptions are told once, those of the first case."""
    return {
        **tell_grounds(localizer, {case: result.instance for case, result in results.items()}),
        "wishes": _any_table(localizer, wishes.fill_wishes(localizer, results)),
        "glossary": list(glossary(localizer, OF_PLAN)),
        "stamps": [(case, list(stamp_of_run(localizer, result))) for case, result in results.items()],
    }


def tell_grounds(localizer: Localizer, instances: Mapping[str, Instance]) -> dict[str, Any]:
    """What plans rest on, by case: the assumptions of the first, the law, and what is there already."""
    case, instance = next(iter(instances.items()))
    return {
        "of_case": case,
        "codes": grounds.list_codes(localizer, instance),
        "assumptions": _make_table(localizer, grounds.fill_assumptions(localizer, instance)),
        "laws": _any_table(localizer, grounds.fill_laws(localizer, instances)),
        "existing": _any_table(localizer, grounds.fill_existing(localizer, instances)),
    }


def comparison_page(comparison: Comparison, language: Language, outlines: "Outlines | None" = None) -> str:
    """The page of a comparison; cases without a plan are told with the reason.

    Raises ValueError when there is no case at all.
    """
    if not comparison.results:
        raise ValueError("there is no case to report")
    localizer = Localizer(language)
    comparison = name_cases(comparison, localizer)
    told = ComparisonSummary(comparison, language)
    first = next(iter(comparison.results.values()))
    finished = max(str(result.run.finished) for result in comparison.results.values())
    shown = told.shown
    given = {
        **page_head(localizer, first.instance, finished),
        **{"answer": list(told.tell_answer()), "doubts": list(_list_doubts(localizer, comparison, told))},
        **{"not_proven": list(told.not_proven()), "without_plan": list(told.without_plan())},
        **_comparison_tables(localizer, shown),
        "inputs": _any_table(localizer, grounds.compare_inputs(localizer, comparison)),
        **_changes_from_base(told),
        **(elements.charts_side_by_side(localizer, shown) if shown.planned else {}),
        **{
            "maps": list(elements.maps_of(localizer, shown, outlines)),
            "map_note": note_drawing(localizer, shown.planned.values(), outlines),
            "legend": elements.centres_of_all(shown),
        },
        **{"cases": list(_tell_cases(localizer, shown)), "letters": list_letters(localizer)},
        "tasks": list_tasks(localizer, first.instance),
        **closing_sections(localizer, comparison.results),
    }
    return render("comparison.html.j2", language, count=len(comparison.results), **given)


def _list_doubts(localizer: Localizer, comparison: Comparison, told: ComparisonSummary) -> Iterator[Doubt]:
    yield header.assumed(localizer, next(iter(comparison.results.values())).instance)
    for sentence in list(told.not_proven())[:1]:
        yield Doubt(sentence, "proof")


def _comparison_tables(localizer: Localizer, comparison: Comparison) -> dict[str, Any]:
    return {
        "main": _make_table(localizer, cases.compare_cases(localizer, comparison)),
        "forms": _make_table(localizer, cases.compare_forms(localizer, comparison)),
        "terms": _make_table(localizer, cases.compare_terms(localizer, comparison)),
        "centres": _make_table(localizer, centres.compare_centres(localizer, comparison)),
        "changes": _make_table(localizer, municipalities.compare_municipalities(localizer, comparison)),
        "service_told": list(_tell_staffing(localizer, comparison)),
        "service": _make_table(localizer, cases.compare_service(localizer, comparison)),
        "kpis": _any_table(localizer, measures.compare_kpis(localizer, comparison)),
        "themes": _any_table(localizer, measures.compare_themes(localizer, comparison)),
    }


def _changes_from_base(told: ComparisonSummary) -> dict[str, Any]:
    """What is otherwise in each case than in the one it is set against."""
    filled = (from_base.fill_from_base(told, told.differences.values(), table) for table in from_base.TABLES)
    return {
        "changes_told": list(told.tell_changes()),
        "from_base": [_make_table(told, one) for one in filled if one.rows],
        "base_told": told.tell_base(),
    }


def _tell_staffing(localizer: Localizer, comparison: Comparison) -> Iterator[str]:
    """How service is computed; what is not the same in all cases is told once each."""
    told = (ServiceSummary(localizer.language).tell_staffing(result.instance) for result in comparison.results.values())
    return iter(dict.fromkeys(sentence for sentences in zip(*told, strict=True) for sentence in sentences))


def _tell_cases(localizer: Localizer, comparison: Comparison) -> Iterator[dict[str, Any]]:
    """What is told of each case by itself."""
    for number, (case, result) in enumerate(comparison.planned.items(), start=1):
        caption, summary = localizer.say("matrix of case", case=case), Summary(result, localizer.language)
        yield {
            **{"case": case, "description": header.system(localizer, result.instance)},
            **{"answer": list(summary.tell_answer()), "kept": list(summary.tell_service())},
            "proof": list(header.proof(localizer, result)),
            "waterfall": elements.waterfall_of(localizer, result, number),
            "matrix": _make_table(
                localizer, fill_tasks(localizer, result), page_id=f"portfolios-{number}", caption=caption
            ),
        }
