"""What a rule is: everything the program must know of it, in one object; and the units in which its rows are written.

The hooks work on what is handed to them (an instance, a problem, a plan, a formulation of the model), and know no
solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from optimiser.data.checking_years import may_vary_by_year
from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.overrides import of_year
from optimiser.data.run_tables import PlanLines
from optimiser.data.settings import Language, Policy
from optimiser.data.tables import is_whole, written_value
from optimiser.data.tolerances import LIMIT_ERROR, NEAR_LIMIT

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.model.packing_model import PackingModel
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem
    from optimiser.planning.routes import Route


Text = Mapping[Language, str]
"""A sentence in each language."""
Trait = Literal[
    "looks_at_money", "tells_centres_apart", "looks_at_whole_plan", "packing_can_break", "keeps_away_in_model"
]
Whom = Literal["municipality", "centre", "country"]
LooksAt = Literal["form and task", "place", "route"]
"""What a rule that refuses looks at of a route: its form and task; its form, municipality and centre; or all of it."""
COUNTRY = "the country"
"""Whom a rule is about that looks at all contacts, or all centres, together."""
NONE = "none"
"""Takes an optional value away, after `--set`."""


@dataclass(frozen=True)
class ImpossibleRule:
    """A rule that no plan can meet: its name, whom it concerns, and the figures that show it.

    `why` names the sentence to tell it in; `figures` are what the sentence is filled in with.
    """

    rule: str
    about: str
    why: str
    figures: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Slack:
    """What a plan has to spare at one limit of a rule, and whom the limit is about; below 0 the plan breaks it.

    `limit` is in the same unit. Where only whole tasks or centres count, `step` is the least that one of them more
    would use of what is to spare.
    """

    about: str
    spare: float
    limit: float = 1.0
    step: float | None = None

    @property
    def at_limit(self) -> bool:
        """True when next to nothing is to spare, or not enough for one step more."""
        if self.step is None:
            return self.spare <= NEAR_LIMIT * abs(self.limit)
        return self.spare < self.step * (1 - LIMIT_ERROR)

    @property
    def broken(self) -> bool:
        """True when the limit is passed by more than rounding."""
        return self.spare < -LIMIT_ERROR * max(1.0, abs(self.limit))


@dataclass(frozen=True)
class CountedLimit:
    """A limit of the policy in whole numbers, as a measure that a cost can be set against.

    `parameter` holds the limit, which is at least `least` and is taken away by `free`; `count` says what a plan comes
    to. The sentence `measure` and the name is what it is called.
    """

    name: str
    parameter: str
    least: float
    count: Callable[[PlanLines], float]
    free: str = NONE


@dataclass(frozen=True)
class PortfolioLimit:
    """What the routes of one municipality's tasks must come to together: Σ `counts`(route) >= `least`.

    It `tells_centres_apart` where routes that differ in nothing but the centre may count otherwise.
    """

    counts: Callable[[Route], float]
    least: float = 0.0
    tells_centres_apart: bool = False


@dataclass(frozen=True)
class PlanLimit:
    """What a whole plan may use: the sum over all that is chosen in it is at most `most`.

    It says what a `route` uses, in whatever unit (below 0 where it adds to what may be used); what a `connection` of a
    municipality to a centre in a form does; an `opening`, of a centre that answers anybody; a `host`, a municipality's
    centre that serves others; a municipality's using a `form` at all, which is never below 0; and its `staying_out`,
    where it may. What is not said uses nothing. `name` is that of the setting or row which asks for it. A route uses
    the same at all centres of a form.
    """

    name: str
    most: float
    route: Callable[[Route], float] | None = None
    connection: Callable[[str, str, Form], float] | None = None
    opening: Callable[[str], float] | None = None
    host: Callable[[str], float] | None = None
    form: Callable[[str, Form], float] | None = None
    staying_out: Callable[[str], float] | None = None

    @property
    def is_of_centres(self) -> bool:
        """True where it looks at nothing but which centres serve others."""
        return self.is_of_links and self.connection is None and self.staying_out is None

    @property
    def is_of_links(self) -> bool:
        """True where it looks at nothing but which centres serve others, whom, and who stays out: not at answers."""
        return self.route is None and self.form is None

    def used_by(self, routes: Iterable[Route]) -> float:
        """Return what the routes of a plan use."""
        some = tuple(routes)
        links = {(route.municipality, route.centre, route.form) for route in some if route.away}
        forms = {(route.municipality, route.form) for route in some}
        opened = {route.centre for route in some if route.form != "unchanged"}
        hosts = {route.centre for route in some if route.form == "purchased"}
        return (
            sum(map(self.route or _nothing, some))
            + sum(self.connection(*link) for link in links if self.connection)
            + sum(self.form(*form) for form in forms if self.form)
            + sum(map(self.opening or _nothing, opened))
            + sum(map(self.host or _nothing, hosts))
        )


def _nothing(_: object) -> float:
    return 0.0


Tier = Literal["wish", "levels", "law"]
"""What is required: a wish of the strategist's, the levels that a form may answer, or the law.

