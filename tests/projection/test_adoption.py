import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from copcalc.errors import MeasureError
from copcalc.projection.adoption import (
    Adoption,
    adoption_curves,
    children_grid,
    exact_adoption,
    exact_count,
    exact_sums,
    pivots,
)
from copcalc.projection.distribution import NODES

probability = st.floats(0, 1)
few = st.lists(st.tuples(probability, st.integers(0, 5)), min_size=1, max_size=7)


def known(start, group, alpha, beta, weights=None):
    return Adoption(
        np.array(start, dtype=float),
        np.array(group),
        np.array(alpha, dtype=float),
        np.array(beta, dtype=float),
        None if weights is None else np.array(weights, dtype=float),
    )


def brute(chances, steps):
    """Probability of each sum, by going through everything that can happen."""
    sums = np.zeros(sum(steps) + 1)
    for outcome in itertools.product([0, 1], repeat=len(steps)):
        p = np.prod([c if o else 1 - c for c, o in zip(chances, outcome, strict=True)])
        sums[np.dot(outcome, steps)] += p
    return sums


@given(few)
def test_sums_are_those_of_all_outcomes(states):
    chances, steps = zip(*states, strict=True)
    found = exact_count(np.array(chances), np.array(steps)).probabilities
    assert found == pytest.approx(brute(chances, steps), abs=1e-12)


def test_equal_chances_are_a_binomial_distribution():
    found = exact_count(np.full(193, 0.3)).probabilities
    assert found == pytest.approx(stats.binom.pmf(np.arange(194), 193, 0.3), abs=1e-14)


def test_cases_side_by_side_are_each_what_they_are_alone():
    curves = np.random.default_rng(1).random((9, 4))
    steps = np.array([5, 1, 0, 2, 2, 7, 1, 3, 4])
    for row, case in zip(exact_sums(curves, steps), curves.T, strict=True):
        assert row == pytest.approx(exact_count(case, steps).probabilities, abs=1e-15)


@given(st.lists(probability, min_size=1, max_size=30))
def test_the_mean_is_the_sum_of_the_chances(chances):
    assert exact_count(np.array(chances)).mean == pytest.approx(sum(chances), abs=1e-9)


def test_extreme_chances_lose_nothing():
    for chance in (1e-300, 1e-17, 1 - 1e-16):
        total = exact_sums(np.full((193, 1), chance), np.arange(193)).sum()
        assert total == pytest.approx(1)


@given(st.lists(st.tuples(probability, st.lists(probability, min_size=4, max_size=4)), min_size=1))
def test_curves_start_where_they_should_and_never_fall(states):
    start, hazard = (np.array(part) for part in zip(*states, strict=True))
    curves = adoption_curves(start, hazard)
    assert ((curves >= 0) & (curves <= 1)).all()
    assert (np.diff(np.column_stack([start, curves]), axis=1) >= -1e-15).all()


def test_a_constant_hazard_waits_geometrically():
    curves = adoption_curves(np.array([0.0, 0.5]), np.full((2, 3), 0.2))
    assert curves[0] == pytest.approx([0.2, 0.36, 0.488])
    assert curves[1] == pytest.approx([0.6, 0.68, 0.744])


@given(
    st.lists(st.floats(0, 1e9), min_size=1, max_size=40).filter(lambda w: sum(w) > 1e-3),
    st.integers(1, 5000),
)
def test_a_grid_gives_everyone_within_a_step_of_his_due(children, cells):
    w = np.array(children)
    steps = children_grid(w, cells=cells)
    assert steps.sum() == cells
    assert (np.abs(steps - w / w.sum() * cells) < 1 + 1e-6).all()


@pytest.mark.parametrize("children", [[0.0, 0.0], [-1.0, 2.0], [np.nan], [np.inf, 1.0], []])
def test_a_grid_needs_children(children, refuses):
    with refuses(MeasureError, "children_grid", "no children", "above 0"):
        children_grid(np.array(children))


def test_a_grid_needs_cells(refuses):
    for cells in (0, 2.5):
        with refuses(MeasureError, "cells", f"{cells} cells"):
            children_grid(np.ones(2), cells=cells)


def test_lists_and_series_are_as_good_as_arrays():
    assert children_grid(pd.Series([1, 1, 4], index=list("abc")), cells=6).tolist() == [1, 1, 4]
    plain = Adoption([0, 1], [0, 0], [1], [1])
    assert exact_adoption(plain, [1], [2, 3])[0].probabilities == pytest.approx(
        [0] * 3 + [0.5, 0, 0.5]
    )
    assert pivots(plain, 1, [2, 3], 4) == pytest.approx([1, 0])


@pytest.mark.parametrize(("alpha", "beta"), [(0.3, 5), (1, 1), (3, 80), (400, 90_000)])
def test_an_uncertain_hazard_averages_the_binomial_over_its_beta(alpha, beta):
    n, year = 12, 3
    levels = (np.arange(200_000) + 0.5) / 200_000
    chance = 1 - (1 - stats.beta.ppf(levels, alpha, beta)) ** year
    expected = [stats.binom.pmf(k, n, chance).mean() for k in range(n + 1)]
    found = exact_adoption(known([0] * n, [0] * n, [alpha], [beta]), [year])[0].probabilities
    assert found == pytest.approx(expected, abs=2e-5)


