"""The pages: one of a single run, one of a comparison. Each is whole in itself and fetches nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from optimiser.alternatives.near_optimal import NearOptimal
from optimiser.comparison.comparison import Comparison
from optimiser.data.instance import Instance
from optimiser.data.run_folder import INDEX, ONE_PAGERS
from optimiser.data.settings import Language
from optimiser.report.charts.outlines import Outlines
from optimiser.report.comparing import ComparisonSummary
from optimiser.report.html import (
    centres,
    criteria,
    drawings,
    figures,
    grounds,
    matrix,
    opening,
    service,
    side_by_side,
    stamp,
)
from optimiser.report.html.environment import render
from optimiser.report.html.municipalities import municipalities_table
from optimiser.report.html.near import near_given
from optimiser.report.html.opening import Doubt
from optimiser.report.html.telling import Telling
from optimiser.report.serving import Serving
from optimiser.report.summary import Summary
from optimiser.result.result import Result


def near_page(near: NearOptimal, language: Language, outlines: Outlines | None = None, one_pagers: bool = False) -> str:
    """The page of a run whose plan is the best of several that differ in structure."""
    section = near_given(Telling(language), near, outlines)
    return result_page(near.best, language, outlines, one_pagers, near=section)


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


def _body(telling: Telling, result: Result) -> dict[str, Any]:
    return {
        "figures": figures.figures_table(telling, result),
        "terms": figures.terms_table(telling, result),
        "forms": figures.forms_table(telling, result),
        "centres": centres.centres_table(telling, result),
        "centres_chart": drawings.centres_of(telling, result),
        "binding": centres.binding_table(telling, result),
        "closed": centres.closed_table(telling, result),
        "service_told": list(Serving(telling.language).how(result.instance)),
        "service": service.service_table(telling, result),
        "alone": service.alone_table(telling, result),
        "kpis": service.kpis_table(telling, result),
        "matrix": matrix.matrix(telling, result, "table-portfolios", telling.say("matrix caption")),
        "letters": matrix.key(telling),
        "tasks": matrix.tasks_key(telling, result.instance),
        "municipalities": municipalities_table(telling, result),
        "criteria": criteria.criteria_table(telling, result),
        "score": telling.numbers.plain(result.figures.criteria_score, 2),
        "proof": list(stamp.proof(telling, result)),
    }


def _grounds(telling: Telling, results: Mapping[str, Result]) -> dict[str, Any]:
    """What both pages end with; the assumptions are told once, those of the first case."""
    instances = {case: result.instance for case, result in results.items()}
    return {
        "of_case": next(iter(instances)),
        "assumptions": grounds.assumptions_table(telling, next(iter(instances.values()))),
        "laws": grounds.laws_table(telling, instances),
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
        **{"cases": list(_cases(telling, comparison)), "letters": matrix.key(telling)},
        "tasks": matrix.tasks_key(telling, first.instance),
        **_grounds(telling, comparison.results),
    }
    return render("comparison.html.j2", language, count=len(comparison.results), **given)


def _doubts(telling: Telling, comparison: Comparison, told: ComparisonSummary) -> Iterator[Doubt]:
    yield opening.assumed(telling, next(iter(comparison.results.values())).instance)
    for sentence in list(told.not_proven())[:1]:
        yield Doubt(sentence, "proof")


def _tables(telling: Telling, comparison: Comparison) -> dict[str, Any]:
    return {
        "main": side_by_side.main_table(telling, comparison),
        "forms": side_by_side.forms_table(telling, comparison),
        "terms": side_by_side.terms_table(telling, comparison),
        "centres": side_by_side.centres_table(telling, comparison),
        "changes": side_by_side.changes_table(telling, comparison),
        "service_told": list(_how(telling, comparison)),
        "service": service.service_of_cases(telling, comparison),
        "kpis": service.kpis_of_cases(telling, comparison),
        "themes": criteria.themes_table(telling, comparison),
        "inputs": side_by_side.inputs_table(telling, comparison),
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
            "matrix": matrix.matrix(telling, result, f"table-portfolios-{number}", caption),
        }
