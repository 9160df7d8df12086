"""What each rule of a drawing costs, against every drawing with it and without it."""

import signal
from dataclasses import replace
from typing import Any

import pytest

from optimiser import DrawingRules, Result, SizeBound, SolverOptions, draw_regions, solve
from optimiser.data.instance import Instance
from optimiser.drawing.binding import Binding, loosened_rules, what_binds
from optimiser.drawing.country import Country
from optimiser.drawing.regions import DrawnRegions
from tests.drawing.countries import cheapest_drawing, random_rules, small_country

EXACTLY = SolverOptions(gap=1e-7)
TOO_MANY = 5000
A_KRONE = 1.0


def _drawn(instance: Instance, rules: DrawingRules) -> DrawnRegions:
    drawn = draw_regions(instance, rules, EXACTLY, most_solves=TOO_MANY)
    assert drawn is not None
    return drawn


def _binding(instance: Instance, rules: DrawingRules, **asked: Any) -> Binding:
    return what_binds(rules, _drawn(instance, rules), EXACTLY, most_solves=TOO_MANY, **asked)


@pytest.mark.parametrize("seed", [5, 12, 33])
def test_what_a_rule_costs_is_the_difference_of_the_cheapest_with_and_without_it(seed: int) -> None:
    """Of four municipalities, each drawing by each set of rules solved as a structure."""
    instance = small_country(seed, 4)
    rules = random_rules(seed, instance)
    cheapest = cheapest_drawing(Country(instance, rules))
    assert cheapest is not None
    lines = {(line.rule, line.about): line for line in _binding(instance, rules).lines}
    ways = list(loosened_rules(rules))
    assert len(lines) == len(ways) > 2
    for way in ways:
        line, without = lines[way.rule, way.about], cheapest_drawing(Country(instance, way.rules))
        if without is None:
            assert (line.answer, line.cost_kr, line.bound_kr, line.saves_kr) == ("none", None, None, None)
            continue
        assert line.answer == "drawn"
        saved_kr = cheapest[0] - without[0]
        assert line.cost_kr == pytest.approx(without[0], rel=2e-7)
        assert line.saves_kr is not None
        assert line.saves_at_most_kr is not None
        slack_kr = A_KRONE + 3e-7 * cheapest[0]
        assert line.saves_kr - slack_kr <= saved_kr <= line.saves_at_most_kr + slack_kr
        assert line.saves_at_most_kr - line.saves_kr <= 3 * slack_kr


def test_each_demand_is_left_out_by_itself_and_told_as_it_was_asked() -> None:
    rules = DrawingRules(
        3,
        3,
        everyone=True,
        sizes=(SizeBound("population", 10_000, 90_000), SizeBound("contacts", 5)),
        together=(frozenset({"K5", "K1"}), frozenset({"K2", "K3"})),
        apart=(frozenset({"K1", "K2"}),),
    )
    ways = {(way.rule, way.about): way for way in loosened_rules(rules)}
    assert list(ways) == [
        ("together", "K1;K5"),
        ("together", "K2;K3"),
        ("apart", "K1;K2"),
        ("population", ":90000"),
        ("population", "10000:"),
        ("contacts", "5:"),
        ("everyone", ""),
        ("contiguous", ""),
        ("groups", "2"),
        ("groups", "4"),
    ]
    assert ways["together", "K1;K5"].rules == replace(rules, together=(frozenset({"K2", "K3"}),))
    assert ways["apart", "K1;K2"].rules == replace(rules, apart=())
    wider = (SizeBound("population", 0.0, 90_000), SizeBound("contacts", 5))
    assert ways["population", "10000:"].rules == replace(rules, sizes=wider)
    assert ways["everyone", ""].rules == replace(rules, everyone=False)
    assert ways["contiguous", ""].rules == replace(rules, contiguous=False)
    assert ways["groups", "4"].rules == replace(rules, fewest_groups=4, most_groups=4)
    assert [way.only_more for way in ways.values()] == [True] * 8 + [False] * 2
    some = [(way.about, way.only_more) for way in loosened_rules(DrawingRules(3, 2, contiguous=False))]
    assert some == [("1:3", True), ("2:4", True)]
    assert [way.about for way in loosened_rules(DrawingRules(1, contiguous=False))] == ["2"]


def _three_that_two_cannot_hold() -> tuple[Instance, DrawingRules]:
    """Two groups of at most half the contacts do not hold these five, which only a search sees; three do."""
    instance = small_country(11, 5)
    most = SizeBound("contacts", most=sum(instance.contacts.values()) / 2)
    return instance, DrawingRules(3, 3, contiguous=False, everyone=True, sizes=(most,))


def test_a_number_of_groups_that_cannot_be_is_told_apart_from_one_of_which_none_was_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    instance, rules = _three_that_two_cannot_hold()
    drawn = _drawn(instance, rules)
    lines = {line.about: line for line in what_binds(rules, drawn, EXACTLY).lines}
    assert (lines["2"].answer, lines["2"].cost_kr, lines["2"].saves_at_most_kr) == ("none", None, None)
    assert lines["4"].answer == "drawn"
    monkeypatch.setattr("optimiser.drawing.binding.draw_regions", lambda *_, **__: None)
    lines = {line.about or line.rule: line for line in what_binds(rules, drawn, EXACTLY).lines}
    assert (lines["2"].answer, lines["4"].answer) == ("open", "open")
    # without a demand the drawing with it is there still, and nothing is proven
    assert (lines["everyone"].answer, lines["everyone"].cost_kr) == ("drawn", drawn.cost_kr)
    assert lines["everyone"].bound_kr is None


def test_a_number_of_groups_that_is_known_not_to_be_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    instance, rules = _three_that_two_cannot_hold()
    drawn, asked = _drawn(instance, rules), list[DrawingRules]()
    monkeypatch.setattr("optimiser.drawing.binding.draw_regions", lambda _, others, *__, **___: asked.append(others))
    found = what_binds(rules, drawn, EXACTLY, beside={2: None, 4: drawn})
    assert all(others.most_groups == 3 for others in asked)
    assert [(line.about, line.answer) for line in found.lines[-2:]] == [("2", "none"), ("4", "drawn")]


def test_drawings_of_other_numbers_that_are_known_are_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    instance, rules = small_country(1, 4), DrawingRules(2, 2, contiguous=False, everyone=True)
    three = _drawn(instance, replace(rules, fewest_groups=3, most_groups=3))
    drawn, asked = _drawn(instance, rules), list[int]()

    def counted(which: Instance, others: DrawingRules, *options: Any, **more: Any) -> DrawnRegions | None:
        asked.append(others.most_groups)
        return draw_regions(which, others, *options, **more)

    monkeypatch.setattr("optimiser.drawing.binding.draw_regions", counted)
    found = what_binds(rules, drawn, EXACTLY, beside={3: three}, most_solves=TOO_MANY)
    assert asked == [2, 1]  # without everyone, and with one group
    assert found.lines[-1].cost_kr == three.cost_kr


def test_after_ctrl_c_what_was_left_out_by_then_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    instance, rules = small_country(1, 4), DrawingRules(1, everyone=False)
    drawn = _drawn(instance, rules)

    def interrupted(which: Instance, options: SolverOptions | None, **others: Any) -> Result:
        if len({row.group for row in which.tables.structures if row.structure == "drawn"}) > 1:
            signal.raise_signal(signal.SIGINT)
        return solve(which, options, **others)

    monkeypatch.setattr("optimiser.drawing.regions.solve", interrupted)
    found = what_binds(rules, drawn, EXACTLY)
    assert found.interrupted
    assert [line.rule for line in found.lines] == ["contiguous"]
