"""What projections hang on: each setting is a projection of its own, and the verdicts are theirs."""

from dataclasses import replace
from itertools import product

import pytest

from copcalc.assessment import assess_goal
from copcalc.assessment.adopting import outlook_of
from copcalc.assessment.hanging import sensitivities
from copcalc.assessment.projected import by_pace, project_goal, project_pillar
from copcalc.errors import FrameworkError, MeasureError
from copcalc.measure import ChildShare
from copcalc.measure.composite import mean_attainment, weighted_mean

DENOMINATORS = (None, "icmec")


@pytest.fixture(scope="module")
def found(world):
    return {each.name: each for each in sensitivities(world)}


@pytest.fixture(scope="module")
def law(found):
    return found["legal"].settings["chosen"].to_dict()


def test_as_usual_it_is_the_projection_itself(world, found):
    for pillar in ("legal", "technical"):
        usual = project_pillar(world, pillar)
        assert found[pillar].chosen.value == usual.median.value
        assert found[pillar].usual.projected == usual.projected
    assert found["goal"].rule.id == "attainment"  # the rule that fits at the printed figures
    goal = project_goal(world, "attainment").median
    assert found["goal"].chosen.value == pytest.approx(goal.value, abs=0.005)


def test_each_setting_is_a_projection_under_it(world, law):
    for model in ("no_change", "drift", "aarr", "logistic", "gompertz"):
        assert law[f"model:{model}"] == project_pillar(world, "legal", model=model).median.value
    for pace in ("icmec_no_specific_legislation", "icmec_legislation_sufficient"):
        assert law[f"pace:{pace}"] == project_pillar(world, "legal", pace=pace).median.value
    of_196 = project_pillar(world.assume(denominator="icmec"), "legal")
    assert law["denominator:icmec"] == of_196.median.value
    forecast = project_pillar(world, "legal").forecast
    assert law["rounding:least"] == forecast.low.quantile(0.5)
    assert law["rounding:greatest"] == forecast.high.quantile(0.5)
    assert law["chance:low_end"] == forecast.value.quantile(0.05)
    assert law["chance:high_end"] == forecast.value.quantile(0.95)


def test_the_level_says_how_far_chance_may_lead(world):
    (even,) = sensitivities(world, "legal", level=0.5, samples=64)
    forecast = project_pillar(world, "legal").forecast
    ends = even.settings["chosen"][["chance:low_end", "chance:high_end"]].tolist()
    assert ends == [forecast.value.quantile(0.25), forecast.value.quantile(0.75)]


def test_no_combination_of_assumptions_turns_a_verdict_on_the_world(world, found):
    shares = {"legal": [], "technical": []}
    for denominator, (pillar, medians) in product(DENOMINATORS, shares.items()):
        for each in by_pace(replace(world, denominator=denominator), pillar):
            parts = {each.forecast.low, each.forecast.value, each.forecast.high}
            medians += [part.quantile(0.5) for part in parts]
    for pillar, target in (("legal", 0.9), ("technical", 0.7)):
        told = found[pillar]
        assert (told.spread.low, told.spread.high) == pytest.approx(
            (min(shares[pillar]), max(shares[pillar]))
        )
        assert max(shares[pillar]) < target
        assert told.reaching.value == 0
        assert not told.is_reached
        assert told.turning == ()
    # Five models, of the law two counts, two denominators and three levels inside the rounding.
    assert found["legal"].combinations.value == 5 * 2 * 2 * 3
    assert found["technical"].combinations.value == 5 * 2  # one count, and a count was published
    assert found["goal"].combinations.value == 5 * 2 * 3 * 3 * 2
    assert found["goal"].reaching.value == 0


def test_the_goal_is_made_of_its_pillars_by_its_rule(world, found):
    shares, targets = found["goal"].settings["chosen"], [0.9, 0.7]
    rules = {each.rule.id: each.rule for each in assess_goal(world).rules}
    for model in ("no_change", "drift", "logistic"):
        pillars = [project_pillar(world, p, model=model) for p in ("legal", "technical")]
        parts = [ChildShare.exact(each.children_forecast.value.quantile(0.5)) for each in pillars]
        assert shares[f"model:{model}"] == pytest.approx(mean_attainment(parts, targets).value)
        if model == "logistic":
            by_weight = weighted_mean(parts, rules["two_to_one"].weights).value
            assert shares["rule:two_to_one"] == pytest.approx(by_weight)
    law, hotlines = (project_pillar(world, p) for p in ("legal", "technical"))
    ends = [
        ChildShare.exact(law.children_forecast.value.quantile(0.5)),
        ChildShare.exact(hotlines.children_forecast.value.quantile(0.95)),
    ]
    at_best = mean_attainment(ends, targets).value
    assert shares["chance-technical:high_end"] == pytest.approx(at_best)
    reached = found["goal"].settings["reached"]
    assert reached["chance-technical:high_end"] == "yes"
    assert set(reached.drop("chance-technical:high_end")) == {"no"}


