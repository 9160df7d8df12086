"""A plan over years as what a folder holds: found by its record, read back, and reported as studies are."""

from pathlib import Path

from optimiser.data.roadmap_record import ROADMAP_VERSION, RoadmapRecord
from optimiser.data.roadmap_tables import ROADMAP_LINES, YEARS_FOLDER
from optimiser.result.roadmap import RoadmapResult
from optimiser.result.roadmap_folder import load_roadmap
from optimiser.studies.study import RecordedStudy


class RoadmapStudy(RecordedStudy[RoadmapResult]):
    """A plan over years, which `solve` writes of an instance with years; the plan of each year is a run of its own."""

    name = "roadmap"
    described = "a plan over years"
    record = RoadmapRecord
    version = ROADMAP_VERSION
    tables = tuple(ROADMAP_LINES)
    remedy = "solve again to get a whole folder"
    runs_in = YEARS_FOLDER
    has_maps = True
    has_board = True

    @classmethod
    def list_runs(cls, folder: Path) -> list[Path]:
        """Return the run folders of the years."""
        return sorted(path for path in (folder / YEARS_FOLDER).glob("*") if path.is_dir())

    @classmethod
    def load_found(cls, folder: Path) -> RoadmapResult:
        """Return the plan over years that a folder holds."""
        return load_roadmap(folder)
