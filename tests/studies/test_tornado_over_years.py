"""A tornado of an instance with years: at each end the whole path is planned anew, and the base path is held there."""

from pathlib import Path
from typing import Any

import pytest

from optimiser import read, solve_roadmap, tornado
from optimiser.data.settings import Language
from optimiser.report.documents import write_documents
from optimiser.report.html.tornado import tornado_document, tornado_page
from optimiser.report.summaries.tornado import TornadoSummary
from optimiser.sensitivity.tornado import PATH_TORNADO, Tornado
from optimiser.studies.runner.local import LocalWorkers
from optimiser.studies.tornado import TornadoStudy

TOY = Path(__file__).parents[2] / "instances" / "toy-roadmap"
BEST_KR = 88_300_000
"""What the best path costs, by hand: see the instance's README.md."""
LOST_KR = 3_000_000
"""What is lost on it by moving, at a fifth of the productivity."""
LOSS, BUDGET = "roadmap.transition_loss", "years.2016.investment_budget_kr"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tornado") / "out"


@pytest.fixture(scope="module")
def moved(folder: Path, workers: LocalWorkers) -> Tornado:
    return tornado(
        TOY, folder, switch=True, workers=workers, document=lambda found: write_documents(found, folder, "da")
    )


def _ends(found: Tornado) -> dict[tuple[str, str], dict[Any, Any]]:
    rows = found.table.astype(object).where(found.table.notna(), None).to_dict("records")
    return {(row["parameter"], row["side"]): row for row in rows}


def test_the_path_is_held_at_each_end_and_planned_anew(moved: Tornado) -> None:
    assert moved.base["objective_kr"] == pytest.approx(BEST_KR)
    ends = _ends(moved)
    assert list(moved.table.columns) == list(PATH_TORNADO)
    assert ends[LOSS, "low"]["held_kr"] == pytest.approx(BEST_KR - LOST_KR / 2)
    assert ends[LOSS, "high"]["held_kr"] == pytest.approx(BEST_KR + LOST_KR)
    for (parameter, _), row in ends.items():
        alone = solve_roadmap(read(TOY, overrides=[f"{parameter}={row['value']}"]))
        assert row["objective_kr"] == pytest.approx(alone.objective_kr, rel=2e-4)
        assert row["bound_kr"] <= (alone.objective_kr or 0) + 1
        assert row["held_kr"] is None or row["objective_kr"] <= row["held_kr"] + 1
        assert row["net_gain_kr"] == pytest.approx(row["today_kr"] - row["objective_kr"])


def test_where_the_path_may_not_be_taken_the_rule_between_years_is_named(moved: Tornado) -> None:
    """In 2016 it invests 1.5 million kr., and may invest half a million."""
    end = _ends(moved)[BUDGET, "low"]
    assert (end["held_kr"], end["breaks"]) == (None, "yearly-budget")
    assert end["objective_kr"] > BEST_KR
    assert _ends(moved)[BUDGET, "high"]["held_kr"] == pytest.approx(BEST_KR)


def test_a_switch_is_where_the_path_breaks_a_rule_or_another_is_cheaper(moved: Tornado) -> None:
    assert moved.switching is not None
    rows: list[dict[Any, Any]] = moved.switching.table.to_dict("records")
    (found,) = (row for row in rows if (row["parameter"], row["side"], row["kind"]) == (BUDGET, "low", "plan"))
    assert found["what_after"] == "yearly-budget"
    assert found["switched_at"] < 1_500_000 <= found["held_at"]
    assert found["held_at"] - found["switched_at"] <= found["tolerance"] * (1 + 1e-9)


def test_the_folder_is_read_back_with_its_years(moved: Tornado, folder: Path) -> None:
    found = TornadoStudy.load_found(folder)
    assert found.years == moved.years == (2015, 2016, 2017)
    assert list(found.table["objective_kr"]) == list(moved.table["objective_kr"])
    assert {"report.html", "report.xlsx"} <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("language", "told"),
    [("da", "over årene 2015–2017 tilsammen, i 2015-værdi"), ("en", "over the years 2015–2017 costs 88.3 million kr.")],
)
def test_all_is_told_over_the_years(moved: Tornado, language: Language, told: str) -> None:
    summary = TornadoSummary(moved, language)
    sentences = [*summary.tell_answer(), *summary.tell_legend(), *summary.tell_switches()]
    assert told in sentences[0]
    assert not any("om året" in sentence or "a year" in sentence for sentence in sentences)
    page = tornado_page(moved, language)
    assert "2015–2017" in page
    assert "mio. kr. om året" not in page
    assert "million kr. a year" not in page


def test_each_bar_has_the_range_that_is_proven(moved: Tornado) -> None:
    rows = tornado_document(moved, "en").tables["sides"].rows
    for row in rows:
        assert row["least_change_kr"] <= row["change_kr"] <= row["most_change_kr"]
    assert {row["payback_year"] for row in rows} <= {2015, 2016, 2017, None}
