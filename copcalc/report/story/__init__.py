"""The sections that notebooks share: each shows one answer, for whatever area the notebook is about."""

from copcalc.report.story.areas import how_far, key_messages, standing, state, uncertainty, unknown
from copcalc.report.story.baseline import denominators, goal_gap, implied, published, reconciliation
from copcalc.report.story.quality import glossary

__all__ = [
    "denominators",
    "glossary",
    "goal_gap",
    "how_far",
    "implied",
    "key_messages",
    "published",
    "reconciliation",
    "standing",
    "state",
    "uncertainty",
    "unknown",
]
