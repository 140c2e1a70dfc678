from functools import reduce

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from projection_strategies import dated_statuses, histories, history_at
from scipy import special, stats

from copcalc.errors import MeasureError
from copcalc.projection.hazard import exposure, fit_hazards
from copcalc.projection.pooling import pooled_hazard

NAN = np.nan


def told(*rows):
    """A history of states A, B, C, ..."""
    index = [chr(ord("A") + i) for i in range(len(rows))]
    return pd.DataFrame(rows, columns=["region", "last_without", "first_with"], index=index)


def test_a_state_is_at_risk_until_it_adopts():
    first = np.array([2001, 2003, NAN, 2000, 2005])
    for state, expected in enumerate([(1, 1), (1, 3), (0, 4), (0, 0), (0, 4)]):
        events, at_risk = exposure(first[[state]], np.array([0]), 1, range(2001, 2005))
        assert (events[0], at_risk[0]) == expected


def test_each_group_is_counted_apart_and_may_be_empty():
    first = np.array([2001, NAN, 2002])
    events, at_risk = exposure(first, np.array([2, 2, 0]), 3, range(2001, 2003))
    assert events.tolist() == [1, 0, 1]
    assert at_risk.tolist() == [2, 0, 3]


@given(st.lists(st.integers(1990, 2020), min_size=1, max_size=20), st.integers(2000, 2010))
def test_what_lies_after_the_clock_changes_nothing(adopted, clock):
    first = np.array(adopted, dtype=float)
    hidden = np.where(first > clock, NAN, first)
    group = np.zeros(len(first), dtype=int)
    seen, blind = (exposure(f, group, 1, range(1995, clock + 1)) for f in (first, hidden))
    assert [a.tolist() for a in seen] == [b.tolist() for b in blind]


@pytest.mark.parametrize(
    ("first", "group", "groups", "years"),
    [
        ([2001.5], [0], 1, range(2001, 2003)),
        ([np.inf], [0], 1, range(2001, 2003)),
        ([2001.0], [1], 1, range(2001, 2003)),
        ([2001.0], [-1], 1, range(2001, 2003)),
        ([2001.0], [0, 0], 1, range(2001, 2003)),
        ([2001.0], [0], 1, range(2001, 2001)),
        ([2001.0], [0], 1, range(2001, 2009, 2)),
    ],
)
def test_histories_that_make_no_sense_are_refused(first, group, groups, years, refuses):
    with refuses(MeasureError, "exposure"):
        exposure(np.array(first), np.array(group), groups, years)


def looked_at(rng, first, clock, exactly):
    """Forget when: of some the year is known, of the others only what was seen once and at the clock."""
    seen = rng.integers(2001, clock, len(first)).astype(float)
    by = np.where(first <= seen, seen, np.where(first <= clock, clock, NAN))
    last = np.where(first <= seen, NAN, np.where(first <= clock, seen, clock))
    exact = (rng.random(len(first)) < exactly) & (first <= clock)
    return np.where(exact, first - 1, last), np.where(exact, first, by)


@pytest.mark.slow
def test_known_hazards_are_recovered_though_most_dates_are_only_bounds():
    rng, states, inside, errors, naive = (
        np.random.default_rng(8),
        [54, 35, 53, 22, 12, 3],
        [],
        [],
        [],
    )
    for _ in range(30):
        truth = rng.beta(3, 47, len(states))
        first, group = histories(rng, truth, states, range(2001, 2015))
        last, by = looked_at(rng, first, 2014, exactly=0.3)
        frame = pd.DataFrame({"region": group, "last_without": last, "first_with": by})
        hazard = fit_hazards(frame, first=2001, clock=2014, sweeps=150).pooled[0]
        low, high = hazard.interval(0.9)
        inside.append((low <= truth) & (truth <= high))
        errors.append(hazard.expected[:3] - truth[:3])
        as_dated = pooled_hazard(*exposure(by, group, len(states), range(2001, 2015)))
        naive.append(as_dated.expected[:3] - truth[:3])
    assert 0.84 <= np.mean(inside) <= 0.97
    standard_error = np.std(errors) / np.sqrt(np.size(errors))
    assert abs(np.mean(errors)) < 3 * standard_error
    # Whoever takes bounds for dates finds that states adopt later than they do.
    assert np.mean(naive) < -5 * standard_error


MEAN = special.expit(np.linspace(-14, 6, 161))[:, None]
STRENGTH = np.exp(np.linspace(0, np.log(10_000), 25))
STEP = 0.05
AT = np.append(0, special.expit(np.arange(-30, 6, STEP)))  # whatever is below stands at 0


