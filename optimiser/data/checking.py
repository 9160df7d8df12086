"""Everything that must hold in an instance, as a table of contents, and what is allowed but seldom meant."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from optimiser.data import (
    checking_allocation,
    checking_amounts,
    checking_existing,
    checking_neighbours,
    checking_policy,
    checking_rows,
    checking_sales,
    checking_staff,
    checking_tables,
    checking_wishes,
    checking_years,
    effects,
)
from optimiser.data.checking_rows import Checked
from optimiser.data.example_rows import example_rows_left
from optimiser.data.findings import Finding, errors_among
from optimiser.data.instance import Instance

# ---- Each check says what in its docstring --------------------------------------------------------


Check = Callable[[Checked, Instance], Iterator[Finding]]
"""What is wrong, or seldom meant, with rows and settings read together."""

TABLE_CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (
    checking_tables.duplicate_keys,
    checking_tables.unknown_references,
    checking_tables.names_that_look_alike,
    checking_tables.centres_without_or_with_wrong_seat,
    checking_tables.seats_with_two_centres,
    checking_tables.shared_centres_that_must_sell,
    checking_tables.ranges_the_wrong_way,
    checking_sales.sales_at_two_prices,
    checking_tables.own_figures_of_nobody,
    checking_tables.groups_without_virtual_centre,
    checking_tables.structures_called_none,
    checking_tables.municipalities_in_two_groups,
    checking_neighbours.neighbours_of_themselves,
    checking_neighbours.neighbours_said_twice,
    checking_tables.curve_not_in_order,
    checking_tables.curve_cost_not_increasing,
    checking_tables.nothing_to_answer,
    checking_tables.totals_by_name,
    checking_tables.more_contacts_than_any_country,
    checking_rows.arrivals_not_a_whole_week,
    checking_rows.hours_taken_for_half_hours,
    checking_rows.every_second_half_hour_empty,
    example_rows_left,
    checking_wishes.wishes_of_nobody,
    checking_wishes.wishes_unlike_their_kind,
)
"""What needs the tables only."""

CHOICE_CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (
    checking_policy.systems_without_structure,
    checking_policy.systems_named_as_structures,
    checking_policy.changes_not_for_names,
    checking_policy.impossible_changes,
    checking_policy.probabilities_not_of_all_futures,
)
"""Of what one can choose among; a path has the same in all years."""

INSTANCE_CHECKS: tuple[Check, ...] = (
    checking_policy.unknown_structure,
    checking_policy.mandates_without_allowed_form,
    checking_policy.kpi_targets_out_of_reach,
    checking_policy.kpi_values_missing,
    checking_rows.contacts_outside_opening_hours,
    checking_policy.unclear_locks,
    checking_policy.impossible_locks,
    checking_policy.contradicting_locks,
    checking_staff.staff_that_does_not_add_up,
    checking_existing.existing_of_no_tasks,
    checking_existing.existing_in_two_places,
    checking_wishes.wishes_without_grounds,
    checking_wishes.demands_that_wishes_rule_out,
)
"""What needs the settings too."""

EFFECT_CHECKS: tuple[Check, ...] = (
    effects.rows_without_effect,
    effects.rows_said_twice,
    effects.settings_without_effect,
    effects.columns_without_effect,
    checking_existing.contracts_that_have_ended,
    effects.assumptions_about_nothing,
    effects.laws_emptied,
)
"""Warnings of what has no effect; of a path, what has none in any of its years."""

AMOUNT_CHECKS: tuple[Check, ...] = (
    checking_tables.perhaps_totals,
    checking_tables.contacts_unlike_the_population,
    checking_amounts.totals_unlike_the_nation,
    checking_amounts.curve_that_leaps,
    checking_amounts.authority_tasks_without_law,
    checking_amounts.task_costs_missing,
    checking_amounts.purchases_valued_below_what_they_may_cost,
    checking_staff.staff_unlike_the_volumes,
    checking_allocation.allocations_left_to_share,
    checking_sales.sale_prices_without_effect,
    checking_sales.sale_prices_below_cost,
    checking_sales.sale_prices_above_the_caps,
    checking_amounts.municipalities_elsewhere,
    checking_neighbours.municipalities_out_of_reach,
    checking_amounts.entries_in_another_unit,
    checking_amounts.columns_in_another_unit,
    checking_amounts.agents_unlike_the_curve,
    checking_amounts.contacts_today_unlike_the_curve,
    checking_rows.some_contacts_outside_opening_hours,
    checking_rows.opening_hours_without_contacts,
    checking_rows.opening_hours_not_in_half_hours,
    checking_rows.days_that_may_be_others,
)
"""Warnings; these and those of effects are told of an instance without errors only, as they would follow from these."""

WHOLE_CHECKS: tuple[Check, ...] = (
    effects.rows_of_path_without_effect,
    checking_amounts.centres_that_stay_closed,
    checking_years.roadmap_settings_without_years,
)
"""Warnings of an instance with all of its years, of which most have one."""


def check_across(checked: Checked) -> Iterator[Finding]:
    """The errors that show when rows are read together; of a path those of its years show in these."""
    for table_check in (*TABLE_CHECKS, *CHOICE_CHECKS):
        yield from table_check(checked)
    if checked.instance:
        yield from _checked_by(checking_years.YEARS_CHECKS, checked, checked.instance)
    if checked.instance and not checked.instance.is_roadmap:
        yield from _checked_by(INSTANCE_CHECKS, checked, checked.instance)


def check_plausibility(checked: Checked) -> Iterator[Finding]:
    """The warnings about an instance without errors; of a path those of its years show in these."""
    if checked.instance and not checked.instance.is_roadmap:
        yield from _checked_by((*EFFECT_CHECKS, *AMOUNT_CHECKS), checked, checked.instance)
    if checked.instance:
        yield from _checked_by(WHOLE_CHECKS, checked, checked.instance)


def check_years(years: Mapping[int, Checked], faults: Mapping[int, Sequence[Finding]]) -> Iterator[Finding]:
    """What is wrong with the years of a path, each checked as an instance by itself; `faults` are known already.

    Warnings of years without errors only.
    """
    wrong = {year: [*faults[year], *_errors_of_year(checked)] for year, checked in years.items()}
    yield from checking_years.told_once(wrong)
    if not any(errors_among(findings) for findings in wrong.values()):
        idle = {year: list(_found_by(EFFECT_CHECKS, checked)) for year, checked in years.items()}
        yield from checking_years.told_once(idle, in_all_only=True)
        unusual = {year: list(_found_by(AMOUNT_CHECKS, checked)) for year, checked in years.items()}
        yield from checking_years.told_once(unusual)


def _errors_of_year(checked: Checked) -> Iterator[Finding]:
    for table_check in TABLE_CHECKS:
        yield from table_check(checked)
    yield from _found_by(INSTANCE_CHECKS, checked)


def _found_by(checks: Sequence[Check], checked: Checked) -> Iterator[Finding]:
    return _checked_by(checks, checked, checked.instance) if checked.instance else iter(())


def _checked_by(checks: Sequence[Check], checked: Checked, instance: Instance) -> Iterator[Finding]:
    for check in checks:
        yield from check(checked, instance)
