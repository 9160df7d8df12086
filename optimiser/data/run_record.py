"""run.json and the CSV tables beside it: every entry once, with its type, meaning and unit; others may stand there too.

Whoever writes it, reads it back, checks it again or documents it reads these declarations.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from optimiser.data.cells import unescape_formula
from optimiser.data.checking_rows import rule_of
from optimiser.data.columns import note_of_column
from optimiser.data.csv_files import as_plain, write_rows
from optimiser.data.every_plan_record import EveryPlanRecord
from optimiser.data.findings import Finding, read_text
from optimiser.data.nearest_host_record import NearestHostRecord
from optimiser.data.record_text import entry_finding, faults_of_entries, value_of
from optimiser.data.run_tables import COLUMNS, LINES, RUN_FILE, CentreLine, Line, PlanLines, declare_entry
from optimiser.data.settings import SolverOptions
from optimiser.data.today_record import Moment, TodayRecord

SCHEMA_VERSION = 2
"""Version of run.json; raised when an entry changes its meaning. With 2 came the seal of the folder."""
Status = Literal["optimal", "feasible", "infeasible", "no solution found"]
StageName = str
"""A stage of a solve, as `docs/how-it-is-solved.md` names them, or one of another's making."""
SearchEnding = Literal["found", "none", "unproven", "time", "interrupted", "breached"]
"""Why no more plans near the best were sought: all are found; no further one is within the limit, which is proven; the
next is dearer, but that there is none within the limit is not proven; time was up; Ctrl-C; the next breaks rules."""
TOLD_FIRST = ("schema_version", "recommendation")
"""The entries with which run.json begins."""
WITH_PLAN = ("optimal", "feasible")
"""The statuses of a solve that found a plan."""


class StageEntry(Line):
    """What one stage of the solve did."""

    name: StageName = declare_entry(
        "which stage it is, as docs/how-it-is-solved.md names them, or one that was added from outside"
    )
    rows: int = declare_entry("rows of its model")
    columns: int = declare_entry("columns of its model")
    entries: int = declare_entry("entries of its model that are not 0")
    build_seconds: float = declare_entry("building its model", unit="seconds")
    solve_seconds: float = declare_entry("solving it", unit="seconds")
    objective_kr: float | None = declare_entry("the plan it ended with; null without one", unit="kr./year")
    bound_kr: float | None = declare_entry("the bound it ended with; null without one", unit="kr./year")


class LeftOutEntry(Line):
    """A stage that was left out, as it would not have fitted in the memory allowed."""

    name: StageName = declare_entry("which stage it is")
    needed_gb: float = declare_entry("what it was estimated to need", unit="GB")


def _option(name: str, **otherwise: Any) -> Any:
    """Declare the entry of a solver option, in the words of its declaration."""
    declared = SolverOptions.model_fields[name]
    return declare_entry(declared.description or "", unit=note_of_column(declared, "unit"), **otherwise)


class OptionsRecord(Line):
    """The solver options by which a run was solved."""

    gap: float = _option("gap")
    time_limit_seconds: float = _option("time_limit_seconds")
    threads: int = _option("threads")
    seed: int = _option("seed")
    memory_gb: float | None = _option("memory_gb", default=None)
    nearest_host: bool = _option("nearest_host", default=False)


class CurveErrorRecord(Line):
    """Relative error of the straight pieces."""

    asked: float = declare_entry("largest that was asked for", unit="share")
    measured: float = declare_entry("largest on any piece", unit="share")
    plan: float = declare_entry("in the plan's cost: exact_cost_kr / objective_kr - 1", unit="share")


class CostClassRecord(Line):
    """Centres with one service, and the straight pieces that follow their cost."""

    answered_share: float = declare_entry("share of contacts they promise to answer in time", unit="share")
    within_seconds: float = declare_entry("what in time means", unit="seconds")
    opening_hours: float = declare_entry("opening hours", unit="hours/week")
    wage_level: float = declare_entry(
        "wages at their seats, over those at which the cost curve holds", unit="ratio", default=1.0
    )
    least_hour_kr: float = declare_entry(
        "what an hour of their agents costs, over their cost factor, where they may not cost less; else 0",
        unit="kr.",
        default=0.0,
    )
    centres: int = declare_entry("centres that could be used and promise this")
    pieces: int = declare_entry("straight pieces that follow the whole of the curve")
    measured_error: float = declare_entry("largest relative error of a piece", unit="share")


class ServiceRecord(Line):
    """What the plan's centres keep; null where none is open."""

    answered_share: float | None = declare_entry("share answered in time, mean over their contacts", unit="share")
    mean_wait_seconds: float | None = declare_entry("mean wait, over their contacts", unit="seconds")
    least_centre: str | None = declare_entry("a centre that answers the least share in time")
    least_answered_share: float | None = declare_entry("that share", unit="share")


