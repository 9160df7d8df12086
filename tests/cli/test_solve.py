"""`optimiser solve`: the answer, the proof, the run folder, the exit codes."""

import json
from pathlib import Path

import pandas as pd
import pytest

from optimiser.data.run_tables import DOCUMENTS, PROOF_FILE, RUN_FILES
from optimiser.solver.errors import SolverError
from tests.cli.conftest import DENMARK, TOY, Run

TABLES = ("assignments.csv", "centres.csv", "municipalities.csv", "cost_terms.csv", "assumptions.csv")
ENTRIES = """
    schema_version status objective_kr bound_kr gap method seconds terms_kr today_kr gross_gain_kr investment_kr
    investment_annual_kr net_gain_kr npv_kr payback_years municipalities_by_form contacts_by_form centres
    legal_rules_active versions options input_sha256
"""


def test_the_toy_is_solved_to_the_optimum_worked_out_by_hand(run: Run, tmp_path: Path) -> None:
    """instances/toy/README.md works it out: 63,950,000 kr., the next best plan 64,150,000."""
    ran = run("solve", TOY, "--out", tmp_path / "run", "--gap", "0")
    assert ran.code == 0
    assert json.loads((tmp_path / "run" / "run.json").read_text())["objective_kr"] == pytest.approx(63_950_000)


def test_the_answer_comes_in_a_sentence_with_its_proof(run: Run) -> None:
    text = run("solve", TOY).text
    assert (
        "Today the tasks cost 70.0 million kr. a year. The plan costs 64.0 million kr.: 6.0 million kr. (8.6 %) less"
        in text
    )
    assert "Proven: this plan is the best." in text
    assert "Checked independently: 0 breaches" in text


def test_danish_is_spoken_when_asked_for(run: Run) -> None:
    text = run("solve", TOY, "--lang", "da").text
    assert "I dag koster opgaverne 70,0 mio. kr. om året" in text
    assert "Kontrolleret uafhængigt: 0 brud" in text


def test_lines_fit_80_columns_and_progress_is_quiet_when_piped(run: Run) -> None:
    ran = run("solve", TOY)
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    assert ran.err == ""


def test_the_run_folder_holds_run_json_the_tables_and_the_instance(run: Run, tmp_path: Path) -> None:
    run("solve", TOY, "--out", tmp_path / "run")
    assert {path.name for path in (tmp_path / "run").iterdir()} == (RUN_FILES - {PROOF_FILE}).union(DOCUMENTS)
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert set(ENTRIES.split()) <= record.keys()
    assert {"read", "build", "solve", "audit", "report", "total"} <= record["seconds"].keys()
    assert sum(record["terms_kr"].values()) == pytest.approx(record["objective_kr"])
    for name in TABLES:
        assert not pd.read_csv(tmp_path / "run" / name).empty


def test_runs_are_numbered_when_no_folder_is_named(run: Run, tmp_path: Path) -> None:
    run("solve", TOY)
    run("solve", TOY)
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == ["toy-0001", "toy-0002"]


def test_an_existing_folder_is_refused_before_solving_and_replaced_by_force(run: Run, tmp_path: Path) -> None:
    run("solve", TOY, "--out", tmp_path / "run")
    refused = run("solve", TOY, "--out", tmp_path / "run")
    assert refused.code == 2
    assert "--force" in refused.err
    assert run("solve", TOY, "--out", tmp_path / "run", "--force").code == 0


def test_force_does_not_replace_a_folder_that_is_no_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    assert run("solve", TOY, "--out", tmp_path / "mine", "--force").code == 2
    assert (tmp_path / "mine" / "letter.txt").exists()


