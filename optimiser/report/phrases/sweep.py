"""What is said of an instance solved at many points."""

from optimiser.data.settings import Language

SWEEP: dict[str, dict[Language, str]] = {
    "sweep the cheapest": {"da": "Billigst er {point}", "en": "The cheapest is {point}"},
    "sweep cheapest alike": {
        "da": "Billigst, og lige billige, er {points}",
        "en": "The cheapest, and alike, are {points}",
    },
    "sweep all alike": {"da": "Alle {count} punkter koster det samme", "en": "All {count} points cost the same"},
    "sweep cheapest not proven": {
        "da": "Det er ikke bevist, hvilket punkt der er billigst: {count} er ikke bevist dyrere end det, hvis fundne plan er billigst, {point}",
        "en": "Which point is the cheapest is not proven: {count} are not proven dearer than that of the cheapest plan found, {point}",
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
        "da": "Dagens udgift er ikke den samme i alle punkter, men mellem {least} og {most}: den regnes af hvert punkts henvendelser og pris, og gevinsten måles mod den.",
        "en": "Today's cost is not the same at all points, but between {least} and {most}: it is counted on the contacts and the price of each, and the gain is against that.",
    },
    "sweep range": {
        "da": "Fra den billigste til den dyreste ({point}) er der {difference} om året.",
        "en": "From the cheapest to the dearest ({point}) it is {difference} a year.",
    },
    "sweep range not proven": {
        "da": "Fra den billigste til den dyreste ({point}) er der {difference} om året; det er ikke mere end, hvad de to planer kan være fra det bedst mulige, eller en afstand er ikke kendt, så forskellen er ikke bevist.",
        "en": "From the cheapest to the dearest ({point}) it is {difference} a year; that is not more than the gaps of the two plans, or a gap is not known, so the difference is not proven.",
    },
    "sweep shift": {
        "da": "Svaret skifter form mest mellem {before} og {after}: {contacts} kontakter ({share}) besvares i en anden form.",
        "en": "The answer changes its forms most between {before} and {after}: {contacts} contacts ({share}) are answered in another form.",
    },
    "sweep no shift": {
        "da": "Formerne er de samme overalt: ingen steder skifter mere end {share} af kontakterne form fra ét punkt til det næste.",
        "en": "The forms are the same everywhere: nowhere do more than {share} of the contacts change form from one point to the next.",
    },
    "sweep forms": {
        "da": "Kontakter om året: regionalt fra {least_regional} til {most_regional} mio., købt fra {least_purchased} til {most_purchased} mio.",
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
        "en": "Of {count} of them it is not proven that there is none.",
    },
    "sweep extremes": {"da": "yderpunkter", "en": "extremes"},
    "sweep legend": {
        "da": "Mio. kr. og mio. kontakter om året; gevinst: mod i dag, når årets investering er betalt; afstand: så meget billigere kan en plan højst være.",
        "en": "Million kr. and million contacts a year; gain: against today, the year's investment paid; gap: no plan can be cheaper by more.",
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
