"""What the page of regret says beside its own sentences."""

from optimiser.data.settings import Language

REGRET_PAGE: dict[str, dict[Language, str]] = {
    "regret page subject": {
        "da": "Hvilken struktur er sikrest, når fremtiden er uvis",
        "en": "Which structure is safest while the future is unknown",
    },
    "regret page regret": {"da": "Fortrydelse", "en": "Regret"},
    "regret page what regret is": {
        "da": "Hvad en struktur koster mere om året i en fremtid end den struktur, der er billigst i den.",
        "en": "What a structure costs more a year in a future than the structure that is the cheapest in it.",
    },
    "regret page minimax": {"da": "Mindste værste fortrydelse", "en": "Least worst regret"},
    "regret page what minimax is": {
        "da": "Den struktur, hvis største fortrydelse over alle fremtider er mindst (minimax). Den kræver ingen sandsynligheder.",
        "en": "The structure whose largest regret over all futures is the least (minimax). It needs no probabilities.",
    },
    "regret page future": {"da": "Fremtid", "en": "Future"},
    "regret page what a future is": {
        "da": "Et sæt ændringer i tallene, under ét navn. Har fremtiderne sandsynligheder, er gennemsnittene vægtet med dem.",
        "en": "A set of changes to the figures under one name. Where futures have probabilities, the means are weighted with them.",
    },
    "regret page minimax note": {
        "da": "i værste fald {kr} for dyr i de fundne planer, i fremtiden {future}",
        "en": "{kr} too dear at worst in the plans found, in the future {future}",
    },
    "regret page in question": {"da": "{structures} (ikke bevist)", "en": "{structures} (not proven)"},
    "regret page cheapest expected": {"da": "Billigst i gennemsnit", "en": "Cheapest on average"},
    "regret page expected note": {"da": "{kr} om året i gennemsnit", "en": "{kr} a year on average"},
    "regret page only these": {
        "da": "Fortrydelsen gælder de strukturer og fremtider, der er med; en anden fremtid kan ændre svaret.",
        "en": "The regret is among the structures and futures that are here; another future can change the answer.",
    },
    "regret page open": {
        "da": "Fortrydelser, der ikke er større end de to planers afstande og derfor ikke er bevist (mærket {mark}): {count} af {all}.",
        "en": "Regrets that are not larger than the gaps of the two plans, and so not proven (marked {mark}): {count} of {all}.",
    },
    "regret page chart": {"da": "Værste og gennemsnitlig fortrydelse", "en": "Worst and mean regret"},
    "regret page described": {
        "da": "En struktur i hver række, den med den mindste værste fortrydelse øverst: til venstre den værste, til højre gennemsnittet.",
        "en": "A structure in each row, the one with the least worst regret first: at the left the worst, at the right the mean.",
    },
    "regret page note": {
        "da": "Den øverste struktur er den, man højst kommer til at fortryde mindst. En struktur, der mangler en plan i en af fremtiderne, er ikke tegnet.",
        "en": "The structure at the top is the one with the least to regret at worst. A structure that lacks a plan in one of the futures is not drawn.",
    },
    "regret page no chart": {
        "da": "Der er ingen tegning, for ingen struktur har en plan i alle fremtider.",
        "en": "There is no drawing, as no structure has a plan in every future.",
    },
    "regret page worst axis": {"da": "værste, mio. kr. om året", "en": "worst, million kr. a year"},
    "regret page expected axis": {"da": "gennemsnit, mio. kr.", "en": "mean, million kr."},
    "regret page told worst": {
        "da": "{structure}: i værste fald {kr} for dyr, i fremtiden {future}",
        "en": "{structure}: {kr} too dear at worst, in the future {future}",
    },
    "regret page told expected": {
        "da": "{structure}: i gennemsnit {kr} for dyr",
        "en": "{structure}: {kr} too dear on average",
    },
    "regret page heading regrets": {"da": "Fortrydelse i hver fremtid", "en": "Regret in each future"},
    "regret page about regrets": {
        "da": "Jo mørkere, jo dyrere i forhold til den billigste struktur i samme fremtid. Hvor der står 0,0, er strukturens plan den billigste, der er fundet, eller koster næsten det samme.",
        "en": "The darker, the dearer against the cheapest structure in the same future. Where it says 0.0 the structure's plan is the cheapest found or costs nearly the same.",
    },
    "regret page heading structures": {"da": "Strukturerne", "en": "The structures"},
    "regret page failed": {"da": "ikke løst", "en": "not solved"},
}
