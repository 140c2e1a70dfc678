import math
import os
import subprocess
import sys
from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.errors import MeasureError
from copcalc.measure import CountryShare
from copcalc.projection.factor import Factor
from copcalc.projection.sensitivity import one_at_a_time, sensitivity, sobol

INDICES = ["first", "first_conf", "total", "total_conf"]
RULE = Factor("rule", "Rule", ("mean", "least"), ("the mean", "the least"))
VINTAGE = Factor("vintage", "Vintage", (2012, 2022))
SHARE = Factor("share", "Share", low=0.2, high=0.6)

# Results of a function of two or three factors with two to four choices each.
tables = st.lists(st.integers(2, 4), min_size=2, max_size=3).flatmap(
    lambda shape: st.lists(
        st.integers(0, 5), min_size=math.prod(shape), max_size=math.prod(shape)
    ).map(lambda values: np.array(values, dtype=float).reshape(shape))
)


def factors_of(table):
    return [Factor(f"f{i}", f"F{i}", tuple(range(n))) for i, n in enumerate(table.shape)]


def looked_up(table):
    return lambda s: table[tuple(s[f"f{i}"] for i in range(table.ndim))]


def exact_indices(table):
    """First-order and total indices from all settings, each as probable as another."""
    axes = range(table.ndim)
    first = [table.mean(axis=tuple(a for a in axes if a != i)).var() for i in axes]
    total = [table.var(axis=i).mean() for i in axes]
    return np.array(first) / table.var(), np.array(total) / table.var()


def numbers(low, high, count):
    return [Factor(f"x{i}", f"X{i}", low=low, high=high) for i in range(count)]


def values(settings):
    return np.array(list(settings.values()))


def test_the_ishigami_function_has_its_known_indices():
    a, b = 7, 0.1
    found = sobol(
        lambda s: (
            math.sin(s["x0"]) + a * math.sin(s["x1"]) ** 2 + b * s["x2"] ** 4 * math.sin(s["x0"])
        ),
        numbers(-math.pi, math.pi, 3),
        samples=2048,
        seed=3,
    )
    alone = (1 + b * math.pi**4 / 5) ** 2 / 2, a**2 / 8, 0.0
    together = 8 * b**2 * math.pi**8 / 225
    variance = sum(alone) + together
    first = np.array(alone) / variance
    total = first + np.array([together, 0, together]) / variance
    assert found["first"].to_numpy() == pytest.approx(first, abs=0.02)
    assert found["total"].to_numpy() == pytest.approx(total, abs=0.02)


def test_in_a_sum_each_factor_causes_alone_what_it_causes_at_all():
    weights = np.array([3.0, 2.0, 1.0, 0.5])
    found = sobol(lambda s: weights @ values(s), numbers(0, 1, 4), samples=2048, seed=0)
    expected = weights**2 / (weights**2).sum()
    assert found["first"].to_numpy() == pytest.approx(expected, abs=0.01)
    assert found["total"].to_numpy() == pytest.approx(expected, abs=0.01)


def test_in_a_product_factors_cause_more_together_than_alone():
    middles, halves = np.array([1.0, 0.5, 2.0]), np.array([0.8, 0.5, 0.4])
    squares, variances = middles**2, halves**2 / 3
    factors = [
        Factor(f"x{i}", f"X{i}", low=m - h, high=m + h)
        for i, (m, h) in enumerate(zip(middles, halves, strict=True))
    ]
    found = sobol(lambda s: values(s).prod(), factors, samples=2048, seed=1)
    whole = (squares + variances).prod() - squares.prod()
    first = variances * squares.prod() / squares / whole
    total = variances * (squares + variances).prod() / (squares + variances) / whole
    assert (total > first).all()
    assert found["first"].to_numpy() == pytest.approx(first, abs=0.02)
    assert found["total"].to_numpy() == pytest.approx(total, abs=0.02)


@given(tables)
def test_choices_have_the_indices_that_all_settings_give(table):
    found = sobol(looked_up(table), factors_of(table), samples=1024, seed=5)
    if table.var() == 0:
        assert (found[INDICES] == 0).all(axis=None)
        return
    first, total = exact_indices(table)
    assert found["first"].to_numpy() == pytest.approx(first, abs=0.08)
    assert found["total"].to_numpy() == pytest.approx(total, abs=0.08)
    assert (found["total"] <= 1.08).all()


