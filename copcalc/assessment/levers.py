"""Choices that move a projected share: what follows from each of them alone, and from all together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from copcalc.assessment.ahead import IndicatorProjection, Projection
from copcalc.assessment.observation import Observation, observe
from copcalc.assessment.study import Study
from copcalc.assessment.swing import CHANCE, Sensitivity, Setting, Swing
from copcalc.errors import TooFewSamplesError
from copcalc.framework import CompositeRule, Goal, Pillar, SetTarget
from copcalc.measure import ChildShare, CountryShare, Estimate, Unmeasured, rises
from copcalc.projection.combinations import every_combination
from copcalc.projection.evaluated import Settings
from copcalc.projection.factor import Factor
from copcalc.projection.sensitivity import sobol

# A share that is meant to meet a target meets it within the rounding of floats.
_TOLERANCE = 1e-9


class Choice(NamedTuple):
    """One setting of a factor: in short, as frames hold it, and what the function takes."""

    code: str
    text: str
    value: Any


@dataclass(frozen=True)
class Lever:
    """A factor of a projection, with the settings that are shown; a number varies between them, too.

    One with fewer than two settings stays as usual.
    """

    kind: str
    choices: tuple[Choice, ...]
    usual: Any
    of: Pillar | None = None
    is_number: bool = False

    @property
    def id(self) -> str:
        """Its kind, and of whom: what it is told by among the levers of one share."""
        return f"{self.kind}-{self.of.id}" if self.of else self.kind

    @property
    def factor(self) -> Factor:
        """The lever as a factor of the function that makes the share."""
        values = [each.value for each in self.choices]
        if self.is_number:
            return Factor(self.id, self.id, low=values[0], high=values[-1])
        return Factor(self.id, self.id, values, [each.code for each in self.choices])

    def label(self, choice: Choice) -> str:
        """What the factor calls one of its choices."""
        return self.factor.label(self.factor.place(choice.value))


def position(
    kind: str, low: float, high: float, codes: Sequence[str], of: Pillar | None = None
) -> Lever:
    """A factor that is a place between two ends, the middle the usual one."""
    middle = (low + high) / 2
    paired = zip(codes, (low, middle, high), strict=True)
    choices = tuple(Choice(code, f"{kind}:{code}", value) for code, value in paired)
    return Lever(kind, choices, middle, of, is_number=True)


def coded(kind: str, codes: Sequence[str], usual: str) -> Lever:
    """A factor whose settings go by codes."""
    return Lever(kind, tuple(Choice(code, f"{kind}:{code}", code) for code in codes), usual)


@dataclass(frozen=True)
class Asked:
    """What is asked of one subject, and what its projected share is made of.

    Both functions take a setting for each lever: `project` makes the share of them, and `made_by` tells under
    which study, and on which further terms, they do.
    """

    subject: Pillar | Goal
    rule: CompositeRule | None
    projection: Projection | IndicatorProjection
    levers: tuple[Lever, ...]
    project: Callable[[Settings], float]
    made_by: Callable[[Settings], tuple[Study, dict[str, str]]]

    @property
    def kind(self) -> type[ChildShare] | type[CountryShare]:
        """What the projected share is a share of."""
        return (
            ChildShare if isinstance(self.projection.target.estimate, ChildShare) else CountryShare
        )

    @property
    def usual(self) -> Settings:
        """The usual setting of every lever."""
        return {each.id: each.usual for each in self.levers}

    @property
    def moving(self) -> list[Lever]:
        """Levers that can be moved."""
        return [each for each in self.levers if len(each.choices) > 1]

    def share(self, settings: Settings) -> float:
        """The projected share, as usual where the settings tell nothing else."""
        # A mean of shares may leave [0, 1] by its last digits.
        return min(1.0, max(0.0, float(self.project(self.usual | settings))))

    def meets(self, share: float) -> bool:
        """Whether a share meets the target."""
        target = self.subject.target
        direction = target.direction if isinstance(target, SetTarget) else "rise"
        if rises(direction):
            return share >= self.projection.target.low - _TOLERANCE
        return share <= self.projection.target.high + _TOLERANCE

    def observe(
        self,
        settings: Settings,
        estimate: Estimate | Unmeasured,
        what: str = "",
        scenario: str = "",
    ) -> Observation:
        """Observe the share, or another measure of it, with the terms that the settings make."""
        of = "children" if self.kind is ChildShare else "countries"
        study, terms = self.made_by(self.usual | settings)
        given: dict[str, Any] = {
            "year": self.projection.horizon,
            "clock": self.projection.study.year,
            "subject": self.subject.id,
            "level": self.projection.level,
            **terms,
        }
        seen = observe(study, what or f"chosen_of_{of}", estimate, **given)
        return replace(seen, scenario="+".join(filter(None, (seen.scenario, scenario))))


def answered(asked: Asked, samples: int) -> Sensitivity:
    """Move the factors of what is asked: each alone, all together, and in every combination."""
    swings = _swings(asked, samples)
    table, turning = _combined(asked, swings)
    shares = table["result"]
    about, kind = partial(asked.observe, {}), asked.kind
    return Sensitivity(
        asked.projection.study,
        asked.subject,
        asked.rule,
        asked.projection,
        chosen=about(kind.exact(asked.share({}))),
        swings=swings,
        combinations=about(Estimate.exact(len(table)), "combinations"),
        reaching=about(Estimate.exact(sum(map(asked.meets, shares))), "combinations_reaching"),
        spread=about(kind.between(min(shares), max(shares)), scenario="open=assumptions"),
        turning=turning,
    )


def _swings(asked: Asked, samples: int) -> tuple[Swing, ...]:
    """Move each factor alone, and tell its share of the variance; the one that moves the share most first."""
    indices = _indices(asked, samples)
    swings = [_swing(asked, each, indices) for each in asked.moving]
    return tuple(sorted(swings, key=lambda each: -each.width))


def _indices(asked: Asked, samples: int) -> pd.DataFrame | None:
    """Sobol's indices; None where so few samples change that they tell nothing."""
    try:
        return sobol(asked.share, [each.factor for each in asked.moving], samples=samples)
    except TooFewSamplesError:
        return None


