"""What rules require, in sentences: for a diagnosis, and for what each requirement costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from optimiser.data.columns import split_names
from optimiser.data.instance import Instance
from optimiser.data.own_rows import Existing
from optimiser.data.settings import Language
from optimiser.data.wish_rows import Wish
from optimiser.data.wishes import NamesTasks
from optimiser.report.localizer import Localizer, rule_words, texts_of
from optimiser.report.parameters import ParameterWords
from optimiser.report.wording import tell_levels
from optimiser.rules.registry import requirements_of
from optimiser.rules.rule import Requirement

SHARE_DECIMALS = 2
MOST_PREMISES = 8
"""So many premises are named; more are counted."""
MOST_NAMED = 5
"""So many municipalities or tasks are named that a wish is about."""


class RequirementWords(Localizer):
    """Tells what the rules of an instance require."""

    @property
    def instance(self) -> Instance:
        """The instance whose rules they are."""
        raise NotImplementedError

    def tell_rule(self, rule: Requirement) -> str:
        """What a rule asks."""
        return self.of_rule(rule, rule.asks or f"asks {rule.kind}", "asks rule", self.write_value(rule, rule.value))

    def tell_dropped(self, rule: Requirement) -> str:
        """What is done to take away what a rule asks."""
        return self.of_rule(rule, f"drop {rule.kind}", "drop rule", self.write_value(rule, rule.value))

    def of_rule(self, rule: Requirement, name: str, otherwise: str, value: str, **more: object) -> str:
        """A sentence about what a rule requires; of a rule that has none for it, one that holds for all."""
        figures = {**self._figures_of(rule), "value": value, **more}
        if texts_of(name):
            return self.say(name, **figures)
        words = ParameterWords.in_instance(self.language, self.instance, (rule.parameter,))
        named = {"parameter": words.name(rule.parameter), "off": words.value(rule.parameter, rule.off)}
        return self.say(otherwise, rule=rule_words(self, rule.name), value=value, **named)

    def _figures_of(self, rule: Requirement) -> dict[str, object]:
        """What the sentences about a rule are filled in with."""
        told: dict[str, object] = {"about": rule.about, "name": rule.name, **rule.figures}
        if "citation" in told:
            told |= {"citation": self.tell_source(str(told["citation"]))}
        if "centres" in told:
            centres: Any = rule.figures["centres"]
            names = sorted(centres, key=self.sort_key_of)
            named = self.join_list(names) if len(names) <= MOST_NAMED else self.join_some(names, MOST_NAMED)
            told |= {"about": self.say("each of", names=named) if len(centres) > 1 else named}
        if "demand" in told:
            told |= self._lock_figures(rule.figures)
        if rule.kind == "wish":
            wish = next(row for row in self.instance.tables.wishes if row.wish == rule.about)
            told["sentence"] = tell_wish(self, self.instance, wish)
        if rule.kind == "contract":
            row: Any = rule.figures["existing"]
            told |= {"sentence": tell_answered(self, self.instance, row), "year": row.stays_until}
        if told.get("form"):
            told |= {"form": self.say(str(told["form"]))}
        if "others" in told:
            others: Any = rule.figures["others"]
            told |= {"others": tell_levels(self, others)}
        if "forms" in told:
            forms: Any = rule.figures["forms"]
            told |= {"forms": ", ".join(map(self.say, forms))}
        return told

    def _lock_figures(self, said: Mapping[str, object]) -> dict[str, object]:
        codes = self.instance.municipalities
        whom = codes[str(said["municipality"])].name if said["municipality"] else self.say("lock everyone")
        level = self.say("lock level", level=said["level"]) if said["level"] else self.say("lock all tasks")
        where = (
            self.say("lock at centre", centre=said["centre"])
            if said["centre"]
            else self.say("lock in form", form=self.say(str(said["form"])))
        )
        return {"whom": whom, "what": said["task"] or level, "where": where}

    def write_value(self, rule: Requirement, value: object) -> str:
        """A value of the rule in its unit; of several centres with different ones that each has its own."""
        if value is None or isinstance(value, tuple):
            return self.say("own limits") if value is None else tell_levels(self, value)
        if not isinstance(value, int | float):
            return self.write_setting(value)
        return self._write_number(rule, float(value))

    def _write_number(self, rule: Requirement, number: float) -> str:
        if rule.until is not None or rule.kind in ("first year", "start year"):
            return str(round(number))  # a year, which is no number of anything
        if rule.unit == "contacts":
            return self.say("contacts figure", value=self.numbers.plain(number))
        if rule.unit == "kr.":
            return self.say("kr. figure", value=self.numbers.plain(number))
        if rule.unit == "share":
            return self.numbers.percent(number, 0 if f"{number * 100:.6f}".endswith(".000000") else SHARE_DECIMALS)
        return self.write_setting(round(number, 6))


@dataclass(frozen=True)
class WordsOfInstance(RequirementWords):
    """Tells what the rules of one instance require."""

    language: Language
    of: Instance

    def tell_premises(self) -> str:
        """Return what the answer takes for granted: policy and locks, a few named; blank where there is nothing.

        Wishes are told by themselves; the law and the limits of centres have sections of their own.
        """
        asked = [one for one in requirements_of(self.of) if one.tier != "law" and not one.of_centre]
        return self._tell_some("doubt of premises", [one for one in asked if one.kind != "wish"])

    def tell_wished(self) -> str:
        """Return which wishes the answer obeys, a few named; blank where there are none."""
        return self._tell_some("doubt of wishes", [one for one in requirements_of(self.of) if one.kind == "wish"])

    def _tell_some(self, name: str, some: Sequence[Requirement]) -> str:
        told = self.join_some([self.tell_rule(one) for one in some], MOST_PREMISES)
        return self.say(name, premises=told) if some else ""

    @property
    def instance(self) -> Instance:
        """The instance whose rules they are."""
        return self.of


# ---- Wishes ---------------------------------------------------------------------------------------


DECIMALS: Mapping[str, int] = {"km": 1}
"""Decimals of a wish's figure, by its unit; others are whole."""