The later it comes, the later it is blamed, and the later a change of it is proposed.
"""
TIERS: tuple[Tier, ...] = ("wish", "levels", "law")
Index = tuple[Any, ...]
"""What a row of the model is about."""


@dataclass(frozen=True)
class Requirement:
    """One thing that a rule requires, which a change of the instance takes away: `about` is whom, or blank for all.

    `name` is the rule, `kind` what it is told as. `parameter` holds it, with `value` in its own unit; set to `off` it
    asks nothing. Where there is something between, `far` is a value at which it surely asks nothing; infinity where
    none is known beforehand. `figures` are what the sentence about it is filled in with besides.
    """

    name: str
    about: str
    kind: str
    parameter: str
    value: object
    off: str
    tier: Tier = "wish"
    far: float | None = None
    figures: Mapping[str, object] = field(default_factory=dict, compare=False)
    unit: Literal["", "contacts", "kr.", "share"] = field(default="", compare=False)
    asks: str = field(default="", compare=False)
    """The name of the sentence that says what is required; `asks` and the kind where there is none."""
    rows: tuple[str, ...] = field(default=(), compare=False)
    """The families of the model's rows that are written for it."""
    of_centre: bool = field(default=False, compare=False)
    """True where of these only the rows of the centre it is about are."""
    row_unit: Callable[[Instance, Index], float] | None = field(default=None, compare=False)
    """What a unit more of the value is in such a row; None where that is not told."""
    next_step: float | None = field(default=None, compare=False)
    """What is tried next where its rows do not tell how far it must give way."""
    reachable: Callable[[Problem, Callable[[], list[ImpossibleRule]]], Iterable[float]] | None = field(
        default=None, compare=False
    )
    """The values beyond which it is seen to be out of reach, in a problem that asks too much, with its conflicts."""
    closes: bool = field(default=False, compare=False)
    """True where it may close the centre it is about before there is a model."""
    may_be_joined: bool = field(default=False, compare=False)
    """True where neighbours that join the centre it is about may bring what it lacks."""
    refuses: Callable[[Instance, Route], bool] | None = field(default=None, compare=False)
    """How it refuses routes, where it does one by one."""
    year: int | None = None
    """The one year of a path in which it is required, or the first of these; None where it is in all there are."""
    until: int | None = None
    """The last year in which it is required, where its value is the first: given another, it waits until then."""

    @property
    def dropped(self) -> str:
        """The change that takes it away, as after `--set`; of a parameter that may vary by year, in its years alone."""
        return f"{self._where(self.until)}={self.off}"

    def moved(self, value: float) -> str:
        """The change that gives it another value, as after `--set`; in its years alone as `dropped`."""
        if self.until is not None:
            return f"{self._where(int(value) - 1)}={self.off}"
        return f"{self._where(None)}={written_value(self.parameter, value)}"

    @property
    def is_whole(self) -> bool:
        """True where its value can only be a whole number."""
        return self.until is not None or is_whole(self.parameter)

    def is_of(self, year: int) -> bool:
        """Return whether it is required in a year."""
        return self.year is None or self.year <= year <= (self.until or self.year)

    def _where(self, until: int | None) -> str:
        if self.year is None or not may_vary_by_year(self.parameter):
            return self.parameter
        return of_year(self.parameter, self.year) + ("" if until is None else f"-{until}")


