"""Write a workbook to fill in: a guide first, what holds for everybody filled in, examples where one's own is to stand.

What is filled in is what the bundled national instance says of the whole country: law, cost curve, tasks with their
levels, investments, each row with its source. The example rows are those of the toy, marked in their source: as long as
one is left, the workbook is refused (`example_rows_left`).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from pydantic.fields import FieldInfo

from optimiser.data.cells import column_type
from optimiser.data.columns import Row, note_of_column
from optimiser.data.danish_meanings import TABLES as DANISH_TABLES
from optimiser.data.example_rows import EXAMPLE
from optimiser.data.findings import bundled_instances
from optimiser.data.in_words import allowed_parts, default_of, meaning_of, unit_of
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.settings import Language, Settings, declared_entries, flatten_entries
from optimiser.data.tables import TABLES, Table, full_name
from optimiser.data.translation import IN_WORDS, translate, translate_allowed, translate_source
from optimiser.data.workbook import SETTINGS_HEADER, SETTINGS_SHEET, add_sheet

COUNTRY, EXAMPLES = "denmark-2014", "toy"
"""The bundled instances from which what holds for everybody, and the example rows, are taken."""
OWN_ENTRIES: Mapping[str, object] = {"name": None, "title_da": "", "title_en": "", "year": None}
"""Settings that everybody writes for himself."""
LAST_ROW = 5000
"""The row down to which cells have a list to choose from."""
LONGEST_PROMPT, LONGEST_TITLE, LONGEST_LIST = 255, 32, 255
"""Characters that a workbook may have in what is shown beside a cell, and in a list of choices; with more of them
spreadsheet programs call it damaged."""
REQUIRED_FILL, FILLED_FILL, EXAMPLE_FILL = (
    PatternFill("solid", start_color=colour, end_color=colour) for colour in ("FFE699", "E2EFDA", "EDEDED")
)

TRUTHS: Mapping[Language, tuple[str, str]] = {"da": ("nej", "ja"), "en": ("no", "yes")}
TEXTS: Mapping[str, Mapping[Language, str]] = {
    "guide": {"da": "Vejledning", "en": "Guide"},
    "title": {"da": "Sådan udfyldes projektmappen", "en": "How to fill in this workbook"},
    "step own": {
        "da": "1. Skriv navn og år i arket instance. De andre indstillinger er udfyldt; betydningen står ved siden af.",
        "en": "1. Write a name and a year in the sheet instance. The other settings are filled in, with their meaning beside them.",
    },
    "step examples": {
        "da": "2. Erstat eksemplerne (grå) i arkene municipalities, volumes, centres og structures med jeres egne tal, og skriv i arket instance, hvilken af jeres strukturer der er i brug; none, hvis intet center deles. Et eksempel, der bliver stående, afvises.",
        "en": "2. Replace the examples (grey) in the sheets municipalities, volumes, centres and structures by your own figures, and write in the sheet instance which of your structures is in use; none where no centre is shared. An example that is left is refused.",
    },
    "step check": {
        "da": "3. Se det udfyldte (grønt) igennem: lov, omkostningskurve, opgaver, meromkostninger, tilslutninger og investeringer, hver række med sin kilde. national_contacts i tasks er hele landets: skriv jeres egne.",
        "en": "3. Look through what is filled in (green): law, cost curve, tasks, extra costs, connections and investments, each row with its source. national_contacts in tasks are the whole country's: write your own.",
    },
    "step validate": {
        "da": "4. Gem, og kør: optimiser validate FIL.xlsx --lang da. Alt, der er galt, vises på én gang med ark, række og hvad der skal gøres.",
        "en": "4. Save it and run: optimiser validate FILE.xlsx. All that is wrong is shown at once, with sheet, row and what to do.",
    },
    "step solve": {"da": "5. Løs den: optimiser solve FIL.xlsx", "en": "5. Solve it: optimiser solve FILE.xlsx"},
    "legend required": {"da": "gul: skal udfyldes", "en": "yellow: must be filled in"},
    "legend filled": {"da": "grøn: udfyldt, med kilde", "en": "green: filled in, with its source"},
    "legend example": {"da": "grå: eksempel, skal erstattes", "en": "grey: example, to be replaced"},
    "sheet": {"da": "ark", "en": "sheet"},
    "column": {"da": "kolonne", "en": "column"},
    "needed": {"da": "skal udfyldes", "en": "required"},
    "unit": {"da": "enhed", "en": "unit"},
    "meaning": {"da": "betydning", "en": "meaning"},
    "allowed": {"da": "tilladt", "en": "allowed"},
    "otherwise": {"da": "hvis tom", "en": "if blank"},
    "see guide": {"da": "se arket Vejledning", "en": "see the sheet Guide"},
}


def write_empty_workbook(path: Path, language: Language) -> None:
    """Write the workbook to fill in, in a language: the words of the guide, and yes or ja."""
    country, examples = (read(bundled_instances()[name]) for name in (COUNTRY, EXAMPLES))
    book = Workbook()
    book.remove(book.active)
    _add_guide(book, language)
    _add_settings(book, country, examples.settings.structure, language)
    for table in TABLES.values():
        origin = {"filled": country, "example": examples}.get(table.template)
        found = [] if origin is None else [row for row in getattr(origin.tables, table.name) if _is_for_all(row)]
        _add_table(book, table, found, language)
    book.save(path)


def _is_for_all(row: Row) -> bool:
    """True for a row of a template; an assumption where it is of a setting, or of a table that is filled in."""
    head = full_name(str(getattr(row, "parameter", ""))).partition(".")[0]
    return not head or head in Settings.model_fields or (head in TABLES and TABLES[head].template == "filled")


def _add_guide(book: Workbook, language: Language) -> None:
    """What to do, what the colours mean, then every sheet and every column."""
    said = {name: text[language] for name, text in TEXTS.items()}
    steps = [[text] for name, text in said.items() if name.startswith("step")]
    legend = [[text] for name, text in said.items() if name.startswith("legend")]
    header = [said[name] for name in ("sheet", "column", "needed", "unit", "meaning", "allowed", "otherwise")]
    sheets = [
        [table.name, "", _truth(table.required, language), "", _table_in_words(table, language)]
        for table in TABLES.values()
    ]
    rows = [*steps, [], *legend, [], header, *sheets, [], header, *_guide_rows(language)]
    sheet = add_sheet(book, said["guide"], [said["title"]], rows)
    sheet.column_dimensions["A"].width = 24
    for letter, width in (("B", 26), ("C", 16), ("D", 16), ("E", 80), ("F", 60), ("G", 30)):
        sheet.column_dimensions[letter].width = width
        for cell in sheet[letter]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, values in enumerate(rows, start=2):
        if values == header:
            for position in range(1, len(header) + 1):
                sheet.cell(number, position).font = Font(bold=True)
    first = len(steps) + 3
    for number, fill in enumerate((REQUIRED_FILL, FILLED_FILL, EXAMPLE_FILL), start=first):
        sheet.cell(number, 1).fill = fill


def _table_in_words(table: Table, language: Language) -> str:
    return DANISH_TABLES[table.name] if language == "da" else (table.row.__doc__ or "").partition("\n")[0]


def _guide_rows(language: Language) -> Iterator[Sequence[str]]:
    entries = [(SETTINGS_SHEET, name.replace("*", "1"), field) for name, field in declared_entries().items()]
    columns = [(table.name, name, field) for table in TABLES.values() for name, field in table.columns.items()]
    for place, name, field in (*entries, *columns):
        allowed = ", ".join(translate_allowed(part, language) for part in allowed_parts(field))
        default = "" if field.is_required() else translate_allowed(default_of(field), language)
        needed = _truth(field.is_required(), language)
        yield (
            place,
            name,
            needed,
            translate(unit_of(field), language),
            translate(meaning_of(field), language),
            allowed,
            default,
        )


def _add_settings(book: Workbook, country: Instance, structure: str, language: Language) -> None:
    """Every setting with the value of the bundled instance and its meaning; what is one's own is blank.

    The structure in use is that of the example rows.
    """
    held = flatten_entries(country.settings.model_dump())
    held |= {**OWN_ENTRIES, "structure": structure, "language": language}
    fields = {name: field for name, field in declared_entries().items() if "*" not in name}
    meanings = [_meaning_and_unit(field, language) for field in fields.values()]
    rows = [
        (name, _shown(held[name], language), meaning)
        for (name, _), meaning in zip(fields.items(), meanings, strict=True)
    ]
    sheet = add_sheet(book, SETTINGS_SHEET, [*SETTINGS_HEADER, TEXTS["meaning"][language]], rows)
    for number, (name, field) in enumerate(fields.items(), start=2):
        if field.is_required():
            sheet.cell(number, 1).fill = REQUIRED_FILL
        if choices := _choices_of(field, language):
            _offer(sheet, f"B{number}", choices, strict=True)
        if held[name] not in (None, ""):
            sheet.cell(number, 2).fill = EXAMPLE_FILL if name == "structure" else FILLED_FILL


def _meaning_and_unit(field: FieldInfo, language: Language) -> str:
    meaning, unit = translate(meaning_of(field), language), translate(unit_of(field), language)
    return f"{meaning} ({unit})" if unit else meaning


def _add_table(book: Workbook, table: Table, rows: Sequence[Row], language: Language) -> None:
    """A sheet with its header, required columns marked, its rows, and what is chosen from where there is a choice."""
    columns = table.columns
    dumped = [{name: _told(name, value, language) for name, value in row.model_dump().items()} for row in rows]
    if table.template == "example":
        dumped = [{**row, "source": EXAMPLE[language], "assumption": None} for row in dumped]
    sheet = add_sheet(
        book, table.name, list(columns), ([_shown(row[name], language) for name in columns] for row in dumped)
    )
    fill = EXAMPLE_FILL if table.template == "example" else FILLED_FILL
    for number in range(2, len(rows) + 2):
        for position in range(1, len(columns) + 1):
            sheet.cell(number, position).fill = fill
    for position, (name, field) in enumerate(columns.items(), start=1):
        if field.is_required():
            sheet.cell(1, position).fill = REQUIRED_FILL
        letter = get_column_letter(position)
        _offer(
            sheet,
            f"{letter}2:{letter}{LAST_ROW}",
            _choices_of(field, language) or _rows_of(note_of_column(field, "refers_to")),
            strict=not note_of_column(field, "refers_to"),
            title=name,
            prompt=_prompt_of(field, language),
        )


def _told(column: str, value: Any, language: Language) -> Any:
    """A value of a bundled row, in words of a language where it says something."""
    return translate_source(value, language) if column in IN_WORDS else value


def _offer(sheet: Worksheet, cells: str, choices: str, *, strict: bool, title: str = "", prompt: str = "") -> None:
    """Offer choices in cells, refusing all others where that is strict; and show a few words beside them."""
    offered = DataValidation(type="list" if choices else None, formula1=choices or None, allow_blank=True)
    offered.showErrorMessage = bool(choices) and strict
    if prompt:
        offered.showInputMessage = True
        offered.promptTitle, offered.prompt = title[:LONGEST_TITLE], prompt[:LONGEST_PROMPT]
    sheet.add_data_validation(offered)
    offered.add(cells)


def _choices_of(field: FieldInfo, language: Language) -> str:
    """The words that may stand in a column, as a workbook lists them; blank where there are others too."""
    if column_type(field).kind == "truth":
        words: Sequence[str] = TRUTHS[language]
    else:
        options = (field.annotation, *get_args(field.annotation))
        words = [word for option in options for word in get_args(option) if isinstance(word, str)]
        words = words if column_type(field).kind != "list" else ()
    listed = ",".join(words)
    return f'"{listed}"' if listed and len(listed) <= LONGEST_LIST else ""


def _prompt_of(field: FieldInfo, language: Language) -> str:
    """What a column means, and what each word means that may stand there; of many, where that is told."""
    meaning = translate(meaning_of(field), language)
    words, *_ = allowed_parts(field)
    told = translate_allowed(words, language)
    if told == words or column_type(field).kind == "truth" or not _choices_of(field, language):
        return meaning
    both = f"{meaning}: {told}"
    return both if len(both) <= LONGEST_PROMPT else f"{meaning}: {TEXTS['see guide'][language]}"


def _rows_of(target: str) -> str:
    """The cells in which the keys of a table stand; blank for no table."""
    if not target:
        return ""
    letter = get_column_letter(list(TABLES[target].columns).index(TABLES[target].key[0]) + 1)
    return f"{target}!${letter}$2:${letter}${LAST_ROW}"


def _truth(value: bool, language: Language) -> str:
    return TRUTHS[language][value]


def _shown(value: Any, language: Language) -> Any:
    """A value as people of a language write it: yes, or ja, for true."""
    return _truth(value, language) if isinstance(value, bool) else value
