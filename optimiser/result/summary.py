"""What a result or an evaluation comes to in a few lines, as text and for notebooks."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, Context, Decimal
from html import escape
from math import floor

from optimiser.data.columns import FORMS
from optimiser.data.run_record import PlanFigures, ProblemRecord, Run, RunWithPlan

MOST_NAMES = 5
"""So many names are told; the others are counted."""
MILLION = 1e6
A_KRONE = 1.0
TRIFLE = 1e-6
"""A gap below this share is told as such: its figures are those of rounding."""
SummaryLine = tuple[str, str]
"""What is told, and what is told of it."""


def name_problem(record: ProblemRecord) -> str:
    """Return the name of the instance, and the system that was asked for."""
    return f"{record.name}, {record.system}" if record.system else record.name


def describe_run(run: Run) -> Iterator[SummaryLine]:
    """Go through what was proved of a solve and, where there is a plan, what it costs and opens."""
    yield "status", _status(run)
    if isinstance(run, RunWithPlan):
        yield from _describe_cost(run)
    yield "bound", "none proved" if run.bound_kr is None else f"{format_bound(run.bound_kr)}, no plan costs less"
    if isinstance(run, RunWithPlan):
        yield "gap", "not known" if run.gap is None else format_gap(run.gap)
        yield from describe_plan(run)
        yield "audit", format_audit(run.audit.checks, [breach.rule for breach in run.audit.breaches])
    elif run.conflicts:
        yield "conflicts", _some(f"{conflict.rule} [{conflict.about}]" for conflict in run.conflicts)


def describe_evaluation(figures: PlanFigures) -> Iterator[SummaryLine]:
    """Go through what a plan that was not searched for costs and opens."""
    yield "status", "evaluated as it is; nothing is proven, there may be cheaper plans"
    yield from _describe_cost(figures)
    yield from describe_plan(figures)


def describe_plan(figures: PlanFigures) -> Iterator[SummaryLine]:
    """Go through the forms in use with their share of the contacts, and the open centres."""
    contacts = figures.contacts_by_form
    total = sum(contacts.values())
    used = [form for form in FORMS if contacts[form]]
    yield "forms", ", ".join(f"{form} {contacts[form] / total * 100:.1f} %" for form in used)
    opened = _some(line.centre for line in figures.centres)
    yield "open centres", f"{len(figures.centres)}: {opened}" if figures.centres else "none"


def format_million_kr(kr: float) -> str:
    """Return a sum of money a year in million kr., or in kr. where it is less than ten thousand."""
    if abs(kr) < MILLION / 100:
        return f"{kr:,.0f} kr./year"
    return f"{kr / MILLION:,.2f} million kr./year"


def format_bound(kr: float) -> str:
    """Return a bound as `format_million_kr` does, rounded down: no more is told than is proved, but for a krone."""
    unit = MILLION / 100 if abs(kr) >= MILLION / 100 else 1.0
    return format_million_kr(floor((kr + A_KRONE / 2) / unit) * unit)


def format_gap(gap: float) -> str:
    """Return a relative gap in percent, rounded up to two figures; a trifle is told as one."""
    if 0 < gap < TRIFLE:
        return f"below {TRIFLE * 100:g} %"
    return f"{Context(prec=2, rounding=ROUND_CEILING).create_decimal(Decimal(repr(gap)) * 100).normalize():f} %"


def format_audit(checks: int, rules: Sequence[str]) -> str:
    """Return how many checks were made, and the names of the rules that are broken."""
    found = (
        f"{len(rules)} {'breach' if len(rules) == 1 else 'breaches'} of {_some(dict.fromkeys(rules))}"
        if rules
        else "no breach"
    )
    return f"{checks:,} checks, {found}"


def write_text(title: str, lines: Iterable[SummaryLine]) -> str:
    """Return lines as text, with the title above them."""
    told = list(lines)
    width = max((len(name) for name, _ in told), default=0)
    return "\n".join([to_printable(title), *(f"{name:<{width}}  {to_printable(value)}" for name, value in told)])


def write_html(title: str, lines: Iterable[SummaryLine]) -> str:
    """Return lines as a table for notebooks, everything in it escaped."""
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in lines)
    return f"<table><caption>{escape(title)}</caption><tbody>{rows}</tbody></table>"


def _status(run: Run) -> str:
    if run.status == "optimal":
        return f"optimal within the gap asked for, {format_gap(run.options.gap)}"
    if run.status == "feasible":
        return f"feasible: not proven within the gap asked for, {format_gap(run.options.gap)}"
    return run.status


def _describe_cost(figures: PlanFigures) -> Iterator[SummaryLine]:
    gain_kr = figures.today_kr - figures.objective_kr
    against = f"{format_million_kr(abs(gain_kr))} {'less' if gain_kr >= 0 else 'more'} than today"
    yield "cost", f"{format_million_kr(figures.objective_kr)}, {against}"


def _some(names: Iterable[str]) -> str:
    """The first of some names, and how many there are besides."""
    every = list(names)
    told = ", ".join(every[:MOST_NAMES])
    return f"{told} and {len(every) - MOST_NAMES} more" if len(every) > MOST_NAMES else told


def to_printable(text: str) -> str:
    """The text without characters that a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in text)
