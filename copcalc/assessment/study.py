"""One question, fully stated: which framework, which tables, which area, year and vintage."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cached_property, partial
from pathlib import Path

import pandas as pd

from copcalc.assessment.assumption import (
    OPTIONS,
    calendar_year,
    check_assumable,
    check_vintage,
    find_rule,
    read_statuses,
)
from copcalc.data import (
    UNDECIDED,
    WORLD,
    Area,
    Register,
    Tables,
    assume_statuses,
    assumed_areas,
    check_assumed,
    find_root,
    load_tables,
)
from copcalc.data.tables import Counting
from copcalc.errors import CopcalcError
from copcalc.framed import Framed
from copcalc.framework import CompositeRule, Framework, load_framework
from copcalc.measure import Coverage, coverage

USUAL_FRAMEWORK, USUAL_VINTAGE, USUAL_CONFIDENCE = "connect2020", "WPP2012", "medium"
"""What is asked about where nothing else is said; the vintage is the one in force in 2014."""

_TOUCHES = {
    "denominator": "denominators",
    "rule": "rule",
    "confidence": "evidence",
    "holds_for": "evidence",
}
"""What of the numbers rests on each field that assumes something."""


@dataclass(frozen=True)
class Study(Framed):
    """What is asked, and the tables to answer it from.

    Parameters
    ----------
    framework : Framework
        Goal, pillars, targets, baselines.
    tables : Tables
        The processed tables.
    register : Register
        Member States as of the year.
    area : Area
        The area that is asked about.
    year : int
        Statuses are those of this year's end, children those of its middle.
    vintage : str
        Which revision of the population estimates counts the children.
    denominator : str, optional
        Which of the framework's denominators published shares of countries are read as shares of; by
        default the Member States.
    strength, confidence : str
        The weakest and the least sure evidence that counts, as for `status`.
    holds_for : int, optional
        Years for which a yes holds after it was last seen; by default until a source tells otherwise.
    rule : str, optional
        Which of the framework's rules makes the goal's baseline from the pillars'; by default the goal's
        own published baseline counts.
    assumed : mapping of str to mapping
        What `assume` put in the place of evidence: by indicator and state's code, the year in which it
        began, "yes", "no" or "unknown". The tables hold it as evidence.
    """

    framework: Framework
    tables: Tables
    register: Register
    area: Area
    year: int
    vintage: str
    denominator: str | None = None
    strength: str = "named"
    confidence: str = USUAL_CONFIDENCE
    holds_for: int | None = None
    rule: str | None = None
    assumed: Mapping[str, Mapping[str, int | str]] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Name the question in one line, and what it assumes beside the usual."""
        assumed = "".join(
            f", {each.name}={getattr(self, each.name)!r}"
            for each in fields(self)
            if each.default is not MISSING and getattr(self, each.name) != each.default
        ) + "".join(
            f", {name}={told}" for name, told in self._assumed_in(self.register.world).items()
        )
        about = f"{self.area.name}, {self.year}, {self.framework.id}, {self.vintage}"
        return f"<Study: {about}{assumed}>"

    def to_frame(self) -> pd.DataFrame:
        """What is asked and assumed, one row each."""
        asked = {
            "area": self.area.name,
            "states": len(self.area.states),
            "year": self.year,
            "framework": self.framework.title,
            "vintage": self.vintage,
            "children": f"{children:,.0f}"
            if (children := self.children_of(self.area))
            else "no data",
            "published shares are of": f"{self.published_of} {self.published_of_whom}".rstrip(),
            "strength": self.strength,
            "confidence": self.confidence,
            "a yes holds for": "ever" if self.holds_for is None else f"{self.holds_for} years",
        }
        if self.goal_rule:
            asked["the goal's baseline is"] = self.goal_rule.name
        for indicator, told in self._assumed_in(self.register.world).items():
            asked[f"assumed: {indicator}"] = told
        return pd.Series(asked, dtype="object").to_frame("study")

    @property
    def unusual(self) -> dict[str, str | int]:
        """What it assumes beside the usual, statuses, strength and vintage left out, by field."""
        usual = self.confidence == USUAL_CONFIDENCE
        options = {
            "denominator": self.denominator if self.published_of_whom else None,
            "rule": self.rule,
            "confidence": None if usual else self.confidence,
            "holds_for": self.holds_for,
        }
        return {name: what for name, what in options.items() if what is not None}

    def scenario(
        self,
        rests_on: Collection[str] = ("denominators", "rule", "evidence"),
        *,
        indicators: Collection[str] | None = None,
        area: Area | None = None,
    ) -> str:
        """Say what it assumes beside the usual, as far as a number rests on it.

        Strength and vintage are left out: they are dimensions of what rests on them.

        Parameters
        ----------
        rests_on : collection of str
            What the number rests on: "denominators" of published shares, the "rule" that makes the
            goal's baseline, "evidence", or "tables", which hold assumed statuses. By default all of it.
        indicators : collection of str, optional, keyword-only
            Whose evidence; by default any.
        area : Area, optional, keyword-only
            Of whom; by default the world.

        Returns
        -------
        str
            As "denominator=icmec+holds_for=10+hotline=KEN:2013"; empty where it rests on nothing assumed.

        Examples
        --------
        >>> study = open_study().assume(hotline={"KEN": 2013}, denominator="icmec")
        >>> study.scenario()
        'denominator=icmec+hotline=KEN:2013'
        >>> study.scenario(["evidence"], area=study.register.find("europe"))
        ''
        """
        assumed = {name: what for name, what in self.unusual.items() if _TOUCHES[name] in rests_on}
        if "evidence" in rests_on or "tables" in rests_on:
            told = self._assumed_in(area or self.register.world)
            assumed |= {
                name: text
                for name, text in told.items()
                if indicators is None or name in indicators
            }
        return "+".join(f"{name}={what}" for name, what in assumed.items())

    def assumed_of(self, area: Area) -> dict[str, list[tuple[Area, int | str]]]:
        """Statuses assumed of an area's states, by indicator, as few areas as can be, the largest first."""
        told = {}
        for indicator, assumed in sorted(self.assumed.items()):
            inside = {state: what for state, what in assumed.items() if state in area.states}
            if inside:
                told[indicator] = list(assumed_areas(self.register, inside))
        return told

    def _assumed_in(self, area: Area) -> dict[str, str]:
        """Statuses assumed of an area's states, by indicator, as "africa:yes,KEN:2013"."""
        return {
            indicator: ",".join(f"{part.code}:{what}" for part, what in told)
            for indicator, told in self.assumed_of(area).items()
        }

    @property
    def goal_rule(self) -> CompositeRule | None:
        """The rule that it assumes makes the goal's baseline from the pillars'; None for none."""
        return None if self.rule is None else find_rule(self.framework, self.rule)

    @property
    def is_published(self) -> bool:
        """Whether the framework's own figures are about it: the world in the baseline year."""
        return self.area.kind == "world" and self.year == self.framework.baseline_year

    def countries_of(self, denominator: str | None) -> int:
        """Number of countries that a denominator of the framework stands for; None: the Member States."""
        declared = {each.id: each.count for each in self.framework.denominators}
        if denominator is not None and denominator not in [*declared]:
            raise CopcalcError(
                f"the framework declares no denominator {denominator!r}",
                where="denominator",
                fix=f"Use one of {', '.join(declared)}.",
            )
        return declared.get(denominator or "") or len(self.register.states)

    @property
    def published_of(self) -> int:
        """Number of countries that published shares of countries are read as shares of."""
        return self.countries_of(self.denominator)

    @property
    def published_of_whom(self) -> str:
        """Who these countries are, as the framework names them; empty for the Member States."""
        names = {d.id: d.name for d in self.framework.denominators if d.count}
        return names.get(self.denominator or "", "")

    @cached_property
    def children(self) -> pd.Series:
        """Children (persons) by state; empty where the vintage does not hold the study's year."""
        return self.children_in(self.year)

    def children_in(self, year: int, *, states: Collection[str] | None = None) -> pd.Series:
        """Children (persons) by state, in another year than the study's; of all states, or of some."""
        by_area = self.tables.children_in(self.vintage, year, areas=states)
        return by_area[by_area.index.isin(self.register.states.index)]

    def children_of(self, area: Area) -> float:
        """Children (persons) in an area; 0 where no state of it has a number."""
        return float(self.children.reindex(area.states).sum())

    @property
    def children_worldwide(self) -> float:
        """Children (persons) in the world by the table's own row, territories included; 0 without one."""
        return float(self.tables.children_in(self.vintage, self.year).get(WORLD, 0.0))

    @property
    def vintages(self) -> tuple[str, ...]:
        """Vintages of the population estimates that hold the study's year."""
        return self.tables.vintages(self.year)

    @property
    def children_source(self) -> str:
        """Where numbers of children come from, as reports cite it."""
        return f"data/raw/children.csv ({self.vintage}, {self.year})"

    def status(
        self,
        indicator: str,
        *,
        strength: str | None = None,
        confidence: str | None = None,
        states: Collection[str] | None = None,
    ) -> pd.Series:
        """Statuses of Member States on an indicator.

        Parameters
        ----------
        indicator : str
            An indicator's id.
        strength : {"named", "group"}, optional, keyword-only
            The weakest evidence that counts: "named" only what names the country, "group" also what
            speaks of a group that it belongs to. Weaker evidence leaves a status unknown. By default
            the study's own: "named" unless it was opened with another.
        confidence : {"high", "medium", "low"}, optional, keyword-only
            The least sure evidence that counts. By default the study's own: "medium", so that evidence
            of low confidence alone settles nothing.
        states : collection of str, optional, keyword-only
            Codes of those that are asked about; by default all.

        Returns
        -------
        pandas.Series of str
            "yes", "no" or "unknown", by state, in the order that is asked; an indicator without any evidence is unknown everywhere.

        Raises
        ------
        CopcalcError
            If the framework has no such indicator, or there is no such strength or confidence.
        """
        status = self.tables.statuses(
            indicator, self.year, **self.counting(indicator, strength, confidence), states=states
        )
        asked = self.register.states.index if states is None else pd.Index(states)
        return status.reindex(asked, fill_value=UNDECIDED["status"])

    def is_known(self, indicator: str) -> bool:
        """Whether the status of any Member State on an indicator is known.

        Parameters
        ----------
        indicator : str
            An indicator's id.

        Returns
        -------
        bool
            False where it is unknown everywhere.

        Raises
        ------
        CopcalcError
            As `status`.
        """
        counting = self.counting(indicator)
        return self.tables.speaks_of(indicator, self.year, **counting)

    def decided(
        self,
        indicator: str,
        *,
        strength: str | None = None,
        confidence: str | None = None,
        states: Collection[str] | None = None,
    ) -> pd.DataFrame:
        """Statuses of Member States on an indicator, with the evidence that decides.

        Parameters
        ----------
        indicator : str
            An indicator's id.
        strength, confidence, states : optional, keyword-only
            As for `status`.

        Returns
        -------
        pandas.DataFrame
            One row a state, indexed by its code: status, strength and confidence of the evidence that
            decides ("" if unknown), conflict ("no", "settled" or "open"), evidence and against (ids of
            rows, joined by a space).

        Raises
        ------
        CopcalcError
            As `status`.
        """
        decided = self.tables.decided(
            indicator, self.year, **self.counting(indicator, strength, confidence), states=states
        )
        asked = self.register.states.index if states is None else pd.Index(states)
        return decided.reindex(asked).fillna(UNDECIDED)

    def counting(
        self, indicator: str, strength: str | None = None, confidence: str | None = None
    ) -> Counting:
        """Tell which evidence counts, after a look at what is asked.

        Parameters
        ----------
        indicator : str
            An indicator's id.
        strength, confidence : str, optional
            As for `status`.

        Returns
        -------
        Counting
            As the tables take it: strength, confidence and holds_for.

        Raises
        ------
        CopcalcError
            As `status`.
        """
        strength = self.strength if strength is None else strength
        confidence = self.confidence if confidence is None else confidence
        self.framework.indicator(indicator)  # refuses what there is not, as the next line
        check_assumed(strength, confidence, self.holds_for)
        return {"strength": strength, "confidence": confidence, "holds_for": self.holds_for}

    def began(
        self, indicator: str, *, strength: str | None = None, confidence: str | None = None
    ) -> pd.Series:
        """Years in which it began, for states of which a source dates the beginning.

        Parameters
        ----------
        indicator : str
            An indicator's id.
        strength, confidence : str, keyword-only
            As for `status`.

        Returns
        -------
        pandas.Series of int
            By state; years by which a source merely attests it are left out.

        Raises
        ------
        CopcalcError
            As `status`.
        """
        return self.tables.began(indicator, **self.counting(indicator, strength, confidence))

    def coverage(
        self,
        indicator: str,
        *,
        area: Area | str | None = None,
        strength: str | None = None,
        confidence: str | None = None,
    ) -> Coverage:
        """Coverage of an area by an indicator, by countries and by children.

        Parameters
        ----------
        indicator : str
            An indicator's id.
        area : Area or str, optional, keyword-only
            By default the study's own area.
        strength, confidence : str, keyword-only
            As for `status`.

        Returns
        -------
        Coverage
            Counts and bounds.

        Raises
        ------
        CopcalcError
            As `status`, or if there is no such area.
        """
        counting = self.counting(indicator, strength, confidence)
        states = (self.area if area is None else self._area(area)).states
        status = partial(self.status, indicator, strength=strength, confidence=confidence)
        groups = []
        if counting["strength"] == "group":
            groups = self.tables.groups_counted(
                indicator,
                self.year,
                confidence=counting["confidence"],
                holds_for=counting["holds_for"],
            )
        if groups:
            others = frozenset().union(*(members for members, _ in groups)).difference(states)
            told = status(states=sorted(others.intersection(self.register.states.index)))
            without = frozenset(told.index[told == "no"])
            groups = [(members - without, at_least) for members, at_least in groups]
        return coverage(status(states=states), self.children, groups=groups)

    def evidence_source(self, indicator: str, area: Area | None = None) -> str:
        """Where an indicator's statuses come from, as reports cite it, and what of them is assumed."""
        files = self.tables.evidence_files.get(indicator, "no evidence table speaks of it")
        assumed = self._assumed_in(area or self.area).get(indicator)
        return f"{files}; assumed: {assumed}" if assumed else files

    def framework_source(self, key: str) -> str:
        """Where a published figure stands, as reports cite it."""
        return f"{self.framework.source.id}: {key}"

    def at(self, area: Area | str) -> Study:
        """The same question about another area: "world", an ITU region, or a state by code or name.

        Examples
        --------
        >>> open_study("Namibia").at("europe").area.name
        'Europe'
        """
        return replace(self, area=self._area(area))

    def assume(self, **assumed: object) -> Study:
        """Ask the same under other assumptions; all that rests on them says so.

        Parameters
        ----------
        **assumed : object
            `vintage`, `denominator`, `rule`, `strength`, `confidence` or `holds_for`, as `Study` explains
            them; or an indicator's id with what is assumed of states, by code or name: the year in which
            it began (and none before), "yes" or "no" at all times, or "unknown". A region's name stands
            for all its states; what is said of a state counts before. The assumption takes the place of
            the evidence about the state, whatever evidence is asked for.

        Returns
        -------
        Study
            A new study; this one stays as it is. What was assumed before holds, unless it is assumed anew.

        Raises
        ------
        CopcalcError
            If there is no such thing to assume, or it can't be assumed.

        Examples
        --------
        >>> africa = open_study("africa")
        >>> africa.coverage("hotline").yes
        2
        >>> kenya = africa.assume(hotline={"Kenya": 2013})
        >>> kenya, kenya.coverage("hotline").yes
        (<Study: Africa, 2014, connect2020, WPP2012, hotline=KEN:2013>, 3)
        """
        check_assumable(self.framework, assumed)
        options = {name: assumed[name] for name in OPTIONS if name in assumed}
        tables, statuses = self.tables, dict(self.assumed)
        last = self.tables.last_year_of("status")
        for indicator in sorted(assumed.keys() - options.keys()):
            told = read_statuses(self.register, indicator, assumed[indicator], last)
            if told:
                tables = assume_statuses(tables, indicator, told)
                statuses[indicator] = {**statuses.get(indicator, {}), **told}
        study = replace(self, **options, tables=tables, assumed=statuses)  # type: ignore[arg-type]
        return study._checked()

    def _checked(self) -> Study:
        """Return this study; raise CopcalcError if it assumes what there is not."""
        check_vintage(self.vintage, self.tables.vintages())
        check_assumed(self.strength, self.confidence, self.holds_for)
        self.countries_of(self.denominator)
        _ = self.goal_rule
        return self

    def _area(self, area: Area | str) -> Area:
        return area if isinstance(area, Area) else self.register.find(area)


