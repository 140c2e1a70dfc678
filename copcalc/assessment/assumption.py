"""What a study may assume, and what is wrong with an assumption that it can't."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from copcalc.data import Register, did_you_mean
from copcalc.errors import CopcalcError
from copcalc.framework import CompositeRule, Framework
from copcalc.measure import STATUSES
from copcalc.projection.scalar import is_count

EARLIEST = 1900
"""The first year that evidence can tell of, as data/raw/datapackage.json has it."""

OPTIONS = ("vintage", "denominator", "rule", "strength", "confidence", "holds_for")
"""What a study assumes beside statuses, by the names of its fields."""


def calendar_year(year: object) -> int:
    """Return a year that is a whole number; raise CopcalcError if it is none."""
    if not is_count(year):
        raise CopcalcError(
            f"{year!r} is no calendar year",
            where="year",
            fix="Give a whole number without quotes, as 2014.",
        )
    return int(year)


def check_vintage(vintage: object, vintages: Sequence[str]) -> None:
    """Raise CopcalcError if there is no such vintage."""
    if vintage not in vintages:
        raise CopcalcError(
            f"there is no vintage {vintage!r}",
            where="vintage",
            fix=f"Use one of {', '.join(vintages)}.",
        )


def find_rule(framework: Framework, rule: str) -> CompositeRule:
    """Find the rule by which the goal's baseline is to be made from the pillars'.

    Parameters
    ----------
    framework : Framework
        The rules are those that it declares.
    rule : str
        A rule's id.

    Returns
    -------
    CompositeRule
        The rule.

    Raises
    ------
    CopcalcError
        If the framework has no such rule, or what the rule gives is no share of children.

    Examples
    --------
    >>> from copcalc.framework import load_framework
    >>> find_rule(load_framework("connect2020"), "equal").name
    'Equal weights'
    """
    declared = framework.goal.rules if framework.goal else []
    shares = [each for each in declared if each.kind != "mean_attainment"]
    for each in shares:
        if each.id == rule:
            return each
    is_index = rule in [each.id for each in declared]
    raise CopcalcError(
        f"the rule {rule!r} gives a part of the way to the targets, and no share of children"
        if is_index
        else f"the framework declares no rule {rule!r}",
        where="rule",
        fix=f"Use one of {', '.join(each.id for each in shares)}." if shares else "Leave it out.",
    )


def check_assumable(framework: Framework, names: Iterable[str]) -> None:
    """Raise CopcalcError if one of some names is neither an option nor an indicator."""
    indicators = [each.id for each in framework.indicators]
    for name in names:
        if name not in (*OPTIONS, *indicators):
            raise CopcalcError(
                f"there is nothing to assume of the name {name!r}",
                where="assume",
                fix=did_you_mean(name, [*OPTIONS, *indicators])
                or f"Use {', '.join(OPTIONS)}, or an indicator: {', '.join(indicators)}.",
            )


def read_statuses(
    register: Register, indicator: str, given: object, last_year: int
) -> dict[str, int | str]:
    """Read what somebody assumes of states on an indicator.

    Parameters
    ----------
    register : Register
        The states, and how they are called.
    indicator : str
        An indicator's id.
    given : object
        Should be a mapping from areas, by code or name, to the year in which it began, "yes", "no" or
        "unknown". An area stands for all its states; what is said of a smaller one counts before.
    last_year : int
        The last year of which there are tables.

    Returns
    -------
    dict of str to int or str
        What is assumed, by state's code.

    Raises
    ------
    CopcalcError
        If it is no mapping, an area is not found or stands twice, or nothing of the kind can be assumed.

    Examples
    --------
    >>> from copcalc.assessment import open_study
    >>> register = open_study().register
    >>> read_statuses(register, "hotline", {"Kenya": 2013, "NAM": "no"}, 2024)
    {'KEN': 2013, 'NAM': 'no'}
    """
    if not isinstance(given, Mapping):
        raise CopcalcError(
            f"{given!r} does not say of whom it is assumed",
            where=indicator,
            fix=f'Give states with what is assumed of each, as {indicator}={{"KEN": 2013}}.',
        )
    found = {}
    for name, what in given.items():
        area = register.find(name)
        if area in found:
            raise CopcalcError(
                f"{area.name} stands there twice", where=indicator, fix="Name it once."
            )
        if what not in STATUSES and not (is_count(what, EARLIEST) and what <= last_year):
            raise CopcalcError(
                f"{what!r} can't be assumed of {area.name}",
                where=indicator,
                fix=f"Give the year in which it began, from {EARLIEST} to {last_year}, or one of "
                f"{', '.join(STATUSES)}.",
            )
        found[area] = what if what in STATUSES else int(what)
    largest_first = sorted(found.items(), key=lambda each: -len(each[0].states))
    return {state: what for area, what in largest_first for state in area.states}
