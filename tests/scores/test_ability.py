"""The fit: exact where it can be checked against the plain algebra, and right on worlds with known answers."""

from __future__ import annotations

from dataclasses import replace

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
    group = metric % (2 * blocks)
    ability = metric % abilities
    effort = model * 2 + rng.integers(0, 2, size)
    return Cells(
        model, effort, block, group, metric, ability, rng.normal(size=size), rng.uniform(0, 0.2, size), rng.normal(size=models),
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
        same_e, same_b, same_h = e[:, None] == e, b[:, None] == b, cells.group[rows][:, None] == cells.group[rows]
        v, g, both, h = p.variances[:, b]
        u = (p.sigma[np.ix_(c, c)] + v * same_e + g * same_b + both * (same_e & same_b) + h * same_h) / p.w[m]
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
    cells = {name: [] for name in ("model", "effort", "block", "group", "metric", "ability", "z", "s2")}
    k = 0
    for b, count in enumerate(metrics_of):
        luck = 0.6 * rng.normal(size=models)
        for _ in range(count):
            for m in range(models):
                values = (m, m, b, b, k, 0, theta[m] + luck[m] + 0.05 * rng.normal(), 0.0)
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


def kinds_world(seed=5, models=80, spread=0.8, odd=0):
    """Three blocks of six tests of two kinds; what a model gains on a kind has the standard deviation `spread`. The
    first `odd` models stray four times as far.
    """
    rng = np.random.default_rng(seed)
    far = np.where(np.arange(models) < odd, 4.0, 1.0)
    m, k = (x.ravel() for x in np.meshgrid(np.arange(models), np.arange(18), indexing="ij"))
    block, group = k // 6, k // 3
    theta, luck = rng.normal(size=models), rng.normal(size=(models, 3))
    kind = rng.normal(size=(models, 6))
    z = theta[m] + far[m] * (0.4 * luck[m, block] + spread * kind[m, group]) + 0.2 * rng.normal(size=len(m))
    none = np.zeros(len(m), dtype=int)
    return Cells(m, m, block, group, k, none, z, np.zeros(len(m)), np.zeros(models), 18, 1)


def test_a_hidden_test_is_foretold_better_by_its_own_kind():
    cells = kinds_world()
    shown = np.arange(len(cells)) % 7 != 0

    def error(of):
        found = fit(Layout(of), shown)
        p, u, k = found.parameters, found.posterior.u_mean[found.posterior.layout.place], of.metric
        return float(np.std((of.z - p.d[k] - p.a[k] * u)[~shown]))

    assert error(cells) < 0.6 * error(replace(cells, group=cells.block))


def test_a_block_of_one_kind_has_no_effect_of_kinds_and_each_block_a_spread_of_its_own():
    cells = kinds_world()
    still = cells.block == 2
    mixed = replace(cells, group=np.where(still, 4, cells.group), z=np.where(still, cells.z + 2 * cells.model % 5, cells.z))
    v, g, _, h = fit(Layout(mixed)).parameters.variances
    assert len(set(v.tolist())) == 1
    assert g[2] > 2 * max(g[0], g[1])
    assert h[2] < 1e-5
    assert min(h[0], h[1]) > 0.1


def test_odd_models_get_wide_intervals_and_leave_those_of_the_rest_alone():
    calm, mixed = fit(Layout(kinds_world())), fit(Layout(kinds_world(odd=8)))
    w = mixed.parameters.w
    assert np.median(w[:8]) < 0.5 * np.median(w[8:])
    wide, rest = (np.mean([mixed.posterior.of(m)[1][0, 0] for m in members]) for members in (range(8), range(8, 80)))
    before = np.mean([calm.posterior.of(m)[1][0, 0] for m in range(8, 80)])
    assert wide > 1.5 * rest
    assert rest < 1.5 * before
