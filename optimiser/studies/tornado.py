"""The public call: move each assumption to the ends of its range, solve again, and see what the base plan costs there.

With `switch` also the value at which the base plan, or its structure, stops being the best.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from optimiser.api import solver_options
from optimiser.comparison.columns import FIGURES
from optimiser.data.files import AnyPath
from optimiser.data.holding_names import held_inside
from optimiser.data.settings import SolverOptions
from optimiser.sensitivity.tornado import Tornado
from optimiser.studies.resume import Report, Resume
from optimiser.studies.runner.dispatch import SolvesFailedError
from optimiser.studies.runner.interrupt import noticed_interrupt
from optimiser.studies.runner.local import Workers, working
from optimiser.studies.solve_log import IDENTITY, SUFFIXES, SolveLog, identity, titled
from optimiser.studies.tornado_points import ranges_of, read_places
from optimiser.studies.tornado_steps import Moving

KIND = "tornado"
SWITCHES = "switch_values"
TOLERANCE = 1 / 64
"""How near the two sides of a switch are brought, as a share of the range, unless asked otherwise."""


def tornado(
    path: AnyPath,
    out: AnyPath,
    *,
    structure: str | Sequence[str] = (),
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[str] = (),
    only: Sequence[str] = (),
    switch: bool = False,
    tolerance: float = TOLERANCE,
    workers: Workers | int | None = None,
    report: Report = lambda _: None,
    command: Sequence[str] = (),
    options: SolverOptions | None = None,
    **asked: float | None,
) -> Tornado:
    """Move each assumption that has a range, one at a time, to its low and its high, and solve an instance there.

    The base plan is priced there too, as it is. Of several structures the base plan is that of the cheapest.
    `only` names the assumptions to move. With `switch` the value is found at which the base plan stops being the
    best, to within `tolerance` as a share of the range; with several structures also where another gets cheaper.
    The rest is as in `sweep`; what `out` holds is not solved again.

    Raises:
        InvalidInputError: with all that is wrong with the assumptions, the options or `out`; nothing is solved then.
        SolverError: those who solve cannot be started, or not be reached any more.
        KeyboardInterrupt: Ctrl-C; what is solved is kept, and the same call goes on from there.
        SolvesFailedError: some solves failed; what could be is tabulated and written.
        OSError: the disk does not let it be written.
    """
    began, store = time.monotonic(), SolveLog(Path(out), KIND, (KIND, SWITCHES), frozenset(FIGURES))
    chosen = solver_options(options, **asked)
    with held_inside(store.folder):
        with noticed_interrupt() as interrupt, working(workers) as those:
            keeper = Resume(store, interrupt, report, chosen)
            structures = (structure,) if isinstance(structure, str) else tuple(structure)
            instance, places = read_places(path, structures, scenarios, overrides, keeper.looked)
            ranges = ranges_of(path, instance, only, tolerance)
            places.check([*places.bases, *places.ends(ranges, places.structures)])
            of = identity(instance, chosen)
            store.open(of)
            moving = Moving(keeper, places, those)
            moving.begin(instance, ranges, everywhere=switch)
            found = moving.tornado(only, tolerance if switch else None)
        seconds = time.monotonic() - began
        made = {"command": list(command), "seconds": seconds}
        record = {IDENTITY: of, **titled(instance), **_record(found, keeper), **made}
        found = _written(store, found, record)
    if found is None or keeper.failures:
        raise SolvesFailedError(keeper.failures, found)
    return found


def _record(found: Tornado | None, keeper: Resume) -> dict[str, Any]:
    switching = found.switching if found else None
    return {
        "base": found.base if found else None,
        "not_proven_dearer": list(found.alike) if found else None,
        "tolerance": switching.tolerance if switching else None,
        "without_switch_values": list(switching.skipped) if switching else None,
        **keeper.ended,
    }


def _written(store: SolveLog, found: Tornado | None, record: Mapping[str, Any]) -> Tornado | None:
    """Write what there is, and take away the switch values of a call before where none were asked for."""
    frames = {KIND: found.table} if found else {}
    if found and found.switching:
        frames[SWITCHES] = found.switching.table
    store.write_tables(frames)
    for table in {KIND, SWITCHES} - frames.keys():
        for suffix in SUFFIXES:
            (store.folder / f"{table}.{suffix}").unlink(missing_ok=True)
    whole = store.write(record)
    return replace(found, record=whole) if found else None
