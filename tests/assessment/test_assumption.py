"""What a study assumes: everything that rests on it follows and says so, and nothing else does."""

import pandas as pd
import pytest

from copcalc.assessment import (
    MEASURES,
    assess_goal,
    assess_pillar,
    assess_pillars,
    by_region,
    carriers,
    gap_table,
    implied_by_totals,
    observe_coverage,
    profile,
    states,
    uncertainty,
)
from copcalc.charts import (
    carriers_chart,
    description,
    peers_chart,
    regions_chart,
    standing_chart,
    status_chart,
)
from copcalc.errors import CopcalcError
from copcalc.measure import Estimate
from copcalc.projection.history import adoption_history
from copcalc.words import about_area, about_pillar, about_place, about_world, headline_of_state, say

RESTS_ON = {name: measure.rests_on for name, measure in MEASURES.items()}
KENYA = {"hotline": {"Kenya": 2013}}
ASSUMED = [
    KENYA,
    {"hotline": {"africa": "yes", "NAM": "no"}},
    {"national_law": {"IND": "unknown"}, "curriculum": {"CHN": 2010}},
    {"denominator": "icmec"},
    {"rule": "equal"},
    {"confidence": "low"},
    {"holds_for": 5},
    {"denominator": "icmec", "rule": "two_to_one", "confidence": "low", **KENYA},
]


def every_number(asked, *, with_implied):
    """All observations of a study of the world and of some of its areas, by what they are about."""
    found = [each for gap in assess_pillars(asked) for each in gap.observations()]
    found += assess_goal(asked).observations()
    if with_implied:
        found += implied_by_totals(asked, "technical").observations()
    found += carriers(asked, "hotline").observations()
    for area in ("africa", "europe"):
        found += [each for gap in assess_pillars(asked.at(area)) for each in gap.observations()]
    for state in ("KEN", "NOR"):
        found += profile(asked.at(state)).observations()
        found += [each for gap in assess_pillars(asked.at(state)) for each in gap.observations()]
    named = {}
    for each in found:
        about = (each.area, each.year, each.subject, each.indicator, each.strength, each.measure)
        # A rule gives the goal another baseline, in the place of the published one.
        method = (
            "" if (each.subject, each.measure) == ("goal", "baseline_of_children") else each.method
        )
        named.setdefault((*about, method, each.vintage), []).append(each)
    return named


@pytest.fixture(scope="module")
def usual_numbers(study):
    return every_number(study(), with_implied=True)


@pytest.mark.parametrize("assumed", ASSUMED, ids=lambda each: "+".join(each))
def test_whatever_changes_says_what_it_rests_on_and_the_rest_stays_to_the_key(
    study, usual_numbers, assumed
):
    before = usual_numbers
    after = every_number(study().assume(**assumed), with_implied=assumed == KENYA)
    moved = 0
    for about, numbers in after.items():
        old = before.get(about, [])
        for each in numbers:
            if each.estimate not in [every.estimate for every in old]:
                # Lists of states that lack it grow and shrink: how many children live there is the same.
                assert each.scenario or not set(RESTS_ON[each.measure]) & {"evidence", "baseline"}
                moved += bool(each.scenario)
            if each.scenario:
                assert each.scenario in each.key
            elif old:
                assert each in old, about
    assert moved


def test_a_hotline_in_kenya_counts_wherever_kenya_counts(study):
    usual = study("africa")
    assumed = usual.assume(**KENYA)
    before, after = (each.coverage("hotline") for each in (usual, assumed))
    kenya = usual.children["KEN"]
    assert (after.yes, after.unknown) == (before.yes + 1, before.unknown - 1)
    assert after.children_yes == pytest.approx(before.children_yes + kenya)
    assert assess_pillar(assumed, "technical").to_add.high == (
        assess_pillar(usual, "technical").to_add.high - 1
    )
    assert "KEN" in carriers(usual, "hotline").index
    assert "KEN" not in carriers(assumed, "hotline").index
    row = states(assumed).loc["KEN"]
    told = ["hotline", "hotline_since", "hotline_since_means", "hotline_strength", "hotline_source"]
    assert row[told].tolist() == ["yes", 2013, "began", "assumed", "assumed"]
    # The study that was asked before stays as it was.
    assert usual.coverage("hotline") == before
    assert usual.scenario() == ""


