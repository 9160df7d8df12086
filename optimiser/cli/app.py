"""The command `optimiser`: its sub-commands, and what happens when something is wrong."""

import ast
import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated, Any, Literal, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from optimiser.cli.terminal import (
    EXIT_INTERRUPTED,
    EXIT_INVALID,
    EXIT_SOLVER,
    EXIT_UNREAD,
    leave_unread,
    option_name,
    say_invalid,
    say_paragraph,
)
from optimiser.data.findings import InvalidInputError, speaking_of_parameters
from optimiser.solver.errors import SolverError

Spoken = Literal["da", "en"]
"""As `Language` of the settings, which takes long to import for a help."""
Undone = Literal["solved", "written", "checked", "simulated", ""]
"""What a command has not done when its input is wrong; blank where it does nothing but check it."""


@dataclass(frozen=True)
class CommandSource:
    """Where a command is defined. Its module is imported when it is called: some need a second for their libraries.

    One with `members`, their functions by name, is a group of commands.
    """

    module: str
    function: str
    undone: Undone
    members: Mapping[str, str] = field(default_factory=dict)

    def load_function(self, name: str = "") -> Callable[..., None]:
        """Import the module, and return the function of the command, or another of its functions."""
        if self.module not in sys.modules:
            _import_for_good(self.module)
        function: Callable[..., None] = getattr(sys.modules[self.module], name or self.function)
        return function

    def load_command(self, name: str) -> Any:
        """Return the command by the name that it has, or the group."""
        one = _new_typer(no_args_is_help=bool(self.members))
        if not self.members:
            one.command(name)(_telling_findings(self.load_function(), self.undone))
        else:
            one.callback()(self.load_function())
        for member, function in self.members.items():
            one.command(member)(_telling_findings(self.load_function(function), self.undone))
        return typer.main.get_command(one)

    def read_help(self) -> str:
        """Return the docstring of the function from its source, without importing the module."""
        loader: Any = getattr(find_spec(self.module), "loader", None)
        for node in ast.parse(loader.get_source(self.module) or "").body:
            if isinstance(node, ast.FunctionDef) and node.name == self.function:
                return ast.get_docstring(node) or ""
        return ""


def _import_for_good(module: str) -> None:
    """Import a module without looking for garbage in what it makes, neither meanwhile nor later.

    All of that is there to stay; to go through it time and again took a seventh of a short command's time.
    """
    gc.disable()
    try:
        import_module(module)
        gc.freeze()
    finally:
        gc.enable()


NEW_OBJECTS = 50_000
"""So many are made before Python looks for garbage among them, not 700: a command is over before there is much."""
COMMANDS: Mapping[str, CommandSource] = {
    "solve": CommandSource("optimiser.cli.solve_command", "solve", "solved"),
    "diagnose": CommandSource("optimiser.cli.diagnose_command", "diagnose", "solved"),
    "compare": CommandSource("optimiser.cli.compare_command", "compare", "solved"),
    "difference": CommandSource("optimiser.cli.difference_command", "difference", "written"),
    "sweep": CommandSource("optimiser.cli.sweep_command", "sweep", "solved"),
    "tornado": CommandSource("optimiser.cli.tornado_command", "tornado", "solved"),
    "uncertainty": CommandSource("optimiser.cli.uncertainty_command", "uncertainty", "solved"),
    "frontier": CommandSource("optimiser.cli.frontier_command", "frontier", "solved"),
    "regret": CommandSource("optimiser.cli.regret_command", "regret", "solved"),
    "validate": CommandSource("optimiser.cli.data_commands", "validate", ""),
    "audit": CommandSource("optimiser.cli.audit_command", "audit", "checked"),
    "report": CommandSource("optimiser.cli.report_command", "report", "written"),
    "explain": CommandSource("optimiser.cli.explain_command", "explain", "solved"),
    "regions": CommandSource("optimiser.cli.regions_command", "regions", "written"),
    "simulate": CommandSource("optimiser.cli.simulate_command", "simulate", "simulated"),
    "shadow-prices": CommandSource("optimiser.cli.shadow_prices_command", "shadow_prices", "solved"),
    "prices": CommandSource("optimiser.cli.prices_command", "prices", "solved"),
    "share": CommandSource("optimiser.cli.share_command", "share", "solved"),
    "template": CommandSource("optimiser.cli.data_commands", "template", "written"),
    "convert": CommandSource("optimiser.cli.data_commands", "convert", "written"),
    "extract": CommandSource("optimiser.cli.extract_command", "extract", "written"),
    "import": CommandSource(
        "optimiser.cli.import_command",
        "import_figures",
        "written",
        {
            "population": "import_population",
            "contacts": "import_contacts",
            "calls": "import_calls",
            "neighbours": "import_neighbours",
        },
    ),
    "spread": CommandSource("optimiser.cli.import_command", "spread", "written"),
    "generate": CommandSource("optimiser.cli.generate_command", "generate", "written"),
}
"""In the order of the help."""


