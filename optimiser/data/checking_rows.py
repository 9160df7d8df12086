"""Checks of what stands in one row or one entry of the settings, and of the week in which contacts arrive."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from math import fsum
from typing import Any, Generic, Protocol, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from optimiser.data import rows
from optimiser.data.cells import (
    AsWritten,
    CellError,
    Unreadable,
    as_text,
    column_type,
    is_blank,
    legible_value,
    parse_alone,
)
from optimiser.data.columns import HALF_HOURS, Row, smallest_positive, what_belongs_in
from optimiser.data.findings import Finding, InvalidInputError, Severity, did_you_mean
from optimiser.data.instance import Instance
from optimiser.data.settings import Settings, SolverOptions, declaration_of, declared_entries, dotted_name, nest_entries
from optimiser.data.tables import TABLES, Draft, Record, Table
from optimiser.staffing.workload import WeekProfile, open_half_hours

# ---- Rows and entries that hold good by themselves ------------------------------------------------


R = TypeVar("R", bound=Row, covariant=True)
T = TypeVar("T", bound=Row)


@dataclass(frozen=True)
class Placed(Generic[R]):
    """A row and the record it was made from."""

    row: R
    record: Record

    def finding_about(self, column: str, rule: str, remedy: str = "", severity: Severity = "error") -> Finding:
        """A finding about a column of this row."""
        return self.record.finding_about(column, rule, remedy, severity)


@dataclass(frozen=True)
class Checked:
    """What holds good by itself: rows by table, and the instance they make when the settings do too.

    `draft` still knows of rows with a fault, so that a fault in one table is not told again in others.
    """

    draft: Draft
    rows: dict[str, list[Placed[Row]]]
    instance: Instance | None

    def rows_of(self, row: type[T]) -> Sequence[Placed[T]]:
        """The rows of the table whose rows are of a class, as they were written."""
        table = next(table.name for table in TABLES.values() if table.row is row)
        placed: list[Any] = self.rows[table]
        return placed


RULES: Mapping[str, str] = {
    "missing": "must be filled in",
    "string_too_short": "must be filled in",
    "string_type": "must be text",
    "greater_than_equal": "must be {ge} or more",
    "greater_than": "must be above {gt}",
    "less_than_equal": "must be {le} or less",
    "less_than": "must be below {lt}",
    "finite_number": "must be a finite number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a whole number of fewer digits",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be a table",
    "extra_forbidden": "no such entry",
    "literal_error": "must be {expected}",
    "value_error": "{error}",
}
"""What must hold, by pydantic's name for the breach, with the limits it reports."""


BEYOND = 86_400
"""An upper bound from here on is there to find slips: what is above it does not exist."""


def check_rows(table: Table, records: list[Record]) -> tuple[list[Placed[Row]], list[Finding]]:
    """The rows of a table that hold good, and a finding for every cell that does not."""
    rows: list[Placed[Row]] = []
    findings: list[Finding] = []
    for record in records:
        row, faults = check_row(table.row, record)
        findings.extend(faults)
        if row is not None and not record.faulty:
            rows.append(Placed(row, record))
    return rows, findings


def check_row(declared: type[Row], record: Record) -> tuple[Row | None, list[Finding]]:
    """The row that a record makes, or what is wrong with it."""
    try:
        row = declared.model_validate(record.values)
    except ValidationError as error:
        faults = [(str(detail["loc"][0]), detail) for detail in error.errors(include_url=False)]
        return None, list(translate_faults(record, faults, declared.model_fields.get))
    tiny = list(_tiny_numbers(record, declared.model_fields.get))
    return (None if tiny else row), tiny


def check_settings(record: Record) -> tuple[Settings | None, list[Finding]]:
    """The settings that a record of entries makes, or what is wrong with it."""
    if not record.readable:
        return None, []
    findings = [*_unknown_entries(record), *_parse_entries(record)]
    values = {name: value for name, value in record.values.items() if name not in record.faulty}
    try:
        settings = Settings.model_validate(nest_entries(values))
    except ValidationError as error:
        faults = [(dotted_name(detail["loc"]), detail) for detail in error.errors(include_url=False)]
        return None, [*findings, *translate_faults(record, faults, declaration_of)]
    findings += _tiny_numbers(record, declaration_of)
    return (None if findings else settings), findings


