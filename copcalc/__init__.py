"""Baselines, gaps and reports for the ITU Child Online Protection targets.

The names below load when they are first used, so that the command line answers at once.

Examples
--------
>>> import copcalc as cop
>>> study = cop.open_study("world", year=2014)
>>> cop.assess_pillar(study, "technical").to_add.value
85
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # importing typing would take a quarter of the time to a help text
if TYPE_CHECKING:
    from typing import Any

_PUBLIC = {
    "copcalc.assessment": (
        "Adopted",
        "Carried",
        "Effort",
        "Hindsight",
        "IndicatorProjection",
        "Observation",
        "ObservedFrame",
        "Projection",
        "Study",
        "Uncertainty",
        "adopted_table",
        "areas",
        "assess_goal",
        "assess_pillar",
        "assess_pillars",
        "by_denominator",
        "by_indicator",
        "by_region",
        "carriers",
        "carry",
        "children_checks",
        "effort_table",
        "gap_table",
        "goal_ahead",
        "goal_needed",
        "implied_by_totals",
        "indicator_table",
        "open_study",
        "outcome_table",
        "profile",
        "projection_table",
        "published_figures",
        "related_progress",
        "states",
        "table_sizes",
        "uncertainty",
        "unknown_by_pillar",
    ),
    "copcalc.assessment.adopters": (
        "if_these_adopted",
        "largest_without",
        "part_of",
        "reach_table",
    ),
    "copcalc.assessment.adopting": (
        "history_of",
        "outlook_of",
        "project_indicator",
        "project_indicators",
        "state_chances",
    ),
    "copcalc.assessment.hanging": ("sensitivities",),
    "copcalc.assessment.hindcasts": (
        "hindcasts",
        "usual_model",
    ),
    "copcalc.assessment.planned": ("efforts",),
    "copcalc.assessment.realised": (
        "indicators_in_hindsight",
        "pillar_in_hindsight",
        "pillars_in_hindsight",
    ),
    "copcalc.assessment.scored": (
        "hindcast_cases",
        "last_counted",
        "model_scores",
    ),
    "copcalc.assessment.projected": (
        "by_pace",
        "project_goal",
        "project_pillar",
        "project_pillars",
        "projections",
    ),
    "copcalc.assessment.cited": ("sources_of",),
    "copcalc.assessment.spread": (
        "adoption_by_region",
        "adoption_by_state",
    ),
    "copcalc.data": (
        "Area",
        "Register",
        "Tables",
        "build",
        "data_version",
        "find_root",
        "load_tables",
        "raw_tables",
    ),
    "copcalc.errors": ("CopcalcError", "DataError", "Problem"),
    "copcalc.framework": ("Framework", "framework_names", "load_framework"),
    "copcalc.measure": (
        "ChildShare",
        "CountryShare",
        "Coverage",
        "Estimate",
        "coverage",
        "over_box",
    ),
    "copcalc.projection.adoption": (
        "Adoption",
        "adoption_curves",
        "children_grid",
        "exact_adoption",
        "exact_count",
        "pivots",
    ),
    "copcalc.projection.bridge": ("Bridge", "Forecast"),
    "copcalc.projection.combinations": ("every_combination",),
    "copcalc.projection.combined": ("combined",),
    "copcalc.projection.distribution": ("Distribution", "Shares"),
    "copcalc.projection.factor": ("Factor",),
    "copcalc.projection.forecast": ("forecast_count", "forecast_from", "forecast_table"),
    "copcalc.projection.hazard": ("Hazards", "fit_hazards"),
    "copcalc.projection.hindcast": (
        "Hindcast",
        "hindcast_adoption",
        "hindcast_counts",
        "hindcast_table",
    ),
    "copcalc.projection.history": ("adoption_history",),
    "copcalc.projection.outlook": ("Outlook", "chance_together", "project_adoption"),
    "copcalc.projection.paths": ("required_path", "required_paths"),
    "copcalc.projection.placement": ("placement", "reach"),
    "copcalc.projection.plan": (
        "Plan",
        "fewest_states",
        "most_children",
        "pareto_front",
        "plan_table",
    ),
    "copcalc.projection.pooling": ("PooledHazard", "pooled_hazard"),
    "copcalc.projection.requirement": ("ChildGoal", "PlanningProblem"),
    "copcalc.projection.scenario": ("Outcome", "if_adopted"),
    "copcalc.projection.score": ("best_model", "score_models"),
    "copcalc.projection.sensitivity": ("one_at_a_time", "sensitivity", "sobol"),
    "copcalc.projection.series": ("Series",),
    "copcalc.projection.simulate": (
        "Simulation",
        "Target",
        "simulate_adoption",
        "simulate_curves",
    ),
    "copcalc.projection.trend": ("Trend", "fit_trend"),
    "copcalc.report.record": ("Record",),
}
_HOME = {name: module for module, names in _PUBLIC.items() for name in names}
_MODULES = ("charts", "words")

__all__ = sorted([*_HOME, *_MODULES])


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    if name in _MODULES:
        return import_module(f"copcalc.{name}")
    raise AttributeError(f"module 'copcalc' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
