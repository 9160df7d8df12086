"""Municipalities found by the codes and names of other people's files."""

import csv
from pathlib import Path

import pytest

from optimiser.data.municipality_names import MunicipalityNameError, MunicipalityNames, area_kind

DENMARK = Path(__file__).parents[2] / "instances" / "denmark-2014"


def names_of_denmark() -> dict[str, str]:
    """The names of the 98 municipalities by code."""
    with (DENMARK / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


NAMES = MunicipalityNames(names_of_denmark())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("101", "101"), ("0101", "101"), ("DK_101", "101"), ("dk0101", "101"), ("DK-101", "101")),
        *(("101 København", "101"), ("0101 København", "101"), ("København (0101)", "101")),
        *(("Copenhagen", "101"), ("Københavns Kommune", "101"), ("KØBENHAVN", "101"), ("Koebenhavn", "101")),
        *(("Høje Taastrup", "169"), ("Høje-Tåstrup", "169"), ("Lyngby-Tårbæk", "173"), ("Fåborg Midtfyn", "430")),
        *(("Vesthimmerland", "820"), ("Nordfyn", "480"), ("Århus", "751"), ("Aarhus Municipality", "751")),
        *(("Brønderslev-Dronninglund", "810"), ("Bornholms Regionskommune", "400"), ("Bornholm", "400")),
        *(("Frederiksværk-Hundested", "260"), ("Ringkobing-Skjern", "760"), ("Aeroe", "492"), ("Åbenrå", "580")),
    ],
)
def test_codes_and_names_of_other_sources_are_found(text: str, code: str) -> None:
    assert NAMES.find(text).code == code


def test_every_municipality_is_found_by_its_code_and_its_name() -> None:
    for code, name in names_of_denmark().items():
        for text in (code, f"0{code}", name, name.upper(), f"{name} Kommune", f"{name.replace('-', ' ')}"):
            assert NAMES.find(text).code == code


def test_it_is_said_what_was_written_otherwise() -> None:
    assert NAMES.find("101").as_written
    assert NAMES.find("København").as_written
    assert not NAMES.find("0101").as_written
    assert not NAMES.find("Copenhagen").as_written


@pytest.mark.parametrize(
    ("text", "rule", "remedy"),
    [
        ("102", "is the code of no municipality of the instance", "write a code or a name"),
        ("Københvn", "is the name of no municipality of the instance", "did you mean København?"),
        ("411", "is the code of no municipality of the instance", "delete the row: it is part of no municipality"),
        ("04", "is the code of no municipality of the instance", "delete the row: it is a province"),
        ("Landsdel Bornholm", "is the name of no municipality of the instance", "delete the row: it is a province"),
        ("Herning by", "is the name of no municipality of the instance", "did you mean Herning?"),
        ("101 Aarhus", "has the code of København and the name of Aarhus", "correct the code or the name"),
        ("", "is the name of no municipality of the instance", "write a code or a name"),
    ],
)
def test_what_means_none_is_refused_with_what_to_do(text: str, rule: str, remedy: str) -> None:
    with pytest.raises(MunicipalityNameError) as error:
        NAMES.find(text)
    assert error.value.rule == rule
    assert error.value.remedy.startswith(remedy)


def test_what_could_mean_two_is_refused_unless_it_is_exactly_one() -> None:
    names = MunicipalityNames({"1": "Nordfyn", "2": "Nordfyns", "0003": "Øby", "3": "Oby"})
    assert names.find("Nordfyn").code == "1"
    assert names.find("Nordfyns").code == "2"
    assert names.find("3").code == "3"
    for text, rule in (
        ("Nordfyns Kommune", "could be Nordfyn (1) or Nordfyns (2)"),
        ("03", "could be the code of 0003 or 3"),
    ):
        with pytest.raises(MunicipalityNameError) as error:
            names.find(text)
        assert error.value.rule == rule


def test_names_of_one_place_are_found_whichever_the_instance_has() -> None:
    names = MunicipalityNames({"101": "Copenhagen", "A7": "Fjordby"})
    assert names.find("København").code == "101"
    assert names.find("A7").code == "A7"
    with pytest.raises(MunicipalityNameError):
        MunicipalityNames({"101": "Fjordby"}).find("Copenhagen")


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("000", "", "the whole country"),
        ("Hele landet", "", "the whole country"),
        ("All Denmark", "", "the whole country"),
        ("084", "Region Hovedstaden", "a region"),
        ("1081", "", "a region"),
        ("Region Nordjylland", "", "a region"),
        ("01", "Landsdel Byen København", "a province"),
        ("04 Landsdel Bornholm", "", "a province"),
        ("Province Fyn", "", "a province"),
        ("411", "Christiansø", "part of no municipality"),
        ("Christiansø", "", "part of no municipality"),
        ("400", "Bornholm", None),
        ("Bornholm", "", None),
        ("101", "", None),
    ],
)
def test_areas_that_are_no_municipalities_are_known(code: str, name: str, kind: str | None) -> None:
    assert area_kind(code, name) == kind
