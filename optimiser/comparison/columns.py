"""What stands in each column of a comparison's tables, in the order they are written.

Money in kr. (a year, unless it is invested once), volumes in contacts a year.
"""

from collections.abc import Mapping

from optimiser.data.columns import Form
from optimiser.data.run_tables import ColumnMeaning

TERMS = ("unchanged", "unpooled", "operation", "extra", "connections", "fixed", "investment_annual")
"""The terms of the yearly cost, in the order they are told."""
TERM_MEANINGS: Mapping[str, ColumnMeaning] = {
    "unchanged_kr": ColumnMeaning(
        "answering in the departments, as today", "besvarelse i fagforvaltningerne, som i dag", "kr./year"
    ),
    "unpooled_kr": ColumnMeaning(
        "answering in centres: the part that size does not make cheaper",
        "besvarelse i centre: den del, som størrelsen ikke gør billigere",
        "kr./year",
    ),
    "operation_kr": ColumnMeaning(
        "answering in centres, by the cost curve", "besvarelse i centre efter omkostningskurven", "kr./year"
    ),
    "extra_kr": ColumnMeaning(
        "extra cost of the form: follow-up and coordination",
        "merudgift ved formen: opfølgning og koordination",
        "kr./year",
    ),
    "connections_kr": ColumnMeaning(
        "connections of municipalities to centres", "kommunernes tilslutning til centre", "kr./year"
    ),
    "fixed_kr": ColumnMeaning("fixed cost of open centres", "faste udgifter ved åbne centre", "kr./year"),
    "investment_annual_kr": ColumnMeaning(
        "the investment as a yearly amount (annuity)", "investeringen som et beløb om året (annuitet)", "kr./year"
    ),
}
"""What each term is."""
FORMS_IN_DANISH: Mapping[Form, str] = {
    "unchanged": "uændret",
    "local": "eget center",
    "purchased": "tilkøb",
    "regional": "regionalt",
    "external": "eksternt",
}
STATUS = ColumnMeaning(
    "optimal, feasible, infeasible, or no solution found",
    "optimal, feasible (mulig), infeasible (umulig) eller no solution found (ingen plan fundet)",
)
GAP = ColumnMeaning("(cost - bound) / cost", "(udgift - nedre grænse) / udgift", "share")

