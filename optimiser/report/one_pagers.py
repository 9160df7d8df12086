"""The folder with a page about each municipality: written one by one, and led to by an index once all are there."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from optimiser.data.instance import Instance
from optimiser.data.run_tables import INDEX, ONE_PAGERS
from optimiser.data.seal import is_whole, write_sealed
from optimiser.data.settings import Language
from optimiser.explanation.explanation import RUN_ENTRIES, SCHEMA_VERSION, Explanation
from optimiser.report.html import header
from optimiser.report.html.elements import render, write_page
from optimiser.report.html.one_pager import one_pager, pays
from optimiser.report.localizer import Localizer, counted
from optimiser.report.tables.one_pager import MunicipalityEntries
from optimiser.result.folder import write_record
from optimiser.result.result import Result


class OnePagers:
    """The pages of a run's municipalities in its folder; each file is written whole or not at all."""

    def __init__(self, result: Result, run: Path) -> None:
        self._result = result
        self._run = run

    @property
    def index(self) -> Path:
        """The page that leads to the others."""
        return self._run / ONE_PAGERS / INDEX

    def kept(self, code: str) -> MunicipalityEntries | None:
        """What is kept of a municipality; None where nothing is, or of another run, or it was changed since."""
        if not is_whole(self._run, _key_figures(code)):
            return None
        told = json.loads((self._run / _key_figures(code)).read_text(encoding="utf-8"))
        run = self._result.run.model_dump(include=set(RUN_ENTRIES))
        same = isinstance(told, dict) and told.get("schema_version") == SCHEMA_VERSION
        return told if same and all(told.get(name) == run[name] for name in RUN_ENTRIES) else None

    def keep(self, explanation: Explanation) -> MunicipalityEntries:
        """Keep the figures of a municipality."""
        told = explanation.as_record()
        write_sealed(self._run, {_key_figures(explanation.municipality): partial(write_record, told)})
        return told

    def write(self, told: Mapping[str, MunicipalityEntries], language: Language) -> None:
        """Write the page of each municipality, by its code, and last the one that leads to them."""
        instance = self._result.instance
        pages = {f"{code}.html": one_pager(one, instance, language) for code, one in told.items()}
        pages[INDEX] = _write_index(told, instance, language)
        write_sealed(self._run, {f"{ONE_PAGERS}/{name}": partial(write_page, text) for name, text in pages.items()})

    def write_again(self, language: Language) -> None:
        """Write the pages anew from the figures that are kept; nothing where they are not all there."""
        told = {code: self.kept(code) for code, tasks in self._result.instance.tasks_of.items() if tasks}
        known = {code: one for code, one in told.items() if one}
        if self.index.is_file() and len(known) == len(told):
            self.write(known, language)


def _key_figures(code: str) -> str:
    """The file in the run folder that holds the figures of a municipality."""
    return f"{ONE_PAGERS}/{code}.json"


def _write_index(told: Mapping[str, MunicipalityEntries], instance: Instance, language: Language) -> str:
    localizer = Localizer(language)
    names = {code: one["municipality"]["name"] for code, one in told.items()}
    ordered = sorted(told, key=lambda code: localizer.sort_key_of(names[code]))
    return render(
        "one_pagers.html.j2",
        language,
        title=localizer.say("pages index"),
        subject=header.title(localizer, instance),
        system=localizer.call_system(instance.system),
        answer=localizer.say("pages index answer", municipalities=counted(localizer, "municipalities", len(told))),
        pages=[(f"{code}.html", names[code], pays(localizer, told[code]["municipality"])) for code in ordered],
    )
