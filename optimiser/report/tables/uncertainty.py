"""The tables of an uncertainty analysis: quantiles of what is saved, and what the variance is due to."""

from typing import Any

from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.tables.studies import ASSUMPTION
from optimiser.report.tables.table import (
    AS_PAGE,
    CODE,
    MILLIONS,
    PERCENT,
    SETTING,
    TEXT,
    WHOLE,
    WHOLE_PERCENT,
    Bilingual,
    FigureFormat,
    OutputColumn,
    OutputTable,
    Rendering,
    name_column,
)
from optimiser.sensitivity.uncertainty import PAIRS, QUANTILE_COLUMNS, SAMPLES, SHARES

LOW, HIGH = ("Fra", "From"), ("Til", "To")


def _saved(name: str, title: Bilingual, en: str, da: str, in_terminal: Bilingual | None = None) -> OutputColumn:
    titles: dict[Rendering, Bilingual] = {"terminal": in_terminal} if in_terminal else {}
    return OutputColumn(name, title, ColumnMeaning(en, da, "kr./year"), MILLIONS, titles)


SAVED_QUANTILES = OutputTable(
    "quantiles of what is saved",
    ("Fraktiler", "Quantiles"),
    ("en andel af tilfældene", "a share of the cases"),
    (
        OutputColumn(
            "share",
            ("Andel under", "Share below"),
            QUANTILE_COLUMNS["share"],
            WHOLE_PERCENT,
            {"terminal": ("under", "below")},
        ),
        _saved(
            "kept_kr",
            ("Beholdt plan sparer", "Kept plan saves"),
            "what the kept plan saves",
            "hvad den beholdte plan sparer",
            ("beholdt", "kept"),
        ),
        _saved(
            "low_kr",
            LOW,
            "lower end of its interval (95 %); blank where the samples are too few",
            "intervallets nedre ende (95 %); tomt, hvor stikprøverne er for få",
        ),
        _saved("high_kr", HIGH, "upper end of its interval", "intervallets øvre ende"),
        _saved(
            "adapted_kr",
            ("Tilpasset plan sparer", "Adapted plan saves"),
            "what the best plan found saves in the samples solved anew",
            "hvad den bedste fundne plan sparer i de stikprøver, der er løst på ny",
            ("tilpasset", "adapted"),
        ),
        _saved(
            "regret_kr",
            ("At beholde koster", "Keeping costs"),
            "what keeping the plan costs against the best plan found there",
            "hvad det koster at beholde planen i forhold til den bedste fundne dér",
            ("at beholde", "keeping"),
        ),
    ),
    terminal=("share", "kept_kr", "low_kr", "high_kr", "adapted_kr", "regret_kr"),
    page=("share", "kept_kr", "low_kr", "high_kr", "adapted_kr", "regret_kr"),
    workbook=AS_PAGE,
    caption=(
        "Fraktiler (mio. kr. om året); tilpasset, og hvad det koster at beholde, kun af de tilfælde, der er løst på ny",
        "Quantiles (million kr. a year); adapted, and what keeping costs, only of the cases solved anew",
    ),
    page_id="quantiles",
    kind="",
)


def _share(name: str, title: Bilingual, form: FigureFormat = TEXT, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, SHARES[name], form, **more)


VARIANCE_SHARES = OutputTable(
    "shares of the variance",
    ("Hvad variationen skyldes", "What the variation is due to"),
    ("en antagelse, den største andel først", "an assumption, the largest share first"),
    (
        name_column(ASSUMPTION, width=44),
        _share("parameter", CODE, width=44),
        _share("low", ("Laveste", "Lowest"), SETTING),
        _share("high", ("Højeste", "Highest"), SETTING),
        _share("base_value", ("I datasættet", "In the data"), SETTING),
        _share("nature", ("Hvad den er", "What it is")),
        _share(
            "first", ("Andel af variansen", "Share of the variance"), PERCENT, titles={"terminal": ("andel", "share")}
        ),
        _share("first_low", LOW, PERCENT),
        _share("first_high", HIGH, PERCENT),
        OutputColumn("bar", ("", ""), ColumnMeaning("the share as a bar", "andelen som en bjælke")),
    ),
    terminal=("name", "first", "first_low", "first_high", "bar"),
    page=("name", "low", "high", "base_value", "nature", "first", "first_low", "first_high"),
    workbook=(*AS_PAGE, "parameter"),
    page_id="shares",
    sortable=True,
)


def _pair(name: str, title: Bilingual, form: FigureFormat = TEXT, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, PAIRS[name], form, **more)


