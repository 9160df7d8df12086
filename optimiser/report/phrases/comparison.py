"""What is said of structures side by side."""

from optimiser.data.settings import Language

COMPARISON: dict[str, dict[Language, str]] = {
    "cheapest of all": {"da": "Billigst af {count} er {cases}", "en": "The cheapest of {count} is {cases}"},
    "cheapest are the same": {
        "da": "Billigst af {count}, med én og samme plan, er {cases}",
        "en": "The cheapest of {count}, with one and the same plan, are {cases}",
    },
    "cheapest not proven": {
        "da": "Det er ikke bevist, hvilken af {cases} der er billigst; den billigste fundne plan er den for {case}",
        "en": "Which of {cases} is the cheapest is not proven; the cheapest plan found is that of {case}",
    },
    "only one planned": {"da": "Kun {case} har en plan", "en": "Only {case} has a plan"},
    "only one found": {
        "da": "Kun for {case} blev der fundet en plan",
        "en": "A plan was found for {case} only",
    },
    "cheapest": {
        "da": "{who}: {cost} om året, {gain} ({share}) mindre end i dag, efter {annual} om året til investering ({investment} én gang{payback}).",
        "en": "{who}: {cost} a year, {gain} ({share}) less than today, after {annual} a year of investment ({investment} once{payback}).",
    },
    "cheapest is dearer": {
        "da": "{who}: {cost} om året, men det er {gain} ({share}) MERE end i dag, heraf {annual} om året til investering ({investment} én gang{payback}).",
        "en": "{who}: {cost} a year, but that is {gain} ({share}) MORE than today, of which {annual} a year is investment ({investment} once{payback}).",
    },
    "not proven dearer": {
        "da": "Ikke bevist dyrere end den: {cases}.",
        "en": "Not proven to be dearer than that: {cases}.",
    },
    "of cases": {"da": "{cases}: {told}", "en": "{cases}: {told}"},
    "case and more": {"da": "{case} ({kr} mere)", "en": "{case} ({kr} more)"},
    "next": {
        "da": "Den næste, {case}, koster {kr} mere om året{found}; det er bevist, at den er dyrere.",
        "en": "The next, {case}, costs {kr} more a year{found}; it is proven to be dearer.",
    },
    "pure model": {
        "da": "Den bedste rene model, {case}, koster {kr} mere om året{found}; det er bevist, at den er dyrere.",
        "en": "The best pure model, {case}, costs {kr} more a year{found}; it is proven to be dearer.",
    },
    "under scenario": {"da": "I scenariet {scenario}:", "en": "In the scenario {scenario}:"},
    "nothing planned": {
        "da": "Ingen af de sammenlignede har en plan.",
        "en": "None of what was compared has a plan.",
    },
    "nothing found for cases": {
        "da": "Der blev ikke fundet en plan for nogen af de sammenlignede.",
        "en": "No plan was found for any of what was compared.",
    },
    "order proven": {
        "da": "Rækkefølgen er bevist: hver forskel er større end de to planers afstand til det bedst mulige.",
        "en": "The order is proven: each difference is larger than the gaps of its two plans.",
    },
    "order not proven on curve": {
        "da": "Det gælder, regnet med modellens rette stykker. På selve omkostningskurven er det ikke bevist mellem {pairs}.",
        "en": "That holds by the model's straight pieces. On the cost curve itself it is not proven between {pairs}.",
    },
    "order not proven": {
        "da": "Den indbyrdes rækkefølge er ikke bevist mellem {cases}; de ligger inden for {kr} om året.",
        "en": "The order is not proven among {cases}; they are within {kr} a year of each other.",
    },
    "one plan": {"da": "{cases} har én og samme plan.", "en": "{cases} have one and the same plan."},
    "plans not proven": {
        "da": "ADVARSEL: ikke bevist til den ønskede afstand: {cases}.",
        "en": "WARNING: not proven to the gap asked for: {cases}.",
    },
    "case and gap": {"da": "{case} ({gap})", "en": "{case} ({gap})"},
    "no plan because": {"da": "{case} har ingen plan. {why}", "en": "{case} has no plan. {why}"},
    "case": {"da": "system", "en": "system"},
    "cost": {"da": "koster", "en": "cost"},
    "gain": {"da": "gevinst", "en": "gain"},
    "invested": {"da": "invest.", "en": "invest."},
    "years": {"da": "år", "en": "years"},
    "dearer for": {"da": "dyrere", "en": "dearer"},
    "gap": {"da": "afstand", "en": "gap"},
    "never": {"da": "aldrig", "en": "never"},
    "no plan": {"da": "ingen plan", "en": "no plan"},
    "table legend": {
        "da": "Mio. kr. om året; gevinst: mod i dag, når årets investering er betalt; invest.: én gang; år: til investeringen er tjent hjem; dyrere: kommuner, der betaler mere end i dag; afstand: så meget billigere kan en plan højst være.",
        "en": "Million kr. a year; gain: against today, the year's investment paid; invest.: once; years: until the investment is paid back; dearer: municipalities that pay more than today; gap: no plan can be cheaper by more.",
    },
    "star legend": {
        "da": "* Det er ikke bevist, at den er dyrere end den ovenfor.",
        "en": "* Not proven to be dearer than the one above.",
    },
    "cases header": {
        "da": "{name} · kommuner {municipalities} · opgaver {tasks} · systemer {cases} · løses {workers} ad gangen",
        "en": "{name} · municipalities {municipalities} · tasks {tasks} · systems {cases} · solved {workers} at a time",
    },
    "case solved": {"da": "{cost}  afstand {gap}  {seconds} s", "en": "{cost}  gap {gap}  {seconds} s"},
    "case kept": {"da": "{cost}  afstand {gap}  løst i forvejen", "en": "{cost}  gap {gap}  already solved"},
    "case failed": {"da": "mislykkedes: se nedenfor", "en": "failed: see below"},
    "still solving": {"da": "løser stadig: {cases}", "en": "still solving: {cases}"},
    "case and seconds": {"da": "{case} ({seconds} s)", "en": "{case} ({seconds} s)"},
    "failed in audit": {
        "da": "{case}: den uafhængige kontrol fandt {count} brud. Planen er ikke gemt.",
        "en": "{case}: the independent check found {count} breaches. The plan was not kept.",
    },
    "failed in solver": {
        "da": "{case}: løseren mislykkedes: {reason}. Der er intet resultat.",
        "en": "{case}: the solver failed: {reason}. There is no result.",
    },
    "failed by dying": {
        "da": "{case}: processen, der løste det, blev afsluttet udefra flere gange, måske fordi hukommelsen ikke slog til. Prøv med --workers 1.",
        "en": "{case}: the process that solved it was ended from outside several times, perhaps for want of memory. Try --workers 1.",
    },
    "failed otherwise": {
        "da": "{case}: en fejl i programmet: {reason}. Der er intet resultat.",
        "en": "{case}: an error in the program: {reason}. There is no result.",
    },
    "compared": {
        "da": "Mappe: {folder} (læs report.html eller report.xlsx; tallene i figures.csv, forskellene i differences.csv, hvert systems plan under runs). Løst på {wall} s; ét ad gangen {solves} s.",
        "en": "Folder: {folder} (read report.html or report.xlsx; figures in figures.csv, differences in differences.csv, each system's plan under runs). Solved in {wall} s; one at a time {solves} s.",
    },
    "stopped": {
        "da": "Stoppet. {done} af {total} er løst og gemt i {folder}; samme kommando fortsætter derfra.",
        "en": "Stopped. {done} of {total} are solved and kept in {folder}; the same command goes on from there.",
    },
    "stopped at once": {
        "da": "Stoppet, før noget var løst.",
        "en": "Stopped before anything was solved.",
    },
    "stopped by the disk": {
        "da": "{what}: {why}. {done} af {total} er løst og gemt i {folder}; samme kommando fortsætter derfra.",
        "en": "{what}: {why}. {done} of {total} are solved and kept in {folder}; the same command goes on from there.",
    },
    "stopped by the input": {
        "da": "{done} af {total} er løst og gemt i {folder}. Derefter var input ikke længere i orden, som det står ovenfor; ret det, så fortsætter samme kommando derfra.",
        "en": "{done} of {total} are solved and kept in {folder}. Then the input was no longer in order, as told above; mend it, and the same command goes on from there.",
    },
    "stopped by the cluster": {
        "da": "Klyngen svarer ikke mere ({why}). {done} af {total} er løst og gemt i {folder}; samme kommando fortsætter derfra.",
        "en": "The cluster does not answer any more ({why}). {done} of {total} are solved and kept in {folder}; the same command goes on from there.",
    },
}
