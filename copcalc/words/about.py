"""Which sentences to say of the world, a region, a state, a pillar or the goal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from copcalc.assessment import (
    COUNTED,
    NOT_COUNTED,
    GoalAssessment,
    Implied,
    Observation,
    ObservedFrame,
    PillarGap,
    Profile,
    Study,
    Uncertainty,
    assess_pillars,
    observe_children,
)
from copcalc.framework import CompositeRule, Pillar, SetTarget
from copcalc.measure import ChildShare
from copcalc.words.language import current
from copcalc.words.message import Given, Message
from copcalc.words.names import (
    Name,
    area_name,
    counted_name,
    denominator_name,
    indicator_name,
    names_in,
    rule_name,
    state_name,
    subject_name,
    term_name,
)

# How many states a sentence names.
_MOST_NAMES = 8


def assumed(study: Study) -> list[Message]:
    """Tell what a study assumes beside the usual, of the states of its area.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> from copcalc.words import say
    >>> list(map(say, assumed(open_study("africa").assume(hotline={"Kenya": 2013}))))
    ['Hotline or reporting portal: Kenya since 2013']
    """
    given: dict[str, Given] = {"of": study.published_of, "whom": counted_name(study)}
    if study.holds_for is not None:
        given["years"] = study.holds_for
    if study.goal_rule:
        given["rule"] = _quoted(study, study.goal_rule)
    told = [
        Message(f"assumption-{name}{f'-{what}' if name == 'confidence' else ''}", given)
        for name, what in study.unusual.items()
    ]
    for indicator, areas in study.assumed_of(study.area).items():
        for part, what in areas:
            about: dict[str, Given] = {
                "indicator": indicator_name(study, indicator),
                "area": area_name(part),
                "since": what,
            }
            kind = what if isinstance(what, str) else "year"
            told.append(Message(f"assumption-{kind}", about))
    return told


def _quoted(study: Study, rule: CompositeRule) -> Message:
    return Message("quoted", {"rule": rule_name(study, rule)})


def _is_assumed(study: Study, indicator: str) -> bool:
    return indicator in study.assumed_of(study.area)


def about_assumed(study: Study) -> list[Message]:
    """Say what a study assumes beside the usual; nothing if it assumes nothing."""
    told = assumed(study)
    return [Message("assumed", {"assumed": told})] if told else []


def about_place(study: Study, profile: Profile | None = None) -> list[Message]:
    """Say what is assumed, what a report can rest on, and how many children live there: what stands first.

    Parameters
    ----------
    study : Study
        The question.
    profile : Profile, optional
        Of a Member State, which its study asks about.
    """
    sentences = about_assumed(study)
    children = observe_children(study)
    given = children | _years(study) | {"area": area_name(study.area)}
    counted = children["children"].is_measured
    if profile is not None:
        given |= profile.named | {"region": area_name(profile.region)}
        silent = "state-no_year" if study.children.empty else "state-no_children"
        return [*sentences, Message("state-children" if counted else silent, given)]
    if study.is_published:
        return sentences
    if is_world := study.area.kind == "world":
        sentences.append(Message("world-evidence_only", given))
    if not (is_world and counted):
        kind = "world-no_children" if study.children.empty else "area-no_children"
        sentences.append(Message("area-children" if counted else kind, given))
    return sentences


def about_world(
    study: Study,
    gaps: Sequence[PillarGap],
    goal: GoalAssessment | None = None,
    uncertainty: Uncertainty | None = None,
) -> list[Message]:
    """Say where the world stands, how far it is, and what is not known: the key messages."""
    years, sentences = _years(study), []
    if goal is not None:
        given = goal.named | years | {"goal": subject_name(study, goal.goal)}
        if study.goal_rule:
            given["rule"] = _quoted(study, study.goal_rule)
        sentence = Message("world-goal_by_rule" if study.rule else "world-goal", given)
        sentences.append(opened(sentence, uncertainty, "goal", "gap_children"))
        if _contradicted(goal):
            sentences.append(Message("world-goal_contradiction", _of_goal(goal)))
    published = [g for g in gaps if g.basis == "published"]
    for g in published:
        sentence = Message(f"world-pillar{_kind(g)}", _of_pillar(g))
        open_ = opened(sentence, uncertainty, g.pillar.id, "to_add")
        sentences.append(by_denominator(sentence, g) or open_)
    return sentences + _about_unset(gaps)


def by_denominator(sentence: Message, gap: PillarGap) -> Message | None:
    """Turn to the sentence that also says what the one other number of countries gives that can be meant."""
    message = f"{sentence.id}_by_denominator"
    if not current().has(message) or "denominator" in gap.study.unusual:
        return None
    others = {
        id_: seen for id_, seen in gap.by_denominator.items() if seen["of"].value != gap.of.value
    }
    if len(others) != 1:
        return None
    ((id_, seen),) = others.items()
    also: dict[str, Given] = {f"{name}_other": seen[name] for name in ("of", "to_add")}
    also["whom_other"] = denominator_name(gap.study, id_)
    return Message(message, {**sentence.given, **also})


def opened(sentence: Message, uncertainty: Uncertainty | None, subject: str, name: str) -> Message:
    """Turn to the sentence that also says what is left open, where a number hangs on more than its rounding."""
    message, key = f"{sentence.id}_open", f"{subject}.{name}"
    found = uncertainty.carried.get(key) if uncertainty else None
    if found is None or found.together == found.default or not current().has(message):
        return sentence
    assert uncertainty is not None  # it carried the number
    also: dict[str, Given] = {
        "open": _sources(found.matters or tuple(found.alone)),
        f"{name}_open": uncertainty.together(key),
    }
    return Message(message, {**sentence.given, **also})


def _sources(names: Sequence[str]) -> list[Name]:
    """Sources of uncertainty by their names."""
    return [Name(f"uncertainty-{name}") for name in names]


def _years(study: Study) -> dict[str, Given]:
    framework = study.framework
    return {
        "year": study.year,
        "baseline_year": framework.baseline_year,
        "target_year": framework.target_year,
    }


def _of_goal(goal: GoalAssessment) -> dict[str, Observation]:
    """The goal's observations, and those of the first two pillars that it combines."""
    return goal.named | dict(zip(("first", "second"), goal.combined, strict=False))


