"""What of a chosen allocation a solve leaves to `optimiser share` is told when the instance is read."""

import pytest

from optimiser import InvalidInputError, read


@pytest.mark.parametrize(
    ("allocation", "asked", "told"),
    [
        ("by-load", ["policy.no_municipality_worse_off=true"], []),
        ("by-todays-cost", ["policy.no_municipality_worse_off=true"], ["policy.allocation"]),
        ("shapley", [], ["policy.allocation"]),
        (
            "shapley",
            ["policy.no_municipality_worse_off=true"],
            ["policy.allocation", "policy.no_municipality_worse_off"],
        ),
    ],
)
def test_what_a_solve_does_not_compute_is_told(allocation: str, asked: list[str], told: list[str]) -> None:
    instance = read("toy", overrides=[f"policy.allocation={allocation}", *asked])
    about_cost = [one.column for one in instance.remarks if one.column.startswith("policy.")]
    assert about_cost == told


def test_an_unknown_rule_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidInputError, match="'by-load', 'by-todays-cost'"):
        read("toy", overrides=["policy.allocation=by-head"])


@pytest.mark.parametrize("override", ["policy.allocation=shapley", "policy.allocation@2016=shapley"])
def test_a_plan_over_years_is_divided_by_load(override: str) -> None:
    with pytest.raises(InvalidInputError, match=r"by-load where years|is the same in all years"):
        read("toy-roadmap", overrides=[override])
