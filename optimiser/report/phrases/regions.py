"""Sentences on regions that are drawn."""

from collections.abc import Mapping

from optimiser.data.settings import Language

REGIONS: Mapping[str, Mapping[Language, str]] = {
    "regions progress": {
        "da": "{groups}, {solves} løsninger: bedste tegning {best}, ingen koster mindre end {bound} mio. kr.",
        "en": "{groups}, {solves} solves: best drawing {best}, none costs less than {bound} million kr.",
    },
    "regions column groups": {"da": "grupper", "en": "groups"},
    "regions column cost": {"da": "koster", "en": "cost"},
    "regions column bound": {"da": "mindst", "en": "at least"},
    "regions column gap": {"da": "afstand", "en": "gap"},
    "regions column solves": {"da": "løsninger", "en": "solves"},
    "regions legend": {
        "da": "Mio. kr. om året. Mindst: ingen tegning, der opfylder reglerne, koster mindre. Afstand: så meget billigere kan en tegning højst være.",
        "en": "Million kr. a year. At least: no drawing that obeys the rules costs less. Gap: a drawing can be cheaper by so much at most.",
    },
    "one group": {"da": "{number} gruppe", "en": "{number} group"},
    "several groups": {"da": "{number} grupper", "en": "{number} groups"},
    "regions group": {
        "da": "{group} ({people} indbyggere): {members}",
        "en": "{group} ({people} inhabitants): {members}",
    },
    "regions written": {
        "da": "{path} er datasættet med tegningerne som strukturer: {names}. Sammenlign dem med andre: optimiser compare.",
        "en": "{path} is the instance with the drawings as structures: {names}. Compare them with others: optimiser compare.",
    },
    "regions stopped": {
        "da": "Stoppet med Ctrl-C; det, der var tegnet, er skrevet, med det, der var bevist.",
        "en": "Stopped with Ctrl-C; what had been drawn is written, with what had been proved.",
    },
    "regions none": {
        "da": "Ingen tegning med en plan blev fundet for så mange grupper: {numbers}.",
        "en": "No drawing with a plan was found for so many groups: {numbers}.",
    },
}
