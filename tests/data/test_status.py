from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.data import beginnings, status_by_year
from copcalc.errors import CopcalcError

YEARS = range(2008, 2019)
SUREST = ["high", "medium", "low"]
years = st.integers(2006, 2020)


def piece(
    status="yes",
    since=None,
    until=None,
    before=None,
    strength="named",
    iso3="AAA",
    confidence="high",
    seen=None,
):
    return {
        "indicator": "law",
        "iso3": iso3,
        "status": status,
        "since": since,
        "before": before,
        "until": until,
        "strength": strength,
        "confidence": confidence,
        "seen": since if seen is None else seen,
    }


def decided(*pieces, **levels):
    frame = pd.DataFrame([p | {"row_id": f"t:{i}"} for i, p in enumerate(pieces, start=2)])
    return status_by_year(frame, ["AAA"], YEARS, **levels).set_index("year")


def statuses(*pieces, **levels):
    return decided(*pieces, **levels)["status"].to_dict()


def expected(**spans):
    """Statuses by year from spans such as yes=(2012, 2018); whatever is in none is unknown."""
    found = dict.fromkeys(YEARS, "unknown")
    for status, (first, last) in spans.items():
        found |= {year: status for year in YEARS if first <= year <= last}
    return found


strengths = st.sampled_from(["named", "group"])
confidences = st.sampled_from(SUREST)
levels = {"strength": strengths, "confidence": confidences}
yes_pieces = st.builds(piece, since=years, until=st.none(), **levels)
pieces = st.one_of(
    yes_pieces,
    st.builds(piece, status=st.just("no"), since=st.none() | years, until=years, **levels),
    st.builds(piece, since=years, before=st.just("no"), **levels),
    st.builds(piece, status=st.just("unknown")),
    st.builds(piece),
    st.builds(piece, status=st.just("no")),
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
        (piece("no"), {}),
    ],
    ids=[
        "since",
        "until",
        "before",
        "all",
        "no",
        "no since",
        "undated yes",
        "no start",
        "unknown",
        "undated no",
    ],
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
    assert result.loc[2011, ["strength", "conflict", "evidence"]].tolist() == [
        "",
        "open",
        "t:2 t:3",
    ]
    assert result.loc[[2009, 2013], "conflict"].tolist() == ["no", "no"]


def test_evidence_that_names_the_country_outranks_evidence_about_its_group():
    result = decided(piece(since=2010, strength="group"), piece("no", until=2012))
    assert result["status"].to_dict() == expected(no=(2008, 2012), yes=(2013, 2018))
    assert result.loc[[2012, 2013], "strength"].tolist() == ["named", "group"]
    assert result.loc[[2009, 2010, 2012, 2013], "conflict"].tolist() == [
        "no",
        "settled",
        "settled",
        "no",
    ]
    assert result.loc[[2009, 2011], "against"].tolist() == ["", "t:2"]


def test_surer_evidence_outranks_less_sure_evidence_and_both_are_told():
    result = decided(piece(since=2010, confidence="medium"), piece("no", until=2012))
    assert result["status"].to_dict() == expected(no=(2008, 2012), yes=(2013, 2018))
    told = result.loc[2011, ["confidence", "conflict", "evidence", "against"]]
    assert told.tolist() == ["high", "settled", "t:3", "t:2"]


def test_a_name_outranks_a_group_however_sure_each_is():
    status = statuses(
        piece(since=2010, strength="group"), piece("no", until=2012, confidence="medium")
    )
    assert status == expected(no=(2008, 2012), yes=(2013, 2018))


def test_low_confidence_alone_settles_nothing_unless_it_is_asked_for():
    low = piece(since=2010, confidence="low")
    assert statuses(low) == expected()
    assert statuses(low, confidence="low") == expected(yes=(2010, 2018))
    assert statuses(piece(since=2010, confidence="medium"), confidence="high") == expected()


def test_low_confidence_never_overrules_but_is_told():
    evidence = piece(since=2010, confidence="low"), piece("no", until=2012, confidence="medium")
    result = decided(*evidence)
    assert result["status"].to_dict() == expected(no=(2008, 2012))
    assert result.loc[[2009, 2011], "conflict"].tolist() == ["no", "settled"]
    assert result.loc[2011, "against"] == "t:2"
    assert statuses(*evidence, confidence="low") == expected(no=(2008, 2012), yes=(2013, 2018))


def test_evidence_about_a_group_counts_only_when_it_is_asked_for():
    group = piece(since=2010, strength="group")
    assert statuses(group) == expected(yes=(2010, 2018))
    assert statuses(group, strength="named") == expected()


@pytest.mark.parametrize("level", [{"strength": "rumour"}, {"confidence": "certain"}])
def test_a_level_that_there_is_not(level):
    (name,) = level
    with pytest.raises(CopcalcError, match=rf"{name}: there is no {name} '\w+'\. Use one of"):
        decided(piece(since=2010), **level)
    frame = pd.DataFrame([piece(since=2010) | {"since_means": "began"}])
    with pytest.raises(CopcalcError, match=f"there is no {name}"):
        beginnings(frame, "law", **level)


