"""The sections that notebooks share: each shows one answer, for whatever area the notebook is about."""

from copcalc.report.story.areas import how_far, key_messages, standing, state, uncertainty, unknown
from copcalc.report.story.baseline import denominators, goal_gap, implied, published, reconciliation
from copcalc.report.story.pillars import evidence, pillar, progress, regions, who_carries
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
    "evidence",
    "glossary",
    "goal_gap",
    "how_far",
    "implied",
    "key_messages",
    "pillar",
    "progress",
    "published",
    "reconciliation",
    "regions",
    "register",
    "set_aside",
    "sources",
    "standing",
    "state",
    "statuses",
    "tables",
    "uncertainty",
    "unknown",
    "who_carries",
]
