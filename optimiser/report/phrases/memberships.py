"""Sentences on why a municipality is in its group."""

from collections.abc import Mapping

from optimiser.data.settings import Language

MEMBERSHIPS: Mapping[str, Mapping[Language, str]] = {
    "member of": {
        "da": "{name} er i {group} med {others}. Gruppens center besvarer {share} af dens {contacts}.",
        "en": "{name} is in {group} with {others}. The group's centre answers {share} of its {contacts}.",
    },
    "member of unused": {
        "da": "{name} er i {group} med {others}, hvis center intet besvarer for den: Dens egne henvendelser holder den ikke der.",
        "en": "{name} is in {group} with {others}, whose centre answers nothing for it: its own contacts do not hold it there.",
    },
    "member of none": {"da": "{name} er ikke i nogen gruppe.", "en": "{name} is in no group."},
    "nobody else": {"da": "ingen andre", "en": "nobody else"},
    "one other municipality": {"da": "{number} anden kommune", "en": "{number} other municipality"},
    "several other municipalities": {"da": "{number} andre kommuner", "en": "{number} other municipalities"},
    "no group": {"da": "ingen gruppe", "en": "no group"},
    "member dearer": {
        "da": "I {other} i stedet ville hele landet betale mindst {least} og højst {most} mere om året, når alt andet planlægges på ny. Det holder den, hvor den er.",
        "en": "In {other} instead the whole country would pay at least {least} and at most {most} more a year when everything else is planned again. That keeps it where it is.",
    },
    "member cheaper": {
        "da": "I {other} i stedet ville hele landet betale mindst {least} mindre om året, når alt andet planlægges på ny. Udgiften holder den ikke, hvor den er.",
        "en": "In {other} instead the whole country would pay at least {least} less a year when everything else is planned again. Cost does not keep it where it is.",
    },
    "member no dearer": {
        "da": "I {other} i stedet ville hele landet ikke betale mere, når alt andet planlægges på ny; det er bevist. Udgiften afgør altså ikke valget.",
        "en": "In {other} instead the whole country would pay no more when everything else is planned again; that is proven. So cost does not settle the choice.",
    },
    "member equal": {
        "da": "I {other} i stedet ville hele landet betale højst {most} mere om året, når alt andet planlægges på ny; at det koster mere, er ikke bevist. Udgiften afgør altså ikke valget.",
        "en": "In {other} instead the whole country would pay at most {most} more a year when everything else is planned again; that it costs more is not proven. So cost does not settle the choice.",
    },
    "member unbounded": {
        "da": "I {other} i stedet blev der fundet en plan, hvor hele landet betaler {kr} mere om året, men intet er bevist om forskellen.",
        "en": "In {other} instead a plan was found in which the whole country pays {kr} more a year, but nothing is proven about the difference.",
    },
    "member alone": {
        "da": "Reglerne lader den ikke være i nogen anden gruppe.",
        "en": "The rules let it be in no other group.",
    },
    "member nothing found": {
        "da": "Der er ikke fundet en plan med den i en anden gruppe.",
        "en": "No plan was found with it in another group.",
    },
    "member units": {
        "da": "Hvad en henvendelse koster i centret: {own} kr. i {group}, som planen er; {theirs} kr. i {other}, hvis den var der.",
        "en": "What a contact costs at the centre: {own} kr. in {group} as the plan is, {theirs} kr. in {other} if it were there.",
    },
    "member legend": {
        "da": "Alle beløb er i 1.000 kr. om året. Fastholdt: Kun de, der flytter, besvares på ny. På ny: Alt andet planlægges på ny; mindst og højst er bevist. Minus er en besparelse.",
        "en": "All amounts are in 1,000 kr. a year. Held: only those who move are answered anew. Again: everything else is planned again; at least and at most are proven. A minus is a saving.",
    },
    "member along": {
        "da": "{other}: kun sammen med {names}, som ellers ville blive skåret af fra {group}.",
        "en": "{other}: only together with {names}, who would otherwise be cut off from {group}.",
    },
    "member ruled out": {"da": "{other} er udelukket: {reasons}.", "en": "{other} is ruled out: {reasons}."},
    "member needs one": {
        "da": "At være uden for alle grupper er udelukket: {reasons}.",
        "en": "To be in none of the groups is ruled out: {reasons}.",
    },
    "member with": {"da": "{group} sammen med {names}", "en": "{group} with {names}"},
    "hindered cut off": {
        "da": "{names} ville blive skåret af fra {group}",
        "en": "{names} would be cut off from {group}",
    },
    "hindered not adjacent": {
        "da": "{name} er ikke nabo til nogen i den",
        "en": "{name} is adjacent to nobody in it",
    },
    "hindered too large": {
        "da": "{group} ville have {has} {measure}, flere end {limit}",
        "en": "{group} would have {has} {measure}, more than {limit}",
    },
    "hindered too small": {
        "da": "{group} ville have {has} {measure}, færre end {limit}",
        "en": "{group} would have {has} {measure}, fewer than {limit}",
    },
    "hindered apart": {
        "da": "nogle skal være hver for sig: {names}",
        "en": "some are to be apart: {names}",
    },
    "hindered together": {"da": "{names} skal være i én gruppe", "en": "{names} are to be in one group"},
    "hindered everyone": {"da": "alle skal være i en gruppe", "en": "everybody is to be in a group"},
    "hindered last": {
        "da": "der ville ikke være nogen tilbage i {group}, og der skal være så mange grupper",
        "en": "nobody would be left in {group}, and there are to be so many groups",
    },
    "measure population": {"da": "indbyggere", "en": "inhabitants"},
    "measure contacts": {"da": "henvendelser om året", "en": "contacts a year"},
    "measure min_volume": {"da": "puljede henvendelser om året", "en": "pooled contacts a year"},
}
"""Why a municipality is in its group, and what other groups would cost or are ruled out by."""
