"""No test waits for ever, and what was waited for is told."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import wait_until

TESTS = Path(__file__).parent
WAITING = {"run", "check_output", "check_call", "wait", "communicate", "wait_for_workers"}


def test_who_waits_in_vain_is_told_for_what() -> None:
    with pytest.raises(pytest.fail.Exception, match="waited in vain for 0 s for the moon"):
        wait_until(lambda: False, "the moon", seconds=0.0)


def test_who_waits_for_what_has_happened_goes_on() -> None:
    wait_until(lambda: True, "the sun")


@pytest.mark.parametrize("path", sorted(TESTS.rglob("*.py")), ids=lambda path: str(path.relative_to(TESTS)))
def test_whoever_waits_for_a_process_says_how_long(path: Path) -> None:
    """A `wait_for_workers(2)` without a limit waited for ever on a busy machine, after a test that kills workers."""
    assert list(_endless(ast.parse(path.read_text(encoding="utf-8")))) == []


def _endless(tree: ast.AST) -> Iterator[str]:
    """Calls that wait for a process and give no limit."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        of, name = ast.unparse(call.func.value), call.func.attr
        of_a_process = of == "subprocess" if name in {"run", "check_output", "check_call"} else name in WAITING
        if of_a_process and "timeout" not in {one.arg for one in call.keywords}:
            yield f"line {call.lineno}: {of}.{name}"
