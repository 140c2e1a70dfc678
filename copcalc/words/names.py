"""Names that data give: of an area, a pillar, an indicator, a rule, and of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from copcalc.assessment import Study
from copcalc.data import Area
from copcalc.framework import CompositeRule, Framework, Goal, Pillar


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
    form : str
        Which of its forms is meant.
    """

    key: str
    forms: Mapping[str, str] = field(default_factory=dict)
    form: str = "name"


def area_name(area: Area) -> Name:
    """Name the world, a region or a Member State."""
    return _named_area(area.code, area.name)


def state_name(study: Study, code: str) -> Name:
    """Name a Member State by its code."""
    return _named_area(code, str(study.register.states.at[code, "name"]))


def _named_area(code: str, name: str) -> Name:
    return Name(f"area-{code}", {"name": name})


def subject_name(study: Study, subject: Pillar | Goal) -> Name:
    """Name a pillar, or the goal."""
    key = f"pillar-{subject.id}" if isinstance(subject, Pillar) else "goal"
    ask = {"ask": subject.ask} if isinstance(subject, Pillar) else {}
    return _of_framework(study.framework, key, name=subject.name, has=subject.has, **ask)


def indicator_name(study: Study, indicator: str) -> Name:
    """Name an indicator by its id."""
    found = study.framework.indicator(indicator)
    return _of_framework(study.framework, f"indicator-{indicator}", name=found.name, has=found.has)


def rule_name(study: Study, rule: CompositeRule) -> Name:
    """Name a rule by which pillars make the goal."""
    return _of_framework(study.framework, f"rule-{rule.id}", name=rule.name, note=rule.note)


def denominator_name(study: Study, denominator: str) -> Name:
    """Name the countries that shares are of, by the id of a declared number of them."""
    names = {each.id: each.name for each in study.framework.denominators}
    return _of_framework(study.framework, f"denominator-{denominator}", name=names[denominator])


def counted_name(study: Study) -> Name:
    """Name the countries that published shares are read as shares of."""
    if study.published_of_whom and study.denominator:
        return denominator_name(study, study.denominator)
    return Name("whom-states")


def framework_name(framework: Framework) -> Name:
    """Name a framework, in full and in short."""
    return _of_framework(framework, "framework", name=framework.title, short=framework.short_title)


def term_name(study: Study, short: str) -> Name:
    """Name in full what the framework has a short name for."""
    return _of_framework(study.framework, f"term-{short}", name=study.framework.glossary[short])


def names_in(study: Study) -> Mapping[str, Name]:
    """Tell every name that may stand in a frame of a study: by what stands there, its name.

    Parameters
    ----------
    study : Study
        The question that the frame answers.

    Returns
    -------
    mapping of str to Name
        Of the areas, and of what the framework names.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> names_in(open_study())["Kenya"]
    Name(key='area-KEN', forms={'name': 'Kenya'}, form='name')
    """
    framework, register = study.framework, study.register
    subjects: list[Pillar | Goal] = [*framework.pillars]
    subjects += [framework.goal] if framework.goal else []
    rules = framework.goal.rules if framework.goal else []
    named = [
        *(_named_area(str(code), name) for code, name in register.states["name"].items()),
        *(area_name(area) for area in (*register.regions, register.world)),
        *(subject_name(study, each) for each in subjects),
        *(indicator_name(study, each.id) for each in framework.indicators),
        *(denominator_name(study, each.id) for each in framework.denominators),
        *(rule_name(study, each) for each in rules),
        *(term_name(study, short) for short in framework.glossary),
        framework_name(framework),
        *(
            _of_framework(study.framework, f"series-{related.series}", name=related.name)
            for related in framework.related_counts.values()
        ),
    ]
    return {
        text: replace(each, form=form)
        for each in named
        for form, text in each.forms.items()
        if text
    }


def _of_framework(framework: Framework, key: str, **forms: str) -> Name:
    return Name(f"{framework.id}-{key}", forms)
