"""Warnings of municipalities that lie elsewhere."""

from pathlib import Path

import pytest

from optimiser.data.findings import Finding
from optimiser.data.read import check
from tests.data.tiny import Folder, place

INSTANCES = Path(__file__).parents[2] / "instances"


def _told(instance: Path, *overrides: str) -> list[Finding]:
    checked, findings = check(instance, overrides=overrides)
    assert checked is not None
    return findings


def _write(folder: Folder, *points: str) -> None:
    rows = (f"{code},M{code},East,100,true,{point}\n" for code, point in enumerate(points, start=1))
    folder.write("municipalities.csv", "code,name,region,population,candidate_host,lat,lon\n" + "".join(rows))


def test_a_municipality_with_lat_and_lon_exchanged_is_a_warning() -> None:
    (finding,) = _told(INSTANCES / "denmark-2014", "municipalities.101.lat=12.57556", "municipalities.101.lon=55.68084")
    assert finding.severity == "warning"
    assert finding.rule == "lies in Denmark only if lat and lon are swapped"


def test_all_exchanged_are_told_once(folder: Folder) -> None:
    _write(folder, "10.2,56.2", "10.0,56.2", "12.5,55.7")
    finding = folder.finding()
    assert place(finding) == ("municipalities.csv", 2, "lat")
    assert finding.rule == "lies in Denmark only if lat and lon are swapped; so in 3 of 3 rows"


def test_nowhere_is_a_warning() -> None:
    (finding,) = _told(INSTANCES / "toy", "municipalities.903.lat=0", "municipalities.903.lon=0")
    assert "leave lat and lon blank" in finding.remedy


@pytest.mark.parametrize(
    ("point", "remedy"),
    [("5.62,10.2", "correct lat and lon"), ("56.2,102", "correct lat and lon"), ("-3,40", "swap lat and lon")],
)
def test_a_municipality_far_from_the_rest_is_a_warning(folder: Folder, point: str, remedy: str) -> None:
    """In Denmark, or in any other country."""
    spanish = remedy.startswith("swap")
    _write(folder, point, "40.1,-3" if spanish else "56.1,10.2", "40.2,-3.1" if spanish else "56.2,10.4")
    finding = folder.finding()
    assert place(finding) == ("municipalities.csv", 2, "lat")
    assert "km from the middle of all municipalities" in finding.rule
    assert finding.remedy.startswith(remedy)


@pytest.mark.parametrize(("point", "column"), [("56.2,", "lat"), (",10.2", "lon")])
def test_half_a_point_is_a_warning(folder: Folder, point: str, column: str) -> None:
    _write(folder, point, "56.1,10.2", "56.2,10.4")
    assert place(folder.finding()) == ("municipalities.csv", 2, column)


def test_bornholm_is_not_far_from_the_rest(folder: Folder) -> None:
    _write(folder, "55.14,14.9", "56.1,10.2", "55.7,12.5")
    assert folder.findings() == []
