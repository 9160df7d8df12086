"""Drawn regions again, from the files of their folder alone: what each drawing must obey, costs and is told of.

The plan of each drawing is audited as any run is; here it is checked that what the tables say agrees with the runs,
that each drawing obeys all that was asked, and that what is counted of drawings is so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from math import fsum, inf
from pathlib import Path

from optimiser.audit.drawing_folder import DRAWN, DrawnFolder, read_drawn, same_or_blank_kr
from optimiser.audit.drawing_measures import Groups, parts_of
from optimiser.audit.drawing_tables import binding_rules, counted, members_of_groups, settledness
from optimiser.audit.run_files import (
    RELATIVE,
    Audit,
    Breach,
    RunFiles,
    Unplanned,
    Verdict,
    format_amount,
    give_verdict,
    money_slack,
    same_kr,
    same_number,
    same_text,
)
from optimiser.data.instance import Instance
from optimiser.data.regions_tables import REGIONS_FILE, DrawingLine
from optimiser.data.rows import Centre

DRAWING = "drawing"
OF_GROUPS = frozenset({"centres", "structures", "systems"})
"""The tables that say which groups there are."""


def audit_drawing(folder: Path) -> Audit:
    """Check every drawing of a folder of drawn regions, and what is told of it."""
    found = read_drawn(folder)
    if not isinstance(found, DrawnFolder):
        return Audit(tuple(found), checks=len(found))
    verdicts = [verdict for check in CHECKS for verdict in check(found)]
    breaches = tuple(Breach(DRAWING, fault.about, fault.found, fault.wanted) for fault in verdicts if fault)
    return Audit(breaches, len(verdicts))


# ---- What there must be ---------------------------------------------------------------------------


def _whole(f: DrawnFolder) -> Iterator[Verdict]:
    """Each drawing once, each with its run and the other way round; each number that was drawn has its best."""
    names = [line.drawing for line in f.drawings]
    yield give_verdict(len(names) == len(set(names)), "drawings.csv", "has a drawing twice", "each must stand once")
    members = [(line.drawing, line.group, line.code) for line in f.memberships]
    yield give_verdict(len(members) == len(set(members)), "memberships.csv", "has a row twice", "each must stand once")
    for name in sorted(set(names) ^ f.record.runs.keys()):
        place = "drawings.csv" if name in f.record.runs else REGIONS_FILE
        yield give_verdict(False, place, f"lacks {name}", "each drawing must have a row and a run")
    for number, entry in f.record.numbers.items():
        told = f.best[int(number)].drawing if number.isdecimal() and int(number) in f.best else ""
        yield same_text(f"{REGIONS_FILE}, {number}, drawing", entry.drawing or "", told)
        drawn = "drawn" if told else "none" if entry.answer == "none" else "open"
        yield same_text(f"{REGIONS_FILE}, {number}, answer", entry.answer, drawn)
    for line in f.drawings:
        asked = line.kind not in DRAWN or str(line.number) in f.record.numbers
        yield give_verdict(asked, line.drawing, f"has {line.number} groups", "so many must be asked for")
    yield same_text("instance", f.record.instance_sha256, f.instance.sha256)


def _structures(f: DrawnFolder) -> Iterator[Verdict]:
    """The groups are those of the run's own instance, and of the structure in the instance of the folder."""
    written: dict[str, dict[str, set[str]]] = {}
    for row in f.instance.tables.structures:
        written.setdefault(row.structure, {}).setdefault(row.group, set()).add(row.municipality)
    for line, groups in f.rows(*DRAWN, "named", "none"):
        same = {group: set(codes) for group, codes in groups.items()}
        if line.drawing in f.runs:
            solved: dict[str, set[str]] = {}
            for code, names in f.runs[line.drawing].instance.groups_of.items():
                for group in names:
                    solved.setdefault(group, set()).add(code)
            yield give_verdict(same == solved, line.drawing, "has other groups than its run", "they must be the same")
        if line.kind in DRAWN:
            holds = written.get(line.drawing) == same
            yield give_verdict(holds, line.drawing, "has other groups than the instance", "they must be the same")


# ---- What each drawing must obey ------------------------------------------------------------------


