"""What is said of a plan: by the command line, in charts, of service and KPIs, and on the pages about municipalities."""

from optimiser.data.settings import Language

# ---- What the command line says of a solve --------------------------------------------------------


SUMMARY: dict[str, dict[Language, str]] = {
    "header": {
        "da": "{name} · kommuner {municipalities} · opgaver {tasks} · mulige værter {hosts} · system {system} · aktive lovregler {laws}",
        "en": "{name} · municipalities {municipalities} · tasks {tasks} · candidate hosts {hosts} · system {system} · active legal rules {laws}",
    },
    "changed": {"da": "Ændret: {change}", "en": "Changed: {change}"},
    "progress": {
        "da": "s  grænse {bound}   plan {plan} mio. kr.   afstand {gap}",
        "en": "s  bound {bound}   plan {plan} m kr.   gap {gap}",
    },
    "less": {
        "da": "I dag koster opgaverne {today} om året. Planen koster {cost}: {gain} ({share}) mindre om året, når der er betalt {annual} om året til investering ({investment} én gang{payback}).",
        "en": "Today the tasks cost {today} a year. The plan costs {cost}: {gain} ({share}) less a year, after paying {annual} a year for investment ({investment} once{payback}).",
    },
    "more": {
        "da": "I dag koster opgaverne {today} om året. Planen koster {cost}: {gain} ({share}) MERE om året, når der er betalt {annual} om året til investering ({investment} én gang{payback}).",
        "en": "Today the tasks cost {today} a year. The plan costs {cost}: {gain} ({share}) MORE a year, after paying {annual} a year for investment ({investment} once{payback}).",
    },
    "today changed": {
        "da": "Udgiften i dag er ikke datasættets egen, men det, {contacts} henvendelser til {price} kr. ville koste; ændret: {changes}. Gevinsten måles i forhold til det.",
        "en": "Today's cost is not the instance's own, but what {contacts} contacts at {price} kr. would cost; changed: {changes}. The gain is measured against that.",
    },
    "saved": {
        "da": "I forhold til det samme i dag ({today} om året for {contacts} henvendelser) ændrer {plan} udgiften med {total}: {volumes}, {why}, og {organising} ved at besvarelsen organiseres anderledes.",
        "en": "Against the same today ({today} a year for {contacts} contacts) {plan} changes the cost by {total}: {volumes} {why}, and {organising} by organising.",
    },
    "saved by fewer contacts": {
        "da": "fordi der er {count} færre henvendelser",
        "en": "because there are {count} fewer contacts",
    },
    "saved by more contacts": {
        "da": "fordi der er {count} flere henvendelser",
        "en": "because there are {count} more contacts",
    },
    "saved by price": {
        "da": "fordi en henvendelse koster noget andet, som den besvares i dag",
        "en": "because a contact costs something else as answered today",
    },
    "saved by contacts and price": {
        "da": "{told}, og de koster noget andet, som de besvares i dag",
        "en": "{told}, and they cost something else as answered today",
    },
    "the plan in a sentence": {"da": "planen", "en": "the plan"},
    "payback": {"da": ", tjent hjem på {years} år", "en": ", paid back in {years} years"},
    "no payback": {"da": ", som ikke tjenes hjem", "en": ", which is not paid back"},
    "optimal": {
        "da": "Bevist: Ingen plan koster under {bound}, så afstanden er {gap} ({gap_kr}), inden for de ønskede {asked}.",
        "en": "Proven: no plan costs less than {bound}, so the gap is {gap} ({gap_kr}), within the {asked} asked for.",
    },
    "optimal to the krone": {
        "da": "Bevist: Planen er den bedste. Ingen anden er så meget som 1 kr. billigere om året.",
        "en": "Proven: this plan is the best. No other is as much as 1 kr. a year cheaper.",
    },
    "that of this plan": {"da": "denne plans {cost}", "en": "the {cost} of this one"},
    "rounded": {
        "da": "Tallene er afrundet hver for sig, så summer og forskelle af de viste tal kan afvige på sidste ciffer.",
        "en": "Figures are rounded one by one, so sums and differences of the figures shown can be off in the last digit.",
    },
    "feasible": {
        "da": "ADVARSEL: Planen er ikke bevist til de ønskede {asked}. Ingen plan koster under {bound}; afstanden er {gap} ({gap_kr}).",
        "en": "WARNING: the plan is not proven to the {asked} asked for. No plan costs less than {bound}; the gap is {gap} ({gap_kr}).",
    },
    "feasible without bound": {
        "da": "ADVARSEL: Intet er bevist om, hvor god planen er.",
        "en": "WARNING: nothing is proven about how good the plan is.",
    },
    "left out": {
        "da": "Trinnet {stage} er udeladt: Det skønnes at kræve {needed} GB hukommelse, og højst {allowed} GB er tilladt.",
        "en": "The stage {stage} was left out: it is estimated to need {needed} GB of memory, and at most {allowed} GB is allowed.",
    },
    "solve stopped": {"da": "Løsningen stoppede {why}.", "en": "The solve stopped {why}."},
    "at the limit": {"da": "ved tidsgrænsen på {limit} s", "en": "at the time limit of {limit} s"},
    "in contradiction": {
        "da": "med en grænse, som planen modbeviser; grænsen er derfor ikke vist",
        "en": "with a bound that the plan disproves, so the bound is not shown",
    },
    "by Ctrl-C": {"da": "med Ctrl-C", "en": "with Ctrl-C"},
    "curve": {
        "da": "På selve omkostningskurven koster planen {exact} ({error} fra modellens rette stykker, som højst må afvige {allowed}).",
        "en": "On the cost curve itself the plan costs {exact} ({error} from the model's straight pieces, which may be off by at most {allowed}).",
    },
    "largest": {
        "da": "Største centre (samlet volumen, enhedsomkostning): {centres}.",
        "en": "Largest centres (pooled volume, unit cost): {centres}.",
    },
    "centre": {"da": "{name} {volume} mio. ({unit} kr.)", "en": "{name} {volume} m ({unit} kr.)"},
    "binding": {
        "da": "Ved deres grænse, så godt som uden noget at give af: {rules}. Det er ingen pris: Hvad en regel koster, findes ved at løse uden den (optimiser prices), og også en regel, hvis grænse ikke er nået, kan koste noget.",
        "en": "At their limit, with next to nothing to spare: {rules}. That is no price: what a rule costs is found by solving without it (optimiser prices), and a rule that is not at its limit may cost something too.",
    },
    "binding rule": {"da": "{rule} ({count})", "en": "{rule} ({count})"},
    "nothing binds": {
        "da": "Ingen regels grænse er nået; regler kan alligevel koste noget.",
        "en": "No rule's limit is reached; rules may still cost something.",
    },
    "closed": {
        "da": "Kan ikke nå det mindste, der kræves for at være åbent eller for at betjene andre, og er eller gør det derfor ikke: {centres}.",
        "en": "Cannot reach the minimum required to be open or to serve others, and so are not open or do not serve them: {centres}.",
    },
    "shortfall": {"da": "{name} ({reaches} af {needs} mio.)", "en": "{name} ({reaches} of {needs} m)"},
    "nobody worse off": {"da": "Ingen kommune betaler mere end i dag.", "en": "No municipality pays more than today."},
    "nobody worse off by pieces": {
        "da": "Regnet med modellens rette stykker betaler ingen kommune mere end i dag; på selve omkostningskurven gør {count} af {all} det, mest {name}, {kr} om året.",
        "en": "Counted with the model's straight pieces, no municipality pays more than today; on the cost curve itself {count} of {all} do, {name} the most, {kr} a year.",
    },
    "worse off on the curve": {
        "da": "På selve omkostningskurven er det {count} af {all}; mest {name}, {kr} om året.",
        "en": "On the cost curve itself it is {count} of {all}; {name} the most, {kr} a year.",
    },
    "laws": {"da": "Aktive lovregler: {rules}.", "en": "Active legal rules: {rules}."},
    "assumed": {
        "da": "{count} af tallene bag svaret er antagelser uden kilde: se assumptions.csv.",
        "en": "{count} of the figures behind this answer are assumptions without a source: see assumptions.csv.",
    },
    "folder": {
        "da": "Kørselsmappe: {folder} (report.html og report.xlsx til at læse; run.json, {tables} tabeller, datasættet).",
        "en": "Run folder: {folder} (report.html and report.xlsx to read; run.json, {tables} tables, the instance).",
    },
    "model and starts": {
        "da": "Modellen for andre solvere: {model}; planen som startpunkt for SCIP og HiGHS: {sol}, for CBC: {cbc}.",
        "en": "The model for other solvers: {model}; the plan as a start for SCIP and HiGHS: {sol}, for CBC: {cbc}.",
    },
    "model alone": {"da": "Modellen for andre solvere: {model}.", "en": "The model for other solvers: {model}."},
    "saved elsewhere": {
        "da": "Planen kunne ikke gemmes i {folder}, som i mellemtiden er taget i brug, eller som der ikke længere kan skrives i. Den er gemt i {saved}.",
        "en": "The plan could not be saved in {folder}, which is now in use or can no longer be written to. It is saved in {saved}.",
    },
    "documents not written": {
        "da": "ADVARSEL: Løsningen er gemt i {folder}, men rapporten kunne ikke skrives: {why}. Skriv den med: optimiser report {folder}",
        "en": "WARNING: the run is saved in {folder}, but the report could not be written: {why}. To write it: optimiser report {folder}",
    },
    "infeasible": {"da": "Ingen plan overholder alle regler.", "en": "No plan meets all rules."},
    "the country": {"da": "hele landet", "en": "the country"},
    "and more": {"da": "{some} og {count} til", "en": "{some} and {count} more"},
    "infeasible together": {
        "da": "Ingen enkelt regel ses at være umulig for sig. Find de regler, der ikke kan overholdes samtidig, og hvad der ville hjælpe, med: optimiser diagnose",
        "en": "No single rule is seen to be impossible by itself. To find the rules that cannot be met at the same time, and what would help: optimiser diagnose",
    },
    "no solution found": {
        "da": "Der blev ikke fundet en plan inden for {limit} s, og det er ikke bevist, at der ingen er. Giv længere tid med --time-limit.",
        "en": "No plan was found within {limit} s, and it is not proven that there is none. Allow more time with --time-limit.",
    },
    "no solution with a margin": {
        "da": "Der blev ikke fundet en plan, og det er ikke bevist, at der ingen er: Planer søges med en margen til reglen »{rules}«, så en plan, der lige netop overholder den, kan være overset.",
        "en": "No plan was found, and it is not proven that there is none: plans are looked for with a margin to the rule “{rules}”, so one that only just satisfies it may be missed.",
    },
    "nobody at home": {
        "da": "Her er det ingen mulig plan, at alle svarer hjemme: Det er udelukket af {rules}.",
        "en": "That everyone answers at home is no possible plan here: it is ruled out by {rules}.",
    },
    "form": {"da": "form", "en": "form"},
    "municipalities": {"da": "kommuner", "en": "municipalities"},
    "contacts": {"da": "henvendelser", "en": "contacts"},
    "cost today": {"da": "i dag", "en": "cost today"},
    "millions": {"da": "mio.", "en": "m"},
    "local": {"da": "eget center", "en": "own centre"},
    "purchased": {"da": "tilkøb", "en": "purchased"},
    "regional": {"da": "regionalt", "en": "regional"},
    "external": {"da": "eksternt", "en": "external"},
    "unchanged": {"da": "uændret", "en": "unchanged"},
}


