"""The particulars of each case: what was solved, with what, and what was proved."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from optimiser.comparison.columns import FIGURES
from optimiser.data.run_record import RunWithPlan
from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.html.header import system, system_source, title
from optimiser.report.localizer import Localizer
from optimiser.report.parameters import tell_changes
from optimiser.report.summaries.service import ServiceSummary
from optimiser.report.tables.cases import STATUSES
from optimiser.report.tables.table import (
    GAP,
    MILLIONS,
    MOMENT,
    ONE_DECIMAL,
    PERCENT,
    TEXT,
    TWO_DECIMALS,
    YEAR,
    Bilingual,
    FigureFormat,
    OutputColumn,
    RowValues,
)
from optimiser.report.wording import law_words
from optimiser.result.result import Result

Look = Callable[[Result, Localizer], Any]
"""How a particular is found in a result."""


def _declare_fact(
    name: str, heading: Bilingual, look: Look, meaning: Bilingual, form: FigureFormat = TEXT, unit: str = ""
) -> tuple[OutputColumn, Look]:
    return OutputColumn(name, heading, ColumnMeaning(meaning[1], meaning[0], unit), form), look


def utc_moment(finished: str) -> datetime:
    """Return a moment in UTC, without a zone as spreadsheets have none."""
    return datetime.fromisoformat(finished).astimezone(UTC).replace(tzinfo=None)


def _reference_service(result: Result, localizer: Localizer) -> str:
    service = result.instance.settings.service
    share, seconds = service.reference_answered_share, service.reference_within_seconds
    return ServiceSummary(localizer.language).write_promise(share, seconds)


def _tell_patience(result: Result, localizer: Localizer) -> object:
    seconds = result.instance.settings.service.patience_seconds
    return localizer.say("book nobody hangs up") if seconds is None else seconds


def _tell_check(result: Result, localizer: Localizer) -> str:
    """What the independent check found; blank where there was no plan to check."""
    if not isinstance(result.run, RunWithPlan):
        return ""
    audit = result.run.audit
    return localizer.say("book checked", checks=audit.checks, breaches=len(audit.breaches))


FACTS: Sequence[tuple[OutputColumn, Look]] = (
    _declare_fact(
        "instance",
        ("Datasæt", "Instance"),
        lambda result, localizer: title(localizer, result.instance),
        ("det, der er regnet på", "what was solved"),
    ),
    _declare_fact(
        "name",
        ("Datasættets korte navn", "Short name of the instance"),
        lambda result, _: result.run.name,
        ("som i filer og kommandoer", "as in files and commands"),
    ),
    _declare_fact(
        "year",
        ("År", "Year"),
        lambda result, _: result.instance.settings.year,
        ("året, planen er for", "the year the plan is for"),
        YEAR,
    ),
    _declare_fact(
        "price_level",
        ("Prisniveau", "Price level"),
        lambda result, _: result.instance.settings.price_level,
        ("det år, hvis priser alle beløb er i", "the year in whose prices all amounts are"),
        YEAR,
    ),
    _declare_fact(
        "currency",
        ("Valuta", "Currency"),
        lambda result, _: result.instance.settings.currency,
        ("valutaen for alle beløb", "the currency of all amounts"),
    ),
    _declare_fact(
        "discount_rate",
        ("Kalkulationsrente (real)", "Discount rate (real)"),
        lambda result, _: result.instance.settings.economy.discount_rate,
        ("renten bag annuiteter og nutidsværdi", "the rate behind annuities and present value"),
        PERCENT,
        "share",
    ),
    _declare_fact(
        "horizon",
        ("Tidshorisont", "Horizon"),
        lambda result, _: result.instance.settings.economy.horizon_years,
        ("de år, nutidsværdien tæller", "the years that the present value counts"),
        YEAR,
        "years",
    ),
    _declare_fact(
        "today_unit_cost",
        ("Udgift pr. henvendelse i dag", "Cost of a contact today"),
        lambda result, _: result.instance.mean_today_unit_kr,
        ("hvad en henvendelse koster i fagforvaltningerne i gennemsnit", "mean cost of a contact in the departments"),
        TWO_DECIMALS,
        "kr.",
    ),
    _declare_fact(
        "reference_service",
        ("Service, som omkostningskurven gælder for", "Service the cost curve holds for"),
        _reference_service,
        ("andel besvaret og inden for hvor længe", "share answered, and within how long"),
    ),
    _declare_fact(
        "reference_hours",
        ("Åbningstid, som omkostningskurven gælder for", "Opening hours the cost curve holds for"),
        lambda result, _: result.instance.settings.service.reference_opening_hours,
        ("åbningstimer om ugen", "opening hours a week"),
        ONE_DECIMAL,
        "hours/week",
    ),
    _declare_fact(
        "staffing_share",
        (
            "Andel af et centers udgift, der følger timerne ved telefonerne",
            "Share of a centre's cost that follows its agent hours",
        ),
        lambda result, _: result.instance.settings.service.staffing_share,
        ("resten følger henvendelserne", "the rest follows the contacts"),
        PERCENT,
        "share",
    ),
    _declare_fact(
        "max_occupancy",
        ("Højeste udnyttelsesgrad", "Highest occupancy"),
        lambda result, _: result.instance.settings.service.max_occupancy,
        (
            "den del af tiden ved telefonerne, der højst må gå med henvendelser",
            "the most of the time at the phones that may be spent on contacts",
        ),
        PERCENT,
        "share",
    ),
    _declare_fact(
        "patience",
        ("Tålmodighed, før en borger lægger på", "Patience before a caller hangs up"),
        _tell_patience,
        ("gennemsnit", "mean"),
        ONE_DECIMAL,
        "seconds",
    ),
    _declare_fact(
        "shrinkage",
        ("Svind i nettotimerne", "Shrinkage of net hours"),
        lambda result, _: result.instance.settings.service.shrinkage,
        ("fx fordi vagter ikke passer med behovet", "e.g. as shifts do not fit the need"),
        PERCENT,
        "share",
    ),
    _declare_fact(
        "system",
        ("System", "System"),
        lambda result, localizer: localizer.call_system(result.instance.system),
        ("det valgte system", "the system that was chosen"),
    ),
    _declare_fact(
        "description",
        ("Beskrivelse", "Description"),
        lambda result, localizer: system(localizer, result.instance),
        ("hvad systemet er", "what the system is"),
    ),
    _declare_fact(
        "source",
        ("Kilde", "Source"),
        lambda result, localizer: system_source(localizer, result.instance),
        ("hvor systemet er fra", "where the system is from"),
    ),
    _declare_fact(
        "structure",
        ("Regional struktur", "Structure"),
        lambda result, _: result.run.structure,
        ("de grupper, der deler centre", "the groups that share centres"),
    ),
    _declare_fact(
        "changes",
        ("Ændringer i datasættet", "Changes to the instance"),
        lambda result, localizer: "\n".join(tell_changes(localizer.language, result.instance, result.run.changes)),
        ("hvad der blev ændret, før der blev regnet", "what was changed before it was solved"),
    ),
    _declare_fact(
        "laws",
        ("Aktive lovregler", "Legal rules active"),
        lambda result, localizer: "\n".join(law_words(localizer, law) for law in result.instance.laws),
        ("de lovregler, planen overholder", "the legal rules the plan keeps"),
    ),
    _declare_fact(
        "status",
        ("Status", "Status"),
        lambda result, localizer: localizer.say(STATUSES[result.status]),
        ("hvad beregningen endte med", "what the solve ended with"),
    ),
    _declare_fact(
        "bound_kr",
        ("Nedre grænse", "Bound"),
        lambda result, _: result.bound_kr,
        (FIGURES["bound_kr"].da, FIGURES["bound_kr"].en),
        MILLIONS,
        "kr./year",
    ),
    _declare_fact(
        "gap",
        ("Afstand mellem plan og nedre grænse", "Gap between plan and bound"),
        lambda result, _: result.gap,
        (FIGURES["gap"].da, FIGURES["gap"].en),
        GAP,
        "share",
    ),
    _declare_fact(
        "gap_asked",
        ("Ønsket afstand", "Gap asked for"),
        lambda result, _: result.run.options.gap,
        ("når afstanden er så lille, er planen bevist", "at this gap a plan counts as proven"),
        GAP,
        "share",
    ),
    _declare_fact(
        "check",
        ("Uafhængig kontrol", "Independent check"),
        _tell_check,
        (
            "udgifter og regler regnet efter af et uafhængigt program",
            "costs and rules counted again by an independent program",
        ),
    ),
    _declare_fact(
        "finished",
        ("Afsluttet (UTC)", "Finished (UTC)"),
        lambda result, _: utc_moment(result.run.finished),
        ("hvornår beregningen var færdig", "when the solve was finished"),
        MOMENT,
    ),
    _declare_fact(
        "seconds",
        ("Beregningstid", "Time of the solve"),
        lambda result, _: result.run.seconds.total,
        ("hele beregningens varighed", "how long all of it took"),
        ONE_DECIMAL,
        "seconds",
    ),
    _declare_fact(
        "versions",
        ("Programversioner", "Versions of programs"),
        lambda result, _: ", ".join(f"{package} {version}" for package, version in result.run.versions.items()),
        ("hvad der er regnet med", "what it was solved with"),
    ),
    _declare_fact(
        "input_hash",
        ("Datasættets kontrolsum (SHA-256)", "Hash of the instance (SHA-256)"),
        lambda result, _: result.run.input_sha256,
        ("samme kontrolsum er samme datasæt", "the same hash is the same instance"),
    ),
)
COLUMNS = tuple(column for column, _ in FACTS)


def read_facts(results: Mapping[str, Result], localizer: Localizer) -> dict[str, RowValues]:
    """Return the particulars of each case."""
    return {case: {column.name: look(result, localizer) for column, look in FACTS} for case, result in results.items()}
