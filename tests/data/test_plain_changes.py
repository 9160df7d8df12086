"""Changes in plain words: each form in both languages, the rows and values it stands for, and what is refused."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from optimiser import check, lock, read, solve, without
from optimiser.data.findings import Finding
from optimiser.data.overrides import Override, PlainChange
from optimiser.data.plain_changes import LONGEST_SHOWN
from optimiser.data.plain_forms import FORMS, LANGUAGES
from optimiser.data.plain_names import LEFT_OUT
from optimiser.data.plain_telling import tell_change
from optimiser.data.translation import translate

TOY = Path("instances/toy")
SAME = {
    "own": "{municipality = '902', level = 4, form = 'local', demand = 'must'}",
    "buys": "{municipality = '903', level = 4, centre = 'Østerå', demand = 'must'}",
    "joins": "{municipality = '904', level = 6, centre = 'Region Nordland', demand = 'must'}",
    "today": "{municipality = '902', level = 9, form = 'unchanged', demand = 'must'}",
    "not from": "{municipality = '903', centre = 'Østerå', demand = 'must not'}",
    "everybody": "{level = 4, form = 'local', demand = 'must'}",
    "levels": ", ".join(f"{{municipality = '902', level = {n}, form = 'local', demand = 'must'}}" for n in (4, 6)),
    "closed": "{centre = 'Region Nordland', demand = 'must not'}",
}
"""Rows of the table locks."""
LOCKS = [
    ("own", "Ærholm own L4", "Ærholm eget center 4", "Ærholm answers level 4 in its own centre"),
    ("own", "902 own centre level 4", "0902 eget niveau 4", "Ærholm answers level 4 in its own centre"),
    ("buys", "Søkær buys L4 from Østerå", "Søkær køber 4 hos Østerå", "Søkær buys level 4 from Østerå"),
    ("buys", "Søkær buys from 901", "Søkær køber af Østerå", "Søkær buys level 4 from Østerå"),
    (
        "joins",
        "Åby joins region nordland L6",
        "Åby går med i Region Nordland 6",
        "Region Nordland answers level 6 for Åby",
    ),
    ("joins", "Åby joins Region Nordland", "Åby med i Region Nordland", "Region Nordland answers level 6 for Åby"),
    ("levels", "Ærholm own L4 L6", "Ærholm eget center niveau 4 og 6", "Ærholm answers levels 4, 6 in its own centre"),
    ("levels", "Ærholm own L4 - L6", "Ærholm eget 4, 6", "Ærholm answers levels 4, 6 in its own centre"),
    ("today", "Ærholm as today L9", "Ærholm som i dag 9", "Ærholm keeps level 9 in the departments, as today"),
    ("not from", "Søkær not from Østerå", "Søkær ikke fra Østerå", "Østerå is ruled out for Søkær: everything"),
    ("everybody", "everybody own L4", "alle eget center 4", "every municipality answers level 4 in its own centre"),
    ("closed", "Region Nordland closed", "Region Nordland lukket", "Region Nordland must not be open"),
]
SETS: list[tuple[PlainChange, PlainChange, str, str]] = [
    (lock("Østerå open"), lock("Østerå åbent"), "centres.Østerå.must_open=true", "Østerå must be open"),
    (lock("Østerå sells"), lock("Østerå sælger"), "centres.Østerå.must_sell=true", "Østerå must sell to others"),
    (
        without("Østerå sells"),
        without("Østerå sælger"),
        "municipalities.901.candidate_host=false",
        "Østerå may not sell",
    ),
    (
        without("law authority-stays-home"),
        without("loven authority-stays-home"),
        "legal.authority-stays-home.active=false",
        "without the legal rule authority-stays-home",
    ),
]


def scenario(folder: Path, text: str) -> Path:
    path = folder / "idea.toml"
    path.write_text(f'name = "idea"\n{text}', encoding="utf-8")
    return path


@pytest.mark.parametrize(("same", "english", "danish", "sentence"), LOCKS)
def test_a_lock_is_the_row_that_says_the_same(
    tmp_path: Path, same: str, english: str, danish: str, sentence: str
) -> None:
    row = read(TOY, scenarios=[scenario(tmp_path, f"[add]\nlocks = [{SAME[same]}]")])
    written = read(TOY, overrides=[lock(english)])
    assert written.sha256 == row.sha256 == read(TOY, overrides=[lock(danish)]).sha256
    assert written.changes == (sentence,)
    assert written.remarks == row.remarks == ()


@pytest.mark.parametrize(("english", "danish"), [(lock(each[1]), lock(each[2])) for each in LOCKS])
def test_a_lock_is_told_in_either_language_whichever_it_was_written_in(
    english: PlainChange, danish: PlainChange
) -> None:
    assert_told_alike(english, danish)


@pytest.mark.parametrize(("english", "danish"), [each[:2] for each in SETS])
def test_what_is_left_out_is_told_in_either_language(english: PlainChange, danish: PlainChange) -> None:
    assert_told_alike(english, danish)


def assert_told_alike(english: PlainChange, danish: PlainChange) -> None:
    """Each is told as it is made from words of the other language."""
    (in_english,), (in_danish,) = (read(TOY, overrides=[change]).changes for change in (english, danish))
    assert tell_change(in_english, "en") == tell_change(in_danish, "en") == in_english
    assert tell_change(in_english, "da") == tell_change(in_danish, "da") == in_danish


def test_a_parameter_is_told_alike_in_both_languages() -> None:
    for told in ("policy.max_hosts = 8", "centres.Østerå.note = 1,234 or less", ""):
        assert {tell_change(told, language) for language in LANGUAGES} == {told}


@pytest.mark.parametrize(("english", "danish", "change", "sentence"), SETS)
def test_a_change_of_a_value_is_the_one_after_set(
    english: PlainChange, danish: PlainChange, change: str, sentence: str
) -> None:
    told = read(TOY, overrides=[english])
    assert told.sha256 == read(TOY, overrides=[change]).sha256 == read(TOY, overrides=[danish]).sha256
    assert told.changes == (sentence,)


MORE = """
wishes = [{wish = "quiet", kind = "do not sell", whom = "901"}]
existing = [{municipality = "902", centre = "Ærholm", tasks = "L6", stays_until = 2100}]
locks = [
    {municipality = "902", level = 4, form = "local", demand = "must", note = "agreed in May"},
    {municipality = "902", level = 6, form = "local", demand = "must"},
]
[[set.policy.mandatory]]
levels = "4"
forms = ["local", "purchased"]
[[set.policy.mandatory]]
levels = "6"
forms = ["local", "purchased"]
[set.policy]
max_hosts = 1
no_municipality_worse_off = true
"""


@pytest.mark.parametrize(
    ("plain", "same"),
    [
        ("quiet", "wishes.quiet.active=false"),
        ("ønsket quiet", "wishes.quiet.active=false"),
        ("max_hosts", "policy.max_hosts=none"),
        ("policy no municipality worse off", "policy.no_municipality_worse_off=false"),
        ("policy.mandatory", "policy.mandatory=none"),
        ("contract Ærholm at Ærholm", "existing.902/Ærholm.stays_until=none"),
        ("aftalen 902 hos Ærholm", "existing.902/Ærholm.stays_until=none"),
        ("Agreed in May", "locks.902//4//local/must.active=false"),
        ("Ærholm own L6", "locks.902//6//local/must.active=false"),
        ("fastlåsningen 902 eget center 4", "locks.902//4//local/must.active=false"),
    ],
)
def test_what_an_instance_requires_is_left_out_by_its_name(tmp_path: Path, plain: str, same: str) -> None:
    path = scenario(tmp_path, f"[add]{MORE}")
    left, remarks = check(TOY, scenarios=[path], overrides=[without(plain)])
    assert left is not None
    assert left.sha256 == read(TOY, scenarios=[path], overrides=[same]).sha256
    assert left.changes[-1].startswith(("without ", "uden "))
    assert not [remark for remark in remarks if remark.place == "without"]


def test_one_mandate_of_several_is_left_out(tmp_path: Path) -> None:
    path = scenario(tmp_path, f"[add]{MORE}")
    left = read(TOY, scenarios=[path], overrides=[without("kravet 4")])
    assert [mandate.levels for mandate in left.settings.policy.mandatory] == [(6,)]
    assert "uden kravet til 4" in left.changes


def test_a_scenario_file_says_it_in_plain_words_too(tmp_path: Path) -> None:
    path = scenario(tmp_path, 'without = ["Østerå sells"]\nlock = ["Ærholm eget center 4-6"]')
    plain: list[Override] = [without("Østerå sells"), lock("Ærholm own L4-6")]
    read_it = read(TOY, scenarios=[path])
    assert read_it.sha256 == read(TOY, overrides=plain).sha256
    assert read_it.changes == ("Østerå may not sell", "Ærholm besvarer niveau 4, 6 i eget center")
    in_memory = read(TOY).with_changes(overrides=plain)
    assert in_memory.sha256 == read_it.sha256
    assert read(TOY).with_changes(scenarios=[path]).sha256 == read_it.sha256


def test_what_a_scenario_adds_can_be_named(tmp_path: Path) -> None:
    path = scenario(tmp_path, "[[add.centres]]\ncentre = 'Hotline'\nkind = 'external'\n[set]\n'policy.max_hosts' = 1")
    made = read(TOY, scenarios=[path], overrides=[without("Hotline"), without("max_hosts")])
    assert made.changes[-2:] == ("Hotline must not be open", "without policy.max_hosts")


# ---- What is refused, or remarked on --------------------------------------------------------------


def told(*overrides: Override) -> Sequence[Finding]:
    return check(TOY, overrides=overrides)[1]


def test_all_that_cannot_be_said_is_told_at_once_with_the_nearest_names() -> None:
    findings = told(
        lock("Ærhlom own L4"),
        lock("Søkær byus L4 from Østerå"),
        lock("Søkær buys L4 from Regio Nordland"),
        lock("Ærholm own L7-8"),
        lock("Ærholm own gossip"),
        without("Østera sels"),
        without("max_entry_points"),
        "policy.max_hots=1",
    )
    said = [(finding.column, f"{finding.rule}; {finding.remedy}") for finding in findings]
    assert len(said) == 8
    for (column, sentence), (name, words) in zip(
        said,
        [
            ("Østera sels", "did you mean sells?"),
            ("max_entry_points", "cannot be left out, as it always has a value"),
            ("Ærhlom own L4", "did you mean Ærholm?"),
            ("Søkær byus L4 from Østerå", "did you mean buys?"),
            ("Søkær buys L4 from Regio Nordland", "did you mean Region Nordland?"),
            ("Ærholm own L7-8", "no task has a level of L7-8; there is L4, L6, L9"),
            ("Ærholm own gossip", "gossip is no task or level; there is L4, L6, L9"),
            ("policy.max_hots", "did you mean policy.max_hosts?"),
        ],
        strict=True,
    ):
        assert column == name
        assert words in sentence


@pytest.mark.parametrize("kind", ["lock", "without"])
def test_where_no_form_is_met_all_are_shown(kind: str) -> None:
    (finding,) = told(lock("whatever") if kind == "lock" else without("whatever"))
    for form in FORMS:
        shown = all(form.examples[language] in finding.remedy for language in LANGUAGES)
        assert shown or form.kind != kind


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        (lock("Ærholm buys from Region Nordland"), "write joins Region Nordland"),
        (lock("Ærholm joins Østerå"), "write buys from Østerå"),
        (lock("Østerå buys from Østerå"), "write Østerå own"),
        (lock("Ærholm own L6-4"), "write L4-6"),
        (lock("Ærholm as today L4"), "change or leave out the lock"),
        (without("Ærholm own L4"), "see the table locks"),
        (without("mandate L4"), "there is none"),
    ],
)
def test_what_cannot_be_is_told_with_what_to_write(change: PlainChange, remedy: str) -> None:
    (finding,) = told(change)
    assert (finding.place, finding.column, finding.severity) == (change.kind, change.text, "error")
    assert finding.remedy == remedy


@pytest.mark.parametrize(
    "both",
    [
        [lock("Østerå open"), lock("Østerå closed")],
        [lock("Østerå sells"), without("Østerå sells")],
        [without("Østerå sells"), lock("Søkær buys L4 from Østerå")],
        [lock("Ærholm own L4"), lock("Ærholm buys L4 from Østerå")],
        [lock("Ærholm own L4"), lock("Ærholm closed")],
        [lock("Østerå sells"), without("centre Østerå")],
    ],
)
def test_what_contradicts_another_is_told(both: list[Override]) -> None:
    findings = told(*both)
    assert [finding.severity for finding in findings] == ["error"]
    assert {finding.column for finding in findings} <= {each.text for each in both if isinstance(each, PlainChange)}


def test_a_centre_without_a_part_in_the_structure_cannot_be_open() -> None:
    (finding,) = check(TOY, structure="none", overrides=[lock("Region Nordland open")])[1]
    assert finding.rule == "Region Nordland has no part in the structure none, so it cannot be open"
    assert read(TOY, overrides=[lock("Region Nordland open")]).centres["Region Nordland"].must_open


def test_a_text_of_any_length_is_refused_at_once() -> None:
    for text in ("a buys a from " * 2000, "Østerå own " * 2000, "\x00 {who} own {} .*?", "*", "", "* open"):
        findings = told(lock(text), without(text))
        assert [finding.severity for finding in findings] == ["error", "error"]
        assert max(len(finding.column) for finding in findings) <= LONGEST_SHOWN


def test_a_name_of_two_things_is_told_apart_by_a_word(tmp_path: Path) -> None:
    wish = '[[add.wishes]]\nwish = "Region Nordland"\nkind = "do not sell"\nwhom = "901"'
    path = scenario(tmp_path, wish)
    (finding,) = check(TOY, scenarios=[path], overrides=[without("Region Nordland")])[1]
    assert finding.rule == "could mean several things"
    assert "centre Region Nordland (" in finding.remedy
    assert "wish Region Nordland (" in finding.remedy
    for word, words in (("wish", "without the wish Region Nordland"), ("centre", "Region Nordland must not be open")):
        assert words in read(TOY, scenarios=[path], overrides=[without(f"{word} Region Nordland")]).changes


def test_what_is_so_already_or_is_overridden_is_remarked_on() -> None:
    (finding,) = told(without("Ærholm sells"))
    assert finding.rule == "changes nothing: it is so already"
    (finding,) = told("policy.max_hosts=2", without("max_hosts"))
    assert finding.rule == "is overridden: without policy.max_hosts (without) comes after it"
    (finding,) = told(lock("Søkær own L6"))
    assert "nobody has contacts that it applies to" in finding.rule
    assert finding.severity == "warning"


def test_a_name_in_a_row_that_is_wrong_itself_is_not_told_twice(tmp_path: Path) -> None:
    path = scenario(tmp_path, "[set]\n'municipalities.902.lat' = 95")
    findings = check(TOY, scenarios=[path], overrides=[lock("Ærholm own L4")])[1]
    assert [finding.place for finding in findings if "Ærholm" in finding.column + finding.value] == []
    assert findings


def test_every_policy_that_can_be_left_out_is_known() -> None:
    assert {"max_hosts", "mandatory", "nested_depth", "min_local_share"} <= LEFT_OUT.keys()
    assert not {"max_entry_points", "levels"} & LEFT_OUT.keys()


# ---- The answer moves as it is said ---------------------------------------------------------------


@pytest.fixture(scope="module")
def best() -> float:
    """What the toy's best plan costs, in kr."""
    return solve(read(TOY)).figures.objective_kr