def _tiny_numbers(record: Record, declared: Callable[[str], FieldInfo | None]) -> Iterator[Finding]:
    """No number is so near 0, without being 0, that its digits are lost beside others."""
    for name, value in record.values.items():
        field = declared(name)
        if field is None or name in record.faulty or not isinstance(value, float) or value == 0:
            continue
        if abs(value) < smallest_positive(field):
            record.faulty.add(name)
            rule = f"must be 0, or at least {smallest_positive(field):.9f}".rstrip("0")
            yield record.finding_about(name, rule, "write 0 where nothing is meant; else check its unit")


def _unknown_entries(record: Record) -> Iterator[Finding]:
    for name in record.values:
        if declaration_of(name) is None and name not in record.faulty:
            record.faulty.add(name)
            yield record.finding_about(name, "no such entry", did_you_mean(name, declared_entries(), "delete it"))


def _parse_entries(record: Record) -> Iterator[Finding]:
    """Text is read by the type of its entry; what TOML or a workbook has typed stays as it is. True is no number.

    A number that TOML has typed may have been meant in thousands.
    """
    for name, value in record.values.items():
        field = declaration_of(name)
        if field is None or name in record.faulty or is_blank(value):
            continue
        kind = column_type(field).kind
        if not isinstance(value, str | Unreadable | AsWritten) and not (isinstance(value, bool) and kind == "number"):
            continue
        thousands = column_type(field).runs_to_thousands([as_text(value).strip()])
        try:
            record.values[name] = parse_alone(value, kind, dot_is_standard=False, thousands=thousands)
        except CellError as fault:
            record.faulty.add(name)
            yield record.finding_about(name, fault.rule, fault.remedy or what_belongs_in(field))


def translate_faults(
    record: Record, faults: Iterable[tuple[str, ErrorDetails]], declared: Callable[[str], FieldInfo | None]
) -> Iterator[Finding]:
    """Pydantic's faults, by column, as findings; a column that has one already is passed over."""
    for name, detail in faults:
        if name not in record.faulty:
            record.faulty.add(name)
            yield record.finding_about(name, rule_of(detail), remedy_of(detail) or what_belongs_in(declared(name)))


def rule_of(detail: ErrorDetails) -> str:
    """What must hold, in words, where pydantic found that it does not."""
    limits = {name: legible_value(value) for name, value in detail.get("ctx", {}).items()}
    return RULES.get(detail["type"], detail["msg"]).format_map(limits)


def remedy_of(detail: ErrorDetails) -> str:
    """What to do about a breach: for a misspelt word, the one it is like; for what no country has, where to look."""
    if detail["type"] == "less_than_equal" and detail["ctx"]["le"] >= BEYOND:
        return "no country has more: check its unit, its decimal mark, and that it is not a total"
    if _is_percent(detail):
        return f"write a share of 1: {float(detail['input']) / 100:g} for {float(detail['input']):g} %"
    expected = detail.get("ctx", {}).get("expected")
    if expected is None:
        return ""
    return did_you_mean(str(detail["input"]), [word.strip("'") for word in _expected_words(expected)])


def _is_percent(detail: ErrorDetails) -> bool:
    """True for a number up to 100 where a share of 1 must stand."""
    limits = detail.get("ctx", {})
    share = limits.get("le", limits.get("lt")) == 1 and isinstance(detail["input"], int | float)
    return share and 1 < detail["input"] <= 100


