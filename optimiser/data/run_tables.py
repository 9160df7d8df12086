"""The files of a run folder, and the columns of its tables: every one once, with its type, meaning and unit.

Whoever writes them, reads them back, checks them again or documents them reads these declarations. Money in kr.
(a year, unless it is invested once), volumes in contacts a year. A table without rows has these columns too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from optimiser.data.columns import note_of_column
from optimiser.data.settings import Language
from optimiser.data.table_lines import TableLines

# ---- What a column of the output means, in both languages, and its unit ---------------------------

# Declared once, where its table is made.


@dataclass(frozen=True)
class ColumnMeaning:
    """What stands in a column; the unit in the terms of `optimiser.report.units`, blank for text and for counts."""

    en: str
    da: str
    unit: str = ""

    def in_language(self, language: Language) -> str:
        """Return the meaning in a language."""
        return self.da if language == "da" else self.en


def meaning_of(field: FieldInfo) -> ColumnMeaning:
    """Return the meaning of a column that is declared as a field of a line of a run folder."""
    return ColumnMeaning(field.description or "", note_of_column(field, "da"), note_of_column(field, "unit"))


# ---- The tables of a run folder -------------------------------------------------------------------


Blank = Annotated[float | None, BeforeValidator(lambda cell: None if cell == "" else cell)]
"""A number, or nothing where the cell is blank."""


FigureText = Annotated[str, BeforeValidator(lambda cell: "" if cell is None else str(cell))]
"""A figure of the instance, a number or not, as the text that its cell is."""
Truth = Annotated[bool, BeforeValidator(lambda cell: {"True": True, "False": False}.get(cell, cell))]


def declare_entry(meaning: str, da: str = "", *, unit: str = "", **more: Any) -> Any:
    """Declare a column, or an entry of run.json: its `meaning` in English and (of a column) in Danish, its `unit`."""
    return Field(description=meaning, json_schema_extra={"unit": unit, "da": da}, **more)


class Line(BaseModel):
    """A line of a table, or an object of run.json: checked, frozen, with finite numbers; it may say more."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="ignore", allow_inf_nan=False)


def meanings_of(line: type[Line]) -> Mapping[str, ColumnMeaning]:
    """Return what the columns of a table mean that is declared as a line."""
    return {name: meaning_of(field) for name, field in line.model_fields.items()}


class AssignmentLine(Line):
    """Who answers what: a row is a task of a municipality."""

    municipality: str = declare_entry(
        "code of the municipality whose citizens are answered", "koden på den kommune, hvis borgere besvares"
    )
    name: str = declare_entry("its name", "dens navn")
    task: str = declare_entry("the task that is answered", "den opgave, der besvares")
    level: int = declare_entry("level of the task", "opgavens niveau")
    form: str = declare_entry("how the municipality gets it answered", "hvordan kommunen får den besvaret")
    centre: str = declare_entry(
        "the centre that answers; departments where it stays as today",
        "det center, der besvarer; departments, hvor det bliver som i dag",
    )
    contacts: float = declare_entry("contacts", "henvendelser", unit="contacts/year")
    pooled_volume: float = declare_entry(
        "contacts times the task's pooling weight", "henvendelser gange opgavens puljevægt", unit="contacts/year"
    )
    unchanged_kr: float = declare_entry(
        "answering in the departments, as today", "besvarelse i fagforvaltningerne, som i dag", unit="kr./year"
    )
    unpooled_kr: float = declare_entry(
        "the part of answering in a centre that size does not help",
        "den del af besvarelsen i et center, som størrelsen ikke gør billigere",
        unit="kr./year",
    )
    extra_kr: float = declare_entry(
        "extra cost of the form and of the connection", "merudgift ved formen og tilslutningen", unit="kr./year"
    )
    investment_annual_kr: float = declare_entry(
        "investment in staff and task, and what ending a contract costs, as an annuity",
        "investering i personale og opgave, og hvad ophør af en aftale koster, som annuitet",
        unit="kr./year",
    )
    investment_kr: float = declare_entry(
        "investment in staff and task, and what ending a contract costs, once",
        "investering i personale og opgave, og hvad ophør af en aftale koster, én gang",
        unit="kr.",
    )
    fte: float = declare_entry("full-time employees who answer", "årsværk, der besvarer", unit="FTE")


