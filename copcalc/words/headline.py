"""Which numbers or statuses open a report, as tiles: the four of the goal or of one pillar, or all of a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from copcalc.assessment import (
    GoalAssessment,
    IndicatorProjection,
    PillarGap,
    Profile,
    Projection,
    Study,
    Uncertainty,
    by_any_rule,
)
from copcalc.data import ASSUMED
from copcalc.measure import ChildShare
from copcalc.words.about import opened
from copcalc.words.message import Given, Message
from copcalc.words.names import Name, area_name, indicator_name, subject_name


@dataclass(frozen=True)
class Tile:
    """One number or status.

    Parameters
    ----------
    label : Message
        What it is.
    value : Message
        The number, or the status.
    note : Message, optional
        What it is of, how sure it is, or who tells it.
    kind : str
        What colour means there: "observed", "target", "gap" or "projected"; of a status "yes", "no" or
        "unknown".
    """

    label: Message
    value: Message
    note: Message | None = None
    kind: str = ""

    def messages(self) -> list[Message]:
        """What it says, in the order of reading."""
        return [self.label, self.value, *([self.note] if self.note else [])]


@dataclass(frozen=True)
class Headline:
    """What opens a report.

    Parameters
    ----------
    title : Message
        What its tiles are about.
    tiles : tuple of Tile
        In the order of reading; empty, where nothing can be measured.
    """

    title: Message
    tiles: tuple[Tile, ...] = ()


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
) -> Headline:
    """Open the report of the world or a region: baseline, target, gap, and where that was heading.

    Parameters
    ----------
    first : GoalAssessment, PillarGap or None
        What it opens with, as `foremost` chooses it; no tiles, if it is None.
    ahead : sequence of Projection or IndicatorProjection
        The area's projections; without one of the same there is no tile of it.
    uncertainty : Uncertainty, optional
        What the gap in children hangs on.

    Returns
    -------
    Headline
        At most four tiles.

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
        return Headline(Message("tiles-nothing"))
    if isinstance(first, GoalAssessment):
        given = (
            _about(first.study) | first.named | {"subject": subject_name(first.study, first.goal)}
        )
        title, of = "tiles-goal", "goal"
    else:
        given = _about(first.study) | first.named
        given["subject"] = subject_name(first.study, first.pillar)
        in_children = isinstance(first.baseline.estimate, ChildShare)
        title, of = "tiles-pillar", "children" if in_children else "countries"
        if first.basis == "evidence" and not in_children:
            given |= first.evidence(first.pillar.indicators("direct")[0], first.study.strength)
            of = "evidence"
    tiles = [
        Tile(
            Message("tile-baseline", given),
            _number(given["baseline"]),
            Message(f"tile-baseline_{of}", given),
            "observed",
        ),
        Tile(
            Message("tile-target", given),
            _number(given["target"]),
            Message(f"tile-target_{of}", given),
            "target",
        ),
        _gap_tile(first, of, given, uncertainty),
    ]
    if (then := _of_the_same(first, ahead)) is not None:
        tiles.append(_ahead_tile(then))
    return Headline(Message(title, given), tuple(tiles))


def _about(study: Study) -> dict[str, Given]:
    return {
        "area": area_name(study.area),
        "year": study.year,
        "target_year": study.framework.target_year,
    }


def _number(number: Given) -> Message:
    return Message("tile-number", {"number": number})


def _gap_tile(
    first: GoalAssessment | PillarGap,
    of: str,
    given: dict[str, Given],
    uncertainty: Uncertainty | None,
) -> Tile:
    """How far it is: in countries where they can be counted, else in points."""
    if of == "goal":
        note = opened(Message("tile-gap_goal", given), uncertainty, "goal", "gap_children")
        return Tile(Message("tile-gap"), Message("tile-points", given), note, "gap")
    assert isinstance(first, PillarGap)
    if first.to_add.is_measured:
        direction = first.pillar.target.direction  # type: ignore[union-attr]
        label = Message("tile-to_add", {"direction": direction})
        return Tile(label, _number(first.to_add), Message(f"tile-to_add_{of}", given), "gap")
    return Tile(
        Message("tile-gap"), Message("tile-points", given), Message("tile-gap_points", given), "gap"
    )


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
    given: dict[str, Given] = {
        **then.named,
        "horizon": then.horizon,
        "level": round(100 * then.level),
    }
    kind = "" if isinstance(then, Projection) else "_evidence"
    return Tile(
        Message("tile-ahead", given),
        _number(then.median),
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
    ['yes', 'since 2002; United Nations Treaty Collection; a proxy, not the thing itself']
    """
    study = profile.study
    known = profile.named | _about(study)
    rows = profile.indicators.to_dict("records")
    given = {**known, "statuses": len(rows)}
    return Headline(Message("tiles-state", given), tuple(_status_tile(study, row) for row in rows))


def _status_tile(study: Study, row: dict[str, object]) -> Tile:
    status = str(row["status"])
    told: list[Name | Message | str] = []
    if status == "unknown":
        told.append(Message("tile-conflict" if row["conflict"] == "open" else "tile-no_evidence"))
    elif row["strength"] == ASSUMED:
        told.append(Message("tile-assumed"))
    else:
        told += _since(row)
        told += [Message("tile-about_group")] if row["strength"] == "group" else []
        told += [str(row["publisher"])] if row["publisher"] else []
    if row["role"] != "direct":
        told.append(Message(f"tile-role_{row['role']}"))
    indicator = indicator_name(study, str(row["indicator"]))
    return Tile(
        Message("tile-indicator", {"indicator": indicator}),
        Message("tile-status", {"status": Name(f"status-{status}")}),
        Message("tile-note", {"told": told}),
        status,
    )


def _since(row: dict[str, object]) -> list[Name | Message | str]:
    if not pd.isna(row["since"]):
        return [Message(f"tile-since_{row['since_means']}", {"since": _year(row["since"])})]
    if row["status"] == "no" and not pd.isna(row["until"]):
        return [Message("tile-until", {"until": _year(row["until"])})]
    return []


def _year(number: object) -> int:
    return int(float(str(number)))
