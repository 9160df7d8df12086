"""The wishes of an instance, for page and workbook: what each asks and why, and what it holds a plan back from."""

from collections.abc import Mapping
from functools import partial

from optimiser.data.instance import Instance
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.wish_rows import Wish
from optimiser.data.wishes import municipalities_of, refused_links, refuses_routes
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.requirements import tell_wish
from optimiser.report.tables.grounds import tell_applied
from optimiser.report.tables.table import FilledTable, OutputColumn, OutputTable
from optimiser.result.result import Result
from optimiser.rules.registry import requirements_of

WISHES = OutputTable(
    "wishes",
    ("Ønsker", "Wishes"),
    ("et ønske", "a wish"),
    (
        OutputColumn("wish", ("Ønske", "Wish"), ColumnMeaning("name of the wish", "ønskets navn"), width=24),
        OutputColumn(
            "applied",
            ("Anvendes", "Applied"),
            ColumnMeaning("whether it is in force", "om det gælder i beregningen"),
            width=14,
        ),
        OutputColumn(
            "asks",
            ("Hvad der ønskes", "What is wished"),
            ColumnMeaning("what it asks, and why", "hvad det kræver, og hvorfor"),
            width=60,
            wide=True,
        ),
        OutputColumn(
            "holds_back",
            ("Virkning i planen", "Effect in the plan"),
            ColumnMeaning(
                "the connections it rules out, or how many of those it is about are at its limit in the plan; no price",
                "de forbindelser, det udelukker, eller hvor mange af dem, det handler om, der er ved dets grænse i "
                "planen; det er ingen pris",
            ),
            width=36,
            wide=True,
        ),
        OutputColumn(
            "source",
            ("Kilde", "Source"),
            ColumnMeaning("where the wish is from", "hvor ønsket kommer fra"),
            width=36,
            wide=True,
            kind="quiet",
        ),
    ),
    page=("wish", "applied", "asks", "holds_back", "source"),
    workbook=("wish", "applied", "asks", "holds_back", "source"),
    kind="",
)


def fill_wishes(localizer: Localizer, results: Mapping[str, Result]) -> FilledTable:
    """Return the wishes of cases: what each asks and why, in which it is applied, and what it holds back there."""
    named: dict[str, tuple[Instance, Wish]] = {}
    for result in results.values():
        for row in result.instance.tables.wishes:
            named.setdefault(row.wish, (result.instance, row))
    instances = {case: result.instance for case, result in results.items()}
    rows = [
        {
            "wish": name,
            "applied": tell_applied(localizer, instances, partial(_is_wished, name)),
            "asks": tell_wish(localizer, instance, wish),
            "holds_back": _tell_held_back(localizer, results, name),
            "source": wish.source,
        }
        for name, (instance, wish) in named.items()
    ]
    return FilledTable(WISHES, rows)


def _is_wished(name: str, instance: Instance) -> bool:
    return any(row.wish == name for row in instance.wishes)


def _tell_held_back(localizer: Localizer, results: Mapping[str, Result], name: str) -> str:
    """What a wish holds back, in each of the cases in which it is in force and there is a plan."""
    wished = {
        case: (result, wish)
        for case, result in results.items()
        if result.has_plan
        for wish in result.instance.wishes
        if wish.wish == name
    }
    told = {case: _tell_of(localizer, *one) for case, one in wished.items()}
    if len(results) == 1 or len(set(told.values())) == 1:
        return next(iter(told.values()), "")
    return "; ".join(f"{case}: {text}" for case, text in told.items())


def _tell_of(localizer: Localizer, result: Result, wish: Wish) -> str:
    instance = result.instance
    if refuses_routes(wish.kind):
        count = sum(centre in instance.centres for _, centre in refused_links(instance, wish))
        return localizer.say("wish rules out", count=localizer.numbers.plain(count))
    rules = {one.name for one in requirements_of(instance) if one.kind == "wish" and one.about == wish.wish}
    at_limit = {whom for rule in rules for whom in result.figures.rules_that_bind.get(rule, ())}
    about = municipalities_of(instance, wish)
    count = sum(
        not at_limit.isdisjoint((instance.municipalities[code].name, instance.own_centre.get(code))) for code in about
    )
    return localizer.say("wish at limit", count=localizer.numbers.plain(count), all=localizer.numbers.plain(len(about)))
