"""What is said of cost against a measure, and of structures tried in futures."""

from optimiser.data.settings import Language

# ---- What is said of cost against a measure -------------------------------------------------------


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
        "da": "Der er ét skridt, fra {first} til {second}: Det koster {less} mere om året{found}.",
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
        "da": "Mappe: {folder} (læs report.html eller report.xlsx; tabellen i frontier.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html or report.xlsx; the table in frontier.csv). {seconds} s.",
    },
}


# ---- What the page of a frontier says beside the frontier's own sentences -------------------------


FRONTIER_PAGE: dict[str, dict[Language, str]] = {
    "frontier page subject": {
        "da": "Hvad det koster at nå et mål: {measure}",
        "en": "What it costs to meet a target: {measure}",
    },
    "frontier page term": {"da": "Front", "en": "Frontier"},
    "frontier page what it is": {
        "da": "De planer, der når længst for deres pris: Ingen af de andre fundne planer er bevist billigere og mindst lige så god.",
        "en": "The plans that reach the furthest for what they cost: no other plan that was found is proven cheaper and at least as good.",
    },
    "frontier page what dominated is": {
        "da": "En anden plan, der er fundet, er mindst lige så god og er bevist billigere.",
        "en": "Another plan that was found is at least as good and is proven to cost less.",
    },
    "frontier page chart": {
        "da": "Udgiften om året i forhold til {measure}",
        "en": "The yearly cost against {measure}",
    },
    "frontier page cost axis": {"da": "mio. kr. om året", "en": "million kr. a year"},
    "frontier page described": {
        "da": "Planens udgift om året (lodret) i forhold til {measure} (vandret). Punkterne på fronten er forbundet.",
        "en": "The plan's yearly cost (vertical) against {measure} (horizontal). The points on the frontier are joined.",
    },
    "frontier page note": {
        "da": "Fyldte, forbundne punkter er fronten; mellem dem er intet beregnet. Hule punkter er domineret af et andet. En streg nedad går til den nedre grænse: Så meget billigere kan planen højst være. Den er udeladt, hvor den er for kort til at ses. Den lodrette akse begynder ikke ved nul.",
        "en": "Filled, joined points are the frontier; nothing was computed between them. Hollow points are dominated by another. A line downwards leads to the bound: the plan can be at most that much cheaper. It is left out where it is too short to be seen. The vertical axis does not begin at zero.",
    },
    "frontier page no chart": {
        "da": "Der er ingen figur, for der er ingen plan at tegne.",
        "en": "There is no chart, because there is no plan to draw.",
    },
    "frontier page efficient": {"da": "på fronten", "en": "on the frontier"},
    "frontier page dominated": {"da": "domineret", "en": "dominated"},
    "frontier page told": {"da": "{measure} {value}: {cost} om året", "en": "{measure} {value}: {cost} a year"},
    "frontier page gap": {"da": "afstand {gap}", "en": "gap {gap}"},
    "frontier page no bound": {"da": "intet er bevist", "en": "nothing is proven"},
    "frontier page between": {
        "da": "Fronten er kun kendt i punkterne; linjen mellem dem er kun en hjælp for øjet.",
        "en": "The frontier is known at its points only; the line between them is just a guide for the eye.",
    },
    "frontier page widest gap": {
        "da": "Den største afstand er {gap}: Med samme mål kan ingen plan være mere end det billigere; det er bevist.",
        "en": "The widest gap is {gap}: with the same target, no plan can be cheaper by more than that; this is proven.",
    },
    "frontier page without": {"da": "Planen uden mål, om året", "en": "The plan without a target, a year"},
    "frontier page farthest": {
        "da": "Planen, der når længst, om året",
        "en": "The plan that reaches the furthest, a year",
    },
    "frontier page reaches": {"da": "når {value}", "en": "reaches {value}"},
    "frontier page heading points": {"da": "Punkterne", "en": "The points"},
}


