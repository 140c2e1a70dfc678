"""What an indicator covers, as observations: by countries and by children; and who counts at all."""

from __future__ import annotations

import pandas as pd

from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import Observation, observe, observe_each
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


def areas(study: Study) -> ObservedFrame:
    """Count the Member States and the children of each ITU region of today, and of the world.

    Parameters
    ----------
    study : Study
        The question; its area does not matter.

    Returns
    -------
    ObservedFrame
        One row an area, indexed by its code, the world last: region (its name), states, children (persons;
        missing where nobody counted them), share_of_world (fraction of the children of Member States).

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> areas(open_study())["states"].tolist()
    [44, 35, 21, 38, 9, 46, 193]
    """
    rows = {
        area.code: {
            "region": area.name,
            "states": observe(study, "states", Estimate.exact(len(area.states)), area=area.code),
            **observe_children(study, area),
        }
        for area in (*study.register.regions, study.register.world)
    }
    cells = pd.DataFrame.from_dict(rows, orient="index").rename_axis("code")
    return ObservedFrame.of(cells, Topic("register", study))


def children_checks(study: Study) -> ObservedFrame:
    """Check the sum of children of all Member States against the world's own row, by vintage.

    Parameters
    ----------
    study : Study
        The question; its year counts.

    Returns
    -------
    ObservedFrame
        One row a vintage that holds the year, indexed by it: states_with_number, children (persons in
        Member States), children_by_world_row (territories included), share_of_world_row.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> children_checks(open_study())["states_with_number"].to_dict()
    {'WPP2012': 183, 'WPP2022': 192}
    """
    checks = study.tables.checks
    rows = {}
    for row in checks[checks["year"] == study.year].itertuples():
        found: dict[str, Estimate | Unmeasured] = {
            "states_with_number": Estimate.exact(row.states),
            "children": Estimate.exact(row.children_of_states),
            "children_by_world_row": Estimate.exact(row.children_world),
            "share_of_world_row": ChildShare.exact(row.share),
        }
        about = {"area": study.register.world.code, "vintage": row.vintage}
        rows[row.vintage] = {"vintage": row.vintage, **observe_each(study, found, **about)}
    columns = ["vintage", "states_with_number", "children"]
    columns += ["children_by_world_row", "share_of_world_row"]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return ObservedFrame.of(cells, Topic("children", study))


def table_sizes(study: Study) -> ObservedFrame:
    """Count the rows of the processed tables.

    Parameters
    ----------
    study : Study
        The question; its tables count.

    Returns
    -------
    ObservedFrame
        One row a table, indexed by its name: table, rows.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> print(table_sizes(open_study()).at["states", "rows"])
    194
    """
    rows = {
        name: {
            "table": name,
            "rows": observe(study, "rows", Estimate.exact(size), indicator=name),
        }
        for name, size in study.tables.sizes().items()
    }
    return ObservedFrame.of(pd.DataFrame.from_dict(rows, orient="index"), Topic("tables", study))


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
