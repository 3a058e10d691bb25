"""The checks of the records: one rule a file.

What contradicts a record is *wrong* whatever the day, so a check sees the catalogue alone. What needs to know the day,
or whether newer data came, can only be *due*: it is told and fails nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from tokonomix.catalog import Catalog
from tokonomix.checks import (
    alias_targets,
    batch_prices,
    benchmark_cards,
    cached_prices,
    dispute_records,
    eight_categories,
    exception_records,
    known_regions,
    lifecycle_days,
    limit_sizes,
    method_trials,
    model_relations,
    model_titles,
    moved_ids,
    number_pages,
    offer_models,
    offer_residency,
    output_prices,
    price_ceiling,
    price_floor,
    price_gaps,
    price_models,
    price_periods,
    price_sightings,
    price_states,
    rate_names,
    release_names,
    repeated_records,
    replacement_models,
    residency_evidence,
    result_bounds,
    result_models,
    result_runs,
    result_variants,
    retired_prices,
    review_models,
    review_names,
    seen_days,
    source_ids,
    stale_prices,
    use_case_names,
    withdrawn_records,
    workload_sizes,
    zone_prices,
)
from tokonomix.problem import Problem

Check = Callable[[Catalog], Iterable[Problem]]
"""Yields what is wrong."""
Rule = Callable[[Catalog, date], Iterable[Problem]]
"""Yields what is due on a day."""

CHECKS: tuple[Check, ...] = (
    eight_categories.check,
    source_ids.check,
    model_relations.check,
    model_titles.check,
    alias_targets.check,
    lifecycle_days.check,
    release_names.check,
    limit_sizes.check,
    moved_ids.check,
    number_pages.check,
    offer_models.check,
    offer_residency.check,
    residency_evidence.check,
    price_models.check,
    known_regions.check,
    price_states.check,
    price_periods.check,
    price_sightings.check,
    price_gaps.check,
    rate_names.check,
    cached_prices.check,
    output_prices.check,
    zone_prices.check,
    batch_prices.check,
    price_ceiling.check,
    price_floor.check,
    exception_records.check,
    dispute_records.check,
    benchmark_cards.check,
    result_models.check,
    result_runs.check,
    result_variants.check,
    result_bounds.check,
    repeated_records.check,
    withdrawn_records.check,
    review_models.check,
    review_names.check,
    seen_days.check,
    use_case_names.check,
    workload_sizes.check,
)

OF_TEXTS: tuple[Check, ...] = (
    source_ids.check,
    review_models.check,
    review_names.check,
    seen_days.check,
    use_case_names.check,
)
"""The checks that look at texts, for a preview in which no record changed."""

DUE: tuple[Rule, ...] = (
    retired_prices.due,
    stale_prices.due,
    replacement_models.due,
    exception_records.due,
    dispute_records.due,
    method_trials.due,
)
