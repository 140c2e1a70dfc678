import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projection_strategies import dated_statuses, histories, history_at
from scipy import stats

from copcalc.errors import MeasureError
from copcalc.measure import ChildShare, CountryShare, Estimate
from copcalc.projection.adoption import Adoption
from copcalc.projection.outlook import Outlook, chance_together, project_adoption

HALF = CountryShare.exact(0.5)
CHILDREN = pd.Series({"A": 70.0, "B": 20.0, "C": 10.0})


def made(start, hazards, children=None, high=None, sure=1e9):
    """An outlook of states A, B, ... with hazards that are all but known, each in a region of its own."""
    states = [chr(ord("A") + i) for i in range(len(start))]
    h = np.array(hazards)
    low, high = (
        Adoption(np.array(s, dtype=float), np.arange(len(s)), h * sure, (1 - h) * sure)
        for s in (start, high or start)
    )
    region = pd.Series([f"R{state}" for state in states], index=states)
    return Outlook(region, 2014, low, high if high is not low else low, children)


def known(*args, **options):
    found = made(*args, **options)
    return replace(found, high=found.low)


def history(*rows):
    columns = ["region", "last_without", "first_with"]
    return pd.DataFrame(rows, columns=columns, index=[chr(ord("A") + i) for i in range(len(rows))])


def test_shares_of_countries_and_children_are_those_of_all_that_can_happen():
    outlook = known([1, 0, 0.5], [0.1, 0.2, 0.3], CHILDREN)
    chances = [1, 1 - 0.8**3, 1 - 0.5 * 0.7**3]
    for kind, weights in ((CountryShare, [1 / 3] * 3), (ChildShare, [0.7, 0.2, 0.1])):
        for target in (0.3, 0.65, 0.75, 0.85, 0.95, 1):
            expected = sum(
                np.prod([c if o else 1 - c for c, o in zip(chances, outcome, strict=True)])
                for outcome in itertools.product([0, 1], repeat=3)
                if np.dot(outcome, weights) > target - 1e-3
            )
            found = outlook.at(2017, kind).reached(kind.exact(target - 1e-3))
            assert found.value == found.low == found.high == pytest.approx(expected, abs=1e-6)


def test_what_is_unknown_leaves_two_projections_and_no_value_in_between():
    outlook = made([1, 0, 0], [0.1, 0.2, 0.3], CHILDREN, high=[1, 1, 0])
    found = outlook.at(2014)
    assert (found.quantile(0.5).low, found.quantile(0.5).high) == pytest.approx((1 / 3, 2 / 3))
    assert found.reached(HALF) == Estimate(0, 1)
    children = outlook.at(2014, ChildShare).quantile(0.5)
    assert (children.low, children.high) == pytest.approx((0.7, 0.9), abs=1e-4)
    later = outlook.at(2016).reached(CountryShare.exact(1.0))
    assert later.low == pytest.approx((1 - 0.8**2) * (1 - 0.7**2), abs=1e-6)
    assert later.high == pytest.approx(1 - 0.7**2, abs=1e-6)


def test_a_frame_tells_both_denominators_and_both_bounds_year_by_year():
    outlook = made([1, 0, 0], [0.1, 0.2, 0.3], CHILDREN, high=[1, 1, 0])
    found = outlook.to_frame([2014, 2020, 2030], level=0.8)
    assert found.index.tolist() == [2014, 2014, 2020, 2020, 2030, 2030]
    assert found["of"].tolist() == ["countries", "children"] * 3
    assert found["whole"].tolist() == [3, 100] * 3
    shares = found[["low", "median_low", "median_high", "high"]].to_numpy()
    assert ((shares >= 0) & (shares <= 1)).all()
    assert (np.diff(shares, axis=1) >= 0).all()
    assert (np.diff(shares[::2], axis=0) >= 0).all()
    assert shares[0].tolist() == pytest.approx([1 / 3, 1 / 3, 2 / 3, 2 / 3])


def test_countries_alone_need_no_children(refuses):
    outlook = known([1, 0], [0.1, 0.2])
    assert outlook.to_frame([2015])["of"].tolist() == ["countries"]
    assert "children" not in outlook.movers(HALF, 2020)
    with refuses(MeasureError, "children", "no numbers of children for 2015"):
        outlook.at(2015, ChildShare)


