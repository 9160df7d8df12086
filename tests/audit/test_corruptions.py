"""A run folder that somebody changed: every cell and entry that is audited, one by one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from optimiser import save, solve
from optimiser.data.run_record import RunWithPlan
from optimiser.data.run_tables import AssignmentLine, CentreLine, Line, MunicipalityLine
from tests.audit.runs import Run, kpi
from tests.toys import RISING, toy_on_curve

TABLES: dict[str, type[Line]] = {
    "assignments": AssignmentLine,
    "centres": CentreLine,
    "municipalities": MunicipalityLine,
}
SUMS = [name for name, field in RunWithPlan.model_fields.items() if field.annotation is float]
COST_CLASS = {
    **{"answered_share": 0.8, "within_seconds": 60.0, "opening_hours": 37.0},
    **{"centres": 5, "pieces": 7, "measured_error": 0.0034059778430056576},
}
CONFLICT: dict[str, Any] = {"rule": "locks", "about": "Åby", "why": "nowhere to go", "figures": {}}
CURVE_ERROR = {"asked": 0.005, "measured": 0.0034059778430056576, "plan": 0.0}
KEYS = {"municipality", "task", "centre", "code"}
CELLS = [
    (table, column, field.annotation)
    for table, declared in TABLES.items()
    for column, field in declared.model_fields.items()
    if column not in KEYS
]


@pytest.mark.parametrize(("table", "column", "kind"), CELLS)
def test_every_audited_cell_is_held_against_the_plan(run: Run, table: str, column: str, kind: type) -> None:
    for number in range(len(run.rows(table))):
        cell = run.rows(table)[number][column]
        changed = f"{cell}x" if kind is str else str(int(cell) + 2) if kind is int else str(float(cell or 0) + 2)
        run.edit(table, number, **{column: changed})
        assert f"{table}.csv" in "".join(breach.about for breach in run.audit().breaches if column in breach.about)
        run.edit(table, number, **{column: cell})
    assert run.audit().breaches == ()


@pytest.mark.parametrize("term", range(7))
def test_every_cost_term_is_held_against_the_plan(run: Run, term: int) -> None:
    run.edit("cost_terms", term, kr=str(float(run.rows("cost_terms")[term]["kr"]) + 2))
    assert run.rules() == {"cost"}


@pytest.mark.parametrize("name", SUMS)
def test_every_sum_of_run_json_is_held_against_the_plan(run: Run, name: str) -> None:
    run.change(lambda entries: entries.update({name: entries[name] + 2}))
    assert f"run.json, {name} is" in run.told("cost") + run.told("service-level")


@pytest.mark.parametrize("name", ["terms_kr", "municipalities_by_form", "contacts_by_form", "cost_by_form_kr"])
def test_every_part_of_run_json_is_held_against_the_plan(run: Run, name: str) -> None:
    parts = dict[str, float]()
    run.change(lambda entries: parts.update(entries[name]))
    for part, value in parts.items():
        run.set(**{name: {**parts, part: value + 2}})
        assert f"run.json, {name}, {part} is" in run.told("cost") + run.told("figures")


@pytest.mark.parametrize("column", [name for name in CentreLine.model_fields if name != "centre"])
def test_run_json_says_of_centres_what_their_table_says(run: Run, column: str) -> None:
    def other(entries: dict[str, Any]) -> None:
        entries["centres"][0][column] += "x" if column in ("kind", "seat") else 2

    run.change(other)
    assert run.rules() == {"figures"}
    assert f"run.json, centres, Østerå, {column} is" in run.told("figures")


def test_a_breach_is_a_sentence(run: Run) -> None:
    run.judge_by("policy.max_entry_points=1")
    run.set(npv_kr=0.0)
    assert [breach.sentence for breach in run.audit().breaches] == [
        "entry-points: Søkær is answered in 2 places (home, Østerå), but at most 1 are allowed.",
        "entry-points: Åby is answered in 2 places (home, Østerå), but at most 1 are allowed.",
        "cost: run.json, npv_kr is 0 kr., but must be 60,500,000 kr.",
    ]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("value", "0.9"), ("value", ""), ("rated_share", "0.5"), ("target", "1"), ("kpi", "removed")),
        *(("worst", "0.5"), ("worst_at", "Ærholm"), ("met", "1")),
    ],
)
def test_every_kpi_is_held_against_the_answers(run_of: Callable[[str], Run], column: str, value: str) -> None:
    run = run_of("rated")
    assert run.audit().breaches == ()
    run.edit("kpis", 0, **{column: value})
    assert run.rules() == {"figures"}
    assert f"kpis.csv, {'kpi' if column == 'kpi' else f'moved, {column}'} is" in run.told("figures")


@pytest.mark.parametrize("scope", ["municipality", "centre"])
@pytest.mark.parametrize(
    ("column", "value"), [("worst", "0.5"), ("worst_at", "nowhere"), ("worst_at", ""), ("met", "0")]
)
def test_the_worst_place_of_a_kpi_is_held_against_the_answers(run: Run, scope: str, column: str, value: str) -> None:
    run.judge_by(scenario=kpi(scope, "at least", 0.0))
    assert run.audit().breaches == ()
    run.edit("kpis", 0, **{column: value})
    assert run.rules() == {"figures"}
    assert f"kpis.csv, moved, {column} is" in run.told("figures")


@pytest.mark.parametrize("name", ["answered_share", "mean_wait_seconds", "least_centre", "least_answered_share"])
def test_the_service_of_the_plan_is_held_against_the_answers(run: Run, name: str) -> None:
    changed: dict[str, Any] = {"least_centre": "nobody"}
    run.change(lambda entries: entries["service"].update({name: changed.get(name, 0.5)}))
    assert f"run.json, service, {name} is" in run.told("service-level")


def test_the_criteria_score_is_held_against_the_answers(run_of: Callable[[str], Run]) -> None:
    run = run_of("rated")
    run.change(lambda entries: entries.update(criteria_score=entries["criteria_score"] + 0.1))
    assert "run.json, criteria_score is" in run.told("figures")


def test_a_krone_is_rounding(run: Run) -> None:
    objective_kr = run.audit().cost_kr or 0.0
    run.set(objective_kr=objective_kr + 0.9, gap=0.9 / objective_kr)
    assert run.audit().breaches == ()


def test_the_payback_time_follows_from_the_gain_beside_it(run: Run) -> None:
    run.set(gross_gain_kr=7_300_000.5, payback_years=12_500_000 / 7_300_000.5)
    assert run.audit().breaches == ()


@pytest.mark.parametrize(
    ("rule", "change", "told"),
    [
        ("hash", {"input_sha256": "0" * 64}, "run.json, input_sha256 is '0000"),
        (
            "run-folder",
            {"schema_version": 99},
            "run.json, schema_version cannot be used, but must have schema_version 2",
        ),
        ("run-folder", {"schema_version": 1}, "1 is of an earlier version of the program, whose folders have no seal"),
        ("run-folder", {"status": "perfect"}, "run.json, status is 'perfect', but must be 'optimal', 'feasible', "),
        ("run-folder", {"finished": "yesterday"}, "run.json, finished is 'yesterday', but must be a point in time"),
        ("run-folder", {"command": "optimiser solve"}, "run.json, command is 'optimiser solve', but must be a list"),
        ("run-folder", {"cost_classes": [{}]}, "run.json, cost_classes.0.pieces cannot be used, but must be filled in"),
        ("run-folder", {"rules_that_bind": {"entry-points": "Åby"}}, "rules_that_bind.entry-points is 'Åby', but must"),
        ("figures", {"name": "toys"}, "run.json, name is 'toys', but must be 'toy'"),
        ("figures", {"rules_that_bind": {"minimum-volume": ["Østerå"]}}, "names Østerå, but it is not near that limit"),
        ("figures", {"rules_that_bind": {"entry-points": ["Ærholm"]}}, "names Ærholm, but it uses fewer than 2 places"),
        (
            "figures",
            {"cost_classes": []},
            "leaves out centres that are open, but they promise 0.8 within 60",
        ),
        (
            "figures",
            {"cost_classes": [{**COST_CLASS, "centres": 1}]},
            "is 1 for 0.8 within 60 s, 37 h a week, but",
        ),
        ("figures", {"centres_below_minimum": {"Åby": {"needs": 5, "reaches": 1}}}, "Åby, needs is 5, but no minimum"),
        ("figures", {"conflicts": [CONFLICT]}, "run.json, conflicts names 1, but the status is optimal"),
        ("figures", {"year": 2015}, "run.json, year is 2,015, but must be 2,014"),
        ("figures", {"structure": "none"}, "run.json, structure is 'none', but must be 'one-region'"),
        ("gap", {"status": "infeasible"}, "is 'infeasible', but a run with a plan is optimal or feasible"),
        ("gap", {"gap": 0.5}, "run.json, gap is 0.5"),
        ("gap", {"gap": None}, "run.json, gap is no figure"),
        ("gap", {"bound_kr": 64_000_000.0, "gap": 0.0}, "run.json, bound_kr is 64,000,000 kr."),
        ("gap", {"bound_kr": 0.0, "gap": 1.0}, "says optimal with a gap of 1, but the gap asked for is 0.0001"),
        ("gap", {"bound_kr": None, "gap": None}, "says optimal with no gap proved"),
        ("cost", {"payback_years": None}, "payback_years is no figure, but must be"),
        ("figures", {"legal_rules_active": []}, "legal_rules_active is ''"),
        ("figures", {"curve_error": {**CURVE_ERROR, "asked": 0.1}}, "asked is 0.1, but must be 0.005"),
        ("figures", {"curve_error": {**CURVE_ERROR, "measured": 0.1}}, "measured is 0.1, but must be 0.0034"),
        ("figures", {"curve_error": {**CURVE_ERROR, "plan": 0.1}}, "plan is 0.1, but must be 0"),
        ("figures", {"centres": []}, "run.json, centres is ''"),
    ],
)
def test_an_entry_of_run_json_is_named(run: Run, rule: str, change: dict[str, Any], told: str) -> None:
    run.set(**change)
    assert run.rules() == {rule}
    assert told in run.told(rule)


def test_a_feasible_plan_may_have_any_gap(run: Run) -> None:
    run.set(status="feasible", bound_kr=None, gap=None)
    assert run.audit().breaches == ()


def without(table: str, number: int) -> Callable[[Run], None]:
    """Leave out a line."""
    return lambda run: run.put(table, [row for place, row in enumerate(run.rows(table)) if place != number])


def twice(table: str, number: int) -> Callable[[Run], None]:
    """Tell a line twice."""
    return lambda run: run.put(table, [*run.rows(table), run.rows(table)[number]])


def renamed(table: str, column: str, name: str) -> Callable[[Run], None]:
    """Let the first line be about another."""
    return lambda run: run.edit(table, 0, **{column: name})


def answered(*answer: str) -> Callable[[Run], None]:
    """Let another answer a task."""
    return lambda run: run.answer(*answer)


def host_without_own_citizens(run: Run) -> None:
    for task in ("L4", "L6", "L9"):
        run.answer("901", task, "unchanged", "departments")


def more_than_it_may_sell(run: Run) -> None:
    for task in ("L4", "L6"):
        run.answer("902", task, "purchased", "Østerå")


def in_three_places(run: Run) -> None:
    run.answer("902", "L4", "regional", "Region Nordland")
    run.answer("902", "L6", "purchased", "Østerå")


@pytest.mark.parametrize(
    ("rule", "spoil", "told"),
    [
        ("assignment", without("assignments", 4), "L6 of Ærholm (100,000 contacts) is in 0 lines"),
        ("assignment", twice("assignments", 4), "L6 of Ærholm (100,000 contacts) is in 2 lines"),
        ("assignment", renamed("assignments", "municipality", "999"), "L4 of 999 is assigned, but the instance has no"),
        ("assignment", renamed("assignments", "task", "L5"), "L5 of 901 is assigned, but the instance has no"),
        ("assignment", answered("902", "L4", "local", "Østerå"), "form is 'local', but must be 'purchased'"),
        ("open-centre", answered("902", "L4", "local", "Atlantis"), "is answered by 'Atlantis', but there is no such"),
        ("open-centre", answered("902", "L4", "purchased", "Søkær"), "Søkær is not a candidate host"),
        ("open-centre", answered("903", "L9", "local", "Søkær"), "Søkær answers contacts and is in 0 lines"),
        ("open-centre", host_without_own_citizens, "Østerå sells to 2 municipalities, but it answers no task of"),
        ("open-centre", without("centres", 1), "Ærholm answers contacts and is in 0 lines of centres.csv"),
        ("open-centre", twice("centres", 1), "Ærholm answers contacts and is in 2 lines of centres.csv"),
        ("open-centre", renamed("centres", "centre", "Åby"), "Åby is listed as open, but it answers nobody"),
        ("eligible-levels", answered("901", "L4", "unchanged", "departments"), "L4 of Østerå (level 4) is answered"),
        ("authority-stays-home", answered("903", "L9", "purchased", "Østerå"), "the legal rule authority-stays-home"),
        ("minimum-volume", answered("902", "L4", "regional", "Region Nordland"), "the least is 300,000"),
        ("maximum-volume", more_than_it_may_sell, "Østerå sells 400,000 pooled contacts a year, but the most is 300"),
        ("entry-points", in_three_places, "Ærholm is answered in 3 places (Region Nordland, home, Østerå), but at"),
        ("figures", without("municipalities", 3), "The municipality 904 is in 0 lines of municipalities.csv"),
        ("figures", twice("municipalities", 3), "The municipality 904 is in 2 lines of municipalities.csv"),
        ("figures", renamed("municipalities", "code", "999"), "The municipality 999 is in 1 lines"),
        ("cost", without("cost_terms", 0), "cost_terms.csv, operation is 0 kr., but must be 32,400,000 kr."),
        ("cost", renamed("cost_terms", "term", "bribes"), "cost_terms.csv, term is 'bribes, unpooled"),
    ],
)
def test_a_change_to_a_table_is_named(run: Run, rule: str, spoil: Callable[[Run], None], told: str) -> None:
    spoil(run)
    assert told in run.told(rule)


def test_operation_by_pieces_stays_between_the_curve_and_its_error(run: Run) -> None:
    run.edit("centres", 0, operation_kr="19400000")
    assert "must be from 19,500,000 to 19,500,000 kr., near the cost curve" in run.told("cost")


def test_operation_by_pieces_above_the_curve_is_named_where_a_contact_gets_dearer(tmp_path: Path) -> None:
    """The straight line between two points lies above a curve that rises, and so did the pieces: it was let pass."""
    save(solve(toy_on_curve(RISING)), tmp_path / "run")
    run = Run(tmp_path / "run")
    exact_kr = float(run.rows("centres")[0]["exact_operation_kr"])
    for operation_kr, wrong in ((exact_kr + 2, True), (exact_kr * 0.9949, True), (exact_kr * 0.9951, False)):
        run.edit("centres", 0, operation_kr=str(operation_kr))
        assert ("near the cost curve and never above" in run.told("cost")) == wrong


def test_with_a_service_of_its_own_a_centre_may_cost_less_than_the_curve_says_but_never_more(
    run_of: Callable[[str], Run],
) -> None:
    run = run_of("served")
    exact_kr = float(run.rows("centres")[0]["exact_operation_kr"])
    for operation_kr, wrong in ((exact_kr + 2, True), (exact_kr * 0.9949, True), (exact_kr * 0.9951, False)):
        run.edit("centres", 0, operation_kr=str(operation_kr))
        assert ("centres.csv, Østerå, operation_kr is" in run.told("cost")) == wrong


def test_a_promise_that_is_not_kept_is_named(run_of: Callable[[str], Run]) -> None:
    run = run_of("served")
    run.edit("centres", 0, answered_share="0.79")
    assert "Østerå answers 79.0000% within 20 seconds, but the target is 0.8." in run.told("service-level")


def test_a_plan_is_judged_by_the_services_of_its_instance(run_of: Callable[[str], Run]) -> None:
    """The same answers, judged as if its centres were to promise more, are short of agents and money.

    And run.json tells under `curve_error` of the pieces of other services than those of the instance.
    """
    run = run_of("best")
    run.judge_by("centres.Østerå.opening_hours=60")
    assert run.rules() == {"service-level", "cost", "figures"}
    assert "run.json, curve_error, measured is" in run.told("figures")
    assert "centres.csv, Østerå, exact_operation_kr is" in run.told("cost")


@pytest.mark.parametrize(("column", "value"), [("value", "99"), ("low", "1"), ("source", "x"), ("assumption", "False")])
def test_every_assumption_is_held_against_the_instance(run: Run, column: str, value: str) -> None:
    run.edit("assumptions", 3, **{column: value})
    assert run.rules() == {"figures"}
    assert f"assumptions.csv, row 5, {column} is '" in run.told("figures")


def test_an_assumption_that_is_left_out_is_noticed(run: Run) -> None:
    run.put("assumptions", run.rows("assumptions")[:-1])
    assert "is missing, but must be as the instance has it" in run.told("figures")
