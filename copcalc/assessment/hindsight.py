"""What came, beside what was projected: results, apart from how they are reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from copcalc.assessment.ahead import IndicatorProjection, Projection, terms_of
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import Observation, Observed
from copcalc.assessment.study import Study
from copcalc.errors import MeasureError
from copcalc.measure import Unmeasured


@dataclass(frozen=True)
class Hindsight(Observed):
    """One projection from a stopped clock, and what was observed later.

    Parameters
    ----------
    study : Study
        The question; its year is the clock.
    subject : str
        Id of the pillar or the indicator.
    projection : Projection or IndicatorProjection or None
        What was projected then; None where it is not known what came.
    until : int
        Last calendar year that is looked at.
    outcomes : ObservedFrame
        One row an outcome, as `outcome_table` sets them below each other; empty where nothing was observed.
    laid_out : callable
        Lays out the path when it is first asked for.
    """

    study: Study
    subject: str
    projection: Projection | IndicatorProjection | None
    until: int
    outcomes: ObservedFrame
    laid_out: Callable[[], ObservedFrame] = field(repr=False, compare=False)

    @cached_property
    def path(self) -> ObservedFrame:
        """One row a year: what was projected, and in a column for each count or indicator what was observed."""
        return self.laid_out()

    @property
    def is_scored(self) -> bool:
        """Whether something was projected, and something was observed later."""
        return (
            self.projection is not None and self.projection.is_projected and len(self.outcomes) > 0
        )

    @property
    def name(self) -> str:
        """A short name: that of its subject and its clock."""
        return f"{self.subject}-{self.study.year}"

    def __repr__(self) -> str:
        return f"<Hindsight {self.name}, {self.study.year} to {self.until}: {len(self.outcomes)} outcomes>"

    def to_frame(self) -> ObservedFrame:
        """Its outcomes, one row each."""
        copied: ObservedFrame = self.outcomes.copy()
        return copied

    def observations(self) -> list[Observation]:
        """Every observation of its outcomes and its path."""
        return list(dict.fromkeys([*self.outcomes.observations(), *self.path.observations()]))


def verdict(observed: Observation, projected: Observation | None) -> str:
    """Tell where an outcome lies: "inside" the projected interval, "above" or "below" it, or "open".

    Parameters
    ----------
    observed : Observation
        What came.
    projected : Observation or None
        The interval; None where nothing was projected.

    Returns
    -------
    str
        "open" where the outcome's bounds lie on both sides of an end, and where one is not measured.
    """
    if projected is None:
        return "open"
    # As they are written: counts of countries meet an end that differs in its last digits.
    came, within = observed.as_read(), projected.as_read()
    if isinstance(came, Unmeasured) or isinstance(within, Unmeasured):
        return "open"
    if within.low <= came.low and came.high <= within.high:
        return "inside"
    if came.low > within.high:
        return "above"
    return "below" if came.high < within.low else "open"


RANGES = ("observed", "own_median", "own_projected", "median", "projected", "error", "crps")
"""Columns of outcomes whose numbers may have bounds."""


def outcome_table(hindsights: Iterable[Hindsight]) -> ObservedFrame:
    """Set outcomes below each other.

    Parameters
    ----------
    hindsights : iterable of Hindsight
        All of pillars, or all of indicators.

    Returns
    -------
    ObservedFrame
        Of pillars one row a related count and year: name (of the count), year, observed, own_median and
        own_projected (the count projected as itself), own_verdict, subject, median and projected (of the
        pillar), verdict. Of indicators one row a clock: indicator, origin, year, observed, median,
        projected, verdict, error and crps of the projection, and crps_of_no_change.

    Raises
    ------
    MeasureError
        If nothing was observed.

    Examples
    --------
    >>> import copcalc as cop
    >>> table = cop.outcome_table(cop.pillars_in_hindsight(cop.open_study()))
    >>> table.loc["legal.icmec_no_specific_legislation.2018", ["observed", "median"]].round(2).tolist()
    [0.92, 0.81]
    """
    listed = [each for each in hindsights if len(each.outcomes)]
    if not listed:
        raise MeasureError(
            "there is no outcome to set in a table",
            where="outcome_table",
            fix="Give what pillars_in_hindsight or indicators_in_hindsight return, for an earlier year.",
        )
    cells = pd.concat([each.outcomes.cells() for each in listed])
    topic = listed[0].outcomes.topic
    assert topic is not None  # as `outcomes` makes them
    return outcomes(cells, topic)


def outcomes(cells: pd.DataFrame, topic: Topic) -> ObservedFrame:
    """Make a frame of outcomes."""
    return ObservedFrame.of(cells, topic, ranges=[name for name in RANGES if name in cells])


def topic_of_outcomes(study: Study, table: str, until: int, level: float) -> Topic:
    """What frames of outcomes are about."""
    return Topic(table, study, terms={**terms_of(until, level), "clock": study.year})