def _obeyed(f: DrawnFolder) -> Iterator[Verdict]:
    """Each drawing obeys all that was asked."""
    for line, groups in f.rows(*DRAWN):
        yield from _obeys(f, line.drawing, groups)
        yield same_number(f"{line.drawing}, number", line.number, len(groups))
    for line, groups in f.rows("named", "none"):
        yield same_number(f"{line.drawing}, number", line.number, len(groups))


def _obeys(f: DrawnFolder, name: str, groups: Groups) -> Iterator[Verdict]:
    asked, every = f.record.asked, sorted(f.instance.municipalities)
    for code in every:
        count = sum(code in group for group in groups.values())
        wanted = "it must be in one" if asked.everyone else "it must be in one at most"
        holds = count == 1 or (count == 0 and not asked.everyone)
        yield give_verdict(holds, f"{name}, {code}", f"is in {count} groups", wanted)
    strangers = sorted(set().union(*groups.values()) - set(every))
    yield give_verdict(not strangers, name, f"has {', '.join(strangers)}", "these must be municipalities")
    for group, codes in groups.items():
        about = f"{name}, {group}"
        if asked.contiguous:
            parts = parts_of(codes, f.pairs)
            yield give_verdict(parts == 1, about, f"is in {parts} parts", "it must hang together")
        for column, limits, of in _sizes(f):
            yield from _within(about, column, fsum(of.get(code, 0.0) for code in codes), limits)
    for lot in map(frozenset, asked.together):
        holds = any(lot <= codes for codes in groups.values())
        yield give_verdict(holds, name, f"has {', '.join(sorted(lot))} apart", "they must be in one group")
    for lot in map(frozenset, asked.apart):
        some = sorted(code for codes in groups.values() if len(lot & codes) > 1 for code in lot & codes)
        yield give_verdict(not some, name, f"has {', '.join(some)} in one group", "they must be apart")


def _sizes(f: DrawnFolder) -> Iterator[tuple[str, tuple[float, float], Mapping[str, float]]]:
    """What is counted of groups, within which limits."""
    people = {row.code: float(row.population) for row in f.instance.tables.municipalities}
    counts = {"population": (f.record.asked.population, people)}
    counts |= {"contacts": (f.record.asked.contacts, dict(f.instance.contacts_of))}
    for column, (limits, of) in counts.items():
        least, most = limits
        yield column, (0.0 if least is None else least, inf if most is None else most), of


def _within(about: str, column: str, has: float, limits: tuple[float, float]) -> Iterator[Verdict]:
    least, most = limits
    found = f"has {column} {format_amount(has)}"
    yield give_verdict(has >= least * (1 - RELATIVE), about, found, f"the least is {format_amount(least)}")
    yield give_verdict(has <= most * (1 + RELATIVE), about, found, f"the most is {format_amount(most)}")


# ---- What it costs --------------------------------------------------------------------------------


def _costs(f: DrawnFolder) -> Iterator[Verdict]:
    """Each cost is that of the run; what it is above the best, and its gap, follow."""
    for line in f.drawings:
        if line.drawing not in f.runs:
            continue
        cost_kr, entry = _cost_kr(f.runs[line.drawing]), f.record.runs[line.drawing]
        yield from same_or_blank_kr(f"{line.drawing}, cost_kr", line.cost_kr, cost_kr)
        yield from same_or_blank_kr(f"{REGIONS_FILE}, {line.drawing}, objective_kr", entry.objective_kr, cost_kr)
        run = f.runs[line.drawing].run
        yield from same_or_blank_kr(f"{REGIONS_FILE}, {line.drawing}, bound_kr", entry.bound_kr, run.bound_kr)
        for name in ("status", "input_sha256", "finished"):
            about = f"{REGIONS_FILE}, {line.drawing}, {name}"
            yield same_text(about, str(getattr(entry, name)), str(getattr(run, name)))
        best = f.best.get(line.number)
        above_kr = None
        if best is not None and best.cost_kr is not None and line.cost_kr is not None:
            above_kr = line.cost_kr - best.cost_kr
        yield from same_or_blank_kr(f"{line.drawing}, above_kr", line.above_kr, above_kr)
        gap = None
        if line.cost_kr and line.bound_kr is not None:
            gap = max(0.0, (line.cost_kr - line.bound_kr) / line.cost_kr)
        yield same_number(f"{line.drawing}, gap", line.gap, gap)


