"""Write the forms of changes in plain words into docs/what-if.md, as they are declared; `make pages` renews them."""

import re
from pathlib import Path

from optimiser.data.plain_forms import FORMS, PlainForm

PAGE = Path(__file__).parents[1] / "docs" / "what-if.md"
BEGIN, END = "<!-- begin forms -->", "<!-- end forms -->"
SLOT = re.compile(r"\{(\w+)\}")
SAID_AS = {"seller": "centre", "shared": "centre"}
HEADER = ("in English", "på dansk", "what it does", "the same as")


def table_of_forms() -> str:
    """Return a table of every form: an example in either language, what it does, and the change it stands for."""
    lines = [" | ".join(HEADER), " | ".join("---" for _ in HEADER), *map(_row_of, FORMS)]
    return "\n".join(f"| {line} |" for line in lines)


def _row_of(form: PlainForm) -> str:
    written = [f'`--{form.kind} "{form.examples[language]}"`' for language in ("en", "da")]
    does = SLOT.sub(lambda slot: f"*{SAID_AS.get(slot[1], slot[1])}*", form.sentence["en"])
    return " | ".join((*written, does, form.same_as))


def renew_forms(page: str) -> str:
    """Return a page with the table of forms between its marks as it is declared now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table_of_forms()}\n{END}{after}"
