"""What counts as another answer."""

import pytest

from benchmarks.same_answers import Answer, differences

ANSWER: Answer = {
    "status": "optimal",
    "input_sha256": "ab",
    "sizes": [["pooled", 10, 20, 30]],
    "checks": 7,
    "breaches": [],
    "cost_kr": 1000.0,
    "bound_kr": 999.95,
    "gap": 1e-4,
}


def test_costs_within_the_gap_are_the_same() -> None:
    assert differences(ANSWER, {**ANSWER, "cost_kr": 1000.09}) == []


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("status", "feasible"),
        ("input_sha256", "cd"),
        ("sizes", [["pooled", 10, 20, 31]]),
        ("checks", 6),
        ("breaches", ["cost"]),
        ("cost_kr", 1000.2),
        ("bound_kr", 1000.01),
    ],
)
def test_anything_else_differs(entry: str, value: object) -> None:
    assert len(differences(ANSWER, {**ANSWER, entry: value})) == 1
    assert len(differences({**ANSWER, entry: value}, ANSWER)) == 1


def test_no_plan_and_a_failure_differ_from_an_answer() -> None:
    assert differences(ANSWER, {"status": "infeasible"})
    assert differences({"failed": ["KeyError"]}, ANSWER)
    assert differences({"status": "infeasible"}, {"status": "infeasible"}) == []
