"""`optimiser simulate`: a plan played through, caller by caller."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import LanguageOption, with_csv
from optimiser.cli.progress import StepLines
from optimiser.cli.sound_run import load_sound_run
from optimiser.cli.terminal import EXIT_INTERRUPTED, align_columns, is_watched, say_all, say_json, say_paragraph
from optimiser.data.findings import InvalidInputError, fault_of_path
from optimiser.data.run_tables import SIMULATION_FILES
from optimiser.report.documents import write_workbook
from optimiser.report.localizer import phrase
from optimiser.report.summaries.simulation import SimulationSummary
from optimiser.report.tables.table import FilledTable, write_lines
from optimiser.result.result import Result
from optimiser.simulation.centre import Options, SimulatedCentre, centres_of, check_options
from optimiser.simulation.simulate import CentreOutcomes, simulate_centres
from optimiser.simulation.tables import Simulation, refuse_unusable, write_simulation

_DEFAULT = Options()


@with_csv
def simulate(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Run folder that solve wrote.", show_default=False)],
    replications: Annotated[
        int | None,
        typer.Option(metavar="N", help="Weeks to play at each centre; if not given, as many as its size requires."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Random seed; the same seed gives the same answer.")] = _DEFAULT.seed,
    variation: Annotated[
        float,
        typer.Option(
            metavar="X", help="Standard deviation of the handling times within a task, divided by their mean."
        ),
    ] = _DEFAULT.variation,
    sickness: Annotated[
        float,
        typer.Option(
            metavar="SHARE", help="Share of the agents absent in the case of sickness; 0 leaves the case out."
        ),
    ] = _DEFAULT.sickness,
    peak: Annotated[
        float, typer.Option(metavar="SHARE", help="Extra callers on the peak day, as a share; 0 leaves the case out.")
    ] = _DEFAULT.peak,
    incident_calls: Annotated[
        float, typer.Option(metavar="CALLS", help="Extra calls in the country within two hours; 0 leaves the case out.")
    ] = _DEFAULT.incident_calls,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for simulation.json, .csv and .xlsx; if not given, the run folder."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print simulation.json instead of sentences.")] = False,
    lang: LanguageOption = None,
) -> None:
    """Play through weeks of a plan, caller by caller: does each centre keep its promise, even when a week goes wrong?

    Callers arrive at random within the opening hours, handling times vary as the centre's tasks do, and agents come and
    go by the half hour. The plan is checked first. Ctrl-C keeps the centres that are done. Exit codes: 0 simulated,
    whether promises are kept or not, 1 the check found a breach, 2 invalid input, 130 stopped with Ctrl-C.
    """
    options = check_options(Options(replications, seed, variation, sickness, peak, incident_calls))
    result = load_sound_run(run, "there is nothing to simulate", lang)
    folder, centres = out or run, _centres_asked(result, run)
    refuse_unusable(folder)
    lines = StepLines(lang or result.instance.settings.language, "simulating", is_watched() and not as_json)
    done = _simulate_until_stopped(centres, options, lines)
    if not done:
        say_paragraph(phrase("simulation stopped at once", lines.language), error=True)
        raise typer.Exit(EXIT_INTERRUPTED)
    simulation = Simulation(result, options, done, len(centres))
    write_simulation(simulation, folder, partial(write_workbook, simulation, language=lines.language))
    if as_json:
        say_json(simulation.as_record())
    else:
        _tell_simulation(SimulationSummary(done, options, lines.language), folder, len(centres))
    if simulation.interrupted:
        raise typer.Exit(EXIT_INTERRUPTED)


def _centres_asked(result: Result, run: Path) -> tuple[SimulatedCentre, ...]:
    if not (centres := centres_of(result)):
        raise InvalidInputError(
            str(run), [fault_of_path(run, "has a plan without an open centre, so there is nothing to play through")]
        )
    return centres


def _simulate_until_stopped(
    centres: Sequence[SimulatedCentre], options: Options, lines: StepLines
) -> list[CentreOutcomes]:
    """All centres in their order, or those that are done when the user stops it."""
    done: list[CentreOutcomes] = []
    try:
        for outcomes in simulate_centres(centres, options):
            done.append(outcomes)
            lines(len(done), len(centres), outcomes.centre.name)
    except KeyboardInterrupt:
        pass
    order = {centre.name: place for place, centre in enumerate(centres)}
    return sorted(done, key=lambda outcomes: order[outcomes.centre.name])


def _tell_simulation(summary: SimulationSummary, folder: Path, total: int) -> None:
    done, language = len(summary.simulated), summary.language
    if done < total:
        say_paragraph(phrase("simulation stopped", language, done=done, all=total))
    say_all(summary.tell_answer())
    _show_table(summary, summary.fill_ordinary())
    _show_table(summary, summary.fill_promises())
    say_all(summary.table_notes())
    typer.echo()
    say_all(summary.tell_mix())
    _show_table(summary, summary.fill_mix())
    for sentence, filled, rest in summary.tell_stress():
        say_paragraph(sentence)
        _show_table(summary, filled)
        say_all([rest] if rest else [])
    say_all(summary.tell_assumptions())
    typer.echo()
    json_file, csv_file, workbook = (folder / name for name in SIMULATION_FILES)
    say_paragraph(phrase("simulation written", language, table=csv_file, json=json_file, workbook=workbook))


def _show_table(summary: SimulationSummary, filled: FilledTable) -> None:
    """A table between blank lines; nothing where there are no rows."""
    rows = write_lines(filled, summary.numbers)
    if rows:
        typer.echo("\n".join(["", *align_columns(rows), ""]))
