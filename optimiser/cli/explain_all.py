"""`optimiser explain RUN --all`: a page about each municipality, in the run's folder."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from optimiser.cli.exits import EXIT_INTERRUPTED
from optimiser.cli.terminal import say_paragraph
from optimiser.data.settings import Language
from optimiser.explanation.everyone import Everyone
from optimiser.report.documents import write_documents
from optimiser.report.localizer import Localizer
from optimiser.report.one_pagers import OnePagers
from optimiser.report.summaries.counts import counted
from optimiser.result.result import Result
from optimiser.studies.runner.interrupt import noticed_interrupt


def explain_all(result: Result, run: Path, language: Language, report: Callable[[int, int, str], None]) -> int:
    """Explain every municipality that is not explained yet, write the pages, and say so; the exit code.

    After Ctrl-C what is explained is kept. Raises SolverError, OSError.
    """
    began, pages = time.monotonic(), OnePagers(result, run)
    codes = list(result.instance.tasks_of)
    told = {code: kept for code in codes if (kept := pages.kept(code))}
    before = len(told)
    try:
        with noticed_interrupt() as interrupt:
            everyone = Everyone(result)
            for code in codes:
                if code not in told:
                    report(len(told), len(codes), result.instance.municipalities[code].name)
                    told[code] = pages.keep(everyone.explain_municipality(code))
                    interrupt.raise_if_wanted()
            pages.write({code: told[code] for code in codes}, language)
            write_documents(result, run, language)
    except KeyboardInterrupt:
        localizer = Localizer(language)
        say_paragraph(
            localizer.say("explained stopped", municipalities=_count_municipalities(localizer, len(told))), error=True
        )
        return EXIT_INTERRUPTED
    _tell_pages(Localizer(language), told, before, time.monotonic() - began, pages.index)
    return 0


def _tell_pages(localizer: Localizer, told: Mapping[str, Any], before: int, seconds: float, index: Path) -> None:
    if before:
        say_paragraph(localizer.say("explained kept", municipalities=_count_municipalities(localizer, before)))
    some, lasted = _count_municipalities(localizer, len(told)), localizer.numbers.plain(seconds, 1)
    say_paragraph(localizer.say("explained all", municipalities=some, seconds=lasted, file=index))
    count: Counter[str] = sum((Counter(one["count"]) for one in told.values()), Counter())
    names = {"ways": "alternatives", "without": "without_plan"}
    parts = ("ways", "settled", "between", "without", "searched")
    told_parts = {part: localizer.numbers.plain(count[names.get(part, part)]) for part in parts}
    say_paragraph(localizer.say("explained how", **told_parts))


def _count_municipalities(localizer: Localizer, number: int) -> str:
    return counted(localizer, "municipalities", number)
