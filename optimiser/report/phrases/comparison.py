"""What is said of structures side by side."""

from optimiser.data.settings import Language

COMPARISON: dict[str, dict[Language, str]] = {
    "cheapest of all": {"da": "Billigst af {count} er {cases}", "en": "The cheapest of {count} is {cases}"},
    "cheapest are the same": {
        "da": "Billigst af {count}, med én og samme plan, er {cases}",
        "en": "The cheapest of {count}, with one and the same plan, are {cases}",
    },
    "cheapest not proven": {
        "da": "Det er ikke bevist, hvilken af {cases} der er billigst; den billigste fundne plan er planen for {case}",
        "en": "It is not proven which of {cases} is the cheapest; the cheapest plan found is that of {case}",
    },
    "only one planned": {"da": "Kun {case} har en plan", "en": "Only {case} has a plan"},
    "only one found": {
        "da": "Kun for {case} blev der fundet en plan",
        "en": "A plan was found for {case} only",
    },
    "cheapest": {
        "da": "{who}: {cost} om året, {gain} ({share}) mindre end i dag, når der er betalt {annual} om året til investering ({investment} én gang{payback}).",
        "en": "{who}: {cost} a year, {gain} ({share}) less than today, after paying {annual} a year for investment ({investment} once{payback}).",
    },
    "cheapest is dearer": {
        "da": "{who}: {cost} om året, men det er {gain} ({share}) MERE end i dag, heraf {annual} om året til investering ({investment} én gang{payback}).",
        "en": "{who}: {cost} a year, but that is {gain} ({share}) MORE than today, of which {annual} a year is for investment ({investment} once{payback}).",
    },
    "not proven dearer": {
        "da": "Ikke bevist dyrere end den: {cases}.",
        "en": "Not proven to cost more than that: {cases}.",
    },
    "of cases": {"da": "{cases}: {told}", "en": "{cases}: {told}"},
    "case and more": {"da": "{case} ({kr} mere)", "en": "{case} ({kr} more)"},
    "next": {
        "da": "Den næste, {case}, koster {kr} mere om året{found}; det er bevist, at den er dyrere.",
        "en": "The next, {case}, costs {kr} more a year{found}; it is proven to cost more.",
    },
    "pure model": {
        "da": "Den bedste rene model, {case}, koster {kr} mere om året{found}; det er bevist, at den er dyrere.",
        "en": "The best pure model, {case}, costs {kr} more a year{found}; it is proven to cost more.",
    },
    "under scenario": {"da": "I scenariet {scenario}:", "en": "In the scenario {scenario}:"},
    "nothing planned": {
        "da": "Ingen af de sammenlignede systemer har en plan.",
        "en": "None of the cases compared has a plan.",
    },
    "nothing found for cases": {
        "da": "Der blev ikke fundet en plan for nogen af de sammenlignede systemer.",
        "en": "No plan was found for any of the cases compared.",
    },
    "order proven": {
        "da": "Rækkefølgen er bevist: Hver forskel er større end de to planers afstande tilsammen.",
        "en": "The order is proven: each difference is larger than the gaps of its two plans together.",
    },
    "order not proven on curve": {
        "da": "Det gælder, når der regnes med modellens rette stykker. På selve omkostningskurven er det ikke bevist mellem {pairs}.",
        "en": "That holds for the model's straight pieces. On the cost curve itself it is not proven between {pairs}.",
    },
    "order not proven": {
        "da": "Den indbyrdes rækkefølge er ikke bevist mellem {cases}; de ligger inden for {kr} om året.",
        "en": "The order is not proven among {cases}; they are within {kr} a year of each other.",
    },
    "one plan": {"da": "{cases} har én og samme plan.", "en": "{cases} have one and the same plan."},
    "plans not proven": {
        "da": "ADVARSEL: Ikke bevist til den ønskede afstand: {cases}.",
        "en": "WARNING: not proven to the gap asked for: {cases}.",
    },
    "case and gap": {"da": "{case} ({gap})", "en": "{case} ({gap})"},
    "no plan because": {"da": "{case} har ingen plan. {why}", "en": "{case} has no plan. {why}"},
    "case": {"da": "system", "en": "system"},
    "cost": {"da": "koster", "en": "cost"},
    "gain": {"da": "gevinst", "en": "gain"},
    "invested": {"da": "invest.", "en": "invest."},
    "years": {"da": "år", "en": "years"},
    "dearer for": {"da": "dyrere", "en": "worse"},
    "gap": {"da": "afstand", "en": "gap"},
    "never": {"da": "aldrig", "en": "never"},
    "no plan": {"da": "ingen plan", "en": "no plan"},
    "table legend": {
        "da": "Mio. kr. om året; gevinst: i forhold til i dag, når årets investering er betalt; invest.: én gang; år: til investeringen er tjent hjem; dyrere: kommuner, der betaler mere end i dag; afstand: Så meget billigere kan en plan højst være.",
        "en": "Million kr. a year; gain: compared with today, after the year's investment; invest.: once; years: until the investment is paid back; worse: municipalities that pay more than today; gap: how much cheaper a plan can be at most.",
    },
    "star legend": {
        "da": "* Det er ikke bevist, at den er dyrere end den ovenfor.",
        "en": "* Not proven to cost more than the one above.",
    },
    "cases header": {
        "da": "{name} · kommuner {municipalities} · opgaver {tasks} · systemer {cases} · løses {workers} ad gangen",
        "en": "{name} · municipalities {municipalities} · tasks {tasks} · systems {cases} · solved {workers} at a time",
    },
    "case solved": {"da": "{cost}  afstand {gap}  {seconds} s", "en": "{cost}  gap {gap}  {seconds} s"},
    "case kept": {"da": "{cost}  afstand {gap}  løst i forvejen", "en": "{cost}  gap {gap}  already solved"},
    "case failed": {"da": "fejlede: se nedenfor", "en": "failed: see below"},
    "still solving": {"da": "løser stadig: {cases}", "en": "still solving: {cases}"},
    "case and seconds": {"da": "{case} ({seconds} s)", "en": "{case} ({seconds} s)"},
    "failed in audit": {
        "da": "{case}: Den uafhængige kontrol fandt {count} brud. Planen er ikke gemt.",
        "en": "{case}: the independent check found {count} breaches. The plan was not saved.",
    },
    "failed in solver": {
        "da": "{case}: Solveren fejlede: {reason}. Der er intet resultat.",
        "en": "{case}: the solver failed: {reason}. There is no result.",
    },
    "failed in refusing": {
        "da": "{case}: blev ikke løst: {reason}.",
        "en": "{case}: was not solved: {reason}.",
    },
    "failed by dying": {
        "da": "{case}: Processen, der løste det, blev afbrudt udefra flere gange, måske fordi der ikke var hukommelse nok. Prøv med --workers 1.",
        "en": "{case}: the process that solved it was ended from outside several times, perhaps because memory ran out. Try --workers 1.",
    },
    "failed otherwise": {
        "da": "{case}: Der er en fejl i programmet: {reason}. Der er intet resultat.",
        "en": "{case}: an error in the program: {reason}. There is no result.",
    },
    "compared": {
        "da": "Mappe: {folder} (læs report.html eller report.xlsx; tallene er i figures.csv, forskellene i differences.csv, hvert systems plan under runs). Løst på {wall} s; løsningerne tog tilsammen {solves} s.",
        "en": "Folder: {folder} (read report.html or report.xlsx; the figures are in figures.csv, the differences in differences.csv, each system's plan under runs). Solved in {wall} s; the solves took {solves} s in total.",
    },
    "stopped": {
        "da": "Stoppet. {done} af {total} er løst og gemt i {folder}; samme kommando fortsætter derfra.",
        "en": "Stopped. {done} of {total} are solved and saved in {folder}; the same command continues from there.",
    },
    "stopped at once": {
        "da": "Stoppet, før noget var løst.",
        "en": "Stopped before anything was solved.",
    },
    "stopped by the disk": {
        "da": "{what}: {why}. {done} af {total} er løst og gemt i {folder}; samme kommando fortsætter derfra.",
        "en": "{what}: {why}. {done} of {total} are solved and saved in {folder}; the same command continues from there.",
    },
    "stopped by the input": {
        "da": "{done} af {total} er løst og gemt i {folder}. Derefter var der fejl i datasættet, se ovenfor; ret dem, så fortsætter samme kommando derfra.",
        "en": "{done} of {total} are solved and saved in {folder}. After that the input had the problems shown above; correct them, and the same command continues from there.",
    },
    "stopped by the cluster": {
        "da": "Klyngen svarer ikke længere ({why}). {done} af {total} er løst og gemt i {folder}; samme kommando fortsætter derfra.",
        "en": "The cluster no longer answers ({why}). {done} of {total} are solved and saved in {folder}; the same command continues from there.",
    },
}
