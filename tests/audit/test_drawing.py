"""Drawn regions audited from the files of their folder: nothing is wrong, and each thing that is falsified is found."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from optimiser import DrawingRules, SizeBound
from optimiser.audit import audit_drawing
from optimiser.audit.drawing_measures import borders_cut, limits_of_matched, parts_of, together_in_all
from optimiser.data.adjacency import connected_parts
from optimiser.studies.regions import regions
from optimiser.studies.runner.local import LocalWorkers
from tests.drawing.countries import small_country

Edit = Callable[[Path], None]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two and three groups of six municipalities, with drawings near the best, and what binds."""
    out = tmp_path_factory.mktemp("drawn") / "out"
    country = small_country(23, 6)
    people = sum(row.population for row in country.tables.municipalities)
    rules = DrawingRules(
        1,
        everyone=True,
        sizes=(SizeBound("population", 0.02 * people, 0.95 * people), SizeBound("contacts", 1.0)),
        together=(frozenset({"K3", "K6"}),),
        apart=(frozenset({"K2", "K5"}),),
    )
    with LocalWorkers(1) as workers:
        regions(country, out, numbers=(2, 3), rules=rules, near=2, within=0.05, binding=True, workers=workers)
    return out


@pytest.fixture
def copied(drawn: Path, tmp_path: Path) -> Path:
    """The same in a folder of its own."""
    return shutil.copytree(drawn, tmp_path / "out")


def test_nothing_is_wrong_with_what_regions_wrote(drawn: Path) -> None:
    checked = audit_drawing(drawn)
    assert [breach.sentence for breach in checked.breaches] == []
    assert checked.checks > 300


# ---- What is falsified is found -------------------------------------------------------------------


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / table).read_text(encoding="utf-8"))))


def _write(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / table).write_text(text.getvalue(), encoding="utf-8")


def _cell(table: str, column: str, value: Any, **where: str) -> Edit:
    """Put a value in the first row that is as said; a function makes it of what stood there."""

    def edit(folder: Path) -> None:
        rows = _rows(folder, table)
        row = next(row for row in rows if all(row[name] == wanted for name, wanted in where.items()))
        row[column] = str(value(row[column]) if callable(value) else value)
        _write(folder, table, rows)

    return edit


def _without(table: str, **where: str) -> Edit:
    """Leave out the rows that are as said."""

    def edit(folder: Path) -> None:
        rows = _rows(folder, table)
        left = [row for row in rows if not all(row[name] == wanted for name, wanted in where.items())]
        assert 0 < len(left) < len(rows)
        _write(folder, table, left)

    return edit


def _twice(table: str, **where: str) -> Edit:
    def edit(folder: Path) -> None:
        rows = _rows(folder, table)
        row = next(row for row in rows if all(row[name] == wanted for name, wanted in where.items()))
        _write(folder, table, [*rows, row])

    return edit


def _record(change: Callable[[dict[str, Any]], object]) -> Edit:
    def edit(folder: Path) -> None:
        record = json.loads((folder / "regions.json").read_text(encoding="utf-8"))
        change(record)
        (folder / "regions.json").write_text(json.dumps(record), encoding="utf-8")

    return edit


def _both(*edits: Edit) -> Edit:
    def edit(folder: Path) -> None:
        for one in edits:
            one(folder)

    return edit


def _more(amount: float) -> Callable[[str], str]:
    return lambda text: repr(float(text) + amount)


