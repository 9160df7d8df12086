"""Linear models in the few shapes that all file formats have, with names that all readers take, and a note ahead."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import Literal, NamedTuple

import numpy as np

from optimiser.data.instance import Instance
from optimiser.model.linear import LinearModel
from optimiser.rules.rule import scaled_kr

# ---- Names that every reader of model files takes, and that people can still read -----------------

# A rule that we call `entry-points[Viborg]` is `entry_points(Viborg)` there, in every format: no reader known to us
# stumbles over letters, digits, underscores, commas and brackets of this kind, while each of the others (hyphens,
# square brackets, dots, Danish letters) is a sign of some grammar, or is changed by some reader.


LONGEST_HEAD, LONGEST_WORD = 30, 22
"""Letters of a name's head, and of each word after it: with three words that makes the 100 that CBC takes."""
GRAMMAR = """
    bin binaries binary bound bounds end free gen general generals inf infinity int integer integers lazy max maximise
    maximize maximum min minimise minimize minimum name nan obj objsense ranges rhs rows columns sec semi semis sin
    sos sos1 sos2 st subject such
"""
"""Words that mean something in a model file, in whatever capitals."""
_GRAMMAR = frozenset(GRAMMAR.split())
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "ß": "ss"})
_NUMBER_LIKE = re.compile(r"[^A-Za-z]|[eE](?![a-df-z_])")
"""How a name may not begin: as a number does, or the exponent of one."""


@dataclass(frozen=True)
class Names:
    """Names as the files have them, in the order in which they were given, and what the words in them stand for."""

    written: tuple[str, ...]
    meant: Mapping[str, str]
    """By word as it is written, the word that is meant, where they differ by more than hyphens."""


def written_names(names: Iterable[str]) -> Names:
    """The names as every reader takes them: different ones stay different.

    A name is a head, or a head and words in square brackets. Each is changed by itself, always alike, and two never
    into one; as none then holds a bracket or a comma, no two names become one either.
    """
    heads, words = _Words(LONGEST_HEAD, begins=True), _Words(LONGEST_WORD, begins=False)
    made = [_joined_name(heads[head], [words[word] for word in index]) for head, index in map(_split_name, names)]
    return Names(tuple(_told_apart(made)), dict((*heads.changed_words(), *words.changed_words())))


def _split_name(name: str) -> tuple[str, list[str]]:
    head, bracket, index = name.partition("[")
    return (head, index[:-1].split(",")) if bracket and index.endswith("]") else (name, [])


def _joined_name(head: str, index: list[str]) -> str:
    return f"{head}({','.join(index)})" if index else head


def _told_apart(names: Iterable[str]) -> Iterator[str]:
    """The names, those that are given a second time with a number; no word holds a dot."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}.{seen[name]}"


class _Words:
    """Words as they are written; a word that would come twice gets a number."""

    def __init__(self, longest: int, begins: bool) -> None:
        self._longest, self._begins = longest, begins
        self._written: dict[str, str] = {}
        self._taken: set[str] = set()

    def __getitem__(self, word: str) -> str:
        if word not in self._written:
            self._written[word] = self._new_word(self._plain_word(word))
        return self._written[word]

    def changed_words(self) -> Iterator[tuple[str, str]]:
        """Words as written and as meant, where a reader could not tell."""
        return ((made, word) for word, made in self._written.items() if made != word.replace("-", "_"))

    def _plain_word(self, word: str) -> str:
        spelt = unicodedata.normalize("NFC", word).translate(_LETTERS)
        bare = "".join(letter for letter in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(letter))
        plain = re.sub(r"\W", "_", bare, flags=re.ASCII)
        odd = self._begins and (_NUMBER_LIKE.match(plain) or plain.lower() in _GRAMMAR)
        return f"x_{plain}" if odd or not plain else plain

    def _new_word(self, plain: str) -> str:
        number, made = 1, plain[: self._longest]
        while made.lower() in self._taken:
            number += 1
            made = f"{plain[: self._longest - 1 - len(str(number))]}_{number}"
        self._taken.add(made.lower())
        return made


# ---- Columns and rows -----------------------------------------------------------------------------


OBJECTIVE = "cost-million-kr"
CONSTANT = "constant"
"""A column fixed at 1 that bears what costs in any case: readers differ on the sign of a constant, not of a column."""

ConstraintSense = Literal["<=", ">=", "="]


class Column(NamedTuple):
    """A variable: its name, its bounds, whether it is whole, and its cost."""

    name: str
    low: float
    high: float
    whole: bool
    cost: float

    @property
    def binary(self) -> bool:
        """True when it is 0 or 1."""
        return self.whole and (self.low, self.high) == (0.0, 1.0)


class ConstraintRow(NamedTuple):
    """A constraint with one side: what stands in it by number of the column."""

    name: str
    entries: tuple[tuple[int, float], ...]
    sense: ConstraintSense
    side: float


@dataclass(frozen=True)
class Plain:
    """The columns and rows of a model as they are written.

    A row with two different sides is two rows, as readers differ on ranges; a row without a side is none.
    """

    model: LinearModel

    @cached_property
    def objective(self) -> str:
        """The name of the objective."""
        return self._row_names.written[0]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order of the model, and last the one that bears a constant, if there is one."""
        m = self._with_constant
        parts = (m.low.tolist(), m.high.tolist(), m.integer.tolist(), m.cost.tolist())
        return tuple(map(Column._make, zip(self._column_names.written, *parts, strict=True)))

    @cached_property
    def rows(self) -> tuple[ConstraintRow, ...]:
        """The rows in the order of the model."""
        return tuple(self._make_rows())

    @cached_property
    def meant(self) -> Mapping[str, str]:
        """By word of the names as it is written, the word that is meant, where they differ by more than hyphens."""
        return {**self._column_names.meant, **self._row_names.meant}

    @cached_property
    def _with_constant(self) -> LinearModel:
        m = self.model
        if not m.offset:
            return m
        return replace(
            m,
            cost=np.append(m.cost, m.offset),
            offset=0.0,
            low=np.append(m.low, 1.0),
            high=np.append(m.high, 1.0),
            integer=np.append(m.integer, False),
            column_names=(*m.column_names, CONSTANT),
        )

    @cached_property
    def _column_names(self) -> Names:
        return written_names(self._with_constant.column_names)

    @cached_property
    def _row_names(self) -> Names:
        return written_names((OBJECTIVE, *self.model.row_names))

    def _make_rows(self) -> Iterator[ConstraintRow]:
        m = self.model
        start, index, value = m.start.tolist(), m.index.tolist(), m.value.tolist()
        sides = zip(self._row_names.written[1:], m.row_low.tolist(), m.row_high.tolist(), strict=True)
        for row, (name, low, high) in enumerate(sides):
            part = slice(start[row], start[row + 1])
            entries = tuple((column, number) for column, number in zip(index[part], value[part], strict=True) if number)
            if low == high:
                yield ConstraintRow(name, entries, "=", low)
            elif high == inf and low > -inf:
                yield ConstraintRow(name, entries, ">=", low)
            elif low == -inf and high < inf:
                yield ConstraintRow(name, entries, "<=", high)
            elif low > -inf and high < inf:
                yield ConstraintRow(f"{name}.least", entries, ">=", low)
                yield ConstraintRow(f"{name}.most", entries, "<=", high)


def write_number(value: float) -> str:
    """A number with all its digits, and no more."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


# ---- What stands at the head of a model file ------------------------------------------------------

# What it is a model of, in which units, and what is known of its optimum.


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
