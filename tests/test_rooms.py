"""The program's rooms: who may know whom, and how much stands in one place."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "optimiser"
FILES = sorted(PACKAGE.rglob("*.py"))
UPSTREAM: dict[str, set[str]] = {
    "staffing": set(),
    "data": {"staffing"},
    "importing": {"data", "staffing"},
    "rules": {"data"},
    "planning": {"data", "staffing", "rules"},
    "portfolios": {"data", "rules", "planning"},
    "model": {"data", "rules", "planning", "portfolios"},
    "solver": {"data", "rules", "planning", "portfolios", "model"},
    "exchange": {"data", "rules", "model"},
    "result": {"data", "staffing", "rules", "planning", "model", "solver"},
    "sharing": {"data", "rules", "planning", "portfolios", "model", "solver", "result"},
    "audit": {"data", "staffing"},
    "comparison": {"data", "rules", "planning", "result"},
    "sensitivity": {"data", "comparison"},
    "diagnosis": {"data", "rules", "planning", "solver", "result", "api", "roadmap"},
    "explanation": {
        *("data", "rules", "planning", "portfolios", "solver", "result", "audit", "comparison", "sensitivity"),
        *("api", "fixed_plan", "drawing"),
    },
    "drawing": {"data", "rules", "planning", "portfolios", "model", "solver", "result", "api", "fixed_plan"},
    "alternatives": {"data", "planning", "solver", "result", "comparison", "api", "roadmap"},
    "studies": {
        *(
            "data",
            "rules",
            "planning",
            "solver",
            "result",
            "comparison",
            "sensitivity",
            "alternatives",
            "sharing",
            "drawing",
            "audit",
            "api",
            "roadmap",
            "fixed_plan",
        ),
    },
    "simulation": {"data", "planning", "staffing", "result"},
    "report": {
        *(
            "data",
            "rules",
            "planning",
            "portfolios",
            "model",
            "solver",
            "result",
            "audit",
            "comparison",
            "sensitivity",
            "simulation",
        ),
        *("diagnosis", "explanation", "alternatives", "sharing", "drawing"),
    },
    "cli": {
        *("data", "planning", "model", "solver", "result", "audit", "comparison", "sensitivity", "simulation"),
        *(
            "diagnosis",
            "explanation",
            "alternatives",
            "sharing",
            "studies",
            "report",
            "api",
            "roadmap",
            "exchange",
            "importing",
            "drawing",
        ),
    },
}
"""Whom each room may import. The audit knows only data, and arithmetic: it is the second witness."""
LONGEST_FUNCTION = 50
"""Lines below the signature: a command's options are its arguments."""
LONGEST_FILE = 450


def _name(path: Path) -> str:
    return str(path.relative_to(PACKAGE.parent))


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    """All that a file's syntax tree is made of; each file is read once for all tests."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def _types_alone(path: Path) -> frozenset[ast.AST]:
    """What of a rule's file the type checker alone sees.

    The hooks of a rule work on plans and formulations that are handed to them: these are types there, and no more.
    """
    checks = [node for node in _nodes(path) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    return (
        frozenset(node for check in checks for node in ast.walk(check)) if path.parent.name == "rules" else frozenset()
    )


@cache
def _imported(path: Path) -> frozenset[str]:
    return frozenset(_imports_in(path))


def _imports_in(path: Path) -> Iterator[str]:
    for node in _nodes(path):
        if node in _types_alone(path):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}: imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "optimiser" and len(parts) > 1 else ""


def test_there_are_files_in_every_room() -> None:
    rooms = {path.relative_to(PACKAGE).parts[0] for path in FILES if path.parent != PACKAGE}
    assert rooms == UPSTREAM.keys()


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_only_the_model_knows_pyomo_and_one_file_knows_highs(path: Path) -> None:
    packages = {module.split(".")[0] for module in _imported(path)}
    assert "pyomo" not in packages or path.parent.is_relative_to(PACKAGE / "model")
    assert "highspy" not in packages or path == PACKAGE / "solver" / "highs.py"


@pytest.mark.parametrize("path", [path for path in FILES if path.parent != PACKAGE], ids=_name)
def test_a_room_imports_only_from_upstream(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0]
    others = {_room(module) for module in _imported(path)} - {room, ""}
    assert others <= UPSTREAM[room]


def test_nothing_upstream_reads_the_whole_package() -> None:
    """`from optimiser import solve` in a room would need all the others; a room by name is fine."""
    rooms = {f"optimiser.{room}" for room in (*UPSTREAM, "api", "fixed_plan", "roadmap")}
    for path in FILES:
        if path.parent != PACKAGE:
            direct = {module for module in _imported(path) if module.count(".") == 1 and _room(module)}
            assert direct <= rooms, _name(path)


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_functions_and_files_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    for node in _nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = node.end_lineno or node.lineno
            assert last - node.body[0].lineno < LONGEST_FUNCTION, node.name
