"""Tell what the columns of a contact centre's export hold, from their headings in Danish and English."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from optimiser.data.findings import InvalidInputError, as_name, did_you_mean, parameter_name
from optimiser.importing.figures import unit_said
from optimiser.importing.grid import Cells, Grid

# fmt: off
Role = Literal[
    "offered", "answered", "abandoned", "in_time",
    "answered_share", "abandoned_share", "service_share",
    "handling", "talk", "hold", "after_call",
    "answer_wait", "abandon_wait", "wait",
    "date", "weekday", "time", "label", "ignore",
]
# fmt: on
COUNTS: tuple[Role, ...] = ("offered", "answered", "abandoned", "in_time")
SHARES: tuple[Role, ...] = ("answered_share", "abandoned_share", "service_share")
DURATIONS: tuple[Role, ...] = ("handling", "talk", "hold", "after_call", "answer_wait", "abandon_wait", "wait")
ROLES: tuple[Role, ...] = get_args(Role)

_SHARE = r"rate|%|\bpct\b|percent|procent|andel|\bshare\b|grad\b|ratio"
_ANSWERED = r"answer(?:ed)?\b|handled|besvar\w*|svarede|\bsvar\b|accepted|\bacd\b|\bnch\b"
_ABANDONED = (
    r"aban\w*|\blost\b|missed|unanswered|hung.?up|tabt\w*|mistet?\w*|mistede|opgiv\w*|afbrud\w*|ubesvar\w*|lagt på"
)
_CALLS = (
    r"^(?:antal |number of |total |no\.? of )?"
    r"(?:calls?|opkald|kald|henvendelser|contacts?|samtaler|volume|volumen)(?: i alt| total)?$"
)
_OF_ONE = r"\bavg\b|average|\bmean\b|gns|gennemsnit\w*|middel|\bper (?:call|contact)|pr\.? (?:opkald|kald|samtale)"
_OF_ALL = r"\btotal\b|\bsum\b|samlet|i alt|\bsumm\w*"
_WAIT = r"wait|ventetid|queue time|kø.?tid|time in queue|delay"
_IN_TIME = r"\bwithin\b|\bin time\b|\binden\b|\bindenfor\b|rettidig"
_TIMES = (
    *("interval", "time", "tid", "tidspunkt", "tidsrum", r"kl\.?", "klokkeslæt", "hour", "time of day", "half.?hour"),
    *("halvtime", "halve? timer?", "kvarter", "start.?(?:time|tid)?", "interval.?start", "from", "fra", "period"),
    *("periode", "timestamp"),
)
_OF_NO_USE = (
    *("end.?(?:time|tid)?", "slut.?(?:tid)?", "interval.?end", "to", "til", "index", "uge", "week"),
    *("måned", "month", "år", "year"),
)
_PATTERNS: tuple[tuple[str, Role], ...] = (
    (r"\bmax\w*|longest|længste|forecast|prognose|agent|bemand|staff|occup|belægning", "ignore"),
    (rf"(?:{_ABANDONED}).*(?:{_SHARE})|(?:{_SHARE}).*(?:{_ABANDONED})", "abandoned_share"),
    (r"service.?(?:level|goal)|service.?(?:niveau|mål|grad)|\bsla?\b|\btsf\b", "service_share"),
    (rf"(?:{_IN_TIME}).*(?:{_SHARE})|(?:{_SHARE}).*(?:{_IN_TIME})", "service_share"),
    (_IN_TIME, "in_time"),
    (r"time to abandon|abandon\w* time|\bata\b", "abandon_wait"),
    (rf"(?:{_WAIT}).*(?:{_ABANDONED})|(?:{_ABANDONED}).*(?:{_WAIT})", "abandon_wait"),
    (r"speed (?:of |to )?ans|answer speed|\basa\b|svartid", "answer_wait"),
    (rf"(?:{_WAIT}).*(?:{_ANSWERED})|(?:{_ANSWERED}).*(?:{_WAIT})", "answer_wait"),
    (_WAIT, "wait"),
    (r"after.?call|\bacw\b|wrap|efterbehandling|efterarbejde|færdiggør", "after_call"),
    (r"\baht\b|handl(?:e|ing).?(?:time|duration)|behandlingstid|ekspeditionstid|håndteringstid", "handling"),
    (r"\bacd time|talk|taletid|\batt\b|duration|varighed|conversation", "talk"),
    (r"samtale.?(?:tid|længde)|opkaldslængde", "talk"),
    (r"hold.?time|\bhold\b|parkering", "hold"),
    (rf"(?:{_ANSWERED}).*(?:{_SHARE})|(?:{_SHARE}).*(?:{_ANSWERED})|svarprocent", "answered_share"),
    (_ABANDONED, "abandoned"),
    (_ANSWERED, "answered"),
    (
        r"offered|incoming|inbound|received|indkomne|indkommende|indgående|modtag\w*|tilbudt\w*|\bnco\b|arriv|ankom",
        "offered",
    ),
    (_CALLS, "offered"),
    (r"week.?day|day of week|\bugedag\b", "weekday"),
    (r"\bdate\b|\bdato\b|^(?:day|dag)$", "date"),
    (rf"^(?:{'|'.join(_TIMES)})$", "time"),
    (rf"^(?:{'|'.join(_OF_NO_USE)})$", "ignore"),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), role) for pattern, role in _PATTERNS)
_SECONDS = re.compile(r"(\d{1,3})\s*(?:s\b|sek|sec)", re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,2})\s*(?:m\b|min)", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """A column of an export: its place and name, what it holds, and what its heading says of that.

    `of_all` is whether durations are those of all calls together; None where the heading does not say. `unit_seconds`
    is the unit it names, `within_seconds` the time of a service level.
    """

    place: int
    name: str
    role: Role
    of_all: bool | None = None
    unit_seconds: float | None = None
    within_seconds: float | None = None


def name_columns(grid: Grid, header: Cells, said: Mapping[str, str]) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Return the columns with a role, and the names of those without; `said` gives names by role, over headings.

    Raises InvalidInputError where a name is none of the file, or two columns hold the same.
    """
    by_name = _said_roles(grid, header, said)
    found, unknown = [], []
    for place, name in enumerate(header):
        if not name:
            continue
        role = by_name.get(place) or _role_of(name)
        if role is None or role == "ignore":
            unknown.append(name)
        else:
            found.append(_described(place, name, role))
    kept, spare = _one_each(grid, found, set(by_name))
    return tuple(kept), (*unknown, *spare)


