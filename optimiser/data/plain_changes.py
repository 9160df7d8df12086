"""Read changes in plain words: which form a text has, what it names, and the changes that it stands for."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any

from optimiser.data.cells import as_text
from optimiser.data.changes import apply_changes
from optimiser.data.findings import (
    Finding,
    as_name,
    did_you_mean,
    folded_name,
    nearest_name,
)
from optimiser.data.instance import Instance
from optimiser.data.overrides import PLAIN_KINDS, PlainChange, PlainKind
from optimiser.data.plain_forms import LANGUAGES, PlainForm, examples_of, forms_of
from optimiser.data.plain_names import (
    EVERYTHING,
    FindNamed,
    Found,
    UnknownNameError,
    find_centre,
    find_law,
    find_lawful_tasks,
    find_mandates,
    find_municipality,
    find_policy,
    find_seller,
    find_shared,
    find_target,
    find_tasks,
    find_wish,
    names_to_leave_out,
)
from optimiser.data.rows import Lock
from optimiser.data.scenario import Addition, Change, PlainWords, value_of
from optimiser.data.settings import Language
from optimiser.data.systems import with_choices
from optimiser.data.tables import TABLES, Draft, unify_codes

LONGEST_SHOWN = 200
"""Characters that are shown of a text which nothing is found in."""
LIKE_A_WORD = 0.7
"""How alike a word must be (0-1) to one of a form to have been meant for it."""
Made = tuple[Change | Addition, ...]
"""Changes, whose place is filled in by whoever reads them of a file or an option."""

# ---- Reading: which form a text has, and what it names --------------------------------------------


@dataclass(frozen=True)
class _Reading:
    """A text as one form understands it: what stands in the slots, and how many words of the pattern it has."""

    form: PlainForm
    language: Language
    slots: Mapping[str, str]
    words: int


def _find_lock(instance: Instance, text: str) -> Found:
    """Return the changes that take back a lock, as it is written here or noted in its row."""
    noted = [row for row in instance.tables.locks if row.note and folded_name(row.note) == folded_name(text)]
    if noted:
        return Found(tuple(map(_switched_off, noted)), dict.fromkeys(LANGUAGES, text))
    words = max((reading.words for reading in _readings("lock", text, "en")), default=0)
    try:
        sentence, made = read_plain(instance, "lock", text)
        taken_back = tuple(_taken_back(instance, each, text) for each in made)
    except UnknownNameError as error:
        raise UnknownNameError(error.rule, error.remedy, words) from error
    return Found(taken_back, dict.fromkeys(LANGUAGES, sentence))


def _taken_back(instance: Instance, made: Change | Addition, text: str) -> Change:
    if isinstance(made, Change):
        return Change("", made.parameter, False)
    columns = TABLES["locks"].identity
    row = next((row for row in instance.tables.locks if _says(row, made.cells, columns)), None)
    if row is None:
        raise UnknownNameError(f"there is no lock that says {text}", "see the table locks")
    return _switched_off(row)


def _says(row: Lock, cells: Mapping[str, Any], columns: tuple[str, ...]) -> bool:
    return all(getattr(row, column) == cells.get(column) for column in columns)


def _switched_off(row: Lock) -> Change:
    name = "/".join(as_text(getattr(row, column)) for column in TABLES["locks"].identity)
    return Change("", f"locks.{name}.active", False)


_SLOTS: Mapping[str, tuple[str, FindNamed]] = {
    "who": ("who", find_municipality),
    "what": ("what", find_tasks),
    "levels": ("what", find_tasks),
    "centre": ("centre", find_centre),
    "seller": ("centre", find_seller),
    "shared": ("centre", find_shared),
    "wish": ("wish", find_wish),
    "law": ("law", find_law),
    "target": ("target", find_target),
    "policy": ("policy", find_policy),
    "mandates": ("mandates", find_mandates),
    "lock": ("lock", _find_lock),
}
"""By slot, what its value is called, and what finds it."""
_AFTER_A_NAME = r"(?:(?:for|at|on|på|levels?|niveau\w*|tasks?|opgave\w*)\s+.+|L?\d.*)"
"""Levels that follow a name, where no word parts the two."""


@cache
def _expressions(form: PlainForm, language: Language) -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return the pattern of a form with and without what may be left out, each with how many words it has."""
    parts = re.findall(r"\[([^\]]*)\]|(\S+)", form.patterns[language])
    ways = product(*(((), (optional,)) if optional else ((word,),) for optional, word in parts))
    return tuple(_expression([token for way in chosen for token in way]) for chosen in ways)


