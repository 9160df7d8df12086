"""Drawings that a search begins with: a file of them, with rows as in structures.csv, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from optimiser.data.checking_rows import check_rows
from optimiser.data.columns import Row, declare_column
from optimiser.data.findings import Finding, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.municipality_names import MunicipalityNameError, MunicipalityNames
from optimiser.data.sheets import read_table
from optimiser.data.tables import Table
from optimiser.drawing.country import Drawing, drawing_of


class StartMember(Row):
    """A municipality's group in a drawing that a search begins with."""

    structure: str = declare_column("name of the drawing", min_length=1)
    municipality: str = declare_column("a code or a name")
    group: str = declare_column("what the group is called", min_length=1)


STARTS = Table("starts", StartMember, (), required=True)


def read_starts_file(path: Path, names: MunicipalityNames) -> tuple[list[Drawing], list[Finding]]:
    """Return the drawings of a file, in the order in which it names them; and what is wrong with it, all of it."""
    records, findings = read_table(path, STARTS)
    rows, faults = check_rows(STARTS, records or [])
    groups: dict[str, dict[str, set[str]]] = {}
    known: set[tuple[str, str]] = set()
    findings += faults
    for placed in rows:
        if isinstance(placed.row, StartMember):
            try:
                code = names.find(placed.row.municipality).code
            except MunicipalityNameError as error:
                findings.append(placed.finding_about("municipality", error.rule, error.remedy))
                continue
            if (placed.row.structure, code) in known:
                rule = "is in this drawing already: a municipality is in one group of it at most"
                findings.append(placed.finding_about("municipality", rule, "delete one of the two"))
            known.add((placed.row.structure, code))
            groups.setdefault(placed.row.structure, {}).setdefault(placed.row.group, set()).add(code)
    return [drawing_of(each.values()) for each in groups.values()], findings


def faults_of_starts(instance: Instance, starts: Sequence[Drawing]) -> Iterator[Finding]:
    """Go through what is wrong with drawings to begin with: strangers, and who is in two groups of one."""
    place, remedy = parameter_name("starts"), "put it in one group at most"
    for code in sorted(set().union(*(group for start in starts for group in start)) - instance.municipalities.keys()):
        yield Finding(
            place,
            None,
            "",
            code,
            "is no municipality of the instance",
            "name a municipality of the instance, or its code",
        )
    for start in starts:
        counted = Counter(code for group in start for code in group)
        for code in sorted(code for code, groups in counted.items() if groups > 1):
            yield Finding(place, None, "", code, "is in two groups of a drawing to begin with", remedy)


def warn_of_unused(starts: Sequence[Drawing], most: int) -> Iterator[Finding]:
    """Warn of drawings to begin with of more groups than are drawn: no search begins from them."""
    if many := sum(len(start) > most for start in starts):
        rule = f"drawings to begin with that have more groups than are drawn, and are left out: {many}"
        yield Finding(
            parameter_name("starts"), None, "", "", rule, "ask for more groups, or join some", severity="warning"
        )
