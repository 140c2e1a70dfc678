"""What the source published: its figures with what they can stand for, and which denominators fit them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd

from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import Observation, observe
from copcalc.assessment.study import Study
from copcalc.errors import MeasureError
from copcalc.framework import Goal, Pillar
from copcalc.measure import Estimate, Share, counts_within, denominators_fitting


def published_figures(study: Study) -> ObservedFrame:
    """List every published baseline with what it can stand for.

    Parameters
    ----------
    study : Study
        The question; the figures are about the world in the framework's baseline year, whatever it asks.

    Returns
    -------
    ObservedFrame
        One row a figure, indexed by what it is about and of, as "legal.children" ("goal.children" for the
        goal, last): name, of ("countries" or "children"), printed (the figure as a fraction), stands_for
        (the same, with what it was rounded from in `stands_for_low` and `stands_for_high`).

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> published_figures(open_study()).loc["legal.countries", ["printed", "stands_for_low"]].tolist()
    [0.69, 0.685]
    """
    asked = worldwide(study)
    stated: list[Pillar | Goal] = [*study.framework.pillars]
    stated += [study.framework.goal] if study.framework.goal else []
    rows = {}
    for each in stated:
        for of, seen in observe_published(asked, each).items():
            about = {"name": each.name, "of": of}
            rows[f"{seen.subject}.{of}"] = about | dict.fromkeys(("printed", "stands_for"), seen)
    columns = ["name", "of", "printed", "stands_for"]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return ObservedFrame.of(cells, Topic("published", asked), ranges=["stands_for"])


def observe_published(study: Study, stated: Pillar | Goal) -> dict[str, Observation]:
    """Observe the published baselines of a pillar or the goal, by what they are shares of.

    Parameters
    ----------
    study : Study
        The question; it is about the world in the framework's baseline year.
    stated : Pillar or Goal
        What its framework states.

    Returns
    -------
    dict of str to Observation
        "countries" and "children", as far as each was published.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> study = open_study()
    >>> observe_published(study, study.framework.pillar("legal"))["children"]
    <world.2014.legal.published.baseline_of_children: 83 (82.5 to 83.5) % of children>
    """
    found: dict[str, Share] = {}
    if isinstance(stated, Goal):
        found["children"] = stated.baseline.children
    else:
        if stated.baseline.countries is not None:
            found["countries"] = stated.baseline.countries.countries
        if stated.baseline.children is not None:
            found["children"] = stated.baseline.children.children
    about = partial(observe, study, subject=stated.id, method="published")
    return {of: about(f"baseline_of_{of}", share) for of, share in found.items()}


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


def worldwide(study: Study) -> Study:
    """The question that published figures answer, whatever a study asks: the world in the baseline year."""
    return replace(study, area=study.register.world, year=study.framework.baseline_year)
