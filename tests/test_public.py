"""The public names: typed, and documented so that a notebook needs no other page."""

import inspect
import re
import typing
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

import pytest

import optimiser

STUDIES = frozenset(
    ("compare", "frontier", "prices", "regions", "regret", "shadow_prices", "share", "sweep", "tornado", "uncertainty")
)
"""Calls that share parameters: what is as in another of them is named there, and not described again."""
EVENTS = re.compile(r"optimiser\.studies\.(compare|resume|study)\.")
"""What a study tells of its progress: taken apart by the command line alone."""
SECTION = re.compile(r"^(Parameters|Returns|Raises)\n-+\n", re.MULTILINE)
FUNCTIONS = {name: call for name in optimiser.__all__ if inspect.isfunction(call := getattr(optimiser, name))}
RAISES_NOTHING = frozenset(("check", "evaluate_fixed_plan", "lock", "row_counts", "without"))


def _sections(call: object) -> Mapping[str, str]:
    """The sections of a docstring in numpydoc form."""
    _, *parts = SECTION.split(inspect.getdoc(call) or "")
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _described(section: str) -> dict[str, str]:
    """What a section says of each name."""
    lines = re.split(r"^(\S.*)\n", section, flags=re.MULTILINE)
    return {name.strip(): text.strip() for name, text in zip(lines[1::2], lines[2::2], strict=True)}


def _parameters(call: Any) -> Iterator[str]:
    stars: dict[object, str] = {inspect.Parameter.VAR_KEYWORD: "**", inspect.Parameter.VAR_POSITIONAL: "*"}
    for name, parameter in inspect.signature(call).parameters.items():
        if name != "self":
            yield f"{stars.get(parameter.kind, '')}{name}"


DOCUMENTED = {
    **{name: call for name, call in FUNCTIONS.items() if name not in STUDIES},
    "Instance.with_changes": optimiser.Instance.with_changes,
}


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_parameter_and_result_is_documented(name: str) -> None:
    call = DOCUMENTED[name]
    sections = _sections(call)
    described = _described(sections["Parameters"])
    assert list(described) == list(_parameters(call))
    assert all(described.values())
    if typing.get_type_hints(call)["return"] is not type(None):
        (returned,) = _described(sections["Returns"]).values()
        assert returned
    if name not in RAISES_NOTHING:
        assert all(_described(sections["Raises"]).values())


def test_a_parameter_that_is_not_documented_is_seen() -> None:
    def call(told: int, silent: int) -> None:
        """Do nothing.

        Parameters
        ----------
        told
            What it is.
        """

    assert set(_parameters(call)) - _described(_sections(call)["Parameters"]).keys() == {"silent"}


@pytest.mark.parametrize("name", sorted(STUDIES))
def test_every_parameter_of_a_study_is_named_and_its_result_described(name: str) -> None:
    sections = _sections(FUNCTIONS[name])
    described = _described(sections["Parameters"])
    named = {each for names in described for each in names.split(", ")}
    named |= set(re.findall(r"`(\w+)`", sections["Parameters"]))
    assert set(_parameters(FUNCTIONS[name])) <= named
    assert all({**described, **_described(sections["Returns"]), **_described(sections["Raises"])}.values())


def _types(hint: object) -> Iterator[type]:
    """The types of ours in an annotation."""
    if isinstance(hint, type) and hint.__module__.startswith("optimiser."):
        yield hint
    for part in hint if isinstance(hint, list) else typing.get_args(hint):
        yield from _types(part)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_type_of_a_public_call_is_public(name: str) -> None:
    hints = typing.get_type_hints(FUNCTIONS[name])
    of_options = {"asked"}  # a typed dictionary of keywords, which nobody makes
    types = {found for parameter, hint in hints.items() if parameter not in of_options for found in _types(hint)}
    hidden = {f"{one.__module__}.{one.__name__}" for one in types if getattr(optimiser, one.__name__, None) is not one}
    assert {each for each in hidden if not EVENTS.match(each)} == set()


def test_the_version_is_that_of_the_package() -> None:
    assert optimiser.__version__ == version("optimiser")
