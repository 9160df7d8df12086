"""What is said of checks without the solver: how many and which breaches, and what of a proof they certify."""

from optimiser.data.settings import Language

AUDITS: dict[str, dict[Language, str]] = {
    "all certified": {
        "da": "At ingen plan er mere end {gap} billigere, er regnet efter uden løseren.",
        "en": "That no plan is more than {gap} cheaper was checked without the solver.",
    },
    "best certified": {
        "da": "At ingen plan er billigere, er regnet efter uden løseren.",
        "en": "That no plan is cheaper was checked without the solver.",
    },
    "partly certified": {
        "da": "Ingen plan er mere end {certified} billigere: Det er regnet efter uden løseren. At ingen er mere end {gap} billigere, har løseren bevist.",
        "en": "No plan is more than {certified} cheaper: checked without the solver. That none is more than {gap} cheaper was proven by the solver.",
    },
    "checked": {
        "da": "Kontrolleret uafhængigt: {breaches} brud i {checks} kontroller.",
        "en": "Checked independently: {breaches} breaches in {checks} checks.",
    },
    "breached": {
        "da": "Den uafhængige kontrol fandt {breaches} brud. Brug ikke planen; den er ikke gemt.",
        "en": "The independent check found {breaches} breaches. Do not use this plan; it was not saved.",
    },
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
    "audit allocation": {"da": "hvad hver kommune betaler (allocation)", "en": "allocation"},
    "not checked": {
        "da": "Ikke skrevet af programmet og ikke kontrolleret: {files}.",
        "en": "Not written by the program, and not checked: {files}.",
    },
}