def _direction(gap: PillarGap) -> str:
    target = gap.pillar.target
    return target.direction if isinstance(target, SetTarget) else "rise"


def _kind(gap: PillarGap) -> str:
    """Which sentence fits a published baseline: met, of countries, or of children only."""
    if gap.points.is_measured and gap.points.high <= 0:
        return "_met"
    return "" if gap.to_add.is_measured else "_children"


def _of_pillar(gap: PillarGap) -> dict[str, Given]:
    """A pillar's observations, with all else that sentences say of it."""
    of = "children" if isinstance(gap.baseline.estimate, ChildShare) else "countries"
    return {
        **gap.named,
        **_years(gap.study),
        "area": area_name(gap.study.area),
        "pillar": subject_name(gap.study, gap.pillar),
        "direction": _direction(gap),
        "target_of": of,
        "whom": counted_name(gap.study),
    }


def _about_unset(gaps: Sequence[PillarGap]) -> list[Message]:
    """Targets without a figure: those without any data together, the others one by one."""
    unset = [g for g in gaps if g.pillar.target.state == "not_set"]
    silent = [g for g in unset if not g.reported.value]
    sentences = []
    for g in unset:
        if g not in silent:
            (indicator, *_) = g.pillar.indicators("direct")
            also = {"indicator": indicator_name(g.study, indicator)}
            given = _of_pillar(g) | g.evidence(indicator, g.study.strength) | also
            sentences.append(Message("unset-some_data", given))
    if silent:
        pillars = [subject_name(g.study, g.pillar) for g in silent]
        sentences.append(Message("unset-no_data", silent[0].named | {"pillars": pillars}))
    return sentences


def about_area(
    study: Study,
    gaps: Sequence[PillarGap],
    goal: GoalAssessment | None = None,
    uncertainty: Uncertainty | None = None,
) -> list[Message]:
    """Say where the world or a region stands: the key messages, by what was published or by evidence."""
    if study.is_published:
        return about_world(study, gaps, goal, uncertainty)
    return _about_evidence_alone(study, gaps)


