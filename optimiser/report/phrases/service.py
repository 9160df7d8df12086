"""What is said of service, staffing and KPIs, in the terminal, on the page and in the workbook."""

from optimiser.data.settings import Language

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
        "da": "Tallene for kommunen alene er beregnet, ikke optalt: hvad dens informationshenvendelser ville kræve i et center kun for den selv. Tallene i planen er fra de centre, der besvarer dem; i større centre er der mindre ventetid mellem henvendelser. En streg betyder, at fagforvaltningerne besvarer dem.",
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
        "da": "{promise}, {hours} timer om ugen: {centres} mulige centre, {pieces} stykker, højst {error} under kurven",
        "en": "{promise}, {hours} hours a week: {centres} possible centres, {pieces} pieces, at most {error} below the curve",
    },
    # The workbook
    "book hours unit": {"da": "timer om året", "en": "hours a year"},
    "book nobody hangs up": {"da": "ingen lægger på", "en": "nobody hangs up"},
}
