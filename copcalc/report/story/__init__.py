"""The sections that notebooks share: each shows one answer, for whatever area the notebook is about."""

from copcalc.report.story.areas import how_far, key_messages, standing, state, uncertainty, unknown
from copcalc.report.story.baseline import denominators, goal_gap, implied, published, reconciliation
from copcalc.report.story.quality import (
    children,
    glossary,
    register,
    set_aside,
    sources,
    statuses,
    tables,
)

__all__ = [
    "children",
    "denominators",
    "glossary",
    "goal_gap",
    "how_far",
    "implied",
    "key_messages",
    "published",
    "reconciliation",
    "register",
    "set_aside",
    "sources",
    "standing",
    "state",
    "statuses",
    "tables",
    "uncertainty",
    "unknown",
]