class CentreLine(Line):
    """The open centres: a row is a centre, the largest first."""

    centre: str = declare_entry("name of the open centre", "det åbne centers navn")
    kind: str = declare_entry("local, virtual or external", "lokalt, virtuelt eller eksternt")
    seat: str = declare_entry(
        "code of the municipality it belongs to; blank if it is shared",
        "den kommune, det hører til; tomt, hvis det er fælles",
    )
    municipalities: int = declare_entry("municipalities it answers for", "kommuner, det besvarer for")
    contacts: float = declare_entry("contacts it answers", "henvendelser, det besvarer", unit="contacts/year")
    pooled_volume: float = declare_entry(
        "pooled volume it answers",
        "henvendelser, det besvarer, hver talt med sin puljevægt: den del, hvis pris følger centrets størrelse",
        unit="contacts/year",
    )
    own_volume: float = declare_entry("pooled volume of its seat", "heraf hjemstedets egne", unit="contacts/year")
    sold_volume: float = declare_entry(
        "pooled volume of others", "heraf andres: solgt, eller gruppens", unit="contacts/year"
    )
    unit_cost_kr: float = declare_entry(
        "kr. per pooled contact on the cost curve, cost factor included",
        "kr. pr. samlet henvendelse på omkostningskurven, omkostningsfaktoren medregnet",
        unit="kr./contact",
    )
    operation_kr: float = declare_entry(
        "cost of answering, by the model's straight pieces",
        "udgift til besvarelsen efter modellens rette stykker",
        unit="kr./year",
    )
    exact_operation_kr: float = declare_entry(
        "cost of answering, on the cost curve", "udgift til besvarelsen på omkostningskurven", unit="kr./year"
    )
    fixed_kr: float = declare_entry("fixed cost of the open centre", "fast udgift ved det åbne center", unit="kr./year")
    investment_annual_kr: float = declare_entry(
        "investment in the centre, and in becoming a host, as an annuity",
        "investering i centret og i at blive vært, som annuitet",
        unit="kr./year",
    )
    investment_kr: float = declare_entry(
        "investment in the centre, and in becoming a host, once",
        "investering i centret og i at blive vært, én gang",
        unit="kr.",
    )
    fte: float = declare_entry(
        "full-time employees needed for the contacts alone: contacts times handling time",
        "årsværk, som henvendelserne alene kræver: henvendelser gange betjeningstid",
        unit="FTE",
    )
    today_fte: float = declare_entry(
        "full-time employees who answer the same contacts today, as their municipalities say, or computed from "
        "handling time",
        "årsværk, der besvarer de samme henvendelser i dag, efter kommunernes egne tal eller beregnet af "
        "betjeningstiden",
        unit="FTE",
    )
    answered_share_target: float = declare_entry(
        "share of contacts it promises to answer in time",
        "andel af henvendelserne, det lover at besvare i tide",
        unit="share",
    )
    within_seconds: float = declare_entry(
        "what in time means (seconds)", "hvad i tide vil sige (sekunder)", unit="seconds"
    )
    opening_hours: float = declare_entry("opening hours a week", "åbningstimer om ugen", unit="hours/week")
    answered_share: float = declare_entry(
        "share answered in time with the fewest agents that meet the target in each half hour",
        "andel besvaret i tide, med de færreste medarbejdere, der holder løftet i hver halve time",
        unit="share",
    )
    mean_wait_seconds: float = declare_entry(
        "mean wait of all callers (seconds)", "ventetid, gennemsnit over alle (sekunder)", unit="seconds"
    )
    occupancy: float = declare_entry(
        "share of the agents' time at the phones that is spent on contacts",
        "andel af medarbejdernes tid ved telefonerne, der går med henvendelser",
        unit="share",
    )
    agent_hours: float = declare_entry(
        "hours a year of agents at the phones", "timer om året, som medarbejdere er ved telefonerne", unit="hours/year"
    )
    agents_most: int = declare_entry(
        "agents at the phones in the busiest half hour",
        "medarbejdere ved telefonerne i den travleste halve time",
        unit="agents",
    )
    staffed_fte: float = declare_entry(
        "full-time employees behind the agent hours, waiting for calls and shrinkage included",
        "årsværk bag timerne ved telefonerne, ventetid mellem henvendelser og svind medregnet",
        unit="FTE",
    )


