"""Each pillar's baseline and gap, for the world as published and for any area as evidence bounds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from copcalc.assessment.covered import observe_coverage
from copcalc.assessment.observation import Observation, Observed, observe
from copcalc.assessment.published import fitting_denominators, published_count
from copcalc.assessment.study import Study
from copcalc.assessment.vocabulary import MEASURES
from copcalc.errors import MeasureError
from copcalc.framework import Pillar, SetTarget
from copcalc.measure import (
    CountryShare,
    Coverage,
    Estimate,
    Share,
    Unmeasured,
    countries_at_target,
    countries_to_add,
    gap,
    over_box,
    required_pace,
    when_measured,
)

Figures = dict[str, Estimate | Unmeasured]
_REPORTED = ("reported", "unreported")

_MEASURES = {
    "reported": "reported",
    "unreported": "unreported",
    "target": "target_of_countries",
    "baseline": "baseline_of_countries",
    "points": "gap_points",
    "children": "baseline_of_children",
    "uncovered_children": "uncovered_children",
    "target_count": "target_count",
    "count": "baseline_count",
    "to_add": "to_add",
    "attainable": "attainable_share",
    "attainable_points": "attainable_gap",
    "pace": "pace_points",
    "pace_countries": "pace_countries",
    "growth": "growth",
    "reduction": "reduction",
    "denominators": "fitting_denominators",
}
"""The measure of each field of a `PillarGap`, where the target is one of countries."""


@dataclass(frozen=True)
class PillarGap(Observed):
    """Where an area stands on one pillar: each number an observation, measured or with the reason why not.

    Parameters
    ----------
    study : Study
        The question this answers.
    pillar : Pillar
        The pillar as the framework states it.
    basis : {"published", "evidence", "none"}
        What the baseline rests on: the framework's figures (the world in the baseline year), bounds
        from evidence (any other area or year), or nothing.
    states : Observation
        Member States in the area.
    of : Observation
        Countries that shares of countries are of: the study's denominator of a published baseline, or
        the area's Member States.
    reported, unreported : Observation
        States whose status some direct evidence tells, by name or group, and the others.
    target, baseline : Observation
        Shares in the target's denominator.
    points : Observation
        Gap between the two, as a fraction.
    children : Observation
        Share of children who live in countries that have it.
    uncovered_children : Observation
        Children (persons) who live in countries without it.
    target_count, count, to_add : Observation
        Countries at the target, at the baseline, and those that still have to change.
    attainable, attainable_points : Observation
        The share that whole numbers of countries make, the published count or those that round to the
        published share, and its gap. It lies within the rounding of the published share if that share
        and the count fit the denominator.
    pace, pace_countries, growth, reduction : Observation
        Yearly pace from the study's year to the target year: fraction of the denominator, countries,
        growth of the covered share (CAGR), reduction of the uncovered share (AARR).
    denominators : Observation
        Least and greatest number of countries for which published count and share agree.
    coverage : dict of (str, str) to Coverage
        Evidence by indicator and strength ("named", "group"), for indicators that are direct or proxy.
    """

    study: Study
    pillar: Pillar
    basis: str
    states: Observation
    of: Observation
    reported: Observation
    unreported: Observation
    target: Observation
    baseline: Observation
    points: Observation
    children: Observation
    uncovered_children: Observation
    target_count: Observation
    count: Observation
    to_add: Observation
    attainable: Observation
    attainable_points: Observation
    pace: Observation
    pace_countries: Observation
    growth: Observation
    reduction: Observation
    denominators: Observation
    coverage: dict[tuple[str, str], Coverage]

    @property
    def scenario(self) -> str:
        """What its baseline and gap rest on that is assumed; empty for nothing."""
        return "" if self.basis == "none" else self.to_add.scenario

    @property
    def leading(self) -> list[str]:
        """The indicator that tells which states are missing, if there is one.

        Whatever speaks for the pillar directly, unless it tells of nobody. Where the target should fall
        there is none: who lacks something unwanted carries no gap.
        """
        target = self.pillar.target
        if isinstance(target, SetTarget) and target.direction == "fall":
            return []
        indicators = self.pillar.indicators("direct", "proxy")
        known = [i for i in indicators if self.study.is_known(i)]
        return (known or indicators)[:1]

    def __repr__(self) -> str:
        """Name pillar and area, baseline, target and gap in one line."""
        told = ", ".join(
            f"{name} {seen.estimate}"
            for name, seen in (
                ("baseline", self.baseline),
                ("target", self.target),
                ("gap", self.points),
            )
            if seen.is_measured
        )
        basis = "" if self.basis == "none" else f", {self.basis}"
        about = f"{self.pillar.id}, {self.study.area.name}, {self.study.year}{basis}"
        if self.scenario:
            about += f", {self.scenario}"
        return f"<PillarGap {about}: {told or 'no measure'}>"

    def evidence(self, indicator: str, strength: str) -> dict[str, Observation]:
        """What evidence of a strength tells of the area on an indicator, by measure."""
        cover = self.coverage[indicator, strength]
        return observe_coverage(self.study, indicator, cover, strength=strength)

    @property
    def by_denominator(self) -> dict[str, dict[str, Observation]]:
        """What the gap in countries is under each declared denominator that a published share fits.

        By the denominator's id: of, target_count and to_add.
        """
        if self.basis != "published" or self.pillar.baseline.countries is None:
            return {}
        if not isinstance(self.target.estimate, CountryShare):
            return {}
        found = {}
        for denominator in self.study.framework.denominators:
            asked = replace(self.study, denominator=denominator.id)
            try:
                count = published_count(self.pillar, asked.published_of)
            except MeasureError:
                continue  # no whole number of so many countries is the published share
            figures = _in_countries(self.pillar, count, asked.published_of)
            about = _observer(asked, self.pillar, self.basis)
            found[denominator.id] = {
                "of": observe(asked, "of", Estimate.exact(asked.published_of)),
                **{name: about(name, figures[name]) for name in ("target_count", "to_add")},
            }
        return found

    def observations(self) -> list[Observation]:
        """Every observation of this assessment, each once."""
        found = super().observations()
        for named in self.by_denominator.values():
            found += named.values()
        for indicator, strength in self.coverage:
            found += self.evidence(indicator, strength).values()
        return list(dict.fromkeys(found))


def assess_pillar(study: Study, pillar: str | int) -> PillarGap:
    """Measure where an area stands on a pillar and how far it has to go.

    For the world in the framework's baseline year the published baseline counts. For any other area or
    year there is none, so that evidence bounds it, and the worldwide target is applied as if it were
    the area's own. A target that is not set, or qualitative, leaves baseline and gap unmeasured.

    Parameters
    ----------
    study : Study
        The question.
    pillar : str or int
        A pillar's id or number.

    Returns
    -------
    PillarGap
        Baseline, gap and pace, with bounds.

    Raises
    ------
    FrameworkError
        If there is no such pillar.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> legal = assess_pillar(open_study(), "legal")
    >>> [round(100 * x, 1) for x in (legal.points.low, legal.points.value, legal.points.high)]
    [20.5, 21.0, 21.5]
    """
    stated = study.framework.pillar(pillar)
    cover = {
        (indicator, strength): study.coverage(indicator, strength=strength)
        for indicator in stated.indicators("direct", "proxy")
        for strength in ("named", "group")
    }
    basis, figures = _standing(study, stated)
    about = _observer(study, stated, basis)
    states = len(study.area.states)
    reported: Figures = dict.fromkeys(_REPORTED, Unmeasured("described"))
    if stated.target.state != "qualitative":  # else there is nothing to report on
        told = _reported(study, stated)
        reported = {"reported": Estimate.exact(told), "unreported": Estimate.exact(states - told)}
    seen_states = observe(study, "states", Estimate.exact(states))
    published_of = Estimate.exact(study.published_of)
    return PillarGap(
        study=study,
        pillar=stated,
        basis=basis,
        states=seen_states,
        of=observe(study, "of", published_of) if basis == "published" else seen_states,
        coverage=cover,
        **{name: about(name, estimate) for name, estimate in (reported | figures).items()},
    )


def still_to_come(study: Study, pillar: Pillar) -> Observation:
    """Tell how many countries a pillar's target still needs, and nothing else of the pillar.

    Parameters
    ----------
    study : Study
        The question.
    pillar : Pillar
        A pillar of its framework.

    Returns
    -------
    Observation
        As `PillarGap.to_add`; where a baseline was published, it asks for no evidence.
    """
    basis, figures = _standing(study, pillar)
    return _observer(study, pillar, basis)("to_add", figures["to_add"])


def _observer(
    study: Study, pillar: Pillar, basis: str
) -> Callable[[str, Estimate | Unmeasured], Observation]:
    """Make observations of a pillar from the names of their fields."""
    of_children = pillar.target.state != "qualitative" and pillar.target.of == "children"
    measures = dict(_MEASURES)
    if of_children:
        measures |= {"target": "target_of_children", "baseline": "baseline_of_children"}

    def about(name: str, estimate: Estimate | Unmeasured) -> Observation:
        measure = measures[name]
        seen = partial(observe, study, measure, estimate, subject=pillar.id)
        if name in _REPORTED:
            return seen(strength="group")
        if basis == "none" or "baseline" not in MEASURES[measure].rests_on:
            return seen()
        return seen(method=basis, strength=study.strength if basis == "evidence" else "")

    return about


def _standing(study: Study, pillar: Pillar) -> tuple[str, Figures]:
    """What the baseline rests on, and every figure that follows, by the name of its field."""
    target = pillar.target
    if not isinstance(target, SetTarget):
        why = Unmeasured("not_set" if target.state == "not_set" else "described")
        return "none", {name: why for name in _MEASURES if name not in _REPORTED}
    basis, n, figures = _baseline(study, pillar, target)
    baseline = figures["baseline"]
    if isinstance(baseline, Unmeasured):  # what can't be told of it can't be told of the gap
        untold = {name: baseline for name in _MEASURES if name not in _REPORTED}
        return "none", untold | {"target": target.share}
    assert isinstance(baseline, Share)  # as every baseline
    total = study.children_of(study.area)

    def points(base: Share) -> Estimate:
        return gap(base, target.share, direction=target.direction)

    counted = _in_countries(pillar, figures["count"], n)
    years = study.framework.target_year - study.year
    return basis, {
        **figures,
        "target": target.share,
        "points": points(baseline),
        "uncovered_children": when_measured(
            lambda share: over_box(lambda part: (1 - part) * total, share), figures["children"]
        )
        if total
        else Unmeasured("no_children"),
        **counted,
        "attainable_points": when_measured(points, figures["attainable"]),
        **_pace(baseline, target, years, counted["to_add"]),
    }


def _baseline(study: Study, pillar: Pillar, target: SetTarget) -> tuple[str, int, Figures]:
    """What the baseline rests on, of how many countries its shares are, and its own figures."""
    base, direct, of_countries = (
        pillar.baseline,
        pillar.indicators("direct"),
        target.of == "countries",
    )
    silent = Unmeasured("not_published")
    figures: Figures = {"attainable": silent, "denominators": silent}
    if study.is_published and (base.countries if of_countries else base.children) is not None:
        n = study.published_of
        figures["children"] = base.children.children if base.children else silent
        figures["count"] = published_count(pillar, n) if base.countries else silent
        figures["baseline"] = figures["children"]
        if of_countries and base.countries:
            figures["baseline"] = base.countries.countries
            figures["attainable"] = when_measured(partial(share_of, n), figures["count"])
            if fitting := fitting_denominators(pillar):
                figures["denominators"] = Estimate(*fitting)
        return "published", n, figures
    n = len(study.area.states)
    if not direct:
        return "none", n, {"baseline": Unmeasured("no_evidence")}
    known = study.coverage(direct[0])
    most, told = known.yes + known.unknown, known.told
    figures["children"] = known.children or Unmeasured("no_children")
    figures["count"] = Estimate.between(told.low, most)
    figures["baseline"] = known.countries if of_countries else figures["children"]
    return "evidence", n, figures


def share_of(n: int, count: Estimate) -> CountryShare:
    """The share that a number of countries is of n."""
    value = None if count.value is None else count.value / n
    return CountryShare(count.low / n, count.high / n, value)


def _in_countries(pillar: Pillar, count: Estimate | Unmeasured, n: int) -> Figures:
    """Countries at the target and still to come, of so many; a target in children counts none."""
    target = pillar.target
    assert isinstance(target, SetTarget)  # callers look first
    if target.of != "countries":
        return dict.fromkeys(("target_count", "to_add"), Unmeasured("target_of_children"))
    goal, direction = target.share.low, target.direction
    return {
        "target_count": Estimate.exact(countries_at_target(goal, n, direction=direction)),
        "to_add": when_measured(lambda k: countries_to_add(k, goal, n, direction=direction), count),
    }


def _pace(baseline: Share, target: SetTarget, years: int, to_add: Estimate | Unmeasured) -> Figures:
    """What one year has to bring; there is no pace to a target year that is not to come."""
    if years <= 0:
        names = ("pace", "growth", "reduction", "pace_countries")
        return dict.fromkeys(names, Unmeasured("target_year_reached"))
    found = required_pace(baseline, target.share, years, direction=target.direction)
    return {
        "pace": found.points,
        "growth": found.cagr or Unmeasured("grows_from_zero"),
        "reduction": found.aarr,
        "pace_countries": when_measured(lambda k: over_box(lambda c: c / years, k), to_add),
    }


def _reported(study: Study, pillar: Pillar) -> int:
    """States of the area whose status some direct evidence tells."""
    known = pd.Series(False, index=list(study.area.states))
    for indicator in pillar.indicators("direct"):
        status = study.status(indicator, strength="group", states=study.area.states)
        known |= status != "unknown"
    return int(known.sum())


def assess_pillars(study: Study) -> list[PillarGap]:
    """Measure every pillar of the framework, in its order.

    Parameters
    ----------
    study : Study
        The question.

    Returns
    -------
    list of PillarGap
        One result a pillar.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> [p.basis for p in assess_pillars(open_study())]
    ['published', 'published', 'none', 'none', 'none']
    """
    return [assess_pillar(study, pillar.id) for pillar in study.framework.pillars]
