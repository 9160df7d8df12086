"""The structures that stand beside drawn regions: those that are named, or all that are like a drawing, and none."""

from collections.abc import Sequence

from optimiser.data.findings import Finding, InvalidInputError, errors_among, parameter_name
from optimiser.data.instance import NO_STRUCTURE, Instance
from optimiser.drawing.structures import like_drawings
from optimiser.studies.question import Source
from optimiser.studies.run_store import folder_name, unique_names


def read_structures_beside(
    source: Source, base: Instance, named: Sequence[str]
) -> tuple[dict[str, Instance], list[Finding]]:
    """Return the instance under each structure to compare with, by the name of its folder, and what is remarked.

    Without names it is all that divide the municipalities as a drawing does, and no groups. One of these under which
    the instance is not valid was not asked for: it is left out, and told. Raises InvalidInputError where one that is
    named is not valid.
    """
    names = list(dict.fromkeys(named or (*like_drawings(base), NO_STRUCTURE)))
    beside, faults, remarks = {}, [], []
    for folder, name in zip(unique_names([*map(folder_name, names)]), names, strict=True):
        instance, found = source.check_structure(name)
        if instance is not None:
            beside[folder] = instance
        elif named:
            faults += errors_among(found)
        else:
            remarks.append(_warn_of_left_out(name))
    if faults:
        raise InvalidInputError(source.name, list(dict.fromkeys(faults)))
    return beside, remarks


def _warn_of_left_out(name: str) -> Finding:
    place, rule = parameter_name("structures"), "is not compared with, as the instance is not valid under it"
    return Finding(place, None, "", name, rule, "name it to be told what is wrong", severity="warning")
