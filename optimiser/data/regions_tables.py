"""The tables of a folder of drawn regions: every column once, with its type, meaning and unit.

Money in kr. a year. A drawing is called as its run folder and its structure are: `drawn-4`, near it `drawn-4-1`.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from optimiser.data.run_tables import Blank, Line, declare_entry

NearKind = Literal["near", "compact", "todays-regions"]
"""Why a drawing near the best is told of: it differs, parts fewest neighbours, or leaves most in today's regions."""
NEAR_KINDS: tuple[NearKind, ...] = get_args(NearKind)
DrawingKind = Literal["best", NearKind, "named", "none"]
Answer = Literal["drawn", "none", "open"]
"""What came of a search: a drawing, a proof that there is none, or neither."""


class DrawingLine(Line):
    """What each drawing costs: a row is a drawing, or a structure beside them."""

    drawing: str = declare_entry("the drawing, or the structure", "tegningen eller strukturen")
    kind: str = declare_entry(
        "best: the best found of so many groups; near: costs nearly the same; compact: of those near it the one that "
        "cuts fewest borders; todays-regions: the one that keeps most in today's regions; named: a structure of the "
        "instance; none: no groups",
        "best: den bedste fundne med så mange grupper; near: koster næsten det samme; compact: blandt dem den, der "
        "skærer færrest grænser over; todays-regions: den, der beholder flest i de nuværende regioner; named: en "
        "struktur i instansen; none: ingen grupper",
    )
    number: int = declare_entry("how many groups there are", "hvor mange grupper der er", unit="groups")
    cost_kr: Blank = declare_entry(
        "what the best plan found under it costs; blank where it has none",
        "hvad den bedste fundne plan under den koster; tomt, hvor den ingen har",
        unit="kr./year",
    )
    bound_kr: Blank = declare_entry(
        "proven: no drawing of so many groups costs less; blank but for the best",
        "bevist: ingen tegning med så mange grupper koster mindre; tomt undtagen for den bedste",
        unit="kr./year",
    )
    gap: Blank = declare_entry(
        "how much less a drawing of so many groups can cost at most, as a share of the best",
        "hvor meget mindre en tegning med så mange grupper højst kan koste, som andel af den bedste",
        unit="share",
    )
    above_kr: Blank = declare_entry(
        "what it costs more than the best of so many groups; blank where none was drawn",
        "hvad den koster mere end den bedste med så mange grupper; tomt, hvor ingen er tegnet",
        unit="kr./year",
    )
    moved: Blank = declare_entry(
        "municipalities in another group than in the best of so many, its groups matched as well as can be",
        "kommuner i en anden gruppe end i den bedste med så mange, når grupperne parres, så godt de kan",
        unit="municipalities",
    )
    cut_borders: Blank = declare_entry(
        "pairs of neighbours in different groups, or of which one is in none; the fewer, the more compact; "
        "blank where the instance has no neighbours",
        "par af naboer i hver sin gruppe, eller hvor den ene er i ingen; jo færre, jo mere samlet; "
        "tom, hvor datasættet ingen naboer har",
        unit="pairs",
    )
    kept: Blank = declare_entry(
        "municipalities that stay with today's region, its groups matched as well as can be",
        "kommuner, der bliver hos den nuværende region, når grupperne parres, så godt de kan",
        unit="municipalities",
    )
    solves: Blank = declare_entry(
        "solves that it took to find it; blank where it was not sought",
        "løsninger, det tog at finde den; tomt, hvor den ikke er søgt",
    )


