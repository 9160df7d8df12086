"""The instances of a tornado read and checked, before anything is solved: each assumption at a value, by structure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from optimiser.data.files import AnyPath
from optimiser.data.findings import Finding, InvalidInputError, errors
from optimiser.data.instance import Instance
from optimiser.data.vocabulary import parameter_name
from optimiser.sensitivity.points import STRUCTURE, Point
from optimiser.sensitivity.ranges import TABLE, Range, read_ranges
from optimiser.studies.sweep_points import Planned, Question, cases_of
from optimiser.studies.tornado_solves import BasePlan

BASE = "base"
"""What the instance is called in which nothing is moved, where one structure is asked for."""
TOLERANCE = "tolerance"
WIDEST = 0.5
"""A tolerance above this part of a range would tell nothing of where in it a switch is."""


@dataclass(frozen=True)
class Place:
    """Where is looked: a structure (blank for the instance's own), and a parameter with its value, or none."""

    structure: str
    moved: tuple[str, str] | None = None

    @property
    def point(self) -> Point:
        """The place as the settings of a point."""
        structure = ((STRUCTURE, self.structure),) if self.structure else ()
        return Point((*structure, *([self.moved] if self.moved else [])))

    @property
    def name(self) -> str:
        """What people call it."""
        return self.point.name or BASE


@dataclass(frozen=True)
class PlannedMove(Planned):
    """A point that is solved with a plan held: what is found depends on that plan too."""

    plan: str

    @property
    def key(self) -> str:
        """What its solve is kept under."""
        return f"{super().key} {self.plan}"


@dataclass
class Places:
    """The places that have been looked at, each with the instance it makes by hash and system."""

    question: Question
    structures: tuple[str, ...]
    looked: Callable[[int], None]
    planned: dict[Place, Planned] = field(default_factory=dict)
    remarks: dict[Finding, None] = field(default_factory=dict)

    @property
    def bases(self) -> list[Place]:
        """Each structure with nothing moved."""
        return [Place(structure) for structure in self.structures]

    def ends(self, ranges: Iterable[Range], structures: Sequence[str]) -> list[Place]:
        """Each assumption at each of its ends, in each structure."""
        ends = [each.setting(value) for each in ranges for _, value in each.ends]
        return [Place(structure, end) for structure in structures for end in ends]

    def check(self, places: Iterable[Place]) -> None:
        """Read and check the instance at each place; raises InvalidInputError with every fault, each told once."""
        faults: dict[Finding, None] = {}
        for place in places:
            if place not in self.planned:
                faults |= dict.fromkeys(self._check(place))
        if faults:
            raise InvalidInputError(str(self.question.path), faults)

    def _check(self, place: Place) -> list[Finding]:
        self.looked(len(self.planned) + 1)
        instance, findings = self.question.check(place.point)
        if instance is not None:
            self.planned[place] = Planned(place.point, instance.sha256, instance.system)
        told = {_placed(finding, place): finding for finding in findings}
        self.remarks |= {each: None for each, found in told.items() if each != found and each.severity == "warning"}
        return errors(told)

    def is_base(self, place: Place) -> bool:
        """True where nothing is moved in the structure, or what is moved stays where it is."""
        return self.planned[place].sha256 == self.planned[Place(place.structure)].sha256

    def with_plan(self, place: Place, plan: BasePlan) -> Planned:
        """The place with the plan that is held there, or that it is compared with."""
        planned = self.planned[place]
        return PlannedMove(planned.point, planned.sha256, planned.system, plan.sha256)

    def instance(self, place: Place) -> Instance:
        """The instance at a place that has been checked."""
        (case,) = cases_of(self.question, [self.planned[place]])
        return case.instance


def _placed(finding: Finding, place: Place) -> Finding:
    """A fault in a value that an assumption has stands in the table of assumptions."""
    ours = place.moved is not None and finding.place == parameter_name("overrides") and finding.column == place.moved[0]
    return replace(finding, place=TABLE) if ours else finding


def read_places(
    path: AnyPath,
    structures: Sequence[str],
    scenarios: Sequence[AnyPath],
    overrides: Sequence[str],
    looked: Callable[[int], None],
) -> tuple[Instance, Places]:
    """The instance before its structure is chosen, where several are asked for; and where is to be looked.

    Raises InvalidInputError.
    """
    several = tuple(dict.fromkeys(structures)) if len(set(structures)) > 1 else ("",)
    fixed = None if len(several) > 1 or not structures else structures[0]
    question = Question(Path(path), (), fixed, tuple(map(Path, scenarios)), tuple(overrides))
    return question.instance(), Places(question, several, looked)


def ranges_of(path: AnyPath, instance: Instance, only: Sequence[str], tolerance: float) -> tuple[Range, ...]:
    """What is moved; raises InvalidInputError with all that is wrong with the names and the tolerance."""
    ranges, findings = read_ranges(instance, only)
    if not 0 < tolerance <= WIDEST:
        rule = f"must be above 0 and at most {WIDEST}, as it is a share of the range from low to high"
        findings.append(Finding(parameter_name(TOLERANCE), None, "", f"{tolerance:g}", rule, "leave it out for 1/64"))
    if findings:
        raise InvalidInputError(str(path), findings)
    return ranges
