"""The measurement of growth runs at small sizes, and fits the exponent of what grows with a power."""

from math import inf

import pytest

from benchmarks.growth import fit_exponent, main


def test_exponent_is_that_of_the_power() -> None:
    assert fit_exponent([98, 196, 392], [3 * size**1.3 for size in (98, 196, 392)]) == pytest.approx(1.3)
    assert fit_exponent([98, 196], [2.0, inf]) is None


def test_small_sizes_are_generated_solved_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--sizes", "10", "20", "--seconds", "5"])
    told = capsys.readouterr().out
    cells = {line.split("|")[1].strip(): line.split("|")[2:-1] for line in told.splitlines() if line.startswith("|")}
    assert [cell.strip() for cell in cells[""]] == ["10", "20", "exponent"]
    routes = [float(cell.split()[0].replace(",", "")) for cell in cells["routes"][:2]]
    assert 0 < routes[0] < routes[1]
    assert "not reached" not in " ".join(cells["plan within 1.00% (s)"])
