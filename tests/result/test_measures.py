"""KPIs of a plan, by hand: means by contacts, what is not rated left out, weights as given."""

import pandas as pd
import pytest

from optimiser import Result, solve
from tests.planning.two_towns import two_towns

KPIS = """\
kpi,sense,scope,weight
calm,at least,national,1
near,at least,national,3
silent,at least,national,5
"""
VALUES = """\
kpi,form,task,value
calm,local,,4
calm,purchased,,1
near,local,,2
"""


@pytest.fixture(scope="module")
def result() -> Result:
    """Storby answers its 400,000 contacts itself; Lilleby buys its 200,000."""
    return solve(two_towns(kpis=KPIS, kpi_values=VALUES))


def test_a_kpi_is_the_mean_by_contacts(result: Result) -> None:
    values = result.kpis.set_index("kpi")["value"]
    assert values["calm"] == pytest.approx((4 * 400_000 + 1 * 200_000) / 600_000)


def test_contacts_without_a_value_do_not_count_and_that_is_said(result: Result) -> None:
    near = result.kpis.set_index("kpi").loc["near"]
    assert (near["value"], near["rated_share"]) == (2, pytest.approx(4 / 6))


def test_a_kpi_nobody_has_a_value_for_is_blank(result: Result) -> None:
    silent = result.kpis.set_index("kpi").loc["silent"]
    assert silent.isna()["value"]
    assert silent["rated_share"] == 0


@pytest.mark.parametrize(
    ("scope", "sense", "target", "worst", "at", "met"),
    [
        ("municipality", "at least", 1, 1, "Lilleby", 1),
        ("municipality", "at most", 4, 4, "Storby", 1),
        ("centre", "at least", 3, 3, "Storby", 1),
        ("national", "at least", 3, None, "", 1),
        ("municipality", "at least", "", 1, "Lilleby", None),
    ],
)
def test_the_worst_place_is_told_where_the_target_is_for_each(
    *, scope: str, sense: str, target: float | str, worst: float | None, at: str, met: float | None
) -> None:
    """Storby's own have 4, Lilleby's 1; all are answered in Storby's centre, on average at 3."""
    kpis = f"kpi,sense,scope,target\ncalm,{sense},{scope},{target}\n"
    values = "kpi,form,task,value\ncalm,local,,4\ncalm,purchased,,1\n"
    row = solve(two_towns(kpis=kpis, kpi_values=values)).kpis.iloc[0]
    assert row["worst_at"] == at
    for column, value in (("worst", worst), ("met", met)):
        assert row[column] == pytest.approx(value) if value is not None else pd.isna(row[column])


def test_the_score_is_the_mean_by_weight_of_what_is_known(result: Result) -> None:
    assert result.figures.criteria_score == pytest.approx((1 * 3 + 3 * 2) / 4)


def test_the_users_weights_count() -> None:
    result = solve(two_towns("kpis.near.weight=0", kpis=KPIS, kpi_values=VALUES))
    assert result.figures.criteria_score == pytest.approx(3)


def test_without_weights_there_is_no_score() -> None:
    result = solve(two_towns("kpis.*.weight=0", kpis=KPIS, kpi_values=VALUES))
    assert result.figures.criteria_score is None
