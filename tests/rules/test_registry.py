"""Each rule says all that cannot be taken on trust: its names, its formula, where it comes from, what it has to spare.

What is derived from the registry needs no test here: no list that it is derived from can forget a rule.
"""

import inspect
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import get_args, get_type_hints

import pytest
from pydantic import BaseModel

from optimiser import read
from optimiser.audit import audit
from optimiser.data.settings import Language, Settings
from optimiser.data.tables import TABLES
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem
from optimiser.report.phrases import PHRASES
from optimiser.rules.registry import RULES, requirements_of, shape_of
from optimiser.rules.rule import RefusingRule, Rule, StructuralRule
from tests import witness

TOY = Path(__file__).parents[2] / "instances" / "toy"
FORMULA = re.compile(r"<=|>=|=|at most|between")
NAMES = [rule.name for rule in RULES]
OF_THE_CONTRACT = {
    *("assignment", "authority-stays-home", "connection", "entry-points", "open-centre", "group-membership"),
    *("minimum-volume", "maximum-volume", "must-open", "kpi-target", "purchase-cap", "investment-budget"),
    *("max-centres", "mandatory", "nested-depth", "local-sustainability", "locks", "no-municipality-worse-off"),
}
OF_THE_MODEL = {"connection", "volume", "form-in-use"}
"""How the model is written: nothing that the audit or brute force could find broken."""
OF_GROUPS = {"taking-part"}
"""Asked of groups that plan for themselves, of which no run is kept; `tests/sharing` goes through all groups."""
AUDITED_TOGETHER = {"differs-from"}
"""Checked for all plans of a search together, in `audit/audit.py`."""
WITNESSED = {
    "eligible-levels": "_is_lawful",
    "authority-stays-home": "_law_speaks_of",
    "first-year": "_is_before_its_time",
    "start-year": "_has_started",
    "group-membership": "_is_open_to",
    "open-centre": "_is_open_to",
    "mandatory": "_is_lawful",
    "locks": "_obeys",
    "wishes": "_wished_away",
    "keep-together": "_keeps_bundles",
    "most-buyers": "_most_buyers",
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
"""Where brute force knows each rule; every assignment is gone through, so that it needs no rule `assignment`."""


def test_the_rules_of_the_contract_are_all_there_each_once() -> None:
    assert set(NAMES) >= OF_THE_CONTRACT
    assert len(set(NAMES)) == len(NAMES)


# ---- what each rule says --------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_says_its_name_in_bold_and_a_formula(rule: Rule) -> None:
    text = inspect.getdoc(type(rule)) or ""
    assert text.startswith(f"**{rule.name}**: ")
    assert FORMULA.search(text.split("\n", 1)[1])


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_names_and_sentences_stand_in_both_languages_with_the_same_figures(rule: Rule) -> None:
    assert rule.name in OF_THE_MODEL or rule.words
    for text in (rule.words, *rule.phrases.values()) if rule.words else rule.phrases.values():
        assert text.keys() == set(get_args(Language))
        parts = (Formatter().parse(text[language]) for language in ("da", "en"))
        danish, english = ({name for _, name, _, _ in told if name is not None} for told in parts)
        assert danish == english
        assert text["da"].endswith(".") == text["en"].endswith(".")


def test_no_sentence_stands_in_two_places() -> None:
    names = [*PHRASES, *(name for rule in RULES for name in rule.phrases)]
    assert len(set(names)) == len(names)


def _is_declared(name: str) -> bool:
    """Whether a dotted name is a setting, or a column of a table."""
    head, *rest = name.split(".")
    if head in TABLES:
        return rest[0] in TABLES[head].row.model_fields
    model: object = Settings
    for part in (head, *rest):
        if not (isinstance(model, type) and issubclass(model, BaseModel) and part in model.model_fields):
            return False
        hint = get_type_hints(model)[part]
        model = next((one for one in get_args(hint) if isinstance(one, type)), hint)
    return True


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_what_a_rule_comes_from_is_there(rule: Rule) -> None:
    assert all(map(_is_declared, rule.declared_in))
    assert rule.declared_in or rule.name in OF_THE_MODEL | OF_GROUPS | {"differs-from"}


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_that_demands_something_of_a_plan_tells_what_the_plan_has_to_spare(rule: Rule) -> None:
    """Else it could never be told to bind, and no packed plan would be kept."""
    assert type(rule).slacks is not Rule.slacks
    told = type(rule).slacks not in (RefusingRule.slacks, StructuralRule.slacks)
    assert told or rule.refuses_routes or isinstance(rule, StructuralRule)


ALL_LIMITS = (
    *("policy.max_hosts=1", "policy.max_virtual_centres=1", "policy.investment_budget_kr=9e6"),
    *("policy.min_local_share=0.3", "policy.nested_depth=true", "policy.no_municipality_worse_off=true"),
    *("centres.Østerå.must_open=true", "centres.Østerå.must_sell=true", "centres.Østerå.max_volume=900000"),
    *("centres.Østerå.min_volume=1000", "centres.Østerå.max_sold_share=0.9"),
)


def test_a_requirement_names_rows_that_are_in_the_model() -> None:
    """Rows that were renamed would never be suspected."""
    problem = build_problem(read(TOY, overrides=ALL_LIMITS))
    families = {family for family, _ in compile_formulation(build(problem, single_pools(problem))).row_keys}
    required = requirements_of(problem.instance)
    assert {one.kind for one in required if one.rows} >= {"most hosts", "budget", "local share", "must sell"}
    for one in required:
        assert set(one.rows) <= families | {"must-open-own", "volume-piece-low"}, one


# ---- those that do not ask the registry -----------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(NAMES) - OF_THE_MODEL - OF_GROUPS - AUDITED_TOGETHER))
def test_the_audit_has_a_copy_of_each_rule(name: str) -> None:
    assert name in {rule for rule, _ in (*audit.CHECKS, *audit.COST_CHECKS)}


@pytest.mark.parametrize("name", sorted(set(NAMES) - OF_THE_MODEL - OF_GROUPS - {"assignment"}))
def test_brute_force_has_a_copy_of_each_rule(name: str) -> None:
    assert f"def {WITNESSED[name]}(" in inspect.getsource(witness)


# ---- traits ---------------------------------------------------------------------------------------


def test_a_rule_that_says_nothing_of_itself_is_on_the_safe_side() -> None:
    toy, silent = read(TOY), Rule()
    assert silent.has("looks_at_money", toy)
    assert silent.has("tells_centres_apart", toy)
    assert silent.has("looks_at_whole_plan", toy)
    assert silent.has("packing_can_break", toy)
    assert silent.slacks(None) is None  # type: ignore[arg-type]
    assert not silent.allows(None)  # type: ignore[arg-type]


def test_without_a_rule_that_looks_at_money_prices_are_no_part_of_the_shape() -> None:
    instance = read(TOY)
    dearer = read(TOY, overrides=["centres.virtual.cost_factor=1.3"])
    assert shape_of(instance) == shape_of(dearer)
    policy = instance.settings.policy.model_copy(update={"investment_budget_kr": 1e9})
    limited = [replace(one, settings=one.settings.model_copy(update={"policy": policy})) for one in (instance, dearer)]
    assert shape_of(limited[0]) != shape_of(limited[1])
