"""What drawings cost, told at once: the cost of a plan of each, put together group by group.

A plan in hand says who buys, who sells, and what other centres than the groups' answer: that stays as it is. All others
answer at home, or have tasks answered by the centre of their group, each in the way that is cheapest at a price σ (kr.
a pooled contact) of the centre. At each of several prices a group costs

    Σ over its members of what they cost beside the centre + what the centre costs with Σ of their volumes,

and it takes the price at which that is least. Whatever the price, it is what a plan costs, so no drawing is told to
cost less than its cheapest plan. At the slopes of the centre's pieces no way to choose is cheaper while no limit of its
volume binds; other prices are there for such limits.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import inf

import numpy as np

from optimiser.drawing.country import Drawing
from optimiser.drawing.pricing import Priced
from optimiser.drawing.rules import Group
from optimiser.planning.assignment import Assignment
from optimiser.planning.cost_curve import Piece
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem, build_problem, restrict_problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.portfolio_costs import Floats, Numbers, PortfolioCosts

OTHER_PRICES = (-4.0, -1.0, 0.0, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2.0, 4.0)
"""Prices that are tried beside the slopes of the pieces, as multiples of the median slope."""
HOME = 0
"""The first of what each municipality may choose: to answer all at home."""


class DrawingCosts:
    """What drawings of a country cost; the plan in hand is one of `of_memberships`, its users in groups of a drawing.

    Of each municipality, `adds[I, 3, S]` is what it adds to a group at each price: kr. a year, pooled contacts at the
    centre, and 1 where it uses that; `alone_kr[I]` is what it costs in no group.
    """

    def __init__(self, priced: Priced, drawing: Drawing, assignment: Assignment) -> None:
        self.names, self.codes, self.place_of = priced.names(), priced.country.codes, priced.country.place_of
        self.problem: Problem = build_problem(priced.where_used(0, len(self.names)))
        self.routes: Mapping[str, list[Route]] = Plan.of(self.problem, assignment).by_municipality
        self.closed_kr = inf if priced.template.must_open else 0.0
        self.adds, self.alone_kr = self._adds()
        self.others_kr = 0.0
        whole = Plan.of(self.problem, self.plan(dict(zip(self.names, drawing, strict=False))))
        self.others_kr = whole.cost_kr - self.cost_kr(drawing)

    # ---- what there is to choose ---------------------------------------------------------------

    @cached_property
    def portfolios(self) -> PortfolioCosts:
        """What it costs to answer at home, and at one group's centre, which stands for all."""
        places = (DEPARTMENTS, self.names[0])
        kept = (route for route in self.problem.routes if route.form == "local" or route.centre in places)
        return build_portfolio_costs(restrict_problem(self.problem, kept))

    @cached_property
    def staying(self) -> Mapping[str, list[Route]]:
        """Those whose tasks stay where they are, with their routes to the centre of whichever group they are in."""
        bought = {route.centre for routes in self.routes.values() for route in routes if route.form == "purchased"}
        return {
            code: [route for route in routes if route.centre in self.names]
            for code, routes in self.routes.items()
            if self._stays(code, bought)
        }

    def _stays(self, code: str, bought: set[str]) -> bool:
        away = {route.centre for route in self.routes[code] if route.away}
        if self.problem.instance.own_centre.get(code) in bought or not away <= set(self.names):
            return True
        i = self.portfolios.number_of[code]
        return bool(self._in_hand[i] == HOME if away else self.portfolios.home_kr[i] == inf)

    @cached_property
    def _in_hand(self) -> Numbers:
        """What each has chosen in the plan in hand; home where that is none of what it may choose."""
        if not self.portfolios.centres:
            return np.full(len(self.portfolios.municipalities), HOME)
        at_first = [
            Route(route.municipality, route.task, self.names[0], route.form)
            for routes in self.routes.values()
            for route in routes
            if route.centre in self.names
        ]
        return 1 + self.portfolios.chosen_in(at_first, self.portfolios.every_portfolio)

    @cached_property
    def _offered(self) -> tuple[Floats, Floats]:
        """Kr. a year and pooled contacts of what each municipality may choose [I, P], home first."""
        home_kr = self.portfolios.home_kr[:, None]
        if not self.portfolios.centres:
            return home_kr, np.zeros(home_kr.shape)
        pairs = self.portfolios.every_portfolio
        return np.hstack([home_kr, pairs.fixed_kr[:, 0]]), np.hstack([np.zeros(home_kr.shape), pairs.volume[:, 0]])

    @cached_property
    def _chosen(self) -> Numbers:
        """What each municipality chooses at each price [I, S]; last at one so high that all is home, and as in hand."""
        kr, volume = self._offered
        slopes = np.array([piece.slope_kr for piece in self._pieces])
        others = np.array(OTHER_PRICES) * (np.median(slopes) if len(slopes) else 1.0)
        prices = np.unique(np.concatenate([slopes, others]))
        at_prices = (kr[:, :, None] + volume[:, :, None] * prices).argmin(axis=1)
        return np.column_stack([at_prices, np.full(len(kr), HOME), self._in_hand])

    def _adds(self) -> tuple[Floats, Floats]:
        chosen, (kr, volume) = self._chosen, self._offered
        adds, alone_kr = np.zeros((len(self.codes), 3, chosen.shape[1])), np.zeros(len(self.codes))
        for place, code in enumerate(self.codes):
            if code in self.staying:
                shared = self.staying[code]
                adds[place, 1], adds[place, 2] = sum(map(self.problem.pooled_volume, shared)), bool(shared)
                alone_kr[place] = inf if shared else 0.0
            elif code in self.routes:
                i = self.portfolios.number_of[code]
                adds[place] = kr[i, chosen[i]], volume[i, chosen[i]], chosen[i] != HOME
                alone_kr[place] = kr[i, HOME]
        return adds, alone_kr

    # ---- what it costs -------------------------------------------------------------------------

    @cached_property
    def _pieces(self) -> Sequence[Piece]:
        """The pieces of a group's centre; none where it cannot be open."""
        return self.problem.reach[self.names[0]].pieces if self.names[0] in self.problem.reach else ()

    @cached_property
    def _piece_columns(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Low and high ends, fixed costs with opening, and slopes of the pieces [K, 1]."""
        opening_kr = self.problem.tariff.open_centre(self.names[0]).yearly_kr
        rows = [(piece.low, piece.high, piece.fixed_kr + opening_kr, piece.slope_kr) for piece in self._pieces]
        low, high, fixed_kr, slope_kr = np.array(rows).reshape(len(rows), 4, 1).transpose(1, 0, 2)
        return low, high, fixed_kr, slope_kr

    def at_prices_kr(self, added: Floats) -> Floats:
        """Return what a group costs at each price [S], from the sum of what its members add [3, S]."""
        kr, volume, users = added
        low, high, fixed_kr, slope_kr = self._piece_columns
        fits = (low <= volume) & (volume <= high)
        centre_kr = np.where(fits, fixed_kr + slope_kr * volume, inf).min(axis=0, initial=inf)
        return np.asarray(kr + np.where(users > 0, centre_kr, self.closed_kr))

    def group_kr(self, added: Floats) -> float:
        """Return what a group costs (kr. a year), from the sum of what its members add [3, S]; infinity for no plan."""
        return float(self.at_prices_kr(added).min())

    def added_by(self, group: Iterable[str]) -> Floats:
        """Return the sum of what members add to their group [3, S]."""
        return np.asarray(self.adds[[self.place_of[code] for code in sorted(group)]].sum(axis=0))

    def cost_kr(self, drawing: Drawing) -> float:
        """Return what a plan of a drawing costs (kr. a year); infinity where none was put together."""
        grouped = frozenset[str]().union(*drawing)
        alone_kr = sum(self.alone_kr[place] for code, place in self.place_of.items() if code not in grouped)
        return float(self.others_kr + alone_kr + sum(self.group_kr(self.added_by(group)) for group in drawing))

    def plan(self, groups: Mapping[str, Group]) -> Assignment:
        """Return the plan of groups by the name of their centre that costs what they are told to cost."""
        centre_of: dict[tuple[str, str], str] = {}
        group_of = {code: (name, self._cheapest_price(group)) for name, group in groups.items() for code in group}
        for code, routes in self.routes.items():
            name, price = group_of.get(code, ("", -2))  # at home in no group
            chosen = routes if code in self.staying else self._routes(code, price)
            centre_of |= {(code, route.task): name if route.centre in self.names else route.centre for route in chosen}
        return Assignment(centre_of)

    def _cheapest_price(self, group: Group) -> int:
        return int(self.at_prices_kr(self.added_by(group)).argmin())

    def _routes(self, code: str, price: int) -> list[Route]:
        i = self.portfolios.number_of[code]
        chosen = int(self._chosen[i, price])
        if chosen == HOME:
            return list(self.portfolios.routes_at_home(i))
        return list(
            self.portfolios.routes_with_partner(i, 0, int(self.portfolios.every_portfolio.number[i, 0, chosen - 1]))
        )