def _about_evidence_alone(study: Study, gaps: Sequence[PillarGap]) -> list[Message]:
    """Say where a region, or the world in a year without published figures, stands."""
    is_world, sentences = study.area.kind == "world", []
    for g in gaps:
        direct = g.pillar.indicators("direct")
        if g.basis != "evidence" or not direct:
            continue
        given = _of_pillar(g) | g.evidence(direct[0], study.strength)
        assumed_too = "_assumed" if _is_assumed(study, direct[0]) else ""
        sentences.append(Message(f"area-evidence{assumed_too}", given))
        if g.to_add.is_measured:
            sentences.append(Message("world-target" if is_world else "area-target", given))
    return sentences + _about_unset(gaps)


def about_step(profile: Profile) -> list[Message]:
    """Say what the next step of a Member State would add to the world's shares; nothing where it has all."""
    study = profile.study
    if (step := _next_step(profile)) is None:
        return []
    pillar, is_known = step
    counted = profile.children.is_measured
    message = f"state-step{'' if is_known else '_if'}{'' if counted else '_countries'}"
    given = profile.named | {"area": area_name(study.area), "pillar": subject_name(study, pillar)}
    return [Message(message, given)]


def about_whom_to_ask(profile: Profile) -> list[Message]:
    """Say whom to ask about what is unknown of a Member State; nothing where nothing is."""
    names = names_in(profile.study)
    unknown = profile.status[profile.status["status"] == "unknown"]
    told: list[Name | Message | str] = []
    for ask, rows in unknown.groupby("ask", sort=False):
        # A pillar without indicators is asked about itself.
        about = rows["name"].where(rows["name"] != "", rows["pillar"])
        given = {"unknown": [names[each] for each in about], "whom": names.get(str(ask), str(ask))}
        told.append(Message("state-ask", given))
    return [Message("state-unknown", {"told": told})] if told else []


def _next_step(profile: Profile) -> tuple[Pillar, bool] | None:
    """The last pillar that the state is known to be without, or else may be; and whether it is known."""
    status = profile.indicators.set_index("indicator")["status"]
    found: dict[bool, Pillar] = {}
    for pillar in profile.study.framework.pillars:
        told = {status[each] for each in pillar.indicators("direct")} - {"unknown"}
        target = pillar.target
        if isinstance(target, SetTarget) and target.direction == "rise" and "yes" not in told:
            found["no" in told] = pillar
    is_known = True in found
    return (found[is_known], is_known) if found else None


def about_pillar(gap: PillarGap) -> list[Message]:
    """Say where an area stands on a pillar, by what its target and its baseline allow."""
    return about_assumed(gap.study) + _about_standing(gap)


def _about_standing(gap: PillarGap) -> list[Message]:
    study, pillar, target = gap.study, gap.pillar, gap.pillar.target
    given = _of_pillar(gap) | {"statement": target.statement}
    if not isinstance(target, SetTarget):
        some = target.state == "not_set" and gap.reported.value
        return [Message(f"pillar-{target.state}{'_some' if some else ''}", given)]
    if gap.basis == "published":
        return _about_published(gap, given)
    if gap.basis == "evidence":
        if study.area.kind == "state":
            indicator = pillar.indicators("direct")[0]
            cover = gap.coverage[indicator, study.strength]
            status = "yes" if cover.yes else "no" if cover.no else "unknown"
            rests = "pillar-state_assumed" if _is_assumed(study, indicator) else "pillar-state"
            return [Message(rests, given | {"status": Name(f"status-{status}")})]
        where = "world" if study.area.kind == "world" else "area"
        of = "_in_children" if given["target_of"] == "children" else ""
        return [Message(f"pillar-{where}{of}", given)]
    return []


def _about_published(gap: PillarGap, given: dict[str, Given]) -> list[Message]:
    kind, count = _kind(gap), gap.pillar.baseline.count
    ids = [f"pillar-published{kind}"]
    if gap.uncovered_children.is_measured and not kind:
        ids.append("pillar-published_those_children")
    if gap.denominators.is_measured:
        ids.append("pillar-count")
    elif gap.attainable.is_measured and count is None and not kind:
        ids.append("pillar-attainable")
    if count is not None and count.note:
        ids.append("pillar-count_note")
        given = given | {"note": count.note}
    if gap.growth.is_measured and kind != "_met":
        ids.append("pillar-pace")
        if gap.pace_countries.is_measured:
            ids.append("pillar-pace_countries")
    return [Message(each, given) for each in (*ids, "pillar-one_observation")]


