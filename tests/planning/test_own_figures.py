"""What a municipality knows of its own contacts: what one costs today, how long it takes, and who reads it."""

from functools import partial

import numpy as np
import pytest

from optimiser import solve
from optimiser.audit.curve import Line, curve_of_promise
from optimiser.audit.evidence import Evidence, promise_of_centre
from optimiser.audit.run_files import answers_alone
from optimiser.data.checking_staffing import ROUNDING_UP, centres_below_their_staffing
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.settings import Language
from optimiser.planning.charges import Charge, Tariff
from optimiser.planning.cost_curve import cheapest_kr
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.planning.service_level import ServiceFactor, centre_service, mean_handling_seconds, reference_service
from optimiser.report.summaries.agents import tell_agents
from optimiser.report.summaries.service import ServiceSummary
from optimiser.report.tables.centres import fill_centres
from optimiser.result.agent_costs import agent_costs
from tests.planning.two_towns import BUYS_BOTH, two_towns
from tests.portfolios.certified import count_certified
from tests.random_instances import random_instance_with_pairs
from tests.random_own_figures import random_instance_with_own_figures
from tests.test_laws_of_the_model import _cost_kr
from tests.witness import Cheapest, cheapest, cost_kr_of
from tests.witness_service import exactly, on_curves, on_pieces

HEADER = "municipality,task,today_unit_cost_kr,handling_minutes\n"
MAY_STAY = "policy.levels.unchanged=1-9"
HALF_POOLED = "tasks.*.pooling_weight=0.5"


def own(rows: str, *overrides: str) -> Instance:
    return two_towns(*overrides, own_figures=HEADER + rows)


def test_each_cell_is_of_the_most_specific_row_that_fills_it() -> None:
    instance = own(",G3,40,\n2,,60,9\n2,G5,,12\n")
    assert instance.today_unit_kr == {("1", "G3"): 40, ("2", "G3"): 60, ("2", "G5"): 60}
    assert instance.handling_minutes == {("1", "G3"): 6, ("2", "G3"): 9, ("2", "G5"): 12}


def test_without_rows_the_figures_of_the_country_hold() -> None:
    assert set(two_towns().today_unit_kr.values()) == {50}
    assert set(two_towns().handling_minutes.values()) == {6}


def test_today_is_counted_at_each_contact_of_its_own_price() -> None:
    instance = own("2,G5,80,\n")
    assert instance.today_kr == 500_000 * 50 + 100_000 * 80
    assert instance.today_of_kr("2") == 100_000 * 50 + 100_000 * 80
    assert instance.mean_today_unit_kr == pytest.approx(55)


def test_the_part_that_is_not_pooled_costs_as_today_at_home_wherever_it_is_answered() -> None:
    tariff = Tariff(own("2,,80,\n", HALF_POOLED))
    bought = tariff.charge_of_route(Route("2", "G3", "Storby", "purchased"))
    assert bought == Charge(unpooled_kr=100_000 * 0.5 * 80)
    assert tariff.charge_of_route(Route("2", "G3", DEPARTMENTS, "unchanged")) == Charge(unchanged_kr=8e6)


def test_staff_and_handling_follow_the_minutes_of_the_municipality() -> None:
    """Lilleby's 200,000 contacts take 12 minutes, the 400,000 others 6: 8 on average."""
    instance = own("2,,,12\n")
    assert Tariff(instance).fte_of_task("2", "G3") == pytest.approx(20_000 / 1_500)
    assert mean_handling_seconds(instance) == 8 * 60
    (centre,) = solve(instance).lines.centres
    assert centre.fte == pytest.approx((400_000 * 6 + 200_000 * 12) / 60 / 1_500)


def test_who_pays_more_today_gains_more_and_who_pays_less_is_worse_off() -> None:
    result = solve(own("2,,30,\n"))
    (line,) = (line for line in result.lines.municipalities if line.code == "2")
    assert result.objective_kr == BUYS_BOTH
    assert line.today_kr == 200_000 * 30
    assert line.change_kr == pytest.approx(200_000 * (36 - 30))
    assert result.figures.net_gain_kr == pytest.approx(result.instance.today_kr - BUYS_BOTH)


