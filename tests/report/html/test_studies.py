"""The pages of studies: whole in themselves, safe whatever names say, complete in both languages, also when empty."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import get_args

import pytest

from optimiser.comparison.plan_difference import PlanDifference, difference
from optimiser.data.choice_rows import Future
from optimiser.data.settings import Language
from optimiser.report.html.difference import difference_page
from optimiser.report.html.frontier import frontier_page
from optimiser.report.html.regret import regret_page
from optimiser.report.html.sweep import sweep_page
from optimiser.report.html.tornado import tornado_page
from optimiser.report.html.uncertainty import uncertainty_page
from optimiser.sensitivity.regret import Regret
from optimiser.sensitivity.sweep import Axis
from optimiser.sensitivity.tornado import Tornado
from optimiser.sensitivity.uncertainty import Uncertainty
from tests.report.html.pages import parsed, rows_of
from tests.report.studies import (
    FACTOR_NAMED,
    QUOTED,
    RECORD,
    SCRIPT,
    factor,
    frontier,
    regret,
    structures,
    swept,
    tornado,
    two_plans,
    uncertain,
)

LANGUAGES: tuple[Language, ...] = get_args(Language)
FAILED = {f"structure = {SCRIPT}": {"kind": "solver", "reasons": [QUOTED]}}


def in_one_future(found: Regret) -> Regret:
    """Without probabilities, and only as of today."""
    futures = (Future(future="today"),)
    return replace(found, futures=futures, tried=tuple(each for each in found.tried if each.future == "today"))


def in_no_future(found: Regret) -> Regret:
    """What is found where nothing has a plan."""
    nothing = {"status": "infeasible", "objective_kr": None, "bound_kr": None, "gap": None}
    tried = (replace(each, decided=nothing, redecided=nothing) for each in found.tried)
    return replace(found, today=dict.fromkeys(found.today, nothing), tried=tuple(tried))


def nothing_moved() -> Tornado:
    """What is found where there is no plan."""
    return replace(Tornado.of_moved({"objective_kr": None, "bound_kr": None, "gap": None}, ()), record=RECORD)


def the_same_plan() -> PlanDifference:
    """What is found where nothing differs."""
    before = two_plans().before
    return difference(before, before, ("one", "other"))


def nothing_drawn() -> Uncertainty:
    """What is found where there is no plan to hold."""
    found = uncertain()
    base = {**found.base, "status": "infeasible", "objective_kr": None, "net_gain_kr": None}
    return replace(found, base=base, table=found.table.head(0))


PAGES: dict[str, Callable[[Language], str]] = {
    "difference": lambda language: difference_page(two_plans(), language),
    "difference-of-nothing": lambda language: difference_page(the_same_plan(), language),
    "sweep-of-one": lambda language: sweep_page(swept(factor(), costs_kr={1: None}), language),
    "sweep-of-two": lambda language: sweep_page(swept(structures(), factor(), failed=FAILED), language),
    "sweep-of-three": lambda language: sweep_page(swept(structures(), factor(), Axis("a.b", ("1", "2"))), language),
    "sweep-of-names": lambda language: sweep_page(swept(structures()), language),
    "sweep-of-a-point": lambda language: sweep_page(swept(structures(SCRIPT)), language),
    "tornado": lambda language: tornado_page(tornado(), language),
    "tornado-of-one": lambda language: tornado_page(replace(tornado(), table=tornado().table.head(1)), language),
    "tornado-of-nothing": lambda language: tornado_page(nothing_moved(), language),
    "uncertainty": lambda language: uncertainty_page(uncertain(), language),
    "uncertainty-of-few": lambda language: uncertainty_page(uncertain(46, adapted=0), language),
    "uncertainty-of-nothing": lambda language: uncertainty_page(nothing_drawn(), language),
    "frontier": lambda language: frontier_page(frontier(), language),
    "frontier-of-one": lambda language: frontier_page(replace(frontier(), table=frontier().table.head(1)), language),
    "frontier-of-nothing": lambda language: frontier_page(
        replace(frontier(), table=frontier().table.tail(1)), language
    ),
    "regret": lambda language: regret_page(regret(), language),
    "regret-of-one": lambda language: regret_page(in_one_future(regret()), language),
    "regret-of-nothing": lambda language: regret_page(in_no_future(regret()), language),
    "sweep-of-nothing": lambda language: sweep_page(swept(factor("1", "2"), costs_kr={0: None, 1: None}), language),
}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture(params=PAGES)
def text(request: pytest.FixtureRequest, language: Language) -> str:
    return page_of(request.param, language)


@cache
def page_of(name: str, language: Language) -> str:
    """A page, made once."""
    return PAGES[name](language)


def test_it_is_a_page_in_its_language_that_fetches_nothing(text: str, language: Language) -> None:
    page = parsed(text)
    assert page.all("html")[0].attributes["lang"] == language
    assert not page.all("link", "img", "iframe", "object", "embed", "base", "form")
    assert any("default-src 'none'" in meta.attributes.get("content", "") for meta in page.all("meta"))
    assert [len(page.all(tag)) for tag in ("header", "main", "footer", "nav", "h1")] == [1, 1, 1, 1, 1]


def test_names_are_text_wherever_they_stand(text: str, language: Language) -> None:
    page = parsed(text)
    assert len(page.all("script")) == 1
    assert page.all("h1")[0].text == (f"Byer {QUOTED}" if language == "da" else f"Towns {SCRIPT}")
    assert not [name for element in page.elements for name in element.attributes if name.startswith("on")]


def test_every_id_stands_once_and_what_is_referred_to_is_there(text: str) -> None:
    page = parsed(text)
    ids = Counter(element.attributes["id"] for element in page.elements if "id" in element.attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    assert {link.attributes["href"].removeprefix("#") for link in page.all("a")} <= ids.keys()
    for attribute in ("aria-labelledby", "aria-controls"):
        assert {element.attributes[attribute] for element in page.elements if attribute in element.attributes} <= (
            ids.keys()
        )


def test_headings_come_in_order(text: str) -> None:
    levels = [int(heading.tag[1]) for heading in parsed(text).all("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_row_has_as_many_cells_as_its_table_has_heads(text: str) -> None:
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        rows = [len(re.findall(r"<t[hd]\b", row)) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)]
        assert len(set(rows)) == 1, table[:200]


def test_nothing_is_left_unfilled(text: str) -> None:
    body = re.sub(r"<(script|style)>.*?</\1>|data-(count|aside|below)=\"[^\"]*\"", "", text, flags=re.DOTALL)
    assert not re.search(r"[{}]|\bnan\b|\bNone\b(?! of)|Undefined", body)


def test_a_point_without_a_plan_is_told_with_the_reason() -> None:
    text = page_of("sweep-of-one", "en")
    assert rows_of(text, "table-unplanned")[1] == [
        f"{FACTOR_NAMED['en']} = ×\u00a01",
        "infeasible: no plan meets all rules",
    ]
    assert rows_of(text, "table-points")[2][:2] == ["×\u00a01", "–"]


def test_a_point_that_failed_is_told_with_the_reason() -> None:
    warnings = [
        told.text for told in parsed(page_of("sweep-of-two", "en")).all("p") if "warning" in told.attributes.values()
    ]
    assert warnings == [f"structure = {SCRIPT}: the solver failed: {QUOTED}. There is no result."]


def test_points_are_sorted_by_their_numbers() -> None:
    cells = [cell for cell in parsed(page_of("sweep-of-one", "da")).all("th") if cell.attributes.get("scope") == "row"]
    numbers = [
        cell.attributes.get("data-value")
        for cell in cells
        if cell.text in ("×\u00a00,9", "×\u00a01", "×\u00a01,1", "×\u00a01,2")
    ]
    assert numbers == ["0.9", "1.0", "1.1", "1.2"]


@pytest.mark.parametrize(
    ("name", "charts"),
    [("sweep-of-one", 2), ("sweep-of-two", 4), ("sweep-of-three", 0), ("sweep-of-names", 1), ("sweep-of-a-point", 0)],
)
def test_one_or_two_parameters_are_drawn(name: str, charts: int) -> None:
    """The cost, and the forms once for each value of the other parameter."""
    page = parsed(page_of(name, "en"))
    assert len(page.all("svg")) == charts
    assert any("no chart" in told.text for told in page.all("p")) == (charts == 0)


def test_a_tornado_has_its_widest_assumption_first_and_tells_what_is_proven() -> None:
    rows = rows_of(page_of("tornado", "en"), "table-sides")[1:]
    assert [row[0] for row in rows[::2]] == [
        f"municipalities.{QUOTED}.{SCRIPT}",
        "real discount rate a year",
        FACTOR_NAMED["en"],
    ]
    assert rows[0][1:11] == ["low", "1", "2", "+21.0", "+20.9", "+21.1", "3,321.0", "3,321.0", "–", "–"]
    assert rows[0][13] == f"max-volume {SCRIPT}"
    assert [row[14] for row in rows] == ["yes", "", "yes", "yes", "yes", "no"]


def test_a_switch_is_told_between_its_two_values() -> None:
    rows = rows_of(page_of("tornado", "da"), "table-switches")[1:]
    assert rows[0][:8] == [
        FACTOR_NAMED["da"],
        "lav",
        "planen",
        "×\u00a01,01",
        "×\u00a01",
        "0,01",
        QUOTED,
        "en anden plan er billigere",
    ]
    assert rows[1][6:8] == ["five-regions", SCRIPT]
    assert rows[2][3:5] == ["×\u00a01,2", "–"]
    assert [row[-1] for row in rows] == ["ja", "ja", ""]
    assert "table-switches" not in page_of("tornado-of-nothing", "da")


def test_an_uncertainty_tells_its_range_its_shares_and_what_became_of_the_plan() -> None:
    text = page_of("uncertainty", "en")
    outcomes = rows_of(text, "table-outcomes")[1:]
    assert [row[:2] for row in outcomes] == [
        ["the plan can be kept", "54"],
        ["the plan breaks a rule", "5"],
        ["the figures do not fit together", "1"],
    ]
    assert (SCRIPT in outcomes[1][2], outcomes[2][2]) == (True, QUOTED)
    shares = rows_of(text, "table-shares")[1:]
    assert [row[0] for row in shares] == [FACTOR_NAMED["en"], f"municipalities.{QUOTED}.{SCRIPT}", "c.flat"]
    assert shares[1][1:4] == ["×\u00a00.9", "×\u00a01.1", "–"]
    assert len(rows_of(text, "table-pairs")) == 1 + 3
    assert rows_of(text, "table-unplanned")[1:] == [["Case 2", "infeasible: no plan meets all rules"]]
    assert len(parsed(text).all("svg")) == 1
    assert "table-pairs" in page_of("uncertainty-of-few", "da")


def test_a_frontier_tells_what_each_target_costs_more() -> None:
    rows = rows_of(page_of("frontier", "en"), "table-points")[1:]
    assert rows[0][:4] == ["no target", "74.20 %", "3,300.00", "0.00"]
    assert [row[3] for row in rows] == ["0.00", "+20.00", "+50.00", "+45.00", "–"]
    assert [row[4] for row in rows] == ["", "yes", "yes", "yes", ""]
    assert [row[6] for row in rows] == ["on the frontier", "on the frontier", "dominated", "on the frontier", ""]
    assert rows_of(page_of("frontier", "da"), "table-unplanned")[1][0] == f"{QUOTED}: 76,00 %"


def test_regret_is_shaded_and_always_written() -> None:
    text = page_of("regret", "en")
    cells = [cell for cell in parsed(text).all("td") if "shade-" in cell.attributes.get("class", "")]
    assert [(cell.text, cell.attributes["class"].removeprefix("n shade-")) for cell in cells] == [
        *(("0.1*", "0"), ("0.0", "0"), ("40.0", "2")),
        *(("0.0", "0"), ("60.0", "3"), ("0.0", "0")),
        *(("79.0", "4"), ("no plan", "none"), ("10.0", "1")),
    ]
    assert cells[2].attributes["data-value"] == "40000000.0"
    assert [row[0] for row in rows_of(text, "table-regrets")][1:] == [QUOTED, "five-regions", "model-1"]


def test_both_recommendations_are_told() -> None:
    rows = {row[0]: row[-1] for row in rows_of(page_of("regret", "da"), "table-structures")[1:]}
    assert rows == {QUOTED: "Mindst at fortryde i værste fald", "five-regions": "Billigst i gennemsnit", "model-1": ""}
    figures = [cell.text for cell in parsed(page_of("regret", "da")).all("dd")][:4]
    assert (figures[0], figures[2]) == (QUOTED, "five-regions")


def test_pages_of_studies_tell_what_was_found_as_found() -> None:
    regret, tornado = page_of("regret", "en"), page_of("tornado", "da")
    assert "too expensive at worst in the plans found, in the future" in regret
    assert "at most" not in regret[regret.index("Smallest worst-case regret") :][:400]
    assert "Ikke bevist slået ved" in tornado
    assert "Svaret holder ved" not in tornado
