"""What is said of centres that did not open, and of centres that must."""

from optimiser.data.settings import Language

CLOSING: dict[str, dict[Language, str]] = {
    "closing closed": {
        "da": "{centre} ({kind} center) er lukket i planen.",
        "en": "{centre} ({kind} centre) is closed in the plan.",
    },
    "closing open": {
        "da": "{centre} ({kind} center) er åbent i planen.",
        "en": "{centre} ({kind} centre) is open in the plan.",
    },
    "closing sells": {
        "da": "{centre} ({kind} center) er åbent i planen og sælger til andre.",
        "en": "{centre} ({kind} centre) is open in the plan, and sells to others.",
    },
    "closing needs": {
        "da": "For at åbne skal det have mindst {needs} henvendelser om året (samlet volumen); det kan højst få {reaches}.",
        "en": "To open it needs {needs} contacts a year at least (pooled); it can get {reaches} at most.",
    },
    "closing needs to sell": {
        "da": "For at sælge skal det sælge mindst {needs} henvendelser om året (samlet volumen); det kan højst sælge {reaches}.",
        "en": "To sell it must sell {needs} contacts a year at least (pooled); it can sell {reaches} at most.",
    },
    "closing lacks": {
        "da": "Det kan aldrig åbne: det skal have mindst {needs} henvendelser om året (samlet volumen) og kan højst få {reaches}. Der mangler {lacks}, og intet tilskud kan skaffe dem.",
        "en": "It can never open: it needs {needs} contacts a year at least (pooled) and can get {reaches} at most. It lacks {lacks}, and no subsidy brings them.",
    },
    "closing lacks to sell": {
        "da": "Det kan aldrig sælge: det skal sælge mindst {needs} henvendelser om året (samlet volumen) og kan højst sælge {reaches}. Der mangler {lacks}, og intet tilskud kan skaffe dem.",
        "en": "It can never sell: it must sell {needs} contacts a year at least (pooled) and can sell {reaches} at most. It lacks {lacks}, and no subsidy brings them.",
    },
    "closing opens for nothing": {
        "da": "Det kræver intet tilskud: en plan, hvor {centre} er åbent, koster ikke hele landet mere end denne. At det er lukket, er ikke afgjort af udgiften.",
        "en": "It takes no subsidy: a plan with {centre} open costs the whole country no more than this one. That it is closed is not settled by cost.",
    },
    "closing sells for nothing": {
        "da": "Det kræver intet tilskud: en plan, hvor {centre} sælger til andre, koster ikke hele landet mere end denne. At det ikke sælger, er ikke afgjort af udgiften.",
        "en": "It takes no subsidy: a plan in which {centre} sells to others costs the whole country no more than this one. That it does not sell is not settled by cost.",
    },
    "closing closes for nothing": {
        "da": "At lukke det koster ingenting: en plan uden {centre} koster ikke hele landet mere end denne. At det er åbent, er ikke afgjort af udgiften.",
        "en": "To close it costs nothing: a plan without {centre} costs the whole country no more than this one. That it is open is not settled by cost.",
    },
    "closing subsidy": {
        "da": "Det tilskud, det ville åbne for, er {kr} om året: så meget dyrere for hele landet er den bedste plan, der er fundet, hvor {centre} er åbent (de to afstande til sammen: {gaps}; mere kan det ikke være forkert).",
        "en": "The subsidy at which it would open is {kr} a year: by so much is the best plan found with {centre} open dearer for the whole country (the two gaps together: {gaps}; it cannot be wrong by more).",
    },
    "closing subsidy to sell": {
        "da": "Det tilskud, det ville sælge for, er {kr} om året: så meget dyrere for hele landet er den bedste plan, der er fundet, hvor {centre} sælger til andre (de to afstande til sammen: {gaps}; mere kan det ikke være forkert).",
        "en": "The subsidy at which it would sell is {kr} a year: by so much is the best plan found in which {centre} sells to others dearer for the whole country (the two gaps together: {gaps}; it cannot be wrong by more).",
    },
    "closing subsidy not proven": {
        "da": "Det er ikke bevist, at der skal et tilskud til: den bedste plan, der er fundet, hvor {centre} er åbent, er {kr} dyrere om året for hele landet, og de to afstande er til sammen {gaps}. {most} om året er nok.",
        "en": "It is not proven that it takes a subsidy: the best plan found with {centre} open is {kr} a year dearer for the whole country, and the two gaps together are {gaps}. {most} a year is enough.",
    },
    "closing subsidy to sell not proven": {
        "da": "Det er ikke bevist, at der skal et tilskud til: den bedste plan, der er fundet, hvor {centre} sælger til andre, er {kr} dyrere om året for hele landet, og de to afstande er til sammen {gaps}. {most} om året er nok.",
        "en": "It is not proven that it takes a subsidy: the best plan found in which {centre} sells to others is {kr} a year dearer for the whole country, and the two gaps together are {gaps}. {most} a year is enough.",
    },
    "closing subsidy unbounded": {
        "da": "En plan, hvor {centre} er åbent, er {kr} dyrere om året for hele landet, men intet er bevist om forskellen.",
        "en": "A plan with {centre} open is {kr} a year dearer for the whole country, but nothing is proven of the difference.",
    },
    "closing subsidy to sell unbounded": {
        "da": "En plan, hvor {centre} sælger til andre, er {kr} dyrere om året for hele landet, men intet er bevist om forskellen.",
        "en": "A plan in which {centre} sells to others is {kr} a year dearer for the whole country, but nothing is proven of the difference.",
    },
    "closing saves": {
        "da": "At lukke det ville koste hele landet {kr} om året: så meget dyrere er den bedste plan, der er fundet uden {centre} (de to afstande til sammen: {gaps}; mere kan det ikke være forkert).",
        "en": "To close it would cost the whole country {kr} a year: by so much is the best plan found without {centre} dearer (the two gaps together: {gaps}; it cannot be wrong by more).",
    },
    "closing saves not proven": {
        "da": "Det er ikke bevist, at det koster noget at lukke det: den bedste plan, der er fundet uden {centre}, er {kr} dyrere om året for hele landet, og de to afstande er til sammen {gaps}. Det koster højst {most} om året.",
        "en": "It is not proven that to close it costs anything: the best plan found without {centre} is {kr} a year dearer for the whole country, and the two gaps together are {gaps}. It costs {most} a year at most.",
    },
    "closing saves unbounded": {
        "da": "En plan uden {centre} er {kr} dyrere om året for hele landet, men intet er bevist om forskellen.",
        "en": "A plan without {centre} is {kr} a year dearer for the whole country, but nothing is proven of the difference.",
    },
    "closing no plan": {
        "da": 'Ingen plan, der opfylder alle regler, har {centre} åbent. optimiser diagnose finder grunden med --set "{change}".',
        "en": 'No plan that meets all rules has {centre} open. optimiser diagnose finds out why with --set "{change}".',
    },
    "closing no plan to sell": {
        "da": 'I ingen plan, der opfylder alle regler, sælger {centre} til andre. optimiser diagnose finder grunden med --set "{change}".',
        "en": 'In no plan that meets all rules does {centre} sell to others. optimiser diagnose finds out why with --set "{change}".',
    },
    "closing no plan without": {
        "da": "Ingen plan opfylder alle regler uden {centre}.",
        "en": "No plan meets all rules without {centre}.",
    },
    "closing not found": {
        "da": "I den givne tid blev der ikke fundet en plan. Giv længere tid med --time-limit.",
        "en": "No plan was found in the time given. Allow more with --time-limit.",
    },
    "closing serves": {
        "da": "I den plan besvarer {centre} {contacts} henvendelser om året for {many} kommuner (samlet volumen {volume}), til {unit} kr. pr. henvendelse i den samlede volumen.",
        "en": "In that plan {centre} answers {contacts} contacts a year for {many} municipalities (pooled: {volume}), at {unit} kr. a pooled contact.",
    },
    "closing serves one": {
        "da": "I den plan besvarer {centre} {contacts} henvendelser om året for {many} kommune (samlet volumen {volume}), til {unit} kr. pr. henvendelse i den samlede volumen.",
        "en": "In that plan {centre} answers {contacts} contacts a year for {many} municipality (pooled: {volume}), at {unit} kr. a pooled contact.",
    },
    "closing at limit": {"da": "En grænse er nået her: {rule}.", "en": "A limit is reached here: {rule}."},
    "closing moves": {
        "da": "{many} kommuner flytter {contacts} henvendelser om året hertil. At besvare en af dem koster {here} kr. her og {elsewhere} kr. i planen, som den er, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipalities move {contacts} contacts a year here. To answer one of them costs {here} kr. here and {elsewhere} kr. in the plan as it is, connections, fixed cost and investment aside.",
    },
    "closing moves one": {
        "da": "{many} kommune flytter {contacts} henvendelser om året hertil. At besvare en af dem koster {here} kr. her og {elsewhere} kr. i planen, som den er, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipality moves {contacts} contacts a year here. To answer one of them costs {here} kr. here and {elsewhere} kr. in the plan as it is, connections, fixed cost and investment aside.",
    },
    "closing leaves": {
        "da": "{many} kommuner ville få {contacts} henvendelser om året besvaret andre steder. At besvare en af dem koster {here} kr. her og {elsewhere} kr. der, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipalities would have {contacts} contacts a year answered elsewhere. To answer one of them costs {here} kr. here and {elsewhere} kr. there, connections, fixed cost and investment aside.",
    },
    "closing leaves one": {
        "da": "{many} kommune ville få {contacts} henvendelser om året besvaret andre steder. At besvare en af dem koster {here} kr. her og {elsewhere} kr. der, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipality would have {contacts} contacts a year answered elsewhere. To answer one of them costs {here} kr. here and {elsewhere} kr. there, connections, fixed cost and investment aside.",
    },
    "closing each subsidy": {
        "da": "Tilskuddet er {each} kr. for hver af dem.",
        "en": "The subsidy is {each} kr. for each of them.",
    },
    "closing each difference": {
        "da": "Forskellen for hele landet er {each} kr. for hver af dem.",
        "en": "The difference for the whole country is {each} kr. for each of them.",
    },
    "closing from": {"da": "Henvendelser, der flytter, fra", "en": "Contacts that move, from"},
    "closing to": {"da": "Henvendelser, der flytter, til", "en": "Contacts that move, to"},
    "closing to open": {"da": "for at åbne", "en": "to open"},
    "closing to sell": {"da": "for at sælge", "en": "to sell"},
    "closing legend": {
        "da": "Et tilskud er et fast beløb om året, som nogen udefra betaler centret. Får det så meget, koster planen med centret ikke landet mere end denne plan. Hvert center er set for sig.",
        "en": "A subsidy is a lump sum a year that somebody outside pays the centre. Paid that, the plan with the centre costs the country no more than this plan. Each centre is looked at by itself.",
    },
}
