"""How numbers are written for people: in sentences and in tables."""

from __future__ import annotations

from copcalc.assessment import MEASURES, UNITS, Observation
from copcalc.measure import Estimate

NO_DATA = "no data"
_SPACE = "\N{NO-BREAK SPACE}"


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
        Rounded to what the unit allows; children in millions or billions where there are that many.

    Examples
    --------
    >>> spell(26.42487, "share_of_countries"), spell(69.0, "share_of_countries")
    ('26.4', '69')
    >>> spell(24_819, "children"), spell(993_842, "children")
    ('25,000', '994,000')
    """
    if unit == "children":
        if amount >= 999_500_000:
            text = f"{amount / 1e9:,.2f} billion"
        elif amount >= 9_950_000:
            text = f"{amount / 1e6:,.0f} million"
        elif amount >= 999_500:
            text = f"{amount / 1e6:.1f} million"
        else:
            text = f"{round(amount, -3):,.0f}" if amount >= 1000 else f"{amount:,.0f}"
        return text.replace(" ", _SPACE)
    if UNITS[unit].factor == 100 and 0 < abs(amount) < 0.05:
        return "under 0.1" if amount > 0 else "above \N{MINUS SIGN}0.1"
    text = f"{amount:,.{UNITS[unit].digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "\N{MINUS SIGN}")


def percent(amount: float) -> str:
    """Write a share, given in per cent, with its sign.

    Examples
    --------
    >>> percent(26.42487) == "26.4\N{NO-BREAK SPACE}%"
    True
    """
    return f"{spell(amount, 'share_of_countries')}{_SPACE}%"


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
    >>> tabulate(1.0, "share_of_children", whole=False), tabulate(993842, "children", whole=True)
    ('1.0', '994')
    """
    if unit == "children":
        return f"{amount / 1000:,.0f}"
    if UNITS[unit].factor == 100 and 0 < abs(amount) < 0.05:
        return spell(amount, unit)
    text = f"{amount:,.{0 if whole else UNITS[unit].digits}f}"
    return text.replace("-", "\N{MINUS SIGN}")


def write(number: Observation, style: str = "") -> str:
    """Write a number with its unit.

    Parameters
    ----------
    number : Observation
        What to write.
    style : {"", "range", "between", "full", "bare", "points"}
        The value (its bounds, where there is no value); the bounds; the bounds as "between 1 and 2", or
        the number alone where they are equal; the value with its bounds behind it; the value without
        its unit; a share as the percentage points that it would add.

    Returns
    -------
    str
        Words; "no data" where there is none.

    Examples
    --------
    >>> from copcalc.assessment import assess_pillar, open_study
    >>> gap = assess_pillar(open_study(), "legal").points
    >>> write(gap, "full"), write(gap, "range")
    ('21 percentage points (20.5 to 21.5)', '20.5 to 21.5 percentage points')
    """
    read = number.as_read()
    if not isinstance(read, Estimate):
        return NO_DATA
    unit = "points" if style == "points" else MEASURES[number.measure].unit
    low, high = _alike(spell(read.low, unit), spell(read.high, unit))
    if style == "between" and low != high:
        return f"between {low} and {high}{_unit(unit)}"
    bounds = low if low == high else f"{low} to {high}"
    if read.value is None or style == "range":
        return f"{bounds}{'' if style == 'bare' else _unit(unit, bounds)}"
    text = spell(read.value, unit)
    text += "" if style == "bare" else _unit(unit, text)
    return f"{text} ({bounds})" if style == "full" and low != high else text


def _unit(unit: str, text: str = "") -> str:
    """What stands behind a number; children are named by the sentence."""
    symbol = UNITS[unit].one if text == "1" and UNITS[unit].one else UNITS[unit].symbol
    if not symbol or unit == "children":
        return ""
    return f"{_SPACE if symbol.startswith('%') else ' '}{symbol}"


def _alike(low: str, high: str) -> tuple[str, str]:
    """Both ends of a range with a decimal if one has it, 2.0 to 2.6, but for none and all: 0 to 2.6."""
    ends = (low, high)
    if sum("." in end for end in ends) != 1 or not all(end[-1].isdigit() for end in ends):
        return ends
    low, high = (end if "." in end or end in ("0", "100") else f"{end}.0" for end in ends)
    return low, high
