"""The tables of studies: points of a sweep, ends of a tornado, targets of a frontier, prices."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from optimiser.comparison.columns import PRICES, REQUIREMENT_PRICES
from optimiser.data.columns import FORMS
from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.localizer import Localizer, bilingual
from optimiser.report.parameters import ParameterWords
from optimiser.report.tables.cases import CASE
from optimiser.report.tables.table import (
    AS_PAGE,
    CHANGE,
    CODE,
    FINE_MILLIONS,
    FINE_PERCENT,
    MILLIONS,
    SETTING,
    TEXT,
    WHOLE,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    Rendering,
    name_column,
)
from optimiser.sensitivity.frontier import FRONTIER
from optimiser.sensitivity.tornado import SWINGS, SWITCHES, TORNADO

PROOF = OutputColumn(
    "proof",
    ("Bevis", "Proof"),
    ColumnMeaning(
        "how far the plan is proven, or why there is none", "hvor langt planen er bevist, eller hvorfor der ingen er"
    ),
    kind="line",
)


class MeantColumns:
    """Makes columns that mean what the columns of a file mean."""

    def __init__(self, meanings: Mapping[str, ColumnMeaning]) -> None:
        self.meanings = meanings

    def __call__(
        self, name: str, title: Bilingual, form: FigureFormat = TEXT, in_terminal: Bilingual | None = None, **more: Any
    ) -> OutputColumn:
        """Return the column of a name, under a title."""
        titles: dict[Rendering, Bilingual] = {"terminal": in_terminal} if in_terminal else {}
        return OutputColumn(name, title, self.meanings[name], form, titles, **more)


ASSUMPTION: Bilingual = ("Antagelse", "Assumption")
_point = {column.name: column for column in CASE}
_end, _switch, _target = MeantColumns(TORNADO), MeantColumns(SWITCHES), MeantColumns(FRONTIER)
_swing, _price = MeantColumns(SWINGS), MeantColumns(PRICES)

# ---- sweep --------------------------------------------------------------------------------------------------------

SWEEP = OutputTable(
    "points of a sweep",
    ("Hvert punkt med sin egen plan", "Each point with its own plan"),
    ("et punkt", "a point"),
    (
        OutputColumn(
            "point",
            ("{each}", "{each}"),
            ColumnMeaning(
                "value of a varied parameter; or the point by all of them",
                "værdien af en ændret parameter; eller punktet ved dem alle",
            ),
            SETTING,
            repeated=True,
        ),
        replace(_point["objective_kr"], titles={**_point["objective_kr"].titles, "terminal": ("koster", "cost")}),
        _point["net_gain_kr"],
        _point["exact_cost_kr"],
        *(
            replace(
                _point[f"contacts_{form}"],
                title=bilingual(form),
                format=FINE_MILLIONS,
                titles={"terminal": ("tilkøb", "purchased")} if form == "purchased" else {},
            )
            for form in FORMS
        ),
        _point["centres"],
        _point["worse_off"],
        replace(_point["gap"], titles={"terminal": ("afstand", "gap")}),
        PROOF,
    ),
    terminal=("point", "objective_kr", "net_gain_kr", "contacts_regional", "contacts_purchased", "gap"),
    page=(
        *("point", "objective_kr", "net_gain_kr", "exact_cost_kr", *(f"contacts_{form}" for form in FORMS)),
        *("centres", "worse_off", "proof"),
    ),
    workbook=AS_PAGE,
    caption=(
        "Hvert punkt med sin egen plan (mio. kr. om året; leveringsformer i mio. henvendelser)",
        "Each point with its own plan (million kr. a year; forms in million contacts)",
    ),
    page_id="points",
    sortable=True,
    search_many=("Søg efter punkt", "Search for a point"),
)

# ---- tornado ------------------------------------------------------------------------------------------------------

TORNADO_ENDS = OutputTable(
    "ends of a tornado",
    ("Den lave og den høje ende", "The low and the high end"),
    (
        "en antagelse i en af sine ender, det største udslag først",
        "an assumption at one of its ends, the widest swing first",
    ),
    (
        name_column(ASSUMPTION),
        _end("parameter", CODE),
        _end("side", ("Ende", "End")),
        _end("value", ("Værdi", "Value"), SETTING),
        _end("base_value", ("I udgangs\u00adpunktet", "In the base"), SETTING),
        OutputColumn(
            "change_kr",
            ("Ændring", "Change"),
            ColumnMeaning(
                "cost there minus that of the base plan", "udgiften dér minus den anbefalede plans", "kr./year"
            ),
            replace(CHANGE, decimals=1),
        ),
        OutputColumn(
            "least_change_kr",
            ("Mindst", "At least"),
            ColumnMeaning(
                "the cheapest plan there costs at least this much more than the cheapest in the base; blank where it "
                "is not known",
                "den billigste plan dér koster mindst så meget mere end den billigste i udgangspunktet; tomt, hvor det "
                "ikke er kendt",
                "kr./year",
            ),
            replace(CHANGE, decimals=1),
        ),
        OutputColumn(
            "most_change_kr",
            ("Højst", "At most"),
            ColumnMeaning(
                "the cheapest plan there costs at most this much more than the cheapest in the base; blank where it is "
                "not known",
                "den billigste plan dér koster højst så meget mere end den billigste i udgangspunktet; tomt, hvor det "
                "ikke er kendt",
                "kr./year",
            ),
            replace(CHANGE, decimals=1),
        ),
        _end("objective_kr", ("Ny bedste fundne plan", "New best plan found"), MILLIONS),
        _end("exact_cost_kr", ("På selve kurven", "On the curve itself"), MILLIONS),
        _end("held_kr", ("Beholdt plan", "Kept plan"), MILLIONS),
        _end(
            "adapting_kr",
            ("Sparet ved at tilpasse", "Saved by adapting"),
            FINE_MILLIONS,
            formula="{held_kr}-{objective_kr}",
        ),
        _end("municipalities_changed", ("Kommuner, der skifter", "Municipalities that change"), WHOLE),
        _end("contacts_changed", ("Henvendelser, der skifter", "Contacts that change"), FINE_MILLIONS),
        _end("breaks", ("Hvad den beholdte plan bryder", "What the kept plan breaks"), wide=True, kind="quiet"),
        OutputColumn(
            "differs",
            ("Ændring bevist", "Change proven"),
            ColumnMeaning(
                "whether the change is more than the two gaps together",
                "om ændringen er mere end de to afstande tilsammen",
            ),
        ),
        PROOF,
    ),
    page=(
        *("name", "side", "value", "base_value", "change_kr", "least_change_kr", "most_change_kr"),
        *(
            "objective_kr",
            "exact_cost_kr",
            "held_kr",
            "adapting_kr",
            "municipalities_changed",
            "contacts_changed",
            "breaks",
            "differs",
            "proof",
        ),
    ),
    workbook=(*AS_PAGE, "parameter"),
    caption=(
        "Den lave og den høje ende, det største udslag først (mio. kr. om året; mio. henvendelser)",
        "The low and the high end, the widest swing first (million kr. a year; million contacts)",
    ),
    page_id="sides",
    sortable=True,
    search_many=("Søg efter antagelse", "Search for an assumption"),
)
TORNADO_SWINGS = OutputTable(
    "swings of a tornado",
    ("Udslag", "Swings"),
    ("en antagelse, det største udslag først", "an assumption, the widest swing first"),
    (
        name_column(ASSUMPTION),
        OutputColumn(
            "low",
            ("Lav", "Low"),
            ColumnMeaning("change of the cost at the low end", "ændring af udgiften i den lave ende", "kr./year"),
            MILLIONS,
        ),
        OutputColumn(
            "high",
            ("Høj", "High"),
            ColumnMeaning("change of the cost at the high end", "ændring af udgiften i den høje ende", "kr./year"),
            MILLIONS,
        ),
        OutputColumn(
            "bar",
            ("", ""),
            ColumnMeaning(
                "the changes as a bar: cheaper to the left, more expensive to the right",
                "ændringerne som en bjælke: billigere til venstre, dyrere til højre",
            ),
        ),
        _swing("adapting_kr", ("Tilpasse", "Adapt"), MILLIONS),
    ),
    terminal=("name", "low", "high", "bar", "adapting_kr"),
    workbook=("name", "low", "high"),
)
SWITCH_VALUES = OutputTable(
    "switch values",
    ("Skifteværdier", "Switch values"),
    (
        "en antagelse, en ende og det, der kan skifte på vejen dertil",
        "an assumption, an end and what may switch on the way to it",
    ),
    (
        name_column(ASSUMPTION),
        _switch("parameter", CODE),
        _switch("side", ("Ende", "End")),
        _switch("kind", ("Hvad der skifter", "What switches")),
        _switch("held_at", ("Ikke bevist slået ved", "Not proven beaten at"), SETTING),
        _switch("switched_at", ("Bevist slået ved", "Proven beaten at"), SETTING),
        _switch("tolerance", ("Tolerance", "Tolerance"), SETTING),
        _switch("what_before", ("Før", "Before"), wide=True, kind="quiet"),
        _switch("what_after", ("Efter", "After"), wide=True, kind="quiet"),
        _switch("municipalities", ("Kommuner, der skifter", "Municipalities that change"), WHOLE),
        _switch("contacts_changed", ("Henvendelser, der skifter", "Contacts that change"), FINE_MILLIONS),
        _switch("proven", ("Bevist", "Proven")),
    ),
    page=(
        *("name", "side", "kind", "held_at", "switched_at", "tolerance", "what_before", "what_after"),
        *("municipalities", "contacts_changed", "proven"),
    ),
    workbook=(*AS_PAGE, "parameter"),
    page_id="switches",
    sortable=True,
    kind="",
)

# ---- frontier -----------------------------------------------------------------------------------------------------

FRONTIER_POINTS = OutputTable(
    "points of a frontier",
    ("Punkterne", "The points"),
    ("et mål", "a target"),
    (
        _target("target", ("Mål", "Target")),
        _target("value", ("Nået", "Reached"), SETTING, ("i planen", "in plan")),
        _target("objective_kr", ("Planens udgift", "Cost of the plan"), FINE_MILLIONS, ("koster", "cost")),
        _target("more_kr", ("Mere end uden mål", "More than without a target"), CHANGE, ("mere", "more")),
        _target("proven", ("Bevist dyrere", "Proven to cost more")),
        _target("exact_cost_kr", ("På selve kurven", "On the curve itself"), FINE_MILLIONS),
        OutputColumn(
            "choice",
            ("Valg", "Choice"),
            ColumnMeaning(
                "on the frontier, or dominated: another plan costs less and goes as far",
                "på fronten, eller domineret: en anden plan koster mindre og når lige så langt",
            ),
            kind="line",
        ),
        _target("gap", ("Afstand", "Gap"), FINE_PERCENT),
        PROOF,
    ),
    terminal=("target", "value", "objective_kr", "more_kr", "gap"),
    page=("target", "value", "objective_kr", "more_kr", "proven", "exact_cost_kr", "choice", "proof"),
    workbook=AS_PAGE,
    page_id="points",
    sortable=True,
)

# ---- shadow prices ------------------------------------------------------------------------------------------------

SHADOW_PRICES = OutputTable(
    "shadow prices",
    ("Hvad et skærpet mål koster", "What a stricter target costs"),
    ("et mål", "a target"),
    (
        _price("target", ("Mål", "Target")),
        _price("value", ("I planen", "In plan"), SETTING),
        _price("target_now", ("Mål nu", "Now"), SETTING),
        _price("target_then", ("Skærpet", "Then"), SETTING),
        _price("cost_kr", ("Koster", "Cost"), FINE_MILLIONS),
        OutputColumn(
            "gaps",
            ("Afstande", "Gaps"),
            ColumnMeaning(
                "how far each of the two plans can be above the cheapest possible",
                "hvor langt hver af de to planer kan være over den billigst mulige",
                "kr./year",
            ),
            FINE_MILLIONS,
        ),
        _price("least_kr", ("Mindst", "At least"), FINE_MILLIONS),
        _price("most_kr", ("Højst", "At most"), FINE_MILLIONS),
    ),
    terminal=("target", "value", "target_now", "target_then", "cost_kr", "gaps"),
    page=("target", "value", "target_now", "target_then", "cost_kr", "gaps", "least_kr", "most_kr"),
    workbook=AS_PAGE,
    page_id="prices",
    sortable=True,
)

# ---- what requirements cost ---------------------------------------------------------------------------------------


def _requirement(name: str, title: Bilingual, form: FigureFormat = TEXT, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, REQUIREMENT_PRICES[name], form, **more)


REQUIREMENTS = OutputTable(
    "what requirements cost",
    ("Hvad hvert krav koster landet", "What each requirement costs the country"),
    ("et krav", "a requirement"),
    (
        OutputColumn(
            "asks",
            ("Krav", "Requirement"),
            ColumnMeaning("what is required, and why", "hvad der kræves, og hvorfor"),
            wide=True,
        ),
        name_column(("Krav", "Requirement")),
        _requirement("parameter", ("Ændres ved", "Changed by")),
        _requirement("cost_kr", ("Koster", "Cost"), FINE_MILLIONS),
        _requirement("least_kr", ("Mindst", "At least"), FINE_MILLIONS),
        _requirement("most_kr", ("Højst", "At most"), FINE_MILLIONS),
        _requirement("pay_more_without", ("Betaler mere uden", "Pay more without"), SETTING),
    ),
    terminal=("name", "cost_kr", "least_kr", "most_kr"),
    page=("asks", "cost_kr", "least_kr", "most_kr", "pay_more_without"),
    workbook=(*AS_PAGE, "name", "parameter"),
    tab=("Hvad kravene koster", "What requirements cost"),
    page_id="prices",
    sortable=True,
)

# ---- solves without a plan ----------------------------------------------------------------------------------------

UNPLANNED = OutputTable(
    "solves without a plan",
    ("Uden plan", "Without a plan"),
    ("et punkt uden plan", "a point without a plan"),
    (
        OutputColumn("point", ("Punkt", "Point"), ColumnMeaning("what was solved", "hvad der blev løst")),
        OutputColumn(
            "reason",
            ("Hvorfor der ingen plan er", "Why there is no plan"),
            ColumnMeaning("what the solve ended with", "hvad løsningen endte med"),
            wide=True,
        ),
    ),
    page=("point", "reason"),
    workbook=AS_PAGE,
    page_id="unplanned",
    kind="",
)
TABLES = (
    *(SWEEP, TORNADO_ENDS, TORNADO_SWINGS, SWITCH_VALUES, FRONTIER_POINTS),
    *(SHADOW_PRICES, REQUIREMENTS, UNPLANNED),
)


def fill_unplanned(names: Mapping[str, str]) -> FilledTable:
    """Return the solves without a plan, by name, each with the reason."""
    return FilledTable(UNPLANNED, [{"point": name, "reason": why} for name, why in names.items()])


def yes_or_no(localizer: Localizer, proven: object) -> str:
    """Return whether something is proven."""
    return localizer.say("study yes" if proven else "study no")


def setting_cell(words: ParameterWords, parameter: str, value: Any) -> OutputCell:
    """Return a value of a parameter: as people read it, sorted by its number."""
    return OutputCell(
        float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None,
        words.value(parameter, value, brief=True),
    )
