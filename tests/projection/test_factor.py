import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.errors import MeasureError
from copcalc.projection.factor import Factor


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ({}, "neither choices nor two bounds"),
        ({"low": 0.1}, "neither choices nor two bounds"),
        ({"low": 0, "high": 1, "labels": ("a", "b")}, "neither choices nor two bounds"),
        ({"low": 1, "high": 1}, "no numbers between 1 and 1"),
        ({"low": 2, "high": 1}, "no numbers between 2 and 1"),
        ({"low": 0, "high": math.inf}, "no numbers"),
        ({"low": math.nan, "high": 1}, "no numbers"),
        ({"low": False, "high": True}, "no numbers"),
        ({"low": "a", "high": "b"}, "no numbers"),
        ({"low": 0, "high": 10**400}, "no numbers"),
        ({"choices": (1, 2), "low": 0, "high": 1}, "both choices and bounds"),
        ({"choices": (1, 2), "low": 0}, "both choices and bounds"),
        ({"choices": ()}, "0 choices"),
        ({"choices": ("only",)}, "1 choice"),
        ({"choices": "no"}, "'no' as choices"),
        ({"choices": {1}}, "{1} as choices"),
        ({"choices": {1: 2}}, "{1: 2} as choices"),
        ({"choices": 2}, "2 as choices"),
        ({"choices": np.array(2)}, "array(2) as choices"),
        ({"choices": (1, 2), "labels": "no"}, "'no' as labels"),
        ({"choices": (1, 2), "labels": ("one",)}, "the labels one for 2 choices"),
        ({"choices": ("a", "a")}, "the labels a, a"),
        ({"choices": (1, 2), "labels": (1, "1")}, "the labels 1, 1"),
        ({"id": 3, "choices": (1, 2)}, "the id 3"),
        ({"id": " ", "choices": (1, 2)}, "the id ' '"),
        ({"name": None, "choices": (1, 2)}, "the name None"),
    ],
)
def test_a_factor_without_a_choice_is_refused(arguments, part, refuses):
    with refuses(MeasureError, part, "Factor "):
        Factor(**{"id": "odd", "name": "Odd"} | arguments)


def test_any_list_is_a_list_of_choices():
    for choices in ([1, 2], np.array([1, 2]), pd.Index([1, 2]), range(1, 3)):
        factor = Factor("any", "Any", choices)
        assert (factor.choices, factor.labels) == ((1, 2), ("1", "2"))
    assert not factor.is_number
    assert Factor("any", "Any", [1, 2], labels=[2014, 2020]).labels == ("2014", "2020")


def test_tables_may_be_choices_and_are_not_shown_in_full():
    old, new = pd.Series([1.0] * 193), pd.Series([2.0] * 194)
    factor = Factor("children", "Children", (old, new), ("WPP2012", "WPP2022"))
    assert [factor.place(old), factor.place(new)] == [0, 1]
    assert factor.setting(1) is new
    assert len(repr(factor)) < 120
    assert factor != Factor("children", "Children", (new, old), ("WPP2012", "WPP2022"))
    array = Factor("array", "Array", (np.array([1, 2]), np.array([1, 2, 3])))
    assert array.place(array.choices[1]) == 1


@pytest.mark.parametrize("setting", [3, True, "1", None, pd.NA, np.array([1, 2]), [1]])
def test_what_is_not_offered_has_no_place(setting, refuses):
    with refuses(MeasureError, "no setting", "Choose from: 1, 2"):
        Factor("two", "Two", (1, 2)).place(setting)


@pytest.mark.parametrize("setting", [-0.1, 1.1, True, "0.5", None, math.nan])
def test_a_number_beyond_its_bounds_has_no_place(setting, refuses):
    with refuses(MeasureError, "no setting", "Choose from: 0 to 1"):
        Factor("share", "Share", low=0, high=1).place(setting)


@given(st.integers(2, 9), st.floats(0, 1, exclude_max=True))
def test_every_choice_is_drawn_as_often_as_another(count, uniform):
    place = Factor("any", "Any", range(count)).drawn(uniform)
    assert place <= uniform * count + 1e-9
    assert uniform * count - 1e-9 <= place + 1
    assert place in range(count)


@given(
    st.tuples(st.floats(allow_nan=False, allow_infinity=False), st.floats(-1e308, 1e308)).filter(
        lambda b: b[0] < b[1]
    ),
    st.floats(0, 1, exclude_max=True),
)
def test_a_number_is_drawn_between_its_bounds(bounds, uniform):
    low, high = bounds
    factor = Factor("number", "Number", low=low, high=high)
    assert factor.places() == (factor.drawn(0.0), factor.place(high)) == bounds
    assert low <= factor.drawn(uniform) <= high
    assert factor.place(factor.drawn(uniform)) == factor.drawn(uniform)