@pytest.mark.parametrize(
    ("change", "municipality", "task", "centre", "more"),
    [
        (lock("Søkær own L4"), "903", "L4", "Søkær", True),
        (lock("Ærholm buys L4 from Østerå"), "902", "L4", "Østerå", True),
        (lock("everybody joins Region Nordland"), "902", "L6", "Region Nordland", True),
        (lock("Ærholm as today L9"), "902", "L9", "departments", True),
        (lock("Søkær not from Østerå"), "903", "L4", "Søkær", True),
        (lock("Region Nordland open"), "903", "L4", "Region Nordland", True),
        (lock("Østerå lukket"), "901", "L4", "Region Nordland", True),
        (lock("Østerå sælger"), "903", "L4", "Østerå", False),
        (without("Østerå sells"), "903", "L4", "Søkær", True),
        (without("Region Nordland"), "903", "L4", "Østerå", False),
    ],
)
def test_the_plan_obeys(
    best: float, change: PlainChange, municipality: str, task: str, centre: str, more: bool
) -> None:
    found = solve(read(TOY, overrides=[change]))
    assert found.assignment[municipality, task] == centre
    assert found.figures.objective_kr > best if more else found.figures.objective_kr == pytest.approx(best)
    assert not found.breaches
    assert found.run.changes == [found.instance.changes[0]]


def test_of_a_change_in_plain_words_only_the_part_without_effect_is_told() -> None:
    """Søkær has no contacts of level 6: its level 4 is locked all the same, and an option is no row to delete."""
    (remark,) = read(TOY, overrides=[lock("Søkær own L1-6")]).remarks
    rule = "the rest takes effect, but this locks nothing: nobody has contacts that it applies to"
    assert (remark.place, remark.column, remark.value) == ("lock", "Søkær own L1-6", "6")
    assert (remark.rule, remark.remedy) == (rule, "leave that part out")
    (remark,) = read(TOY, overrides=[lock("Søkær own L6")]).remarks
    assert remark.rule == "locks nothing: nobody has contacts that it applies to"
    assert remark.remedy == "correct it, or leave it out"
    assert translate(remark.remedy, "da") == "ret det, eller udelad det"
    assert read(TOY, overrides=[lock("Ærholm own L1-6")]).remarks == ()