PAIR_SHARES = OutputTable(
    "pairs of assumptions",
    ("To antagelser ad gangen", "Two assumptions at a time"),
    ("to antagelser, dem der betyder mest sammen først", "two assumptions, those that matter most together first"),
    (
        name_column(ASSUMPTION, width=44),
        name_column(("Og", "And"), "other_name", width=44),
        _pair("parameter", CODE, width=44),
        _pair("other", CODE, width=44),
        _pair("together", ("Sammen", "Together"), PERCENT),
        _pair("together_low", LOW, PERCENT),
        _pair("together_high", HIGH, PERCENT),
        _pair("interplay", ("Heraf samspil", "Of that interplay"), PERCENT),
        _pair("interplay_low", LOW, PERCENT),
        _pair("interplay_high", HIGH, PERCENT),
    ),
    page=(
        *("name", "other_name", "together", "together_low", "together_high"),
        *("interplay", "interplay_low", "interplay_high"),
    ),
    workbook=(*AS_PAGE, "parameter", "other"),
    page_id="pairs",
    sortable=True,
)
SAMPLE_OUTCOMES = OutputTable(
    "outcomes of the samples",
    ("Hvad der blev af planen", "What became of the plan"),
    ("et udfald", "an outcome"),
    (
        OutputColumn("outcome", ("Udfald", "Outcome"), SAMPLES["outcome"]),
        OutputColumn(
            "count",
            ("Tilfælde", "Cases"),
            ColumnMeaning("how many samples ended so", "hvor mange der endte sådan"),
            WHOLE,
        ),
        OutputColumn(
            "why",
            ("Hvorfor", "Why"),
            ColumnMeaning("rules broken, or what is wrong", "brudte regler, eller hvad der er galt"),
            wide=True,
        ),
    ),
    page=("outcome", "count", "why"),
    workbook=AS_PAGE,
    page_id="outcomes",
    kind="",
)
SAVED_HISTOGRAM = OutputTable(
    "cases by what is saved",
    (
        "Tilfælde efter, hvad den beholdte plan sparer (mio. kr. om året)",
        "Cases by what the kept plan saves (million kr. a year)",
    ),
    ("et interval", "an interval"),
    (
        OutputColumn("start", LOW, ColumnMeaning("saved at least", "sparet mindst", "million kr."), SETTING),
        OutputColumn("end", HIGH, ColumnMeaning("saved less than", "sparet mindre end", "million kr."), SETTING),
        OutputColumn("count", ("Tilfælde", "Cases"), ColumnMeaning("how many cases", "hvor mange tilfælde"), WHOLE),
    ),
    workbook=("start", "end", "count"),
)


def _sample(name: str, title: Bilingual, form: FigureFormat = TEXT, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, SAMPLES[name], form, **more)


SAMPLE_ROWS = OutputTable(
    "samples",
    ("Hvert tilfælde", "Each case"),
    ("et tilfælde", "a case"),
    (
        _sample("sample", ("Nr.", "No."), WHOLE),
        _sample("outcome", ("Udfald", "Outcome"), width=26),
        _sample("today_kr", ("I dag", "Today"), MILLIONS),
        _sample("held_kr", ("Beholdt plan koster", "Kept plan costs"), MILLIONS),
        _sample("saves_kr", ("Beholdt plan sparer", "Kept plan saves"), MILLIONS),
        _sample("objective_kr", ("Bedste fundne plan koster", "Best plan found costs"), MILLIONS),
        _sample("bound_kr", ("Nedre grænse", "Bound"), MILLIONS),
        _sample("adapted_saves_kr", ("Tilpasset plan sparer", "Adapted plan saves"), MILLIONS),
        _sample("regret_kr", ("At beholde koster", "Keeping costs"), MILLIONS),
        OutputColumn(
            "value",
            ("{each}", "{each}"),
            ColumnMeaning("the value drawn for an assumption", "værdien trukket for en antagelse"),
            SETTING,
            repeated=True,
            width=20,
        ),
        _sample("breaks", ("Hvad der brydes eller er galt", "What is broken or wrong"), width=60),
    ),
    workbook=(
        *("sample", "outcome", "today_kr", "held_kr", "saves_kr", "objective_kr", "bound_kr", "adapted_saves_kr"),
        *("regret_kr", "value", "breaks"),
    ),
)
TABLES = (SAVED_HISTOGRAM, SAMPLE_ROWS, SAVED_QUANTILES, VARIANCE_SHARES, PAIR_SHARES, SAMPLE_OUTCOMES)
