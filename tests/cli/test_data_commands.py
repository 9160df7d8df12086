"""`optimiser validate`, `template`, `convert` and `audit`, with good and with bad input."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import TOY, Run


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the toy that a test may spoil."""
    shutil.copytree(TOY, tmp_path / "copy")
    return tmp_path / "copy"


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_good_instance_has_no_problems(run: Run) -> None:
    ran = run("validate", TOY)
    assert ran.code == 0
    assert "no problems" in ran.out


def test_validation_counts_the_rows_that_take_effect(run: Run) -> None:
    ran = run("validate", TOY, "--structure", "none")
    assert "connections 1 of 2" in " ".join(ran.out.split())
    assert max(map(len, ran.out.splitlines())) <= 80
    found = json.loads(run("validate", TOY, "--json", "--set", "policy.max_hosts=1").out)
    assert found["tables"]["connections"] == {"rows": 2, "in_effect": 2}
    assert (found["changes"], found["warnings"]) == (["policy.max_hosts = 1"], [])


def test_validation_and_a_solve_tell_what_was_changed_and_what_was_undone(run: Run, tmp_path: Path) -> None:
    changes = ("--set", "policy.max_hosts=1", "--set", "policy.max_hosts=0")
    for ran in (run("validate", TOY, *changes), run("solve", TOY, *changes, "--out", tmp_path / "run")):
        text = " ".join(ran.text.split())
        assert "Changed: most municipalities that sell = 0" in text
        assert "municipalities that sell = 1" not in text
        assert "is overridden: policy.max_hosts = 0 (--set) comes after it" in text
    recorded = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert recorded["changes"] == ["policy.max_hosts = 0"]
    assert recorded["objective_kr"] == pytest.approx(65_850_000)


def test_validation_and_a_solve_tell_alike_of_centres_that_cost_less_than_their_agents(
    run: Run, copy: Path, tmp_path: Path
) -> None:
    small = ("--set", "volumes.904/*/*.contacts=x0.02")
    told = [
        " ".join(ran.err.split())
        for ran in (run("validate", copy, *small), run("solve", copy, *small, "--out", tmp_path / "run"))
    ]
    assert "cost less by cost_curve than their own agents do" in told[0]
    assert told[0] == told[1]


@pytest.mark.parametrize("command", ["validate", "solve"])
def test_a_cost_that_can_never_count_is_told(run: Run, copy: Path, tmp_path: Path, command: str) -> None:
    """An investment of a billion per connection of an own centre counted 0 kr. without a word."""
    with (copy / "investments.csv").open("a", encoding="utf-8") as file:
        file.write("new,connection,local,1000000000,10,made up,true\n")
    ran = run(command, copy, *(("--out", tmp_path / "run") if command == "solve" else ()))
    assert ran.code == 0
    text = " ".join(ran.err.split())
    assert "warning: investments.csv row 10 basis connection has no effect" in text
    if command == "solve":
        recorded = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
        assert "the form local has no connection to invest in" in recorded["remarks"][0]


def test_all_problems_are_told_at_once_with_place_and_remedy(run: Run, copy: Path) -> None:
    (copy / "cost_curve.csv").unlink()
    (copy / "notes.csv").write_text("of no use\n", encoding="utf-8")  # remarked on, and no problem
    spoil(copy / "tasks.csv", "level", "levle")
    ran = run("validate", copy)
    assert ran.code == 2
    assert f"3 problems in {copy}." in ran.text
    assert "cost_curve.csv" in ran.err
    assert "levle" in ran.err
    assert "did you mean" in ran.text


def test_bad_input_never_reaches_the_solver(run: Run, copy: Path) -> None:
    spoil(copy / "instance.toml", "max_entry_points = ", "max_entry_points = -")
    ran = run("solve", copy)
    assert ran.code == 2
    assert "max_entry_points" in ran.text
    assert "Traceback" not in ran.text


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("validate",), "."),
        (("solve",), " – nothing was solved."),
        (("diagnose",), " – nothing was solved."),
        (("convert", "PATH", "x.xlsx"), " – nothing was written."),
        (("audit",), " – nothing was checked."),
        (("report",), " – nothing was written."),
        (("simulate",), " – nothing was simulated."),
        (("explain", "PATH", "901"), " – nothing was solved."),
    ],
)
@pytest.mark.parametrize("path", ["no-such-folder", "."])
def test_what_is_no_instance_or_run_is_told_in_a_sentence(
    run: Run, command: tuple[str, ...], told: str, path: str
) -> None:
    """And none of the commands that solve nothing says that nothing was solved."""
    name, *arguments = command
    ran = run(name, *(path if argument == "PATH" else argument for argument in arguments or ["PATH"]))
    assert ran.code == 2
    assert f"1 problem in {path}{told} " in ran.text


def test_an_instance_goes_to_a_workbook_and_back_without_loss(run: Run, tmp_path: Path) -> None:
    assert run("convert", TOY, tmp_path / "toy.xlsx").code == 0
    assert run("convert", tmp_path / "toy.xlsx", tmp_path / "back").code == 0
    first = run("solve", TOY, "--json", "--out", tmp_path / "one")
    second = run("solve", tmp_path / "back", "--json", "--out", tmp_path / "two")
    hashes = {line for ran in (first, second) for line in ran.out.splitlines() if "input_sha256" in line}
    assert len(hashes) == 1


