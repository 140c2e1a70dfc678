"""What tables are called: their captions, the titles of their columns, and words for their codes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from copcalc.assessment import UNITS, Topic
from copcalc.words.about import assumed
from copcalc.words.numbers import NO_DATA
from copcalc.words.sentences import (
    CONFIDENCE,
    CONFLICTS,
    REASONS,
    ROLES,
    SINCE,
    STRENGTHS,
    UNCERTAINTY,
)

_T = TypeVar("_T")

CAPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "regions": "{indicator}, by ITU region of today, end of {year}",
        "evidence": "{pillar}, {area}: what is known at the end of {year}",
        "carriers": "{area}: states not known to have {has}, most children first",
        "statuses": "{area}: what is known of each indicator at the end of {year}",
        "register": "Member States at the end of {year} by ITU region of today, and children aged 0-17",
        "children": "Children aged 0-17 in {year}: the states' sum against the world",
        "tables": "Tables in data/processed",
        "progress": "Progress of counts related to pillar {number}, as classed by three methods",
        "published": "Published baselines of {year}",
        "denominators": "Countries still to come, by the denominator that is meant",
        "implied": "{pillar}: implied by the published totals, for states of unknown status",
        "implied-by-confidence": "{pillar}: how what is implied hangs on the evidence that counts",
        "implied-bounds": "{pillar}: children covered, as the published totals narrow it",
        "rules": "What each declared rule makes of the pillars' baselines and targets",
        "uncertainty": "{area}, {year}: leading numbers, and what is left open",
        "unknown": "{area}: where evidence is missing at the end of {year}",
        "status": "{area}: status by pillar at the end of {year}",
        "state-evidence": "{area}: every piece of evidence at hand, of any year",
        "peers": "States of {subregion}, by number of children",
        "gaps": "{area}, {year}: baselines, targets for {target_year} and gaps, with their bounds",
    }
)
"""By the name of a table; places in braces are told of its topic."""

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "region": "ITU region",
        "indicator": "Indicator",
        "role": "Speaks as",
        "strength": "Evidence",
        "status": "Status",
        "states": "States",
        "yes": "Yes",
        "no": "No",
        "unknown": "Unknown",
        "children": "Children, thousands",
        "share_of_countries": "% of countries",
        "share_of_children": "% of children",
        "share_of_world": "% of the world's children",
        "scenario": "Assumed",
        "source": "From",
        "iso3": "Code",
        "conflict": "Sources disagree",
        "detail": "What the source says",
        "row_id": "Row",
        "vintage": "Revision",
        "states_with_number": "States with a number",
        "children.children": "Sum of states, thousands",
        "children_by_world_row": "World row, thousands",
        "share_of_world_row": "Sum as % of world",
        "table": "Table",
        "rows": "Rows",
        "title": "Title",
        "description": "What it holds",
        "publisher": "Publisher",
        "date": "Date",
        "terms": "Other terms of use",
        "url": "Address",
        "carriers.name": "Country",
        "carriers.share": "% of the area's children",
        "carriers.cumulative": "Added up, %",
        "progress.name": "Count",
        "gaps.name": "Pillar",
        "unknown.name": "Pillar",
        "denominators.name": "Pillar",
        "basis": "Baseline from",
        "baseline": "Baseline, %",
        "target": "Target, %",
        "gap": "Gap, points",
        "pace": "Required pace, points a year",
        "uncovered_children": "Children in countries without it, thousands",
        "reported": "States with direct evidence",
        "unreported": "States without evidence, by name or group",
        "label": "Number",
        "unit": "In",
        "held": "Nothing left open",
        "together": "All left open",
        "hangs_on": "Hangs on",
        "unknown.states": "of",
        "largest_unknown": "Most populous that are unknown",
        "share_of_largest_unknown": "% of the area's children in these",
        "ask": "Whom to ask in each state",
        "pillar": "Pillar",
        "status.name": "Indicator",
        "status.ask": "Whom to ask",
        "state-evidence.name": "Indicator",
        "state-evidence.status": "Says",
        "since": "Since",
        "since_means": "when",
        "until": "Until",
        "state-evidence.strength": "Speaks",
        "state-evidence.confidence": "How sure",
        "state-evidence.title": "Source",
        "peers.name": "Country",
        "published.name": "Figure",
        "of": "Of",
        "printed": "As printed, %",
        "stands_for": "Stands for, %",
        "denominators.of": "Countries",
        "target_count": "Needed for the target",
        "to_add": "Still to come",
        "implied.name": "State",
        "implied": "Implied to be",
        "readings": "Readings",
        "implied.share": "Its share of children, %",
        "otherwise": "Covered otherwise, %",
        "set_aside": "By evidence set aside",
        "implied-by-confidence.confidence": "Evidence counted",
        "readings_fitting": "Readings that fit",
        "implied_counted": "Implied: counted",
        "implied_not_counted": "Implied: not counted",
        "area": "Area",
        "evidence": "By evidence, %",
        "implied-bounds.count": "With the published count, %",
        "implied-bounds.share": "With the share too, %",
        "rule": "Rule",
        "at_baseline": "At the baselines, %",
        "baseline_verdict": "Against the published baseline",
        "at_target": "At the targets, %",
        "target_verdict": "Against the goal",
        "note": "Note",
        "observations": "Times counted",
        "first_year": "In",
        "first_count": "Countries",
        "first_of": "of",
        "first": "%",
        "last_year": "In",
        "last_count": "Countries",
        "last_of": "of",
        "last": "%",
        "denominator": "Denominator",
        "unicef": "Class of this count by UNICEF (AARR)",
        "eurostat": "by Eurostat and Statistics Canada",
        "unsd": "by the UN Statistics Division",
    }
)
"""By the name of a column; where tables differ, with the table's name before it."""

