"""Where an answer switches, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from optimiser.data.settings import Language
from optimiser.data.tolerances import DIGIT_ERROR
from optimiser.report.localizer import Localizer
from optimiser.report.parameters import ParameterWords
from optimiser.report.tables.table import RowValues
from optimiser.report.wording import begin_sentence, rules_in_words
from optimiser.sensitivity.tornado import DEARER, Switching, SwitchKind


@dataclass(frozen=True)
class SwitchSummary(Localizer):
    """Tells switch values in one language."""

    switching: Switching
    words: ParameterWords
    language: Language

    def say(self, name: str, /, **figures: object) -> str:
        """Return a sentence in the language; its contacts are of a year, or of all years that are planned."""
        return self.words.say(name, **figures)

    def tell_sentences(self) -> Iterator[str]:
        """Each switch, then where nothing switches, and how it was found."""
        rows = self.switching.table.to_dict("records")
        switched = [row for row in rows if row["proven"]]
        if rows:
            yield self.say("switch heading" if switched else "switch nowhere")
            yield from (f"  {begin_sentence(self._tell_switch(row))}" for row in switched)
            if switched:
                yield from self._not_switched(rows)
            yield self.say("switch method", tolerance=self.numbers.percent(self.switching.tolerance))
        if self.switching.skipped:
            yield self.say("switch skipped", parameters=self.join_list(self.words.list_names(self.switching.skipped)))

    def _tell_switch(self, row: RowValues) -> str:
        values = outward(float(row["held_at"]), float(row["switched_at"]), float(row["tolerance"]))
        held, switched = (self.words.value(row["parameter"], value) for value in values)
        told = {"parameter": self.words.name(row["parameter"]), "held": held, "switched": switched}
        if row["kind"] == "structure":
            return self.say("switch structure", **told, before=row["what_before"], after=row["what_after"])
        if row["what_after"] != DEARER:
            return self.say("switch breaks", **told, rules=rules_in_words(self, row["what_after"]))
        contacts = self.numbers.plain(row["contacts_changed"])
        return self.say("switch dearer", **told, municipalities=self._name_municipalities(row), contacts=contacts)

    def _name_municipalities(self, row: RowValues) -> str:
        count, names = int(row["municipalities"]), row["names"]
        if count < 2:
            return self.say("switch one municipality" if count else "switch no municipality", names=names)
        others = count - len(names.split("; "))
        told = self.say("and more", some=names, count=others) if others else names
        return self.say("switch municipalities", count=count, names=told)

    def _not_switched(self, rows: list[dict[Any, Any]]) -> Iterator[str]:
        kinds: tuple[tuple[SwitchKind, str], ...] = (("plan", "switch not plan"), ("structure", "switch not structure"))
        for kind, name in kinds:
            sides: dict[str, list[str]] = {}
            for row in rows:
                if row["kind"] == kind and not row["proven"]:
                    sides.setdefault(row["parameter"], []).append(self.say(f"tornado {row['side']}"))
            told = [
                self.say("switch side", parameter=self.words.name(each), sides=", ".join(some))
                for each, some in sides.items()
            ]
            if told:
                yield self.say(name, sides=self.join_list(told), before=rows[0]["what_before"])


def outward(held: float, switched: float, apart: float | None = None) -> tuple[float, float]:
    """Two values between which something switches, each rounded away from the other: what is said of them stays true.

    They are told in one digit more than it takes to tell `apart`, as a rule how far they are apart.
    """
    scale = 10.0 ** max(0, ceil(-log10(apart or abs(held - switched))) + 1)
    down = floor(min(held, switched) * scale + DIGIT_ERROR) / scale
    up = ceil(max(held, switched) * scale - DIGIT_ERROR) / scale
    return (down, up) if held < switched else (up, down)
