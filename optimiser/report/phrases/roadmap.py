"""The words of a plan over years, on its page, in its workbook and in the terminal."""

from optimiser.data.settings import Language

ROADMAP: dict[str, dict[Language, str]] = {
    # ---- what to do when ----
    "roadmap subject": {"da": "Køreplan {first}–{last}, {system}", "en": "Roadmap {first}–{last}, {system}"},
    "roadmap header": {"da": "Køreplan over årene {first}–{last}.", "en": "Roadmap over the years {first}–{last}."},
    "roadmap steps": {"da": "Flyt i {count} skridt: {steps}.", "en": "Move in {count} steps: {steps}."},
    "roadmap one step": {"da": "Flyt i ét skridt: {steps}.", "en": "Move in one step: {steps}."},
    "roadmap no step": {
        "da": "Flyt intet: Alt bliver, hvor det er, i alle årene.",
        "en": "Move nothing: everything stays where it is in all years.",
    },
    "roadmap step": {
        "da": "i {year} flytter {contacts} i {municipalities}",
        "en": "in {year} {contacts} of {municipalities} move",
    },
    "roadmap step opens one": {
        "da": "i {year} flytter {contacts} i {municipalities}, med {centres} som nyt center",
        "en": "in {year} {contacts} of {municipalities} move, with {centres} as a new centre",
    },
    "roadmap step opens": {
        "da": "i {year} flytter {contacts} i {municipalities}, med {count} nye centre: {centres}",
        "en": "in {year} {contacts} of {municipalities} move, with {count} new centres: {centres}",
    },
    "roadmap million contacts": {"da": "{number} mio. henvendelser", "en": "{number} million contacts"},
    "roadmap end": {
        "da": "I {year} besvares {share} af henvendelserne i et center.",
        "en": "In {year} {share} of the contacts are answered in a centre.",
    },
    "roadmap costs less": {
        "da": "Over {first}–{last} koster det {cost} i nutidsværdi i {first}, {kr} mindre end at besvare som i dag; {invested} investeres.",
        "en": "Over {first}–{last} that costs {cost} as present value in {first}, {kr} less than answering as today; {invested} is invested.",
    },
    "roadmap costs more": {
        "da": "Over {first}–{last} koster det {cost} i nutidsværdi i {first}, {kr} mere end at besvare som i dag; {invested} investeres.",
        "en": "Over {first}–{last} that costs {cost} as present value in {first}, {kr} more than answering as today; {invested} is invested.",
    },
    "roadmap costs the same": {
        "da": "Over {first}–{last} koster det {cost} i nutidsværdi i {first}, det samme som at besvare som i dag.",
        "en": "Over {first}–{last} that costs {cost} as present value in {first}, the same as answering as today.",
    },
    "roadmap paid back": {
        "da": "Fra {year} er der sparet mindst så meget, som der er betalt.",
        "en": "From {year} on at least as much has been saved as paid.",
    },
    "roadmap not paid back": {
        "da": "Inden for årene spares der ikke så meget, som der betales; investeringerne holder længere end dem.",
        "en": "Within these years less is saved than paid; the investments last longer than them.",
    },
    "roadmap proven": {
        "da": "Ingen køreplan, der overholder reglerne, koster mindre end {bound}: Denne er højst {gap} ({kr}) for dyr.",
        "en": "No roadmap that keeps the rules costs less than {bound}: this one is at most {gap} ({kr}) too dear.",
    },
    "roadmap proven exactly": {
        "da": "Ingen køreplan, der overholder reglerne, er billigere; det er bevist.",
        "en": "No roadmap that keeps the rules is cheaper; that is proven.",
    },
    "roadmap each year's money": {
        "da": "Beløb i skemaet over årene: mio. kr. af hvert år for sig, ikke tilbagediskonteret; over alle år regnes de om til værdien i {first}.",
        "en": "Amounts in the table of years: million kr. of each year by itself, not discounted; over all years they are converted to the worth of {first}.",
    },
    "roadmap unproven": {
        "da": "Det er ikke bevist, hvor meget billigere en anden køreplan kunne være.",
        "en": "It is not proven how much cheaper another roadmap could be.",
    },
    "roadmap by year": {
        "da": "Afgjort år for år: Hvert år er valgt, som om det blev ved, uden at se på årene efter.",
        "en": "Decided year by year: each year is chosen as if it stayed, without a look at the years after it.",
    },
    "roadmap by year gap": {
        "da": "Set sådan kunne intet år afgøres mere end {gap} billigere.",
        "en": "Seen that way no year could be decided more than {gap} cheaper.",
    },
    "roadmap by year exact": {
        "da": "Set sådan kunne intet år afgøres billigere.",
        "en": "Seen that way no year could be decided cheaper.",
    },
    "roadmap by year stayed": {
        "da": "Det gælder årene før {first}: Beregningen sluttede, før {first} var afgjort, og fra {first} flytter intet nyt.",
        "en": "That is so of the years before {first}: the solve ended before {first} was decided, and from {first} on nothing new moves.",
    },
    "roadmap by year none": {
        "da": "Skulle afgøres år for år, men beregningen sluttede, før {first} var afgjort: Intet flytter.",
        "en": "To be decided year by year, but the solve ended before {first} was decided: nothing moves.",
    },
    "roadmap by year held back": {
        "da": "Kun ét er set af årene efter: hvor meget {hosts} må sælge i dem.",
        "en": "One thing alone is seen of the years after: how much {hosts} may sell in them.",
    },
    "roadmap by year together": {
        "da": "{first} er afgjort med blik på {last}, da der ellers ikke var nogen plan for {last}, der overholder reglerne.",
        "en": "{first} is decided with {last} in view, as there was no plan for {last} otherwise that keeps the rules.",
    },
    "roadmap by year ahead": {
        "da": "Hvad det koster mod at planlægge alle år på én gang, siger `optimiser difference` af de to.",
        "en": "What that costs against planning all years together, `optimiser difference` of the two says.",
    },
    "roadmap budget spent": {
        "da": "Budgettet er brugt op, inden for 5 %, i {years}: Et større kan give en bedre køreplan.",
        "en": "The budget is spent, to within 5 %, in {years}: a larger one may give a better roadmap.",
    },
    "roadmap budget left": {
        "da": "Intet års budget bruges op.",
        "en": "No year's budget is spent.",
    },
    "roadmap years alone": {
        "da": "Hvert års plan ligger i mappen {folder} som en kørsel for sig. For det år alene er intet bevist: Den er en del af køreplanen.",
        "en": "The plan of each year lies in the folder {folder} as a run of its own. Of that year alone nothing is proven: it is a part of the roadmap.",
    },
    "roadmap not found": {
        "da": "Der blev ikke fundet en køreplan inden for {limit} sekunder; det betyder ikke, at der ingen er. Giv mere tid med --time-limit.",
        "en": "No roadmap was found within {limit} seconds; that does not mean that there is none. Give more time with --time-limit.",
    },
    "roadmap impossible": {
        "da": "Ingen køreplan overholder alle regler i alle år.",
        "en": "No roadmap keeps all rules in all years.",
    },
    "roadmap impossible year": {
        "da": "I {year} kan disse regler ikke opfyldes, hvad der end sker i de andre år:",
        "en": "In {year} these rules cannot be met, whatever happens in the other years:",
    },
    "roadmap short": {"da": "{kr} i {year}", "en": "{kr} in {year}"},
    "roadmap short of municipality": {"da": "{kr} i {year} for {name}", "en": "{kr} in {year} for {name}"},
    "roadmap budgets short": {
        "da": "Budgetterne er for små til det, der er tvunget. Det mindste i alt, der mangler, er {budgets}.",
        "en": "The budgets are too small for what is compulsory. The least that is missing in all is {budgets}.",
    },
    "roadmap folder": {
        "da": "Kørselsmappe: {folder} (roadmap.json, {tables} tabeller, {years} års planer, report.html, report.xlsx).",
        "en": "Run folder: {folder} (roadmap.json, {tables} tables, plans of {years} years, report.html, report.xlsx).",
    },
    "roadmap how": {
        "da": "Et års udgift er driften, det tabte ved opgaver, der flytter det år, det, der betales for at opgive noget begyndt, hvor det må opgives, og årets del af alt, der er investeret til og med det. Beløb fra senere år tilbagediskonteres til det første. Det, en investering er værd, når årene er gået, regnes ikke med som udgift.",
        "en": "A year costs its operation, what is lost at tasks that move in it, what is paid for undoing something begun, where that is allowed, and its part of all that has been invested up to it. Amounts of later years are discounted to the first. What an investment is still worth when the years end is not counted as a cost.",
    },
    "roadmap rounded hosts": {
        "da": "Værter, der er lige gode, kan byttes om; køreplanen er da lige så billig.",
        "en": "Hosts that are equally good may be swapped; the roadmap is then just as cheap.",
    },
    "roadmap departments": {"da": "fagforvaltningerne", "en": "the departments"},
    "roadmap word": {"da": "køreplan", "en": "roadmap"},
    "what a roadmap is": {
        "da": "En plan over flere år: hvilke opgaver der flytter hvorhen hvert år. Det, der er flyttet, flytter ikke tilbage, medmindre det må opgives mod betaling; hvert år har sine henvendelser, priser og budget.",
        "en": "A plan over several years: which tasks move where in each year. What has moved does not move back, unless it may be undone at a price; each year has its own contacts, prices and budget.",
    },
    "net gain over years": {"da": "nettogevinst over alle år", "en": "net gain over all years"},
    "net over years means": {
        "da": "Det, årene koster, besvaret som i dag, minus det, køreplanen koster i dem, når årenes dele af investeringerne er betalt; i det første års værdi.",
        "en": "What the years cost, answered as today, minus what the roadmap costs in them, after the years' parts of the investments are paid; in the first year's worth.",
    },
    "what present value over years is": {
        "da": "Beløb fra alle årene lagt sammen, hvert tilbagediskonteret til det første år; det, der kommer efter det sidste år, tæller ikke.",
        "en": "Amounts of all years added up, each discounted to the first year; what comes after the last year does not count.",
    },
    "payback over years means": {
        "da": "Det første år, hvorfra der i alt er sparet mindst lige så meget, som der er betalt, investeringer medregnet, uden rente.",
        "en": "The first year from which on at least as much has been saved in all as has been paid, investments included, without interest.",
    },
    "roadmap book calculated": {
        "da": "De gule felter kan ændres: summer, diskontering og det akkumulerede regnes om af regnearket. Tallene her er kørslens, indtil noget ændres. Køreplanen bliver ikke fundet igen.",
        "en": "The yellow cells can be changed: the spreadsheet calculates sums, discounting and what has accumulated again. The figures are those of the run until something is changed. The roadmap is not found again.",
    },
    # ---- figures in large print ----
    "roadmap gain": {"da": "Samlet gevinst", "en": "Gain in all"},
    "roadmap gain note": {
        "da": "nutidsværdi {first} af {count} år; {share} af udgiften i dag",
        "en": "present value in {first} of {count} years; {share} of today's cost",
    },
    "roadmap investment": {"da": "Investering", "en": "Investment"},
    "roadmap investment note": {"da": "over årene, mest i {year}: {kr}", "en": "over the years, most in {year}: {kr}"},
    "roadmap payback": {"da": "Tjent hjem", "en": "Paid back"},
    "roadmap payback never": {"da": "ikke i årene", "en": "not in these years"},
    "roadmap payback note": {
        "da": "året, fra hvilket der er sparet mindst så meget som betalt, uden rente",
        "en": "the year from which at least as much has been saved as paid, without interest",
    },
    "roadmap staff": {"da": "Årsværk, der flytter", "en": "Employees who move"},
    "roadmap staff note": {
        "da": "årsværk i dag ved opgaver, som flytter fra kommunen til andre",
        "en": "full-time employees today at tasks that go from the municipality to another",
    },
    "roadmap last year": {"da": "Gevinst i {year}", "en": "Gain in {year}"},
    "roadmap last year note": {
        "da": "i det års penge; {share} af udgiften i dag",
        "en": "in that year's money; {share} of today's cost",
    },
    # ---- headings and captions ----
    "roadmap heading when": {"da": "Hvad sker hvornår", "en": "What happens when"},
    "roadmap heading money": {"da": "Udgift og gevinst år for år", "en": "Cost and gain year by year"},
    "roadmap heading centres": {"da": "Centrene år for år", "en": "The centres year by year"},
    "roadmap heading maps": {"da": "Hvem der svarer hvornår", "en": "Who answers when"},
    "roadmap heading municipalities": {"da": "Kommunerne", "en": "The municipalities"},
    "roadmap heading moves": {"da": "Hvem der flytter hvad hvornår", "en": "Who moves what when"},
    "roadmap heading budgets": {"da": "Budgetår", "en": "Budget years"},
    "roadmap timeline caption": {
        "da": "Hvornår centre åbner, og hvor mange kommuner der tilsluttes",
        "en": "When centres open, and how many municipalities join",
    },
    "roadmap timeline title": {"da": "Centre og tilslutninger år for år", "en": "Centres and connections year by year"},
    "roadmap timeline description": {
        "da": "En række er et center; felterne er de år, det er åbent, mørke i det år, det åbner. Tallet er, hvor mange kommuner der tilsluttes det år.",
        "en": "A row is a centre; its cells are the years in which it is open, dark in the year it opens. The number is how many municipalities join in that year.",
    },
    "roadmap timeline more": {
        "da": "De {count} største af {all} centre er vist.",
        "en": "The {count} largest of {all} centres are shown.",
    },
    "roadmap own centres": {
        "da": "Egne centre, der kun besvarer egne borgere",
        "en": "Own centres that answer their own citizens only",
    },
    "roadmap told opens": {
        "da": "{centre}, {year}: åbner; {joined} tilsluttes; {contacts}",
        "en": "{centre}, {year}: opens; {joined} join; {contacts}",
    },
    "roadmap told open": {
        "da": "{centre}, {year}: {joined} tilsluttes; {contacts}",
        "en": "{centre}, {year}: {joined} join; {contacts}",
    },
    "roadmap told own": {"da": "{year}: {count} egne centre", "en": "{year}: {count} own centres"},
    "roadmap cost caption": {"da": "Udgiften år for år", "en": "The cost year by year"},
    "roadmap cost title": {"da": "Udgiften år for år efter art", "en": "The cost year by year, by kind"},
    "roadmap cost description": {
        "da": "En søjle er et års udgift i det års penge, delt efter art; stregen er, hvad henvendelserne koster, besvaret som i dag.",
        "en": "A column is a year's cost in that year's money, by kind; the line is what its contacts cost, answered as today.",
    },
    "roadmap cost axis": {"da": "mio. kr. om året", "en": "million kr. a year"},
    "roadmap cash caption": {"da": "Betaling og akkumuleret nettoeffekt", "en": "Cash and accumulated net effect"},
    "roadmap cash title": {
        "da": "Nettobetaling og akkumuleret nettoeffekt",
        "en": "Net cash and accumulated net effect",
    },
    "roadmap cash description": {
        "da": "En søjle er et års nettobetaling: udgiften i dag minus det, der betales. Linjen er årenes gevinster lagt sammen i det første års værdi.",
        "en": "A column is a year's net cash: today's cost less what is paid. The line is the gains of the years added up in the first year's worth.",
    },
    "roadmap cash axis": {"da": "mio. kr.", "en": "million kr."},
    "roadmap part departments": {"da": "Fagforvaltningerne, som i dag", "en": "The departments, as today"},
    "roadmap part centres": {"da": "Centrene", "en": "The centres"},
    "roadmap part besides": {"da": "Merudgifter og tilslutninger", "en": "Extra cost and connections"},
    "roadmap part transition": {"da": "Overgang: tabt produktivitet", "en": "Transition: productivity lost"},
    "roadmap part undoing": {"da": "Opgivelse af det begyndte", "en": "Undoing what was begun"},
    "roadmap part annuities": {"da": "Investeringer som annuitet", "en": "Investments as annuities"},
    "roadmap part today": {"da": "Besvaret som i dag", "en": "Answered as today"},
    "roadmap part cash": {"da": "Årets nettobetaling", "en": "Net cash of the year"},
    "roadmap part saved": {"da": "Mere sparet end betalt i året", "en": "More saved than paid in the year"},
    "roadmap part paid": {"da": "Mere betalt end sparet i året", "en": "More paid than saved in the year"},
    "roadmap part accumulated": {
        "da": "Akkumuleret nettoeffekt, nutidsværdi",
        "en": "Accumulated net effect, present value",
    },
    "roadmap map note": {"da": "{share} i centre", "en": "{share} in centres"},
    # ---- why a municipality moves when it does ----
    "roadmap explain stays": {
        "da": "{name} flytter ingen opgaver i årene.",
        "en": "{name} moves no task in these years.",
    },
    "roadmap explain moves": {
        "da": "{name} flytter i {year} {contacts}: {tasks}.",
        "en": "{name} moves {contacts} in {year}: {tasks}.",
    },
    "roadmap explain task": {"da": "{levels} fra {before} til {after}", "en": "{levels} from {before} to {after}"},
    "roadmap explain later": {
        "da": "At vente til {year} ville alene koste {kr} mere over årene.",
        "en": "To wait until {year} would by itself cost {kr} more over the years.",
    },
    "roadmap explain later saves": {
        "da": "At vente til {year} ville alene spare {kr} over årene.",
        "en": "To wait until {year} would by itself save {kr} over the years.",
    },
    "roadmap explain never": {
        "da": "Slet ikke at flytte det i årene ville alene koste {kr} mere over årene.",
        "en": "Not to move it within the years at all would by itself cost {kr} more over the years.",
    },
    "roadmap explain never saves": {
        "da": "Slet ikke at flytte det i årene ville alene spare {kr} over årene.",
        "en": "Not to move it within the years at all would by itself save {kr} over the years.",
    },
    "roadmap explain earlier": {
        "da": "At flytte allerede i {year} ville alene koste {kr} mere over årene.",
        "en": "To move in {year} already would by itself cost {kr} more over the years.",
    },
    "roadmap explain earlier saves": {
        "da": "At flytte allerede i {year} ville alene spare {kr} over årene.",
        "en": "To move in {year} already would by itself save {kr} over the years.",
    },
    "roadmap explain no earlier": {
        "da": "Før {year} er der intet år i køreplanen at flytte i.",
        "en": "Before {year} there is no year in the roadmap to move in.",
    },
    "roadmap explain forbidden": {
        "da": "Alene kan det ikke lade sig gøre, for det ville bryde: {rules}.",
        "en": "By itself it cannot be done, as it would break: {rules}.",
    },
    "roadmap explain lawful": {"da": "Det bryder ingen regel.", "en": "It breaks no rule."},
    "roadmap explain better": {
        "da": "Det bryder ingen regel: En løsning med mindre afstand (--gap) kan finde en billigere køreplan.",
        "en": "It breaks no rule: a solve with a smaller gap (--gap) may find a cheaper roadmap.",
    },
    "roadmap explain no route": {
        "da": "At flytte allerede i {year} går ikke: {tasks} kan ikke besvares sådan det år.",
        "en": "To move in {year} already cannot be done: {tasks} cannot be answered so in that year.",
    },
    "roadmap explain no route later": {
        "da": "At vente går ikke: {tasks} kan ikke besvares som før i {year}.",
        "en": "To wait cannot be done: {tasks} cannot be answered as before in {year}.",
    },
    "roadmap explain scope": {
        "da": "Alt andet er her, som køreplanen har det; hvad det ville koste, hvis også andre flyttede på andre tidspunkter, er ikke undersøgt.",
        "en": "Everything else is here as the roadmap has it; what it would cost if others moved at other times too was not examined.",
    },
    "roadmap explain pays": {
        "da": "I {year} betaler den {after}; besvaret som i dag {today}.",
        "en": "In {year} it pays {after}; answered as today {today}.",
    },
}
