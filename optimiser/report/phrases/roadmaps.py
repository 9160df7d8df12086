"""What is said of several plans over years: two set against each other, and systems side by side."""

from optimiser.data.settings import Language

ROADMAPS: dict[str, dict[Language, str]] = {
    # ---- two plans over years ----
    "roadmaps dearer": {
        "da": "{after} koster {kr} mere end {before} over {first}–{last}: {cost_after} mod {cost_before}, nutidsværdi.",
        "en": "{after} costs {kr} more than {before} over {first}–{last}: {cost_after} against {cost_before}, present value.",
    },
    "roadmaps cheaper": {
        "da": "{after} koster {kr} mindre end {before} over {first}–{last}: {cost_after} mod {cost_before}, nutidsværdi.",
        "en": "{after} costs {kr} less than {before} over {first}–{last}: {cost_after} against {cost_before}, present value.",
    },
    "roadmaps cost the same": {
        "da": "{after} og {before} koster det samme over {first}–{last}: {cost_after}, nutidsværdi.",
        "en": "{after} and {before} cost the same over {first}–{last}: {cost_after}, present value.",
    },
    "roadmaps proven": {
        "da": "Det er bevist, at den bedste køreplan af den anden slags koster fra {least} til {most} mere end den bedste af den første; under 0 er mindre.",
        "en": "It is proven that the best roadmap of the second kind costs from {least} to {most} more than the best of the first; below 0 is less.",
    },
    "roadmaps proven after by year": {
        "da": "Det er bevist, at {after}, der {how_after}, koster fra {least} til {most} mere end den bedste køreplan af den første slags; under 0 er mindre.",
        "en": "It is proven that {after}, which {how_after}, costs from {least} to {most} more than the best roadmap of the first kind; below 0 is less.",
    },
    "roadmaps proven before by year": {
        "da": "Det er bevist, at den bedste køreplan af den anden slags koster fra {least} til {most} mere end {before}, der {how_before}; under 0 er mindre.",
        "en": "It is proven that the best roadmap of the second kind costs from {least} to {most} more than {before}, which {how_before}; below 0 is less.",
    },
    "roadmaps both by year": {
        "da": "Om de bedste køreplaner er intet bevist: {before} {how_before}, og {after} {how_after}.",
        "en": "Of the best roadmaps nothing is proven: {before} {how_before}, and {after} {how_after}.",
    },
    "roadmaps by year": {
        "da": "er afgjort år for år",
        "en": "was decided year by year",
    },
    "roadmaps by year until": {
        "da": "er afgjort år for år, indtil beregningen sluttede før {first} (derfra flytter intet nyt)",
        "en": "was decided year by year until the solve ended before {first} (from then on nothing new moves)",
    },
    "roadmaps by year none": {
        "da": "skulle afgøres år for år, men beregningen sluttede, før {first} var afgjort (intet flytter)",
        "en": "was to be decided year by year, but the solve ended before {first} was decided (nothing moves)",
    },
    "roadmaps unproven": {
        "da": "Hvor meget de bedste køreplaner adskiller sig, vides ikke, fordi intet er bevist om en af dem.",
        "en": "How much the best roadmaps differ is not known, because nothing is proven of one of them.",
    },
    "roadmaps same question": {
        "da": "Begge er køreplaner for det samme datasæt, så de bedste koster det samme.",
        "en": "Both are roadmaps for the same instance, so the best cost the same.",
    },
    "roadmaps inputs": {"da": "Forskelligt i datasættene: {names}.", "en": "Different in the instances: {names}."},
    "roadmaps same inputs": {"da": "Datasættene er ens.", "en": "The instances are the same."},
    "roadmaps moves": {
        "da": "{count} af {all} kommuner flytter deres første opgave i et andet år, eller kun i den ene.",
        "en": "{count} of {all} municipalities move their first task in another year, or only in one of the two.",
    },
    # ---- systems side by side ----
    "roadmaps cheapest": {
        "da": "{who}: {cost} over {first}–{last}, nutidsværdi, {kr} mindre end besvaret som i dag; der investeres {investment}{paid}.",
        "en": "{who}: {cost} over {first}–{last}, present value, {kr} less than answering as today; {investment} is invested{paid}.",
    },
    "roadmaps cheapest is dearer": {
        "da": "{who}: {cost} over {first}–{last}, nutidsværdi, men det er {kr} MERE end besvaret som i dag; der investeres {investment}{paid}.",
        "en": "{who}: {cost} over {first}–{last}, present value, but that is {kr} MORE than answering as today; {investment} is invested{paid}.",
    },
    "roadmaps cheapest as today": {
        "da": "{who}: {cost} over {first}–{last}, nutidsværdi, det samme som besvaret som i dag; der investeres {investment}{paid}.",
        "en": "{who}: {cost} over {first}–{last}, present value, the same as answering as today; {investment} is invested{paid}.",
    },
    "roadmaps paid back": {"da": ", tjent hjem i {year}", "en": ", paid back in {year}"},
    "roadmaps not paid back": {"da": ", ikke tjent hjem inden for årene", "en": ", not paid back within the years"},
    "roadmaps table legend": {
        "da": "Mio. kr. i det første års værdi, {first}–{last} tilsammen; gevinst: i forhold til i dag, når årenes annuiteter er betalt; investeret: én gang, hvert beløb i sit eget års værdi; afstand: hvor meget billigere en køreplan højst kan være.",
        "en": "Million kr. in the first year's worth, {first}–{last} together; gain: compared with today, after the years' annuities; invested: once, each amount in its own year's worth; gap: how much cheaper a roadmap can be at most.",
    },
    "roadmaps from base": {
        "da": "Hvad der er anderledes end i {base} (mio. kr. over alle år, kommuner):",
        "en": "What is otherwise than in {base} (million kr. over all years, municipalities):",
    },
    "roadmaps from bases": {
        "da": "Hvad der er anderledes end uden scenariet, eller end i det system, der sammenlignes med (mio. kr. over alle år, kommuner):",
        "en": "What is otherwise than without the scenario, or than in the system that is compared with (million kr. over all years, municipalities):",
    },
    "roadmaps proven range": {
        "da": "Hvad der er bevist, gælder de bedste køreplaner af hver slags: Forskellen mellem dem er mindst og højst så stor.",
        "en": "What is proven is of the best roadmaps of each kind: the difference between them is at least and at most so much.",
    },
    "roadmaps compared": {
        "da": "Mappe: {folder} (læs report.html eller report.xlsx; tallene er i figures.csv, hvert systems køreplan er en mappe for sig under runs). Løst på {wall} s; løsningerne tog tilsammen {solves} s.",
        "en": "Folder: {folder} (read report.html or report.xlsx; the figures are in figures.csv, each system's roadmap is a folder of its own under runs). Solved in {wall} s; the solves took {solves} s together.",
    },
    "roadmaps page comparison": {
        "da": "Sammenligning over {first}–{last}; systemer: {count}",
        "en": "Comparison over {first}–{last}; systems: {count}",
    },
    "roadmaps bars axis": {"da": "nettogevinst, mio. kr., alle år", "en": "net gain, million kr., all years"},
    "roadmaps bars told": {
        "da": "{case}: nettogevinst {gain} over alle år, {proof}; investering {investment}",
        "en": "{case}: net gain {gain} over all years, {proof}; {investment} invested",
    },
    "roadmaps gain of case": {"da": "nettogevinst {gain} over alle år", "en": "net gain {gain} over all years"},
    "roadmaps about maps": {
        "da": "Hvem der besvares hvor i {year}, det sidste år. Samme center har samme farve og bogstav på alle kort.",
        "en": "Who is answered where in {year}, the last year. The same centre has the same colour and letter on every map.",
    },
    "roadmaps heading maps": {"da": "Kortene i det sidste år", "en": "The maps of the last year"},
    "roadmaps heading years": {"da": "Systemerne år for år", "en": "The cases year by year"},
    "roadmaps each run": {
        "da": "Hver køreplan ligger i runs/ som en mappe for sig, med hvert års plan; `optimiser report` laver dens egen side.",
        "en": "Each roadmap lies in runs/ as a folder of its own, with each year's plan; `optimiser report` makes its own page.",
    },
}
