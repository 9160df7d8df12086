"""The measurement of memory runs on the toy, and estimates at least what it measures there."""

from pathlib import Path

from benchmarks.memory import POOLS, measure_peaks
from benchmarks.run import alone

TOY = Path(__file__).parents[2] / "instances" / "toy"


def test_peaks_rise_step_by_step_up_to_the_estimate() -> None:
    for model in POOLS:
        peaks = alone(measure_peaks, TOY, (), model, 5.0)
        measured = [peaks.problem_gb, peaks.built_gb, peaks.searched_gb]
        assert measured == sorted(measured)
        assert 0 < measured[-1] <= peaks.estimated_gb
        assert peaks.entries > 0
