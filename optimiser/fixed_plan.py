"""A fixed plan: what an assignment costs, and which rules it breaks, on an instance. Nothing is solved or proved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from optimiser.audit import Breach, audit_plan
from optimiser.audit.run_files import format_amount
from optimiser.data.instance import Instance
from optimiser.data.run_record import PlanFigures
from optimiser.data.run_tables import NO_LINES, PlanLines
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem, build_problem
from optimiser.planning.routes import DEPARTMENTS, Route, form_of, list_refusals
from optimiser.result.figures import figures_of_plan, record_of_problem
from optimiser.result.frames import frames_of_lines
from optimiser.result.result import (
    describe_evaluation,
    format_audit,
    format_million_kr,
    to_printable,
    write_html,
    write_text,
)
from optimiser.result.tables import lines_of_plan

if TYPE_CHECKING:
    import pandas as pd

OF_FIGURES = frozenset({"run-folder", "seal", "hash", "gap", "figures", "cost", "service-level"})
"""What the audit says under these names is of our own figures: no plan can break them."""


@dataclass(frozen=True, repr=False)
class FixedPlanEvaluation:
    """What an assignment comes to on an instance: its figures and tables, and what it breaks there.

    `figures` is None where a task cannot be answered as the assignment says at all. Nothing is proved of it: there
    may be cheaper plans. `checks` counts the single checks made, `breaches` says what they found.
    """

    instance: Instance
    assignment: Assignment
    figures: PlanFigures | None
    breaches: tuple[Breach, ...]
    checks: int
    lines: PlanLines = NO_LINES

    @property
    def is_lawful(self) -> bool:
        """True where the plan breaks nothing."""
        return not self.breaches

    @property
    def lawful_figures(self) -> PlanFigures | None:
        """The figures, where the plan breaks nothing."""
        return self.figures if self.is_lawful else None

    @property
    def broken_rules(self) -> tuple[str, ...]:
        """The names of the rules that the plan breaks, each once."""
        return tuple(dict.fromkeys(breach.rule for breach in self.breaches))

    @property
    def miscounted(self) -> tuple[str, ...]:
        """What the audit finds wrong with our own figures, in sentences."""
        return tuple(breach.sentence for breach in self.breaches if breach.rule in OF_FIGURES)

    def summary(self) -> str:
        """Return in a few lines of English what the plan costs, whom it serves how, and the rules it breaks.

        Returns
        -------
        str
            A line a statement, money in million kr. a year, shares of the contacts in percent.
        """
        return write_text(self._title, self._described())

    def __repr__(self) -> str:
        """Return the instance, the cost and the broken rules in a line."""
        cost = format_million_kr(self.figures.objective_kr) if self.figures else "cannot be answered so"
        broken = f", breaks {', '.join(self.broken_rules)}" if self.breaches else ""
        return f"<FixedPlanEvaluation {to_printable(self._title)}: {cost}{broken}>"

    def _repr_html_(self) -> str:
        """Return the summary as a table, for notebooks."""
        return write_html(self._title, self._described())

    @property
    def _title(self) -> str:
        return f"{self.instance.settings.name}, {self.instance.system}"

    def _described(self) -> Iterator[tuple[str, str]]:
        if self.figures:
            yield from describe_evaluation(self.figures)
        else:
            yield "status", "cannot be answered as the assignment says; nothing is priced"
        yield "audit", format_audit(self.checks, [breach.rule for breach in self.breaches])

    @cached_property
    def tables(self) -> Mapping[str, "pd.DataFrame"]:
        """The tables as data frames by name, as those of a result; none where there are no figures."""
        return frames_of_lines(self.lines) if self.figures else {}


def evaluate_fixed_plan(assignment: Assignment, instance: Instance) -> FixedPlanEvaluation:
    """Price an assignment on an instance, with who answers what as it is, and audit it there.

    Parameters
    ----------
    assignment
        Who answers what, such as `Result.assignment` or `Assignment.from_frame`. Where the instance has no contacts
        it falls away; contacts that it does not answer break the rule `assignment`.
    instance
        Of the same municipalities and tasks; its prices, volumes and rules may be others.

    Returns
    -------
    FixedPlanEvaluation
        Its figures (money in kr. a year unless said otherwise) and the rules it breaks.
    """
    problem = build_problem(instance)
    refused = tuple(refused_answers(problem, assignment))
    if refused:
        return FixedPlanEvaluation(instance, assignment, None, refused, len(refused))
    plan = Plan.of(problem, assignment)
    lines = lines_of_plan(plan)
    figures = PlanFigures.model_validate({**record_of_problem(problem), **figures_of_plan(plan, lines)})
    audit = audit_plan(instance, figures, lines)
    return FixedPlanEvaluation(instance, plan.assignment, figures, audit.breaches, audit.checks, lines)


def refused_answers(problem: Problem, assignment: Assignment) -> Iterator[Breach]:
    """Yield the tasks that cannot go where the assignment sends them, each with the first rule that says so."""
    instance = problem.instance
    for code, task in instance.contacts:
        about, centre = f"{task} of {instance.municipalities[code].name}", assignment.get((code, task))
        if centre is None:
            yield Breach("assignment", about, "is answered nowhere", "every task must be")
        elif centre not in (DEPARTMENTS, *instance.centres):
            wanted = f"the structure {instance.settings.structure} has no such centre"
            yield Breach("group-membership", about, f"is answered by {centre}", wanted)
        elif (route := Route(code, task, centre, form_of(instance, code, centre))) not in problem.lawful:
            yield _out_of_reach(problem, route, about)


def _out_of_reach(problem: Problem, route: Route, about: str) -> Breach:
    found = f"is answered by {route.centre} in the form {route.form}"
    for rule in list_refusals(problem.instance, route):
        return Breach(rule, about, found, "that is not allowed")
    short = problem.closed[route.centre]
    reaches, needs = format_amount(short.reaches), format_amount(short.needs)
    wanted = f"that centre can reach {reaches} contacts a year, and must reach {needs}"
    return Breach("minimum-volume", about, found, wanted)
