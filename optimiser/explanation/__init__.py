"""Why a plan answers a task where it does: what else there was, which rules forbid it, and what it would cost."""
