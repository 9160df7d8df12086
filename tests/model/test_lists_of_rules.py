"""Every list that must know the rules knows each, or it stands here why it need not: no new rule is forgotten.

A rule that was added by the book was not obeyed when a warm-start `memory` was used, as one list did not know it.
"""

import ast
import inspect
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from optimiser import read, solve
from optimiser.audit import audit
from optimiser.diagnosis import rules as diagnosed
from optimiser.model import build as building
from optimiser.model import money
from optimiser.model.formulation import Formulation
from optimiser.planning import pools, precheck, routes
from optimiser.report.rules import RULE_NAMES
from optimiser.result import binding
from optimiser.solver.warm_start_cache import WarmStartCache
from tests import witness

ROOT = Path(__file__).parents[2]
OF_THE_MODEL = "of how the model is written; it demands nothing of a plan that another rule does not"
BY_CHOICE = "the choice of routes sees to it before there is a model"
NO_WISH = "is no wish that could be taken away"


def _named(function: object) -> list[str]:
    return re.findall(r"\*\*([a-z-]+)\*\*", inspect.getdoc(function) or "")


REFUSED = [name for name, _ in routes.REFUSALS]
RULES = list(dict.fromkeys([*(name for add in building.RULES for name in _named(add)), *REFUSED]))
"""The names of all rules, as users see them."""


def _said(*modules: ModuleType) -> set[str]:
    """Every text that stands in modules."""
    trees = [ast.parse(inspect.getsource(module)) for module in modules]
    return {str(one.value) for tree in trees for one in ast.walk(tree) if isinstance(one, ast.Constant)}


EXEMPT: Mapping[str, Mapping[str, str]] = {
    "pools": {
        **dict.fromkeys(REFUSED, "two centres that refuse otherwise are seen otherwise, and are in no pool together"),
        "assignment": "asks for one place, whichever",
        "connection": "is paid by whom it leads to alike",
        "entry-points": "counts connections to a pool, as there is one of each portfolio",
        "minimum-volume": "is of each centre, which stands by itself within a pool",
        "maximum-volume": "is of each centre, which stands by itself within a pool",
        "purchase-cap": "is of each connection, of which the pool counts how many",
        "investment-budget": "counts, and does not ask which",
        "max-centres": "counts, and does not ask which",
        "must-open": "a centre that must serve others is a pool by itself",
        "nested-depth": "asks what is shared, and not where",
        "local-sustainability": "asks what is answered at home",
        "differs-from": "takes centres that nothing but the name tells apart for the same",
    },
    "packing": {
        **dict.fromkeys(REFUSED, "packing has lawful routes alone to choose from"),
        "assignment": "whole bundles go to one option (`_add_bundles`)",
        "connection": "an option is a connection, and is paid as one",
        "entry-points": "a bundle stays one bundle",
        "purchase-cap": "no option is above it (`Packing._within_cap`)",
        "must-open": "a centre that must serve others is in no pool with others",
        "nested-depth": "no bundle comes home under it (`Packing._may_return`)",
        "local-sustainability": "to come home only adds to what is kept",
        "no-municipality-worse-off": "tells centres apart, so that nothing is packed",
        "differs-from": "a packed plan that does not differ is not kept (`Solve._keep_packed`)",
    },
    "diagnosis": {
        "assignment": NO_WISH,
        "connection": NO_WISH,
        "open-centre": NO_WISH,
        "group-membership": NO_WISH,
        "differs-from": NO_WISH,
        "authority-stays-home": "is named by the legal rules of the instance",
        "purchase-cap": "is named by the legal rules of the instance",
    },
    "words": {"connection": OF_THE_MODEL, "differs-from": "is never told of a plan; that there is no other is told"},
    "audit": {
        "connection": OF_THE_MODEL,
        "differs-from": "is checked for all plans together (`audit/alternatives.py`)",
    },
    "precheck": {
        **dict.fromkeys(RULES, "may be impossible together with others; a diagnosis tells, after a solve"),
        **dict.fromkeys(REFUSED, "is named by its place in `REFUSALS`"),
    },
    "binding": dict.fromkeys(RULES, "not told to bind yet: what binds is told anew by the redesign of texts"),
    "witness": {"connection": OF_THE_MODEL, "assignment": "every assignment is gone through"},
}
"""By list, the rules that it need not know, and why."""

