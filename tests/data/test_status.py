import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.data import status_by_year

YEARS = range(2008, 2019)
years = st.integers(2006, 2020)


def piece(status="yes", since=None, until=None, before=None, strength="named", iso3="AAA"):
    return {
        "indicator": "law",
        "iso3": iso3,
        "status": status,
        "since": since,
        "before": before,
        "until": until,
        "strength": strength,
    }


def decided(*pieces):
    frame = pd.DataFrame([p | {"row_id": f"t:{i}"} for i, p in enumerate(pieces, start=2)])
    return status_by_year(frame, ["AAA"], YEARS).set_index("year")


def statuses(*pieces):
    return decided(*pieces)["status"].to_dict()


def expected(**spans):
    """Statuses by year from spans such as yes=(2012, 2018); whatever is in none is unknown."""
    found = dict.fromkeys(YEARS, "unknown")
    for status, (first, last) in spans.items():
        found |= {year: status for year in YEARS if first <= year <= last}
    return found


yes_pieces = st.builds(
    piece, since=years, until=st.none(), strength=st.sampled_from(["named", "group"])
)
pieces = st.one_of(
    yes_pieces,
    st.builds(
        piece,
        status=st.just("no"),
        since=st.none() | years,
        until=years,
        strength=st.sampled_from(["named", "group"]),
    ),
    st.builds(piece, since=years, before=st.just("no")),
    st.builds(piece, status=st.just("unknown")),
    st.builds(piece),
)


@pytest.mark.parametrize(
    ("evidence", "spans"),
    [
        (piece(since=2012), {"yes": (2012, 2018)}),
        (piece(since=2012, until=2015), {"yes": (2012, 2015)}),
        (piece(since=2012, before="no"), {"yes": (2012, 2018), "no": (2008, 2011)}),
        (piece(since=2012, before="no", until=2015), {"yes": (2012, 2015), "no": (2008, 2011)}),
        (piece("no", until=2014), {"no": (2008, 2014)}),
        (piece("no", since=2010, until=2014), {"no": (2010, 2014)}),
        (piece(), {}),
        (piece(until=2014), {}),
        (piece("unknown", since=2012), {}),
    ],
    ids=["since", "until", "before", "all", "no", "no since", "undated yes", "no start", "unknown"],
)
def test_one_piece_of_evidence(evidence, spans):
    assert statuses(evidence) == expected(**spans)


def test_a_status_names_the_rows_that_decide_it():
    result = decided(piece("no", until=2010), piece(since=2012), piece(since=2014))
    assert result.loc[[2009, 2011, 2013, 2015], "evidence"].tolist() == [
        "t:2",
        "",
        "t:3",
        "t:3 t:4",
    ]


def test_equal_evidence_that_disagrees_decides_nothing():
    result = decided(piece(since=2010), piece("no", until=2012))
    assert result["status"].to_dict() == expected(no=(2008, 2009), yes=(2013, 2018))
    assert result.loc[2011, ["strength", "conflict", "evidence"]].tolist() == ["", "yes", "t:2 t:3"]
    assert result.loc[[2009, 2013], "conflict"].tolist() == ["no", "no"]


def test_evidence_that_names_the_country_outranks_evidence_about_its_group():
    result = decided(piece(since=2010, strength="group"), piece("no", until=2012))
    assert result["status"].to_dict() == expected(no=(2008, 2012), yes=(2013, 2018))
    assert result.loc[[2012, 2013], "strength"].tolist() == ["named", "group"]
    assert set(result["conflict"]) == {"no"}


def test_a_conflict_is_not_settled_by_weaker_evidence():
    status = statuses(
        piece(since=2010), piece("no", until=2012), piece(since=2008, strength="group")
    )
    assert status[2011] == "unknown"


def test_undated_evidence_neither_decides_nor_disagrees():
    assert statuses(piece(), piece("no", until=2012)) == expected(no=(2008, 2012))


def test_states_and_indicators_do_not_mix():
    frame = pd.DataFrame(
        [
            piece(since=2010) | {"row_id": "t:2"},
            piece("no", until=2018, iso3="BBB") | {"row_id": "t:3"},
            piece(since=2010, iso3="CCC") | {"row_id": "t:4", "indicator": "line"},
        ]
    )
    result = status_by_year(frame, ["AAA", "BBB", "CCC"], [2014])
    assert result.set_index(["indicator", "iso3"])["status"].to_dict() == {
        ("law", "AAA"): "yes",
        ("law", "BBB"): "no",
        ("law", "CCC"): "unknown",
        ("line", "AAA"): "unknown",
        ("line", "BBB"): "unknown",
        ("line", "CCC"): "yes",
    }


def test_without_evidence_there_is_no_indicator_to_decide():
    empty = pd.DataFrame(columns=["indicator", "iso3", "status"])
    assert status_by_year(empty, ["AAA"], YEARS).empty


@given(st.lists(pieces, min_size=1, max_size=4), yes_pieces)
def test_more_evidence_of_a_yes_never_makes_it_a_no(evidence, more):
    before, after = statuses(*evidence), statuses(*evidence, more)
    for year in YEARS:
        if before[year] == "yes":
            assert after[year] == "yes"
        if before[year] == "unknown":
            assert after[year] != "no"


@given(st.lists(pieces, min_size=1, max_size=4), st.randoms())
def test_the_order_of_the_evidence_does_not_matter(evidence, random):
    shuffled = random.sample(evidence, len(evidence))
    columns = ["status", "strength", "conflict"]
    assert decided(*evidence)[columns].equals(decided(*shuffled)[columns])


@given(st.lists(pieces, min_size=1, max_size=4))
def test_saying_it_twice_changes_nothing(evidence):
    assert statuses(*evidence) == statuses(*evidence, *evidence)


@given(st.lists(pieces, min_size=1, max_size=4))
def test_whatever_is_decided_is_decided_by_evidence(evidence):
    result = decided(*evidence)
    known = result["status"] != "unknown"
    assert (result.loc[known, "evidence"] != "").all()
    assert result.loc[known, "strength"].isin(["named", "group"]).all()
    assert (result.loc[~known, "strength"] == "").all()
    assert (result.loc[known, "conflict"] == "no").all()
