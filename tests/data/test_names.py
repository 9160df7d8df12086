"""Names that look alike: one name where nobody could tell them apart, and told where somebody hardly could."""

import unicodedata
from pathlib import Path

import pytest

from optimiser.data.findings import as_name, difference_in_words
from optimiser.data.read import check, read, write
from optimiser.data.tables import full_name
from optimiser.explanation.finding import find_centres, find_municipality
from tests.data.books import edit, put
from tests.data.tiny import Folder, place


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    "text",
    [
        decomposed("Nørre Åby"),
        "Nørre\u00a0Åby",
        "Nørre  Åby",
        " Nørre\u2009Åby\u200b",
        "N\u00adørre Åby\ufeff",
        "Nørre\u202fÅby",
    ],
)
def test_a_name_is_known_by_what_is_seen_of_it(text: str) -> None:
    assert as_name(text) == "Nørre Åby"
    assert as_name("Lyngby\u2011Taarbæk") == "Lyngby-Taarbæk"


@pytest.mark.parametrize("name", ["municipalities", "centres", "structures", "volumes", "tasks"])
def test_a_table_with_decomposed_letters_says_the_same(folder: Folder, name: str) -> None:
    folder.replace("centres.csv", "North", "Nørd-Å")
    folder.write("structures.csv", "structure,municipality,group\none,1,Nørd-Å\none,2,Nørd-Å\nfree,1,South\n")
    before = folder.sha256()
    text = (folder.path / f"{name}.csv").read_text(encoding="utf-8")
    folder.write(f"{name}.csv", decomposed(text))
    assert folder.sha256() == before


@pytest.mark.parametrize("blank", ["\u00a0", "  ", "\u2009", " \u200b"])
def test_a_reference_may_have_other_blanks_than_the_name(folder: Folder, blank: str) -> None:
    folder.replace("centres.csv", "North", "Region North")
    for group in ("one,1", "one,2", "free,1"):
        folder.replace("structures.csv", f"{group},North", f"{group},Region North")
    before = folder.sha256()
    folder.replace("structures.csv", "one,1,Region North", f"one,1,Region{blank}North")
    assert folder.sha256() == before


def test_a_structure_is_not_split_by_an_unseen_sign(folder: Folder) -> None:
    """Two structures of one name each had a municipality; the chosen one lost the other."""
    before = folder.sha256()
    folder.replace("structures.csv", "one,2,North", "one\u200b,2,North")
    assert folder.sha256() == before


def test_the_name_of_a_column_may_hold_unseen_signs(folder: Folder) -> None:
    before = folder.sha256()
    folder.replace("volumes.csv", "contacts", "contacts\u200b")
    assert folder.sha256() == before


def test_two_keys_that_become_one_are_told(folder: Folder) -> None:
    folder.append("centres.csv", "South\u00a0,virtual,,1.2,500,")
    assert "the same centre" in folder.findings()[0].rule


def test_changes_find_names_however_they_are_typed(folder: Folder, tmp_path: Path) -> None:
    same = folder.sha256(overrides=["municipalities.Bøgby.population=30000"])
    assert folder.sha256(overrides=[decomposed("municipalities.Bøgby.population=30000")]) == same
    assert folder.sha256(overrides=["municipalities.Bøgby\u200b.population=30000"]) == same
    scenario = tmp_path / "more.toml"
    scenario.write_text(
        decomposed('name = "more"\n[set]\n"municipalities.Bøgby.population" = 30000\n'), encoding="utf-8"
    )
    assert folder.sha256(scenarios=[scenario]) == same
    assert full_name(decomposed("centres.Bøgby.cost_factor")) == "centres.Bøgby.cost_factor"


