"""What is left open: every source alone, all at once, and what a number hangs on."""

from dataclasses import replace

import pytest

from copcalc.assessment import assess_goal, assess_pillar, carry, uncertainty
from copcalc.errors import CopcalcError
from copcalc.measure import ChildShare, CountryShare, Estimate

# Children of the Member States with a number in 2014 and 2020, by vintage.
CHILDREN = {
    "WPP2012": (2_234_568_547, 2_311_501_716),
    "WPP2022": (2_300_702_678, 2_378_254_369),
}


def gap_in_children(study):
    return assess_goal(study).gap_children


def ends(estimate):
    return estimate.low, estimate.high


@pytest.fixture(scope="module")
def world(study):
    return uncertainty(study())


def test_the_goal_s_gap_in_children_carries_the_rounding_and_the_population(study):
    found = carry(study(), gap_in_children)
    old, new = (now for now, _ in CHILDREN.values())
    assert ends(found.default) == pytest.approx((0.175 * old, 0.185 * old))
    assert ends(found.held) == pytest.approx((0.18 * old, 0.18 * old))
    assert ends(found.alone["rounding"]) == ends(found.default)
    assert ends(found.alone["vintage"]) == pytest.approx((0.18 * old, 0.18 * new))
    assert ends(found.together) == pytest.approx((0.175 * old, 0.185 * new))
    assert found.together.value == found.default.value
    assert found.matters == ("rounding", "vintage")


def test_the_gap_in_children_of_the_target_year_carries_them_too(world):
    found = world.carried["goal.children_to_reach"]
    worst = [
        0.8 * then - share * now for now, then in CHILDREN.values() for share in (0.615, 0.625)
    ]
    assert ends(found.together) == pytest.approx((min(worst), max(worst)))


def test_countries_still_to_come_carry_the_number_of_countries_meant(world):
    # 90 % of 193 and 196 are 174 and 177 countries, 69 % of them 133 or 134, and 135 or 136.
    legal = world.carried["legal.to_add"]
    assert (ends(legal.alone["denominator"]), ends(legal.together)) == ((41, 42), (40, 42))
    # 70 % are 136 and 138 countries, and 51 had a hotline.
    technical = world.carried["technical.to_add"]
    assert (technical.default, technical.together) == (Estimate.exact(85), Estimate(85, 87, 85))
    assert technical.matters == ("denominator",)


def test_shares_stay_shares_of_what_they_are(world):
    assert isinstance(world.carried["legal.baseline"].together, CountryShare)
    assert isinstance(world.carried["legal.children"].together, ChildShare)


@pytest.mark.parametrize("area", ["africa", "world", "KEN"])
def test_bounds_by_evidence_carry_how_sure_it_has_to_be(study, area):
    asked = study(area, year=2016)
    found = carry(asked, lambda s: assess_pillar(s, "legal").baseline)
    by = [
        asked.coverage("national_law", strength=strength, confidence=confidence).countries
        for strength in ("named", "group")
        for confidence in ("high", "medium", "low")
    ]
    assert ends(found.together) == (min(b.low for b in by), max(b.high for b in by))
    # What is unknown is no matter of choice.
    assert carry(asked, lambda s: assess_pillar(s, "legal").baseline, sources=()).together == (
        found.default
    )


def test_evidence_about_groups_is_left_open_by_a_study_that_counts_it(spain_by_group):
    by_name = spain_by_group("europe")
    by_group = replace(by_name, strength="group")
    found = carry(by_group, lambda s: s.coverage("hotline").countries, sources=("strength",))
    # Without it one state less is known to have one.
    assert found.default.low == pytest.approx(found.together.low + 1 / 46)
    assert ends(found.together) == ends(by_name.coverage("hotline").countries)
    assert found.matters == ("strength",)


@pytest.mark.slow
@pytest.mark.parametrize("area", ["world", "europe"])
def test_whatever_more_is_left_open_never_narrows_a_number(study, area):
    more = uncertainty(study(area))
    for chosen in (("rounding",), ("rounding", "vintage"), ("confidence", "denominator")):
        for key, found in uncertainty(study(area), sources=chosen).carried.items():
            widest = more.carried[key].together
            assert widest.low <= found.together.low <= found.together.high <= widest.high
            for alone in found.alone.values():
                assert found.together.low <= alone.low <= alone.high <= found.together.high


@pytest.mark.parametrize(
    ("sources", "low", "high", "vintage"),
    [
        ((), 0.18, 0.18, "WPP2012"),
        (("rounding", "denominator"), 0.175, 0.185, "WPP2012"),
        (("vintage", "denominator"), 0.18, 0.18, "WPP2022"),
        (("vintage", "rounding"), 0.175, 0.185, "WPP2022"),
    ],
)
def test_the_sources_that_are_chosen_are_carried_in_every_combination(
    study, sources, low, high, vintage
):
    found = carry(study(), gap_in_children, sources=sources)
    assert ends(found.together) == pytest.approx(
        (low * CHILDREN["WPP2012"][0], high * CHILDREN[vintage][0])
    )
    assert tuple(found.alone) == sources


