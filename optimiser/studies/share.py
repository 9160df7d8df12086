"""Sharing: what each municipality pays by each rule, who would gain by leaving, and the least that compensates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from math import inf
from pathlib import Path
from typing import Any

import pandas as pd

from optimiser.api import options_of
from optimiser.data.checking_allocation import ASK_SHARE
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, did_you_mean, parameter_name, write_whole
from optimiser.data.instance import Instance
from optimiser.data.run_tables import Line, declare_entry
from optimiser.data.settings import SolverOptions
from optimiser.data.sharing_tables import SHARING_LINES, SHARING_TEXT, SharingRecord
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.result.folder import write_run
from optimiser.result.frames import rows_of_frame
from optimiser.result.result import Result
from optimiser.sharing.allocation_rules import BY_NAME
from optimiser.sharing.compensation import Compensation, compensate
from optimiser.sharing.dividing import Divided, Effort, NotDividedError, divide_cost, find_alone
from optimiser.sharing.game import known_kr
from optimiser.sharing.outcome import Allocation, SharingOutcome, allocation_rows, compensation_rows
from optimiser.sharing.plan_payments import ORE, deal_ore, pay_by_load, price_at_hosts, todays_costs_kr, total_ore
from optimiser.sharing.stability import consent_rows, objection_row
from optimiser.studies.json_records import StudyRecord, read_table
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.run_store import RUNS, RunStore
from optimiser.studies.runner.local import Workers
from optimiser.studies.shared_game import ANSWER, Answer, PlanToShare, SharedGame, UnansweredError
from optimiser.studies.solve_log import SolveLog
from optimiser.studies.study import Conduct, Study, conduct_study

RULE, LESS, GROUPS_ASKED = "rule", "at_least_less", "without_groups"
EFFORT = Effort()
"""What is asked for one rule at most, unless asked otherwise."""
PLAN = "plan"
"""The folder of the run whose plan is shared, among the runs of the study."""


def share(
    result: Result,
    out: AnyPath | None = None,
    *,
    rules: Sequence[str] = (),
    at_least_less: float = 0.0,
    ask_groups: bool = True,
    objections: int = EFFORT.objections,
    groups: int = EFFORT.groups,
    decide_core: bool = False,
    consents: bool = False,
    workers: Workers | int | None = None,
    force: bool = False,
    report: Listener = lambda _: None,
    command: Sequence[str] = (),
    document: Callable[[SharingOutcome], object] = lambda _: None,
    options: SolverOptions | None = None,
    **asked: float | None,
) -> SharingOutcome:
    """Divide the cost of a run's plan by several rules, find who would gain by leaving, and who must compensate whom.

    Parameters
    ----------
    result
        A run with a plan, as `solve` or `load` return it.
    out
        Folder in which each answer is kept as it comes; what it holds of the same plan is not sought again.
    rules
        Names of `policy.allocation`. If none is named: those that need the plan alone, the least core, and the one
        that the instance chooses.
    at_least_less
        Compensation makes everybody pay so much less than today (share, from 0 and below 1).
    ask_groups
        Whether it is asked what groups cost by themselves. Without, nothing is solved.
    objections
        So many groups that object are sought for one rule at most.
    groups
        So many groups are asked what they cost for the Shapley value of more than ten municipalities.
    decide_core
        Whether the search of the least core ends once it is known whether the core is empty; its payments then keep
        everybody, if any do.
    consents
        Whether it is asked what the others lose if a host, or those of a virtual centre, leave: a solve for each.
    workers, force, report, command, document
        How the study is conducted, as in `compare`.
    options, **asked
        Options of each solve, as in `solve`; what is not set is as in the run.

    Returns
    -------
    SharingOutcome
        The tables: payments by rule and municipality, objections, consents, compensation (kr. a year).

    Raises
    ------
    InvalidInputError, SolverError, KeyboardInterrupt, SolvesFailedError, OSError
        As in `compare`; InvalidInputError also where the run holds no plan, or a rule is not known.
    """
    how = Conduct(workers, report, command, document, anew=force)
    no_ties = options_of(result).model_copy(update={"nearest_host": False})
    chosen = solver_options(options, **asked).laid_over(no_ties)
    study = ShareStudy(
        result, tuple(rules), at_least_less, ask_groups, Effort(objections, groups, decide_core), consents
    )
    return conduct_study(study, out, chosen, how)


class CoreEntry(Line):
    """Whether payments exist by which no group gains by leaving."""

    answer: str = declare_entry(
        "of payments that add up to what the plan costs: empty, not empty, or open: neither is proven"
    )
    low_kr: float | None = declare_entry(
        "proven: whatever is paid, some group gains at least so much by leaving", unit="kr./year"
    )
    high_kr: float | None = declare_entry(
        "proven: by the payments of the least core no group gains more", unit="kr./year"
    )
    questions: int = declare_entry("objections that were sought for it")


class CappedEntry(Line):
    """A price of a host that the law caps."""

    buyer: str = declare_entry("code of the municipality that buys")
    centre: str = declare_entry("the host's centre")
    left_out_kr: float = declare_entry("what the price comes to above the cap, and the host carries", unit="kr./year")


class SharedPlanEntry(Line):
    """The run whose plan is shared."""

    input_sha256: str = declare_entry("hash of its instance")
    finished: str = declare_entry("when its solve ended (UTC)")


class ShareRecord(SharingRecord, StudyRecord):
    """What share.json holds."""

    system: str = declare_entry("the system or structure of the plan")
    plan: SharedPlanEntry = declare_entry(f"the run whose plan is shared, in {RUNS}/{PLAN}")
    objective_kr: float = declare_entry("cost of the plan, which every rule divides", unit="kr./year")
    bound_kr: float | None = declare_entry("no plan for all costs less; null where nothing was proven", unit="kr./year")
    rules: list[str] = declare_entry("the rules that were asked for")
    without: dict[str, list[str]] = declare_entry("rules that say nothing of this plan, with why and about whom")
    unproved: list[str] = declare_entry("rules whose payments are not proven to be theirs")
    core: CoreEntry | None = declare_entry("whether the core is empty; null where that was not asked")
    capped: list[CappedEntry] = declare_entry("prices of hosts that are capped, by the rule host-price")
    allocations: list[dict[str, Any]] = declare_entry("the rows of the table of this name")
    groups: list[dict[str, Any]] = declare_entry("the rows of the table of this name")
    consents: list[dict[str, Any]] = declare_entry("the rows of the table of this name")
    compensation: list[dict[str, Any]] = declare_entry("the rows of the table of this name")


@dataclass
class ShareStudy(Study[SharingOutcome, Answer]):
    """Divides the cost of a run's plan by several rules, and asks groups what they would pay by themselves."""

    name = "share"
    described = "what municipalities pay"
    record = ShareRecord
    tables = tuple(SHARING_LINES)
    figures = ANSWER
    remedy = "run share again; what is already solved is not solved again"
    has_maps = True

    result: Result
    asked: tuple[str, ...] = ()
    at_least_less: float = 0.0
    ask_groups: bool = True
    effort: Effort = EFFORT
    ask_consents: bool = False
    divided: dict[str, Divided] = field(default_factory=dict)
    without: dict[str, list[str]] = field(default_factory=dict)
    objections: list[dict[str, Any]] = field(default_factory=list)
    consents: list[dict[str, Any]] = field(default_factory=list)
    alone_kr: Mapping[str, float | None] = field(default_factory=dict)

    @classmethod
    def place_in(cls, folder: Path, options: SolverOptions) -> "ShareLog":
        """Return the folder as where the answers are kept, beside the run."""
        return ShareLog(folder, cls.described, cls.record_name(), cls.tables, entries=cls.figures)

    @cached_property
    def plan(self) -> Plan:
        """The plan that is shared."""
        return Plan.of(build_problem(self.result.instance), self.result.assignment)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that are asked for, in the order in which they are told."""
        chosen = self.result.instance.settings.policy.allocation
        unnamed = {chosen, *(("least-core",) if self.ask_groups else ())}
        return tuple(name for name, rule in BY_NAME.items() if name in (self.asked or unnamed | _of_plan_alone()))

    def read_question(self, resume: Resume[Answer]) -> Instance:
        """Check what is asked of the run."""
        findings = list(self._faults())
        if findings:
            raise InvalidInputError(self.result.instance.settings.name, findings)
        return self.result.instance

    def _faults(self) -> Iterator[Finding]:
        if not self.result.has_plan:
            yield Finding(
                "run", None, "", self.result.status, "must hold a plan to share the cost of", "solve it first"
            )
        elif len(self.plan.by_municipality) < 2:
            rule = "must have two municipalities with contacts or more: one has nobody to share with"
            yield Finding("municipalities", None, "", "", rule)
        for name in self.asked:
            if name not in BY_NAME:
                remedy = did_you_mean(name, BY_NAME, f"choose among {', '.join(BY_NAME)}")
                yield Finding(parameter_name(RULE), None, "", name, "no such rule", remedy)
            elif not self.ask_groups and BY_NAME[name].needs != "plan":
                rule = f"asks what groups cost, and must not stand with {parameter_name(GROUPS_ASKED, True)}"
                yield Finding(parameter_name(RULE), None, "", name, rule, "leave out one of the two")
        if not 0 <= self.at_least_less < 1:
            rule = "must be 0 or more, and below 1: a share of what each pays today"
            yield Finding(parameter_name(LESS), None, "", str(self.at_least_less), rule, "write 5 % as 0.05 or 5%")

    def identify_solves(self, base: Instance, options: SolverOptions) -> dict[str, Any]:
        """Return what must be the same for answers to stand in one folder: the plan too."""
        bound = {"bound of the plan": self.result.bound_kr}
        return {**super().identify_solves(base, options), "plan": self.result.assignment.sha256, **bound}

    def solve_cases(self, resume: Resume[Answer], base: Instance) -> None:
        """Divide the cost by each rule, and ask the groups."""
        if isinstance(resume.store, ShareLog):
            resume.store.keep_run(self.result)
        game = SharedGame(resume, base, self._to_share, self.plan.cost_kr) if self.ask_groups else None
        if game:
            game.expect_costs(frozenset({player}) for player in game.players)
        resume.begin_study(replace(base, remarks=_not_of_sharing(base)))
        try:
            if game:
                self.alone_kr = find_alone(game)
            for name in self.rules:
                self._divide(name, game)
            if game:
                self._ask_stability(game)
        except UnansweredError:
            pass  # why is told with the failures; what is known without is told

    @property
    def _to_share(self) -> PlanToShare:
        return PlanToShare(self.result.assignment, self.result.bound_kr or 0.0)

    def _divide(self, name: str, game: SharedGame | None) -> None:
        try:
            self.divided[name] = divide_cost(name, self.plan, game, self.effort)
        except NotDividedError as error:
            self.without[name] = [error.why, error.about]

    def _ask_stability(self, game: SharedGame) -> None:
        known = [cost for one in self.divided.values() if one.least_core for cost in one.least_core.groups]
        for allocation in self.allocations:
            core = self.divided[allocation.rule].least_core
            proved_kr = core.high_kr if core else inf
            self.objections.append(objection_row(allocation.rule, allocation.paid, game, known, proved_kr))
        if not self.ask_consents:
            return
        chosen = next((one for one in self.allocations if one.rule == self._chosen), self._by_load)
        self.consents = list(consent_rows(self.plan, chosen.rule, chosen.paid, game))

    @property
    def _chosen(self) -> str:
        return self.result.instance.settings.policy.allocation

    @property
    def allocations(self) -> list[Allocation]:
        """What each pays by each rule that says something, in whole øre."""
        whole = total_ore(self.plan)
        return [Allocation(name, deal_ore(one.paid_kr, whole), one.spread_kr) for name, one in self.divided.items()]

    @property
    def _by_load(self) -> Allocation:
        return Allocation("by-load", deal_ore(pay_by_load(self.plan), total_ore(self.plan)))

    @cached_property
    def today(self) -> Mapping[str, int]:
        """What each pays today (øre a year)."""
        today_kr = todays_costs_kr(self.plan)
        return deal_ore(today_kr, round(sum(today_kr.values()) * ORE))

    @cached_property
    def compensated(self) -> Compensation:
        """The least that compensates who pays too much by load."""
        return compensate(self.plan, self._by_load.paid, self.today, self.at_least_less)

    def conclude(self, resume: Resume[Answer]) -> SharingOutcome:
        """Tabulate what each pays, who objects, whose consent is worth what, and who compensates whom."""
        instance = self.result.instance
        rows = {
            "allocations": [
                row for one in self.allocations for row in allocation_rows(instance, one, self.today, self.alone_kr)
            ],
            "groups": self.objections,
            "consents": self.consents,
            "compensation": list(compensation_rows(instance, self.compensated)),
        }
        frames: dict[str, Any] = {
            name: pd.DataFrame(rows[name], columns=list(line.model_fields)) for name, line in SHARING_LINES.items()
        }
        return SharingOutcome(self.result, **frames)

    def list_tables(self, found: SharingOutcome) -> Mapping[str, pd.DataFrame]:
        """Return the tables."""
        return {name: getattr(found, name) for name in SHARING_LINES}

    def describe_found(self, found: SharingOutcome | None) -> Mapping[str, Any]:
        """Return what was asked, what is proved of the core, and the figures of compensation."""
        run = self.result.run
        return {
            "system": self.result.instance.system,
            "plan": {"input_sha256": run.input_sha256, "finished": run.finished},
            "objective_kr": self.result.figures.objective_kr,
            "bound_kr": self.result.bound_kr,
            "chosen": self._chosen,
            "rules": list(self.rules),
            "without": self.without,
            "unproved": [name for name, one in self.divided.items() if not one.proved],
            "core": self._describe_core(),
            "capped": [
                {"buyer": price.buyer, "centre": price.centre, "left_out_kr": price.left_out_kr}
                for price in (price_at_hosts(self.plan) if "host-price" in self.divided else ())
                if price.left_out_kr > 0
            ],
            "compensated": self._describe_compensation(),
            **{name: rows_of_frame(getattr(found, name)) if found else [] for name in SHARING_LINES},
        }

    def _describe_core(self) -> dict[str, Any] | None:
        core = next((one.least_core for one in self.divided.values() if one.least_core), None)
        if core is None:
            return None
        bounds = {"low_kr": known_kr(core.low_kr), "high_kr": known_kr(core.high_kr)}
        return {"answer": core.core, **bounds, "questions": len(core.objections)}

    def _describe_compensation(self) -> dict[str, Any]:
        found = self.compensated
        by_price = sum(one.ore for one in found.transfers if one.how == "price")
        return {
            "at_least_less": self.at_least_less,
            "needed_kr": found.needed_ore / ORE,
            "transferred_kr": found.total_ore / ORE,
            "by_price_kr": by_price / ORE,
            "left_kr": found.left_ore / ORE,
            "lacking_kr": found.lacking_ore / ORE,
        }

    @classmethod
    def list_runs(cls, folder: Path) -> list[Path]:
        """Return the run whose plan is shared."""
        return [folder / RUNS / PLAN]

    @classmethod
    def load_found(cls, folder: Path) -> SharingOutcome:
        """Return what a folder holds. Raises InvalidInputError when it is damaged, or its run is another."""
        record = cls.read_entries(folder)
        store = RunStore(folder, cls.described, cls.record_name(), cls.tables, options=SolverOptions())
        result = store.load_recorded(PLAN, record["plan"], cls.remedy)
        frames: dict[str, Any] = {
            name: read_table(folder / f"{name}.csv", list(line.model_fields), SHARING_TEXT, cls.remedy)
            for name, line in SHARING_LINES.items()
        }
        return SharingOutcome(result, **frames, record=record)


@dataclass(frozen=True)
class ShareLog(SolveLog):
    """The folder of what municipalities pay: the answers, and beside them the run whose plan is shared."""

    beside: frozenset[str] = frozenset({RUNS})

    def keep_run(self, result: Result) -> None:
        """Write the run, in the place of one that is there."""
        write_whole(self.folder / RUNS / PLAN, partial(write_run, result))


def _not_of_sharing(base: Instance) -> tuple[Finding, ...]:
    """What is remarked on the instance, but for what is answered by sharing its cost."""
    return tuple(remark for remark in base.remarks if remark.remedy != ASK_SHARE)


def _of_plan_alone() -> set[str]:
    return {name for name, rule in BY_NAME.items() if rule.needs == "plan"}


def find_shared(run: Path, result: Result) -> tuple[SharingOutcome, Path] | None:
    """Return what was found of how the cost of a run's plan can be shared, from the folders beside it; None if none.

    Of several the last written. A folder that is damaged, or of another run, counts for nothing.
    """
    told = sorted(run.absolute().parent.glob(f"*/{ShareStudy.record_name()}"), key=lambda path: -path.stat().st_mtime)
    for path in told:
        try:
            found = ShareStudy.load_found(path.parent)
        except InvalidInputError:
            continue
        run_of = found.result.run
        if (run_of.input_sha256, run_of.finished) == (result.run.input_sha256, result.run.finished):
            return found, path.parent
    return None