def _expression(tokens: list[str]) -> tuple[re.Pattern[str], int]:
    slots = {f"{{{name}}}": name for name in _SLOTS}
    written = [
        f"(?P<{slots[token]}>{_AFTER_A_NAME if slots[token] == 'levels' else '.+?'})"
        if token in slots
        else f"(?:{token})"
        for token in tokens
    ]
    return re.compile(" ".join(written), re.IGNORECASE), sum(token not in slots for token in tokens)


def _readings(kind: PlainKind, text: str, first: Language) -> Iterator[_Reading]:
    for form in forms_of(kind):
        for language in sorted(LANGUAGES, key=lambda each: each != first):
            for expression, words in _expressions(form, language):
                if match := expression.fullmatch(as_name(text)):
                    yield _Reading(form, language, match.groupdict(), words)


def _understand(instance: Instance, reading: _Reading) -> tuple[str, Made]:
    """Return the sentence and the changes of a reading; raises UnknownNameError."""
    form = reading.form
    found = {slot: _SLOTS[slot][1](instance, text) for slot, text in reading.slots.items()}
    values = {_SLOTS[slot][0]: each.value for slot, each in found.items()}
    told = {name: each.words[reading.language] for slot, each in found.items() for name in (slot, _SLOTS[slot][0])}
    if "what" not in values:
        tasks = EVERYTHING
        if form.lawful_alone:
            tasks = find_lawful_tasks(instance, values["centre"].form_for(values["who"] or ""), values["who"])
        values["what"], told["what"] = tasks.value, tasks.words[reading.language]
    return form.sentence[reading.language].format_map(told), tuple(form.make(instance, values))


@dataclass(frozen=True)
class _Understood:
    """The sentence and the changes of a reading."""

    reading: _Reading
    sentence: str
    made: Made


@dataclass(frozen=True)
class _Fault:
    """Why a reading names nothing, and how many words of a form are in it."""

    reading: _Reading
    words: int
    error: UnknownNameError


def read_plain(instance: Instance, kind: PlainKind, text: str) -> tuple[str, Made]:
    """Return what a plain change means in an instance: a sentence in the language it is written in, and the changes.

    Of several readings the one counts that has most words of its form. Raises UnknownNameError where there is none, or
    where two of those mean something else.
    """
    faults: list[_Fault] = []
    found: list[_Understood] = []
    for reading in _readings(kind, text, instance.settings.language):
        try:
            found.append(_Understood(reading, *_understand(instance, reading)))
        except UnknownNameError as error:
            faults.append(_Fault(reading, max(reading.words, error.words), error))
    if not found:
        raise _fault_of_none(instance, kind, text, faults)
    most = max(each.reading.words for each in found)
    best = [each for each in found if each.reading.words == most]
    others = [each for each in best if each.made != best[0].made]
    if others:
        meanings = dict.fromkeys(f"{_with_word(each.reading)} ({each.sentence})" for each in (best[0], *others))
        raise UnknownNameError("could mean several things", f"write {' or '.join(meanings)}")
    return best[0].sentence, best[0].made


def _with_word(reading: _Reading) -> str:
    """Return a reading of a name alone as it is written with the word that says what kind of thing it is."""
    first, *_ = reading.form.patterns[reading.language].strip("[").split("]")
    return f"{first.split('|')[0]} {' '.join(reading.slots.values())}"


def _fault_of_none(instance: Instance, kind: PlainKind, text: str, faults: Sequence[_Fault]) -> UnknownNameError:
    """Return what is wrong with a text that no form understands: in the form it has, if it has one."""
    most = max((fault.words for fault in faults), default=0)
    if most:
        form = next(fault.reading.form for fault in faults if fault.words == most)
        return next(fault.error for fault in reversed(faults) if fault.words == most and fault.reading.form is form)
    rule = "names nothing that can be left out" if kind == "without" else "is written in no form there is"
    remedy = f"write it as one of: {examples_of(kind)}"
    named = did_you_mean(text, names_to_leave_out(instance)) if kind == "without" else ""
    meant = _word_meant(kind, text) or named
    return UnknownNameError(rule, f"{meant} Or {remedy}" if meant else remedy)


def _word_meant(kind: PlainKind, text: str) -> str:
    """Return what to do about a word that is nearly one of a form; blank where there is none."""
    known = {
        word
        for form in forms_of(kind)
        for pattern in form.patterns.values()
        for word in re.findall(r"\w{4,}", re.sub(r"\{\w+\}", "", pattern))
    }
    for word in as_name(text).split():
        if (meant := nearest_name(word, known, LIKE_A_WORD)) and meant != word.casefold():
            return f"did you mean {meant}?"
    return ""