@given(tables, st.integers(0, 2), st.integers(0, 5))
def test_a_factor_that_does_nothing_has_no_index_at_all(table, place, seed):
    factors = factors_of(table)
    factors.insert(place, Factor("idle", "Idle", ("a", "b", "c")))
    found = sobol(looked_up(table), factors, samples=512, seed=seed)
    assert (found.loc["idle", INDICES] == 0).all()


@given(tables, st.sampled_from([0.01, -3, 1e6, 1e-300, 1e300]), st.sampled_from([0, 100, -1e4]))
def test_the_unit_and_the_zero_of_a_result_do_not_matter(table, unit, zero):
    before, after = (
        sobol(looked_up(t), factors_of(table), samples=64, seed=2)
        for t in (table, unit * (zero + table))
    )
    assert after.to_numpy() == pytest.approx(before.to_numpy(), abs=1e-6)


@pytest.mark.parametrize("constant", [0.0, 0.1, -1e300])
def test_of_a_result_that_never_changes_nothing_is_a_cause(constant):
    found = sobol(lambda s: constant, [RULE, SHARE], samples=16, seed=0)
    assert found.index.tolist() == ["rule", "share"]
    assert (found[INDICES] == 0).all(axis=None)


def test_rounding_of_floats_is_no_cause():
    terms = {"up": (0.1, 0.2, 0.3), "down": (0.3, 0.2, 0.1)}
    assert sum(terms["up"]) != sum(terms["down"])
    order = Factor("order", "Order", tuple(terms))
    found = sobol(lambda s: sum(terms[s["order"]]), [order], samples=16, seed=0)
    assert (found[INDICES] == 0).all(axis=None)


def test_the_interval_narrows_with_more_samples_and_holds_what_is_known():
    few, many = (
        sobol(lambda s: 2 * s["x0"] + s["x1"], numbers(0, 1, 2), samples=n, seed=4)
        for n in (64, 4096)
    )
    assert (many["total_conf"] < few["total_conf"] / 4).all()
    assert (abs(many["total"] - [0.8, 0.2]) <= 2 * many["total_conf"]).all()


@pytest.mark.parametrize("seed", [0, 7])
def test_the_same_seed_gives_the_same_bytes_and_says_nothing(seed, capsys):
    def once(state):
        np.random.seed(state)  # noqa: NPY002 - the seed that must not matter
        found = sobol(lambda s: s["x0"] ** 2 + s["x1"], numbers(0, 1, 2), samples=64, seed=seed)
        return found.to_numpy().tobytes()

    assert once(1) == once(2)
    other = sobol(lambda s: s["x0"] ** 2 + s["x1"], numbers(0, 1, 2), samples=64, seed=seed + 1)
    assert other.to_numpy().tobytes() != once(1)
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
def test_another_process_gives_the_same_bytes():
    code = (
        "from copcalc import Factor, sobol\n"
        "fs = [Factor(n, n, ('a', 'b', 'c')) for n in 'xyz']\n"
        "f = lambda s: 3 * (s['x'] == 'a') + (s['y'] == s['z'])\n"
        "print(sobol(f, fs, samples=128, seed=0).to_numpy().tobytes().hex())"
    )
    hexes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for hash_seed in ("0", "1")
    }
    assert len(hexes) == 1


def test_no_settings_are_computed_twice():
    seen = []

    def function(settings):
        seen.append(tuple(settings.values()))
        settings.clear()  # what a function does to its settings stays with it
        return float(len(seen[-1][0]) + seen[-1][1])

    sobol(function, [RULE, VINTAGE], samples=256, seed=0)
    assert sorted(seen) == sorted(product(RULE.choices, VINTAGE.choices))
    seen.clear()
    one_at_a_time(function, [RULE, VINTAGE], {"rule": "mean", "vintage": 2012})
    assert sorted(seen) == [("least", 2012), ("mean", 2012), ("mean", 2022)]


def test_settings_that_equal_each_other_stay_apart():
    mixed = Factor("mixed", "Mixed", (1, True, "1"), ("one", "true", "text"))
    table = one_at_a_time(
        lambda s: [int, bool, str].index(type(s["mixed"])), [mixed], {"mixed": True}
    )
    assert table.loc["mixed"].tolist() == ["Mixed", 0, 2, "one", "text", 1]


