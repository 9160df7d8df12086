"""Variants to measure with are sound and vary what they say; and what is told of a solve follows from what was seen."""

from math import inf

import pytest

from benchmarks.variants import AREAS, DENMARK, VARIANTS, Watched, believe, plain, tell
from optimiser import Instance, read
from optimiser.planning.problem import build_problem


@pytest.fixture(scope="module")
def denmark() -> Instance:
    return plain(read(DENMARK))


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_has_the_contacts_and_routes_of_denmark(name: str, denmark: Instance) -> None:
    varied = VARIANTS[name](denmark)
    assert sum(varied.contacts.values()) == pytest.approx(sum(denmark.contacts.values()), rel=0.02)
    assert sum(row.candidate_host for row in varied.tables.municipalities) == (98 if "98 hosts" in name else 24)
    times = AREAS if "72" in name else 1
    assert len(build_problem(varied).routes) >= times * len(build_problem(denmark).routes)


def test_distance_tells_hosts_apart(denmark: Instance) -> None:
    tariff = build_problem(VARIANTS["connections and extra by distance"](denmark)).tariff
    near, far = (tariff.link_terms("147", centre, "purchased") for centre in ("København", "Aarhus"))
    assert near.yearly_kr < far.yearly_kr
    assert near.extra_kr < far.extra_kr


SEEN = ((1.0, inf, 90.0), (2.0, 110.0, 90.0), (3.0, 100.0, 99.5), (4.0, 100.0, 99.995))


def test_seconds_are_those_at_which_a_plan_or_a_proof_came() -> None:
    one = Watched("bands", "this", 5.0, SEEN)
    assert (one.seconds_to_plan(inf), one.seconds_to_plan(100.0), one.seconds_to_plan(99.0)) == (2.0, 3.0, inf)
    assert (one.seconds_to_proof(1e-2), one.seconds_to_proof(1e-4)) == (3.0, 4.0)


def test_a_plan_that_the_solver_did_not_have_counts_for_nothing() -> None:
    told = [(1.0, 110.0, None), (2.0, 90.0, 95.0), (3.0, 100.0, 95.0)]
    assert list(believe(told)) == [(1.0, 110.0, -inf), (2.0, inf, 95.0), (3.0, 100.0, 95.0)]


def test_a_line_tells_seconds_and_times_the_base() -> None:
    (line,) = tell([Watched("bands", "this", 5.0, SEEN)], 2.0)
    assert "2.0 (1.0 ×)" in line
    assert "5.0 (2.5 ×) | 0.0050 %" in line


def test_a_build_without_a_plan_and_one_that_failed_are_told() -> None:
    none, failed = tell([Watched("bands", "this", 5.0, SEEN[:1]), Watched("bands", "beside", failed="no such")], 2.0)
    assert none.endswith("| none |")
    assert "no such" in failed
