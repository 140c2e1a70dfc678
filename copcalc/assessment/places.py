"""Places: the countries that carry a gap, and the profile of one state."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copcalc.assessment.number import Number
from copcalc.assessment.study import Study
from copcalc.data import Area
from copcalc.errors import AreaError
from copcalc.framed import Framed
from copcalc.measure import ChildShare, Estimate


def carriers(study: Study, indicator: str, *, strength: str = "group") -> pd.DataFrame:
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
    pandas.DataFrame
        One row a state, most children first, indexed by code: name, status ("no" or "unknown"),
        children (persons; missing where there is no number, last), share and cumulative (per cent of
        the area's children).

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> carriers(open_study(), "opsc").index[0]
    'KEN'
    """
    status = study.status(indicator, strength=strength).loc[list(study.area.states)]
    without = status[status != "yes"]
    frame = pd.DataFrame(
        {
            "name": study.register.states["name"].reindex(without.index),
            "status": without,
            "children": study.children.reindex(without.index),
        }
    )
    frame = frame.sort_values(["children", "name"], ascending=[False, True], na_position="last")
    total = study.children_of(study.area)
    share = 100 * frame["children"] / total if total else frame["children"].astype(float)
    return frame.assign(share=share, cumulative=share.cumsum())


def carrier_numbers(study: Study, indicator: str, *, prefix: str, most: int = 10) -> list[Number]:
    """Count how much of an area's children the largest states hold of which it is unknown.

    Parameters
    ----------
    study : Study
        The question.
    indicator : str
        An indicator's id.
    prefix : str, keyword-only
        First part of the numbers' keys, as a pillar's id.
    most : int, keyword-only
        How many states to add up, at the most.

    Returns
    -------
    list of Number
        `carriers.listed` (countries), `carriers.share` (of the area's children).

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> numbers = carrier_numbers(open_study(), "hotline", prefix="technical", most=3)
    >>> [round(n.value, 1) for n in numbers]
    [3, 19.3]
    """
    ranking = carriers(study, indicator)
    shares = ranking.loc[ranking["status"] == "unknown", "share"].dropna().head(most)
    source = f"{study.evidence_source(indicator)}; {study.children_source}"
    # Sums of shares may pass 1 in the last digit.
    held = ChildShare.exact(min(1.0, float(shares.sum()) / 100)) if len(shares) else None
    return [
        Number(
            f"{prefix}.carriers.listed",
            "Largest countries of which it is unknown",
            Estimate.exact(len(shares)),
            "countries",
            source,
        ),
        Number(
            f"{prefix}.carriers.share",
            "Their share of the area's children",
            held,
            "percent_of_children",
            source,
        ),
    ]


