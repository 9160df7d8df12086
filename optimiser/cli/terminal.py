"""What a terminal gets: text wrapped, aligned and made harmless; the names of options; exit codes."""

import json
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from shutil import get_terminal_size
from typing import Any

import typer

from optimiser.data.findings import Finding

# ---- Exit codes, for whoever calls the command line from a program --------------------------------


EXIT_BREACHED = 1
"""The independent check found that a plan breaks a rule or that a figure is wrong."""
EXIT_INVALID = 2
"""The input or the command is wrong, and nothing was done."""
EXIT_INFEASIBLE = 3
"""No plan meets all rules."""
EXIT_NOTHING_FOUND = 4
"""No plan was found in the time given."""
EXIT_SOLVER = 5
"""The solver failed, or those who solve cannot be reached any more."""
EXIT_INTERRUPTED = 130
"""Ctrl-C before there was anything to keep."""


# ---- What the command line calls the parameters of the calls behind it ----------------------------


OPTIONS: Mapping[str, str] = {
    "centre": "--centre",
    "changes": "--set",
    "count": "--alternatives",
    "futures": "--future",
    "many": "--yes",
    "municipality": "MUNICIPALITY",
    "overrides": "--set",
    "scenarios": "--scenario",
    "structures": "--structure",
    "task": "TASK",
}
"""Those that are not called as in Python, with hyphens for underscores."""


def option_name(parameter: str, value: str) -> str:
    """Return how an option is written; a switch has no value."""
    option = OPTIONS.get(parameter, f"--{parameter.replace('_', '-')}")
    return f"{option} {value}" if value not in ("", "True") else option


# ---- Writing to a terminal of any width -----------------------------------------------------------


WIDEST = 100
"""Lines are not wider than this even where there is room: long lines are hard to read."""
SHOWN_FINDINGS = 50
NAMED_ROWS = 5


def line_width() -> int:
    """Characters in a line."""
    return min(get_terminal_size((80, 24)).columns, WIDEST)


def strip_control_characters(text: str) -> str:
    """The text with characters that could steer a terminal replaced."""
    return "".join(character if character.isprintable() else "�" for character in text)


def say_paragraph(text: str, *, error: bool = False) -> None:
    """One paragraph, wrapped; indented text keeps its indent."""
    indent = text[: len(text) - len(text.lstrip())]
    body = strip_control_characters(text.strip())
    lines = textwrap.wrap(
        body, line_width() - 1, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    typer.echo("\n".join(lines), err=error)


def say_all(texts: Iterable[str]) -> None:
    """Paragraphs one under the other."""
    for text in texts:
        say_paragraph(text)


def say_or_show(texts: Iterable[tuple[str, bool]]) -> None:
    """Paragraphs, and between them what is to be pasted: on a line of its own, however long."""
    for text, pasted in texts:
        if pasted:
            typer.echo(strip_control_characters(text))
        else:
            say_paragraph(text)


def say_json(entries: Mapping[str, Any]) -> None:
    """Entries as JSON, for programs."""
    typer.echo(json.dumps(entries, ensure_ascii=False, indent=2, allow_nan=False))


def align_columns(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Rows as aligned lines: the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for first, *others in rows:
        cells = [first.ljust(widths[0]), *(cell.rjust(wide) for cell, wide in zip(others, widths[1:], strict=True))]
        yield strip_control_characters("  " + "   ".join(cells)).rstrip()


def align_rows(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows as aligned lines; a name that leaves no room for its figures stands on a line above them."""
    without_names = [["", *figures] for _, *figures in rows]
    room = line_width() - 1 - max(map(len, align_columns(without_names)))
    short = [[name if len(name) <= room else "", *figures] for name, *figures in rows]
    for (name, *_), (shown, *_), line in zip(rows, short, align_columns(short), strict=True):
        if name != shown:
            yield f"  {strip_control_characters(name)}"
        yield line


def say_findings(findings: Sequence[Finding]) -> None:
    """Every finding: where it is and what was found, then what must hold and what to do.

    The same of many rows is said once, with the first of them and how many more there are.
    """
    rows: dict[Finding, list[int]] = {}
    for finding in findings:
        rows.setdefault(replace(finding, row=None), []).extend([finding.row] if finding.row else [])
    for finding, numbers in list(rows.items())[:SHOWN_FINDINGS]:
        severity = "warning: " if finding.severity == "warning" else ""
        parts = (finding.place, _first_rows(numbers), finding.column, _shortened_name(finding.value))
        say_paragraph(f"  {severity}{'  '.join(part for part in parts if part)}", error=True)
        say_paragraph(f"      {'; '.join(part for part in (finding.rule, finding.remedy) if part)}", error=True)
    if len(rows) > SHOWN_FINDINGS:
        say_paragraph(f"  … and {len(rows) - SHOWN_FINDINGS} more", error=True)


def _first_rows(numbers: Sequence[int]) -> str:
    """The first rows, and how many more there are; blank for none."""
    if len(numbers) <= 1:
        return "".join(f"row {number}" for number in numbers)
    more = len(numbers) - NAMED_ROWS
    return f"rows {', '.join(map(str, numbers[:NAMED_ROWS]))}{f' and {more} more' if more > 0 else ''}"


def _shortened_name(value: str) -> str:
    return value if len(value) <= 60 else value[:57] + "…"


def is_watched() -> bool:
    """True when somebody is looking: progress is for people, not for files."""
    return sys.stderr.isatty()