class Rule:
    """One rule. What a rule does not say of itself is taken to be so that no wrong answer can come of it.

    The docstring of a rule holds its name in bold, what it demands in a sentence, and the formula with its units.
    """

    name: str
    """As users see it in files and messages."""
    words: Text = {}
    """The name as people say it; empty where they are never told of it."""
    declared_in: tuple[str, ...] = ()
    """The settings and columns that it comes from, as dotted names."""
    phrases: Mapping[str, Text] = {}
    """The sentences in which its conflicts and requirements are told, by name; without, they are told by figures."""
    measured_at: frozenset[Whom] = frozenset({"municipality", "centre", "country"})
    """Whom its limits can be about."""
    counted_limits: tuple[CountedLimit, ...] = ()
    """Its limits that a cost can be set against; those of a KPI are known by the KPI's name."""

    # ---- traits ----------------------------------------------------------------------------------

    looks_at_money = True
    """False where it says the same whatever things cost: then plans at one price are plans at another."""
    tells_centres_apart = True
    """False where it does not ask which of several like centres a municipality uses: then these are one pool."""
    looks_at_whole_plan = True
    """False where it looks at whole portfolios and whole centres, one at a time."""
    packing_can_break = True
    """False where packing has its rows (`constrain_packing`), or nothing that packing does can break it.

    Else a packed plan is kept only when the rule has something to spare in it.
    """
    keeps_away_in_model = False
    """True where its rows ask for more than it does, so that plans which only just obey it are not found.

    What is proved with such rows holds for other plans alone. In a `loose` model they ask for less than it does.
    """
    in_portfolios = False
    """True where it demands no more than routes that there are, volumes, `portfolio_limits` and `plan_limits`."""
    return_can_break = False
    """True where it may be broken by a portfolio that comes home whole, so that packing sends none home."""
    demands_place = False
    """True where it sends a task somewhere: what closes that place is at fault rather than the rule."""

    def is_asked(self, instance: Instance) -> bool:
        """Return False where the instance does not ask for the rule at all."""
        return True

    def has(self, trait: Trait, instance: Instance) -> bool:
        """Return whether the rule has a trait in an instance that may not even ask for it."""
        return bool(getattr(self, trait)) and self.is_asked(instance)

    # ---- routes ----------------------------------------------------------------------------------

    looks_at: LooksAt = "route"
    """What `refuses` looks at: it is asked once for all routes that are alike in it, whose other parts are blank."""

    def refuses(self, instance: Instance, route: Route) -> bool:
        """Return True where the rule lets no plan use the route."""
        return False

    def citations(self, instance: Instance, route: Route) -> tuple[str, ...]:
        """Return the acts by which it refuses the route."""
        return ()

    @property
    def refuses_routes(self) -> bool:
        """True for a rule that refuses routes one by one."""
        return type(self).refuses is not Rule.refuses

    # ---- the model -------------------------------------------------------------------------------

    def constrain(self, f: Formulation) -> None:
        """Add the rule's rows to a formulation of the model."""

    def constrain_packing(self, p: PackingModel) -> None:
        """Add the rule's rows to the model of a packing."""

    def told_by_portfolios(self, problem: Problem) -> bool:
        """Return True where the portfolio model has all that the rule demands, or it demands nothing."""
        return self.in_portfolios or not self.is_asked(problem.instance)

    def portfolio_limits(self, problem: Problem, municipality: str) -> Iterable[PortfolioLimit]:
        """Return what the rule asks of one municipality's portfolio by itself, as far as it is linear in its routes."""
        return ()

    def plan_limits(self, problem: Problem) -> Iterable[PlanLimit]:
        """Return what the rule asks of a whole plan, as far as it is linear in what is chosen."""
        return ()

    # ---- a plan, and none ------------------------------------------------------------------------

    checked_first = False
    """True where the checks of the others (`conflicts`) make sense only when it has none."""

    def conflicts(self, problem: Problem) -> Iterable[ImpossibleRule]:
        """Return where the rule is seen to be impossible by itself, before any solver is asked."""
        return ()

    def slacks(self, plan: Plan) -> Iterable[Slack] | None:
        """Return what a plan has to spare at each limit of the rule; None where the rule does not tell."""
        return None

    def requirements(self, instance: Instance) -> Iterable[Requirement]:
        """Return what the rule requires in an instance, as far as a change of the instance can take it away."""
        return ()

    def policy_after(self, policy: Policy, invested_kr: float) -> Policy:
        """Return the policy for what is still open, once a plan is decided that invests so much (kr.)."""
        return policy

    def allows(self, plan: Plan) -> bool:
        """Return True where no limit of the rule is passed; never for a rule that does not tell its limits."""
        slacks = self.slacks(plan)
        return slacks is not None and not any(slack.broken for slack in slacks)


class RefusingRule(Rule):
    """A rule that says which routes there are: it refuses some one by one, and demands nothing else of a plan."""

    looks_at_money = False
    tells_centres_apart = False
    looks_at_whole_plan = False
    packing_can_break = False
    in_portfolios = True
    measured_at: frozenset[Whom] = frozenset({"municipality"})

    def slacks(self, plan: Plan) -> Iterable[Slack] | None:
        """Return no limits: a place is allowed or it is not."""
        return ()


class StructuralRule(Rule):
    """A rule of how the model is written: it demands nothing of a plan that another rule does not."""

    looks_at_money = False
    tells_centres_apart = False
    looks_at_whole_plan = False
    packing_can_break = False
    in_portfolios = True

    def slacks(self, plan: Plan) -> Iterable[Slack] | None:
        """Return no limits: every plan has the form that it describes."""
        return ()


# ---- The units of the model -----------------------------------------------------------------------


MILLION = 1e6
THOUSAND = 1e3


def scaled_kr(kr: float) -> float:
    """Return an amount of money as the model counts it: million kr.

    The units of the model are millions of kr. and of contacts a year, so that the solver sees numbers near one. A price
    in kr. per contact is the same in both. All that is handed to the model or read from it passes through here.
    """
    return kr / MILLION


def unscaled_kr(million_kr: float) -> float:
    """Return the kr. of an amount that the model counts in millions."""
    return million_kr * MILLION


def scaled_contacts(contacts: float) -> float:
    """Return a volume, or contacts, as the model counts them: millions a year."""
    return contacts / MILLION


def unscaled_contacts(million_contacts: float) -> float:
    """Return the contacts a year of a volume that the model counts in millions."""
    return million_contacts * MILLION


def scaled_portfolio(contacts: float) -> float:
    """Return contacts of one municipality in a rule about it alone: thousands a year, as few have a million."""
    return contacts / THOUSAND
