#!/usr/bin/env bash
# pyworkforce tells a probability of 1.42: with fewer agents than there is work for, its Erlang C says that callers wait more than always.
#
# Expected: 1, or a refusal: with 9 agents for 10 erlangs the queue grows without end, and everybody waits. Erlang's formula holds for
# more agents than erlangs alone.
# Seen: with pyworkforce 0.5.1, `ErlangC(transactions=100, aht=3, asa=1/3, interval=30).waiting_probability(positions=9)` is 1.4196;
# with 10 agents it is 1, with 11 it is 0.682. The service level is 0 in the first two, as it should be.
# Where it hurts: half hours in which a plan has too few agents, when waits are averaged over the day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/wait.txt" <<'PYTHON'
from pyworkforce.queuing import ErlangC
queue = ErlangC(transactions=100, aht=3, asa=1 / 3, interval=30)
print(*(f"{agents} agents: {queue.waiting_probability(positions=agents):.4f}" for agents in (9, 10, 11)), sep=", ")
PYTHON

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q pyworkforce==0.5.1 2>/dev/null
said=$("$folder/venv/bin/python" "$folder/wait.txt" 2>/dev/null)
printf '%s\n' "$said"
[ "$said" = "9 agents: 1.4196, 10 agents: 1.0000, 11 agents: 0.6821" ]
