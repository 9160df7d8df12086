"""What is found in an input, in Danish: every sentence of the code that finds it is in the catalogue."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from optimiser.data.danish_breaches import BREACHES, WHOM
from optimiser.data.danish_meanings import TABLES as DANISH_TABLES
from optimiser.data.finding_groups import sentences_of
from optimiser.data.findings import Finding
from optimiser.data.in_words import meaning_of
from optimiser.data.settings import declared_entries
from optimiser.data.tables import TABLES
from optimiser.data.translation import GAP, LONGEST, SENTENCES, translate, translate_breach, translate_remark
from optimiser.report.phrases import PHRASES
from tests.data.tiny import Folder

PACKAGE = Path(__file__).parents[2] / "optimiser"
FINDING = (
    *(
        f"data/{name}"
        for name in ("cells", "changes", "checking", "checking_policy", "checking_rows", "checking_tables")
    ),
    *(
        f"data/checking_{name}"
        for name in ("allocation", "amounts", "existing", "neighbours", "sales", "staff", "staffing", "wishes", "years")
    ),
    *(f"data/{name}" for name in ("effects", "effects_of_years", "findings", "municipality_names")),
    *(f"data/{name}" for name in ("plain_changes", "plain_names", "scenario")),
    *(f"data/{name}" for name in ("read", "sheets", "systems", "unread", "workbook", "workbook_layout")),
    *sorted(str(path.relative_to(PACKAGE).with_suffix("")) for path in (PACKAGE / "importing").glob("*.py")),
    *(f"drawing/{name}" for name in ("contradictions", "pricing", "regions", "rules", "rules_in_folder")),
    *("report/charts/geometry", "report/charts/map_files"),
)
"""Modules that find what is wrong."""
NO_SENTENCES = frozenset(
    (
        *("at least", "at most", "must not", "as written", "hele landet", "all denmark", "{} {}", "{} to {}"),
        *("share a year", "bool | None", "rows.SystemChange | rows.FutureChange", "SystemChange | FutureChange"),
        *(
            "{} as changed",
            "{} in {}",
            "{} problem{} in {}",
            "row {}",
            "{} of {}",
            "{}: one more row ({})",
            "too many merged cells",
        ),
        *("switched off", "no contacts", "its seat has no contacts", "no task is an authority task"),
        *(
            "not chosen",
            "no centre gets so large",
            "nobody calls while a centre is open",
            "not in force in {}",
            "in no year before it",
        ),
        *(
            "municipality code",
            "municipality name",
            "day first",
            "month first",
            "time of day",
            "halve? timer?",
            "i alt",
        ),
        *("calls offered: {}", "counted: {}{}", ", {} weeks counted, times {}/{}", "{} values added up"),
        *(
            "common border in {}",
            "national contacts spread by population",
            "nobody to spread contacts over: the populations sum to 0",
        ),
        *("wait|ventetid|queue time|kø.?tid|time in queue|delay", "Arcs | None"),
        *("level{} {}", "niveau {}", "the mandate for {}", "kravet til {}", "enhver kommune", "every municipality"),
        *("the changes", "{} rows, from {} to {}"),
        *("utf-8", "nobody is", "{} is not", "a formula", "handling time: ", "column {}"),
    )
)
"""Words that are not said in a finding, or not by themselves; reasons why a row is not counted, which nothing tells."""
PARTS = frozenset(
    (
        *("is overridden{}: {} ({}) comes after it", " in {} of {} values", " and {} more", "; so {} {} other cell{}"),
        *("{} minutes of an agent, the mean of handling_minutes, cost {} kr.", "at least {} kr."),
        *("{}, but a contact costs at most {} kr. in {}, at any size of a centre", "{}; the counts are used"),
        *("{}, but a contact costs {} in {}, {} of it agents", "the centre stays closed: it needs {}"),
        "{} contacts a year, but all who may use it have {}",
        "so {} of the week's contacts would arrive before {}:00",
        "{} is read as the half hour from {} and {} as that from {}, {}",
        "outside the {} hours a week in which most arrive ({})",
        "{} of the contacts of {} arrive {}, and would be counted within them",
        *("all other rows", "the other rows of its region", "has as many {} as {} together: is it their total?"),
        *("no such {}", "the form {}", "any form away from home", "locks nothing: {}"),
        "has no effect: there is no link of {} that it applies to",
        "has no effect: {} in the group {} with a task that it may answer",
        *("what it forbids is not possible anyway", "nothing else is possible anyway"),
        *("delete the row", "delete the lock", "leave out the lock", "{} is no {}", "legal rule", "task or level"),
        *("this file is not read{}", "this sheet is not read: {}", "{} is read from the sheet of that name"),
        *(": {} is read from {}", ": its columns are those of {}", ": it is neither instance.toml nor a scenario"),
        *(", though it seems to be the table {}", "it has what belongs in the sheet {}", "{}, or move it away"),
        *("rename it to", "save it as", "{} hidden", "does not follow from the counts beside it in {} of {} rows"),
        *("{}: {}", "{}: this instance has no KPI"),
    )
)
"""What sentences are put together of; each stands in one of the catalogue, which `_has_words_of` holds them to."""
PATTERN = re.compile(r"\\|\(\?|\[\^")


def _literals(module: str) -> Iterator[str]:
    """The texts of a module that hold several words, with gaps for figures; docstrings and patterns aside."""
    tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    aside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            aside.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            aside.update(id(part) for part in node.values)
    for node in ast.walk(tree):
        text = "" if id(node) in aside else _text(node)
        named = text.startswith("import ") or text in PHRASES
        if " " in text.strip() and not named and re.search(r"[a-z]{2}", text) and not PATTERN.search(text):
            yield text


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return re.sub(r"\{\w+\}", GAP, node.value) if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in node.values)


CHOICES = {
    choice
    for table in TABLES.values()
    for field in table.columns.values()
    for option in (field.annotation, *get_args(field.annotation))
    for choice in get_args(option)
}
"""Words that users write into cells: the same in every language."""


ENGLISH = re.compile(r"(?<!\S)(a|an|and|or|the|such|with|how|which|must|is|are|given)(?!\S)")
"""Words that Danish does not have: a sentence of one gap, such as must be {}, fits much that it does not say."""


def _is_said(text: str) -> bool:
    """True where the whole of it is told in Danish; half of it in English is not."""
    told = translate(text.replace(GAP, "7"), "da")
    return told != text.replace(GAP, "7") and not ENGLISH.search(told)


def _has_words_of(sentence: str, part: str) -> bool:
    """True where the whole words of a part stand in a sentence, in their order."""
    words = (re.escape(each.strip()) for each in part.split(GAP) if each.strip())
    whole = ".*".join(re.sub(r"^(?=\w)|(?<=\w)$", r"\\b", each) for each in words)
    return bool(re.search(whole, sentence))


@pytest.mark.parametrize("part", sorted(PARTS))
def test_every_part_of_a_sentence_stands_in_one_that_is_there_in_danish(part: str) -> None:
    assert any(_has_words_of(sentence, part) for sentence in SENTENCES)
    assert not _is_said(part)


OTHERS = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.parent.name not in ("phrases", "importing") and path.relative_to(PACKAGE).parts[0] != "data"
]
TELLS = frozenset(("Finding", "finding_about", "fault_of_path", "CellError", "VaryError", "did_you_mean"))
"""What is given a rule and a remedy, or the like."""


def _findings_of(path: Path) -> Iterator[str]:
    """The texts that a module gives to what tells of a finding, or keeps as a rule or a remedy."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        given: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            given = [*node.args, *(keyword.value for keyword in node.keywords)] if name in TELLS else []
        elif isinstance(node, ast.Assign) and {"rule", "remedy"} & {getattr(each, "id", "") for each in node.targets}:
            given = [node.value]
        for part in given:
            inner = {id(each) for text in ast.walk(part) if isinstance(text, ast.JoinedStr) for each in text.values}
            yield from (_text(each) for each in ast.walk(part) if id(each) not in inner and " " in _text(each).strip())


