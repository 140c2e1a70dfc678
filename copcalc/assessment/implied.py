"""Which unknown states the published totals put in or out of the set that the source counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

import pandas as pd

from copcalc.assessment.covered import observe_coverage
from copcalc.assessment.frame import ObservedFrame, Topic
from copcalc.assessment.observation import Observation, Observed, observe, observed
from copcalc.assessment.published import figures_fit, observe_published, published_count
from copcalc.assessment.study import Study
from copcalc.data import CONFIDENCES, Area
from copcalc.framework import Pillar
from copcalc.measure import (
    ChildShare,
    Estimate,
    Totals,
    Unmeasured,
    agrees,
    children_given_totals,
    implied_statuses,
)

COUNTED, NOT_COUNTED, EITHER = "counted", "not counted", "either"
_MEASURES = {
    COUNTED: ("readings_counted", "most_otherwise"),
    NOT_COUNTED: ("readings_not_counted", "least_otherwise"),
}
_NO_CHILDREN, _NOTHING_FITS = Unmeasured("no_children"), Unmeasured("nothing_fits")


@dataclass(frozen=True)
class Reading:
    """One way to read the published totals, since the source does not say which it meant.

    Parameters
    ----------
    study : Study
        The question, with the reading's own vintage of the population estimates.
    denominator : str
        The framework's denominator that the countries are a share of.
    children : {"states", "world"}
        Whether the share of children is of those in Member States, or of the world's.
    totals : Totals
        What the published figures come to.
    """

    study: Study
    denominator: str
    children: str
    totals: Totals

    def __repr__(self) -> str:
        told = f"{self.totals.count} of {self.denominator}, {self.totals.share or 'no share'}"
        return f"<Reading: {told}; children of {self.children}, {self.study.vintage}>"

    def fits(self, status: pd.Series) -> bool:
        """Whether some list of states fits it, given what is known of them."""
        return agrees(status, self.study.children, self.totals)

    def children_by_count(self, status: pd.Series) -> ChildShare | None:
        """Bounds of the share of children by the number of countries alone; None without any list."""
        children, counted = self.study.children, Totals(self.totals.count)
        if not agrees(status, children, counted):
            return None
        share = children_given_totals(status, children, counted)
        if share is None:
            return None
        listed, beyond = self.study.children_of(self.study.register.world), self.totals.uncounted
        total = listed + beyond
        return ChildShare(
            share.low * listed / total, min(1.0, (share.high * listed + beyond) / total)
        )


@dataclass(frozen=True)
class Implied(Observed):
    """What the published totals of a pillar imply about states whose status is unknown.

    It is what follows if the source's figures and the evidence are both right, and no evidence itself.

    Parameters
    ----------
    study : Study
        The question this answers; evidence counts as it says.
    pillar : Pillar
        The pillar as the framework states it.
    indicator : str
        The indicator whose evidence is known.
    readings : tuple of Reading
        Every way to read the totals.
    """

    study: Study
    pillar: Pillar
    indicator: str
    readings: tuple[Reading, ...]

    def __repr__(self) -> str:
        about = f"{self.pillar.id}, {self.indicator}, {self.study.year}"
        return f"<Implied {about}: {len(self.fitting)} of {len(self.readings)} readings fit>"

    @property
    def baseline(self) -> Observation | None:
        """The published share of children, if there is one."""
        return observe_published(self.study, self.pillar).get("children")

    @cached_property
    def status(self) -> pd.Series:
        """Statuses by evidence, by state."""
        return self.study.status(self.indicator)

    @cached_property
    def fitting(self) -> tuple[int, ...]:
        """Positions of the readings that some list of states fits."""
        return tuple(i for i, reading in enumerate(self.readings) if reading.fits(self.status))

    @cached_property
    def by_reading(self) -> pd.DataFrame:
        """One row a state of unknown status, one column a fitting reading: what it implies.

        "counted", "not counted" or "either".
        """
        words = {(True, False): COUNTED, (False, True): NOT_COUNTED, (True, True): EITHER}
        columns = {}
        for i in self.fitting:
            reading = self.readings[i]
            can = implied_statuses(self.status, reading.study.children, reading.totals)
            columns[i] = [words[p] for p in zip(can["inside"], can["outside"], strict=True)]
        unknown = self.status.index[self.status == "unknown"]
        return pd.DataFrame(columns, index=unknown, dtype="object")

    @cached_property
    def states(self) -> pd.Series:
        """What all fitting readings together imply, by state: "counted", "not counted" or "either"."""
        said = self.by_reading
        first = said.iloc[:, 0] if self.fitting else pd.Series(EITHER, index=said.index)
        same = said.eq(first, axis=0).all(axis=1)
        return first.where(same, EITHER)

    @cached_property
    def against(self) -> tuple[str, ...]:
        """States of which evidence of low confidence says the opposite of what is implied."""
        low = self.study.status(self.indicator, confidence="low").loc[self.states.index]
        opposed = ((self.states == COUNTED) & (low == "no")) | (
            (self.states == NOT_COUNTED) & (low == "yes")
        )
        return tuple(map(str, low.index[opposed]))

    def to_frame(self) -> ObservedFrame:
        """States that at least one fitting reading puts in or out, most children first.

        Returns
        -------
        ObservedFrame
            One row a state, indexed by code: name, share (of the children of Member States), implied
            ("counted" or "not counted"), always (bool: in every fitting reading), readings (how many say
            so), further a column for each vintage with how many of its readings say so, otherwise (share
            of children that could be covered at most, were it not counted, or at least, were it),
            set_aside (its status by evidence of low confidence, which settles nothing).
        """
        return ObservedFrame.of(self._states, self._about("implied"))

    def _about(self, table: str) -> Topic:
        return Topic(table, self.study, pillar=self.pillar.id)

    @cached_property
    def _states(self) -> pd.DataFrame:
        said, study = self.by_reading, self.study
        vintages = pd.Series({i: self.readings[i].study.vintage for i in self.fitting}, dtype="str")
        children = study.children.reindex(said.index).fillna(0)
        total = study.children_of(study.area)
        low = study.status(self.indicator, confidence="low")
        rows = {}
        for state in children.sort_values(ascending=False, kind="stable").index:
            for word in (COUNTED, NOT_COUNTED):
                says = said.loc[state] == word
                if not says.any():
                    continue
                share = ChildShare.exact(children[state] / total) if total else None
                otherwise = self.otherwise(state, word)
                readings, extreme = _MEASURES[word]
                about = partial(self.observe, area=state)
                rows[state] = {
                    "name": study.register.states.at[state, "name"],
                    "share": observe(study, "share_of_world", share or _NO_CHILDREN, area=state),
                    "implied": word,
                    "always": bool(says.all()),
                    "readings": about(readings, Estimate.exact(int(says.sum()))),
                    **{
                        vintage: about(readings, Estimate.exact(int(n)), vintage=vintage)
                        for vintage, n in says.groupby(vintages).sum().items()
                    },
                    "otherwise": about(
                        extreme,
                        Unmeasured("ruled_out_by_count")
                        if otherwise is None
                        else ChildShare.exact(otherwise),
                    ),
                    "set_aside": low[state] if low[state] != "unknown" else "",
                }
        columns = ["name", "share", "implied", "always", "readings", *vintages.unique()]
        columns += ["otherwise", "set_aside"]
        frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
        return frame.astype({"always": bool})

    def by_confidence(self) -> ObservedFrame:
        """What is implied if more or less sure evidence is counted.

        Returns
        -------
        ObservedFrame
            One row a confidence, the highest bar first: confidence, yes, no, unknown (states by evidence),
            and the counts of what is implied by the names of their measures, as in `named`.
        """
        return ObservedFrame.of(self._by_confidence, self._about("implied-by-confidence"))

    @cached_property
    def _by_confidence(self) -> pd.DataFrame:
        usual = self.study.confidence
        named = {
            each: self.named
            if each == usual  # which is known already
            else replace(self, study=replace(self.study, confidence=each)).named
            for each in CONFIDENCES
        }
        rows = {each: {"confidence": each} | found for each, found in named.items()}
        return pd.DataFrame.from_dict(rows, orient="index")

    def rests_on(self, state: str) -> tuple[str, ...]:
        """States whose evidence, dropped alone, would leave open what is implied about a state.

        Parameters
        ----------
        state : str
            Code of a state that `states` says is counted or not counted.

        Returns
        -------
        tuple of str
            Codes, most children first; empty where no single state's evidence matters.
        """
        turned, found = self._turned(state, self.states[state]), []
        children = self.study.children.reindex(self.status.index[self.status != "unknown"])
        for known in children.sort_values(ascending=False, kind="stable").index:
            dropped = turned.copy()
            dropped[known] = "unknown"
            if any(reading.fits(dropped) for reading in self.readings):
                found.append(known)
        return tuple(found)

    def otherwise(self, state: str, implied: str) -> float | None:
        """How near the share of children could come to the published one if a state were not as implied.

        Parameters
        ----------
        state : str
            Code of a state of unknown status.
        implied : {"counted", "not counted"}
            What is implied of it.

        Returns
        -------
        float or None
            Fraction of children: at most so many if it was not counted, at least so many if it was, by
            the published number of countries, whichever reading is meant; None where that number alone
            rules it out, or no children are counted.
        """
        turned = self._turned(state, implied)
        shares = [s for r in self.readings if (s := r.children_by_count(turned)) is not None]
        if not shares:
            return None
        return max(s.high for s in shares) if implied == COUNTED else min(s.low for s in shares)

    def _turned(self, state: str, implied: str) -> pd.Series:
        """The statuses, with a state's the other way round than is implied."""
        turned = self.status.copy()
        turned[state] = {COUNTED: "no", NOT_COUNTED: "yes"}[implied]
        return turned

    def bounds(self) -> ObservedFrame:
        """Share of children covered in the world and in each region, as more and more is used.

        The study's own vintage counts the children; each bound holds whichever denominator was meant.

        Returns
        -------
        ObservedFrame
            One row an area, indexed by its code: area, states, then as fractions evidence_low and
            evidence_high, count_low and count_high (with the published number of countries too),
            share_low and share_high (with the published share of children as well).
        """
        ranges = ("evidence", "count", "share")
        return ObservedFrame.of(self._bounds, self._about("implied-bounds"), ranges=ranges)

    @cached_property
    def _bounds(self) -> pd.DataFrame:
        study = self.study
        totals = [r.totals for r in self.readings if r.study.vintage == study.vintage]
        counts = self._possible([Totals(each.count) for each in totals])
        totals = self._possible(totals)
        rows = {}
        for area in (study.area, *study.register.regions):
            known = study.coverage(self.indicator, area=area)
            by_count = _within(known.children, self._hull(counts, area))
            by_share = _within(by_count, self._hull(totals, area))
            evidence = observe_coverage(study, self.indicator, known, area=area)
            about = partial(self.observe, area=area.code, indicator=self.indicator)
            rows[area.code] = {
                "area": area.name,
                "states": evidence["states"],
                "evidence": evidence["share_of_children"],
                "count": about("share_given_count", by_count or _NOTHING_FITS),
                "share": about("share_given_totals", by_share or _NOTHING_FITS),
            }
        return pd.DataFrame.from_dict(rows, orient="index")

    def _possible(self, totals: list[Totals]) -> list[Totals]:
        """Those that some list of states fits, each once."""
        children = self.study.children
        return [each for each in dict.fromkeys(totals) if agrees(self.status, children, each)]

    def _hull(self, totals: list[Totals], area: Area) -> ChildShare | None:
        """The bounds that hold whichever of some possible totals was meant."""
        given = (
            children_given_totals(self.status, self.study.children, each, among=area.states)
            for each in totals
        )
        shares = [share for share in given if share is not None]
        if not shares:
            return None
        return ChildShare(min(s.low for s in shares), max(s.high for s in shares))

    def observe(self, measure: str, estimate: Estimate | Unmeasured, **about: str) -> Observation:
        """Make an observation of what the totals of the pillar imply."""
        # What follows of one state hangs on the evidence about all of them.
        world = self.study.register.world
        return observe(self.study, measure, estimate, within=world, subject=self.pillar.id, **about)

    @cached_property
    def named(self) -> dict[str, Observation]:
        """How many states the evidence tells of, and what is implied, by the names of the measures."""
        cover, said = observe_coverage(self.study, self.indicator), self.states
        counts = {
            "readings": len(self.readings),
            "readings_fitting": len(self.fitting),
            "implied_counted": int((said == COUNTED).sum()),
            "implied_not_counted": int((said == NOT_COUNTED).sum()),
            "implied_either": int((said == EITHER).sum()),
            "implied_against": len(self.against),
        }
        return {status: cover[status] for status in ("yes", "no", "unknown")} | {
            measure: self.observe(measure, Estimate.exact(n), indicator=self.indicator)
            for measure, n in counts.items()
        }

    def observations(self) -> list[Observation]:
        """Every observation of this result, those about single states and areas included."""
        some = int((~self._states["always"]).sum())
        in_some = self.observe("implied_in_some", Estimate.exact(some), indicator=self.indicator)
        tables = (self._states, self._by_confidence, self._bounds)
        return list(
            dict.fromkeys(
                [*self.named.values(), in_some, *(o for t in tables for o in observed(t))]
            )
        )


