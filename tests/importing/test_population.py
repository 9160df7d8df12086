"""Inhabitants from tables of official statistics, in each form StatBank gives them."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook

from optimiser.importing.population import propose_population
from optimiser.importing.statistics import Choices
from tests.data.tiny import Folder
from tests.importing.conftest import INSTANCES, faults, said

NONE = Choices({}, [])


def populations() -> Mapping[str, tuple[str, int]]:
    """Names and inhabitants of the 98 municipalities by code, ten more than the bundled instance has."""
    with (INSTANCES / "denmark-2014" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["name"], int(row["population"]) + 10) for row in csv.DictReader(file)}


TOTAL = sum(people for _, people in populations().values())
CHRISTIANSØ = 91


def as_api(names: bool, codes: bool, english: bool = False) -> str:
    """A table as the API gives it: names, codes, or both in one cell; all levels in one column."""
    sex, age, everyone = ("Total", "Age, total", "All Denmark") if english else ("I alt", "Alder i alt", "Hele landet")
    areas = [("000", everyone, TOTAL + CHRISTIANSØ), ("084", "Region Hovedstaden", 1_700_000)]
    areas += [("04", "Landsdel Bornholm" if not english else "Province Bornholm", 40_316)]
    areas += [(code, name, people) for code, (name, people) in populations().items()]
    areas += [("411", "Christiansø", CHRISTIANSØ)]
    shown = [(f"{code * codes} {name * names}".strip(), people) for code, name, people in areas]
    lines = ["OMRÅDE;KØN;ALDER;CIVILSTAND;TID;INDHOLD"]
    for area, people in shown:
        lines += [f"{area};{sex};{age};{sex};2014K1;{people}"]
        lines += [f"{area};{'Men' if english else 'Mænd'};{age};{sex};2014K1;1"]
    text = "\n".join(lines) + "\n"
    return text.replace("København;", "Copenhagen;") if english else text


def as_page() -> str:
    """A table as the web page gives it: a title, a blank line, periods above, blanks where an area repeats."""
    lines = ['"Folketal den 1. i kvartalet efter område, køn og tid"', "", '" ";" ";"2014K1";"2014K2"']
    for name, people in populations().values():
        lines += [f'"{name}";"I alt";{people};..', '"";"Mænd";1;2', f'"";"Kvinder";{people - 1};3']
    return "\n".join([*lines, "", '"Christiansø er ikke en kommune; den hører under Forsvarsministeriet."']) + "\n"


def as_px() -> str:
    """A table in PC-Axis: codes apart from texts, two areas called Bornholm, figures in their order."""
    areas = [("000", "Hele landet", TOTAL + CHRISTIANSØ), ("04", "Bornholm", 40_316)]
    areas += [(code, name, people) for code, (name, people) in populations().items()]
    areas += [("411", "Christiansø", CHRISTIANSØ)]
    quoted = [",".join(f'"{area[place]}"' for area in areas) for place in (0, 1)]
    data = "\n".join(f'{people} ".."\n1 2' for _, _, people in areas)
    return f"""CHARSET="ANSI";
CODEPAGE="iso-8859-1";
TITLE="Folketal; den 1. i kvartalet efter område, køn "
"og tid";
TITLE[en]="Population";
STUB="område","køn";
HEADING="tid";
VALUES("område")={quoted[1]};
VALUES("køn")="I alt","Mænd";
VALUES("tid")="2014K1","2014K2";
TIMEVAL("tid")=TLIST(Q1),"20141","20142";
CODES("område")={quoted[0]};
CODES("køn")="TOT","1";
CODES("tid")="2014K1","2014K2";
NOTE="DATA=1; står ikke her";
DATA=
{data}
;
"""


def as_excel(path: Path) -> None:
    """The web page's table as Excel: title, blank row, headings, numbers."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Population at the first day of the quarter by region and time"])
    sheet.append([])
    sheet.append([None, "2014Q1"])
    for name, people in populations().values():
        sheet.append(["Copenhagen" if name == "København" else name, people])
    book.save(path)


FORMS: Mapping[str, Callable[[], bytes]] = {
    "names.csv": lambda: as_api(names=True, codes=False).encode("utf-8-sig"),
    "codes.csv": lambda: as_api(names=False, codes=True).encode(),
    "both.csv": lambda: as_api(names=True, codes=True).encode("cp1252"),
    "english.csv": lambda: as_api(names=True, codes=False, english=True).encode(),
    "page.csv": lambda: as_page().encode("cp1252"),
    "table.px": lambda: as_px().encode("iso-8859-1"),
}


