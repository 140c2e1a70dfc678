import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_strategies import holds, inside, intervals

from copcalc.errors import DenominatorError, MeasureError
from copcalc.measure import METHODS, ChildShare, CountryShare, DatedShare, Estimate, aarr, progress

# The classes of each method, the least favourable first.
CLASSES = {
    "unicef": ["worsening", "no progress", "some progress", "on track"],
    "eurostat": ["deterioration", "limited progress", "accelerate", "on track"],
    "unsd": ["stagnation or regression", "fair progress", "target met or on track"],
}
DIRECTIONS = ("rise", "fall")
every_method = pytest.mark.parametrize("method", CLASSES)
target_shares = st.integers(20, 980).map(lambda k: ChildShare.exact(k / 1000))


def seen(*shares, start=2010, step=2):
    shares = [s if isinstance(s, ChildShare) else ChildShare.exact(s) for s in shares]
    return [DatedShare(start + step * i, share) for i, share in enumerate(shares)]


def judged(shares, target, method, direction="rise", **when):
    target = target if isinstance(target, ChildShare) else ChildShare.exact(target)
    return progress(seen(*shares, **when), target, 2020, method=method, direction=direction)


def test_the_classes_of_every_method_are_tested():
    assert list(METHODS) == list(CLASSES)


@given(
    st.floats(-0.3, 0.6),
    st.floats(0.001, 0.3),
    st.lists(st.integers(1990, 2030), min_size=2, max_size=8, unique=True),
)
def test_a_known_rate_of_reduction_is_recovered(rate, start, years):
    burden = [start * (1 - rate) ** (year - 2010) for year in years]
    assert aarr(years, burden) == pytest.approx(rate, abs=1e-9)


def test_the_rate_is_that_of_the_least_squares_line():
    # Of ln p = 0, -1, -1 in three years the slope is -1/2.
    assert aarr([1, 2, 3], [1, 2.718281828459045**-1, 2.718281828459045**-1]) == pytest.approx(
        1 - 2.718281828459045**-0.5
    )


@pytest.mark.parametrize(
    ("years", "burden"),
    [
        ([2010], [0.5]),
        ([2010, 2010], [0.5, 0.4]),
        ([2010, 2011], [0.5]),
        ([2010, 2011], [0.5, 0.0]),
        ([], []),
    ],
)
def test_a_rate_needs_two_years_and_something_left(years, burden, refuses):
    with refuses(MeasureError, "aarr", str(burden), str(years), "two different years"):
        aarr(years, burden)


# From 60 % uncovered, reduced at a constant rate for four years; 10 % a year from there would reach
# the target in the six years left.
@pytest.mark.parametrize(
    ("rate", "label"),
    [
        (0.101, "on track"),
        (0.099, "some progress"),
        (0.0051, "some progress"),
        (0.0049, "no progress"),
        (-0.0049, "no progress"),
        (-0.0051, "worsening"),
    ],
)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_unicef_compares_the_rate_of_reduction_with_the_required_one(rate, label, direction):
    burden = [0.6 * (1 - rate) ** years for years in (0, 2, 4)]
    target = burden[-1] * 0.9**6
    if direction == "rise":
        burden, target = [1 - b for b in burden], 1 - target
    verdict = judged(burden, target, "unicef", direction)
    assert verdict.label == label
    assert verdict.score.value == pytest.approx(rate)
    assert verdict.possible == (label,)
    assert not verdict.flips


# Ten years from first observation to target, growth of 5 % a year required, either way.
@pytest.mark.parametrize(
    ("ratio", "label"),
    [
        (1.5, "on track"),
        (0.951, "on track"),
        (0.949, "accelerate"),
        (0.601, "accelerate"),
        (0.599, "limited progress"),
        (0.001, "limited progress"),
        (-0.001, "deterioration"),
    ],
)
@pytest.mark.parametrize(("direction", "required"), [("rise", 0.05), ("fall", -0.05)])
def test_eurostat_divides_growth_by_the_growth_required(ratio, label, direction, required):
    first = 0.4
    last, target = first * (1 + ratio * required) ** 4, first * (1 + required) ** 10
    verdict = judged([first, 0.9, last], target, "eurostat", direction)
    assert verdict.label == label
    assert verdict.score.value == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("way", "label"),
    [
        (1.2, "target met or on track"),
        (0.951, "target met or on track"),
        (0.949, "fair progress"),
        (0.101, "fair progress"),
        (0.099, "stagnation or regression"),
        (-0.5, "stagnation or regression"),
    ],
)
@pytest.mark.parametrize(("direction", "target"), [("rise", 0.5), ("fall", 0.3)])
def test_unsd_projects_the_growth_to_the_target_year(way, label, direction, target):
    first = 0.4
    projected = first + way * (target - first)
    last = first * (projected / first) ** (4 / 10)
    verdict = judged([first, 0.9, last], target, "unsd", direction)
    assert verdict.label == label
    assert verdict.score.value == pytest.approx(way)


