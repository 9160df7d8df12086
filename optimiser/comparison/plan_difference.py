"""Two plans of the same municipalities: who is answered elsewhere, who pays more or less, which centres open or close.

Money in kr. a year, contacts a year. `before` and `after` are only an order: either may be the cheaper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum
from typing import Any

from optimiser.comparison.columns import TERMS
from optimiser.comparison.inputs import differing_inputs, rows_by_key
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.run_tables import AssignmentLine, CentreLine, ColumnMeaning, MunicipalityLine
from optimiser.data.tables import TABLES
from optimiser.data.tolerances import A_KRONE
from optimiser.result.result import Result, information_centre, state_of

Tasks = Mapping[tuple[str, str], AssignmentLine]
"""The answer to each task of each municipality."""

MOVES: Mapping[str, ColumnMeaning] = {
    "municipality": ColumnMeaning("official municipal code", "officiel kommunekode"),
    "task": ColumnMeaning("task that is answered elsewhere, or in another form", "opgave, der besvares et andet sted"),
    "contacts_before": ColumnMeaning("contacts in the first plan", "henvendelser i den første plan", "contacts/year"),
    "contacts_after": ColumnMeaning("contacts in the second plan", "henvendelser i den anden plan", "contacts/year"),
    "form_before": ColumnMeaning("form in the first plan; blank without contacts", "form i den første plan"),
    "form_after": ColumnMeaning("form in the second plan; blank without contacts", "form i den anden plan"),
    "centre_before": ColumnMeaning("centre in the first plan, or departments", "center i den første plan"),
    "centre_after": ColumnMeaning("centre in the second plan, or departments", "center i den anden plan"),
}
MUNICIPALITIES: Mapping[str, ColumnMeaning] = {
    "code": ColumnMeaning("official municipal code", "officiel kommunekode"),
    "name": ColumnMeaning("name of the municipality", "kommunens navn"),
    "centre_before": ColumnMeaning(
        "centre that answers most of its information contacts in the first plan, or departments",
        "det center, der besvarer de fleste af dens informationshenvendelser i den første plan, eller departments",
    ),
    "centre_after": ColumnMeaning("the same in the second plan", "det samme i den anden plan"),
    "moved_contacts": ColumnMeaning(
        "contacts of the second plan that are answered elsewhere, or in another form, than in the first",
        "henvendelser i den anden plan, der besvares et andet sted eller i en anden form end i den første",
        "contacts/year",
    ),
    "before_kr": ColumnMeaning("what it pays in the first plan", "hvad den betaler i den første plan", "kr./year"),
    "after_kr": ColumnMeaning("what it pays in the second plan", "hvad den betaler i den anden plan", "kr./year"),
    "change_kr": ColumnMeaning("what it pays more in the second", "hvad den betaler mere i den anden", "kr./year"),
}
CENTRES: Mapping[str, ColumnMeaning] = {
    "centre": ColumnMeaning("name of the centre", "centrets navn"),
    "state_before": ColumnMeaning("closed, open, or sells", "closed (lukket), open (åbent) eller sells (sælger)"),
    "state_after": ColumnMeaning("the same in the second plan", "det samme i den anden plan"),
    "contacts_before": ColumnMeaning("contacts it answers in the first plan", "henvendelser i den første plan"),
    "contacts_after": ColumnMeaning("contacts it answers in the second plan", "henvendelser i den anden plan"),
}
COST_TERMS: Mapping[str, ColumnMeaning] = {
    "term": ColumnMeaning("name of the term", "postens navn"),
    "before_kr": ColumnMeaning("the term in the first plan", "posten i den første plan", "kr./year"),
    "after_kr": ColumnMeaning("the term in the second plan", "posten i den anden plan", "kr./year"),
    "change_kr": ColumnMeaning("how much more it is in the second", "hvor meget større den er i den anden", "kr./year"),
}
FILES: Mapping[str, Mapping[str, ColumnMeaning]] = {
    "difference_terms": COST_TERMS,
    "difference_centres": CENTRES,
    "difference_municipalities": MUNICIPALITIES,
    "moves": MOVES,
}
"""The tables of a difference, with their columns in the order they are written."""
EXPLAINING = (".source", ".note", ".assumption")
"""Columns that say where a row is from, and change nothing."""


@dataclass(frozen=True)
class PlanDifference:
    """What is otherwise in the plan `after` than in the plan `before`; both are of the same municipalities.

    `names` are what the two plans are called, the first and the second.
    """

    before: Result
    after: Result
    names: tuple[str, str]

    @property
    def change_kr(self) -> float:
        """What the second plan costs more than the first, in kr. a year; below 0, less."""
        return self.after.figures.objective_kr - self.before.figures.objective_kr

    @property
    def change_on_curve_kr(self) -> float:
        """As `change_kr`, with centres priced on the cost curve itself and not by the model's straight pieces."""
        return self.after.figures.exact_cost_kr - self.before.figures.exact_cost_kr

    @property
    def is_same_question(self) -> bool:
        """True where both are plans for the same data, so that their best plans are the same whatever was found."""
        return self.before.run.input_sha256 == self.after.run.input_sha256

    @property
    def least_kr(self) -> float | None:
        """The best plan of the second costs at least so much more than the best of the first; None where unknown."""
        if self.is_same_question:
            return 0.0
        bound_kr = self.after.run.bound_kr
        return None if bound_kr is None else bound_kr - self.before.figures.objective_kr

    @property
    def most_kr(self) -> float | None:
        """The best plan of the second costs at most so much more than the best of the first; None where unknown."""
        if self.is_same_question:
            return 0.0
        bound_kr = self.before.run.bound_kr
        return None if bound_kr is None else self.after.figures.objective_kr - bound_kr

    @property
    def change_of_today_kr(self) -> float:
        """What answering as today costs more in the second instance: other contacts, or another cost of a contact."""
        return self.after.figures.today_kr - self.before.figures.today_kr

    @property
    def change_of_contacts(self) -> float:
        """Contacts a year that the second instance has more."""
        return fsum(self.after.instance.contacts.values()) - fsum(self.before.instance.contacts.values())

    @cached_property
    def input_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a parameter in `before` or `after`, of those in which the two instances differ."""
        return list(differing_inputs({"before": self.before.instance, "after": self.after.instance}))

    @cached_property
    def value_rows(self) -> Sequence[dict[str, Any]]:
        """The `input_rows` of settings and of rows that both instances have, but for what only explains a row."""
        one, other = self.before.instance, self.after.instance
        both = {"before": _with_rows_of(one, other), "after": _with_rows_of(other, one)}
        return [row for row in differing_inputs(both) if not row["parameter"].endswith(EXPLAINING)]

    @cached_property
    def row_counts(self) -> Mapping[str, tuple[int, int]]:
        """By table, how many rows of `before` are not in `after`, and of `after` not in `before`; by key."""
        keys = {
            name: [
                rows_by_key(table, getattr(result.instance.tables, name)).keys() for result in (self.before, self.after)
            ]
            for name, table in TABLES.items()
            if name != "assumptions"
        }
        counts = {name: (len(one - other), len(other - one)) for name, (one, other) in keys.items()}
        return {name: both for name, both in counts.items() if any(both)}

    @cached_property
    def move_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a task of a municipality that is answered by another centre or in another form: see `MOVES`."""
        was, now = _tasks_of(self.before), _tasks_of(self.after)
        pairs = ((key, was.get(key), now.get(key)) for key in sorted(was.keys() | now.keys()))
        return [_move_row(key, one, other) for key, one, other in pairs if _place_of(one) != _place_of(other)]

    @property
    def is_same_plan(self) -> bool:
        """True where each task is answered in the same place and form in both."""
        return not self.move_rows

    @cached_property
    def municipality_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a municipality, in the order of codes: see `MUNICIPALITIES`."""
        moved: dict[str, list[float]] = {}
        for row in self.move_rows:
            moved.setdefault(row["municipality"], []).append(row["contacts_after"])
        was, now = (_lines_by_code(result) for result in (self.before, self.after))
        led, leads = (
            information_centre(result.lines.assignments, result.instance) for result in (self.before, self.after)
        )
        return [
            {
                "code": code,
                "name": self.after.instance.municipalities[code].name,
                "centre_before": led.get(code, ""),
                "centre_after": leads.get(code, ""),
                "moved_contacts": fsum(moved.get(code, ())),
                "before_kr": (before_kr := was[code].after_kr if code in was else 0.0),
                "after_kr": (after_kr := now[code].after_kr if code in now else 0.0),
                "change_kr": after_kr - before_kr,
            }
            for code in sorted(was.keys() | now.keys())
        ]

    @cached_property
    def moved_municipalities(self) -> Sequence[dict[str, Any]]:
        """The rows of the municipalities of which a task is answered elsewhere, or in another form."""
        codes = {row["municipality"] for row in self.move_rows}
        return [row for row in self.municipality_rows if row["code"] in codes]

    @property
    def gaining(self) -> Sequence[dict[str, Any]]:
        """The rows of the municipalities that pay less by over a krone, the largest saving first."""
        less = (row for row in self.municipality_rows if row["change_kr"] < -A_KRONE)
        return sorted(less, key=lambda row: row["change_kr"])

    @property
    def losing(self) -> Sequence[dict[str, Any]]:
        """The rows of the municipalities that pay more by over a krone, the largest extra cost first."""
        more = (row for row in self.municipality_rows if row["change_kr"] > A_KRONE)
        return sorted(more, key=lambda row: -row["change_kr"])

    @cached_property
    def centre_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a centre that is open in either plan: see `CENTRES`."""
        was, now = (_lines_by_centre(result) for result in (self.before, self.after))
        return [
            {
                "centre": centre,
                "state_before": state_of(self.before, centre),
                "state_after": state_of(self.after, centre),
                "contacts_before": was[centre].contacts if centre in was else 0.0,
                "contacts_after": now[centre].contacts if centre in now else 0.0,
            }
            for centre in sorted(was.keys() | now.keys())
        ]

    @property
    def changed_centres(self) -> Sequence[dict[str, Any]]:
        """The rows of the centres that open, close, begin to sell or no longer sell."""
        return [row for row in self.centre_rows if row["state_before"] != row["state_after"]]

    @property
    def centres_by_change(self) -> Mapping[str, Sequence[dict[str, Any]]]:
        """Those rows by what the centre does: `opens`, `closes`, `begins` to sell or `stops` selling."""
        changed = self.changed_centres
        stays_open = [row for row in changed if "closed" not in (row["state_before"], row["state_after"])]
        return {
            "opens": [row for row in changed if row["state_before"] == "closed"],
            "closes": [row for row in changed if row["state_after"] == "closed"],
            "begins": [row for row in stays_open if row["state_after"] == "sells"],
            "stops": [row for row in stays_open if row["state_before"] == "sells"],
        }

    @cached_property
    def term_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a term of the yearly cost: see `COST_TERMS`."""
        was, now = self.before.figures.terms_kr, self.after.figures.terms_kr
        return [
            {"term": term, "before_kr": was[term], "after_kr": now[term], "change_kr": now[term] - was[term]}
            for term in TERMS
        ]

    @property
    def rows(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The rows of each table, by its name in `FILES`."""
        found = (self.term_rows, self.centre_rows, self.municipality_rows, self.move_rows)
        return dict(zip(FILES, found, strict=True))


