"""Read the export of a contact centre's system: its intervals, with counts, durations and shares in known units."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from optimiser.data.cells import CellError, legible_value
from optimiser.data.findings import Finding, InvalidInputError, as_name, parameter_name
from optimiser.importing.areas import is_sum
from optimiser.importing.call_columns import COUNTS, DURATIONS, SHARES, Column, Role, name_columns
from optimiser.importing.call_durations import seconds_of_column
from optimiser.importing.call_times import Moment, date_order, interval_minutes, read_moment
from optimiser.importing.figures import is_number, mark_of_counts, read_count, read_shares
from optimiser.importing.grid import Cells, Grid, cell_at

_AVERAGE = re.compile(
    r"(?:total |i alt )?(?:gennemsnit|gns\.?|average|avg\.?|mean|middel|maks|max|min)\b.*", re.IGNORECASE
)
HEADER_ROWS = 15
"""Rows at the top among which the headings are looked for."""
Row = tuple[int, Cells]


@dataclass(frozen=True)
class Interval:
    """A row of an export: when, and its figures by what they are; durations in seconds, shares from 0 to 1."""

    row: int
    moment: Moment
    labels: tuple[str, ...]
    figures: Mapping[Role, float]


@dataclass(frozen=True)
class CallExport:
    """What an export holds; `minutes` is the length of its intervals, None for days, 0 where it says no when."""

    place: str
    columns: tuple[Column, ...]
    intervals: tuple[Interval, ...]
    minutes: int | None
    blank: int
    totals: int
    unused: tuple[str, ...]
    encoding: str
    left_out: int
    remarks: tuple[Finding, ...] = field(default=())

    def column(self, role: Role) -> Column | None:
        """Return the column of a role; None where the export has none."""
        return next((column for column in self.columns if column.role == role), None)

    def sum_of(self, role: Role) -> float:
        """Return the sum of a count over all intervals."""
        return sum(interval.figures.get(role, 0.0) for interval in self.intervals)


@dataclass(frozen=True)
class CallOptions:
    """What the user said of an export: columns by role, rows to keep, the order of days, the unit of durations."""

    columns: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    unit: str = ""


def read_calls(grid: Grid, options: CallOptions) -> CallExport:
    """Read an export; raises InvalidInputError with every fault."""
    place = _header_place(grid, options)
    header = grid.rows[place][1]
    columns, unused = name_columns(grid, header, options.columns)
    rows, left_out = _rows_asked_for(grid, header, grid.rows[place + 1 :], options.where)
    columns, unused = _with_labels(columns, unused, header, rows)
    when = [column for column in columns if column.role in ("date", "weekday", "time")]
    metrics = [column for column in columns if column.role in (*COUNTS, *SHARES, *DURATIONS)]
    rows, totals, blank = _sorted_rows(rows, columns, metrics)
    faults: list[Finding] = []
    moments = _moments(grid, rows, when, options, faults)
    figures = _figures(grid, rows, metrics, options, faults)
    if faults:
        raise InvalidInputError(grid.place, faults)
    labels = [column.place for column in columns if column.role == "label"]
    intervals = tuple(
        Interval(number, moment, tuple(cell_at(cells, each) for each in labels), held)
        for (number, cells), moment, held in zip(rows, moments, figures, strict=True)
    )
    try:
        minutes = interval_minutes(moments) if when else 0
    except CellError as error:
        raise InvalidInputError(
            grid.place, [grid.finding(None, when[-1].name, "", error.rule, error.remedy)]
        ) from error
    export = CallExport(
        grid.place, columns, _with_offered(intervals), minutes, blank, len(totals), unused, grid.encoding, left_out
    )
    faults += [*_twice(export, grid), *_total_faults(grid, totals, metrics, export)]
    if faults:
        raise InvalidInputError(grid.place, faults)
    return replace(export, remarks=tuple(_odd_shares(export)))


# ---- Rows -----------------------------------------------------------------------------------------


def _header_place(grid: Grid, options: CallOptions) -> int:
    """Return the row of the headings: that of the first ones with the most columns that are known."""
    best, most = 0, 0
    for place, (number, cells) in enumerate(grid.rows[:HEADER_ROWS]):
        if sum(map(is_number, filter(None, cells))) > len(cells) / 2:
            break
        try:
            known = len(name_columns(Grid(grid.place, ((number, cells),)), cells, {})[0])
        except InvalidInputError:
            known = 3
        if known > most:
            best, most = place, known
    if most < 2 and not options.columns:
        rule = "no row has headings that are known, such as Offered, Answered, Opkald, Besvarede"
        remedy = f"name the columns, such as {parameter_name('columns', 'offered=NAME')}"
        raise InvalidInputError(grid.place, [grid.finding(grid.rows[0][0], "", "", rule, remedy)])
    return best


def _rows_asked_for(
    grid: Grid, header: Cells, rows: Sequence[Row], where: Mapping[str, str]
) -> tuple[Sequence[Row], int]:
    place, folded = parameter_name("where"), [name.casefold() for name in header]
    kept = rows
    for name, value in where.items():
        if as_name(name).casefold() not in folded:
            remedy = f"its columns are {', '.join(filter(None, header))}"
            raise InvalidInputError(place, [grid.finding(None, name, "", "is no column of the file", remedy)])
        column = folded.index(as_name(name).casefold())
        kept = [row for row in kept if cell_at(row[1], column).casefold() == as_name(value).casefold()]
        if not kept:
            raise InvalidInputError(place, [grid.finding(None, name, value, "no row has this value", "correct it")])
    return kept, len(rows) - len(kept)


def _with_labels(
    columns: tuple[Column, ...], unused: tuple[str, ...], header: Cells, rows: Sequence[Row]
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Add the columns of words, such as queues: rows that differ there are different rows of the same interval."""
    used = {column.place for column in columns}
    labels = []
    for place, name in enumerate(header):
        cells = [cell_at(cells, place) for _, cells in rows]
        if (
            name
            and place not in used
            and any(cells)
            and not any(is_number(cell) or ":" in cell for cell in cells if cell)
        ):
            labels.append(Column(place, name, "label"))
    named = {column.name for column in labels}
    return (*columns, *labels), tuple(name for name in unused if name not in named)


