"""Find the municipality that a code or a name means, as other people's files write it.

Sources differ: 101, 0101 and DK_101; Høje-Taastrup and Høje Taastrup; Vesthimmerlands and Vesthimmerland; Århus.
What could mean two municipalities, or none, is refused with what to do: nothing is guessed.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from optimiser.data.findings import as_name, bundled_instances, did_you_mean, folded_name

SAME_PLACE = (
    ("København", "Copenhagen"),
    ("Brønderslev", "Brønderslev-Dronninglund"),
    ("Halsnæs", "Frederiksværk-Hundested"),
)
"""Names of one municipality that do not look alike: in English tables, and in those of 2007."""
_TITLES = re.compile(r"\b(regionskommune|kommune|municipality( of)?|city of)\b")
_LETTERS = str.maketrans({"å": "aa", "ä": "æ", "ö": "ø", "ü": "u", "é": "e"})
_CODE = re.compile(r"(?:dk[-_ ]?)?0*(\d{1,6})", re.ASCII | re.IGNORECASE)
_CODE_THEN_NAME = re.compile(r"((?:dk[-_ ]?)?\d{1,6})[\s:.,-]+(\D.*)", re.ASCII | re.IGNORECASE)
_NAME_THEN_CODE = re.compile(r"(\D+?)\s*\((\d{2,6})\)", re.ASCII)

AreaKind = Literal["the whole country", "a region", "a province", "part of no municipality"]
_AREA_CODES: Mapping[str, AreaKind] = {
    "000": "the whole country",
    **dict.fromkeys(("081", "082", "083", "084", "085", "1081", "1082", "1083", "1084", "1085"), "a region"),
    **dict.fromkeys((f"{number:02}" for number in range(1, 12)), "a province"),
    "411": "part of no municipality",
}
"""Codes of Statistics Denmark and of maps that stand beside those of municipalities, as they write them."""
_AREA_WORDS: Mapping[str, AreaKind] = {
    "region": "a region",
    "landsdel": "a province",
    "province": "a province",
}
_AREA_NAMES: Mapping[str, AreaKind] = {
    **dict.fromkeys(("hele landet", "hele-landet", "all denmark", "danmark", "denmark", "landet"), "the whole country"),
    **dict.fromkeys(("christiansø", "christians", "ertholmene"), "part of no municipality"),
}
Shape = Literal["as written", "folded", "loose"]


class MunicipalityNameError(ValueError):
    """Raised where a text means no municipality, or could mean two: the rule, and what to do.

    The remedy is looked for when it is asked for: most texts that are tried, such as all labels of a map, need none.
    """

    def __init__(self, rule: str, remedy: str | Callable[[], str]) -> None:
        super().__init__(rule)
        self.rule = rule
        self._remedy = remedy

    @property
    def remedy(self) -> str:
        """Return what to do."""
        return self._remedy if isinstance(self._remedy, str) else self._remedy()


@dataclass(frozen=True)
class FoundMunicipality:
    """The code of a municipality, and whether its code or name was written as the instance writes it."""

    code: str
    as_written: bool


class MunicipalityNames:
    """Finds municipalities by code or name; `names` are those of an instance, by its codes."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {code: as_name(name) for code, name in names.items()}
        self._by_code = _collect((_plain_code(code), code) for code in names)
        shaped: tuple[Shape, ...] = ("as written", "folded", "loose")
        self._by_name = {
            shape: _collect(
                (_shaped(spelling, shape), code) for code, name in names.items() for spelling in _spellings(name)
            )
            for shape in shaped
        }

    def find(self, text: str) -> FoundMunicipality:
        """Return the municipality that a cell means: a code, a name, or both (101 København).

        Raises MunicipalityNameError where it means none, could mean several, or names one and has the code of another.
        """
        written = as_name(text)
        if written in self._names:
            return FoundMunicipality(written, as_written=True)
        if _CODE.fullmatch(written):
            return FoundMunicipality(self._code_of(written), as_written=False)
        code, name = _parts_of(written)
        return self.find_pair(code, name) if code else self._named(written)

    def find_pair(self, code: str, name: str) -> FoundMunicipality:
        """Return the municipality that a code and a name mean; raises as `find` does, and where they differ."""
        by_code = self.find(code)
        if not (meant := as_name(name)):
            return by_code
        by_name = self._named(meant)
        if by_code.code != by_name.code:
            held = self._names[by_code.code]
            raise MunicipalityNameError(
                f"has the code of {held} and the name of {self._names[by_name.code]}", "correct the code or the name"
            )
        return FoundMunicipality(by_code.code, by_code.as_written and by_name.as_written)

    def name_of(self, code: str) -> str:
        """Return the name of a municipality by its code."""
        return self._names[code]

    def _code_of(self, written: str) -> str:
        codes = self._by_code.get(_plain_code(written), [])
        if len(codes) == 1:
            return codes[0]
        if codes:
            raise MunicipalityNameError(
                f"could be the code of {' or '.join(codes)}", "write the code as the instance does"
            )
        raise MunicipalityNameError("is the code of no municipality of the instance", lambda: _remedy_for(written))

    def _named(self, written: str) -> FoundMunicipality:
        for shape, by_name in self._by_name.items():
            codes = by_name.get(_shaped(written, shape), [])
            if len(codes) == 1:
                return FoundMunicipality(codes[0], as_written=self._names[codes[0]] == written)
            if codes:
                those = " or ".join(f"{self._names[code]} ({code})" for code in codes)
                raise MunicipalityNameError(f"could be {those}", "write the code")
        raise MunicipalityNameError(
            "is the name of no municipality of the instance", lambda: _remedy_for(written, self._names.values())
        )


