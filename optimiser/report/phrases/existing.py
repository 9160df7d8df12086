"""What is said of centres and cooperations that exist: who is answered where, what is paid, and what it costs to end."""

from collections.abc import Mapping

from optimiser.data.settings import Language

EXISTING: Mapping[str, Mapping[Language, str]] = {
    "heading existing": {"da": "Bestående centre og samarbejder", "en": "Existing centres and cooperations"},
    "existing in list": {
        "da": "Bestående centre og samarbejder: {existing}.",
        "en": "Existing centres and cooperations: {existing}.",
    },
    "existing answers": {"da": "{centre} besvarer {what} for {whom}", "en": "{centre} answers {what} for {whom}"},
    "existing paid": {"da": "{share} er betalt", "en": "{share} is paid"},
    "existing contract": {"da": "aftale til {year}", "en": "contract to {year}"},
    "existing exit": {"da": "ophør koster {kr}", "en": "ending it costs {kr}"},
    "existing with terms": {"da": "{answers} ({terms})", "en": "{answers} ({terms})"},
    "existing with note": {"da": "{existing} – {note}", "en": "{existing} – {note}"},
    "already invested": {
        "da": "Af det, planen bygger på, er {kr} betalt allerede; det er ikke med i investeringen.",
        "en": "Of what the plan is built on, {kr} is paid already; it is no part of the investment.",
    },
    "exit prices": {
        "da": "At bringe det til ophør, som planen ikke fører videre, koster {kr} én gang; det er med i investeringen.",
        "en": "Ending what the plan does not go on with costs {kr} once; it is part of the investment.",
    },
}
