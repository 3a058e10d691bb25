"""The fit: exact where it can be checked against the plain algebra, and right on worlds with known answers."""

from __future__ import annotations

import numpy as np
import pytest

from tokonomix.scores.ability import fit, infer
from tokonomix.scores.holdout import Errors, block_folds, foretold, widening
from tokonomix.scores.layout import Cells, Layout


def random_cells(seed=0, models=30, abilities=2, per_model=8, blocks=4, metrics=12):
    rng = np.random.default_rng(seed)
    size = models * per_model
    model = np.repeat(np.arange(models), per_model)
    metric = rng.integers(0, metrics, size)
    block = metric % blocks
    ability = metric % abilities
    effort = model * 2 + rng.integers(0, 2, size)
    return Cells(
        model, effort, block, metric, ability, rng.normal(size=size), rng.uniform(0, 0.2, size), rng.normal(size=models),
        metrics, abilities,
    )  # fmt: skip


def test_the_posterior_is_that_of_the_plain_algebra():
    cells = random_cells()
    layout = Layout(cells)
    found = fit(layout, iterations=5)
    p, q = found.parameters, found.posterior
    for m in (0, 7, 29):
        rows = np.flatnonzero(cells.model == m)
        # Covariance of the results of one model written out term by term, then the textbook conditional.
        k, c, e, b = cells.metric[rows], cells.ability[rows], cells.effort[rows], cells.block[rows]
        same_e, same_b = e[:, None] == e, b[:, None] == b
        u = p.sigma[np.ix_(c, c)] + p.variances[0] * same_e + p.variances[1] * same_b + p.variances[2] * (same_e & same_b)
        z = p.a[k][:, None] * u * p.a[k] + np.diag(cells.s2[rows] + p.tau2[k])
        prior = (p.beta * cells.years[m])[c]
        gain = u * p.a[k] @ np.linalg.inv(z)
        mean = prior + gain @ (cells.z[rows] - p.d[k] - p.a[k] * prior)
        variance = np.diag(u - gain @ (p.a[k][:, None] * u))
        assert q.u_mean[layout.place[rows]] == pytest.approx(mean)
        assert q.u_var[layout.place[rows]] == pytest.approx(variance)


def test_hidden_results_have_no_influence_on_the_fit():
    cells = random_cells()
    used = np.ones(len(cells), dtype=bool)
    used[::7] = False
    changed = Cells(**(vars(cells) | {"z": np.where(used, cells.z, 99.0)}))
    one, other = fit(Layout(cells), used), fit(Layout(changed), used)
    assert one.posterior.u_mean.tolist() == other.posterior.u_mean.tolist()
    assert one.parameters.d.tolist() == other.parameters.d.tolist()


def test_more_results_of_a_model_narrow_its_ability():
    layout = Layout(random_cells())
    found = fit(layout)
    fewer = infer(layout, found.parameters, np.arange(len(layout.cells)) % 2 == 0)
    assert (found.posterior.u_var <= fewer.u_var + 1e-12).all()


def test_the_number_of_iterations_is_enough():
    layout = Layout(random_cells(models=80))
    once, twice = fit(layout), fit(layout, iterations=300)
    assert np.abs(once.posterior.u_mean - twice.posterior.u_mean).max() < 0.25


def one_category(metrics_of, models=60, seed=3):
    """Abilities with unit variance; blocks with so many metrics that differ by little more than a common luck."""
    rng = np.random.default_rng(seed)
    theta = rng.normal(size=models)
    cells = {name: [] for name in ("model", "effort", "block", "metric", "ability", "z", "s2")}
    k = 0
    for b, count in enumerate(metrics_of):
        luck = 0.6 * rng.normal(size=models)
        for _ in range(count):
            for m in range(models):
                values = (m, m, b, k, 0, theta[m] + luck[m] + 0.05 * rng.normal(), 0.0)
                for name, value in zip(cells, values, strict=True):
                    cells[name].append(value)
            k += 1
    arrays = {name: np.array(values) for name, values in cells.items()}
    return Layout(Cells(**arrays, years=np.zeros(models), metrics=k, abilities=1))


def sd_of_ability(layout):
    """Of θ + v, which is what a score is of."""
    found = fit(layout)
    variances = []
    for m in range(60):
        cov, v = found.posterior.of(m)[1], layout.effort_slot[m, m]
        variances.append(cov[0, 0] + 2 * cov[0, v] + cov[v, v])
    return float(np.sqrt(np.mean(variances)))


def test_fourteen_near_duplicates_say_hardly_more_than_one_metric():
    few, many = one_category((1, 1, 1, 1)), one_category((1, 1, 1, 14))
    assert sd_of_ability(many) > 0.9 * sd_of_ability(few)


def test_fourteen_blocks_say_much_more_than_fourteen_metrics_of_one():
    blocks, metrics = one_category((1,) * 16), one_category((1, 1, 14))
    assert sd_of_ability(blocks) < 0.6 * sd_of_ability(metrics)


def test_a_hidden_block_of_a_model_leaves_it_another():
    cells = random_cells()
    hidden = np.zeros(len(cells), dtype=int)
    for mask in block_folds(cells):
        hidden += mask
        left = set(cells.model[~mask].tolist())
        assert set(cells.model[mask].tolist()) <= left
    assert hidden.max() == 1


def test_kappa_widens_what_is_foretold_too_surely_and_narrows_nothing():
    rng = np.random.default_rng(0)
    one = np.ones(4000)

    def errors(sd, count=4000):
        return Errors(rng.normal(0, sd, count), one[:count], 0.5 * one[:count])

    assert widening(errors(np.sqrt(1.5))) == pytest.approx(1.0, abs=0.05)
    assert widening(errors(np.sqrt(2.25 + 0.5))) == pytest.approx(1.5, abs=0.07)
    assert widening(errors(0.3)) == 1.0
    assert widening(errors(9.0, 39)) == 1.0


def test_kappa_is_near_one_where_the_model_is_true():
    layout = one_category((3, 3, 3, 3), models=60)
    assert widening(foretold(layout)) < 1.25
