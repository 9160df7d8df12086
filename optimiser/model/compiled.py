"""From the Pyomo model to plain arrays, and from the solver's numbers back to choices."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import numpy as np
import pyomo.core as pyo
from pyomo.repn import generate_standard_repn

from optimiser.data.rows import Municipality
from optimiser.model.formulation import CentrePiece, Choice, Formulation, period_of
from optimiser.model.linear import Array, LinearModel
from optimiser.planning.plan import Plan
from optimiser.planning.routes import Route
from optimiser.rules.rule import Index

VariableValues = Mapping[str, Mapping[Index, float]]
"""Numbers of variables by family and index."""


@dataclass(frozen=True)
class Compiled:
    """A Pyomo model as arrays; `keys` are the family and index of its variables in the order of the columns.

    `row_keys` are the same of its constraints in the order of the rows. In a model of several periods an index begins
    with the period. Names rather than variables: these know their model weakly, and it may be gone by the time it is
    solved.
    """

    linear: LinearModel
    keys: tuple[tuple[str, Index], ...]
    row_keys: tuple[tuple[str, Index], ...]

    def values_by_family(self, x: Array) -> VariableValues:
        """The numbers of the solver's solution `x`, by family and index of the variables."""
        found: dict[str, dict[Index, float]] = {}
        for (family, index), value in zip(self.keys, x, strict=True):
            found.setdefault(family, {})[index] = float(value)
        return found

    def starting_point(self, chosen: VariableValues) -> Mapping[int, float]:
        """A starting point by column, from numbers by family and index."""
        found = {}
        for column, (family, index) in enumerate(self.keys):
            value = chosen.get(family, {}).get(index)
            if value is not None:
                found[column] = value
        return found


def compile_model(model: Any, labels: Mapping[str, str]) -> Compiled:
    """The arrays of a linear Pyomo model; `labels` are the names people know indices by."""
    variables = _variables_in_order(model)
    column_of = {id(variable): column for column, variable in enumerate(variables)}
    constraints = tuple(model.component_data_objects(pyo.Constraint, active=True))
    parts = [generate_standard_repn(constraint.body) for constraint in constraints]
    cost, offset = _objective_arrays(model, column_of)
    linear = LinearModel(
        cost=cost,
        offset=offset,
        low=_float_array(variable.lb for variable in variables),
        high=_float_array((variable.ub for variable in variables), otherwise=np.inf),
        integer=np.array([not variable.is_continuous() for variable in variables], dtype=bool),
        row_low=_float_array(constraint.lb for constraint in constraints) - _constants_of_rows(parts),
        row_high=_float_array((constraint.ub for constraint in constraints), otherwise=np.inf)
        - _constants_of_rows(parts),
        start=np.array([0, *accumulate(len(part.linear_vars) for part in parts)], dtype=np.int32),
        index=np.array([column_of[id(variable)] for part in parts for variable in part.linear_vars], dtype=np.int32),
        value=_float_array(coefficient for part in parts for coefficient in part.linear_coefs),
        column_names=tuple(_readable_name(variable, labels) for variable in variables),
        row_names=tuple(_readable_name(constraint, labels) for constraint in constraints),
    )
    return Compiled(linear, tuple(map(_index_key, variables)), tuple(map(_index_key, constraints)))


def compile_formulation(formulation: Formulation) -> Compiled:
    """The arrays of a formulation, with municipalities called by their names."""
    return compile_model(formulation.model, municipality_labels(formulation.problem.instance.tables.municipalities))


def municipality_labels(municipalities: Iterable[Municipality]) -> Mapping[str, str]:
    """The name of each municipality by code; with its code where several would read alike."""
    names = {row.code: row.name.replace(" ", "_") for row in municipalities}
    count = Counter(names.values())
    return {code: name if count[name] == 1 else f"{name}_{code}" for code, name in names.items()}


def reprice_arrays(formulation: Formulation, rows: Compiled) -> Compiled:
    """The arrays of a formulation whose objective is new, and whose `rows` are those compiled before."""
    column_of = {id(variable): column for column, variable in enumerate(_variables_in_order(formulation.model))}
    cost, offset = _objective_arrays(formulation.model, column_of)
    return replace(rows, linear=replace(rows.linear, cost=cost, offset=offset))


def _index_key(data: Any) -> tuple[str, Index]:
    return data.parent_component().local_name, _index(data)


def _index(data: Any) -> Index:
    index = data.index()
    return (*period_of(data), *(index if isinstance(index, tuple) else () if index is None else (index,)))


def _variables_in_order(model: Any) -> tuple[Any, ...]:
    return tuple(model.component_data_objects(pyo.Var, active=True))


def _objective_arrays(model: Any, column_of: Mapping[int, int]) -> tuple[Array, float]:
    """What each column costs, and what costs in any case."""
    (objective,) = model.component_data_objects(pyo.Objective, active=True)
    goal = generate_standard_repn(objective.expr)
    cost = np.zeros(len(column_of))
    for variable, coefficient in zip(goal.linear_vars, goal.linear_coefs, strict=True):
        cost[column_of[id(variable)]] += coefficient
    return cost, float(goal.constant)


def _float_array(numbers: Iterable[float | None], otherwise: float = -np.inf) -> Array:
    return np.array([otherwise if number is None else number for number in numbers], dtype=float)


def _constants_of_rows(parts: Iterable[Any]) -> Array:
    return np.array([float(part.constant) for part in parts])


def _readable_name(data: Any, labels: Mapping[str, str]) -> str:
    """Return `entry-points[Viborg]`: the rule or variable, and the names of what it is about.

    Its period comes first where there are several; blanks become underscores, as model files allow none, and what an
    index leaves empty is left out.
    """
    name = data.parent_component().local_name
    inner = ",".join(labels.get(part, str(part)) for part in _index(data) if part != "")
    return f"{name}[{inner}]".replace(" ", "_") if inner else name


# ---- From the solver's numbers to choices, and from choices to a starting point -----------------


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
    out = {(code,): float(code in plan.absent) for code in f.problem.staying_out.kr}
    return {
        **({"out": out} if out else {}),
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
