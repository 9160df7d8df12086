"""The tables of drawn regions, checked again: what is counted of drawings, who is settled, and what binds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import fsum

from optimiser.audit.drawing_folder import DRAWN, DrawnFolder, same_or_blank_kr
from optimiser.audit.drawing_measures import away_km, borders_cut, limits_of_matched, parts_of, together_in_all
from optimiser.audit.run_files import (
    RELATIVE,
    Verdict,
    format_amount,
    give_verdict,
    money_slack,
    same_number,
    same_text,
)
from optimiser.data.regions_tables import REGIONS_FILE, BindingLine, DrawingLine, GroupLine, NumberEntry

# ---- What is counted ------------------------------------------------------------------------------


def counted(f: DrawnFolder) -> Iterator[Verdict]:
    """Borders cut, who moved from the best, who stays with today's region; blank where somebody is in two groups."""
    regions: dict[str, set[str]] = {}
    for row in f.instance.tables.municipalities:
        if row.region:
            regions.setdefault(row.region, set()).add(row.code)
    for line, groups in f.rows(*DRAWN, "named", "none"):
        every = [code for group in groups.values() for code in group]
        divides = bool(groups) and len(every) == len(set(every))
        yield same_number(
            f"{line.drawing}, cut_borders",
            line.cut_borders,
            borders_cut(groups, f.pairs) if divides and f.pairs else None,
        )
        known = divides and bool(regions)
        kept = limits_of_matched([*groups.values()], [*regions.values()]) if known else None
        yield _between(f"{line.drawing}, kept", line.kept, kept)
        best = f.best.get(line.number)
        moved = None
        if best is not None and divides:
            own = [*f.groups_of[best.drawing].values()]
            everybody = len(set(every).union(*own))
            least, most = limits_of_matched(own, [*groups.values()])
            moved = (everybody - most, everybody - least)
        yield _between(f"{line.drawing}, moved", line.moved, moved)


def _between(about: str, found: float | None, limits: tuple[int, int] | None) -> Verdict:
    """A count within limits, mostly two that are the same; None where there is none."""
    if found is None or limits is None or limits[0] == limits[1]:
        return same_number(about, found, limits and limits[0])
    wanted = f"must be from {limits[0]} to {limits[1]}"
    return give_verdict(limits[0] <= found <= limits[1], about, f"is {format_amount(found)}", wanted)


def members_of_groups(f: DrawnFolder) -> Iterator[Verdict]:
    """What is said of groups and their members: who they are, how many, and at whom a centre would lie."""
    contacts = f.instance.contacts_of
    for line in f.memberships:
        row = f.instance.municipalities.get(line.code)
        about = f"memberships.csv, {line.drawing}, {line.code}"
        yield give_verdict(row is not None, about, "is nobody", "it must be a municipality")
        if row is not None:
            yield same_text(f"{about}, name", line.name, row.name)
            yield same_text(f"{about}, region", line.region, row.region)
            yield same_number(f"{about}, population", line.population, row.population)
            yield same_number(f"{about}, contacts", line.contacts, contacts.get(line.code, 0.0))
    told = {(line.drawing, line.group): line for line in f.groups}
    wanted = {(name, group): codes for name, groups in f.groups_of.items() for group, codes in groups.items()}
    same = told.keys() == wanted.keys() and len(told) == len(f.groups)
    yield give_verdict(same, "groups.csv", "has other groups than memberships.csv", "each must stand once")
    for key, group in told.items():
        if codes := wanted.get(key, frozenset()) & f.instance.municipalities.keys():
            yield from _of_group(f, group, codes)


def _of_group(f: DrawnFolder, line: GroupLine, codes: frozenset[str]) -> Iterator[Verdict]:
    rows, contacts = f.instance.municipalities, f.instance.contacts_of
    about = f"groups.csv, {line.drawing}, {line.group}"
    yield same_number(f"{about}, municipalities", line.municipalities, len(codes))
    yield same_number(f"{about}, population", line.population, sum(rows[code].population for code in codes))
    yield same_number(f"{about}, contacts", line.contacts, fsum(contacts.get(code, 0.0) for code in codes))
    if line.anchor not in codes:
        yield give_verdict(False, f"{about}, anchor", f"is '{line.anchor}'", "it must be a member")
        return
    yield same_text(f"{about}, anchor_name", line.anchor_name, rows[line.anchor].name)
    least, own = min(away_km(code, codes, f.instance) for code in codes), away_km(line.anchor, codes, f.instance)
    found = f"is '{line.anchor}'"
    yield give_verdict(own <= least * (1 + RELATIVE), f"{about}, anchor", found, "the others have less far to another")


# ---- What is settled, and what binds --------------------------------------------------------------