def _bounds(f: DrawnFolder) -> Iterator[Verdict]:
    """What no drawing of so many groups costs less than is above none of them, and the best is the best found."""
    for number, best in f.best.items():
        entry = f.record.numbers.get(str(number))
        if entry is None:
            continue
        yield from same_or_blank_kr(f"{best.drawing}, bound_kr", best.bound_kr, entry.bound_kr)
        yield same_number(f"{best.drawing}, solves", best.solves, entry.solves)
        if entry.relaxed_kr is not None and entry.bound_kr is not None:
            holds = entry.relaxed_kr <= entry.bound_kr + money_slack(entry.bound_kr)
            found = f"is {format_amount(entry.relaxed_kr)} kr."
            wanted = f"the bound of all is {format_amount(entry.bound_kr)} kr."
            yield give_verdict(holds, f"{REGIONS_FILE}, {number}, relaxed_kr", found, wanted)
        for line, groups in f.rows(*DRAWN, "named"):
            if line.number != number or line.cost_kr is None or any(_obeys(f, line.drawing, groups)):
                continue
            if line.kind in DRAWN or _is_drawing(f, best, line):
                yield from _no_better(f, best, line)
            if line.kind in DRAWN - {"best"} and entry.near_limit_kr is not None:
                holds = line.cost_kr <= entry.near_limit_kr + money_slack(line.cost_kr)
                wanted = f"near it is at most {format_amount(entry.near_limit_kr)} kr."
                yield give_verdict(holds, line.drawing, f"costs {format_amount(line.cost_kr)} kr.", wanted)
        if entry.near_limit_kr is not None and best.cost_kr is not None:
            most_kr = best.cost_kr * (1 + f.record.within)
            yield same_kr(f"{REGIONS_FILE}, {number}, near_limit_kr", entry.near_limit_kr, most_kr)


def _is_drawing(f: DrawnFolder, best: DrawingLine, line: DrawingLine) -> bool:
    """Whether a structure stands for a drawing: its run is of the same but for the groups, with centres like theirs."""
    if not {best.drawing, line.drawing} <= f.runs.keys():
        return False
    one, other = (f.runs[name].instance for name in (best.drawing, line.drawing))
    names = [table.name for table in fields(one.tables) if table.name not in OF_GROUPS]
    same = all(getattr(one.tables, name) == getattr(other.tables, name) for name in names)
    settings, theirs = (some.settings.model_copy(update={"structure": ""}) for some in (one, other))
    return same and settings == theirs and _centres(one) == _centres(other)


def _centres(instance: Instance) -> tuple[list[Centre], set[Centre]]:
    """The centres that are not shared in a group, and what those that are have in common but for their names."""
    rows = instance.centres.values()
    shared = {row.unnamed for row in rows if row.kind == "virtual"}
    return [row for row in rows if row.kind != "virtual"], shared


def _no_better(f: DrawnFolder, best: DrawingLine, line: DrawingLine) -> Iterator[Verdict]:
    """A drawing that obeys the rules costs no less than the bound, nor than the best but for what that may be off."""
    if line.cost_kr is None or best.cost_kr is None:
        return
    found = f"costs {format_amount(line.cost_kr)} kr."
    if best.bound_kr is not None:
        wanted = f"none of so many groups costs less than {format_amount(best.bound_kr)} kr."
        yield give_verdict(line.cost_kr >= best.bound_kr - money_slack(best.bound_kr), line.drawing, found, wanted)
    run = f.runs[best.drawing].run if best.drawing in f.runs else None
    proven_kr = best.cost_kr if run is None or run.bound_kr is None else min(best.cost_kr, run.bound_kr)
    wanted = f"the best, {best.drawing}, costs {format_amount(best.cost_kr)} kr."
    yield give_verdict(line.cost_kr >= proven_kr - money_slack(proven_kr), line.drawing, found, wanted)


def _cost_kr(files: RunFiles | Unplanned) -> float | None:
    return files.run.objective_kr if isinstance(files, RunFiles) else None


CHECKS: tuple[Callable[[DrawnFolder], Iterator[Verdict]], ...] = (
    _whole,
    _structures,
    _obeyed,
    _costs,
    _bounds,
    counted,
    members_of_groups,
    settledness,
    binding_rules,
)
