"""What is said of the assumptions that carry an answer, and of where it switches."""

from optimiser.data.settings import Language

TORNADO: dict[str, dict[Language, str]] = {
    "tornado base": {
        "da": "Med antagelserne, som de er, koster den anbefalede plan {cost} om året ({system}).",
        "en": "With the assumptions as they are, the recommended plan costs {cost} a year ({system}).",
    },
    "tornado base of years": {
        "da": "Med antagelserne, som de er, koster den anbefalede køreplan {cost} over årene {first}–{last} tilsammen, i {first}-værdi ({system}).",
        "en": "With the assumptions as they are, the recommended plan over the years {first}–{last} costs {cost} in all, in the worth of {first} ({system}).",
    },
    "tornado legend of years": {
        "da": "Alle beløb er for årene {first}–{last} tilsammen, i {first}-værdi: Hvert år er tilbagediskonteret til det første.",
        "en": "All amounts are of the years {first}–{last} together, in the worth of {first}: each year is discounted to the first.",
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
        "da": "Det er mest værd at tilpasse planen ved {point}: {kr} {span} i forhold til at beholde den, som den er.",
        "en": "Adapting the plan is worth most at {point}: {kr} {span} compared with keeping it as it is.",
    },
    "tornado adapting of proven": {
        "da": "Af det, der er bevist, er det mest værd at tilpasse planen ved {point}: {kr} {span} i forhold til at beholde den, som den er.",
        "en": "Of what is proven, adapting the plan is worth most at {point}: {kr} {span} compared with keeping it as it is.",
    },
    "tornado adapting not proven": {
        "da": "Det er ikke bevist, at det er noget værd at tilpasse planen ved noget punkt, hvor den kan beholdes; uændret er den så nær det billigste, som afstandene kan vise.",
        "en": "Adapting the plan is not proven to be worth anything at any point where it can be kept; unchanged, it is as near the cheapest as the gaps can show.",
    },
    "tornado breaks": {
        "da": "Ved {point} kan den anbefalede plan ikke beholdes: Den bryder {rules}.",
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
        "da": "Uden bevist virkning på udgiften ved nogen ende: {parameters}.",
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
        "da": "Lav, høj: hvor mange mio. kr. {span} den bedste plan koster mere (mindre, hvis under 0) ved den ende af spændet end med antagelserne, som de er; ingen: Der blev ikke fundet en plan. Tilpasse: det meste, det er værd at tilpasse planen ved en af enderne; brydes: Den anbefalede plan bryder en regel dér.",
        "en": "Low, high: how many million kr. {span} the best plan costs more (less, if below 0) at that end of the range than with the assumptions as they are; none: no plan was found. Adapt: the most that adapting the plan is worth at either end; broken: the recommended plan breaks a rule there.",
    },
    "tornado star": {
        "da": "* Ikke bevist: Udgiften ændrer sig ikke mere end de to afstande tilsammen, eller en afstand er ikke kendt.",
        "en": "* Not proven: the cost changes by no more than the two gaps together, or a gap is not known.",
    },
    "tornado done": {
        "da": "Mappe: {folder} (læs report.html eller report.xlsx; tallene i tornado.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html or report.xlsx; the figures in tornado.csv). {seconds} s.",
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
        "da": "{parameter}: Ved {held} er den anbefalede plan ikke bevist slået, ved {switched} er en anden bevist billigere; {municipalities}, og {contacts} henvendelser {span} besvares i en anden form.",
        "en": "{parameter}: at {held} the recommended plan is not proven to be beaten, at {switched} another is proven to be cheaper; {municipalities}, and {contacts} contacts {span} are answered in another form.",
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


# ---- What the page of a tornado says beside the tornado's own sentences ---------------------------


TORNADO_PAGE: dict[str, dict[Language, str]] = {
    "tornado page subject": {
        "da": "Hvilke antagelser ændrer udgiften mest",
        "en": "Which assumptions change the cost most",
    },
    "tornado page base": {"da": "Den anbefalede plan", "en": "The recommended plan"},
    "tornado page what base is": {
        "da": "Den billigste plan, der er fundet med alle tal, som de er i datasættet.",
        "en": "The cheapest plan found with all figures as they are in the data.",
    },
    "tornado page held": {"da": "Beholdt plan", "en": "Kept plan"},
    "tornado page what held is": {
        "da": "Den anbefalede plan, når tallet viser sig at være et andet, og planen ikke laves om. Forskellen til den bedste plan dér er det, man kan spare ved at tilpasse planen.",
        "en": "The recommended plan when the figure turns out to be another and the plan is not changed. The difference from the best plan there is what adapting the plan saves.",
    },
    "tornado page switch": {"da": "Skifteværdi", "en": "Switch value"},
    "tornado page what a switch is": {
        "da": "Den værdi, hvor en anden plan eller en anden struktur er bevist bedre. Den kendes som to værdier: Ved den ene er svaret ikke bevist slået, ved den anden er det.",
        "en": "The value at which another plan or another structure is proven better. It is known as two values: at one the answer is not proven to be beaten, at the other it is.",
    },
    "tornado page assumptions varied": {
        "da": "antagelser, der er ændret én ad gangen: {count}",
        "en": "assumptions changed one at a time: {count}",
    },
    "tornado page widest": {"da": "Største udslag, {span}", "en": "Widest swing, {span}"},
    "tornado page most adapting": {"da": "Mest sparet ved at tilpasse planen", "en": "Most saved by adapting the plan"},
    "tornado page one at a time": {
        "da": "Antagelserne er ændret én ad gangen; flere på én gang kan ændre udgiften mere eller mindre end summen.",
        "en": "The assumptions were changed one at a time; several at once can change the cost by more or less than the sum.",
    },
    "tornado page within gaps": {
        "da": "Ændringer, der ikke er større end de to afstande tilsammen og derfor ikke er bevist: {count} af {all}.",
        "en": "Changes that are not larger than the two gaps together and are therefore not proven: {count} of {all}.",
    },
    "tornado page chart": {
        "da": "Hvor meget hver antagelse ændrer udgiften",
        "en": "How much each assumption changes the cost",
    },
    "tornado page axis": {
        "da": "mio. kr. {span} fra udgangspunktet, {base}",
        "en": "million kr. {span} from the base, {base}",
    },
    "tornado page note": {
        "da": "Hul bjælke: den lave ende; fyldt bjælke: den høje. Ved hver bjælke står værdien og ændringen, når planen laves om, så den er bedst dér. Romben viser ændringen, hvis den anbefalede plan beholdes; er der ingen rombe, kan den ikke beholdes. Tallet til højre er udslaget fra mindst til mest.",
        "en": "Hollow bar: the low end; filled bar: the high end. At each bar you see the value, and the change when the plan is made again to be the best there. The diamond shows the change if the recommended plan is kept; if there is no diamond, it cannot be kept. The figure at the right is the swing from least to most.",
    },
    "tornado page more": {
        "da": "De mindre udslag står kun i tabellen: {count}.",
        "en": "The smaller swings are only in the table: {count}.",
    },
    "tornado page no chart": {
        "da": "Der er ingen figur, for der er ingen plan at tegne.",
        "en": "There is no chart, because there is no plan to draw.",
    },
    "tornado page described": {
        "da": "De {count} antagelser af {all} med de største udslag, den største øverst: lav ende, høj ende, og den anbefalede plan beholdt.",
        "en": "The {count} assumptions of {all} with the widest swings, the widest first: low end, high end, and the recommended plan kept.",
    },
    "tornado page told": {
        "da": "{parameter} = {value}: {change} til {cost}; beholdt plan {held} mio. kr.",
        "en": "{parameter} = {value}: {change} to {cost}; kept plan {held} million kr.",
    },
    "tornado page told not held": {
        "da": "{parameter} = {value}: {change} til {cost}; den anbefalede plan kan ikke beholdes",
        "en": "{parameter} = {value}: {change} to {cost}; the recommended plan cannot be kept",
    },
    "tornado page told no plan": {
        "da": "{parameter} = {value}: ingen plan",
        "en": "{parameter} = {value}: no plan",
    },
    "tornado page heading sides": {"da": "Hver antagelse", "en": "Each assumption"},
    "tornado page about sides": {
        "da": "Hver række er løst for sig. Kommuner, der skifter, er dem, hvis hovedform bliver en anden end i den anbefalede plan; henvendelser, der skifter, er dem, der besvares i en anden form. De tal siger intet, hvor besparelsen ligger inden for afstandene, for så koster mange planer det samme.",
        "en": "Each row was solved by itself. Municipalities that change are those whose main form becomes another than in the recommended plan; contacts that change are those answered in another form. These figures say nothing where the saving is within the gaps, because many plans then cost the same.",
    },
    "tornado page heading switches": {"da": "Hvor svaret skifter", "en": "Where the answer switches"},
    "tornado page not asked": {
        "da": "Der er ikke ledt efter, hvor svaret skifter; brug --switch for at lede.",
        "en": "It was not examined where the answer switches; use --switch for that.",
    },
    "tornado page does not switch": {"da": "intet bevist skift før enden", "en": "no proven switch before the end"},
    "tornado page another cheaper": {"da": "en anden plan er billigere", "en": "another plan is cheaper"},
    "tornado page breaks": {"da": "den anbefalede plan bryder {rules}", "en": "the recommended plan breaks {rules}"},
    "tornado page plan": {"da": "planen", "en": "the plan"},
    "tornado page structure": {"da": "strukturen", "en": "the structure"},
}
