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
        "en": "{centre} ({kind} centre) is open in the plan and sells to others.",
    },
    "closing needs": {
        "da": "For at åbne skal det have mindst {needs} henvendelser om året (samlet volumen); det kan højst få {reaches}.",
        "en": "To open, it needs at least {needs} contacts a year (pooled volume); it can get at most {reaches}.",
    },
    "closing needs to sell": {
        "da": "For at sælge skal det sælge mindst {needs} henvendelser om året (samlet volumen); det kan højst sælge {reaches}.",
        "en": "To sell, it must sell at least {needs} contacts a year (pooled volume); it can sell at most {reaches}.",
    },
    "closing lacks": {
        "da": "Det kan aldrig åbne: Det skal have mindst {needs} henvendelser om året (samlet volumen) og kan højst få {reaches}. Der mangler {lacks}, og dem kan intet tilskud skaffe.",
        "en": "It can never open: it needs at least {needs} contacts a year (pooled volume) and can get at most {reaches}. It lacks {lacks}, and no subsidy can provide them.",
    },
    "closing lacks to sell": {
        "da": "Det kan aldrig sælge: Det skal sælge mindst {needs} henvendelser om året (samlet volumen) og kan højst sælge {reaches}. Der mangler {lacks}, og dem kan intet tilskud skaffe.",
        "en": "It can never sell: it must sell at least {needs} contacts a year (pooled volume) and can sell at most {reaches}. It lacks {lacks}, and no subsidy can provide them.",
    },
    "closing opens for nothing": {
        "da": "Det kræver intet tilskud: En plan, hvor {centre} er åbent, koster ikke hele landet mere end denne. Det er ikke udgiften, der afgør, at det er lukket.",
        "en": "It needs no subsidy: a plan with {centre} open costs the whole country no more than this one. It is not cost that settles that it is closed.",
    },
    "closing sells for nothing": {
        "da": "Det kræver intet tilskud: En plan, hvor {centre} sælger til andre, koster ikke hele landet mere end denne. Det er ikke udgiften, der afgør, at det ikke sælger.",
        "en": "It needs no subsidy: a plan in which {centre} sells to others costs the whole country no more than this one. It is not cost that settles that it does not sell.",
    },
    "closing closes for nothing": {
        "da": "Det koster ingenting at lukke det: En plan uden {centre} koster ikke hele landet mere end denne. Det er ikke udgiften, der afgør, at det er åbent.",
        "en": "Closing it costs nothing: a plan without {centre} costs the whole country no more than this one. It is not cost that settles that it is open.",
    },
    "closing subsidy": {
        "da": "Det tilskud, der skal til, for at det ville åbne, er {kr} om året: Så meget mere koster den bedste plan, der er fundet med {centre} åbent, hele landet (de to afstande tilsammen: {gaps}; tallet kan højst være så meget forkert).",
        "en": "The subsidy at which it would open is {kr} a year: that is how much more the best plan found with {centre} open costs the whole country (the two gaps together: {gaps}; the figure cannot be off by more).",
    },
    "closing subsidy to sell": {
        "da": "Det tilskud, der skal til, for at det ville sælge, er {kr} om året: Så meget mere koster den bedste plan, der er fundet, hvor {centre} sælger til andre, hele landet (de to afstande tilsammen: {gaps}; tallet kan højst være så meget forkert).",
        "en": "The subsidy at which it would sell is {kr} a year: that is how much more the best plan found in which {centre} sells to others costs the whole country (the two gaps together: {gaps}; the figure cannot be off by more).",
    },
    "closing subsidy not proven": {
        "da": "Det er ikke bevist, at der skal et tilskud til: Den bedste plan, der er fundet med {centre} åbent, koster hele landet {kr} mere om året, og de to afstande er tilsammen {gaps}. {most} om året er nok.",
        "en": "It is not proven that a subsidy is needed: the best plan found with {centre} open costs the whole country {kr} more a year, and the two gaps together are {gaps}. {most} a year is enough.",
    },
    "closing subsidy to sell not proven": {
        "da": "Det er ikke bevist, at der skal et tilskud til: Den bedste plan, der er fundet, hvor {centre} sælger til andre, koster hele landet {kr} mere om året, og de to afstande er tilsammen {gaps}. {most} om året er nok.",
        "en": "It is not proven that a subsidy is needed: the best plan found in which {centre} sells to others costs the whole country {kr} more a year, and the two gaps together are {gaps}. {most} a year is enough.",
    },
    "closing subsidy unbounded": {
        "da": "En plan, hvor {centre} er åbent, koster hele landet {kr} mere om året, men intet er bevist om forskellen.",
        "en": "A plan with {centre} open costs the whole country {kr} more a year, but nothing is proven about the difference.",
    },
    "closing subsidy to sell unbounded": {
        "da": "En plan, hvor {centre} sælger til andre, koster hele landet {kr} mere om året, men intet er bevist om forskellen.",
        "en": "A plan in which {centre} sells to others costs the whole country {kr} more a year, but nothing is proven about the difference.",
    },
    "closing saves": {
        "da": "Det ville koste hele landet {kr} om året at lukke det: Så meget mere koster den bedste plan, der er fundet uden {centre} (de to afstande tilsammen: {gaps}; tallet kan højst være så meget forkert).",
        "en": "Closing it would cost the whole country {kr} a year: that is how much more the best plan found without {centre} costs (the two gaps together: {gaps}; the figure cannot be off by more).",
    },
    "closing saves not proven": {
        "da": "Det er ikke bevist, at det koster noget at lukke det: Den bedste plan, der er fundet uden {centre}, koster hele landet {kr} mere om året, og de to afstande er tilsammen {gaps}. Det koster højst {most} om året.",
        "en": "It is not proven that closing it costs anything: the best plan found without {centre} costs the whole country {kr} more a year, and the two gaps together are {gaps}. It costs at most {most} a year.",
    },
    "closing saves unbounded": {
        "da": "En plan uden {centre} koster hele landet {kr} mere om året, men intet er bevist om forskellen.",
        "en": "A plan without {centre} costs the whole country {kr} more a year, but nothing is proven about the difference.",
    },
    "closing no plan": {
        "da": 'Ingen plan, der overholder alle regler, har {centre} åbent. Grunden kan findes med optimiser diagnose og --set "{change}".',
        "en": 'No plan that meets all rules has {centre} open. To find out why, run optimiser diagnose with --set "{change}".',
    },
    "closing no plan to sell": {
        "da": 'I ingen plan, der overholder alle regler, sælger {centre} til andre. Grunden kan findes med optimiser diagnose og --set "{change}".',
        "en": 'In no plan that meets all rules does {centre} sell to others. To find out why, run optimiser diagnose with --set "{change}".',
    },
    "closing no plan without": {
        "da": "Ingen plan overholder alle regler uden {centre}.",
        "en": "No plan meets all rules without {centre}.",
    },
    "closing not found": {
        "da": "Der blev ikke fundet en plan inden for den givne tid. Giv længere tid med --time-limit.",
        "en": "No plan was found in the time given. Allow more time with --time-limit.",
    },
    "closing serves": {
        "da": "I den plan besvarer {centre} {contacts} henvendelser om året for {many} kommuner (samlet volumen {volume}), til {unit} kr. pr. henvendelse i den samlede volumen.",
        "en": "In that plan {centre} answers {contacts} contacts a year for {many} municipalities (pooled volume {volume}), at {unit} kr. per pooled contact.",
    },
    "closing serves one": {
        "da": "I den plan besvarer {centre} {contacts} henvendelser om året for {many} kommune (samlet volumen {volume}), til {unit} kr. pr. henvendelse i den samlede volumen.",
        "en": "In that plan {centre} answers {contacts} contacts a year for {many} municipality (pooled volume {volume}), at {unit} kr. per pooled contact.",
    },
    "closing at limit": {"da": "En grænse er nået her: {rule}.", "en": "A limit is reached here: {rule}."},
    "closing moves": {
        "da": "{many} kommuner flytter {contacts} henvendelser om året hertil. Det koster {here} kr. at besvare en af dem her og {elsewhere} kr. i planen, som den er, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipalities move {contacts} contacts a year here. Answering one of them costs {here} kr. here and {elsewhere} kr. in the plan as it is, not counting connections, fixed costs and investment.",
    },
    "closing moves one": {
        "da": "{many} kommune flytter {contacts} henvendelser om året hertil. Det koster {here} kr. at besvare en af dem her og {elsewhere} kr. i planen, som den er, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipality moves {contacts} contacts a year here. Answering one of them costs {here} kr. here and {elsewhere} kr. in the plan as it is, not counting connections, fixed costs and investment.",
    },
    "closing leaves": {
        "da": "{many} kommuner ville få {contacts} henvendelser om året besvaret andre steder. Det koster {here} kr. at besvare en af dem her og {elsewhere} kr. der, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipalities would have {contacts} contacts a year answered elsewhere. Answering one of them costs {here} kr. here and {elsewhere} kr. there, not counting connections, fixed costs and investment.",
    },
    "closing leaves one": {
        "da": "{many} kommune ville få {contacts} henvendelser om året besvaret andre steder. Det koster {here} kr. at besvare en af dem her og {elsewhere} kr. der, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipality would have {contacts} contacts a year answered elsewhere. Answering one of them costs {here} kr. here and {elsewhere} kr. there, not counting connections, fixed costs and investment.",
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
        "da": "Et tilskud er et fast beløb om året, som nogen udefra betaler til centret. Med det tilskud koster planen med centret ikke landet mere end denne plan. Hvert center er set for sig.",
        "en": "A subsidy is a fixed amount a year that somebody outside pays to the centre. With that subsidy, the plan with the centre costs the country no more than this plan. Each centre is looked at by itself.",
    },
}
