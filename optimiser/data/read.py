"""Read and write an instance: a folder of CSV files, or one workbook."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from optimiser.data.checked import Checked, Placed
from optimiser.data.checking_rows import check_rows, check_settings
from optimiser.data.columns import Row
from optimiser.data.csv_folder import SETTINGS_FILE, read_folder, write_folder
from optimiser.data.files import fault, refuse_existing, write_whole
from optimiser.data.findings import Finding, InvalidInputError, errors
from optimiser.data.instance import Instance
from optimiser.data.records import Draft
from optimiser.data.settings import Settings
from optimiser.data.tables import TABLES, Table, Tables


def read(
    path: Path, *, structure: str | None = None, scenarios: Sequence[Path] = (), overrides: Sequence[str] = ()
) -> Instance:
    """The instance at `path`, changed and checked.

    `scenarios` are scenario files, applied in order; then `structure` chooses another structure;
    then each of `overrides` changes a parameter, as `policy.max_entry_points=2`.

    Raises InvalidInputError with every finding when the instance or a change has an error.
    """
    instance, findings = check(path, structure=structure, scenarios=scenarios, overrides=overrides)
    if instance is None:
        raise InvalidInputError(str(path), findings)
    return instance


def check(
    path: Path, *, structure: str | None = None, scenarios: Sequence[Path] = (), overrides: Sequence[str] = ()
) -> tuple[Instance | None, list[Finding]]:
    """As `read`, but returns all findings, warnings too; no instance when one of them is an error."""
    draft, findings = _read_draft(Path(path))
    if draft is None:
        return None, findings
    settings, faults = check_settings(draft.settings)
    findings += faults
    checked = Checked(draft, settings, {})
    for table in TABLES.values():
        rows, faults = check_rows(table, draft.tables.get(table.name, []))
        checked.rows[table.name] = rows
        findings += faults
    if settings is None or errors(findings):
        return None, findings
    return _instance(settings, checked), findings


def _read_draft(path: Path) -> tuple[Draft | None, list[Finding]]:
    if path.is_dir() and (path / SETTINGS_FILE).exists():
        return read_folder(path)
    return None, [fault(path, "must be an instance: a folder with instance.toml, or a workbook (.xlsx)")]


def _instance(settings: Settings, checked: Checked) -> Instance:
    rows = {name: _sorted(table, checked.rows[name]) for name, table in TABLES.items()}
    return Instance(settings, Tables(**rows), sha256(settings, rows))


def _sorted(table: Table, placed: list[Placed[Row]]) -> Any:
    columns = table.key or tuple(table.columns)

    def key(row: Row) -> list[tuple[bool, Any]]:
        values = (getattr(row, column) for column in columns)
        return [(value is not None, 0 if value is None else value) for value in values]

    return tuple(sorted((item.row for item in placed), key=key))


def sha256(settings: Settings, rows: dict[str, tuple[Row, ...]]) -> str:
    """The hash of what an instance says, whatever the format and order it was written in."""
    tables = {name: [row.model_dump(mode="json") for row in table] for name, table in rows.items()}
    content = {"settings": settings.model_dump(mode="json"), "tables": tables}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write(instance: Instance, path: Path, force: bool = False) -> None:
    """Write an instance whole or not at all: a workbook where `path` ends in .xlsx, else a folder.

    Raises InvalidInputError when `path` exists, unless `force` is given.
    """
    refuse_existing(path, force)
    write_whole(path, lambda made: write_folder(instance, made))
