"""What a service costs a centre: the factor on its cost, by hand where it can be, and by its laws."""

import pytest

from optimiser.data.instance import Instance
from optimiser.planning.centre_curve import CentreCurve, unit_costs_kr
from optimiser.planning.service_level import ServiceFactor, centre_service, mean_handling_seconds, reference_service
from optimiser.planning.staffed import Staffed
from optimiser.staffing.erlang import Target
from optimiser.staffing.workload import WeekProfile, continuous_agent_hours_per_year
from tests.planning.two_towns import two_towns

CENTRES = "centre,kind,seat,answered_share,within_seconds,opening_hours\n"
PROFILE = "weekday,half_hour,share\n1,10:00,0.5\n2,21,0.3\n3,20:00,0.2\n"


def towns(storby: str, *overrides: str, more: str = "", **tables: str) -> Instance:
    """Two towns, where Storby's centre promises what the cells say."""
    rows = f"{CENTRES}Storby,local,1,{storby}\nLilleby,local,2,,,\nRegion,virtual,,,,\n"
    return two_towns(*overrides, more=more, centres=rows, **tables)


def factor(instance: Instance, volume: float, centre: str = "Storby") -> float:
    return float(
        ServiceFactor.of_service(instance, centre_service(instance, instance.centres[centre])).factor_at(volume)
    )


def test_blank_cells_mean_the_reference() -> None:
    instance = towns("0.9,,50")
    service = centre_service(instance, instance.centres["Storby"])
    assert (service.target, service.opening_hours) == (Target(0.9, 60), 50)
    assert centre_service(instance, instance.centres["Lilleby"]) == reference_service(instance)


@pytest.mark.parametrize("volume", [0, 0.5, 1, 17, 30_000, 600_000])
@pytest.mark.parametrize("cells", [",,", "0.8,60,37", "0.8,,", ",,37"])
def test_the_factor_is_exactly_one_at_the_reference(cells: str, volume: float) -> None:
    assert factor(towns(cells), volume) == 1


def test_the_reference_is_what_the_settings_say() -> None:
    instance = towns("0.9,20,60", more="[service]\nreference_answered_share = 0.9\nreference_within_seconds = 20\n")
    assert factor(instance, 50_000) > factor(towns("0.8,60,60"), 50_000) * 0.99
    assert factor(instance, 50_000, "Lilleby") == 1


def test_a_centre_with_next_to_no_calls_has_one_agent_whenever_it_is_open() -> None:
    """Twice the hours is then twice the agent hours: 0.15 + 0.85 · 2."""
    assert factor(towns(",,74"), 1) == pytest.approx(0.15 + 0.85 * 2)
    assert factor(towns(",,74", "service.staffing_share=0.5"), 1) == pytest.approx(1.5)
    assert factor(towns(",,74", "service.staffing_share=0"), 1) == 1


def test_the_factor_is_the_ratio_of_agent_hours_by_exact_formulas() -> None:
    instance, volumes = towns("0.8,20,60"), [5_000, 80_000, 400_000]
    ratios = continuous_agent_hours_per_year(
        volumes, 360, Target(0.8, 20), WeekProfile.of_opening_hours(60)
    ) / continuous_agent_hours_per_year(volumes, 360, Target(0.8, 60), WeekProfile.of_opening_hours(37))
    assert [factor(instance, volume) for volume in volumes] == pytest.approx(0.15 + 0.85 * ratios, rel=2e-4)


def test_callers_who_hang_up_and_busier_agents_are_counted_with() -> None:
    patient = towns("0.8,20,37", "service.patience_seconds=120")
    service = centre_service(patient, patient.centres["Storby"])
    assert service.target == Target(0.8, 20, 0.9, 120)
    assert factor(patient, 20_000) != factor(towns("0.8,20,37"), 20_000)
    busy = towns("0.8,20,37", "service.max_occupancy=1")
    assert centre_service(busy, busy.centres["Storby"]).target.max_occupancy == 1


