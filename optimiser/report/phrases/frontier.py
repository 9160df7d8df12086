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
        "da": "Pr. procentpoint: det første {less}, det sidste {more}.",
        "en": "By the percentage point: the first costs {less}, the last {more}.",
    },
    "frontier step not proven": {
        "da": "Fra {first} til {second} er det ikke bevist, at det koster mere: forskellen er ikke større end de to afstande, eller en afstand er ikke kendt.",
        "en": "From {first} to {second} it is not proven to cost more: the difference is not larger than the two gaps, or a gap is not known.",
    },
    "frontier only free": {
        "da": "Mere kan ikke nås: den billigste plan er på det bedste, der er.",
        "en": "No more can be had: the cheapest plan is at the best there is.",
    },
    "frontier no step": {
        "da": "Intet af målene gav en plan, der er bedre end den billigste.",
        "en": "None of the targets gave a plan that is better than the cheapest.",
    },
    "frontier infeasible": {
        "da": "Kan ikke nås sammen med de andre regler: {targets}.",
        "en": "Out of reach together with the other rules: {targets}.",
    },
    "frontier not found": {
        "da": "Uden plan, men det er ikke bevist, at der ingen er: {targets}.",
        "en": "Without a plan, though it is not proven that there is none: {targets}.",
    },
    "frontier dominated": {
        "da": "Udeladt af kurven, fordi en anden plan beviseligt er billigere og ikke dårligere: {targets}.",
        "en": "Left out of the frontier, as another plan is proven cheaper and is no worse: {targets}.",
    },
    "frontier no plan": {
        "da": "Ingen plan opfylder alle regler, selv uden et mål.",
        "en": "No plan meets all rules, even without a target.",
    },
    "frontier none found": {
        "da": "Ingen plan blev fundet uden et mål; det er ikke bevist, at der ingen er.",
        "en": "No plan was found without a target; it is not proven that there is none.",
    },
    "frontier without target": {"da": "uden mål", "en": "no target"},
    "frontier unreachable": {"da": "kan ikke nås", "en": "out of reach"},
    "frontier unknown": {"da": "ingen plan", "en": "no plan"},
    "frontier legend": {
        "da": "Mio. kr. om året; mere: end planen uden mål; afstand: så meget billigere kan en plan højst være.",
        "en": "Million kr. a year; more: than the plan without a target; gap: no plan can be cheaper by more.",
    },
    "frontier star": {
        "da": "* Ikke bevist: forskellen er ikke større end de to afstande, eller en afstand er ikke kendt.",
        "en": "* Not proven: the difference is not larger than the two gaps, or a gap is not known.",
    },
    "frontier done": {
        "da": "Mappe: {folder} (læs report.html; tabellen i frontier.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html; the table in frontier.csv). {seconds} s.",
    },
    "measure entry-points": {"da": "svarsteder pr. kommune", "en": "entry points a municipality"},
    "measure hosts": {"da": "sælgende kommuner", "en": "selling municipalities"},
    "measure virtual-centres": {"da": "virtuelle centre", "en": "virtual centres"},
}
