"""What does not fit in the memory allowed is refused before it is built, or left out where a smaller model fits."""

from collections.abc import Callable
from pathlib import Path

import pytest

from optimiser import Result, read, solve
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.model.size import estimate_size
from optimiser.planning.pools import Pool, alike_pools, single_pools
from optimiser.planning.problem import Problem, build_problem
from optimiser.report.summaries.result import Summary
from optimiser.result.folder import load, save
from optimiser.solver import highs, warm_start_cache
from optimiser.solver.memory import PROGRAM_GB, estimate_memory_gb
from optimiser.solver.stage import StageOutcome
from tests.solver.test_stage_protocol import Dictated, solve_by
from tests.solver.test_stages import stopping_early

DENMARK, TOY = Path("instances/denmark-2014"), Path("instances/toy")
LIKE_HOSTS = ("municipalities.*.candidate_host=true", "centres.*.min_sold=0", "centres.*.max_sold_share=5")
MANY_RULES = ("policy.nested_depth=true", "policy.no_municipality_worse_off=true", "policy.min_local_share=0.2")


@pytest.fixture
def nothing_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that builds a model."""

    def build_nothing(*_: object) -> None:
        raise AssertionError("a model was built")

    monkeypatch.setattr(warm_start_cache, "build", build_nothing)


# ---- the estimate -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "structure", "changes"),
    [(TOY, None, ()), (TOY, None, MANY_RULES), (DENMARK, None, ()), (DENMARK, "free", MANY_RULES[:1])],
)
@pytest.mark.parametrize("pools_of", [alike_pools, single_pools])
def test_the_size_of_a_model_is_known_before_it_is_built(
    folder: Path, structure: str | None, changes: tuple[str, ...], pools_of: Callable[[Problem], tuple[Pool, ...]]
) -> None:
    """Not below what it comes to by more than a twentieth, and not above it by more than half."""
    problem = build_problem(read(folder, structure=structure, overrides=changes))
    pools = pools_of(problem)
    built, estimated = compile_formulation(build(problem, pools)).linear, estimate_size(problem, pools)
    for size in ("rows", "columns", "entries"):
        assert 0.95 <= getattr(estimated, size) / getattr(built, size) <= 1.5, size


def test_the_pooled_model_needs_less_and_a_smaller_instance_less_still() -> None:
    national, toy = build_problem(read(DENMARK)), build_problem(read(TOY))
    pooled, exact = alike_pools(national), single_pools(national)
    needs = [estimate_memory_gb(toy, single_pools(toy)), estimate_memory_gb(national, pooled)]
    needs += [estimate_memory_gb(national, exact), estimate_memory_gb(national, pooled, exact)]
    assert needs == sorted(set(needs))
    assert needs[0] > PROGRAM_GB


# ---- refused ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("nothing_is_built")
def test_less_than_the_smallest_model_needs_is_refused_with_the_estimate() -> None:
    problem = build_problem(read(DENMARK))
    needed_gb = estimate_memory_gb(problem, alike_pools(problem))
    with pytest.raises(InvalidInputError) as raised:
        solve(read(DENMARK), memory_gb=needed_gb * 0.9)
    (finding,) = raised.value.findings
    assert finding.place == f"memory_gb={needed_gb * 0.9:g}"
    assert f"{needed_gb:.2f} GB" in finding.rule


@pytest.mark.usefixtures("nothing_is_built")
def test_a_ceiling_of_the_instances_own_counts_too() -> None:
    with pytest.raises(InvalidInputError, match=r"memory_gb=0\.01"):
        solve(read(TOY, overrides=["solver.memory_gb=0.01"]))


def test_what_fits_is_solved() -> None:
    allowed = solve(read(TOY), memory_gb=1.0)
    assert (allowed.status, allowed.run.left_out, allowed.run.options.memory_gb) == ("optimal", [], 1.0)


# ---- left out ---------------------------------------------------------------------------------------


def ceiling_between(instance: Instance) -> float:
    """Return a ceiling that the pooled model keeps, and the exact one does not."""
    problem = build_problem(instance)
    pooled, exact = alike_pools(problem), single_pools(problem)
    return (estimate_memory_gb(problem, pooled) + estimate_memory_gb(problem, pooled, exact)) / 2


@pytest.fixture(scope="module")
def without_exact() -> Result:
    """Like hosts with memory for the model of their pool alone, which is stopped before it proves enough."""
    instance = read(TOY, overrides=LIKE_HOSTS)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(highs, "solve", stopping_early(slack=0.05))
        return solve(instance, gap=1e-4, memory_gb=ceiling_between(instance))


def test_where_a_smaller_model_fits_the_larger_is_left_out_and_the_answer_stands(without_exact: Result) -> None:
    assert [stage.name for stage in without_exact.run.stages] == ["pooled", "packing"]
    assert [stage.name for stage in without_exact.run.left_out] == ["exact"]
    assert without_exact.status == "feasible"
    assert without_exact.breaches == []
    assert without_exact.gap == pytest.approx(0.05, rel=0.05)


def test_what_was_left_out_is_told_in_both_languages(without_exact: Result) -> None:
    needed_gb = without_exact.run.left_out[0].needed_gb
    assert any("exact" in said and f"{needed_gb:.2f} GB" in said for said in Summary(without_exact, "en").tell_answer())
    danish = f"{needed_gb:.2f} GB".replace(".", ",")
    assert any("exact" in said and danish in said for said in Summary(without_exact, "da").tell_answer())


def test_what_was_left_out_is_told_where_no_plan_was_found(without_exact: Result) -> None:
    missed = without_exact.with_run(status="no solution found")
    assert any("exact" in said for said in Summary(missed, "en").tell_failure())


def test_what_was_left_out_stays_in_the_run_folder(without_exact: Result, tmp_path: Path) -> None:
    save(without_exact, tmp_path / "run")
    assert load(tmp_path / "run").run.left_out == without_exact.run.left_out


def test_a_stage_of_ones_own_is_left_out_alike() -> None:
    small, large = (Dictated(StageOutcome(), name=name, needs_gb=gb) for name, gb in (("small", 1.0), ("large", 3.0)))
    work = solve_by(small, large, memory_gb=2.0)
    assert [record.name for record in work.records] == ["small"]
    assert work.left_out == {"large": 3.0}
