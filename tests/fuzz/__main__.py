"""Try many mutants and count what became of them: `python -m tests.fuzz 10000 [FIRST]`."""

import contextlib
import io
import sys
import time
import traceback
from collections import Counter

from tests.fuzz.trial import drawn, tried


def main(count: int, first: int = 0) -> None:
    """Print every mutant that fails as it is met, and the counts at the end."""
    endings: Counter[str] = Counter()
    began = time.process_time()
    for seed in range(first, first + count):
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                endings[tried(seed)] += 1
        except AssertionError as error:
            endings["wrong"] += 1
            print(f"WRONG {str(error)[:600]}", flush=True)
        except Exception:
            endings["traceback"] += 1
            print(f"TRACEBACK {drawn(seed)[0]}\n{traceback.format_exc()}", flush=True)
    print(f"{count} mutants from {first}, {time.process_time() - began:.0f} s of processor time")
    for ending, number in endings.most_common():
        print(f"{number:7d} {ending}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
