"""What is asked of drawings, a case each, and the folder in which answers are kept: a line each, and runs beside."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from optimiser.api import solve
from optimiser.data import rows
from optimiser.data.findings import Finding, InvalidInputError, write_whole
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.run_tables import INSTANCE_FOLDER
from optimiser.data.seal import seal_of, write_sealed
from optimiser.data.settings import SolverOptions
from optimiser.data.sheets import write_folder
from optimiser.drawing.binding import what_binds
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.known_drawings import TakeCheaper, take_cheaper, take_joined, take_named
from optimiser.drawing.near_drawings import NearDrawing, find_near_drawings
from optimiser.drawing.pricing import STRUCTURE
from optimiser.drawing.regions import DrawnRegions, NoDrawingError, draw_regions
from optimiser.drawing.rules import PLACE, DrawingRules, Group
from optimiser.drawing.structures import NamedDrawing, called_as, groups_of_structure, under_drawing
from optimiser.planning.assignment import Assignment
from optimiser.result.folder import load, write_run
from optimiser.result.result import Result
from optimiser.solver.monitor import relative_gap
from optimiser.solver.solve import WarmStart
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.resume import PlannedCase
from optimiser.studies.run_store import RUNS, folder_name, leftovers_in
from optimiser.studies.runner.dispatch import Case, Failure, failed_audit
from optimiser.studies.solve_log import SolveFigures, SolveLines

ANSWER = frozenset({"answer", "run"})
"""What is kept of each answer; what else is depends on the question."""
TAKEN = re.compile(rf"{STRUCTURE}-([0-9]+)(-.+)?")
"""What drawings and their folders are called, and those near them."""
MOST_BEGUN = 10
"""The search begins from so many of the drawings it is given, lawful ones first: each takes it seconds."""


@dataclass(frozen=True)
class DrawingAnswer:
    """The answer to a question about drawings: figures, as JSON holds them, and the run where one was made."""

    figures: SolveFigures
    result: Result | None = None

    @property
    def answer(self) -> str:
        """What it says: drawn, none, open, solved, near or binding."""
        return str(self.figures["answer"])

    @property
    def gap(self) -> float | None:
        """How much cheaper another drawing of as many groups can be at most, or another plan, where that was asked."""
        if self.result is None or self.result.objective_kr is None:
            return None
        return relative_gap(self.result.objective_kr, self.figures.get("bound_kr", self.result.bound_kr))


NOT_DRAWN = DrawingAnswer({"answer": "open", "run": None})
"""The answer that no drawing was found, or none that costs less; there may be one."""


@dataclass(frozen=True)
class DrawingCase(Case[DrawingAnswer]):
    """A question about drawings; its name is all that makes its answer the same, `told` is what people call it."""

    told: str = field(default="", kw_only=True)

    @property
    def title(self) -> str:
        """What people call it."""
        return self.told


def refuse_taken_names(instance: Instance, numbers: Sequence[int]) -> None:
    """Raise InvalidInputError where structures or systems, or the folders of their runs, are called as drawings are."""
    folders = {name: TAKEN.fullmatch(folder_name(name).casefold()) for name in instance.structures}
    if taken := [name for name, like in folders.items() if like and int(like[1]) in numbers]:
        rule, remedy = "a drawing would have the same name or the same folder", "rename or delete it"
        raise InvalidInputError(PLACE, [Finding("structures", None, "structure", name, rule, remedy) for name in taken])


# ---- The folder -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class DrawingLog(SolveLines):
    """The folder of drawn regions: a line for each answer, and in `runs` the runs of drawings and structures."""

    beside: frozenset[str] = frozenset({RUNS, INSTANCE_FOLDER})

    def open_for(self, identity: Mapping[str, Any], *, force: bool = False) -> None:
        """Make sure that answers can be kept here, as of other studies; clear away what a killed process left."""
        super().open_for(identity, force=force)
        for each in leftovers_in(self.folder, self.folder / RUNS):
            shutil.rmtree(each)

    def read_kept(self, wanted: Mapping[str, PlannedCase]) -> Iterator[tuple[str, DrawingAnswer]]:
        """Yield the answers that are kept of the wanted cases, by their keys; one whose run is another's is none."""
        for key, figures in self.read_lines(wanted):
            if figures["run"] is None:
                yield key, DrawingAnswer(figures)
            elif (result := self._load_run(figures["run"])) is not None:
                yield key, DrawingAnswer(figures, result)

    def _load_run(self, entry: Mapping[str, Any]) -> Result | None:
        try:
            result = load(self.folder / RUNS / entry["name"])
        except (InvalidInputError, OSError):
            return None
        return (
            result if (result.run.input_sha256, result.run.finished) == (entry["sha256"], entry["finished"]) else None
        )

    def keep_solve(self, key: str, solved: DrawingAnswer) -> None:
        """Write down an answer, on the disk when this returns: first its run, in the place of what was there."""
        if solved.result is not None:
            write_whole(self.folder / RUNS / solved.figures["run"]["name"], partial(write_run, solved.result))
        self.write_line(key, solved.figures)

    def forget_run(self, name: str) -> None:
        """Delete the run of a drawing that is told of no more."""
        shutil.rmtree(self.folder / RUNS / name, ignore_errors=True)

    def keep_instance(self, instance: Instance) -> None:
        """Write the instance with the drawings, in the place of one that is there."""
        write_sealed(self.folder, {INSTANCE_FOLDER: partial(write_folder, instance)}, begin=True)


