"""What published totals imply about states, on the real world and where they say nothing."""

from dataclasses import replace

import pytest

from copcalc.assessment import COUNTED, EITHER, NOT_COUNTED, implied_by_totals
from copcalc.errors import FrameworkError
from copcalc.words import about_implied, about_readings, say


@pytest.fixture(scope="module")
def implied(study):
    return {p: implied_by_totals(study(), p) for p in ("legal", "technical")}


@pytest.fixture(scope="module")
def bounds(implied):
    return {pillar: found.bounds() for pillar, found in implied.items()}


@pytest.fixture
def without(study):
    """The study without what is known of some states about an indicator."""

    def drop(indicator, *states):
        tables = study().tables
        of = (tables.evidence["indicator"] == indicator) & tables.evidence["iso3"].isin(states)
        return replace(study(), tables=replace(tables, evidence=tables.evidence[~of]))

    return drop


def spoken(found):
    return [say(sentence) for sentence in about_implied(found)]


def test_the_totals_are_read_by_vintage_denominator_and_whose_children_they_are(implied):
    read = {
        (r.study.vintage, r.denominator, r.children): (r.totals.count.low, r.totals.count.high)
        for r in implied["technical"].readings
    }
    assert len(read) == 8
    # 51 as printed; of 196 countries three may be no Member States.
    assert read["WPP2012", "member_states", "states"] == (51, 51)
    assert read["WPP2022", "icmec", "world"] == (48, 51)
    counts = {
        r.denominator: (r.totals.count.low, r.totals.count.high) for r in implied["legal"].readings
    }
    # 69 % of 193 are 133 or 134; of 196 they are 135 or 136, of which three may be no Member States.
    assert counts == {"member_states": (133, 134), "icmec": (132, 136)}


def test_22_per_cent_leave_no_room_for_china_and_83_need_it(implied):
    for pillar, word in (("legal", COUNTED), ("technical", NOT_COUNTED)):
        states = implied[pillar].states
        assert states[states != EITHER].to_dict() == {"CHN": word}
        assert implied[pillar].fitting == tuple(range(8))


@pytest.mark.parametrize("pillar", ["legal", "technical"])
def test_what_plain_sorting_rules_out_is_implied_in_each_reading(implied, pillar):
    found = implied[pillar]
    for i, reading in enumerate(found.readings):
        children = reading.study.children.reindex(found.status.index).fillna(0)
        by_status = children.groupby(found.status).agg(["sum", "count"])
        yes, known = by_status.loc["yes", ["sum", "count"]]
        total = children.sum() + reading.totals.uncounted
        low = reading.totals.share.low * total - reading.totals.uncounted - yes
        high = reading.totals.share.high * total - yes
        fewest, most = (
            int(k - known) for k in (reading.totals.count.low, reading.totals.count.high)
        )
        fewest = max(fewest, 0)
        unknown = children[found.status == "unknown"].sort_values()
        for state, its in unknown.items():
            others = unknown.drop(state)
            with_it = its + others.iloc[: max(fewest - 1, 0)].sum()
            without_it = others.iloc[len(others) - most :].sum()
            said = found.by_reading.at[state, i]
            if with_it > high:
                assert said == NOT_COUNTED
            if without_it < low:
                assert said == COUNTED
            # The sums leave so much room that nothing but sorting rules a state out.
            assert (said == NOT_COUNTED) == (with_it > high)
            assert (said == COUNTED) == (without_it < low)


def test_pakistan_hangs_on_the_reading(implied):
    row = implied["technical"].to_frame().loc["PAK"]
    assert (row["implied"], row["always"], row["readings"]) == (NOT_COUNTED, False, 6)
    assert (row["WPP2012"], row["WPP2022"]) == (2, 4)
    # So many would have been covered with it, which rounds to the published 22 in some readings.
    assert 0.215 < row["otherwise"] < 0.225


def test_how_far_the_share_could_go_otherwise(implied):
    legal = implied["legal"].to_frame().loc["CHN"]
    # By sorting, for the reading that goes furthest: all known yes, and the largest of the others.
    reading = max(
        implied["legal"].readings,
        key=lambda r: r.children_by_count(implied["legal"].status).high,
    )
    found = implied["legal"]
    children = reading.study.children.reindex(found.status.index).fillna(0)
    others = children[found.status == "unknown"].drop("CHN").sort_values()
    most = int(reading.totals.count.high - (found.status == "yes").sum())
    covered = children[found.status == "yes"].sum() + others.iloc[-most:].sum()
    world = children.sum() + reading.totals.uncounted
    assert legal["otherwise"] == pytest.approx((covered + reading.totals.uncounted) / world)
    assert legal["otherwise"] < 0.825  # which is the least that rounds to the published 83
    assert implied["technical"].to_frame().at["CHN", "otherwise"] > 0.225


@pytest.mark.slow
def test_no_single_piece_of_evidence_decides_about_china(implied):
    assert implied["legal"].rests_on("CHN") == implied["technical"].rests_on("CHN") == ()


