"""The tables of a roadmap folder: every column once, with its type, meaning and unit, as those of a run folder.

Money in kr. (a year, unless it is invested once), in the worth of its own year unless said otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from optimiser.data.columns import FORMS
from optimiser.data.run_tables import INSTANCE_FOLDER, SEAL_FILE, Blank, Line, Truth, declare_entry
from optimiser.data.table_lines import TableLines

RUNNING_TERMS = ("operation", "unpooled", "unchanged", "extra", "connections", "fixed")
"""The terms of a year's cost that nothing invested is in, as `cost_terms.csv` calls them."""


class YearLine(Line):
    """The years: a row is a year of the path, in order."""

    year: int = declare_entry("the year", "året")
    contacts: float = declare_entry("contacts in that year", "henvendelser det år", unit="contacts/year")
    today_kr: float = declare_entry(
        "what that year's contacts cost, answered as today",
        "hvad det års henvendelser koster, besvaret som i dag",
        unit="kr./year",
    )
    operation_kr: float = declare_entry(
        "cost of answering in centres, by the model's straight pieces",
        "udgift til besvarelse i centrene efter modellens rette stykker",
        unit="kr./year",
    )
    unpooled_kr: float = declare_entry(
        "the part of answering in a centre that size does not help",
        "den del af besvarelsen i et center, som størrelsen ikke gør billigere",
        unit="kr./year",
    )
    unchanged_kr: float = declare_entry(
        "answering in the departments, as today", "besvarelse i fagforvaltningerne, som i dag", unit="kr./year"
    )
    extra_kr: float = declare_entry(
        "extra cost of forms and connections", "merudgift ved former og tilslutninger", unit="kr./year"
    )
    connections_kr: float = declare_entry(
        "yearly cost of connections", "årlig udgift til tilslutninger", unit="kr./year"
    )
    fixed_kr: float = declare_entry("fixed cost of open centres", "faste udgifter ved åbne centre", unit="kr./year")
    transition_kr: float = declare_entry(
        "productivity lost at tasks that move in that year, while those who take over learn",
        "produktivitet, der tabes ved opgaver, som flytter det år, mens de nye oplæres",
        unit="kr./year",
    )
    undoing_kr: float = declare_entry(
        "what is paid, once, for what is undone in that year (roadmap.undoing_kr)",
        "det, der betales én gang for det, der opgives det år (roadmap.undoing_kr)",
        unit="kr./year",
    )
    annuities_kr: float = declare_entry(
        "that year's part of all that has been invested up to it, as annuities",
        "det års del af alt, der er investeret til og med året, som annuiteter",
        unit="kr./year",
    )
    cost_kr: float = declare_entry(
        "all that the year costs: the running terms, the transition, what is undone, and the annuities",
        "alt, hvad året koster: driften, overgangen, det opgivne og annuiteterne",
        unit="kr./year",
    )
    gain_kr: float = declare_entry(
        "what it costs less than today; below 0, more",
        "hvad det koster mindre end i dag; under 0: mere",
        unit="kr./year",
    )
    weight: float = declare_entry(
        "what a krone of that year is worth in the first", "hvad en krone det år er værd i det første år", unit="ratio"
    )
    present_cost_kr: float = declare_entry(
        "the year's cost in the first year's worth; all years add up to the path's cost",
        "årets udgift i det første års værdi; alle år giver tilsammen køreplanens udgift",
        unit="kr.",
    )
    accumulated_gain_kr: float = declare_entry(
        "the gains of the years so far, in the first year's worth",
        "årenes gevinster til og med året, i det første års værdi",
        unit="kr.",
    )
    investment_kr: float = declare_entry(
        "what is invested in that year, once", "hvad der investeres det år, én gang", unit="kr."
    )
    net_cash_kr: float = declare_entry(
        "today's cost less what is paid out in that year: running cost, transition, what is undone, and investment",
        "udgiften i dag minus det, der betales det år: drift, overgang, det opgivne og investering",
        unit="kr.",
    )
    accumulated_cash_kr: float = declare_entry(
        "the same of the years so far, without interest", "det samme for årene til og med året, uden rente", unit="kr."
    )
    moved_tasks: int = declare_entry(
        "tasks of municipalities that move to another place in that year",
        "kommuners opgaver, der flytter til et andet sted det år",
    )
    moving_municipalities: int = declare_entry(
        "municipalities that move any task in that year", "kommuner, der flytter en opgave det år"
    )
    moved_fte: float = declare_entry(
        "today's full-time employees at the tasks that move to another than the municipality itself in that year",
        "årsværk i dag ved de opgaver, som flytter fra kommunen selv til andre det år",
        unit="FTE",
    )
    opened: int = declare_entry("centres that open in that year", "centre, der åbner det år")
    joined: int = declare_entry("connections that begin in that year", "tilslutninger, der begynder det år")
    budget_kr: Blank = declare_entry(
        "the most that may be invested in that year; blank without a limit",
        "hvad der højst må investeres det år; tomt uden grænse",
        unit="kr.",
    )
    budget_left_kr: Blank = declare_entry("what of it is left", "hvad der er tilbage af det", unit="kr.")