def test_the_year_of_an_assumption_is_one_for_projections(study):
    assumed = study().assume(**KENYA)
    held = assumed.tables.status.query("indicator == 'hotline'")
    region = assumed.register.states["itu_region"]
    history = adoption_history(held, region, clock=2014, began=assumed.began("hotline"))
    assert history.loc["KEN", ["last_without", "first_with"]].tolist() == [2012, 2013]


def test_only_rows_that_hold_the_country_say_so(study):
    regions = by_region(study().assume(**KENYA), "hotline")
    assert regions["scenario"].to_dict() == {
        code: "hotline=KEN:2013" if code == "africa" else "" for code in regions.index
    }
    assert set(by_region(study().assume(**KENYA), "opsc")["scenario"]) == {""}
    table = gap_table(study("africa").assume(**KENYA))
    assert table["scenario"].to_dict() == {
        pillar: "hotline=KEN:2013" if pillar == "technical" else "" for pillar in table.index
    }


def test_what_was_published_rests_on_no_assumed_status(study):
    usual, assumed = (
        assess_pillar(each, "technical") for each in (study(), study().assume(**KENYA))
    )
    assert (assumed.scenario, assumed.to_add) == ("", usual.to_add)
    assert assumed.evidence("hotline", "named")["yes"].key == (
        "world.2014.hotline.named.hotline=KEN:2013.yes"
    )


@pytest.mark.parametrize(
    ("rule", "low", "high"),
    [
        ("equal", (82.5 + 21.5) / 2, (83.5 + 22.5) / 2),
        ("two_to_one", (2 * 82.5 + 21.5) / 3, (2 * 83.5 + 22.5) / 3),
        ("both", 82.5 + 21.5 - 100, 22.5),  # the Fréchet bounds
        ("either", 82.5, 100),
    ],
)
def test_another_rule_makes_another_baseline_and_gap_of_the_goal(study, rule, low, high):
    goal = assess_goal(study().assume(rule=rule))
    assert (100 * goal.baseline.low, 100 * goal.baseline.high) == pytest.approx((low, high))
    assert (100 * goal.points.low, 100 * goal.points.high) == pytest.approx((80 - high, 80 - low))
    children = goal.study.children_of(goal.study.register.world)
    assert goal.gap_children.high == pytest.approx((0.8 - low / 100) * children)
    assert goal.points.scenario == f"rule={rule}"
    assert goal.points.sources[-2:] == tuple(
        f"itu-connect2020: pillars.{pillar}.baseline" for pillar in ("legal", "technical")
    )
    # What reconciles the published figures speaks of the published ones still.
    usual = assess_goal(study())
    assert (goal.published, goal.weight_at_baseline) == (usual.baseline, usual.weight_at_baseline)
    assert repr(goal).startswith(f"<GoalAssessment connect2020, 2014, rule={rule}: ")


def test_assumptions_may_be_stated_at_once_or_one_after_the_other(study):
    at_once = study().assume(hotline={"KEN": 2013, "NAM": "no"}, denominator="icmec")
    one_by_one = study().assume(denominator="icmec").assume(hotline={"NAM": "no"})
    one_by_one = one_by_one.assume(hotline={"Kenya": 2013})
    assert at_once.scenario() == one_by_one.scenario()
    assert at_once.scenario() == "denominator=icmec+hotline=KEN:2013,NAM:no"
    pd.testing.assert_series_equal(at_once.status("hotline"), one_by_one.status("hotline"))
    assert at_once.assume(hotline={"KEN": "unknown"}).scenario() == (
        "denominator=icmec+hotline=KEN:unknown,NAM:no"
    )
    assert at_once.assume(denominator=None).scenario() == "hotline=KEN:2013,NAM:no"
    assert at_once.assume(hotline={}).scenario() == at_once.scenario()
    assert at_once.at("europe").scenario() == at_once.scenario()


