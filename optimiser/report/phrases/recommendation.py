"""What a plan recommends, said first: who answers for whom, what is to be decided, who pays more in any plan as cheap."""

from optimiser.data.settings import Language

RECOMMENDATION: dict[str, dict[Language, str]] = {
    "heading advice": {"da": "Anbefaling", "en": "What to do"},
    "advice one seller": {
        "da": "{who} besvarer {levels} for {count} andre",
        "en": "{who} answers {levels} for {count} others",
    },
    "advice one seller one": {"da": "{who} besvarer {levels} for 1 anden", "en": "{who} answers {levels} for 1 other"},
    "advice sellers": {
        "da": "{sellers} kommuner besvarer {levels} for {count} andre",
        "en": "{sellers} municipalities answer {levels} for {count} others",
    },
    "advice sellers one": {
        "da": "{sellers} kommuner besvarer {levels} for 1 anden",
        "en": "{sellers} municipalities answer {levels} for 1 other",
    },
    "advice one shared": {
        "da": "{who} besvarer {levels} for {members}",
        "en": "{who} answers {levels} for {members}",
    },
    "advice shared": {
        "da": "{count} fælles centre besvarer {levels} for {members}",
        "en": "{count} shared centres answer {levels} for {members}",
    },
    "advice own one": {"da": "{count} besvarer kun sine egne", "en": "{count} answers its own only"},
    "advice own": {"da": "{count} besvarer kun deres egne", "en": "{count} answer their own only"},
    "advice nobody": {"da": "ingen kommune besvarer for andre", "en": "no municipality answers for others"},
    "advice own alone one": {
        "da": "{municipalities} besvarer {levels} i sit eget center",
        "en": "{municipalities} answers {levels} in a centre of its own",
    },
    "advice own alone": {
        "da": "{municipalities} besvarer {levels} i deres egne centre",
        "en": "{municipalities} answer {levels} in centres of their own",
    },
    "advice unchanged one": {"da": "{count} lader alt være som i dag", "en": "{count} leaves all as it is today"},
    "advice unchanged": {"da": "{count} lader alt være som i dag", "en": "{count} leave all as it is today"},
    "advice part of": {"da": "hele eller dele af {levels}", "en": "all or part of {levels}"},
    "advice stays home": {
        "da": "{levels} bliver hos hver kommune selv",
        "en": "{levels} stays with each municipality itself",
    },
    "advice stay home": {
        "da": "{levels} bliver hos hver kommune selv",
        "en": "{levels} stay with each municipality itself",
    },
    "advice stays": {
        "da": "{levels} bliver i fagforvaltningerne alle steder",
        "en": "{levels} stays in the departments everywhere",
    },
    "advice stay": {
        "da": "{levels} bliver i fagforvaltningerne alle steder",
        "en": "{levels} stay in the departments everywhere",
    },
    "advice hosts settled": {
        "da": "Afgjort er, hvem der besvarer for andre: De samme gør det i enhver plan, der er så billig som denne.",
        "en": "Who answers for others is settled: the same do in every plan as cheap as this one.",
    },
    "advice hosts open": {
        "da": "Skal besluttes: hvem der besvarer for andre. I enhver plan, der er så billig som denne, gør {serving} det; {open}.",
        "en": "To decide: who answers for others. In every plan as cheap as this one {serving} do; {open}.",
    },
    "advice hosts open one": {
        "da": "Skal besluttes: hvem der besvarer for andre. I enhver plan, der er så billig som denne, gør {serving} det; {open}.",
        "en": "To decide: who answers for others. In every plan as cheap as this one {serving} does; {open}.",
    },
    "advice hosts all open": {
        "da": "Skal besluttes: hvem der besvarer for andre. For ingen er det bevist, at de gør det i enhver plan, der er så billig som denne; {open}.",
        "en": "To decide: who answers for others. Of none it is proved that they do in every plan as cheap as this one; {open}.",
    },
    "advice open": {"da": "ikke afgjort: {names}", "en": "not settled: {names}"},
    "advice open and perhaps": {
        "da": "ikke afgjort: {names}; ikke udelukket: {others}",
        "en": "not settled: {names}; not ruled out: {others}",
    },
    "advice perhaps": {"da": "ikke udelukket: {others}", "en": "not ruled out: {others}"},
    "advice hosts unknown": {
        "da": "Om andre kan være værter i en plan, der er så billig som denne, er ikke undersøgt til ende.",
        "en": "Whether others can be hosts in a plan as cheap as this one is not settled.",
    },
    "advice hosts none": {
        "da": "Ingen besvarer for andre i denne plan; i en anden, der er så billig som den, er det ikke udelukket: {others}.",
        "en": "Nobody answers for others in this plan; in another as cheap it is not ruled out: {others}.",
    },
    "advice settled": {"da": "Afgjort er også: {what}.", "en": "Settled too: {what}."},
    "advice settled away": {
        "da": "For {away} besvarer andre noget i enhver sådan plan",
        "en": "others answer something for {away} in every such plan",
    },
    "advice settled away and home": {
        "da": "For {away} besvarer andre noget i enhver sådan plan, for {home} intet",
        "en": "others answer something for {away} in every such plan, nothing for {home}",
    },
    "advice settled home": {
        "da": "For {home} besvarer andre intet i nogen sådan plan",
        "en": "others answer nothing for {home} in any such plan",
    },
    "advice settled not": {"da": "for {rest} afgør prisen det ikke", "en": "for {rest} cost does not settle it"},
    "advice by load": {"da": "Da udgiften fordeles efter samlet volumen,", "en": "As costs fall by load,"},
    "advice at prices": {"da": "Til det, værterne forlanger,", "en": "At what hosts ask,"},
    "advice more": {
        "da": "{why} betaler {count} af {all} kommuner mere end i dag: {largest}.",
        "en": "{why} {count} of {all} municipalities pay more than today: {largest}.",
    },
    "advice more one": {
        "da": "{why} betaler {count} af {all} kommuner mere end i dag: {largest}.",
        "en": "{why} {count} of {all} municipalities pays more than today: {largest}.",
    },
    "advice most of both": {
        "da": "mest {name}, {kr} ({share}) om året",
        "en": "{name} the most, {kr} ({share}) a year",
    },
    "advice most of each": {
        "da": "mest {name}, {kr} ({share}) om året; målt mod i dag mest {relative}, {relative_share}",
        "en": "{name} the most, {kr} ({share}) a year; against what it pays today {relative} the most, {relative_share}",
    },
    "advice range at most": {
        "da": "I enhver plan, der er så billig som denne, gør højst {most} det.",
        "en": "In any plan as cheap as this one at most {most} do.",
    },
    "advice range at most one": {
        "da": "I enhver plan, der er så billig som denne, gør højst én det.",
        "en": "In any plan as cheap as this one at most one does.",
    },
    "advice range": {
        "da": "I enhver plan, der er så billig som denne, gør mindst {fewest} og højst {most} det.",
        "en": "In any plan as cheap as this one at least {fewest} and at most {most} do.",
    },
    "advice range and always": {
        "da": "I enhver plan, der er så billig som denne, gør mindst {fewest} og højst {most} det, deriblandt altid {names}.",
        "en": "In any plan as cheap as this one at least {fewest} and at most {most} do, among them always {names}.",
    },
    "advice exactly": {
        "da": "I enhver plan, der er så billig som denne, er det lige så mange.",
        "en": "In any plan as cheap as this one just as many do.",
    },
    "advice range unknown": {
        "da": "Hvor mange der gør det i andre planer, der er så billige, er ikke afgjort.",
        "en": "How many do in other plans as cheap is not settled.",
    },
}
