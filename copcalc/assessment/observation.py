"""A number as it is born: which measure of what, when and on which terms, and how sure.

Tables, sentences, charts and results.json show the same observation. Its dimensions name it once and for
all; its unit and its sources follow from the measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import pandas as pd

from copcalc.assessment.study import Study
from copcalc.assessment.vocabulary import MEASURES, UNITS, Unit
from copcalc.data import Area
from copcalc.errors import MeasureError
from copcalc.framed import Framed
from copcalc.framework import CompositeRule, Goal, Pillar
from copcalc.measure import Estimate, Unmeasured

DIMENSIONS = (
    "area",
    "year",
    "clock",
    "subject",
    "indicator",
    "strength",
    "method",
    "level",
    "vintage",
    "scenario",
    "measure",
)
"""What names an observation, in the order of its key."""
RECORD = ("key", *DIMENSIONS, "horizon", "value", "low", "high", "unit", "source", "reason")
"""What a row of results.json holds, in this order, as far as it is there."""
_DIGITS = 10  # the world's children, in thousands, come out to the last child


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One number: its dimensions, its value with bounds, its sources.

    Parameters
    ----------
    measure : str
        What is measured, a key of `MEASURES`.
    area : str
        Code of the area.
    year : int
        Statuses of its end, children of its middle.
    clock : int
        Of what is projected: the last year that was known; 0 for what is no projection.
    subject : str
        A pillar's id, or "goal"; empty where it is about neither.
    indicator : str
        What is counted: an indicator, a published series of counts, or a table.
    strength : str
        The weakest evidence that counts, "named" or "group".
    method : str
        How it was found where there is more than one way: "published" or "evidence" for a baseline, the
        id of a rule, the area whose children are added up, the model of a projection.
    level : float
        Of an interval that is meant to hold with some probability: that probability; 0 for bounds.
    vintage : str
        Revision of the population estimates, for what counts children.
    scenario : str
        What is assumed beside the usual, as "denominator=icmec".
    estimate : Estimate or Unmeasured
        Value and bounds in the library's own unit (shares as fractions), or why there are none.
    sources : tuple of str
        Where it comes from: tables and framework keys.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> hotlines = observe(open_study(), "yes", Estimate.exact(48), indicator="hotline")
    >>> hotlines
    <world.2014.hotline.yes: 48 countries>
    >>> hotlines.sources
    ('data/raw/evidence/hotline.csv',)
    """

    measure: str
    area: str
    year: int
    clock: int = 0
    subject: str = ""
    indicator: str = ""
    strength: str = ""
    method: str = ""
    level: float = 0.0
    vintage: str = ""
    scenario: str = ""
    estimate: Estimate | Unmeasured
    sources: tuple[str, ...]

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Observation:
        """Read a row of results.json: what `as_record` makes of an observation, turned back.

        Parameters
        ----------
        record : mapping of str to object
            Key, dimensions, and the number in the unit that people read.

        Returns
        -------
        Observation
            With the digits that are written.

        Examples
        --------
        >>> from copcalc.assessment import assess_pillar, open_study
        >>> record = assess_pillar(open_study(), "legal").points.as_record()
        >>> Observation.of_record(record)
        <world.2014.legal.published.gap_points: 21 (20.5 to 21.5) percentage points>
        """
        about = {name: record[name] for name in DIMENSIONS if name in record}
        if "level" in about:
            about["level"] = round(about["level"] / 100, 8)
        unit = UNITS[MEASURES[about["measure"]].unit]
        parts = [record[part] for part in ("low", "high", "value")]
        low, high, value = (None if part is None else part / unit.factor for part in parts)
        number = (
            Unmeasured(record["reason"])
            if low is None or high is None
            else Estimate(low, high, value)
        )
        return cls(**about, estimate=number, sources=tuple(record["source"].split("; ")))

    def __repr__(self) -> str:
        unit = f" {self.unit.name}" if self.is_measured else ""
        return f"<{self.key}: {self.as_read()}{unit}>"

    @property
    def key(self) -> str:
        """Its dimensions joined by dots, those left out that say nothing of it."""
        return ".".join(_in_key(name, part) for name in DIMENSIONS if (part := getattr(self, name)))

    @property
    def unit(self) -> Unit:
        """The unit of its measure."""
        return UNITS[MEASURES[self.measure].unit]

    @property
    def is_measured(self) -> bool:
        """Whether there is a number at all."""
        return isinstance(self.estimate, Estimate)

    @property
    def reason(self) -> str:
        """Why there is no number; empty where there is one."""
        return self.estimate.reason if isinstance(self.estimate, Unmeasured) else ""

    @property
    def measured(self) -> Estimate:
        """The number itself.

        Raises
        ------
        MeasureError
            If there is none.
        """
        if isinstance(self.estimate, Unmeasured):
            raise MeasureError(
                f"there is no number ({self.estimate.reason})",
                where=self.key,
                fix="Look at `is_measured` first.",
            )
        return self.estimate

    @property
    def low(self) -> float:
        """The lower bound, in the library's own unit."""
        return self.measured.low

    @property
    def value(self) -> float | None:
        """The value between the bounds, where one is known."""
        return self.measured.value

    @property
    def high(self) -> float:
        """The upper bound, in the library's own unit."""
        return self.measured.high

    def as_told(self) -> Observation:
        """Return it with as many digits as are written anywhere: 10 significant ones.

        Processors differ in the last digits of what they calculate; what is written and drawn must not.
        """
        if isinstance(self.estimate, Unmeasured):
            return self
        return replace(self, estimate=self.estimate.to_digits(_DIGITS))

    def as_read(self) -> Estimate | Unmeasured:
        """Return the number in the unit that people read: per cents, not fractions."""
        if isinstance(self.estimate, Unmeasured):
            return self.estimate
        unit, estimate = self.unit, self.estimate.to_digits(_DIGITS)

        def scaled(part: float) -> float:
            number = round(part * unit.factor, unit.kept)
            return number if unit.digits or number % 1 else int(number)

        value = None if estimate.value is None else scaled(estimate.value)
        return Estimate(scaled(estimate.low), scaled(estimate.high), value)

    def as_record(self) -> dict[str, str | float | None]:
        """Return it as a row of results.json: key, dimensions, number in the unit that people read.

        The level of an interval is in per cent; the horizon of a projection, in years, follows from its
        year and its clock.
        """
        read = self.as_read()
        record: dict[str, str | float | None] = {"key": self.key}
        record |= {name: part for name in DIMENSIONS if (part := getattr(self, name))}
        if self.level:
            record["level"] = round(100 * self.level, 6)
        if self.clock:
            record["horizon"] = self.year - self.clock
        record |= {part: getattr(read, part, None) for part in ("value", "low", "high")}
        record |= {"unit": self.unit.name, "source": "; ".join(self.sources)}
        return record | ({"reason": self.reason} if self.reason else {})


