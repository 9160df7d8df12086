"""The table of a tornado by hand: its order, what adapting is worth, and which swings are proven."""

from typing import Any

from optimiser.sensitivity.ranges import Range
from optimiser.sensitivity.tornado import SWINGS, TORNADO, Tornado
from tests.sensitivity.test_switching import found

NARROW, WIDE, FLAT = (Range(name, 2.0, 1.0, 3.0) for name in ("narrow", "wide", "flat"))


def tornado(*ends: tuple[Range, Any, float, dict[str, Any]]) -> Tornado:
    return Tornado.of_moved(found(100.0, gap=1.0), ends)


def test_the_widest_swing_stands_first_and_the_low_end_before_the_high() -> None:
    told = tornado(
        (NARROW, "low", 1.0, found(99.0, held=101.0)),
        (NARROW, "high", 3.0, found(105.0, held=106.0)),
        (FLAT, "high", 3.0, found(101.0, held=101.0, gap=1.0)),
        (WIDE, "low", 1.0, found(80.0, breaks="max-centres")),
        (WIDE, "high", 3.0, found(102.0, held=110.0)),
    )
    assert list(told.table.columns) == list(TORNADO)
    assert list(zip(told.table["parameter"], told.table["side"], strict=True)) == [
        ("wide", "low"),
        ("wide", "high"),
        ("narrow", "low"),
        ("narrow", "high"),
        ("flat", "high"),
    ]
    assert told.table["adapting_kr"].astype(object).where(told.table["adapting_kr"].notna(), None).tolist() == [
        None,
        8.0,
        2.0,
        1.0,
        0.0,
    ]
    assert list(told.swings.columns) == list(SWINGS)
    assert told.swings["swing_kr"].tolist() == [22.0, 6.0, 1.0]
    assert told.swings["proven"].tolist() == [True, True, False]
    assert told.swings["adapting_kr"].tolist() == [8.0, 2.0, 0.0]


def test_an_end_without_a_plan_stands_first() -> None:
    told = tornado((WIDE, "low", 1.0, found(80.0)), (NARROW, "high", 3.0, found(None, breaks="max-centres")))
    assert told.table["parameter"].tolist() == ["narrow", "wide"]
    assert told.swings["proven"].tolist() == [True, True]
    unknown = {**found(None), "status": "no solution found"}
    assert not tornado((NARROW, "high", 3.0, unknown)).swings["proven"].any()


def test_without_a_plan_there_is_nothing_to_move() -> None:
    told = Tornado.of_moved(found(None), ())
    assert not told.has_plan
    assert told.table.empty
    assert told.swings.empty
