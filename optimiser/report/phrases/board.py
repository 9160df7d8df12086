"""The words of the two pages for a board."""

from optimiser.data.settings import Language

BOARD: dict[str, dict[Language, str]] = {
    "board kind": {"da": "Sammenfatning på to sider", "en": "Summary on two pages"},
    "board more": {"da": "Hvem betaler mere end i dag", "en": "Who pays more than today"},
    "board more of all": {
        "da": "De {count}, der betaler mest mere end i dag (mio. kr. om året)",
        "en": "The {count} that pay most more than today (million kr. a year)",
    },
    "board decide": {"da": "Hvad der skal besluttes", "en": "What is to be decided"},
    "board decide host": {
        "da": "Værten: {names} skal sige ja til at besvare for andre.",
        "en": "The host: {names} must agree to answer for others.",
    },
    "board decide hosts": {
        "da": "Værterne: {count} kommuner skal sige ja til at besvare for andre: {names}.",
        "en": "The hosts: {count} municipalities must agree to answer for others: {names}.",
    },
    "board decide shared": {
        "da": "De fælles centre: {names} skal oprettes og styres af dem, der bruger dem.",
        "en": "The shared centres: {names} must be set up and governed by those who use them.",
    },
    "board decide sharing one": {
        "da": "Fordelingen: Deles centrenes udgift efter samlet volumen, betaler {name} {kr} mere om året end i dag. Skal den holdes skadesløs, deler de andre hele nettogevinsten.",
        "en": "The sharing: as centres' costs are shared by pooled volume, {name} pays {kr} more a year than today. If it is to be compensated, the others share the whole net gain.",
    },
    "board decide sharing": {
        "da": "Fordelingen: Deles centrenes udgift efter samlet volumen, betaler {count} kommuner tilsammen {kr} mere om året end i dag. Skal de holdes skadesløse, deler de andre hele nettogevinsten, {gain} om året.",
        "en": "The sharing: as centres' costs are shared by pooled volume, {count} municipalities together pay {kr} more a year than today. If they are to be compensated, the others share the whole net gain, {gain} a year.",
    },
    "board decide investment": {
        "da": "Pengene: {kr} skal investeres én gang; det svarer til {annual} om året.",
        "en": "The money: {kr} must be invested once, which corresponds to {annual} a year.",
    },
    "board decide nothing": {
        "da": "Planen ændrer intet, som andre skal tage stilling til.",
        "en": "The plan changes nothing that others must agree to.",
    },
    "board sources": {
        "da": "Alle tal, forudsætninger og beviser står i rapporten (report.html) i samme mappe. Datasættets kontrolsum: {hash}.",
        "en": "All figures, assumptions and proofs are in the report (report.html) in the same folder. Hash of the instance: {hash}.",
    },
}
