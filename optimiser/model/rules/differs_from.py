"""Rule `differs-from`: another plan than those there are, and not one of them but for a trifle."""

from collections.abc import Iterator, Mapping
from typing import Any

import pyomo.core as pyo

from optimiser.model.formulation import Choice, Formulation
from optimiser.planning.pools import interchangeable
from optimiser.planning.structure import Answer, Structure, answer_of, least_contacts


def add_differs_from(f: Formulation) -> None:
    """**differs-from**: the plan differs from each earlier plan e: another set of shared centres is open, or at least
    5 % of the country's contacts are answered in another form or at another shared centre.

    - Σ_{m,t} min(1, contacts(m,t) / least) (1 - Σ_d assign[p,m,t,d]) + Σ_g (more[e,g] + fewer[e,g]) >= 1, d the
      destinations that answer as in e, g the kinds of shared centre, `least` 5 % of all contacts a year
    - Σ_{c in g} used[p,c] >= (n + 1) more[e,g], n the centres of g that are open in e
    - Σ_{c in g} Σ_k piece[p,c,k] <= |g| - (|g| - n + 1) fewer[e,g]
    - used[p,c] <= Σ_k piece[p,c,k], used[p,c] <= Σ_{m,t} assign[p,m,t,q] for the pool q of c: open and answering

    A kind is the shared centres that nothing but the name tells apart. All hosts answer alike: which of them a
    municipality buys from is a trifle. A pool that holds several kinds counts as answering otherwise than any plan,
    so that with pools the model stays a bound. Only where `Problem.differs_from` names earlier plans.
    """
    if f.problem.differs_from:
        _Differing(f).add()


class _Differing:
    """Adds the variables and rules, with what they share."""

    def __init__(self, f: Formulation) -> None:
        self.f = f
        self.same = interchangeable(f.problem)
        self.kinds = {
            kind: [c for c in self.same if self.same[c] == kind] for kind in dict.fromkeys(self.same.values())
        }
        self.earlier = dict(enumerate(f.problem.differs_from))
        self.pairs = [(e, kind) for e in self.earlier for kind in self.kinds]

    def add(self) -> None:
        """All of it."""
        f, p = self.f, self.f.problem.period
        f.variable("used", [(p, c) for c in self.same], bounds=(0, 1))
        f.variable("more", self.pairs, domain=pyo.Binary)
        f.variable("fewer", self.pairs, domain=pyo.Binary)
        f.rule("differs-from-open", f.m.used, lambda _, p, c: f.m.used[p, c] <= f.opened(p, c))
        f.rule("differs-from-used", f.m.used, lambda _, p, c: f.m.used[p, c] <= self._answers(c))
        f.rule("differs-from-more", self.pairs, lambda _, *pair: self._more(*pair))
        f.rule("differs-from-fewer", self.pairs, lambda _, *pair: self._fewer(*pair))
        f.rule("differs-from", self.earlier, lambda _, e: self._moved(self.earlier[e]) + self._changed(e) >= 1)

    def _answers(self, centre: str) -> Any:
        links = self.f.links_by_pool[self.f.problem.period, self.f.pool_of[centre].name]
        return sum(self.f.m.assign[choice] for link in links for choice in self.f.choices_by_link[link])

    def _more(self, e: int, kind: str) -> Any:
        used = sum(self.f.m.used[self.f.problem.period, c] for c in self.kinds[kind])
        return used >= (self.earlier[e].open[kind] + 1) * self.f.m.more[e, kind]

    def _fewer(self, e: int, kind: str) -> Any:
        count, before = len(self.kinds[kind]), self.earlier[e].open[kind]
        opened = sum(self.f.opened(self.f.problem.period, c) for c in self.kinds[kind])
        return opened <= count - (count - before + 1) * self.f.m.fewer[e, kind]

    def _changed(self, e: int) -> Any:
        return sum(self.f.m.more[e, kind] + self.f.m.fewer[e, kind] for kind in self.kinds)

    def _moved(self, earlier: Structure) -> Any:
        """The share of `least` that is answered otherwise than in an earlier plan; a single task counts 1 at most."""
        contacts, least = self.f.problem.instance.contacts, least_contacts(self.f.problem.instance)
        weight = {key: min(1.0, contacts[key] / least) for key in earlier.answer_of}
        kept = (weight[choice[1:3]] * self.f.m.assign[choice] for choice in self._kept(earlier.answer_of))
        return sum(weight.values()) - sum(kept)

    def _kept(self, answer: Mapping[tuple[str, str], Answer]) -> Iterator[Choice]:
        """The choices that surely answer as in an earlier plan."""
        for choice, route in self.f.choices.items():
            pool = self.f.pool_of[route.centre].centres if route.away else ()
            kinds = {self.same.get(centre) for centre in pool}
            if len(kinds) <= 1 and answer_of(route, self.same) == answer[choice[1:3]]:
                yield choice
