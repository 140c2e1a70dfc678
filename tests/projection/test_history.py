import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from projection_strategies import dated_statuses, history_at

from copcalc.errors import MeasureError
from copcalc.projection.history import (
    adoption_history,
    count_known,
    known_at,
    unknown_states,
)

NA = None


def statuses(*rows):
    return pd.DataFrame(rows, columns=["iso3", "year", "status"])


def regions(*states):
    return pd.Series("R", index=list(states))


def told(*args, **options):
    found = adoption_history(*args, **options)[["last_without", "first_with"]]
    return [[None if pd.isna(year) else int(year) for year in row] for row in found.to_numpy()]


def history(**rows):
    columns = ["region", "last_without", "first_with"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], [NA, NA]),
        ([(2010, "unknown")], [NA, NA]),
        ([(2010, "yes"), (2012, "yes")], [NA, 2010]),
        ([(2010, "no"), (2008, "no")], [2010, NA]),
        ([(2008, "no"), (2011, "unknown"), (2014, "yes")], [2008, 2014]),
        # What was had and given up counts from when it was had again.
        ([(2005, "yes"), (2008, "no"), (2012, "yes")], [2008, 2012]),
        ([(2005, "yes"), (2008, "no")], [2008, NA]),
    ],
)
def test_the_last_year_without_and_the_first_after_it_with(rows, expected):
    assert told(statuses(*[("A", *row) for row in rows]), regions("A")) == [expected]


@pytest.mark.parametrize(
    ("rows", "began", "expected"),
    [
        ([], 2005, [2004, 2005]),
        ([(2009, "yes")], 2005, [2004, 2005]),
        ([(2005, "yes")], 2005, [2004, 2005]),
        ([(2001, "no"), (2009, "yes")], 2005, [2004, 2005]),
        # Attested before it is said to have begun: something was there, and the date is of something else.
        ([(2003, "yes")], 2005, [NA, 2003]),
        # Known to be without after it is said to have begun.
        ([(2007, "no"), (2009, "yes")], 2005, [2007, 2009]),
        ([(2009, "yes")], NA, [NA, 2009]),
    ],
)
def test_a_date_makes_both_years_exact_unless_something_speaks_against_it(rows, began, expected):
    asked = statuses(*[("A", *row) for row in rows])
    assert told(asked, regions("A"), began={"A": began, "B": 1999}) == [expected]


def test_what_lies_after_the_clock_is_not_told():
    asked = statuses(("A", 2010, "no"), ("A", 2013, "yes"), ("B", 2012, "yes"), ("C", 2016, "no"))
    began = pd.Series({"D": 2012, "E": 2013})
    found = told(asked, regions(*"ABCDE"), began=began, clock=2012)
    assert found == [[2010, NA], [NA, 2012], [NA, NA], [2011, 2012], [NA, NA]]


@given(dated_statuses(), st.integers(2001, 2018), st.randoms(use_true_random=False))
def test_a_history_is_what_was_known_at_the_clock_whatever_came_later(dated, clock, random):
    statuses, region, began = dated
    later = statuses["year"] > clock
    changed = (
        statuses.assign(
            year=statuses["year"] + later * random.randint(0, 3),
            status=[
                random.choice(["yes", "no"]) if new else old
                for new, old in zip(later, statuses["status"], strict=True)
            ],
        )
        if random.random() < 0.5
        else statuses[~later]
    )
    dates = {state: year + 3 if year > clock else year for state, year in began.items()}
    pd.testing.assert_frame_equal(
        history_at((changed, region, dates), clock), history_at(dated, clock)
    )


def test_states_without_a_region_are_left_aside_and_empty_regions_kept():
    region = pd.Series(pd.Categorical(["R", "R"], ["R", "S"]), index=["A", "B"])
    found = adoption_history(statuses(("X", 2010, "yes"), ("B", 2011, "yes")), region)
    assert found.index.tolist() == ["A", "B"]
    assert known_at(found, first=2000, clock=2014, unknown=0).regions == ("R", "S")


