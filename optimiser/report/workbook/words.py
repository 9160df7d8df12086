"""What is said in a workbook in one language: phrases, and the names that the data has in two languages."""

from dataclasses import dataclass

from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.rows import Kpi, Task
from optimiser.data.settings import Language
from optimiser.planning.routes import DEPARTMENTS
from optimiser.report.phrases import either
from optimiser.report.speaking import Speaking
from optimiser.report.workbook.sheet import Plain

STATUSES = {
    "optimal": "book optimal",
    "feasible": "book feasible",
    "infeasible": "book infeasible",
    "no solution found": "book no solution found",
}
KINDS = {"local": "book local centre", "virtual": "book virtual centre", "external": "book external centre"}


@dataclass(frozen=True)
class Words(Speaking):
    """Says things in one language."""

    language: Language

    def told(self, heading: str) -> str:
        """A heading: a name from the data as it is, any other by its phrase."""
        return heading if isinstance(heading, Plain) else self.say(heading)

    def form(self, form: Form) -> str:
        """The name of a form."""
        return self.say(form)

    def forms(self, forms: str) -> str:
        """The names of forms that stand with spaces between them."""
        return ", ".join(self.say(form) for form in forms.split())

    def place(self, centre: str) -> str:
        """The name of a centre, or of the departments."""
        return self.say("book departments") if centre == DEPARTMENTS else centre

    def kind(self, kind: str) -> str:
        """What kind of centre it is."""
        return self.say(KINDS[kind])

    def status(self, status: str) -> str:
        """The status of a solve."""
        return self.say(STATUSES[status])

    def yes_or_no(self, holds: object) -> str:
        """Yes or no."""
        return self.say("book yes" if holds else "book no")

    def title(self, instance: Instance) -> str:
        """The title of an instance, or its name where it has none."""
        settings = instance.settings
        return either(self.language, settings.title_da, settings.title_en) or settings.name

    def description(self, instance: Instance) -> str:
        """What the chosen system is; blank where the instance does not say."""
        row = instance.systems.get(instance.system)
        return either(self.language, row.description_da, row.description_en) if row else ""

    def kpi(self, row: Kpi) -> str:
        """The name of a measure."""
        return _capital(either(self.language, row.name_da, row.name_en) or row.kpi)

    def theme(self, row: Kpi) -> str:
        """The heading a measure stands under with others."""
        return _capital(either(self.language, row.theme_da, row.theme_en))

    def task(self, row: Task) -> str:
        """The level of a task and its name."""
        name = either(self.language, row.name_da, row.name_en) or row.task
        area = f" ({row.service_area})" if row.service_area else ""
        return f"{row.level} {name}{area}"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
