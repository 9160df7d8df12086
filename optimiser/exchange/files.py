"""The files of a model for other solvers: the model in the format its suffix names, and its starting points."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from optimiser.data.findings import write_whole
from optimiser.exchange.lp import lp_lines
from optimiser.exchange.mps import mps_lines
from optimiser.exchange.plain import Plain
from optimiser.exchange.start import cbc_lines, sol_lines
from optimiser.model.linear import Array, LinearModel

FORMATS = {".mps": ("*", mps_lines), ".lp": ("\\", lp_lines)}
"""By suffix, how a comment begins and what makes the lines."""
STARTS = {".start.sol": sol_lines, ".start.cbc": cbc_lines}
"""By what stands in place of the model's suffix: the first for SCIP and HiGHS, the second for CBC."""


class ModelFile:
    """A model and where it is written, with its starting points beside it; each file whole or not at all."""

    def __init__(self, model: LinearModel, path: Path) -> None:
        self.path, self.plain = path, Plain(model)
        self._comment, self._lines = FORMATS[path.suffix.lower()]

    @property
    def starts(self) -> tuple[Path, ...]:
        """Where the starting points are written."""
        return start_paths(self.path)

    def write_model(self, notes: Iterable[str]) -> None:
        """Write the model in the format its suffix names, under the notes."""
        _write_text("".join(f"{self._comment} {note}\n" for note in notes) + self._text, self.path)

    def write_starts(self, x: Array, objective: float) -> None:
        """Write a point of the model and its cost as each solver reads it."""
        for path, lines in zip(self.starts, STARTS.values(), strict=True):
            _write_text(_joined_lines(lines(self.plain, x, objective)), path)

    def remove_starts(self) -> None:
        """Take away the starts of an earlier model of this name: they are none of this one."""
        for path in self.starts:
            path.unlink(missing_ok=True)

    @cached_property
    def _text(self) -> str:
        return _joined_lines(self._lines(self.plain))


def start_paths(path: Path) -> tuple[Path, ...]:
    """Where the starting points of the model file at `path` are written."""
    return tuple(path.with_name(f"{path.stem}{ending}") for ending in STARTS)


def _joined_lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _write_text(text: str, path: Path) -> None:
    def write(made: Path) -> None:
        made.write_bytes(text.encode())

    write_whole(path, write)
