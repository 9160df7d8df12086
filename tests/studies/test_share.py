"""What municipalities pay by each rule, on the toy; told, kept, read back, shown and checked again."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from optimiser import Result, SharingOutcome, read, save, share, solve
from optimiser.audit import audit_sharing
from optimiser.data.findings import InvalidInputError
from optimiser.data.seal import write_sealed
from optimiser.report.html.sharing import sharing_page
from optimiser.report.summaries.sharing import SharingSummary
from optimiser.report.workbook.sharing import write_sharing_workbook
from optimiser.result.frames import rows_of_frame
from optimiser.studies.resume import CaseEnded, StudyBegan, StudyEvent
from optimiser.studies.runner.local import LocalWorkers
from optimiser.studies.share import ShareStudy, find_shared
from tests.planning.two_towns import TABLES, two_towns

TOY = Path(__file__).parents[2] / "instances" / "toy"
ASKED = ("by-load", "by-costs-avoided", "shapley", "least-core", "nucleolus")


@pytest.fixture(scope="module")
def dear() -> Result:
    """Østerå asks 60 kr. a contact, so that two of those who buy of it pay more than today by load."""
    return solve(read(TOY, overrides=["centres.Østerå.sale_price_kr=60"]), gap=0.0)


@pytest.fixture(scope="module")
def shared(dear: Result, tmp_path_factory: pytest.TempPathFactory) -> tuple[SharingOutcome, Path]:
    out = tmp_path_factory.mktemp("share") / "out"
    with LocalWorkers(1) as workers:
        return share(dear, out, rules=ASKED, at_least_less=0.01, consents=True, workers=workers), out


@pytest.fixture(scope="module")
def quick(dear: Result, tmp_path_factory: pytest.TempPathFactory) -> tuple[SharingOutcome, Path]:
    out = tmp_path_factory.mktemp("quick") / "out"
    return share(dear, out, ask_groups=False), out


def test_every_rule_divides_the_cost_to_the_ore(shared: tuple[SharingOutcome, Path], dear: Result) -> None:
    paid = shared[0].allocations.groupby("rule")["pays_kr"].apply(lambda kr: sum(round(each * 100) for each in kr))
    assert set(paid.index) == set(ASKED)
    assert set(paid) == {round(dear.figures.objective_kr * 100)}


def test_by_load_is_what_the_tables_of_the_run_divide_by(quick: tuple[SharingOutcome, Path], dear: Result) -> None:
    paid = quick[0].allocations.query("rule == 'by-load'").set_index("code")["pays_kr"]
    assert paid.to_dict() == pytest.approx(dear.municipalities.set_index("code")["after_kr"].to_dict(), abs=0.02)


def test_the_core_is_not_empty_and_its_payments_hold(shared: tuple[SharingOutcome, Path]) -> None:
    found, _ = shared
    groups = {row["rule"]: row for row in rows_of_frame(found.groups)}
    assert found.record["core"]["answer"] == "not empty"
    assert groups["by-load"]["stable"] == "no"
    assert groups["by-load"]["gain_kr"] == pytest.approx(3.4e6)
    assert {"903", "904"} <= set(groups["by-load"]["municipalities"].split())
    assert [groups[rule]["stable"] for rule in ("least-core", "nucleolus")] == ["yes", "yes"]
    alone = found.allocations.query("rule == 'least-core'")
    assert (alone["pays_kr"] <= alone["alone_kr"] + 1).all()


def test_what_others_lose_is_what_they_pay_without_a_host(shared: tuple[SharingOutcome, Path]) -> None:
    found, _ = shared
    (row,) = found.consents.to_dict("records")
    others = found.allocations.query("rule == 'by-load' and code != '901'")["pays_kr"].sum()
    assert (row["centre"], row["municipalities"]) == ("Østerå", "901")
    assert row["others_lose_kr"] == pytest.approx(row["others_alone_kr"] - others)


def test_what_others_lose_is_by_load_and_told_so_where_nothing_is_told_by_the_chosen_rule(tmp_path: Path) -> None:
    changed = ["centres.Østerå.sale_price_kr=60", "policy.allocation=by-todays-cost"]
    run = solve(read(TOY, overrides=changed), gap=0.0)
    for rules, named, lose_kr in ((["host-price"], "by-load", -3.4e6), ([], "by-todays-cost", 1_821_428.57)):
        found = share(run, tmp_path / named, rules=rules, consents=True, workers=1)
        (row,) = found.consents.to_dict("records")
        assert (row["rule"], row["others_lose_kr"]) == (named, pytest.approx(lose_kr))
        told = "\n".join(SharingSummary(found, "en").tell_consents())
        assert (
            ("by load they lose nothing" in told) if lose_kr < 0 else ("1.8 million kr. a year by today's cost" in told)
        )
        assert not audit_sharing(tmp_path / named).breaches


def test_no_consent_is_called_worth_most_where_the_others_cannot_do_without_one(
    shared: tuple[SharingOutcome, Path],
) -> None:
    needed = shared[0].consents.assign(centre="Åby", others_alone_kr=None, others_lose_kr=None)
    both = replace(shared[0], consents=pd.concat([shared[0].consents.astype(object), needed.astype(object)]))
    page = sharing_page(both, "en")
    table = page[page.index("The others lose") :]
    assert table.index("Østerå") < table.index("Åby")
    told = list(SharingSummary(both, "en").tell_consents())
    assert told == ["Without the consent of Åby no lawful plan was found for the others."]


def test_compensation_lets_everybody_save_one_in_a_hundred(shared: tuple[SharingOutcome, Path]) -> None:
    found, _ = shared
    by_load = found.allocations.query("rule == 'by-load'").set_index("code")
    after = by_load["pays_kr"].add(found.compensation.groupby("giver")["kr"].sum(), fill_value=0)
    after = after.sub(found.compensation.groupby("receiver")["kr"].sum(), fill_value=0)
    assert (after <= 0.99 * by_load["today_kr"] + 0.01).all()
    told = found.record["compensated"]
    assert found.compensation["kr"].sum() == pytest.approx(told["needed_kr"])
    assert 0 < told["by_price_kr"] < told["needed_kr"]


def test_a_folder_is_read_back_and_gone_on_with(dear: Result, shared: tuple[SharingOutcome, Path]) -> None:
    found, out = shared
    again = ShareStudy.load_found(out)
    assert again.record == found.record
    assert rows_of_frame(again.allocations) == rows_of_frame(found.allocations)
    solved: list[StudyEvent] = []
    more = share(dear, out, rules=["least-core"], workers=1, report=solved.append)
    assert not [event for event in solved if isinstance(event, CaseEnded) and not event.kept]
    assert more.groups["rule"].to_list() == ["least-core"]
    share(dear, out, rules=ASKED, at_least_less=0.01, consents=True, workers=1)


def test_the_same_plan_found_again_later_is_gone_on_with(quick: tuple[SharingOutcome, Path], dear: Result) -> None:
    """What is shared is the plan, whenever it was found; the folder then holds the run that was handed over."""
    later = replace(dear, run=dear.run.model_copy(update={"finished": "2030-01-01T00:00:00+00:00"}))
    more = share(later, quick[1], ask_groups=False)
    assert more.record["plan"]["finished"] == later.run.finished
    assert not audit_sharing(quick[1]).breaches
    share(dear, quick[1], ask_groups=False)


def test_without_groups_nothing_is_solved(quick: tuple[SharingOutcome, Path]) -> None:
    found, out = quick
    assert list(dict.fromkeys(found.allocations["rule"])) == ["by-load", "by-todays-cost", "host-price"]
    assert found.groups.empty
    assert not (out / "solves.jsonl").exists()
    assert not audit_sharing(out).breaches


def test_the_audit_finds_nothing_wrong(shared: tuple[SharingOutcome, Path]) -> None:
    checked = audit_sharing(shared[1])
    assert (checked.breaches, checked.checks > 60) == ((), True)


def _more(text: str, place: int, amount: float) -> str:
    """A table in which the first row's cell is more, and the second row's less."""
    header, first, second, *rest = text.splitlines()
    cells = [line.split(",") for line in (first, second)]
    for line, sign in zip(cells, (1, -1), strict=True):
        line[place] = repr(float(line[place]) + sign * amount)
    return "\n".join([header, *map(",".join, cells), *rest, ""])


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("allocations.csv", lambda text: _more(text, 4, 5.0), "pays"),
        ("allocations.csv", lambda text: text.replace("\nby-load,901", "\nby-load,999", 1), "leaves somebody out"),
        ("consents.csv", lambda text: text.replace(",by-load,", ",nucleolus,"), "is 'nucleolus'"),
        ("groups.csv", lambda text: text.replace(",no\n", ",yes\n", 1), "is 'yes'"),
        ("compensation.csv", lambda text: "\n".join(text.splitlines()[:2]) + "\n", "with compensation"),
        ("compensation.csv", lambda text: text.replace(",payment,", ",price,"), "neither buys of the other"),
    ],
)
def test_the_audit_notices_what_was_changed(
    shared: tuple[SharingOutcome, Path], name: str, change: Callable[[str], str], told: str
) -> None:
    out = shared[1]
    before = (out / name).read_text(encoding="utf-8")
    try:
        _rewrite(out, name, change(before))
        assert any(told in breach.sentence for breach in audit_sharing(out).breaches)
    finally:
        _rewrite(out, name, before)


def test_the_audit_notices_a_price_above_a_cap_in_the_law(tmp_path: Path) -> None:
    """Lilleby may give Storby 0.2 million kr. by its price, and gives the other 0.4 million besides."""
    capped = TABLES["legal"] + "cap,purchased,1-6,4200000,another act,true\n"
    share(
        solve(two_towns("centres.Storby.sale_price_kr=20", legal=capped)),
        tmp_path,
        at_least_less=0.15,
        ask_groups=False,
    )
    assert not audit_sharing(tmp_path).breaches
    told = (tmp_path / "compensation.csv").read_text(encoding="utf-8")
    _rewrite(tmp_path, "compensation.csv", told.replace(",payment,", ",price,"))
    (breach,) = audit_sharing(tmp_path).breaches
    assert "is given 600,000 kr. by a price, but the caps in the law leave room for 200,000 kr." in breach.sentence


def _rewrite(out: Path, name: str, text: str) -> None:
    write_sealed(out, {name: lambda path: path.write_text(text, encoding="utf-8")})


@pytest.mark.parametrize("language", ["da", "en"])
def test_page_and_workbook_show_what_each_pays(
    shared: tuple[SharingOutcome, Path], tmp_path: Path, language: Any
) -> None:
    found, _ = shared
    page = sharing_page(found, language)
    assert page.count("<svg") == 2
    assert ("efter mindste kerne" if language == "da" else "by the least core") in page
    write_sharing_workbook(found, tmp_path / "report.xlsx", language)
    sheet = load_workbook(tmp_path / "report.xlsx")["Betalinger" if language == "da" else "Payments"]
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert len(formulas) >= 4 * 2 * len(ASKED)
    values = load_workbook(tmp_path / "report.xlsx", data_only=True)
    assert not [cell.value for one in values for row in one.iter_rows() for cell in row if cell.value == "#NAME?"]


def test_sentences_say_what_is_proven_and_no_more(shared: tuple[SharingOutcome, Path]) -> None:
    told = "\n".join(SharingSummary(shared[0], "en").tell_answer())
    assert "For nobody to pay more than today less 1.0 %" in told
    assert "By load: 2 of 4 pay more than today" in told
    assert "would gain 3.40 million kr. a year by leaving" in told
    assert "The core is not empty" in told
    (shapley,) = (line for line in told.splitlines() if "By Shapley value" in line)
    assert "It is no estimate: each group of municipalities was asked what it costs." in shapley


def test_gains_that_differ_by_some_ore_are_told_as_one(quick: tuple[SharingOutcome, Path]) -> None:
    """Also where they lie on both sides of what is rounded up."""
    rows = quick[0].allocations.query("rule == 'by-todays-cost'")
    for apart, told in ((1e-9, "all gain 11.3 %"), (1e-3, "the gain is from 11.2 % to 11.3 %")):
        shares = [0.1125 - apart / 2, *(0.1125 + apart / 2 for _ in rows.index[1:])]
        gained = rows.assign(gain_kr=1000.0, gain_share=shares)
        assert told in SharingSummary(replace(quick[0], allocations=gained), "en").tell_rule("by-todays-cost")


def test_what_the_caps_in_the_law_take_off_is_told_by_name(tmp_path: Path) -> None:
    capped = TABLES["legal"] + "cap,purchased,1-3,3300000,an act,true\ncap2,purchased,4-6,3400000,an act,true\n"
    run = solve(two_towns("policy.purchase_price_kr=30", legal=capped))
    told = "\n".join(SharingSummary(share(run, tmp_path, ask_groups=False), "en").tell_answer())
    assert "the law allow: what Lilleby buys of Storby. The hosts carry the 0.50 million kr. a year" in told


def test_that_payments_are_found_by_sharing_is_not_told_where_they_are(tmp_path: Path) -> None:
    changed = ["policy.allocation=least-core", "policy.no_municipality_worse_off=true"]
    run = solve(read(TOY, overrides=changed), gap=0.0)
    told: list[StudyEvent] = []
    share(run, tmp_path, rules=["by-load"], ask_groups=False, report=told.append)
    (began,) = (event for event in told if isinstance(event, StudyBegan))
    assert [remark.column for remark in run.instance.remarks] == [
        changed_name.split("=")[0] for changed_name in changed
    ]
    assert began.remarks == began.instance.remarks == ()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"rules": ["by-lod"]}, "did you mean by-load"),
        ({"rules": ["shapley"], "ask_groups": False}, "asks what groups cost"),
        ({"at_least_less": 1.0}, "must be 0 or more, and below 1"),
    ],
)
def test_what_cannot_be_asked_is_told(dear: Result, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidInputError, match=told):
        share(dear, **asked)


def test_a_run_without_a_plan_or_with_one_municipality_has_nothing_to_share() -> None:
    nothing = solve(two_towns("policy.max_hosts=0", "policy.levels.local=none", "policy.levels.unchanged=none"))
    with pytest.raises(InvalidInputError, match="must hold a plan to share"):
        share(nothing)
    alone = two_towns(volumes="municipality,task,contacts\n1,G3,500000\n", tasks=ONE_TASK)
    with pytest.raises(InvalidInputError, match="one has nobody to share with"):
        share(solve(alone))


ONE_TASK = "task,level,authority,handling_minutes,pooling_weight,national_contacts\nG3,3,false,6,1,500000\n"


def test_another_plan_in_the_same_folder_is_refused(shared: tuple[SharingOutcome, Path]) -> None:
    other = solve(read(TOY), gap=0.0)
    with pytest.raises(InvalidInputError, match="must hold solves of the same instance"):
        share(other, shared[1], ask_groups=False)


def test_the_record_says_what_was_asked(quick: tuple[SharingOutcome, Path]) -> None:
    record = json.loads((quick[1] / "share.json").read_text(encoding="utf-8"))
    assert record["rules"] == ["by-load", "by-todays-cost", "host-price"]
    assert (record["core"], record["chosen"]) == (None, "by-load")


def test_explain_says_what_a_municipality_pays_by_the_chosen_rule_and_alone(
    dear: Result, shared: tuple[SharingOutcome, Path]
) -> None:
    run, (found, out) = shared[1].parent / "run", shared
    save(dear, run)
    assert find_shared(run, dear) is not None
    told = list(SharingSummary(found, "en").tell_municipality("904", out.name))
    assert told[0].startswith("By load it pays 16.40 million kr. a year, 1.40 million kr. more than today.")
    assert "by the nucleolus 14.50" in told[1]
    assert told[2] == "Alone it would pay 14.60 million kr. a year by the best plan that was found (out)."
    other = solve(read(TOY), gap=0.0)
    assert find_shared(run, other) is None


def test_an_empty_core_within_the_gap_of_the_plan_is_told_as_such(shared: tuple[SharingOutcome, Path]) -> None:
    core = {"answer": "empty", "low_kr": 3000.0, "high_kr": 4e6, "questions": 30}

    def told(gap_kr: float) -> str:
        bound_kr = shared[0].record["objective_kr"] - gap_kr
        record = {**shared[0].record, "core": core, "bound_kr": bound_kr}
        return SharingSummary(replace(shared[0], record=record), "en").tell_core()

    assert "with it the core need not be empty" in told(5000.0)
    assert told(2000.0).startswith("The core is empty: whatever is paid, some group gains at least 3,000 kr.")
