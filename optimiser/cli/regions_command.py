"""`optimiser regions`: the groups of municipalities under which the cheapest plan costs least, drawn and proven."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
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
from optimiser.cli.terminal import EXIT_INFEASIBLE, align_columns, is_watched, say_findings, say_paragraph
from optimiser.data.findings import Finding, InvalidInputError, refuse_existing
from optimiser.data.instance import Instance
from optimiser.data.municipality_names import MunicipalityNameError, MunicipalityNames
from optimiser.data.read import read, write
from optimiser.data.settings import SolverOptions
from optimiser.data.sheets import INSTANCE_FILES
from optimiser.drawing.regions import DrawnRegions, ReportDrawing, draw_regions
from optimiser.drawing.rules import PLACE, DrawingRules, Group, Measure, SizeBound, faults_of_rules
from optimiser.drawing.structures import name_of_drawing, refuse_taken_names, with_drawings
from optimiser.report.localizer import Localizer

MOST_SOLVES = 20
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
    most_solves: Annotated[
        int, typer.Option("--most-solves", min=1, help="Solves at most for each number of groups.")
    ] = MOST_SOLVES,
    structure: StructureName = None,
    changes: ChangesAsked = NOTHING_ASKED,
    options: SolverOptions | None = None,
    force: Force = False,
    lang: LanguageOption = None,
) -> None:
    """Draw the regions: which municipalities share a centre so that the cheapest plan costs least, with proof.

    What is written is the instance with each drawing as a structure: compare them with optimiser compare. Without
    bounds on size one large group is the best. Exit codes: 0 drawn, 2 invalid input, 3 some number of groups has none.
    """
    refuse_other_format(out)
    refuse_existing(out, force, INSTANCE_FILES)
    checked = read(instance, structure=structure, **changes)
    localizer = Localizer(lang or checked.settings.language)
    say_findings(checked.remarks, localizer.language)
    rules = DrawingRules(
        most_groups=1,
        contiguous=contiguous,
        everyone=everyone,
        sizes=tuple(_sizes({"population": population, "contacts": contacts})),
        together=_lots(checked, "--together", together),
        apart=_lots(checked, "--apart", apart),
    )
    asked = {number: replace(rules, most_groups=number, fewest_groups=number) for number in _numbers(groups)}
    if faults := [fault for each in asked.values() for fault in faults_of_rules(checked, each)]:
        raise InvalidInputError(PLACE, list(dict.fromkeys(faults)))
    refuse_taken_names(checked, range(min(asked), max(asked) + 1))
    drawings: dict[int, DrawnRegions] = {}
    for number, each in asked.items():
        watch = _watching(localizer, number)
        if (found := draw_regions(checked, each, options, most_solves=most_solves, report=watch)) is not None:
            drawings[number] = found
    if drawings:
        write(with_drawings(checked, drawings), out, force)
        _tell_drawings(checked, drawings, localizer)
        say_paragraph(localizer.say("regions written", path=out, names=", ".join(map(name_of_drawing, drawings))))
    if missing := sorted(asked.keys() - drawings.keys()):
        say_paragraph(localizer.say("regions none", numbers=", ".join(map(str, missing))))
        raise typer.Exit(EXIT_INFEASIBLE)


# ---- What is asked --------------------------------------------------------------------------------


def _numbers(text: str) -> range:
    low, colon, high = text.partition(":")
    if not low.strip().isdecimal() or not (high.strip().isdecimal() if colon else True):
        _refuse("--groups", text, "must be a number of groups, or the fewest and the most", "e.g. 4 or 3:7")
    fewest, most = int(low), int(high) if colon else int(low)
    if not 1 <= fewest <= most:
        _refuse("--groups", text, "must be 1 or more, the fewest before the most", "e.g. 4 or 3:7")
    return range(fewest, most + 1)


def _sizes(asked: Mapping[Measure, str]) -> Iterator[SizeBound]:
    for measure, text in asked.items():
        if text:
            low, colon, high = (part.strip() for part in text.partition(":"))
            if not colon or not all(part.isdecimal() or not part for part in (low, high)):
                _refuse(
                    f"--{measure}", text, "must be the least and the most, either of which may be blank", "e.g. 500000:"
                )
            bound = SizeBound(measure, float(low or 0), float(high) if high else inf)
            if bound.least > bound.most:
                _refuse(f"--{measure}", text, "must have the least before the most", "swap the two")
            yield bound


def _lots(instance: Instance, option: str, texts: Sequence[str] | None) -> tuple[Group, ...]:
    names = MunicipalityNames({code: row.name for code, row in instance.municipalities.items()})
    return tuple(frozenset(_codes(names, option, text)) for text in texts or ())


def _codes(names: MunicipalityNames, option: str, text: str) -> Iterator[str]:
    for name in text.split(";"):
        try:
            yield names.find(name.strip()).code
        except MunicipalityNameError as error:
            raise InvalidInputError(option, [Finding(option, None, "", name, error.rule, error.remedy)]) from error


def _refuse(option: str, text: str, rule: str, remedy: str) -> None:
    raise InvalidInputError(option, [Finding(option, None, "", text, rule, remedy)])


# ---- What is told ---------------------------------------------------------------------------------


def _watching(localizer: Localizer, number: int) -> ReportDrawing:
    """Return what tells those who watch how far the drawing of so many groups has come."""
    numbers = localizer.numbers

    def tell(solves: int, best_kr: float | None, bound_kr: float | None) -> None:
        if is_watched():
            figures = {"best": numbers.millions(best_kr), "bound": numbers.millions(bound_kr)}
            say_paragraph(localizer.say("regions progress", groups=number, solves=solves, **figures), error=True)

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
        say_paragraph(localizer.say("regions groups", groups=number))
        for group, codes in drawn.groups.items():
            rows = sorted((instance.municipalities[code] for code in codes), key=lambda row: -row.population)
            people = numbers.plain(sum(row.population for row in rows))
            members = ", ".join(row.name for row in rows)
            say_paragraph(f"  {localizer.say('regions group', group=group, people=people, members=members)}")
