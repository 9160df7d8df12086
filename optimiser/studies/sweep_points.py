"""The points of a sweep read and checked, before anything is solved: every fault told once."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path

from optimiser.data.cells import read_number
from optimiser.data.files import AnyPath
from optimiser.data.findings import Finding, InvalidInputError, errors
from optimiser.data.instance import Instance
from optimiser.data.read import check
from optimiser.data.scenario import read_override
from optimiser.data.vocabulary import is_parameter, parameter_name
from optimiser.sensitivity.points import STRUCTURE, Point, count, points, settings, single_points
from optimiser.sensitivity.vary import OPTION, Axis, read_axes, twice
from optimiser.studies.cases import Case
from optimiser.studies.resume import Resume
from optimiser.studies.runner.dispatch import Answer, alone
from optimiser.studies.runner.local import Workers
from optimiser.studies.solve_log import Found

LONGEST_LINE = 11
"""Points that one worker solves in a row; a longer line is cut, so that several can share it."""
Looked = Callable[[int], None]
"""Is told how many points have been checked."""


@dataclass(frozen=True)
class Question:
    """What is swept: an instance, changed as `solve` changes one, and the axes.

    `options` are those that vary a parameter, by its name, where that is not `vary`.
    """

    path: Path
    axes: tuple[Axis, ...]
    structure: str | None = None
    scenarios: tuple[Path, ...] = ()
    overrides: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)

    def check(self, point: Point | None = None) -> tuple[Instance | None, list[Finding]]:
        """The instance at a point, or as it is before anything is varied, with all findings."""
        at = point or Point(())
        instance, findings = check(
            self.path,
            structure=at.structure or self.structure,
            scenarios=(*self.scenarios, *at.scenarios),
            overrides=(*self.overrides, *at.overrides),
        )
        return instance, [self._placed(finding) for finding in findings]

    def instance(self, point: Point | None = None) -> Instance:
        """As `check`, where nothing may be wrong: raises InvalidInputError with all findings."""
        instance, findings = self.check(point)
        if instance is None:
            raise InvalidInputError(str(self.path), findings)
        return instance

    def _placed(self, finding: Finding) -> Finding:
        """A fault in a varied value stands in the option that varies it."""
        names = {axis.parameter for axis in self.axes}
        varied = finding.column in names and is_parameter(finding.place)
        return replace(finding, place=parameter_name(self.options.get(finding.column, OPTION))) if varied else finding

    @property
    def varying(self) -> set[str]:
        """The options that vary something."""
        return {parameter_name(self.options.get(axis.parameter, OPTION)) for axis in self.axes}


@dataclass(frozen=True)
class Planned:
    """A point, and the instance it makes by hash and system: what is the same is solved once.

    `remarks` are on what is varied; what is remarked on all else is told with the instance before anything is varied.
    """

    point: Point
    sha256: str
    system: str
    remarks: tuple[Finding, ...] = field(default=(), compare=False, kw_only=True)

    @property
    def key(self) -> str:
        """What its solve is kept under."""
        return f"{self.sha256} {self.system}"


def read_question(
    path: AnyPath, vary: Sequence[str], structure: str | None, scenarios: Sequence[AnyPath], overrides: Sequence[str]
) -> Question:
    """What is asked, if it can be understood; raises InvalidInputError with all that is wrong with the axes."""
    axes, findings = read_axes(vary)
    fixed = [STRUCTURE] if structure else []
    fixed += [change.parameter for change, _ in map(read_override, overrides) if change]
    varied = [axis.parameter for axis in axes]
    findings += twice([*dict.fromkeys(fixed), *dict.fromkeys(varied)], "must be either set or varied")
    if findings:
        raise InvalidInputError(parameter_name(OPTION), findings)
    return Question(Path(path), axes, structure, tuple(map(Path, scenarios)), tuple(overrides))


def plan_points(question: Question, looked: Looked = lambda _: None) -> tuple[Planned, ...]:
    """Every point, in order, as it will be solved; their instances are let go.

    Raises InvalidInputError with every fault: those of single values, and where there are none those of combinations.
    """
    axes = question.axes
    faults = _Checked(question, single_points(axes), looked).faults if len(axes) > 1 else {}
    if faults:
        faults |= _Checked(question, settings(axes), looked).faults
        raise InvalidInputError(str(question.path), _told_once(faults, question))
    checked = _Checked(question, points(axes), looked)
    if checked.faults:
        raise InvalidInputError(str(question.path), _told_once(checked.faults, question))
    return tuple(checked.planned)


def remarks_on(question: Question, planned: Iterable[Planned]) -> tuple[Finding, ...]:
    """What is remarked on the values that are varied, each once."""
    where: dict[Finding, list[Point]] = {}
    for each in planned:
        for remark in each.remarks:
            where.setdefault(remark, []).append(each.point)
    return tuple(_told_once(where, question))


class _Checked:
    """Points that are checked: those that can be solved, and the faults of the others, each with where it is."""

    def __init__(self, question: Question, asked: Iterable[Point], looked: Looked) -> None:
        self.planned: list[Planned] = []
        self.faults: dict[Finding, list[Point]] = {}
        for number, point in enumerate(asked, start=1):
            looked(number)
            instance, findings = question.check(point)
            for finding in errors(findings):
                self.faults.setdefault(finding, []).append(point)
            if instance is not None:
                remarks = tuple(finding for finding in findings if finding.place in question.varying)
                self.planned.append(Planned(point, instance.sha256, instance.system, remarks=remarks))


def _told_once(faults: dict[Finding, list[Point]], question: Question) -> Iterator[Finding]:
    """Each fault once: with its values where only these differ, with its point where neither option nor all have it."""
    values: dict[Finding, list[str]] = {}
    everywhere = count(question.axes)
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


InLines = Callable[[Question, Iterable[Planned]], Iterator[Iterable[Case]]]
"""Makes lines of points: cases that one worker solves one after another."""


def solve_missing(
    keeper: Resume,
    question: Question,
    planned: Iterable[Planned],
    workers: Workers,
    answer: Answer[Found],
    in_lines: InLines,
) -> None:
    """Solve the points that are not kept, each instance once; nobody is put to work where there are none."""
    to_do = {each.key: each for each in planned if each.key not in keeper.found}
    if to_do:
        titles = {key: each.point.name for key, each in to_do.items()}
        keeper.solve(in_lines(question, to_do.values()), workers, answer, titles)


def each_alone(question: Question, planned: Iterable[Planned]) -> Iterator[Iterable[Case]]:
    """The points as cases that have nothing to tell each other."""
    return alone(cases_of(question, planned))


def lines_of(question: Question, planned: Iterable[Planned]) -> Iterator[Iterator[Case]]:
    """The points as lines of cases: those that differ in one parameter alone, ends first, then halving what is between.

    So most points lie between two that are solved, and much of what was proved there holds for them.
    """
    along = _along(question.axes)
    lines: dict[tuple[tuple[str, str], ...], list[Planned]] = {}
    for each in planned:
        across = tuple(setting for setting in each.point.settings if setting[0] != along)
        lines.setdefault(across, []).append(each)
    for line in lines.values():
        stretches = ceil(len(line) / LONGEST_LINE)
        for stretch in range(stretches):
            part = line[len(line) * stretch // stretches : len(line) * (stretch + 1) // stretches]
            yield cases_of(question, ends_first(part))


def _along(axes: Sequence[Axis]) -> str | None:
    """The parameter with the most values that are numbers."""
    numeric = [axis for axis in axes if all(read_number(value, ".") is not None for value in axis.values)]
    return max(numeric, key=lambda axis: len(axis.values)).parameter if numeric else None


def ends_first(line: Sequence[Planned]) -> Iterator[Planned]:
    """The first, the last, the one in the middle, those in the middle of each half, and so on."""
    yield from dict.fromkeys((line[0], line[-1]))
    stretches = deque([(0, len(line) - 1)])
    while stretches:
        first, last = stretches.popleft()
        if last - first > 1:
            middle = (first + last) // 2
            yield line[middle]
            stretches += (first, middle), (middle, last)


def cases_of(question: Question, planned: Iterable[Planned]) -> Iterator[Case]:
    """The points as cases, each read when it is asked for, so that no more are in memory than are being solved.

    Raises InvalidInputError where the instance is not what it was when it was checked.
    """
    for each in planned:
        instance, _ = question.check(each.point)
        if instance is None or instance.sha256 != each.sha256:
            rule = "must stay as it is while it is solved, but has been changed"
            raise InvalidInputError(
                str(question.path), [Finding(question.path.name, None, "", "", rule, "start again")]
            )
        yield Case(each.key, instance)
