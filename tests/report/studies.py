"""Made-up studies to make pages and charts of, with names that are hard to show."""

from collections.abc import Mapping
from typing import Any

from optimiser.comparison.columns import FIGURES
from optimiser.sensitivity.points import points
from optimiser.sensitivity.sweep import Sweep
from optimiser.sensitivity.vary import Axis

SCRIPT = "<script>alert(1)</script>"
QUOTED = """Ærø "nord" & 'syd' </style>"""
FACTOR = "centres.virtual.cost_factor"
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
        for place, point in enumerate(points(axes))
    }
    return Sweep(axes, Sweep.of(axes, rows).table, {**RECORD, **record})


def factor(*values: str) -> Axis:
    """The axis that has an order."""
    return Axis(FACTOR, values or ("0.9", "1", "1.1", "1.2"))


def structures(*names: str) -> Axis:
    """The axis of names."""
    return Axis("structure", names or (QUOTED, SCRIPT, "five-regions"))
