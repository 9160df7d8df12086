"""A parameter is told by its name and its value in the reader's form, and nowhere by its code."""

import re
from functools import cache

import pytest

from optimiser import Instance, read, solve
from optimiser.comparison.requirement_prices import RequirementPrices, requirements_to_price
from optimiser.data.settings import Language
from optimiser.report.html import header
from optimiser.report.html.sweep import sweep_page
from optimiser.report.html.tornado import tornado_page
from optimiser.report.localizer import Localizer
from optimiser.report.parameters import ParameterWords
from optimiser.report.summaries.recommendation import Recommendation
from optimiser.report.summaries.requirement_prices import RequirementPriceSummary
from optimiser.report.summaries.result import Summary
from optimiser.report.tables.grounds import fill_assumptions
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.sweep import Axis
from tests.report.studies import FACTOR, swept, tornado
from tests.toys import TOY

RATE = "economy.discount_rate"
NBSP = "\u00a0"


@cache
def country() -> Instance:
    return read("denmark-2014")


def words(language: Language, *parameters: str) -> ParameterWords:
    return ParameterWords.in_instance(language, country(), parameters)


@pytest.mark.parametrize(
    ("title", "danish"),
    [
        (
            "structure = none, municipalities.101.investment_factor = 1.5",
            "struktur = ingen, investeringsfaktor for 101 =",
        ),
        ("years.*.investment_budget_kr = x0.5", "investeringsramme for alle år = nu × 0,5"),
        ("none", "intet fælles center"),
        ("five-regions, as decided", "five-regions, as decided"),
    ],
)
def test_a_case_of_a_study_is_called_by_its_settings_in_words(title: str, danish: str) -> None:
    assert ParameterWords("da").case(title).replace(NBSP, " ").startswith(danish)


@pytest.mark.parametrize(
    ("parameter", "english", "danish"),
    [
        (FACTOR, "cost factor of virtual centres", "omkostningsfaktor for virtuelle centre"),
        ("municipalities.*.investment_factor", "investment factor of all municipalities", None),
        ("municipalities.101.investment_factor", None, "investeringsfaktor for København"),
        ("centres.*.min_sold", "least sold of all centres", "mindste salg for alle centre"),
        ("centres.1881.must_open", "1881 must open", "1881 skal åbne"),
        ("volumes.*/L3/*.contacts", "contacts of help to digital self-service", None),
        ("tasks.3.handling_minutes", "mean handling time of level 3", "betjeningstid i gennemsnit for niveau 3"),
        ("connections.purchased.yearly_kr", "yearly cost of connections: purchased", None),
        ("policy.mandatory.1.levels", "levels the mandate covers, mandate 1", "niveauer, kravet dækker, krav 1"),
        (RATE, "real discount rate a year", "realrente om året"),
        (
            "locks.101/L3/*/*/local/must.active",
            None,
            "fastlåsningen: København, hjælp til selvbetjening, eget center, krævet",
        ),
        ("structure", "structure", "struktur"),
        ("scenario", "scenario", "scenarie"),
        ("no.such", "no.such", "no.such"),
    ],
)
def test_a_parameter_is_called_by_its_column_and_its_rows(
    parameter: str, english: str | None, danish: str | None
) -> None:
    assert english in (None, words("en", parameter).name(parameter))
    assert danish in (None, words("da", parameter).name(parameter))


@pytest.mark.parametrize(
    ("parameter", "value", "danish"),
    [
        (RATE, 0.04, "4 %"),
        (RATE, "0.035", "3,5 %"),
        (FACTOR, 1.05, f"×{NBSP}1,05"),
        (FACTOR, "x1.1", f"nu ×{NBSP}1,1"),
        ("centres.*.min_sold", 100_000.0, "100.000 henvendelser om året"),
        ("economy.today_unit_cost_kr", 50, "50 kr. pr. henvendelse"),
        ("kpis.local-share.target", 0.8, "80 %"),
        ("policy.levels.unchanged", "7 8 9", "niveau 7–9"),
        ("policy.max_hosts", "none", "ingen"),
        ("roadmap.start_year", "2017", "2017"),
        ("first_years.purchased/L4.first_year", 2017, "2017"),
        ("year", "2020", "2020"),
        ("policy.max_hosts", None, "–"),
        ("policy.nested_depth", True, "ja"),
        ("legal.purchase-cap.active", "false", "nej"),
        (FACTOR, "1 / 1.05", f"×{NBSP}1 / ×{NBSP}1,05"),
        ("structure", "five-regions", "five-regions"),
        ("a.b", 0.5, "0,5"),
    ],
)
def test_a_value_is_told_in_the_readers_form(parameter: str, value: object, danish: str) -> None:
    assert words("da", parameter).value(parameter, value) == danish


def test_a_share_is_drawn_in_percent_and_other_figures_with_their_unit() -> None:
    axis = words("da").axis(RATE)
    assert (axis.title, axis.place(0.035)) == ("realrente om året (%)", 3.5)
    axis = words("en").axis("centres.*.min_sold")
    assert (axis.title, axis.place(5.0)) == ("least sold of all centres (contacts a year)", 5.0)


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_figure_the_answer_rests_on_is_called_by_a_code(language: Language) -> None:
    names = [str(row["name"]) for row in fill_assumptions(Localizer(language), country()).rows]
    assert len(names) > 50
    assert [name for name in names if re.search(r"_|\*|[a-z]\.[a-z]", name)] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_codes_stand_on_the_page_of_a_study_only_where_it_is_told_how_it_was_made(language: Language) -> None:
    for text in (
        sweep_page(swept(Axis(RATE, ("0.02", "0.04"))), language),
        sweep_page(swept(Axis(RATE, ("0.02", "0.04")), Axis(FACTOR, ("1", "1.1"))), language),
        tornado_page(tornado(), language),
    ):
        told, _, made = text.partition('<section id="stamps"')
        assert RATE not in told
        assert FACTOR not in told
        assert RATE in made


def test_requirements_are_called_by_their_names_in_the_table() -> None:
    now = solve(read(TOY))
    asked = requirements_to_price(now.instance, everything=True)
    summary = RequirementPriceSummary(RequirementPrices.of(now, asked, {}), "en")
    told = {row[0] for row in write_lines(summary.fill_table(), summary.numbers)[1:]}
    assert {"least sold of all centres", "most entry points of a municipality", "most sold of Østerå"} <= told
    assert not any("_" in name or ".*" in name for name in told)


@pytest.mark.parametrize("language", ["da", "en"])
def test_premises_are_the_same_in_the_terminal_and_on_the_page(language: Language) -> None:
    result = solve(read(TOY))
    (told,) = Summary(result, language).tell_premises()
    premises = header.doubts(Localizer(language), result)
    assert told.startswith(next(premises).sentence)
    assert told in Recommendation(result, language).tell_all()


def test_active_laws_are_told_in_words() -> None:
    result = solve(read(TOY))
    (told,) = [each for each in Summary(result, "da").tell_details() if each.startswith("Aktive lovregler")]
    assert told == (
        "Aktive lovregler: myndighedsopgaver må ikke besvares i formen tilkøb, regionalt og eksternt (opdigtet; "
        "som i denmark-2014)."
    )
