"""The notebooks as they stand in git: nothing put out, nothing but the public API. `make notebooks` runs them."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

import optimiser
from notebooks.run import FOLDERS, asked_of, complaints
from optimiser.data.settings import Language

ROOT = Path(__file__).parents[1]
NOTEBOOKS = [path for folder in FOLDERS.values() for path in sorted(folder.glob("*.ipynb"))]
NAMES = [
    "01-national-plan",
    "02-regional-structures",
    "03-sensitivity",
    "04-service-and-cost",
    "05-own-region",
    "06-who-loses",
    "07-roadmap",
    "08-draw-the-regions",
    "09-share-the-gain",
]
ABSOLUTE = re.compile(r"/\w|~|[A-Za-z]:[\\/]")


def _declared() -> set[str]:
    """The packages that pyproject.toml asks for, those for development too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {re.split(r"[<>=!~ \[]", requirement)[0] for requirement in wanted}


def _code(path: Path) -> Iterator[Any]:
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            yield cell


def _imported(path: Path) -> Iterator[str]:
    """Modules as they are imported; with `optimiser` the name that is taken from it."""
    for cell in _code(path):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _tagged(path: Path, tag: str) -> str:
    """The source of the one cell with this tag."""
    (cell,) = (cell for cell in _code(path) if tag in cell.metadata.get("tags", ()))
    return str(cell.source)


def _keys(value: object) -> object:
    """What a dictionary of words is asked for: its keys, and those within."""
    return {key: _keys(inner) for key, inner in value.items()} if isinstance(value, dict) else None


def _words(path: Path) -> dict[str, Any]:
    """What the cell of words sets, by name."""
    body = ast.parse(_tagged(path, "words")).body
    return {node.targets[0].id: ast.literal_eval(node.value) for node in body}  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", FOLDERS)
def test_the_notebooks_are_there(language: Language) -> None:
    assert [path.stem for path in sorted(FOLDERS[language].glob("*.ipynb"))] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_languages_differ_in_their_words_alone(name: str) -> None:
    english, danish = (FOLDERS[language] / f"{name}.ipynb" for language in ("en", "da"))
    assert [_words(path)["LANGUAGE"] for path in (english, danish)] == ["en", "da"]
    assert _keys(_words(english)["WORDS"]) == _keys(_words(danish)["WORDS"])
    first, second = (ast.dump(ast.parse(_tagged(path, "parameters"))) for path in (english, danish))
    assert first == second
    first_code, second_code = (
        [cell.source for cell in _code(path) if not cell.metadata.get("tags")] for path in (english, danish)
    )
    assert first_code == second_code
    kinds = [[cell.cell_type for cell in nbformat.read(path, as_version=4).cells] for path in (english, danish)]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("instance", ["toy", str(ROOT / "instances" / "toy")])
def test_another_instance_is_asked_after_the_notebook_s_own(instance: str) -> None:
    cells = asked_of(FOLDERS["da"] / "01-national-plan.ipynb", instance).cells
    named = [cell.source for cell in cells if cell.cell_type == "code" and "INSTANCE = " in cell.source]
    assert len(named) == 2
    assert repr(instance) in named[1].replace('"', "'")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nothing_is_put_out_in_git(path: Path) -> None:
    nbformat.validate(nbformat.read(path, as_version=4))
    for cell in _code(path):
        assert cell.outputs == [], "run `make strip`"
        assert cell.execution_count is None, "run `make strip`"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_they_use_the_public_api_and_declared_packages_alone(path: Path) -> None:
    public = {"optimiser", *(f"optimiser.{name}" for name in optimiser.__all__)}
    for module in _imported(path):
        package = module.split(".")[0]
        if package == "optimiser":
            assert module in public
        else:
            assert package in sys.stdlib_module_names | _declared(), module


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_text_in_them_is_a_path_of_one_machine(path: Path) -> None:
    for cell in _code(path):
        for node in ast.walk(ast.parse(cell.source)):
            assert not (isinstance(node, ast.Constant) and ABSOLUTE.match(str(node.value))), cell.source


def test_a_warning_is_a_complaint() -> None:
    """What a cell prints is not."""
    texts = [("stdout", "3,350.8 million kr."), ("stderr", "DeprecationWarning: soon")]
    outputs = [nbformat.v4.new_output("stream", name=name, text=text) for name, text in texts]
    cells = [nbformat.v4.new_code_cell(outputs=outputs), nbformat.v4.new_markdown_cell("stderr")]
    assert list(complaints(nbformat.v4.new_notebook(cells=cells))) == ["DeprecationWarning: soon"]
