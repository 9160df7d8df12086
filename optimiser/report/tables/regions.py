"""Tables of drawn regions: drawings and structures, drawings near the best, groups, who is always together, rules."""

from dataclasses import replace

from optimiser.data.regions_tables import BindingLine, DrawingLine, GroupLine, MembershipLine, SettledLine
from optimiser.data.run_tables import ColumnMeaning, meanings_of
from optimiser.report.tables.studies import MeantColumns
from optimiser.report.tables.table import (
    AS_PAGE,
    FINE_MILLIONS,
    GAP,
    MILLIONS,
    WHOLE,
    OutputColumn,
    OutputTable,
)

_drawing, _group = MeantColumns(meanings_of(DrawingLine)), MeantColumns(meanings_of(GroupLine))
_member = MeantColumns(meanings_of(MembershipLine))
_settled, _binding = MeantColumns(meanings_of(SettledLine)), MeantColumns(meanings_of(BindingLine))
_NUMBER = _drawing("number", ("Grupper", "Groups"), WHOLE, width=9)
_COST = _drawing("cost_kr", ("Koster, {unit}", "Costs, {unit}"), MILLIONS, ("koster", "costs"), width=14)
_ABOVE = _drawing(
    "above_kr", ("Mere end bedste, {unit}", "Above best, {unit}"), FINE_MILLIONS, ("mere", "more"), width=14
)
_CUT = _drawing("cut_borders", ("Nabopar, der skilles", "Neighbours parted"), WHOLE, ("skilles", "parted"), width=11)
_KEPT = _drawing("kept", ("Bliver i regionen", "Stay in region"), WHOLE, ("bliver", "stay"), width=11)
_SOLVES = _drawing("solves", ("Løsninger", "Solves"), WHOLE, width=10)

