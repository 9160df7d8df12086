"""The pages: one of a single run, one of a comparison. Each is whole in itself and fetches nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from optimiser.alternatives.near_optimal import NearOptimal
from optimiser.comparison.comparison import Comparison
from optimiser.data.instance import Instance
from optimiser.data.run_folder import INDEX, ONE_PAGERS
from optimiser.data.settings import Language
from optimiser.report.charts.colours import CentreColour
from optimiser.report.charts.outlines import Outlines
from optimiser.report.charts.settled import OPEN, SETTLED, settled_map
from optimiser.report.comparing import ComparisonSummary
from optimiser.report.html import drawings, opening, stamp
from optimiser.report.html.drawings import Swatch, inline
from optimiser.report.html.environment import render
from optimiser.report.html.opening import Doubt
from optimiser.report.html.table import PageTable, page_table, table_if_any
from optimiser.report.html.telling import Telling
from optimiser.report.nearing import NearSummary
from optimiser.report.serving import Serving
from optimiser.report.summary import Summary
from optimiser.report.tables import cases, centres, costs, grounds, measures, municipalities
from optimiser.report.tables import near as near_tables
from optimiser.report.tables.key_figures import explain_figures
from optimiser.report.tables.table import FilledTable
from optimiser.report.tables.tasks import fill_tasks, list_letters, list_tasks
from optimiser.result.result import Result


def near_page(near: NearOptimal, language: Language, outlines: Outlines | None = None, one_pagers: bool = False) -> str:
    """The page of a run whose plan is the best of several that differ in structure."""
    section = _near_section(Telling(language), near, outlines)
    return result_page(near.best, language, outlines, one_pagers, near=section)


def _near_section(telling: Telling, near: NearOptimal, outlines: Outlines | None) -> dict[str, Any]:
    """Plans near the best: side by side, and what is settled."""
    summary = NearSummary(near, telling.language)
    told = [summary.found(), summary.ending(), *summary.settled(), summary.defined()]
    if not near.alternatives:
        return {"told": told, "plans": None}
    legend = [
        Swatch(CentreColour("", SETTLED), summary.say("near legend settled", plans=summary.all_plans())),
        Swatch(CentreColour("○", OPEN), summary.say("near legend open")),
    ]
    return {
        **{"told": told, "notes": list(summary.notes())[1:]},
        "plans": _table(telling, near_tables.fill_plans(summary)),
        **{"map": inline(settled_map(near, summary, outlines)), "legend": legend},
        "open": _any_table(telling, near_tables.fill_open(summary)),
    }


def result_page(
    result: Result,
    language: Language,
    outlines: Outlines | None = None,
    one_pagers: bool = False,
    near: Mapping[str, Any] | None = None,
) -> str:
    """The page of a run; `near` is what its section on plans near the best shows, if it has one.

    It leads to pages about each municipality where `one_pagers` lie beside it.

    Raises ValueError when there is no plan: then there is nothing to show.
    """
    if not result.has_plan:
        raise ValueError(f"there is no plan to report: {result.status}")
    telling = Telling(language)
    given = {**_opening(telling, result, outlines), **_body(telling, result), **_grounds(telling, {"": result})}
    pages = f"{ONE_PAGERS}/{INDEX}" if one_pagers else ""
    return render("result.html.j2", language, one_pagers=pages, near=near, **given)


def _opening(telling: Telling, result: Result, outlines: Outlines | None) -> dict[str, Any]:
    drawing, swatches = drawings.map_and_legend(telling, result, outlines)
    summary = Summary(result, telling.language)
    answer, *proof = summary.answer()
    return {
        **_head(telling, result.instance, str(result.run.finished)),
        **{"system": result.instance.system, "description": opening.system(telling, result.instance)},
        **{"source": opening.system_source(result.instance), "status": opening.status(telling, result)},
        **{"proven": result.status == "optimal", "answer": answer, "proof_told": proof},
        "kept": list(summary.service()),
        **{"key_figures": list(opening.key_figures(telling, result)), "doubts": list(opening.doubts(telling, result))},
        **{"map": drawing, "legend": swatches, "waterfall": drawings.waterfall_of(telling, result)},
    }


def _head(telling: Telling, instance: Instance, finished: str) -> dict[str, Any]:
    return {"title": opening.title(telling, instance), "date": telling.date(finished), "year": instance.settings.year}


def _table(telling: Telling, filled: FilledTable, **more: str) -> PageTable:
    return page_table(filled, telling.numbers, telling.order, **more)


def _any_table(telling: Telling, filled: FilledTable) -> PageTable | None:
    return table_if_any(filled, telling.numbers, telling.order)


def _body(telling: Telling, result: Result) -> dict[str, Any]:
    return {
        "figures": _table(telling, explain_figures(telling, result)),
        "terms": _table(telling, costs.fill_terms(telling, result)),
        "forms": _table(telling, costs.fill_forms(telling, result)),
        "centres": _table(telling, centres.fill_centres(telling, result)),
        "centres_chart": drawings.centres_of(telling, result),
        "binding": _any_table(telling, centres.fill_binding(telling, result)),
        "closed": _any_table(telling, centres.fill_closed(telling, result)),
        "service_told": list(Serving(telling.language).how(result.instance)),
        "service": _any_table(telling, centres.fill_centres(telling, result, centres.SERVICE)),
        "alone": _table(
            telling, municipalities.fill_municipalities(telling, result, municipalities.MUNICIPALITY_SERVICE)
        ),
        "kpis": _any_table(telling, measures.fill_kpis(telling, result)),
        "matrix": _table(telling, fill_tasks(telling, result)),
        "letters": list_letters(telling),
        "tasks": list_tasks(telling, result.instance),
        "municipalities": _table(telling, municipalities.fill_municipalities(telling, result)),
        "criteria": _any_table(telling, measures.fill_criteria(telling, result)),
        "score": telling.numbers.plain(result.figures.criteria_score, 2),
        "proof": list(stamp.proof(telling, result)),
    }


def _grounds(telling: Telling, results: Mapping[str, Result]) -> dict[str, Any]:
    """What both pages end with; the assumptions are told once, those of the first case."""
    instances = {case: result.instance for case, result in results.items()}
    return {
        "of_case": next(iter(instances)),
        "assumptions": _table(telling, grounds.fill_assumptions(telling, next(iter(instances.values())))),
        "laws": _any_table(telling, grounds.fill_laws(telling, instances)),
        "glossary": list(stamp.glossary(telling)),
        "stamps": [(case, list(stamp.stamp(telling, result))) for case, result in results.items()],
    }


def comparison_page(comparison: Comparison, language: Language, outlines: Outlines | None = None) -> str:
    """The page of a comparison; cases without a plan are told with the reason.

    Raises ValueError when there is no case at all.
    """
    if not comparison.results:
        raise ValueError("there is no case to report")
    telling, told = Telling(language), ComparisonSummary(comparison, language)
    first = next(iter(comparison.results.values()))
    finished = max(str(result.run.finished) for result in comparison.results.values())
    given = {
        **_head(telling, first.instance, finished),
        **{"answer": list(told.answer()), "doubts": list(_doubts(telling, comparison, told))},
        **{"not_proven": list(told.not_proven()), "without_plan": list(told.without_plan())},
        **_tables(telling, comparison),
        **(drawings.charts_side_by_side(telling, comparison) if comparison.planned else {}),
        **{
            "maps": list(drawings.maps_of(telling, comparison, outlines)),
            "legend": drawings.centres_of_all(comparison),
        },
        **{"cases": list(_cases(telling, comparison)), "letters": list_letters(telling)},
        "tasks": list_tasks(telling, first.instance),
        **_grounds(telling, comparison.results),
    }
    return render("comparison.html.j2", language, count=len(comparison.results), **given)


def _doubts(telling: Telling, comparison: Comparison, told: ComparisonSummary) -> Iterator[Doubt]:
    yield opening.assumed(telling, next(iter(comparison.results.values())).instance)
    for sentence in list(told.not_proven())[:1]:
        yield Doubt(sentence, "proof")


def _tables(telling: Telling, comparison: Comparison) -> dict[str, Any]:
    return {
        "main": _table(telling, cases.compare_cases(telling, comparison)),
        "forms": _table(telling, cases.compare_forms(telling, comparison)),
        "terms": _table(telling, cases.compare_terms(telling, comparison)),
        "centres": _table(telling, centres.compare_centres(telling, comparison)),
        "changes": _table(telling, municipalities.compare_municipalities(telling, comparison)),
        "service_told": list(_how(telling, comparison)),
        "service": _table(telling, cases.compare_service(telling, comparison)),
        "kpis": _any_table(telling, measures.compare_kpis(telling, comparison)),
        "themes": _any_table(telling, measures.compare_themes(telling, comparison)),
        "inputs": _any_table(telling, grounds.compare_inputs(comparison)),
    }


def _how(telling: Telling, comparison: Comparison) -> Iterator[str]:
    """How service is computed; what is not the same in all cases is told once each."""
    told = (Serving(telling.language).how(result.instance) for result in comparison.results.values())
    return iter(dict.fromkeys(sentence for sentences in zip(*told, strict=True) for sentence in sentences))


def _cases(telling: Telling, comparison: Comparison) -> Iterator[dict[str, Any]]:
    """What is told of each case by itself."""
    for number, (case, result) in enumerate(comparison.planned.items(), start=1):
        caption, summary = telling.say("matrix of case", case=case), Summary(result, telling.language)
        yield {
            **{"case": case, "description": opening.system(telling, result.instance)},
            **{"answer": list(summary.answer()), "kept": list(summary.service())},
            "proof": list(stamp.proof(telling, result)),
            "waterfall": drawings.waterfall_of(telling, result, number),
            "matrix": _table(telling, fill_tasks(telling, result), page_id=f"portfolios-{number}", caption=caption),
        }
