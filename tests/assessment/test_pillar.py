import pytest

from copcalc.assessment import assess_pillar, assess_pillars
from copcalc.errors import FrameworkError
from copcalc.measure import ChildShare, CountryShare, Estimate, Unmeasured

ASKED = [
    (area, year, vintage)
    for area in ("world", "africa", "NAM", "VAT")
    for year, vintage in [
        (2012, "WPP2012"),
        (2014, "WPP2012"),
        (2014, "WPP2022"),
        (2016, "WPP2012"),
        (2020, "WPP2012"),
        (2022, "WPP2022"),
    ]
]


def ends(estimate):
    return estimate.low, estimate.high


def test_the_legal_baseline_is_21_points_and_40_or_41_countries_short(study, sound):
    legal = assess_pillar(study(), "legal")
    assert (legal.basis, legal.target_count.value) == ("published", 174)
    assert ends(legal.points) == pytest.approx((0.205, 0.215))
    assert ends(legal.count) == (133, 134)
    assert ends(legal.to_add) == (40, 41)
    assert legal.children.estimate == ChildShare(0.825, 0.835, 0.83)
    # 133 and 134 of 193 are 68.9 and 69.4 %: less than the rounding leaves open.
    assert legal.attainable.estimate == CountryShare(133 / 193, 134 / 193, 133 / 193)
    numbers = sound(legal.observations())
    attained = numbers["world.2014.legal.published.attainable_gap"].as_read()
    assert (round(attained.low, 1), round(attained.high, 1)) == (20.6, 21.1)


def test_the_technical_baseline_is_44_points_and_85_countries_short(study):
    technical = assess_pillar(study(), "2")
    assert (technical.basis, technical.target_count.value) == ("published", 136)
    assert technical.points.value == pytest.approx(0.44)
    assert technical.to_add.estimate == Estimate.exact(85)
    assert technical.attainable.estimate == CountryShare.exact(51 / 193)
    assert technical.pace.value == pytest.approx(0.44 / 6)


def test_the_published_figures_carry_their_denominators(study, sound):
    technical = assess_pillar(study(), "technical")
    numbers = sound(technical.observations())
    # 51 countries are 26 % of 193 to 200; 70 % of 196 are 138 countries.
    assert ends(technical.denominators) == (193, 200)
    key = "published.denominator=icmec.to_add"
    assert numbers[f"world.2014.technical.{key}"].value == 138 - 51
    assert round(100 * technical.attainable.value, 1) == 26.4
    # 69 % of 196 are 135 or 136 countries, 90 % are 177.
    legal = sound(assess_pillar(study(), "legal").observations())
    assert ends(legal[f"world.2014.legal.{key}"]) == (41, 42)
    assert legal["world.2014.denominator=icmec.of"].value == 196


def test_another_denominator_makes_other_countries_of_the_same_shares(study):
    legal, technical = (assess_pillar(study(denominator="icmec"), p) for p in ("1", "2"))
    assert [each.value for each in (legal.of, legal.states, legal.target_count)] == [196, 193, 177]
    assert (ends(legal.count), ends(legal.to_add)) == ((135, 136), (41, 42))
    assert technical.to_add.estimate == Estimate.exact(138 - 51)
    assert technical.attainable.estimate == CountryShare.exact(51 / 196)
    assert {each.scenario for each in technical.observations()} == {"", "denominator=icmec"}
    assert ends(technical.points) == ends(assess_pillar(study(), "2").points)


@pytest.mark.parametrize(("area", "year"), [("africa", 2014), ("world", 2016), ("NAM", 2014)])
def test_a_denominator_of_published_shares_is_none_of_evidence(study, area, year):
    asked = assess_pillar(study(area, year=year, denominator="icmec"), "legal")
    assert asked.of == asked.states
    assert asked.to_add.estimate == assess_pillar(study(area, year=year), "legal").to_add.estimate


def test_children_without_it_are_the_rest_of_the_children(study):
    asked = study()
    technical = assess_pillar(asked, "technical")
    total = asked.children_of(asked.area)
    assert ends(technical.uncovered_children) == pytest.approx((0.775 * total, 0.785 * total))


@pytest.mark.parametrize(
    ("pillar", "indicator", "yes", "no"), [("3", "forensics", 34, 1), ("4", "curriculum", 16, 4)]
)
def test_a_target_that_is_not_set_has_no_gap(study, sound, pillar, indicator, yes, no):
    result = assess_pillar(study(), pillar)
    assert result.pillar.target.state == "not_set"
    assert result.basis == "none"
    measured = {name for name, seen in result.named.items() if seen.is_measured}
    assert measured == {"states", "of", "reported", "unreported"}
    assert result.baseline.estimate == result.pace.estimate == Unmeasured("not_set")
    assert (result.reported.value, result.unreported.value) == (yes + no, 193 - yes - no)
    numbers = sound(result.observations())
    share = numbers[f"world.2014.{indicator}.named.share_of_countries"]
    assert ends(share) == pytest.approx((yes / 193, (193 - no) / 193))


