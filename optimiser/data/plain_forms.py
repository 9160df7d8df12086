"""The forms of changes in plain words, as `--lock` and `--without` take them: each declared here, and nowhere else.

A form has a pattern in either language: words, `[words]` that may be left out, `one|other`, and `{slots}` for what is
named. From these follow the help, the page of the manual, and what is said where somebody wrote none of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from optimiser.data.instance import Instance
from optimiser.data.overrides import PlainKind
from optimiser.data.plain_names import LEFT_OUT, Texts, UnknownNameError
from optimiser.data.rows import Demand
from optimiser.data.scenario import Addition, Change
from optimiser.data.settings import Language

LANGUAGES: tuple[Language, ...] = ("en", "da")

# ---- What a form is, and what it stands for -------------------------------------------------------


Values = Mapping[str, Any]
"""What the slots of a form mean, by slot."""


@dataclass(frozen=True, eq=False)
class PlainForm:
    """A form of a plain change: how it is written and told in either language, and the changes that it stands for.

    Where the tasks are left out it is about all of them; where it is `lawful_alone`, about those that law and policy
    let the centre answer. `same_as` shows the change as a row or after `--set`.
    """

    kind: PlainKind
    patterns: Texts
    examples: Texts
    sentence: Texts
    same_as: str
    make: Callable[[Instance, Values], Iterator[Change | Addition]]
    lawful_alone: bool = False


def _locked(demand: Demand, **columns: str) -> Callable[[Instance, Values], Iterator[Change | Addition]]:
    """Return what adds a row to the table locks for each level or task that is named; `columns` besides."""

    def make(_: Instance, values: Values) -> Iterator[Change | Addition]:
        for number, about in enumerate(values.get("what", ({},)), start=1):
            who = {"municipality": values["who"]} if values.get("who") is not None else {}
            where = {"centre": values["centre"].centre} if "centre" in values else {}
            yield Addition("", "locks", number, {**who, **about, **where, **columns, "demand": demand})

    return make


def _buy(instance: Instance, values: Values) -> Iterator[Change | Addition]:
    """Lock purchases, which are of another than oneself. Raises UnknownNameError."""
    if values["who"] is not None and values["centre"].seat == values["who"]:
        name = instance.municipalities[values["who"]].name
        raise UnknownNameError(f"{values['centre'].centre} is the own centre of {name}", f"write {name} own")
    yield from _locked("must")(instance, values)


def _set(parameter: str, value: object) -> Callable[[Instance, Values], Iterator[Change | Addition]]:
    """Return what sets a parameter, in whose name `{slots}` are filled in."""

    def make(_: Instance, values: Values) -> Iterator[Change | Addition]:
        told = {slot: "*" if found is None else getattr(found, "centre", found) for slot, found in values.items()}
        yield Change("", parameter.format_map(told), value)

    return make


def _leave_policy_out(_: Instance, values: Values) -> Iterator[Change | Addition]:
    yield Change("", values["policy"], LEFT_OUT[values["policy"].removeprefix("policy.")])


def _leave_mandates_out(_: Instance, values: Values) -> Iterator[Change | Addition]:
    yield Change("", "policy.mandatory", list(values["mandates"]))


def _leave_lock_out(_: Instance, values: Values) -> Iterator[Change | Addition]:
    yield from values["lock"]


def _end_contract(instance: Instance, values: Values) -> Iterator[Change | Addition]:
    """Let contracts bind no longer. Raises UnknownNameError."""
    who, centre = values["who"], values["centre"].centre
    bound = [row for row in instance.contracts if row.centre == centre and who in (None, row.municipality)]
    if not bound:
        name = instance.municipalities[who].name if who else "anybody"
        raise UnknownNameError(f"no contract keeps {name} at {centre}", "see the table existing")
    for row in bound:
        yield Change("", f"existing.{row.municipality}/{centre}.stays_until", "none")


# ---- The forms ------------------------------------------------------------------------------------


FORMS: tuple[PlainForm, ...] = (
    PlainForm(
        "lock",
        {"en": "{who} own [centre] [{what}]", "da": "{who} eget [center] [{what}]"},
        {"en": "Hjørring own L1-6", "da": "Hjørring eget center 1-6"},
        {"en": "{who} answers {what} in its own centre", "da": "{who} besvarer {what} i eget center"},
        "a row of locks for each level: form local, must",
        _locked("must", form="local"),
    ),
    PlainForm(
        "lock",
        {"en": "{who} buys [{what}] from {seller}", "da": "{who} køber [{what}] hos|af|fra {seller}"},
        {"en": "Læsø buys L1-6 from Aalborg", "da": "Læsø køber 1-6 hos Aalborg"},
        {"en": "{who} buys {what} from {seller}", "da": "{who} køber {what} hos {seller}"},
        "a row of locks for each level: the centre, must",
        _buy,
        lawful_alone=True,
    ),
    PlainForm(
        "lock",
        {"en": "{who} joins {shared} [{levels}]", "da": "{who} [går] med i {shared} [{levels}]"},
        {"en": "Læsø joins Region Nordjylland L1-6", "da": "Læsø med i Region Nordjylland 1-6"},
        {"en": "{shared} answers {what} for {who}", "da": "{shared} besvarer {what} for {who}"},
        "a row of locks for each level: the centre, must",
        _locked("must"),
        lawful_alone=True,
    ),
    PlainForm(
        "lock",
        {"en": "{who} as today [{what}]", "da": "{who} som i dag [{what}]"},
        {"en": "Læsø as today L7-9", "da": "Læsø som i dag 7-9"},
        {
            "en": "{who} keeps {what} in the departments, as today",
            "da": "{who} beholder {what} i forvaltningen som i dag",
        },
        "a row of locks for each level: form unchanged, must",
        _locked("must", form="unchanged"),
    ),
    PlainForm(
        "lock",
        {"en": "{who} not from {centre} [{levels}]", "da": "{who} ikke hos|fra|af {centre} [{levels}]"},
        {"en": "Samsø not from København", "da": "Samsø ikke hos København"},
        {"en": "{centre} is ruled out for {who}: {what}", "da": "{centre} er udelukket for {who}: {what}"},
        "a row of locks: the centre, must not",
        _locked("must not"),
    ),
    PlainForm(
        "lock",
        {"en": "{centre} open", "da": "{centre} åben|åbent|åbner"},
        {"en": "Aalborg open", "da": "Aalborg åbent"},
        {"en": "{centre} must be open", "da": "{centre} skal være åbent"},
        "`centres.CENTRE.must_open=true`",
        _set("centres.{centre}.must_open", True),
    ),
    PlainForm(
        "lock",
        {"en": "{centre} closed", "da": "{centre} lukket|lukker"},
        {"en": "Region Hovedstaden closed", "da": "Region Hovedstaden lukket"},
        {"en": "{centre} must not be open", "da": "{centre} må ikke være åbent"},
        "a row of locks: the centre, must not",
        _locked("must not"),
    ),
    PlainForm(
        "lock",
        {"en": "{seller} sells", "da": "{seller} sælger"},
        {"en": "Aalborg sells", "da": "Aalborg sælger"},
        {"en": "{seller} must sell to others", "da": "{seller} skal sælge til andre"},
        "`centres.CENTRE.must_sell=true`",
        _set("centres.{centre}.must_sell", True),
    ),
    PlainForm(
        "without",
        {"en": "{who} sells", "da": "{who} sælger"},
        {"en": "København sells", "da": "København sælger"},
        {"en": "{who} may not sell", "da": "{who} må ikke sælge"},
        "`municipalities.CODE.candidate_host=false`",
        _set("municipalities.{who}.candidate_host", False),
    ),
    PlainForm(
        "without",
        {"en": "[centre] {centre}", "da": "[center|centret] {centre}"},
        {"en": "Region Hovedstaden", "da": "Region Hovedstaden"},
        {"en": "{centre} must not be open", "da": "{centre} må ikke være åbent"},
        "a row of locks: the centre, must not",
        _locked("must not"),
    ),
    PlainForm(
        "without",
        {"en": "[wish] {wish}", "da": "[ønske|ønsket] {wish}"},
        {"en": "wish ferries", "da": "ønsket ferries"},
        {"en": "without the wish {wish}", "da": "uden ønsket {wish}"},
        "`wishes.WISH.active=false`",
        _set("wishes.{wish}.active", False),
    ),
    PlainForm(
        "without",
        {"en": "[law|rule] {law}", "da": "[lov|loven|regel|reglen] {law}"},
        {"en": "authority-stays-home", "da": "loven authority-stays-home"},
        {"en": "without the legal rule {law}", "da": "uden lovreglen {law}"},
        "`legal.RULE.active=false`",
        _set("legal.{law}.active", False),
    ),
    PlainForm(
        "without",
        {"en": "[target] {target}", "da": "[mål|målet] {target}"},
        {"en": "target resolution", "da": "målet resolution"},
        {"en": "without the target for {target}", "da": "uden målet for {target}"},
        "`kpis.KPI.target=none`",
        _set("kpis.{target}.target", "none"),
    ),
    PlainForm(
        "without",
        {"en": "[policy] {policy}", "da": "[politik] {policy}"},
        {"en": "max_hosts", "da": "max_hosts"},
        {"en": "without {policy}", "da": "uden {policy}"},
        "`policy.max_hosts=none`",
        _leave_policy_out,
    ),
    PlainForm(
        "without",
        {"en": "mandate {mandates}", "da": "krav|kravet {mandates}"},
        {"en": "mandate L3", "da": "kravet 3"},
        {"en": "without {mandates}", "da": "uden {mandates}"},
        "`policy.mandatory` without it",
        _leave_mandates_out,
    ),
    PlainForm(
        "without",
        {"en": "[lock] {lock}", "da": "[lås|låsen|fastlåsningen] {lock}"},
        {"en": "lock Hjørring own L1-6", "da": "låsen Hjørring eget center 1-6"},
        {"en": "without the lock: {lock}", "da": "uden fastlåsningen: {lock}"},
        "`locks.….active=false` in the rows that say so, or that have this note",
        _leave_lock_out,
    ),
    PlainForm(
        "without",
        {"en": "contract {who} at|with {centre}", "da": "aftale|aftalen {who} hos|med {centre}"},
        {"en": "contract Læsø at Aalborg", "da": "aftalen Læsø hos Aalborg"},
        {"en": "without the contract of {who} at {centre}", "da": "uden aftalen om {who} hos {centre}"},
        "`existing.CODE/CENTRE.stays_until=none`",
        _end_contract,
    ),
)
"""Every form, in the order in which they are told."""


def forms_of(kind: PlainKind) -> tuple[PlainForm, ...]:
    """Return the forms of a kind."""
    return tuple(form for form in FORMS if form.kind == kind)


def examples_of(kind: PlainKind) -> str:
    """Return an example of each form of a kind, in English and in Danish where that is another."""
    told: dict[str, None] = {}
    for language in LANGUAGES:
        told |= dict.fromkeys(form.examples[language] for form in forms_of(kind))
    return "; ".join(told)
