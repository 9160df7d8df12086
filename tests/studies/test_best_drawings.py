"""What takes the place of the best drawing that a search ended with, and what is asked again of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from optimiser import (
    DrawingRules,
    Result,
    draw_regions,
    regions,
    solve,
)
from optimiser.audit.drawing import audit_drawing
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.rows import Membership
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.pricing import Priced
from optimiser.drawing.regions import DrawnRegions
from optimiser.planning.assignment import Assignment
from optimiser.result.frames import rows_of_frame
from optimiser.studies import drawing_cases
from optimiser.studies.drawing_cases import AskedDrawings, drawn_in
from optimiser.studies.resume import CaseEnded, StudyBegan, StudyEvent
from optimiser.studies.runner.dispatch import SolvesFailedError
from optimiser.studies.runner.local import LocalWorkers
from tests.drawing.countries import cheapest_drawing, every_drawing, small_country
from tests.studies.drawn_groups import groups_in

WITHIN = 0.01
DRAW, SEEK_NEAR = drawing_cases._draw, drawing_cases._seek_near


@pytest.fixture(scope="module")
def country() -> Instance:
    return small_country(1, 7)


def _draw_without_walking(*args: Any, **asked: Any) -> Any:
    """Draw as a search does that does not walk on from what it found; in a worker too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("optimiser.drawing.regions.walk_to_lower_cost", lambda _costs, start, *_: start)
        return DRAW(*args, **asked)


def test_what_is_asked_of_a_drawing_is_asked_again_of_one_that_costs_less_though_found_in_the_same_second(
    country: Instance,
) -> None:
    rules = DrawingRules(2, 2, everyone=True)
    drawn, drawing = draw_regions(country, rules), {"E": frozenset(country.municipalities)}
    assert drawn is not None
    asked = AskedDrawings(country, Priced(Country(country, rules)).template, {1: rules, 2: rules}, most_solves=4)
    cheaper = drawn_in(asked.take_as_best("drawn-2", drawn, drawn.result, drawing))
    assert cheaper.result.run.finished == drawn.result.run.finished

    def keys(one: DrawnRegions) -> set[str]:
        near, joined = asked.seek_near("drawn-2", one, 2, 0.01), asked.join("drawn-2", one, drawn)
        return {near.key, joined.key, asked.ask_binding("drawn-2", one, {}).key}

    assert keys(drawn) == keys(drawn)
    assert not keys(drawn) & keys(cheaper)
    dearer = drawn.result.run.with_entries(objective_kr=drawn.cost_kr + 1)
    assert not keys(drawn) & keys(replace(drawn, result=replace(drawn.result, run=dearer)))
    at_home = Assignment(dict.fromkeys(drawn.result.assignment, "departments"))
    assert not keys(drawn) & keys(replace(drawn, result=_with_plan(drawn.result, at_home)))


def _with_plan(result: Result, assignment: Assignment) -> Result:
    """The result with another plan that is told to cost the same."""
    lines = (
        line.model_copy(update={"centre": assignment[line.municipality, line.task]})
        for line in result.lines.assignments
    )
    return replace(result, lines=replace(result.lines, assignments=tuple(lines)))


def test_what_a_demand_costs_is_told_anew_where_more_is_proven_of_the_same_drawing(tmp_path: Path) -> None:
    """More solves raise what none costs less than, of a drawing that was the best already."""
    country, out = small_country(26, 6), tmp_path / "out"
    asked: dict[str, Any] = {"numbers": [2], "structures": ["none"], "near": 0, "binding": True}
    with LocalWorkers(1) as workers:
        few, many = (regions(country, out, **asked, most_solves=most, workers=workers) for most in (2, 20))
    assert list(few.drawings["cost_kr"]) == list(many.drawings["cost_kr"])
    assert few.drawings["bound_kr"][0] < many.drawings["bound_kr"][0] - 1
    assert [breach.sentence for breach in audit_drawing(out).breaches] == []


