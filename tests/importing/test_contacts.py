"""Contacts from counts by municipality and theme."""

from pathlib import Path

import pytest

from optimiser.data.read import read
from optimiser.importing.contacts import ContactOptions, propose_contacts
from optimiser.importing.placing import put_in_place, tried
from optimiser.importing.proposal import Proposal
from tests.data.tiny import Folder
from tests.importing.conftest import faults, said

WIDE = """\
Henvendelser 2014;;;;

Kommune;Borgerservice;Skat;Byggesag;I alt
1 Alfa;1.000;200;15;1.215
Bøgby Kommune;500;-;7;507
Cirkelø;50;10,5;2;62,5
I alt;1.550;210,5;24;1.784,5
"""
LONG = """\
kommunekode,kommune,emne,antal
1,Alfa,Skat,200
1,Alfa,Borgerservice,1000
0002,Bøgby,Skat,0
0002,Bøgby,Borgerservice,500
3,Cirkelø,Skat,10.5
3,Cirkelø,Borgerservice,50
,Hele landet,Skat,99999
"""
THEMES = """\
theme;task;share
Borgerservice;guide;60 %
borgerservice;ruling;0,4
Skat;ruling;
Byggesag;-;
"""


def propose(
    tiny: Folder, text: str, *, name: str = "counts.csv", encoding: str = "utf-8", **options: object
) -> Proposal:
    """What a file with this text would change, its themes as above unless others are given."""
    file, themes = tiny.path.parent / name, tiny.path.parent / "themes.csv"
    file.write_text(text, encoding=encoding)
    themes.write_text(THEMES, encoding="utf-8")
    given = {"where": {}, "theme_file": themes} | options
    return propose_contacts(file, tiny.path, ContactOptions(**given))  # type: ignore[arg-type]


def volumes(proposal: Proposal) -> dict[tuple[str, str], float]:
    """Contacts by municipality and task, as they would be written."""
    return {(row["municipality"], row["task"]): row["contacts"] for row in proposal.edits[0].added}


NO_SUM = "the total {} must be the sum of what it is the total of, which is {}"
ADD_UP = "the shares of a theme must add up to 1"
EXPECTED = {
    ("1", "guide"): 600,
    ("1", "ruling"): 600,
    ("2", "guide"): 300,
    ("2", "ruling"): 200,
    ("3", "guide"): 30,
    ("3", "ruling"): 30.5,
}


@pytest.mark.parametrize("text", [WIDE, LONG])
def test_wide_and_long_give_the_same(tiny: Folder, text: str) -> None:
    proposal = propose(tiny, text)
    assert volumes(proposal) == pytest.approx(EXPECTED)
    told = said(proposal)
    assert told["contacts sum"] == {
        "rows": 6,
        "municipalities": 3,
        "sum": 1760,
        "replaced": 5,
        "before": 1500,
        "kept": 0,
    }
    assert told["left out totals"]["count"] == 1
    assert proposal.edits[0].added[0]["assumption"] is True  # how a theme divides over tasks is in no count


def test_what_is_written_is_read_back_and_the_rest_stays(tiny: Folder) -> None:
    tiny.write("volumes.csv", "task;municipality;contacts\nguide;1;8,5\nguide;2;300\nruling;1;200,25\nruling;3;99\n")
    proposal = propose(tiny, "kommune,Skat\nAlfa,7\nCirkelø,0.5\n", theme_file=None, themes=["Skat=ruling"])
    with tried(tiny.path, proposal) as made:
        put_in_place(made)
    text = (tiny.path / "volumes.csv").read_text(encoding="utf-8")
    assert text == (
        "task;municipality;contacts;source;assumption\nguide;1;8,5;;\nguide;2;300;;\n"
        "ruling;1;7;counted: counts.csv;false\nruling;3;0,5;counted: counts.csv;false\n"
    )
    assert read(tiny.path).contacts["3", "ruling"] == 0.5


