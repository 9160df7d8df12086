"""Text from outside in a table that people open in a spreadsheet: never a formula, and never lost."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def safe(text: str) -> str:
    """The text with an apostrophe before a sign that would make a spreadsheet calculate it."""
    return _MARK + text if _needs_mark(text) else text


def plain(text: str) -> str:
    """The text as it was before `safe`; an apostrophe that `safe` would not have put there stays."""
    return text[1:] if text.startswith(_MARK) and _needs_mark(text[1:]) else text


def _needs_mark(text: str) -> bool:
    """Also where an apostrophe stands before such a sign already: it would be taken for ours."""
    return text.lstrip(_MARK).startswith(FORMULA_SIGNS)