class MunicipalityLine(Line):
    """Each municipality before and after: a row is a municipality that has contacts."""

    code: str = declare_entry("official municipal code", "officiel kommunekode")
    name: str = declare_entry("name of the municipality", "kommunens navn")
    region: str = declare_entry("its region", "dens region")
    contacts: float = declare_entry("contacts of its citizens", "dens borgeres henvendelser", unit="contacts/year")
    forms: str = declare_entry("the forms in which they are answered", "de former, de besvares i")
    entry_points: int = declare_entry(
        "places that answer; own centre and departments count as one",
        "steder, der svarer; eget center og fagforvaltninger er tilsammen ét",
    )
    local_share: float = declare_entry(
        "share of the contacts answered at home", "andel af henvendelserne, der besvares hjemme", unit="share"
    )
    today_kr: float = declare_entry("what it pays today", "hvad den betaler i dag", unit="kr./year")
    after_kr: float = declare_entry(
        "its share of the plan's cost: a centre's is shared by pooled volume, unless a host asks otherwise",
        "dens del af planens udgift; et centers deles efter samlet volumen, medmindre en vært forlanger andet",
        unit="kr./year",
    )
    change_kr: float = declare_entry(
        "what it pays more than today; below 0, what it saves",
        "hvad den betaler mere end i dag; under 0: hvad den sparer",
        unit="kr./year",
    )
    purchases_kr: float = declare_entry(
        "what of that it pays other municipalities for contacts they answer: its part of their cost, or what they ask",
        "hvad den heraf betaler andre kommuner for henvendelser, de besvarer: sin del af deres udgift, eller det, de "
        "forlanger",
        unit="kr./year",
    )
    sales_kr: float = declare_entry(
        "what other municipalities pay it for contacts it answers; already taken from what it pays",
        "hvad andre kommuner betaler den for henvendelser, den besvarer; trukket fra i det, den betaler",
        unit="kr./year",
    )
    investment_kr: float = declare_entry(
        "its share of the investment, once",
        "dens del af investeringen, én gang; den årlige del er med i udgiften efter",
        unit="kr.",
    )
    today_fte: float = declare_entry(
        "full-time employees who answer its contacts today: what it says itself, or computed from handling time",
        "årsværk, der besvarer dens henvendelser i dag: efter dens eget tal eller beregnet af betjeningstiden",
        unit="FTE",
    )
    today_fte_from: str = declare_entry(
        "whether that is stated by the municipality, partly stated, or computed",
        "om det er kommunens eget tal (stated), delvis dens eget (partly stated) eller beregnet (computed)",
    )
    moved_fte: float = declare_entry(
        "of these, those whose contacts another answers in the plan",
        "heraf dem, hvis henvendelser en anden besvarer i planen",
        unit="FTE",
    )
    received_fte: float = declare_entry(
        "today's full-time employees of other municipalities whose contacts it answers in the plan",
        "andre kommuners årsværk i dag, hvis henvendelser den besvarer i planen",
        unit="FTE",
    )
    after_fte: float = declare_entry(
        "full-time employees after, if each follows the contacts: today's, less those moved, and those received; what "
        "a centre needs is in centres.csv",
        "årsværk efter, hvis hvert følger med henvendelserne: dem i dag uden de flyttede, og de modtagne; hvad et "
        "center har brug for, står i centres.csv",
        unit="FTE",
    )
    centre_share: float = declare_entry(
        "share of the contacts answered in a centre", "andel af henvendelserne, der besvares i et center", unit="share"
    )
    answered_share: Blank = declare_entry(
        "share of those answered in time, by each centre's own promise; blank where there are none",
        "andel af dem, der besvares i tide, efter hvert centers løfte; tomt, hvor der ingen er",
        unit="share",
    )
    opening_hours: Blank = declare_entry(
        "opening hours a week, mean over those", "åbningstimer om ugen, gennemsnit over dem", unit="hours/week"
    )
    mean_wait_seconds: Blank = declare_entry(
        "mean wait of those (seconds)", "ventetid for dem, gennemsnit (sekunder)", unit="seconds"
    )
    alone_occupancy: float = declare_entry(
        "computed, not counted: share of agents' time spent on contacts, if it answered its "
        "information contacts alone at the reference service",
        "beregnet, ikke optalt: andel af medarbejdernes tid, der ville gå med henvendelser, hvis den besvarede sine "
        "informationshenvendelser alene med referenceservice",
        unit="share",
    )
    alone_hours_per_contact: float = declare_entry(
        "computed, not counted: agent hours an information contact would take alone",
        "beregnet, ikke optalt: timer ved telefonerne, en informationshenvendelse ville tage alene",
        unit="hours/contact",
    )
    occupancy: Blank = declare_entry(
        "share of agents' time spent on contacts, where its information contacts are answered",
        "andel af medarbejdernes tid, der går med henvendelser, hvor dens informationshenvendelser besvares",
        unit="share",
    )
    hours_per_contact: Blank = declare_entry(
        "agent hours an information contact takes in the plan's centres",
        "timer ved telefonerne, en informationshenvendelse tager i planens centre",
        unit="hours/contact",
    )


class TermLine(Line):
    """The cost by term: a row is a term of the yearly cost."""

    term: str = declare_entry("name of the term", "postens navn")
    kr: float = declare_entry(
        "the term of the yearly cost; all terms add up to the plan's cost",
        "postens del af udgiften om året; alle poster giver tilsammen planens udgift",
        unit="kr./year",
    )