class ShortfallRecord(Line):
    """Why a centre cannot open."""

    needs: float = declare_entry("the least it must answer or sell", unit="contacts/year")
    reaches: float = declare_entry("the most it could get", unit="contacts/year")


class SecondsRecord(Line):
    """How long the parts of the run took."""

    read: float | None = declare_entry("reading the instance; null where another program read it", unit="seconds")
    build: float = declare_entry("building the models", unit="seconds")
    solve: float = declare_entry("solving", unit="seconds")
    report: float | None = declare_entry("writing the tables; null without a plan", unit="seconds", default=None)
    audit: float | None = declare_entry("checking the plan; null without one", unit="seconds", default=None)
    total: float = declare_entry("from start to end", unit="seconds")


class BreachRecord(Line):
    """What the check found to be broken."""

    rule: str = declare_entry("name of the rule")
    about: str = declare_entry("whom it is about")
    found: str = declare_entry("what was found")
    wanted: str = declare_entry("what should have been")
    sentence: str = declare_entry("the same in a sentence")


class AuditRecord(Line):
    """What the independent check found."""

    checks: int = declare_entry("single checks made")
    breaches: list[BreachRecord] = declare_entry("what is broken")
    certified_bound_kr: float | None = declare_entry(
        "no plan costs less, as computed again from proof.json without a solver; null without a proof",
        unit="kr./year",
        default=None,
    )


class ConflictRecord(Line):
    """A rule that no plan can meet."""

    rule: str = declare_entry("name of the rule")
    about: str = declare_entry("whom it is about")
    why: str = declare_entry("name of the sentence that says why")
    figures: dict[str, str | int | float | list[str]] = declare_entry("what the sentence is filled in with")


class InvestmentRecord(Line):
    """What is invested that lasts equally long."""

    lifetime_years: float = declare_entry("years after which it must be made again", unit="years")
    investment_kr: float = declare_entry("what is invested, once", unit="kr.")


class ProblemRecord(Line):
    """The record of what was decided over: which instance, by which program, and what could be used of it."""

    schema_version: int = declare_entry("version of this format")
    name: str = declare_entry("name of the instance")
    year: int = declare_entry("target year")
    system: str = declare_entry("the system that was asked for")
    structure: str = declare_entry("the structure of virtual centres in use")
    changes: list[str] = declare_entry(
        "what was changed in the instance, as asked for, where nothing later overrode it"
    )
    before_changes: TodayRecord | None = declare_entry(
        "answering everything as today without the changes; left out where that is no other", default=None
    )
    remarks: list[str] = declare_entry(
        "what was remarked on when the instance was read: what was undone, has no effect or may be meant otherwise",
        default=[],
    )
    input_sha256: str = declare_entry("hash of the instance as it was solved, which lies in the folder `instance`")
    versions: dict[str, str] = declare_entry("versions of Python, of this program and of what it solves with")
    legal_rules_active: list[str] = declare_entry("legal rules in force in the year")
    centres_below_minimum: dict[str, ShortfallRecord] = declare_entry("centres that can never open, and why")
    cost_classes: list[CostClassRecord] = declare_entry("centres by the service they promise")
    routes: int = declare_entry("ways to answer a task that the model decided over")
    pieces: int = declare_entry("straight pieces that it decided over, of all centres")

    def as_entries(self) -> dict[str, Any]:
        """Return the entries as run.json holds them; what was never said is left out."""
        entries = self.model_dump(exclude_unset=True)
        told_first = {name: entries[name] for name in TOLD_FIRST if name in entries}
        return {**told_first, **entries}


class Run(ProblemRecord):
    """The record of a solve, with a plan or without: what it was of, and what was proved."""

    recommendation: list[str] = declare_entry(
        "what to do, what to decide, who pays more and what it rests on, as sentences in the language of the run",
        default=[],
    )
    status: Status = declare_entry("optimal (within the gap asked for), feasible, infeasible or no solution found")
    bound_kr: float | None = declare_entry("no plan costs less; null where nothing was proven", unit="kr./year")
    gap: float | None = declare_entry("(objective_kr - bound_kr) / objective_kr; null without either", unit="share")
    method: StageName | None = declare_entry("the stage that proved the bound; null where nothing was proven")
    stages: list[StageEntry] = declare_entry("what each stage of the solve did")
    left_out: list[LeftOutEntry] = declare_entry("stages that did not fit in the memory allowed", default=[])
    interrupted: bool = declare_entry("true when the solve was stopped with Ctrl-C")
    bound_contradicted: bool = declare_entry(
        "true when a plan was cheaper than a bound, which was then proven again or left out"
    )
    nearest_host: NearestHostRecord | None = declare_entry(
        "what settling of whom one buys has come to; null where nothing was to be settled", default=None
    )
    every_plan: EveryPlanRecord | None = declare_entry(
        "what holds in every plan that is as cheap; null where that was not asked, or no prices tell it", default=None
    )
    options: OptionsRecord = declare_entry("what was asked of the solver")
    conflicts: list[ConflictRecord] = declare_entry("rules seen to be impossible before anything was solved")
    seconds: SecondsRecord = declare_entry("how long the parts of the run took")
    finished: Moment = declare_entry("when the solve ended (UTC)")
    command: list[str] | None = declare_entry("the command line; left out when run from a program", default=None)

    def with_entries(self, **entries: Any) -> "Run":
        """Return the same record with some of its entries replaced."""
        said = {name: getattr(self, name) for name in self.model_fields_set}
        return run_of_entries({**said, **entries})


