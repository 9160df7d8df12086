"""A tornado: each assumption moved to the ends of its range, solved again, and what the base plan costs there.

With `switch` also the value at which the base plan, or its structure, stops being the best.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from optimiser.comparison.columns import FIGURES
from optimiser.comparison.path_figures import PATH_FIGURES
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, errors_among, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override
from optimiser.data.run_tables import declare_entry
from optimiser.data.settings import SolverOptions
from optimiser.sensitivity.ranges import TABLE, Range, read_ranges
from optimiser.sensitivity.sweep import STRUCTURE, Point
from optimiser.sensitivity.tornado import (
    SWITCHES,
    Bracket,
    MovedAssumption,
    Switching,
    SwitchKind,
    Tornado,
    columns_of_ends,
    not_proven_dearer,
    plan_after,
    structure_after,
)
from optimiser.studies.json_records import StudyRecord, read_table
from optimiser.studies.question import PlannedPoint, Question, Source, each_alone, read_planned
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.runner.dispatch import Compute
from optimiser.studies.runner.local import Workers
from optimiser.studies.solve_log import SolveFigures
from optimiser.studies.study import Conduct, Study, conduct_study
from optimiser.studies.tornado_solves import ANSWERS, BasePlan, figures_unmoved, solve_base, solve_moved

SWITCH_TABLE = "switch_values"
ONE_STRUCTURE = ("",)
"""Stands for the instance's own structure, or the one that is asked for."""
TOLERANCE = 1 / 64
"""How near the two sides of a switch are brought, as a share of the range, unless asked otherwise."""
TOLERANCE_OPTION = "tolerance"
WIDEST = 0.5
"""A tolerance above this part of a range would tell nothing of where in it a switch is."""
TEXT = frozenset(("parameter", "side", "status", "breaks"))
SWITCH_TEXT = frozenset(("parameter", "side", "kind", "what_before", "what_after", "names", "proven"))
"""The columns that are text; the others are numbers."""


def tornado(
    instance: Instance | AnyPath,
    out: AnyPath | None = None,
    *,
    structure: str | Sequence[str] = (),
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
    only: Sequence[str] = (),
    switch: bool = False,
    tolerance: float = TOLERANCE,
    workers: Workers | int | None = None,
    report: Listener = lambda _: None,
    command: Sequence[str] = (),
    document: Callable[[Tornado], object] = lambda _: None,
    options: SolverOptions | None = None,
    **asked: float | None,
) -> Tornado:
    """Move each assumption that has a range, one at a time, to its low and its high, and solve an instance there.

    The base plan is priced there too, as it is. Of several structures the base plan is that of the cheapest. An
    instance with years is planned over all of them at each end.

    Parameters
    ----------
    instance, out
        As in `sweep`, with `scenarios` and `overrides`.
    structure
        A system or structure, or several.
    only
        Names of the assumptions to move; all that have a range if none is named.
    switch
        Whether the value is found at which the base plan stops being the best; with several structures also that
        from which another is cheaper.
    tolerance
        How near the two sides of a switch are brought, as a share of the range.
    workers, report, command, document
        How the study is conducted, as in `compare`.
    options, **asked
        Options of each solve, as in `solve`.

    Returns
    -------
    Tornado
        The table: a row is an assumption at one of its ends (kr. a year; of plans over years kr. over all of them, in
        the first year's worth); the switch values where they were asked for.

    Raises
    ------
    InvalidInputError, SolverError, KeyboardInterrupt, SolvesFailedError, OSError
        As in `compare`; where solves failed, what could be is tabulated and written.
    """
    names = (structure,) if isinstance(structure, str) else tuple(dict.fromkeys(structure))
    chosen = names[0] if len(names) == 1 else None
    source = Source(instance, chosen, tuple(scenarios), tuple(overrides), over_years=True)
    structures = names if len(names) > 1 else ONE_STRUCTURE
    study = TornadoStudy(Question(source), structures, tuple(only), tolerance, switch)
    how = Conduct(workers, report, command, document)
    return conduct_study(study, out, solver_options(options, **asked), how)


class TornadoRecord(StudyRecord):
    """What tornado.json holds; where nothing was found there is no base."""

    base: dict[str, Any] = declare_entry("the figures of the base plan, as in figures.csv of a comparison")
    not_proven_dearer: list[str] = declare_entry(
        "other structures that are not proven to cost more than that of the base plan"
    )
    tolerance: float | None = declare_entry(
        "how close the sides of a switch were brought, as a share; null where none were"
    )
    without_switch_values: list[str] | None = declare_entry(
        "assumptions that are not a single number, so that no switch value was sought"
    )
    years: list[int] = declare_entry(
        "the years that are planned at each end; empty where it is a plan for one", default=[]
    )


