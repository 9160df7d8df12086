"""Ctrl-C while many solves run: noticed at once, obeyed where nothing is lost by it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass
class Interrupt:
    """Remembers that the user wants to stop."""

    wanted: bool = False

    def raise_if_wanted(self) -> None:
        """Raise KeyboardInterrupt if the user wants to stop."""
        if self.wanted:
            raise KeyboardInterrupt


@contextmanager
def noticed_interrupt() -> Iterator[Interrupt]:
    """While inside, Ctrl-C is remembered instead of raised: what is raised anywhere can be lost, and break anything.

    What fails once it is wanted, as connections do while processes are stopped, is part of stopping. Outside the
    main thread, where Ctrl-C is never raised, nothing is noticed.
    """
    interrupt = Interrupt()
    if threading.current_thread() is not threading.main_thread():
        yield interrupt
        return

    def notice(_signal: int, _frame: FrameType | None) -> None:
        interrupt.wanted = True

    before = signal.signal(signal.SIGINT, notice)
    try:
        yield interrupt
    except Exception as error:
        if interrupt.wanted:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)
