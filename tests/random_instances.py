"""Small random instances, valid and deterministic: what a solve is held against a second opinion with.

They are small enough that every assignment can be gone through, and between them they use every
column and every rule. Many are tight and some have no plan at all. Contacts come in hundreds, so
that no limit is missed or met by less than a contact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from math import prod
from random import Random
from typing import Any, TypeVar

from optimiser.data import rows
from optimiser.data.checking_policy import is_allowed
from optimiser.data.columns import FORMS, Form
from optimiser.data.effects import impossible_connection, impossible_investment
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance
from optimiser.data.settings import Curve, Economy, EligibleLevels, Mandate, Policy, Settings
from optimiser.data.tables import TABLES, Tables
from optimiser.data.wishes import KINDS

MOST_ASSIGNMENTS = 2_000_000
"""Volumes are left out until there are no more ways than this to assign tasks to centres."""
STRUCTURE = "one"
AWAY: tuple[Form, ...] = ("purchased", "regional", "external")
HUNDRED = 100

T = TypeVar("T")


def random_instance(seed: int, *, optional_rules: bool = True) -> Instance:
    """The instance of a seed.

    Without `optional_rules` it uses only what the bundled instances use: no KPIs, mandates, caps on
    purchases, nested depth, budgets, or limits on the number of centres.
    """
    rng = Random(seed)  # noqa: S311  # nothing secret is drawn
    municipalities = _municipalities(rng)
    tasks = _tasks(rng)
    centres = _centres(rng, municipalities)
    structure, memberships = _structure(rng, municipalities, centres)
    kpis, kpi_values = _kpis(rng, tasks) if optional_rules else ((), ())
    tables = Tables(
        municipalities=municipalities,
        tasks=tasks,
        volumes=_volumes(rng, municipalities, tasks),
        centres=centres,
        structures=memberships,
        cost_curve=_cost_curve(rng),
        task_costs=_task_costs(rng, tasks),
        connections=_connections(rng, municipalities, centres),
        investments=_investments(rng),
        legal=_legal(rng, optional_rules),
        kpis=kpis,
        kpi_values=kpi_values,
        locks=(),
        assumptions=(),
    )
    instance = _thinned(rng, Instance(_settings(rng, structure), tables, sha256=""))
    if optional_rules:
        instance = replace(instance, settings=_with_optional_policy(rng, instance))
    instance = _without_impossible_rows(_with(instance, locks=_locks(rng, instance)))
    return replace(instance, sha256=hash_of_instance(instance))


def _without_impossible_rows(instance: Instance) -> Instance:
    """The same without the rows that are refused because they can count nothing."""
    tables = instance.tables
    return _with(
        instance,
        connections=tuple(row for row in tables.connections if impossible_connection(instance, row) is None),
        investments=tuple(row for row in tables.investments if impossible_investment(row) is None),
    )


def random_instance_with_demands(seed: int) -> Instance:
    """The random instance of a seed, in which one or two centres must be open or sell."""
    rng = Random(f"demands {seed}")  # noqa: S311  # nothing secret is drawn
    instance = random_instance(seed)
    chosen = rng.sample(instance.tables.centres, k=min(rng.randint(1, 2), len(instance.tables.centres)))
    demanded = {row.centre: _demanded(rng, row) for row in chosen}
    changed = _with(instance, centres=tuple(demanded.get(row.centre, row) for row in instance.tables.centres))
    return replace(changed, sha256=hash_of_instance(changed))


def _demanded(rng: Random, row: rows.Centre) -> rows.Centre:
    sells = row.kind == "local" and _chance(rng, 0.5)
    return row.model_copy(update={"must_sell": sells, "must_open": not sells or _chance(rng, 0.2)})


def random_instance_with_pairs(seed: int, *, optional_rules: bool = True) -> Instance:
    """The random instance of a seed, in which each pair of a buyer and a centre has a connection of its own.

    It costs something a year and, for most pairs, something for each contact; some hosts sell and some of their own
    tasks are cheaper elsewhere.
    """
    rng = Random(f"pairs {seed}")  # noqa: S311  # nothing secret is drawn
    instance = random_instance(seed, optional_rules=optional_rules)
    general = tuple(row for row in instance.tables.connections if not (row.municipality and row.centre))
    pairs = tuple(
        rows.Connection(
            form=_form(instance, code, centre),
            municipality=code,
            centre=centre,
            yearly_kr=_hundreds(rng, 0, 200_000),
            investment_kr=_sometimes(rng, 0.3, _hundreds(rng, 0, 500_000)),
            extra_kr=rng.choice((0.0, 0.25, 0.8, 1.5, 3.0)),
        )
        for code in instance.municipalities
        for centre in _centres_for(instance, code)
        if _form(instance, code, centre) in AWAY
    )
    policy = instance.settings.policy.model_copy(update={"max_entry_points": rng.choice((1, 2, 2, 2, 3))})
    changed = _without_impossible_rows(_with(instance, connections=general + pairs))
    changed = replace(changed, settings=instance.settings.model_copy(update={"policy": policy}))
    return replace(changed, sha256=hash_of_instance(changed))


WISHES: tuple[rows.WishKind, ...] = tuple(kind for kind in KINDS if kind != "pay no more than today")
"""The kinds that are gone through by brute force: it does not know who pays what."""


def random_instance_with_wishes(seed: int, kinds: Sequence[rows.WishKind] = WISHES) -> Instance:
    """The random instance of a seed, with one to three wishes of some kinds, and all that these compare."""
    rng = Random(f"wishes {seed}")  # noqa: S311  # nothing secret is drawn
    instance = random_instance(seed)
    municipalities = tuple(
        row.model_copy(
            update={
                "region": rng.choice(("North", "South")),
                "it_system": rng.choice(("Red", "Blue")),
                "lat": 55.0 + rng.randint(0, 20) / 10,
                "lon": 9.0 + rng.randint(0, 20) / 10,
            }
        )
        for row in instance.tables.municipalities
    )
    placed = _with(instance, municipalities=municipalities)
    wishes = [_wish(rng, placed, f"wish {number}", rng.choice(kinds)) for number in range(rng.randint(1, 3))]
    changed = _with(placed, wishes=tuple(wishes))
    return replace(changed, sha256=hash_of_instance(changed))


def _wish(rng: Random, instance: Instance, name: str, kind: rows.WishKind) -> rows.Wish:
    """A wish of a kind, of some or of all, about some tasks or all."""
    declared, codes = KINDS[kind], list(instance.municipalities)
    names = [*codes, *sorted({row.region for row in instance.tables.municipalities})]
    tasks, levels = ("", "", *(row.task for row in instance.tables.tasks)), ((), (1, 2, 3), (4, 5, 6, 7))
    named = rng.choice(tasks) if declared.names_tasks else ""
    return rows.Wish(
        wish=name,
        kind=kind,
        whom="; ".join(rng.sample(names, k=rng.choice((0, 1, 1, min(2, len(names)))))),
        centre=rng.choice(list(instance.centre_rows)) if declared.names_centre else None,
        tasks=named,
        levels=() if named or not declared.names_tasks else rng.choice(levels),
        value=rng.choice(VALUES_OF_WISHES[declared.unit]),
        active=_chance(rng, 0.9),
        note=rng.choice(("", "by the council")),
    )


VALUES_OF_WISHES: Mapping[str, Sequence[float | None]] = {
    "": (None,),
    "km": (0.0, 60.0, 120.0),
    "contacts/year": (100_000.0, 300_000.0, 600_000.0),
    "municipalities": (0.0, 1.0, 1.0, 2.0),
}
"""The figures that wishes may have, by unit."""


def random_instance_with_any_curve(seed: int) -> Instance:
    """The random instance of a seed, in which size makes a contact dearer as often as cheaper, gently or steeply."""
    rng = Random(f"curve {seed}")  # noqa: S311  # nothing secret is drawn
    instance = random_instance(seed)
    changed = replace(instance, tables=replace(instance.tables, cost_curve=_curve_of_any_shape(rng)))
    return replace(changed, sha256=hash_of_instance(changed))


def _curve_of_any_shape(rng: Random) -> tuple[rows.CurvePoint, ...]:
    """Two to four points; a larger centre costs more in all."""
    volume, unit_cost = rng.uniform(20_000, 200_000), rng.uniform(30, 60)
    drawn = [(round(volume), round(unit_cost, 2))]
    for _ in range(rng.randint(1, 3)):
        volume, unit_cost = volume * rng.choice((1.2, 2.0, 5.0)), unit_cost * rng.choice((0.85, 0.95, 1.05, 1.2))
        drawn.append((round(volume), round(unit_cost, 2)))
    return tuple(rows.CurvePoint(volume=volume, unit_cost_kr=unit_cost) for volume, unit_cost in drawn)


# ---- drawing --------------------------------------------------------------------------------------


def _chance(rng: Random, probability: float) -> bool:
    return rng.random() < probability


def _sometimes(rng: Random, probability: float, value: T) -> T | None:
    return value if _chance(rng, probability) else None


def _hundreds(rng: Random, low: int, high: int) -> float:
    return float(HUNDRED * rng.randint(low // HUNDRED, high // HUNDRED))


def _some(rng: Random, values: Sequence[T], least: int = 0) -> list[T]:
    """Between `least` and all of the values, in their order."""
    chosen = rng.sample(range(len(values)), rng.randint(min(least, len(values)), len(values)))
    return [values[number] for number in sorted(chosen)]


def _with(instance: Instance, **tables: tuple[Any, ...]) -> Instance:
    return replace(instance, tables=replace(instance.tables, **{name: _sorted(name, tables[name]) for name in tables}))


def _sorted(table: str, unsorted: tuple[Any, ...]) -> tuple[Any, ...]:
    """Rows in the order of their key, as an instance that was read has them."""
    columns = TABLES[table].key or tuple(TABLES[table].columns)
    return tuple(sorted(unsorted, key=lambda row: [str(getattr(row, name) or "") for name in columns]))


# ---- who there is ---------------------------------------------------------------------------------


def _municipalities(rng: Random) -> tuple[rows.Municipality, ...]:
    count = rng.randint(2, 4)
    hosts = rng.sample(range(count), rng.randint(1, min(3, count)))
    return tuple(
        rows.Municipality(
            code=str(number + 1),
            name=f"Town {number + 1}",
            population=1_000,
            candidate_host=number in hosts,
            investment_factor=rng.choice((1.0, 1.0, 0.5, 1.5)),
        )
        for number in range(count)
    )


def _tasks(rng: Random) -> tuple[rows.Task, ...]:
    authority = rng.randint(1, 2)
    levels = [
        *sorted(rng.choices(range(1, 7), k=rng.randint(1, 4 - authority))),
        *sorted(rng.choices(range(7, 10), k=authority)),
    ]
    return tuple(
        rows.Task(
            task=f"T{number}",
            level=level,
            service_area=rng.choice(("", "", "schools")),
            authority=level >= 7,
            handling_minutes=rng.choice((1.5, 4.0, 8.0, 12.5)),
            pooling_weight=rng.choice((1.0, 0.5, 0.25, 0.0) if level >= 7 else (1.0, 1.0, 1.0, 0.5, 0.0)),
            national_contacts=0,
        )
        for number, level in enumerate(levels)
    )


def _volumes(
    rng: Random, municipalities: Sequence[rows.Municipality], tasks: Sequence[rows.Task]
) -> tuple[rows.Volume, ...]:
    drawn = tuple(
        rows.Volume(municipality=row.code, task=task.task, contacts=_hundreds(rng, 10_000, 400_000))
        for row in municipalities
        for task in tasks
        if _chance(rng, 0.9)
    )
    return drawn or (rows.Volume(municipality=municipalities[0].code, task=tasks[0].task, contacts=10_000),)


def _centres(rng: Random, municipalities: Sequence[rows.Municipality]) -> tuple[rows.Centre, ...]:
    first, *others = municipalities
    local = [_local_centre(rng, row) for row in (first, *(row for row in others if _chance(rng, 0.9)))]
    virtual = [_shared_centre(rng, f"V{number}", "virtual") for number in range(rng.randint(0, 2))]
    external = [_shared_centre(rng, "E", "external")] if _chance(rng, 0.3) else []
    return tuple(sorted([*local, *virtual, *external], key=lambda row: row.centre))


def _local_centre(rng: Random, municipality: rows.Municipality) -> rows.Centre:
    return rows.Centre(
        centre=f"L{municipality.code}",
        kind="local",
        seat=municipality.code,
        cost_factor=rng.choice((1.0, 1.0, 0.95, 1.1)),
        min_volume=_sometimes(rng, 0.15, _hundreds(rng, 10_000, 100_000)) or 0.0,
        max_volume=_sometimes(rng, 0.2, _hundreds(rng, 100_000, 900_000)),
        min_sold=_sometimes(rng, 0.5, _hundreds(rng, 10_000, 200_000)) or 0.0,
        max_sold_share=rng.choice((None, 0.5, 1.0, 2.0)),
        fixed_cost_kr=_sometimes(rng, 0.3, _hundreds(rng, 10_000, 900_000)) or 0.0,
    )


def _shared_centre(rng: Random, name: str, kind: rows.CentreKind) -> rows.Centre:
    return rows.Centre(
        centre=name,
        kind=kind,
        cost_factor=rng.choice((1.0, 1.05, 0.9)),
        min_volume=_sometimes(rng, 0.6, _hundreds(rng, 50_000, 500_000)) or 0.0,
        max_volume=_sometimes(rng, 0.3, _hundreds(rng, 500_000, 900_000)),
        fixed_cost_kr=_sometimes(rng, 0.3, _hundreds(rng, 10_000, 900_000)) or 0.0,
    )


def _structure(
    rng: Random, municipalities: Sequence[rows.Municipality], centres: Sequence[rows.Centre]
) -> tuple[str, tuple[rows.Membership, ...]]:
    """A structure of the virtual centres: none, one group each at most, or free choice."""
    virtual = [row.centre for row in centres if row.kind == "virtual"]
    if not virtual:
        return "none", ()
    structure = rng.choice((STRUCTURE, STRUCTURE, "free"))
    groups = {row.code: _some(rng, virtual) if structure == "free" else [rng.choice(virtual)] for row in municipalities}
    memberships = tuple(
        rows.Membership(structure=structure, municipality=code, group=group)
        for code, joined in groups.items()
        for group in joined
        if _chance(rng, 0.9)
    )
    return (structure if memberships else "none"), memberships


# ---- what it costs --------------------------------------------------------------------------------


def _cost_curve(rng: Random) -> tuple[rows.CurvePoint, ...]:
    """One to four points; a contact usually costs less in a larger centre, and the centre more in all."""
    steps = [rng.uniform(1.5, 5.0) for _ in range(rng.randint(0, 3))]
    volumes = [round(volume) for volume in accumulate([rng.uniform(20_000, 200_000), *steps], lambda v, step: v * step)]
    drops = [rng.choice((0.8, 0.9, 0.95, 1.0, 1.05)) for _ in steps]
    unit_costs = accumulate([rng.uniform(40, 60), *drops], lambda cost, drop: cost * drop)
    return tuple(
        rows.CurvePoint(volume=volume, unit_cost_kr=round(cost, 2))
        for volume, cost in zip(volumes, unit_costs, strict=True)
    )


def _task_costs(rng: Random, tasks: Sequence[rows.Task]) -> tuple[rows.TaskCost, ...]:
    pairs = sorted((form, task.task) for form in FORMS for task in tasks)
    return tuple(
        rows.TaskCost(form=form, task=task, extra_kr=rng.choice((0.0, 0.5, 1.0, 4.0)))
        for form, task in _some(rng, pairs)
    )


def _connections(
    rng: Random, municipalities: Sequence[rows.Municipality], centres: Sequence[rows.Centre]
) -> tuple[rows.Connection, ...]:
    """Rows from the general to the particular, each there or not."""
    forms: tuple[Form | None, ...] = (None, *AWAY)
    codes = (None, None, *(row.code for row in municipalities))
    names = (None, None, *(row.centre for row in centres))
    drawn = {(rng.choice(forms), rng.choice(codes), rng.choice(names)) for _ in range(rng.randint(0, 6))}
    keys = sorted(drawn, key=lambda key: [part or "" for part in key])
    return tuple(
        rows.Connection(
            form=form,
            municipality=code,
            centre=centre,
            yearly_kr=_or_blank(blanks, _hundreds(rng, 0, 300_000)),
            investment_kr=_or_blank(blanks, _hundreds(rng, 0, 1_000_000)),
            lifetime_years=_or_blank(blanks, rng.choice((5.0, 8.0, 10.0))),
            extra_kr=_or_blank(blanks, rng.choice((0.0, 0.0, 1.0))),
        )
        for form, code, centre in keys
        for blanks in [Random(f"{form} {code} {centre}")]  # noqa: S311  # a draw of its own
    )


def _or_blank(rng: Random, value: float) -> float | None:
    """A cell that may say nothing, so that a more general row speaks."""
    return None if rng.random() < 0.25 else value


def _investments(rng: Random) -> tuple[rows.Investment, ...]:
    amounts: dict[rows.Basis, int] = {
        "centre": 4_000_000,
        "connection": 1_000_000,
        "fte": 100_000,
        "municipality": 1_000_000,
        "task": 500_000,
    }
    pairs = [(basis, form) for basis in amounts for form in FORMS if _chance(rng, 0.4)]
    return tuple(
        rows.Investment(
            item=f"{basis}-{form}",
            basis=basis,
            form=form,
            amount_kr=_hundreds(rng, 0, amounts[basis]),
            lifetime_years=rng.choice((4.0, 8.0)),
        )
        for basis, form in sorted(pairs, key="-".join)
    )


# ---- what is allowed ------------------------------------------------------------------------------


def _legal(rng: Random, optional_rules: bool) -> tuple[rows.LegalRule, ...]:
    authority = rows.LegalRule(
        rule="authority", forms=AWAY, levels=rng.choice(((), (), (8, 9))), citation="an act", active=_chance(rng, 0.9)
    )
    repealed = rows.LegalRule(
        rule="repealed", forms=FORMS, levels=tuple(range(1, 10)), citation="an old act", active=True, valid_to=2000
    )
    cap = rows.LegalRule(
        rule="cap",
        forms=rng.choice((("purchased",), AWAY)),
        levels=tuple(range(1, rng.randint(3, 9))),
        cap_kr=float(rng.randint(500_000, 20_000_000)),
        citation="another act",
        active=_chance(rng, 0.4),
    )
    return (authority, cap, repealed) if optional_rules else (authority, repealed)


def _settings(rng: Random, structure: str) -> Settings:
    return Settings(
        schema_version=1,
        name="random",
        year=2014,
        price_level=2014,
        structure=structure,
        economy=Economy(
            today_unit_cost_kr=50.0,
            discount_rate=rng.choice((0.0, 0.04)),
            horizon_years=8,
            net_hours_per_fte=1450.0,
            agent_cost_kr=430_000.0,
        ),
        policy=Policy(max_entry_points=rng.randint(1, 3), levels=_levels(rng)),
        curve=Curve(max_error=rng.choice((0.005, 0.002, 0.02))),
    )


def _levels(rng: Random) -> EligibleLevels:
    everything, simple, authority = tuple(range(1, 10)), tuple(range(1, 7)), (7, 8, 9)
    return EligibleLevels(
        unchanged=rng.choice((authority, everything, everything)),
        local=rng.choice((everything, everything, simple)),
        purchased=rng.choice((everything, everything, simple, (3, 4))),
        regional=rng.choice((everything, everything, simple)),
        external=rng.choice((everything, simple)),
    )


def _with_optional_policy(rng: Random, instance: Instance) -> Settings:
    policy = instance.settings.policy.model_copy(
        update={
            "mandatory": _mandates(rng, instance),
            "nested_depth": _chance(rng, 0.25),
            "max_hosts": _sometimes(rng, 0.15, rng.randint(0, 2)),
            "max_virtual_centres": _sometimes(rng, 0.15, rng.randint(0, 1)),
            "investment_budget_kr": _sometimes(rng, 0.15, _hundreds(rng, 1_000_000, 20_000_000)),
            "min_local_share": _sometimes(rng, 0.2, rng.choice((0.25, 0.5, 0.75))),
            "purchase_price_kr": _sometimes(rng, 0.3, 40.0),
        }
    )
    return instance.settings.model_copy(update={"policy": policy})


def _mandates(rng: Random, instance: Instance) -> tuple[Mandate, ...]:
    """At most one, on the level of one task, with a form that is allowed at each task of that level."""
    level = rng.choice(instance.tables.tasks).level
    tasks = [task for task in instance.tables.tasks if task.level == level]
    possible = [form for form in FORMS if all(is_allowed(instance, form, task) for task in tasks)]
    if not possible or not _chance(rng, 0.2):
        return ()
    return (Mandate(levels=(level,), forms=tuple(_some(rng, possible, least=1))),)


def _kpis(rng: Random, tasks: Sequence[rows.Task]) -> tuple[tuple[rows.Kpi, ...], tuple[rows.KpiValue, ...]]:
    """At most one KPI; its target is where half to all of its values meet it."""
    if not _chance(rng, 0.35):
        return (), ()
    values = tuple(
        rows.KpiValue(kpi="resolved", form=form, task=task.task, value=rng.randint(30, 95) / 100)
        for form in sorted(FORMS)
        for task in tasks
    )
    sense: rows.Sense = rng.choice(("at least", "at most"))
    ranked = sorted((row.value for row in values), reverse=sense == "at most")
    kpi = rows.Kpi(
        kpi="resolved",
        sense=sense,
        scope=rng.choice(("municipality", "centre", "national")),
        target=ranked[rng.randint(0, len(ranked) // 2)],
    )
    return (kpi,), values


def _locks(rng: Random, instance: Instance) -> tuple[rows.Lock, ...]:
    """Up to two that forbid, or one that demands what nothing else forbids."""
    if _chance(rng, 0.2):
        return _demand(rng, instance)
    return tuple(_ban(rng, instance) for _ in range(rng.choice((0, 0, 1, 2))))


def _ban(rng: Random, instance: Instance) -> rows.Lock:
    by_centre = _chance(rng, 0.5)
    about_task = rng.choice(instance.tables.tasks)
    return rows.Lock(
        municipality=rng.choice((None, *instance.municipalities)),
        task=about_task.task if by_centre else None,
        level=None if by_centre else rng.choice((None, about_task.level)),
        centre=rng.choice(list(instance.centres)) if by_centre and instance.centres else None,
        form=None if by_centre and instance.centres else rng.choice(FORMS),
        demand="must not",
    )


def _demand(rng: Random, instance: Instance) -> tuple[rows.Lock, ...]:
    demands = [
        rows.Lock(municipality=code, task=task, demand="must", **where)
        for code, task in instance.contacts
        for form in FORMS
        if _is_free_to(instance, form, instance.tasks[task])
        for where in _places(instance, code, form)
    ]
    return (rng.choice(demands),) if demands else ()


def _is_free_to(instance: Instance, form: Form, task: rows.Task) -> bool:
    mandates = [mandate for mandate in instance.settings.policy.mandatory if task.level in mandate.levels]
    return is_allowed(instance, form, task) and all(form in mandate.forms for mandate in mandates)


def _places(instance: Instance, municipality: str, form: Form) -> list[dict[str, Any]]:
    """What a lock can name so that the municipality is answered in `form`: the form, or a centre."""
    if form == "unchanged":
        return [{"form": form}]
    centres = [name for name in _centres_for(instance, municipality) if _form(instance, municipality, name) == form]
    return [{"form": form}, *({"centre": name} for name in centres)] if centres else []


def _centres_for(instance: Instance, municipality: str) -> list[str]:
    """The centres that can answer the municipality at all: its own, hosts, its groups', external ones."""
    groups = instance.groups_of.get(municipality, ())
    return [
        name
        for name, row in instance.centres.items()
        if (row.kind != "virtual" or name in groups)
        and (row.seat in (None, municipality) or instance.municipalities[row.seat or ""].candidate_host)
    ]


def _form(instance: Instance, municipality: str, centre: str) -> Form:
    return instance.centres[centre].form_for(municipality)


# ---- how large it is ------------------------------------------------------------------------------


def _thinned(rng: Random, instance: Instance) -> Instance:
    """Without some of its volumes, so that all assignments can be gone through."""
    while _assignments(instance) > MOST_ASSIGNMENTS:
        volumes = list(instance.tables.volumes)
        volumes.pop(rng.randrange(len(volumes)))
        instance = _with(instance, volumes=tuple(volumes))
    return instance


def _assignments(instance: Instance) -> int:
    """At most so many ways there are to assign all tasks."""
    return prod(max(1, _ways(instance, code, instance.tasks[task])) for code, task in instance.contacts)


def _ways(instance: Instance, municipality: str, task: rows.Task) -> int:
    forms: list[Form] = [_form(instance, municipality, name) for name in _centres_for(instance, municipality)]
    return sum(is_allowed(instance, form, task) for form in (*forms, "unchanged"))
