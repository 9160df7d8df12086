"""`optimiser regret`: the sentences, the tables, the exit codes, and going on."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import TOY, Run


def asked(out: Path, *more: object) -> tuple[object, ...]:
    return ("regret", TOY, "--structure", "one-region", "--structure", "none", "--out", out, "--workers", 1, *more)


def test_told_in_english_again_in_danish_and_as_json(run: Run, tmp_path: Path) -> None:
    ran = run(*asked(tmp_path / "out"))
    assert ran.code == 0
    assert "Smallest worst-case regret, equal for: one-region and no shared centre. In no future" in ran.text
    assert "Not knowing the future costs the most for one-region in cheap-region: 5.0 million kr. a year" in ran.text
    assert any(line.split() == ["one-region", "64.0", "64.0", "34.2"] for line in ran.out.splitlines())
    assert "2 cheap-region: The shared centre gets cheap to run. (20 %)" in ran.text
    danish = run(*asked(tmp_path / "out", "--lang", "da"))
    assert "løst i forvejen 6" in danish.text
    assert "Mindst at fortryde i værste fald, og lige meget: one-region og intet fælles center." in danish.text
    assert max(map(len, (ran.out + danish.out).splitlines())) <= 80
    page = tmp_path / "out" / "report.html"
    assert "Mindst at fortryde" in page.read_text(encoding="utf-8")
    assert run("report", tmp_path / "out", "--lang", "en").code == 0
    assert "Smallest worst-case regret" in page.read_text(encoding="utf-8")
    record = json.loads(run(*asked(tmp_path / "out", "--json")).out)
    assert [row["structure"] for row in record["table"]] == ["one-region", "none"]
    assert len(record["costs"]) == 6
    assert record["minimax"]["proven"] is False


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--structure", "nonee"), "did you mean none?"),
        (("--future", "as-tody"), "did you mean as-today?"),
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
    ran = run(*asked(tmp_path / "out", *never, "--future", "as-today"))
    assert ran.code == 3
    assert "Without a plan on today's figures, so nothing is decided: one-region, no shared centre." in ran.text
