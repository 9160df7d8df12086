"""What can be seen to be impossible before solving, by the name of the rule."""

from pathlib import Path

import pytest

from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.planning.problem import build_problem
from optimiser.rules.registry import find_conflicts
from optimiser.rules.rule import ImpossibleRule
from tests.planning.two_towns import two_towns

INSTANCES = Path(__file__).parents[2] / "instances"
REGIONAL = '[[policy.mandatory]]\nlevels = "3 5"\nforms = "regional"\n'
KPI = "kpi,sense,scope,target\nresolved,{sense},{scope},{target}\n"
KPI_VALUES = """\
kpi,form,task,value
resolved,local,G3,0.9
resolved,local,G5,0.9
resolved,purchased,G3,0.5
resolved,purchased,G5,0.5
"""
REGION = "centres.Region.must_open"
LOCK = "municipality,task,centre,form,demand\n"


def _conflicts(instance: Instance) -> list[ImpossibleRule]:
    return find_conflicts(build_problem(instance))


@pytest.mark.parametrize("name", ["toy", "denmark-2014"])
def test_the_bundled_instances_have_none(name: str) -> None:
    assert not _conflicts(read(INSTANCES / name))


def test_the_two_towns_have_none() -> None:
    assert not _conflicts(two_towns("structure=one"))


def test_a_task_whose_every_place_is_closed_names_the_rule_that_closes_it() -> None:
    (conflict,) = _conflicts(two_towns("policy.levels.local=3", "policy.levels.purchased=3"))
    assert (conflict.rule, conflict.about, conflict.why) == ("eligible-levels", "Lilleby G5", "nowhere to go")


def test_a_mandate_to_a_centre_below_its_minimum_names_the_minimum() -> None:
    (conflict,) = _conflicts(two_towns("structure=one", "centres.Region.min_volume=700000", more=REGIONAL))
    assert (conflict.rule, conflict.about) == ("minimum-volume", "Region")
    assert conflict.figures["needs"] == 700_000
    assert conflict.figures["reaches"] == 600_000
    assert len(conflict.figures["tasks"]) == 3  # type: ignore[arg-type]


def test_an_own_centre_that_is_too_small_is_named_where_nothing_else_may_answer() -> None:
    (conflict,) = _conflicts(two_towns("policy.levels.purchased=", "centres.Lilleby.min_volume=200001"))
    assert (conflict.rule, conflict.about) == ("minimum-volume", "Lilleby")


def test_a_centre_that_must_be_open_and_can_never_be_large_enough_has_both_numbers() -> None:
    (conflict,) = _conflicts(two_towns("structure=one", "centres.Region.min_volume=700000", f"{REGION}=true"))
    assert (conflict.rule, conflict.about, conflict.why) == ("must-open", "Region", "must open and too small")
    assert conflict.figures == {"needs": 700_000, "reaches": 600_000}
    (conflict,) = _conflicts(two_towns("centres.Storby.min_sold=200001", "centres.Storby.must_sell=true"))
    assert conflict.figures == {"needs": 200_001, "reaches": 200_000}


@pytest.mark.parametrize(
    ("overrides", "about", "why", "figures"),
    [
        ((f"{REGION}=true",), "Region", "must open elsewhere", {"structure": "none"}),
        (("centres.Lilleby.must_sell=true",), "Lilleby", "must open and may not", {"rules": "open-centre"}),
        (
            ("centres.Storby.must_open=true", "volumes.1/G3/*.contacts=0"),
            "Storby",
            "must open without contacts",
            {},
        ),
    ],
)
def test_a_centre_that_must_be_used_and_may_not_says_what_is_in_the_way(
    overrides: tuple[str, ...], about: str, why: str, figures: dict[str, object]
) -> None:
    (conflict,) = _conflicts(two_towns(*overrides))
    assert (conflict.rule, conflict.about, conflict.why, conflict.figures) == ("must-open", about, why, figures)


def test_a_centre_that_is_closed_to_others_may_still_be_open_to_its_own() -> None:
    assert not _conflicts(two_towns("centres.Storby.min_sold=200001", "centres.Storby.must_open=true"))


def test_locks_that_leave_no_place_are_named() -> None:
    """Each of the three places that may answer G5 is locked."""
    locks = LOCK + "".join(f"2,G5,,{form},must not\n" for form in ("unchanged", "local", "purchased"))
    (conflict,) = _conflicts(two_towns("policy.levels.unchanged=5", locks=locks))
    assert (conflict.rule, conflict.about) == ("locks", "Lilleby G5")


def test_more_forced_places_than_allowed_are_counted() -> None:
    """G3 must be Storby's and G5 Lilleby's own: two places, where one is allowed."""
    locks = f"{LOCK}2,G3,Storby,,must\n2,G5,Lilleby,,must\n"
    assert not _conflicts(two_towns(locks=locks))
    (conflict,) = _conflicts(two_towns("policy.max_entry_points=1", locks=locks))
    assert (conflict.rule, conflict.about) == ("entry-points", "Lilleby")
    assert conflict.figures == {"places": ["Storby", "home"], "limit": 1}


