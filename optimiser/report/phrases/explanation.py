"""What is said of why a task is answered where it is."""

from optimiser.data.settings import Language

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
    "explain nothing else": {
        "da": "Intet andet sted er tilladt.",
        "en": "No other place is allowed.",
    },
    "explain nearest": {
        "da": "Den billigste plan, der er fundet med et andet sted, er med {place}, {form}: hele landet betaler {kr} mere om året, når alt andet planlægges på ny.",
        "en": "The cheapest plan found with another place is that with {place}, {form}: the whole country pays {kr} more a year once all else is planned anew.",
    },
    "explain nearest not proven": {
        "da": "{place}, {form}, koster hele landet højst {most} mere om året, når alt andet planlægges på ny; det er ikke bevist, at det koster mere overhovedet. Valget er altså ikke afgjort af udgiften.",
        "en": "{place}, {form}, costs the whole country {most} more a year at most once all else is planned anew; it is not proven to cost more at all. So cost does not settle the choice.",
    },
    "explain nearest unbounded": {
        "da": "{place}, {form}: en plan koster hele landet {kr} mere om året, men intet er bevist om forskellen.",
        "en": "{place}, {form}: a plan costs the whole country {kr} more a year, but nothing is proven of the difference.",
    },
    "explain binding": {
        "da": "Ved deres grænse her: {rules}; om det koster noget, er ikke kendt.",
        "en": "At their limit here: {rules}; whether that costs anything is not known.",
    },
    "explain bound": {"da": "{rule}: {about}", "en": "{rule}: {about}"},
    "explain no plan": {"da": "ingen plan", "en": "no plan"},
    "explain not found": {"da": "ikke fundet", "en": "not found"},
    "explain terms": {
        "da": "Forskellen til {place}, post for post",
        "en": "The difference to {place}, term by term",
    },
    "explain total": {"da": "i alt", "en": "in all"},
    "explain legend": {
        "da": "Alle beløb er 1.000 kr. om året. Lokalt: denne ene opgave flyttes, og alt andet er som i planen. Hele landet: alt andet planlægges på ny. Kommunen: hvad {name} selv da betaler mere. Afstande: så meget kan forskellen for hele landet være fra den rigtige.",
        "en": "All amounts are 1,000 kr. a year. Locally: this one task moves, and all else is as in the plan. Country: all else is planned anew. Municipality: what {name} itself then pays more. Gaps: so far may the country's difference be from the true one.",
    },
    "explain star": {
        "da": "* Ikke bevist: forskellen er ikke større end de to afstande til sammen, eller en afstand er ikke kendt.",
        "en": "* Not proven: the difference is not larger than the two gaps together, or a gap is not known.",
    },
    "explain breaks": {
        "da": "† Med alt andet som i planen bryder det en regel, så det er ikke en plan: {places}.",
        "en": "† With all else as in the plan this breaks a rule, so it is no plan: {places}.",
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
        "da": "Når en antagelse flyttes alene, og begge planer holdes, som de er, bliver {place}, {form}, billigere end planen senest her; en tredje plan kan nå det før.",
        "en": "When an assumption is moved alone and both plans are held as they are, {place}, {form}, gets cheaper than the plan at the latest here; a third plan may do so earlier.",
    },
    "explain turn": {
        "da": "{parameter} (nu {base}): ved {held} er planen endnu billigst af de to, ved {turned} er {place} det.",
        "en": "{parameter} (now {base}): at {held} the plan is still the cheaper of the two, at {turned} {place} is.",
    },
    "explain never turns": {
        "da": "Ved enderne af deres spænd, hver flyttet alene, gør disse antagelser ikke {place}, {form}, billigere end planen (imellem er der ikke ledt, og heller ikke, hvor en af de to planer ikke kan holdes): {parameters}.",
        "en": "At the ends of their ranges, each moved alone, these assumptions do not make {place}, {form}, cheaper than the plan (in between was not looked, nor where one of the two plans cannot be held): {parameters}.",
    },
    "explain stopped": {
        "da": "Stoppet ved Ctrl-C; det, der ikke var regnet ud, er ikke vist.",
        "en": "Stopped by Ctrl-C; what was not worked out is not shown.",
    },
    "explain progress": {"da": "s  {done} af {all}   {about}", "en": "s  {done} of {all}   {about}"},
}