def difference(before: Result, after: Result, names: tuple[str, str] | None = None) -> PlanDifference:
    """Set two plans of the same municipalities against each other.

    Parameters
    ----------
    before
        A result with a plan.
    after
        Another, of the same municipalities; its figures, tasks and rules may be others.
    names
        What the two are called where people read of them; if not given, by their systems or their instances.

    Returns
    -------
    PlanDifference
        Who changes host or form, who pays more or less, which centres open or close, by which terms of the cost.

    Raises
    ------
    InvalidInputError
        One of them has no plan, or they are of different municipalities, which are named.
    """
    without = [result for result in (before, after) if not result.has_plan]
    findings = [_finding(result.run.name, f"has no plan: {result.status}", "") for result in without]
    pairs = ((before, after), (after, before))
    findings += [found for one, other in pairs for found in _missing_municipalities(one, other)]
    if findings:
        raise InvalidInputError("the two runs", findings)
    return PlanDifference(before, after, names or _name_plans(before, after))


def _name_plans(before: Result, after: Result) -> tuple[str, str]:
    """What two plans are called: by what they differ in, or as the first and the second."""
    for one, other in ((before.run.system, after.run.system), (before.run.name, after.run.name)):
        if one != other:
            return one, other
    return f"{before.run.name} 1", f"{after.run.name} 2"


