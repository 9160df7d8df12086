"""Everything that must hold in an instance, as a table of contents: each check says what in its docstring."""

from collections.abc import Callable, Iterator

from optimiser.data import (
    checking_policy,
    checking_service,
    checking_tables,
    effects,
    plausibility,
)
from optimiser.data.checking_rows import Checked
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance

TABLE_CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (
    checking_tables.duplicate_keys,
    checking_tables.unknown_references,
    checking_tables.names_that_look_alike,
    checking_tables.centres_without_or_with_wrong_seat,
    checking_tables.seats_with_two_centres,
    checking_tables.shared_centres_that_must_sell,
    checking_tables.ranges_the_wrong_way,
    checking_tables.groups_without_virtual_centre,
    checking_tables.structures_called_none,
    checking_tables.municipalities_in_two_groups,
    checking_tables.curve_not_in_order,
    checking_tables.curve_cost_not_increasing,
    checking_tables.nothing_to_answer,
    checking_tables.totals_by_name,
    checking_tables.more_contacts_than_any_country,
    checking_service.arrivals_not_a_whole_week,
    checking_service.hours_taken_for_half_hours,
    checking_service.every_second_half_hour_empty,
    checking_policy.systems_without_structure,
    checking_policy.systems_named_as_structures,
    checking_policy.changes_not_for_names,
    checking_policy.impossible_changes,
    checking_policy.probabilities_not_of_all_futures,
)
"""What needs the tables only."""

INSTANCE_CHECKS: tuple[Callable[[Checked, Instance], Iterator[Finding]], ...] = (
    checking_policy.unknown_structure,
    checking_policy.volumes_of_another_year,
    checking_policy.mandates_without_allowed_form,
    checking_policy.kpi_targets_out_of_reach,
    checking_policy.kpi_values_missing,
    checking_service.contacts_outside_opening_hours,
    checking_policy.unclear_locks,
    checking_policy.impossible_locks,
    checking_policy.contradicting_locks,
)
"""What needs the settings too."""

PLAUSIBILITY_CHECKS: tuple[Callable[[Checked, Instance], Iterator[Finding]], ...] = (
    effects.rows_without_effect,
    effects.rows_said_twice,
    effects.settings_without_effect,
    effects.columns_without_effect,
    effects.assumptions_about_nothing,
    effects.laws_emptied,
    checking_tables.perhaps_totals,
    checking_tables.contacts_unlike_the_population,
    plausibility.totals_unlike_the_nation,
    plausibility.curve_that_leaps,
    plausibility.authority_tasks_without_law,
    plausibility.task_costs_missing,
    plausibility.purchases_valued_below_what_they_may_cost,
    plausibility.centres_that_stay_closed,
    plausibility.municipalities_elsewhere,
    plausibility.entries_in_another_unit,
    plausibility.columns_in_another_unit,
    plausibility.agents_unlike_the_curve,
    plausibility.contacts_today_unlike_the_curve,
    checking_service.some_contacts_outside_opening_hours,
    checking_service.opening_hours_without_contacts,
    checking_service.opening_hours_not_in_half_hours,
    checking_service.days_that_may_be_others,
)
"""Warnings; told of an instance without errors only, as they would follow from these."""


def check_across(checked: Checked) -> Iterator[Finding]:
    """The errors that show when rows are read together."""
    for table_check in TABLE_CHECKS:
        yield from table_check(checked)
    if checked.instance:
        for instance_check in INSTANCE_CHECKS:
            yield from instance_check(checked, checked.instance)


def check_plausibility(checked: Checked) -> Iterator[Finding]:
    """The warnings about an instance without errors."""
    if checked.instance:
        for check in PLAUSIBILITY_CHECKS:
            yield from check(checked, checked.instance)