def describe_run(name: str, result: Result) -> dict[str, Any]:
    """Return what the record says of a run, as `DrawingRun` declares it."""
    same = ("bound_kr", "status", "input_sha256", "finished")
    proved = {entry: getattr(result.run, entry) for entry in same}
    return {"folder": f"{RUNS}/{name}", "objective_kr": result.objective_kr, **proved}


# ---- The cases ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AskedDrawings:
    """An instance, what each group's centre is like, and what the drawings of each number of groups must obey."""

    instance: Instance
    centre: rows.Centre
    rules: Mapping[int, DrawingRules]
    most_solves: int
    starts: tuple[Drawing, ...] = ()

    def draw(self, name: str, number: int) -> DrawingCase:
        """Return the question which drawing of so many groups is the best, of searches that begin with the same."""
        rules, starts = self.rules[number], tuple(start for start in self.starts if len(start) <= number)
        compute = partial(
            _draw, name=name, rules=rules, centre=self.centre, most_solves=self.most_solves, starts=starts
        )
        begun = f" from {seal_of({'starts': [list(map(sorted, start)) for start in starts]})}" if starts else ""
        return DrawingCase(f"{name} in {self.most_solves} solves{begun}", self.instance, compute, told=name)

    def take_as_best(
        self, name: str, drawn: DrawnRegions, cheaper: Result, groups: Mapping[str, Group]
    ) -> DrawingAnswer:
        """Return the answer that another drawing, which has been solved since, is the best; the bound holds."""
        drawing = NamedDrawing(name, "best", groups)
        result = called_as(cheaper, under_drawing(self.instance, drawing, self.centre))
        proved = {"bound_kr": drawn.bound_kr, "relaxed_kr": drawn.relaxed_kr, "solves": drawn.solves + 1}
        return _answered("drawn", name, result, groups=_as_lists(drawing), **proved)

    def join(self, name: str, drawn: DrawnRegions, more: DrawnRegions) -> DrawingCase:
        """Return the question whether two groups joined of a drawing of one more make a cheaper one than the best."""
        find = partial(take_joined, more=more)
        return self._take(f"{name}-joined", drawn, find, _identify(more))

    def drawing_in(self, instance: Instance) -> Drawing | None:
        """Return the structure of an instance as a drawing; None where it is none of those that are asked for.

        So it is where it breaks a rule, where its centres are unlike a group's, or the instance is otherwise another.
        """
        settings = self.instance.settings.model_copy(update={"structure": instance.settings.structure})
        groups = groups_of_structure(instance, settings.structure)
        drawing = drawing_of(groups.values())
        rules = self.rules.get(len(drawing))
        if rules is None or not Country(self.instance, rules).allows(drawing):
            return None
        alike = {instance.centres[name].unnamed for name in groups} == {self.centre.unnamed}
        return drawing if alike and remake_instance(self.instance, settings).sha256 == instance.sha256 else None

    def take_named(self, name: str, drawn: DrawnRegions, instance: Instance, solved: Result) -> DrawingCase:
        """Return the question whether a structure that has been solved, and is a drawing, costs less than the best."""
        groups = groups_of_structure(instance, instance.settings.structure)
        find = partial(take_named, groups=groups, plan=solved.assignment)
        return self._take(f"{name}-named", drawn, find, f"{instance.sha256} at {solved.figures.objective_kr!r} kr.")

    def _take(self, told: str, drawn: DrawnRegions, find: TakeCheaper, other: str) -> DrawingCase:
        """Return the question whether what is made of another drawing costs less than the best."""
        rules = self.rules[len(drawn.groups)]
        compute = partial(_take, name=told, rules=rules, centre=self.centre, drawn=drawn, find=find)
        return DrawingCase(f"{told} of {_identify(drawn)} and {other}", self.instance, compute, told=told)

    def seek_near(self, name: str, drawn: DrawnRegions, wanted: int, within: float) -> DrawingCase:
        """Return the question which drawings of as many groups cost nearly as little."""
        rules = self.rules[len(drawn.groups)]
        compute = partial(_seek_near, drawn=drawn, rules=rules, wanted=wanted, within=within)
        key = f"{wanted} near {name} of {_identify(drawn)} within {within!r}"
        return DrawingCase(key, self.instance, compute, told=f"{name}: near")

    def solve_near(self, drawing: NamedDrawing, plan: Assignment) -> DrawingCase:
        """Return the question what a drawing costs, begun from a plan under it."""
        instance = under_drawing(self.instance, drawing, self.centre)
        return solve_case(drawing.name, instance, plan)

    def ask_binding(self, name: str, drawn: DrawnRegions, beside: Mapping[int, DrawnRegions | None]) -> DrawingCase:
        """Return the question what each demand on a drawing costs; drawings `beside` are not drawn again.

        Nor are those of which it is proven that there is none.
        """
        number = len(drawn.groups)
        near = {other: each for other, each in beside.items() if abs(other - number) == 1}
        compute = partial(_ask_binding, drawn=drawn, rules=self.rules[number], beside=near)
        every = sorted({**near, number: drawn}.items())
        known = (f"{_identify(each)} from {each.bound_kr!r} kr." if each else f"no {other}" for other, each in every)
        return DrawingCase(f"binding {name} of {' '.join(known)}", self.instance, compute, told=f"{name}: binding")


