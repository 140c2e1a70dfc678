"""Which sentences to say of the world, a region, a state, a pillar or the goal."""

from __future__ import annotations

from collections.abc import Sequence

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
    largest_unknown,
    observe_children,
)
from copcalc.data import ASSUMED
from copcalc.framework import CompositeRule, Pillar, SetTarget
from copcalc.measure import ChildShare
from copcalc.words.sentences import (
    ASSUMPTIONS,
    SENTENCES,
    UNCERTAINTY,
    Sentence,
    listed,
)

# How many states a sentence names.
_MOST_NAMES = 8


def assumed(study: Study) -> list[str]:
    """Tell what a study assumes beside the usual, of the states of its area.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> assumed(open_study("africa").assume(hotline={"Kenya": 2013}))
    ['Hotline or reporting portal: Kenya since 2013']
    """
    texts = {
        "of": f"{study.published_of} {study.published_of_whom}",
        "rule": _rule(study),
        "holds_for": str(study.holds_for),
    }
    names = [
        f"{name}.{what}" if name == "confidence" else name for name, what in study.unusual.items()
    ]
    told = [ASSUMPTIONS[name].format(**texts) for name in names]
    for indicator, areas in study.assumed_of(study.area).items():
        name = study.framework.indicator(indicator).name
        told += [
            ASSUMPTIONS[what if isinstance(what, str) else "year"].format(
                name=name, area=part.name, what=what
            )
            for part, what in areas
        ]
    return told


def _rule(study: Study) -> str:
    """The name of the rule that a study assumes, quoted; empty if it assumes none."""
    return _quoted(study.goal_rule) if study.goal_rule else ""


def _quoted(rule: CompositeRule) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{rule.name}\N{RIGHT DOUBLE QUOTATION MARK}"


def _is_assumed(study: Study, indicator: str) -> bool:
    return indicator in study.assumed_of(study.area)


def about_assumed(study: Study) -> list[Sentence]:
    """Say what a study assumes beside the usual; nothing if it assumes nothing."""
    told = assumed(study)
    return [Sentence("assumed", texts={"assumed": "; ".join(told)})] if told else []


def about_world(
    study: Study,
    gaps: Sequence[PillarGap],
    goal: GoalAssessment | None = None,
    uncertainty: Uncertainty | None = None,
) -> list[Sentence]:
    """Say where the world stands, how far it is, and what is not known: the key messages."""
    years = {"year": str(study.year), "target_year": str(study.framework.target_year)}
    sentences = about_assumed(study)
    if goal is not None:
        texts = years | {"has": goal.goal.has, "rule": _rule(study)}
        sentence = Sentence("world.goal_by_rule" if study.rule else "world.goal", goal.named, texts)
        sentences.append(_open(sentence, uncertainty, "goal", "gap_children"))
        if _contradicted(goal):
            sentences.append(Sentence("world.goal_contradiction", _of_goal(goal)))
    published = [g for g in gaps if g.basis == "published"]
    for g in published:
        template = f"world.{_kind(g).replace('published', 'pillar').replace('_in_', '_')}"
        texts = _pillar_texts(g) | {"name": g.pillar.name}
        sentence = Sentence(template, g.named, texts)
        open_ = _open(sentence, uncertainty, g.pillar.id, "to_add")
        sentences.append(_by_denominator(sentence, g) or open_)
    sentences += _about_unset(gaps)
    # Evidence is asked for where the most countries are still to come.
    rising = [g for g in published if g.to_add.is_measured and _direction(g) == "rise"]
    furthest = max(rising, key=lambda g: g.to_add.high, default=None)
    if furthest:
        for indicator in furthest.pillar.indicators("direct")[:1]:
            largest = largest_unknown(study, indicator)
            sentences.append(Sentence("world.carriers", largest, {"has": furthest.pillar.has}))
    return sentences


