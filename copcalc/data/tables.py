"""The processed tables, and what they answer: statuses, evidence, children."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TypedDict, Unpack

import pandas as pd

from copcalc.data.groups import SOME, counts_of_groups
from copcalc.data.status import ASSUMED, UNDECIDED, beginnings, said_yes, status_by_year
from copcalc.projection.history import adoption_history, count_known


class Counting(TypedDict, total=False):
    """Which evidence counts, as `status_by_year` explains it; by default what it counts by default."""

    strength: str
    confidence: str
    holds_for: int | None


@dataclass(frozen=True)
class Tables:
    """The processed tables.

    Parameters
    ----------
    states : pandas.DataFrame
        One row a Member State: iso3, name, itu_region, member_by, ...
    names : pandas.DataFrame
        Other names of states: name, iso3.
    children : pandas.DataFrame
        vintage, area (iso3 or WORLD), year, children (persons aged 0-17), method, source.
    evidence : pandas.DataFrame
        One piece of evidence a row, with row_id (file and row of the raw table) and, for a yes, seen:
        the last year in which its source said so, as far as the source's date tells. Also what complete
        lists say of the states that are not on them. Its strength is "some" where only some members of
        a group have it.
    groups : pandas.DataFrame
        Groups of which a source tells how many members have it: indicator, kind, source, members, having.
    status : pandas.DataFrame
        indicator, iso3, year, status, strength, confidence, conflict, evidence and against (row ids), as
        `copcalc.data.status_by_year` decides by default.
    world_counts : pandas.DataFrame
        Published counts by year, with denominators.
    checks : pandas.DataFrame
        The states' sum of children against the world row, by vintage and year.
    not_counted : pandas.DataFrame
        Evidence about areas that are no Member States.
    sources : pandas.DataFrame
        Every source with its terms.
    """

    states: pd.DataFrame
    names: pd.DataFrame
    children: pd.DataFrame
    evidence: pd.DataFrame
    groups: pd.DataFrame
    status: pd.DataFrame
    world_counts: pd.DataFrame
    checks: pd.DataFrame
    not_counted: pd.DataFrame
    sources: pd.DataFrame

    def __repr__(self) -> str:
        rows = ", ".join(f"{f.name} {len(getattr(self, f.name))}" for f in fields(self))
        return f"<Tables, with rows: {rows}>"

    def sizes(self) -> dict[str, int]:
        """Count the rows of each table.

        Returns
        -------
        dict of str to int
            Rows, by the table's name.
        """
        return {field.name: len(getattr(self, field.name)) for field in fields(self)}

    @cached_property
    def evidence_files(self) -> dict[str, str]:
        """The files of raw evidence that speak of an indicator, by its id."""
        told = self.evidence[self.evidence["strength"] != ASSUMED]
        files = "data/raw/" + told["row_id"].str.rpartition(":")[0]
        named = files.groupby(told["indicator"]).unique()
        return {str(indicator): ", ".join(sorted(each)) for indicator, each in named.items()}

    @cached_property
    def _decided(self) -> dict[tuple[object, ...], pd.DataFrame]:
        return {}

    def decided(
        self,
        indicator: str,
        year: int,
        *,
        states: Collection[str] | None = None,
        **counting: Unpack[Counting],
    ) -> pd.DataFrame:
        """Decide one indicator at the end of one year, with what decides; it is kept for the next time.

        Parameters
        ----------
        indicator : str
            An indicator's id.
        year : int
            Calendar year.
        strength, confidence : str, keyword-only
            The weakest and the least sure evidence that counts, as for `status_by_year`.
        holds_for : int, optional, keyword-only
            Years for which a yes holds after it was last seen; by default for ever.
        states : collection of str, optional, keyword-only
            Codes of the states that are asked about; by default all.

        Returns
        -------
        pandas.DataFrame
            One row a state, indexed by its code: status, strength, confidence, conflict, evidence and
            against, as `status_by_year` gives them; empty where no evidence speaks of the indicator.

        Raises
        ------
        CopcalcError
            If there is no such strength or confidence, or `holds_for` is no number of years.
        """
        key = (indicator, year, *sorted(counting.items()))
        if key not in self._decided:
            decided = self._decided_by_year(indicator, [year], **counting)
            self._decided[key] = decided.set_index("iso3").drop(columns=["indicator", "year"])
        decided = self._decided[key]
        return decided.copy() if states is None else decided[decided.index.isin(states)]

    def statuses(
        self,
        indicator: str,
        year: int,
        *,
        states: Collection[str] | None = None,
        **counting: Unpack[Counting],
    ) -> pd.Series:
        """Tell statuses alone, which stay the same where other evidence decides the same.

        Parameters
        ----------
        indicator, year, strength, confidence, holds_for, states
            As for `decided`.

        Returns
        -------
        pandas.Series of str
            "yes", "no" or "unknown", by state; empty where no evidence speaks of the indicator.
        """
        return self.decided(indicator, year, states=states, **counting)["status"]

    def speaks_of(self, indicator: str, year: int, **counting: Unpack[Counting]) -> bool:
        """Tell whether the status of any state is known.

        Parameters
        ----------
        indicator, year, strength, confidence, holds_for
            As for `decided`.

        Returns
        -------
        bool
            False where it is unknown everywhere.
        """
        told = self.statuses(indicator, year, **counting)
        return bool((told != UNDECIDED["status"]).any())

    def statuses_by_year(
        self,
        indicator: str,
        years: Iterable[int],
        *,
        states: Collection[str] | None = None,
        **counting: Unpack[Counting],
    ) -> pd.DataFrame:
        """Tell the statuses at the ends of some years at once, which is faster than one by one.

        Parameters
        ----------
        indicator, strength, confidence, holds_for, states
            As for `decided`.
        years : iterable of int
            Calendar years.

        Returns
        -------
        pandas.DataFrame
            One row a state and year: iso3, year, status; empty where no evidence speaks of the indicator.
        """
        told = self._decided_by_year(indicator, years, **counting)[["iso3", "year", "status"]]
        return told if states is None else told[told["iso3"].isin(states)]

    def _decided_by_year(
        self, indicator: str, years: Iterable[int], **counting: Unpack[Counting]
    ) -> pd.DataFrame:
        about = self.evidence[self.evidence["indicator"] == indicator]
        return status_by_year(about, self.states["iso3"], years, **counting)

    def groups_counted(
        self, indicator: str, year: int, *, confidence: str = "medium", holds_for: int | None = None
    ) -> list[tuple[frozenset[str], int]]:
        """Groups of which a source tells how many members have it at least, at the end of one year.

        Parameters
        ----------
        indicator, year, confidence, holds_for
            As for `decided`.

        Returns
        -------
        list of (frozenset of str, int)
            States of a group, and how many of them have it at least.
        """
        of_some = self.evidence["strength"] == SOME
        about = self.evidence[of_some & (self.evidence["indicator"] == indicator)]
        if about.empty:
            return []
        holding = said_yes(about, year, confidence=confidence, holds_for=holds_for)
        return list(counts_of_groups(holding, self.groups))

    def began(
        self,
        indicator: str,
        *,
        until: int | None = None,
        states: Collection[str] | None = None,
        **counting: Unpack[Counting],
    ) -> pd.Series:
        """Tell the years in which it began, where a source dates the beginning.

        Parameters
        ----------
        indicator, strength, confidence, states
            As for `decided`; for how long a yes holds does not matter here.
        until : int, optional, keyword-only
            The last year that is asked about; by default all.

        Returns
        -------
        pandas.Series of int
            By state, as `copcalc.data.beginnings` reads them.
        """
        told = beginnings(
            self.evidence,
            indicator,
            strength=counting.get("strength", "group"),
            confidence=counting.get("confidence", "medium"),
        )
        told = told if until is None else told[told <= until]
        return told if states is None else told[told.index.isin(states)]

    def history(
        self,
        indicator: str,
        clock: int,
        *,
        states: Collection[str] | None = None,
        **counting: Unpack[Counting],
    ) -> pd.DataFrame:
        """Tell after which year without an indicator, and by which year with it, as far as known by a clock.

        Parameters
        ----------
        indicator, strength, confidence, holds_for, states
            As for `decided`.
        clock : int
            Calendar year, after whose end nothing is known.

        Returns
        -------
        pandas.DataFrame
            As `copcalc.adoption_history` gives it, by state.
        """
        region = self.states.set_index("iso3")["itu_region"]
        return adoption_history(
            self.statuses_by_year(
                indicator, sorted({*self.status_years(clock), clock}), states=states, **counting
            ),
            region if states is None else region.loc[list(states)],
            clock=clock,
            began=self.began(indicator, until=clock, states=states, **counting),
        )

    def known(
        self,
        indicator: str,
        year: int,
        *,
        clock: int,
        states: Collection[str] | None = None,
        **counting: Unpack[Counting],
    ) -> tuple[int, int]:
        """Count the states known to have it at the end of a year, and those known to be without.

        Parameters
        ----------
        indicator, strength, confidence, holds_for, states
            As for `decided`.
        year : int
            Calendar year.
        clock : int, keyword-only
            Calendar year, after whose end nothing is known.

        Returns
        -------
        tuple of (int, int)
            Countries with it and without; of the others it is not known.
        """
        return count_known(self.history(indicator, clock, states=states, **counting), year)

    def evidence_about(self, states: Collection[str]) -> pd.DataFrame:
        """List the evidence about some states.

        Parameters
        ----------
        states : collection of str
            Their codes.

        Returns
        -------
        pandas.DataFrame
            Rows of `evidence`.
        """
        return self.evidence[self.evidence["iso3"].isin(states)]

    def sources_behind(
        self, states: Collection[str], indicators: Collection[str], vintage: str
    ) -> pd.DataFrame:
        """List the sources of what is told of some states: of evidence, of children and of membership.

        Parameters
        ----------
        states : collection of str
            Their codes.
        indicators : collection of str
            Ids of those whose evidence counts.
        vintage : str
            Revision of the population estimates.

        Returns
        -------
        pandas.DataFrame
            Rows of `sources`, each once.
        """
        evidence = self.evidence_about(states)
        children = self.children[self.children["area"].isin(states)]
        naming = (
            evidence.loc[evidence["indicator"].isin(indicators), "source"],
            children.loc[children["vintage"] == vintage, "source"],
            self.states.loc[self.states["iso3"].isin(states), "source"],
        )
        return self.sources_named(sorted(set(pd.concat(naming))))

    def sources_named(self, names: Collection[str]) -> pd.DataFrame:
        """List some sources.

        Parameters
        ----------
        names : collection of str
            Their ids.

        Returns
        -------
        pandas.DataFrame
            Rows of `sources`.
        """
        return self.sources[self.sources["source"].isin(names)]

    def children_in(
        self, vintage: str, year: int, *, areas: Collection[str] | None = None
    ) -> pd.Series:
        """Count the children of each area in one year.

        Parameters
        ----------
        vintage : str
            Which revision of the population estimates.
        year : int
            Calendar year.
        areas : collection of str, optional, keyword-only
            Codes of those that are asked about; by default all.

        Returns
        -------
        pandas.Series of float
            Persons, by code, the world's own row with them; empty where nobody counted them.
        """
        counted = (self.children["vintage"] == vintage) & (self.children["year"] == year)
        told = self.children[counted].set_index("area")["children"]
        return told if areas is None else told[told.index.isin(areas)]

    def vintages(self, year: int | None = None) -> tuple[str, ...]:
        """List the revisions of the population estimates.

        Parameters
        ----------
        year : int, optional
            That hold this year; by default any.

        Returns
        -------
        tuple of str
            In alphabetical order.
        """
        held = self.children if year is None else self.children[self.children["year"] == year]
        return tuple(sorted(map(str, held["vintage"].unique())))

    def years(self) -> tuple[int, int]:
        """Tell the first and the last year of which there are children or statuses.

        Returns
        -------
        tuple of (int, int)
            Calendar years.
        """
        years = pd.concat([self.children["year"], self.status["year"]])
        return int(years.min()), int(years.max())

    def last_year_of(self, table: str) -> int:
        """Tell the last year that a table holds.

        Parameters
        ----------
        table : str
            As "children" or "status".

        Returns
        -------
        int
            Calendar year.
        """
        return int(getattr(self, table)["year"].max())

    def status_years(self, until: int) -> list[int]:
        """List the years of which there are statuses.

        Parameters
        ----------
        until : int
            The last one that is asked about.

        Returns
        -------
        list of int
            In order.
        """
        years = self.status["year"]
        return sorted(map(int, years[years <= until].unique()))
