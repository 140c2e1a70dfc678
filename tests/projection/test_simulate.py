import numpy as np
import pytest
from scipy import stats

from copcalc.errors import MeasureError
from copcalc.projection.adoption import (
    Adoption,
    adoption_curves,
    children_grid,
    exact_adoption,
    exact_count,
)
from copcalc.projection.distribution import Distribution, total_variation
from copcalc.projection.simulate import (
    Simulation,
    Target,
    coarsened,
    expected_distance,
    simulate_adoption,
    simulate_curves,
)

DRAWS = 60_000
CELLS = 2**12


@pytest.fixture(scope="module")
def steps():
    return children_grid(np.random.default_rng(5).lognormal(0, 2, 40), cells=CELLS)


@pytest.fixture(scope="module")
def curves():
    rng = np.random.default_rng(6)
    start = rng.choice([0, 0, 0.3, 1], (2, 40))
    return np.stack([adoption_curves(s, rng.uniform(0, 0.3, (40, 5))) for s in start])


@pytest.fixture(scope="module")
def adoptions():
    rng = np.random.default_rng(7)
    alpha, beta = np.array([0.5, 2.0, 30.0]), np.array([9.0, 30.0, 300.0])
    return [
        Adoption(rng.choice([0, 0, 0.3, 1], 40), rng.integers(0, 3, 40), alpha, beta)
        for _ in range(2)
    ]


@pytest.fixture(scope="module")
def of_curves(curves, steps):
    return simulate_curves(curves, steps, draws=DRAWS, seed=11)


def counts(made):
    return [
        made.country_counts,
        made.children_counts,
        made.reached_counts,
        made.together_counts,
    ]


def surprise(simulated, true):
    """Probability that draws from the true distribution lie as far from it (Pearson's chi-squared)."""
    expected = true.probabilities * DRAWS
    common = expected >= 5
    seen = simulated.probabilities * DRAWS
    expected, seen = (np.append(d[common], d[~common].sum()) for d in (expected, seen))
    cells = expected >= 5
    return stats.chi2.sf((((seen - expected) ** 2)[cells] / expected[cells]).sum(), cells.sum() - 1)


def agree(pairs):
    """No pair is farther apart than finite draws explain, nor are all together."""
    assert min(surprise(simulated, true) for simulated, true in pairs) > 1e-3 / len(pairs)
    distance = sum(total_variation(simulated, true) for simulated, true in pairs)
    assert distance < sum(expected_distance(true, DRAWS) for _, true in pairs)


def years_of(made, exactly):
    """Pairs of simulated and exact distributions, of countries and of children."""
    for k, years in enumerate(exactly):
        for year, (countries, children) in enumerate(years):
            yield made.countries(k, year), countries
            yield coarsened(made.children(k, year), 64), coarsened(children, 64)


def test_fixed_curves_come_out_as_they_are_exactly(of_curves, curves, steps):
    exactly = [[(exact_count(f), exact_count(f, steps)) for f in curve.T] for curve in curves]
    agree(list(years_of(of_curves, exactly)))


def test_curves_a_little_different_would_be_noticed(of_curves, curves):
    for k, curve in enumerate(curves):
        for year, chance in enumerate(curve.T):
            other = exact_count(chance * np.where(chance < 1, 0.99, 1))
            assert surprise(of_curves.countries(k, year), other) < 1e-6


def test_uncertain_hazards_come_out_as_they_are_exactly(adoptions, steps):
    made = simulate_adoption(adoptions, steps, years=6, draws=DRAWS, seed=12)
    years = range(1, 7)
    exactly = [
        zip(exact_adoption(a, years), exact_adoption(a, years, steps), strict=True)
        for a in adoptions
    ]
    agree(list(years_of(made, exactly)))


