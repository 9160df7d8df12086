"""Regret as a whole: decided once, tried everywhere, kept, and never cheaper than deciding again."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from optimiser.data.findings import InvalidInputError
from optimiser.sensitivity.regret import Regret
from optimiser.studies.regret import RegretStudy, regret
from optimiser.studies.resume import CaseEnded, StudyBegan, StudyEvent
from optimiser.studies.runner.dispatch import Failure, SolvesFailedError
from optimiser.studies.runner.local import LocalWorkers
from tests.planning.two_towns import BUYS_BOTH, BUYS_NONE

FUTURES = """\
future,probability
same,0.5
dear-host,0.3
fewer,0.2
"""
CHANGES = """\
future,parameter,value
dear-host,centres.Storby.cost_factor,2
fewer,volumes.*.contacts,x0.5
fewer,tasks.*.national_contacts,x0.5
"""


class Tried:
    """Tries two towns in one folder with workers that stay, and remembers what was told."""

    def __init__(self, path: Path, out: Path, workers: LocalWorkers) -> None:
        self.path = path
        self.out = out
        self.workers = workers
        self.told: list[StudyEvent] = []

    def __call__(self, *structures: str, **more: Any) -> Regret:
        self.told.clear()
        names = structures or ("none", "alone")
        return regret(self.path, self.out, structures=names, workers=self.workers, report=self.told.append, **more)

    @property
    def solved(self) -> int:
        return sum(isinstance(event, CaseEnded) for event in self.told)

    def faults(self, *structures: str, **more: Any) -> list[tuple[str, str, str]]:
        with pytest.raises(InvalidInputError) as raised:
            self(*structures, **more)
        assert not self.solved
        assert not self.out.exists()
        return [(each.place, each.value, f"{each.rule}; {each.remedy}") for each in raised.value.findings]


@pytest.fixture
def tried(towns: Path, tmp_path: Path, workers: LocalWorkers) -> Tried:
    (towns / "futures.csv").write_text(FUTURES, encoding="utf-8")
    (towns / "future_changes.csv").write_text(CHANGES, encoding="utf-8")
    return Tried(towns, tmp_path / "out", workers)


def costs(found: Regret) -> pd.DataFrame:
    return found.costs.set_index(["structure", "future"])


def test_by_hand(tried: Tried) -> None:
    """Lilleby buys today (21.6), or each is alone (25.0); nothing is invested.

    With the host at twice the price Storby's own 400,000 cost 32.0. Lilleby goes home for 9.0 in either: 41.0.
    Half the contacts: 300,000 in one centre, or 200,000 and 100,000 apart: 9.0 + 5.0 = 14.0.
    """
    found = tried()
    cost = costs(found)["cost_kr"]
    assert cost["none", "same"] == pytest.approx(BUYS_BOTH)
    assert cost["alone", "same"] == pytest.approx(BUYS_NONE)
    assert cost["none", "dear-host"] == cost["alone", "dear-host"] == pytest.approx(41e6)
    assert cost["alone", "fewer"] == pytest.approx(14e6)
    expected = 0.5 * BUYS_NONE + 0.3 * 41e6 + 0.2 * 14e6
    table = found.table.set_index("structure")
    assert table["expected_kr"]["alone"] == pytest.approx(expected)
    assert table["worst_regret_kr"]["none"] == pytest.approx(0, abs=1)
    assert table["worst_regret_kr"]["alone"] == pytest.approx(BUYS_NONE - BUYS_BOTH)
    assert table["worst_future"]["alone"] == "same"
    assert found.minimax is not None
    assert (found.minimax.structure, found.minimax.runner_up, found.minimax.proven) == ("none", "alone", True)


def test_regret_is_nothing_for_the_best_and_fixing_never_cheaper_than_deciding_again(tried: Tried) -> None:
    found = tried("none", "one", "alone").costs
    assert len(found) == 9
    assert (found["regret_kr"] >= 0).all()
    assert (found.groupby("future")["regret_kr"].min() == 0).all()
    assert (found["cost_kr"] >= found["redecided_bound_kr"] - 1).all()
    assert (found["bound_kr"] <= found["cost_kr"] + 1).all()


def test_the_future_that_changes_nothing_is_not_solved_again(tried: Tried) -> None:
    found = tried(futures=["same"])
    assert tried.solved == 2
    assert list(found.costs["cost_kr"]) == list(found.costs["redecided_cost_kr"])


def test_a_structure_without_a_plan_today_decides_nothing(tried: Tried) -> None:
    found = tried("none", "alone", "impossible")
    row = found.table.set_index("structure").loc["impossible"]
    assert pd.isna(row["worst_regret_kr"])
    assert not row["minimax"]
    assert found.minimax is not None
    assert found.minimax.structure == "none"


def test_files_are_written_and_nothing_is_solved_twice(tried: Tried) -> None:
    first = tried()
    assert {path.name for path in tried.out.iterdir()} >= {
        *("regret.csv", "regret_costs.csv", "regret.json", "solves.jsonl"),
    }
    record = json.loads((tried.out / "regret.json").read_text(encoding="utf-8"))
    assert record["minimax"]["structure"] == "none"
    assert [row["future"] for row in record["futures"]] == ["dear-host", "fewer", "same"]
    assert record["solves"] == tried.solved == 10
    pd.testing.assert_frame_equal(tried().costs, first.costs)
    assert tried.solved == 0
    tried("none", "alone", "one")
    assert tried.solved == 5


def test_regret_is_read_back_as_it_was_found(tried: Tried) -> None:
    found = tried("none", "alone", "impossible")
    loaded = RegretStudy.load_found(tried.out)
    assert (loaded.futures, loaded.record) == (found.futures, found.record)
    assert (loaded.minimax, loaded.cheapest_expected) == (found.minimax, found.cheapest_expected)
    for read_back, made in ((loaded.costs, found.costs), (loaded.table, found.table)):
        pd.testing.assert_frame_equal(read_back, made, check_dtype=False)
    path = tried.out / "regret_costs.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        RegretStudy.load_found(tried.out)
    assert [(each.place, each.remedy) for each in raised.value.findings] == [("regret_costs.csv", RegretStudy.remedy)]


def test_ctrl_c_keeps_what_is_solved(tried: Tried) -> None:
    def stop(event: StudyEvent) -> None:
        if isinstance(event, CaseEnded) and event.number == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        regret(tried.path, tried.out, structures=["none", "alone"], workers=tried.workers, report=stop)
    tried()
    assert tried.solved == 3
    assert [(event.total, event.kept) for event in tried.told if isinstance(event, StudyBegan)] == [(10, 6)]


def test_without_probabilities_there_is_no_mean(tried: Tried) -> None:
    (tried.path / "futures.csv").write_text("future\nsame\ndear-host\nfewer\n", encoding="utf-8")
    assert tried(futures=["same"]).cheapest_expected is None


def test_failures_are_told_and_the_others_are_tabulated(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimiser.studies.regret.find_decided", _fails_alone)
    with pytest.raises(SolvesFailedError) as raised:
        tried(futures=["same"])
    assert set(raised.value.failures) == {"structure = alone", "structure = alone, future = same"}
    assert list(raised.value.made.today) == ["none"]


def _fails_alone(instance: Any, *_: Any) -> Any:
    if instance.system == "alone":
        return Failure("audit", ("too much",))
    money = dict.fromkeys(("objective_kr", "bound_kr", "gap", "exact_cost_kr"), 1.0)
    return {"status": "optimal", **money, "decided": [], "unavoidable_kr": None}


def test_what_cannot_be_asked_is_told_before_anything_is_solved(tried: Tried) -> None:
    ((place, value, told),) = tried.faults("none", "alon")
    assert (place, value) == ("structures", "alon")
    assert "did you mean alone?" in told
    ((place, value, told),) = tried.faults("none", "alone", futures=["dear-hst"])
    assert (place, value) == ("futures", "dear-hst")
    assert "did you mean dear-host?" in told
    assert len(tried.faults("non", "alon", futures=["dear-hst"])) == 3
    for names in ((), ("none", "none")):
        ((place, _, told),) = tried.faults(*(names or ("none",)))
        assert place == "structures"
        assert "at least 2 times" in told
    ((place, _, told),) = tried.faults("none", "alone", futures=[f"f{n}" for n in range(300)])
    assert place == "futures"
    assert "1,200 solves" in told


def test_what_an_option_names_cannot_be_set_too_and_all_is_told_at_once(tried: Tried) -> None:
    found = tried.faults("none", overrides=["future=fewer", "structure=one", "policy.max_hosts=1"])
    assert [(place, value) for place, value, _ in found] == [
        ("structures", "none"),
        ("overrides", "fewer"),
        ("overrides", "one"),
    ]


def test_without_futures_there_is_nothing_to_try(tried: Tried) -> None:
    (tried.path / "futures.csv").unlink()
    (tried.path / "future_changes.csv").unlink()
    ((_, _, told),) = tried.faults()
    assert "there is no future" in told
