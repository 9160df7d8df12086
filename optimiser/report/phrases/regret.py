"""What is said of structures tried in futures."""

from optimiser.data.settings import Language

REGRET: dict[str, dict[Language, str]] = {
    "regret minimax is": {"da": "Mindst at fortryde: {structure}.", "en": "Least to regret: {structure}."},
    "regret minimax in question": {
        "da": "Det er ikke bevist, hvilken der er mindst at fortryde; i de fundne planer er det {structure}.",
        "en": "Which is least to regret is not proven; in the plans found it is {structure}.",
    },
    "regret minimax alike": {
        "da": "Mindst at fortryde, og lige meget, er {structures}.",
        "en": "Least to regret, and alike, are {structures}.",
    },
    "regret minimax of several": {
        "da": "{lead} I værste fald koster hver af dem {regret} mere om året end den billigste af strukturerne{found}; {proof}",
        "en": "{lead} At worst each of them costs {regret} a year more than the cheapest of the structures{found}; {proof}",
    },
    "regret minimax never dearer of several": {
        "da": "{lead} I ingen fremtid koster nogen af dem mere end den billigste af strukturerne{found}; {proof}",
        "en": "{lead} In no future does any of them cost more than the cheapest of the structures{found}; {proof}",
    },
    "regret expected is": {"da": "Billigst i gennemsnit: {structure}", "en": "Cheapest on average: {structure}"},
    "regret expected in question": {
        "da": "Det er ikke bevist, hvilken der er billigst i gennemsnit; i de fundne planer er det {structure}",
        "en": "Which is cheapest on average is not proven; in the plans found it is {structure}",
    },
    "regret expected alike": {
        "da": "Billigst i gennemsnit, og lige billige, er {structures}",
        "en": "Cheapest on average, and alike, are {structures}",
    },
    "regret none preferred": {
        "da": "ingen af dem er at foretrække frem for en anden.",
        "en": "none of them is to be preferred to another.",
    },
    "regret others in question": {
        "da": "Ikke bevist ringere: {structures}.",
        "en": "Not proven worse: {structures}.",
    },
    "regret minimax": {
        "da": "{lead} I værste fald ({future}) koster den {regret} mere om året end den billigste af strukturerne{found}; {proof}",
        "en": "{lead} At worst ({future}) it costs {regret} a year more than the cheapest of the structures{found}; {proof}",
    },
    "regret minimax never dearer": {
        "da": "{lead} I ingen fremtid koster den mere end den billigste af strukturerne{found}; {proof}",
        "en": "{lead} In no future does it cost more than the cheapest of the structures{found}; {proof}",
    },
    "regret minimax proof": {
        "da": "den næste, {other}, kan fortrydes for {difference} mere, og det er bevist.",
        "en": "the next, {other}, can be regretted by {difference} more, which is proven.",
    },
    "regret minimax no proof": {
        "da": "den næste, {other}, kan fortrydes for {difference} mere, men det er ikke bevist: afstandene er tilsammen {gaps}.",
        "en": "the next, {other}, can be regretted by {difference} more, which is not proven: the gaps together are {gaps}.",
    },
    "regret alone": {
        "da": "for ingen anden blev der fundet en plan i alle fremtider.",
        "en": "for no other was a plan found in every future.",
    },
    "regret nowhere minimax": {
        "da": "For ingen af strukturerne blev der fundet en plan i alle fremtider, så ingen kan anbefales efter, hvad der i værste fald fortrydes.",
        "en": "For none of the structures was a plan found in every future, so none is recommended by what is regretted at worst.",
    },
    "regret expected": {
        "da": "{lead}, {cost} om året, når fremtiderne vejes med deres sandsynlighed; {proof}",
        "en": "{lead}, {cost} a year, the futures weighed by their probability; {proof}",
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
        "da": "For ingen af strukturerne blev der fundet en plan i alle fremtider med en sandsynlighed, så der er intet gennemsnit.",
        "en": "For none of the structures was a plan found in every future with a probability, so there is no average.",
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
    "regret hindsight of proven": {
        "da": "Af det, der er bevist, tabes mest ved ikke at kende fremtiden af {structure} i {future}: {cost} om året mere, end hvis alt kunne besluttes om.",
        "en": "Of what is proven, most is lost by not knowing the future with {structure} in {future}: {cost} a year more than if all could be decided again.",
    },
    "regret futures": {"da": "Fremtiderne:", "en": "The futures:"},
    "regret future": {"da": "{number}  {name}: {told}{probability}", "en": "{number}  {name}: {told}{probability}"},
    "regret probability": {"da": " ({share})", "en": " ({share})"},
    "regret legend": {
        "da": "Mio. kr. om året. Besluttet er, som planen er i dag: fælles centre, sælgende kommuner og hvem der er forbundet med hvem. Investeringen i det betales i enhver fremtid til dens priser, også hvis det ikke bruges; opgaverne fordeles bedst muligt på ny.",
        "en": "Million kr. a year. Decided, as in the plan of today, are shared centres, selling municipalities and who is connected to whom. The investment in these is paid in every future at its prices, in use or not; the tasks are spread anew as best they can.",
    },
    "regret done": {
        "da": "Mappe: {folder} (læs report.html; tabellerne i regret.csv og regret_costs.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html; the tables in regret.csv and regret_costs.csv). {seconds} s.",
    },
}
