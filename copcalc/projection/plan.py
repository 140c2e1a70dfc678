"""What it would take: the fewest states that reach a target, or the most children for so many states."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, sparse

from copcalc.errors import MeasureError
from copcalc.measure import countries_at_target

Flags = NDArray[np.bool_]
Array = NDArray[np.float64]

Kind = Literal["countries", "quota", "goal"]
"""What a requirement is about: all states, the states of a region, or shares of children."""

# By how much a goal may be missed, so that three times 0.1 is 0.3.
_GUARD = 1e-9
# Shares of children enter the solver in millionths: its tolerances (1e-6) are then far below the guard.
_SCALE = 1e6
# Solver's limit on each search: a search that ends here is reported as not optimal, on any machine.
_NODES = 100_000


@dataclass(frozen=True, slots=True)
class Goal:
    """A least value of an index made of shares of children.

    Formula: sum_j a_j * min(1, c_j / T_j) >= G, with c_j the share of children in states that have
    indicator j. With all T_j = 1 it is the weighted mean, with equal a_j the mean attainment.

    Parameters
    ----------
    share : float
        G, as a fraction in [0, 1].
    weights : tuple of float, length m
        a_j, not negative, with the sum 1.
    caps : tuple of float, length m, or None
        T_j, as fractions above 0 and up to 1; None: all are 1.

    Raises
    ------
    MeasureError
        If one of them is out of its range, or the lengths differ.

    Examples
    --------
    >>> round(Goal(0.8, (0.5, 0.5), (0.9, 0.7)).value((0.45, 0.35)), 9)
    0.5
    """

    share: float
    weights: tuple[float, ...]
    caps: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        caps = self.caps or (1.0,) * len(self.weights)
        if not (
            0 <= self.share <= 1
            and len(caps) == len(self.weights)
            and all(a >= 0 for a in self.weights)
            and abs(sum(self.weights) - 1) <= _GUARD / 10
            and all(0 < t <= 1 for t in caps)
        ):
            raise MeasureError(
                f"a share of {self.share} with weights {self.weights} and caps {self.caps} is no goal",
                where="Goal",
                fix="Give fractions: weights that sum to 1 and as many caps, each above 0.",
            )

    def value(self, shares: ArrayLike) -> float:
        """Tell the value of the index, in [0, 1], at these shares of children."""
        attained = np.minimum(1.0, np.asarray(shares) / (self.caps or 1.0))
        return float(np.dot(self.weights, attained))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """Where states stand and what is required of them together.

    Parameters
    ----------
    has : array of bool, shape (m, n)
        Whether each of n states has each of m indicators, at the bound chosen for unknown statuses.
    children : array of float, shape (n,)
        Children living in each state, in persons; 0 where not known.
    region : array of int, shape (n,), or None
        Region of each state; None: all are in one.
    countries : tuple of (int or None), length m or 0
        Least number of states that have each indicator afterwards; None: not required.
    quota : tuple of (float or None), length m or 0
        Least fraction of the states of every region that have each indicator afterwards.
    goals : tuple of Goal
        Least values of indices made of shares of children.
    names : tuple of str, length m or 0
        Names of the indicators, for messages.

    Raises
    ------
    MeasureError
        If shapes differ, a number makes no sense, or a requirement can't be met even if all adopt.

    Examples
    --------
    >>> Problem(has=[[True, False]], children=[10, 30], countries=(2,)).has.shape
    (1, 2)
    """

    has: Flags
    children: Array
    region: NDArray[np.int64] | None = None
    countries: tuple[int | None, ...] = ()
    quota: tuple[float | None, ...] = ()
    goals: tuple[Goal, ...] = ()
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        has, children = np.asarray(self.has), np.array(self.children, dtype=float)
        if has.ndim != 2 or has.size == 0 or not np.isin(has, (0, 1)).all():
            raise _wrong(
                f"`has` of shape {has.shape} is no table of yes and no",
                "Give one row of 0 and 1 an indicator and one column a state, at least one of each.",
            )
        m, n = has.shape
        if children.shape != (n,) or not (np.isfinite(children) & (children >= 0)).all():
            raise _wrong(
                f"`children` are not {n} finite numbers from 0",
                "Give one number a state, and 0 where it is not known.",
            )
        region = np.zeros(n, dtype=np.int64) if self.region is None else np.asarray(self.region)
        if region.shape != (n,) or region.dtype.kind not in "iu":
            raise _wrong(f"`region` is not {n} whole numbers", "Give the region's index a state.")
        for key in ("countries", "quota", "names"):
            if len(getattr(self, key)) not in (0, m):
                raise _wrong(
                    f"`{key}` has {len(getattr(self, key))} entries for {m} indicators",
                    "Give one an indicator, or none at all.",
                )
        arrays = {"has": has.astype(bool), "children": children, "region": region.astype(np.int64)}
        for key, array in arrays.items():
            array.setflags(write=False)
            object.__setattr__(self, key, array)
        self._refuse_unattainable()

    def _refuse_unattainable(self) -> None:
        m, n = self.has.shape
        for j, least in enumerate(self.countries):
            if least is not None and not 0 <= least <= n:
                raise _wrong(
                    f"{self.name(j)} is required of {least} countries, and there are {n}",
                    "Require a number from 0 to all of them.",
                )
        for j, fraction in enumerate(self.quota):
            if fraction is not None and not 0 <= fraction <= 1:
                raise _wrong(
                    f"{self.name(j)} is required of a fraction of {fraction} of every region",
                    "Give a fraction in [0, 1].",
                )
        for goal in self.goals:
            if len(goal.weights) != m:
                raise _wrong(
                    f"a goal weighs {len(goal.weights)} indicators, and there are {m}",
                    "Give one weight an indicator.",
                )
            if not self.children.any():
                raise _wrong(
                    f"the goal of {goal.share} of children can't be met: no children are known",
                    "Give the children of at least one state, or leave the goal out.",
                )

    def name(self, indicator: int) -> str:
        """Tell the name of an indicator."""
        return self.names[indicator] if self.names else f"indicator {indicator}"


def _wrong(what: str, fix: str) -> MeasureError:
    return MeasureError(what, where="plan", fix=fix)


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement, and how far it is met.

    Parameters
    ----------
    kind : {"countries", "quota", "goal"}
        What it is about.
    indicator : int or None
        Index of the indicator; None for a goal.
    region : int or None
        Region, for a quota.
    needed, reached : float
        Countries, or for a goal the value of the index, as a fraction.
    """

    kind: Kind
    indicator: int | None
    region: int | None
    needed: float
    reached: float

    @property
    def missing(self) -> float:
        """What still lacks: countries, or for a goal a fraction; 0 if the requirement is met."""
        short = self.needed - self.reached
        return short if short > _GUARD else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What becomes of the indicators if some states adopt.

    Parameters
    ----------
    adopts : array of bool, shape (m, n)
        Which state newly adopts which indicator.
    acts : array of bool, shape (n,)
        Which state adopts anything.
    counts : array of int, shape (m,)
        States that have each indicator afterwards.
    child_shares : array of float, shape (m,), or None
        Fraction of children living in them; None if no children are known.
    goals : tuple of float
        Value of each goal's index, as a fraction.
    children : float
        Children living in the states that act, in persons, each counted once.
    needs : tuple of Need
        Each requirement, met or not.
    """

    adopts: Flags
    acts: Flags
    counts: NDArray[np.int64]
    child_shares: Array | None
    goals: tuple[float, ...]
    children: float
    needs: tuple[Need, ...]

    @property
    def missing(self) -> tuple[Need, ...]:
        """The requirements that are not met."""
        return tuple(need for need in self.needs if need.missing)

    @property
    def met(self) -> bool:
        """Whether all requirements are met."""
        return not self.missing


@dataclass(frozen=True, slots=True, eq=False)
class Plan(Outcome):
    """The outcome of a best choice of adoptions, with the proof of how good it is.

    Parameters
    ----------
    bound : float
        What no plan can beat, from the relaxation that lets states adopt in part: the fewest states
        (a lower bound), or the most children in persons (an upper bound).
    gap : float
        Relative distance to what the search itself has proved; 0 if the plan is optimal.
    optimal : bool
        Whether the search was completed, for the objective and for all ties.
    """

    bound: float
    gap: float
    optimal: bool


def evaluate(problem: Problem, adopt: ArrayLike) -> Outcome:
    """Tell what follows if these states adopt these indicators.

    Formula, with a = has or adopt: k_j = sum_i a_ji; c_j = sum_i w_i a_ji / sum_i w_i; the states
    that act have some adopt_ji without has_ji.

    Parameters
    ----------
    problem : Problem
        Where states stand and what is required.
    adopt : array of bool, shape (m, n)
        Which state adopts which indicator; what a state has already is left out.

    Returns
    -------
    Outcome
        Counts, shares of children, goals, and which requirements are met.

    Raises
    ------
    MeasureError
        If the shape is another one than that of `problem.has`.

    Examples
    --------
    >>> problem = Problem(has=[[True, False, False]], children=[10, 20, 70], countries=(3,))
    >>> outcome = evaluate(problem, [[False, False, True]])
    >>> outcome.counts.tolist(), outcome.children, outcome.missing[0].missing
    ([2], 70.0, 1.0)
    """
    adopts = np.asarray(adopt)
    if adopts.shape != problem.has.shape or not np.isin(adopts, (0, 1)).all():
        raise MeasureError(
            f"adoptions of shape {adopts.shape} for states and indicators of {problem.has.shape}",
            where="evaluate",
            fix="Give 0 or 1 for each indicator and state.",
        )
    adopts = adopts.astype(bool) & ~problem.has
    acts, covered = np.any(adopts, axis=0), problem.has | adopts
    total = problem.children.sum()
    shares = np.minimum(1.0, covered @ problem.children / total) if total else None
    goals = tuple(goal.value(shares) for goal in problem.goals if shares is not None)
    needs = [
        Need(kind, j, region, float(needed), float(covered[j, members].sum()))
        for kind, j, region, members, needed in _head_counts(problem)
    ]
    needs += [
        Need("goal", None, None, goal.share, value)
        for goal, value in zip(problem.goals, goals, strict=True)
    ]
    children = float(problem.children[acts].sum())
    counts = covered.sum(axis=1, dtype=np.int64)
    return Outcome(adopts, acts, counts, shares, goals, children, tuple(needs))


def _head_counts(problem: Problem) -> list[tuple[Kind, int, int | None, Flags, int]]:
    """Requirements on numbers of states: kind, indicator, region, whose states, how many."""
    region = problem.region
    assert region is not None  # set by Problem
    everyone = np.ones(len(region), dtype=bool)
    found: list[tuple[Kind, int, int | None, Flags, int]] = [
        ("countries", j, None, everyone, least)
        for j, least in enumerate(problem.countries)
        if least is not None
    ]
    for j, fraction in enumerate(problem.quota):
        for r in np.unique(region) if fraction is not None else ():
            members = region == r
            least = countries_at_target(fraction or 0.0, int(members.sum()))
            found.append(("quota", j, int(r), members, least))
    return found


class _Programme:
    """The problem as rows @ v >= low, for v = (adoptions x, acting states z, attainments y).

    Parameters
    ----------
    problem : Problem
        Where states stand and what is required.

    References
    ----------
    Huangfu and Hall (2018), Parallelizing the dual revised simplex method, Mathematical Programming
    Computation 10, for the solver, HiGHS.
    """

    def __init__(self, problem: Problem) -> None:
        m, n = problem.has.shape
        goals = len(problem.goals)
        weight = _SCALE * problem.children / (problem.children.sum() or 1.0)
        self.problem, self.cells = problem, m * n
        self.size = m * n + n + m * goals
        # What can be counted or summed in a plan, each as one row.
        self.adoptions = self.row(x=np.ones((m, n)))
        self.states = self.row(z=np.ones(n))
        self.children = self.row(z=weight)
        self.covered = self.row(x=np.tile(weight, (m, 1)))

        per_state = sparse.hstack([sparse.eye(n)] * m)
        nothing = sparse.csr_array((n, m * goals))
        acts_if = sparse.hstack(
            [-sparse.eye(m * n), per_state.T, sparse.csr_array((m * n, m * goals))]
        )
        acts_only_if = sparse.hstack([per_state, -sparse.eye(n), nothing])
        rows: list[Array] = []
        low: list[float] = []
        for _, j, _, members, needed in _head_counts(problem):
            rows.append(self.row(x=np.outer(np.arange(m) == j, members)))
            low.append(needed - float(problem.has[j, members].sum()))
        for g, goal in enumerate(problem.goals):
            for j, cap in enumerate(goal.caps or (1.0,) * m):
                y = np.outer(np.arange(goals) == g, np.arange(m) == j)
                rows.append(self.row(x=np.outer(np.arange(m) == j, weight / cap), y=-1.0 * y))
                low.append(-float(weight @ problem.has[j]) / cap)
            rows.append(self.row(y=np.outer(np.arange(goals) == g, goal.weights)))
            low.append(_SCALE * (goal.share - _GUARD))
        blocks = [acts_if, acts_only_if, *([sparse.csr_array(np.array(rows))] if rows else [])]
        self.rules = optimize.LinearConstraint(
            sparse.csc_array(sparse.vstack(blocks)), np.concatenate([np.zeros(m * n + n), low])
        )
        lacks = ~problem.has
        upper = [lacks.ravel(), lacks.any(axis=0), np.full(m * goals, _SCALE)]
        self.bounds = optimize.Bounds(0, np.concatenate(upper))
        self.whole = np.repeat([1, 0], [m * n + n, m * goals])
        # Further rows: budgets, optima found so far, and plans shown to miss a goal.
        self.further: list[tuple[Array, float]] = []

    def row(self, x: Any = None, z: Any = None, y: Any = None) -> Array:
        """One row of coefficients, 0 where not given."""
        m, n = self.problem.has.shape
        parts = ((x, m * n), (z, n), (y, m * len(self.problem.goals)))
        return np.concatenate([np.zeros(k) if p is None else np.ravel(p) for p, k in parts])

    def require(self, row: Array, low: float) -> None:
        """Keep row @ v >= low from now on."""
        self.further.append((row, low))

    def run(self, cost: Array, whole: NDArray[np.int64]) -> Any:
        """Minimise cost @ v once."""
        further = [optimize.LinearConstraint(row[None, :], low) for row, low in self.further]
        return optimize.milp(
            cost,
            integrality=whole,
            bounds=self.bounds,
            constraints=[self.rules, *further],
            # Small problems, solved by the hundred: presolving takes longer than solving.
            options={"mip_rel_gap": 0.0, "node_limit": _NODES, "presolve": False},
        )

    def minimise(self, cost: Array) -> tuple[Outcome, Any] | None:
        """Find whole adoptions that meet the requirements exactly; None if there are none."""
        while True:
            result = self.run(cost, self.whole)
            if result.x is None and result.status != 2:
                raise MeasureError(
                    f"no plan was found ({result.message})",
                    where="plan",
                    fix="Drop a requirement or ask for fewer states.",
                )
            if result.x is None:
                return None
            adopts = np.round(result.x[: self.cells]).reshape(self.problem.has.shape)
            outcome = evaluate(self.problem, adopts)
            if outcome.met:
                return outcome, result
            # The solver let it pass within its own tolerance. Whatever else may do, it adopts something
            # that this plan doesn't, since adopting less never helps: no plan that does is cut off.
            self.require(self.row(x=1 - adopts), 1.0)


def _best(programme: _Programme, *costs: Array) -> tuple[Outcome, float, float, bool] | None:
    """Minimise the costs one after the other: outcome, bound of the first, its gap, all optimal."""
    relaxed = programme.run(costs[0], np.zeros_like(programme.whole))
    bound, gap, optimal, outcome = 0.0, 0.0, True, None
    for cost in costs:
        found = programme.minimise(cost)
        if found is None:
            return None
        outcome, result = found
        value = float(cost @ programme.row(x=outcome.adopts, z=outcome.acts))
        if cost is costs[0]:
            bound = min(value, float(relaxed.fun))  # above it only by the last digits
            gap = float(result.mip_gap) if result.status else 0.0
        optimal = optimal and result.status == 0
        programme.require(-cost, -value - 1e-6)
    assert outcome is not None
    return outcome, bound, gap, optimal


def _plan(outcome: Outcome, bound: float, gap: float, optimal: bool) -> Plan:
    parts = {field.name: getattr(outcome, field.name) for field in fields(Outcome)}
    return Plan(**parts, bound=bound, gap=gap, optimal=optimal)


def fewest(problem: Problem) -> Plan:
    """Find the fewest states that must act for all requirements to be met.

    Formula: minimise sum_i z_i, with x_ji in {0, 1} the adoptions, z_i = max_j x_ji, subject to the
    requirements. Among equals: the fewest adoptions, then the most children in the states that act,
    then the most children summed over adoptions.

    Parameters
    ----------
    problem : Problem
        Where states stand and what is required.

    Returns
    -------
    Plan
        The states that act and what they adopt; `bound` in states. Nothing, if nothing is required.

    Raises
    ------
    MeasureError
        If no plan was found within the limit of the search.

    Examples
    --------
    >>> problem = Problem(has=[[0, 0, 0, 1]], children=[5, 40, 20, 35], countries=(3,))
    >>> plan = fewest(problem)
    >>> plan.acts.tolist(), plan.children, plan.bound
    ([False, True, True, False], 60.0, 2.0)
    """
    programme = _Programme(problem)
    states, adoptions = programme.states, programme.adoptions
    found = _best(programme, states, adoptions, -programme.children, -programme.covered)
    # All adopting meets whatever Problem admits.
    assert found is not None
    return _plan(*found)


def most_children(
    problem: Problem, *, adoptions: int | None = None, countries: int | None = None
) -> Plan:
    """Find whose acting reaches the most children, with so many adoptions or acting states.

    Formula: maximise sum_i w_i z_i, subject to the requirements and to sum_ji x_ji <= `adoptions` or
    sum_i z_i <= `countries`. Among equals: the fewest acting states, then the fewest adoptions, then
    the most children summed over adoptions.

    Parameters
    ----------
    problem : Problem
        Where states stand and what is required, if anything.
    adoptions, countries : int, keyword-only
        The most adoptions, or the most states that act: one of the two.

    Returns
    -------
    Plan
        The states that act and what they adopt; `bound` in persons.

    Raises
    ------
    MeasureError
        If not exactly one limit is given, or the requirements need more.

    Examples
    --------
    >>> problem = Problem(has=[[0, 0, 0, 1]], children=[5, 40, 20, 35])
    >>> plan = most_children(problem, countries=1)
    >>> plan.acts.tolist(), plan.children
    ([False, True, False, False], 40.0)
    """
    limits = [k for k in (adoptions, countries) if k is not None]
    if len(limits) != 1 or limits[0] < 0:
        raise MeasureError(
            f"limits of {adoptions} adoptions and {countries} countries make no sense",
            where="most_children",
            fix="Give one of them, from 0.",
        )
    programme = _Programme(problem)
    limited = programme.states if adoptions is None else programme.adoptions
    programme.require(-limited, -float(limits[0]))
    found = _best(
        programme, -programme.children, programme.states, programme.adoptions, -programme.covered
    )
    if found is None:
        least = _best(_Programme(problem), limited)
        assert least is not None
        needed = (least[0].acts if adoptions is None else least[0].adopts).sum()
        unit = "countries" if adoptions is None else "adoptions"
        raise MeasureError(
            f"{limits[0]} {unit} are too few for the requirements",
            where="most_children",
            fix=f"Allow at least {needed}, or require less.",
        )
    outcome, bound, gap, optimal = found
    persons = -bound * float(problem.children.sum()) / _SCALE
    return _plan(outcome, max(persons, outcome.children), gap, optimal)


def pareto(
    problem: Problem, *, most: int | None = None, points: int | None = None
) -> tuple[Plan, ...]:
    """Trace the most children reached against the number of acting states.

    Formula: `most_children` with countries = k, for k from the least that the requirements need.

    Parameters
    ----------
    problem : Problem
        Where states stand and what is required, if anything.
    most : int or None, keyword-only
        The greatest k; None: all states that lack an indicator.
    points : int or None, keyword-only
        How many k, evenly spread with both ends, at least 2; None: each.

    Returns
    -------
    tuple of Plan
        One for each number of acting states, rising strictly, as does the number of children. It ends
        early where more states would bring no more children.

    Raises
    ------
    MeasureError
        If `most` is less than the requirements need, or there are fewer than 2 points.

    Examples
    --------
    >>> curve = pareto(Problem(has=[[0, 0, 0, 1]], children=[5, 40, 20, 35], countries=(2,)))
    >>> [(int(plan.acts.sum()), plan.children) for plan in curve]
    [(1, 40.0), (2, 60.0), (3, 65.0)]
    """
    least = int(fewest(problem).acts.sum())
    last = int((~problem.has).any(axis=0).sum()) if most is None else most
    if last < least or (points is not None and points < 2):
        raise MeasureError(
            f"no curve of {points or 'all'} points runs from {least} to {last} acting states",
            where="pareto",
            fix=f"Give at least 2 points, and {least} states or more.",
        )
    steps = last - least + 1 if points is None else points
    curve: list[Plan] = []
    for k in np.unique(np.linspace(least, last, steps).round().astype(int)):
        plan = most_children(problem, countries=int(k))
        acting = plan.acts.sum()
        if not curve or acting > curve[-1].acts.sum():
            curve.append(plan)
        if acting < k:  # whoever is left has no children
            break
    return tuple(curve)
