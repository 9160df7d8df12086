"""What is found of the drawings of an instance's regions: their runs, and tables of what each costs and joins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from optimiser.data.instance import Instance
from optimiser.result.result import Result


@dataclass(frozen=True)
class RegionsOutcome:
    """The drawings of regions that were found; the tables have the columns that `data/regions_tables.py` declares.

    `instance` has each drawing as a structure and a system beside those it had; `results` are the runs of drawings, and
    of structures beside them, by name. `drawings` has a row for each of these, `groups` one for each group of each,
    `memberships` one for each municipality in one, `settled` one for each municipality by number of groups, `binding`
    one for each rule that was left out. `record` says how it was made: the entries of regions.json.
    """

    instance: Instance
    results: Mapping[str, Result]
    drawings: pd.DataFrame
    groups: pd.DataFrame
    memberships: pd.DataFrame
    settled: pd.DataFrame
    binding: pd.DataFrame
    record: Mapping[str, Any] = field(default_factory=dict)