@lru_cache(maxsize=1)
def names_of_denmark() -> Mapping[str, str]:
    """Return the names of the 98 municipalities by code, as the bundled instance denmark-2014 has them."""
    folder = bundled_instances().get("denmark-2014")
    if folder is None:
        return {}
    with (folder / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def area_kind(code: str, name: str = "") -> AreaKind | None:
    """Return what other area of Denmark a code, a name, or both mean; None where they mean none.

    The codes are those of Statistics Denmark: 000, 081 to 085, 01 to 11; 411 is Christiansø. Bornholm, a province (04)
    and a municipality (400), is told apart by its code alone.
    """
    written = as_name(code)
    number, spoken = _parts_of(written)
    return _AREA_CODES.get(number or written) or _named_area(spoken or as_name(name) or written)


def _parts_of(written: str) -> tuple[str, str]:
    """Return code and name of a text that holds both, such as 101 København; blank where it does not."""
    if match := _CODE_THEN_NAME.fullmatch(written):
        return match[1], match[2]
    match = _NAME_THEN_CODE.fullmatch(written)
    return (match[2], match[1]) if match else ("", "")


def _named_area(name: str) -> AreaKind | None:
    first, _, rest = name.casefold().partition(" ")
    return _AREA_NAMES.get(name.casefold()) or (_AREA_WORDS.get(first) if rest else None)


def _remedy_for(written: str, names: Iterable[str] = ()) -> str:
    kind = area_kind(written)
    if kind:
        return f"delete the row: it is {kind}"
    return did_you_mean(written, names, "write a code or a name of municipalities, or delete the row")


def _collect(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """Return the codes, each once, by what they are found by."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, code in pairs:
        if code not in found[key]:
            found[key].append(code)
    return dict(found)


def _plain_code(code: str) -> str:
    """Return a code without what some put before it: 0101 and DK_101 are 101."""
    match = _CODE.fullmatch(code)
    return match[1] if match else code


def _spellings(name: str) -> Iterator[str]:
    """Yield a name, and other names of the same place."""
    yield as_name(name)
    for names in SAME_PLACE:
        if folded_name(name) in map(folded_name, names):
            yield from names


def _shaped(name: str, shape: Shape) -> str:
    """Return what a name is compared by: as it is, as it looks, or without what sources write in several ways.

    The last leaves out the word municipality, the s of a genitive, and letters that not every file can hold.
    """
    if shape == "as written":
        return name
    if shape == "folded":
        return folded_name(name).translate(_LETTERS)
    words = _TITLES.sub(" ", as_name(name).casefold()).replace("-", " ").translate(_LETTERS)
    plain = "".join(words.split()).replace("ø", "oe").replace("æ", "ae").replace("aa", "a").replace("oe", "o")
    return plain.removesuffix("s")
