"""Which of the figures that move an answer can be decided, and which must be found out."""

from collections.abc import Iterable, Iterator
from typing import Any

from optimiser.data.columns import NATURES, Nature
from optimiser.data.tables import nature_of
from optimiser.report.parameters import ParameterWords

SENTENCES: dict[Nature, str] = {
    "decision": "nature decision",
    "fact": "nature fact",
    "reference": "nature reference",
    "method": "nature method",
}


def tell_natures(words: ParameterWords, parameters: Iterable[Any]) -> Iterator[str]:
    """A sentence for the parameters of each nature; nothing of what is none of them, as a scenario of many."""
    named: dict[Nature | None, list[str]] = {}
    for parameter in map(str, parameters):
        named.setdefault(nature_of(parameter), []).append(words.name(parameter))
    for nature in NATURES:
        if nature in named:
            yield words.say(SENTENCES[nature], parameters=words.join_list(named[nature]))
