"""What a stricter target costs, on two towns where every plan is known; and going on from what is kept."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from optimiser.comparison.shadow_prices import ShadowPrices
from optimiser.data.findings import InvalidInputError
from optimiser.studies.resume import CaseEnded, StudyEvent
from optimiser.studies.runner.local import LocalWorkers
from optimiser.studies.shadow_prices import ShadowPricesStudy, shadow_prices
from tests.planning.two_towns import BUYS_BOTH, BUYS_NONE, BUYS_ONE

KPIS = """\
kpi,sense,unit,scope,target
near,at least,share,national,{near}
far,at least,share,national,{far}
"""
VALUES = """\
kpi,form,task,value
near,local,,0.9
near,purchased,,0.5
far,local,,0
far,purchased,,1
"""


def _priced(folder: Path, workers: LocalWorkers, near: object, far: object = "", **more: Any) -> ShadowPrices:
    """Lilleby buys two tasks: near is 0.767; one: 0.833; none: 0.9."""
    (folder / "kpis.csv").write_text(KPIS.format(near=near, far=far), encoding="utf-8")
    (folder / "kpi_values.csv").write_text(VALUES, encoding="utf-8")
    return shadow_prices(folder, folder.parent / "out", structure="none", workers=workers, gap=1e-7, **more)


def _rows(priced: ShadowPrices) -> list[dict[Any, Any]]:
    assert priced.now.has_plan
    return priced.prices.to_dict("records")


@pytest.mark.parametrize(
    ("target", "value", "cost_kr", "proven"),
    [
        (0.75, 0.7667, 0, False),
        (0.76, 0.7667, BUYS_ONE - BUYS_BOTH, True),
        (0.83, 0.8333, BUYS_NONE - BUYS_ONE, True),
    ],
)
def test_a_price_is_the_difference_of_two_plans(
    *, towns: Path, workers: LocalWorkers, target: float, value: float, cost_kr: float, proven: bool
) -> None:
    (row,) = _rows(_priced(towns, workers, target))
    assert (row["target"], row["status"]) == ("near", "priced")
    assert row["value"] == pytest.approx(value, abs=1e-4)
    assert row["cost_kr"] == pytest.approx(cost_kr, abs=1)
    assert row["least_kr"] <= row["cost_kr"] + 1
    assert row["cost_kr"] <= row["most_kr"] + 1
    assert bool(row["proven"]) == proven


def test_a_target_beyond_the_best_is_told_with_the_best(towns: Path, workers: LocalWorkers) -> None:
    (row,) = _rows(_priced(towns, workers, 0.85, points=0.06))
    assert (row["status"], row["best"], row["best_at"]) == ("out of reach", pytest.approx(0.9), "the country")
    assert pd.isna(row["cost_kr"])


def test_targets_can_be_impossible_together(towns: Path, workers: LocalWorkers) -> None:
    """Far asks that both tasks are bought, and near that one is not."""
    far, near = _rows(_priced(towns, workers, near=0.76, far=0.3))
    assert near["status"] == "impossible together"
    assert (far["status"], far["cost_kr"]) == ("priced", pytest.approx(0))


def test_both_files_are_written_and_nothing_is_solved_twice(towns: Path, workers: LocalWorkers) -> None:
    events: list[StudyEvent] = []
    _priced(towns, workers, 0.76)
    _priced(towns, workers, 0.76, report=events.append, command=["optimiser", "shadow-prices"])
    assert [event.kept for event in events if isinstance(event, CaseEnded)] == [True, True]
    out = towns.parent / "out"
    record = json.loads((out / "shadow_prices.json").read_text(encoding="utf-8"))
    (price,) = record["prices"]
    assert price["cost_kr"] == pytest.approx(BUYS_ONE - BUYS_BOTH)
    assert price["best"] is None
    runs = {target: run["folder"] for target, run in record["runs"].items()}
    assert runs == {"": "runs/as it is", "near": "runs/near"}
    assert all((out / run / "run.json").is_file() for run in runs.values())
    assert list(pd.read_csv(out / "shadow_prices.csv")["target"]) == ["near"]


def test_an_instance_without_a_plan_has_no_prices(towns: Path, workers: LocalWorkers) -> None:
    priced = _priced(towns, workers, near=0.8, far=0.3)
    assert priced.prices.empty
    assert priced.now.status == "infeasible"
    assert not (towns.parent / "out" / "shadow_prices.json").exists()


def test_no_target_is_a_finding(towns: Path, workers: LocalWorkers) -> None:
    with pytest.raises(InvalidInputError) as raised:
        _priced(towns, workers, "")
    (finding,) = raised.value.findings
    assert finding.rule == "there is no target to make stricter"
    assert "far, near" in finding.remedy


def test_prices_are_read_back_as_they_were_found(towns: Path, workers: LocalWorkers) -> None:
    found, out = _priced(towns, workers, 0.76), towns.parent / "out"
    loaded = ShadowPricesStudy.load_found(out)
    assert (loaded.record, loaded.points) == (found.record, 0.01)
    assert loaded.now.objective_kr == found.now.objective_kr
    both = [each.astype(object).where(each.notna(), None).replace("", None) for each in (loaded.prices, found.prices)]
    assert both[0].to_dict("records") == both[1].to_dict("records")
    assert ShadowPricesStudy.list_runs(out) == [out / "runs" / "as it is", out / "runs" / "near"]
    (out / "shadow_prices.csv").write_text("target", encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        ShadowPricesStudy.load_found(out)
    assert [(each.place, each.remedy) for each in raised.value.findings] == [
        ("shadow_prices.csv", ShadowPricesStudy.remedy)
    ]
