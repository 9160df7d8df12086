"""Read and write an instance: a folder of CSV files, or one workbook.

What reads and writes workbooks is imported where there is one: it takes longer to load than most instances to read.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from optimiser.data.changes import apply_changes
from optimiser.data.checking import check_across, check_plausibility, check_years
from optimiser.data.checking_rows import Checked, Placed, check_rows, check_settings
from optimiser.data.columns import Row
from optimiser.data.each_year import changes_until, draft_in_year
from optimiser.data.findings import (
    AnyPath,
    Finding,
    InvalidInputError,
    as_on_disk,
    bundled_instances,
    bundled_namesake,
    errors_among,
    fault_of_path,
    is_name_alone,
    refuse_existing,
    write_whole,
)
from optimiser.data.instance import Instance, Today
from optimiser.data.overrides import Override
from optimiser.data.plain_changes import spell_out
from optimiser.data.scenario import AnyChange, gather_changes
from optimiser.data.settings import Language, Settings, flatten_entries
from optimiser.data.sheets import INSTANCE_FILES, SETTINGS_FILE, read_folder, write_folder
from optimiser.data.systems import choices_not_made, may_change_today, with_choices
from optimiser.data.tables import TABLES, Draft, Record, Table, Tables, unify_codes
from optimiser.data.unread import SETTINGS, unread_files

WORKBOOK_SUFFIX = ".xlsx"


def read(
    path: AnyPath,
    *,
    structure: str | None = None,
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
) -> Instance:
    """Read an instance, change it, and check it.

    Nothing is printed: what the commands warn of stands in `remarks` of the instance, each with its `sentence`.

    Parameters
    ----------
    path
        A folder of CSV files, a workbook (.xlsx), or the name of a bundled instance.
    structure
        A structure, or a system with its changes.
    scenarios
        Scenario files, applied in order before the structure.
    overrides
        Single changes, made last: by dotted name, `policy.max_entry_points=2`, or in plain words,
        `without("København sells")` and `lock("Hjørring own L1-6")`.

    Returns
    -------
    Instance
        Frozen, with every change made.

    Raises
    ------
    InvalidInputError
        With every finding, when the instance or a change has an error.
    """
    instance, findings = check(path, structure=structure, scenarios=scenarios, overrides=overrides)
    if instance is None:
        raise InvalidInputError(str(path), findings)
    return instance


def check(
    path: AnyPath,
    *,
    structure: str | None = None,
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
) -> tuple[Instance | None, list[Finding]]:
    """Read an instance as `read` does, and return all findings, warnings too.

    Parameters
    ----------
    path
        A folder of CSV files, a workbook (.xlsx), or the name of a bundled instance.
    structure
        A structure, or a system with its changes.
    scenarios
        Scenario files, applied in order before the structure.
    overrides
        Single changes, made last: by dotted name, `policy.max_entry_points=2`, or in plain words,
        `without("København sells")` and `lock("Hjørring own L1-6")`.

    Returns
    -------
    tuple[Instance | None, list[Finding]]
        No instance when one of the findings is an error; the findings in the order of files and rows.
    """
    draft, findings = read_draft(path)
    if draft is None:
        return None, findings
    changes, faults = gather_changes(scenarios, structure, overrides)
    return _change_and_check(draft, changes, [*findings, *faults])


def _change_and_check(
    draft: Draft, asked: Sequence[AnyChange], findings: list[Finding], before: Today | None = None
) -> tuple[Instance | None, list[Finding]]:
    """Make the changes, check what they make, and add what was found to the findings there are.

    `before` is what answering as today came to before any change, where that is known.
    """
    unify_codes(draft)
    changes, told = spell_out(draft, asked, _preview)
    if before is None and may_change_today(draft, changes):
        unchanged = _preview(draft)
        before = None if unchanged is None else unchanged.today
    changed = apply_changes(draft, with_choices(draft, changes))
    unify_codes(draft)  # of what the changes have written too
    checked, wrong = _check_parts(draft)
    findings = [*findings, *told, *changed.faults, *wrong, *check_across(checked)]
    if checked.instance and not errors_among(findings):
        findings += _check_years(draft, checked.instance)
    if not errors_among(findings):
        findings += [*choices_not_made(changes), *changed.idle, *changed.undone, *check_plausibility(checked)]
    findings = _in_order(list(dict.fromkeys(findings)), draft)
    if errors_among(findings):
        return None, findings
    instance = _finish_instance(checked.instance, changed.words, findings)
    is_another = instance is not None and before is not None and before != instance.today
    return (replace(instance, before_changes=before) if instance and is_another else instance), findings


def _preview(draft: Draft) -> Instance | None:
    """What the draft makes as it is now; what is wrong with it is told of where it is checked, once."""
    return _check_parts(draft.copy())[0].instance


def change_instance(instance: Instance, changes: Sequence[AnyChange]) -> Instance:
    """Return an instance with more changes, checked as if it had been written and read with them.

    Raises InvalidInputError with every finding; rows are numbered as `write` would write them.
    """
    draft = draft_of(instance)
    changed, findings = _change_and_check(draft, changes, [], instance.before_changes or instance.today)
    if changed is None:
        raise InvalidInputError(f"{instance.settings.name} as changed", findings)
    words = tuple(dict.fromkeys((*instance.changes, *changed.changes)))
    return replace(changed, changes=words, system=draft.chosen or instance.system)


def instance_in_year(instance: Instance, year: int) -> Instance:
    """Return a year of a roadmap as an instance by itself, with the changes of the years up to it.

    Raises InvalidInputError where it is none: not for a roadmap that was checked.
    """
    checked, words, findings = _year_parts(draft_of(instance), instance, year)
    if checked.instance is None or errors_among(findings):
        raise InvalidInputError(f"{instance.settings.name} in {year}", findings)
    made = replace(checked.instance, system=instance.system)
    changes = tuple(dict.fromkeys((*instance.changes, *words)))
    return replace(made, sha256=hash_of_instance(made), changes=changes)


def _year_parts(draft: Draft, instance: Instance, year: int) -> tuple[Checked, tuple[str, ...], list[Finding]]:
    """A year of the roadmap that was read from a draft, what its years change in words, and what cannot be changed."""
    made = draft_in_year(draft, instance, year)
    changed = apply_changes(made, with_choices(made, changes_until(draft, year)))
    unify_codes(made)
    checked, findings = _check_parts(made)
    return checked, changed.words, [*changed.faults, *findings, *changed.idle]


def _check_years(draft: Draft, instance: Instance) -> Iterator[Finding]:
    """What is wrong with the years of a roadmap, each by itself; nothing where it is none."""
    parts = {year: _year_parts(draft, instance, year) for year in instance.years if instance.is_roadmap}
    faults = {year: findings for year, (_, _, findings) in parts.items()}
    instance.by_year.update({year: checked.instance for year, (checked, _, _) in parts.items() if checked.instance})
    return check_years({year: checked for year, (checked, _, _) in parts.items()}, faults)


def draft_of(instance: Instance) -> Draft:
    """Return what would be read of the instance if it were written: a blank cell or an entry left out is none."""
    entries = _without(flatten_entries(instance.settings.model_dump()), (None,))
    tables = {
        name: [
            Record(name, number, values := _without(row.model_dump(), (None, "")), dict(values))
            for number, row in enumerate(getattr(instance.tables, name), start=2)
        ]
        for name in TABLES
    }
    settings = Record("settings", values=entries, found=dict(entries))
    return Draft(settings, tables, places={name: name for name in TABLES})


def _without(values: Mapping[str, Any], blanks: Collection[str | None]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in blanks}


def read_draft(path: AnyPath) -> tuple[Draft | None, list[Finding]]:
    """Read what is at a path as far as it can be understood, unchecked; None where nothing can."""
    try:
        return _read_named(as_on_disk(path))
    except OSError as error:
        return None, [fault_of_path(Path(path), f"must be a folder or file that can be read: {error.strerror}")]


def _read_named(path: Path) -> tuple[Draft | None, list[Finding]]:
    """Read what is at a path, or a bundled instance by its name; of two that are called so, the one that is here."""
    namesake = bundled_namesake(path)
    if path.exists():
        draft, findings = _read_draft(path)
        return draft, [*findings, *_told_which(path, namesake)]
    if namesake is None:
        known = f"bundled with the program are {', '.join(bundled_instances())}" if is_name_alone(path) else ""
        return None, [fault_of_path(path, "does not exist", known)]
    return _read_draft(namesake)


def _told_which(path: Path, namesake: Path | None) -> Iterator[Finding]:
    if namesake is not None and namesake.resolve() != path.resolve():
        rule = f"is read from the folder you are in ({path.resolve()}); an instance of this name is bundled as well"
        yield replace(fault_of_path(path, rule, f"from another folder {path} is the bundled one"), severity="warning")


def _read_draft(path: Path) -> tuple[Draft | None, list[Finding]]:
    if path.is_dir():
        if not (path / SETTINGS_FILE).exists():
            return None, [fault_of_path(path, f"is not an instance: it has no {SETTINGS_FILE}")]
        draft, findings = read_folder(path)
        filled = {table for table in TABLES if draft.tables.get(table, (path / f"{table}.csv").exists())}
        return draft, [*findings, *unread_files(path, INSTANCE_FILES, {SETTINGS, *filled})]
    if path.suffix.lower() != WORKBOOK_SUFFIX:
        return None, [fault_of_path(path, "must be a folder with instance.toml, or a workbook (.xlsx)")]
    from optimiser.data.workbook import read_workbook

    return read_workbook(path)


def _check_parts(draft: Draft) -> tuple[Checked, list[Finding]]:
    """The settings and rows that hold good by themselves, and what is wrong with the others."""
    settings, findings = check_settings(draft.settings)
    rows: dict[str, list[Placed[Row]]] = {}
    for table in TABLES.values():
        rows[table.name], faults = check_rows(table, draft.tables.get(table.name, []))
        findings.extend(faults)
    return Checked(draft, rows, _unhashed_instance(settings, rows, draft.chosen) if settings else None), findings


def _unhashed_instance(settings: Settings, rows: dict[str, list[Placed[Row]]], system: str) -> Instance:
    """An instance of all rows that hold good, not yet hashed as others may be missing."""
    tables: dict[str, Any] = {
        name: _sorted_rows(table, (placed.row for placed in rows[name])) for name, table in TABLES.items()
    }
    return Instance(settings, Tables(**tables), sha256="", system=system)


def remake_instance(instance: Instance, settings: Settings, **tables: Iterable[Row]) -> Instance:
    """The instance with other settings and other rows in some tables, as if they had been read; what is put in holds.

    `tables` are by name, such as `locks`.
    """
    others: dict[str, Any] = {name: _sorted_rows(TABLES[name], rows) for name, rows in tables.items()}
    made = replace(instance, settings=settings, tables=replace(instance.tables, **others))
    return replace(made, sha256=hash_of_instance(made))


def _sorted_rows(table: Table, rows: Iterable[Row]) -> tuple[Row, ...]:
    columns = table.key or tuple(table.columns)

    def key(row: Row) -> list[tuple[bool, Any]]:
        values = (getattr(row, column) for column in columns)
        return [(value is not None, 0 if value is None else value) for value in values]

    return tuple(sorted(rows, key=key))


def _finish_instance(instance: Instance | None, changes: tuple[str, ...], remarks: list[Finding]) -> Instance | None:
    return instance and replace(instance, sha256=hash_of_instance(instance), changes=changes, remarks=tuple(remarks))


def _in_order(findings: list[Finding], draft: Draft) -> list[Finding]:
    """Findings in the order of files and rows; those of changes last."""
    places = [draft.settings.place, *draft.places.values()]
    order = {place: position for position, place in enumerate(places)}
    return sorted(findings, key=lambda finding: (order.get(finding.place, len(places)), finding.row or 0))


def hash_of_instance(instance: Instance) -> str:
    """The hash of what an instance says, whatever the format and order it was written in.

    What is as if it were not written is left out, so that a column or table that later versions gain changes no hash.
    """
    said = {name: _said_by_rows(table, getattr(instance.tables, name)) for name, table in TABLES.items()}
    content = {
        "settings": instance.settings.model_dump(mode="json", exclude_defaults=True),
        "tables": {name: rows for name, rows in said.items() if rows},
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _said_by_rows(table: Table, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """What the rows of a table say; a blank that no more general row can fill is what it is without one."""
    dumped = [row.model_dump(mode="json", exclude_defaults=True) for row in rows]
    for column, value in table.inherited.items():
        saying = [table.specificity_of(row) for row in rows if getattr(row, column) is not None]
        for row, entries in zip(rows, dumped, strict=True):
            blank = getattr(row, column) is None
            if blank and table.specificity_of(row) <= min(saying, default=table.specificity_of(row)):
                entries[column] = value
    return dumped


def write(instance: Instance, path: AnyPath, force: bool = False) -> None:
    """Write an instance whole or not at all.

    Parameters
    ----------
    instance
        The instance, with what was changed.
    path
        A workbook where it ends in .xlsx, else a folder.
    force
        Replace what is there, if that is an instance and no more.

    Raises
    ------
    InvalidInputError
        The path exists, and `force` is not given or it holds something else.
    OSError
        The disk does not let it be written.
    """
    target = Path(path)
    refuse_existing(target, force, INSTANCE_FILES)
    write_whole(target, lambda made: _write_format(target.suffix.lower())(instance, made))


def _write_format(suffix: str) -> Callable[[Instance, Path], None]:
    """Return what writes an instance to a path that ends so."""
    if suffix != WORKBOOK_SUFFIX:
        return write_folder
    from optimiser.data.workbook import write_workbook

    return write_workbook


def write_template(path: AnyPath, force: bool = False, language: Language = "en") -> None:
    """Write a workbook to fill in; raises InvalidInputError when `path` exists, unless `force` is given."""
    from optimiser.data.template import write_empty_workbook

    target = Path(path)
    refuse_existing(target, force, INSTANCE_FILES)
    write_whole(target, lambda made: write_empty_workbook(made, language))
