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
        "da": "En side for hver kommune: hvad den betaler, hvor opgaverne besvares, hvad andet der var, og hvad det ville koste. Siderne dækker {municipalities}.",
        "en": "A page for each municipality: what it pays, where its tasks are answered, what else there was, and what that would cost. The pages cover {municipalities}.",
    },
    "pages link": {"da": "En side for hver kommune", "en": "A page for each municipality"},
    "pages link told": {
        "da": "hvorfor dens opgaver besvares, hvor de gør, og hvad andet ville koste.",
        "en": "why its tasks are answered where they are, and what else would cost.",
    },
    "page back": {"da": "Rapporten om hele planen", "en": "The report of the whole plan"},
    "page index": {"da": "Alle kommuner", "en": "All municipalities"},
    "page ways": {
        "da": "Planen besvarer {tasks} for {name}, i alt {contacts} om året. Andre lovlige måder, hver med én opgave i en anden form: {ways}; heraf bevist dyrere for hele landet: {proven}.",
        "en": "The plan answers {tasks} for {name}, {contacts} a year in all. Other lawful ways, each with one task in another form: {ways}; proven dearer for the whole country: {proven}.",
    },
    "page today": {"da": "I dag om året", "en": "Today, a year"},
    "page after": {"da": "Efter om året", "en": "After, a year"},
    "page change": {"da": "Forskel om året", "en": "Change, a year"},
    "page heading portfolio": {"da": "Hvor opgaverne besvares", "en": "Where the tasks are answered"},
    "page heading others": {"da": "Hvad andet der var", "en": "What else there was"},
    "page heading rules": {"da": "Hvad reglerne udelukker", "en": "What the rules rule out"},
    "page heading reading": {"da": "Sådan læses siden", "en": "How to read this page"},
    "page yes": {"da": "ja", "en": "yes"},
    "page no": {"da": "nej", "en": "no"},
    "page between": {"da": "nej, ligger imellem", "en": "no, lies between"},
    "page no plan": {"da": "ingen plan er mulig", "en": "no plan is possible"},
    "page not found": {"da": "ingen plan fundet", "en": "no plan found"},
    "page binding": {
        "da": "Ved deres grænse her: {rules}; om det koster noget, er ikke kendt.",
        "en": "At their limit here: {rules}; whether that costs anything is not known.",
    },
    "page nothing else": {
        "da": "Ingen opgave må besvares i en anden form.",
        "en": "No task may be answered in another form.",
    },
    "page read local": {
        "da": "Lokalt er, hvad planen koster mere, når denne ene opgave flyttes til det nævnte sted, og alt andet bliver, som det er; tallet er nøjagtigt. Bryder flytningen alene en regel, er den nævnt: så skal også andet flyttes.",
        "en": "Locally is what the plan costs more when this one task moves to the place named and all else stays as it is; the figure is exact. Where the move alone breaks a rule, it is named: then other things must move too.",
    },
    "page read country": {
        "da": "Hele landet er, hvad den billigste plan med formen koster mere end den billigste plan, når alt må planlægges på ny. Det er ikke søgt til bunds for hver opgave; derfor står der to tal, som forskellen ligger imellem. Højst kommer fra en plan, der er fundet, mindst fra et bevis. Er mindst 0, er det ikke bevist, at formen er dyrere.",
        "en": "Country is what the cheapest plan with the form costs more than the cheapest plan when all may be planned anew. It is not searched for to the end for each task; so there are two figures, and the difference lies between them. At most comes from a plan that was found, at least from a proof. Where at least is 0, the form is not proven to be dearer.",
    },
    "page read pays": {
        "da": "Kommunen selv er, hvad kommunen betaler mere i den plan, der er fundet; hvem der betaler hvad, følger af, at et centers udgift deles efter henvendelser.",
        "en": "The municipality is what it pays more itself in the plan that was found; who pays what follows from sharing a centre's cost by contacts.",
    },
    "page read more": {
        "da": "Et andet center i samme form står ikke her. Det og en grundigere søgning giver kommandoen {command}.",
        "en": "Another centre in the same form is not listed. That, and a deeper search, is given by the command {command}.",
    },
    "explained all": {
        "da": "{municipalities} er forklaret på {seconds} s. Siderne: {file}",
        "en": "{municipalities} explained in {seconds} s. The pages: {file}",
    },
    "explained kept": {
        "da": "{municipalities} forklaret i forvejen, ikke regnet igen.",
        "en": "{municipalities} explained before, not worked out again.",
    },
    "explained how": {
        "da": "Andre lovlige måder: {ways}. Afgjort inden for den afstand, der blev bedt om: {settled}; mellem to beløb: {between}; uden en fundet plan: {without}. Fundet ved søgning: {searched}, ellers tæt på en kendt plan.",
        "en": "Other lawful ways: {ways}. Settled within the gap asked for: {settled}; between two amounts: {between}; without a plan found: {without}. Found by a search: {searched}, else near a known plan.",
    },
    "explained stopped": {
        "da": "Stoppet ved Ctrl-C. {municipalities} er forklaret og gemt; samme kommando fortsætter derfra.",
        "en": "Stopped with Ctrl-C. {municipalities} explained and kept; the same command goes on from there.",
    },
}
