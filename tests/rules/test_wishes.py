"""Each kind of wish on the toy, whose plans and costs stand in its README; what is said of one; brute force on more."""

import shutil
from pathlib import Path

import pytest

from optimiser import extract, read, solve
from optimiser.data import rows
from optimiser.data.instance import Instance
from optimiser.data.read import check, remake_instance, write
from optimiser.data.settings import Language
from optimiser.data.wishes import KINDS
from optimiser.diagnosis.diagnose import diagnose
from optimiser.explanation.explanation import list_alternatives
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import Route
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.diagnosis import DiagnosisSummary
from optimiser.report.summaries.requirements import tell_wish
from optimiser.report.summaries.result import Summary
from optimiser.rules.registry import requirements_of
from tests.random_instances import WISHES, random_instance_with_wishes
from tests.witness import cheapest

TOY = Path(__file__).parents[2] / "instances" / "toy"
BEST, AABY_ALONE, SOEKAER_ALONE, ALL_ALONE = 63_950_000, 64_150_000, 64_350_000, 65_850_000


def wished(*wishes: rows.Wish, base: Instance | None = None) -> Instance:
    instance = base or read(TOY)
    return remake_instance(instance, instance.settings, wishes=wishes)


def wish(kind: rows.WishKind, whom: str = "", **more: object) -> rows.Wish:
    return rows.Wish.model_validate({"wish": "one", "kind": kind, "whom": whom, **more})


@pytest.mark.parametrize(
    ("asked", "cost_kr"),
    [
        (wish("do not sell", "901"), ALL_ALONE),
        (wish("do not sell", "902"), BEST),
        (wish("stay alone", "904"), AABY_ALONE),
        (wish("stay alone", "901"), ALL_ALONE),
        (wish("stay alone", "902"), BEST),
        (wish("not from", "903", centre="Østerå"), SOEKAER_ALONE),
        (wish("not from", "", centre="Østerå"), ALL_ALONE),
        (wish("not from", "903; 904", centre="Østerå", levels="6"), AABY_ALONE),
        (wish("not from", "903", centre="Østerå", tasks="L6"), BEST),
        (wish("not from", "Nordland", centre="Region Nordland"), BEST),
        (wish("buy within km", value=12.0), ALL_ALONE),
        (wish("buy within km", value=23.0), AABY_ALONE),
        (wish("buy within km", value=26.0), BEST),
        (wish("buy within km", "903", value=1.0), SOEKAER_ALONE),
        (wish("buy within region"), BEST),
        (wish("do not sell", "901", active=False), BEST),
        (wish("keep together", "904", tasks="L6; L9"), AABY_ALONE),
        (wish("keep together", "901; 902"), BEST),
        (wish("own centre at least", "902", value=300_000), BEST),
        (wish("own centre at least", "902", value=300_001), AABY_ALONE),
        (wish("own centre at least", "903; 904", value=300_001), BEST),
        (wish("at most buyers", value=0), ALL_ALONE),
        (wish("at most buyers", "901", value=2), BEST),
        (wish("at most buyers", "902", value=0), BEST),
    ],
)
def test_a_wish_takes_away_what_it_says_and_no_more(asked: rows.Wish, cost_kr: float) -> None:
    result = solve(wished(asked), gap=0.0)
    assert result.objective_kr == pytest.approx(cost_kr)
    assert result.breaches == []


def test_a_municipality_may_refuse_to_pay_more_than_today() -> None:
    """Where a contact costs 44 kr. today, Ærholm pays 150,000 kr. more in the best plan: Åby does in the next best."""
    cheap = read(TOY, overrides=["economy.today_unit_cost_kr=44"])
    for whom, cost_kr in (("901; 903; 904", 60_350_000), ("902", 60_550_000)):
        asked = wished(wish("pay no more than today", whom), base=cheap)
        result = solve(asked, gap=0.0)
        assert result.objective_kr == pytest.approx(cost_kr)
        assert result.breaches == []
    everybody = wished(wish("pay no more than today"), base=cheap)
    assert solve(everybody, gap=0.0).status == "infeasible"


@pytest.mark.parametrize("column", ["region", "it_system"])
def test_what_is_compared_must_be_the_same(column: str) -> None:
    toy = read(TOY)
    places = [
        row.model_copy(update={column: "other" if row.code == "903" else "same"}) for row in toy.tables.municipalities
    ]
    asked = wish("buy within region" if column == "region" else "buy on same it system")
    told = solve(wished(asked, base=remake_instance(toy, toy.settings, municipalities=places)), gap=0.0)
    assert told.objective_kr == pytest.approx(SOEKAER_ALONE)


