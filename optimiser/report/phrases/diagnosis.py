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
    "asks minimum volume": {
        "da": "{about} skal have mindst {value}, hvis det er åbent",
        "en": "{about} must have at least {value} if it is open",
    },
    "move minimum volume": {
        "da": "Sænk mindstekravet til {about} til {value}",
        "en": "Lower the minimum of {about} to {value}",
    },
    "drop minimum volume": {"da": "Ophæv mindstekravet til {about}", "en": "Drop the minimum of {about}"},
    "move join": {
        "da": "Lad {names} gå med i {about} med {contacts} i stedet for i den nuværende gruppe",
        "en": "Let {names} join {about} with {contacts}, instead of the present group",
    },
    "asks minimum sold": {
        "da": "{about} skal sælge mindst {value}, hvis det sælger",
        "en": "{about} must sell at least {value} if it sells",
    },
    "move minimum sold": {
        "da": "Sænk mindstekravet til salget fra {about} til {value}",
        "en": "Lower the least that {about} must sell to {value}",
    },
    "drop minimum sold": {
        "da": "Ophæv mindstekravet til salget fra {about}",
        "en": "Drop the least that {about} must sell",
    },
    "asks maximum volume": {"da": "{about} må højst have {value}", "en": "{about} may have {value} at most"},
    "move maximum volume": {
        "da": "Hæv loftet over {about} til {value}",
        "en": "Raise the maximum of {about} to {value}",
    },
    "drop maximum volume": {"da": "Ophæv loftet over {about}", "en": "Drop the maximum of {about}"},
    "asks sold share": {
        "da": "{about} må højst sælge {value} af, hvad det selv bringer til centret",
        "en": "{about} may sell {value} at most of what it brings to the centre itself",
    },
    "move sold share": {
        "da": "Hæv det højeste salg fra {about} til {value} af dets eget",
        "en": "Raise the most that {about} may sell to {value} of its own",
    },
    "drop sold share": {"da": "Ophæv loftet over salget fra {about}", "en": "Drop the cap on what {about} sells"},
    "asks lock must": {
        "da": "en fastlåsning: {whom}, {what}: skal besvares {where}",
        "en": "a lock: {whom}, {what}: must be answered {where}",
    },
    "asks lock must not": {
        "da": "en fastlåsning: {whom}, {what}: må ikke besvares {where}",
        "en": "a lock: {whom}, {what}: must not be answered {where}",
    },
    "drop lock": {
        "da": "Ophæv fastlåsningen ({whom}, {what}, {where})",
        "en": "Let the lock go ({whom}, {what}, {where})",
    },
    "lock everyone": {"da": "alle kommuner", "en": "every municipality"},
    "lock level": {"da": "niveau {level}", "en": "level {level}"},
    "lock all tasks": {"da": "alle opgaver", "en": "all tasks"},
    "lock at centre": {"da": "af {centre}", "en": "by {centre}"},
    "lock in form": {"da": "i formen {form}", "en": "in the form {form}"},
    "asks mandate": {
        "da": "{value} skal besvares i formen {forms} (policy.mandatory.{about})",
        "en": "{value} must be answered in the form {forms} (policy.mandatory.{about})",
    },
    "drop mandate": {
        "da": "Ophæv påbuddet om {value} (policy.mandatory.{about})",
        "en": "Drop the mandate on {value} (policy.mandatory.{about})",
    },
    "asks entry points": {
        "da": "antallet af indgange til en kommune er højst {value}",
        "en": "a municipality's number of entry points is at most {value}",
    },
    "move entry points": {
        "da": "Hæv antallet af indgange til {value}",
        "en": "Raise the number of entry points to {value}",
    },
    "drop entry points": {
        "da": "Hæv antallet af indgange til 10",
        "en": "Raise the number of entry points to 10",
    },
    "asks most hosts": {
        "da": "antallet af kommuner, der sælger, er højst {value}",
        "en": "the number of municipalities that sell is at most {value}",
    },
    "move most hosts": {
        "da": "Hæv antallet af kommuner, der må sælge, til {value}",
        "en": "Raise the number of municipalities that may sell to {value}",
    },
    "drop most hosts": {
        "da": "Ophæv loftet over, hvor mange kommuner der sælger",
        "en": "Drop the cap on how many municipalities sell",
    },
    "asks most virtual centres": {
        "da": "antallet af åbne virtuelle centre er højst {value}",
        "en": "the number of open virtual centres is at most {value}",
    },
    "move most virtual centres": {
        "da": "Hæv antallet af virtuelle centre til {value}",
        "en": "Raise the number of virtual centres to {value}",
    },
    "drop most virtual centres": {
        "da": "Ophæv loftet over antallet af virtuelle centre",
        "en": "Drop the cap on the number of virtual centres",
    },
    "asks budget": {
        "da": "der må højst investeres {value} i alt",
        "en": "no more than {value} may be invested in all",
    },
    "move budget": {
        "da": "Hæv rammen for investeringer til {value}",
        "en": "Raise the budget for investments to {value}",
    },
    "drop budget": {"da": "Ophæv rammen for investeringer", "en": "Drop the budget for investments"},
    "asks local share": {
        "da": "mindst {value} af en kommunes henvendelser skal besvares hjemme",
        "en": "at least {value} of a municipality's contacts must be answered at home",
    },
    "move local share": {
        "da": "Sænk den andel, der skal besvares hjemme, til {value}",
        "en": "Lower the share that must be answered at home to {value}",
    },
    "drop local share": {
        "da": "Ophæv kravet om en andel, der skal besvares hjemme",
        "en": "Drop the share that must be answered at home",
    },
    "asks nested depth": {
        "da": "det, der deles, skal være de laveste niveauer (policy.nested_depth)",
        "en": "what is shared must be the lowest levels (policy.nested_depth)",
    },
    "drop nested depth": {
        "da": "Ophæv kravet om, at det er de laveste niveauer, der deles",
        "en": "Drop the demand that what is shared is the lowest levels",
    },
    "asks worse off": {
        "da": "ingen kommune må betale mere end i dag",
        "en": "no municipality may pay more than today",
    },
    "drop worse off": {
        "da": "Lad en kommune betale mere end i dag",
        "en": "Let a municipality pay more than today",
    },
    "asks kpi at least": {"da": "{about} skal være mindst {value}", "en": "{about} must be at least {value}"},
    "asks kpi at most": {"da": "{about} må højst være {value}", "en": "{about} must be at most {value}"},
    "move kpi": {"da": "Sæt målet for {about} til {value}", "en": "Set the target of {about} to {value}"},
    "drop kpi": {"da": "Ophæv målet for {about}", "en": "Drop the target of {about}"},
    "asks levels": {
        "da": "formen {form} må kun besvare {value} (policy.levels)",
        "en": "the form {form} may answer {value} only (policy.levels)",
    },
    "asks no levels": {
        "da": "formen {form} må ikke bruges (policy.levels)",
        "en": "the form {form} may not be used (policy.levels)",
    },
    "drop levels": {
        "da": "Lad formen {form} besvare alle niveauer, som loven tillader",
        "en": "Let the form {form} answer all levels that the law allows",
    },
    "asks law": {"da": "loven: {citation}", "en": "the law: {citation}"},
    "drop law": {
        "da": "Sæt lovreglen {name} ud af kraft, hvis den kan ændres",
        "en": "Switch the legal rule {name} off, if it can be changed",
    },
}
