"""Overviews that most questions start from: one row a pillar, a region, an indicator or a state.

Shares are fractions in [0, 1]. What is not there is missing in the frame, and never 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from copcalc.assessment.ahead import IndicatorProjection, Projection, goal_ahead
from copcalc.assessment.covered import observe_children, observe_coverage
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.goal import GoalAssessment, assess_goal
from copcalc.assessment.observation import Observation
from copcalc.assessment.pillar import PillarGap, assess_pillar, assess_pillars
from copcalc.assessment.places import largest_unknown
from copcalc.assessment.study import Study
from copcalc.data import Area

_SHARES = ("share_of_countries", "share_of_children")
_GAP_COLUMNS = (
    *("number", "name", "basis", "target_state", "of", "direction", "states", "reported"),
    *(
        "unreported",
        "target",
        "baseline",
        "gap",
        "to_add",
        "uncovered_children",
        "pace",
        "scenario",
    ),
)
_WITH_BOUNDS = ("baseline", "gap", "to_add", "uncovered_children", "pace")


def gap_table(
    study: Study,
    pillar: str | int | None = None,
    *,
    goal: bool = False,
    ahead: Sequence[Projection | IndicatorProjection] = (),
) -> ObservedFrame:
    """Set the pillars side by side: baseline, target, gap, and what is still to come.

    Parameters
    ----------
    study : Study
        The question.
    pillar : str or int, optional
        A pillar's id or number; by default every pillar of the framework.
    goal : bool, keyword-only
        Whether the goal comes first, where its baseline was published for the study's area and year.
    ahead : sequence of Projection or IndicatorProjection, optional, keyword-only
        Where they were heading: of each row the first that speaks for it, of the goal all rules together.

    Returns
    -------
    ObservedFrame
        One row a pillar, indexed by its id ("goal" for the goal): number, name, basis ("published",
        "evidence" or "none"), target_state ("set", "not_set" or "qualitative"), of ("countries" or
        "children"), direction in which it should move ("rise" or "fall"), states (in the area), reported
        and unreported (states whose status some direct evidence tells, by name or group, and the others),
        target, and each with bounds in columns that end in `_low` and `_high`: baseline and gap
        (fractions), to_add (countries still to change), uncovered_children (persons in countries without
        it, also where it should fall), pace (fraction a year). A number between unknown statuses has
        bounds and no value. At last scenario: what the row rests on that is assumed, as
        "hotline=KEN:2013"; "" for nothing. With something ahead also projected, the range of each row.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> gap_table(open_study())[["baseline", "target", "to_add"]].head(2)
               baseline  target  to_add
    pillar
    legal          0.69     0.9      41
    technical      0.26     0.7      85
    """
    rows = {}
    if goal and study.is_published and study.framework.goal:
        rows["goal"] = _goal_row(assess_goal(study))
    gaps = assess_pillars(study) if pillar is None else [assess_pillar(study, pillar)]
    rows |= {gap.pillar.id: _row(gap) for gap in gaps}
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=_GAP_COLUMNS)
    ranges: tuple[str, ...] = _WITH_BOUNDS
    terms: dict[str, int] = {}
    if ahead := [each for each in ahead if each.is_projected]:
        heading = _heading(ahead)
        cells["projected"] = [heading.get(str(row)) for row in cells.index]
        ranges = (*ranges, "projected")
        terms = {"horizon": ahead[0].horizon, "level": round(100 * ahead[0].level)}
    texts = dict.fromkeys(("of", "direction"), "str") | {"number": "Int64"}
    cells = cells.rename_axis("pillar").astype(texts)
    return ObservedFrame.of(cells, Topic("gaps", study, terms=terms), ranges=ranges)


def _heading(ahead: Sequence[Projection | IndicatorProjection]) -> dict[str, Observation]:
    """Where each pillar and the goal were heading, by their ids."""
    found: dict[str, Observation] = {}
    for each in ahead:
        if isinstance(each, IndicatorProjection):
            found.setdefault(each.pillar.id if each.pillar else "", each.projected)
        elif each.rule is None:
            found.setdefault(each.projected.subject, each.projected)
    goal = goal_ahead([each for each in ahead if isinstance(each, Projection)])
    return found | ({"goal": goal} if goal else {})


def _row(gap: PillarGap) -> dict[str, object]:
    target = gap.pillar.target
    return gap.named | {
        "number": gap.pillar.number,
        "name": gap.pillar.name,
        "basis": gap.basis,
        "target_state": target.state,
        "of": target.of if target.state == "set" else None,
        "direction": target.direction if target.state == "set" else None,
        "gap": gap.points,
        "scenario": gap.scenario,
    }


def _goal_row(assessed: GoalAssessment) -> dict[str, object]:
    return {
        "name": assessed.goal.name,
        "basis": "published",
        "target_state": "set",
        "of": "children",
        "direction": "rise",
        "target": assessed.target,
        "baseline": assessed.baseline,
        "gap": assessed.points,
        "pace": assessed.pace,
        "scenario": assessed.baseline.scenario,
    }


def unknown_by_pillar(study: Study) -> ObservedFrame:
    """Set the pillars side by side by what is not known of them, and whom to ask.

    Parameters
    ----------
    study : Study
        The question.

    Returns
    -------
    ObservedFrame
        One row a pillar that is counted, indexed by its id: name, unreported and states (how many of the
        area's states no direct evidence tells of, by name or group), largest_unknown and
        share_of_largest_unknown (up to ten most populous states that are unknown, and their fraction of
        the area's children; missing where no indicator speaks directly), ask.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> unknown_by_pillar(open_study("europe"))["unreported"].to_dict()
    {'legal': 7, 'technical': 11, 'organisational': 34, 'capacity': 38}
    """
    rows = {}
    for gap in assess_pillars(study):
        if gap.pillar.target.state == "qualitative":
            continue
        largest: dict[str, Observation] = {}
        for indicator in gap.pillar.indicators("direct")[:1]:
            largest = largest_unknown(study, indicator)
        about = {"name": gap.pillar.name, "unreported": gap.unreported, "states": gap.states}
        rows[gap.pillar.id] = about | largest | {"ask": gap.pillar.ask}
    columns = [
        *("name", "unreported", "states"),
        *("largest_unknown", "share_of_largest_unknown", "ask"),
    ]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("pillar")
    return ObservedFrame.of(cells, Topic("unknown", study))


def by_region(study: Study, indicator: str, *, strength: str | None = None) -> ObservedFrame:
    """Set the ITU regions side by side on an indicator.

    Parameters
    ----------
    study : Study
        The question; its area does not matter.
    indicator : str
        An indicator's id.
    strength : {"named", "group", "each"}, optional, keyword-only
        The weakest evidence that counts, as for `Study.status`; by default the study's own. "each" sets
        a second row below a region's, where evidence about groups tells more than that by name.

    Returns
    -------
    ObservedFrame
        One row a region, indexed by its code (with ".group" behind it for a second row): region, strength,
        states, yes, no, unknown (countries; yes with bounds in `yes_low` and `yes_high`, as evidence may
        tell how many of a group and not which), children (persons), and with bounds in columns that end
        in `_low` and `_high` share_of_countries and share_of_children; scenario (what the row rests on
        that is assumed, as "hotline=KEN:2013"; "" for nothing).

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
    rows: dict[str, dict[str, object]] = {}
    for region in sorted(study.register.regions, key=lambda each: each.name):
        by_strength = _by_strength(study, indicator, region, strength or study.strength)
        for added, row in by_strength.items():
            rows[f"{region.code}{added}"] = {"region": region.name, **row}
    cells = pd.DataFrame.from_dict(rows, orient="index").rename_axis("code")
    topic = Topic("regions", study, indicator=indicator)
    return ObservedFrame.of(cells, topic, ranges=("yes", *_SHARES))


def by_denominator(study: Study) -> ObservedFrame:
    """Set below each other what the gap in countries is by each number of countries that can be meant.

    Parameters
    ----------
    study : Study
        The question.

    Returns
    -------
    ObservedFrame
        One row a pillar and denominator that its published figures fit, indexed as "legal.icmec": name (of
        the pillar), denominator (its name), of (countries in all), and target_count and to_add (countries
        at the target, and still to come, with bounds in columns that end in `_low` and `_high`). Empty
        where no baseline in countries was published.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> by_denominator(open_study())[["of", "target_count", "to_add"]].loc["technical.icmec"].tolist()
    [196, 138, 87]
    """
    names = {each.id: each.name for each in study.framework.denominators}
    rows = {
        f"{gap.pillar.id}.{denominator}": {
            "name": gap.pillar.name,
            "denominator": names[denominator],
            **seen,
        }
        for gap in assess_pillars(study)
        for denominator, seen in gap.by_denominator.items()
    }
    columns = ["name", "denominator", "of", "target_count", "to_add"]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    topic = Topic("denominators", study)
    return ObservedFrame.of(cells, topic, ranges=("target_count", "to_add"))


def by_indicator(study: Study, pillar: str | int | None = None) -> ObservedFrame:
    """Set the indicators of a pillar, or all of them, below each other.

    Parameters
    ----------
    study : Study
        The question.
    pillar : str or int, optional
        A pillar's id or number; by default every indicator of the framework, each once.

    Returns
    -------
    ObservedFrame
        One row an indicator by evidence that names countries, indexed by its id, and one below where
        evidence about groups tells more (".group" behind the id): indicator (its name), role ("direct",
        "proxy" or "context"), the columns of `by_region` from strength on, source (where its evidence
        stands).

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> by_indicator(open_study("europe"), "technical")[["role", "yes", "no", "unknown"]]
             role  yes  no  unknown
    hotline  direct   34   1       11
    """
    pillars = [study.framework.pillar(pillar)] if pillar is not None else study.framework.pillars
    uses = {use.indicator: use for each in reversed(pillars) for use in reversed(each.evidence)}
    rows: dict[str, dict[str, object]] = {}
    for indicator in study.framework.indicators:
        if indicator.id in uses:
            about = {"indicator": indicator.name, "role": uses[indicator.id].role}
            told = {"source": study.evidence_source(indicator.id)}
            for added, row in _by_strength(study, indicator.id, study.area, "each").items():
                rows[f"{indicator.id}{added}"] = about | row | told
    columns = ["indicator", "role", "strength", *_COVERED, "scenario", "source"]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    of = study.framework.pillar(pillar).id if pillar is not None else ""
    topic = Topic("evidence" if of else "statuses", study, pillar=of)
    return ObservedFrame.of(cells, topic, ranges=("yes", *_SHARES))


_COVERED = ("states", "yes", "no", "unknown", "share_of_countries", "children", "share_of_children")


def _by_strength(
    study: Study, indicator: str, area: Area, strength: str
) -> dict[str, dict[str, object]]:
    """What evidence tells of an area, by what is added to the label of its row."""
    asked = ("named", "group") if strength == "each" else (strength,)
    covers = {each: study.coverage(indicator, area=area, strength=each) for each in asked}
    first = covers[asked[0]]
    scenario = study.scenario(["evidence"], indicators=[indicator], area=area)
    children = observe_children(study, area)
    rows = {}
    for each, cover in covers.items():
        if cover is not first and cover == first:
            continue  # evidence about groups tells nothing more
        seen = children | observe_coverage(study, indicator, cover, area=area, strength=each)
        told = {name: seen[name] for name in _COVERED}
        rows["" if cover is first else f".{each}"] = {
            "strength": each,
            **told,
            "scenario": scenario,
        }
    return rows


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
    evidence = _pieces(study)
    for indicator in study.framework.indicators:
        decided = _decided(study, indicator.id, evidence).add_prefix(f"{indicator.id}_")
        table = table.join(decided.rename(columns={f"{indicator.id}_status": indicator.id}))
    return table.rename_axis("iso3")


def decided_states(study: Study, indicator: str) -> pd.DataFrame:
    """Tell what is known of one indicator in each Member State of the study's area, and by which evidence.

    Parameters
    ----------
    study : Study
        The question.
    indicator : str
        An indicator's id.

    Returns
    -------
    pandas.DataFrame
        Indexed by code: status, since, since_means, source, strength and confidence, as `states` tells them
        of all indicators.

    Raises
    ------
    CopcalcError
        If the framework has no such indicator.
    """
    study.framework.indicator(indicator)
    return _decided(study, indicator, _pieces(study))


def _pieces(study: Study) -> pd.DataFrame:
    """The pieces of evidence about the area's states, by their ids."""
    told = study.tables.evidence_about(list(study.area.states))
    return told.drop_duplicates("row_id").set_index("row_id")


def _decided(study: Study, indicator: str, evidence: pd.DataFrame) -> pd.DataFrame:
    decided = study.decided(indicator, states=list(study.area.states))
    table = decided[["status"]].join(_told(evidence, decided))
    for part in ("strength", "confidence"):
        table[part] = decided[part].replace("", None).astype("str")
    return table


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
