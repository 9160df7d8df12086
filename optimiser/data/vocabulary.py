"""What the caller calls the parameters of a call, so that a finding speaks of what its reader can write.

In Python a parameter is called by its name. Another way of calling, such as the command line, says for a while how it
calls them: what is found meanwhile is told in its words.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Naming = Callable[[str, str], str]
"""How a parameter is called, by its name in Python, and with a value where that is not blank."""


def _name_in_python(parameter: str, value: str) -> str:
    return f"{parameter}={value}" if value else parameter


_naming: ContextVar[Naming] = ContextVar("naming", default=_name_in_python)


@contextmanager
def speaking_of_parameters(naming: Naming) -> Iterator[None]:
    """Call parameters in another way meanwhile."""
    before = _naming.set(naming)
    try:
        yield
    finally:
        _naming.reset(before)


CHANGING = ("changes", "overrides", "structure")
"""The parameters whose values change an instance."""


def is_parameter(place: str) -> bool:
    """Return whether a finding's place is a parameter that changes an instance, and no file or table."""
    return place in map(parameter_name, CHANGING)


def parameter_name(parameter: str, value: object = "") -> str:
    """Return what the caller calls a parameter, with a value if one is given: `force=True`, or `--force`."""
    return _naming.get()(parameter, str(value))
