"""Which sentences to say of what may become of a pillar, the goal, an indicator or a state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from copcalc.assessment import (
    Adopted,
    Effort,
    GoalAssessment,
    IndicatorProjection,
    Observation,
    ObservedFrame,
    PillarGap,
    Projection,
    Study,
    by_any_rule,
)
from copcalc.assessment.ahead import terms_of
from copcalc.framework import RelatedCounts
from copcalc.measure import ChildShare
from copcalc.words.headline import told_by
from copcalc.words.message import Given, Message
from copcalc.words.names import Name, area_name, indicator_name, names_in, rule_name, subject_name

R = TypeVar("R", bound=Projection | IndicatorProjection | Effort | Adopted)


def about_ahead(
    projections: Sequence[Projection | IndicatorProjection],
    *,
    beside: GoalAssessment | PillarGap | None = None,
) -> list[Message]:
    """Say where an area was heading, by published levels or by the evidence: the key messages.

    Parameters
    ----------
    projections : sequence of Projection or IndicatorProjection
        Of one area; those of which nothing can be said are left aside.
    beside : GoalAssessment or PillarGap, optional, keyword-only
        What a headline tells already, which is left aside too.

    Examples
    --------
    >>> import copcalc as cop
    >>> study = cop.open_study()
    >>> said = about_ahead(cop.projections(study), beside=cop.assess_goal(study))
    >>> [each.id for each in said]
    ['ahead-pillar', 'ahead-pillar', 'ahead-how_sure']
    """
    left = [each for each in projections if not told_by(beside, each)]
    published = [each for each in left if isinstance(each, Projection)]
    by_evidence = [each for each in left if isinstance(each, IndicatorProjection)]
    return about_projections(published) + about_adoption(by_evidence)


def about_projections(projections: Sequence[Projection]) -> list[Message]:
    """Say where the goal and pillars were heading, and how sure that is: the key messages.

    Parameters
    ----------
    projections : sequence of Projection
        As `copcalc.projections` gives them; those of which nothing can be said are left aside.

    Examples
    --------
    >>> import copcalc as cop
    >>> from copcalc.words import say
    >>> goal, legal, technical, how_sure = about_projections(cop.projections(cop.open_study()))
    >>> "chance to reach 90" in say(legal)
    True
    """
    ahead = [each for each in projections if each.is_projected]
    if not ahead:
        return []
    goal = by_any_rule(ahead)
    told = [Message("ahead-goal", _given(goal))] if goal else []
    told += [Message(f"ahead-pillar{_of(each)}", _given(each)) for each in ahead if not each.rule]
    return [*told, Message("ahead-how_sure", _given(ahead[0]))]


def about_adoption(projections: Sequence[IndicatorProjection]) -> list[Message]:
    """Say where an area was heading by the evidence, state by state: a key message.

    Parameters
    ----------
    projections : sequence of IndicatorProjection
        Of one area; those of which nothing can be said are left aside.

    Examples
    --------
    >>> import copcalc as cop
    >>> from copcalc.words import say
    >>> (said,) = about_adoption([cop.project_indicator(cop.open_study("cis"), "opsc")])
    >>> "100" in say(said)
    True
    """
    ahead = [each for each in projections if each.is_projected]
    if not ahead:
        return []
    told = [Message(f"ahead-indicator{_kind(each)}", _of_indicator(each)) for each in ahead]
    return [Message("ahead-area", {**_of_indicator(ahead[0]), "told": told})]


def about_chances(chances: ObservedFrame) -> list[Message]:
    """Say what its region's pace says of a Member State: a key message, nothing where it says nothing.

    Parameters
    ----------
    chances : ObservedFrame
        As `copcalc.state_chances` gives it.

    Examples
    --------
    >>> import copcalc as cop
    >>> from copcalc.words import say
    >>> "no forecast for Kenya" in say(about_chances(cop.state_chances(cop.open_study("KEN")))[0])
    True
    """
    if chances.topic is None:
        return []
    study, terms = chances.topic.study, chances.topic.terms
    told = []
    for indicator, row in chances.cells().iterrows():
        if not row["chance"].is_measured:
            continue
        kind = "_open" if row["expected"].value is None else ""
        given: dict[str, Given] = {name: row[name] for name in ("expected", "chance")}
        given["indicator"] = indicator_name(study, str(indicator))
        told.append(Message(f"ahead-chance{kind}", given))
    about: dict[str, Given] = {
        "area": area_name(study.area),
        "region": area_name(study.register.region_of(study.area.code)),
        "clock": study.year,
        "told": told,
        **terms,
    }
    return [Message("ahead-state", about)] if told else []


def about_borrowed(projections: Sequence[Projection]) -> list[Message]:
    """Say whose pace is lent to which pillar, and as which curve it is read; nothing without a projection."""
    ahead = [each for each in projections if each.is_projected]
    if not ahead:
        return []
    given = _given(ahead[0])
    paces: list[Name | Message | str] = [
        Message("ahead-pace", {**_given(each), "pace": _pace(each.study, each.paces[0])})
        for each in ahead
        if each.rule is None
    ]
    chosen = "" if ahead[0].is_usual else "_chosen"
    return [
        Message("ahead-borrowed", {**given, "paces": paces}),
        Message(f"ahead-model{chosen}", given),
    ]


def about_projection(projection: Projection) -> list[Message]:
    """Say where a pillar, or the goal by a rule, would be, and how probable its target was; or why not."""
    given = _given(projection)
    if not projection.is_projected:
        return about_unprojected([projection])
    if projection.rule:
        return [Message("ahead-goal_rule", given)]
    sentences = [Message(f"ahead-subject{_of(projection)}", given)]
    if not _of(projection) and projection.children.is_measured:
        sentences.append(Message("ahead-those_children", given))
    return sentences


def about_paces(projections: Sequence[Projection]) -> list[Message]:
    """Say between which chances the paces of other counts, and other curves, lead; nothing for fewer than two."""
    if len(projections) < 2:
        return []
    chances = [each.chance for each in projections]
    least, most = min(chances, key=_low), max(chances, key=_high)
    verdict = "unlikely" if most.high < 0.5 else "likely" if least.low > 0.5 else "open"
    about = {**_given(projections[0]), "least": least, "most": most}
    return [Message(f"ahead-paces_{verdict}", about)]


def about_evidence_ahead(study: Study) -> list[Message]:
    """Say how evidence of single states is projected, and what becomes of what is unknown."""
    return [Message("ahead-evidence", {"clock": study.year})]


def about_timeline(projection: IndicatorProjection) -> list[Message]:
    """Say what is known of an indicator in an area, and what may come of it; or why nothing is said."""
    if not projection.is_projected:
        return about_unprojected([projection])
    given = _of_indicator(projection)
    sentences = [Message("ahead-timeline", given)]
    if projection.children.is_measured:
        sentences.append(Message("ahead-timeline_children", given))
    if projection.chance.is_measured:
        kind = "" if projection.chance.value is None else "_known"
        sentences.append(Message(f"ahead-timeline_chance{kind}", given))
    return sentences


def about_unprojected(projections: Sequence[Projection | IndicatorProjection]) -> list[Message]:
    """Say why nothing is projected of some subjects; nothing where something is of all of them."""
    silent = [each for each in projections if not each.is_projected]
    if not silent:
        return []
    reasons: list[Name | Message | str] = []
    for first, subjects in by_reason(silent, _subject):
        given = _of_indicator(first) if isinstance(first, IndicatorProjection) else _given(first)
        reasons.append(Message(f"ahead-{first.reason}", {**given, "subjects": subjects}))
    return [Message("ahead-nothing", {"reasons": reasons})]


def by_reason(silent: Sequence[R], subject: Callable[[R], Name]) -> Iterator[tuple[R, list[Name]]]:
    """Tell of each reason why nothing is said the first result, and every subject that it holds for, once."""
    for reason in dict.fromkeys(each.reason for each in silent):
        alike = [each for each in silent if each.reason == reason]
        yield alike[0], list({name.key: name for name in map(subject, alike)}.values())


def projection_heading(projection: Projection | IndicatorProjection) -> Message:
    """Head what is told of where a pillar, the goal or an indicator would be."""
    if isinstance(projection, Projection) and projection.rule:
        return Message("heading-ahead_rule", _given(projection))
    return Message(
        "heading-ahead", {"subject": _subject(projection), "horizon": projection.horizon}
    )


def _subject(projection: Projection | IndicatorProjection) -> Name:
    if isinstance(projection, IndicatorProjection):
        return indicator_name(projection.study, projection.indicator)
    return subject_name(projection.study, projection.subject)


def _given(projection: Projection) -> dict[str, Given]:
    study = projection.study
    given: dict[str, Given] = {
        **projection.named,
        "pillar": subject_name(study, projection.subject),
        "model": Name(f"model-{projection.model}"),
        "baseline_year": study.framework.baseline_year,
        "clock": study.year,
        **terms_of(projection.horizon, projection.level),
    }
    return given | ({"rule": rule_name(study, projection.rule)} if projection.rule else {})


def _of_indicator(projection: IndicatorProjection) -> dict[str, Given]:
    study = projection.study
    return {
        **projection.named,
        "indicator": indicator_name(study, projection.indicator),
        "area": area_name(study.area),
        "clock": study.year,
        **terms_of(projection.horizon, projection.level),
    }


def _of(projection: Projection) -> str:
    return "_children" if isinstance(projection.median.estimate, ChildShare) else ""


def _kind(projection: IndicatorProjection) -> str:
    proxy = projection.study.framework.is_proxy(projection.indicator)
    return ("_proxy" if proxy else "") + ("_open" if projection.median.value is None else "")


def _pace(study: Study, related: RelatedCounts) -> Name:
    return names_in(study)[related.name]


def _low(number: Observation) -> float:
    return number.low


def _high(number: Observation) -> float:
    return number.high
