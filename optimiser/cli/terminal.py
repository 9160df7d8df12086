"""What a terminal gets: text wrapped, aligned and made harmless; the names of options; exit codes."""

import json
import os
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import typer

from optimiser.data.finding_groups import FIRST, OTHERS, FindingGroup, group_findings
from optimiser.data.findings import Finding, InvalidInputError, Naming, errors_among
from optimiser.data.translation import translate

if TYPE_CHECKING:
    from optimiser.data.settings import Language

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
EXIT_UNREAD = 141
"""Who reads the output has gone, as after `| head`: 128 and the number of the signal by which a program ends then."""


def leave_unread() -> None:
    """Let what is still to be said go nowhere: there is nobody left to read it, nor to be told so."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


# ---- What the command line calls the parameters of the calls behind it ----------------------------


OPTIONS: Mapping[str, str] = {
    "centre": "--centre",
    "columns": "--column",
    "changes": "--set",
    "count": "--alternatives",
    "futures": "--future",
    "many": "--yes",
    "municipality": "MUNICIPALITY",
    "overrides": "--set",
    "ranges": "--range",
    "scenarios": "--scenario",
    "structures": "--structure",
    "starts": "--start",
    "task": "TASK",
    "themes": "--theme",
}
"""Those that are not called as in Python, with hyphens for underscores."""


def option_name(parameter: str, value: str) -> str:
    """Return how an option is written; a switch has no value, and one that is off is called `--no-`."""
    hyphened = parameter.replace("_", "-")
    if value == "False":
        return f"--no-{hyphened}"
    option = OPTIONS.get(parameter, f"--{hyphened}")
    return f"{option} {value}" if value not in ("", "True") else option


def naming_with(own: Mapping[str, str]) -> Naming:
    """Return how a command calls its parameters that has names of its own for some of them."""
    return lambda parameter, value: own[parameter] if parameter in own else option_name(parameter, value)


# ---- Writing to a terminal of any width -----------------------------------------------------------


WIDEST = 100
"""Lines are not wider than this even where there is room: long lines are hard to read."""
SHOWN_FINDINGS = 50


def line_width() -> int:
    """Characters in a line."""
    return min(get_terminal_size((80, 24)).columns, WIDEST)


NO_BREAK = "\u00a0"
"""A space at which no line is broken; it steers nothing."""


def strip_control_characters(text: str) -> str:
    """The text with characters that could steer a terminal replaced."""
    return "".join(each if each.isprintable() or each == NO_BREAK else "�" for each in text)


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


def say_rows(rows: Sequence[Sequence[str]]) -> None:
    """Rows under one another, aligned."""
    typer.echo("\n".join(_align_rows(rows)))


def _align_rows(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows as aligned lines; a name that leaves no room for its figures stands on a line above them."""
    without_names = [["", *figures] for _, *figures in rows]
    room = line_width() - 1 - max(map(len, align_columns(without_names)))
    short = [[name if len(name) <= room else "", *figures] for name, *figures in rows]
    for (name, *_), (shown, *_), line in zip(rows, short, align_columns(short), strict=True):
        if name != shown:
            yield f"  {strip_control_characters(name)}"
        yield line


def say_invalid(error: InvalidInputError, undone: str, language: "Language" = "en") -> None:
    """How many problems there are, of how many kinds where that is fewer, and each; `undone` is what was not done."""
    errors = errors_among(error.findings)
    count, kinds = len(errors), len(group_findings(errors))
    of_kinds = f" of {kinds} kind{'s' if kinds > 1 else ''}" if kinds < count else ""
    heading = translate(f"{count} problem{'s' if count != 1 else ''}{of_kinds} in {error.where}", language)
    nothing = f" – {translate(f'nothing was {undone}', language)}" if undone else ""
    say_paragraph(f"{heading}{nothing}.", error=True)
    say_findings(error.findings, language)


def say_findings(findings: Sequence[Finding], language: "Language" = "en") -> None:
    """Every finding: where it is and what was found, then what must hold and what to do.

    Those of one cause are said once, with the first of their rows and values and how many there are.
    """
    groups = group_findings(findings)
    for group in groups[:SHOWN_FINDINGS]:
        severity = f"{translate('warning', language)}: " if group.severity == "warning" else ""
        rows, values = _first_of(list(map(str, group.rows)), language), _first_of(group.values, language)
        where = translate(f"row{'s' if len(group.rows) > 1 else ''} {rows}", language) if rows else ""
        parts = (translate(group.first.place, language), where, group.first.column, values)
        say_paragraph(f"  {severity}{'  '.join(part for part in parts if part)}", error=True)
        say_paragraph(f"      {_said_by_group(group, language)}", error=True)
    if len(groups) > SHOWN_FINDINGS:
        say_paragraph(f"  … {translate(f'and {len(groups) - SHOWN_FINDINGS} more', language)}", error=True)


def _said_by_group(group: FindingGroup, language: "Language") -> str:
    """What must hold and what to do; where that differs in a group, for its first rows or values."""
    rule, remedy = (translate(text, language) for text in (group.first.rule, group.first.remedy))
    if len(group.examples) == 1:
        return _joined(rule, remedy)
    if any(each.rule != group.first.rule for each in group.examples):
        others = translate(OTHERS, language)
        return f"{translate(f'row {group.first.row}', language)}: {_joined(rule, remedy, others)}"
    more = len({finding.remedy for finding in group.findings}) - len(group.examples)
    told = [f"{_shortened_name(each.value)}: {translate(each.remedy, language)}" for each in group.examples]
    return _joined(rule, *told, translate(f"and {more} more", language) if more > 0 else "")


def _joined(*parts: str) -> str:
    return "; ".join(filter(None, parts))


def _first_of(texts: Sequence[str], language: "Language") -> str:
    """The first, and how many more there are."""
    first = ", ".join(map(_shortened_name, texts[:FIRST]))
    more = len(texts) - FIRST
    return f"{first} {translate(f'and {more} more', language)}" if more > 0 else first


def _shortened_name(value: str) -> str:
    return value if len(value) <= 60 else value[:57] + "…"


def is_watched() -> bool:
    """True when somebody is looking: progress is for people, not for files."""
    return sys.stderr.isatty()
