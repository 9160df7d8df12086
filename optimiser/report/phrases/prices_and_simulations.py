"""What is said of the price of stricter targets, and of a simulation."""

from optimiser.data.settings import Language

# ---- What is said of the price of stricter targets ------------------------------------------------


SHADOW_PRICES: dict[str, dict[Language, str]] = {
    "prices header": {
        "da": "{name} · kommuner {municipalities} · opgaver {tasks} · løsninger {cases}: med målene, som de er, og med hvert mål skærpet · løses {workers} ad gangen",
        "en": "{name} · municipalities {municipalities} · tasks {tasks} · solves {cases}: with the targets as they are, and with each made stricter · solved {workers} at a time",
    },
    "prices of": {
        "da": "Med målene, som de er, koster planen {cost} om året. Så meget koster det at skærpe ét mål ad gangen:",
        "en": "With the targets as they are, the plan costs {cost} a year. This is what it costs to make the targets stricter, one at a time:",
    },
    "price proven": {
        "da": "{target}: {then} i stedet for {now} {scope} koster {kr} mere om året.",
        "en": "{target}: {then} instead of {now} {scope} costs {kr} more a year.",
    },
    "price proven between": {
        "da": "{target}: {then} i stedet for {now} {scope} koster mellem {least} og {most} mere om året; i de fundne planer {kr}.",
        "en": "{target}: {then} instead of {now} {scope} costs between {least} and {most} more a year; {kr} in the plans found.",
    },
    "price not proven": {
        "da": "{target}: {then} i stedet for {now} {scope} koster højst {most} mere om året; det er ikke bevist, at det koster noget.",
        "en": "{target}: {then} instead of {now} {scope} costs at most {most} more a year; it is not proven to cost anything.",
    },
    "price unbounded": {
        "da": "{target}: {then} i stedet for {now} {scope}: En fundet plan koster {kr} mere om året, men intet er bevist om prisen.",
        "en": "{target}: {then} instead of {now} {scope}: a plan was found that costs {kr} more a year, but nothing is proven about the price.",
    },
    "price out of reach": {
        "da": "{target}: {then} kan ikke nås {scope}; det bedst mulige er {best}{at}.",
        "en": "{target}: {then} cannot be reached {scope}; the best possible is {best}{at}.",
    },
    "price impossible together": {
        "da": "{target}: {then} kan ikke nås {scope} samtidig med de andre regler; {now} kan.",
        "en": "{target}: {then} cannot be reached {scope} together with the other rules; {now} can.",
    },
    "price not found": {
        "da": "{target}: Der blev ikke fundet en plan med {then} {scope}; det er ikke bevist, at der ingen er.",
        "en": "{target}: no plan was found with {then} {scope}; it is not proven that there is none.",
    },
    "at place": {"da": " ({place})", "en": " ({place})"},
    "scope national": {"da": "i hele landet", "en": "in the whole country"},
    "scope municipality": {"da": "i hver kommune", "en": "in each municipality"},
    "scope centre": {"da": "i hvert center", "en": "in each centre"},
    "in time": {"da": "besvaret i tide", "en": "answered in time"},
    "not reachable": {"da": "kan ikke nås", "en": "out of reach"},
    "price unknown": {"da": "ingen plan", "en": "no plan"},
    "prices legend": {
        "da": "Koster: mio. kr. mere om året end planen med målene, som de er. Afstande: hvor meget billigere, i mio. kr., planen nu og planen med det skærpede mål højst kan være. I planen: det dårligste sted, hvis målet gælder hver kommune eller hvert center. Andele skærpes med {points}, andre mål med {share} af deres størrelse.",
        "en": "Cost: million kr. a year more than the plan with the targets as they are. Gaps: how much cheaper, in million kr., the plan now and the plan with the stricter target can be at most. In plan: the worst place, if the target applies to each municipality or centre. Shares are made stricter by {points}, other targets by {share} of their size.",
    },
    "percentage points": {"da": "{points} procentpoint", "en": "{points} percentage points"},
    "prices star": {
        "da": "* Ikke bevist: Forskellen er ikke større end de to afstande tilsammen, eller en afstand er ikke kendt.",
        "en": "* Not proven: the difference is not larger than the two gaps together, or a gap is not known.",
    },
    "prices folder": {
        "da": "Mappe: {folder} (tallene i shadow_prices.csv og shadow_prices.json, hver plan under runs).",
        "en": "Folder: {folder} (the figures in shadow_prices.csv and shadow_prices.json, each plan under runs).",
    },
    "price page subject": {
        "da": "Hvad det koster at skærpe ét mål ad gangen",
        "en": "What it costs to make targets stricter, one at a time",
    },
    "price page term": {"da": "Skyggepris", "en": "Shadow price"},
    "price page what it is": {
        "da": "Hvad den billigste plan koster mere om året, når ét mål skærpes, og alt andet er, som det er.",
        "en": "What the cheapest plan costs more a year when one target is made stricter and everything else stays as it is.",
    },
    "price page one at a time": {
        "da": "Ét mål er skærpet ad gangen, og planen er fundet på ny. Priserne kan ikke lægges sammen: To skærpede mål kan koste mere eller mindre end hver for sig.",
        "en": "One target at a time was made stricter, and the plan was found again. The prices cannot be added up: two stricter targets can cost more or less than each by itself.",
    },
    "price page now": {
        "da": "Planen med målene, som de er, om året",
        "en": "The plan with the targets as they are, a year",
    },
    "price page gap": {"da": "afstand {gap}", "en": "gap {gap}"},
    "price page chart": {
        "da": "Hvad et skærpet mål koster mere om året",
        "en": "What a stricter target costs more a year",
    },
    "price page axis": {"da": "mio. kr. mere om året", "en": "million kr. more a year"},
    "price page described": {
        "da": "Et mål i hver række, det dyreste øverst. Stregen viser, hvor meget det højst kan koste.",
        "en": "A target in each row, the most expensive first. The line shows how much it can cost at most.",
    },
    "price page note": {
        "da": "Bjælken er forskellen mellem de fundne planer; stregen viser, hvor meget målet højst kan koste.",
        "en": "The bar is the difference between the plans found; the line shows how much the target can cost at most.",
    },
    "price page no chart": {
        "da": "Der er ingen figur, for intet af de skærpede mål har en pris.",
        "en": "There is no chart, because none of the stricter targets has a price.",
    },
    "price page heading prices": {"da": "Hvert mål og dets pris", "en": "Each target and its price"},
    "price page unpriced": {"da": "Mål uden pris", "en": "Targets without a price"},
    "price page all priced": {
        "da": "Prisen på hvert skærpet mål er fundet.",
        "en": "The price of each stricter target was found.",
    },
    "price page how to read the gaps": {
        "da": "Hver plan har sin afstand: Så meget billigere kan en lovlig plan højst være med de samme tal. En pris er bevist, når den er større end de to afstande tilsammen. Hver plan blev kontrolleret af et uafhængigt program og ligger som en mappe under runs.",
        "en": "Each plan has its gap: with the same figures, a lawful plan can be at most that much cheaper. A price is proven when it is larger than the two gaps together. Each plan was checked by an independent program and is saved as a folder under runs.",
    },
}