@pytest.mark.parametrize("cells", ["0.8,20,37", "0.9,60,37", "0.8,60,60"])
def test_strict_targets_and_long_hours_cost_a_large_centre_least(cells: str) -> None:
    """Not less and less all the way: the smallest centres answer many at once as they need an agent anyway."""
    instance = towns(cells)
    small, middling, large = (factor(instance, volume) for volume in (30_000, 100_000, 600_000))
    assert min(small, middling) > large > 1


def test_the_handling_time_is_the_mean_over_pooled_contacts() -> None:
    """500,000 calls of 6 minutes, and 100,000 of 12 that count half: (6 · 5 + 12 · 0.5) / 5.5 minutes."""
    instance = two_towns("tasks.G5.handling_minutes=12", "tasks.G5.pooling_weight=0.5")
    assert mean_handling_seconds(instance) == pytest.approx(60 * 36 / 5.5)
    nothing_pooled = two_towns("tasks.G5.handling_minutes=12", "tasks.*.pooling_weight=0")
    assert mean_handling_seconds(nothing_pooled) == pytest.approx(60 * 7)


def test_contacts_arrive_as_counted_in_the_half_hours_in_which_most_do() -> None:
    """Hours were open around 10 in the morning, and a fifth of the contacts, at 20:00, was counted in them."""
    instance = towns(",,1", arrival_profile=PROFILE)
    profile = reference_service(instance).profile
    assert {slot: share for slot, share in enumerate(profile.shares) if share} == pytest.approx(
        {20: 0.5, 48 + 20: 0.3, 2 * 48 + 40: 0.2}
    )
    shortest = centre_service(instance, instance.centres["Storby"]).profile
    assert {slot: share for slot, share in enumerate(shortest.shares) if share} == pytest.approx(
        {20: 0.5 / 0.8, 48 + 20: 0.3 / 0.8}
    )


def test_at_night_as_many_agents_are_needed_as_by_day() -> None:
    """All contacts arrive from 18:00 to 02:00 each day, or from 08:00 to 16:00."""
    most = []
    for first in (36, 16):
        slots = [(first + later) % 48 for later in range(16)]
        rows = [f"{day},{slot // 2:02}:{30 * (slot % 2):02},{1 / 112}\n" for day in range(1, 8) for slot in slots]
        table = "weekday,half_hour,share\n" + "".join(rows)
        instance = towns(",,", "service.reference_opening_hours=56", arrival_profile=table)
        service = reference_service(instance)
        most.append(Staffed.of_profile(service, 500_000, 500_000 * 0.1).agents_most)
    assert most[0] == most[1] == 21


def test_the_factor_is_straight_between_its_knots() -> None:
    instance = towns("0.8,20,60")
    some = ServiceFactor.of_service(instance, centre_service(instance, instance.centres["Storby"]))
    low, high = some.knots[500], some.knots[501]
    middle = (low * high) ** 0.5
    assert float(some.factor_at(middle)) == pytest.approx(
        (float(some.factor_at(low)) + float(some.factor_at(high))) / 2
    )
    assert some.knots[-1] > 600_000


def test_unit_costs_of_a_promise_are_those_of_a_centre_that_makes_it() -> None:
    """At a volume each; and without a promise those of the documents."""
    instance, volumes = towns("0.9,20,50"), [500, 30_000, 600_000]
    promised = CentreCurve.of_service(instance, centre_service(instance, instance.centres["Storby"]))
    costs = unit_costs_kr(instance, volumes, answered_share=0.9, within_seconds=20, opening_hours=50)
    assert list(costs) == [promised.unit_cost_kr(volume) for volume in volumes]
    assert list(unit_costs_kr(instance, volumes)) == list(promised.documents.unit_costs_at(volumes))
    assert costs[0] > unit_costs_kr(instance, volumes)[0]
    with pytest.raises(ValueError, match="answered_share"):
        unit_costs_kr(instance, volumes, answered_share=80)