@pytest.mark.parametrize("name", [*FORMS, "excel.xlsx"])
def test_each_form_gives_the_same_figures(denmark: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    if name in FORMS:
        file.write_bytes(FORMS[name]())
    else:
        as_excel(file)
    choices = Choices({}, [], "2014K1" if name in ("page.csv", "table.px") else "")
    proposal = propose_population(file, denmark, choices)
    (edit,) = proposal.edits
    written = [value for (_, column), value in edit.cells.items() if column == "population"]
    assert written == [people for _, people in populations().values()]
    told = said(proposal)
    assert told["population sum"] == {"count": 98, "sum": TOTAL, "before": TOTAL - 980}
    assert ("population total" in told) == (name not in ("page.csv", "excel.xlsx"))
    assert ("encoding" in told) == (name in ("both.csv", "page.csv", "table.px"))
    source = next(value for (_, column), value in edit.cells.items() if column == "source")
    assert str(source).startswith("FOLK1A; DAGI; LAU; population: " + name)


@pytest.mark.parametrize(
    ("lines", "chosen"),
    [
        ('"2014K1";"I alt";"{}";{}', "column 1 = 2014K1, column 2 = I alt"),
        ('"{}";"2014";{}', "column 2 = 2014"),
        ('"Population by region, sex and time"|"Unit: number"||"";"2014Q1";"2014Q2"|"";"Total";"Total"|"{}";{};7', ""),
        ('"Population by region and time"||"region";"time";"Population"|"{}";"2014";{}', "time = 2014"),
        ('"Folketal efter område og tid"||"";"2014K1"|"0{}";{}||"Kilde: Danmarks Statistik"', "tid = 2014K1"),
    ],
)
def test_pages_with_and_without_headings(denmark: Path, tmp_path: Path, lines: str, chosen: str) -> None:
    """`|` parts lines; the line with gaps is there once for each municipality, by code where it has 0{}."""
    written = []
    for line in lines.split("|"):
        names = [(code if "0{}" in line else name, people) for code, (name, people) in populations().items()]
        written += [line.format(*pair) for pair in names] if "{}" in line else [line]
    file = tmp_path / "page.csv"
    file.write_bytes("\n".join(written).encode("cp1252"))
    told = said(propose_population(file, denmark, Choices({}, [], "" if chosen else "2014Q1")))
    assert told["population sum"]["sum"] == TOTAL
    assert told["statistics read"]["chosen"] == (chosen or "time = 2014Q1, sex = Total")


def with_area(tiny: Folder, lines: str, header: str = "OMRÅDE;TID;INDHOLD") -> Path:
    """A file of the tiny instance's three municipalities, with these lines."""
    file = tiny.path.parent / "file.csv"
    file.write_text(f"{header}\n{lines}\n", encoding="utf-8")
    return file


def test_an_earlier_import_is_replaced_in_the_source(tiny: Folder) -> None:
    tiny.write(
        "municipalities.csv",
        'code,name,population,source\n1,Alfa,1,"LAU; population: old.csv"\n2,Bøgby,2,\n3,Cirkelø,3,\n',
    )
    file = with_area(tiny, "1;2014;5\nBøgby;2014;2\n3;2014;3")
    (edit,) = propose_population(file, tiny.path, NONE).edits
    assert edit.cells == {(2, "population"): 5, (2, "source"): "LAU; population: file.csv (TID 2014)"}


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            "1;2014;5\n2;2014;6",
            (None, "", "3 Cirkelø", "must have a figure for every municipality of the instance: 1 of 3 have none"),
        ),
        (
            "1;2014;5",
            (
                None,
                "",
                "2 Bøgby, 3 Cirkelø",
                "must have a figure for every municipality of the instance: 2 of 3 have none",
            ),
        ),
        ("1;2014;5\n2;2014;..\n3;2014;7", (3, "2", "..", "is missing in the file")),
        ("1;2014;5\n2;2014;6,5\n3;2014;7", (3, "2", "6.5", "must be a whole number of people")),
        (
            "1;2014;5\n2;2014;6\n3;2014;7\nBogense;2014;8",
            (5, "", "Bogense", "is the name of no municipality of the instance"),
        ),
        ("1;2014;5\n2;2014;6\n3;2014;7\nCirkelø;2014;8", (5, "", "Cirkelø", "is the same municipality as 3 (row 4)")),
        ("1;2014;5\n2;2014\n3;2014;7", (3, "", "", "must have 3 fields, but has 2")),
        (
            "1;2014K1;5\n1;2014K2;5\n2;2014K1;6\n3;2014K1;7",
            (None, "TID", "2014K1, 2014K2", "has several periods, and not exactly one of 2014"),
        ),
    ],
)
def test_a_partial_or_wrong_file_is_refused(tiny: Folder, lines: str, fault: tuple[int | None, str, str, str]) -> None:
    file = with_area(tiny, lines)
    assert fault in faults(lambda: propose_population(file, tiny.path, NONE))


