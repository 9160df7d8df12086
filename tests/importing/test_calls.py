"""Arrivals, handling time, patience and service from exports of contact centres' systems."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from optimiser.data.read import read
from optimiser.importing.call_columns import name_columns
from optimiser.importing.call_import import CallImport, propose_calls
from optimiser.importing.calls import CallOptions
from optimiser.importing.grid import Grid
from optimiser.importing.placing import put_in_place, tried
from optimiser.importing.proposal import Proposal
from tests.data.tiny import Folder
from tests.importing.conftest import faults, said

MONDAY = date(2014, 3, 10)
WEEK = [MONDAY + timedelta(day) for day in range(5)]


def propose(
    tiny: Folder, text: str, name: str = "calls.csv", tasks: tuple[str, ...] = (), **reading: object
) -> Proposal:
    """What an export with this text would change."""
    file = tiny.path.parent / name
    file.write_text(text, encoding="utf-8")
    return propose_calls(file, tiny.path, CallImport(CallOptions(**reading), tasks))  # type: ignore[arg-type]


def shares(proposal: Proposal) -> dict[tuple[int, str], float]:
    """Shares of the week by weekday and half hour, as they would be written."""
    (edit,) = (edit for edit in proposal.edits if edit.table == "arrival_profile")
    return {(row["weekday"], row["half_hour"]): row["share"] for row in edit.added}


# ---- When -----------------------------------------------------------------------------------------

# Of 20 calls a day, 12 come from 08:00 to 08:30 and 8 from 08:30 to 09:00.
EXPECTED = {(day, half): share for day in range(1, 6) for half, share in (("08:00", 0.12), ("08:30", 0.08))}


def quarters() -> str:
    """Quarter hours by date, with a blank one, a total for each day and one for all, and a mean."""
    lines = ["Dato;Tidsrum;Indkomne opkald;Besvarede"]
    for day in WEEK:
        lines += [
            f"{day:%d-%m-%Y};08:00-08:15;7;6",
            f"{day:%d-%m-%Y};08:15-08:30;5;5",
            f"{day:%d-%m-%Y};08:30-08:45;8;8",
        ]
        lines += [f"{day:%d-%m-%Y};08:45-09:00;;", f"{day:%d-%m-%Y};I alt;20;19"]
    return "\n".join([*lines, ";I alt;100;95", ";Gennemsnit;5;4,8"])


def halves(day: str, clock: str) -> str:
    """Half hours of each weekday; `day` and `clock` are how they are written."""
    written = [f"{each:{day}}" for each in WEEK]
    first, second = ("08:00", "08:30") if clock == "colon" else ("08.00", "08.30")
    return "Dato,Kl,Opkald\n" + "\n".join(f"{each},{first},12\n{each},{second},8" for each in written)


def together() -> str:
    """Day and time in one cell, as American systems write them."""
    lines = [
        f"{day.month}/{day.day}/{day.year} 8:{half:02},{count}" for day in WEEK for half, count in ((0, 12), (30, 8))
    ]
    return "Interval Start,Calls Offered\n" + "\n".join(lines)


def weekdays(names: str, repeat: bool) -> str:
    """Half hours by weekday; where it does not repeat, the day stands in its first row alone."""
    lines = []
    for name in names.split():
        lines += [f"{name};08:00 - 08:30;12", f"{name if repeat else ''};08:30 - 09:00;8"]
    return "Ugedag;Interval;Offered\n" + "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        quarters(),
        halves("%Y-%m-%d", "colon"),
        halves("%d.%m.%Y", "dot"),
        halves("%d/%m/%Y", "colon"),
        together(),
        weekdays("Mandag Tirsdag Onsdag Torsdag Fredag", repeat=True),
        weekdays("mon tue wed thu fri", repeat=False),
    ],
)
def test_days_and_times_in_their_usual_spellings_give_the_same_week(tiny: Folder, text: str) -> None:
    found = shares(propose(tiny, text))
    assert found == pytest.approx(EXPECTED)
    assert sum(found.values()) == pytest.approx(1, abs=1e-12)


def test_totals_blank_intervals_and_means_are_left_out_and_told(tiny: Folder) -> None:
    told = said(propose(tiny, quarters()))
    assert told["calls blank"] == {"count": 5}
    assert told["calls totals"] == {"count": 6}
    assert told["calls sums"] == {"offered": 100, "answered": 95, "abandoned": 5}
    assert told["calls added quarters"] == {"minutes": "15"}


def test_a_workbook_with_days_and_times_of_its_own_is_read(tiny: Folder) -> None:
    book = Workbook()
    book.active.append(["Date", "Time", "Calls Offered"])
    for day in WEEK:
        book.active.append([day, timedelta(hours=8), 12])
        book.active.append([day, timedelta(hours=8, minutes=30), 8])
    file = tiny.path.parent / "calls.xlsx"
    book.save(file)
    assert shares(propose_calls(file, tiny.path, CallImport())) == pytest.approx(EXPECTED)


def test_hours_are_divided_over_their_halves(tiny: Folder) -> None:
    text = "Date,Hour,Offered\n" + "\n".join(f"{day},8,12\n{day},9,8" for day in WEEK)
    found = shares(propose(tiny, text))
    assert found == pytest.approx(
        {(day, half): share for day in range(1, 6) for half, share in
         (("08:00", 0.06), ("08:30", 0.06), ("09:00", 0.04), ("09:30", 0.04))}
    )  # fmt: skip


def test_a_weekday_counts_as_the_mean_of_its_days(tiny: Folder) -> None:
    """Two Mondays of 10 and 30 calls are 20 a week, as many as the one of each other day."""
    days = [*WEEK, MONDAY + timedelta(7)]
    text = "Date,Time,Offered\n" + "\n".join(
        f"{day},08:00,{count / 2:g}\n{day},08:30,{count / 2:g}"
        for day, count in zip(days, (10, 20, 20, 20, 20, 30), strict=True)
    )
    assert shares(propose(tiny, text)) == pytest.approx(
        {(day, half): 0.1 for day in range(1, 6) for half in ("08:00", "08:30")}
    )


def test_whole_days_come_within_the_day_as_the_instance_has_them(tiny: Folder) -> None:
    profile = "\n".join(
        f"{day},{half},{share}" for day in range(1, 6) for half, share in (("09:00", 0.15), ("10:00", 0.05))
    )
    tiny.write("arrival_profile.csv", f"weekday,half_hour,share\n{profile}\n")
    days = zip(("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag"), (30, 20, 20, 20, 10), strict=True)
    proposal = propose(tiny, "Ugedag;Opkald\n" + "\n".join(f"{day};{count}" for day, count in days))
    found = shares(proposal)
    assert found[1, "09:00"] == pytest.approx(0.3 * 0.75)
    assert found[5, "10:00"] == pytest.approx(0.1 * 0.25)
    assert all(row["assumption"] for row in proposal.edits[0].added)
    assert proposal.edits[0].deleted == set(range(2, 12))


def test_times_without_days_are_spread_over_the_days_of_the_assumed_week(tiny: Folder) -> None:
    found = shares(propose(tiny, "Interval,Offered\n08:00-08:30,30\n08:30-09:00,10\n"))
    assert {half for _, half in found} == {"08:00", "08:30"}
    assert found[1, "08:00"] == pytest.approx(3 * found[1, "08:30"])
    assert {day for day, _ in found} == {1, 2, 3, 4, 5}
    assert sum(found.values()) == pytest.approx(1)


def test_queues_are_added_up_or_chosen(tiny: Folder) -> None:
    text = "Queue,Date,Time,Offered\n" + "\n".join(
        f"{queue},{day},{time},{count}" for day in WEEK
        for queue, time, count in (("A", "08:00", 10), ("B", "08:00", 2), ("A", "08:30", 8), ("B", "08:30", 0))
    )  # fmt: skip
    proposal = propose(tiny, text)
    assert shares(proposal) == pytest.approx(EXPECTED)
    assert said(proposal)["calls added up"] == {"column": "Queue", "count": 2, "names": "A, B"}
    chosen = propose(tiny, text, where={"queue": "B"})
    assert said(chosen)["calls sums"]["offered"] == 10
    assert said(chosen)["calls where"] == {"count": 10}
    without = text.replace("Queue,", "X,").replace("A,", "1,").replace("B,", "1,")
    assert faults(lambda: propose(tiny, without))[0][3] == "is the same interval as row 2"


@pytest.mark.parametrize(
    ("text", "row", "column", "value", "rule"),
    [
        (",3/4/2014,08:00,5,3/5/2014,08:30,5", None, "Date", "3/4/2014", "the days could be meant in two ways"),
        (",2014-02-30,08:00,5", 2, "Date", "2014-02-30", "is no day of the calendar"),
        (",2014-03-10,25:00,5,2014-03-10,08:00,5", 2, "Time", "25:00", "is no time of the day"),
        (",2014-03-10,8.3,5,2014-03-10,08:00,5", 2, "Time", "8.3", "says no day or time"),
        (",2014-03-10T08:00:00Z,,5", 2, "Date", "2014-03-10T08:00:00Z", "is in universal time"),
        (",2014-03-10,08:00,5", None, "Time", "", "nothing shows how long the intervals are"),
        (",2014-03-10,08:00,5,2014-03-10,08:45,5", None, "Time", "", "intervals of 45 minutes fit no half hours"),
        (",2014-03-10,08:00,5,2014-03-11,,9,2014-03-10,08:30,5", 3, "", "", "must say the time of day, as other rows"),
        (",2014-03-10,08:00,five,2014-03-10,08:30,5", 2, "Offered", "five", "must be a number"),
        (",2014-03-10,08:00,5,2014-03-10,08:00,5,2014-03-10,08:30,5", 3, "", "", "is the same interval as row 2"),
        (",2014-03-10,08:00,5,2014-03-10,08:30,5,Total,,11", 4, "Offered", "11", "the total must be the sum"),
        (",2014-03-10,08:00,5,2014-03-11,08:30,5", None, "", "", "has no calls on Wednesday, Thursday, Friday"),
    ],
)
def test_what_is_wrong_or_unclear_is_refused_with_its_place(
    tiny: Folder, text: str, row: int | None, column: str, value: str, rule: str
) -> None:
    cells = text[1:].split(",")
    rows = (",".join(cells[place : place + 3]) for place in range(0, len(cells), 3))
    found = faults(lambda: propose(tiny, "\n".join(["Date,Time,Offered", *rows])))
    assert [each for each in found if each[:3] == (row, column, value) and each[3].startswith(rule)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Ugedag,Opkald,Besvaret\nMandag,5,4\nTirsdag,,5\n", (3, "Opkald", "", "is blank beside others")),
        ("Date,Offered,Incoming calls\n2014-03-10,5,6\n", (1, "Offered and Incoming calls", "", "both hold offered")),
    ],
)
def test_columns_that_are_unclear_are_refused(tiny: Folder, text: str, fault: tuple[int | None, str, str, str]) -> None:
    assert fault in faults(lambda: propose(tiny, text))


def test_a_file_without_known_headings_is_refused(tiny: Folder) -> None:
    ((row, _, _, rule),) = faults(lambda: propose(tiny, "a,b\nc,d\n"))
    assert (row, rule.partition(",")[0]) == (1, "no row has headings that are known")


def test_the_order_of_days_can_be_said(tiny: Folder) -> None:
    text = "Date,Time,Offered\n" + "\n".join(f"3/{day}/2014,08:00,1\n3/{day}/2014,08:30,1" for day in range(3, 8))
    found = said(propose(tiny, text, dates="month-first"))
    assert (found["calls days"]["first"], found["calls days"]["last"]) == ("2014-03-03", "2014-03-07")
    assert "is the same" not in str(faults(lambda: propose(tiny, text, dates="day-first")))


# ---- Handling time --------------------------------------------------------------------------------


def timed(heading: str, *cells: str) -> str:
    """An export of five days with a column of durations; the second day has three times as many answered calls."""
    names = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag")
    rows = zip(names, (10, 30, 10, 10, 10), (*cells, *cells[-1:] * 5)[:5], strict=True)
    return f"Ugedag;Opkald;Besvarede;{heading}\n" + "\n".join(
        f"{day};{count};{count};{cell}" for day, count, cell in rows
    )


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        (timed("AHT", "120", "240"), (120 + 6 * 240) / 7 / 60),
        (timed("Gns. behandlingstid", "2", "4"), (2 + 6 * 4) / 7),
        (timed("Gns. behandlingstid", "2,5", "4,5"), (2.5 + 6 * 4.5) / 7),
        (timed("Average Handle Time", "0:02:00", "0:04:00"), (2 + 6 * 4) / 7),
        (timed("Average Handle Time", "2:00", "4:00"), (2 + 6 * 4) / 7),
        (timed("Handle time (min)", "20", "40"), (20 + 6 * 40) / 7),
        (timed("Handle time (s)", "20", "40"), (20 + 6 * 40) / 7 / 60),
        (timed("Ekspeditionstid i sekunder", "20", "40"), (20 + 6 * 40) / 7 / 60),
        (timed("AHT", "120 s", "4 min"), (2 + 6 * 4) / 7),
        (timed("Total handle time (min)", "20", "120", "40"), (20 + 120 + 3 * 40) / 70),
        (timed("Samlet behandlingstid", "0:20:00", "2:00:00", "0:40:00"), (20 + 120 + 3 * 40) / 70),
        (timed("Talk time (s);ACW (s)", "100;20", "200;40"), (120 + 6 * 240) / 7 / 60),
    ],
)
def test_handling_times_in_their_usual_spellings(tiny: Folder, text: str, minutes: float) -> None:
    proposal = propose(tiny, text, tasks=("guide",))
    told = said(proposal)["calls handling"]
    assert told["minutes"] == pytest.approx(minutes)
    assert told["calls"] == 70
    edit = next(edit for edit in proposal.edits if edit.table == "tasks")
    assert edit.cells == {(2, "handling_minutes"): round(minutes, 4), (2, "source"): "handling time: calls.csv"}


def test_a_municipality_has_its_own_handling_time(tiny: Folder) -> None:
    tiny.write("own_figures.csv", "municipality,task,today_unit_cost_kr\n2,guide,47\n2,,50\n1,guide,60\n")
    file = tiny.path.parent / "calls.csv"
    file.write_text(timed("AHT", "120"), encoding="utf-8")
    asked = CallImport(tasks=("guide", "ruling"), municipality="Bøgby Kommune")
    edit = next(edit for edit in propose_calls(file, tiny.path, asked).edits if edit.table == "own_figures")
    assert edit.cells == {(2, "handling_minutes"): 2.0, (2, "source"): "handling time: calls.csv"}
    assert [dict(row) for row in edit.added] == [
        {"municipality": "2", "task": "ruling", "handling_minutes": 2.0, "source": "handling time: calls.csv"}
    ]
    with tried(tiny.path, Proposal((), (edit,))) as made:
        put_in_place(made)
    assert read(tiny.path).handling_minutes["2", "ruling"] == 2
    asked = CallImport(tasks=("guide",), municipality="Bogense")
    assert faults(lambda: propose_calls(file, tiny.path, asked))[0][2] == "Bogense"


def test_the_talk_alone_is_told_to_be_no_more(tiny: Folder) -> None:
    assert "calls talk alone" in said(propose(tiny, timed("Talk Duration (AVG)", "0:02:14")))
    assert "calls talk alone" not in said(propose(tiny, timed("AHT", "0:02:14")))


def test_a_unit_that_nothing_shows_is_asked_for(tiny: Folder) -> None:
    text = timed("AHT", "20", "40")
    assert faults(lambda: propose(tiny, text))[0][3] == "nothing shows whether these are seconds or minutes"
    assert said(propose(tiny, text, unit="minutes"))["calls handling"]["minutes"] == pytest.approx((20 + 240) / 7)
    assert faults(lambda: propose(tiny, timed("AHT", "x")))[0][:3] == (2, "AHT", "x")
    text = timed("Samlet taletid", "20:00")
    assert faults(lambda: propose(tiny, text))[0][3] == "could be hours and minutes, or minutes and seconds"


def test_a_task_that_is_none_and_a_time_that_is_missing_are_refused(tiny: Folder) -> None:
    assert faults(lambda: propose(tiny, timed("AHT", "120"), tasks=("guid",)))[0][2:] == (
        "guid",
        "is no task of the instance",
    )
    assert faults(lambda: propose(tiny, timed("Bemanding", "3"), tasks=("guide",)))[0][3] == "has no handling time"


# ---- Patience and service -------------------------------------------------------------------------


def waited(headings: str, cells: str) -> dict[str, dict[str, object]]:
    """What is told of five days, each with 100 calls offered, 80 answered and 20 abandoned."""
    names = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag")
    return {
        "text": {
            "text": f"Ugedag;Opkald;Besvarede;Tabte;{headings}\n"
            + "\n".join(f"{day};100;80;20;{cells}" for day in names)
        }
    }


def told_of(tiny: Folder, headings: str, cells: str) -> dict[str, dict[str, object]]:
    """As `waited`, imported."""
    return said(propose(tiny, str(waited(headings, cells)["text"]["text"])))


def test_patience_is_all_time_waited_over_those_who_hung_up(tiny: Folder) -> None:
    # 80 · 30 s and 20 · 60 s are 3600 s a day, over 20 who hung up
    told = told_of(tiny, "ASA (s);Time to abandon (s)", "30;60")
    assert told["calls patience"]["seconds"] == 180
    assert told["calls patience"]["setting"] == "180"
    assert told_of(tiny, "Gns. ventetid (sek)", "36")["calls patience"]["seconds"] == 180
    assert told_of(tiny, "Ventetid besvarede i alt (min)", "40")["calls patience at least"]["seconds"] == 120


def test_a_wait_of_all_beside_that_of_the_answered_shows_that_of_the_others(tiny: Folder) -> None:
    told = told_of(tiny, "Answer Speed (AVG);Waiting Time (AVG)", "0:00:17;0:02:45")
    assert told["calls patience"]["seconds"] == 825
    assert told["calls patience implied"]["seconds"] == round((100 * 165 - 80 * 17) / 20)


def test_without_a_wait_or_anyone_who_hung_up_there_is_no_estimate(tiny: Folder) -> None:
    assert "calls no wait" in told_of(tiny, "AHT", "120")
    assert "calls nobody hung up" in said(propose(tiny, timed("Ventetid (s)", "20")))


@pytest.mark.parametrize(
    ("heading", "cell", "sentence", "observed"),
    [
        ("Service Level (60 Seconds)", "84.89%", "service kept", 84.89),
        ("Service Level (20 Seconds)", "94,01 %", "service kept", 94.01),
        ("Service Level (20 Seconds)", "0.76", "service unknown", 76),
        ("Serviceniveau (60 sek.)", "76,5", "service broken", 76.5),
        ("Besvaret inden 2 min", "78", "service broken", 78),
        ("Besvaret inden 2 min", "80", "service unknown", 80),
        ("Serviceniveau", "91 %", "service no time", 91),
        ("AHT", "120", "service answered unknown", 80),
    ],
)
def test_the_service_observed_is_held_against_the_one_promised(
    tiny: Folder, heading: str, cell: str, sentence: str, observed: float
) -> None:
    """80 % within 60 seconds is promised; more are answered in a longer time."""
    told = told_of(tiny, heading, cell)
    assert told[sentence]["observed"] == pytest.approx(observed)
    assert (told[sentence]["promised"], told[sentence]["seconds"]) == ("80", "60")


def test_fewer_answered_than_promised_settles_it(tiny: Folder) -> None:
    tiny.append("instance.toml", "[service]\nreference_answered_share = 0.9")
    assert told_of(tiny, "AHT", "120")["service answered broken"]["observed"] == pytest.approx(80)


def test_a_municipality_is_held_to_what_its_own_centre_promises(tiny: Folder) -> None:
    tiny.replace("centres.csv", "min_volume,max_volume", "min_volume,max_volume,answered_share,within_seconds")
    tiny.replace("centres.csv", "Alfa,local,1,1,0,", "Alfa,local,1,1,0,,0.95,20")
    tiny.replace("centres.csv", "Bøgby,local,2,1,0,", "Bøgby,local,2,1,0,,0.9,")
    tiny.replace("centres.csv", "virtual,,1.05,500,2000", "virtual,,1.05,500,2000,,")
    tiny.replace("centres.csv", "virtual,,1.05,500,\n", "virtual,,1.05,500,,,\n")
    file = tiny.path.parent / "calls.csv"
    file.write_text(timed("Service Level (20 s)", "94%"), encoding="utf-8")
    promises = (("Alfa", "broken", "95", "20"), ("2", "kept", "90", "60"), ("", "kept", "80", "60"))
    for whose, verdict, promised, seconds in promises:
        told = said(propose_calls(file, tiny.path, CallImport(municipality=whose)))[f"service {verdict}"]
        assert (told["promised"], told["seconds"]) == (promised, seconds)


def test_a_service_level_counts_by_calls(tiny: Folder) -> None:
    text = timed("Service Level (60 Seconds)", "50%", "100%")
    assert said(propose(tiny, text))["service kept"]["observed"] == pytest.approx(100 * (5 + 60) / 70)


def test_shares_that_do_not_follow_from_the_counts_are_remarked_on(tiny: Folder) -> None:
    names = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag")
    rows = "\n".join(f"{day};217;204;13;{'94.01%' if day != 'Onsdag' else '84.01%'}" for day in names)
    proposal = propose(tiny, f"Ugedag;Incoming Calls;Answered Calls;Abandoned Calls;Answer Rate\n{rows}")
    (remark,) = proposal.remarks
    assert (remark.row, remark.column, remark.value) == (4, "Answer Rate", "84.0%")
    assert "in 1 of 5 rows; the counts are used" in remark.rule
    proposal = propose(
        tiny,
        f"Ugedag;Opkald;Besvarede;Tabte\n{rows.replace('204', '200')}".replace(";94.01%", "").replace(";84.01%", ""),
    )
    assert "do not add up to offered in 5 of 5 rows" in proposal.remarks[0].rule


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        *(("calls_offered", "offered"), ("CallsOffered", "offered"), ("Indgående kald", "offered")),
        *(("Opkald i alt", "offered"), ("ACD Calls", "answered"), ("Calls Handled", "answered")),
        *(("Besvarede", "answered"), ("Aban Calls", "abandoned"), ("Ubesvarede", "abandoned")),
        *(("Mistede opkald", "abandoned"), ("% Aban Calls", "abandoned_share"), ("Svarprocent", "answered_share")),
        *(("Besvaret %", "answered_share"), ("SLA (%)", "service_share"), ("Besvaret inden for 30 sek", "in_time")),
        *(("Besvaret inden 30 sek (%)", "service_share"), ("Answered within 20 s (%)", "service_share")),
        *(("Average Speed of Answer", "answer_wait"), ("Svartid", "answer_wait"), ("Ventetid tabte", "abandon_wait")),
        *(("average_wait_seconds", "wait"), ("Gns. ventetid", "wait"), ("Behandlingstid (min.)", "handling")),
        *(("Efterbehandlingstid", "after_call"), ("Avg ACD Time", "talk"), ("Samtalevarighed", "talk")),
        *(("Hold time", "hold"), ("Half-hour", "time"), ("Date/Time", "date"), ("Dag", "date")),
        *(("Længste ventetid", None), ("Bemanding", None), ("Index", None), ("Transferred", None)),
    ],
)  # fmt: skip
def test_headings_are_known_in_danish_and_english(heading: str, role: str | None) -> None:
    grid = Grid("calls.csv", ((1, (heading,)),))
    columns, unused = name_columns(grid, (heading,), {})
    assert [column.role for column in columns] == ([role] if role else [])
    assert unused == (() if role else (heading,))


def test_columns_can_be_named(tiny: Folder) -> None:
    text = timed("T", "120").replace("Opkald", "Noget").replace("Besvarede", "Svar X")
    proposal = propose(tiny, text, columns={"offered": "Noget", "answered": "Svar X", "handling": "T"})
    assert said(proposal)["calls handling"]["minutes"] == 2
    assert faults(lambda: propose(tiny, text, columns={"offerd": "Noget"}))[0][3] == "is nothing that a column may hold"
    assert faults(lambda: propose(tiny, text, columns={"offered": "Nogt"}))[0][3] == "is no column of the file"


def test_an_export_without_times_writes_nothing_but_tells_what_it_can(tiny: Folder) -> None:
    text = (
        "Index,Incoming Calls,Answered Calls,Answer Rate,Abandoned Calls,Answer Speed (AVG),Talk Duration (AVG),"
        "Waiting Time (AVG),Service Level (20 Seconds)\n1,217,204,94.01%,13,0:00:17,0:02:14,0:02:45,76.28%\n"
    )
    proposal = propose(tiny, text)
    told = said(proposal)
    assert proposal.edits == ()
    assert {"calls no week", "calls talk alone", "service unknown"} <= told.keys()
    assert told["calls handling"]["minutes"] == pytest.approx(134 / 60)


def test_a_title_above_and_notes_in_other_columns_do_not_matter(tiny: Folder) -> None:
    file = Path(tiny.path.parent / "calls.csv")
    file.write_bytes(("Rapport: Kødata\n\n" + quarters()).encode("cp1252"))
    assert shares(propose_calls(file, tiny.path, CallImport())) == pytest.approx(EXPECTED)
