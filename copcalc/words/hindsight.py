"""Which sentences to say of how good projections were, and of what came."""

from __future__ import annotations

from collections.abc import Sequence

from copcalc.assessment import Hindsight, Observation, ObservedFrame, Study
from copcalc.words.ahead import about_unprojected
from copcalc.words.message import Given, Message
from copcalc.words.names import Name, area_name, indicator_name, names_in, subject_name


def about_scores(scores: ObservedFrame) -> list[Message]:
    """Say which model projected the related counts best, how far it was off, and what that rests on.

    Parameters
    ----------
    scores : ObservedFrame
        As `copcalc.model_scores` gives it.

    Examples
    --------
    >>> import copcalc as cop
    >>> from copcalc.words import say
    >>> "a logistic curve was nearest" in say(about_scores(cop.model_scores(cop.open_study()))[0])
    True
    """
    assert scores.topic is not None  # as `model_scores` makes it
    told = _told(scores)
    if not told:
        return [Message("hindsight-no_scores", scores.topic.terms)]
    best, second, still = told[0], told[1:2], [each for each in told if each["code"] == "no_change"]
    given: dict[str, Given] = {**best, **scores.topic.terms}
    sentences = [Message("hindsight-scores", given)]
    if best["code"] != "no_change" and still:
        sentences.append(Message("hindsight-still", {**given, "still": still[0]["crps"]}))
    sentences += [
        Message("hindsight-second", {**given, "second": each["model"], "off": each["crps"]})
        for each in second
    ]
    return [*sentences, Message("hindsight-few", given)]


def about_later_scores(scores: ObservedFrame, later: ObservedFrame) -> list[Message]:
    """Say whether the model that was chosen at the clock was the best by what came, and where it was not.

    Parameters
    ----------
    scores, later : ObservedFrame
        As `copcalc.model_scores` gives them: up to the study's year, and up to a later one.

    Examples
    --------
    >>> import copcalc as cop
    >>> study = cop.open_study()
    >>> len(about_later_scores(cop.model_scores(study), cop.model_scores(study, until=2024)))
    2
    """
    assert later.topic is not None  # as `model_scores` makes it
    before, after = _told(scores), _told(later)
    if not (before and after):
        return []
    chosen, best = before[0]["code"], after[0]
    given: dict[str, Given] = {**best, **later.topic.terms, "chosen": before[0]["model"]}
    kind = "same" if chosen == best["code"] else "other"
    sentences = [Message(f"hindsight-later_{kind}", given)]
    cells = later.cells()
    for name in dict.fromkeys(cells["name"]):
        of_count = cells[cells["name"] == name].set_index("model")
        if name == "all" or not {chosen, "no_change"} <= set(of_count.index):
            continue
        own, still = (of_count.at[model, "crps"] for model in (str(chosen), "no_change"))
        if still.low < own.low:
            count = names_in(later.topic.study)[name]
            about = {**given, "count": count, "crps": own, "still": still}
            sentences.append(Message("hindsight-worse", about))
    return sentences


def _told(scores: ObservedFrame) -> list[dict[str, Given]]:
    """What is told of each model over all counts, the best first."""
    cells = scores.cells()
    return [
        {
            "code": str(row["model"]),
            "model": Name(f"model-{row['model']}"),
            **{name: row[name] for name in ("cases", "error", "crps", "inside")},
        }
        for _, row in cells[cells["name"] == "all"].iterrows()
    ]


def about_hindsight(study: Study, hindsights: Sequence[Hindsight]) -> list[Message]:
    """Say what was projected of pillars, and which related counts came; of each count the last.

    Parameters
    ----------
    study : Study
        The question; where it is not about the world nothing is said.
    hindsights : sequence of Hindsight
        As `copcalc.pillars_in_hindsight` gives them.

    Examples
    --------
    >>> import copcalc as cop
    >>> from copcalc.words import say
    >>> study = cop.open_study()
    >>> said = about_hindsight(study, cop.pillars_in_hindsight(study, "legal"))
    >>> "a related count, not the indicator" in say(said[0])
    True
    """
    if not hindsights and study.area.kind == "world":
        return [Message("hindsight-no_outcomes", {"clock": study.year})]
    projections = [each.projection for each in hindsights if each.projection is not None]
    sentences = about_unprojected(projections)
    for each in hindsights:
        cells = each.outcomes.cells()
        for name in dict.fromkeys(cells["name"]):
            last = cells[cells["name"] == name].iloc[-1]
            given: dict[str, Given] = {
                **{p: last[p] for p in _PARTS if isinstance(last[p], Observation)},
                "count": names_in(study)[name],
                "pillar": subject_name(study, study.framework.pillar(each.subject)),
                "clock": study.year,
                "year": int(last["year"]),
                "level": _level(last["own_projected"]),
            }
            if isinstance(last["projected"], Observation):
                kind = _kind(last["verdict"], last["projected"])
                sentences.append(Message(f"hindsight-pillar_{kind}", given))
            if last["own_projected"].is_measured:
                kind = _kind(last["own_verdict"], last["own_projected"])
                sentences.append(Message(f"hindsight-own_{kind}", given))
    return sentences


def _kind(verdict: str, projected: Observation) -> str:
    """A verdict; one of a range that holds more than half of what is possible says so."""
    is_wide = verdict == "inside" and projected.high - projected.low > 0.5
    return f"{verdict}_wide" if is_wide else verdict


_PARTS = ("observed", "median", "projected", "own_median", "own_projected")


def about_indicators_in_hindsight(hindsights: Sequence[Hindsight]) -> list[Message]:
    """Say what was projected by the evidence, state by state, and what came; and of what that is open.

    Parameters
    ----------
    hindsights : sequence of Hindsight
        As `copcalc.indicators_in_hindsight` gives them.

    Examples
    --------
    >>> import copcalc as cop
    >>> from copcalc.words import say
    >>> made = cop.indicators_in_hindsight(cop.open_study("africa"), origins=[2008])
    >>> len(about_indicators_in_hindsight(made))
    2
    """
    if not hindsights:
        return []
    study = hindsights[0].study
    area = area_name(study.area)
    rows = [(each, each.outcomes.cells().iloc[0]) for each in hindsights]
    scored = [(each, row) for each, row in rows if each.is_scored]
    open_ones = [each.subject for each, _ in rows if not each.is_scored]
    sentences = []
    if scored:
        told = [
            Message(f"hindsight-indicator_{row['verdict']}", _of_row(each, row))
            for each, row in scored
        ]
        level = _level(scored[0][1]["projected"])
        missed = "_missed" if any(row["verdict"] in ("above", "below") for _, row in scored) else ""
        given: dict[str, Given] = {"area": area, "told": told, "level": level}
        sentences.append(Message(f"hindsight-indicators{missed}", given))
    if open_ones:
        names = [indicator_name(study, each) for each in dict.fromkeys(open_ones)]
        sentences.append(Message("hindsight-open", {"indicators": names, "area": area}))
    return sentences


def _of_row(hindsight: Hindsight, row: dict[str, Observation]) -> dict[str, Given]:
    study = hindsight.study
    named = indicator_name(study, hindsight.subject)
    is_proxy = study.framework.is_proxy(hindsight.subject)
    return {
        **{name: row[name] for name in ("observed", "median", "projected")},
        "indicator": Message("hindsight-proxy", {"indicator": named}) if is_proxy else named,
        "origin": study.year,
        "year": hindsight.until,
    }


def _level(projected: Observation) -> int:
    return round(100 * projected.level)
