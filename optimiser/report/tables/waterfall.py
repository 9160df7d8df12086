"""Steps from one cost to another as a table of bars, each standing where the one before ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.tables.table import MILLIONS, Bilingual, FilledTable, OutputCell, OutputColumn, OutputTable

LOW, HIGH = "MIN({^reached},{reached})", "MAX({^reached},{reached})"


@dataclass(frozen=True)
class CostStep:
    """A change of a cost: what it is called, its size in kr. a year, and how a workbook calculates it."""

    label: str
    kr: float
    formula: str = ""


def _column(name: str, title: Bilingual, danish: str, english: str, formula: str) -> OutputColumn:
    return OutputColumn(name, title, ColumnMeaning(english, danish, "kr./year"), MILLIONS, width=18, formula=formula)


WATERFALL = OutputTable(
    "waterfall",
    ("Trin for trin, kr. om året", "Step by step, kr. a year"),
    ("et trin", "a step"),
    (
        OutputColumn("label", ("Trin", "Step"), ColumnMeaning("what changes", "hvad der ændrer sig"), width=44),
        _column("change", ("Ændring", "Change"), "ændringen i trinnet", "the change of the step", ""),
        _column(
            "reached",
            ("Nået", "Reached"),
            "alle ændringer til og med trinnet",
            "all changes up to the step",
            "{^reached}+{change}",
        ),
        _column(
            "base",
            ("Usynlig del af søjlen", "Unseen part of the bar"),
            "hvad søjlen står på",
            "what the bar stands on",
            f"IF({LOW}>0,{LOW},IF({HIGH}<0,{HIGH},0))",
        ),
        _column(
            "above",
            ("Søjlen over 0", "The bar above 0"),
            "den synlige del over 0",
            "the part that is seen above 0",
            f"MAX({HIGH},0)-MAX({LOW},0)",
        ),
        _column(
            "below",
            ("Søjlen under 0", "The bar below 0"),
            "den synlige del under 0",
            "the part that is seen below 0",
            f"MIN({LOW},0)-MIN({HIGH},0)",
        ),
    ),
    workbook=("label", "change", "reached", "base", "above", "below"),
)
TABLES = (WATERFALL,)


def fill_waterfall(steps: Sequence[CostStep], last: str) -> FilledTable:
    """Return the steps, and below them under the name `last` a bar of what they come to."""
    rows, reached = [], 0.0
    for step in steps:
        low, high = sorted((reached, reached + step.kr))
        reached += step.kr
        rows.append(
            {
                "label": step.label,
                "change": OutputCell(step.kr, formula=step.formula),
                "reached": reached,
                "base": low if low > 0 else min(high, 0.0),
                "above": max(high, 0.0) - max(low, 0.0),
                "below": min(low, 0.0) - min(high, 0.0),
            }
        )
    whole = {"above": ("MAX({reached},0)", max(reached, 0.0)), "below": ("MIN({reached},0)", min(reached, 0.0))}
    ends = {name: OutputCell(kr, formula=formula) for name, (formula, kr) in whole.items()}
    rows.append({"label": last, "reached": OutputCell(reached, formula="{^reached}"), **ends})
    return FilledTable(WATERFALL, rows)