def test_a_template_is_written_once(run: Run, tmp_path: Path) -> None:
    assert run("template", tmp_path / "new.xlsx").code == 0
    assert run("template", tmp_path / "new.xlsx").code == 2
    assert run("template", tmp_path / "new.xlsx", "--force").code == 0
    assert run("template", tmp_path / "new.txt").code == 2


def test_an_empty_template_is_invalid_but_not_a_crash(run: Run, tmp_path: Path) -> None:
    run("template", tmp_path / "new.xlsx")
    ran = run("validate", tmp_path / "new.xlsx")
    assert ran.code == 2
    assert "Traceback" not in ran.text


def test_a_run_can_be_audited_again_and_a_changed_one_is_caught(run: Run, tmp_path: Path) -> None:
    run("solve", TOY, "--out", tmp_path / "run")
    assert run("audit", tmp_path / "run").code == 0
    spoil(tmp_path / "run" / "cost_terms.csv", "operation,", "operation,9")
    ran = run("audit", tmp_path / "run")
    assert ran.code == 1
    assert "operation" in ran.text


def test_what_is_no_run_is_told_in_a_sentence(run: Run, tmp_path: Path) -> None:
    ran = run("audit", tmp_path)
    assert ran.code == 2
    assert "is not a run folder" in ran.text


@pytest.mark.parametrize("target", ["toy.csv", "toy.xls", "toy.pdf"])
def test_an_instance_is_not_written_in_a_format_there_is_not(run: Run, tmp_path: Path, target: str) -> None:
    assert run("convert", TOY, tmp_path / target).code == 2
    assert not (tmp_path / target).exists()


def test_help_lists_the_commands(run: Run) -> None:
    text = run("--help").text
    for command in ("solve", "validate", "audit", "template", "convert"):
        assert command in text


def test_the_same_problem_of_many_rows_is_told_once(run: Run, copy: Path) -> None:
    """Each of 80 rows with weekday 0 was told by itself."""
    rows = "".join(f"0,{hour:02}:{minute},0.05\n" for hour in range(8, 18) for minute in ("00", "30"))
    (copy / "arrival_profile.csv").write_text(f"weekday,half_hour,share\n{rows}", encoding="utf-8")
    ran = run("validate", copy)
    assert "20 problems of 1 kind in" in ran.text
    assert ran.text.count("must be 1 or more") == 1
    assert "rows 2, 3, 4, 5, 6 and 15 more weekday 0" in ran.text
    (problem,) = json.loads(run("validate", copy, "--json").out)["problems"]
    assert (problem["count"], problem["rows"], problem["values"]) == (20, [2, 3, 4, 5, 6], ["0"])


def test_names_in_place_of_codes_are_one_problem_with_the_codes(run: Run, copy: Path) -> None:
    """Each of 882 rows was told by itself."""
    volumes = (copy / "volumes.csv").read_text(encoding="utf-8")
    for code, name in (("901", "Østerå"), ("902", "Ærholm"), ("903", "Søkær"), ("904", "Åby")):
        volumes = volumes.replace(f"\n{code},", f"\n{name},")
    (copy / "volumes.csv").write_text(volumes, encoding="utf-8")
    ran = run("validate", copy)
    assert "10 problems of 1 kind in" in ran.text
    assert "rows 2, 3, 4, 5, 6 and 5 more municipality Østerå, Ærholm, Søkær, Åby no such municipality" in ran.text
    assert "Ærholm: did you mean its code, 902?" in ran.text


def test_what_differs_in_its_figures_alone_is_told_of_the_first(run: Run, copy: Path) -> None:
    volumes = (copy / "volumes.csv").read_text(encoding="utf-8")
    (copy / "volumes.csv").write_text(volumes + "".join(volumes.splitlines(keepends=True)[1:4]), encoding="utf-8")
    ran = run("validate", copy)
    assert "3 problems of 1 kind in" in ran.text
    assert (
        "row 12: the same municipality, task, year as row 2; delete one of the two; likewise in the others" in ran.text
    )


def test_validation_speaks_danish(run: Run, copy: Path) -> None:
    ran = run("validate", copy, "--lang", "da")
    assert "ingen fejl, 0 advarsler" in ran.text
    assert "connections 2 af 2" in ran.text
    spoil(copy / "tasks.csv", "4.5", "many")
    spoil(copy / "volumes.csv", "904,L9,200000", "904,L9,-1")
    ran = run("validate", copy, "--lang", "da")
    assert f"2 fejl i {copy}." in ran.text
    assert (
        "tasks.csv række 2 handling_minutes many skal være et tal; her hører til: gennemsnitlig betjeningstid"
        in ran.text
    )
    assert "volumes.csv række 11 contacts -1 skal være 0 eller mere" in ran.text
    (first, *_) = json.loads(run("validate", copy, "--lang", "da", "--json").out)["problems"]
    assert first["rule"] == "skal være et tal"


def test_an_instance_in_danish_is_validated_in_danish(run: Run, copy: Path) -> None:
    spoil(copy / "instance.toml", 'language = "en"', 'language = "da"')
    assert "ingen fejl" in run("validate", copy).text
    assert "no problems" in run("validate", copy, "--lang", "en").text
