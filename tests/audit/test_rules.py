"""Each rule is named when a plan that was found without it is judged by it, and no other rule is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from optimiser import save, solve
from tests.audit.runs import PLANS, Run, kpi, lock, wish
from tests.toys import toy_on_curve

RunOf = Callable[[str], Run]
CAP = '[[add.legal]]\nrule = "cap"\nforms = "purchased"\nlevels = "1-6"\ncitation = "an act"\nactive = true\ncap_kr = '
MANDATE = '[set]\npolicy.mandatory = [{levels = "6", forms = ["local", "regional"]}]\n'

CONTRACT = """\
[[add.existing]]
municipality = "904"
centre = "Åby"
tasks = "L6"
invested_share = 0
stays_until = 2100
"""


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_as_it_was_solved_breaches_nothing(run_of: RunOf, plan: str) -> None:
    audit = run_of(plan).audit()
    assert audit.breaches == ()
    assert audit.checks > 200


def test_the_cost_is_the_one_worked_out_by_hand(run: Run) -> None:
    audit = run.audit()
    assert (audit.cost_kr, audit.exact_cost_kr, audit.investment_kr) == (63_950_000, 63_950_000, 12_500_000)


@pytest.mark.parametrize("rate", ["5.551115123125783e-17", "5e-324", "1e-15"])
def test_interest_of_next_to_nothing_changes_no_cost(run: Run, rate: str) -> None:
    """0.3 - 0.1 · 3 in floating point: the audit divided by 0 where the rate is nearly so, but is not."""
    run.judge_by(f"economy.discount_rate={rate}")
    audit = run.audit()
    assert audit.breaches == ()
    assert audit.cost_kr == pytest.approx(63_950_000)


@pytest.mark.parametrize(
    ("rule", "plan", "override", "told"),
    [
        (
            "eligible-levels",
            "best",
            "policy.levels.purchased=1-5",
            "L6 of Åby (level 6) is answered in the form purcha",
        ),
        ("authority-stays-home", "best", "legal.authority-stays-home.levels=4", "L4 of Søkær is answered in the form"),
        ("group-membership", "shared", "structure=none", "Åby is answered by Region Nordland"),
        ("open-centre", "best", "municipalities.Østerå.candidate_host=false", "Østerå is not a candidate host"),
        ("entry-points", "best", "policy.max_entry_points=1", "Åby is answered in 2 places (home, Østerå)"),
        ("minimum-volume", "best", "centres.Østerå.min_sold=200001", "sells 200,000 pooled contacts a year"),
        ("minimum-volume", "best", "centres.Ærholm.min_volume=300001", "answers 300,000 pooled contacts a year"),
        ("minimum-volume", "shared", "centres.Region Nordland.min_volume=700000", "answers 600,000 pooled contacts"),
        ("maximum-volume", "best", "centres.Østerå.max_sold_share=0.5", "sells 200,000 pooled contacts a year"),
        ("maximum-volume", "best", "centres.Østerå.max_volume=499999", "answers 500,000 pooled contacts a year"),
        ("maximum-volume", "shared", "centres.Region Nordland.max_volume=500000", "the most is 500,000"),
        ("investment-budget", "best", "policy.investment_budget_kr=12000000", "The plan invests 12,500,000 kr."),
        ("max-centres", "best", "policy.max_hosts=0", "The number of hosts is 1 (Østerå)"),
        ("max-centres", "shared", "policy.max_virtual_centres=0", "The number of virtual centres is 1"),
        ("must-open", "best", "centres.Region Nordland.must_open=true", "answers no task of anybody, but"),
        ("must-open", "best", "centres.Åby.must_open=true", "answers no task of its own citizens"),
        ("must-open", "best", "centres.Ærholm.must_sell=true", "sells to nobody"),
        ("nested-depth", "deep", "policy.nested_depth=true", "L6 of Ærholm (level 6) leaves home, while L4 stays"),
        ("local-sustainability", "best", "policy.min_local_share=0.7", "keeps 200,000 of 300,000 contacts"),
        ("no-municipality-worse-off", "dear", "policy.no_municipality_worse_off=true", "pays 15,000,000 kr. today"),
    ],
)
def test_a_rule_that_can_be_set_is_named(run_of: RunOf, rule: str, plan: str, override: str, told: str) -> None:
    run = run_of(plan)
    run.judge_by(override)
    assert run.rules() == {rule}
    assert told in run.told(rule)


@pytest.mark.parametrize(
    ("rule", "scenario", "told"),
    [
        ("mandatory", MANDATE, "L6 of Åby (level 6) is answered in the form purchased"),
        ("locks", lock("904", "L6", "regional"), "a lock says it must be the form regional"),
        ("locks", lock("903", "L4", "purchased", "must not"), "a lock says it must not be the form purchased"),
        ("locks", CONTRACT, "L6 of Åby is answered by Østerå, but a contract keeps it with Åby until 2100"),
        (
            "wishes",
            wish("buy within km", whom="903", value=22),
            "the wish one (buy within km) rules it out: 22.2389853",
        ),
        ("wishes", wish("do not sell", whom="901", levels="6"), "L6 of Åby is answered by Østerå"),
        ("keep-together", wish("keep together"), "Åby is answered by departments, Østerå at L6, L9"),
        ("most-buyers", wish("at most buyers", value=1), "Østerå sells to 2 municipalities"),
        ("minimum-volume", wish("own centre at least", value=300001), "Ærholm answers 300,000 pooled contacts"),
        ("purchase-cap", CAP + "4999998", "Åby buys for 5,000,000 kr. a year from Østerå"),
        (
            "kpi-target",
            kpi("municipality", "at least", 0.1),
            "Ærholm has a mean moved of 0, but the target is at least",
        ),
        ("kpi-target", kpi("centre", "at most", 0.3), "Østerå has a mean moved of 0.333333333333"),
        ("kpi-target", kpi("national", "at least", 0.2), "The country has a mean moved of 0.142857142857"),
    ],
)
def test_a_rule_that_is_a_row_is_named(run: Run, rule: str, scenario: str, told: str) -> None:
    run.judge_by(scenario=scenario)
    assert run.rules() == {rule}
    assert told in run.told(rule)


@pytest.mark.parametrize(
    ("override", "scenario"),
    [
        ("policy.levels.purchased=4-6", ""),
        ("centres.Østerå.min_sold=200000", ""),
        ("centres.Østerå.max_volume=500000", ""),
        ("centres.Østerå.max_volume=499999.9", ""),
        ("policy.investment_budget_kr=12500000", ""),
        ("policy.max_hosts=1", ""),
        ("centres.Ærholm.must_open=true", ""),
        ("centres.Østerå.must_sell=true", ""),
        ("policy.nested_depth=true", ""),
        ("policy.min_local_share=0.6666", ""),
        ("policy.no_municipality_worse_off=true", ""),
        ("policy.purchase_price_kr=40", CAP + "4000000"),
        ("policy.max_entry_points=2", CAP + "5000000"),
        ("policy.max_entry_points=2", kpi("national", "at most", 0.15)),
        ("policy.max_entry_points=2", lock("903", "L4", "purchased")),
        ("policy.max_entry_points=2", wish("buy within km", whom="903", value=22.24)),
        ("policy.max_entry_points=2", wish("do not sell", whom="901", levels="9")),
        ("policy.max_entry_points=2", wish("keep together", levels="4-6")),
        ("policy.max_entry_points=2", wish("at most buyers", value=2)),
        ("policy.max_entry_points=2", wish("own centre at least", value=300000)),
        ("policy.max_entry_points=2", wish("pay no more than today")),
    ],
)
def test_a_rule_that_is_just_kept_is_not_named(run: Run, override: str, scenario: str) -> None:
    run.judge_by(override, scenario=scenario)
    assert run.audit().breaches == ()


def test_a_repealed_law_is_not_applied(run: Run) -> None:
    run.judge_by("legal.authority-stays-home.levels=4", "legal.authority-stays-home.valid_to=2013")
    assert run.audit().breaches == ()


def test_a_purchase_is_valued_at_what_a_contact_costs_where_that_is_more_than_today(tmp_path: Path) -> None:
    """Up to 75 kr. a contact, where the toy's 50 kr. of today would keep within the cap."""
    save(solve(toy_on_curve(((100_000, 75), (500_000, 60)))), tmp_path / "run")
    run = Run(tmp_path / "run")
    run.judge_by(scenario=CAP + "7499000")
    assert run.rules() == {"purchase-cap"}
    assert "buys for 7,500,000 kr. a year from Østerå" in run.told("purchase-cap")
    run.judge_by("legal.cap.cap_kr=7500000")
    assert run.rules() == set()