def _by_denominator(sentence: Sentence, gap: PillarGap) -> Sentence | None:
    """The sentence that also says what the one other number of countries gives that can be meant."""
    template = f"{sentence.template}_by_denominator"
    if template not in SENTENCES or "denominator" in gap.study.unusual:
        return None
    others = {
        id_: seen for id_, seen in gap.by_denominator.items() if seen["of"].value != gap.of.value
    }
    if len(others) != 1:
        return None
    ((id_, seen),) = others.items()
    names = {each.id: each.name for each in gap.study.framework.denominators}
    numbers = {f"{name}_other": seen[name] for name in ("of", "to_add")}
    return Sentence(
        template, {**sentence.numbers, **numbers}, {**sentence.texts, "other": names[id_]}
    )


def _open(sentence: Sentence, uncertainty: Uncertainty | None, subject: str, name: str) -> Sentence:
    """The sentence that also says what is left open, where a number hangs on more than its rounding."""
    template, key = f"{sentence.template}_open", f"{subject}.{name}"
    found = uncertainty.carried.get(key) if uncertainty else None
    if found is None or found.together == found.default or template not in SENTENCES:
        return sentence
    assert uncertainty is not None  # it carried the number
    open_ = found.matters or tuple(found.alone)
    texts = {**sentence.texts, "open": listed([UNCERTAINTY[source] for source in open_])}
    return Sentence(
        template, {**sentence.numbers, f"{name}_open": uncertainty.together(key)}, texts
    )


def _of_goal(goal: GoalAssessment) -> dict[str, Observation]:
    """The goal's observations, and those of the first two pillars that it combines."""
    return goal.named | dict(zip(("first", "second"), goal.combined, strict=False))


def _direction(gap: PillarGap) -> str:
    target = gap.pillar.target
    return target.direction if isinstance(target, SetTarget) else "rise"


def _kind(gap: PillarGap) -> str:
    """Which sentence fits a published baseline: met, counted in countries, or in children only."""
    if gap.points.is_measured and gap.points.high <= 0:
        return "published_met"
    return "published" if gap.to_add.is_measured else "published_in_children"


def _pillar_texts(gap: PillarGap) -> dict[str, str]:
    """The words about a pillar that hang on its direction and its denominator."""
    rest = "still to come" if _direction(gap) == "rise" else "still to end it"
    return {
        "has": gap.pillar.has,
        "move": _direction(gap),
        "rest": rest,
        "Rest": rest.capitalize(),
        "unit": "children" if isinstance(gap.baseline.estimate, ChildShare) else "countries",
        "whom": gap.study.published_of_whom or "Member States",
    }


def _about_unset(gaps: Sequence[PillarGap]) -> list[Sentence]:
    """Targets without a figure: those without any data together, the others one by one."""
    unset = [g for g in gaps if g.pillar.target.state == "not_set"]
    silent = [g for g in unset if not g.reported.value]
    sentences = []
    for g in unset:
        if g not in silent:
            (indicator, *_) = g.pillar.indicators("direct")
            texts = {"name": g.pillar.name, "has": g.study.framework.indicator(indicator).has}
            sentences.append(Sentence("unset.some_data", _numbers(g, indicator), texts))
    if silent:
        names = listed([g.pillar.name.lower() for g in silent])
        sentences.append(Sentence("unset.no_data", silent[0].named, {"names": names}))
    return sentences


def about_area(
    study: Study,
    gaps: Sequence[PillarGap],
    goal: GoalAssessment | None = None,
    uncertainty: Uncertainty | None = None,
) -> list[Sentence]:
    """Say where the world or a region stands: the key messages, by what was published or by evidence."""
    if study.is_published:
        return about_world(study, gaps, goal, uncertainty)
    return _about_evidence_alone(study, gaps)


def _about_evidence_alone(study: Study, gaps: Sequence[PillarGap]) -> list[Sentence]:
    """Say where a region, or the world in a year without published figures, stands."""
    texts = {
        "area": study.area.name,
        "year": str(study.year),
        "baseline_year": str(study.framework.baseline_year),
    }
    is_world = study.area.kind == "world"
    children = observe_children(study)
    counted = children["children"].is_measured
    sentences = about_assumed(study)
    if is_world:
        sentences.append(Sentence("world.evidence_only", texts=texts))
    if not (is_world and counted):
        kind = "world.no_children" if study.children.empty else "area.no_children"
        sentences.append(Sentence("area.children" if counted else kind, children, texts))
    for g in gaps:
        direct = g.pillar.indicators("direct")
        if g.basis != "evidence" or not direct:
            continue
        about = texts | {"name": g.pillar.name, "has": g.pillar.has}
        numbers = _numbers(g, direct[0])
        assumed_too = "_assumed" if _is_assumed(study, direct[0]) else ""
        sentences.append(Sentence(f"area.evidence{assumed_too}", numbers, about))
        if g.to_add.is_measured:
            template = "world.target" if is_world else "area.target"
            sentences.append(Sentence(template, numbers, about))
    return sentences + _about_unset(gaps)


