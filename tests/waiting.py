"""Waiting in tests: never for ever, and who waited in vain is told for what."""

import time
from collections.abc import Callable

import pytest

PATIENCE_SECONDS = 1800.0
"""How long anything may take on a very busy machine: not to measure what takes long, but to end what never ends."""


def wait_until(happened: Callable[[], bool], what: str, *, seconds: float = PATIENCE_SECONDS) -> None:
    """Look again and again until something has happened; fails with `what` was waited for when it has not in time."""
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > until:
            pytest.fail(f"waited in vain for {seconds:.0f} s for {what}")
        time.sleep(0.05)
