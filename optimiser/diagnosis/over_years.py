"""Asking whether there is a path over years without some rules, each of them in its year or in all."""

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Any

from optimiser.data.instance import Instance
from optimiser.data.overrides import of_year
from optimiser.data.settings import SolverOptions
from optimiser.data.tables import full_name, written_value
from optimiser.diagnosis.feasibility import REPAIR_GAP, Asking, ChangeInstance, CheapestFound, Feasibility
from optimiser.planning.roadmap import RoadmapProblem
from optimiser.roadmap import finish_roadmap, outcome_of
from optimiser.rules.path_requirements import requirements_over_years
from optimiser.rules.registry import requirements_of
from optimiser.rules.rule import Requirement
from optimiser.solver.roadmap_search import RoadmapSearch
from optimiser.solver.roadmap_stages import find_any_path, rule_out_path, run_path_stages


class AskingOverYears(Asking):
    """Answers each question of all years together.

    A change `NAME@YEAR=VALUE` that is asked about is of that year alone, and `NAME@YEAR-YEAR=VALUE` of these. What is
    made of the instance, and told to be pasted, has what held before from the next year on (`write_changes`).
    """

    def __init__(self, changed: ChangeInstance, options: SolverOptions, roadmap: Instance) -> None:
        super().__init__(lambda changes: changed(self.write_changes(changes)), options)
        self.roadmap = roadmap
        self.first_years: int | None = None
        """So many of the first years alone were found to rule out a path."""

    @cached_property
    def rules(self) -> tuple[Requirement, ...]:
        """All that is required of the instance as it is."""
        return requirements_over_years(self.roadmap)

    def requirements(self, instance: Instance) -> tuple[Requirement, ...]:
        """All that rules require in a year or between years and a change can take away."""
        return self.rules if instance is self.roadmap else requirements_over_years(instance)

    def problem_with(self, changes: Sequence[str]) -> RoadmapProblem:
        """The problem of all years with the changes."""
        return RoadmapProblem.of_instance(self.changed(sorted(changes)))

    def cheapest_with(self, changes: Sequence[str]) -> CheapestFound | None:
        """What the best path found with the changes costs over all years; None where none is sound."""
        began, problem = time.monotonic(), self.problem_with(changes)
        search = self._search(problem, REPAIR_GAP, self.remaining)
        run_path_stages(search)
        result = finish_roadmap(problem.instance, outcome_of(search), began)
        if result.objective_kr is None or result.breaches:
            return None
        return CheapestFound(result.objective_kr, result.bound_kr)

    def _search(self, problem: RoadmapProblem, gap: float, seconds: float) -> RoadmapSearch:
        options = SolverOptions(gap=gap).laid_over(self.options)
        return RoadmapSearch(problem, options, self.stoppable_monitor(seconds))

    def _search_plan(self, problem: Any, key: frozenset[str], seconds: float) -> Feasibility:  # noqa: ARG002
        until = time.monotonic() + seconds
        if self._rules_out_early(problem, until):
            return "no plan"
        search = self._search(problem, REPAIR_GAP, max(0.0, until - time.monotonic()))
        find_any_path(search)
        if search.path is not None:
            return "a plan"
        return "no plan" if search.infeasible else "not known"

    def _rules_out_early(self, problem: RoadmapProblem, until: float) -> bool:
        """Return True where the first years alone have no path: all rules look back, so all years have none then.

        As many are asked about as were found to rule one out before; fewer years are a smaller model.
        """
        counts = range(1, len(problem.years)) if self.first_years is None else (self.first_years,)
        for count in counts:
            first = dict(islice(problem.problems.items(), count))
            search = self._search(replace(problem, problems=first), REPAIR_GAP, max(0.0, until - time.monotonic()))
            rule_out_path(search)
            if search.infeasible:
                self.first_years = count
                return True
        return False

    # ---- changes of single years -----------------------------------------------------------------

    def write_changes(self, changes: Iterable[str]) -> tuple[str, ...]:
        """The changes as they stand after `--set`, where NAME@YEAR=VALUE holds from that year on."""
        written, by_parameter = [], defaultdict[str, dict[int, str]](dict)
        for change in changes:
            name, _, value = change.partition("=")
            found = _IN_YEARS.fullmatch(name)
            if found is None:
                written.append(change)
            else:
                first, last = int(found["first"]), int(found["last"] or found["first"])
                by_parameter[found["parameter"]] |= dict.fromkeys(range(first, last + 1), value)
        for parameter, values in by_parameter.items():
            written += self._written_by_year(parameter, values)
        return tuple(written)

    def _written_by_year(self, parameter: str, values: Mapping[int, str]) -> Iterator[str]:
        """What is written so that a parameter has these values in their years, and its own in all others."""
        last = None
        for year in self.roadmap.years:
            if year not in values and last is None:
                continue
            value = values.get(year, self._own_values[parameter].get(year, self._off[parameter]))
            if value != last or self._is_changed_anew(parameter, year):
                yield f"{of_year(parameter, year)}={value}"
            last = value if year in values else None

    @cached_property
    def _own_values(self) -> Mapping[str, Mapping[int, str]]:
        """What each parameter is in the years in which a rule requires something by it."""
        found: dict[str, dict[int, str]] = defaultdict(dict)
        for year in self.roadmap.years:
            for rule in requirements_of(self.roadmap.in_year(year)):
                found[rule.parameter][year] = written_value(rule.parameter, rule.value)
        for rule in self.rules:
            if rule.year is not None and rule.until is None:
                found[rule.parameter][rule.year] = written_value(rule.parameter, rule.value)
        return found

    @cached_property
    def _off(self) -> Mapping[str, str]:
        return {rule.parameter: rule.off for rule in self.rules}

    def _is_changed_anew(self, parameter: str, year: int) -> bool:
        """Return whether some row of the instance may change the parameter in that year."""
        columns = (_column_of(row.parameter) for row in self.roadmap.tables.yearly_changes if row.year == year)
        return _column_of(parameter) in columns


_IN_YEARS = re.compile(r"(?P<parameter>.+)@(?P<first>\d{4})(-(?P<last>\d{4}))?", re.ASCII)
"""A parameter that is asked about in a year alone, or in several in a row."""


def _column_of(parameter: str) -> tuple[str, str]:
    table, _, rest = full_name(parameter).partition(".")
    return table, rest.rpartition(".")[2]
