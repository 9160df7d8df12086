#!/usr/bin/env bash
# highspy 1.16.0 prints its banner while a Highs is being made, once a process, so that no option can come before it.
#
# Expected: output_flag = False, set on a new Highs before anything is passed to it, keeps HiGHS silent, as it does in 1.15.1.
# Seen: with 1.16.0 two lines ("Running HiGHS 1.16.0 …", "Includes third-party …") are on standard output all the same.
# Where it hurts: a program whose standard output is read by another, for example as JSON.
# Silent is a subclass whose enableCallbacks, which the constructor calls, sets the option first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/quiet.py" <<'PYTHON'
import highspy

highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.run()
PYTHON
cat >"$folder/silent.py" <<'PYTHON'
import highspy


class Silent(highspy.Highs):
    def enableCallbacks(self):
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()


Silent().run()
PYTHON

python3 -m venv "$folder/old" && "$folder/old/bin/pip" install -q highspy==1.15.1 2>/dev/null
python3 -m venv "$folder/new" && "$folder/new/bin/pip" install -q highspy==1.16.0 2>/dev/null

old=$("$folder/old/bin/python" "$folder/quiet.py")
new=$("$folder/new/bin/python" "$folder/quiet.py")
silent=$("$folder/new/bin/python" "$folder/silent.py")
printf 'highspy 1.15.1, output_flag off: %s\n' "${old:-nothing}"
printf 'highspy 1.16.0, output_flag off: %s\n' "${new:-nothing}"
printf 'highspy 1.16.0, off before the callbacks: %s\n' "${silent:-nothing}"
[ -z "$old" ] && [ "${new#Running HiGHS 1.16.0}" != "$new" ] && [ -z "$silent" ]