@dataclass(frozen=True)
class Profile(Framed):
    """One Member State: its evidence, its weight, its neighbours, its next step.

    Parameters
    ----------
    study : Study
        The question.
    region : Area
        The ITU region it belongs to.
    children : float or None
        Children (persons), None where there is no number.
    share_of_region, share_of_world : ChildShare or None
        Its children among those of the region and of the world.
    status : pandas.DataFrame
        One row a pillar and indicator: pillar, indicator, name, role, status, strength, conflict ("no",
        "settled" by the stronger evidence, or "open"), ask.
    evidence : pandas.DataFrame
        Every piece of evidence about it: indicator, status, since, since_means, until, strength,
        confidence, detail, source.
    peers : pandas.DataFrame
        States of the same UN sub-region, most children first: name, children, and a status for each
        direct or proxy indicator, "(group)" behind it where only evidence about a group tells it.
    """

    study: Study
    region: Area
    children: float | None
    share_of_region: ChildShare | None
    share_of_world: ChildShare | None
    status: pd.DataFrame
    evidence: pd.DataFrame
    peers: pd.DataFrame

    def __repr__(self) -> str:
        about = f"{self.study.area.name}, {self.study.year}"
        return f"<Profile {about}: {self.known} of {len(self.indicators)} statuses known>"

    @property
    def indicators(self) -> pd.DataFrame:
        """Its statuses, each indicator once, for however many pillars it speaks."""
        named = self.status[self.status["indicator"] != ""]
        return named.drop_duplicates("indicator")

    @property
    def known(self) -> int:
        """How many of its indicators are not unknown."""
        return int((self.indicators["status"] != "unknown").sum())

    def to_frame(self) -> pd.DataFrame:
        """Its statuses: one row a pillar and indicator."""
        return self.status.copy()

    def numbers(self) -> list[Number]:
        """Every number of this profile, for the record."""
        source = self.study.children_source
        count = None if self.children is None else Estimate.exact(self.children)
        world = len(self.study.register.world.states)
        known = Estimate.exact(self.known)
        return [
            Number("state.children", "Children", count, "children", source),
            Number(
                "state.share_of_region",
                "Share of the region's children",
                self.share_of_region,
                "percent_of_children",
                source,
            ),
            Number(
                "state.share_of_world",
                "Share of the world's children",
                self.share_of_world,
                "percent_of_children",
                source,
            ),
            Number(
                "state.step",
                "What one country adds to a share of countries",
                Estimate.exact(1 / world),
                "points",
                "data/raw/member_states.csv",
            ),
            Number("state.known", "Statuses known", known, "statuses", "data/raw/evidence"),
            Number(
                "state.region_states",
                "States in the region",
                Estimate.exact(len(self.region.states)),
                "countries",
                "data/raw/member_states.csv",
            ),
            Number(
                "state.world_states",
                "Member States",
                Estimate.exact(world),
                "countries",
                "data/raw/member_states.csv",
            ),
        ]


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
    number = study.children.get(iso3)
    children = None if number is None else float(number)

    def part_of(area: Area) -> ChildShare | None:
        return None if children is None else ChildShare.exact(children / study.children_of(area))

    table = study.tables.evidence
    declared = [indicator.id for indicator in study.framework.indicators]
    about = table[(table["iso3"] == iso3) & table["indicator"].isin(declared)]
    columns = ["indicator", "status", "since", "since_means", "until", "strength", "confidence"]
    columns += ["detail", "source"]
    return Profile(
        study=study,
        region=region,
        children=children,
        share_of_region=part_of(region),
        share_of_world=part_of(study.register.world),
        status=_statuses(study, iso3),
        evidence=about[columns].reset_index(drop=True),
        peers=_peers(study, iso3),
    )


def _statuses(study: Study, iso3: str) -> pd.DataFrame:
    rows = []
    for pillar in study.framework.pillars:
        for use in pillar.evidence:
            decided = study.decided(use.indicator, strength="group").loc[iso3]
            rows.append(
                {
                    "pillar": pillar.name,
                    "indicator": use.indicator,
                    "name": study.framework.indicator(use.indicator).name,
                    "role": use.role,
                    **decided[["status", "strength", "conflict"]],
                    "ask": pillar.ask,
                }
            )
        if not pillar.evidence:
            rows.append(
                {
                    "pillar": pillar.name,
                    "indicator": "",
                    "name": "No indicator with data yet",
                    "role": "direct",
                    "status": "unknown",
                    "strength": "",
                    "conflict": "no",
                    "ask": pillar.ask,
                }
            )
    return pd.DataFrame(rows)


def _peers(study: Study, iso3: str) -> pd.DataFrame:
    states = study.register.states
    same = states[states["m49_subregion"] == states.at[iso3, "m49_subregion"]].index
    frame = pd.DataFrame(
        {"name": states["name"].reindex(same), "children": study.children.reindex(same)}
    )
    for pillar in study.framework.pillars:
        for role in ("direct", "proxy"):
            for indicator in pillar.indicators(role):
                named = study.status(indicator, strength="named").reindex(same)
                group = study.status(indicator, strength="group").reindex(same)
                frame[indicator] = named.where(named == group, group + " (group)")
    return frame.sort_values(["children", "name"], ascending=[False, True], na_position="last")
