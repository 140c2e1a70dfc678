"""If these adopted: what follows for countries, children and what is required."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from copcalc.errors import MeasureError
from copcalc.framed import Framed
from copcalc.measure import Estimate
from copcalc.projection.requirement import (
    GUARD,
    PlanningProblem,
    known_indicators,
    planning_problem,
)


@dataclass(frozen=True, eq=False, repr=False)
class Outcome(Framed):
    """What follows if some states adopt some indicators.

    Formula, with a_ij = whether state i has or adopts j: k_j = sum_i a_ij countries and
    c_j = sum_i w_i a_ij / sum_i w_i of the children.

    Parameters
    ----------
    problem : PlanningProblem
        Where states stand and what is required.
    adopts : pandas.DataFrame of bool, shape (states, indicators)
        Which state adopts which indicator; what a state has already is left out.

    Raises
    ------
    MeasureError
        If the frame is no table of yes and no of the states and indicators of the problem.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> law = pd.DataFrame({"law": ["yes", "no", "no"]}, index=["KEN", "NGA", "TCD"])
    >>> problem = cop.PlanningProblem(law, pd.Series({"KEN": 2, "NGA": 7, "TCD": 1}), countries={"law": 3})
    >>> cop.Outcome(problem, law == "no").met
    True
    """

    problem: PlanningProblem
    adopts: pd.DataFrame

    def __post_init__(self) -> None:
        planning_problem(self.problem, "Outcome")
        has, adopts = self.problem.has, self.adopts
        if not (
            isinstance(adopts, pd.DataFrame)
            and _same_names(adopts.index, has.index)
            and _same_names(adopts.columns, has.columns)
            and adopts.isin((0, 1)).to_numpy().all()
        ):
            raise MeasureError(
                "the adoptions are no table of yes and no of the states and indicators of the problem",
                where="Outcome",
                fix="Give a pandas.DataFrame of True and False shaped as problem.has, or use if_adopted.",
            )
        own = adopts.reindex(index=has.index, columns=has.columns).astype(bool)
        object.__setattr__(self, "adopts", own & ~has)

    @cached_property
    def acts(self) -> pd.Series:
        """Whether each state adopts something: bool, by state."""
        return self.adopts.any(axis=1)

    @property
    def states(self) -> tuple[str, ...]:
        """The states that adopt something, those with the most children first."""
        acting = self.acts.index[self.acts]
        if self.problem.children is None:
            return tuple(acting)
        return tuple(
            self.problem.children[acting].sort_values(ascending=False, kind="stable").index
        )

    @property
    def countries(self) -> int:
        """How many states adopt something."""
        return int(self.acts.sum())

    @property
    def adoptions(self) -> int:
        """How many adoptions there are; a state may have several."""
        return int(self.adopts.to_numpy().sum())

    @property
    def unknown(self) -> int:
        """How many of the adoptions are of something that is not known to be missing now."""
        return int(self._unknown.to_numpy().sum())

    @property
    def children(self) -> float | None:
        """Children (persons) in the states that adopt something; None where no children are known."""
        known = self.problem.children
        return None if known is None else float(known[self.acts].sum())

    @cached_property
    def counts(self) -> pd.Series:
        """How many states have each indicator then, by indicator."""
        return self._covered.sum()

    @cached_property
    def child_shares(self) -> pd.Series | None:
        """Children in the states that have each indicator then, as a fraction of all, by indicator."""
        known = self.problem.children
        if known is None:
            return None
        covered = self._covered.to_numpy().T @ known.to_numpy()
        # The parts of a whole, summed in another order, may be more than it by the last digit.
        return pd.Series(np.minimum(1.0, covered / known.sum()), index=self._covered.columns)

    @property
    def needs(self) -> pd.DataFrame:
        """What is required and what of it is reached, one row a requirement.

        Columns: those of `PlanningProblem.requirements`, reached, and missing (states; of a goal what its
        index lacks, a fraction), which is 0 where the requirement is met.
        """
        table = self.problem.requirements.assign(reached=self._reached)
        missing = table["needed"] - table["reached"]
        return table.assign(missing=missing.where(missing > GUARD, 0.0))

    @property
    def missing(self) -> pd.DataFrame:
        """The rows of `needs` that are not met."""
        needs = self.needs
        return needs[needs["missing"] > 0].reset_index(drop=True)

    @property
    def met(self) -> bool:
        """Whether everything that is required is met."""
        return not len(self.missing)

    def to_frame(self) -> pd.DataFrame:
        """Tell who adopts what, one row a state, those with the most children first.

        Columns: region and children (persons), where known; of each indicator `adopts_` and its name (bool);
        unknown, how many of them are not known to be missing now.
        """
        adopts = self.adopts.loc[list(self.states)]
        table = adopts.add_prefix("adopts_")
        for name in ("children", "region"):
            known = getattr(self.problem, name)
            if known is not None:
                table.insert(0, name, known.reindex(adopts.index))
        unknown = self._unknown.sum(axis=1).reindex(adopts.index)
        return table.assign(unknown=unknown).rename_axis("state")

    def __repr__(self) -> str:
        children = "" if self.children is None else f", {self.children:.0f} children"
        missed = len(self.missing)
        met = f"{missed} requirements missed" if missed else "all requirements met"
        return (
            f"<{type(self).__name__}: {self.countries} countries act, {self.adoptions} adoptions{children}; "
            f"{met}>"
        )

    @property
    def _unknown(self) -> pd.DataFrame:
        return self.adopts & (self.problem.statuses == "unknown")

    @property
    def _covered(self) -> pd.DataFrame:
        return self.problem.has | self.adopts

    @property
    def _reached(self) -> list[float]:
        """What is reached of each requirement, in their order."""
        covered = self._covered
        reached = [float(covered[c.indicator][c.members].sum()) for c in self.problem.head_counts]
        shares = self.child_shares
        if shares is not None:
            reached += [goal.value(shares) for goal in self.problem.goals]
        return reached


def if_adopted(problem: PlanningProblem, adopters: Mapping[str, Iterable[str]]) -> Outcome:
    """Tell what follows if these states adopt these indicators.

    Formula, with a_ij = whether state i has or adopts j: k_j = sum_i a_ij countries and
    c_j = sum_i w_i a_ij / sum_i w_i of the children; what is required is held against them.

    Parameters
    ----------
    problem : PlanningProblem
        Where states stand and what is required.
    adopters : mapping of str to iterable of str
        By indicator, the states that adopt it; what a state has already is left out.

    Returns
    -------
    Outcome
        Who acts, what is covered then, and what is still missing.

    Raises
    ------
    MeasureError
        If it is not told by indicator, or an indicator or a state is none of the problem's.

    References
    ----------
    Manski (2003), Partial Identification of Probability Distributions, for statuses at either bound.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> law = pd.DataFrame({"law": ["yes", "no", "no"]}, index=["KEN", "NGA", "TCD"])
    >>> problem = cop.PlanningProblem(law, pd.Series({"KEN": 2, "NGA": 7, "TCD": 1}), countries={"law": 3})
    >>> cop.if_adopted(problem, {"law": ["NGA"]}).missing["missing"].tolist()
    [1.0]
    """
    planning_problem(problem, "if_adopted")
    if not isinstance(adopters, Mapping):
        raise _refusal(f"{adopters!r} is not told by indicator")
    known_indicators(adopters, problem.has.columns, "if_adopted")
    has, known = problem.has, problem.has.index.tolist()
    adopts = pd.DataFrame(False, index=has.index, columns=has.columns)
    for indicator, given in adopters.items():
        if not isinstance(given, Iterable):
            raise _refusal(f"{given!r} are no states")
        states = [given] if isinstance(given, str) else list(given)
        strange = [state for state in states if state not in known]
        if strange:
            raise _refusal(
                f"there is no state {strange[0]!r}",
                f"Use codes as in the problem, such as {has.index[0]}.",
            )
        adopts.loc[states, indicator] = True
    return Outcome(problem, adopts)


def raised(level: Estimate, added: Estimate, within: Estimate) -> Estimate | None:
    """Raise what was published by what adopters add, no further than what is known of states allows.

    Formula: [max(p_low + a_low, e_low), min(p_high + a_high, e_high)] for the level p, the addition a and
    the bounds e; the value p + a, where both have one and it lies within.

    Parameters
    ----------
    level : Estimate
        What was published: a count or a share, with what it was rounded from.
    added : Estimate
        What adopters add, in the same unit: at least those known to be without it, at most all of them.
    within : Estimate
        Bounds of the same after the adoption, by what is known state by state.

    Returns
    -------
    Estimate or None
        What both allow; None where they contradict each other.

    References
    ----------
    Manski (2003), Partial Identification of Probability Distributions, chapter 1, for bounds that meet.

    Examples
    --------
    >>> import copcalc as cop
    >>> raised(cop.Estimate(20.5, 21.5, 21), cop.Estimate(30, 50), cop.Estimate(60, 90))
    Estimate(low=60, high=71.5, value=None)
    """
    low = max(level.low + added.low, within.low)
    high = min(level.high + added.high, within.high)
    if low > high + GUARD * max(1.0, abs(high)):
        return None
    value = None
    if level.value is not None and added.value is not None:
        value = level.value + added.value
        value = value if low <= value <= high else None
    return Estimate(low, max(low, high), value)


def _refusal(
    what: str, fix: str = 'Give states by indicator, as {"law": ["KEN", "NGA"]}.'
) -> MeasureError:
    return MeasureError(what, where="if_adopted", fix=fix)


def _same_names(given: pd.Index, own: pd.Index) -> bool:
    return len(given) == len(own) and given.isin(own).all() and not given.has_duplicates
