"""Writes docs/model.md from the docstrings of the rules, so that a formula stands in one place only.

Run `python -m optimiser.report.model_page > docs/model.md`; a test holds the file to it.
"""

from collections.abc import Callable, Iterator
from inspect import getdoc
from types import ModuleType
from typing import Any

from optimiser import model
from optimiser.data.settings import Language
from optimiser.model import build, objective, packing, packing_model
from optimiser.planning import (
    charges,
    curve,
    filling,
    plan,
    pools,
    precheck,
    problem,
    purchases,
    routes,
    shape,
    structure,
)
from optimiser.rules import scale
from optimiser.rules.registry import all_rules
from optimiser.rules.rule import Rule
from optimiser.solver import stages, warm_start_cache

LANGUAGES: tuple[Language, ...] = ("en", "da")
OPENING = """\
# The model

Written from the code by `python -m optimiser.report.model_page`; change the docstrings, not this page.

What is decided: who answers each task of each municipality, and which centres open, so that total cost a year is
least. Rules that refuse single triples (municipality, task, centre) are settled before the model
(`optimiser/planning/routes.py`); the others are what the choices among those left must obey.
"""


def document() -> str:
    """The whole page."""
    return "\n".join(_list_sections()).rstrip() + "\n"


def _list_sections() -> Iterator[str]:
    yield OPENING
    yield from _write_section("Letters", model)
    yield from _write_section("Units", scale)
    yield from _tell_constraint("## Choices", build.add_choices)
    yield "## Rules\n"
    yield "In the order of `optimiser/rules/registry.py`, in which they are added to the model.\n"
    for rule in all_rules():
        yield from _of_rule(rule)
    yield from _tell_constraint("## Objective", objective.add_objective)
    yield from _tell_constraint("### Annuity of an investment", charges.annuity_factor)
    yield from _write_section("### Who is charged what", charges)
    yield "## Before the model\n"
    for title, module in (
        ("Routes", routes),
        ("Cost curve", curve),
        ("Purchases", purchases),
        ("Problem", problem),
        ("Checks", precheck),
    ):
        yield from _write_section(f"### {title}", module)
    yield "## How a plan is proved\n"
    for title, module in (
        ("Stages", stages),
        ("Pools", pools),
        ("Packing", packing_model),
        ("What is packed", packing),
        ("Filling", filling),
    ):
        yield from _write_section(f"### {title}", module)
    yield from _write_section("## When two plans differ", structure)
    yield "## How alike instances are solved in a row\n"
    for title, module in (("Shape", shape), ("Warm-start cache", warm_start_cache)):
        yield from _write_section(f"### {title}", module)
    yield from _tell_constraint("### Carried bound", warm_start_cache.carried_bound)
    yield from _write_section("## What a plan costs", plan)


def _of_rule(rule: Rule) -> Iterator[str]:
    """A rule: its names, what it demands by which formula, and where it comes from."""
    names = " / ".join(rule.words[language] for language in LANGUAGES if language in rule.words)
    yield from _tell_constraint(f"### {rule.name}{f': {names}' if names else ''}", type(rule))
    if rule.declared_in:
        yield f"Declared in {', '.join(f'`{name}`' for name in rule.declared_in)}.\n"


def _write_section(title: str, module: ModuleType) -> Iterator[str]:
    yield from _tell_constraint(title if title.startswith("#") else f"## {title}", module)


def _tell_constraint(title: str, told: ModuleType | Callable[..., Any]) -> Iterator[str]:
    yield f"{title}\n"
    yield f"{getdoc(told)}\n"


if __name__ == "__main__":
    print(document(), end="")
