"""Drawn regions as they are told: in sentences, tables, maps, a chart and a page; of drawings at costs made up."""

import re
from dataclasses import replace

import pytest

from optimiser.data.read import remake_instance
from optimiser.data.settings import Language
from optimiser.report.charts.regions import cost_chart, drawing_map
from optimiser.report.html.regions import regions_page
from optimiser.report.summaries.regions import RegionsSummary
from optimiser.report.tables.table import write_lines
from tests.drawing.countries import small_country
from tests.report.drawn_regions import MadeUp, made_up, outcome_of


@pytest.fixture(scope="module")
def told() -> RegionsSummary:
    return RegionsSummary(made_up(), "en")


def _beside(cost_kr: float, own_kr: float | None, bound_kr: float | None = 99e6) -> str:
    """What is told of a structure of a cost and a bound, beside a drawing that costs 100 million kr."""
    instance = small_country(3, 9)
    groups = {"drawn 1": sorted(instance.municipalities)}
    drawings = [
        MadeUp("drawn-1", "best", groups, 100e6, bound_kr, 99e6),
        MadeUp("a", "named", groups, cost_kr, None, own_kr),
    ]
    summary = RegionsSummary(outcome_of(instance, drawings), "en")
    return list(summary.tell_headline())[-1]


@pytest.mark.parametrize(
    ("cost_kr", "own_kr", "bound_kr", "ending"),
    [
        (103e6, 102e6, 99e6, "saves from 2.0 million kr. to 4.0 million kr., the one found 3.00 million kr."),
        (103e6, 102e6, None, "saves at least 2.0 million kr., the one found 3.00 million kr."),
        (103e6, 100e6, 99e6, "the one found 3.00 million kr.; that any saves something is not proven."),
        (103e6, None, 99e6, "the one found 3.00 million kr.; that any saves something is not proven."),
        (103e6, None, None, "The drawing found in 1 group saves 3.00 million kr.; nothing is proven."),
        (100e6, 99e6, 99e6, "costs the same; none saves more than 1.0 million kr."),
        (
            98e6,
            97e6,
            99e6,
            "less than the best drawing found in 1 group; it need not obey the demands, and its centres may be others.",
        ),
    ],
)
def test_of_a_structure_no_more_is_claimed_than_is_proven(
    cost_kr: float, own_kr: float | None, bound_kr: float | None, ending: str
) -> None:
    assert _beside(cost_kr, own_kr, bound_kr).endswith(ending)


def test_structures_that_are_alike_are_told_of_together() -> None:
    instance = small_country(3, 9)
    groups = {"drawn 1": sorted(instance.municipalities)}
    alike = [MadeUp(name, "named", groups, 103e6, None, own_kr) for name, own_kr in (("a", 102e6), ("b", 101.5e6))]
    outcome = outcome_of(instance, [MadeUp("drawn-1", "best", groups, 100e6, 99e6, 99e6), *alike])
    told = list(RegionsSummary(outcome, "en").tell_headline())[-1]
    assert told.startswith("  – a and b (1 group): 103.0 million kr. a year.")
    assert "saves from 1.5 million kr. to 4.0 million kr." in told


def test_that_more_groups_cost_more_is_proven_by_the_bound_of_the_dearer(told: RegionsSummary) -> None:
    assert "at least 0.5 million kr. of that is proven" in "\n".join(told.tell_headline())
    drawings = told.outcome.drawings.copy()
    drawings.loc[drawings["drawing"] == "drawn-3", "bound_kr"] = 99.9e6
    unproven = RegionsSummary(replace(told.outcome, drawings=drawings), "en")
    assert "that the best costs more at all is not proven" in "\n".join(unproven.tell_headline())


def test_a_number_without_a_bound_is_named(told: RegionsSummary) -> None:
    drawings = told.outcome.drawings.copy()
    drawings.loc[drawings["drawing"] == "drawn-3", "bound_kr"] = None
    headline = "\n".join(RegionsSummary(replace(told.outcome, drawings=drawings), "en").tell_headline())
    assert (
        "no drawing of as many groups is more than 0.2 million kr. (0.2 %) cheaper. With 3 groups nothing" in headline
    )


def test_who_is_open_is_named_the_largest_first(told: RegionsSummary) -> None:
    rows = told.settled[2]
    open_ones = [row["code"] for row in rows if row["settled"] == "no"]
    contacts = told.outcome.instance.contacts_of
    names = [told.outcome.instance.municipalities[code].name for code in sorted(open_ones, key=contacts.__getitem__)]
    sentence = next(each for each in told.tell_near(2) if "Open to negotiation" in each)
    assert sentence.endswith(f"are {len(open_ones)}: {', '.join(reversed(names))}.")


