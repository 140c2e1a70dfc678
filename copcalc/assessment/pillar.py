"""Each pillar's baseline and gap, for the world as published and for any area as evidence bounds it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copcalc.assessment.number import Number, numbers_frame
from copcalc.assessment.study import Study
from copcalc.errors import MeasureError
from copcalc.framed import Framed
from copcalc.framework import Pillar, SetTarget
from copcalc.measure import (
    ChildShare,
    CountryShare,
    Coverage,
    Estimate,
    Pace,
    Share,
    countries_at_target,
    countries_to_add,
    counts_within,
    denominators_fitting,
    gap,
    over_box,
    required_pace,
)


@dataclass(frozen=True)
class PillarGap(Framed):
    """Where an area stands on one pillar.

    Parameters
    ----------
    study : Study
        The question this answers.
    pillar : Pillar
        The pillar as the framework states it.
    basis : {"published", "evidence", "none"}
        What the baseline rests on: the framework's figures (the world in the baseline year), bounds
        from evidence (any other area or year), or nothing.
    baseline : Share or None
        Baseline in the target's denominator, as a fraction.
    count : Estimate or None
        Countries at the baseline.
    from_count : CountryShare or None
        The share that whole numbers of countries make: the published count, or those that round to the
        published share, of `of` countries; for a target in countries. It lies within the rounding of the
        published share if that share and the count fit the denominator.
    children : ChildShare or None
        Baseline in children.
    points : Estimate or None
        Gap, as a fraction.
    to_add : Estimate or None
        Countries that still have to change.
    pace : Pace or None
        Yearly pace from the study's year to the target year.
    uncovered_children : Estimate or None
        Children (persons) who live in countries without it.
    coverage : dict of (str, str) to Coverage
        Evidence by indicator and strength ("named", "group"), for indicators that are direct or proxy.
    """

    study: Study
    pillar: Pillar
    basis: str
    baseline: Share | None
    count: Estimate | None
    from_count: CountryShare | None
    children: ChildShare | None
    points: Estimate | None
    to_add: Estimate | None
    pace: Pace | None
    uncovered_children: Estimate | None
    coverage: dict[tuple[str, str], Coverage]

    def __repr__(self) -> str:
        """Name pillar and area, baseline, target and gap in one line."""
        told = ", ".join(
            f"{name} {estimate}"
            for name, estimate in (
                ("baseline", self.baseline),
                ("target", self.target),
                ("gap", self.points),
            )
            if estimate is not None
        )
        basis = "" if self.basis == "none" else f", {self.basis}"
        about = f"{self.pillar.id}, {self.study.area.name}, {self.study.year}{basis}"
        return f"<PillarGap {about}: {told or 'no measure'}>"

    def to_frame(self) -> pd.DataFrame:
        """Every number of this assessment, one a row, in the unit that people read."""
        return numbers_frame(self.numbers())

    @property
    def states(self) -> int:
        """Member States in the area."""
        return len(self.study.area.states)

    @property
    def of(self) -> int:
        """Countries that shares of countries are of: the study's denominator of a published baseline."""
        return self.study.published_of if self.basis == "published" else self.states

    @property
    def target(self) -> Share | None:
        """The target as an exact share, or None where none is set."""
        return self.pillar.target.share if isinstance(self.pillar.target, SetTarget) else None

    @property
    def target_count(self) -> int | None:
        """Countries of the area at which the target is reached, or None where none is set."""
        target = self.pillar.target
        if not isinstance(target, SetTarget) or not isinstance(target.share, CountryShare):
            return None
        return countries_at_target(target.share.low, self.of, direction=target.direction)

    @property
    def unreported(self) -> int:
        """States of the area for which no direct evidence tells the status."""
        known = pd.Series(False, index=list(self.study.area.states))
        for indicator in self.pillar.indicators("direct"):
            status = self.study.status(indicator, strength="group").loc[known.index]
            known |= status != "unknown"
        return int((~known).sum())

    @property
    def denominators(self) -> tuple[int, int] | None:
        """Least and greatest number of countries for which published count and share agree."""
        return None if self.from_count is None else fitting_denominators(self.pillar)

    @property
    def reported(self) -> int:
        """States of the area whose status some direct evidence tells."""
        return self.states - self.unreported

    def numbers(self) -> list[Number]:
        """Every number of this assessment, for the record."""
        study, pillar = self.study, self.pillar
        at = f"pillars.{pillar.id}"
        published = study.framework_source(f"{at}.baseline")
        goal = study.framework_source(f"{at}.target")
        base = published if self.basis == "published" else self._evidence_source()
        people = f"{base}; {study.children_source}"
        share_unit = (
            "percent_of_children"
            if isinstance(self.baseline, ChildShare)
            else "percent_of_countries"
        )
        rows: list[tuple[str, str, Estimate | None, str, str]] = [
            (
                "states",
                "Member States in the area",
                Estimate.exact(self.states),
                "countries",
                "data/raw/member_states.csv",
            ),
        ]
        if self.basis == "published":
            rows.append(
                (
                    "of",
                    "Countries that shares are of",
                    Estimate.exact(self.of),
                    "countries",
                    study.framework_source("denominators"),
                )
            )
        if pillar.target.state != "qualitative":  # there is nothing to report on
            told = self._evidence_source()
            rows += [
                (
                    "reported",
                    "States with direct evidence",
                    Estimate.exact(self.reported),
                    "countries",
                    told,
                ),
                (
                    "unreported",
                    "States without direct evidence",
                    Estimate.exact(self.unreported),
                    "countries",
                    told,
                ),
            ]
        if isinstance(pillar.target, SetTarget):
            rows += [
                ("target", "Target", pillar.target.share, share_unit, goal),
                ("baseline", "Baseline", self.baseline, share_unit, base),
                ("gap.points", "Gap to the target", self.points, "points", f"{base}; {goal}"),
                (
                    "baseline.children",
                    "Children in countries that have it",
                    self.children,
                    "percent_of_children",
                    people if self.basis != "published" else published,
                ),
                (
                    "uncovered.children",
                    "Children in countries without it",
                    self.uncovered_children,
                    "children",
                    people,
                ),
            ]
            if self.target_count is not None:
                rows += [
                    (
                        "target.count",
                        "Countries at the target",
                        Estimate.exact(self.target_count),
                        "countries",
                        goal,
                    ),
                    ("baseline.count", "Countries at the baseline", self.count, "countries", base),
                    (
                        "gap.countries",
                        "Countries still to come",
                        self.to_add,
                        "countries",
                        f"{base}; {goal}",
                    ),
                ]
            if self.from_count is not None:
                rows += [
                    (
                        "baseline.share_of_count",
                        "Whole numbers of countries that fit the baseline, as a share",
                        self.from_count,
                        "percent_of_countries",
                        published,
                    ),
                    (
                        "gap.points_from_count",
                        "Gap, in whole numbers of countries",
                        gap(
                            self.from_count, pillar.target.share, direction=pillar.target.direction
                        ),
                        "points",
                        f"{base}; {goal}",
                    ),
                ]
            if self.pace is not None:
                years = study.framework.target_year - study.year
                pace_source = f"{base}; {goal}"
                yearly = over_box(lambda k: k / years, self.to_add) if self.to_add else None
                rows += [
                    (
                        "pace.points",
                        "Required pace",
                        self.pace.points,
                        "points_a_year",
                        pace_source,
                    ),
                    (
                        "pace.countries",
                        "Required pace in countries",
                        yearly,
                        "countries_a_year",
                        pace_source,
                    ),
                    (
                        "pace.cagr",
                        "Required growth of the covered share",
                        self.pace.cagr,
                        "percent_a_year",
                        pace_source,
                    ),
                    (
                        "pace.aarr",
                        "Required reduction of the uncovered share (AARR)",
                        self.pace.aarr,
                        "percent_a_year",
                        pace_source,
                    ),
                ]
        numbers = [Number(f"{pillar.id}.{row[0]}", *row[1:]) for row in rows]
        return numbers + self._denominator_numbers() + self._coverage_numbers()

    def _evidence_source(self) -> str:
        direct = self.pillar.indicators("direct")
        return (
            "; ".join(self.study.evidence_source(i) for i in direct)
            or "no evidence table speaks of it"
        )

    def _denominator_numbers(self) -> list[Number]:
        """Which denominators fit, and what the gap in countries is under each one declared."""
        base = self.pillar.baseline
        target = self.pillar.target
        if self.basis != "published" or base.countries is None or not isinstance(target, SetTarget):
            return []
        source = self.study.framework_source(f"pillars.{self.pillar.id}.baseline")
        numbers = []
        if self.denominators is not None:
            numbers.append(
                Number(
                    f"{self.pillar.id}.denominators",
                    "Numbers of countries for which the published count and share agree",
                    Estimate(*self.denominators),
                    "countries",
                    source,
                )
            )
        for denominator in self.study.framework.denominators:
            n = self.study.countries_of(denominator.id)
            if not isinstance(target.share, CountryShare):
                continue
            try:
                count = published_count(self.pillar, n)
            except MeasureError:
                continue  # no whole number of so many countries is the published share
            numbers.append(
                Number(
                    f"{self.pillar.id}.gap.countries_of.{denominator.id}",
                    f"Countries still to come, of {n} {denominator.name}",
                    countries_to_add(count, target.share.low, n, direction=target.direction),
                    "countries",
                    source,
                )
            )
        return numbers

    def _coverage_numbers(self) -> list[Number]:
        numbers = []
        for (indicator, strength), cover in self.coverage.items():
            evidence = self.study.evidence_source(indicator)
            name = self.study.framework.indicator(indicator).name
            people = f"{evidence}; {self.study.children_source}"
            key = f"{self.pillar.id}.evidence.{indicator}.{strength}"
            for part, label, estimate, unit, source in (
                ("yes", "known to have it", cover.told, "countries", evidence),
                ("no", "known not to", Estimate.exact(cover.no), "countries", evidence),
                ("unknown", "unknown", Estimate.exact(cover.unknown), "countries", evidence),
                (
                    "countries",
                    "share of countries",
                    cover.countries,
                    "percent_of_countries",
                    evidence,
                ),
                ("children", "share of children", cover.children, "percent_of_children", people),
                (
                    "no_children",
                    "countries without a number of children",
                    Estimate.exact(len(cover.without_children)),
                    "countries",
                    self.study.children_source,
                ),
            ):
                numbers.append(
                    Number(
                        f"{key}.{part}",
                        f"{name} ({strength} evidence): {label}",
                        estimate,
                        unit,
                        source,
                    )
                )
        return numbers


