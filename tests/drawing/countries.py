"""Small random countries with islands, and every drawing of one."""

from collections.abc import Iterator, Sequence
from random import Random

from optimiser.api import solve
from optimiser.data.generate import generate
from optimiser.data.instance import Instance
from optimiser.data.neighbour_rows import Neighbour
from optimiser.data.read import remake_instance
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.pricing import Priced
from optimiser.drawing.rules import DrawingRules, Measure, SizeBound


def small_country(seed: int, municipalities: int) -> Instance:
    """A country in which sharing pays; some of it hangs together in a tree of borders and a few borders more."""
    rng = Random(f"country {seed}")  # noqa: S311  # nothing secret is drawn
    drawn = generate(municipalities=municipalities, tasks=2, hosts=1, regions=2, seed=seed)
    factor, least = rng.choice((0.4, 0.5, 0.6, 0.75)), rng.choice((0.0, 0.0, 100_000.0))
    shared = {"cost_factor": factor, "min_volume": least, "max_volume": None}
    return remake_instance(
        drawn,
        drawn.settings,
        municipalities=[row.model_copy(update={"candidate_host": False}) for row in drawn.tables.municipalities],
        centres=[row.model_copy(update=shared) if row.kind == "virtual" else row for row in drawn.tables.centres],
        neighbours=_neighbours(rng, sorted(drawn.municipalities)),
    )


def _neighbours(rng: Random, codes: Sequence[str]) -> Iterator[Neighbour]:
    """A tree over most, so that some may be islands, and a few pairs more."""
    pairs = {
        tuple(sorted((code, rng.choice(codes[:number]))))
        for number, code in enumerate(codes)
        if number and rng.random() < 0.85
    }
    pairs |= {tuple(sorted(rng.sample(codes, 2))) for _ in range(rng.randint(0, 2))}
    for one, other in sorted(pairs):
        yield Neighbour(municipality=one, neighbour=other, kind=rng.choice(("land", "ferry")), source="drawn at random")


def every_drawing(country: Country) -> Iterator[Drawing]:
    """Every drawing that obeys the rules, each once."""
    codes = country.codes

    def go_on(number: int, groups: list[list[str]]) -> Iterator[Drawing]:
        if number == len(codes):
            drawing = drawing_of(groups)
            if country.allows(drawing):
                yield drawing
            return
        for group in groups:
            group.append(codes[number])
            yield from go_on(number + 1, groups)
            group.pop()
        if len(groups) < country.rules.most_groups:
            yield from go_on(number + 1, [*groups, [codes[number]]])
        if not country.must_join(codes[number]):
            yield from go_on(number + 1, groups)

    yield from go_on(0, [])


def random_rules(seed: int, instance: Instance) -> DrawingRules:
    """Rules of a drawing, of every kind; some countries have no drawing that obeys theirs."""
    rng = Random(f"rules {seed}")  # noqa: S311  # nothing secret is drawn
    codes, most = sorted(instance.municipalities), rng.choice((1, 2, 2, 3))
    total = sum(row.population for row in instance.tables.municipalities)
    measure: Measure = rng.choice(("population", "contacts"))
    if measure == "contacts":
        total = round(sum(instance.contacts.values()))
    bound = SizeBound(measure, rng.choice((0.0, 0.1, 0.25)) * total, rng.choice((0.5, 0.7, 1.0)) * total)
    lots = [frozenset(rng.sample(codes, 2)) for _ in range(2)]
    return DrawingRules(
        most_groups=most,
        fewest_groups=rng.randint(1, most),
        contiguous=rng.random() < 0.8,
        everyone=rng.random() < 0.4,
        sizes=(bound,) if rng.random() < 0.6 else (),
        together=tuple(lots[:1]) if rng.random() < 0.3 else (),
        apart=tuple(lots[1:]) if rng.random() < 0.4 else (),
    )


def cheapest_drawing(country: Country) -> tuple[float, Drawing] | None:
    """The cheapest of all drawings with what it costs, each solved as a structure; None where none has a plan."""
    priced, best = Priced(country), None
    for drawing in every_drawing(country):
        cost_kr = solve(priced.of_drawing(drawing), gap=0.0, nearest_host=False).objective_kr
        if cost_kr is not None and (best is None or cost_kr < best[0]):
            best = cost_kr, drawing
    return best
