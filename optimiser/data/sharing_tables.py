"""The tables of a folder of what municipalities pay: every column once, with its type, meaning and unit.

Money in kr. a year.
"""

from collections.abc import Mapping

from optimiser.data.run_tables import Blank, Line, declare_entry


class PaymentLine(Line):
    """What each municipality pays: a row is a municipality by a rule."""

    rule: str = declare_entry("rule by which the cost is divided", "regel, som udgiften fordeles efter")
    code: str = declare_entry("official municipal code", "officiel kommunekode")
    name: str = declare_entry("name of the municipality", "kommunens navn")
    today_kr: float = declare_entry("what it pays today", "hvad den betaler i dag", unit="kr./year")
    pays_kr: float = declare_entry(
        "what it pays in the plan, in whole øre; the payments of a rule add up to the plan's cost",
        "hvad den betaler i planen, i hele øre; en regels betalinger er tilsammen planens udgift",
        unit="kr./year",
    )
    gain_kr: float = declare_entry(
        "what it pays less than today; below 0, more",
        "hvad den betaler mindre end i dag; under 0: mere",
        unit="kr./year",
    )
    gain_share: Blank = declare_entry(
        "that as a share of what it pays today", "det samme som andel af det, den betaler i dag", unit="share"
    )
    spread_kr: Blank = declare_entry(
        "half the width of a 95 % confidence interval of what it pays; blank where that is no estimate",
        "halvdelen af bredden af et 95 %-konfidensinterval for det, den betaler; tomt, hvor det ikke er et skøn",
        unit="kr./year",
    )
    alone_kr: Blank = declare_entry(
        "what the best plan known costs that it has alone; blank where that was not asked, or there is none",
        "hvad den bedste kendte plan koster, som den har alene; tomt, hvor der ikke er spurgt, eller der ingen er",
        unit="kr./year",
    )


class ObjectionLine(Line):
    """Who would gain most by leaving: a row is a rule."""

    rule: str = declare_entry("rule by which the cost is divided", "regel, som udgiften fordeles efter")
    municipalities: str = declare_entry(
        "codes of the group that would gain most by leaving, as far as is known",
        "koderne på den gruppe, der ville vinde mest ved at gå, så vidt det vides",
    )
    number: int = declare_entry("how many the group is", "hvor mange gruppen er", unit="municipalities")
    pays_kr: float = declare_entry("what they pay by the rule", "hvad de betaler efter reglen", unit="kr./year")
    alone_kr: Blank = declare_entry(
        "what the best plan known costs that they have for themselves",
        "hvad den bedste kendte plan koster, som de har for sig selv",
        unit="kr./year",
    )
    gain_kr: Blank = declare_entry(
        "what they gain by leaving; below 0, what they lose",
        "hvad de vinder ved at gå; under 0: hvad de taber",
        unit="kr./year",
    )
    most_kr: Blank = declare_entry(
        "proven: no group, other than all together, gains more",
        "bevist: ingen gruppe, andet end alle tilsammen, vinder mere",
        unit="kr./year",
    )
    stable: str = declare_entry(
        "yes where it is proven that no group gains, no where this one does, open where neither is known",
        "yes (ja), hvor det er bevist, at ingen gruppe vinder; no (nej), hvor denne gør; "
        "open (uafgjort), hvor ingen af delene vides",
    )


class ConsentLine(Line):
    """What each consent is worth: a row is a host or a virtual centre."""

    centre: str = declare_entry("the host or virtual centre", "værten eller det virtuelle center")
    kind: str = declare_entry("local or virtual", "lokalt eller virtuelt")
    municipalities: str = declare_entry(
        "codes of those whose consent it takes: the host, or all that the virtual centre answers",
        "koderne på dem, hvis samtykke det kræver: værten, eller alle, det virtuelle center besvarer",
    )
    alone_kr: Blank = declare_entry(
        "what the best plan known costs that they have for themselves; blank where there is none",
        "hvad den bedste kendte plan koster, som de har for sig selv; tomt, hvor der ingen er",
        unit="kr./year",
    )
    others_alone_kr: Blank = declare_entry(
        "what the best plan known costs that the others have without them; blank where there is none",
        "hvad den bedste kendte plan koster, som de andre har uden dem; tomt, hvor der ingen er",
        unit="kr./year",
    )
    rule: str = declare_entry(
        "rule by which the others pay: the chosen one, or by-load where nothing is told by that",
        "regel, som de andre betaler efter: den valgte, eller by-load, hvor intet er sagt efter den",
    )
    others_lose_kr: Blank = declare_entry(
        "what the others lose if they leave, by that rule: the most that their consent is worth to them",
        "hvad de andre taber, hvis de går, efter den regel: det mest, deres samtykke er værd for dem",
        unit="kr./year",
    )


class TransferLine(Line):
    """Who compensates whom: a row is what one municipality gives another."""

    giver: str = declare_entry("code of the municipality that gives", "koden på den kommune, der giver")
    giver_name: str = declare_entry("name of the municipality that gives", "navnet på den kommune, der giver")
    receiver: str = declare_entry("code of the municipality that is given", "koden på den kommune, der får")
    receiver_name: str = declare_entry("name of the municipality that is given", "navnet på den kommune, der får")
    kr: float = declare_entry("what it gives", "hvad den giver", unit="kr./year")
    how: str = declare_entry(
        "price: by the price of what one buys of the other; payment: besides",
        "price (pris): over prisen på det, den ene køber af den anden; payment (betaling): ved siden af",
    )
    centre: str = declare_entry(
        "the centre whose price it is; blank for a payment", "det center, hvis pris det er; tomt for en betaling"
    )
    kr_per_contact: Blank = declare_entry(
        "by how much the price of a contact moves; blank for a payment",
        "hvor meget prisen pr. henvendelse flyttes; tomt for en betaling",
        unit="kr./contact",
    )


SHARING_LINES: Mapping[str, type[Line]] = {
    "allocations": PaymentLine,
    "groups": ObjectionLine,
    "consents": ConsentLine,
    "compensation": TransferLine,
}
"""Each table by name, with what a line of it holds."""
SHARING_TEXT = frozenset(
    {name for line in SHARING_LINES.values() for name, field in line.model_fields.items() if field.annotation is str}
)
"""The columns that are text; the others are numbers."""


SHARE_FILE = "share.json"


# ---- What share.json says of it -------------------------------------------------------------------


class CompensationEntry(Line):
    """The least that must change hands so that everybody pays so much less than today."""

    at_least_less: float = declare_entry("how much less than today each pays at least", unit="share")
    needed_kr: float = declare_entry("what is paid above that, by load", unit="kr./year")
    transferred_kr: float = declare_entry("what changes hands: as much, or nothing where all gain too little")
    by_price_kr: float = declare_entry("what of that is given by prices of sales", unit="kr./year")
    left_kr: float = declare_entry("what all gain together beyond it, and can share", unit="kr./year")
    lacking_kr: float = declare_entry("what all gain together too little for it", unit="kr./year")


class SharingRecord(Line):
    """What of share.json is checked again: the chosen rule, and what compensates."""

    chosen: str = declare_entry("the rule that the instance chooses: policy.allocation")
    compensated: CompensationEntry = declare_entry("the least that compensates")
