"""A result and an evaluation in a few lines: no more than was proved, and nothing that a page would obey."""

from html.parser import HTMLParser

import pytest

from optimiser import Result, evaluate_fixed_plan, read, solve
from optimiser.result.result import format_bound, format_gap, format_million_kr
from tests.cli.conftest import TOY
from tests.planning.two_towns import two_towns

UGLY = "<script>alert(1)</script>\x1b[2J"


@pytest.fixture(scope="module")
def toy() -> Result:
    return solve(read(TOY))


def _told(text: str) -> dict[str, str]:
    title, *lines = text.split("\n")
    return dict([("title", title), *(tuple(line.split("  ", 1)) for line in lines)])  # type: ignore[list-item]


def test_a_plan_is_told_with_what_is_proved_of_it(toy: Result) -> None:
    told = {name: value.strip() for name, value in _told(toy.summary()).items()}
    assert told["title"] == "toy, one-region"
    assert told["status"] == "optimal within the gap asked for, 0.01 %"
    assert told["cost"] == "63.95 million kr./year, 6.05 million kr./year less than today"
    assert told["bound"].endswith("million kr./year, no plan costs less")
    assert told["forms"] == "unchanged 28.6 %, local 57.1 %, purchased 14.3 %"
    assert told["open centres"] == "2: Østerå, Ærholm"
    assert told["audit"] == f"{toy.figures.audit.checks} checks, no breach"


def test_what_is_not_proved_is_not_said(toy: Result) -> None:
    told = _told(toy.with_run(status="feasible", bound_kr=None, gap=None).summary())
    assert told["status"].strip() == "feasible: not proven within the gap asked for, 0.01 %"
    assert (told["bound"].strip(), told["gap"].strip()) == ("none proved", "not known")


def test_without_a_plan_the_status_and_the_rules_that_cannot_be_met_are_told() -> None:
    none = solve(read(TOY, overrides=["policy.levels.local=none", "policy.levels.unchanged=none"]))
    told = _told(none.summary())
    assert told["status"].strip() == "infeasible"
    assert "eligible-levels" in told["conflicts"]
    assert "cost" not in told
    assert repr(none) == "<Result toy, one-region: infeasible>"


def test_an_evaluation_says_that_nothing_is_proved_and_what_it_breaks(toy: Result) -> None:
    found = evaluate_fixed_plan(toy.assignment, read(TOY, overrides=["policy.max_hosts=0"]))
    assert "nothing is proven" in found.summary()
    assert "bound" not in _told(found.summary())
    assert "1 breach of max-centres" in found.summary()
    assert repr(found) == "<FixedPlanEvaluation toy, one-region: 63.95 million kr./year, breaks max-centres>"
    unanswered = evaluate_fixed_plan(toy.assignment.with_answers({("901", "L4"): "nowhere"}), toy.instance)
    assert "cannot be answered" in unanswered.summary()
    assert "cannot be answered" in repr(unanswered)


def test_a_line_is_short(toy: Result) -> None:
    assert repr(toy).startswith("<Result toy, one-region: optimal, 63.95 million kr./year, gap ")
    assert len(repr(toy)) < 100


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.tags.add(tag)


def test_names_are_escaped_in_a_notebook_and_obeyed_by_no_terminal() -> None:
    result = solve(two_towns())
    named = result.with_run(name=UGLY, rules_that_bind={})
    ugly = Result(
        named.instance,
        named.run.with_entries(centres=[{**line.model_dump(), "centre": UGLY} for line in named.figures.centres]),
        named.lines,
    )
    for shown in (ugly, evaluate_fixed_plan(result.assignment, result.instance)):
        tags = _Tags()
        tags.feed(shown._repr_html_())
        assert tags.tags == {"table", "caption", "tbody", "tr", "th", "td"}
    assert "\x1b" not in ugly.summary() + repr(ugly)
    assert UGLY.split("\x1b")[0] in ugly.summary()


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (0.0, "0 %"),
        (1e-4, "0.01 %"),
        (9.91e-5, "0.01 %"),
        (5.01e-5, "0.0051 %"),
        (0.5, "50 %"),
        (1e-12, "below 0.0001 %"),
    ],
)
def test_a_gap_is_rounded_up(gap: float, told: str) -> None:
    assert format_gap(gap) == told


def test_a_bound_is_rounded_down_and_money_to_the_nearest() -> None:
    assert format_bound(3_350_659_999.0) == "3,350.65 million kr./year"
    assert format_bound(63_949_999.9999) == "63.95 million kr./year"
    assert format_million_kr(3_350_659_999.0) == "3,350.66 million kr./year"
    assert format_million_kr(1234.4) == "1,234 kr./year"
