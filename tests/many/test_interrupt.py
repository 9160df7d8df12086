"""Ctrl-C is remembered, and what breaks while stopping is part of stopping."""

import signal

import pytest

from optimiser.many.interrupt import noticed_interrupt


def test_it_is_remembered_and_obeyed_when_asked() -> None:
    with pytest.raises(KeyboardInterrupt), noticed_interrupt() as interrupt:
        signal.raise_signal(signal.SIGINT)
        assert interrupt.wanted
        interrupt.obey()


def test_what_fails_after_it_is_part_of_stopping() -> None:
    """A connection to a process that is stopped fails as a disk does: with an OSError."""
    with pytest.raises(KeyboardInterrupt), noticed_interrupt():
        signal.raise_signal(signal.SIGINT)
        raise OSError("connection lost")


def test_without_it_a_fault_stays_a_fault() -> None:
    with pytest.raises(OSError, match="disk"), noticed_interrupt():
        raise OSError("disk full")


def test_afterwards_all_is_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with noticed_interrupt():
        pass
    assert signal.getsignal(signal.SIGINT) is before
