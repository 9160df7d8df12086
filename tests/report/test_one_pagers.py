"""The page about a municipality: its figures are those of the JSON, names are text, counts have their grammar."""

import re
from html import unescape
from pathlib import Path
from typing import Any, get_args

import pytest

from optimiser import Result, read, save, solve
from optimiser.audit.audit import CHECKS, COST_CHECKS
from optimiser.data.settings import Language
from optimiser.explanation import settling
from optimiser.explanation.everyone import Everyone
from optimiser.report.html.one_pager import one_pager
from optimiser.report.localizer import Counted, Localizer, counted
from optimiser.report.one_pagers import OnePagers
from optimiser.rules.registry import all_rules
from tests.cli.conftest import TOY
from tests.traceable import as_told
from tests.traceable import told as told_in

LANGUAGES: tuple[Language, ...] = get_args(Language)
NASTY = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def toy() -> Result:
    return solve(read(TOY))


@pytest.fixture(scope="module")
def told(toy: Result) -> dict[str, dict[str, Any]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "LEAST_SECONDS", 1000.0)  # searched to the end, however slow the machine
        explained = Everyone(toy)
        return {code: explained.explain_municipality(code).as_record() for code in toy.instance.tasks_of}


def _text(page: str) -> str:
    """What stands between the tags."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", page)).replace("\u00a0", " ").split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["901", "902", "903", "904"])
def test_every_number_of_a_page_is_in_the_json(
    toy: Result, told: dict[str, dict[str, Any]], code: str, language: Language
) -> None:
    """Besides those in names (L4, the year) and in the note on how to read."""
    page = one_pager(told[code], toy.instance, language)
    body = page[page.index('<section id="answer"') : page.index('<section id="reading"')]
    written = told_in(_text(body))
    assert len(written) > 10
    assert written - as_told(told[code], language) - {"1.000", "1,000", "-2014"} == set()


def test_the_sentence_by_hand(toy: Result, told: dict[str, dict[str, Any]]) -> None:
    text = _text(one_pager(told["902"], toy.instance, "en"))
    assert "Ærholm pays 18.4 million kr. a year; today 20.0 million kr., so 1.6 million kr. less." in text
    assert "The plan answers 3 tasks for Ærholm, 400,000 contacts a year in total." in text
    assert "each with one task in another form: 5; of these proven to cost the whole country more: 5." in text
    assert "the law, made up; as in denmark-2014" in text
    danish = _text(one_pager(told["904"], toy.instance, "da"))
    assert "Planen besvarer 2 opgaver for Åby, i alt 300.000 henvendelser om året." in danish


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_looks_like_a_script_is_text(language: Language, tmp_path: Path) -> None:
    nasty = solve(read(TOY, overrides=[f"municipalities.902.name={NASTY}"]))
    explanation = Everyone(nasty).explain_municipality("902")
    pages = OnePagers(nasty, tmp_path)
    pages.write({"902": pages.keep(explanation)}, language)
    for name in ("902.html", "index.html"):
        page = (tmp_path / "municipalities" / name).read_text(encoding="utf-8")
        assert NASTY not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_figures_of_another_run_are_not_taken_for_this_one(toy: Result, tmp_path: Path) -> None:
    save(toy, tmp_path / "run")
    pages = OnePagers(toy, tmp_path / "run")
    pages.keep(Everyone(toy).explain_municipality("902"))
    assert pages.kept("902") is not None
    assert pages.kept("903") is None
    assert OnePagers(toy.with_run(objective_kr=1.0), tmp_path / "run").kept("902") is None
    (tmp_path / "run" / "municipalities" / "902.json").write_text("[", encoding="utf-8")
    assert pages.kept("902") is None


@pytest.mark.parametrize(
    ("what", "danish", "english"),
    [
        ("municipalities", ("kommune", "kommuner"), ("municipality", "municipalities")),
        ("tasks", ("opgave", "opgaver"), ("task", "tasks")),
        ("contacts", ("henvendelse", "henvendelser"), ("contact", "contacts")),
    ],
)
def test_what_is_counted_is_in_the_right_number(
    what: Counted, danish: tuple[str, ...], english: tuple[str, ...]
) -> None:
    for language in LANGUAGES:
        localizer, wanted = Localizer(language), danish if language == "da" else english
        told = [counted(localizer, what, number) for number in (0, 1, 1.4, 2)]
        assert told == [f"0 {wanted[1]}", f"1 {wanted[0]}", f"1 {wanted[0]}", f"2 {wanted[1]}"]


def test_every_rule_that_the_audit_knows_has_words() -> None:
    ours = {"hash", "gap", "figures", "cost"}
    assert {rule for rule, _ in (*CHECKS, *COST_CHECKS)} - ours <= {rule.name for rule in all_rules() if rule.words}