def _within(known: ChildShare | None, further: ChildShare | None) -> ChildShare | None:
    """What two pairs of bounds leave together."""
    if known is None or further is None:
        return further
    low, high = max(known.low, further.low), min(known.high, further.high)
    return ChildShare(low, high) if low <= high else further


def implied_by_totals(
    study: Study, pillar: str, *, confidence: str | None = None
) -> Implied | None:
    """Draw from a pillar's published totals what they imply about states of unknown status.

    The source prints how many countries, and which share of children, and not which countries. It does
    not say either which revision of the population estimates it used, which number of countries the
    share is of, or whose children: every combination is one reading, and what is implied holds in all.

    Parameters
    ----------
    study : Study
        The question; the world in the framework's baseline year.
    pillar : str
        A pillar's id or number.
    confidence : {"high", "medium", "low"}, optional, keyword-only
        The least sure evidence that counts; by default the study's own.

    Returns
    -------
    Implied or None
        None where nothing was published, no direct evidence is declared, or the question is about
        another area or year.

    Raises
    ------
    CopcalcError
        If there is no such pillar or confidence.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> states = implied_by_totals(open_study(), "technical").states
    >>> states[states != "either"].to_dict()
    {'CHN': 'not counted'}
    """
    stated = study.framework.pillar(pillar)
    direct = stated.indicators("direct")
    if not study.is_published or not direct:
        return None
    readings = tuple(_readings(study, stated))
    if not readings:
        return None
    asked = replace(study, confidence=confidence or study.confidence)
    return Implied(asked, stated, direct[0], readings)


