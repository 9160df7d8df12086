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
    "wish with note": {"da": "{wish} – {note}", "en": "{wish} – {note}"},
    "wish region": {"da": "Region {region}", "en": "the region {region}"},
    "wish tasks": {"da": "opgaver", "en": "tasks"},
    "heading wishes": {"da": "Ønsker", "en": "Wishes"},
    "wishes": {"da": "Aktive ønsker: {wishes}.", "en": "Wishes in force: {wishes}."},
    "wish in list": {"da": "{name} ({wish})", "en": "{name} ({wish})"},
}
