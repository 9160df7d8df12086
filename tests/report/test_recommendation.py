"""What a plan recommends is said first: in words that fit one and several, and no more than was proved."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optimiser import Result, read, solve
from optimiser.data.every_plan_record import EveryPlanRecord
from optimiser.data.settings import Language
from optimiser.report.html.page import result_page
from optimiser.report.summaries.recommendation import Recommendation
from optimiser.report.workbook.sheets import write_result_workbook
from tests.planning.two_towns import two_towns
from tests.toys import TOY


@pytest.fixture(scope="module")
def toy() -> Result:
    return solve(read(TOY), every_plan=True)


def told(result: Result, language: Language = "en") -> str:
    return " ".join(Recommendation(result, language).tell_all())


def saying(result: Result, **entries: object) -> Result:
    """The result with what is said of every plan replaced in part."""
    said = {**result.run.every_plan.model_dump(), **entries} if result.run.every_plan else None
    return result.with_run(every_plan=said and EveryPlanRecord(**said))


def test_it_begins_with_who_answers_for_whom_and_what_that_saves(toy: Result) -> None:
    assert told(toy).startswith(
        "Østerå answers levels 4 and 6 for 2 others; 1 answers its own only; level 9 stays with each municipality "
        "itself. Today the tasks cost 70.0 million kr. a year. The plan costs 64.0 million kr.: 6.0 million kr. (8.6 %)"
    )
    assert told(toy, "da").startswith("Østerå besvarer niveau 4 og 6 for 2 andre; 1 besvarer kun sine egne; niveau 9")


def test_where_perhaps_nobody_pays_more_no_least_number_is_told(toy: Result) -> None:
    said = saying(toy, fewest_more=0, most_more=1, always_more=[])
    assert "In any plan as cheap as this one at most one does." in told(said)


def test_what_is_settled_is_told_apart_from_what_is_to_be_decided(toy: Result) -> None:
    assert "Who answers for others is settled" in told(toy)
    assert "nothing for 1 municipality; for 2 municipalities cost does not settle it" in told(toy)
    others = saying(toy, serving=[], may_serve=["Ærholm"])
    assert "in every plan as cheap as this one; not settled: Østerå; not ruled out: Ærholm." in told(others)
    unknown = told(toy.with_run(every_plan=None))
    assert "To decide" not in unknown
    assert "settled" not in unknown  # there is one centre: nobody asks which


@pytest.mark.parametrize(
    ("fewest", "most", "always", "words"),
    [
        (1, 3, [], "In any plan as cheap as this one at least 1 and at most 3 do."),
        (1, 3, ["904"], "at least 1 and at most 3 do, among them always Åby."),
        (1, 1, ["904"], "In any plan as cheap as this one just as many do."),
        (0, 4, [], "How many do in other plans as cheap is not settled."),
    ],
)
def test_of_other_plans_no_more_is_said_than_was_proved(
    toy: Result, fewest: int, most: int, always: list[str], words: str
) -> None:
    dearer = toy.with_tables(municipalities=toy.municipalities.assign(change_kr=[0.0, 0.0, 0.0, 1e6]))
    said = saying(dearer, fewest_more=fewest, most_more=most, always_more=always)
    assert "As costs fall by load, 1 of 4 municipalities pays more than today: Åby the most, 1.0 million kr." in told(
        said
    )
    assert words in told(said)
    assert "How many do in other plans as cheap is not settled." in told(dearer.with_run(every_plan=None))


@pytest.mark.parametrize(
    ("away", "home", "words"),
    [
        (["901"], [], "others answer something for 1 municipality in every such plan; for 3 municipalities cost does"),
        ([], ["901"], "Settled too: others answer nothing for 1 municipality in any such plan; for 3 municipalities"),
        (["901", "902"], ["903", "904"], "for 2 municipalities in every such plan, nothing for 2 municipalities."),
    ],
)
def test_of_those_who_are_settled_only_those_there_are_are_told(
    toy: Result, away: list[str], home: list[str], words: str
) -> None:
    said = told(saying(toy, away=away, at_home=home))
    assert words in said
    assert "0 municipalities" not in said


def test_a_plan_in_which_nobody_buys_says_so() -> None:
    alone = solve(two_towns("municipalities.*.candidate_host=false"), every_plan=True)
    assert told(alone).startswith("No municipality answers for others")
    perhaps = told(saying(alone, serving=[], may_serve=["Østerå"]))
    assert "in another as cheap it is not ruled out: Østerå." in perhaps
    assert "To decide" not in perhaps
    assert told(alone, "da").startswith("Ingen kommune besvarer for andre")
    still = solve(read(TOY, overrides=["policy.levels.unchanged=1-9", "centres.*.cost_factor=9"]), every_plan=True)
    assert told(still).startswith("No municipality answers for others; 4 leave all as it is today.")


def test_page_and_workbook_begin_with_it(toy: Result, tmp_path: Path) -> None:
    page = result_page(toy, "en")
    assert (
        page.index("Østerå answers levels 4 and 6")
        < page.index("Who answers for others is settled")
        < page.index("Proven")
    )
    write_result_workbook(toy, tmp_path / "report.xlsx", "en")
    first = [str(cell.value) for (cell,) in load_workbook(tmp_path / "report.xlsx")["Summary"]["A1:A5"]]
    assert any(text.startswith("Østerå answers levels 4 and 6") for text in first)


def test_run_json_begins_with_it(toy: Result) -> None:
    told_first = json.loads(json.dumps(toy.with_run(recommendation=["Do it."]).run.as_entries()))
    assert list(told_first)[:2] == ["schema_version", "recommendation"]
