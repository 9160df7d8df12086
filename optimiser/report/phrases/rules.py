"""What each rule is called in words, beside the name that it has in files and messages."""

from optimiser.data.settings import Language

RULES: dict[str, dict[Language, str]] = {
    "rule assignment": {"da": "alle opgaver besvares", "en": "every task is answered"},
    "rule eligible-levels": {"da": "formens opgavedybder", "en": "levels a form may answer"},
    "rule authority-stays-home": {"da": "loven", "en": "the law"},
    "rule group-membership": {"da": "regionens gruppe", "en": "the region's group"},
    "rule open-centre": {"da": "hvem der må sælge", "en": "who may sell"},
    "rule mandatory": {"da": "krævet leveringsform", "en": "required form"},
    "rule locks": {"da": "låst på forhånd", "en": "locked beforehand"},
    "rule entry-points": {"da": "antal svarsteder", "en": "number of places that answer"},
    "rule minimum-volume": {"da": "mindste antal henvendelser", "en": "minimum volume"},
    "rule maximum-volume": {"da": "højeste antal henvendelser", "en": "maximum volume"},
    "rule max-centres": {"da": "højeste antal centre", "en": "maximum number of centres"},
    "rule must-open": {"da": "skal være åbent", "en": "must be open"},
    "rule kpi-target": {"da": "mål for kvalitet", "en": "quality target"},
    "rule purchase-cap": {"da": "loft over køb", "en": "cap on purchases"},
    "rule nested-depth": {"da": "de lette opgaver først", "en": "easy tasks first"},
    "rule local-sustainability": {"da": "lokal bæredygtighed", "en": "local sustainability"},
    "rule investment-budget": {"da": "investeringsramme", "en": "investment budget"},
    "rule no-municipality-worse-off": {"da": "ingen kommune betaler mere", "en": "no municipality pays more"},
    "rule in words": {"da": "{words} ({rule})", "en": "{words} ({rule})"},
}