def test_a_year_by_which_it_is_attested_is_no_beginning():
    rows = [
        piece(since=2012) | {"since_means": "began"},
        piece(since=2010) | {"since_means": "attested"},
        piece(since=2011) | {"since_means": "passed"},
        piece(since=2014) | {"since_means": "began"},
        piece(since=2007, iso3="BBB") | {"since_means": "attested"},
        piece(since=2006, iso3="CCC", confidence="low") | {"since_means": "began"},
        piece(since=2005, iso3="DDD", strength="group") | {"since_means": "began"},
        piece("no", until=2004, iso3="EEE") | {"since_means": None},
        piece(since=2003, iso3="FFF") | {"since_means": "began", "indicator": "line"},
    ]
    frame = pd.DataFrame(rows)
    assert beginnings(frame, "law").to_dict() == {"AAA": 2012}
    assert beginnings(frame, "law", confidence="low").to_dict() == {"AAA": 2012, "CCC": 2006}
    assert beginnings(frame, "law", strength="group").to_dict() == {"AAA": 2012, "DDD": 2005}


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
    columns = ["status", "strength", "confidence", "conflict"]
    assert decided(*evidence)[columns].equals(decided(*shuffled)[columns])


@given(st.lists(pieces, min_size=1, max_size=4))
def test_saying_it_twice_changes_nothing(evidence):
    assert statuses(*evidence) == statuses(*evidence, *evidence)


@given(st.lists(pieces, min_size=1, max_size=4), strengths, confidences)
def test_whatever_is_decided_is_decided_by_evidence(evidence, strength, confidence):
    result = decided(*evidence, strength=strength, confidence=confidence)
    known = result["status"] != "unknown"
    assert (result.loc[known, "evidence"] != "").all()
    assert result.loc[known, "strength"].isin(["named", "group"]).all()
    assert (result.loc[~known, ["strength", "confidence", "against"]] == "").all(axis=None)
    assert not (result["conflict"] == "open")[known].any()
    assert ((result["against"] != "") == (result["conflict"] == "settled")).all()
    assert (result.loc[~known, "evidence"] != "").equals(result.loc[~known, "conflict"] == "open")


@given(st.lists(pieces, min_size=1, max_size=5), strengths, confidences)
def test_the_decision_is_the_one_that_its_rule_makes_piece_by_piece(evidence, strength, confidence):
    found = statuses(*evidence, strength=strength, confidence=confidence)
    for year in YEARS:
        answer = "unknown"
        for how, sure in product(["named", "group"], SUREST[: SUREST.index(confidence) + 1]):
            tier = [p for p in evidence if (p["strength"], p["confidence"]) == (how, sure)]
            said = {says(p, year) for p in tier} - {None}
            if said and how in ("named", strength) and answer == "unknown":
                answer = said.pop() if len(said) == 1 else "open"
        assert found[year] == answer.replace("open", "unknown")


def says(row, year):
    """What one piece says of a year, read off its definition."""
    since, until = row["since"] or -9999, row["until"] or 9999
    if row["status"] == "no" and row["until"]:
        return "no" if since <= year <= until else None
    if row["status"] == "yes" and row["since"]:
        if year < since:
            return row["before"]
        return "yes" if year <= until else None
    return None


def test_a_yes_holds_for_ever_unless_it_is_said_for_how_long():
    once = piece(since=2010, seen=2012)
    assert statuses(once) == expected(yes=(2010, 2018))
    assert statuses(once, holds_for=3) == expected(yes=(2010, 2015))
    assert statuses(once, holds_for=0) == expected(yes=(2010, 2012))


def test_a_yes_that_was_seen_again_holds_from_then():
    first, again = piece(since=2009), piece(since=2014, confidence="low")
    assert statuses(first, again, holds_for=2) == expected(yes=(2009, 2011))
    counted = statuses(first, again, holds_for=2, confidence="low")
    assert counted == expected(yes=(2009, 2011)) | dict.fromkeys((2014, 2015, 2016), "yes")


def test_an_end_that_is_known_and_a_no_do_not_hang_on_how_long_a_yes_holds():
    ended, missing = piece(since=2009, until=2011), piece("no", until=2015)
    assert statuses(ended, holds_for=8) == expected(yes=(2009, 2011))
    assert statuses(missing, holds_for=0) == statuses(missing) == expected(no=(2008, 2015))
    # That there was none before a yes stays known, however long the yes holds.
    begun = piece(since=2012, before="no")
    assert statuses(begun, holds_for=1) == expected(no=(2008, 2011), yes=(2012, 2013))


@given(pieces=st.lists(yes_pieces, min_size=1, max_size=3), holds=st.integers(0, 12))
def test_the_longer_a_yes_holds_the_more_is_known(pieces, holds):
    def known(holds_for):
        return {y for y, s in statuses(*pieces, holds_for=holds_for).items() if s == "yes"}

    assert known(holds) <= known(holds + 1) <= known(None)


def test_a_yes_holds_for_no_less_than_no_years(refuses):
    with refuses(CopcalcError, "holds_for", "-1 years", "0 or more"):
        decided(piece(since=2012), holds_for=-1)