FIGURES: Mapping[str, ColumnMeaning] = {
    "case": ColumnMeaning("name of the run in the comparison", "det navn, kørslen har i sammenligningen"),
    "system": ColumnMeaning("system or structure that was chosen", "det valgte system eller den valgte struktur"),
    "status": STATUS,
    "objective_kr": ColumnMeaning(
        "what the model minimises: operation, extra costs and the investment's yearly amount, by its straight pieces",
        "det, modellen minimerer: drift, merudgifter og investeringens årlige beløb, efter dens rette stykker",
        "kr./year",
    ),
    "bound_kr": ColumnMeaning("no plan costs less than this", "nedre grænse: ingen plan koster mindre", "kr./year"),
    "gap": GAP,
    "exact_cost_kr": ColumnMeaning(
        "the same plan, the centres' operation read off the cost curve itself",
        "samme plan, men centrenes drift aflæst på selve omkostningskurven",
        "kr./year",
    ),
    "today_kr": ColumnMeaning(
        "cost of answering everything as today", "udgiften, hvis alt besvares som i dag", "kr./year"
    ),
    **TERM_MEANINGS,
    "gross_gain_kr": ColumnMeaning(
        "gain against today before investment", "gevinst i forhold til i dag, før investeringen er betalt", "kr./year"
    ),
    "investment_kr": ColumnMeaning("investment, once", "det, der skal betales ved starten, én gang", "kr."),
    "net_gain_kr": ColumnMeaning(
        "gain compared with today, after the year's investment",
        "gevinst i forhold til i dag, når årets del af investeringen er betalt",
        "kr./year",
    ),
    "npv_kr": ColumnMeaning(
        "net present value over the horizon: the net gain of each year in today's money",
        "nettonutidsværdi over tidshorisonten: hvert års nettogevinst i penge i dag",
        "kr.",
    ),
    "payback_years": ColumnMeaning(
        "the investment divided by the gross gain a year; none if it is never paid back",
        "investeringen divideret med bruttogevinsten om året; ingen, hvis den aldrig tjenes hjem",
        "years",
    ),
    **{
        f"contacts_{form}": ColumnMeaning(
            f"contacts answered in the form {form}", f"henvendelser besvaret i formen {name}", "contacts/year"
        )
        for form, name in FORMS_IN_DANISH.items()
    },
    **{
        f"municipalities_{form}": ColumnMeaning(
            f"municipalities with contacts in the form {form}",
            f"kommuner med henvendelser i formen {name}; en kommune kan tælle med i flere",
            "municipalities",
        )
        for form, name in FORMS_IN_DANISH.items()
    },
    "centres": ColumnMeaning("open centres", "åbne centre", "centres"),
    "centres_shared": ColumnMeaning(
        "open centres that answer for more than one municipality",
        "åbne centre, der besvarer for mere end én kommune",
        "centres",
    ),
    "fte": ColumnMeaning(
        "full-time employees needed for the centres' contacts alone: contacts times handling time",
        "årsværk, som henvendelserne alene kræver: henvendelser gange betjeningstid, uden ventetid mellem dem",
        "FTE",
    ),
    "staffed_fte": ColumnMeaning(
        "full-time employees at the centres, waiting for calls and shrinkage included",
        "årsværk i centrene, ventetid mellem henvendelser og svind medregnet; fagforvaltningerne er ikke med",
        "FTE",
    ),
    "agent_hours": ColumnMeaning(
        "hours a year of agents at the phones", "timer om året, som medarbejdere er ved telefonerne", "hours/year"
    ),
    "answered_share": ColumnMeaning(
        "share of the centres' contacts answered in time, by each centre's own promise",
        "andel af centrenes henvendelser, der besvares i tide, efter hvert centers eget løfte",
        "share",
    ),
    "mean_wait_seconds": ColumnMeaning(
        "mean wait of all who call a centre (seconds)",
        "ventetid i sekunder, gennemsnit over alle, der henvender sig til et center",
        "seconds",
    ),
    "opening_hours": ColumnMeaning(
        "opening hours a week, mean over the centres' contacts",
        "åbningstimer om ugen, gennemsnit over centrenes henvendelser",
        "hours/week",
    ),
    "least_centre": ColumnMeaning(
        "the centre that answers the least share in time", "det center, der besvarer den mindste andel i tide"
    ),
    "least_answered_share": ColumnMeaning(
        "the share it answers in time", "den andel, det center besvarer i tide", "share"
    ),
    "entry_points_mean": ColumnMeaning(
        "mean number of places that answer a municipality's citizens",
        "steder, der besvarer en kommunes borgere, gennemsnit; eget center og fagforvaltninger er tilsammen ét",
        "entry points",
    ),
    "entry_points_several": ColumnMeaning(
        "municipalities whose citizens are answered at more than one place",
        "kommuner, hvis borgere besvares mere end ét sted",
        "municipalities",
    ),
    "better_off": ColumnMeaning(
        "municipalities that pay less than today, by the model's straight pieces",
        "kommuner, der betaler mindre end i dag, efter modellens rette stykker",
        "municipalities",
    ),
    "better_off_kr": ColumnMeaning("what they save together", "hvad de tilsammen sparer", "kr./year"),
    "worse_off": ColumnMeaning(
        "municipalities that pay more than today, by the model's straight pieces",
        "kommuner, der betaler mere end i dag, efter modellens rette stykker",
        "municipalities",
    ),
    "worse_off_kr": ColumnMeaning("what they pay more together", "hvad de tilsammen betaler mere", "kr./year"),
    "worst": ColumnMeaning(
        "name of the municipality whose payment rises most", "navnet på den kommune, hvis betaling stiger mest"
    ),
    "worst_kr": ColumnMeaning("what that municipality pays more", "hvad den kommune betaler mere", "kr./year"),
    "criteria_score": ColumnMeaning(
        "weighted mean of the design criteria over the contacts that are rated",
        "vægtet gennemsnit af designkriterierne over de henvendelser, der er vurderet",
    ),
    "criteria_rated_share": ColumnMeaning(
        "share of all contacts that are rated", "andel af alle henvendelser, der er vurderet", "share"
    ),
    "seconds": ColumnMeaning("seconds the solve took", "sekunder, beregningen tog", "seconds"),
}

TEXT = frozenset(("case", "system", "status", "least_centre", "worst"))
"""The columns of figures that are text; the others are numbers."""

KPI = "kpi_{kpi}"
"""The column of a KPI that is a design criterion in no case, after the others: its mean over the country."""

DIFFERENCES: Mapping[str, ColumnMeaning] = {
    "cheaper": ColumnMeaning("the case with the cheaper plan", "det system, hvis plan er billigst af de to"),
    "dearer": ColumnMeaning("the case it is compared with", "det system, det sammenlignes med"),
    "difference_kr": ColumnMeaning(
        "how much cheaper the one plan is than the other",
        "hvor meget billigere den ene plan er end den anden",
        "kr./year",
    ),
    "gaps_kr": ColumnMeaning(
        "the gaps of the two solves together; blank where nothing is proven about one of them",
        "de to planers afstande tilsammen; tomt, hvor intet er bevist om en af dem",
        "kr./year",
    ),
    "proven": ColumnMeaning(
        "true when the difference is larger than the gaps", "sandt, når forskellen er større end afstandene"
    ),
    "exact_difference_kr": ColumnMeaning(
        "the difference on the cost curve itself", "forskellen på selve omkostningskurven", "kr./year"
    ),
    "proven_on_curve": ColumnMeaning(
        "true when the cheaper plan, on the curve itself, costs less than any plan of the other can",
        "sandt, når den billigste plan, opgjort på selve kurven, koster mindre, end nogen plan for det andet kan",
    ),
}

