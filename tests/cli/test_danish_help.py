"""Help, and what is said of a command line that is wrong, are in Danish where the line asks for it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from optimiser.cli import app as app_module
from optimiser.cli.app import COMMANDS, app, language_asked, main
from optimiser.cli.danish_helps import HELPS
from optimiser.cli.speaking import in_danish


def _helps(command: Any) -> Iterator[str]:
    """What a command says of itself, of its options, and of the commands within it."""
    yield from filter(None, [command.help, *(parameter.help for parameter in command.params)])
    for member in getattr(command, "commands", {}).values():  # those of the program have their names alone
        yield from _helps(member)


def run(*line: str) -> tuple[int, str]:
    """The exit code, and what was written."""
    done = CliRunner().invoke(app, line, terminal_width=100)
    return done.exit_code, done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_its_danish(name: str) -> None:
    texts = list(_helps(COMMANDS[name].load_command(name)))
    assert texts
    assert [text for text in texts if in_danish(text) == text] == []


def test_no_danish_is_of_a_help_that_is_gone() -> None:
    said = {text for name, source in COMMANDS.items() for text in _helps(source.load_command(name))}
    said |= set(_helps(get_command(app)))
    assert [english for english in HELPS if english not in said and "{}" not in english] == []


@pytest.mark.parametrize("line", [("--lang", "da", "--help"), ("--help", "--lang=da")])
def test_the_help_of_the_program_is_in_danish(line: tuple[str, ...]) -> None:
    code, told = run(*line)
    assert (code, "Kommandoer:" in told, "Find den billigste plan" in told) == (0, True, True)
    assert "Find the" not in told


@pytest.mark.parametrize("line", [("tornado", "--lang", "da", "--help"), ("--lang", "da", "tornado", "--help")])
def test_the_help_of_a_command_is_in_danish(line: tuple[str, ...]) -> None:
    code, told = run(*line)
    assert code == 0
    for danish in ("Brug: ", "[TILVALG]", "Argumenter:", "Tilvalg:", "[kræves]", "[uden den: 0,015625]"):
        assert danish in told
    for english in ("Usage", "Options", "required", "default", "Show this"):
        assert english not in told


@pytest.mark.parametrize(
    ("line", "danish"),
    [
        (["solv"], "Fejl: Der er ingen kommando 'solv'. Mente du 'solve'?"),
        (["solve"], "Fejl: Argumentet 'INSTANCE' mangler."),
        (["solve", "toy", "--foo"], "Fejl: Der er intet tilvalg --foo"),
        (["solve", "toy", "--gap"], "Fejl: Tilvalget '--gap' skal have en værdi."),
        (["solve", "toy", "--gap", "x"], "Fejl: Ugyldig værdi for '--gap': Det skal være et tal"),
        (["solve", "toy", "--threads", "0"], "Fejl: Ugyldig værdi for '--threads': Det skal være mindst 1"),
        (["sweep", "toy"], "Fejl: Tilvalget '--vary' mangler."),
        (["audit"], "Fejl: Argumentet 'RUN' mangler."),
        (["template", "x.txt"], "Fejl: Ugyldig værdi: x.txt skal ende på .xlsx"),
        (["solve", "toy", "--write-model", "m.foo"], "m.foo skal ende på .mps eller .lp"),
    ],
)
def test_a_wrong_line_is_told_in_the_language_it_asks_for(line: list[str], danish: str) -> None:
    code, told = run("--lang", "da", *line)
    assert code == 2
    assert danish in told
    code, told = run(*line)
    assert code == 2
    assert "Error: " in told
    assert "Fejl" not in told


def test_each_refusal_of_a_line_has_its_danish() -> None:
    """Two were told in English in the middle of a Danish sentence."""
    calls = [
        call
        for path in (Path(app_module.__file__).parent).glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "typer.BadParameter"
    ]
    told = [ast.literal_eval(_with_words_in_gaps(call.args[0])) for call in calls]
    assert len(told) > 5
    assert [text for text in told if in_danish(text) == text] == []


def _with_words_in_gaps(node: ast.expr) -> ast.expr:
    """The text that a call is given, with a name where a figure is filled in."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return ast.Constant("".join(str(part.value) if isinstance(part, ast.Constant) else "x.y" for part in parts))


def test_the_language_before_the_command_is_that_of_its_output() -> None:
    assert "rækker" in run("--lang", "da", "validate", "toy")[1].casefold()
    assert run("--lang", "da", "validate", "toy")[1] == run("validate", "toy", "--lang", "da")[1]
    assert run("--lang", "da", "validate", "toy", "--lang", "en")[1] == run("validate", "toy", "--lang", "en")[1]


def test_what_follows_two_hyphens_is_no_option() -> None:
    assert language_asked(["solve", "--", "--lang", "da"]) == "en"
    assert language_asked(["solve", "--lang"]) == "en"
    assert language_asked(["solve", "--lang", "da"]) == "da"


@pytest.mark.parametrize("line", [["--lang", "de", "solve", "toy"], ["solve", "toy", "--lang", "de"]])
def test_a_language_that_is_none_is_told_which_there_are(line: list[str]) -> None:
    code, told = run(*line)
    assert code == 2
    assert "Invalid value for '--lang': 'de' is not one of 'da', 'en'." in told


@pytest.mark.parametrize(("lang", "words"), [("da", "Ingen fil er halvt skrevet"), ("en", "No file is half-written")])
def test_what_the_disk_refuses_is_told_in_the_language_asked_for(
    lang: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(sys, "argv", ["optimiser", "template", str(tmp_path / "file" / "x.xlsx"), "--lang", lang])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert words in " ".join(capsys.readouterr().err.split())