def test_nobody_worse_off_is_judged_by_what_each_pays_today() -> None:
    """Answered in Storby, Lilleby pays 36 kr. a contact; today it pays 30, so it stays as it is."""
    result = solve(own("2,,30,\n", MAY_STAY, "policy.no_municipality_worse_off=true"))
    assert {line.form for line in result.lines.assignments if line.municipality == "2"} == {"unchanged"}


def test_what_is_cheap_today_stays_and_what_is_dear_leaves() -> None:
    result = solve(own("2,G3,20,\n2,G5,90,\n", MAY_STAY))
    forms = {line.task: line.form for line in result.lines.assignments if line.municipality == "2"}
    assert forms == {"G3": "unchanged", "G5": "purchased"}


# ---- cost that follows handling minutes -----------------------------------------------------------

FOLLOWS = "economy.cost_follows_minutes=true"


def test_by_minutes_the_general_figure_is_the_mean_and_today_costs_the_same_in_all() -> None:
    """500,000 contacts of 6 minutes and 100,000 of 12: 7 on average."""
    instance = two_towns(FOLLOWS, "tasks.G5.handling_minutes=12")
    assert instance.today_unit_kr["2", "G3"] == pytest.approx(50 * 6 / 7)
    assert instance.today_unit_kr["2", "G5"] == pytest.approx(50 * 12 / 7)
    assert instance.today_kr == pytest.approx(600_000 * 50)
    assert instance.pooled_contacts["2", "G5"] == pytest.approx(100_000 * 12 / 7)
    assert sum(instance.pooled_contacts.values()) == pytest.approx(600_000)
    assert mean_handling_seconds(instance) == pytest.approx(7 * 60)


def test_by_minutes_a_row_is_the_mean_of_the_contacts_it_speaks_of() -> None:
    """Lilleby's contacts take 6 and 12 minutes, 9 on average; what is said of one task alone is as it stands."""
    instance = own("2,,60,\n", FOLLOWS, "tasks.G5.handling_minutes=12")
    assert instance.today_unit_kr["2", "G3"] == pytest.approx(60 * 6 / 9)
    assert instance.today_of_kr("2") == pytest.approx(200_000 * 60)
    assert own("2,G5,60,\n", FOLLOWS, "tasks.G5.handling_minutes=12").today_unit_kr["2", "G5"] == 60


def test_by_minutes_nothing_changes_where_all_contacts_take_the_same() -> None:
    assert solve(two_towns(FOLLOWS)).objective_kr == pytest.approx(BUYS_BOTH)


def test_by_minutes_a_longer_contact_costs_more_in_a_centre_and_a_shorter_one_less() -> None:
    """Of 600,000 contacts of mean length, Lilleby's have 100,000 × (6 + 12) / 7: it pays so much of 21.6 million."""
    result = solve(two_towns(FOLLOWS, "tasks.G5.handling_minutes=12"))
    (lilleby,) = (line for line in result.lines.municipalities if line.code == "2")
    assert result.objective_kr == pytest.approx(BUYS_BOTH)
    assert lilleby.after_kr == pytest.approx(36 * 100_000 * 18 / 7)


# ---- wages ----------------------------------------------------------------------------------------


def test_the_part_of_a_centres_cost_that_is_agents_follows_the_wages_at_its_seat() -> None:
    """Storby's centre, at 600,000 contacts: 21.6 million, 85 % of it at wages 20 % higher."""
    instance = two_towns("municipalities.1.wage_level=1.2", "policy.levels.purchased=1-9")
    dearer = solve(instance.with_changes({"centres.Lilleby.cost_factor": 3}))
    assert dearer.objective_kr == pytest.approx(BUYS_BOTH * (0.15 + 0.85 * 1.2))
    assert dearer.breaches == []
    without = instance.with_changes({"service.staffing_share": 0, "centres.Lilleby.cost_factor": 3})
    assert solve(without).objective_kr == pytest.approx(BUYS_BOTH)


def test_wages_and_a_service_of_its_own_count_together() -> None:
    """Next to no calls and twice the hours: twice the agent hours, at wages 20 % higher."""
    rows = "centre,kind,seat,opening_hours\nStorby,local,1,74\nLilleby,local,2,\nRegion,virtual,,\n"
    instance = two_towns("municipalities.1.wage_level=1.2", "structure=one", centres=rows)
    service = centre_service(instance, instance.centres["Storby"])
    factor = float(ServiceFactor.of_service(instance, service).factor_at(1))
    assert factor == pytest.approx(0.15 + 0.85 * 1.2 * 2)
    assert centre_service(instance, instance.centres["Region"]) == reference_service(instance)


