"""From the solver's numbers to choices, and from choices to a starting point."""

from collections import defaultdict
from collections.abc import Mapping

from optimiser.model.compiled import VariableValues
from optimiser.model.formulation import CentrePiece, Choice, Formulation
from optimiser.planning.plan import Plan
from optimiser.planning.routes import Route


def chosen_choices(values: VariableValues) -> list[Choice]:
    """The choices taken: binary numbers are read as whole ones."""
    return [(m, t, d) for (m, t, d), value in values["assign"].items() if value > 0.5]


def settled_routes(f: Formulation, choices: list[Choice]) -> tuple[Route, ...]:
    """The routes that are certain: everything but choices of a pool of several centres."""
    return tuple(f.choices[choice] for choice in choices if _settled_routes(f, choice))


def open_portfolios(f: Formulation, choices: list[Choice]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Tasks by (municipality, pool) that are answered somewhere in a pool of several centres."""
    found: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for choice in choices:
        if not _settled_routes(f, choice):
            municipality, task, pool = choice
            found[municipality, pool] += (task,)
    return found


def sold_by_centre(values: VariableValues) -> Mapping[str, float]:
    """What each centre answers for others (million contacts a year)."""
    sold: dict[str, float] = defaultdict(float)
    for (centre, _), volume in values.get("sold", {}).items():
        sold[centre] += volume
    return sold


def starting_point(f: Formulation, plan: Plan) -> VariableValues:
    """The plan as a starting point of a model: where tasks go, over which connections, which pieces, who sells."""
    used = _pieces_used(f, plan)
    taken = {(r.municipality, r.task, f.pool_of[r.centre].name if r.away else r.centre) for r in plan.routes}
    links = {(municipality, place) for municipality, _, place in taken}
    return {
        "assign": {choice: float(choice in taken) for choice in f.choices},
        "connect": {link: float(link in links) for link in f.choices_by_link if link[1] not in f.single},
        "piece": {key: float(key in used) for key in f.pieces},
        "sell": {(c,): float(c in plan.hosts) for c in f.hosts},
    }


def _settled_routes(f: Formulation, choice: Choice) -> bool:
    return not f.choices[choice].away or choice[2] in f.single


def _pieces_used(f: Formulation, plan: Plan) -> set[CentrePiece]:
    used = set()
    for centre, load in plan.loads.items():
        keys = f.pieces_by_centre[centre]
        fitting = [key for key in keys if f.pieces[key].low <= load.volume <= f.pieces[key].high]
        used.add(min(fitting, key=lambda key: f.pieces[key].cost_kr(load.volume), default=keys[-1]))
    return used
