"""`optimiser explain RUN MUNICIPALITY --group`: why it is in its group, in both languages, as JSON and a workbook."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optimiser import DrawingRules, load, save, solve
from optimiser.data.read import remake_instance
from optimiser.explanation.membership import GroupExplanation, OtherGroup
from optimiser.explanation.resolving import Difference
from optimiser.report.summaries.membership import GroupSummary
from tests.cli.conftest import Run
from tests.explanation.test_membership import _structure


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of two groups, North and South."""
    folder = tmp_path_factory.mktemp("two") / "run"
    save(_structure(), folder)
    return folder


TOLD = {
    "en": (
        "Kommune 4 is in North with 2 other municipalities. The group's centre answers 29.6 % of its 487,821 contacts.",
        "In South with Kommune 5 instead the whole country would pay at least 2.4 million kr. less a year",
        "South: only together with Kommune 5, who would otherwise be cut off from North.",
        "To be in none of the groups is ruled out: Kommune 5 would be cut off from North; everybody is to be in a",
    ),
    "da": (
        "Kommune 4 er i North med 2 andre kommuner. Gruppens center besvarer 29,6 % af dens 487.821 henvendelser.",
        "I South sammen med Kommune 5 i stedet ville hele landet betale mindst 2,4 mio. kr. mindre om året",
        "South: kun sammen med Kommune 5, som ellers ville blive skåret af fra North.",
        "At være uden for alle grupper er udelukket: Kommune 5 ville blive skåret af fra North; alle skal være i",
    ),
}


@pytest.mark.parametrize("language", ["en", "da"])
def test_a_group_is_explained_by_what_others_cost_and_by_what_rules_them_out(
    run: Run, two: Path, language: str
) -> None:
    ran = run("explain", two, "Kommune 4", "--group", "--lang", language)
    assert ran.code == 0, ran.text
    for sentence in TOLD[language]:
        assert sentence in ran.text, ran.text


def test_a_municipality_that_can_be_nowhere_else_is_told_so(run: Run, two: Path) -> None:
    ran = run("explain", two, "K1", "--group")
    assert ran.code == 0
    assert "The rules let it be in no other group." in ran.text
    assert "South is ruled out: Kommune 1 is adjacent to nobody in it." in ran.text
    assert "1,000 kr." not in ran.text


@pytest.mark.parametrize(
    ("least_kr", "most_kr", "told"),
    [
        (0.0, 0.0, "no more when everything else is planned again; that is proven"),
        (1e-9, 0.004, "no more when everything else is planned again; that is proven"),
        (-5.0, -1e-9, "no more when everything else is planned again; that is proven"),
        (0.0, 7.0, "at most 7 kr. more a year when everything else is planned again; that it costs more is not proven"),
        (2.0, 7.0, "at least 2 kr. and at most 7 kr. more"),
        (-7.0, -2.0, "at least 2 kr. less"),
    ],
)
def test_what_is_proven_to_cost_the_same_is_not_told_as_open(
    two: Path, least_kr: float, most_kr: float, told: str
) -> None:
    found = Difference("optimal", 100.0, 100.0, difference_kr=0.0, least_kr=least_kr, most_kr=most_kr)
    other = OtherGroup("South", (), ("K4",), difference=found)
    explained = GroupExplanation(load(two), "K4", "North", DrawingRules(2), 1.0, 1.0, (other,), interrupted=False)
    assert told in " ".join(GroupSummary(explained, "en").tell_group())


def test_all_figures_are_printed_as_json_and_written_as_a_workbook(run: Run, two: Path, tmp_path: Path) -> None:
    ran = run("explain", two, "K3", "--group", "--json", "--out", tmp_path / "k3.xlsx")
    record = json.loads(ran.text)
    assert (record["group"], record["municipality"]["shared_contacts"]) == ("South", 0)
    (north,) = (one for one in record["others"] if one["group"] == "North")
    assert north["moving"] == ["K3"]
    book = load_workbook(tmp_path / "k3.xlsx")
    assert {"Other groups for a municipality", "What the group costs, by term"} <= set(book.sheetnames)
    cells = [cell.value for row in book["Other groups for a municipality"].iter_rows() for cell in row]
    assert "North" in cells
    assert any(isinstance(cell, float) and cell == pytest.approx(north["difference"]["least_kr"]) for cell in cells)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--group",), "--group must have a municipality"),
        (("K4", "T1", "--group"), "TASK has no effect with --group"),
        (("K4", "--group", "--centre", "North"), "must be given one at a time"),
        (("--group", "--all"), "--group must have a municipality"),
        (("Nowhere", "--group"), "must be the name or code of a municipality"),
    ],
)
def test_what_says_nothing_beside_a_group_is_refused(run: Run, two: Path, asked: tuple[str, ...], told: str) -> None:
    ran = run("explain", two, *asked)
    assert (ran.code, told in ran.text) == (2, True), ran.text


def test_a_run_without_groups_has_no_membership(run: Run, tmp_path: Path) -> None:
    solved = run("solve", "toy", "--structure", "none", "--out", tmp_path / "none")
    assert solved.code == 0, solved.text
    ran = run("explain", tmp_path / "none", "101", "--group", "--lang", "da")
    assert (ran.code, "har ingen grupper" in ran.text) == (2, True), ran.text


def test_who_is_alone_in_its_group_is_told_so(run: Run, tmp_path: Path) -> None:
    alone = remake_instance(
        _structure().instance,
        _structure().instance.settings,
        structures=[row for row in _structure().instance.tables.structures if row.municipality != "K2"],
    )
    save(solve(alone), tmp_path / "run")
    ran = run("explain", tmp_path / "run", "K3", "--group")
    assert (ran.code, "Kommune 3 is in South with nobody else" in ran.text) == (0, True), ran.text
    assert "nobody would be left in South, and there are to be so many groups" in ran.text


def test_a_run_of_regions_that_are_not_drawn_to_the_end_says_so(run: Run, two: Path, tmp_path: Path) -> None:
    shutil.copytree(two, tmp_path / "runs" / "drawn-2")
    (tmp_path / "regions.json").write_text('{"schema_version": 2, "of": {}}')
    ran = run("explain", tmp_path / "runs" / "drawn-2", "Kommune 4", "--group")
    assert ran.code == 2
    assert "not drawn to the end" in " ".join(ran.text.split())
