"""Measure how soon plans and proofs come on data as users have it, beside denmark-2014 itself in the same run.

`python -m benchmarks.variants [--seconds 60] [--beside CHECKOUT] [--only NAME]`

Made from denmark-2014 are variants in which distances tell hosts apart, in which there are 72 tasks, and in which every
municipality may be a host. Each is solved in a process of its own, on one core; with `--beside` another checkout, which
has a `.venv`, solves it too. Printed are seconds, and how many times as many they are as denmark-2014 took in all,
which is what to look at. A plan is near where no bound of the run is farther below; proved is what the build told.
"""

import argparse
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from random import Random

from benchmarks.peers import tell_machine
from benchmarks.same_answers import HERE, ROUNDING, python_of
from optimiser import Instance, read
from optimiser.data import rows
from optimiser.data.distance import distance_km
from optimiser.data.pair_costs import purchase_row
from optimiser.data.read import remake_instance, write

DENMARK = HERE / "instances" / "denmark-2014"
PROGRAM = Path(__file__).with_name("progress_of.py")
GAPS = (1e-2, 1e-3, 1e-4)
AREAS, SEED = 8, 1
SOURCE = "a variant to measure with"
GRACE_SECONDS = 300.0
"""A build that is still at it so long after its time limit is stopped, and told to have failed."""

Terms = Callable[[rows.Municipality, rows.Municipality], tuple[float, float]]
"""What a connection of a buyer to a host costs: kr. a year, and extra kr. a contact."""


# ---- variants -----------------------------------------------------------------------------------


def plain(instance: Instance) -> Instance:
    """The instance without KPIs and systems, so that only the variation is seen."""
    gone = ("kpis", "kpi_values", "systems", "system_changes", "futures", "future_changes")
    kept = _without_assumptions(instance, gone)
    return remake_instance(instance, instance.settings, assumptions=kept, **dict.fromkeys(gone, ()))


def _without_assumptions(instance: Instance, gone: Sequence[str]) -> tuple[rows.Assumption, ...]:
    """The assumptions that are not about a table whose rows are others now."""
    return tuple(row for row in instance.tables.assumptions if row.parameter.partition(".")[0] not in gone)


def _in_bands(buyer: rows.Municipality, host: rows.Municipality) -> tuple[float, float]:
    near, same = buyer.province == host.province, buyer.region == host.region
    return (60_000 if near else 100_000 if same else 180_000), (0 if same else 1)


def _kilometres(buyer: rows.Municipality, host: rows.Municipality) -> float:
    if buyer.lat is None or buyer.lon is None or host.lat is None or host.lon is None:
        raise ValueError("a variant by distance is made of municipalities with points")
    return distance_km((buyer.lat, buyer.lon), (host.lat, host.lon))


def _by_distance(buyer: rows.Municipality, host: rows.Municipality) -> tuple[float, float]:
    return 100_000 + round(1000 * _kilometres(buyer, host)), 0


def _all_by_distance(buyer: rows.Municipality, host: rows.Municipality) -> tuple[float, float]:
    return _by_distance(buyer, host)[0], round(0.01 * _kilometres(buyer, host), 3)


def with_pairs(instance: Instance, terms: Terms) -> Instance:
    """The instance in which a purchase is connected at the terms of its buyer and its host."""
    towns = instance.municipalities
    hosts = {code: name for code, name in instance.own_centre.items() if towns[code].candidate_host}
    pairs = [
        purchase_row(code, centre, terms(towns[code], towns[host]), SOURCE)
        for code in towns
        for host, centre in hosts.items()
        if host != code
    ]
    kept = _without_assumptions(instance, ["connections"])
    connections = (*instance.tables.connections, *pairs)
    return remake_instance(instance, instance.settings, connections=connections, assumptions=kept)


def with_areas(instance: Instance) -> Instance:
    """The instance in which each task is one of each of eight service areas, unlike in every municipality."""
    rng, tables = Random(SEED), instance.tables  # noqa: S311  # nothing secret is drawn
    areas = [f"A{number + 1}" for number in range(AREAS)]
    weights = {row.task: [rng.uniform(0.3, 1.7) for _ in areas] for row in tables.tasks}
    shares = {task: [weight / sum(some) for weight in some] for task, some in weights.items()}
    volumes = [
        row.model_copy(
            update={"task": row.task + area, "contacts": round(row.contacts * share * rng.uniform(0.8, 1.2))}
        )
        for row in tables.volumes
        for area, share in zip(areas, shares[row.task], strict=True)
    ]
    national = {task + area: 0.0 for task in shares for area in areas}
    for row in volumes:
        national[row.task] += row.contacts
    tasks = [
        row.model_copy(
            update={"task": row.task + area, "service_area": area, "national_contacts": national[row.task + area]}
        )
        for row in tables.tasks
        for area in areas
    ]
    task_costs = [
        row.model_copy(update={"task": row.task + area, "extra_kr": round(row.extra_kr * rng.uniform(0.5, 1.5), 2)})
        for row in tables.task_costs
        for area in areas
    ]
    kept = _without_assumptions(instance, ["tasks", "volumes", "task_costs"])
    return remake_instance(
        instance, instance.settings, tasks=tasks, volumes=volumes, task_costs=task_costs, assumptions=kept
    )


def with_all_hosts(instance: Instance) -> Instance:
    """The instance in which every municipality may be a host."""
    towns = [row.model_copy(update={"candidate_host": True}) for row in instance.tables.municipalities]
    return remake_instance(instance, instance.settings, municipalities=towns)


