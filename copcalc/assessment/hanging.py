"""What projected shares hang on: which choices there are, by published levels and by the evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd

from copcalc.assessment.adopting import (
    METHOD,
    history_of,
    lead_on,
    project_indicator,
    targeted,
)
from copcalc.assessment.ahead import IndicatorProjection, Projection
from copcalc.assessment.goal import assess_goal, combine_points
from copcalc.assessment.levers import Asked, Choice, Lever, answered, coded, position
from copcalc.assessment.paces import Paces, chance
from copcalc.assessment.projected import projections
from copcalc.assessment.published import worldwide
from copcalc.assessment.study import Study
from copcalc.assessment.swing import CHANCE, Sensitivity
from copcalc.assessment.uncertainty import ALTERNATIVES
from copcalc.data import CONFIDENCES, STRENGTHS
from copcalc.framework import Goal, Pillar
from copcalc.measure import CountryShare
from copcalc.projection.bridge import Forecast
from copcalc.projection.distribution import central
from copcalc.projection.evaluated import Settings
from copcalc.projection.forecast import LEVEL
from copcalc.projection.horizon import calendar_year
from copcalc.projection.outlook import Outlook

SAMPLES = 1024
"""Length of a sample for Sobol's indices."""


def sensitivities(
    study: Study,
    subject: str = "",
    *,
    year: int | None = None,
    level: float = LEVEL,
    samples: int = SAMPLES,
) -> list[Sensitivity]:
    """Tell what each projected share hangs on, and which choices would turn its verdict.

    Formula: the projected share is a function of what may be chosen: of the pillars' published levels their
    rounding, the number of countries that shares are of, the related count whose pace is borrowed, the model
    of that pace, and the goal's rule; of an indicator by the evidence the unknown statuses, and the evidence
    that counts. And of what nobody chooses: where in its range the pace turns out. Each of them is moved alone
    (`copcalc.one_at_a_time`), all at once for their shares of the variance (`copcalc.sobol`), and all that
    may be chosen in every combination, the pace in the middle (`copcalc.every_combination`). Of a goal each
    pillar's pace has a chance of its own.

    Parameters
    ----------
    study : Study
        The question; its year is the clock.
    subject : str, optional
        A pillar's id, or "goal"; by default all.
    year : int, optional, keyword-only
        Calendar year to project to; by default the framework's target year.
    level : float, optional, keyword-only
        Probability of the range in which the pace may turn out, between 0 and 1.
    samples : int, optional, keyword-only
        Length of a sample for the shares of the variance, a power of two.

    Returns
    -------
    list of Sensitivity
        Of the world its pillars and the goal, by published levels, where any of them can be projected; else, and
        of a region, the indicators that speak for a target in countries, by the evidence. None for a Member
        State, of which a share says nothing.

    Raises
    ------
    FrameworkError
        If there is no such subject.
    MeasureError
        If the level is not between 0 and 1, or the number of samples is no power of two.

    References
    ----------
    Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis techniques as tools for the
    quality assessment of composite indicators, Journal of the Royal Statistical Society A 168,
    doi:10.1111/j.1467-985X.2005.00350.x.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> (hotlines,) = sensitivities(open_study(), "technical")
    >>> [each.factor for each in hotlines.swings], hotlines.turning
    (['chance', 'model', 'denominator'], ())
    """
    study.framework.check_subject(subject)
    central(level)
    horizon = study.framework.target_year if year is None else calendar_year(year, "year")
    asked = _published(study, subject, horizon, level)
    if all(isinstance(each, Sensitivity) for each in asked) and study.area.kind != "state":
        by_evidence = [
            _by_evidence(study, each, horizon, level) for each in targeted(study, subject)
        ]
        asked = by_evidence or asked
    return [each if isinstance(each, Sensitivity) else answered(each, samples) for each in asked]


def _published(study: Study, subject: str, horizon: int, level: float) -> list[Asked | Sensitivity]:
    """What is asked of the pillars and the goal by published levels, which are worldwide."""
    if study.area.kind != "world":
        return []
    ahead = projections(study, year=horizon, level=level)
    pillars = {each.subject.id: each for each in ahead if not each.rule}
    paces = {name: _paces(each) for name, each in pillars.items() if each.is_projected}
    found = [
        _of_pillar(paces[name]) if name in paces else _silent(each, each.subject)
        for name, each in pillars.items()
        if subject in ("", name)
    ]
    by_rule = [each for each in ahead if each.rule]
    if by_rule and subject in ("", by_rule[0].subject.id):
        found.append(_of_goal(by_rule, pillars, paces))
    return found


def _paces(usual: Projection) -> Paces:
    in_countries = isinstance(usual.target.estimate, CountryShare)
    return Paces.of(usual, list(_denominators(usual.study)) if in_countries else [])


def _silent(projection: Projection | IndicatorProjection, subject: Pillar | Goal) -> Sensitivity:
    """The answer where nothing is projected, for the reason that the projection gives."""
    nothing = projection.projected
    return Sensitivity(
        projection.study,
        subject,
        None,
        projection,
        chosen=nothing,
        swings=(),
        combinations=nothing,
        reaching=nothing,
        spread=nothing,
        turning=(),
    )