def test_every_finding_of_the_other_rooms_is_there_in_danish() -> None:
    told = {(path.name, text) for path in OTHERS for text in _findings_of(path)}
    assert sorted((name, text) for name, text in told if text not in PARTS and not _is_said(text)) == []


@pytest.mark.parametrize("module", FINDING)
def test_every_sentence_of_a_finding_is_there_in_danish(module: str) -> None:
    assert [
        text for text in _literals(module) if text not in NO_SENTENCES | PARTS | CHOICES and not _is_said(text)
    ] == []


NO_BREACHES = frozenset(
    (
        *(
            "says optimal with ",
            ", but ",
            ": ",
            ", ",
            " ",
            "partly stated",
            "{} {}",
            "with {} entry points a municipality",
        ),
        *(
            "{} none does",
            "{} {} may have two partners",
            "{} kr. follow",
            "nothing follows",
            ", wages × {}",
            "{} from {}",
        ),
        *("a lock says it {} be {}", "{} {} pooled contacts a year", "the target is {} {}"),
        *("the least is {}", "{}; {}", "{}: {} {}, but {}", "as", "The country"),
    )
)
"""Parts of sentences that are put together of several, each of which is in the catalogue as a whole."""
CODE = re.compile(r"(\{\}|run\.json|[a-z_]+\.csv)(, (\{\}|[a-z0-9_.-]+|piece \{\}))*( years)?")
"""Where a figure stands: files, entries and columns, in the words that they have in every language."""