WITNESSED: Mapping[str, str] = {
    "eligible-levels": "_is_lawful",
    "authority-stays-home": "_law_speaks_of",
    "group-membership": "_is_open_to",
    "open-centre": "_is_open_to",
    "mandatory": "_is_lawful",
    "locks": "_obeys",
    "entry-points": "_has_few_entry_points",
    "local-sustainability": "_keeps_enough",
    "nested-depth": "_is_nested",
    "purchase-cap": "_is_within_caps",
    "kpi-target": "_meets_own_kpis",
    "minimum-volume": "_limits",
    "maximum-volume": "_limits",
    "max-centres": "_limits",
    "must-open": "_limits",
    "no-municipality-worse-off": "_limits",
    "investment-budget": "_budget_kr",
    "differs-from": "differs_from",
}
"""Where brute force knows each rule."""
PACKED: Mapping[str, str] = {
    "minimum-volume": "_add_centres",
    "maximum-volume": "_add_centres",
    "max-centres": "_add_policy",
    "investment-budget": "_add_policy",
    "kpi-target": "_add_kpi_targets",
}
"""Where packing keeps each rule that it could break."""
KNOWN: Mapping[str, Collection[str]] = {
    "pools": pools.TOLD_APART,
    "packing": PACKED,
    "diagnosis": _said(diagnosed),
    "words": RULE_NAMES,
    "audit": [name for name, _ in (*audit.CHECKS, *audit.COST_RULES)],
    "precheck": _said(precheck),
    "binding": _said(binding),
    "witness": WITNESSED,
}
"""By list, the rules that it knows."""


def test_there_are_rules() -> None:
    assert len(RULES) >= 19


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("known", KNOWN)
def test_a_list_knows_each_rule_or_says_why_not(known: str, rule: str) -> None:
    assert rule in KNOWN[known] or rule in EXEMPT[known], f"{known} does not know {rule}; see docs/adding-a-rule.md"


@pytest.mark.parametrize("known", KNOWN)
def test_no_list_excuses_a_rule_that_is_gone(known: str) -> None:
    assert EXEMPT[known].keys() <= set(RULES)


def test_each_rule_is_said_to_look_at_money_or_not() -> None:
    said = money.BLIND | money.WHERE_ASKED.keys()
    assert said == set(building.RULES)
    assert not money.BLIND & money.WHERE_ASKED.keys()
    assert set(REFUSED) == money.BLIND_REFUSALS


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule in WITNESSED])
def test_brute_force_has_what_is_said_of_it(rule: str) -> None:
    assert f"def {WITNESSED[rule]}(" in inspect.getsource(witness)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in REFUSED])
def test_the_page_of_the_model_names_each_rule(rule: str) -> None:
    assert f"**{rule}**" in (ROOT / "docs" / "model.md").read_text(encoding="utf-8")


# ---- a rule added by the book, and forgotten in the list of those that look at money ----------------


def add_dear_centre(f: Formulation) -> None:
    """**dear-centre**: no shared centre opens whose cost factor is above 0.85; nothing says that it looks at money."""
    rows = f.problem.instance.centres
    dear = [(p, c) for p, c in f.shared if rows[c].cost_factor > 0.85]
    f.rule("dear-centre", dear, lambda _, p, c: f.opened(p, c) <= 0)


def test_a_rule_that_was_forgotten_is_obeyed_with_a_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its plan at a low price was carried over to a high one, at which the rule forbids it."""
    rules = (*building.RULES, add_dear_centre)
    monkeypatch.setattr(building, "RULES", rules)
    monkeypatch.setattr(money, "RULES", rules)
    cache = WarmStartCache()
    for factor in (0.8, 0.9):
        instance = read(ROOT / "instances" / "toy", overrides=[f"centres.virtual.cost_factor={factor}"])
        remembered, afresh = solve(instance, cache=cache), solve(instance)
        assert remembered.objective_kr == pytest.approx(afresh.objective_kr)
        used = set(remembered.tables["assignments"]["form"])
        assert ("regional" in used) == (factor < 0.85)


def test_without_a_rule_that_looks_at_money_prices_are_no_part_of_the_shape() -> None:
    instance = read(ROOT / "instances" / "toy")
    dearer = read(ROOT / "instances" / "toy", overrides=["centres.virtual.cost_factor=1.3"])
    assert money.shape_of(instance) == money.shape_of(dearer)
    policy = instance.settings.policy.model_copy(update={"investment_budget_kr": 1e9})
    limited = [replace(one, settings=one.settings.model_copy(update={"policy": policy})) for one in (instance, dearer)]
    assert money.shape_of(limited[0]) != money.shape_of(limited[1])