def _in_key(name: str, part: str | float) -> str:
    """A dimension as a part of a key; that of a number that could be taken for another says what it is."""
    if name == "level":
        return f"level={100 * float(part):g}"
    return f"{name}={part}" if name == "clock" else str(part)


def observe(
    study: Study,
    measure: str,
    estimate: Estimate | Unmeasured,
    *,
    within: Area | None = None,
    **dimensions: str | float,
) -> Observation:
    """Make an observation of a study.

    Parameters
    ----------
    study : Study
        The question: its area, its year, what it assumes, and the tables that its sources are.
    measure : str
        A key of `MEASURES`.
    estimate : Estimate or Unmeasured
        The number in the library's own unit, or why there is none.
    within : Area, optional, keyword-only
        Whose evidence it rests on; by default that of the area that it is about.
    **dimensions : str or float
        Further dimensions, and those that differ from the study's.

    Returns
    -------
    Observation
        With unit and sources of the measure.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> observe(open_study("africa"), "states", Estimate.exact(44)).key
    'africa.2014.states'
    """
    weighed = any(part.startswith("children") for part in MEASURES[measure].rests_on)
    given: dict[str, str | float] = {
        "area": study.area.code,
        "year": study.year,
        "vintage": study.vintage if weighed else "",
    }
    about = Observation(measure=measure, estimate=estimate, sources=(), **(given | dimensions))  # type: ignore[arg-type]
    rests_on = _rests_on(study, about)
    within = within or study.register.area(about.area)
    scenario = study.scenario(rests_on, indicators=_indicators(study, about), area=within)
    sources = (each for part in rests_on for each in _sources(study, about, part, within))
    return replace(about, scenario=scenario, sources=tuple(dict.fromkeys(sources)))


def _rests_on(study: Study, about: Observation) -> list[str]:
    """What an observation rests on: its measure tells, but a baseline may be one by evidence."""
    parts = [
        each for part in MEASURES[about.measure].rests_on for each in _starts(study, about, part)
    ]
    if "baseline" in parts and about.method != "published":
        if about.subject == "goal":
            return [*parts, "rule"]
        parts[parts.index("baseline")] = "evidence"
    return [part for part in parts if part != "denominators" or study.is_published]


def _starts(study: Study, about: Observation, part: str) -> tuple[str, ...]:
    """What the level and the pace of a projection rest on: evidence, or what was published and counted."""
    if part not in ("level", "pace"):
        return (part,)
    if _is_indicator(study, about.indicator):
        return ("evidence", "children") if about.vintage else ("evidence",)
    if part == "pace":
        return ("counts",)
    return ("combined" if about.subject == "goal" else "totals",)


def _is_indicator(study: Study, name: str) -> bool:
    return name in [each.id for each in study.framework.indicators]


def _indicators(study: Study, about: Observation) -> list[str] | None:
    """Whose evidence an observation rests on, if on any; None: that of all indicators."""
    if _is_indicator(study, about.indicator):
        return [about.indicator]
    if about.subject in [each.id for each in study.framework.pillars]:
        return study.framework.pillar(about.subject).indicators("direct")
    return None


