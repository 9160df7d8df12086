"""One mutant tried: refused, remarked on, or solved; and what must hold of it whatever was done to it."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal, get_args

import pytest

from optimiser import Result, read, solve
from optimiser.cli.terminal import say_findings
from optimiser.data.findings import Finding, errors_among
from optimiser.data.instance import Instance
from optimiser.data.read import check, write
from optimiser.data.settings import Language
from optimiser.data.translation import translate
from optimiser.planning.problem import build_problem
from tests.fuzz import further
from tests.fuzz.book import FORMS, Book, Form, opened
from tests.fuzz.mutations import Mutation, mutate
from tests.random_instances import random_instance
from tests.random_services import random_instance_with_services
from tests.witness import cheapest
from tests.witness_service import on_pieces

Ending = Literal["refused", "remarked on, solved", "solved", "no plan", "says the same"]
TOY = Path(__file__).parents[2] / "instances" / "toy"
LANGUAGES: tuple[Language, ...] = get_args(Language)
SAME = 1e-6
LONGEST_SECONDS = 60.0
"""A solve of so small an instance takes a tenth of a second."""
FURTHER = 9
"""The last digit of the seeds whose mutants are of what people add to an instance."""
EXTENDED = -1
"""The base that has it."""
MOST_WAYS = 200_000
"""Brute force is asked where there are no more ways than this to assign tasks to places."""


@dataclass(frozen=True)
class Mutant:
    """A base, the form it is written in, and what was done to it."""

    seed: int
    base: int
    form: Form
    mutations: tuple[Mutation, ...]
    undone: bool = False

    def __str__(self) -> str:
        words = "; ".join(mutation.words for mutation in self.mutations)
        return f"mutant {self.seed} of base {self.base} as {self.form}: {words}"

    @property
    def neutral(self) -> bool:
        """True where all of it says the same as before, or one undoes the other."""
        return self.undone or all(mutation.neutral for mutation in self.mutations)


@cache
def bases() -> Sequence[Instance]:
    """What is mutated: the toy, as it is and with more rules, and small random instances."""
    return (
        read(TOY),
        read(
            TOY, overrides=["policy.max_hosts=1", "policy.investment_budget_kr=30000000", "economy.discount_rate=0.04"]
        ),
        *(random_instance(seed) for seed in (3, 11, 20)),
        *(random_instance_with_services(seed) for seed in (1, 4)),
    )


@cache
def _unspoilt(base: int, form: Form) -> tuple[str, frozenset[Finding]]:
    """The hash of a base written in a form, and what is remarked on it."""
    with tempfile.TemporaryDirectory() as scratch:
        of = further.extended() if base == EXTENDED else bases()[base]
        instance, findings = check(opened(of, form).save(Path(scratch)), structure=_system(base))
    assert instance is not None, findings
    return instance.sha256, frozenset(findings)


def drawn(seed: int) -> tuple[Mutant, Book]:
    """The mutant of a seed: mostly one mutation, sometimes two or three; every tenth is of what people add."""
    rng = Random(f"mutant {seed}")  # noqa: S311  # nothing secret is drawn
    if seed % 10 == FURTHER:
        form = rng.choice(FORMS)
        book, spoilt = further.spoilt(rng, form)
        return Mutant(seed, EXTENDED, form, spoilt), book
    base = rng.choice((0, 0, 0, *range(1, len(bases()))))
    form = rng.choice(FORMS)
    book = opened(bases()[base], form)
    mutations = [mutate(rng, book) for _ in range(rng.choice((1, 1, 1, 1, 2, 3)))]
    undone = len(mutations) > 1 and repr(book) == repr(opened(bases()[base], form))
    return Mutant(seed, base, form, tuple(mutations), undone), book


def tried(seed: int) -> Ending:
    """What became of the mutant of a seed; fails where something is wrong with that."""
    if seed % 20 == FURTHER:
        return _with_scenario(seed)
    mutant, book = drawn(seed)
    with tempfile.TemporaryDirectory() as scratch:
        instance, findings = check(book.save(Path(scratch)), structure=_system(mutant.base))
    _tell(findings)
    if instance is None:
        assert errors_among(findings), f"{mutant}: refused without a word"
        assert all(one.place and one.rule for one in findings), f"{mutant}: {findings}"
        return "refused"
    before, remarks = _unspoilt(mutant.base, mutant.form)
    if instance.sha256 == before:
        assert mutant.neutral or set(findings) != remarks, f"{mutant}: passed over without a word"
        return "says the same"
    return _answered(mutant, instance, findings)


def _answered(mutant: Mutant, instance: Instance, findings: Sequence[Finding]) -> Ending:
    _written_and_read_back(mutant, instance)
    if not _solved(mutant, instance).has_plan:
        return "no plan"
    return "remarked on, solved" if findings else "solved"


def _with_scenario(seed: int) -> Ending:
    """What became of an instance that is as it should be, with a scenario file that is perhaps not."""
    text = further.scenario(Random(f"scenario {seed}"))  # noqa: S311  # nothing secret is drawn
    mutant = Mutant(seed, EXTENDED, "csv", (Mutation(f"scenario {text}"),))
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "s.toml"
        path.write_text(text, encoding="utf-8")
        instance, findings = check(opened(further.extended(), "csv").save(Path(scratch)), scenarios=[path])
    _tell(findings)
    if instance is None:
        assert errors_among(findings), f"{mutant}: refused without a word"
        assert all(one.place and one.rule for one in findings), f"{mutant}: {findings}"
        return "refused"
    return _answered(mutant, instance, findings)


def _tell(findings: Sequence[Finding]) -> None:
    """Say all that was found, in both languages; nothing of it is English alone."""
    for language in LANGUAGES:
        say_findings(findings, language)
    told = {text for finding in findings for text in (finding.rule, finding.remedy) if text}
    assert [text for text in told if translate(text, "da") == text] == []


def _system(base: int) -> str | None:
    return further.SYSTEM if base == EXTENDED else None


def _written_and_read_back(mutant: Mutant, instance: Instance) -> None:
    """What was taken can be written, and says the same when it is read."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("folder", "book.xlsx"):
            write(instance, Path(scratch) / name)
            again, findings = check(Path(scratch) / name)
            assert again, f"{mutant}: written as {name}, it is refused: {findings}"
            assert again.sha256 == instance.sha256, f"{mutant}: written as {name}, it says something else"


