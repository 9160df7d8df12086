"""`optimiser share`: the answer at 80 columns in both languages, what it writes, and what it refuses."""

import json
from pathlib import Path

import pytest

from optimiser import read, save, solve
from tests.cli.conftest import TOY, Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(solve(read(TOY, overrides=["centres.Østerå.sale_price_kr=60"]), gap=0.0), tmp_path / "run")
    return tmp_path


def test_what_each_pays_is_told_in_both_languages(run: Run, folder: Path) -> None:
    ask = ("share", folder / "run", "--out", folder / "out", "--without-groups", "--at-least-less", "1%")
    ran = run(*ask)
    assert ran.code == 0
    assert "By load: 2 of 4 pay more than today, 2.6 million kr. together" in ran.text
    assert "2.85 million kr. a year must change hands between municipalities" in ran.text
    assert max(map(len, ran.out.splitlines())) <= 80
    danish = run(*ask, "--lang", "da")
    assert "skal 2,85 mio. kr. om året flyttes mellem kommuner" in danish.text
    assert max(map(len, danish.out.splitlines())) <= 80
    assert json.loads(run(*ask, "--json").out)["compensated"]["needed_kr"] == 2_850_000
    assert "breaches: 0" in run("audit", folder / "out").text
    assert run("report", folder / "out", "--lang", "da").code == 0
    assert "by host prices" in run("explain", folder / "run", "Åby").text


def test_groups_are_asked_and_gone_on_with(run: Run, folder: Path) -> None:
    ask = ("share", folder / "run", "--out", folder / "out", "--rule", "least-core", "--workers", 1)
    first, again = run(*ask), run(*ask)
    assert "The core is not empty" in first.text
    assert (first.code, again.code) == (0, 0)
    assert first.out.splitlines()[3:] == again.out.splitlines()[3:]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--rule", "by-lod"), "did you mean by-load"),
        (("--at-least-less", "much"), "must be a share"),
        (("--at-least-less", "200%"), "must be 0 or more, and below 1"),
        (("--rule", "shapley", "--without-groups"), "asks what groups cost, and must not stand with --without-groups"),
    ],
)
def test_what_cannot_be_asked_is_refused(run: Run, folder: Path, asked: tuple[str, ...], told: str) -> None:
    ran = run("share", folder / "run", "--out", folder / "out", *asked)
    assert ran.code == 2
    assert told in ran.text
    assert not (folder / "out" / "share.json").exists()


def test_a_plan_over_years_and_a_folder_without_a_plan_are_refused(run: Run, tmp_path: Path) -> None:
    assert run("share", tmp_path / "none", "--out", tmp_path / "out").code == 2
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "roadmap.json").write_text("{}", encoding="utf-8")
    ran = run("share", tmp_path / "path", "--out", tmp_path / "out")
    assert ran.code == 2
    assert "only the cost of one year can be shared" in ran.text
