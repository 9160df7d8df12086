"""What is said of an instance solved at many points."""

from optimiser.data.settings import Language

SWEEP: dict[str, dict[Language, str]] = {
    "sweep the cheapest": {"da": "Billigst er {point}", "en": "The cheapest is {point}"},
    "sweep cheapest alike": {
        "da": "Billigst, og lige dyre, er {points}",
        "en": "The cheapest, at the same cost, are {points}",
    },
    "sweep all alike": {"da": "Alle {count} punkter koster det samme", "en": "All {count} points cost the same"},
    "sweep cheapest not proven": {
        "da": "Det er ikke bevist, hvilket punkt der er billigst: {count} er ikke bevist dyrere end det punkt, hvis fundne plan er billigst, {point}",
        "en": "It is not proven which point is the cheapest: {count} are not proven to cost more than the point whose plan found is the cheapest, {point}",
    },
    "sweep cheapest": {
        "da": "{who}: {cost} om året, {gain} mindre end i dag.",
        "en": "{who}: {cost} a year, {gain} less than today.",
    },
    "sweep cheapest is dearer": {
        "da": "{who}: {cost} om året, {gain} MERE end i dag.",
        "en": "{who}: {cost} a year, {gain} MORE than today.",
    },
    "sweep today varies": {
        "da": "Udgiften i dag er ikke den samme i alle punkter, men ligger mellem {least} og {most}: Den beregnes ud fra hvert punkts henvendelser og pris, og gevinsten måles i forhold til den.",
        "en": "Today's cost is not the same at all points, but lies between {least} and {most}: it is computed from the contacts and the price of each point, and the gain is measured against it.",
    },
    "sweep range": {
        "da": "Forskellen mellem den billigste og den dyreste ({point}) er {difference} om året.",
        "en": "The difference between the cheapest and the most expensive ({point}) is {difference} a year.",
    },
    "sweep range not proven": {
        "da": "Forskellen mellem den billigste og den dyreste ({point}) er {difference} om året; det er ikke mere end de to planers afstande tilsammen, eller en afstand er ikke kendt, så forskellen er ikke bevist.",
        "en": "The difference between the cheapest and the most expensive ({point}) is {difference} a year; that is no more than the gaps of the two plans together, or a gap is not known, so the difference is not proven.",
    },
    "sweep shift": {
        "da": "Svaret skifter form mest mellem {before} og {after}: {contacts} henvendelser ({share}) besvares i en anden form.",
        "en": "The answer changes form most between {before} and {after}: {contacts} contacts ({share}) are answered in another form.",
    },
    "sweep no shift": {
        "da": "Formerne er de samme overalt: Ingen steder skifter mere end {share} af henvendelserne form fra ét punkt til det næste.",
        "en": "The forms are the same everywhere: nowhere do more than {share} of the contacts change form from one point to the next.",
    },
    "sweep forms": {
        "da": "Henvendelser om året: regionalt fra {least_regional} til {most_regional} mio., tilkøb fra {least_purchased} til {most_purchased} mio.",
        "en": "Contacts a year: regional from {least_regional} to {most_regional} million, purchased from {least_purchased} to {most_purchased} million.",
    },
    "sweep without plan": {
        "da": "Uden plan: {count} af {total}: {points}.",
        "en": "Without a plan: {count} of {total}: {points}.",
    },
    "sweep and more": {"da": "{points} og {count} til", "en": "{points} and {count} more"},
    "sweep not proven": {
        "da": "ADVARSEL: {count} af {total} er ikke bevist til den ønskede afstand; den største er {gap}.",
        "en": "WARNING: {count} of {total} are not proven to the gap asked for; the widest is {gap}.",
    },
    "sweep no plans": {"da": "Ingen af punkterne har en plan.", "en": "None of the points has a plan."},
    "sweep none found": {
        "da": "Der blev ikke fundet en plan i noget punkt; det er ikke bevist, at der ingen er.",
        "en": "No plan was found at any point; it is not proven that there is none.",
    },
    "sweep some not found": {
        "da": "Det er ikke bevist, at der ingen plan er i {count} af dem.",
        "en": "For {count} of them it is not proven that there is none.",
    },
    "sweep extremes": {"da": "yderpunkter", "en": "extremes"},
    "sweep legend": {
        "da": "Mio. kr. og mio. henvendelser om året; gevinst: i forhold til i dag, når årets investering er betalt; afstand: hvor meget billigere en plan højst kan være.",
        "en": "Million kr. and million contacts a year; gain: compared with today, after the year's investment; gap: how much cheaper a plan can be at most.",
    },
    "solves header": {
        "da": "{name} · løsninger {total} · løst i forvejen {kept} · løses {workers} ad gangen",
        "en": "{name} · solves {total} · already solved {kept} · solved {workers} at a time",
    },
    "solves checking": {"da": "{number} er kontrolleret …", "en": "{number} checked …"},
    "solves progress": {
        "da": "{number} af {total} · {rate} i minuttet · omkring {left} tilbage",
        "en": "{number} of {total} · {rate} a minute · about {left} left",
    },
    "solves just begun": {"da": "{number} af {total}", "en": "{number} of {total}"},
    "solves seconds": {"da": "{seconds} s", "en": "{seconds} s"},
    "solves minutes": {"da": "{minutes} minutter", "en": "{minutes} minutes"},
    "sweep done": {
        "da": "Mappe: {folder} (læs report.html; tabellen med alle punkter i sweep.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html; the table of all points in sweep.csv). {seconds} s.",
    },
}
