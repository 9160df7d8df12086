"""What is said of structures side by side, of plans near the best, and in the workbook."""

from optimiser.data.settings import Language

# ---- What is said of structures side by side ------------------------------------------------------


COMPARISON: dict[str, dict[Language, str]] = {
    "cheapest of all": {"da": "Billigst af {count} er {cases}", "en": "The cheapest of {count} is {cases}"},
    "cheapest are the same": {
        "da": "Billigst af {count}, med én og samme plan, er {cases}",
        "en": "The cheapest of {count}, with one and the same plan, are {cases}",
    },
    "cheapest are alike": {
        "da": "Billigst af {count}, med planer, der ikke er bevist forskellige, er {cases}",
        "en": "The cheapest of {count}, with plans that are not proven to differ, are {cases}",
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
        "da": "Den næste, {case}, koster {kr} mere {span}{found}; det er bevist, at den er dyrere.",
        "en": "The next, {case}, costs {kr} more {span}{found}; it is proven to cost more.",
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
    "no shared centre": {"da": "intet fælles center", "en": "no shared centre"},
    "order proven": {
        "da": "Rækkefølgen er bevist: Hver forskel er større end de to planers afstande tilsammen.",
        "en": "The order is proven: each difference is larger than the gaps of its two plans together.",
    },
    "order not proven on curve": {
        "da": "Det gælder, når der regnes med modellens rette stykker. På selve omkostningskurven er det ikke bevist mellem {pairs}.",
        "en": "That holds for the model's straight pieces. On the cost curve itself it is not proven between {pairs}.",
    },
    "order not proven": {
        "da": "Den indbyrdes rækkefølge er ikke bevist mellem {cases}; de ligger inden for {kr} {span}.",
        "en": "The order is not proven among {cases}; they are within {kr} {span} of each other.",
    },
    "one plan": {"da": "{cases} har én og samme plan.", "en": "{cases} have one and the same plan."},
    "alike plans": {
        "da": "{cases} er ens, så vidt det er bevist: Planerne ligger højst {kr} om året fra hinanden, og de vises som én.",
        "en": "{cases} are alike as far as is proven: their plans are at most {kr} a year apart, and they are shown as one.",
    },
    "no shared centre opens": {
        "da": "Intet fælles center åbner i nogen af de {count}.",
        "en": "No shared centre opens in any of the {count}.",
    },
    "same shared centres open": {
        "da": "De samme fælles centre åbner i dem alle: {centres}.",
        "en": "The same shared centres open in all of them: {centres}.",
    },
    "from base": {
        "da": "Hvad der er anderledes end i {base} (mio. kr. om året, kommuner, mio. henvendelser):",
        "en": "What is otherwise than in {base} (million kr. a year, municipalities, m contacts):",
    },
    "from bases": {
        "da": "Hvad der er anderledes end uden scenariet, eller end i det system, der sammenlignes med (mio. kr. om året, kommuner, mio. henvendelser):",
        "en": "What is otherwise than without the scenario, or than in the system that is compared with (million kr. a year, municipalities, m contacts):",
    },
    "heading from base": {"da": "Hvad der er anderledes", "en": "What is otherwise"},
    "without scenario": {"da": "Uden scenarie:", "en": "Without a scenario:"},
    "plans not proven": {
        "da": "ADVARSEL: Ikke bevist til den ønskede afstand: {cases}.",
        "en": "WARNING: not proven to the gap asked for: {cases}.",
    },
    "case and gap": {"da": "{case} ({gap})", "en": "{case} ({gap})"},
    "no plan because": {"da": "{case} har ingen plan. {why}", "en": "{case} has no plan. {why}"},
    "never": {"da": "aldrig", "en": "never"},
    "no plan": {"da": "ingen plan", "en": "no plan"},
    "table legend": {
        "da": "Mio. kr. om året; gevinst: i forhold til i dag, når årets investering er betalt; investering: én gang; år: til investeringen er tjent hjem; dyrere for: kommuner, der betaler mere end i dag; afstand: hvor meget billigere en plan højst kan være.",
        "en": "Million kr. a year; gain: compared with today, after the year's investment; invested: once; years: until the investment is paid back; worse off: municipalities that pay more than today; gap: how much cheaper a plan can be at most.",
    },
    "star legend": {
        "da": "* Det er ikke bevist, at den er dyrere end den ovenfor.",
        "en": "* Not proven to cost more than the one above.",
    },
    "cases header": {
        "da": "{name} · kommuner {municipalities} · opgaver {tasks} · systemer {cases} · løses {workers} ad gangen",
        "en": "{name} · municipalities {municipalities} · tasks {tasks} · systems {cases} · solved {workers} at a time",
    },
    "case as it is": {"da": "som det er", "en": "as it is"},
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


# ---- Headings and sentences of the workbook -------------------------------------------------------


WORKBOOK: dict[str, dict[Language, str]] = {
    # Titles of sheets
    "book summary": {"da": "Resumé", "en": "Summary"},
    "book comparison": {"da": "Resumé: sammenligning", "en": "Summary: comparison"},
    "book master data": {"da": "Stamdata", "en": "Master data"},
    "book assumptions": {"da": "Forudsætninger", "en": "Assumptions"},
    "book inputs": {"da": "Forskelle i forudsætninger", "en": "Differences in assumptions"},
    "book costs": {"da": "Udgifter", "en": "Costs"},
    "book gains": {"da": "Gevinster", "en": "Gains"},
    "book criteria": {"da": "Ikke-økonomiske gevinster", "en": "Gains other than money"},
    "book centres": {"da": "Åbne kontaktcentre", "en": "Open contact centres"},
    "book tasks": {"da": "Opgaver: hvem besvarer hvad", "en": "Tasks: who answers what"},
    # Titles of the document, and headings of tables
    "book title and system": {"da": "{title}: {system}", "en": "{title}: {system}"},
    "book comparison of": {"da": "Sammenligning: {cases}", "en": "Comparison: {cases}"},
    # General headings and words
    "book explanation": {"da": "Hvorfor planen er, som den er", "en": "Why the plan is as it is"},
    "book closing": {
        "da": "Hvad det kræver at åbne eller lukke centre",
        "en": "What it takes to open or close centres",
    },
    "book simulation": {"da": "Planen spillet igennem", "en": "The plan played through"},
    "book rounded": {
        "da": "Hver celle indeholder det fulde tal og viser det afrundet; tal i sætninger er afrundet. Summer og forskelle af de viste tal kan derfor afvige på sidste ciffer.",
        "en": "Each cell holds the full figure and shows it rounded; figures in sentences are rounded. Sums and differences of the figures shown can therefore be off in the last digit.",
    },
    "book each": {"da": "(for hver)", "en": "(for each)"},
    "book yes": {"da": "ja", "en": "yes"},
    "book no": {"da": "nej", "en": "no"},
    "book departments": {"da": "Fagforvaltningerne", "en": "The departments"},
    "book kr.": {"da": "kr.", "en": "kr."},
    "book kr. a year": {"da": "kr. om året", "en": "kr. a year"},
    "book years": {"da": "år", "en": "years"},
    "book contacts a year": {"da": "henv. om året", "en": "contacts/year"},
    "book municipalities unit": {"da": "kommuner", "en": "municipalities"},
    "book centres unit": {"da": "centre", "en": "centres"},
    "book fte unit": {"da": "årsværk", "en": "FTE"},
    "book entry points unit": {"da": "indgange", "en": "entry points"},
    "book seconds unit": {"da": "sekunder", "en": "seconds"},
    "book unit agents": {"da": "medarbejdere", "en": "agents"},
    "book unit plans": {"da": "planer", "en": "plans"},
    "book unit groups": {"da": "grupper", "en": "groups"},
    "book unit pairs": {"da": "par", "en": "pairs"},
    "book unit level": {"da": "niveau 1-9", "en": "level 1-9"},
    "book unit persons": {"da": "personer", "en": "persons"},
    "book unit degrees": {"da": "grader", "en": "degrees"},
    "book unit minutes": {"da": "minutter", "en": "minutes"},
    "book unit hours": {"da": "timer om ugen", "en": "hours a week"},
    "book unit hours alone": {"da": "timer", "en": "hours"},
    "book unit weeks": {"da": "uger", "en": "weeks"},
    "book unit callers": {"da": "opkald", "en": "callers"},
    "book unit share": {"da": "andel", "en": "share"},
    "book unit ratio": {"da": "forhold", "en": "ratio"},
    "book unit kr. a contact": {"da": "kr. pr. henvendelse", "en": "kr. per contact"},
    # Statuses and kinds
    "book optimal": {"da": "optimal: bevist til den ønskede afstand", "en": "optimal: proven to the gap asked for"},
    "book feasible": {
        "da": "mulig: en plan, men ikke bevist til den ønskede afstand",
        "en": "feasible: a plan, but not proven to the gap asked for",
    },
    "book infeasible": {"da": "umulig: ingen plan overholder alle regler", "en": "infeasible: no plan meets all rules"},
    "book no solution found": {
        "da": "uafgjort: ingen plan fundet i tide",
        "en": "unknown: no plan was found in time",
    },
    # Key figures
    "book never paid back": {"da": "tjenes ikke hjem", "en": "never paid back"},
    "book nothing proved": {"da": "intet bevist", "en": "nothing proven"},
    "book doubt": {
        "da": "{count} af de {all} tal bag svaret er antagelser uden kilde: se arket Forudsætninger.",
        "en": "{count} of the {all} figures behind this answer are assumptions without a source: see the sheet Forudsætninger.",
    },
    # Master data
    "book checked": {"da": "{checks} kontroller, {breaches} brud", "en": "{checks} checks, {breaches} breaches"},
    # Assumptions
    "book assumptions explained": {
        "da": "Værdien er den, planen er beregnet med, og er midterskønnet, hvor der er et spænd. En antagelse er et tal, som ingen kilde giver. * står for flere rækker i datasættet.",
        "en": "The value is the one the plan was computed with, and is the middle estimate where there is a range. An assumption is a figure that no source gives. * stands for several rows of the instance.",
    },
    "book assumptions of": {
        "da": "Det er forudsætningerne for {case}. Hvor de andre afviger, står i arket Forskelle.",
        "en": "These are the assumptions of {case}. Where the others differ is shown in the sheet Forskelle.",
    },
    "book inputs explained": {
        "da": "Kun det, der ikke er ens i alle, er vist. * står for flere rækker i datasættet; bemærkningen siger hvilke. Et tomt felt betyder, at værdien ikke findes der.",
        "en": "Only what is not the same in all of them is shown. * stands for several rows of the instance; the note says which. A blank means that there is no such value.",
    },
    "book inputs the same": {
        "da": "Alle forudsætninger er ens.",
        "en": "All assumptions are the same.",
    },
    # Costs
    "book costs explained": {
        "da": "Faste priser i prisniveau {price_level}. En forskel under 0 er en besparelse. I dag besvares alt i fagforvaltningerne.",
        "en": "Constant prices of {price_level}. A difference below 0 is a saving. Today everything is answered in the departments.",
    },
    "book centres axis": {
        "da": "henvendelser om året, samlet volumen (logaritmisk)",
        "en": "contacts a year, pooled volume (logarithmic)",
    },
    "book charts": {"da": "Figurer", "en": "Charts"},
    "book calculated": {
        "da": "De gule felter kan ændres, og udgifterne efter art ligeså: summer, annuitet, tilbagebetalingstid og nettonutidsværdi regnes om af regnearket. Tallene her er kørslens, indtil noget ændres. Planen bliver ikke fundet igen.",
        "en": "The yellow cells can be changed, and so can the costs by term: the spreadsheet calculates sums, annuity, payback time and net present value anew. The figures here are the run's until something is changed. The plan is not found again.",
    },
    "book calculated by case": {
        "da": "Udgifter, rente og tidshorisont kan ændres: summer, gevinst, tilbagebetalingstid og nettonutidsværdi regnes om af regnearket. Tallene her er kørslernes, indtil noget ændres. Planerne bliver ikke fundet igen.",
        "en": "Costs, rate and horizon can be changed: the spreadsheet calculates sums, gain, payback time and net present value anew. The figures here are the runs' until something is changed. The plans are not found again.",
    },
    "book cash flow agrees": {
        "da": "ender ved nettonutidsværdien",
        "en": "ends at the net present value",
    },
    "book cash flow differs": {
        "da": "ender et andet sted: tabellen har kun kørslens tidspunkter; brug nettonutidsværdien her",
        "en": "ends elsewhere: the table has only the times of the run; use the net present value here",
    },
    "book costs compared": {
        "da": "Kr. om året i faste priser, en kolonne for hvert system, det billigste først. Systemer uden plan er udeladt.",
        "en": "Kr. a year in constant prices, a column for each system, the cheapest first. Systems without a plan are left out.",
    },
    "book investment in connections": {
        "da": "Tilslutning af kommuner (ikke fordelt på centre)",
        "en": "Connecting municipalities (not split by centre)",
    },
    "book npv of the table": {
        "da": "Tabellen ender med kørslens nettonutidsværdi, {npv}. En investering foretages igen, når dens levetid er gået. Det, der er tilbage af den, når tidshorisonten slutter, er dens restværdi: hvad de årlige andele derefter er værd på det tidspunkt.",
        "en": "The table ends with the run's net present value, {npv}. An investment is made again when its lifetime is over. What is left of it when the horizon ends is its remaining value: what the yearly shares after that are worth at that time.",
    },
    # Gains by municipality, and forms
    "book gains explained": {
        "da": "En kommune betaler for det, den selv giver anledning til, og for sin del af de centre, den bruger. Udgiften afgør ofte ikke, hvem der køber af hvem; små forskelle mellem kommuner siger derfor ikke meget.",
        "en": "A municipality pays for what it causes itself, and for its part of the centres it uses. Cost often does not settle who buys from whom; small differences between municipalities therefore say little.",
    },
    "book gains compared": {
        "da": "En kolonne pr. system, det billigste først: først ændringen i forhold til i dag i kr. om året (under 0: kommunen sparer), så ændringen i procent, så udgiften efter. Systemer uden plan er udeladt.",
        "en": "One column per system, the cheapest first: first the change from today in kr. a year (below 0: a saving), then the change in per cent, then the cost after. Systems without a plan are left out.",
    },
    # Gains that are not money
    "book criteria explained": {
        "da": "Gennemsnit over landets henvendelser af den vurdering, hver leveringsform har fået. Kun henvendelser, hvis form er vurderet, tæller med; sammenlign derfor også den vurderede andel.",
        "en": "Means, over the country's contacts, of the rating that each form was given. Only contacts whose form is rated count; so compare the rated share as well.",
    },
    # Centres and tasks
    "book tasks explained": {
        "da": "En kolonne for hver opgave efter niveau: leveringsformen, og centret, hvor det ikke er kommunens eget. Et tomt felt betyder, at kommunen ingen henvendelser har.",
        "en": "A column for each task, by level: the form, and the centre where it is not the municipality's own. A blank means that the municipality has no contacts.",
    },
    # Differences
    "book is proven": {"da": "bevist", "en": "proven"},
    "book is not proven": {"da": "ikke bevist", "en": "not proven"},
}
