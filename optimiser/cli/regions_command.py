"""`optimiser regions`: the groups of municipalities under which the cheapest plan costs least, drawn and proven."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import (
    NOTHING_ASKED,
    ChangesAsked,
    Force,
    InstancePath,
    LanguageOption,
    StructureName,
    with_changes,
    with_csv,
    with_solver_options,
)
from optimiser.cli.data_commands import refuse_other_format
from optimiser.cli.terminal import (
    EXIT_INFEASIBLE,
    EXIT_INTERRUPTED,
    align_columns,
    is_watched,
    say_findings,
    say_paragraph,
)
from optimiser.data.findings import Finding, InvalidInputError, did_you_mean, refuse_existing
from optimiser.data.instance import Instance
from optimiser.data.municipality_names import MunicipalityNameError, MunicipalityNames
from optimiser.data.read import read, write
from optimiser.data.settings import SolverOptions
from optimiser.data.sheets import INSTANCE_FILES
from optimiser.data.years import refuse_years
from optimiser.drawing.contradictions import why_no_drawing
from optimiser.drawing.keep_file import Keep, read_keep_file
from optimiser.drawing.regions import DrawnRegions, NoDrawingError, ReportDrawing, draw_regions
from optimiser.drawing.rules import PLACE, DrawingRules, Group, Measure, SizeBound
from optimiser.drawing.structures import name_of_drawing, refuse_taken_names, with_drawings
from optimiser.report.localizer import Localizer, counted

MOST_SOLVES = 20
LEAST_LOT = 2
"""Who is together with nobody else, or apart from nobody, is asked nothing."""
COLUMNS = (
    "regions column groups",
    "regions column cost",
    "regions column bound",
    "regions column gap",
    "regions column solves",
)
Lot = Annotated[
    list[str] | None,
    typer.Option("--together", metavar="M;M", help="Municipalities that are in one group; repeatable."),
]
KeepFile = Annotated[
    Path | None,
    typer.Option("--keep", metavar="FILE", help="CSV file of lots to keep together or apart: keep,lot,municipality."),
]
Foes = Annotated[
    list[str] | None,
    typer.Option("--apart", metavar="M;M", help="Municipalities of which no two are in one group; repeatable."),
]


@with_csv
@with_solver_options("gap", "time_limit_seconds", "threads", "seed", "memory_gb")
@with_changes
def regions(
    instance: InstancePath,
    groups: Annotated[
        str,
        typer.Option("--groups", metavar="N|N:N", help="How many groups, e.g. 4 or 3:7.", show_default=False),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="TARGET",
            help="Folder, or workbook (.xlsx), to write: the instance with the drawings as structures.",
            show_default=False,
        ),
    ],
    contiguous: Annotated[
        bool, typer.Option("--contiguous/--no-contiguous", help="Whether each group hangs together (neighbours).")
    ] = True,
    everyone: Annotated[
        bool, typer.Option("--everyone/--no-everyone", help="Whether every municipality is in a group.")
    ] = True,
    population: Annotated[
        str, typer.Option("--population", metavar="N:N", help="Fewest and most inhabitants of a group, e.g. 500000:")
    ] = "",
    contacts: Annotated[
        str, typer.Option("--contacts", metavar="N:N", help="Fewest and most contacts a year of a group.")
    ] = "",
    together: Lot = None,
    apart: Foes = None,
    keep: KeepFile = None,
    most_solves: Annotated[
        int, typer.Option("--most-solves", min=1, help="Solves for each number of groups after which the search ends.")
    ] = MOST_SOLVES,
    structure: StructureName = None,
    changes: ChangesAsked = NOTHING_ASKED,
    options: SolverOptions | None = None,
    force: Force = False,
    lang: LanguageOption = None,
) -> None:
    """Draw the regions: which municipalities share a centre so that the cheapest plan costs least, with proof.

    What is written is the instance with each drawing as a structure: compare them with optimiser compare. Without
    bounds on size one large group is the best. Exit codes: 0 drawn, 2 invalid input, 3 none was found for some
    number of groups, 130 stopped with Ctrl-C: what was drawn by then is written.
    """
    refuse_other_format(out)
    refuse_existing(out, force, INSTANCE_FILES)
    checked = read(instance, structure=structure, **changes)
    localizer = Localizer(lang or checked.settings.language)
    say_findings(checked.remarks, localizer.language)
    refuse_years(checked)
    read_options = _Asked(checked)
    numbers, kept = read_options.numbers(groups), read_options.kept(keep)
    rules = DrawingRules(
        most_groups=1,
        contiguous=contiguous,
        everyone=everyone,
        sizes=read_options.sizes({"population": population, "contacts": contacts}),
        together=(*read_options.lots("--together", together), *kept["together"]),
        apart=(*read_options.lots("--apart", apart), *kept["apart"]),
    )
    if read_options.faults:
        raise InvalidInputError("the options", read_options.faults)
    asked = {number: replace(rules, most_groups=number, fewest_groups=number) for number in numbers}
    if faults := [fault for each in asked.values() for fault in why_no_drawing(checked, each)]:
        raise InvalidInputError(PLACE, list(dict.fromkeys(faults)))
    refuse_taken_names(checked, numbers)
    drawings, stopped = _draw_each(checked, asked, options, most_solves, localizer)
    if drawings:
        write(with_drawings(checked, drawings), out, force)
        _tell_drawings(checked, drawings, localizer)
        say_paragraph(localizer.say("regions written", path=out, names=", ".join(map(name_of_drawing, drawings))))
    if stopped:
        say_paragraph(localizer.say("regions stopped"), error=True)
        raise typer.Exit(EXIT_INTERRUPTED)
    if missing := sorted(asked.keys() - drawings.keys()):
        say_paragraph(localizer.say("regions none", numbers=", ".join(map(str, missing))))
        raise typer.Exit(EXIT_INFEASIBLE)


def _draw_each(
    instance: Instance,
    asked: Mapping[int, DrawingRules],
    options: SolverOptions | None,
    most_solves: int,
    localizer: Localizer,
) -> tuple[dict[int, DrawnRegions], bool]:
    """Return the drawings found by their number of groups, and whether Ctrl-C ended it; raised where there is none."""
    drawings: dict[int, DrawnRegions] = {}
    for number, rules in asked.items():
        watch = _watching(localizer, number)
        try:
            found = draw_regions(instance, rules, options, most_solves=most_solves, report=watch)
        except KeyboardInterrupt:
            if not drawings:
                raise
            return drawings, True
        except NoDrawingError:
            continue
        if found is not None:
            drawings[number] = found
            if found.interrupted:
                return drawings, True
    return drawings, False


# ---- What is asked --------------------------------------------------------------------------------


@dataclass
class _Asked:
    """What the options of the command ask of drawings, read one by one; what is wrong with them, all of it."""

    instance: Instance
    faults: list[Finding] = field(default_factory=list)

    @cached_property
    def names(self) -> MunicipalityNames:
        """Find the municipalities by name or code."""
        return MunicipalityNames({code: row.name for code, row in self.instance.municipalities.items()})

    def numbers(self, text: str) -> range:
        """Return the numbers of groups that are asked for; none where the text is wrong."""
        low, colon, high = text.partition(":")
        most = len(self.instance.municipalities)
        if not low.strip().isdecimal() or not (high.strip().isdecimal() if colon else True):
            self._refuse("--groups", text, "must be a number of groups, or the fewest and the most", "e.g. 4 or 3:7")
        elif not 1 <= float(low) <= float(high or low):
            self._refuse("--groups", text, "must be 1 or more, the fewest before the most", "e.g. 4 or 3:7")
        elif float(high or low) > most:
            self._refuse("--groups", text, f"must be {most} or less: there are no more municipalities", "e.g. 4 or 3:7")
        else:
            return range(int(low), int(high or low) + 1)
        return range(0)

    def sizes(self, asked: Mapping[Measure, str]) -> tuple[SizeBound, ...]:
        """Return the bounds on the size of groups, by what they count."""
        return tuple(bound for measure, text in asked.items() if text and (bound := self._size(measure, text)))

    def _size(self, measure: Measure, text: str) -> SizeBound | None:
        low, colon, high = (part.strip() for part in text.partition(":"))
        if not colon or not all(part.isdecimal() or not part for part in (low, high)):
            rule = "must be the least and the most, either of which may be blank"
            self._refuse(f"--{measure}", text, rule, "e.g. 500000:")
            return None
        bound = SizeBound(measure, float(low or 0), float(high) if high else inf)
        if bound.least > bound.most:
            self._refuse(f"--{measure}", text, "must have the least before the most", "swap the two")
        return bound

    def lots(self, option: str, texts: Sequence[str] | None) -> tuple[Group, ...]:
        """Return lots of municipalities, each named in one text."""
        return tuple(self._lot(option, text) for text in texts or ())

    def kept(self, path: Path | None) -> Mapping[Keep, tuple[Group, ...]]:
        """Return the lots of a file, those kept together and those kept apart."""
        lots: dict[Keep, list[Group]] = {"together": [], "apart": []}
        if path is not None:
            found, faults = read_keep_file(path)
            self.faults += faults
            for (keep, lot), rows in found.items():
                codes, before = set(), len(self.faults)
                for placed in rows:
                    try:
                        codes.add(self.names.find(placed.row.municipality).code)
                    except MunicipalityNameError as error:
                        self.faults.append(placed.finding_about("municipality", error.rule, error.remedy))
                if len(codes) < LEAST_LOT and len(self.faults) == before:
                    rule, remedy = "must name two municipalities or more", "add the others, or delete the row"
                    self.faults.append(Finding(path.name, rows[0].record.row, "lot", lot, rule, remedy))
                lots[keep].append(frozenset(codes))
        return {keep: tuple(some) for keep, some in lots.items()}

    def _lot(self, option: str, text: str) -> Group:
        codes, faults = set(), len(self.faults)
        for name in text.split(";"):
            try:
                codes.add(self.names.find(name.strip()).code)
            except MunicipalityNameError as error:
                known = [row.name for row in self.instance.tables.municipalities]
                otherwise = "name a municipality of the instance, or its code"
                self._refuse(option, name, error.rule, did_you_mean(name, known, otherwise))
        if len(codes) < LEAST_LOT and len(self.faults) == faults:
            self._refuse(option, text, "must name two municipalities or more", "e.g. Thisted;Morsø")
        return frozenset(codes)

    def _refuse(self, option: str, text: str, rule: str, remedy: str) -> None:
        self.faults.append(Finding(option, None, "", text, rule, remedy))


# ---- What is told ---------------------------------------------------------------------------------


def _watching(localizer: Localizer, number: int) -> ReportDrawing:
    """Return what tells those who watch how far the drawing of so many groups has come."""
    numbers, groups = localizer.numbers, counted(localizer, "groups", number)

    def tell(solves: int, best_kr: float | None, bound_kr: float | None) -> None:
        if is_watched():
            figures = {"best": numbers.millions(best_kr), "bound": numbers.millions(bound_kr)}
            say_paragraph(
                localizer.say("regions progress", groups=groups, solves=solves, **figures),
                error=True,
            )

    return tell


def _tell_drawings(instance: Instance, drawings: Mapping[int, DrawnRegions], localizer: Localizer) -> None:
    """Tell what each drawing costs and how far that is proven, and who is in which group."""
    numbers = localizer.numbers
    head = [localizer.say(name) for name in COLUMNS]
    body = [
        [
            str(number),
            numbers.millions(drawn.cost_kr),
            numbers.bound(drawn.bound_kr, drawn.cost_kr),
            numbers.gap(drawn.gap),
            str(drawn.solves),
        ]
        for number, drawn in drawings.items()
    ]
    typer.echo("\n".join(align_columns([head, *body])))
    say_paragraph(localizer.say("regions legend"))
    for number, drawn in drawings.items():
        typer.echo()
        say_paragraph(f"{counted(localizer, 'groups', number)}:")
        for group, codes in drawn.groups.items():
            rows = sorted((instance.municipalities[code] for code in codes), key=lambda row: -row.population)
            people = numbers.plain(sum(row.population for row in rows))
            members = ", ".join(row.name for row in rows)
            say_paragraph(f"  {localizer.say('regions group', group=group, people=people, members=members)}")
