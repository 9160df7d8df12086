"""Hold our drawing of the regions beside those of others, in one run: `python -m benchmarks.regions`.

Others do not know what a plan costs: spopt divides a country by its contacts (max-p by their number of inhabitants,
SKATER, AZP), gerrychain draws an ensemble at random (ReCom) in which each group has as many inhabitants as is asked.
All get the same neighbours, inhabitants and contacts. What each draws is solved as a structure, as ours is; of the
ensemble all are priced by a plan put together in no time, and the cheapest is solved. A drawing that does not obey the
rules is priced all the same, and told of. Last, ours is drawn again, begun from theirs: the cheapest of the ensemble
and what the others drew. Seconds stand beside one solve with given groups; on a machine that does other work they say
little.
"""

import argparse
import random
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from os import getloadavg
from statistics import median
from typing import Any

import numpy as np

from optimiser import DrawingRules, Result, SizeBound, SolverOptions, draw_regions, read, solve
from optimiser.data.instance import Instance
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.drawing_costs import DrawingCosts
from optimiser.drawing.known_drawings import take_cheaper
from optimiser.drawing.pricing import Priced
from optimiser.drawing.regions import DrawnRegions

LEAST = 500_000
"""Inhabitants of each group at least."""
ENSEMBLE = 200
"""Drawings of an ensemble."""
BEGUN = 5
"""The cheapest of an ensemble that ours is begun from."""
SEED = 1
PEERS = ("spopt", "gerrychain")


@dataclass(frozen=True)
class Drawn:
    """What one drew: whether that obeys the rules, what the cheapest plan found costs, and the seconds of drawing.

    Ours can be begun from the `drawings`.
    """

    who: str
    cost_kr: float | None
    seconds: float
    is_lawful: bool
    groups: int
    note: str = ""
    drawings: tuple[Drawing, ...] = ()


# ---- the others ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Map:
    """A country as others take it: by number, who is adjacent to whom, inhabitants and contacts a year."""

    country: Country

    @property
    def frame(self) -> Any:
        """Inhabitants and contacts, a row a municipality."""
        import pandas as pd  # beside the others

        instance = self.country.instance
        people = [float(instance.municipalities[code].population) for code in self.country.codes]
        contacts = [instance.contacts_of[code] for code in self.country.codes]
        return pd.DataFrame({"population": people, "contacts": contacts})

    @property
    def neighbours(self) -> Mapping[int, list[int]]:
        """The neighbours of each municipality, by number."""
        place = {code: number for number, code in enumerate(self.country.codes)}
        return {place[code]: sorted(place[other] for other in self.country.neighbours[code]) for code in place}

    def drawing(self, labels: Sequence[int] | Mapping[int, int]) -> Drawing:
        """Return the drawing that labels by number are."""
        found: dict[int, set[str]] = {}
        pairs = labels.items() if isinstance(labels, Mapping) else enumerate(labels)
        for number, label in pairs:
            found.setdefault(int(label), set()).add(self.country.codes[number])
        return drawing_of(found.values())


def by_spopt(a_map: Map, name: str, groups: int) -> Drawing:
    """Return the drawing of one of spopt's ways: `max-p`, `SKATER` or `AZP`.

    Max-p draws as many groups as there can be, from 5 beginnings; with the 99 and 10 that it has if nothing is said, it
    had not ended on denmark-2014 after ten minutes on a busy machine.
    """
    from libpysal.weights import W  # not on every machine
    from spopt.region import AZP, MaxPHeuristic, Skater

    weights, frame = W(a_map.neighbours, silence_warnings=True), a_map.frame
    np.random.seed(SEED)  # what spopt draws from
    ways: Mapping[str, Callable[[], Any]] = {
        "max-p": lambda: MaxPHeuristic(
            frame, weights, ["contacts"], "population", LEAST, 2, max_iterations_construction=5, max_iterations_sa=1
        ),
        "SKATER": lambda: Skater(frame, weights, ["contacts"], n_clusters=groups),
        "AZP": lambda: AZP(frame, weights, ["contacts"], n_clusters=groups, random_state=SEED),
    }
    model = ways[name]()
    model.solve()
    return a_map.drawing(list(model.labels_))


