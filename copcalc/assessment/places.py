"""Places: the countries that carry a gap, and the profile of one state."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

import pandas as pd

from copcalc.assessment.covered import observe_children
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import Observation, Observed, observe, observe_each
from copcalc.assessment.study import Study
from copcalc.data import Area
from copcalc.errors import AreaError
from copcalc.measure import ChildShare, Estimate, Unmeasured


def carriers(study: Study, indicator: str, *, strength: str = "group") -> ObservedFrame:
    """Rank the states of the area that are not known to have it, by their children.

    Parameters
    ----------
    study : Study
        The question.
    indicator : str
        An indicator's id.
    strength : {"named", "group"}, keyword-only
        The weakest evidence that counts as known; by default all, so that no state is listed that
        some evidence speaks for.

    Returns
    -------
    ObservedFrame
        One row a state, most children first, indexed by code: name, status ("no" or "unknown"),
        children (persons; missing where there is no number, last), share and cumulative (fractions of
        the area's children).

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> ranking = carriers(open_study(), "opsc")
    >>> ranking.index[0], ranking.cells().at["KEN", "share"].key
    ('KEN', 'KEN.2014.WPP2012.share_of_world')
    """
    ranking = _ranking(study, indicator, strength)
    share = f"share_of_{'world' if study.area.kind == 'world' else 'region'}"
    added_up = partial(
        observe_counted, study, within=study.area, indicator=indicator, method=study.area.code
    )
    rows = {}
    for state, row in ranking.iterrows():
        of_state = partial(observe_counted, study, area=str(state))
        rows[state] = {
            "name": row["name"],
            "status": row["status"],
            "children": of_state("children", row["children"], Estimate),
            "share": of_state(share, row["share"], ChildShare),
            "cumulative": added_up(
                "cumulative_share", row["cumulative"], ChildShare, area=str(state)
            ),
        }
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=list(ranking.columns))
    return ObservedFrame.of(cells, Topic("carriers", study, indicator=indicator))


def _ranking(study: Study, indicator: str, strength: str) -> pd.DataFrame:
    """The ranking in numbers."""
    status = study.status(indicator, strength=strength, states=study.area.states)
    without = status[status != "yes"]
    frame = by_children(study, without.index)
    frame.insert(1, "status", without)
    total = study.children_of(study.area)
    share = frame["children"] / total if total else frame["children"].astype(float)
    # Sums of shares may pass 1 in the last digit.
    return frame.assign(share=share, cumulative=share.cumsum().clip(upper=1.0))


def by_children(study: Study, states: pd.Index) -> pd.DataFrame:
    """Name and children of states, most children first, those without a number last."""
    names, children = study.register.states["name"], study.children
    frame = pd.DataFrame({"name": names.reindex(states), "children": children.reindex(states)})
    return frame.sort_values(["children", "name"], ascending=[False, True], na_position="last")


def observe_counted(
    study: Study,
    measure: str,
    number: float,
    kind: type[Estimate],
    *,
    within: Area | None = None,
    **about: str,
) -> Observation:
    """An exact number of a table as an observation, or that nobody counted it."""
    estimate = Unmeasured("no_children") if pd.isna(number) else kind.exact(number)
    return observe(study, measure, estimate, within=within, **about)


def largest_unknown(study: Study, indicator: str, *, most: int = 10) -> dict[str, Observation]:
    """Count how much of an area's children the largest states hold of which it is unknown.

    Parameters
    ----------
    study : Study
        The question.
    indicator : str
        An indicator's id.
    most : int, keyword-only
        How many states to add up, at the most.

    Returns
    -------
    dict of str to Observation
        largest_unknown (countries) and share_of_largest_unknown (of the area's children).

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> found = largest_unknown(open_study(), "hotline", most=3)
    >>> round(found["share_of_largest_unknown"].value, 3)
    0.193
    """
    ranking = _ranking(study, indicator, "group")
    shares = ranking.loc[ranking["status"] == "unknown", "share"].dropna().head(most)
    # Sums of shares may pass 1 in the last digit.
    held = ChildShare.exact(min(1.0, float(shares.sum()))) if len(shares) else None
    found: dict[str, Estimate | Unmeasured] = {
        "largest_unknown": Estimate.exact(len(shares)),
        "share_of_largest_unknown": held or Unmeasured("no_children"),
    }
    return observe_each(study, found, indicator=indicator)


@dataclass(frozen=True)
class Profile(Observed):
    """One Member State: its evidence, its weight, its sub-region.

    Parameters
    ----------
    study : Study
        The question.
    region : Area
        The ITU region it belongs to.
    children : Observation
        Children (persons).
    share_of_region, share_of_world : Observation
        Its children among those of the region and of the world.
    step : Observation
        What one country adds to a worldwide share of countries.
    statuses_known : Observation
        How many of its indicators are not unknown, each counted once.
    region_states, world_states : Observation
        Member States in its region and in the world.
    status : ObservedFrame
        One row a pillar and indicator, indexed by their ids as "legal.opsc": pillar (its name), indicator
        (its id) and name ("" where no indicator has data), role, status, strength, conflict ("no",
        "settled" by the stronger evidence, or "open"), ask; of the evidence that decides since when it says
        yes (since and since_means), or the last year of which it says no (until), and its publisher
        (missing where it has none).
    evidence : ObservedFrame
        Every piece of evidence about it, indexed by the row of its raw table: indicator (its id) and name,
        status, since, since_means, until, strength, confidence, detail, source (its id) and title (with
        the publisher).
    peers : ObservedFrame
        States of the same UN sub-region, most children first, indexed by code: name, children (persons), and
        a status for each direct or proxy indicator, "(group)" behind it where only evidence about a group
        tells it.
    """

    study: Study
    region: Area
    children: Observation
    share_of_region: Observation
    share_of_world: Observation
    step: Observation
    statuses_known: Observation
    region_states: Observation
    world_states: Observation
    status: ObservedFrame
    evidence: ObservedFrame
    peers: ObservedFrame

    def __repr__(self) -> str:
        about = f"{self.study.area.name}, {self.study.year}"
        if self.statuses_known.scenario:
            about += f", {self.statuses_known.scenario}"
        return f"<Profile {about}: {self.statuses_known.value} of {len(self.indicators)} statuses known>"

    @property
    def indicators(self) -> pd.DataFrame:
        """Its statuses, each indicator once, for however many pillars it speaks."""
        return _once(self.status)

    def to_frame(self) -> ObservedFrame:
        """Its statuses: one row a pillar and indicator."""
        copied: ObservedFrame = self.status.copy()
        return copied


def profile(study: Study) -> Profile:
    """Describe the Member State that a study asks about.

    Parameters
    ----------
    study : Study
        The question; its area is a Member State.

    Returns
    -------
    Profile
        Evidence, weight, peers.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> namibia = profile(open_study("NAM"))
    >>> namibia.region.name, namibia.status["status"].tolist()[:3]
    ('Africa', ['unknown', 'yes', 'unknown'])
    """
    if study.area.kind != "state":
        raise AreaError(
            f"{study.area.name} ({study.area.code}) is no state",
            where="profile",
            fix="Ask about a Member State.",
        )
    iso3 = study.area.code
    region = study.register.region_of(iso3)
    world = study.register.world
    told = _evidence(study, iso3)
    status = _statuses(study, told)
    known = (_once(status)["status"] != "unknown").sum()
    number, of_region = study.children.get(iso3, math.nan), study.children_of(region)
    return Profile(
        study=study,
        region=region,
        **observe_children(study),
        share_of_region=observe_counted(
            study, "share_of_region", number / (of_region or math.nan), ChildShare
        ),
        step=observe(study, "step", Estimate.exact(1 / len(world.states)), area=world.code),
        statuses_known=observe(study, "statuses_known", Estimate.exact(int(known))),
        region_states=observe(
            study, "states", Estimate.exact(len(region.states)), area=region.code
        ),
        world_states=observe(study, "states", Estimate.exact(len(world.states)), area=world.code),
        status=status,
        evidence=ObservedFrame.of(told[_EVIDENCE], Topic("state-evidence", study)),
        peers=_peers(study, iso3),
    )


def _once(status: pd.DataFrame) -> pd.DataFrame:
    return status[status["indicator"] != ""].drop_duplicates("indicator")


def _statuses(study: Study, told: pd.DataFrame) -> ObservedFrame:
    rows, iso3 = {}, study.area.code
    for pillar in study.framework.pillars:
        about = {"pillar": pillar.name, "indicator": "", "name": "", "role": "direct"}
        silent = {"status": "unknown", "strength": "", "conflict": "no"}
        if not pillar.evidence:
            rows[pillar.id] = about | silent | {"ask": pillar.ask} | _UNDATED
        for use in pillar.evidence:
            decided = study.decided(use.indicator, strength="group", states=[iso3]).loc[iso3]
            name = study.framework.indicator(use.indicator).name
            rows[f"{pillar.id}.{use.indicator}"] = (
                about
                | {"indicator": use.indicator, "name": name, "role": use.role}
                | {part: decided[part] for part in silent}
                | {"ask": pillar.ask}
                | _dated(told[told.index.isin(decided["evidence"].split())], decided["status"])
            )
    frame = pd.DataFrame.from_dict(rows, orient="index")
    years = dict.fromkeys(["since", "until"], "Int64")
    return ObservedFrame.of(frame.astype(years), Topic("status", study))


_UNDATED = dict.fromkeys(["since", "since_means", "until", "publisher"])
_SUREST = ["began", "passed", "attested"]


def _dated(evidence: pd.DataFrame, status: str) -> dict[str, object]:
    """Since when evidence says yes, or the last year of which it says no, and who published that."""
    if evidence.empty:
        return _UNDATED
    if status == "no":
        # A yes can tell of the years before it that it was no yet.
        until = evidence["until"].where(evidence["status"] == "no", evidence["since"] - 1)
        told = evidence.assign(until=until, since=None, since_means=None)
        first = told.sort_values("until", ascending=False, kind="stable").iloc[0]
    else:
        sure = evidence["since_means"].map(_SUREST.index, na_action="ignore")
        told = evidence.assign(until=None, sure=sure)
        first = told.sort_values(["since", "sure"], kind="stable").iloc[0]
    return {part: None if pd.isna(first[part]) else first[part] for part in _UNDATED}


_EVIDENCE = ["indicator", "name", "status", "since", "since_means", "until", "strength"]
_EVIDENCE += ["confidence", "detail", "source", "title", "url"]


def _evidence(study: Study, iso3: str) -> pd.DataFrame:
    """Evidence about a state on the framework's indicators, with who tells it, by the row of its raw table."""
    table = study.tables.evidence_about([iso3])
    names = {indicator.id: indicator.name for indicator in study.framework.indicators}
    told = table[table["indicator"].isin(list(names))]
    sources = study.tables.sources_named(sorted(told["source"].unique())).set_index("source")
    return told.assign(
        name=told["indicator"].map(names),
        title=told["source"].map(_cited(sources)),
        publisher=told["source"].map(sources["publisher"]),
        url=told["source"].map(sources["url"]),
    ).set_index("row_id")


def _cited(sources: pd.DataFrame) -> pd.Series:
    """Each source as one line, by its id: its title, and its publisher if that is not the title."""
    lines = sources["title"] + ", " + sources["publisher"]
    same = sources["title"] == sources["publisher"]
    return lines.mask(same, sources["title"])


def _peers(study: Study, iso3: str) -> ObservedFrame:
    states = study.register.states
    same = states.index[states["m49_subregion"] == states.at[iso3, "m49_subregion"]]
    peers = by_children(study, same)
    peers["children"] = [
        observe_counted(study, "children", number, Estimate, area=str(code))
        for code, number in peers["children"].items()
    ]
    for pillar in study.framework.pillars:
        for indicator in pillar.indicators("direct", "proxy"):
            named = study.status(indicator, strength="named", states=peers.index)
            group = study.status(indicator, strength="group", states=peers.index)
            peers[indicator] = named.where(named == group, group + " (group)")
    return ObservedFrame.of(peers, Topic("peers", study))
