"""Which first step is right in every future: decided on today's figures, held, and the later years planned anew."""

import json
from collections.abc import Mapping
from dataclasses import replace
from math import inf
from pathlib import Path
from shutil import copytree

import pytest

from optimiser import Instance, read
from optimiser.data.findings import InvalidInputError
from optimiser.data.settings import Language
from optimiser.report.documents import write_documents
from optimiser.report.summaries.regret import RegretSummary
from optimiser.sensitivity.regret import Regret
from optimiser.studies.regret import RegretStudy, regret
from optimiser.studies.runner.local import LocalWorkers
from tests.instances.test_toy_roadmap import BEST, BUDGETS_KR, HOME, Places, all_paths

TOY = Path(__file__).parents[2] / "instances" / "toy-roadmap"
SYSTEMS = """system,structure,description_da,description_en
none,none,Begynd i 2015,Begin in 2015
wait,none,Vent til 2016,Wait until 2016
"""
SYSTEM_CHANGES = "system,parameter,value\nwait,roadmap.start_year,2016\n"
FUTURES = """future,probability,description_da,description_en
as-today,0.5,Som i dag,As today
no-page,0.25,Niveau 4 bliver ikke til niveau 3,Level 4 does not become level 3
poor,0.25,Halvt budget fra 2016,Half the budget from 2016 on
"""
CHANGES = """future,parameter,value
no-page,volume_moves.*.share,0
poor,years.2016.investment_budget_kr,x0.5
poor,years.2017.investment_budget_kr,x0.5
"""
NOTHING: Places = (HOME,) * 4
"""What is held in 2015 where all wait."""


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """toy-roadmap with two systems and three futures."""
    folder = copytree(TOY, tmp_path_factory.mktemp("first-step") / "toy")
    texts = {"systems": SYSTEMS, "system_changes": SYSTEM_CHANGES, "futures": FUTURES, "future_changes": CHANGES}
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def found(toy: Path, workers: LocalWorkers) -> Regret:
    return regret(toy, toy.parent / "out", structures=["none", "wait"], workers=workers)


def cheapest_kr(instance: Instance, held: Mapping[int, Places], monkeypatch: pytest.MonkeyPatch) -> float:
    """The cheapest of all paths with these places, counted by the rules of the README."""
    monkeypatch.setattr("tests.instances.test_toy_roadmap.BUDGETS_KR", dict(instance.budgets_kr))
    paths = (kr for kr, path in all_paths(instance) if all(path[year] == at for year, at in held.items()))
    return min(paths, default=inf)


