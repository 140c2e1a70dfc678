"""How an indicator spread: state by state, and region by region from year to year."""

from __future__ import annotations

import pandas as pd

from copcalc.assessment.adopting import share_of_known
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import observe
from copcalc.assessment.overview import decided_states
from copcalc.assessment.places import by_children, observe_counted
from copcalc.assessment.study import Study
from copcalc.data import ASSUMED
from copcalc.measure import Estimate

_BY_STATE = ("name", "region", "status", "since", "since_means", "children")
_METHOD = "statuses"  # of each year's end, and not as a history that is known in the last one
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
        "attested"; missing where it is only assumed that they always had it), children (persons; missing
        where there is no number), latitude and longitude of the middle of the state (degrees).

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
    placed = study.register.states[["itu_region", *_PLACE]].rename(columns={"itu_region": "region"})
    told = by_children(study, pd.Index(study.area.states)).join(placed)
    told = told.join(decided_states(study, indicator))
    # Of an assumed yes at all times the first year of the tables is none in which anything was seen.
    always = (told["strength"] == ASSUMED) & (told["since_means"] == "attested")
    told.loc[always, ["since", "since_means"]] = None
    told = told.astype(dict.fromkeys(_PLACE, "float64"))
    children = [
        observe_counted(study, "children", number, Estimate, area=str(code))
        for code, number in told["children"].items()
    ]
    cells = told[[*_BY_STATE, *_PLACE]].assign(children=children).astype({"since": "Int64"})
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
        of the region, labelled by its code and the year: region, year (up to the study's), and with bounds
        in columns that end in `_low` and `_high` known (fraction of the region's states, from those known to
        have it up to all that are not known to be without).

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
    study.framework.indicator(indicator)
    counts = _by_year(study, indicator)
    rows = {}
    for region in sorted(study.register.regions, key=lambda each: each.name):
        of_region = study.at(region)
        for year, known in counts.loc[region.name].iterrows():
            share = share_of_known(known["yes"], known["no"], len(region.states))
            rows[f"{region.code}.{year}"] = {
                "region": region.name,
                "year": year,
                "known": observe(
                    of_region,
                    "share_of_countries",
                    share,
                    year=year,
                    indicator=indicator,
                    strength=study.strength,
                    method=_METHOD,
                ),
            }
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=["region", "year", "known"])
    topic = Topic("spread", study, indicator=indicator)
    return ObservedFrame.of(cells, topic, ranges=["known"])


def _by_year(study: Study, indicator: str) -> pd.DataFrame:
    """States with it and without, by region and year, from the first year with any on."""
    about = study.tables.evidence[study.tables.evidence["indicator"] == indicator]
    first = about.loc[about["status"] == "yes", "since"].min()
    years = range(study.year if pd.isna(first) else min(int(first), study.year), study.year + 1)
    told = study.tables.statuses_by_year(indicator, years, **study.counting(indicator))
    told = told.assign(region=told["iso3"].map(study.register.states["itu_region"]))
    counts = pd.crosstab([told["region"], told["year"]], told["status"])
    regions = [region.name for region in study.register.regions]
    every = pd.MultiIndex.from_product([regions, years], names=["region", "year"])
    counts = counts.reindex(index=every, columns=["yes", "no"], fill_value=0)
    with_any = counts.groupby("year")["yes"].sum().gt(0).cummax()
    with_any.iloc[-1] = True  # the study's own year in any case
    return counts[counts.index.get_level_values("year").isin(with_any.index[with_any])]
