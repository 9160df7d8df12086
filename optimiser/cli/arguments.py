"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from optimiser.data.settings import Language

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
    typer.Option("--geometry", metavar="FILE.geojson", help="Outlines of the municipalities for the maps."),
]
LanguageOption = Annotated[
    Language | None, typer.Option("--lang", help="Language of the output; if not given, the instance's own.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is already there.")]