def _said_roles(grid: Grid, header: Cells, said: Mapping[str, str]) -> dict[int, Role]:
    found: dict[int, Role] = {}
    place = parameter_name("columns")
    folded = [name.casefold() for name in header]
    for role, name in said.items():
        known = next((each for each in ROLES if each == role), None)
        if known is None:
            remedy = did_you_mean(role, ROLES, f"they are {', '.join(ROLES)}")
            raise InvalidInputError(place, [grid.finding(None, "", role, "is nothing that a column may hold", remedy)])
        if as_name(name).casefold() not in folded:
            remedy = did_you_mean(name, [each for each in header if each], f"its columns are {', '.join(header)}")
            raise InvalidInputError(place, [grid.finding(None, "", name, "is no column of the file", remedy)])
        found[folded.index(as_name(name).casefold())] = known
    return found


def _role_of(name: str) -> Role | None:
    words = _in_words(name)
    return next((role for pattern, role in _COMPILED if pattern.search(words)), None)


def _in_words(name: str) -> str:
    """Return a heading with its words apart: CallsOffered and calls_offered are calls offered."""
    return re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", name).replace("_", " ")


def _described(place: int, name: str, role: Role) -> Column:
    words = _in_words(name)
    of_all = True if re.search(_OF_ALL, words, re.IGNORECASE) else None
    of_all = False if re.search(rf"{_OF_ONE}|\b(?:aht|att|asa|ata|acw)\b|speed", words, re.IGNORECASE) else of_all
    seconds, minutes = _SECONDS.search(words), _MINUTES.search(words)
    within = float(seconds[1]) if seconds else 60.0 * float(minutes[1]) if minutes else None
    timed = role in ("service_share", "in_time")
    return Column(place, name, role, of_all, None if timed else unit_said(words), within if timed else None)


def _one_each(grid: Grid, found: Sequence[Column], chosen: set[int]) -> tuple[list[Column], list[str]]:
    """Return one column for each role: the one chosen, the only one, or the one whose heading is the clearest."""
    kept: list[Column] = []
    spare: list[str] = []
    for role in dict.fromkeys(column.role for column in found):
        same = [column for column in found if column.role == role]
        best = [column for column in same if column.place in chosen] or _clearest(same)
        if role == "label":
            kept += same
        elif len(best) > 1:
            names = " and ".join(column.name for column in best)
            rule, remedy = f"both hold {role}", f"choose one: {parameter_name('columns', f'{role}={best[0].name!r}')}"
            raise InvalidInputError(grid.place, [grid.finding(grid.rows[0][0], names, "", rule, remedy)])
        else:
            kept += best
            spare += [column.name for column in same if column not in best]
    return kept, spare


def _clearest(same: Sequence[Column]) -> list[Column]:
    """Return those that say themselves what they hold: offered rather than calls; a mean rather than a sum."""
    if same[0].role == "offered":
        clear = [column for column in same if not re.search(_CALLS, _in_words(column.name), re.IGNORECASE)]
        return list(clear or same)
    if same[0].role in DURATIONS and len(same) > 1:
        means = [column for column in same if column.of_all is False]
        return means or list(same)
    return list(same)
