"""Framework, tables and mathematics joined: what is true of an area in a year."""

from copcalc.assessment.adopting import (
    IndicatorProjection,
    history_of,
    indicator_table,
    outlook_of,
    pillar_of,
    project_indicator,
    project_indicators,
    state_chances,
)
from copcalc.assessment.covered import (
    areas,
    children_checks,
    observe_children,
    observe_coverage,
    table_sizes,
)
from copcalc.assessment.frame import ObservedFrame, Topic, plain, topic_of
from copcalc.assessment.goal import GoalAssessment, RuleResult, assess_goal
from copcalc.assessment.hindcasts import count_series, hindcasts, usual_model
from copcalc.assessment.implied import (
    COUNTED,
    EITHER,
    NOT_COUNTED,
    Implied,
    Reading,
    implied_by_totals,
)
from copcalc.assessment.observation import (
    DIMENSIONS,
    RECORD,
    Observation,
    Observed,
    observations_frame,
    observe,
    observed,
)
from copcalc.assessment.overview import (
    by_denominator,
    by_indicator,
    by_region,
    gap_table,
    states,
    unknown_by_pillar,
)
from copcalc.assessment.pillar import PillarGap, assess_pillar, assess_pillars
from copcalc.assessment.places import (
    Profile,
    carriers,
    largest_unknown,
    profile,
)
from copcalc.assessment.progress import related_progress
from copcalc.assessment.projected import (
    Projection,
    by_pace,
    goal_ahead,
    project_goal,
    project_pillar,
    projection_table,
    projections,
)
from copcalc.assessment.published import observe_published, published_figures
from copcalc.assessment.study import USUAL_FRAMEWORK, USUAL_VINTAGE, Study, open_study
from copcalc.assessment.uncertainty import SOURCES, Carried, Uncertainty, carry, uncertainty
from copcalc.assessment.vocabulary import MEASURES, UNITS, Measure, Unit

__all__ = [
    "COUNTED",
    "DIMENSIONS",
    "EITHER",
    "MEASURES",
    "NOT_COUNTED",
    "RECORD",
    "SOURCES",
    "UNITS",
    "USUAL_FRAMEWORK",
    "USUAL_VINTAGE",
    "Carried",
    "GoalAssessment",
    "Implied",
    "IndicatorProjection",
    "Measure",
    "Observation",
    "Observed",
    "ObservedFrame",
    "PillarGap",
    "Profile",
    "Projection",
    "Reading",
    "RuleResult",
    "Study",
    "Topic",
    "Uncertainty",
    "Unit",
    "areas",
    "assess_goal",
    "assess_pillar",
    "assess_pillars",
    "by_denominator",
    "by_indicator",
    "by_pace",
    "by_region",
    "carriers",
    "carry",
    "children_checks",
    "count_series",
    "gap_table",
    "goal_ahead",
    "hindcasts",
    "history_of",
    "implied_by_totals",
    "indicator_table",
    "largest_unknown",
    "observations_frame",
    "observe",
    "observe_children",
    "observe_coverage",
    "observe_published",
    "observed",
    "open_study",
    "outlook_of",
    "pillar_of",
    "plain",
    "profile",
    "project_goal",
    "project_indicator",
    "project_indicators",
    "project_pillar",
    "projection_table",
    "projections",
    "published_figures",
    "related_progress",
    "state_chances",
    "states",
    "table_sizes",
    "topic_of",
    "uncertainty",
    "unknown_by_pillar",
    "usual_model",
]
