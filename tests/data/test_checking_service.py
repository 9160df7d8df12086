"""What is refused about service: targets, opening hours, and when contacts arrive."""

import pytest

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


def test_nobody_who_calls_in_the_opening_hours_of_the_reference_is_a_finding(folder: Folder) -> None:
    folder.write("arrival_profile.csv", HEADER + "7,03:00,1\n")
    finding = folder.finding()
    assert place(finding) == ("instance.toml", None, "service.reference_opening_hours")
    assert finding.rule == "no contact of arrival_profile.csv arrives in the half hours of 37 opening hours a week"
    assert folder.findings(overrides=["service.reference_opening_hours=168"]) == []


def test_nobody_who_calls_in_the_opening_hours_of_a_centre_is_a_finding(folder: Folder) -> None:
    folder.write("arrival_profile.csv", HEADER + "5,09:00,1\n")
    finding = folder.finding(overrides=["centres.North.opening_hours=1"])
    assert place(finding) == ("--set", None, "centres.North.opening_hours")
    assert "1 opening hours" in finding.rule