class GroupLine(Line):
    """The groups of each drawing: a row is a group."""

    drawing: str = declare_entry("the drawing, or the structure", "tegningen eller strukturen")
    group: str = declare_entry("its centre", "dens center")
    anchor: str = declare_entry(
        "code of the member to whom the others have least far, each counted with its contacts: where the centre would "
        "lie; it costs nothing in the model",
        "koden på det medlem, som de andre har kortest til, hver talt med sine henvendelser: hvor centret ville ligge; "
        "det koster intet i modellen",
    )
    anchor_name: str = declare_entry("name of that member", "navnet på det medlem")
    municipalities: int = declare_entry("how many are in it", "hvor mange der er i den", unit="municipalities")
    population: int = declare_entry("inhabitants", "indbyggere")
    contacts: float = declare_entry("contacts of its members", "medlemmernes henvendelser", unit="contacts/year")


class MembershipLine(Line):
    """Who is in which group of each drawing: a row is a municipality that is in one."""

    drawing: str = declare_entry("the drawing, or the structure", "tegningen eller strukturen")
    group: str = declare_entry("the group's centre", "gruppens center")
    code: str = declare_entry("official municipal code", "officiel kommunekode")
    name: str = declare_entry("name of the municipality", "kommunens navn")
    region: str = declare_entry("today's region", "den nuværende region")
    population: int = declare_entry("inhabitants", "indbyggere")
    contacts: float = declare_entry("contacts", "henvendelser", unit="contacts/year")


class SettledLine(Line):
    """Who is always together: a row is a municipality, by a number of groups."""

    number: int = declare_entry("how many groups there are", "hvor mange grupper der er", unit="groups")
    code: str = declare_entry("official municipal code", "officiel kommunekode")
    name: str = declare_entry("name of the municipality", "kommunens navn")
    groups: int = declare_entry(
        "in how many different groups it is, of all drawings found of so many, matched to the best",
        "hvor mange forskellige grupper den er i, i alle fundne tegninger med så mange, parret med den bedste",
        unit="groups",
    )
    settled: str = declare_entry(
        "yes where it is in the same group in all drawings found of so many, no where it is not",
        "yes (ja), hvor den er i samme gruppe i alle fundne tegninger med så mange; no (nej), hvor den ikke er",
    )
    always_with: str = declare_entry(
        "codes of those who are in one group with it in all drawings found of so many",
        "koderne på dem, der er i gruppe med den i alle fundne tegninger med så mange",
    )


class BindingLine(Line):
    """What each rule of the drawing costs: a row is a rule that is left out."""

    number: int = declare_entry("how many groups there are", "hvor mange grupper der er", unit="groups")
    rule: str = declare_entry(
        "the rule: population, contacts, together, apart, contiguous, everyone, or groups (their number)",
        "reglen: population (indbyggere), contacts (henvendelser), together (sammen), apart (hver for sig), "
        "contiguous (hænger sammen), everyone (alle er med) eller groups (deres antal)",
    )
    about: str = declare_entry(
        "what it asks: the bound, or the codes of the municipalities",
        "hvad den kræver: grænsen eller kommunernes koder",
    )
    answer: Answer = declare_entry(
        "drawn; none: proven that no drawing of so many groups obeys what is asked and has a lawful plan; open: none "
        "was found, and that there is none is not proven",
        "drawn (tegnet); none: bevist, at ingen tegning med så mange grupper opfylder kravene og har en lovlig plan; "
        "open: ingen blev fundet, og at der ingen er, er ikke bevist",
    )
    cost_kr: Blank = declare_entry(
        "what the best drawing found without it costs",
        "hvad den bedste fundne tegning uden den koster",
        unit="kr./year",
    )
    bound_kr: Blank = declare_entry(
        "proven: no drawing without it costs less", "bevist: ingen tegning uden den koster mindre", unit="kr./year"
    )
    saves_kr: Blank = declare_entry(
        "proven: without it the best drawing costs at least so much less",
        "bevist: uden den koster den bedste tegning mindst så meget mindre",
        unit="kr./year",
    )
    saves_at_most_kr: Blank = declare_entry(
        "proven: without it no drawing costs more than so much less than the best found with it",
        "bevist: uden den koster ingen tegning mere end så meget mindre end den bedste fundne med den",
        unit="kr./year",
    )


