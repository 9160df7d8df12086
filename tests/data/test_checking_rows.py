"""Checks of one row or one entry: each breach is told in plain words, at its cell."""

import pytest

from tests.data.tiny import Folder, place


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "rule"),
    [
        ("volumes", "1,guide,800", "1,guide,-3", (2, "contacts"), "must be 0 or more"),
        ("volumes", "1,guide,800", "1,guide,many", (2, "contacts"), "must be a number"),
        ("volumes", "1,guide,800", "1,guide,NaN", (2, "contacts"), "must be a finite number"),
        ("volumes", "1,guide,800", "1,guide,1e999", (2, "contacts"), "must be a finite number"),
        ("volumes", "1,guide,800", "1,guide,", (2, "contacts"), "must be filled in"),
        ("volumes", "1,guide,800", ",guide,800", (2, "municipality"), "must be filled in"),
        ("municipalities", "20000", "20000.5", (3, "population"), "must be a whole number"),
        ("municipalities", "true", "maybe", (2, "candidate_host"), "must be true or false"),
        ("municipalities", "Alfa", '"Al\nfa"', (2, "name"), "must have no line break"),
        ("tasks", "guide,2", "guide,10", (2, "level"), "must be 9 or less"),
        ("tasks", "false,4,", "false,0,", (2, "handling_minutes"), "must be above 0"),
        ("centres", "North,virtual", "North,virtuel", (4, "kind"), "must be 'local', 'virtual' or 'external'"),
        ("legal", "1-9", "0-9", (3, "levels"), "must be 1 or more"),
        ("legal", "1-9", "1-10", (3, "levels"), "levels are written"),
        ("legal", "purchased,1-9", "bought,1-9", (3, "forms"), "must be 'unchanged'"),
        ("cost_curve", "100,50", "0,50", (2, "volume"), "must be above 0"),
    ],
)
def test_a_cell_out_of_bounds_is_told_in_plain_words(
    folder: Folder, file: str, old: str, new: str, where: tuple[int, str], rule: str
) -> None:
    folder.replace(f"{file}.csv", old, new)
    finding = next(item for item in folder.findings() if item.column == where[1])
    assert place(finding) == (f"{file}.csv", *where)
    assert rule in finding.rule


def test_a_misspelt_word_is_told_with_the_one_it_is_like(folder: Folder) -> None:
    folder.replace("centres.csv", "North,virtual", "North,virtuel")
    assert "did you mean virtual?" in [item.remedy for item in folder.findings()]


def test_all_faults_are_told_at_once_in_the_order_of_files_and_rows(folder: Folder) -> None:
    folder.replace("volumes.csv", "3,guide,100", "3,guide,-1")
    folder.replace("volumes.csv", "1,guide,800", "1,guide,x")
    folder.replace("instance.toml", "discount_rate = 0.04", "discount_rate = 4")
    assert [place(item) for item in folder.findings()] == [
        ("instance.toml", None, "economy.discount_rate"),
        ("volumes.csv", 2, "contacts"),
        ("volumes.csv", 4, "contacts"),
    ]


def test_blanks_around_a_key_are_accepted(folder: Folder) -> None:
    before = folder.sha256()
    folder.replace("volumes.csv", "1,guide,800", " 1 ,guide ,800")
    assert folder.sha256() == before


@pytest.mark.parametrize(
    ("old", "new", "column", "rule"),
    [
        ("year = 2014", "yaer = 2014\nyear = 2014", "yaer", "no such entry"),
        ("year = 2014\n", "", "year", "must be filled in"),
        ("discount_rate = 0.04", "discount_rate = inf", "economy.discount_rate", "must be a finite number"),
        ("agent_cost_kr = 450000", 'agent_cost_kr = "450.000"', "economy.agent_cost_kr", "could mean two numbers"),
        ("agent_cost_kr = 450000", "agent_cost_kr = 2014-01-01", "economy.agent_cost_kr", "must be a number"),
        ("[policy]", "[policy]\nlevels.local = [0]", "policy.levels.local", "must be 1 or more"),
        ("[policy]", '[policy]\nmandatory."*".levels = "1"', "policy.mandatory.*.levels", "no such entry"),
        ("[policy]", "[policy]\nmandatory = 3", "policy.mandatory", "no such entry"),
        ("[policy]", '[policy]\nmandatory = [{levels = "3"}]', "policy.mandatory.1.forms", "must be filled in"),
        ("[policy]\nmax_entry_points = 3", "", "policy.max_entry_points", "must be filled in"),
        ('"tiny"', '"ti\\u0007ny"', "name", "must have no line break"),
    ],
)
def test_a_fault_in_the_settings_is_told_by_dotted_name(
    folder: Folder, old: str, new: str, column: str, rule: str
) -> None:
    folder.replace("instance.toml", old, new)
    finding = folder.finding()
    assert place(finding) == ("instance.toml", None, column)
    assert rule in finding.rule
