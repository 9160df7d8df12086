"""Where what is varied changes contacts, a study tells what that saves apart from what organising does."""

from pathlib import Path

from optimiser.report.summaries.regret import RegretSummary
from optimiser.report.summaries.sweep import SweepSummary
from optimiser.studies.regret import RegretStudy, regret
from optimiser.studies.runner.local import LocalWorkers
from optimiser.studies.sweep import SweepStudy, sweep
from tests.toys import TOY


def test_a_sweep_over_contacts_tells_it_of_its_cheapest_point(tmp_path: Path, workers: LocalWorkers) -> None:
    out = tmp_path / "out"
    swept = sweep(TOY, out, vary=["volumes.*.contacts=x1,x0.8"], workers=workers)
    for found in (swept, SweepStudy.load_found(out)):
        told = " ".join(SweepSummary(found, "en").tell_answer())
        assert (
            "contacts of all municipalities = now ×\u00a00.8 changes the cost by −18.2 million kr.: −14.0 million kr."
            in told
        )
    other = sweep(TOY, vary=["policy.max_hosts=0,1"], workers=workers)
    assert "Against the same today" not in " ".join(SweepSummary(other, "en").tell_answer())


def test_a_regret_tells_it_of_each_future_with_other_contacts(tmp_path: Path, workers: LocalWorkers) -> None:
    regretted = regret(TOY, tmp_path / "out", structures=["none", "one-region"], workers=workers)
    (saved,) = RegretSummary(regretted, "en").tell_saved()
    assert "none in the future fewer-contacts changes the cost by −35.8 million kr.: −35.0 million kr." in saved
    again = RegretStudy.load_found(tmp_path / "out")
    assert list(RegretSummary(again, "en").tell_saved()) == [saved]
