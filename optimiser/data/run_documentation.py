"""The documentation of a run folder, from its declarations; `make pages` renews it."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from optimiser.data.documentation import markdown_lines
from optimiser.data.in_words import meaning_of, unit_of
from optimiser.data.proof_record import ProofRecord
from optimiser.data.run_record import AlternativesRecord, Run, RunWithPlan
from optimiser.data.run_tables import LINES, CentreLine, Line

INTRODUCTION = """\
# The run folder

This page is made from the declarations in `optimiser/data/run_record.py` and `optimiser/data/run_tables.py` by
`make pages`. The code that writes an entry, reads it back or
checks it uses the same declarations.

| file | what it holds | made again by |
| --- | --- | --- |
| `run.json` | status, proof and figures; below | |
| `proof.json` | prices from which a bound follows by arithmetic alone, if the solve found some; below | |
| `instance/` | the instance as it was solved, as described in [tables.md](tables.md) | |
| `assignments.csv` and the other tables below | the plan and what it costs; missing if the solve found no plan | |
| `seal.json` | the hash of every file that the program wrote here | every command that writes here |
| `report.html`, `report.xlsx` | what people read, made from the files above | `optimiser report` |
| `summary.html` | two pages for a board, to print on A4; only where asked for | `optimiser report --summary` |
| `municipalities/` | a page about each municipality, and its figures | `optimiser explain --all` |
| `simulation.json`, `.csv`, `.xlsx` | what playing the plan through has shown | `optimiser simulate` |
| `alternatives.json`, `alternatives.csv`, `settled.csv`, `alternatives/` | plans near the best, each a run folder | |

The tables have commas and decimal points in UTF-8, or with `--csv da` semicolons and decimal commas, as a Danish Excel
opens them; they are read back either way.

## The seal

`seal.json` names every file that the program wrote, with its SHA-256, and holds a hash of itself. `optimiser audit`
names each file that was changed, is missing, or has a name that the program uses but is not in the seal; it also names
your own files, which it does not check. Commands that read a run refuse it if what they read was changed. A changed
document is reported, and the command in the table makes it again.

The seal detects damage and careless edits. It is not a signature: anybody who changes everything can seal it again. So
every figure of the plan is computed again from `instance/` and `assignments.csv`, whatever the seal says, and the bound
that prices prove from `instance/` and `proof.json`. Only what the solve alone can know depends on the seal: what the
solver proved of the bound beyond that, the stages, the options and the times, how many ways and pieces the model
decided over, and why there is no plan.

The [folders of studies](study-folders.md) are sealed in the same way.
A run folder within another has a seal of its own; the outer seal names only its `run.json`.
"""


PROOF = """\
Where municipalities have one partner at most, and the problem is not small, a solve finds prices that prove a bound.
`optimiser audit` computes the bound again from the instance and these prices, without a solver: each municipality's
cheapest way to be answered at home and at each centre, and what each centre must be paid beyond the prices. It holds
every piece of a centre's cost against the cost curve, and every price of a limit must be 0 or more, so that whatever
the prices are, no lawful plan can cost less. `audit.certified_bound_kr` in `run.json` is what follows; what the bound
in `run.json` is above it was proven by the solver."""


def render_run_folder_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([INTRODUCTION, *_record_lines(), *(line for name in LINES for line in _table_lines(name))])


def _record_lines() -> Iterator[str]:
    yield "## run.json\n\nThe entries of any solve:\n"
    yield from describe_entries(Run, set())
    yield "\nIf a plan was found, also:\n"
    yield from describe_entries(RunWithPlan, set(Run.model_fields))
    yield f"\n## proof.json\n\n{PROOF}\n"
    yield from describe_entries(ProofRecord, set())
    yield "\n## alternatives.json\n\nIf plans near the best were asked for:\n"
    yield from describe_entries(AlternativesRecord, set())
    yield ""


def describe_entries(declared: type[BaseModel], known: set[str]) -> Iterator[str]:
    """Yield the lines of a table of the entries that are declared, but for those that are known."""
    yield from markdown_lines(("entry", "type", "unit", "meaning"), _entry_rows(declared, "", known))


def _entry_rows(declared: type[BaseModel], prefix: str, known: set[str]) -> Iterator[tuple[str, ...]]:
    """A row an entry; those of an object or a list of objects below it, by dotted name."""
    for name, field in declared.model_fields.items():
        if name not in known:
            yield f"`{prefix}{name}`", _type_in_words(field.annotation), unit_of(field), meaning_of(field)
            for part, star in _parts_of_entry(field.annotation, ""):
                if part is not CentreLine:
                    yield from _entry_rows(part, f"{prefix}{name}.{star}", set())


def _parts_of_entry(annotation: Any, star: str) -> Iterator[tuple[type[Line], str]]:
    """The objects that an entry holds."""
    if isinstance(annotation, type) and issubclass(annotation, Line):
        yield annotation, star
    inside = "*." if get_origin(annotation) in (list, dict) else star
    for part in get_args(annotation):
        yield from _parts_of_entry(part, inside)


def _type_in_words(annotation: Any) -> str:
    """What may stand there, in words."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return " or ".join("null" if part is NoneType else _type_in_words(part) for part in parts)
    if origin is list:
        return f"list of {_type_in_words(parts[0])}"
    if origin is dict:
        return f"table by name of {_type_in_words(parts[1])}"
    if isinstance(annotation, type):
        return WORDS.get(annotation, "object")
    return " or ".join(map(str, parts)) if parts and isinstance(parts[0], str) else _type_in_words(parts[0])


WORDS = {float: "number", int: "whole number", str: "text", bool: "true or false"}


def _table_lines(name: str) -> Iterator[str]:
    yield f"## {name}.csv\n\n{LINES[name].__doc__}\n"
    fields = LINES[name].model_fields.items()
    rows = (
        (f"`{column}`", _cell_type_in_words(field.annotation), unit_of(field), meaning_of(field))
        for column, field in fields
    )
    yield from markdown_lines(("column", "type", "unit", "meaning"), rows)
    yield ""


def _cell_type_in_words(annotation: Any) -> str:
    return _type_in_words(annotation).replace("null", "blank")