def test_a_drawing_near_the_best_that_costs_less_is_the_best(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {"numbers": [3], "near": 2, "within": 0.1, "most_solves": 4}
    country, out = small_country(26, 6), tmp_path / "out"
    monkeypatch.setattr(drawing_cases, "_draw", _draw_without_walking)
    with LocalWorkers(1) as workers:
        found = regions(country, out, **asked, workers=workers)
        events: list[StudyEvent] = []
        again = regions(country, out, **asked, workers=workers, report=events.append)
    monkeypatch.setattr("optimiser.drawing.regions.walk_to_lower_cost", lambda _costs, start, *_: start)
    first = draw_regions(country, DrawingRules(3, 3, everyone=True), most_solves=4)
    assert first is not None
    best, *near = (row for row in rows_of_frame(found.drawings) if row["number"] == 3)
    assert best["kind"] == "best"
    assert best["cost_kr"] < first.cost_kr - 1  # the search ended before this drawing was found
    assert best["bound_kr"] == first.bound_kr
    assert all(row["above_kr"] >= 0 for row in near)
    assert {path.name for path in (out / "runs").iterdir()} == set(found.results)
    assert not audit_drawing(out).breaches
    assert again.drawings.equals(found.drawings)
    assert all(event.kept for event in events if isinstance(event, CaseEnded))


def _seek_near_once(*args: Any, mark: Path, **asked: Any) -> Any:
    """Seek what is near a drawing the first time, and fail after that; in a worker too."""
    if mark.exists():
        raise ValueError("no more")
    mark.touch()
    return SEEK_NEAR(*args, **asked)


def test_where_what_is_near_a_cheaper_drawing_cannot_be_found_nothing_is_told_of_what_was_near_the_dearer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing_cases, "_draw", _draw_without_walking)
    monkeypatch.setattr(drawing_cases, "_seek_near", partial(_seek_near_once, mark=tmp_path / "mark"))
    asked: dict[str, Any] = {"numbers": [3], "near": 2, "within": 0.1, "most_solves": 4, "structures": ["none"]}
    with pytest.raises(SolvesFailedError) as failed:
        regions(small_country(26, 6), tmp_path / "out", **asked, workers=1)
    assert list(failed.value.failures) == ["drawn-3: near"]
    assert set(failed.value.made.results) == {"drawn-3", "none"}
    assert failed.value.made.record["numbers"]["3"]["near_limit_kr"] is None
    assert [breach.sentence for breach in audit_drawing(tmp_path / "out").breaches] == []


