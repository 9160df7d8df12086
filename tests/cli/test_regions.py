"""`optimiser regions`: drawings told, written and compared; and what is wrong with what is asked."""

import json
from pathlib import Path

import pytest
from pandas import read_csv

from optimiser import read, solve, write
from optimiser.data.read import remake_instance
from tests.cli.conftest import DENMARK, TOY, Run
from tests.drawing.countries import small_country

QUICK = ("--near", 0, "--structure", "none", "--workers", 1)


@pytest.fixture
def country(tmp_path: Path) -> Path:
    """A small country with borders and ferries."""
    write(small_country(1, 5), tmp_path / "country")
    return tmp_path / "country"


@pytest.mark.parametrize(
    ("language", "told"), [("en", "drawn-1 (1 group): Group 1 ("), ("da", "drawn-1 (1 gruppe): Group 1 (")]
)
def test_each_drawing_is_told_and_written_as_a_structure(
    run: Run, country: Path, tmp_path: Path, language: str, told: str
) -> None:
    out = tmp_path / "drawn"
    ran = run("regions", country, "--groups", "1:2", "--no-everyone", *QUICK, "--lang", language, "--out", out)
    assert ran.code == 0, ran.text
    assert told in ran.text
    assert max(map(len, ran.out.splitlines())) <= 80
    costs = {}
    for name in ("drawn-1", "drawn-2"):
        instance = read(out / "instance", structure=name)
        assert instance.system == name
        costs[name] = solve(instance, gap=1e-6).objective_kr
    # two groups, one of which nobody need use, are no dearer than one
    assert costs["drawn-1"] is not None
    assert costs["drawn-2"] is not None
    assert costs["drawn-2"] <= costs["drawn-1"] * (1 + 1e-4)
    assert all((out / name).is_file() for name in ("report.html", "report.xlsx", "drawings.csv"))


def test_other_commands_know_the_folder_and_its_runs(run: Run, country: Path, tmp_path: Path) -> None:
    out = tmp_path / "drawn"
    first = json.loads(run("regions", country, "--groups", 2, "--no-everyone", *QUICK, "--out", out, "--json").out)
    assert first["numbers"]["2"]["answer"] == "drawn"
    again = run("regions", country, "--groups", 2, "--no-everyone", *QUICK, "--out", out)
    assert again.out.count("already there") == 2
    assert "breaches: 0" in run("audit", out).text
    assert run("report", out, "--lang", "da").code == 0
    assert "Tegnede regioner" in (out / "report.html").read_text(encoding="utf-8")
    assert run("explain", out / "runs" / "drawn-2", "Kommune 1").code == 0
    ran = run("difference", out / "runs" / "none", out / "runs" / "drawn-2", "--out", tmp_path / "difference")
    assert ran.code == 0, ran.text


@pytest.mark.parametrize(
    ("language", "told"), [("en", "has a lawful plan: 2. Proven."), ("da", "har en lovlig plan: 2. Bevist.")]
)
def test_that_there_is_no_drawing_of_a_number_is_told_as_proven(
    run: Run, tmp_path: Path, language: str, told: str
) -> None:
    """Two groups of at most half the contacts do not hold these five; three do."""
    instance = small_country(11, 5)
    write(instance, tmp_path / "country")
    most = f":{round(sum(instance.contacts.values()) / 2)}"
    asked = ("--groups", "2:3", "--no-contiguous", "--contacts", most, *QUICK, "--lang", language)
    ran = run("regions", tmp_path / "country", *asked, "--out", tmp_path / "drawn")
    assert (ran.code, told in ran.text) == (3, True), ran.text
    assert read(tmp_path / "drawn" / "instance", structure="drawn-3").system == "drawn-3"


def test_a_word_of_another_language_in_a_file_of_lots_is_told_of_in_danish(
    run: Run, country: Path, tmp_path: Path
) -> None:
    lots = tmp_path / "lots.csv"
    lots.write_text("keep,lot,municipality\nsammen,a,K1\nsammen,a,K2\n", encoding="utf-8")
    ran = run("regions", country, "--groups", 2, "--keep", lots, "--lang", "da", "--out", tmp_path / "drawn")
    assert ran.code == 2
    assert "her hører til: om de holdes sammen (together) eller hver for sig (apart)" in ran.text


def test_other_sizes_than_a_folder_is_of_are_told_with_their_blank_ends(
    run: Run, country: Path, tmp_path: Path
) -> None:
    asked = ("regions", country, "--groups", 1, "--no-everyone", *QUICK, "--out", tmp_path / "drawn")
    run(*asked)
    assert "holds those of population – – (now 1000 –)" in run(*asked, "--population", "1000:").text