def _sorted_rows(
    rows: Sequence[Row], columns: Sequence[Column], metrics: Sequence[Column]
) -> tuple[list[Row], list[tuple[int, Row]], int]:
    """Return the intervals; the totals, each with how many intervals are before it; and how many rows were blank."""
    places = [column.place for column in columns if column.role in ("date", "weekday", "time", "label")]
    kept: list[Row] = []
    totals: list[tuple[int, Row]] = []
    blank = 0
    for number, cells in rows:
        words = [cell_at(cells, place) for place in (0, *places)]
        if any(_AVERAGE.fullmatch(word) for word in words):
            continue
        if any(is_sum(word) for word in words if word):
            totals.append((len(kept), (number, cells)))
        elif not any(cell_at(cells, column.place) not in ("", "-", "–") for column in metrics):
            blank += 1
        else:
            kept.append((number, cells))
    return kept, totals, blank


# ---- When -----------------------------------------------------------------------------------------


def _moments(
    grid: Grid, rows: Sequence[Row], when: Sequence[Column], options: CallOptions, faults: list[Finding]
) -> list[Moment]:
    texts = [cell_at(cells, column.place) for _, cells in rows for column in when]
    order = {"day-first": "day first", "month-first": "month first"}.get(options.dates) or date_order(texts)
    if order is None:
        first = next(text for text in texts if "/" in text)
        rule = "the days could be meant in two ways: nothing shows whether the day or the month stands first"
        faults.append(
            grid.finding(
                None, when[0].name, first, rule, f"say it: {parameter_name('dates', 'day-first')}, or month-first"
            )
        )
        return []
    made = []
    last = Moment()
    for number, cells in rows:
        moment = Moment()
        for column in when:
            text = cell_at(cells, column.place)
            if not text:
                continue
            try:
                moment = moment.joined(read_moment(text, order, bare_hours=column.role == "time"))  # type: ignore[arg-type]
            except CellError as error:
                faults.append(grid.finding(number, column.name, text, error.rule, error.remedy))
        if moment.day is None and moment.weekday is None and (last.day or last.weekday):
            moment = replace(
                moment, day=last.day, weekday=last.weekday
            )  # the day stands in the first row of the day alone
        if when and moment == Moment():
            faults.append(grid.finding(number, when[0].name, "", "must say when", "fill it in, or call the row Total"))
        last = moment
        made.append(moment)
    faults.extend(_unlike_others(grid, rows, made))
    return made


def _unlike_others(grid: Grid, rows: Sequence[Row], moments: Sequence[Moment]) -> Iterator[Finding]:
    """Yield a fault for each row that says no day, or no time, where others do."""
    timed = any(moment.minute is not None for moment in moments)
    dated = any(moment.weekday for moment in moments)
    for (number, _), moment in zip(rows, moments, strict=True):
        if timed and moment.minute is None:
            yield grid.finding(
                number, "", "", "must say the time of day, as other rows do", "call it Total if it is one"
            )
        if dated and not moment.weekday:
            yield grid.finding(number, "", "", "must say the day, as other rows do", "fill it in")


# ---- Figures --------------------------------------------------------------------------------------


