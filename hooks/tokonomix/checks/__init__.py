"""The checks of the records: one rule a file, each a function from the catalogue to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tokonomix.catalog import Catalog
from tokonomix.checks import (
    benchmark_cards,
    eight_categories,
    model_relations,
    moved_ids,
    offer_models,
    price_models,
    price_periods,
    price_states,
    repeated_records,
    result_bounds,
    result_models,
    result_runs,
    result_variants,
    review_models,
    review_names,
    source_ids,
    use_case_names,
    workload_sizes,
)
from tokonomix.problem import Problem

Check = Callable[[Catalog], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    eight_categories.check,
    source_ids.check,
    model_relations.check,
    moved_ids.check,
    offer_models.check,
    price_models.check,
    price_states.check,
    price_periods.check,
    benchmark_cards.check,
    result_models.check,
    result_runs.check,
    result_variants.check,
    result_bounds.check,
    repeated_records.check,
    review_models.check,
    review_names.check,
    use_case_names.check,
    workload_sizes.check,
)
