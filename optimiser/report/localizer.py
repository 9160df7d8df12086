"""Everything a report says in one language: sentences, numbers, counts, lists, dates, names and their order."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from math import isnan
from shlex import quote
from typing import Any, Literal

import numpy as np

from optimiser.comparison.side_by_side import WITH_SCENARIO
from optimiser.data.cells import as_text
from optimiser.data.instance import NO_STRUCTURE
from optimiser.data.run_record import PlanFigures
from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE, SUM_ERROR
from optimiser.data.translation import translate_source
from optimiser.report.phrases import PHRASES
from optimiser.rules.path_rules import path_rule_named, path_rules
from optimiser.rules.registry import all_rules, rule_named
from optimiser.rules.rule import COUNTRY, Text

# ---- The order of names, as dictionaries have it and as the browser sorts a table -----------------


SortKey = tuple[str, str, str]

AS_SORTED: Mapping[Language, Mapping[int, str]] = {
    "da": str.maketrans({"æ": "\ue000", "ä": "\ue000", "ø": "\ue001", "ö": "\ue001", "å": "\ue002", "ü": "y"}),
    "en": str.maketrans({"æ": "ae", "ø": "o", "œ": "oe"}),
}
"""What a letter is sorted as: in Danish æ, ø and å come after z, as letters of private use do."""


def sort_key(name: str, language: Language) -> SortKey:
    """Return what to sort a name by: its letters, then their accents, then capitals.

    In Danish aa is å; 2 comes before 12.
    """
    folded = unicodedata.normalize("NFC", name).casefold()
    letters = folded.replace("aa", "å") if language == "da" else folded
    apart = unicodedata.normalize("NFKD", letters.translate(AS_SORTED[language]))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return re.sub(r"\d+", lambda digits: digits[0].zfill(20), plain), folded, name


# ---- Numbers as people read them --------------------------------------------------------------------

# In Danish (3.351,2 mio. kr.) and in English (3,351.2 million kr.).


NONE = "–"
"""Stands where there is no number."""
MINUS = "−"
"""Stands before a number below zero; a hyphen is shorter, and a line may break after it."""

SMALL_KR = 50_000
"""Amounts below this are told in kr."""

TENTH_KR = 100_000
"""The tenth of a million, in which amounts from there on are rounded outward."""

MOST_DECIMALS = 6
"""Of millions: to the krone."""
LARGEST = 1e15
"""From here on a number has no decimals that count."""
Number = float | Decimal

_MILLION = {"da": "mio.", "en": "million"}
_WRITTEN = {"da": str.maketrans(",.-", f".,{MINUS}"), "en": str.maketrans("-", MINUS)}
"""What the signs of a number are written as in each language."""


def as_shown(value: Number, decimals: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """The number that is read: with so many decimals, a half away from zero, and no zero below zero.

    What the fractions of a computer leave behind the 15th digit counts for nothing: 63.95 is a half of 63.9 and 64.0.
    """
    known = value if isinstance(value, Decimal) else Decimal(f"{value:.15g}")
    return known.quantize(Decimal(1).scaleb(-decimals), rounding) + 0


def in_millions(value: Number) -> Decimal:
    """An amount in millions, to the hundredth of what it counts: more is what solving leaves, and no money."""
    return as_shown(value, 2) / 1_000_000


def apart_kr(more_kr: Number, less_kr: Number, decimals: int = 1) -> Decimal:
    """By how much two amounts differ, as they are shown in millions: a reader who subtracts finds the same.

    What in millions would be nothing is the difference itself.
    """
    difference = as_shown(in_millions(more_kr), decimals) - as_shown(in_millions(less_kr), decimals)
    exact = as_shown(more_kr, 2) - as_shown(less_kr, 2)
    return difference * 1_000_000 if difference and abs(exact) >= SMALL_KR else exact


def net_gain_kr(figures: PlanFigures, decimals: int = 1) -> Decimal:
    """The net gain of a plan, as the cost today and the cost of the plan leave it where both are shown."""
    return apart_kr(figures.today_kr, figures.objective_kr, decimals)


def gain_kr(figures: Mapping[Any, Any], decimals: int = 1) -> Decimal | None:
    """As `net_gain_kr`, of a row of a table; where it does not tell the cost today, the gain alone."""
    before_kr, after_kr, known_kr = (figures[name] for name in ("today_kr", "objective_kr", "net_gain_kr"))
    if _is_missing(known_kr):
        return None
    return as_shown(known_kr, 2) if _is_missing(before_kr) else apart_kr(before_kr, after_kr, decimals)


def _is_missing(value: float | None) -> bool:
    return value is None or isnan(value)


def parts_of(total: Decimal, values: Sequence[Number], decimals: int) -> list[Decimal]:
    """The numbers as they are read, so that they add up to their total as it is read.

    Each is rounded down, and those that lose most by it are rounded up instead, until the total is reached (the
    method of the largest remainders). Numbers that are not the parts of that total are rounded each by itself.
    """
    unit = Decimal(1).scaleb(-decimals)
    down = [as_shown(value, decimals, ROUND_FLOOR) for value in values]
    lost = [as_shown(value, decimals + MOST_DECIMALS) - low for value, low in zip(values, down, strict=True)]
    missing = int((total - sum(down)) / unit)
    if not -1 <= missing <= len(down) + 1:
        return [as_shown(value, decimals) for value in values]
    first = sorted(range(len(down)), key=lambda at: -lost[at])
    order = first if missing >= 0 else first[::-1]
    for at in (order * 2)[: abs(missing)]:
        down[at] += unit if missing > 0 else -unit
    return down


@dataclass(frozen=True)
class Proven:
    """What a plan costs, what none costs less than, and the gap, with so many decimals that they agree."""

    decimals: int
    cost: str
    bound: str
    gap: str
    is_exact: bool
    """True where nothing that can be paid is between cost and bound, which is then told as the cost."""


@dataclass(frozen=True)
class Numbers:
    """Writes numbers in one language."""

    language: Language

    def plain(self, value: Number | None, decimals: int = 0) -> str:
        """A number with thousands set off: 3,351.2 or 3.351,2."""
        if value is None:
            return NONE
        known = as_shown(value, decimals) if -LARGEST < value < LARGEST else value
        return f"{known:,.{decimals}f}".translate(_WRITTEN[self.language])

    def millions(self, value: Number | None, decimals: int = 1) -> str:
        """A number in millions, without a unit: 3,351.2."""
        if value is None or not -LARGEST < value < LARGEST:
            return NONE if value is None else self.plain(float(value) / 1e6, decimals)
        return self.plain(in_millions(value), decimals)

    def parts(self, total: Number, values: Sequence[Number], decimals: int = 1) -> list[str]:
        """Numbers that add up to their total as they are shown."""
        return [self.plain(part, decimals) for part in parts_of(as_shown(total, decimals), values, decimals)]

    def millions_of(self, total: Number, values: Sequence[Number], decimals: int = 1) -> list[str]:
        """Numbers in millions that add up to their total as they are shown."""
        return self.parts(in_millions(total), [in_millions(value) for value in values], decimals)

    def thousands(self, value: Number | None) -> str:
        """A number in thousands, without a unit and without a sign where it rounds to nothing: 3,351."""
        return NONE if value is None else self.plain(float(value) / 1e3)

    def thousands_of(self, total: float, values: Sequence[float]) -> list[str]:
        """Numbers in thousands that add up to their total as they are shown."""
        return self.parts(total / 1e3, [value / 1e3 for value in values], 0)

    def million_kr(self, value: Number | None, decimals: int = 1) -> str:
        """An amount: 3,351.2 million kr.; in kr. where in millions it would round to nothing."""
        if value and -SMALL_KR < value < SMALL_KR:
            return f"{self.plain(value)} kr."
        return f"{self.millions(value, decimals)} {_MILLION[self.language]} kr."

    def at_least_kr(self, amount: float | None) -> str:
        """What an amount is at least: rounded down, so that it stays true."""
        return self._rounded_kr(amount, ROUND_FLOOR)

    def at_most_kr(self, amount: float | None) -> str:
        """What an amount is at most: rounded up, so that it stays true."""
        return self._rounded_kr(amount, ROUND_CEILING)

    def _rounded_kr(self, amount: float | None, way: str) -> str:
        if amount is None:
            return NONE
        if amount < TENTH_KR:
            return f"{self.plain(as_shown(amount, 0, way))} kr."
        shown = (as_shown(amount, 2) / TENTH_KR).quantize(Decimal(1), way) * TENTH_KR
        return self.million_kr(float(shown))

    def proven(self, cost_kr: float, bound_kr: float) -> Proven:
        """What is proven of a cost, in as few decimals as agree with each other.

        The bound is rounded down, as no more is proven. Where nothing that can be paid is between the two, it is the
        cost. Else decimals are added until the gap that a reader finds is the gap.
        """
        gap_kr = max(0.0, cost_kr - bound_kr)
        if not as_shown(gap_kr, 0):
            cost = self.million_kr(cost_kr)
            return Proven(1, cost, cost, f"{self.plain(0)} kr.", is_exact=True)
        decimals = next((number for number in range(1, MOST_DECIMALS) if _agree(cost_kr, bound_kr, number)), 6)
        shown, low = _shown(cost_kr, bound_kr, decimals)
        found_kr = (shown - low) * 1_000_000 if gap_kr >= SMALL_KR and shown > low else gap_kr
        bound = self.million_kr(low * 1_000_000, decimals)
        cost, gap = self.million_kr(cost_kr, decimals), self.million_kr(found_kr, decimals)
        return Proven(decimals, cost, bound, gap, is_exact=False)

    def bound(self, bound_kr: float | None, cost_kr: float | None) -> str:
        """A bound in millions, rounded down; as the cost where nothing that can be paid is between the two."""
        if bound_kr is None or not -LARGEST < bound_kr < LARGEST:
            return NONE
        is_exact = cost_kr is not None and not as_shown(max(0.0, cost_kr - bound_kr), 0)
        return self.millions(cost_kr) if is_exact else self.plain(as_shown(in_millions(bound_kr), 1, ROUND_FLOOR), 1)

    def percent(self, share: float | None, decimals: int = 1) -> str:
        """A share in percent: 4.3 %."""
        return NONE if share is None else f"{self.plain(share * 100, decimals)} %"

    def gap(self, share: float | None) -> str:
        """A small share in percent with two digits that count: 0.0048 %, 1.2 %; 0 only if it is 0.

        What is smaller than SUM_ERROR is told to be so, as it is no more than what rounding leaves.
        """
        if not share:
            return self.percent(share, 0)
        if is_no_gap(share):
            return f"< {self.gap(SUM_ERROR)}"
        text = np.format_float_positional(share * 100, precision=2, fractional=False, trim="-")
        return f"{text.translate(_WRITTEN[self.language])} %"


def is_no_gap(share: float | None) -> bool:
    """Return whether a gap is none, but for what rounding leaves."""
    return share is not None and abs(share) < SUM_ERROR


def _shown(cost_kr: float, bound_kr: float, decimals: int) -> tuple[Decimal, Decimal]:
    """A cost as it is read, and its bound: never more than is proven."""
    return as_shown(in_millions(cost_kr), decimals), as_shown(in_millions(bound_kr), decimals, ROUND_FLOOR)


def _agree(cost_kr: float, bound_kr: float, decimals: int) -> bool:
    """True where the gap that is read is the gap, but for half of the last digit or of itself."""
    shown, low = _shown(cost_kr, bound_kr, decimals)
    wrong = abs(float(shown - low) - (cost_kr - bound_kr) / 1e6)
    return wrong <= max(10.0**-decimals, float(shown - low)) / 2


# ---- Sentences --------------------------------------------------------------------------------------


def texts_of(name: str) -> Text:
    """Return the sentence `name` in every language; nothing where there is none."""
    of_rules = (rule.phrases for rules in (all_rules(), path_rules()) for rule in rules)
    return PHRASES.get(name) or next((phrases[name] for phrases in of_rules if name in phrases), {})


def phrase(name: str, language: Language, /, **figures: object) -> str:
    """The sentence `name` in a language, with its figures filled in; the stop of `kr.` ends a sentence too."""
    return texts_of(name)[language].format(**figures).replace("kr..", "kr.")


def either(language: Language, danish: str, english: str) -> str:
    """A text of the data in the language, or in the other where there is none."""
    return (danish or english) if language == "da" else (english or danish)


def as_argument(name: str) -> str:
    """A name as it is written in a command line: quoted where a shell would not take it for one word."""
    return name if re.fullmatch(r"[\w.-]+", name) else quote(name)


def bilingual(name: str) -> tuple[str, str]:
    """A text without figures in Danish and in English, as titles of columns are declared."""
    return PHRASES[name]["da"], PHRASES[name]["en"]


# ---- One language ---------------------------------------------------------------------------------


UNITS = {
    "1-9": "book unit level",
    "persons": "book unit persons",
    "degrees": "book unit degrees",
    "minutes": "book unit minutes",
    "seconds": "book seconds unit",
    "years": "book years",
    "hours/week": "book unit hours",
    "share": "book unit share",
    "ratio": "book unit ratio",
    "contacts/year": "book contacts a year",
    "per 1000 contacts": "per thousand contacts",
    "kr.": "book kr.",
    "kr./year": "book kr. a year",
    "kr./contact": "book unit kr. a contact",
    "FTE": "book fte unit",
    "municipalities": "book municipalities unit",
    "centres": "book centres unit",
    "entry points": "book entry points unit",
    "hours/year": "book hours unit",
    "hours": "book unit hours alone",
    "weeks": "book unit weeks",
    "callers": "book unit callers",
    "agents": "book unit agents",
    "plans": "book unit plans",
    "groups": "book unit groups",
    "pairs": "book unit pairs",
}
"""The units that columns of an instance and of the output are declared in."""


TERM_NAMES: Mapping[str, str] = {
    "unchanged": "cost unchanged",
    "unpooled": "cost unpooled",
    "operation": "cost operation",
    "extra": "cost extra",
    "connections": "cost connections",
    "fixed": "cost fixed",
    "investment_annual": "cost investment",
}
"""The phrase that says what each term of the cost is called."""


class Localizer:
    """Says things in one language; a dataclass that inherits from it has the language as a field of its own."""

    language: Language

    def __init__(self, language: Language) -> None:
        self.language = language

    @property
    def numbers(self) -> Numbers:
        """Return what writes numbers in the language."""
        return Numbers(self.language)

    def say(self, name: str, /, **figures: object) -> str:
        """Return a sentence in the language, with its figures filled in."""
        return phrase(name, self.language, **figures)

    def write_setting(self, value: object) -> str:
        """Return a setting as it is written in files, with the language's decimal mark."""
        text = as_text(value)
        return text.replace(".", ",") if self.language == "da" and isinstance(value, float) else text or NONE

    def time_limit(self, seconds: float) -> str:
        """Return a time limit in seconds as it was asked for; rounded, half a second would be none."""
        return self.numbers.plain(seconds) if float(seconds).is_integer() else self.write_setting(float(seconds))

    def in_plans_found(self, off_kr: float | None) -> str:
        """Return what is said after an amount that may be off by so much or by the unknown; blank if it is exact."""
        return self.say("in the plans found") if off_kr is None or off_kr >= A_KRONE else ""

    def join_list(self, texts: Sequence[str]) -> str:
        """Return texts as a list in a sentence: a, b and c."""
        *first, last = texts
        return self.say("and", first=", ".join(first), last=last) if first else last

    def sort_key_of(self, name: str) -> SortKey:
        """Return what to sort a name by in the language."""
        return sort_key(name, self.language)

    def join_some(self, texts: Sequence[str], most: int) -> str:
        """Return texts set apart by commas; beyond `most` of them, how many more there are."""
        if len(texts) <= most:
            return ", ".join(texts)
        return self.say("and more", some=", ".join(texts[:most]), count=len(texts) - most)

    def tell_source(self, text: str) -> str:
        """Return a source, a note or a citation of the data in the language, as far as it is known in it."""
        return translate_source(text, self.language)

    def call_system(self, name: str) -> str:
        """Return what a system is called, or a case of a comparison; the one without any shared centre in words."""
        system, plus, scenario = name.partition(WITH_SCENARIO)
        return f"{self.say('no shared centre')}{plus}{scenario}" if system == NO_STRUCTURE else name

    def write_unit(self, unit: str) -> str:
        """Return the unit of a figure; one that is not known here is told as it is."""
        return self.say(UNITS[unit]) if unit in UNITS else unit

    def write_date(self, moment: str) -> str:
        """Return the day of an ISO time in words; what is no time as it is."""
        try:
            day = datetime.fromisoformat(moment)
        except ValueError:
            return moment
        month = self.say("months").split()[day.month - 1]
        return self.say("day", day=day.day, month=month, year=day.year)

    def choose_name(self, da: str, en: str, otherwise: str) -> str:
        """Return a name in the language; in the other, or what it goes by, where there is none."""
        return either(self.language, da, en) or otherwise


