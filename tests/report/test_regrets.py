"""What regrets say."""

from typing import Any

from optimiser.data.choice_rows import Future
from optimiser.data.settings import Language
from optimiser.report.summaries.regret import FUTURES_A_TABLE, RegretSummary
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.regret import Regret, TriedFuture


def figures(cost: float | None, gap: float = 0.0) -> dict[str, Any]:
    bound = None if cost is None else cost - gap
    return {"status": "optimal", "objective_kr": cost, "bound_kr": bound, "gap": gap}


def millions(cost: float | None, gap: float) -> dict[str, Any]:
    return figures(None if cost is None else cost * 1e6, gap * 1e6)


def told(
    costs: dict[str, list[float | None]], probabilities: list[float | None], gap: float = 0.0, lang: Language = "en"
) -> RegretSummary:
    """Costs by structure, in millions; decided again each would cost a million less."""
    futures = tuple(
        Future(future=f"f{n}", probability=share, description_da=f"Fremtid {n}", description_en=f"Future {n}")
        for n, share in enumerate(probabilities, start=1)
    )
    tried = [
        TriedFuture(name, future.future, millions(cost, gap), millions(cost and cost - 1, gap), 0.0)
        for name, found in costs.items()
        for future, cost in zip(futures, found, strict=True)
    ]
    today = {name: figures(None if found == [None] * len(found) else 1.0) for name, found in costs.items()}
    return RegretSummary(Regret(futures, today, tuple(tried)), lang)


BOTH: dict[str, list[float | None]] = {"a": [10.0, 100.0], "b": [30.0, 70.0]}


def test_the_two_recommendations_and_what_is_lost_by_not_knowing() -> None:
    assert list(told(BOTH, [0.8, 0.2]).tell_answer()) == [
        "Smallest worst-case regret: b. At worst (f1), it costs 20.0 million kr. a year more than the cheapest"
        " of the structures; for the next, a, it is 10.0 million kr. larger, which is proven.",
        "Cheapest on average: a, 28.0 million kr. a year, with the futures weighted by their probability;"
        " the next, b, costs 10.0 million kr. more, which is proven.",
        "Not knowing the future costs the most for a in f1: 1.0 million kr. a year more than if everything"
        " could be decided again.",
    ]


def test_danish_and_what_is_not_proven() -> None:
    first, second = told(BOTH, [0.8, 0.2], gap=9.0, lang="da").tell_answer()
    assert first.startswith(
        "Det er ikke bevist, hvilken der har mindst at fortryde i værste fald; i de fundne planer er det b."
    )
    assert first.endswith("men det er ikke bevist: Afstandene er tilsammen 18,0 mio. kr.")
    assert "billigst i gennemsnit; i de fundne planer er det a, 28,0 mio. kr. om året" in second


def test_as_good_and_never_dearer() -> None:
    first, second, *_ = told({"a": [10.0], "b": [10.0]}, [1.0]).tell_answer()
    assert first == (
        "Smallest worst-case regret, equal for: a and b. In no future does any of them cost more than the cheapest"
        " of the structures; none of them is preferable to another."
    )
    assert second.startswith("Cheapest on average, at the same cost: a and b, 10.0 million kr. a year")


def test_three_alike_and_one_in_question_crown_nobody() -> None:
    """One was named, with one other that was "as good"; the third and the fourth were passed over."""
    first, second, *_ = told({"a": [10.0], "b": [10.0], "c": [10.0], "d": [11.0]}, [1.0], gap=2.0).tell_answer()
    assert first.startswith("Smallest worst-case regret, equal for: a, b and c. In no future")
    assert first.endswith("none of them is preferable to another. Not proven worse: d.")
    assert second.endswith("Not proven worse: d.")
    table = told({"a": [10.0], "b": [10.0], "c": [11.0]}, [1.0]).regret.table
    assert list(table["minimax"]) == list(table["cheapest_expected"]) == [True, True, False]


