"""What the page of a sweep says beside the sweep's own sentences."""

from optimiser.data.settings import Language

SWEEP_PAGE: dict[str, dict[Language, str]] = {
    "sweep page subject": {
        "da": "Hvad der sker, når man ændrer {parameters}",
        "en": "What happens when you change {parameters}",
    },
    "sweep page points": {"da": "Punkter", "en": "Points"},
    "sweep page points note": {
        "da": "med plan: {planned}; uden plan: {without}; mislykket: {failed}",
        "en": "with a plan: {planned}; without: {without}; failed: {failed}",
    },
    "sweep page cheapest": {"da": "Billigste plan, om året", "en": "Cheapest plan, a year"},
    "sweep page dearest": {"da": "Dyreste plan, om året", "en": "Most expensive plan, a year"},
    "sweep page apart": {"da": "Forskel, om året", "en": "Difference, a year"},
    "sweep page of": {"da": "{share} af den billigste plan", "en": "{share} of the cheapest plan"},
    "sweep page only these": {
        "da": "Kun det, der står i overskriften, er ændret; alle andre tal er som i datasættet.",
        "en": "Only what the heading names was changed; all other figures are as in the data.",
    },
    "sweep page solved again": {
        "da": "Hvert punkt er løst for sig og har sin egen plan. En plan, der er valgt, før man kender tallet, kan blive dyrere.",
        "en": "Each point was solved by itself and has its own plan. A plan chosen before the figure is known can cost more.",
    },
    "sweep page widest gap": {
        "da": "Den største afstand er {gap}: Ingen af planerne kan forbedres med mere; det er bevist.",
        "en": "The widest gap is {gap}: no plan can be improved by more; that is proven.",
    },
    "sweep page some unproven": {
        "da": "Planer, om hvilke intet er bevist: {count}.",
        "en": "Plans about which nothing is proven: {count}.",
    },
    "sweep page cost chart": {"da": "Udgiften om året", "en": "The yearly cost"},
    "sweep page cost axis": {"da": "mio. kr. om året", "en": "million kr. a year"},
    "sweep page cost note": {
        "da": "Den lodrette akse begynder ikke ved nul. En streg nedad viser, hvor meget billigere en plan højst kunne være; den er udeladt, hvor den er for kort til at ses. Hvor et punkt ingen plan har, er linjen brudt.",
        "en": "The vertical axis does not begin at zero. A line downwards shows how much cheaper a plan could be at most; it is left out where it is too short to be seen. Where a point has no plan, the line is broken.",
    },
    "sweep page line described": {
        "da": "Planens udgift om året (lodret) afhængigt af {across} (vandret).",
        "en": "The plan's yearly cost (vertical) by {across} (horizontal).",
    },
    "sweep page lines described": {
        "da": "Planens udgift om året (lodret) afhængigt af {across} (vandret), en linje for hver værdi af {beside}.",
        "en": "The plan's yearly cost (vertical) by {across} (horizontal), a line for each value of {beside}.",
    },
    "sweep page told": {"da": "{point}: {cost} om året, {proof}", "en": "{point}: {cost} a year, {proof}"},
    "sweep page gap": {"da": "afstand {gap}", "en": "gap {gap}"},
    "sweep page no bound": {"da": "intet er bevist", "en": "nothing is proven"},
    "sweep page gain chart": {"da": "Nettogevinst om året", "en": "Net gain a year"},
    "sweep page bars described": {
        "da": "Et punkt i hver række, det billigste øverst. Stregen viser, hvor meget gevinsten højst kunne blive.",
        "en": "A point in each row, the cheapest first. The line shows how large the gain could be at most.",
    },
    "sweep page gain told": {
        "da": "{point}: nettogevinst {gain} om året, {proof}",
        "en": "{point}: net gain {gain} a year, {proof}",
    },
    "sweep page no chart": {
        "da": "Der er ingen figur: Den kan kun tegnes, så den kan læses, når en eller to parametre har flere værdier, og der er mindst to planer. Tabellen nedenfor har alle punkter.",
        "en": "There is no chart: a readable one can only be drawn when one or two parameters have several values and there are at least two plans. The table below has all points.",
    },
    "sweep page heading forms": {"da": "Hvordan henvendelserne besvares", "en": "How the contacts are answered"},
    "sweep page about forms": {
        "da": "En linje for hver leveringsform, der er i brug. Hvor linjerne knækker, skifter svaret.",
        "en": "A line for each form in use. Where the lines bend, the answer changes.",
    },
    "sweep page forms chart": {"da": "Henvendelser efter leveringsform", "en": "Contacts by form"},
    "sweep page forms axis": {"da": "mio. henvendelser om året", "en": "million contacts a year"},
    "sweep page forms described": {
        "da": "Henvendelser om året (lodret) afhængigt af {across} (vandret), en linje for hver leveringsform.",
        "en": "Contacts a year (vertical) by {across} (horizontal), a line for each form.",
    },
    "sweep page form told": {
        "da": "{point}: {form}, {contacts} henvendelser om året",
        "en": "{point}: {form}, {contacts} contacts a year",
    },
    "sweep page heading points": {"da": "Alle punkter", "en": "All points"},
}