def test_what_is_there_stays(run: Run, country: Path, tmp_path: Path) -> None:
    (tmp_path / "drawn").mkdir()
    (tmp_path / "drawn" / "mine.txt").write_text("mine", encoding="utf-8")
    ran = run("regions", country, "--groups", 1, "--no-everyone", *QUICK, "--out", tmp_path / "drawn")
    assert (ran.code, "must hold only drawn regions, but holds mine.txt" in ran.text) == (2, True), ran.text


def test_a_drawing_is_not_put_over_a_structure(run: Run, country: Path, tmp_path: Path) -> None:
    run("regions", country, "--groups", 1, "--no-everyone", *QUICK, "--out", tmp_path / "drawn")
    drawn = tmp_path / "drawn" / "instance"
    ran = run("regions", drawn, "--groups", 1, "--no-everyone", *QUICK, "--out", tmp_path / "again", "--lang", "da")
    assert (ran.code, "1 fejl i tegningen" in ran.text) == (2, True), ran.text
    assert "en tegning ville have samme navn eller samme mappe" in ran.text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--groups", "x"), "--groups x must be a number of groups"),
        (("--groups", "5:3"), "--groups 5:3 must be 1 or more, the fewest before the most"),
        (("--groups", "3", "--population", "500000"), "--population 500000 must be the least and the most"),
        (("--groups", "3", "--contacts", "9:1"), "--contacts 9:1 must have the least before the most"),
        (("--groups", "3", "--together", "Købehavn;Aarhus"), "did you mean København?"),
        (("--groups", "3", "--apart", "København,Aarhus"), "put semicolons between names: Thisted;Morsø"),
        (("--groups", "4", "--population", "2000000:"), "4 groups of at least that many do not fit"),
        (("--groups", "99"), "--groups 99 must be 98 or less: there are no more municipalities"),
        (("--groups", "1:9999999999999999999"), "must be 98 or less: there are no more municipalities"),
        (("--groups", "3", "--together", "Thisted"), "--together Thisted must name two municipalities or more"),
        (("--groups", "3", "--within", "much"), "--within much must be a share"),
        (("--groups", "3", "--within", "200%"), "--within 200% must be 0 or more, and below 1"),
        (("--groups", "3", "--structure", "five-regoins"), "did you mean five-regions"),
        (("--groups", "3", "--apart", "Thisted;787"), "--apart Thisted;787 must name two municipalities or more"),
        (("--groups", "0", "--population", "x", "--contacts", "y", "--together", "z", "--apart", "w"), "5 problems in"),
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
    assert "eller lad grupperne ligge spredt: --no-contiguous" in ran.text


def test_where_no_neighbours_are_known_no_word_is_said_of_borders(run: Run, tmp_path: Path) -> None:
    """Not that a drawing parts none of them, nor that this is proven."""
    out = tmp_path / "drawn"
    asked = ("--groups", 2, "--no-contiguous", "--near", 2, "--structure", "none", "--workers", 1)
    ran = run("regions", TOY, *asked, "--out", out)
    assert (ran.code, "one more drawing was found" in ran.text) == (0, True), ran.text
    # the most compact one is the best itself, and not counted as another
    assert "near found: 1" in " ".join(ran.text.split())
    assert "fewest pairs of neighbours" not in ran.text
    rows = read_csv(out / "drawings.csv", keep_default_na=False)
    assert set(rows["cut_borders"]) == {""}
    entry = json.loads((out / "regions.json").read_text(encoding="utf-8"))["numbers"]["2"]
    assert (entry["compact"], entry["compact_proven"]) == (None, False)
    assert "breaches: 0" in run("audit", out).text


def test_an_instance_over_years_is_refused_as_that(run: Run, tmp_path: Path) -> None:
    ran = run("regions", "toy-roadmap", "--groups", 2, "--out", tmp_path / "drawn")
    assert (ran.code, "is planned over years" in ran.text, "contiguous" in ran.text) == (2, True, False), ran.text


def test_a_number_that_cannot_be_is_told_before_any_is_drawn(run: Run, country: Path, tmp_path: Path) -> None:
    """What is wrong with three or four groups is seen first: nothing is solved for two before."""
    asked = ("--groups", "2:3", "--population", "84000:", "--lang", "da")
    ran = run("regions", country, *asked, "--out", tmp_path / "drawn")
    assert (ran.code, "der er ikke plads til 3 grupper" in ran.text) == (2, True), ran.text
    asked = ("--groups", "4:5", "--population", "43000:", "--lang", "da")
    ran = run("regions", country, *asked, "--out", tmp_path / "drawn")
    told = "ikke plads til 5 grupper med mindst så mange: delene rummer 4 i alt"
    assert (ran.code, told in ran.text) == (2, True), ran.text


