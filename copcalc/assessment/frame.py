"""Frames of numbers that remember the observations they were made from.

A table of results is a frame that pandas can sort, filter and compute with. Where it is shown, each number
that is still as it was born is the observation again, with its key, its unit and its sources.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pandas as pd

from copcalc.assessment.observation import Observation, observed
from copcalc.assessment.study import Study
from copcalc.errors import MeasureError

_ENDS = {"": "value", "_low": "low", "_high": "high"}


@dataclass(frozen=True, slots=True)
class Topic:
    """What a frame is about.

    Parameters
    ----------
    table : str
        Which table it is, as "regions": its titles and its caption go by that name.
    study : Study
        The question that it answers.
    indicator, pillar : str
        Ids of the indicator and of the pillar that it is about, "goal" for the goal; empty for none.
    terms : mapping of str to str, int or Observation
        What else it hangs on or is told of it, as the model, the pace and the chance of a projection.
    """

    table: str
    study: Study
    indicator: str = ""
    pillar: str = ""
    terms: Mapping[str, str | int | Observation] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """A name for its files: the table, and what of."""
        return "-".join(part for part in (self.table, self.indicator or self.pillar) if part)


class ObservedFrame(pd.DataFrame):  # type: ignore[misc]
    """A pandas.DataFrame whose numbers were born as observations.

    It is used as any frame. Rows and columns may be chosen, sorted and added; what is computed from it is a
    frame too. `cells` sets the observations in the place of the numbers that have not been changed.

    Examples
    --------
    >>> from copcalc.assessment import by_region, open_study
    >>> hotlines = by_region(open_study(), "hotline").sort_values("unknown").head(2)
    >>> hotlines[["region", "yes", "share_of_countries_low"]].round(3)
            region  yes  share_of_countries_low
    code
    cis        CIS    2                   0.222
    europe  Europe   34                   0.739
    >>> hotlines.cells().at["cis", "yes"]
    <cis.2014.hotline.named.yes: 2 countries>
    """

    _metadata: ClassVar[list[str]] = ["_born", "_numbers", "topic"]  # pandas hands these on
    _born: pd.DataFrame | None = None
    _numbers: pd.DataFrame | None = None
    topic: Topic | None = None

    @property
    def _constructor(self) -> type[ObservedFrame]:
        return ObservedFrame

    @classmethod
    def of(
        cls, cells: pd.DataFrame, topic: Topic, *, ranges: Collection[str] = ()
    ) -> ObservedFrame:
        """Make a frame of numbers from a table of observations.

        Parameters
        ----------
        cells : pandas.DataFrame
            Rows with labels of their own; each cell an observation or anything else.
        topic : Topic
            What it is about.
        ranges : collection of str, keyword-only
            Columns whose numbers may have bounds.

        Returns
        -------
        ObservedFrame
            The same rows. A column of observations holds their values in the library's own unit (shares as
            fractions); one of `ranges` is followed by its bounds, with `_low` and `_high` behind its name.
            What is not measured, or has bounds and no value, is missing.
        """
        numbers = plain(cells, ranges=ranges)
        frame = cls(numbers)
        frame._born, frame._numbers, frame.topic = cells, numbers, topic
        return frame

    def choose(self, *columns: str) -> ObservedFrame:
        """Choose columns, each with its bounds.

        Parameters
        ----------
        *columns : str
            Their names in the order to show, without `_low` and `_high`.

        Returns
        -------
        ObservedFrame
            The same rows.

        Raises
        ------
        MeasureError
            If it has no such column.

        Examples
        --------
        >>> from copcalc.assessment import gap_table, open_study
        >>> list(gap_table(open_study()).choose("name", "to_add"))
        ['name', 'to_add', 'to_add_low', 'to_add_high']
        """
        if missing := [name for name in columns if name not in self]:
            raise MeasureError(
                f"there is no column {missing[0]!r}",
                where=self.topic.table if self.topic else "the frame",
                fix=f"Choose from {', '.join(map(str, self.columns))}.",
            )
        chosen: ObservedFrame = self[[part for name in columns for part in self._parts(name)]]
        return chosen

    @property
    def rows_in_all(self) -> int:
        """How many rows it was made with."""
        return len(self if self._born is None else self._born)

    def cells(self) -> pd.DataFrame:
        """Set the observations in the place of the numbers.

        Returns
        -------
        pandas.DataFrame
            The rows of this frame as they are now. Where no number of a column was changed, its cells are
            observations, bounds and value in one; any other column is as it stands.
        """
        shown: dict[str, Any] = {}
        born = self._unchanged()
        for name in map(str, self.columns):
            if name not in born:
                shown[name] = self[name]
            elif born[name] not in shown:
                assert self._born is not None  # as a column of it is there
                shown[born[name]] = self._born.loc[self.index, born[name]]
        return pd.DataFrame({name: each.array for name, each in shown.items()}, index=self.index)

    def observations(self) -> list[Observation]:
        """Every observation that it shows, row by row."""
        return observed(self.cells())

    def _parts(self, name: str) -> list[str]:
        """The columns that hold a number: its value and its bounds, as far as they are there."""
        return [part for end in _ENDS if (part := f"{name}{end}") in self]

    def _unchanged(self) -> dict[str, str]:
        """The columns that stand as they were made, with the column of observations each belongs to."""
        born, numbers = self._born, self._numbers
        found: dict[str, str] = {}
        if born is None or numbers is None or not self.index.isin(born.index).all():
            return found
        for base in map(str, born.columns):
            parts = [part for part in self._parts(base) if part in numbers]
            if pd.DataFrame(self)[parts].equals(numbers.loc[self.index, parts]):
                found |= dict.fromkeys(parts, base)
        return found


def topic_of(frame: pd.DataFrame) -> Topic | None:
    """Tell what a frame is about; None for one that is no `ObservedFrame`, or has been through other hands."""
    return frame.topic if isinstance(frame, ObservedFrame) else None


def plain(cells: pd.DataFrame, *, ranges: Collection[str] = ()) -> pd.DataFrame:
    """Make a table of observations one of numbers, to be computed with.

    Parameters
    ----------
    cells : pandas.DataFrame
        A table whose cells are observations or anything else.
    ranges : collection of str, keyword-only
        Columns whose numbers may have bounds.

    Returns
    -------
    pandas.DataFrame
        The same rows, as `ObservedFrame.of` describes them.

    Examples
    --------
    >>> from copcalc.assessment import observe, open_study
    >>> from copcalc.measure import Estimate
    >>> number = observe(open_study(), "yes", Estimate(48, 51), indicator="hotline")
    >>> plain(pd.DataFrame({"name": ["Hotlines"], "yes": [number]}), ranges=["yes"])
           name   yes  yes_low  yes_high
    0  Hotlines  <NA>       48        51
    """
    columns: dict[str, pd.Series] = {}
    for name, column in cells.items():
        seen = column[[isinstance(cell, Observation) for cell in column]]
        if seen.empty and name not in ranges:
            columns[str(name)] = column
            continue
        dtype = "Int64" if len(seen) and all(cell.unit.counts for cell in seen) else "float64"
        for end in _ENDS if name in ranges else ("",):
            numbers = {row: getattr(cell.estimate, _ENDS[end], None) for row, cell in seen.items()}
            series = pd.Series(numbers, dtype=dtype)
            columns[f"{name}{end}"] = series.reindex(column.index)
    return pd.DataFrame(columns, index=cells.index)