def test_drawings_to_begin_with_are_never_cheaper_than_what_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The search that ends early finds a dearer one of three groups, unless the best is among those it is given."""
    country, out = small_country(26, 6), tmp_path / "out"
    drawn = draw_regions(country, DrawingRules(3, 3, everyone=True), most_solves=100)
    assert drawn is not None
    best, codes = list(drawn.groups.values()), sorted(country.municipalities)
    unlawful = [codes[:1], codes[1:2]]
    asked: dict[str, Any] = {"numbers": [3], "structures": ["none"], "near": 0, "most_solves": 4}
    monkeypatch.setattr(drawing_cases, "_draw", _draw_without_walking)
    with LocalWorkers(1) as workers:
        alone, begun, kept, others, too_many = (
            _drawn_from(country, out, starts, workers=workers, **asked)
            for starts in ((), [unlawful, best], [unlawful, best], [best], [[[code] for code in codes]])
        )
    (alone_kr, _, _), (begun_kr, was_kept, record) = alone, begun
    assert begun_kr == pytest.approx(drawn.cost_kr, rel=2e-4)
    assert begun_kr < alone_kr - 1
    assert (was_kept, record["starts"]) == (False, 2)
    assert kept[1:] == (True, record)
    assert others[1] is False
    # of more groups than are drawn none is begun from: the question is that without any
    assert too_many[0] == alone_kr


def _drawn_from(
    country: Instance, out: Path, starts: Sequence[Any], **asked: Any
) -> tuple[float, bool, Mapping[str, Any]]:
    """What the drawing of three groups costs, whether it was there already, and what its record says but for times."""
    events: list[StudyEvent] = []
    found = regions(country, out, starts=starts, report=events.append, **asked)
    assert not audit_drawing(out).breaches
    row = next(row for row in rows_of_frame(found.drawings) if row["kind"] == "best")
    kept = next(event.kept for event in events if isinstance(event, CaseEnded) and event.title == "drawn-3")
    began = next(event for event in events if isinstance(event, StudyBegan))
    many = any(len(start) > 3 for start in starts)
    assert any("that have more groups than are drawn" in remark.rule for remark in began.remarks) is many
    return row["cost_kr"], kept, {name: found.record[name] for name in ("starts", "numbers", "of")}


def _dearest(instance: Instance, rules: DrawingRules, *args: Any, **asked: Any) -> DrawnRegions | None:
    """The dearest drawing of so many groups, with what is proven of the best."""
    drawn = draw_regions(instance, rules, *args, **asked)
    if drawn is None:
        return None
    priced = Priced(Country(instance, rules))
    results = {
        drawing: solve(priced.of_drawing(drawing), nearest_host=False) for drawing in every_drawing(priced.country)
    }
    dearest = max(results, key=lambda drawing: results[drawing].figures.objective_kr)
    groups = dict(zip(priced.names(), dearest, strict=True))
    return replace(drawn, groups=groups, result=results[dearest])


def _dearest_of_two(instance: Instance, rules: DrawingRules, *args: Any, **asked: Any) -> DrawnRegions | None:
    """The dearest drawing of two groups, with what is proven of the best; of other numbers the best."""
    return (_dearest if rules.most_groups == 2 else draw_regions)(instance, rules, *args, **asked)


def _draw_two_dear(*args: Any, **asked: Any) -> Any:
    """Draw as a search does that ends with the dearest drawing of two groups; in a worker too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing_cases, "draw_regions", _dearest_of_two)
        return DRAW(*args, **asked)


def _draw_all_dear(*args: Any, **asked: Any) -> Any:
    """Draw as a search does that ends with the dearest drawing; in a worker too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing_cases, "draw_regions", _dearest)
        return DRAW(*args, **asked)


def test_a_drawing_near_the_best_that_is_told_of_again_has_its_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the best is replaced time and again, drawings near it come, go and come back under one name."""
    out, rules = tmp_path / "out", DrawingRules(1, contiguous=False, everyone=True)
    asked: dict[str, Any] = {"numbers": (2, 3), "near": 3, "within": 0.02, "structures": ["none"], "rules": rules}
    monkeypatch.setattr(drawing_cases, "_draw", _draw_all_dear)
    events: list[StudyEvent] = []
    with LocalWorkers(1) as workers:
        found = regions(small_country(2, 6), out, **asked, workers=workers, report=events.append)
    assert sum(event.title.endswith(": near") for event in events if isinstance(event, CaseEnded)) == 5
    assert {path.name for path in (out / "runs").iterdir()} == set(found.results)
    assert [breach.sentence for breach in audit_drawing(out).breaches] == []