def tell_wish(localizer: Localizer, instance: Instance, wish: Wish) -> str:
    """Return what a wish asks, and why, as its note says."""
    whom, what = _tell_whom(localizer, instance, wish), _tell_what(localizer, wish)
    whole = wish.value is None or wish.value.is_integer()
    value = localizer.numbers.plain(wish.value) if whole else localizer.write_setting(wish.value)
    told = localizer.say(_sentence_of(wish), whom=whom, what=what, centre=wish.centre or "", value=value)
    return localizer.say("wish with note", wish=told, note=wish.note) if wish.note else told


def _sentence_of(wish: Wish) -> str:
    """The sentence of a wish's kind; what nobody may is not what all may not, and one buyer is no others."""
    if wish.kind == "at most buyers" and wish.value == 1:
        return "wish at most one buyer"
    nobody = f"nobody may {wish.kind}"
    return nobody if not split_names(wish.whom) and texts_of(nobody) else f"wish {wish.kind}"


def _tell_whom(localizer: Localizer, instance: Instance, wish: Wish) -> str:
    names = split_names(wish.whom)
    if not names:
        return localizer.say("lock everyone")
    known = instance.municipalities
    told = [known[name].name if name in known else localizer.say("wish region", region=name) for name in names]
    return localizer.join_list(told) if len(told) <= MOST_NAMED else localizer.join_some(told, MOST_NAMED)


def tell_answered(localizer: Localizer, instance: Instance, row: Existing) -> str:
    """Return who is answered where already."""
    whom = instance.municipalities[row.municipality].name
    return localizer.say("existing answers", centre=row.centre, what=_tell_what(localizer, row), whom=whom)


def _tell_what(localizer: Localizer, row: NamesTasks) -> str:
    if row.levels:
        return tell_levels(localizer, row.levels)
    names = split_names(row.tasks)
    return localizer.join_some(names, MOST_NAMED) if names else localizer.say("wish tasks")