def test_a_score_at_its_threshold_is_in_the_better_class():
    # In binary these come to 0.9499999999999995 and 0.9500000000000001.
    first, target = 0.1, 0.9
    last = first * ((first + 0.95 * (target - first)) / first) ** (2 / 10)
    verdict = judged([first, last], target, "unsd")
    assert (verdict.label, verdict.score.value) == ("target met or on track", 0.95)
    last = 0.4 * (1 + 0.95 * 0.05) ** 4
    verdict = judged([0.4, last], 0.4 * 1.05**10, "eurostat", step=4)
    assert (verdict.label, verdict.score.value) == ("on track", 0.95)


@pytest.mark.parametrize(
    ("method", "on_track", "lost"),
    [
        ("unicef", "on track", "worsening"),
        ("eurostat", "on track", "deterioration"),
        ("unsd", "target met or on track", "stagnation or regression"),
    ],
)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_share_one_float_off_its_target_has_reached_it(method, on_track, lost, direction):
    off = math.nextafter(0.7, 0 if direction == "rise" else 1)
    worse = 0.6 if direction == "rise" else 0.8
    assert judged([off, off], 0.7, method, direction).label == on_track
    assert judged([worse, off], 0.7, method, direction).label == on_track
    assert judged([off, worse], 0.7, method, direction).label == lost


@pytest.mark.parametrize(
    ("direction", "target", "score"), [("rise", 0.9, 0.6 / 0.5), ("fall", 0.3, -0.6 / 0.1)]
)
def test_unsd_projects_to_all_at_most(direction, target, score):
    # 0.4 to 0.6 in two years would be 3.04 in 2020.
    verdict = judged([0.4, 0.6], target, "unsd", direction)
    assert verdict.score.value == pytest.approx(score)


@pytest.mark.parametrize(
    ("method", "on_track"),
    [("unicef", "on track"), ("eurostat", "on track"), ("unsd", "target met or on track")],
)
@pytest.mark.parametrize(("direction", "target"), [("rise", 0.7), ("fall", 0.9)])
def test_a_target_that_is_met_is_on_track_even_when_moving_away(
    method, on_track, direction, target
):
    moving_away = [0.85, 0.8] if direction == "rise" else [0.75, 0.8]
    assert judged(moving_away, target, method, direction).label == on_track


@pytest.mark.parametrize(
    ("method", "label"), [("eurostat", "deterioration"), ("unsd", "stagnation or regression")]
)
def test_a_target_that_was_met_and_lost_is_the_worst_class(method, label):
    verdict = judged([0.8, 0.6], 0.7, method)
    assert verdict.label == label
    assert verdict.score is None


def test_coverage_that_is_complete_is_on_track_without_a_rate():
    verdict = judged([0.8, 1.0], 1.0, "unicef")
    assert (verdict.label, verdict.score) == ("on track", None)


@every_method
@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("share", [0.1, 0.95, ChildShare(0.1, 0.95), ChildShare(0.0, 1.0, 0.5)])
def test_one_observation_tells_no_progress(method, direction, share):
    verdict = judged([share], 0.9, method, direction)
    assert verdict.label == "one observation: no progress can be told"
    assert verdict.possible == (verdict.label,)
    assert verdict.score is None
    assert not verdict.flips


@every_method
def test_a_class_that_the_rounding_decides_says_so(method):
    # 69 and 70 per cent may both be 69.5: then nothing moved at all.
    rounded = [ChildShare.published(s, step=0.01) for s in (0.69, 0.70)]
    verdict = judged(rounded, 0.75, method, start=2012)
    assert verdict.flips
    assert verdict.label in verdict.possible
    assert verdict.score.low <= verdict.score.value <= verdict.score.high


def test_classes_between_the_bounds_are_possible_too():
    # The uncovered share went from 50 % to between 55 % and 35 %, and to 50 % if the truth is 50 %.
    verdict = judged([0.5, ChildShare(0.45, 0.65, 0.55)], 0.7, "unicef", step=4)
    assert judged([0.5, 0.5], 0.7, "unicef", step=4).label == "no progress"
    assert verdict.possible == ("worsening", "no progress", "some progress", "on track")


def test_an_unknown_method_is_refused(refuses):
    with refuses(MeasureError, "progress", "'oecd'", "unicef, eurostat, unsd"):
        judged([0.5, 0.6], 0.9, "oecd")


@pytest.mark.parametrize(
    "years", [[], [2012, 2010], [2012, 2012], [2012, 2020], [2021], [2020], [2012, 2024]]
)
def test_observations_in_order_before_the_target_year_are_needed(years, refuses):
    observations = [DatedShare(year, ChildShare.exact(0.5)) for year in years]
    with refuses(MeasureError, "progress", f"{years} do not lead up to 2020", "in order"):
        progress(observations, ChildShare.exact(0.9), 2020)


