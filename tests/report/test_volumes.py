"""What is saved by fewer contacts is told apart from what organising saves, against the same today."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from optimiser import Result, load, read, save, solve
from optimiser.comparison.comparison import Comparison
from optimiser.data.instance import Instance, Today
from optimiser.data.settings import Language
from optimiser.report.localizer import Localizer, as_shown, in_millions
from optimiser.report.summaries.comparison import ComparisonSummary
from optimiser.report.summaries.result import Summary
from optimiser.report.summaries.volumes import tell_saved
from tests.toys import TOY

FEWER = "volumes.*.contacts=x0.8"
BEFORE = Today(70e6, 1.4e6)
AMOUNT = {"da": r"([+−]?[\d.]+,\d) mio\. kr\.", "en": r"([+−]?[\d,]+\.\d) million kr\."}


def amounts(sentence: str, language: Language) -> list[Decimal]:
    """The amounts in millions, in the order in which they are told."""
    found = re.findall(AMOUNT[language], sentence)
    plain = (text.replace(".", "").replace(",", ".") if language == "da" else text.replace(",", "") for text in found)
    return [Decimal(text.replace("−", "-")) for text in plain]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("cost_kr", [51.849e6, 62.951e6, 75.05e6])
@pytest.mark.parametrize("now", [Today(56.04e6, 1.12e6), Today(77.06e6, 1.5e6), Today(84e6, 1.4e6)])
def test_the_parts_add_up_to_the_whole_as_they_are_read(language: Language, cost_kr: float, now: Today) -> None:
    told = tell_saved(Localizer(language), BEFORE, now, cost_kr, "x")
    today, total, volumes, organising = amounts(told, language)
    assert volumes + organising == total
    assert today + total == as_shown(in_millions(cost_kr), 1)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (Today(56e6, 1.12e6), "because there are 280,000 fewer contacts, and"),
        (Today(84e6, 1.68e6), "because there are 280,000 more contacts, and"),
        (Today(84e6, 1.4e6), "because a contact costs something else as answered today, and"),
        (
            Today(84e6, 1.12e6),
            "because there are 280,000 fewer contacts, and they cost something else as answered today, and",
        ),
    ],
)
def test_the_reason_is_told_as_it_is(now: Today, why: str) -> None:
    assert why in tell_saved(Localizer("en"), BEFORE, now, 60e6, "x")


@pytest.fixture(scope="module")
def fewer() -> Result:
    return solve(read(TOY, overrides=[FEWER]))


def test_a_plan_of_changed_contacts_tells_it_in_a_sentence_also_when_it_is_read_back(
    fewer: Result, tmp_path: Path
) -> None:
    save(fewer, tmp_path / "run")
    told = [" ".join(Summary(each, "en").tell_answer()) for each in (fewer, load(tmp_path / "run"))]
    assert told[0] == told[1]
    assert "(70.0 million kr. a year for 1,400,000 contacts) the plan changes the cost by −18.2 million kr." in told[0]
    assert "−14.0 million kr. because there are 280,000 fewer contacts, and −4.2 million kr. by organising." in told[0]
    assert "Against the same today" not in " ".join(Summary(solve(read(TOY)), "en").tell_answer())


def test_what_was_before_the_changes_is_of_all_of_them_together() -> None:
    instance = read(TOY)
    twice = instance.with_changes({"volumes.*.contacts": "x0.8"}).with_changes({"volumes.*.contacts": "x0.5"})
    assert twice.before_changes == read(TOY, overrides=[FEWER]).before_changes == instance.today == BEFORE
    assert _before(instance.with_changes({"policy.max_hosts": 0})) is None
    assert _before(read(TOY, overrides=["policy.max_hosts=0"])) is None
    assert _before(read(TOY, overrides=["future=fewer-contacts"])) == BEFORE
    assert _before(read(TOY, overrides=["future=cheap-region"])) is None
    assert read(TOY, overrides=["volumes.*.contacts=x1"]).sha256 == instance.sha256


def _before(instance: Instance) -> Today | None:
    return instance.before_changes


def test_a_comparison_tells_it_once_for_each_scenario(fewer: Result) -> None:
    results = {"one": solve(read(TOY)), "one + fewer": fewer}
    told = list(ComparisonSummary(Comparison.of_results(results, "one"), "en").tell_answer())
    (saved,) = (sentence for sentence in told if "Against the same today" in sentence)
    assert "one + fewer changes the cost by −18.2 million kr." in saved