def by_gerrychain(a_map: Map, groups: int, count: int) -> list[Drawing]:
    """Return an ensemble of drawings whose groups have the inhabitants asked for at least, by recombination."""
    import networkx as nx  # not on every machine
    from gerrychain import Graph, MarkovChain, Partition
    from gerrychain.accept import always_accept
    from gerrychain.constraints import contiguous
    from gerrychain.partition import recursive_tree_part
    from gerrychain.proposals import recom
    from gerrychain.updaters import Tally

    random.seed(SEED)
    graph = nx.Graph()
    graph.add_nodes_from(sorted(a_map.neighbours))  # it numbers them anew, in the order in which they stand there
    graph.add_edges_from((one, other) for one, others in a_map.neighbours.items() for other in others)
    people = a_map.frame["population"]
    nx.set_node_attributes(graph, dict(enumerate(people.astype(int))), "population")
    ideal = float(people.sum()) / groups
    within = {"epsilon": 1 - LEAST / ideal, "pop_col": "population", "pop_target": ideal, "node_repeats": 0}
    whole = Graph.from_networkx(graph)
    first = recursive_tree_part(whole, range(groups), ideal, "population", within["epsilon"], node_repeats=0)
    start = Partition(whole, first, {"population": Tally("population", alias="population")})
    chain = MarkovChain(partial(recom, **within), [contiguous], always_accept, start, count)
    return [a_map.drawing({node: state.assignment[node] for node in a_map.neighbours}) for state in chain]


def missing_peers() -> list[str]:
    """Return which of the others are not on this machine."""
    found = []
    for name in PEERS:
        try:
            version(name)
        except PackageNotFoundError:
            found.append(name)
    return found


# ---- measuring ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """Our drawings, begun from nothing and from those of others, those of others, and the seconds of one solve."""

    groups: int
    ours: Drawn
    begun: Drawn
    one_solve: float
    others: tuple[Drawn, ...]


def compare(instance: Instance, groups: int, options: SolverOptions, most_solves: int, count: int) -> Compared:
    """Draw an instance, and have the others draw it."""
    size = SizeBound("population", LEAST)
    rules = DrawingRules(groups, groups, everyone=True, sizes=(size,))
    country = Country(instance, rules)
    draw = partial(_ours, country, options, most_solves)
    drawn, ours = draw("ours", ())
    priced = Priced(country)
    began = time.monotonic()
    solve(priced.of_drawing(drawing_of(drawn.groups.values())), options, nearest_host=False)
    one_solve = time.monotonic() - began
    others = tuple(_others(priced, drawn, options, count))
    begun = draw("ours, begun from theirs", [drawing for other in others for drawing in other.drawings])[1]
    return Compared(groups, ours, begun, one_solve, others)


def _ours(
    country: Country, options: SolverOptions, most_solves: int, who: str, starts: Sequence[Drawing]
) -> tuple[DrawnRegions, Drawn]:
    """Our drawing, begun from others."""
    began = time.monotonic()
    drawn = draw_regions(country.instance, country.rules, options, most_solves=most_solves, starts=starts)
    if drawn is None:
        raise SystemExit(f"no drawing of {country.rules.most_groups} groups was found")
    drawn = take_cheaper(country, drawn, starts, options)
    gap = "" if drawn.gap is None else f"none costs less than {_millions(drawn.bound_kr)}: {100 * drawn.gap:.3f} %; "
    note = f"{gap}{drawn.solves} solves{f', {len(starts)} to begin with' if starts else ''}"
    return drawn, Drawn(who, drawn.cost_kr, time.monotonic() - began, True, len(drawn.groups), note)


