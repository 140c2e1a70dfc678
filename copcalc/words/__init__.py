"""Every word that a reader of a report sees, and how numbers are written."""

from copcalc.words.about import (
    about_area,
    about_evidence,
    about_goal,
    about_implied,
    about_pillar,
    about_state,
    about_world,
)
from copcalc.words.numbers import NO_DATA, percent, spell, tabulate, write
from copcalc.words.sentences import (
    CONFIDENCE,
    CONFLICTS,
    HEADINGS,
    NOTES,
    ROLES,
    SENTENCES,
    SINCE,
    STRENGTHS,
    UNCERTAINTY,
    Sentence,
    listed,
    say,
)

__all__ = [
    "CONFIDENCE",
    "CONFLICTS",
    "HEADINGS",
    "NOTES",
    "NO_DATA",
    "ROLES",
    "SENTENCES",
    "SINCE",
    "STRENGTHS",
    "UNCERTAINTY",
    "Sentence",
    "about_area",
    "about_evidence",
    "about_goal",
    "about_implied",
    "about_pillar",
    "about_state",
    "about_world",
    "listed",
    "percent",
    "say",
    "spell",
    "tabulate",
    "write",
]