def test_choices_may_be_what_no_dict_can_hold():
    lists = Factor("lists", "Lists", ([1], [2, 3]))
    table = one_at_a_time(lambda s: sum(s["lists"]), [lists], {"lists": [2, 3]})
    assert table.loc["lists", ["low", "high", "low_label", "high_label"]].tolist() == [
        1, 5, "[1]", "[2, 3]",
    ]  # fmt: skip
    assert sobol(lambda s: sum(s["lists"]), [lists], samples=16, seed=0).at["lists", "total"] > 0.5


@given(tables, st.data())
def test_one_at_a_time_sees_what_each_row_of_settings_gives(table, data):
    factors = factors_of(table)
    centre = [data.draw(st.integers(0, n - 1)) for n in table.shape]
    found = one_at_a_time(
        looked_up(table), factors, {f.id: c for f, c in zip(factors, centre, strict=True)}
    )
    for i, factor in enumerate(factors):
        line = table[tuple(slice(None) if j == i else c for j, c in enumerate(centre))]
        row = found.loc[factor.id]
        assert (row["low"], row["high"]) == (line.min(), line.max())
        assert (line[int(row["low_label"])], line[int(row["high_label"])]) == (
            line.min(),
            line.max(),
        )
        assert row["low"] <= row["centre"] == table[tuple(centre)] <= row["high"]


@given(tables, st.data())
def test_one_call_tells_what_both_tell(table, data):
    factors = factors_of(table)
    centre = {f.id: data.draw(st.sampled_from(f.choices)) for f in factors}
    seen = []

    def function(settings):
        seen.append(tuple(settings.values()))
        return looked_up(table)(settings)

    found = sensitivity(function, factors, centre, samples=64, seed=3)
    assert len(seen) == len(set(seen))
    alone = one_at_a_time(looked_up(table), factors, centre)
    together = sobol(looked_up(table), factors, samples=64, seed=3)
    assert found.columns.tolist() == [*alone, *together]
    assert found[alone.columns].equals(alone)
    assert found[together.columns].equals(together)


def test_of_a_number_its_bounds_and_its_centre_are_tried():
    found = one_at_a_time(lambda s: -((s["share"] - 0.5) ** 2), [SHARE], {"share": 0.5})
    assert found.loc["share"].tolist() == ["Share", pytest.approx(-0.09), 0, "0.2", "0.5", 0]


def test_one_at_a_time_does_not_see_what_factors_do_together():
    both = [Factor(i, i.upper(), (-1, 1)) for i in "ab"]
    alone = one_at_a_time(lambda s: s["a"] + s["a"] * s["b"], both, {"a": -1, "b": -1})
    assert alone["high"].tolist() == [0, 0]
    shared = sobol(lambda s: s["a"] * s["b"], both, samples=256, seed=0)
    assert shared["first"].abs().max() < 0.1
    assert shared["total"].min() > 0.9


def test_numbers_and_choices_are_drawn_evenly():
    drawn = {"rule": [], "share": [], "vintage": []}

    def function(settings):
        for key, setting in settings.items():
            drawn[key].append(setting)
        return settings["share"]

    sobol(function, [RULE, SHARE, VINTAGE], samples=512, seed=0)
    assert min(drawn["share"]) >= 0.2
    assert max(drawn["share"]) <= 0.6
    assert np.mean(drawn["share"]) == pytest.approx(0.4, abs=0.01)
    assert drawn["rule"].count("mean") / len(drawn["rule"]) == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(
    ("factors", "part"),
    [
        ([], "there is no factor"),
        (None, "None is no factor"),
        ([RULE, "share"], "'share' is no factor"),
        ([RULE, Factor("rule", "Other", (1, 2))], "the id rule"),
        ([RULE, Factor("other", "Rule", (1, 2))], "the name Rule"),
    ],
)
def test_factors_that_can_not_be_told_apart_are_refused(factors, part, refuses):
    with refuses(MeasureError, part):
        sobol(lambda s: 1.0, factors, samples=16, seed=0)
    with refuses(MeasureError, part):
        one_at_a_time(lambda s: 1.0, factors, {"rule": "mean", "other": 1})


def test_what_can_not_be_called_is_refused(refuses):
    with refuses(MeasureError, "0.5 can't be called"):
        sensitivity(0.5, [RULE], {"rule": "mean"})


