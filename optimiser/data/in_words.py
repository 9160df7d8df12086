"""Columns, and entries of the settings, in words: what they say, what may stand in them, what a blank stands for."""

from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from optimiser.data.cells import as_text, column_type, legible_value
from optimiser.data.columns import note_of_column, value_where_blank

WORDS = {"number": "number", "truth": "true or false", "text": "text", "name": "text", "list": "list"}
LIMITS = {"ge": "{} or more", "gt": "above {}", "le": "{} or less", "lt": "below {}"}


def meaning_of(field: FieldInfo) -> str:
    """What a column or entry says."""
    return field.description or ""


def unit_of(field: FieldInfo) -> str:
    """The unit of a column; blank where it has none or its meaning says it."""
    return note_of_column(field, "unit")


def allowed_values(field: FieldInfo) -> str:
    """What may stand in a column, in a line."""
    return ", ".join(allowed_parts(field))


def allowed_parts(field: FieldInfo) -> list[str]:
    """What may stand in a column: its type, bounds, and the table it refers to."""
    limits = [
        words.format(legible_value(getattr(rule, name)))
        for name, words in LIMITS.items()
        for rule in field.metadata
        if getattr(rule, name, None) is not None
    ]
    target, other = note_of_column(field, "refers_to"), note_of_column(field, "not_above")
    limits += [f"not above {other}"] if other else []
    return [_type_in_words(field.annotation, field), *limits, *([f"a row of {target}"] if target else [])]


def _type_in_words(annotation: Any, field: FieldInfo) -> str:
    choices = [choice for option in (annotation, *get_args(annotation)) for choice in _choices_in(option)]
    kind = column_type(field).kind
    if kind == "list":
        return f"any of {', '.join(choices)}" if choices else _list_in_words(annotation)
    if choices:
        return " or ".join(choices)
    return "whole number" if int in (annotation, *get_args(annotation)) else WORDS[kind]


def _list_in_words(annotation: Any) -> str:
    """What is listed, by the type of an element and an example."""
    element = get_args(annotation)[0]
    return "shares, such as 0.5 0.75" if get_args(element)[0] is float else "levels, such as 1-6 or 1 2 3"


def _choices_in(annotation: Any) -> list[str]:
    return [as_text(value) for value in get_args(annotation) if isinstance(value, str | int)]


def default_of(field: FieldInfo) -> str:
    """What a blank stands for; 'required' when it may not be blank."""
    if field.default is PydanticUndefined:
        return "required"
    inherited = value_where_blank(field)
    if inherited is not None:
        return f"as the next more general row; {as_text(inherited)} without one"
    return as_text(field.default) or "blank"