def _solved(mutant: Mutant, instance: Instance) -> Result:
    """The laws of a good answer."""
    result = solve(instance, gap=1e-9, time_limit_seconds=LONGEST_SECONDS, threads=1)
    proven = result.status in ("optimal", "infeasible") or (result.gap is not None and result.gap <= SAME)
    assert proven, f"{mutant}: {result.status} with a gap of {result.gap}"
    if result.has_plan:
        assert result.objective_kr is not None
        assert result.bound_kr is not None
        assert result.breaches == [], f"{mutant}: {result.breaches}"
        assert result.bound_kr <= result.objective_kr, f"{mutant}: a bound above the plan"
        terms_kr = float(result.cost_terms["kr"].sum())
        assert terms_kr == pytest.approx(result.objective_kr, rel=1e-9), f"{mutant}: terms add up to {terms_kr}"
        again = solve(instance, gap=1e-9, time_limit_seconds=LONGEST_SECONDS, threads=1)
        assert again.objective_kr == result.objective_kr, f"{mutant}: another answer the second time"
        assert again.assignments.equals(result.assignments), f"{mutant}: another plan the second time"
    _as_brute_force_says(mutant, instance, result)
    return result


def _as_brute_force_says(mutant: Mutant, instance: Instance, result: Result) -> None:
    """The cost that a second opinion finds, where it can be asked."""
    if instance.settings.policy.no_municipality_worse_off or _ways(instance) > MOST_WAYS:
        return
    best = cheapest(instance, on_pieces(build_problem(instance)))
    assert (best is None) == (not result.has_plan), f"{mutant}: {result.status}, but brute force found {best}"
    if best is not None:
        assert result.objective_kr == pytest.approx(best.cost_kr, rel=SAME), f"{mutant}: brute force {best.cost_kr}"


def _ways(instance: Instance) -> int:
    """Most ways to assign all tasks."""
    tasks = sum(map(len, instance.tasks_of.values()))
    return int((len(instance.centres) + 1) ** min(tasks, 40))