def integrated(likelihood):
    """Mean and deviation of each period's hazard, by brute force; likelihood: (AT, ...) a period each."""
    prior = stats.beta.pdf(MEAN, 0.5, 9.5) * MEAN * (1 - MEAN) + 0 * STRENGTH
    prior[:, [0, -1]] /= 2
    a, b = (part[..., None] for part in (MEAN * STRENGTH, (1 - MEAN) * STRENGTH))
    of_h = STEP * stats.beta.pdf(AT[1:], a, b) * AT[1:] * (1 - AT[1:])
    of_h = np.concatenate([stats.beta.cdf(AT[1], a, b), of_h], axis=2)
    density = np.einsum("ms,msh->h", prior, of_h)
    joint = likelihood * reduce(np.multiply, np.ix_(*[density] * likelihood.ndim))
    found = []
    for p in range(likelihood.ndim):
        weight = joint.sum(axis=tuple(q for q in range(likelihood.ndim) if q != p))
        weight /= weight.sum()
        mean = weight @ AT
        found.append((mean, np.sqrt(weight @ (AT - mean) ** 2)))
    return found


def fitted(history, sweeps=3000, **options):
    pooled = fit_hazards(history, first=2001, clock=2010, sweeps=sweeps, **options).pooled
    return [(h.expected[0], stats.beta.std(h.alpha[0], h.beta[0])) for h in pooled]


@pytest.mark.slow
def test_censored_years_count_as_the_sum_over_all_years_that_are_possible():
    history = told(
        ("R", None, 2006),
        ("R", 2002, 2009),
        ("R", 2004, 2005),
        ("R", 2010, None),
        ("R", 1990, 2003),
    )
    stays = 1 - AT
    likelihood = (1 - stats.binom.pmf(0, 6, AT)) * (stays**2 - stays**9)
    likelihood *= stays**4 * AT * stays**10 * (1 - stays**3)
    for found, expected in zip(fitted(history)[0], integrated(likelihood)[0], strict=True):
        assert found == pytest.approx(expected, rel=0.015)


@pytest.mark.slow
def test_a_year_that_may_lie_in_either_period_is_shared_between_them():
    rows = [("R", None, 2008)] * 6 + [("R", 2003, 2009)] * 2 + [("R", 2010, None)] * 4
    rows += [("R", 2003, 2004)] * 2 + [("R", 2006, 2007)] * 2
    early, late = (1 - AT)[:, None], (1 - AT)[None, :]  # 2001-2005 and 2006-2010
    likelihood = (1 - early**5 * late**3) ** 6
    likelihood = likelihood * (early**3 - early**5 * late**4) ** 2 * (early * late) ** 20
    likelihood = likelihood * (early**3 * (1 - early)) ** 2 * (early**5 * late * (1 - late)) ** 2
    found = fitted(told(*rows), breaks=[2006])
    for own, expected in zip(found, integrated(likelihood), strict=True):
        assert own == pytest.approx(expected, rel=0.03)


@pytest.mark.slow
def test_few_sweeps_already_forget_where_they_started():
    rows = [("R", None, 2014)] * 8 + [("R", 2014, None)] * 8 + [("R", 2011, 2012)] * 6

    def hazards(sweeps, seed):
        pooled = fit_hazards(
            told(*rows), first=2001, clock=2014, breaks=[2008], sweeps=sweeps, seed=seed
        ).pooled
        return [hazard.expected[0] for hazard in pooled]

    long = hazards(4000, 0)
    short = [hazards(1, seed) for seed in range(1, 60)]
    error = np.std(short, axis=0) / np.sqrt(len(short))
    assert (np.abs(np.mean(short, axis=0) - long) < 4 * error + 3e-4).all()


@pytest.mark.slow
def test_assumed_states_make_a_mixture_of_what_they_would_make_with_and_without():
    known = [("R", 2004, 2005)] * 4 + [("R", 2010, None)] * 20
    history = told(*known, *[("R", None, None)] * 3)
    of_three = [
        fitted(told(*known, *[("R", None, 2010)] * k, *[("R", 2010, None)] * (3 - k)))[0]
        for k in range(4)
    ]
    chance = stats.binom.pmf(range(4), 3, 0.2)
    mean = sum(c * m for c, (m, _) in zip(chance, of_three, strict=True))
    square = sum(c * (m**2 + sd**2) for c, (m, sd) in zip(chance, of_three, strict=True))
    found = fitted(history, unknown=0.2)[0]
    assert found == pytest.approx((mean, np.sqrt(square - mean**2)), rel=0.02)


def test_without_anything_censored_it_is_the_pooled_count():
    rows = [
        ("R", 2004, 2005),
        ("S", 2010, None),
        ("R", 1998, 1999),
        ("S", 2001, 2002),
        ("R", 2010, None),
    ]
    history = told(*rows)
    hazards = fit_hazards(history, first=2001, clock=2010)
    events, at_risk = exposure(
        np.array([2005, NAN, 1999, 2002, NAN]), np.array([0, 1, 0, 1, 0]), 2, range(2001, 2011)
    )
    counted = pooled_hazard(events, at_risk)
    for name in ("events", "at_risk", "mean", "strength", "alpha", "beta"):
        assert getattr(hazards.pooled[0], name) == pytest.approx(getattr(counted, name))


