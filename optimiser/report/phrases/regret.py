"""What is said of structures tried in futures."""

from optimiser.data.settings import Language

REGRET: dict[str, dict[Language, str]] = {
    "regret minimax is": {
        "da": "Mindst at fortryde i værste fald: {structure}.",
        "en": "Smallest worst-case regret: {structure}.",
    },
    "regret minimax in question": {
        "da": "Det er ikke bevist, hvilken der har mindst at fortryde i værste fald; i de fundne planer er det {structure}.",
        "en": "It is not proven which has the smallest worst-case regret; in the plans found it is {structure}.",
    },
    "regret minimax alike": {
        "da": "Mindst at fortryde i værste fald, og lige meget: {structures}.",
        "en": "Smallest worst-case regret, equal for: {structures}.",
    },
    "regret minimax of several": {
        "da": "{lead} I værste fald koster hver af dem {regret} mere om året end den billigste af strukturerne{found}; {proof}",
        "en": "{lead} At worst, each of them costs {regret} a year more than the cheapest of the structures{found}; {proof}",
    },
    "regret minimax never dearer of several": {
        "da": "{lead} I ingen fremtid koster nogen af dem mere end den billigste af strukturerne{found}; {proof}",
        "en": "{lead} In no future does any of them cost more than the cheapest of the structures{found}; {proof}",
    },
    "regret expected is": {"da": "Billigst i gennemsnit: {structure}", "en": "Cheapest on average: {structure}"},
    "regret expected in question": {
        "da": "Det er ikke bevist, hvilken der er billigst i gennemsnit; i de fundne planer er det {structure}",
        "en": "It is not proven which is cheapest on average; in the plans found it is {structure}",
    },
    "regret expected alike": {
        "da": "Billigst i gennemsnit, og lige dyre: {structures}",
        "en": "Cheapest on average, at the same cost: {structures}",
    },
    "regret none preferred": {
        "da": "ingen af dem er at foretrække frem for en anden.",
        "en": "none of them is preferable to another.",
    },
    "regret others in question": {
        "da": "Ikke bevist dårligere: {structures}.",
        "en": "Not proven worse: {structures}.",
    },
    "regret minimax": {
        "da": "{lead} I værste fald ({future}) koster den {regret} mere om året end den billigste af strukturerne{found}; {proof}",
        "en": "{lead} At worst ({future}), it costs {regret} a year more than the cheapest of the structures{found}; {proof}",
    },
    "regret minimax never dearer": {
        "da": "{lead} I ingen fremtid koster den mere end den billigste af strukturerne{found}; {proof}",
        "en": "{lead} In no future does it cost more than the cheapest of the structures{found}; {proof}",
    },
    "regret minimax proof": {
        "da": "for den næste, {other}, er der {difference} mere at fortryde i værste fald, og det er bevist.",
        "en": "for the next, {other}, it is {difference} larger, which is proven.",
    },
    "regret minimax no proof": {
        "da": "for den næste, {other}, er der {difference} mere at fortryde i værste fald, men det er ikke bevist: Afstandene er tilsammen {gaps}.",
        "en": "for the next, {other}, it is {difference} larger, which is not proven: the gaps together are {gaps}.",
    },
    "regret alone": {
        "da": "der blev ikke fundet en plan i alle fremtider for nogen anden.",
        "en": "for no other structure was a plan found in every future.",
    },
    "regret nowhere minimax": {
        "da": "For ingen af strukturerne blev der fundet en plan i alle fremtider, så ingen kan anbefales efter, hvad der i værste fald er at fortryde.",
        "en": "For none of the structures was a plan found in every future, so none can be recommended by its worst-case regret.",
    },
    "regret expected": {
        "da": "{lead}, {cost} om året, når fremtiderne vægtes med deres sandsynlighed; {proof}",
        "en": "{lead}, {cost} a year, with the futures weighted by their probability; {proof}",
    },
    "regret expected proof": {
        "da": "den næste, {other}, er {difference} dyrere, og det er bevist.",
        "en": "the next, {other}, costs {difference} more, which is proven.",
    },
    "regret expected no proof": {
        "da": "den næste, {other}, er {difference} dyrere, men det er ikke bevist: Afstandene er tilsammen {gaps}.",
        "en": "the next, {other}, costs {difference} more, which is not proven: the gaps together are {gaps}.",
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
        "da": "Sandsynlighederne for de nævnte fremtider er tilsammen {share}; gennemsnittet vægter dem, som om de var 100 %.",
        "en": "The probabilities of the futures named add up to {share}; the average weights them as if they were 100 %.",
    },
    "regret without plan": {
        "da": "Uden plan: {structure} i {futures}.",
        "en": "Without a plan: {structure} in {futures}.",
    },
    "regret undecided": {
        "da": "Uden en plan på dagens tal, så intet er besluttet: {structures}.",
        "en": "Without a plan on today's figures, so nothing is decided: {structures}.",
    },
    "regret hindsight": {
        "da": "Ved {structure} i {future} koster det mest ikke at kende fremtiden: {cost} mere om året, end hvis alt kunne besluttes om.",
        "en": "Not knowing the future costs the most for {structure} in {future}: {cost} a year more than if everything could be decided again.",
    },
    "regret hindsight of proven": {
        "da": "Af det, der er bevist, koster det mest ikke at kende fremtiden ved {structure} i {future}: {cost} mere om året, end hvis alt kunne besluttes om.",
        "en": "Of what is proven, not knowing the future costs the most for {structure} in {future}: {cost} a year more than if everything could be decided again.",
    },
    "regret futures": {"da": "Fremtiderne:", "en": "The futures:"},
    "regret future": {"da": "{number}  {name}: {told}{probability}", "en": "{number}  {name}: {told}{probability}"},
    "regret probability": {"da": " ({share})", "en": " ({share})"},
    "regret legend": {
        "da": "Mio. kr. om året. Det, der er besluttet efter planen på dagens tal, er de fælles centre, de sælgende kommuner, og hvem der er tilsluttet hvem. Investeringen i det betales i enhver fremtid til dens priser, også hvis det ikke bruges; opgaverne fordeles bedst muligt på ny.",
        "en": "Million kr. a year. What is decided, as in the plan on today's figures, is the shared centres, the selling municipalities, and who is connected to whom. The investment in these is paid in every future at its prices, whether used or not; the tasks are distributed again as well as possible.",
    },
    "regret done": {
        "da": "Mappe: {folder} (læs report.html; tabellerne i regret.csv og regret_costs.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html; the tables in regret.csv and regret_costs.csv). {seconds} s.",
    },
}
