"""What is written backwards, larger than any country has, or too small to count is refused, wherever it stands."""

from pathlib import Path

import pytest

from optimiser.data.cells import column_type
from optimiser.data.columns import note_of_column, smallest_positive
from optimiser.data.read import check, read, write
from optimiser.data.settings import declared_entries
from optimiser.data.tables import TABLES
from tests.data.tiny import Folder, place

BACKWARDS = "a range of levels begins with its lowest: 4-6, not 6-4"


def test_levels_of_a_law_written_backwards_are_refused(folder: Folder) -> None:
    """They were read as no levels, which for a law means the authority tasks."""
    folder.replace("legal.csv", "purchased,1-9", "purchased,6-4")
    finding = folder.finding()
    assert place(finding) == ("legal.csv", 3, "levels")
    assert (finding.value, finding.rule) == ("6-4", BACKWARDS)


def test_levels_of_the_policy_written_backwards_are_refused(folder: Folder) -> None:
    folder.replace("instance.toml", "[policy]", '[policy]\nlevels.purchased = "1-2 6-4"')
    finding = folder.finding()
    assert (finding.column, finding.rule) == ("policy.levels.purchased", BACKWARDS)


def test_levels_set_backwards_are_refused_wherever_they_are_set(folder: Folder, tmp_path: Path) -> None:
    scenario = tmp_path / "idea.toml"
    scenario.write_text('name = "idea"\n[set]\n"policy.levels.regional" = "6-4"\n', encoding="utf-8")
    assert folder.finding(scenarios=[scenario]).rule == BACKWARDS
    assert folder.finding(overrides=["legal.purchase-cap.levels=6-4"]).rule == BACKWARDS
    mandate = ["policy.mandatory.1.levels=6-4", "policy.mandatory.1.forms=local"]
    assert folder.finding(overrides=mandate).column == "policy.mandatory.1.levels"
    folder.write("systems.csv", "system,structure\nnew,one\n")
    folder.write("system_changes.csv", "system,parameter,value\nnew,policy.levels.regional,6-4\n")
    finding = folder.finding(structure="new")
    assert place(finding) == ("system_changes.csv", 2, "policy.levels.regional")
    assert finding.rule == BACKWARDS


@pytest.mark.parametrize("name", ["instance.xlsx", "folder"])
def test_backward_years_of_a_law_are_refused_in_both_formats(folder: Folder, tmp_path: Path, name: str) -> None:
    """The law was silently never in force."""
    rows = "A,local,1,no act,true,2010,2020\n"
    folder.write("legal.csv", f"rule,forms,levels,citation,active,valid_from,valid_to\n{rows}")
    write(read(folder.path), tmp_path / name)
    assert check(tmp_path / name, overrides=["legal.A.valid_to=2005"])[1][0].rule == (
        "must not be above valid_to (2005) of the same row"
    )
    folder.replace("legal.csv", "2010,2020", "2020,2010")
    finding = folder.finding()
    assert (*place(finding), finding.value) == ("legal.csv", 2, "valid_from", "2020")
    assert finding.remedy == "swap the two, or correct one"


def test_a_law_is_in_force_in_its_only_year(folder: Folder) -> None:
    folder.write("legal.csv", "rule,forms,citation,active,valid_from,valid_to\nA,regional,an act,true,2014,2014\n")
    assert [law.rule for law in read(folder.path).laws] == ["A"]


def test_every_number_has_a_most() -> None:
    """Volumes of 1e9 to 1e15 made the solver work without end."""
    fields = [(f"{table.name}.{name}", field) for table in TABLES.values() for name, field in table.columns.items()]
    numbers = [
        (name, field) for name, field in [*fields, *declared_entries().items()] if column_type(field).kind == "number"
    ]
    assert len(numbers) > 50
    bounded = {
        name for name, field in numbers for rule in field.metadata if {"le", "lt"} & set(getattr(rule, "__slots__", ()))
    }
    assert [name for name, _ in numbers if name not in bounded] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "column"),
    [
        ("volumes", "1,guide,800", "1,guide,1e9", "contacts"),
        ("volumes", "1,guide,800", "1,guide,1e15", "contacts"),
        ("municipalities", "60000", "60000000000", "population"),
        ("tasks", "1,1200", "1,1.2e15", "national_contacts"),
        ("cost_curve", "1000,40", "1e13,40", "volume"),
        ("investments", "1000000,8", "1e15,8", "amount_kr"),
        ("centres", "North,virtual,,1.05,500,2000", "North,virtual,,1.05,500,1e13", "max_volume"),
    ],
)
def test_what_no_country_has_is_refused(folder: Folder, file: str, old: str, new: str, column: str) -> None:
    folder.replace(f"{file}.csv", old, new)
    finding = next(item for item in folder.findings() if item.column == column)
    assert finding.severity == "error"
    assert "or less" in finding.rule
    assert finding.remedy.startswith("no country has more")