def test_each_first_step_costs_what_counting_every_path_that_begins_so_finds(
    toy: Path, found: Regret, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {"none": BEST[2015], "wait": NOTHING}
    assert set(BUDGETS_KR) == {2015, 2016, 2017}
    assert {(each.structure, each.future) for each in found.tried} == {(s, f) for s in first for f in found.weights}
    for row in found.costs.to_dict("records"):
        instance = read(toy, overrides=[f"future={row['future']}"])
        held_kr = cheapest_kr(instance, {2015: first[row["structure"]]}, monkeypatch)
        again_kr = cheapest_kr(instance, {2015: NOTHING} if row["structure"] == "wait" else {}, monkeypatch)
        assert row["cost_kr"] == pytest.approx(held_kr)
        assert row["redecided_cost_kr"] == pytest.approx(again_kr)
        assert row["hindsight_kr"] == pytest.approx(held_kr - again_kr, abs=10)
    regrets = found.costs.set_index(["structure", "future"])["regret_kr"]
    assert regrets["none", "as-today"] == 0 < regrets["wait", "as-today"]


def test_what_is_paid_for_the_first_step_is_its_annuities_over_all_years(found: Regret) -> None:
    """Østerå's centre: a tenth of 1 million kr. in three years, without interest; who waits has begun nothing."""
    paid = found.costs.groupby("structure")["unavoidable_kr"]
    assert paid.min().to_dict() == paid.max().to_dict() == {"none": pytest.approx(3e5), "wait": 0}


def test_no_first_step_is_cheaper_held_than_redecided(found: Regret) -> None:
    assert (found.costs["cost_kr"] >= found.costs["redecided_bound_kr"] - 1).all()
    assert (found.costs.groupby("future")["regret_kr"].min() == 0).all()


def test_a_first_step_of_two_years_is_held_longer(
    toy: Path, workers: LocalWorkers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = regret(
        toy, tmp_path / "out", structures=["none", "wait"], futures=["no-page"], first_step=2, workers=workers
    )
    assert found.first_step == (2015, 2016)
    instance = read(toy, overrides=["future=no-page"])
    held_kr = cheapest_kr(instance, {year: BEST[year] for year in (2015, 2016)}, monkeypatch)
    assert found.costs.set_index("structure")["cost_kr"]["none"] == pytest.approx(held_kr)


def test_a_first_step_that_a_future_does_not_allow_has_no_plan_there(
    toy: Path, workers: LocalWorkers, tmp_path: Path
) -> None:
    folder = copytree(toy, tmp_path / "toy")
    (folder / "future_changes.csv").write_text(
        "future,parameter,value\npoor,years.2015.investment_budget_kr,0\n", encoding="utf-8"
    )
    found = regret(folder, structures=["none", "wait"], futures=["poor"], workers=workers)
    statuses = dict(zip(found.costs["structure"], found.costs["status"], strict=True))
    assert statuses == {"none": "infeasible", "wait": "optimal"}


@pytest.mark.parametrize(
    ("first_step", "told"), [(0, "must be from 1 to 3"), (4, "must be from 1 to 3: so many years are planned")]
)
def test_a_first_step_has_years_that_are_planned(toy: Path, workers: LocalWorkers, first_step: int, told: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        regret(toy, structures=["none", "wait"], first_step=first_step, workers=workers)
    assert told in raised.value.findings[0].rule


def test_where_one_year_is_planned_there_is_no_first_step(towns: Path, workers: LocalWorkers) -> None:
    (towns / "futures.csv").write_text("future,probability\nsame,1\n", encoding="utf-8")
    with pytest.raises(InvalidInputError, match="is of a plan over years"):
        regret(towns, structures=["none", "alone"], first_step=1, workers=workers)


def test_it_is_read_back_and_told_over_the_years(toy: Path, found: Regret) -> None:
    folder = toy.parent / "out"
    record = json.loads((folder / "regret.json").read_text(encoding="utf-8"))
    assert (record["years"], record["first_step"]) == ([2015, 2016, 2017], [2015])
    loaded = RegretStudy.load_found(folder)
    assert (loaded.years, loaded.first_step, loaded.minimax) == (found.years, found.first_step, found.minimax)


@pytest.mark.parametrize(
    ("language", "words", "never"),
    [("da", ("første skridt", "over alle år"), "om året"), ("en", ("first step", "over all years"), "a year")],
)
def test_every_surface_says_first_step_and_over_the_years(
    found: Regret, tmp_path: Path, language: Language, words: tuple[str, str], never: str
) -> None:
    summary = RegretSummary(found, language)
    told = " ".join([*summary.tell_answer(), summary.tell_legend()])
    assert all(word in told for word in words)
    assert never not in told
    write_documents(found, tmp_path, language)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert all(word in page for word in words)


@pytest.mark.parametrize(("language", "never"), [("da", "på ny"), ("en", "anew")])
def test_where_all_years_are_held_nothing_is_said_to_be_planned_anew(
    found: Regret, language: Language, never: str
) -> None:
    whole = RegretSummary(replace(found, first_step=found.years), language)
    assert never in RegretSummary(found, language).tell_legend()
    assert never not in " ".join([*whole.tell_answer(), whole.tell_legend()])