@given(dated_statuses(), st.integers(2005, 2014), st.floats(0, 1))
def test_every_hazard_lies_between_0_and_1_and_is_the_same_again(dated, clock, unknown):
    history = history_at(dated, clock)
    first, second = (
        fit_hazards(
            history, first=2001, clock=clock, unknown=unknown, breaks=[2004], sweeps=8
        ).to_frame()
        for _ in range(2)
    )
    pd.testing.assert_frame_equal(first, second, check_exact=True)
    numbers = first[["low", "hazard", "high"]].to_numpy()
    assert np.isfinite(first.drop(columns="region").to_numpy(float)).all()
    assert ((numbers >= 0) & (numbers <= 1)).all()
    assert ((first["hazard"] > 0) & (first["hazard"] < 1)).all()


def test_the_more_of_the_unknown_have_it_the_faster_it_went():
    history = told(*[("R", 2004, 2005)] * 3, *[("R", None, None)] * 8, *[("R", 2010, None)] * 6)
    none, some, all_ = (fitted(history, 300, unknown=p)[0][0] for p in (0, 0.5, 1))
    assert none < 0.7 * some
    assert some < 0.8 * all_


def test_a_region_without_states_is_expected_to_be_like_the_others():
    history = told(("R", 2004, 2005), ("R", 2010, None))
    history["region"] = pd.Categorical(history["region"], ["R", "S"])
    hazards = fit_hazards(history, first=2001, clock=2010)
    assert hazards.regions == ("R", "S")
    assert hazards.expected("S") == pytest.approx(hazards.pooled[0].mean)


def test_a_frame_tells_regions_and_periods_and_adoptions_are_counted_in_theirs():
    history = told(("R", 2004, 2005), ("S", 2007, 2008), ("S", 2009, 2010), ("R", 2010, None))
    found = fit_hazards(history, first=2001, clock=2010, breaks=[2004, 2008]).to_frame()
    assert found[
        ["region", "since", "until", "adoptions", "country_years"]
    ].to_numpy().tolist() == [
        ["R", 2001, 2003, 0, 6],
        ["S", 2001, 2003, 0, 6],
        ["R", 2004, 2007, 1, 6],
        ["S", 2004, 2007, 0, 8],
        ["R", 2008, 2010, 0, 3],
        ["S", 2008, 2010, 2, 4],
    ]
    wide = fit_hazards(history, first=2001, clock=2010).to_frame(level=0.99)
    narrow = fit_hazards(history, first=2001, clock=2010).to_frame(level=0.5)
    assert (wide["low"] < narrow["low"]).all()
    assert (wide["high"] > narrow["high"]).all()


def test_all_covered_before_the_first_year_leaves_what_is_expected_of_any():
    hazards = fit_hazards(told(("R", 1990, 1991), ("R", None, 1995)), first=2001, clock=2010)
    found = hazards.to_frame()
    assert found[["adoptions", "country_years"]].to_numpy().tolist() == [[0, 0]]
    assert 0 < found["low"].iloc[0] < found["hazard"].iloc[0] < found["high"].iloc[0] < 1


@pytest.mark.parametrize("breaks", [[2001], [2011], [2006, 2006], [2008, 2004]])
def test_periods_without_a_year_are_refused(breaks, refuses):
    with refuses(MeasureError, "breaks", "period without a year"):
        fit_hazards(told(("R", 2004, 2005)), first=2001, clock=2010, breaks=breaks)


def test_what_makes_no_sense_is_refused(refuses):
    history = told(("R", 2004, 2005), ("R", None, None))
    with refuses(MeasureError, "unknown", "of 1 states, B first", "2010", "unknown=0"):
        fit_hazards(history, first=2001, clock=2010)
    for sweeps in (0, 2.5, "10", NAN):
        with refuses(MeasureError, "sweeps", f"{sweeps} sweeps"):
            fit_hazards(history, first=2001, clock=2010, unknown=0, sweeps=sweeps)
    with refuses(MeasureError, "breaks", "2006 is no list of calendar years"):
        fit_hazards(history, first=2001, clock=2010, unknown=0, breaks=2006)
    hazards = fit_hazards(history, first=2001, clock=2010, unknown=0)
    with refuses(MeasureError, "Hazards.expected", "'Q'", "Use one of R"):
        hazards.expected("Q")
    with refuses(MeasureError, "Hazards.expected", "period 1", "0 to 0"):
        hazards.expected("R", 1)
    for odd in ("2006", 2006.5, None):
        with refuses(MeasureError, "breaks", f"{odd} is no calendar year"):
            fit_hazards(history, first=2001, clock=2010, unknown=0, breaks=[odd])
    for level in (0, 1, NAN):
        with refuses(MeasureError, "interval", "no interval"):
            hazards.to_frame(level=level)
