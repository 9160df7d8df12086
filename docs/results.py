"""Write docs/results.md: what the bundled instance says, and what was measured, each table made by commands run here.

`make results` renews all sections (about an hour on two cores), `make results ARGS="systems investment"` these alone; the others stay
as they are, with the versions and the date of their own run. No figure of that page is typed by hand.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "results.md"
RUNS = ROOT / "build" / "results"
DENMARK = "instances/denmark-2014"
SCENARIOS = f"{DENMARK}/scenarios"
MILLION = 1e6
BLANK = "–"
MOST_ASSUMPTIONS = 12
"""How many assumptions of a tornado are shown."""
NO_PLAN_CODES = (0, 3)
"""Exit codes of commands whose tables are whole: a plan for all, or none for some."""
STRUCTURES = "none,five-regions,three-centres,national"
INTRODUCTION = """# Results

What follows from the figures of `instances/denmark-2014`: the real municipalities, their population in 2014, nine levels of task, and the
figures of the source documents. Many of the figures behind it have no source and are marked as assumptions (`assumptions.csv` of every
run lists them), so these answers follow from those assumptions and go no further. [How to read them](reading-the-results.md) explains what
they mean and what they do not.

This page is written by `make results`; each section names its commands, and the versions and the date of its run. Costs and gains are in
million kr. a year. A plan's gap says how much cheaper the cheapest lawful plan can be at most."""


@dataclass(frozen=True)
class Section:
    """A part of the page: what is asked, the commands that answer it, and how their tables become one."""

    name: str
    title: str
    text: str
    commands: tuple[tuple[str, ...], ...]
    body: Callable[[Sequence[str]], str]


# ---- writing tables -------------------------------------------------------------------------------


def markdown_table(frame: pd.DataFrame) -> str:
    """Return a frame as a Markdown table, its cells as they are."""
    head = [str(column) for column in frame.columns]
    rows = [[str(cell) for cell in row] for row in frame.itertuples(index=False)]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def in_millions(value: float) -> str:
    """Return kr. as million kr. with one decimal."""
    return BLANK if pd.isna(value) else f"{value / MILLION:,.1f}"


def in_percent(value: float, decimals: int = 3) -> str:
    """Return a share in per cent."""
    return BLANK if pd.isna(value) else f"{100 * value:.{decimals}f} %"


def whole_number(value: float) -> str:
    """Return a count without decimals."""
    return BLANK if pd.isna(value) else f"{value:,.0f}"


def read_table(name: str, table: str) -> pd.DataFrame:
    """Return a table that a section's command wrote."""
    return pd.read_csv(RUNS / name / f"{table}.csv", keep_default_na=False, na_values=[""])


# ---- the sections' tables -------------------------------------------------------------------------


def tabulate_systems(_: Sequence[str]) -> str:
    """Return the systems, the cheapest first; an asterisk where one is not proven to cost more than the one above."""
    figures = read_table("systems", "figures").sort_values("objective_kr", kind="stable")
    differences = read_table("systems", "differences").set_index(["cheaper", "dearer"])
    described = pd.read_csv(ROOT / DENMARK / "systems.csv").set_index("system")["description_en"]
    cases = list(figures["case"])
    proven = [True, *(bool(differences.at[pair, "proven"]) for pair in pairwise(cases))]
    frame = pd.DataFrame(
        {
            "system": [f"`{case}`" for case in cases],
            "what it is": [described[system] for system in figures["system"]],
            "cost": [
                in_millions(cost) + ("" if sure else " *")
                for cost, sure in zip(figures["objective_kr"], proven, strict=True)
            ],
            "net gain": figures["net_gain_kr"].map(in_millions),
            "investment once": figures["investment_kr"].map(in_millions),
            "payback, years": figures["payback_years"].map(lambda years: BLANK if pd.isna(years) else f"{years:.1f}"),
            "municipalities that pay more": figures["worse_off"].map(whole_number),
            "gap": figures["gap"].map(in_percent),
        }
    )
    return (
        markdown_table(frame)
        + "\n\n\\* not proven to cost more than the one above: the difference is smaller than the two gaps together."
    )


QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("as bundled", ()),
    ("virtual centres as cheap as physical ones", ("--scenario", f"{SCENARIOS}/virtual-1.00.toml")),
    ("the cap on municipal sales applied at its 2020–21 level", ("--set", "legal.purchase-cap.active=true")),
    ("80 % answered within 20 seconds instead of 60", ("--scenario", f"{SCENARIOS}/service-80-20.toml")),
    ("70 % within 120 seconds", ("--scenario", f"{SCENARIOS}/service-70-120.toml")),
    ("evening opening, 60 hours a week", ("--scenario", f"{SCENARIOS}/evening-60h.toml")),
    (
        "targets on all five KPIs, each a little above what the cheapest plan gives",
        ("--scenario", f"{SCENARIOS}/five-kpis.toml"),
    ),
)
"""Questions to `five-regions`, each with the options that ask it."""


def tabulate_questions(_: Sequence[str]) -> str:
    """Return what each question's plan costs and gains."""
    rows = []
    for number, (asked, options) in enumerate(QUESTIONS):
        run = json.loads((RUNS / "questions" / str(number) / "run.json").read_text(encoding="utf-8"))
        rows.append(
            {
                "what is asked": asked,
                "option": f"`{' '.join(options).replace(SCENARIOS, '…')}`" if options else "",
                "cost": in_millions(run["objective_kr"]),
                "net gain": in_millions(run["net_gain_kr"]),
                "gap": in_percent(run["gap"]),
            }
        )
    return markdown_table(pd.DataFrame(rows)) + f"\n\n(`…` is `{SCENARIOS}`.)"


BOARD = "build/results/board"
PLAN, SILENT, FEWER = f"{BOARD}/plan", f"{BOARD}/koebenhavn-sells-not", f"{BOARD}/fewer-contacts"


@dataclass(frozen=True)
class BoardQuestion:
    """What a board asks, the commands that answer it, and the sentences of what the last of them prints that do.

    Without a command, what the one before printed answers it too.
    """

    asked: str
    commands: tuple[tuple[str, ...], ...]
    answers: tuple[str, ...]


BOARD_QUESTIONS = (
    BoardQuestion(
        "What should we do?",
        (("optimiser", "solve", DENMARK, "--out", PLAN, "--force"),),
        (r"\d+ municipalities answer .*?years\)\.",),
    ),
    BoardQuestion("How sure is it that nothing is cheaper?", (), (r"Proven: no plan costs less .*?asked for\.",)),
    BoardQuestion("What is settled, and what is ours to decide?", (), (r"To (be decided|decide): .*?(?= As costs)",)),
    BoardQuestion("Who pays more than today, and is that certain?", (), (r"As costs fall by load.*?(?= The answer)",)),
    BoardQuestion(
        "What do our own rules cost?",
        (("optimiser", "prices", PLAN, "--out", f"{BOARD}/prices"),),
        (
            r"(?<=– )Each of Aabenraa.*?plans found\.",
            r"(?<=– )The form .*?plans found\.",
            r"(?<=– )Levels .*?plans found\.",
        ),
    ),
    BoardQuestion(
        "How far off can the gain be, and what carries most of that?",
        (("optimiser", "uncertainty", PLAN, "--samples", "128", "--adapted", "46", "--out", f"{BOARD}/uncertainty"),),
        (
            r"The plan saves between .*?confidence\)\.",
            r"If the plan is made anew .*?confidence\)\.",
            r"Keeping the plan instead .*?solved anew\.",
            r"In at least nine of ten cases it costs .*?confidence\)\.",
            r"How much the kept plan saves depends .*?variance; [^)]*\)\.",
            r"The two that matter most together are .*?\)\.",
        ),
    ),
    BoardQuestion(
        "What if København does not sell?",
        (
            ("optimiser", "solve", DENMARK, "--without", "København sells", "--out", SILENT, "--force"),
            ("optimiser", "difference", PLAN, SILENT),
        ),
        (
            r"Proven: the best plan .*?best for \S+\.",
            r"Opens: .*?contacts\)\.",
            r"Something is answered elsewhere .*?as they were\.",
        ),
    ),
    BoardQuestion(
        "Would fewer and larger shared centres be better?",
        (
            (
                *("optimiser", "compare", DENMARK, "--structure", "five-regions", "--structure", "three-centres"),
                *("--structure", "national", "--out", f"{BOARD}/systems"),
            ),
        ),
        (r"The cheapest of 3 is .*?years\)\.", r"The next, .*?more\.", r"The order is proven[^.]*\."),
    ),
    BoardQuestion(
        "Why is Viborg answered where it is?",
        (("optimiser", "explain", PLAN, "Viborg"),),
        (r"Viborg pays .*?planned again\.",),
    ),
    BoardQuestion(
        "What if a fifth fewer call?",
        (
            (
                *("optimiser", "solve", DENMARK, "--set", "volumes.*.contacts=x0.8"),
                *("--set", "tasks.*.national_contacts=x0.8", "--out", FEWER, "--force"),
            ),
            ("optimiser", "difference", PLAN, FEWER),
        ),
        (r"Against the same today .*?organising saves .*?kr\.",),
    ),
)
"""Ten, as boards ask them; each answered by commands that are named beside the answer."""


