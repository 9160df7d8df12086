"""What is said of rules that no plan can meet together, and of what would repair it."""

from optimiser.data.settings import Language

DIAGNOSIS: dict[str, dict[Language, str]] = {
    "diagnosis none": {
        "da": "{name} har en plan, der opfylder alle regler: her er intet at forklare.",
        "en": "{name} has a plan that meets all rules: there is nothing to diagnose.",
    },
    "diagnosis not known": {
        "da": "Inden for {limit} s blev der hverken fundet en plan, eller bevist, at der ingen er. Giv længere tid med --time-limit.",
        "en": "Within {limit} s neither was a plan found, nor was it proven that there is none. Allow more with --time-limit.",
    },
    "diagnosis begun": {
        "da": "Der er ingen plan. Nu findes de regler, som ikke kan overholdes sammen …",
        "en": "There is no plan. Looking for the rules that cannot be kept together …",
    },
    "diagnosis together": {
        "da": "Ingen plan opfylder alle regler. Disse kan ikke overholdes sammen:",
        "en": "No plan meets all rules. These cannot be kept together:",
    },
    "diagnosis several": {
        "da": "Ingen plan opfylder alle regler. Der er fundet {count} grunde til det, og hver af dem skal ryddes af vejen:",
        "en": "No plan meets all rules. {count} reasons for that were found, and each must be cleared away:",
    },
    "diagnosis number": {
        "da": "Grund {number}. Disse kan ikke overholdes sammen:",
        "en": "Reason {number}. These cannot be kept together:",
    },
    "diagnosis alone": {
        "da": "Ingen af de regler, som kan ændres, er skyld i det: kommunerne og centrene selv giver ingen plan.",
        "en": "None of the rules that can be changed is at fault: the municipalities and centres themselves allow no plan.",
    },
    "diagnosis given": {"da": "så længe også dette gælder:", "en": "as long as this holds too:"},
    "diagnosis smallest": {
        "da": "Det er bevist, og ingen af dem kan undværes: uden en hvilken som helst af dem kan resten overholdes.",
        "en": "That is proven, and none of them is there in vain: without any one of them the rest can be kept.",
    },
    "diagnosis not smallest": {
        "da": "Det er bevist, men ikke, at de alle er nødvendige for det; det blev ikke undersøgt til ende.",
        "en": "That is proven, but not that all of them are needed for it; that was not looked at to the end.",
    },
    "diagnosis repairs": {
        "da": "Hvad der ville give en plan; den billigste plan, der blev fundet, først. Hver plan er fundet og kontrolleret.",
        "en": "What would give a plan; the cheapest plan found first. Each plan was found and checked.",
    },
    "diagnosis gap": {
        "da": "Der kan findes planer, der er op til {gap} billigere; forskelle mindre end det er ikke bevist.",
        "en": "There may be plans that are cheaper by up to {gap}; differences smaller than that are not proven.",
    },
    "diagnosis no repairs": {
        "da": "Der blev ikke fundet en ændring af disse regler, som er vist at give en plan.",
        "en": "No change of these rules was found that is shown to give a plan.",
    },
    "diagnosis incomplete": {
        "da": "ADVARSEL: tiden ({limit} s) var ikke nok til at undersøge alt. Der kan være flere grunde og flere ændringer. Giv længere tid med --time-limit.",
        "en": "WARNING: the time ({limit} s) was not enough to look at all. There may be more reasons, and more changes. Allow more with --time-limit.",
    },
    "diagnosis interrupted": {
        "da": "ADVARSEL: stoppet med Ctrl-C, før alt var undersøgt. Det, der står her, er bevist; der kan være flere grunde og flere ændringer.",
        "en": "WARNING: stopped by Ctrl-C before all was looked at. What is told here is proven; there may be more reasons, and more changes.",
    },
    "diagnosis not begun": {
        "da": "Der blev hverken fundet en plan, eller bevist, at der ingen er.",
        "en": "Neither was a plan found, nor was it proven that there is none.",
    },
    "diagnosis more rules": {
        "da": "og {count} andre, hvoraf nogle måske ikke er nødvendige (--json viser alle)",
        "en": "and {count} others, some of which may not be needed (--json shows all)",
    },
    "levels none": {"da": "intet", "en": "nothing"},
    "levels one": {"da": "niveau {levels}", "en": "level {levels}"},
    "levels many": {"da": "niveau {levels}", "en": "levels {levels}"},
    "diagnosis repair": {
        "da": "{what}. Den fundne plan koster {cost} om året.",
        "en": "{what}. The plan found costs {cost} a year.",
    },
    "diagnosis and": {"da": "{first}; og {last}", "en": "{first}; and {last}"},
    "diagnosis within": {
        "da": "{what} (ved {short} er der endnu ingen plan)",
        "en": "{what} (at {short} there is no plan yet)",
    },
    "diagnosis not nearest": {
        "da": "{what} (måske er mindre nok: det blev ikke afgjort)",
        "en": "{what} (less may be enough: that was not settled)",
    },
    "diagnosis done": {
        "da": "Tid: {seconds} s; antal kontroller og løsninger: {count}.",
        "en": "Time: {seconds} s; number of checks and solves: {count}.",
    },
    "contacts figure": {"da": "{value} henvendelser om året", "en": "{value} contacts a year"},
    "kr. figure": {"da": "{value} kr.", "en": "{value} kr."},
    "move join": {
        "da": "Lad {names} gå med i {about} med {contacts} i stedet for i den nuværende gruppe",
        "en": "Let {names} join {about} with {contacts}, instead of the present group",
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
