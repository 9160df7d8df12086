"""The model can be given to another solver, with names that people can read."""

from pathlib import Path

import highspy
import pytest

from optimiser import read, solve
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.model.linear import LinearModel
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import prepare
from optimiser.solver.highs import SolverError
from optimiser.solver.model_file import SUFFIXES, write_model
from tests.solver.test_highs import knapsack

TOY = Path("instances/toy")


@pytest.fixture(scope="module")
def model() -> LinearModel:
    problem = prepare(read(TOY))
    return compile_formulation(build(problem, single_pools(problem))).linear


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_another_reader_finds_the_same_optimum(model: LinearModel, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"toy{suffix}"
    write_model(model, path)
    other = highspy.Highs()
    other.setOptionValue("output_flag", False)
    assert other.readModel(str(path)) == highspy.HighsStatus.kOk
    other.run()
    assert other.getInfo().objective_function_value * 1e6 == pytest.approx(solve(read(TOY), gap=0).objective_kr)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_rules_read_as_people_know_them(model: LinearModel, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"toy{suffix}"
    write_model(model, path)
    text = path.read_text(encoding="utf-8")
    names = [row.name for row in read(TOY).tables.municipalities]
    assert any(f"entry-points[{name.replace(' ', '_')}]" in text for name in names)


def test_names_that_would_come_twice_are_told_apart(tmp_path: Path) -> None:
    small = knapsack([1, 2, 3], [1, 1, 1], 2)
    same = LinearModel(**{**vars(small), "column_names": ("take[å]", "take[aa]", "take[x y]")})
    write_model(same, tmp_path / "same.lp")
    text = (tmp_path / "same.lp").read_text(encoding="utf-8")
    assert "take(aa).2" in text
    assert "take(aa).2 is take[aa]" in text


def test_a_model_that_cannot_be_written_is_an_error_and_leaves_nothing(
    model: LinearModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_model: LinearModel, path: Path) -> None:
        path.write_text("half")
        raise SolverError("no")

    monkeypatch.setattr("optimiser.solver.highs.write", refuse)
    with pytest.raises(SolverError):
        write_model(model, tmp_path / "toy.mps")
    assert list(tmp_path.iterdir()) == []
