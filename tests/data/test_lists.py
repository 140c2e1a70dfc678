import pandas as pd

from copcalc.data import status_by_year
from copcalc.data.lists import absent_from_lists, miscounted

STATES = ["AAA", "BBB", "CCC", "DDD"]


def lists(*rows):
    columns = ["indicator", "by", "until", "listed", "detail", "source"]
    return pd.DataFrame([(*row, "not on it", "list") for row in rows], columns=columns)


def evidence(*rows):
    columns = ["indicator", "iso3", "status", "since", "before", "until", "row_id"]
    frame = pd.DataFrame([(*row, f"t:{i}") for i, row in enumerate(rows)], columns=columns)
    return frame.assign(strength="named", confidence="medium").astype(
        {"since": "Int64", "until": "Int64"}
    )


NAMED = evidence(
    ("treaty", "AAA", "yes", 2005, None, None),
    ("treaty", "BBB", "yes", 2012, None, None),
    ("treaty", "CCC", "yes", 2018, None, None),
    ("treaty", "CCC", "no", None, None, 2010),
    ("club", "DDD", "yes", 2005, None, None),
)


def test_whoever_is_not_on_a_complete_list_was_without_it_up_to_its_date():
    absent = absent_from_lists(lists(("treaty", 2015, 2014, 2)), NAMED, STATES)
    assert absent[["iso3", "status", "until"]].to_numpy().tolist() == [
        ["CCC", "no", 2014],
        ["DDD", "no", 2014],
    ]
    assert set(absent["row_id"]) == {"complete_lists.csv:2"}
    both = pd.concat([NAMED, absent], ignore_index=True)
    decided = status_by_year(both, STATES, [2008, 2013, 2016, 2019])
    treaty = decided[decided["indicator"] == "treaty"]
    told = treaty.pivot(index="iso3", columns="year", values="status").to_numpy().tolist()
    assert told == [
        ["yes", "yes", "yes", "yes"],
        ["unknown", "yes", "yes", "yes"],
        ["no", "no", "unknown", "yes"],  # what lies after the list is not known
        ["no", "no", "unknown", "unknown"],
    ]
    # A list of one indicator says nothing of another.
    assert set(decided.loc[decided["indicator"] == "club", "status"]) == {"yes", "unknown"}


def test_several_lists_each_say_their_own():
    two = lists(("treaty", 2008, 2007, 1), ("treaty", 2015, 2014, 2))
    absent = absent_from_lists(two, NAMED, STATES)
    spans = absent.groupby("row_id")["iso3"].agg(list).to_dict()
    assert spans == {
        "complete_lists.csv:2": ["BBB", "CCC", "DDD"],
        "complete_lists.csv:3": ["CCC", "DDD"],
    }


def test_a_list_of_everyone_adds_nothing():
    everyone = evidence(*[("treaty", s, "yes", 2001, None, None) for s in STATES])
    absent = absent_from_lists(lists(("treaty", 2015, 2014, 4)), everyone, STATES)
    assert absent.empty
    assert list(absent.columns) == list(everyone.columns)


def test_a_list_has_to_count_as_many_as_are_named():
    told = lists(("treaty", 2015, 2014, 2), ("treaty", 2019, 2018, 2), ("treaty", 2004, 2003, 1))
    assert list(miscounted(told, NAMED)) == [(1, 3), (2, 0)]
