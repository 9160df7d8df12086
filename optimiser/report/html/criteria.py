"""Design criteria: value, weight, theme, and how much of the contacts is rated at all."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from optimiser.comparison.comparison import Comparison
from optimiser.data.rows import Kpi
from optimiser.report.html.table import Cell, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.report.serving import Serving
from optimiser.result.result import Result


def criteria_table(telling: Telling, result: Result) -> Table | None:
    """A row is a KPI with a weight, by theme; None where none is measured."""
    measured = result.kpis.set_index("kpi").to_dict("index")
    kpis = sorted(result.instance.tables.kpis, key=lambda kpi: telling.order(_theme(telling, kpi)))
    rows = [Row(list(_kpi(telling, kpi, measured[kpi.kpi]))) for kpi in kpis if kpi.weight > 0 and kpi.kpi in measured]
    columns = [
        words(telling.say("criterion"), wide=True),
        words(telling.say("theme")),
        *(column(telling.say(name)) for name in ("value", "weight", "target", "rated share")),
    ]
    return Table("table-criteria", telling.say("criteria caption"), columns, rows, sortable=True) if rows else None


def _kpi(telling: Telling, kpi: Kpi, measured: Mapping[Any, Any]) -> Iterator[Cell]:
    yield Cell(telling.name(kpi.name_da, kpi.name_en, kpi.kpi))
    yield Cell(_theme(telling, kpi), kind="quiet")
    yield telling.decimal(_number(measured["value"]), 2)
    yield telling.any(kpi.weight)
    yield Cell(Serving(telling.language).target(kpi), kpi.target)
    yield telling.percent(_number(measured["rated_share"]), 0)


def _theme(telling: Telling, kpi: Kpi) -> str:
    return telling.name(kpi.theme_da, kpi.theme_en, "")


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def themes_table(telling: Telling, comparison: Comparison) -> Table | None:
    """A row is a case: the weighted mean of each theme's criteria, and of all; None where there are none."""
    kpis = {kpi.kpi: kpi for result in comparison.planned.values() for kpi in result.instance.tables.kpis}
    themes = sorted({_theme(telling, kpi) for kpi in kpis.values() if kpi.weight > 0}, key=telling.order)
    rows = [Row(list(_case(telling, case, result, themes))) for case, result in comparison.planned.items()]
    last = [column(telling.say("score in all")), column(telling.say("rated share"))]
    columns = [words(telling.say("the case")), *(column(theme) for theme in themes), *last]
    table = Table("table-themes", telling.say("themes caption"), columns, rows, sortable=True)
    return table if themes else None


def _case(telling: Telling, case: str, result: Result, themes: list[str]) -> Iterator[Cell]:
    yield Cell(case)
    values = {row["kpi"]: _number(row["value"]) for row in result.kpis.to_dict("records")}
    weighted = [kpi for kpi in result.instance.tables.kpis if kpi.weight > 0]
    for theme in themes:
        rated = [(kpi.weight, values.get(kpi.kpi)) for kpi in weighted if _theme(telling, kpi) == theme]
        yield telling.decimal(_mean(rated), 2)
    yield telling.decimal(result.figures.criteria_score, 2)
    shares = result.kpis[result.kpis["kpi"].isin([kpi.kpi for kpi in weighted])]["rated_share"]
    yield telling.percent(_number(shares.min()), 0)


def _mean(rated: list[tuple[float, float | None]]) -> float | None:
    """Mean by weight of what has a value."""
    known = [(weight, value) for weight, value in rated if value is not None]
    weight = sum(weight for weight, _ in known)
    return sum(weight * value for weight, value in known) / weight if weight else None
