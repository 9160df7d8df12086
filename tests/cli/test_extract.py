"""`optimiser extract`: a part of an instance that validates and solves, and what was cut, in both languages."""

import shutil
from pathlib import Path

import pytest

from optimiser import extract, read, solve
from tests.cli.conftest import DENMARK, TOY, Run

REGIONS = ("Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland")


@pytest.mark.parametrize(("path", "region"), [*((DENMARK, region) for region in REGIONS), (TOY, "Nordland")])
def test_every_region_of_what_is_bundled_solves(path: Path, region: str) -> None:
    part = extract(read(path), [region]).instance
    solved = solve(part, gap=0.01)
    assert solved.status == "optimal"
    assert solved.assignments["contacts"].sum() == pytest.approx(sum(part.contacts.values()))


def test_a_region_is_written_as_a_workbook_that_validates(run: Run, tmp_path: Path) -> None:
    ran = run("extract", DENMARK, "--region", "Nordjylland", "--out", tmp_path / "mine.xlsx")
    assert ran.code == 0
    assert "11 of 98 municipalities; 3 of 24 may sell to others" in ran.text
    assert "volumes 882 → 99" in ran.text
    assert "tasks.L1.national_contacts 1,000,000 → 103,257" in ran.text
    assert "11 of 30 possible users are left for Midtjylland-Nordjylland, and can bring at most 1,621,172" in ran.text
    assert "system_changes.copenhagen-pilot/municipalities.101.candidate_host" in ran.text
    assert "no problems, 1 warning." in run("validate", tmp_path / "mine.xlsx").text
    assert read(tmp_path / "mine.xlsx") == extract(read(DENMARK), ["Nordjylland"]).instance


def test_municipalities_are_listed_and_danish_is_spoken(run: Run, tmp_path: Path) -> None:
    asked = ("--province", "Bornholm", "--municipality", "0101, Århus", "--municipality", "Læsø", "--lang", "da")
    ran = run("extract", DENMARK, *asked, "--out", tmp_path / "mine")
    assert "4 af 98 kommuner, 2 af 24 må sælge til andre" in ran.text
    assert "Landsdel Nordjylland kan ikke åbne: 1 af 11 mulige brugere er tilbage" in ran.text
    assert list(read(tmp_path / "mine").municipalities) == ["101", "400", "751", "825"]


def test_what_is_wrong_is_told_at_once_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    ran = run("extract", DENMARK, "--region", "Jylland", "--municipality", "Aarhus,Arhuss", "--out", tmp_path / "mine")
    assert ran.code == 2
    assert "2 problems in the options – nothing was written." in ran.text
    assert "--region Jylland no municipality has this region; did you mean Sjælland?" in ran.text
    assert "--municipality Arhuss" in ran.text
    assert run("extract", TOY, "--region", "Nordland", "--out", tmp_path / "mine.pdf").code == 2
    assert not list(tmp_path.iterdir())


def test_limits_of_all_together_are_told(run: Run, tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "toy")
    settings = tmp_path / "toy" / "instance.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace("[policy]", "[policy]\nmax_hosts = 2"), encoding="utf-8")
    ran = run("extract", tmp_path / "toy", "--municipality", "Åby", "--out", tmp_path / "mine")
    assert "Held for all 4 municipalities together" in ran.text
    assert "policy.max_hosts = 2" in ran.text
    assert "Region Nordland" in ran.text
