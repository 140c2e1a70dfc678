"""Counts and lines that the tests of trends, forecasts and bridges share."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import strategies as st

from copcalc.projection.history import adoption_history
from copcalc.projection.series import Series
from copcalc.projection.trend import LOGIT, MODELS, Trend

every_model = pytest.mark.parametrize("model", MODELS)
YEARS = np.arange(2006, 2014)
COUNTS = Series(YEARS, np.array([40, 52, 61, 75, 80, 97, 104, 110]), np.full(8, 193))


def series(covered, denominator=193, first=2006, step=1):
    years = first + step * np.arange(len(covered))
    return Series(years, np.array(covered), np.full(len(covered), denominator))


@st.composite
def rising(draw):
    """Counts that rise, in years with gaps, of denominators that need not stay the same."""
    n = draw(st.integers(3, 8))
    gaps = draw(st.lists(st.integers(1, 6), min_size=n, max_size=n))
    covered = np.sort(draw(st.lists(st.integers(0, 150), min_size=n, max_size=n)))
    spare = draw(st.lists(st.integers(0, 60), min_size=n, max_size=n))
    return Series(1990 + np.cumsum(gaps), covered, np.maximum(covered + spare, 1))


def line(level=0.0, slope=0.1, **parts):
    """A trend that is known exactly but for the parts that are given."""
    known = {
        "v_level": 0.0,
        "v_slope": 0.0,
        "covariance": 0.0,
        "innovation": 0.0,
        "scatter": 0.0,
        "dispersion": 1.0,
        "freedom": 1e6,
    }
    scale = parts.pop("scale", LOGIT)
    return Trend("made", scale, 2010.0, 2014, level, slope, **(known | parts))


def histories(rng, hazard, states, years):
    """First years of adoption of as many states a group, NaN where the years end before."""
    first = np.concatenate([rng.geometric(h, n) for h, n in zip(hazard, states, strict=True)])
    first = np.where(first <= len(years), first + years[0] - 1.0, np.nan)
    return first, np.repeat(np.arange(len(states)), states)


@st.composite
def dated_statuses(draw):
    """Statuses of a few states in a few regions, some of them given up again, and some dates."""
    states = [f"S{i:02}" for i in range(draw(st.integers(1, 12)))]
    rows, began = [], {}
    for state in states:
        year, status = st.integers(1995, 2018), st.sampled_from(["yes", "no", "unknown"])
        rows += [(state, *seen) for seen in draw(st.dictionaries(year, status, max_size=3)).items()]
        if draw(st.booleans()):
            began[state] = draw(year)
    region = [draw(st.sampled_from(["Africa", "CIS", "Europe"])) for _ in states]
    statuses = pd.DataFrame(rows, columns=["iso3", "year", "status"])
    return statuses, pd.Series(region, index=states), began


def history_at(dated, clock):
    """What was known of them then."""
    statuses, region, began = dated
    return adoption_history(statuses, region, clock=clock, began=began)
