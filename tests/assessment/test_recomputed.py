"""Every coverage, bound, gap and pace once more, from the raw files, with nothing of the package.

What is compared is the package's; what it is compared with comes from csv, fractions and a few figures of
the framework that are written out here.
"""

import csv
import math
from collections import defaultdict
from fractions import Fraction
from functools import cache

import pytest

from copcalc.assessment import assess_goal, assess_pillars
from copcalc.measure import Estimate, Unmeasured

pytestmark = pytest.mark.slow

YEARS = (2014, 2018)
VINTAGES = ("WPP2012", "WPP2022")
REGIONS = ("Africa", "Americas", "Arab States", "Asia-Pacific", "CIS", "Europe")
STATES = ("KEN", "NAM", "BRA", "CHN", "IND", "DEU", "VAT", "RUS", "THA", "USA")
AREAS = ("world", *REGIONS, *STATES)
TARGET_YEAR = 2020

# Pillar: its indicators, direct ones and proxies; target and published baselines in per cent, a count.
PILLARS = {
    "legal": (("national_law",), ("opsc",), 90, 69, 83, None),
    "technical": (("hotline",), (), 70, 26, 22, 51),
    "organisational": (("forensics",), (), None, None, None, None),
    "capacity": (("curriculum",), (), None, None, None, None),
    "cooperation": ((), (), None, None, None, None),
}
GOAL = (80, 62)
ICMEC = 196
RANKS = {
    ("named", "high"): 0,
    ("named", "medium"): 1,
    ("group", "high"): 2,
    ("group", "medium"): 3,
}


@pytest.fixture(scope="module")
def rows(raw):
    @cache
    def read(name):
        with (raw / name).open(encoding="utf-8", newline="") as file:
            return tuple(csv.DictReader(file))

    return read


@pytest.fixture(scope="module")
def evidence(raw, rows):
    """Pieces of evidence by indicator and state: answer, first and last year, before, rank."""
    counted = {
        (r["indicator"], r["kind"], r["source"])
        for r in rows("group_counts.csv")
        if r["having"] != r["members"]
    }
    pieces, had = defaultdict(list), defaultdict(dict)
    for file in sorted((raw / "evidence").glob("*.csv")):
        for r in rows(f"evidence/{file.name}"):
            if r["status"] == "yes" and r["since"]:
                earliest = had[r["indicator"]].get(r["iso3"], 9999)
                had[r["indicator"]][r["iso3"]] = min(earliest, int(r["since"]))
            strength, sure = r["strength"], r["confidence"]
            if sure == "low" or (r["indicator"], r["kind"], r["source"]) in counted:
                continue
            rank = RANKS[strength, sure]
            since, until = (int(r[k]) if r[k] else None for k in ("since", "until"))
            pieces[r["indicator"], r["iso3"]].append((r["status"], since, until, r["before"], rank))
    for r in rows("complete_lists.csv"):
        listed = {s for s, year in had[r["indicator"]].items() if year <= int(r["by"])}
        for state in {m["iso3"] for m in rows("member_states.csv")} - listed:
            pieces[r["indicator"], state].append(("no", None, int(r["until"]), "", 0))
    return pieces


@pytest.fixture(scope="module")
def status(evidence):
    @cache
    def decide(indicator, state, year, strength):
        said = defaultdict(set)
        for answer, since, until, before, rank in evidence[indicator, state]:
            if strength == "named" and rank > 1:
                continue
            begun = since is not None and since <= year
            ended = until is not None and until < year
            if answer == "yes" and begun and not ended:
                said[rank].add("yes")
            none_before = answer == "yes" and before == "no" and since is not None and not begun
            looked = answer == "no" and until is not None and (since or 0) <= year <= until
            if none_before or looked:
                said[rank].add("no")
        best = said[min(said)] if said else set()
        return best.pop() if len(best) == 1 else "unknown"

    return decide


@pytest.fixture(scope="module")
def members(rows):
    def find(area, year):
        return [
            r["iso3"]
            for r in rows("member_states.csv")
            if int(r["member_by"][:4]) <= year and area in ("world", r["itu_region"], r["iso3"])
        ]

    return find


@pytest.fixture(scope="module")
def children(rows):
    @cache
    def find(vintage, year):
        return {
            r["area"]: Fraction(r["children_thousands"]) * 1000
            for r in rows("children.csv")
            if (r["vintage"], r["year"]) == (vintage, str(year))
        }

    return find