# ---- What the command line says of a simulation ---------------------------------------------------


SIMULATION: dict[str, dict[Language, str]] = {
    "all keep": {
        "da": "{kept} af {all} centre holder, hvad de lover, i en almindelig uge.",
        "en": "{kept} of {all} centres keep their promise in an ordinary week.",
    },
    "some miss": {
        "da": "{kept} af {all} centre holder, hvad de lover, i en almindelig uge. Det gør ikke: {centres}.",
        "en": "{kept} of {all} centres keep their promise in an ordinary week. Those that do not: {centres}.",
    },
    "within luck": {
        "da": "{count} af dem, der holder det, besvarede en mindre andel i tide, end de lover, men forskellen er ikke større, end tilfældet kan forklare.",
        "en": "{count} of those that keep it answered a smaller share in time than promised, but by no more than chance explains.",
    },
    "plan short": {"da": "almindelig uge", "en": "ordinary week"},
    "exponential short": {"da": "eksponentielle betjeningstider", "en": "exponential handling times"},
    "sickness short": {"da": "sygdom", "en": "sickness"},
    "peak short": {"da": "spidsdag", "en": "peak day"},
    "incident short": {"da": "hændelse", "en": "incident"},
    "under stress": {
        "da": "Under pres: {cases}.",
        "en": "Under stress: {cases}.",
    },
    "kept of": {"da": "{case} {kept} af {all}", "en": "{case} {kept} of {all}"},
    "promised": {"da": "lovet", "en": "promised"},
    "occupancy": {"da": "udnyttelse", "en": "occupancy"},
    "promise": {"da": "{share} i {seconds} s", "en": "{share} in {seconds} s"},
    "tightest": {
        "da": "Tabellen viser de {shown} centre, der har mindst at give af; {others} flere står i {file}.",
        "en": "The table shows the {shown} centres with the least to spare; {others} more are in {file}.",
    },
    "table explained": {
        "da": "Besvaret: andel af alle opkald, der besvares i tide, med 95 %-interval. Udnyttelse: den andel af den planlagte tid, der bruges på henvendelser. Medarbejdere: i den travleste halve time det mindste antal, der ifølge Erlang når målet.",
        "en": "Answered: share of all callers answered in time, with its 95 % interval. Occupancy: share of the time planned that is spent on contacts. Agents: in the busiest half hour, the fewest that meet the target according to Erlang.",
    },
    "mix costs": {
        "da": "Blandede opgaver: Erlang regner med ét gennemsnit og eksponentielle betjeningstider. Med centrenes egen blanding besvares i gennemsnit {points} procentpoint {direction} i tide end med eksponentielle tider med samme gennemsnit.",
        "en": "Mixed tasks: Erlang assumes one mean and exponential handling times. With the centres' own mix, {points} percentage points {direction} are answered in time on average than with exponential times of the same mean.",
    },
    "mix within luck": {
        "da": "Forskellen er ikke større, end tilfældet kan forklare; flere uger (--replications) giver et sikrere tal.",
        "en": "The difference is no larger than chance explains; more weeks (--replications) give a more certain figure.",
    },
    "points fewer": {"da": "færre", "en": "fewer"},
    "points more": {"da": "flere", "en": "more"},
    "sickness case": {
        "da": "Sygdom, {size} af medarbejderne væk hele dagen: {kept} af {all} centre holder, hvad de lover.",
        "en": "Sickness, {size} of the agents absent all day: {kept} of {all} centres keep their promise.",
    },
    "peak case": {
        "da": "Spidsdag, {size} flere opkald på ugens travleste dag: Den dag holder {kept} af {all} centre, hvad de lover.",
        "en": "Peak day, {size} more callers on the week's busiest day: {kept} of {all} centres keep their promise that day.",
    },
    "incident case": {
        "da": "Hændelse, {size} ekstra opkald i landet i de to travleste timer: Den dag holder {kept} af {all} centre, hvad de lover.",
        "en": "Incident, {size} extra calls in the country in the two busiest hours: {kept} of {all} centres keep their promise that day.",
    },
    "too many more": {"da": "over {most}", "en": "over {most}"},
    "more that miss": {
        "da": "… og {count} centre mere i {file}.",
        "en": "… and {count} more in {file}.",
    },
    "more explained": {
        "da": "Flere medarbejdere: det mindste antal ekstra i den travleste halve time, og forholdsmæssigt i de andre, der skal til, for at løftet holdes.",
        "en": "Extra agents: the fewest extra in the busiest half hour, and in proportion in the others, with which the promise is kept.",
    },
    "simulation assumes": {
        "da": "Antaget: betjeningstider lognormale inden for en opgave med en spredning på {variation} af gennemsnittet; tilfældige opkald efter ugens profil; {patience}; en medarbejder, der går, gør samtalen færdig. Simuleret {weeks} uger pr. center, frø {seed}.",
        "en": "Assumed: handling times lognormal within a task with a standard deviation of {variation} of the mean; random calls according to the week's profile; {patience}; an agent who leaves finishes the contact first. Simulated {weeks} weeks per centre, seed {seed}.",
    },
    "nobody hangs up": {"da": "ingen lægger på", "en": "nobody hangs up"},
    "some hang up": {
        "da": "borgere lægger på efter {seconds} s i gennemsnit",
        "en": "callers hang up after {seconds} s on average",
    },
    "simulating": {"da": "s  {done} af {all} centre   {about}", "en": "s  {done} of {all} centres   {about}"},
    "simulation written": {
        "da": "Simuleringen er skrevet: {workbook}, {table} og {json}.",
        "en": "Simulation written: {workbook}, {table} and {json}.",
    },
    "simulation stopped at once": {
        "da": "Stoppet med Ctrl-C, før noget center var simuleret; intet er skrevet.",
        "en": "Stopped with Ctrl-C before any centre was simulated; nothing was written.",
    },
    "simulation stopped": {
        "da": "Stoppet med Ctrl-C: {done} af {all} centre er simuleret; det følgende gælder kun dem.",
        "en": "Stopped with Ctrl-C: {done} of {all} centres are simulated; what follows is about these only.",
    },
}