class PlanFigures(ProblemRecord):
    """The figures of a plan, whoever found it: what it costs and whom it serves. Nothing in it is proved."""

    objective_kr: float = declare_entry("cost of the plan, centres by straight pieces", unit="kr./year")
    exact_cost_kr: float = declare_entry("cost of the plan, centres on the cost curve", unit="kr./year")
    curve_error: CurveErrorRecord = declare_entry("relative error of the straight pieces")
    terms_kr: dict[str, float] = declare_entry("the cost by term", unit="kr./year")
    today_kr: float = declare_entry("what all contacts cost as answered today", unit="kr./year")
    gross_gain_kr: float = declare_entry("net_gain_kr + investment_annual_kr", unit="kr./year")
    investment_kr: float = declare_entry("all that is invested, once", unit="kr.")
    investment_annual_kr: float = declare_entry("the same as annuities", unit="kr./year")
    exit_kr: float = declare_entry("what of investment_kr is paid to end what exists", unit="kr.", default=0.0)
    already_invested_kr: float = declare_entry(
        "what the plan would invest besides, were it not paid already; no part of investment_kr",
        unit="kr.",
        default=0.0,
    )
    investments: list[InvestmentRecord] = declare_entry("investment_kr by lifetime")
    net_gain_kr: float = declare_entry("today_kr - objective_kr", unit="kr./year")
    npv_kr: float = declare_entry("net_gain_kr of every year of the horizon, in today's money", unit="kr.")
    payback_years: float | None = declare_entry(
        "investment_kr / gross_gain_kr, without interest; null where net_gain_kr is below 0 or there is no gross gain",
        unit="years",
    )
    criteria_score: float | None = declare_entry("mean of the KPIs that have a weight, by weight; null without any")
    municipalities_by_form: dict[str, int] = declare_entry("municipalities with any contacts in a form")
    contacts_by_form: dict[str, float] = declare_entry("contacts answered in a form", unit="contacts/year")
    cost_by_form_kr: dict[str, float] = declare_entry(
        "cost by form; a centre's is shared by pooled volume", unit="kr./year"
    )
    staffed_fte: float = declare_entry("full-time employees behind the agent hours", unit="FTE")
    agent_hours: float = declare_entry("hours of agents at the phones in all centres", unit="hours/year")
    service: ServiceRecord = declare_entry("what the plan's centres keep")
    centres: list[CentreLine] = declare_entry("the open centres, as in centres.csv")
    rules_that_bind: dict[str, list[str]] = declare_entry(
        "for each rule at its limit, at whose: centres and municipalities, or the country; no price"
    )


class RunWithPlan(PlanFigures, Run):
    """The record of a solve that found a plan: also its figures, and what the independent check found."""

    audit: AuditRecord = declare_entry("what the independent check found")

    @property
    def certified_gap(self) -> float | None:
        """The part of the gap that is certified without the solver: no plan is cheaper by a larger share; None without.

        No larger than the gap: what the solver has proved is the more, where that is.
        """
        bound_kr = self.audit.certified_bound_kr
        if bound_kr is None or self.gap is None or self.objective_kr <= 0:
            return None
        return max(self.gap, 1 - bound_kr / self.objective_kr)


class AlternativeRecord(Line):
    """The record of a plan near the best; its row of alternatives.csv says more, and stands here too."""

    status: str = declare_entry("optimal: proven the cheapest that differs from those before it, or feasible")
    objective_kr: float = declare_entry("cost of the plan, centres by straight pieces", unit="kr./year")
    bound_kr: float | None = declare_entry(
        "no plan that differs from those before it costs less; null where nothing is proven"
    )
    gap: float | None = declare_entry("(objective_kr - bound_kr) / objective_kr; null without a bound", unit="share")


