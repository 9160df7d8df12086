"""What was found, in sentences: one teller a subject, each in one language."""
