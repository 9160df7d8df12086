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
        "da": "{count} af dem, der holder det, besvarede en mindre andel i tide, end de lover, men forskellen er ikke større, end tilfældet kan forklare.",
        "en": "{count} of those that keep it answered a smaller share in time than promised, but by no more than chance explains.",
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
    "occupancy": {"da": "udnyttelse", "en": "occupancy"},
    "promise": {"da": "{share} i {seconds} s", "en": "{share} in {seconds} s"},
    "tightest": {
        "da": "Tabellen viser de {shown} centre, der har mindst at give af; {others} flere står i {file}.",
        "en": "The table shows the {shown} centres with the least to spare; {others} more are in {file}.",
    },
    "table explained": {
        "da": "Besvaret: andel af alle opkald, der besvares i tide, med 95 %-interval. Udnyttelse: den andel af den planlagte tid, der bruges på henvendelser. Medarbejdere: i den travleste halve time det mindste antal, der ifølge Erlang når målet.",
        "en": "Answered: share of all callers answered in time, with its 95 % interval. Occupancy: share of the time planned that is spent on contacts. Agents: in the busiest half hour, the fewest that meet the target according to Erlang.",
    },
    "mix costs": {
        "da": "Blandede opgaver: Erlang regner med ét gennemsnit og eksponentielle betjeningstider. Med centrenes egen blanding besvares i gennemsnit {points} procentpoint {direction} i tide end med eksponentielle tider med samme gennemsnit.",
        "en": "Mixed tasks: Erlang assumes one mean and exponential handling times. With the centres' own mix, {points} percentage points {direction} are answered in time on average than with exponential times of the same mean.",
    },
    "mix within luck": {
        "da": "Forskellen er ikke større, end tilfældet kan forklare; flere uger (--replications) giver et sikrere tal.",
        "en": "The difference is no larger than chance explains; more weeks (--replications) give a more certain figure.",
    },
    "points fewer": {"da": "færre", "en": "fewer"},
    "points more": {"da": "flere", "en": "more"},
    "sickness case": {
        "da": "Sygdom, {size} af medarbejderne væk hele dagen: {kept} af {all} centre holder, hvad de lover.",
        "en": "Sickness, {size} of the agents absent all day: {kept} of {all} centres keep their promise.",
    },
    "peak case": {
        "da": "Spidsdag, {size} flere opkald på ugens travleste dag: Den dag holder {kept} af {all} centre, hvad de lover.",
        "en": "Peak day, {size} more callers on the week's busiest day: {kept} of {all} centres keep their promise that day.",
    },
    "incident case": {
        "da": "Hændelse, {size} ekstra opkald i landet i de to travleste timer: Den dag holder {kept} af {all} centre, hvad de lover.",
        "en": "Incident, {size} extra calls in the country in the two busiest hours: {kept} of {all} centres keep their promise that day.",
    },
    "too many more": {"da": "over {most}", "en": "over {most}"},
    "more that miss": {
        "da": "… og {count} centre mere i {file}.",
        "en": "… and {count} more in {file}.",
    },
    "more explained": {
        "da": "Flere medarbejdere: det mindste antal ekstra i den travleste halve time, og forholdsmæssigt i de andre, der skal til, for at løftet holdes.",
        "en": "Extra agents: the fewest extra in the busiest half hour, and in proportion in the others, with which the promise is kept.",
    },
    "simulation assumes": {
        "da": "Antaget: betjeningstider lognormale inden for en opgave med en spredning på {variation} af gennemsnittet; tilfældige opkald efter ugens profil; {patience}; en medarbejder, der går, gør samtalen færdig. Simuleret {weeks} uger pr. center, frø {seed}.",
        "en": "Assumed: handling times lognormal within a task with a standard deviation of {variation} of the mean; random calls according to the week's profile; {patience}; an agent who leaves finishes the contact first. Simulated {weeks} weeks per centre, seed {seed}.",
    },
    "nobody hangs up": {"da": "ingen lægger på", "en": "nobody hangs up"},
    "some hang up": {
        "da": "borgere lægger på efter {seconds} s i gennemsnit",
        "en": "callers hang up after {seconds} s on average",
    },
    "simulating": {"da": "s  {done} af {all} centre   {about}", "en": "s  {done} of {all} centres   {about}"},
    "simulation written": {
        "da": "Simuleringen er skrevet: {table} og {json}.",
        "en": "Simulation written: {table} and {json}.",
    },
    "simulation stopped at once": {
        "da": "Stoppet med Ctrl-C, før noget center var simuleret; intet er skrevet.",
        "en": "Stopped with Ctrl-C before any centre was simulated; nothing was written.",
    },
    "simulation stopped": {
        "da": "Stoppet med Ctrl-C: {done} af {all} centre er simuleret; det følgende gælder kun dem.",
        "en": "Stopped with Ctrl-C: {done} of {all} centres are simulated; what follows is about these only.",
    },
}
