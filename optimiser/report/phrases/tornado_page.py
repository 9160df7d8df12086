"""What the page of a tornado says beside the tornado's own sentences."""

from optimiser.data.settings import Language

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
    "tornado page widest": {"da": "Største udslag, om året", "en": "Widest swing, a year"},
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
        "da": "mio. kr. om året fra udgangspunktet, {base}",
        "en": "million kr. a year from the base, {base}",
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
