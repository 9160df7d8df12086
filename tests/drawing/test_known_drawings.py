"""Drawings that others made: begun from, priced beside the best that was found, and read from files."""

from dataclasses import replace
from pathlib import Path

import pytest

from optimiser import DrawingRules, draw_regions, solve
from optimiser.data.instance import Instance
from optimiser.data.municipality_names import MunicipalityNames
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.known_drawings import take_cheaper
from optimiser.drawing.pricing import Priced
from optimiser.drawing.regions import DrawnRegions
from optimiser.drawing.starts_file import read_starts_file
from tests.drawing.countries import cheapest_drawing, every_drawing, small_country

TWO = DrawingRules(2, 2, everyone=True, contiguous=False)
NAMES = MunicipalityNames({f"K{number}": f"Kommune {number}" for number in range(1, 6)})


def _drawn(instance: Instance, rules: DrawingRules, drawing: Drawing) -> DrawnRegions:
    """A drawing as a search would have ended with it."""
    priced = Priced(Country(instance, rules))
    result = solve(priced.of_drawing(drawing), gap=0.0, nearest_host=False)
    return DrawnRegions(dict(zip(priced.names(), drawing, strict=True)), result, 1.0, 0.5, 7)


@pytest.mark.parametrize("seed", [22, 26])
def test_a_search_begins_from_the_drawings_it_is_given(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that makes no step finds what it is given; small instances are solved as a whole country is."""
    monkeypatch.setattr("optimiser.solver.stage.FEW_ROUTES", 0)
    monkeypatch.setattr("optimiser.drawing.price_search.STEPS", 0)
    monkeypatch.setattr("optimiser.drawing.price_search.AT_RANDOM", 0)
    monkeypatch.setattr("optimiser.drawing.relaxed_search.STEPS", 0)
    monkeypatch.setattr("optimiser.drawing.regions.walk_to_lower_cost", lambda _costs, start, *_: start)
    instance = small_country(seed, 5)
    best = cheapest_drawing(Country(instance, TWO))
    assert best is not None
    alone = draw_regions(instance, TWO, most_solves=3)
    begun = draw_regions(instance, TWO, most_solves=3, starts=[best[1]])
    whole = draw_regions(instance, TWO, most_solves=3, starts=[drawing_of([instance.municipalities])])
    assert alone is not None
    assert begun is not None
    assert drawing_of(begun.groups.values()) == best[1]
    assert begun.cost_kr == pytest.approx(best[0], rel=2e-4)
    assert alone.cost_kr > begun.cost_kr + 1
    assert whole is not None  # of fewer groups than there must be, it is cut apart
    assert len(whole.groups) == 2


def test_the_cheapest_known_drawing_that_obeys_the_rules_is_taken() -> None:
    """Each drawing of a country stands beside every other: what is taken costs less, and no more than any plan told."""
    instance = small_country(22, 5)
    rules = replace(TWO, together=(frozenset({"K1", "K2"}),))
    lawful, every = (list(every_drawing(Country(instance, each))) for each in (rules, TWO))
    dearest = max((_drawn(instance, rules, drawing) for drawing in lawful), key=lambda drawn: drawn.cost_kr)
    cheapest = cheapest_drawing(Country(instance, rules))
    assert cheapest is not None
    assert len(lawful) < len(every)
    taken = take_cheaper(Country(instance, rules), dearest, every)
    assert Country(instance, rules).allows(drawing_of(taken.groups.values()))
    assert taken.cost_kr == pytest.approx(cheapest[0], rel=2e-4)
    assert taken.cost_kr < dearest.cost_kr - 1
    assert (taken.bound_kr, taken.relaxed_kr, taken.solves) == (1.0, 0.5, 8)
    assert taken.result.instance.groups_of == _groups_by_member(taken)
    assert take_cheaper(Country(instance, rules), taken, every) is taken
    assert take_cheaper(Country(instance, rules), dearest, set(every) - set(lawful)) is dearest


def _groups_by_member(drawn: DrawnRegions) -> dict[str, tuple[str, ...]]:
    return {code: (name,) for name, codes in drawn.groups.items() for code in codes}


def test_a_file_of_drawings_is_read_by_name_and_code_in_the_order_in_which_it_names_them(tmp_path: Path) -> None:
    file = tmp_path / "starts.csv"
    rows = ("b,K1,x", "b,Kommune 2,x", "b,K3,y", "a,K1,x", "b,K4,y", "a,K4,z")
    file.write_text("structure,municipality,group,source\n" + "".join(f"{row},them\n" for row in rows), "utf-8")
    starts, faults = read_starts_file(file, NAMES)
    assert faults == []
    assert starts == [drawing_of([{"K1", "K2"}, {"K3", "K4"}]), drawing_of([{"K1"}, {"K4"}])]


def test_all_that_is_wrong_with_a_file_of_drawings_is_told(tmp_path: Path) -> None:
    file = tmp_path / "starts.csv"
    rows = ("a,K1,x", "a,Kommune 1,y", "a,K9,x", ",K2,x", "a,K2,", "b,K1,x", "a,\x1b[31m,x")
    file.write_text("structure,municipality,group\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    faults = read_starts_file(file, NAMES)[1]
    assert [(fault.place, fault.row, fault.column) for fault in sorted(faults, key=lambda fault: fault.row or 0)] == [
        ("starts.csv", 3, "municipality"),
        ("starts.csv", 4, "municipality"),
        ("starts.csv", 5, "structure"),
        ("starts.csv", 6, "group"),
        ("starts.csv", 8, "municipality"),
    ]
    assert any(fault.rule.startswith("is in this drawing already") for fault in faults)
    for text in ("", "structure,municipality\na,K1\n", "structure,municipality,group\n"):
        file.write_text(text, "utf-8")
        assert read_starts_file(file, NAMES)[1]
    file.write_bytes(b"structure,municipality,group\na,\xff\xfe,x\n")
    assert read_starts_file(file, NAMES)[1]
    assert read_starts_file(tmp_path / "none.csv", NAMES)[1]