def language_asked(arguments: Sequence[str]) -> Spoken:
    """Return the language that a command line asks for, wherever in it; English where it asks for none."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang=da" or (argument == "--lang" and arguments[place + 1 : place + 2] == ["da"]):
            return "da"
    return "en"


UNHARMED = "No file is half-written: each is either as it was or new."


class LazyGroup(TyperGroup):
    """A group that lists its commands by their docstrings, and imports one only to run it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name) for name in COMMANDS}  # names alone, to list and to suggest
        self.language: Spoken = "en"

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **more: Any) -> Any:
        """Read the command line, in the language that it asks for."""
        self.language = language_asked(args)
        self._speak(self)
        return self._telling_mistakes(super().make_context, info_name, args, parent, **more)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the line names."""
        return self._telling_mistakes(super().invoke, ctx)

    def _telling_mistakes(self, call: Callable[..., Any], *places: Any, **more: Any) -> Any:
        """Return what a call returns; a mistake in the command line is told in its language, to who still reads."""
        try:
            return call(*places, **more)
        except TyperException as error:
            error.message = error.message.replace("Value error, ", "")  # what pydantic says before the rule
            if self.language == "en" or not hasattr(error, "ctx"):  # one without is no mistake in the line
                raise
            from optimiser.cli.speaking import WrongLineInDanish  # as in `_speak`

            raise WrongLineInDanish(error) from error
        except BrokenPipeError as error:  # Typer would end as after a breach
            leave_unread()
            raise typer.Exit(EXIT_UNREAD) from error

    def _speak(self, command: Any) -> None:
        """Make a command speak the language that is asked for."""
        if self.language == "da":
            from optimiser.cli.speaking import speak_danish  # all the Danish there is: nothing that English waits for

            speak_danish(command)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as Typer calls it
        """Import a command; none where there is none of the name."""
        source = COMMANDS.get(cmd_name)
        command = source and source.load_command(cmd_name)
        if command:
            self._speak(command)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - as Typer calls it
        """Write the names with the beginning of what each does, as far as it fits a line."""
        limit = formatter.width - 6 - max(map(len, COMMANDS))
        listed = [TyperCommand(name, help=source.read_help()) for name, source in COMMANDS.items()]
        for command in listed:
            self._speak(command)
        with formatter.section("Commands"):
            formatter.write_dl([(str(command.name), command.get_short_help_str(limit)) for command in listed])


def _telling_findings(command: Callable[..., None], undone: Undone) -> Callable[..., None]:
    """Return the command, telling every problem of its input at once."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            with speaking_of_parameters(option_name):
                command(*arguments, **options)
        except InvalidInputError as error:
            say_invalid(error, undone, options.get("lang") or "en")
            raise typer.Exit(EXIT_INVALID) from error

    return run


def _new_typer(**more: Any) -> typer.Typer:
    return typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, **more)


app = _new_typer(name="optimiser", cls=LazyGroup, no_args_is_help=True)


@app.callback()
def optimiser(
    context: typer.Context,
    lang: Annotated[Spoken | None, typer.Option(help="Language of help and output, for every command.")] = None,
) -> None:
    """Who should answer which task of the municipalities: the cheapest lawful plan, with proof."""
    asked = {"lang": lang}
    context.default_map = lang and {
        name: asked | dict.fromkeys(source.members, asked) for name, source in COMMANDS.items()
    }


def main() -> NoReturn:
    """Run the command line; what a user can cause ends in a sentence, never in a traceback."""
    gc.set_threshold(NEW_OBJECTS)
    try:
        app()
    except OSError as error:
        told = f"{error.filename or 'The disk'}: {error.strerror or error}. {UNHARMED}"
        code = EXIT_INVALID
    except SolverError as error:
        told, code = f"The solver failed: {error}. There is no result.", EXIT_SOLVER
    except KeyboardInterrupt:
        told, code = "Stopped; nothing was written.", EXIT_INTERRUPTED
    else:
        sys.exit()
    if language_asked(sys.argv[1:]) == "da":
        from optimiser.cli.speaking import in_danish  # as in `LazyGroup`

        told = in_danish(told)
    try:
        say_paragraph(told, error=True)
    except BrokenPipeError:
        leave_unread()
        code = EXIT_UNREAD
    sys.exit(code)
