"""What the rule no-municipality-worse-off takes a buyer to pay: never less than some buyer would, and never more."""

import pytest

from optimiser.model.build import build
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem
from optimiser.rules.worse_off import cheapest_unit_kr, dearest_unit_kr
from tests.toys import RISING, toy_on_curve

FALLING = ((100_000, 50), (300_000, 43), (900_000, 39))
STEPS = 50


@pytest.mark.parametrize("fixed_kr", [0, 2_000_000, 12_000_000])
@pytest.mark.parametrize("points", [RISING, FALLING])
def test_every_unit_cost_on_a_piece_lies_between_the_cheapest_and_the_dearest(
    points: tuple[tuple[float, float], ...], fixed_kr: float
) -> None:
    """With a fixed cost and a rising curve a contact is cheapest in the middle of a piece, not at an end."""
    rule = "policy.no_municipality_worse_off=true"
    problem = build_problem(toy_on_curve(points, rule, f"centres.Østerå.fixed_cost_kr={fixed_kr}"))
    formulation = build(problem, single_pools(problem))
    charges_kr = problem.tariff.open_centre("Østerå").yearly_kr + problem.tariff.charge_of_host("Østerå").yearly_kr
    for key in formulation.pieces_by_centre["Østerå"]:
        piece = formulation.pieces[key]
        low = max(piece.low, 100_000)
        cheapest_kr, dearest_kr = cheapest_unit_kr(formulation, key), dearest_unit_kr(formulation, key)
        for step in range(STEPS + 1 if piece.high > low else 0):
            volume = low + (piece.high - low) * step / STEPS
            by_piece_kr, exact_kr = piece.cost_kr(volume), problem.exact_kr("Østerå", volume)
            for operation_kr in (by_piece_kr, exact_kr):
                unit_kr = (operation_kr + charges_kr) / volume
                assert cheapest_kr <= unit_kr * (1 + 1e-9)
                assert unit_kr <= dearest_kr * (1 + 1e-9)
