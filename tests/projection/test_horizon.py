import pytest

from copcalc.errors import MeasureError
from copcalc.projection.horizon import not_before, of_year


def test_a_year_has_its_own_whole_or_that_of_all_years():
    assert of_year(193, 2020) == 193
    assert of_year({2014: 193, 2024: 194}, 2024) == 194


@pytest.mark.parametrize("whole", [0, -1, float("nan"), float("inf"), {2014: 193}, {2020: 0}, {}])
def test_a_year_with_nobody_in_it_is_refused(whole, refuses):
    with refuses(MeasureError, "horizon", "nobody", "2020", "above 0"):
        of_year(whole, 2020)


@pytest.mark.parametrize("year", [2020.5, float("nan"), float("inf"), 10**200, 10**400])
def test_what_is_no_calendar_year_is_refused(year, refuses):
    with refuses(MeasureError, "horizon", f"{year} is no calendar year", "2020"):
        not_before(year, 2014)


def test_what_is_known_is_not_projected(refuses):
    not_before(2014, 2014)
    with refuses(MeasureError, "horizon", "2013 lies before 2014", "2014 or later"):
        not_before(2013, 2014)
