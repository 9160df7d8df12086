"""An uncertainty analysis: all assumptions drawn at once, a plan priced in each sample, and in some solved anew."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from optimiser.comparison.comparison import figures_of
from optimiser.data.checking_rows import solver_options
from optimiser.data.columns import Nature
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, errors_among, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override
from optimiser.data.run_tables import Line, declare_entry
from optimiser.data.settings import SolverOptions
from optimiser.data.tables import full_name, nature_of
from optimiser.result.result import Result
from optimiser.sensitivity.ranges import OPTION, TABLE, Range, no_range, read_given_ranges, read_ranges
from optimiser.sensitivity.sampling import draw_uniform
from optimiser.sensitivity.sweep import Point
from optimiser.sensitivity.uncertainty import DECIDED, SAMPLES, Uncertainty, tabulate_samples
from optimiser.studies.any_solve import answers_of, rows_of_answers
from optimiser.studies.json_records import StudyRecord, read_table
from optimiser.studies.question import PlannedPoint, Question, Source
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.runner.dispatch import Case, Compute
from optimiser.studies.runner.local import Workers
from optimiser.studies.solve_log import SolveFigures
from optimiser.studies.study import Conduct, Study, conduct_study
from optimiser.studies.tornado_solves import ANSWERS, BasePlan, solve_base
from optimiser.studies.uncertainty_samples import (
    ADAPTED,
    SAMPLES_ASKED,
    PlannedSample,
    Sampled,
    Task,
    adapt_plan,
    cut_in_lines,
    hold_plan,
)

TEXT = frozenset(("outcome", "breaks", "status"))
"""The columns that are text; the others are numbers."""


def uncertainty(
    of: Instance | AnyPath | Result,
    out: AnyPath | None = None,
    *,
    structure: str | None = None,
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
    only: Sequence[str] = (),
    ranges: Sequence[str] = (),
    samples: int = SAMPLES_ASKED,
    adapted: int = ADAPTED,
    sampling_seed: int = 1,
    many: bool = False,
    workers: Workers | int | None = None,
    report: Listener = lambda _: None,
    command: Sequence[str] = (),
    document: Callable[[Uncertainty], object] = lambda _: None,
    options: SolverOptions | None = None,
    **asked: float | None,
) -> Uncertainty:
    """Draw all assumptions that have a range at once, many times, and find between what a plan saves.

    Each is drawn uniformly between its ends and independently of the others: that is an assumption too. In every sample
    the plan is priced as it is; the first of them are solved anew as well, which tells what keeping the plan costs.

    Parameters
    ----------
    of
        The instance, or where it is, changed by `structure`, `scenarios` and `overrides` as in `sweep`: the plan is
        then the best as it stands. Or a run, as `solve` or `load` return it, whose plan is held.
    out
        As in `sweep`. More samples are drawn in addition to those that are kept there.
    only
        Names of assumptions with a range to draw. If none is named, all that must be found out: not those that are
        decided, as policy is, nor how things are computed.
    ranges
        More ranges, or others: `economy.discount_rate=0.02:0.05`; `volumes.*.contacts=x0.9:x1.1` multiplies.
    samples, adapted
        How many samples are drawn, and how many of them are solved anew.
    sampling_seed
        The same seed draws the same samples.
    many
        Whether more than a thousand are to be solved anew.
    workers, report, command, document
        How the study is conducted, as in `compare`.
    options, **asked
        Options of each solve, as in `solve`.

    Returns
    -------
    Uncertainty
        In `table` a row a sample (kr. a year); the range, quantiles and shares of the variance follow from it.

    Raises
    ------
    InvalidInputError, SolverError, KeyboardInterrupt, SolvesFailedError, OSError
        As in `compare`; where solves failed, what can be told without them is tabulated and written.
    """
    run = of if isinstance(of, Result) else None
    given = run.instance if run is not None else of
    source = Source(given, structure, tuple(scenarios), tuple(overrides))  # type: ignore[arg-type]  # no Result is left
    sampled = Sampled(tuple(only), tuple(ranges), samples, adapted, sampling_seed)
    study = UncertaintyStudy(Question(source), sampled, many, run)
    how = Conduct(workers, report, command, document)
    return conduct_study(study, out, solver_options(options, **asked), how)


class DrawnRange(Line):
    """An assumption that was drawn."""

    parameter: str = declare_entry("dotted name of the assumption")
    base: float | None = declare_entry("its value in the instance; null where its rows differ")
    low: float | None = declare_entry("low end; null where the base stands for it")
    high: float | None = declare_entry("high end; null where the base stands for it")
    whole: bool = declare_entry("whether it has whole values alone")
    factor: bool = declare_entry("whether its figures are multiplied by what is drawn")


class UncertaintyRecord(StudyRecord):
    """What uncertainty.json holds; where no plan was found there are no samples."""

    base: dict[str, Any] | None = declare_entry("the figures of the plan that is held, as in figures.csv")
    ranges: list[DrawnRange] = declare_entry("what was drawn, each uniformly in its range and independently")
    left_out: dict[str, str] = declare_entry(
        "assumptions with a range that were not drawn, with what they are: decision, method, or no range"
    )
    sampling_seed: int = declare_entry("the seed that the samples were drawn with")
    outcomes: dict[str, int] = declare_entry("how many samples ended how: kept, breaks, invalid, failed")
    range_kr: list[float] | None = declare_entry(
        "between what the kept plan saves in at least 90 % of the cases in which it can be kept, at a confidence of "
        "95 %; null where the samples are too few",
        unit="kr./year",
    )
    adapted_range_kr: list[float] | None = declare_entry(
        "the same of the best plan found in each of those that were solved anew", unit="kr./year"
    )
    saving_share: list[float] | None = declare_entry(
        "share of the cases in which the plan can be kept and saves anything, and the ends of its interval (95 %)"
    )
    mean_regret_kr: float | None = declare_entry(
        "what keeping the plan costs on average, against the plans found", unit="kr./year"
    )
    most_regret_kr: float | None = declare_entry(
        "what keeping the plan costs at most in 90 % of the cases, at a confidence of 95 %", unit="kr./year"
    )
    unexplained: float | None = declare_entry("share of the variance that the shares by assumption do not explain")


@dataclass
class UncertaintyStudy(Study[Uncertainty, SolveFigures]):
    """Holds a plan in every sample of the assumptions, and solves some of the samples anew."""

    name = "uncertainty"
    described = "an uncertainty analysis"
    record = UncertaintyRecord
    tables = ("uncertainty", "uncertainty_quantiles", "uncertainty_shares", "uncertainty_pairs")
    figures = frozenset()
    remedy = "run uncertainty again; what is already solved is not solved again"

    question: Question
    asked: Sampled
    many: bool = False
    run: Result | None = None
    ranges: tuple[Range, ...] = ()
    left_out: dict[str, Nature] = field(default_factory=dict)
    base: SolveFigures | None = None
    samples: Sequence[PlannedSample] = ()
    invalid: dict[Point, str] = field(default_factory=dict)

    # ---- what is asked -------------------------------------------------------------------------

    def read_question(self, resume: Resume[SolveFigures]) -> Instance:
        """Read the instance and the ranges, and check each end alone: what of them makes no instance is refused."""
        findings = [*self.asked.list_faults(), *self._refuse_changes()]
        if findings:
            raise InvalidInputError(self.question.source.name, findings)
        if not self.many:
            resume.refuse_many("adapted", self.asked.adapted)
        base = self.question.read_point()
        faults = dict.fromkeys([*self._read_ranges(base), *self._check_ends(resume)])
        if faults:
            raise InvalidInputError(self.question.source.name, faults)
        return base

    def _refuse_changes(self) -> Iterator[Finding]:
        """A run is of one instance: its plan is not the best of another."""
        source = self.question.source
        for name, given in (
            ("structure", source.structure),
            ("scenarios", source.scenarios),
            ("overrides", source.overrides),
        ):
            if self.run is not None and given:
                rule = "must be left out where the plan of a run is held"
                yield Finding(parameter_name(name), None, "", "", rule, "solve the instance with the change first")

    def _read_ranges(self, base: Instance) -> list[Finding]:
        """What is drawn: the ranges that are given, and those of the table that are named or must be found out."""
        given, findings = read_given_ranges(base, self.asked.ranges)
        noted, faults = read_ranges(base, self.asked.only)
        if given and not self.asked.only:
            faults = []  # the table may be empty then
        named = {each.parameter for each in given}
        drawn = []
        for each in noted:
            nature = nature_of(each.parameter)
            if each.parameter in named:
                continue
            if each.spread is None or (nature in DECIDED and not self.asked.only):
                self.left_out[each.parameter] = nature or "fact"
            else:
                drawn.append(each)
        self.ranges = (*drawn, *given)
        findings += faults
        if not self.ranges and not findings:
            findings.append(replace(no_range(), rule="must hold a range of a figure that must be found out"))
        return findings

    def _check_ends(self, resume: Resume[SolveFigures]) -> Iterator[Finding]:
        """The faults of each end alone, told where the range is given."""
        given = {full_name(text.partition("=")[0].strip()) for text in self.asked.ranges}
        for number, each in enumerate(self.ranges, start=1):
            resume.tell_checked(number)
            place = parameter_name(OPTION) if each.parameter in given else TABLE
            told: set[tuple[str, str]] = set()
            for end in each.spread or ():
                _, findings = self.question.check_point(Point((each.setting_at(end),)))
                for finding in errors_among(findings):
                    if (finding.column, finding.rule) in told:
                        continue  # both ends are wrong in the same way
                    told.add((finding.column, finding.rule))
                    ours = finding.place == parameter_name("overrides") and finding.column == each.parameter
                    yield replace(finding, place=place) if ours else finding

    # ---- solving -------------------------------------------------------------------------------

    def solve_cases(self, resume: Resume[SolveFigures], base: Instance) -> None:
        """Find the plan, price it in every sample, and solve some of the samples anew."""
        total = self.asked.samples + self.asked.adapted
        planned = PlannedPoint(Point(()), base.sha256, base.system)
        if self.run is None:
            resume.want_cases([planned])
            plan = self._read_plan(base, resume.solved.get(planned.key))
            self._want_samples(resume, base, plan)
            resume.begin_study(base, total + 1)
            resume.solve_missing([planned], lambda _: [[Case(planned.key, base, solve_base)]])
            self.base = resume.solved.get(planned.key)
            plan = plan or self._want_samples(resume, base, self._read_plan(base, self.base))
        else:
            self.base = {**figures_of("", self.run), ANSWERS: rows_of_answers(answers_of(self.run))}
            plan = self._want_samples(resume, base, self._read_plan(base, self.base))
            resume.begin_study(base, total)
        if plan is not None:
            self._solve_samples(resume, "held", partial(hold_plan, plan=plan))
            self._solve_samples(resume, "adapted", partial(adapt_plan, plan=plan))

    @staticmethod
    def _read_plan(base: Instance, found: SolveFigures | None) -> BasePlan | None:
        return BasePlan(base.system, found[ANSWERS]) if found and found[ANSWERS] else None

    def _want_samples(self, resume: Resume[SolveFigures], base: Instance, plan: BasePlan | None) -> BasePlan | None:
        """Draw the samples in which a plan is held, once it is known."""
        if plan is None:
            return None
        drawn = draw_uniform(self.asked.seed, self.asked.samples, len(self.ranges)).tolist()
        self.samples = [
            PlannedSample.draw(number, self.ranges, shares, base, plan) for number, shares in enumerate(drawn, start=1)
        ]
        resume.want_cases([*self.samples, *self._adapted()])
        return plan

    def _adapted(self) -> list[PlannedSample]:
        return [replace(each, task="adapted") for each in self.samples[: self.asked.adapted]]

    def _solve_samples(self, resume: Resume[SolveFigures], task: Task, compute: Compute[SolveFigures]) -> None:
        """Those that are held have nothing to tell each other; those solved anew tell the next what was proved."""
        read = partial(self._read_cases, compute=compute)
        if task == "held":
            resume.solve_missing(self.samples, lambda missing: (read([one]) for one in missing))
        else:
            resume.solve_missing(self._adapted(), lambda missing: map(read, cut_in_lines(missing)))

    def _read_cases(
        self, planned: Iterable[PlannedSample], compute: Compute[SolveFigures]
    ) -> Iterator[Case[SolveFigures]]:
        """The samples as cases, each read when it is asked for; one that is no instance is noted instead."""
        for each in planned:
            if each.point in self.invalid:
                continue
            instance, findings = self.question.check_point(each.point)
            if instance is None:
                self.invalid[each.point] = "; ".join(found.sentence for found in errors_among(findings))
            else:
                yield Case(each.key, instance, compute)

    # ---- what was found ------------------------------------------------------------------------

    def conclude(self, resume: Resume[SolveFigures]) -> Uncertainty | None:
        """Return what was found; None where it is not known whether there is a plan, as the solve failed."""
        if self.base is None:
            return None
        adapted = {each.number: resume.solved.get(each.key) for each in self._adapted()}
        rows = [self._tell_sample(each, resume.solved.get(each.key), adapted.get(each.number)) for each in self.samples]
        figures = {name: value for name, value in self.base.items() if name != ANSWERS}
        table = tabulate_samples(self.ranges, rows)
        return Uncertainty(figures, self.ranges, self.asked.seed, table, self.left_out)

    def _tell_sample(
        self, each: PlannedSample, held: SolveFigures | None, adapted: SolveFigures | None
    ) -> Mapping[str, Any]:
        """The row of a sample; of two plans found there the cheaper is the best that is known."""
        row = {"sample": each.number, **each.values, "breaks": "", "status": "", **(held or {})}
        if held is None:
            told = self.invalid.get(each.point)
            return {**row, "outcome": "invalid" if told else "failed", "breaks": told or ""}
        row["outcome"] = "breaks" if held["breaks"] else "kept"
        return {**row, **_compare_adapted(held, adapted)} if adapted else row

    def list_parameters(self) -> Iterable[str]:
        """Return what is drawn, and what is not."""
        return [*(each.parameter for each in self.ranges), *self.left_out]

    def list_tables(self, found: Uncertainty) -> Mapping[str, pd.DataFrame]:
        """Return the samples, the quantiles, and the shares of the variance."""
        frames = (found.table, found.quantiles, found.by_assumption, found.by_pair)
        return dict(zip(self.tables, frames, strict=True))

    def describe_found(self, found: Uncertainty | None) -> Mapping[str, Any]:
        """Return what was drawn, and what follows from it."""
        saving, shares = (found.saving, found.shares) if found else (None, None)
        return {
            "base": found and found.base,
            "ranges": [{name: getattr(each, name) for name in DrawnRange.model_fields} for each in self.ranges],
            "left_out": self.left_out,
            "sampling_seed": self.asked.seed,
            "outcomes": found.outcomes if found else {},
            "range_kr": list(found.range_kr) if found and found.range_kr else None,
            "adapted_range_kr": list(found.adapted_range_kr) if found and found.adapted_range_kr else None,
            "saving_share": [saving.value, saving.low, saving.high] if saving else None,
            "mean_regret_kr": found and found.mean_regret_kr,
            "most_regret_kr": found and found.most_regret_kr,
            "unexplained": shares.unexplained if shares else None,
        }

    @classmethod
    def load_found(cls, folder: Path) -> Uncertainty:
        """Return what a folder holds. Raises InvalidInputError when it is not finished, or damaged."""
        record = cls.read_entries(folder)
        ranges = tuple(Range(**each) for each in record["ranges"])
        first, *others = SAMPLES
        columns = [first, *(each.parameter for each in ranges), *others]
        table = read_table(folder / "uncertainty.csv", columns, TEXT, cls.remedy)
        return Uncertainty(record["base"], ranges, record["sampling_seed"], table, record["left_out"], record)


def _compare_adapted(held: SolveFigures, adapted: SolveFigures) -> Mapping[str, Any]:
    """The best plan found in a sample, be it the held one, and what keeping that costs."""
    held_kr, found_kr, bound_kr = held["held_kr"], adapted["objective_kr"], adapted["bound_kr"]
    told = {name: adapted[name] for name in ("status", "objective_kr", "bound_kr", "gap", "adapted_saves_kr")}
    if held_kr is None:
        return told
    if found_kr is None or held_kr < found_kr:
        told |= {"objective_kr": held_kr, "adapted_saves_kr": held["saves_kr"]}
    most_kr = None if bound_kr is None else max(0.0, held_kr - bound_kr)
    return {**told, "regret_kr": held_kr - told["objective_kr"], "most_regret_kr": most_kr}