def test_a_target_in_children_is_reached_by_those_who_just_hold_it():
    for share in (0.7, 0.1, 0.3, 0.9):
        children = pd.Series(
            [share, (1 - share) / 3, (1 - share) / 3, (1 - share) / 3], index=list("ABCD")
        )
        outlook = known([1, 0, 0, 0], [1e-6] * 4, children)
        target = ChildShare.exact(share)
        above = ChildShare.exact(share + 2e-4)
        assert outlook.at(2015, ChildShare).reached(target).value == 1
        assert outlook.at(2015, ChildShare).reached(above).value < 0.01
        for asked, expected in ((target, 1), (above, 0)):
            found = chance_together({"law": outlook}, {"law": asked}, [2015], draws=100)
            assert found["low"].tolist() == [expected, expected]
        assert found.loc[2015, "error"].tolist() == [0, 0]
        assert outlook.movers(target, 2015)["turns_high"].max() == 0


def test_children_are_those_of_the_year():
    yearly = pd.DataFrame({2014: [1.0, 1, 2], 2020: [6.0, 1, 1]}, index=list("ABC"))
    outlook = known([1, 0, 0], [0.1, 1e-6, 1e-6], yearly)
    for year, share in ((2014, 0.25), (2020, 0.75)):
        assert outlook.at(year, ChildShare).quantile(0.5).value == share
        assert outlook.to_frame([year])["whole"].tolist() == [3, yearly[year].sum()]


def test_states_without_a_number_of_children_count_as_countries():
    outlook = known([1, 1, 0], [0.1, 0.1, 1e-9], pd.Series({"B": 3.0, "C": 1.0, "X": 99.0}))
    assert outlook.at(2015, ChildShare).quantile(0.5).value == 0.75
    assert outlook.at(2015).quantile(0.5).value == pytest.approx(2 / 3)


def test_chances_by_state_are_those_of_their_hazards():
    found = made([0, 0.5], [0.1, 0.2], high=[0, 1]).by_state([2014, 2016])
    assert found.index.names == ["state", "year"]
    assert found.loc["A", "chance_low"].tolist() == pytest.approx([0, 0.19])
    assert found.loc["B", "chance_low"].tolist() == pytest.approx([0.5, 1 - 0.5 * 0.8**2])
    assert found.loc["B", "chance_high"].tolist() == [1, 1]
    assert found["region"].tolist() == ["RA", "RB", "RA", "RB"]


def test_low_is_never_above_high_where_more_with_it_make_the_pace_of_a_few_slower():
    few, many = made([0, 0.5], [0.3, 0.2]), made([0, 0.5], [0.1, 0.2])
    crossed = replace(few, high=many.low, children=pd.Series({"A": 3.0, "B": 1.0}))
    chances = crossed.by_state([2014, 2016])
    assert (chances["chance_low"] <= chances["chance_high"]).all()
    assert chances.loc[("A", 2016), ["chance_low", "chance_high"]].tolist() == pytest.approx(
        [0.19, 0.51]
    )
    alone = crossed.within("A")
    for share in (CountryShare.exact(1.0), ChildShare.exact(1.0)):
        found = alone.at(2016, type(share)).reached(share)
        assert (found.low, found.high) == pytest.approx((0.19, 0.51))
    movers = crossed.movers(HALF, 2016)
    assert (movers["turns_low"] <= movers["turns_high"]).all()
    assert (movers["uncovered_low"] <= movers["uncovered_high"]).all()
    # In two years A is covered at 30 % a year and not at 10 %, if it is asked for with probability 1/2.
    table = alone.to_frame([2016], level=0.01).loc[2016]
    assert (
        table[["low", "median_low", "median_high", "high"]].to_numpy().tolist()
        == [[0, 0, 1, 1]] * 2
    )


