"""What each requirement costs, on the toy whose plans are known; told, kept, read back and shown."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from optimiser import Result, prices, read, solve
from optimiser.comparison.requirement_prices import RequirementPrices, requirements_to_price
from optimiser.data import rows
from optimiser.data.findings import InvalidInputError
from optimiser.data.read import remake_instance
from optimiser.report.html.prices import requirement_prices_page
from optimiser.report.summaries.requirement_prices import RequirementPriceSummary
from optimiser.report.summaries.requirements import WordsOfInstance
from optimiser.report.workbook.studies import write_requirement_prices_workbook
from optimiser.studies.prices import PricesStudy
from optimiser.studies.resume import CaseEnded, StudyEvent
from optimiser.studies.runner.local import LocalWorkers

CENTRE_LIMITS = ("max_sold_share", "min_sold", "min_volume")
TOY = Path(__file__).parents[2] / "instances" / "toy"


@pytest.fixture(scope="module")
def wished() -> Result:
    """Without the wish of Åby the plan costs 63.95 million, and with it 64.15; Ærholm sells nothing anyway."""
    toy = read(TOY)
    asked = [
        rows.Wish(wish="alone", kind="stay alone", whom="904", note="said so"),
        rows.Wish(wish="idle", kind="do not sell", whom="902"),
    ]
    return solve(remake_instance(toy, toy.settings, wishes=asked), gap=0.0)


@pytest.fixture(scope="module")
def priced(wished: Result, tmp_path_factory: pytest.TempPathFactory) -> tuple[RequirementPrices, Path]:
    out = tmp_path_factory.mktemp("prices") / "out"
    with LocalWorkers(1) as workers:
        return prices(wished, out, workers=workers), out


def _by_parameter(found: RequirementPrices) -> dict[str, dict[Any, Any]]:
    return {row["parameter"]: row for row in found.prices.to_dict("records")}


def test_a_wish_costs_what_the_plan_without_it_saves(priced: tuple[RequirementPrices, Path]) -> None:
    found, _ = priced
    told = _by_parameter(found)
    assert list(told) == [
        "wishes.alone.active",
        "centres.*.max_sold_share",
        "centres.*.min_sold",
        "centres.*.min_volume",
        "policy.levels.external",
        "policy.levels.unchanged",
        "policy.max_entry_points",
        "wishes.idle.active",
    ]
    dear = told["wishes.alone.active"]
    assert [dear[name] for name in ("cost_kr", "least_kr", "most_kr")] == pytest.approx([200_000] * 3)
    assert (dear["proven"], dear["status"], dear["rule"], dear["about"]) == (True, "priced", "wishes", "alone")
    assert told["wishes.idle.active"]["most_kr"] == pytest.approx(0.0, abs=1.0)


def test_what_is_at_its_limit_need_not_cost_anything_and_what_costs_need_not_be_at_it(tmp_path: Path) -> None:
    """What hosts may sell costs 0.1 million, and nobody sells that much; who has two entry points wants no third."""
    result = solve(read(TOY), gap=0.0)
    assert set(result.figures.rules_that_bind) == {"entry-points"}
    with LocalWorkers(1) as workers:
        told = _by_parameter(prices(result, tmp_path / "out", workers=workers))
    assert told["policy.max_entry_points"]["most_kr"] == pytest.approx(0.0, abs=1.0)
    sold = told["centres.*.max_sold_share"]
    assert (sold["rule"], sold["about"], sold["proven"]) == ("maximum-volume", "", True)
    assert 50_000 < sold["least_kr"] <= sold["most_kr"] < 150_000


def test_the_limits_of_centres_are_one_to_price_by_column_and_told_with_their_names() -> None:
    toy = read(TOY, overrides=["centres.*.min_volume=0", "centres.*.min_sold=0", "centres.Østerå.min_volume=1000"])
    toy = toy.with_changes({"centres.Ærholm.min_volume": 2000, "centres.Ærholm.max_sold_share": 0.5})
    words = WordsOfInstance("en", toy)
    found = {one.parameter: words.tell_rule(one) for one in requirements_to_price(toy)}
    assert (
        found["centres.*.min_volume"]
        == "each of Ærholm and Østerå must have at least what is set for each if it is open"
    )
    assert "centres.*.min_sold" not in found
    everything = {one.parameter for one in requirements_to_price(toy, everything=True)}
    assert {"centres.*.min_volume", "centres.Ærholm.min_volume", "legal.authority-stays-home.active"} <= everything


def test_the_price_lies_between_what_is_proved_of_both_plans(wished: Result) -> None:
    """A plan of 64.15 million that may be 0.05 too dear, and one of 63.95 that may be 0.02 too dear."""
    without = solve(read(TOY), gap=0.0)
    now = wished.with_run(bound_kr=64_100_000.0)
    other = without.with_run(bound_kr=63_930_000.0)
    required = [one for one in requirements_to_price(wished.instance) if one.about == "alone"]
    (row,) = RequirementPrices.of(now, required, {"wishes.alone.active": other}).prices.to_dict("records")
    assert [row[name] for name in ("least_kr", "cost_kr", "most_kr")] == pytest.approx([150_000, 200_000, 220_000])
    found = RequirementPrices.of(now, required, {})
    assert [row["status"] for row in found.prices.to_dict("records")] == ["not found"]


def test_what_is_kept_is_not_solved_again_and_is_read_back(
    priced: tuple[RequirementPrices, Path], wished: Result
) -> None:
    found, out = priced
    events: list[StudyEvent] = []
    with LocalWorkers(1) as workers:
        prices(wished, out, workers=workers, report=events.append)
    assert [event.kept for event in events if isinstance(event, CaseEnded)] == [True] * 9
    again = PricesStudy.load_found(out)
    assert again.prices.to_dict("records") == found.prices.to_dict("records")
    page = requirement_prices_page(again, "da")
    told = "Ønsket alone: Åby må hverken købe, sælge eller dele et center – said so: koster 0,2 mio. kr. om året."
    assert told in page
    write_requirement_prices_workbook(again, out / "report.xlsx", "da")
    sheet = load_workbook(out / "report.xlsx", data_only=True)["Hvad kravene koster"]
    costs = {row[-1]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert costs["wishes.alone.active"] == pytest.approx(200_000)
    assert list(RequirementPriceSummary(again, "en").tell_answer())[1] == (
        "  – The wish alone: Åby may neither buy, sell nor share a centre – said so: costs 0.2 million kr. a year."
    )


def test_a_run_without_any_requirement_is_refused(wished: Result) -> None:
    free = {
        "policy.levels.unchanged": "1-9",
        "policy.levels.external": "1-9",
        "policy.max_entry_points": 10,
        "wishes.alone.active": False,
        "wishes.idle.active": False,
        **{f"centres.*.{column}": None if column == "max_sold_share" else 0 for column in CENTRE_LIMITS},
    }
    with pytest.raises(InvalidInputError, match="nothing is required"):
        prices(solve(wished.instance.with_changes(free)))
