"""How many rows and columns the toy's model has, family by family: a row lost in silence is seen here."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from optimiser.data.read import read
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem

TOY = Path(__file__).parents[2] / "instances" / "toy"

# Østerå (901) sells; Ærholm has L4, L6, L9; Søkær L4, L9; Åby L6, L9; all may join Region Nordland.
# Pieces: Østerå 7 (0 to 600,000), Ærholm 4 (0 to 300,000), Søkær and Åby 3 each, Region 3 (300,000 to 600,000).
# Links: four to Region, three to Østerå: 4 × 3 + 3 × 7 = 33 link-pieces.
ROWS = {
    "assignment": 10,  # tasks: 3 + 3 + 2 + 2
    "open-centre": 5,  # centres
    "open-centre-own": 10,  # each task in the own centre
    "open-centre-host": 1,  # Østerå
    "open-centre-host-answers-own": 1,  # Østerå
    "open-centre-buyer": 3,  # Ærholm, Søkær, Åby
    "connection": 10,  # L4 and L6 to Region: 6; to Østerå: 4
    "connection-open": 33,  # link-pieces
    "entry-points": 4,  # municipalities; home is certain for all, as L9 cannot leave
    "volume-own": 4,  # local centres
    "volume-own-piece": 17,  # pieces of local centres: 7 + 4 + 3 + 3
    "volume-load": 7,  # links
    "volume-load-linked": 33,  # link-pieces
    "volume-sold": 10,  # pieces of centres that serve others: 7 + 3
    "volume-piece-low": 16,  # pieces that do not begin at 0: all 20 but the first of the four local centres
    "volume-piece-high": 20,  # pieces
    "minimum-volume": 1,  # Østerå
    "maximum-volume": 1,  # Østerå
    "maximum-volume-share": 7,  # pieces of Østerå
}
COLUMNS = {
    "assign": 24,  # 10 own centres, 4 departments for L9, 6 to Region, 4 to Østerå
    "link": 33,
    "brought": 33,
    "piece": 20,
    "own": 17,
    "sold": 10,
    "sell": 1,
}


def _families(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(name.split("[")[0] for name in names))


def test_the_toy_has_the_rows_and_columns_its_tables_call_for() -> None:
    problem = build_problem(read(TOY))
    linear = compile_formulation(build(problem, single_pools(problem))).linear
    assert _families(linear.row_names) == ROWS
    assert _families(linear.column_names) == COLUMNS


def test_binary_are_only_the_choices_that_are_made() -> None:
    problem = build_problem(read(TOY))
    linear = compile_formulation(build(problem, single_pools(problem))).linear
    whole = [name for name, integer in zip(linear.column_names, linear.integer, strict=True) if integer]
    assert _families(whole).keys() == {"assign", "piece", "sell"}
