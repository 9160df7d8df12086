"""What a tornado and its switch values say."""

from collections.abc import Sequence
from typing import Any

import pytest

from optimiser.data.settings import Language
from optimiser.report.parameters import ParameterWords
from optimiser.report.summaries.switch_values import SwitchSummary
from optimiser.report.summaries.tornado import TornadoSummary
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.ranges import Range
from optimiser.sensitivity.tornado import DEARER, After, Bracket, Switching, SwitchKind, Tornado
from tests.sensitivity.test_switching import found as found_kr

LOAD, RATE, FLAT = Range("a.load", 1.0, 0.5, 1.5), Range("b.rate", 0.04, None, 0.05), Range("c.flat", 9.0, 1.0, 3.0)


def lines(summary: TornadoSummary) -> list[list[str]]:
    return write_lines(summary.fill_table(), summary.numbers)


def found(cost: float | None, **more: Any) -> dict[str, Any]:
    """Costs in million kr.; the gap is 0.1 million."""
    kr = {name: value * 1e6 if name == "held" else value for name, value in more.items()}
    told = found_kr(None if cost is None else cost * 1e6, gap=0.1e6, **kr)
    return {**told, "system": "five-regions", "gap": 0.002}


def told(*ends: tuple[Range, Any, float, dict[str, Any]], language: Language = "en") -> TornadoSummary:
    return TornadoSummary(Tornado.of_moved(found(50.0), ends), language)


def three(language: Language = "en") -> TornadoSummary:
    return told(
        (LOAD, "low", 0.5, found(40.0, held=43.0)),
        (LOAD, "high", 1.5, found(55.0, breaks="minimum-volume")),
        (RATE, "high", 0.05, found(51.0, held=51.0)),
        (FLAT, "low", 1.0, found(50.1, held=50.1)),
        (FLAT, "high", 3.0, found(49.9999, held=50.0)),
        language=language,
    )


def test_what_carries_the_answer_and_what_does_not() -> None:
    assert list(three().tell_answer()) == [
        "With the assumptions as they are, the recommended plan costs 50.0 million kr. a year (five-regions).",
        "The cost depends most on a.load (from 0.5 to 1.5 the cost changes by 15.0 million kr.) and b.rate"
        " (from 0.04 to 0.05 the cost changes by 1.0 million kr.).",
        "Adapting the plan is worth most at a.load = 0.5: 3.0 million kr. a year compared with keeping it as it is.",
        "At a.load = 1.5 the recommended plan cannot be kept: it breaks minimum volume.",
        "Without a proven effect on the cost at either end: c.flat.",
        "C.flat is 9 in the instance, outside its own range.",
    ]


def test_the_same_in_danish() -> None:
    sentences = list(three("da").tell_answer())
    assert sentences[0] == (
        "Med antagelserne, som de er, koster den anbefalede plan 50,0 mio. kr. om året (five-regions)."
    )
    assert "a.load (fra 0,5 til 1,5 ændrer udgiften sig 15,0 mio. kr.) og b.rate" in sentences[1]
    assert (
        sentences[3] == "Ved a.load = 1,5 kan den anbefalede plan ikke beholdes: Den bryder mindste antal henvendelser."
    )


def test_what_can_be_decided_is_told_apart_from_what_must_be_found_out() -> None:
    """The service that the cost curve holds at is no choice of service, and a figure without effect is not named."""
    hours, hosts = Range("service.reference_opening_hours", 37.0, 36.0, 60.0), Range("policy.max_hosts", 9.0, 1.0, 9.0)
    price = Range("economy.today_unit_cost_kr", 50.0, 40.0, 60.0)
    flat = Range("economy.agent_cost_kr", 5.0, 1.0, 9.0)
    ends = [(each, "low", 1.0, found(40.0, held=43.0)) for each in (hours, hosts, price)]
    sentences = list(told(*ends, (flat, "low", 1.0, found(50.0, held=50.0))).tell_answer())
    assert sentences[2:5] == [
        "Can be decided: most municipalities that sell.",
        "Must be found out, as it cannot be decided: cost of a contact today.",
        "Says at what service the cost curve holds; that must be found out, and is no choice of service:"
        " reference opening hours a week.",
    ]


