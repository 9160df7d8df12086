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
PROMISED = _simulation_column("promised_share", ("Lovet", "Promised"), PERCENT)
WITHIN = _simulation_column("within_seconds", ("Inden for, sekunder", "Within, seconds"), WHOLE)
LOW = _simulation_column("low_share", ("Lavest", "Lowest"), PERCENT)
HIGH = _simulation_column("high_share", ("Højest", "Highest"), PERCENT)
WAIT = _simulation_column(
    "mean_wait_seconds",
    ("Ventetid", "Wait"),
    WHOLE,
    titles={"workbook": ("Ventetid, sekunder", "Wait, seconds")},
)
OCCUPANCY = _simulation_column("occupancy", ("Udnyttelse", "Occupancy"), WHOLE_PERCENT)
AGENTS = _simulation_column("agents", ("Medarbejdere", "Agents"), WHOLE)
HUNG_UP = _simulation_column("abandoned_share", ("Lagt på", "Hung up"), PERCENT)
AGENTS_MORE = _simulation_column("agents_more", ("Flere medarbejdere", "Extra agents"), WHOLE)
ERLANG = _simulation_column("erlang_share", ("Erlang", "Erlang"), PERCENT)
PROMISES = OutputTable(
    "promises played through",
    ("Hvad centrene holder af det, de lover", "What the centres keep of what they promise"),
    ("et center", "a centre"),
    (*(CENTRE, PROMISED, WITHIN, ANSWERED, LOW, HIGH, WAIT, OCCUPANCY, AGENTS, HUNG_UP),),
    terminal=(
        "centre",
        "promised_share",
        "answered_share",
        "mean_wait_seconds",
        "occupancy",
        "agents",
        "abandoned_share",
    ),
    workbook=(
        *("centre", "promised_share", "within_seconds", "answered_share", "low_share", "high_share"),
        *("mean_wait_seconds", "occupancy", "agents", "abandoned_share"),
    ),
    tab=("Løfter", "Promises"),
)
MIX = OutputTable(
    "mix of tasks",
    ("Hvad opgavernes blanding koster", "What the mix of tasks costs"),
    ("et center, det værst ramte først", "a centre, the hardest hit first"),
    (
        CENTRE,
        ERLANG,
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
            formula="100*({mix}-{exponential})",
        ),
    ),
    terminal=("centre", "erlang_share", "exponential", "mix", "effect"),
    workbook=("centre", "erlang_share", "exponential", "mix", "effect"),
    tab=("Opgavernes blanding", "Mix of tasks"),
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
            formula="100*({promised_share}-{answered_share})",
        ),
        AGENTS_MORE,
    ),
    terminal=("centre", "promised_share", "answered_share", "below", "agents_more"),
    workbook=("centre", "promised_share", "answered_share", "below", "agents_more"),
    tab=("Løfter, der ikke holdes", "Promises that are missed"),
)
CASES = OutputTable(
    "cases played through",
    ("Hvert center i hvert tilfælde", "Every centre in every case"),
    ("et center i et tilfælde", "a centre in a case"),
    (
        CENTRE,
        OutputColumn(
            "case",
            ("Tilfælde", "Case"),
            ColumnMeaning(
                "the ordinary week, with the tasks' own handling times or exponential ones as in the formulas, or a "
                "case of stress",
                "den almindelige uge, med opgavernes egne betjeningstider eller eksponentielle som i formlerne, eller "
                "et tilfælde af pres",
            ),
        ),
        *(PROMISED, WITHIN, ANSWERED, LOW, HIGH, ERLANG, AGENTS_MORE, AGENTS),
        _simulation_column("agent_hours", ("Timer", "Hours"), ONE_DECIMAL),
        *(OCCUPANCY, WAIT, HUNG_UP),
        _simulation_column("callers", ("Opkald", "Callers"), WHOLE),
        _simulation_column("handling_seconds", ("Betjeningstid, sekunder", "Handling time, seconds"), WHOLE),
        _simulation_column("replications", ("Uger", "Weeks"), WHOLE),
    ),
    workbook=(
        *("centre", "case", "promised_share", "within_seconds", "answered_share", "low_share", "high_share"),
        *("erlang_share", "agents_more", "agents", "agent_hours", "occupancy", "mean_wait_seconds"),
        *("abandoned_share", "callers", "handling_seconds", "replications"),
    ),
)
"""What stands in simulation.csv, but for whether a promise is missed, which a table of its own says."""
TABLES = (PROMISES, MIX, MISSING, CASES)
