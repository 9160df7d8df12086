"""What is said of how a plan's cost can be shared: who pays what, who would gain by leaving, who compensates whom."""

from optimiser.data.settings import Language

SHARING: dict[str, dict[Language, str]] = {
    "sharing about by-load": {
        "da": "Hver betaler sine egne udgifter og sin del af hvert center, der besvarer den, efter det, der besvares: en fordelingsnøgle, som kommuner bruger i dag.",
        "en": "Each pays its own charges and its part of each centre that answers it, by what is answered: an accounting key, as municipalities use today.",
    },
    "sharing about by-todays-cost": {
        "da": "Planens udgift deles som udgiften i dag, så alle sparer lige stor en del af det, de betaler i dag.",
        "en": "The plan's cost is divided as today's is, so that all save the same part of what they pay today.",
    },
    "sharing about host-price": {
        "da": "Hver vært tager én pris pr. henvendelse, som dækker dens fulde udgift, højst op til loftet i loven (lov 548 af 2006 § 2).",
        "en": "Each host asks one price a contact that covers its full cost, up to the cap in the law (act 548 of 2006 section 2).",
    },
    "sharing about by-costs-avoided": {
        "da": "Hver betaler det, de andre ville spare uden den, og resten deles lige (Tennessee Valley Authority; Young, Okada og Hashimoto, 1982).",
        "en": "Each pays what the others would save without it, and the rest is split equally (Tennessee Valley Authority; Young, Okada and Hashimoto, 1982).",
    },
    "sharing about shapley": {
        "da": "Hver betaler det, den i gennemsnit lægger til udgiften, når de kommer til én efter én i enhver rækkefølge (Shapley, 1953).",
        "en": "Each pays what it adds to the cost on average when they join one by one in any order (Shapley, 1953).",
    },
    "sharing about least-core": {
        "da": "Den gruppe, der ville vinde mest ved at gå, vinder mindst muligt (Maschler, Peleg og Shapley, 1979); af flere sådanne fordelinger den nærmest ved fordelingen efter besvarelse.",
        "en": "The group that would gain most by leaving gains as little as can be (Maschler, Peleg and Shapley, 1979); of several such divisions the one nearest to that by load.",
    },
    "sharing about nucleolus": {
        "da": "Som mindste kerne, og så igen for den næste gruppe og den næste, til hver betaling ligger fast (Schmeidler, 1969).",
        "en": "As the least core, and again for the next group and the next, until each payment is settled (Schmeidler, 1969).",
    },
    "sharing of": {
        "da": "Planen for {municipalities} koster {cost} om året, {gain} mindre end i dag. Hvem får gevinsten?",
        "en": "The plan for {municipalities} costs {cost} a year, {gain} less than today. Who has the gain?",
    },
    "sharing of a loss": {
        "da": "Planen for {municipalities} koster {cost} om året, {gain} mere end i dag: Der er ingen gevinst at dele.",
        "en": "The plan for {municipalities} costs {cost} a year, {gain} more than today: there is no gain to share.",
    },
    "sharing nobody pays more": {
        "da": "{rule}: Ingen betaler mere end i dag; gevinsten er fra {least} til {most} af udgiften i dag.",
        "en": "{rule}: nobody pays more than today; the gain is from {least} to {most} of today's cost.",
    },
    "sharing all gain alike": {
        "da": "{rule}: Ingen betaler mere end i dag; alle sparer {least} af udgiften i dag.",
        "en": "{rule}: nobody pays more than today; all gain {least} of today's cost.",
    },
    "sharing some pay more": {
        "da": "{rule}: {count} af {all} betaler mere end i dag, tilsammen {kr}; mest {name} ({worst}).",
        "en": "{rule}: {count} of {all} pay more than today, {kr} together; most {name} ({worst}).",
    },
    "sharing unproved": {
        "da": "Betalingerne er de bedste, der blev fundet; det er ikke bevist, at de er reglens.",
        "en": "The payments are the best that were found; they are not proven to be those of the rule.",
    },
    "sharing stable": {
        "da": "Ingen gruppe ville vinde ved at gå: bevist.",
        "en": "No group would gain by leaving: proven.",
    },
    "sharing not stable": {
        "da": "{group} ville vinde {gain} om året ved at gå; ingen gruppe vinder mere end {most}.",
        "en": "{group} would gain {gain} a year by leaving; no group gains more than {most}.",
    },
    "sharing not stable unbounded": {
        "da": "{group} ville vinde {gain} om året ved at gå; hvad nogen gruppe højst vinder, er ikke bevist.",
        "en": "{group} would gain {gain} a year by leaving; what any group gains at most is not proven.",
    },
    "sharing stability open": {
        "da": "Der blev ikke fundet en gruppe, der vinder ved at gå; bevist er, at ingen vinder mere end {most} om året.",
        "en": "No group that gains by leaving was found; it is proven that none gains more than {most} a year.",
    },
    "sharing stability unknown": {
        "da": "Der blev ikke fundet en gruppe, der vinder ved at gå; intet er bevist.",
        "en": "No group that gains by leaving was found; nothing is proven.",
    },
    "sharing core not empty": {
        "da": "Kernen er ikke tom: Der findes betalinger, ved hvilke ingen gruppe vinder ved at gå. Bevist.",
        "en": "The core is not empty: there are payments by which no group gains by leaving. Proven.",
    },
    "sharing core empty": {
        "da": "Kernen er tom: Hvad der end betales, vinder en gruppe mindst {low} om året ved at gå. Bevist.",
        "en": "The core is empty: whatever is paid, some group gains at least {low} a year by leaving. Proven.",
    },
    "sharing core empty within gap": {
        "da": "Så længe alle tilsammen skal betale det, planen koster, er kernen tom: Hvad der end betales, vinder en gruppe mindst {low} om året ved at gå. Bevist; men den billigste plan for alle kan være op til {gap} billigere, og med den behøver kernen ikke at være tom.",
        "en": "As long as all together must pay what the plan costs, the core is empty: whatever is paid, some group gains at least {low} a year by leaving. Proven; but the cheapest plan for all may be up to {gap} cheaper, and with it the core need not be empty.",
    },
    "sharing core open": {
        "da": "Om kernen er tom, er ikke afgjort: Med de bedste betalinger, der blev fundet, vinder ingen gruppe mere end {high} om året ved at gå.",
        "en": "Whether the core is empty is not settled: by the best payments found, no group gains more than {high} a year by leaving.",
    },
    "sharing core unknown": {
        "da": "Om kernen er tom, er ikke afgjort.",
        "en": "Whether the core is empty is not settled.",
    },
    "sharing needs groups": {
        "da": "{rule}: Er ikke beregnet, da grupper ikke er spurgt.",
        "en": "{rule}: was not computed, as no groups were asked.",
    },
    "sharing no plan of a group": {
        "da": "{rule}: Siger intet, da der ikke blev fundet en lovlig plan for en gruppe for sig selv.",
        "en": "{rule}: says nothing, as no lawful plan was found for a group by itself.",
    },
    "sharing estimated": {
        "da": "Det er et skøn: Hver betaling ligger med 95 % sandsynlighed inden for {share} af reglens.",
        "en": "It is an estimate: each payment lies within {share} of the rule's with 95 % confidence.",
    },
    "sharing exact": {
        "da": "Det er ikke et skøn: Hver gruppe af kommuner er spurgt, hvad den koster.",
        "en": "It is no estimate: each group of municipalities was asked what it costs.",
    },
    "sharing no plan without": {
        "da": "{rule}: Siger intet, da der ikke blev fundet en lovlig plan for de andre uden {name}.",
        "en": "{rule}: says nothing, as no lawful plan was found for the others without {name}.",
    },
    "sharing costs more than alone": {
        "da": "{rule}: Siger intet, da planen koster mere, end alle betaler hver for sig.",
        "en": "{rule}: says nothing, as the plan costs more than all pay by themselves.",
    },
    "sharing compensation none": {
        "da": "Efter besvarelse betaler ingen mere end {limit}: Intet skal flyttes. {left} er tilbage at dele om året.",
        "en": "By load nobody pays more than {limit}: nothing must change hands. {left} a year is left to share.",
    },
    "sharing compensation": {
        "da": "For at ingen skal betale mere end {limit}, skal {kr} om året flyttes mellem kommuner, {share} af gevinsten; mindre kan ikke gøre det. {left} om året er tilbage at dele.",
        "en": "For nobody to pay more than {limit}, {kr} a year must change hands between municipalities, {share} of the gain; less cannot do it. {left} a year is left to share.",
    },
    "sharing compensation impossible": {
        "da": "At ingen betaler mere end {limit}, kan ikke lade sig gøre: Alle tilsammen sparer {lacking} for lidt om året.",
        "en": "That nobody pays more than {limit} is not possible: all together save {lacking} a year too little.",
    },
    "sharing limit today": {"da": "i dag", "en": "today"},
    "sharing limit less": {"da": "i dag minus {share}", "en": "today less {share}"},
    "sharing receive most": {
        "da": "Mest har brug for: {names}.",
        "en": "Those that need most: {names}.",
    },
    "sharing by prices": {
        "da": "Heraf kan {price} gives over priser på salg; resten er betalinger ved siden af, da et salg efter loven skal dække sin fulde udgift og højst må nå dens loft.",
        "en": "Of this {price} can be given by prices of sales; the rest is paid besides, as by law a sale must cover its full cost and keep below its cap.",
    },
    "sharing besides prices": {
        "da": "Intet af det kan gives over priser på salg, da et salg efter loven skal dække sin fulde udgift og højst må nå dens loft: Det er betalinger ved siden af.",
        "en": "None of it can be given by prices of sales, as by law a sale must cover its full cost and keep below its cap: it is paid besides.",
    },
    "sharing capped": {
        "da": "Efter værtens pris ville dette koste mere, end lofterne i loven tillader: {purchases}. Værterne bærer de {kr} om året, der er over.",
        "en": "By host prices this would cost more than the caps in the law allow: {purchases}. The hosts carry the {kr} a year that is above them.",
    },
    "sharing capped purchase": {
        "da": "det, {buyer} køber af {host}",
        "en": "what {buyer} buys of {host}",
    },
    "sharing consent": {
        "da": "Mest værd er samtykket fra {centre}: Uden {group} taber de andre {kr} om året {rule}.",
        "en": "The consent worth most is that of {centre}: without {group} the others lose {kr} a year {rule}.",
    },
    "sharing consent needed": {
        "da": "Uden samtykket fra {centre} blev der ikke fundet en lovlig plan for de andre.",
        "en": "Without the consent of {centre} no lawful plan was found for the others.",
    },
    "sharing no consent": {
        "da": "Intet samtykke er noget værd for de andre: {rule} taber de intet, hvis en vært eller et fælles center går.",
        "en": "No consent is worth anything to the others: {rule} they lose nothing if a host or a shared centre leaves.",
    },
    "sharing gap": {
        "da": "Alt er målt mod planens udgift. Den billigste plan for alle kan være op til {kr} om året billigere ({gap}).",
        "en": "All is measured against the plan's cost. The cheapest plan for all may be up to {kr} a year cheaper ({gap}).",
    },
    "sharing assumed": {
        "da": "En gruppe, der går, beholder love, grænser og priser, tager sine egne mulige værter og virtuelle centre med, og de andre svarer ikke igen.",
        "en": "A group that leaves keeps the laws, limits and prices, takes its own candidate hosts and virtual centres with it, and the others do not react.",
    },
    "sharing legend": {
        "da": "Betaler mere: kommuner, der betaler mere end i dag. Gruppe: så mange er den gruppe, der ville vinde mest ved at gå. Vinder: hvad den vinder, mio. kr. om året; højst: ingen gruppe vinder mere.",
        "en": "Pay more: municipalities that pay more than today. Group: so many are in the group that would gain most by leaving. Gains: what it gains, million kr. a year; at most: no group gains more.",
    },
    "sharing folder": {
        "da": "Mappe: {folder} (allocations.csv, groups.csv, consents.csv, compensation.csv og share.json; rapporten i report.html og report.xlsx).",
        "en": "Folder: {folder} (allocations.csv, groups.csv, consents.csv, compensation.csv and share.json; the report in report.html and report.xlsx).",
    },
    "sharing yes": {"da": "ja", "en": "yes"},
    "sharing no": {"da": "nej", "en": "no"},
    "sharing open": {"da": "uafgjort", "en": "open"},
    "sharing price": {"da": "pris", "en": "price"},
    "sharing payment": {"da": "betaling", "en": "payment"},
    "sharing page subject": {
        "da": "Hvad hver kommune betaler efter hver regel",
        "en": "What each municipality pays by each rule",
    },
    "sharing page rules": {"da": "Reglerne side om side", "en": "The rules side by side"},
    "sharing page maps": {"da": "Gevinsten efter to regler", "en": "The gain by two rules"},
    "sharing page municipalities": {"da": "Hvad hver kommune betaler", "en": "What each municipality pays"},
    "sharing page groups": {"da": "Hvem der ville gå", "en": "Who would leave"},
    "sharing page consents": {"da": "Hvad hvert samtykke er værd", "en": "What each consent is worth"},
    "sharing page compensation": {"da": "Kompensation", "en": "Compensation"},
    "sharing page not asked": {"da": "Grupper er ikke spurgt.", "en": "No groups were asked."},
    "sharing page plan": {"da": "Planens gevinst om året", "en": "The plan's gain a year"},
    "sharing page least": {"da": "Skal flyttes om året", "en": "Must change hands a year"},
    "sharing page left": {"da": "Tilbage at dele om året", "en": "Left to share a year"},
    "sharing page of gain": {"da": "{share} af gevinsten", "en": "{share} of the gain"},
    "sharing page how proven": {
        "da": "Gevinsten ved at gå er en gruppes betalinger minus udgiften ved den bedste plan, der blev fundet for den. Grænsen, som ingen gruppe vinder mere end, er bevist af løseren. Ja: Grænsen er under 1 kr.",
        "en": "What a group gains by leaving is what it pays less what the best plan found for it costs. The limit that no group exceeds is proven by the solver. Yes: the limit is below 1 kr.",
    },
    "sharing map title": {"da": "Gevinst i forhold til i dag, {rule}", "en": "Gain compared with today, {rule}"},
    "sharing map description": {
        "da": "Kort over kommunerne, farvet efter hvor stor en del af udgiften i dag hver sparer {rule}.",
        "en": "Map of the municipalities, coloured by what part of today's cost each saves {rule}.",
    },
    "sharing map more": {"da": "betaler mere end i dag: {count}", "en": "pays more than today: {count}"},
    "sharing map below": {"da": "sparer under {high}: {count}", "en": "saves less than {high}: {count}"},
    "sharing map between": {"da": "sparer {low} til {high}: {count}", "en": "saves {low} to {high}: {count}"},
    "sharing map above": {"da": "sparer {low} eller mere: {count}", "en": "saves {low} or more: {count}"},
    "sharing hover": {
        "da": "{name}\nI dag {today} mio. kr. om året, {rule} {pays}: {gain} sparet",
        "en": "{name}\nToday {today} million kr. a year, {rule} {pays}: {gain} saved",
    },
    "sharing term core": {"da": "kerne", "en": "core"},
    "sharing what the core is": {
        "da": "de betalinger, ved hvilke ingen gruppe vinder ved at gå og planlægge for sig selv",
        "en": "the payments by which no group gains by leaving and planning for itself",
    },
    "sharing term objection": {"da": "indsigelse", "en": "objection"},
    "sharing what an objection is": {
        "da": "den gruppe, der ville vinde mest ved at gå, og hvad den ville vinde",
        "en": "the group that would gain most by leaving, and what it would gain",
    },
    "sharing nobody": {"da": "ingen", "en": "nobody"},
    "explain share pays": {
        "da": "{rule} betaler den {pays} om året, {gain} mindre end i dag. {about}",
        "en": "{rule} it pays {pays} a year, {gain} less than today. {about}",
    },
    "explain share pays more": {
        "da": "{rule} betaler den {pays} om året, {gain} mere end i dag. {about}",
        "en": "{rule} it pays {pays} a year, {gain} more than today. {about}",
    },
    "explain share others": {
        "da": "Efter andre regler ville den betale, mio. kr. om året: {rules}.",
        "en": "By other rules it would pay, million kr. a year: {rules}.",
    },
    "explain share rule": {"da": "{rule} {pays}", "en": "{rule} {pays}"},
    "explain share alone": {
        "da": "Alene ville den betale {alone} om året efter den bedste plan, der blev fundet ({folder}).",
        "en": "Alone it would pay {alone} a year by the best plan that was found ({folder}).",
    },
    "explain share alone never": {
        "da": "Alene er der ikke fundet en lovlig plan for den ({folder}).",
        "en": "Alone no lawful plan was found for it ({folder}).",
    },
    "explain share missing": {
        "da": "Hvad den betaler {rule}, og hvad den ville betale alene, siges, når `optimiser share RUN --out DIR` er kørt, med DIR ved siden af RUN.",
        "en": "What it pays {rule} and what it would pay alone is told once `optimiser share RUN --out DIR` has been run, with DIR beside RUN.",
    },
}
