"""What the command line says of a solve."""

from optimiser.data.settings import Language

SUMMARY: dict[str, dict[Language, str]] = {
    "header": {
        "da": "{name} · kommuner {municipalities} · opgaver {tasks} · mulige værter {hosts} · system {system} · aktive lovregler {laws}",
        "en": "{name} · municipalities {municipalities} · tasks {tasks} · candidate hosts {hosts} · system {system} · active legal rules {laws}",
    },
    "changed": {"da": "Ændret: {change}", "en": "Changed: {change}"},
    "progress": {
        "da": "s  grænse {bound}   plan {plan} mio. kr.   afstand {gap}",
        "en": "s  bound {bound}   plan {plan} m kr.   gap {gap}",
    },
    "less": {
        "da": "I dag koster opgaverne {today} om året. Planen koster {cost}: {gain} ({share}) mindre om året, når der er betalt {annual} om året til investering ({investment} én gang{payback}).",
        "en": "Today the tasks cost {today} a year. The plan costs {cost}: {gain} ({share}) less a year, after paying {annual} a year for investment ({investment} once{payback}).",
    },
    "more": {
        "da": "I dag koster opgaverne {today} om året. Planen koster {cost}: {gain} ({share}) MERE om året, heraf {annual} om året til investering ({investment} én gang{payback}).",
        "en": "Today the tasks cost {today} a year. The plan costs {cost}: {gain} ({share}) MORE a year, of which {annual} a year is for investment ({investment} once{payback}).",
    },
    "today changed": {
        "da": "Udgiften i dag er ikke datasættets egen, men det, {contacts} henvendelser til {price} kr. ville koste; ændret: {changes}. Gevinsten måles i forhold til det.",
        "en": "Today's cost is not the instance's own, but what {contacts} contacts at {price} kr. would cost; changed: {changes}. The gain is measured against that.",
    },
    "payback": {"da": ", tjent hjem på {years} år", "en": ", paid back in {years} years"},
    "no payback": {"da": ", som ikke tjenes hjem", "en": ", which is not paid back"},
    "optimal": {
        "da": "Bevist: Ingen plan koster under {bound}, så afstanden er {gap} ({gap_kr}), inden for de ønskede {asked}.",
        "en": "Proven: no plan costs less than {bound}, so the gap is {gap} ({gap_kr}), within the {asked} asked for.",
    },
    "that of this plan": {"da": "denne plans {cost}", "en": "the {cost} of this one"},
    "rounded": {
        "da": "Tallene er afrundet hver for sig, så summer og forskelle af de viste tal kan afvige på sidste ciffer.",
        "en": "Figures are rounded one by one, so sums and differences of the figures shown can be off in the last digit.",
    },
    "feasible": {
        "da": "ADVARSEL: Planen er ikke bevist til de ønskede {asked}. Ingen plan koster under {bound}; afstanden er {gap} ({gap_kr}).",
        "en": "WARNING: the plan is not proven to the {asked} asked for. No plan costs less than {bound}; the gap is {gap} ({gap_kr}).",
    },
    "feasible without bound": {
        "da": "ADVARSEL: Intet er bevist om, hvor god planen er.",
        "en": "WARNING: nothing is proven about how good the plan is.",
    },
    "left out": {
        "da": "Trinnet {stage} er udeladt: det skønnes at kræve {needed} GB hukommelse, og højst {allowed} GB er tilladt.",
        "en": "The stage {stage} was left out: it is estimated to need {needed} GB of memory, and {allowed} GB is allowed.",
    },
    "solve stopped": {"da": "Løsningen stoppede {why}.", "en": "The solve stopped {why}."},
    "at the limit": {"da": "ved tidsgrænsen på {limit} s", "en": "at the time limit of {limit} s"},
    "in contradiction": {
        "da": "med en grænse, som planen modbeviser; grænsen er derfor ikke vist",
        "en": "with a bound that the plan disproves, so the bound is not shown",
    },
    "by Ctrl-C": {"da": "med Ctrl-C", "en": "with Ctrl-C"},
    "curve": {
        "da": "På selve omkostningskurven koster planen {exact} ({error} fra modellens rette stykker, som højst må afvige {allowed}).",
        "en": "On the cost curve itself the plan costs {exact} ({error} from the model's straight pieces, which may be off by at most {allowed}).",
    },
    "largest": {
        "da": "Største centre (samlet volumen, enhedsomkostning): {centres}.",
        "en": "Largest centres (pooled volume, unit cost): {centres}.",
    },
    "centre": {"da": "{name} {volume} mio. ({unit} kr.)", "en": "{name} {volume} m ({unit} kr.)"},
    "binding": {
        "da": "Regler, der er ved deres grænse: {rules}; hvad det koster, vides ikke. Andre regler kan koste mere: De bestemmer, hvilke steder der kan vælges imellem, eller udelukker en billigere plan, uden at denne plan er ved deres grænse.",
        "en": "Rules at their limit: {rules}; what that costs is not known. Other rules may cost more: they determine which places there are to choose from, or rule out a cheaper plan although this plan is not at their limit.",
    },
    "rule in words": {"da": "{words} ({rule})", "en": "{words} ({rule})"},
    "binding rule": {"da": "{rule} ({count})", "en": "{rule} ({count})"},
    "nothing binds": {
        "da": "Ingen regel er ved sin grænse; regler kan alligevel koste noget.",
        "en": "No rule is at its limit; rules may still cost something.",
    },
    "closed": {
        "da": "Kan ikke nå det mindste, der kræves for at betjene andre, og gør det derfor ikke: {centres}.",
        "en": "Cannot reach the minimum required for serving others, and so do not serve them: {centres}.",
    },
    "shortfall": {"da": "{name} ({reaches} af {needs} mio.)", "en": "{name} ({reaches} of {needs} m)"},
    "worse off": {
        "da": "{count} af {all} kommuner betaler mere end i dag; mest {name}, {kr} om året.",
        "en": "{count} of {all} municipalities pay more than today; {name} the most, {kr} a year.",
    },
    "nobody worse off": {"da": "Ingen kommune betaler mere end i dag.", "en": "No municipality pays more than today."},
    "nobody worse off by pieces": {
        "da": "Regnet med modellens rette stykker betaler ingen kommune mere end i dag; på selve omkostningskurven gør {count} af {all} det, mest {name}, {kr} om året.",
        "en": "Counted with the model's straight pieces, no municipality pays more than today; on the cost curve itself {count} of {all} do, {name} the most, {kr} a year.",
    },
    "worse off on the curve": {
        "da": "På selve omkostningskurven er det {count} af {all}; mest {name}, {kr} om året.",
        "en": "On the cost curve itself it is {count} of {all}; {name} the most, {kr} a year.",
    },
    "laws": {"da": "Aktive lovregler: {rules}.", "en": "Active legal rules: {rules}."},
    "assumed": {
        "da": "{count} af tallene bag svaret er antagelser uden kilde: se assumptions.csv.",
        "en": "{count} of the figures behind this answer are assumptions without a source: see assumptions.csv.",
    },
    "folder": {
        "da": "Kørselsmappe: {folder} (report.html og report.xlsx til at læse; run.json, {tables} tabeller, datasættet).",
        "en": "Run folder: {folder} (report.html and report.xlsx to read; run.json, {tables} tables, the instance).",
    },
    "model and starts": {
        "da": "Modellen for andre solvere: {model}; planen som startpunkt for SCIP og HiGHS: {sol}, for CBC: {cbc}.",
        "en": "The model for other solvers: {model}; the plan as a start for SCIP and HiGHS: {sol}, for CBC: {cbc}.",
    },
    "model alone": {"da": "Modellen for andre solvere: {model}.", "en": "The model for other solvers: {model}."},
    "saved elsewhere": {
        "da": "Planen kunne ikke gemmes i {folder}, som i mellemtiden er taget i brug, eller som der ikke længere kan skrives i. Den er gemt i {saved}.",
        "en": "The plan could not be saved in {folder}, which is now in use or can no longer be written to. It is saved in {saved}.",
    },
    "documents not written": {
        "da": "ADVARSEL: Løsningen er gemt i {folder}, men rapporten kunne ikke skrives: {why}. Skriv den med: optimiser report {folder}",
        "en": "WARNING: the run is saved in {folder}, but the report could not be written: {why}. To write it: optimiser report {folder}",
    },
    "checked": {
        "da": "Kontrolleret uafhængigt: {breaches} brud i {checks} kontroller.",
        "en": "Checked independently: {breaches} breaches in {checks} checks.",
    },
    "breached": {
        "da": "Den uafhængige kontrol fandt {breaches} brud. Brug ikke planen; den er ikke gemt.",
        "en": "The independent check found {breaches} breaches. Do not use this plan; it was not saved.",
    },
    "infeasible": {"da": "Ingen plan overholder alle regler.", "en": "No plan meets all rules."},
    "the country": {"da": "hele landet", "en": "the country"},
    "and more": {"da": "{some} og {count} til", "en": "{some} and {count} more"},
    "infeasible together": {
        "da": "Ingen enkelt regel ses at være umulig for sig. Find de regler, der ikke kan overholdes samtidig, og hvad der ville hjælpe, med: optimiser diagnose",
        "en": "No single rule is seen to be impossible by itself. To find the rules that cannot be met at the same time, and what would help: optimiser diagnose",
    },
    "no solution found": {
        "da": "Der blev ikke fundet en plan inden for {limit} s, og det er ikke bevist, at der ingen er. Giv længere tid med --time-limit.",
        "en": "No plan was found within {limit} s, and it is not proven that there is none. Allow more time with --time-limit.",
    },
    "form": {"da": "form", "en": "form"},
    "municipalities": {"da": "kommuner", "en": "municipalities"},
    "contacts": {"da": "henvendelser", "en": "contacts"},
    "cost today": {"da": "i dag", "en": "cost today"},
    "millions": {"da": "mio.", "en": "m"},
    "local": {"da": "eget center", "en": "own centre"},
    "purchased": {"da": "tilkøb", "en": "purchased"},
    "regional": {"da": "regionalt", "en": "regional"},
    "external": {"da": "eksternt", "en": "external"},
    "unchanged": {"da": "uændret", "en": "unchanged"},
}
