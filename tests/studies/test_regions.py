"""Drawn regions as a study, of a small country: drawn, kept, gone on with, read back, shown, and refused."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from optimiser import (
    DrawingRules,
    InvalidInputError,
    RegionsOutcome,
    SizeBound,
    compare,
    draw_regions,
    load,
    read,
    regions,
    solve,
)
from optimiser.audit import audit_folder
from optimiser.audit.drawing import audit_drawing
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.rows import Lock
from optimiser.data.seal import write_sealed
from optimiser.drawing.country import Country, drawing_of
from optimiser.report.html.regions import regions_page
from optimiser.report.summaries.regions import RegionsSummary
from optimiser.report.workbook.regions import write_regions_workbook
from optimiser.result.frames import rows_of_frame
from optimiser.studies.drawing_cases import refuse_taken_names
from optimiser.studies.regions import RegionsStudy
from optimiser.studies.resume import CaseEnded, StudyBegan, StudyEvent
from optimiser.studies.runner.local import LocalWorkers
from tests.drawing.countries import small_country
from tests.studies.drawn_groups import groups_in

WITHIN = 0.01
ASKED: dict[str, Any] = {"numbers": (2, 3), "near": 2, "within": WITHIN}


@pytest.fixture(scope="module")
def country() -> Instance:
    return small_country(1, 7)


@pytest.fixture(scope="module")
def drawn(country: Instance, tmp_path_factory: pytest.TempPathFactory) -> tuple[RegionsOutcome, Path]:
    out = tmp_path_factory.mktemp("regions") / "out"
    with LocalWorkers(1) as workers:
        return regions(country, out, **ASKED, workers=workers), out


def test_the_best_of_each_number_is_drawn_and_its_run_kept(
    country: Instance, drawn: tuple[RegionsOutcome, Path]
) -> None:
    found, out = drawn
    best = {int(row["number"]): row for row in rows_of_frame(found.drawings) if row["kind"] == "best"}
    assert sorted(best) == [2, 3]
    for number, row in best.items():
        alone = draw_regions(country, DrawingRules(number, number, everyone=True))
        assert alone is not None
        run = load(out / "runs" / f"drawn-{number}")
        assert row["cost_kr"] == run.objective_kr == pytest.approx(alone.cost_kr, rel=2e-4)
        assert row["bound_kr"] <= row["cost_kr"] * (1 + 1e-9)
        assert row["gap"] == pytest.approx(1 - row["bound_kr"] / row["cost_kr"], abs=1e-12)
        assert Country(country, DrawingRules(number, number, everyone=True)).allows(
            drawing_of(groups_in(found, f"drawn-{number}").values())
        )


def test_every_run_is_without_a_breach_and_is_of_the_structure_it_is_called_by(
    drawn: tuple[RegionsOutcome, Path],
) -> None:
    found, out = drawn
    assert set(found.record["runs"]) == {path.name for path in (out / "runs").iterdir()}
    for name in found.record["runs"]:
        run = load(out / "runs" / name)
        assert (run.run.system, run.instance.settings.structure) == (name, name)
        assert not audit_folder(out / "runs" / name).breaches


def test_drawings_near_the_best_are_others_obey_the_rules_and_cost_no_more_than_the_limit(
    country: Instance, drawn: tuple[RegionsOutcome, Path]
) -> None:
    found, _ = drawn
    near = [row for row in rows_of_frame(found.drawings) if row["kind"] in ("near", "compact", "todays-regions")]
    assert near
    known = set()
    for row in near:
        number = int(row["number"])
        limit_kr = found.record["numbers"][str(number)]["near_limit_kr"]
        assert limit_kr == pytest.approx((1 + WITHIN) * (row["cost_kr"] - row["above_kr"]))
        assert row["cost_kr"] <= limit_kr
        drawing = drawing_of(groups_in(found, str(row["drawing"])).values())
        assert drawing != drawing_of(groups_in(found, f"drawn-{number}").values())
        assert row["moved"] > 0
        assert Country(country, DrawingRules(number, number, everyone=True)).allows(drawing)
        known.add((number, drawing))
    assert len(known) == len(near)


def test_second_aims_are_told_to_be_proven_where_counting_proves_them(
    country: Instance, drawn: tuple[RegionsOutcome, Path]
) -> None:
    """Two parts of the country need cut no border for two groups; of two regions both are kept whole, or none is."""
    found, _ = drawn
    for number, entry in found.record["numbers"].items():
        rows = {row["drawing"]: row for row in rows_of_frame(found.drawings)}
        fewest = int(number) - 2  # the country has two parts
        assert entry["compact_proven"] == (rows[entry["compact"]]["cut_borders"] == fewest)
        everybody = len(country.municipalities)  # it has two regions
        assert entry["todays_regions_proven"] == (rows[entry["todays_regions"]]["kept"] == everybody)
    assert found.record["numbers"]["2"]["compact_proven"]


def test_who_is_settled_is_who_is_in_the_same_group_in_all_drawings(drawn: tuple[RegionsOutcome, Path]) -> None:
    """Together in all drawings of so many groups: counted pair by pair from the memberships."""
    found, _ = drawn
    names: dict[int, list[str]] = {}
    for row in rows_of_frame(found.drawings):
        if row["kind"] not in ("named", "none"):
            names.setdefault(int(row["number"]), []).append(str(row["drawing"]))
    rows = rows_of_frame(found.settled)
    assert rows
    for row in rows:
        drawings = [groups_in(found, name).values() for name in names[int(row["number"])]]
        assert len(drawings) > 1
        mates = [next(group for group in groups if row["code"] in group) for groups in drawings]
        assert set(str(row["always_with"]).split()) == set.intersection(*mates) - {row["code"]}
        assert (row["settled"] == "yes") == (row["groups"] == 1)


def test_structures_whose_names_are_one_as_folders_stand_beside_each_other_and_what_is_kept_is_told_once(
    tmp_path: Path,
) -> None:
    """Also of answers that were found several times over, as by force."""
    country = small_country(26, 6)
    rows = country.tables.structures
    named = [row.model_copy(update={"structure": name}) for name in ("a/b", "a-b") for row in rows]
    country = remake_instance(country, country.settings, structures=[*rows, *named])
    asked: dict[str, Any] = {"numbers": [2], "near": 1, "within": 0.3, "structures": ["a/b", "a-b"]}
    events: list[StudyEvent] = []
    with LocalWorkers(1) as workers:
        for force in (False, True):
            regions(country, tmp_path / "out", **asked, workers=workers, force=force)
        found = regions(country, tmp_path / "out", **asked, workers=workers, report=events.append)
    titles = [event.title for event in events if isinstance(event, CaseEnded)]
    assert sorted(titles) == sorted(["drawn-2: near", *found.results])
    assert [row["drawing"] for row in rows_of_frame(found.drawings) if row["kind"] == "named"] == ["a-b", "a-b-2"]
    assert not audit_drawing(tmp_path / "out").breaches


@pytest.mark.parametrize("known", ["some", "none"])
def test_who_has_no_region_stays_with_none(known: str, tmp_path: Path) -> None:
    country, out = small_country(26, 6), tmp_path / "out"
    first = country.tables.municipalities[0].region if known == "some" else None
    rows = [
        row.model_copy(update={"region": row.region if row.region == first else ""})
        for row in country.tables.municipalities
    ]
    country = remake_instance(country, country.settings, municipalities=rows)
    two = DrawingRules(1, contiguous=False, everyone=True)
    found = regions(country, out, numbers=[2], rules=two, near=2, within=0.3, structures=["regions"], workers=1)
    assert [breach.sentence for breach in audit_drawing(out).breaches] == []
    entry, kept = found.record["numbers"]["2"], [row["kept"] for row in rows_of_frame(found.drawings)]
    if known == "some":
        assert max(kept) == sum(bool(row.region) for row in rows)
        assert entry["todays_regions_proven"]
    else:
        assert set(kept) == {None}
        assert (entry["todays_regions"], entry["todays_regions_proven"]) == (None, False)
        assert "today" not in " ".join(RegionsSummary(found, "en").tell_near(2))


def test_of_two_bounds_on_one_size_both_are_kept_and_told(tmp_path: Path) -> None:
    country, out = small_country(26, 6), tmp_path / "out"
    people = sum(row.population for row in country.tables.municipalities)
    wide, narrow = SizeBound("population", 0.0, float(people)), SizeBound("population", 0.4 * people)
    asked: dict[str, Any] = {"numbers": [2], "near": 0, "structures": ["none"], "workers": 1}
    found = regions(country, out, rules=DrawingRules(1, sizes=(narrow, wide)), **asked)
    assert found.record["asked"]["population"] == [0.4 * people, people]
    with pytest.raises(InvalidInputError, match="must hold solves of the same instance"):
        regions(country, out, rules=DrawingRules(1, sizes=(wide,)), **asked)


def test_groups_are_the_sums_of_their_members(country: Instance, drawn: tuple[RegionsOutcome, Path]) -> None:
    members = drawn[0].memberships.groupby(["drawing", "group"])
    groups = drawn[0].groups.set_index(["drawing", "group"])
    assert members.size().to_dict() == groups["municipalities"].to_dict()
    assert members["population"].sum().to_dict() == groups["population"].to_dict()
    assert members["contacts"].sum().to_dict() == pytest.approx(groups["contacts"].to_dict())
    whole = drawn[0].groups.groupby("drawing")["population"].sum()
    assert set(whole) == {sum(row.population for row in country.tables.municipalities)}


def test_structures_stand_beside_the_drawings(country: Instance, drawn: tuple[RegionsOutcome, Path]) -> None:
    rows = {row["drawing"]: row for row in rows_of_frame(drawn[0].drawings) if row["kind"] in ("named", "none")}
    assert {name: row["kind"] for name, row in rows.items()} == {"regions": "named", "none": "none"}
    assert rows["regions"]["cost_kr"] == pytest.approx(solve(country).objective_kr, rel=2e-4)
    assert rows["regions"]["kept"] == len(country.municipalities)
    assert (rows["none"]["number"], rows["none"]["cut_borders"], rows["none"]["above_kr"]) == (0, None, None)


def test_the_instance_has_each_drawing_as_a_structure_to_compare_and_paste(drawn: tuple[RegionsOutcome, Path]) -> None:
    found, out = drawn
    names = [row["drawing"] for row in rows_of_frame(found.drawings) if row["kind"] not in ("named", "none")]
    instance = read(out / "instance")
    assert set(names) <= set(instance.structures)
    compared = compare(out / "instance", structures=["drawn-2"], workers=1)
    assert compared.results["drawn-2"].objective_kr == pytest.approx(found.results["drawn-2"].objective_kr, rel=2e-4)
    pasted = (out / "instance" / "structures.csv").read_text(encoding="utf-8").splitlines()
    assert {line.split(",")[0] for line in pasted[1:]} >= set(names)


def test_where_centres_must_open_runs_are_lawful_and_the_instance_can_be_compared(
    country: Instance, tmp_path: Path
) -> None:
    must = [row.model_copy(update={"must_open": row.kind == "virtual"}) for row in country.tables.centres]
    out = tmp_path / "out"
    found = regions(
        remake_instance(country, country.settings, centres=must),
        out,
        **{**ASKED, "structures": ["regions"], "within": 0.1, "workers": 1},
    )
    assert any(row["kind"] in ("near", "compact", "todays-regions") for row in rows_of_frame(found.drawings))
    for name, result in found.results.items():
        assert not audit_folder(out / "runs" / name).breaches, name
        opened = {row.centre for row in result.instance.tables.centres if row.kind == "virtual" and row.must_open}
        groups = {str(row["group"]) for row in rows_of_frame(found.memberships) if row["drawing"] == name}
        assert opened == groups, name
    compared = compare(out / "instance", structures=["drawn-2", "drawn-3", "regions"], workers=1)
    assert all(result.objective_kr is not None for result in compared.results.values())


def test_a_folder_is_read_back_and_gone_on_with(country: Instance, drawn: tuple[RegionsOutcome, Path]) -> None:
    found, out = drawn
    again = RegionsStudy.load_found(out)
    assert again.record == found.record
    for table in ("drawings", "groups", "memberships", "settled", "binding"):
        assert rows_of_frame(getattr(again, table)) == rows_of_frame(getattr(found, table))
    told: list[StudyEvent] = []
    regions(country, out, **ASKED, workers=1, report=told.append)
    ended = [event for event in told if isinstance(event, CaseEnded)]
    assert ended
    assert all(event.kept for event in ended)


def test_what_was_drawn_before_ctrl_c_is_not_drawn_again(country: Instance, tmp_path: Path) -> None:
    def stop(event: StudyEvent) -> None:
        if isinstance(event, CaseEnded):
            raise KeyboardInterrupt

    asked: dict[str, Any] = {"numbers": (2,), "structures": ["none"], "near": 0, "workers": 1}
    with pytest.raises(KeyboardInterrupt):
        regions(country, tmp_path / "out", **asked, report=stop)
    assert not (tmp_path / "out" / "drawings.csv").exists()
    left = tmp_path / "out" / "runs" / ".drawn-2-ab12cd34"  # as by a process that is killed while it writes a run
    left.mkdir()
    told: list[StudyEvent] = []
    found = regions(country, tmp_path / "out", **asked, report=told.append)
    ended = {event.title: event.kept for event in told if isinstance(event, CaseEnded)}
    assert ended == {"drawn-2": True, "none": False}
    assert not left.exists()
    assert found.settled.empty
    assert found.record["numbers"]["2"]["near_limit_kr"] is None


def test_what_is_proven_not_to_be_is_told_apart_and_the_rest_is_written(tmp_path: Path) -> None:
    """Two groups of at most half the contacts do not hold these five; three do."""
    instance = small_country(11, 5)
    most = SizeBound("contacts", most=sum(instance.contacts.values()) / 2)
    rules = DrawingRules(1, contiguous=False, everyone=True, sizes=(most,))
    found = regions(instance, tmp_path / "out", numbers=(2, 3), rules=rules, near=0, binding=True, workers=1)
    answers = {number: entry["answer"] for number, entry in found.record["numbers"].items()}
    assert answers == {"2": "none", "3": "drawn"}
    assert "drawn-2" not in found.results
    assert found.record["asked"]["contacts"] == [None, most.most]
    assert RegionsStudy.load_found(tmp_path / "out").record == found.record
    rows = {row["about"]: row["answer"] for row in rows_of_frame(found.binding) if row["rule"] == "groups"}
    assert rows["2"] == "none"
    assert not audit_drawing(tmp_path / "out").breaches


def test_what_each_demand_costs_is_told_by_number(country: Instance, tmp_path: Path) -> None:
    found = regions(country, tmp_path / "out", numbers=(2, 3), structures=["none"], near=0, binding=True, workers=1)
    rows = {(row["number"], row["rule"], row["about"]): row for row in rows_of_frame(found.binding)}
    best = {int(row["number"]): row for row in rows_of_frame(found.drawings) if row["kind"] == "best"}
    assert rows[2, "contiguous", ""]["saves_kr"] > 0
    assert rows[2, "groups", "3"]["cost_kr"] == best[3]["cost_kr"]
    for (number, _, _), row in rows.items():
        if row["saves_at_most_kr"] is not None:
            assert row["saves_at_most_kr"] == pytest.approx(best[int(number)]["cost_kr"] - row["bound_kr"])


@pytest.mark.parametrize("language", ["da", "en"])
def test_page_and_workbook_show_the_drawings(drawn: tuple[RegionsOutcome, Path], tmp_path: Path, language: Any) -> None:
    found, _ = drawn
    page = regions_page(found, language)
    assert "drawn-2" in page
    assert "threads = " in page
    assert "contiguous = " not in page
    write_regions_workbook(found, tmp_path / "report.xlsx", language)
    book = load_workbook(tmp_path / "report.xlsx")
    who = book["Medlemmer" if language == "da" else "Members"]
    assert who.max_row > len(found.memberships)
    groups = book["Grupper" if language == "da" else "Groups"]
    formulas = [cell.value for row in groups.iter_rows() for cell in row if str(cell.value).startswith("=SUMIFS(")]
    assert len(formulas) == 2 * sum(number for number in (2, 3, 3))
    values = load_workbook(tmp_path / "report.xlsx", data_only=True)
    assert not [cell.value for one in values for row in one.iter_rows() for cell in row if cell.value == "#NAME?"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"numbers": ()}, "must be from 1 to 7"),
        ({"numbers": (0, 2)}, "must be from 1 to 7"),
        ({"numbers": (2, 8)}, "must be from 1 to 7"),
        ({"numbers": (2,), "near": -1}, "must be 0 or more"),
        ({"numbers": (2,), "within": 1.0}, "must be 0 or more, and below 1"),
        ({"numbers": (2,), "most_solves": 0}, "must be 1 or more"),
        ({"numbers": (2,), "starts": [[["K1", "K9"]]]}, "K9: is no municipality of the instance"),
        ({"numbers": (2,), "starts": [[["K1", "K2"], ["K1"]]]}, "K1: is in two groups of a drawing to begin with"),
        ({"numbers": (2,), "structures": ["regoins"]}, "did you mean regions"),
        ({"numbers": (1, 2)}, "the country has 2 parts that nothing joins"),
        ({"numbers": (2,), "rules": DrawingRules(1, sizes=(SizeBound("volume", 9.0),))}, "is no size to ask for"),
        ({"numbers": (2.5,)}, "2.5.* must be a whole number"),
        (
            {"numbers": (2,), "rules": DrawingRules(1, sizes=(SizeBound("populaton", 9.0),))},  # type: ignore[arg-type]
            "populaton.*did you mean population",
        ),
    ],
)
def test_what_cannot_be_asked_is_told_before_anything_is_solved(
    country: Instance, tmp_path: Path, asked: dict[str, Any], told: str
) -> None:
    with pytest.raises(InvalidInputError, match=told):
        regions(country, tmp_path / "out", **asked, workers=1)
    assert not (tmp_path / "out" / "regions.json").exists()


def test_other_demands_in_the_same_folder_and_drawings_of_drawings_are_refused(
    country: Instance, drawn: tuple[RegionsOutcome, Path], tmp_path: Path
) -> None:
    with pytest.raises(InvalidInputError, match="must hold solves of the same instance"):
        regions(country, drawn[1], numbers=(2,), rules=DrawingRules(1), workers=1)
    with pytest.raises(InvalidInputError, match="would have the same name"):
        regions(drawn[1] / "instance", tmp_path / "out", numbers=(2,), workers=1)


@pytest.mark.parametrize(("name", "is_taken"), [("drawn/2", True), ("Drawn-2", True), ("drawn/3", False)])
def test_a_structure_whose_run_would_lie_where_that_of_a_drawing_does_is_refused(
    country: Instance, name: str, is_taken: bool
) -> None:
    rows = [row.model_copy(update={"structure": name}) for row in country.tables.structures]
    settings = country.settings.model_copy(update={"structure": "none"})
    named = remake_instance(country, settings, structures=rows, systems=[], system_changes=[])
    expected = pytest.raises(InvalidInputError, match="the same folder") if is_taken else nullcontext()
    with expected:
        refuse_taken_names(named, (2,))


def test_structures_stand_beside_as_themselves_where_another_is_drawn_under(country: Instance) -> None:
    found = regions(country, numbers=(2,), near=0, most_solves=1, overrides=["structure = none"], workers=1)
    assert [row["kind"] for row in rows_of_frame(found.drawings)] == ["best", "named", "none"]
    assert found.results["regions"].instance.settings.structure == "regions"


def test_a_structure_that_nobody_named_is_left_out_where_a_lock_makes_it_invalid(country: Instance) -> None:
    lock = Lock(municipality="K1", task="L6", form="regional", demand="must", source="test")
    locked = remake_instance(country, country.settings, locks=[lock])
    told: list[StudyEvent] = []
    found = regions(locked, numbers=(2,), near=0, most_solves=1, workers=1, report=told.append)
    assert [row["kind"] for row in rows_of_frame(found.drawings)] == ["best", "named"]
    (began,) = (event for event in told if isinstance(event, StudyBegan))
    assert [(each.value, each.severity) for each in began.remarks if "not compared" in each.rule] == [
        ("none", "warning")
    ]
    with pytest.raises(InvalidInputError, match="no such group of the structure none"):
        regions(locked, numbers=(2,), structures=["none"], near=0, workers=1)


def test_an_instance_or_a_run_of_another_drawing_is_noticed(country: Instance, tmp_path: Path) -> None:
    out = tmp_path / "out"
    regions(country, out, numbers=(2,), structures=["none"], near=0, workers=1)
    record = (out / "regions.json").read_text(encoding="utf-8")
    other = json.loads(record) | {"instance_sha256": "0" * 64}
    write_sealed(out, {"regions.json": lambda path: path.write_text(json.dumps(other), encoding="utf-8")})
    with pytest.raises(InvalidInputError, match="must be the instance with the drawings"):
        RegionsStudy.load_found(out)
    write_sealed(out, {"regions.json": lambda path: path.write_text(record, encoding="utf-8")})
    (out / "drawings.csv").unlink()
    with pytest.raises(InvalidInputError):
        RegionsStudy.load_found(out)