def _of_pillar(paces: Paces) -> Asked:
    usual, study = paces.usual, paces.usual.study
    names = _denominators(study)
    choices = tuple(Choice(*names[at], at) for at in paces.denominators if at in names)
    levers = [*paces.levers(), Lever("denominator", choices, study.denominator), paces.model()]

    def made_by(settings: Settings) -> tuple[Study, dict[str, str]]:
        asked = replace(study, denominator=settings["denominator"])
        return worldwide(asked), {"method": settings["model"], "indicator": settings["pace"]}

    return Asked(usual.subject, None, usual, tuple(levers), paces.share, made_by)


def _denominators(study: Study) -> dict[str | None, tuple[str, str]]:
    """Numbers of countries that published shares can be of, the study's own first: id and name of each."""
    declared = study.framework.denominators
    names = {each.id if each.count else None: (each.id, each.name) for each in declared}
    fitting = dict.fromkeys([study.denominator, *ALTERNATIVES["denominator"](study)])
    return {each: names[each] for each in fitting if each in names}


def _of_goal(
    by_rule: Sequence[Projection], pillars: Mapping[str, Projection], paces: Mapping[str, Paces]
) -> Asked | Sensitivity:
    """The goal by any of the rules that fit; usual is one that fits at the printed figures, if any does."""
    study, goal = by_rule[0].study, by_rule[0].subject
    assert isinstance(goal, Goal)  # as a rule makes it
    combined = [pillars[each] for each in goal.combines]
    lacking = [each for each in (*by_rule, *combined) if not each.is_projected]
    if lacking:
        return _silent(replace(by_rule[0], projected=lacking[0].projected), goal)
    rules = {each.rule.id: each for each in assess_goal(study).rules if each.baseline.possible}
    fits = [name for name, each in rules.items() if each.baseline.verdict == "fits"]
    first = (fits or list(rules))[0]
    parts = [replace(paces[each], is_part=True) for each in goal.combines]
    targets = [each.target.low for each in combined]
    overlapping = any(each.rule.kind in ("both", "either") for each in rules.values())
    alone = Lever("overlap", (), 0.5)
    levers = [
        Lever("rule", tuple(Choice(k, each.rule.name, k) for k, each in rules.items()), first),
        position("overlap", 0.0, 1.0, ("least", "half", "most")) if overlapping else alone,
        *(lever for each in parts for lever in each.levers()),
        Lever("denominator", (), study.denominator),
        parts[0].model(among=[each.models for each in parts]),
    ]

    def project(settings: Settings) -> float:
        shares = [np.array(each.share(settings)) for each in parts]
        low, high = combine_points(rules[settings["rule"]].rule, shares, targets)
        return float(low + (high - low) * settings["overlap"])

    def made_by(settings: Settings) -> tuple[Study, dict[str, str]]:
        series = [settings[f"pace-{each.subject.id}"] for each in combined]
        method = f"{settings['rule']}+{settings['model']}"
        return worldwide(study), {"method": method, "indicator": "+".join(series)}

    usual = next(each for each in by_rule if each.rule and each.rule.id == first)
    return Asked(goal, rules[first].rule, usual, tuple(levers), project, made_by)


def _by_evidence(study: Study, indicator: str, horizon: int, level: float) -> Asked | Sensitivity:
    usual = project_indicator(study, indicator, year=horizon, level=level)
    assert usual.pillar is not None  # as it speaks for a target
    if not usual.is_projected:
        return _silent(usual, usual.pillar)
    forecasts = _forecasts(study, indicator, horizon)
    confidences = [each for each in CONFIDENCES if (study.strength, each) in forecasts]
    strengths = [each for each in STRENGTHS if all((each, c) in forecasts for c in confidences)]
    is_open = any(each.value is None for each in forecasts.values())
    levers = [
        coded("unknown", ["none_has_it", "all_have_it"] if is_open else [], "none_has_it"),
        coded("strength", strengths, study.strength),
        coded("confidence", confidences, study.confidence),
        chance(level),
    ]

    def project(settings: Settings) -> float:
        forecast = forecasts[settings["strength"], settings["confidence"]]
        end = forecast.low if settings["unknown"] == "none_has_it" else forecast.high
        return end.quantile(settings[CHANCE])

    def made_by(settings: Settings) -> tuple[Study, dict[str, str]]:
        asked = replace(study, strength=settings["strength"], confidence=settings["confidence"])
        about = {"indicator": indicator, "strength": asked.strength, "method": METHOD}
        return asked, about

    return Asked(usual.pillar, None, usual, tuple(levers), project, made_by)


def _forecasts(
    study: Study, indicator: str, horizon: int
) -> dict[tuple[str, str], Forecast[CountryShare]]:
    """Project an indicator by the evidence that counts, however strong and sure it has to be."""
    outlooks: list[tuple[pd.DataFrame, Outlook | None]] = []
    found: dict[tuple[str, str], Forecast[CountryShare]] = {}
    for strength, confidence in product(STRENGTHS, CONFIDENCES):
        asked = replace(study, strength=strength, confidence=confidence)
        history = history_of(asked, indicator)
        # Often the same evidence counts, and what takes long is the same then.
        outlook = next((led for known, led in outlooks if known.equals(history)), None)
        if outlook is None:
            outlook = lead_on(asked, history, counted=asked.area.states)
            outlooks.append((history, outlook))
        if outlook:
            found[strength, confidence] = outlook.within(study.area.states).at(horizon)
    return found