def test_hotlines_hang_on_chance_and_the_law_on_its_curve(found):
    for name, factor in (("technical", "chance"), ("legal", "model"), ("goal", "chance")):
        assert found[name].swings[0].factor == factor
        widths = [each.width for each in found[name].swings]
        assert widths == sorted(widths, reverse=True)
    # Apart by more than sampling can be off.
    hotlines, law = found["technical"].variance, found["legal"].variance
    assert hotlines.at["chance", "together_low"] > hotlines.at["model", "together_high"]
    assert law.at["model", "together_low"] > law.at["chance", "together_high"]
    assert hotlines.at["denominator", "together_high"] < 0.01


def test_in_a_sum_of_shares_nothing_is_left_over(found):
    for each in found.values():
        table = each.variance
        assert table["alone_low"].sum() <= 1
        assert table["together_high"].sum() >= 1
        assert (table["alone_low"] <= table["together_high"]).all()
        assert table.filter(regex="alone|together").stack().between(0, 1).all()


def test_more_samples_agree_with_fewer_and_the_same_gives_the_same(world, found):
    (more,) = sensitivities(world, "legal", samples=4096)
    (same,) = sensitivities(world, "legal")
    assert same.observations() == found["legal"].observations()
    few, many = found["legal"].variance, more.variance
    assert (many["together"] >= few["together_low"] - 0.01).all()
    assert (many["together"] <= few["together_high"] + 0.01).all()


def test_too_few_samples_tell_no_variance_and_the_rest_is_told(world):
    (law,) = sensitivities(world, "legal", samples=2)
    assert {each.together.reason for each in law.swings} <= {"", "too_few_samples"}
    assert law.reaching.value == 0


def test_a_region_hangs_on_what_is_unknown(study):
    africa = study("africa")
    by_name = {each.name: each for each in sensitivities(africa)}
    assert list(by_name) == ["national_law", "opsc", "hotline"]
    hotlines = by_name["hotline"]
    outlook = outlook_of(africa, "hotline").within(africa.area.states).at(2020)
    shares = hotlines.settings["chosen"]
    assert shares["unknown:none_has_it"] == outlook.low.quantile(0.5)
    assert shares["unknown:all_have_it"] == outlook.high.quantile(0.5)
    surer = outlook_of(replace(africa, confidence="low"), "hotline")
    assert shares["confidence:low"] == surer.within(africa.area.states).at(2020).low.quantile(0.5)
    assert hotlines.variance["together"].idxmax() == "unknown"
    # Of the combinations half take the unknown to have it, and only they reach the target.
    assert (hotlines.combinations.value, hotlines.reaching.value) == (12, 6)
    assert [[(s.factor, s.code) for s in way] for way in hotlines.turning] == [
        [("unknown", "all_have_it")]
    ]


def test_where_all_is_known_only_chance_is_left(study):
    (parties,) = [each for each in sensitivities(study("africa")) if each.name == "opsc"]
    assert parties.is_reached
    assert parties.reaching.value == parties.combinations.value == 6
    assert parties.spread.low == parties.spread.high == parties.chosen.value
    moved = {each.factor: each.width for each in parties.swings}
    assert moved["chance"] > 0
    assert moved["strength"] == moved["confidence"] == 0
    assert parties.variance.at["chance", "alone_high"] == 1


def test_the_study_s_own_assumptions_are_where_it_stands(world):
    (of_196,) = sensitivities(world.assume(denominator="icmec"), "technical", samples=64)
    usual = project_pillar(world.assume(denominator="icmec"), "technical")
    assert of_196.chosen.value == usual.median.value
    assert of_196.chosen.scenario == "denominator=icmec"
    settings = {each.code: each for swing in of_196.swings for each in swing.settings}
    assert settings["icmec"].is_usual
    assert settings["member_states"].chosen.scenario == ""
    assert settings["drift"].chosen.scenario == "denominator=icmec"


def test_every_number_says_what_it_is(world, study, sound):
    for asked in (world, study("africa")):
        numbers = [
            seen for each in sensitivities(asked, samples=64) for seen in each.observations()
        ]
        sound(numbers)
        assert len({*numbers}) == len({seen.key for seen in numbers})
        for seen in numbers:
            row = seen.as_record()
            assert (row["level"], row["horizon"], row["clock"]) == (90, 6, 2014)
            assert row["method"]
            assert row["source"]


def test_what_can_t_be_projected_is_left_with_its_reason(world, study):
    later = sensitivities(study(year=2020))
    assert {each.reason for each in later} == {"year_reached"}
    assert all(not each.is_told and each.settings.empty for each in later)
    assert [each.reason for each in sensitivities(study("africa"), year=2014)] == [
        "year_reached"
    ] * 3
    assert sensitivities(study("KEN")) == []
    assert sensitivities(study("africa"), "goal") == []
    assert [each.name for each in sensitivities(world, "goal", samples=64)] == ["goal"]


def test_what_makes_no_sense_is_refused(world, study):
    with pytest.raises(FrameworkError, match="legl"):
        sensitivities(world, "legl")
    with pytest.raises(MeasureError, match="probability"):
        sensitivities(world, level=90)
    for area in ("world", "africa"):
        with pytest.raises(MeasureError, match="samples"):
            sensitivities(study(area), "technical", samples=1000)