# ---- What is said of structures tried in futures --------------------------------------------------


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
        "da": "{lead} I værste fald koster hver af dem {regret} mere {span} end den billigste af strukturerne{found}; {proof}",
        "en": "{lead} At worst, each of them costs {regret} {span} more than the cheapest of the structures{found}; {proof}",
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
        "da": "{lead} I værste fald ({future}) koster den {regret} mere {span} end den billigste af strukturerne{found}; {proof}",
        "en": "{lead} At worst ({future}), it costs {regret} {span} more than the cheapest of the structures{found}; {proof}",
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
        "da": "{lead}, {cost} {span}, når fremtiderne vægtes med deres sandsynlighed; {proof}",
        "en": "{lead}, {cost} {span}, with the futures weighted by their probability; {proof}",
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
        "da": "Ved {structure} i {future} koster det mest ikke at kende fremtiden: {cost} mere {span}, end hvis alt kunne besluttes om.",
        "en": "Not knowing the future costs the most for {structure} in {future}: {cost} {span} more than if everything could be decided again.",
    },
    "regret hindsight of proven": {
        "da": "Af det, der er bevist, koster det mest ikke at kende fremtiden ved {structure} i {future}: {cost} mere {span}, end hvis alt kunne besluttes om.",
        "en": "Of what is proven, not knowing the future costs the most for {structure} in {future}: {cost} {span} more than if everything could be decided again.",
    },
    "regret futures": {"da": "Fremtiderne:", "en": "The futures:"},
    "regret future": {"da": "{number}  {name}: {told}{probability}", "en": "{number}  {name}: {told}{probability}"},
    "regret plan in future": {
        "da": "{structure} i fremtiden {future}",
        "en": "{structure} in the future {future}",
    },
    "regret probability": {"da": " ({share})", "en": " ({share})"},
    "regret legend": {
        "da": "Mio. kr. om året. Det, der er besluttet efter planen på dagens tal, er de fælles centre, de sælgende kommuner, og hvem der er tilsluttet hvem. Investeringen i det betales i enhver fremtid til dens priser, også hvis det ikke bruges; opgaverne fordeles bedst muligt på ny.",
        "en": "Million kr. a year. What is decided, as in the plan on today's figures, is the shared centres, the selling municipalities, and who is connected to whom. The investment in these is paid in every future at its prices, whether used or not; the tasks are distributed again as well as possible.",
    },
    "regret legend of years": {
        "da": "Mio. kr. over alle år, {first}–{last}, i det første års værdi. Det, der er besluttet på dagens tal, er det første skridt: hvor hver opgave besvares i {step}. Det holdes i enhver fremtid og betales til dens priser; årene efter planlægges på ny.",
        "en": "Million kr. over all years, {first}–{last}, in the first year's worth. What is decided on today's figures is the first step: where each task is answered in {step}. It is held in every future and paid at its prices; the years after it are planned anew.",
    },
    "regret legend of whole path": {
        "da": "Mio. kr. over alle år, {first}–{last}, i det første års værdi. Hvor hver opgave besvares i alle år, er besluttet på dagens tal; det holdes i enhver fremtid og betales til dens priser.",
        "en": "Million kr. over all years, {first}–{last}, in the first year's worth. Where each task is answered in all years is decided on today's figures; it is held in every future and paid at its prices.",
    },
    "regret first step": {
        "da": "Sammenlignet er det første skridt, som hver struktur tager på dagens tal i {step}, når resten planlægges på ny i hver fremtid: den samlede udgift over alle år, {first}–{last}.",
        "en": "What is compared is the first step that each structure takes in {step} on today's figures, with the rest planned anew in every future: the cost over all years, {first}–{last}.",
    },
    "regret whole path": {
        "da": "Sammenlignet er hele den køreplan, som hver struktur har på dagens tal, holdt i hver fremtid: den samlede udgift over alle år, {first}–{last}.",
        "en": "What is compared is the whole roadmap that each structure has on today's figures, held in every future: the cost over all years, {first}–{last}.",
    },
    "regret done": {
        "da": "Mappe: {folder} (læs report.html eller report.xlsx; tabellerne i regret.csv og regret_costs.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html or report.xlsx; the tables in regret.csv and regret_costs.csv). {seconds} s.",
    },
}


# ---- What the page of regret says beside its own sentences ----------------------------------------