def test_what_no_country_has_is_refused_in_settings_and_changes(folder: Folder) -> None:
    assert "1,000,000,000,000 or less" in folder.finding(overrides=["policy.investment_budget_kr=1e15"]).rule
    assert "100,000,000 or less" in folder.finding(overrides=["volumes.1/guide/*.contacts=x1e9"]).rule
    folder.replace("instance.toml", "agent_cost_kr = 450000", "agent_cost_kr = 4.5e12")
    assert folder.finding().column == "economy.agent_cost_kr"


def test_all_contacts_together_are_not_more_than_a_country_has(folder: Folder) -> None:
    lines = "".join(f"{code},{task},1e8\n" for code in range(1, 4) for task in ("guide", "ruling"))
    folder.write("volumes.csv", f"municipality,task,contacts\n{lines}")
    assert all(item.severity == "warning" for item in folder.findings())
    extra = "".join(f"t{number},1,false,4,1,0\n" for number in range(2))
    folder.write("tasks.csv", (folder.path / "tasks.csv").read_text(encoding="utf-8") + extra)
    more = "".join(f"{code},t{number},1e8\n" for code in range(1, 4) for number in range(2))
    folder.write("volumes.csv", f"municipality,task,contacts\n{lines}{more}")
    finding = folder.finding()
    assert place(finding) == ("volumes.csv", 2, "contacts")
    assert "1,200,000,000 contacts" in finding.rule


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "rule"),
    [
        ("volumes", "1,guide,800", "1,guide,1e-300", "contacts", "must be 0, or at least 0.001"),
        ("cost_curve", "100,50", "100,1e-300", "unit_cost_kr", "must be 0, or at least 0.000000001"),
        ("tasks", "4,1,1200", "4,1e-10,1200", "pooling_weight", "must be 0, or at least 0.000000001"),
        ("investments", "1000000,8", "1000000,1e-12", "lifetime_years", "must be 0, or at least 0.01"),
    ],
)
def test_what_is_too_small_to_count_is_refused(
    folder: Folder, file: str, old: str, new: str, column: str, rule: str
) -> None:
    folder.replace(f"{file}.csv", old, new)
    finding = next(item for item in folder.findings() if item.column == column)
    assert finding.rule == rule


@pytest.mark.parametrize("rate", ["5.551115123125783e-17", "1e-300"])
def test_a_rate_that_is_0_but_for_its_last_digits_is_taken(folder: Folder, rate: str) -> None:
    """Every formula counts with it to the last digits, so it is as good as 0; other numbers are refused."""
    folder.replace("instance.toml", "discount_rate = 0.04", f"discount_rate = {rate}")
    assert folder.findings() == []
    finding = folder.finding(overrides=[f"service.max_occupancy={rate}"])
    assert (finding.column, finding.rule) == ("service.max_occupancy", "must be 0, or at least 0.000000001")


def test_zero_is_no_small_number_and_the_bounds_themselves_are_accepted(folder: Folder) -> None:
    folder.replace("instance.toml", "discount_rate = 0.04", "discount_rate = 0")
    folder.replace("volumes.csv", "3,guide,100", "3,guide,0.001")
    assert {item.severity for item in folder.findings()} <= {"warning"}


def test_what_is_noted_of_a_column_names_what_there_is() -> None:
    for table in TABLES.values():
        for field in table.columns.values():
            assert note_of_column(field, "refers_to") in {"", *TABLES}
            assert note_of_column(field, "not_above") in {"", *table.columns}
            assert 0 <= smallest_positive(field) <= 0.01