def test_at_the_clock_each_is_with_without_or_unknown():
    asked = history(
        A=("R", NA, 2009),
        B=("S", 2014, NA),
        C=("R", 2013, 2014),
        D=("R", 2009, NA),
        E=("R", 2013, NA),
        F=("S", NA, NA),
        G=("S", NA, 1999),
        H=("S", 2011, NA),
    )
    known = known_at(asked, first=2001, clock=2014, unknown={"D": 0.25, "E": 0, "F": 0, "H": 1})
    assert known.chance.tolist() == [1, 0, 1, 0.25, 0, 0, 1, 1]
    assert known.group.tolist() == [0, 1, 0, 0, 0, 1, 1, 1]
    has_it = known.chance > 0
    assert known.earliest[has_it].tolist() == [2001, 2014, 2010, 1999, 2012]
    assert known.latest[has_it].tolist() == [2009, 2014, 2014, 1999, 2014]
    # A "no" of the year before is none at the clock: it may have come in between.
    assert unknown_states(asked, 2014).tolist() == ["D", "E", "F", "H"]


@pytest.mark.parametrize("row", [("R", 2016, NA), ("R", NA, 2015), ("R", 2009, 2015)])
def test_what_is_told_of_years_after_the_clock_is_refused(row, refuses):
    asked = history(A=("R", 2014, NA), B=row)
    year = str(max(part for part in row[1:] if part))
    for ask in (
        lambda: known_at(asked, first=2001, clock=2014),
        lambda: unknown_states(asked, 2014),
    ):
        with refuses(MeasureError, "history", "B in " + year, "clock of 2014", "clock=2014"):
            ask()


@given(dated_statuses(), st.integers(2001, 2020))
def test_possible_years_lie_within_those_that_are_counted(dated, clock):
    known = known_at(history_at(dated, clock), first=2001, clock=clock, unknown=0.5)
    at_risk = (known.chance > 0) & (known.latest >= 2001)
    assert (known.earliest <= known.latest)[known.chance > 0].all()
    assert (known.earliest >= 2001)[at_risk].all()
    assert (known.latest <= clock)[at_risk].all()


def test_where_nobody_is_unknown_nothing_need_be_assumed():
    known = known_at(history(A=("R", NA, 2009), B=("R", 2014, NA)), first=2001, clock=2014)
    assert known.chance.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("unknown", "parts"),
    [
        (None, ["of 1 states, B first", "2014", "unknown=0"]),
        (1.5, ["1.5", "B", "from 0 to 1"]),
        (float("nan"), ["nan", "B"]),
        ("low", ["'low'", "by state"]),
        ([0.5, 0.5], ["[0.5, 0.5]", "by state"]),
        ({"B": 0.5, "C": 0.5}, ["'C'", "does not tell of"]),
        (pd.Series([0.5, 0.5], index=["B", "B"]), ["B stands twice"]),
        ({"A": 0.5}, ["None", "B", "each state that is unknown"]),
        (pd.Series({"B": pd.NA}), ["<NA>", "B"]),
        (pd.Series({"B": -0.5}), ["-0.5", "B"]),
    ],
)
def test_unknown_is_never_no_in_silence(unknown, parts, refuses):
    asked = history(A=("R", NA, 2009), B=("R", NA, NA))
    with refuses(MeasureError, "unknown", *parts):
        known_at(asked, first=2001, clock=2014, unknown=unknown)


@pytest.mark.parametrize(
    ("rows", "where", "part"),
    [
        ({"A": ("R", 2009, 2009)}, "history", "A was without it in 2009 and had it by 2009"),
        ({"A": (NA, 2009, 2010)}, "history.region", "A has no region"),
        ({"A": ("R", NA, 201007)}, "first_with", "201007 of A is no calendar year"),
        ({"A": ("R", 99, NA)}, "last_without", "99 of A is no calendar year"),
        ({"A": ("R", 2009.5, NA)}, "last_without", "2009.5 of A is no calendar year"),
        ({"A": ("R", NA, "soon")}, "first_with", "soon of A is no calendar year"),
        ({}, "history", "tells of nobody"),
    ],
)
def test_histories_that_make_no_sense_are_refused(rows, where, part, refuses):
    with refuses(MeasureError, f"{where}: ", part):
        known_at(history(**rows), first=2001, clock=2014)


