"""Who is in which group of a drawing, as a study found it."""

from optimiser import RegionsOutcome
from optimiser.result.frames import rows_of_frame


def groups_in(found: RegionsOutcome, drawing: str) -> dict[str, set[str]]:
    """Return the codes of the municipalities of each group of a drawing, by the group."""
    groups: dict[str, set[str]] = {}
    for row in rows_of_frame(found.memberships):
        if row["drawing"] == drawing:
            groups.setdefault(str(row["group"]), set()).add(str(row["code"]))
    return groups