VARIANTS: dict[str, Callable[[Instance], Instance]] = {
    "denmark-2014": lambda instance: instance,
    "bands": lambda instance: with_pairs(instance, _in_bands),
    "connections by distance": lambda instance: with_pairs(instance, _by_distance),
    "connections and extra by distance": lambda instance: with_pairs(instance, _all_by_distance),
    "72 tasks": with_areas,
    "72 tasks, 98 hosts": lambda instance: with_all_hosts(with_areas(instance)),
}
"""In the order in which they are solved: the first is what the others are held against."""


# ---- measuring ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Watched:
    """A solve of a variant by a build: its seconds, and plan and bound (kr. a year) by the seconds at which they came.

    Both are empty where the build failed, with its last words.
    """

    variant: str
    build: str
    seconds: float = inf
    seen: tuple[tuple[float, float, float], ...] = ()
    failed: str = ""

    @property
    def plan_kr(self) -> float:
        """The plan at the end; infinite without one."""
        return self.seen[-1][1] if self.seen else inf

    @property
    def bound_kr(self) -> float:
        """The bound at the end; minus infinity without one."""
        return self.seen[-1][2] if self.seen else -inf

    def seconds_to_plan(self, most_kr: float) -> float:
        """Seconds until there was a plan that costs at most so much; infinite where there was none."""
        return next((seconds for seconds, plan, _ in self.seen if plan < inf and plan <= most_kr), inf)

    def seconds_to_proof(self, gap: float) -> float:
        """Seconds until a plan was proved to be within a gap."""
        return next((at for at, plan, bound in self.seen if plan < inf and plan - bound <= gap * plan), inf)


def watch(variant: str, folder: Path, checkout: Path, build: str, seconds: float) -> Watched:
    """Solve a variant by the build of a checkout, in a process of its own."""
    command = [str(python_of(checkout)), str(PROGRAM), str(folder), str(seconds)]
    limit = seconds + GRACE_SECONDS
    try:
        done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False, timeout=limit)  # noqa: S603
    except subprocess.TimeoutExpired:
        return Watched(variant, build, failed=f"not done after {limit:.0f} s")
    if done.returncode:
        return Watched(variant, build, failed=" ".join(done.stderr.strip().splitlines()[-1:]))
    told = json.loads(done.stdout.splitlines()[-1])
    return Watched(variant, build, told["seconds"], tuple(believe(told["seen"])))


def believe(told: Sequence[tuple[float, float | None, float | None]]) -> Iterator[tuple[float, float, float]]:
    """What was told on the way, but for plans that are cheaper than the last: the solver did not have them."""
    last_kr = told[-1][1] or inf
    for seconds, plan_kr, bound_kr in told:
        had = plan_kr is not None and plan_kr >= last_kr * (1 - ROUNDING)
        yield seconds, plan_kr if plan_kr is not None and had else inf, -inf if bound_kr is None else bound_kr


# ---- printing -----------------------------------------------------------------------------------


def tell(watched: Sequence[Watched], base_seconds: float) -> Iterator[str]:
    """The line of each build for one variant, as Markdown; seconds are followed by how many times the base's."""
    bound_kr = max(one.bound_kr for one in watched)
    for one in watched:
        if one.failed:
            yield f"| {one.variant} | {one.build} | {one.failed} |"
            continue
        near = [one.seconds_to_plan(bound_kr / (1 - gap)) for gap in GAPS]
        times = [one.seconds_to_plan(inf), *near, *(one.seconds_to_proof(gap) for gap in GAPS), one.seconds]
        gap = (one.plan_kr - one.bound_kr) / one.plan_kr if one.plan_kr < inf else inf
        cells = [_written(seconds, base_seconds) for seconds in times]
        yield f"| {' | '.join([one.variant, one.build, *cells])} | {f'{100 * gap:.4f} %' if gap < inf else 'none'} |"


def _written(seconds: float, base_seconds: float) -> str:
    return f"{seconds:.1f} ({seconds / base_seconds:.1f} ×)" if seconds < inf else "–"


def headings() -> Iterator[str]:
    """The first two lines of the table."""
    gaps = [f"{100 * gap:g} %" for gap in GAPS]
    names = ["variant", "build", "first plan", *(f"near {gap}" for gap in gaps), *(f"proved {gap}" for gap in gaps)]
    yield f"| {' | '.join([*names, 'total', 'gap'])} |"
    yield "| --- " * (len(names) + 2) + "|"


def main(arguments: Sequence[str] | None = None) -> None:
    """Solve each variant by each build, and print the table as it grows."""
    asked = _parsed(arguments)
    checkouts = {"this": HERE} | ({"beside": asked.beside.resolve()} if asked.beside else {})
    denmark, base_seconds = plain(read(DENMARK)), inf
    print("\n".join(headings()), flush=True)
    for name in [next(iter(VARIANTS)), *(name for name in list(VARIANTS)[1:] if not asked.only or name in asked.only)]:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "variant"
            write(VARIANTS[name](denmark), folder)
            watched = [watch(name, folder, path, build, asked.seconds) for build, path in checkouts.items()]
        base_seconds = watched[0].seconds if base_seconds == inf else base_seconds
        print("\n".join(tell(watched, base_seconds)), flush=True)
    print(f"\nA time limit of {asked.seconds:g} s, one core. {tell_machine()}")


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="time limit of each solve")
    parser.add_argument("--beside", type=Path, help="another checkout with a .venv, that solves the same")
    parser.add_argument("--only", action="append", choices=list(VARIANTS)[1:], help="these variants alone")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