def test_what_a_study_assumes_is_one_of_its_alternatives(study):
    newer = carry(study(vintage="WPP2022", denominator="icmec"), gap_in_children)
    assert newer.default.value == pytest.approx(0.18 * CHILDREN["WPP2022"][0])
    assert ends(newer.together) == ends(carry(study(), gap_in_children).together)


def test_a_denominator_that_the_figures_contradict_can_t_have_been_meant(study):
    asked = study()
    framework = asked.framework

    def with_count(n):
        member_states, icmec = framework.denominators
        denominators = [member_states, icmec.model_copy(update={"count": n})]
        changed = framework.model_copy(update={"denominators": denominators})
        found = carry(replace(asked, framework=changed), lambda s: assess_pillar(s, "2").to_add)
        assert uncertainty(replace(asked, framework=changed)).observations()
        return ends(found.together)

    # 51 countries are 26 % of 193 to 200; of 7 countries none are 69 %.
    assert with_count(200) == (85, 140 - 51)
    assert with_count(201) == with_count(7) == (85, 85)


def test_a_source_matters_that_changes_a_number_only_together_with_another(study):
    # 79 % of 193 are 152 or 153 countries, of 196 they are 154 to 156; 90 % are 174 and 177.
    asked = study()
    legal, *others = asked.framework.pillars
    share = legal.baseline.countries.model_copy(update={"percent": 79})
    baseline = legal.baseline.model_copy(update={"countries": share})
    pillars = [legal.model_copy(update={"baseline": baseline}), *others]
    framework = asked.framework.model_copy(update={"pillars": pillars})
    found = carry(replace(asked, framework=framework), lambda s: assess_pillar(s, "legal").to_add)
    assert (ends(found.default), ends(found.together)) == ((21, 22), (21, 23))
    assert found.alone["denominator"] == found.held == Estimate.exact(22)
    assert found.matters == ("rounding", "denominator")


def test_a_number_that_can_t_be_told_carries_nothing(study):
    assert carry(study(), lambda s: assess_pillar(s, "3").points) is None


def test_a_reading_that_has_no_such_number_is_left_out(study):
    def only_old(asked):
        return gap_in_children(asked) if asked.vintage == "WPP2012" else None

    assert carry(study(), only_old).together == carry(study(), only_old).default


def test_an_unknown_source_is_refused(study, refuses):
    with refuses(CopcalcError, "sources", "'weather'", "rounding, denominator, vintage"):
        carry(study(), gap_in_children, sources=("weather",))


def test_the_leading_numbers_of_the_world(world, sound):
    frame = world.to_frame()
    assert list(frame.index)[:3] == [
        "goal.points",
        "goal.gap_children",
        "goal.children_to_reach",
    ]
    assert frame.at["legal.to_add", "of"] == "Legal measures"
    assert frame.at["goal.points", "of"] == world.study.framework.goal.name
    # The rounding alone, the other number of countries alone, and both.
    legal = frame.loc["legal.to_add"]
    ends = [
        legal[f"{part}_{end}"] for part in ("rounding", "denominator") for end in ("low", "high")
    ]
    assert ends == [40, 41, 41, 42]
    assert legal["hangs_on"] == "rounding; denominator"
    assert frame.cells().at["legal.to_add", "rounding"].scenario == "open=rounding"
    # 34 and 1 of 193 states by name; with evidence of any confidence, and of high confidence only.
    forensics = frame.loc["organisational.forensics"]
    assert forensics["held_low"] == pytest.approx(34 / 193)
    assert forensics["held_high"] == pytest.approx(192 / 193)
    assert forensics["together_low"] < forensics["held_low"]
    numbers = sound(world.observations())
    assert numbers["world.2014.legal.published.open=all.to_add"].high == 42
    assert world.held("legal.to_add").estimate == Estimate.exact(41)
    assert world.together("legal.to_add").sources == world.leading["legal.to_add"].sources


@pytest.mark.slow
def test_every_kind_of_area_has_its_leading_numbers(study):
    for area, year in (("VAT", 2014), ("world", 2022), ("NAM", 2024)):
        found = uncertainty(study(area, year=year, vintage="WPP2022"))
        assert "legal.to_add" in found.carried
        assert not any(key.startswith("goal") for key in found.carried)
        assert len(found.to_frame()) == len(found.observations()) / 2 == len(found.leading)
