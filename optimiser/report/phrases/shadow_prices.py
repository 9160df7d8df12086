"""What is said of the price of stricter targets."""

from optimiser.data.settings import Language

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
    "price page term": {"da": "skyggepris", "en": "shadow price"},
    "price page what it is": {
        "da": "hvad den billigste plan koster mere om året, når ét mål skærpes, og alt andet er, som det er",
        "en": "what the cheapest plan costs more a year when one target is made stricter and everything else stays as it is",
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
    "price page all priced": {"da": "Hvert skærpet mål har en pris.", "en": "Each stricter target has a price."},
    "price page how to read the gaps": {
        "da": "Hver plan har sin afstand: Så meget billigere kan en lovlig plan højst være med de samme tal. En pris er bevist, når den er større end de to afstande tilsammen. Hver plan blev kontrolleret af et uafhængigt program og ligger som en mappe under runs.",
        "en": "Each plan has its gap: with the same figures, a lawful plan can be at most that much cheaper. A price is proven when it is larger than the two gaps together. Each plan was checked by an independent program and is saved as a folder under runs.",
    },
}
