"""The lines of the tables of a run or of a path, as they are read from its files: a field for each table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from pydantic import BaseModel


@dataclass(frozen=True)
class TableLines:
    """Lines by table; `declared` says what a line of each holds."""

    declared: ClassVar[Mapping[str, type[BaseModel]]]

    @classmethod
    def of_rows(cls, rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> Self:
        """Return the lines that rows, by table and column, are read back as once they are written.

        Raises ValidationError where a cell is not as its column is declared.
        """
        return cls().with_rows(rows)

    def with_rows(self, rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> Self:
        """Return the same lines but for some tables; raises ValidationError as `of_rows`."""
        lines: Any = {name: tuple(map(self.declared[name].model_validate, table)) for name, table in rows.items()}
        return replace(self, **lines)

    def of_table(self, name: str) -> tuple[Any, ...]:
        """Return the lines of a table."""
        lines: tuple[Any, ...] = getattr(self, name)
        return lines