class MoveLine(Line):
    """What moves when: a row is a task of a municipality that goes to another place in a year."""

    year: int = declare_entry("the year it moves", "året, den flytter")
    municipality: str = declare_entry("official municipal code", "officiel kommunekode")
    name: str = declare_entry("name of the municipality", "kommunens navn")
    task: str = declare_entry("the task that moves", "den opgave, der flytter")
    level: int = declare_entry("level of the task", "opgavens niveau")
    from_form: str = declare_entry("form in which it was answered before", "formen, den blev besvaret i før")
    from_centre: str = declare_entry("centre that answered before, or departments", "centret før, eller departments")
    to_form: str = declare_entry("form in which it is answered from then on", "formen, den besvares i derefter")
    to_centre: str = declare_entry("centre that answers from then on", "det center, der besvarer derefter")
    contacts: float = declare_entry("its contacts in that year", "dens henvendelser det år", unit="contacts/year")
    fte: float = declare_entry(
        "today's full-time employees at these contacts", "årsværk i dag ved disse henvendelser", unit="FTE"
    )
    transition_kr: float = declare_entry(
        "productivity lost while those who take over learn", "produktivitet, der tabes under oplæring", unit="kr."
    )


class CentreYearLine(Line):
    """The centres over the years: a row is a centre in a year in which it is open."""

    year: int = declare_entry("the year", "året")
    centre: str = declare_entry("name of the open centre", "det åbne centers navn")
    kind: str = declare_entry("local, virtual or external", "lokalt, virtuelt eller eksternt")
    opened: Truth = declare_entry(
        "true in the year it opens; a centre that exists before the first year never does",
        "sandt i det år, det åbner; et center, der findes før det første år, gør det aldrig",
    )
    joined: int = declare_entry(
        "municipalities that are connected to it for the first time in that year",
        "kommuner, der tilsluttes det for første gang det år",
    )
    municipalities: int = declare_entry("municipalities it answers for", "kommuner, det besvarer for")
    contacts: float = declare_entry("contacts it answers", "henvendelser, det besvarer", unit="contacts/year")
    pooled_volume: float = declare_entry(
        "pooled volume it answers", "henvendelser, hver talt med sin puljevægt", unit="contacts/year"
    )
    operation_kr: float = declare_entry("cost of answering", "udgift til besvarelsen", unit="kr./year")
    unit_cost_kr: float = declare_entry(
        "kr. per pooled contact on the cost curve",
        "kr. pr. samlet henvendelse på omkostningskurven",
        unit="kr./contact",
    )
    staffed_fte: float = declare_entry(
        "full-time employees behind the agent hours", "årsværk bag timerne ved telefonerne", unit="FTE"
    )
    answered_share: float = declare_entry(
        "share answered in time, by its own promise", "andel besvaret i tide efter dets løfte", unit="share"
    )