YEARS = "denmark-2014-roadmap"
PATHS = "build/results/roadmap"
AHEAD, HALF, WAITING, ALONE, BY_YEAR = (
    f"{PATHS}/{name}" for name in ("ahead", "half-budget", "waiting", "level-3-alone", "by-year")
)


def _solve_years(out: str, *options: str) -> tuple[str, ...]:
    return ("optimiser", "solve", YEARS, *options, "--gap", "1e-3", "--time-limit", "600", "--out", out, "--force")


SET_AGAINST = (r"\S+ costs \S+ million kr\. more .*?present value\.", r"It is proven that .*?below 0 is less\.")
"""What `difference` says of two roadmaps: what the second costs more, and how far that is proven."""
ROADMAP_QUESTIONS = (
    BoardQuestion(
        "What do we do when?",
        (_solve_years(AHEAD),),
        (
            r"Move in .*?in a centre\.",
            r"Over \d{4}–\d{4} that costs .*?is invested\.",
            r"No roadmap that .*?too dear\.",
        ),
    ),
    BoardQuestion(
        "What does half the budget cost us?",
        (_solve_years(HALF, "--set", "years.*.investment_budget_kr=x0.5"), ("optimiser", "difference", AHEAD, HALF)),
        (*SET_AGAINST, r"\d+ of \d+ municipalities move their first task .*?\."),
    ),
    BoardQuestion(
        "What if everything waits two years?",
        (_solve_years(WAITING, "--set", "roadmap.start_year=2017"), ("optimiser", "difference", AHEAD, WAITING)),
        SET_AGAINST,
    ),
    BoardQuestion(
        "Is the first step, level 3 compulsory in the five regions' centres, worth it alone, if these may be as small as it makes them?",
        (
            _solve_years(
                ALONE,
                *("--structure", "staged", "--set", "policy.levels.purchased=none"),
                *("--set", "policy.levels.local=none", "--set", "policy.levels.regional=3"),
                *("--set", "centres.virtual.min_volume=0"),
            ),
        ),
        (r"Over \d{4}–\d{4} that costs .*?is invested\.", r"No roadmap that .*?too dear\."),
    ),
    BoardQuestion(
        "What does deciding year by year cost against planning ahead?",
        (_solve_years(BY_YEAR, "--year-by-year"), ("optimiser", "difference", AHEAD, BY_YEAR)),
        SET_AGAINST,
    ),
)
FIRST_STEP = BoardQuestion(
    "Which first step is right in every future?",
    (
        (
            *("optimiser", "regret", YEARS, "--structure", "five-regions", "--structure", "none"),
            *("--future", "as-today", "--future", "half-budget", "--future", "investment-double"),
            *("--gap", "5e-3", "--time-limit", "250", "--workers", "2", "--out", "build/results/first-step"),
        ),
    ),
    (
        r"What is compared is the first step .*?\.(?= [A-Z])",
        r"(It is not proven which has the s|S)mallest worst-case regret.*?(?= Cheapest| It is not| The prob| $)",
    ),
)


