#!/usr/bin/env bash
# The pool that highspy 1.16.0 calls global is the calling thread's: another count of threads is refused here and taken there.
#
# Expected: the option threads is obeyed by each model, or refused where it is set; what is called global holds in every thread.
# Seen: setOptionValue takes threads = 2 after a run with 1, and run() then returns kError with the model's status kNotset and,
# with output_flag off, without a word. A new thread of the same process runs the same model with 2. After
# resetGlobalScheduler, called in the first thread, that one does too.
# Where it hurts: two libraries in one program that ask for different counts; who does not look at what run() returns reads a
# bound or an objective that nobody computed.
# What helps: resetGlobalScheduler before and after each run, in the thread that runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/threads.py" <<'PYTHON'
import threading, highspy
def ran(count):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.setOptionValue("threads", count) == highspy.HighsStatus.kOk
    highs.addVar(0, 1)
    highs.changeColCost(0, -1)
    highs.changeColIntegrality(0, highspy.HighsVarType.kInteger)
    said.append(f"{count}:{highs.run().name}/{highs.getModelStatus().name}")
said = []
ran(1)
ran(2)
other = threading.Thread(target=ran, args=(2,))
other.start()
other.join()
highspy.Highs.resetGlobalScheduler(True)
ran(2)
print(*said)
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q highspy==1.16.0 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/threads.py" | tail -n 1)
printf '%s\n' "$said"
[ "$said" = "1:kOk/kOptimal 2:kError/kNotset 2:kOk/kOptimal 2:kOk/kOptimal" ]
