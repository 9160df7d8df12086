"""What the page of a frontier says beside the frontier's own sentences."""

from optimiser.data.settings import Language

FRONTIER_PAGE: dict[str, dict[Language, str]] = {
    "frontier page subject": {
        "da": "Hvad det koster at nå et mål: {measure}",
        "en": "What it costs to meet a target: {measure}",
    },
    "frontier page term": {"da": "Front", "en": "Frontier"},
    "frontier page what it is": {
        "da": "De planer, der når længst for deres pris: Ingen af de andre fundne planer er bevist billigere og mindst lige så god.",
        "en": "The plans that reach the furthest for what they cost: no other plan that was found is proven cheaper and at least as good.",
    },
    "frontier page what dominated is": {
        "da": "En anden plan, der er fundet, er mindst lige så god og er bevist billigere.",
        "en": "Another plan that was found is at least as good and is proven to cost less.",
    },
    "frontier page chart": {
        "da": "Udgiften om året i forhold til {measure}",
        "en": "The yearly cost against {measure}",
    },
    "frontier page cost axis": {"da": "mio. kr. om året", "en": "million kr. a year"},
    "frontier page described": {
        "da": "Planens udgift om året (lodret) i forhold til {measure} (vandret). Punkterne på fronten er forbundet.",
        "en": "The plan's yearly cost (vertical) against {measure} (horizontal). The points on the frontier are joined.",
    },
    "frontier page note": {
        "da": "Fyldte, forbundne punkter er fronten; mellem dem er intet beregnet. Hule punkter er domineret af et andet. En streg nedad går til den nedre grænse: Så meget billigere kan planen højst være. Den er udeladt, hvor den er for kort til at ses. Den lodrette akse begynder ikke ved nul.",
        "en": "Filled, joined points are the frontier; nothing was computed between them. Hollow points are dominated by another. A line downwards leads to the bound: the plan can be at most that much cheaper. It is left out where it is too short to be seen. The vertical axis does not begin at zero.",
    },
    "frontier page no chart": {
        "da": "Der er ingen figur, for der er ingen plan at tegne.",
        "en": "There is no chart, because there is no plan to draw.",
    },
    "frontier page efficient": {"da": "på fronten", "en": "on the frontier"},
    "frontier page dominated": {"da": "domineret", "en": "dominated"},
    "frontier page told": {"da": "{measure} {value}: {cost} om året", "en": "{measure} {value}: {cost} a year"},
    "frontier page gap": {"da": "afstand {gap}", "en": "gap {gap}"},
    "frontier page no bound": {"da": "intet er bevist", "en": "nothing is proven"},
    "frontier page between": {
        "da": "Fronten er kun kendt i punkterne; linjen mellem dem er kun en hjælp for øjet.",
        "en": "The frontier is known at its points only; the line between them is just a guide for the eye.",
    },
    "frontier page widest gap": {
        "da": "Den største afstand er {gap}: Med samme mål kan ingen plan være mere end det billigere; det er bevist.",
        "en": "The widest gap is {gap}: with the same target, no plan can be cheaper by more than that; this is proven.",
    },
    "frontier page without": {"da": "Planen uden mål, om året", "en": "The plan without a target, a year"},
    "frontier page farthest": {
        "da": "Planen, der når længst, om året",
        "en": "The plan that reaches the furthest, a year",
    },
    "frontier page reaches": {"da": "når {value}", "en": "reaches {value}"},
    "frontier page heading points": {"da": "Punkterne", "en": "The points"},
}
