"""How far projections of related counts were off: every model, clock and later year, and their means."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

import pandas as pd

from copcalc.assessment.ahead import terms_of
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.hindcasts import count_series, hindcasts
from copcalc.assessment.hindsight import verdict
from copcalc.assessment.observation import Observation, observe
from copcalc.assessment.published import worldwide
from copcalc.assessment.study import Study
from copcalc.measure import CountryShare, Estimate, Unmeasured
from copcalc.projection.forecast import LEVEL
from copcalc.projection.score import ALL, score_models


def last_counted(study: Study) -> int:
    """Tell the last year in which a related count was counted; the study's year if there is none later.

    Parameters
    ----------
    study : Study
        The question. What lies after its year is read here to look back from, and for nothing else.

    Returns
    -------
    int
        Calendar year.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> last_counted(open_study())
    2024
    """
    latest = study.tables.world_counts["year"].dropna()
    series = count_series(study, until=int(latest.max())) if len(latest) else {}
    return max([study.year, *(int(each.years[-1]) for each in series.values() if len(each))])


def model_scores(study: Study, *, until: int | None = None) -> ObservedFrame:
    """Score every model on the related counts.

    Formula: `copcalc.score_models` of `copcalc.hindcasts`: from every year in which a count was counted, to
    every later one. The mean over counts weighs each the same.

    Parameters
    ----------
    study : Study
        The question; its year is the last at which a clock stops.
    until : int, optional, keyword-only
        Last calendar year whose counts are held against what was projected; by default the study's, as the
        model is chosen by what was known then.

    Returns
    -------
    ObservedFrame
        One row a count and model, first those over all counts ("all"), the best model of each first: name,
        model, cases (hindcasts), error and crps (means, fractions), inside (a share of the cases), skill (part
        of the CRPS of no change that it saves). Empty where nothing could be scored.

    References
    ----------
    Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, Journal of the
    American Statistical Association 102.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> model_scores(open_study())[["model", "cases", "crps"]].head(2).round(3).values.tolist()
    [['logistic', 9, 0.064], ['drift', 9, 0.065]]
    """
    last = study.year if until is None else until
    scores = score_models(hindcasts(study, until=last))
    related = study.framework.related_counts
    scored = [series for series in related if series in set(scores["series"])]
    rows = {}
    for score in scores.itertuples():
        counts = "+".join(scored) if score.series == ALL else str(score.series)
        about = partial(observe_count, study, counts, year=last, method=str(score.model))
        skill = Unmeasured("no_change_right") if pd.isna(score.skill) else _exact(score.skill)
        rows[f"{score.series}.{score.model}"] = {
            "name": ALL if score.series == ALL else related[str(score.series)].name,
            "model": score.model,
            "cases": about("hindcasts", _exact(score.cases)),
            "error": about("mean_error", _exact(score.error)),
            "crps": about("mean_crps", _exact(score.crps)),
            "inside": about("hindcasts_inside", _exact(score.inside), level=LEVEL),
            "skill": about("skill", skill),
        }
    columns = ["name", "model", "cases", "error", "crps", "inside", "skill"]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    terms = {**terms_of(last, LEVEL), "clock": study.year, "until": last}
    return ObservedFrame.of(cells, Topic("scores", study, terms=terms))


def hindcast_cases(
    study: Study, *, origins: Iterable[int] | None = None, until: int | None = None
) -> ObservedFrame:
    """Tell every projection of a related count from a stopped clock, with what came and its score.

    Parameters
    ----------
    study : Study
        The question.
    origins, until : optional, keyword-only
        As for `copcalc.hindcasts`.

    Returns
    -------
    ObservedFrame
        One row a count, model, clock and later year: name, model, origin, year, horizon (years), observed,
        median, projected (the interval of 90 %), error (the median less the outcome), crps and verdict
        ("inside", "above" or "below"); nothing is projected where the counts were too few for the model.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> cases = hindcast_cases(open_study())
    >>> best = cases[cases["model"] == "logistic"].set_index(["origin", "year"])["crps"]
    >>> best[2010, 2012].dropna().round(3).tolist()
    [0.124, 0.052]
    """
    related, rows = study.framework.related_counts, {}
    for case in hindcasts(study, origins=origins, until=until).itertuples():
        series, model = str(case.series), str(case.model)
        about = partial(observe_count, study, series, year=int(case.year))
        seen = about("share_counted", CountryShare.exact(case.observed_low))
        told = _projected(partial(about, method=model, clock=int(case.origin)), case)
        rows[f"{series}.{model}.{case.origin}.{case.year}"] = {
            "name": related[series].name,
            "model": model,
            "origin": int(case.origin),
            "year": int(case.year),
            "horizon": int(case.horizon),
            "observed": seen,
            **told,
            "verdict": verdict(seen, told["projected"]) if told["projected"].is_measured else "",
        }
    columns = ["name", "model", "origin", "year", "horizon", "observed", *_TOLD, "verdict"]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    terms = {"level": round(100 * LEVEL)}
    return ObservedFrame.of(cells, Topic("cases", study, terms=terms), ranges=["projected"])


_TOLD = {
    "median": "median_counted",
    "projected": "projected_counted",
    "error": "error",
    "crps": "crps",
}


def _projected(about: Any, case: Any) -> dict[str, Observation]:
    """What was projected of a case, and how far it was off; or that the counts were too few."""
    told: dict[str, Estimate | Unmeasured] = dict.fromkeys(_TOLD, Unmeasured("too_few_counts"))
    if not pd.isna(case.crps_low):
        told = {
            "median": CountryShare.exact(case.median_low),
            "projected": CountryShare(case.low, case.high, case.median_low),
            "error": _exact(case.error_low),
            "crps": _exact(case.crps_low),
        }
    return {
        name: about(_TOLD[name], each, level=LEVEL if name == "projected" else 0.0)
        for name, each in told.items()
    }


def _exact(number: float) -> Estimate:
    return Estimate.exact(float(number))


def observe_count(
    study: Study, series: str, measure: str, estimate: Estimate | Unmeasured, **about: Any
) -> Observation:
    """Observe something of a related count, which is worldwide whatever the study asks."""
    return observe(worldwide(study), measure, estimate, indicator=series, **about)