class AlternativesRecord(Line):
    """The record of a search for plans near the best; of a plan over years money and contacts are of all of them."""

    schema_version: int = declare_entry("version of this format")
    wanted: int = declare_entry("how many other plans were asked for")
    within: float = declare_entry("how much more than the best another plan may cost", unit="share")
    limit_kr: float = declare_entry("what that comes to: the most another plan may cost", unit="kr./year")
    ending: SearchEnding = declare_entry("why no more was sought")
    bound_kr: float | None = declare_entry("no further plan costs less; null where that is not known", unit="kr./year")
    least_share: float = declare_entry(
        "share that plans with the same shared centres must answer differently", unit="share"
    )
    plans: list[AlternativeRecord] = declare_entry("the other plans, as they were found")
    settled: list[str] = declare_entry("municipal codes whose tasks all plans answer alike")
    open_to_negotiation: list[str] = declare_entry("the other municipal codes")
    finished: Moment = declare_entry("when the search ended (UTC)")


def run_of_entries(entries: Mapping[str, Any], *, strict: bool = False) -> Run:
    """Return the record that entries tell; its status says whether there is a plan. What is not declared is left out.

    Raises ValidationError where an entry is missing or is not as it is declared; `strict` converts nothing.
    """
    declared = RunWithPlan if entries.get("status") in WITH_PLAN else Run
    return declared.model_validate(entries, strict=strict)


def read_run_text(text: str) -> tuple[Run | None, list[Finding]]:
    """Return the record that the text of a run.json holds; None with a finding for each entry that is not right."""
    try:
        entries = json.loads(text)
        if not isinstance(entries, dict):
            return None, [entry_finding(RUN_FILE, "", "must be the JSON that solve writes")]
        if entries.get("schema_version", SCHEMA_VERSION) != SCHEMA_VERSION:
            return None, [_of_another_version(entries)]
        return run_of_entries(entries, strict=True), []
    except ValidationError as error:
        return None, list(faults_of_entries(RUN_FILE, error))
    except (ValueError, RecursionError) as error:
        return None, [entry_finding(RUN_FILE, "", f"must be the JSON that solve writes: {error}")]


def _of_another_version(entries: dict[str, Any]) -> Finding:
    rule = f"must have schema_version {SCHEMA_VERSION}"
    if entries.get("schema_version") == 1:
        rule += "; 1 is of an earlier version of the program, whose folders have no seal"
    return entry_finding(RUN_FILE, "schema_version", rule)


# ---- Tables of a run as CSV files -----------------------------------------------------------------

# Rows are written, and the lines of a run's own tables read back and checked.


L = TypeVar("L", bound=Line)


def write_plan_lines(lines: PlanLines, folder: Path) -> None:
    """Write every table of a plan into a folder."""
    for name, columns in COLUMNS.items():
        write_rows(columns, map(dict, lines.of_table(name)), folder / f"{name}.csv")


def read_plan_lines(folder: Path) -> tuple[PlanLines, list[Finding]]:
    """Return the lines of every table of a run folder that hold good by themselves, and a finding for each other."""
    found = {name: read_lines(folder / f"{name}.csv", line) for name, line in LINES.items()}
    lines: Any = {name: lines for name, (lines, _) in found.items()}
    return PlanLines(**lines), [finding for _, findings in found.values() for finding in findings]


def read_lines(path: Path, declared: type[L]) -> tuple[tuple[L, ...], list[Finding]]:
    """Return the lines of a table that hold good by themselves, and a finding for each other."""
    text, findings = read_text(path)
    if text is None:
        return (), findings
    try:
        rows = list(csv.reader(io.StringIO(as_plain(text), newline=""), strict=True))
    except csv.Error as error:
        return (), [Finding(path.name, None, "", "", f"must be a CSV file ({error})")]
    checked = list(_check_rows(path.name, declared, rows))
    return tuple(one for one in checked if isinstance(one, declared)), [
        one for one in checked if isinstance(one, Finding)
    ]


def _check_rows(place: str, declared: type[L], rows: Sequence[Sequence[str]]) -> Iterator[L | Finding]:
    header = rows[0] if rows else []
    missing = [name for name in declared.model_fields if header.count(name) != 1]
    if missing:
        yield Finding(place, 1, "", "", f"must have each of these columns once: {', '.join(missing)}")
        return
    for number, cells in enumerate(rows[1:], start=2):
        if cells and len(cells) != len(header):
            yield Finding(place, number, "", "", f"must have {len(header)} cells, not {len(cells)}")
        elif cells:
            yield from _check_row(place, number, declared, dict(zip(header, map(unescape_formula, cells), strict=True)))


def _check_row(place: str, number: int, declared: type[L], row: Mapping[str, str]) -> Iterator[L | Finding]:
    try:
        yield declared.model_validate(row)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield Finding(place, number, ".".join(map(str, detail["loc"])), value_of(detail), rule_of(detail))