class MunicipalityYearLine(Line):
    """Each municipality in each year: a row is a municipality in a year."""

    year: int = declare_entry("the year", "året")
    code: str = declare_entry("official municipal code", "officiel kommunekode")
    name: str = declare_entry("name of the municipality", "kommunens navn")
    contacts: float = declare_entry("contacts of its citizens", "dens borgeres henvendelser", unit="contacts/year")
    contacts_unchanged: float = declare_entry(
        "answered in its departments", "heraf besvaret i fagforvaltningerne", unit="contacts/year"
    )
    contacts_local: float = declare_entry(
        "answered in its own centre", "heraf i dens eget center", unit="contacts/year"
    )
    contacts_purchased: float = declare_entry(
        "answered in another municipality's centre", "heraf i en anden kommunes center", unit="contacts/year"
    )
    contacts_regional: float = declare_entry(
        "answered in its group's centre", "heraf i gruppens center", unit="contacts/year"
    )
    contacts_external: float = declare_entry(
        "answered in an external centre", "heraf i et eksternt center", unit="contacts/year"
    )
    today_kr: float = declare_entry(
        "what that year's contacts cost, answered as today",
        "hvad det års henvendelser koster, besvaret som i dag",
        unit="kr./year",
    )
    running_kr: float = declare_entry(
        "its share of the running cost, a host's price where one is asked",
        "dens del af driften, med værtens pris, hvor der er en",
        unit="kr./year",
    )
    transition_kr: float = declare_entry(
        "productivity lost at its tasks that move in that year",
        "produktivitet, der tabes ved dens opgaver, som flytter det år",
        unit="kr./year",
    )
    undoing_kr: float = declare_entry(
        "what it pays, once, for its tasks that are undone in that year",
        "det, den betaler én gang for sine opgaver, der opgives det år",
        unit="kr./year",
    )
    annuities_kr: float = declare_entry(
        "its share of the annuities: its own, and of a centre's by pooled volume in the last year that it was used",
        "dens del af annuiteterne: dens egne, og af et centers efter volumen i det seneste år, det var i brug",
        unit="kr./year",
    )
    after_kr: float = declare_entry(
        "the four together: what it pays", "de fire tilsammen: det, den betaler", unit="kr./year"
    )
    change_kr: float = declare_entry(
        "what it pays more than today; below 0, what it saves",
        "hvad den betaler mere end i dag; under 0: hvad den sparer",
        unit="kr./year",
    )
    investment_kr: float = declare_entry(
        "what it invests itself in that year, once: its tasks, connections and forms, and its own centre",
        "hvad den selv investerer det år, én gang: opgaver, tilslutninger, former og eget center",
        unit="kr.",
    )
    budget_kr: Blank = declare_entry(
        "the most that it may invest in that year; blank without a limit",
        "hvad den højst må investere det år; tomt uden grænse",
        unit="kr.",
    )
    moved_fte: float = declare_entry(
        "today's full-time employees at its tasks that move to another than itself in that year",
        "årsværk i dag ved dens opgaver, som flytter til andre det år",
        unit="FTE",
    )


ROADMAP_LINES: Mapping[str, type[Line]] = {
    "years": YearLine,
    "year_moves": MoveLine,
    "centre_years": CentreYearLine,
    "municipality_years": MunicipalityYearLine,
}
"""Each table by name, with what a line of it holds."""
CONTACTS_BY_FORM = tuple(f"contacts_{form}" for form in FORMS)
"""The columns of a municipality's year that its contacts add up from."""


@dataclass(frozen=True)
class RoadmapLines(TableLines):
    """The lines of every table of a path, as they are read from its files."""

    declared = ROADMAP_LINES

    years: tuple[YearLine, ...] = ()
    year_moves: tuple[MoveLine, ...] = ()
    centre_years: tuple[CentreYearLine, ...] = ()
    municipality_years: tuple[MunicipalityYearLine, ...] = ()


# ---- What the files of a roadmap folder are called --------------------------------------------------


ROADMAP_FILE = "roadmap.json"
YEARS_FOLDER = "years"
"""Folder with a run folder of each year's plan."""
ROADMAP_TABLE_FILES = tuple(f"{name}.csv" for name in ROADMAP_LINES)
ROADMAP_FILES = frozenset({ROADMAP_FILE, INSTANCE_FOLDER, SEAL_FILE, YEARS_FOLDER, *ROADMAP_TABLE_FILES})
"""What a roadmap is read back from; documents are added to it later, as to a run folder."""
