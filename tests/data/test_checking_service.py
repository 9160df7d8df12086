"""What is refused about service: targets, opening hours, and when contacts arrive."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optimiser.data.read import check, write
from tests.data.tiny import Folder, place

HEADER = "weekday,half_hour,share\n"
WHOLE = HEADER + "1,10:00,0.25\n1,23,0.25\n5,9:00:00,0.5\n"


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("reference_answered_share = 0", "must be above 0"),
        ("reference_answered_share = 1", "must be below 1"),
        ("reference_answered_share = nan", "must be a finite number"),
        ("reference_within_seconds = 0", "must be above 0"),
        ("reference_opening_hours = 0", "must be 1 or more"),
        ("reference_opening_hours = 200", "must be 168 or less"),
        ("staffing_share = 1.1", "must be 1 or less"),
        ("staffing_share = -0.1", "must be 0 or more"),
        ("max_occupancy = 0", "must be above 0"),
        ("max_occupancy = 1.01", "must be 1 or less"),
        ("patience_seconds = 0", "must be above 0"),
        ("shrinkage = 1", "must be below 1"),
        ("shrinkage = inf", "must be a finite number"),
        ("waiting = 3", "no such entry"),
    ],
)
def test_an_impossible_entry_is_a_finding(folder: Folder, entry: str, rule: str) -> None:
    folder.append("instance.toml", f"[service]\n{entry}")
    finding = folder.finding()
    assert place(finding) == ("instance.toml", None, f"service.{entry.partition(' ')[0]}")
    assert rule in finding.rule


def test_entries_at_their_limits_are_taken(folder: Folder) -> None:
    folder.append("instance.toml", "[service]\nmax_occupancy = 1\nstaffing_share = 0\nreference_opening_hours = 168")
    assert folder.findings() == []


def test_an_instance_without_a_section_has_the_reference(folder: Folder) -> None:
    folder.append("instance.toml", "[service]\nreference_answered_share = 0.8\nreference_opening_hours = 37")
    with_section = folder.sha256()
    folder.replace("instance.toml", "[service]\nreference_answered_share = 0.8\nreference_opening_hours = 37", "")
    assert folder.sha256() == with_section


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("answered_share", "0", "must be above 0"),
        ("answered_share", "1", "must be below 1"),
        ("answered_share", "80", "must be below 1"),
        ("answered_share", "nan", "must be a finite number"),
        ("within_seconds", "0", "must be above 0"),
        ("opening_hours", "0", "must be 1 or more"),
        ("opening_hours", "200", "must be 168 or less"),
    ],
)
def test_an_impossible_target_of_a_centre_is_a_finding(folder: Folder, column: str, value: str, rule: str) -> None:
    folder.write("centres.csv", f"centre,kind,seat,{column}\nAlfa,local,1,{value}\nNorth,virtual,,\nSouth,virtual,,\n")
    finding = folder.finding()
    assert place(finding) == ("centres.csv", 2, column)
    assert rule in finding.rule


def test_a_task_that_takes_no_time_is_a_finding(folder: Folder) -> None:
    folder.replace("tasks.csv", "guide,2,false,4", "guide,2,false,0")
    assert place(folder.finding()) == ("tasks.csv", 2, "handling_minutes")


def test_a_whole_week_of_arrivals_is_taken_however_half_hours_are_written(folder: Folder) -> None:
    folder.write("arrival_profile.csv", WHOLE)
    assert folder.findings() == []
    written = folder.sha256()
    folder.write("arrival_profile.csv", HEADER + "5,19,0.5\n1,11:00,0.25\n1,10:00,0.25\n")
    assert folder.sha256() == written


@pytest.mark.parametrize(
    ("line", "row", "column", "rule"),
    [
        ("1,10:30,-0.5", 5, "share", "must be 0 or more"),
        ("1,10:30,nan", 5, "share", "must be a finite number"),
        ("0,10:30,0", 5, "weekday", "must be 1 or more"),
        ("8,10:30,0", 5, "weekday", "must be 7 or less"),
        ("1,0,0", 5, "half_hour", "must be a half hour of the day"),
        ("1,49,0", 5, "half_hour", "must be a half hour of the day"),
        ("1,10:15,0", 5, "half_hour", "must be a half hour of the day"),
        ("1,24:00,0", 5, "half_hour", "must be a half hour of the day"),
        ("1,morning,0", 5, "half_hour", "must be a half hour of the day"),
        ("1,21,0", 5, "weekday", "the same weekday, half_hour as row 2"),
        ("1,10:30,0.1", 2, "share", "all shares must add up to 1, but they add up to 1.1"),
    ],
)
def test_arrivals_that_make_no_week_are_a_finding(folder: Folder, line: str, row: int, column: str, rule: str) -> None:
    folder.write("arrival_profile.csv", WHOLE + line + "\n")
    finding = folder.finding()
    assert place(finding) == ("arrival_profile.csv", row, column)
    assert rule in finding.rule


def _profile(half_hours: Iterable[str], weekdays: Iterable[int] = range(1, 6), share: float | None = None) -> str:
    """A table with the same share in each of these half hours."""
    rows = [(day, half_hour) for day in weekdays for half_hour in half_hours]
    return HEADER + "".join(f"{day},{half_hour},{share or 1 / len(rows)}\n" for day, half_hour in rows)


def _times(first: float, last: float, step: float = 0.5) -> list[str]:
    """The half hours from one hour of the day to before another."""
    hours = [first + step * place for place in range(round((last - first) / step))]
    return [f"{int(hour % 24):02}:{'30' if hour % 1 else '00'}" for hour in hours]


NIGHT = _profile(_times(18, 26), range(1, 8))


def test_a_centre_may_be_open_at_night_only(folder: Folder) -> None:
    """Half hours around 10 in the morning were open whenever the contacts arrived."""
    folder.write("arrival_profile.csv", NIGHT)
    assert folder.findings(overrides=["service.reference_opening_hours=56"]) == []


def test_the_opening_hours_lie_where_most_contacts_arrive(folder: Folder) -> None:
    folder.write("arrival_profile.csv", HEADER + "7,03:00,1\n")
    assert folder.findings() == []


def test_some_contacts_outside_the_opening_hours_are_a_warning(folder: Folder) -> None:
    folder.write("arrival_profile.csv", _profile(_times(8, 16)))
    finding = folder.finding()
    assert place(finding) == ("instance.toml", None, "service.reference_opening_hours")
    assert finding.severity == "warning"
    assert finding.rule.startswith("7.5% of the contacts of arrival_profile.csv arrive outside the 37 hours a week")
    assert "Friday 14:30 to 16:00" in finding.rule
    assert finding.remedy.startswith("open 40 hours a week")
    assert folder.findings(overrides=["service.reference_opening_hours=40"]) == []


@pytest.mark.parametrize("half_hours", [_times(0, 24), _times(18, 30)])
def test_too_many_contacts_outside_the_opening_hours_are_an_error(folder: Folder, half_hours: list[str]) -> None:
    folder.write("arrival_profile.csv", _profile(half_hours, range(1, 8)))
    finding = folder.finding()
    assert (finding.column, finding.severity) == ("service.reference_opening_hours", "error")


def test_the_opening_hours_of_a_centre_are_looked_at_once_however_many_have_them(folder: Folder) -> None:
    folder.write("arrival_profile.csv", _profile(_times(8, 15)))
    finding = folder.finding(overrides=["centres.*.opening_hours=30"])
    assert place(finding) == ("overrides", None, "centres.*.opening_hours")
    assert finding.rule.startswith("14.3% of the contacts")


def test_opening_hours_in_which_nobody_calls_are_a_warning(folder: Folder) -> None:
    folder.write("arrival_profile.csv", _profile(_times(8, 14)))
    finding = folder.finding()
    assert (finding.column, finding.severity) == ("service.reference_opening_hours", "warning")
    assert finding.rule.startswith("contacts arrive in 30 hours of arrival_profile.csv only")


@pytest.mark.parametrize("entry", ["service.reference_opening_hours=37.3", "centres.North.opening_hours=37.3"])
def test_opening_hours_that_are_rounded_are_told(folder: Folder, entry: str) -> None:
    finding = folder.finding(overrides=[entry])
    assert finding.rule == "is counted as 37.5, because a week is counted in half hours"


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (range(8, 20), "8 is read as the half hour from 03:30 and 19 as that from 09:00"),
        (range(8, 18), "8 is read as the half hour from 03:30 and 17 as that from 08:00"),
        (range(1, 25), "1 is read as the half hour from 00:00 and 24 as that from 11:30"),
    ],
)
def test_hours_written_as_half_hours_are_refused_once(folder: Folder, hours: range, told: str) -> None:
    """An hourly export's 8 was read as 03:30 without a word, or with one for each centre that was closed then."""
    share = {hour: (1 if hour < 7 else 20) for hour in hours}
    whole = 5 * sum(share.values())
    rows = [f"{day},{hour},{share[hour] / whole}\n" for day in range(1, 6) for hour in hours]
    folder.write("arrival_profile.csv", HEADER + "".join(rows))
    finding = next(item for item in folder.findings() if item.column == "half_hour")
    assert place(finding) == ("arrival_profile.csv", 2, "half_hour")
    assert told in finding.rule
    assert len([item for item in folder.findings() if item.column == "half_hour"]) == 1


