"""Counts and lines that the tests of trends, forecasts and bridges share."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import strategies as st

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
def history_frames(draw):
    """Histories of a few states in a few regions: dated, bounded from one side or both, or unknown."""
    rows = []
    for i in range(draw(st.integers(1, 12))):
        region = draw(st.sampled_from(["Africa", "CIS", "Europe"]))
        last = draw(st.none() | st.integers(1995, 2018))
        wait = draw(st.none() | st.integers(1, 9))
        by = None if wait is None else wait + (last or draw(st.integers(1995, 2010)))
        rows.append((f"S{i:02}", region, last, by))
    columns = ["state", "region", "last_without", "first_with"]
    frame = pd.DataFrame(rows, columns=columns).set_index("state")
    return frame.astype({"last_without": "Int64", "first_with": "Int64"})
