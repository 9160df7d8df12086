"""Templates, style sheets and script, and how they become one page that fetches nothing.

Everything is escaped unless it is `Markup`; a name that is not given to a template is an error.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from optimiser.data.settings import Language
from optimiser.report.localizer import Localizer

ASSETS = files("optimiser.report.html") / "assets"
STYLES = ("page.css", "tables.css", "print.css")
SCRIPTS = ("tables.js", "tips.js", "print.js")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=%|mio\.|million\b|kr\.|år\b|years\b)|(?<=mio\.) (?=kr\.)|(?<=million) (?=kr\.)")


def render(template: str, language: Language, **given: Any) -> str:
    """A whole page from its template."""
    return _template_environment(language).get_template(template).render(**given)


def write_page(text: str, path: Path) -> None:
    """Write a page; its lines end as they do in the script that it names by its hash."""
    path.write_text(text, encoding="utf-8", newline="\n")


@cache
def _template_environment(language: Language) -> Environment:
    loader = PackageLoader("optimiser.report.html", "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {"say": Localizer(language).say, "language": language, "style": _style_text(), "script": script()}
    made.globals["policy"] = policy()
    made.filters["unbroken"] = unbroken
    return made


def unbroken(sentence: str) -> str:
    """The sentence with its amounts held together: no line begins with a unit."""
    return _BEFORE_UNIT.sub("\u00a0", sentence)


def policy() -> str:
    """What a browser may do with the page: show it and run its one script; nothing is fetched or sent."""
    digest = b64encode(sha256(script().encode("utf-8")).digest()).decode("ascii")
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src 'sha256-{digest}'"
    )


@cache
def script() -> Markup:
    """The one script of the page, exactly as it stands between its tags."""
    return _join_assets(SCRIPTS)


@cache
def _style_text() -> Markup:
    return _join_assets(STYLES)


def _join_assets(names: tuple[str, ...]) -> Markup:
    """Files of the package are ours, and none holds a closing tag: a test holds them to it."""
    return Markup("\n".join((ASSETS / name).read_text(encoding="utf-8") for name in names))  # noqa: S704
