"""What an answer rests on: every figure with its source, the law, and in what the cases of a comparison differ."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import isfinite
from typing import Any

from optimiser.comparison.columns import DIFFERENCES, INPUTS
from optimiser.comparison.comparison import Comparison
from optimiser.comparison.roadmap_comparison import RoadmapComparison
from optimiser.data.instance import Instance
from optimiser.data.rows import LegalRule
from optimiser.data.run_tables import AssumptionLine, ColumnMeaning, meaning_of
from optimiser.data.scenario import IN_INSTANCE, list_assumptions
from optimiser.data.translation import IN_WORDS
from optimiser.report.localizer import Localizer
from optimiser.report.parameters import ParameterWords, words_of_inputs
from optimiser.report.summaries.existing import tell_existing
from optimiser.report.tables.table import (
    ANY,
    CODE,
    MILLIONS,
    TEXT,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    RowValues,
    name_column,
    repeated_name,
)

SEARCH: Bilingual = ("Søg i tallene", "Search the figures")


def _assumption_column(name: str, title: Bilingual, form: FigureFormat = TEXT, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, meaning_of(AssumptionLine.model_fields[name]), form, **more)


ASSUMPTIONS = OutputTable(
    "assumptions",
    ("Tal, kilder og antagelser", "Figures, sources and assumptions"),
    ("et tal, svaret bygger på", "a figure the answer is based on"),
    (
        name_column(("Tal", "Figure"), width=36, wide=True),
        _assumption_column("parameter", CODE, width=36),
        _assumption_column("value", ("Værdi", "Value"), ANY, width=16),
        _assumption_column("unit", ("Enhed", "Unit"), width=20, kind="quiet"),
        _assumption_column("low", ("Lavt skøn", "Low"), ANY, width=12),
        OutputColumn(
            "mid",
            ("Midterskøn", "Mid"),
            ColumnMeaning("the figure in use, where it is a number", "det tal, der er brugt, hvor det er et tal"),
            ANY,
            width=12,
        ),
        _assumption_column("high", ("Højt skøn", "High"), ANY, width=12),
        OutputColumn(
            "grounds",
            ("Grundlag", "Grounds"),
            ColumnMeaning("whether a source gives it, or it is assumed", "om en kilde giver det, eller det er antaget"),
            width=12,
        ),
        _assumption_column("source", ("Kilde", "Source"), width=46, wide=True, kind="quiet"),
        _assumption_column("note", ("Bemærkning", "Note"), width=46, wide=True, kind="quiet"),
    ),
    page=("name", "value", "low", "high", "grounds", "source", "note"),
    workbook=("name", "value", "unit", "low", "mid", "high", "grounds", "source", "note", "parameter"),
    sortable=True,
    search=SEARCH,
    only=("Vis kun antagelser uden kilde", "Only assumptions without a source"),
    marked_by="assumption",
    kind="long",
)
LAWS = OutputTable(
    "laws",
    ("Lovregler", "Legal rules"),
    ("en lovregel", "a legal rule"),
    (
        OutputColumn(
            "citation",
            ("Hjemmel", "Citation"),
            ColumnMeaning("where the law says so", "hvor det står i loven"),
            wide=True,
        ),
        OutputColumn(
            "applied", ("Anvendes", "Applied"), ColumnMeaning("whether it is in force", "om den gælder i beregningen")
        ),
        OutputColumn(
            "forms",
            ("Former, den gælder for", "Forms it applies to"),
            ColumnMeaning("the forms it forbids or caps", "de former, den forbyder eller sætter loft over"),
        ),
        OutputColumn(
            "levels",
            ("Niveauer", "Levels"),
            ColumnMeaning("the levels of task it applies to", "de opgaveniveauer, den gælder for"),
        ),
        OutputColumn(
            "cap",
            ("Loft", "Cap"),
            ColumnMeaning(
                "the most a municipality may buy for; or that it forbids",
                "det meste, en kommune må købe for; eller at den forbyder",
            ),
        ),
        OutputColumn(
            "years",
            ("Gælder i", "In force"),
            ColumnMeaning("from when to when it is in force", "fra hvornår til hvornår den gælder"),
        ),
    ),
    page=("citation", "applied", "forms", "levels", "cap", "years"),
    kind="",
)
EXISTING = OutputTable(
    "existing",
    ("Bestående centre og samarbejder", "Existing centres and cooperations"),
    ("en kommune i et bestående center", "a municipality in a centre that exists"),
    (
        OutputColumn(
            "existing",
            ("Hvem der besvares hvor", "Who is answered where"),
            ColumnMeaning(
                "who is answered where already, what is paid, what binds, and what ending it costs",
                "hvem der allerede besvares hvor, hvad der er betalt, hvad der binder, og hvad ophør koster",
            ),
            wide=True,
        ),
        OutputColumn(
            "source",
            ("Kilde", "Source"),
            ColumnMeaning("where the row is from", "hvor rækken kommer fra"),
            wide=True,
            kind="quiet",
        ),
    ),
    page=("existing", "source"),
    kind="",
)
INPUTS_OF_CASES = OutputTable(
    "inputs of cases",
    ("Forudsætninger, der ikke er ens", "Inputs that differ"),
    ("et tal, der ikke er ens i alle systemer", "a figure that is not the same in all cases"),
    (
        name_column(("Tal", "Figure"), width=52),
        OutputColumn("parameter", CODE, INPUTS["parameter"], width=52),
        OutputColumn("note", ("Bemærkning", "Note"), INPUTS["note"], width=36, kind="quiet"),
        OutputColumn(
            "case",
            ("{each}", "{each}"),
            INPUTS["value"],
            FigureFormat(in_workbook=ANY.in_workbook),
            repeated=True,
            width=24,
        ),
    ),
    page=("name", "note", "case"),
    workbook=("name", "note", "case", "parameter"),
    page_id="inputs",
    search_many=SEARCH,
)
DIFFERENCES_OF_CASES = OutputTable(
    "differences of cases",
    ("Forskelle i udgift to og to", "Differences in cost, pair by pair"),
    ("to systemer med en plan", "two cases with a plan"),
    (
        OutputColumn("cheaper", ("Billigere", "Cheaper"), DIFFERENCES["cheaper"], width=52),
        OutputColumn("dearer", ("Dyrere", "More expensive"), DIFFERENCES["dearer"], width=20),
        OutputColumn(
            "difference_kr",
            ("Forskel, {unit} om året", "Difference, {unit} a year"),
            DIFFERENCES["difference_kr"],
            MILLIONS,
            gloss=("så meget billigere er den ene plan", "how much cheaper the one plan is"),
            width=20,
        ),
        OutputColumn(
            "gaps_kr",
            ("Usikkerhed, {unit} om året", "Uncertainty, {unit} a year"),
            DIFFERENCES["gaps_kr"],
            MILLIONS,
            gloss=("de to planers afstand tilsammen", "the two plans' gaps together"),
            width=20,
        ),
        OutputColumn(
            "proven",
            ("Bevist?", "Proven?"),
            DIFFERENCES["proven"],
            gloss=("forskellen er større end usikkerheden", "the difference exceeds the uncertainty"),
            width=20,
        ),
        OutputColumn(
            "exact_difference_kr",
            ("Forskel på selve kurven, {unit} om året", "Difference on the curve itself, {unit} a year"),
            DIFFERENCES["exact_difference_kr"],
            MILLIONS,
            width=20,
        ),
        OutputColumn(
            "proven_on_curve",
            ("Bevist på kurven?", "Proven on the curve?"),
            DIFFERENCES["proven_on_curve"],
            gloss=("også når udgiften opgøres på omkostningskurven", "also when cost is counted on the cost curve"),
            width=20,
        ),
    ),
    workbook=("cheaper", "dearer", "difference_kr", "gaps_kr", "proven", "exact_difference_kr", "proven_on_curve"),
)
TABLES = (ASSUMPTIONS, LAWS, EXISTING, INPUTS_OF_CASES, DIFFERENCES_OF_CASES)


def fill_assumptions(localizer: Localizer, instance: Instance) -> FilledTable:
    """Return every figure the answer rests on; those without a source can be shown alone."""
    lines = list(list_assumptions(instance))
    words = ParameterWords.in_instance(localizer.language, instance, (line["parameter"] for line in lines))
    return FilledTable(ASSUMPTIONS, [_tell_assumption(words, line) for line in lines])


def _tell_assumption(localizer: ParameterWords, line: Mapping[str, Any]) -> RowValues:
    """The figure in use is the middle of its range."""
    parameter = line["parameter"]
    written = localizer.say("figures in instance") if line["value"] == IN_INSTANCE else line["value"]
    value = read_number(written)
    assumed = OutputCell(localizer.say("assumption"), kind="assumed")
    ends = {
        name: "" if line[name] is None else OutputCell(line[name], localizer.value(parameter, line[name], brief=True))
        for name in ("low", "high")
    }
    return {
        **line,
        **ends,
        "name": localizer.name(parameter),
        "value": OutputCell(value, localizer.value(parameter, written, brief=True)),
        "unit": localizer.write_unit(line["unit"]),
        "mid": value if isinstance(value, int | float) else None,
        "grounds": assumed if line["assumption"] else localizer.say("has a source"),
        **{name: localizer.tell_source(line[name] or "") for name in ("source", "note")},
    }


def list_codes(localizer: Localizer, instance: Instance) -> list[tuple[str, str]]:
    """Return every figure the answer rests on with what it is called in a command, for who runs it again."""
    parameters = [line["parameter"] for line in list_assumptions(instance)]
    words = ParameterWords.in_instance(localizer.language, instance, parameters)
    return [(words.name(parameter), parameter) for parameter in dict.fromkeys(parameters)]


def read_number(value: object) -> object:
    """Return a number where the value is one, also where it is told as text; truths stay the words they are."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    return number if isfinite(number) and "_" not in value else value


