"""Results side by side, by hand: order, figures, what is proven, and the inputs that differ."""

from pathlib import Path
from typing import Any

import pytest

from optimiser import Result, read, solve
from optimiser.comparison.columns import DIFFERENCES, FIGURES, TERMS
from optimiser.comparison.comparison import Comparison
from tests.planning.two_towns import BUYS_BOTH, BUYS_NONE, two_towns
from tests.result.test_measures import KPIS, VALUES

NO_PURCHASE = "policy.levels.purchased="
IMPOSSIBLE = ("policy.levels.local=3", "policy.levels.purchased=3")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """Alone costs 25.0 million, buying 21.6; and a case without a plan, named first."""
    instances = {
        "nowhere": two_towns(*IMPOSSIBLE),
        "alone": two_towns(NO_PURCHASE, kpis=KPIS, kpi_values=VALUES),
        "buying": two_towns(kpis=KPIS, kpi_values=VALUES),
    }
    return Comparison.of_results({case: solve(instance, gap=1e-6) for case, instance in instances.items()})


def test_the_cheapest_stands_first_and_what_has_no_plan_last(comparison: Comparison) -> None:
    assert list(comparison.results) == ["buying", "alone", "nowhere"]
    assert list(comparison.planned) == ["buying", "alone"]


def test_every_figure_is_there_for_every_case(comparison: Comparison) -> None:
    assert list(comparison.figures.columns) == list(FIGURES)
    assert comparison.figures["case"].tolist() == ["buying", "alone", "nowhere"]
    assert not comparison.figures.iloc[0].drop(["worst", "worst_kr"]).isna().any()


def test_the_terms_add_up_to_the_cost(comparison: Comparison) -> None:
    row = comparison.figures.iloc[0]
    assert sum(row[f"{term}_kr"] for term in TERMS) == pytest.approx(row["objective_kr"])
    assert row["objective_kr"] == pytest.approx(BUYS_BOTH)
    assert row["net_gain_kr"] == pytest.approx(30e6 - BUYS_BOTH)


def test_without_a_plan_there_are_no_figures(comparison: Comparison) -> None:
    row = comparison.figures.iloc[2].drop("seconds")
    assert row[row.notna()].to_dict() == {"case": "nowhere", "system": "none", "status": "infeasible"}


def test_municipalities_better_and_worse_off_are_counted_and_summed(comparison: Comparison) -> None:
    row = comparison.figures.iloc[0]
    assert (row["better_off"], row["better_off_kr"]) == (2, pytest.approx(8.4e6))
    assert (row["worse_off"], row["worse_off_kr"]) == (0, 0)


def _with_changes(result: Result, **changes_kr: float) -> Result:
    rows = result.municipalities.assign(change_kr=result.municipalities["name"].map(changes_kr))
    return result.with_tables(municipalities=rows)


def test_the_worst_is_named_and_a_krone_is_no_change(comparison: Comparison) -> None:
    result = _with_changes(comparison.results["buying"], Storby=0.5, Lilleby=700.0)
    row = Comparison.of_results({"one": result}).figures.iloc[0]
    assert (row["worse_off"], row["worst"], row["worst_kr"], row["worse_off_kr"]) == (1, "Lilleby", 700, 700)
    assert (row["better_off"], row["better_off_kr"]) == (0, 0)


def test_places_centres_and_staff(comparison: Comparison) -> None:
    buying, alone = (comparison.figures.iloc[place] for place in (0, 1))
    assert (buying["centres"], buying["centres_shared"], alone["centres"], alone["centres_shared"]) == (1, 1, 2, 0)
    assert (buying["entry_points_mean"], buying["entry_points_several"]) == (1, 0)
    assert buying["fte"] == pytest.approx(600_000 * 0.1 / 1500)


def test_the_score_says_how_much_of_the_contacts_it_rates(comparison: Comparison) -> None:
    buying, alone = (comparison.figures.iloc[place] for place in (0, 1))
    assert buying["criteria_score"] == pytest.approx(2.25)
    assert (buying["criteria_rated_share"], alone["criteria_rated_share"]) == (0, 0)  # nobody rates "silent"


def test_a_difference_is_told_with_its_proof(comparison: Comparison) -> None:
    (row,) = comparison.differences.to_dict(orient="records")
    assert list(row) == list(DIFFERENCES)
    assert (row["cheaper"], row["dearer"]) == ("buying", "alone")
    assert row["difference_kr"] == pytest.approx(BUYS_NONE - BUYS_BOTH)
    assert row["proven"]
    assert row["proven_on_curve"]


def _proved(result: Result, **entries: Any) -> Result:
    return result.with_run(**entries)


@pytest.mark.parametrize(
    ("bounds", "proven"),
    [
        ((21.6e6, 25.0e6), True),
        ((19.9e6, 23.5e6), True),  # gaps of 1.7 and 1.5 together: less than the 3.4 million between them
        ((19.9e6, 23.2e6), False),
        ((21.6e6, 21.5e6), False),
        ((None, 25.0e6), False),
        ((21.6e6, None), False),
    ],
)
def test_a_difference_within_the_two_gaps_is_not_proven(
    comparison: Comparison, bounds: tuple[float | None, float | None], proven: bool
) -> None:
    planned = dict(zip(comparison.planned, bounds, strict=True))
    results = {case: _proved(comparison.results[case], bound_kr=bound) for case, bound in planned.items()}
    (row,) = Comparison.of_results(results).differences.to_dict(orient="records")
    assert row["proven"] is proven


