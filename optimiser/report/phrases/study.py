"""What the pages of all studies say: those that tell how the answer moves with its inputs."""

from optimiser.data.settings import Language

STUDY: dict[str, dict[Language, str]] = {
    "in the plans found": {"da": " i de fundne planer", "en": " in the plans found"},
    "study system": {"da": "System, før noget blev ændret", "en": "System, before anything was changed"},
    "generated": {
        "da": "{path} er skrevet: {municipalities} kommuner med {tasks} opgaver hver; {hosts} af dem må sælge til andre. Løs den med: optimiser solve {path}",
        "en": "Wrote {path}: {municipalities} municipalities with {tasks} tasks each; {hosts} of them may sell to others. Solve it with: optimiser solve {path}",
    },
    "study yes": {"da": "ja", "en": "yes"},
    "study no": {"da": "nej", "en": "no"},
    "study all planned": {"da": "Alt, der er løst, har en plan.", "en": "Everything that was solved has a plan."},
    "study how to read the gaps": {
        "da": "Hver plan har sin afstand: Så meget billigere kan en lovlig plan højst være med de samme tal. En forskel mellem to planer er bevist, når den er større end de to afstande tilsammen; en mindre forskel er ikke bevist. Hver plan blev kontrolleret af et uafhængigt program, før dens tal blev skrevet ned; planerne selv er ikke gemt, kun deres tal.",
        "en": "Each plan has its gap: with the same figures, a lawful plan can be at most that much cheaper. A difference between two plans is proven when it is larger than the two gaps together; a smaller difference is not proven. Each plan was checked by an independent program before its figures were written down; the plans themselves are not saved, only their figures.",
    },
}
