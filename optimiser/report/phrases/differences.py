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
        "da": "I {before} sparer organiseringen {gain}.",
        "en": "In {before} organising saves {gain}.",
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
        "da": "Planerne er ens: Hver opgave besvares samme sted.",
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
    "brief": {"da": "{lead}: {clauses}.", "en": "{lead}: {clauses}."},
    "brief more": {
        "da": "{after} koster {kr} mere om året end {before}",
        "en": "{after} costs {kr} more a year than {before}",
    },
    "brief less": {
        "da": "{after} koster {kr} mindre om året end {before}",
        "en": "{after} costs {kr} less a year than {before}",
    },
    "brief none": {"da": "{after} koster det samme som {before}", "en": "{after} costs the same as {before}"},
    "brief not proven": {"da": "(ikke bevist)", "en": "(not proven)"},
    "brief same plan": {
        "da": "hver opgave besvares samme sted",
        "en": "every task is answered in the same place",
    },
    "brief no centres": {
        "da": "ingen centre åbner eller lukker",
        "en": "no centre opens or closes",
    },
    "brief opens": {"da": "åbner {centres}", "en": "opens {centres}"},
    "brief closes": {"da": "lukker {centres}", "en": "closes {centres}"},
    "brief begins": {"da": "lader {centres} besvare for andre", "en": "lets {centres} answer for others"},
    "brief stops": {
        "da": "lader ikke længere {centres} besvare for andre",
        "en": "no longer lets {centres} answer for others",
    },
    "brief moves": {
        "da": "noget besvares et andet sted eller i en anden form for {municipalities} ({contacts} mio. henvendelser)",
        "en": "something is answered elsewhere or in another form for {municipalities} ({contacts} m contacts)",
    },
    "brief gaining": {
        "da": "{municipalities} betaler mindre, mest {name} ({kr})",
        "en": "{municipalities} pay less, {name} the most ({kr})",
    },
    "brief losing": {
        "da": "{municipalities} betaler mere, mest {name} ({kr})",
        "en": "{municipalities} pay more, {name} the most ({kr})",
    },
    "brief terms": {"da": "mest ændrer sig, i mio. kr.: {terms}", "en": "most changes, in million kr.: {terms}"},
    "brief term": {"da": "{term} {millions}", "en": "{term} {millions}"},
    "difference by term": {
        "da": "Udgiften om året efter art, i mio. kr.: {before} før, {after} efter.",
        "en": "The yearly cost by term, in million kr.: {before} before, {after} after.",
    },
    "difference by municipality": {
        "da": "De kommuner, hvis betaling ændrer sig mest (mio. kr. om året), og det center, der besvarer de fleste af deres informationshenvendelser:",
        "en": "The municipalities whose payment changes most (million kr. a year), and the centre that answers most of their information contacts:",
    },
    "difference written": {
        "da": "Mappe: {folder} (læs report.html eller report.xlsx; tabellerne er CSV-filer, og de to kørsler er under runs).",
        "en": "Folder: {folder} (read report.html or report.xlsx; the tables are CSV files, and the two runs are under runs).",
    },
}
"""`optimiser difference`: what is otherwise in one plan than in another."""

DIFFERENCE_PAGE: dict[str, dict[Language, str]] = {
    "difference page subject": {
        "da": "Hvad der er anderledes i {after} end i {before}",
        "en": "What is otherwise in {after} than in {before}",
    },
    "difference page dearer": {"da": "Dyrere om året", "en": "Dearer a year"},
    "difference page cheaper": {"da": "Billigere om året", "en": "Cheaper a year"},
    "difference page costs": {"da": "{after} mod {before}", "en": "{after} against {before}"},
    "difference page moved": {"da": "Kommuner, der besvares anderledes", "en": "Municipalities answered differently"},
    "difference page losing": {"da": "Kommuner, der betaler mere", "en": "Municipalities that pay more"},
    "difference page gaining": {"da": "Kommuner, der betaler mindre", "en": "Municipalities that pay less"},
    "heading changes": {"da": "Hvad der ændrer sig", "en": "What changes"},
    "heading cost steps": {"da": "Udgiften, post for post", "en": "The cost, term by term"},
    "heading municipalities of two": {"da": "Hvem der betaler mere eller mindre", "en": "Who pays more or less"},
    "heading moves": {"da": "Hvad der besvares et andet sted", "en": "What is answered elsewhere"},
    "book difference": {"da": "Resumé: forskellen mellem to planer", "en": "Summary: the difference between two plans"},
    "state closed": {"da": "lukket", "en": "closed"},
    "state open": {"da": "åbent", "en": "open"},
    "state sells": {"da": "besvarer for andre", "en": "answers for others"},
    "place of two plans": {"da": "{form}, {centre}", "en": "{form}, {centre}"},
    "change map caption": {"da": "Hvem der ændrer sig", "en": "Who changes"},
    "change map title": {"da": "Fra {before} til {after}", "en": "From {before} to {after}"},
    "change map description": {
        "da": "Farven viser, om kommunen betaler mere eller mindre i {after} end i {before}. Et tykt omrids: Noget besvares et andet sted eller i en anden form. + og − er hjemsteder for centre, der åbner eller begynder at besvare for andre, og for dem, der lukker eller holder op.",
        "en": "The colour shows whether the municipality pays more or less in {after} than in {before}. A heavy outline: something is answered elsewhere or in another form. + and − are seats of centres that open or begin to answer for others, and of those that close or cease to.",
    },
    "change legend less": {"da": "betaler mindre ({count})", "en": "pays less ({count})"},
    "change legend more": {"da": "betaler mere ({count})", "en": "pays more ({count})"},
    "change legend same": {"da": "betaler det samme ({count})", "en": "pays the same ({count})"},
    "change legend moved": {
        "da": "tykt omrids: besvares anderledes ({count})",
        "en": "heavy outline: answered differently ({count})",
    },
    "change legend opens": {
        "da": "åbner eller begynder at besvare for andre ({count})",
        "en": "opens, or begins to answer for others ({count})",
    },
    "change legend closes": {
        "da": "lukker eller besvarer ikke længere for andre ({count})",
        "en": "closes, or no longer answers for others ({count})",
    },
    "change legend opens unseen": {
        "da": "åbner, men har ingen plads på kortet: {centres}",
        "en": "opens, but has no place on the map: {centres}",
    },
    "change legend closes unseen": {
        "da": "lukker, men har ingen plads på kortet: {centres}",
        "en": "closes, but has no place on the map: {centres}",
    },
    "change hover answers": {"da": "{name}: {answers}", "en": "{name}: {answers}"},
    "change hover pays": {
        "da": "betaler {before} → {after} mio. kr. om året ({change})",
        "en": "pays {before} → {after} million kr. a year ({change})",
    },
    "change steps caption": {
        "da": "Fra den ene plans udgift til den andens",
        "en": "From the one plan's cost to the other's",
    },
    "change steps title": {"da": "Udgiften fra {before} til {after}", "en": "The cost from {before} to {after}"},
    "change steps description": {
        "da": "Bjælkerne viser, hvordan den årlige udgift ændrer sig post for post: fra {cost_before} i {before} til {cost_after} i {after}. Bjælker mod venstre er besparelser, bjælker mod højre er merudgifter.",
        "en": "The bars show how the yearly cost changes term by term: from {cost_before} in {before} to {cost_after} in {after}. Bars to the left are savings, bars to the right are extra costs.",
    },
    "change steps axis": {
        "da": "mio. kr. om året i forhold til {before}",
        "en": "million kr. a year compared with {before}",
    },
}
"""The page and the workbook of a difference."""
