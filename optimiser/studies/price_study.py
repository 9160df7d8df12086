"""What studies of prices have in common: an instance as it is, and with one thing otherwise each time."""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Protocol, TypeVar

import pandas as pd

from optimiser.data.findings import InvalidInputError, errors_among, fault_of_path
from optimiser.result.frames import rows_of_frame
from optimiser.result.result import Result
from optimiser.studies.compare import RunsStudy, describe_case
from optimiser.studies.json_records import StudyRecord, read_table
from optimiser.studies.question import Source
from optimiser.studies.resume import Resume
from optimiser.studies.run_store import folder_name, unique_names
from optimiser.studies.runner.dispatch import Case, Compute

NOW = "as it is"
"""Name of the case in which nothing is otherwise."""
TRUTHS = {"True": True, "False": False, "": None}


class Priced(Protocol):
    """What such a study finds: the run of the instance as it is, and a row for each thing that is priced."""

    @property
    def now(self) -> Result:
        """The run of the instance as it is."""

    @property
    def prices(self) -> pd.DataFrame:
        """A row is a thing that is priced; whether it is `proven` to cost anything is true, false or blank."""


Found = TypeVar("Found", bound=Priced)


@dataclass
class PriceStudy(RunsStudy[Found, Result]):
    """Solves an instance as it is, and with each thing that is priced otherwise.

    `names` are those of the cases by what is priced in each, in which the instance as it is has none; `results` are by
    the same, and blank for the instance as it is.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    cases: Sequence[Case[Result]] = ()
    results: Mapping[str, Result] = field(default_factory=dict)

    def name_cases(self, priced: Iterable[str]) -> None:
        """Give the case of each thing that is priced a name of its own, fit for a folder."""
        known = list(priced)
        self.names = dict(zip(known, unique_names([NOW, *map(folder_name, known)])[1:], strict=True))

    def keep_results(self, resume: Resume[Result]) -> None:
        """Keep what is solved, by what is priced."""
        solved = {priced: resume.solved.get(name) for priced, name in {"": NOW, **self.names}.items()}
        self.results = {priced: result for priced, result in solved.items() if result is not None}

    def is_worth_writing(self, found: Found | None) -> bool:
        """Return False where the instance itself has no plan."""
        return found is not None and found.now.has_plan

    def list_tables(self, found: Found) -> Mapping[str, pd.DataFrame]:
        """Return the table of prices."""
        return dict.fromkeys(self.tables, found.prices)

    @abstractmethod
    def describe_question(self) -> Mapping[str, Any]:
        """Return the entries that say what was asked."""

    def describe_found(self, found: Found | None) -> Mapping[str, Any]:
        """Return what the plan is, and what each thing costs (kr. a year)."""
        if found is None:
            return dict.fromkeys(self.record.model_fields.keys() - StudyRecord.model_fields.keys())
        named = {"": NOW, **self.names}
        return {
            "system": found.now.instance.system,
            **self.describe_question(),
            **{name: getattr(found.now, name) for name in ("objective_kr", "bound_kr", "gap")},
            "prices": rows_of_frame(found.prices),
            "runs": {priced: describe_case(named[priced], result) for priced, result in self.results.items()},
        }

    @classmethod
    def list_runs(cls, folder: Path) -> list[Path]:
        """Return the run folders that the prices are made of."""
        store = cls.place_in(folder)
        told = cls.read_entries(folder)["runs"].values()
        return [store.run_folder(folder_name(PurePosixPath(one["folder"]).name)) for one in told]

    @classmethod
    def load_priced(
        cls, folder: Path, columns: Collection[str], text: Collection[str]
    ) -> tuple[Result, pd.DataFrame, dict[str, Any]]:
        """Return the run as it is, the prices and the record that a folder holds; `text` are no columns of numbers.

        Raises InvalidInputError when they are damaged.
        """
        record, (table,) = cls.read_entries(folder), cls.tables
        prices = read_table(folder / f"{table}.csv", list(columns), frozenset(text), cls.remedy)
        prices = prices.assign(proven=prices["proven"].map(TRUTHS))
        if "" not in record["runs"]:
            finding = fault_of_path(folder / cls.record_name(), "must tell of the run that was priced", cls.remedy)
            raise InvalidInputError(str(folder), [finding])
        return cls.place_in(folder).load_recorded(NOW, record["runs"][""], cls.remedy), prices, record


def read_case(source: Source, name: str, compute: Compute[Result], changes: Sequence[str] = ()) -> Case[Result]:
    """Return the instance with some more changes, as a case. Raises InvalidInputError."""
    instance, findings = source.check_changed(overrides=changes)
    if instance is None:
        raise InvalidInputError(source.name, errors_among(findings))
    return Case(name, instance, compute, tuple(findings))
