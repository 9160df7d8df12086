"""The drawn regions in sentences that a board understands, and as tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from optimiser.data.regions_tables import NEAR_KINDS
from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import Localizer, counted
from optimiser.report.summaries.drawn_rows import NO_GROUPS, DrawnRows, Row
from optimiser.report.tables.regions import BINDING, CORES, DRAWN, GROUPS, NEAR, OPEN
from optimiser.report.tables.table import FilledTable, OutputCell, repeated_name
from optimiser.report.wording import begin_sentence
from optimiser.result.frames import rows_of_frame

AIM_WORDS = {"compact": "regions aim compact", "todays_regions": "regions aim todays"}
TOLD_AIMS = {
    "compact": ("cut_borders", "regions compact", "regions compact itself"),
    "todays_regions": ("kept", "regions todays", "regions todays itself"),
}
"""By second aim, its column, and the phrases of a drawing that is the best by it, other than the best or the best."""
RULES = {
    "together": "regions rule together",
    "apart": "regions rule apart",
    "contiguous": "regions rule contiguous",
    "everyone": "regions rule everyone",
}
"""The phrase for each kind of demand that is left out."""
SIZES = {
    "population": ("regions population least", "regions population most", "regions population between"),
    "contacts": ("regions contacts least", "regions contacts most", "regions contacts between"),
    "volume": ("regions volume least", "regions volume most", "regions volume between"),
}
"""Those for a bound on the size of groups, where they have so much at least, at most, or both."""
OTHER_NAMES = {"min_volume": "volume"}
ANSWERS = {
    (True, True): "regions answer",
    (True, False): "regions answer dearer",
    (False, True): "regions several answer",
    (False, False): "regions several answer dearer",
}
"""The phrase by whether one number of groups was drawn, and whether the drawing costs less than today."""
NO_OTHER = {"none": "regions binds none possible", "open": "regions binds no other"}
"""The phrase for other numbers of groups of which it is proven that there is no drawing, or none was found."""
SEVERAL = 2
OPENEST = 4
"""So many of those who are open to negotiation are named in a sentence."""


@dataclass(frozen=True)
class RegionsSummary(DrawnRows, Localizer):
    """Tells the drawn regions in one language."""

    language: Language

    def name_drawing(self, row: Row) -> str:
        """Return what people call a drawing or structure."""
        return self.say("no shared centre") if row["kind"] == NO_GROUPS else str(row["drawing"])

    # ---- sentences -------------------------------------------------------------------------------

    def tell_answer(self) -> Iterator[str]:
        """The best drawings, what more groups cost, structures beside them, near drawings, and what binds."""
        yield from self.tell_headline()
        for number in self.best:
            if told := " ".join(self.tell_near(number)):
                yield told
        yield from self.tell_binding()

    def tell_headline(self) -> Iterator[str]:
        """The best drawings with what is proven of them, what more groups cost, and the structures beside them."""
        if self.cheapest is None:
            yield from self._tell_missing()
            return
        yield self._tell_cheapest(self.cheapest)
        if len(self.best) > 1:
            yield self._tell_numbers()
            yield self._tell_more_groups(self.cheapest)
        yield from self._tell_missing()
        for rows in self.alike:
            yield f"  – {self.tell_beside(rows, self.best.get(int(rows[0]['number']), self.cheapest))}"

    def _tell_cheapest(self, row: Row) -> str:
        gain_kr = self.outcome.instance.today.kr - row["cost_kr"]
        is_only = len(self.best) == 1
        told = self.say(
            ANSWERS[is_only, gain_kr >= 0],
            groups=counted(self, "groups", row["number"]),
            municipalities=counted(self, "municipalities", len(self.outcome.instance.municipalities)),
            cost=self.numbers.million_kr(row["cost_kr"]),
            gain=self.numbers.million_kr(abs(gain_kr)),
        )
        return f"{told} {self._tell_proof([row])}" if is_only else told

    def _tell_numbers(self) -> str:
        """What the best drawing of each number costs, and how much cheaper any other could be at most."""
        rows = list(self.best.values())
        costs = [
            self.say("regions of number", cost=self.numbers.millions(row["cost_kr"]), number=number)
            for number, row in self.best.items()
        ]
        return f"{self.say('regions by number', costs=self.join_list(costs))} {self._tell_proof(rows)}"

    def _tell_proof(self, rows: Sequence[Row]) -> str:
        """How much cheaper a drawing of as many groups could be at most: the most of all rows."""
        without = [str(row["number"]) for row in rows if row["bound_kr"] is None]
        known = [row for row in rows if row["bound_kr"] is not None]
        if not known:
            return self.say("regions no proof")
        widest = max(known, key=lambda row: float(row["cost_kr"] - row["bound_kr"]))
        open_kr = max(0.0, widest["cost_kr"] - widest["bound_kr"])
        told = self.say(
            "regions proven best" if open_kr < A_KRONE else "regions proven within",
            kr=self.numbers.at_most_kr(open_kr),
            gap=self.numbers.gap(open_kr / widest["cost_kr"] if widest["cost_kr"] else None),
        )
        return f"{told} {self.say('regions no proof of', numbers=self.join_list(without))}" if without else told

    def _tell_more_groups(self, low: Row) -> str:
        """What the number that costs most costs more than the one that costs least, and whether that is proven."""
        high = max(self.best.values(), key=lambda row: float(row["cost_kr"]))
        more_kr = high["cost_kr"] - low["cost_kr"]
        named = {"many": counted(self, "groups", high["number"]), "few": counted(self, "groups", low["number"])}
        if more_kr < A_KRONE:
            return self.say("regions number indifferent")
        certain_kr = None if high["bound_kr"] is None else high["bound_kr"] - low["cost_kr"]
        proven = certain_kr is not None and certain_kr >= A_KRONE
        return self.say(
            "regions number costs" if proven else "regions number may cost",
            **named,
            kr=self.numbers.million_kr(more_kr, 2),
            share=self.numbers.percent(more_kr / low["cost_kr"], 2),
            least=self.numbers.at_least_kr(certain_kr),
        )

    def _tell_missing(self) -> Iterator[str]:
        """The numbers of groups of which there is no drawing, or none was found."""
        for answer, name in (("none", "regions none possible"), ("open", "regions none found")):
            numbers = [number for number, entry in self.record["numbers"].items() if entry["answer"] == answer]
            if numbers:
                yield self.say(name, numbers=self.join_list(sorted(numbers, key=int)))

    def tell_beside(self, rows: Sequence[Row], drawn: Row) -> str:
        """Return what a structure costs, or several alike do, and what a drawing saves against them."""
        row = min(rows, key=lambda row: self.bound_of(row) or 0.0)
        told = self.say(
            "regions beside none" if row["kind"] == NO_GROUPS else "regions beside",
            name=self.join_list(list(map(self.name_drawing, rows))),
            groups=counted(self, "groups", row["number"]),
            cost=self.numbers.million_kr(row["cost_kr"]),
        )
        return f"{told} {self._tell_saved(row, drawn)}"

    def _tell_saved(self, row: Row, drawn: Row) -> str:
        """What the best drawing saves against a structure: what is proven of it, and what the one found saves."""
        saved_kr, own_kr = row["cost_kr"] - drawn["cost_kr"], self.bound_of(row)
        least_kr = 0.0 if own_kr is None else own_kr - drawn["cost_kr"]
        most_kr = None if drawn["bound_kr"] is None else row["cost_kr"] - drawn["bound_kr"]
        if saved_kr <= -A_KRONE:
            is_other = row["number"] != drawn["number"]
            name = "regions beside cheaper of other number" if is_other else "regions beside cheaper"
        elif least_kr >= A_KRONE:
            name = "regions saves least" if most_kr is None else "regions saves between"
        elif most_kr is None:
            name = "regions saves"
        else:
            name = "regions saves at most" if saved_kr >= A_KRONE else "regions saves nothing"
        return self.say(
            name,
            groups=counted(self, "groups", drawn["number"]),
            kr=self.numbers.million_kr(abs(saved_kr), 2),
            least=self.numbers.at_least_kr(least_kr),
            most=self.numbers.at_most_kr(most_kr),
        )

    def tell_near(self, number: int) -> Iterator[str]:
        """The drawings near the best of a number: how many, who is together in all, and the best by second aims."""
        near, settled = self.near_to(number), self.settled.get(number, ())
        share = self.numbers.gap(self.record["within"])
        groups = counted(self, "groups", number)
        if not near:
            if self.record["numbers"][str(number)]["near_limit_kr"] is not None:
                yield self.say("regions near none", groups=groups, share=share)
            return
        open_ones = self.open_of(number)
        yield self.say(
            "regions near one" if len(near) == 1 else "regions near",
            groups=groups,
            count=len(near),
            share=share,
            always=len(settled) - len(open_ones),
            all=len(settled),
        )
        if open_ones:
            told = [self._name_open(row) for row in open_ones]
            yield self.say("regions open", count=len(open_ones), names=self.join_some(told, OPENEST))
        best = self.best[number]
        for row in (best, *near):
            yield from (self._tell_aim(aim, row, best) for aim in self.aims_of(row))

    def _name_open(self, row: Row) -> str:
        """A municipality that is open to negotiation, with its number of groups where that is more than two."""
        name = str(row["name"])
        return self.say("regions open name", name=name, groups=row["groups"]) if row["groups"] > SEVERAL else name

    def tell_settled(self) -> Iterator[str]:
        """How many are always in the same group, of every number with drawings near the best in one sentence."""
        numbers = [number for number in self.best if self.near_to(number)]
        if numbers:
            always = {number: len(self.settled[number]) - len(self.open_of(number)) for number in numbers}
            told = [self.say("regions settled of number", always=count, number=n) for n, count in always.items()]
            share = self.numbers.gap(self.record["within"])
            everybody = len(self.outcome.instance.municipalities)
            yield self.say("regions settled", share=share, all=everybody, numbers=self.join_list(told))

    def _tell_aim(self, aim: str, row: Row, best: Row) -> str:
        """What the best drawing by a second aim has of it, beside the best, and what it costs more."""
        column, other, itself = TOLD_AIMS[aim]
        told = self.say(
            itself if row is best else other,
            drawing=row["drawing"],
            this=self.numbers.plain(row[column]),
            best=self.numbers.plain(best[column]),
            all=len(self.outcome.instance.municipalities),
            costs=self._tell_above(row["above_kr"] or 0.0),
        )
        is_proven = self.record["numbers"][str(row["number"])][f"{aim}_proven"]
        return f"{told} {self.say('regions aim proven')}" if is_proven else told

    def _tell_above(self, kr: float) -> str:
        if abs(kr) < A_KRONE:
            return self.say("regions above nothing")
        return self.say("regions above" if kr > 0 else "regions below", kr=self.numbers.million_kr(abs(kr), 2))

    def name_aims(self, row: Row) -> str:
        """Return the second aims by which a drawing is the best; blank where it is by none."""
        words = [self.say(AIM_WORDS[aim]) for aim in self.aims_of(row)]
        return self.join_list(words) if words else ""

    def tell_binding(self) -> Iterator[str]:
        """By number of groups, the demands without which a drawing would cost less, for certain or perhaps."""
        rows = rows_of_frame(self.outcome.binding)
        for number in sorted({int(row["number"]) for row in rows}):
            yield from self._tell_binding_of(number, [row for row in rows if row["number"] == number])

    def _tell_binding_of(self, number: int, rows: Sequence[Row]) -> Iterator[str]:
        binding = [row for row in rows if row["saves_kr"] is not None and row["saves_kr"] >= A_KRONE]
        free = [row for row in rows if row["saves_at_most_kr"] is not None and row["saves_at_most_kr"] < A_KRONE]
        missing = [row for row in rows if row["answer"] in NO_OTHER]
        perhaps = [row for row in rows if row not in binding and row not in free and row not in missing]
        groups = counted(self, "groups", number)
        for name, some in (("regions binds", binding), ("regions may bind", perhaps), ("regions binds not", free)):
            if some:
                yield self.say(name, groups=groups, rules=self.join_list(list(map(self._tell_saving, some))))
        for answer, name in NO_OTHER.items():
            if others := [str(row["about"]) for row in missing if row["answer"] == answer]:
                yield self.say(name, groups=groups, others=self.join_list(others))

    def _tell_saving(self, row: Row) -> str:
        """A demand, with what is saved without it: at least, at most, or between."""
        least_kr, most_kr = row["saves_kr"], row["saves_at_most_kr"]
        binds, is_free = (least_kr or 0.0) >= A_KRONE, most_kr is not None and most_kr < A_KRONE
        if is_free or (not binds and most_kr is None):
            return self.name_rule(row)
        name = (
            "regions rule between"
            if binds and most_kr is not None
            else "regions rule least"
            if binds
            else "regions rule most"
        )
        least = self.numbers.at_least_kr(least_kr)
        return self.say(name, rule=self.name_rule(row), least=least, most=self.numbers.at_most_kr(most_kr))

    def name_rule(self, row: Row) -> str:
        """Return a demand in words."""
        rule, about = str(row["rule"]), str(row["about"])
        rule = OTHER_NAMES.get(rule, rule)
        if rule in SIZES:
            low, high = (float(end) if end else None for end in about.split(":"))
            return self._name_size(rule, low, high)
        if rule == "groups":
            return self.say("regions rule groups", about=about.replace(":", "–"))
        return self._name_lot(rule, about.split(";"))

    def _name_size(self, rule: str, low: float | None, high: float | None) -> str:
        least, most, between = SIZES[rule]
        name = most if low is None else least if high is None else between
        return self.say(name, low=self.numbers.plain(low), high=self.numbers.plain(high))

    def _name_lot(self, rule: str, codes: Sequence[str]) -> str:
        known = self.outcome.instance.municipalities
        names = [known[code].name for code in codes if code in known]
        return self.say(RULES[rule], names=self.join_list(names) if names else "")

    def tell_asked(self) -> str:
        """Return what is asked of every drawing, in a sentence."""
        asked = self.record["asked"]
        rules = [self.say(RULES[name]) for name in ("contiguous", "everyone") if asked[name]]
        ends = {name: asked[name] for name in SIZES if name in asked}
        rules += [self._name_size(name, *each) for name, each in ends.items() if any(end is not None for end in each)]
        rules += [self._name_lot(name, lot) for name in ("together", "apart") for lot in asked[name]]
        if not rules:
            return self.say("regions page nothing asked")
        return self.say("regions page asked", rules=self.join_list(rules))

    def tell_notes(self) -> Iterator[str]:
        """What a cost here is, what being always together means, and that anchors cost nothing."""
        yield self.say("regions note cost")
        if any(map(self.near_to, self.best)):
            yield self.say("regions note settled")
        yield self.say("regions note anchor")

    def tell_groups(self, row: Row) -> Iterator[str]:
        """Who is in which group of a drawing."""
        yield self.say("regions groups of", drawing=row["drawing"], groups=counted(self, "groups", row["number"]))
        for group, rows in self.members[str(row["drawing"])].items():
            people = self.numbers.plain(sum(member["population"] for member in rows))
            members = ", ".join(str(member["name"]) for member in rows)
            yield f"  {self.say('regions group', group=group, people=people, members=members)}"

    # ---- tables ----------------------------------------------------------------------------------

    def fill_drawings(self) -> FilledTable:
        """Return the best drawing of each number of groups, and the structures beside them."""
        return FilledTable(DRAWN, [self._drawing_row(row) for row in (*self.best.values(), *self.beside)])

    def _drawing_row(self, row: Row) -> dict[str, Any]:
        bound = OutputCell(row["bound_kr"], self.numbers.bound(row["bound_kr"], row["cost_kr"]))
        kind = self.name_aims(row) or self.say("regions kind near") if row["kind"] in NEAR_KINDS else ""
        return {**row, "drawing": self.name_drawing(row), "bound_kr": bound, "kind": kind}

    def fill_near(self) -> FilledTable:
        """Return the drawings that cost nearly what the best of their number does."""
        return FilledTable(NEAR, [self._drawing_row(row) for number in self.best for row in self.near_to(number)])

    def fill_groups(self) -> FilledTable:
        """Return the groups of each drawing that is mapped."""
        filled = []
        for row in self.mapped:
            name = str(row["drawing"])
            for group in self.in_order(name):
                names = ", ".join(str(member["name"]) for member in self.members[name][group])
                filled.append({**self.groups[name][group], "letter": self.letter_of(name, group), "members": names})
        return FilledTable(GROUPS, filled)

    def fill_cores(self) -> FilledTable:
        """Return those who are always together, by number of groups, the largest first."""
        known, filled = self.outcome.instance.municipalities, []
        for number, rows in self.settled.items():
            lots = {frozenset((row["code"], *row["always_with"].split())) for row in rows}
            together = [
                sorted(map(known.__getitem__, lot), key=lambda one: (-one.population, one.code)) for lot in lots
            ]
            several = [lot for lot in together if len(lot) > 1]
            for lot in sorted(several, key=lambda lot: (-sum(one.population for one in lot), lot[0].code)):
                people, names = sum(one.population for one in lot), ", ".join(one.name for one in lot)
                filled.append({"number": number, "size": len(lot), "population": people, "members": names})
        return FilledTable(CORES, filled)

    def fill_open(self) -> FilledTable:
        """Return in how many different groups each municipality is, by number of groups."""
        known, by_code = self.outcome.instance.municipalities, dict[str, dict[str, Any]]()
        for number, rows in self.settled.items():
            for row in rows:
                code = str(row["code"])
                same = {"code": code, "name": row["name"], "region": known[code].region}
                by_code.setdefault(code, same)[repeated_name("groups", str(number))] = row["groups"]
        repeats = {"groups": {str(number): (str(number), str(number)) for number in self.settled}}
        return FilledTable(OPEN, list(by_code.values()), repeats=repeats)

    def fill_binding(self) -> FilledTable:
        """Return what each demand costs."""
        rows = rows_of_frame(self.outcome.binding)
        return FilledTable(BINDING, [{**row, **self._binding_cells(row)} for row in rows])

    def _binding_cells(self, row: Row) -> dict[str, Any]:
        """A demand in words, and what came of the search where no drawing did."""
        missing = {"cost_kr": self.say(f"drawing case {row['answer']}")} if row["answer"] in NO_OTHER else {}
        return {"rule": begin_sentence(self.name_rule(row)), **missing}
