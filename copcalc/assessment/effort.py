"""What it would take to reach targets, and what some adoptions would bring: results, apart from how they are found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import pandas as pd

from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import Observation, OfSubject, one_range
from copcalc.assessment.pillar import PillarGap
from copcalc.errors import MeasureError
from copcalc.measure import ChildShare, Unmeasured

T = TypeVar("T", "Effort", "Adopted")


@dataclass(frozen=True)
class Effort(OfSubject):
    """What one target would take.

    Parameters
    ----------
    study : Study
        The question; its year is the last that is known.
    subject : Pillar or Goal
        Whose target it is.
    rule : CompositeRule or None
        Of the goal: the rule by which its pillars make it.
    target : Observation
        The target; worldwide, whatever the area.
    needed : Observation
        Countries that still have to change. Of a target in countries any will do; of one in children the
        fewest that can be enough, those with the most children.
    per_year : Observation
        The same a year, of a target in countries.
    even : Observation
        Countries that still have to change if every region is to reach the target by itself.
    regional : tuple of PillarGap
        Of a worldwide target in countries: how far each region is from it.
    states : tuple of str
        Of a target in children: codes of states that are enough whatever is unknown, as few as that allows;
        those with the most children first.
    """

    target: Observation
    needed: Observation
    per_year: Observation
    even: Observation
    regional: tuple[PillarGap, ...] = field(repr=False)
    states: tuple[str, ...]

    @property
    def is_in_children(self) -> bool:
        """Whether the target is one of children, so that it matters which countries change."""
        return isinstance(self.target.estimate, ChildShare)

    @property
    def reason(self) -> str:
        """Why it can't be said what the target takes; empty where it can."""
        return self.needed.reason

    def __repr__(self) -> str:
        about = f"{self.name}, {self.study.area.name}, {self.study.year}"
        return f"<Effort {about}: {self.needed.estimate} countries>"

    @property
    def by_region(self) -> ObservedFrame:
        """One row a region, where the target is a worldwide one in countries.

        Columns: region, states, target_count (countries at the target) and to_add (still to come).
        """
        rows = {
            each.study.area.code: {
                "region": each.study.area.name,
                **{name: getattr(each, name) for name in _BY_REGION[1:]},
            }
            for each in self.regional
        }
        cells = pd.DataFrame.from_dict(rows, orient="index", columns=_BY_REGION)
        topic = Topic(
            "quota", self.study, pillar=self.target.subject, terms={"target": self.target}
        )
        return ObservedFrame.of(cells, topic, ranges=["to_add"])

    def observations(self) -> list[Observation]:
        """Every observation of it, those of the regions included."""
        return list(dict.fromkeys([*super().observations(), *self.by_region.observations()]))


_BY_REGION = ["region", "states", "target_count", "to_add"]


@dataclass(frozen=True)
class Adopted(OfSubject):
    """Where a pillar or the goal would be, if some states had adopted what they lack.

    Parameters
    ----------
    study : Study
        The question; its year is the last that is known.
    subject : Pillar or Goal
        What is looked at.
    rule : CompositeRule or None
        Of the goal: the rule by which its pillars make it.
    states : tuple of str
        Codes of the states that adopt.
    target, before, after : Observation
        The target, and the share before and after, in the target's denominator.
    children_before, children : Observation
        Share of children before and after.
    still : Observation
        Countries that still have to change then, of a target in countries.
    """

    states: tuple[str, ...]
    target: Observation
    before: Observation
    after: Observation
    children_before: Observation
    children: Observation
    still: Observation

    @property
    def reason(self) -> str:
        """Why it can't be said where it would be; empty where it can."""
        return self.after.reason

    @property
    def reached(self) -> str:
        """Whether the target is reached then: "yes", "no", or "open" where its bounds leave both."""
        after, target = self.after.as_read(), self.target.as_read()
        if isinstance(after, Unmeasured) or isinstance(target, Unmeasured):
            return "open"
        return "yes" if after.low >= target.low else "no" if after.high < target.low else "open"

    def __repr__(self) -> str:
        about = f"{self.name}, {self.study.area.name}, {len(self.states)} states"
        return f"<Adopted {about}: {self.after.estimate}, target reached: {self.reached}>"


