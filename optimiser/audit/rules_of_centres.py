"""Rules that look at one centre, or at how many there are."""

from collections import Counter
from collections.abc import Iterator

from optimiser.audit.breach import CONTACTS, Verdict, format_amount, give_verdict, same_text
from optimiser.audit.evidence import Evidence


def open_centre(e: Evidence) -> Iterator[Verdict]:
    """**open-centre**: who answers exists and is listed as open; who sells may, and answers its own citizens too."""
    for line in e.files.lines.assignments:
        about = f"{line.task} of {line.municipality}"
        yield give_verdict(
            e.knows_centre(line.centre), about, f"is answered by '{line.centre}'", "there is no such centre"
        )
    yield from _check_listed(e)
    yield from check_hosts(e)


def check_hosts(e: Evidence) -> Iterator[Verdict]:
    """Of **open-centre**: who sells may, and answers its own citizens too."""
    for centre, sold in e.hosts.items():
        yield from _may_sell(e, centre, len({answer.municipality.code for answer in sold}))


def _check_listed(e: Evidence) -> Iterator[Verdict]:
    """centres.csv holds the centres that answer, each once, and no others."""
    lines = Counter(line.centre for line in e.files.lines.centres)
    for centre in e.loads:
        found = f"answers contacts and stands in {lines[centre]} lines of centres.csv"
        yield give_verdict(lines[centre] == 1, centre, found, "an open centre must stand in exactly one")
    for line in e.files.lines.centres:
        yield give_verdict(line.centre in e.loads, line.centre, "is listed as open", "it answers nobody")
    for line in e.files.lines.centres:
        if line.centre in e.loads:
            row, about = e.centres[line.centre], f"centres.csv, {line.centre}"
            yield same_text(f"{about}, kind", line.kind, row.kind)
            yield same_text(f"{about}, seat", line.seat, row.seat or "")


def _may_sell(e: Evidence, centre: str, buyers: int) -> Iterator[Verdict]:
    seat = e.instance.municipalities[e.centres[centre].seat or ""]
    found = f"sells to {buyers} municipalities"
    yield give_verdict(seat.candidate_host, centre, found, f"{seat.name} is no candidate host")
    answers_own = any(answer.form == "local" for answer in e.by_centre[centre])
    yield give_verdict(answers_own, centre, found, f"it answers no task of {seat.name} itself")


def minimum_volume(e: Evidence) -> Iterator[Verdict]:
    """**minimum-volume**: an open centre answers enough, and a host that sells sells enough (pooled contacts)."""
    for centre, load in e.loads.items():
        least = e.centres[centre].min_volume
        yield _enough_volume(centre, "answers", load.volume, least)
    for centre in e.hosts:
        yield _enough_volume(centre, "sells", e.loads[centre].sold, e.centres[centre].min_sold)


def maximum_volume(e: Evidence) -> Iterator[Verdict]:
    """**maximum-volume**: an open centre answers not too much, and a host stays first its own citizens'."""
    for centre, load in e.loads.items():
        row = e.centres[centre]
        if row.max_volume is not None:
            yield _not_too_much(centre, "answers", load.volume, row.max_volume)
        if row.kind == "local" and row.max_sold_share is not None:
            yield _not_too_much(centre, "sells", load.sold, row.max_sold_share * load.own)


def _enough_volume(centre: str, does: str, volume: float, least: float) -> Verdict:
    found = f"{does} {format_amount(volume)} pooled contacts a year"
    return give_verdict(volume >= least - CONTACTS, centre, found, f"the least is {format_amount(least)}")


def _not_too_much(centre: str, does: str, volume: float, most: float) -> Verdict:
    found = f"{does} {format_amount(volume)} pooled contacts a year"
    return give_verdict(volume <= most + CONTACTS, centre, found, f"the most is {format_amount(most)}")


def must_open(e: Evidence) -> Iterator[Verdict]:
    """**must-open**: who must be open answers, a local centre its own citizens; a host that must sell does."""
    for centre, row in e.centres.items():
        if row.must_open:
            answers = e.by_centre.get(centre, [])
            heard = [answer for answer in answers if row.kind != "local" or answer.form == "local"]
            whom = "its own citizens" if row.kind == "local" else "anybody"
            yield give_verdict(bool(heard), centre, f"answers no task of {whom}", "it must be open")
        if row.must_sell:
            yield give_verdict(centre in e.hosts, centre, "sells to nobody", "it must sell")


def max_centres(e: Evidence) -> Iterator[Verdict]:
    """**max-centres**: not too many municipalities sell, and not too many virtual centres are open."""
    virtual = [centre for centre in e.loads if e.centres[centre].kind == "virtual"]
    yield _few_enough("The number of hosts", list(e.hosts), e.policy.max_hosts)
    yield _few_enough("The number of virtual centres", virtual, e.policy.max_virtual_centres)


def _few_enough(about: str, centres: list[str], most: int | None) -> Verdict:
    found = f"is {len(centres)} ({', '.join(centres)})"
    return give_verdict(most is None or len(centres) <= most, about, found, f"at most {most} are allowed")
