"""Rows as data frames and back. Pandas is imported where a frame is asked for: it takes as long as a small solve."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from optimiser.data.run_tables import COLUMNS, PlanLines

if TYPE_CHECKING:
    import pandas as pd

FrameRow = dict[Any, Any]
"""A row by column; what is not there is None."""


def frame_of_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> "pd.DataFrame":
    """Return rows as a data frame of these columns; what a row does not say is missing in it."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns))


def rows_of_frame(frame: "pd.DataFrame") -> list[FrameRow]:
    """Return every row of a data frame, with None also where pandas has nan."""
    cells = frame.astype(object)
    rows: list[FrameRow] = cells.where(cells.notna(), None).to_dict("records")
    return rows


def frames_of_lines(lines: PlanLines) -> dict[str, "pd.DataFrame"]:
    """Return every table as a data frame."""
    frames = {name: frame_of_rows(map(dict, lines.of_table(name)), columns) for name, columns in COLUMNS.items()}
    frames["assumptions"]["value"] = [number_or_text(line.value) for line in lines.assumptions]
    return frames


def number_or_text(cell: str) -> float | str:
    """Return what the text of a cell is: a number, or else text."""
    try:
        return float(cell)
    except ValueError:
        return cell
