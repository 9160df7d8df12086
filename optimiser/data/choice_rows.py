"""The tables of what one can choose among, and what each choice changes; declared as those in `rows`."""

from optimiser.data.columns import Part, Row, declare_column


class System(Row):
    """A name one can run: a structure, and the changes that `system_changes` names for it."""

    system: str = declare_column(
        "name, to choose it by: `--structure NAME`", short="name of the system", names=True, min_length=1
    )
    structure: str = declare_column(
        "its structure, one of the table structures, or none",
        short="structure",
        names=True,
        min_length=1,
        part=Part(chosen_from="structures.structure"),
    )
    description_da: str = declare_column("what it is, in a line of Danish", default="")
    description_en: str = declare_column("what it is, in a line of English", default="")


class SystemChange(Row):
    """What a system changes besides the structure.

    A change of many rows is made before one of fewer, as in a scenario file; all come after scenarios, before `--set`.
    """

    system: str = declare_column("system that makes the change", refers_to="systems")
    parameter: str = declare_column(
        "dotted name, as after `--set`, e.g. policy.levels.regional",
        short="dotted name",
        names=True,
        min_length=1,
        part=Part(dotted=True),
    )
    value: str = declare_column(
        "value, as after `--set NAME=`; blank or none removes a value",
        short="value",
        default="",
        part=Part(value_of="parameter"),
    )


class Future(Row):
    """A way the world may turn out, under which decided plans are tried: see `future_changes`."""

    future: str = declare_column(
        "name, to choose it by: `--set future=NAME`", short="name of the future", names=True, min_length=1
    )
    probability: float | None = declare_column(
        "how likely it is, 0-1; in all rows, adding up to 1, or in none", short="probability", ge=0, le=1, default=None
    )
    description_da: str = declare_column("what happens, in a line of Danish", default="")
    description_en: str = declare_column("what happens, in a line of English", default="")


class FutureChange(Row):
    """What is otherwise in a future.

    A change of many rows is made before one of fewer, as in a scenario file.
    """

    future: str = declare_column("future in which it is so", refers_to="futures")
    parameter: str = declare_column(
        "dotted name, as after `--set`, e.g. volumes.*/L3/*.contacts",
        short="dotted name",
        names=True,
        min_length=1,
        part=Part(dotted=True),
    )
    value: str = declare_column(
        "value, as after `--set NAME=`: x0.8 multiplies what is there by 0.8",
        short="value",
        default="",
        part=Part(value_of="parameter"),
    )
