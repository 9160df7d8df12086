"""The command `optimiser`: its sub-commands, and what happens when something is wrong."""

import sys
from typing import NoReturn

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
app.command()(solve)
app.command()(diagnose)
app.command()(compare)
app.command()(sweep)
app.command()(tornado)
app.command()(frontier)
app.command()(regret)
app.command()(data_commands.validate)
app.command()(audit)
app.command()(report)
app.command()(explain)
app.command()(simulate)
app.command()(shadow_prices)
app.command()(data_commands.template)
app.command()(data_commands.convert)


def main() -> NoReturn:
    """Run the command line; what a user can cause ends in a sentence, never in a traceback."""
    try:
        app()
    except InvalidInputError as error:
        count = "1 problem" if len(error.findings) == 1 else f"{len(error.findings)} problems"
        say(f"{count} in {error.where} – nothing was solved.", error=True)
        say_findings(error.findings)
        code = EXIT_INVALID
    except OSError as error:
        say(f"{error.filename or 'The disk'}: {error.strerror or error}. Nothing was written.", error=True)
        code = EXIT_INVALID
    except SolverError as error:
        say(f"The solver failed: {error}. There is no result.", error=True)
        code = EXIT_SOLVER
    except KeyboardInterrupt:
        say("Stopped; nothing was written.", error=True)
        code = EXIT_INTERRUPTED
    sys.exit(code)
