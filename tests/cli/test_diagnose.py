"""`optimiser diagnose`: the sentences in both languages, options that can be pasted, the exit codes."""

import itertools
import json
import shlex
import signal
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from optimiser.data.read import read
from optimiser.data.run_record import ConflictRecord
from optimiser.diagnosis import feasibility
from optimiser.diagnosis.diagnose import Diagnosis, diagnose
from optimiser.planning.problem import Problem
from optimiser.report.summaries.conflicts import ConflictSummary
from optimiser.report.summaries.diagnosis import DiagnosisSummary
from optimiser.rules.registry import find_conflicts, requirements_of
from optimiser.rules.rule import ImpossibleRule
from tests.cli.conftest import TOY, Run
from tests.diagnosis.planted import CAUSES, MANDATE, Planted

BY_NAME = {cause.name: cause for cause in CAUSES}


def _arguments(cause: Planted, folder: Path) -> list[object]:
    scenarios = [part for path in cause.scenario(folder) for part in ("--scenario", path)]
    return [TOY, *scenarios, *(part for change in cause.overrides for part in ("--set", change))]


def test_reasons_are_told_as_found_and_not_as_all_there_are(tmp_path: Path) -> None:
    """One is looked for among the rules that no reason before it has; another may share some of them."""
    cause = BY_NAME["minimum"]
    found = diagnose(read(TOY, scenarios=cause.scenario(tmp_path), overrides=cause.overrides))
    assert found.found
    twice = replace(found, found=(*found.found, *found.found))
    assert "2 reasons for that were found" in next(DiagnosisSummary(twice, "en").tell_answer())
    assert "Der er fundet 2 grunde til det" in next(DiagnosisSummary(twice, "da").tell_answer())


def test_the_rules_the_figures_and_the_repairs(run: Run, tmp_path: Path) -> None:
    ran = run("diagnose", *_arguments(BY_NAME["minimum"], tmp_path))
    assert ran.code == 3
    assert ran.err.count("warning: ") == ran.err.count("the centre stays closed") == 1
    for told in (
        "No plan meets all rules. These cannot be met at the same time:",
        "Region Nordland must have at least 2,000,000 contacts a year if it is open",
        "needs 2,000,000 contacts a year, and the 4 municipalities in its group can bring at most 600,000",
        "[minimum-volume]",
        "all of them are needed for it: without any one of them, the rest can be met",
        "Lower the minimum volume of Region Nordland to 600,000 contacts a year. The plan found costs",
        "Drop the requirement for level 6",
    ):
        assert told in ran.text


def test_in_danish(run: Run, tmp_path: Path) -> None:
    ran = run("diagnose", *_arguments(BY_NAME["minimum"], tmp_path), "--lang", "da")
    assert ran.code == 3
    assert "Ingen plan overholder alle regler. Disse kan ikke overholdes samtidig:" in ran.text
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


def test_json_holds_no_infinity(run: Run, tmp_path: Path) -> None:
    """A budget can be raised without end."""
    record = json.loads(run("diagnose", *_arguments(BY_NAME["budget"], tmp_path), "--json").out)
    assert record["conflicts"][0]["rules"][0]["parameter"] == "policy.investment_budget_kr"
    assert record["interrupted"] is False


def test_nothing_to_diagnose(run: Run) -> None:
    ran = run("diagnose", TOY)
    assert (ran.code, ran.err) == (0, "")
    assert "nothing to diagnose" in ran.text


def test_time_up_before_anything_is_known(run: Run) -> None:
    ran = run("diagnose", TOY, "--time-limit", "0.001")
    assert ran.code == 4
    assert "no plan was found, nor was it proven that there is none" in ran.text


@pytest.mark.parametrize(("lang", "told"), [("en", "stopped with Ctrl-C"), ("da", "Stoppet med Ctrl-C")])
@pytest.mark.parametrize("questions", [0, 1, 4])
def test_ctrl_c_tells_what_is_proven_so_far(
    questions: int, lang: str, told: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a question: it is stopped, and no other is asked."""
    numbers = itertools.count()

    def checked(problem: Problem) -> list[ImpossibleRule]:
        if next(numbers) == questions:
            signal.raise_signal(signal.SIGINT)
        return find_conflicts(problem)

    monkeypatch.setattr(feasibility, "find_conflicts", checked)
    ran = run("diagnose", *_arguments(BY_NAME["whole"], tmp_path), "--lang", lang)
    assert (ran.code, ran.err) == (130, "")
    assert told in ran.text
    together = {"en": "These cannot be met at the same time", "da": "Disse kan ikke overholdes samtidig"}[lang]
    assert (together in ran.text) == (questions > 0)
    assert "Lower" not in ran.text


def test_time_up_tells_what_is_proven_so_far(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first question: the rules are told, but not that all of them are needed."""
    remaining = property(lambda asked: 600.0 if len(asked.known) < 1 else 0.0)
    monkeypatch.setattr(feasibility.Asking, "remaining", remaining)
    ran = run("diagnose", *_arguments(BY_NAME["whole"], tmp_path))
    assert ran.code == 3
    for told in ("not proven that all of them are needed", "was not enough to examine everything", "and 4 others"):
        assert told in ran.text, ran.text


@pytest.mark.parametrize(
    ("levels", "english", "danish"),
    [
        ("6", "level 6 must be answered", "niveau 6 skal besvares"),
        ("4,6", "levels 4 and 6 must be answered", "niveau 4 og 6 skal besvares"),
        ("4-6", "levels 4–6 must be answered", "niveau 4–6 skal besvares"),
    ],
)
def test_levels_are_told_as_people_say_them(levels: str, english: str, danish: str) -> None:
    changes = (f"policy.mandatory.1.levels={levels}", *MANDATE[1:])
    instance = read(TOY, overrides=changes)
    (rule,) = (rule for rule in requirements_of(instance) if rule.kind == "mandate")
    nothing = Diagnosis(instance, "a plan", (), (), True, interrupted=False, asked=1, seconds=0.0, limit_seconds=1.0)
    assert DiagnosisSummary(nothing, "en").tell_rule(rule).startswith(english)
    assert DiagnosisSummary(nothing, "da").tell_rule(rule).startswith(danish)


@pytest.mark.parametrize(
    ("members", "english", "danish"),
    [
        (1, "the one municipality in its group can bring", "den ene kommune i gruppen kan højst bringe"),
        (2, "the 2 municipalities in its group can bring", "de 2 kommuner i gruppen kan højst bringe"),
        (0, "can get at most 5,000", "kan højst få 5.000"),
    ],
)
def test_one_municipality_or_several(members: int, english: str, danish: str) -> None:
    seen = {"needs": 9000.0, "reaches": 5000.0, "members": members, "tasks": ["Ærholm L4"]}
    conflict = ConflictRecord(**asdict(ImpossibleRule("minimum-volume", "Region Nordland", "too little volume", seen)))
    assert english in "".join(ConflictSummary("en").tell_sentences([conflict]))
    assert danish in "".join(ConflictSummary("da").tell_sentences([conflict]))


def test_a_wrong_change_is_a_finding(run: Run) -> None:
    ran = run("diagnose", TOY, "--set", "policy.max_host=1")
    assert ran.code == 2
    assert "no such parameter" in ran.text
