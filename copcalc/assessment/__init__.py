"""Framework, tables and mathematics joined: what is true of an area in a year."""

from copcalc.assessment.goal import GoalAssessment, RuleResult, assess_goal
from copcalc.assessment.number import UNITS, Number, Unit
from copcalc.assessment.pillar import PillarGap, assess_pillar, assess_pillars
from copcalc.assessment.places import Profile, carrier_numbers, carriers, profile, region_table
from copcalc.assessment.progress import related_progress
from copcalc.assessment.study import Study, open_study

__all__ = [
    "UNITS",
    "GoalAssessment",
    "Number",
    "PillarGap",
    "Profile",
    "RuleResult",
    "Study",
    "Unit",
    "assess_goal",
    "assess_pillar",
    "assess_pillars",
    "carrier_numbers",
    "carriers",
    "open_study",
    "profile",
    "region_table",
    "related_progress",
]
