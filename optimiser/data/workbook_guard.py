"""Refuse a file that claims to be a workbook before anything in it is parsed."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from optimiser.data.files import LARGEST_FILE, fault
from optimiser.data.findings import Finding

LARGEST_CONTENT = 200_000_000
"""Most that a workbook may unpack to (bytes)."""
LARGEST_RATIO = 200
"""Most times larger than the file its content may be; workbooks we have seen stay below 50."""
MOST_ENTRIES = 1_000
ENCRYPTED = 0x1
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How password-protected and pre-2007 workbooks begin."""


def refuse_workbook(path: Path) -> Finding | None:
    """Why a file is not opened as a workbook; None when it may be."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return fault(path, f"must not be larger than {LARGEST_FILE // 1_000_000} MB")
        if _begins_with(path, OLE_SIGNATURE):
            return fault(path, "must not have a password or be of the old .xls kind", "save it as .xlsx without one")
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except OSError as error:
        return fault(path, f"must be a file that can be read: {error.strerror}")
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return fault(path, "must be an .xlsx workbook", "save it as .xlsx from a spreadsheet program")
    return next((fault(path, rule) for rule in _excesses(entries, path.stat().st_size)), None)


def _begins_with(path: Path, signature: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(signature)) == signature


def _excesses(entries: list[zipfile.ZipInfo], size: int) -> Iterator[str]:
    """What speaks against opening a zip.

    The declared sizes can be trusted as upper bounds: zipfile never unpacks an entry beyond its own.
    """
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        yield f"must have at most {MOST_ENTRIES} parts"
    if total > min(LARGEST_CONTENT, LARGEST_RATIO * size):
        yield f"unpacks to {total} bytes, which is more than a workbook of its size can hold"
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        yield "must not be encrypted"
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        yield "must not hold macros: save it as .xlsx"
