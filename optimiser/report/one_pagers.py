"""The folder with a page about each municipality: written one by one, and led to by an index once all are there."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from optimiser.data.files import write_whole
from optimiser.data.instance import Instance
from optimiser.data.settings import Language
from optimiser.explanation.explanation import RUN_ENTRIES, SCHEMA_VERSION, Explanation
from optimiser.report.counting import counted
from optimiser.report.html import opening
from optimiser.report.html.environment import render, write_page
from optimiser.report.html.one_pager import one_pager, pays
from optimiser.report.html.telling import Telling
from optimiser.result.folder import INDEX, ONE_PAGERS, write_record
from optimiser.result.result import Result

Told = Mapping[str, Any]
"""The entries of the JSON of a municipality."""


class OnePagers:
    """The pages of a run's municipalities in its folder; each file is written whole or not at all."""

    def __init__(self, result: Result, run: Path) -> None:
        self._result = result
        self._folder = run / ONE_PAGERS

    @property
    def index(self) -> Path:
        """The page that leads to the others."""
        return self._folder / INDEX

    def kept(self, code: str) -> Told | None:
        """What is kept of a municipality; None where nothing is, or of another run."""
        try:
            told = json.loads(self._figures(code).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        run = self._result.run
        same = isinstance(told, dict) and told.get("schema_version") == SCHEMA_VERSION
        return told if same and all(told.get(name) == run[name] for name in RUN_ENTRIES) else None

    def keep(self, explanation: Explanation) -> Told:
        """Keep the figures of a municipality."""
        told = explanation.record()
        write_whole(self._figures(explanation.municipality), lambda made: write_record(told, made))
        return told

    def write(self, told: Mapping[str, Told], language: Language) -> None:
        """Write the page of each municipality, by its code, and last the one that leads to them."""
        for code, one in told.items():
            write_page(self._folder / f"{code}.html", one_pager(one, self._result.instance, language))
        write_page(self.index, _index(told, self._result.instance, language))

    def write_again(self, language: Language) -> None:
        """Write the pages anew from the figures that are kept; nothing where they are not all there."""
        told = {code: self.kept(code) for code in self._result.instance.tasks_of}
        known = {code: one for code, one in told.items() if one}
        if self.index.is_file() and len(known) == len(told):
            self.write(known, language)

    def _figures(self, code: str) -> Path:
        return self._folder / f"{code}.json"


def _index(told: Mapping[str, Told], instance: Instance, language: Language) -> str:
    telling = Telling(language)
    names = {code: one["municipality"]["name"] for code, one in told.items()}
    ordered = sorted(told, key=lambda code: telling.order(names[code]))
    return render(
        "one_pagers.html.j2",
        language,
        title=telling.say("pages index"),
        subject=opening.title(telling, instance),
        system=instance.system,
        answer=telling.say("pages index answer", municipalities=counted(telling, "municipalities", len(told))),
        pages=[(f"{code}.html", names[code], pays(telling, told[code]["municipality"])) for code in ordered],
    )
