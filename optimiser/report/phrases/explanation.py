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
        "da": "Den billigste plan, der er fundet med et andet sted, bruger {place}, {form}: Hele landet betaler {kr} mere om året, når alt andet planlægges på ny.",
        "en": "The cheapest plan found with another place uses {place}, {form}: the whole country pays {kr} more a year when everything else is planned again.",
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
        "da": "Regler, der er ved deres grænse her: {rules}; om det koster noget, vides ikke.",
        "en": "Rules at their limit here: {rules}; whether that costs anything is not known.",
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
    "explain progress": {"da": "s  {done} af {all}   {about}", "en": "s  {done} of {all}   {about}"},
}