def _identify(drawn: DrawnRegions) -> str:
    """What must be the same for answers about a drawing to be the same: the drawing, and its plan with what it costs.

    When it was found does not tell: two are found in the same second. Nor does the cost alone: plans may cost the same,
    and drawings near it are kept by what they change of its plan.
    """
    return f"{drawn.result.run.input_sha256} at {drawn.cost_kr!r} kr. by {drawn.result.assignment.sha256}"


def solve_case(name: str, instance: Instance, plan: Assignment | None = None) -> DrawingCase:
    """Return the question what the best plan of an instance costs, begun from a plan of it where there is one."""
    compute = partial(_solve, name=name, plan=plan)
    return DrawingCase(f"{name} {instance.sha256}", instance, compute, told=name)


# ---- In a worker ----------------------------------------------------------------------------------


def _draw(
    instance: Instance,
    options: SolverOptions,
    _: WarmStartCache,
    *,
    name: str,
    rules: DrawingRules,
    centre: rows.Centre,
    most_solves: int,
    starts: Sequence[Drawing],
) -> DrawingAnswer | Failure:
    country = Country(instance, rules)
    begun = sorted(starts, key=lambda start: not country.allows(start))[:MOST_BEGUN]
    try:
        drawn = draw_regions(instance, rules, options, most_solves=most_solves, starts=begun)
    except NoDrawingError:
        return DrawingAnswer({"answer": "none", "run": None})
    if drawn is None:
        return NOT_DRAWN
    drawn = take_cheaper(country, drawn, starts, options)
    return _answer_drawn(instance, name, drawn, centre)