def paces(low, high, target, years):
    """Points, growth and reduction a year over the ends of a baseline: each as least and greatest."""

    def of(p):
        if p >= target:
            return Fraction(0), 0.0, 0.0
        grown = (float(target) / float(p)) ** (1 / years) - 1 if p else math.inf
        return (target - p) / years, grown, 1 - (float((1 - target) / (1 - p))) ** (1 / years)

    return [tuple(sorted(each)) for each in zip(of(low), of(high), strict=True)]


def by_evidence(states, year, indicator, strength, status, people):
    """Counts of countries and of children by status."""
    found = {s: [] for s in ("yes", "no", "unknown")}
    for state in states:
        found[status(indicator, state, year, strength)].append(state)
    counts = {s: len(of) for s, of in found.items()}
    held = {s: sum(people.get(state, 0) for state in of) for s, of in found.items()}
    return counts, held


def expected(area, year, vintage, pillar, *, members, status, children):
    """Every number of a pillar by the end of its key, as (low, high) in fractions or counts."""
    direct, proxy, target, published, in_children, count = PILLARS[pillar]
    states, people = members(area, year), children(vintage, year)
    n, total = len(states), sum(people.get(s, 0) for s in states)
    out = {"states": (n, n)}
    for indicator in direct + proxy:
        for strength in ("named", "group"):
            counts, held = by_evidence(states, year, indicator, strength, status, people)
            key = f"evidence.{indicator}.{strength}"
            for answer, k in counts.items():
                out[f"{key}.{answer}"] = (k, k)
            known = counts["yes"], counts["yes"] + counts["unknown"]
            out[f"{key}.share_of_countries"] = tuple(Fraction(k, n) for k in known)
            covered = held["yes"], held["yes"] + held["unknown"]
            out[f"{key}.share_of_children"] = tuple(k / total for k in covered) if total else None
            without = sum(state not in people for state in states)
            out["states_without_number"] = (without, without)
    if pillar != "cooperation":
        told = sum(any(status(i, s, year, "group") != "unknown" for i in direct) for s in states)
        out["reported"], out["unreported"] = (told, told), (n - told, n - told)
    if target is None:
        return out
    goal = Fraction(target, 100)
    out["target"] = (goal, goal)
    at_target = math.ceil(goal * n)
    out["target.count"] = (at_target, at_target)
    if area == "world" and year == 2014:
        low, high = (Fraction(2 * published + d, 200) for d in (-1, 1))
        baseline = low, high
        child_share = tuple(Fraction(2 * in_children + d, 200) for d in (-1, 1))

        def possible(of):
            return (count, count) if count else (math.ceil(low * of), math.floor(high * of))

        counted = possible(n)
        share = tuple(Fraction(k, n) for k in counted)
        out["baseline.share_of_count"] = share
        out["gap.points_from_count"] = (goal - share[1], goal - share[0])
        out["of"] = (n, n)
        more = [math.ceil(goal * ICMEC) - k for k in possible(ICMEC)]
        out["denominator=icmec:gap.countries"] = (min(more), max(more))
        out["denominator=icmec:target.count"] = (math.ceil(goal * ICMEC),) * 2
        out["denominator=icmec:of"] = (ICMEC, ICMEC)
        if count:
            fitting = [d for d in range(1, 1000) if low <= Fraction(count, d) <= high]
            out["denominators"] = (min(fitting), max(fitting))
    else:
        baseline = out[f"evidence.{direct[0]}.named.share_of_countries"]
        child_share = out[f"evidence.{direct[0]}.named.share_of_children"]
        counted = tuple(int(share * n) for share in baseline)
    out["baseline"], out["baseline.count"] = baseline, counted
    out["gap.points"] = (goal - baseline[1], goal - baseline[0])
    out["baseline.children"] = child_share
    out["uncovered.children"] = (
        tuple((1 - share) * total for share in reversed(child_share)) if child_share else None
    )
    more = [max(0, at_target - k) for k in reversed(counted)]
    out["gap.countries"] = tuple(more)
    years = TARGET_YEAR - year
    points, growth, reduction = paces(*baseline, goal, years)
    out["pace.points"], out["pace.aarr"] = points, reduction
    out["pace.cagr"] = growth if growth[1] < math.inf else None
    out["pace.countries"] = tuple(Fraction(k, years) for k in more)
    return out