@pytest.mark.parametrize(("asked", "possible"), [(0.5, True), (0.51, False)])
def test_a_local_share_that_cannot_be_kept_is_seen(asked: float, possible: bool) -> None:
    """G5 must leave, so Lilleby can keep half of its contacts."""
    found = _conflicts(two_towns("policy.levels.local=3", f"policy.min_local_share={asked}"))
    assert [(conflict.rule, conflict.about) for conflict in found] == (
        [] if possible else [("local-sustainability", "Lilleby")]
    )


@pytest.mark.parametrize(
    ("sense", "scope", "target", "about"),
    [
        ("at least", "municipality", 0.7, []),
        ("at least", "municipality", 0.71, ["Lilleby"]),
        ("at least", "national", 0.83, []),
        ("at least", "national", 0.84, ["the country"]),
        ("at most", "municipality", 0.9, []),
        ("at most", "municipality", 0.89, ["Storby"]),
        ("at least", "centre", 0.82, []),
        ("at least", "centre", 0.83, ["Storby"]),
        ("at most", "centre", 0.9, []),
    ],
)
def test_a_kpi_target_beyond_the_best_is_seen(sense: str, scope: str, target: float, about: list[str]) -> None:
    """G5 must be bought (0.5); the rest can be local (0.9): Lilleby 0.7 at best, the country 5/6 of the way.

    Storby must answer Lilleby's 100,000 G5, and has 400,000 of its own to lift the mean with: 0.82.
    """
    kpis = KPI.format(sense=sense, scope=scope, target=target)
    found = _conflicts(two_towns("policy.levels.local=3", kpis=kpis, kpi_values=KPI_VALUES))
    assert [conflict.about for conflict in found] == about
    assert {conflict.rule for conflict in found} <= {"kpi-target"}


def test_the_municipalities_that_miss_a_target_are_named_with_the_worst() -> None:
    kpis = KPI.format(sense="at least", scope="municipality", target=0.91)
    values = KPI_VALUES + "resolved,regional,G3,0.95\nresolved,regional,G5,0.2\n"
    (conflict,) = _conflicts(two_towns("policy.levels.local=3", kpis=kpis, kpi_values=values))
    assert (conflict.about, conflict.why) == ("Lilleby", "beyond the best of municipalities")
    assert conflict.figures == {
        "kpi": "resolved",
        "best": pytest.approx(0.7),
        "target": 0.91,
        "names": ["Lilleby", "Storby"],
    }


@pytest.mark.parametrize(("places", "best"), [(2, 0.8), (1, 0.7)])
def test_the_best_is_at_as_many_places_as_allowed(places: int, best: float) -> None:
    """Lilleby: G3 is best at home (0.9 against 0.5), G5 where it is bought (0.7 against 0.5): both at one place 0.7."""
    values = "kpi,form,task,value\n" + "".join(
        f"resolved,{form},{task},{value}\n"
        for form, task, value in (
            *(("local", "G3", 0.9), ("local", "G5", 0.5)),
            *(("purchased", "G3", 0.5), ("purchased", "G5", 0.7)),
        )
    )
    kpis = KPI.format(sense="at least", scope="municipality", target=0.895)
    (conflict,) = _conflicts(two_towns(f"policy.max_entry_points={places}", kpis=kpis, kpi_values=values))
    assert conflict.about == "Lilleby"
    assert conflict.figures["best"] == pytest.approx(best)


def test_a_centre_that_may_stay_closed_has_no_target_to_meet() -> None:
    """Departments may answer G3, so that no centre must open for it; when they may not, it is Storby's, at 0.8."""
    kpis = KPI.format(sense="at least", scope="centre", target=0.85)
    values = KPI_VALUES.replace("local,G3,0.9", "local,G3,0.8") + "resolved,unchanged,G3,0.1\n"
    assert not _conflicts(two_towns("policy.levels.unchanged=3", kpis=kpis, kpi_values=values))
    storby = _conflicts(two_towns(kpis=kpis, kpi_values=values))[0]
    assert (storby.about, storby.why) == ("Storby", "beyond the best of centres")
    assert storby.figures["best"] == pytest.approx(0.8)
    assert storby.figures["tasks"] == ["Storby G3"]


def test_a_lock_counts_in_what_can_be_reached() -> None:
    kpis = KPI.format(sense="at least", scope="national", target=0.9)
    assert not _conflicts(two_towns(kpis=kpis, kpi_values=KPI_VALUES))
    locks = f"{LOCK}2,G5,,purchased,must\n"
    (conflict,) = _conflicts(two_towns(kpis=kpis, kpi_values=KPI_VALUES, locks=locks))
    assert conflict.figures["best"] == pytest.approx((0.9 * 500 + 0.5 * 100) / 600)


def test_a_municipality_that_pays_more_than_today_whatever_is_chosen_is_seen() -> None:
    """At 36 kr. the cheapest contact is above today's 35."""
    rule = "policy.no_municipality_worse_off=true"
    assert not _conflicts(two_towns(rule))
    (conflict,) = _conflicts(two_towns(rule, "economy.today_unit_cost_kr=35"))
    assert conflict.rule == "no-municipality-worse-off"
    assert set(conflict.figures["names"]) == {"Storby", "Lilleby"}  # type: ignore[call-overload]


def test_an_instance_where_nothing_is_pooled_is_checked_too() -> None:
    assert not _conflicts(two_towns("tasks.*.pooling_weight=0", "policy.no_municipality_worse_off=true"))
