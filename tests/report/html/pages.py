"""Pages of two towns and of the toy, read as a browser would: by the parser of the standard library."""

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from optimiser import Result, read, solve
from optimiser.comparison.comparison import Comparison
from optimiser.data.settings import Language
from optimiser.report.html.page import comparison_page, result_page
from tests.planning.two_towns import two_towns

TOY = Path(__file__).parents[3] / "instances" / "toy"
SCRIPT = "<script>alert(1)</script>"
QUOTED = """Ærø "nord" & 'syd' </style>"""
HARD_NAMES = (f"municipalities.1.name={SCRIPT}", f"municipalities.2.name={QUOTED}")
VOID = frozenset(("meta", "input", "br", "hr", "link", "img"))


@dataclass
class Element:
    """A tag, its attributes, the text in it, and what it stands in."""

    tag: str
    attributes: dict[str, str]
    above: tuple[str, ...]
    text: str = ""


@dataclass
class Parsed(HTMLParser):
    """Every element of a page in order; an end tag that closes nothing is an error."""

    page: str
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.page)
        self.close()
        assert not self.open, f"left open: {self.open[-1]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute stands twice in {tag}: {names}"
        above = tuple(element.tag for element in self.open)
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, above))
        if tag not in VOID:
            self.open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> where {self.open[-1].tag} is open"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]


@cache
def solved(*overrides: str) -> Result:
    return solve(two_towns(*overrides), gap=1e-6).with_run(finished="2026-11-22T19:07:39+00:00")


@cache
def toy() -> Result:
    """An instance with virtual centres, laws and notes on assumptions."""
    return solve(read(TOY)).with_run(finished="2026-03-01T08:00:00+00:00")


@cache
def compared() -> Comparison:
    """Two systems with a plan and one without."""
    impossible = solve(two_towns("policy.levels.local=none", "policy.levels.purchased=none"))
    results = {"free": solved(*HARD_NAMES), "alone": solved("municipalities.*.candidate_host=false", *HARD_NAMES)}
    impossible = impossible.with_run(finished="2026-11-22T19:07:39+00:00")
    assert not impossible.has_plan
    return Comparison.of_results({**results, f"{SCRIPT} none": impossible})


@cache
def run_text(language: Language) -> str:
    return result_page(solved(*HARD_NAMES), language)


@cache
def comparison_text(language: Language) -> str:
    return comparison_page(compared(), language)


@cache
def toy_text() -> str:
    return result_page(toy(), "da")


@cache
def parsed(text: str) -> Parsed:
    return Parsed(text)


def rows_of(text: str, table: str) -> list[list[str]]:
    """The cells of a table's rows, by its identifier."""
    found = re.search(rf'<table id="{table}".*?</table>', text, re.DOTALL)
    assert found, f"no table {table}"
    page = parsed(found[0])
    rows: list[list[str]] = []
    for element in page.elements:
        if element.tag == "tr":
            rows.append([])
        elif element.tag in ("td", "th"):
            rows[-1].append(element.text)
    return rows