def tabulate_answers(printed: Sequence[str], questions: Sequence[BoardQuestion] = BOARD_QUESTIONS) -> str:
    """Return each question with the command that answers it and the sentences of its answer."""
    outputs = iter(printed)
    rows, last, command = [], "", ""
    for question in questions:
        for asked in question.commands:
            last, command = " ".join(next(outputs).split()), " ".join(map(_quoted, asked))
        found = [re.search(answer, last) for answer in question.answers]
        if None in found:
            raise SystemExit(f"{command} does not answer: {question.asked} It printed: {last[:2000]}")
        answer = " ".join(match[0] for match in found if match)
        rows.append({"question": question.asked, "command": f"`{command}`", "answer": answer})
    return markdown_table(pd.DataFrame(rows))


def tabulate_grid(name: str, parameter: str) -> Callable[[Sequence[str]], str]:
    """Return what writes the net gain of a sweep by one parameter and structure."""

    def tabulate(_: Sequence[str]) -> str:
        table = read_table(name, "sweep")
        table["cell"] = [_gain_with_shared(row) for row in table.to_dict("records")]
        grid = table.pivot_table(index=parameter, columns="structure", values="cell", aggfunc="first")
        grid = grid[STRUCTURES.split(",")].reset_index()
        return markdown_table(grid.rename(columns={parameter: f"`{parameter}`"}))

    return tabulate


def _gain_with_shared(row: Mapping[Any, Any]) -> str:
    contacts = row["contacts_regional"] / MILLION
    return f"{in_millions(row['net_gain_kr'])} ({row['municipalities_regional']:.0f}; {contacts:.1f})"


def tabulate_tornado(_: Sequence[str]) -> str:
    """Return the assumptions on which the cost rests most: how far it moves between their ends."""
    base_kr = json.loads((RUNS / "tornado" / "tornado.json").read_text(encoding="utf-8"))["base"]["objective_kr"]
    rows = []
    for parameter, ends in read_table("tornado", "tornado").groupby("parameter", sort=False):
        costs = [base_kr, *ends["objective_kr"]]
        rows.append(
            {
                "assumption": f"`{parameter}`",
                "from, to": ", ".join(str(value) for value in ends["value"]),
                "swing_kr": max(costs) - min(costs),
                "worth of adapting the plan, at most": in_millions(ends["adapting_kr"].max()),
            }
        )
    frame = pd.DataFrame(rows).sort_values("swing_kr", ascending=False).head(MOST_ASSUMPTIONS)
    frame["swing_kr"] = frame["swing_kr"].map(in_millions)
    return markdown_table(frame.rename(columns={"swing_kr": "the cost changes by"}))


def tabulate_regret(_: Sequence[str]) -> str:
    """Return the regrets of each structure."""
    table = read_table("regret", "regret").sort_values("worst_regret_kr", kind="stable")
    frame = pd.DataFrame(
        {
            "structure": [f"`{structure}`" for structure in table["structure"]],
            "cost on today's figures": table["today_kr"].map(in_millions),
            "largest regret": table["worst_regret_kr"].map(in_millions),
            "in the future": table["worst_future"].fillna(BLANK),
            "expected cost": table["expected_kr"].map(in_millions),
            "expected regret": table["expected_regret_kr"].map(in_millions),
        }
    )
    return markdown_table(frame)


