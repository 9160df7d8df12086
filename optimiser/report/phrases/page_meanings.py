"""What key figures and terms mean, in plain words."""

from optimiser.data.settings import Language

MEANINGS: dict[str, dict[Language, str]] = {
    "today note": {"da": "{kr} kr. pr. henvendelse", "en": "{kr} kr. per contact"},
    "annuity note": {"da": "{rate} i rente", "en": "{rate} interest"},
    "present value note": {
        "da": "{years} år, {rate} i rente; investeringen tæller med sine årlige andele i de år",
        "en": "{years} years, {rate} interest; the investment counts with its yearly shares in those years",
    },
    "shared note": {
        "da": "heraf {count} for mere end én kommune",
        "en": "{count} of them for several municipalities",
    },
    "entry points note": {"da": "højst {most} pr. kommune", "en": "at most {most} per municipality"},
    "gross means": {
        "da": "udgiften i dag minus planens, før investeringen er betalt",
        "en": "the cost today minus the plan's, before the investment is paid",
    },
    "net means": {
        "da": "bruttogevinsten, når årets del af investeringen er betalt",
        "en": "the gross gain, once the year's part of the investment is paid",
    },
    "payback means": {
        "da": "investeringen divideret med bruttogevinsten om året, uden renter; ingen, hvis planen koster mere end i dag",
        "en": "the investment divided by the gross gain a year, without interest; none if the plan costs more than today",
    },
    "what an annuity is": {
        "da": "Investeringen omregnet til et lige stort beløb i hvert år af dens levetid, med renter.",
        "en": "The investment as an equal amount in each year of its lifetime, interest included.",
    },
    "what present value is": {
        "da": "Nettogevinsten i alle år inden for tidshorisonten, omregnet til penge i dag; af investeringen tæller de årlige andele i de år.",
        "en": "The net gain of every year within the horizon, in today's money; the investment counts with its yearly shares in those years.",
    },
    "what pooled is": {
        "da": "Henvendelser om året i et center, hver talt med den del, hvis pris afhænger af centrets størrelse.",
        "en": "Contacts a year at a centre, each counted with the part whose cost depends on the size of the centre.",
    },
    "cost curve": {"da": "Omkostningskurve", "en": "Cost curve"},
    "what the curve is": {
        "da": "Hvad en henvendelse koster, afhængigt af centrets størrelse.",
        "en": "What a contact costs, depending on the size of the centre.",
    },
    "host": {"da": "Værtskommune", "en": "Host"},
    "what a host is": {
        "da": "En kommune, hvis eget center også besvarer for andre mod betaling.",
        "en": "A municipality whose own centre also answers for others, for payment.",
    },
    "virtual centre": {"da": "Virtuelt kontaktcenter", "en": "Virtual centre"},
    "what a virtual centre is": {
        "da": "Et center, som en gruppe kommuner deler; medarbejderne bliver på deres egne rådhuse.",
        "en": "A centre that a group of municipalities shares; its staff stay in their own town halls.",
    },
    "what an entry point is": {
        "da": "Et sted, der besvarer kommunens borgere. Eget center og fagforvaltninger er tilsammen én indgang.",
        "en": "A place that answers a municipality's citizens. Its own centre and its departments together count as one.",
    },
    "what levels are": {
        "da": "Opgavens dybde fra 1 (fejlhenvendelser) til 9 (afgørelse i en sag). 1–6 er information, 7–9 er sagsbehandling.",
        "en": "The depth of a task, from 1 (misdirected contacts) to 9 (decision in a case). 1–6 are information, 7–9 casework.",
    },
    "what authority is": {
        "da": "Opgaver, hvor der træffes afgørelse; loven holder dem i kommunen.",
        "en": "Tasks in which decisions are made; the law keeps them in the municipality.",
    },
    "bound": {"da": "Nedre grænse", "en": "Bound"},
    "what a bound is": {
        "da": "Et beløb, som ingen lovlig plan kan komme under; det er bevist.",
        "en": "An amount that no lawful plan can go below; that is proven.",
    },
    "the gap": {"da": "Afstand (gab)", "en": "Gap"},
    "what a gap is": {
        "da": "Planens udgift minus den nedre grænse: det meste, en anden plan kan spare.",
        "en": "The plan's cost minus the bound: the most that another plan can save.",
    },
}
