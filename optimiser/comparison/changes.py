"""What differs between two plans of the same municipalities: who is answered in another form."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from optimiser.data.instance import Instance
from optimiser.result.answering import information_centre


@dataclass(frozen=True)
class FormChange:
    """The names of the municipalities whose main form changes, and contacts a year that are answered in another form.

    The main form is that in which most of the information contacts are answered, as on the map.
    """

    municipalities: tuple[str, ...]
    contacts: float


def change_of(before: pd.DataFrame, after: pd.DataFrame, instance: Instance) -> FormChange:
    """What is answered otherwise in a plan of an instance than before, from the assignments of both.

    Contacts are counted as they are after.
    """
    forms = before.set_index(["municipality", "task"])["form"]
    was = forms.reindex([*zip(after["municipality"], after["task"], strict=True)]).to_numpy()
    earlier, later = main_forms(before, instance), main_forms(after, instance)
    codes = (code for code, form in later.items() if form != earlier.get(code))
    names = tuple(instance.municipalities[code].name for code in codes)
    return FormChange(names, float(after.loc[after["form"].to_numpy() != was, "contacts"].sum()))


def main_forms(assignments: pd.DataFrame, instance: Instance) -> Mapping[str, str]:
    """By municipal code, the form in which most of the municipality's information contacts are answered."""
    places = zip(assignments["municipality"], assignments["centre"], strict=True)
    forms = dict(zip(places, assignments["form"], strict=True))
    return {code: forms[code, centre] for code, centre in information_centre(assignments, instance).items()}
