"""The best target that is seen without solving: in the country, in each municipality, in each centre, by hand."""

import pytest

from optimiser.api import solve
from optimiser.comparison.measure import measure_plan, measures_of
from optimiser.planning.problem import build_problem
from tests.planning.two_towns import two_towns

VALUES = "kpi,form,task,value\nk,local,G3,0\nk,purchased,G3,1\nk,local,G5,1\nk,purchased,G5,0\n"


@pytest.mark.parametrize(
    ("scope", "entry_points", "best"),
    [
        ("national", 2, 1 / 3),  # Lilleby buys G3 and keeps G5: 200,000 of 600,000 contacts
        ("national", 1, 1 / 6),  # Lilleby does both or neither: 100,000
        ("municipality", 2, 0),  # Storby cannot buy
        ("centre", 2, 0.2),  # Storby's centre has its own 400,000, and 100,000 that it sells
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_by_hand(scope: str, entry_points: int, best: float, sign: int) -> None:
    sense = "at least" if sign == 1 else "at most"
    values = VALUES if sign == 1 else VALUES.replace(",0\n", ",-0\n").replace(",1\n", ",-1\n")
    kpis = f"kpi,sense,scope\nk,{sense},{scope}\n"
    instance = two_towns(f"policy.max_entry_points={entry_points}", kpis=kpis, kpi_values=values)
    assert measures_of(instance)["k"].best_target(build_problem(instance)) == pytest.approx(sign * best)


@pytest.mark.parametrize("scope", ["national", "municipality", "centre"])
def test_no_plan_is_better_and_a_target_there_is_not_refused_unseen(scope: str) -> None:
    tables = {"kpis": f"kpi,sense,scope\nk,at least,{scope}\n", "kpi_values": VALUES}
    best = measures_of(two_towns(**tables))["k"].best_target(build_problem(two_towns(**tables)))
    met = solve(two_towns(f"kpis.k.target={best}", **tables))
    assert not met.run.conflicts
    assert (measure_plan(met)["k"] or 0.0) <= best + 1e-9
    beyond = solve(two_towns(f"kpis.k.target={best + 0.01}", **tables))
    assert beyond.status == "infeasible"