REGRET_PAGE: dict[str, dict[Language, str]] = {
    "regret page subject of years": {
        "da": "Hvilket første skridt er det rigtige, når fremtiden er uvis",
        "en": "Which first step is right when the future is uncertain",
    },
    "regret page subject": {
        "da": "Hvilken struktur er sikrest, når fremtiden er uvis",
        "en": "Which structure is safest when the future is uncertain",
    },
    "regret page regret": {"da": "Fortrydelse", "en": "Regret"},
    "regret page what regret is": {
        "da": "Hvad en struktur i en fremtid koster mere {span} end den struktur, der er billigst i samme fremtid.",
        "en": "What a structure costs more {span} in a future than the structure that is cheapest in the same future.",
    },
    "regret page minimax": {"da": "Mindst at fortryde i værste fald", "en": "Smallest worst-case regret"},
    "regret page what minimax is": {
        "da": "Den struktur, hvis største fortrydelse over alle fremtider er mindst (minimax). Det kræver ingen sandsynligheder.",
        "en": "The structure whose largest regret over all futures is smallest (minimax). It needs no probabilities.",
    },
    "regret page future": {"da": "Fremtid", "en": "Future"},
    "regret page what a future is": {
        "da": "Et sæt ændringer i tallene, under ét navn. Har fremtiderne sandsynligheder, er gennemsnittene vægtet med dem.",
        "en": "A set of changes to the figures under one name. If the futures have probabilities, the means are weighted with them.",
    },
    "regret page minimax note": {
        "da": "i værste fald {kr} for dyr i de fundne planer, i fremtiden {future}",
        "en": "{kr} too expensive at worst in the plans found, in the future {future}",
    },
    "regret page in question": {"da": "{structures} (ikke bevist)", "en": "{structures} (not proven)"},
    "regret page cheapest expected": {"da": "Billigst i gennemsnit", "en": "Cheapest on average"},
    "regret page expected note": {"da": "{kr} {span} i gennemsnit", "en": "{kr} {span} on average"},
    "regret page only these": {
        "da": "Fortrydelsen gælder de strukturer og fremtider, der er med; en anden fremtid kan ændre svaret.",
        "en": "The regret concerns the structures and futures included here; another future can change the answer.",
    },
    "regret page open": {
        "da": "Fortrydelser, der ikke er større end de to planers afstande tilsammen og derfor ikke er bevist (mærket {mark}): {count} af {all}.",
        "en": "Regrets that are not larger than the gaps of the two plans together and are therefore not proven (marked {mark}): {count} of {all}.",
    },
    "regret page chart": {"da": "Største og gennemsnitlig fortrydelse", "en": "Largest and mean regret"},
    "regret page described": {
        "da": "En struktur i hver række, den med mindst at fortryde i værste fald øverst: til venstre den største fortrydelse, til højre gennemsnittet.",
        "en": "A structure in each row, the one with the smallest worst-case regret first: at the left the largest regret, at the right the mean.",
    },
    "regret page note": {
        "da": "Den øverste struktur har mindst at fortryde i værste fald. En struktur uden en plan i en af fremtiderne er ikke tegnet.",
        "en": "The structure at the top has the smallest worst-case regret. A structure without a plan in one of the futures is not drawn.",
    },
    "regret page no chart": {
        "da": "Der er ingen figur, for ingen struktur har en plan i alle fremtider.",
        "en": "There is no chart, because no structure has a plan in every future.",
    },
    "regret page worst axis": {"da": "største, mio. kr. {span}", "en": "largest, million kr. {span}"},
    "regret page expected axis": {"da": "gennemsnit, mio. kr.", "en": "mean, million kr."},
    "regret page told worst": {
        "da": "{structure}: i værste fald {kr} for dyr, i fremtiden {future}",
        "en": "{structure}: {kr} too expensive at worst, in the future {future}",
    },
    "regret page told expected": {
        "da": "{structure}: i gennemsnit {kr} for dyr",
        "en": "{structure}: {kr} too expensive on average",
    },
    "regret page heading regrets": {"da": "Fortrydelse i hver fremtid", "en": "Regret in each future"},
    "regret page about regrets": {
        "da": "Jo mørkere, jo dyrere i forhold til den billigste struktur i samme fremtid. Hvor der står 0,0, er strukturens plan den billigste, der er fundet, eller koster næsten det samme.",
        "en": "The darker, the more expensive compared with the cheapest structure in the same future. Where it says 0.0, the structure's plan is the cheapest found or costs nearly the same.",
    },
    "regret page heading structures": {"da": "Strukturerne", "en": "The structures"},
    "regret page failed": {"da": "ikke løst", "en": "not solved"},
}
