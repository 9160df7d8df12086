"""What the page of a tornado says beside the tornado's own sentences."""

from optimiser.data.settings import Language

TORNADO_PAGE: dict[str, dict[Language, str]] = {
    "tornado page subject": {
        "da": "Hvilke forudsætninger flytter udgiften mest",
        "en": "Which assumptions move the cost most",
    },
    "tornado page base": {"da": "Planen i udgangspunktet", "en": "The base plan"},
    "tornado page what base is": {
        "da": "Den billigste plan med alle tal, som de står i datasættet.",
        "en": "The cheapest plan with all figures as they stand in the data.",
    },
    "tornado page held": {"da": "Fastholdt plan", "en": "Plan held"},
    "tornado page what held is": {
        "da": "Planen i udgangspunktet, når tallet viser sig at være et andet, og planen ikke laves om. Forskellen til den bedste plan dér er det, man kan spare ved at tilpasse sig.",
        "en": "The base plan when the figure turns out to be another and the plan is not changed. The difference from the best plan there is what adapting saves.",
    },
    "tornado page switch": {"da": "Skifteværdi", "en": "Switch value"},
    "tornado page what a switch is": {
        "da": "Den værdi, hvor en anden plan eller en anden struktur bliver billigst. Den kendes som to værdier: Ved den ene holder svaret, ved den anden er det skiftet.",
        "en": "The value at which another plan or another structure becomes the cheapest. It is known as two values: at one the answer holds, at the other it has switched.",
    },
    "tornado page assumptions varied": {
        "da": "forudsætninger, der er ændret én ad gangen: {count}",
        "en": "assumptions changed one at a time: {count}",
    },
    "tornado page widest": {"da": "Største udslag, om året", "en": "Widest swing, a year"},
    "tornado page most adapting": {"da": "Mest sparet ved at tilpasse sig", "en": "Most saved by adapting"},
    "tornado page one at a time": {
        "da": "Forudsætningerne er ændret én ad gangen; flere på én gang kan flytte udgiften mere eller mindre end deres sum.",
        "en": "The assumptions were changed one at a time; several at once can move the cost by more or less than their sum.",
    },
    "tornado page within gaps": {
        "da": "Ændringer, der er mindre end de to afstande og derfor ikke er bevist: {count} af {all}.",
        "en": "Changes that are smaller than the two gaps, and so not proven: {count} of {all}.",
    },
    "tornado page chart": {
        "da": "Så meget flytter hver forudsætning udgiften",
        "en": "How far each assumption moves the cost",
    },
    "tornado page axis": {
        "da": "mio. kr. om året fra udgangspunktet, {base}",
        "en": "million kr. a year from the base, {base}",
    },
    "tornado page note": {
        "da": "Hul søjle: den lave ende; fyldt søjle: den høje. Ved hver står værdien og ændringen, når planen laves om, så den er bedst dér. Ruden viser ændringen, hvis planen i udgangspunktet fastholdes; uden rude kan den ikke fastholdes. Tallet til højre er udslaget fra mindst til mest.",
        "en": "Hollow bar: the low end; filled bar: the high end. At each stand the value and the change when the plan is made anew to be the best there. The diamond shows the change if the base plan is held; without a diamond it cannot be held. The figure at the right is the swing from least to most.",
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
        "da": "De {count} forudsætninger af {all} med de største udslag, den største øverst: lav ende, høj ende, og planen i udgangspunktet fastholdt.",
        "en": "The {count} assumptions of {all} with the widest swings, the widest first: low end, high end, and the base plan held.",
    },
    "tornado page told": {
        "da": "{parameter} = {value}: {change} til {cost}; fastholdt plan {held} mio. kr.",
        "en": "{parameter} = {value}: {change} to {cost}; plan held {held} million kr.",
    },
    "tornado page told not held": {
        "da": "{parameter} = {value}: {change} til {cost}; planen i udgangspunktet kan ikke fastholdes",
        "en": "{parameter} = {value}: {change} to {cost}; the base plan cannot be held",
    },
    "tornado page told no plan": {
        "da": "{parameter} = {value}: ingen plan",
        "en": "{parameter} = {value}: no plan",
    },
    "tornado page heading sides": {"da": "Hver forudsætning", "en": "Each assumption"},
    "tornado page about sides": {
        "da": "Hver række er løst for sig. Kommuner og henvendelser er dem, der besvares et andet sted eller i en anden form end i udgangspunktet.",
        "en": "Each row was solved by itself. Municipalities and contacts are those answered elsewhere, or in another form, than in the base.",
    },
    "tornado page caption": {
        "da": "Den lave og den høje ende, det største udslag først (mio. kr. om året; mio. henvendelser)",
        "en": "The low and the high end, the widest swing first (million kr. a year; million contacts)",
    },
    "tornado page search": {"da": "Søg efter forudsætning", "en": "Search for an assumption"},
    "tornado page assumption": {"da": "Forudsætning", "en": "Assumption"},
    "tornado page end": {"da": "Ende", "en": "End"},
    "tornado page low": {"da": "lav", "en": "low"},
    "tornado page high": {"da": "høj", "en": "high"},
    "tornado page column base value": {"da": "I udgangs\u00adpunktet", "en": "In the base"},
    "tornado page column change": {"da": "Ændring", "en": "Change"},
    "tornado page column cost": {"da": "Ny bedste plan", "en": "New best plan"},
    "tornado page column exact": {"da": "På selve kurven", "en": "On the curve itself"},
    "tornado page column held": {"da": "Fastholdt plan", "en": "Plan held"},
    "tornado page column adapting": {"da": "Sparet ved at tilpasse", "en": "Saved by adapting"},
    "tornado page column municipalities": {"da": "Kommuner, der skifter", "en": "Municipalities that change"},
    "tornado page column contacts": {"da": "Henvendelser, der skifter", "en": "Contacts that change"},
    "tornado page column breaks": {"da": "Hvad den fastholdte plan bryder", "en": "What the held plan breaks"},
    "tornado page column differs": {"da": "Ændring bevist", "en": "Change proven"},
    "tornado page heading switches": {"da": "Hvor svaret skifter", "en": "Where the answer switches"},
    "tornado page about switches": {
        "da": "Mellem de to værdier skifter svaret. Tolerancen er, hvor tæt de to værdier højst skulle være på hinanden.",
        "en": "Between the two values the answer switches. The tolerance is how near each other the two values had to come.",
    },
    "tornado page no switches": {
        "da": "Inden for de værdier, der er prøvet, er der ikke fundet nogen værdi, hvor svaret skifter.",
        "en": "Within the values that were tried, none was found at which the answer switches.",
    },
    "tornado page switches caption": {"da": "Skifteværdier", "en": "Switch values"},
    "tornado page what": {"da": "Hvad der skifter", "en": "What switches"},
    "tornado page plan": {"da": "planen", "en": "the plan"},
    "tornado page structure": {"da": "strukturen", "en": "the structure"},
    "tornado page column held at": {"da": "Svaret holder ved", "en": "The answer holds at"},
    "tornado page column switched at": {"da": "Svaret er skiftet ved", "en": "It has switched at"},
    "tornado page column tolerance": {"da": "Tolerance", "en": "Tolerance"},
    "tornado page column before": {"da": "Før", "en": "Before"},
    "tornado page column after": {"da": "Efter", "en": "After"},
    "tornado page column proven": {"da": "Bevist", "en": "Proven"},
}
