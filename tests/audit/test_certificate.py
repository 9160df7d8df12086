"""What prices prove: the audit's bound is that of the relaxation, no plan is below it, and no tampered proof passes."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from optimiser import Result, load, read, save, solve
from optimiser.audit import audit_folder, portfolios
from optimiser.audit.certificate import Certificate, certify
from optimiser.audit.curve import CurveOfCentre, Line, curve_of_promise
from optimiser.audit.evidence import Evidence, promise_of_centre
from optimiser.audit.run_files import answers_alone
from optimiser.data.instance import Instance
from optimiser.data.proof_record import ProofRecord
from optimiser.data.run_tables import PROOF_FILE
from optimiser.data.seal import seal_all
from optimiser.planning.problem import build_problem
from optimiser.portfolios.building import build_portfolio_costs
from optimiser.portfolios.lagrangian import Lagrangian
from optimiser.portfolios.proof_record import record_of_prices
from optimiser.report.summaries.result import Summary
from optimiser.rules.registry import all_rules, rule_named
from optimiser.rules.rule import Rule
from optimiser.solver import stage
from tests.portfolios.prices import any_prices, solve_relaxation
from tests.portfolios.ruled_instances import RULES, ruled_instance
from tests.random_existing import random_instance_with_existing
from tests.random_instances import (
    random_instance,
    random_instance_with_any_curve,
    random_instance_with_demands,
    random_instance_with_pairs,
    random_instance_with_wishes,
)
from tests.random_services import random_instance_with_services
from tests.sampling import by_day
from tests.toys import RISING, toy_on_curve
from tests.witness import cheapest

KR = 1.0
"""Sums of money that differ by less are the same."""
MAKERS = (random_instance, random_instance_with_any_curve, random_instance_with_demands, random_instance_with_pairs)
A_HOST_THAT_SENDS_WHERE_ITS_SEAT_ALONE_COULD_NOT = 30200
"""Such a host was taken to have no connection, which made the bound too high."""
SEEDS = (*range(80), A_HOST_THAT_SENDS_WHERE_ITS_SEAT_ALONE_COULD_NOT)
OF_THE_DAY = (*range(24), A_HOST_THAT_SENDS_WHERE_ITS_SEAT_ALONE_COULD_NOT)


@cache
def lagrangian_of(make: Callable[[int], Instance], seed: int) -> Lagrangian | None:
    """The relaxation of the instance of a seed; None where it says nothing of all plans, or nobody can leave home."""
    costs = build_portfolio_costs(build_problem(make(seed)))
    return Lagrangian(costs) if costs.bound_holds and costs.centres else None


def proofs(make: Callable[[int], Instance], seed: int) -> Iterator[tuple[Instance, ProofRecord]]:
    """Proofs by the first prices there are and by any, of an instance of which not even these say it has no plan."""
    lagrangian = lagrangian_of(make, seed)
    if lagrangian is not None:
        for prices in (lagrangian.first_prices(), any_prices(lagrangian, seed)):
            proof = record_of_prices(lagrangian, prices)
            if isfinite(proof.bound_kr):
                yield lagrangian.costs.problem.instance, proof


def faults(certificate: Certificate) -> list[str]:
    return [f"{fault.about} {fault.found}, but {fault.wanted}" for fault in certificate.verdicts if fault]


# ---- the bound ------------------------------------------------------------------------------------


def rules_with_limits() -> set[str]:
    """The rules that declare what they ask of whole portfolios, or of a whole plan, which raises a bound."""
    hooks = ("portfolio_limits", "plan_limits")
    return {
        rule.name for rule in all_rules() if any(getattr(type(rule), one) is not getattr(Rule, one) for one in hooks)
    }


def without_limits(name: str, instance: Instance, monkeypatch: pytest.MonkeyPatch) -> Lagrangian:
    """The relaxation that knows nothing of a rule's limits."""
    rule = type(rule_named(name))
    with monkeypatch.context() as patch:
        patch.setattr(rule, "portfolio_limits", Rule.portfolio_limits)
        patch.setattr(rule, "plan_limits", Rule.plan_limits)
        return Lagrangian(build_portfolio_costs(build_problem(instance)))


def test_every_rule_with_limits_is_tried_on_the_audit() -> None:
    """A rule whose limits the audit does not know raises the bound above what it finds: a true bound is a breach.

    Who takes part is asked in the search of groups alone, whose plans are no runs.
    """
    assert rules_with_limits() - {"taking-part"} <= {name.partition(" of ")[0] for name in RULES}


