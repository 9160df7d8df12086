"""Headings, sentences, tables and glossary of the HTML report."""

from optimiser.data.settings import Language

# ---- Captions, columns and cells of the tables in the HTML report ---------------------------------


TABLES: dict[str, dict[Language, str]] = {
    "matrix of case": {"da": "Kommuner og opgaveniveauer: {case}", "en": "Municipalities and levels of task: {case}"},
    "forms of cases": {
        "da": "Mio. henvendelser efter leveringsform, og i parentes de kommuner, der bruger den",
        "en": "Million contacts by form, and in brackets the municipalities that use it",
    },
    "centres of cases": {
        "da": "Centre, der betjener andre: mio. henvendelser (samlet volumen)",
        "en": "Centres that serve others: million contacts (pooled volume)",
    },
    "count of rows": {"da": "{shown} af {all}", "en": "{shown} of {all}"},
    "value": {"da": "Værdi", "en": "Value"},
    "meaning": {"da": "Hvad det er", "en": "What it is"},
    "gross gain a year": {"da": "Bruttogevinst om året", "en": "Gross gain a year"},
    "net gain a year": {"da": "Nettogevinst om året", "en": "Net gain a year"},
    "investment a year": {"da": "Investering om året", "en": "Investment a year"},
    "investment once": {"da": "Investering, én gang", "en": "Investment, once"},
    "present value": {"da": "Nettonutidsværdi", "en": "Net present value"},
    "payback time": {"da": "Tilbagebetalingstid", "en": "Payback time"},
    "open centres": {"da": "Åbne centre", "en": "Open centres"},
    "employees": {"da": "Årsværk i centrene", "en": "Full-time staff at centres"},
    "entry points": {"da": "Indgange pr. kommune", "en": "Entry points per municipality"},
    "pay more than today": {"da": "Kommuner, der betaler mere", "en": "Municipalities that pay more"},
    "together": {"da": "tilsammen {kr} om året", "en": "together {kr} a year"},
    "the case": {"da": "System", "en": "System"},
    "places": {"da": "Indgange", "en": "Entry points"},
    "term": {"da": "Post", "en": "Term"},
    "in all": {"da": "I alt", "en": "In total"},
    "cost unchanged": {"da": "Fagforvaltninger, som i dag", "en": "Departments, as today"},
    "cost unpooled": {
        "da": "Centre: den del, størrelsen ikke gør billigere",
        "en": "Centres: the part size does not make cheaper",
    },
    "cost operation": {"da": "Centre: efter omkostningskurven", "en": "Centres: by the cost curve"},
    "cost extra": {"da": "Merudgift: opfølgning og koordination", "en": "Extra cost: follow-up and coordination"},
    "cost connections": {"da": "Tilslutninger", "en": "Connections"},
    "cost fixed": {"da": "Faste udgifter ved centre", "en": "Fixed costs of centres"},
    "cost investment": {"da": "Investering, som beløb om året", "en": "Investment, as a yearly amount"},
    "kind": {"da": "Art", "en": "Kind"},
    "kind local": {"da": "lokalt", "en": "local"},
    "kind virtual": {"da": "virtuelt", "en": "virtual"},
    "kind external": {"da": "eksternt", "en": "external"},
    "pooled contacts": {"da": "Samlet volumen", "en": "Pooled volume"},
    "rule": {"da": "Regel", "en": "Rule"},
    "whom": {"da": "Hvem", "en": "Whom"},
    "needs": {"da": "Kræver", "en": "Needs"},
    "reaches": {"da": "Kan højst nå", "en": "Can reach at most"},
    "municipality": {"da": "Kommune", "en": "Municipality"},
    "region": {"da": "Region", "en": "Region"},
    "letter unchanged": {"da": "U", "en": "U"},
    "letter local": {"da": "E", "en": "O"},
    "letter purchased": {"da": "T", "en": "P"},
    "letter regional": {"da": "R", "en": "R"},
    "letter external": {"da": "X", "en": "X"},
    "theme": {"da": "Tema", "en": "Theme"},
    "weight": {"da": "Vægt", "en": "Weight"},
    "target": {"da": "Mål", "en": "Target"},
    "at least": {"da": "mindst", "en": "at least"},
    "at most": {"da": "højst", "en": "at most"},
    "the target": {"da": "{sense} {target}", "en": "{sense} {target}"},
    "unit": {"da": "Enhed", "en": "Unit"},
    "assumption": {"da": "antagelse", "en": "assumption"},
    "figures in instance": {"da": "se datasættet", "en": "see the instance"},
    "has a source": {"da": "har kilde", "en": "has a source"},
    "grounds": {"da": "Grundlag", "en": "Grounds"},
    "source": {"da": "Kilde", "en": "Source"},
    "note": {"da": "Note", "en": "Note"},
    "applied": {"da": "Anvendes", "en": "Applied"},
    "is applied": {"da": "ja", "en": "yes"},
    "is switched off": {"da": "nej, slået fra", "en": "no, switched off"},
    "applied in": {"da": "kun i {cases}", "en": "only in {cases}"},
    "levels": {"da": "Niveauer", "en": "Levels"},
    "cap": {"da": "Loft", "en": "Cap"},
    "no cap": {"da": "forbud", "en": "forbids"},
    "kr a year": {"da": "{kr} kr. om året", "en": "{kr} kr. a year"},
    "always": {"da": "alle år", "en": "all years"},
    "citation": {"da": "Hjemmel", "en": "Citation"},
    "authority tasks": {"da": "Myndighedsopgaver", "en": "Authority tasks"},
    "proof": {"da": "Bevis", "en": "Proof"},
    "contacts of so many": {"da": "{contacts} ({count})", "en": "{contacts} ({count})"},
}


