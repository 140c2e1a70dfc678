"""What a projection hangs on: how far each choice moves it, apart from how that is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from copcalc.assessment.ahead import IndicatorProjection, Projection
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import Observation, OfSubject
from copcalc.framework import Pillar

CHANCE = "chance"
"""The factor that nobody chooses: how the pace turns out."""


@dataclass(frozen=True)
class Setting:
    """A projection with one factor at one of its settings, and all others as usual.

    Parameters
    ----------
    factor : str
        What is set, as "model" or "rounding".
    of : Pillar or None
        Of the goal: whose pace, rounding or chance it is.
    code : str
        The setting in short, as "drift".
    text : str
        The setting as frames hold it: "model:drift", or what the framework calls it.
    chosen : Observation
        The projected share.
    reached : bool
        Whether it meets the target.
    is_usual : bool
        Whether this is where the factor stands when others vary.
    """

    factor: str
    of: Pillar | None
    code: str
    text: str
    chosen: Observation
    reached: bool
    is_usual: bool


@dataclass(frozen=True)
class Swing:
    """How far one factor moves a projection.

    Parameters
    ----------
    settings : tuple of Setting
        All that were tried, at least two.
    moved : Observation
        From the least to the greatest that they make of it, with the usual as its value.
    alone, together : Observation
        Sobol's indices: the share of the variance that the factor causes by itself, and by itself and with
        others. Not measured where too few samples saw it change.
    """

    settings: tuple[Setting, ...]
    moved: Observation
    alone: Observation
    together: Observation

    @property
    def id(self) -> str:
        """What is set, and of the goal whose it is."""
        return _id(self.settings[0])

    @property
    def factor(self) -> str:
        """What is set."""
        return self.settings[0].factor

    @property
    def of(self) -> Pillar | None:
        """Of the goal: whose factor it is."""
        return self.settings[0].of

    @property
    def width(self) -> float:
        """Distance between the least and the greatest, a fraction."""
        return self.moved.high - self.moved.low

    @property
    def lowest(self) -> Setting:
        """The first of the settings that give the least."""
        return min(self.settings, key=lambda each: each.chosen.low)

    @property
    def highest(self) -> Setting:
        """The first of the settings that give the greatest."""
        return max(self.settings, key=lambda each: each.chosen.low)

    def __repr__(self) -> str:
        return f"<Swing {self.id}: {self.moved.estimate}>"


@dataclass(frozen=True)
class Sensitivity(OfSubject):
    """What the projected share of a pillar, the goal or an indicator hangs on.

    Parameters
    ----------
    study : Study
        The question; its year is the clock.
    subject : Pillar or Goal
        Whose target it is held against.
    rule : CompositeRule or None
        Of the goal: the rule by which it is made where no other is tried.
    usual : Projection or IndicatorProjection
        The projection itself, with every choice as usual.
    chosen : Observation
        The projected share with every factor as usual, the pace in the middle of its range.
    swings : tuple of Swing
        One a factor, the one that moves it farthest first.
    combinations, reaching : Observation
        In how many combinations of assumptions it was looked at, the pace in the middle of its range, and in
        how many of them the target is met.
    spread : Observation
        The least and the greatest share in them.
    turning : tuple of tuple of Setting
        The combinations that turn the verdict with the fewest changes, as what is changed; empty if none does.
    """

    usual: Projection | IndicatorProjection = field(repr=False)
    chosen: Observation
    swings: tuple[Swing, ...] = field(repr=False)
    combinations: Observation
    reaching: Observation
    spread: Observation
    turning: tuple[tuple[Setting, ...], ...] = field(repr=False)

    @property
    def horizon(self) -> int:
        """Calendar year that is projected to."""
        return self.usual.horizon

    @property
    def indicator(self) -> str:
        """Of what is projected by the evidence: the indicator; else empty."""
        return self.usual.indicator if isinstance(self.usual, IndicatorProjection) else ""

    @property
    def name(self) -> str:
        """A short name: the indicator's id, the pillar's, or "goal"."""
        return self.indicator or self.subject.id

    @property
    def is_told(self) -> bool:
        """Whether anything can be said."""
        return self.chosen.is_measured

    @property
    def reason(self) -> str:
        """Why nothing can be said; empty where something can."""
        return self.chosen.reason

    @property
    def is_reached(self) -> bool:
        """Whether the target is met with every factor as usual."""
        return any(
            each.is_usual and each.reached for swing in self.swings for each in swing.settings
        )

    def __repr__(self) -> str:
        about = f"{self.name}, {self.study.area.name}, {self.horizon}"
        if not self.is_told:
            return f"<Sensitivity {about}: none ({self.reason})>"
        factors = ", ".join(each.id for each in self.swings)
        return f"<Sensitivity {about}: {self.chosen.estimate}, by {factors}>"

    @property
    def settings(self) -> ObservedFrame:
        """One row a setting, the factor that moves it farthest first.

        Columns: factor (a code), pillar (whose it is, of the goal), setting, chosen (the projected share) and
        reached ("yes" or "no").
        """
        rows = {
            f"{_id(each)}:{each.code}": {
                "factor": each.factor,
                "pillar": each.of.name if each.of else "",
                "setting": each.text,
                "chosen": each.chosen,
                "reached": "yes" if each.reached else "no",
            }
            for swing in self.swings
            for each in swing.settings
        }
        columns = ["factor", "pillar", "setting", "chosen", "reached"]
        cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
        return ObservedFrame.of(cells, self._topic("settings"))

    @property
    def variance(self) -> ObservedFrame:
        """One row a factor, the one that moves it farthest first.

        Columns: factor, pillar, moved (the least and the greatest projected share), alone and together (shares
        of the variance, with the interval of 95 % that sampling leaves).
        """
        rows = {
            each.id: {
                "factor": each.factor,
                "pillar": each.of.name if each.of else "",
                "moved": each.moved,
                "alone": each.alone,
                "together": each.together,
            }
            for each in self.swings
        }
        columns = ["factor", "pillar", "moved", "alone", "together"]
        cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
        return ObservedFrame.of(cells, self._topic("variance"), ranges=columns[2:])

    def _topic(self, table: str) -> Topic:
        framework = self.study.framework
        named = framework.indicator(self.indicator) if self.indicator else self.subject
        terms: dict[str, str | int | Observation] = {
            "name": named.name,
            "horizon": self.horizon,
            "level": round(100 * self.usual.level),
            "clock": self.study.year,
            "target": self.usual.target,
            "stands": self.chosen,
            "basis": "evidence" if self.indicator else "published",
        }
        return Topic(table, self.study, self.indicator, self.subject.id, terms)

    def to_frame(self) -> ObservedFrame:
        """Every setting, one a row."""
        return self.settings

    def observations(self) -> list[Observation]:
        """Every observation of it, those of its factors and settings included."""
        return list(dict.fromkeys([*super().observations(), *self._of_factors()]))

    def _of_factors(self) -> Iterator[Observation]:
        for swing in self.swings:
            yield from (swing.moved, swing.alone, swing.together)
            yield from (each.chosen for each in swing.settings)


def _id(setting: Setting) -> str:
    return f"{setting.factor}-{setting.of.id}" if setting.of else setting.factor