def test_hours_in_a_workbook_are_refused_too(folder: Folder, tmp_path: Path) -> None:
    folder.write("arrival_profile.csv", _profile(_times(8, 15.5)))
    instance, _ = check(folder.path)
    assert instance is not None
    write(instance, tmp_path / "tiny.xlsx")
    book = load_workbook(tmp_path / "tiny.xlsx")
    sheet = book["arrival_profile"]
    column = [cell.value for cell in sheet[1]].index("half_hour") + 1
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column).value = 8 + (row - 2) % 15
        sheet.cell(row, column).number_format = "General"
    book.save(tmp_path / "tiny.xlsx")
    told = [item.rule for item in check(tmp_path / "tiny.xlsx")[1] if item.column == "half_hour"]
    assert len(told) == 1
    assert "8 is read as the half hour from 03:30" in told[0]


@pytest.mark.parametrize("half_hours", [range(17, 25), range(15, 32), range(1, 49)])
def test_half_hours_of_the_day_written_by_number_are_taken(folder: Folder, half_hours: range) -> None:
    folder.write("arrival_profile.csv", _profile([str(number) for number in half_hours]))
    assert [item for item in folder.findings() if item.column == "half_hour"] == []


@pytest.mark.parametrize("half_hours", [_times(8, 16, 1), [str(number) for number in range(18, 34, 2)]])
def test_a_count_by_the_hour_is_refused(folder: Folder, half_hours: list[str]) -> None:
    """Every second half hour was empty, and the others had twice their contacts."""
    folder.write("arrival_profile.csv", _profile(half_hours))
    (finding,) = (item for item in folder.findings() if item.column == "half_hour")
    assert place(finding) == ("arrival_profile.csv", 2, "half_hour")
    assert "only every second half hour has contacts" in finding.rule