def test_on_the_curve_a_plan_must_cost_less_than_the_others_bound(comparison: Comparison) -> None:
    buying = _proved(comparison.results["buying"], exact_cost_kr=25.1e6)
    row = Comparison.of_results({"a": buying, "b": comparison.results["alone"]}).differences.iloc[0]
    assert row["proven"]
    assert not row["proven_on_curve"]


def test_a_setting_that_differs_is_listed_by_its_name(comparison: Comparison) -> None:
    found = comparison.inputs.set_index(["parameter", "case"])["value"]
    assert found["policy.levels.purchased", "alone"] == ""
    assert found["policy.levels.purchased", "buying"] == "1 2 3 4 5 6 7 8 9"
    assert found["policy.levels.local", "nowhere"] == "3"


def test_what_is_the_same_everywhere_is_not_listed(comparison: Comparison) -> None:
    assert not any(name.startswith(("economy", "volumes", "structure")) for name in comparison.inputs["parameter"])


def test_rows_that_differ_alike_are_told_together() -> None:
    changed = two_towns("volumes.*.contacts=7", "municipalities.1.population=9")
    instances = {"a": two_towns(), "b": changed}
    inputs = Comparison.of_results({case: solve(instance) for case, instance in instances.items()}).inputs
    told = inputs[inputs["case"] == "b"].set_index("parameter")["value"]
    assert told["municipalities.1.population"] == "9"
    assert told["volumes.*.contacts"] == "7"
    assert set(inputs[inputs["parameter"] == "volumes.*.contacts"]["note"]) == {"2: 2/G3 … 2/G5"}


def test_a_row_that_only_one_case_has_is_listed(tmp_path: Path) -> None:
    scenario = tmp_path / "more.toml"
    scenario.write_text('name = "more"\n[[add.locks]]\nform = "local"\ndemand = "must not"\nlevel = 4\n', "utf-8")
    toy = Path("instances/toy")
    instances = {"a": read(toy), "b": read(toy, scenarios=[scenario])}
    inputs = Comparison.of_results({case: solve(instance) for case, instance in instances.items()}).inputs
    assert any(name.startswith("locks") for name in inputs["parameter"])


def test_one_result_alone_can_be_told_too(comparison: Comparison) -> None:
    alone = Comparison.of_results({"alone": comparison.results["alone"]})
    assert len(alone.figures) == 1
    assert alone.differences.empty
    assert alone.inputs.empty


MEASURES = """\
kpi,sense,unit,scope,weight
calm,at least,plusses,national,1
quick,at most,minutes,national,0
"""
QUICK = "kpi,form,task,value\ncalm,local,,4\nquick,local,,6\nquick,purchased,,3\n"


def test_staff_and_service_stand_beside_the_cost(comparison: Comparison) -> None:
    result = comparison.results["alone"]
    row, rows = comparison.figures.set_index("case").loc["alone"], result.centres
    assert row["staffed_fte"] == pytest.approx(rows["staffed_fte"].sum())
    assert row["agent_hours"] == pytest.approx(rows["agent_hours"].sum())
    assert row["fte"] < row["staffed_fte"]
    least = rows.set_index("centre")["answered_share"]
    assert (row["least_centre"], row["least_answered_share"]) == (least.idxmin(), least.min())
    assert row["least_answered_share"] <= row["answered_share"] <= least.max()


def test_opening_hours_are_the_mean_over_the_contacts() -> None:
    """Storby answers 400,000 in 40 hours a week, Lilleby its 200,000 in 70."""
    hours = ("centres.Storby.opening_hours=40", "centres.Lilleby.opening_hours=70")
    row = Comparison.of_results({"one": solve(two_towns(NO_PURCHASE, *hours))}).figures.iloc[0]
    assert row["opening_hours"] == pytest.approx(50)


def test_kpis_that_are_a_criterion_nowhere_have_a_column_each() -> None:
    """Two thirds of the contacts take 6 minutes, those that are bought 3; what has a weight in a case is left out."""
    tables = {"kpis": MEASURES, "kpi_values": QUICK}
    results = {"a": solve(two_towns(**tables)), "b": solve(two_towns("kpis.calm.weight=0", **tables))}
    figures = Comparison.of_results(results).figures
    assert list(figures.columns) == [*FIGURES, "kpi_quick"]
    assert figures["kpi_quick"].tolist() == pytest.approx([5, 5])
    assert list(Comparison.of_results({"b": results["b"]}).figures.columns) == [*FIGURES, "kpi_calm", "kpi_quick"]


def test_without_centres_there_are_staff_but_no_service() -> None:
    result = solve(two_towns("policy.levels.unchanged=1-9", "centres.*.cost_factor=9"))
    row = Comparison.of_results({"none": result}).figures.iloc[0]
    assert (row["staffed_fte"], row["agent_hours"]) == (0, 0)
    assert row[["answered_share", "opening_hours", "least_centre", "least_answered_share"]].isna().all()
