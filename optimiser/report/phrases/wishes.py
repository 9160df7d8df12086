"""What is said of wishes: what each kind asks."""

from optimiser.data.settings import Language

WISHES: dict[str, dict[Language, str]] = {
    "wish buy within region": {
        "da": "{whom} må kun købe {what} inden for regionen",
        "en": "{whom} may buy {what} only within the region",
    },
    "wish buy within km": {
        "da": "{whom} må kun købe {what} inden for {value} km",
        "en": "{whom} may buy {what} only within {value} km",
    },
    "wish buy on same it system": {
        "da": "{whom} må kun købe {what} på samme it-system",
        "en": "{whom} may buy {what} only on the same IT system",
    },
    "wish not from": {
        "da": "{whom} må ikke få {what} besvaret af {centre}",
        "en": "{whom} may not have {what} answered by {centre}",
    },
    "wish do not sell": {"da": "{whom} må ikke sælge {what}", "en": "{whom} may not sell {what}"},
    "wish stay alone": {
        "da": "{whom} må hverken købe, sælge eller dele et center",
        "en": "{whom} may neither buy, sell nor share a centre",
    },
    "wish keep together": {
        "da": "{whom} skal have {what} besvaret samme sted",
        "en": "{whom} must have {what} answered in one place",
    },
    "wish own centre at least": {
        "da": "{whom} skal have mindst {value} samlede henvendelser om året i eget center, hvis det er i brug",
        "en": "{whom} must have at least {value} pooled contacts a year in the own centre, if it is in use",
    },
    "wish at most buyers": {
        "da": "{whom} må højst sælge til {value} andre",
        "en": "{whom} may sell to at most {value} others",
    },
    "wish pay no more than today": {
        "da": "{whom} må ikke betale mere end i dag",
        "en": "{whom} may not pay more than today",
    },
    "nobody may not from": {
        "da": "ingen kommune må få {what} besvaret af {centre}",
        "en": "no municipality may have {what} answered by {centre}",
    },
    "nobody may do not sell": {"da": "ingen kommune må sælge {what}", "en": "no municipality may sell {what}"},
    "nobody may stay alone": {
        "da": "ingen kommune må købe, sælge eller dele et center",
        "en": "no municipality may buy, sell or share a centre",
    },
    "nobody may pay no more than today": {
        "da": "ingen kommune må betale mere end i dag",
        "en": "no municipality may pay more than today",
    },
    "wish at most one buyer": {
        "da": "{whom} må højst sælge til én anden",
        "en": "{whom} may sell to at most one other",
    },
    "wish with note": {"da": "{wish} – {note}", "en": "{wish} – {note}"},
    "wish region": {"da": "Region {region}", "en": "the region {region}"},
    "wish tasks": {"da": "opgaver", "en": "tasks"},
    "wish rules out": {"da": "udelukker {count} forbindelser", "en": "rules out {count} connections"},
    "wish at limit": {"da": "{count} af {all} ved grænsen", "en": "{count} of {all} at its limit"},
    "what wishes cost": {
        "da": "Hvad et ønske koster hele landet, siger tabellen ikke: Det findes ved at løse uden det (optimiser prices).",
        "en": "What a wish costs the whole country the table does not say: it is found by solving without it (optimiser prices).",
    },
    "heading wishes": {"da": "Ønsker", "en": "Wishes"},
    "wishes": {"da": "Aktive ønsker: {wishes}.", "en": "Wishes in force: {wishes}."},
    "wish in list": {"da": "{name} ({wish})", "en": "{name} ({wish})"},
}
