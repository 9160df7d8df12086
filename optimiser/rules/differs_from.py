"""Rule `differs-from`: another plan than those there are, and not one of them but for a trifle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from optimiser.rules.rule import COUNTRY, Rule, Slack, Whom

if TYPE_CHECKING:
    from optimiser.model.formulation import Choice, Formulation
    from optimiser.planning.assignment import FormAndCentre, Structure
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem


class DiffersFrom(Rule):
    """**differs-from**: the plan differs from each earlier plan e: another set of shared centres is open, or at least
    5 % of the country's contacts are answered in another form or at another shared centre.

    - Σ_{m,t} min(1, contacts(m,t) / least) (1 - Σ_d assign[m,t,d]) + Σ_g (more[e,g] + fewer[e,g]) >= 1, d the
      destinations that answer as in e, g the kinds of shared centre, `least` 5 % of all contacts a year
    - Σ_{c in g} used[c] >= (n + 1) more[e,g], n the centres of g that are open in e
    - Σ_{c in g} Σ_k piece[c,k] <= |g| - (|g| - n + 1) fewer[e,g]
    - used[c] <= Σ_k piece[c,k], used[c] <= Σ_{m,t} assign[m,t,q] for the pool q of c: open and answering

    A kind is a set of shared centres that differ in name only. All hosts count as alike: which of them a municipality
    buys from does not matter. A pool that holds several kinds counts as answering differently from any plan,
    so that with pools the model stays a bound. Only where `Problem.differs_from` names earlier plans.
    """

    name = "differs-from"
    words = {"da": "en anden plan end de tidligere", "en": "a plan different from the earlier ones"}
    measured_at: frozenset[Whom] = frozenset({"country"})
    looks_at_money = False
    tells_centres_apart = False  # it takes centres that nothing but the name tells apart for the same
    looks_at_whole_plan = False  # it is asked of a search, and of no plan that is there

    def told_by_portfolios(self, problem: Problem) -> bool:
        return not problem.differs_from

    def constrain(self, f: Formulation) -> None:
        earlier = dict(enumerate(f.problem.differs_from))
        if earlier:
            centres = CentresOpen(f, f.interchangeable, earlier)
            centres.add()
            f.constrain("differs-from", earlier, lambda e: _moved(f, earlier[e]) + centres.changed(e) >= 1)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return how many more contacts than needed are answered unlike in each earlier plan with the same centres.

        The pooled model may take a plan for another that is not.
        """
        contacts = plan.problem.instance.contacts
        for earlier in plan.problem.differs_from:
            if earlier.centres == plan.structure.centres:
                least = earlier.least_contacts(plan.problem.instance)
                yield Slack(COUNTRY, sum(contacts[key] for key in earlier.moved_tasks(plan.structure)) - least, least)


class CentresOpen:
    """The variables and rows that say whether more or fewer shared centres of a kind are open than in earlier plans."""

    def __init__(self, f: Formulation, same: Mapping[str, str], earlier: Mapping[int, Structure]) -> None:
        self.f, self.earlier = f, earlier
        self.here = {c: kind for c, kind in same.items() if c in f.pool_of}
        kinds = dict.fromkeys(self.here.values())
        self.kinds = {kind: [c for c in self.here if self.here[c] == kind] for kind in kinds}
        self.pairs = [(e, kind) for e in self.earlier for kind in self.kinds]

    def add(self) -> None:
        """Add them to the formulation."""
        f = self.f
        f.add_variables("used", self.here, "share")
        f.add_variables("more", self.pairs, "binary")
        f.add_variables("fewer", self.pairs, "binary")
        f.constrain("differs-from-open", f.m.used, lambda c: f.m.used[c] <= f.is_open(c))
        f.constrain(
            "differs-from-used",
            f.m.used,
            lambda c: f.m.used[c] <= f.variable_or_number(f.choices_to(f.pool_of[c].name)),
        )
        f.constrain("differs-from-more", self.pairs, self._more)
        f.constrain("differs-from-fewer", self.pairs, self._fewer)

    def _more(self, e: int, kind: str) -> Any:
        used = sum(self.f.m.used[c] for c in self.kinds[kind])
        return used >= (self.earlier[e].open[kind] + 1) * self.f.m.more[e, kind]

    def _fewer(self, e: int, kind: str) -> Any:
        count, before = len(self.kinds[kind]), self.earlier[e].open[kind]
        opened = sum(self.f.is_open(c) for c in self.kinds[kind])
        return opened <= count - (count - before + 1) * self.f.m.fewer[e, kind]

    def changed(self, e: int) -> Any:
        """Return how many kinds have more or fewer open than an earlier plan, and 1 where any has."""
        return sum(self.f.m.more[e, kind] + self.f.m.fewer[e, kind] for kind in self.kinds)


def _moved(f: Formulation, earlier: Structure) -> Any:
    """Return the share of `least` that is answered differently than in an earlier plan; a task counts 1 at most."""
    contacts, least = f.problem.instance.contacts, earlier.least_contacts(f.problem.instance)
    weight = {key: min(1.0, contacts[key] / least) for key in earlier.answer_of}
    kept = kept_choices(f, earlier.answer_of, f.interchangeable)
    return sum(weight.values()) - sum(weight[choice[:2]] * f.m.assign[choice] for choice in kept)


def kept_choices(
    f: Formulation, answers: Mapping[tuple[str, str], FormAndCentre], same: Mapping[str, str]
) -> Iterator[Choice]:
    """Return the choices that surely answer as in an earlier plan, which has such `answers`."""
    for choice, route in f.choices.items():
        pool = f.pool_of[route.centre].centres if route.away else ()
        kinds = {same.get(centre) for centre in pool}
        if len(kinds) <= 1 and (route.form, same.get(route.centre, "")) == answers[choice[:2]]:
            yield choice
