"""Rule `path-differs-from`: another path than those there are, and not one of them but for a trifle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from optimiser.rules.differs_from import CentresOpen, kept_choices
from optimiser.rules.path_rule import PathRule, YearSlack
from optimiser.rules.rule import COUNTRY, Slack, Text

if TYPE_CHECKING:
    from optimiser.model.formulation import Choice
    from optimiser.model.roadmap import RoadmapFormulation
    from optimiser.planning.path_structure import PathStructure
    from optimiser.planning.roadmap import RoadmapPlan


class PathDiffersFrom(PathRule):
    """**path-differs-from**: the path differs from each earlier path e: another set of shared centres is open in the
    last year, or at least 5 % of the contacts of all years are answered in another form or at another shared centre.

    - Σ_{y,m,t} min(1, contacts(y,m,t) / least) (1 - Σ_d assign[y,m,t,d]) + Σ_g (more[e,g] + fewer[e,g]) >= 1, d the
      destinations that answer as in e, g the kinds of shared centre, `least` 5 % of the contacts of all years
    - more and fewer in the last year, as in differs-from

    So a centre that opens, or a municipality that joins, in another year makes another path only above that share. Only
    where `RoadmapProblem.differs_from` names earlier paths.
    """

    name = "path-differs-from"
    words: Text = {"da": "en anden køreplan end de tidligere", "en": "a roadmap different from the earlier ones"}

    def constrain(self, f: RoadmapFormulation) -> None:
        earlier = dict(enumerate(f.problem.differs_from))
        if not earlier:
            return
        last = f.problem.years[-1]
        centres = CentresOpen(f.at[last], earlier[0].same, {e: path.last for e, path in earlier.items()})
        centres.add()
        moved = {e: _moved(f, path) for e, path in earlier.items()}
        f.constrain(self.name, earlier, lambda e: moved[e] + centres.changed(e) >= 1)

    def slacks(self, path: RoadmapPlan) -> Iterator[YearSlack]:
        """Return how many more contacts than needed are answered unlike in each earlier path with the same centres."""
        for earlier in path.problem.differs_from:
            structure = path.structure_by(earlier.same)
            if structure.last.centres == earlier.last.centres:
                contacts, least = path.problem.contacts, earlier.least_contacts(path.problem.contacts)
                moved = sum(contacts[key] for key in earlier.moved_tasks(structure))
                yield YearSlack(path.problem.years[-1], Slack(COUNTRY, moved - least, least))


def _moved(f: RoadmapFormulation, earlier: PathStructure) -> Any:
    """Return the share of `least` that is answered differently than in an earlier path; a year's task is 1 at most."""
    contacts = f.problem.contacts
    least = earlier.least_contacts(contacts)
    weight = {key: min(1.0, count / least) for key, count in contacts.items()}
    kept = (
        weight[year, choice[0], choice[1]] * f.taken(year, choice)
        for year in f.problem.years
        for choice in _kept(f, year, earlier)
    )
    return sum(weight.values()) - sum(kept)


def _kept(f: RoadmapFormulation, year: int, earlier: PathStructure) -> Iterator[Choice]:
    answers: Mapping[tuple[str, str], Any] = earlier.of_year[year].answer_of
    return kept_choices(f.at[year], answers, earlier.same)
