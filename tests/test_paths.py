"""A path may be text wherever a public function takes one."""

from pathlib import Path

import pytest

from optimiser import check, compare, frontier, load, read, save, solve, sweep, write
from optimiser.audit import audit_folder

TOY = str(Path(__file__).parents[1] / "instances" / "toy")


@pytest.fixture
def scenario(tmp_path: Path) -> str:
    """A scenario file, by its path as text."""
    path = tmp_path / "dear.toml"
    path.write_text('name = "dear"\n[set]\n"centres.virtual.cost_factor" = 1.2\n', encoding="utf-8")
    return str(path)


def test_a_run_is_saved_loaded_and_checked_by_text(tmp_path: Path) -> None:
    """`load` ended in a traceback where `read` took the same text."""
    folder = str(tmp_path / "run")
    result = solve(read(TOY))
    save(result, folder)
    assert load(folder).objective_kr == result.objective_kr == load(Path(folder)).objective_kr
    assert audit_folder(folder).breaches == ()


def test_an_instance_is_written_by_text(tmp_path: Path) -> None:
    for name in ("copy", "copy.xlsx"):
        write(read(TOY), str(tmp_path / name))
        assert read(str(tmp_path / name)).sha256 == read(TOY).sha256


def test_a_scenario_is_named_by_text(scenario: str) -> None:
    instance, findings = check(TOY, scenarios=[scenario])
    assert instance and findings == []
    assert instance.centres["Region Nordland"].cost_factor == 1.2


def test_many_solves_take_text(scenario: str, tmp_path: Path) -> None:
    compared = compare(TOY, str(tmp_path / "compared"), structures=["none"], scenarios=[scenario], workers=1)
    swept = sweep(TOY, str(tmp_path / "swept"), ["structure=none"], scenarios=[scenario], workers=1)
    bounded = frontier(TOY, str(tmp_path / "frontier"), kpi="hosts", points=2, scenarios=[scenario], workers=1)
    assert set(compared.results) == {"none", "none + dear"}
    assert len(swept.table) == 1
    assert len(bounded.table)
