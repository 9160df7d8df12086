"""`optimiser frontier`: the sentences, the table, the exit codes, and going on."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import TOY, Run


def asked(out: Path, *more: object) -> tuple[object, ...]:
    return ("frontier", TOY, "--kpi", "hosts", "--points", 3, "--out", out, "--workers", 1, *more)


def test_told_in_english_again_in_danish_and_as_json(run: Run, tmp_path: Path) -> None:
    ran = run(*asked(tmp_path / "out"))
    assert ran.code == 0
    assert "Without a target for selling municipalities: 1, and the plan costs 64.0 million kr. a year." in ran.text
    assert "from 1 to 0: it costs 1.9 million kr. more a year." in ran.text
    assert any(line.split()[:4] == ["0", "0", "65.85", "+1.90"] for line in ran.out.splitlines())
    danish = run(*asked(tmp_path / "out", "--lang", "da"))
    assert "Uden mål for sælgende kommuner: 1, og planen koster 64,0 mio. kr. om året." in danish.text
    assert max(map(len, (ran.out + danish.out).splitlines())) <= 80
    page = tmp_path / "out" / "report.html"
    assert "Uden mål for sælgende kommuner" in page.read_text(encoding="utf-8")
    assert run("report", tmp_path / "out", "--lang", "en").code == 0
    assert "Without a target" in page.read_text(encoding="utf-8")
    record = json.loads(run(*asked(tmp_path / "out", "--json")).out)
    assert [row["value"] for row in record["table"]] == [1, 0]
    assert record["of"]["kpi"] == "hosts"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--kpi", "host"), "no such measure; did you mean hosts?"),
        (("--points", "1"), "must be at least 2"),
        (("--points", "1000000"), "--yes"),
        (("--structure", "one-regio"), "did you mean one-region?"),
        (("--set", "policy.max_host=1"), "did you mean policy.max_hosts?"),
    ],
)
def test_bad_input_is_told_before_anything_is_solved(
    run: Run, tmp_path: Path, more: tuple[str, ...], told: str
) -> None:
    ran = run(*asked(tmp_path / "out", *more))
    assert ran.code == 2
    assert "1 problem in" in ran.text
    assert told in ran.text
    assert not (tmp_path / "out").exists()


def test_no_plan_ends_with_3(run: Run, tmp_path: Path) -> None:
    never = ("--set", "policy.levels.unchanged=none", "--set", "policy.levels.local=none")
    ran = run(*asked(tmp_path / "out", *never))
    assert ran.code == 3
    assert "No plan meets all rules, even without a target." in ran.text
