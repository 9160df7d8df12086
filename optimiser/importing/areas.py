"""Sort the areas that a file names: municipalities of the instance, others, totals, and what is unknown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from optimiser.data.checking_tables import is_total
from optimiser.data.findings import Finding
from optimiser.data.municipality_names import (
    MunicipalityNameError,
    MunicipalityNames,
    area_kind,
    names_of_denmark,
)
from optimiser.importing.proposal import Statement, some_names

_UNKNOWN = re.compile(r"(?:\d+\W+)?(?:uoplyst|ukendt|unknown|not known|andre|øvrige|other)\b.*", re.IGNORECASE)
AREA_HEADINGS = frozenset(
    (
        *("område", "kommune", "kommuner", "kommunenavn", "kommunekode", "kommunenr", "komk", "komkode"),
        *("area", "region", "municipality", "municipalities", "municipality code", "municipality name"),
    )
)
"""What a column or variable of municipalities is called."""


def is_sum(text: str) -> bool:
    """Return whether a text is what tables call the row or column of all together; what is not known is none."""
    return is_total(text) and not _UNKNOWN.fullmatch(text)


@dataclass(frozen=True)
class Area:
    """An area as a file names it: its code, its name, or one of them; and the row it stands in."""

    code: str
    name: str
    row: int | None

    @property
    def shown(self) -> str:
        """Return the area as the file has it."""
        return " ".join(part for part in (self.code, self.name) if part)


@dataclass
class SortedAreas:
    """The areas of a file by what they are; `found` has the code of each that is a municipality of the instance."""

    found: dict[Area, str] = field(default_factory=dict)
    otherwise: dict[str, str] = field(default_factory=dict)
    elsewhere: list[Area] = field(default_factory=list)
    parts: list[Area] = field(default_factory=list)
    country: list[Area] = field(default_factory=list)
    outside: list[Area] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)

    @property
    def is_nationwide(self) -> bool:
        """True where every municipality of Denmark has a row."""
        return bool(names_of_denmark()) and len(self.found) + len(self.elsewhere) >= len(names_of_denmark())

    def statements(self) -> Iterable[Statement]:
        """Yield what is told of the areas that were left out, and of names that were written otherwise."""
        for name, areas in (
            ("import left out elsewhere", self.elsewhere),
            ("import left out totals", [*self.country, *self.parts]),
            ("import left out outside", self.outside),
        ):
            if areas:
                yield Statement(name, {"count": len(areas), "names": some_names([area.shown for area in areas])})
        if self.otherwise:
            pairs = [f"{written} = {known}" for written, known in self.otherwise.items()]
            yield Statement("import read as", {"count": len(pairs), "names": some_names(pairs)})


def sort_areas(areas: Sequence[Area], names: MunicipalityNames, place: str) -> SortedAreas:
    """Sort areas; what is unknown, or could be two municipalities, is a fault with its row and what to do."""
    sorted_areas = SortedAreas()
    country = MunicipalityNames(names_of_denmark())
    for area in areas:
        kind = area_kind(area.code or area.name, area.name)
        if kind == "the whole country" or (kind is None and is_sum(area.name or area.code)):
            sorted_areas.country.append(area)
        elif kind == "part of no municipality" or _UNKNOWN.fullmatch(area.name or area.code):
            sorted_areas.outside.append(area)
        elif kind:
            sorted_areas.parts.append(area)
        else:
            _sort_municipality(area, names, country, place, sorted_areas)
    return sorted_areas


def _sort_municipality(
    area: Area, names: MunicipalityNames, country: MunicipalityNames, place: str, into: SortedAreas
) -> None:
    try:
        found = names.find_pair(area.code, area.name) if area.code else names.find(area.name)
    except MunicipalityNameError as error:
        try:
            country.find_pair(area.code, area.name) if area.code else country.find(area.name)
        except MunicipalityNameError:
            into.faults.append(Finding(place, area.row, "", area.shown, error.rule, error.remedy))
        else:
            into.elsewhere.append(area)
        return
    into.found[area] = found.code
    if not found.as_written:
        into.otherwise[area.shown] = names.name_of(found.code)
