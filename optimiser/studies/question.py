"""What a study varies: read and checked at every point before anything is solved, with every fault told once."""

import shutil
import tempfile
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil
from pathlib import Path

from optimiser.data.cells import read_number
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, errors_among, is_parameter, parameter_name
from optimiser.data.instance import Instance, Today
from optimiser.data.overrides import Override
from optimiser.data.read import check
from optimiser.data.scenario import named_overrides
from optimiser.data.sheets import write_folder
from optimiser.data.systems import STRUCTURE
from optimiser.data.years import fault_of_years
from optimiser.sensitivity.sweep import OPTION, Axis, Point, count_points, list_points, list_settings, single_points
from optimiser.studies.runner.dispatch import Case, Compute, Found

LONGEST_LINE = 36
"""Points that one worker solves in a row; a longer line is cut to be shared, and each part begins afresh."""
BASE = "base"
"""What the point is called at which nothing is varied."""
OTHER_YEARS = "must be planned over the same years as {first}, or their costs cannot be set against each other"
TellChecked = Callable[[int], None]
"""Is told how many points have been checked."""


@dataclass(frozen=True)
class Source:
    """An instance before a study changes it: a path, or an instance in memory; changed as `solve` changes one.

    One that is planned over years is refused unless the study can solve it: `over_years`.
    """

    given: Instance | AnyPath
    structure: str | None = None
    scenarios: tuple[AnyPath, ...] = ()
    overrides: tuple[Override, ...] = ()
    over_years: bool = False

    @property
    def name(self) -> str:
        """What the instance is called in messages."""
        return self.given.settings.name if isinstance(self.given, Instance) else str(Path(self.given))

    def check_changed(
        self, structure: str | None = None, scenarios: Sequence[AnyPath] = (), overrides: Sequence[Override] = ()
    ) -> tuple[Instance | None, list[Finding]]:
        """Return the instance with more changes, and all findings; no instance when one of them is an error."""
        instance, findings = self._check(structure, scenarios, overrides)
        if instance is not None and instance.is_roadmap and not self.over_years:
            return None, [*findings, fault_of_years()]
        return instance, findings

    def _check(
        self, structure: str | None, scenarios: Sequence[AnyPath], overrides: Sequence[Override]
    ) -> tuple[Instance | None, list[Finding]]:
        changed = structure or self.structure or scenarios or self.scenarios or overrides or self.overrides
        if isinstance(self.given, Instance) and not changed:
            return self.given, list(self.given.remarks)
        instance, findings = check(
            self._path,
            structure=structure or self.structure,
            scenarios=(*self.scenarios, *scenarios),
            overrides=(*self.overrides, *overrides),
        )
        if instance is not None and isinstance(self.given, Instance):
            chosen = instance.system if structure or self.structure else self.given.system
            instance = replace(instance, system=chosen, changes=(*self.given.changes, *instance.changes))
        return instance, findings

    def read_changed(self, structure: str | None = None, overrides: Sequence[Override] = ()) -> Instance:
        """Return the instance with more changes; raises InvalidInputError with all findings."""
        instance, findings = self.check_changed(structure, (), overrides)
        if instance is None:
            raise InvalidInputError(self.name, findings)
        return instance

    def check_structure(self, structure: str) -> tuple[Instance | None, list[Finding]]:
        """Return the instance under a structure or system, whatever the overrides choose, and all findings."""
        others = tuple(each for each in self.overrides if not _chooses_structure(each))
        kept = self if others == self.overrides else replace(self, overrides=others)
        return kept.check_changed(structure)

    @cached_property
    def _path(self) -> AnyPath:
        """Where the instance is; one in memory is written once, to be changed and checked as one that is read."""
        if not isinstance(self.given, Instance):
            return self.given
        folder = Path(tempfile.mkdtemp(prefix="optimiser-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        write_folder(self.given, folder / "instance")
        return folder / "instance"


def _chooses_structure(override: Override) -> bool:
    return any(change.parameter == STRUCTURE for change in named_overrides((override,)))


@dataclass(frozen=True)
class Question:
    """What is varied of an instance: the axes.

    `options` are those that vary a parameter, by its name, where that is not `vary`.
    """

    source: Source
    axes: tuple[Axis, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)

    def check_point(self, point: Point | None = None) -> tuple[Instance | None, list[Finding]]:
        """Return the instance at a point, or as it is before anything is varied, with all findings."""
        at = point or Point(())
        instance, findings = self.source.check_changed(at.structure, at.scenarios, at.overrides)
        return instance, [self._place_finding(finding) for finding in findings]

    def read_point(self, point: Point | None = None) -> Instance:
        """Return the instance at a point, where nothing may be wrong: raises InvalidInputError with all findings."""
        instance, findings = self.check_point(point)
        if instance is None:
            raise InvalidInputError(self.source.name, findings)
        return instance

    def _place_finding(self, finding: Finding) -> Finding:
        """A fault in a varied value stands in the option that varies it."""
        names = {axis.parameter for axis in self.axes}
        varied = finding.column in names and is_parameter(finding.place)
        return replace(finding, place=parameter_name(self.options.get(finding.column, OPTION))) if varied else finding

    @property
    def varying(self) -> set[str]:
        """The options that vary something."""
        return {parameter_name(self.options.get(axis.parameter, OPTION)) for axis in self.axes}


@dataclass(frozen=True)
class PlannedPoint:
    """A point, and the instance it makes by hash and system: what is the same is solved once.

    `remarks` are on what is varied; what is remarked on all else is told with the instance before anything is varied.
    `today` is what answering as today comes to there; `years` are those that it is planned over, if it is.
    """

    point: Point
    sha256: str
    system: str
    remarks: tuple[Finding, ...] = field(default=(), compare=False, kw_only=True)
    today: Today | None = field(default=None, compare=False, kw_only=True)
    years: tuple[int, ...] = field(default=(), compare=False, kw_only=True)

    @property
    def key(self) -> str:
        """What its solve is kept under."""
        return f"{self.sha256} {self.system}"

    @property
    def title(self) -> str:
        """What people call it."""
        return self.point.name or BASE


def plan_points(question: Question, tell_checked: TellChecked = lambda _: None) -> tuple[PlannedPoint, ...]:
    """Return every point, in order, as it will be solved; their instances are let go.

    Raises InvalidInputError with every fault: those of single values, and where there are none those of combinations.
    """
    axes = question.axes
    faults = _CheckedPoints(question, single_points(axes), tell_checked).faults if len(axes) > 1 else {}
    if faults:
        faults |= _CheckedPoints(question, list_settings(axes), tell_checked).faults
        raise InvalidInputError(question.source.name, _tell_once(faults, question))
    checked = _CheckedPoints(question, list_points(axes), tell_checked)
    if checked.faults:
        raise InvalidInputError(question.source.name, _tell_once(checked.faults, question))
    if others := [each for each in checked.planned if each.years != checked.planned[0].years]:
        raise InvalidInputError(question.source.name, [_fault_of_other_years(checked.planned[0], others[0])])
    return tuple(checked.planned)


def _fault_of_other_years(first: PlannedPoint, other: PlannedPoint) -> Finding:
    """Costs of different years cannot be set against each other."""
    rule = OTHER_YEARS.format(first=first.title)
    remedy = "sweep those with other years by themselves"
    return Finding(parameter_name(OPTION), None, "years", other.title, rule, remedy)


def remarks_on(question: Question, planned: Iterable[PlannedPoint]) -> tuple[Finding, ...]:
    """Return what is remarked on the values that are varied, each once."""
    where: dict[Finding, list[Point]] = {}
    for each in planned:
        for remark in each.remarks:
            where.setdefault(remark, []).append(each.point)
    return tuple(_tell_once(where, question))


def _plan_point(point: Point, instance: Instance, remarks: tuple[Finding, ...]) -> PlannedPoint:
    years = instance.years if instance.is_roadmap else ()
    return PlannedPoint(point, instance.sha256, instance.system, remarks=remarks, today=instance.today, years=years)


class _CheckedPoints:
    """Points that are checked: those that can be solved, and the faults of the others, each with where it is."""

    def __init__(self, question: Question, asked: Iterable[Point], tell_checked: TellChecked) -> None:
        self.planned: list[PlannedPoint] = []
        self.faults: dict[Finding, list[Point]] = {}
        for number, point in enumerate(asked, start=1):
            tell_checked(number)
            instance, findings = question.check_point(point)
            for finding in errors_among(findings):
                self.faults.setdefault(finding, []).append(point)
            if instance is not None:
                remarks = tuple(finding for finding in findings if finding.place in question.varying)
                self.planned.append(_plan_point(point, instance, remarks))


def _tell_once(faults: dict[Finding, list[Point]], question: Question) -> Iterator[Finding]:
    """Each fault once: with its values where only these differ, with its point where neither option nor all have it."""
    values: dict[Finding, list[str]] = {}
    everywhere = count_points(question.axes)
    for finding, where in faults.items():
        if finding.place in question.varying:
            values.setdefault(replace(finding, value=""), []).append(finding.value)
        elif len(where) == everywhere or is_parameter(finding.place):
            yield finding
        else:
            more = f" and {len(where) - 1} points more" if len(where) > 1 else ""
            yield replace(finding, place=f"{where[0].name}{more}: {finding.place}")
    for finding, found in values.items():
        yield replace(finding, value=", ".join(found))


def read_planned(question: Question, planned: PlannedPoint) -> Instance:
    """Return the instance at a point; raises InvalidInputError where it is not what it was when it was checked."""
    instance, _ = question.check_point(planned.point)
    if instance is None or instance.sha256 != planned.sha256:
        rule = "must stay as it is while it is solved, but has been changed"
        name = Path(question.source.name).name
        raise InvalidInputError(question.source.name, [Finding(name, None, "", "", rule, "start again")])
    return instance


def read_cases_of(
    question: Question, planned: Iterable[PlannedPoint], compute: Compute[Found]
) -> Iterator[Case[Found]]:
    """Yield the points as cases, each read when it is asked for: no more are in memory than are being solved.

    Raises InvalidInputError where an instance is not what it was when it was checked.
    """
    for each in planned:
        yield Case(each.key, read_planned(question, each), compute)


def each_alone(
    question: Question, planned: Iterable[PlannedPoint], compute: Compute[Found]
) -> Iterator[Iterable[Case[Found]]]:
    """Yield the points as cases that have nothing to tell each other."""
    return ((case,) for case in read_cases_of(question, planned, compute))


def in_lines(
    question: Question, planned: Iterable[PlannedPoint], compute: Compute[Found]
) -> Iterator[Iterator[Case[Found]]]:
    """Yield the points as lines of cases: those that differ in one parameter alone, ends first, then halving between.

    So most points lie between two that are solved, and much of what was proved there holds for them.
    """
    along = _find_longest(question.axes)
    lines: dict[tuple[tuple[str, str], ...], list[PlannedPoint]] = {}
    for each in planned:
        across = tuple(setting for setting in each.point.settings if setting[0] != along)
        lines.setdefault(across, []).append(each)
    for line in lines.values():
        stretches = ceil(len(line) / LONGEST_LINE)
        for stretch in range(stretches):
            part = line[len(line) * stretch // stretches : len(line) * (stretch + 1) // stretches]
            yield read_cases_of(question, ends_first(part), compute)


def _find_longest(axes: Sequence[Axis]) -> str | None:
    """The parameter with the most values that are numbers."""
    numeric = [axis for axis in axes if all(read_number(value, ".") is not None for value in axis.values)]
    return max(numeric, key=lambda axis: len(axis.values)).parameter if numeric else None


def ends_first(line: Sequence[PlannedPoint]) -> Iterator[PlannedPoint]:
    """Yield the first, the last, the one in the middle, those in the middle of each half, and so on."""
    yield from dict.fromkeys((line[0], line[-1]))
    stretches = deque([(0, len(line) - 1)])
    while stretches:
        first, last = stretches.popleft()
        if last - first > 1:
            middle = (first + last) // 2
            yield line[middle]
            stretches += (first, middle), (middle, last)
