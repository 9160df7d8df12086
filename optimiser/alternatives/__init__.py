"""Plans near the best that differ from it in structure: what is the same in all, and what is open to negotiation."""
