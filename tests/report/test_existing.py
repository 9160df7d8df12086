"""Centres and cooperations that exist are told: who is answered where, on which terms, what is paid and what ends."""

from pathlib import Path

import pytest

from optimiser import Result, read, solve
from optimiser.comparison.requirement_prices import RequirementPrices, requirements_to_price
from optimiser.data.own_rows import Existing
from optimiser.data.read import remake_instance
from optimiser.data.settings import Language
from optimiser.report.html import header
from optimiser.report.html.page import result_page
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.result import Summary
from optimiser.report.tables.key_figures import explain_figures

TOY = Path(__file__).parents[2] / "instances" / "toy"


@pytest.fixture(scope="module")
def standing() -> Result:
    """Søkær buys already, and stays; Åby has its own centre, which the best plan ends."""
    toy = read(TOY)
    there = [
        Existing(municipality="903", centre="Østerå", tasks="L4", stays_until=2100, note="signed in May"),
        Existing(municipality="904", centre="Åby", tasks="L6", invested_share=0.5, exit_kr=40_000),
    ]
    return solve(remake_instance(toy, toy.settings, existing=there), gap=0.0)


TOLD: dict[Language, tuple[str, str, str, str]] = {
    "en": (
        "Existing centres and cooperations: Østerå answers L4 for Søkær (100 % is paid; contract to 2100) – signed in "
        "May, Åby answers L6 for Åby (50 % is paid; ending it costs 40,000 kr.).",
        "Of what the plan is built on, {} is paid already; it is no part of the investment.",
        "Ending what the plan does not go on with costs 40,000 kr. once; it is part of the investment.",
        "contract to 2100: Østerå answers L4 for Søkær",
    ),
    "da": (
        "Bestående centre og samarbejder: Østerå besvarer L4 for Søkær (100 % er betalt; aftale til 2100) – signed in "
        "May, Åby besvarer L6 for Åby (50 % er betalt; ophør koster 40.000 kr.).",
        "Af det, planen bygger på, er {} betalt allerede; det er ikke med i investeringen.",
        "At bringe det til ophør, som planen ikke fører videre, koster 40.000 kr. én gang; det er med i investeringen.",
        "aftale til 2100: Østerå besvarer L4 for Søkær",
    ),
}


@pytest.mark.parametrize("language", TOLD)
def test_terminal_first_screen_and_key_figures_say_what_is_there(standing: Result, language: Language) -> None:
    there, paid, ended, contract = TOLD[language]
    localizer = Localizer(language)
    paid = paid.format(localizer.numbers.million_kr(standing.figures.already_invested_kr))
    told = list(Summary(standing, language).tell_details())
    assert [each for each in told if each in (there, paid, ended)] == [there, paid, ended]
    doubts = {doubt.sentence: doubt.section for doubt in header.doubts(localizer, standing)}
    assert doubts[paid] == doubts[ended] == "existing"
    assert any(contract in sentence for sentence in doubts)
    meanings = [row["meaning"] for row in explain_figures(localizer, standing).rows]
    assert any(str(meaning).endswith(f"{paid} {ended}") for meaning in meanings)
    page = result_page(standing, language)
    assert "signed in May" in page
    assert page.count('href="#existing"') == 3  # beside the two sentences, and among the contents


def test_the_sunk_part_is_what_the_plan_would_have_invested_besides(standing: Result) -> None:
    """Of Søkær: the host, the connection and the staff of L4. Åby's centre answers nothing: nothing of it is saved."""
    toy = solve(read(TOY), gap=0.0)
    assert standing.breaches == []
    assert toy.assignment == standing.assignment
    invested_kr = standing.figures.investment_kr + standing.figures.already_invested_kr - standing.figures.exit_kr
    assert invested_kr == pytest.approx(toy.figures.investment_kr)


def test_what_a_contract_costs_the_country_is_priced(standing: Result) -> None:
    asked = [one for one in requirements_to_price(standing.instance) if one.kind == "contract"]
    assert [one.dropped for one in asked] == ["existing.903/Østerå.stays_until=none"]
    without = solve(read(TOY), gap=0.0)
    (row,) = RequirementPrices.of(standing, asked, {asked[0].parameter: without}).prices.to_dict("records")
    assert (row["rule"], row["about"], row["status"]) == ("locks", "903/Østerå", "priced")
