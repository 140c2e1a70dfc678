"""A published level, projected in every way that can be chosen: by count, model and number of countries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from copcalc.assessment.ahead import Projection
from copcalc.assessment.levers import Choice, Lever, coded, position
from copcalc.assessment.projected import by_pace
from copcalc.assessment.swing import CHANCE
from copcalc.framework import Pillar
from copcalc.projection.bridge import Forecast
from copcalc.projection.distribution import central
from copcalc.projection.evaluated import Settings

_MIDDLE = 0.5


@dataclass(frozen=True)
class Paces:
    """A pillar's projections by number of countries, related count and model.

    Of the models those that the usual count carries, and of the counts those that carry all of these, so that
    each goes with each. As a part of the goal it is projected in children, and its factors bear its name.
    """

    usual: Projection
    made: Mapping[tuple[str | None, str, str], Projection]
    is_part: bool = False

    @classmethod
    def of(cls, usual: Projection, denominators: Iterable[str | None]) -> Paces:
        """Project a pillar in every way: published shares of the study's own countries, and of others."""
        own = usual.study.denominator
        made = {
            (denominator, each.paces[0].series, each.model): each
            for denominator in dict.fromkeys([own, *denominators])
            for each in by_pace(
                replace(usual.study, denominator=denominator),
                usual.subject.id,
                year=usual.horizon,
                level=usual.level,
            )
        }
        return cls(usual, made)

    @property
    def part(self) -> Pillar | None:
        """Whose factors these are, where the goal's are told apart by it."""
        return (
            self.usual.subject if self.is_part and isinstance(self.usual.subject, Pillar) else None
        )

    @property
    def series(self) -> str:
        """The count whose pace is usually borrowed."""
        return self.usual.paces[0].series

    @cached_property
    def denominators(self) -> list[str | None]:
        """What published shares may be of, the study's own first."""
        return list(dict.fromkeys(at for at, _, _ in self.made))

    @cached_property
    def models(self) -> list[str]:
        """Models that the usual count carries."""
        return list(dict.fromkeys(model for _, series, model in self.made if series == self.series))

    def model(self, *, among: Iterable[Iterable[str]] = ()) -> Lever:
        """The choice of the model, of those that are in other lists, too."""
        shared = [each for each in self.models if all(each in other for other in among)]
        return coded("model", shared, self.usual.model)

    def levers(self) -> list[Lever]:
        """What may be chosen of the pillar alone, and its chance."""
        return [self._rounding(), self._pace(), chance(self.usual.level, self.part)]

    def _pace(self) -> Lever:
        names = {each.paces[0].series: each.paces[0].name for each in self.made.values()}
        choices = tuple(
            Choice(series, name, series)
            for series, name in names.items()
            if all(
                (at, series, model) in self.made
                for at in self.denominators
                for model in self.models
            )
        )
        return Lever("pace", choices, self.series, self.part)

    def _rounding(self) -> Lever:
        forecast = self._forecast(self.usual)
        probes = (*central(self.usual.level), _MIDDLE)
        low, high = ([end.quantile(q) for q in probes] for end in (forecast.low, forecast.high))
        if low == high:
            return Lever("rounding", (), _MIDDLE, self.part)
        return position("rounding", 0.0, 1.0, ("least", "printed", "greatest"), self.part)

    def share(self, settings: Settings) -> float:
        """The projected share under a setting of every lever."""
        at = (settings["denominator"], settings[self._id("pace")], settings["model"])
        parts = settings[self._id(CHANCE)], settings[self._id("rounding")]
        return _within(self._forecast(self.made[at]), *parts)

    def _id(self, kind: str) -> str:
        return f"{kind}-{self.part.id}" if self.part else kind

    def _forecast(self, projection: Projection) -> Forecast[Any]:
        found = projection.children_forecast if self.is_part else projection.forecast
        assert found is not None  # what is projected has one
        return found


def _within(forecast: Forecast[Any], probability: float, rounding: float) -> float:
    """A quantile of a projected share, from one end of its rounding to the other by way of what was printed."""
    parts = [forecast.low, forecast.value, forecast.high]
    ends = [each.quantile(probability) for each in parts if each is not None]
    return float(np.interp(rounding, np.linspace(0, 1, len(ends)), ends))


def chance(level: float, of: Pillar | None = None) -> Lever:
    """Where in its range the pace turns out."""
    return position(CHANCE, *central(level), ("low_end", "middle", "high_end"), of)
