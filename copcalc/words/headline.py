"""Which numbers or statuses open a report, as tiles: the four of the goal or of one pillar, or all of a state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from copcalc.assessment import (
    GoalAssessment,
    IndicatorProjection,
    Observation,
    PillarGap,
    Profile,
    Projection,
    Study,
    Uncertainty,
    by_any_rule,
)
from copcalc.assessment.ahead import terms_of
from copcalc.framework import Goal, Pillar, SetTarget
from copcalc.measure import ChildShare
from copcalc.words.about import by_denominator, opened
from copcalc.words.message import Given, Message
from copcalc.words.names import Name, area_name, counted_name, indicator_name, subject_name


@dataclass(frozen=True)
class Tile:
    """One number or status.

    Parameters
    ----------
    label : Message
        What it is.
    value : Message
        The number, or the status.
    note : Message
        What it is of, how sure it is, or who tells it.
    kind : str
        What colour means there: "observed", "target", "gap" or "projected"; of a status "yes", "no" or
        "unknown".
    """

    label: Message
    value: Message
    note: Message
    kind: str

    def messages(self) -> list[Message]:
        """What it says, in the order of reading."""
        return [self.label, self.value, self.note]


@dataclass(frozen=True)
class Headline:
    """What opens a report.

    Parameters
    ----------
    title : Message
        What its tiles are about.
    tiles : tuple of Tile
        In the order of reading.
    """

    title: Message
    tiles: tuple[Tile, ...]


def foremost(
    gaps: Sequence[PillarGap], goal: GoalAssessment | None = None
) -> GoalAssessment | PillarGap | None:
    """Choose what a report opens with: the goal, or else the first pillar whose gap can be measured.

    Parameters
    ----------
    gaps : sequence of PillarGap
        Every pillar of an area.
    goal : GoalAssessment, optional
        The goal, where it has a baseline.

    Returns
    -------
    GoalAssessment, PillarGap or None
        The goal if there is one; None where no gap can be measured.

    Examples
    --------
    >>> from copcalc.assessment import assess_pillars, open_study
    >>> foremost(assess_pillars(open_study("africa"))).pillar.id
    'legal'
    """
    return goal or next((each for each in gaps if each.points.is_measured), None)


def headline_of_area(
    first: GoalAssessment | PillarGap | None,
    ahead: Sequence[Projection | IndicatorProjection],
    uncertainty: Uncertainty | None = None,
) -> Headline | None:
    """Open the report of the world or a region: baseline, target, gap, and where that was heading.

    Parameters
    ----------
    first : GoalAssessment, PillarGap or None
        What it opens with, as `foremost` chooses it.
    ahead : sequence of Projection or IndicatorProjection
        The area's projections; without one of the same there is no tile of it.
    uncertainty : Uncertainty, optional
        What the gap in children hangs on.

    Returns
    -------
    Headline or None
        At most four tiles; None, if there is nothing to open with.

    Examples
    --------
    >>> from copcalc.assessment import assess_pillars, open_study
    >>> from copcalc.words.message import say
    >>> gaps = assess_pillars(open_study("africa"))
    >>> [tile.kind for tile in headline_of_area(foremost(gaps), []).tiles]
    ['observed', 'target', 'gap']
    >>> say(headline_of_area(foremost(gaps), []).tiles[2].value)
    '0 to 25 countries'
    """
    if first is None:
        return None
    if isinstance(first, GoalAssessment):
        made = _of_goal(first, uncertainty)
    else:
        made = _of_pillar(first, uncertainty)
    then = _of_the_same(first, ahead)
    return replace(made, tiles=(*made.tiles, _ahead_tile(then))) if then else made


def _of_goal(goal: GoalAssessment, uncertainty: Uncertainty | None) -> Headline:
    given = _about(goal.study, subject=goal.goal, of="children") | goal.named
    note = opened(Message("tile-gap_goal", given), uncertainty, "goal", "gap_children")
    gap = Tile(Message("tile-gap"), Message("tile-points", given), note, "gap")
    return Headline(
        Message("tiles-goal", given),
        (
            _tile("tile-baseline", goal.baseline, "tile-baseline_goal", given, "observed"),
            _tile("tile-target", goal.target, "tile-target_note", given, "target"),
            _met() if goal.points.high <= 0 else gap,
        ),
    )


def _of_pillar(gap: PillarGap, uncertainty: Uncertainty | None) -> Headline:
    study, target = gap.study, gap.pillar.target
    assert isinstance(target, SetTarget)  # its gap is measured
    of = "children" if isinstance(gap.baseline.estimate, ChildShare) else "countries"
    given = _about(study, subject=gap.pillar, of=of) | gap.named | {"direction": target.direction}
    label, note = "tile-baseline", f"tile-baseline_{of}"
    if gap.basis == "evidence":
        given |= gap.evidence(gap.pillar.indicators("direct")[0], study.strength)
        label, note = "tile-evidence", f"{note}_evidence"
    worldwide = "" if study.area.kind == "world" else "_worldwide"
    baseline = _tile(label, gap.baseline, note, given, "observed")
    aim = _tile("tile-target", gap.target, f"tile-target_note{worldwide}", given, "target")
    return Headline(
        Message("tiles-pillar", given), (baseline, aim, _gap_tile(gap, given, uncertainty))
    )


def _gap_tile(gap: PillarGap, given: Mapping[str, Given], uncertainty: Uncertainty | None) -> Tile:
    """How far a pillar is from its target: in countries where they can be counted, else in points."""
    if gap.points.high <= 0:
        return _met()
    if not gap.to_add.is_measured:
        points, note = Message("tile-points", given), Message("tile-gap_points", given)
        return Tile(Message("tile-gap"), points, note, "gap")
    kind = "published" if gap.basis == "published" else gap.study.area.kind
    note = Message(f"tile-to_add_{kind}", given)
    note = by_denominator(note, gap) or opened(note, uncertainty, gap.pillar.id, "to_add")
    number = Message("tile-number", {"number": gap.to_add})
    return Tile(Message("tile-to_add", given), number, note, "gap")


def _met() -> Tile:
    return Tile(Message("tile-gap"), Message("tile-met"), Message("tile-met_note"), "gap")


def _about(study: Study, *, subject: Pillar | Goal, of: str) -> dict[str, Given]:
    return {
        "area": area_name(study.area),
        "year": study.year,
        "target_year": study.framework.target_year,
        "subject": subject_name(study, subject),
        "of_what": of,
        "whom": counted_name(study),
    }


def _tile(
    label: str, number: Observation, note: str, given: Mapping[str, Given], kind: str
) -> Tile:
    value = Message("tile-number", {"number": number})
    return Tile(Message(label, given), value, Message(note, given), kind)


def told_by(
    first: GoalAssessment | PillarGap | None, then: Projection | IndicatorProjection
) -> bool:
    """Whether a projection is of what a report opens with."""
    if isinstance(first, GoalAssessment):
        return isinstance(then, Projection) and then.projected.subject == "goal"
    if first is None:
        return False
    if isinstance(then, Projection):
        return then.projected.subject == first.pillar.id
    return then.indicator == first.pillar.indicators("direct")[0]


def _of_the_same(
    first: GoalAssessment | PillarGap, ahead: Sequence[Projection | IndicatorProjection]
) -> Projection | IndicatorProjection | None:
    same = [each for each in ahead if each.is_projected and told_by(first, each)]
    if isinstance(first, GoalAssessment):
        return by_any_rule([each for each in same if isinstance(each, Projection)])
    return same[0] if same else None


def _ahead_tile(then: Projection | IndicatorProjection) -> Tile:
    given: dict[str, Given] = {**then.named, **terms_of(then.horizon, then.level)}
    kind = "" if isinstance(then, Projection) else "_evidence"
    return Tile(
        Message("tile-ahead", given),
        Message("tile-range", {"number": then.projected}),
        Message(f"tile-ahead_note{kind}", given),
        "projected",
    )


def headline_of_state(profile: Profile) -> Headline:
    """Open the report of a Member State: a tile a status, with since when and who tells it.

    Parameters
    ----------
    profile : Profile
        The state.

    Returns
    -------
    Headline
        One tile an indicator, for however many pillars it speaks.

    Examples
    --------
    >>> from copcalc.assessment import open_study, profile
    >>> from copcalc.words.message import say
    >>> namibia = headline_of_state(profile(open_study("NAM")))
    >>> [say(each) for each in namibia.tiles[1].messages()][1:]
    ['yes', 'since 2002; source: United Nations Treaty Collection; a proxy, not the thing itself']
    """
    study = profile.study
    rows = profile.indicators.to_dict("records")
    given: dict[str, Given] = {**profile.named, "year": study.year, "statuses": len(rows)}
    at_hand = set(profile.evidence["indicator"])
    tiles = (_status_tile(study, row, has_any=row["indicator"] in at_hand) for row in rows)
    return Headline(Message("tiles-state", given), tuple(tiles))


def _status_tile(study: Study, row: Mapping[str, Any], *, has_any: bool) -> Tile:
    role = [] if row["role"] == "direct" else [Message(f"tile-role_{row['role']}")]
    status = row["status"]
    return Tile(
        Message("tile-indicator", {"indicator": indicator_name(study, row["indicator"])}),
        Message("tile-status", {"status": Name(f"status-{status}")}),
        Message("tile-note", {"told": [*_who_tells(study, row, has_any=has_any), *role]}),
        status,
    )


def _who_tells(study: Study, row: Mapping[str, Any], *, has_any: bool) -> list[Message]:
    """What a status rests on: what is assumed, or since when and by whom it is told."""
    if row["indicator"] in study.assumed_of(study.area):
        return [Message("tile-assumed")]
    if row["status"] == "unknown":
        unknown = (
            "conflict" if row["conflict"] == "open" else "unsettled" if has_any else "no_evidence"
        )
        return [Message(f"tile-{unknown}", {"year": study.year})]
    told = []
    if not pd.isna(row["since"]):
        told.append(Message(f"tile-since_{row['since_means']}", {"since": int(row["since"])}))
    elif not pd.isna(row["until"]):
        told.append(Message("tile-until", {"until": int(row["until"])}))
    if row["strength"] == "group":
        told.append(Message("tile-about_group"))
    if row["publisher"]:
        told.append(Message("tile-source", {"publisher": row["publisher"]}))
    return told