def test_wages_of_who_has_no_centre_are_told() -> None:
    storby_alone = {"centres": "centre,kind,seat\nStorby,local,1\n", "structures": "structure,municipality,group\n"}
    (remark,) = two_towns("municipalities.2.wage_level=1.2", **storby_alone).remarks
    assert (remark.column, "seat of no centre" in remark.rule) == ("municipalities.2.wage_level", True)


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        (",,40,\n", "today_unit_cost_kr", "everywhere is economy.today_unit_cost_kr"),
        (",G3,,4\n", "handling_minutes", "stands in the table tasks"),
        ("3,,40,\n", "municipality", "no such municipality"),
        ("2,,0,\n", "today_unit_cost_kr", "must be above 0"),
        ("2,,40,\n2,,50,\n", "municipality", "the same municipality, task"),
    ],
)
def test_a_row_of_nobody_or_of_no_figure_is_refused(row: str, column: str, rule: str) -> None:
    with pytest.raises(InvalidInputError) as told:
        own(row)
    assert [(finding.column, rule in finding.rule) for finding in told.value.findings] == [(column, True)]


@pytest.mark.parametrize(
    ("rows", "column", "rule"),
    [
        ("2,,,\n", "today_unit_cost_kr", "all its figures are blank"),
        ("1,G5,40,\n", "municipality", "nobody has such contacts"),
        ("2,,40,\n2,G3,41,\n2,G5,42,\n", "today_unit_cost_kr", "more specific rows"),
        ("2,,4000,\n", "today_unit_cost_kr", "unlike cost_curve.csv"),
        ("2,,,600\n", "handling_minutes", "from 0.2 to 60 minutes"),
    ],
)
def test_a_row_without_effect_or_in_another_unit_is_told(rows: str, column: str, rule: str) -> None:
    remarks = [one for one in own(rows).remarks if one.place == "own_figures.csv"]
    assert [(one.column, rule in one.rule) for one in remarks] == [(column, True)]


# ---- no centre costs less than its agents ---------------------------------------------------------

AT_LEAST = "service.cost_at_least_staffing=true"


def test_a_small_centre_costs_what_its_one_agent_does() -> None:
    """37 hours a week are 1,924 hours, at 400,000 kr. for 1,500; at 20 % higher wages a fifth more."""
    few = {"volumes": "municipality,task,contacts\n1,G3,400000\n2,G3,1000\n"}
    instance = two_towns(AT_LEAST, "policy.levels.purchased=", **few)
    curve = build_problem(instance).class_of["Lilleby"].curve
    crew_kr = 1_924 / 1_500 * 400_000
    assert [curve.cost_kr(volume) for volume in (0, 1, 1_000)] == pytest.approx([crew_kr] * 3)
    result = solve(instance)
    (lilleby,) = (line for line in result.lines.centres if line.centre == "Lilleby")
    assert lilleby.exact_operation_kr == pytest.approx(crew_kr)
    assert result.breaches == []
    dearer = solve(instance.with_changes({"municipalities.2.wage_level": 1.2}))
    (lilleby,) = (line for line in dearer.lines.centres if line.centre == "Lilleby")
    assert lilleby.exact_operation_kr == pytest.approx(1.2 * crew_kr)


SMALL = {"volumes": "municipality,task,contacts\n1,G3,400000\n2,G3,20000\n"}


def agent_remarks(instance: Instance) -> list[Finding]:
    return list(centres_below_their_staffing(instance))


def test_a_centre_that_costs_less_than_its_agents_is_told_with_both_figures() -> None:
    """Lilleby's 20,000 contacts cost 1 million on the curve; 5,460 hours at the phones are 3.64 employees."""
    instance = two_towns("policy.levels.purchased=", **SMALL)
    (remark,) = agent_remarks(instance)
    (line,) = (line for line in solve(instance).lines.centres if line.centre == "Lilleby")
    told = "1 of 2 centres (Lilleby) cost less by cost_curve than their own agents do, even with all that may come"
    staff = f"{line.staffed_fte:.3g} full-time employees {line.staffed_fte * 4e5:,.0f} kr."
    figures = f"Lilleby 1,000,000 kr. a year, and its {staff}"
    assert told in remark.rule
    assert figures in remark.rule
    assert agent_remarks(two_towns("policy.levels.purchased=", AT_LEAST, **SMALL)) == []
    assert agent_remarks(two_towns()) == []


