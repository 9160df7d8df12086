"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from optimiser.data.settings import Language

InstancePath = Annotated[
    Path, typer.Argument(metavar="INSTANCE", help="Folder of an instance, or a workbook (.xlsx).", show_default=False)
]
StructureName = Annotated[
    str | None, typer.Option("--structure", metavar="S", help="Regional structure to use, e.g. three-centres.")
]
ScenarioPaths = Annotated[
    list[Path] | None,
    typer.Option("--scenario", metavar="FILE", help="Scenario file with named changes; may be given several times."),
]
Overrides = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NAME=VALUE", help="Change one parameter, e.g. policy.max_entry_points=3; repeatable."
    ),
]
LanguageOption = Annotated[
    Language | None, typer.Option("--lang", help="Language of the output; the instance's own if not given.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there already.")]
