"""An instance's arrivals and handling times from the export of a contact centre's system; patience and service told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from optimiser.data.cells import as_text
from optimiser.data.columns import HALF_HOURS
from optimiser.data.findings import Finding, InvalidInputError, did_you_mean, parameter_name
from optimiser.data.municipality_names import MunicipalityNameError
from optimiser.data.settings import declaration_of
from optimiser.data.tables import Record
from optimiser.importing.call_figures import (
    Handling,
    Patience,
    Week,
    handling_of,
    patience_of,
    service_of,
    week_of,
)
from optimiser.importing.calls import CallExport, CallOptions, read_calls
from optimiser.importing.grid import read_grid
from optimiser.importing.proposal import (
    Proposal,
    Statement,
    TableEdit,
    Target,
    read_target,
    some_names,
    with_source,
)

SERVICE = {
    "kept": "import service kept",
    "broken": "import service broken",
    "unknown": "import service unknown",
}
ANSWERED = {"broken": "import service answered broken", "unknown": "import service answered unknown"}
"""What is said of the service by its verdict, as observed in time and as answered at all."""
ABOUT = "handling time: "
"""What the part of a row's source begins with that is about its handling time."""
DIGITS = 4
"""Decimals of handling minutes that are written: a hundredth of a second."""


@dataclass(frozen=True)
class CallImport:
    """What is asked of an export: how to read it, and the tasks whose handling time it gives.

    Where the centre is that of one `municipality` (code or name), they are its own figures, else the country's.
    """

    reading: CallOptions = field(default_factory=CallOptions)
    tasks: Sequence[str] = ()
    municipality: str = ""
    sheet: str = ""


def propose_calls(file: Path, path: Path, asked: CallImport) -> Proposal:
    """Return what an export would change in arrival_profile and tasks; raises InvalidInputError with every fault."""
    target = read_target(path, ("arrival_profile", "tasks", "own_figures"))
    code = _code_of(target, asked.municipality) if asked.municipality else ""
    export = read_calls(read_grid(file, asked.sheet), asked.reading)
    week = week_of(export, _base_week(target))
    handling = handling_of(export)
    edits = [edit for edit in (_arrivals(target, week, export), _handling(target, handling, asked, file)) if edit]
    patience = patience_of(export)
    told = [*_read(export), *_found(week, export, edits), *_handled(handling, asked), *_patient(patience, export)]
    return Proposal((*told, *_served(export, target, code)), tuple(edits), export.remarks)