BEST = {"drawing": "drawn-2"}
FALSIFIED: list[tuple[str, Edit, str]] = [
    # what there must be
    ("a drawing without a row", _without("drawings.csv", drawing="none"), "lacks none, but each drawing must have"),
    ("a drawing twice", _twice("drawings.csv", **BEST), "has a drawing twice"),
    ("a run that is not told", _record(lambda record: record["runs"].pop("none")), "lacks none"),
    (
        "another best",
        _record(lambda record: record["numbers"]["2"].update(drawing="drawn-3")),
        "is 'drawn-3', but must",
    ),
    ("no best", _record(lambda record: record["numbers"]["2"].update(answer="none")), "answer is 'none', but must be"),
    ("a number not asked for", _record(lambda record: record["numbers"].pop("3")), "has 3 groups, but so many must be"),
    ("another instance", _record(lambda record: record.update(instance_sha256="0" * 64)), "instance is '0000"),
    (
        "a run elsewhere",
        _record(lambda record: record["runs"]["none"].update(folder="../runs/none")),
        "must be in runs",
    ),
    # groups
    ("a member of another group", _cell("memberships.csv", "group", "Group 2", **BEST, code="K1"), "than its run"),
    ("a member left out", _without("memberships.csv", **BEST, code="K1"), "is in 0 groups, but it must be in one"),
    ("a member twice", _twice("memberships.csv", **BEST, code="K1"), "memberships.csv has a row twice"),
    (
        "a member of two groups",
        _both(
            _cell("memberships.csv", "group", "Group 2", drawing="drawn-2-compact", code="K1"),
            _cell("memberships.csv", "drawing", "drawn-2", drawing="drawn-2-compact", code="K1"),
        ),
        "drawn-2, K1 is in 2 groups, but it must be in one",
    ),
    ("another number of groups", _cell("drawings.csv", "number", "3", **BEST), "number is 3, but must be 2"),
    # what is asked
    (
        "too many inhabitants",
        _record(lambda record: record["asked"].update(population=[None, 1000])),
        "the most is 1,000",
    ),
    (
        "too few contacts",
        _record(lambda record: record["asked"].update(contacts=[1e9, None])),
        "the least is 1,000,000,000",
    ),
    (
        "who is not together",
        _record(lambda record: record["asked"].update(together=[["K2", "K5"]])),
        "has K2, K5 apart, but they must be in one group",
    ),
    (
        "who is not apart",
        _record(lambda record: record["asked"].update(apart=[["K3", "K6"]])),
        "has K3, K6 in one group, but they must be apart",
    ),
    # costs
    ("another cost", _cell("drawings.csv", "cost_kr", _more(5000), **BEST), "drawn-2, cost_kr is"),
    (
        "another cost in the record",
        _record(lambda record: record["runs"]["drawn-2"].update(objective_kr=1.0)),
        "regions.json, drawn-2, objective_kr is 1 kr.",
    ),
    (
        "another bound of a run",
        _record(lambda record: record["runs"]["drawn-2"].update(bound_kr=1.0)),
        "regions.json, drawn-2, bound_kr is 1 kr.",
    ),
    (
        "another status",
        _record(lambda record: record["runs"]["drawn-2"].update(status="infeasible")),
        "drawn-2, status is 'infeasible'",
    ),
    (
        "a run of another time",
        _record(lambda record: record["runs"]["drawn-2"].update(finished="then")),
        "drawn-2, finished is 'then'",
    ),
    ("another difference", _cell("drawings.csv", "above_kr", _more(5000), drawing="drawn-2-compact"), "above_kr is"),
    ("another gap", _cell("drawings.csv", "gap", "0.25", **BEST), "drawn-2, gap is 0.25"),
    # bounds
    ("another bound", _cell("drawings.csv", "bound_kr", _more(-5000), **BEST), "drawn-2, bound_kr is"),
    ("other solves", _cell("drawings.csv", "solves", "99", **BEST), "drawn-2, solves is 99"),
    (
        "a bound that a drawing undercuts",
        _both(
            _cell("drawings.csv", "bound_kr", _more(1e7), **BEST),
            _record(lambda record: record["numbers"]["2"].update(bound_kr=record["numbers"]["2"]["bound_kr"] + 1e7)),
        ),
        "none of so many groups costs less than",
    ),
    (
        "a bound of memberships above that of all",
        _record(lambda record: record["numbers"]["2"].update(relaxed_kr=2e9)),
        "relaxed_kr is 2,000,000,000 kr.",
    ),
    (
        "a best that is beaten",
        _both(
            _cell("drawings.csv", "kind", "near", **BEST),
            _cell("drawings.csv", "kind", "best", drawing="drawn-2-compact"),
        ),
        "the best, drawn-2-compact, costs",
    ),
    (
        "a drawing that is not near",
        _record(lambda record: record["numbers"]["2"].update(near_limit_kr=1.0)),
        "near it is at most 1 kr.",
    ),
    ("another limit", _record(lambda record: record.update(within=0.5)), "near_limit_kr is"),
    # counts
    ("other borders", _cell("drawings.csv", "cut_borders", "9", **BEST), "drawn-2, cut_borders is 9"),
    ("others who stay", _cell("drawings.csv", "kept", "0", **BEST), "drawn-2, kept is 0"),
    ("others who moved", _cell("drawings.csv", "moved", "5", **BEST), "drawn-2, moved is 5, but must be 0"),
    # groups and members
    ("another name", _cell("memberships.csv", "name", "Elsewhere", **BEST), "name is 'Elsewhere'"),
    ("another region", _cell("memberships.csv", "region", "Elsewhere", **BEST), "region is 'Elsewhere'"),
    ("other inhabitants", _cell("memberships.csv", "population", "7", **BEST), "population is 7"),
    ("other contacts", _cell("memberships.csv", "contacts", "7", **BEST), "contacts is 7"),
    ("a group left out", _without("groups.csv", **BEST, group="Group 1"), "has other groups than memberships.csv"),
    ("a group of more", _cell("groups.csv", "municipalities", "9", **BEST), "municipalities is 9"),
    ("a group of more inhabitants", _cell("groups.csv", "population", "5", **BEST), "population is 5"),
    ("a group of more contacts", _cell("groups.csv", "contacts", "5", **BEST), "contacts is 5"),
    ("a centre elsewhere", _cell("groups.csv", "anchor", "K9", **BEST), "anchor is 'K9', but it must be a member"),
    (
        "a centre called otherwise",
        _cell("groups.csv", "anchor_name", "Elsewhere", **BEST),
        "anchor_name is 'Elsewhere'",
    ),
    # who is settled
    ("somebody left out", _without("settled.csv", number="2", code="K1"), "leaves somebody out"),
    ("others always with it", _cell("settled.csv", "always_with", "K9", number="2", code="K5"), "always_with is 'K9'"),
    ("settled or not", _cell("settled.csv", "settled", "perhaps", number="2", code="K5"), "settled is 'perhaps'"),
    ("in too many groups", _cell("settled.csv", "groups", "9", number="2", code="K5"), "groups is 9"),
    (
        "the most compact is another",
        _record(lambda record: record["numbers"]["2"].update(compact="drawn-3")),
        "compact is 'drawn-3'",
    ),
    (
        "the one that keeps most is another",
        _record(lambda record: record["numbers"]["2"].update(todays_regions=None)),
        "todays_regions is 'None'",
    ),
    (
        "a drawing proven to be the most compact that is not",
        _cell("drawings.csv", "cut_borders", "9", drawing="drawn-2-compact"),
        "compact_proven is 9",
    ),
    (
        "a drawing proven to keep most that does not",
        _record(lambda record: record["numbers"]["2"].update(todays_regions_proven=True)),
        "todays_regions_proven is",
    ),
    # what binds
    (
        "rules that were not left out",
        _record(lambda record: record.update(binding_asked=False)),
        "has lines, but no rule",
    ),
    ("a rule of no drawing", _cell("binding.csv", "number", "9", number="2"), "is about no drawing"),
    (
        "a rule that costs less than nothing",
        _cell("binding.csv", "cost_kr", _more(1e7), rule="everyone"),
        "with it the",
    ),
    ("what a rule saves", _cell("binding.csv", "saves_kr", "12345", rule="everyone"), "saves_kr is 12,345 kr."),
    (
        "what a rule saves at most",
        _cell("binding.csv", "saves_at_most_kr", "1e9", rule="everyone"),
        "saves_at_most_kr is",
    ),
    (
        "a bound above the cost",
        _cell("binding.csv", "bound_kr", "2e9", rule="everyone"),
        "bound_kr is 2,000,000,000 kr.",
    ),
    (
        "a number that was drawn, told not to be",
        _cell("binding.csv", "answer", "none", number="2", rule="groups", about="3"),
        "answer is 'none'",
    ),
    (
        "a rule without which there is said to be no drawing",
        _cell("binding.csv", "answer", "none", rule="everyone"),
        "must be 'drawn'",
    ),
    (
        "a number of which none was found, with a cost",
        _cell("binding.csv", "answer", "open", number="3", rule="groups", about="4"),
        "has a cost or a bound, but no drawing of so many was found",
    ),
    (
        "a number that was drawn, without its cost",
        _cell("binding.csv", "cost_kr", "", rule="everyone"),
        "costs nothing, but what was drawn has a cost",
    ),
    (
        "another number's cost",
        _cell("binding.csv", "cost_kr", "1", number="2", rule="groups", about="3"),
        "cost_kr is 1",
    ),
]