def _swing(asked: Asked, lever: Lever, indices: pd.DataFrame | None) -> Swing:
    settings = tuple(_setting(asked, lever, choice) for choice in lever.choices)
    shares = [each.chosen.low for each in settings]
    stands = next(each.chosen.low for each in settings if each.is_usual)
    about = partial(asked.observe, {}, scenario=f"open={lever.id}")
    told: dict[str, Estimate | Unmeasured] = {}
    for index in ("first", "total"):
        told[index] = Unmeasured("too_few_samples")
        if indices is not None:
            value, apart = indices.loc[lever.id, [index, f"{index}_conf"]]
            ends = (value - apart, value + apart, value)
            told[index] = Estimate(*(_index(float(end)) for end in ends))
    return Swing(
        settings,
        moved=about(asked.kind(min(shares), max(shares), stands)),
        alone=about(told["first"], "variance_alone"),
        together=about(told["total"], "variance_together"),
    )


def _index(estimate: float) -> float:
    """A share of the variance, to as many digits as sampling tells."""
    return round(min(1.0, max(0.0, estimate)), 3)


def _setting(asked: Asked, lever: Lever, choice: Choice) -> Setting:
    settings = {lever.id: choice.value}
    is_usual = choice.value == lever.usual
    by_terms = is_usual or lever.kind in _IN_TERMS
    share = asked.share(settings)
    return Setting(
        lever.kind,
        lever.of,
        choice.code,
        choice.text,
        chosen=asked.observe(
            settings,
            asked.kind.exact(share),
            scenario="" if by_terms else f"{lever.id}={choice.code}",
        ),
        reached=asked.meets(share),
        is_usual=is_usual,
    )


# Settings that the terms of an observation tell themselves: its method, indicator, strength or scenario.
_IN_TERMS = ("rule", "model", "pace", "denominator", "strength", "confidence")


def _combined(
    asked: Asked, swings: Sequence[Swing]
) -> tuple[pd.DataFrame, tuple[tuple[Setting, ...], ...]]:
    """Every combination of what is assumed, and those that turn the verdict with the fewest changes."""
    assumed = [each for each in asked.moving if each.kind != CHANCE]
    stands = asked.meets(asked.share({}))
    if not assumed:
        return pd.DataFrame({"result": [asked.share({})], "changes": [0]}), ()
    table = every_combination(
        asked.share,
        [each.factor for each in assumed],
        {each.id: each.usual for each in assumed},
    )
    turned = table[[asked.meets(share) != stands for share in table["result"]]]
    fewest = turned[turned["changes"] == turned["changes"].min()]
    tried = {each.id: each.settings for each in swings}
    made = {
        (lever.id, lever.label(choice)): setting
        for lever in assumed
        for choice, setting in zip(lever.choices, tried[lever.id], strict=True)
    }
    rows = (
        tuple(found for each in assumed if not (found := made[each.id, row[each.id]]).is_usual)
        for _, row in fewest.iterrows()
    )
    return table, tuple(rows)