def test_lots_of_a_file_are_kept_as_those_of_options_are(run: Run, country: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.csv"
    kept.write_text(
        "keep;lot;municipality\ntogether;a;K1\ntogether;a;Kommune 4\napart;b;K4\napart;b;K5\n", encoding="utf-8"
    )
    ran = run("regions", country, "--groups", 2, "--no-everyone", "--keep", kept, *QUICK, "--out", tmp_path / "drawn")
    assert ran.code == 0, ran.text
    drawn = read(tmp_path / "drawn" / "instance").tables.structures
    group_of = {row.municipality: row.group for row in drawn if row.structure == "drawn-2"}
    assert group_of["K1"] == group_of["K4"] != group_of.get("K5")


def test_all_that_is_wrong_with_a_file_of_lots_is_told(run: Run, country: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.csv"
    rows = ("near,a,K1", "together,a,K2", "together,b,K9", "apart,c,K4")
    kept.write_text("\n".join(("keep,lot,municipality", *rows)), encoding="utf-8")
    ran = run("regions", country, "--groups", 2, "--keep", kept, "--out", tmp_path / "drawn")
    assert (ran.code, "3 problems" in ran.text) == (2, True), ran.text
    for told in ("row 2 keep near", "row 4 municipality K9", "row 5 lot c must name two"):
        assert told in ran.text, ran.text
    ran = run("regions", country, "--groups", 2, "--keep", tmp_path / "none.csv", "--out", tmp_path / "drawn")
    assert (ran.code, "must be a file that can be read" in ran.text) == (2, True)


def test_drawings_of_files_are_begun_from_and_all_that_is_wrong_with_them_is_told(
    run: Run, country: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("structure,municipality,group\na,K1,x\na,Kommune 2,y\nb,K3,x\n", encoding="utf-8")
    other.write_text("structure;municipality;group\na;K1;x\na;K3;y\na;K4;z\n", encoding="utf-8")
    asked = ("regions", country, "--groups", 2, "--no-everyone", *QUICK, "--out", tmp_path / "drawn", "--lang", "da")
    ran = run(*asked, "--start", one, "--start", other)
    told = (
        "tegninger at begynde med, der har flere grupper, end der tegnes, og er udeladt: 1; bed om flere grupper, eller"
    )
    assert (ran.code, told in " ".join(ran.text.split())) == (0, True), ran.text
    assert json.loads((tmp_path / "drawn" / "regions.json").read_text(encoding="utf-8"))["starts"] == 3
    one.write_text("structure,municipality,group\na,K1,x\na,K1,y\n", encoding="utf-8")
    other.write_text("structure,municipality,group\na,K9,x\n", encoding="utf-8")
    ran = run(*asked, "--start", one, "--start", other)
    assert (ran.code, "2 fejl" in ran.text) == (2, True), ran.text
    for told in ("one.csv række 3", "højst i én af dens grupper; slet den ene af de to", "other.csv række 2"):
        assert told in " ".join(ran.text.split()), ran.text


def test_groups_whose_centre_cannot_reach_its_minimum_are_warned_of(run: Run, tmp_path: Path) -> None:
    drawn = small_country(1, 5)
    least = {"min_volume": 130_000}
    centres = [row.model_copy(update=least) if row.kind == "virtual" else row for row in drawn.tables.centres]
    write(remake_instance(drawn, drawn.settings, centres=centres), tmp_path / "country")
    asked = ("--groups", 3, "--no-everyone", "--most-solves", 1, *QUICK, "--out", tmp_path / "drawn")
    ran = run("regions", tmp_path / "country", *asked)
    told = "3 groups of at least that many do not fit: there are 370,884 in all; some group's centre stays closed"
    assert (ran.code, told in " ".join(ran.text.split())) == (0, True), ran.text


def test_where_nothing_has_a_plan_that_is_told(run: Run, country: Path, tmp_path: Path) -> None:
    """Three groups are too small for a centre, as most municipalities are, and not all may be answered as today."""
    asked = ("--groups", 3, "--no-everyone", "--set", "centres.*.min_volume=130000", "--most-solves", 1, *QUICK)
    ran = run("regions", country, *asked, "--out", tmp_path / "drawn")
    assert ran.code == 3, ran.text
    assert "drawings.csv" in {path.name for path in (tmp_path / "drawn").iterdir()}
