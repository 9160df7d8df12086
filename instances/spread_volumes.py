"""Write an instance's volumes.csv: each task's national contacts spread over municipalities by population.

    python instances/spread_volumes.py instances/denmark-2014

It reads municipalities.csv and tasks.csv of that folder and replaces volumes.csv. Contacts are whole numbers and
each task's sum is its national figure exactly. Counted contacts are better: where there are any, use those instead.
"""

import argparse
import csv
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

HEADER = ("municipality", "task", "contacts", "source", "assumption")
SOURCE = "national contacts spread by population"


def spread(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Divide `total` in proportion to `weights` into whole numbers that sum to it.

    Each name gets its share rounded down; what is left goes one by one to the largest remainders,
    and among equal remainders to the name that sorts first.
    """
    weight_sum = sum(weights.values())
    if weight_sum <= 0:
        raise ValueError("nobody to spread contacts over: the populations sum to 0")
    shares = {name: divmod(total * weight, weight_sum) for name, weight in weights.items()}
    left = total - sum(whole for whole, _ in shares.values())
    rounded_up = set(sorted(shares, key=lambda name: (-shares[name][1], name))[:left])
    return {name: whole + (name in rounded_up) for name, (whole, _) in shares.items()}


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a comma-separated table with a header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def volumes(folder: Path) -> list[tuple[str, str, int]]:
    """Contacts by municipality and task, in order of municipality, then of tasks.csv."""
    population = {row["code"]: int(row["population"]) for row in read_table(folder / "municipalities.csv")}
    tasks = {row["task"]: round(float(row["national_contacts"])) for row in read_table(folder / "tasks.csv")}
    by_task = {task: spread(total, population) for task, total in tasks.items()}
    return [(code, task, by_task[task][code]) for code in sorted(population) for task in tasks]


def write_volumes(path: Path, rows: Iterable[tuple[str, str, int]]) -> None:
    """Write the rows, each marked as an assumption."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(HEADER)
        table.writerows((*row, SOURCE, "true") for row in rows)


def main() -> None:
    """Rewrite volumes.csv of the instance folder named on the command line."""
    parser = argparse.ArgumentParser(description="Spread national contacts over municipalities by population.")
    parser.add_argument("instance", type=Path, help="folder of the instance, e.g. instances/denmark-2014")
    folder: Path = parser.parse_args().instance
    try:
        rows = volumes(folder)
    except (OSError, KeyError, ValueError) as error:
        sys.exit(f"{folder}: cannot spread the contacts ({type(error).__name__}: {error}); nothing was written")
    write_volumes(folder / "volumes.csv", rows)
    print(f"{folder / 'volumes.csv'}: {len(rows)} rows")


if __name__ == "__main__":
    main()
