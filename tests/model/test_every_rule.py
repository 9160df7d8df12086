"""Every rule there is gets into the model, and says in its docstring what it is called and demands."""

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from optimiser.model import build as building
from optimiser.model import rules
from optimiser.model.formulation import Formulation
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import prepare
from optimiser.planning.routes import REFUSALS
from tests.planning.two_towns import two_towns

UNNAMED = {"add_connection_variables", "add_volumes", "add_uses"}
"""They add what the rules of others speak of, and have a formula but no rule that users know by name."""
FORMULA = re.compile(r"<=|>=|=|at most|between")


def _rules() -> Iterator[tuple[str, Callable[..., Any]]]:
    for found in iter_modules(rules.__path__):
        module = import_module(f"{rules.__name__}.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("add_") and function.__module__ == module.__name__:
                yield name, function


RULES = dict(_rules())


def _text(name: str) -> str:
    return inspect.getdoc(RULES[name]) or ""


def test_there_are_rules() -> None:
    assert len(RULES) >= 14


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_listed_once_among_what_is_built(name: str) -> None:
    assert building.RULES.count(RULES[name]) == 1


def test_all_that_is_listed_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []

    def noted(rule: Callable[[Formulation], None]) -> Callable[[Formulation], None]:
        def add(f: Formulation) -> None:
            called.append(rule.__name__)
            rule(f)

        return add

    monkeypatch.setattr(building, "RULES", tuple(noted(rule) for rule in building.RULES))
    problem = prepare(two_towns())
    building.build(problem, single_pools(problem))
    assert sorted(called) == sorted(RULES)


@pytest.mark.parametrize("name", sorted(RULES.keys() - UNNAMED))
def test_a_rule_is_named_in_bold_in_its_docstring(name: str) -> None:
    assert re.match(r"\*\*[a-z]+(-[a-z]+)*\*\*", _text(name)), _text(name)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_has_a_formula_in_its_docstring(name: str) -> None:
    assert len(_text(name).splitlines()) > 1
    assert FORMULA.search(_text(name))


def test_the_rules_of_the_contract_are_all_there() -> None:
    """By the name users see: constraints in bold, and the rules that take routes away."""
    named = {match for name in RULES for match in re.findall(r"\*\*([a-z-]+)\*\*", _text(name))}
    refused = {name for name, _ in REFUSALS}
    assert named | refused >= {
        "assignment",
        "authority-stays-home",
        "connection",
        "entry-points",
        "open-centre",
        "group-membership",
        "minimum-volume",
        "maximum-volume",
        "must-open",
        "kpi-target",
        "purchase-cap",
        "investment-budget",
        "max-centres",
        "mandatory",
        "nested-depth",
        "local-sustainability",
        "locks",
        "no-municipality-worse-off",
    }
