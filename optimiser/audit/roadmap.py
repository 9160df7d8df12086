"""The audit of a path over years: the rules that link years, and every figure of its tables and its record.

The plan of each year is audited by itself, as any plan is (`audit.py`); here is what only the years together can break.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from optimiser.audit import roadmap_figures as figures
from optimiser.audit.audit import audit_folder, audit_plan, broken_together
from optimiser.audit.evidence import DEPARTMENTS
from optimiser.audit.roadmap_evidence import (
    Leaving,
    PathEvidence,
    PathFiles,
    centres_before,
    hosts_before,
    share_while_new,
)
from optimiser.audit.run_files import (
    CONTACTS,
    MONEY_KR,
    RUN_FOLDER,
    Audit,
    Breach,
    Fault,
    PlanFiles,
    RunFiles,
    Verdict,
    answers_alone,
    breach_of_finding,
    format_amount,
    give_verdict,
    read_run,
    seal_of,
)
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, as_on_disk, read_text
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.roadmap_record import RoadmapRecord, read_roadmap_lines, read_roadmap_text
from optimiser.data.roadmap_tables import ROADMAP_FILE, YEARS_FOLDER, RoadmapLines
from optimiser.data.run_tables import INSTANCE_FOLDER

# ---- What links the years -------------------------------------------------------------------------


def not_undone(e: PathEvidence) -> Iterator[Verdict]:
    """**not-undone**: who has left the departments never returns; what others answer stays while it is bound.

    What is as before the first year may end: by its contract, and at its price. Nothing of it holds where what is begun
    may be undone at a price: that is a figure of the year then.
    """
    for year, some in e.leaving.items():
        for leaving in some:
            undone = e.is_undone(leaving) and e.files.instance.settings.roadmap.undoing_kr is None
            yield _undone_without_price(e, year, leaving) if undone else None


def _undone_without_price(e: PathEvidence, year: int, leaving: Leaving) -> Fault:
    """Say what is undone, and what must be instead."""
    answer, before = leaving.answer, leaving.before
    found = f"is answered by {answer.place} in {year}, and by {before.place} before"
    if answer.place == DEPARTMENTS:
        return Fault(answer.about, found, "a task that has left the departments never returns")
    kept = e.contract_years(before)
    wanted = "must stay there" if kept is None else f"a purchase is kept for {kept} years"
    return Fault(answer.about, found, wanted)


def nothing_before_start(e: PathEvidence) -> Iterator[Verdict]:
    """**start-year**: nothing moves before the first year in which anything may."""
    start = e.files.instance.settings.roadmap.start_year
    for year, moved in e.moved.items() if start is not None else ():
        for answer in moved if start is not None and year < start else ():
            yield Fault(answer.about, f"moves to {answer.place} in {year}", f"nothing may move before {start}")


def yearly_budget(e: PathEvidence) -> Iterator[Verdict]:
    """**yearly-budget**: what is begun in a year costs no more once than its budget."""
    for year, most_kr in e.files.instance.budgets_kr.items():
        yield _within_budget(f"{year}", e.invested_kr(year), most_kr)


def municipal_budget(e: PathEvidence) -> Iterator[Verdict]:
    """**municipal-budget**: no municipality invests more itself in a year than its budget."""
    for (year, code), most_kr in e.files.instance.municipal_budgets_kr.items():
        name = e.files.instance.municipalities[code].name
        yield _within_budget(f"{name}, {year}", e.invested_by_municipality(year).get(code, 0.0), most_kr)


def _within_budget(about: str, kr: float, most_kr: float) -> Verdict:
    holds = kr <= most_kr + max(MONEY_KR, BUDGET_SLACK * most_kr)
    return give_verdict(holds, about, f"invests {format_amount(kr)} kr.", f"may invest {format_amount(most_kr)} kr.")


BUDGET_SLACK = 1e-6
"""What a budget may be passed by, as a share of it: the solver keeps a row to so much."""


def minimum_ramp(e: PathEvidence) -> Iterator[Verdict]:
    """**minimum-ramp**: a centre, or a host, that is so many years old has its share of its minimum volume."""
    opened: dict[str, int] = dict.fromkeys(centres_before(e.files.instance), e.years[0] - MANY_YEARS)
    selling: dict[str, int] = dict.fromkeys(hosts_before(e.files.instance), e.years[0] - MANY_YEARS)
    for year, books in e.books.items():
        rows = {row.centre: row for row in e.files.instance.in_year(year).tables.centres}
        for centre, load in books.evidence.loads.items():
            share = share_while_new(e.files.instance, year - opened.setdefault(centre, year))
            yield _reaches(f"{centre}, {year}", "answers", load.volume, rows[centre].min_volume * share)
        for centre in books.evidence.hosts:
            share = share_while_new(e.files.instance, year - selling.setdefault(centre, year))
            sold = books.evidence.loads[centre].sold
            yield _reaches(f"{centre}, {year}", "sells", sold, rows[centre].min_sold * share)


MANY_YEARS = 1000
"""What is there before the first year is as old as can be."""


def _reaches(about: str, does: str, volume: float, least: float) -> Verdict:
    found = f"{does} {format_amount(volume)} pooled contacts a year"
    return give_verdict(volume >= least - CONTACTS, about, found, f"the least is {format_amount(least)}")


def most_joining(e: PathEvidence) -> Iterator[Verdict]:
    """**joining**: no more municipalities are connected to a centre for the first time in a year than may be."""
    for year, books in e.books.items():
        joining: dict[str, int] = defaultdict(int)
        for _, centre in e.joined[year]:
            joining[centre] += 1
        for centre, count in joining.items():
            most = books.evidence.centres[centre].most_joining
            if most is not None:
                about = f"{centre}, {year}"
                yield give_verdict(count <= most, about, f"is joined by {count}", f"may be joined by {most} a year")


LINKS: tuple[tuple[str, Callable[[PathEvidence], Iterator[Verdict]]], ...] = (
    ("not-undone", not_undone),
    ("start-year", nothing_before_start),
    ("yearly-budget", yearly_budget),
    ("municipal-budget", municipal_budget),
    ("joining", most_joining),
    ("minimum-ramp", minimum_ramp),
)
"""The rules that only the years together can break, under the names users see."""
FIGURES: tuple[tuple[str, Callable[[PathEvidence], Iterator[Verdict]]], ...] = (
    ("figures", figures.instance_in_record),
    ("cost", figures.figures_of_years),
    ("figures", figures.figures_of_moves),
    ("figures", figures.figures_of_centres),
    ("cost", figures.figures_of_municipalities),
    ("cost", figures.cost_of_path),
    ("gap", figures.proof_of_path),
)


# ---- A path in memory, and its folder -------------------------------------------------------------


def audit_path(files: PathFiles) -> Audit:
    """Recompute what links the years of a path, and every figure of its tables; not the plan of each year by itself."""
    evidence = PathEvidence(files)
    verdicts = [("hash", verdict) for verdict in figures.hashes(evidence)]
    if tuple(files.plans) != files.instance.years:
        fault = Fault(
            YEARS_FOLDER, f"holds {figures.listed(files.plans)}", f"must hold {figures.listed(files.instance.years)}"
        )
        verdicts.append(("figures", fault))
    else:
        verdicts += [(rule, verdict) for rule, check in (*LINKS, *FIGURES) for verdict in check(evidence)]
    breaches = tuple(Breach(rule, fault.about, fault.found, fault.wanted) for rule, fault in verdicts if fault)
    return Audit(breaches, len(verdicts))


def audit_whole_path(files: PathFiles) -> Audit:
    """Audit the plan of each year by itself, and then what links them; a breach of a year says which."""
    found = {year: audit_plan(plan.instance, plan.run, plan.lines) for year, plan in files.plans.items()}
    breaches = [
        Breach(breach.rule, f"{year}: {breach.about}", breach.found, breach.wanted)
        for year, one in found.items()
        for breach in one.breaches
    ]
    together = audit_path(files)
    return Audit((*breaches, *together.breaches), together.checks + sum(one.checks for one in found.values()))


def broken_over_years(instance: Instance, answers: Mapping[int, Sequence[tuple[str, str, str]]]) -> tuple[Breach, ...]:
    """Return the rules that answers break, each lawful by itself: in a year, or over the years together.

    An answer is (municipality, task, centre); they are by year. Nothing is written and no figure is checked.
    """
    plans = {year: answers_alone(instance.in_year(year), some) for year, some in answers.items()}
    evidence = PathEvidence(PathFiles(instance, RoadmapRecord.model_construct(), RoadmapLines(), plans))
    within = [breach for year, some in answers.items() for breach in broken_together(instance.in_year(year), some)]
    verdicts = [(rule, verdict) for rule, check in LINKS for verdict in check(evidence)]
    return (*within, *(Breach(rule, fault.about, fault.found, fault.wanted) for rule, fault in verdicts if fault))


def audits_of_roadmap(folder: AnyPath) -> Iterator[tuple[Path, Audit]]:
    """Audit the folder of a path, and the run folder of each of its years, from the files alone."""
    place = as_on_disk(folder)
    files, breaches = read_path(place)
    seal, count = seal_of(place)
    found = Audit((), 0) if files is None else audit_path(files)
    yield place, Audit((*breaches, *found.breaches, *seal), found.checks + len(breaches) + count)
    for run in sorted((place / YEARS_FOLDER).glob("*")):
        if run.is_dir():
            yield run, audit_folder(run)


def read_path(folder: Path) -> tuple[PathFiles | None, list[Breach]]:
    """What the folder of a path holds; None with a breach for each fault when any of it cannot be read."""
    findings: list[Finding] = []
    instance = _read_instance(folder, findings)
    text, faults = read_text(folder / ROADMAP_FILE)
    record, more = (None, []) if text is None else read_roadmap_text(text)
    lines, missing = read_roadmap_lines(folder)
    breaches = [breach_of_finding(one) for one in (*findings, *faults, *more, *missing) if one.severity == "error"]
    plans: dict[int, PlanFiles] = {}
    for year in record.years if record is not None else ():
        run, unread = read_run(folder / YEARS_FOLDER / str(year))
        if isinstance(run, RunFiles):
            plans[year] = run
        else:
            breaches.append(Breach(RUN_FOLDER, f"{YEARS_FOLDER}/{year}", _why(unread), "must hold a plan"))
    if instance is None or record is None or breaches:
        return None, breaches
    return PathFiles(instance, record, lines, plans), []


def _why(unread: Sequence[Breach]) -> str:
    return unread[0].found if unread else "holds no plan"


def _read_instance(folder: Path, findings: list[Finding]) -> Instance | None:
    try:
        return read(folder / INSTANCE_FOLDER)
    except InvalidInputError as error:
        findings.extend(error.findings)
        return None
