"""What is said of the difference between two plans."""

from optimiser.data.settings import Language

DIFFERENCE: dict[str, dict[Language, str]] = {
    "difference dearer": {
        "da": "{after} koster {kr} mere om året end {before}: {cost_after} mod {cost_before}.",
        "en": "{after} costs {kr} more a year than {before}: {cost_after} against {cost_before}.",
    },
    "difference cheaper": {
        "da": "{after} koster {kr} mindre om året end {before}: {cost_after} mod {cost_before}.",
        "en": "{after} costs {kr} less a year than {before}: {cost_after} against {cost_before}.",
    },
    "difference none": {
        "da": "{after} og {before} koster det samme: {cost_after} om året.",
        "en": "{after} and {before} cost the same: {cost_after} a year.",
    },
    "difference proven more": {
        "da": "Bevist: Den bedste plan for {after} koster {kr} mere om året end den bedste for {before}.",
        "en": "Proven: the best plan for {after} costs {kr} more a year than the best for {before}.",
    },
    "difference proven less": {
        "da": "Bevist: Den bedste plan for {after} koster {kr} mindre om året end den bedste for {before}.",
        "en": "Proven: the best plan for {after} costs {kr} less a year than the best for {before}.",
    },
    "difference between": {"da": "mellem {least} og {most}", "en": "between {least} and {most}"},
    "difference not proven": {
        "da": "Det er ikke bevist, hvilken af de to der er billigst, når begge er bedst muligt: Den bedste plan for {after} kan koste fra {least} mindre til {most} mere om året.",
        "en": "It is not proven which of the two is cheaper at its best: the best plan for {after} may cost from {least} less to {most} more a year.",
    },
    "difference proven none": {
        "da": "Bevist: De bedste planer for de to koster det samme.",
        "en": "Proven: the best plans for the two cost the same.",
    },
    "difference on curve more": {
        "da": "På selve omkostningskurven koster {after} {kr} mere; det, der er bevist, gælder modellens rette stykker.",
        "en": "On the cost curve itself {after} costs {kr} more; what is proven holds for the model's straight pieces.",
    },
    "difference on curve less": {
        "da": "På selve omkostningskurven koster {after} {kr} mindre; det, der er bevist, gælder modellens rette stykker.",
        "en": "On the cost curve itself {after} costs {kr} less; what is proven holds for the model's straight pieces.",
    },
    "difference unknown": {
        "da": "Hvor meget de bedste planer adskiller sig, vides ikke, for der er ikke bevist noget om en af dem.",
        "en": "How much the best plans differ is not known, because nothing is proven of one of them.",
    },
    "difference of today": {
        "da": "At besvare alt som i dag koster {today_after} om året i {after} ({contacts_after} henvendelser) og {today_before} i {before} ({contacts_before} henvendelser). Så meget af forskellen er der uden nogen plan. Det, organiseringen sparer i forhold til i dag, er {gain_after} i {after} og {gain_before} i {before}.",
        "en": "Answering everything as today costs {today_after} a year in {after} ({contacts_after} contacts) and {today_before} in {before} ({contacts_before} contacts). So much of the difference is there without any plan. What organising saves against today is {gain_after} in {after} and {gain_before} in {before}.",
    },
    "difference inputs": {
        "da": "Der er spurgt forskelligt om: {inputs}.",
        "en": "What was asked differs in: {inputs}.",
    },
    "difference input": {"da": "{parameter} ({before} → {after})", "en": "{parameter} ({before} → {after})"},
    "difference input of rows": {
        "da": "{parameter} i {note} ({before} → {after})",
        "en": "{parameter} in {note} ({before} → {after})",
    },
    "difference more rows": {"da": "{table}: {count} rækker mere", "en": "{table}: {count} more rows"},
    "difference fewer rows": {"da": "{table}: {count} rækker færre", "en": "{table}: {count} fewer rows"},
    "difference one more row": {"da": "{table}: én række mere", "en": "{table}: one more row"},
    "difference one row fewer": {"da": "{table}: én række færre", "en": "{table}: one row fewer"},
    "difference no inputs": {
        "da": "Der er spurgt om det samme i begge: Intet tal og ingen regel er forskellig.",
        "en": "The same was asked in both: no figure and no rule differs.",
    },
    "difference same plan": {
        "da": "Planerne er den samme: Hver opgave besvares samme sted.",
        "en": "The plans are the same: every task is answered in the same place.",
    },
    "difference opens": {"da": "Åbner: {centres}.", "en": "Opens: {centres}."},
    "difference closes": {"da": "Lukker: {centres}.", "en": "Closes: {centres}."},
    "difference begins": {
        "da": "Begynder at besvare for andre: {centres}.",
        "en": "Begins to answer for others: {centres}.",
    },
    "difference stops": {
        "da": "Besvarer ikke længere for andre: {centres}.",
        "en": "No longer answers for others: {centres}.",
    },
    "difference centre": {"da": "{centre} ({contacts} mio. henvendelser)", "en": "{centre} ({contacts} m contacts)"},
    "difference no centres": {
        "da": "Ingen centre åbner, lukker, begynder eller holder op med at besvare for andre.",
        "en": "No centre opens, closes, begins or ceases to answer for others.",
    },
    "difference moves": {
        "da": "Noget besvares et andet sted eller i en anden form for {municipalities}, i alt {contacts} om året; {staying} er, som de var.",
        "en": "Something is answered elsewhere or in another form for {municipalities}, {contacts} a year in all; {staying} stay as they were.",
    },
    "difference gaining": {
        "da": "Mindre betales i {after} af {municipalities}: {names}.",
        "en": "Less is paid in {after} by {municipalities}: {names}.",
    },
    "difference losing": {
        "da": "Mere betales i {after} af {municipalities}: {names}.",
        "en": "More is paid in {after} by {municipalities}: {names}.",
    },
    "difference pays": {"da": "{name} {kr}", "en": "{name} {kr}"},
    "difference by term": {
        "da": "Udgiften om året efter art, i mio. kr.: {before} før, {after} efter.",
        "en": "The yearly cost by term, in million kr.: {before} before, {after} after.",
    },
    "difference by municipality": {
        "da": "De kommuner, hvis betaling ændrer sig mest (mio. kr. om året), og det center, der besvarer de fleste af deres informationshenvendelser:",
        "en": "The municipalities whose payment changes most (million kr. a year), and the centre that answers most of their information contacts:",
    },
    "difference written": {"da": "Skrevet: {files}, i {folder}.", "en": "Wrote {files}, in {folder}."},
}
