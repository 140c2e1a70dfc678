"""What it would take: the fewest states that reach a target, or the most children for so many states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from copcalc.errors import MeasureError
from copcalc.projection.programme import SCALE, Programme, Solution
from copcalc.projection.requirement import PlanningProblem, planning_problem
from copcalc.projection.scalar import is_count
from copcalc.projection.scenario import Outcome


@dataclass(frozen=True, eq=False, repr=False)
class Plan(Outcome):
    """The best that states can do, and how sure it is that it is the best.

    Parameters
    ----------
    problem, adopts
        See `Outcome`.
    bound : float
        What no plan can beat, from the relaxation that lets states adopt in part: the fewest states
        (a lower bound), or the most children in persons (an upper bound).
    gap : float
        Relative distance to what the search itself has proved; 0 if the plan is optimal.
    optimal : bool
        Whether the search was completed, for the objective and for all ties.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> law = pd.DataFrame({"law": ["yes", "no", "no"]}, index=["KEN", "NGA", "TCD"])
    >>> plan = cop.fewest_states(cop.PlanningProblem(law, countries={"law": 3}))
    >>> plan.countries, plan.bound, plan.optimal
    (2, 2.0, True)
    """

    bound: float
    gap: float
    optimal: bool


def fewest_states(problem: PlanningProblem) -> Plan:
    """Find the fewest states that must act for all requirements to be met.

    Formula: minimise sum_i z_i, with x_ij in {0, 1} the adoptions and z_i = max_j x_ij, subject to the
    requirements. Among equals: the fewest adoptions, then the most children in the states that act,
    then the most children summed over adoptions.

    Parameters
    ----------
    problem : PlanningProblem
        Where states stand and what is required.

    Returns
    -------
    Plan
        The states that act and what they adopt; `bound` in states. Nobody, if nothing is missing.

    Raises
    ------
    MeasureError
        If no plan was found within the limit of the search.

    References
    ----------
    Wolsey (2020), Integer Programming, 2nd ed., Wiley, for branch and bound and its relaxation.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> law = pd.DataFrame({"law": ["yes", "no", "no"]}, index=["KEN", "NGA", "TCD"])
    >>> children = pd.Series({"KEN": 2, "NGA": 7, "TCD": 1})
    >>> cop.fewest_states(cop.PlanningProblem(law, children, countries={"law": 2})).states
    ('NGA',)
    """
    planning_problem(problem, "fewest_states")
    programme = Programme(problem)
    found = programme.best(
        programme.states, programme.adoptions, -programme.children, -programme.covered
    )
    # All adopting meets whatever a problem admits.
    assert found is not None
    return _plan(found, found.bound)


def most_children(
    problem: PlanningProblem, *, adoptions: int | None = None, countries: int | None = None
) -> Plan:
    """Find whose acting reaches the most children, with so many adoptions or acting states.

    Formula: maximise sum_i w_i z_i, with x_ij in {0, 1} the adoptions and z_i = max_j x_ij, subject to the
    requirements and to sum_ij x_ij <= `adoptions` or sum_i z_i <= `countries`. Among equals: the fewest
    acting states, then the fewest adoptions, then the most children summed over adoptions.

    Parameters
    ----------
    problem : PlanningProblem
        Where states stand, with their children, and what is required, if anything.
    adoptions, countries : int, keyword-only
        The most adoptions, or the most states that act: one of the two.

    Returns
    -------
    Plan
        The states that act and what they adopt; `bound` in persons.

    Raises
    ------
    MeasureError
        If no children are known, not exactly one limit is given, or the requirements need more.

    References
    ----------
    Wolsey (2020), Integer Programming, 2nd ed., Wiley, for branch and bound and its relaxation.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> law = pd.DataFrame({"law": ["yes", "no", "no"]}, index=["KEN", "NGA", "TCD"])
    >>> children = pd.Series({"KEN": 2, "NGA": 7, "TCD": 1})
    >>> cop.most_children(cop.PlanningProblem(law, children), countries=1).children
    7.0
    """
    whole = _children(problem, "most_children")
    limits = [k for k in (adoptions, countries) if k is not None]
    if len(limits) != 1 or not is_count(limits[0]):
        raise MeasureError(
            f"limits of {adoptions} adoptions and {countries} countries make no sense",
            where="most_children",
            fix="Give one of them, a whole number from 0.",
        )
    programme = Programme(problem)
    limited = programme.states if adoptions is None else programme.adoptions
    programme.require(-limited, -float(limits[0]))
    found = programme.best(
        -programme.children, programme.states, programme.adoptions, -programme.covered
    )
    if found is None:
        least = Programme(problem).best(limited)
        assert least is not None
        needed = least.outcome.countries if adoptions is None else least.outcome.adoptions
        unit = "countries" if adoptions is None else "adoptions"
        raise MeasureError(
            f"{limits[0]} {unit} are too few for the requirements",
            where="most_children",
            fix=f"Allow at least {needed}, or require less.",
        )
    # No more than the plan itself reaches, but for the last digits.
    return _plan(found, max(-found.bound * whole / SCALE, found.outcome.children or 0.0))


def pareto_front(
    problem: PlanningProblem, *, most: int | None = None, points: int | None = None
) -> tuple[Plan, ...]:
    """Trace the most children reached against the number of acting states.

    Formula: `most_children` with countries = k, for k from the least that the requirements need.

    Parameters
    ----------
    problem : PlanningProblem
        Where states stand, with their children, and what is required, if anything.
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
        If no children are known, `most` is less than the requirements need, or there are fewer than 2
        points.

    References
    ----------
    Ehrgott (2005), Multicriteria Optimization, 2nd ed., Springer, section 4.1, for the method: one
    objective bounded, the other optimised.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> law = pd.DataFrame({"law": ["yes", "no", "no"]}, index=["KEN", "NGA", "TCD"])
    >>> children = pd.Series({"KEN": 2, "NGA": 7, "TCD": 1})
    >>> front = cop.pareto_front(cop.PlanningProblem(law, children))
    >>> [(plan.countries, plan.children) for plan in front]
    [(0, 0.0), (1, 7.0), (2, 8.0)]
    """
    _children(problem, "pareto_front")
    least = fewest_states(problem).countries
    last = int((~problem.has).any(axis=1).sum()) if most is None else most
    if not is_count(last, least) or not (points is None or is_count(points, 2)):
        raise MeasureError(
            f"no front of {'all' if points is None else points} points runs from {least} to {last} acting "
            "states",
            where="pareto_front",
            fix=f"Give at least 2 points, and {least} states or more, as whole numbers.",
        )
    steps = last - least + 1 if points is None else points
    front: list[Plan] = []
    for k in np.unique(np.linspace(least, last, steps).round().astype(int)):
        plan = most_children(problem, countries=int(k))
        if not front or plan.countries > front[-1].countries:
            front.append(plan)
        if plan.countries < k:  # whoever is left has no children
            break
    return tuple(front)


def plan_table(outcomes: Mapping[str, Outcome] | Iterable[Outcome]) -> pd.DataFrame:
    """Set plans and scenarios side by side, one row each.

    Formula: none; what each `Outcome` says of itself.

    Parameters
    ----------
    outcomes : mapping of str to Outcome, or iterable of Outcome
        Plans or scenarios, by name or in order, such as those of a front.

    Returns
    -------
    pandas.DataFrame
        Columns: countries and adoptions (numbers), unknown (of the adoptions, those of something that is not
        known to be missing now), children (persons; only if all know theirs), met, and, if all are plans,
        bound, gap and optimal.

    Raises
    ------
    MeasureError
        If there are none, or something is no outcome.

    References
    ----------
    Manski (2003), Partial Identification of Probability Distributions, for plans at either bound.

    Examples
    --------
    >>> import copcalc as cop, pandas as pd
    >>> law = pd.DataFrame({"law": ["yes", "no", "unknown"]}, index=["KEN", "NGA", "TCD"])
    >>> problem = {u: cop.PlanningProblem(law, unknown=u, countries={"law": 3}) for u in ("no", "yes")}
    >>> cop.plan_table({u: cop.fewest_states(p) for u, p in problem.items()})["countries"].to_dict()
    {'no': 2, 'yes': 1}
    """
    named = isinstance(outcomes, Mapping)
    given = outcomes.values() if isinstance(outcomes, Mapping) else outcomes
    made = list(given) if isinstance(given, Iterable) else []
    if not made or not all(isinstance(one, Outcome) for one in made):
        raise MeasureError(
            "there are no outcomes, or something is none",
            where="plan_table",
            fix="Give plans or scenarios in a list, or by name.",
        )
    columns = ["countries", "adoptions", "unknown"]
    columns += ["children"] * all(one.children is not None for one in made)
    columns += ["met"] + ["bound", "gap", "optimal"] * all(isinstance(one, Plan) for one in made)
    index = pd.Index(list(outcomes) if named else range(len(made)), name="plan")
    return pd.DataFrame({c: [getattr(one, c) for one in made] for c in columns}, index=index)


def _plan(found: Solution, bound: float) -> Plan:
    outcome = found.outcome
    return Plan(outcome.problem, outcome.adopts, bound, found.gap, found.optimal)


def _children(problem: PlanningProblem, where: str) -> float:
    """All children (persons); refused where none are known."""
    planning_problem(problem, where)
    if problem.children is None:
        raise MeasureError(
            "no children are known",
            where=where,
            fix="Give the problem children by state, or ask for the fewest states.",
        )
    return float(problem.children.sum())