def _readings(study: Study, pillar: Pillar) -> Iterator[Reading]:
    baseline = pillar.baseline
    if baseline.count is None and baseline.countries is None and baseline.children is None:
        return
    for vintage in study.vintages:
        asked = replace(study, vintage=vintage)
        beyond = asked.children_worldwide - asked.children_of(study.area)
        for denominator in study.framework.denominators:
            count = _count(study, pillar, denominator.id)
            if count is None:
                continue
            if baseline.children is None:
                yield Reading(asked, denominator.id, "states", Totals(count))
                continue
            share = baseline.children.children
            yield Reading(asked, denominator.id, "states", Totals(count, share))
            yield Reading(asked, denominator.id, "world", Totals(count, share, max(0.0, beyond)))


def _count(study: Study, pillar: Pillar, denominator: str) -> Estimate | None:
    """How many Member States the source can have counted; None if its figures do not fit the denominator."""
    baseline, n = pillar.baseline, study.countries_of(denominator)
    states = len(study.area.states)
    if baseline.count is None and baseline.countries is None:
        return Estimate(0, states)
    if not figures_fit(pillar, n):
        return None
    count = published_count(pillar, n)
    # Countries that are no Member States may be among those counted.
    return Estimate(max(0, count.low - max(0, n - states)), min(count.high, states))
