"""What is not imported before it is used: a start that waits for a solver, for charts or for Dask is a slow one."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import optimiser
from tests.waiting import PATIENCE_SECONDS

ROOT = Path(__file__).parents[1]
HEAVY = frozenset(
    ("dask", "distributed", "highspy", "jinja2", "openpyxl", "pandas", "pyarrow", "pyomo", "shapely", "vl_convert")
)
"""Packages that take a tenth of a second or more to import, or some ten megabytes."""
TELLING = "import atexit, sys; atexit.register(lambda: print('imported:', *sys.modules, file=sys.stderr));"
COMMAND = "sys.argv[0] = 'optimiser'; from optimiser.cli.app import main; main()"


def _imported(code: str, *arguments: str) -> set[str]:
    """The packages, and the modules of the program, that are imported when Python has run something."""
    command = [sys.executable, "-c", TELLING + code, *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE_SECONDS)
    names = ran.stderr.rpartition("imported:")[2].split()
    return {name if name.startswith("optimiser.") else name.split(".")[0] for name in names}


def test_what_is_imported_is_seen() -> None:
    assert _imported("from optimiser import solve") >= {"optimiser.api", "pyomo", "highspy"}


def test_importing_the_package_imports_no_room() -> None:
    imported = _imported("import optimiser")
    assert not imported & {*HEAVY, "numpy", "pydantic"}
    assert not [name for name in imported if name.startswith("optimiser.")]


def test_help_imports_no_command() -> None:
    imported = _imported(COMMAND, "--help")
    assert "optimiser.cli.app" in imported
    assert not imported & {*HEAVY, "numpy", "pydantic"}
    assert not [name for name in imported if name.startswith("optimiser.cli.") and "command" in name]


@pytest.mark.parametrize(
    "command", [["validate", "instances/toy"], ["validate", "instances/toy", "--json"], ["spread", "instances/toy"]]
)
def test_validating_a_folder_or_importing_into_it_imports_nothing_heavy(command: list[str]) -> None:
    imported = _imported(COMMAND, *command)
    assert "optimiser.data.read" in imported
    assert not imported & HEAVY


def test_reading_in_python_imports_nothing_heavy() -> None:
    assert not _imported("import optimiser; optimiser.read('instances/toy')") & HEAVY


def test_a_solve_imports_no_cluster_and_nothing_of_other_commands(tmp_path: Path) -> None:
    imported = _imported(COMMAND, "solve", "instances/toy", "--out", str(tmp_path / "run"))
    assert imported >= {"optimiser.solver.highs", "vl_convert", "xlsxwriter"}
    assert not imported & {"asyncio", "dask", "distributed", "multiprocessing", "openpyxl", "shapely"}
    others = ("diagnosis", "explanation", "sensitivity", "simulation", "studies")
    assert not [name for name in imported if name.startswith(tuple(f"optimiser.{room}" for room in others))]


def test_a_solve_makes_no_data_frames(tmp_path: Path) -> None:
    """Pandas, with pyarrow, would take as long as all the rest; a frame is made for whoever asks for one."""
    frames = {"pandas", "pyarrow"}
    assert not _imported(COMMAND, "solve", "instances/toy", "--out", str(tmp_path / "run")) & frames
    solving = "import optimiser; result = optimiser.solve(optimiser.read('instances/toy'));"
    assert not _imported(f"{solving} optimiser.save(result, sys.argv[1])", str(tmp_path / "saved")) & frames
    assert not _imported("import optimiser; optimiser.load(sys.argv[1]).summary()", str(tmp_path / "saved")) & frames
    assert "pandas" in _imported(f"{solving} result.centres")


def _declared_for_type_checkers() -> Iterator[tuple[str, str]]:
    """Name and module of each import in the part of the package that is not run."""
    for node in ast.parse(Path(optimiser.__file__).read_text(encoding="utf-8")).body:
        for part in node.body if isinstance(node, ast.If) else ():
            if isinstance(part, ast.ImportFrom):
                yield from ((alias.asname or alias.name, str(part.module)) for alias in part.names)


def test_type_checkers_and_python_find_the_same() -> None:
    declared = dict(_declared_for_type_checkers())
    assert {*declared, "__version__"} == set(optimiser.__all__) <= set(dir(optimiser))
    for name, module in declared.items():
        assert getattr(optimiser, name) is getattr(__import__(module, fromlist=[name]), name)


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'solved'"):
        _ = optimiser.solved