def fill_laws(localizer: Localizer, instances: Mapping[str, Instance]) -> FilledTable:
    """Return the legal rules: what each covers, where it stands, whether it is applied, and in which cases."""
    rules = {row: None for instance in instances.values() for row in instance.tables.legal}
    rows = [
        {
            "citation": localizer.tell_source(rule.citation),
            "applied": tell_applied(localizer, instances, partial(_is_law, rule)),
            "forms": ", ".join(localizer.say(form) for form in rule.forms),
            "levels": _tell_levels(localizer, rule.levels),
            "cap": localizer.say("kr a year", kr=localizer.numbers.plain(rule.cap_kr))
            if rule.cap_kr
            else localizer.say("no cap"),
            "years": _tell_years(localizer, rule),
        }
        for rule in rules
    ]
    return FilledTable(LAWS, rows)


def fill_existing(localizer: Localizer, instances: Mapping[str, Instance]) -> FilledTable:
    """Return the centres and cooperations that exist, as any of the cases says."""
    told = {
        (tell_existing(localizer, instance, row), row.source): None
        for instance in instances.values()
        for row in instance.tables.existing
    }
    return FilledTable(EXISTING, [{"existing": sentence, "source": source} for sentence, source in told])


def _is_law(rule: LegalRule, instance: Instance) -> bool:
    return rule in instance.laws