@pytest.mark.parametrize(("share", "remedy"), [(1.25, "divide each by 100"), (250, "divide each by their sum")])
def test_percent_and_counts_are_told_once(folder: Folder, share: float, remedy: str) -> None:
    """Each row that was above 1 was a finding of its own, and those below were none."""
    folder.write("arrival_profile.csv", _profile(_times(8, 16), share=share))
    finding = folder.finding()
    assert place(finding) == ("arrival_profile.csv", 2, "share")
    assert remedy in finding.remedy


@pytest.mark.parametrize(
    ("weekdays", "rule"),
    [
        (range(2, 7), "more than twice as many contacts arrive on Saturday as on Monday"),
        ([1], "no contacts arrive on Tuesday, Wednesday, Thursday, Friday"),
    ],
)
def test_days_that_are_missing_or_shifted_are_a_warning(folder: Folder, weekdays: Iterable[int], rule: str) -> None:
    folder.write("arrival_profile.csv", _profile(_times(8, 15), weekdays))
    finding = next(item for item in folder.findings() if item.column == "weekday")
    assert finding.severity == "warning"
    assert rule in finding.rule


def test_a_week_that_is_counted_from_0_is_told_how_it_is_counted(folder: Folder) -> None:
    folder.write("arrival_profile.csv", HEADER + "0,10:00,0.5\n1,10:00,0.5\n")
    assert "1 is Monday, 7 is Sunday" in folder.findings()[0].remedy
