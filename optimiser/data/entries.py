"""The settings as entries with dotted names: the one notation of sheets, scenarios and findings.

A table of a list is numbered from one: `policy.mandatory.1.levels`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from optimiser.data.settings import Settings

_NUMBERED = re.compile(r"\.[1-9]\d{0,3}(?=\.)", re.ASCII)


@cache
def declared_entries() -> Mapping[str, FieldInfo]:
    """Every entry of the settings by its dotted name; `*` stands for the number of a listed table."""
    return dict(_walk_section(Settings, ""))


def _walk_section(section: type[BaseModel], prefix: str) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in section.model_fields.items():
        inner = _section_of(field.annotation)
        if inner is None:
            yield prefix + name, field
        else:
            listed = "*." if get_origin(field.annotation) is tuple else ""
            yield from _walk_section(inner, f"{prefix}{name}.{listed}")


def _section_of(annotation: Any) -> type[BaseModel] | None:
    for candidate in (annotation, *get_args(annotation)):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def declaration_of(name: str) -> FieldInfo | None:
    """The declaration of the entry with dotted `name`; None when there is no such entry."""
    return None if "*" in name else declared_entries().get(_NUMBERED.sub(".*", name))


def listed_sections() -> set[str]:
    """Dotted names of the lists of tables, such as policy.mandatory."""
    return {name.partition(".*.")[0] for name in declared_entries() if ".*." in name}


def nested_leaves(nested: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """What nested tables hold, by dotted name; a list stays one value."""
    for key, value in nested.items():
        if isinstance(value, dict):
            yield from nested_leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def flatten_entries(nested: Mapping[str, Any]) -> dict[str, Any]:
    """Entries by dotted name from nested tables, lists of tables numbered; the inverse of `nest`."""
    entries: dict[str, Any] = {}
    for name, value in nested_leaves(nested):
        if name in listed_sections() and isinstance(value, list | tuple):
            entries |= nested_leaves({str(number): item for number, item in enumerate(value, start=1)}, f"{name}.")
        else:
            entries[name] = value
    return entries


def nest_entries(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Nested tables from declared entries by dotted name, with every required section present."""
    nested: dict[str, Any] = {
        name: {} for name, field in Settings.model_fields.items() if _section_of(field.annotation)
    }
    for name, value in entries.items():
        *path, last = name.split(".")
        table = nested
        for part in path:
            table = table.setdefault(part, {})
        table[last] = value
    for name in listed_sections():
        _number_to_list(nested, name.split("."))
    return nested


def _number_to_list(nested: dict[str, Any], path: list[str]) -> None:
    *outer, last = path
    for part in outer:
        nested = nested.get(part, {})
    if last in nested:
        nested[last] = [item for _, item in sorted(nested[last].items(), key=lambda pair: int(pair[0]))]


def dotted_name(location: tuple[int | str, ...]) -> str:
    """The dotted name of the entry at a pydantic error's location, elements of a list value left out."""
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
    while declaration_of(name) is None and "." in name and name.rpartition(".")[2].isdigit():
        name = name.rpartition(".")[0]
    return name