def about_state(profile: Profile) -> list[Sentence]:
    """Say what is known of a Member State, what is not, and what its next step would add."""
    study = profile.study
    texts = {"area": study.area.name, "region": profile.region.name, "year": str(study.year)}
    status = profile.status.drop_duplicates("name")
    status = status[status["indicator"] != ""]
    known = [
        f"{row['name']}: {row['status']}{' (assumed)' if row['strength'] == ASSUMED else ''}"
        for _, row in status[status["status"] != "unknown"].iterrows()
    ]
    unknown = status.loc[status["status"] == "unknown", "name"].tolist()
    has_children = profile.children.is_measured
    silent = "state.no_year" if study.children.empty else "state.no_children"
    weight = "state.children" if has_children else silent
    sentences = [*about_assumed(study), Sentence(weight, profile.named, texts)]
    if known:
        sentences.append(Sentence("state.known", texts=texts | {"known": "; ".join(known)}))
    else:
        sentences.append(Sentence("state.nothing_known", texts=texts))
    if unknown:
        sentences.append(Sentence("state.unknown", texts=texts | {"unknown": listed(unknown)}))
    if (step := _next_step(profile)) is not None:
        pillar, is_known = step
        template = f"state.step{'' if is_known else '_if'}{'' if has_children else '_countries'}"
        sentences.append(Sentence(template, profile.named, texts | {"has": pillar.has}))
    return sentences


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


def about_pillar(gap: PillarGap) -> list[Sentence]:
    """Say where an area stands on a pillar, by what its target and its baseline allow."""
    return about_assumed(gap.study) + _about_standing(gap)


def _about_standing(gap: PillarGap) -> list[Sentence]:
    study, pillar = gap.study, gap.pillar
    target, numbers = pillar.target, gap.named
    texts = _pillar_texts(gap) | {
        "area": study.area.name,
        "year": str(study.year),
        "baseline_year": str(study.framework.baseline_year),
        "target_year": str(study.framework.target_year),
        "statement": target.statement,
    }
    if not isinstance(target, SetTarget):
        some = target.state == "not_set" and gap.reported.value
        return [Sentence(f"pillar.{target.state}{'_some' if some else ''}", numbers, texts)]
    if gap.basis == "published":
        return _about_published(gap, texts)
    if gap.basis == "evidence":
        if study.area.kind == "state":
            indicator = pillar.indicators("direct")[0]
            cover = gap.coverage[indicator, study.strength]
            status = "yes" if cover.yes else "no" if cover.no else "unknown"
            rests = "pillar.state_assumed" if _is_assumed(study, indicator) else "pillar.state"
            return [Sentence(rests, numbers, texts | {"status": status})]
        where = "world" if study.area.kind == "world" else "area"
        of = "_in_children" if isinstance(gap.baseline.estimate, ChildShare) else ""
        return [Sentence(f"pillar.{where}{of}", numbers, texts)]
    return []


def _about_published(gap: PillarGap, texts: dict[str, str]) -> list[Sentence]:
    numbers, baseline = gap.named, gap.pillar.baseline
    kind = _kind(gap)
    sentences = [Sentence(f"pillar.{kind}", numbers, texts)]
    if gap.uncovered_children.is_measured and kind == "published":
        sentences.append(Sentence("pillar.published_children", numbers, texts))
    if gap.denominators.is_measured:
        sentences.append(Sentence("pillar.count", numbers, texts))
    elif gap.attainable.is_measured and baseline.count is None and kind == "published":
        sentences.append(Sentence("pillar.attainable", numbers, texts))
    if baseline.count is not None and baseline.count.note:
        sentences.append(Sentence("pillar.count_note", texts={"note": baseline.count.note}))
    if gap.growth.is_measured and kind != "published_met":
        sentences.append(Sentence("pillar.pace", numbers, texts))
        if gap.pace_countries.is_measured:
            sentences.append(Sentence("pillar.pace_countries", numbers))
    return [*sentences, Sentence("pillar.one_observation")]


