"""Framework, tables and mathematics joined: what is true of an area in a year."""

from copcalc.assessment.ahead import (
    IndicatorProjection,
    Projection,
    by_any_rule,
    goal_ahead,
    indicator_table,
    projection_table,
)
from copcalc.assessment.covered import (
    areas,
    children_checks,
    observe_children,
    observe_coverage,
    table_sizes,
)
from copcalc.assessment.effort import (
    Adopted,
    Effort,
    adopted_table,
    effort_table,
    goal_needed,
)
from copcalc.assessment.frame import ObservedFrame, Topic, plain, topic_of
from copcalc.assessment.goal import GoalAssessment, RuleResult, assess_goal
from copcalc.assessment.hindsight import Hindsight, outcome_table
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
from copcalc.assessment.published import observe_published, published_figures
from copcalc.assessment.study import USUAL_FRAMEWORK, USUAL_VINTAGE, Study, open_study
from copcalc.assessment.swing import Sensitivity, Setting, Swing
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
    "Adopted",
    "Carried",
    "Effort",
    "GoalAssessment",
    "Hindsight",
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
    "Sensitivity",
    "Setting",
    "Study",
    "Swing",
    "Topic",
    "Uncertainty",
    "Unit",
    "adopted_table",
    "areas",
    "assess_goal",
    "assess_pillar",
    "assess_pillars",
    "by_any_rule",
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
    "largest_unknown",
    "observations_frame",
    "observe",
    "observe_children",
    "observe_coverage",
    "observe_published",
    "observed",
    "open_study",
    "outcome_table",
    "plain",
    "profile",
    "projection_table",
    "published_figures",
    "related_progress",
    "states",
    "table_sizes",
    "topic_of",
    "uncertainty",
    "unknown_by_pillar",
]
