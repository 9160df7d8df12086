"""The rules of a path over years: what links its years, one object a rule.

Each year of a path obeys all other rules by itself (`registry`). These say what a year may do after the ones before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import TYPE_CHECKING, Any

from optimiser.data.cells import as_text
from optimiser.data.instance import Instance
from optimiser.rules.not_undone import NotUndone
from optimiser.rules.path_differs_from import PathDiffersFrom
from optimiser.rules.path_rule import PathRule, YearSlack
from optimiser.rules.rule import COUNTRY, NONE, Requirement, Slack, Text, scaled_contacts, scaled_kr

if TYPE_CHECKING:
    from optimiser.model.roadmap import RoadmapFormulation
    from optimiser.planning.roadmap import Item, RoadmapPlan

NO_LIMIT_KR = 1e12
"""What is written where a budget is to be no limit: futures may multiply one, and that of a municipality is a must."""


# ---- Rules `yearly-budget` and `municipal-budget`: what a year invests ----------------------------


class YearlyBudget(PathRule):
    """**yearly-budget**: what is begun in a year is invested within the budget of that year.

    Σ_i investment[y,i] · begun[y,i] <= years.investment_budget_kr[y], over all items of all municipalities
    """

    name = "yearly-budget"
    words: Text = {"da": "årets investeringsramme", "en": "the year's investment budget"}
    declared_in = ("years.investment_budget_kr",)
    phrases: Mapping[str, Text] = {
        "asks yearly budget": {
            "da": "der må højst investeres {value} i alt",
            "en": "at most {value} may be invested in all",
        },
        "drop yearly budget": {
            "da": "Ophæv årets investeringsramme på {value}",
            "en": "Drop the year's investment budget of {value}",
        },
        "move yearly budget": {
            "da": "Hæv årets investeringsramme med {more} til {value}",
            "en": "Raise the year's investment budget by {more} to {value}",
        },
    }

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for year, budget_kr in instance.budgets_kr.items():
            yield Requirement(
                self.name,
                "",
                "yearly budget",
                f"years.{year}.investment_budget_kr",
                budget_kr,
                as_text(NO_LIMIT_KR),
                far=inf,
                unit="kr.",
                rows=(self.name,),
                row_unit=lambda *_: scaled_kr(1.0),
                year=year,
            )

    def constrain(self, f: RoadmapFormulation) -> None:
        budgets_kr = f.problem.budgets_kr
        f.constrain(self.name, budgets_kr, lambda year: f.invested_in(year) <= scaled_kr(budgets_kr[year]))

    def limits(self, f: RoadmapFormulation, year: int, item: Item) -> bool:
        return year in f.problem.budgets_kr and f.invests(year, item)

    def slacks(self, path: RoadmapPlan) -> Iterator[YearSlack]:
        for year, budget_kr in path.problem.budgets_kr.items():
            yield YearSlack(year, Slack(COUNTRY, budget_kr - path.invested_kr(year), budget_kr))


class MunicipalBudget(PathRule):
    """**municipal-budget**: what falls on a municipality in a year is within its budget of that year.

    Σ_i investment[y,i] · begun[y,i] <= municipal_budgets.amount_kr[y,m], over the items that fall on m: its tasks, its
    connections and the forms it uses, and its own centre, also as one that sells
    """

    name = "municipal-budget"
    words: Text = {"da": "kommunens investeringsramme", "en": "the municipality's investment budget"}
    declared_in = ("municipal_budgets.amount_kr",)
    phrases: Mapping[str, Text] = {
        "asks municipal budget": {
            "da": "{municipality} må højst investere {value}",
            "en": "{municipality} may invest at most {value}",
        },
        "drop municipal budget": {
            "da": "Ophæv {municipality}s investeringsramme på {value}",
            "en": "Drop the investment budget of {municipality} of {value}",
        },
        "move municipal budget": {
            "da": "Hæv {municipality}s investeringsramme med {more} til {value}",
            "en": "Raise the investment budget of {municipality} by {more} to {value}",
        },
    }

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for (year, code), budget_kr in instance.municipal_budgets_kr.items():
            yield Requirement(
                self.name,
                code,
                "municipal budget",
                f"municipal_budgets.{year}/{code}.amount_kr",
                budget_kr,
                as_text(NO_LIMIT_KR),
                far=inf,
                unit="kr.",
                figures={"municipality": instance.municipalities[code].name},
                rows=(self.name,),
                of_centre=True,
                row_unit=lambda *_: scaled_kr(1.0),
                year=year,
            )

    def constrain(self, f: RoadmapFormulation) -> None:
        budgets_kr = f.problem.municipal_budgets_kr
        f.constrain(self.name, budgets_kr, lambda year, m: f.invested_in(year, m) <= scaled_kr(budgets_kr[year, m]))

    def limits(self, f: RoadmapFormulation, year: int, item: Item) -> bool:
        budgets_kr = f.problem.municipal_budgets_kr
        return (year, f.problem.payer(item)) in budgets_kr and f.invests(year, item)

    def slacks(self, path: RoadmapPlan) -> Iterator[YearSlack]:
        names = path.problem.instance.municipalities
        for (year, code), budget_kr in path.problem.municipal_budgets_kr.items():
            spare_kr = budget_kr - path.invested_by_kr(year).get(code, 0.0)
            yield YearSlack(year, Slack(names[code].name, spare_kr, budget_kr))


# ---- Rule `joining`: a centre takes few new municipalities a year ---------------------------------


class Joining(PathRule):
    """**joining**: at most `centres.most_joining` municipalities are connected to a centre anew in a year.

    Σ_m connect[y,m,c] - connect[y',m,c] <= most_joining[c], over those that are not connected in y', the year before
    """

    name = "joining"
    words: Text = {"da": "nye tilslutninger om året", "en": "new connections in a year"}
    declared_in = ("centres.most_joining",)
    phrases: Mapping[str, Text] = {
        "asks joining": {
            "da": "højst {value} nye kommuner må tilsluttes {about}",
            "en": "at most {value} more municipalities may join {about}",
        },
        "drop joining": {
            "da": "Ophæv grænsen på {value} nye kommuner, der tilsluttes {about}",
            "en": "Drop the limit of {value} municipalities that may join {about}",
        },
        "move joining": {
            "da": "Lad {more} flere blive tilsluttet {about}, {value} i alt",
            "en": "Let {more} more join {about}, {value} in all",
        },
    }

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for year in instance.years:
            for row in instance.in_year(year).centres.values():
                if row.most_joining is not None:
                    yield Requirement(
                        self.name,
                        row.centre,
                        "joining",
                        f"centres.{row.centre}.most_joining",
                        row.most_joining,
                        NONE,
                        far=float(len(instance.municipalities)),
                        rows=(self.name,),
                        of_centre=True,
                        row_unit=lambda *_: 1.0,
                        year=year,
                    )

    def constrain(self, f: RoadmapFormulation) -> None:
        limits = {
            (year, q): most
            for year, at in f.at.items()
            for q, links in at.links_by_pool.items()
            if (most := _most_joining(f, year, q)) is not None and most < len(links)
        }
        links = [(year, *link) for year, q in limits for link in f.at[year].links_by_pool[q]]
        f.join(links)
        f.constrain(
            self.name,
            limits,
            lambda year, q: sum(f.joined(year, *link) for link in f.at[year].links_by_pool[q]) <= limits[year, q],
        )

    def limits(self, f: RoadmapFormulation, year: int, item: Item) -> bool:
        return item.kind == "link" and _most_joining(f, year, item.centre) is not None

    def slacks(self, path: RoadmapPlan) -> Iterator[YearSlack]:
        for year, plan in path.plans.items():
            for centre in plan.by_centre:
                most = plan.problem.instance.centres[centre].most_joining
                if most is not None:
                    count = sum(1 for _, joined in path.joined[year] if joined == centre)
                    yield YearSlack(year, Slack(centre, most - count, most, step=1.0))


def _most_joining(f: RoadmapFormulation, year: int, q: str) -> int | None:
    """Return how many may join the centres of a pool in a year; None where any number may."""
    at = f.at[year]
    limits = [at.problem.instance.centres[centre].most_joining for centre in at.pool_named[q].centres]
    return None if None in limits else sum(most for most in limits if most is not None)


# ---- Rule `minimum-ramp`: a new centre has some years to reach its minimum ------------------------


class MinimumRamp(PathRule):
    """**minimum-ramp**: a new centre answers at least a share of its minimum, and a new host sells one of its own.

    volume[y,c] >= min_volume[c] · Σ_{s <= y} ramp[y-s] begun[s,c] - min_volume[c] (1 - open[y,c])

    `roadmap.minimum_ramp` lists the shares of its first year, its second and so on; after these it is 1. The same with
    min_sold, what is sold and whether the centre sells. The last term is there for what may end: a centre that is shut
    has no minimum. Centres of the table existing are not new.
    """

    name = "minimum-ramp"
    words: Text = {"da": "et nyt centers mindste antal henvendelser", "en": "the minimum volume of a new centre"}
    declared_in = ("roadmap.minimum_ramp",)

    def constrain(self, f: RoadmapFormulation) -> None:
        some = {
            (year, item.kind, item.centre): item
            for item, uses in f.uses.items()
            for year in uses
            if f.asked_of_new(year, item) > 0
        }

        def least(year: int, kind: str, c: str) -> Any:
            at, item = f.at[year], some[year, kind, c]
            volume = at.sold_volume(c) if kind == "host" else sum(at.volume_on(key) for key in at.pieces_by_centre[c])
            shares = sum(
                f.problem.share_while_new(year, since) * f.begun(since, item) for since in f.uses[item] if since <= year
            )
            shut = 0 if item in f.lasting else 1 - f.uses[item][year].times
            return volume >= scaled_contacts(f.asked_of_new(year, item)) * (shares - shut)

        f.constrain(self.name, some, least)

    def slacks(self, path: RoadmapPlan) -> Iterator[YearSlack]:
        for year, plan in path.plans.items():
            for item in path.items[year]:
                asked = path.problem.asked_of_new(year, item) if item.kind in ("centre", "host") else 0.0
                if asked > 0:
                    load = plan.loads[item.centre]
                    limit = asked * path.problem.share_while_new(year, path.first_used[item])
                    volume = load.others if item.kind == "host" else load.volume
                    yield YearSlack(year, Slack(item.centre, volume - limit, limit))


PATH_RULES: tuple[PathRule, ...] = (
    NotUndone(),
    YearlyBudget(),
    MunicipalBudget(),
    Joining(),
    MinimumRamp(),
    PathDiffersFrom(),
)


def path_rules() -> tuple[PathRule, ...]:
    """Return every rule that links years."""
    return PATH_RULES


def path_rule_named(name: str) -> PathRule | None:
    """Return the rule between years of a name; None where there is none."""
    return next((rule for rule in PATH_RULES if rule.name == name), None)
