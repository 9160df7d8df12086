"""Run folders that are audited before a command uses them: told, and refused where the audit finds a breach."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import typer

from optimiser.audit import (
    Audit,
    alternatives_of,
    audit_alternatives,
    audit_folder,
    audits_of_roadmap,
    is_made_again,
)
from optimiser.cli.terminal import EXIT_BREACHED, say_paragraph
from optimiser.data.findings import InvalidInputError, fault_of_path
from optimiser.data.other_edition import OtherEditionError
from optimiser.data.roadmap_tables import ROADMAP_FILE
from optimiser.data.run_tables import ALTERNATIVES_FILE, INSTANCE_FOLDER, RUN_FILE
from optimiser.data.settings import Language
from optimiser.data.translation import translate_breach
from optimiser.report.localizer import Localizer, rule_words
from optimiser.result.any_folder import load_any
from optimiser.result.folder import load
from optimiser.result.result import Result

OF_FOLDERS: Mapping[str, str] = {
    "figures": "audit figures",
    "cost": "audit cost",
    "gap": "audit gap",
    "proof": "audit proof",
    "hash": "audit hash",
    "seal": "audit seal",
    "run-folder": "audit folder",
    "within": "audit within",
    "differs-from": "audit differs-from",
    "allocation": "audit allocation",
}
"""What the audit checks beside the rules of a plan, by the phrase for it."""


def audits_of_run(run: Path) -> Iterator[tuple[Path, Audit]]:
    """The audit of a run, and of the plans near the best where there are any: each by itself, and all together.

    Of a plan over years what links them, and the plan of each.
    """
    yield from _audits_by_itself(run)
    near = audit_alternatives(run)
    if near is not None:
        for place in alternatives_of(run):
            yield from _audits_by_itself(place)
        yield run / ALTERNATIVES_FILE, near


def _audits_by_itself(run: Path) -> Iterator[tuple[Path, Audit]]:
    if (run / ROADMAP_FILE).is_file():
        yield from audits_of_roadmap(run)
    else:
        yield run, audit_folder(run)


def refuse_breached(run: Path, lang: Language | None) -> None:
    """Tell the breaches of a run and leave with their exit code; say nothing where there are none.

    They are told in the language asked for, or that of the run. A file that is made from the run, and was changed
    since, is told and no reason to leave: nothing is read from it.
    """
    breached = {place: found for place, found in audits_of_run(run) if found.breaches}
    if breached:
        _refuse_other_edition(run)
    harmless = all(is_made_again(breach) for found in breached.values() for breach in found.breaches)
    for place, found in breached.items():
        tell_audit(place, found, lang or language_of(run), error=harmless)
    if not harmless:
        raise typer.Exit(EXIT_BREACHED)


def _refuse_other_edition(run: Path) -> None:
    """Raise OtherEditionError where that is why the audit finds breaches: it is told in a sentence, not one by one."""
    try:
        load_any(run)
    except OtherEditionError:
        raise
    except InvalidInputError:
        pass


def load_sound_run(run: Path, remedy: str, lang: Language | None) -> Result:
    """The result of a run that has a plan without a breach; a folder that cannot be read is told as the audit tells it.

    Raises InvalidInputError, with a remedy, where it holds no plan.
    """
    try:
        result = load(run)
    except OtherEditionError:
        raise
    except InvalidInputError:
        if (run / RUN_FILE).is_file():
            refuse_breached(run, lang)
        raise
    if not result.has_plan:
        rule = f"holds no plan, because the solve ended with: {result.status}"
        raise InvalidInputError(str(run), [fault_of_path(run, rule, remedy)])
    refuse_breached(run, lang)
    return result


def language_of(folder: Path) -> Language:
    """The language of a run or a study, as far as it can be read there; English else."""
    from optimiser.studies.catalogue import study_in

    study = None if (folder / RUN_FILE).is_file() else study_in(folder)
    try:
        if study is None:
            told = tomllib.loads((folder / INSTANCE_FOLDER / "instance.toml").read_text(encoding="utf-8"))
        else:
            told = study.read_entries(folder)
    except (InvalidInputError, OSError, ValueError):
        return "en"
    return "da" if told.get("language") == "da" else "en"


def tell_audit(run: Path, found: Audit, language: Language, *, error: bool = False) -> None:
    """How many checks were made, and each breach by its rule."""
    localizer, breaches = Localizer(language), found.breaches
    checks, count = (localizer.numbers.plain(number) for number in (found.checks, len(breaches)))
    say_paragraph(localizer.say("audited", path=run, checks=checks, breaches=count), error=error)
    for breach in breaches:
        known = OF_FOLDERS.get(breach.rule)
        rule = localizer.say(known) if known else rule_words(localizer, breach.rule)
        say_paragraph(f"  {rule}", error=error)
        sentence = translate_breach(breach.about, breach.found, breach.wanted, language)
        say_paragraph(f"      {sentence}", error=error)
