"""What is said of what each requirement costs the country."""

from optimiser.data.settings import Language

REQUIREMENT_PRICES: dict[str, dict[Language, str]] = {
    "requirements header": {
        "da": "{name} · kommuner {municipalities} · opgaver {tasks} · løsninger {cases}: med alle krav, og uden ét krav ad gangen · løses {workers} ad gangen",
        "en": "{name} · municipalities {municipalities} · tasks {tasks} · solves {cases}: with all requirements, and without one at a time · solved {workers} at a time",
    },
    "requirements of": {
        "da": "Med alt, hvad der kræves, koster planen {cost} om året. Så meget koster hvert krav landet:",
        "en": "With all that is required, the plan costs {cost} a year. This is what each requirement costs the country:",
    },
    "requirement proven": {
        "da": "{asked}: koster {kr} om året.",
        "en": "{asked}: costs {kr} a year.",
    },
    "requirement between": {
        "da": "{asked}: koster mellem {least} og {most} om året; i de fundne planer {kr}.",
        "en": "{asked}: costs between {least} and {most} a year; {kr} in the plans found.",
    },
    "requirement not proven": {
        "da": "{asked}: koster højst {most} om året; det er ikke bevist, at det koster noget.",
        "en": "{asked}: costs at most {most} a year; it is not proven to cost anything.",
    },
    "requirement free": {"da": "{asked}: koster intet.", "en": "{asked}: costs nothing."},
    "requirement unbounded": {
        "da": "{asked}: Uden det blev der fundet en plan, der koster {kr} mindre om året, men intet er bevist om prisen.",
        "en": "{asked}: without it a plan was found that costs {kr} less a year, but nothing is proven about the price.",
    },
    "requirement pay more": {
        "da": "Kommuner, der betaler mere end i dag: {pay_more}; uden det {pay_more_without}.",
        "en": "Municipalities that pay more than today: {pay_more}; without it {pay_more_without}.",
    },
    "requirement not found": {
        "da": "{asked}: Prisen er ikke fundet; løsningen uden det endte uden en plan.",
        "en": "{asked}: the price was not found; the solve without it ended without a plan.",
    },
    "requirements legend": {
        "da": "Koster: mio. kr., som planen koster mere om året end den plan, der blev fundet uden kravet. Mindst og højst: det samme for de billigste planer, der findes.",
        "en": "Cost: million kr. that the plan costs more a year than the plan found without the requirement. At least and at most: the same for the cheapest plans there are.",
    },
    "requirements star": {
        "da": "* Ikke bevist, at det koster noget: Forskellen er ikke større end planens afstand.",
        "en": "* Not proven to cost anything: the difference is not larger than the plan's gap.",
    },
    "requirements folder": {
        "da": "Mappe: {folder} (tallene i prices.csv og prices.json, rapporten i report.html og report.xlsx, hver plan under runs).",
        "en": "Folder: {folder} (the figures in prices.csv and prices.json, the report in report.html and report.xlsx, each plan under runs).",
    },
    "requirements page subject": {
        "da": "Hvad hvert ønske, hver fastlåsning og hvert krav koster landet",
        "en": "What each wish, lock and requirement costs the country",
    },
    "requirements page one at a time": {
        "da": "Ét krav er fjernet ad gangen, og planen er fundet på ny. Priserne kan ikke lægges sammen: To krav kan koste mere eller mindre tilsammen end hver for sig.",
        "en": "One requirement at a time was taken away, and the plan was found again. The prices cannot be added up: two requirements can cost more or less together than each by itself.",
    },
    "requirements page now": {
        "da": "Planen med alt, hvad der kræves, om året",
        "en": "The plan with all that is required, a year",
    },
    "requirements page chart": {
        "da": "Hvad hvert krav koster landet om året",
        "en": "What each requirement costs the country a year",
    },
    "requirements page described": {
        "da": "Et krav i hver række, det dyreste øverst. Stregen viser, hvor meget det højst kan koste.",
        "en": "A requirement in each row, the most expensive first. The line shows how much it can cost at most.",
    },
    "requirements page note": {
        "da": "Bjælken er forskellen mellem de fundne planer; stregen viser, hvor meget kravet højst kan koste.",
        "en": "The bar is the difference between the plans found; the line shows how much the requirement can cost at most.",
    },
    "requirements page no chart": {
        "da": "Der er ingen figur, for intet af kravene har en pris.",
        "en": "There is no chart, because none of the requirements has a price.",
    },
    "requirements page heading": {"da": "Hvert krav og dets pris", "en": "Each requirement and its price"},
    "requirements page all priced": {
        "da": "Prisen på hvert krav er fundet.",
        "en": "The price of each requirement was found.",
    },
    "requirements page how to read the gaps": {
        "da": "Hver plan har sin afstand: Så meget billigere kan en lovlig plan højst være med de samme tal. Prisen på et krav er forskellen mellem de billigste planer med og uden det, og ligger derfor mellem de to tal. Hver plan blev kontrolleret af et uafhængigt program og ligger som en mappe under runs.",
        "en": "Each plan has its gap: with the same figures, a lawful plan can be at most that much cheaper. The price of a requirement is the difference between the cheapest plans with and without it, and so lies between the two figures. Each plan was checked by an independent program and is saved as a folder under runs.",
    },
}
