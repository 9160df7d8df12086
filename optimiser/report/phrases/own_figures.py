"""Sentences on what centres are known to cost beside what a plan counts, and what hosts ask of their buyers."""

from collections.abc import Mapping

from optimiser.data.settings import Language

OWN_FIGURES: Mapping[str, Mapping[Language, str]] = {
    "agents cost more": {
        "da": "For {count} af {open} åbne centre koster medarbejderne over {share} mere, end planen regner med: {centre} er regnet med "
        "{counted} om året, men dets {fte} årsværk koster {agents}. Datasættet kan sættes til, at et center mindst "
        "koster sine medarbejdere.",
        "en": "In {count} of {open} open centres the agents cost over {share} more than the plan counts: {centre} is counted at {counted} "
        "a year, but its {fte} full-time employees cost {agents}. The instance can be set so that a centre "
        "costs its agents at least.",
    },
    "stated": {"da": "eget tal", "en": "stated"},
    "partly stated": {"da": "delvis eget tal", "en": "partly stated"},
    "computed": {"da": "beregnet", "en": "computed"},
    "about staff": {
        "da": "Årsværk i dag er kommunens eget tal, hvor den har et, og ellers beregnet af henvendelser og betjeningstid, "
        "uden ventetid. Efter er de samme medarbejdere dér, hvor henvendelserne besvares; hvad hvert center har brug for, "
        "står ved centrene.",
        "en": "Full-time staff today is the municipality's own number where it has one, else computed from contacts and "
        "handling time, without any wait. After are the same employees where the contacts are answered; what each centre "
        "needs stands with the centres.",
    },
    "staff today": {
        "da": "Det, planens centre besvarer, besvares i dag af {today} årsværk: efter egne tal i {known} af {all} kommuner, "
        "ellers beregnet af betjeningstiden alene, uden ventetid. Centrene har brug for {needed}. Følger medarbejderne "
        "henvendelserne, flytter {moved} årsværk til en anden kommune eller et fælles center.",
        "en": "What the plan's centres answer is answered by {today} full-time employees today: as {known} of {all} "
        "municipalities say, else computed from handling time alone, without any wait. The centres need {needed}. If "
        "employees follow the contacts, {moved} move to another municipality or a shared centre.",
    },
    "asks a price": {"da": "{kr} kr. pr. henvendelse", "en": "{kr} kr. per contact"},
    "asks a mark-up": {"da": "deres del af udgiften + {share}", "en": "their part of the cost + {share}"},
    "asks its cost": {"da": "deres del af udgiften", "en": "their part of the cost"},
    "hosts ask": {
        "da": "Værtskommuner med egen pris eller tillæg: {count} af {hosts}. Deres købere betaler {paid} om året for "
        "henvendelser, der koster {cost}. Det flytter penge mellem kommuner; landets udgift er den samme.",
        "en": "Hosts with a price of their own or a mark-up: {count} of {hosts}. Their buyers pay {paid} a year for "
        "contacts that cost {cost}. That moves money between municipalities; the country pays the same.",
    },
    "sells below cost": {
        "da": "Værtskommuner, der sælger under udgiften: {count}, mest {centre}: {paid} kr. pr. henvendelse, der koster "
        "{cost} kr. Efter loven skal et salg dække de fulde omkostninger (lov 548 af 2006 § 2).",
        "en": "Hosts that sell below cost: {count}, most of all {centre}: {paid} kr. per contact, which costs {cost} kr. "
        "By law a sale must cover its full cost (act 548 of 2006 section 2).",
    },
}
