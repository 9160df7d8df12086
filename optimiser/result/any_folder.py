"""A run folder of one year or over years, written and read alike by who asks no more of it than that it is a run."""

from pathlib import Path

from optimiser.data.roadmap_record import RoadmapRecord
from optimiser.data.roadmap_tables import ROADMAP_FILE
from optimiser.data.run_record import Run
from optimiser.result.folder import load, write_run
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult
from optimiser.result.roadmap_folder import load_roadmap, write_roadmap

AnyResult = Result | RoadmapResult
"""What a solve has come to: of one year, or over years."""


def load_any(folder: Path) -> AnyResult:
    """Return the result that a folder holds, of one year or over years; raises InvalidInputError as `load` does."""
    return load_roadmap(folder) if (folder / ROADMAP_FILE).is_file() else load(folder)


def write_any(result: AnyResult, folder: Path) -> None:
    """Write all files of a run into `folder`, which does not exist yet."""
    if isinstance(result, RoadmapResult):
        write_roadmap(result, folder)
    else:
        write_run(result, folder)


def record_of_any(result: AnyResult) -> Run | RoadmapRecord:
    """Return what a result's record says of how it was solved."""
    return result.record if isinstance(result, RoadmapResult) else result.run


def seconds_of_any(result: AnyResult) -> float:
    """Return how long a solve took, from start to end."""
    return result.record.seconds if isinstance(result, RoadmapResult) else result.run.seconds.total
