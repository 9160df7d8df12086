"""Who may answer what: every rule that refuses a route, by name."""

import pytest

from optimiser.data.instance import Instance
from optimiser.planning.routes import (
    DEPARTMENTS,
    Route,
    candidate_routes,
    eligible_routes,
    list_refusals,
)
from tests.planning.two_towns import TABLES, two_towns

AUTHORITY = TABLES["tasks"] + "G8,8,true,6,0.5,0\n"
EXTERNAL = TABLES["centres"] + "Hotline,external,\n"
LOCK = "municipality,task,level,centre,form,demand\n"
MANDATE = '[[policy.mandatory]]\nlevels = "5"\nforms = "purchased regional"\n'


def _route(instance: Instance, municipality: str, task: str, centre: str) -> Route:
    return next(route for route in candidate_routes(instance, municipality, task) if route.centre == centre)


def _refused_by(instance: Instance, municipality: str, task: str, centre: str) -> str | None:
    return next(list_refusals(instance, _route(instance, municipality, task, centre)), None)


def test_the_form_follows_from_municipality_and_centre() -> None:
    instance = two_towns("structure=one", centres=EXTERNAL)
    forms = {route.centre: route.form for route in candidate_routes(instance, "2", "G3")}
    assert forms == {
        DEPARTMENTS: "unchanged",
        "Lilleby": "local",
        "Storby": "purchased",
        "Region": "regional",
        "Hotline": "external",
    }


def test_only_departments_and_the_own_centre_are_home() -> None:
    instance = two_towns("structure=one", centres=EXTERNAL)
    assert {route.centre for route in candidate_routes(instance, "2", "G3") if not route.away} == {
        DEPARTMENTS,
        "Lilleby",
    }


def test_eligible_routes_are_those_nothing_refuses() -> None:
    """Lilleby may be its own, Storby's or Region's; Storby its own or Region's: Lilleby sells nothing."""
    routes = {(route.municipality, route.task, route.centre) for route in eligible_routes(two_towns("structure=one"))}
    assert routes == {
        ("1", "G3", "Storby"),
        ("1", "G3", "Region"),
        *(("2", task, centre) for task in ("G3", "G5") for centre in ("Lilleby", "Storby", "Region")),
    }


def test_policy_says_which_levels_a_form_may_answer() -> None:
    instance = two_towns("policy.levels.purchased=1-3")
    assert _refused_by(instance, "2", "G3", "Storby") is None
    assert _refused_by(instance, "2", "G5", "Storby") == "eligible-levels"


def test_law_keeps_authority_tasks_at_home() -> None:
    instance = two_towns(tasks=AUTHORITY)
    assert _refused_by(instance, "2", "G8", DEPARTMENTS) is None
    assert _refused_by(instance, "2", "G8", "Lilleby") is None
    assert _refused_by(instance, "2", "G8", "Storby") == "authority-stays-home"


@pytest.mark.parametrize("change", ["active=false", "valid_to=2013", "valid_from=2015"])
def test_a_law_that_is_not_in_force_refuses_nothing(change: str) -> None:
    instance = two_towns(f"legal.authority-stays-home.{change}", tasks=AUTHORITY)
    assert _refused_by(instance, "2", "G8", "Storby") is None


def test_a_law_that_names_levels_covers_those() -> None:
    instance = two_towns("legal.authority-stays-home.levels=5", tasks=AUTHORITY)
    assert _refused_by(instance, "2", "G5", "Storby") == "authority-stays-home"
    assert _refused_by(instance, "2", "G8", "Storby") is None


def test_a_law_with_a_cap_forbids_nothing_outright() -> None:
    instance = two_towns("legal.authority-stays-home.cap_kr=1", tasks=AUTHORITY)
    assert _refused_by(instance, "2", "G8", "Storby") is None


def test_a_virtual_centre_serves_its_group_only() -> None:
    instance = two_towns("structure=one", structures="structure,municipality,group\none,1,Region\n")
    assert _refused_by(instance, "1", "G3", "Region") is None
    assert _refused_by(instance, "2", "G3", "Region") == "group-membership"


def test_under_the_structure_free_one_may_join_any_virtual_centre() -> None:
    centres = TABLES["centres"] + "Other,virtual,\n"
    groups = "structure,municipality,group\nfree,2,Region\nfree,2,Other\nfree,1,Other\n"
    instance = two_towns("structure=free", centres=centres, structures=groups)
    assert _refused_by(instance, "2", "G3", "Region") is None
    assert _refused_by(instance, "2", "G3", "Other") is None
    assert _refused_by(instance, "1", "G3", "Region") == "group-membership"


def test_only_a_candidate_host_sells() -> None:
    instance = two_towns()
    assert _refused_by(instance, "2", "G3", "Storby") is None
    assert _refused_by(instance, "1", "G3", "Lilleby") == "open-centre"


def test_a_mandate_leaves_only_its_forms() -> None:
    instance = two_towns("structure=one", more=MANDATE)
    assert _refused_by(instance, "2", "G5", "Storby") is None
    assert _refused_by(instance, "2", "G5", "Lilleby") == "mandatory"
    assert _refused_by(instance, "2", "G3", "Lilleby") is None


@pytest.mark.parametrize(
    ("lock", "refused"),
    [
        ("2,G5,,Storby,,must not", {("2", "G5", "Storby")}),
        ("2,,,Storby,,must not", {("2", "G3", "Storby"), ("2", "G5", "Storby")}),
        (",,5,,local,must not", {("2", "G5", "Lilleby")}),
        (",G3,,,local,must not", {("1", "G3", "Storby"), ("2", "G3", "Lilleby")}),
        ("2,G5,,Storby,,must", {("2", "G5", "Lilleby")}),
        ("2,,,,local,must", {("2", "G3", "Storby"), ("2", "G5", "Storby")}),
    ],
)
def test_a_lock_takes_away_what_it_forbids_or_all_but_what_it_demands(
    lock: str, refused: set[tuple[str, str, str]]
) -> None:
    free, locked = (set(eligible_routes(some)) for some in (two_towns(), two_towns(locks=f"{LOCK}{lock}\n")))
    assert {(route.municipality, route.task, route.centre) for route in free - locked} == refused
    assert not locked - free


def test_all_rules_that_refuse_a_route_can_be_told() -> None:
    instance = two_towns("policy.levels.purchased=1-2", locks=f"{LOCK}1,,,Lilleby,,must not\n")
    route = _route(instance, "1", "G3", "Lilleby")
    assert list(list_refusals(instance, route)) == ["eligible-levels", "open-centre", "locks"]
    assert next(list_refusals(instance, route)) == "eligible-levels"
