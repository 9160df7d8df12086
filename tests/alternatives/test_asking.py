"""How many plans and how near, as users write it; all that is wrong at once."""

import pytest

from optimiser.alternatives.request import AlternativesRequest, read_request
from optimiser.data.findings import InvalidInputError


@pytest.mark.parametrize("written", ["1%", "1 %", "0.01", " 0,01 ", "1,0%"])
def test_a_share_is_read_as_percent_or_as_a_number(written: str) -> None:
    wanted = read_request(5, written)
    assert wanted is not None
    assert wanted.count == 5
    assert wanted.within == pytest.approx(0.01)


def test_one_per_cent_is_meant_where_nothing_is_said_and_nothing_where_nothing_is_asked() -> None:
    assert read_request(2, None) == AlternativesRequest(2, 0.01)
    assert read_request(None, None) is None


@pytest.mark.parametrize("count", [0, -1, 51])
@pytest.mark.parametrize("within", ["much", "0", "-1%", "101%", "nan", "inf", ""])
def test_all_that_is_wrong_is_told_at_once(count: int, within: str) -> None:
    with pytest.raises(InvalidInputError) as error:
        read_request(count, within)
    assert [finding.place for finding in error.value.findings] == ["count", "within"]


def test_a_share_alone_is_of_no_use() -> None:
    with pytest.raises(InvalidInputError) as error:
        read_request(None, "1%")
    assert "without count" in error.value.findings[0].rule


def test_what_is_called_from_python_is_held_to_the_same() -> None:
    with pytest.raises(InvalidInputError) as error:
        AlternativesRequest(0, 2.0)
    assert len(error.value.findings) == 2
