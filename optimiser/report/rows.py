"""The rows of a table, to be told one by one."""

from typing import Any

import pandas as pd

FrameRow = dict[Any, Any]
"""A row by column; what is not there is None."""


def rows_of(table: pd.DataFrame) -> list[FrameRow]:
    """Every row, with None also where pandas has nan."""
    cells = table.astype(object)
    rows: list[FrameRow] = cells.where(cells.notna(), None).to_dict("records")
    return rows