@pytest.mark.parametrize("module", sorted(path.stem for path in (PACKAGE / "audit").glob("*.py")))
def test_every_breach_is_there_in_danish(module: str) -> None:
    told = [text for text in _literals(f"audit/{module}") if not CODE.fullmatch(text)]
    known = NO_BREACHES | CHOICES | BREACHES.keys() | WHOM.keys() | {"assumptions.csv, row {}"}
    assert [text for text in told if text not in known] == []


PUT_TOGETHER = frozenset(
    (
        *("says optimal with {}", "nothing follows from {}", "{} kr. follow from {}", "none", "departments", "anybody"),
        *("{} within {} s, {} h a week, wages × {}", "the target is at least {}", "the target is at most {}"),
        *("a lock says it must be {}", "a lock says it must not be {}", "has a mean {} of {}"),
        *("answers {} pooled contacts a year", "sells {} pooled contacts a year"),
        *("with {} entry points a municipality none does", "must be as the program wrote it", "was changed since"),
        *("with {} entry points a municipality {} may have two partners", "must be what the program wrote"),
        *("is not in its seal", "{}: nothing says that the files here are as the program wrote them"),
    )
)
"""Sentences that code puts together of several parts, or of one word."""


def test_no_danish_is_of_a_breach_that_is_gone() -> None:
    modules = [f"audit/{path.stem}" for path in (PACKAGE / "audit").glob("*.py")]
    said = {text for module in (*modules, "fixed_plan", "explanation/local_moves") for text in _texts(module)}
    assert sorted((BREACHES.keys() | WHOM.keys()) - said - PUT_TOGETHER) == []


def _texts(module: str) -> Iterator[str]:
    """Every text of a module, with gaps for figures."""
    tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    yield from (part for node in ast.walk(tree) for text in [_text(node)] for part in (text, *text.split(", ")))