def _numbers(gap: PillarGap, indicator: str, strength: str | None = None) -> dict[str, Observation]:
    """What is observed of a pillar, and what evidence tells of one of its indicators."""
    return gap.named | gap.evidence(indicator, strength or gap.study.strength)


def about_evidence(gap: PillarGap) -> list[Sentence]:
    """Say what evidence by name, about groups, and by proxy tells of a pillar."""
    sentences = []
    for indicator in gap.pillar.indicators("direct"):
        named, group = gap.coverage[indicator, "named"], gap.coverage[indicator, "group"]
        template = "pillar.named" if named.children else "pillar.named_countries"
        sentences.append(Sentence(template, _numbers(gap, indicator, "named")))
        if group.told.high > named.yes:
            sentences.append(Sentence("pillar.group", _numbers(gap, indicator, "group")))
    for indicator in gap.pillar.indicators("proxy"):
        named = gap.coverage[indicator, "named"]
        template = "pillar.proxy_unknown" if named.untold else "pillar.proxy"
        template += "" if named.children else "_countries"
        texts = {"has": gap.study.framework.indicator(indicator).has}
        sentences.append(Sentence(template, _numbers(gap, indicator, "named"), texts))
    without = next((cover.without_children for cover in gap.coverage.values()), ())
    if without:
        names = gap.study.register.states["name"].reindex(list(without)).tolist()
        texts = {"vintage": gap.study.vintage, "states": listed(names)}
        sentences.append(Sentence("pillar.without_number", texts=texts))
    return sentences


def about_carriers(ranking: ObservedFrame) -> list[Sentence]:
    """Say what a ranking of states can't tell: of a proxy, of states whose children nobody counted."""
    topic = ranking.topic
    sentences = []
    if topic and topic.study.framework.is_proxy(topic.indicator):
        sentences.append(Sentence("carriers.proxy"))
    without = ranking.loc[ranking["children"].isna(), "name"].tolist()
    if ranking.empty:
        sentences.append(Sentence("carriers.none"))
    elif len(without) == len(ranking):
        sentences.append(Sentence("carriers.no_ranking"))
    elif without:
        texts = {"states": listed(without)}
        sentences.append(Sentence("carriers.without_number", texts=texts))
    return sentences


def about_children(study: Study) -> list[Sentence]:
    """Say which Member States have no number of children; nothing where all have one."""
    missing = [s for s in study.register.world.states if s not in study.children.index]
    if not missing:
        return []
    names = study.register.states["name"].reindex(missing).tolist()
    texts = {"vintage": study.vintage, "year": str(study.year), "states": listed(names)}
    return [Sentence("children.missing", texts=texts)]


def about_progress(progress: ObservedFrame) -> list[Sentence]:
    """Say what classes of related counts mean, and what they do not; nothing where there are none."""
    return [] if progress.empty else [Sentence("progress")]


def about_readings(implied: Sequence[Implied]) -> list[Sentence]:
    """Say how published totals are read, or that there are none."""
    return [Sentence("implied.question" if implied else "implied.no_totals")]


def about_uncertainty(found: Uncertainty) -> list[Sentence]:
    """Say what is left open, and what of it makes no difference."""
    matter = {name for carried in found.carried.values() for name in carried.matters}
    without = [UNCERTAINTY[name] for name in found.sources if name not in matter]
    said = [Sentence("uncertainty.open")]
    if without:
        said.append(Sentence("uncertainty.no_matter", texts={"sources": listed(without)}))
    return said


def about_short_names(study: Study) -> list[Sentence]:
    """Spell out the short names that the framework uses; nothing if it declares none."""
    told = [f"{short}: {full}" for short, full in study.framework.glossary.items()]
    return [Sentence("short_names", texts={"names": "; ".join(told)})] if told else []


