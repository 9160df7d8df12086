"""Which tasks the contacts of a theme are: said by the user, as counts by theme follow no levels of task."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path

from optimiser.data.cells import as_text, read_number
from optimiser.data.findings import Finding, InvalidInputError, as_name, did_you_mean, parameter_name
from optimiser.importing.figures import mark_of_decimals
from optimiser.importing.grid import read_grid
from optimiser.importing.proposal import Target

COLUMNS = ("theme", "task", "share")
LEFT_OUT = ("-", "–", "none", "ingen")
"""What is written for the task of a theme that is not imported."""
_ADDED_UP = 1e-6
"""How far the shares of a theme may be from 1: what rounding leaves."""


@dataclass(frozen=True)
class Part:
    """A share of a theme's contacts that are of a task; no task where they are not imported."""

    theme: str
    task: str
    share: float
    place: str
    row: int | None


@dataclass
class ThemeMap:
    """The parts of each theme, and which of them a file has named."""

    parts: Mapping[str, Sequence[Part]]
    used: set[str] = field(default_factory=set)

    def parts_of(self, theme: str) -> Sequence[Part]:
        """Return the parts of a theme of a file; none where nothing was said of it."""
        key = _key(theme)
        self.used.add(key)
        return self.parts.get(key, ())

    def unused(self) -> Iterator[Finding]:
        """Yield a remark for each theme that the file does not have."""
        for key, parts in self.parts.items():
            if key not in self.used and parts[0].row is not None:
                rule, remedy = "is no theme of the file", "correct its name, or delete the row"
                yield Finding(parts[0].place, parts[0].row, "theme", parts[0].theme, rule, remedy, "warning")

    @property
    def left_out(self) -> frozenset[str]:
        """Return the themes of which nothing is imported, without capitals."""
        return frozenset(key for key, parts in self.parts.items() if not any(part.task for part in parts))

    @property
    def tasks(self) -> frozenset[str]:
        """Return the tasks that contacts of the file's themes are of."""
        return frozenset(part.task for key in self.used for part in self.parts.get(key, ()) if part.task)

    def splits(self) -> bool:
        """Return whether a theme of the file is divided over tasks."""
        return any(part.share < 1 for key in self.used for part in self.parts.get(key, ()))


def theme_map(file: Path | None, options: Sequence[str], target: Target) -> ThemeMap:
    """Return what is said of themes: tasks go by their own names, then a CSV file, then the options THEME=TASK.

    Raises InvalidInputError where a task is none of the instance, or the shares of a theme do not add up to 1.
    """
    tasks = {as_text(record.values["task"]): record for record in target.records("tasks") if "task" in record.values}
    if not tasks:
        rule, remedy = "must name the tasks first", "fill in the table"
        raise InvalidInputError(str(target.path), [Finding(target.place("tasks"), None, "", "", rule, remedy)])
    found: dict[str, list[Part]] = {}
    for task, record in tasks.items():
        for name in (task, as_text(record.values.get("name_da")), as_text(record.values.get("name_en"))):
            if name:
                found[_key(name)] = [Part(name, task, 1.0, "", None)]
    for said in (_from_file(file) if file else (), _from_options(options)):
        by_theme: dict[str, list[Part]] = defaultdict(list)
        for part in said:
            by_theme[_key(part.theme)].append(part)
        found |= by_theme
    faults = list(_faults(found, tasks))
    if faults:
        raise InvalidInputError(str(file or parameter_name("themes")), faults)
    return ThemeMap(found)


def _key(theme: str) -> str:
    return as_name(theme).casefold()


def _from_options(options: Sequence[str]) -> Iterator[Part]:
    place = parameter_name("themes")
    for option in options:
        theme, equals, tasks = option.rpartition("=")
        if not equals or not theme.strip():
            rule = "must be THEME=TASK, or THEME=TASK:0.4,TASK:0.6"
            raise InvalidInputError(place, [Finding(place, None, "", option, rule, "write it so")])
        for part in tasks.split(","):
            task, colon, share = part.partition(":")
            yield _part(theme, task, share if colon else "", place, None)


def _from_file(file: Path) -> Iterator[Part]:
    grid = read_grid(file)
    number, header = grid.rows[0]
    names = [name.casefold() for name in header]
    missing = [name for name in COLUMNS[:2] if name not in names]
    if missing:
        rule = f"must have the columns {', '.join(COLUMNS[:2])}, and share where a theme is divided over tasks"
        raise InvalidInputError(str(file), [grid.finding(number, missing[0], "", rule, "add it")])
    places = {name: names.index(name) for name in COLUMNS if name in names}
    for row, cells in grid.rows[1:]:
        padded = (*cells, *([""] * len(header)))
        share = padded[places["share"]] if "share" in places else ""
        yield _part(padded[places["theme"]], padded[places["task"]], share, grid.place, row)


def _part(theme: str, task: str, share: str, place: str, row: int | None) -> Part:
    known = as_name(task)
    text = share.strip()
    percent = text.endswith("%")
    bare = text.removesuffix("%").strip()
    number = read_number(bare, mark_of_decimals([bare])) if bare else 1.0
    part = float("nan") if number is None else number / 100 if percent else number
    return Part(as_name(theme), "" if known in LEFT_OUT else known or "?", part, place, row)


def _faults(found: Mapping[str, Sequence[Part]], tasks: Iterable[str]) -> Iterator[Finding]:
    known = list(tasks)
    for parts in found.values():
        for part in parts:
            if part.task and part.task not in known:
                shown = "" if part.task == "?" else part.task
                remedy = did_you_mean(shown, known, f"write a task ({', '.join(known)}), or - to leave the theme out")
                yield Finding(part.place, part.row, "task", f"{part.theme} {shown}", "must be a task", remedy)
            if not 0 < part.share <= 1:
                yield Finding(
                    part.place, part.row, "share", part.theme, "must be a share above 0, up to 1", "correct it"
                )
        if not isclose(sum(part.share for part in parts), 1, abs_tol=_ADDED_UP):
            rule = f"the shares of a theme must add up to 1, but add up to {sum(part.share for part in parts):g}"
            yield Finding(parts[0].place, parts[0].row, "share", parts[0].theme, rule, "correct them")
