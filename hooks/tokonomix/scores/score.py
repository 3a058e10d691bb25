"""Scores of a category: the curve of its live tests at the abilities of the fit, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from .ability import infer
from .blocks import Evidence
from .curve import Curve, abilities_of, curve_of
from .fitted import Fitted
from .layout import EFFORT
from .normalise import Floats

Name = tuple[str, str]
"""Model and effort."""


@dataclass(frozen=True)
class Category:
    """What scoring must know of a category.

    `separable`: whether its tests measure one ability; if not, the board shows its suites side by side and
    no score. `live`: benchmarks that are live; None means that the newest release of every benchmark is.
    """

    id: str
    separable: bool = True
    live: tuple[str, ...] | None = None
    note: str = ""


@dataclass(frozen=True)
class Scored:
    """A category with a curve. `expected` and `spread` hold the score and its standard deviation of every
    entry of the fit, also of those without a result here: the latter serve only to centre the overall
    score, and are never shown.
    """

    code: int
    curve: Curve
    expected: Mapping[Name, float]
    spread: Mapping[Name, float]
    low: Mapping[Name, float]
    high: Mapping[Name, float]
    reliability: Mapping[Name, float]
    borrowed: Mapping[Name, float]


def scored(fitted: Fitted, evidence: Evidence, category: Category) -> Scored | None:
    """Scores by the fit; None for a category without a live test or that is not one ability."""
    weights = evidence.weights(category.id)
    if not category.separable or not weights:
        return None
    code = fitted.abilities[category.id]
    curve = curve_of(fitted.fit, {fitted.metrics[t]: w for t, w in weights.items()})
    names = list(fitted.efforts)
    all_data = abilities_of(fitted.fit, fitted.models, fitted.efforts, [code])
    alone = infer(fitted.layout, fitted.fit.parameters, fitted.within(category.id))
    own = abilities_of(replace(fitted.fit, posterior=alone), fitted.models, fitted.efforts, [code])
    p = fitted.fit.parameters
    # Before any result: the spread over models, wider for those that all their results show to be odd.
    w = np.array([p.w[fitted.models[m]] for m, _ in names])
    before = (p.sigma[code, code] + p.variances[EFFORT - 1, 0]) / w
    mean = np.array([all_data.mean[m, e, code] for m, e in names])
    variance = np.array([all_data.variance[m, e, code] for m, e in names])
    own_variance = np.array([own.variance[m, e, code] for m, e in names])
    width = fitted.kappa * np.sqrt(variance)
    expected, spread = curve.expected(mean, width**2)
    low, high = curve.at(mean - 1.96 * width), curve.at(mean + 1.96 * width)
    reliability = np.clip(1 - own_variance / before, 0.0, 1.0)
    borrowed = np.clip(1 - (1 / own_variance - 1 / before) * variance, 0.0, 1.0)

    def named(values: Floats) -> dict[Name, float]:
        return dict(zip(names, values.tolist(), strict=True))

    return Scored(
        code,
        curve,
        named(np.clip(expected, low, high)),
        named(spread),
        named(low),
        named(high),
        named(reliability),
        named(borrowed),
    )
