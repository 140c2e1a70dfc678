"""Every word that a reader of a report sees, and how numbers are written.

A sentence is a template whose places in braces are keys of recorded numbers, so that no sentence can
say a number that results.json does not hold. `{key}` writes a number with its unit, `{key:range}` its
bounds ("1 to 2"), `{key:between}` the same after the word between ("1 and 2"), `{key:full}` the number
with its bounds behind it, `{key:bare}` the number alone.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter
from types import MappingProxyType

from copcalc.assessment import UNITS, GoalAssessment, Number, PillarGap, Profile, Study
from copcalc.errors import CopcalcError
from copcalc.framework import SetTarget

NO_DATA = "no data"
_SPACE = "\N{NO-BREAK SPACE}"

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # The first screen of a world report.
        "world.goal": (
            "In {=year}, {goal.baseline} of children had a basic level of protection online; the goal "
            "for {=target_year} was {goal.target}. The gap is {goal.gap.points:full}, which is "
            "{goal.gap.children} children."
        ),
        "world.pillar": (
            "{=name}: {baseline} of countries had {=has}, against a target of {target}. Still to come: "
            "{gap.countries:full} of {states:bare} Member States."
        ),
        "world.unset": (
            "For {=names} the framework sets no figure and has no data: not one of "
            "{states:bare} Member States is reported, which is neither zero nor failure."
        ),
        "world.carriers": (
            "Size decides: the {carriers.listed:bare} largest countries not known to have {=has}, even "
            "by evidence about groups, are home to {carriers.share} of the world's children."
        ),
        # The first screen of a region's report.
        "area.evidence": (
            "{=name}: at the end of {=year} evidence names {yes:bare} of {states:bare} Member States "
            "that had {=has}; for {unknown:bare} it is unknown. So between {countries:between} of "
            "countries did."
        ),
        "area.target": (
            "If the worldwide target of {target} were {=area}'s own, {target.count:bare} of its "
            "{states:bare} states would need it: {gap.countries} still to come, depending on the unknown."
        ),
        "area.children": (
            "{=area} is home to {area.children} children, {area.share} of those in all Member States."
        ),
        "area.no_children": (
            "The population tables at hand hold no number of children for {=area} in {=year}; what "
            "follows counts countries."
        ),
        "area.unset": "For {=names} no figure is set and no state has reported.",
        # A Member State.
        "state.children": (
            "{=area} is home to {state.children} children: {state.share_of_region} of those in "
            "{=region}, {state.share_of_world} of those in all Member States."
        ),
        "state.no_children": (
            "{=area} counts as one of {state.world_states:bare} Member States; the population table "
            "has no number of children for it, so that shares of children leave it out."
        ),
        "state.known": "Known at the end of {=year}: {=known}.",
        "state.nothing_known": "None of its statuses at the end of {=year} is known from the evidence at hand.",
        "state.unknown": "Unknown: {=unknown}. Unknown is not no: it is a question to ask.",
        "state.step": (
            "One more country with {=has} moves a worldwide share of countries by {state.step}; "
            "{=area} would move the share of children by {state.share_of_world:bare} percentage points."
        ),
        "state.step_countries": (
            "One more country with {=has} moves a worldwide share of countries by {state.step}."
        ),
        # A pillar.
        "pillar.published": (
            "In {=year}, {baseline:full} of countries had {=has}: {baseline.count:range} of {states:bare} "
            "Member States. The target for {=target_year} is {target}. The gap is {gap.points:full}, or "
            "{gap.countries:full} still to come."
        ),
        "pillar.published_children": (
            "{baseline.children:full} of children lived in those countries. {uncovered.children:full} "
            "children did not; for them the framework sets no target of its own."
        ),
        "pillar.count": (
            "The source prints a count beside its per cent: {baseline.count:bare} of {states:bare} is "
            "{baseline.share_of_count}. Count and per cent agree for any number of countries from "
            "{denominators:bare}."
        ),
        "pillar.pace": (
            "To arrive on time the share has to {=move} by {pace.points:full}, or {pace.countries}. Said "
            "as growth of the share that is {pace.cagr}; said as what has to be taken off the rest each "
            "year (AARR) it is {pace.aarr}. These are one pace, measured in three ways."
        ),
        "pillar.one_observation": (
            "There is one published baseline. A pace needed can be computed from it; whether the world "
            "is on track can not."
        ),
        "pillar.named": (
            "Evidence by name covers {yes:bare} of {states:bare} states and leaves {unknown:bare} "
            "unknown: coverage lies between {countries:between} of countries and between "
            "{children:between} of children."
        ),
        "pillar.group": (
            "Evidence about groups of countries (which does not name each one) would raise the "
            "countries known to have it to {yes:bare}."
        ),
        "pillar.proxy": (
            "As a proxy, not the thing itself: {yes:bare} of {states:bare} states had {=has}, which is "
            "{countries} of countries and {children} of children."
        ),
        "pillar.area": (
            "The published baseline is worldwide. For {=area} there is only evidence: at the end of "
            "{=year} between {baseline:between} of countries had {=has}. The gap to the worldwide target "
            "of {target} is between {gap.points:between}; below zero means already reached."
        ),
        "pillar.not_set": (
            "Not set, no data. The framework leaves the figure open (\N{LEFT DOUBLE QUOTATION MARK}"
            "XX %\N{RIGHT DOUBLE QUOTATION MARK}) and no table at hand reports on it: {unreported:bare} "
            "of {states:bare} Member States are unreported. This is a result, not a zero: no gap can be "
            "computed until both are there."
        ),
        "pillar.qualitative": (
            "This target is described, not counted: \N{LEFT DOUBLE QUOTATION MARK}{=statement}"
            "\N{RIGHT DOUBLE QUOTATION MARK}. It is never turned into a per cent here. What can be "
            "counted are instruments that states have joined; they are context."
        ),
        # The goal's reconciliation.
        "goal.question": (
            "The source gives {goal.first} and {goal.second} of children for the two indicators and "
            "{goal.baseline} for their combination, and does not say how they combine."
        ),
        "goal.weight": (
            "A weighted mean gives {goal.baseline} only if the first indicator weighs "
            "{goal.weight.baseline:range}. The goal of {goal.target}, read the same way from the two "
            "targets, needs a weight of {goal.weight.target}."
        ),
        "goal.contradiction": (
            "So no one weight gives both the published baseline and the published goal. Baseline and "
            "goal do not measure the same thing, or one of the printed figures is off."
        ),
        "goal.agreement": "One weight can give both the published baseline and the published goal.",
        "goal.rules": "Of {goal.rules:bare} declared rules, the baseline rules out {=out}; it leaves {=left}.",
        "goal.pace": (
            "From {goal.baseline} to {goal.target} in {=years} years takes {goal.pace.points}, or "
            "{goal.pace.cagr} of growth, or {goal.pace.aarr} off the unprotected share (AARR)."
        ),
    }
)

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "standing": "The picture",
        "how_far": "How far is it, pillar by pillar?",
        "status": "What is known, pillar by pillar?",
        "regions": "How do the regions compare?",
        "peers": "How do its neighbours stand?",
        "evidence": "What does the evidence say?",
        "evidence_rows": "Which evidence is there, and from where?",
        "carriers": "Which countries carry the gap?",
        "no_carriers": "None: every state of the area has it, by the evidence at hand.",
        "progress": "Did related counts move fast enough?",
        "unknown": "What is not known, and whom to ask?",
        "denominators": "Which number of countries was meant?",
        "rules": "How can the goal's baseline have come about?",
    }
)

PROGRESS_NOTE = (
    "These counts come from other reviews, with definitions of their own: they are related to the target "
    "and are not its indicator. Each class is what that body's method says of the count, measured against "
    "this target as if it were its own, using nothing that was observed after the year of this report."
)

ROLES: Mapping[str, str] = MappingProxyType(
    {"direct": "direct evidence", "proxy": "proxy, not the thing itself", "context": "context"}
)


def spell(amount: float, unit: str) -> str:
    """Write an amount as people read it, without its unit.

    Parameters
    ----------
    amount : float
        In the unit that people read (per cents, not fractions).
    unit : str
        A key of `copcalc.assessment.UNITS`.

    Returns
    -------
    str
        Rounded to what the unit allows; children in millions where there are that many.

    Examples
    --------
    >>> spell(26.42487, "percent_of_countries"), spell(69.0, "percent_of_countries")
    ('26.4', '69')
    >>> spell(24_819, "children"), spell(993_842, "children")
    ('25,000', '994,000')
    """
    if unit == "children":
        if amount >= 9_950_000:
            text = f"{amount / 1e6:,.0f} million"
        elif amount >= 999_500:
            text = f"{amount / 1e6:.1f} million"
        else:
            text = f"{round(amount, -3):,.0f}" if amount >= 1000 else f"{amount:,.0f}"
        return text.replace(" ", _SPACE)
    if UNITS[unit].factor == 100 and 0 < abs(amount) < 0.05:
        return "under 0.1" if amount > 0 else "above \N{MINUS SIGN}0.1"
    if unit == "year":
        return f"{amount:.0f}"
    text = f"{amount:,.{UNITS[unit].digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "\N{MINUS SIGN}")


def tabulate(amount: float, unit: str, *, whole: bool) -> str:
    """Write an amount in a table, where the decimals of a column stand below each other.

    Parameters
    ----------
    amount : float
        In the unit that people read; children in persons.
    unit : str
        A key of `copcalc.assessment.UNITS`.
    whole : bool, keyword-only
        Whether all amounts of the column are whole numbers.

    Returns
    -------
    str
        Children in thousands, anything else with the decimals of its unit.

    Examples
    --------
    >>> tabulate(1.0, "percent_of_children", whole=False), tabulate(993842, "children", whole=True)
    ('1.0', '994')
    """
    if unit == "children":
        return f"{amount / 1000:,.0f}"
    if unit == "year" or (UNITS[unit].factor == 100 and 0 < abs(amount) < 0.05):
        return spell(amount, unit)
    text = f"{amount:,.{0 if whole else UNITS[unit].digits}f}"
    return text.replace("-", "\N{MINUS SIGN}")


def write(number: Number, style: str = "") -> str:
    """Write a number with its unit.

    Parameters
    ----------
    number : Number
        What to write.
    style : {"", "range", "between", "full", "bare"}
        The value (its bounds, where there is no value); the bounds; the bounds joined by "and"; the
        value with its bounds behind it; the value without its unit.

    Returns
    -------
    str
        Words; "no data" where there is none.

    Examples
    --------
    >>> from copcalc.measure import Estimate
    >>> gap = Number("gap", "Gap", Estimate(0.205, 0.215, 0.21), "points", "source")
    >>> write(gap, "full"), write(gap, "range")
    ('21 percentage points (20.5 to 21.5)', '20.5 to 21.5 percentage points')
    """
    if number.low is None or number.high is None:
        return NO_DATA
    symbol = UNITS[number.unit].symbol
    if number.unit == "children" or style == "bare":
        symbol = ""
    elif number.unit == "countries" and number.value == 1:
        symbol = "country"
    joint = _SPACE if symbol.startswith("%") else " "
    unit = f"{joint}{symbol}" if symbol else ""
    low, high = spell(number.low, number.unit), spell(number.high, number.unit)
    if style == "between":
        return f"{low} and {high}{unit}"
    bounds = low if low == high else f"{low} to {high}"
    if number.value is None or style == "range":
        return f"{bounds}{unit}"
    text = f"{spell(number.value, number.unit)}{unit}"
    return f"{text} ({bounds})" if style == "full" and low != high else text


@dataclass(frozen=True)
class Sentence:
    """A template with the numbers it may use.

    Parameters
    ----------
    template : str
        A key of `SENTENCES`.
    scope : tuple of str
        Prefixes of the numbers' keys, the nearest first: in scope "legal", {gap.points} is
        legal.gap.points.
    texts : dict of str to str
        Words for the places that begin with "=".
    """

    template: str
    scope: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


class _Filler(Formatter):
    """Fills a template from recorded numbers and texts, as plain text or as HTML."""

    def __init__(self, numbers: Mapping[str, Number], sentence: Sentence, *, as_html: bool) -> None:
        self.numbers, self.sentence, self.as_html = numbers, sentence, as_html

    def get_field(
        self, field_name: str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> tuple[object, str]:
        scope, texts = self.sentence.scope, self.sentence.texts
        if field_name.startswith("="):
            return texts[field_name[1:]], field_name
        for key in (*(f"{prefix}.{field_name}" for prefix in scope), field_name):
            if key in self.numbers:
                return self.numbers[key], key
        raise CopcalcError(
            f"the number {field_name!r} is not recorded",
            where=f"sentence {self.sentence.template!r}",
            fix="Add it to the record before the sentence that says it.",
        )

    def format_field(self, value: object, format_spec: str) -> str:
        if not isinstance(value, Number):
            return html.escape(str(value)) if self.as_html else str(value)
        text = write(value, format_spec)
        if not self.as_html:
            return text
        raw = value.value if value.value is not None else value.low
        # The key lets a reader follow a number from the page into results.json.
        return f'<data value="{raw}" title="{html.escape(value.key)}">{html.escape(text)}</data>'


def say(sentence: Sentence, numbers: Mapping[str, Number], *, as_html: bool = False) -> str:
    """Make a sentence from recorded numbers.

    Parameters
    ----------
    sentence : Sentence
        What to say.
    numbers : mapping of str to Number
        Recorded numbers by key.
    as_html : bool, keyword-only
        Whether to mark each number with its key, for a page.

    Returns
    -------
    str
        The sentence.

    Raises
    ------
    CopcalcError
        If the sentence needs a number that is not recorded.

    Examples
    --------
    >>> from copcalc.measure import Estimate
    >>> numbers = {"state.step": Number("state.step", "", Estimate.exact(0.005), "points", "")}
    >>> say(Sentence("state.step_countries", texts={"has": "a hotline"}), numbers)
    'One more country with a hotline moves a worldwide share of countries by 0.5 percentage points.'
    """
    return _Filler(numbers, sentence, as_html=as_html).format(SENTENCES[sentence.template])


def listed(items: Sequence[str]) -> str:
    """Join items as a list in a sentence.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
    ('a, b and c', 'a', 'none')
    """
    if len(items) < 2:
        return items[0] if items else "none"
    return f"{', '.join(items[:-1])} and {items[-1]}"


def about_world(study: Study, gaps: Sequence[PillarGap]) -> list[Sentence]:
    """Say where the world stands, how far it is, and what is not known: the key messages."""
    years = {"year": str(study.year), "target_year": str(study.framework.target_year)}
    sentences = [Sentence("world.goal", texts=years)] if study.framework.goal else []
    published = [g for g in gaps if g.basis == "published" and g.to_add is not None]
    sentences += [
        Sentence("world.pillar", (g.pillar.id,), {"name": g.pillar.name, "has": g.pillar.has})
        for g in published
    ]
    unset = [g for g in gaps if g.pillar.target.state == "not_set"]
    if unset:
        names = listed([g.pillar.name.lower() for g in unset])
        sentences.append(Sentence("world.unset", (unset[0].pillar.id,), {"names": names}))
    furthest = max(published, key=lambda g: g.to_add.high if g.to_add else 0, default=None)
    if furthest and furthest.pillar.indicators("direct"):
        sentences.append(
            Sentence("world.carriers", (furthest.pillar.id,), {"has": furthest.pillar.has})
        )
    return sentences


def about_area(study: Study, gaps: Sequence[PillarGap]) -> list[Sentence]:
    """Say where a region, or the world in a year without published figures, stands."""
    area = study.area.name
    counted = "area.children" if study.children_of(study.area) else "area.no_children"
    sentences = [Sentence(counted, texts={"area": area, "year": str(study.year)})]
    for g in gaps:
        direct = g.pillar.indicators("direct")
        if g.basis != "evidence" or not direct:
            continue
        texts = {"name": g.pillar.name, "has": g.pillar.has, "year": str(study.year), "area": area}
        scope = _evidence_scope(g, direct[0])
        sentences.append(Sentence("area.evidence", scope, texts))
        if g.to_add is not None:
            sentences.append(Sentence("area.target", scope, texts))
    unset = [g.pillar.name.lower() for g in gaps if g.pillar.target.state == "not_set"]
    if unset:
        sentences.append(Sentence("area.unset", texts={"names": listed(unset)}))
    return sentences


def about_state(profile: Profile) -> list[Sentence]:
    """Say what is known of a Member State, what is not, and what its next step would add."""
    study = profile.study
    texts = {
        "area": study.area.name,
        "region": profile.region.name,
        "year": str(study.year),
    }
    status = profile.status.drop_duplicates("name")
    status = status[status["indicator"] != ""]
    known = [
        f"{row['name']}: {row['status']}"
        for _, row in status[status["status"] != "unknown"].iterrows()
    ]
    unknown = status.loc[status["status"] == "unknown", "name"].tolist()
    has_children = profile.children is not None
    sentences = [Sentence("state.children" if has_children else "state.no_children", texts=texts)]
    if known:
        sentences.append(Sentence("state.known", texts=texts | {"known": listed(known)}))
    else:
        sentences.append(Sentence("state.nothing_known", texts=texts))
    if unknown:
        sentences.append(Sentence("state.unknown", texts=texts | {"unknown": listed(unknown)}))
    counted = [p for p in study.framework.pillars if isinstance(p.target, SetTarget)]
    step = "state.step" if has_children else "state.step_countries"
    if counted:
        sentences.append(Sentence(step, texts=texts | {"has": counted[-1].has}))
    return sentences


def about_pillar(gap: PillarGap) -> list[Sentence]:
    """Say where an area stands on a pillar, by what its target and its baseline allow."""
    study, pillar = gap.study, gap.pillar
    target = pillar.target
    texts = {
        "area": study.area.name,
        "has": pillar.has,
        "year": str(study.year),
        "target_year": str(study.framework.target_year),
        "statement": target.statement,
    }
    if not isinstance(target, SetTarget):
        return [Sentence(f"pillar.{target.state}", (pillar.id,), texts)]
    texts["move"] = target.direction
    sentences = []
    if gap.basis == "published" and gap.to_add is not None:
        sentences.append(Sentence("pillar.published", (pillar.id,), texts))
        if gap.children is not None:
            sentences.append(Sentence("pillar.published_children", (pillar.id,), texts))
        if gap.from_count is not None and pillar.baseline.countries is not None:
            sentences.append(Sentence("pillar.count", (pillar.id,), texts))
        if gap.pace is not None:
            sentences.append(Sentence("pillar.pace", (pillar.id,), texts))
        sentences.append(Sentence("pillar.one_observation"))
    elif gap.basis == "evidence" and gap.to_add is not None:
        sentences.append(Sentence("pillar.area", (pillar.id,), texts))
    return sentences


def _evidence_scope(gap: PillarGap, indicator: str, strength: str = "named") -> tuple[str, str]:
    return f"{gap.pillar.id}.evidence.{indicator}.{strength}", gap.pillar.id


def about_evidence(gap: PillarGap) -> list[Sentence]:
    """Say what evidence by name, about groups, and by proxy tells of a pillar."""
    sentences = []
    for indicator in gap.pillar.indicators("direct"):
        sentences.append(Sentence("pillar.named", _evidence_scope(gap, indicator)))
        if gap.coverage[indicator, "group"].yes > gap.coverage[indicator, "named"].yes:
            sentences.append(Sentence("pillar.group", _evidence_scope(gap, indicator, "group")))
    for indicator in gap.pillar.indicators("proxy"):
        texts = {"has": gap.study.framework.indicator(indicator).has}
        sentences.append(Sentence("pillar.proxy", _evidence_scope(gap, indicator), texts))
    return sentences


def about_goal(assessment: GoalAssessment) -> list[Sentence]:
    """Say what the goal's baseline rules out, and whether one weight gives baseline and goal."""
    sentences = [Sentence("goal.question")] if len(assessment.goal.combines) == 2 else []
    out = [r.rule.name.lower() for r in assessment.rules if not r.baseline.possible]
    left = [r.rule.name.lower() for r in assessment.rules if r.baseline.possible]
    texts = {"out": listed(out), "left": listed(left)}
    sentences.append(Sentence("goal.rules", texts=texts))
    if assessment.weight_at_baseline is not None and assessment.weight_at_target is not None:
        sentences.append(Sentence("goal.weight"))
        agree = assessment.one_weight_fits_both
        sentences.append(Sentence("goal.agreement" if agree else "goal.contradiction"))
    return sentences
