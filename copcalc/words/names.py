"""Names that data give: of an area, a pillar, an indicator, a rule, and of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from copcalc.assessment import Study
from copcalc.data import Area
from copcalc.framework import CompositeRule, Goal, Pillar


@dataclass(frozen=True)
class Name:
    """What something is called.

    Parameters
    ----------
    key : str
        The message that tells it, in languages that have one.
    forms : mapping of str to str
        What its data call it, under "name", and other forms of that, as "has" for what somebody has who
        has it. Empty for codes, which only messages tell.
    """

    key: str
    forms: Mapping[str, str] = field(default_factory=dict)


def area_name(area: Area) -> Name:
    """Name the world, a region or a Member State."""
    return Name(f"area-{area.code}", {"name": area.name})


def state_name(study: Study, code: str) -> Name:
    """Name a Member State by its code."""
    return Name(f"area-{code}", {"name": str(study.register.states.at[code, "name"])})


def subject_name(study: Study, subject: Pillar | Goal) -> Name:
    """Name a pillar, or the goal."""
    key = f"pillar-{subject.id}" if isinstance(subject, Pillar) else "goal"
    return _of_framework(study, key, subject.name, subject.has)


def indicator_name(study: Study, indicator: str) -> Name:
    """Name an indicator by its id."""
    found = study.framework.indicator(indicator)
    return _of_framework(study, f"indicator-{indicator}", found.name, found.has)


def rule_name(study: Study, rule: CompositeRule) -> Name:
    """Name a rule by which pillars make the goal."""
    return _of_framework(study, f"rule-{rule.id}", rule.name)


def denominator_name(study: Study, denominator: str) -> Name:
    """Name the countries that shares are of, by the id of a declared number of them."""
    names = {each.id: each.name for each in study.framework.denominators}
    return _of_framework(study, f"denominator-{denominator}", names[denominator])


def counted_name(study: Study) -> Name:
    """Name the countries that published shares are read as shares of."""
    if study.published_of_whom and study.denominator:
        return denominator_name(study, study.denominator)
    return Name("whom-states")


def term_name(study: Study, short: str) -> Name:
    """Name in full what the framework has a short name for."""
    return _of_framework(study, f"term-{short}", study.framework.glossary[short])


def _of_framework(study: Study, key: str, name: str, has: str = "") -> Name:
    return Name(f"{study.framework.id}-{key}", {"name": name, "has": has})