@pytest.mark.parametrize(("language", "told"), [("da", "For 1 af 2 åbne centre"), ("en", "In 1 of 2 open centres")])
def test_the_report_tells_which_centre_of_the_plan_costs_less_than_its_agents(language: Language, told: str) -> None:
    result = solve(two_towns("policy.levels.purchased=", **SMALL))
    (cost,) = (one for one in agent_costs(result).values() if one.is_short)
    assert cost.centre == "Lilleby"
    assert cost.counted_kr == pytest.approx(1e6)
    assert cost.agents_kr == pytest.approx(cost.fte * 400_000)
    (sentence,) = tell_agents(ServiceSummary(language), result)
    assert told in sentence
    assert "Lilleby" in sentence
    above = {row["centre"]: row["agents_above"] for row in fill_centres(ServiceSummary(language), result).rows}
    assert [centre for centre, share in above.items() if share > ROUNDING_UP] == ["Lilleby"]
    assert above["Lilleby"] == pytest.approx(cost.agents_kr / 1e6 - 1)
    assert list(tell_agents(ServiceSummary(language), solve(two_towns()))) == []


def test_a_cost_factor_makes_no_centre_cheaper_than_its_agents() -> None:
    few = {"volumes": "municipality,task,contacts\n1,G3,400000\n2,G3,1000\n"}
    instance = two_towns(AT_LEAST, "policy.levels.purchased=", "centres.Lilleby.cost_factor=0.5", **few)
    assert build_problem(instance).exact_kr("Lilleby", 1_000) == pytest.approx(1_924 / 1_500 * 400_000)


def test_a_large_centre_costs_what_the_curve_says() -> None:
    """At 600,000 contacts of 6 minutes agents cost some 19 million; at 100,000 kr. more a year they cost more."""
    curve = build_problem(two_towns(AT_LEAST)).class_of["Storby"].curve
    documents = build_problem(two_towns()).class_of["Storby"].curve
    assert curve.cost_kr(600_000) == documents.cost_kr(600_000)
    dear = build_problem(two_towns(AT_LEAST, "economy.agent_cost_kr=500000")).class_of["Storby"].curve
    assert dear.cost_kr(600_000) > documents.cost_kr(600_000)


@pytest.mark.parametrize("max_error", [0.02, 0.001])
def test_pieces_follow_the_larger_of_the_two_costs(max_error: float) -> None:
    instance = two_towns(AT_LEAST, f"curve.max_error={max_error}")
    one = build_problem(instance).class_of["Storby"]
    volumes = np.geomspace(1e-3, 600_000, 4_000)
    exact = np.array([one.curve.cost_kr(volume) for volume in volumes])
    found = np.array([cheapest_kr(one.pieces, volume) for volume in volumes])
    assert np.all(found <= exact * (1 + 1e-12))
    assert np.all(found >= exact * (1 - max_error))
    assert one.measured_error <= max_error


def test_the_audit_sees_a_line_above_the_larger_of_the_two_costs_as_far_as_samples_say() -> None:
    instance, draw = two_towns(AT_LEAST, "centres.Storby.answered_share=0.9"), np.random.default_rng(5)
    e, curve = Evidence(answers_alone(instance, ())), build_problem(instance).class_of["Storby"].curve
    judged = curve_of_promise(e, promise_of_centre(e, instance.centres["Storby"]))
    for _ in range(40):
        low, high = np.sort(np.exp(draw.uniform(-1, 13, 2)))
        line = Line(low, high, draw.uniform(0, 1) * 1e6, draw.uniform(0, 60))
        volumes = np.geomspace(low, high, 1_000)
        above_kr = line.fixed_kr + line.slope_kr * volumes - [curve.cost_kr(volume) for volume in volumes]
        found = float(judged.excess_kr([line])[0])
        assert above_kr.max() - 1e-3 <= found <= above_kr.max() + 1e-4 * (1e6 + line.slope_kr * high)


# ---- brute force, and the law ---------------------------------------------------------------------