def _missing_municipalities(one: Result, other: Result) -> Iterator[Finding]:
    missing = sorted(one.instance.municipalities.keys() - other.instance.municipalities.keys())
    if missing:
        names = ", ".join(one.instance.municipalities[code].name for code in missing)
        remedy = "compare runs of the same municipalities: optimiser extract cuts an instance to some of them"
        yield _finding(other.run.name, f"has no such municipalities, which the other run has: {names}", remedy)


def _with_rows_of(instance: Instance, other: Instance) -> Instance:
    """Return the instance without the rows that the other does not have."""
    kept = {}
    for name, table in TABLES.items():
        rows, others = getattr(instance.tables, name), rows_by_key(table, getattr(other.tables, name))
        kept[name] = tuple(row for key, row in zip(rows_by_key(table, rows), rows, strict=True) if key in others)
    return replace(instance, tables=replace(instance.tables, **kept))


def _finding(name: str, rule: str, remedy: str) -> Finding:
    return Finding(name, None, "", "", rule, remedy)


def _tasks_of(result: Result) -> Tasks:
    return {(line.municipality, line.task): line for line in result.lines.assignments}


def _place_of(line: AssignmentLine | None) -> tuple[str, str] | None:
    return None if line is None else (line.form, line.centre)


def _move_row(key: tuple[str, str], was: AssignmentLine | None, now: AssignmentLine | None) -> dict[str, Any]:
    municipality, task = key
    return {
        "municipality": municipality,
        "task": task,
        "contacts_before": was.contacts if was else 0.0,
        "contacts_after": now.contacts if now else 0.0,
        "form_before": was.form if was else "",
        "form_after": now.form if now else "",
        "centre_before": was.centre if was else "",
        "centre_after": now.centre if now else "",
    }


def _lines_by_code(result: Result) -> Mapping[str, MunicipalityLine]:
    return {line.code: line for line in result.lines.municipalities}


def _lines_by_centre(result: Result) -> Mapping[str, CentreLine]:
    return {line.centre: line for line in result.lines.centres}
