"""Every number that explanation and diagnosis tell in sentences is a figure of their JSON."""

import json
from pathlib import Path
from typing import get_args

import pytest

from optimiser.data.settings import Language
from tests.cli.conftest import TOY, Run
from tests.traceable import as_told, told

UNIT = {"1,000", "1.000"}
"""As in "1,000 kr."."""
LEVELS = {"4", "6", "9"}
"""Of the tasks L4, L6 and L9, which the JSON names."""
REGION = "Region Nordland"
SHORT = ("policy.mandatory.1.levels=6", "policy.mandatory.1.forms=regional", f"centres.{REGION}.min_volume=2000000")
COMMANDS = {
    "municipality": ("explain", "RUN", "903"),
    "task": ("explain", "RUN", "Ærholm", "L4"),
    "closed centre": ("explain", "RUN", "--centre", REGION),
    "open centre": ("explain", "RUN", "--centre", "Østerå"),
    "diagnosis": ("diagnose", TOY, *(option for change in SHORT for option in ("--set", change))),
}


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_number_told_is_in_the_json(
    run: Run, toy: Path, command: tuple[str | Path, ...], language: Language
) -> None:
    asked = [toy if word == "RUN" else word for word in command]
    known = as_told(json.loads(run(*asked, "--json").out), language)
    said = run(*asked, "--lang", language).out
    sentences = [line for line in said.splitlines() if not line.strip().startswith("--set")]
    numbers = told("\n".join(sentences[:-1] if command[0] == "diagnose" else sentences))  # the last tells the time
    assert len(numbers) > 3
    assert numbers - known - UNIT - LEVELS == set()
