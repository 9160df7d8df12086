"""The glossaries of pages: the terms that a reader meets, of plans of a year and over years, and what they mean."""

from collections.abc import Iterable, Iterator

from optimiser.report.localizer import Localizer

Terms = tuple[tuple[str, str], ...]
"""Terms and what they mean, each by its phrase."""
ANNUITY: Terms = (("investment a year", "what an annuity is"),)
CURVE: Terms = (("cost curve", "what the curve is"),)
PROOF: Terms = (("bound", "what a bound is"), ("the gap", "what a gap is"))
PLACES: Terms = (
    ("pooled contacts", "what pooled is"),
    *CURVE,
    ("host", "what a host is"),
    ("virtual centre", "what a virtual centre is"),
    ("entry points", "what an entry point is"),
    ("levels", "what levels are"),
    ("authority tasks", "what authority is"),
)
MONEY_OF_YEAR: Terms = (("net gain a year", "net means"),)
MONEY_OVER_YEARS: Terms = (
    ("roadmap word", "what a roadmap is"),
    ("net gain over years", "net over years means"),
    ("present value", "what present value over years is"),
    ("roadmap payback", "payback over years means"),
)
OF_PLAN: Terms = (
    *MONEY_OF_YEAR,
    ("gross gain a year", "gross means"),
    *ANNUITY,
    ("present value", "what present value is"),
    ("payback time", "payback means"),
    *PLACES,
    *PROOF,
)
OF_PATH: Terms = (*MONEY_OVER_YEARS, *ANNUITY, *PLACES, *PROOF)
OF_STUDY: Terms = (*MONEY_OF_YEAR, *ANNUITY, *CURVE, *PROOF)
OF_STUDY_OVER_YEARS: Terms = (*MONEY_OVER_YEARS, *ANNUITY, *CURVE, *PROOF)


def glossary(localizer: Localizer, terms: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield terms, each with its meaning."""
    for term, meaning in terms:
        word = localizer.say(term)
        yield word[:1].upper() + word[1:], localizer.say(meaning)
