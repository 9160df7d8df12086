"""The public call: a plan played through, as a table."""

from typing import TypedDict, Unpack

import pandas as pd

from optimiser.result.result import Result
from optimiser.simulation.centre import centres_of
from optimiser.simulation.options import Options, check_options
from optimiser.simulation.simulate import simulate_centres as simulate_centres
from optimiser.simulation.tables import table_of_cases


class SimulationRequest(TypedDict, total=False):
    """What is asked of a simulation, as in `Options`; what is left out is the default there."""

    replications: int | None
    seed: int
    variation: float
    sickness: float
    peak: float
    incident_calls: float


def simulate(result: Result, **asked: Unpack[SimulationRequest]) -> pd.DataFrame:
    """Play every open centre of a plan caller by caller, the smallest first, and table what its callers meet.

    Parameters
    ----------
    result
        A result; without a plan the table is empty.
    **asked
        Options by their names in `optimiser.simulation.options.Options`: `replications=100`, `seed=1`.

    Returns
    -------
    pandas.DataFrame
        A row is a case of a centre: the week as planned, and each stress case. The columns are those of simulation.csv.

    Raises
    ------
    InvalidInputError
        With every option that is out of bounds.
    """
    return table_of_cases(list(simulate_centres(centres_of(result), check_options(Options(**asked)))))
