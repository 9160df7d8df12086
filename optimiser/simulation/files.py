"""simulation.json and simulation.csv: into the run folder, or wherever they are asked for."""

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from optimiser.data.findings import InvalidInputError, fault_of_path, refuse_unwritable
from optimiser.data.frames import rows_of_frame
from optimiser.data.run_tables import SIMULATION_FILES, SIMULATION_JSON, SIMULATION_TABLE
from optimiser.data.seal import write_sealed
from optimiser.data.table_files import write_rows
from optimiser.result.folder import write_record


def refuse_unusable(folder: Path) -> None:
    """Raise InvalidInputError when the files cannot be written there; worth knowing before a simulation."""
    if folder.exists() and not folder.is_dir():
        raise InvalidInputError(
            str(folder), [fault_of_path(folder, "must be a folder, but is a file", "choose another name")]
        )
    for path in (folder / name for name in SIMULATION_FILES):
        refuse_unwritable(path)
        if path.is_dir():
            raise InvalidInputError(
                str(folder), [fault_of_path(path, "must be a file, but is a folder", "move that away")]
            )


def write_simulation(record: dict[str, Any], table: pd.DataFrame, folder: Path) -> None:
    """Write both files, each whole or not at all; what other files the folder holds stays as it is."""
    writes = {
        SIMULATION_JSON: partial(write_record, record),
        SIMULATION_TABLE: partial(write_rows, list(table.columns), rows_of_frame(table)),
    }
    write_sealed(folder, writes)
