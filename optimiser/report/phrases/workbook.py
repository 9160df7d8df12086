"""Headings and sentences of the workbook."""

from optimiser.data.settings import Language

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
    "book unit level": {"da": "niveau 1-9", "en": "level 1-9"},
    "book unit persons": {"da": "personer", "en": "persons"},
    "book unit degrees": {"da": "grader", "en": "degrees"},
    "book unit minutes": {"da": "minutter", "en": "minutes"},
    "book unit hours": {"da": "timer om ugen", "en": "hours a week"},
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
        "en": "A column for each task by level: the form, and the centre where it is not the municipality's own. A blank means that the municipality has no contacts.",
    },
    # Differences
    "book is proven": {"da": "bevist", "en": "proven"},
    "book is not proven": {"da": "ikke bevist", "en": "not proven"},
}