def test_a_study_opened_with_an_assumption_is_one_that_assumes_it(study):
    options = {"denominator": "icmec", "confidence": "low", "holds_for": 5, "rule": "both"}
    opened, assumed = study(**options), study().assume(**options)
    assert repr(opened) == repr(assumed)
    assert opened.scenario() == assumed.scenario()
    assert study().assume(vintage="WPP2022").children.equals(study(vintage="WPP2022").children)


def test_what_is_said_of_a_state_counts_before_its_region(study):
    for said in ({"africa": "yes", "KEN": "no"}, {"KEN": "no", "africa": "yes"}):
        africa = study("africa").assume(hotline=said)
        cover = africa.coverage("hotline")
        assert (cover.yes, cover.no, cover.unknown) == (43, 1, 0)
        assert africa.scenario() == "hotline=africa:yes,KEN:no"
        assert profile(africa.at("KEN")).statuses_known.scenario == "hotline=KEN:no"


def test_a_study_shows_what_it_assumes(study):
    asked = study().assume(rule="equal", hotline={"KEN": 2013})
    assert repr(asked) == (
        "<Study: World, 2014, connect2020, WPP2012, rule='equal', hotline=KEN:2013>"
    )
    shown = asked.to_frame()["study"]
    assert shown["assumed: hotline"] == "KEN:2013"
    assert shown["the goal's baseline is"] == "Equal weights"
    assert not [row for row in study().to_frame().index if "assumed" in row]


def test_what_is_left_open_starts_from_what_is_assumed(study):
    found = uncertainty(study("africa").assume(**KENYA))
    assert found.held("technical.to_add").key == (
        "africa.2014.technical.named.evidence.hotline=KEN:2013+open=none.to_add"
    )
    usual = uncertainty(study("africa"))
    assert found.held("technical.to_add").high == usual.held("technical.to_add").high - 1


def test_totals_that_contradict_an_assumption_fit_no_list_of_states(study):
    # China's children alone are more than the share that the source counted.
    implied = implied_by_totals(study().assume(hotline={"CHN": "yes"}), "technical")
    assert implied.fitting == ()
    number = implied.named["readings_fitting"]
    assert (number.estimate, number.scenario) == (Estimate.exact(0), "hotline=CHN:yes")
    assert number.sources[0] == "itu-connect2020: pillars.technical.baseline"


def test_a_count_of_a_group_yields_to_what_is_assumed_of_its_members(study):
    asked = study("arab-states").assume(hotline={"arab-states": "no"})
    cover = asked.coverage("hotline", strength="group")
    assert (cover.no, cover.told.high, cover.untold) == (cover.total, 0, 0)
    assert observe_coverage(asked, "hotline")["share_of_countries"].high == 0