@pytest.mark.parametrize(
    ("first", "clock", "parts"),
    [
        (2015, 2014, ["clock", "no year from 2015 to 2014"]),
        (2001, 2014.5, ["clock", "2014.5 is no calendar year"]),
        (2001, "2014", ["clock", "2014 is no calendar year"]),
        (float("nan"), 2014, ["first", "nan is no calendar year"]),
    ],
)
def test_a_clock_before_the_first_year_is_refused(first, clock, parts, refuses):
    with refuses(MeasureError, *parts):
        known_at(history(A=("R", NA, 2009)), first=first, clock=clock)


def test_years_may_come_as_floats_from_a_table():
    known = known_at(history(A=("R", 2004.0, 2009.0)), first=2001.0, clock=2014.0)
    assert (known.earliest[0], known.latest[0]) == (2005, 2009)


def test_frames_that_are_no_histories_or_statuses_are_refused(refuses):
    good = statuses(("A", 2010, "yes"))
    with refuses(MeasureError, "history", "no column region and no column first_with"):
        known_at(pd.DataFrame({"last_without": [2000]}), first=2001, clock=2014)
    with refuses(MeasureError, "history", "A stands twice"):
        known_at(pd.concat([history(A=("R", NA, 2009))] * 2), first=2001, clock=2014)
    with refuses(MeasureError, "region", "not told by state"):
        adoption_history(good, ["R"])
    with refuses(MeasureError, "adoption_history", "no column status"):
        adoption_history(good[["iso3", "year"]], regions("A"))
    with refuses(MeasureError, "adoption_history", "'maybe'", "yes, no, unknown"):
        adoption_history(statuses(("A", 2010, "maybe")), regions("A"))
    with refuses(MeasureError, "year", "early of 0 is no calendar year"):
        adoption_history(statuses(("A", "early", "yes")), regions("A"))
    with refuses(MeasureError, "began", "2005.5 of A is no calendar year"):
        adoption_history(good, regions("A"), began={"A": 2005.5})
    with refuses(MeasureError, "history", "A stands twice"):
        adoption_history(good, regions("A", "A"))
    with refuses(MeasureError, "began", "A stands twice"):
        adoption_history(good, regions("A"), began=pd.Series([2005, 2006], index=["A", "A"]))
    for odd in ([("A", 2010, "yes")], good.to_dict("list")):
        with refuses(MeasureError, "adoption_history", "no column iso3"):
            adoption_history(odd, regions("A"))
    with refuses(MeasureError, "history", "no column region"):
        known_at([("R", 2010, None)], first=2001, clock=2014)


def test_dates_and_periods_are_no_calendar_years(refuses):
    for odd in (pd.to_datetime(["2010-01-01"]), pd.PeriodIndex(["2010"], freq="Y"), [True]):
        with refuses(MeasureError, "year", "of 0 is no calendar year"):
            adoption_history(statuses(("A", 0, "yes")).assign(year=odd), regions("A"))


def test_to_have_it_and_be_without_it_in_one_year_is_refused(refuses):
    asked = statuses(
        ("A", 2010, "yes"), ("A", 2012, "no"), ("A", 2012, "yes"), ("A", 2012, "unknown")
    )
    with refuses(MeasureError, "A has it and is without it at the end of 2012", "unknown"):
        adoption_history(asked, regions("A"))
    # What was said after the clock is not known yet; the same row twice says nothing new.
    assert told(pd.concat([asked[:1]] * 2), regions("A")) == [[NA, 2010]]
    assert told(asked, regions("A"), clock=2011) == [[NA, 2010]]


@given(dated_statuses(), st.integers(2000, 2020))
def test_states_are_counted_by_what_is_known_of_each(statuses, year):
    history = history_at(statuses, 2020)
    has, lacks = count_known(history, year)
    told = [
        "yes" if first <= year else "no" if last >= year else "unknown"
        for first, last in zip(
            history["first_with"].fillna(9999), history["last_without"].fillna(0), strict=True
        )
    ]
    assert (has, lacks) == (told.count("yes"), told.count("no"))
