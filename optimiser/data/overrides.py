"""Single changes as they are asked for in a call: `parameter=value`, or in plain words."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

PlainKind = Literal["without", "lock"]
PLAIN_KINDS: tuple[PlainKind, ...] = get_args(PlainKind)
"""In the order in which they are made."""


@dataclass(frozen=True)
class PlainChange:
    """A change in plain words: what the plan must do (`lock`), or what it does without; see `plain_changes`.

    Parameters
    ----------
    kind
        `without` or `lock`, as the functions of these names make them.
    text
        What somebody wrote.
    place
        The option or scenario file that says so; filled in by whoever reads it.
    source
        Its number among those; likewise.
    """

    kind: PlainKind
    text: str
    place: str = ""
    source: int = 0


def without(text: str) -> PlainChange:
    """Return a change that leaves something out, to stand among the `overrides` of a call.

    Parameters
    ----------
    text
        As after `--without`: `København sells`, `Region Hovedstaden`, the name of a wish, a legal rule or a policy.

    Returns
    -------
    PlainChange
        What it names is looked up in the instance that it changes.
    """
    return PlainChange("without", text)


def lock(text: str) -> PlainChange:
    """Return a change that fixes or forbids something, to stand among the `overrides` of a call.

    Parameters
    ----------
    text
        As after `--lock`: `Hjørring own L1-6`, `Læsø buys L1-6 from Aalborg`, `Region Hovedstaden closed`.

    Returns
    -------
    PlainChange
        What it names is looked up in the instance that it changes.
    """
    return PlainChange("lock", text)


Override = str | PlainChange
"""A single change: `parameter=value`, or in plain words."""

# ---- A parameter that is meant from a year on ------------------------------------------------------


_FROM_YEAR = re.compile(r"(?P<parameter>.+)@(?P<year>\d{4})", re.ASCII)


def split_year(parameter: str) -> tuple[str, int | None]:
    """Return a dotted name and the year from which it is meant: `policy.max_hosts@2017`; None where it says none."""
    found = _FROM_YEAR.fullmatch(parameter)
    return (found["parameter"].rstrip(), int(found["year"])) if found else (parameter, None)


def of_year(parameter: str, year: int) -> str:
    """Return the name by which a parameter is changed from a year on."""
    return f"{parameter}@{year}"
