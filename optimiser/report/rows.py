"""The rows of a table, to be told one by one."""

from typing import Any

import pandas as pd

Row = dict[Any, Any]
"""A row by column; what is not there is None."""


def rows_of(table: pd.DataFrame) -> list[Row]:
    """Every row, with None also where pandas has nan."""
    cells = table.astype(object)
    rows: list[Row] = cells.where(cells.notna(), None).to_dict("records")
    return rows
