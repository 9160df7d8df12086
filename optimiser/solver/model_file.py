"""The model as a file for other solvers: .mps with the rules' names, .lp with names its grammar allows.

A row of an .mps file is called `entry-points[Viborg]`. The .lp grammar knows neither brackets,
hyphens nor Danish letters, so there the row is `entry_points(Viborg)`, and comments at the head of
the file say which rule each name stands for.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from optimiser.data.files import write_whole
from optimiser.model.linear import LinearModel
from optimiser.solver import highs

SUFFIXES = (".mps", ".lp")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "[": "(", "]": ")"})


def write_model(model: LinearModel, path: Path) -> None:
    """Write the model whole or not at all, in the format its suffix names.

    Raises:
        SolverError: the solver could not write the file.
        OSError: the disk does not let it be written.
    """
    write_whole(path, lambda made: _write_lp(model, made) if path.suffix.lower() == ".lp" else highs.write(model, made))


def _write_lp(model: LinearModel, path: Path) -> None:
    columns, rows = _allowed(model.column_names), _allowed(model.row_names)
    highs.write(replace(model, column_names=columns, row_names=rows), path)
    meant = zip((*rows, *columns), (*model.row_names, *model.column_names), strict=True)
    legend = "".join(f"\\ {name} is {rule}\n" for name, rule in meant if name != rule)
    path.write_text(legend + path.read_text(encoding="utf-8"), encoding="utf-8")


def _allowed(names: Iterable[str]) -> tuple[str, ...]:
    """The names in the letters .lp files know; a name that would come twice gets a number."""
    seen: Counter[str] = Counter()
    allowed = []
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9_(),.]", "_", name.translate(_LETTERS))
        seen[plain] += 1
        allowed.append(plain if seen[plain] == 1 else f"{plain}.{seen[plain]}")
    return tuple(allowed)
