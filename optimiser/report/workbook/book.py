"""The workbook as a file: the same sheets give the same bytes."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from optimiser.report.workbook.cells import text
from optimiser.report.workbook.sheet import Sheet
from optimiser.report.workbook.words import Words
from optimiser.report.workbook.writing import Writer

CREATOR = "optimiser"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time every part of the file is given: the first that a zip file can hold."""


def save_book(sheets: Iterable[Sheet], path: Path, words: Words, title: str, finished: str) -> None:
    """Write sheets as an .xlsx file, stamped with the moment the run was finished."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        Writer(sheet, book.create_sheet(sheet.name), words).write()
    properties, moment = book.properties, stamp(finished)
    properties.title, properties.creator, properties.lastModifiedBy = text(title), CREATOR, CREATOR
    properties.created = properties.modified = moment
    path.write_bytes(_bytes(book))


def stamp(finished: str) -> datetime:
    """A moment in UTC, without a zone as spreadsheets have none."""
    return datetime.fromisoformat(finished).astimezone(UTC).replace(tzinfo=None)


def _bytes(book: Workbook) -> bytes:
    """The file, its parts without the time of writing; `Workbook.save` would stamp the present."""
    written, made = BytesIO(), BytesIO()
    ExcelWriter(book, ZipFile(written, "w", ZIP_DEFLATED)).save()
    with ZipFile(written) as parts, ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name in parts.namelist():
            file.writestr(ZipInfo(name, EARLIEST), parts.read(name), ZIP_DEFLATED)
    return made.getvalue()
