"""How a plan's cost can be shared, in sentences that a board understands and as tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import Localizer, counted
from optimiser.report.tables.sharing import (
    OBJECTIONS,
    SHARING_RULES,
    TRANSFERS,
    WORTH,
    fill_payments,
)
from optimiser.report.tables.table import FilledTable
from optimiser.report.wording import begin_sentence
from optimiser.result.frames import rows_of_frame
from optimiser.sharing.allocation_rules import BY_NAME
from optimiser.sharing.outcome import SharingOutcome

STABLE = {"yes": "sharing yes", "no": "sharing no", "open": "sharing open"}
HOW = {"price": "sharing price", "payment": "sharing payment"}
CORE = {"empty": "sharing core empty", "not empty": "sharing core not empty", "open": "sharing core open"}
"""The phrase for each word of the tables and of the record."""
ALIKE = 1e-6
"""Of what is paid today: gains that differ by less are one, whatever side of a rounded digit they lie on."""
NAMED = 4
"""So many municipalities of a group are named in a sentence."""
MOST_NEEDY = MOST_CAPPED = 3

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class SharingSummary(Localizer):
    """Tells how a plan's cost can be shared, in one language."""

    outcome: SharingOutcome
    language: Language

    @property
    def record(self) -> Mapping[str, Any]:
        """The entries of share.json."""
        return self.outcome.record

    @cached_property
    def by_rule(self) -> Mapping[str, list[Row]]:
        """The rows of allocations by the rule, in the order in which rules are told."""
        found: dict[str, list[Row]] = {}
        for row in rows_of_frame(self.outcome.allocations):
            found.setdefault(str(row["rule"]), []).append(row)
        return found

    @cached_property
    def groups(self) -> Mapping[str, Row]:
        """The group that would gain most by leaving, by the rule."""
        return {str(row["rule"]): row for row in rows_of_frame(self.outcome.groups)}

    @property
    def gain_kr(self) -> float:
        """What all gain together (kr. a year)."""
        return float(self.record["today_kr"] - self.record["objective_kr"])

    def name_rule(self, rule: str) -> str:
        """Return what people call a rule."""
        return BY_NAME[rule].words[self.language]

    def name_group(self, codes: str, most: int = NAMED) -> str:
        """Return the names of the municipalities of a group, the first of them where they are many."""
        known = self.outcome.result.instance.municipalities
        names = sorted((known[code].name for code in codes.split()), key=self.sort_key_of)
        if not names:
            return self.say("sharing nobody")
        return self.join_list(names) if len(names) <= most else self.join_some(names, most)

    # ---- sentences -------------------------------------------------------------------------------

    def tell_answer(self) -> Iterator[str]:
        """The gain, who has it by each rule and whether that holds, the core, compensation, consents."""
        municipalities = counted(self, "municipalities", len(next(iter(self.by_rule.values()), [])))
        cost, gain = self.record["objective_kr"], self.numbers.million_kr(abs(self.gain_kr))
        name = "sharing of" if self.gain_kr >= 0 else "sharing of a loss"
        yield self.say(name, municipalities=municipalities, cost=self.numbers.million_kr(cost), gain=gain)
        yield from self.tell_compensation()
        for rule in self.by_rule:
            yield f"  – {self.tell_rule(rule)}"
        for rule, (why, about) in self.record["without"].items():
            known = self.outcome.result.instance.municipalities
            name = known[about].name if about in known else about
            yield f"  – {begin_sentence(self.say(why, rule=self.name_rule(rule), name=name))}"
        if self.record["core"]:
            yield self.tell_core()
        yield from self.tell_consents()
        yield from self._tell_caps()

    def tell_rule(self, rule: str) -> str:
        """Return who pays more by a rule, and whether a group would leave."""
        rows = self.by_rule[rule]
        more = sorted((row for row in rows if row["gain_kr"] <= -A_KRONE), key=lambda row: float(row["gain_kr"]))
        if more:
            told = self.say(
                "sharing some pay more",
                rule=self.name_rule(rule),
                count=len(more),
                all=len(rows),
                kr=self.numbers.million_kr(-sum(row["gain_kr"] for row in more)),
                name=more[0]["name"],
                worst=self.numbers.million_kr(-more[0]["gain_kr"], 2),
            )
        else:
            shares = [row["gain_share"] for row in rows if row["gain_share"] is not None]
            ends = min(shares, default=0), max(shares, default=0)
            if ends[1] - ends[0] < ALIKE:
                ends = (sum(ends) / 2, sum(ends) / 2)
            least, most = map(self.numbers.percent, ends)
            name = "sharing all gain alike" if least == most else "sharing nobody pays more"
            told = self.say(name, rule=self.name_rule(rule), least=least, most=most)
        parts = [begin_sentence(told)]
        if spread := max(
            (row["spread_kr"] / row["pays_kr"] for row in rows if row["spread_kr"] and row["pays_kr"]), default=0
        ):
            parts.append(self.say("sharing estimated", share=self.numbers.percent(spread, 2)))
        elif rule in self.record["unproved"]:
            parts.append(self.say("sharing unproved"))
        elif rule == "shapley":
            parts.append(self.say("sharing exact"))
        if rule in self.groups:
            parts.append(begin_sentence(self.tell_group(self.groups[rule])))
        return " ".join(parts)

    def tell_group(self, row: Row) -> str:
        """Return whether the group that gains most does gain, and what is proven."""
        most_kr, gain_kr = row["most_kr"], row["gain_kr"]
        most = self.numbers.at_most_kr(most_kr)
        if row["stable"] == "yes":
            return self.say("sharing stable")
        if row["stable"] == "open":
            return self.say("sharing stability unknown" if most_kr is None else "sharing stability open", most=most)
        name = "sharing not stable unbounded" if most_kr is None else "sharing not stable"
        group = self.name_group(str(row["municipalities"]))
        return self.say(name, group=group, gain=self.numbers.million_kr(gain_kr, 2), most=most)

    def tell_core(self) -> str:
        """Return whether there are payments by which no group gains by leaving."""
        core = self.record["core"]
        bound_kr, cost_kr, name = self.record["bound_kr"], self.record["objective_kr"], CORE[core["answer"]]
        if core["answer"] == "open" and core["high_kr"] is None:
            name = "sharing core unknown"
        elif core["answer"] == "empty" and core["low_kr"] <= cost_kr - (bound_kr or 0.0):
            name = "sharing core empty within gap"
        return self.say(
            name,
            gap=self.numbers.at_most_kr(cost_kr - (bound_kr or 0.0)),
            low=self.numbers.at_least_kr(core["low_kr"]),
            high=self.numbers.at_most_kr(core["high_kr"]),
        )

    def tell_compensation(self) -> Iterator[str]:
        """The least that must change hands, who needs most, and how it can be given."""
        told, numbers = self.record["compensated"], self.numbers
        less = told["at_least_less"]
        limit = self.say("sharing limit less", share=numbers.percent(less)) if less else self.say("sharing limit today")
        kr, left = numbers.million_kr(told["needed_kr"], 2), numbers.million_kr(told["left_kr"])
        if told["lacking_kr"]:
            lacking = numbers.million_kr(told["lacking_kr"], 2)
            yield self.say("sharing compensation impossible", limit=limit, lacking=lacking)
            return
        if not told["needed_kr"]:
            yield self.say("sharing compensation none", limit=limit, left=left)
            return
        share = self.part_of_gain(told["needed_kr"])
        yield self.say("sharing compensation", limit=limit, kr=kr, left=left, share=share)
        yield self.say("sharing receive most", names=self.join_list(list(self._name_needy())))
        how = "sharing by prices" if told["by_price_kr"] else "sharing besides prices"
        yield self.say(how, price=numbers.million_kr(told["by_price_kr"], 2))

    def part_of_gain(self, kr: float) -> str:
        """Return an amount as a share of what all gain together."""
        return self.numbers.percent(kr / self.gain_kr if self.gain_kr else None)

    def _name_needy(self) -> Iterator[str]:
        received: dict[str, float] = {}
        for row in rows_of_frame(self.outcome.compensation):
            received[row["receiver_name"]] = received.get(row["receiver_name"], 0.0) + row["kr"]
        for name in sorted(received, key=lambda name: (-received[name], name))[:MOST_NEEDY]:
            yield f"{name} ({self.numbers.million_kr(received[name], 2)})"

    def tell_consents(self) -> Iterator[str]:
        """The consents without which the others have no plan that is known, or the one that is worth most to them."""
        rows = rows_of_frame(self.outcome.consents)
        known = [row for row in rows if row["others_lose_kr"] is not None]
        needed = [row["centre"] for row in rows if row["others_alone_kr"] is None]
        yield from (self.say("sharing consent needed", centre=centre) for centre in needed)
        if known and not needed:
            row = max(known, key=lambda row: float(row["others_lose_kr"]))
            yield self.say(
                "sharing consent" if row["others_lose_kr"] >= A_KRONE else "sharing no consent",
                centre=row["centre"],
                group=self.name_group(str(row["municipalities"])),
                kr=self.numbers.million_kr(row["others_lose_kr"]),
                rule=self.name_rule(row["rule"]),
            )

    def _tell_caps(self) -> Iterator[str]:
        """The purchases whose price the law caps, those first that the hosts carry most of."""
        capped = sorted(self.record["capped"], key=lambda one: -float(one["left_out_kr"]))
        if capped:
            known = self.outcome.result.instance.municipalities
            purchases = [
                self.say("sharing capped purchase", buyer=known[one["buyer"]].name, host=one["centre"])
                for one in capped
            ]
            kr = self.numbers.million_kr(sum(one["left_out_kr"] for one in capped), 2)
            yield self.say("sharing capped", purchases=self.join_some(purchases, MOST_CAPPED), kr=kr)

    def tell_notes(self) -> Iterator[str]:
        """What all is measured against, and what is assumed of a group that leaves."""
        bound_kr, cost_kr = self.record["bound_kr"], self.record["objective_kr"]
        if bound_kr is not None and cost_kr - bound_kr >= A_KRONE:
            gap = self.numbers.gap((cost_kr - bound_kr) / cost_kr)
            yield self.say("sharing gap", kr=self.numbers.at_most_kr(cost_kr - bound_kr), gap=gap)
        if self.groups:
            yield self.say("sharing assumed")

    # ---- one municipality ------------------------------------------------------------------------

    def tell_municipality(self, code: str, folder: str) -> Iterator[str]:
        """What a municipality pays by the chosen rule and by others, and what it would pay alone."""
        of_rule = {rule: row for rule, rows in self.by_rule.items() for row in rows if row["code"] == code}
        chosen = str(self.record["chosen"])
        if chosen in of_rule:
            yield tell_payment(self, chosen, of_rule[chosen]["pays_kr"], of_rule[chosen]["today_kr"])
        others = [(rule, row["pays_kr"]) for rule, row in of_rule.items() if rule != chosen]
        if others:
            told = [
                self.say("explain share rule", rule=self.name_rule(rule), pays=self.numbers.millions(kr, 2))
                for rule, kr in others
            ]
            yield self.say("explain share others", rules=", ".join(told))
        if self.groups:
            alone_kr = next(iter(of_rule.values()))["alone_kr"]
            name = "explain share alone never" if alone_kr is None else "explain share alone"
            yield self.say(name, alone=self.numbers.million_kr(alone_kr, 2), folder=folder)

    # ---- tables ----------------------------------------------------------------------------------

    def fill_rules(self) -> FilledTable:
        """Return the rules side by side."""
        return FilledTable(SHARING_RULES, [self._rule_row(rule, rows) for rule, rows in self.by_rule.items()])

    def _rule_row(self, rule: str, rows: list[Row]) -> dict[str, Any]:
        more = [row["gain_kr"] for row in rows if row["gain_kr"] <= -A_KRONE]
        group = self.groups.get(rule)
        told = {name: group[name] for name in ("number", "gain_kr", "most_kr")} if group else {}
        return {
            "rule": self.name_rule(rule),
            "about": self.say(f"sharing about {rule}"),
            "more": len(more),
            "more_kr": -sum(more),
            **told,
            "stable": self.say(STABLE[group["stable"]]) if group else "",
        }

    def fill_payments(self) -> FilledTable:
        """Return what each municipality pays by each rule."""
        return fill_payments(self, rows_of_frame(self.outcome.allocations))

    def fill_groups(self) -> FilledTable:
        """Return who would leave, by rule."""
        rows = [
            {
                **row,
                "rule": self.name_rule(rule),
                "names": self.name_group(row["municipalities"], len(row["municipalities"])),
                "stable": self.say(STABLE[row["stable"]]),
            }
            for rule, row in self.groups.items()
        ]
        return FilledTable(OBJECTIONS, rows)

    def fill_consents(self) -> FilledTable:
        """Return what each consent is worth."""
        rows = rows_of_frame(self.outcome.consents)
        return FilledTable(
            WORTH,
            [
                {**row, "names": self.name_group(row["municipalities"], 10), "rule": self.name_rule(row["rule"])}
                for row in rows
            ],
        )

    def fill_compensation(self) -> FilledTable:
        """Return who gives whom what."""
        rows = [
            {
                **{name: row[name] for name in ("kr", "centre", "kr_per_contact")},
                "giver": row["giver_name"],
                "receiver": row["receiver_name"],
                "how": self.say(HOW[row["how"]]),
            }
            for row in rows_of_frame(self.outcome.compensation)
        ]
        return FilledTable(TRANSFERS, rows, {"giver": self.say("in all"), **TRANSFERS.sum_columns(rows)})


def tell_payment(localizer: Localizer, rule: str, pays_kr: float, today_kr: float) -> str:
    """Return what a municipality pays by a rule, beside today, and what the rule does."""
    numbers, gain_kr = localizer.numbers, today_kr - pays_kr
    return localizer.say(
        "explain share pays" if gain_kr >= 0 else "explain share pays more",
        rule=begin_sentence(BY_NAME[rule].words[localizer.language]),
        pays=numbers.million_kr(pays_kr, 2),
        gain=numbers.million_kr(abs(gain_kr), 2),
        about=localizer.say(f"sharing about {rule}"),
    )