class KpiLine(Line):
    """The measures: a row is a KPI of the instance."""

    kpi: str = declare_entry("short name of the measure", "målets korte navn")
    value: Blank = declare_entry(
        "its mean over the country, by contacts; blank where no contact has a value",
        "gennemsnit over landet efter henvendelser; tomt, hvor ingen henvendelse har en værdi",
    )
    rated_share: float = declare_entry(
        "share of all contacts whose form and task have a value",
        "andel af alle henvendelser, hvis form og opgave har en værdi",
        unit="share",
    )
    target: Blank = declare_entry("its target; blank where it is measured only", "målet; tomt, hvor der kun måles")
    worst: Blank = declare_entry(
        "the worst mean of a municipality or centre, if the target is to be met in each",
        "det dårligste gennemsnit i en kommune eller et center, hvis målet skal nås i hver",
    )
    worst_at: str = declare_entry("the municipality or centre that has it", "den kommune eller det center, der har det")
    met: Blank = declare_entry(
        "1 where the target is met everywhere it applies, 0 where it is not; blank without a target",
        "1, hvor målet er nået overalt, hvor det gælder, 0, hvor det ikke er; tomt uden mål",
    )


class AssumptionLine(Line):
    """What the result rests on: a row is a figure of the instance, or several that are alike."""

    parameter: str = declare_entry(
        "dotted name of a figure the result is based on; * stands for several rows",
        "punktnavn på et tal, resultatet bygger på; * står for flere rækker",
    )
    value: FigureText = declare_entry("its value", "tallets værdi")
    unit: str = declare_entry("its unit", "dets enhed")
    low: Blank = declare_entry("low end of its range", "laveste ende af dets spænd")
    high: Blank = declare_entry("high end of its range", "højeste ende af dets spænd")
    source: str = declare_entry("where it is from", "hvor det er fra")
    assumption: Truth = declare_entry("true where no source gives it", "sandt, hvor ingen kilde giver det")
    note: str = declare_entry(
        "what it means, or which rows it stands for", "hvad det betyder, eller hvilke rækker det står for"
    )


LINES: Mapping[str, type[Line]] = {
    "assignments": AssignmentLine,
    "centres": CentreLine,
    "municipalities": MunicipalityLine,
    "cost_terms": TermLine,
    "kpis": KpiLine,
    "assumptions": AssumptionLine,
}
"""Each table by name, with what a line of it holds."""
COLUMNS: Mapping[str, tuple[str, ...]] = {name: tuple(line.model_fields) for name, line in LINES.items()}
"""The columns of each table, in the order they are written."""


@dataclass(frozen=True)
class PlanLines(TableLines):
    """The lines of every table of a plan, as they are read from its files."""

    declared = LINES

    assignments: tuple[AssignmentLine, ...] = ()
    centres: tuple[CentreLine, ...] = ()
    municipalities: tuple[MunicipalityLine, ...] = ()
    cost_terms: tuple[TermLine, ...] = ()
    kpis: tuple[KpiLine, ...] = ()
    assumptions: tuple[AssumptionLine, ...] = ()


NO_LINES = PlanLines()
"""Of a solve that found no plan."""


# ---- What the files of a run folder are called ----------------------------------------------------


RUN_FILE = "run.json"
INSTANCE_FOLDER = "instance"
PROOF_FILE = "proof.json"
"""The prices that prove a bound without a solver; where a solve has none, there is no such file."""
SEAL_FILE = "seal.json"
"""The hash of every file that the program wrote there."""
PAGE, WORKBOOK = "report.html", "report.xlsx"
DOCUMENTS = (PAGE, WORKBOOK)
"""What people read; made from the other files."""
BOARD = "summary.html"
"""Two pages for a board, written of a run where they are asked for."""
ONE_PAGERS = "municipalities"
"""Folder with a page about each municipality, and its figures."""
INDEX = "index.html"
"""The page there that leads to the others."""
ALTERNATIVES_FOLDER, ALTERNATIVES_FILE = "alternatives", "alternatives.json"
"""Other plans near the best, each a run folder of its own, and what is said of them all."""
PLANS_FILE, SETTLED_FILE = "alternatives.csv", "settled.csv"
SIMULATION_JSON, SIMULATION_TABLE, SIMULATION_WORKBOOK = "simulation.json", "simulation.csv", "simulation.xlsx"
SIMULATION_FILES = (SIMULATION_JSON, SIMULATION_TABLE, SIMULATION_WORKBOOK)
"""What a simulation leaves; a later one replaces it."""
TABLE_FILES = tuple(f"{name}.csv" for name in LINES)
ADDED = frozenset(
    (
        *(*DOCUMENTS, BOARD, ONE_PAGERS, *SIMULATION_FILES),
        *(ALTERNATIVES_FOLDER, ALTERNATIVES_FILE, PLANS_FILE, SETTLED_FILE),
    )
)
"""What is added to a run folder later, and replaced with it."""
RUN_FILES = frozenset({RUN_FILE, INSTANCE_FOLDER, SEAL_FILE, PROOF_FILE, *TABLE_FILES})
"""What a result is read back from."""
