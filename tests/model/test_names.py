"""Rules and choices are called what people call them, in the model and in its file for other solvers."""

import gc
from pathlib import Path

import highspy
import numpy as np
import pytest

from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.exchange.files import ModelFile
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.model.linear import LinearModel
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem
from tests.planning.two_towns import BUYS_BOTH, TABLES, two_towns

TOY = Path(__file__).parents[2] / "instances" / "toy"


def _model(instance: Instance) -> LinearModel:
    problem = build_problem(instance)
    return compile_formulation(build(problem, single_pools(problem))).linear


def _named(big: str, small: str) -> Instance:
    quoted = [f'"{name.replace(chr(34), chr(34) * 2)}"' for name in (big, small)]
    towns = TABLES["municipalities"].replace("Storby", quoted[0]).replace("Lilleby", quoted[1])
    return two_towns(municipalities=towns)


def test_a_rule_is_called_by_its_name_and_whom_it_is_about() -> None:
    names = _model(two_towns()).row_names
    assert "entry-points[Lilleby]" in names
    assert "assignment[Lilleby,G5]" in names
    assert "connection[Lilleby,G3,Storby]" in names


def test_a_choice_is_called_by_what_is_chosen() -> None:
    names = _model(two_towns()).column_names
    assert "assign[Lilleby,G3,Storby]" in names
    assert "piece[Storby,0]" in names


def test_rules_without_an_index_are_called_by_their_name_alone() -> None:
    names = _model(two_towns("policy.max_hosts=1", "policy.investment_budget_kr=1")).row_names
    assert {"max-centres-hosts", "investment-budget"} <= set(names)


def test_all_names_of_a_model_differ() -> None:
    model = _model(read(TOY))
    assert len(set(model.row_names)) == model.rows
    assert len(set(model.column_names)) == model.columns


def test_danish_letters_stay_and_blanks_become_underscores() -> None:
    names = _model(_named("Sønderå By", "Ærø")).row_names
    assert "assignment[Ærø,G5]" in names
    assert "assignment[Sønderå_By,G3]" in names
    assert not any(" " in name for name in names)


@pytest.mark.parametrize("suffix", [".mps", ".lp"])
@pytest.mark.parametrize(
    "name",
    ["Lille by", "Ærø  Ås", 'Den "gamle" by', "L'Île", "=1+1", "[x]", "a:b", "free", "2.5e3", "Storby"],
)
def test_a_model_with_any_name_is_read_back_with_the_same_optimum(name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"model{suffix}"
    ModelFile(_model(_named("Storby", name)), path).write_model([name])
    other = highspy.Highs()
    other.setOptionValue("output_flag", False)
    assert other.readModel(str(path)) == highspy.HighsStatus.kOk
    other.run()
    assert other.getInfo().objective_function_value * 1e6 == pytest.approx(BUYS_BOTH)


def test_municipalities_that_read_alike_are_told_apart_by_their_codes() -> None:
    names = _model(_named("Lille by", "Lille_by")).row_names
    assert {"assignment[Lille_by_1,G3]", "assignment[Lille_by_2,G3]"} <= set(names)
    assert len(set(names)) == len(names)


def test_a_compiled_model_outlives_the_model_it_was_made_of() -> None:
    """Pyomo's variables know their model weakly: a solution must be readable when it has been collected."""
    problem = build_problem(two_towns())
    kept = compile_formulation(build(problem, single_pools(problem)))
    gc.collect()
    values = kept.values_by_family(np.zeros(len(kept.keys)))
    assert sum(map(len, values.values())) == len(kept.keys)
    assert kept.starting_point(values) == dict.fromkeys(range(len(kept.keys)), 0.0)