# ---- what is said ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "danish", "english"),
    [
        (
            wish("pay no more than today"),
            "ingen kommune må betale mere end i dag",
            "no municipality may pay more than today",
        ),
        (wish("do not sell", levels="4"), "ingen kommune må sælge niveau 4", "no municipality may sell level 4"),
        (
            wish("stay alone"),
            "ingen kommune må købe, sælge eller dele et center",
            "no municipality may buy, sell or share a centre",
        ),
        (
            wish("not from", centre="Østerå"),
            "ingen kommune må få opgaver besvaret af Østerå",
            "no municipality may have tasks answered by Østerå",
        ),
        (wish("do not sell", "901"), "Østerå må ikke sælge opgaver", "Østerå may not sell tasks"),
        (
            wish("at most buyers", "901", value=1),
            "Østerå må højst sælge til én anden",
            "Østerå may sell to at most one other",
        ),
        (
            wish("at most buyers", "901", value=2),
            "Østerå må højst sælge til 2 andre",
            "Østerå may sell to at most 2 others",
        ),
    ],
)
def test_what_nobody_may_is_not_told_as_what_all_may_not(asked: rows.Wish, danish: str, english: str) -> None:
    told = [tell_wish(Localizer(language), read(TOY), asked) for language in ("da", "en")]
    assert told == [danish, english]


NOTED = wish("do not sell", "901", note="the council said no")


def test_a_wish_binds_whom_it_keeps_from_a_centre_and_its_note_is_repeated() -> None:
    result = solve(wished(NOTED), gap=0.0)
    assert result.figures.rules_that_bind["wishes"] == ["Ærholm", "Søkær", "Åby"]
    told: dict[Language, str] = {
        "da": "Aktive ønsker: one (Østerå må ikke sælge opgaver – the council said no).",
        "en": "Wishes in force: one (Østerå may not sell tasks – the council said no).",
    }
    for language, sentence in told.items():
        assert sentence in list(Summary(result, language).tell_details())


def test_an_explanation_cites_the_wish_with_its_note() -> None:
    problem = build_problem(wished(NOTED))
    places = list_alternatives(problem, Route("903", "L4", "Søkær", "local"))
    refusal = next(one for place in places if place.route.centre == "Østerå" for one in place.refused_by)
    assert (refusal.rule, refusal.citations) == ("wishes", ("one: the council said no",))


def test_a_wish_that_leaves_no_plan_is_told_of_and_given_up() -> None:
    toy = wished(wish("do not sell", "901", note="for now"))
    lock = rows.Lock(municipality="903", form="purchased", demand="must", level=4)
    instance = remake_instance(toy, toy.settings, locks=[lock])
    diagnosis = diagnose(instance)
    sentences = [sentence for sentence, _ in DiagnosisSummary(diagnosis, "en").tell_all()]
    assert "  – the wish one: Østerå may not sell tasks – for now [wishes]" in sentences
    assert any("Give the wish one up (Østerå may not sell tasks – for now)." in one for one in sentences)
    assert "      --set wishes.one.active=false" in sentences


def test_tasks_that_no_place_may_answer_together_are_seen_at_once() -> None:
    instance = wished(wish("keep together", "903")).with_changes({"policy.levels.local": "4-6"})
    result = solve(instance)
    assert [(one.rule, one.about) for one in result.run.conflicts] == [("keep-together", "Søkær")]
    told = " ".join(Summary(result, "en").tell_failure())
    assert "must have L4, L9 answered in one place, but no place may answer all of them" in told


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_in_both_languages(kind: rows.WishKind) -> None:
    value = 5.0 if KINDS[kind].unit else None
    asked = wish(kind, "901; Nordland", value=value, centre="Østerå" if KINDS[kind].names_centre else None)
    danish, english = (tell_wish(Localizer(language), read(TOY), asked) for language in ("da", "en"))
    assert danish.startswith("Østerå og Region Nordland")
    assert english.startswith("Østerå and the region Nordland")


# ---- as a whole -----------------------------------------------------------------------------------


SEEDS = (*range(8), 13, 24, 42, 50, 52, 54)
"""In the latter some centre sells in the best plan without wishes."""