def test_groups_share_the_case_of_a_draw(steps):
    rng = np.random.default_rng(9)
    alpha, beta = np.array([[0.5, 2.0], [6.0, 9.0]]), np.full((2, 2), 20.0)
    known = Adoption(
        rng.choice([0, 0, 0.3, 1], 40), rng.integers(0, 2, 40), alpha, beta, np.array([0.7, 0.3])
    )
    made = simulate_adoption([known], steps, years=4, draws=DRAWS, seed=12)
    exactly = zip(
        exact_adoption(known, range(1, 5)), exact_adoption(known, range(1, 5), steps), strict=True
    )
    agree(list(years_of(made, [exactly])))


def test_children_of_each_year_are_counted_with_that_years_weights(curves):
    rng = np.random.default_rng(9)
    yearly = np.stack([children_grid(rng.lognormal(0, 2, 40), cells=2**y) for y in range(8, 13)])
    made = simulate_curves(curves, yearly, draws=DRAWS, seed=2)
    pairs = []
    for k, curve in enumerate(curves):
        for year, (chance, steps) in enumerate(zip(curve.T, yearly, strict=True)):
            in_reach = made.children_counts[k, year, : steps.sum() + 1]
            counted, true = Distribution(in_reach / DRAWS), exact_count(chance, steps)
            assert not made.children_counts[k, year, steps.sum() + 1 :].any()
            pairs.append((coarsened(counted, 2 ** (year + 3)), coarsened(true, 2 ** (year + 3))))
    agree(pairs)


