"""`optimiser generate`: an instance drawn at random, of any size."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from optimiser.cli.arguments import Force, with_csv
from optimiser.cli.terminal import say_paragraph
from optimiser.data.findings import Finding, InvalidInputError, refuse_existing
from optimiser.data.generate import GeneratorOptions, faults_of_options
from optimiser.data.generate import generate as generate_instance
from optimiser.data.read import write
from optimiser.data.settings import Language
from optimiser.data.sheets import INSTANCE_FILES
from optimiser.report.localizer import phrase

_DEFAULT = GeneratorOptions()


def _option(name: str, metavar: str) -> Any:
    """Return an option as it is declared. Its limits are not Typer's, so that all faults are told at once."""
    said = GeneratorOptions.model_fields[name].description or ""
    return typer.Option(metavar=metavar, help=f"{said[0].upper()}{said[1:]}.")


@with_csv
def generate(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="Folder, or workbook (.xlsx), to write.")],
    municipalities: Annotated[int, _option("municipalities", "N")] = _DEFAULT.municipalities,
    tasks: Annotated[int, _option("tasks", "T")] = _DEFAULT.tasks,
    hosts: Annotated[int, _option("hosts", "H")] = _DEFAULT.hosts,
    regions: Annotated[int, _option("regions", "R")] = _DEFAULT.regions,
    pairs: Annotated[str, _option("pairs", "none|bands|all")] = _DEFAULT.pairs,
    seed: Annotated[int, _option("seed", "S")] = _DEFAULT.seed,
    force: Force = False,
    lang: Annotated[Language, typer.Option("--lang", help="Language of the output.")] = "en",
) -> None:
    """Draw an instance at random that looks like denmark-2014, of any size, to see how time and memory grow.

    Municipalities are as large as the Danish ones; prices and rules are those of denmark-2014. The same options give
    the same files. If anything is wrong, it is all reported at once, and nothing is written.
    """
    asked = {"municipalities": municipalities, "tasks": tasks, "hosts": hosts}
    asked |= {"regions": regions, "pairs": pairs, "seed": seed}  # type: ignore[dict-item]
    if faults := [*faults_of_options(asked), *_faults_of_target(path, force)]:
        raise InvalidInputError("the options", faults)
    write(generate_instance(municipalities, tasks, hosts, regions, pairs, seed), path, force)
    say_paragraph(phrase("generated", lang, path=path, municipalities=municipalities, tasks=tasks, hosts=hosts))


def _faults_of_target(path: Path, force: bool) -> Sequence[Finding]:
    """Why nothing may be written to a path."""
    try:
        refuse_existing(path, force, INSTANCE_FILES)
    except InvalidInputError as error:
        return error.findings
    return ()