@dataclass(frozen=True)
class Place:
    """Where is looked: a structure (blank for the one there is), and a parameter with its value, or none."""

    structure: str
    moved: tuple[str, str] | None = None

    @property
    def point(self) -> Point:
        """The place as the settings of a point."""
        structure = ((STRUCTURE, self.structure),) if self.structure else ()
        return Point((*structure, *([self.moved] if self.moved else [])))


@dataclass(frozen=True)
class PlannedMove(PlannedPoint):
    """A point that is solved with a plan held: what is found depends on that plan too."""

    plan: str

    @property
    def key(self) -> str:
        """What its solve is kept under."""
        return f"{super().key} {self.plan}"


@dataclass
class TornadoStudy(Study[Tornado, SolveFigures]):
    """Solves the base, holds its plan where an assumption is moved, and halves to a switch.

    `home` is where nothing is moved in the structure of the base plan, once that is known; the first until then.
    """

    name = "tornado"
    described = "a tornado"
    record = TornadoRecord
    tables = ("tornado", SWITCH_TABLE)
    figures = frozenset(FIGURES.keys() & PATH_FIGURES.keys())
    remedy = "run tornado again; what is already solved is not solved again"

    question: Question
    structures: tuple[str, ...]
    only: tuple[str, ...] = ()
    tolerance: float = TOLERANCE
    switch: bool = False
    ranges: tuple[Range, ...] = ()
    checked: dict[Place, PlannedPoint] = field(default_factory=dict)
    remarks: dict[Finding, None] = field(default_factory=dict)
    plan: BasePlan | None = None
    years: tuple[int, ...] = ()
    home: Place = field(init=False)
    switches: Switching | None = None

    def __post_init__(self) -> None:
        """Until it is known which structure is the cheapest, the first stands for it."""
        self.home = self.bases[0]

    @property
    def bases(self) -> list[Place]:
        """Each structure with nothing moved."""
        return [Place(structure) for structure in self.structures]

    # ---- what is asked -------------------------------------------------------------------------

    def read_question(self, resume: Resume[SolveFigures]) -> Instance:
        """Read and check each structure as it is, and with each assumption at each end."""
        base = self.question.read_point()
        self.years = base.years if base.is_roadmap else ()
        self.ranges, findings = read_ranges(base, self.only)
        if not 0 < self.tolerance <= WIDEST:
            rule = f"must be above 0 and at most {WIDEST}, because it is a share of the range from low to high"
            finding = Finding(
                parameter_name(TOLERANCE_OPTION), None, "", f"{self.tolerance:g}", rule, "leave it out for 1/64"
            )
            findings.append(finding)
        if findings:
            raise InvalidInputError(self.question.source.name, findings)
        self._check_places(resume, [*self.bases, *self._list_ends(self.ranges, self.structures)])
        return base

    def _list_ends(self, ranges: Iterable[Range], structures: Sequence[str]) -> list[Place]:
        """Each assumption at each of its ends, in each structure."""
        ends = [each.setting_at(value) for each in ranges for _, value in each.ends]
        return [Place(structure, end) for structure in structures for end in ends]

    def _check_places(self, resume: Resume[SolveFigures], places: Iterable[Place]) -> None:
        """Read and check the instance at each place; raises InvalidInputError with every fault, each told once."""
        faults: dict[Finding, None] = {}
        for place in places:
            if place not in self.checked:
                resume.tell_checked(len(self.checked) + 1)
                faults |= dict.fromkeys(self._check_place(place))
        if faults:
            raise InvalidInputError(self.question.source.name, faults)

    def _check_place(self, place: Place) -> list[Finding]:
        instance, findings = self.question.check_point(place.point)
        if instance is not None:
            self.checked[place] = PlannedPoint(place.point, instance.sha256, instance.system)
        told = {_place_finding(finding, place): finding for finding in findings}
        self.remarks |= {each: None for each, found in told.items() if each != found and each.severity == "warning"}
        return errors_among(told)

    # ---- solving -------------------------------------------------------------------------------

    def solve_cases(self, resume: Resume[SolveFigures], base: Instance) -> None:
        """Solve each structure as it is, take the plan of the cheapest, and move what is to be moved."""
        ends = self._list_ends(self.ranges, self.structures if self.switch else self.structures[:1])
        self._want_places(resume, self.bases)
        if all(self.checked[place].key in resume.solved for place in self.bases):
            self._choose_plan(resume)  # then it is known under which plan the ends are kept, if they are
            self._want_places(
                resume, self._list_ends(self.ranges, self.structures if self.switch else [self.home.structure])
            )
        total = len(self.bases) + sum(not self._is_base(end) for end in ends)
        resume.begin_study(replace(base, remarks=(*base.remarks, *self.remarks)), total)
        self._solve_places(resume, self.bases)
        self._choose_plan(resume)
        if self.plan is not None:
            instance = read_planned(self.question, self.checked[self.home])
            self.ranges, _ = read_ranges(instance, self.only)
            structures = self.structures if self.switch else (self.home.structure,)
            self._solve_places(resume, self._list_ends(self.ranges, structures))
            self.switches = self._find_switches(resume) if self.switch else None

    def _choose_plan(self, resume: Resume[SolveFigures]) -> None:
        """The base plan is that of the cheapest structure; where none has a plan there is only a row to tell of."""
        found = {place: resume.solved.get(self.checked[place].key) for place in self.bases}
        known = {place: figures for place, figures in found.items() if figures is not None}
        self.home = next(iter(known), self.home)
        costs = {place: figures["objective_kr"] for place, figures in known.items() if figures[ANSWERS]}
        if costs:
            self.home = min(costs, key=lambda place: float(costs[place]))
            self.plan = BasePlan(self.checked[self.home].system, known[self.home][ANSWERS])

    def _want_places(self, resume: Resume[SolveFigures], places: Iterable[Place]) -> dict[str, PlannedPoint]:
        """Want what has not been wanted before; what of that must be solved, by key."""
        planned = {each.key: each for each in map(self._plan_place, places)}
        wanted = {each.key for each in resume.wanted}
        resume.want_cases([each for key, each in planned.items() if key not in wanted])
        return {key: each for key, each in planned.items() if key not in resume.solved}

    def _solve_places(self, resume: Resume[SolveFigures], places: Sequence[Place]) -> None:
        """Solve what is not kept; a solve that has failed is not tried again."""
        self._check_places(resume, places)
        missing = self._want_places(resume, places).values()
        to_do = [each for each in missing if each.title not in resume.failures]
        compute: Compute[SolveFigures] = partial(solve_moved, base=self.plan) if self.plan else solve_base
        resume.solve_missing(to_do, lambda those: each_alone(self.question, those, compute))

    def _plan_place(self, place: Place) -> PlannedPoint:
        """The place as it is solved: with the plan that is held there, or that it is compared with."""
        planned = self.checked[place]
        if self.plan is None or place.moved is None or self._is_home(place):
            return planned
        return PlannedMove(planned.point, planned.sha256, planned.system, self.plan.sha256)

    def _is_base(self, place: Place) -> bool:
        """True where nothing is moved in the structure, or what is moved stays where it is."""
        return self.checked[place].sha256 == self.checked[Place(place.structure)].sha256

    def _is_home(self, place: Place) -> bool:
        return place.structure == self.home.structure and self._is_base(place)

    # ---- where it switches ---------------------------------------------------------------------

    def _find_switches(self, resume: Resume[SolveFigures]) -> Switching:
        """Halve all brackets side by side until each is narrow enough."""
        movable = [each for each in self.ranges if each.base is not None]
        found = dict(enumerate(self._list_brackets(resume, movable)))
        ahead = found
        while ahead:
            middles = ((each, each.middle) for each in ahead.values())
            places = [place for each, value in middles if value is not None for place in self._list_places(each, value)]
            self._solve_places(resume, places)
            ahead = {
                n: judged for n, each in ahead.items() if (judged := self._halve_bracket(resume, each)) is not None
            }
            found |= ahead
        skipped = (each.parameter for each in self.ranges if each.base is None)
        return Switching.of_brackets(found.values(), self.plan.system if self.plan else "", self.tolerance, skipped)

    def _list_brackets(self, resume: Resume[SolveFigures], movable: Iterable[Range]) -> Iterator[Bracket]:
        """From the base to each end, judged at the end; nothing is said of an end whose solve failed."""
        kinds: tuple[SwitchKind, ...] = ("plan", "structure") if len(self.structures) > 1 else ("plan",)
        for each in movable:
            for side, end in each.ends:
                for kind in kinds:
                    if each.base is not None and end != each.base:
                        bracket = Bracket(each, side, kind, each.base, end, each.share_of_range(self.tolerance))
                        if (judged := self._judge_bracket(resume, bracket, end)) is not None:
                            yield judged

    def _halve_bracket(self, resume: Resume[SolveFigures], bracket: Bracket) -> Bracket | None:
        """The bracket with its middle judged; None where it is narrow enough, or the middle cannot be judged."""
        return None if bracket.middle is None else self._judge_bracket(resume, bracket, bracket.middle)

    def _judge_bracket(self, resume: Resume[SolveFigures], bracket: Bracket, value: float) -> Bracket | None:
        there = {place.structure: self._read_place(resume, place) for place in self._list_places(bracket, value)}
        found = {structure: figures for structure, figures in there.items() if figures is not None}
        if len(found) < len(there):
            return None
        home = self.home.structure
        if bracket.kind == "structure":
            return bracket.narrow_by(value, structure_after(found, home))
        return bracket.narrow_by(value, plan_after(self._read_base(resume), found[home]))

    def _list_places(self, bracket: Bracket, value: float) -> list[Place]:
        """What must be solved to judge a value."""
        structures = self.structures if bracket.kind == "structure" else (self.home.structure,)
        return [Place(structure, bracket.moved.setting_at(value)) for structure in structures]

    # ---- what was found ------------------------------------------------------------------------

    def _read_base(self, resume: Resume[SolveFigures]) -> SolveFigures:
        """The figures of the base plan."""
        return figures_unmoved(resume.solved[self.checked[self.home].key])

    def _read_place(self, resume: Resume[SolveFigures], place: Place) -> SolveFigures | None:
        """What is found at a place; None where its solve failed."""
        found = resume.solved.get(self._plan_place(place).key)
        return figures_unmoved(found) if found and self._is_home(place) else found

    def conclude(self, resume: Resume[SolveFigures]) -> Tornado | None:
        """Return what was found; None where no base was found, because all failed."""
        if self.plan is None:
            known = self._read_place(resume, self.home)
            return Tornado.of_moved(self._read_base(resume), (), years=self.years) if known else None
        found = {base.structure: self._read_place(resume, base) for base in self.bases}
        bases = {structure: figures for structure, figures in found.items() if figures is not None}
        moved = self._list_moved(resume)
        alike = not_proven_dearer(bases, self.home.structure)
        return Tornado.of_moved(self._read_base(resume), moved, self.switches, alike, self.years)

    def _list_moved(self, resume: Resume[SolveFigures]) -> Iterator[MovedAssumption]:
        for each in self.ranges:
            for side, value in each.ends:
                found = self._read_place(resume, Place(self.home.structure, each.setting_at(value)))
                if found is not None:
                    yield each, side, value, found

    def list_parameters(self) -> Iterable[str]:
        """Return what is moved."""
        return [each.parameter for each in self.ranges]

    def list_tables(self, found: Tornado) -> Mapping[str, pd.DataFrame]:
        """Return the table of ends, and the switch values where they were asked for."""
        switching = {SWITCH_TABLE: found.switching.table} if found.switching else {}
        return {"tornado": found.table, **switching}

    def describe_found(self, found: Tornado | None) -> Mapping[str, Any]:
        """Return the base, and how near the switches were looked for."""
        switching = found.switching if found else None
        return {
            "base": found.base if found else None,
            "not_proven_dearer": list(found.alike) if found else None,
            "tolerance": switching.tolerance if switching else None,
            "without_switch_values": list(switching.skipped) if switching else None,
            "years": list(self.years),
        }

    @classmethod
    def load_found(cls, folder: Path) -> Tornado:
        """Return the tornado that a folder holds. Raises InvalidInputError when it is not finished, or damaged."""
        record = cls.read_entries(folder)
        years = tuple(record.get("years", ()))
        table = read_table(folder / "tornado.csv", list(columns_of_ends(years)), TEXT, cls.remedy)
        switching = None
        if record["tolerance"] is not None:
            found = read_table(folder / f"{SWITCH_TABLE}.csv", list(SWITCHES), SWITCH_TEXT, cls.remedy)
            skipped = tuple(record["without_switch_values"] or ())
            switching = Switching(found.assign(proven=found["proven"] == "True"), record["tolerance"], skipped)
        return Tornado(record["base"], table, switching, tuple(record["not_proven_dearer"]), record, years)


def _place_finding(finding: Finding, place: Place) -> Finding:
    """A fault in a value that an assumption has stands in the table of assumptions."""
    ours = place.moved is not None and finding.place == parameter_name("overrides") and finding.column == place.moved[0]
    return replace(finding, place=TABLE) if ours else finding