def test_a_page_says_first_what_it_assumes(study):
    asked = study("africa").assume(**KENYA, holds_for=5)
    gaps = assess_pillars(asked)
    kenya = asked.at("KEN")
    world = study().assume(rule="equal", confidence="low", denominator="icmec")
    said = [
        about_place(asked),
        about_pillar(gaps[1]),
        about_place(kenya, profile(kenya)),
        about_pillar(assess_pillar(kenya, "technical")),
    ]
    for sentences in said:
        assert say(sentences[0]) == (
            "Assumed in what follows, and told by no source: a yes holds for 5 years after it was last "
            "seen; Hotline or reporting portal: Kenya since 2013."
        )
    assert "by the evidence and what is assumed" in " ".join(map(say, about_area(asked, gaps)))
    hotline = headline_of_state(profile(kenya)).tiles[2]
    assert list(map(say, hotline.messages())) == ["Hotline or reporting portal", "yes", "assumed"]
    assert "is assumed, and by no evidence: yes" in " ".join(map(say, said[3]))
    told = about_place(world) + about_world(world, assess_pillars(world), assess_goal(world))
    first, goal, *_ = (say(each).replace("\N{NO-BREAK SPACE}", " ") for each in told)
    assert "196 countries reviewed by ICMEC; the goal's baseline follows" in first
    assert "low confidence counts too" in first
    assert "52.5 % of children" in goal
    assert "the source itself prints 62 %" in goal
    # Where nothing is assumed, or of nobody in the area, nothing is said of it.
    europe = study("europe").assume(**KENYA)
    for usual in (study("africa"), europe):
        assert "ssumed" not in " ".join(map(say, about_area(usual, assess_pillars(usual))))


def test_charts_say_what_they_assume(study):
    africa = study("africa").assume(**KENYA)
    kenya = africa.at("KEN")

    def notes(ax):
        return " ".join(text.get_text() for text in [*ax.texts, *ax.figure.texts]).replace(
            "\n", " "
        )

    assert "Assumed: Hotline or reporting portal: Kenya since 2013." in notes(
        standing_chart(gap_table(africa))
    )
    assert "Assumed: Hotline or reporting portal: Kenya since 2013." in notes(
        carriers_chart(carriers(africa, "hotline"))
    )
    europe = study("europe").assume(**KENYA)
    assert "Assumed: statuses of states outside this area." in notes(
        regions_chart(by_region(europe, "hotline"))
    )
    assert "yes (assumed)" in description(status_chart(profile(kenya).status))
    assert "Assumed: Hotline or reporting portal: Kenya since 2013." in notes(
        peers_chart(profile(kenya).peers)
    )
    assert "ssumed" not in notes(standing_chart(gap_table(study("africa"))))


@pytest.mark.parametrize(
    ("assumed", "parts"),
    [
        ({"hotlines": {"KEN": 2013}}, ["'hotlines'", "Did you mean hotline?"]),
        ({"area": "africa"}, ["'area'", "vintage, denominator, rule", "hotline"]),
        ({"hotline": "KEN"}, ["'KEN'", '{"KEN": 2013}']),
        ({"hotline": {"Kenia": 2013}}, ["'Kenia'", "Did you mean Kenya (KEN)"]),
        ({"hotline": {"KEN": "maybe"}}, ["'maybe'", "Kenya", "yes, no, unknown"]),
        ({"hotline": {"KEN": 213}}, ["213", "from 1900 to 2024"]),
        ({"hotline": {"KEN": 20113}}, ["20113", "from 1900 to 2024"]),
        ({"hotline": {"KEN": True}}, ["True", "Kenya"]),
        ({"hotline": {"KEN": 2013.0}}, ["2013.0", "Kenya"]),
        ({"hotline": {"KEN": 2012, "Kenya": 2013}}, ["Kenya stands there twice"]),
        ({"rule": "mean"}, ["'mean'", "two_to_one, equal, both, either"]),
        ({"rule": "attainment"}, ["no share of children", "two_to_one"]),
        ({"rule": ["equal"]}, ["no rule", "two_to_one"]),
        ({"denominator": 196}, ["196", "member_states, icmec"]),
        ({"denominator": ["icmec"]}, ["no denominator", "member_states, icmec"]),
        ({"vintage": "WPP2019"}, ["'WPP2019'", "WPP2012, WPP2022"]),
        ({"confidence": "sure"}, ["'sure'", "high, medium, low"]),
        ({"holds_for": -1}, ["-1", "0 or more"]),
    ],
)
def test_what_can_t_be_assumed_is_told(study, refuses, assumed, parts):
    with refuses(CopcalcError, *parts):
        study().assume(**assumed)
