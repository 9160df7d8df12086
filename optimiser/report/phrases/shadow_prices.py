"""What is said of the price of stricter targets."""

from optimiser.data.settings import Language

SHADOW_PRICES: dict[str, dict[Language, str]] = {
    "prices header": {
        "da": "{name} · kommuner {municipalities} · opgaver {tasks} · løses som den er og med hvert mål skærpet: {cases} gange, {workers} ad gangen",
        "en": "{name} · municipalities {municipalities} · tasks {tasks} · solved as it is and with each target stricter: {cases} times, {workers} at a time",
    },
    "prices of": {
        "da": "Med målene, som de er, koster planen {cost} om året. Så meget koster det at skærpe ét mål ad gangen:",
        "en": "With the targets as they are the plan costs {cost} a year. This is what it costs to make one target at a time stricter:",
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
        "en": "{target}: {then} instead of {now} {scope} costs {most} more a year at most; it is not proven to cost anything.",
    },
    "price unbounded": {
        "da": "{target}: {then} i stedet for {now} {scope}: en plan koster {kr} mere om året, men intet er bevist om prisen.",
        "en": "{target}: {then} instead of {now} {scope}: a plan costs {kr} more a year, but nothing is proven of the price.",
    },
    "price out of reach": {
        "da": "{target}: {then} kan ikke nås {scope}; i bedste fald {best}{at}.",
        "en": "{target}: {then} cannot be reached {scope}; {best} at best{at}.",
    },
    "price impossible together": {
        "da": "{target}: {then} kan ikke nås {scope} sammen med de andre regler; {now} kan.",
        "en": "{target}: {then} cannot be reached {scope} together with the other rules; {now} can.",
    },
    "price not found": {
        "da": "{target}: ingen plan blev fundet med {then} {scope}; det er ikke bevist, at der ingen er.",
        "en": "{target}: no plan was found with {then} {scope}; it is not proven that there is none.",
    },
    "at place": {"da": " ({place})", "en": " ({place})"},
    "scope national": {"da": "i hele landet", "en": "in the whole country"},
    "scope municipality": {"da": "i hver kommune", "en": "in each municipality"},
    "scope centre": {"da": "i hvert center", "en": "in each centre"},
    "in time": {"da": "besvaret til tiden", "en": "answered in time"},
    "not reachable": {"da": "kan ikke nås", "en": "not reachable"},
    "price unknown": {"da": "ingen plan", "en": "no plan"},
    "prices legend": {
        "da": "Koster: mio. kr. mere om året end planen med målene, som de er. Afstande: så meget billigere, i mio. kr., kan planen nu og planen med det skærpede mål højst være. I planen: det sted, hvor det går dårligst, når målet gælder hver kommune eller hvert center. Andele skærpes med {points}, andre mål med {share} af deres størrelse.",
        "en": "Cost: million kr. a year more than the plan with the targets as they are. Gaps: by so much, in million kr., the plan now and the plan with the stricter target could be cheaper at most. In plan: the worst place, where the target is for each municipality or centre. Shares get {points} stricter, other targets {share} of their size.",
    },
    "percentage points": {"da": "{points} procentpoint", "en": "{points} percentage points"},
    "prices star": {
        "da": "* Ikke bevist: forskellen er ikke større end de to afstande, eller en afstand er ikke kendt.",
        "en": "* Not proven: the difference is not larger than the two gaps, or a gap is not known.",
    },
    "prices folder": {
        "da": "Mappe: {folder} (tallene i shadow_prices.csv og shadow_prices.json, hver plan under runs).",
        "en": "Folder: {folder} (the figures in shadow_prices.csv and shadow_prices.json, each plan under runs).",
    },
    "price page subject": {
        "da": "Hvad det koster at skærpe ét mål ad gangen",
        "en": "What it costs to make one target at a time stricter",
    },
    "price page term": {"da": "skyggepris", "en": "shadow price"},
    "price page what it is": {
        "da": "hvad den billigste plan koster mere om året, når ét mål skærpes og alt andet er, som det er",
        "en": "what the cheapest plan costs more a year when one target gets stricter and all else stays as it is",
    },
    "price page one at a time": {
        "da": "Ét mål er skærpet ad gangen, og planen er fundet på ny. Priserne kan ikke lægges sammen: to skærpede mål kan koste mere eller mindre end hver for sig.",
        "en": "One target at a time was made stricter, and the plan was found anew. The prices cannot be added up: two stricter targets can cost more or less than each by itself.",
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
        "en": "A target in each row, the dearest first. The whisker shows how much it can cost at most.",
    },
    "price page note": {
        "da": "Bjælken er forskellen mellem de fundne planer; stregen viser, hvor meget målet højst kan koste.",
        "en": "The bar is the difference between the plans found; the whisker shows how much the target can cost at most.",
    },
    "price page no chart": {
        "da": "Der er ingen tegning, for intet af de skærpede mål har en pris.",
        "en": "There is no drawing, as none of the stricter targets has a price.",
    },
    "price page heading prices": {"da": "Hvert mål og dets pris", "en": "Each target and its price"},
    "price page unpriced": {"da": "Mål uden pris", "en": "Targets without a price"},
    "price page all priced": {"da": "Hvert skærpet mål har en pris.", "en": "Each stricter target has a price."},
    "price page how to read the gaps": {
        "da": "Hver plan har sin afstand: så meget billigere kan en lovlig plan højst være med de samme tal. En pris er bevist, når den er større end de to afstande til sammen. Hver plan blev kontrolleret af et uafhængigt program og ligger som en mappe under runs.",
        "en": "Each plan has its gap: so much cheaper, and no more, could a lawful plan be with the same figures. A price is proven when it is larger than the two gaps together. Each plan was checked by an independent program and lies as a folder under runs.",
    },
}