@pytest.mark.parametrize("near", [0, 2])
def test_groups_of_a_cheaper_drawing_of_more_are_joined_where_that_costs_less(
    near: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    country, out, rules = small_country(22, 5), tmp_path / "out", DrawingRules(1, contiguous=False, everyone=True)
    asked: dict[str, Any] = {"numbers": [2, 3], "rules": rules, "near": near, "within": WITHIN, "structures": ["none"]}
    first = _dearest_of_two(country, replace(rules, most_groups=2, fewest_groups=2), most_solves=20)
    monkeypatch.setattr(drawing_cases, "_draw", _draw_two_dear)
    with LocalWorkers(1) as workers:
        found = regions(country, out, **asked, workers=workers)
        events: list[StudyEvent] = []
        again = regions(country, out, **asked, workers=workers, report=events.append)
    best = {int(row["number"]): row for row in rows_of_frame(found.drawings) if row["kind"] == "best"}
    assert first is not None
    assert first.cost_kr > best[3]["cost_kr"] + 1
    assert best[2]["cost_kr"] < first.cost_kr - 1
    assert best[2]["bound_kr"] == first.bound_kr
    if not near:  # others near it may cost less still
        two, three = (set(drawing_of(groups_in(found, f"drawn-{number}").values())) for number in (2, 3))
        assert len(two & three) == 1
    assert {path.name for path in (out / "runs").iterdir()} == set(found.results)
    assert not audit_drawing(out).breaches
    assert again.drawings.equals(found.drawings)
    assert all(event.kept for event in events if isinstance(event, CaseEnded) and event.title == "drawn-2")


def _with_structure(country: Instance, drawing: Drawing, **changed: Any) -> Instance:
    """A country that has a drawing as the structure `own`, with centres like its others but for what is changed."""
    like = next(row for row in country.tables.centres if row.kind == "virtual")
    named = {f"Own {number}": group for number, group in enumerate(drawing)}
    centres = [like.model_copy(update={"centre": name, **changed}) for name in named]
    members = [
        Membership(structure="own", municipality=code, group=name) for name, group in named.items() for code in group
    ]
    tables = country.tables
    return remake_instance(
        country,
        country.settings,
        centres=[*tables.centres, *centres],
        structures=[*tables.structures, *members],
    )


@pytest.mark.parametrize(("changed", "is_taken"), [({}, True), ({"cost_factor": 0.2}, False)])
def test_a_structure_that_obeys_the_rules_and_costs_less_is_the_best_where_its_centres_are_like_those_ofgroups_in(
    changed: dict[str, Any], is_taken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, out = small_country(22, 5), tmp_path / "out"
    two = DrawingRules(2, 2, contiguous=False, everyone=True)
    found = cheapest_drawing(Country(small, two))
    assert found is not None
    cost_kr, cheapest = found
    country = _with_structure(small, cheapest, **changed)
    asked: dict[str, Any] = {"numbers": [2], "rules": two, "near": 0, "structures": ["own"]}
    monkeypatch.setattr(drawing_cases, "_draw", _draw_two_dear)
    with LocalWorkers(1) as workers:
        drawn = regions(country, out, **asked, workers=workers)
        again = regions(country, out, **asked, workers=workers)
    best, own = rows_of_frame(drawn.drawings)
    assert (drawing_of(groups_in(drawn, "drawn-2").values()) == cheapest) is is_taken
    assert (best["cost_kr"] <= cost_kr * (1 + 2e-4)) is is_taken
    assert (own["above_kr"] < -1) is not is_taken
    assert set(groups_in(drawn, "drawn-2")) == {"Group 1", "Group 2"}
    assert {path.name for path in (out / "runs").iterdir()} == set(drawn.results) == {"drawn-2", "own"}
    assert [breach.sentence for breach in audit_drawing(out).breaches] == []
    assert again.drawings.equals(drawn.drawings)


def test_the_audit_finds_a_structure_below_the_bound_where_its_centres_are_like_those_ofgroups_in(
    tmp_path: Path,
) -> None:
    small, two = small_country(22, 5), DrawingRules(2, 2, contiguous=False, everyone=True)
    *_, drawing = every_drawing(Country(small, two))
    asked: dict[str, Any] = {"numbers": [2], "rules": two, "near": 0, "structures": ["own"]}
    for factor, told in ((None, True), (0.2, False)):
        out = tmp_path / str(factor)
        country = _with_structure(small, drawing, **({} if factor is None else {"cost_factor": factor}))
        with LocalWorkers(1) as workers:
            bound_kr = regions(country, out, **asked, workers=workers).record["numbers"]["2"]["bound_kr"]
        for path in (out / "regions.json", out / "drawings.csv"):
            text = path.read_text(encoding="utf-8")
            assert repr(bound_kr) in text
            path.write_text(text.replace(repr(bound_kr), repr(bound_kr + 1e9)), encoding="utf-8")
        assert any(breach.about == "own" for breach in audit_drawing(out).breaches) is told
