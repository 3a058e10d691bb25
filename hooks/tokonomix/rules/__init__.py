"""The rules of sentences: one rule a file, on bindings, typed words and front matter of every page of `content/`.

What contradicts a record, or itself, is *wrong*, whatever the day. What only became old is *due*: it is told, with the
records that made it so, and fails nothing. A binding that cannot be resolved and a front matter of another shape are
told before any rule runs, by `prose/` and `schema/`.

A rule of what is wrong asks its page, the records, which pages there are, and the front matter of use cases. It asks
nothing else of another page: a preview checks only the pages that changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from tokonomix.edition import Edition
from tokonomix.problem import Problem
from tokonomix.prose.script import Script
from tokonomix.prose.scripts import scripts
from tokonomix.rules import (
    bound_markup,
    case_grades,
    categories_covered,
    cycle_age,
    doubled_words,
    ended_models,
    ended_prices,
    fitting_recommendations,
    forecasts,
    foreign_script,
    frozen_ranks,
    frozen_words,
    graded_claims,
    legal_flags,
    live_test_offers,
    living_recommendations,
    marked_hearsay,
    named_models,
    newer_records,
    old_comparators,
    one_unit,
    open_forecasts,
    own_tests,
    page_links,
    points_and_percent,
    recomputed_shares,
    recorded_facts,
    recorded_kinds,
    recorded_places,
    recorded_unknowns,
    same_quantity,
    sections,
    speculation,
    spelling,
    typed_numbers,
    zero_price,
)

Rule = Callable[[Script], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    foreign_script.check,
    spelling.check,
    page_links.check,
    bound_markup.check,
    sections.check,
    typed_numbers.check,
    zero_price.check,
    ended_prices.check,
    one_unit.check,
    doubled_words.check,
    frozen_words.check,
    frozen_ranks.check,
    recorded_facts.check,
    recorded_unknowns.check,
    recorded_kinds.check,
    recorded_places.check,
    named_models.check,
    living_recommendations.check,
    fitting_recommendations.check,
    forecasts.check,
    same_quantity.check,
    recomputed_shares.check,
    categories_covered.check,
    points_and_percent.check,
    marked_hearsay.check,
    own_tests.check,
    speculation.check,
    graded_claims.check,
    case_grades.check,
    legal_flags.check,
    live_test_offers.check,
)
"""Yield what is wrong."""

DUE: tuple[Rule, ...] = (
    ended_models.due,
    ended_prices.due,
    newer_records.due,
    cycle_age.due,
    open_forecasts.due,
    old_comparators.due,
    typed_numbers.due,
)
"""Yield what is due."""


def judge(
    edition: Edition, wrong: Iterable[Rule] = RULES, due: Iterable[Rule] = DUE, only: Collection[str] | None = None
) -> tuple[frozenset[Problem], frozenset[Problem]]:
    """Return what is wrong and what is due with the sentences of every page, or of those `only` at these paths."""
    pages = tuple(scripts(edition, only))
    return (
        frozenset(problem for page in pages for problem in (*page.faults, *_wrong(page, wrong))),
        frozenset(problem for rule in due for page in pages for problem in rule(page)),
    )


def _wrong(page: Script, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield what is wrong with a page; of a typed number of which another rule says more, only that."""
    found = [(rule, problem) for rule in rules for problem in rule(page)]
    told: dict[int, list[range]] = {}
    for rule, problem in found:
        if rule is not typed_numbers.check:
            told.setdefault(problem.place.line, []).append(_columns(problem))
    for rule, problem in found:
        typed = _columns(problem)
        if rule is not typed_numbers.check or not any(
            typed.start < one.stop and one.start < typed.stop for one in told.get(problem.place.line, ())
        ):
            yield problem


def _columns(problem: Problem) -> range:
    """Return where on its line a problem stands: the words that it quotes first, or its place alone."""
    quoted = re.match(r"'(.*?)'(?= )", problem.what)
    start = problem.place.column
    return range(start, start + (len(quoted[1]) if quoted else 1))