@pytest.mark.parametrize(
    ("about", "found", "wanted", "danish"),
    [
        (
            "run.json, bound_kr",
            "is 73,950,000 kr.",
            "the plan costs 63,950,000 kr.",
            "run.json, bound_kr er 73.950.000 kr., men planen koster 63.950.000 kr.",
        ),
        (
            "L4 of Søkær (1,000 contacts)",
            "is in 2 lines of assignments.csv",
            "must be in exactly one",
            "L4 i Søkær (1.000 henvendelser) står i 2 linjer i assignments.csv, men skal stå i netop én.",
        ),
        (
            "assignments.csv, L4 of Søkær, form",
            "is 'local'",
            "must be 'purchased'",
            "assignments.csv, L4 i Søkær, form er 'local', men skal være 'purchased'.",
        ),
        (
            "L7 of Ry",
            "is answered in the form purchased by Ry",
            "the legal rule home forbids that (Act 548 of 2006 or later)",
            "L7 i Ry besvares i formen purchased af Ry, men lovreglen home forbyder det (Act 548 of 2006 or later).",
        ),
        (
            "L1 of Ry",
            "is answered by Ribe",
            "a lock says it must not be the form purchased",
            "L1 i Ry besvares af Ribe, men en fastlåsning siger, at det ikke må være formen purchased.",
        ),
        (
            "instance: volumes.csv, row 3, contacts",
            "is 'x'",
            "must be a number",
            "instance: volumes.csv, række 3, contacts er 'x', men skal være et tal.",
        ),
        (
            "centres.csv",
            "cannot be used",
            "must be a file that can be read: No such file or directory",
            "centres.csv kan ikke bruges, men skal være en fil, der kan læses: den findes ikke.",
        ),
        (
            "report.html",
            "was changed since",
            "must be as the program wrote it; `optimiser report` makes it again",
            "report.html er blevet ændret siden, men skal være, som programmet skrev det; `optimiser report` laver den igen.",
        ),
        (
            "run.json, status",
            "says optimal with a gap of 0.02",
            "the gap asked for is 0.0001",
            "run.json, status siger optimal med en afstand på 0,02, men den ønskede afstand er 0,0001.",
        ),
        (
            "Ry",
            "has a mean waiting of 80.5 seconds",
            "the target is at most 60",
            "Ry har et gennemsnit af waiting på 80,5 sekunder, men målet er højst 60.",
        ),
    ],
)
def test_a_breach_is_told_in_danish(about: str, found: str, wanted: str, danish: str) -> None:
    assert translate_breach(about, found, wanted, "da") == danish
    assert translate_breach(about, found, wanted, "en").startswith(f"{about} {found}, but {wanted}".removesuffix("."))


def test_lists_in_a_sentence_are_in_danish_too() -> None:
    days = "has no calls on Monday, Wednesday, Friday: what arrives there cannot be told"
    assert translate(days, "da").startswith("har ingen opkald på mandag, onsdag, fredag: ")
    assert translate("Læsø, Fanø, Samsø and others", "da") == "Læsø, Fanø, Samsø og flere"


def test_both_languages_have_the_same_gaps() -> None:
    for english, danish in SENTENCES.items():
        fields = [name for _, name, _, _ in Formatter().parse(danish) if name is not None]
        assert len(fields) == english.count(GAP), english


def test_every_table_column_and_setting_has_a_meaning_in_danish() -> None:
    declared = [field for table in TABLES.values() for field in table.columns.values()]
    meanings = {meaning_of(field) for field in (*declared, *declared_entries().values())}
    assert sorted(meaning for meaning in meanings if meaning not in SENTENCES) == []
    assert DANISH_TABLES.keys() == TABLES.keys()