def _others(priced: Priced, ours: DrawnRegions, options: SolverOptions, count: int) -> Iterator[Drawn]:
    a_map, groups = Map(priced.country), priced.country.rules.most_groups
    missing = missing_peers()
    for name in ("max-p", "SKATER", "AZP") if "spopt" not in missing else ():
        began = time.monotonic()
        try:
            drawing = by_spopt(a_map, name, groups)
        except Exception as error:  # whatever it is, it is told of
            yield Drawn(f"spopt {name}", None, time.monotonic() - began, False, 0, f"{type(error).__name__}: {error}")
            continue
        yield _priced(priced, f"spopt {name}", (drawing,), time.monotonic() - began, options)
    if "gerrychain" not in missing:
        began = time.monotonic()
        ensemble = list(dict.fromkeys(by_gerrychain(a_map, groups, count)))
        seconds = time.monotonic() - began
        costs = DrawingCosts(priced, drawing_of(ours.groups.values()), ours.result.assignment)
        told = {drawing: costs.cost_kr(drawing) for drawing in ensemble}
        cheapest = sorted(ensemble, key=lambda drawing: told[drawing])[:BEGUN]
        note = f"cheapest of {len(ensemble)}, by plans put together {_millions(told[cheapest[0]])}; median "
        note += _millions(median(told.values()))
        yield _priced(priced, "gerrychain ReCom", tuple(cheapest), seconds, options, note)


def _priced(
    priced: Priced, who: str, drawings: tuple[Drawing, ...], seconds: float, options: SolverOptions, note: str = ""
) -> Drawn:
    """Solve the first of what another drew as a structure."""
    drawing = drawings[0]
    wide = Priced(Country(priced.instance, DrawingRules(len(drawing), everyone=True)))
    result: Result = solve(wide.of_drawing(drawing), options, nearest_host=False)
    return Drawn(who, result.objective_kr, seconds, priced.country.allows(drawing), len(drawing), note, drawings)


# ---- telling ------------------------------------------------------------------------------------


def tell(compared: Compared) -> Iterator[str]:
    """Return the table of a number of groups in Markdown, line by line."""
    yield f"### {compared.groups} groups"
    yield ""
    yield "| who draws | groups | obeys the rules | cost, million kr. | seconds | in solves with given groups | |"
    yield "| --- | ---: | --- | ---: | ---: | ---: | --- |"
    for one in (compared.ours, *compared.others, compared.begun):
        cells = (
            one.who,
            str(one.groups),
            "yes" if one.is_lawful else "no",
            _millions(one.cost_kr),
            f"{one.seconds:,.1f}",
            f"{one.seconds / compared.one_solve:,.1f}",
            one.note,
        )
        yield "| " + " | ".join(cells) + " |"
    yield ""


def _millions(kr: float | None) -> str:
    return "–" if kr is None else f"{kr / 1e6:,.2f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare and print."""
    asked = _parsed(arguments)
    warnings.simplefilter("ignore")
    peers = ", ".join(f"{name} {version(name)}" for name in PEERS if name not in missing_peers())
    print(f"{asked.instance} {' '.join(asked.set)}; {peers}; load {getloadavg()[0]:.1f}", "", sep="\n", flush=True)
    for name in missing_peers():
        print(f"{name} is not on this machine and was left out; the extra bench-regions brings it.\n")
    instance = read(asked.instance, overrides=tuple(asked.set))
    options = SolverOptions(time_limit_seconds=asked.seconds)
    for groups in asked.groups:
        print("\n".join(tell(compare(instance, groups, options, asked.most_solves, asked.ensemble))), flush=True)


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("instance", nargs="?", default="denmark-2014", help="folder, or a bundled instance by its name")
    parser.add_argument("--groups", nargs="+", type=int, default=[4], help="how many groups")
    parser.add_argument("--set", nargs="*", default=[], metavar="PARAMETER=VALUE", help="changes of the instance")
    parser.add_argument("--most-solves", type=int, default=6, help="solves of ours for each number of groups")
    parser.add_argument("--seconds", type=float, default=600.0, help="time limit of each solve")
    parser.add_argument("--ensemble", type=int, default=ENSEMBLE, help="drawings of the ensemble")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
