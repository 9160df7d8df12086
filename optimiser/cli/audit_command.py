"""`optimiser audit`: check a run folder again, without the solver."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from optimiser.audit import (
    Audit,
    audit_drawing,
    audit_seal,
    audit_sharing,
    not_checked,
)
from optimiser.cli.arguments import LanguageOption
from optimiser.cli.sound_run import audits_of_run, language_of, tell_audit
from optimiser.cli.terminal import EXIT_BREACHED, say_paragraph
from optimiser.data.regions_tables import REGIONS_FILE
from optimiser.data.roadmap_tables import ROADMAP_FILE, ROADMAP_FILES
from optimiser.data.run_tables import RUN_FILE
from optimiser.data.sharing_tables import SHARE_FILE
from optimiser.report.localizer import Localizer
from optimiser.result.folder import no_run_folder

SHOWN_FILES = 10


def audit(
    run: Annotated[
        Path,
        typer.Argument(
            metavar="RUN", help="Run folder that solve wrote, or folder of a study or comparison.", show_default=False
        ),
    ],
    lang: LanguageOption = None,
) -> None:
    """Recompute the cost and every rule of a run from its instance and tables alone, and name each breach.

    The plans near the best are checked too, if solve was asked for --alternatives, and every run of a comparison. Each
    file must be as it was written; in a study that saves figures but no plans, that is all that is checked.
    """
    from optimiser.studies.catalogue import study_in

    if not (run / RUN_FILE).is_file() and study_in(run) is None:
        raise no_run_folder(run)
    from optimiser.studies.run_store import RUNS
    from optimiser.studies.solve_log import SOLVES_FILE

    whole = any((run / name).is_file() for name in (RUN_FILE, ROADMAP_FILE))
    audits = dict(audits_of_run(run) if whole else _of_study(run))
    language = lang or language_of(run)
    for place, found in audits.items():
        tell_audit(place, found, language)
    if others := not_checked(run, (SOLVES_FILE, RUNS, *ROADMAP_FILES)):
        localizer = Localizer(language)
        say_paragraph(localizer.say("not checked", files=localizer.join_some(others, SHOWN_FILES)))
    if any(found.breaches for found in audits.values()):
        raise typer.Exit(EXIT_BREACHED)


def _of_study(folder: Path) -> Iterator[tuple[Path, Audit]]:
    """The seal of a study's folder, and the audits of the runs it holds."""
    from optimiser.studies.run_store import RUNS

    sealed = audit_seal(folder)
    yield folder, sealed
    for name, check in ((SHARE_FILE, audit_sharing), (REGIONS_FILE, audit_drawing)):
        if (folder / name).is_file() and not sealed.breaches:
            yield folder / name, check(folder)
    for path in sorted((folder / RUNS).glob("*")):
        if any((path / name).is_file() for name in (RUN_FILE, ROADMAP_FILE)):
            yield from audits_of_run(path)
