"""The prices of a bound as the record that is kept of them: by the names of municipalities, centres and tasks."""

import numpy as np

from optimiser.data.proof_record import SCHEMA_VERSION, ProofPiece, ProofRecord
from optimiser.portfolios.lagrangian import Lagrangian, Prices


def record_of_prices(lagrangian: Lagrangian, prices: Prices) -> ProofRecord:
    """Return the record of prices, with the bound that follows from what it holds (kr. a year)."""
    costs = lagrangian.costs
    hosts = [costs.centres[c] for c in lagrangian.hosts]
    passed = {
        host: dict(zip(costs.seats[int(c)].tasks.tasks, map(float, row), strict=False))
        for host, c, row in zip(hosts, lagrangian.hosts, prices.passed_kr, strict=True)
    }
    return ProofRecord(
        schema_version=SCHEMA_VERSION,
        bound_kr=lagrangian.evaluate(prices).bound_kr,
        served_kr=dict(zip(costs.municipalities, map(float, prices.served_kr), strict=True)),
        centres={centre: _pieces(lagrangian, prices, centre) for centre in costs.problem.reach},
        passed_kr=passed,
        sending_kr=dict(zip(hosts, map(float, prices.sending_kr), strict=True)),
        plan_kr=dict(zip(lagrangian.plan_names, map(float, prices.plan_kr), strict=True)),
    )


def _pieces(lagrangian: Lagrangian, prices: Prices, centre: str) -> list[ProofPiece]:
    """Return the pieces of a centre's cost with the prices of its limits; no prices where it serves nobody else."""
    limits = ("most_sold_kr", "least_sold_kr", "most_held_kr", "least_held_kr")
    c = lagrangian.costs.number_of_centre.get(centre)
    found = []
    for k, piece in enumerate(lagrangian.costs.problem.reach[centre].pieces):
        asked = {} if c is None else {name: float(np.asarray(getattr(prices, name))[c, k]) for name in limits}
        found.append(
            ProofPiece(low=piece.low, high=piece.high, fixed_kr=piece.fixed_kr, slope_kr=piece.slope_kr, **asked)
        )
    return found
