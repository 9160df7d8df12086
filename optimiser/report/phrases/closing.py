"""What is said of centres that did not open, and of centres that must."""

from optimiser.data.settings import Language

CLOSING: dict[str, dict[Language, str]] = {
    "must open and too small": {
        "da": "skal være i brug og kræver {needs} henvendelser om året, men kan højst få {reaches}.",
        "en": "must be used and needs {needs} contacts a year, but can get {reaches} at most.",
    },
    "must open and may not": {
        "da": "skal være i brug, men ingen må besvares her; den vej, der er nærmest ved at være tilladt, lukkes af {rules}.",
        "en": "must be used, but nobody may be answered here; the way nearest to being allowed is closed by {rules}.",
    },
    "must open without contacts": {
        "da": "skal være i brug, men der er ingen henvendelser at besvare her.",
        "en": "must be used, but there are no contacts to answer here.",
    },
    "must open elsewhere": {
        "da": "skal være i brug, men er ikke med i strukturen {structure}.",
        "en": "must be used, but is no part of the structure {structure}.",
    },
    "asks must open": {"da": "{about} skal være åbent", "en": "{about} must be open"},
    "drop must open": {"da": "Lad {about} være lukket", "en": "Let {about} be closed"},
    "asks must sell": {"da": "{about} skal sælge til andre", "en": "{about} must sell to others"},
    "drop must sell": {"da": "Lad {about} ikke sælge", "en": "Let {about} not sell"},
}
