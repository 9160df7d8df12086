"""What is said of why: rules in conflict, why a task is answered where it is, why a centre is closed, what targets cost."""

from optimiser.data.settings import Language

# ---- What is said of rules that no plan can meet together, and of what would repair it ------------


DIAGNOSIS: dict[str, dict[Language, str]] = {
    "diagnosis of year": {
        "da": "{year} for sig, hvad der end sker i de andre år. Skal en ændring kun gælde det år i hele datasættet, skrives NAVN@{year}=VÆRDI.",
        "en": "{year} by itself, whatever happens in the other years. For a change of that year alone in the whole instance, write NAME@{year}=VALUE.",
    },
    "diagnosis none": {
        "da": "{name} har en plan, der overholder alle regler: Der er ikke noget at forklare.",
        "en": "{name} has a plan that meets all rules: there is nothing to diagnose.",
    },
    "diagnosis none over years": {
        "da": "{name} har en køreplan, der overholder alle regler i alle år: Der er ikke noget at forklare.",
        "en": "{name} has a roadmap that meets all rules in all years: there is nothing to diagnose.",
    },
    "diagnosis together over years": {
        "da": "Ingen køreplan overholder alle regler i alle år. Disse kan ikke overholdes samtidig:",
        "en": "No roadmap meets all rules in all years. These cannot be met at the same time:",
    },
    "diagnosis several over years": {
        "da": "Ingen køreplan overholder alle regler i alle år. Der er fundet {count} grunde til det, og hver af dem skal fjernes:",
        "en": "No roadmap meets all rules in all years. {count} reasons for that were found, and each of them must be removed:",
    },
    "diagnosis repair over years": {
        "da": "{what}. Den fundne køreplan koster {cost} over årene i det første års værdi.",
        "en": "{what}. The roadmap found costs {cost} over the years, in the first year's worth.",
    },
    "diagnosis in years": {"da": "i {years}: {what}", "en": "in {years}: {what}"},
    "diagnosis from year": {"da": "fra {year}: {what}", "en": "from {year} on: {what}"},
    "diagnosis change in years": {"da": "I {years}: {what}", "en": "In {years}: {what}"},
    "diagnosis waits": {"da": "Lad dette vente til {year}: {what}", "en": "Let this wait until {year}: {what}"},
    "diagnosis not known": {
        "da": "Inden for {limit} s blev der ikke fundet en plan, og det blev heller ikke bevist, at der ingen er. Giv længere tid med --time-limit.",
        "en": "Within {limit} s no plan was found, nor was it proven that there is none. Allow more time with --time-limit.",
    },
    "diagnosis begun": {
        "da": "Der er ingen plan. Nu findes de regler, der ikke kan overholdes samtidig …",
        "en": "There is no plan. Looking for the rules that cannot be met at the same time …",
    },
    "diagnosis together": {
        "da": "Ingen plan overholder alle regler. Disse kan ikke overholdes samtidig:",
        "en": "No plan meets all rules. These cannot be met at the same time:",
    },
    "diagnosis several": {
        "da": "Ingen plan overholder alle regler. Der er fundet {count} grunde til det, og hver af dem skal fjernes:",
        "en": "No plan meets all rules. {count} reasons for that were found, and each of them must be removed:",
    },
    "diagnosis number": {
        "da": "Grund {number}. Disse kan ikke overholdes samtidig:",
        "en": "Reason {number}. These cannot be met at the same time:",
    },
    "diagnosis alone": {
        "da": "Det skyldes ikke nogen af de regler, der kan ændres: Kommunerne og centrene selv gør en plan umulig.",
        "en": "None of the rules that can be changed is the cause: the municipalities and centres themselves make a plan impossible.",
    },
    "diagnosis given": {"da": "så længe også dette gælder:", "en": "as long as this also holds:"},
    "diagnosis smallest": {
        "da": "Det er bevist, og de er alle nødvendige: Uden en hvilken som helst af dem kan resten overholdes.",
        "en": "That is proven, and all of them are needed for it: without any one of them, the rest can be met.",
    },
    "diagnosis not smallest": {
        "da": "Det er bevist, men det er ikke bevist, at de alle er nødvendige for det; den undersøgelse blev ikke færdig.",
        "en": "That is proven, but it is not proven that all of them are needed for it; that check was not completed.",
    },
    "diagnosis repairs": {
        "da": "Ændringer, der giver en plan; den billigste plan, der blev fundet, først. Hver plan er fundet og kontrolleret.",
        "en": "Changes that give a plan; the cheapest plan found first. Each plan was found and checked.",
    },
    "diagnosis gap": {
        "da": "Der kan være planer, der er op til {gap} billigere; forskelle, der er mindre end det, er ikke bevist.",
        "en": "There may be plans that are up to {gap} cheaper; differences smaller than that are not proven.",
    },
    "diagnosis no repairs": {
        "da": "Der blev ikke fundet nogen ændring af disse regler, som det er vist giver en plan.",
        "en": "No change to these rules was found that is shown to give a plan.",
    },
    "diagnosis incomplete": {
        "da": "ADVARSEL: Tiden ({limit} s) var ikke nok til at undersøge alt. Der kan være flere grunde og flere ændringer. Giv længere tid med --time-limit.",
        "en": "WARNING: the time ({limit} s) was not enough to examine everything. There may be more reasons and more changes. Allow more time with --time-limit.",
    },
    "diagnosis interrupted": {
        "da": "ADVARSEL: Stoppet med Ctrl-C, før alt var undersøgt. Det, der står her, er bevist; der kan være flere grunde og flere ændringer.",
        "en": "WARNING: stopped with Ctrl-C before everything was examined. What is shown here is proven; there may be more reasons and more changes.",
    },
    "diagnosis not begun": {
        "da": "Der blev ikke fundet en plan, og det blev heller ikke bevist, at der ingen er.",
        "en": "No plan was found, nor was it proven that there is none.",
    },
    "diagnosis more rules": {
        "da": "og {count} andre, hvoraf nogle måske ikke er nødvendige (--json viser alle)",
        "en": "and {count} others, some of which may not be needed (--json shows all)",
    },
    "levels none": {"da": "ingen niveauer", "en": "no levels"},
    "levels one": {"da": "niveau {levels}", "en": "level {levels}"},
    "levels many": {"da": "niveau {levels}", "en": "levels {levels}"},
    "diagnosis repair": {
        "da": "{what}. Den fundne plan koster {cost} om året.",
        "en": "{what}. The plan found costs {cost} a year.",
    },
    "diagnosis and": {"da": "{first}; og {last}", "en": "{first}; and {last}"},
    "diagnosis within": {
        "da": "{what} (ved {short} er der stadig ingen plan)",
        "en": "{what} (at {short} there is still no plan)",
    },
    "diagnosis not nearest": {
        "da": "{what} (måske er en mindre ændring nok; det blev ikke afgjort)",
        "en": "{what} (a smaller change may be enough; that was not settled)",
    },
    "diagnosis done": {
        "da": "Tid: {seconds} s; antal kontroller og løsninger: {count}.",
        "en": "Time: {seconds} s; number of checks and solves: {count}.",
    },
    "each of": {"da": "hver af {names}", "en": "each of {names}"},
    "own limits": {"da": "det, der er sat for hvert", "en": "what is set for each"},
    "contacts figure": {"da": "{value} henvendelser om året", "en": "{value} contacts a year"},
    "kr. figure": {"da": "{value} kr.", "en": "{value} kr."},
    "move join": {
        "da": "Lad {names} indgå i {about} med {contacts} i stedet for i den nuværende gruppe",
        "en": "Let {names} join {about} with {contacts} instead of the present group",
    },
    "lock everyone": {"da": "alle kommuner", "en": "every municipality"},
    "lock level": {"da": "niveau {level}", "en": "level {level}"},
    "lock all tasks": {"da": "alle opgaver", "en": "all tasks"},
    "lock at centre": {"da": "af {centre}", "en": "by {centre}"},
    "lock in form": {"da": "i formen {form}", "en": "in the form {form}"},
    "asks rule": {"da": "{rule}: {parameter} er {value}", "en": "{rule}: {parameter} is {value}"},
    "move rule": {"da": "Sæt {parameter} til {value}", "en": "Set {parameter} to {value}"},
    "drop rule": {"da": "Sæt {parameter} til {off}", "en": "Set {parameter} to {off}"},
}


