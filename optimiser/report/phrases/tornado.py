"""What is said of the assumptions that carry an answer, and of where it switches."""

from optimiser.data.settings import Language

TORNADO: dict[str, dict[Language, str]] = {
    "tornado base": {
        "da": "Med antagelserne, som de er, koster den anbefalede plan {cost} om året ({system}).",
        "en": "With the assumptions as they are, the recommended plan costs {cost} a year ({system}).",
    },
    "tornado alike": {
        "da": "Ikke bevist dyrere end {system}, som derfor ikke er at foretrække frem for: {names}.",
        "en": "Not proven to cost more than {system}, which is therefore not preferable to: {names}.",
    },
    "tornado no plan": {
        "da": "Der er ingen plan med antagelserne, som de er, så der er intet at flytte.",
        "en": "There is no plan with the assumptions as they are, so there is nothing to move.",
    },
    "tornado carried": {
        "da": "Udgiften afhænger mest af {assumptions}.",
        "en": "The cost depends most on {assumptions}.",
    },
    "tornado carrying": {
        "da": "{parameter} (fra {low} til {high} ændrer udgiften sig {swing})",
        "en": "{parameter} (from {low} to {high} the cost changes by {swing})",
    },
    "tornado carrying all": {
        "da": "{parameter} (der er ikke en plan ved både {low} og {high})",
        "en": "{parameter} (there is not a plan at both {low} and {high})",
    },
    "tornado carried by none": {
        "da": "Ingen af antagelserne ændrer beviseligt udgiften.",
        "en": "None of the assumptions provably changes the cost.",
    },
    "tornado adapting": {
        "da": "Det er mest værd at tilpasse planen ved {point}: {kr} om året i forhold til at beholde den, som den er.",
        "en": "Adapting the plan is worth most at {point}: {kr} a year compared with keeping it as it is.",
    },
    "tornado adapting of proven": {
        "da": "Af det, der er bevist, er det mest værd at tilpasse planen ved {point}: {kr} om året i forhold til at beholde den, som den er.",
        "en": "Of what is proven, adapting the plan is worth most at {point}: {kr} a year compared with keeping it as it is.",
    },
    "tornado adapting not proven": {
        "da": "Ingen steder, hvor planen kan beholdes, er det bevist, at det er noget værd at tilpasse den; uændret er den så nær det billigste, som afstandene kan vise.",
        "en": "Nowhere that the plan can be kept is it proven that adapting it is worth anything; unchanged, it is as near the cheapest as the gaps can show.",
    },
    "tornado breaks": {
        "da": "Ved {point} kan den anbefalede plan ikke beholdes: den bryder {rules}.",
        "en": "At {point} the recommended plan cannot be kept: it breaks {rules}.",
    },
    "tornado none found": {
        "da": "Der blev ikke fundet en plan med antagelserne, som de er, så der er intet at flytte.",
        "en": "No plan was found with the assumptions as they are, so there is nothing to move.",
    },
    "tornado without plan": {
        "da": "Der er ingen plan ved {points}.",
        "en": "There is no plan at {points}.",
    },
    "tornado not found": {
        "da": "Der blev ikke fundet en plan ved {points}; det er ikke bevist, at der ingen er.",
        "en": "No plan was found at {points}; it is not proven that there is none.",
    },
    "tornado never": {
        "da": "Uden bevist virkning på omkostningen ved nogen ende: {parameters}.",
        "en": "Without a proven effect on the cost at either end: {parameters}.",
    },
    "tornado outside": {
        "da": "{parameter} er {value} i datasættet, uden for sit eget spænd.",
        "en": "{parameter} is {value} in the instance, outside its own range.",
    },
    "tornado low": {"da": "lav", "en": "low"},
    "tornado high": {"da": "høj", "en": "high"},
    "tornado none": {"da": "ingen", "en": "none"},
    "tornado broken": {"da": "brydes", "en": "broken"},
    "tornado legend": {
        "da": "Lav, høj: hvor mange mio. kr. om året den bedste plan koster mere (mindre, hvis under 0) ved den ende af spændet end med antagelserne, som de er; ingen: Der blev ikke fundet en plan. Tilpasse: det meste, det er værd at tilpasse planen ved en af enderne; brydes: Den anbefalede plan bryder en regel dér.",
        "en": "Low, high: how many million kr. a year the best plan costs more (less, if below 0) at that end of the range than with the assumptions as they are; none: no plan was found. Adapt: the most that adapting the plan is worth at either end; broken: the recommended plan breaks a rule there.",
    },
    "tornado star": {
        "da": "* Ikke bevist: Udgiften ændrer sig ikke mere end de to afstande tilsammen, eller en afstand er ikke kendt.",
        "en": "* Not proven: the cost changes by no more than the two gaps together, or a gap is not known.",
    },
    "tornado done": {
        "da": "Mappe: {folder} (læs report.html; tallene i tornado.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html; the figures in tornado.csv). {seconds} s.",
    },
    "switch heading": {
        "da": "Her skifter svaret, når én antagelse flyttes fra sin værdi i datasættet mod en ende af sit spænd:",
        "en": "This is where the answer switches when one assumption is moved from its value in the instance to an end of its range:",
    },
    "switch nowhere": {
        "da": "Der er ikke bevist noget skift i svaret, når én antagelse flyttes til en ende af sit spænd.",
        "en": "No switch of the answer is proven when one assumption is moved to an end of its range.",
    },
    "switch dearer": {
        "da": "{parameter}: Ved {held} er den anbefalede plan ikke bevist slået, ved {switched} er en anden bevist billigere; {municipalities}, og {contacts} henvendelser besvares i en anden form.",
        "en": "{parameter}: at {held} the recommended plan is not proven to be beaten, at {switched} another is proven to be cheaper; {municipalities}, and {contacts} contacts are answered in another form.",
    },
    "switch breaks": {
        "da": "{parameter}: Ved {held} kan den anbefalede plan beholdes, ved {switched} bryder den {rules}.",
        "en": "{parameter}: at {held} the recommended plan can be kept, at {switched} it breaks {rules}.",
    },
    "switch structure": {
        "da": "{parameter}: Ved {held} er ingen anden struktur bevist at foretrække frem for {before}, ved {switched} er {after} det.",
        "en": "{parameter}: at {held} no other structure is proven to be preferable to {before}, at {switched} {after} is.",
    },
    "switch no municipality": {
        "da": "ingen kommune skifter hovedform",
        "en": "no municipality changes its main form",
    },
    "switch one municipality": {
        "da": "1 kommune skifter hovedform ({names})",
        "en": "1 municipality changes its main form ({names})",
    },
    "switch municipalities": {
        "da": "{count} kommuner skifter hovedform ({names})",
        "en": "{count} municipalities change their main form ({names})",
    },
    "switch not plan": {
        "da": "Ved enden af spændet er den anbefalede plan ikke bevist slået for {sides}.",
        "en": "At the end of the range, the recommended plan is not proven to be beaten for {sides}.",
    },
    "switch not structure": {
        "da": "Ved enden af spændet er ingen anden struktur bevist billigere end {before} for {sides}.",
        "en": "At the end of the range, no other structure is proven to be cheaper than {before} for {sides}.",
    },
    "switch method": {
        "da": "De to værdier ligger højst {tolerance} af spændet (hele tal: 1) fra hinanden og er fundet ved halvering. Det forudsætter, at svaret kun skifter én gang mellem værdien i datasættet og enden; hvor enden ikke skifter, er der ikke ledt imellem. Hovedform: den form, de fleste af kommunens informationshenvendelser besvares i.",
        "en": "The two values are at most {tolerance} of the range (whole numbers: 1) apart, and were found by halving. That assumes that the answer switches only once between the value in the instance and the end; where the end does not switch, values in between were not examined. Main form: the form in which most of the municipality's information contacts are answered.",
    },
    "switch skipped": {
        "da": "Der er ikke søgt en skifteværdi for {parameters}: Værdien i datasættet er ikke ét tal.",
        "en": "No switch value was sought for {parameters}: the value in the instance is not a single number.",
    },
    "switch side": {"da": "{parameter} ({sides})", "en": "{parameter} ({sides})"},
    "and": {"da": "{first} og {last}", "en": "{first} and {last}"},
}
