"""What the record of drawn regions says of each number of groups."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from optimiser.drawing.country import Country
from optimiser.drawing.near_drawings import fewest_cut_borders, most_kept
from optimiser.drawing.structures import name_of_drawing
from optimiser.studies.drawing_cases import DrawingAnswer

Row = Mapping[str, Any]


def describe_number(
    country: Country, answer: DrawingAnswer, near: DrawingAnswer | None, drawings: Sequence[Row]
) -> dict[str, Any]:
    """Return what came of a number of groups, as `NumberEntry` declares it.

    `country` has the rules of so many; `drawings` are the rows of all drawings, and of structures beside them.
    """
    number = country.rules.most_groups
    figures = {"bound_kr": None, "relaxed_kr": None, "solves": None, **answer.figures}
    own = [row for row in drawings if row["number"] == number and row["kind"] not in ("named", "none")]
    sought = own if near else []
    with_borders = [row for row in sought if row["cut_borders"] is not None]
    with_regions = [row for row in sought if row["kept"] is not None]
    fewest, most = fewest_cut_borders(country), most_kept(country)
    return {
        "answer": answer.answer,
        "drawing": name_of_drawing(number) if answer.answer == "drawn" else None,
        **{name: figures[name] for name in ("bound_kr", "relaxed_kr", "solves")},
        "near_limit_kr": near.figures["limit_kr"] if near else None,
        "compact": _first_by(with_borders, lambda row: row["cut_borders"]),
        "compact_proven": any(row["cut_borders"] == fewest for row in with_borders),
        "todays_regions": _first_by(with_regions, lambda row: -row["kept"]),
        "todays_regions_proven": any(row["kept"] == most for row in with_regions),
    }


def _first_by(rows_of: Sequence[Row], worth: Callable[[Row], float]) -> str | None:
    """The drawing that comes first by a worth, of equals the cheapest."""
    first = min(rows_of, key=lambda row: (worth(row), row["cost_kr"]), default=None)
    return None if first is None else str(first["drawing"])
