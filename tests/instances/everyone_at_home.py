"""A plan that anyone can write down: every municipality answers for itself."""

from collections.abc import Collection

from optimiser import Assignment, Instance
from optimiser.planning.routes import DEPARTMENTS


def everyone_at_home(instance: Instance, unchanged: Collection[str] = ()) -> Assignment:
    """Every task in the municipality's own centre, but those that are to stay where they are answered today."""
    return Assignment(
        {
            (code, task): DEPARTMENTS if task in unchanged else instance.own_centre[code]
            for code, task in instance.contacts
        }
    )
