"""Which choice moves the share of children in 2020 most, on the data that are shipped."""

from functools import cache

import numpy as np
import pytest

from copcalc.measure import ChildShare
from copcalc.measure.composite import both, either, weighted_mean
from copcalc.projection.bridge import Bridge
from copcalc.projection.factor import Factor
from copcalc.projection.sensitivity import sensitivity
from copcalc.projection.series import Series
from copcalc.projection.trend import MODELS, fit_trend

FACTORS = [
    Factor("rule", "Rule", ("mean", "both", "either")),
    Factor("weight", "Weight of the law", low=0.25, high=0.75),
    Factor("denominator", "Countries", (193, 196)),
    Factor("vintage", "Children's vintage", ("WPP2012", "WPP2022")),
    Factor("model", "Trend", list(MODELS)),
    Factor("bound", "Unknown statuses", ("low", "high"), ("all without", "all with")),
    Factor("start", "First year of the trend", (2002, 2006, 2010)),
    Factor("title", "Title of the report", ("long", "short")),
]
CENTRE = {
    "rule": "mean",
    "weight": 0.5,
    "denominator": 193,
    "vintage": "WPP2012",
    "model": "logistic",
    "bound": "low",
    "start": 2006,
    "title": "long",
}


@pytest.fixture(scope="module")
def children_in_2020(study, tables):
    """Project the children with a law and a hotline at the pace of the Optional Protocol."""
    parties = tables.evidence.query("indicator == 'opsc' and status == 'yes'")
    adopted = parties["since"].astype(float)

    @cache
    def pace(model, start, denominator):
        series = Series.from_adoptions(adopted, denominator, years=range(start, 2015))
        return fit_trend(series, model)

    @cache
    def share(indicator, vintage, bound, trend):
        known = study("world", year=2014, vintage=vintage).coverage(indicator, strength="group")
        level = ChildShare.exact(getattr(known.children, bound))
        return Bridge(level, 2014, trend, indicator, "opsc").at(2020).quantile(0.5)

    def project(s):
        trend = pace(s["model"], s["start"], s["denominator"])
        shares = [share(i, s["vintage"], s["bound"], trend) for i in ("opsc", "hotline")]
        if s["rule"] == "mean":
            return weighted_mean(shares, [s["weight"], 1 - s["weight"]]).value
        return {"both": both, "either": either}[s["rule"]](shares).low

    return project


@pytest.fixture(scope="module")
def found(children_in_2020):
    return sensitivity(children_in_2020, FACTORS, CENTRE, samples=256, seed=0)


def test_what_is_unknown_and_the_rule_matter_most(found):
    assert np.isfinite(found.select_dtypes("number")).all(axis=None)
    assert set(found["total"].nlargest(2).index) == {"bound", "rule"}
    assert found.loc["bound", "total"] - found.loc["model", "total"] > found.loc[
        ["bound", "model"], "total_conf"
    ].max()  # fmt: skip
    # Together with the rule, the bound does more than alone: with all known, each rule gives nearly all.
    assert (found["total"] > found["first"]).loc[["bound", "rule"]].all()


def test_the_title_moves_nothing(found):
    nothing = found.loc["title", ["first", "first_conf", "total", "total_conf"]]
    assert (nothing == 0).all()
    assert found.loc["title", "low"] == found.loc["title", "high"] == found.loc["title", "centre"]


def test_one_at_a_time_stands_where_each_choice_leads(found, children_in_2020):
    assert (found["centre"] == children_in_2020(CENTRE)).all()
    assert ((found["low"] <= found["centre"]) & (found["centre"] <= found["high"])).all()
    for factor, low, high in (
        ("rule", "both", "either"),
        ("bound", "all without", "all with"),
        ("denominator", "196", "193"),  # the same parties are a smaller share of more countries
        ("weight", "0.25", "0.75"),  # more children live in parties than where a hotline is known
    ):
        assert found.loc[factor, ["low_label", "high_label"]].tolist() == [low, high]
    for year in FACTORS[-2].choices:
        result = children_in_2020(CENTRE | {"start": year})
        assert found.at["start", "low"] <= result <= found.at["start", "high"]
    assert found.at["model", "low_label"] == "no_change"


def test_a_factor_that_is_fixed_leaves_its_share_to_the_others(children_in_2020):
    known = [f for f in FACTORS if f.id != "bound"]

    def with_none_of_the_unknown(s):
        return children_in_2020(s | {"bound": "low"})

    centre = {f.id: CENTRE[f.id] for f in known}
    found = sensitivity(with_none_of_the_unknown, known, centre, samples=256, seed=0)
    assert found["total"].nlargest(2).index.tolist() == ["rule", "model"]
    assert found["total"].sum() > 1 - found["total_conf"].sum()
