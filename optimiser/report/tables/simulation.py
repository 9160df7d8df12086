"""The tables of a simulation: what each centre keeps of its promise, what the mix of tasks costs, who misses."""

from typing import Any

from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.tables.table import (
    ONE_DECIMAL,
    PERCENT,
    TEXT,
    WHOLE,
    WHOLE_PERCENT,
    Bilingual,
    FigureFormat,
    OutputColumn,
    OutputTable,
)
from optimiser.simulation.tables import COLUMNS


def _simulation_column(name: str, title: Bilingual, form: FigureFormat = TEXT, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, COLUMNS[name], form, **more)


CENTRE = _simulation_column("centre", ("Center", "Centre"))
ANSWERED = _simulation_column("answered_share", ("Besvaret", "Answered"), PERCENT)
PROMISES = OutputTable(
    "promises played through",
    ("Hvad centrene holder af det, de lover", "What the centres keep of what they promise"),
    ("et center", "a centre"),
    (
        CENTRE,
        _simulation_column("promised_share", ("Lovet", "Promised"), PERCENT),
        ANSWERED,
        _simulation_column("mean_wait_seconds", ("Ventetid", "Wait"), WHOLE),
        _simulation_column("occupancy", ("Udnyttelse", "Occupancy"), WHOLE_PERCENT),
        _simulation_column("agents", ("Medarbejdere", "Agents"), WHOLE),
        _simulation_column("abandoned_share", ("Lagt på", "Hung up"), PERCENT),
    ),
    terminal=(
        "centre",
        "promised_share",
        "answered_share",
        "mean_wait_seconds",
        "occupancy",
        "agents",
        "abandoned_share",
    ),
)
MIX = OutputTable(
    "mix of tasks",
    ("Hvad opgavernes blanding koster", "What the mix of tasks costs"),
    ("et center, det værst ramte først", "a centre, the hardest hit first"),
    (
        CENTRE,
        _simulation_column("erlang_share", ("Erlang", "Erlang"), PERCENT),
        OutputColumn(
            "exponential",
            ("Eksponentiel", "Exponential"),
            ColumnMeaning(
                "share answered in time with exponential handling times",
                "andel besvaret i tide med eksponentielle betjeningstider",
                "share",
            ),
            PERCENT,
        ),
        OutputColumn(
            "mix",
            ("Egen blanding", "Own mix"),
            ColumnMeaning(
                "share answered in time with the centre's own mix",
                "andel besvaret i tide med centrets egen blanding",
                "share",
            ),
            PERCENT,
        ),
        OutputColumn(
            "effect",
            ("Forskel, point", "Difference, points"),
            ColumnMeaning(
                "the last minus the one before, in percentage points", "den sidste minus den før, i procentpoint"
            ),
            ONE_DECIMAL,
        ),
    ),
    terminal=("centre", "erlang_share", "exponential", "mix", "effect"),
)
MISSING = OutputTable(
    "centres that miss their promise",
    ("Centre, der ikke holder deres løfte", "Centres that miss their promise"),
    ("et center, det længst under først", "a centre, the farthest below first"),
    (
        CENTRE,
        _simulation_column("promised_share", ("Lovet", "Promised"), WHOLE_PERCENT),
        ANSWERED,
        OutputColumn(
            "below",
            ("Under, point", "Below, points"),
            ColumnMeaning("how far below the promise, in percentage points", "hvor langt under løftet, i procentpoint"),
            ONE_DECIMAL,
        ),
        _simulation_column("agents_more", ("Flere medarbejdere", "Extra agents"), WHOLE),
    ),
    terminal=("centre", "promised_share", "answered_share", "below", "agents_more"),
)
TABLES = (PROMISES, MIX, MISSING)
