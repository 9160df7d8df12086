"""`optimiser prices`: sentences, the table, 80 columns, both languages."""

import json
from pathlib import Path

from optimiser import load, read, save, solve
from optimiser.data import rows
from optimiser.data.read import remake_instance
from tests.cli.conftest import TOY, Run


def test_a_run_is_priced_in_sentences_and_as_a_table(run: Run, tmp_path: Path) -> None:
    toy = read(TOY)
    asked = rows.Wish(wish="alone", kind="stay alone", whom="904", note="said so")
    save(solve(remake_instance(toy, toy.settings, wishes=[asked]), gap=0.0), tmp_path / "run")
    ask = ("prices", tmp_path / "run", "--out", tmp_path / "out", "--workers", 1)
    ran = run(*ask)
    assert ran.code == 0
    assert "Åby may neither buy, sell nor share a centre – said so: costs 0.2 million kr. a year." in ran.text
    assert max(map(len, ran.out.splitlines())) <= 80
    danish = run(*ask, "--lang", "da")
    assert "koster 0,2 mio. kr. om året" in danish.text
    assert "as it is" not in danish.text
    assert "– Hver af Søkær, Ærholm, Østerå og Åby må højst sælge 100 % af" in danish.text
    assert load(tmp_path / "out" / "runs" / "as it is").objective_kr == 64_150_000
    assert json.loads(run(*ask, "--json").out)["prices"][0]["parameter"] == "wishes.alone.active"


def test_a_folder_without_a_plan_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("prices", tmp_path / "none", "--out", tmp_path / "out")
    assert ran.code == 2
