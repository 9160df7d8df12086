"""Numbers with what they count, in the right number: 1 task, 2 tasks."""

from collections.abc import Mapping
from typing import Literal

from optimiser.report.localizer import Localizer

Counted = Literal["municipalities", "tasks", "contacts"]
NAMES: Mapping[Counted, tuple[str, str]] = {
    "municipalities": ("one municipality", "several municipalities"),
    "tasks": ("one task", "several tasks"),
    "contacts": ("one contact", "several contacts"),
}
"""The phrases for one and for any other number."""


def counted(localizer: Localizer, what: Counted, number: float) -> str:
    """A number with what it counts; what reads as 1 is one."""
    text = localizer.numbers.plain(number)
    one, several = NAMES[what]
    return localizer.say(one if text == "1" else several, number=text)
