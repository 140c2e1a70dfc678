"""Sentences: templates with places for observations, and everything else that readers read.

A sentence is a template whose places in braces are observations. `{name}` writes a number with its unit,
`{name:range}` its bounds ("1 to 2"), `{name:between}` the same as "between 1 and 2", `{name:full}` the number
with its bounds behind it, `{name:bare}` the number alone, `{name:points}` a share as percentage points.
`{=name}` is a text.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter
from types import MappingProxyType

from copcalc.assessment import Observation
from copcalc.errors import CopcalcError
from copcalc.words.numbers import write

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # Before anything that rests on it.
        "assumed": "Assumed in what follows, and told by no source: {=assumed}.",
        # The first screen of the world's report in the baseline year.
        "world.goal": (
            "By the framework's figures {baseline} of children had {=has} in {=year}; the goal for "
            "{=target_year} was {target}. The gap is "
            "{points:full}, which is {gap_children} children of {=year} "
            "({gap_children:range})."
        ),
        "world.goal_open": (
            "By the framework's figures {baseline} of children had {=has} in {=year}; the goal for "
            "{=target_year} was {target}. The gap is {points:full}, which is "
            "{gap_children} children of {=year} ({gap_children_open:range}, allowing for {=open})."
        ),
        "world.goal_by_rule": (
            "Combined by the rule {=rule}, the framework's figures of the pillars make it {baseline} of "
            "children that had {=has} in {=year}, where the source itself prints {published}; the goal "
            "for {=target_year} was {target}. The gap is {points:full}, which is {gap_children:full} "
            "children of {=year}."
        ),
        "world.goal_contradiction": (
            "How {published} follows from the pillars' {first} and {second} is not "
            "stated. Even if the pillars' targets, which are set in countries, are read as shares of "
            "children, no one weighting gives both that baseline and exactly the goal."
        ),
        "world.pillar": (
            "{=name}: {baseline} of countries had {=has}, against a target of {target}. {=Rest}: "
            "{to_add:full} of {of:bare} {=whom}."
        ),
        "world.pillar_by_denominator": (
            "{=name}: {baseline} of countries had {=has}, against a target of {target}. {=Rest}: "
            "{to_add:full} of {of:bare} {=whom}, or {to_add_other:full} of {of_other:bare} {=other}; the source "
            "does not say which it means."
        ),
        "world.pillar_open": (
            "{=name}: {baseline} of countries had {=has}, against a target of {target}. {=Rest}: "
            "{to_add} of {of:bare} {=whom} ({to_add_open:range}, allowing for "
            "{=open})."
        ),
        "world.pillar_children": (
            "{=name}: {baseline} of children lived in countries that had {=has}, against a target of "
            "{target}. The gap is {points:full}."
        ),
        "world.pillar_met": (
            "{=name}: {baseline} of {=unit} by the published baseline, which meets the target of {target}."
        ),
        "world.carriers": (
            "Evidence would matter most in the {largest_unknown:bare} most populous countries of which it is "
            "unknown whether they had {=has}. They are home to {share_of_largest_unknown} of the children in Member "
            "States, and may well have had one."
        ),
        # Targets without a figure, on any first screen.
        "unset.no_data": (
            "For {=names} the framework sets no figure and there are no data: not one of {states:bare} "
            "Member States is reported, which is neither zero nor failure."
        ),
        "unset.some_data": (
            "{=name}: the framework sets no figure. {reported:bare} of {states:bare} Member States are "
            "reported: {yes:bare} had {=has} and {no:bare} had not, so that {share_of_countries:between} of "
            "countries did."
        ),
        # The first screen of a region's report, or of the world's in another year.
        "area.evidence": (
            "{=name}: by the evidence {yes:bare} of {states:bare} Member States had {=has} at the end of "
            "{=year}; for {unknown:bare} it is unknown. So {share_of_countries:between} of "
            "countries did."
        ),
        "area.evidence_assumed": (
            "{=name}: by the evidence and what is assumed {yes:bare} of {states:bare} Member States had {=has} "
            "at the end of {=year}; for {unknown:bare} it is unknown. So "
            "{share_of_countries:between} of countries did."
        ),
        "area.target": (
            "If the worldwide target of {target} were {=area}'s own, {target_count:bare} of its "
            "{states:bare} states would need it: {to_add} still to come, depending on the unknown."
        ),
        "area.children": (
            "ITU's region {=area} is home to {children} children, {share_of_world} of those in all Member "
            "States."
        ),
        "area.no_children": (
            "The population tables at hand hold no number of children for {=area} in {=year}; what "
            "follows counts countries."
        ),
        "world.evidence_only": (
            "The framework's baseline is of {=baseline_year} and names no country. For {=year} there is only "
            "evidence, state by state: what is known of some is the least that there was, and no decline "
            "from the baseline."
        ),
        "world.no_children": (
            "The population tables at hand hold no number of children for {=year}; what follows counts "
            "countries."
        ),
        "world.target": (
            "The target of {target} means {target_count:bare} of {states:bare} Member States: "
            "{to_add} still to come, depending on the unknown."
        ),
        # A Member State.
        "state.children": (
            "{=area} is home to {children} children: {share_of_region} of those in ITU's region "
            "{=region}, {share_of_world} of those in all Member States."
        ),
        "state.no_children": (
            "{=area} counts as one of {world_states:bare} Member States; the population table "
            "has no number of children for it, so that shares of children leave it out."
        ),
        "state.no_year": (
            "{=area} counts as one of {world_states:bare} Member States; the population tables at hand "
            "hold no number of children for {=year}, of any state."
        ),
        "state.known": "Known at the end of {=year}: {=known}.",
        "state.nothing_known": (
            "None of its statuses at the end of {=year} is known from the evidence at hand."
        ),
        "state.unknown": "Unknown: {=unknown}. Unknown is not no: it is a question to ask.",
        "state.step": (
            "One more country with {=has} moves a worldwide share of countries by {step}; "
            "{=area} would move the share of children by {share_of_world:points}."
        ),
        "state.step_countries": (
            "One more country with {=has} moves a worldwide share of countries by {step}."
        ),
        "state.step_if": (
            "If {=area} is still without {=has}: one more country with it moves a worldwide share of "
            "countries by {step}, and this one the share of children by {share_of_world:points}."
        ),
        "state.step_if_countries": (
            "If {=area} is still without {=has}: one more country with it moves a worldwide share of "
            "countries by {step}."
        ),
        # A pillar.
        "pillar.published": (
            "In {=year}, {baseline:full} of countries had {=has}: {count:range} of {of:bare} "
            "{=whom}. The target for {=target_year} is {target}. The gap is {points:full}, or "
            "{to_add:full} {=rest}."
        ),
        "pillar.published_in_children": (
            "In {=year}, {baseline:full} of children lived in countries that had {=has}. The target for "
            "{=target_year} is {target}, in children too. The gap is {points:full}."
        ),
        "pillar.published_met": (
            "In {=year} the published baseline, {baseline:full} of {=unit}, met the target for "
            "{=target_year}, {target}. Nothing is left to close."
        ),
        "pillar.published_children": (
            "{children:full} of children lived in those countries. {uncovered_children} children "
            "({uncovered_children:range}) did not; for them the framework sets no target of its own."
        ),
        "pillar.count": (
            "The source prints a count beside its per cent: {count:bare} of {of:bare} is "
            "{attainable}. Count and per cent agree for any number of countries from "
            "{denominators:bare}."
        ),
        "pillar.attainable": (
            "Only {count:range} of {of:bare} print as {baseline}, which is "
            "{attainable:range}: the rest of the rounding stands for no number of countries. So "
            "counted, the gap is {attainable_points:range}."
        ),
        "pillar.count_note": "Of the published count the source says: {=note}.",
        "pillar.pace": (
            "To arrive on time the share had to {=move} by {pace:full}. "
            "As constant growth of the share that is {growth:full}; as a constant reduction of what "
            "is still without it (the average annual rate of reduction, AARR) {reduction:full}. These are "
            "different paths to the same end, so always say which is meant."
        ),
        "pillar.pace_countries": "Counted in countries, it takes {pace_countries:full}.",
        "pillar.one_observation": (
            "There is one published baseline. The pace needed can be computed from it; whether the world "
            "was on track can not."
        ),
        "pillar.named": (
            "Evidence by name says yes for {yes:bare} of {states:bare} states and no for {no:bare}, and "
            "leaves {unknown:bare} unknown: {share_of_countries:between} of countries and "
            "{share_of_children:between} of children had it."
        ),
        "pillar.named_countries": (
            "Evidence by name says yes for {yes:bare} of {states:bare} states and no for {no:bare}, and "
            "leaves {unknown:bare} unknown: {share_of_countries:between} of countries had it."
        ),
        "pillar.group": (
            "Evidence about groups of countries, which does not name each one, would raise the number "
            "known to have it to {yes:bare}."
        ),
        "pillar.proxy": (
            "As a proxy, not the thing itself: {yes:bare} of {states:bare} states had {=has}, which is "
            "{share_of_countries} of countries and {share_of_children} of children."
        ),
        "pillar.proxy_unknown": (
            "As a proxy, not the thing itself: {yes:bare} of {states:bare} states had {=has}, {no:bare} had "
            "not, and of {unknown:bare} it is unknown. So {share_of_countries:between} of countries and "
            "{share_of_children:between} of children had it."
        ),
        "pillar.proxy_unknown_countries": (
            "As a proxy, not the thing itself: {yes:bare} of {states:bare} states had {=has}, {no:bare} had "
            "not, and of {unknown:bare} it is unknown. So {share_of_countries:between} of countries had it."
        ),
        "pillar.proxy_countries": (
            "As a proxy, not the thing itself: {yes:bare} of {states:bare} states had {=has}, which is "
            "{share_of_countries} of countries."
        ),
        "pillar.area": (
            "The published baseline is worldwide. For {=area} there is only evidence: at the end of "
            "{=year} {baseline:between} of countries had {=has}. The gap to the worldwide target "
            "of {target} is {points:between}; below zero means already reached."
        ),
        "pillar.area_in_children": (
            "The published baseline is worldwide and of {=baseline_year}. For {=area} in {=year} there "
            "is only evidence: {baseline:between} of children lived in countries that had {=has}. "
            "The gap to the worldwide target of {target}, in children too, is {points:between}; below zero "
            "means already reached."
        ),
        "pillar.world": (
            "The published baseline is of {=baseline_year}. For {=year} there is only evidence: "
            "{baseline:between} of countries had {=has}. The gap to the target of {target} is "
            "{points:between}; below zero means already reached."
        ),
        "pillar.world_in_children": (
            "The published baseline is of {=baseline_year}. For {=year} there is only evidence: "
            "{baseline:between} of children lived in countries that had {=has}. The gap to the target of "
            "{target}, in children too, is {points:between}; below zero means already reached."
        ),
        "pillar.state_assumed": (
            "A share of countries says nothing of one country. Whether {=area} had {=has} at the end of "
            "{=year} is assumed, and by no evidence: {=status}."
        ),
        "pillar.state": (
            "A share of countries says nothing of one country. At the end of {=year} the evidence on "
            "whether {=area} had {=has} says: {=status}."
        ),
        "pillar.not_set": (
            "Not set, no data. The framework leaves the figure open (\N{LEFT DOUBLE QUOTATION MARK}"
            "XX %\N{RIGHT DOUBLE QUOTATION MARK}) and no table at hand reports on it: {unreported:bare} "
            "of {states:bare} Member States are unreported. This is a result, not a zero: no gap can be "
            "computed until both are there."
        ),
        "pillar.not_set_some": (
            "Not set. The framework leaves the figure open (\N{LEFT DOUBLE QUOTATION MARK}XX "
            "%\N{RIGHT DOUBLE QUOTATION MARK}), so that no gap can be computed. {reported:bare} of {states:bare} "
            "Member States are reported; {unreported:bare} are unreported."
        ),
        "pillar.qualitative": (
            "This target is described, not counted: \N{LEFT DOUBLE QUOTATION MARK}{=statement}"
            "\N{RIGHT DOUBLE QUOTATION MARK}. It is never turned into a per cent here. What can be "
            "counted are instruments that states have joined, which are context. The lists at hand are of "
            "certain dates: a complete list tells who had joined by then and who had not. When a state "
            "joined between two lists stays unknown."
        ),
        # What the published totals imply.
        "implied.result": (
            "{=name}: the evidence leaves {unknown:bare} states unknown. The published totals can be "
            "read in {readings:bare} ways; some list of states fits {readings_fitting:bare} of them. Of "
            "the unknown states {implied_either:bare} may have been counted or not."
        ),
        "implied.counted": "In each of these readings the source must have counted {=states}.",
        "implied.counted_why": (
            "Without {=state} at most {otherwise} of children could have been covered, and the source says "
            "{children}."
        ),
        "implied.not_counted": (
            "In each of these readings the source can\N{RIGHT SINGLE QUOTATION MARK}t have counted {=states}."
        ),
        "implied.not_counted_why": (
            "With {=state} at least {otherwise} of children would have been covered, and the source says "
            "{children}."
        ),
        "implied.in_some": "Some readings, but not all, settle {=states} as well.",
        "implied.nothing_fits": (
            "{=name}: the published totals can be read in {readings:bare} ways, and no list of states "
            "fits any of them together with the evidence. One of the two is wrong, or the source counted "
            "something else."
        ),
        "implied.firm": (
            "About {=state} that hangs on no single state\N{RIGHT SINGLE QUOTATION MARK}s evidence: with what "
            "is known of any one dropped, the same follows."
        ),
        "implied.resting": (
            "About {=state} that hangs on evidence about single states: it needs what is known of {=states}."
        ),
        "implied.against": (
            "Evidence of low confidence, which is set aside here, says the opposite of what the totals imply "
            "about {=states}. Either that evidence is wrong, or the source did not count what it speaks of, "
            "or a published figure is off."
        ),
        # The goal's reconciliation.
        "goal.question": (
            "The source gives {first} and {second} of children for the two indicators and "
            "{published} for their combination, and does not say how they combine."
        ),
        "goal.weight": (
            "A weighted mean gives {published} only if the first indicator weighs "
            "{weight_at_baseline:range}. The goal of {target}, read the same way from the two "
            "targets, needs a weight of {weight_at_target}."
        ),
        "goal.contradiction": (
            "So no one weight gives both the published baseline and exactly the published goal. Either the goal "
            "was not derived from the two targets in this way, or another rule was used, or a printed "
            "figure is off."
        ),
        "goal.agreement": "One weight can give both the published baseline and the published goal.",
        "goal.rules": (
            "Of {declared:bare} declared rules, the published baseline rules out {=out}; it leaves "
            "{=left}. A rule \N{LEFT DOUBLE QUOTATION MARK}fits\N{RIGHT DOUBLE QUOTATION MARK} if the "
            "printed figures give the published one; it \N{LEFT DOUBLE QUOTATION MARK}fits within the "
            "rounding\N{RIGHT DOUBLE QUOTATION MARK} if only some of the values behind them do."
        ),
        "pillar.without_number": (
            "Counted as countries, and without a number of children in {=vintage}: {=states}."
        ),
        "children.missing": (
            "Member States without a number in {=vintage}, {=year}: {=states}. They count as countries, and "
            "shares of children leave them out."
        ),
        # Who is not known to have it.
        "carriers.proxy": (
            "Which countries make up the gap itself is not known. Only the proxy is known state by "
            "state: these states were outside it, and may have what the target asks for all the same."
        ),
        "carriers.none": "None: every state of the area has it, by the evidence at hand.",
        "carriers.no_ranking": (
            "No ranking: the population tables at hand hold no number of children for these states in "
            "this year."
        ),
        "carriers.without_number": "Without a number of children, and not ranked: {=states}.",
        # The published baseline.
        "published": (
            "Each printed per cent stands for every value that rounds to it. Where the source prints a count "
            "of countries, the count is exact."
        ),
        "denominators": (
            "A count and a per cent fit each other only for some denominators. Those that the source can "
            "have meant: {=names}. It does not say which it used, and the gap in countries depends on the "
            "choice."
        ),
        "implied.question": (
            "The source prints how many countries, and which share of children lived there, and no list. "
            "Together with the evidence the totals rule out many lists: a state that is on every list left "
            "must have been counted, one that is on none can\N{RIGHT SINGLE QUOTATION MARK}t have been. "
            "Which number of countries, which population estimates and whose children were used is not "
            "said, so that each combination is one reading. What is implied so is no evidence about a "
            "country: it follows if the source's figures and the evidence at hand are both right, and speak "
            "of the same thing at the same time. Nothing else in this report uses it."
        ),
        "implied.no_totals": (
            "Nothing follows: no totals are published that evidence could be set against."
        ),
        "uncertainty.open": (
            "What is open: published figures were rounded; the source does not say of how many countries "
            "its shares are; population estimates are revised; and evidence may be asked to be surer, or "
            "less sure. Bounds that come from countries of unknown status are there in any case."
        ),
        "uncertainty.no_matter": "What makes no difference to any of them: {=sources}.",
        "short_names": "Short names. {=names}.",
        "goal.declared": (
            "Rules are declared in the framework file. Each is applied to the published shares of children, "
            "with their roundings, and compared with the published combination. Covered by both and covered "
            "by at least one are bounds, since nobody published how the two overlap."
        ),
        "goal.targets_as_children": (
            "The pillars' targets are set in countries and the goal in children. Reading the targets as "
            "shares of children, as the table's columns on the targets do, is the only way to compare them; "
            "the framework does not say that this is meant."
        ),
        "progress": (
            "These counts come from other reviews, with definitions of their own: they are related to "
            "the target and are not its indicator. Where the denominator changes, more or fewer countries "
            "were reviewed, so that a part of a rise may not be change; a row with a constant one below it "
            "holds the reviews of the same number of countries. Each class is what that body's method says "
            "of the count, measured against this target as if it were its own, using nothing that was "
            "observed after the year of this report. It is no class of the target."
        ),
        "goal.gap": (
            "From {baseline} in {=year} to {target} in {=target_year} the gap is "
            "{points:full}, which is {gap_children} children of {=year} "
            "({gap_children:range})."
        ),
        "goal.gap_to_reach": (
            "The number of children changes too: to meet the goal, {children_to_reach} more children "
            "({children_to_reach:range}) would have to be covered in {=target_year} than were in "
            "{=year}."
        ),
        "goal.pace": (
            "In {=years} years that takes {pace}, or {growth} of growth, or "
            "{reduction} off the unprotected share (AARR)."
        ),
    }
)

NOTES: Mapping[str, str] = MappingProxyType(
    {
        "page": (
            "Computed from public tables by copcalc; not a publication of ITU. Children are persons "
            "aged 0-17."
        ),
        "regions": "Regions are ITU's of today, applied to all years.",
    }
)

ROLES: Mapping[str, str] = MappingProxyType(
    {"direct": "direct evidence", "proxy": "proxy, not the thing itself", "context": "context"}
)

STRENGTHS: Mapping[str, str] = MappingProxyType({"named": "by name", "group": "and by group"})

UNCERTAINTY: Mapping[str, str] = MappingProxyType(
    {
        "rounding": "the rounding",
        "denominator": "the number of countries meant",
        "vintage": "the population estimates",
        "strength": "evidence about groups",
        "confidence": "how sure evidence has to be",
    }
)
"""What is left open, by the name of the source of uncertainty."""

CONFIDENCE: Mapping[str, str] = MappingProxyType(
    {"high": "of high confidence", "medium": "high and medium", "low": "all of it"}
)
"""Which evidence counts, by the least sure of it."""

SINCE: Mapping[str, str] = MappingProxyType(
    {"began": "it began", "passed": "it was passed", "attested": "it was seen"}
)
"""What a year is the year of."""

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "not_set": "not set",
        "described": "described",
        "not_published": "not published",
        "nothing_fits": "nothing fits",
        "ruled_out_by_count": "ruled out by the count",
        "target_of_children": "set in children",
        "target_year_reached": "no years left",
    }
)
"""Why a table has no number; by default there are no data."""

CONFLICTS: Mapping[str, str] = MappingProxyType(
    {"no": "no", "settled": "yes, the stronger counts", "open": "yes, so unknown"}
)
"""Whether the sources of a status disagree, and what that comes to."""


ASSUMPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "denominator": "published shares of countries are of {of}",
        "rule": "the goal's baseline follows from the pillars' by the rule {rule}",
        "confidence.high": "only evidence of high confidence counts",
        "confidence.low": "evidence of low confidence counts too",
        "holds_for": "a yes holds for {holds_for} years after it was last seen",
        "year": "{name}: {area} since {what}",
        "yes": "{name}: {area} at all times",
        "no": "{name}: {area} at no time",
        "unknown": "{name}: {area} unknown",
    }
)
"""What a study assumes beside the usual."""


@dataclass(frozen=True)
class Sentence:
    """A template with what it may say.

    Parameters
    ----------
    template : str
        A key of `SENTENCES`.
    numbers : mapping of str to Observation
        Observations by the names of their places, and others, which are not said.
    texts : mapping of str to str
        Words for the places that begin with "=".
    """

    template: str
    numbers: Mapping[str, Observation] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def observations(self) -> list[Observation]:
        """The observations that it says.

        Raises
        ------
        CopcalcError
            If it says one that it was not given.
        """
        places = [name for _, name, _, _ in Formatter().parse(SENTENCES[self.template]) if name]
        return [self.number(name) for name in places if not name.startswith("=")]

    def number(self, name: str) -> Observation:
        """The observation of a place; raise CopcalcError if it was not given."""
        if name not in self.numbers:
            raise CopcalcError(
                f"there is no number {name!r} to say",
                where=f"sentence {self.template!r}",
                fix="Give the sentence the observation.",
            )
        return self.numbers[name]


class _Filler(Formatter):
    """Fills a template from observations and texts, as plain text or as HTML."""

    def __init__(self, sentence: Sentence, *, as_html: bool) -> None:
        self.sentence, self.as_html = sentence, as_html

    def get_field(
        self, field_name: str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> tuple[object, str]:
        if field_name.startswith("="):
            return self.sentence.texts[field_name[1:]], field_name
        return self.sentence.number(field_name), field_name

    def format_field(self, value: object, format_spec: str) -> str:
        if not isinstance(value, Observation):
            return html.escape(str(value)) if self.as_html else str(value)
        text = write(value, format_spec)
        if not self.as_html:
            return text
        read = value.as_read()
        raw = getattr(read, "value", None)
        raw = getattr(read, "low", "") if raw is None else raw
        # The key lets a reader follow a number from the page into results.json.
        return f'<data value="{raw}" title="{html.escape(value.key)}">{html.escape(text)}</data>'


def say(sentence: Sentence, *, as_html: bool = False) -> str:
    """Make a sentence.

    Parameters
    ----------
    sentence : Sentence
        What to say.
    as_html : bool, keyword-only
        Whether to mark each number with its key, for a page.

    Returns
    -------
    str
        The sentence.

    Raises
    ------
    CopcalcError
        If the sentence says a number that it was not given.

    Examples
    --------
    >>> from copcalc.assessment import open_study, profile
    >>> kenya = profile(open_study("KEN"))
    >>> say(Sentence("state.step_countries", kenya.named, {"has": "a hotline"}))
    'One more country with a hotline moves a worldwide share of countries by 0.5 percentage points.'
    """
    return _Filler(sentence, as_html=as_html).format(SENTENCES[sentence.template])


def listed(items: Sequence[str], *, most: int | None = None) -> str:
    """Join items as a list in a sentence, those beyond the first `most` as a number.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
    ('a, b and c', 'a', 'none')
    >>> listed(["a", "b", "c", "d"], most=2)
    'a, b and 2 others'
    """
    if most is not None and len(items) > most + 1:
        items = [*items[:most], f"{len(items) - most} others"]
    if len(items) < 2:
        return items[0] if items else "none"
    return f"{', '.join(items[:-1])} and {items[-1]}"