@pytest.mark.parametrize("place", ["file", "file/run"])
def test_a_place_that_cannot_hold_a_run_is_refused_before_solving(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("mine")
    ran = run("solve", TOY, "--out", tmp_path / place, "--force")
    assert ran.code == 2
    assert "nothing was solved" in ran.text
    assert (tmp_path / "file").read_text() == "mine"


def test_json_is_the_run_record_and_nothing_else(run: Run) -> None:
    ran = run("solve", TOY, "--json")
    assert json.loads(ran.out)["status"] == "optimal"


def test_a_parameter_can_be_set_and_is_told(run: Run) -> None:
    ran = run("solve", TOY, "--set", "policy.max_entry_points=1", "--set", "economy.discount_rate=0.03")
    assert ran.code == 0
    assert "Changed: most entry points of a municipality = 1" in ran.text


@pytest.mark.parametrize(
    ("wrong", "suggestion"),
    [
        ("policy.max_entry_point=1", "max_entry_points"),
        ("polcy.max_entry_points=1", "policy"),
        ("centres.virtul.cost_factor=1", "virtual"),
        ("policy.max_entry_points=many", "policy.max_entry_points"),
    ],
)
def test_an_unknown_parameter_is_an_error_with_a_suggestion(run: Run, wrong: str, suggestion: str) -> None:
    ran = run("solve", TOY, "--set", wrong)
    assert ran.code == 2
    assert suggestion in ran.err
    assert "Traceback" not in ran.err


def test_an_unknown_structure_is_an_error(run: Run) -> None:
    ran = run("solve", DENMARK, "--structure", "five-region")
    assert ran.code == 2
    assert "five-regions" in ran.err


def test_a_scenario_is_applied(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dear.toml").write_text('name = "dear"\n[set]\n"investments.*.amount_kr" = 0\n', encoding="utf-8")
    record = json.loads(run("solve", TOY, "--scenario", tmp_path / "dear.toml", "--json").out)
    assert record["investment_kr"] == 0
    assert record["payback_years"] == 0


def test_no_plan_ends_with_3_and_names_the_rule(run: Run, tmp_path: Path) -> None:
    """The virtual centre can never reach its minimum, yet a lock sends a municipality there."""
    scenario = tmp_path / "impossible.toml"
    lock = '[[add.locks]]\ntask = "L4"\nform = "regional"\ndemand = "must"\n'
    least = '[set]\n"centres.virtual.min_volume" = 90000000\n'
    scenario.write_text('name = "impossible"\n' + least + lock, encoding="utf-8")
    ran = run("solve", TOY, "--scenario", scenario)
    assert ran.code == 3
    assert "No plan meets all rules" in ran.text
    assert "90,000,000" in ran.text
    assert not (tmp_path / "runs").exists()


AWAY = ("--set", "policy.levels.local=7-9", "--time-limit", "0.01")
"""No time, and no plan that anyone could write down: what is shared may not be answered at home."""


def test_no_time_ends_with_4_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("solve", DENMARK, *AWAY)
    assert ran.code == 4
    assert "not proven that there is none" in ran.text
    assert "is no possible plan here: it is ruled out by the levels a form may answer" in " ".join(ran.text.split())
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize(
    ("option", "rule"), [(("--gap", "1"), "below 1"), (("--gap", "3"), "below 1"), (("--time-limit", "inf"), "finite")]
)
def test_an_option_out_of_range_is_told_in_a_sentence(run: Run, option: tuple[str, str], rule: str) -> None:
    ran = run("solve", TOY, *option)
    assert ran.code == 2
    assert rule in ran.text


@pytest.mark.parametrize("suffix", [".mps", ".lp"])
def test_the_model_is_written_with_the_names_of_rules_and_the_plan_as_a_start(
    run: Run, tmp_path: Path, suffix: str
) -> None:
    ran = run("solve", TOY, "--gap", "0", "--write-model", tmp_path / f"toy{suffix}")
    assert ran.code == 0
    text = (tmp_path / f"toy{suffix}").read_text(encoding="utf-8")
    assert "entry_points(" in text
    assert "Units: cost_million_kr in million DKK a year, volumes in million contacts a year" in text
    assert "Known: a plan of 63.95 million DKK a year (optimal)" in text
    assert (tmp_path / "toy.start.sol").read_text(encoding="utf-8").startswith("=obj= 63.95\nassign(")
    assert (tmp_path / "toy.start.cbc").read_text(encoding="utf-8").startswith("Feasible - objective value 63.95\n")
    assert "toy.start.sol" in ran.text


def test_a_model_without_a_plan_is_written_and_a_start_of_an_earlier_one_taken_away(run: Run, tmp_path: Path) -> None:
    run("solve", TOY, "--write-model", tmp_path / "model.mps")
    assert (tmp_path / "model.start.sol").exists()
    assert run("solve", DENMARK, *AWAY, "--write-model", tmp_path / "model.mps").code == 4
    text = (tmp_path / "model.mps").read_text(encoding="utf-8")
    assert "denmark-2014" in text
    assert "Known: no plan was found in time" in text
    assert not list(tmp_path.glob("*.start.*"))


def test_the_model_is_there_before_the_solve(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise SolverError("out of luck")

    monkeypatch.setattr("optimiser.cli.solve_command.solve_instance", fails)
    assert run("solve", TOY, "--write-model", tmp_path / "toy.mps").code == 5
    assert "written before the solve" in (tmp_path / "toy.mps").read_text(encoding="utf-8")


def test_a_model_file_of_an_unknown_kind_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("solve", TOY, "--write-model", tmp_path / "toy.doc")
    assert ran.code == 2
    assert ".mps or .lp" in ran.text


@pytest.mark.parametrize("name", ["mine.mps", "mine.start.sol"])
def test_a_folder_is_not_replaced_by_a_model_file(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "letter.txt").write_text("dear")
    ran = run("solve", TOY, "--write-model", tmp_path / "mine.mps")
    assert ran.code == 2
    assert "is a folder" in ran.text
    assert (tmp_path / name / "letter.txt").read_text() == "dear"


@pytest.mark.parametrize("place", ["file/toy.mps", "run/toy.mps", "run/deeper/toy.mps"])
def test_a_place_that_cannot_hold_a_model_file_is_refused_before_solving(run: Run, tmp_path: Path, place: str) -> None:
    """A model written into the run folder before the solve would take the folder's place, and the plan be lost."""
    (tmp_path / "file").write_text("mine")
    ran = run("solve", TOY, "--out", tmp_path / "run", "--write-model", tmp_path / place)
    assert ran.code == 2
    assert not (tmp_path / "run").exists()


def test_the_help_says_which_format_suits_which_solver(run: Run) -> None:
    text = " ".join(run("solve", "--help").text.replace("│", " ").split())
    assert "lp_solve and OR-Tools do not" in text
    assert "SCIP and HiGHS" in text


def test_a_plan_that_fails_the_audit_is_not_saved(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If model and audit ever disagree, the plan is not handed out."""
    monkeypatch.setattr("optimiser.result.figures.payback_years", lambda *_: 99.0)
    ran = run("solve", TOY)
    assert ran.code == 1
    assert "Do not use this plan" in ran.text
    assert not (tmp_path / "runs").exists()


def test_names_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    run("convert", TOY, tmp_path / "evil")
    path = tmp_path / "evil" / "instance.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('name = "toy"', 'name = "toy\\u001b[31m"'), encoding="utf-8"
    )
    ran = run("solve", tmp_path / "evil", "--out", tmp_path / "run")
    assert "\x1b" not in ran.out + ran.err


def test_interest_of_next_to_nothing_costs_next_to_nothing(run: Run, tmp_path: Path) -> None:
    """0.3 - 0.1 · 3 is no 0 to a computer, and ended in a traceback."""
    scenario = tmp_path / "rate.toml"
    scenario.write_text('name = "rate"\n[set]\neconomy.discount_rate = 5.551115123125783e-17\n', encoding="utf-8")
    assert run("solve", TOY, "--scenario", scenario, "--out", "run").code == 0
    assert json.loads(Path("run/run.json").read_text(encoding="utf-8"))["objective_kr"] == pytest.approx(63_950_000)
    assert run("report", "run", "--lang", "da").code == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Today's cost is not the instance's own, but what 700,000 contacts at 50.00 kr. would cost"),
        ("da", "Udgiften i dag er ikke datasættets egen, men det, 700.000 henvendelser til 50,00 kr. ville koste"),
    ],
)
def test_what_today_is_counted_on_is_told_where_it_is_changed(run: Run, language: str, words: str) -> None:
    """The toy's "today" was 70.0 million kr. with all its contacts and 35.0 with half of them, without a word."""
    for change in ("future=fewer-contacts", "volumes.*.contacts=x0.5"):
        assert words in run("solve", TOY, "--set", change, "--lang", language).text
    assert words[:30] not in run("solve", TOY, "--set", "policy.max_entry_points=1", "--lang", language).text