@every_method
def test_progress_never_mixes_denominators(method, refuses):
    with refuses(DenominatorError, "CountryShare", "ChildShare"):
        progress(seen(0.5, 0.6), CountryShare.exact(0.9), 2020, method=method)
    mixed = [DatedShare(2010, CountryShare.exact(0.5)), *seen(0.6, start=2012)]
    with refuses(DenominatorError, "CountryShare", "ChildShare"):
        progress(mixed, CountryShare.exact(0.9), 2020, method=method)


def test_an_observation_without_a_value_is_refused(refuses):
    with refuses(MeasureError, "progress", "no value", "printed value"):
        judged([0.5, ChildShare(0.5, 0.6)], 0.9, "unicef")


def test_too_many_uncertain_observations_are_refused(refuses):
    rounded = [ChildShare.published(0.5, step=0.01)] * 13
    with refuses(MeasureError, "progress", "more than 12", "fewer uncertain"):
        judged(rounded, 0.9, "unicef", start=2000, step=1)
    assert judged(rounded[:12], 0.9, "unicef", start=2000, step=1).label == "no progress"


@pytest.mark.parametrize("method", ["eurostat", "unsd"])
def test_growth_from_zero_is_refused(method, refuses):
    with refuses(MeasureError, "progress", "share of zero has no growth rate", "'unicef'"):
        judged([0.0, 0.5], 0.9, method)


def test_a_reduction_from_nothing_left_is_refused(refuses):
    with refuses(MeasureError, "progress", "left nothing to reduce", "another method"):
        judged([1.0, 0.5], 0.9, "unicef")


@every_method
@given(
    data=st.data(),
    shares=st.lists(intervals(20, 980), min_size=2, max_size=4),
    target=target_shares,
    direction=st.sampled_from(DIRECTIONS),
)
def test_no_true_value_leads_outside_the_possible_classes(method, data, shares, target, direction):
    verdict = judged(shares, target, method, direction)
    order = CLASSES[method]
    places = [order.index(label) for label in verdict.possible]
    true = judged([inside(data.draw, share) for share in shares], target, method, direction)
    assert min(places) <= order.index(true.label) <= max(places)


@every_method
@given(
    data=st.data(),
    shares=st.lists(intervals(20, 480), min_size=2, max_size=3),
    target=st.integers(500, 980),
    direction=st.sampled_from(DIRECTIONS),
)
def test_no_true_value_scores_outside_the_bounds(method, data, shares, target, direction):
    target = ChildShare.exact(target / 1000)
    if direction == "fall":
        shares, target = [share.complement for share in shares], target.complement
    score = judged(shares, target, method, direction).score
    true = judged([inside(data.draw, share) for share in shares], target, method, direction).score
    # Beyond the whole way the ratios turn back in the first share; the class is the same there.
    up_to_one = Estimate(min(score.low, 1.0), min(score.high, 1.0))
    assert holds(up_to_one, min(true.value, 1.0))


@every_method
@given(
    shares=st.lists(intervals(20, 980), min_size=2, max_size=3),
    target=target_shares,
    direction=st.sampled_from(DIRECTIONS),
)
def test_the_worst_and_the_best_possible_class_are_attained(method, shares, target, direction):
    verdict = judged(shares, target, method, direction)
    order = CLASSES[method]
    # A share that is least favourable late is most favourable early: look at every corner.
    corners = [[]]
    for share in shares:
        corners = [[*corner, end] for corner in corners for end in (share.low, share.high)]
    attained = {judged(corner, target, method, direction).label for corner in corners}
    attained.add(judged([s.value for s in shares], target, method, direction).label)
    assert min(attained, key=order.index) == min(verdict.possible, key=order.index)
    assert max(attained, key=order.index) == max(verdict.possible, key=order.index)
    assert verdict.flips is (len(attained) > 1)


@given(st.lists(st.integers(20, 980), min_size=2, max_size=4), st.integers(20, 980))
def test_unicef_judges_a_rising_indicator_by_its_uncovered_share(shares, target):
    rising = judged([s / 1000 for s in shares], target / 1000, "unicef")
    falling = judged([(1000 - s) / 1000 for s in shares], (1000 - target) / 1000, "unicef", "fall")
    assert rising.score.value == pytest.approx(falling.score.value)


@every_method
@given(
    shares=st.lists(st.integers(20, 980), min_size=2, max_size=4),
    target=target_shares,
    more=st.integers(1, 19),
)
def test_a_better_last_observation_never_worsens_the_class(method, shares, target, more):
    order = CLASSES[method]
    plain = judged([s / 1000 for s in shares], target, method)
    better = judged([*(s / 1000 for s in shares[:-1]), (shares[-1] + more) / 1000], target, method)
    assert order.index(better.label) >= order.index(plain.label)
