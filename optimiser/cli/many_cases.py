"""How a command that solves many cases ends: stopped, with failures, or by the disk."""

import signal
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import typer

from optimiser.cli.case_lines import CaseLines
from optimiser.cli.exits import EXIT_BREACHED, EXIT_INTERRUPTED, EXIT_INVALID, EXIT_SOLVER
from optimiser.cli.terminal import say
from optimiser.data.settings import Language
from optimiser.many.solving import Failure
from optimiser.report.phrases import phrase


def stop(lines: CaseLines, out: Path) -> NoReturn:
    """End after Ctrl-C: how many cases are kept, and how to go on. A second one has nothing left to stop."""
    signal.signal(signal.SIGINT, lambda *_: None)
    name = "stopped" if lines.done else "stopped at once"
    say(phrase(name, lines.spoken, done=lines.done, total=lines.total, folder=out), error=True)
    raise typer.Exit(EXIT_INTERRUPTED)


def stop_by_disk(lines: CaseLines, out: Path, error: OSError) -> NoReturn:
    """End as the disk is full or the like: what is kept, and how to go on."""
    what, why = error.filename or out, error.strerror or error
    counted = {"done": lines.done, "total": lines.total, "folder": out}
    say(phrase("stopped by the disk", lines.spoken, what=what, why=why, **counted), error=True)
    raise typer.Exit(EXIT_INVALID)


def failed(failures: Mapping[str, Failure], language: Language) -> Iterator[str]:
    """Each case that failed, and why; the breaches that the independent check found one by one."""
    sentences = {
        "audit": "failed in audit",
        "solver": "failed in solver",
        "died": "failed by dying",
        "error": "failed otherwise",
    }
    for case, failure in failures.items():
        reason = "; ".join(failure.reasons)
        yield phrase(sentences[failure.kind], language, case=case, count=len(failure.reasons), reason=reason)
        if failure.kind == "audit":
            yield from (f"  {sentence}" for sentence in failure.reasons)


def exit_code(failures: Mapping[str, Failure]) -> int:
    """The exit code that failures ask for; 0 without any."""
    kinds = {failure.kind for failure in failures.values()}
    return EXIT_BREACHED if "audit" in kinds else EXIT_SOLVER if kinds else 0
