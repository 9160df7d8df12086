"""The tables of an explanation: other ways to answer a task, what a change costs by term, and who moves."""

from collections.abc import Mapping
from dataclasses import replace

from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.localizer import TERM_NAMES
from optimiser.report.tables.one_pager import FORM
from optimiser.report.tables.table import ONE_DECIMAL, THOUSANDS, WHOLE, OutputColumn, OutputTable

SMALL_KR = 0.5
"""A term that changes by less than this (kr. a year) does not change."""
OTHER_PLACES = OutputTable(
    "other places for a task",
    ("Andre steder for en opgave", "Other places for a task"),
    ("et lovligt sted i en form, det billigste først", "a lawful place in a form, the cheapest first"),
    (
        OutputColumn(
            "place",
            ("Sted", "Place"),
            ColumnMeaning("who would answer", "hvem der ville besvare"),
            titles={"terminal": ("sted (1.000 kr.)", "place (1,000 kr.)")},
        ),
        FORM,
        OutputColumn(
            "local",
            ("Lokalt", "Locally"),
            ColumnMeaning(
                "what the plan costs more when this alone moves there",
                "hvad planen koster mere, når kun dette flyttes dertil",
                "kr./year",
            ),
            THOUSANDS,
            titles={"workbook": ("Lokalt, kr.", "Locally, kr.")},
        ),
        OutputColumn(
            "system",
            ("Hele landet", "Country"),
            ColumnMeaning(
                "what the country pays more when everything else is planned again",
                "hvad hele landet betaler mere, når alt andet planlægges på ny",
                "kr./year",
            ),
            THOUSANDS,
            titles={"workbook": ("Hele landet, kr.", "Country, kr.")},
        ),
        OutputColumn(
            "gaps",
            ("Afstande", "Gaps"),
            ColumnMeaning(
                "how far the country's difference can be from the true one",
                "hvor langt forskellen for hele landet kan være fra den rigtige",
                "kr./year",
            ),
            THOUSANDS,
            titles={"workbook": ("Afstande, kr.", "Gaps, kr.")},
        ),
        OutputColumn(
            "pays",
            ("Kommunen", "Municipality"),
            ColumnMeaning(
                "what the municipality itself pays more when everything else is planned again",
                "hvad kommunen selv betaler mere, når alt andet planlægges på ny",
                "kr./year",
            ),
            THOUSANDS,
            titles={"workbook": ("Kommunen, kr.", "Municipality, kr.")},
        ),
    ),
    terminal=("place", "form", "local", "system", "gaps", "pays"),
    workbook=("place", "form", "local", "system", "gaps", "pays"),
)
TASKS_TOGETHER = replace(
    OTHER_PLACES,
    name="tasks together at another place",
    title=("Opgaver samlet et andet sted", "Tasks together elsewhere"),
    row=("et sted, der kan få dem samlet, det billigste først", "a place that can have them together, cheapest first"),
)
TASKS_ALONE = OutputTable(
    "tasks alone at another place",
    ("Opgaver alene et andet sted", "Tasks alone at another place"),
    ("en opgave", "a task"),
    (
        OutputColumn(
            "task",
            ("Opgave", "Task"),
            ColumnMeaning("the task, and who answers it", "opgaven, og hvem der besvarer den"),
            titles={"terminal": ("én opgave (1.000 kr.)", "one task (1,000 kr.)")},
        ),
        OutputColumn(
            "place",
            ("Sted ellers", "Place otherwise"),
            ColumnMeaning(
                "the place priced that is cheapest for the country",
                "det prissatte sted, der er billigst for hele landet",
            ),
        ),
        *OTHER_PLACES.pick_columns("local", "system", "pays"),
    ),
    terminal=("task", "place", "local", "system", "pays"),
    workbook=("task", "place", "local", "system", "pays"),
)
SERVING = OutputTable(
    "centres that serve others",
    ("Centre, der besvarer for andre", "Centres that serve others"),
    ("et center, det der sparer mest først", "a centre, the one that saves most first"),
    (
        OutputColumn("centre", ("Center", "Centre"), ColumnMeaning("the centre", "centret")),
        OutputColumn(
            "municipalities",
            ("For", "For"),
            ColumnMeaning("how many others it serves", "hvor mange andre det besvarer for", "municipalities"),
            WHOLE,
        ),
        OutputColumn(
            "contacts",
            ("Henvendelser", "Contacts"),
            ColumnMeaning("what it answers for them", "hvad det besvarer for dem", "contacts/year"),
            WHOLE,
        ),
        OutputColumn(
            "unit_kr",
            ("Kr. stk.", "Kr. each"),
            ColumnMeaning("unit cost on the cost curve", "enhedsomkostning på omkostningskurven", "kr./contact"),
            ONE_DECIMAL,
        ),
        OutputColumn(
            "saves_kr",
            ("Sparer højst", "Saves at most"),
            ColumnMeaning(
                "what the country pays more where those it serves answer at home, with all else as it is",
                "hvad landet betaler mere, hvis de, det besvarer for, svarer hjemme, med alt andet som det er",
                "kr./year",
            ),
            THOUSANDS,
            titles={"workbook": ("Sparer højst, kr.", "Saves at most, kr.")},
        ),
        OutputColumn(
            "settled",
            ("I enhver plan", "In every plan"),
            ColumnMeaning(
                "whether it serves others in every plan as cheap", "om det gør det i enhver plan, der er så billig"
            ),
        ),
    ),
    terminal=("centre", "municipalities", "contacts", "unit_kr", "saves_kr", "settled"),
    workbook=("centre", "municipalities", "contacts", "unit_kr", "saves_kr", "settled"),
)
OTHER_GROUPS = OutputTable(
    "other groups for a municipality",
    ("Andre grupper for en kommune", "Other groups for a municipality"),
    (
        "en gruppe, som reglerne lader den være i, den billigste først",
        "a group that the rules let it be in, cheapest first",
    ),
    (
        OutputColumn(
            "group",
            ("Gruppe", "Group"),
            ColumnMeaning("the other group", "den anden gruppe"),
            titles={"terminal": ("i stedet (1.000 kr.)", "instead (1,000 kr.)")},
        ),
        OutputColumn(
            "along",
            ("Med", "Along"),
            ColumnMeaning("how many others move with it", "hvor mange andre der flytter med", "municipalities"),
            WHOLE,
        ),
        OutputColumn(
            "held",
            ("Fastholdt", "Held"),
            ColumnMeaning(
                "what the plan costs more when only those who move are answered anew",
                "hvad planen koster mere, når kun de, der flytter, besvares på ny",
                "kr./year",
            ),
            THOUSANDS,
            titles={"workbook": ("Fastholdt, kr.", "Held, kr.")},
        ),
        OutputColumn(
            "again",
            ("På ny", "Again"),
            ColumnMeaning(
                "what the country pays more when everything else is planned again",
                "hvad hele landet betaler mere, når alt andet planlægges på ny",
                "kr./year",
            ),
            THOUSANDS,
            titles={"workbook": ("På ny, kr.", "Again, kr.")},
        ),
        OutputColumn(
            "least",
            ("Mindst", "At least"),
            ColumnMeaning("what that is proven to be at least", "hvad det mindst er, som bevist", "kr./year"),
            THOUSANDS,
            titles={"workbook": ("Mindst, kr.", "At least, kr.")},
        ),
        OutputColumn(
            "most",
            ("Højst", "At most"),
            ColumnMeaning("what that is proven to be at most", "hvad det højst er, som bevist", "kr./year"),
            THOUSANDS,
            titles={"workbook": ("Højst, kr.", "At most, kr.")},
        ),
    ),
    terminal=("group", "along", "held", "again", "least", "most"),
    workbook=("group", "along", "held", "again", "least", "most"),
)
TERM = OutputColumn(
    "term",
    ("Post", "Term"),
    ColumnMeaning("a term of the yearly cost", "en post i udgiften om året"),
    titles={"terminal": ("sted (1.000 kr.)", "place (1,000 kr.)")},
)
TERMS_OF_PLACE = OutputTable(
    "difference by term",
    ("Forskellen, post for post", "The difference, term by term"),
    ("en post i udgiften, der ændres", "a term of the cost that changes"),
    (
        TERM,
        OutputColumn(
            "local",
            ("Lokalt", "Locally"),
            ColumnMeaning("its change when the task alone moves", "ændringen, når opgaven alene flyttes", "kr./year"),
            THOUSANDS,
            titles={"workbook": ("Lokalt, kr.", "Locally, kr.")},
            adds_up=True,
        ),
        OutputColumn(
            "system",
            ("Hele landet", "Country"),
            ColumnMeaning(
                "its change when everything else is planned again",
                "ændringen, når alt andet planlægges på ny",
                "kr./year",
            ),
            THOUSANDS,
            titles={"workbook": ("Hele landet, kr.", "Country, kr.")},
            adds_up=True,
        ),
    ),
    terminal=("term", "local", "system"),
    workbook=("term", "local", "system"),
    total_in=("page", "terminal", "workbook"),
)
TERMS_OF_CENTRE = OutputTable(
    "difference of a centre by term",
    ("Hvad centret koster, post for post", "What the centre costs, term by term"),
    ("en post i udgiften, der ændres", "a term of the cost that changes"),
    (
        TERM,
        OutputColumn(
            "more",
            ("Mere end planen", "More than the plan"),
            ColumnMeaning("its change from the plan", "ændringen i forhold til planen", "kr./year"),
            THOUSANDS,
            titles={"workbook": ("Mere end planen, kr.", "More than the plan, kr.")},
            adds_up=True,
        ),
    ),
    terminal=("term", "more"),
    workbook=("term", "more"),
    total_in=("page", "terminal", "workbook"),
)
TERMS_OF_GROUP = replace(
    TERMS_OF_CENTRE,
    name="difference of a group by term",
    title=("Hvad gruppen koster, per post", "What the group costs, by term"),
)
MOVERS = OutputTable(
    "contacts that move",
    ("Henvendelser, der flytter", "Contacts that move"),
    ("en kommune, der flytter", "a municipality that moves"),
    (
        OutputColumn(
            "municipality",
            ("Kommune", "Municipality"),
            ColumnMeaning("the municipality", "kommunen"),
        ),
        OutputColumn(
            "form",
            ("{each}", "{each}"),
            ColumnMeaning(
                "its contacts that move, by the form without the centre",
                "dens henvendelser, der flytter, efter formen uden centret",
                "contacts/year",
            ),
            WHOLE,
            repeated=True,
        ),
        OutputColumn(
            "total", ("I alt", "In total"), ColumnMeaning("of all forms", "i alle former", "contacts/year"), WHOLE
        ),
    ),
    terminal=("municipality", "form", "total"),
    workbook=("municipality", "form", "total"),
)
TABLES = (
    OTHER_PLACES,
    TASKS_TOGETHER,
    TASKS_ALONE,
    SERVING,
    OTHER_GROUPS,
    TERMS_OF_PLACE,
    TERMS_OF_CENTRE,
    TERMS_OF_GROUP,
    MOVERS,
)


def name_terms(terms_kr: Mapping[str, float]) -> dict[str, str]:
    """Return by term the phrase that names it, of those that change."""
    return {term: TERM_NAMES[term] for term, kr in terms_kr.items() if abs(kr) >= SMALL_KR}
