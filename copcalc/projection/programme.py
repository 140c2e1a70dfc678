"""A planning problem as a mixed-integer programme, solved with proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import optimize, sparse

from copcalc.errors import MeasureError
from copcalc.projection.requirement import GUARD, PlanningProblem
from copcalc.projection.scenario import Outcome

Array = NDArray[np.float64]

# All children in the units of the solver, whose own tolerance is 1e-6: so it is 1e-12 of them.
SCALE = 1e6
# Where a search ends that can't be completed; those of the world take some hundreds.
_NODES = 100_000


@dataclass(frozen=True)
class Solution:
    """The best outcome that was found, and what is proved of it.

    Parameters
    ----------
    outcome : Outcome
        Who adopts what.
    bound : float
        Least value of the first cost if states could adopt in part.
    gap : float
        Relative distance of the first cost to what the search has proved.
    optimal : bool
        Whether the search was completed for all costs.
    """

    outcome: Outcome
    bound: float
    gap: float
    optimal: bool


class Programme:
    """The problem as rows @ v >= low, for v = (adoptions x, acting states z, attainments y).

    The cells of x stand indicator by indicator, those of y goal by goal.

    Parameters
    ----------
    problem : PlanningProblem
        Where states stand and what is required.

    Attributes
    ----------
    adoptions, states, children, covered : numpy.ndarray of float, shape (size,)
        What can be counted or summed in a plan, each as one row: adoptions, acting states, children in
        acting states, and children summed over adoptions (both of `SCALE` in all).

    References
    ----------
    Huangfu and Hall (2018), Parallelizing the dual revised simplex method, Mathematical Programming
    Computation 10, for the solver, HiGHS.
    """

    def __init__(self, problem: PlanningProblem) -> None:
        self.problem, self._has = problem, problem.has.to_numpy().T
        n = self._has.shape[1]
        weight = np.zeros(n)
        if problem.children is not None:
            weight = SCALE * problem.children.to_numpy() / problem.children.sum()
        self.adoptions = self._row(x=np.ones(self._has.shape))
        self.states = self._row(z=np.ones(n))
        self.children = self._row(z=weight)
        self.covered = self._row(x=np.tile(weight, (len(self._has), 1)))
        self._rules = self._requirements(weight)
        lacks, attainments = ~self._has, len(self._has) * len(problem.goals)
        upper = [lacks.ravel(), lacks.any(axis=0), np.full(attainments, SCALE)]
        self._bounds = optimize.Bounds(0, np.concatenate(upper))
        self._whole = np.repeat([1, 0], [lacks.size + n, attainments])
        # Further rows: budgets, optima found so far, and plans shown to miss a goal.
        self._further: list[tuple[Array, float]] = []

    def _row(self, x: Any = None, z: Any = None, y: Any = None) -> Array:
        """One row of coefficients, 0 where not given."""
        m, n = self._has.shape
        parts = ((x, m * n), (z, n), (y, m * len(self.problem.goals)))
        return np.concatenate([np.zeros(k) if p is None else np.ravel(p) for p, k in parts])

    def _requirements(self, weight: Array) -> optimize.LinearConstraint:
        m, n = self._has.shape
        indicators, goals = self.problem.has.columns, self.problem.goals
        rows: list[Array] = []
        low: list[float] = []
        for count in self.problem.head_counts:
            mine = indicators == count.indicator
            rows.append(self._row(x=np.outer(mine, count.members)))
            had = float(self.problem.has[count.indicator][count.members].sum())
            low.append(count.needed - had)
        for g, goal in enumerate(goals):
            this = np.arange(len(goals)) == g
            for indicator in indicators:
                mine, cap = indicators == indicator, goal.caps.get(indicator, 1.0)
                y = np.outer(this, mine)
                had = float(weight @ self.problem.has[indicator])
                # One state that reaches the cap counts no more, whatever its children.
                rows.append(
                    self._row(x=np.outer(mine, np.minimum(weight, cap * SCALE) / cap), y=-1.0 * y)
                )
                low.append(-min(had, cap * SCALE) / cap)
            rows.append(self._row(y=np.outer(this, [goal.weights.get(j, 0.0) for j in indicators])))
            low.append(SCALE * (goal.share - GUARD))  # type: ignore[operator]
        # A state acts if it adopts something, and only then.
        per_state = sparse.hstack([sparse.eye(n)] * m)
        nothing = sparse.csr_array((m * n + n, m * len(goals)))
        acts_if = sparse.hstack([-sparse.eye(m * n), per_state.T])
        acts_only_if = sparse.hstack([per_state, -sparse.eye(n)])
        acting = sparse.hstack([sparse.vstack([acts_if, acts_only_if]), nothing])
        blocks = [acting, *([sparse.csr_array(np.array(rows))] if rows else [])]
        return optimize.LinearConstraint(
            sparse.csc_array(sparse.vstack(blocks)), np.concatenate([np.zeros(m * n + n), low])
        )

    def require(self, row: Array, low: float) -> None:
        """Keep row @ v >= low from now on."""
        self._further.append((row, low))

    def best(self, *costs: Array) -> Solution | None:
        """Minimise the costs one after the other; None if nothing meets what is required.

        Raises
        ------
        MeasureError
            If nothing was found within the limit of the search.
        """
        relaxed = self._run(costs[0], np.zeros_like(self._whole))
        bound, gap, optimal, outcome = 0.0, 0.0, True, None
        for cost in costs:
            found = self._minimise(cost)
            if found is None:
                return None
            outcome, result = found
            value = float(cost @ self._row(x=outcome.adopts.to_numpy().T, z=outcome.acts))
            if cost is costs[0]:
                bound = min(value, float(relaxed.fun))  # above it only by the last digits
                gap = float(result.mip_gap) if result.status else 0.0
            optimal = optimal and result.status == 0
            self.require(-cost, -value - 1e-6)
        assert outcome is not None
        return Solution(outcome, bound, gap, optimal)

    def _minimise(self, cost: Array) -> tuple[Outcome, Any] | None:
        """Find whole adoptions that meet the requirements exactly; None if there are none."""
        while True:
            result = self._run(cost, self._whole)
            if result.x is None and result.status != 2:
                raise MeasureError(
                    f"no plan was found ({result.message})",
                    where="plan",
                    fix="Drop a requirement or ask for fewer states.",
                )
            if result.x is None:
                return None
            adopts = np.round(result.x[: self._has.size]).reshape(self._has.shape)
            has = self.problem.has
            outcome = Outcome(
                self.problem, pd.DataFrame(adopts.T, index=has.index, columns=has.columns)
            )
            if outcome.met:
                return outcome, result
            # The solver let it pass within its own tolerance. Whatever else may do, it adopts something
            # that this plan doesn't, since adopting less never helps: no plan that does is cut off.
            self.require(self._row(x=1 - adopts), 1.0)

    def _run(self, cost: Array, whole: NDArray[np.int64]) -> Any:
        """Minimise cost @ v once."""
        further = [optimize.LinearConstraint(row[None, :], low) for row, low in self._further]
        return optimize.milp(
            cost,
            integrality=whole,
            bounds=self._bounds,
            constraints=[self._rules, *further],
            # Small problems, solved by the hundred: presolving takes longer than solving.
            options={"mip_rel_gap": 0.0, "node_limit": _NODES, "presolve": False},
        )