def test_a_purchase_is_valued_by_the_service_its_seller_promises(run_of: RunOf) -> None:
    run = run_of("served")
    run.judge_by(scenario=CAP + "5000000")
    assert "purchase-cap" in run.rules()


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("centres.Østerå.sale_price_kr=51", "Åby buys for 5,100,000 kr. a year from Østerå"),
        ("centres.Østerå.sale_markup=0.1", "Åby buys for 5,500,000 kr. a year from Østerå"),
    ],
)
def test_a_purchase_is_valued_at_what_its_seller_asks(run: Run, override: str, told: str) -> None:
    run.judge_by(override, scenario=CAP + "5000000")
    assert told in run.told("purchase-cap")
    run.judge_by("legal.cap.cap_kr=5500000")
    assert run.told("purchase-cap") == ""


@pytest.mark.parametrize("override", ["centres.Østerå.sale_price_kr=51", "centres.Østerå.sale_markup=0.1"])
def test_who_pays_something_else_than_the_seller_asks_is_named(run: Run, override: str) -> None:
    """Buyers and seller, and nobody else."""
    run.judge_by(override)
    told = "\n".join(breach.sentence for breach in run.audit().breaches)
    for name in ("Åby", "Søkær", "Østerå"):
        assert f"municipalities.csv, {name}, after_kr" in told
    assert "municipalities.csv, Ærholm, after_kr" not in told
