"""Why there is no plan, told where a solve has found that: what that takes is imported then."""

import typer

from optimiser.cli.terminal import EXIT_INTERRUPTED, say_or_show
from optimiser.data.instance import Instance
from optimiser.data.settings import Language, SolverOptions


def diagnose_at_once(instance: Instance, options: SolverOptions | None, language: Language) -> None:
    """Tell which rules cannot be met together, and what would repair it; leaves where it is stopped with Ctrl-C."""
    from optimiser.diagnosis.diagnose import diagnose
    from optimiser.report.summaries.diagnosis import DiagnosisSummary

    found = diagnose(instance, options)
    say_or_show(DiagnosisSummary(found, language).tell_all())
    if found.interrupted:
        raise typer.Exit(EXIT_INTERRUPTED)
