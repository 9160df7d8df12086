"""What is said of an instance before it is solved: checked, or cut out of another."""

from optimiser.data.settings import Language

EXTRACTION: dict[str, dict[Language, str]] = {
    "extract written": {
        "da": "{path} er skrevet: {kept} af {all} kommuner, {hosts} af {all_hosts} må sælge til andre. Løs den med: optimiser solve {path}",
        "en": "Wrote {path}: {kept} of {all} municipalities; {hosts} of {all_hosts} may sell to others. Solve it with: optimiser solve {path}",
    },
    "extract rows": {"da": "Rækker før og nu: {tables}.", "en": "Rows before and now: {tables}."},
    "extract table": {"da": "{table} {before} → {after}", "en": "{table} {before} → {after}"},
    "extract scaled": {
        "da": "Skaleret til det, der er tilbage, som deres kilde nu siger: {totals}.",
        "en": "Scaled to what is left, as their source now says: {totals}.",
    },
    "extract narrowed": {
        "da": "{members} af {before} mulige brugere er tilbage til {centres}, og de kan højst bringe {reachable} henvendelser om året; der skal {minimum} til, så min_volume kan være for højt for dem.",
        "en": "{members} of {before} possible users are left for {centres}, and can bring at most {reachable} contacts a year; at least {minimum} are needed, so min_volume may be too high for them.",
    },
    "extract out of reach": {
        "da": "{centres} kan ikke åbne: {members} af {before} mulige brugere er tilbage, og de kan højst bringe {reachable} henvendelser om året; der skal {minimum} til. Sænk min_volume, hvis centret skal kunne åbne.",
        "en": "{centres} cannot open: {members} of {before} possible users are left, and can bring at most {reachable} contacts a year; at least {minimum} are needed. Lower min_volume if it is to be possible.",
    },
    "extract gone": {
        "da": "Udeladt, fordi det, de handler om, ikke er med: {names}.",
        "en": "Left out, as what they are about is not in it: {names}.",
    },
    "extract structure": {
        "da": "Ingen kommune i udsnittet er med i strukturen {structure}, som var i brug: udsnittet bruger {now}.",
        "en": "No municipality of the extract is in the structure {structure}, which was in use: it uses {now}.",
    },
    "extract limits": {
        "da": "Gjaldt alle {all} kommuner tilsammen og står, som det stod; sæt det om, hvis det skal gælde udsnittet: {limits}.",
        "en": "Held for all {all} municipalities together and stays as it was; set it anew if it is to hold for the extract: {limits}.",
    },
}
"""What `optimiser extract` says."""

VALIDATION: dict[str, dict[Language, str]] = {
    "validated": {"da": "{path}: ingen fejl, {warnings} advarsler.", "en": "{path}: no problems, {warnings} warnings."},
    "validated with one": {"da": "{path}: ingen fejl, 1 advarsel.", "en": "{path}: no problems, 1 warning."},
    "template written": {
        "da": "{path} er skrevet. Første ark er en vejledning; erstat de grå eksempler, og kør: optimiser validate {path} --lang da",
        "en": "Wrote {path}. Its first sheet is a guide; replace the grey examples, then: optimiser validate {path}",
    },
    "validated rows": {
        "da": "Rækker, der har virkning i {system}: {tables}.",
        "en": "Rows that take effect in {system}: {tables}.",
    },
    "validated table": {"da": "{table} {taken} af {rows}", "en": "{table} {taken} of {rows}"},
}
"""What `optimiser validate` says beside its findings, and `optimiser template`."""
