"""What the page and the workbook of a study both say: how an answer moves with its inputs, and how that was found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from shlex import join
from typing import Any

from optimiser.report.html.elements import page_table, table_if_any
from optimiser.report.html.header import Doubt, KeyFigure
from optimiser.report.html.stamps import name_data, name_period
from optimiser.report.html.terms import OF_STUDY, OF_STUDY_OVER_YEARS, glossary
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.failures import failures
from optimiser.report.tables.studies import fill_unplanned
from optimiser.report.tables.table import FilledTable

IDENTITY = ("instance", "hash of the instance", "system", "optimiser")
"""Entries of a record's `of` that are told by themselves; the others are options of the solves."""


@dataclass(frozen=True)
class StudyDocument:
    """What a study that has a record says, in one language; its page and its workbook show the same.

    `tables` are by the names that the page's template has for them; of the `optional` ones a page shows nothing where
    they have no rows. `unplanned` says by the names of solves why they have no plan. `terms` are those of the glossary
    beside what every study uses.
    """

    localizer: Localizer
    record: Mapping[str, Any]
    subject: str
    answer: Sequence[str]
    doubts: Sequence[Doubt]
    key_figures: Sequence[KeyFigure]
    tables: Mapping[str, FilledTable]
    unplanned: Mapping[str, str]
    terms: Sequence[tuple[str, str]] = ()
    optional: frozenset[str] = frozenset()
    named: str = ""
    """What the parameters that it tells of are called in a command; blank where it tells of none."""

    @property
    def title(self) -> str:
        """What the instance is called."""
        record = self.record
        return self.localizer.choose_name(record["title_da"], record["title_en"], record["of"]["instance"])

    @property
    def years(self) -> Sequence[int]:
        """The years that each of its solves plans: one, unless they are plans over years."""
        return self.record.get("years") or [self.record["year"]]

    @property
    def failed(self) -> list[str]:
        """A sentence for each solve that failed."""
        return failures(self.record, self.localizer.language)

    def list_particulars(self) -> Iterator[tuple[str, str]]:
        """Yield what made the study: entries by name."""
        record, of, say = self.record, self.record["of"], self.localizer.say
        yield say("finished"), str(record["finished"])
        yield say("command"), join(record["command"]) if record["command"] else say("from a program")
        if self.named:
            yield say("parameter codes"), self.named
        yield say("data"), name_data(self.localizer, of["instance"], self.years)
        yield say("study system"), self.localizer.call_system(str(of["system"]))
        yield say("input hash"), str(of["hash of the instance"])
        told = {*IDENTITY, *record.get("asked", ())}  # what is asked of drawings is told in words
        options = (f"{name} = {value}" for name, value in of.items() if name not in told and value is not None)
        yield say("options"), ", ".join(options)
        yield say("seconds"), self.localizer.numbers.plain(record["seconds"], 1)
        yield say("versions"), f"optimiser {of['optimiser']}"

    def for_page(self) -> dict[str, Any]:
        """Return what `study.html.j2` and the templates of studies ask for, the charts of the study left out."""
        numbers, sort_key = self.localizer.numbers, self.localizer.sort_key_of
        common = OF_STUDY if len(self.years) == 1 else OF_STUDY_OVER_YEARS
        shown = {
            name: (table_if_any if name in self.optional else page_table)(filled, numbers, sort_key)
            for name, filled in self.tables.items()
        }
        return {
            "title": self.title,
            "subject": self.subject,
            "date": self.localizer.write_date(self.record["finished"]),
            "period": name_period(self.localizer, self.years),
            "glossary": list(glossary(self.localizer, (*common, *self.terms))),
            "stamps": [("", list(self.list_particulars()))],
            "answer": list(self.answer),
            "doubts": list(self.doubts),
            "key_figures": list(self.key_figures),
            **shown,
            "unplanned": table_if_any(fill_unplanned(self.unplanned), numbers, sort_key),
            "failed": self.failed,
        }
