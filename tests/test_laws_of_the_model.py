"""Laws that hold whatever the instance: random small ones are changed, and solved before and after."""

from collections.abc import Callable
from dataclasses import replace
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from optimiser import Result, solve
from optimiser.data import rows
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance, read, write
from optimiser.data.settings import Policy, Roadmap
from optimiser.data.year_rows import FirstYear
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.rules.registry import all_rules
from tests.plans import plan_of
from tests.random_existing import random_instance_with_existing
from tests.random_instances import random_instance
from tests.sampling import examples

GAP = 1e-7
SAME = 1e-6
"""Two optima are the same within this relative difference: each is proved to the gap."""

instances = st.integers(0, 100_000).map(
    lambda seed: random_instance(seed) if seed % 3 else random_instance_with_existing(seed, contracts=False)
)
law = settings(
    max_examples=examples(9, 25),
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
Change = Callable[[Instance], Instance]


# ---- solving and changing -------------------------------------------------------------------------


def _solved(instance: Instance) -> Result:
    """The result, proved one way or the other, and not contradicted by the audit."""
    result = solve(instance, gap=GAP)
    assert result.status in ("optimal", "infeasible")
    assert not result.has_plan or result.breaches == []
    return result


def _cost_kr(instance: Instance) -> float:
    """Cost of the best plan; infinite where there is none."""
    result = _solved(instance)
    return float("inf") if result.objective_kr is None else result.objective_kr


def _with(instance: Instance, **tables: Any) -> Instance:
    changed = replace(instance, tables=replace(instance.tables, **{name: tuple(new) for name, new in tables.items()}))
    return replace(changed, sha256=hash_of_instance(changed))


def _with_policy(instance: Instance, **entries: Any) -> Instance:
    return _with_settings(instance, policy=Policy.model_validate({**dict(instance.settings.policy), **entries}))


def _with_settings(instance: Instance, **sections: Any) -> Instance:
    changed = replace(instance, settings=instance.settings.model_copy(update=sections))
    return replace(changed, sha256=hash_of_instance(changed))


def _each(table: tuple[Any, ...], **entries: Any) -> list[Any]:
    """The rows of a table with entries set, or computed from the row."""
    return [
        row.model_copy(update={name: value(row) if callable(value) else value for name, value in entries.items()})
        for row in table
    ]


# ---- more allowed never costs more ----------------------------------------------------------------

MORE_ALLOWED: dict[str, Change] = {
    "one entry point more": lambda one: _with_policy(one, max_entry_points=one.settings.policy.max_entry_points + 1),
    "no budget": lambda one: _with_policy(one, investment_budget_kr=None),
    "any number of hosts": lambda one: _with_policy(one, max_hosts=None),
    "any number of virtual centres": lambda one: _with_policy(one, max_virtual_centres=None),
    "no local share": lambda one: _with_policy(one, min_local_share=None),
    "no nested depth": lambda one: _with_policy(one, nested_depth=False),
    "no mandates": lambda one: _with_policy(one, mandatory=()),
    "no law": lambda one: _with(one, legal=_each(one.tables.legal, active=False)),
    "every municipality a host": lambda one: _with(
        one, municipalities=_each(one.tables.municipalities, candidate_host=True)
    ),
    "half the minimum volumes": lambda one: _with(
        one,
        centres=_each(one.tables.centres, min_volume=lambda row: row.min_volume / 2, min_sold=lambda r: r.min_sold / 2),
    ),
    "no maximum volumes": lambda one: _with(
        one, centres=_each(one.tables.centres, max_volume=None, max_sold_share=None)
    ),
    "no KPI targets": lambda one: _with(one, kpis=_each(one.tables.kpis, target=None)),
    "no locks": lambda one: _with(one, locks=()),
}


@pytest.mark.parametrize("change", MORE_ALLOWED.values(), ids=list(MORE_ALLOWED))
@given(instance=instances)
@settings(law, max_examples=examples(5, 12))
def test_more_allowed_never_costs_more(change: Change, instance: Instance) -> None:
    changed = change(instance)
    assume(changed.sha256 != instance.sha256)
    assert _cost_kr(changed) <= _cost_kr(instance) * (1 + SAME)


# ---- a tighter limit never costs less -------------------------------------------------------------


def _tighter_volumes(one: Instance) -> Instance:
    def half_as_much_again(row: rows.Centre) -> float:
        return min(row.min_volume * 1.5, inf if row.max_volume is None else row.max_volume)

    centres = _each(one.tables.centres, min_volume=half_as_much_again, min_sold=lambda row: row.min_sold * 1.5)
    return _with(one, centres=centres)


def _fuller_centres(one: Instance) -> Instance:
    def most(row: rows.Centre) -> float:
        return max(row.min_volume, 0.8 * (row.max_volume or 600_000))

    def share(row: rows.Centre) -> float:
        return 0.7 * (1.0 if row.max_sold_share is None else row.max_sold_share)

    return _with(one, centres=_each(one.tables.centres, max_volume=most, max_sold_share=share))


def _harder_targets(one: Instance) -> Instance:
    def harder(row: rows.Kpi) -> float | None:
        if row.target is None:
            return None
        return row.target + 0.05 if row.sense == "at least" else row.target - 0.05

    return _with(one, kpis=_each(one.tables.kpis, target=harder))


def _lower_caps(one: Instance) -> Instance:
    lower = _each(one.tables.legal, cap_kr=lambda row: None if row.cap_kr is None else row.cap_kr * 0.5)
    return _with(one, legal=lower)


def _law_on_more(one: Instance) -> Instance:
    new = rows.LegalRule(rule="one more", forms=("purchased",), levels=(1, 2, 3), citation="an act", active=True)
    return _read_back(_with(one, legal=(*one.tables.legal, new)))


def _without_the_last_member(one: Instance) -> Instance:
    return _with(one, structures=one.tables.structures[:-1] or one.tables.structures)


def _fewer_levels(one: Instance) -> Instance:
    levels = one.settings.policy.levels
    fewer = {form: getattr(levels, form)[:-1] for form in ("purchased", "regional", "external")}
    return _with_policy(one, levels={**levels.model_dump(), **fewer})


def _another_demand(one: Instance) -> Instance:
    last = one.tables.centres[-1].model_copy(update={"must_open": True})
    return _with(one, centres=(*one.tables.centres[:-1], last))


def _another_lock(one: Instance) -> Instance:
    lock = rows.Lock(municipality=next(iter(one.municipalities)), form="local", demand="must not")
    return _read_back(_with(one, locks=(*one.tables.locks, lock)))


def _another_wish(one: Instance) -> Instance:
    return _wishing(one, "do not sell", whom=next(iter(one.municipalities)))


def _wishing(one: Instance, kind: rows.WishKind, **more: Any) -> Instance:
    wish = rows.Wish(wish="one more", kind=kind, **more)
    return _read_back(_with(one, wishes=(*one.tables.wishes, wish)))


def _another_mandate(one: Instance) -> Instance:
    level = one.tables.tasks[0].level
    return _with_policy(
        one, mandatory=(*one.settings.policy.mandatory, {"levels": (level,), "forms": ("local", "unchanged")})
    )


def _smaller(name: str, otherwise: float) -> Change:
    """A limit of the policy lowered; where there is none, one that may bind."""

    def change(one: Instance) -> Instance:
        limit = getattr(one.settings.policy, name)
        return _with_policy(one, **{name: otherwise if limit is None else type(limit)(limit / 2)})

    return change


TIGHTER: dict[str, Change] = {
    "authority-stays-home": _law_on_more,
    "eligible-levels": _fewer_levels,
    "group-membership": _without_the_last_member,
    "mandatory": _another_mandate,
    "locks": _another_lock,
    "wishes": _another_wish,
    "keep-together": lambda one: _wishing(one, "keep together", levels=(1, 2, 3, 4, 5, 6)),
    "most-buyers": lambda one: _wishing(one, "at most buyers", value=1.0),
    "entry-points": lambda one: _with_policy(one, max_entry_points=max(1, one.settings.policy.max_entry_points - 1)),
    "minimum-volume": _tighter_volumes,
    "maximum-volume": _fuller_centres,
    "max-centres": lambda one: _smaller("max_hosts", 1)(_smaller("max_virtual_centres", 0)(one)),
    "must-open": _another_demand,
    "kpi-target": _harder_targets,
    "purchase-cap": _lower_caps,
    "nested-depth": lambda one: _with_policy(one, nested_depth=True),
    "local-sustainability": lambda one: _with_policy(
        one, min_local_share=min(1.0, 0.3 + (one.settings.policy.min_local_share or 0.0))
    ),
    "investment-budget": _smaller("investment_budget_kr", 4_000_000.0),
    "first-year": lambda one: _with(one, first_years=[FirstYear(form="purchased", first_year=one.settings.year + 1)]),
    "start-year": lambda one: _with_settings(one, roadmap=Roadmap(start_year=one.settings.year + 1)),
    "no-municipality-worse-off": lambda one: _with_policy(one, no_municipality_worse_off=True),
}
"""A tighter limit of each rule, by the name that users see."""
WITHOUT_A_LIMIT = {"taking-part", "assignment", "connection", "open-centre", "volume", "form-in-use", "differs-from"}
"""They say what a plan is, or are of a search: there is nothing in an instance to tighten."""


def test_every_rule_that_users_see_has_a_tighter_limit() -> None:
    assert TIGHTER.keys() | WITHOUT_A_LIMIT == {rule.name for rule in all_rules()}


@pytest.mark.parametrize("rule", TIGHTER)
@given(instance=instances)
@settings(law, max_examples=examples(4, 6))
def test_a_tighter_limit_never_costs_less(rule: str, instance: Instance) -> None:
    tighter = TIGHTER[rule](instance)
    assume(tighter.sha256 != instance.sha256)
    assert _cost_kr(tighter) >= _cost_kr(instance) * (1 - SAME)


@given(instance=instances, factor=st.sampled_from([0.0, 0.5, 0.9]))
@law
def test_cheaper_extra_costs_and_investments_never_cost_more(instance: Instance, factor: float) -> None:
    cheaper = _with(
        instance,
        task_costs=_each(instance.tables.task_costs, extra_kr=lambda row: row.extra_kr * factor),
        investments=_each(instance.tables.investments, amount_kr=lambda row: row.amount_kr * factor),
    )
    assert _cost_kr(cheaper) <= _cost_kr(instance) * (1 + SAME)


# ---- a lock never gains ---------------------------------------------------------------------------


def _lock(route: Route, demand: rows.Demand) -> rows.Lock:
    """A lock on what the route does, by its centre; by its form where that is the departments."""
    lock = rows.Lock(municipality=route.municipality, task=route.task, demand=demand)
    at_home = route.centre == DEPARTMENTS
    return lock.model_copy(update={"form": "unchanged"} if at_home else {"centre": route.centre})


@given(instance=instances, which=st.integers(0, 100))
@law
def test_a_lock_against_what_the_best_plan_does_never_gains(instance: Instance, which: int) -> None:
    best = _solved(instance)
    assume(best.has_plan)
    assert best.objective_kr is not None
    routes = plan_of(best).routes
    route = routes[which % len(routes)]
    assume(all(other.demand == "must not" for other in instance.tables.locks))
    locked = _read_back(_with(instance, locks=(*instance.tables.locks, _lock(route, "must not"))))
    assert _cost_kr(locked) >= best.objective_kr * (1 - SAME)


@given(instance=instances, which=st.integers(0, 100))
@law
def test_demanding_what_the_best_plan_does_changes_nothing(instance: Instance, which: int) -> None:
    assume(not instance.tables.locks)
    best = _solved(instance)
    assume(best.has_plan)
    routes = plan_of(best).routes
    route = routes[which % len(routes)]
    assert _cost_kr(_with(instance, locks=(_lock(route, "must"),))) == pytest.approx(best.objective_kr, rel=SAME)


# ---- names, order and units mean nothing ----------------------------------------------------------


def _renamed(instance: Instance) -> Instance:
    """Every municipality and centre under another name, so that they also come in another order."""
    codes = {code: str(900 - number) for number, code in enumerate(instance.municipalities)}
    names = {row.centre: f"Z{99 - number}" for number, row in enumerate(instance.tables.centres)}

    def renamed(row: Any) -> Any:
        new = {}
        for column, names_by in (("municipality", codes), ("seat", codes), ("centre", names), ("group", names)):
            value = getattr(row, column, None)
            if value is not None:
                new[column] = names_by[value]
        if isinstance(row, rows.Municipality):
            new |= {"code": codes[row.code], "name": f"New {row.name}"}
        return row.model_copy(update=new)

    tables = ("municipalities", "volumes", "own_figures", "centres", "existing", "structures", "connections", "locks")
    return _read_back(_with(instance, **{name: map(renamed, getattr(instance.tables, name)) for name in tables}))


def _read_back(instance: Instance) -> Instance:
    """The instance as it is read: rows in the order of their keys."""
    with TemporaryDirectory() as scratch:
        write(instance, Path(scratch) / "instance")
        return read(Path(scratch) / "instance")


@given(instance=instances)
@law
def test_renaming_municipalities_and_centres_changes_nothing_in_the_cost(instance: Instance) -> None:
    assert _cost_kr(_renamed(instance)) == pytest.approx(_cost_kr(instance), rel=SAME)


@given(instance=instances, factor=st.sampled_from([0.5, 2.0, 7.0]))
@law
def test_scaling_all_costs_scales_the_optimum(instance: Instance, factor: float) -> None:
    """In another currency the same plan is best; caps, prices and budgets are amounts too."""
    tables, policy = instance.tables, instance.settings.policy

    def scaled(name: str) -> Callable[[Any], float | None]:
        return lambda row: None if getattr(row, name) is None else getattr(row, name) * factor

    changed = _with(
        instance,
        cost_curve=_each(tables.cost_curve, unit_cost_kr=scaled("unit_cost_kr")),
        task_costs=_each(tables.task_costs, extra_kr=scaled("extra_kr")),
        investments=_each(tables.investments, amount_kr=scaled("amount_kr")),
        connections=_each(
            tables.connections,
            yearly_kr=scaled("yearly_kr"),
            investment_kr=scaled("investment_kr"),
            extra_kr=scaled("extra_kr"),
        ),
        own_figures=_each(tables.own_figures, today_unit_cost_kr=scaled("today_unit_cost_kr")),
        centres=_each(tables.centres, fixed_cost_kr=scaled("fixed_cost_kr")),
        existing=_each(tables.existing, exit_kr=scaled("exit_kr")),
        legal=_each(tables.legal, cap_kr=scaled("cap_kr")),
    )
    amounts = {name: scaled(name)(policy) for name in ("investment_budget_kr", "purchase_price_kr")}
    economy = instance.settings.economy
    dearer = economy.model_copy(update={"today_unit_cost_kr": economy.today_unit_cost_kr * factor})
    changed = _with_policy(
        replace(changed, settings=changed.settings.model_copy(update={"economy": dearer})), **amounts
    )
    assert _cost_kr(changed) == pytest.approx(_cost_kr(instance) * factor, rel=SAME)


@given(instance=instances, factor=st.sampled_from([0.5, 3.0, 10.0]))
@law
def test_scaling_volumes_minimums_and_what_is_paid_once_scales_the_optimum(instance: Instance, factor: float) -> None:
    """A country with k times the contacts, in centres k times as large: what is paid by contact stays as it is."""
    tables, policy = instance.tables, instance.settings.policy

    def scaled(name: str) -> Callable[[Any], float | None]:
        return lambda row: None if getattr(row, name) is None else getattr(row, name) * factor

    def scaled_amount(row: rows.Investment) -> float:
        return row.amount_kr if row.basis == "fte" else row.amount_kr * factor  # there are k times as many employees

    names = ("min_volume", "max_volume", "min_sold", "fixed_cost_kr")
    changed = _with(
        instance,
        volumes=_each(tables.volumes, contacts=scaled("contacts")),
        cost_curve=_each(tables.cost_curve, volume=scaled("volume")),
        centres=_each(tables.centres, **{name: scaled(name) for name in names}),
        connections=_each(tables.connections, yearly_kr=scaled("yearly_kr"), investment_kr=scaled("investment_kr")),
        investments=_each(tables.investments, amount_kr=scaled_amount),
        existing=_each(tables.existing, exit_kr=scaled("exit_kr")),
        legal=_each(tables.legal, cap_kr=scaled("cap_kr")),
    )
    changed = _with_policy(changed, investment_budget_kr=scaled("investment_budget_kr")(policy))
    assert _cost_kr(changed) == pytest.approx(_cost_kr(instance) * factor, rel=SAME)


@given(instance=instances, order=st.randoms(use_true_random=False))
@law
def test_the_order_of_rows_changes_neither_the_hash_nor_the_plan(instance: Instance, order: Any) -> None:
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "instance"
        write(instance, folder)
        for path in folder.glob("*.csv"):
            if path.name == "cost_curve.csv":
                continue  # a curve is refused unless its volumes rise
            header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            order.shuffle(lines)
            path.write_text(header + "".join(lines), encoding="utf-8")
        shuffled = read(folder)
    assert shuffled.sha256 == instance.sha256
    first, second = _solved(instance), _solved(shuffled)
    assert first.assignments.equals(second.assignments)


# ---- what every answer has in common --------------------------------------------------------------


@given(instance=instances)
@law
def test_the_same_instance_gives_the_same_answer(instance: Instance) -> None:
    first, second = _solved(instance), _solved(instance)
    assert first.objective_kr == second.objective_kr
    assert first.assignments.equals(second.assignments)


@given(instance=instances)
@law
def test_all_contacts_are_answered_and_no_more(instance: Instance) -> None:
    result = _solved(instance)
    assume(result.has_plan)
    answered = sum(result.figures.contacts_by_form.values())
    assert answered == pytest.approx(sum(instance.contacts.values()))
    assert len(result.assignments) == len(instance.contacts)