def tabulate_frontier(_: Sequence[str]) -> str:
    """Return what fewer hosts cost."""
    table = read_table("hosts", "frontier").sort_values("value", ascending=False)
    frame = pd.DataFrame(
        {
            "hosts at most": table["target"].map(whole_number),
            "hosts in the plan": table["value"].map(whole_number),
            "cost": table["objective_kr"].map(in_millions),
            "more than without a limit": table["more_kr"].map(in_millions),
            "gap": table["gap"].map(in_percent),
        }
    )
    return markdown_table(frame)


def quote_output(printed: Sequence[str]) -> str:
    """Return what the commands printed, as it is."""
    return "\n\n".join(f"```text\n{text.rstrip()}\n```" for text in printed)


def join_printed(printed: Sequence[str]) -> str:
    """Return what the commands printed, which is Markdown."""
    return "\n\n".join(map(str.strip, printed))


def join_comparison(printed: Sequence[str]) -> str:
    """Return what the comparison with other solvers printed, and the picture it drew."""
    return "\n\n".join([join_printed(printed), "![The gap of each solver over time](peers.svg)"])


# ---- the sections ---------------------------------------------------------------------------------


def _optimiser(command: str, name: str, *options: str) -> tuple[str, ...]:
    out = f"build/results/{name}"
    return ("optimiser", command, DENMARK, *options, "--out", out)


