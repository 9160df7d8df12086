"""The command `optimiser`: its sub-commands, and what happens when something is wrong."""

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Literal, NoReturn

import typer

from optimiser.cli import data_commands
from optimiser.cli.audit_command import audit
from optimiser.cli.compare_command import compare
from optimiser.cli.diagnose_command import diagnose
from optimiser.cli.exits import EXIT_INTERRUPTED, EXIT_INVALID, EXIT_SOLVER
from optimiser.cli.explain_command import explain
from optimiser.cli.frontier_command import frontier
from optimiser.cli.regret_command import regret
from optimiser.cli.report_command import report
from optimiser.cli.shadow_prices_command import shadow_prices
from optimiser.cli.simulate_command import simulate
from optimiser.cli.solve_command import solve
from optimiser.cli.sweep_command import sweep
from optimiser.cli.terminal import say, say_findings
from optimiser.cli.tornado_command import tornado
from optimiser.data.findings import InvalidInputError
from optimiser.solver.highs import SolverError

app = typer.Typer(
    name="optimiser",
    help="Who should answer which task of the municipalities: the cheapest lawful plan, with proof.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
Undone = Literal["solved", "written", "checked", "simulated", ""]
"""What a command has not done when its input is wrong; blank where it does nothing but check it."""
COMMANDS: Sequence[tuple[Callable[..., None], Undone]] = (
    (solve, "solved"),
    (diagnose, "solved"),
    (compare, "solved"),
    (sweep, "solved"),
    (tornado, "solved"),
    (frontier, "solved"),
    (regret, "solved"),
    (data_commands.validate, ""),
    (audit, "checked"),
    (report, "written"),
    (explain, "solved"),
    (simulate, "simulated"),
    (shadow_prices, "solved"),
    (data_commands.template, "written"),
    (data_commands.convert, "written"),
)
"""In the order of the help."""


def _telling(command: Callable[..., None], undone: Undone) -> Callable[..., None]:
    """The command, telling every problem of its input at once."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except InvalidInputError as error:
            count = "1 problem" if len(error.findings) == 1 else f"{len(error.findings)} problems"
            ending = f" – nothing was {undone}." if undone else "."
            say(f"{count} in {error.where}{ending}", error=True)
            say_findings(error.findings)
            raise typer.Exit(EXIT_INVALID) from error

    return run


for _command, _undone in COMMANDS:
    app.command()(_telling(_command, _undone))


def main() -> NoReturn:
    """Run the command line; what a user can cause ends in a sentence, never in a traceback."""
    try:
        app()
    except OSError as error:
        told = f"{error.filename or 'The disk'}: {error.strerror or error}"
        say(f"{told}. No file is written by half: each is as it was, or new.", error=True)
        code = EXIT_INVALID
    except SolverError as error:
        say(f"The solver failed: {error}. There is no result.", error=True)
        code = EXIT_SOLVER
    except KeyboardInterrupt:
        say("Stopped; nothing was written.", error=True)
        code = EXIT_INTERRUPTED
    sys.exit(code)
