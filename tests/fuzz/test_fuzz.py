"""A person's files go wrong in many ways: whatever they say is used, refused or remarked on, and answered right.

Each mutant is drawn from a seed; one that once was answered, or judged, wrongly is kept, with why.
`python -m tests.fuzz 10000` tries many and counts what became of them.
"""

import pytest

from tests.fuzz.trial import tried

ONCE_WRONG = {
    1385: "minus zero was another number in a workbook",
    2038: "a tiny rate divided by zero in the witness",
    7192: "what was added is taken away again",
}
SAMPLE = 100
NIGHTLY = 10_000
CHUNK = 250


@pytest.mark.parametrize("seed", ONCE_WRONG, ids=lambda seed: f"{seed}-{ONCE_WRONG[seed].replace(' ', '-')}")
def test_what_was_once_wrong_stays_right(seed: int) -> None:
    tried(seed)


@pytest.mark.parametrize("start", range(0, SAMPLE, 20))
def test_some_mutants(start: int) -> None:
    for seed in range(start, start + 20):
        tried(seed)


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(SAMPLE, NIGHTLY, CHUNK))
def test_many_mutants(start: int) -> None:
    for seed in range(start, min(start + CHUNK, NIGHTLY)):
        tried(seed)