# ---- Plain changes among others, spelt out where they stand ---------------------------------------


Preview = Callable[[Draft], Instance | None]
"""Makes the instance of a draft as far as its rows hold good; None where the settings do not."""


def spell_out(
    draft: Draft, changes: Sequence[Change | Addition | PlainChange], preview: Preview
) -> tuple[list[Change | Addition], list[Finding]]:
    """Return the changes with those in plain words spelt out, and what is wrong with these, or remarked on them.

    What they name is looked up in the draft as all others leave it, `--without` before `--lock`. The draft stays as it
    is. Where what they name may stand in a row that is wrong itself, a name that is not found is not told.
    """
    plain = [each for each in changes if isinstance(each, PlainChange)]
    if not plain:
        return [each for each in changes if not isinstance(each, PlainChange)], []
    trial = draft.copy()
    apply_changes(trial, with_choices(trial, [each for each in changes if not isinstance(each, PlainChange)]))
    spelt: dict[int, list[Change | Addition]] = {}
    findings: list[Finding] = []
    for each in sorted(plain, key=lambda one: PLAIN_KINDS.index(one.kind)):
        unify_codes(trial)
        instance = preview(trial)
        spelt[id(each)] = []
        if instance is None:
            continue
        try:
            sentence, made = read_plain(instance, each.kind, each.text)
        except UnknownNameError as error:
            if _has_all_names(trial, instance):
                findings.append(Finding(each.place, None, _shortened(each.text), "", error.rule, error.remedy))
            continue
        words = PlainWords(each.text, sentence)
        spelt[id(each)] = [replace(one, place=each.place, plain=words, **_sourced(one, each)) for one in made]
        findings += _remarks_on(instance, each, spelt[id(each)])
        apply_changes(trial, with_choices(trial, spelt[id(each)]))
    instance = preview(trial)
    findings += _contradictions(instance, [one for some in spelt.values() for one in some]) if instance else ()
    return [one for each in changes for one in (spelt[id(each)] if isinstance(each, PlainChange) else [each])], findings


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def _sourced(one: Change | Addition, asked: PlainChange) -> dict[str, Any]:
    return {"source": asked.source} if isinstance(one, Change) else {}


def _has_all_names(draft: Draft, instance: Instance) -> bool:
    """Return whether every row of a draft in which something can be named holds good by itself."""
    named = ("municipalities", "centres", "tasks", "legal", "kpis", "locks", "wishes", "existing")
    return all(len(getattr(instance.tables, name)) == len(draft.tables.get(name, ())) for name in named)


def _contradictions(instance: Instance, made: Sequence[Change | Addition]) -> Iterator[Finding]:
    """A centre that must be open, or sell, is not ruled out for everybody, and its municipality may sell."""
    hosts = {row.code for row in instance.tables.municipalities if row.candidate_host}
    closed = {
        row.centre for row in instance.tables.locks if row.active and row.demand == "must not" and _is_of_all(row)
    }
    for one in made:
        name, _, column = (
            one.parameter.removeprefix("centres.").rpartition(".") if isinstance(one, Change) else ("",) * 3
        )
        centre = instance.centre_rows.get(name)
        if centre is None or not getattr(centre, column, False):
            continue
        if name not in instance.centres:
            rule = f"{name} has no part in the structure {instance.settings.structure}, so it cannot be open"
            yield Finding(one.place, None, one.called, "", rule, "leave it out, or choose another structure")
        elif name in closed:
            rule = f"contradicts a lock: {name} may answer nobody"
            yield Finding(one.place, None, one.called, "", rule, "leave one of the two out")
        elif column == "must_sell" and centre.seat not in hosts:
            rule = f"contradicts what is said of {name} otherwise: it may not sell, as it is no candidate_host"
            yield Finding(one.place, None, one.called, "", rule, "leave it out, or let it sell")


def _is_of_all(row: Lock) -> bool:
    return row.municipality is None and row.task is None and row.level is None


def _remarks_on(instance: Instance, asked: PlainChange, made: Sequence[Change | Addition]) -> Iterator[Finding]:
    """Remark on a plain change that sets what is so already."""
    sets = [one for one in made if isinstance(one, Change)]
    if len(sets) == len(made) and all(_is_so(instance, one) for one in sets):
        yield Finding(asked.place, None, asked.text, "", "changes nothing: it is so already", "leave it out", "warning")


def _is_so(instance: Instance, change: Change) -> bool:
    now = as_text(value_of(instance, change.parameter))
    return now in ("", "none") if change.value in ("none", []) else now == as_text(change.value)
