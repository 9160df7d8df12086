"""The public call: what the simulation of centres says, as a table."""

import pytest

from optimiser import simulate, solve
from optimiser.data.findings import InvalidInputError
from optimiser.simulation.centre import Options, centres_of
from optimiser.simulation.simulate import simulate_centres
from tests.planning.two_towns import two_towns


def test_a_row_is_a_case_of_a_centre() -> None:
    result = solve(two_towns())
    rows = simulate(result, replications=5, peak=0).to_dict("records")
    options = Options(replications=5, peak=0)
    played = {each.centre.name: each.outcomes for each in simulate_centres(centres_of(result), options)}
    expected = {(centre, case) for centre, outcomes in played.items() for case in outcomes}
    assert {(row["centre"], row["case"]) for row in rows} == expected
    assert played.keys() == set(result.centres["centre"])
    for row in rows:
        assert row["answered_share"] == played[row["centre"]][row["case"]].achieved.answered_share


def test_an_option_out_of_bounds_is_told() -> None:
    with pytest.raises(InvalidInputError) as raised:
        simulate(solve(two_towns()), replications=1, sickness=10)
    assert [finding.place for finding in raised.value.findings] == ["replications", "sickness"]