def test_rows_deleted_for_want_of_a_count_are_told(tiny: Folder) -> None:
    tiny.write("volumes.csv", "task,municipality,contacts\nguide,1,8\nguide,2,300\nruling,1,200\nruling,3,99\n")
    file = "kommune,emne,antal\nAlfa,guide,7\nBøgby,guide,5\nBøgby,ruling,4\n"
    told = said(propose(tiny, file, theme_file=None))
    assert told["contacts gone"] == {"names": "1 ruling", "contacts": 200}
    assert "contacts gone" not in said(propose(tiny, file + "Alfa,ruling,0\n", theme_file=None))


def test_counts_of_weeks_are_made_a_years(tiny: Folder) -> None:
    proposal = propose(tiny, "kommune,Skat\nAlfa,6\n", theme_file=None, themes=["Skat=ruling"], weeks=3)
    assert volumes(proposal) == {("1", "ruling"): pytest.approx(6 * 52 / 3)}
    assert proposal.edits[0].added[0]["assumption"] is True
    assert proposal.edits[0].added[0]["source"] == "counted: counts.csv, 3 weeks counted, times 52/3"


def test_tasks_go_by_their_own_names(tiny: Folder) -> None:
    proposal = propose(tiny, "kommune,Guide,ruling\nAlfa,6,7\n", theme_file=None)
    assert volumes(proposal) == {("1", "guide"): 6, ("1", "ruling"): 7}
    assert proposal.edits[0].added[0]["assumption"] is False


def test_rows_and_columns_are_chosen_or_added_up(tiny: Folder) -> None:
    text = "kommune;år;kanal;emne;antal\nAlfa;2014;tlf;Skat;5\nAlfa;2014;mail;Skat;6\nAlfa;2013;tlf;Skat;7\n"
    chosen = propose(tiny, text, where={"år": "2014", "Kanal": "tlf"})
    assert volumes(chosen) == {("1", "ruling"): 5}
    assert said(chosen)["left out rows"]["rows"] == "1 (år ≠ 2014), 1 (Kanal ≠ tlf)"
    summed = propose(tiny, text, where={"år": "2014"}, add_up=["kanal"])
    assert volumes(summed) == {("1", "ruling"): 11}
    ((_, column, value, rule),) = faults(lambda: propose(tiny, text, where={"år": "2015"}))
    assert (column, value, rule) == ("år", "2015", "no row has this value")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (WIDE.replace("1.215", "1.216"), (4, "", "1 Alfa", NO_SUM.format(1216, 1215))),
        (WIDE.replace("24;1.784,5", "25;1.785,5"), (7, "", "I alt Byggesag", NO_SUM.format(25, 24))),
        (WIDE.replace("Cirkelø", "Cirkelby"), (6, "", "Cirkelby", "is the name of no municipality of the instance")),
        (WIDE.replace("Cirkelø;50", "Cirkelø;"), (6, "Borgerservice", "Cirkelø", "is blank")),
        (WIDE.replace("Cirkelø;50", "Cirkelø;.."), (6, "Borgerservice", "Cirkelø ..", "is missing in the file")),
        (WIDE.replace("Cirkelø;50", "Cirkelø;50 ca"), (6, "Borgerservice", "Cirkelø 50 ca", "must be a number")),
        (WIDE.replace("Cirkelø;50", "Cirkelø;-50"), (6, "Borgerservice", "Cirkelø -50", "must not be below 0")),
        (WIDE.replace("Cirkelø", "Bøgby Kommune"), (6, "Skat", "Bøgby Kommune", "a count of the same as row 5")),
        (WIDE.replace("Byggesag", "Skov"), (None, "Skov", "", "nothing says which task this theme is")),
        (WIDE.replace("Byggesag", "Skat"), (3, "Skat", "Skat", "must be the name of one column only")),
        ("emne;antal\nSkat;5\n", (None, "", "", "no column holds municipalities, by code or name")),
        ("Alfa;5\nBøgby;6\nCirkelø;7\n", (1, "", "", "must have a header above the counts")),
        (LONG.replace("1,Alfa,Skat", "2,Alfa,Skat"), (2, "", "2 Alfa", "has the code of Bøgby and the name of Alfa")),
    ],
)
def test_what_is_wrong_or_unclear_is_refused_with_its_place(
    tiny: Folder, text: str, fault: tuple[int | None, str, str, str]
) -> None:
    before = (tiny.path / "volumes.csv").read_bytes()
    assert fault in faults(lambda: propose(tiny, text))
    assert (tiny.path / "volumes.csv").read_bytes() == before