# ---- What is said of why a task is answered where it is -------------------------------------------


EXPLANATION: dict[str, dict[Language, str]] = {
    "explain pays less": {
        "da": "{name} betaler {after} om året; i dag {today}, altså {change} mindre.",
        "en": "{name} pays {after} a year; today {today}, so {change} less.",
    },
    "explain pays more": {
        "da": "{name} betaler {after} om året; i dag {today}, altså {change} mere.",
        "en": "{name} pays {after} a year; today {today}, so {change} more.",
    },
    "explain answered": {
        "da": "{task} i {name} ({contacts} om året) besvares af {place}, {form}.",
        "en": "{task} of {name} ({contacts} a year) is answered by {place}, {form}.",
    },
    "whole yes": {"da": "ja", "en": "yes"},
    "whole open": {"da": "ikke afgjort", "en": "not settled"},
    "whole unknown": {"da": "–", "en": "–"},
    "whole legend": {
        "da": "Sparer højst: hvad landet betaler mere (1.000 kr. om året), hvis de, centret besvarer for, svarer hjemme, med alt andet som i planen; en anden plan uden centret kan koste mindre.",
        "en": "Saves at most: what the country pays more (1,000 kr. a year) where those the centre serves answer at home, with everything else as in the plan; another plan without the centre may cost less.",
    },
    "whole at limit": {"da": "Ved sin grænse for {rule}: {centres}.", "en": "At their limit of {rule}: {centres}."},
    "whole ask for centre": {
        "da": "Hvad et center sparer, når alt andet planlægges på ny: optimiser explain RUN --centre {centre}. Hvorfor en kommune besvares, hvor den gør: optimiser explain RUN KOMMUNE.",
        "en": "What a centre saves when everything else is planned again: optimiser explain RUN --centre {centre}. Why a municipality is answered where it is: optimiser explain RUN MUNICIPALITY.",
    },
    "explain portfolio": {"da": "{name} får besvaret: {places}.", "en": "{name} has answered: {places}."},
    "explain levels at": {"da": "{levels} af {place} ({form})", "en": "{levels} by {place} ({form})"},
    "explain together": {"da": "{levels} samlet (1.000 kr.)", "en": "{levels} together (1,000 kr.)"},
    "explain nothing together": {
        "da": "Et andet sted, der kan få dem samlet, blev ikke fundet.",
        "en": "No other place was found that can have them together.",
    },
    "explain taken": {"da": "{task} nu: {place}", "en": "{task} now: {place}"},
    "explain breaks some": {
        "da": "† Med alt andet som i planen bryder det en regel, så det er ikke en plan.",
        "en": "† With everything else as in the plan this breaks a rule, so it is not a plan.",
    },
    "explain legend short": {
        "da": "Lokalt: Kun det flyttes. Hele landet, og {name} som kommune: Alt andet planlægges på ny. Mere end planen, om året; afrundet hver for sig.",
        "en": "Locally: only this moves. Country, and {name} as the municipality: everything else is planned again. More than the plan, a year; rounded one by one.",
    },
    "explain ask for task": {
        "da": "Hvert sted, posterne og reglerne for en opgave: optimiser explain RUN {name} {task}",
        "en": "Every place, the terms and the rules of a task: optimiser explain RUN {name} {task}",
    },
    "explain nothing else": {
        "da": "Intet andet sted er tilladt.",
        "en": "No other place is allowed.",
    },
    "explain nearest": {
        "da": "Den billigste plan, der er fundet med et andet sted, bruger {place}, {form}: Hele landet betaler {kr} mere om året, når alt andet planlægges på ny.",
        "en": "The cheapest plan found with another place uses {place}, {form}: the whole country pays {kr} more a year when everything else is planned again.",
    },
    "explain nearest together": {
        "da": "Den billigste plan, der er fundet med {levels} samlet et andet sted, bruger {place}, {form}: Hele landet betaler {kr} mere om året, når alt andet planlægges på ny.",
        "en": "The cheapest plan found with {levels} together at another place uses {place}, {form}: the whole country pays {kr} more a year when everything else is planned again.",
    },
    "explain nearest not proven": {
        "da": "{place}, {form}, koster hele landet højst {most} mere om året, når alt andet planlægges på ny; det er ikke bevist, at det overhovedet koster mere. Udgiften afgør altså ikke valget.",
        "en": "{place}, {form}, costs the whole country at most {most} more a year when everything else is planned again; it is not proven to cost more at all. So cost does not settle the choice.",
    },
    "explain nearest unbounded": {
        "da": "{place}, {form}: En fundet plan koster hele landet {kr} mere om året, men intet er bevist om forskellen.",
        "en": "{place}, {form}: a plan was found that costs the whole country {kr} more a year, but nothing is proven about the difference.",
    },
    "explain binding": {
        "da": "Regler, hvis grænse er nået her: {rules}; om det koster noget, vides ikke.",
        "en": "Rules whose limit is reached here: {rules}; whether that costs anything is not known.",
    },
    "explain bound": {"da": "{rule}: {about}", "en": "{rule}: {about}"},
    "explain no plan": {"da": "ingen plan", "en": "no plan"},
    "explain not found": {"da": "ikke fundet", "en": "not found"},
    "explain terms": {
        "da": "Forskellen til {place}, post for post",
        "en": "The difference to {place}, term by term",
    },
    "explain total": {"da": "i alt", "en": "in total"},
    "explain legend": {
        "da": "Alle beløb er i 1.000 kr. om året. Lokalt: Kun denne opgave flyttes, og alt andet er som i planen. Hele landet: Alt andet planlægges på ny. Kommunen: hvad {name} selv betaler mere, når alt andet planlægges på ny. Afstande: Så langt kan forskellen for hele landet være fra den rigtige.",
        "en": "All amounts are in 1,000 kr. a year. Locally: only this task moves, and everything else is as in the plan. Country: everything else is planned again. Municipality: what {name} itself pays more when everything else is planned again. Gaps: how far the country's difference can be from the true one.",
    },
    "explain star": {
        "da": "* Ikke bevist: Forskellen er ikke større end de to afstande tilsammen, eller en afstand er ikke kendt.",
        "en": "* Not proven: the difference is not larger than the two gaps together, or a gap is not known.",
    },
    "explain breaks": {
        "da": "† Med alt andet som i planen bryder det en regel, så det er ikke en plan: {places}.",
        "en": "† With everything else as in the plan this breaks a rule, so it is not a plan: {places}.",
    },
    "explain breaks at": {"da": "{rules}: {places}", "en": "{rules}: {places}"},
    "explain ruled out": {
        "da": "Udelukket af {rules}: {places}.",
        "en": "Ruled out by {rules}: {places}.",
    },
    "explain cited": {"da": "{rule}, {citations}", "en": "{rule}, {citations}"},
    "explain short": {
        "da": "{place} ({reaches} af {needs} mio. henvendelser)",
        "en": "{place} ({reaches} of {needs} million contacts)",
    },
    "explain turns": {
        "da": "Når én antagelse flyttes, og begge planer beholdes, som de er, bliver {place}, {form}, senest her billigere end planen; en tredje plan kan blive det før.",
        "en": "When one assumption is moved and both plans are kept as they are, this is where {place}, {form}, becomes cheaper than the plan at the latest; a third plan may do so earlier.",
    },
    "explain turn": {
        "da": "{parameter} (nu {base}): Ved {held} er planen stadig den billigste af de to, ved {turned} er det {place}.",
        "en": "{parameter} (now {base}): at {held} the plan is still the cheaper of the two, at {turned} it is {place}.",
    },
    "explain never turns": {
        "da": "Ved enderne af deres spænd, hver flyttet for sig, gør disse antagelser ikke {place}, {form}, billigere end planen: {parameters}. Værdier mellem enderne er ikke undersøgt, og heller ikke ender, hvor en af de to planer ikke kan beholdes.",
        "en": "At the ends of their ranges, each moved by itself, these assumptions do not make {place}, {form}, cheaper than the plan: {parameters}. Values between the ends were not examined, nor were ends where one of the two plans cannot be kept.",
    },
    "explain stopped": {
        "da": "Stoppet med Ctrl-C; det, der ikke var regnet ud, er ikke vist.",
        "en": "Stopped with Ctrl-C; what had not been computed is not shown.",
    },
    "explanation written": {"da": "Forklaringen er også skrevet i {file}.", "en": "The explanation is also in {file}."},
    "explain progress": {"da": "s  {done} af {all}   {about}", "en": "s  {done} of {all}   {about}"},
}


