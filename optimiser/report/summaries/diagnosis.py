"""A diagnosis in sentences: which rules cannot be met at the same time, what shows it, and what would repair it."""

import shlex
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from optimiser.data.checking_years import years_in_words
from optimiser.data.instance import Instance
from optimiser.data.run_record import ConflictRecord
from optimiser.data.settings import Language
from optimiser.data.tolerances import SUM_ERROR
from optimiser.diagnosis.diagnose import Diagnosis, FoundConflict, Repair
from optimiser.diagnosis.repair import Join, Move
from optimiser.report.summaries.conflicts import ConflictSummary
from optimiser.report.summaries.requirements import RequirementWords
from optimiser.rules.rule import ImpossibleRule as Seen
from optimiser.rules.rule import Requirement

MOST_RULES = 8
"""So many rules of a conflict are told; `--json` has all."""
OVER_YEARS = {
    "diagnosis none": "diagnosis none over years",
    "diagnosis together": "diagnosis together over years",
    "diagnosis several": "diagnosis several over years",
    "diagnosis repair": "diagnosis repair over years",
}
"""What is said of paths over years in place of what is said of plans of one year."""
MOST_SEEN = 3
"""So many of the things that are seen without a solver are told; `--json` has all."""


@dataclass(frozen=True)
class DiagnosisSummary(RequirementWords):
    """Tells a diagnosis in one language."""

    diagnosis: Diagnosis
    language: Language

    @property
    def instance(self) -> Instance:
        """The instance that was diagnosed."""
        return self.diagnosis.instance

    def tell_all(self) -> Iterator[tuple[str, bool]]:
        """Reasons, repairs and what is left open, each with whether it is to be pasted as it stands."""
        yield from ((sentence, False) for sentence in (*self.tell_answer(), *self.repairs_header()))
        for sentence, options in self.tell_repairs():
            yield sentence, False
            yield options, True
        yield from ((sentence, False) for sentence in self.tell_end())

    def tell_answer(self) -> Iterator[str]:
        """Whether there is a plan, and if not, for which reasons."""
        told, limit = self.diagnosis, self.time_limit(self.diagnosis.limit_seconds)
        if told.answer == "a plan":
            yield self._say_of("diagnosis none", name=told.instance.settings.name)
        elif told.answer == "not known" and not told.interrupted:
            yield self.say("diagnosis not known", limit=limit)
        elif told.answer == "not known":
            yield self.say("diagnosis not begun")
        else:
            yield from self._tell_reasons()

    def tell_repairs(self) -> Iterator[tuple[str, str]]:
        """Each repair as a sentence, and as options to paste."""
        for repair in self.diagnosis.repairs:
            options = " ".join(f"--set {shlex.quote(change)}" for change in repair.changes)
            yield f"  – {self._tell_repair(repair)}", f"      {options}"

    def repairs_header(self) -> Iterator[str]:
        """What is said above the repairs, or where there are none."""
        repairs = self.diagnosis.repairs
        if repairs:
            yield self.say("diagnosis repairs")
            widest = max(1.0 if repair.gap is None else repair.gap for repair in repairs)
            if widest > SUM_ERROR:
                yield self.say("diagnosis gap", gap=self.numbers.gap(widest))
        elif self.diagnosis.answer == "no plan":
            yield self.say("diagnosis no repairs")

    def tell_end(self) -> Iterator[str]:
        """What was left open, and how long it took."""
        told = self.diagnosis
        if told.interrupted:
            yield self.say("diagnosis interrupted")
        elif told.answer == "no plan" and not told.complete:
            yield self.say("diagnosis incomplete", limit=self.time_limit(told.limit_seconds))
        yield self.say("diagnosis done", count=told.asked, seconds=self.numbers.plain(told.seconds, 1))

    def _say_of(self, name: str, /, **figures: object) -> str:
        """A sentence about a plan, or about a path where years are diagnosed together."""
        return self.say(OVER_YEARS[name] if self.instance.is_roadmap else name, **figures)

    # ---- reasons -------------------------------------------------------------------------------

    def _tell_reasons(self) -> Iterator[str]:
        found = self.diagnosis.found
        name = "diagnosis together" if len(found) == 1 else "diagnosis several"
        yield self._say_of(name, count=len(found))
        for number, one in enumerate(found, start=1):
            if len(found) > 1:
                yield self.say("diagnosis number", number=number)
            yield from self._tell_reason(one)

    def _tell_reason(self, found: FoundConflict) -> Iterator[str]:
        if not found.conflict.rules:
            yield f"  {self.say('diagnosis alone')}"
            return
        changeable = found.conflict.changeable
        given = [rule for rule in found.conflict.rules if rule not in changeable]
        yield from self._list_rules(changeable)
        if given:
            yield f"  {self.say('diagnosis given')}"
            yield from self._list_rules(given)
        yield from ConflictSummary(self.language).tell_sentences(
            ConflictRecord(**asdict(one)) for one in self._some_seen(found.seen)
        )
        yield f"  {self.say('diagnosis smallest' if found.conflict.proven else 'diagnosis not smallest')}"

    def _list_rules(self, rules: Sequence[Requirement]) -> Iterator[str]:
        """A line for each rule, with its name and its years; of many that may not be needed a few are told."""
        by_line: dict[tuple[str, str], list[Requirement]] = defaultdict(list)
        for rule in rules:
            by_line[self.tell_rule(rule), rule.name].append(rule)
        lines = [f"{self._with_years(some, what)} [{name}]" for (what, name), some in by_line.items()]
        told = lines if len(lines) <= MOST_RULES + 1 else lines[:MOST_RULES]
        yield from (f"  – {line}" for line in told)
        if len(told) < len(lines):
            yield f"  – {self.say('diagnosis more rules', count=len(lines) - len(told))}"

    def _with_years(self, rules: Sequence[Requirement], what: str) -> str:
        """What rules that are told alike ask, with the years in which they do."""
        if any(rule.year is None for rule in rules):
            return what
        if any(rule.until == self.instance.years[-1] for rule in rules):
            return self.say("diagnosis from year", year=rules[0].year, what=what)
        return self.say("diagnosis in years", years=years_in_words(_years_of(rules)), what=what)

    @staticmethod
    def _some_seen(seen: Sequence[Seen]) -> Sequence[Seen]:
        """One of each kind, and not too many of these."""
        return list({(one.rule, one.why): one for one in reversed(seen)}.values())[::-1][:MOST_SEEN]

    # ---- repairs -------------------------------------------------------------------------------

    def _tell_repair(self, repair: Repair) -> str:
        by_sentence: dict[str, list[Move | Join]] = defaultdict(list)
        for move in repair.moves:
            by_sentence[self._tell_move(move)].append(move)
        what, *others = (self._in_years([move.rule for move in some], told) for told, some in by_sentence.items())
        for other in others:
            what = self.say("diagnosis and", first=what, last=other[:1].lower() + other[1:])
        return self._say_of("diagnosis repair", what=what, cost=self.numbers.million_kr(repair.objective_kr))

    def _in_years(self, rules: Sequence[Requirement], what: str) -> str:
        """What is done, with the years in which it is; what waits says until when."""
        if any(rule.year is None or rule.until is not None for rule in rules):
            return what
        lowered = what[:1].lower() + what[1:]
        return self.say("diagnosis change in years", years=years_in_words(_years_of(rules)), what=lowered)

    def _tell_move(self, move: Move | Join) -> str:
        rule = move.rule
        if isinstance(move, Join):
            return self._tell_join(move)
        if move.value is None or (rule.until is not None and move.value > rule.until):
            return self.tell_dropped(rule)
        what = self._tell_changed(rule, move.value)
        if not move.nearest:
            return self.say("diagnosis not nearest", what=what)
        if move.short is None or move.short == rule.value:
            return what
        return self.say("diagnosis within", what=what, short=self.write_value(rule, move.short))

    def _tell_changed(self, rule: Requirement, value: float) -> str:
        """What is done to give a rule another value, or to let it wait."""
        if rule.until is not None:
            return self.say("diagnosis waits", year=round(value), what=self.tell_rule(rule))
        more = self.write_value(rule, abs(value - float(str(rule.value))))
        return self.of_rule(rule, f"move {rule.kind}", "move rule", self.write_value(rule, value), more=more)

    def _tell_join(self, join: Join) -> str:
        codes = self.diagnosis.instance.municipalities
        names = self.join_list([codes[row.municipality].name for row in join.members])
        contacts = self.say("contacts figure", value=self.numbers.plain(join.contacts))
        return self.say("move join", names=names, about=join.rule.about, contacts=contacts)


def _years_of(rules: Sequence[Requirement]) -> list[int]:
    years = (range(rule.year, (rule.until or rule.year) + 1) for rule in rules if rule.year is not None)
    return sorted({year for some in years for year in some})
