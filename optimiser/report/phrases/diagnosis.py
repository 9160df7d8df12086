"""What is said of rules that no plan can meet together, and of what would repair it."""

from optimiser.data.settings import Language

DIAGNOSIS: dict[str, dict[Language, str]] = {
    "diagnosis none": {
        "da": "{name} har en plan, der overholder alle regler: Der er ikke noget at forklare.",
        "en": "{name} has a plan that meets all rules: there is nothing to diagnose.",
    },
    "diagnosis not known": {
        "da": "Inden for {limit} s blev der ikke fundet en plan, og det blev heller ikke bevist, at der ingen er. Giv længere tid med --time-limit.",
        "en": "Within {limit} s no plan was found, nor was it proven that there is none. Allow more time with --time-limit.",
    },
    "diagnosis begun": {
        "da": "Der er ingen plan. Nu findes de regler, der ikke kan overholdes samtidig …",
        "en": "There is no plan. Looking for the rules that cannot be met at the same time …",
    },
    "diagnosis together": {
        "da": "Ingen plan overholder alle regler. Disse kan ikke overholdes samtidig:",
        "en": "No plan meets all rules. These cannot be met at the same time:",
    },
    "diagnosis several": {
        "da": "Ingen plan overholder alle regler. Der er fundet {count} grunde til det, og hver af dem skal fjernes:",
        "en": "No plan meets all rules. {count} reasons for that were found, and each of them must be removed:",
    },
    "diagnosis number": {
        "da": "Grund {number}. Disse kan ikke overholdes samtidig:",
        "en": "Reason {number}. These cannot be met at the same time:",
    },
    "diagnosis alone": {
        "da": "Det skyldes ikke nogen af de regler, der kan ændres: Kommunerne og centrene selv gør en plan umulig.",
        "en": "None of the rules that can be changed is the cause: the municipalities and centres themselves make a plan impossible.",
    },
    "diagnosis given": {"da": "så længe også dette gælder:", "en": "as long as this also holds:"},
    "diagnosis smallest": {
        "da": "Det er bevist, og de er alle nødvendige: Uden en hvilken som helst af dem kan resten overholdes.",
        "en": "That is proven, and all of them are needed for it: without any one of them, the rest can be met.",
    },
    "diagnosis not smallest": {
        "da": "Det er bevist, men det er ikke bevist, at de alle er nødvendige for det; den undersøgelse blev ikke færdig.",
        "en": "That is proven, but it is not proven that all of them are needed for it; that check was not completed.",
    },
    "diagnosis repairs": {
        "da": "Ændringer, der giver en plan; den billigste plan, der blev fundet, først. Hver plan er fundet og kontrolleret.",
        "en": "Changes that give a plan; the cheapest plan found first. Each plan was found and checked.",
    },
    "diagnosis gap": {
        "da": "Der kan være planer, der er op til {gap} billigere; forskelle, der er mindre end det, er ikke bevist.",
        "en": "There may be plans that are up to {gap} cheaper; differences smaller than that are not proven.",
    },
    "diagnosis no repairs": {
        "da": "Der blev ikke fundet nogen ændring af disse regler, som det er vist giver en plan.",
        "en": "No change to these rules was found that is shown to give a plan.",
    },
    "diagnosis incomplete": {
        "da": "ADVARSEL: Tiden ({limit} s) var ikke nok til at undersøge alt. Der kan være flere grunde og flere ændringer. Giv længere tid med --time-limit.",
        "en": "WARNING: the time ({limit} s) was not enough to examine everything. There may be more reasons and more changes. Allow more time with --time-limit.",
    },
    "diagnosis interrupted": {
        "da": "ADVARSEL: Stoppet med Ctrl-C, før alt var undersøgt. Det, der står her, er bevist; der kan være flere grunde og flere ændringer.",
        "en": "WARNING: stopped with Ctrl-C before everything was examined. What is shown here is proven; there may be more reasons and more changes.",
    },
    "diagnosis not begun": {
        "da": "Der blev ikke fundet en plan, og det blev heller ikke bevist, at der ingen er.",
        "en": "No plan was found, nor was it proven that there is none.",
    },
    "diagnosis more rules": {
        "da": "og {count} andre, hvoraf nogle måske ikke er nødvendige (--json viser alle)",
        "en": "and {count} others, some of which may not be needed (--json shows all)",
    },
    "levels none": {"da": "ingen niveauer", "en": "no levels"},
    "levels one": {"da": "niveau {levels}", "en": "level {levels}"},
    "levels many": {"da": "niveau {levels}", "en": "levels {levels}"},
    "diagnosis repair": {
        "da": "{what}. Den fundne plan koster {cost} om året.",
        "en": "{what}. The plan found costs {cost} a year.",
    },
    "diagnosis and": {"da": "{first}; og {last}", "en": "{first}; and {last}"},
    "diagnosis within": {
        "da": "{what} (ved {short} er der stadig ingen plan)",
        "en": "{what} (at {short} there is still no plan)",
    },
    "diagnosis not nearest": {
        "da": "{what} (måske er en mindre ændring nok; det blev ikke afgjort)",
        "en": "{what} (a smaller change may be enough; that was not settled)",
    },
    "diagnosis done": {
        "da": "Tid: {seconds} s; antal kontroller og løsninger: {count}.",
        "en": "Time: {seconds} s; number of checks and solves: {count}.",
    },
    "contacts figure": {"da": "{value} henvendelser om året", "en": "{value} contacts a year"},
    "kr. figure": {"da": "{value} kr.", "en": "{value} kr."},
    "move join": {
        "da": "Lad {names} indgå i {about} med {contacts} i stedet for i den nuværende gruppe",
        "en": "Let {names} join {about} with {contacts} instead of the present group",
    },
    "lock everyone": {"da": "alle kommuner", "en": "every municipality"},
    "lock level": {"da": "niveau {level}", "en": "level {level}"},
    "lock all tasks": {"da": "alle opgaver", "en": "all tasks"},
    "lock at centre": {"da": "af {centre}", "en": "by {centre}"},
    "lock in form": {"da": "i formen {form}", "en": "in the form {form}"},
    "asks rule": {"da": "{rule}: {parameter} er {value}", "en": "{rule}: {parameter} is {value}"},
    "move rule": {"da": "Sæt {parameter} til {value}", "en": "Set {parameter} to {value}"},
    "drop rule": {"da": "Sæt {parameter} til {off}", "en": "Set {parameter} to {off}"},
}