SECTIONS = (
    Section(
        "board",
        "Ten questions that a board asks",
        "Each with the command that answers it, and the sentences of its answer. `koebenhavn-sells-not` and `fewer-contacts` are solved as the commands below say.",
        tuple(command for question in BOARD_QUESTIONS for command in question.commands),
        tabulate_answers,
    ),
    Section(
        "roadmap",
        "What a board asks of the years",
        "Of `denmark-2014-roadmap`, over the years 2015 to 2020 and in the worth of 2015. [Plans over years](roadmap.md) says what is counted.",
        tuple(command for question in ROADMAP_QUESTIONS for command in question.commands),
        partial(tabulate_answers, questions=ROADMAP_QUESTIONS),
    ),
    Section(
        "first-step",
        "Which first step is right in every future",
        "What begins in 2015 is decided on today's figures, with shared centres in five regions or without any, and held; from 2016 on all is planned anew in each future.",
        FIRST_STEP.commands,
        partial(tabulate_answers, questions=(FIRST_STEP,)),
    ),
    Section(
        "systems",
        "The systems of the documents, side by side",
        "The ways of organising the country that denmark-2014 has ready as systems, most of them from the source documents, the cheapest first.",
        (_optimiser("compare", "systems"),),
        tabulate_systems,
    ),
    Section(
        "questions",
        "Other questions",
        "Each asked of `five-regions`, the bundled system. The departments promise no service here, so a stricter service also makes the "
        "model leave more with them: the rows on service are what the best plan then costs, not the price of the service alone.",
        tuple(
            _optimiser("solve", f"questions/{number}", *options, "--force")
            for number, (_, options) in enumerate(QUESTIONS)
        ),
        tabulate_questions,
    ),
    Section(
        "virtual-efficiency",
        "Virtual efficiency: 14 or 19 kr. a contact",
        "Midtjylland's own business case expected a virtual centre to save 14 kr. (cautious) to 19 kr. (optimistic) of the 50 kr. a contact "
        "costs today. The curve's 36 kr. at five million contacts is 14 kr. less, a cost factor of 1.00; 19 kr. less is 31 kr., a factor of "
        "0.861. That reading is ours; the bundled instance assumes 1.05. Net gain a year, and in brackets how many municipalities use a shared "
        "virtual centre, with how many million contacts.",
        (
            _optimiser(
                *(
                    "sweep",
                    "virtual-efficiency",
                    "--vary",
                    "centres.virtual.cost_factor=0.861,0.95,1,1.05,1.1,1.12,1.14",
                ),
                *("--vary", f"structure={STRUCTURES}"),
            ),
        ),
        tabulate_grid("virtual-efficiency", "centres.virtual.cost_factor"),
    ),
    Section(
        "investment",
        "Investment times 1, 1.5, 2 and 3",
        "The source says that municipalities consider the estimate far too low. Net gain a year, and in brackets the municipalities that "
        "use a shared virtual centre, with how many million contacts.",
        (
            _optimiser(
                *("sweep", "investment", "--vary", "investments.*.amount_kr=x1,x1.5,x2,x3"),
                *("--vary", f"structure={STRUCTURES}"),
            ),
        ),
        tabulate_grid("investment", "investments.*.amount_kr"),
    ),
    Section(
        "tornado",
        "Which assumptions it depends on",
        "Each assumption moved to both ends of its range, everything solved again: how far apart the costs of the best plans are.",
        (_optimiser("tornado", "tornado"),),
        tabulate_tornado,
    ),
    Section(
        "regret",
        "Regret",
        "Decided on today's figures and tried in every future of the instance (fewer contacts, more expensive virtual centres, investment times 2 and 3, and "
        "so on). The probabilities, and most of the futures' figures, are starting values.",
        (
            _optimiser(
                *(
                    "regret",
                    "regret",
                    "--structure",
                    "free",
                    "--structure",
                    "three-centres",
                    "--structure",
                    "five-regions",
                ),
                *("--structure", "model-1", "--structure", "staged"),
            ),
        ),
        tabulate_regret,
    ),
    Section(
        "hosts",
        "What fewer hosts cost",
        "The cheapest plan of `five-regions` with at most so many municipalities that sell to others.",
        (_optimiser("frontier", "hosts", "--kpi", "hosts", "--points", "6"),),
        tabulate_frontier,
    ),
    Section(
        "service",
        "What service costs a centre by its size",
        "A contact's cost (kr.) in one centre by its contacts a year, and how much more than at the reference promise.",
        (("python", "-m", "benchmarks.service"),),
        quote_output,
    ),
    Section(
        "calibration",
        "The documents' figures beside ours",
        "What the source documents say, and what the bundled instance gives.",
        (("python", "-m", "benchmarks.calibration"),),
        quote_output,
    ),
    Section(
        "textbook",
        "Beside the textbook formulation",
        "denmark-2014 to a gap of 0.01 %, ours and the textbook formulation (pooled volume <= big-M × piece, no disaggregation, no filtering; an "
        "independent model in `benchmarks/textbook.py`) in one run, one thread each. Times depend on the machine; the ratios are what to look at.",
        (("python", "-m", "benchmarks.run"),),
        quote_output,
    ),
    Section(
        "peers",
        "Beside other solvers",
        "HiGHS alone, SCIP, CBC and CP-SAT (the model scaled to whole numbers) on the strong exact model that we build, with each centre by itself, "
        "and on the textbook one, each as a file that all read alike, with one thread and the same time limit; and our own solve of the same "
        "instance. Ours counts the building of its models, the others begin with reading the file. Times depend on the machine and on what else "
        "it does; what to look at is the order of magnitude, and who reaches a gap at all.",
        (("python", "-m", "benchmarks.peers", "--plot", "docs/peers.svg"),),
        join_comparison,
    ),
    Section(
        "variants",
        "Data as users have it",
        "denmark-2014 with prices in bands or by distance, with 72 tasks, and with every municipality as a host: when the first plan, plans and "
        "proofs came, in seconds and, in brackets, as how many times what denmark-2014 took in all in the same run.",
        (("python", "-m", "benchmarks.variants"),),
        join_printed,
    ),
    Section(
        "growth",
        "How it grows",
        "Countries drawn at random, a quarter of the municipalities being hosts and every pair having a price of its own, so that what must be read "
        "grows with the square of the municipalities. Exponents are the slope through the logarithms of all sizes.",
        (("python", "-m", "benchmarks.growth"),),
        join_printed,
    ),
    Section(
        "many",
        "Solving many, explaining, diagnosing",
        "Twelve systems compared at once against one by one; a page about each municipality; the causes of planted contradictions.",
        tuple(("python", "-m", f"benchmarks.{name}") for name in ("compare_speed", "explaining", "diagnosing")),
        quote_output,
    ),
    Section(
        "sweep-speed",
        "Going on from what is proved",
        "Points of a sweep that differ in prices alone have the same plans: the model is built once and given new prices, the cheapest plan known is "
        "carried over, and where the new prices lie between others, so does the bound.",
        (("python", "-m", "benchmarks.sweep_speed"),),
        quote_output,
    ),
    Section(
        "presolve",
        "What HiGHS is not trusted with",
        "Two rules of HiGHS's presolve are switched off, as with them it called wrong plans optimal. What that costs, in processor seconds.",
        (("python", "-m", "benchmarks.presolve"),),
        quote_output,
    ),
)


