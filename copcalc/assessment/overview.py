"""Overviews that most questions start from: one row a pillar, a region or a state.

Shares are fractions in [0, 1]. What is not there is missing in the frame, and never 0.
"""

from __future__ import annotations

import math

import pandas as pd

from copcalc.assessment.pillar import PillarGap, assess_pillars
from copcalc.assessment.study import Study
from copcalc.measure import Estimate, Unmeasured


def gap_table(study: Study) -> pd.DataFrame:
    """Set the pillars side by side: baseline, target, gap, and what is still to come.

    Parameters
    ----------
    study : Study
        The question.

    Returns
    -------
    pandas.DataFrame
        One row a pillar, indexed by its id: number, name, basis ("published", "evidence" or "none"),
        target_state ("set", "not_set" or "qualitative"), of ("countries" or "children"), direction in
        which it should move ("rise" or "fall"), target, and each with bounds in columns that end in
        `_low` and `_high`: baseline and gap (fractions), to_add (countries still to change),
        uncovered_children (persons in countries without it, also where it should fall), pace (fraction
        a year). A number between unknown statuses has bounds and no value. At last scenario: what the
        row rests on that is assumed, as "hotline=KEN:2013"; "" for nothing.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> gap_table(open_study())[["baseline", "target", "to_add"]].head(2)
               baseline  target  to_add
    pillar
    legal          0.69     0.9      41
    technical      0.26     0.7      85
    """
    rows = {gap.pillar.id: _row(gap) for gap in assess_pillars(study)}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("pillar")
    texts = dict.fromkeys(("of", "direction"), "str")
    return table.astype(texts | dict.fromkeys(_ends("to_add", None), "Int64"))


def _row(gap: PillarGap) -> dict[str, object]:
    target = gap.pillar.target
    return {
        "number": gap.pillar.number,
        "name": gap.pillar.name,
        "basis": gap.basis,
        "target_state": target.state,
        "of": target.of if target.state == "set" else None,
        "direction": target.direction if target.state == "set" else None,
        "target": gap.target.low if gap.target.is_measured else math.nan,
        **_ends("baseline", gap.baseline.estimate),
        **_ends("gap", gap.points.estimate),
        **_ends("to_add", gap.to_add.estimate),
        **_ends("uncovered_children", gap.uncovered_children.estimate),
        **_ends("pace", gap.pace.estimate),
        "scenario": gap.scenario,
    }


def _bounds(name: str, estimate: Estimate | Unmeasured | None) -> dict[str, float]:
    return {f"{name}_{end}": getattr(estimate, end, math.nan) for end in ("low", "high")}


def _ends(name: str, estimate: Estimate | Unmeasured | None) -> dict[str, float]:
    """An estimate as columns: the value, where one is known, and the bounds around it."""
    value = getattr(estimate, "value", None)
    return {name: math.nan if value is None else value, **_bounds(name, estimate)}


def by_region(study: Study, indicator: str, *, strength: str | None = None) -> pd.DataFrame:
    """Set the ITU regions side by side on an indicator, by one strength of evidence.

    Parameters
    ----------
    study : Study
        The question; its area does not matter.
    indicator : str
        An indicator's id.
    strength : {"named", "group"}, optional, keyword-only
        The weakest evidence that counts, as for `Study.status`; by default the study's own.

    Returns
    -------
    pandas.DataFrame
        One row a region, indexed by its code: region, strength, states, yes, no, unknown (countries; yes
        counts those of a group that are not named, at least), countries_low and countries_high (share of
        countries), children (persons), children_low and children_high (share of children), scenario
        (what the row rests on that is assumed, as "hotline=KEN:2013"; "" for nothing).

    Raises
    ------
    CopcalcError
        If the framework has no such indicator, or there is no such strength.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> by_region(open_study(), "hotline").loc["europe", ["states", "yes", "no", "unknown"]].to_dict()
    {'states': 46, 'yes': 34, 'no': 1, 'unknown': 11}
    """
    rows = {}
    for region in study.register.regions:
        cover = study.coverage(indicator, area=region, strength=strength)
        rows[region.code] = {
            "region": region.name,
            "strength": strength or study.strength,
            "states": cover.total,
            "yes": int(cover.told.low),
            "no": cover.no,
            "unknown": cover.untold,
            **_bounds("countries", cover.countries),
            "children": cover.children_total or math.nan,
            **_bounds("children", cover.children),
            "scenario": study.scenario(["evidence"], indicators=[indicator], area=region),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("code")


def states(study: Study) -> pd.DataFrame:
    """List the Member States of the study's area with what is known of each, one row a state.

    Parameters
    ----------
    study : Study
        The question.

    Returns
    -------
    pandas.DataFrame
        Indexed by ISO 3166-1 alpha-3 code: name, region (ITU's), children (persons; missing where the
        vintage has no number), and for each indicator of the framework, under its id, the status ("yes",
        "no" or "unknown"), and what the evidence says that decides: with `_since` the earliest year that
        it gives for a yes, with `_since_means` what that year is ("began", "passed" or "attested"), with
        `_strength` and `_confidence` how it speaks, with `_source` its sources. Weaker evidence may give
        an earlier year. Where equal evidence disagrees the status is unknown, and the sources of both
        sides are named. What is not told is missing.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> kenya = states(open_study("africa")).loc["KEN"]
    >>> kenya["name"], kenya["national_law"], kenya["hotline"]
    ('Kenya', 'yes', 'unknown')
    """
    about = list(study.area.states)
    registered = study.register.states.loc[about]
    table = pd.DataFrame(
        {
            "name": registered["name"],
            "region": registered["itu_region"],
            "children": study.children.reindex(about),
        }
    )
    evidence = study.tables.evidence.drop_duplicates("row_id").set_index("row_id")
    for indicator in study.framework.indicators:
        decided = study.decided(indicator.id).loc[about]
        told = _told(evidence, decided).add_prefix(f"{indicator.id}_")
        table = table.join(decided["status"].rename(indicator.id)).join(told)
        for part in ("strength", "confidence"):
            table[f"{indicator.id}_{part}"] = decided[part].replace("", None).astype("str")
    return table.rename_axis("iso3")


def _told(evidence: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """What the evidence says that decides each state's status: since when, and by which sources."""
    ids = decided["evidence"].str.split().explode().dropna()
    pieces = evidence.loc[ids, ["since", "since_means", "source"]].set_index(ids.index)
    order = pieces["since_means"].map({"began": 0, "passed": 1, "attested": 2})
    pieces = pieces.assign(order=order).sort_values(["since", "order"], kind="stable")
    # A year to come, in which a no ends, is no year of a yes.
    yes = pieces[pieces.index.isin(decided.index[decided["status"] == "yes"])]
    first = yes[~yes.index.duplicated()].reindex(decided.index)
    sources = pieces.groupby(level=0)["source"].agg(lambda named: "; ".join(dict.fromkeys(named)))
    return pd.DataFrame(
        {
            "since": first["since"].astype("Int64"),
            "since_means": first["since_means"].astype("str"),
            "source": sources.reindex(decided.index).astype("str"),
        }
    )
