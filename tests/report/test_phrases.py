"""Every sentence in Danish and in English, with the same figures."""

from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from optimiser.data.allocation_names import AllocationName
from optimiser.data.columns import FORMS
from optimiser.data.rows import CentreKind
from optimiser.data.settings import Language
from optimiser.data.tables import TABLES
from optimiser.data.wishes import KINDS
from optimiser.explanation.membership import Reason
from optimiser.report.localizer import phrase
from optimiser.report.phrases import PARTS, PHRASES

LANGUAGES: tuple[Language, ...] = get_args(Language)


def _figures(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_sentence_is_there_in_every_language() -> None:
    languages = set(LANGUAGES)
    missing = [
        name for name, told in PHRASES.items() if told.keys() != languages or not all(map(str.strip, told.values()))
    ]
    assert missing == []


def test_both_languages_have_the_same_figures() -> None:
    figures = {name: [_figures(told[language]) for language in LANGUAGES] for name, told in PHRASES.items()}
    assert [name for name, each in figures.items() if each[0] != each[1]] == []


def test_sentences_end_alike() -> None:
    """A full stop in one language and none in the other is a slip."""
    stops = {name: {sentence.endswith(".") for sentence in told.values()} for name, told in PHRASES.items()}
    assert [name for name, each in stops.items() if len(each) > 1 and name != "millions"] == []


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_name(form: str) -> None:
    assert form in PHRASES


def test_figures_are_filled_in() -> None:
    assert phrase("binding rule", "da", rule="entry-points", count=3) == "entry-points (3)"


def test_a_figure_that_is_forgotten_is_an_error() -> None:
    with pytest.raises(KeyError):
        phrase("binding rule", "da", rule="entry-points")


def test_no_sentence_stands_in_two_parts() -> None:
    assert sum(map(len, PARTS)) == len(PHRASES)


def test_every_sentence_is_said_somewhere() -> None:
    """By its name in quotes in some room; forms by their names, or with them: f"hover {form}".

    So are kinds of wishes, tables, and kinds of centres.
    """
    package = Path(__file__).parents[2] / "optimiser"
    rooms = ("report", "cli", "planning", "solver", "comparison", "result", "diagnosis", "importing", "sharing")
    files = [path for room in rooms for path in (package / room).rglob("*") if path.suffix in (".py", ".j2")]
    said = "".join(path.read_text(encoding="utf-8") for path in files if path.parent.name != "phrases")
    unsaid = {name for name in PHRASES if f'"{name}"' not in said and f"'{name}'" not in said}
    by_form = {
        name
        for name in unsaid
        for form in (*FORMS, *KINDS, *TABLES, *get_args(CentreKind), *get_args(AllocationName), *get_args(Reason))
        if f'"{name.removesuffix(form)}{{' in said
    }
    assert not unsaid - set(FORMS) - by_form