# ---- What key figures and terms mean, in plain words ----------------------------------------------


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
        "da": "Udgiften i dag minus planens udgift, før investeringen er betalt.",
        "en": "The cost today minus the plan's cost, before the investment is paid.",
    },
    "net means": {
        "da": "Bruttogevinsten, når årets del af investeringen er betalt.",
        "en": "The gross gain, after the year's part of the investment is paid.",
    },
    "payback means": {
        "da": "Investeringen divideret med bruttogevinsten om året, uden renter; ingen, hvis planen koster mere end i dag.",
        "en": "The investment divided by the gross gain a year, without interest; none if the plan costs more than today.",
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


# ---- Headings and sentences of the HTML report ----------------------------------------------------

# The words of its tables and its glossary stand beside.


SENTENCES: dict[str, dict[Language, str]] = {
    "skip to content": {"da": "Gå til indholdet", "en": "Skip to the content"},
    "contents": {"da": "Indhold", "en": "Contents"},
    "made by": {
        "da": "Rapporten er skrevet af optimiser ud fra filerne ved siden af den. Den henter intet fra nettet.",
        "en": "This report was written by optimiser from the files beside it. It fetches nothing from the internet.",
    },
    "documents written": {"da": "Rapporten er skrevet: {files}.", "en": "The report has been written: {files}."},
    "months": {
        "da": "januar februar marts april maj juni juli august september oktober november december",
        "en": "January February March April May June July August September October November December",
    },
    "day": {"da": "{day}. {month} {year}", "en": "{day} {month} {year}"},
    "figures of year": {"da": "opgjort for {first}", "en": "for the year {first}"},
    "figures of years": {"da": "opgjort for årene {first}–{last}", "en": "for the years {first}–{last}"},
    "source of it": {"da": "kilde: {source}", "en": "source: {source}"},
    "proven within": {"da": "bevist inden for {gap}", "en": "proven within {gap}"},
    "proven best": {"da": "bevist at være den bedste", "en": "proven to be the best"},
    "unproven within": {"da": "ikke bevist; afstand {gap}", "en": "not proven; gap {gap}"},
    "unproven": {"da": "intet er bevist", "en": "nothing is proven"},
    "impossible": {"da": "umulig: ingen plan overholder alle regler", "en": "infeasible: no plan meets all rules"},
    "nothing found": {"da": "ingen plan fundet inden for tiden", "en": "no plan found in time"},
    "heading answer": {"da": "Svaret", "en": "The answer"},
    "heading doubts": {"da": "Hvad svaret afhænger af", "en": "What the answer depends on"},
    "heading figures": {"da": "Hovedtal", "en": "Key figures"},
    "heading centres": {"da": "Kontaktcentre", "en": "Contact centres"},
    "heading portfolios": {"da": "Hvem besvarer hvad", "en": "Who answers what"},
    "heading municipalities": {"da": "Kommunerne før og efter", "en": "Municipalities before and after"},
    "heading criteria": {"da": "Designkriterier", "en": "Design criteria"},
    "heading assumptions": {"da": "Tallene bag svaret", "en": "The figures behind the answer"},
    "heading law": {"da": "Lovgivning", "en": "The law"},
    "heading proof": {"da": "Sådan læses beviset", "en": "How to read the proof"},
    "heading glossary": {"da": "Ordforklaring", "en": "Glossary"},
    "heading stamps": {"da": "Sådan er det beregnet", "en": "How it was computed"},
    "heading maps": {"da": "Kortene side om side", "en": "The maps side by side"},
    "heading costs": {"da": "Udgifter og former", "en": "Costs and forms"},
    "heading cases": {"da": "Systemerne hver for sig", "en": "Each system by itself"},
    "heading inputs": {"da": "Forudsætninger, der er forskellige", "en": "Inputs that differ"},
    "heading not proven": {"da": "Hvad der er bevist, og hvad der ikke er", "en": "What is proven and what is not"},
    "read more": {"da": "Læs mere", "en": "Read more"},
    "about this": {"da": "om punkt {number}", "en": "about point {number}"},
    "doubt of all figures": {
        "da": "Alle {all} tal, svaret bruger, er antagelser uden kilde.",
        "en": "All {all} figures the answer uses are assumptions without a source.",
    },
    "doubt of the figures": {
        "da": "{count} af de {all} tal, svaret bruger, er antagelser uden kilde.",
        "en": "{count} of the {all} figures the answer uses are assumptions without a source.",
    },
    "doubt of the gap": {
        "da": "Regnet som i modellen kan en anden plan højst være {kr} ({gap}) billigere om året; det er bevist.",
        "en": "Counted as in the model, another plan can be at most {kr} ({gap}) a year cheaper; that is proven.",
    },
    "no doubt of the gap": {
        "da": "Regnet som i modellen er ingen anden plan så meget som 1 kr. billigere om året; det er bevist.",
        "en": "Counted as in the model, no other plan is as much as 1 kr. a year cheaper; that is proven.",
    },
    "doubt without bound": {
        "da": "Det er ikke bevist, hvor meget billigere en anden plan kan være.",
        "en": "It is not proven how much cheaper another plan can be.",
    },
    "doubt of the curve": {
        "da": "På selve omkostningskurven koster planen {exact}; forskellen fra modellens tal er {error}.",
        "en": "On the cost curve itself the plan costs {exact}; the difference from the model's figure is {error}.",
    },
    "doubt of the hosts": {
        "da": "Udgiften afgør ikke, hvilken vært den enkelte kommune køber hos.",
        "en": "Cost does not settle which host each municipality buys from.",
    },
    "measures assumed": {
        "da": "* {count} af de {all} værdier, der er målt med, er antagelser uden kilde.",
        "en": "* {count} of the {all} values that are measured by are assumptions without a source.",
    },
    "doubt of premises": {
        "da": "Svaret forudsætter: {premises}.",
        "en": "The answer takes for granted: {premises}.",
    },
    "price of premises": {
        "da": "Hvad hver forudsætning koster, finder optimiser prices.",
        "en": "optimiser prices finds what each of these costs.",
    },
    "doubt of wishes": {
        "da": "Svaret opfylder disse ønsker: {premises}.",
        "en": "The answer obeys these wishes: {premises}.",
    },
    "doubt of hosts by distance": {
        "da": "Udgiften afgør ikke, hvilken vært den enkelte kommune køber hos; der er valgt nære værter.",
        "en": "Cost does not settle which host each municipality buys from; near hosts were chosen.",
    },
    "hosts settled by distance": {
        "da": "Blandt planer, der er lige gode inden for afstanden, er valgt en, hvor værterne er nær: i gennemsnit {km} km i luftlinje for det, der købes (før {before} km), og {near} af {buyers} køber i deres egen region (før {near_before}). {cost}",
        "en": "Of plans that are equal within the gap, one was taken in which hosts are near: {km} km as the crow flies on average for what is bought ({before} km before), and {near} of {buyers} buy in their own region ({near_before} before). {cost}",
    },
    "near hosts cost": {"da": "Det koster {kr} kr. mere om året.", "en": "That costs {kr} kr. more a year."},
    "near hosts save": {"da": "Det koster {kr} kr. mindre om året.", "en": "That costs {kr} kr. less a year."},
    "near hosts cost nothing": {"da": "Det koster ikke mere.", "en": "That costs no more."},
    "nearest hosts proven": {
        "da": "Ingen lige så god plan har nærmere værter i gennemsnit; det er bevist.",
        "en": "No equal plan has nearer hosts on average; that is proven.",
    },
    "no nearer hosts than": {
        "da": "I ingen lige så god plan er gennemsnittet under {least} km; det er bevist. At ingen har nærmere værter end denne, er ikke bevist.",
        "en": "In no equal plan is the mean under {least} km; that is proven. That none has nearer hosts than this one is not proven.",
    },
    "nearest hosts not proven": {
        "da": "At ingen lige så god plan har nærmere værter, er ikke bevist.",
        "en": "It is not proven that no equal plan has nearer hosts.",
    },
    "of today": {"da": "{share} af udgiften i dag", "en": "{share} of the cost today"},
    "as annuity": {"da": "svarer til {kr} om året", "en": "equivalent to {kr} a year"},
    "payback note": {
        "da": "før gevinsten har betalt investeringen",
        "en": "until the gain has paid for the investment",
    },
    "so many years": {"da": "{years} år", "en": "{years} years"},
    "so many of all": {"da": "{count} af {all}", "en": "{count} of {all}"},
    "most of all": {"da": "mest {name}: {kr} om året", "en": "{name} the most: {kr} a year"},
    "nobody pays more": {"da": "ingen betaler mere end i dag", "en": "nobody pays more than today"},
    "some pay more on the curve": {
        "da": "på selve omkostningskurven {count}, mest {name}: {kr} om året",
        "en": "on the cost curve itself {count}, {name} the most: {kr} a year",
    },
    "map caption": {
        "da": "Hvem der besvarer de fleste af hver kommunes informationshenvendelser",
        "en": "Who answers most of each municipality's information contacts",
    },
    "more columns": {"da": "{count} kolonner mere: rul til siden →", "en": "{count} more columns: scroll sideways →"},
    "one more column": {"da": "1 kolonne mere: rul til siden →", "en": "1 more column: scroll sideways →"},
    "more rows": {"da": "{count} rækker mere: rul ned ↓", "en": "{count} more rows: scroll down ↓"},
    "one more row": {"da": "1 række mere: rul ned ↓", "en": "1 more row: scroll down ↓"},
    "map drawn simply": {
        "da": "Kortet er vores egen, forenklede tegning. Hvem der grænser op til hvem på land, er rigtigt; kyster og grænser er omtrentlige og ikke til at måle på.",
        "en": "The map is a simple drawing of our own. Who borders on whom on land is right; coasts and borders are rough and not for measuring.",
    },
    "legend note": {
        "da": "{count} kommuner, {contacts} mio. henvendelser",
        "en": "{count} municipalities, {contacts} million contacts",
    },
    "legend note of one": {
        "da": "{count} kommune, {contacts} mio. henvendelser",
        "en": "{count} municipality, {contacts} million contacts",
    },
    "waterfall caption": {"da": "Fra udgiften i dag til udgiften efter", "en": "From the cost today to the cost after"},
    "centres chart caption": {
        "da": "Centrene på omkostningskurven: hvad en henvendelse koster, afhængigt af centrets størrelse",
        "en": "The centres on the cost curve: what a contact costs, depending on the size of the centre",
    },
    "bars caption": {"da": "Nettogevinst og investering", "en": "Net gain and investment"},
    "score caption": {"da": "Nettogevinst og designkriterier", "en": "Net gain and design criteria"},
    "gain of case": {"da": "nettogevinst {gain} om året", "en": "net gain {gain} a year"},
    "comparison of cases": {"da": "Sammenligning af {count} systemer", "en": "Comparison of {count} cases"},
    "about the matrix": {
        "da": "Hver række er en kommune, hver kolonne et opgaveniveau. Bogstavet er leveringsformen; hold markøren over en celle, eller tryk på den, for at se centret.",
        "en": "Each row is a municipality, each column a level of task. The letter is the form; point at a cell, or tap it, to see the centre.",
    },
    "answered by": {"da": "{form}: {centre}", "en": "{form}: {centre}"},
    "departments": {"da": "egne fagforvaltninger", "en": "own departments"},
    "about the shares": {
        "da": "Et centers udgift deles mellem kommunerne efter samlet volumen, hvor en værtskommune ikke forlanger andet. Små forskelle mellem kommuner er ikke en del af svaret, for hvem der køber hos hvem, kan ofte byttes om, uden at planen bliver dyrere.",
        "en": "A centre's cost is shared among municipalities by pooled volume, unless a host asks otherwise. Small differences between municipalities are not part of the answer, because who buys from whom can often be exchanged without making the plan more expensive.",
    },
    "about the criteria": {
        "da": "Vægtet gennemsnit af de kriterier, der har en værdi: {score}. Kun en del af henvendelserne er vurderet; andelen står ved hvert kriterium.",
        "en": "Weighted mean of the criteria that have a value: {score}. Only some of the contacts are rated; the share is shown beside each criterion.",
    },
    "about the themes": {
        "da": "Hvert temas tal er det vægtede gennemsnit af dets kriterier over de henvendelser, der er vurderet. Hvor andelen er forskellig, er det ikke de samme henvendelser, der er vurderet, og så siger små forskelle i tallene intet.",
        "en": "Each theme's figure is the weighted mean of its criteria over the contacts that are rated. Where the share differs, the contacts that are rated are not the same, and small differences in the figures then say nothing.",
    },
    "about the assumptions": {
        "da": "Hvert tal, svaret bygger på. Navne, kilder og noter er vist, som de er skrevet i datasættet.",
        "en": "Every figure the answer is based on. Names, sources and notes are shown as they are written in the data.",
    },
    "about the assumptions of one": {
        "da": "Tallene er dem, {case} er beregnet med. Hvor de andre afviger, kan ses under Forudsætninger, der er forskellige.",
        "en": "These are the figures {case} was computed with. Where the others differ can be seen under Inputs that differ.",
    },
    "about the maps": {
        "da": "Samme center har samme farve og bogstav på alle kort.",
        "en": "The same centre has the same colour and letter on every map.",
    },
    "about the stamps": {
        "da": "Med disse oplysninger kan enhver gentage beregningen.",
        "en": "With this information, anybody can repeat the computation.",
    },
    "no law": {"da": "Datasættet har ingen lovregler.", "en": "The data contain no legal rules."},
    "no inputs differ": {
        "da": "Alle er beregnet med de samme forudsætninger.",
        "en": "All were computed with the same inputs.",
    },
    "how to read the gap": {
        "da": "Planen koster {cost} om året. Programmet har også bevist en nedre grænse: Ingen lovlig plan kan koste mindre end {bound}. Forskellen, {kr} eller {gap} af planens udgift, kaldes afstanden (gabet). Det er det meste, der i modellen kan spares ved at lede videre.",
        "en": "The plan costs {cost} a year. The program has also proven a bound: no lawful plan can cost less than {bound}. The difference, {kr} or {gap} of the plan's cost, is called the gap. It is the most that can be saved within the model by searching further.",
    },
    "how to read no gap": {
        "da": "Planen koster {cost} om året. Programmet har også bevist en nedre grænse: Ingen lovlig plan er så meget som 1 kr. billigere. Forskellen kaldes afstanden (gabet). Her er der ingen, så der er intet at spare i modellen ved at lede videre.",
        "en": "The plan costs {cost} a year. The program has also proven a bound: no lawful plan is as much as 1 kr. cheaper. The difference is called the gap. Here there is none, so nothing can be saved within the model by searching further.",
    },
    "nothing is proven": {
        "da": "Planen overholder alle regler, men det er ikke bevist, hvor meget billigere en anden plan kan være.",
        "en": "The plan meets all rules, but it is not proven how much cheaper another plan can be.",
    },
    "nothing certified": {
        "da": "Den nedre grænse er bevist af løseren alene; den er ikke regnet efter uden den.",
        "en": "The bound was proven by the solver alone; it was not checked without it.",
    },
    "how to read the curve": {
        "da": "Omkostningskurven er krum, og modellen følger den med rette stykker, der højst ligger {allowed} under den og aldrig over. Regnet på selve kurven koster planen {exact}, en forskel på {error}. Da stykkerne aldrig ligger over kurven, gælder den nedre grænse også for kurven.",
        "en": "The cost curve is bent, and the model follows it with straight pieces that lie at most {allowed} below it and never above. On the curve itself the plan costs {exact}, a difference of {error}. Because the pieces never lie above the curve, the bound holds for the curve too.",
    },
    "hosts not settled": {
        "da": "Hvem der køber hos hvem, er ikke afgjort: Værterne er ens for køberne, og mange planer koster det samme. Svaret er den samlede udgift, formerne, og hvem der er værter. Svaret er ikke, hvilken vært den enkelte kommune har, og heller ikke små forskelle i, hvad den betaler.",
        "en": "Who buys from whom is not settled: to the buyers the hosts are alike, and many plans cost the same. The answer is the total cost, the forms, and who the hosts are. Which host a municipality has, and small differences in what it pays, are not part of the answer.",
    },
    "equals not settled": {
        "da": "Beviset skelner ikke mellem planer, der koster næsten det samme. Den samlede udgift er svaret; en enkelt kommunes løsning kan ofte ændres for et beløb inden for afstanden.",
        "en": "The proof does not distinguish between plans that cost nearly the same. The total cost is the answer; what a single municipality does can often be changed for an amount within the gap.",
    },
    "checked again": {
        "da": "Planen er kontrolleret af et uafhængigt program, der regner udgifter og regler efter: {checks} kontroller, {breaches} brud.",
        "en": "The plan was checked by an independent program that recomputes costs and rules: {checks} checks, {breaches} breaches.",
    },
    "the gaps in a comparison": {
        "da": "Forskellen mellem to planer er bevist, når den er større end de to afstande tilsammen: Så kan den dyreste, regnet som i modellen, ikke blive den billigste, uanset hvor længe man leder.",
        "en": "The difference between two plans is proven when it is larger than the two gaps together: then, counted as in the model, the more expensive one cannot become the cheaper one, however long one searches.",
    },
    "finished": {"da": "Færdig", "en": "Finished"},
    "command": {"da": "Kommando", "en": "Command"},
    "from a program": {
        "da": "ikke noteret; kørt fra et program eller i en undersøgelse",
        "en": "not recorded; run from a program, or in a study",
    },
    "data": {"da": "Datasæt", "en": "Data"},
    "data and year": {"da": "{name}, år {first}", "en": "{name}, year {first}"},
    "data and years": {"da": "{name}, årene {first}–{last}", "en": "{name}, the years {first}–{last}"},
    "system and structure": {"da": "System (struktur)", "en": "System (structure)"},
    "changes": {"da": "Ændringer i datasættet", "en": "Changes made to the data"},
    "no changes": {"da": "ingen", "en": "none"},
    "remarks": {"da": "Bemærkninger til datasættet", "en": "Remarks on the data"},
    "input hash": {"da": "Datasættets kontrolsum (SHA-256)", "en": "Hash of the instance (SHA-256)"},
    "options": {"da": "Valg ved løsningen", "en": "Options of the solve"},
    "seconds": {"da": "Sekunder i alt", "en": "Seconds in total"},
    "proof by": {"da": "Beviset kommer fra", "en": "The proof comes from"},
    "stage pooled": {"da": "modellen med samlede værter", "en": "the model with pooled hosts"},
    "stage packing": {"da": "fordelingen af køberne på værter", "en": "the packing of buyers into hosts"},
    "stage lagrangian": {"da": "priserne på hele porteføljer", "en": "the prices of whole portfolios"},
    "stage branches": {
        "da": "en søgning over, hvilke centre der er åbne",
        "en": "a search over which centres are open",
    },
    "stage portfolios": {"da": "modellen med hele porteføljer", "en": "the model of whole portfolios"},
    "stage exact": {"da": "den fulde model", "en": "the exact model"},
    "stage years apart": {
        "da": "hvert år for sig, til priser for det, der varer",
        "en": "each year by itself, at prices for what lasts",
    },
    "stage years": {"da": "modellen af alle årene", "en": "the model of all years"},
    "none of them": {"da": "ingen", "en": "none"},
    "versions": {"da": "Versioner", "en": "Versions"},
}

PAGE: dict[str, dict[Language, str]] = {**SENTENCES, **TABLES, **MEANINGS}
"""Everything the page says."""