def published_count(pillar: Pillar, denominator: int) -> Estimate:
    """Countries at the published baseline: the count itself, or what the rounded share can stand for."""
    if pillar.baseline.count is not None:
        return Estimate.exact(pillar.baseline.count.value)
    assert pillar.baseline.countries is not None  # callers look first
    return counts_within(pillar.baseline.countries.countries, denominator)


def fitting_denominators(pillar: Pillar) -> tuple[int, int] | None:
    """Least and greatest number of countries for which published count and share agree, if both tell."""
    count, share = pillar.baseline.count, pillar.baseline.countries
    if count is None or share is None:
        return None
    if not count.value or not share.countries.low:
        return None  # none of any number is no countries: every denominator agrees
    return denominators_fitting(count.value, share.countries)


def figures_fit(pillar: Pillar, denominator: int) -> bool:
    """Whether published count and share agree with each other, and some count with the share."""
    try:
        if pillar.baseline.countries is not None:
            counts_within(pillar.baseline.countries.countries, denominator)
        least, most = fitting_denominators(pillar) or (denominator, denominator)
    except MeasureError:
        return False
    return least <= denominator <= most


def assess_pillar(study: Study, pillar: str | int) -> PillarGap:
    """Measure where an area stands on a pillar and how far it has to go.

    For the world in the framework's baseline year the published baseline counts. For any other area or
    year there is none, so that evidence bounds it, and the worldwide target is applied as if it were
    the area's own. A target that is not set, or qualitative, gives a result with its own numbers.

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
        for indicator in stated.indicators("direct") + stated.indicators("proxy")
        for strength in ("named", "group")
    }
    target = stated.target
    if not isinstance(target, SetTarget):
        return _without_measure(study, stated, cover)
    of_countries = target.of == "countries"
    published = stated.baseline.countries if of_countries else stated.baseline.children
    direct = stated.indicators("direct")
    count: Estimate | None = None
    from_count: CountryShare | None = None
    baseline: Share | None
    children: ChildShare | None
    if study.is_published and published is not None:
        basis, n = "published", study.published_of
        baseline = published.countries if of_countries else published.children
        children = stated.baseline.children.children if stated.baseline.children else None
        if stated.baseline.countries is not None:
            count = published_count(stated, n)
        if count is not None and of_countries:
            value = None if count.value is None else count.value / n
            from_count = CountryShare(count.low / n, count.high / n, value)
    elif direct:
        basis, n = "evidence", len(study.area.states)
        known = cover[direct[0], study.strength]
        baseline = known.countries if of_countries else known.children
        children = known.children
        most = known.yes + known.unknown
        count = Estimate(known.told.low, most, most if known.told.low == most else None)
    else:
        return _without_measure(study, stated, cover)
    if baseline is None:
        return _without_measure(study, stated, cover)
    uncovered = None
    total = study.children_of(study.area)
    if children is not None and total:
        uncovered = over_box(lambda share: (1 - share) * total, children)
    years = study.framework.target_year - study.year
    return PillarGap(
        study=study,
        pillar=stated,
        basis=basis,
        baseline=baseline,
        count=count,
        from_count=from_count,
        children=children,
        points=gap(baseline, target.share, direction=target.direction),
        to_add=countries_to_add(count, target.share.low, n, direction=target.direction)
        if count is not None and of_countries
        else None,
        pace=required_pace(baseline, target.share, years, direction=target.direction)
        if years > 0
        else None,
        uncovered_children=uncovered,
        coverage=cover,
    )


def _without_measure(
    study: Study, pillar: Pillar, cover: dict[tuple[str, str], Coverage]
) -> PillarGap:
    return PillarGap(study, pillar, "none", None, None, None, None, None, None, None, None, cover)


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
