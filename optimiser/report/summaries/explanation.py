"""Why a task is answered where it is, in sentences that a board understands and as tables."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from optimiser.data.settings import Language
from optimiser.explanation.explanation import Explanation, PricedAlternative, Refusal, TaskExplanation
from optimiser.explanation.local_moves import LocalDifference
from optimiser.explanation.portfolios import PricedPortfolio
from optimiser.explanation.resolving import Forced
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.report.localizer import NONE, Localizer, apart_kr, as_argument, bound_name, counted, rule_words
from optimiser.report.parameters import ParameterWords
from optimiser.report.summaries.switch_values import outward
from optimiser.report.tables.explanations import (
    OTHER_PLACES,
    TASKS_ALONE,
    TASKS_TOGETHER,
    TERMS_OF_PLACE,
    name_terms,
)
from optimiser.report.tables.table import FilledTable, OutputCell, RowValues
from optimiser.report.wording import begin_sentence, tell_levels

STAR, DAGGER = "*", "†"
NAMED = 4
"""Places named of a long list."""


@dataclass(frozen=True)
class ExplanationSummary(Localizer):
    """Tells an explanation in one language."""

    explanation: Explanation
    language: Language

    @property
    def name(self) -> str:
        """The municipality's name."""
        return self.explanation.result.instance.municipalities[self.explanation.municipality].name

    @cached_property
    def words(self) -> ParameterWords:
        """What tells the assumptions that have a range."""
        instance = self.explanation.result.instance
        return ParameterWords.in_instance(
            self.language, instance, (row.parameter for row in instance.tables.assumptions)
        )

    def tell_payments(self) -> str:
        """What the municipality pays before and after."""
        pays = self.explanation.pays
        return self.say(
            "explain pays more" if pays["change_kr"] > 0 else "explain pays less",
            name=self.name,
            after=self.numbers.million_kr(pays["after_kr"]),
            today=self.numbers.million_kr(pays["today_kr"]),
            change=self.numbers.million_kr(abs(apart_kr(pays["after_kr"], pays["today_kr"]))),
        )

    def tell_answer(self, answer: TaskExplanation) -> Iterator[str]:
        """Where the task is answered, what the nearest alternative costs, which rules bind."""
        contacts, (place, form) = counted(self, "contacts", answer.contacts), self._place_and_form(answer.route)
        yield self.say(
            "explain answered", task=answer.route.task, name=self.name, contacts=contacts, place=place, form=form
        )
        if not answer.lawful:
            yield self.say("explain nothing else")
        if answer.nearest and answer.nearest.forced:
            yield self._tell_nearest(answer.nearest.alternative.route, answer.nearest.forced)
        if answer.binding:
            named = ((rule_words(self, rule), bound_name(self, about)) for rule, about in answer.binding.items())
            bound = [self.say("explain bound", rule=rule, about=about) for rule, about in named]
            yield self.say("explain binding", rules=", ".join(bound))

    def fill_places(self, answer: TaskExplanation) -> FilledTable:
        """Return a row for each lawful alternative, the cheapest first."""
        return FilledTable(OTHER_PLACES, [self._tell_place(one) for one in answer.lawful])

    def fill_terms(self, answer: TaskExplanation) -> FilledTable | None:
        """Return a row for each term in which the nearest alternative differs; None where there is none."""
        near = answer.nearest
        if near is None or near.move is None or near.forced is None or near.forced.terms_kr is None:
            return None
        local_kr, system_kr = near.move.terms_kr, near.forced.terms_kr
        names = name_terms({term: max(abs(local_kr[term]), abs(system_kr[term])) for term in local_kr})
        rows = [
            {"term": self.say(name), "local": local_kr[term], "system": system_kr[term]} for term, name in names.items()
        ]
        total = {
            "term": self.say("explain total"),
            "local": near.move.difference_kr,
            "system": near.forced.difference_kr,
        }
        term, *figures = TERMS_OF_PLACE.columns
        title = self.name_difference(near.alternative.route)
        return FilledTable(replace(TERMS_OF_PLACE, columns=[term.retitle(title), *figures]), rows, total)

    def name_difference(self, route: Route) -> str:
        """What is told of the terms in which another place differs."""
        return self.say("explain terms", place=self._place_and_form(route)[0])

    # ---- a municipality as a whole: its portfolio, then its tasks ----------------------------------

    def tell_portfolio(self) -> Iterator[str]:
        """Where its tasks are answered, and what the cheapest place for those together costs, as far as it is known."""
        yield self.say("explain portfolio", name=self.name, places="; ".join(self._answered_now()))
        nearest = next((one for one in self.explanation.portfolios if one.forced), None)
        if nearest is None or nearest.forced is None or nearest.forced.difference_kr is None:
            yield self.say("explain nothing together")
            return
        yield self._tell_nearest(nearest.routes[0], nearest.forced, together=self._levels_together())

    def _answered_now(self) -> Iterator[str]:
        """By place the levels that are answered there."""
        by_place: dict[tuple[str, str], set[int]] = defaultdict(set)
        for answer in self.explanation.answers:
            level = self.explanation.result.instance.tasks[answer.route.task].level
            by_place[self._place_and_form(answer.route)].add(level)
        for (place, form), levels in by_place.items():
            yield self.say("explain levels at", levels=tell_levels(self, sorted(levels)), place=place, form=form)

    def fill_portfolios(self) -> FilledTable | None:
        """Return a row for each place at which the tasks were priced together, the cheapest first; None without any."""
        some = self.explanation.portfolios
        if not some:
            return None
        rows = [self._tell_priced(one.routes[0], one.move, one.forced) for one in some]
        place, *figures = TASKS_TOGETHER.columns
        title = self.say("explain together", levels=self._levels_together())
        return FilledTable(replace(TASKS_TOGETHER, columns=(place.retitle(title), *figures)), rows)

    def _levels_together(self) -> str:
        """The levels that are priced together."""
        tasks = self.explanation.result.instance.tasks
        return tell_levels(self, sorted({tasks[route.task].level for route in self.explanation.portfolios[0].routes}))

    def fill_tasks(self) -> FilledTable | None:
        """Return a row for each task: where it is answered, and the cheapest other place priced."""
        rows = [
            {**self._tell_place(answer.nearest), "task": self._tell_taken(answer)}
            for answer in self.explanation.answers
            if answer.nearest
        ]
        return FilledTable(TASKS_ALONE, rows) if rows else None

    def _tell_taken(self, answer: TaskExplanation) -> str:
        return self.say("explain taken", task=answer.route.task, place=self._place_and_form(answer.route)[0])

    def tell_portfolio_notes(self) -> Iterator[str]:
        """What the signs mean, what the columns are, and where every place of a task is told."""
        yield from self.tell_portfolio_signs()
        if self._priced():
            yield self.say("explain legend short", name=self.name)
        task = next((answer.route.task for answer in self.explanation.answers if answer.lawful), None)
        if task:
            yield self.say("explain ask for task", name=as_argument(self.name), task=as_argument(task))

    def tell_portfolio_signs(self) -> Iterator[str]:
        """What the signs mean, where there are any."""
        if any(map(_is_open, self._priced())):
            yield self.say("explain star")
        if any(one.move and not one.move.obeys for one in self._priced()):
            yield self.say("explain breaks some")

    def _priced(self) -> list[PricedPortfolio | PricedAlternative]:
        """What is priced: the tasks together, and each alone at the nearest place."""
        alone = [answer.nearest for answer in self.explanation.answers if answer.nearest]
        return [*self.explanation.portfolios, *alone]

    # ---- one task ----------------------------------------------------------------------------------

    def tell_notes(self, answer: TaskExplanation) -> Iterator[str]:
        """What the signs mean, where there are any, and what rules the other places out."""
        yield from self.tell_signs(answer)
        yield from self.tell_ruled_out(answer)

    def tell_signs(self, answer: TaskExplanation) -> Iterator[str]:
        """What the signs mean, where there are any."""
        if any(map(_is_open, answer.lawful)):
            yield self.say("explain star")
        breaking: dict[str, list[str]] = defaultdict(list)
        for one in answer.lawful:
            if one.move and not one.move.obeys:
                rules = ", ".join(dict.fromkeys(rule_words(self, breach.rule) for breach in one.move.breaches))
                breaking[rules].append(self._place_and_form(one.alternative.route)[0])
        told = [
            self.say("explain breaks at", places=self.join_some(at, NAMED), rules=rules)
            for rules, at in breaking.items()
        ]
        if told:
            yield self.say("explain breaks", places="; ".join(told))

    def tell_legend(self) -> str:
        """What the columns of the table mean."""
        return self.say("explain legend", name=self.name)

    def tell_ruled_out(self, answer: TaskExplanation) -> Iterator[str]:
        """What rules the other places out."""
        by_rules: dict[str, list[str]] = defaultdict(list)
        for refusals, routes in answer.ruled_out.items():
            rules = ", ".join(map(self._tell_refusal, refusals))
            by_rules[rules] += (self._tell_refused(route, refusals) for route in routes)
        for rules, places in by_rules.items():
            yield self.say("explain ruled out", rules=rules, places=self.join_some(places, NAMED))

    def tell_turns(self, answer: TaskExplanation) -> Iterator[str]:
        """How far assumptions must move for the nearest alternative to be cheaper; nothing where it was not asked."""
        if answer.turns is None or answer.nearest is None:
            return
        place, form = self._place_and_form(answer.nearest.alternative.route)
        turned = [turn for turn in answer.turns if turn.turns_at is not None]
        if turned:
            yield self.say("explain turns", place=place, form=form)
        for turn in turned:
            held, turned_at = outward(turn.holds_at, turn.turns_at or 0.0)
            values = {"base": turn.base, "held": held, "turned": turned_at}
            told = {name: self.words.value(turn.parameter, value) for name, value in values.items()}
            sentence = self.say("explain turn", parameter=self.words.name(turn.parameter), place=place, **told)
            yield f"  {begin_sentence(sentence)}"
        moved = {turn.parameter for turn in turned}
        never = dict.fromkeys(turn.parameter for turn in answer.turns if turn.parameter not in moved)
        if never:
            yield self.say(
                "explain never turns", place=place, form=form, parameters=self.join_list(self.words.list_names(never))
            )

    def _tell_refusal(self, refusal: Refusal) -> str:
        rule = rule_words(self, refusal.rule)
        return (
            self.say("explain cited", rule=rule, citations="; ".join(map(self.tell_source, refusal.citations)))
            if refusal.citations
            else rule
        )

    def _tell_refused(self, route: Route, refusals: Iterable[Refusal]) -> str:
        """A place that is ruled out; where it is too small, what it lacks."""
        place, _ = self._place_and_form(route)
        short = next((refusal.short for refusal in refusals if refusal.short), None)
        if short is None:
            return place
        reaches, needs = (self.numbers.millions(each, 2) for each in (short.reaches, short.needs))
        return self.say("explain short", place=place, reaches=reaches, needs=needs)

    def _tell_nearest(self, route: Route, forced: Forced, together: str = "") -> str:
        """What the cheapest other place costs: of a task, or of the levels `together`, one of which may cost less."""
        place, form = self._place_and_form(route)
        if forced.gaps_kr is None or forced.difference_kr is None:
            return self.say(
                "explain nearest unbounded", place=place, form=form, kr=self._write_kr(forced.difference_kr)
            )
        if forced.proven:
            name, found = ("explain nearest together" if together else "explain nearest"), {"levels": together}
            return self.say(name, place=place, form=form, kr=self._write_kr(forced.difference_kr), **found)
        return self.say("explain nearest not proven", place=place, form=form, most=self._write_kr(forced.most_kr))

    def _tell_place(self, one: PricedAlternative) -> RowValues:
        return self._tell_priced(one.alternative.route, one.move, one.forced)

    def _tell_priced(self, route: Route, move: LocalDifference | None, forced: Forced | None) -> RowValues:
        place, form = self._place_and_form(route)
        disobeys = move is not None and not move.obeys
        return {
            "place": place,
            "form": form,
            "local": OutputCell(move.difference_kr if move else None, mark=DAGGER if disobeys else ""),
            "system": self._system_cell(forced),
            "gaps": forced.gaps_kr if forced else None,
            "pays": forced.pays_kr if forced else None,
        }

    def _system_cell(self, forced: Forced | None) -> OutputCell:
        if forced is None:
            return OutputCell()
        if forced.difference_kr is None:
            return OutputCell(self.say("explain no plan" if forced.status == "infeasible" else "explain not found"))
        return OutputCell(forced.difference_kr, mark="" if forced.proven else STAR)

    def _place_and_form(self, route: Route) -> tuple[str, str]:
        place = self.say("departments") if route.centre == DEPARTMENTS else route.centre
        return place, self.say(route.form)

    def _write_kr(self, amount: float | None) -> str:
        return NONE if amount is None else self.numbers.million_kr(amount)


def _is_open(one: PricedPortfolio | PricedAlternative) -> bool:
    """True where a plan is known that is not proven dearer."""
    return one.forced is not None and one.forced.difference_kr is not None and not one.forced.proven