FIELDS = {
    "target_of_countries": "target",
    "target_count": "target.count",
    "baseline_of_countries": "baseline",
    "baseline_of_children": "baseline.children",
    "baseline_count": "baseline.count",
    "gap_points": "gap.points",
    "to_add": "gap.countries",
    "uncovered_children": "uncovered.children",
    "attainable_share": "baseline.share_of_count",
    "attainable_gap": "gap.points_from_count",
    "fitting_denominators": "denominators",
    "pace_points": "pace.points",
    "pace_countries": "pace.countries",
    "growth": "pace.cagr",
    "reduction": "pace.aarr",
}


def said_of(gap):
    """What a pillar's observations say, by the keys that `expected` gives them."""
    said = {}
    for each in gap.observations():
        if each.indicator:
            key = f"evidence.{each.indicator}.{each.strength}.{each.measure}"
        else:
            key = FIELDS.get(each.measure, each.measure)
        said[f"{each.scenario}:{key}" if each.scenario else key] = each.estimate
    return said


def agree(found, low_high, key):
    if low_high is None:
        assert isinstance(found, Unmeasured), key
    else:
        assert isinstance(found, Estimate), key
        for got, wanted in zip((found.low, found.high), low_high, strict=True):
            assert got == pytest.approx(float(wanted), rel=1e-12, abs=1e-12), key


@pytest.mark.parametrize("vintage", VINTAGES)
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("area", AREAS)
def test_every_number_of_the_pillars(study, area, year, vintage, members, status, children):
    gaps = assess_pillars(study(area, year=year, vintage=vintage))
    assert [gap.pillar.id for gap in gaps] == list(PILLARS)
    for gap in gaps:
        name = gap.pillar.id
        wanted = expected(
            area, year, vintage, name, members=members, status=status, children=children
        )
        numbers = said_of(gap)
        # Nothing that is said goes unchecked, and nothing that is expected goes unsaid.
        measured = {key for key, found in numbers.items() if isinstance(found, Estimate)}
        assert measured == {key for key, ends in wanted.items() if ends is not None}
        for key, ends in wanted.items():
            agree(numbers[key], ends, f"{area} {year} {vintage} {name}.{key}")


@pytest.mark.parametrize("vintage", VINTAGES)
def test_every_number_of_the_goal_s_gap(study, vintage, members, children):
    target, published = (Fraction(percent, 100) for percent in GOAL)
    low, high = published - Fraction(1, 200), published + Fraction(1, 200)
    now, then = (
        sum(children(vintage, year).get(s, 0) for s in members("world", year))
        for year in (2014, TARGET_YEAR)
    )
    points, growth, reduction = paces(low, high, target, TARGET_YEAR - 2014)
    wanted = {
        "baseline": (low, high),
        "target": (target, target),
        "points": (target - high, target - low),
        "gap_children": ((target - high) * now, (target - low) * now),
        "children_to_reach": (target * then - high * now, target * then - low * now),
        "pace": points,
        "growth": growth,
        "reduction": reduction,
    }
    named = assess_goal(study(vintage=vintage)).named
    for key, low_high in wanted.items():
        agree(named[key].estimate, low_high, f"{vintage} {key}")


@pytest.mark.parametrize("vintage", VINTAGES)
@pytest.mark.parametrize("year", YEARS)
def test_every_status_and_coverage_of_every_indicator(
    study, year, vintage, members, status, children
):
    asked = study(year=year, vintage=vintage)
    people = children(vintage, year)
    for indicator in (i.id for i in asked.framework.indicators):
        for strength in ("named", "group"):
            found = asked.status(indicator, strength=strength)
            wanted = {s: status(indicator, s, year, strength) for s in members("world", year)}
            assert found.to_dict() == wanted, indicator
            for region in REGIONS:
                states = members(region, year)
                counts, held = by_evidence(states, year, indicator, strength, status, people)
                area = asked.register.find(region)
                cover = asked.coverage(indicator, area=area, strength=strength)
                assert (cover.yes, cover.no, cover.unknown) == tuple(counts.values())
                assert (
                    cover.children_yes,
                    cover.children_no,
                    cover.children_unknown,
                ) == pytest.approx(tuple(map(float, held.values())))