def test_the_same_draws_with_any_number_of_threads_and_others_with_another_seed(curves, steps):
    targets = [Target(20, CELLS // 2), Target(children=CELLS // 3)]

    def run(threads, seed=1):
        # The last block is not full.
        return counts(
            simulate_curves(
                curves,
                steps,
                draws=5_000,
                seed=seed,
                targets=targets,
                threads=threads,
                block=512,
            )
        )

    one = run(1)
    for threads in (1, 2, 4):
        for a, b in zip(one, run(threads), strict=True):
            assert np.array_equal(a, b)
    assert not np.array_equal(one[0], run(1, seed=2)[0])


def test_uncertain_hazards_do_not_depend_on_threads_either(adoptions, steps):
    one, four = (
        counts(
            simulate_adoption(adoptions, steps, years=2, draws=3_000, seed=3, threads=n, block=512)
        )
        for n in (1, 4)
    )
    assert all(np.array_equal(a, b) for a, b in zip(one, four, strict=True))


def test_every_draw_is_counted_once_in_each_year(of_curves):
    for table in (of_curves.country_counts, of_curves.children_counts):
        assert (table.sum(axis=2) == DRAWS).all()


def test_nobody_gives_up_what_he_has(of_curves):
    below = np.cumsum(of_curves.country_counts, axis=2)
    assert (np.diff(below, axis=1) <= 0).all()


def test_targets_are_reached_as_often_as_the_histograms_say(curves, steps):
    targets = [Target(countries=22), Target(children=CELLS // 2)]
    made = simulate_curves(curves, steps, draws=DRAWS, seed=4, targets=targets)
    for year in range(5):
        assert made.reached[0, year] == pytest.approx(made.countries(0, year).at_least(22))
        children = made.children(1, year)
        assert made.reached[1, year] == pytest.approx(children.at_least(CELLS // 2))
    # The indicators are independent of each other.
    both = made.reached[0] * made.reached[1]
    assert (np.abs(made.together - both) <= 5 * made.error(both) + 1e-12).all()


def test_both_targets_of_one_indicator_are_asked_of_the_same_draw():
    # All children live in the first of two countries: two countries mean that they are covered.
    curves = np.full((1, 2, 1), 0.5)
    made = simulate_curves(
        curves, np.array([8, 0]), draws=DRAWS, seed=5, targets=[Target(countries=1, children=8)]
    )
    assert abs(made.reached[0, 0] - 0.5) < 5 * made.error(np.array(0.5))
    assert made.together.tolist() == made.reached[0].tolist()


def test_without_targets_everything_is_reached(of_curves):
    assert (of_curves.reached == 1).all()
    assert (of_curves.together == 1).all()
    assert (of_curves.error(of_curves.reached) == 0).all()


def test_the_error_is_that_of_counted_draws():
    made = Simulation(100, *(np.zeros((1, 1, 1), dtype=int),) * 4)
    assert made.error(np.array([0.5, 0.1])) == pytest.approx([0.05, 0.03])


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_what_is_settled_stays_certain(chance, steps):
    made = simulate_curves(np.full((1, 40, 3), chance), steps, draws=100, seed=1)
    for year in range(3):
        assert made.countries(0, year).at_least(40 * chance) == 1
        assert made.countries(0, year).mean == 40 * chance
        assert made.children(0, year).mean == CELLS * chance


def test_a_year_is_certain_in_both_directions():
    # Nobody before the second year, everybody from then on.
    curves = np.tile([0.0, 1.0, 1.0], (1, 70, 1))
    made = simulate_curves(curves, np.ones(70, dtype=int), draws=50_000, seed=1)
    assert [made.countries(0, year).mean for year in range(3)] == [0, 70, 70]


def test_rare_adoption_is_drawn_as_often_as_it_happens():
    # Far below what 15 bits can tell in one block.
    chance = 2e-6
    made = simulate_curves(
        np.full((1, 190, 1), chance), np.ones(190, dtype=int), draws=400_000, seed=1, block=128
    )
    expected = 190 * 400_000 * chance
    assert abs(made.countries(0, 0).mean * 400_000 - expected) < 5 * expected**0.5


def test_distance_to_expect_is_a_bound_that_is_not_far_off():
    true = Distribution(np.full(50, 0.02))
    rng, distances = np.random.default_rng(1), []
    for _ in range(300):
        seen = np.bincount(rng.integers(0, 50, 1_000), minlength=50) / 1_000
        distances.append(total_variation(Distribution(seen), true))
    assert 0.75 < np.mean(distances) / expected_distance(true, 1_000) < 0.85


def test_coarser_cells_hold_what_the_finer_ones_held():
    fine = Distribution(np.arange(1, 12) / 66, 0.5)
    coarse = coarsened(fine, 4)
    assert coarse.probabilities == pytest.approx(np.array([10, 26, 30]) / 66)
    assert coarse.step == 2
    assert coarsened(fine, 1).probabilities.tolist() == fine.probabilities.tolist()


def test_input_that_makes_no_sense_is_refused(curves, steps, adoptions, refuses):
    for bad in (curves[0], curves * np.nan, curves[:, :, ::-1] * 0.5, curves + 1, curves[:0]):
        with refuses(MeasureError, "curves", "rising probabilities"):
            simulate_curves(bad, steps, draws=10, seed=1)
    for wrong in (steps[:-1], -steps, steps / 2, np.stack([steps] * 3), np.array(3)):
        with refuses(MeasureError, "simulate", "do not fit together"):
            simulate_curves(curves, wrong, draws=10, seed=1)
    with refuses(MeasureError, "simulate", "too fine to be summed exactly", "coarser grid"):
        simulate_curves(curves, steps * 2**13, draws=10, seed=1)
    with refuses(MeasureError, "simulate", "do not fit together"):
        simulate_curves(curves, steps, draws=10, seed=1, targets=[Target(1)])
    for name, number in (
        ("draws", 0),
        ("draws", 2.5),
        ("threads", "2"),
        ("block", np.nan),
        ("draws", 10**400),
    ):
        with refuses(MeasureError, name, f"{number} {name}", "whole number"):
            simulate_curves(curves, steps, **{"draws": 10, "seed": 1, name: number})
    with refuses(MeasureError, "years", "0 years"):
        simulate_adoption(adoptions, steps, years=0, draws=10, seed=1)
    with refuses(MeasureError, "simulate", "no indicator"):
        simulate_adoption([], steps, years=1, draws=10, seed=1)
    with refuses(MeasureError, "draws", "0 draws"):
        expected_distance(Distribution(np.ones(1)), 0)
    with refuses(MeasureError, "times", "0 times"):
        coarsened(Distribution(np.ones(1)), 0)