@pytest.mark.parametrize("name", [name for name in RULES if name.partition(" of ")[0] in rules_with_limits()])
def test_the_audit_knows_the_limits_of_each_rule_and_no_more(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    moved, make = 0, partial(ruled_instance, name)
    for seed in range(15):
        lagrangian = lagrangian_of(make, seed)
        if lagrangian is None:
            continue
        instance = lagrangian.costs.problem.instance
        best = cheapest(instance)
        free = without_limits(name.partition(" of ")[0], instance, monkeypatch)
        for draw in range(seed, seed + 600, 200):
            prices = any_prices(lagrangian, draw)
            bound_kr = lagrangian.evaluate(prices).bound_kr
            if not isfinite(bound_kr):
                continue
            found = certify(instance, record_of_prices(lagrangian, prices))
            assert not faults(found), (seed, draw)
            assert best is None or (found.bound_kr or 0.0) <= best.cost_kr + KR, (seed, draw)
            unpriced = replace(prices, plan_kr=free.first_prices().plan_kr)
            moved += abs(bound_kr - free.evaluate(unpriced).bound_kr) > KR
    assert moved > 3


@pytest.mark.parametrize("seeds", by_day([OF_THE_DAY], [SEEDS]), ids=len)
def test_a_price_of_how_many_centres_may_serve_proves_no_more_than_is_true(seeds: Sequence[int]) -> None:
    priced = 0
    for seed in seeds:
        for instance, proof in proofs(partial(ruled_instance, "max-centres"), seed):
            found, best = certify(instance, proof), cheapest(instance)
            assert not faults(found), seed
            assert found.bound_kr is not None
            assert best is None or found.bound_kr <= best.cost_kr + KR, seed
            free = certify(instance, proof.model_copy(update={"plan_kr": {}}))
            priced += found.bound_kr != free.bound_kr
            below = certify(instance, proof.model_copy(update={"plan_kr": dict.fromkeys(proof.plan_kr, -1.0)}))
            assert len(faults(below)) == len(proof.plan_kr), seed
    assert priced > len(seeds) / 16


@pytest.mark.parametrize("seed", by_day(OF_THE_DAY, SEEDS))
def test_the_bound_of_any_prices_is_that_of_the_relaxation_and_no_plan_is_below_it(seed: int) -> None:
    make = MAKERS[seed % len(MAKERS)]
    for instance, proof in proofs(make, seed):
        found, best = certify(instance, proof), cheapest(instance)
        assert not faults(found)
        assert found.bound_kr is not None
        assert found.bound_kr == pytest.approx(proof.bound_kr, abs=KR)
        assert best is None or found.bound_kr <= best.cost_kr + KR


@pytest.mark.parametrize("start", by_day([0], [20]))
@pytest.mark.parametrize("draw", (random_instance_with_wishes, random_instance_with_existing))
def test_wishes_and_what_exists_are_known_on_both_sides(draw: Callable[[int], Instance], start: int) -> None:
    for seed in range(start, start + 20):
        for instance, proof in proofs(draw, seed):
            found, best = certify(instance, proof), cheapest(instance)
            assert not faults(found), seed
            assert found.bound_kr == pytest.approx(proof.bound_kr, abs=KR), seed
            assert best is None or proof.bound_kr <= best.cost_kr + KR, seed


@pytest.mark.parametrize("seed", by_day(range(5), range(30)))
def test_centres_with_services_of_their_own_are_followed_too(seed: int) -> None:
    for instance, proof in proofs(random_instance_with_services, seed):
        found = certify(instance, proof)
        assert not faults(found)
        assert found.bound_kr is not None
        assert found.bound_kr >= proof.bound_kr - KR


@pytest.mark.parametrize("seed", by_day(OF_THE_DAY, SEEDS))
def test_of_many_tasks_the_bound_is_never_above_that_of_all_ways(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for instance, proof in proofs(random_instance, seed):
        lowered = proof.model_copy(update={"bound_kr": -1e18})
        every = certify(instance, lowered).bound_kr
        monkeypatch.setattr(portfolios, "FEW", 0)
        apart = certify(instance, lowered).bound_kr
        monkeypatch.undo()
        assert every is not None
        assert apart is not None
        assert apart <= every + KR


def test_random_proofs_use_hosts_limits_and_what_is_passed_on() -> None:
    some = [proof for seed in SEEDS for _, proof in proofs(random_instance, seed)]
    assert len(some) > len(SEEDS) / 2
    assert any(kr > 0 for proof in some for passed in proof.passed_kr.values() for kr in passed.values())
    assert any(kr > 0 for proof in some for kr in proof.sending_kr.values())
    assert any(piece.least_sold_kr > 0 for proof in some for pieces in proof.centres.values() for piece in pieces)


@cache
def national_proof() -> tuple[Instance, ProofRecord]:
    instance = read("instances/denmark-2014")
    lagrangian = Lagrangian(build_portfolio_costs(build_problem(instance)))
    optimum = solve_relaxation(lagrangian)
    assert optimum is not None
    return instance, record_of_prices(lagrangian, optimum.prices)


def test_of_the_whole_country_the_bound_is_that_of_the_relaxation() -> None:
    instance, proof = national_proof()
    found = certify(instance, proof)
    assert not faults(found)
    assert found.bound_kr == pytest.approx(proof.bound_kr, abs=KR)


# ---- proofs that were tampered with ---------------------------------------------------------------


def changed(proof: ProofRecord, change: Callable[[dict[str, Any]], object]) -> ProofRecord:
    entries = proof.model_dump()
    change(entries)
    return ProofRecord.model_validate(entries)


def a_host(entries: dict[str, Any]) -> list[dict[str, float]]:
    """The pieces of the largest centre."""
    pieces: list[dict[str, float]] = max(entries["centres"].values(), key=lambda some: some[-1]["high"])
    return pieces


def tilt(piece: dict[str, float]) -> None:
    """Lift the low end of a piece above the curve, and let the high end down."""
    piece["slope_kr"] -= 0.1
    piece["fixed_kr"] += 0.1 * (piece["low"] + piece["high"]) / 2


TAMPERED: dict[str, Callable[[dict[str, Any]], object]] = {
    "bound_kr": lambda e: e.update(bound_kr=e["bound_kr"] + 10_000),
    "above the cost curve": lambda e: a_host(e)[-1].update(fixed_kr=a_host(e)[-1]["fixed_kr"] + 1_000),
    "lies": lambda e: tilt(a_host(e)[1]),
    "has no piece": lambda e: a_host(e).pop(),
    "has no piece at": lambda e: a_host(e).pop(1),
    "has no": lambda e: a_host(e)[2].update(low=a_host(e)[2]["low"] * 1.01),
    "most_sold_kr is": lambda e: a_host(e)[-1].update(most_sold_kr=-1.0),
    "least_held_kr is": lambda e: a_host(e)[-1].update(least_held_kr=-1.0),
    "sending_kr": lambda e: e["sending_kr"].update(dict.fromkeys(e["sending_kr"], -1.0)),
    "leaves out": lambda e: e["served_kr"].popitem(),
    "centres leaves out": lambda e: e["centres"].popitem(),
    "names": lambda e: e["served_kr"].update(nowhere=1e9),
}
"""By what the audit says of it, what was done to a proof."""


@pytest.mark.parametrize("said", TAMPERED)
def test_a_tampered_proof_is_a_breach_and_certifies_nothing(said: str) -> None:
    instance, proof = national_proof()
    found = certify(instance, changed(proof, TAMPERED[said]))
    assert any(said in fault for fault in faults(found))
    assert found.bound_kr is None


def test_prices_of_municipalities_may_be_any_and_prove_no_more_than_follows() -> None:
    instance, proof = national_proof()
    raised = changed(proof, lambda e: e["served_kr"].update({code: kr + 1e6 for code, kr in e["served_kr"].items()}))
    assert faults(certify(instance, raised))
    lower = certify(instance, changed(raised, lambda e: e.update(bound_kr=0.0)))
    assert not faults(lower)
    assert lower.bound_kr is not None
    assert lower.bound_kr < proof.bound_kr


def test_with_three_entry_points_nothing_follows() -> None:
    instance, proof = national_proof()
    found = certify(instance.with_changes({"policy.max_entry_points": 3}), proof)
    assert "none does" in "".join(faults(found))
    assert found.bound_kr is None


# ---- pieces against the curve ---------------------------------------------------------------------


def farthest_sampled(curve: CurveOfCentre, line: Line) -> float:
    volumes = np.geomspace(max(line.low, 1e-3), line.high, 20_001)
    at = np.log(volumes)
    unit = np.interp(at, curve.logarithms, curve.unit_kr) * np.interp(at, curve.logarithms, curve.factors)
    return float((line.fixed_kr + line.slope_kr * volumes - volumes * unit).max())


@pytest.mark.parametrize("seed", by_day(range(6), range(20)))
def test_a_line_is_as_far_above_a_curve_as_samples_say_and_never_less(seed: int) -> None:
    instance = random_instance_with_services(seed) if seed % 2 else toy_on_curve(RISING)
    e, draw = Evidence(answers_alone(instance, ())), np.random.default_rng(seed)
    for row in instance.centres.values():
        curve = curve_of_promise(e, promise_of_centre(e, row))
        for _ in range(10):
            low, high = np.sort(np.exp(draw.uniform(3, 13.5, 2)))
            unit_kr = draw.uniform(20, 60)
            line = Line(low, high, draw.uniform(-1, 1) * 1e6, unit_kr)
            found, sampled = float(curve.excess_kr([line])[0]), farthest_sampled(curve, line)
            assert sampled - 1e-3 <= found <= sampled + 1e-4 * unit_kr * high


def test_a_tangent_above_the_curve_between_its_ends_is_seen() -> None:
    instance = toy_on_curve(RISING)
    e = Evidence(answers_alone(instance, ()))
    curve = curve_of_promise(e, promise_of_centre(e, next(iter(instance.centres.values()))))
    low, high = 300_000.0, 800_000.0
    ends = [farthest_sampled(curve, Line(volume, volume * 1.0001, 0.0, 0.0)) for volume in (low, high)]
    slope_kr = (ends[0] - ends[1]) / (high - low)
    chord = Line(low, high, -ends[0] - slope_kr * low, slope_kr)
    assert curve.excess_kr([chord])[0] > 100_000


# ---- a solve, its folder, and what is told --------------------------------------------------------


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> Result:
    """A small instance, solved in the way of large ones."""
    monkeypatch.setattr(stage, "FEW_ROUTES", 0)
    return solve(toy_on_curve(((100_000, 50), (900_000, 30))))


def test_a_solve_keeps_its_proof_in_memory_and_in_its_folder(solved: Result, tmp_path: Path) -> None:
    save(solved, tmp_path / "run")
    assert solved.proof is not None
    assert load(tmp_path / "run").proof == solved.proof
    assert not audit_folder(tmp_path / "run").breaches
    assert audit_folder(tmp_path / "run").certified_bound_kr == solved.figures.audit.certified_bound_kr
    assert solved.figures.audit.certified_bound_kr == pytest.approx(solved.proof.bound_kr, abs=KR)


def test_a_small_instance_has_no_proof_and_no_file_of_it(tmp_path: Path) -> None:
    small = solve(read("instances/toy"))
    save(small, tmp_path / "run")
    assert small.proof is None
    assert small.figures.certified_gap is None
    assert not (tmp_path / "run" / PROOF_FILE).exists()


def test_a_bound_raised_in_the_folder_is_a_breach_whatever_the_seal_says(solved: Result, tmp_path: Path) -> None:
    save(solved, tmp_path / "run")
    path = tmp_path / "run" / PROOF_FILE
    entries = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**entries, "bound_kr": entries["bound_kr"] + 1000}), encoding="utf-8")
    seal_all(tmp_path / "run")
    assert {breach.rule for breach in audit_folder(tmp_path / "run").breaches} == {"proof", "gap"}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema_version": 2}', '{"schema_version": 1}', "[" * 10_000])
def test_a_proof_that_cannot_be_understood_is_a_breach(solved: Result, tmp_path: Path, text: str) -> None:
    save(solved, tmp_path / "run")
    (tmp_path / "run" / PROOF_FILE).write_text(text, encoding="utf-8")
    seal_all(tmp_path / "run")
    assert any(breach.about.startswith(PROOF_FILE) for breach in audit_folder(tmp_path / "run").breaches)


def test_a_certified_bound_told_too_high_is_a_breach(solved: Result, tmp_path: Path) -> None:
    audit = solved.figures.audit
    assert audit.certified_bound_kr is not None
    raised = audit.model_copy(update={"certified_bound_kr": audit.certified_bound_kr + 1000})
    save(solved.with_run(audit=raised), tmp_path / "run")
    assert [breach.rule for breach in audit_folder(tmp_path / "run").breaches] == ["gap"]


def test_what_is_certified_is_told_in_both_languages(solved: Result) -> None:
    told = {language: "\n".join(Summary(solved, language).tell_answer()) for language in ("da", "en")}
    assert "uden løseren" in told["da"]
    assert "without the solver" in told["en"]
    assert "certified" in solved.summary()