@pytest.mark.parametrize(("edit", "told"), [each[1:] for each in FALSIFIED], ids=[each[0] for each in FALSIFIED])
def test_what_is_falsified_is_found(copied: Path, edit: Edit, told: str) -> None:
    edit(copied)
    found = [breach.sentence for breach in audit_drawing(copied).breaches]
    assert any(told in sentence for sentence in found), found


def test_a_group_in_two_parts_is_found(copied: Path) -> None:
    """Without its neighbours every group but those of one is in as many parts as it has members."""
    table = copied / "instance" / "neighbours.csv"
    header = table.read_text(encoding="utf-8").splitlines()[0]
    table.write_text(header + "\n", encoding="utf-8")
    found = [breach.sentence for breach in audit_drawing(copied).breaches]
    assert any("parts, but it must hang together" in sentence for sentence in found), found


def test_groups_of_the_instance_that_are_others_are_found(copied: Path) -> None:
    table = copied / "instance" / "structures.csv"
    rows = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("drawn-2,K1,")]
    table.write_text("\n".join([*rows, ""]), encoding="utf-8")
    found = [breach.sentence for breach in audit_drawing(copied).breaches]
    assert "drawing: drawn-2 has other groups than the instance, but they must be the same." in found


@pytest.mark.parametrize("name", ["regions.json", "drawings.csv", "settled.csv", "instance/municipalities.csv"])
@pytest.mark.parametrize("text", ["", "{", "[]", '"', "drawing,number\nx,y\n", '{"asked": {"population": [1]}}'])
def test_a_file_that_cannot_be_read_is_a_breach(copied: Path, name: str, text: str) -> None:
    (copied / name).write_text(text, encoding="utf-8")
    assert {breach.rule for breach in audit_drawing(copied).breaches} == {"run-folder"}