def test_a_best_drawing_that_is_the_best_by_a_second_aim_too_is_told_to_be(told: RegionsSummary) -> None:
    assert "Of them all drawn-2-2 parts fewest pairs of neighbours: 2, the best 3. It costs 30,000 kr. more." in list(
        told.tell_near(2)
    )
    numbers = {**told.record["numbers"]}
    numbers["2"] = {**numbers["2"], "compact": "drawn-2", "todays_regions": "drawn-2", "todays_regions_proven": True}
    summary = RegionsSummary(replace(told.outcome, record={**told.record, "numbers": numbers}), "en")
    assert "Of them all the best itself parts fewest pairs of neighbours: 3." in list(summary.tell_near(2))
    proven = [sentence for sentence in summary.tell_near(2) if "Proven" in sentence]
    assert len(proven) == 1
    assert "the best itself leaves most in their region of today" in proven[0]
    assert proven[0].endswith("Proven: no drawing of as many groups does better.")
    assert [row["drawing"] for row in summary.mapped] == ["drawn-2", "drawn-3"]


def test_a_near_drawing_for_which_a_cheaper_plan_was_found_is_told_to_cost_less(told: RegionsSummary) -> None:
    drawings = told.outcome.drawings.copy()
    drawings.loc[drawings["drawing"] == "drawn-2-2", "above_kr"] = -30_000.0
    summary = RegionsSummary(replace(told.outcome, drawings=drawings), "en")
    assert any(each.endswith("It costs 30,000 kr. less.") for each in summary.tell_near(2))


def test_demands_are_told_by_what_is_proven_of_them(told: RegionsSummary) -> None:
    binds, may, not_at_all = told.tell_binding()
    assert "proven: that each group hangs together (from 50,000 kr. to 0.3 million kr.)" in binds
    assert "not proven: at least 100,000 inhabitants in each group (at most 0.2 million kr.)" in may
    assert not_at_all.endswith("proven: the number of groups, beside 3 and Kommune 1 and Kommune 2 together.")


def test_a_number_of_groups_of_which_none_was_found_is_not_said_to_cost_something(told: RegionsSummary) -> None:
    binding = told.outcome.binding.copy()
    binding.loc[binding["rule"] == "groups", ["cost_kr", "bound_kr", "saves_kr", "saves_at_most_kr"]] = None
    for answer, why, cell in (
        ("open", "is not told: no drawing of so many was found.", "none found"),
        ("none", "cannot be told: no drawing of so many obeys the demands and has a lawful plan. Proven.", "cannot be"),
    ):
        binding.loc[binding["rule"] == "groups", "answer"] = answer
        summary = RegionsSummary(replace(told.outcome, binding=binding), "en")
        *others, last = summary.tell_binding()
        assert last == f"2 groups: what their number costs beside 3 {why}"
        assert not any("the number of groups" in sentence for sentence in others)
        assert [str(row["cost_kr"]).startswith(cell) for row in summary.fill_binding().rows].count(True) == 1


def test_a_near_drawing_that_costs_what_the_best_does_is_told_to(told: RegionsSummary) -> None:
    drawings = told.outcome.drawings.copy()
    drawings.loc[drawings["drawing"] == "drawn-2-2", "above_kr"] = 0.2
    summary = RegionsSummary(replace(told.outcome, drawings=drawings), "en")
    assert any(each.endswith("the best 3. It costs the same.") for each in summary.tell_near(2))


def test_what_is_asked_is_told_with_its_ends(told: RegionsSummary) -> None:
    asked = {**told.record["asked"], "contacts": [None, 9e5], "together": [["1", "2"]]}
    summary = RegionsSummary(replace(told.outcome, record={**told.record, "asked": asked}), "en")
    assert "at most 900,000 contacts a year in each group" in summary.tell_asked()
    nothing = {**asked, "contiguous": False, "everyone": False, "contacts": [None, None], "together": []}
    summary = RegionsSummary(replace(told.outcome, record={**told.record, "asked": nothing}), "en")
    assert summary.tell_asked() == "Nothing is asked of the drawings."


def test_groups_that_are_matched_have_the_same_letter_and_no_two_of_a_drawing_have_one(told: RegionsSummary) -> None:
    assert all(len(set(slots.values())) == len(slots) for slots in told.slots.values())
    for near in ("drawn-2-2", "drawn-2-3"):
        assert told.slots[near] == told.slots["drawn-2"]
    same = [group for group, slot in told.slots["drawn-3"].items() if slot == told.slots["drawn-2"]["drawn 1"]]
    codes = [{row["code"] for row in told.members["drawn-3"][group]} for group in same]
    assert codes == [{row["code"] for row in told.members["drawn-2"]["drawn 1"]} & codes[0]]


