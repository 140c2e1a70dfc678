"""How numbers are written for people: in sentences and in tables."""

from __future__ import annotations

from fluent.runtime.types import FluentFloat

from copcalc.assessment import MEASURES, UNITS, Observation
from copcalc.measure import Estimate
from copcalc.words.language import current, without_isolates

# A share below this many per cents is not written as 0.
_TINY = 0.05


def spell(amount: float, unit: str, *, least: int = 0) -> str:
    """Write an amount as people read it, without its unit.

    Parameters
    ----------
    amount : float
        In the unit that people read (per cents, not fractions).
    unit : str
        A key of `copcalc.assessment.UNITS`.
    least : int, keyword-only
        Decimals to write even where they are zeros.

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
    >>> spell(0.02, "probability"), spell(12.3, "probability"), spell(99.87, "probability")
    ('<1', '12', '>99')
    """
    if unit == "children":
        return _spell_children(amount)
    if unit == "probability" and (told := _spell_nearly(amount)):
        return told
    if _is_tiny(amount, unit):
        key, least_told = ("under", 0.1) if amount > 0 else ("above", -0.1)
        return _tell(f"amount-{key}", least=decimal(least_told, 1, 1))
    return decimal(amount, least, UNITS[unit].digits)


def _spell_children(amount: float) -> str:
    if amount >= 999_500_000:
        key, scaled, digits = "billions", amount / 1e9, 2
    elif amount >= 9_950_000:
        key, scaled, digits = "millions", amount / 1e6, 0
    elif amount >= 999_500:
        key, scaled, digits = "millions", amount / 1e6, 1
    else:
        return decimal(round(amount, -3) if amount >= 1000 else amount, 0, 0)
    return _tell(f"amount-{key}", amount=_as_fluent(scaled, digits, digits))


def _spell_nearly(amount: float) -> str:
    """Write a probability that would be rounded to none or all, and is neither; else an empty text."""
    if 0 < amount < 0.5:
        return _tell("amount-less", than=decimal(1, 0, 0))
    if 99.5 <= amount < 100:
        return _tell("amount-more", than=decimal(99, 0, 0))
    return ""


def _is_tiny(amount: float, unit: str) -> bool:
    return UNITS[unit].factor == 100 and 0 < abs(amount) < _TINY


def decimal(amount: float, least: int, most: int) -> str:
    """Write a decimal number by the conventions of the language.

    Parameters
    ----------
    amount : float
        The number.
    least, most : int
        How many decimals to write at least and at most.

    Returns
    -------
    str
        With a minus sign of full width.

    Examples
    --------
    >>> decimal(1234.5, 0, 2), decimal(-2, 1, 1) == "\N{MINUS SIGN}2.0"
    ('1,234.5', True)
    """
    text = _as_fluent(amount, least, most).format(current().locale)
    return text.replace("-", "\N{MINUS SIGN}")


def _as_fluent(amount: float, least: int, most: int) -> FluentFloat:
    # Rounded here, from the number itself and not from its decimal digits; a zero has no sign.
    rounded = round(float(amount), most) + 0.0
    options = {"minimumFractionDigits": least, "maximumFractionDigits": most}
    return FluentFloat(rounded, **options)


def _tell(message: str, **given: str | FluentFloat) -> str:
    """A message about a number; whatever it is placed in keeps it apart."""
    return without_isolates(current().format(message, given))


def percent(amount: float) -> str:
    """Write a share, given in per cent, with its sign.

    Examples
    --------
    >>> percent(26.42487) == "26.4\N{NO-BREAK SPACE}%"
    True
    """
    return _with_unit(spell(amount, "share_of_countries"), "share_of_countries", amount)


def percents(low: float, high: float) -> str:
    """Write the bounds of a share, given in per cent, with their sign; one number where both read the same.

    Examples
    --------
    >>> percents(4.52, 100) == "4.5 to 100\N{NO-BREAK SPACE}%", percents(69, 69) == percent(69)
    (True, True)
    """
    ends = [spell(end, "share_of_countries") for end in (low, high)]
    if ends[0] == ends[1]:
        return percent(low)
    return _with_unit(write_range(*ends), "share_of_countries", None)


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
        return decimal(amount / 1000, 0, 0)
    if _is_tiny(amount, unit) or unit == "probability":
        return spell(amount, unit)
    digits = 0 if whole else UNITS[unit].digits
    return decimal(amount, digits, digits)


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
        return _tell("no_data")
    unit = "points" if style == "points" else MEASURES[number.measure].unit
    low, high = _ends(read, unit)
    alike = low == high
    if style == "between" and not alike:
        return _with_unit(write_range(low, high, between=True), unit, None)
    if read.value is None or style == "range":
        bounds = low if alike else write_range(low, high)
        return bounds if style == "bare" else _with_unit(bounds, unit, read.high if alike else None)
    text = spell(read.value, unit)
    if style != "bare":
        text = _with_unit(text, unit, read.value)
    if style != "full" or alike:
        return text
    return _tell("with_range", number=text, range=write_range(low, high))


def write_range(low: str, high: str, *, between: bool = False) -> str:
    """Write two numbers that are written already as the ends of a range.

    Examples
    --------
    >>> write_range("1", "2"), write_range("1", "2", between=True)
    ('1 to 2', 'between 1 and 2')
    """
    return _tell("between" if between else "range", low=low, high=high)


def _with_unit(text: str, unit: str, amount: float | None) -> str:
    """A number, or a range, with what stands around it."""
    told = "range" if amount is None else _as_fluent(amount, 0, UNITS[unit].digits)
    return _tell(f"unit-{unit}", number=text, amount=told)


def _ends(read: Estimate, unit: str) -> tuple[str, str]:
    """Both ends of a range with a decimal if one has it, 2.0 to 2.6, but for none and all: 0 to 2.6."""
    ends = (read.low, read.high)
    rounded = [round(end, UNITS[unit].digits) for end in ends]
    tiny = any(_is_tiny(end, unit) for end in ends) and UNITS[unit].digits > 0
    has_decimals = tiny or any(end != round(end) for end in rounded)
    keeps = [has_decimals and end not in (0, 100) for end in rounded]
    low, high = (spell(end, unit, least=int(k)) for end, k in zip(ends, keeps, strict=True))
    return low, high