@pytest.mark.parametrize(
    ("english", "danish"),
    [
        ("must be 3 or more", "skal være 3 eller mere"),
        (
            "unusual: at least 1,000 kr. are expected; so in 4 of 9 rows",
            "usædvanligt: mindst 1.000 kr. ventes; det gælder 4 af 9 rækker",
        ),
        ("what belongs here: inhabitants (persons)", "her hører til: indbyggere (personer)"),
        ("applies to nothing: no such column of tasks", "gælder intet: denne kolonne findes ikke i tasks"),
        (
            "what belongs here: factor on the municipality's investments (maturity) (ratio)",
            "her hører til: faktor på kommunens investeringer (modenhed) (faktor)",
        ),
        (
            "must be valid TOML: Expected newline or end of document",
            "skal være gyldig TOML: Expected newline or end of document",
        ),
        (
            "6.7% of the contacts of a.csv arrive outside the 37 hours a week in which most arrive (Monday 08:00 to "
            "08:30, Friday 08:00 to 09:00, Sunday 10:00 to 10:30 and others), and would be counted within them",
            "6,7% af henvendelserne i a.csv kommer uden for de 37 timer om ugen, hvor de fleste kommer (mandag 08:00 "
            "til 08:30, fredag 08:00 til 09:00, søndag 10:00 til 10:30 og flere), og ville blive talt med inden for dem",
        ),
        ("leave it out", "udelad det"),
        ("must be a file that can be read: Is a directory", "skal være en fil, der kan læses: det er en mappe"),
        ("all that nobody has said {} yet", "all that nobody has said {} yet"),
        ("fill in what nobody has said, or leave it", "fill in what nobody has said, or leave it"),
        ("", ""),
    ],
)
def test_figures_and_sentences_within_are_put_in(english: str, danish: str) -> None:
    assert translate(english, "da") == danish
    assert translate(english, "en") == english


def test_a_name_with_signs_of_templates_is_put_in_as_it_is() -> None:
    name = "{0} .*? {}"
    assert translate(f"must be in one group of {name}, but is in {name} too", "da").count(name) == 2
    long = "no column is so long " * LONGEST
    assert translate(long, "da") == long


def test_findings_about_a_folder_are_told_in_danish(folder: Folder) -> None:
    folder.replace("volumes.csv", "1,guide,800", "1,gide,many")
    folder.replace("volumes.csv", "2,guide,300", "7,gide,300")
    folder.replace("centres.csv", "Alfa,local,1,", "Alfa,local,,")
    told = {translate(part, "da") for finding in folder.findings() for part in (finding.rule, finding.remedy)}
    assert {
        *("skal være et tal", "denne kommune findes ikke", "denne opgave findes ikke", "mente du guide?"),
        *("et lokalt center skal have et hjemsted", "nævn den kommune, det hører til"),
    } <= told


def test_a_remark_that_was_kept_as_a_sentence_is_told_in_danish() -> None:
    kept = Finding(
        "kpis", 3, "kpi", "calm", "is measured nowhere: it has no values", "add them to the table kpi_values"
    )
    told = translate_remark(kept.sentence, "da")
    assert told == "kpis række 3 kpi calm: måles ingen steder: det har ingen værdier; tilføj dem i tabellen kpi_values"
    assert translate_remark(kept.sentence, "en") == kept.sentence
    (told,) = sentences_of(replace(kept, row=row) for row in range(3, 10))
    assert translate_remark(told, "da") == (
        "kpis rækkerne 3, 4, 5, 6, 7 og 2 mere kpi calm: måles ingen steder: det har ingen værdier;"
        " tilføj dem i tabellen kpi_values"
    )
    assert translate_remark("nobody has said this: so; far", "da") == "nobody has said this: so; far"


@pytest.mark.parametrize(
    ("english", "danish"),
    [
        ("unusual: from 0.2 to 60 minutes are expected", "usædvanligt: fra 0,2 til 60 minutter ventes"),
        (
            "the rows of its tasks add up to 1,234.5 full-time employees",
            "rækkerne om dens opgaver giver tilsammen 1.234,5 årsværk",
        ),
        ("no such column of 08.00", "denne kolonne findes ikke i 08.00"),
        ("no such column of 2014.csv", "denne kolonne findes ikke i 2014.csv"),
    ],
)
def test_numbers_in_a_sentence_have_a_decimal_comma_in_danish(english: str, danish: str) -> None:
    """A time or a file is no number."""
    assert translate(english, "da") == danish
    assert translate(english, "en") == english
