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
        Rounded to what the unit allows; children in millions where there are that many.

    Examples
    --------
    >>> spell(26.42487, "share_of_countries"), spell(69.0, "share_of_countries")
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
    style : {"", "range", "between", "full", "bare"}
        The value (its bounds, where there is no value); the bounds; the bounds joined by "and"; the
        value with its bounds behind it; the value without its unit.

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
    unit = MEASURES[number.measure].unit
    symbol = UNITS[unit].symbol
    if unit == "children" or style == "bare":
        symbol = ""
    elif unit == "countries" and read.value == 1:
        symbol = "country"
    joint = _SPACE if symbol.startswith("%") else " "
    behind = f"{joint}{symbol}" if symbol else ""
    low, high = spell(read.low, unit), spell(read.high, unit)
    if style == "between":
        return f"{low} and {high}{behind}"
    bounds = low if low == high else f"{low} to {high}"
    if read.value is None or style == "range":
        return f"{bounds}{behind}"
    text = f"{spell(read.value, unit)}{behind}"
    return f"{text} ({bounds})" if style == "full" and low != high else text
