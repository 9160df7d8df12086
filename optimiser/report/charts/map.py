"""Maps of who answers: each municipality in the colour of the centre that answers most of its information."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum
from typing import TYPE_CHECKING

from optimiser.data.instance import Instance
from optimiser.data.run_tables import CentreLine, MunicipalityLine
from optimiser.data.settings import Language
from optimiser.planning.routes import DEPARTMENTS
from optimiser.report.charts.denmark import outlines_for
from optimiser.report.charts.drawing import HALO, INK, QUIET, WIDTH, Box, LabelPoint, draw, label_layers, labels
from optimiser.report.charts.map_layers import (
    LARGE,
    PAPER,
    ROOM,
    SMALL_ROOM,
    Layer,
    Mark,
    border_layer,
    circle_layer,
    frame_layers,
    line_layer,
    room_of,
    shape_layer,
    whole_map,
)
from optimiser.report.charts.map_layout import Circle, layout
from optimiser.report.localizer import Localizer, Numbers, phrase
from optimiser.report.wording import letters
from optimiser.result.result import Result, information_centre

if TYPE_CHECKING:
    from optimiser.report.charts.inset import Inset
    from optimiser.report.charts.outlines import Outlines


# ---- The same colour and letter for the same centre in every map of a comparison ------------------


PALETTE = (
    *("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00"),
    *("#332288", "#DDCC77", "#882255", "#999933", "#44AA99", "#AA4499"),
    *("#117733", "#F0E442", "#CC6677", "#8C510A"),
)
"""Okabe and Ito's colours, then Tol's: told apart by the colour-blind, the first most easily."""
OTHER = "#8a939b"
"""A centre beyond the palette: its letter tells it from others."""
OWN = "#f3f1ea"
"""A municipality whose own centre answers it and nobody else."""
AS_TODAY = "#cfd4d9"
"""A municipality whose departments answer, as today."""


@dataclass(frozen=True)
class CentreColour:
    """How a centre is marked: a letter, and a colour as #rrggbb."""

    letter: str
    colour: str

    @property
    def ink(self) -> str:
        """Black or white, whichever is read more easily on the colour."""
        red, green, blue = (_linear(int(self.colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
        return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#ffffff"


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def centre_colours(results: Iterable[Result]) -> Mapping[str, CentreColour]:
    """By centre, its mark; the centres that answer for others in any of the results, the largest first.

    No two have the same letter, and no two of one map the same colour but OTHER.
    """
    maps = [{line.centre: line.contacts for line in shared(result)} for result in results]
    largest: dict[str, float] = {}
    for contacts in maps:
        for name, count in contacts.items():
            largest[name] = max(count, largest.get(name, count))
    found: dict[str, CentreColour] = {}
    for number, name in enumerate(sorted(largest, key=lambda name: (-largest[name], name))):
        found[name] = CentreColour(letters(number), _free_colour(name, found, maps))
    return found


def _free_colour(name: str, found: Mapping[str, CentreColour], maps: Iterable[Collection[str]]) -> str:
    """A colour no centre has yet; where there is none, one that no centre on the same maps has."""
    beside = set[str]().union(*(centres for centres in maps if name in centres))
    taken = {mark.colour for mark in found.values()}
    taken_beside = {mark.colour for centre, mark in found.items() if centre in beside}
    unused = (colour for colour in PALETTE if colour not in taken)
    return next(unused, None) or next((colour for colour in PALETTE if colour not in taken_beside), OTHER)


def shared(result: Result) -> list[CentreLine]:
    """The open centres that answer for others than their seat."""
    return [line for line in result.lines.centres if line.municipalities > 1 or line.kind != "local"]


# ---- What the maps say of a municipality in words: its portfolio, and what it pays ----------------


ANSWERED = {
    "unchanged": "hover unchanged",
    "local": "hover local",
    "purchased": "hover purchased",
    "regional": "hover regional",
    "external": "hover external",
}
"""The phrase for what is answered in each form."""


def hover_texts(result: Result, language: Language) -> Mapping[str, str]:
    """By municipal code: its name, contacts, who answers which levels, what it pays before and after; lines."""
    answers = answers_in_words(result, language)
    return {
        line.code: "\n".join([_name(line, language), *answers[line.code], _pays(line, language)])
        for line in result.lines.municipalities
    }


def _name(line: MunicipalityLine, language: Language) -> str:
    return phrase("hover contacts", language, name=line.name, contacts=Numbers(language).plain(line.contacts))


def _pays(line: MunicipalityLine, language: Language) -> str:
    numbers = Numbers(language)
    before, after = numbers.millions(line.today_kr), numbers.million_kr(line.after_kr)
    return phrase("hover pays", language, today=before, after=after)


def answers_in_words(result: Result, language: Language) -> Mapping[str, list[str]]:
    """By municipal code, a line for each form and centre that answers its citizens, by level."""
    tasks: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for line in sorted(result.lines.assignments, key=lambda line: (line.municipality, line.level)):
        tasks[line.municipality, line.form, line.centre].append(line.task)
    lines: dict[str, list[str]] = defaultdict(list)
    for (code, form, centre), names in tasks.items():
        levels = levels_in_words(result.instance, names, language)
        lines[code].append(phrase(ANSWERED[form], language, levels=levels, centre=centre))
    return lines


def levels_in_words(instance: Instance, tasks: Iterable[str], language: Language) -> str:
    """Which levels the tasks are: levels 1–6; with the service area where the instance has areas."""
    levels: dict[str, set[int]] = defaultdict(set)
    for task in tasks:
        levels[instance.tasks[task].service_area].add(instance.tasks[task].level)
    return ", ".join(f"{area} {_levels(found, language)}".strip() for area, found in levels.items())


def _levels(levels: Collection[int], language: Language) -> str:
    return phrase("hover level" if len(levels) == 1 else "hover levels", language, levels=_ranges(levels))


def _ranges(levels: Collection[int]) -> str:
    """1–4, 6: levels that follow each other are told as a range."""
    ordered = sorted(levels)
    runs = [[level for _, level in run] for _, run in groupby(enumerate(ordered), lambda pair: pair[1] - pair[0])]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


# ---- The map --------------------------------------------------------------------------------------


__all__ = ["LegendEntry", "centre_colours", "legend", "municipality_map"]

Colours = Mapping[str, CentreColour]

OWN_CENTRE = ""
"""Stands for the centre of a municipality whose own centre answers nobody else."""
HOMES = {
    OWN_CENTRE: ("local", "map own centre", OWN),
    DEPARTMENTS: ("unchanged", "map departments", AS_TODAY),
}
"""Form, phrase and colour of those that answer their own citizens."""


@dataclass(frozen=True)
class LegendEntry:
    """A mark of the map: whose it is, how many municipalities bear it, contacts a year answered there.

    `letter` is blank where municipalities answer themselves.
    """

    letter: str
    colour: str
    name: str
    municipalities: int
    contacts: float


def municipality_map(result: Result, language: Language, colours: Colours, outlines: "Outlines | None" = None) -> str:
    """The map of a result with a plan, as SVG: on outlines, those given first, or as circles as large as contacts."""
    title = phrase("map title", language, system=Localizer(language).call_system(result.instance.system))
    told = (title, phrase("map description", language))
    return drawn(result.instance, language, _marks(result, language, colours), outlines, told)


def drawn(
    instance: Instance,
    language: Language,
    marks: Mapping[str, Mark],
    outlines: "Outlines | None",
    told: tuple[str, str],
    groups: Sequence[Collection[str]] = (),
) -> str:
    """Municipalities by code as marks say they look: on outlines, or as circles; `told` is title and text.

    On outlines there is a heavy line around each of the `groups` of codes.
    """
    found = outlines_for(instance, outlines)
    if found is not None:
        return _of_outlines(instance, language, marks, found, told, groups)
    return _of_circles(instance, language, marks, told)


def legend(result: Result, colours: Colours, language: Language) -> list[LegendEntry]:
    """The marks on the map of a result: its centres by letter, then who answers themselves."""
    answered = {line.centre: line.contacts for line in result.lines.centres}
    marked = list(_marked(result, colours).values())
    entries = [
        LegendEntry(mark.letter, mark.colour, centre, marked.count(centre), answered[centre])
        for centre, mark in colours.items()
        if centre in answered
    ]
    return [*entries, *_homes(result, colours, language)]


def _homes(result: Result, colours: Colours, language: Language) -> list[LegendEntry]:
    """Those that answer their own information contacts: in a centre of their own, or in their departments."""
    marked, found = _marked(result, colours), []
    for mark, (form, name, colour) in HOMES.items():
        codes = {code for code, other in marked.items() if other == mark}
        answers = (line for line in result.lines.assignments if line.municipality in codes and line.form == form)
        contacts = fsum(line.contacts for line in answers)
        if codes:
            found.append(LegendEntry("", colour, phrase(name, language), len(codes), contacts))
    return found


def _marked(result: Result, colours: Colours) -> Mapping[str, str]:
    """By municipal code, the centre whose mark it bears; OWN_CENTRE where its own centre answers nobody else."""
    return {
        code: centre if centre in colours or centre == DEPARTMENTS else OWN_CENTRE
        for code, centre in information_centre(result.lines.assignments, result.instance).items()
    }


def _marks(result: Result, language: Language, colours: Colours) -> dict[str, Mark]:
    """By municipal code, how it is drawn and what it says."""
    told, hosts = hover_texts(result, language), {line.seat for line in shared(result)}
    neutral = {mark: CentreColour("", colour) for mark, (_, _, colour) in HOMES.items()}
    found = {}
    for code, centre in _marked(result, colours).items():
        mark = colours.get(centre) or neutral[centre]
        edge = (
            {"edge": INK, "thick": 2.5}
            if code in hosts
            else {"edge": QUIET if not mark.letter else PAPER, "thick": 0.7}
        )
        name = result.instance.municipalities[code].name if code in hosts else ""
        words = {"letter": mark.letter, "ink": mark.ink, "bold": code in hosts, "told": told[code], "name": name}
        found[code] = {"fill": mark.colour, **edge, **words}
    return found


def _of_circles(instance: Instance, language: Language, marks: Mapping[str, Mark], told: tuple[str, str]) -> str:
    circles = layout(instance)
    rows = [{**mark, **room_of(circles[code])} for code, mark in marks.items()]
    height = max(circle.y + circle.radius for circle in circles.values())
    nearer = [code for code, circle in circles.items() if circle.nearer]
    words = _words(instance, language, told, phrase("map of circles", language), nearer)
    return draw(whole_map(height, [circle_layer(rows, height)], rows), language, *words)


def _of_outlines(
    instance: Instance,
    language: Language,
    marks: Mapping[str, Mark],
    outlines: "Outlines",
    told: tuple[str, str],
    groups: Sequence[Collection[str]],
) -> str:
    """Where a crowd of municipalities has no room for letters, an inset enlarges it; others have theirs beside them."""
    # imported here: most maps are of circles, and what knows shapes takes long to load
    from optimiser.report.charts.inset import find_inset, letters_beside

    small = [code for code in marks if outlines.rooms[code].radius < ROOM]
    inset = find_inset(outlines, small, ROOM)
    rooms = inset.rooms if inset else {}
    height = max(outlines.height, inset.frame[3] if inset else 0.0)
    rows = [{**mark, **room_of(outlines.rooms[code]), **outlines.feature(code)} for code, mark in marks.items()]
    layers, lettered = [shape_layer(rows), *_borders(groups, outlines)], list(rows)
    if inset:
        enlarged = [
            {**marks[code], **room_of(room, SMALL_ROOM), **inset.feature(code)}
            for code, room in rooms.items()
            if code in marks
        ]
        layers += [shape_layer(enlarged), *_borders(groups, inset), *frame_layers(inset.source, inset.frame, height)]
        lettered += enlarged
    alone = [code for code in small if marks[code]["letter"] and code not in rooms]
    beside = letters_beside(outlines, alone, inset)
    if beside:
        layers.append(line_layer([each.line for each in beside.values()], height))
        lettered += [
            {**marks[code], "ink": INK, **room_of(Circle(each.x, each.y, ROOM))} for code, each in beside.items()
        ]
    nearer = sorted(outlines.nearer & marks.keys())
    kind = phrase("map of outlines with inset" if inset else "map of outlines", language)
    words = _words(instance, language, told, kind, nearer)
    return draw(whole_map(height, layers, lettered, _name_layers(lettered, height)), language, *words)


def _borders(groups: Sequence[Collection[str]], shapes: "Outlines | Inset") -> list[Layer]:
    """The heavy lines around groups, if there are any, on the map or in its inset."""
    return [border_layer([shapes.group_feature(group) for group in groups])] if groups else []


def _name_layers(rows: Sequence[Mark], height: float) -> list[Layer]:
    """The names of hosts, each beside its letter where there is most room for that; they hide no other letter."""
    lettered = [row for row in rows if row["letter"] and row["fits"]]
    named = (row for row in sorted(lettered, key=lambda row: float(row["size"])) if row.get("name"))
    hosts = {row["name"]: row for row in named}
    points = [LabelPoint(row["x"], row["y"], row["font"] / 2, name, LARGE) for name, row in hosts.items()]
    others = [_letter_box(row) for row in lettered if not any(row is host for host in hosts.values())]
    return label_layers(labels(points, (WIDTH, height), others), halo=True) if points else []


def _letter_box(row: Mark) -> Box:
    half = row["font"] / 2 + HALO
    return row["x"] - half, row["y"] - half, row["x"] + half, row["y"] + half


def _words(
    instance: Instance, language: Language, told: tuple[str, str], kind: str, nearer: Iterable[str]
) -> tuple[str, str]:
    """Title and description; `nearer` are codes of municipalities that were moved over an empty stretch."""
    names = ", ".join(instance.municipalities[code].name for code in nearer)
    moved = phrase("map nearer", language, names=names) if names else ""
    title, description = told
    return title, f"{kind} {description} {moved}".strip()
