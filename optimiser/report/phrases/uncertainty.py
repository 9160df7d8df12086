"""What is said of a plan when all assumptions are uncertain at once."""

from optimiser.data.settings import Language

UNCERTAINTY: dict[str, dict[Language, str]] = {
    "uncertainty range": {
        "da": "Planen sparer mellem {low} og {high} mio. kr. om året i mindst ni af ti tilfælde, hvis hver af de {count} antagelser kan ligge hvor som helst i sit spænd, lige sandsynligt overalt og uafhængigt af de andre – det er også en antagelse ({samples} tilfælde trukket; 95 % sikkerhed).",
        "en": "The plan saves between {low} and {high} million kr. a year in at least nine of ten cases, if each of the {count} assumptions can be anywhere in its range, equally likely everywhere and independently of the others – that is an assumption too ({samples} cases drawn; 95 % confidence).",
    },
    "uncertainty range where kept": {
        "da": "Hvor planen kan beholdes, sparer den mellem {low} og {high} mio. kr. om året i mindst ni af ti tilfælde, hvis hver af de {count} antagelser kan ligge hvor som helst i sit spænd, lige sandsynligt overalt og uafhængigt af de andre – det er også en antagelse ({kept} af {samples} tilfælde; 95 % sikkerhed).",
        "en": "Where the plan can be kept, it saves between {low} and {high} million kr. a year in at least nine of ten cases, if each of the {count} assumptions can be anywhere in its range, equally likely everywhere and independently of the others – that is an assumption too ({kept} of {samples} cases; 95 % confidence).",
    },
    "uncertainty too few": {
        "da": "Planen kan beholdes i {kept} af {samples} tilfælde, hvor {count} antagelser er trukket; det er for få til at vise et spænd for ni af ti: Der skal mindst {fewest} til.",
        "en": "The plan can be kept in {kept} of {samples} cases in which {count} assumptions were drawn; that is too few to show a range of nine in ten: it takes {fewest} or more.",
    },
    "uncertainty minus": {
        "da": "Et minus er en merudgift i forhold til i dag.",
        "en": "A minus is an extra cost compared with today.",
    },
    "uncertainty base": {
        "da": "Med antagelserne, som de er, sparer den {saves} om året ({system}).",
        "en": "With the assumptions as they are it saves {saves} a year ({system}).",
    },
    "uncertainty base dearer": {
        "da": "Med antagelserne, som de er, koster den {saves} MERE om året end i dag ({system}).",
        "en": "With the assumptions as they are it costs {saves} a year MORE than today ({system}).",
    },
    "uncertainty saves always": {
        "da": "Den sparer noget i alle {total} tilfælde; det er mindst {least} af alle tilfælde (95 % sikkerhed).",
        "en": "It saves something in all {total} cases; that is at least {least} of all cases (95 % confidence).",
    },
    "uncertainty saves": {
        "da": "Den kan beholdes og sparer noget i {count} af {total} tilfælde: mellem {least} og {most} af alle tilfælde (95 % sikkerhed).",
        "en": "It can be kept and saves something in {count} of {total} cases: between {least} and {most} of all cases (95 % confidence).",
    },
    "uncertainty adapted": {
        "da": "Laves planen om, når tallene er kendt, sparer den bedste fundne mellem {low} og {high} mio. kr. om året i mindst ni af ti tilfælde ({solved} løst på ny; 95 % sikkerhed).",
        "en": "If the plan is made anew when the figures are known, the best one found saves between {low} and {high} million kr. a year in at least nine of ten cases ({solved} solved anew; 95 % confidence).",
    },
    "uncertainty other cases": {
        "da": "De to spænd er af forskellige tilfælde: Den beholdte plan er prissat i {kept}, den tilpassede i {solved}. Derfor kan det ene ligge over eller under det andet, uden at det er planens skyld; hvad det er værd at tilpasse planen, siges af de tilfælde, hvor begge er kendt.",
        "en": "The two ranges are of different cases: the kept plan is priced in {kept}, the adapted one in {solved}. So one may lie above or below the other for no reason of the plan's; what adapting is worth is told of the cases in which both are known.",
    },
    "uncertainty regret none": {
        "da": "I ingen af de {solved} tilfælde, der er løst på ny, blev der fundet en billigere plan end den, der beholdes.",
        "en": "In none of the {solved} cases solved anew was a plan found that costs less than the one that is kept.",
    },
    "uncertainty regret": {
        "da": "At beholde planen i stedet for at lave den om koster i gennemsnit {mean} om året i de {solved} tilfælde, der er løst på ny.",
        "en": "Keeping the plan instead of making it anew costs {mean} a year on average in the {solved} cases solved anew.",
    },
    "uncertainty regret most": {
        "da": "I mindst ni af ti tilfælde koster det højst {most} om året, hvilken anden plan der end er (95 % sikkerhed).",
        "en": "In at least nine of ten cases it costs at most {most} a year, whatever other plan there is (95 % confidence).",
    },
    "uncertainty breaks": {
        "da": "I {count} af {total} tilfælde kan planen ikke beholdes: Den bryder {why}.",
        "en": "In {count} of {total} cases the plan cannot be kept: it breaks {why}.",
    },
    "uncertainty invalid": {
        "da": "I {count} af {total} tilfælde passer de trukne tal ikke sammen, så intet er beregnet dér: {why}.",
        "en": "In {count} of {total} cases the figures drawn do not fit together, so nothing was computed there: {why}.",
    },
    "uncertainty failed": {
        "da": "I {count} af {total} tilfælde mislykkedes beregningen; de er ikke talt med.",
        "en": "In {count} of {total} cases the computation failed; they are not counted.",
    },
    "uncertainty infeasible": {
        "da": "I {count} af de {total} tilfælde, der er løst på ny, er der bevist ingen plan overhovedet.",
        "en": "In {count} of the {total} cases solved anew it is proven that there is no plan at all.",
    },
    "uncertainty unsolved": {
        "da": "I {count} af de {total} tilfælde, der er løst på ny, blev der ikke fundet en plan; det er ikke bevist, at der ingen er.",
        "en": "In {count} of the {total} cases solved anew no plan was found; it is not proven that there is none.",
    },
    "uncertainty due": {
        "da": "Hvor meget den beholdte plan sparer, afhænger mest af {assumptions}.",
        "en": "How much the kept plan saves depends most on {assumptions}.",
    },
    "uncertainty share": {
        "da": "{parameter} ({share} af variansen; {low} til {high})",
        "en": "{parameter} ({share} of the variance; {low} to {high})",
    },
    "uncertainty pair": {
        "da": "De to, der betyder mest sammen, er {one} og {other}: {share} af variansen ({low} til {high}), heraf {interplay} ved deres samspil.",
        "en": "The two that matter most together are {one} and {other}: {share} of the variance ({low} to {high}), of which {interplay} by their interplay.",
    },
    "uncertainty pair apart": {
        "da": "De to, der betyder mest sammen, er {one} og {other}: {share} af variansen ({low} til {high}); et samspil mellem dem er ikke påvist.",
        "en": "The two that matter most together are {one} and {other}: {share} of the variance ({low} to {high}); no interplay between them is shown.",
    },
    "uncertainty interplay": {
        "da": "Det største samspil er mellem {one} og {other}: {share} af variansen ({low} til {high}).",
        "en": "The largest interplay is between {one} and {other}: {share} of the variance ({low} to {high}).",
    },
    "uncertainty pairs few": {
        "da": "For at vise, hvilke to antagelser der betyder mest sammen, skal der mindst {needed} tilfælde til, hvor planen kan beholdes.",
        "en": "To show which two assumptions matter most together takes {needed} or more cases in which the plan can be kept.",
    },
    "uncertainty due few": {
        "da": "For at vise, hvad variationen skyldes, skal der mindst {needed} tilfælde til, hvor planen kan beholdes.",
        "en": "To show what the variation is due to takes {needed} or more cases in which the plan can be kept.",
    },
    "uncertainty due nothing": {
        "da": "Ingen af antagelserne ændrer, hvad den beholdte plan sparer.",
        "en": "None of the assumptions changes what the kept plan saves.",
    },
    "uncertainty unexplained": {
        "da": "{share} af variansen forklares hverken af en enkelt antagelse eller af to sammen.",
        "en": "{share} of the variance is explained neither by single assumptions nor by two together.",
    },
    "uncertainty not by one": {
        "da": "{share} af variansen forklares ikke af enkelte antagelser.",
        "en": "{share} of the variance is not explained by single assumptions.",
    },
    "uncertainty left out": {
        "da": "Ikke trukket, fordi det er noget, man beslutter eller regner med: {parameters}.",
        "en": "Not drawn, because they are decided or calculated with: {parameters}.",
    },
    "uncertainty no range": {
        "da": "Ikke trukket, fordi kun den ene ende er kendt, eller enderne er ens: {parameters}.",
        "en": "Not drawn, because only one end is known or the ends are the same: {parameters}.",
    },
    "uncertainty no plan": {
        "da": "Der er ingen plan med antagelserne, som de er, så der er intet at beholde.",
        "en": "There is no plan with the assumptions as they are, so there is nothing to keep.",
    },
    "uncertainty none found": {
        "da": "Der blev ikke fundet en plan med antagelserne, som de er, så der er intet at beholde.",
        "en": "No plan was found with the assumptions as they are, so there is nothing to keep.",
    },
    "uncertainty legend": {
        "da": "Under: den del af tilfældene, hvor der spares mindre; beholdt, tilpasset: hvad planen sparer i mio. kr. om året, når den beholdes eller laves om (kun i de tilfælde, der er løst på ny); at beholde: hvad det koster dér. Fra, til: intervallet (95 %); en streg, hvor tilfældene er for få. Andel: den del af variansen, der skyldes antagelsen alene.",
        "en": "Below: the part of the cases in which less is saved; kept, adapted: what the plan saves in million kr. a year, kept or made anew (only in the cases solved anew); keeping: what that costs there. From, to: the interval (95 %); a dash where the cases are too few. Share: the part of the variance that is due to the assumption alone.",
    },
    "uncertainty done": {
        "da": "Mappe: {folder} (læs report.html; hvert tilfælde i uncertainty.csv). {seconds} s.",
        "en": "Folder: {folder} (read report.html; each case in uncertainty.csv). {seconds} s.",
    },
    "nature is decision": {"da": "beslutning", "en": "decision"},
    "nature is fact": {"da": "skal afklares", "en": "to be found out"},
    "nature is reference": {"da": "kurvens service", "en": "the curve's service"},
    "nature is method": {"da": "regnemåde", "en": "way of calculating"},
    "outcome kept": {"da": "planen kan beholdes", "en": "the plan can be kept"},
    "outcome breaks": {"da": "planen bryder en regel", "en": "the plan breaks a rule"},
    "outcome invalid": {"da": "tallene passer ikke sammen", "en": "the figures do not fit together"},
    "outcome failed": {"da": "beregningen mislykkedes", "en": "the computation failed"},
}


