"""What the page of a tornado says beside the tornado's own sentences."""

from optimiser.data.settings import Language

TORNADO_PAGE: dict[str, dict[Language, str]] = {
    "tornado page subject": {
        "da": "Hvilke antagelser flytter udgiften mest",
        "en": "Which assumptions move the cost most",
    },
    "tornado page base": {"da": "Den anbefalede plan", "en": "The recommended plan"},
    "tornado page what base is": {
        "da": "Den billigste plan, der er fundet med alle tal, som de står i datasættet.",
        "en": "The cheapest plan found with all figures as they stand in the data.",
    },
    "tornado page held": {"da": "Beholdt plan", "en": "Plan kept"},
    "tornado page what held is": {
        "da": "Den anbefalede plan, når tallet viser sig at være et andet, og planen ikke laves om. Forskellen til den bedste plan dér er det, man kan spare ved at tilpasse sig.",
        "en": "The recommended plan when the figure turns out to be another and the plan is not changed. The difference from the best plan there is what adapting saves.",
    },
    "tornado page switch": {"da": "Skifteværdi", "en": "Switch value"},
    "tornado page what a switch is": {
        "da": "Den værdi, hvor en anden plan eller en anden struktur er bevist bedre. Den kendes som to værdier: Ved den ene er svaret ikke bevist slået, ved den anden er det.",
        "en": "The value at which another plan or another structure is proven better. It is known as two values: at one the answer is not proven beaten, at the other it is.",
    },
    "tornado page assumptions varied": {
        "da": "antagelser, der er ændret én ad gangen: {count}",
        "en": "assumptions changed one at a time: {count}",
    },
    "tornado page widest": {"da": "Største udslag, om året", "en": "Widest swing, a year"},
    "tornado page most adapting": {"da": "Mest sparet ved at tilpasse sig", "en": "Most saved by adapting"},
    "tornado page one at a time": {
        "da": "Antagelserne er ændret én ad gangen; flere på én gang kan flytte udgiften mere eller mindre end deres sum.",
        "en": "The assumptions were changed one at a time; several at once can move the cost by more or less than their sum.",
    },
    "tornado page within gaps": {
        "da": "Ændringer, der ikke er større end de to afstande og derfor ikke er bevist: {count} af {all}.",
        "en": "Changes that are not larger than the two gaps, and so not proven: {count} of {all}.",
    },
    "tornado page chart": {
        "da": "Så meget flytter hver antagelse udgiften",
        "en": "How far each assumption moves the cost",
    },
    "tornado page axis": {
        "da": "mio. kr. om året fra udgangspunktet, {base}",
        "en": "million kr. a year from the base, {base}",
    },
    "tornado page note": {
        "da": "Hul søjle: den lave ende; fyldt søjle: den høje. Ved hver står værdien og ændringen, når planen laves om, så den er bedst dér. Ruden viser ændringen, hvis den anbefalede plan beholdes; uden rude kan den ikke beholdes. Tallet til højre er udslaget fra mindst til mest.",
        "en": "Hollow bar: the low end; filled bar: the high end. At each stand the value and the change when the plan is made anew to be the best there. The diamond shows the change if the recommended plan is kept; without a diamond it cannot be kept. The figure at the right is the swing from least to most.",
    },
    "tornado page more": {
        "da": "De mindre udslag står kun i tabellen: {count}.",
        "en": "The smaller swings are in the table only: {count}.",
    },
    "tornado page no chart": {
        "da": "Der er ingen tegning, for der er ingen plan at tegne.",
        "en": "There is no drawing, as there is no plan to draw.",
    },
    "tornado page described": {
        "da": "De {count} antagelser af {all} med de største udslag, den største øverst: lav ende, høj ende, og den anbefalede plan beholdt.",
        "en": "The {count} assumptions of {all} with the widest swings, the widest first: low end, high end, and the recommended plan kept.",
    },
    "tornado page told": {
        "da": "{parameter} = {value}: {change} til {cost}; beholdt plan {held} mio. kr.",
        "en": "{parameter} = {value}: {change} to {cost}; plan kept {held} million kr.",
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
        "da": "Hver række er løst for sig. Kommuner er dem, hvis hovedform bliver en anden end i den anbefalede plan, henvendelser dem, der besvares i en anden form. De siger intet, hvor det sparede ligger inden for afstandene, for så koster mange planer det samme.",
        "en": "Each row was solved by itself. Municipalities are those whose main form becomes another than in the recommended plan, contacts those answered in another form. They say nothing where what is saved is within the gaps, as many plans then cost the same.",
    },
    "tornado page heading switches": {"da": "Hvor svaret skifter", "en": "Where the answer switches"},
    "tornado page not asked": {
        "da": "Der er ikke ledt efter, hvor svaret skifter; det gør --switch.",
        "en": "Where the answer switches was not looked for; --switch does.",
    },
    "tornado page does not switch": {
        "da": "skifter ikke bevist før enden",
        "en": "does not provably switch before the end",
    },
    "tornado page another cheaper": {"da": "en anden plan er billigere", "en": "another plan is cheaper"},
    "tornado page breaks": {"da": "den anbefalede plan bryder {rules}", "en": "the recommended plan breaks {rules}"},
    "tornado page plan": {"da": "planen", "en": "the plan"},
    "tornado page structure": {"da": "strukturen", "en": "the structure"},
}
