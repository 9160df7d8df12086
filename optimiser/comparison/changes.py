"""What differs between two plans of the same municipalities: who is answered in another form."""

from collections.abc import Mapping
from dataclasses import dataclass

from optimiser.result.answering import information_centre
from optimiser.result.result import Result


@dataclass(frozen=True)
class Change:
    """The names of the municipalities whose main form changes, and contacts a year that are answered in another form.

    The main form is that in which most of the information contacts are answered, as on the map.
    """

    municipalities: tuple[str, ...]
    contacts: float


def change_of(before: Result, after: Result) -> Change:
    """What is answered otherwise after than before; contacts are counted as they are after."""
    forms = before.assignments.set_index(["municipality", "task"])["form"]
    rows = after.assignments
    was = forms.reindex([*zip(rows["municipality"], rows["task"], strict=True)]).to_numpy()
    earlier, later = main_forms(before), main_forms(after)
    codes = (code for code, form in later.items() if form != earlier.get(code))
    names = tuple(after.instance.municipalities[code].name for code in codes)
    return Change(names, float(rows.loc[rows["form"].to_numpy() != was, "contacts"].sum()))


def main_forms(result: Result) -> Mapping[str, str]:
    """By municipal code, the form in which most of the municipality's information contacts are answered."""
    rows = result.assignments
    forms = dict(zip(zip(rows["municipality"], rows["centre"], strict=True), rows["form"], strict=True))
    return {code: forms[code, centre] for code, centre in information_centre(result).items()}