# ---- What the page says beside these sentences ----------------------------------------------------


UNCERTAINTY_PAGE: dict[str, dict[Language, str]] = {
    "uncertainty page subject": {
        "da": "Hvor sikkert er det, planen sparer",
        "en": "How certain is what the plan saves",
    },
    "uncertainty page case": {"da": "Tilfælde", "en": "Case"},
    "uncertainty page what a case is": {
        "da": "En stikprøve: Hver antagelse får et tilfældigt tal i sit spænd, alle på én gang, og planen prissættes med dem.",
        "en": "A sample: each assumption gets a random value in its range, all at once, and the plan is priced with them.",
    },
    "uncertainty page variance": {"da": "Andel af variansen", "en": "Share of the variance"},
    "uncertainty page what variance is": {
        "da": "Hvor stor en del af den måde, tallet svinger på, der ville forsvinde, hvis den antagelse var kendt. Skønnet ud fra tilfældene; intervallet siger, hvor sikkert.",
        "en": "How much of the figure's variation would go if that assumption were known. Estimated from the cases; the interval says how certainly.",
    },
    "uncertainty page kept": {"da": "Beholdt plan, om året", "en": "Kept plan, a year"},
    "uncertainty page kept note": {
        "da": "sparer i mindst ni af ti tilfælde",
        "en": "saves in at least nine of ten cases",
    },
    "uncertainty page between": {"da": "{low} til {high} mio. kr.", "en": "{low} to {high} million kr."},
    "uncertainty page adapted": {"da": "Tilpasset plan, om året", "en": "Adapted plan, a year"},
    "uncertainty page adapted note": {
        "da": "i de {count} tilfælde, der er løst på ny",
        "en": "in the {count} cases solved anew",
    },
    "uncertainty page saves": {"da": "Tilfælde, hvor planen sparer", "en": "Cases in which the plan saves"},
    "uncertainty page saves note": {"da": "mindst {least} af alle tilfælde", "en": "at least {least} of all cases"},
    "uncertainty page regret": {"da": "At beholde planen koster i snit", "en": "Keeping the plan costs on average"},
    "uncertainty page regret note": {
        "da": "i forhold til den bedste plan i hvert tilfælde",
        "en": "against the best plan in each case",
    },
    "uncertainty page uniform": {
        "da": "Ingen har målt, hvor sandsynlige tallene i et spænd er, eller om antagelserne følges ad. Er de ikke jævnt fordelte og uafhængige, er spændet et andet.",
        "en": "Nobody has measured how likely the values of a range are, or whether the assumptions go together. If they are not even and independent, the range is another.",
    },
    "uncertainty page only ranged": {
        "da": "Antagelser uden et spænd er ikke trukket; de kan også være forkerte.",
        "en": "Assumptions without a range were not drawn; they can be wrong too.",
    },
    "uncertainty page chart": {"da": "Hvad den beholdte plan sparer", "en": "What the kept plan saves"},
    "uncertainty page axis": {"da": "mio. kr. sparet om året", "en": "million kr. saved a year"},
    "uncertainty page cases axis": {"da": "tilfælde", "en": "cases"},
    "uncertainty page note": {
        "da": "Søjlerne tæller tilfælde. Den vandrette streg er det spænd, som mindst ni af ti tilfælde ligger i; den lodrette er planen med antagelserne, som de er.",
        "en": "The bars count cases. The horizontal line is the range in which at least nine of ten cases lie; the vertical one is the plan with the assumptions as they are.",
    },
    "uncertainty page no chart": {
        "da": "Der er ingen figur: Planen kan beholdes i for få tilfælde, eller den sparer det samme i dem alle.",
        "en": "There is no chart: the plan can be kept in too few cases, or it saves the same in all of them.",
    },
    "uncertainty page described": {
        "da": "Antal tilfælde (lodret) efter, hvad den beholdte plan sparer om året (vandret).",
        "en": "Number of cases (vertical) by what the kept plan saves a year (horizontal).",
    },
    "uncertainty page told": {
        "da": "{low} til {high} mio. kr.: {count} tilfælde",
        "en": "{low} to {high} million kr.: {count} cases",
    },
    "uncertainty page heading quantiles": {"da": "Hvor meget der spares", "en": "How much is saved"},
    "uncertainty page heading shares": {"da": "Hvad det afhænger af", "en": "What it depends on"},
    "uncertainty page about shares": {
        "da": "Andelene er skønnet for den beholdte plan: Dens besparelse er tilpasset en sum af polynomier i hver antagelse og i to ad gangen, og intervallerne siger, hvor langt skønnet kan være fra.",
        "en": "The shares are estimated for the kept plan: what it saves is fitted by a sum of polynomials in each assumption and in two at a time, and the intervals say how far off the estimate may be.",
    },
}