def settledness(f: DrawnFolder) -> Iterator[Verdict]:
    """Who is always with whom, in the best drawing of so many groups and those near it; nothing without these."""
    for number, best in f.best.items():
        near = f.near(number)
        lines = [line for line in f.settled if line.number == number]
        every = sorted(f.instance.municipalities) if near else []
        same = sorted(line.code for line in lines) == every
        yield give_verdict(same, f"settled.csv, {number}", "leaves somebody out", "each municipality must stand once")
        drawings = [f.groups_of[best.drawing], *(groups for _, groups in near)]
        always = together_in_all(drawings) if near else {}
        for line in lines:
            about = f"settled.csv, {number}, {line.code}"
            with_it = " ".join(sorted(always.get(line.code, frozenset())))
            yield same_text(f"{about}, always_with", line.always_with, with_it)
            yield same_text(f"{about}, settled", line.settled, "yes" if line.groups == 1 else "no")
            holds = 1 <= line.groups <= len(drawings)
            wanted = f"must be from 1 to {len(drawings)}"
            yield give_verdict(holds, f"{about}, groups", f"is {line.groups}", wanted)
        entry = f.record.numbers.get(str(number))
        rows = [(best, f.groups_of[best.drawing]), *near]
        if entry is not None and near:
            first = {line.drawing: line for line, _ in rows}
            about = f"{REGIONS_FILE}, {number}, "
            if f.pairs:
                yield from _first_by(f"{about}compact", first, entry.compact, "cut_borders", least=True)
            if any(row.region for row in f.instance.tables.municipalities):
                yield from _first_by(f"{about}todays_regions", first, entry.todays_regions, "kept", least=False)
            yield from _proven_by_counting(f, number, entry, about)


def _proven_by_counting(f: DrawnFolder, number: int, entry: NumberEntry, about: str) -> Iterator[Verdict]:
    """Second aims that no drawing can serve better: groups that hang together meet, and stay with regions at most."""
    rows = {line.drawing: line for line in f.drawings}
    compact, kept = rows.get(entry.compact or ""), rows.get(entry.todays_regions or "")
    if entry.compact_proven and compact is not None:
        parts = parts_of(f.instance.municipalities, f.pairs)
        least = max(0, number - parts) if f.record.asked.contiguous else 0
        yield same_number(f"{about}compact_proven", compact.cut_borders, least)
    if entry.todays_regions_proven and kept is not None:
        sizes = Counter(row.region for row in f.instance.tables.municipalities if row.region)
        yield same_number(f"{about}todays_regions_proven", kept.kept, sum(sorted(sizes.values())[-number:]))


def _first_by(
    about: str, rows: Mapping[str, DrawingLine], name: str | None, column: str, *, least: bool
) -> Iterator[Verdict]:
    """The drawing that is told to come first by a column has as little of it as any, or as much."""
    if name is None or name not in rows:
        yield give_verdict(False, about, f"is '{name}'", "must be a drawing of so many groups")
        return
    values = {each: getattr(row, column) or 0.0 for each, row in rows.items()}
    first = min(values.values()) if least else max(values.values())
    yield same_number(f"{about}, {column}", values[name], first)


def binding_rules(f: DrawnFolder) -> Iterator[Verdict]:
    """What a rule costs follows from what the best costs with it and without it, and what is proven of both."""
    yield give_verdict(
        f.record.binding_asked or not f.binding, "binding.csv", "has lines", "no rule was asked to be left out"
    )
    for line in f.binding:
        best, about = (
            f.best.get(line.number),
            f"binding.csv, {line.number}, {' '.join((line.rule, line.about)).strip()}",
        )
        if best is None or best.cost_kr is None:
            yield give_verdict(False, about, "is about no drawing", "so many groups must be drawn")
            continue
        yield from _answered(f, line, about)
        other = f.best.get(int(line.about)) if line.rule == "groups" and line.about.isdecimal() else None
        if other is not None:
            yield from same_or_blank_kr(f"{about}, cost_kr", line.cost_kr, other.cost_kr)
            yield from same_or_blank_kr(f"{about}, bound_kr", line.bound_kr, other.bound_kr)
        saves_kr = None
        if line.cost_kr is not None and best.bound_kr is not None:
            saves_kr = best.bound_kr - line.cost_kr
        if line.rule != "groups":
            saves_kr = max(0.0, saves_kr or 0.0)
            holds = line.cost_kr is None or line.cost_kr <= best.cost_kr + money_slack(best.cost_kr)
            wanted = f"with it the best costs {format_amount(best.cost_kr)} kr."
            yield give_verdict(holds, about, f"costs {format_amount(line.cost_kr or 0.0)} kr.", wanted)
        yield from same_or_blank_kr(f"{about}, saves_kr", line.saves_kr, saves_kr)
        at_most_kr = None if line.bound_kr is None else best.cost_kr - line.bound_kr
        yield from same_or_blank_kr(f"{about}, saves_at_most_kr", line.saves_at_most_kr, at_most_kr)
        if line.cost_kr is not None and line.bound_kr is not None:
            holds = line.bound_kr <= line.cost_kr + money_slack(line.cost_kr)
            wanted = f"it costs {format_amount(line.cost_kr)} kr."
            yield give_verdict(holds, f"{about}, bound_kr", f"is {format_amount(line.bound_kr)} kr.", wanted)


def _answered(f: DrawnFolder, line: BindingLine, about: str) -> Iterator[Verdict]:
    """There is a cost where a drawing was found, and only then; of a number asked for, what came of it is told."""
    entry = f.record.numbers.get(line.about) if line.rule == "groups" else None
    if entry is not None and entry.answer != "open":
        yield same_text(f"{about}, answer", line.answer, entry.answer)
    if line.rule != "groups":
        yield same_text(f"{about}, answer", line.answer, "drawn")
    if line.answer == "drawn":
        yield give_verdict(line.cost_kr is not None, about, "costs nothing", "what was drawn has a cost")
    else:
        blank = line.cost_kr is None and line.bound_kr is None
        yield give_verdict(blank, about, "has a cost or a bound", "no drawing of so many was found")
