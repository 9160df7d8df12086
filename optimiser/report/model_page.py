"""Writes docs/model.md from the docstrings of the rules, so that a formula stands in one place only.

`make pages` renews it; a test holds the file to it.
"""

from collections.abc import Callable, Iterator
from inspect import getdoc
from types import ModuleType
from typing import Any

from optimiser import model
from optimiser.data.settings import Language
from optimiser.model import build, packing, packing_model, portfolio_model
from optimiser.model import roadmap as model_of_years
from optimiser.planning import charges, cost_curve, filling, plan, pools, problem, roadmap, routes
from optimiser.planning.assignment import Structure
from optimiser.planning.centre_curve import dearest_kr
from optimiser.portfolios import lagrangian, portfolio_costs
from optimiser.rules.path_rule import PathRule
from optimiser.rules.path_rules import path_rules
from optimiser.rules.registry import all_rules, find_conflicts, shape_of
from optimiser.rules.rule import Rule, scaled_kr
from optimiser.solver import portfolio_stages, stages, warm_start_cache

Documented = ModuleType | Callable[..., Any]
"""What has a docstring to be shown."""
LANGUAGES: tuple[Language, ...] = ("en", "da")
OPENING = """\
# The model

Written from the code by `make pages`; change the docstrings, not this page.

What is decided: who answers each task of each municipality, and which centres open, so that total cost a year is
as low as possible. Rules that exclude single triples (municipality, task, centre) are applied before the model
(`optimiser/planning/routes.py`); the choices that are left must obey the others.
"""
BEFORE_THE_MODEL: tuple[tuple[str, Documented], ...] = (
    ("Routes", routes),
    ("Cost curve", cost_curve),
    ("Purchases", dearest_kr),
    ("Problem", problem),
    ("Checks", find_conflicts),
)
PROVING_A_PLAN: tuple[tuple[str, Documented], ...] = (
    ("Stages", stages),
    ("Whole portfolios", portfolio_costs),
    ("Bound from prices", lagrangian),
    ("Portfolio model", portfolio_model),
    ("Stages on portfolios", portfolio_stages),
    ("Pools", pools),
    ("Packing", packing_model),
    ("What is packed", packing),
    ("Filling", filling),
)
ALIKE_INSTANCES: tuple[tuple[str, Documented], ...] = (
    ("Shape", shape_of),
    ("Warm-start cache", warm_start_cache),
    ("Carried bound", warm_start_cache.carried_bound),
)


def render_model_page() -> str:
    """The whole page."""
    return "\n".join(_list_sections()).rstrip() + "\n"


def _list_sections() -> Iterator[str]:
    yield OPENING
    yield from _write_section("## Letters", model)
    yield from _write_section("## Units", scaled_kr)
    yield from _write_section("## Choices", build.add_choices)
    yield "## Rules\n"
    yield "In the order of `optimiser/rules/registry.py`, in which they are added to the model.\n"
    for rule in all_rules():
        yield from _of_rule(rule)
    yield from _write_section("## Objective", build.add_objective)
    yield from _write_section("### Annuity of an investment", charges.annuity_factor)
    yield from _write_section("### Who is charged what", charges)
    yield "## Before the model\n"
    for title, told in BEFORE_THE_MODEL:
        yield from _write_section(f"### {title}", told)
    yield "## How a plan is proved\n"
    for title, told in PROVING_A_PLAN:
        yield from _write_section(f"### {title}", told)
    yield from _write_section("## When two plans differ", Structure)
    yield from _write_section("## A path over years", roadmap)
    yield from _write_section("### What the model of all years is", model_of_years)
    yield "### Rules between years\n"
    for between in path_rules():
        yield from _of_rule(between, "####")
    yield "## How alike instances are solved in a row\n"
    for title, told in ALIKE_INSTANCES:
        yield from _write_section(f"### {title}", told)
    yield from _write_section("## What a plan costs", plan)


def _of_rule(rule: Rule | PathRule, heading: str = "###") -> Iterator[str]:
    """A rule: its names, what it demands by which formula, and where it comes from."""
    names = " / ".join(rule.words[language] for language in LANGUAGES if language in rule.words)
    yield from _write_section(f"{heading} {rule.name}{f': {names}' if names else ''}", type(rule))
    if rule.declared_in:
        yield f"Declared in {', '.join(f'`{name}`' for name in rule.declared_in)}.\n"


def _write_section(title: str, told: Documented) -> Iterator[str]:
    yield f"{title}\n"
    yield f"{getdoc(told)}\n"