def best_of(instance: Instance) -> Cheapest | None:
    """The best plan; centres whose cost no constant tells from the documents' cost what the product's pieces say."""
    return cheapest(instance, on_pieces(build_problem(instance)), paid=exactly)


def test_a_solve_finds_what_brute_force_finds() -> None:
    for seed in range(12):
        best = best_of(random_instance_with_own_figures(seed))
        result = solve(random_instance_with_own_figures(seed), gap=0.0)
        assert result.has_plan == (best is not None), seed
        if best:
            assert result.objective_kr == pytest.approx(best.cost_kr, rel=1e-6), seed
            assert result.bound_kr == pytest.approx(best.cost_kr, rel=1e-6), seed
            assert result.breaches == [], seed


def test_the_pieces_lie_below_the_cost_itself_and_no_farther_than_said() -> None:
    for seed in range(5):
        instance = random_instance_with_own_figures(seed).with_changes({"service.cost_at_least_staffing": True})
        by_pieces, exact = best_of(instance), cheapest(instance, on_curves, paid=exactly)
        assert (by_pieces is None) == (exact is None), seed
        if by_pieces and exact:
            error = instance.settings.curve.max_error
            assert exact.cost_kr * (1 - error) <= by_pieces.cost_kr <= exact.cost_kr * (1 + 1e-9), seed


def test_whole_portfolios_and_their_proof_know_them(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = partial(random_instance_with_pairs, optional_rules=False)
    instances = (random_instance_with_own_figures(seed, draw) for seed in range(12))
    assert count_certified(monkeypatch, instances, lambda instance: cost_kr_of(best_of(instance))) > 2


def by_minutes(instance: Instance, follows: bool) -> Instance:
    return instance.with_changes({"economy.cost_follows_minutes": follows})


def without_staff(instance: Instance) -> Instance:
    """The instance of which nobody says how many answer today, so that they follow from handling time."""
    rows = [row.model_copy(update={"today_fte": None}) for row in instance.tables.own_figures]
    return remake_instance(instance, instance.settings, own_figures=rows)


@pytest.mark.parametrize("column", ["today_unit_cost_kr", "handling_minutes"])
def test_dearer_or_longer_contacts_never_cost_less(column: str) -> None:
    """What is invested for an employee and what is not pooled follow them; more of either is no gain."""
    raised = 0
    for seed in range(6):
        before = by_minutes(without_staff(random_instance_with_own_figures(seed)), False)
        after = before.with_changes({f"own_figures.*.{column}": "x1.3"})
        raised += _cost_kr(after) > _cost_kr(before) * (1 + 1e-6)
        assert _cost_kr(after) >= _cost_kr(before) * (1 - 1e-6), seed
    assert raised > 1


def test_that_no_centre_costs_less_than_its_agents_never_costs_less() -> None:
    raised = 0
    for seed in range(6):
        before = random_instance_with_own_figures(seed).with_changes({"service.cost_at_least_staffing": False})
        after = before.with_changes({"service.cost_at_least_staffing": True})
        raised += _cost_kr(after) > _cost_kr(before) * 1.001
        assert _cost_kr(after) >= _cost_kr(before) * (1 - before.settings.curve.max_error), seed
    assert raised > 1


def test_higher_wages_never_cost_less() -> None:
    raised = 0
    for seed in range(6):
        before = random_instance_with_own_figures(seed)
        after = before.with_changes({"municipalities.*.wage_level": "x1.2"})
        raised += _cost_kr(after) > _cost_kr(before) * (1 + 1e-6)
        assert _cost_kr(after) >= _cost_kr(before) * (1 - 1e-6), seed
    assert raised > 1


def test_by_minutes_only_how_contacts_compare_in_length_counts() -> None:
    """Where nothing is invested for an employee, all twice as long cost the same."""
    for seed in range(5):
        before = by_minutes(random_instance_with_own_figures(seed), True)
        before = before.with_changes({"service.cost_at_least_staffing": False})
        investments = [row for row in before.tables.investments if row.basis != "fte"]
        before = remake_instance(before, before.settings, investments=investments)
        after = before.with_changes({"tasks.*.handling_minutes": "x2", "own_figures.*.handling_minutes": "x2"})
        assert _cost_kr(after) == pytest.approx(_cost_kr(before), rel=1e-6), seed
