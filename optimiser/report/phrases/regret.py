"""What is said of structures tried in futures."""

from optimiser.data.settings import Language

REGRET: dict[str, dict[Language, str]] = {
    "regret minimax": {
        "da": "Mindst at fortryde: {structure}. I værste fald ({future}) koster den {regret} mere om året end den billigste af strukturerne; {proof}",
        "en": "Least to regret: {structure}. At worst ({future}) it costs {regret} a year more than the cheapest of the structures; {proof}",
    },
    "regret minimax never dearer": {
        "da": "Mindst at fortryde: {structure}. I ingen fremtid koster den mere end den billigste af strukturerne; {proof}",
        "en": "Least to regret: {structure}. In no future does it cost more than the cheapest of the structures; {proof}",
    },
    "regret as good": {"da": "{other} er lige så god.", "en": "{other} is as good."},
    "regret minimax proof": {
        "da": "den næste, {other}, kan fortrydes for {difference} mere, og det er bevist.",
        "en": "the next, {other}, can be regretted by {difference} more, which is proven.",
    },
    "regret minimax no proof": {
        "da": "den næste, {other}, kan fortrydes for {difference} mere, men det er ikke bevist: afstandene er tilsammen {gaps}.",
        "en": "the next, {other}, can be regretted by {difference} more, which is not proven: the gaps together are {gaps}.",
    },
    "regret alone": {
        "da": "ingen anden har en plan i alle fremtider.",
        "en": "no other has a plan in every future.",
    },
    "regret nowhere minimax": {
        "da": "Ingen af strukturerne har en plan i alle fremtider, så ingen kan anbefales efter, hvad der i værste fald fortrydes.",
        "en": "None of the structures has a plan in every future, so none is recommended by what is regretted at worst.",
    },
    "regret expected": {
        "da": "Billigst i gennemsnit: {structure}, {cost} om året, når fremtiderne vejes med deres sandsynlighed; {proof}",
        "en": "Cheapest on average: {structure}, {cost} a year, the futures weighed by their probability; {proof}",
    },
    "regret expected proof": {
        "da": "den næste, {other}, er {difference} dyrere, og det er bevist.",
        "en": "the next, {other}, is {difference} dearer, which is proven.",
    },
    "regret expected no proof": {
        "da": "den næste, {other}, er {difference} dyrere, men det er ikke bevist: afstandene er tilsammen {gaps}.",
        "en": "the next, {other}, is {difference} dearer, which is not proven: the gaps together are {gaps}.",
    },
    "regret no probabilities": {
        "da": "Fremtiderne har ingen sandsynligheder, så der er intet gennemsnit.",
        "en": "The futures have no probabilities, so there is no average.",
    },
    "regret nowhere expected": {
        "da": "Ingen af strukturerne har en plan i alle fremtider med en sandsynlighed, så der er intet gennemsnit.",
        "en": "None of the structures has a plan in every future with a probability, so there is no average.",
    },
    "regret scaled": {
        "da": "Sandsynlighederne for de nævnte fremtider er tilsammen {share}; gennemsnittet vejer dem, som var de 100 %.",
        "en": "The probabilities of the futures named are {share} together; the average weighs them as if they were 100 %.",
    },
    "regret without plan": {
        "da": "Uden plan: {structure} i {futures}.",
        "en": "Without a plan: {structure} in {futures}.",
    },
    "regret undecided": {
        "da": "Uden en plan i dag, så intet er besluttet: {structures}.",
        "en": "Without a plan as of today, so nothing is decided: {structures}.",
    },
    "regret hindsight": {
        "da": "Mest tabes ved ikke at kende fremtiden af {structure} i {future}: {cost} om året mere, end hvis alt kunne besluttes om.",
        "en": "Most is lost by not knowing the future with {structure} in {future}: {cost} a year more than if all could be decided again.",
    },
    "regret futures": {"da": "Fremtiderne:", "en": "The futures:"},
    "regret future": {"da": "{number}  {name}: {told}{probability}", "en": "{number}  {name}: {told}{probability}"},
    "regret probability": {"da": " ({share})", "en": " ({share})"},
    "regret costs": {"da": "koster", "en": "cost"},
    "regret regrets": {"da": "fortrydes", "en": "regret"},
    "regret legend": {
        "da": "Mio. kr. om året. Besluttet er, som planen er i dag: fælles centre, sælgende kommuner og hvem der er forbundet med hvem. Investeringen i det betales i enhver fremtid til dens priser, også hvis det ikke bruges; opgaverne fordeles bedst muligt på ny.",
        "en": "Million kr. a year. Decided, as in the plan of today, are shared centres, selling municipalities and who is connected to whom. The investment in these is paid in every future at its prices, in use or not; the tasks are spread anew as best they can.",
    },
    "regret done": {
        "da": "Mappe: {folder} (læs report.html; tabellerne i regret.csv og regret_costs.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html; the tables in regret.csv and regret_costs.csv). {seconds} s.",
    },
}
