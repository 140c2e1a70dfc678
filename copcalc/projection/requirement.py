"""Where states stand with some indicators, and what is required of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NoReturn

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from copcalc.errors import MeasureError
from copcalc.measure import STATUSES, ChildShare, CountryShare, Share, countries_at_target
from copcalc.projection.children import children_of, told_by_state
from copcalc.projection.once import once
from copcalc.projection.scalar import is_count, is_finite

Flags = NDArray[np.bool_]
Bound = Literal["yes", "no"]

# By how much a goal may be missed, so that three times 0.1 is 0.3.
GUARD = 1e-9


@dataclass(frozen=True)
class ChildGoal:
    """A least value of an index that is made of shares of children.

    Formula: sum_j a_j * min(1, c_j / T_j) >= G, with c_j the share of children in states that have
    indicator j. With all T_j = 1 it is the weighted mean, with equal a_j the mean attainment.

    Parameters
    ----------
    share : float or ChildShare
        G, as a fraction; of a rounded share the printed value.
    weights : mapping of str to float
        a_j by indicator, not negative, with the sum 1. Whatever is not named weighs nothing.
    caps : mapping of str to float, optional
        T_j by indicator, as fractions above 0; 1 where not named.

    Raises
    ------
    MeasureError
        If one of them is out of its range, or a cap is of an indicator without a weight.

    Examples
    --------
    >>> import copcalc as cop
    >>> goal = cop.ChildGoal(0.8, {"law": 0.5, "hotline": 0.5}, {"law": 0.9, "hotline": 0.7})
    >>> round(goal.value({"law": 0.45, "hotline": 0.35}), 9)
    0.5
    """

    share: float | ChildShare
    weights: Mapping[str, float]
    caps: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        share = _fraction(self.share, ChildShare)
        weights, caps = (
            dict(part) if isinstance(part, Mapping) else {} for part in (self.weights, self.caps)
        )
        if not (
            share is not None
            and isinstance(self.caps, Mapping)
            and all(is_finite(a) and a >= 0 for a in weights.values())
            and abs(sum(weights.values()) - 1) <= GUARD / 10
            and all(j in weights and is_finite(t) and 0 < t <= 1 for j, t in caps.items())
        ):
            raise MeasureError(
                f"a share of {self.share} with weights {self.weights} and caps {self.caps} is no goal",
                where="ChildGoal",
                fix='Give fractions by indicator, such as 0.8 with {"law": 0.5, "hotline": 0.5}: weights '
                "that sum to 1, and caps above 0.",
            )
        for name, part in {"share": share, "weights": weights, "caps": caps}.items():
            object.__setattr__(self, name, part)

    def value(self, shares: Mapping[str, float] | pd.Series) -> float:
        """Tell the value of the index, in [0, 1], at these shares of children by indicator.

        Raises
        ------
        MeasureError
            If an indicator that has a weight has no share.
        """
        lacking = [j for j in self.weights if j not in shares]
        if lacking:
            raise MeasureError(
                f"there is no share of children for {lacking[0]}",
                where="ChildGoal.value",
                fix="Give one fraction an indicator that has a weight.",
            )
        caps = {j: self.caps.get(j, 1.0) for j in self.weights}
        return float(sum(a * min(shares[j], caps[j]) / caps[j] for j, a in self.weights.items()))


@dataclass(frozen=True)
class HeadCount:
    """A least number of states that have an indicator.

    Parameters
    ----------
    indicator : str
        Which indicator.
    region : str or None
        Region that is counted; None for all.
    members : numpy.ndarray of bool, shape (n,)
        Which states are counted.
    needed : int
        States.
    """

    indicator: str
    region: str | None
    members: Flags = field(repr=False)
    needed: int


@dataclass(frozen=True, eq=False)
class PlanningProblem:
    """Where states stand, and what is required of them together.

    What is not known of a state is not said to be missing in silence: choose a bound, and look at the other
    one with `dataclasses.replace(problem, unknown="yes")`. With the unknown as "no" a plan lists states in
    which an indicator has to be made sure of; some of them may have it already.

    Parameters
    ----------
    statuses : pandas.DataFrame of str, shape (states, indicators)
        "yes", "no" or "unknown": one row a state, one column an indicator.
    children : pandas.Series, optional
        Children (persons) by state; of a state without a number none are counted. Without it countries alone
        can be required.
    region : pandas.Series of str, optional
        Region of each state, for quotas.
    unknown : {"yes", "no"}, keyword-only
        What the unknown states are taken for; needed if there are any.
    countries : mapping of str to int or CountryShare, optional, keyword-only
        By indicator, the least number of states that have it, or their least fraction (of a rounded one the
        printed value).
    quota : mapping of str to float, CountryShare or mapping, optional, keyword-only
        By indicator, the least fraction of the states of every region that have it, or of each region that
        is named: {"law": {"Africa": 0.5}}.
    goals : sequence of ChildGoal, optional, keyword-only
        Least values of indices made of shares of children.

    Raises
    ------
    MeasureError
        If a status is none of the three, some are unknown and no bound is chosen, states, regions or
        indicators do not fit together, or a requirement makes no sense.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> statuses = pd.DataFrame({"law": ["yes", "no", "unknown"]}, index=["KEN", "NGA", "TCD"])
    >>> target = cop.CountryShare.exact(0.9)
    >>> problem = cop.PlanningProblem(statuses, unknown="no", countries={"law": target})
    >>> problem.has["law"].tolist(), problem.requirements["needed"].tolist()
    ([True, False, False], [3.0])
    """

    statuses: pd.DataFrame = field(repr=False)
    children: pd.Series | None = field(default=None, repr=False)
    region: pd.Series | None = field(default=None, repr=False)
    unknown: Bound | None = field(default=None, kw_only=True)
    countries: Mapping[str, int | CountryShare] = field(default_factory=dict, kw_only=True)
    quota: Mapping[str, float | CountryShare | Mapping[str, float | CountryShare]] = field(
        default_factory=dict, kw_only=True
    )
    goals: Sequence[ChildGoal] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        statuses = _statuses(self.statuses, self.unknown)
        parts: dict[str, object] = {
            "statuses": statuses,
            "children": _children(self.children, statuses.index),
            "region": _regions(self.region, statuses.index),
        }
        for name in ("countries", "quota"):
            given = getattr(self, name)
            if not isinstance(given, Mapping):
                _refuse(name, f"{given!r} is not told by indicator", "Give a dict by indicator.")
            known_indicators(given, statuses.columns, name)
            parts[name] = dict(given)
        goals = tuple(self.goals) if isinstance(self.goals, Sequence) else (self.goals,)
        for goal in goals:
            if not isinstance(goal, ChildGoal):
                _refuse("goals", f"{goal!r} is no goal", "Give ChildGoals in a list.")
            known_indicators(goal.weights, statuses.columns, "goals")
            if self.children is None:
                _refuse(
                    "goals",
                    f"the goal of {goal.share} of children can't be met: no children are known",
                    "Give children by state, or leave the goal out.",
                )
        for name, part in (parts | {"goals": goals}).items():
            object.__setattr__(self, name, part)
        _ = self.head_counts  # refuses what can't be counted

    @cached_property
    def has(self) -> pd.DataFrame:
        """Whether each state has each indicator, the unknown being what was chosen: bool."""
        yes = ["yes", "unknown"] if self.unknown == "yes" else ["yes"]
        return self.statuses.isin(yes)

    @cached_property
    def head_counts(self) -> tuple[HeadCount, ...]:
        """The requirements on numbers of states."""
        n = len(self.statuses)
        found = [
            HeadCount(j, None, np.ones(n, dtype=bool), _least(j, wanted, n))
            for j, wanted in self.countries.items()
        ]
        for j, wanted in self.quota.items():
            for name, fraction in self._by_region(wanted).items():
                members = np.asarray(self.region == name)
                share = _fraction(fraction, CountryShare)
                if share is None:
                    _refuse(
                        "quota",
                        f"{j} is required of a fraction of {fraction} in {name}",
                        "Give a fraction in [0, 1], or CountryShare.exact(0.5).",
                    )
                needed = countries_at_target(share, int(members.sum()))
                found.append(HeadCount(j, name, members, needed))
        return tuple(found)

    def _by_region(
        self, wanted: float | CountryShare | Mapping[str, float | CountryShare]
    ) -> Mapping[str, float | CountryShare]:
        if self.region is None:
            _refuse("quota", "there are no regions", "Give the region of each state.")
        present = self.region.unique().tolist()
        if not isinstance(wanted, Mapping):
            return dict.fromkeys(present, wanted)
        empty = [name for name in wanted if name not in present]
        if empty:
            _refuse(
                "quota",
                f"no state is in {empty[0]!r}",
                f"Choose from: {', '.join(map(str, present))}.",
            )
        return wanted

    @property
    def requirements(self) -> pd.DataFrame:
        """What is required, one row a requirement.

        Columns: kind ("countries", "quota" or "goal"), indicator ("together" for a goal), region ("all", but
        for a quota), needed (states; of a goal the value of the index, a fraction).
        """
        rows: list[tuple[str, str, str, float]] = [
            ("quota", c.indicator, c.region, float(c.needed))
            if c.region is not None
            else ("countries", c.indicator, "all", float(c.needed))
            for c in self.head_counts
        ]
        rows += [("goal", "together", "all", float(goal.share)) for goal in self.goals]  # type: ignore[arg-type]
        return pd.DataFrame(rows, columns=["kind", "indicator", "region", "needed"])


def planning_problem(given: object, where: str) -> None:
    """Refuse what is no planning problem.

    Raises
    ------
    MeasureError
        If so.
    """
    if not isinstance(given, PlanningProblem):
        _refuse(
            where,
            f"there is no planning problem, but something of type {type(given).__name__}",
            "Give a PlanningProblem, which says where states stand and what is required.",
        )


def known_indicators(named: Iterable[str], known: pd.Index, where: str) -> None:
    """Refuse indicators that a problem does not know.

    Raises
    ------
    MeasureError
        If there is one.
    """
    strange = [j for j in named if j not in known]
    if strange:
        choice = ", ".join(map(str, known))
        _refuse(where, f"there is no indicator {strange[0]!r}", f"Choose from: {choice}.")


def _refuse(where: str, what: str, fix: str) -> NoReturn:
    raise MeasureError(what, where=where, fix=fix)


def _fraction(given: object, kind: type[Share]) -> float | None:
    """Read a fraction in [0, 1], or a share of a kind with a value; None if it is neither."""
    value = given.value if isinstance(given, kind) else given
    return float(value) if is_finite(value) and 0 <= value <= 1 else None


def _least(indicator: str, wanted: object, n: int) -> int:
    """Read a least number of n states."""
    if isinstance(wanted, CountryShare) and wanted.value is not None:
        return countries_at_target(wanted.value, n)
    if not is_count(wanted) or wanted > n:
        _refuse(
            "countries",
            f"{indicator} is required of {wanted!r} countries, and there are {n}",
            "Give a whole number from 0 to all of them, or a fraction as CountryShare.exact(0.9).",
        )
    return int(wanted)


def _statuses(given: object, unknown: object) -> pd.DataFrame:
    if (
        not isinstance(given, pd.DataFrame)
        or given.empty
        or given.index.nlevels + given.columns.nlevels > 2
    ):
        _refuse(
            "statuses",
            "there is no table of states and indicators",
            "Give a pandas.DataFrame, one row a state and one column an indicator.",
        )
    once(given.index, "statuses")
    once(given.columns, "statuses", what="an indicator")
    table = given.astype(object)
    strange = ~table.isin(STATUSES)
    if strange.to_numpy().any():
        i, j = np.argwhere(strange.to_numpy())[0]
        _refuse(
            "statuses",
            f"{table.iloc[i, j]!r} of {table.index[i]} is no status of {table.columns[j]}",
            f"Use one of {', '.join(STATUSES)}.",
        )
    open_ = (table == "unknown").to_numpy()
    if unknown not in ("yes", "no") and (unknown is not None or open_.any()):
        _refuse(
            "unknown",
            f"{int(open_.sum())} statuses are unknown, and it is not said what to take them for",
            'Choose unknown="no", then unknown="yes" for the other bound.',
        )
    return table


def _children(given: object, states: pd.Index) -> pd.Series | None:
    if given is None:
        return None
    told_by_state(given)
    if not isinstance(given, pd.Series):
        _refuse("children", "children are told of several years", "Give one column of them.")
    return pd.Series(children_of(given, states), index=states)


def _regions(given: object, states: pd.Index) -> pd.Series | None:
    if given is None:
        return None
    if not isinstance(given, pd.Series) or given.index.has_duplicates:
        _refuse(
            "region",
            "regions are not told by state, or of a state more than once",
            "Give a pandas.Series with the region of each state, indexed by state.",
        )
    own = given.astype(object).reindex(states)
    nowhere = own.index[own.isna()]
    if len(nowhere):
        _refuse("region", f"{nowhere[0]} has no region", "Give every state a region.")
    return own
