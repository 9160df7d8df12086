"""The units of the model: millions of kr. and of contacts a year, so that the solver sees numbers near one.

A price in kr. per contact is the same in both. All that is handed to the model or read from it passes through here.
"""

MILLION = 1e6
THOUSAND = 1e3


def scaled_kr(kr: float) -> float:
    """Return an amount of money as the model counts it: million kr."""
    return kr / MILLION


def unscaled_kr(million_kr: float) -> float:
    """Return the kr. of an amount that the model counts in millions."""
    return million_kr * MILLION


def scaled_contacts(contacts: float) -> float:
    """Return a volume, or contacts, as the model counts them: millions a year."""
    return contacts / MILLION


def unscaled_contacts(million_contacts: float) -> float:
    """Return the contacts a year of a volume that the model counts in millions."""
    return million_contacts * MILLION


def scaled_portfolio(contacts: float) -> float:
    """Return contacts of one municipality in a rule about it alone: thousands a year, as few have a million."""
    return contacts / THOUSAND