def about_evidence(gap: PillarGap) -> list[Message]:
    """Say what evidence by name, about groups, and by proxy tells of a pillar."""
    sentences = []
    for indicator in gap.pillar.indicators("direct"):
        named, group = gap.coverage[indicator, "named"], gap.coverage[indicator, "group"]
        message = "pillar-named" if named.children else "pillar-named_countries"
        sentences.append(Message(message, gap.evidence(indicator, "named")))
        if group.told.high > named.yes:
            sentences.append(Message("pillar-group", gap.evidence(indicator, "group")))
    for indicator in gap.pillar.indicators("proxy"):
        named = gap.coverage[indicator, "named"]
        message = "pillar-proxy_unknown" if named.untold else "pillar-proxy"
        message += "" if named.children else "_countries"
        about: dict[str, Given] = {"indicator": indicator_name(gap.study, indicator)}
        sentences.append(Message(message, {**gap.evidence(indicator, "named"), **about}))
    return sentences


def about_uncounted(gap: PillarGap) -> list[Message]:
    """Say which states are counted as countries alone, as nobody counted their children."""
    without = next((cover.without_children for cover in gap.coverage.values()), ())
    states = [state_name(gap.study, code) for code in without]
    given: dict[str, Given] = {"vintage": gap.study.vintage, "states": states}
    return [Message("pillar-without_number", given)] if states else []


def about_carriers(ranking: ObservedFrame) -> list[Message]:
    """Say what a ranking of states can't tell: of a proxy, of states whose children nobody counted."""
    topic = ranking.topic
    sentences = []
    if topic and topic.study.framework.is_proxy(topic.indicator):
        sentences.append(Message("carriers-proxy"))
    without = ranking.index[ranking["children"].isna()]
    if ranking.empty:
        sentences.append(Message("carriers-none"))
    elif len(without) == len(ranking):
        sentences.append(Message("carriers-no_ranking"))
    elif topic and len(without):
        states = [state_name(topic.study, code) for code in without]
        sentences.append(Message("carriers-without_number", {"states": states}))
    return sentences


def about_children(study: Study) -> list[Message]:
    """Say which Member States have no number of children; nothing where all have one."""
    missing = [s for s in study.register.world.states if s not in study.children.index]
    if not missing:
        return []
    states = [state_name(study, code) for code in missing]
    given: dict[str, Given] = {"vintage": study.vintage, "year": study.year, "states": states}
    return [Message("children-missing", given)]


def about_progress(progress: ObservedFrame) -> list[Message]:
    """Say what classes of related counts mean, and what they do not; nothing where there are none."""
    return [] if progress.empty else [Message("progress")]


def about_readings(implied: Sequence[Implied]) -> list[Message]:
    """Say how published totals are read, or that there are none."""
    return [Message("implied-question" if implied else "implied-no_totals")]


def about_uncertainty(found: Uncertainty) -> list[Message]:
    """Say what is left open, and what of it makes no difference."""
    matter = {name for carried in found.carried.values() for name in carried.matters}
    without = [name for name in found.sources if name not in matter]
    said = [Message("uncertainty-open")]
    if without:
        said.append(Message("uncertainty-no_matter", {"sources": _sources(without)}))
    return said


def about_short_names(study: Study) -> list[Message]:
    """Spell out the short names that the framework uses; nothing if it declares none."""
    told = [
        Message("short_name", {"short": short, "full": term_name(study, short)})
        for short in study.framework.glossary
    ]
    return [Message("short_names", {"names": told})] if told else []


def about_implied(implied: Implied) -> list[Message]:
    """Say what a pillar's published totals imply, what that hangs on, and what speaks against it."""
    study = implied.study
    given = implied.named | {"pillar": subject_name(study, implied.pillar)}
    if not implied.fitting:
        return [Message("implied-nothing_fits", given)]
    frame = implied.to_frame().cells()
    sentences = [Message("implied-result", given)]
    always, some = frame[frame["always"]], frame[~frame["always"]]
    for word, key in ((COUNTED, "counted"), (NOT_COUNTED, "not_counted")):
        chosen = always[always["implied"] == word]
        if not chosen.empty:
            sentences += _about_implied_states(implied, chosen, key)
    if len(some):
        sentences.append(Message("implied-in_some", {"states": states_named(study, some.index)}))
    if implied.against:
        against = {"states": states_named(study, implied.against)}
        sentences.append(Message("implied-against", against))
    return sentences