# ---- running and composing ------------------------------------------------------------------------


def run_command(command: Sequence[str]) -> str:
    """Run a command of this environment from the top folder and return what it printed.

    Raises:
        SystemExit: with what it said, where it failed.
    """
    module = "optimiser" if command[0] == "optimiser" else ""
    arguments = ["-m", module, *command[1:]] if module else list(command[1:])
    print("$", " ".join(command), file=sys.stderr, flush=True)
    ended = subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if ended.returncode not in NO_PLAN_CODES:
        raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}")
    return ended.stdout


def compose_section(section: Section) -> str:
    """Return a section, its commands run."""
    printed = [run_command(command) for command in section.commands]
    asked = "\n".join(" ".join(_quoted(part) for part in command) for command in section.commands)
    parts = (f"## {section.title}", section.text, section.body(printed), f"```sh\n{asked}\n```", compose_stamp())
    return "\n\n".join(parts)


def _quoted(part: str) -> str:
    return f"'{part}'" if re.search(r"[*= ]", part) and not part.startswith("-") else part


def compose_stamp() -> str:
    """Return when, with what and on what a section was made."""
    packages = ", ".join(
        f"{name} {version(package)}"
        for name, package in (("optimiser", "optimiser"), ("Pyomo", "pyomo"), ("HiGHS", "highspy"))
    )
    day = f"{date.today():%d %B %Y}".lstrip("0")
    return f"({day}; {packages}, Python {platform.python_version()}; {platform.machine()}, {os.cpu_count()} cores.)"


def renew_page(page: str, wanted: Iterable[str]) -> str:
    """Return the page with the wanted sections made anew, the others as they stand in it."""
    kept = dict(re.findall(r"<!-- begin (\S+) -->\n(.*?)\n<!-- end \1 -->", page, flags=re.DOTALL))
    renewed = set(wanted)
    parts = [INTRODUCTION]
    for section in SECTIONS:
        text = compose_section(section) if section.name in renewed else kept.get(section.name)
        if text is not None:
            parts.append(f"<!-- begin {section.name} -->\n{text}\n<!-- end {section.name} -->")
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Renew the sections asked for, or all; the page is written after each, so that what was made is kept."""
    names = [section.name for section in SECTIONS]
    parser = argparse.ArgumentParser(description="Write docs/results.md from runs made here.")
    parser.add_argument(
        "sections", nargs="*", metavar="SECTION", help=f"which to renew: {', '.join(names)}; all if none is named"
    )
    wanted = parser.parse_args().sections or names
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        parser.error(f"no such section: {', '.join(unknown)}; there are {', '.join(names)}")
    for name in wanted:
        page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        PAGE.write_text(renew_page(page, [name]), encoding="utf-8")


if __name__ == "__main__":
    main()
