"""What is said of an audit: how many checks and breaches, and what is checked beside the rules of a plan."""

from optimiser.data.settings import Language

AUDITS: dict[str, dict[Language, str]] = {
    "audited": {
        "da": "{path}: {checks} kontroller, {breaches} brud.",
        "en": "{path}: {checks} checks, breaches: {breaches}.",
    },
    "audit figures": {"da": "tal (figures)", "en": "figures"},
    "audit cost": {"da": "udgift (cost)", "en": "cost"},
    "audit gap": {"da": "afstand til det bedste (gap)", "en": "gap"},
    "audit proof": {"da": "bevis (proof)", "en": "proof"},
    "audit hash": {"da": "kontrolsum (hash)", "en": "hash"},
    "audit seal": {"da": "segl (seal)", "en": "seal"},
    "audit folder": {"da": "kørselsmappe (run-folder)", "en": "run folder (run-folder)"},
    "audit within": {"da": "højst så meget dyrere (within)", "en": "within"},
    "audit differs-from": {"da": "forskel fra de andre planer (differs-from)", "en": "differs-from"},
    "not checked": {
        "da": "Ikke skrevet af programmet og ikke kontrolleret: {files}.",
        "en": "Not written by the program, and not checked: {files}.",
    },
}