def _expected_words(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")


def solver_options(options: SolverOptions | None = None, **asked: float | None) -> SolverOptions:
    """Return options with those asked for by name instead; None asks for nothing.

    Raises InvalidInputError where one is out of range, or there is none of its name; every such one is named.
    """
    given = {name: value for name, value in asked.items() if value is not None}
    try:
        return SolverOptions.model_validate(given).laid_over(options or SolverOptions())
    except ValidationError as error:
        faults = error.errors(include_url=False)
        wrong = (Finding("options", None, str(one["loc"][0]), str(one["input"]), rule_of(one)) for one in faults)
        raise InvalidInputError("the options", wrong) from error


# ---- The week: whole, read as it was meant, and answered by somebody ------------------------------


Arrivals = Sequence[Placed[rows.ArrivalShare]]
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORKING_DAYS = DAYS[:5]
SUM_TOLERANCE = 0.001
"""How far the shares of a week may add up to something else than 1: they are written with few decimals."""
MOST_OUTSIDE = 0.25
"""Share of contacts that may arrive while closed: a third more calls at once than ever arrive is no plan for these."""
NIGHT_ENDS = 7
"""The hour before which hardly anybody calls a municipality by day."""
AT_NIGHT = 0.1
"""Share of contacts at night from which a profile is no profile of office hours."""
A_WEEK = 10
"""Half hours from which a table is taken for a whole week, and what is missing in it is told."""
MOST_OF_IT = 0.9
"""Share of the opening hours in which contacts arrive at least."""
NAMED = 3
"""Stretches of closed half hours that are named, those with most contacts."""
WRITE_TIMES = "write times of day, such as 08:00 and 08:30, each with its half of the hour's share"


class Tell(Protocol):
    """Tells of opening hours at the place where they stand."""

    def __call__(self, rule: str, remedy: str = "", severity: Severity = "error") -> Finding:
        """The finding."""


def arrivals_not_a_whole_week(checked: Checked) -> Iterator[Finding]:
    """The shares of the half hours of a week add up to 1; a row with a fault has been told of."""
    written = _arrivals_as_written(checked)
    total = fsum(item.row.share for item in written)
    if written and _is_whole(checked) and abs(total - 1) > SUM_TOLERANCE:
        rule = f"all shares must add up to 1, but they add up to {total:.6g}"
        percent = abs(total - 100) <= 100 * SUM_TOLERANCE
        remedy = "divide each by their sum, or add what is missing"
        yield written[0].finding_about("share", rule, "they are percent: divide each by 100" if percent else remedy)


def hours_taken_for_half_hours(checked: Checked) -> Iterator[Finding]:
    """Numbers of half hours that lie at night are none if the same numbers, as hours of the day, lie by day."""
    written = sorted((item for item in _arrivals_as_written(checked) if item.row.share > 0), key=_half_hour)
    if not written or not all(map(_is_number, written)) or _half_hour(written[-1]) > HALF_HOURS // 2:
        return
    read, meant = (_share_before(written, before) for before in (2 * NIGHT_ENDS + 1, NIGHT_ENDS))
    if read >= AT_NIGHT and read > 2 * meant:
        (first, begins), (last, ends) = ((_half_hour(item), item.row.half_hour) for item in (written[0], written[-1]))
        so = f"so {read:.0%} of the week's contacts would arrive before {NIGHT_ENDS:02}:00"
        rule = f"{first} is read as the half hour from {begins} and {last} as that from {ends}, {so}"
        yield written[0].finding_about("half_hour", rule, f"if {first} is the hour from {first:02}:00, {WRITE_TIMES}")


def every_second_half_hour_empty(checked: Checked) -> Iterator[Finding]:
    """A count by the hour is spread over both half hours of each hour."""
    for _, day in groupby(
        sorted(_arrivals_as_written(checked), key=lambda item: item.row.slot), lambda item: item.row.weekday
    ):
        busy = [item for item in day if item.row.share > 0]
        slots = {item.row.slot for item in busy}
        alternating = len({slot % 2 for slot in slots}) == 1
        if alternating and any({slot + 2, slot + 4} <= slots for slot in slots):
            begins = busy[0].row.half_hour
            rule = f"only every second half hour has contacts: {begins}, {busy[1].row.half_hour} and so on"
            yield busy[0].finding_about("half_hour", rule, f"spread what was counted by the hour: {WRITE_TIMES}")
            return


def contacts_outside_opening_hours(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Most contacts arrive within the opening hours of the reference and of every centre."""
    yield from _findings_outside_hours(checked, instance, "error")


def some_contacts_outside_opening_hours(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """All contacts arrive within them."""
    yield from _findings_outside_hours(checked, instance, "warning")


def _findings_outside_hours(checked: Checked, instance: Instance, severity: Severity) -> Iterator[Finding]:
    """A finding for each opening hours outside which too many contacts arrive, at the first place that has them."""
    if not instance.arrivals or not _is_whole(checked) or any(hours_taken_for_half_hours(checked)):
        return
    place, whole = checked.draft.places["arrival_profile"], fsum(instance.arrivals.values())
    for hours, tell in _opening_hours(checked, instance).items():
        opened = set(WeekProfile.of_arrivals(instance.arrivals, hours).open_slots.tolist())
        closed = {slot: share for slot, share in instance.arrivals.items() if share > 0 and slot not in opened}
        outside = fsum(closed.values()) / whole
        if outside > SUM_TOLERANCE and (outside > MOST_OUTSIDE) == (severity == "error"):
            where = f"outside the {hours:g} hours a week in which most arrive ({_busiest_stretches(closed)})"
            rule = f"{outside:.1%} of the contacts of {place} arrive {where}, and would be counted within them"
            needed = (len(opened) + len(closed)) / 2
            remedy = f"open {needed:g} hours a week, or leave out the half hours in which nobody is to answer"
            yield tell(rule, remedy, severity)


def opening_hours_without_contacts(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """While a centre is open, contacts arrive: nobody is paid to wait for none."""
    busy = sum(1 for share in instance.arrivals.values() if share > 0)
    if busy < A_WEEK:
        return
    for hours, tell in _opening_hours(checked, instance).items():
        if busy < MOST_OF_IT * open_half_hours(hours):
            place = checked.draft.places["arrival_profile"]
            rule = f"contacts arrive in {busy / 2:g} hours of {place} only: in the others no agents are counted"
            yield tell(rule, "correct one of the two, or give each half hour that is open its share", "warning")


def opening_hours_not_in_half_hours(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Opening hours are counted by the half hour."""
    for hours, tell in _opening_hours(checked, instance).items():
        counted = open_half_hours(hours) / 2
        if counted != hours:
            yield tell(f"is counted as {counted:g}, because a week is counted in half hours", "", "warning")


def days_that_may_be_others(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Contacts arrive on every working day, and more on Monday than on Saturday."""
    if len(instance.arrivals) < A_WEEK:
        return
    slots_of = {day: range(HALF_HOURS * place, HALF_HOURS * (place + 1)) for place, day in enumerate(DAYS)}
    shares = {day: fsum(instance.arrivals.get(slot, 0.0) for slot in slots) for day, slots in slots_of.items()}
    missing = [day for day in WORKING_DAYS if not shares[day]]
    first = _arrivals_as_written(checked)[0]
    if shares["Saturday"] > 2 * shares["Monday"]:
        rule = "1 is Monday and 7 is Sunday, so more than twice as many contacts arrive on Saturday as on Monday"
        yield first.finding_about("weekday", rule, "check that the week was not counted from Sunday", "warning")
    elif missing:
        rule = f"no contacts arrive on {', '.join(missing)}: 1 is Monday and 7 is Sunday"
        yield first.finding_about("weekday", rule, "add the days, if they were left out", "warning")


def _arrivals_as_written(checked: Checked) -> Arrivals:
    return checked.rows_of(rows.ArrivalShare)


def _is_whole(checked: Checked) -> bool:
    """True where no row has a fault."""
    return len(_arrivals_as_written(checked)) == len(checked.draft.tables.get("arrival_profile", ()))


def _half_hour(item: Placed[rows.ArrivalShare]) -> int:
    """The number of the half hour in its day, from 1."""
    return 1 + item.row.slot % HALF_HOURS


def _is_number(item: Placed[rows.ArrivalShare]) -> bool:
    """True where the half hour was written by its number."""
    return ":" not in as_text(item.record.found.get("half_hour", ":"))


def _share_before(written: Arrivals, before: int) -> float:
    """The share of contacts in half hours with a smaller number."""
    total = fsum(item.row.share for item in written)
    return fsum(item.row.share for item in written if _half_hour(item) < before) / total


def _opening_hours(checked: Checked, instance: Instance) -> Mapping[float, Tell]:
    """Each number of opening hours that a centre may have, and how to tell of it where it stands first."""
    reference = partial(checked.draft.settings.finding_about, "service.reference_opening_hours")
    tells: dict[float, Tell] = {instance.settings.service.reference_opening_hours: reference}
    for item in checked.rows_of(rows.Centre):
        if item.row.opening_hours is not None and item.row.centre in instance.centres:
            tells.setdefault(item.row.opening_hours, partial(item.finding_about, "opening_hours"))
    return tells


def _busiest_stretches(shares: Mapping[int, float]) -> str:
    """The stretches of half hours with the largest shares, in words."""
    together: list[list[int]] = []
    for slot in sorted(shares):
        if together and together[-1][-1] == slot - 1:
            together[-1].append(slot)
        else:
            together.append([slot])
    most = sorted(together, key=lambda slots: -fsum(shares[slot] for slot in slots))
    named = ", ".join(f"{_time_of_slot(slots[0])} to {_clock_of_slot(slots[-1] + 1)}" for slots in sorted(most[:NAMED]))
    return named if len(most) <= NAMED else f"{named} and others"


def _time_of_slot(slot: int) -> str:
    return f"{DAYS[slot // HALF_HOURS]} {_clock_of_slot(slot)}"


def _clock_of_slot(slot: int) -> str:
    return f"{slot % HALF_HOURS // 2:02}:{30 * (slot % 2):02}"
