"""Declared sources of uncertainty, and a number under every combination of those that one chooses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

import pandas as pd

from copcalc.assessment.goal import assess_goal
from copcalc.assessment.number import UNITS, Number
from copcalc.assessment.pillar import PillarGap, assess_pillars, figures_fit
from copcalc.assessment.study import Study
from copcalc.data import CONFIDENCES, STRENGTHS
from copcalc.errors import CopcalcError
from copcalc.framed import Framed
from copcalc.framework import SetTarget
from copcalc.measure import Estimate

ROUNDING = "rounding"


def _fitting_denominators(study: Study) -> Iterator[str | None]:
    """Declared denominators for which the published figures of every pillar agree."""
    for each in study.framework.denominators:
        n = study.countries_of(each.id)
        if all(figures_fit(pillar, n) for pillar in study.framework.pillars):
            # One without a count is the Member States, which a study takes by default.
            yield each.id if each.count else None


ALTERNATIVES: Mapping[str, Callable[[Study], Iterable[str | None]]] = MappingProxyType(
    {
        "denominator": _fitting_denominators,
        "vintage": lambda study: study.vintages,
        "strength": lambda _: STRENGTHS,
        "confidence": lambda _: CONFIDENCES,
    }
)
"""What else a study could have assumed, by the field of the study that holds it."""

SOURCES = (ROUNDING, *ALTERNATIVES)
"""Declared sources of uncertainty: the rounding of published figures, and every field above."""

# Numbers that a report leads with: of the goal, and of a pillar with a target by the end of their keys.
_OF_THE_GOAL = ("goal.gap.points", "goal.gap.children", "goal.gap.children_to_reach")
_OF_A_PILLAR = (
    "baseline",
    "baseline.children",
    "gap.points",
    "gap.countries",
    "uncovered.children",
)


@dataclass(frozen=True)
class Carried:
    """A number as a study has it, and what chosen sources of uncertainty make of it.

    Parameters
    ----------
    default : Estimate
        Under the study's own assumptions, with the rounding of published figures.
    alone : dict of str to Estimate
        What each chosen source makes of it by itself, the others left as the study has them; the
        rounding only in the source of that name. Bounds that come from unknown statuses stay.
    together : Estimate
        What the chosen sources make of it at once, in all combinations.
    matters : tuple of str
        The sources that make a difference to it, by themselves or together with others.
    """

    default: Estimate
    alone: dict[str, Estimate]
    together: Estimate
    matters: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Carried: {self.default}; {self.together} with {', '.join(self.alone)} open>"

    @property
    def held(self) -> Estimate:
        """The number with nothing left open: its value, or bounds that come from unknown statuses."""
        return _hull(self.default, [self.default], rounded=False)


def carry(
    study: Study,
    measure: Callable[[Study], Estimate | None],
    *,
    sources: Iterable[str] = SOURCES,
) -> Carried | None:
    """Carry sources of uncertainty into a number.

    Formula: the least and the greatest value of the measure over all studies that differ from the
    given one in what the chosen sources leave open: a denominator for which the published figures
    contradict each other can't have been meant. Within each, the bounds of the measure count if
    "rounding" is among the sources, else its value. A measure without a value, as one bounded by
    unknown statuses, has its bounds carried in any case: unknown is no matter of choice.

    Parameters
    ----------
    study : Study
        The question, with its own assumptions.
    measure : callable
        Takes a study, returns a number; None where it can't be told.
    sources : iterable of str, keyword-only
        Any of `SOURCES`: "rounding" (of published figures), "denominator" (which number of countries
        published shares are of), "vintage" (of the population estimates, as far as they hold the
        study's year), "strength" and "confidence" (the weakest and the least sure evidence that counts).

    Returns
    -------
    Carried or None
        The number by default, by each source alone and by all together; None where the study itself
        has no number.

    Raises
    ------
    CopcalcError
        If there is no such source.

    References
    ----------
    Manski (2011), Policy analysis with incredible certitude, The Economic Journal 121.

    Examples
    --------
    >>> from copcalc.assessment import assess_goal, open_study
    >>> gap = carry(open_study(), lambda s: assess_goal(s).children, sources=("rounding", "vintage"))
    >>> [round(end / 1e6) for e in (gap.default, gap.together) for end in (e.low, e.high)]
    [391, 413, 391, 426]
    """

    def measures(asked: Study) -> dict[str, Estimate]:
        found = measure(asked)
        return {} if found is None else {"": found}

    return _carry_all(study, measures, sources).get("")


def _carry_all(
    study: Study, measures: Callable[[Study], Mapping[str, Estimate]], sources: Iterable[str]
) -> dict[str, Carried]:
    """Carry sources into many numbers at once, each study measured only once."""
    chosen = list(dict.fromkeys(sources))
    for name in chosen:
        if name not in SOURCES:
            raise CopcalcError(
                f"there is no source of uncertainty {name!r}",
                where="sources",
                fix=f"Use any of {', '.join(SOURCES)}.",
            )
    fields = [name for name in chosen if name != ROUNDING]
    # The study's own assumptions are one of the combinations, whatever else it could have assumed.
    options = [
        list(dict.fromkeys([getattr(study, name), *ALTERNATIVES[name](study)])) for name in fields
    ]
    measured = {
        combination: measures(replace(study, **dict(zip(fields, combination, strict=True))))
        for combination in product(*options)
    }
    own = tuple(getattr(study, name) for name in fields)
    default = measured[own]

    def by(key: str, left_open: Collection[str]) -> Estimate:
        """The number where some sources are left open, and the others are as the study has them."""
        found = [
            estimates[key]
            for combination, estimates in measured.items()
            if key in estimates
            and all(
                field in left_open or value == usual
                for field, value, usual in zip(fields, combination, own, strict=True)
            )
        ]
        return _hull(default[key], found, rounded=ROUNDING in left_open)

    carried = {}
    for key, estimate in default.items():
        held, together = by(key, ()), by(key, chosen)
        alone = {name: by(key, [name]) for name in chosen}
        matters = tuple(
            name
            for name in chosen
            if alone[name] != held or by(key, [c for c in chosen if c != name]) != together
        )
        carried[key] = Carried(estimate, alone, together, matters)
    return carried


def _hull(default: Estimate, found: Iterable[Estimate], *, rounded: bool) -> Estimate:
    ends = [
        end
        for each in found
        for end in ((each.low, each.high) if rounded or each.value is None else (each.value,))
    ]
    return type(default)(min(ends), max(ends), default.value)


def headlines(study: Study) -> dict[str, Number]:
    """Collect the numbers that a report leads with.

    Parameters
    ----------
    study : Study
        The question.

    Returns
    -------
    dict of str to Number
        By key: the goal's gap (for the world in the baseline year), each pillar's baseline, gap and
        children without it, and the share of countries by evidence where no target is set.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> list(headlines(open_study("KEN")))[:2]
    ['legal.baseline', 'legal.gap.points']
    """
    numbers: list[Number] = []
    if study.framework.goal is not None and study.is_published:
        numbers += [n for n in assess_goal(study).numbers() if n.key in _OF_THE_GOAL]
    for gap in assess_pillars(study):
        if isinstance(gap.pillar.target, SetTarget):
            leading = [f"{gap.pillar.id}.{end}" for end in _OF_A_PILLAR]
            numbers += [n for n in gap.numbers() if n.key in leading]
        elif gap.pillar.target.state == "not_set":
            numbers += _by_evidence(gap)
    return {n.key: n for n in numbers if n.estimate is not None}


def _by_evidence(gap: PillarGap) -> list[Number]:
    """Shares of countries where no target is set, by all evidence that the study counts."""
    study = gap.study
    return [
        Number(
            f"{gap.pillar.id}.by_evidence.{indicator}",
            "Share of countries, by evidence",
            gap.coverage[indicator, study.strength].countries,
            "percent_of_countries",
            study.evidence_source(indicator),
        )
        for indicator in gap.pillar.indicators("direct")
    ]


@dataclass(frozen=True)
class Uncertainty(Framed):
    """Every number that a report leads with, under its declared sources of uncertainty.

    Parameters
    ----------
    study : Study
        The question this answers.
    sources : tuple of str
        The sources that are carried.
    leading : dict of str to Number
        The numbers as the study has them, by key.
    carried : dict of str to Carried
        What the sources make of them, by the same keys.
    """

    study: Study
    sources: tuple[str, ...]
    leading: dict[str, Number]
    carried: dict[str, Carried]

    def __repr__(self) -> str:
        about = f"{self.study.area.name}, {self.study.year}"
        return f"<Uncertainty {about}: {len(self.leading)} numbers under {', '.join(self.sources)}>"

    def to_frame(self) -> pd.DataFrame:
        """One row a number, indexed by its key, with bounds in the unit that people read.

        Returns
        -------
        pandas.DataFrame
            of (the goal or the pillar), label, unit (a key of `copcalc.assessment.UNITS`), held_low and
            held_high with nothing left open, `<source>_low` and `<source>_high` for each source alone,
            together_low and together_high.
        """
        names = {pillar.id: pillar.name for pillar in self.study.framework.pillars}
        rows = {}
        for key, number in self.leading.items():
            found, factor = self.carried[key], UNITS[number.unit].factor
            parts = {"held": found.held, **found.alone, "together": found.together}
            rows[key] = {
                "of": names.get(key.partition(".")[0], "The goal"),
                "label": number.label,
                "unit": number.unit,
                **{
                    f"{name}_{end}": factor * getattr(part, end)
                    for name, part in parts.items()
                    for end in ("low", "high")
                },
            }
        return pd.DataFrame.from_dict(rows, orient="index")

    def numbers(self) -> list[Number]:
        """Every number with all sources carried at once, for the record."""
        return [
            Number(
                f"{key}.all_uncertainty",
                f"{number.label}, with {', '.join(self.sources)}",
                self.carried[key].together,
                number.unit,
                number.source,
            )
            for key, number in self.leading.items()
        ]


def uncertainty(study: Study, *, sources: Iterable[str] = SOURCES) -> Uncertainty:
    """Carry sources of uncertainty into every number that a report leads with.

    Parameters
    ----------
    study : Study
        The question, with its own assumptions.
    sources : iterable of str, keyword-only
        Any of `SOURCES`, as for `carry`.

    Returns
    -------
    Uncertainty
        The numbers by default, by each source alone and by all together.

    Raises
    ------
    CopcalcError
        If there is no such source.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> found = uncertainty(open_study())
    >>> found.carried["legal.gap.countries"].together, found.carried["legal.gap.countries"].matters
    (Estimate(low=40, high=42, value=41), ('rounding', 'denominator'))
    """
    chosen = tuple(dict.fromkeys(sources))

    def measures(asked: Study) -> dict[str, Estimate]:
        return {key: n.estimate for key, n in headlines(asked).items() if n.estimate is not None}

    return Uncertainty(study, chosen, headlines(study), _carry_all(study, measures, chosen))