def test_structures_systems_and_futures_are_chosen_however_they_are_typed(folder: Folder) -> None:
    for old in ("one,1", "one,2"):
        folder.replace("structures.csv", old, old.replace("one", "én"))
    folder.replace("instance.toml", '"one"', '"none"')
    folder.write("futures.csv", "future\nfærre\n")
    folder.write("future_changes.csv", "future,parameter,value\nfærre,volumes.*.contacts,x0.5\n")
    folder.write("systems.csv", "system,structure\nå-system,én\n")
    folder.write("system_changes.csv", "system,parameter,value\nå-system,policy.max_hosts,1\n")
    for structure, future in (("én", "færre"), ("å-system", "færre")):
        assert folder.sha256(structure=structure, overrides=[f"future={future}"]) == folder.sha256(
            structure=decomposed(structure), overrides=[decomposed(f"future={future}")]
        )


def test_who_is_explained_is_found_however_it_is_typed(folder: Folder) -> None:
    instance = read(folder.path)
    assert find_municipality(instance, decomposed("BØGBY"), None)[0] == "2"
    assert find_municipality(instance, "Cirkelø\u00a0", "GUIDE")[0] == "3"
    assert find_centres(instance, [decomposed("bøgby"), "Bøgby "]) == ("Bøgby",)


def test_a_workbook_is_read_alike(folder: Folder, book: Path) -> None:
    put(book, "municipalities", "B3", decomposed("Bøgby"))
    put(book, "structures", "C2", "North\u00a0")
    edit(book, lambda workbook: setattr(workbook["volumes"], "title", "volumes"))
    assert read(book).sha256 == folder.sha256()


def test_free_text_stays_as_it_is_but_for_composed_letters(folder: Folder, tmp_path: Path) -> None:
    folder.write("locks.csv", decomposed("municipality,form,demand,note\n1,purchased,must not,så  vidt\u00a0aftalt\n"))
    instance = read(folder.path)
    assert instance.tables.locks[0].note == "så  vidt\u00a0aftalt"
    write(instance, tmp_path / "copy.xlsx")
    assert read(tmp_path / "copy.xlsx").sha256 == instance.sha256


@pytest.mark.parametrize("name", ["ONE", "öne".replace("ö", "O"), "One"])
def test_names_that_differ_in_capitals_are_told(folder: Folder, name: str) -> None:
    folder.replace("structures.csv", "one,2,North", f"{name},2,North")
    instance, findings = check(folder.path)
    assert [each.severity for each in findings] == ["warning"]
    assert place(findings[0]) == ("structures.csv", 3, "structure")
    assert "looks like one (row 2)" in findings[0].rule
    assert instance


def test_names_that_differ_in_a_dash_are_told(folder: Folder) -> None:
    folder.append("centres.csv", "Nord–Syd,virtual,,1.2,0,")
    folder.append("centres.csv", "Nord-Syd,virtual,,1.2,0,")
    assert "which has hyphen-minus where this has en dash" in difference_in_words("Nord–Syd", "Nord-Syd")
    assert any("looks like Nord–Syd" in each.rule for each in folder.findings())


def test_a_reference_that_looks_right_is_told_where_it_is_not(folder: Folder) -> None:
    folder.replace("centres.csv", "North", "Nord-Syd")
    folder.write("structures.csv", "structure,municipality,group\none,1,Nord–Syd\n")
    assert "hyphen-minus where this has en dash" in folder.findings()[0].remedy


@pytest.mark.parametrize("name", ["Århus", "Århus.xlsx"])
def test_an_instance_is_found_however_its_file_is_typed(folder: Folder, tmp_path: Path, name: str) -> None:
    for there, asked in ((decomposed(name), name), (name, decomposed(name))):
        path = tmp_path / there
        write(read(folder.path), path)
        assert read(tmp_path / asked).sha256 == folder.sha256()
        path.rename(tmp_path / f"done-{len(there)}")


def test_a_scenario_is_found_however_its_file_is_typed(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / decomposed("å.toml")).write_text('name = "å"\n[set]\npolicy.max_hosts = 0\n', encoding="utf-8")
    assert folder.sha256(scenarios=[tmp_path / "å.toml"]) == folder.sha256(overrides=["policy.max_hosts=0"])
