"""Which hosts can be taken together: those that no buyer can tell apart."""

import pytest

from optimiser.data.instance import Instance
from optimiser.planning.pools import Pool, alike_pools, single_pools
from optimiser.planning.problem import build_problem
from tests.planning.two_towns import two_towns

FOUR = {
    "municipalities": """\
code,name,region,population,candidate_host
1,Aby,East,50000,true
2,Bby,East,50000,true
3,Cby,East,50000,true
4,Dby,East,50000,false
""",
    "volumes": """\
municipality,task,contacts
1,G3,200000
2,G3,200000
3,G3,200000
4,G3,100000
4,G5,100000
""",
    "centres": "centre,kind,seat\nAby,local,1\nBby,local,2\nCby,local,3\nDby,local,4\n",
    "structures": "structure,municipality,group\n",
}
"""Four towns with a centre each; three of them may sell."""
KPI = "kpi,sense,scope,target\nresolved,at least,{scope},{target}\n"
KPI_VALUES = "kpi,form,task,value\n" + "".join(
    f"resolved,{form},{task},0.8\n" for form in ("local", "purchased") for task in ("G3", "G5")
)


def _four(*overrides: str, **tables: str) -> Instance:
    return two_towns(*overrides, **(FOUR | tables))


def _pools(instance: Instance) -> list[tuple[str, ...]]:
    return [pool.centres for pool in alike_pools(build_problem(instance))]


def test_hosts_that_nobody_can_tell_apart_form_one_pool() -> None:
    assert alike_pools(build_problem(_four())) == (Pool("pool of Aby and 2 more", ("Aby", "Bby", "Cby")),)


def test_hosts_of_unlike_size_cost_and_limits_are_still_alike_to_buyers() -> None:
    """What differs is the host's own: each keeps its own pieces and its own limits in the pooled model."""
    limits = ("centres.Aby.cost_factor=1.1", "centres.Bby.min_sold=100000", "centres.Cby.max_sold_share=0.5")
    assert _pools(_four(*limits)) == [("Aby", "Bby", "Cby")]


def test_a_pool_is_named_by_its_first_centre_and_a_pool_of_one_by_that() -> None:
    assert Pool("Aby", ("Aby",)).single
    assert not alike_pools(build_problem(_four()))[0].single


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("locks", "municipality,task,centre,demand\n4,G3,Aby,must not\n"),
        ("connections", "form,municipality,centre,yearly_kr\n,4,Aby,100\n"),
        ("connections", "form,municipality,centre,investment_kr\n,,Aby,100\n"),
        ("connections", "form,municipality,centre,extra_kr\npurchased,,Aby,0.5\n"),
    ],
)
def test_a_lock_or_a_connection_of_its_own_sets_a_host_apart(table: str, row: str) -> None:
    assert _pools(_four(**{table: row})) == [("Aby",), ("Bby", "Cby")]


@pytest.mark.parametrize(
    ("demand", "pools"),
    [("must_sell", [("Aby",), ("Bby", "Cby")]), ("must_open", [("Aby", "Bby", "Cby")])],
)
def test_a_host_that_must_sell_is_a_pool_by_itself(demand: str, pools: list[tuple[str, ...]]) -> None:
    """To run its own centre is its own affair: that sets it not apart."""
    assert _pools(_four(f"centres.Aby.{demand}=true")) == pools


def test_a_connection_that_is_alike_for_all_hosts_sets_none_apart() -> None:
    assert _pools(_four(connections="form,yearly_kr\npurchased,100\n")) == [("Aby", "Bby", "Cby")]


def test_what_only_their_seats_see_sets_hosts_not_apart() -> None:
    """Aby may not buy from Bby: that tells Bby from Cby, but not Aby from Bby, as no seat buys from itself."""
    lock = "municipality,task,centre,demand\n1,G3,Bby,must not\n"
    assert _pools(_four(locks=lock)) == [("Aby", "Bby"), ("Cby",)]


def test_virtual_centres_of_free_choice_are_alike_and_never_with_hosts() -> None:
    centres = FOUR["centres"] + "North,virtual,\nSouth,virtual,\n"
    groups = "structure,municipality,group\n" + "".join(
        f"free,{code},{group}\n" for code in "1234" for group in ("North", "South")
    )
    instance = _four("structure=free", centres=centres, structures=groups)
    assert _pools(instance) == [("Aby", "Bby", "Cby"), ("North", "South")]
    demanded = _four("structure=free", "centres.South.must_open=true", centres=centres, structures=groups)
    assert _pools(demanded) == [("Aby", "Bby", "Cby"), ("North",), ("South",)]


def test_virtual_centres_with_groups_of_their_own_are_not_alike() -> None:
    centres = FOUR["centres"] + "North,virtual,\nSouth,virtual,\n"
    groups = "structure,municipality,group\none,1,North\none,2,North\none,3,South\none,4,South\n"
    instance = _four("structure=one", centres=centres, structures=groups)
    assert _pools(instance) == [("Aby", "Bby", "Cby"), ("North",), ("South",)]


def test_a_centre_that_serves_nobody_else_is_in_no_pool() -> None:
    assert "Dby" not in {centre for pool in _pools(_four()) for centre in pool}
    assert single_pools(build_problem(two_towns())) == (Pool("Storby", ("Storby",)),)


@pytest.mark.parametrize(("scope", "pools"), [("municipality", 1), ("national", 1), ("centre", 3)])
def test_a_kpi_target_of_centres_takes_every_centre_by_itself(scope: str, pools: int) -> None:
    instance = _four(kpis=KPI.format(scope=scope, target=0.5), kpi_values=KPI_VALUES)
    assert len(_pools(instance)) == pools


def test_a_kpi_of_centres_without_a_target_sets_none_apart() -> None:
    assert len(_pools(_four(kpis=KPI.format(scope="centre", target=""), kpi_values=KPI_VALUES))) == 1


def test_no_municipality_worse_off_takes_every_centre_by_itself() -> None:
    assert len(_pools(_four("policy.no_municipality_worse_off=true"))) == 3


def test_single_pools_are_every_centre_that_serves_others() -> None:
    assert single_pools(build_problem(_four())) == tuple(Pool(name, (name,)) for name in ("Aby", "Bby", "Cby"))
