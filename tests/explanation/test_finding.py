"""Which municipality and tasks are meant."""

import pytest

from optimiser import read
from optimiser.data.findings import InvalidInputError
from optimiser.explanation.finding import find_municipality, find_planned
from tests.cli.conftest import TOY
from tests.planning.two_towns import two_towns


def test_by_name_or_code_in_any_case() -> None:
    toy = read(TOY)
    assert find_municipality(toy, "902", None) == ("902", ("L4", "L6", "L9"))
    assert find_municipality(toy, "SØKÆR", None) == ("903", ("L4", "L9"))
    assert find_municipality(toy, "Åby", "l6") == ("904", ("L6",))
    assert find_municipality(toy, "0904", "L6") == ("904", ("L6",))
    assert find_municipality(toy, "Aaby Kommune", "L6") == ("904", ("L6",))


def test_a_name_that_several_have_asks_for_the_code() -> None:
    twins = two_towns("municipalities.2.name=Storby")
    with pytest.raises(InvalidInputError) as raised:
        find_municipality(twins, "Storby", None)
    assert raised.value.findings[0].remedy == "give one of the codes 1, 2"
    assert find_municipality(twins, "2", "G5") == ("2", ("G5",))


def test_a_municipality_without_contacts_is_in_no_plan() -> None:
    two = two_towns(volumes="municipality,task,contacts\n1,G3,500000\n1,G5,400000\n")
    assert find_municipality(two, "2", None) == ("2", ())
    for task in (None, "G5"):
        with pytest.raises(InvalidInputError, match="has no contacts, so it takes no part in any plan"):
            find_planned(two, "2", task)