def test_the_table_has_a_bar_on_either_side_of_the_base() -> None:
    assert lines(three()) == [
        ["assumption", "low", "high", "", "adapt"],
        ["a.load", "−10.0", "5.0", "████████│████    ", "broken"],
        ["b.rate", "–", "1.0", "        │█       ", "0.0"],
        ["c.flat *", "0.1", "0.0", "        │        ", "0.0"],
    ]
    assert len(list(three().tell_legend())) == 3
    assert len(list(told((LOAD, "low", 0.5, found(40.0, held=43.0))).tell_legend())) == 2


def test_structures_that_are_not_proven_dearer_are_named() -> None:
    tied = Tornado.of_moved(found(50.0), [(RATE, "high", 0.05, found(51.0, held=51.0))], alike=("free", "none"))
    assert (
        list(TornadoSummary(tied, "en").tell_answer())[1]
        == "Not proven to cost more than five-regions, which is therefore not preferable to:"
        " free and none."
    )


def test_without_a_plan_there_is_little_to_say() -> None:
    empty = TornadoSummary(Tornado.of_moved({**found(None), "status": "infeasible"}, ()), "en")
    assert list(empty.tell_answer()) == [
        "There is no plan with the assumptions as they are, so there is nothing to move."
    ]
    ends = told(
        (LOAD, "low", 0.5, found(None, breaks="max-centres")),
        (LOAD, "high", 1.5, {**found(None, breaks="max-centres"), "status": "no solution found"}),
    )
    sentences = list(ends.tell_answer())
    assert sentences[1] == "The cost depends most on a.load (there is not a plan at both 0.5 and 1.5)."
    assert sentences[-2] == "There is no plan at a.load = 0.5."
    assert sentences[-1].startswith("No plan was found at a.load = 1.5; it is not proven")
    assert lines(ends)[1] == ["a.load", "none", "none", "        │        ", "broken"]


def test_what_is_within_the_gaps_is_not_told_as_proven() -> None:
    sentences = list(told((LOAD, "low", 0.5, found(50.05, held=50.2))).tell_answer())
    assert sentences[1] == "None of the assumptions provably changes the cost."
    assert sentences[2].startswith(
        "Adapting the plan is not proven to be worth anything at any point where it can be kept"
    )
    wide = {**found(50.05, held=50.2), "status": "feasible"}
    assert list(told((LOAD, "low", 0.5, wide)).tell_answer())[-1].endswith("the widest is 0.2 %.")
    unbounded = {**wide, "bound_kr": None, "gap": None}
    assert list(told((LOAD, "low", 0.5, unbounded)).tell_answer())[-1].endswith("the widest is –.")


def test_that_no_plan_was_found_is_not_told_as_there_being_none() -> None:
    unknown = Tornado.of_moved({**found(None), "status": "no solution found"}, ())
    assert next(TornadoSummary(unknown, "en").tell_answer()).startswith(
        "No plan was found with the assumptions as they"
    )
    assert next(TornadoSummary(unknown, "da").tell_answer()).startswith("Der blev ikke fundet en plan med antagelserne")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Of what is proven, adapting the plan is worth most at b.rate = 0.05: 1.0 million kr. a year"),
        ("da", "Af det, der er bevist, er det mest værd at tilpasse planen ved b.rate = 0,05: 1,0 mio. kr. om året"),
    ],
)
def test_one_end_with_a_wide_gap_does_not_hide_that_adapting_is_proven_at_another(
    language: Language, words: str
) -> None:
    """At the end where adapting is worth most it is not proven; it was told that it is nowhere."""
    wide = {**found(50.0, held=53.0), "bound_kr": 40e6}
    ends = (LOAD, "low", 0.5, wide), (RATE, "high", 0.05, found(51.0, held=52.0))
    assert any(sentence.startswith(words) for sentence in told(*ends, language=language).tell_answer())


