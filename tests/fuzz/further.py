"""Mutants of what people add to an instance: systems, ranges, locks and measures, and scenario files."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from optimiser.data.choice_rows import System, SystemChange
from optimiser.data.instance import Instance
from optimiser.data.read import read, remake_instance
from optimiser.data.rows import Assumption, Kpi, KpiValue, Lock
from tests.fuzz.book import Book, Form, opened
from tests.fuzz.mutations import FACTORS, NUMBERS, WORDS, Mutation, mutate

TOY = Path(__file__).parents[2] / "instances" / "toy"
SYSTEM = "larger"
ADDED = ("systems", "system_changes", "assumptions", "locks", "kpis", "kpi_values", "futures", "future_changes")
PARAMETERS = (
    *("policy.max_hosts", "policy.max_entry_points", "policy.levels.regional", "policy.mandatory", "policy.maxhosts"),
    *("economy.agent_cost_kr", "economy.discount_rate", "service.reference_opening_hours", "structure", "future"),
    *("centres.virtual.min_volume", "centres.local.min_sold", "centres.*.cost_factor", "centres.Nordland.kind"),
    *("volumes.*.contacts", "volumes.903/*/*.contacts", "volumes.903/*.contacts", "tasks.L4.handling_minutes"),
    *("connections.*.yearly_kr", "connections.purchased//.yearly_kr", "investments.*.amount_kr", "kpis.solved.target"),
    *("legal.authority-stays-home.active", "legal.*.levels", "locks.*.active", "municipalities.Østerå.candidate_host"),
)
PLAUSIBLE = (
    *('"policy.max_hosts" = 0', '"policy.max_hosts" = 1', '"policy.max_hosts" = "none"', '"policy.mandatory" = []'),
    *('"policy.levels.regional" = "4-6"', '"policy.levels.purchased" = ""', '"policy.max_entry_points" = 3'),
    *('"centres.virtual.cost_factor" = 0.8', '"centres.virtual.cost_factor" = "1,125"', '"future" = "fewer-contacts"'),
    *('"centres.*.cost_factor" = 1.1', '"centres.virtual.min_volume" = "x0.5"', '"centres.local.min_sold" = 50000'),
    *('"volumes.*.contacts" = "x0,5"', '"volumes.*/L4/*.contacts" = 50_000', '"tasks.*.national_contacts" = "x0.5"'),
    *('"connections.*.yearly_kr" = "x1.500"', '"connections.purchased//.yearly_kr" = 20000', '"structure" = "none"'),
    *('"investments.fte.amount_kr" = 5', '"investments.purchased.amount_kr" = "x10"', '"kpis.solved.target" = 73.125'),
    *('"locks.*.active" = true', '"economy.discount_rate" = 0.04', '"municipalities.Østerå.candidate_host" = "nej"'),
)
TYPED = ("0", "1", "2.0", "1.125", "12.500", "300.000", "50.125", "4e5", "400_000", "inf", "true", "[]", "[4, 6]")


@cache
def extended() -> Instance:
    """The toy with rows in the tables that it leaves out; the right answer is its own."""
    return remake_instance(
        toy := read(TOY),
        toy.settings,
        systems=[System(system=SYSTEM, structure="one-region")],
        system_changes=[
            SystemChange(system=SYSTEM, parameter="centres.*.min_sold", value="0"),
            SystemChange(system=SYSTEM, parameter="policy.max_hosts", value="2"),
        ],
        assumptions=[Assumption(parameter="centres.virtual.cost_factor", low=1.0, high=1.125)],
        locks=[Lock(municipality="902", task="L9", form="regional", demand="must not", active=False)],
        kpis=[Kpi(kpi="solved", sense="at least", scope="national")],
        kpi_values=[
            KpiValue(kpi="solved", form="local", value=75.0),
            KpiValue(kpi="solved", form="purchased", value=72.125),
        ],
    )


def spoilt(rng: Random, form: Form) -> tuple[Book, tuple[Mutation, ...]]:
    """A book with something wrong in one of the tables that people add."""
    book = opened(extended(), form)
    book.settings = [(name, value) for name, value in book.settings if name != "structure"]  # the system says it
    added = replace(book, sheets={name: book.sheets.pop(name) for name in ADDED if name in book.sheets})
    mutations = tuple(mutate(rng, added) for _ in range(rng.choice((1, 1, 2))))
    book.sheets |= added.sheets
    return book, mutations


def scenario(rng: Random) -> str:
    """A scenario file as a person may write it: a few changes, perhaps rows, perhaps in a wrong place."""
    lines = [rng.choice(PLAUSIBLE) if rng.random() < 0.7 else _any(rng) for _ in range(rng.choice((1, 1, 2, 3)))]
    section = rng.choice((*["[set]"] * 12, "[sett]", "[set.policy]", ""))
    structure = rng.choice((*[""] * 6, 'structure = "none"', 'structure = "one-regions"'))
    return "\n".join(('name = "s"', structure, section, *lines, *rng.choice(_ADDITIONS)(rng), ""))


def _any(rng: Random) -> str:
    return f'"{rng.choice(PARAMETERS)}" = {_value(rng)}'


def _value(rng: Random) -> str:
    if rng.random() < 0.4:
        return rng.choice(TYPED)
    word = rng.choice(
        (f"x{rng.choice(FACTORS)}", "x0,5", "x1.500", "none", str(rng.choice(NUMBERS)), str(rng.choice(WORDS)))
    )
    return '"' + word.replace("\\", "").replace('"', "").replace("\n", "\\n") + '"'


def _lock(rng: Random) -> tuple[str, ...]:
    form, demand = rng.choice(("purchased", "regional", "Purchased")), rng.choice(("must not", "must", "never"))
    task = rng.choice(('task = "L4"', 'task = "l4"', "level = 4", "level = 3"))
    return "[[add.locks]]", 'municipality = "903"', task, f'form = "{form}"', f'demand = "{demand}"'


def _volume(rng: Random) -> tuple[str, ...]:
    municipality, contacts = rng.choice(("903", "904", "999")), rng.choice(("1000", "50.000", "-1", '"1.000"'))
    return "[[add.volumes]]", f'municipality = "{municipality}"', 'task = "L4"', f"contacts = {contacts}"


def _nothing(_: Random) -> tuple[str, ...]:
    return ()


_ADDITIONS: tuple[Callable[[Random], tuple[str, ...]], ...] = (_nothing, _nothing, _nothing, _lock, _volume)
