"""The audit is a second witness: it must not be able to know what the solver knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ALLOWED = ("optimiser.audit", "optimiser.data", "optimiser.staffing")
STRANGERS = {"data": {"pyomo", "highspy", "pandas", "numpy"}, "audit": {"pyomo", "highspy", "pandas"}}
"""What each room may not import; numpy is arithmetic, and to read data takes none."""
FILES = sorted(path for room in ("audit", "data") for path in Path("optimiser", room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_nothing_under_audit_or_the_data_it_reads_knows_model_solver_or_planning(path: Path) -> None:
    for module in imported(path):
        assert not module.startswith("optimiser") or module.startswith(ALLOWED), module
        assert module.split(".")[0] not in STRANGERS[path.parts[1]] | {"importlib"}, module
