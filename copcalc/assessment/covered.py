"""What an indicator covers in an area, as observations: by countries and by children."""

from __future__ import annotations

import pandas as pd

from copcalc.assessment.observation import Observation, observe_each
from copcalc.assessment.study import Study
from copcalc.data import Area
from copcalc.measure import ChildShare, Coverage, Estimate, Unmeasured


def observe_children(study: Study, area: Area | None = None) -> dict[str, Observation]:
    """Observe how many children live in an area, and their share of those in all Member States.

    Parameters
    ----------
    study : Study
        The question.
    area : Area, optional
        By default the study's own area.

    Returns
    -------
    dict of str to Observation
        By measure: children (persons), share_of_world.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> observe_children(open_study("cis"))["children"]
    <cis.2014.WPP2012.children: 54,221,559 children>
    """
    area = area or study.area
    children, total = study.children_of(area), study.children_of(study.register.world)
    found: dict[str, Estimate | Unmeasured] = {
        "children": Estimate.exact(children) if children else Unmeasured("no_children"),
        "share_of_world": ChildShare.exact(children / total)
        if children
        else Unmeasured("no_children"),
    }
    return observe_each(study, found, area=area.code)


def observe_checks(study: Study) -> pd.DataFrame:
    """Observe the sum of children of all Member States against the world's, by vintage.

    Parameters
    ----------
    study : Study
        The question; its year counts.

    Returns
    -------
    pandas.DataFrame
        One row a vintage that holds the year: vintage, and as observations states_with_number, children
        (of the states), children_by_world_row (territories included), share_of_world_row.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> observe_checks(open_study())["states_with_number"].tolist()[0]
    <world.2014.WPP2012.states_with_number: 183 countries>
    """
    checks = study.tables.checks
    rows = []
    for row in checks[checks["year"] == study.year].itertuples():
        found: dict[str, Estimate | Unmeasured] = {
            "states_with_number": Estimate.exact(row.states),
            "children": Estimate.exact(row.children_of_states),
            "children_by_world_row": Estimate.exact(row.children_world),
            "share_of_world_row": ChildShare.exact(row.share),
        }
        about = {"area": study.register.world.code, "vintage": row.vintage}
        rows.append({"vintage": row.vintage, **observe_each(study, found, **about)})
    return pd.DataFrame(rows)


def observe_coverage(
    study: Study,
    indicator: str,
    cover: Coverage | None = None,
    *,
    area: Area | None = None,
    strength: str | None = None,
) -> dict[str, Observation]:
    """Observe what evidence tells of an area on an indicator.

    Parameters
    ----------
    study : Study
        The question.
    indicator : str
        An indicator's id.
    cover : Coverage, optional
        Its coverage, where it is there already.
    area : Area, optional, keyword-only
        By default the study's own area.
    strength : {"named", "group"}, optional, keyword-only
        The weakest evidence that counts; by default the study's own.

    Returns
    -------
    dict of str to Observation
        By measure: states, yes, no, unknown, share_of_countries, share_of_children, and
        states_without_number (of children). Where evidence tells how many of a group have it, and not
        which, yes counts those; unknown are the others of which nothing tells.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> observe_coverage(open_study("europe"), "hotline")["unknown"]
    <europe.2014.hotline.named.unknown: 11 countries>
    """
    area = area or study.area
    strength = strength or study.strength
    if cover is None:
        cover = study.coverage(indicator, area=area, strength=strength)
    of_the_area: dict[str, Estimate | Unmeasured] = {
        "states": Estimate.exact(cover.total),
        "states_without_number": Estimate.exact(len(cover.without_children)),
    }
    of_the_indicator: dict[str, Estimate | Unmeasured] = {
        "yes": cover.told,
        "no": Estimate.exact(cover.no),
        "unknown": Estimate.exact(cover.untold),
        "share_of_countries": cover.countries,
        "share_of_children": cover.children or Unmeasured("no_children"),
    }
    about = {"area": area.code, "indicator": indicator, "strength": strength}
    return observe_each(study, of_the_area, area=area.code) | observe_each(
        study, of_the_indicator, **about
    )
