"""What run.json says of the model, and what the tables say of the instance: rules that bind, centres, assumptions."""

from collections.abc import Callable, Iterator
from itertools import zip_longest

from optimiser.audit.breach import RELATIVE, Verdict, format_amount, give_verdict, same_number
from optimiser.audit.evidence import Evidence, Load
from optimiser.audit.rules_of_municipalities import places_of
from optimiser.audit.service import Promise, promise_of_centre
from optimiser.data import rows
from optimiser.data.assumptions import list_assumptions
from optimiser.data.instance import Instance
from optimiser.data.run_record import ProblemRecord, Run
from optimiser.data.run_tables import AssumptionLine

NEAR = 0.01
"""A volume rule binds when the plan is within this part of its limit."""
Limit = Callable[[rows.Centre, Load, float], bool]
"""Whether a centre is within a part of its limit."""


def rules_that_bind(e: Evidence) -> Iterator[Verdict]:
    """The centres at a limit on volume, all of them; and municipalities that use all the places they may."""
    told = e.files.run.rules_that_bind
    for rule, limit in (("minimum-volume", _at_minimum), ("maximum-volume", _at_maximum)):
        yield from _centres_at(e, rule, limit, set(told.get(rule, ())))
    most = e.policy.max_entry_points
    full = {answers[0].municipality.name for answers in e.by_municipality.values() if len(places_of(answers)) >= most}
    about = "run.json, rules_that_bind, entry-points"
    for name in told.get("entry-points", ()):
        yield give_verdict(name in full, about, f"names {name}", f"it uses fewer than {most} places")


def _centres_at(e: Evidence, rule: str, limit: Limit, told: set[str]) -> Iterator[Verdict]:
    """What is within the last digits of being near its limit may be named or not."""
    about = f"run.json, rules_that_bind, {rule}"
    for centre in sorted(told | e.loads.keys()):
        known = centre in e.loads
        may = known and limit(e.centres[centre], e.loads[centre], NEAR + RELATIVE)
        must = known and limit(e.centres[centre], e.loads[centre], NEAR - RELATIVE)
        yield give_verdict(may or centre not in told, about, f"names {centre}", "it is not near that limit")
        yield give_verdict(not must or centre in told, about, f"does not name {centre}", "it is near that limit")


def _at_minimum(row: rows.Centre, load: Load, part: float) -> bool:
    sold = row.min_sold > 0 and 0 < load.sold <= row.min_sold * (1 + part)
    return sold or (row.min_volume > 0 and load.volume <= row.min_volume * (1 + part))


def _at_maximum(row: rows.Centre, load: Load, part: float) -> bool:
    share = row.max_sold_share
    sold = share is not None and load.sold > 0 and load.sold >= share * load.own * (1 - part)
    return sold or (row.max_volume is not None and load.volume >= row.max_volume * (1 - part))


def cost_classes(e: Evidence) -> Iterator[Verdict]:
    """Each service that centres promise stands there once, with as many centres as can be, and as are open."""
    told = [
        _service_in_words(one.answered_share, one.within_seconds, one.opening_hours) for one in e.files.run.cost_classes
    ]
    could = [_some_in_words(promise_of_centre(e, row)) for row in e.instance.centres.values()]
    opened = [_some_in_words(promise_of_centre(e, e.centres[centre])) for centre in e.loads]
    yield same_number("run.json, cost_classes", len(told), len(set(told)))
    for service in sorted(set(opened) - set(told)):
        yield give_verdict(
            False, "run.json, cost_classes", "leaves out centres that are open", f"they promise {service}"
        )
    for service, one in zip(told, e.files.run.cost_classes, strict=True):
        least = max(1, opened.count(service))
        most = max(least, could.count(service))
        found, wanted = f"is {one.centres} for {service}", f"must be from {least} to {most}"
        yield give_verdict(least <= one.centres <= most, "run.json, cost_classes, centres", found, wanted)
        yield give_verdict(one.pieces >= 1, "run.json, cost_classes, pieces", f"is {one.pieces}", "must be 1 or more")


def _some_in_words(some: Promise) -> str:
    return _service_in_words(some.target.answered_share, some.target.within_seconds, some.hours)


def _service_in_words(share: float, seconds: float, hours: float) -> str:
    return f"{format_amount(share)} within {format_amount(seconds)} s, {format_amount(hours)} h a week"


def centres_below_minimum(instance: Instance, run: ProblemRecord) -> Iterator[Verdict]:
    """A centre that can never open is one of the instance, and reaches less than it needs."""
    for centre, short in run.centres_below_minimum.items():
        about, row = f"run.json, centres_below_minimum, {centre}", instance.centres.get(centre)
        needs = (row.min_sold, row.min_volume) if row else ()
        yield give_verdict(
            short.needs in needs, f"{about}, needs", f"is {format_amount(short.needs)}", "no minimum of it is that"
        )
        found = f"is {format_amount(short.reaches)}"
        yield give_verdict(0 <= short.reaches < short.needs, f"{about}, reaches", found, "must be less than it needs")


def reasons_in_run(run: Run) -> Iterator[Verdict]:
    """Rules that cannot be met stand there only where no plan is."""
    fits = run.status == "infeasible" or not run.conflicts
    yield give_verdict(fits, "run.json, conflicts", f"names {len(run.conflicts)}", f"the status is {run.status}")


def assumptions_in_tables(e: Evidence) -> Iterator[Verdict]:
    """assumptions.csv: every figure the result rests on, as the instance has it."""
    for number, (line, wanted) in enumerate(
        zip_longest(e.files.lines.assumptions, list_assumptions(e.instance)), start=2
    ):
        about = f"assumptions.csv, row {number}"
        if line is None or wanted is None:
            found = "is missing" if line is None else "is one too many"
            yield give_verdict(False, about, found, "must be as the instance has it")
            return
        yield from _check_assumption(about, line, wanted)


def _check_assumption(about: str, line: AssumptionLine, wanted: dict[str, object]) -> Iterator[Verdict]:
    for name, found in line.model_dump().items():
        told, meant = _figure_text(found), _figure_text(wanted[name])
        yield give_verdict(
            told == meant, f"{about}, {name}", f"is '{told}'", f"must be '{meant}', as the instance has it"
        )


def _figure_text(value: object) -> str:
    """A figure as text: numbers alike however they are written."""
    try:
        return repr(float(str(value)))
    except ValueError:
        return "" if value is None else str(value)