def _answer_drawn(instance: Instance, name: str, drawn: DrawnRegions, centre: rows.Centre) -> DrawingAnswer | Failure:
    drawing = NamedDrawing(name, "best", drawn.groups)
    result = called_as(drawn.result, under_drawing(instance, drawing, centre))
    proved = {"bound_kr": drawn.bound_kr, "relaxed_kr": drawn.relaxed_kr, "solves": drawn.solves}
    return failed_audit(result) or _answered("drawn", name, result, groups=_as_lists(drawing), **proved)


def _take(
    instance: Instance,
    options: SolverOptions,
    _: WarmStartCache,
    *,
    name: str,
    rules: DrawingRules,
    centre: rows.Centre,
    drawn: DrawnRegions,
    find: TakeCheaper,
) -> DrawingAnswer | Failure:
    cheaper = find(Country(instance, rules), drawn, options)
    return NOT_DRAWN if cheaper is drawn else _answer_drawn(instance, name, cheaper, centre)


def drawn_in(answer: DrawingAnswer) -> DrawnRegions:
    """Return the drawing that an answer says is the best."""
    figures = answer.figures
    groups = {name: frozenset(codes) for name, codes in figures["groups"].items()}
    assert answer.result is not None  # what is drawn has a run  # noqa: S101
    return DrawnRegions(groups, answer.result, figures["bound_kr"], figures["relaxed_kr"], figures["solves"])


def _solve(
    instance: Instance, options: SolverOptions, cache: WarmStartCache, *, name: str, plan: Assignment | None
) -> DrawingAnswer | Failure:
    start = None if plan is None else WarmStart(plan.routes_in(instance))
    result = solve(instance, options, cache=cache, warm_start=start)
    return failed_audit(result) or _answered("solved", name, result)


def _answered(answer: str, name: str, result: Result, **more: Any) -> DrawingAnswer:
    run = {"name": name, "sha256": result.run.input_sha256, "finished": result.run.finished}
    return DrawingAnswer({"answer": answer, "run": run, **more}, result)


def _as_lists(drawing: NamedDrawing) -> dict[str, list[str]]:
    return {name: sorted(codes) for name, codes in drawing.groups.items()}


def _seek_near(
    instance: Instance,
    options: SolverOptions,  # noqa: ARG001  # nothing is solved: plans are changed, and priced as they are
    _: WarmStartCache,
    *,
    drawn: DrawnRegions,
    rules: DrawingRules,
    wanted: int,
    within: float,
) -> DrawingAnswer:
    found = find_near_drawings(instance, drawn, rules, number=wanted, within=within)
    own = drawn.result.assignment
    # the best by a second aim may be the best itself, or one of those near it: each is told once
    others: dict[Drawing, NearDrawing] = {}
    for near in found.drawings:
        others.setdefault(drawing_of(near.groups.values()), near)
    others.pop(drawing_of(drawn.groups.values()), None)
    told = [
        {
            "kind": near.kind,
            "groups": {name: sorted(codes) for name, codes in near.groups.items()},
            "plan": [[*key, centre] for key, centre in near.evaluation.assignment.items() if own.get(key) != centre],
        }
        for near in others.values()
    ]
    return DrawingAnswer({"answer": "near", "run": None, "limit_kr": found.limit_kr, "drawings": told})


def plan_of_near(told: Mapping[str, Any], drawn: DrawnRegions) -> Assignment:
    """Return the plan under a drawing near the best, of which those answers are told that the best's has not."""
    otherwise = {(code, task): centre for code, task, centre in told["plan"]}
    return Assignment({**drawn.result.assignment, **otherwise})


def _ask_binding(
    _: Instance,
    options: SolverOptions,
    __: WarmStartCache,
    *,
    drawn: DrawnRegions,
    rules: DrawingRules,
    beside: Mapping[int, DrawnRegions | None],
) -> DrawingAnswer:
    found = what_binds(rules, drawn, options, beside=beside)
    return DrawingAnswer({"answer": "binding", "run": None, "rows": [line.model_dump() for line in found.lines]})