def test_who_turns_the_balance_comes_first():
    children = pd.Series({"A": 10.0, "B": 50.0, "C": 30.0, "D": 10.0})
    found = known([1, 0, 0, 0], [0.1] * 4, children).movers(ChildShare.exact(0.59), 2017)
    # With A, only B can bring it to 59 %; of countries each of the three counts the same.
    assert found.index.tolist() == ["B", "C", "D"]
    assert found["turns_low"].tolist() == pytest.approx([1, 0, 0], abs=1e-6)
    assert found["uncovered_low"].tolist() == pytest.approx(
        [50 * 0.729, 30 * 0.729, 7.29], rel=1e-6
    )
    equal = known([1, 0, 0, 0], [0.1] * 4, children).movers(HALF, 2017)
    assert equal.index.tolist() == ["B", "C", "D"]
    assert equal["turns_high"].tolist() == pytest.approx([0.729**2] * 3, abs=1e-6)


def test_of_the_unknown_it_is_told_what_they_matter_at_either_bound():
    found = made([1, 0, 0], [0.1] * 3, CHILDREN, high=[1, 1, 0]).movers(
        CountryShare.exact(1.0), 2015
    )
    turns = found[["turns_low", "turns_high"]]
    assert turns.loc["B"].tolist() == pytest.approx([0, 0.1], abs=1e-6)
    assert turns.loc["C"].tolist() == pytest.approx([0.1, 1], abs=1e-6)
    assert found.loc["B", ["chance_low", "chance_high"]].tolist() == pytest.approx([0.1, 1])
    assert found.loc["B", ["uncovered_low", "uncovered_high"]].tolist() == pytest.approx([0, 18])
    assert found.notna().all(axis=None)