@pytest.mark.slow
def test_after_four_large_states_without_evidence_it_hangs_on_each_other_one(without):
    dropped = ["NGA", "PAK", "VNM", "THA"]
    found = implied_by_totals(without("national_law", *dropped), "legal")
    assert found.states["CHN"] == COUNTED
    needed = found.rests_on("CHN")
    assert "MOZ" in needed
    assert not set(dropped) & set(needed)
    children = found.study.children.reindex(needed).fillna(0)
    assert children.is_monotonic_decreasing
    texts = spoken(found)
    assert any("About China that hangs on evidence about single states" in t for t in texts)
    assert any("others" in t for t in texts)
    # With that of Mozambique gone as well, some readings leave it open.
    fewer = implied_by_totals(without("national_law", *dropped, "MOZ"), "legal")
    assert fewer.states["CHN"] == EITHER
    assert not fewer.to_frame().at["CHN", "always"]


def test_evidence_of_low_confidence_speaks_against_what_is_implied(implied):
    assert implied["technical"].against == ("CHN",)
    assert implied["legal"].against == ()
    assert implied["technical"].to_frame().at["CHN", "set_aside"] == "yes"


def test_with_low_confidence_no_list_of_hotlines_fits(study):
    found = implied_by_totals(study(), "technical", confidence="low")
    # More states than the source counted are said to have had one.
    assert (found.status == "yes").sum() > 51
    assert found.fitting == ()
    assert set(found.states) == {EITHER}
    assert found.to_frame().empty
    assert found.to_frame().cells()["always"].dtype == bool
    assert found.bounds()["share_low"].isna().all()
    (text,) = spoken(found)
    assert "no list of states fits" in text


def test_the_confidences_side_by_side(implied):
    table = implied["technical"].by_confidence()
    assert table.index.tolist() == ["high", "medium", "low"]
    assert table["yes"].is_monotonic_increasing
    assert table["readings_fitting"].tolist() == [8, 8, 0]
    assert table["implied_not_counted"].tolist() == [1, 1, 0]


@pytest.mark.slow
@pytest.mark.parametrize("pillar", ["legal", "technical"])
def test_every_total_narrows_the_bounds(bounds, pillar):
    bounds = bounds[pillar]
    assert bounds.index[0] == "world"
    assert bounds["states"].iloc[0] == bounds["states"].iloc[1:].sum() == 193
    for wide, narrow in (("evidence", "count"), ("count", "share")):
        assert (bounds[f"{wide}_low"] <= bounds[f"{narrow}_low"] + 1e-9).all()
        assert (bounds[f"{narrow}_high"] <= bounds[f"{wide}_high"] + 1e-9).all()
    assert (bounds["share_low"] <= bounds["share_high"]).all()


def test_the_count_bounds_the_world_by_sorting(implied, bounds):
    found = implied["technical"]
    children = found.study.children.reindex(found.status.index).fillna(0)
    yes = children[found.status == "yes"]
    unknown = children[found.status == "unknown"].sort_values()
    row = bounds["technical"].loc["world"]
    # 48 are known: none more may have been counted (of 196), or three.
    assert len(yes) == 48
    assert row["count_low"] == pytest.approx(yes.sum() / children.sum())
    assert row["count_high"] == pytest.approx(
        (yes.sum() + unknown.iloc[-3:].sum()) / children.sum()
    )


@pytest.mark.parametrize("pillar", ["legal", "technical"])
def test_its_numbers_are_sound_and_add_up(implied, pillar, sound):
    found = implied[pillar]
    sound(found.observations())
    at = {name: seen.value for name, seen in found.named.items()}
    settled = at["implied_counted"] + at["implied_not_counted"]
    assert settled + at["implied_either"] == at["unknown"]
    assert at["readings_fitting"] <= at["readings"] == 8


def test_a_study_s_own_confidence_is_taken(study):
    assumed = implied_by_totals(study(confidence="high"), "legal")
    asked = implied_by_totals(study(), "legal", confidence="high")
    assert assumed.study.confidence == asked.study.confidence == "high"
    assert (assumed.status == asked.status).all()


@pytest.mark.slow
def test_sentences_say_what_is_implied_and_what_speaks_against_it(implied):
    legal, technical = (" ".join(spoken(implied[p])) for p in ("legal", "technical"))
    assert "must have counted China" in legal
    assert "can\u2019t have counted China" in technical
    assert "settle Pakistan" in technical
    assert "says the opposite" in technical
    assert "says the opposite" not in legal


@pytest.mark.parametrize(
    ("area", "options", "pillar"),
    [
        ("africa", {}, "legal"),
        ("world", {"year": 2018}, "legal"),
        ("world", {}, "organisational"),
        ("world", {}, "cooperation"),
    ],
)
def test_without_published_totals_nothing_is_implied(study, area, options, pillar):
    assert implied_by_totals(study(area, **options), pillar) is None


def test_an_unknown_pillar_is_refused(study, refuses):
    with refuses(FrameworkError, "no pillar"):
        implied_by_totals(study(), "legality")


def test_where_no_totals_are_published_nothing_is_said_to_follow():
    assert [say(each) for each in about_readings([])] == [
        "Nothing follows: no totals are published that evidence could be set against."
    ]