def test_parts_are_not_taken_for_the_whole(tiny: Folder) -> None:
    lines = "\n".join(f"{code};{sex};2014;{code}" for code in (1, 2, 3) for sex in ("Mænd", "Kvinder"))
    file = with_area(tiny, lines, "OMRÅDE;KØN;TID;INDHOLD")
    assert faults(lambda: propose_population(file, tiny.path, NONE)) == [
        (None, "KØN", "", "has no total, only Mænd, Kvinder")
    ]
    summed = propose_population(file, tiny.path, Choices({}, ["køn"]))
    assert said(summed)["population sum"] == {"count": 3, "sum": 12, "before": 90_000}
    men = propose_population(file, tiny.path, Choices({"KØN": "mænd"}, []))
    assert said(men)["population sum"] == {"count": 3, "sum": 6, "before": 90_000}
    assert faults(lambda: propose_population(file, tiny.path, Choices({"KON": "Mænd"}, [])))[0][3] == (
        "is no variable of the table"
    )


def test_thousands_are_not_decimals(tiny: Folder) -> None:
    file = with_area(tiny, "1;2014;60.123\n2;2014;20.456\n3;2014;999")
    assert said(propose_population(file, tiny.path, NONE))["population sum"]["sum"] == 60_123 + 20_456 + 999
    file = with_area(tiny, "1;2014;60.123\n2;2014;20,456\n3;2014;999")
    assert "could mean two numbers" in faults(lambda: propose_population(file, tiny.path, NONE))[0][3]


def test_municipalities_elsewhere_are_left_out_and_told(tiny: Folder) -> None:
    file = with_area(tiny, "1;2014;5\n2;2014;6\n3;2014;7\nAalborg;2014;200000\nRegion Nordjylland;2014;1")
    told = said(propose_population(file, tiny.path, NONE))
    assert told["left out elsewhere"] == {"count": 1, "names": "Aalborg"}
    assert told["left out totals"] == {"count": 1, "names": "Region Nordjylland"}
    assert told["population sum"]["sum"] == 18


def test_a_country_that_is_not_the_sum_of_its_municipalities_is_refused(denmark: Path, tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    text = as_api(names=True, codes=True)
    file.write_text(text.replace(f"2014K1;{TOTAL + CHRISTIANSØ}\n", f"2014K1;{TOTAL}\n"), encoding="utf-8")
    found = faults(lambda: propose_population(file, denmark, NONE))
    assert found == [
        (2, "", f"000 Hele landet {TOTAL:,}", f"must be the sum of the municipalities, which is {TOTAL + 91:,}")
    ]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda text: text.replace("DATA=\n", "DATA=\n7 "), "figures, one for each cell of the table, but has"),
        (lambda text: text.partition("DATA=\n")[0], "must be a list of PC-Axis entries that ends with DATA"),
        (lambda text: text.replace('CODES("køn")="TOT","1"', 'CODES("køn")="TOT"'), "must have a code for each value"),
        (lambda _: "no table at all", "must be a list of PC-Axis entries"),
    ],
)
def test_a_damaged_px_file_is_refused(denmark: Path, tmp_path: Path, change: Callable[[str], str], rule: str) -> None:
    file = tmp_path / "table.px"
    file.write_text(change(as_px()), encoding="utf-8")
    ((_, _, _, said_rule),) = faults(lambda: propose_population(file, denmark, NONE))
    assert rule in said_rule


def test_a_file_that_is_no_table_is_refused(tiny: Folder) -> None:
    file = tiny.path.parent / "file.csv"
    for text in ("", "hello\n", "hello;there\nyou;two\n"):
        file.write_text(text, encoding="utf-8")
        assert faults(lambda: propose_population(file, tiny.path, NONE))
    file.with_suffix(".xlsx").write_bytes(b"no workbook")
    assert faults(lambda: propose_population(file.with_suffix(".xlsx"), tiny.path, NONE))
