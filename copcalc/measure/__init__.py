"""The mathematics of baselines, coverage, gaps and progress: pure functions, no files, no plots."""

from copcalc.measure.composite import (
    Consistency,
    both,
    consistency,
    either,
    linear_weight,
    mean_attainment,
    weighted_mean,
)
from copcalc.measure.coverage import STATUSES, Coverage, coverage
from copcalc.measure.estimate import (
    ChildShare,
    CountryShare,
    Estimate,
    Share,
    Unmeasured,
    over_box,
    when_measured,
)
from copcalc.measure.gap import (
    Direction,
    Pace,
    countries_at_target,
    countries_to_add,
    counts_within,
    denominators_fitting,
    gap,
    required_pace,
    rises,
)
from copcalc.measure.progress import METHODS, DatedShare, Verdict, aarr, progress
from copcalc.measure.totals import Totals, agrees, children_given_totals, implied_statuses

__all__ = [
    "METHODS",
    "STATUSES",
    "ChildShare",
    "Consistency",
    "CountryShare",
    "Coverage",
    "DatedShare",
    "Direction",
    "Estimate",
    "Pace",
    "Share",
    "Totals",
    "Unmeasured",
    "Verdict",
    "aarr",
    "agrees",
    "both",
    "children_given_totals",
    "consistency",
    "countries_at_target",
    "countries_to_add",
    "counts_within",
    "coverage",
    "denominators_fitting",
    "either",
    "gap",
    "implied_statuses",
    "linear_weight",
    "mean_attainment",
    "over_box",
    "progress",
    "required_pace",
    "rises",
    "weighted_mean",
    "when_measured",
]
