"""The centres of a plan: those that are open, what they promise and keep, what holds them back, and those closed."""

from collections.abc import Mapping, Sequence
from typing import Any

from optimiser.comparison.comparison import Comparison
from optimiser.data.run_tables import CentreLine, ColumnMeaning, meaning_of
from optimiser.planning.routes import DEPARTMENTS
from optimiser.report.localizer import Localizer, bound_name, rule_words
from optimiser.report.summaries.service import ServiceSummary
from optimiser.report.tables.table import (
    ANY,
    CHANGE_SHARE,
    FINE_MILLIONS,
    MILLIONS,
    ONE_DECIMAL,
    PERCENT,
    TEXT,
    TWO_DECIMALS,
    WHOLE,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputColumn,
    OutputTable,
    list_names,
    repeated_name,
)
from optimiser.result.agent_costs import agent_costs
from optimiser.result.result import CentreDemand, Result, is_home, unopened_centres

KINDS = {"local": "kind local", "virtual": "kind virtual", "external": "kind external"}
TAKES: Mapping[CentreDemand, str] = {"open": "closing to open", "sell": "closing to sell"}


def _centre_column(name: str, title: Bilingual, form: FigureFormat = WHOLE, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, meaning_of(CentreLine.model_fields[name]), form, **more)


CENTRE = (
    _centre_column("centre", ("Center", "Centre"), TEXT, width=24),
    _centre_column("kind", ("Type", "Kind"), TEXT, width=12),
    _centre_column("seat", ("Hjemsted", "Seat"), TEXT, width=18),
    _centre_column(
        "municipalities",
        ("Kommuner", "Municipalities"),
        gloss=("som centret svarer for", "that it answers for"),
        width=13,
    ),
    _centre_column("contacts", ("Henvendelser", "Contacts"), adds_up=True, width=16),
    _centre_column(
        "pooled_volume",
        ("Samlet volumen", "Pooled volume"),
        gloss=("henvendelser vejet med puljevægt", "contacts by pooling weight"),
        adds_up=True,
    ),
    _centre_column("own_volume", ("Heraf egne", "Of this, own"), adds_up=True),
    _centre_column(
        "sold_volume",
        ("Heraf andres", "Of this, others'"),
        gloss=("solgt, eller gruppens", "sold, or the group's"),
        adds_up=True,
    ),
    _centre_column(
        "unit_cost_kr",
        ("Kr. pr. henvendelse", "Kr. per contact"),
        TWO_DECIMALS,
        gloss=("pr. samlet henvendelse på kurven", "a pooled contact, on the curve"),
        width=22,
    ),
    _centre_column(
        "operation_kr",
        ("Drift, {unit}", "Operation, {unit}"),
        MILLIONS,
        gloss=("om året efter stykvise linjer", "a year, by straight pieces"),
        adds_up=True,
        width=16,
    ),
    _centre_column("fixed_kr", ("Fast udgift, {unit}", "Fixed cost, {unit}"), MILLIONS, adds_up=True, width=13),
    _centre_column(
        "investment_kr",
        ("Investering, {unit}", "Investment, {unit}"),
        MILLIONS,
        gloss=("i centret selv, én gang", "in the centre itself, once"),
        adds_up=True,
    ),
    _centre_column(
        "answered_share_target",
        ("Lovet", "Promised"),
        PERCENT,
        gloss=("andel besvaret i tide", "share answered in time"),
        width=12,
    ),
    _centre_column("within_seconds", ("Inden for, sekunder", "Within, seconds"), ONE_DECIMAL, width=13),
    _centre_column("opening_hours", ("Åbent, timer om ugen", "Open, hours a week"), ANY, width=13),
    _centre_column(
        "answered_share",
        ("Besvaret i tide", "Answered in time"),
        PERCENT,
        gloss=("efter centrets løfte", "by the centre's promise"),
        width=13,
    ),
    _centre_column(
        "mean_wait_seconds",
        ("Ventetid, s", "Mean wait, s"),
        ONE_DECIMAL,
        gloss=("sekunder, gennemsnit", "seconds"),
        width=12,
    ),
    _centre_column(
        "occupancy",
        ("Udnyttelses\u00adgrad", "Occupancy"),
        PERCENT,
        gloss=("tid, der går med henvendelser", "time spent on contacts"),
        width=18,
    ),
    _centre_column(
        "agents_most",
        ("Ved telefonerne, flest", "Agents at once, most"),
        gloss=("i den travleste halve time", "in the busiest half hour"),
    ),
    _centre_column("agent_hours", ("Timer ved telefonerne om året", "Agent hours a year"), adds_up=True, width=16),
    _centre_column("staffed_fte", ("Årsværk", "Full-time staff"), ONE_DECIMAL, adds_up=True, width=10),
    _centre_column(
        "today_fte",
        ("Årsværk i dag", "Full-time staff today"),
        ONE_DECIMAL,
        gloss=("for de samme henvendelser", "for the same contacts"),
        adds_up=True,
        width=12,
    ),
    OutputColumn(
        "counted_kr",
        ("Regnet med, {unit}", "Counted, {unit}"),
        ColumnMeaning(
            "what the plan counts for answering there: on the cost curve, and as today what is not pooled",
            "hvad planen regner med for besvarelsen dér: på omkostningskurven, og som i dag det, der ikke samles",
            "kr./year",
        ),
        FINE_MILLIONS,
        adds_up=True,
        width=13,
    ),
    OutputColumn(
        "agents_kr",
        ("Medarbejdere, {unit}", "Agents, {unit}"),
        ColumnMeaning(
            "what its full-time staff costs at economy.agent_cost_kr and the wages at its seat",
            "hvad dets årsværk koster efter economy.agent_cost_kr og lønningerne på hjemstedet",
            "kr./year",
        ),
        FINE_MILLIONS,
        adds_up=True,
        width=13,
    ),
    OutputColumn(
        "agents_above",
        ("Medarbejdere mod regnet med", "Agents against counted"),
        ColumnMeaning(
            "how much more its agents cost than what the plan counts, as a share of that; below 0 where they cost less",
            "hvor meget mere medarbejderne koster, end planen regner med, som andel deraf; under 0, hvor det er mindre",
            "share",
        ),
        CHANGE_SHARE,
        width=13,
    ),
    _centre_column(
        "fte",
        ("Årsværk, betjeningstid alene", "Full-time staff, handling time alone"),
        ONE_DECIMAL,
        gloss=("uden ventetid mellem henvendelser", "no waiting between contacts"),
        adds_up=True,
        width=16,
    ),
    OutputColumn(
        "promise",
        ("Løfte", "Promise"),
        ColumnMeaning(
            "the share of contacts it promises to answer in time, and what in time means",
            "den andel af henvendelserne, det lover at besvare i tide, og hvad i tide vil sige",
        ),
        kind="line",
    ),
    OutputColumn(
        "answers_for",
        ("Besvarer for", "Answers for"),
        ColumnMeaning(
            "the municipalities it answers for besides its own", "de kommuner, det besvarer for ud over sin egen"
        ),
        wide=True,
        kind="quiet",
    ),
)
"""Everything told of an open centre, each once."""
CENTRES = OutputTable(
    "centres",
    ("Åbne centre", "Open centres"),
    ("et åbent center, det største først", "an open centre, the largest first"),
    CENTRE,
    page=(
        *("centre", "kind", "pooled_volume", "unit_cost_kr", "staffed_fte", "own_volume", "sold_volume"),
        *("operation_kr", "municipalities", "answers_for"),
    ),
    workbook=[column.name for column in CENTRE if column.name not in ("promise", "answers_for")],
    caption=("Åbne centre, de største først", "Open centres, the largest first"),
    sortable=True,
    total_in=("workbook",),
)
SERVICE = OutputTable(
    "service",
    ("Hvad hvert center lover og holder, og hvad det kræver", "What each centre promises and keeps, and what it takes"),
    ("et åbent center, det største først", "an open centre, the largest first"),
    CENTRE,
    page=(
        *("centre", "promise", "opening_hours", "answered_share", "mean_wait_seconds", "occupancy", "agents_most"),
        *("agent_hours", "staffed_fte", "today_fte", "counted_kr", "agents_kr", "agents_above", "fte"),
    ),
    sortable=True,
    total_in=(),
)
BINDING = OutputTable(
    "binding rules",
    ("Regler, hvis grænse planen når", "Rules whose limit the plan reaches"),
    ("en regel, hvis grænse planen når", "a rule whose limit the plan reaches"),
    (
        OutputColumn("rule", ("Regel", "Rule"), ColumnMeaning("the rule", "reglen")),
        OutputColumn(
            "count",
            ("Antal", "Number"),
            ColumnMeaning("how many are at its limit", "hvor mange der er ved dens grænse"),
            WHOLE,
        ),
        OutputColumn(
            "whom",
            ("Hvem", "Whom"),
            ColumnMeaning("centres, municipalities or the country", "centre, kommuner eller hele landet"),
            wide=True,
            kind="quiet",
        ),
    ),
    page=("rule", "count", "whom"),
    caption=(
        "Regler, hvis grænse planen når; det er ingen pris, og også regler, hvis grænse ikke er nået, kan koste noget",
        "Rules whose limit the plan reaches; that is no price, and rules not at their limit may cost something",
    ),
    page_id="binding",
    kind="",
)
CLOSED = OutputTable(
    "closed centres",
    ("Centre, der ikke er åbnet", "Centres that did not open"),
    (
        "et center, der er lukket, eller en kommune, der ikke sælger",
        "a centre that is closed, or a host that does not sell",
    ),
    (
        OutputColumn("centre", ("Center", "Centre"), ColumnMeaning("its name", "dets navn")),
        OutputColumn(
            "takes",
            ("For at", "In order to"),
            ColumnMeaning("whether it would open, or sell", "om det skulle åbne eller sælge"),
        ),
        OutputColumn(
            "needs",
            ("Kræver", "Needs"),
            ColumnMeaning(
                "the least pooled volume it may have", "den mindste samlede volumen, det må have", "contacts/year"
            ),
            WHOLE,
        ),
        OutputColumn(
            "reaches",
            ("Kan højst nå", "Can reach at most"),
            ColumnMeaning(
                "the pooled volume of all who could use it",
                "den samlede volumen for alle, der kan bruge det",
                "contacts/year",
            ),
            WHOLE,
        ),
    ),
    page=("centre", "takes", "needs", "reaches"),
    caption=(
        "Centre, der ikke er åbnet, og kommuner, der må sælge, men ikke gør det (samlet volumen)",
        "Centres that did not open, and municipalities that may sell but do not (pooled volume)",
    ),
    page_id="closed",
    sortable=True,
)
CENTRES_OF_CASES = OutputTable(
    "centres of cases",
    ("Centre, der betjener andre", "Centres that serve others"),
    ("et center, det største først", "a centre, the largest first"),
    (
        _centre_column("centre", ("Center", "Centre"), TEXT),
        OutputColumn(
            "case",
            ("{each}", "{each}"),
            ColumnMeaning(
                "its pooled volume in a case, where it answers for others than its own seat",
                "dets samlede volumen i et system, hvor det besvarer for andre end sit hjemsted",
                "contacts/year",
            ),
            FINE_MILLIONS,
            repeated=True,
        ),
    ),
    page=("centre", "case"),
    caption=(
        "Centre, der betjener andre: mio. henvendelser (samlet volumen)",
        "Centres that serve others: million contacts (pooled volume)",
    ),
    page_id="centres",
    sortable=True,
    kind="long",
)
TABLES = (CENTRES, SERVICE, BINDING, CLOSED, CENTRES_OF_CASES)


