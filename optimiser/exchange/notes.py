"""What stands at the head of a model file: what it is a model of, in which units, and what is known of its optimum."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from optimiser.data.instance import Instance
from optimiser.exchange.plain import OBJECTIVE, write_number
from optimiser.rules.scale import scaled_kr

LONGEST_NOTE = 200
"""Letters of a line; names and titles of instances have no limit of their own."""


@dataclass(frozen=True)
class Known:
    """What a solve has shown, a year: what its plan costs, None without one, and what no plan costs less than."""

    status: str
    cost_kr: float | None
    bound_kr: float | None


def write_notes(instance: Instance, version: str, known: Known | None, meant: Mapping[str, str]) -> Iterator[str]:
    """The lines; `known` is None before the solve, and `meant` the words that names in the file stand for."""
    settings, unit = instance.settings, f"million {instance.settings.currency}"
    title = settings.title_en or settings.title_da
    yield _single_line(f"Instance: {settings.name}{f' ({title})' if title else ''}, system {instance.system}")
    yield _single_line(f"Input: sha256 {instance.sha256}")
    yield _single_line(f"Written by: optimiser {version}")
    yield "Model: the exact one, in which every centre stands by itself; to be minimised"
    yield _single_line(f"Units: {OBJECTIVE.replace('-', '_')} in {unit} a year, volumes in million contacts a year")
    yield from map(_single_line, _known_lines(known, unit))
    yield "Names: hyphens are written as underscores, and rule[of,whom] as rule(of,whom)"
    yield from (_single_line(f"  {made} is {word}") for made, word in meant.items())


def _known_lines(known: Known | None, unit: str) -> Iterator[str]:
    if known is None:
        yield "Known: nothing, the file was written before the solve"
        return
    if known.cost_kr is not None:
        yield f"Known: a plan of {write_number(scaled_kr(known.cost_kr))} {unit} a year ({known.status})"
    elif known.status == "infeasible":
        yield "Known: no plan meets all rules"
    else:
        yield "Known: no plan was found in time"
    if known.bound_kr is not None:
        yield f"Known: no plan costs less than {write_number(scaled_kr(known.bound_kr))} {unit} a year"


def _single_line(text: str) -> str:
    """The text on one line, without what could end it or steer a terminal."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text.rstrip())
    return plain if len(plain) <= LONGEST_NOTE else f"{plain[: LONGEST_NOTE - 1]}…"
