"""Which sentences to say of what targets would take, and of what some adoptions would bring."""

from __future__ import annotations

from collections.abc import Sequence

from copcalc.assessment import (
    Adopted,
    Effort,
    ObservedFrame,
    goal_needed,
    largest_unknown,
)
from copcalc.words.about import states_named
from copcalc.words.ahead import by_reason
from copcalc.words.message import Given, Message
from copcalc.words.names import Name, area_name, indicator_name, rule_name, subject_name

# How many adopters a sentence names.
_MOST_NAMES = 12


def about_needed(efforts: Sequence[Effort]) -> list[Message]:
    """Say what it would have taken: the key messages; nothing where nothing can be said.

    Parameters
    ----------
    efforts : sequence of Effort
        As `copcalc.efforts` gives them.

    Examples
    --------
    >>> import copcalc as cop
    >>> from copcalc.words import say
    >>> goal, pillars = about_needed(cop.efforts(cop.open_study()))
    >>> "2 and 5 countries" in say(goal)
    True
    """
    told: list[Name | Message | str] = [
        Message(f"plan-{_pace(each)}", _given(each))
        for each in efforts
        if each.needed.is_measured and not each.rule
    ]
    goal = goal_needed(efforts)
    sentences = [Message("plan-key_goal", {"needed": goal})] if goal else []
    if told:
        sentences.append(Message("plan-key", _given(efforts[0]) | {"told": told}))
    return sentences


def _pace(effort: Effort) -> str:
    if effort.needed.high == 0:
        return "met"
    return "pace" if effort.per_year.is_measured and not effort.is_in_children else "countries"


def about_efforts(efforts: Sequence[Effort]) -> list[Message]:
    """Say how many countries each target would take, and which are enough for one in children."""
    if not efforts:
        return [Message("plan-no_target")]
    counted = [each for each in efforts if not each.is_in_children and each.needed.is_measured]
    sentences = []
    if counted:
        told = [Message("plan-countries", _given(each)) for each in counted]
        sentences.append(Message("plan-any", {**_given(counted[0]), "told": told}))
    even = [each for each in counted if each.even.is_measured]
    if even:
        told = [Message("plan-even_countries", _given(each)) for each in even]
        sentences.append(Message("plan-even", {"told": told}))
    told = [
        Message(f"plan-fewest_{_fewest(each)}", _given(each))
        for each in efforts
        if each.is_in_children and each.needed.is_measured
    ]
    sentences += [Message("plan-fewest", {"told": told})] if told else []
    return sentences + _untold(efforts)


def _fewest(effort: Effort) -> str:
    if not effort.states:
        return "none"
    return "rule" if effort.rule else "children"


def _untold(results: Sequence[Effort] | Sequence[Adopted]) -> list[Message]:
    """Why nothing can be said of some targets."""
    silent = [each for each in results if each.reason]
    reasons: list[Name | Message | str] = [
        Message(f"plan-{first.reason}", {"subjects": subjects})
        for first, subjects in by_reason(silent, lambda e: subject_name(e.study, e.subject))
    ]
    return [Message("plan-nothing", {"reasons": reasons})] if reasons else []


def about_reach(reached: ObservedFrame) -> list[Message]:
    """Say how to read what more and more adopters bring, and where evidence would matter most."""
    if reached.empty or reached.topic is None:
        return []
    topic = reached.topic
    sentences = [Message("plan-reach")]
    if (reached["status"] == "unknown").any():
        largest = largest_unknown(topic.study, topic.indicator)
        sentences.append(Message("plan-unknown", largest))
    return sentences


def reach_heading(reached: ObservedFrame) -> Message:
    """Head what more and more adopters bring, by its frame."""
    topic = reached.topic
    given = {"indicator": indicator_name(topic.study, topic.indicator)} if topic else {}
    return Message("heading-reach", given)


def about_adopted(adopted: Sequence[Adopted]) -> list[Message]:
    """Say who adopts, and what that brings each pillar and the goal; nothing where nobody does."""
    if not adopted or not adopted[0].states:
        return []
    study = adopted[0].study
    sentences = [
        Message(
            "plan-adopters", {"states": states_named(study, adopted[0].states, most=_MOST_NAMES)}
        )
    ]
    for each in adopted:
        kind = "_goal" if each.rule else "" if each.still.is_measured else "_children"
        sentences += _untold([each]) or [Message(f"plan-after{kind}", _of_adopted(each))]
    return sentences


def about_part(part: ObservedFrame) -> list[Message]:
    """Say which part of what targets would take lies in a region or a state: a key message."""
    if part.empty or part.topic is None:
        return []
    study = part.topic.study
    is_state = study.area.kind == "state"
    told: list[Name | Message | str] = []
    for pillar, row in part.cells().iterrows():
        if not row["needed"].is_measured or row["lacking"].high == 0:
            continue
        kind = "_state" if is_state else "" if row["held"].is_measured else "_countries"
        given = {name: row[name] for name in ("lacking", "held", "needed")}
        stated = subject_name(study, study.framework.pillar(str(pillar)))
        told.append(Message(f"plan-part{kind}", {**given, "pillar": stated}))
    kind = "state" if is_state else "region"
    about: dict[str, Given] = {"area": area_name(study.area), "told": told}
    return [Message(f"plan-part_of_{kind}", about)] if told else []


def _given(effort: Effort) -> dict[str, Given]:
    study = effort.study
    given: dict[str, Given] = {
        **effort.named,
        "pillar": subject_name(study, effort.subject),
        "target_year": study.framework.target_year,
        "states": states_named(study, effort.states, most=_MOST_NAMES),
    }
    return given | ({"rule": rule_name(study, effort.rule)} if effort.rule else {})


def _of_adopted(adopted: Adopted) -> dict[str, Given]:
    study = adopted.study
    given: dict[str, Given] = {
        **adopted.named,
        "pillar": subject_name(study, adopted.subject),
        "reached": adopted.reached,
    }
    return given | ({"rule": rule_name(study, adopted.rule)} if adopted.rule else {})
