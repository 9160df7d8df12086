"""Names in model files: what every reader takes, different where they differ, and still to be read by people."""

import re
from pathlib import Path

import pytest

from optimiser import read
from optimiser.exchange.plain import LONGEST_HEAD, LONGEST_WORD, written_names
from tests.exchange.models import LONG
from tests.exchange.test_readers import model_of
from tests.random_instances import random_instance

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\([A-Za-z0-9_,]*\))?(\.\d+)?")


def test_a_name_is_read_as_people_know_it() -> None:
    assert written_names(["entry-points[Viborg]"]).written == ("entry_points(Viborg)",)
    assert written_names(["assign[Østerå,L4,Region_Nordland]"]).written == ("assign(Oesteraa,L4,Region_Nordland)",)


def test_words_that_a_reader_could_not_tell_are_explained_once() -> None:
    names = written_names(["connection[Ærø,L1,Høje-Taastrup]", "connection[Ærø,L2,Region_Syd]"])
    assert names.meant == {"Aeroe": "Ærø", "Hoeje_Taastrup": "Høje-Taastrup"}


@pytest.mark.parametrize(
    "names",
    [
        ("take[å]", "take[aa]", "take[x y]", "take[x_y]", "take[x-y]"),
        ("a[b,c]", "a[b_c]", "a[b c]", "a_b[c]", "a[b],c", "a[b][c]"),
        ("same", "same", "same[x]", "same[x]"),
        ("x[]", "x", "x[,]", "x[[]"),
        ("Å", "Å", "AA", "aa"),
        (LONG, f"p{LONG}", LONG.replace("c]", "d]")),
    ],
)
def test_names_that_would_come_twice_are_told_apart(names: tuple[str, ...]) -> None:
    made = written_names(names).written
    assert len({name.lower() for name in made}) == len(names)
    assert all(PLAIN.fullmatch(name) for name in made)


@pytest.mark.parametrize(
    "name", ["2x", ".p", "e5", "E", "e", "eE2", "_a", "", "free", "END", "inf", "st", "Øre", "Łódź"]
)
def test_no_name_begins_as_a_number_or_is_a_word_of_the_grammar(name: str) -> None:
    (made,) = written_names([name]).written
    assert PLAIN.fullmatch(made)
    assert not re.match(r"[eE](\d|$|[eE])", made)
    assert made.lower() not in {"free", "end", "inf", "st"}


def test_the_longest_name_is_within_what_every_reader_takes() -> None:
    assert len(written_names([LONG]).written[0]) <= 100


@pytest.mark.parametrize("seed", range(1, 40, 3))
def test_the_names_of_our_own_rules_and_choices_are_written_whole(seed: int) -> None:
    model = model_of(random_instance(seed))
    names = (*model.row_names, *model.column_names)
    heads = [name.partition("[")[0].replace("-", "_") for name in names]
    assert [name.partition("(")[0] for name in written_names(names).written] == heads
    assert LONGEST_HEAD + 3 * LONGEST_WORD + len("(,,)") <= 100


def test_the_names_of_the_country_stay_different() -> None:
    model = model_of(read(Path(__file__).parents[2] / "instances" / "denmark-2014"))
    for names in (model.row_names, model.column_names):
        made = written_names(names).written
        assert len(set(made)) == len(names)
        assert max(map(len, made)) <= 100
