"""What is said of figures that are imported: what was read, left out and added up, and what would be written."""

from optimiser.data.settings import Language

IMPORTS: dict[str, dict[Language, str]] = {
    "import statistics read": {
        "da": "{file}: {figures} tal læst. Brugt er {chosen}.",
        "en": "{file}: {figures} figures read. Used are {chosen}.",
    },
    "import encoding": {
        "da": "Filen er ikke UTF-8; den er læst som {encoding}.",
        "en": "The file is not UTF-8; it was read as {encoding}.",
    },
    "import left out elsewhere": {
        "da": "Udeladt, da de ikke er i datasættet: {count} kommuner ({names}).",
        "en": "Left out, as they are not in the instance: {count} municipalities ({names}).",
    },
    "import left out totals": {
        "da": "Udeladt, da de er summer af kommuner: {count} områder ({names}).",
        "en": "Left out, as they are sums of municipalities: {count} areas ({names}).",
    },
    "import left out outside": {
        "da": "Udeladt, da det ikke hører til nogen kommune: {count} ({names}).",
        "en": "Left out, as it is part of no municipality: {count} ({names}).",
    },
    "import left out rows": {
        "da": "Udeladt rækker: {rows}.",
        "en": "Left out rows: {rows}.",
    },
    "import read as": {
        "da": "Skrevet på en anden måde end i datasættet: {count} ({names}).",
        "en": "Written otherwise than in the instance: {count} ({names}).",
    },
    "import population sum": {
        "da": "{count} kommuner har tilsammen {sum} indbyggere; i datasættet har de {before}.",
        "en": "{count} municipalities have {sum} inhabitants together; in the instance they have {before}.",
    },
    "import population total": {
        "da": "Det stemmer med filens tal for hele landet, {total}; Christiansø hører ikke til nogen kommune.",
        "en": "That agrees with the file's figure for the country, {total}; Christiansø is part of no municipality.",
    },
    "import population changes": {
        "da": "Indbyggertal, der ændres: {changed}; uændret: {same}.",
        "en": "Populations that change: {changed}; unchanged: {same}.",
    },
    "import counts wide": {
        "da": "{file}: {counts} tal læst, med {areas} områder i rækker og {themes} emner i kolonner.",
        "en": "{file}: {counts} counts read, with {areas} areas in rows and {themes} themes in columns.",
    },
    "import counts long": {
        "da": "{file}: {counts} tal læst, et i hver række, for {areas} områder og {themes} emner.",
        "en": "{file}: {counts} counts read, one in each row, of {areas} areas and {themes} themes.",
    },
    "import themes": {
        "da": "Emner, der er opgaver: {count} ({names}).",
        "en": "Themes that are tasks: {count} ({names}).",
    },
    "import themes left out": {
        "da": "Emner, der er udeladt: {count} ({names}).",
        "en": "Themes that are left out: {count} ({names}).",
    },
    "import weeks": {
        "da": "{weeks} uger er talt: Tallene er ganget med {year}/{weeks}, som om alle uger var som de talte.",
        "en": "{weeks} weeks were counted: counts are multiplied by {year}/{weeks}, as if all weeks were like those.",
    },
    "import contacts sum": {
        "da": "Lagt sammen: {sum} henvendelser om året i {rows} rækker for {municipalities} kommuner. De afløser {replaced} rækker med {before}; {kept} rækker bliver, som de er.",
        "en": "Added up: {sum} contacts a year in {rows} rows of {municipalities} municipalities. They replace {replaced} rows with {before}; {kept} rows stay as they are.",
    },
    "import contacts gone": {
        "da": "Slettes uden nyt tal, da filen intet har: {names} ({contacts} henvendelser i alt). Skriv tallet i filen, hvis det ikke er 0.",
        "en": "Deleted without a new count, as the file has none: {names} ({contacts} contacts in all). Write the count into the file if it is not 0.",
    },
    "import spread": {
        "da": "{sum} henvendelser på {tasks} opgaver fordeles på {municipalities} kommuner efter deres {people} indbyggere.",
        "en": "{sum} contacts of {tasks} tasks are spread over {municipalities} municipalities by their {people} inhabitants.",
    },
    "import spread rows": {
        "da": "{rows} rækker afløser {replaced}.",
        "en": "{rows} rows replace {replaced}.",
    },
    "import spread counted": {
        "da": "{counted} af de rækker, der afløses, er ikke mærket som antagelser: De kan være talt.",
        "en": "{counted} of the rows replaced are not marked as assumptions: they may have been counted.",
    },
    "import neighbours": {
        "da": "{file}: {borders} fælles grænser mellem {municipalities} kommuner, som danner {lands} lande og øer; {alone} har ingen grænse på land. {kept} broer og færger bliver, som de er.",
        "en": "{file}: {borders} common borders of {municipalities} municipalities, which form {lands} lands and islands; {alone} have no border on land. {kept} bridges and ferries stay as they are.",
    },
    "import calls read": {
        "da": "{file}: {rows} rækker læst. Kolonnerne er læst som {columns}.",
        "en": "{file}: {rows} rows read. Its columns were read as {columns}.",
    },
    "import calls where": {
        "da": "Udeladt med --where: {count} rækker.",
        "en": "Left out by --where: {count} rows.",
    },
    "import calls blank": {
        "da": "Udeladt, da de er tomme: {count} rækker.",
        "en": "Left out, as they are blank: {count} rows.",
    },
    "import calls totals": {
        "da": "Udeladt, da de er summer, som stemmer: {count} rækker.",
        "en": "Left out, as they are sums, which agree: {count} rows.",
    },
    "import calls unused": {
        "da": "Kolonner, der ikke er brugt: {count} ({names}).",
        "en": "Columns that are not used: {count} ({names}).",
    },
    "import calls added up": {
        "da": "Lagt sammen over {column}: {count} værdier ({names}).",
        "en": "Added up over {column}: {count} values ({names}).",
    },
    "import calls sums": {
        "da": "Lagt sammen: {offered} opkald, {answered} besvaret, {abandoned} opgivet.",
        "en": "Added up: {offered} calls offered, {answered} answered, {abandoned} abandoned.",
    },
    "import calls no week": {
        "da": "Filen siger ikke, hvornår opkaldene kom: Der er ingen ankomster at skrive.",
        "en": "The file does not say when calls came: there are no arrivals to write.",
    },
    "import calls days": {
        "da": "{days} dage, fra {first} til {last}; hver ugedag tæller som gennemsnittet af sine dage.",
        "en": "{days} days, from {first} to {last}; each weekday counts as the mean of its days.",
    },
    "import calls no weekdays": {
        "da": "Filen har ingen ugedage: Dagene i ugen er, som datasættet har dem.",
        "en": "The file has no weekdays: the days of a week are as the instance has them.",
    },
    "import calls whole days": {
        "da": "Filen har hele dage: Inden for dagen kommer opkaldene, som datasættet har dem.",
        "en": "The file has whole days: within a day calls arrive as the instance has them.",
    },
    "import calls added quarters": {
        "da": "Perioder på {minutes} minutter er lagt sammen til halve timer.",
        "en": "Intervals of {minutes} minutes are added up to half hours.",
    },
    "import calls divided": {
        "da": "Perioder på {minutes} minutter er delt ligeligt på halve timer.",
        "en": "Intervals of {minutes} minutes are divided evenly over half hours.",
    },
    "import calls week": {
        "da": "Ankomster: {rows} halve timer i ugen; flest opkald, {share} %, kommer på ugedag {weekday} fra {half_hour}. De gælder for alle centre i datasættet og afløser {replaced} rækker.",
        "en": "Arrivals: {rows} half hours of the week; most calls, {share} %, come on weekday {weekday} from {half_hour}. They hold for every centre of the instance and replace {replaced} rows.",
    },
    "import calls no handling": {
        "da": "Filen har ingen betjeningstid.",
        "en": "The file has no handling time.",
    },
    "import calls handling": {
        "da": "Betjeningstid: {minutes} minutter i gennemsnit af {calls} besvarede opkald (fra {columns}).",
        "en": "Handling time: {minutes} minutes, the mean of {calls} answered calls (from {columns}).",
    },
    "import calls talk alone": {
        "da": "Det er samtalen alene: Arbejde efter opkaldet kommer oveni.",
        "en": "That is the talk alone: work after the call comes on top.",
    },
    "import calls handling of": {
        "da": "Den skrives for {tasks} i hele landet; med --municipality skrives den som en kommunes egen.",
        "en": "It is written for {tasks} in the whole country; with --municipality as that municipality's own.",
    },
    "import calls own handling": {
        "da": "Den skrives for {tasks} som {municipality}s egen.",
        "en": "It is written for {tasks} as that of {municipality} alone.",
    },
    "import calls handling for none": {
        "da": "Den skrives ikke: Nævn de opgaver, den gælder, med --task.",
        "en": "It is not written: name the tasks that it is of with --task.",
    },
    "import calls no wait": {
        "da": "Tålmodigheden kan ikke anslås: Filen har ingen ventetid.",
        "en": "Patience cannot be estimated: the file has no waiting time.",
    },
    "import calls nobody hung up": {
        "da": "Tålmodigheden kan ikke anslås: Ingen lagde på.",
        "en": "Patience cannot be estimated: nobody hung up.",
    },
    "import calls patience": {
        "da": "Tålmodighed: {seconds} sekunder i gennemsnit, dvs. al ventetid (fra {columns}) delt med de {abandoned}, der lagde på. Den bruges med --set service.patience_seconds={setting}, eller med patience_seconds = {setting} under [service] i instance.toml.",
        "en": "Patience: {seconds} seconds in the mean, that is all waiting time (from {columns}) over the {abandoned} who hung up. It is used with --set service.patience_seconds={setting}, or with patience_seconds = {setting} under [service] of instance.toml.",
    },
    "import calls patience implied": {
        "da": "Det svarer til, at de, der lagde på, ventede {seconds} sekunder hver. Kan det ikke passe, er {column} ventetiden for noget andet: --column 'abandon_wait=NAVN' eller 'ignore={column}' siger det.",
        "en": "By that, those who hung up waited {seconds} seconds each. If that cannot be, {column} is the wait of something else: --column 'abandon_wait=NAME' or 'ignore={column}' says so.",
    },
    "import calls patience at least": {
        "da": "Tålmodighed: mindst {seconds} sekunder i gennemsnit, dvs. ventetiden for de besvarede (fra {columns}) delt med de {abandoned}, der lagde på, hvis egen ventetid ikke står i filen.",
        "en": "Patience: at least {seconds} seconds in the mean, that is the waiting time of those answered (from {columns}) over the {abandoned} who hung up, whose own waiting time is not in the file.",
    },
    "import service none": {
        "da": "Filen siger intet om, hvor mange der blev besvaret i tide.",
        "en": "The file says nothing of how many were answered in time.",
    },
    "import service kept": {
        "da": "Service: lovet er {promised} % inden for {seconds} sekunder; {observed} % blev besvaret inden for {within} ({column}). Løftet blev holdt.",
        "en": "Service: {promised} % within {seconds} seconds is promised; {observed} % were answered within {within} ({column}). The promise was kept.",
    },
    "import service broken": {
        "da": "Service: lovet er {promised} % inden for {seconds} sekunder; {observed} % blev besvaret inden for {within} ({column}). Løftet blev ikke holdt.",
        "en": "Service: {promised} % within {seconds} seconds is promised; {observed} % were answered within {within} ({column}). The promise was not kept.",
    },
    "import service unknown": {
        "da": "Service: lovet er {promised} % inden for {seconds} sekunder; {observed} % blev besvaret inden for {within} ({column}). Om løftet blev holdt, viser det ikke.",
        "en": "Service: {promised} % within {seconds} seconds is promised; {observed} % were answered within {within} ({column}). That does not show whether the promise was kept.",
    },
    "import service no time": {
        "da": "Service: lovet er {promised} % inden for {seconds} sekunder; filen har {observed} % ({column}) og siger ikke, inden for hvilken tid.",
        "en": "Service: {promised} % within {seconds} seconds is promised; the file has {observed} % ({column}) and does not say within what time.",
    },
    "import service answered broken": {
        "da": "Service: lovet er {promised} % inden for {seconds} sekunder; kun {observed} % blev besvaret overhovedet ({column}). Løftet blev ikke holdt.",
        "en": "Service: {promised} % within {seconds} seconds is promised; only {observed} % were answered at all ({column}). The promise was not kept.",
    },
    "import service answered unknown": {
        "da": "Service: lovet er {promised} % inden for {seconds} sekunder; {observed} % blev besvaret ({column}), men filen siger ikke, hvor hurtigt.",
        "en": "Service: {promised} % within {seconds} seconds is promised; {observed} % were answered ({column}), but the file does not say how soon.",
    },
    "import edit": {
        "da": "{table}: {added} rækker til, {deleted} rækker væk, {cells} felter ændret.",
        "en": "{table}: {added} rows added, {deleted} rows deleted, {cells} cells changed.",
    },
    "import nothing to write": {
        "da": "Der er intet at skrive: Datasættet har allerede disse tal.",
        "en": "There is nothing to write: the instance has these figures already.",
    },
    "import problems left": {
        "da": "Datasættet har endnu {count} andre fejl: optimiser validate {path} viser dem.",
        "en": "The instance still has {count} other problems: optimiser validate {path} shows them.",
    },
    "import written": {
        "da": "Skrevet: {names} i {path}.",
        "en": "Wrote {names} of {path}.",
    },
    "import dry run": {
        "da": "Intet er skrevet: Med --write skrives {names}.",
        "en": "Nothing was written: with --write, {names} would be.",
    },
}
