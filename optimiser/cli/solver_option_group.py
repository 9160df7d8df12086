"""The solver options as options of a command: one group for all commands that solve, made from their declaration."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer
from pydantic.fields import FieldInfo

from optimiser.api import solver_options
from optimiser.data.documentation import meaning_of, unit_of
from optimiser.data.settings import SolverOptions

LIMITS = ("ge", "le")
"""What the command line checks; a limit that is itself out of range (`lt`) is left to the declaration."""


def with_solver_options(*names: str, **helps: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that puts solver options on the command line, in the place of the parameter `options`.

    The options are those of `SolverOptions` by `names`, all where none is named; `helps` are what is said of one that
    means something else in this command. The command is given a SolverOptions with those set that the user gave.
    """
    shown = names or tuple(SolverOptions.model_fields)
    group = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[field.annotation | None, _typer_option(name, field, helps.get(name))],  # type: ignore[operator]
        )
        for name, field in SolverOptions.model_fields.items()
        if name in shown
    ]

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        declared = inspect.signature(command)
        before = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in declared.parameters.values()]
        place = [each.name for each in before].index("options")
        parameters = [*before[:place], *group, *before[place + 1 :]]

        @wraps(command)
        def run(**given: Any) -> None:
            options = solver_options(None, **{name: given.pop(name) for name in shown})
            command(options=options, **given)

        run.__signature__ = declared.replace(parameters=parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {each.name: each.annotation for each in parameters}
        return run

    return decorate


def _typer_option(name: str, field: FieldInfo, told: str | None) -> Any:
    """Return an option as it is declared, named without its unit, which stands for its value instead."""
    said, measured = meaning_of(field), unit_of(field)
    limits = {limit: getattr(rule, limit) for rule in field.metadata for limit in LIMITS if hasattr(rule, limit)}
    timed = measured == "seconds"
    return typer.Option(
        f"--{name.removesuffix(f'_{measured}').replace('_', '-')}",
        min=limits.get("ge"),
        max=None if timed else limits.get("le"),  # a time's is beyond all that is meant
        metavar=measured.upper() if timed else None,
        help=told or f"{said[0].upper()}{said[1:]}.",
        show_default=False,
    )