def open_study(
    area: str = "world",
    *,
    year: int | None = None,
    vintage: str = USUAL_VINTAGE,
    framework: str | Path = USUAL_FRAMEWORK,
    denominator: str | None = None,
    strength: str = "named",
    confidence: str = USUAL_CONFIDENCE,
    holds_for: int | None = None,
    rule: str | None = None,
    root: Path | None = None,
) -> Study:
    """State a question: the entry to all measures.

    Parameters
    ----------
    area : str
        "world", an ITU region, or a Member State by code or name.
    year : int, optional, keyword-only
        By default the framework's baseline year.
    vintage : str, keyword-only
        Revision of the population estimates: "WPP2012" was in force in 2014, "WPP2022" is newer.
    framework : str or pathlib.Path, keyword-only
        Name of a framework that comes with copcalc, or path of a framework file.
    denominator, strength, confidence, holds_for, rule : optional, keyword-only
        What is assumed of published shares and of evidence, as `Study` explains; by default the
        Member States, evidence that names the country, at least of medium confidence, that a yes
        holds until a source tells otherwise, and the goal's own published baseline. `Study.assume`
        changes any of them, and single statuses.
    root : pathlib.Path, optional, keyword-only
        The project folder; by default found from the current folder upwards.

    Returns
    -------
    Study
        The question with its tables.

    Raises
    ------
    CopcalcError
        If the framework, the area, the year or the vintage is not there, nothing of the kind can be
        assumed, or a table has problems.

    Examples
    --------
    >>> study = open_study("Namibia")
    >>> study.area.code, study.year, len(study.register.states)
    ('NAM', 2014, 193)
    """
    declared = load_framework(framework)
    tables = load_tables(find_root(root))
    year = declared.baseline_year if year is None else calendar_year(year)
    earliest, latest = tables.years()
    if not earliest <= year <= latest:
        # The register does not know who was a member before the first date that it holds.
        registered = tables.states["member_by"].str[:4].astype(int).min()
        raise CopcalcError(
            f"the tables do not reach to {year}",
            where="year",
            fix=f"Use a year from {max(registered, earliest)} to {latest}.",
        )
    register = Register(tables.states, tables.names, year)
    return Study(
        declared,
        tables,
        register,
        register.find(area),
        year,
        vintage,
        denominator,
        strength,
        confidence,
        holds_for,
        rule,
    )._checked()
