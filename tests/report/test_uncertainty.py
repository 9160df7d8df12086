"""What an uncertainty analysis says."""

from dataclasses import replace

import pytest

from optimiser.data.settings import Language
from optimiser.report.summaries.uncertainty import UncertaintySummary
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.sampling import tolerance_range
from tests.report.studies import FACTOR_NAMED, QUOTED, SCRIPT, uncertain


def told(language: Language = "en", **asked: float) -> list[str]:
    return list(UncertaintySummary(uncertain(**asked), language).tell_answer())  # type: ignore[arg-type]


def test_the_range_comes_first_with_what_it_supposes_rounded_so_that_nothing_is_left_out() -> None:
    found = uncertain(broken=0)
    low, high = tolerance_range(found.known("saves_kr")) or (0.0, 0.0)
    first, base, saves, adapted, apart, mean, most, *_ = told(broken=0)
    shown = [float(text) for text in first.removeprefix("The plan saves between ").split(" million")[0].split(" and ")]
    assert (shown[0] <= low / 1e6 < shown[0] + 0.1, shown[1] - 0.1 < high / 1e6 <= shown[1]) == (True, True)
    assert "in at least nine of ten cases, if each of the 3 assumptions can be anywhere in its range" in first
    assert first.endswith("– that is an assumption too (60 cases drawn; 95 % confidence).")
    assert base == "With the assumptions as they are it saves 150.0 million kr. a year (five-regions)."
    assert saves == "It saves something in all 60 cases; that is at least 94.0 % of all cases (95 % confidence)."
    assert "50 solved anew" in adapted
    assert apart.startswith(
        "The two ranges are of different cases: the kept plan is priced in 60, the adapted one in 50."
    )
    assert not any("different cases" in sentence for sentence in told(broken=0, adapted=60))
    assert mean.startswith("Keeping the plan instead of making it anew costs")
    assert "at most" in most


def test_what_the_variation_is_due_to_and_the_two_that_matter_most_together() -> None:
    """Of 20 and 8 million either way, and 4 by their interplay, the variance is 133.3 + 21.3 + 1.8."""
    due, natures, pair, *_ = told(broken=0)[7:]
    assert due.startswith(
        f"How much the kept plan saves depends most on {FACTOR_NAMED['en']} (85.2 % of the variance; "
    )
    assert natures == f"Must be found out, as it cannot be decided: {FACTOR_NAMED['en']}."
    assert f"{FACTOR_NAMED['en']} and municipalities.{QUOTED}.{SCRIPT}: 100.0 % of the variance" in pair
    assert pair.endswith("of which 1.1 % by their interplay.")


def test_what_cannot_be_kept_what_fits_nothing_and_what_was_not_drawn_is_counted() -> None:
    sentences = told("da")
    assert sentences[0].startswith("Hvor planen kan beholdes, sparer den mellem ")
    assert "(54 af 60 tilfælde; 95 % sikkerhed)" in sentences[0]
    assert any(each.startswith("Den kan beholdes og sparer noget i 54 af 59 tilfælde: mellem ") for each in sentences)
    assert any(each.startswith("I 5 af 60 tilfælde kan planen ikke beholdes: Den bryder ") for each in sentences)
    assert f"I 1 af 60 tilfælde passer de trukne tal ikke sammen, så intet er beregnet dér: {QUOTED}." in sentences
    assert "I 1 af de 49 tilfælde, der er løst på ny, er der bevist ingen plan overhovedet." in sentences
    assert "Ikke trukket, fordi det er noget, man beslutter eller regner med: flest kommuner, der sælger." in sentences


def test_a_loss_is_no_saving() -> None:
    first, base, saves, *_ = told(broken=0, loss=160.0)
    assert "saves between −" in first
    assert first.endswith("A minus is an extra cost compared with today.")
    assert base == "With the assumptions as they are it costs 10.0 million kr. a year MORE than today (five-regions)."
    assert saves.startswith("It can be kept and saves something in ")


def test_what_it_saves_as_things_stand_is_what_its_cost_leaves_of_todays_as_in_the_plan_itself() -> None:
    found = uncertain()
    found = replace(found, base={**found.base, "today_kr": 70e6, "objective_kr": 63.95e6, "net_gain_kr": 6.05e6})
    assert "it saves 6.0 million kr. a year" in list(UncertaintySummary(found, "en").tell_answer())[1]


def test_of_too_few_cases_no_range_is_told() -> None:
    first, *_ = told(samples=46, broken=1, adapted=0)
    assert "45 of 46" in first
    assert "too few to show a range of nine in ten: it takes 46 or more" in first
    assert not any("solved anew" in each for each in told(samples=46, broken=0, adapted=0))


def test_where_pairs_were_not_looked_at_nothing_is_said_of_them() -> None:
    """Three assumptions take 26 cases in pairs; of 22 each is told alone, and the interplay is left unexplained."""
    found = uncertain(broken=0)
    few = replace(found, table=found.table.head(22))
    sentences = list(UncertaintySummary(few, "en").tell_answer())
    assert (
        "To show which two assumptions matter most together takes 26 or more cases in which the plan can be kept."
        in (sentences)
    )
    assert not any("nor by two together" in each for each in sentences)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_tables_have_a_row_a_quantile_and_a_row_an_assumption(language: Language) -> None:
    summary = UncertaintySummary(uncertain(broken=0), language)
    quantiles = write_lines(summary.fill_quantiles(), summary.numbers)
    assert [row[0] for row in quantiles[1:]] == ["5 %", "25 %", "50 %", "75 %", "95 %"]
    assert all(len(row) == 6 for row in quantiles)
    shares = write_lines(summary.fill_shares(), summary.numbers)
    assert [row[0] for row in shares[1:]] == [FACTOR_NAMED[language], f"municipalities.{QUOTED}.{SCRIPT}", "c.flat"]
    assert shares[1][-1].startswith("█" * 13)
    assert shares[3][-1].strip() == ""