def test_nowhere_is_only_where_the_plan_can_be_kept() -> None:
    sentences = list(
        told((LOAD, "low", 0.5, found(50.0, held=50.1)), (LOAD, "high", 1.5, found(55.0, breaks="locks"))).tell_answer()
    )
    assert sentences[2].startswith(
        "Adapting the plan is not proven to be worth anything at any point where it can be kept;"
    )


# ---- switch values -------------------------------------------------------------------------------


def bracket(held: float, switched: float, what: str, count: int = 1, kind: SwitchKind = "plan") -> Bracket:
    names = "; ".join(("Ærø", "Fanø", "Læsø")[:count])
    after = After(what, count, names, 1234.0) if what else None
    moved = Range("a.load", 1.0, 0.5, 1.5)
    return Bracket(
        moved, "high" if switched > held else "low", kind, held, switched, moved.share_of_range(1 / 64), after
    )


def switches(*brackets: Bracket, skipped: Sequence[str] = (), language: Language = "en") -> list[str]:
    return list(
        SwitchSummary(
            Switching.of_brackets(brackets, "one", 1 / 64, skipped), ParameterWords(language), language
        ).tell_sentences()
    )


@pytest.mark.parametrize(
    ("count", "english", "danish"),
    [
        (0, "no municipality changes its main form", "ingen kommune skifter hovedform"),
        (1, "1 municipality changes its main form (Ærø)", "1 kommune skifter hovedform (Ærø)"),
        (2, "2 municipalities change their main form (Ærø; Fanø)", "2 kommuner skifter hovedform (Ærø; Fanø)"),
        (5, "(Ærø; Fanø; Læsø and 2 more)", "(Ærø; Fanø; Læsø og 2 til)"),
    ],
)
def test_who_changes_is_told_in_the_right_number(count: int, english: str, danish: str) -> None:
    each = bracket(1.0, 1.015, DEARER, count)
    assert english in switches(each)[1]
    assert danish in switches(each, language="da")[1]
    assert "1.234 henvendelser" in switches(each, language="da")[1]


def test_the_two_values_are_rounded_away_from_each_other() -> None:
    assert (
        "at 1.123 the recommended plan is not proven to be beaten, at 1.14 another"
        in switches(bracket(1.12349, 1.13902, DEARER))[1]
    )
    assert (
        "at 0.877 the recommended plan is not proven to be beaten, at 0.86 another"
        in switches(bracket(0.87651, 0.86098, DEARER))[1]
    )
    assert "ved 1,5 bryder den højeste antal centre." in switches(bracket(1.49, 1.5, "max-centres"), language="da")[1]


def test_structures_ends_that_do_not_switch_and_what_is_skipped() -> None:
    sentences = switches(
        bracket(1.0, 1.5, "", kind="plan"),
        bracket(1.0, 0.5, "", kind="plan"),
        bracket(1.2, 1.21, "two / three", kind="structure"),
        bracket(1.0, 0.5, "", kind="structure"),
        skipped=("x.y", "z"),
    )
    assert (
        sentences[1] == "  A.load: at 1.2 no other structure is proven to be preferable to one, at 1.21 two / three is."
    )
    assert (
        sentences[2]
        == "At the end of the range, the recommended plan is not proven to be beaten for a.load (high, low)."
    )
    assert sentences[3].endswith("no other structure is proven to be cheaper than one for a.load (low).")
    assert sentences[4].startswith("The two values are at most 1.6 % of the range")
    assert sentences[5].startswith("No switch value was sought for x.y and z:")
    assert switches(bracket(1.0, 1.5, ""))[0].startswith("No switch of the answer is proven")
    assert switches(skipped=("x",)) == [
        "No switch value was sought for x: the value in the instance is not a single number."
    ]