def test_a_uniform_hazard_makes_every_count_after_a_year_equally_probable():
    found = exact_adoption(known([0] * 9, [0] * 9, [1], [1]), [1])[0].probabilities
    assert found == pytest.approx(np.full(10, 0.1))


def test_states_of_one_group_move_together_and_those_of_two_do_not():
    one = exact_adoption(known([0, 0], [0, 0], [1], [1]), [1])[0].probabilities
    two = exact_adoption(known([0, 0], [0, 1], [1, 1], [1, 1]), [1])[0].probabilities
    assert one == pytest.approx([1 / 3, 1 / 3, 1 / 3])
    assert two == pytest.approx([1 / 4, 1 / 2, 1 / 4])


def test_almost_certain_hazards_are_as_good_as_fixed_ones():
    start, group = np.array([0, 0.3, 1, 0, 0]), np.array([0, 0, 0, 1, 1])
    sure, steps = 1e9, np.array([3, 1, 4, 1, 5])
    hazards = np.array([0.1, 0.02])
    adoption = Adoption(start, group, hazards * sure, (1 - hazards) * sure)
    curves = adoption_curves(start, np.repeat(hazards[group][:, None], 6, axis=1))
    years = range(1, 7)
    counts = zip(
        exact_adoption(adoption, years), exact_adoption(adoption, years, steps), strict=True
    )
    for year, (countries, children) in enumerate(counts):
        alone = exact_count(curves[:, year]).probabilities
        weighted = exact_count(curves[:, year], steps).probabilities
        assert countries.probabilities == pytest.approx(alone, abs=1e-6)
        assert children.probabilities == pytest.approx(weighted, abs=1e-6)


def test_means_are_those_of_the_expected_curves_and_rise():
    rng = np.random.default_rng(2)
    adoption = known(
        rng.choice([0, 0.4, 1], 60), rng.integers(0, 3, 60), [0.4, 3, 50], [8, 60, 400]
    )
    steps = children_grid(rng.lognormal(0, 2, 60), cells=2**10)
    curves = np.column_stack([adoption.start, adoption.expected_curves(8)])
    countries = [count.mean for count in exact_adoption(adoption, range(9))]
    children = [count.mean for count in exact_adoption(adoption, range(9), steps, step=0.5)]
    assert countries == pytest.approx(curves.sum(axis=0))
    assert children == pytest.approx(steps @ curves / 2)
    assert (np.diff([countries, children]) > 0).all()


def test_whoever_is_settled_only_shifts_the_count():
    settled = known([1, 1], [0, 0], [1], [9])
    for countries in exact_adoption(settled, [0, 1, 2]):
        assert countries.probabilities == pytest.approx([0, 0, 1])
    for children in exact_adoption(settled, [0, 1, 2], np.array([2, 3])):
        assert children.probabilities == pytest.approx([0, 0, 0, 0, 0, 1])


def test_at_the_start_only_what_was_assumed_is_open():
    found = exact_adoption(known([1, 0.25, 0], [0, 0, 1], [1, 2], [9, 9]), [0])[0]
    assert found.probabilities == pytest.approx([0, 0.75, 0.25, 0])


@pytest.mark.slow
def test_many_states_over_many_years_are_as_exact_as_few_over_one():
    n, alpha, beta = 193, 0.5, 9.5
    for year in (16, 100):
        # Independently: P(k) as an integral over a fine grid of the hazard's logit.
        logit = np.linspace(-40, 12, 20_001)
        hazard = special.expit(logit)
        weight = stats.beta.pdf(hazard, alpha, beta) * hazard * special.expit(-logit)
        chance = -np.expm1(year * np.log1p(-hazard))
        expected = [weight @ stats.binom.pmf(k, n, chance) for k in range(n + 1)]
        expected /= weight.sum()
        found = exact_adoption(known([0] * n, [0] * n, [alpha], [beta]), [year])[0].probabilities
        assert np.abs(found - expected).sum() < 1e-6


CASES = [
    known([0, 0.2, 1, 0, 0], [0, 0, 1, 1, 1], *hazards)
    for hazards in (([1, 4], [9, 9]), ([3, 2], [9, 40]))
]


def test_cases_are_averaged_and_shared_by_all_groups():
    steps, of = np.array([3, 1, 4, 1, 5]), (0.25, 0.75)
    alpha, beta = ([one.cases[0][i].tolist() for one in CASES] for i in (1, 2))
    mixed = known(CASES[0].start, CASES[0].group, alpha, beta, of)
    for some in (None, steps):
        each = [exact_adoption(one, [3], some)[0].probabilities for one in CASES]
        found = exact_adoption(mixed, [3], some)[0].probabilities
        assert found == pytest.approx(np.dot(of, each))
    for ask in (lambda one: one.expected_curves(3), lambda one: pivots(one, 3, steps, 9)):
        expected = of[0] * ask(CASES[0]) + of[1] * ask(CASES[1])
        assert ask(mixed) == pytest.approx(expected)
    equal = known(CASES[0].start, CASES[0].group, alpha, beta)
    assert [case[0] for case in equal.cases] == [0.5, 0.5]


