"""What was solved, with what, and what was proved: the particulars of each case."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from optimiser.comparison.columns import FIGURES
from optimiser.data.column_meaning import ColumnMeaning
from optimiser.data.run_record import RunWithPlan
from optimiser.report.html.header import system, system_source, title
from optimiser.report.localizer import Localizer
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
    Values,
)
from optimiser.result.result import Result

Look = Callable[[Result, Localizer], Any]
"""How a particular is found in a result."""


def _fact(
    name: str, heading: Bilingual, look: Look, meaning: Bilingual, form: FigureFormat = TEXT, unit: str = ""
) -> tuple[OutputColumn, Look]:
    return OutputColumn(name, heading, ColumnMeaning(meaning[1], meaning[0], unit), form), look


def utc_moment(finished: str) -> datetime:
    """Return a moment in UTC, without a zone as spreadsheets have none."""
    return datetime.fromisoformat(finished).astimezone(UTC).replace(tzinfo=None)


def _reference_service(result: Result, localizer: Localizer) -> str:
    service = result.instance.settings.service
    promise = {
        "answered_share_target": service.reference_answered_share,
        "within_seconds": service.reference_within_seconds,
    }
    return ServiceSummary(localizer.language).promise(promise)


def _patience(result: Result, localizer: Localizer) -> object:
    seconds = result.instance.settings.service.patience_seconds
    return localizer.say("book nobody hangs up") if seconds is None else seconds


def _checked(result: Result, localizer: Localizer) -> str:
    """What the independent check found; blank where there was no plan to check."""
    if not isinstance(result.run, RunWithPlan):
        return ""
    audit = result.run.audit
    return localizer.say("book checked", checks=audit.checks, breaches=len(audit.breaches))


FACTS: Sequence[tuple[OutputColumn, Look]] = (
    _fact(
        "instance",
        ("Datasæt", "Instance"),
        lambda result, localizer: title(localizer, result.instance),
        ("det, der er regnet på", "what was solved"),
    ),
    _fact(
        "name",
        ("Datasættets korte navn", "Short name of the instance"),
        lambda result, _: result.run.name,
        ("som i filer og kommandoer", "as in files and commands"),
    ),
    _fact(
        "year",
        ("År", "Year"),
        lambda result, _: result.instance.settings.year,
        ("året, planen er for", "the year the plan is for"),
        YEAR,
    ),
    _fact(
        "price_level",
        ("Prisniveau", "Price level"),
        lambda result, _: result.instance.settings.price_level,
        ("det år, hvis priser alle beløb er i", "the year in whose prices all amounts are"),
        YEAR,
    ),
    _fact(
        "currency",
        ("Valuta", "Currency"),
        lambda result, _: result.instance.settings.currency,
        ("valutaen for alle beløb", "the currency of all amounts"),
    ),
    _fact(
        "discount_rate",
        ("Kalkulationsrente (real)", "Discount rate (real)"),
        lambda result, _: result.instance.settings.economy.discount_rate,
        ("renten bag annuiteter og nutidsværdi", "the rate behind annuities and present value"),
        PERCENT,
        "share",
    ),
    _fact(
        "horizon",
        ("Tidshorisont", "Horizon"),
        lambda result, _: result.instance.settings.economy.horizon_years,
        ("de år, nutidsværdien tæller", "the years that the present value counts"),
        YEAR,
        "years",
    ),
    _fact(
        "today_unit_cost",
        ("Udgift pr. henvendelse i dag", "Cost of a contact today"),
        lambda result, _: result.instance.settings.economy.today_unit_cost_kr,
        ("hvad en henvendelse koster i fagforvaltningerne", "what a contact costs in the departments"),
        TWO_DECIMALS,
        "kr.",
    ),
    _fact(
        "reference_service",
        ("Service, som omkostningskurven gælder for", "Service the cost curve holds for"),
        _reference_service,
        ("andel besvaret og inden for hvor længe", "share answered, and within how long"),
    ),
    _fact(
        "reference_hours",
        ("Åbningstid, som omkostningskurven gælder for", "Opening hours the cost curve holds for"),
        lambda result, _: result.instance.settings.service.reference_opening_hours,
        ("åbningstimer om ugen", "opening hours a week"),
        ONE_DECIMAL,
        "hours/week",
    ),
    _fact(
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
    _fact(
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
    _fact(
        "patience",
        ("Tålmodighed, før en borger lægger på", "Patience before a caller hangs up"),
        _patience,
        ("gennemsnit", "mean"),
        ONE_DECIMAL,
        "seconds",
    ),
    _fact(
        "shrinkage",
        ("Svind i nettotimerne", "Shrinkage of net hours"),
        lambda result, _: result.instance.settings.service.shrinkage,
        ("fx fordi vagter ikke passer med behovet", "e.g. as shifts do not fit the need"),
        PERCENT,
        "share",
    ),
    _fact(
        "system",
        ("System", "System"),
        lambda result, _: result.instance.system,
        ("det valgte system", "the system that was chosen"),
    ),
    _fact(
        "description",
        ("Beskrivelse", "Description"),
        lambda result, localizer: system(localizer, result.instance),
        ("hvad systemet er", "what the system is"),
    ),
    _fact(
        "source",
        ("Kilde", "Source"),
        lambda result, _: system_source(result.instance),
        ("hvor systemet er fra", "where the system is from"),
    ),
    _fact(
        "structure",
        ("Regional struktur", "Structure"),
        lambda result, _: result.run.structure,
        ("de grupper, der deler centre", "the groups that share centres"),
    ),
    _fact(
        "changes",
        ("Ændringer i datasættet", "Changes to the instance"),
        lambda result, _: "\n".join(result.run.changes),
        ("hvad der blev ændret, før der blev regnet", "what was changed before it was solved"),
    ),
    _fact(
        "laws",
        ("Aktive lovregler", "Legal rules active"),
        lambda result, _: "\n".join(f"{law.rule}: {law.citation}" for law in result.instance.laws),
        ("de lovregler, planen overholder", "the legal rules the plan keeps"),
    ),
    _fact(
        "status",
        ("Status", "Status"),
        lambda result, localizer: localizer.say(STATUSES[result.status]),
        ("hvad beregningen endte med", "what the solve ended with"),
    ),
    _fact(
        "bound_kr",
        ("Nedre grænse", "Bound"),
        lambda result, _: result.bound_kr,
        (FIGURES["bound_kr"].da, FIGURES["bound_kr"].en),
        MILLIONS,
        "kr./year",
    ),
    _fact(
        "gap",
        ("Afstand mellem plan og nedre grænse", "Gap between plan and bound"),
        lambda result, _: result.gap,
        (FIGURES["gap"].da, FIGURES["gap"].en),
        GAP,
        "share",
    ),
    _fact(
        "gap_asked",
        ("Ønsket afstand", "Gap asked for"),
        lambda result, _: result.run.options.gap,
        ("når afstanden er så lille, er planen bevist", "at this gap a plan counts as proven"),
        GAP,
        "share",
    ),
    _fact(
        "check",
        ("Uafhængig efterprøvning", "Independent check"),
        _checked,
        (
            "udgifter og regler regnet efter af et uafhængigt program",
            "costs and rules counted again by an independent program",
        ),
    ),
    _fact(
        "finished",
        ("Afsluttet (UTC)", "Finished (UTC)"),
        lambda result, _: utc_moment(result.run.finished),
        ("hvornår beregningen var færdig", "when the solve was finished"),
        MOMENT,
    ),
    _fact(
        "seconds",
        ("Beregningstid", "Time of the solve"),
        lambda result, _: result.run.seconds.total,
        ("hele beregningens varighed", "how long all of it took"),
        ONE_DECIMAL,
        "seconds",
    ),
    _fact(
        "versions",
        ("Programversioner", "Versions of programs"),
        lambda result, _: ", ".join(f"{package} {version}" for package, version in result.run.versions.items()),
        ("hvad der er regnet med", "what it was solved with"),
    ),
    _fact(
        "input_hash",
        ("Datasættets kontrolsum (SHA-256)", "Hash of the instance (SHA-256)"),
        lambda result, _: result.run.input_sha256,
        ("samme kontrolsum er samme datasæt", "the same hash is the same instance"),
    ),
)
COLUMNS = tuple(column for column, _ in FACTS)


def read_facts(results: Mapping[str, Result], localizer: Localizer) -> dict[str, Values]:
    """Return the particulars of each case."""
    return {case: {column.name: look(result, localizer) for column, look in FACTS} for case, result in results.items()}
