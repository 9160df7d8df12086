"""How many of many alike cases are tried: some by day, all of them by `make nightly`."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

DAY = "same"
"""The profile of hypothesis by day, registered in `tests/conftest.py`; by night it is another."""


def by_day(day: Iterable[Any], every: Iterable[Any]) -> list[Any]:
    """The cases of the day, and after them the others, which are tried by night alone."""
    chosen = list(day)
    return [*chosen, *(pytest.param(one, marks=pytest.mark.nightly) for one in every if one not in chosen)]


def examples(day: int, night: int) -> int:
    """How many examples hypothesis draws."""
    return day if settings.get_current_profile_name() == DAY else night
