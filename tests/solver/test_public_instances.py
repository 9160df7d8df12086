"""Public facility-location instances, expressed as ours, are solved to their published optima.

A customer is a municipality with one shareable task, a site an external centre with room for so much
and a fixed cost; serving a customer from a site is the yearly cost of their connection. Nobody can
answer at home. The curve costs the same for every contact, so answering is a constant.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from optimiser import Result, solve
from optimiser.data import rows
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance
from optimiser.data.settings import Economy, EligibleLevels, Policy, Settings
from optimiser.data.tables import Tables
from tests.sampling import by_day

HOLMBERG = Path(__file__).parents[2].parent / "shared" / "benchmarks" / "holmberg"
HOLMBERG_OPTIMA = {
    "p1": 8848,
    "p2": 7913,
    "p3": 9314,
    "p4": 10714,
    "p5": 8838,
    "p6": 7777,
    "p7": 9488,
    "p8": 11088,
    "p9": 8462,
    "p10": 7617,
    "p11": 8932,
    "p12": 10132,
}

CSPLIB_034_SITES = [(1.0, 30.0), (4.0, 30.0), (2.0, 30.0), (1.0, 30.0), (3.0, 30.0)]
CSPLIB_034_COSTS = [
    [20, 24, 11, 25, 30],
    [28, 27, 82, 83, 74],
    [74, 97, 71, 96, 70],
    [2, 55, 73, 69, 61],
    [46, 96, 59, 83, 4],
    [42, 22, 29, 67, 59],
    [1, 5, 73, 59, 56],
    [10, 73, 13, 43, 96],
    [93, 35, 63, 85, 46],
    [47, 65, 55, 71, 95],
]

UNIT = 10_000.0
"""Contacts that stand for a unit of demand, and kr. that stand for a unit of cost."""
UNIT_COST_KR = 1.0
BEYOND_ALL_VOLUMES = 1e12


@dataclass(frozen=True)
class FacilityLocation:
    """A single-source capacitated problem: `sites` as (room, fixed cost), `costs` by customer and site."""

    sites: Sequence[tuple[float, float]]
    demands: Sequence[float]
    costs: Sequence[Sequence[float]]


def as_instance(public: FacilityLocation) -> Instance:
    """The public problem as an instance of ours."""
    customers = [f"{number:03}" for number in range(len(public.demands))]
    sites = [f"site {number:02}" for number in range(len(public.sites))]
    tables = Tables(
        municipalities=tuple(rows.Municipality(code=code, name=code, population=1) for code in customers),
        tasks=(
            rows.Task(task="T", level=3, authority=False, handling_minutes=1, pooling_weight=1, national_contacts=0),
        ),
        volumes=tuple(
            rows.Volume(municipality=code, task="T", contacts=demand * UNIT)
            for code, demand in zip(customers, public.demands, strict=True)
        ),
        centres=tuple(
            rows.Centre(centre=site, kind="external", max_volume=room * UNIT, fixed_cost_kr=cost * UNIT)
            for site, (room, cost) in zip(sites, public.sites, strict=True)
        ),
        connections=tuple(
            rows.Connection(municipality=code, centre=site, yearly_kr=cost * UNIT)
            for code, served in zip(customers, public.costs, strict=True)
            for site, cost in zip(sites, served, strict=True)
        ),
        cost_curve=(rows.CurvePoint(volume=BEYOND_ALL_VOLUMES, unit_cost_kr=UNIT_COST_KR),),
        legal=(rows.LegalRule(rule="none", forms=("local",), citation="none", active=False),),
        structures=(),
        task_costs=(),
        investments=(),
        kpis=(),
        kpi_values=(),
        locks=(),
        assumptions=(),
    )
    instance = Instance(_settings(), tables, sha256="")
    return replace(instance, sha256=hash_of_instance(instance))


def _settings() -> Settings:
    economy = Economy(
        today_unit_cost_kr=UNIT_COST_KR, discount_rate=0, horizon_years=1, net_hours_per_fte=1, agent_cost_kr=1
    )
    policy = Policy(max_entry_points=1, levels=EligibleLevels(external=(3,)))
    return Settings(schema_version=1, name="public", year=2014, price_level=2014, economy=economy, policy=policy)


def assert_proved(result: Result, optimum: float) -> None:
    """The plan costs the public optimum, without the constant cost of answering, and is proved and audited."""
    answering_kr = UNIT_COST_KR * sum(result.instance.contacts.values())
    for cost_kr in (result.objective_kr, result.bound_kr):
        assert cost_kr is not None
        assert (cost_kr - answering_kr) / UNIT == pytest.approx(optimum)
    assert result.breaches == []


def read_holmberg(path: Path) -> FacilityLocation:
    """A file: n m; n pairs of room and fixed cost; m demands; n rows of m costs."""
    numbers = iter(map(float, path.read_text(encoding="ascii").split()))
    site_count, customer_count = int(next(numbers)), int(next(numbers))
    sites = [(next(numbers), next(numbers)) for _ in range(site_count)]
    demands = [next(numbers) for _ in range(customer_count)]
    by_site = [[next(numbers) for _ in range(customer_count)] for _ in range(site_count)]
    return FacilityLocation(sites, demands, [list(served) for served in zip(*by_site, strict=True)])


def test_csplib_034_is_solved_to_383() -> None:
    stores = FacilityLocation(CSPLIB_034_SITES, [1.0] * len(CSPLIB_034_COSTS), CSPLIB_034_COSTS)
    assert_proved(solve(as_instance(stores), gap=0.0), 383)


@pytest.mark.skipif(not HOLMBERG.is_dir(), reason="the Holmberg instances are not beside the project")
@pytest.mark.parametrize("name", by_day(["p1", "p6", "p11"], HOLMBERG_OPTIMA))
def test_holmberg_is_solved_to_its_published_optimum(name: str) -> None:
    result = solve(as_instance(read_holmberg(HOLMBERG / name)), gap=0.0)
    assert_proved(result, HOLMBERG_OPTIMA[name])
