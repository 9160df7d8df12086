"""What is said of an instance solved at many points, and by the pages of all studies."""

from optimiser.data.settings import Language

# ---- What the pages of all studies say: those that tell how the answer moves with its inputs ------


STUDY: dict[str, dict[Language, str]] = {
    "in the plans found": {"da": " i de fundne planer", "en": " in the plans found"},
    "study system": {"da": "System, før noget blev ændret", "en": "System, before anything was changed"},
    "generated": {
        "da": "{path} er skrevet: {municipalities} kommuner med {tasks} opgaver hver; {hosts} af dem må sælge til andre. Løs den med: optimiser solve {path}",
        "en": "Wrote {path}: {municipalities} municipalities with {tasks} tasks each; {hosts} of them may sell to others. Solve it with: optimiser solve {path}",
    },
    "nature decision": {"da": "Kan besluttes: {parameters}.", "en": "Can be decided: {parameters}."},
    "nature fact": {
        "da": "Skal afklares, for det kan ikke besluttes: {parameters}.",
        "en": "Must be found out, as it cannot be decided: {parameters}.",
    },
    "nature reference": {
        "da": "Siger, ved hvilken service omkostningskurven gælder; det skal afklares og er ikke et valg af service: {parameters}.",
        "en": "Says at what service the cost curve holds; that must be found out, and is no choice of service: {parameters}.",
    },
    "nature method": {
        "da": "Er en måde at regne på; den ændrer det beregnede, ikke virkeligheden: {parameters}.",
        "en": "Is a way of calculating; it changes what is calculated, not what is: {parameters}.",
    },
    "study yes": {"da": "ja", "en": "yes"},
    "study no": {"da": "nej", "en": "no"},
    "study all planned": {"da": "Alt, der er løst, har en plan.", "en": "Everything that was solved has a plan."},
    "study how to read the gaps": {
        "da": "Hver plan har sin afstand: Så meget billigere kan en lovlig plan højst være med de samme tal. En forskel mellem to planer er bevist, når den er større end de to afstande tilsammen; en mindre forskel er ikke bevist. Hver plan blev kontrolleret af et uafhængigt program, før dens tal blev skrevet ned; planerne selv er ikke gemt, kun deres tal.",
        "en": "Each plan has its gap: with the same figures, a lawful plan can be at most that much cheaper. A difference between two plans is proven when it is larger than the two gaps together; a smaller difference is not proven. Each plan was checked by an independent program before its figures were written down; the plans themselves are not saved, only their figures.",
    },
}


# ---- What is said of an instance solved at many points --------------------------------------------


