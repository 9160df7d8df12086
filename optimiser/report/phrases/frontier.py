"""What is said of cost against a measure."""

from optimiser.data.settings import Language

FRONTIER: dict[str, dict[Language, str]] = {
    "frontier free": {
        "da": "Uden mål for {measure}: {value} {scope}, og planen koster {cost} om året.",
        "en": "Without a target for {measure}: {value} {scope}, and the plan costs {cost} a year.",
    },
    "frontier first and last": {
        "da": "Det første skridt, fra {first} til {second}, koster {less} mere om året; det sidste, fra {last_but_one} til {last}, koster {more}{found}.",
        "en": "The first step, from {first} to {second}, costs {less} more a year; the last, from {last_but_one} to {last}, costs {more}{found}.",
    },
    "frontier one step": {
        "da": "Der er ét skridt, fra {first} til {second}: det koster {less} mere om året{found}.",
        "en": "There is one step, from {first} to {second}: it costs {less} more a year{found}.",
    },
    "frontier of a point": {
        "da": "Pr. procentpoint koster det første skridt {less} og det sidste {more}.",
        "en": "Per percentage point, the first step costs {less} and the last {more}.",
    },
    "frontier step not proven": {
        "da": "Det er ikke bevist, at det koster mere at gå fra {first} til {second}: Forskellen er ikke større end de to afstande tilsammen, eller en afstand er ikke kendt.",
        "en": "It is not proven that going from {first} to {second} costs more: the difference is not larger than the two gaps together, or a gap is not known.",
    },
    "frontier only free": {
        "da": "Det kan ikke blive bedre: Den billigste plan når allerede det bedste, der er muligt.",
        "en": "It cannot get better: the cheapest plan already reaches the best that is possible.",
    },
    "frontier no step": {
        "da": "Intet af målene gav en plan, der er bedre end den billigste.",
        "en": "None of the targets gave a plan better than the cheapest one.",
    },
    "frontier infeasible": {
        "da": "Kan ikke nås samtidig med de andre regler: {targets}.",
        "en": "Cannot be reached together with the other rules: {targets}.",
    },
    "frontier not found": {
        "da": "Ingen plan fundet, men det er ikke bevist, at der ingen er: {targets}.",
        "en": "No plan found, but it is not proven that there is none: {targets}.",
    },
    "frontier dominated": {
        "da": "Udeladt af fronten, fordi en anden plan er bevist billigere og ikke er dårligere: {targets}.",
        "en": "Left out of the frontier, because another plan is proven cheaper and is no worse: {targets}.",
    },
    "frontier no plan": {
        "da": "Ingen plan overholder alle regler, selv uden et mål.",
        "en": "No plan meets all rules, even without a target.",
    },
    "frontier none found": {
        "da": "Der blev ikke fundet en plan uden et mål; det er ikke bevist, at der ingen er.",
        "en": "No plan was found without a target; it is not proven that there is none.",
    },
    "frontier without target": {"da": "uden mål", "en": "no target"},
    "frontier unreachable": {"da": "kan ikke nås", "en": "cannot be reached"},
    "frontier unknown": {"da": "ingen plan", "en": "no plan"},
    "frontier legend": {
        "da": "Mio. kr. om året; mere: end planen uden mål; afstand: hvor meget billigere en plan højst kan være.",
        "en": "Million kr. a year; more: than the plan without a target; gap: how much cheaper a plan can be at most.",
    },
    "frontier star": {
        "da": "* Ikke bevist: Forskellen er ikke større end de to afstande tilsammen, eller en afstand er ikke kendt.",
        "en": "* Not proven: the difference is not larger than the two gaps together, or a gap is not known.",
    },
    "frontier done": {
        "da": "Mappe: {folder} (læs report.html; tabellen i frontier.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html; the table in frontier.csv). {seconds} s.",
    },
}
