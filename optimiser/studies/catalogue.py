"""Every study there is: which one a folder holds, what it has found, and what the record of each holds.

`make pages` writes the page about their folders.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from optimiser.data.run_documentation import describe_entries
from optimiser.studies.alternatives_folder import AlternativesStudy
from optimiser.studies.compare import CompareStudy
from optimiser.studies.difference_folder import DifferenceStudy
from optimiser.studies.frontier import FrontierStudy
from optimiser.studies.json_records import StudyRecord
from optimiser.studies.prices import PricesStudy
from optimiser.studies.regions import RegionsStudy
from optimiser.studies.regret import RegretStudy
from optimiser.studies.roadmap_folder import RoadmapStudy
from optimiser.studies.run_store import RUNS
from optimiser.studies.shadow_prices import ShadowPricesStudy
from optimiser.studies.share import ShareStudy
from optimiser.studies.solve_log import SOLVES_FILE
from optimiser.studies.study import RecordedStudy, Study
from optimiser.studies.sweep import SweepStudy
from optimiser.studies.tornado import TornadoStudy
from optimiser.studies.uncertainty import UncertaintyStudy

STUDIES: tuple[type[RecordedStudy[Any]], ...] = (
    CompareStudy,
    SweepStudy,
    TornadoStudy,
    UncertaintyStudy,
    FrontierStudy,
    RegretStudy,
    ShadowPricesStudy,
    PricesStudy,
    ShareStudy,
    RegionsStudy,
    RoadmapStudy,
    AlternativesStudy,
    DifferenceStudy,
)
INTRODUCTION = f"""\
# The folders of studies

This page is made from the declarations in `optimiser/studies/` by `make pages`. The code that writes a record or reads
it back uses the same declarations. The columns of the tables are on [their own page](output-tables.md).

`optimiser report FOLDER` makes the documents of any of these folders again, in another language if asked; nothing is
solved. `optimiser audit FOLDER` checks its seal, which is described with [the run folder](run-folder.md), and every run
in it. While a command works in a folder, the folder is locked: another command says so, and stops.

A study saves each solve as it ends, and the same command continues where it was stopped. What is saved of a solve is a
sealed line of `{SOLVES_FILE}` with its figures, or a whole run folder in `{RUNS}/`. A saved solve is used again if
instance, system, options and the version of the program are the same.
"""


def study_in(folder: Path) -> type[RecordedStudy[Any]] | None:
    """Return the study whose record a folder holds; None where it holds none."""
    return next((study for study in STUDIES if (folder / study.record_name()).is_file()), None)


def render_study_folders_page() -> str:
    """Return the whole page, in Markdown."""
    return "\n".join(
        [INTRODUCTION, *_describe_common(), *(line for study in STUDIES for line in _describe_study(study))]
    )


def _describe_common() -> Iterator[str]:
    yield "## What every record holds\n"
    yield "The records of `alternatives`, `difference` and `roadmap` have entries of their own.\n"
    yield from describe_entries(StudyRecord, set())
    yield ""


def _describe_study(study: type[RecordedStudy[Any]]) -> Iterator[str]:
    yield f"## {study.record_name()}\n\n{(study.__doc__ or '').splitlines()[0]}\n"
    yield f"Tables: {', '.join(f'`{table}.csv`' for table in study.tables)}. Solves: {_describe_solves(study)}.\n"
    known = set(StudyRecord.model_fields) if issubclass(study.record, StudyRecord) else set()
    yield from describe_entries(study.record, known)
    yield ""


def _describe_solves(study: type[RecordedStudy[Any]]) -> str:
    if issubclass(study, Study):
        return f"run folders in `{RUNS}/`" if study.figures is None else f"lines of `{SOLVES_FILE}`"
    return f"run folders in `{study.runs_in}/`"
