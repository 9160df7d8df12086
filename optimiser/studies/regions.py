"""Regions: the best drawing of each number of groups, drawings near it, what binds, and structures beside them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from numbers import Integral
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, fault_of_path, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override
from optimiser.data.read import read
from optimiser.data.regions_tables import REGIONS_LINES, REGIONS_TEXT, DrawingKind, DrawnRecord
from optimiser.data.run_tables import INSTANCE_FOLDER
from optimiser.data.settings import SolverOptions
from optimiser.data.tolerances import A_KRONE
from optimiser.drawing.contradictions import warn_of_closed_centres, why_no_drawing
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.near_drawings import WITHIN
from optimiser.drawing.outcome import RegionsOutcome
from optimiser.drawing.pricing import Priced
from optimiser.drawing.regions import DrawnRegions
from optimiser.drawing.rules import PLACE, DrawingRules, Group, describe_rules, faults_of_sizes
from optimiser.drawing.starts_file import faults_of_starts, warn_of_unused
from optimiser.drawing.structures import (
    NamedDrawing,
    groups_of_structure,
    name_of_drawing,
    with_drawings,
)
from optimiser.drawing.tabulating import PricedDrawing, tabulate_drawings
from optimiser.planning.assignment import Assignment
from optimiser.result.frames import rows_of_frame
from optimiser.result.result import Result
from optimiser.studies.drawing_cases import (
    ANSWER,
    AskedDrawings,
    DrawingAnswer,
    DrawingCase,
    DrawingLog,
    describe_run,
    drawn_in,
    plan_of_near,
    refuse_taken_names,
    solve_case,
)
from optimiser.studies.drawing_records import describe_number
from optimiser.studies.json_records import StudyRecord, read_table
from optimiser.studies.question import Source
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.run_store import RunStore
from optimiser.studies.runner.dispatch import lines_of_one
from optimiser.studies.runner.local import Workers
from optimiser.studies.structures_beside import read_structures_beside
from optimiser.studies.study import Conduct, Study, conduct_study

MOST_SOLVES = 20
"""Solves for each number of groups after which its search ends, unless asked otherwise."""
NEAR = 5
"""Drawings near the best of each number of groups that are sought, unless asked otherwise."""
EVERYONE = DrawingRules(most_groups=1, everyone=True)
"""What is asked of drawings unless asked otherwise: groups that hang together, and everybody in one."""
Question = Literal["draw", "join", "near", "binding", "solve"]
"""What is asked: of a number of groups, or of a drawing or structure by its name."""


def regions(
    instance: Instance | AnyPath,
    out: AnyPath | None = None,
    *,
    numbers: Sequence[int],
    rules: DrawingRules = EVERYONE,
    structures: Sequence[str] = (),
    starts: Sequence[Iterable[Collection[str]]] = (),
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
    near: int = NEAR,
    within: float = WITHIN,
    binding: bool = False,
    most_solves: int = MOST_SOLVES,
    workers: Workers | int | None = None,
    force: bool = False,
    report: Listener = lambda _: None,
    command: Sequence[str] = (),
    document: Callable[[RegionsOutcome], object] = lambda _: None,
    options: SolverOptions | None = None,
    **asked: float | None,
) -> RegionsOutcome:
    """Draw the regions of each number of groups, and compare the drawings with each other and with structures.

    Parameters
    ----------
    instance
        The instance, or where it is; its virtual centres are alike: a group's centre is as they are.
    out
        Folder in which each answer is kept as it comes; what it holds of the same question is not sought again.
    numbers
        Numbers of groups; of each the best drawing is sought.
    rules
        What a drawing must obey; how many groups it has is for `numbers` to say.
    structures
        Structures or systems of the instance to compare with. If none is named: those whose groups are virtual
        centres, each municipality in one at most, and `none`.
    starts
        Drawings that the search begins with, each as its groups of codes, lawful or not, as of fewer groups; of those
        that obey the rules none is cheaper than what is drawn.
    scenarios, overrides
        Changes of the instance, as in `read`.
    near
        So many drawings that cost nearly what the best does are sought for each number, and those that serve second
        aims; none of either if 0.
    within
        How much more than the best these cost at most, as a share.
    binding
        Whether each demand on the drawings is left out, to see what it costs: each takes some solves.
    most_solves
        After how many solves the search for a drawing ends.
    workers, force, report, command, document
        How the study is conducted, as in `compare`.
    options, **asked
        Options of each solve, as in `solve`.

    Returns
    -------
    RegionsOutcome
        The instance with each drawing as a structure, the run of each, and the tables.

    Raises
    ------
    InvalidInputError, SolverError, KeyboardInterrupt, SolvesFailedError, OSError
        As in `compare`; InvalidInputError also where no drawing obeys the rules, as far as is seen beforehand.
    """
    source = Source(instance, scenarios=tuple(scenarios), overrides=tuple(overrides))
    given = sorted(set(numbers))
    begun = tuple(dict.fromkeys(map(drawing_of, starts)))
    study = RegionsStudy(source, given, rules, tuple(structures), near, within, binding, most_solves, begun)
    how = Conduct(workers, report, command, document, anew=force)
    return conduct_study(study, out, solver_options(options, **asked), how)


class RegionsRecord(DrawnRecord, StudyRecord):
    """What regions.json holds."""


@dataclass
class RegionsStudy(Study[RegionsOutcome, DrawingAnswer]):
    """Draws the regions of each number of groups, seeks drawings near the best, and solves structures beside them."""

    name = "regions"
    described = "drawn regions"
    record = RegionsRecord
    tables = tuple(REGIONS_LINES)
    figures = ANSWER
    remedy = "draw the regions again; what is already drawn is not drawn again"
    has_maps = True

    source: Source
    numbers: Sequence[int]
    rules: DrawingRules
    structures: tuple[str, ...] = ()
    near: int = NEAR
    within: float = WITHIN
    ask_binding: bool = False
    most_solves: int = MOST_SOLVES
    starts: tuple[Drawing, ...] = ()
    asked: AskedDrawings = field(init=False)
    beside: dict[str, Instance] = field(default_factory=dict)
    left_out: list[Finding] = field(default_factory=list)
    drawn: dict[int, DrawnRegions] = field(default_factory=dict)
    near_plans: dict[str, tuple[NamedDrawing, Assignment]] = field(default_factory=dict)
    answers: dict[tuple[Question, Any], DrawingAnswer] = field(default_factory=dict)

    @classmethod
    def place_in(cls, folder: Path, options: SolverOptions) -> DrawingLog:
        """Return the folder as where the answers are kept, and the runs beside them."""
        return DrawingLog(folder, cls.described, cls.record_name(), cls.tables, entries=cls.figures)

    # ---- the question ----------------------------------------------------------------------------

    def read_question(self, resume: Resume[DrawingAnswer]) -> Instance:
        """Check what is asked of the instance, and which structures stand beside the drawings."""
        base = self.source.read_changed()
        if faults := list(self._faults(base)):
            raise InvalidInputError(base.settings.name, faults)
        if faults := [fault for number in self.numbers for fault in why_no_drawing(base, self._of_number(number))]:
            raise InvalidInputError(PLACE, list(dict.fromkeys(faults)))
        refuse_taken_names(base, self.numbers)
        self.asked = AskedDrawings(
            base,
            Priced(Country(base, self.rules)).template,
            {number: self._of_number(number) for number in self.numbers},
            self.most_solves,
            self.starts,
        )
        self.beside, self.left_out = read_structures_beside(self.source, base, self.structures)
        return base

    def _of_number(self, number: int) -> DrawingRules:
        return replace(self.rules, most_groups=number, fewest_groups=number)

    def _remarks(self, base: Instance) -> tuple[Finding, ...]:
        """What is remarked on the instance, on groups to which no centre opens, and on what is left out."""
        closed = (found for number in self.numbers for found in warn_of_closed_centres(base, self._of_number(number)))
        unused = warn_of_unused(self.starts, self.numbers[-1])
        return tuple(dict.fromkeys((*base.remarks, *closed, *unused, *self.left_out)))

    def _faults(self, base: Instance) -> Iterator[Finding]:
        most = len(base.municipalities)
        for number in (each for each in self.numbers if not isinstance(each, Integral)):
            yield Finding(parameter_name("groups"), None, "", str(number), "must be a whole number", "e.g. 4 or 3:7")
        if not self.numbers or not 1 <= self.numbers[0] <= self.numbers[-1] <= most:
            rule = f"must be from 1 to {most}: there are no more municipalities"
            yield Finding(parameter_name("groups"), None, "", ", ".join(map(str, self.numbers)), rule, "e.g. 4 or 3:7")
        if self.near < 0:
            yield Finding(parameter_name("near"), None, "", str(self.near), "must be 0 or more", "0 seeks none")
        if not 0 <= self.within < 1:
            rule = "must be 0 or more, and below 1: a share of what the best costs"
            yield Finding(parameter_name("within"), None, "", str(self.within), rule, "write 0.1 % as 0.001 or 0.1%")
        if self.most_solves < 1:
            yield Finding(parameter_name("most_solves"), None, "", str(self.most_solves), "must be 1 or more")
        yield from (*faults_of_sizes(self.rules), *faults_of_starts(base, self.starts))

    def identify_solves(self, base: Instance, options: SolverOptions) -> dict[str, Any]:
        """Return what must be the same for answers to stand in one folder: what is asked of drawings too."""
        return {**super().identify_solves(base, options), **describe_rules(self.rules)}

    # ---- the cases -------------------------------------------------------------------------------

    def solve_cases(self, resume: Resume[DrawingAnswer], base: Instance) -> None:
        """Draw each number of groups and solve the structures beside; then seek what is near, and what binds."""
        cases: dict[tuple[Question, Any], DrawingCase] = {
            ("draw", number): self.asked.draw(name_of_drawing(number), number) for number in self.numbers
        }
        cases |= {("solve", name): solve_case(name, instance) for name, instance in self.beside.items()}
        later = len(self.numbers) * (bool(self.near) + self.ask_binding)
        titles = tuple(case.title for case in cases.values())
        resume.begin_study(base, len(cases) + later, titles=titles, changes=base.changes, remarks=self._remarks(base))
        self._answer(resume, cases)
        self.drawn = {number: drawn_in(each) for number, each in self._of("draw").items() if each.answer == "drawn"}
        self._take_named(resume)
        self._join_groups(resume)
        dearer = list(self.drawn) if self.near else []
        while dearer:
            self._seek_near(resume, dearer)
            dearer = [number for number in dearer if self._take_cheaper(resume, number)]
            dearer = sorted({*dearer, *self._join_groups(resume)})
        if self.ask_binding:
            none = {number: None for number, each in self._of("draw").items() if each.answer == "none"}
            cases, beside = {}, {**self.drawn, **none}
            for number, drawn in self.drawn.items():
                cases["binding", number] = self.asked.ask_binding(name_of_drawing(number), drawn, beside)
            self._answer(resume, cases)

    def _take_named(self, resume: Resume[DrawingAnswer]) -> None:
        """Take a structure that stands beside as the best of its number where it obeys the rules and costs less."""
        results = self.results
        for name, instance in self.beside.items():
            drawing = self.asked.drawing_in(instance) if name in results and results[name].has_plan else None
            drawn = self.drawn.get(len(drawing or ()))
            if drawing and drawn and results[name].figures.objective_kr < drawn.cost_kr - A_KRONE:
                case = self.asked.take_named(name_of_drawing(len(drawing)), drawn, instance, results[name])
                self._take_answer(resume, len(drawing), case)

    def _join_groups(self, resume: Resume[DrawingAnswer]) -> list[int]:
        """Join groups of a drawing that costs less than the best of a group less; return where that is cheaper too."""
        taken = []
        for number in sorted(self.drawn, reverse=True):
            more = self.drawn.get(number + 1)
            while more is not None and more.cost_kr < self.drawn[number].cost_kr - A_KRONE:
                case = self.asked.join(name_of_drawing(number), self.drawn[number], more)
                if not self._take_answer(resume, number, case):
                    break
                taken.append(number)
        return taken

    def _take_answer(self, resume: Resume[DrawingAnswer], number: int, case: DrawingCase) -> bool:
        """Take the drawing that a question is answered with as the best of so many groups; False where it is none."""
        self._answer(resume, {("join", number): case})
        answer = self.answers.pop(("join", number), None)
        if answer is None or answer.result is None:
            return False
        self._take_as_best(resume, number, answer.result, drawn_in(answer).groups)
        self._forget(resume, case.told)
        return True

    def _seek_near(self, resume: Resume[DrawingAnswer], numbers: Sequence[int]) -> None:
        """Seek drawings near the best of some numbers of groups, and solve each, in the place of those known."""
        cases: dict[tuple[Question, Any], DrawingCase] = {}
        for number in numbers:
            name, drawn = name_of_drawing(number), self.drawn[number]
            cases["near", number] = self.asked.seek_near(name, drawn, self.near, self.within)
            self.answers.pop(("near", number), None)
        self._answer(resume, cases)
        before, self.near_plans = self.near_plans, {each[0].name: each for each in self._name_near()}
        for name in before:
            self.answers.pop(("solve", name), None)
            if name not in self.near_plans:
                self._forget(resume, name)
        cases = {("solve", name): self.asked.solve_near(*each) for name, each in self.near_plans.items()}
        for (_, name), case in cases.items():
            if case.key in resume.solved and before.get(name, (None,))[0] != self.near_plans[name][0]:
                resume.replace_solved(case.key, resume.solved[case.key])  # another drawing took the place of its run
        self._answer(resume, cases)

    def _take_cheaper(self, resume: Resume[DrawingAnswer], number: int) -> bool:
        """Take a drawing near the best as the best where it costs less; return whether one does."""
        results = self.results
        cost_kr = {
            near: results[near].figures.objective_kr
            for near, (drawing, _) in self.near_plans.items()
            if len(drawing.groups) == number and near in results
        }
        cheapest = min(cost_kr, key=lambda near: cost_kr[near], default=None)
        if cheapest is None or cost_kr[cheapest] > self.drawn[number].cost_kr - A_KRONE:
            return False
        self._take_as_best(resume, number, results[cheapest], self.near_plans[cheapest][0].groups)
        return True

    def _take_as_best(
        self, resume: Resume[DrawingAnswer], number: int, cheaper: Result, groups: Mapping[str, Group]
    ) -> None:
        """Take a drawing as the best of so many groups."""
        name = name_of_drawing(number)
        better = self.asked.take_as_best(name, self.drawn[number], cheaper, groups)
        resume.replace_solved(self.asked.draw(name, number).key, better)
        self.answers["draw", number], self.drawn[number] = better, drawn_in(better)

    def _forget(self, resume: Resume[DrawingAnswer], name: str) -> None:
        """Delete the run of a drawing that is told of no more."""
        if isinstance(resume.store, DrawingLog):
            resume.store.forget_run(name)

    def _answer(self, resume: Resume[DrawingAnswer], cases: Mapping[tuple[Question, Any], DrawingCase]) -> None:
        """Answer questions side by side; what fails has no answer."""
        resume.want_cases(cases.values(), telling=True)
        resume.solve_missing(cases.values(), lines_of_one)
        self.answers |= {asked: resume.solved[case.key] for asked, case in cases.items() if case.key in resume.solved}

    def _of(self, question: Question) -> dict[Any, DrawingAnswer]:
        """The answers to a question, by what it was asked of."""
        return {about: answer for (asked, about), answer in self.answers.items() if asked == question}

    def _name_near(self) -> Iterator[tuple[NamedDrawing, Assignment]]:
        """The drawings near the best of each number, each once and none the best itself, with a plan under it."""
        for number, found in sorted(self._of("near").items()):
            drawn = self.drawn[number]
            known = {drawing_of(drawn.groups.values())}
            for told in found.figures["drawings"]:
                groups = {name: frozenset(codes) for name, codes in told["groups"].items()}
                if (drawing := drawing_of(groups.values())) not in known:
                    place = len(known) if told["kind"] == "near" else told["kind"]
                    known.add(drawing)
                    yield NamedDrawing(name_of_drawing(number, place), told["kind"], groups), plan_of_near(told, drawn)

    # ---- what is found ---------------------------------------------------------------------------

    def conclude(self, resume: Resume[DrawingAnswer]) -> RegionsOutcome:
        """Tabulate drawings and structures, and put the drawings into the instance as structures."""
        base, drawings = self.asked.instance, list(self._price_drawings())
        made = with_drawings(base, (one.drawing for one in drawings), self.asked.centre)
        if isinstance(resume.store, DrawingLog):
            resume.store.keep_instance(made)
        binding = [row for found in self._of("binding").values() for row in found.figures["rows"]]
        frames: dict[str, Any] = tabulate_drawings(base, [*drawings, *self._price_beside()], binding)
        return RegionsOutcome(made, self.results, **frames)

    @property
    def results(self) -> dict[str, Result]:
        """The runs of drawings and structures, by name."""
        drawn = {name_of_drawing(number): each.result for number, each in self._of("draw").items()}
        every = {**drawn, **{name: each.result for name, each in self._of("solve").items()}}
        return {name: result for name, result in every.items() if result is not None}

    def _price_drawings(self) -> Iterator[PricedDrawing]:
        """The best drawing of each number, and those near it."""
        results = self.results
        for number, drawn in self.drawn.items():
            best = NamedDrawing(name_of_drawing(number), "best", drawn.groups)
            yield PricedDrawing(best, drawn.cost_kr, drawn.bound_kr, drawn.solves)
            for drawing, _ in self.near_plans.values():
                if len(drawing.groups) == number and drawing.name in results:
                    yield PricedDrawing(drawing, results[drawing.name].objective_kr)

    def _price_beside(self) -> Iterator[PricedDrawing]:
        """The structures beside the drawings."""
        results = self.results
        for name, instance in self.beside.items():
            if name in results:
                groups = groups_of_structure(instance, instance.settings.structure)
                kind: DrawingKind = "named" if groups else "none"
                yield PricedDrawing(NamedDrawing(name, kind, groups), results[name].objective_kr)

    def list_tables(self, found: RegionsOutcome) -> Mapping[str, pd.DataFrame]:
        """Return the tables."""
        return {name: getattr(found, name) for name in REGIONS_LINES}

    def describe_found(self, found: RegionsOutcome | None) -> Mapping[str, Any]:
        """Return what was asked, what came of each number of groups, and the runs."""
        rows_of = [] if found is None else rows_of_frame(found.drawings)
        return {
            "asked": describe_rules(self.rules),
            "numbers": {str(number): self._describe_number(number, rows_of) for number in self._of("draw")},
            "runs": {name: describe_run(name, result) for name, result in self.results.items()},
            "starts": len(self.starts),
            "near": self.near,
            "within": self.within,
            "binding_asked": self.ask_binding,
            "instance_sha256": "" if found is None else found.instance.sha256,
        }

    def _describe_number(self, number: int, drawings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        country = Country(self.asked.instance, self._of_number(number))
        return describe_number(country, self._of("draw")[number], self._of("near").get(number), drawings)

    # ---- what a folder holds ---------------------------------------------------------------------

    @classmethod
    def list_runs(cls, folder: Path) -> list[Path]:
        """Return the runs of drawings and of structures beside them."""
        return [folder / run["folder"] for run in cls.read_entries(folder)["runs"].values()]

    @classmethod
    def load_found(cls, folder: Path) -> RegionsOutcome:
        """Return what a folder holds.

        Raises InvalidInputError when it is damaged, or its instance or a run is another than the one that was drawn.
        """
        record = cls.read_entries(folder)
        store = RunStore(folder, cls.described, cls.record_name(), cls.tables, options=SolverOptions())
        results = {name: store.load_recorded(name, entry, cls.remedy) for name, entry in record["runs"].items()}
        instance = read(folder / INSTANCE_FOLDER)
        if instance.sha256 != record["instance_sha256"]:
            rule = "must be the instance with the drawings, but is another"
            raise InvalidInputError(str(folder), [fault_of_path(folder / INSTANCE_FOLDER, rule, cls.remedy)])
        frames: dict[str, Any] = {
            name: read_table(folder / f"{name}.csv", list(line.model_fields), REGIONS_TEXT, cls.remedy)
            for name, line in REGIONS_LINES.items()
        }
        return RegionsOutcome(instance, results, **frames, record=record)