SWEEP: dict[str, dict[Language, str]] = {
    "sweep the cheapest": {"da": "Billigst er {point}", "en": "The cheapest is {point}"},
    "sweep cheapest alike": {
        "da": "Billigst, og lige dyre, er {points}",
        "en": "The cheapest, at the same cost, are {points}",
    },
    "sweep all alike": {"da": "Alle {count} punkter koster det samme", "en": "All {count} points cost the same"},
    "sweep all found alike": {
        "da": "De fundne planer koster det samme i alle {count} punkter; hvilket punkt der er billigst, er ikke bevist",
        "en": "The plans found cost the same at all {count} points; which point is the cheapest is not proven",
    },
    "sweep cheapest found alike": {
        "da": "De billigste fundne planer, lige dyre, er de for {points}; hvilket punkt der er billigst, er ikke bevist",
        "en": "The cheapest plans found, at the same cost, are those of {points}; which point is the cheapest is not proven",
    },
    "sweep cheapest not proven": {
        "da": "Det er ikke bevist, hvilket punkt der er billigst: {count} er ikke bevist dyrere end punktet med den billigste fundne plan, {point}",
        "en": "It is not proven which point is the cheapest: {count} are not proven to cost more than the point with the cheapest plan found, {point}",
    },
    "sweep cheapest": {
        "da": "{who}: {cost} {span}, {gain} mindre end i dag.",
        "en": "{who}: {cost} {span}, {gain} less than today.",
    },
    "sweep cheapest is dearer": {
        "da": "{who}: {cost} {span}, {gain} MERE end i dag.",
        "en": "{who}: {cost} {span}, {gain} MORE than today.",
    },
    "sweep today varies": {
        "da": "Udgiften i dag er ikke den samme i alle punkter, men ligger mellem {least} og {most}: Den beregnes ud fra hvert punkts henvendelser og pris, og gevinsten måles i forhold til den.",
        "en": "Today's cost is not the same at all points, but lies between {least} and {most}: it is computed from the contacts and the price of each point, and the gain is measured against it.",
    },
    "sweep range": {
        "da": "Forskellen mellem den billigste og den dyreste ({point}) er {difference} {span}.",
        "en": "The difference between the cheapest and the most expensive ({point}) is {difference} {span}.",
    },
    "sweep range not proven": {
        "da": "Forskellen mellem den billigste og den dyreste ({point}) er {difference} {span}; det er ikke mere end de to planers afstande tilsammen, eller en afstand er ikke kendt, så forskellen er ikke bevist.",
        "en": "The difference between the cheapest and the most expensive ({point}) is {difference} {span}; that is no more than the gaps of the two plans together, or a gap is not known, so the difference is not proven.",
    },
    "sweep shift": {
        "da": "Svaret skifter form mest mellem {before} og {after}: {contacts} henvendelser {span} ({share}) besvares i en anden form.",
        "en": "The answer changes form most between {before} and {after}: {contacts} contacts {span} ({share}) are answered in another form.",
    },
    "sweep no shift": {
        "da": "Formerne er de samme overalt: Ingen steder skifter mere end {share} af henvendelserne {span} form fra ét punkt til det næste.",
        "en": "The forms are the same everywhere: nowhere do more than {share} of the contacts {span} change form from one point to the next.",
    },
    "sweep forms": {
        "da": "Henvendelser {span}: regionalt fra {least_regional} til {most_regional} mio., tilkøb fra {least_purchased} til {most_purchased} mio.",
        "en": "Contacts {span}: regional from {least_regional} to {most_regional} million, purchased from {least_purchased} to {most_purchased} million.",
    },
    "sweep without plan": {
        "da": "Uden plan: {count} af {total}: {points}.",
        "en": "Without a plan: {count} of {total}: {points}.",
    },
    "sweep and more": {"da": "{points} og {count} til", "en": "{points} and {count} more"},
    "sweep not proven": {
        "da": "ADVARSEL: {count} af {total} er ikke bevist til den ønskede afstand; den største er {gap}.",
        "en": "WARNING: {count} of {total} are not proven to the gap asked for; the widest is {gap}.",
    },
    "sweep no plans": {"da": "Ingen af punkterne har en plan.", "en": "None of the points has a plan."},
    "sweep none found": {
        "da": "Der blev ikke fundet en plan i noget punkt; det er ikke bevist, at der ingen er.",
        "en": "No plan was found at any point; it is not proven that there is none.",
    },
    "sweep some not found": {
        "da": "Det er ikke bevist, at der ingen plan er i {count} af dem.",
        "en": "For {count} of them it is not proven that there is none.",
    },
    "sweep a year": {"da": "om året", "en": "a year"},
    "sweep all years": {"da": "over alle år", "en": "over all years"},
    "sweep extremes": {"da": "yderpunkter", "en": "extremes"},
    "sweep legend": {
        "da": "Mio. kr. og mio. henvendelser om året; gevinst: i forhold til i dag, når årets investering er betalt; afstand: hvor meget billigere en plan højst kan være.",
        "en": "Million kr. and million contacts a year; gain: compared with today, after the year's investment; gap: how much cheaper a plan can be at most.",
    },
    "sweep legend of years": {
        "da": "Mio. kr. i det første års værdi og mio. henvendelser, begge for alle år fra {first} til {last} tilsammen; gevinst: i forhold til i dag, når årenes annuiteter er betalt; afstand: hvor meget billigere en køreplan højst kan være.",
        "en": "Million kr. in the first year's worth and million contacts, both of all years from {first} to {last} together; gain: compared with today, after the years' annuities; gap: how much cheaper a path can be at most.",
    },
    "solves header": {
        "da": "{name} · løsninger {total} · løst i forvejen {kept} · løses {workers} ad gangen",
        "en": "{name} · solves {total} · already solved {kept} · solved {workers} at a time",
    },
    "solves checking": {"da": "{number} er kontrolleret …", "en": "{number} checked …"},
    "solves progress": {
        "da": "{number} af {total} · {rate} i minuttet · omkring {left} tilbage",
        "en": "{number} of {total} · {rate} a minute · about {left} left",
    },
    "solves just begun": {"da": "{number} af {total}", "en": "{number} of {total}"},
    "solves seconds": {"da": "{seconds} s", "en": "{seconds} s"},
    "solves minutes": {"da": "{minutes} minutter", "en": "{minutes} minutes"},
    "sweep done": {
        "da": "Mappe: {folder} (læs report.html eller report.xlsx; tabellen med alle punkter i sweep.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html or report.xlsx; the table of all points in sweep.csv). {seconds} s.",
    },
}


# ---- What the page of a sweep says beside the sweep's own sentences -------------------------------