def test_a_state_without_it_waits_as_its_regions_hazard_says():
    outlook = made([1, 0, 0], [0.1, 0.2, 0.3], high=[1, 1, 0])
    found = outlook.chances_without(2017)
    assert found.index.tolist() == ["RA", "RB", "RC"]
    for column in found:  # the hazards are all but known: the interval is no wider than they are
        assert found[column].tolist() == pytest.approx(
            [1 - 0.9**3, 1 - 0.8**3, 1 - 0.7**3], abs=1e-3
        )
    assert (found.diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    assert (outlook.chances_without(2014) == 0).all(axis=None)
    assert outlook.within(["C"]).chances_without(2017).index.tolist() == ["RC"]


def test_what_is_not_known_of_a_hazard_is_in_the_interval_and_both_bounds_are():
    low, high = made([0], [0.1], sure=30.0), made([0], [0.2], sure=30.0)
    found = replace(low, high=high.low).chances_without(2016, level=0.8).loc["RA"]
    # Of the hazard's own beta distribution: the lower decile at one bound, the upper one at the other.
    for column, (alpha, beta), at in (("low", (3, 27), 0.1), ("high", (6, 24), 0.9)):
        assert found[column] == pytest.approx(
            1 - (1 - stats.beta.ppf(at, alpha, beta)) ** 2, abs=1e-3
        )
    # E[(1 - h)**2] of a beta distribution in closed form.
    for column, (alpha, beta) in (("expected_low", (3, 27)), ("expected_high", (6, 24))):
        expected = 1 - beta * (beta + 1) / ((alpha + beta) * (alpha + beta + 1))
        assert found[column] == pytest.approx(expected)


def test_chances_without_are_those_of_a_state_that_is_known_to_be_without():
    outlook = project_adoption(
        history(("A", 2010, 2011), ("A", 2014, None), ("B", None, None), ("B", 2014, None)),
        first=2005,
        clock=2014,
        sweeps=100,
    )
    found, by_state = outlook.chances_without(2020), outlook.by_state([2020]).droplevel("year")
    for state in "BD":
        region = by_state.at[state, "region"]
        assert found.loc[region, ["expected_low", "expected_high"]].tolist() == pytest.approx(
            by_state.loc[state, ["chance_low", "chance_high"]].tolist()
        )


def test_a_region_is_looked_at_with_what_all_taught():
    outlook = known([1, 0, 0.5], [0.1, 0.2, 0.3], CHILDREN)
    part = outlook.within(["C", "B", "C"])
    assert part.states.tolist() == ["C", "B"]
    whole = outlook.by_state([2016]).droplevel("year")
    own = part.by_state([2016]).droplevel("year")
    pd.testing.assert_frame_equal(own, whole.loc[["C", "B"]])
    assert part.to_frame([2016])["whole"].tolist() == [2, 30]
    alone = outlook.within("B").at(2016)
    assert alone.reached(CountryShare.exact(1.0)).value == pytest.approx(1 - 0.8**2)


def test_projected_from_histories_it_starts_where_they_end_and_goes_on_at_their_pace():
    rng = np.random.default_rng(4)
    first, _ = histories(rng, [0.05], [400], range(2001, 2015))
    rows = [("R", y - 1, y) if y <= 2014 else ("R", 2014, None) for y in first]
    frame = pd.DataFrame(rows, columns=["region", "last_without", "first_with"])
    frame.index = [f"S{i}" for i in range(400)]
    outlook = project_adoption(frame, first=2001, clock=2014)
    assert outlook.low is outlook.high
    assert outlook.at(2014).quantile(0.5).value == pytest.approx(np.isfinite(first).mean())
    rest = 1 - np.isfinite(first).mean()
    low, high = outlook.at(2024).interval(0.98)
    assert low < 1 - rest * 0.95**10 < high


@pytest.mark.slow
def test_without_a_word_on_the_unknown_both_bounds_are_projected():
    frame = history(("R", 2004, 2005), ("R", None, None), ("R", 2014, None), ("S", None, None))
    both = project_adoption(frame, CHILDREN, first=2001, clock=2014)
    none, all_ = (
        project_adoption(frame, CHILDREN, first=2001, clock=2014, unknown=u) for u in (0, 1)
    )
    found, least, most = (o.at(2020).reached(HALF) for o in (both, none, all_))
    assert (found.low, found.high, found.value) == (least.value, most.value, None)
    placed = project_adoption(frame, first=2001, clock=2014, unknown={"B": 0.25, "D": 0.0})
    assert placed.low.start.tolist() == [1, 0.25, 0, 0]


def test_the_last_periods_pace_leads_on():
    rows = [("R", 2002, 2003)] * 12 + [("R", 2014, None)] * 12
    slow, fast = (
        project_adoption(history(*rows), first=2001, clock=2014, breaks=breaks)
        .at(2030)
        .quantile(0.5)
        for breaks in ([2008], [])
    )
    assert slow.value + 0.1 < fast.value


@pytest.mark.slow
@settings(max_examples=20)
@given(dated_statuses(), st.integers(2005, 2014), st.integers(0, 20))
def test_every_projection_holds_probabilities_and_rises(dated, clock, ahead):
    frame = history_at(dated, clock)
    children = pd.Series(1.0, index=frame.index)
    outlook = project_adoption(frame, children, first=2001, clock=clock, sweeps=3)
    found = outlook.to_frame([clock, clock + ahead])
    shares = found[["low", "median_low", "median_high", "high"]].to_numpy()
    assert np.isfinite(shares).all()
    assert ((shares >= 0) & (shares <= 1)).all()
    assert (np.diff(shares, axis=1) >= -1e-12).all()
    assert (shares[2:] >= shares[:2] - 1e-12).all()
    chances = outlook.by_state([clock + ahead])[["chance_low", "chance_high"]].to_numpy()
    assert ((chances >= 0) & (chances <= 1)).all()


def test_where_all_are_covered_nothing_is_left_to_move():
    outlook = project_adoption(
        history(("R", None, 2005), ("R", None, 2009)), CHILDREN, first=2001, clock=2014
    )
    assert outlook.at(2020).reached(CountryShare.exact(1.0)).value == pytest.approx(1)
    assert outlook.movers(CountryShare.exact(1.0), 2020).empty


def test_several_targets_are_reached_together_as_often_as_independent_ones_are():
    laws = made([1, 0, 0], [0.1, 0.2, 0.3], CHILDREN, high=[1, 1, 0])
    lines = known([0, 0, 1], [0.5, 0.1, 0.1], CHILDREN)
    asked = {
        "law": CountryShare.exact(1.0),
        "line": [ChildShare.exact(0.75), CountryShare.exact(0.5)],
    }
    found = chance_together({"law": laws, "line": lines}, asked, [2016, 2018], draws=40_000)
    assert found.index.tolist() == [2016] * 3 + [2018] * 3
    assert found["indicator"].tolist() == ["law", "line", "together"] * 2
    for year, y in ((2016, 2), (2018, 4)):
        law = [(1 - 0.8**y) * (1 - 0.7**y), 1 - 0.7**y]
        line = 1 - 0.5**y
        expected = [law, [line, line], [law[0] * line, law[1] * line]]
        rows = found.loc[year]
        assert (
            np.abs(rows[["low", "high"]].to_numpy() - expected).max(axis=1) < 5 * rows["error"]
        ).all()
        assert (rows["error"] < 0.004).all()
    again = chance_together(
        {"law": laws, "line": lines}, asked, [2016, 2018], draws=40_000, threads=3
    )
    pd.testing.assert_frame_equal(found, again, check_exact=True)


def test_simulated_chances_agree_with_the_exact_ones_where_children_change_by_year():
    yearly = pd.DataFrame({2016: [1.0, 2, 7], 2018: [7.0, 2, 1]}, index=list("ABC"))
    outlook = made([0, 0, 0.2], [0.1, 0.3, 0.2], yearly, sure=20, high=[0, 0.4, 0.2])
    target = ChildShare.published(0.75, step=0.2)
    found = chance_together({"line": outlook}, {"line": target}, [2018, 2016], draws=40_000)
    for year in (2016, 2018):
        exact = outlook.at(year, ChildShare).reached(target)
        for _, row in found.loc[[year]].iterrows():
            assert abs(row["low"] - exact.low) < 5 * row["error"]
            assert abs(row["high"] - exact.high) < 5 * row["error"]


def test_of_several_shares_of_one_kind_the_hardest_is_asked_for():
    outlook = known([1, 0, 0], [0.1, 0.2, 0.3], CHILDREN)
    for kind, easy, hard in ((CountryShare, 0.3, 1.0), (ChildShare, 0.5, 0.85)):
        shares = [kind.exact(easy), kind.exact(hard)]
        both, one = (
            chance_together({"law": outlook}, {"law": asked}, [2018], draws=4000)["low"].tolist()
            for asked in (shares, shares[1])
        )
        assert both == one
        assert both[0] < 0.9


def test_the_error_is_that_of_the_less_certain_side():
    sure = made([1, 0], [0.1, 0.2], high=[1, 1])
    found = chance_together({"law": sure}, {"law": CountryShare.exact(1.0)}, [2016], draws=10_000)
    chance = found["low"].iloc[0]
    assert found["high"].tolist() == [1, 1]
    assert found["error"].tolist() == pytest.approx([np.sqrt(chance * (1 - chance) / 10_000)] * 2)
    turned = replace(sure, low=sure.high, high=sure.low)
    again = chance_together({"law": turned}, {"law": CountryShare.exact(1.0)}, [2016], draws=10_000)
    assert again["error"].iloc[0] == pytest.approx(found["error"].iloc[0], rel=0.1)


def test_another_seed_draws_other_years():
    frame = history(("R", None, 2009), ("R", 2001, 2010), ("R", 2014, None), ("R", None, 2012))
    found = [
        project_adoption(frame, first=2001, clock=2014, sweeps=20, seed=seed).low.alpha
        for seed in (1, 1, 2)
    ]
    assert (found[0] == found[1]).all()
    assert (found[0] != found[2]).any()


def test_children_are_needed_of_those_alone_whose_targets_are_in_children():
    law, line = known([1, 0, 0], [0.1, 0.2, 0.3]), known([0, 1, 0], [0.1, 0.2, 0.3], CHILDREN)
    asked = {"law": CountryShare.exact(0.6), "line": ChildShare.exact(0.5)}
    found = chance_together({"law": law, "line": line}, asked, [2016], draws=20_000)
    expected = [1 - 0.64 * 0.49, 0.19]
    assert found["low"].tolist()[:2] == pytest.approx(expected, abs=0.02)


def test_targets_in_countries_need_no_numbers_of_children():
    outlook = known([1, 0, 0], [0.1, 0.2, 0.3])
    found = chance_together({"law": outlook}, {"law": CountryShare.exact(1.0)}, [2016])
    expected = (1 - 0.8**2) * (1 - 0.7**2)
    assert (np.abs(found[["low", "high"]] - expected).max(axis=1) < 5 * found["error"]).all()


def test_what_cannot_be_told_is_refused(refuses):
    outlook = known([1, 0, 0], [0.1, 0.2, 0.3], CHILDREN)
    with refuses(MeasureError, "horizon", "2013", "2014"):
        outlook.at(2013)
    with refuses(MeasureError, "horizon", "2013"):
        outlook.by_state([2013])
    with refuses(MeasureError, "horizon", "2020 is no calendar year"):
        outlook.at("2020")
    with refuses(MeasureError, "Outlook.at", "no kind of share"):
        outlook.at(2020, float)
    with refuses(MeasureError, "horizon", "2014 lies before 2015"):
        outlook.movers(HALF, 2014)
    for odd in (CountryShare(0.4, 0.5), Estimate.exact(0.5), 0.5):
        with refuses(MeasureError, "Outlook.movers", "no target with a value"):
            outlook.movers(odd, 2020)
    with refuses(MeasureError, "Outlook.within", "'X'"):
        outlook.within(["A", "X"])
    with refuses(MeasureError, "Outlook.within", "no state"):
        outlook.within([])
    for numbers in (CHILDREN * 0, -CHILDREN, CHILDREN * np.inf):
        with refuses(MeasureError, "children", "no children in 2015"):
            replace(outlook, children=numbers).at(2015, ChildShare)
    for numbers in ([70, 20, 10], pd.concat([CHILDREN, CHILDREN])):
        with refuses(MeasureError, "children", "by state"):
            replace(outlook, children=numbers)
    for numbers in (CHILDREN.astype(object).replace(20, "n/a"), pd.Series({"A": 1.0, "B": "n/a"})):
        with refuses(MeasureError, "children", "'n/a' is no number of children in B"):
            replace(outlook, children=numbers).at(2015, ChildShare)
    twice = pd.concat([CHILDREN.to_frame(2015)] * 2, axis=1)
    with refuses(MeasureError, "children", "for 2015, or several"):
        replace(outlook, children=twice).at(2015, ChildShare)
    with refuses(MeasureError, "children", "for 2015"):
        replace(outlook, children=CHILDREN.to_frame(2020)).at(2015, ChildShare)


def test_years_are_asked_for_in_a_list(refuses):
    outlook = known([1, 0, 0], [0.1, 0.2, 0.3], CHILDREN)
    for ask in (
        lambda years: chance_together({"law": outlook}, {"law": HALF}, years),
        outlook.to_frame,
        outlook.by_state,
    ):
        for years in ([], 2020, "2020"):
            with refuses(MeasureError, "years", f"{years!r} asks for no year"):
                ask(years)
        with refuses(MeasureError, "years", "2020.5 is no calendar year"):
            ask([2020.5])


def test_targets_that_cannot_be_reached_together_are_refused(refuses):
    outlook = known([1, 0, 0], [0.1, 0.2, 0.3], CHILDREN)
    one, together = {"law": outlook}, "together"
    with refuses(MeasureError, "horizon", "2014 lies before 2015"):
        chance_together(one, {"law": HALF}, [2016, 2014])
    for targets in ({}, {"law": []}, {"law": Estimate.exact(0.5)}, {"law": [HALF, 0.5]}):
        with refuses(MeasureError, "targets", "law has no target"):
            chance_together(one, targets, [2016])
    for targets in ({"law": HALF, "lwa": HALF}, HALF):
        with refuses(MeasureError, "targets", "belongs to no outlook", "targets of law"):
            chance_together(one, targets, [2016])
    for none in ({}, {together: outlook}, [outlook]):
        with refuses(MeasureError, "outlooks", "no outlook"):
            chance_together(none, {together: HALF}, [2016])
    fewer = replace(outlook, children=CHILDREN * [1, 1, 2])
    with refuses(MeasureError, "outlooks", "line counts other children in 2016 than law"):
        chance_together(
            {"law": outlook, "line": fewer},
            {"law": ChildShare.exact(0.5), "line": ChildShare.exact(0.5)},
            [2016],
        )
    for other in (outlook.within("AB"), replace(outlook, clock=2015)):
        with refuses(MeasureError, "outlooks", "line is of other states than law"):
            chance_together({"law": outlook, "line": other}, {"law": HALF, "line": HALF}, [2016])