def test_what_is_only_so_in_the_plans_found_is_not_told_of_every_future() -> None:
    """At a gap of 2 million the better structure may cost up to 2 million more than the other, were that solved out."""
    first, *_ = told({"a": [10.0, 10.0], "b": [30.0, 30.0]}, [1.0, 0.0], gap=2.0).tell_answer()
    assert "In no future does it cost more than the cheapest of the structures;" in first
    first, *_ = told({"a": [10.0, 10.0], "b": [11.0, 11.0]}, [1.0, 0.0], gap=2.0).tell_answer()
    assert "In no future does it cost more than the cheapest of the structures in the plans found;" in first
    danish, *_ = told({"a": [10.0], "b": [10.0]}, [1.0], gap=2.0, lang="da").tell_answer()
    assert "I ingen fremtid koster nogen af dem mere end den billigste af strukturerne i de fundne planer;" in danish


def test_the_most_that_is_lost_is_not_told_where_more_may_be() -> None:
    """Only what is lost in f2 is proven; in f1 three million are, within gaps of four."""
    futures = tuple(Future(future=name, probability=None) for name in ("f1", "f2"))
    tried = (
        TriedFuture("a", "f1", millions(10.0, 2.0), millions(7.0, 2.0), 0.0),
        TriedFuture("a", "f2", millions(10.0, 0.0), millions(9.0, 0.0), 0.0),
    )
    both = [
        list(RegretSummary(Regret(futures, {"a": figures(1.0)}, tried), lang).tell_answer()) for lang in ("en", "da")
    ]
    assert both[0][-1].startswith("Of what is proven, not knowing the future costs the most for a in f2: 1.0 million")
    assert both[1][-1].startswith("Af det, der er bevist, koster det mest ikke at kende fremtiden ved a i f2: 1,0 mio.")


def test_probabilities_left_out_or_of_some_futures_are_told() -> None:
    assert "The futures have no probabilities, so there is no average." in list(told(BOTH, [None, None]).tell_answer())
    assert any("add up to 50 %" in sentence for sentence in told(BOTH, [0.4, 0.1]).tell_answer())


def test_what_has_no_plan_is_told() -> None:
    sentences = list(told({**BOTH, "c": [1.0, None], "d": [None, None]}, [0.8, 0.2]).tell_answer())
    assert "Without a plan: c in f2." in sentences
    assert "Without a plan on today's figures, so nothing is decided: d." in sentences
    nowhere = list(told({"a": [1.0, None], "b": [None, 1.0]}, [0.8, 0.2]).tell_answer())
    assert nowhere[0].startswith(
        "For none of the structures was a plan found in every future, so none can be recommended"
    )
    assert nowhere[1].startswith("For none of the structures was a plan found in every future with a probability")
    alone = list(told({"a": [1.0, 2.0], "b": [None, 1.0]}, [0.8, 0.2]).tell_answer())
    assert alone[0].endswith("for no other structure was a plan found in every future.")


def test_structures_stand_against_futures_by_number() -> None:
    summary = told(BOTH, [0.8, 0.2])
    costs, regrets = (write_lines(table, summary.numbers) for table in summary.fill_tables())
    assert costs == [["cost", "1", "2"], ["a", "10.0", "100.0"], ["b", "30.0", "70.0"]]
    assert regrets == [["regret", "1", "2"], ["a", "0.0", "30.0"], ["b", "20.0", "0.0"]]
    assert list(summary.tell_futures()) == ["The futures:", "  1  f1: Future 1 (80 %)", "  2  f2: Future 2 (20 %)"]
    assert list(told(BOTH, [None, None], lang="da").tell_futures())[1] == "  1  f1: Fremtid 1"


def test_many_futures_are_told_a_few_at_a_time() -> None:
    count = FUTURES_A_TABLE + 1
    summary = told({"a": [1.0] * count, "b": [None] * count}, [None] * count)
    tables = [write_lines(table, summary.numbers) for table in summary.fill_tables()]
    assert [len(table[0]) - 1 for table in tables] == [FUTURES_A_TABLE, 1, FUTURES_A_TABLE, 1]
    assert tables[0][2] == ["b", *["–"] * FUTURES_A_TABLE]
