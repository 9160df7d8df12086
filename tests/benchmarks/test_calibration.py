"""The bundled instance reproduces the documents' own figures."""

import pytest

from benchmarks import calibration
from benchmarks.calibration import Comparison, bisect, comparisons, staff_cost
from optimiser import read


@pytest.fixture(scope="module")
def found() -> dict[str, Comparison]:
    return {comparison.what: comparison for comparison in comparisons()}


def test_every_figure_is_within_the_documents_range(found: dict[str, Comparison]) -> None:
    assert [comparison for comparison in found.values() if not comparison.holds] == []


def test_the_ranges_are_the_documents(found: dict[str, Comparison]) -> None:
    ranges = {what: (comparison.low, comparison.high) for what, comparison in found.items()}
    assert ranges["Today, 70 million contacts"] == (3_500, 3_500)
    assert ranges["Model 1, gain a year"] == (150, 200)
    for model in ("Model 2", "Model 3"):
        assert ranges[f"{model}, shared centres"] == (3, 3)
        assert ranges[f"{model}, contacts moved"] == (10, 15.7)
        assert ranges[f"{model}, gain a moved contact"] == (13.5, 14.5)
        assert ranges[f"{model}, gain a year"] == (140, 220)


def test_the_weight_in_use_is_the_derived_one_rounded() -> None:
    in_use = calibration.weight_in_use(read(calibration.DENMARK))
    assert calibration.model_1_gain_kr(in_use - 0.05) < calibration.MIDDLE_OF_MODEL_1_KR
    assert calibration.model_1_gain_kr(in_use + 0.05) > calibration.MIDDLE_OF_MODEL_1_KR


def test_staff_is_most_of_todays_cost_but_not_all() -> None:
    assert 0.6 < staff_cost(read(calibration.DENMARK)).share_of_today < 0.9


def test_bisection_finds_where_a_rising_function_takes_a_value() -> None:
    assert bisect(lambda x: x * x, 0.25, 1e-6) == pytest.approx(0.5, abs=1e-6)


def test_the_comparison_fits_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, found: dict[str, Comparison]
) -> None:
    monkeypatch.setattr(calibration, "comparisons", lambda: list(found.values()))
    monkeypatch.setattr(calibration, "derived_pooling_weight", lambda: 0.497)
    calibration.main()
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any("Model 3, gain a year" in line for line in lines)
    assert not any("OUTSIDE" in line for line in lines)
