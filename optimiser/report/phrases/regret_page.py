"""What the page of regret says beside its own sentences."""

from optimiser.data.settings import Language

REGRET_PAGE: dict[str, dict[Language, str]] = {
    "regret page subject": {
        "da": "Hvilken struktur er sikrest, når fremtiden er uvis",
        "en": "Which structure is safest when the future is uncertain",
    },
    "regret page regret": {"da": "Fortrydelse", "en": "Regret"},
    "regret page what regret is": {
        "da": "Hvad en struktur i en fremtid koster mere om året end den struktur, der er billigst i samme fremtid.",
        "en": "What a structure costs more a year in a future than the structure that is cheapest in the same future.",
    },
    "regret page minimax": {"da": "Mindst at fortryde i værste fald", "en": "Smallest worst-case regret"},
    "regret page what minimax is": {
        "da": "Den struktur, hvis største fortrydelse over alle fremtider er mindst (minimax). Det kræver ingen sandsynligheder.",
        "en": "The structure whose largest regret over all futures is smallest (minimax). It needs no probabilities.",
    },
    "regret page future": {"da": "Fremtid", "en": "Future"},
    "regret page what a future is": {
        "da": "Et sæt ændringer i tallene, under ét navn. Har fremtiderne sandsynligheder, er gennemsnittene vægtet med dem.",
        "en": "A set of changes to the figures under one name. If the futures have probabilities, the means are weighted with them.",
    },
    "regret page minimax note": {
        "da": "i værste fald {kr} for dyr i de fundne planer, i fremtiden {future}",
        "en": "{kr} too expensive at worst in the plans found, in the future {future}",
    },
    "regret page in question": {"da": "{structures} (ikke bevist)", "en": "{structures} (not proven)"},
    "regret page cheapest expected": {"da": "Billigst i gennemsnit", "en": "Cheapest on average"},
    "regret page expected note": {"da": "{kr} om året i gennemsnit", "en": "{kr} a year on average"},
    "regret page only these": {
        "da": "Fortrydelsen gælder de strukturer og fremtider, der er med; en anden fremtid kan ændre svaret.",
        "en": "The regret concerns the structures and futures included here; another future can change the answer.",
    },
    "regret page open": {
        "da": "Fortrydelser, der ikke er større end de to planers afstande og derfor ikke er bevist (mærket {mark}): {count} af {all}.",
        "en": "Regrets that are not larger than the gaps of the two plans, and so not proven (marked {mark}): {count} of {all}.",
    },
    "regret page chart": {"da": "Største og gennemsnitlig fortrydelse", "en": "Largest and mean regret"},
    "regret page described": {
        "da": "En struktur i hver række, den med mindst at fortryde i værste fald øverst: til venstre den største fortrydelse, til højre gennemsnittet.",
        "en": "A structure in each row, the one with the smallest worst-case regret first: at the left the largest regret, at the right the mean.",
    },
    "regret page note": {
        "da": "Den øverste struktur har mindst at fortryde i værste fald. En struktur uden en plan i en af fremtiderne er ikke tegnet.",
        "en": "The structure at the top has the smallest worst-case regret. A structure without a plan in one of the futures is not drawn.",
    },
    "regret page no chart": {
        "da": "Der er ingen figur, for ingen struktur har en plan i alle fremtider.",
        "en": "There is no chart, because no structure has a plan in every future.",
    },
    "regret page worst axis": {"da": "største, mio. kr. om året", "en": "largest, million kr. a year"},
    "regret page expected axis": {"da": "gennemsnit, mio. kr.", "en": "mean, million kr."},
    "regret page told worst": {
        "da": "{structure}: i værste fald {kr} for dyr, i fremtiden {future}",
        "en": "{structure}: {kr} too expensive at worst, in the future {future}",
    },
    "regret page told expected": {
        "da": "{structure}: i gennemsnit {kr} for dyr",
        "en": "{structure}: {kr} too expensive on average",
    },
    "regret page heading regrets": {"da": "Fortrydelse i hver fremtid", "en": "Regret in each future"},
    "regret page about regrets": {
        "da": "Jo mørkere, jo dyrere i forhold til den billigste struktur i samme fremtid. Hvor der står 0,0, er strukturens plan den billigste, der er fundet, eller koster næsten det samme.",
        "en": "The darker, the more expensive compared with the cheapest structure in the same future. Where it says 0.0, the structure's plan is the cheapest found or costs nearly the same.",
    },
    "regret page heading structures": {"da": "Strukturerne", "en": "The structures"},
    "regret page failed": {"da": "ikke løst", "en": "not solved"},
}