INPUTS: Mapping[str, ColumnMeaning] = {
    "parameter": ColumnMeaning(
        "dotted name of a figure in which the cases differ; * stands for several rows",
        "punktnavn på et tal, der ikke er ens i alle systemer; * står for flere rækker",
    ),
    "note": ColumnMeaning("which rows it stands for", "hvilke rækker det står for"),
    "case": ColumnMeaning("the case", "systemet"),
    "value": ColumnMeaning(
        "its value there; blank where there is none", "tallets værdi dér; tomt, hvor det ikke findes"
    ),
}

PRICES: Mapping[str, ColumnMeaning] = {
    "target": ColumnMeaning(
        "short name of the KPI, or service-level: the share of contacts that centres answer in time",
        "nøgletallets korte navn, eller service-level: den andel af henvendelserne, centrene besvarer i tide",
    ),
    "unit": ColumnMeaning("its unit", "dets enhed"),
    "scope": ColumnMeaning("where the target is to be met", "hvor målet skal nås"),
    "value": ColumnMeaning(
        "what the plan reaches, at the worst place in the scope; blank for service-level, which is staffed for",
        "hvad planen når på det dårligste sted, hvor målet gælder; tomt for service-level, som der bemandes efter",
    ),
    "target_now": ColumnMeaning("the target as it is", "målet, som det er"),
    "target_then": ColumnMeaning("the target made stricter", "det skærpede mål"),
    "status": ColumnMeaning(
        "priced; or out of reach, impossible together (with the other rules), or not found",
        "priced (prissat); eller out of reach (uden for rækkevidde), impossible together (umuligt med de andre regler) "
        "eller not found (ikke fundet)",
    ),
    "cost_kr": ColumnMeaning(
        "what the plan with the stricter target costs more", "hvad planen med det skærpede mål koster mere", "kr./year"
    ),
    "gap_now_kr": ColumnMeaning(
        "how far the plan may be above the cheapest there is",
        "hvor langt planen kan være over den billigst mulige",
        "kr./year",
    ),
    "gap_then_kr": ColumnMeaning(
        "how far the plan with the stricter target may be above the cheapest there is",
        "hvor langt planen med det skærpede mål kan være over den billigst mulige",
        "kr./year",
    ),
    "least_kr": ColumnMeaning(
        "the stricter target costs at least this much more than the plan now",
        "det skærpede mål koster mindst så meget mere end planen nu",
        "kr./year",
    ),
    "most_kr": ColumnMeaning(
        "the stricter target costs at most this much more than the cheapest plan now",
        "det skærpede mål koster højst så meget mere end den billigste plan nu",
        "kr./year",
    ),
    "proven": ColumnMeaning(
        "true when it costs more than the two gaps together",
        "sandt, når det koster mere end de to afstande tilsammen",
    ),
    "best": ColumnMeaning(
        "the best that is possible, where the stricter target is out of reach",
        "det bedste, der kan nås, hvor det skærpede mål er uden for rækkevidde",
    ),
    "best_at": ColumnMeaning(
        "the municipality, the centre or the country for which that is the best",
        "den kommune, det center eller det land, det er det bedste for",
    ),
}

REQUIREMENT_PRICES: Mapping[str, ColumnMeaning] = {
    "parameter": ColumnMeaning("what is changed to take it away", "hvad der ændres for at fjerne det"),
    "rule": ColumnMeaning("the rule that requires it", "den regel, der kræver det"),
    "about": ColumnMeaning(
        "whom or what it is about; the name of a wish", "hvem eller hvad det gælder; et ønskes navn"
    ),
    "without": ColumnMeaning("the value with which it asks nothing", "den værdi, hvormed det intet kræver"),
    "status": ColumnMeaning("priced, or not found", "priced (prissat) eller not found (ikke fundet)"),
    "cost_kr": ColumnMeaning(
        "what the plan costs more than the plan found without it",
        "hvad planen koster mere end den plan, der blev fundet uden det",
        "kr./year",
    ),
    "gap_now_kr": ColumnMeaning(
        "how far the plan may be above the cheapest there is",
        "hvor langt planen kan være over den billigst mulige",
        "kr./year",
    ),
    "gap_without_kr": ColumnMeaning(
        "how far the plan without it may be above the cheapest there is",
        "hvor langt planen uden det kan være over den billigst mulige",
        "kr./year",
    ),
    "least_kr": ColumnMeaning(
        "it costs at least this much: the cheapest plans compared",
        "det koster mindst så meget: de billigste planer sammenlignet",
        "kr./year",
    ),
    "most_kr": ColumnMeaning(
        "it costs at most this much: the cheapest plans compared",
        "det koster højst så meget: de billigste planer sammenlignet",
        "kr./year",
    ),
    "pay_more": ColumnMeaning("municipalities that pay more than today", "kommuner, der betaler mere end i dag"),
    "pay_more_without": ColumnMeaning(
        "those that do in the plan found without it", "dem, der gør det i den plan, der blev fundet uden det"
    ),
    "proven": ColumnMeaning(
        "true when it is proven to cost something", "sandt, når det er bevist, at det koster noget"
    ),
}
