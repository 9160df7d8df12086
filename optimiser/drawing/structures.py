"""Drawings put into an instance as structures of their own, beside those that it has."""

from collections.abc import Mapping

from optimiser.data import rows
from optimiser.data.choice_rows import System
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.drawing.pricing import STRUCTURE
from optimiser.drawing.regions import DrawnRegions
from optimiser.drawing.rules import PLACE

SOURCE = "drawn"


def name_of_drawing(groups: int) -> str:
    """Return what the structure of so many drawn groups is called."""
    return f"{STRUCTURE}-{groups}"


def refuse_taken_names(instance: Instance, numbers: range) -> None:
    """Raise InvalidInputError where an instance has structures or systems that are called as drawings would be."""
    taken = [name for number in numbers if (name := name_of_drawing(number)) in instance.structures]
    if taken:
        rule, remedy = "an instance has this structure already", "rename or delete it"
        raise InvalidInputError(PLACE, [Finding("structures", None, "structure", name, rule, remedy) for name in taken])


def with_drawings(instance: Instance, drawings: Mapping[int, DrawnRegions]) -> Instance:
    """Return an instance with drawings as structures, and as systems that can be compared, by their number of groups.

    Groups of all drawings have the same centres, one for each group of the largest.
    """
    centres: dict[str, rows.Centre] = {}
    structures, systems = [*instance.tables.structures], [*instance.tables.systems]
    for number, drawn in drawings.items():
        name = name_of_drawing(number)
        centres |= {group: drawn.result.instance.centre_rows[group] for group in drawn.groups}
        structures += [
            rows.Membership(structure=name, municipality=code, group=group, source=SOURCE)
            for group, codes in drawn.groups.items()
            for code in sorted(codes)
        ]
        system = System(
            system=name,
            structure=name,
            description_da=f"Tegnede regioner: {number} grupper, hver med et virtuelt center.",
            description_en=f"Regions drawn: {number} groups, each with a virtual centre.",
            source=SOURCE,
        )
        systems.append(system)
    every = [*instance.tables.centres, *centres.values()]
    return remake_instance(instance, instance.settings, centres=every, structures=structures, systems=systems)
