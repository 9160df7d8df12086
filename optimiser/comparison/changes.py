"""What differs between two plans of the same municipalities: who is answered in another form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from optimiser.data.instance import Instance
from optimiser.data.run_tables import AssignmentLine
from optimiser.result.answering import information_centre


@dataclass(frozen=True)
class FormChange:
    """The names of the municipalities whose main form changes, and contacts a year that are answered in another form.

    The main form is that in which most of the information contacts are answered, as on the map.
    """

    municipalities: tuple[str, ...]
    contacts: float


def change_of(before: Sequence[AssignmentLine], after: Sequence[AssignmentLine], instance: Instance) -> FormChange:
    """What is answered differently in a plan of an instance than before, from the assignments of both.

    Contacts are counted as they are after.
    """
    was = {(line.municipality, line.task): line.form for line in before}
    earlier, later = main_forms(before, instance), main_forms(after, instance)
    codes = (code for code, form in later.items() if form != earlier.get(code))
    names = tuple(instance.municipalities[code].name for code in codes)
    moved = (line.contacts for line in after if line.form != was.get((line.municipality, line.task)))
    return FormChange(names, fsum(moved))


def main_forms(assignments: Sequence[AssignmentLine], instance: Instance) -> Mapping[str, str]:
    """By municipal code, the form in which most of the municipality's information contacts are answered."""
    forms = {(line.municipality, line.centre): line.form for line in assignments}
    return {code: forms[code, centre] for code, centre in information_centre(assignments, instance).items()}
