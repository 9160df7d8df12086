"""The workbooks of explanations: of a whole plan, of a municipality, its group or one of its tasks, and of centres."""

from collections.abc import Iterator
from pathlib import Path

from optimiser.data.settings import Language
from optimiser.explanation.closed import CentreStatus, Closing
from optimiser.explanation.explanation import Explanation, TaskExplanation
from optimiser.explanation.membership import GroupExplanation
from optimiser.explanation.whole import Whole
from optimiser.report.localizer import Localizer, bilingual
from optimiser.report.summaries.closed_centres import ClosingSummary
from optimiser.report.summaries.explanation import ExplanationSummary
from optimiser.report.summaries.membership import GroupSummary
from optimiser.report.summaries.result import today_changed
from optimiser.report.summaries.whole import WholeSummary
from optimiser.report.tables.explanations import OTHER_GROUPS, OTHER_PLACES, TERMS_OF_PLACE
from optimiser.report.workbook.shared_sheets import CENTRES, SUMMARY, table_sheet
from optimiser.report.workbook.sheets import save_told_book
from optimiser.report.workbook.writing import BookSheet, Notes, SheetPart, SheetTable

# ---- A whole plan ---------------------------------------------------------------------------------


def write_whole_workbook(whole: Whole, path: Path, language: Language) -> None:
    """Write the workbook of what each centre of a plan does that serves others."""
    told = WholeSummary(whole, language)
    save_told_book(_sheets_of_whole(told), whole.result, told, path)


def _sheets_of_whole(told: WholeSummary) -> Iterator[BookSheet]:
    yield _summary_sheet(told, [*told.tell_plan(), *told.tell_limits()])
    if serving := told.fill_centres():
        yield table_sheet(serving, list(told.tell_signs()))


# ---- A municipality, or one of its tasks ----------------------------------------------------------


def write_explanation_workbook(explanation: Explanation, path: Path, language: Language) -> None:
    """Write the workbook of why tasks of a municipality are answered where they are."""
    told = ExplanationSummary(explanation, language)
    save_told_book(_sheets_of_explanation(told), explanation.result, told, path)


def _sheets_of_explanation(told: ExplanationSummary) -> Iterator[BookSheet]:
    explanation = told.explanation
    said = [told.tell_payments(), *today_changed(told, explanation.result.instance)]
    stopped = [told.say("explain stopped")] if explanation.interrupted else []
    if explanation.task is None:
        yield _summary_sheet(told, [*said, *told.tell_portfolio(), *stopped])
        signs = list(told.tell_portfolio_signs())
        for filled in filter(None, (told.fill_portfolios(), told.fill_tasks())):
            yield table_sheet(filled, signs)
        return
    answers = explanation.answers
    about = (sentence.strip() for answer in answers for sentence in _tell_task(told, answer))
    yield _summary_sheet(told, [*said, *about, *stopped])
    for table, parts in (
        (OTHER_PLACES, [part for answer in answers for part in _list_places(told, answer)]),
        (TERMS_OF_PLACE, [part for answer in answers for part in _list_terms(told, answer)]),
    ):
        if parts:
            yield BookSheet(table.title, table.title, parts)


def _tell_task(told: ExplanationSummary, answer: TaskExplanation) -> Iterator[str]:
    yield from told.tell_answer(answer)
    yield from told.tell_ruled_out(answer)
    yield from told.tell_turns(answer)


def _list_places(told: ExplanationSummary, answer: TaskExplanation) -> Iterator[SheetPart]:
    """The lawful places, and what their signs mean."""
    if (places := told.fill_places(answer)).rows:
        yield Notes(list(told.tell_signs(answer)))
        yield SheetTable(places, marked=True)


def _list_terms(told: ExplanationSummary, answer: TaskExplanation) -> Iterator[SheetPart]:
    """The terms in which the nearest place differs, under its name."""
    if answer.nearest and (terms := told.fill_terms(answer)):
        yield Notes([told.name_difference(answer.nearest.alternative.route)])
        yield SheetTable(terms)


# ---- Centres that are closed, or open -------------------------------------------------------------


def write_closing_workbook(closing: Closing, path: Path, language: Language) -> None:
    """Write the workbook of what it takes to open centres, or to close them."""
    told = ClosingSummary(closing, language)
    save_told_book(_sheets_of_closing(told), closing.result, told, path)


def _sheets_of_closing(told: ClosingSummary) -> Iterator[BookSheet]:
    closing = told.closing
    stopped = [told.say("explain stopped")] if closing.interrupted else []
    said = [sentence for centre in closing.centres for sentence in _tell_centre(told, centre)]
    yield _summary_sheet(told, [*said, told.say("closing legend"), *stopped])
    yield BookSheet(
        CENTRES, bilingual("book closing"), [part for centre in closing.centres for part in _list_parts(told, centre)]
    )


def _tell_centre(told: ClosingSummary, centre: CentreStatus) -> Iterator[str]:
    yield told.tell_opening(centre)
    for step in centre.steps:
        yield from told.tell_answer(centre, step)


def _list_parts(told: ClosingSummary, centre: CentreStatus) -> Iterator[SheetPart]:
    """What is said of a centre, and under each demand on it the terms that differ and who moves."""
    yield Notes([told.tell_opening(centre)])
    for step in centre.steps:
        yield Notes(list(told.tell_answer(centre, step)))
        for filled in filter(None, (told.fill_terms(step), told.fill_movers(step))):
            yield SheetTable(filled, titled=True)


# ---- The group that a municipality is in ----------------------------------------------------------


def write_group_workbook(explanation: GroupExplanation, path: Path, language: Language) -> None:
    """Write the workbook of why a municipality is in its group."""
    told = GroupSummary(explanation, language)
    save_told_book(_sheets_of_group(told), explanation.result, told, path)


def _sheets_of_group(told: GroupSummary) -> Iterator[BookSheet]:
    stopped = [told.say("explain stopped")] if told.explanation.interrupted else []
    yield _summary_sheet(told, [*told.tell_group(), *told.tell_ruled_out(), *stopped])
    for filled in filter(None, (told.fill_others(), told.fill_terms())):
        yield table_sheet(filled, [told.tell_terms()] if filled.table is not OTHER_GROUPS else [])


# ---- What all of them have ------------------------------------------------------------------------


def _summary_sheet(told: Localizer, said: list[str]) -> BookSheet:
    return BookSheet(SUMMARY, bilingual("book explanation"), [Notes([*said, told.say("book rounded")])])
