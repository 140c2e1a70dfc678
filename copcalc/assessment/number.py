"""A number as a report prints it: key, label, value with bounds, unit, source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from copcalc.measure import Estimate


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts, and how people write it.

    Parameters
    ----------
    name : str
        The unit as results.json and tables name it.
    factor : float
        What a number inside the library is multiplied by: 100 for per cents.
    digits : int
        Decimals that people are shown.
    symbol : str
        What stands after the number in a sentence.
    kept : int
        Decimals that are written to files: enough for any reader, and the same on any machine.
    """

    name: str
    factor: float = 1.0
    digits: int = 0
    symbol: str = ""
    kept: int = 6


UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "countries": Unit("countries", symbol="countries"),
        "countries_a_year": Unit("countries a year", digits=1, symbol="countries a year"),
        "percent_of_countries": Unit("% of countries", 100, 1, "%"),
        "percent_of_children": Unit("% of children", 100, 1, "%"),
        "percent_of_way": Unit("% of the way to the targets", 100, 1, "%"),
        "points": Unit("percentage points", 100, 1, "percentage points"),
        "points_a_year": Unit("percentage points a year", 100, 1, "percentage points a year"),
        "percent_a_year": Unit("% a year", 100, 1, "% a year"),
        "children": Unit("children", symbol="children", kept=0),
        "weight": Unit("weight", digits=3),
        "statuses": Unit("statuses", symbol="statuses"),
        "readings": Unit("readings", symbol="readings"),
        "rules": Unit("rules", symbol="rules"),
        "rows": Unit("rows", symbol="rows"),
        "year": Unit("year"),
    }
)
"""Every unit that a number can have, by its short name."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a report.

    Parameters
    ----------
    key : str
        Dotted path that names it once and for all, as "legal.gap.points".
    label : str
        What it is, in plain words.
    estimate : Estimate or None
        Value and bounds in the library's own unit (shares as fractions); None where there is no data.
    unit : str
        A key of `UNITS`.
    source : str
        Where it comes from: tables and framework keys.

    Examples
    --------
    >>> n = Number("a.share", "Share", Estimate(0.205, 0.215, 0.21), "percent_of_countries", "table")
    >>> n.as_record()["low"], n.as_record()["value"], n.as_record()["unit"]
    (20.5, 21.0, '% of countries')
    """

    key: str
    label: str
    estimate: Estimate | None
    unit: str
    source: str

    def __repr__(self) -> str:
        if self.low is None or self.high is None:
            return f"<Number {self.key}: no data>"
        return f"<Number {self.key}: {Estimate(self.low, self.high, self.value)} {UNITS[self.unit].name}>"

    def _scaled(self, part: float | None) -> float | None:
        if part is None:
            return None
        unit = UNITS[self.unit]
        scaled = round(part * unit.factor, unit.kept)
        return scaled if unit.digits or scaled % 1 else int(scaled)

    @property
    def value(self) -> float | None:
        """The value in the unit that people read, or None."""
        return self._scaled(self.estimate.value) if self.estimate else None

    @property
    def low(self) -> float | None:
        """The lower bound in the unit that people read, or None."""
        return self._scaled(self.estimate.low) if self.estimate else None

    @property
    def high(self) -> float | None:
        """The upper bound in the unit that people read, or None."""
        return self._scaled(self.estimate.high) if self.estimate else None

    def as_record(self) -> dict[str, str | float | None]:
        """Return the number as a row of results.json."""
        return {
            "key": self.key,
            "label": self.label,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "unit": UNITS[self.unit].name,
            "source": self.source,
        }


def numbers_frame(numbers: Iterable[Number]) -> pd.DataFrame:
    """Set numbers below each other, in the unit that people read.

    Parameters
    ----------
    numbers : iterable of Number
        In the order of the rows.

    Returns
    -------
    pandas.DataFrame
        One row a number, indexed by its key: label, value, low, high, unit, source.

    Examples
    --------
    >>> share = Number("a.share", "Share", Estimate(0.205, 0.215, 0.21), "percent_of_countries", "table")
    >>> numbers_frame([share])[["low", "value", "high", "unit"]]
              low  value  high            unit
    key
    a.share  20.5   21.0  21.5  % of countries
    """
    columns = ["key", "label", "value", "low", "high", "unit", "source"]
    return pd.DataFrame([n.as_record() for n in numbers], columns=columns).set_index("key")
