"""Bounds on plans in which a task is answered in another form: from one model, without a search."""

from collections import defaultdict
from functools import cached_property
from math import inf

from optimiser.data.columns import Form
from optimiser.rules.rule import unscaled_kr
from optimiser.solver.highs import Relaxed
from optimiser.solver.warm_start_cache import CachedModel


class Relaxation:
    """The relaxed model of an instance, and what it says of plans with a form demanded."""

    def __init__(self, cached: CachedModel) -> None:
        self._relaxed = Relaxed(cached.model.linear)
        self._choices = cached.formulation.choices
        self._keys = cached.model.keys

    def bound_kr(self, municipality: str, task: str, form: Form) -> float:
        """No plan in which the task is answered in the form costs less a year; inf where there is no such plan."""
        columns = self._columns[municipality, task]
        bound = self._relaxed.bound_without(column for column, its in columns if its != form)
        return bound if abs(bound) == inf else unscaled_kr(bound)

    @cached_property
    def _columns(self) -> dict[tuple[str, str], list[tuple[int, Form]]]:
        """The columns that say where a task of a municipality is answered, with the form."""
        found: dict[tuple[str, str], list[tuple[int, Form]]] = defaultdict(list)
        for column, (family, index) in enumerate(self._keys):
            if family == "assign":
                route = self._choices[index]
                found[route.municipality, route.task].append((column, route.form))
        return found