def test_all_that_is_wrong_is_told_at_once(tiny: Folder) -> None:
    text = "kommune;Skat;Skov\nAlfa;x;1\nBogby;20;30\nDelta;20;30\n"
    assert [(row, column, value) for row, column, value, _ in faults(lambda: propose(tiny, text))] == [
        (2, "Skat", "Alfa x"),
        (4, "", "Delta"),
        (None, "Skov", ""),
    ]


@pytest.mark.parametrize(
    ("themes", "fault"),
    [
        (["Skat=tax"], (None, "task", "Skat tax", "must be a task")),
        (["Skat=guide:0.5,ruling:0.4"], (None, "share", "Skat", f"{ADD_UP}, but add up to 0.9")),
        (["Skat=guide:x"], (None, "share", "Skat", "must be a share above 0, up to 1")),
        (["Skat"], (None, "", "Skat", "must be THEME=TASK, or THEME=TASK:0.4,TASK:0.6")),
    ],
)
def test_what_is_said_of_themes_is_checked(
    tiny: Folder, themes: list[str], fault: tuple[int | None, str, str, str]
) -> None:
    with pytest.raises(Exception) as error:
        propose(tiny, "kommune,Skat\nAlfa,6\n", theme_file=None, themes=themes)
    found = [(each.row, each.column, each.value, each.rule) for each in error.value.findings]  # type: ignore[attr-defined]
    assert fault in found


def test_a_theme_that_the_file_does_not_have_is_remarked_on(tiny: Folder) -> None:
    proposal = propose(tiny, "kommune,Skat\nAlfa,6\n")
    assert [(remark.row, remark.value) for remark in proposal.remarks] == [(2, "Borgerservice"), (5, "Byggesag")]


def test_a_national_total_beside_some_municipalities_is_not_held_against_them(tiny: Folder) -> None:
    text = "kommune,Skat\nAlfa,6\nAalborg,100\nHele landet,999999\n"
    proposal = propose(tiny, text)
    assert volumes(proposal) == {("1", "ruling"): 6}
    assert said(proposal)["left out elsewhere"]["names"] == "Aalborg"
    assert faults(lambda: propose(tiny, text.replace("Hele landet", "I alt")))[0][2] == "I alt Skat"


def test_what_is_not_known_is_no_total(tiny: Folder) -> None:
    text = "kommune,Skat,Uoplyst,Andel,I alt\nAlfa,6,10,60 %,16\nUoplyst,3,10,40 %,13\nI alt,9,20,100 %,29\n"
    proposal = propose(tiny, text, theme_file=None, themes=["Skat=ruling", "Uoplyst=-", "Andel=-"])
    assert volumes(proposal) == {("1", "ruling"): 6}
    assert said(proposal)["left out outside"] == {"count": 1, "names": "Uoplyst"}
    assert said(proposal)["themes left out"]["names"] == "Uoplyst"


def test_other_encodings_are_read_and_told(tiny: Folder) -> None:
    for encoding, name in (("cp1252", "Windows-1252"), ("utf-16", "UTF-16")):
        proposal = propose(tiny, "kommune;Skat\nBøgby;6\n", encoding=encoding)
        assert volumes(proposal) == {("2", "ruling"): 6}
        assert said(proposal)["encoding"] == {"encoding": name}


def test_an_instance_without_tasks_is_told_so(tiny: Folder) -> None:
    Path(tiny.path / "tasks.csv").unlink()
    assert faults(lambda: propose(tiny, WIDE))[0][3] == "must name the tasks first"
