"""Which sentences to say of what a projection hangs on, and of what would turn its verdict."""

from __future__ import annotations

from collections.abc import Sequence

from copcalc.assessment import Sensitivity, Setting, Swing
from copcalc.assessment.swing import CHANCE
from copcalc.measure import ChildShare
from copcalc.words.ahead import about_unprojected
from copcalc.words.codes import code_of
from copcalc.words.message import Given, Message
from copcalc.words.names import Name, indicator_name, names_in, rule_name, subject_name

# A share is written in whole per cents at best: what moves it by less than half of one moves nothing.
_STILL = 0.005
# As many factors, and as many ways to turn a verdict, are named in a sentence.
_MOST = 3
# A factor that goes with less of the variance is left to the table.
_LITTLE = 0.05


def about_hanging(found: Sequence[Sensitivity]) -> list[Message]:
    """Say how what follows was found, or why nothing can be said.

    Parameters
    ----------
    found : sequence of Sensitivity
        As `copcalc.sensitivities` gives them.

    Examples
    --------
    >>> from copcalc.words import say
    >>> say(about_hanging([])[0])[:20]
    'Nothing is projected'
    """
    if not found:
        return [Message("hangs-none")]
    told = [each for each in found if each.is_told]
    sentences = []
    if told:
        kind = "evidence" if told[0].indicator else "published"
        sentences.append(Message(f"hangs-by_{kind}", {"level": round(100 * told[0].usual.level)}))
    return sentences + about_unprojected([each.usual for each in found if not each.is_told])


def hanging_heading(sensitivity: Sensitivity) -> Message:
    """Head what a projection hangs on."""
    return Message("heading-hangs", {"name": _name(sensitivity)})


def about_sensitivity(sensitivity: Sensitivity) -> list[Message]:
    """Say what a projected share hangs on, and whether any choice would turn its verdict.

    Parameters
    ----------
    sensitivity : Sensitivity
        As `copcalc.sensitivities` gives it.

    Examples
    --------
    >>> import copcalc as cop
    >>> from copcalc.words import say
    >>> (hotlines,) = cop.sensitivities(cop.open_study(), "technical")
    >>> "in none of 10" in " ".join(map(say, about_sensitivity(hotlines)))
    True
    """
    if not sensitivity.is_told:
        return []
    given = _given(sensitivity)
    kind = "rule" if sensitivity.rule else "evidence" if sensitivity.indicator else "pillar"
    if kind == "pillar" and isinstance(sensitivity.chosen.estimate, ChildShare):
        kind = "children"
    moving = [each for each in sensitivity.swings if each.width >= _STILL]
    still = [each for each in sensitivity.swings if each.width < _STILL]
    sentences = [Message(f"hangs-stands_{kind}", given)]
    if moving:
        told = [Message("hangs-moved", _moved(sensitivity, each)) for each in moving[:_MOST]]
        sentences.append(Message("hangs-most", {"told": told}))
    if still:
        names = [_factor(sensitivity, each.settings[0]) for each in still]
        sentences.append(Message("hangs-still", {"factors": names}))
    return [*sentences, *_about_variance(sensitivity), *_about_verdict(sensitivity)]


def _about_variance(sensitivity: Sensitivity) -> list[Message]:
    """What goes with which factor when all vary at once."""
    known = [each for each in sensitivity.swings if each.together.is_measured]
    if not known:
        return [Message("hangs-too_few_samples")]
    known.sort(key=lambda each: -(each.together.value or 0.0))
    told = [
        Message(
            "hangs-share",
            {"factor": _factor(sensitivity, each.settings[0]), "together": each.together},
        )
        for each in known[:_MOST]
        if (each.together.value or 0.0) >= _LITTLE
    ]
    return [Message("hangs-variance", {"told": told})] if told else []


def _about_verdict(sensitivity: Sensitivity) -> list[Message]:
    """Whether the verdict holds, whatever is chosen; if not, what turns it."""
    given = _given(sensitivity) | {"reached": "yes" if sensitivity.is_reached else "no"}
    sentences = []
    if sensitivity.combinations.high > 1:
        kind = "turns" if sensitivity.turning else "firm"
        sentences.append(Message(f"hangs-{kind}", given))
    if sensitivity.turning:
        ways: list[Name | Message | str] = [
            Message("hangs-way", {"settings": [_setting(sensitivity, each) for each in way]})
            for way in sensitivity.turning[:_MOST]
        ]
        about: dict[str, Given] = {"ways": ways, "changes": len(sensitivity.turning[0])}
        left = len(sensitivity.turning) - len(ways)
        sentences.append(
            Message("hangs-ways_more" if left else "hangs-ways", about | {"left": left})
        )
    by_chance = [
        _at_end(sensitivity, each)
        for swing in sensitivity.swings
        if swing.factor == CHANCE
        for each in swing.settings
        if each.reached != sensitivity.is_reached
    ]
    kind = "chance_turns" if by_chance else "chance_firm"
    return [*sentences, Message(f"hangs-{kind}", given | {"settings": by_chance})]


def _name(sensitivity: Sensitivity) -> Name:
    study = sensitivity.study
    if sensitivity.indicator:
        return indicator_name(study, sensitivity.indicator)
    return subject_name(study, sensitivity.subject)


def _given(sensitivity: Sensitivity) -> dict[str, Given]:
    study, names = sensitivity.study, ("chosen", "combinations", "reaching", "spread")
    given: dict[str, Given] = {name: getattr(sensitivity, name) for name in names}
    given |= {
        "name": _name(sensitivity),
        "target": sensitivity.usual.target,
        "horizon": sensitivity.horizon,
    }
    return given | ({"rule": rule_name(study, sensitivity.rule)} if sensitivity.rule else {})


def _moved(sensitivity: Sensitivity, swing: Swing) -> dict[str, Given]:
    return {
        "factor": _factor(sensitivity, swing.settings[0]),
        "low": swing.lowest.chosen,
        "high": swing.highest.chosen,
        "lowest": _text(sensitivity, swing.lowest),
        "highest": _text(sensitivity, swing.highest),
    }


def _factor(sensitivity: Sensitivity, setting: Setting) -> Name | Message:
    """A factor, and of the goal whose it is."""
    factor = Name(f"code-factor-{setting.factor}")
    if setting.of is None:
        return factor
    pillar = subject_name(sensitivity.study, setting.of)
    return Message("hangs-factor_of", {"factor": factor, "pillar": pillar})


def _text(sensitivity: Sensitivity, setting: Setting) -> Name:
    if code := code_of("setting", setting.text):
        return Name(code)
    return names_in(sensitivity.study)[setting.text]


def _at_end(sensitivity: Sensitivity, setting: Setting) -> Message:
    """Where in its range a pace turns out, and of the goal whose."""
    given: dict[str, Given] = {"setting": _text(sensitivity, setting)}
    if setting.of is None:
        return Message("hangs-chance_end", given)
    given["pillar"] = subject_name(sensitivity.study, setting.of)
    return Message("hangs-chance_end_of", given)


def _setting(sensitivity: Sensitivity, setting: Setting) -> Message:
    """A factor with one of its settings."""
    factor, text = _factor(sensitivity, setting), _text(sensitivity, setting)
    return Message("hangs-setting", {"factor": factor, "setting": text})
