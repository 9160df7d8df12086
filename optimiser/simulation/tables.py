"""A simulation as rows and files: what stands in simulation.csv and simulation.json, and the public call."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypedDict, Unpack

import pandas as pd

from optimiser.data.csv_files import write_rows
from optimiser.data.findings import InvalidInputError, fault_of_path, refuse_unwritable
from optimiser.data.run_tables import (
    SIMULATION_FILES,
    SIMULATION_JSON,
    SIMULATION_TABLE,
    SIMULATION_WORKBOOK,
    ColumnMeaning,
)
from optimiser.data.seal import Write, write_sealed
from optimiser.result.folder import write_record
from optimiser.result.frames import rows_of_frame
from optimiser.result.result import Result
from optimiser.simulation.centre import CASES, PLAN, Options, centres_of, check_options
from optimiser.simulation.engine import CONFIDENCE
from optimiser.simulation.simulate import CentreOutcomes, SimulatedOutcome, simulate_centres

# ---- A simulation as rows: what stands in simulation.csv and simulation.json ----------------------


SCHEMA_VERSION = 1
"""Version of simulation.json; raised when an entry changes its meaning."""

HOURS_PER_SLOT = 0.5

COLUMNS: Mapping[str, ColumnMeaning] = {
    "centre": ColumnMeaning("name of the open centre", "det åbne centers navn"),
    "case": ColumnMeaning(
        "plan, exponential (as in the formulas), or the stress: sickness, peak, incident",
        "plan, exponential (som i formlerne) eller presset: sickness (sygdom), peak (spidsdag), incident (hændelse)",
    ),
    "promised_share": ColumnMeaning(
        "share of callers to answer in time", "andel af borgerne, der er lovet svar i tide", "share"
    ),
    "within_seconds": ColumnMeaning("what in time means", "hvad i tide vil sige", "seconds"),
    "answered_share": ColumnMeaning(
        "share of all callers answered in time in the simulation",
        "andel af alle, der ringer, som besvares i tide i simuleringen",
        "share",
    ),
    "low_share": ColumnMeaning("low end of its interval at 95 %", "laveste ende af dens interval på 95 %", "share"),
    "high_share": ColumnMeaning("high end of its interval at 95 %", "højeste ende af dens interval på 95 %", "share"),
    "erlang_share": ColumnMeaning(
        "share the formulas promise; blank in cases they say nothing about",
        "den andel, formlerne lover; tomt i de tilfælde, de intet siger om",
        "share",
    ),
    "missed": ColumnMeaning(
        "true where the whole interval is below the promise", "sandt, hvor hele intervallet er under løftet"
    ),
    "agents_more": ColumnMeaning(
        "fewest extra agents in the busiest half hour, and in proportion in the others, with which the promise is "
        "kept; blank where none were sought, or where even ten times the agents are not enough",
        "det mindste antal ekstra medarbejdere i den travleste halve time, og forholdsmæssigt i de andre, som løftet "
        "holdes med; tomt, hvor der ikke er ledt, eller hvor selv ti gange så mange ikke er nok",
        "agents",
    ),
    "agents": ColumnMeaning(
        "agents planned in the busiest half hour", "planlagte medarbejdere i den travleste halve time", "agents"
    ),
    "agent_hours": ColumnMeaning(
        "agent hours planned in the week, or on the day played",
        "planlagte timer ved telefonerne i ugen eller på den spillede dag",
        "hours",
    ),
    "occupancy": ColumnMeaning(
        "time on contacts divided by time planned", "tid med henvendelser i forhold til planlagt tid", "share"
    ),
    "mean_wait_seconds": ColumnMeaning(
        "mean time in the queue of all callers", "ventetid i kø, gennemsnit over alle, der ringer", "seconds"
    ),
    "abandoned_share": ColumnMeaning(
        "share of all callers who hang up", "andel af alle, der ringer, som lægger på", "share"
    ),
    "callers": ColumnMeaning(
        "mean callers in a week, or on the day played",
        "borgere, der ringer på en uge eller på den spillede dag, gennemsnit",
        "callers",
    ),
    "handling_seconds": ColumnMeaning(
        "mean handling time of the centre's mix", "betjeningstid, gennemsnit for centrets blanding", "seconds"
    ),
    "replications": ColumnMeaning("weeks played", "uger, der er spillet", "weeks"),
}
"""What stands in each column, in the order they are written."""


def rows_of_cases(simulated: Sequence[CentreOutcomes]) -> Iterator[dict[str, Any]]:
    """A row is a case of a centre."""
    for centre in simulated:
        for outcome in centre.outcomes.values():
            yield _row_of_case(centre, outcome)


def table_of_cases(simulated: Sequence[CentreOutcomes]) -> pd.DataFrame:
    """The rows as a frame, with its columns also where there are no rows."""
    return pd.DataFrame(rows_of_cases(simulated), columns=list(COLUMNS)).astype({"agents_more": "Int64"})


@dataclass(frozen=True)
class Simulation:
    """A plan played through: the centres that are done, `of` how many there are to simulate."""

    result: Result
    options: Options
    simulated: Sequence[CentreOutcomes]
    of: int

    @property
    def interrupted(self) -> bool:
        """True where it was stopped before all centres were done."""
        return len(self.simulated) < self.of

    def as_record(self) -> dict[str, Any]:
        """What stands in simulation.json."""
        run, simulated = self.result.run, self.simulated
        return {
            "schema_version": SCHEMA_VERSION,
            "name": run.name,
            "system": run.system,
            "input_sha256": run.input_sha256,
            "options": asdict(self.options),
            "confidence": CONFIDENCE,
            "centres": self.of,
            "centres_simulated": len(simulated),
            "interrupted": self.interrupted,
            "missed": {case: missed_centres(simulated, case) for case in CASES if case in played_cases(simulated)},
            "rows": list(rows_of_cases(simulated)),
        }


def played_cases(simulated: Sequence[CentreOutcomes]) -> tuple[str, ...]:
    """The cases that were played, in the order of CASES."""
    return tuple(simulated[0].outcomes) if simulated else ()


def missed_centres(simulated: Sequence[CentreOutcomes], case: str) -> list[str]:
    """The centres that miss their target in a case."""
    return [centre.centre.name for centre in simulated if centre.outcomes[case].missed]


def _row_of_case(simulated: CentreOutcomes, outcome: SimulatedOutcome) -> dict[str, Any]:
    centre, achieved, case = simulated.centre, outcome.achieved, outcome.case
    return {
        "centre": centre.name,
        "case": case.name,
        "promised_share": outcome.promised_share,
        "within_seconds": centre.service.target.within_seconds,
        "answered_share": achieved.answered_share,
        "low_share": achieved.low,
        "high_share": achieved.high,
        "erlang_share": float(centre.erlang.answered_share) if case.name == PLAN else None,
        "missed": outcome.missed,
        "agents_more": outcome.agents_more,
        "agents": int(case.agents.max()),
        "agent_hours": float(case.agents.sum()) * HOURS_PER_SLOT,
        "occupancy": achieved.occupancy,
        "mean_wait_seconds": achieved.mean_wait_seconds,
        "abandoned_share": achieved.abandoned_share,
        "callers": achieved.callers,
        "handling_seconds": centre.handling_seconds,
        "replications": achieved.replications,
    }


# ---- simulation.json, .csv and .xlsx: into the run folder, or wherever they are asked for ---------


def refuse_unusable(folder: Path) -> None:
    """Raise InvalidInputError when the files cannot be written there; worth knowing before a simulation."""
    if folder.exists() and not folder.is_dir():
        raise InvalidInputError(
            str(folder), [fault_of_path(folder, "must be a folder, but is a file", "choose another name")]
        )
    for path in (folder / name for name in SIMULATION_FILES):
        refuse_unwritable(path)
        if path.is_dir():
            raise InvalidInputError(
                str(folder), [fault_of_path(path, "must be a file, but is a folder", "move that away")]
            )


def write_simulation(simulation: Simulation, folder: Path, write_workbook: Write) -> None:
    """Write its files, each whole or not at all; what other files the folder holds stays as it is."""
    table = table_of_cases(simulation.simulated)
    writes: dict[str, Write] = {
        SIMULATION_JSON: partial(write_record, simulation.as_record()),
        SIMULATION_TABLE: partial(write_rows, list(table.columns), rows_of_frame(table)),
        SIMULATION_WORKBOOK: write_workbook,
    }
    write_sealed(folder, writes)


# ---- The public call: a plan played through, as a table -------------------------------------------


class SimulationRequest(TypedDict, total=False):
    """What is asked of a simulation, as in `Options`; what is left out is the default there."""

    replications: int | None
    seed: int
    variation: float
    sickness: float
    peak: float
    incident_calls: float


def simulate(result: Result, **asked: Unpack[SimulationRequest]) -> pd.DataFrame:
    """Play every open centre of a plan caller by caller, the smallest first, and table what its callers meet.

    Parameters
    ----------
    result
        A result; without a plan the table is empty.
    **asked
        Options by their names in `optimiser.simulation.centre.Options`: `replications=100`, `seed=1`.

    Returns
    -------
    pandas.DataFrame
        A row is a case of a centre: the week as planned, and each stress case. The columns are those of simulation.csv.

    Raises
    ------
    InvalidInputError
        With every option that is out of bounds.
    """
    return table_of_cases(list(simulate_centres(centres_of(result), check_options(Options(**asked)))))
