"""The words of the pages about each municipality, and of numbers with what they count."""

from optimiser.data.settings import Language

ONE_PAGERS: dict[str, dict[Language, str]] = {
    "one municipality": {"da": "{number} kommune", "en": "{number} municipality"},
    "several municipalities": {"da": "{number} kommuner", "en": "{number} municipalities"},
    "one task": {"da": "{number} opgave", "en": "{number} task"},
    "several tasks": {"da": "{number} opgaver", "en": "{number} tasks"},
    "one contact": {"da": "{number} henvendelse", "en": "{number} contact"},
    "several contacts": {"da": "{number} henvendelser", "en": "{number} contacts"},
    "page of a municipality": {
        "da": "Hvorfor besvares opgaverne her? {name}",
        "en": "Why are the tasks answered here? {name}",
    },
    "pages index": {"da": "Kommunerne, side for side", "en": "The municipalities, page by page"},
    "pages index answer": {
        "da": "En side for hver kommune: hvad den betaler, hvor opgaverne besvares, hvilke andre muligheder der var, og hvad de ville koste. Siderne dækker {municipalities}.",
        "en": "A page for each municipality: what it pays, where its tasks are answered, what the alternatives were, and what they would cost. The pages cover {municipalities}.",
    },
    "pages link": {"da": "En side for hver kommune", "en": "A page for each municipality"},
    "pages link told": {
        "da": "hvorfor dens opgaver besvares, hvor de gør, og hvad andre muligheder ville koste.",
        "en": "why its tasks are answered where they are, and what the alternatives would cost.",
    },
    "page back": {"da": "Rapporten om hele planen", "en": "The report of the whole plan"},
    "page index": {"da": "Alle kommuner", "en": "All municipalities"},
    "page ways": {
        "da": "Planen besvarer {tasks} for {name}, i alt {contacts} om året. Andre lovlige måder, hver med én opgave i en anden form: {ways}; heraf bevist dyrere for hele landet: {proven}.",
        "en": "The plan answers {tasks} for {name}, {contacts} a year in total. Other lawful ways, each with one task in another form: {ways}; of these proven to cost the whole country more: {proven}.",
    },
    "page today": {"da": "I dag, om året", "en": "Today, a year"},
    "page after": {"da": "Efter, om året", "en": "After, a year"},
    "page change": {"da": "Forskel, om året", "en": "Change, a year"},
    "page heading portfolio": {"da": "Hvor opgaverne besvares", "en": "Where the tasks are answered"},
    "page heading others": {"da": "Andre muligheder", "en": "The alternatives"},
    "page heading rules": {"da": "Hvad reglerne udelukker", "en": "What the rules exclude"},
    "page heading reading": {"da": "Sådan læses siden", "en": "How to read this page"},
    "page yes": {"da": "ja", "en": "yes"},
    "page no": {"da": "nej", "en": "no"},
    "page between": {"da": "nej, kan være begge dele", "en": "no, could be either"},
    "page no plan": {"da": "ingen plan er mulig", "en": "no plan is possible"},
    "page not found": {"da": "ingen plan fundet", "en": "no plan found"},
    "page binding": {
        "da": "Regler, der er ved deres grænse her: {rules}; om det koster noget, vides ikke.",
        "en": "Rules at their limit here: {rules}; whether that costs anything is not known.",
    },
    "page nothing else": {
        "da": "Ingen opgave må besvares i en anden form.",
        "en": "No task may be answered in another form.",
    },
    "page read local": {
        "da": "Lokalt: hvad planen koster mere, når kun denne opgave flyttes til det nævnte sted, og alt andet bliver, som det er; tallet er nøjagtigt. Hvis den flytning bryder en regel, er reglen nævnt; så skal også noget andet flyttes.",
        "en": "Locally: what the plan costs more when only this task moves to the place named and everything else stays as it is; the figure is exact. If that move breaks a rule, the rule is named; then something else must move too.",
    },
    "page read country": {
        "da": "Hele landet: hvad den billigste plan med formen koster mere end den billigste plan, når alt må planlægges på ny. Der er ikke søgt til bunds for hver opgave; derfor er der to tal, og forskellen ligger imellem dem. »Højst« kommer fra en plan, der er fundet, »mindst« fra et bevis. Er »mindst« 0, er det ikke bevist, at formen er dyrere.",
        "en": "Country: what the cheapest plan with the form costs more than the cheapest plan, when everything may be planned again. The search is not exhaustive for each task; so there are two figures, and the difference lies between them. The upper one comes from a plan that was found, the lower one from a proof. If the lower one is 0, the form is not proven to cost more.",
    },
    "page read pays": {
        "da": "Kommunen selv: hvad kommunen betaler mere i den plan, der er fundet; hvem der betaler hvad, følger af, at et centers udgift deles efter samlet volumen.",
        "en": "The municipality: what it pays more itself in the plan that was found; who pays what follows from sharing a centre's cost by pooled volume.",
    },
    "page read more": {
        "da": "Andre centre i samme form er ikke vist her. Dem, og en grundigere søgning, får man med kommandoen {command}.",
        "en": "Other centres in the same form are not listed here. For these, and a more thorough search, use the command {command}.",
    },
    "explained all": {
        "da": "{municipalities} er forklaret på {seconds} s. Siderne: {file}",
        "en": "{municipalities} explained in {seconds} s. The pages: {file}",
    },
    "explained kept": {
        "da": "{municipalities} forklaret i forvejen og ikke regnet igen.",
        "en": "{municipalities} explained earlier, and not computed again.",
    },
    "explained how": {
        "da": "Andre lovlige måder: {ways}. Afgjort inden for den ønskede afstand: {settled}; mellem to beløb: {between}; uden en fundet plan: {without}. Fundet ved søgning: {searched}; de andre tæt på en kendt plan.",
        "en": "Other lawful ways: {ways}. Settled within the gap asked for: {settled}; between two amounts: {between}; without a plan found: {without}. Found by a search: {searched}; the others near a known plan.",
    },
    "explained stopped": {
        "da": "Stoppet med Ctrl-C. {municipalities} forklaret og gemt; samme kommando fortsætter derfra.",
        "en": "Stopped with Ctrl-C. {municipalities} explained and saved; the same command continues from there.",
    },
}
