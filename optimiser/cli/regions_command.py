"""`optimiser regions`: the groups of municipalities under which the cheapest plan costs least, drawn and proven."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from math import inf
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import (
    NOTHING_ASKED,
    ChangesAsked,
    Geometry,
    InstancePath,
    LanguageOption,
    Scheduler,
    WorkersOption,
    outlines_in,
    with_changes,
    with_csv,
    with_solver_options,
)
from optimiser.cli.study_options import ForceSolves, MadeStudy, make_study
from optimiser.cli.terminal import say_all, say_json, say_paragraph, say_rows
from optimiser.data.cells import read_share
from optimiser.data.findings import Finding, InvalidInputError, did_you_mean
from optimiser.data.instance import Instance
from optimiser.data.municipality_names import MunicipalityNameError, MunicipalityNames
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.data.years import refuse_years
from optimiser.drawing.country import Drawing
from optimiser.drawing.keep_file import Keep, read_keep_file
from optimiser.drawing.near_drawings import WITHIN
from optimiser.drawing.outcome import RegionsOutcome
from optimiser.drawing.rules import DrawingRules, Group, Measure, SizeBound
from optimiser.drawing.starts_file import read_starts_file
from optimiser.report.localizer import phrase
from optimiser.report.summaries.regions import RegionsSummary
from optimiser.report.tables.table import write_lines
from optimiser.studies.regions import MOST_SOLVES, NEAR
from optimiser.studies.regions import regions as draw_each

LEAST_LOT = 2
"""Who is together with nobody else, or apart from nobody, is asked nothing."""
SEMICOLONS = "put semicolons between names: Thisted;Morsø"
Lot = Annotated[
    list[str] | None,
    typer.Option("--together", metavar="M;M", help="Municipalities that are in one group; repeatable."),
]
KeepFile = Annotated[
    Path | None,
    typer.Option("--keep", metavar="FILE", help="CSV file of lots to keep together or apart: keep,lot,municipality."),
]
StartFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--start",
        metavar="FILE",
        help="CSV file of drawings to begin the search with: structure,municipality,group; repeatable.",
    ),
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
            metavar="DIR",
            help="Folder for the drawings; what is already drawn there is kept.",
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
    start: StartFiles = None,
    structures: Annotated[
        list[str] | None,
        typer.Option(
            "--structure",
            metavar="S",
            help="Structure or system to compare the drawings with; repeatable. If not given, those that divide the "
            "municipalities among virtual centres, and none.",
        ),
    ] = None,
    near: Annotated[
        int,
        typer.Option(
            min=0,
            help="Drawings that cost nearly the same to seek for each number of groups, besides the one that cuts "
            "fewest borders and the one that keeps most of today's regions; 0 for none.",
        ),
    ] = NEAR,
    within: Annotated[
        str | None,
        typer.Option(metavar="SHARE", help="How much more these may cost: 0.1% or 0.001; if not given, 0.1%."),
    ] = None,
    binding: Annotated[
        bool, typer.Option("--binding", help="Also draw without each demand, to see what it costs: some solves each.")
    ] = False,
    most_solves: Annotated[
        int, typer.Option("--most-solves", min=1, help="Solves for each number of groups after which the search ends.")
    ] = MOST_SOLVES,
    changes: ChangesAsked = NOTHING_ASKED,
    options: SolverOptions | None = None,
    workers: WorkersOption = None,
    scheduler: Scheduler = None,
    force: ForceSolves = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print regions.json instead of sentences.")] = False,
    geometry: Geometry = None,
    lang: LanguageOption = None,
) -> None:
    """Draw the regions: which municipalities share a centre so that the cheapest plan costs least, with proof.

    DIR/instance is the instance with each drawing as a structure, DIR/runs has the run of each. Without bounds on size
    one large group is the best. Exit codes: 0 drawn, 1 the check found a breach, 2 invalid input, 3 for some number of
    groups there is no drawing, or none was found, 5 the solver failed or the scheduler is gone, 130 stopped with
    Ctrl-C.
    """
    base = read(instance, **changes)
    language = lang or base.settings.language
    refuse_years(base)
    given = _Asked(base)
    numbers, kept, share = given.numbers(groups), given.kept(keep), given.share("--within", within)
    starts = given.starts(start)
    rules = DrawingRules(
        most_groups=1,
        contiguous=contiguous,
        everyone=everyone,
        sizes=given.sizes({"population": population, "contacts": contacts}),
        together=(*given.lots("--together", together), *kept["together"]),
        apart=(*given.lots("--apart", apart), *kept["apart"]),
    )
    if given.faults:
        raise InvalidInputError("the options", given.faults)
    outlines = outlines_in(geometry, base.municipalities, language)
    call = partial(
        draw_each,
        instance,
        out,
        numbers=numbers,
        rules=rules,
        structures=structures or (),
        starts=starts,
        **changes,
        near=near,
        within=WITHIN if share is None else share,
        binding=binding,
        most_solves=most_solves,
        force=force,
        options=options,
    )
    made: MadeStudy[RegionsOutcome | None] = make_study(
        call, out, lang, by=(workers, scheduler), quiet=as_json, header="regions header", outlines=outlines
    )
    if as_json and made.found is not None:
        say_json(made.found.record)
    else:
        _tell_answer(made, out)
    made.exit_with_status(planned=made.found is not None and _all_drawn(made.found))


def _all_drawn(found: RegionsOutcome) -> bool:
    return all(entry["answer"] == "drawn" for entry in found.record["numbers"].values())


def _tell_answer(made: MadeStudy[RegionsOutcome | None], out: Path) -> None:
    typer.echo()
    if made.found is not None:
        summary = RegionsSummary(made.found, made.language)
        say_all(summary.tell_answer())
        if (drawings := summary.fill_drawings()).rows:
            typer.echo()
            say_rows(write_lines(drawings, summary.numbers))
            typer.echo()
            say_paragraph(phrase("regions legend", made.language))
        for row in summary.best.values():
            typer.echo()
            say_all(summary.tell_groups(row))
    say_all(made.tell_failures())
    if made.found is not None:
        typer.echo()
        say_paragraph(phrase("regions folder", made.language, folder=out))


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
            found = read_keep_file(path)
            self.faults += found.faults
            for (keep, lot), rows in found.lots.items():
                codes, before = set(), len(self.faults)
                for placed in rows:
                    try:
                        codes.add(self.names.find(placed.row.municipality).code)
                    except MunicipalityNameError as error:
                        self.faults.append(placed.finding_about("municipality", error.rule, error.remedy))
                if len(codes) < LEAST_LOT and len(self.faults) == before and lot not in found.partial:
                    rule, remedy = "must name two municipalities or more", "add the others, or delete the row"
                    self.faults.append(Finding(path.name, rows[0].record.row, "lot", lot, rule, remedy))
                lots[keep].append(frozenset(codes))
        return {keep: tuple(some) for keep, some in lots.items()}

    def starts(self, paths: Sequence[Path] | None) -> list[Drawing]:
        """Return the drawings of files that the search begins with."""
        drawings: list[Drawing] = []
        for path in paths or ():
            found, faults = read_starts_file(path, self.names)
            drawings += found
            self.faults += faults
        return drawings

    def _lot(self, option: str, text: str) -> Group:
        codes, faults = set(), len(self.faults)
        for name in text.split(";"):
            try:
                codes.add(self.names.find(name.strip()).code)
            except MunicipalityNameError as error:
                known = [row.name for row in self.instance.tables.municipalities]
                otherwise = "name a municipality of the instance, or its code"
                remedy = SEMICOLONS if "," in name else did_you_mean(name, known, otherwise)
                self._refuse(option, name, error.rule, remedy)
        if len(codes) < LEAST_LOT and len(self.faults) == faults:
            self._refuse(option, text, "must name two municipalities or more", "e.g. Thisted;Morsø")
        return frozenset(codes)

    def share(self, option: str, text: str | None) -> float | None:
        """Return a share; None where none is given, or the text is wrong."""
        share = None if text is None else read_share(text)
        if text is not None and share is None:
            self._refuse(option, text, "must be a share", "e.g. 5% or 0.05")
        elif text is not None and share is not None and not 0 <= share < 1:
            rule = "must be 0 or more, and below 1: a share of what the best costs"
            self._refuse(option, text, rule, "write 0.1 % as 0.001 or 0.1%")
        return share

    def _refuse(self, option: str, text: str, rule: str, remedy: str) -> None:
        self.faults.append(Finding(option, None, "", text, rule, remedy))