# ---- What is said of centres that did not open, and of centres that must --------------------------


CLOSING: dict[str, dict[Language, str]] = {
    "closing closed": {
        "da": "{centre} ({kind} center) er lukket i planen.",
        "en": "{centre} ({kind} centre) is closed in the plan.",
    },
    "closing open": {
        "da": "{centre} ({kind} center) er åbent i planen.",
        "en": "{centre} ({kind} centre) is open in the plan.",
    },
    "closing sells": {
        "da": "{centre} ({kind} center) er åbent i planen og sælger til andre.",
        "en": "{centre} ({kind} centre) is open in the plan and sells to others.",
    },
    "closing needs": {
        "da": "For at åbne skal det have mindst {needs} henvendelser om året (samlet volumen); det kan højst få {reaches}.",
        "en": "To open, it needs at least {needs} contacts a year (pooled volume); it can get at most {reaches}.",
    },
    "closing needs to sell": {
        "da": "For at sælge skal det sælge mindst {needs} henvendelser om året (samlet volumen); det kan højst sælge {reaches}.",
        "en": "To sell, it must sell at least {needs} contacts a year (pooled volume); it can sell at most {reaches}.",
    },
    "closing lacks": {
        "da": "Det kan aldrig åbne: Det skal have mindst {needs} henvendelser om året (samlet volumen) og kan højst få {reaches}. Der mangler {lacks}, og dem kan intet tilskud skaffe.",
        "en": "It can never open: it needs at least {needs} contacts a year (pooled volume) and can get at most {reaches}. It lacks {lacks}, and no subsidy can provide them.",
    },
    "closing lacks to sell": {
        "da": "Det kan aldrig sælge: Det skal sælge mindst {needs} henvendelser om året (samlet volumen) og kan højst sælge {reaches}. Der mangler {lacks}, og dem kan intet tilskud skaffe.",
        "en": "It can never sell: it must sell at least {needs} contacts a year (pooled volume) and can sell at most {reaches}. It lacks {lacks}, and no subsidy can provide them.",
    },
    "closing opens for nothing": {
        "da": "Det kræver intet tilskud: En plan, hvor {centre} er åbent, koster ikke hele landet mere end denne. Det er ikke udgiften, der afgør, at det er lukket.",
        "en": "It needs no subsidy: a plan with {centre} open costs the whole country no more than this one. It is not cost that settles that it is closed.",
    },
    "closing sells for nothing": {
        "da": "Det kræver intet tilskud: En plan, hvor {centre} sælger til andre, koster ikke hele landet mere end denne. Det er ikke udgiften, der afgør, at det ikke sælger.",
        "en": "It needs no subsidy: a plan in which {centre} sells to others costs the whole country no more than this one. It is not cost that settles that it does not sell.",
    },
    "closing closes for nothing": {
        "da": "Det koster ingenting at lukke det: En plan uden {centre} koster ikke hele landet mere end denne. Det er ikke udgiften, der afgør, at det er åbent.",
        "en": "Closing it costs nothing: a plan without {centre} costs the whole country no more than this one. It is not cost that settles that it is open.",
    },
    "closing subsidy": {
        "da": "Det kræver et tilskud på {kr} om året, før det ville åbne: Så meget dyrere for hele landet er den bedste plan, der er fundet med {centre} åbent (de to afstande tilsammen: {gaps}; tallet kan højst være så meget forkert).",
        "en": "The subsidy at which it would open is {kr} a year: that is how much more the best plan found with {centre} open costs the whole country (the two gaps together: {gaps}; the figure cannot be off by more).",
    },
    "closing subsidy to sell": {
        "da": "Det kræver et tilskud på {kr} om året, før det ville sælge: Så meget dyrere for hele landet er den bedste plan, der er fundet, hvor {centre} sælger til andre (de to afstande tilsammen: {gaps}; tallet kan højst være så meget forkert).",
        "en": "The subsidy at which it would sell is {kr} a year: that is how much more the best plan found in which {centre} sells to others costs the whole country (the two gaps together: {gaps}; the figure cannot be off by more).",
    },
    "closing subsidy not proven": {
        "da": "Det er ikke bevist, at der skal et tilskud til: Den bedste plan, der er fundet med {centre} åbent, koster hele landet {kr} mere om året, og de to afstande er tilsammen {gaps}. {most} om året er nok.",
        "en": "It is not proven that a subsidy is needed: the best plan found with {centre} open costs the whole country {kr} more a year, and the two gaps together are {gaps}. {most} a year is enough.",
    },
    "closing subsidy to sell not proven": {
        "da": "Det er ikke bevist, at der skal et tilskud til: Den bedste plan, der er fundet, hvor {centre} sælger til andre, koster hele landet {kr} mere om året, og de to afstande er tilsammen {gaps}. {most} om året er nok.",
        "en": "It is not proven that a subsidy is needed: the best plan found in which {centre} sells to others costs the whole country {kr} more a year, and the two gaps together are {gaps}. {most} a year is enough.",
    },
    "closing subsidy unbounded": {
        "da": "En plan, hvor {centre} er åbent, koster hele landet {kr} mere om året, men intet er bevist om forskellen.",
        "en": "A plan with {centre} open costs the whole country {kr} more a year, but nothing is proven about the difference.",
    },
    "closing subsidy to sell unbounded": {
        "da": "En plan, hvor {centre} sælger til andre, koster hele landet {kr} mere om året, men intet er bevist om forskellen.",
        "en": "A plan in which {centre} sells to others costs the whole country {kr} more a year, but nothing is proven about the difference.",
    },
    "closing saves": {
        "da": "Det ville koste hele landet {kr} om året at lukke det: Så meget mere koster den bedste plan, der er fundet uden {centre} (de to afstande tilsammen: {gaps}; tallet kan højst være så meget forkert).",
        "en": "Closing it would cost the whole country {kr} a year: that is how much more the best plan found without {centre} costs (the two gaps together: {gaps}; the figure cannot be off by more).",
    },
    "closing saves not proven": {
        "da": "Det er ikke bevist, at det koster noget at lukke det: Den bedste plan, der er fundet uden {centre}, koster hele landet {kr} mere om året, og de to afstande er tilsammen {gaps}. Det koster højst {most} om året.",
        "en": "It is not proven that closing it costs anything: the best plan found without {centre} costs the whole country {kr} more a year, and the two gaps together are {gaps}. It costs at most {most} a year.",
    },
    "closing saves unbounded": {
        "da": "En plan uden {centre} koster hele landet {kr} mere om året, men intet er bevist om forskellen.",
        "en": "A plan without {centre} costs the whole country {kr} more a year, but nothing is proven about the difference.",
    },
    "closing no plan": {
        "da": 'Ingen plan, der overholder alle regler, har {centre} åbent. Grunden kan findes med optimiser diagnose og --set "{change}".',
        "en": 'No plan that meets all rules has {centre} open. To find out why, run optimiser diagnose with --set "{change}".',
    },
    "closing no plan to sell": {
        "da": 'I ingen plan, der overholder alle regler, sælger {centre} til andre. Grunden kan findes med optimiser diagnose og --set "{change}".',
        "en": 'In no plan that meets all rules does {centre} sell to others. To find out why, run optimiser diagnose with --set "{change}".',
    },
    "closing no plan without": {
        "da": "Ingen plan overholder alle regler uden {centre}.",
        "en": "No plan meets all rules without {centre}.",
    },
    "closing not found": {
        "da": "Der blev ikke fundet en plan inden for den givne tid. Giv længere tid med --time-limit.",
        "en": "No plan was found in the time given. Allow more time with --time-limit.",
    },
    "closing serves": {
        "da": "I den plan besvarer {centre} {contacts} henvendelser om året for {many} kommuner (samlet volumen {volume}), til {unit} kr. pr. henvendelse i den samlede volumen.",
        "en": "In that plan {centre} answers {contacts} contacts a year for {many} municipalities (pooled volume {volume}), at {unit} kr. per pooled contact.",
    },
    "closing serves one": {
        "da": "I den plan besvarer {centre} {contacts} henvendelser om året for {many} kommune (samlet volumen {volume}), til {unit} kr. pr. henvendelse i den samlede volumen.",
        "en": "In that plan {centre} answers {contacts} contacts a year for {many} municipality (pooled volume {volume}), at {unit} kr. per pooled contact.",
    },
    "closing at limit": {"da": "En grænse er nået her: {rule}.", "en": "A limit is reached here: {rule}."},
    "closing moves": {
        "da": "{many} kommuner flytter {contacts} henvendelser om året hertil. Det koster {here} kr. at besvare en af dem her og {elsewhere} kr. i planen, som den er, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipalities move {contacts} contacts a year here. Answering one of them costs {here} kr. here and {elsewhere} kr. in the plan as it is, not counting connections, fixed costs and investment.",
    },
    "closing moves one": {
        "da": "{many} kommune flytter {contacts} henvendelser om året hertil. Det koster {here} kr. at besvare en af dem her og {elsewhere} kr. i planen, som den er, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipality moves {contacts} contacts a year here. Answering one of them costs {here} kr. here and {elsewhere} kr. in the plan as it is, not counting connections, fixed costs and investment.",
    },
    "closing leaves": {
        "da": "{many} kommuner ville få {contacts} henvendelser om året besvaret andre steder. Det koster {here} kr. at besvare en af dem her og {elsewhere} kr. der, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipalities would have {contacts} contacts a year answered elsewhere. Answering one of them costs {here} kr. here and {elsewhere} kr. there, not counting connections, fixed costs and investment.",
    },
    "closing leaves one": {
        "da": "{many} kommune ville få {contacts} henvendelser om året besvaret andre steder. Det koster {here} kr. at besvare en af dem her og {elsewhere} kr. der, når tilslutning, faste udgifter og investering ikke regnes med.",
        "en": "{many} municipality would have {contacts} contacts a year answered elsewhere. Answering one of them costs {here} kr. here and {elsewhere} kr. there, not counting connections, fixed costs and investment.",
    },
    "closing each subsidy": {
        "da": "Tilskuddet er {each} kr. for hver af dem.",
        "en": "The subsidy is {each} kr. for each of them.",
    },
    "closing each difference": {
        "da": "Forskellen for hele landet er {each} kr. for hver af dem.",
        "en": "The difference for the whole country is {each} kr. for each of them.",
    },
    "closing from": {"da": "Henvendelser, der flytter, fra", "en": "Contacts that move, from"},
    "closing to": {"da": "Henvendelser, der flytter, til", "en": "Contacts that move, to"},
    "closing to open": {"da": "åbne", "en": "open"},
    "closing to sell": {"da": "sælge", "en": "sell"},
    "closing legend": {
        "da": "Et tilskud er et fast beløb om året, som nogen udefra betaler til centret. Med det tilskud koster planen med centret ikke landet mere end denne plan. Hvert center er set for sig.",
        "en": "A subsidy is a fixed amount a year that somebody outside pays to the centre. With that subsidy, the plan with the centre costs the country no more than this plan. Each centre is looked at by itself.",
    },
}