# ---- What is said of service, staffing and KPIs, in the terminal, on the page and in the workbook ----


SERVICE: dict[str, dict[Language, str]] = {
    "service kept": {
        "da": "Centrene besvarer {share} af deres henvendelser inden for {seconds} s (lovet: {promised}; lavest: {centre}, {least}), {hours} timer om ugen, med {fte} årsværk.",
        "en": "Centres answer {share} of their contacts within {seconds} s (promised: {promised}; lowest: {centre}, {least}), {hours} hours a week, with {fte} full-time employees.",
    },
    "service of several": {
        "da": "Centrene besvarer {share} af deres henvendelser i tide (lavest: {centre}, {least}) med {fte} årsværk. De lover: {promises}.",
        "en": "Centres answer {share} of their contacts in time (lowest: {centre}, {least}), with {fte} full-time employees. They promise: {promises}.",
    },
    "the promise in words": {"da": "{share} inden for {seconds} s", "en": "{share} within {seconds} s"},
    "promise of so many": {
        "da": "{promise}, {hours} timer om ugen (centre: {count})",
        "en": "{promise}, {hours} hours a week (centres: {count})",
    },
    "targets met": {
        "da": "Alle mål for nøgletal ({count}) er nået: {kpis}.",
        "en": "All KPI targets ({count}) are met: {kpis}.",
    },
    "targets missed": {
        "da": "{count} af {all} mål for nøgletal er IKKE nået: {kpis}.",
        "en": "{count} of {all} KPI targets are NOT met: {kpis}.",
    },
    "kpi and target": {"da": "{name} {value} (mål: {target})", "en": "{name} {value} (target: {target})"},
    "kpi and worst": {
        "da": "{name} {value} (mål: {target}; dårligst: {place}, {worst})",
        "en": "{name} {value} (target: {target}; worst: {place}, {worst})",
    },
    "is met": {"da": "nået", "en": "met"},
    "is not met": {"da": "ikke nået", "en": "not met"},
    "has no target": {"da": "intet mål", "en": "no target"},
    "heading service": {"da": "Service og bemanding", "en": "Service and staffing"},
    "how centres are staffed": {
        "da": "Hvert center er bemandet efter det, det lover: I hver halve time af en antaget uge er der de færreste medarbejdere ved telefonerne, som holder løftet efter Erlang C, formlen for telefonkøer.",
        "en": "Each centre is staffed for what it promises: in every half hour of an assumed week, it has the fewest agents at the phones that keep the promise according to Erlang C, the formula for telephone queues.",
    },
    "nobody is thought to hang up": {
        "da": "Det er antaget, at ingen lægger på, mens de venter.",
        "en": "It is assumed that nobody hangs up while waiting.",
    },
    "callers hang up": {
        "da": "Borgere lægger på efter {seconds} s i gennemsnit (Erlang A).",
        "en": "Callers hang up after {seconds} s on average (Erlang A).",
    },
    "how staff are counted": {
        "da": "Årsværk er timerne ved telefonerne, inklusive ventetid mellem henvendelser, divideret med et årsværks nettotimer. Hvad der er antaget om ugens forløb, betjeningstider og svind, er mærket under Tallene bag svaret.",
        "en": "Full-time employees are the hours at the phones, including waiting between contacts, divided by the net hours of one employee. What is assumed about the course of the week, handling times and shrinkage is marked under The figures behind the answer.",
    },
    "agents may be so busy": {
        "da": "De må højst bruge {busy} af tiden på henvendelser. I store centre er det den grænse og ikke løftet, der bestemmer; derfor svarer de flere i tide, end de har lovet.",
        "en": "They may spend at most {busy} of their time on contacts. In large centres, that limit decides and not the promise; so they answer more in time than they have promised.",
    },
    "shrinkage counted": {
        "da": "Af nettotimerne går {shrinkage} tabt, fx fordi vagter ikke passer med behovet (svind).",
        "en": "Of the net hours, {shrinkage} is lost, e.g. because shifts do not fit the need (shrinkage).",
    },
    "per thousand contacts": {"da": "pr. 1.000 henvendelser", "en": "per 1,000 contacts"},
    "what service costs": {
        "da": "Omkostningskurven gælder for {share} inden for {seconds} s og {hours} timer om ugen. Lover et center noget andet, følger {staffing} af dets udgift de timer ved telefonerne, som løftet kræver.",
        "en": "The cost curve applies to {share} within {seconds} s and {hours} hours a week. If a centre promises something else, {staffing} of its cost follows the hours at the phones that the promise requires.",
    },
    "about alone": {
        "da": "Tallene for kommunen alene er beregnet, ikke optalt: Det er, hvad dens informationshenvendelser ville kræve i et center kun for den selv. Tallene i planen er fra de centre, der besvarer dem; i større centre er der mindre ventetid mellem henvendelser. En streg betyder, at fagforvaltningerne besvarer dem.",
        "en": "The figures alone are computed, not counted: what the municipality's information contacts would require in a centre of its own. The figures in the plan are from the centres that answer them; in larger centres there is less waiting between contacts. A dash means that the departments answer them.",
    },
    "about the measures": {
        "da": "Nøgletallene er målt for sig og indgår ikke i designkriteriernes samlede tal.",
        "en": "The measures stand by themselves and are not part of the design criteria's score.",
    },
    "service of cases": {"da": "Service og bemanding i centrene", "en": "Service and staffing at the centres"},
    "answered in time": {"da": "Besvaret i tide", "en": "Answered in time"},
    "at the centre": {"da": "{share} ({centre})", "en": "{share} ({centre})"},
    "met": {"da": "Mål nået?", "en": "Target met?"},
    "least of all": {"da": "lavest {centre}: {share}", "en": "lowest {centre}: {share}"},
    "at so many centres": {"da": "i {count} centre", "en": "at {count} centres"},
    "cost pieces": {"da": "Rette stykker på omkostningskurven", "en": "Straight pieces of the cost curve"},
    "cost pieces of a class": {
        "da": "{promise}, {hours} timer om ugen{wages}: {centres} mulige centre, {pieces} stykker, højst {error} under kurven",
        "en": "{promise}, {hours} hours a week{wages}: {centres} possible centres, {pieces} pieces, at most {error} below the curve",
    },
    "at wages": {"da": ", lønninger × {level}", "en": ", wages × {level}"},
    # The workbook
    "book hours unit": {"da": "timer om året", "en": "hours a year"},
    "book nobody hangs up": {"da": "ingen lægger på", "en": "nobody hangs up"},
}


