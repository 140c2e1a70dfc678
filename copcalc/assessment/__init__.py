"""Framework, tables and mathematics joined: what is true of an area in a year."""

from copcalc.assessment.goal import GoalAssessment, RuleResult, assess_goal
from copcalc.assessment.implied import (
    COUNTED,
    EITHER,
    NOT_COUNTED,
    Implied,
    Reading,
    implied_by_totals,
)
from copcalc.assessment.number import UNITS, Number, Unit
from copcalc.assessment.overview import by_region, gap_table, states
from copcalc.assessment.pillar import PillarGap, assess_pillar, assess_pillars
from copcalc.assessment.places import Profile, carrier_numbers, carriers, profile
from copcalc.assessment.progress import related_progress
from copcalc.assessment.study import USUAL_FRAMEWORK, USUAL_VINTAGE, Study, open_study
from copcalc.assessment.uncertainty import SOURCES, Carried, Uncertainty, carry, uncertainty

__all__ = [
    "COUNTED",
    "EITHER",
    "NOT_COUNTED",
    "SOURCES",
    "UNITS",
    "USUAL_FRAMEWORK",
    "USUAL_VINTAGE",
    "Carried",
    "GoalAssessment",
    "Implied",
    "Number",
    "PillarGap",
    "Profile",
    "Reading",
    "RuleResult",
    "Study",
    "Uncertainty",
    "Unit",
    "assess_goal",
    "assess_pillar",
    "assess_pillars",
    "by_region",
    "carrier_numbers",
    "carriers",
    "carry",
    "gap_table",
    "implied_by_totals",
    "open_study",
    "profile",
    "related_progress",
    "states",
    "uncertainty",
]
