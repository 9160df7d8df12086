"""Drawings put into an instance as structures of their own, beside those that it has, and runs of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from optimiser.data import rows
from optimiser.data.choice_rows import System
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.regions_tables import DrawingKind
from optimiser.drawing.pricing import STRUCTURE, with_none_that_must_open
from optimiser.drawing.rules import Group
from optimiser.result.result import Result

SOURCE = "drawn"
DESCRIBED: Mapping[DrawingKind, tuple[str, str]] = {
    "best": ("Den bedste tegning, der blev fundet", "The best drawing that was found"),
    "near": ("En tegning, der koster næsten det samme", "A drawing that costs nearly the same"),
    "compact": (
        "Af tegninger, der koster næsten det samme, den, der skærer færrest grænser over",
        "Of drawings that cost nearly the same, the one that cuts fewest borders",
    ),
    "todays-regions": (
        "Af tegninger, der koster næsten det samme, den, der beholder flest i de nuværende regioner",
        "Of drawings that cost nearly the same, the one that keeps most in today's regions",
    ),
}
"""What each kind of drawing is, in Danish and in English."""


@dataclass(frozen=True)
class NamedDrawing:
    """A drawing as a structure: its name, its kind, and the codes of each group by the name of its centre."""

    name: str
    kind: DrawingKind
    groups: Mapping[str, Group]


def name_of_drawing(groups: int, *near: object) -> str:
    """Return what the structure of so many drawn groups is called, or one `near` it, by its number or kind."""
    return "-".join(map(str, (STRUCTURE, groups, *near)))


def with_drawings(instance: Instance, drawings: Iterable[NamedDrawing], centre: rows.Centre) -> Instance:
    """Return an instance with drawings as structures, and as systems that can be compared.

    Each group's centre is as `centre` is; groups of all drawings have the same ones by name. No virtual centre must
    open: under each structure those of the others would be asked for in vain.
    """
    centres: dict[str, rows.Centre] = {}
    structures, systems = [*instance.tables.structures], [*instance.tables.systems]
    for drawing in drawings:
        centres |= {name: centre.model_copy(update={"centre": name, "source": SOURCE}) for name in drawing.groups}
        structures += _memberships(drawing)
        systems.append(_system_of(drawing))
    every = with_none_that_must_open([*instance.tables.centres, *centres.values()])
    return remake_instance(instance, instance.settings, centres=every, structures=structures, systems=systems)


def _memberships(drawing: NamedDrawing) -> Iterator[rows.Membership]:
    for group, codes in drawing.groups.items():
        for code in sorted(codes):
            yield rows.Membership(structure=drawing.name, municipality=code, group=group, source=SOURCE)


def _system_of(drawing: NamedDrawing) -> System:
    danish, english = DESCRIBED[drawing.kind]
    number = len(drawing.groups)
    return System(
        system=drawing.name,
        structure=drawing.name,
        description_da=f"{danish}: {number} {'gruppe' if number == 1 else 'grupper'}.",
        description_en=f"{english}: {number} {'group' if number == 1 else 'groups'}.",
        source=SOURCE,
    )


def under_drawing(instance: Instance, drawing: NamedDrawing, centre: rows.Centre) -> Instance:
    """Return an instance whose structure in use is a drawing."""
    made = with_drawings(instance, [drawing], centre)
    settings = made.settings.model_copy(update={"structure": drawing.name})
    opened = {"must_open": centre.must_open}
    centres = [row.model_copy(update=opened if row.centre in drawing.groups else {}) for row in made.tables.centres]
    return replace(remake_instance(made, settings, centres=centres), system=drawing.name)


def called_as(result: Result, instance: Instance) -> Result:
    """Return the run of a drawing as one of an instance in which the drawing has another name, and nothing else has.

    What was proven of it does not depend on what its structure is called.
    """
    named = {"system": instance.system, "structure": instance.settings.structure, "input_sha256": instance.sha256}
    return replace(result, instance=instance).with_run(**named)


# ---- Structures that an instance has --------------------------------------------------------------


def groups_of_structure(instance: Instance, structure: str) -> dict[str, Group]:
    """Return the codes of the municipalities in each group of a structure, by the name of its centre."""
    found: dict[str, set[str]] = {}
    for row in instance.tables.structures:
        if row.structure == structure:
            found.setdefault(row.group, set()).add(row.municipality)
    return {group: frozenset(found[group]) for group in sorted(found)}


def like_drawings(instance: Instance) -> list[str]:
    """Return the structures that are as drawings: each group a virtual centre, each municipality in one at most."""
    virtual = {row.centre for row in instance.tables.centres if row.kind == "virtual"}
    found = []
    for name in sorted({row.structure for row in instance.tables.structures}):
        groups = groups_of_structure(instance, name)
        if groups.keys() <= virtual and is_partition(groups.values()):
            found.append(name)
    return found


def is_partition(groups: Iterable[Group]) -> bool:
    """Return True where no municipality is in two of the groups."""
    every = [code for group in groups for code in group]
    return len(every) == len(set(every))
