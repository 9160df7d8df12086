#!/usr/bin/env bash
# Pyomo makes a lock between processes as it is loaded, so that a process that is stopped leaves a semaphore behind.
#
# Expected: loading a modelling package takes nothing from the system that must be given back.
# Seen with pyomo 6.10.1 on Python 3.11: of a process that has loaded pyomo.environ and is stopped by SIGTERM, Python's resource tracker warns of "1 leaked
# semaphore objects"; of one that has loaded numpy, or that ends by itself, it does not. The lock is `capture_output_lock` of pyomo.common.dependencies.
# Where it hurts: whoever stops the workers of a study by Ctrl-C is warned once of each, and looks for a fault of his own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/loads.py" <<'PYTHON'
import importlib
import subprocess
import sys
from multiprocessing import get_context
from time import sleep


def load(name: str, waits: bool, ready) -> None:
    importlib.import_module(name)
    ready.set()
    sleep(60 if waits else 0)


def start(name: str, stop: bool) -> None:
    context = get_context("spawn")
    manager = context.Manager()
    ready = manager.Event()
    process = context.Process(target=load, args=(name, stop, ready))
    process.start()
    ready.wait()
    if stop:
        process.terminate()
    process.join()
    manager.shutdown()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        start(sys.argv[1], sys.argv[2] == "stopped")
    else:
        for name, end in (("numpy", "stopped"), ("pyomo.environ", "ended"), ("pyomo.environ", "stopped")):
            ran = subprocess.run([sys.executable, __file__, name, end], capture_output=True, text=True, check=True)
            print("said", name, end, "leaked" if "leaked semaphore" in ran.stderr else "nothing leaked")
        import pyomo.common.dependencies as loaded
        print("said", type(loaded.capture_output_lock).__module__)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pyomo==6.10.1 numpy==2.4.6 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/loads.py" 2>/dev/null | grep ^said)
printf '%s\n' "$said"
[ "$said" = $'said numpy stopped nothing leaked\nsaid pyomo.environ ended nothing leaked\nsaid pyomo.environ stopped leaked\nsaid multiprocessing.synchronize' ]
