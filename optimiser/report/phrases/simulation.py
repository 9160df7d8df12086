"""What the command line says of a simulation."""

from optimiser.data.settings import Language

SIMULATION: dict[str, dict[Language, str]] = {
    "all keep": {
        "da": "{kept} af {all} centre holder, hvad de lover, i en almindelig uge.",
        "en": "{kept} of {all} centres keep their promise in an ordinary week.",
    },
    "some miss": {
        "da": "{kept} af {all} centre holder, hvad de lover, i en almindelig uge. Det gør ikke: {centres}.",
        "en": "{kept} of {all} centres keep their promise in an ordinary week. Those that do not: {centres}.",
    },
    "within luck": {
        "da": "{count} af dem, der holder det, besvarede mindre til tiden, end de lover, men ikke mere, end tilfældet kan forklare.",
        "en": "{count} of those that keep it answered less in time than promised, by no more than luck explains.",
    },
    "sickness short": {"da": "sygdom", "en": "sickness"},
    "peak short": {"da": "spidsdag", "en": "peak day"},
    "incident short": {"da": "hændelse", "en": "incident"},
    "under stress": {
        "da": "Under pres: {cases}.",
        "en": "Under stress: {cases}.",
    },
    "kept of": {"da": "{case} {kept} af {all}", "en": "{case} {kept} of {all}"},
    "promised": {"da": "lovet", "en": "promised"},
    "occupancy": {"da": "belægning", "en": "occupancy"},
    "promise": {"da": "{share} i {seconds} s", "en": "{share} in {seconds} s"},
    "tightest": {
        "da": "Vist er de {shown} centre med mindst at give af; {others} flere står i {file}.",
        "en": "Shown are the {shown} centres with least to spare; {others} more are in {file}.",
    },
    "table explained": {
        "da": "Besvaret: andel af alle opkald, der besvares til tiden, med 95 %-interval. Belægning: tid på kontakter af planlagt tid. Agenter: i den travleste halve time, de færreste der efter Erlang når målet.",
        "en": "Answered: share of all callers answered in time, with its 95 % interval. Occupancy: time on contacts of time planned. Agents: in the busiest half hour, the fewest that meet the target by Erlang.",
    },
    "mix costs": {
        "da": "Blandede opgaver: Erlang regner med én middeltid og eksponentielle samtaletider. Med centrenes egen blanding besvares i gennemsnit {points} point {direction} til tiden end med eksponentielle tider af samme middel.",
        "en": "Mixed tasks: Erlang reckons with one mean and exponential handling times. With the centres' own mix, {points} points {direction} are answered in time on average than with exponential times of the same mean.",
    },
    "mix within luck": {
        "da": "Forskellen er ikke større, end tilfældet kan forklare; flere uger (--replications) gør den sikrere.",
        "en": "The difference is no larger than luck explains; more weeks (--replications) make it surer.",
    },
    "points fewer": {"da": "færre", "en": "fewer"},
    "points more": {"da": "flere", "en": "more"},
    "sickness case": {
        "da": "Sygdom, {size} af agenterne væk hele dagen: {kept} af {all} centre holder, hvad de lover.",
        "en": "Sickness, {size} of the agents away all day: {kept} of {all} centres keep their promise.",
    },
    "peak case": {
        "da": "Spidsdag, {size} flere opkald på ugens travleste dag: {kept} af {all} centre holder, hvad de lover, den dag.",
        "en": "Peak day, {size} more callers on the week's busiest day: {kept} of {all} centres keep their promise that day.",
    },
    "incident case": {
        "da": "Hændelse, {size} ekstra opkald i landet i de to travleste timer: {kept} af {all} centre holder, hvad de lover, den dag.",
        "en": "Incident, {size} extra calls in the country in the two busiest hours: {kept} of {all} centres keep their promise that day.",
    },
    "too many more": {"da": "over {most}", "en": "over {most}"},
    "more that miss": {
        "da": "… og {count} centre mere i {file}.",
        "en": "… and {count} more in {file}.",
    },
    "more explained": {
        "da": "Agenter mere: de færreste i den travleste halve time, og i forhold dertil i de andre, hvormed løftet holdes.",
        "en": "Agents more: the fewest in the busiest half hour, and in proportion in the others, with which the promise is kept.",
    },
    "simulation assumes": {
        "da": "Antaget: samtaletider lognormale inden for en opgave med spredning {variation} af middel; tilfældige opkald efter ugens profil; {patience}; hvem der går, gør samtalen færdig. Spillet {weeks} uger pr. center, frø {seed}.",
        "en": "Assumed: handling times lognormal within a task with standard deviation {variation} of the mean; random calls by the week's profile; {patience}; who leaves finishes the contact. Played {weeks} weeks a centre, seed {seed}.",
    },
    "nobody hangs up": {"da": "ingen lægger på", "en": "nobody hangs up"},
    "some hang up": {
        "da": "opkaldere lægger på efter {seconds} s i gennemsnit",
        "en": "callers hang up after {seconds} s on average",
    },
    "simulating": {"da": "s  {done} af {all} centre   {about}", "en": "s  {done} of {all} centres   {about}"},
    "simulation written": {
        "da": "Simuleringen er skrevet: {table} og {json}.",
        "en": "Simulation written: {table} and {json}.",
    },
    "simulation stopped at once": {
        "da": "Stoppet ved Ctrl-C, før noget center var simuleret; intet er skrevet.",
        "en": "Stopped with Ctrl-C before any centre was simulated; nothing was written.",
    },
    "simulation stopped": {
        "da": "Stoppet ved Ctrl-C: {done} af {all} centre er simuleret; det følgende gælder dem alene.",
        "en": "Stopped with Ctrl-C: {done} of {all} centres are simulated; what follows is about them alone.",
    },
}