def about_implied(implied: Implied) -> list[Sentence]:
    """Say what a pillar's published totals imply, what that hangs on, and what speaks against it."""
    name = {"name": implied.pillar.name}
    if not implied.fitting:
        return [Sentence("implied.nothing_fits", implied.named, name)]
    frame, names = implied.to_frame().cells(), implied.study.register.states["name"]
    sentences = [Sentence("implied.result", implied.named, name)]
    always, some = frame[frame["always"]], frame[~frame["always"]]
    for word, key in ((COUNTED, "counted"), (NOT_COUNTED, "not_counted")):
        chosen = always[always["implied"] == word]
        if chosen.empty:
            continue
        states = {"states": listed(chosen["name"].tolist(), most=_MOST_NAMES)}
        sentences.append(Sentence(f"implied.{key}", texts=states))
        largest = chosen.iloc[0]
        state = {"state": largest["name"]}
        if largest["otherwise"].is_measured and implied.baseline is not None:
            why = {"otherwise": largest["otherwise"], "children": implied.baseline}
            sentences.append(Sentence(f"implied.{key}_why", why, state))
        needed = [names[code] for code in implied.rests_on(str(largest.name))]
        rest = "resting" if needed else "firm"
        needs = {"states": listed(needed, most=_MOST_NAMES)}
        sentences.append(Sentence(f"implied.{rest}", texts=state | needs))
    if len(some):
        sentences.append(
            Sentence(
                "implied.in_some", texts={"states": listed(some["name"].tolist(), most=_MOST_NAMES)}
            )
        )
    if implied.against:
        against = {"states": listed([names[code] for code in implied.against], most=_MOST_NAMES)}
        sentences.append(Sentence("implied.against", texts=against))
    return sentences


def about_goal(assessment: GoalAssessment) -> list[Sentence]:
    """Say what the goal's baseline rules out, and whether one weight gives baseline and goal."""
    numbers = _of_goal(assessment)
    sentences = [Sentence("goal.declared")]
    if len(assessment.combined) == 2:
        sentences.append(Sentence("goal.question", numbers))
    out = [_quoted(r.rule) for r in assessment.rules if not r.baseline.possible]
    left = [_quoted(r.rule) for r in assessment.rules if r.baseline.possible]
    texts = {"out": listed(out), "left": listed(left)}
    sentences.append(Sentence("goal.rules", numbers, texts))
    if assessment.weight_at_baseline.is_measured and assessment.weight_at_target.is_measured:
        sentences.append(Sentence("goal.weight", numbers))
        contradicted = _contradicted(assessment)
        sentences.append(Sentence("goal.contradiction" if contradicted else "goal.agreement"))
    combined = [assessment.study.framework.pillar(each) for each in assessment.goal.combines]
    if any(isinstance(p.target, SetTarget) and p.target.of == "countries" for p in combined):
        sentences.append(Sentence("goal.targets_as_children"))
    return sentences


def about_goal_gap(assessment: GoalAssessment) -> list[Sentence]:
    """Say how far the goal is, and which pace would reach it."""
    framework = assessment.study.framework
    texts = {
        "year": str(framework.baseline_year),
        "target_year": str(framework.target_year),
        "years": str(framework.target_year - framework.baseline_year),
    }
    more = assessment.children_to_reach
    reach = ["goal.gap_to_reach"] if more.is_measured and more.low > 0 else []
    told = ["goal.gap", *reach, "goal.pace"]
    return [Sentence(each, assessment.named, texts) for each in told]


def about_published(figures: ObservedFrame) -> list[Sentence]:
    """Say what published figures stand for; nothing where there are none."""
    return [] if figures.empty else [Sentence("published")]


def about_denominators(study: Study) -> list[Sentence]:
    """Say which numbers of countries can be meant, and which agree with a printed count and per cent."""
    counted = [gap for gap in assess_pillars(study) if gap.by_denominator]
    if not counted:
        return []
    names = listed([each.name for each in study.framework.denominators])
    agree = [Sentence("pillar.count", gap.named) for gap in counted if gap.denominators.is_measured]
    return [Sentence("denominators", texts={"names": names}), *agree]


def _contradicted(assessment: GoalAssessment) -> bool:
    weights = (assessment.weight_at_baseline, assessment.weight_at_target)
    return all(w.is_measured for w in weights) and not assessment.one_weight_fits_both
