"""Who answers whom, by colour, letter and words."""

import pytest

from optimiser import Result
from optimiser.data.run_tables import CentreLine, PlanLines
from optimiser.report.charts.map import (
    OTHER,
    PALETTE,
    CentreColour,
    LegendEntry,
    centre_colours,
    legend,
    levels_in_words,
    municipality_map,
)
from tests.planning.two_towns import two_towns
from tests.report.charts.towns import NASTY, marks, parsed, solved, told, words


def test_the_seller_and_the_buyer_bear_the_same_mark() -> None:
    result = solved()
    svg = municipality_map(result, "en", centre_colours([result]))
    assert [mark.get("fill") for mark in marks(svg)] == [PALETTE[0]] * 2
    assert words(svg) == ["A", "A"]


def test_the_host_has_the_heavier_outline() -> None:
    result = solved()
    host, buyer = marks(municipality_map(result, "en", centre_colours([result])))
    assert float(host.attrib["stroke-width"]) > 2 > float(buyer.attrib["stroke-width"])


def test_a_municipality_tells_who_answers_what_and_what_it_pays() -> None:
    """Two towns: the second buys G3 and G5, 200,000 of the 600,000 contacts that cost 21.6 million."""
    result = solved()
    host, buyer = told(municipality_map(result, "en", centre_colours([result])))
    assert host == "Storby: 400,000 contacts a year\nlevel 3 in its own centre\npays 20.0 → 14.4 million kr. a year"
    assert buyer.startswith(f"{NASTY}: 200,000 contacts a year\nlevels 3, 5 bought from Storby\npays 10.0 → 7.2")


def test_in_danish() -> None:
    result = solved()
    svg = municipality_map(result, "da", centre_colours([result]))
    assert told(svg)[0].endswith("niveau 3 i eget center\nbetaler 20,0 → 14,4 mio. kr. om året")


def test_a_name_cannot_break_out() -> None:
    result = solved()
    svg = municipality_map(result, "en", centre_colours([result]))
    assert "<script" not in svg
    assert parsed(svg).tag.endswith("svg")


def test_the_legend_has_a_row_for_each_mark() -> None:
    result = solved()
    assert legend(result, centre_colours([result]), "en") == [LegendEntry("A", PALETTE[0], "Storby", 2, 600_000)]


def test_those_that_answer_themselves_are_neutral() -> None:
    result = solved("policy.levels.purchased=9")
    colours = centre_colours([result])
    assert not colours
    (entry,) = legend(result, colours, "en")
    assert (entry.letter, entry.municipalities, entry.contacts) == ("", 2, 600_000)
    assert words(municipality_map(result, "en", colours)) == []


def test_a_centre_has_the_same_colour_in_all_results() -> None:
    one, other = solved(), solved("policy.levels.purchased=9")
    assert centre_colours([one, other]) == centre_colours([other, one]) == centre_colours([one])


def test_letters_are_black_or_white_whichever_is_read_more_easily() -> None:
    assert {CentreColour("A", colour).ink for colour in ("#0072B2", "#332288")} == {"#ffffff"}
    assert {CentreColour("A", colour).ink for colour in ("#E69F00", "#DDCC77", OTHER)} == {"#000000"}


@pytest.mark.parametrize(("tasks", "words"), [(["G3"], "level 3"), (["G3", "G5"], "levels 3, 5")])
def test_levels(tasks: list[str], words: str) -> None:
    assert levels_in_words(two_towns(), tasks, "en") == words


def test_levels_that_follow_each_other_are_a_range_and_areas_are_told() -> None:
    rows = [f"T{level},{level},,false,6,1,1" for level in range(1, 5)] + ["S7,7,Social,true,6,1,1"]
    table = "task,level,service_area,authority,handling_minutes,pooling_weight,national_contacts\n" + "\n".join(rows)
    instance = two_towns(tasks=table, volumes="municipality,task,contacts\n1,T1,5\n2,T2,5\n")
    assert levels_in_words(instance, ["T1", "T2", "T4", "S7"], "da") == "niveau 1–2, 4, Social niveau 7"


def _hosting(*names: str) -> Result:
    """A result whose only open centres are these, each answering for two municipalities, the first the largest."""
    lines = (
        CentreLine.model_construct(centre=name, kind="local", municipalities=2, contacts=float(len(names) - place))
        for place, name in enumerate(names)
    )
    return Result(solved().instance, solved().run, PlanLines(centres=tuple(lines)))


def test_centres_that_never_share_a_map_may_share_a_colour_but_no_letter() -> None:
    hosts = [f"host {place:02}" for place in range(len(PALETTE))]
    colours = centre_colours([_hosting(*hosts), _hosting("other")])
    assert len({mark.letter for mark in colours.values()}) == len(PALETTE) + 1
    assert len({colours[host].colour for host in hosts}) == len(PALETTE)
    assert colours["other"].colour in PALETTE


def test_beyond_the_palette_a_map_has_grey_and_letters() -> None:
    hosts = [f"host {place:02}" for place in range(len(PALETTE) + 15)]
    marks = list(centre_colours([_hosting(*hosts)]).values())
    assert [mark.colour for mark in marks[len(PALETTE) :]] == [OTHER] * 15
    assert [mark.letter for mark in marks[25:28]] == ["Z", "AA", "AB"]
