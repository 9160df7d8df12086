"""Solve the toy and print as JSON which functions of the package were called, by file.

Run as a script by the Python of the checkout to be traced, in its folder: `python trace_solve.py optimiser`.
It imports nothing of ours but the command that it traces. What is called while a module is imported does not
count; nor do lambdas, comprehensions, and pages' templates.
"""

import contextlib
import inspect
import io
import json
import sys
import tempfile
import threading
from collections import Counter
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType


def main(package: str) -> None:
    """Trace one solve."""
    sys.path.insert(0, str(Path.cwd()))
    root = str(Path.cwd() / package)
    seen: set[CodeType] = set()
    importing: Counter[int] = Counter()

    def note(frame: FrameType, event: str, _: object) -> None:
        """Note a call outside imports; `importing` counts the modules that a thread is running through."""
        if event in {"call", "return"} and frame.f_code.co_name == "<module>":
            importing[threading.get_ident()] += 1 if event == "call" else -1
        elif event == "call" and not importing[threading.get_ident()]:
            seen.add(frame.f_code)

    with tempfile.TemporaryDirectory() as scratch, contextlib.redirect_stdout(io.StringIO()) as said:
        sys.argv = ["optimiser", "solve", "instances/toy", "--out", f"{scratch}/run"]
        threading.setprofile(note)
        sys.setprofile(note)
        status = 0
        try:
            import_module(f"{package}.cli.app").main()
        except SystemExit as end:
            status = end.code  # type: ignore[assignment]
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type, unused-ignore]
    if status:
        sys.exit(f"the toy was not solved:\n{said.getvalue()}")
    called = [code for code in seen if code.co_filename.startswith(root) and _is_function(code)]
    files = Counter(str(Path(code.co_filename).relative_to(Path.cwd())) for code in called)
    print(json.dumps({"functions": len(called), "files": files}))


def _is_function(code: CodeType) -> bool:
    """Whether this is a function with a name of a .py file: not a class body, a lambda or a comprehension."""
    return bool(code.co_flags & inspect.CO_NEWLOCALS) and code.co_filename.endswith(".py") and code.co_name[0] != "<"


if __name__ == "__main__":
    main(sys.argv[1])
