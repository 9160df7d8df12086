"""Arguments and options that several commands share, and the outlines that one of them names."""

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic.fields import FieldInfo

from optimiser.cli.terminal import say_findings
from optimiser.data.checking_rows import solver_options
from optimiser.data.rows import Municipality
from optimiser.data.settings import Language, SolverOptions
from optimiser.data.tables import meaning_of, unit_of

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
ScenarioPaths = Annotated[
    list[Path] | None,
    typer.Option(
        "--scenario",
        metavar="FILE",
        help="Scenario file with named changes; repeatable. "
        "Within a file, a change to one row overrides a change to many; of several files, the last overrides.",
    ),
]
Overrides = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="Change one parameter, e.g. policy.max_entry_points=3; repeatable. "
        "The last one overrides, scenarios and the system too.",
    ),
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
    group = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[field.annotation | None, _typer_option(name, field, helps.get(name))],  # type: ignore[operator]
        )
        for name, field in SolverOptions.model_fields.items()
        if name in shown
    ]

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        declared = inspect.signature(command)
        before = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in declared.parameters.values()]
        place = [each.name for each in before].index("options")
        parameters = [*before[:place], *group, *before[place + 1 :]]

        @wraps(command)
        def run(**given: Any) -> None:
            options = solver_options(None, **{name: given.pop(name) for name in shown})
            command(options=options, **given)

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
    return typer.Option(
        flag_of(name),
        min=limits.get("ge"),
        max=None if metavar else limits.get("le"),  # that of a time or of memory is beyond all that is meant
        metavar=metavar,
        help=told or f"{said[0].upper()}{said[1:]}.",
        show_default=False,
    )


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
