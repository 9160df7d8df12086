"""Text from outside in a table that people open in a spreadsheet: never a formula."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def safe(text: str) -> str:
    """The text with an apostrophe before a sign that would make a spreadsheet calculate it."""
    return _MARK + text if text.startswith((*FORMULA_SIGNS, _MARK)) else text


def plain(text: str) -> str:
    """The text as it was before `safe`."""
    return text.removeprefix(_MARK)