def one_range(numbers: Sequence[Observation], method: str) -> Observation:
    """Set one range that holds some numbers in their place.

    Parameters
    ----------
    numbers : sequence of Observation
        Of one measure, found in different ways; all measured.
    method : str
        What the ways are called together.

    Returns
    -------
    Observation
        With bounds alone, unless all are the same number.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> found = [observe(open_study(), "fewest", Estimate.exact(k), method=str(k)) for k in (2, 3)]
    >>> one_range(found, "2|3").as_read()
    Estimate(low=2, high=3, value=None)
    """
    low, high = min(each.low for each in numbers), max(each.high for each in numbers)
    kind = type(numbers[0].measured)
    return replace(numbers[0], estimate=kind.between(low, high), method=method)


def observe_each(
    study: Study, estimates: Mapping[str, Estimate | Unmeasured], **dimensions: Any
) -> dict[str, Observation]:
    """Make an observation of each of some numbers that differ in their measure alone, by the measure."""
    return {name: observe(study, name, each, **dimensions) for name, each in estimates.items()}


def _sources(study: Study, about: Observation, part: str, within: Area) -> Iterator[str]:
    """Where one part of what an observation rests on stands."""
    framework, subject = study.framework, about.subject
    if part in ("baseline", "totals", "target"):
        key = f"pillars.{subject}.{'target' if part == 'target' else 'baseline'}"
        yield study.framework_source("goal" if subject == "goal" else key)
    elif part in ("rule", "combined"):
        is_combined = framework.goal and (study.rule or part == "combined")
        combined = framework.goal.combines if framework.goal and is_combined else []
        yield from (study.framework_source(f"pillars.{pillar}.baseline") for pillar in combined)
    elif part == "evidence":
        told = _indicators(study, about)
        if told is None:
            yield "data/raw/evidence"
        elif told:
            yield from (study.evidence_source(each, within) for each in told)
        else:
            yield "no evidence table speaks of it"
    elif part == "children_then":
        yield f"data/raw/children.csv ({about.vintage}, {about.clock})"
    elif part == "children":
        yield f"data/raw/children.csv ({about.vintage}, {about.year})"
    elif part == "children_of_both_years":
        yield f"data/raw/children.csv ({about.vintage}, {about.year} and {framework.target_year})"
    else:
        yield {
            "register": "data/raw/member_states.csv",
            "rules": study.framework_source("goal"),
            "denominators": study.framework_source("denominators"),
            "counts": "data/raw/world_counts.csv",
            "tables": "data/processed",
        }[part]


class Observed(Framed):
    """A result whose fields are observations, some of them."""

    @property
    def named(self) -> dict[str, Observation]:
        """Its own observations by the names of its fields."""
        parts = {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]
        return {name: part for name, part in parts.items() if isinstance(part, Observation)}

    def observations(self) -> list[Observation]:
        """Every observation of this result, each once."""
        return list(dict.fromkeys(self.named.values()))

    def to_frame(self) -> pd.DataFrame:
        """Every observation of this result, one a row, as `observations_frame` sets them."""
        return observations_frame(self.observations())


@dataclass(frozen=True)
class OfSubject(Observed):
    """A result about a pillar, or about the goal by a rule.

    Parameters
    ----------
    study : Study
        The question that it answers.
    subject : Pillar or Goal
        What it is about.
    rule : CompositeRule or None
        Of the goal: the rule by which its pillars make it; None for any of them.
    """

    study: Study
    subject: Pillar | Goal
    rule: CompositeRule | None

    @property
    def name(self) -> str:
        """A short name: the pillar's id, or "goal" and the rule's."""
        return f"goal-{self.rule.id}" if self.rule else self.subject.id


def observations_frame(observations: Iterable[Observation]) -> pd.DataFrame:
    """Set observations below each other.

    Parameters
    ----------
    observations : iterable of Observation
        In the order of the rows.

    Returns
    -------
    pandas.DataFrame
        One row an observation, indexed by its key: its dimensions, low, value, high (shares as
        fractions), unit, reason (why there is no number), source.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> number = observe(open_study(), "yes", Estimate(48, 51), indicator="hotline")
    >>> observations_frame([number])[["low", "value", "high", "unit"]]
                             low  value  high       unit
    key
    world.2014.hotline.yes  48.0    NaN  51.0  countries
    """
    rows = [
        {
            "key": each.key,
            **{name: getattr(each, name) or "" for name in DIMENSIONS},
            **{part: getattr(each.estimate, part, None) for part in ("low", "value", "high")},
            "unit": MEASURES[each.measure].unit,
            "reason": each.reason,
            "source": "; ".join(each.sources),
        }
        for each in observations
    ]
    columns = ["key", *DIMENSIONS, "low", "value", "high", "unit", "reason", "source"]
    frame = pd.DataFrame(rows, columns=columns).set_index("key")
    return frame.astype(dict.fromkeys(("low", "value", "high"), float))


def observed(cells: pd.DataFrame) -> list[Observation]:
    """Return the observations among the cells of a table, row by row."""
    return [cell for row in cells.to_numpy() for cell in row if isinstance(cell, Observation)]