def test_yes_and_no_are_results_too():
    found = sobol(lambda s: np.bool_(s["rule"] == "mean"), [RULE, VINTAGE], samples=256, seed=0)
    assert found["total"].tolist() == pytest.approx([1, 0], abs=0.05)
    assert one_at_a_time(lambda s: True, [RULE], {"rule": "mean"}).at["rule", "centre"] == 1


@pytest.mark.parametrize(
    ("samples", "seed"),
    [(n, 0) for n in (0, 1, -4, 100, 1023, 2**21, 8.0, True, "8", None, math.nan)]
    + [(8, seed) for seed in (-1, 1.0, True, "1", None)],
)
def test_samples_that_are_no_power_of_two_are_refused(samples, seed, refuses):
    with refuses(MeasureError, str(samples), str(seed)):
        sobol(lambda s: 1.0, [RULE], samples=samples, seed=seed)


def test_samples_that_miss_what_matters_are_refused():
    rare = [Factor(i, i, tuple(range(40))) for i in "ab"]
    answers = Counter()
    for seed in range(100):
        seen = []

        def function(s, seen=seen):
            # What differs in the last digit of a float doesn't differ.
            seen.append(1.0 if s["a"] == s["b"] else (0.3, 0.1 + 0.2)[s["a"] % 2])
            return seen[-1]

        try:
            total = sobol(function, rare, samples=2, seed=seed)["total"]
        except MeasureError as error:
            answer = error.what
        else:
            answer = "none" if (total == 0).all() else "some"
        answers[answer, max(seen) > 0.5] += 1
    assert set(answers) == {
        ("none", False),
        ("some", True),
        ("2 samples are too few: they miss what changes the result", True),
    }


def test_a_change_that_one_at_a_time_sees_is_not_told_to_be_none(refuses):
    rare = Factor("rare", "Rare", range(1000))
    assert (sobol(lambda s: float(s["rare"] == 7), [rare], samples=2) == 0).all(axis=None)
    with refuses(MeasureError, "2 samples are too few"):
        sensitivity(lambda s: float(s["rare"] == 7), [rare], {"rare": 0}, samples=2)


def test_the_total_of_a_small_cause_is_told_more_closely_than_what_it_causes_alone():
    found = sobol(lambda s: s["x0"] + s["x1"] / 1000, numbers(0, 1, 2))
    small = found.loc["x1"]
    assert 0 < small["total_conf"] < small["first_conf"] / 100
    assert found.equals(
        sobol(lambda s: s["x0"] + s["x1"] / 1000, numbers(0, 1, 2), samples=512, seed=0)
    )


@pytest.mark.parametrize(
    "bad", [math.nan, math.inf, -math.inf, None, "1", 1j, 10**400, CountryShare.exact(0.5)]
)
def test_a_result_that_is_no_number_is_refused_with_its_settings(bad, refuses):
    def function(settings):
        return bad if settings == {"rule": "least", "vintage": 2022} else 1.0

    with refuses(MeasureError, repr(bad), "rule = the least, vintage = 2022"):
        sobol(function, [RULE, VINTAGE], samples=64, seed=0)
    with refuses(MeasureError, repr(bad), "rule = the least, vintage = 2022"):
        one_at_a_time(function, [RULE, VINTAGE], {"rule": "least", "vintage": 2012})


@pytest.mark.parametrize(
    ("centre", "parts"),
    [
        ({"rule": "mean"}, ("no setting for share",)),
        ({"rule": "mean", "share": 0.3, "shore": 1}, ("no factor: shore",)),
        (["mean", 0.3], ("no mapping", "rule, share")),
        ({"rule": "mean", "share": True}, ("'share'", "True")),
        ({"rule": "most", "share": 0.3}, ("'rule'", "'most'", "the mean, the least")),
        ({"rule": "mean", "share": 0.7}, ("'share'", "0.7", "0.2 to 0.6")),
        ({"rule": "mean", "share": "half"}, ("'share'", "'half'")),
        ({"rule": "mean", "share": math.nan}, ("'share'", "nan")),
    ],
)
def test_a_centre_that_is_not_offered_is_refused(centre, parts, refuses):
    with refuses(MeasureError, *parts):
        one_at_a_time(lambda s: 1.0, [RULE, SHARE], centre)
