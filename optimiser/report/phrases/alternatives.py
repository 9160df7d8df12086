"""What is said of plans, and of paths over years, near the best that differ in structure."""

from optimiser.data.settings import Language

NEAR: dict[str, dict[Language, str]] = {
    "near searching": {
        "da": "Søger plan {number} af {count} ud over den bedste …",
        "en": "Looking for plan {number} of {count} besides the best …",
    },
    "near found of paths": {
        "da": "{count} andre køreplaner koster højst {within} mere end den bedste og afviger fra den, og fra hinanden, i struktur:",
        "en": "{count} other roadmaps cost at most {within} more than the best and differ in structure from it and from each other:",
    },
    "near found one of paths": {
        "da": "Én anden køreplan koster højst {within} mere end den bedste og afviger fra den i struktur:",
        "en": "One other roadmap costs at most {within} more than the best and differs from it in structure:",
    },
    "near found none of paths": {
        "da": "Der blev ikke fundet nogen anden køreplan, som afviger i struktur og koster højst {within} mere end den bedste.",
        "en": "No other roadmap was found that differs in structure and costs at most {within} more than the best.",
    },
    "near columns of paths": {
        "da": "Mio. kr. over årene i det førstes værdi; mere: end den bedste køreplan. Kommuner og henvendelser: dem, der i noget år besvares på en anden måde end i den bedste; henvendelser er alle års.",
        "en": "Million kr. over the years, in the worth of the first; more: than the best roadmap. Municipalities and contacts: those answered differently from the best in some year; contacts are those of all years.",
    },
    "near defined of paths": {
        "da": "En anden køreplan har andre fælles centre åbne i det sidste år eller besvarer mindst {share} af alle års henvendelser i en anden form eller på et andet fælles center. At et center åbner, eller en kommune flytter, i et andet år tæller altså kun fra den andel. Hvilken kommune der købes hos, tæller ikke.",
        "en": "Another roadmap has other shared centres open in the last year, or answers at least {share} of the contacts of all years in another form or at another shared centre. That a centre opens, or a municipality moves, in another year therefore counts only from that share on. Which municipality the service is bought from does not count.",
    },
    "near found": {
        "da": "{count} andre planer koster højst {within} mere end den bedste og afviger fra den, og fra hinanden, i struktur:",
        "en": "{count} other plans cost at most {within} more than the best and differ in structure from it and from each other:",
    },
    "near found one": {
        "da": "Én anden plan koster højst {within} mere end den bedste og afviger fra den i struktur:",
        "en": "One other plan costs at most {within} more than the best and differs from it in structure:",
    },
    "near found none": {
        "da": "Der blev ikke fundet nogen anden plan, som afviger i struktur og koster højst {within} mere end den bedste.",
        "en": "No other plan was found that differs in structure and costs at most {within} more than the best.",
    },
    "near ended found": {
        "da": "Søgningen sluttede med de {count} planer, der var bedt om; der kan være flere.",
        "en": "The search ended with the {count} plans that were asked for; there may be more.",
    },
    "near ended found one": {
        "da": "Søgningen sluttede med den ene plan, der var bedt om; der kan være flere.",
        "en": "The search ended with the one plan that was asked for; there may be more.",
    },
    "near ended none": {
        "da": "Bevist: Inden for {within} er der ingen yderligere plan, som afviger i struktur.",
        "en": "Proven: no further plan within {within} differs in structure.",
    },
    "near ended unproven": {
        "da": "Den næste plan, der blev fundet, koster mere end {within} over den bedste. Det er ikke bevist, at der ingen er inden for {within}.",
        "en": "The next plan that was found costs more than {within} above the best. It is not proven that there is none within {within}.",
    },
    "near ended time": {
        "da": "Tiden ({limit} s for hver løsning) udløb, før der var fundet en yderligere plan inden for {within}. Det er ikke bevist, om der er en.",
        "en": "Time ({limit} s for each solve) ran out before a further plan within {within} was found. It is not proven whether there is one.",
    },
    "near ended interrupted": {
        "da": "Søgningen blev stoppet, før den var færdig; det, der var fundet, er gemt.",
        "en": "The search was stopped before it was finished; what was found is saved.",
    },
    "near ended breached": {
        "da": "ADVARSEL: Den uafhængige kontrol fandt brud på reglerne i en yderligere plan. Den er udeladt, og søgningen stoppede.",
        "en": "WARNING: the independent check found that a further plan breaks rules. That plan is left out, and the search stopped.",
    },
    "near the best": {"da": "bedste", "en": "best"},
    "near numbered": {"da": "plan {number}", "en": "plan {number}"},
    "near best plan": {"da": "den bedste plan", "en": "the best plan"},
    "near columns": {
        "da": "Mio. kr. om året; mere: end den bedste plan. Kommuner og henvendelser: dem, der besvares på en anden måde end i den bedste plan.",
        "en": "Million kr. a year; more: than the best plan. Municipalities and contacts: those answered differently from the best plan.",
    },
    "near star": {
        "da": "* Ikke bevist dyrere end den bedste: Forskellen er ikke større end de to afstande tilsammen, eller en afstand er ikke kendt.",
        "en": "* Not proven to cost more than the best: the difference is not larger than the two gaps together, or a gap is not known.",
    },
    "near dagger": {
        "da": "† Ikke bevist at være den billigste, der afviger fra dem ovenfor: Afstanden siger, hvor meget billigere en anden kan være.",
        "en": "† Not proven to be the cheapest that differs from those above it: the gap says how much cheaper another may be.",
    },
    "near no centres": {
        "da": "Ingen fælles centre er åbne i nogen af planerne.",
        "en": "No shared centre is open in any of the plans.",
    },
    "near same centres": {
        "da": "Fælles centre, der er åbne i alle planerne: {centres}.",
        "en": "Shared centres that are open in all of the plans: {centres}.",
    },
    "near centres": {"da": "Åbne fælles centre: {plans}.", "en": "Shared centres that are open: {plans}."},
    "near alike": {
        "da": "Fælles centre, der kun adskiller sig ved navnet, vises under det første af navnene; det er ligegyldigt, hvilket af dem der åbner.",
        "en": "Shared centres that differ in name only are shown under the first of the names; which of them opens does not matter.",
    },
    "near centres of": {"da": "{plans}: {centres}", "en": "{plans}: {centres}"},
    "near none": {"da": "ingen", "en": "none"},
    "near settled": {"da": "{same}; {vary}.", "en": "{same}; {vary}."},
    "near same": {
        "da": "{count} kommuner besvares ens i {plans} (afgjort)",
        "en": "{count} municipalities are answered alike in {plans} (settled)",
    },
    "near same one": {
        "da": "1 kommune besvares ens i {plans} (afgjort)",
        "en": "1 municipality is answered alike in {plans} (settled)",
    },
    "near vary": {"da": "{count} varierer (til forhandling)", "en": "{count} vary (open to negotiation)"},
    "near vary one": {"da": "1 varierer (til forhandling)", "en": "1 varies (open to negotiation)"},
    "near all plans": {"da": "alle {count} planer", "en": "all {count} plans"},
    "near both plans": {"da": "begge planer", "en": "both plans"},
    "near honest": {
        "da": "Afgjort betyder, at kommunen besvares ens i netop disse planer; det er ikke bevist for alle planer.",
        "en": "Settled means answered alike in exactly these plans; it is not proven for all plans.",
    },
    "near open": {
        "da": "Til forhandling, de største først: {names}.",
        "en": "Open to negotiation, the largest first: {names}.",
    },
    "near defined": {
        "da": "En anden plan har andre fælles centre åbne eller besvarer mindst {share} af alle henvendelser i en anden form eller på et andet fælles center. Hvilken kommune der købes hos, tæller ikke.",
        "en": "Another plan has other shared centres open, or answers at least {share} of all contacts in another form or at another shared centre. Which municipality the service is bought from does not count.",
    },
    "near folder": {
        "da": "Planerne ligger i {folder}, hver som en kørselsmappe; alternatives.csv sammenligner dem, settled.csv har hver kommune.",
        "en": "The plans are in {folder}, each a run folder; alternatives.csv compares them, settled.csv has every municipality.",
    },
    "heading near": {"da": "Planer tæt på den bedste", "en": "Plans near the best"},
    "near map caption": {
        "da": "Afgjort (udfyldt) og til forhandling (kun omrids)",
        "en": "Settled (filled) and open to negotiation (outline only)",
    },
    "near map title": {
        "da": "Afgjort og til forhandling ({system})",
        "en": "Settled and open to negotiation ({system})",
    },
    "near map description": {
        "da": "Udfyldte kommuner besvares ens i alle planerne; kommuner med tykt omrids og uden fyld besvares forskelligt.",
        "en": "Filled municipalities are answered alike in all of the plans; those with a heavy outline and no fill are answered differently.",
    },
    "near legend settled": {"da": "afgjort: besvares ens i {plans}", "en": "settled: answered alike in {plans}"},
    "near legend open": {"da": "til forhandling", "en": "open to negotiation"},
    "near hover settled": {"da": "{name}: afgjort, {forms}", "en": "{name}: settled, {forms}"},
    "near hover open": {
        "da": "{name}: til forhandling\n{tasks}: {forms}",
        "en": "{name}: open to negotiation\n{tasks}: {forms}",
    },
}