def _about_implied_states(implied: Implied, chosen: pd.DataFrame, key: str) -> list[Message]:
    """Say which states are implied to be counted, or not to be; of the largest why, and what that needs."""
    study, code = implied.study, str(chosen.index[0])
    sentences = [Message(f"implied-{key}", {"states": states_named(study, chosen.index)})]
    state, otherwise = state_name(study, code), chosen.iloc[0]["otherwise"]
    if otherwise.is_measured and implied.baseline is not None:
        why = {"state": state, "otherwise": otherwise, "children": implied.baseline}
        sentences.append(Message(f"implied-{key}_why", why))
    needed = implied.rests_on(code)
    needs: dict[str, Given] = {"state": state, "states": states_named(study, needed)}
    return [*sentences, Message("implied-resting" if needed else "implied-firm", needs)]


def states_named(
    study: Study, codes: Iterable[str], *, most: int = _MOST_NAMES
) -> list[Name | Message | str]:
    """Name Member States by their codes, those beyond so many as a number.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> [each.id for each in states_named(open_study(), ["KEN", "NAM", "TCD"], most=1)[1:]]
    ['list-others']
    """
    names: list[Name | Message | str] = [state_name(study, code) for code in codes]
    if len(names) <= most + 1:
        return names
    return [*names[:most], Message("list-others", {"count": len(names) - most})]


def about_goal(assessment: GoalAssessment) -> list[Message]:
    """Say what the goal's baseline rules out, and whether one weight gives baseline and goal."""
    study, given = assessment.study, _of_goal(assessment)
    sentences = [Message("goal-declared")]
    if len(assessment.combined) == 2:
        sentences.append(Message("goal-question", given))
    out = [_quoted(study, r.rule) for r in assessment.rules if not r.baseline.possible]
    left = [_quoted(study, r.rule) for r in assessment.rules if r.baseline.possible]
    sentences.append(Message("goal-rules", given | {"out": out, "left": left}))
    if assessment.weight_at_baseline.is_measured and assessment.weight_at_target.is_measured:
        sentences.append(Message("goal-weight", given))
        contradicted = _contradicted(assessment)
        sentences.append(Message("goal-contradiction" if contradicted else "goal-agreement"))
    combined = [study.framework.pillar(each) for each in assessment.goal.combines]
    if any(isinstance(p.target, SetTarget) and p.target.of == "countries" for p in combined):
        sentences.append(Message("goal-targets_as_children"))
    return sentences


def about_goal_gap(assessment: GoalAssessment) -> list[Message]:
    """Say how far the goal is, and which pace would reach it."""
    framework = assessment.study.framework
    given: dict[str, Given] = {
        **assessment.named,
        "year": framework.baseline_year,
        "target_year": framework.target_year,
        "years": framework.target_year - framework.baseline_year,
    }
    more = assessment.children_to_reach
    reach = ["goal-gap_to_reach"] if more.is_measured and more.low > 0 else []
    return [Message(each, given) for each in ("goal-gap", *reach, "goal-pace")]


def about_terms(usual: str) -> list[Message]:
    """Say under which terms most sources may be used.

    Parameters
    ----------
    usual : str
        The terms, as the table of sources tells them.
    """
    return [Message("terms", {"usual": usual})]


def pillar_heading(gap: PillarGap) -> Message:
    """Head what is told of a pillar."""
    pillar = subject_name(gap.study, gap.pillar)
    return Message("heading-pillar", {"number": gap.pillar.number, "pillar": pillar})


def about_published(figures: ObservedFrame) -> list[Message]:
    """Say what published figures stand for; nothing where there are none."""
    return [] if figures.empty else [Message("published")]


def about_denominators(study: Study) -> list[Message]:
    """Say which numbers of countries can be meant, and which agree with a printed count and per cent."""
    counted = [gap for gap in assess_pillars(study) if gap.by_denominator]
    if not counted:
        return []
    names = [denominator_name(study, each.id) for each in study.framework.denominators]
    agree = [Message("pillar-count", gap.named) for gap in counted if gap.denominators.is_measured]
    return [Message("denominators", {"names": names}), *agree]


def _contradicted(assessment: GoalAssessment) -> bool:
    weights = (assessment.weight_at_baseline, assessment.weight_at_target)
    return all(w.is_measured for w in weights) and not assessment.one_weight_fits_both