def _base_week(target: Target) -> Week:
    """Return the shares of a week's contacts as the instance has them, else as in the assumed week."""
    shares = {}
    for record in target.records("arrival_profile"):
        if {"weekday", "half_hour", "share"} <= record.values.keys():
            hours, minutes = as_text(record.values["half_hour"]).split(":")[:2]
            shares[int(record.values["weekday"]), 2 * int(hours) + int(minutes) // 30] = float(record.values["share"])
    if shares:
        return shares
    # imported here: it loads numpy, which nothing else that imports needs
    from optimiser.staffing.workload import WeekProfile

    assumed = WeekProfile.of_opening_hours(_setting(target, "service.reference_opening_hours")).shares
    return {(slot // HALF_HOURS + 1, slot % HALF_HOURS): share for slot, share in enumerate(assumed) if share}


def _setting(target: Target, name: str) -> float:
    """Return a setting of the instance, or its default."""
    said = target.setting(name)
    declared = declaration_of(name)
    return said if said is not None else float(declared.default if declared else 0)


# ---- What is written ------------------------------------------------------------------------------


def _arrivals(target: Target, week: Week | None, export: CallExport) -> TableEdit | None:
    if week is None:
        return None
    partly_assumed = export.minutes is None or not any(each.moment.weekday for each in export.intervals)
    added = [
        {
            "weekday": weekday,
            "half_hour": f"{slot // 2:02}:{30 * (slot % 2):02}",
            "share": share,
            "source": f"calls offered: {export.place}",
            "assumption": partly_assumed,
        }
        for (weekday, slot), share in week.items()
    ]
    rows = frozenset(record.row for record in target.records("arrival_profile") if record.row is not None)
    return TableEdit("arrival_profile", {}, rows, added)


def _handling(target: Target, handling: Handling | None, asked: CallImport, file: Path) -> TableEdit | None:
    """Return the handling time of the tasks named; raises InvalidInputError where one is none, or there is no time."""
    if not asked.tasks:
        return None
    place = parameter_name("tasks")
    records = {as_text(record.values.get("task")): record for record in target.records("tasks")}
    faults = [
        Finding(place, None, "", task, "is no task of the instance", did_you_mean(task, records, ", ".join(records)))
        for task in asked.tasks
        if task not in records
    ]
    if handling is None:
        remedy = f"name the column: {parameter_name('columns', 'handling=NAME')} or talk=NAME"
        faults.append(Finding(file.name, None, "", "", "has no handling time", remedy))
    if faults or handling is None:
        raise InvalidInputError(str(file), faults)
    minutes = round(handling.minutes, DIGITS)
    if asked.municipality:
        return _own_handling(target, minutes, asked, file)
    return TableEdit("tasks", _cells_with((records[task] for task in asked.tasks), minutes, file))


def _code_of(target: Target, municipality: str) -> str:
    """Return the code of a municipality; raises InvalidInputError where it is none of the instance."""
    try:
        return target.names().find(municipality).code
    except MunicipalityNameError as error:
        place = parameter_name("municipalities")
        finding = Finding(place, None, "", municipality, error.rule, error.remedy)
        raise InvalidInputError(place, [finding]) from error


def _own_handling(target: Target, minutes: float, asked: CallImport, file: Path) -> TableEdit:
    """Return the handling time as the municipality's own, in the rows there are or in new ones."""
    code = _code_of(target, asked.municipality)
    rows = {
        as_text(record.values.get("task")): record
        for record in target.records("own_figures")
        if as_text(record.values.get("municipality")) == code
    }
    cells = _cells_with((rows[task] for task in asked.tasks if task in rows), minutes, file)
    added = [
        {"municipality": code, "task": task, "handling_minutes": minutes, "source": with_source("", ABOUT, file.name)}
        for task in asked.tasks
        if task not in rows
    ]
    return TableEdit("own_figures", cells, frozenset(), added)


def _cells_with(records: Iterable[Record], minutes: float, file: Path) -> Mapping[tuple[int, str], object]:
    cells: dict[tuple[int, str], object] = {}
    for record in records:
        if record.row is not None:
            cells[record.row, "handling_minutes"] = minutes
            cells[record.row, "source"] = with_source(as_text(record.values.get("source")), ABOUT, file.name)
    return cells


# ---- What is told ---------------------------------------------------------------------------------


def _read(export: CallExport) -> Iterator[Statement]:
    named = [f"{column.name} = {column.role}" for column in export.columns if column.role != "label"]
    yield Statement(
        "import calls read", {"file": export.place, "rows": len(export.intervals), "columns": ", ".join(named)}
    )
    if export.encoding:
        yield Statement("import encoding", {"encoding": export.encoding})
    if export.left_out:
        yield Statement("import calls where", {"count": export.left_out})
    if export.blank:
        yield Statement("import calls blank", {"count": export.blank})
    if export.totals:
        yield Statement("import calls totals", {"count": export.totals})
    if export.unused:
        yield Statement("import calls unused", {"count": len(export.unused), "names": some_names(export.unused)})
    labels = [column for column in export.columns if column.role == "label"]
    for place, column in enumerate(labels):
        values = list(dict.fromkeys(interval.labels[place] for interval in export.intervals))
        if len(values) > 1:
            figures = {"column": column.name, "count": len(values), "names": some_names(values)}
            yield Statement("import calls added up", figures)
    sums = {name: round(export.sum_of(name)) for name in ("offered", "answered", "abandoned")}
    yield Statement("import calls sums", sums)


def _found(week: Week | None, export: CallExport, edits: Sequence[TableEdit]) -> Iterator[Statement]:
    if week is None:
        yield Statement("import calls no week")
        return
    days = {interval.moment.day for interval in export.intervals if interval.moment.day}
    if days:
        yield Statement("import calls days", {"days": len(days), "first": str(min(days)), "last": str(max(days))})
    if not any(interval.moment.weekday for interval in export.intervals):
        yield Statement("import calls no weekdays")
    if export.minutes is None:
        yield Statement("import calls whole days")
    elif export.minutes < 30:
        yield Statement("import calls added quarters", {"minutes": str(export.minutes)})
    elif export.minutes > 30:
        yield Statement("import calls divided", {"minutes": str(export.minutes)})
    busiest = max(week, key=lambda slot: week[slot])
    figures = {
        "rows": len(week),
        "share": 100 * week[busiest],
        "weekday": str(busiest[0]),
        "half_hour": f"{busiest[1] // 2:02}:{30 * (busiest[1] % 2):02}",
        "replaced": len(edits[0].deleted),
    }
    yield Statement("import calls week", figures)


def _handled(handling: Handling | None, asked: CallImport) -> Iterator[Statement]:
    if handling is None:
        yield Statement("import calls no handling")
        return
    figures = {"minutes": handling.minutes, "calls": round(handling.calls), "columns": " + ".join(handling.columns)}
    yield Statement("import calls handling", figures)
    if not handling.whole:
        yield Statement("import calls talk alone")
    if asked.tasks:
        whose = "import calls own handling" if asked.municipality else "import calls handling of"
        named = {"municipality": asked.municipality} if asked.municipality else {}
        yield Statement(whose, {"tasks": ", ".join(asked.tasks), **named})
    else:
        yield Statement("import calls handling for none")


def _patient(patience: Patience | None, export: CallExport) -> Iterator[Statement]:
    if patience is None:
        hung_up = export.sum_of("abandoned") > 0
        yield Statement("import calls no wait" if hung_up else "import calls nobody hung up")
        return
    name = "import calls patience at least" if patience.at_least else "import calls patience"
    seconds = round(patience.seconds)
    figures = {"seconds": seconds, "columns": " + ".join(patience.columns), "abandoned": round(patience.abandoned)}
    yield Statement(name, figures if patience.at_least else {**figures, "setting": str(seconds)})
    if patience.implied_seconds is not None:
        figures = {"seconds": round(patience.implied_seconds), "column": patience.columns[0]}
        yield Statement("import calls patience implied", figures)


def _promise(target: Target, code: str) -> tuple[float, float]:
    """Return what a municipality's own centre promises, else the reference: the share, and within how many seconds."""
    own = next((row.values for row in target.records("centres") if code and row.values.get("seat") == code), {})
    names = (("answered_share", "reference_answered_share"), ("within_seconds", "reference_within_seconds"))
    share, seconds = (float(own.get(column) or _setting(target, f"service.{name}")) for column, name in names)
    return share, seconds


def _served(export: CallExport, target: Target, code: str) -> Iterator[Statement]:
    promised, seconds = _promise(target, code)
    service = service_of(export, promised, seconds)
    if service is None:
        yield Statement("import service none")
        return
    figures = {
        "promised": f"{100 * promised:g}",
        "seconds": f"{seconds:g}",
        "observed": 100 * service.share,
        "column": service.column,
    }
    if service.within_seconds is not None:
        yield Statement(SERVICE[service.verdict], {**figures, "within": f"{service.within_seconds:g}"})
    elif export.column("service_share") or export.column("in_time"):
        yield Statement("import service no time", figures)
    else:
        yield Statement(ANSWERED[service.verdict], figures)
