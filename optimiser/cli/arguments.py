"""Arguments and options that several commands share, and the outlines that one of them names."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

import typer
from pydantic.fields import FieldInfo

from optimiser.cli.terminal import say_findings
from optimiser.data.checking_rows import solver_options
from optimiser.data.csv_files import CsvStyle, csv_written_as
from optimiser.data.in_words import meaning_of, unit_of
from optimiser.data.overrides import PLAIN_KINDS, Override, PlainChange, PlainKind
from optimiser.data.plain_forms import examples_of
from optimiser.data.rows import Municipality
from optimiser.data.settings import Language, SolverOptions

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines


InstancePath = Annotated[
    Path,
    typer.Argument(
        metavar="INSTANCE",
        help="Folder of an instance, a workbook (.xlsx), or the name of a bundled instance.",
        show_default=False,
    ),
]
StructureName = Annotated[
    str | None, typer.Option("--structure", metavar="S", help="System or structure to use, e.g. three-centres.")
]
WorkersOption = Annotated[
    int | None, typer.Option(min=1, max=256, help="Solves at a time; if not given, one for each processor core.")
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="TCP://HOST:PORT", help="Solve on a Dask cluster: the address of its scheduler.", show_default=False
    ),
]
Geometry = Annotated[
    Path | None,
    typer.Option(
        "--geometry", metavar="FILE", help="Outlines of the municipalities for the maps: GeoJSON or TopoJSON."
    ),
]
LanguageOption = Annotated[
    Language | None, typer.Option("--lang", help="Language of the output; if not given, the instance's own.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is already there.")]


# ---- The solver options of a command, made from their declaration ---------------------------------


LIMITS = ("ge", "le")
"""What the command line checks; a limit that is itself out of range (`lt`) is left to the declaration."""


def with_solver_options(*names: str, **helps: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that puts solver options on the command line, in the place of the parameter `options`.

    The options are those of `SolverOptions` by `names`, all where none is named; `helps` are what is said of one that
    means something else in this command. The command is given a SolverOptions with those set that the user gave.
    """
    shown = names or tuple(SolverOptions.model_fields)
    group = {
        name: Annotated[field.annotation | None, _typer_option(name, field, helps.get(name))]  # type: ignore[operator]
        for name, field in SolverOptions.model_fields.items()
        if name in shown
    }
    return _with_group("options", group, lambda given: solver_options(None, **given))


def _with_group(
    place: str, group: Mapping[str, Any], gather: Callable[[Mapping[str, Any]], Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that puts a group of options, by name, on the command line where one parameter stands.

    The command is given for that parameter what is gathered of those that the user gave.
    """
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in group.items()
    ]

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        declared = inspect.signature(command)
        before = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in declared.parameters.values()]
        at = [each.name for each in before].index(place)
        parameters = [*before[:at], *options, *before[at + 1 :]]

        @wraps(command)
        def run(**given: Any) -> None:
            command(**{place: gather({name: given.pop(name) for name in group})}, **given)

        run.__signature__ = declared.replace(parameters=parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {each.name: each.annotation for each in parameters}
        return run

    return decorate


def flag_of(name: str) -> str:
    """Return how a solver option is written: without its unit where that stands for its value."""
    measured = unit_of(SolverOptions.model_fields[name])
    return f"--{name.removesuffix(f'_{measured}').replace('_', '-')}"


def _typer_option(name: str, field: FieldInfo, told: str | None) -> Any:
    """Return an option as it is declared, named without its unit, which stands for its value instead."""
    said, measured = meaning_of(field), unit_of(field)
    limits = {limit: getattr(rule, limit) for rule in field.metadata for limit in LIMITS if hasattr(rule, limit)}
    metavar = measured.upper() if measured in ("seconds", "GB") else None
    flag = flag_of(name)
    return typer.Option(
        f"{flag}/--no-{flag.removeprefix('--')}" if field.annotation is bool else flag,
        min=limits.get("ge"),
        max=None if metavar else limits.get("le"),  # that of a time or of memory is beyond all that is meant
        metavar=metavar,
        help=told or f"{said[0].upper()}{said[1:]}.",
        show_default=False,
    )


# ---- What is asked otherwise than the instance has it: the options of a command that change it ----


class ChangesAsked(TypedDict):
    """What the options that change an instance ask for, as `read` and the studies take it: `**changes`."""

    scenarios: Sequence[Path]
    overrides: Sequence[Override]


def _plain_help(kind: PlainKind, told: str) -> str:
    """Return what is said of an option in plain words, with an example of each of its forms."""
    return f"{told}, in plain words; repeatable. Such as: {examples_of(kind)}."


_CHANGES: Mapping[str, Any] = {
    "scenario": Annotated[
        list[Path] | None,
        typer.Option(
            "--scenario",
            metavar="FILE",
            help="Scenario file with named changes; repeatable. "
            "Within a file, a change to one row overrides a change to many; of several files, the last overrides.",
        ),
    ],
    "overrides": Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Change one parameter, e.g. policy.max_entry_points=3, "
            "or policy.max_hosts@2017=3 from that year on; repeatable. "
            "The last one overrides, scenarios and the system too.",
        ),
    ],
    "without": Annotated[
        list[str] | None,
        typer.Option("--without", metavar="WHAT", help=_plain_help("without", "Leave something out")),
    ],
    "lock": Annotated[
        list[str] | None,
        typer.Option("--lock", metavar="WHAT", help=_plain_help("lock", "Fix or forbid something")),
    ],
}
"""In the order in which the changes are made."""


def _changes_of(given: Mapping[str, Any]) -> ChangesAsked:
    plain = [PlainChange(kind, text) for kind in PLAIN_KINDS for text in given[kind] or ()]
    return {"scenarios": tuple(given["scenario"] or ()), "overrides": (*(given["overrides"] or ()), *plain)}


NOTHING_ASKED: ChangesAsked = {"scenarios": (), "overrides": ()}
with_changes = _with_group("changes", _CHANGES, _changes_of)
"""Decorates a command: puts `--scenario`, `--set`, `--without` and `--lock` in the place of its parameter `changes`."""


# ---- How the CSV files of a command are written ----------------------------------------------------


CsvOption = Annotated[
    CsvStyle,
    typer.Option(
        "--csv", help="How CSV files are written: plain, or da for a Danish Excel, with semicolons and decimal commas."
    ),
]


def with_csv(command: Callable[..., None]) -> Callable[..., None]:
    """Decorate a command that writes CSV files: it has `--csv`, which holds for all that it writes."""
    declared = inspect.signature(command)
    keyword = inspect.Parameter.KEYWORD_ONLY
    before = [each.replace(kind=keyword) for each in declared.parameters.values()]
    parameters = [*before, inspect.Parameter("csv", keyword, default="plain", annotation=CsvOption)]

    @wraps(command)
    def run(**given: Any) -> None:
        with csv_written_as(given.pop("csv")):
            command(**given)

    run.__signature__ = declared.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


# ---- The outlines that a command draws its maps with, read before anything that takes long --------


def outlines_in(
    geometry: Path | None, municipalities: Mapping[str, Municipality], language: Language
) -> "Outlines | None":
    """The outlines in a file, whose doubts are told; None where no file was given."""
    if geometry is None:
        return None
    # imported here: most commands draw no map, and what reads outlines takes long to load
    from optimiser.report.charts.geometry import read_outlines

    found = read_outlines(geometry, municipalities)
    say_findings(found.doubts, language)
    return found