_CODES: Mapping[str, Mapping[str, str]] = {
    "role": ROLES,
    "strength": STRENGTHS,
    "conflict": CONFLICTS,
    "implied-by-confidence.confidence": CONFIDENCE,
    "status.strength": {"named": "by name", "group": "about a group"},
    "status.name": {"": "No indicator with data yet"},
    "since_means": SINCE,
    "hangs_on": {**UNCERTAINTY, "": "none of it"},
    "unit": {name: unit.name for name, unit in UNITS.items()} | {"children": "thousand children"},
}


def column_title(column: str, topic: Topic | None = None) -> str:
    """Tell the title of a column; its name where it has none.

    Examples
    --------
    >>> column_title("share_of_children"), column_title("my own")
    ('% of children', 'my own')
    """
    framework = topic.study.framework if topic else None
    if framework and column in {indicator.id for indicator in framework.indicators}:
        name = framework.indicator(column).name
        return f"{name}, a proxy" if framework.is_proxy(column) else name
    return _of_column(TITLES, column, topic) or column


def _of_column(entries: Mapping[str, _T], column: str, topic: Topic | None) -> _T | None:
    """The entry of a column: that of its table, if there is one, before that of all tables."""
    own = entries.get(f"{topic.table}.{column}") if topic else None
    return own or entries.get(column)


def table_caption(topic: Topic) -> str:
    """Tell what a table is about.

    Examples
    --------
    >>> from copcalc.assessment import by_region, open_study
    >>> table_caption(by_region(open_study(), "hotline").topic)
    'Hotline or reporting portal, by ITU region of today, end of 2014'
    """
    study = topic.study
    texts: dict[str, object] = {"area": study.area.name, "year": study.year}
    texts["target_year"] = study.framework.target_year
    if study.area.kind == "state":
        texts["subregion"] = study.register.states.at[study.area.code, "m49_subregion"]
    if topic.indicator:
        indicator = study.framework.indicator(topic.indicator)
        texts |= {"indicator": indicator.name, "has": indicator.has}
    if topic.pillar:
        pillar = study.framework.pillar(topic.pillar)
        texts |= {"pillar": pillar.name, "number": pillar.number}
    told = CAPTIONS[topic.table].format(**texts)
    what = assumed(study)
    return f"{told}. Assumed: {'; '.join(what)}" if what else told


def code_in_words(column: str, code: object, topic: Topic | None = None) -> object:
    """Put a code of a column, or some with semicolons between them, into words, where there are any.

    Examples
    --------
    >>> code_in_words("strength", "named"), code_in_words("name", "named")
    ('by name', 'named')
    >>> code_in_words("hangs_on", "rounding; vintage")
    'the rounding; the population estimates'
    """
    words = _of_column(_CODES, column, topic)
    if not words or not isinstance(code, str):
        return code
    return "; ".join(words.get(part, part) for part in code.split("; "))


def reason_in_words(reason: str) -> str:
    """Tell why a cell of a table has no number.

    Examples
    --------
    >>> reason_in_words("not_set"), reason_in_words("no_children")
    ('not set', 'no data')
    """
    return REASONS.get(reason, NO_DATA)
