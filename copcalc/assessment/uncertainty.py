"""Declared sources of uncertainty, and a number under every combination of those that one chooses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

import pandas as pd

from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.goal import assess_goal
from copcalc.assessment.observation import Observation, Observed
from copcalc.assessment.pillar import assess_pillars
from copcalc.assessment.published import figures_fit
from copcalc.assessment.study import Study
from copcalc.assessment.vocabulary import MEASURES
from copcalc.data import CONFIDENCES, STRENGTHS
from copcalc.errors import CopcalcError
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

# Numbers that a report leads with: of the goal, and of a pillar with a target, by the names of fields.
_OF_THE_GOAL = ("points", "gap_children", "children_to_reach")
_OF_A_PILLAR = ("baseline", "children", "points", "to_add", "uncovered_children")


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
    measure: Callable[[Study], Estimate | Observation | None],
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
        Takes a study, returns an estimate or an observation; None where it can't be told.
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
    >>> gap = carry(open_study(), lambda s: assess_goal(s).gap_children, sources=("rounding", "vintage"))
    >>> [round(end / 1e6) for e in (gap.default, gap.together) for end in (e.low, e.high)]
    [391, 413, 391, 426]
    """

    def measures(asked: Study) -> dict[str, Estimate]:
        found = measure(asked)
        estimate = found.estimate if isinstance(found, Observation) else found
        return {"": estimate} if isinstance(estimate, Estimate) else {}

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


def headlines(study: Study) -> dict[str, Observation]:
    """Collect the numbers that a report leads with.

    Parameters
    ----------
    study : Study
        The question.

    Returns
    -------
    dict of str to Observation
        Those that are measured: the goal's gap (for the world in the baseline year, as "goal.points"),
        each pillar's baseline, gap and children without it (as "legal.to_add"), and the share of
        countries by evidence where no target is set (as "capacity.curriculum").

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> list(headlines(open_study("KEN")))[:2]
    ['legal.baseline', 'legal.children']
    """
    leading: dict[str, Observation] = {}
    if study.framework.goal is not None and study.is_published:
        goal = assess_goal(study)
        leading |= {f"goal.{name}": goal.named[name] for name in _OF_THE_GOAL}
    for gap in assess_pillars(study):
        pillar = gap.pillar.id
        if isinstance(gap.pillar.target, SetTarget):
            leading |= {f"{pillar}.{name}": gap.named[name] for name in _OF_A_PILLAR}
        elif gap.pillar.target.state == "not_set":
            leading |= {
                f"{pillar}.{indicator}": gap.evidence(indicator, study.strength)[
                    "share_of_countries"
                ]
                for indicator in gap.pillar.indicators("direct")
            }
    return {name: seen for name, seen in leading.items() if seen.is_measured}


@dataclass(frozen=True)
class Uncertainty(Observed):
    """Every number that a report leads with, under its declared sources of uncertainty.

    Parameters
    ----------
    study : Study
        The question this answers.
    sources : tuple of str
        The sources that are carried.
    leading : dict of str to Observation
        The numbers as the study has them, by name, as `headlines` gives them.
    carried : dict of str to Carried
        What the sources make of them, by the same names.
    """

    study: Study
    sources: tuple[str, ...]
    leading: dict[str, Observation]
    carried: dict[str, Carried]

    def __repr__(self) -> str:
        about = f"{self.study.area.name}, {self.study.year}"
        return f"<Uncertainty {about}: {len(self.leading)} numbers under {', '.join(self.sources)}>"

    def to_frame(self) -> ObservedFrame:
        """One row a number, indexed by its name, with bounds in the library's own units.

        Returns
        -------
        ObservedFrame
            of (the name of the pillar or the goal), measure (a key of `MEASURES`), unit (a key of `UNITS`), and each with bounds in
            columns that end in `_low` and `_high`: held (with nothing left open), one column a source
            (left open alone), together (all at once). At last hangs_on: the sources that make a difference,
            as "rounding; vintage".
        """
        goal = self.study.framework.goal
        names = {pillar.id: pillar.name for pillar in self.study.framework.pillars}
        names |= {"goal": goal.name} if goal else {}
        rows = {
            name: {
                "of": names[name.partition(".")[0]],
                "measure": seen.measure,
                "unit": MEASURES[seen.measure].unit,
                "held": self.held(name),
                **{source: self.alone(name, source) for source in self.sources},
                "together": self.together(name),
                "hangs_on": "; ".join(self.carried[name].matters),
            }
            for name, seen in self.leading.items()
        }
        numbers = ("held", *self.sources, "together")
        columns = ["of", "measure", "unit", *numbers, "hangs_on"]
        cells = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
        return ObservedFrame.of(cells, Topic("uncertainty", self.study), ranges=numbers)

    def held(self, name: str) -> Observation:
        """A leading number with nothing left open."""
        return self._left_open(name, "none", self.carried[name].held)

    def alone(self, name: str, source: str) -> Observation:
        """A leading number with one source left open."""
        return self._left_open(name, source, self.carried[name].alone[source])

    def together(self, name: str) -> Observation:
        """A leading number with all sources left open at once."""
        every = set(self.sources) == set(SOURCES)
        left_open = "all" if every else "+".join(self.sources)
        return self._left_open(name, left_open, self.carried[name].together)

    def _left_open(self, name: str, left_open: str, estimate: Estimate) -> Observation:
        seen = self.leading[name]
        scenario = "+".join(filter(None, (seen.scenario, f"open={left_open}")))
        return replace(seen, scenario=scenario, estimate=estimate)

    def observations(self) -> list[Observation]:
        """Every leading number with nothing left open, and with all sources left open at once."""
        return [each for name in self.leading for each in (self.held(name), self.together(name))]


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
    >>> found = uncertainty(open_study()).carried["legal.to_add"]
    >>> found.together, found.matters
    (Estimate(low=40, high=42, value=41), ('rounding', 'denominator'))
    """
    chosen = tuple(dict.fromkeys(sources))

    def measures(asked: Study) -> dict[str, Estimate]:
        return {name: seen.measured for name, seen in headlines(asked).items()}

    return Uncertainty(study, chosen, headlines(study), _carry_all(study, measures, chosen))
