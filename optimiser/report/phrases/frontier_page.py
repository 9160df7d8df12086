"""What the page of a frontier says beside the frontier's own sentences."""

from optimiser.data.settings import Language

FRONTIER_PAGE: dict[str, dict[Language, str]] = {
    "frontier page subject": {
        "da": "Hvad det koster at nå et mål: {measure}",
        "en": "What it costs to meet a target: {measure}",
    },
    "frontier page term": {"da": "Front", "en": "Frontier"},
    "frontier page what it is": {
        "da": "De planer, der for deres pris når mest: Ingen af de andre, der er fundet, er bevist billigere og mindst lige så god.",
        "en": "The plans that reach the most for what they cost: no other that was found is proven cheaper and at least as good.",
    },
    "frontier page what dominated is": {
        "da": "En anden plan, der er fundet, er mindst lige så god og er bevist billigere.",
        "en": "Another plan that was found is at least as good and is proven to cost less.",
    },
    "frontier page chart": {"da": "Udgiften om året mod {measure}", "en": "The yearly cost against {measure}"},
    "frontier page cost axis": {"da": "mio. kr. om året", "en": "million kr. a year"},
    "frontier page described": {
        "da": "Planens udgift om året (lodret) mod {measure} (vandret). Punkterne på fronten er forbundet.",
        "en": "The plan's yearly cost (up) against {measure} (across). The points on the frontier are joined.",
    },
    "frontier page note": {
        "da": "Fyldte, forbundne punkter er fronten; mellem dem er intet regnet. Hule punkter er domineret af et andet. En streg nedad går til den nedre grænse: Så meget billigere kunne planen højst være. Den er udeladt, hvor den er for kort til at ses. Den lodrette akse begynder ikke ved nul.",
        "en": "Filled, joined points are the frontier; nothing was computed between them. Hollow points are dominated by another. A line downwards leads to the bound: so much cheaper could the plan be at most. It is left out where it is too short to be seen. The upright axis does not begin at zero.",
    },
    "frontier page no chart": {
        "da": "Der er ingen tegning, for der er ingen plan at tegne.",
        "en": "There is no drawing, as there is no plan to draw.",
    },
    "frontier page efficient": {"da": "på fronten", "en": "on the frontier"},
    "frontier page dominated": {"da": "domineret", "en": "dominated"},
    "frontier page told": {"da": "{measure} {value}: {cost} om året", "en": "{measure} {value}: {cost} a year"},
    "frontier page gap": {"da": "afstand {gap}", "en": "gap {gap}"},
    "frontier page no bound": {"da": "intet er bevist", "en": "nothing is proven"},
    "frontier page between": {
        "da": "Fronten er kun kendt i punkterne; linjen imellem dem er trukket for øjets skyld.",
        "en": "The frontier is known at its points only; the line between them is drawn for the eye.",
    },
    "frontier page widest gap": {
        "da": "Den største afstand er {gap}: Ved samme mål kan ingen plan blive mere end det billigere; det er bevist.",
        "en": "The widest gap is {gap}: at the same target no plan can be cheaper by more; that is proven.",
    },
    "frontier page without": {"da": "Planen uden mål, om året", "en": "The plan without a target, a year"},
    "frontier page farthest": {"da": "Planen, der når længst, om året", "en": "The plan that goes farthest, a year"},
    "frontier page reaches": {"da": "når {value}", "en": "reaches {value}"},
    "frontier page heading points": {"da": "Punkterne", "en": "The points"},
}
