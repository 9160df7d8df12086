"""Who is answered in another form, counted by hand."""

from optimiser import Result, evaluate_fixed_plan, solve
from optimiser.comparison.comparison import FormChange, change_of
from tests.planning.two_towns import two_towns

AUTHORITY = """\
task,level,authority,handling_minutes,pooling_weight,national_contacts
G3,3,false,6,1,500000
G5,5,true,6,1,100000
"""


def _change(before: Result, after: Result) -> FormChange:
    return change_of(before.lines.assignments, after.lines.assignments, after.instance)


def test_forms_that_change_are_counted_as_they_are_after() -> None:
    """Lilleby buys everything; where only G3 may be bought, G5 comes home: the main form is that of most contacts."""
    before = solve(two_towns())
    one = solve(two_towns("policy.levels.purchased=3", "volumes.2/G5/*.contacts=99000"))
    assert _change(before, one) == FormChange((), 99000.0)
    alone = solve(two_towns("policy.levels.purchased=none"))
    assert _change(before, alone) == FormChange(("Lilleby",), 200_000.0)
    assert _change(alone, before).municipalities == ("Lilleby",)
    assert _change(alone, alone) == FormChange((), 0.0)


def test_tasks_that_are_gone_do_not_change() -> None:
    before = solve(two_towns())
    after = evaluate_fixed_plan(before.assignment, two_towns("volumes.2/G5/*.contacts=0"))
    assert after.is_lawful
    found = change_of(before.lines.assignments, after.lines.assignments, after.instance)
    assert found == FormChange((), 0.0)


def test_authority_tasks_are_not_what_a_municipality_is_known_by() -> None:
    """G3 is bought and G5, an authority task with more contacts, stays home in both plans but is no matter."""
    home = "volumes.2/G5/*.contacts=150000"
    buying, alone = (
        solve(two_towns(f"policy.levels.purchased={levels}", home, tasks=AUTHORITY)) for levels in ("3", "none")
    )
    assert set(buying.assignments["form"]) == {"local", "purchased"}
    assert _change(buying, alone) == FormChange(("Lilleby",), 100_000.0)