def tell_applied(localizer: Localizer, instances: Mapping[str, Instance], applies: Callable[[Instance], bool]) -> str:
    """Whether a rule is in force; in which of the cases, where that differs."""
    cases = [case for case, instance in instances.items() if applies(instance)]
    if len(cases) == len(instances):
        return localizer.say("is applied")
    return localizer.say("applied in", cases=", ".join(cases)) if cases else localizer.say("is switched off")


def _tell_levels(localizer: Localizer, levels: Sequence[int]) -> str:
    """The levels, as a range where they follow one another."""
    if not levels:
        return localizer.say("authority tasks")
    if len(levels) > 2 and list(levels) == list(range(levels[0], levels[-1] + 1)):
        return f"{levels[0]}–{levels[-1]}"
    return ", ".join(map(str, levels))


def _tell_years(localizer: Localizer, rule: LegalRule) -> str:
    if rule.valid_from is None and rule.valid_to is None:
        return localizer.say("always")
    return f"{rule.valid_from or ''}–{rule.valid_to or ''}"


def compare_inputs(localizer: Localizer, comparison: Comparison | RoadmapComparison) -> FilledTable:
    """Return the figures in which the cases differ, with the value in each; nothing where they do not."""
    instance, cases = comparison.instance, {case: case for case in comparison.results}
    return tabulate_inputs(
        words_of_inputs(localizer.language, instance, comparison.input_rows), comparison.input_rows, cases
    )


def tabulate_inputs(words: ParameterWords, found: Sequence[Mapping[str, Any]], cases: Mapping[str, str]) -> FilledTable:
    """Return figures that are not the same in all cases; `cases` have the title of each."""
    # Every parameter is told once a case, in turn: two parameters may share a name that stands for several rows.
    rows = [_tell_input(words, found[at : at + len(cases)]) for at in range(0, len(found), len(cases))]
    return FilledTable(INPUTS_OF_CASES, rows, repeats={"case": {case: (name, name) for case, name in cases.items()}})


def _tell_input(words: ParameterWords, rows: Sequence[Mapping[Any, Any]]) -> RowValues:
    parameter, note = rows[0]["parameter"], rows[0]["note"]
    in_words = parameter.rpartition(".")[2] in IN_WORDS
    values = {
        repeated_name("case", row["case"]): words.tell_source(row["value"])
        if in_words
        else OutputCell(read_number(row["value"]), words.value(parameter, row["value"]))
        for row in rows
    }
    told = {"name": words.name(parameter), "note": words.some_rows(parameter, note), "parameter": parameter}
    return {**told, **values}


def compare_pairs(localizer: Localizer, comparison: Comparison) -> FilledTable:
    """Return by how much each case is cheaper than each other, and whether that is proven."""
    rows = [
        {**row, **{name: _tell_proven(localizer, row[name]) for name in ("proven", "proven_on_curve")}}
        for row in comparison.difference_rows
    ]
    return FilledTable(DIFFERENCES_OF_CASES, rows)


def _tell_proven(localizer: Localizer, holds: object) -> str:
    return localizer.say("book is proven" if holds else "book is not proven")
