"""Tables about sharing: the rules side by side, what each municipality pays, who would leave, who compensates."""

from collections.abc import Mapping, Sequence
from typing import Any

from optimiser.data.run_tables import ColumnMeaning, meanings_of
from optimiser.data.sharing_tables import ConsentLine, ObjectionLine, PaymentLine, TransferLine
from optimiser.report.localizer import Localizer
from optimiser.report.tables.table import (
    CHANGE,
    CHANGE_SHARE,
    FINE_MILLIONS,
    TWO_DECIMALS,
    WHOLE,
    FilledTable,
    OutputColumn,
    OutputTable,
    repeated_name,
)
from optimiser.sharing.allocation_rules import BY_NAME

ALLOCATIONS, GROUPS = meanings_of(PaymentLine), meanings_of(ObjectionLine)
CONSENTS, COMPENSATION = meanings_of(ConsentLine), meanings_of(TransferLine)
Rows = Sequence[Mapping[str, Any]]
NAMED = ColumnMeaning("names of the municipalities", "kommunernes navne")


def _rule() -> OutputColumn:
    return OutputColumn("rule", ("Regel", "Rule"), ALLOCATIONS["rule"], width=24)


SHARING_RULES = OutputTable(
    "rules of sharing",
    ("Reglerne side om side", "The rules side by side"),
    ("en regel", "a rule"),
    (
        _rule(),
        OutputColumn(
            "about",
            ("Hvad den gør", "What it does"),
            ColumnMeaning("what the rule does, and where it is from", "hvad reglen gør, og hvor den er fra"),
            wide=True,
            width=60,
        ),
        OutputColumn(
            "more",
            ("Betaler mere", "Pay more"),
            ColumnMeaning("municipalities that pay more than today", "kommuner, der betaler mere end i dag"),
            WHOLE,
            width=10,
        ),
        OutputColumn(
            "more_kr",
            ("Tilsammen, {unit}", "Together, {unit}"),
            ColumnMeaning("what they pay more together", "hvad de tilsammen betaler mere", "kr./year"),
            FINE_MILLIONS,
            width=14,
        ),
        OutputColumn("number", ("Gruppe", "Group"), GROUPS["number"], WHOLE, width=10),
        OutputColumn(
            "gain_kr",
            ("Vinder, {unit}", "Gains, {unit}"),
            GROUPS["gain_kr"],
            FINE_MILLIONS,
            titles={"terminal": ("vinder", "gains")},
            width=14,
        ),
        OutputColumn(
            "most_kr",
            ("Højst, {unit}", "At most, {unit}"),
            GROUPS["most_kr"],
            FINE_MILLIONS,
            titles={"terminal": ("højst", "at most")},
            width=14,
        ),
        OutputColumn("stable", ("Stabil", "Stable"), GROUPS["stable"], width=10),
    ),
    terminal=("rule", "more", "number", "gain_kr", "most_kr", "stable"),
    page=("rule", "about", "more", "more_kr", "number", "gain_kr", "most_kr", "stable"),
    workbook=("rule", "about", "more", "more_kr", "number", "gain_kr", "most_kr", "stable"),
    page_id="rules",
)
PAYMENTS = OutputTable(
    "payments by rule",
    ("Hvad hver kommune betaler efter hver regel", "What each municipality pays by each rule"),
    ("en kommune", "a municipality"),
    (
        OutputColumn("code", ("Kode", "Code"), ALLOCATIONS["code"], width=8),
        OutputColumn("name", ("Kommune", "Municipality"), ALLOCATIONS["name"], width=22),
        OutputColumn(
            "today_kr",
            ("I dag, {unit}", "Today, {unit}"),
            ALLOCATIONS["today_kr"],
            FINE_MILLIONS,
            adds_up=True,
            width=15,
        ),
        OutputColumn("alone_kr", ("Alene, {unit}", "Alone, {unit}"), ALLOCATIONS["alone_kr"], FINE_MILLIONS, width=15),
        OutputColumn(
            "pays_kr",
            ("{each}: betaler, {unit}", "{each}: pays, {unit}"),
            ALLOCATIONS["pays_kr"],
            FINE_MILLIONS,
            adds_up=True,
            repeated=True,
            width=16,
        ),
        OutputColumn(
            "gain_kr",
            ("{each}: sparer, {unit}", "{each}: saves, {unit}"),
            ALLOCATIONS["gain_kr"],
            CHANGE,
            titles={"page": ("{each}", "{each}")},
            adds_up=True,
            repeated=True,
            formula="{today_kr}-{pays_kr}",
            width=16,
        ),
        OutputColumn(
            "gain_share",
            ("{each}: sparer, %", "{each}: saves, %"),
            ALLOCATIONS["gain_share"],
            CHANGE_SHARE,
            repeated=True,
            formula="IF({today_kr}=0,0,{gain_kr}/{today_kr})",
            width=16,
        ),
    ),
    page=("name", "today_kr", "alone_kr", "gain_kr"),
    workbook=("code", "name", "today_kr", "alone_kr", "pays_kr", "gain_kr", "gain_share"),
    caption=(
        "Hvad hver kommune sparer efter hver regel, mio. kr. om året; − er mere end i dag",
        "What each municipality saves by each rule, million kr. a year; − is more than today",
    ),
    page_id="payments",
    sortable=True,
    sorted_by=("name",),
    kind="long",
    total_in=("workbook",),
    tab=("Betalinger", "Payments"),
)
OBJECTIONS = OutputTable(
    "objections",
    ("Den gruppe, der ville vinde mest ved at gå", "The group that would gain most by leaving"),
    ("en regel", "a rule"),
    (
        _rule(),
        OutputColumn("names", ("Gruppe", "Group"), NAMED, wide=True, width=60),
        OutputColumn("number", ("Antal", "Number"), GROUPS["number"], WHOLE, width=9),
        OutputColumn("pays_kr", ("Betaler, {unit}", "Pays, {unit}"), GROUPS["pays_kr"], FINE_MILLIONS, width=15),
        OutputColumn("alone_kr", ("Alene, {unit}", "Alone, {unit}"), GROUPS["alone_kr"], FINE_MILLIONS, width=15),
        OutputColumn(
            "gain_kr",
            ("Vinder, {unit}", "Gains, {unit}"),
            GROUPS["gain_kr"],
            FINE_MILLIONS,
            formula="{pays_kr}-{alone_kr}",
            width=15,
        ),
        OutputColumn("most_kr", ("Højst, {unit}", "At most, {unit}"), GROUPS["most_kr"], FINE_MILLIONS, width=15),
        OutputColumn("stable", ("Stabil", "Stable"), GROUPS["stable"], width=10),
    ),
    page=("rule", "names", "number", "pays_kr", "alone_kr", "gain_kr", "most_kr", "stable"),
    workbook=("rule", "names", "number", "pays_kr", "alone_kr", "gain_kr", "most_kr", "stable"),
    page_id="groups",
    tab=("Grupper", "Groups"),
)
WORTH = OutputTable(
    "what consents are worth",
    ("Hvad hvert samtykke er værd", "What each consent is worth"),
    ("en vært eller et virtuelt center", "a host or a virtual centre"),
    (
        OutputColumn("centre", ("Center", "Centre"), CONSENTS["centre"], width=24),
        OutputColumn("names", ("Hvis samtykke", "Whose consent"), NAMED, wide=True, width=50),
        OutputColumn(
            "alone_kr", ("De alene, {unit}", "They alone, {unit}"), CONSENTS["alone_kr"], FINE_MILLIONS, width=15
        ),
        OutputColumn(
            "others_alone_kr",
            ("De andre uden, {unit}", "The others without, {unit}"),
            CONSENTS["others_alone_kr"],
            FINE_MILLIONS,
            width=18,
        ),
        OutputColumn("rule", ("Regel", "Rule"), CONSENTS["rule"], width=24),
        OutputColumn(
            "others_lose_kr",
            ("De andre taber, {unit}", "The others lose, {unit}"),
            CONSENTS["others_lose_kr"],
            FINE_MILLIONS,
            width=18,
        ),
    ),
    page=("centre", "names", "alone_kr", "others_alone_kr", "rule", "others_lose_kr"),
    workbook=("centre", "names", "alone_kr", "others_alone_kr", "rule", "others_lose_kr"),
    page_id="consents",
    sortable=True,
    sorted_by=("others_lose_kr",),
    tab=("Samtykker", "Consents"),
)
TRANSFERS = OutputTable(
    "compensation",
    ("Hvem giver hvem hvad", "Who gives whom what"),
    ("en betaling", "a payment"),
    (
        OutputColumn("giver", ("Giver", "Giver"), COMPENSATION["giver_name"], width=22),
        OutputColumn("receiver", ("Modtager", "Receiver"), COMPENSATION["receiver_name"], width=22),
        OutputColumn("kr", ("Kr. om året", "Kr. a year"), COMPENSATION["kr"], TWO_DECIMALS, adds_up=True, width=16),
        OutputColumn("how", ("Hvordan", "How"), COMPENSATION["how"], width=12),
        OutputColumn("centre", ("Center", "Centre"), COMPENSATION["centre"], width=22),
        OutputColumn(
            "kr_per_contact",
            ("Kr. pr. henvendelse", "Kr. a contact"),
            COMPENSATION["kr_per_contact"],
            TWO_DECIMALS,
            width=14,
        ),
    ),
    page=("giver", "receiver", "kr", "how", "centre", "kr_per_contact"),
    workbook=("giver", "receiver", "kr", "how", "centre", "kr_per_contact"),
    page_id="compensation",
    sortable=True,
    kind="long",
    tab=("Kompensation", "Compensation"),
)
TABLES = (SHARING_RULES, PAYMENTS, OBJECTIONS, WORTH, TRANSFERS)


def fill_payments(localizer: Localizer, rows: Rows) -> FilledTable:
    """Return what each municipality pays by each rule, from the rows of the table of allocations."""
    rules = list(dict.fromkeys(str(row["rule"]) for row in rows))
    by_code: dict[str, dict[str, Any]] = {}
    for row in rows:
        same = {name: row[name] for name in ("code", "name", "today_kr", "alone_kr")}
        of_rule = {repeated_name(name, row["rule"]): row[name] for name in ("pays_kr", "gain_kr", "gain_share")}
        by_code.setdefault(str(row["code"]), same).update(of_rule)
    names = {rule: _both_names(rule) for rule in rules}
    repeats = {"pays_kr": names, "gain_kr": names, "gain_share": names}
    filled = list(by_code.values())
    sums = {name: sum(row[name] for row in filled) for name in ("today_kr",)}
    for rule in rules:
        for name in (repeated_name(column, rule) for column in ("pays_kr", "gain_kr")):
            sums[name] = sum(row[name] for row in filled)
    return FilledTable(PAYMENTS, filled, {"name": localizer.say("in all"), **sums}, repeats)


def _both_names(rule: str) -> tuple[str, str]:
    words = BY_NAME[rule].words
    return words["da"], words["en"]