REGIONS_LINES: Mapping[str, type[Line]] = {
    "drawings": DrawingLine,
    "groups": GroupLine,
    "memberships": MembershipLine,
    "settled": SettledLine,
    "binding": BindingLine,
}
"""Each table by name, with what a line of it holds."""
REGIONS_TEXT = frozenset(
    {
        name
        for line in REGIONS_LINES.values()
        for name, field in line.model_fields.items()
        if field.annotation in (str, Answer)
    }
)
"""The columns that are text; the others are numbers."""


REGIONS_FILE = "regions.json"


# ---- What regions.json says of them ---------------------------------------------------------------


class AskedOfDrawings(Line):
    """What is asked of every drawing."""

    contiguous: bool = declare_entry("whether each group hangs together over neighbours")
    everyone: bool = declare_entry("whether every municipality is in a group")
    population: list[float | None] = declare_entry(
        "fewest and most inhabitants of a group; null where that is not asked"
    )
    contacts: list[float | None] = declare_entry("the same of contacts a year")
    together: list[list[str]] = declare_entry("lots of codes that are in one group")
    apart: list[list[str]] = declare_entry("lots of codes of which no two are in one group")


class NumberEntry(Line):
    """What came of a number of groups."""

    answer: str = declare_entry(
        "drawn; none: proven that no drawing of so many obeys what is asked; open: none was found, and that there is "
        "none is not proven"
    )
    drawing: str | None = declare_entry("the best drawing found; null where there is none")
    bound_kr: float | None = declare_entry(
        "proven: no drawing of so many costs less; null where nothing was proven", unit="kr./year"
    )
    relaxed_kr: float | None = declare_entry("the same before any membership was settled", unit="kr./year")
    solves: int | None = declare_entry("solves that were made to find it; null where there is none")
    near_limit_kr: float | None = declare_entry(
        "what a drawing near it costs at most; null where none was sought", unit="kr./year"
    )
    compact: str | None = declare_entry(
        "of the best and those near it, the drawing that cuts fewest borders; null where the instance has no neighbours"
    )
    compact_proven: bool = declare_entry(
        "whether it is proven, by counting, that no drawing of so many groups cuts fewer, whatever it costs"
    )
    todays_regions: str | None = declare_entry(
        "of the best and those near it, the drawing that keeps most municipalities with today's region"
    )
    todays_regions_proven: bool = declare_entry(
        "whether it is proven, by counting, that no drawing of so many groups keeps more, whatever it costs"
    )


class DrawingRun(Line):
    """The run of a drawing, or of a structure beside them."""

    folder: str = declare_entry("its run folder")
    objective_kr: float | None = declare_entry("cost of its plan; null without one", unit="kr./year")
    bound_kr: float | None = declare_entry(
        "no plan under this drawing costs less; null where nothing was proven", unit="kr./year"
    )
    status: str = declare_entry("optimal, feasible, infeasible, or no solution found")
    input_sha256: str = declare_entry("hash of its instance")
    finished: str = declare_entry("when its solve ended (UTC)")


class DrawnRecord(Line):
    """What of regions.json is checked again: what was asked, what came of each number of groups, and the runs."""

    asked: AskedOfDrawings = declare_entry("what is asked of every drawing")
    numbers: dict[str, NumberEntry] = declare_entry("what came of each number of groups that was asked for")
    runs: dict[str, DrawingRun] = declare_entry("the runs of drawings and of structures beside them, by name")
    starts: int = declare_entry("how many drawings the search was given to begin with")
    near: int = declare_entry("drawings near the best that were asked for, of each number of groups")
    within: float = declare_entry("how much more they may cost", unit="share")
    binding_asked: bool = declare_entry("whether each demand was left out, to see what it costs")
    instance_sha256: str = declare_entry("hash of the instance with the drawings, which lies in the folder `instance`")
