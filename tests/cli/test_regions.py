"""`optimiser regions`: drawings told and written as structures to compare; and what is wrong with what is asked."""

from pathlib import Path

import pytest

from optimiser import read, solve, write
from tests.cli.conftest import DENMARK, TOY, Run
from tests.drawing.countries import small_country


@pytest.fixture
def country(tmp_path: Path) -> Path:
    """A small country with borders and ferries."""
    write(small_country(1, 5), tmp_path / "country")
    return tmp_path / "country"


@pytest.mark.parametrize(("language", "told"), [("en", "1 groups:"), ("da", "1 grupper:")])
def test_each_drawing_is_told_and_written_as_a_structure(
    run: Run, country: Path, tmp_path: Path, language: str, told: str
) -> None:
    asked = ("--groups", "1:2", "--no-everyone", "--lang", language)
    ran = run("regions", country, *asked, "--out", tmp_path / "drawn")
    assert ran.code == 0, ran.text
    assert told in ran.text
    assert "drawn-1, drawn-2" in ran.text
    costs = {}
    for name in ("drawn-1", "drawn-2"):
        instance = read(tmp_path / "drawn", structure=name)
        assert instance.system == name
        costs[name] = solve(instance, gap=1e-6).objective_kr
    # two groups, one of which nobody need use, are no dearer than one
    assert costs["drawn-1"] is not None
    assert costs["drawn-2"] is not None
    assert costs["drawn-2"] <= costs["drawn-1"] * (1 + 1e-4)


def test_what_is_there_stays_unless_it_is_to_be_replaced(run: Run, country: Path, tmp_path: Path) -> None:
    (tmp_path / "drawn").mkdir()
    (tmp_path / "drawn" / "mine.txt").write_text("mine", encoding="utf-8")
    ran = run("regions", country, "--groups", 1, "--no-everyone", "--out", tmp_path / "drawn")
    assert (ran.code, "must not exist yet" in ran.text) == (2, True)


def test_a_drawing_is_not_put_over_a_structure(run: Run, country: Path, tmp_path: Path) -> None:
    run("regions", country, "--groups", 1, "--no-everyone", "--out", tmp_path / "drawn")
    ran = run("regions", tmp_path / "drawn", "--groups", 1, "--no-everyone", "--out", tmp_path / "again")
    assert (ran.code, "has this structure already" in ran.text) == (2, True)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--groups", "x"), "--groups x must be a number of groups"),
        (("--groups", "5:3"), "--groups 5:3 must be 1 or more, the fewest before the most"),
        (("--groups", "3", "--population", "500000"), "--population 500000 must be the least and the most"),
        (("--groups", "3", "--contacts", "9:1"), "--contacts 9:1 must have the least before the most"),
        (("--groups", "3", "--together", "Købehavn;Aarhus"), "did you mean København?"),
        (("--groups", "4", "--population", "2000000:"), "4 groups of at least that many do not fit"),
        (("--groups", "99"), "must be from 1 to 98"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    run: Run, tmp_path: Path, asked: tuple[str, ...], told: str
) -> None:
    ran = run("regions", DENMARK, *asked, "--out", tmp_path / "drawn")
    assert (ran.code, told in ran.text) == (2, True), ran.text
    assert not (tmp_path / "drawn").exists()


def test_a_country_without_neighbours_is_told_how_to_get_them(run: Run, tmp_path: Path) -> None:
    ran = run("regions", TOY, "--groups", 2, "--lang", "da", "--out", tmp_path / "drawn")
    assert (ran.code, "tabellen neighbours har ingen rækker" in ran.text) == (2, True)