# ---- Titles, labels and descriptions of the charts ------------------------------------------------


CHARTS: dict[str, dict[Language, str]] = {
    "map title": {"da": "Hvem besvarer hvem ({system})", "en": "Who answers whom ({system})"},
    "map of circles": {
        "da": "En cirkel for hver kommune; arealet viser antallet af henvendelser, og cirklen ligger nær kommunens rigtige plads.",
        "en": "A circle for each municipality; its area shows the number of contacts, and it lies near the municipality's true place.",
    },
    "map of outlines": {"da": "Kommunernes omrids.", "en": "The outlines of the municipalities."},
    "map of outlines with inset": {
        "da": "Kommunernes omrids; hvor de er små, er en del af kortet tegnet igen og større i en ramme.",
        "en": "The outlines of the municipalities; where they are small, a part of the map is drawn again, larger, in a frame.",
    },
    "map description": {
        "da": "Farve og bogstav viser det center, der besvarer flest af kommunens informationshenvendelser; værtskommuner har tyk kant.",
        "en": "Colour and letter show the centre that answers most of the municipality's information contacts; host municipalities have a heavy outline.",
    },
    "map nearer": {
        "da": "Tegnet nærmere end på et almindeligt kort: {names}.",
        "en": "Drawn nearer than on an ordinary map: {names}.",
    },
    "map own centre": {"da": "eget center, kun for sig selv", "en": "own centre, for itself only"},
    "map departments": {"da": "egne fagforvaltninger, som i dag", "en": "own departments, as today"},
    "hover contacts": {"da": "{name}: {contacts} henvendelser om året", "en": "{name}: {contacts} contacts a year"},
    "hover level": {"da": "niveau {levels}", "en": "level {levels}"},
    "hover levels": {"da": "niveau {levels}", "en": "levels {levels}"},
    "hover unchanged": {"da": "{levels} uændret i fagforvaltningerne", "en": "{levels} unchanged in its departments"},
    "hover local": {"da": "{levels} i eget center", "en": "{levels} in its own centre"},
    "hover purchased": {"da": "{levels} købes af {centre}", "en": "{levels} bought from {centre}"},
    "hover regional": {
        "da": "{levels} i det virtuelle center {centre}",
        "en": "{levels} in the virtual centre {centre}",
    },
    "hover external": {"da": "{levels} hos {centre}", "en": "{levels} at {centre}"},
    "hover pays": {"da": "betaler {today} → {after} om året", "en": "pays {today} → {after} a year"},
    "waterfall title": {"da": "Fra i dag til planen", "en": "From today to the plan"},
    "waterfall description": {
        "da": "Bjælkerne viser, hvordan den årlige udgift ændrer sig i forhold til i dag: fra {today} i dag til {after} efter. Bjælker mod venstre er besparelser, bjælker mod højre er merudgifter.",
        "en": "The bars show how the yearly cost changes compared with today: from {today} today to {after} after. Bars to the left are savings, bars to the right are extra costs.",
    },
    "waterfall axis": {"da": "mio. kr. om året i forhold til i dag", "en": "million kr. a year compared with today"},
    "waterfall today": {"da": "I dag", "en": "Today"},
    "waterfall cheaper": {"da": "Større centre besvarer billigere", "en": "Larger centres answer more cheaply"},
    "waterfall dearer": {"da": "Besvarelsen bliver dyrere", "en": "Answering costs more"},
    "waterfall extra": {"da": "Merarbejde, når andre besvarer", "en": "Extra work when others answer"},
    "waterfall connections": {"da": "Tilslutninger til andre centre", "en": "Connections to other centres"},
    "waterfall fixed": {"da": "Faste udgifter ved centre", "en": "Fixed costs of centres"},
    "waterfall investment": {"da": "Investering, fordelt på år", "en": "Investment, spread over years"},
    "waterfall after": {"da": "Planen", "en": "The plan"},
    "waterfall total": {"da": "{change} → {cost}", "en": "{change} → {cost}"},
    "centres title": {"da": "Centrenes størrelse og pris", "en": "The centres' size and cost"},
    "centres description": {
        "da": "Hvert åbent center efter samlet volumen og pris pr. henvendelse, på omkostningskurven. Cirkler er lokale centre, romber virtuelle, firkanter eksterne; større mærker betjener flere kommuner.",
        "en": "Each open centre by pooled volume and cost per contact, on the cost curve. Circles are local centres, diamonds virtual, squares external; larger marks serve more municipalities.",
    },
    "centres volume axis": {"da": "samlet volumen, henvendelser om året", "en": "pooled volume, contacts a year"},
    "centres cost axis": {"da": "kr. pr. henvendelse", "en": "kr. per contact"},
    "centres curve": {"da": "omkostningskurven", "en": "cost curve"},
    "centres curve times": {"da": "kurven × {factor}", "en": "curve × {factor}"},
    "centres minimum": {"da": "mindstekrav til fælles center", "en": "minimum for a shared centre"},
    "centres least sold": {"da": "En vært skal sælge mindst {volume}.", "en": "A host must sell at least {volume}."},
    "centres told": {
        "da": "{name}: {volume} henvendelser til {unit} kr., kommuner: {municipalities}",
        "en": "{name}: {volume} contacts at {unit} kr., municipalities: {municipalities}",
    },
    "cost bars title": {"da": "Nettogevinst og investering", "en": "Net gain and investment"},
    "cost bars description": {
        "da": "Et system i hver række, det billigste øverst. Stregen viser, hvor meget gevinsten højst kunne blive.",
        "en": "A case in each row, the cheapest first. The line shows how large the gain could be at most.",
    },
    "cost bars gain axis": {"da": "nettogevinst, mio. kr. om året", "en": "net gain, million kr. a year"},
    "cost bars investment axis": {"da": "investeret, mio. kr.", "en": "invested, million kr."},
    "cost bars told": {
        "da": "{case}: nettogevinst {gain} om året, {proof}; investering {investment} én gang",
        "en": "{case}: net gain {gain} a year, {proof}; {investment} invested once",
    },
    "cost bars at most": {"da": "højst {most} er muligt", "en": "at most {most} is possible"},
    "cost bars no bound": {"da": "intet bevist om mere end {most}", "en": "nothing proven about more than {most}"},
    "cost bars invested": {"da": "{case}: {investment} én gang", "en": "{case}: {investment} once"},
    "cost bars without plan": {"da": "Uden plan: {cases}.", "en": "Without a plan: {cases}."},
    "score title": {"da": "Nettogevinst mod designkriterier", "en": "Net gain against design criteria"},
    "score description": {
        "da": "{count} systemer efter score på designkriterierne (vandret) og nettogevinst (lodret); de bedste er øverst til højre.",
        "en": "{count} cases by design-criteria score (horizontal) and net gain (vertical); the best are at the top right.",
    },
    "score axis": {"da": "score på designkriterierne", "en": "design-criteria score"},
    "score gain axis": {"da": "nettogevinst, mio. kr. om året", "en": "net gain, million kr. a year"},
    "score told": {
        "da": "{case}: score {score}, nettogevinst {gain} om året",
        "en": "{case}: score {score}, net gain {gain} a year",
    },
}


# ---- The words of the pages about each municipality, and of numbers with what they count ----------


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
        "da": "Regler, hvis grænse er nået her: {rules}; om det koster noget, vides ikke.",
        "en": "Rules whose limit is reached here: {rules}; whether that costs anything is not known.",
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