def centre_name(localizer: Localizer, centre: str) -> str:
    """Return the name of a centre; the departments in words."""
    return localizer.say("departments") if centre == DEPARTMENTS else centre


def fill_centres(localizer: Localizer, result: Result, table: OutputTable = CENTRES) -> FilledTable:
    """Return the open centres: how large, how cheap, for whom, with what service; the amounts added up."""
    answered, names, agents, serving = (
        _answers_for(localizer, result),
        result.instance.municipalities,
        agent_costs(result),
        ServiceSummary(localizer.language),
    )
    rows = [
        {
            **dict(line),
            "kind": localizer.say(KINDS[line.kind]),
            "seat": names[line.seat].name if line.seat else "",
            "promise": serving.write_promise(line.answered_share_target, line.within_seconds),
            "counted_kr": agents[line.centre].counted_kr,
            "agents_kr": agents[line.centre].agents_kr,
            "agents_above": agents[line.centre].above,
            "answers_for": answered.get(line.centre, ""),
        }
        for line in result.lines.centres
    ]
    return FilledTable(table, rows, {"centre": localizer.say("in all"), **table.sum_columns(rows)})


def _answers_for(localizer: Localizer, result: Result) -> Mapping[str, str]:
    """By centre, the municipalities it answers for that are not its own."""
    found: dict[str, dict[str, str]] = {}
    for line in result.lines.assignments:
        if not is_home(result, line.municipality, line.centre):
            found.setdefault(line.centre, {})[line.municipality] = line.name
    return {centre: ", ".join(sorted(names.values(), key=localizer.sort_key_of)) for centre, names in found.items()}


