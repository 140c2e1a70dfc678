"""How an indicator spread: state by state, and region by region from year to year."""

from __future__ import annotations

from functools import partial

import pandas as pd

from copcalc.assessment.adopting import history_of, known_share, observe_adoption
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.overview import states
from copcalc.assessment.places import observe_counted
from copcalc.assessment.study import Study
from copcalc.measure import ChildShare, Estimate

_BY_STATE = ("name", "region", "status", "since", "since_means", "children", "share")
_PLACE = ("latitude", "longitude")


def adoption_by_state(study: Study, indicator: str) -> ObservedFrame:
    """List an area's states with their status, since when they have it, their children and where they lie.

    Parameters
    ----------
    study : Study
        The question.
    indicator : str
        An indicator's id.

    Returns
    -------
    ObservedFrame
        One row a state, most children first, indexed by code: name, region, status, since and since_means
        (the earliest year that the deciding evidence gives for a yes, and what it is: "began", "passed" or
        "attested"), children (persons; missing where there is no number), share (fraction of the area's
        children), latitude and longitude of the middle of the state (degrees).

    Raises
    ------
    CopcalcError
        If the framework has no such indicator.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> adopted = adoption_by_state(open_study("africa"), "hotline")
    >>> adopted.loc[adopted["status"] == "yes", ["name", "since", "since_means"]].values.tolist()
    [['South Africa', 2008, 'began'], ['Mauritius', 2013, 'began']]
    """
    study.counting(indicator)
    told = states(study).sort_values(["children", "name"], ascending=[False, True])
    total = study.children_of(study.area)
    share = f"share_of_{'world' if study.area.kind == 'world' else 'region'}"
    rows = {}
    for code, row in told.iterrows():
        observed = partial(observe_counted, study, area=str(code))
        number = row["children"]
        at = study.register.states.loc[code]
        rows[code] = {
            **row[["name", "region"]],
            "status": row[indicator],
            "since": row[f"{indicator}_since"],
            "since_means": row[f"{indicator}_since_means"],
            "children": observed("children", number, Estimate),
            "share": observed(share, number / total if total else float("nan"), ChildShare),
            **{name: float(at[name]) for name in _PLACE},
        }
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=[*_BY_STATE, *_PLACE])
    cells = cells.astype({"since": "Int64"})
    return ObservedFrame.of(cells, Topic("adoption", study, indicator=indicator))


def adoption_by_region(study: Study, indicator: str) -> ObservedFrame:
    """Tell of each region which share of its states is known to have it, year by year.

    Parameters
    ----------
    study : Study
        The question; its area does not matter.
    indicator : str
        An indicator's id.

    Returns
    -------
    ObservedFrame
        One row a region and year, from the first year in which any state is known to have it, by the name
        of the region: region, year (up to the study's), and with bounds in columns that end in `_low` and
        `_high` known (fraction of the region's states, from those known to have it up to all that are not
        known to be without).

    Raises
    ------
    CopcalcError
        If the framework has no such indicator.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> spread = adoption_by_region(open_study(), "opsc")
    >>> spread.loc[["cis.2001", "cis.2014"], ["region", "year", "known_low"]].values.tolist()
    [['CIS', 2001, 0.1111111111111111], ['CIS', 2014, 1.0]]
    """
    history = history_of(study, indicator)
    first = history["first_with"].min()
    rows = {}
    for region in sorted(study.register.regions, key=lambda each: each.name):
        of_region = history.loc[[*region.states]]
        for year in range(study.year if pd.isna(first) else int(first), study.year + 1):
            known = observe_adoption(
                study.at(region),
                indicator,
                "share_of_countries",
                known_share(of_region, year),
                year=year,
            )
            rows[f"{region.code}.{year}"] = {"region": region.name, "year": year, "known": known}
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=["region", "year", "known"])
    topic = Topic("spread", study, indicator=indicator)
    return ObservedFrame.of(cells, topic, ranges=["known"])