DRAWN = OutputTable(
    "drawings",
    (
        "Den bedste tegning af hvert antal grupper, og strukturer ved siden af",
        "The best drawing of each number of groups, and structures beside them",
    ),
    ("en tegning, eller en struktur ved siden af dem", "a drawing, or a structure beside them"),
    (
        _NUMBER,
        _drawing(
            "drawing", ("Tegning eller struktur", "Drawing or structure"), in_terminal=("tegning", "drawing"), width=24
        ),
        _COST,
        _drawing(
            "bound_kr",
            ("Ingen koster mindre, {unit}", "None costs less, {unit}"),
            MILLIONS,
            ("mindst", "at least"),
            width=14,
        ),
        replace(
            _drawing("gap", ("Afstand", "Gap"), GAP, width=10),
            formula="IF({cost_kr}<=0,0,MAX(0,({cost_kr}-{bound_kr})/{cost_kr}))",
        ),
        _ABOVE,
        _CUT,
        _KEPT,
        _SOLVES,
    ),
    terminal=("drawing", "number", "cost_kr", "bound_kr", "gap", "above_kr", "cut_borders", "kept"),
    page=("number", "drawing", "cost_kr", "bound_kr", "gap", "above_kr", "cut_borders", "kept", "solves"),
    workbook=AS_PAGE,
    caption=(
        "Den bedste tegning af hvert antal grupper, og strukturer ved siden af (mio. kr. om året)",
        "The best drawing of each number of groups, and structures beside them (million kr. a year)",
    ),
    page_id="drawings",
    sortable=True,
    kind="",
    tab=("Tegninger", "Drawings"),
)
NEAR = OutputTable(
    "drawings near the best",
    ("Tegninger, der koster næsten det samme", "Drawings that cost nearly the same"),
    ("en tegning", "a drawing"),
    (
        _NUMBER,
        _drawing("drawing", ("Tegning", "Drawing"), width=16),
        _drawing("kind", ("Hvorfor den er her", "Why it is here"), width=28),
        _COST,
        _ABOVE,
        _drawing("moved", ("Kommuner, der flytter", "Municipalities that move"), WHOLE, width=12),
        _CUT,
        _KEPT,
    ),
    page=("number", "drawing", "kind", "cost_kr", "above_kr", "moved", "cut_borders", "kept"),
    workbook=AS_PAGE,
    caption=(
        "Tegninger, der koster næsten det samme som den bedste (mio. kr. om året)",
        "Drawings that cost nearly the same as the best (million kr. a year)",
    ),
    page_id="near",
    sortable=True,
    tab=("Næsten lige gode", "Nearly as good"),
)
GROUPS = OutputTable(
    "groups of drawings",
    ("Grupperne i hver tegning", "The groups of each drawing"),
    ("en gruppe i en tegning", "a group of a drawing"),
    (
        _group("drawing", ("Tegning", "Drawing"), width=18),
        OutputColumn(
            "letter",
            ("På kortet", "On the map"),
            ColumnMeaning("its letter on the maps", "dens bogstav på kortene"),
            width=8,
        ),
        _group("group", ("Center", "Centre"), width=18),
        _group("anchor_name", ("Midtpunkt", "Middle"), width=18),
        _group("municipalities", ("Kommuner", "Municipalities"), WHOLE, width=11),
        _group("population", ("Indbyggere", "Inhabitants"), WHOLE, width=13),
        OutputColumn(
            "contacts",
            ("Mio. henvendelser", "Million contacts"),
            meanings_of(GroupLine)["contacts"],
            FINE_MILLIONS,
            titles={"workbook": ("Henvendelser", "Contacts")},
            width=14,
        ),
        OutputColumn(
            "members",
            ("Hvem", "Who"),
            ColumnMeaning("names of the municipalities, the largest first", "kommunernes navne, den største først"),
            wide=True,
            width=90,
        ),
    ),
    page=("drawing", "letter", "group", "anchor_name", "municipalities", "population", "contacts", "members"),
    workbook=AS_PAGE,
    page_id="groups",
    tab=("Grupper", "Groups"),
)
CORES = OutputTable(
    "always together",
    ("Hvem der altid er sammen", "Who is always together"),
    ("kommuner, der er i samme gruppe i alle fundne tegninger", "municipalities in one group in every drawing found"),
    (
        _settled("number", ("Grupper", "Groups"), WHOLE, width=9),
        OutputColumn(
            "size",
            ("Kommuner", "Municipalities"),
            ColumnMeaning("how many are always together", "hvor mange der altid er sammen", "municipalities"),
            WHOLE,
            width=11,
        ),
        OutputColumn(
            "population",
            ("Indbyggere", "Inhabitants"),
            ColumnMeaning("inhabitants they have together", "indbyggere, de har tilsammen"),
            WHOLE,
            width=13,
        ),
        OutputColumn(
            "members",
            ("Hvem", "Who"),
            ColumnMeaning("names of the municipalities, the largest first", "kommunernes navne, den største først"),
            wide=True,
            width=100,
        ),
    ),
    page=("number", "size", "population", "members"),
    workbook=AS_PAGE,
    page_id="cores",
    tab=("Altid sammen", "Always together"),
)
OPEN = OutputTable(
    "in how many groups",
    ("Hvem der er åben for forhandling", "Who is open to negotiation"),
    ("en kommune", "a municipality"),
    (
        _settled("code", ("Kode", "Code"), width=8),
        _settled("name", ("Kommune", "Municipality"), width=22),
        OutputColumn(
            "region",
            ("Region i dag", "Region today"),
            ColumnMeaning("today's region", "den nuværende region"),
            width=22,
        ),
        OutputColumn(
            "groups",
            ("Med {each} grupper: i så mange forskellige", "With {each} groups: in so many different ones"),
            meanings_of(SettledLine)["groups"],
            WHOLE,
            titles={"page": ("{each} grupper", "{each} groups")},
            repeated=True,
            width=16,
        ),
    ),
    page=("name", "region", "groups"),
    workbook=("code", "name", "region", "groups"),
    caption=(
        "I hvor mange forskellige grupper hver kommune er i de fundne tegninger; 1: altid den samme",
        "In how many different groups each municipality is in the drawings found; 1: always the same",
    ),
    page_id="open",
    sortable=True,
    sorted_by=("name",),
    search=("Søg efter kommune", "Search for a municipality"),
    kind="long",
    tab=("Åbne", "Open"),
)
BINDING = OutputTable(
    "what rules of a drawing cost",
    ("Hvad hvert krav koster", "What each demand costs"),
    ("et krav, der tages væk", "a demand that is left out"),
    (
        _binding("number", ("Grupper", "Groups"), WHOLE, width=9),
        _binding("rule", ("Krav", "Demand"), wide=True, width=40),
        _binding("cost_kr", ("Koster uden, {unit}", "Costs without, {unit}"), MILLIONS, width=14),
        _binding(
            "bound_kr", ("Uden: ingen koster mindre, {unit}", "Without: none costs less, {unit}"), MILLIONS, width=16
        ),
        _binding("saves_kr", ("Sparer mindst, {unit}", "Saves at least, {unit}"), FINE_MILLIONS, width=14),
        _binding("saves_at_most_kr", ("Sparer højst, {unit}", "Saves at most, {unit}"), FINE_MILLIONS, width=14),
    ),
    page=("number", "rule", "cost_kr", "bound_kr", "saves_kr", "saves_at_most_kr"),
    workbook=AS_PAGE,
    caption=("Hvad hvert krav koster (mio. kr. om året)", "What each demand costs (million kr. a year)"),
    page_id="binding",
    tab=("Krav", "Demands"),
)
MEMBERS = OutputTable(
    "members of groups",
    ("Hvem der er i hvilken gruppe", "Who is in which group"),
    ("en kommune i en gruppe", "a municipality in a group"),
    (
        replace(_member("drawing", ("Tegning", "Drawing"), width=22), anchor="member_drawing"),
        replace(_member("group", ("Center", "Centre"), width=18), anchor="member_group"),
        _member("code", ("Kode", "Code"), width=8),
        _member("name", ("Kommune", "Municipality"), width=22),
        _member("region", ("Region i dag", "Region today"), width=22),
        replace(_member("population", ("Indbyggere", "Inhabitants"), WHOLE, width=13), anchor="member_population"),
        replace(_member("contacts", ("Henvendelser", "Contacts"), WHOLE, width=14), anchor="member_contacts"),
    ),
    workbook=("drawing", "group", "code", "name", "region", "population", "contacts"),
    kind="long",
    tab=("Medlemmer", "Members"),
)
"""What a workbook sums the groups from."""
TABLES = (DRAWN, NEAR, GROUPS, CORES, OPEN, BINDING, MEMBERS)