@pytest.mark.parametrize("kind", WISHES)
def test_brute_force_finds_the_same_and_a_wish_less_is_never_dearer(kind: rows.WishKind) -> None:
    bound, dearer = 0, 0
    for seed in SEEDS:
        instance = random_instance_with_wishes(seed, (kind,))
        best, result = cheapest(instance), solve(instance, gap=0.0)
        assert (result.objective_kr is None) == (best is None), seed
        without = solve(remake_instance(instance, instance.settings, wishes=()), gap=0.0)
        if best is None or result.objective_kr is None or without.objective_kr is None:
            continue
        assert result.objective_kr == pytest.approx(best.cost_kr), seed
        assert result.breaches == [], seed
        assert without.objective_kr <= result.objective_kr * (1 + 1e-9), seed
        dearer += without.objective_kr < result.objective_kr - 1
        bound += any(one.kind == "wish" for one in requirements_of(instance))
    assert bound > 3
    assert dearer > 0


def test_an_extract_keeps_of_a_list_whom_it_keeps() -> None:
    asked = [
        wish("do not sell", "901; 902"),
        wish("stay alone", "902").model_copy(update={"wish": "two"}),
        wish("buy within region").model_copy(update={"wish": "three"}),
    ]
    made = extract(wished(*asked), municipalities=["901", "903", "904"]).instance
    assert [(row.wish, row.whom) for row in made.tables.wishes] == [("one", "901"), ("three", "")]


# ---- what is wrong with one -----------------------------------------------------------------------


COLUMNS = "wish,kind,whom,centre,tasks,levels,value"


def findings_of(asked: str, folder: Path) -> list[str]:
    shutil.copytree(TOY, folder / "toy")
    (folder / "toy" / "wishes.csv").write_text(f"{COLUMNS}\n{asked}\n", encoding="utf-8")
    return [f"{found.severity} {found.column}: {found.rule}; {found.remedy}" for found in check(folder / "toy")[1]]


def test_a_fault_in_one_wish_hides_no_unknown_name_in_another(tmp_path: Path) -> None:
    told = findings_of("a,do not sell,901,,,,many\nb,do not sell,905,,L5,,\nc,stay alone,901,,L4,,", tmp_path)
    assert [one.split(":")[0] for one in told] == ["error value", "error whom", "error tasks", "error tasks"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("a,do not sell,905,,,,", "error whom: 905: no such municipality or region; did you mean 904?"),
        ("a,do not sell,Østerå,,,,", "error whom: Østerå: no such municipality or region; write its code, 901"),
        ("a,do not sell,Nordlan,,,,", "error whom: Nordlan: no such municipality or region; did you mean Nordland?"),
        ("a,do not sell,Mars,,,,", "error whom: Mars: no such municipality or region; write codes of municipalities"),
        ("a,do not sell,901,,L5,,", "error tasks: L5: no such task; name one of L4, L6, L9"),
        ("a,do not sell,901,,L4,4,", "error levels: must be blank where tasks are named"),
        ("a,stay alone,901,,L4,,", "error tasks: the kind stay alone is about all tasks"),
        ("a,stay alone,901,,,4,", "error levels: the kind stay alone is about all tasks"),
        ("a,not from,901,,,,", "error centre: must be filled in for the kind not from; name the centre"),
        ("a,do not sell,901,Østerå,,,", "error centre: the kind do not sell has none"),
        ("a,buy within km,,,,,", "error value: must be filled in for the kind buy within km; write it in km"),
        ("a,do not sell,901,,,,4", "error value: the kind do not sell has none"),
        (
            "a,buy on same it system,903,,,,",
            "error kind: needs it_system of each that buys or may sell; unknown of 901, 903",
        ),
        ("a,do not sell,902,,,,", "warning kind: has no effect: what it rules out is not possible anyway"),
        ("a,buy near,902,,,,", "error kind: must be"),
        ("a,at most buyers,901,,,,1.5", "error value: must be a whole number of municipalities"),
        ("a,at most buyers,901,,,,3", "warning kind: has no effect"),
        ("a,keep together,901,,L4,,", "warning kind: has no effect"),
        ("a,own centre at least,901,,,,0", "warning kind: has no effect"),
        ("a,own centre at least,901,,,4,9", "error levels: the kind own centre at least is about all tasks"),
    ],
)
def test_a_wish_that_says_nothing_is_told_of(asked: str, told: str, tmp_path: Path) -> None:
    found = findings_of(asked, tmp_path)
    assert any(one.startswith(told) for one in found), found


def test_a_distance_needs_points(tmp_path: Path) -> None:
    toy = read(TOY)
    places = [row.model_copy(update={"lat": None, "lon": None}) for row in toy.tables.municipalities]
    write(
        remake_instance(toy, toy.settings, municipalities=places, wishes=[wish("buy within km", value=9)]),
        tmp_path / "i",
    )
    rule = "needs lat and lon of each that buys or may sell; unknown of 901, 902, 903, 904"
    assert rule in [found.rule for found in check(tmp_path / "i")[1]]