def _figures(
    grid: Grid, rows: Sequence[Row], metrics: Sequence[Column], options: CallOptions, faults: list[Finding]
) -> list[dict[Role, float]]:
    """Return the figures of each row; a blank cell is none, but a blank count in a row with others is a fault."""
    made: list[dict[Role, float]] = [{} for _ in rows]
    counts = [column for column in metrics if column.role in COUNTS]
    for column in metrics:
        texts = [cell_at(cells, column.place) for _, cells in rows]
        filled = [place for place, text in enumerate(texts) if text and text.casefold() not in ("-", "–", "n/a")]
        try:
            read = _read_column(column, [texts[place] for place in filled], options)
        except CellError as error:
            row = next((rows[place][0] for place in filled if _is_wrong(column, texts[place], options)), None)
            text = next((texts[place] for place in filled if rows[place][0] == row), "")
            faults.append(grid.finding(row, column.name, text, error.rule, error.remedy))
            continue
        for place, figure in zip(filled, read, strict=True):
            made[place][column.role] = figure
        if column in counts:
            for place in set(range(len(rows))) - set(filled):
                if texts[place] in ("-", "–"):
                    made[place][column.role] = 0.0
                else:
                    remedy = "write 0 where there were none"
                    faults.append(
                        grid.finding(rows[place][0], column.name, texts[place], "is blank beside others", remedy)
                    )
    return made


def _read_column(column: Column, texts: Sequence[str], options: CallOptions) -> Sequence[float]:
    if column.role in SHARES:
        return read_shares(texts)
    if column.role in DURATIONS:
        return seconds_of_column(column, texts, options.unit)
    mark = mark_of_counts(texts)
    return [read_count(text, mark) for text in texts]


def _is_wrong(column: Column, text: str, options: CallOptions) -> bool:
    try:
        _read_column(column, [text], options)
    except CellError:
        return True
    return False


def _with_offered(intervals: Sequence[Interval]) -> tuple[Interval, ...]:
    """Return the intervals with what was offered: where no column says it, what was answered and abandoned."""
    made = []
    for interval in intervals:
        figures = dict(interval.figures)
        if "offered" not in figures and "answered" in figures:
            figures["offered"] = figures["answered"] + figures.get("abandoned", 0.0)
        if "abandoned" not in figures and "answered" in figures:
            figures["abandoned"] = max(figures["offered"] - figures["answered"], 0.0)
        if "answered" not in figures and "offered" in figures and "abandoned" in figures:
            figures["answered"] = max(figures["offered"] - figures["abandoned"], 0.0)
        made.append(replace(interval, figures=figures))
    return tuple(made)


# ---- What speaks against an export ----------------------------------------------------------------


def _twice(export: CallExport, grid: Grid) -> Iterator[Finding]:
    if export.minutes == 0:
        return
    first: dict[tuple[Moment, tuple[str, ...]], int] = {}
    for interval in export.intervals:
        earlier = first.setdefault((interval.moment, interval.labels), interval.row)
        if earlier != interval.row:
            rule, remedy = f"is the same interval as row {earlier}", "delete one of the two, or add a column of queues"
            yield grid.finding(interval.row, "", "", rule, remedy)


def _total_faults(
    grid: Grid, totals: Sequence[tuple[int, Row]], metrics: Sequence[Column], export: CallExport
) -> Iterator[Finding]:
    """Yield a fault for each total that is neither the sum of all rows above nor of those since the last total."""
    since = 0
    for before, (number, cells) in totals:
        for column in metrics:
            text = cell_at(cells, column.place)
            if column.role not in COUNTS or not is_number(text):
                continue
            parts = [interval.figures.get(column.role, 0.0) for interval in export.intervals]
            sums = {sum(parts[:before]), sum(parts[since:before]), sum(parts)}
            try:
                total = read_count(text, mark_of_counts([text]))
            except CellError:
                continue
            if min(abs(total - each) for each in sums) > 0.5:
                rule = f"the total must be the sum of the rows above, which is {legible_value(sum(parts[:before]))}"
                yield grid.finding(number, column.name, text, rule, "export it again, or delete the total")
        since = before


def _odd_shares(export: CallExport) -> Iterator[Finding]:
    """Yield a remark for shares that do not follow from the counts beside them: the counts are used."""
    pairs: tuple[tuple[Role, Role], ...] = (("answered_share", "answered"), ("abandoned_share", "abandoned"))
    for share, count in pairs:
        column = export.column(share)
        odd = [
            interval
            for interval in export.intervals
            if column
            and interval.figures.get("offered")
            and share in interval.figures
            and abs(interval.figures[share] - interval.figures[count] / interval.figures["offered"]) > 0.0051
        ]
        if odd and column:
            shown = f"{odd[0].figures[column.role]:.1%}"
            rule = f"does not follow from the counts beside it in {len(odd)} of {len(export.intervals)} rows"
            yield Finding(export.place, odd[0].row, column.name, shown, f"{rule}; the counts are used", "", "warning")
    unequal = [
        interval
        for interval in export.intervals
        if {"offered", "answered", "abandoned"} <= interval.figures.keys()
        and abs(interval.figures["offered"] - interval.figures["answered"] - interval.figures["abandoned"]) > 0.5
    ]
    if unequal:
        rule = (
            f"answered and abandoned do not add up to offered in {len(unequal)} of {len(export.intervals)} rows: "
            "some calls may have been short, or sent on"
        )
        yield Finding(export.place, unequal[0].row, "", "", rule, "", "warning")
