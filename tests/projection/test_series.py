import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from projection_strategies import COUNTS, rising

from copcalc.errors import MeasureError
from copcalc.projection.series import Series


def test_a_series_is_cut_by_years_and_by_nothing_else():
    assert COUNTS.until(2009).years.tolist() == [2006, 2007, 2008, 2009]
    assert COUNTS.after(2009).covered.tolist() == [80, 97, 104, 110]
    assert COUNTS.since(2012).denominators.tolist() == [193, 193]
    assert len(COUNTS.until(2005)) == 0
    assert COUNTS.shares[0] == 40 / 193


@pytest.mark.parametrize(
    ("years", "covered", "denominators", "said"),
    [
        ([2006, 2007], [1], [2, 2], "2 years, 1 counts and 2 denominators"),
        ([2007, 2006], [1, 1], [2, 2], "2006 comes after 2007"),
        ([2006, 2006], [1, 1], [2, 2], "2006 comes after 2006"),
        (np.array([2007, 2006], dtype=np.uint16), [1, 1], [2, 2], "2006 comes after 2007"),
        ([2006, 2007], [1, -1], [2, 2], "-1 of 2 countries in 2007"),
        ([2006], [3], [2], "3 of 2 countries in 2006"),
        ([2006], [0], [0], "0 of 0 countries in 2006"),
        ([2006], [np.nan], [2], "covered are not one row of whole numbers"),
        ([2006], [1.5], [2], "covered are not one row of whole numbers"),
        ([2006], [1], [np.inf], "denominators are not one row"),
        ([np.nan], [1], [2], "years are not one row"),
        ([2006.5], [1], [2], "years are not one row"),
        ([[2006]], [[1]], [[2]], "years are not one row"),
        ([2006, [2007]], [1, 1], [2, 2], "years are not one row"),
        (["2006"], [1], [2], "years are not one row"),
        ([2006], [None], [2], "covered are not one row"),
        ([2006], ["1"], [2], "covered are not one row"),
    ],
)
def test_what_is_no_series_is_refused(years, covered, denominators, said, refuses):
    with refuses(MeasureError, "Series", said):
        Series(years, covered, denominators)


def test_plain_numbers_make_a_series_with_one_denominator_or_one_a_year():
    one = Series.of([2006, 2008], [27, 29], 193)
    each = Series.of([2006, 2008], [27, 29], [184, 187])
    assert one.denominators.tolist() == [193, 193]
    assert each.shares.tolist() == [27 / 184, 29 / 187]
    assert Series.of([2006, 2008], [27, 29], np.int64(193)).denominators.tolist() == [193, 193]
    assert len(Series.of([], [], 193)) == 0


@given(rising(), st.randoms())
def test_a_frame_s_rows_may_come_in_any_order(counts, random):
    rows = list(zip(counts.years, counts.covered, counts.denominators, strict=True))
    random.shuffle(rows)
    frame = pd.DataFrame(rows, columns=["year", "covered", "denominator"]).set_index("year")
    read = Series.from_frame(frame)
    assert read.years.tolist() == counts.years.tolist()
    assert read.shares.tolist() == counts.shares.tolist()


def test_a_frame_without_its_columns_or_with_holes_is_refused(refuses):
    frame = pd.DataFrame({"covered": [1.0, np.nan], "denominator": [2, 2]}, index=[2006, 2007])
    with refuses(MeasureError, "Series.covered", "whole numbers"):
        Series.from_frame(frame)
    with refuses(MeasureError, "Series.years", "whole numbers"):
        Series.from_frame(frame.set_axis(["2006", 2007]))
    with refuses(MeasureError, "from_frame", "no column denominator", "index"):
        Series.from_frame(frame[["covered"]])
    with refuses(MeasureError, "from_frame", "no column covered and no column denominator"):
        Series.from_frame(pd.DataFrame(index=[2006]))


@given(
    st.lists(st.integers(1990, 2020) | st.sampled_from([None, np.nan, pd.NA]), max_size=30),
    st.sets(st.integers(1985, 2025), min_size=1),
)
def test_adoptions_are_counted_from_their_year_on(adopted, years):
    counts = Series.from_adoptions(adopted, 30, years=sorted(years))
    for year, covered in zip(counts.years, counts.covered, strict=True):
        assert covered == len([at for at in adopted if not pd.isna(at) and at <= year])
    assert set(counts.denominators.tolist()) == {30}


def test_more_adoptions_than_countries_are_refused(refuses):
    with refuses(MeasureError, "Series", "3 of 2 countries in 2003"):
        Series.from_adoptions([2001, 2002, 2003], 2, years=[2001, 2003])
    with refuses(MeasureError, "from_adoptions", "without end"):
        Series.from_adoptions([-np.inf, 2002], 2, years=[2001, 2003])
