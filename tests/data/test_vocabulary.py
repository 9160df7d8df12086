"""A finding calls a parameter as its reader would write it: by name in Python, as an option on the command line."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from optimiser import InvalidInputError, check, read, write
from optimiser.data.findings import parameter_name, speaking_of_parameters
from tests.cli.conftest import Run, run  # noqa: F401 - the fixture

PACKAGE = Path(__file__).parents[2] / "optimiser"
TOY = Path(__file__).parents[2] / "instances" / "toy"
SPEAKING_OF_COMMANDS = ("cli", "report")
"""Rooms that tell what to type."""
OTHER_COMMANDS = {
    "rows.py": "what a column means is read in docs and workbooks, by those who type",
    "choice_rows.py": "as rows.py",
    "year_rows.py": "as rows.py",
    "danish_meanings.py": "the same in Danish",
    "danish_commands.py": "the Danish of what the command line says",
    "template.py": "the guide of a workbook, for those who type",
    "run_documentation.py": "a page of docs",
    "cluster.py": "commands of Dask",
}
OPTION, COMMAND = re.compile(r"(?<![\w-])--([a-z]|$)"), re.compile(r"`optimiser [^`]*`")


def _strings(path: Path) -> Iterator[str]:
    """The texts of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def test_no_room_below_the_command_line_names_its_options() -> None:
    found = [
        (path.name, text)
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] not in SPEAKING_OF_COMMANDS and path.name not in OTHER_COMMANDS
        for text in _strings(path)
        if OPTION.search(COMMAND.sub("", text))
    ]
    assert found == []


def test_the_texts_that_are_looked_through_are_those_with_options() -> None:
    assert any(OPTION.search(text) for text in _strings(PACKAGE / "cli" / "terminal.py"))


def test_in_python_parameters_are_called_by_their_names(tmp_path: Path) -> None:
    _, findings = check(TOY, structure="nowhere", overrides=["policy.max_hosts=many"])
    assert {finding.place for finding in findings} == {"structure", "overrides"}
    write(read(TOY), tmp_path / "toy")
    with pytest.raises(InvalidInputError, match="choose another name or use force=True"):
        write(read(TOY), tmp_path / "toy")


def test_on_the_command_line_they_are_options(run: Run, tmp_path: Path) -> None:  # noqa: F811
    ran = run("validate", TOY, "--structure", "nowhere", "--set", "policy.max_hosts=many")
    assert ran.code == 2
    assert "--structure structure nowhere" in ran.text
    assert "--set policy.max_hosts many" in ran.text
    write(read(TOY), tmp_path / "toy")
    assert "choose another name or use --force" in run("convert", TOY, tmp_path / "toy").text
    assert "force=True" not in run("convert", TOY, tmp_path / "toy").text


def test_words_are_those_of_the_caller_again_afterwards() -> None:
    with pytest.raises(RuntimeError), speaking_of_parameters(lambda parameter, value: f"/{parameter}:{value}"):
        assert parameter_name("force", True) == "/force:True"
        raise RuntimeError
    assert parameter_name("force", True) == "force=True"
    assert parameter_name("vary") == "vary"