def fill_binding(localizer: Localizer, result: Result) -> FilledTable:
    """Return the rules that the plan meets with nothing to spare."""
    rules = result.figures.rules_that_bind
    rows = [
        {
            "rule": rule_words(localizer, rule),
            "count": len(on),
            "whom": ", ".join(bound_name(localizer, about) for about in on),
        }
        for rule, on in rules.items()
    ]
    return FilledTable(BINDING, rows)


def fill_closed(localizer: Localizer, result: Result) -> FilledTable:
    """Return the centres that did not open and the hosts that do not sell: what each needs and can reach."""
    found = sorted(unopened_centres(result).items(), key=lambda item: -item[1][1].reaches)
    rows = [
        {"centre": centre, "takes": localizer.say(TAKES[asked]), "needs": volumes.needs, "reaches": volumes.reaches}
        for centre, (asked, volumes) in found
    ]
    return FilledTable(CLOSED, rows)


def compare_centres(localizer: Localizer, comparison: Comparison) -> FilledTable:
    """Return the centres that answer for others than their own seat, with their pooled volume in each case."""
    loads = {case: _shared_volumes(result) for case, result in comparison.planned.items()}
    largest: dict[str, float] = {}
    for found in loads.values():
        for centre, volume in found.items():
            largest[centre] = max(volume, largest.get(centre, 0.0))
    names: Sequence[str] = sorted(largest, key=lambda centre: (-largest[centre], localizer.sort_key_of(centre)))
    rows = [
        {"centre": name, **{repeated_name("case", case): load.get(name) for case, load in loads.items()}}
        for name in names
    ]
    return FilledTable(CENTRES_OF_CASES, rows, repeats={"case": list_names(list(loads))})


def _shared_volumes(result: Result) -> dict[str, float]:
    shared = (line for line in result.lines.centres if line.sold_volume > 0 or line.kind != "local")
    return {line.centre: line.pooled_volume for line in shared}
