"""The report for people: one HTML file that opens from disk and fetches nothing."""
