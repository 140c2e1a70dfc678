import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from projection_strategies import histories
from scipy import stats
from scipy.integrate import dblquad
from scipy.special import betaln

from copcalc.errors import MeasureError
from copcalc.projection.adoption import Adoption, exact_adoption
from copcalc.projection.hazard import exposure
from copcalc.projection.pooling import drawn, grid_weights, pooled_hazard
from copcalc.projection.simulate import simulate_adoption

NAN = np.nan
counts = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 400)), min_size=1, max_size=7)


def pooled(*pairs):
    events, at_risk = np.array(pairs).T
    return pooled_hazard(events, at_risk)


@given(counts)
def test_hazards_are_above_0_and_below_1_whatever_was_seen(pairs):
    hazard = pooled(*[(min(e, n), n) for e, n in pairs])
    for numbers in (hazard.alpha, hazard.beta, [hazard.strength]):
        assert np.isfinite(numbers).all()
        assert np.min(numbers) > 0
    assert 0 < hazard.mean < 1
    low, high = hazard.interval(0.9)
    assert ((low >= 0) & (low < hazard.expected + 0.2) & (low < high) & (high <= 1)).all()
    assert ((hazard.expected > 0) & (hazard.expected < 1)).all()


def integrated(own, *others):
    """Expected hazard of the first group, by adaptive quadrature over mean and log of the strength."""

    def density(m, t):
        a, b = m * np.exp(t), (1 - m) * np.exp(t)
        terms = [betaln(a + e, b + n - e) - betaln(a, b) for e, n in (own, *others)]
        return np.exp(sum(terms) - reference) * m**-0.5 * (1 - m) ** 8.5

    def weighed(m, t):
        s = np.exp(t)
        return density(m, t) * (m * s + own[0]) / (s + own[1])

    events, at_risk = np.sum([own, *others], axis=0)
    reference = betaln(events + 1, at_risk - events + 1)
    box = (0, np.log(10_000), 1e-4, 0.4)
    return dblquad(weighed, *box, epsrel=1e-6)[0] / dblquad(density, *box, epsrel=1e-6)[0]


def test_a_region_of_two_states_reads_neither_0_nor_1():
    others = [(40, 1000), (45, 1000), (38, 1000), (42, 1000)]
    none, unseen, both = (
        float(pooled(own, *others).expected[0]) for own in ((0, 2), (0, 0), (2, 2))
    )
    assert 0.01 < none < unseen < both < 0.5
    for own, found in (((0, 2), none), ((0, 0), unseen), ((2, 2), both)):
        assert found == pytest.approx(integrated(own, *others), rel=1e-4)


@pytest.mark.parametrize("events", [[1, 0, 1, 0, 0, 0], [3, 2, 3, 1, 0, 0]])
def test_totals_are_uncertain_since_all_regions_may_be_slower_or_faster_than_expected(events):
    states, events = np.array([54, 35, 53, 22, 12, 9]), np.array(events)
    at_risk = np.array([100, 60, 90, 40, 20, 5])
    # Independently: mean and strength from what is believed of them, weighed by what was seen.
    rng = np.random.default_rng(5)
    mean, size = rng.beta(0.5, 9.5, (200_000, 1)), 10_000 ** rng.random((200_000, 1))
    a, b = mean * size, (1 - mean) * size
    likely = (betaln(a + events, b + at_risk - events) - betaln(a, b)).sum(axis=1)
    likely = np.exp(likely - likely.max())
    chosen = rng.choice(len(likely), 50_000, p=likely / likely.sum())
    hazard = rng.beta(a[chosen] + events, b[chosen] + at_risk - events)
    totals = rng.binomial(states, 1 - (1 - hazard) ** 16).sum(axis=1)

    pooled = pooled_hazard(events, at_risk)
    group = np.repeat(np.arange(6), states)
    known = Adoption(
        np.zeros(len(group)), group, pooled.case_alpha, pooled.case_beta, pooled.weights
    )
    exact = exact_adoption(known, [16])[0]
    nobody = np.zeros(len(group), dtype=np.int64)
    drawn = simulate_adoption([known], nobody, years=16, draws=20_000, seed=1).countries(0, 15)
    for found in (exact, drawn):
        assert found.mean == pytest.approx(totals.mean(), abs=0.4)
        low, high = found.interval(0.9)
        assert 0.88 <= ((low <= totals) & (totals <= high)).mean() <= 0.92


def test_hazards_are_drawn_from_what_was_seen():
    events, at_risk = np.array([8, 2, 0]), np.array([60, 50, 30])
    weight, rng = grid_weights(events, at_risk), np.random.default_rng(6)
    found = np.array([drawn(weight, events, at_risk, rng) for _ in range(4000)])
    expected = pooled_hazard(events, at_risk)
    error = found.std(axis=0) / np.sqrt(len(found))
    assert (np.abs(found.mean(axis=0) - expected.expected) < 4 * error).all()
    deviation = stats.beta.std(expected.alpha, expected.beta)
    assert found.std(axis=0) == pytest.approx(deviation, rel=0.1)


def test_a_large_region_keeps_its_own_hazard():
    hazard = pooled((300, 1000), (10, 1000), (10, 1000))
    assert hazard.expected == pytest.approx([0.3, 0.01, 0.01], rel=0.05)


def test_a_region_never_at_risk_gets_what_is_expected_of_any():
    hazard = pooled((0, 0), (50, 1000), (60, 1000))
    assert hazard.expected[0] == pytest.approx(hazard.mean)
    assert hazard.alpha[0] + hazard.beta[0] == pytest.approx(hazard.strength)


def test_equal_regions_lend_each_other_more_than_unlike_ones():
    equal, unlike = pooled((50, 1000), (52, 1000)), pooled((5, 1000), (300, 1000))
    assert equal.strength > 10 * unlike.strength


def test_no_adoption_anywhere_is_a_small_hazard_and_smaller_the_longer_it_lasts():
    short, long = pooled((0, 20), (0, 20)), pooled((0, 2000), (0, 2000))
    assert 0 < long.expected[0] < short.expected[0] < 0.05


@pytest.mark.parametrize(
    ("alpha", "beta"), [(2.0, 38.0), (8.0, 92.0)], ids=["unlike regions", "similar regions"]
)
def test_known_hazards_lie_in_their_intervals_about_as_often_as_they_should(alpha, beta):
    rng = np.random.default_rng(3)
    states, years, inside = [54, 35, 53, 22, 12, 3], range(2001, 2021), []
    for _ in range(100):
        truth = rng.beta(alpha, beta, len(states))
        first, group = histories(rng, truth, states, years)
        low, high = pooled_hazard(*exposure(first, group, len(states), years)).interval(0.9)
        inside.append((low <= truth) & (truth <= high))
    assert 0.84 <= np.mean(inside) <= 0.97


@pytest.mark.parametrize(
    ("events", "at_risk"), [([], []), ([1], [0]), ([-1], [3]), ([1, 1], [3]), ([NAN], [3.0])]
)
def test_counts_that_make_no_sense_are_refused(events, at_risk, refuses):
    with refuses(MeasureError, "pooled_hazard", "no more adoptions than country-years"):
        pooled_hazard(np.array(events), np.array(at_risk))