def test_a_run_that_is_not_there_is_a_breach(copied: Path) -> None:
    shutil.rmtree(copied / "runs" / "drawn-2")
    assert {breach.rule for breach in audit_drawing(copied).breaches} == {"run-folder"}


# ---- What is counted ------------------------------------------------------------------------------


def _random_groups(rng: Random, codes: list[str], most: int) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code in codes:
        if rng.random() < 0.9:
            found.setdefault(f"G{rng.randrange(most)}", set()).add(code)
    return {name: frozenset(group) for name, group in found.items()}


def _cases() -> Iterator[tuple[list[str], dict[str, frozenset[str]], dict[str, frozenset[str]], frozenset[Any]]]:
    for seed in range(30):
        rng = Random(f"counts {seed}")  # noqa: S311  # nothing secret is drawn
        codes = [f"K{number}" for number in range(8)]
        pairs = frozenset(frozenset(rng.sample(codes, 2)) for _ in range(9))
        yield codes, _random_groups(rng, codes, 4), _random_groups(rng, codes, 3), pairs


def test_groups_are_matched_as_well_as_any_way_to_match_them() -> None:
    for _, one, other, _ in _cases():
        few, many = sorted(([*one.values()], [*other.values()]), key=len)
        ways = permutations([*many, *[frozenset[str]()] * len(few)], len(few))
        most = max(sum(len(group & each) for group, each in zip(few, way, strict=True)) for way in ways)
        assert limits_of_matched([*one.values()], [*other.values()]) == (most, most)


def test_parts_and_borders_are_counted_as_by_hand() -> None:
    for codes, one, _, pairs in _cases():
        near = {code: frozenset(other for pair in pairs if code in pair for other in pair - {code}) for code in codes}
        for group in one.values():
            assert parts_of(group, pairs) == len(connected_parts(group, near))
        group_of = {code: name for name, group in one.items() for code in group}
        assert borders_cut(one, pairs) == sum(len({group_of.get(code) for code in pair}) > 1 for pair in pairs)


def test_who_is_together_in_all_is_in_one_group_in_each() -> None:
    for codes, one, other, _ in _cases():
        found = together_in_all([one, other])
        for code in codes:
            groups = [
                next((group for group in some.values() if code in group), frozenset[str]()) for some in (one, other)
            ]
            assert found.get(code, frozenset()) == frozenset.intersection(*groups) - {code}


def test_of_many_groups_limits_are_known() -> None:
    one = [frozenset({f"K{number}"}) for number in range(14)]
    assert limits_of_matched(one, one) == (1, 14)
