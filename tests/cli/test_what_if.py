"""`--lock` and `--without` on the command line: on every command that solves an instance, told and recorded."""

import json
from pathlib import Path

import pytest

from optimiser.data.plain_forms import FORMS
from tests.cli.conftest import TOY, Run

COMMANDS = [
    ("solve", "--out", "made"),
    ("compare", "--out", "made"),
    ("sweep", "--vary", "policy.max_entry_points=1,2", "--out", "made"),
    ("tornado", "--out", "made"),
    ("uncertainty", "--out", "made"),
    ("frontier", "--kpi", "hosts", "--out", "made"),
    ("regret", "--structure", "none", "--structure", "one-region", "--out", "made"),
    ("shadow-prices", "--out", "made"),
    ("diagnose",),
    ("validate",),
]
"""Those that solve an instance, and the one that tries what is asked."""


@pytest.mark.parametrize("command", COMMANDS, ids=[command for command, *_ in COMMANDS])
def test_every_command_takes_them_and_tells_what_is_wrong_with_all(run: Run, command: tuple[str, ...]) -> None:
    name, *others = command
    ran = run(name, TOY, *others, "--lock", "Ærhlom own L4", "--without", "Østerå sell", "--lang", "da")
    assert ran.code == 2
    text = " ".join(ran.err.split())
    assert "--without Østerå sell nævner ikke noget, der kan udelades; mente du sells?" in text
    assert "--lock Ærhlom own L4 Ærhlom er ikke navnet på nogen kommune i datasættet; mente du Ærholm?" in text
    assert not Path("made").exists()


def test_what_was_changed_is_told_and_recorded_in_plain_words(run: Run) -> None:
    ran = run("solve", TOY, "--out", "made", "--without", "Østerå sælger", "--lock", "Ærholm own L4-6", "--lang", "da")
    assert ran.code == 0
    assert "Ændret: Østerå må ikke sælge" in ran.text
    run_json = json.loads(Path("made/run.json").read_text(encoding="utf-8"))
    assert run_json["changes"] == ["Østerå må ikke sælge", "Ærholm answers levels 4, 6 in its own centre"]
    assert run("audit", "made").code == 0


def test_a_study_tells_what_was_changed(run: Run) -> None:
    vary = ("--vary", "policy.max_entry_points=2", "--out", "made", "--workers", "1")
    ran = run("sweep", TOY, *vary, "--without", "Østerå sells")
    assert ran.code == 0
    assert "Changed: Østerå may not sell" in ran.text
    assert json.loads(run("sweep", TOY, *vary, "--without", "Østerå sells", "--json").out)


def test_the_help_shows_every_form(run: Run) -> None:
    text = "".join(run("solve", "--help").text.replace("│", " ").split())
    examples = [example for form in FORMS for example in form.examples.values()]
    assert [example for example in examples if example.replace(" ", "") not in text] == []