@pytest.mark.parametrize("target", [0, 1, 4, 6, 9, 12, 13])
def test_pivots_are_the_difference_that_a_state_makes(target):
    start, steps = np.array([0, 0.2, 0.6, 1, 0]), np.array([1, 5, 2, 3, 1])
    hazard, sure = np.array([0.1, 0.3]), 1e9
    adoption = Adoption(start, np.array([0, 0, 1, 1, 1]), hazard * sure, (1 - hazard) * sure)
    chances = adoption.expected_curves(4)[:, -1]
    found = pivots(adoption, 4, steps, target)
    assert found[3] == 0
    for i in (0, 1, 2, 4):
        with_it, without = chances.copy(), chances.copy()
        with_it[i], without[i] = 1, 0
        difference = [brute(c, steps)[target:].sum() for c in (with_it, without)]
        assert found[i] == pytest.approx(difference[0] - difference[1], abs=1e-6)


def test_a_larger_state_of_the_same_kind_matters_at_least_as_much():
    steps = np.array([1, 2, 3, 8, 13])
    found = pivots(known([0] * 5, [0] * 5, [2], [30]), 5, steps, 14)
    assert (np.diff(found) >= -1e-12).all()


@pytest.mark.parametrize("weights", [[0.5], [0.5, 0.6], [1.5, -0.5], [np.nan, 1], [[0.5, 0.5]]])
def test_weights_of_cases_are_probabilities_of_each(weights, refuses):
    with refuses(MeasureError, "Adoption", "do not fit together"):
        known([0], [0], [[1], [1]], [[1], [2]], weights)


@pytest.mark.parametrize(
    ("start", "group", "alpha", "beta"),
    [
        ([], [], [1], [1]),
        ([0], [0], [[[1]]], [[[1]]]),
        ([0], [0], [[1]], [[1], [1]]),
        ([1.1], [0], [1], [1]),
        ([np.nan], [0], [1], [1]),
        ([0], [1], [1], [1]),
        ([0], [-1], [1], [1]),
        ([0], [0.0], [1], [1]),
        ([0, 0], [0], [1], [1]),
        ([0], [0], [0], [1]),
        ([0], [0], [1], [np.inf]),
        ([0], [0], [1, 1], [1]),
    ],
)
def test_starts_and_hazards_that_do_not_fit_are_refused(start, group, alpha, beta, refuses):
    with refuses(MeasureError, "Adoption", "do not fit together"):
        known(start, group, alpha, beta)


def test_bad_curves_hazards_steps_and_years_are_refused(refuses):
    one = known([0], [0], [1], [1])
    with refuses(MeasureError, "start", "probability"):
        adoption_curves(np.array([-0.1]), np.zeros((1, 2)))
    with refuses(MeasureError, "hazard", "probability"):
        adoption_curves(np.array([0.1]), np.full((1, 2), np.nan))
    with refuses(MeasureError, "adoption_curves", "do not fit"):
        adoption_curves(np.zeros(2), np.zeros((1, 2)))
    with refuses(MeasureError, "curves", "probability"):
        exact_count(np.array([1.5]))
    with refuses(MeasureError, "exact_sums", "do not fit"):
        exact_count(np.array([0.5]), np.array([-1]))
    with refuses(MeasureError, "years", "-2 is no number of years"):
        exact_adoption(one, [1, -2])
    with refuses(MeasureError, "years", "0 years"):
        one.expected_curves(0)
    with refuses(MeasureError, "years", "0 years"):
        pivots(one, 0, np.array([1]), 1)
    for steps in ([1, 2], [-1], [0.5]):
        with refuses(MeasureError, "steps", "do not fit"):
            exact_adoption(one, [1], np.array(steps))
        with refuses(MeasureError, "steps", "do not fit"):
            pivots(one, 1, np.array(steps), 1)


def test_hazards_of_a_group_are_spread_as_its_beta_distributions_are():
    known = Adoption(
        np.zeros(2),
        np.array([0, 1]),
        np.array([[2.0, 5.0], [6.0, 5.0]]),
        np.array([[18.0, 45.0], [14.0, 45.0]]),
        np.array([0.25, 0.75]),
    )
    one = known.hazards(1)
    assert (np.diff(one) > 0).all()
    assert np.interp([0.1, 0.5, 0.9], NODES, one) == pytest.approx(
        stats.beta.ppf([0.1, 0.5, 0.9], 5, 45), abs=1e-3
    )
    # Of two cases: as many below as each puts there, by its probability.
    mixed = known.hazards(0)
    for level in (0.1, 0.5, 0.9):
        x = np.interp(level, NODES, mixed)
        below = 0.25 * stats.beta.cdf(x, 2, 18) + 0.75 * stats.beta.cdf(x, 6, 14)
        assert below == pytest.approx(level, abs=5e-3)
