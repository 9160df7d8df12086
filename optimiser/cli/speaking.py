"""The command line in Danish: the help of commands and options, and what is said of a line that is wrong.

English is written where a command or an option is declared; its Danish stands in `danish_helps`. The library of the
command line speaks English alone, so that a command is made to speak Danish after it was made.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import typer
from typer.core import TyperCommand

from optimiser.cli.danish_helps import HELPS, USAGE
from optimiser.data.translation import Catalogue, translate


@cache
def _catalogue() -> Catalogue:
    return Catalogue({**HELPS, **USAGE})


def in_danish(text: str) -> str:
    """Return a help, or what the library says, in Danish; what is not known stays as it is.

    A help made from the declaration of a figure is found by what is said of the figure.
    """
    told = _catalogue().translate(text)
    if told != text or not text:
        return told
    meaning = f"{text[0].lower()}{text[1:].removesuffix('.')}"
    known = translate(meaning, "da")
    return f"{known[0].upper()}{known[1:]}." if known != meaning else text


_ENGLISH_CONTEXT = TyperCommand.context_class
_ENGLISH_FORMATTER = _ENGLISH_CONTEXT.formatter_class


class DanishFormatter(_ENGLISH_FORMATTER):  # type: ignore[misc, valid-type]
    """Writes a help with its headings in Danish."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        told = " ".join(in_danish(place) for place in args.split(" "))
        super().write_usage(prog, told, in_danish(prefix or "Usage: "))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(in_danish(heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *places: Any, **settings: Any) -> None:
        """Write options or commands, each with what it means."""
        super().write_dl([(name, _with_notes_in_danish(told)) for name, told in rows], *places, **settings)


def _with_notes_in_danish(told: str) -> str:
    """What an option means, with what stands after it in brackets: that it is required, or what it is without."""
    meaning, bracket, notes = told.rpartition("  [")
    if not bracket:
        return in_danish(told)
    in_words = (in_danish(note) for note in notes.removesuffix("]").split("; "))
    return f"{in_danish(meaning)}{bracket}{'; '.join(in_words)}]"


class DanishContext(_ENGLISH_CONTEXT):  # type: ignore[misc, valid-type]
    """A call of a command whose help is in Danish."""

    formatter_class = DanishFormatter


def speak_danish(command: Any) -> None:
    """Make a command speak Danish, and those that are within it."""
    command.context_class = DanishContext
    command.help = command.help and in_danish(command.help)
    for parameter in command.params:
        parameter.help = parameter.help and in_danish(parameter.help)
    for member in getattr(command, "commands", {}).values():
        speak_danish(member)


class WrongLineInDanish(typer.BadParameter):
    """A command line that is wrong, told in Danish."""

    def __init__(self, error: Any) -> None:
        super().__init__(in_danish(error.format_message()), error.ctx)

    def format_message(self) -> str:
        """Return what is wrong."""
        return self.message

    def show(self, file: Any = None) -> None:
        """Write how the command is called, how to get help, and what is wrong."""
        if self.ctx is not None:
            hint = in_danish(f"Try '{self.ctx.command_path} {self.ctx.help_option_names[0]}' for help.")
            typer.echo(f"{self.ctx.get_usage()}\n{hint}\n", file=file, err=True)
        typer.echo(in_danish(f"Error: {self.message}"), file=file, err=True)