SWEEP_PAGE: dict[str, dict[Language, str]] = {
    "sweep page subject": {
        "da": "Hvad der sker, når man ændrer {parameters}",
        "en": "What happens when you change {parameters}",
    },
    "sweep page points": {"da": "Punkter", "en": "Points"},
    "sweep page points note": {
        "da": "med plan: {planned}; uden plan: {without}; mislykket: {failed}",
        "en": "with a plan: {planned}; without: {without}; failed: {failed}",
    },
    "sweep page cheapest": {"da": "Billigste plan, {span}", "en": "Cheapest plan, {span}"},
    "sweep page dearest": {"da": "Dyreste plan, {span}", "en": "Most expensive plan, {span}"},
    "sweep page apart": {"da": "Forskel, {span}", "en": "Difference, {span}"},
    "sweep page of": {"da": "{share} af den billigste plan", "en": "{share} of the cheapest plan"},
    "sweep page only these": {
        "da": "Kun det, der står i overskriften, er ændret; alle andre tal er som i datasættet.",
        "en": "Only what the heading names was changed; all other figures are as in the data.",
    },
    "sweep page solved again": {
        "da": "Hvert punkt er løst for sig og har sin egen plan. En plan, der er valgt, før man kender tallet, kan blive dyrere.",
        "en": "Each point was solved by itself and has its own plan. A plan chosen before the figure is known can cost more.",
    },
    "sweep page widest gap": {
        "da": "Den største afstand er {gap}: Ingen af planerne kan forbedres med mere; det er bevist.",
        "en": "The widest gap is {gap}: no plan can be improved by more; that is proven.",
    },
    "sweep page some unproven": {
        "da": "Planer, som intet er bevist om: {count}.",
        "en": "Plans about which nothing is proven: {count}.",
    },
    "sweep page cost chart": {"da": "Udgiften {span}", "en": "The cost {span}"},
    "sweep page cost axis": {"da": "mio. kr. {span}", "en": "million kr. {span}"},
    "sweep page cost note": {
        "da": "Den lodrette akse begynder ikke ved nul. En streg nedad viser, hvor meget billigere en plan højst kunne være; den er udeladt, hvor den er for kort til at ses. Hvor et punkt ingen plan har, er linjen brudt.",
        "en": "The vertical axis does not begin at zero. A line downwards shows how much cheaper a plan could be at most; it is left out where it is too short to be seen. Where a point has no plan, the line is broken.",
    },
    "sweep page line described": {
        "da": "Planens udgift {span} (lodret) afhængigt af {across} (vandret).",
        "en": "The plan's cost {span} (vertical) by {across} (horizontal).",
    },
    "sweep page lines described": {
        "da": "Planens udgift {span} (lodret) afhængigt af {across} (vandret), en linje for hver værdi af {beside}.",
        "en": "The plan's cost {span} (vertical) by {across} (horizontal), a line for each value of {beside}.",
    },
    "sweep page told": {"da": "{point}: {cost} {span}, {proof}", "en": "{point}: {cost} {span}, {proof}"},
    "sweep page gap": {"da": "afstand {gap}", "en": "gap {gap}"},
    "sweep page no bound": {"da": "intet er bevist", "en": "nothing is proven"},
    "sweep page gain chart": {"da": "Nettogevinst {span}", "en": "Net gain {span}"},
    "sweep page gain axis": {"da": "nettogevinst, mio. kr. {span}", "en": "net gain, million kr. {span}"},
    "sweep page bars described": {
        "da": "Et punkt i hver række, det billigste øverst. Stregen viser, hvor meget gevinsten højst kunne blive.",
        "en": "A point in each row, the cheapest first. The line shows how large the gain could be at most.",
    },
    "sweep page gain told": {
        "da": "{point}: nettogevinst {gain} {span}, {proof}",
        "en": "{point}: net gain {gain} {span}, {proof}",
    },
    "sweep page no chart": {
        "da": "Der er ingen figur: Den kan kun tegnes læseligt, når en eller to parametre har flere værdier, og der er mindst to planer. Tabellen nedenfor har alle punkter.",
        "en": "There is no chart: a readable one can only be drawn when one or two parameters have several values and there are at least two plans. The table below has all points.",
    },
    "sweep page heading forms": {"da": "Hvordan henvendelserne besvares", "en": "How the contacts are answered"},
    "sweep page about forms": {
        "da": "En linje for hver leveringsform, der er i brug. Hvor linjerne knækker, skifter svaret.",
        "en": "A line for each form in use. Where the lines bend, the answer changes.",
    },
    "sweep page forms chart": {"da": "Henvendelser efter leveringsform", "en": "Contacts by form"},
    "sweep page forms axis": {"da": "mio. henvendelser {span}", "en": "million contacts {span}"},
    "sweep page forms described": {
        "da": "Henvendelser {span} (lodret) afhængigt af {across} (vandret), en linje for hver leveringsform.",
        "en": "Contacts {span} (vertical) by {across} (horizontal), a line for each form.",
    },
    "sweep page form told": {
        "da": "{point}: {form}, {contacts} henvendelser {span}",
        "en": "{point}: {form}, {contacts} contacts {span}",
    },
    "sweep page heading points": {"da": "Alle punkter", "en": "All points"},
}
