"""`optimiser extract`: some of the municipalities of an instance, as an instance of their own."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from optimiser.cli.arguments import Force, InstancePath, LanguageOption, with_csv
from optimiser.cli.data_commands import refuse_other_format
from optimiser.cli.terminal import naming_with, say_all, say_findings
from optimiser.data.cells import as_text
from optimiser.data.extraction import Extraction, NarrowedCentre
from optimiser.data.extraction import extract as cut
from optimiser.data.findings import speaking_of_parameters
from optimiser.data.instance import Instance
from optimiser.data.read import read, write
from optimiser.report.localizer import Localizer

OPTIONS = {"regions": "--region", "provinces": "--province", "municipalities": "--municipality"}
"""What the command line calls the parameters of the cut: each of its options names one or several."""
MOST_NAMED = 12
"""What was left out that is named; of more, their number."""


@with_csv
def extract(
    instance: InstancePath,
    out: Annotated[Path, typer.Option("--out", metavar="TARGET", help="Folder, or workbook (.xlsx), to write.")],
    region: Annotated[
        list[str] | None, typer.Option(metavar="R", help="Region to keep; several with commas, or repeated.")
    ] = None,
    province: Annotated[
        list[str] | None, typer.Option(metavar="P", help="Province (landsdel) to keep; several as with --region.")
    ] = None,
    municipality: Annotated[
        list[str] | None,
        typer.Option(metavar="M", help="Municipality to keep, by code or name; several as with --region."),
    ] = None,
    force: Force = False,
    lang: LanguageOption = None,
) -> None:
    """Cut an instance to a region, a province or some municipalities: a valid instance of its own, in every table.

    Whatever names a municipality that is gone goes too. National totals are scaled to what is left, and say so in their
    source. What was cut and scaled is told; if what is left breaks a rule, nothing is written.
    """
    refuse_other_format(out)
    whole = read(instance)
    language = lang or whole.settings.language
    say_findings(whole.remarks, language)
    with speaking_of_parameters(naming_with(OPTIONS)):
        made = cut(whole, *map(_split_names, (region, province, municipality)))
    say_findings([remark for remark in made.instance.remarks if remark not in whole.remarks], language)
    write(made.instance, out, force)
    say_all(_sentences(whole, made, out, Localizer(language)))


def _split_names(given: Sequence[str] | None) -> list[str]:
    return [name.strip() for each in given or () for name in each.split(",") if name.strip()]


def _sentences(whole: Instance, made: Extraction, out: Path, localizer: Localizer) -> Iterator[str]:
    """What was written, cut, scaled, narrowed and left out."""
    say, plain = localizer.say, localizer.numbers.plain
    kept, everybody = len(made.instance.municipalities), len(whole.municipalities)
    hosts, all_hosts = (
        sum(row.candidate_host for row in each.tables.municipalities) for each in (made.instance, whole)
    )
    yield say("extract written", path=out, kept=kept, all=everybody, hosts=hosts, all_hosts=all_hosts)
    cut_tables = [
        say("extract table", table=name, before=plain(before), after=plain(after))
        for name, (before, after) in made.rows.items()
        if before != after
    ]
    if cut_tables:
        yield say("extract rows", tables=", ".join(cut_tables))
    if made.scaled:
        totals = (
            say("extract table", table=each.parameter, before=plain(each.before), after=plain(each.after))
            for each in made.scaled
        )
        yield say("extract scaled", totals=localizer.join_some(list(totals), MOST_NAMED))
    yield from _narrowed(made.narrowed, localizer)
    if made.gone:
        yield say("extract gone", names=localizer.join_some(made.gone, MOST_NAMED))
    if made.structure_before:
        now = made.instance.settings.structure
        yield say("extract structure", structure=made.structure_before, now=now)
    if made.limits:
        limits = ", ".join(f"{name} = {as_text(value)}" for name, value in made.limits.items())
        yield say("extract limits", all=everybody, limits=limits)


def _narrowed(narrowed: Sequence[NarrowedCentre], localizer: Localizer) -> Iterator[str]:
    """A sentence for the centres with a minimum that lost members alike."""
    plain = localizer.numbers.plain
    alike: dict[NarrowedCentre, list[str]] = defaultdict(list)
    for each in narrowed:
        if each.min_volume:
            alike[replace(each, centre="")].append(each.centre)
    for each, names in alike.items():
        yield localizer.say(
            "extract out of reach" if each.is_out_of_reach else "extract narrowed",
            centres=localizer.join_list(names),
            members=each.members,
            before=each.members_before,
            reachable=plain(each.reachable_volume),
            minimum=plain(each.min_volume),
        )
