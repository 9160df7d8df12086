"""Centres staffed with whole agents: what follows from a plan, by hand on the two towns."""

import pandas as pd
import pytest

from optimiser import Result, solve
from optimiser.data.instance import Instance
from optimiser.planning.service_level import CentreService
from optimiser.planning.staffed import Staffed, information_contacts
from optimiser.staffing.erlang import Target
from optimiser.staffing.workload import WeekProfile
from tests.planning.two_towns import BUYS_BOTH, two_towns

CENTRES = "centre,kind,seat,answered_share,within_seconds,opening_hours\n"


def only(result: Result, table: str, **where: object) -> dict[str, float]:
    """The one row of a table with these cells."""
    frame = result.tables[table]
    for column, value in where.items():
        frame = frame[frame[column] == value]
    (row,) = frame.to_dict(orient="records")
    return {str(name): value for name, value in row.items()}


def sound(instance: Instance) -> Result:
    result = solve(instance, gap=1e-7)
    assert result.breaches == []
    return result


def test_one_call_a_year_takes_one_agent_whenever_the_centre_is_open() -> None:
    service = CentreService(Target(0.8, 60), 37, WeekProfile.of_opening_hours(37))
    one = Staffed.of_profile(service, contacts=1, work_hours=0.1)
    assert (one.agent_hours, one.agents_most) == (52 * 37, 1)
    assert one.occupancy == pytest.approx(0.1 / (52 * 37))
    assert one.answered_share > 0.999


def test_a_centre_spends_its_hours_on_calls_for_as_much_as_it_is_busy() -> None:
    """600,000 calls of 6 minutes are 60,000 hours; 1,500 hours are a full-time year."""
    storby = only(sound(two_towns()), "centres", centre="Storby")
    assert storby["fte"] == pytest.approx(60_000 / 1500)
    assert storby["occupancy"] * storby["agent_hours"] == pytest.approx(60_000)
    assert storby["staffed_fte"] == pytest.approx(storby["agent_hours"] / 1500)
    assert 0.8 < storby["answered_share"] < 1
    assert (storby["answered_share_target"], storby["within_seconds"], storby["opening_hours"]) == (0.8, 60, 37)


def test_shrinkage_takes_more_employees_for_the_same_hours() -> None:
    storby = only(sound(two_towns("service.shrinkage=0.2")), "centres", centre="Storby")
    assert storby["staffed_fte"] == pytest.approx(storby["agent_hours"] / 1200)


def test_who_buys_everything_meets_what_the_host_gives() -> None:
    result = sound(two_towns())
    storby, lilleby = only(result, "centres", centre="Storby"), only(result, "municipalities", name="Lilleby")
    for column in ("answered_share", "opening_hours", "mean_wait_seconds", "occupancy"):
        assert lilleby[column] == pytest.approx(storby[column])
    assert lilleby["centre_share"] == 1
    assert lilleby["alone_occupancy"] < lilleby["occupancy"]
    assert lilleby["hours_per_contact"] == pytest.approx(0.1 / storby["occupancy"])
    assert lilleby["alone_hours_per_contact"] == pytest.approx(0.1 / lilleby["alone_occupancy"])


def test_run_json_tells_of_all_centres_together() -> None:
    result = sound(two_towns("policy.max_hosts=0"))
    frame, service = result.centres, result.figures.service
    assert result.figures.agent_hours == pytest.approx(frame["agent_hours"].sum())
    assert result.figures.staffed_fte == pytest.approx(frame["staffed_fte"].sum())
    assert service.answered_share == pytest.approx((2 * frame["answered_share"][0] + frame["answered_share"][1]) / 3)
    assert service.least_answered_share == min(frame["answered_share"])
    assert service.least_centre == list(frame["centre"])[int(frame["answered_share"].argmin())]


def test_what_departments_answer_has_no_service() -> None:
    result = sound(two_towns("policy.levels.unchanged=1-9", "centres.*.cost_factor=9"))
    lilleby = only(result, "municipalities", name="Lilleby")
    assert lilleby["centre_share"] == 0
    assert all(pd.isna(lilleby[name]) for name in ("answered_share", "occupancy", "hours_per_contact"))
    assert result.figures.service.least_centre is None
    assert result.figures.agent_hours == 0


def test_information_contacts_are_those_of_no_authority_task() -> None:
    instance = two_towns("tasks.G5.authority=true", "tasks.G5.level=7")
    assert information_contacts(instance, "2") == {"G3": 100_000}
    everything = two_towns("tasks.*.authority=true")
    assert information_contacts(everything, "2") == {"G3": 100_000, "G5": 100_000}


def test_where_no_cost_follows_agent_hours_service_changes_nothing() -> None:
    result = sound(two_towns("centres.*.within_seconds=5", "service.staffing_share=0"))
    assert result.figures.exact_cost_kr == pytest.approx(BUYS_BOTH)
    assert result.objective_kr == pytest.approx(BUYS_BOTH, rel=0.005)


def test_centres_of_one_service_share_a_curve() -> None:
    rows = f"{CENTRES}Storby,local,1,0.9,20,60\nLilleby,local,2,0.9,20,60\nRegion,virtual,,,,\n"
    classes = sound(two_towns("structure=one", centres=rows)).run.cost_classes
    assert [(one.answered_share, one.opening_hours, one.centres) for one in classes] == [
        (0.9, 60, 2),
        (0.8, 37, 1),
    ]
    assert all(one.measured_error <= 0.005 for one in classes)


def test_a_town_buys_where_it_is_not_open_all_night() -> None:
    """Region costs a tenth more than Storby would, which costs far more when its agents wait all night."""
    rows = f"{CENTRES}Storby,local,1,,,168\nLilleby,local,2,,,\nRegion,virtual,,,,\n"
    overrides = ("structure=one", "centres.Region.cost_factor=1.05", "policy.levels.local=5")
    by_day = sound(two_towns(*overrides))
    assert set(by_day.assignments["centre"]) == {"Region"}
    cheap = ("structure=one", "centres.Region.cost_factor=1.01")
    assert set(sound(two_towns(*cheap)).assignments["centre"]) == {"Storby"}
    assert set(sound(two_towns(*cheap, centres=rows)).assignments["centre"]) == {"Region"}
