"""Every sentence in Danish and in English, with the same figures."""

from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from optimiser.data.columns import FORMS
from optimiser.data.settings import Language
from optimiser.report.phrases import PARTS, PHRASES, phrase

LANGUAGES: tuple[Language, ...] = get_args(Language)


def _figures(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("name", PHRASES)
def test_a_sentence_is_there_in_every_language(name: str) -> None:
    assert PHRASES[name].keys() == set(LANGUAGES)
    assert all(sentence.strip() for sentence in PHRASES[name].values())


@pytest.mark.parametrize("name", PHRASES)
def test_both_languages_have_the_same_figures(name: str) -> None:
    danish, english = (_figures(PHRASES[name][language]) for language in ("da", "en"))
    assert danish == english


@pytest.mark.parametrize("name", PHRASES)
def test_sentences_end_alike(name: str) -> None:
    """A full stop in one language and none in the other is a slip."""
    danish, english = PHRASES[name]["da"], PHRASES[name]["en"]
    if name != "millions":
        assert danish.endswith(".") == english.endswith(".")


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
    """By its name in quotes in some room; forms by their names, or with them: f"hover {form}"."""
    package = Path(__file__).parents[2] / "optimiser"
    rooms = ("report", "cli", "planning", "solver", "comparison", "result", "diagnosis")
    files = [path for room in rooms for path in (package / room).rglob("*") if path.suffix in (".py", ".j2")]
    said = "".join(path.read_text(encoding="utf-8") for path in files if path.parent.name != "phrases")
    unsaid = {name for name in PHRASES if f'"{name}"' not in said and f"'{name}'" not in said}
    by_form = {name for name in unsaid for form in FORMS if f'"{name.removesuffix(form)}{{' in said}
    assert not unsaid - set(FORMS) - by_form