# ---- The names of rules as people say them ----------------------------------------------------------


def rule_words(localizer: Localizer, name: str) -> str:
    """Return a rule in words; a name that has no words is told as it is."""
    rule = rule_named(name) or path_rule_named(name)
    return rule.words[localizer.language] if rule is not None and rule.words else name


def bound_name(localizer: Localizer, about: str) -> str:
    """Return whom a rule is about, in words where it is the whole country."""
    return localizer.say("the country") if about == COUNTRY else about


# ---- Numbers with what they count, in the right number: 1 task, 2 tasks ---------------------------


Counted = Literal["municipalities", "other municipalities", "tasks", "contacts", "groups"]
NAMES: Mapping[Counted, tuple[str, str]] = {
    "municipalities": ("one municipality", "several municipalities"),
    "other municipalities": ("one other municipality", "several other municipalities"),
    "tasks": ("one task", "several tasks"),
    "contacts": ("one contact", "several contacts"),
    "groups": ("one group", "several groups"),
}
"""The phrases for one and for any other number."""


def counted(localizer: Localizer, what: Counted, number: float) -> str:
    """A number with what it counts; what reads as 1 is one."""
    text = localizer.numbers.plain(number)
    one, several = NAMES[what]
    return localizer.say(one if text == "1" else several, number=text)
