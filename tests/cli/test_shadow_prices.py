"""`optimiser shadow-prices`: sentences, the table, 80 columns, both languages, exit codes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optimiser import load
from optimiser.comparison.shadow_prices import ShadowPrices, Tightening
from optimiser.data.read import remake_instance
from optimiser.data.rows import Kpi
from optimiser.data.run_tables import KpiLine
from optimiser.report.summaries.shadow_prices import PriceSummary
from tests.cli.conftest import TOY, Run
from tests.studies.conftest import write_towns

KPIS = """\
kpi,name_da,name_en,sense,unit,scope,target
near,et ret langt navn på en nærhed,quite a long name of a nearness,at least,share,national,{near}
calm,ro,calm,at most,minutes,municipality,{calm}
"""
VALUES = """\
kpi,form,task,value
near,local,,0.9
near,purchased,,0.5
calm,local,,4
calm,purchased,,5
"""


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    """Near must be 0.76 and is 0.767; calm must be 5 at most, and is nowhere less than 4."""
    folder = write_towns(tmp_path / "two-towns")
    (folder / "kpis.csv").write_text(KPIS.format(near=0.76, calm=5), encoding="utf-8")
    (folder / "kpi_values.csv").write_text(VALUES, encoding="utf-8")
    return folder


def test_prices_are_told_in_sentences_and_as_a_table(run: Run, towns: Path, tmp_path: Path) -> None:
    ask = ("shadow-prices", towns, "--structure", "none", "--out", tmp_path / "out", "--workers", 1)
    ran = run(*ask)
    assert ran.code == 0
    assert ran.err == ""
    assert "[3/3]" in ran.out
    assert "With the targets as they are, the plan costs 21.6 million kr. a year." in ran.text
    assert "a nearness: 77.0 % instead of 76.0 % in the whole country costs 2.4 million kr. more a year." in ran.text
    assert "calm: 4.95 instead of 5.00 in each municipality costs 2.4 million kr. more a year." in ran.text
    assert max(map(len, ran.out.splitlines())) <= 80
    danish = run(*ask, "--lang", "da")
    assert "ro: 4,95 i stedet for 5,00 i hver kommune koster 2,4 mio. kr. mere om året." in danish.text
    assert max(map(len, danish.out.splitlines())) <= 80
    record = json.loads(run(*ask, "--json").out)
    assert [row["target"] for row in record["prices"]] == ["calm", "near"]


def test_a_price_that_is_known_between_two_amounts_is_told_so(toy: Path) -> None:
    """Cost 2.43 million more in the plans found, of which 0.08 and 0.26 may be saved: told as they stay true."""
    now = load(toy)
    kpi = Kpi(kpi="near", name_en="near", sense="at least", unit="share", scope="national", target=0.7, source="x")
    cost_kr = now.figures.objective_kr
    now = replace(
        now.with_run(bound_kr=cost_kr - 80_000),
        instance=remake_instance(now.instance, now.instance.settings, kpis=(kpi,)),
        lines=replace(now.lines, kpis=(KpiLine.model_construct(kpi="near", value=0.7, worst=0.7),)),
    )
    then = now.with_run(objective_kr=cost_kr + 2_430_000, bound_kr=cost_kr + 2_170_000)
    prices = ShadowPrices.of(now, (Tightening("near", kpi, 0.7, 0.71, ()),), {"near": then}, 0.01)
    told = [list(PriceSummary(prices, language).tell_answer())[1] for language in ("en", "da")]
    assert told[0].strip() == (
        "near: 71.0 % instead of 70.0 % in the whole country costs between 2.1 million kr. and 2.6 million kr. more a"
        " year; 2.4 million kr. in the plans found."
    )
    assert "koster mellem 2,1 mio. kr. og 2,6 mio. kr. mere om året; i de fundne planer 2,4 mio. kr." in told[1]


def test_what_cannot_be_reached_or_costs_nothing_is_told_so(run: Run, towns: Path, tmp_path: Path) -> None:
    changes = ("--set", "kpi.near.target=0.7", "--set", "kpi.calm.target=4")
    ran = run("shadow-prices", towns, "--structure", "none", "--out", tmp_path / "out", *changes, "--workers", 1)
    assert ran.code == 0
    assert "calm: 3.96 cannot be reached in each municipality; the best possible is 4.00 (Storby)." in ran.text
    assert "out of reach" in ran.out
    assert "it is not proven to cost anything" in ran.text
    assert "* Not proven" in ran.text


def test_an_instance_without_kpis_says_so_and_what_to_fill_in(run: Run, tmp_path: Path) -> None:
    ran = run("shadow-prices", TOY, "--out", tmp_path / "out", "--workers", 1)
    assert ran.code == 2
    assert "there is no target to make stricter: this instance has no KPI; fill in the tables kpis and" in ran.text


def test_no_target_and_no_plan_end_with_their_codes(run: Run, towns: Path, tmp_path: Path) -> None:
    ask = ("shadow-prices", towns, "--structure", "none", "--out", tmp_path / "out", "--workers", 1)
    ran = run(*ask, "--set", "kpi.near.target=none", "--set", "kpi.calm.target=none")
    assert ran.code == 2
    assert "there is no target to make stricter" in ran.text
    ran = run(*ask, "--set", "kpi.near.target=0.8", "--set", "policy.levels.local=3")
    assert ran.code == 0
    ran = run(*ask, "--set", "kpi.near.target=0.9", "--set", "policy.levels.local=3")
    assert ran.code == 3
    assert "near can be 0.833 at best in the whole country, but the target is 0.900" in ran.text


def test_prices_are_shown_again_in_another_language(run: Run, towns: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("shadow-prices", towns, "--structure", "none", "--out", out, "--workers", 1).code == 0
    assert "quite a long name of a nearness" in (out / "report.html").read_text(encoding="utf-8")
    assert run("report", out, "--lang", "da").code == 0
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "et ret langt navn på en nærhed" in page
    assert "Hvad det koster at skærpe ét mål ad gangen" in page
    assert {"Figurer", "Hvad et skærpet mål koster"} <= {*load_workbook(out / "report.xlsx").sheetnames}
    assert run("audit", out).code == 0
    path = out / "runs" / "near" / "assignments.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",purchased,", ",local,"), encoding="utf-8")
    assert run("report", out).code == 1
