"""`optimiser diagnose`: the sentences in both languages, options that can be pasted, the exit codes."""

import json
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import TOY, Run
from tests.diagnosis.planted import CAUSES, Planted

BY_NAME = {cause.name: cause for cause in CAUSES}


def _arguments(cause: Planted, folder: Path) -> list[object]:
    scenarios = [part for path in cause.scenario(folder) for part in ("--scenario", path)]
    return [TOY, *scenarios, *(part for change in cause.overrides for part in ("--set", change))]


def test_the_rules_the_figures_and_the_repairs(run: Run, tmp_path: Path) -> None:
    ran = run("diagnose", *_arguments(BY_NAME["minimum"], tmp_path))
    assert (ran.code, ran.err) == (3, "")
    for told in (
        "No plan meets all rules. These cannot be kept together:",
        "Region Nordland must have at least 2,000,000 contacts a year if it is open",
        "needs 2,000,000 contacts a year, and the 4 municipalities of its group can bring 600,000 at most",
        "[minimum-volume]",
        "none of them is there in vain",
        "Lower the minimum of Region Nordland to 600,000 contacts a year. The plan found costs",
        "Drop the mandate on level 6",
    ):
        assert told in ran.text


def test_in_danish(run: Run, tmp_path: Path) -> None:
    ran = run("diagnose", *_arguments(BY_NAME["minimum"], tmp_path), "--lang", "da")
    assert ran.code == 3
    assert "Ingen plan opfylder alle regler. Disse kan ikke overholdes sammen:" in ran.text
    assert "Sænk mindstekravet til Region Nordland til 600.000 henvendelser om året." in ran.text


def test_the_options_of_a_repair_can_be_pasted(run: Run, tmp_path: Path) -> None:
    """Names hold blanks, and the line is longer than the terminal is wide."""
    arguments = _arguments(BY_NAME["minimum"], tmp_path)
    lines = [line for line in run("diagnose", *arguments).out.splitlines() if line.startswith("      --set ")]
    assert len(lines) == 2
    for line in lines:
        ran = run("diagnose", *arguments, *shlex.split(line))
        assert ran.code == 0
        assert "toy has a plan that meets all rules" in ran.text


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("name", ["depth", "cap", "levels", "kpi", "budget"])
def test_every_kind_of_rule_is_told(name: str, lang: str, run: Run, tmp_path: Path) -> None:
    ran = run("diagnose", *_arguments(BY_NAME[name], tmp_path), "--lang", lang)
    assert (ran.code, ran.err) == (3, "")
    assert "None" not in ran.text
    assert "{" not in ran.text


def test_json_holds_the_conflict_and_the_changes(run: Run, tmp_path: Path) -> None:
    ran = run("diagnose", *_arguments(BY_NAME["hosts"], tmp_path), "--json")
    record = json.loads(ran.out)
    (conflict,) = record["conflicts"]
    assert {rule["parameter"] for rule in conflict["rules"]} == BY_NAME["hosts"].blamed
    assert next(repair["changes"] for repair in record["repairs"]) == ["policy.max_hosts=1"]
    assert ran.code == 3


def test_nothing_to_diagnose(run: Run) -> None:
    ran = run("diagnose", TOY)
    assert (ran.code, ran.err) == (0, "")
    assert "nothing to diagnose" in ran.text


def test_time_up_before_anything_is_known(run: Run) -> None:
    ran = run("diagnose", TOY, "--time-limit", "0.001")
    assert ran.code == 4
    assert "neither was a plan found, nor was it proven that there is none" in ran.text


def test_a_wrong_change_is_a_finding(run: Run) -> None:
    ran = run("diagnose", TOY, "--set", "policy.max_host=1")
    assert ran.code == 2
    assert "no such parameter" in ran.text