def test_a_map_marks_who_is_open_with_a_small_letter_and_middles_in_bold(told: RegionsSummary) -> None:
    svg = drawing_map(told, told.best[2])
    said = re.findall(r'aria-label="([^"]*)"', svg)
    assert sum("Open: in 2 different groups" in each for each in said) == len(told.open_of(2)) == 3
    letters = re.findall(r">([A-Za-z])</text>", svg)
    assert sum(letter.islower() for letter in letters) == 3
    assert len(re.findall(r">[A-Za-z]</text>", svg)) == 9
    assert svg.count('font-weight="bold"') == len(told.groups["drawn-2"])


def test_who_is_in_no_group_has_no_letter() -> None:
    instance = small_country(3, 9)
    codes = sorted(instance.municipalities)
    drawings = [MadeUp("drawn-1", "best", {"drawn 1": codes[:7]}, 100e6, 99e6)]
    summary = RegionsSummary(outcome_of(instance, drawings), "en")
    svg = drawing_map(summary, summary.best[1])
    assert svg.count("In no group") == 2
    assert len(re.findall(r">[A-Z]</text>", svg)) == 7


def test_tables_have_every_drawing_once_and_everybody_in_a_group(told: RegionsSummary) -> None:
    drawn, near, groups = told.fill_drawings(), told.fill_near(), told.fill_groups()
    names = [row["drawing"] for row in (*drawn.rows, *near.rows)]
    assert sorted(names) == sorted([*set(told.outcome.drawings["drawing"]) - {"none"}, "no shared centre"])
    population = sum(row.population for row in told.outcome.instance.tables.municipalities)
    for name in ("drawn-2", "drawn-3"):
        assert sum(row["population"] for row in groups.rows if row["drawing"] == name) == population
    together = [row for row in told.fill_cores().rows if row["number"] == 2]
    alone = sum(not row["always_with"] for row in told.settled[2])
    assert sum(row["size"] for row in together) + alone == 9


def test_those_who_are_always_together_are_named_in_one_order_though_they_are_as_large() -> None:
    """Sets come in another order in each process: of thirteen who are alike it decided who was named first."""
    instance = small_country(3, 14)
    alike = [row.model_copy(update={"population": 1000}) for row in instance.tables.municipalities]
    instance = remake_instance(instance, instance.settings, municipalities=alike)
    codes = sorted(instance.municipalities)
    drawings = [
        MadeUp("drawn-2", "best", {"drawn 1": codes[:13], "drawn 2": codes[13:]}, 100e6, 99e6),
        MadeUp("drawn-2-1", "near", {"drawn 1": codes[:13], "drawn 2": codes[13:]}, 100.02e6),
    ]
    (lot,) = RegionsSummary(outcome_of(instance, drawings), "en").fill_cores().rows
    assert lot["members"] == ", ".join(instance.municipalities[code].name for code in codes[:13])


def test_the_terminal_table_keeps_within_80_columns(told: RegionsSummary) -> None:
    rows = write_lines(told.fill_drawings(), told.numbers)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    assert sum(widths) + 2 * len(widths) <= 80


def test_the_chart_says_what_each_drawing_structure_and_bound_costs(told: RegionsSummary) -> None:
    said = cost_chart(told) or ""
    for words in (
        "2 groups: 100.0 million kr. a year",
        "3 groups: no drawing costs less than 100.5",
        "two-regions: 103.0",
    ):
        assert words in said


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_has_a_map_for_each_drawing_that_is_told_of(language: Language) -> None:
    page = regions_page(made_up(), language)
    assert page.count("<svg") == 1 + 4
    assert "<script>alert" not in page
    for section in ("maps", "drawings", "near", "settled", "binding", "groups", "proof"):
        assert f'<section id="{section}"' in page


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("answer", "words"), [("none", ("Bevist", "Proven")), ("open", ("ikke bevist", "not proven"))])
def test_where_nothing_was_drawn_the_page_says_so(language: Language, answer: str, words: tuple[str, str]) -> None:
    outcome = outcome_of(small_country(3, 9), [], numbers={"4": {"answer": answer}})
    assert words[language == "en"] in next(iter(RegionsSummary(outcome, language).tell_answer()))
    page = regions_page(outcome, language)
    assert words[language == "en"] in page
    assert "<svg" not in page