def goal_needed(efforts: Iterable[Effort]) -> Observation | None:
    """Tell how few countries can be enough for the goal, by any of the rules that it may follow.

    Parameters
    ----------
    efforts : iterable of Effort
        Of one study; those of pillars are left aside.

    Returns
    -------
    Observation or None
        Countries, with bounds that hold those of every rule; None where no rule tells.

    Examples
    --------
    >>> import copcalc as cop
    >>> print(goal_needed(cop.efforts(cop.open_study())).as_read())
    2 to 5
    """
    told = {each.rule.id: each.needed for each in efforts if each.rule and each.needed.is_measured}
    return one_range(list(told.values()), "|".join(told)) if told else None


def effort_table(efforts: Iterable[Effort]) -> ObservedFrame:
    """Set what targets would take below each other.

    Parameters
    ----------
    efforts : iterable of Effort
        Of one study, at least one.

    Returns
    -------
    ObservedFrame
        One row each, by its name: name, rule ("" for a pillar), of ("countries" or "children"), target,
        needed (countries, with bounds), per_year (the same a year) and even (countries, if every region is
        to reach it).

    Raises
    ------
    MeasureError
        If there is none.

    Examples
    --------
    >>> import copcalc as cop
    >>> table = effort_table(cop.efforts(cop.open_study()))
    >>> table.loc["technical", ["needed", "even_low", "even_high"]].tolist()
    [85, 85, 91]
    """
    listed = _some(list(efforts), "effort_table", "efforts()")
    rows = {
        each.name: {**_about(each), **{name: getattr(each, name) for name in _EFFORT}}
        for each in listed
    }
    cells = pd.DataFrame.from_dict(rows, orient="index")
    return ObservedFrame.of(cells, Topic("efforts", listed[0].study), ranges=_EFFORT[1:])


_EFFORT = ("target", "needed", "per_year", "even")


def adopted_table(adopted: Iterable[Adopted]) -> ObservedFrame:
    """Set what the same adoptions would bring below each other.

    Parameters
    ----------
    adopted : iterable of Adopted
        Of one study, at least one.

    Returns
    -------
    ObservedFrame
        One row each, by its name: name, rule ("" for a pillar), of ("countries" or "children"), before, after
        and target, reached ("yes", "no" or "open"), still (countries still to change then), children_before
        and children (shares of children).

    Raises
    ------
    MeasureError
        If there is none.

    Examples
    --------
    >>> import copcalc as cop
    >>> table = adopted_table(cop.if_these_adopted(cop.open_study(), ["India", "China"]))
    >>> table.loc["technical", ["still_low", "still_high"]].tolist()
    [83, 84]
    """
    listed = _some(list(adopted), "adopted_table", "if_these_adopted()")
    rows = {
        each.name: {
            **_about(each),
            **{name: getattr(each, name) for name in _ADOPTED[:3]},
            "reached": each.reached,
            **{name: getattr(each, name) for name in _ADOPTED[3:]},
        }
        for each in listed
    }
    terms = {"states": len(listed[0].states)}
    cells = pd.DataFrame.from_dict(rows, orient="index")
    return ObservedFrame.of(cells, Topic("adopted", listed[0].study, terms=terms), ranges=_ADOPTED)


_ADOPTED = ("before", "after", "target", "still", "children_before", "children")


def _about(each: Effort | Adopted) -> dict[str, str]:
    return {
        "name": each.subject.name,
        "rule": each.rule.name if each.rule else "",
        "of": "children" if isinstance(each.target.estimate, ChildShare) else "countries",
    }


def _some(listed: list[T], where: str, source: str) -> list[T]:
    if not listed:
        raise MeasureError(
            "there is nothing to set in a table", where=where, fix=f"Give what {source} returns."
        )
    return listed
