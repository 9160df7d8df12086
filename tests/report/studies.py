"""Made-up studies to make pages and charts of, with names that are hard to show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd

from optimiser import Result, solve
from optimiser.comparison.columns import FIGURES
from optimiser.comparison.measure import Measure
from optimiser.comparison.plan_difference import PlanDifference, difference
from optimiser.data.choice_rows import Future
from optimiser.data.rows import Kpi
from optimiser.data.settings import Language
from optimiser.sensitivity.frontier import Frontier
from optimiser.sensitivity.ranges import Range
from optimiser.sensitivity.regret import Regret, TriedFuture
from optimiser.sensitivity.sampling import draw_uniform
from optimiser.sensitivity.sweep import Axis, Sweep, list_points
from optimiser.sensitivity.tornado import DEARER, Switching, Tornado
from optimiser.sensitivity.uncertainty import Uncertainty, tabulate_samples
from tests.planning.two_towns import two_towns

SCRIPT = "<script>alert(1)</script>"
QUOTED = """Ærø "nord" & 'syd' </style>"""
ALONE = "municipalities.*.candidate_host=false"
FACTOR = "centres.virtual.cost_factor"
FACTOR_NAMED: Mapping[Language, str] = {
    "da": "omkostningsfaktor for virtuelle centre",
    "en": "cost factor of virtual centres",
}
"""What it is called wherever people read."""
OF = {
    **{"instance": "towns", "hash of the instance": "0f" * 32, "system": "five-regions"},
    **{"gap": 1e-4, "time_limit_seconds": 600.0, "optimiser": "0.1.0"},
}
RECORD: Mapping[str, Any] = {
    **{"of": OF, "title_da": f"Byer {QUOTED}", "title_en": f"Towns {SCRIPT}", "year": 2014, "language": "en"},
    **{"command": ["optimiser", "sweep", SCRIPT], "seconds": 12.5, "finished": "2026-11-22T19:07:39+00:00"},
    "failed": {},
}


def figures(cost_kr: float | None, gap: float | None = 5e-5, regional: float = 0.0) -> dict[str, Any]:
    """What was found at a point: a country of 70 million contacts that costs 3,500 million kr. today."""
    if cost_kr is None:
        return {**dict.fromkeys(FIGURES), "status": "infeasible"}
    bound_kr = None if gap is None else cost_kr * (1 - gap)
    return {
        **dict.fromkeys(FIGURES),
        **{"status": "optimal", "objective_kr": cost_kr, "bound_kr": bound_kr, "gap": gap},
        **{"exact_cost_kr": cost_kr * 1.0008, "net_gain_kr": 3500e6 - cost_kr, "centres": 22, "worse_off": 38},
        **{"contacts_unchanged": 40e6, "contacts_regional": regional, "contacts_purchased": 30e6 - regional},
    }


def swept(*axes: Axis, costs_kr: Mapping[int, float | None] | None = None, **record: Any) -> Sweep:
    """A sweep whose points cost 10 million more each, and answer 2 million contacts fewer regionally."""
    rows = {
        point: figures((costs_kr or {}).get(place, 3300e6 + 10e6 * place), regional=max(0.0, 20e6 - 2e6 * place))
        for place, point in enumerate(list_points(axes))
    }
    return Sweep(axes, Sweep.of_points(axes, rows).table, {**RECORD, **record})


def factor(*values: str) -> Axis:
    """The axis that has an order."""
    return Axis(FACTOR, values or ("0.9", "1", "1.1", "1.2"))


def structures(*names: str) -> Axis:
    """The axis of names."""
    return Axis("structure", names or (QUOTED, SCRIPT, "five-regions"))


def tornado() -> Tornado:
    """One assumption without a plan at an end, one that moves the cost both ways, one within the gaps at an end."""
    base = {"system": "five-regions", "objective_kr": 3300e6, "bound_kr": 3299.9e6, "gap": 3e-5, "status": "optimal"}
    rows = [
        _side(f"municipalities.{QUOTED}.{SCRIPT}", "low", 1.0, 2.0, 21e6, held=None, breaks=f"max-volume {SCRIPT}"),
        _side(f"municipalities.{QUOTED}.{SCRIPT}", "high", 3.0, 2.0, None, held=None),
        _side("economy.discount_rate", "low", 0.02, 0.04, -8e6, held=-7e6),
        _side("economy.discount_rate", "high", 0.06, 0.04, 9e6, held=9e6),
        _side(FACTOR, "low", 0.96, 1.05, -15e6, held=0.0),
        _side(FACTOR, "high", 1.2, 1.05, 0.1e6, held=0.1e6),
    ]
    names = ("parameter", "side", "kind", "held_at", "switched_at", "tolerance", "what_before", "what_after")
    switches: list[dict[str, Any]] = [
        dict(zip(names, (FACTOR, "low", "plan", 1.01, 1.0, 0.01, QUOTED, DEARER), strict=True)),
        dict(zip(names, (FACTOR, "low", "structure", 1.1, 1.2, 0.1, "five-regions", SCRIPT), strict=True)),
        dict(zip(names, (FACTOR, "high", "plan", 1.2, None, 0.01, "five-regions", ""), strict=True)),
    ]
    more = {"municipalities": 12, "contacts_changed": 3.2e6, "names": ""}
    found = pd.DataFrame([{**row, **more, "proven": row["switched_at"] is not None} for row in switches])
    return Tornado(base, pd.DataFrame(rows), Switching(found, 1 / 64, (SCRIPT,)), (QUOTED,), RECORD)


def _side(
    parameter: str, side: str, value: float, base_value: float, change: float | None, *, held: float | None, **more: Any
) -> dict[str, Any]:
    cost_kr = None if change is None else 3300e6 + change
    held_kr = None if held is None else 3300e6 + held
    return {
        **{"parameter": parameter, "side": side, "value": value, "base_value": base_value, "objective_kr": cost_kr},
        **{"status": "infeasible" if cost_kr is None else "optimal", "gap": None if cost_kr is None else 3e-5},
        **{"bound_kr": None if cost_kr is None else cost_kr - 0.1e6, "exact_cost_kr": cost_kr, "held_kr": held_kr},
        **{"adapting_kr": None if held_kr is None or cost_kr is None else held_kr - cost_kr, "breaks": ""},
        **{"municipalities_changed": 7, "contacts_changed": 1.5e6, **more},
    }


def uncertain(samples: int = 60, *, broken: int = 6, adapted: int = 50, loss: float = 0.0) -> Uncertainty:
    """Three assumptions drawn: saving 150 million, a factor takes 20 million of it either way, a name with it 8.

    The first samples break a rule, are no instance, or have no plan where they are solved anew.
    """
    name = f"municipalities.{QUOTED}.{SCRIPT}"
    ranges = (Range(FACTOR, 1.05, 0.96, 1.2), Range(name, None, 0.9, 1.1, factor=True), Range("c.flat", 5.0, 1.0, 9.0))
    drawn = draw_uniform(1, samples, len(ranges)).tolist()
    rows = [_sample(ranges, number, shares, loss) for number, shares in enumerate(drawn, start=1)]
    for row in rows[:broken]:
        row.update({"outcome": "breaks", "held_kr": None, "saves_kr": None, "regret_kr": None, "most_regret_kr": None})
        row["breaks"] = f"max-volume, {SCRIPT}"
    if broken:
        rows[0].update({"outcome": "invalid", "breaks": QUOTED, "status": "", "today_kr": None, **NOT_ADAPTED})
        rows[1].update({"status": "infeasible", **NOT_ADAPTED})
    for row in rows[adapted:]:
        row.update({"status": "", "regret_kr": None, "most_regret_kr": None, **NOT_ADAPTED})
    base = {"system": "five-regions", "status": "optimal", "today_kr": 3500e6}
    base |= {"objective_kr": (3350 + loss) * 1e6, "net_gain_kr": (150 - loss) * 1e6}
    left_out = {"policy.max_hosts": "decision", QUOTED: "fact"}
    return Uncertainty(base, ranges, 1, tabulate_samples(ranges, rows), left_out, RECORD)  # type: ignore[arg-type]


NOT_ADAPTED = dict.fromkeys(("objective_kr", "bound_kr", "gap", "adapted_saves_kr"))


def _sample(ranges: Sequence[Range], number: int, shares: Sequence[float], loss: float) -> dict[str, Any]:
    across, beside = 2 * shares[0] - 1, 2 * shares[1] - 1
    saves = 150 - loss - 20 * across + 8 * beside + 4 * across * beside
    adapted = saves + max(0.0, 6 * across)
    told = {each.parameter: each.value_at(share) for each, share in zip(ranges, shares, strict=True)}
    return {
        **{"sample": number, **told, "outcome": "kept", "breaks": "", "status": "optimal", "gap": 3e-5},
        **{"today_kr": 3500e6, "held_kr": (3500 - saves) * 1e6, "saves_kr": saves * 1e6},
        **{"objective_kr": (3500 - adapted) * 1e6, "bound_kr": (3499.9 - adapted) * 1e6},
        **{"adapted_saves_kr": adapted * 1e6, "regret_kr": (adapted - saves) * 1e6},
        "most_regret_kr": (adapted - saves + 0.1) * 1e6,
    }


def frontier() -> Frontier:
    """A free optimum, two targets that cost more, one far from proven, one that is dominated, one without a plan."""
    kpi = Kpi(kpi="resolution", sense="at least", unit="share", scope="national", name_en=SCRIPT, name_da=QUOTED)
    measure = Measure.of_kpi(kpi)
    tried = {
        None: _target(0.742, 3300e6),
        0.75: _target(0.75, 3320e6),
        0.751: _target(0.751, 3350e6),
        0.752: _target(0.753, 3345e6, gap=5e-3),
        0.76: _target(None, None),
    }
    found = Frontier.of_tried(measure, list(tried.items()))
    dominated = found.table["target"] == 0.751
    return Frontier(measure, found.table.assign(dominated=dominated), RECORD)


def _target(value: float | None, cost_kr: float | None, gap: float = 1e-5) -> dict[str, Any]:
    return {**_plan(cost_kr, gap), "exact_cost_kr": cost_kr, "measured": {"resolution": value}}


def _plan(cost_kr: float | None, gap: float = 3e-5) -> dict[str, Any]:
    if cost_kr is None:
        return {"status": "infeasible", "objective_kr": None, "bound_kr": None, "gap": None}
    return {"status": "optimal", "objective_kr": cost_kr, "bound_kr": cost_kr * (1 - gap), "gap": gap}


def regret() -> Regret:
    """Three structures in three futures: one has no plan in one of them, and one regret is within the gaps."""
    names = ("today", SCRIPT, "costly")
    costs_kr: dict[str, tuple[float | None, ...]] = {
        "five-regions": (3351e6, 3500e6, 3600e6),
        QUOTED: (3351.1e6, 3440e6, 3640e6),
        "model-1": (3430e6, None, 3610e6),
    }
    tried = (
        TriedFuture(structure, future, _plan(cost_kr), _plan(cost_kr), 0.0)
        for structure, costs in costs_kr.items()
        for future, cost_kr in zip(names, costs, strict=True)
    )
    futures = (Future(future=name, probability=share) for name, share in zip(names, (0.2, 0.2, 0.6), strict=True))
    return Regret(tuple(futures), {name: _plan(costs[0]) for name, costs in costs_kr.items()}, tuple(tried), RECORD)


@cache
def two_plans() -> PlanDifference:
    """Two towns in which the one buys of the other, and does not; both with names that are hard to show."""
    names = (f"municipalities.1.name={SCRIPT}", f"municipalities.2.name={QUOTED}")
    before, after = (_entitle(solve(two_towns(*names, *more), gap=1e-6)) for more in ((), (ALONE,)))
    return difference(before, after, (SCRIPT, QUOTED))


def _entitle(result: Result) -> Result:
    """The result of an instance with a title that is hard to show, solved at a moment that is always the same."""
    titles = {name: RECORD[name] for name in ("title_da", "title_en")}
    settings = result.instance.settings.model_copy(update=titles)
    dated = result.with_run(finished=RECORD["finished"])
    return replace(dated, instance=replace(result.instance, settings=settings))