def test_a_qualitative_target_has_no_gap(study, sound):
    result = assess_pillar(study(), "cooperation")
    assert result.basis == "none"
    # Nothing is to be reported on a target that is not counted; context is no evidence of its own.
    measured = [o for o in sound(result.observations()).values() if o.is_measured]
    assert [each.key for each in measured] == ["world.2014.states"]
    why = {o.estimate.reason for o in result.observations() if not o.is_measured}
    assert why == {"described"}


@pytest.mark.parametrize(
    ("area", "year"), [("africa", 2014), ("NAM", 2014), ("world", 2012), ("world", 2016)]
)
def test_elsewhere_evidence_bounds_the_baseline(study, area, year):
    for pillar, indicator in (("legal", "national_law"), ("technical", "hotline")):
        result = assess_pillar(study(area, year=year), pillar)
        known = result.coverage[indicator, "named"]
        assert result.basis == "evidence"
        assert result.baseline.estimate == known.countries
        assert result.baseline.method == "evidence"
        assert ends(result.count) == (known.yes, known.yes + known.unknown)
        assert not result.attainable.is_measured
        target = result.target.low
        assert ends(result.points) == pytest.approx(
            (target - known.countries.high, target - known.countries.low)
        )


def test_a_proxy_is_shown_and_never_used_as_the_baseline(study):
    legal = assess_pillar(study("africa"), "legal")
    assert legal.coverage["opsc", "named"].unknown == 0
    assert legal.baseline.estimate != legal.coverage["opsc", "named"].countries
    assert legal.coverage["national_law", "named"].unknown > 0
    assert legal.unreported.value == legal.coverage["national_law", "group"].unknown


def test_a_state_is_one_country_that_may_have_it(study):
    namibia = assess_pillar(study("NAM", year=2016), "technical")
    assert (namibia.states.value, namibia.target_count.value) == (1, 1)
    assert namibia.to_add.estimate == Estimate(0, 1)
    later = assess_pillar(study("NAM", year=2017), "technical")
    assert later.baseline.estimate == CountryShare.exact(1.0)
    assert later.to_add.estimate == Estimate.exact(0)
    assert later.unreported.value == 0


def test_a_state_without_children_is_still_a_country(study, sound):
    vatican = assess_pillar(study("VAT"), "technical")
    assert vatican.baseline.estimate == CountryShare(0.0, 1.0)
    assert vatican.children.estimate == vatican.uncovered_children.estimate
    assert vatican.children.estimate == Unmeasured("no_children")
    record = vatican.uncovered_children.as_record()
    assert (record["value"], record["reason"]) == (None, "no_children")
    numbers = sound(vatican.observations())
    assert numbers["VAT.2014.WPP2012.states_without_number"].value == 1


@pytest.mark.parametrize(("year", "vintage"), [(2020, "WPP2012"), (2022, "WPP2022")])
def test_from_the_target_year_on_there_is_no_pace(study, sound, year, vintage):
    technical = assess_pillar(study(year=year, vintage=vintage), "technical")
    assert technical.points.is_measured
    for each in (technical.pace, technical.pace_countries, technical.growth, technical.reduction):
        assert each.estimate == Unmeasured("target_year_reached")
    sound(technical.observations())


def test_the_pace_counts_the_years_that_are_left(study):
    technical = assess_pillar(study(year=2016), "technical")
    assert technical.pace.high == pytest.approx(technical.points.high / 4)


@pytest.mark.parametrize(("area", "year", "vintage"), ASKED)
def test_every_number_is_sound(study, sound, area, year, vintage):
    results = assess_pillars(study(area, year=year, vintage=vintage))
    assert [r.pillar.number for r in results] == [1, 2, 3, 4, 5]
    for result in results:
        for key, each in sound(result.observations()).items():
            record = each.as_record()
            assert record["key"] == key
            assert {"area", "year", "measure", "value", "low", "high", "unit", "source"} < set(
                record
            )
            assert ("reason" in record) == (record["low"] is None)


def test_regions_counts_sum_to_the_world_s(study):
    asked = study(year=2016)
    world = assess_pillar(asked, "technical").coverage
    regions = [
        assess_pillar(asked.at(region), "technical").coverage for region in asked.register.regions
    ]
    for key, cover in world.items():
        for part in ("yes", "no", "unknown", "total", "children_total"):
            assert sum(getattr(r[key], part) for r in regions) == pytest.approx(
                getattr(cover, part)
            )


def test_an_unknown_pillar_is_refused(study, refuses):
    with refuses(FrameworkError, "no pillar 'education'", "legal, technical"):
        assess_pillar(study(), "education")
