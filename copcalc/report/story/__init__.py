"""The sections that notebooks share: each shows one answer, for whatever area the notebook is about."""

from copcalc.report.story.areas import how_far, key_messages, standing, state, uncertainty, unknown
from copcalc.report.story.quality import glossary

__all__ = [
    "glossary",
    "how_far",
    "key_messages",
    "standing",
    "state",
    "uncertainty",
    "unknown",
]
