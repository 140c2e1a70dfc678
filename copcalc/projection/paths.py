"""Required paths: what each year would have to bring for a target to be reached on time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from types import MappingProxyType
from typing import Literal, TypeVar

import pandas as pd
from scipy import special

from copcalc.errors import MeasureError
from copcalc.measure import Direction, Share, gap, over_box, rises
from copcalc.projection.horizon import of_year

Shape = Literal["linear", "growth", "reduction", "logistic"]
"""How a path bends: the same points, growth, reduction of the rest, or log-odds each year."""

SHAPES: Mapping[Shape, str] = MappingProxyType(
    {
        "linear": "the same number of percentage points a year",
        "growth": "constant growth of the covered share",
        "reduction": "constant reduction of the uncovered share (AARR)",
        "logistic": "constant change of the log-odds",
    }
)
"""Every shape of a path, in words."""

S = TypeVar("S", bound=Share)


def required_path(
    baseline: S,
    target: S,
    *,
    start: int,
    end: int,
    shape: Shape = "linear",
    direction: Direction = "rise",
) -> dict[int, S]:
    """Lay a path from a baseline to a target, year by year.

    Formula, with p the baseline, T the target, f = (year - start) / (end - start), and u(x) = 1 - x
    where the indicator should rise, u(x) = x where it should fall:
    linear p + f (T - p); growth p (T / p)**f; reduction u(p) (u(T) / u(p))**f, turned back into a
    share; logistic L(p) + f (L(T) - L(p)) with L the log-odds. A target that is already reached
    asks for nothing: the path stays at the baseline.

    Parameters
    ----------
    baseline, target : CountryShare or ChildShare
        Fractions, both of one denominator.
    start, end : int, keyword-only
        Years of the baseline and of the target.
    shape : {"linear", "growth", "reduction", "logistic"}, keyword-only
        How the path bends.
    direction : {"rise", "fall"}, keyword-only
        Which way the indicator should move.

    Returns
    -------
    dict of int to CountryShare or ChildShare
        The share in each year from start to end, with the baseline's rounding carried along.

    Raises
    ------
    DenominatorError
        If a share of countries is compared with one of children.
    MeasureError
        If the years are not whole or the end is not after the start, there is no such shape, or no path
        of the shape leads there: zero can't grow, and a constant reduction never reaches zero.

    References
    ----------
    UNICEF (2007), Technical note: how to calculate the average annual rate of reduction (AARR).

    Examples
    --------
    >>> import copcalc as cop
    >>> half, most = cop.ChildShare.exact(0.5), cop.ChildShare.exact(0.8)
    >>> path = cop.required_path(half, most, start=2014, end=2020, shape="logistic")
    >>> [round(path[year].value, 3) for year in (2014, 2017, 2020)]
    [0.5, 0.667, 0.8]
    """
    gap(baseline, target, direction=direction)  # refuses mixed denominators
    if end <= start or start % 1 or end % 1:
        raise MeasureError(
            f"there are no whole years between {start} and {end}",
            where="required_path",
            fix="Give a whole baseline year, and a whole target year after it.",
        )
    if shape not in SHAPES:
        raise MeasureError(
            f"there is no shape {shape!r}",
            where="required_path",
            fix=f"Use one of {', '.join(SHAPES)}.",
        )
    for p, t in _ends(baseline, target):
        if not _leads_there(p, t, shape, direction):
            raise MeasureError(
                f"no path of the shape {shape!r} leads from {p} to {t}",
                where="required_path",
                fix="Use 'linear': zero can't grow, and a constant rate never reaches none or all.",
            )

    def at(fraction: float) -> S:
        def value(p: float, t: float) -> float:
            if not _to_go(p, t, direction) or fraction == 0:
                return p
            return t if fraction == 1 else _between(p, t, fraction, shape, direction)

        found = over_box(value, baseline, target)
        return type(baseline)(found.low, found.high, found.value)

    return {year: at((year - start) / (end - start)) for year in range(int(start), int(end) + 1)}


def required_paths(
    baseline: S,
    target: S,
    *,
    start: int,
    end: int,
    whole: float | Mapping[int, float] | pd.Series[float],
    shapes: Iterable[Shape] = tuple(SHAPES),
    direction: Direction = "rise",
) -> pd.DataFrame:
    """Lay out the paths of several shapes as one table, in shares and in countries or children.

    Formula: each year's share by `required_path`; amount = share * whole of the year.

    Parameters
    ----------
    baseline, target : CountryShare or ChildShare
        Fractions, both of one denominator.
    start, end : int, keyword-only
        Years of the baseline and of the target.
    whole : float, or mapping or pandas.Series of int to float, keyword-only
        All there are, in countries or in children: the same in every year, or by year.
    shapes : iterable of str, optional, keyword-only
        Which shapes, of `SHAPES`; by default all.
    direction : {"rise", "fall"}, keyword-only
        Which way the indicator should move.

    Returns
    -------
    pandas.DataFrame
        Indexed by shape and year: share_low, share, share_high (fractions), amount_low, amount and
        amount_high (countries or children, not rounded: the whole number of countries that meets a share
        is `copcalc.measure.countries_at_target`). The middle is missing where the baseline has no value.
        A shape of which no path leads to the target is left out.

    Raises
    ------
    DenominatorError
        If a share of countries is compared with one of children.
    MeasureError
        If the years are not whole or the end is not after the start, there is no such shape, a year has
        no whole, or none of the shapes leads there.

    References
    ----------
    UNICEF (2007), Technical note: how to calculate the average annual rate of reduction (AARR).

    Examples
    --------
    >>> import copcalc as cop
    >>> now, then = cop.CountryShare.published(0.26, step=0.01), cop.CountryShare.exact(0.7)
    >>> paths = cop.required_paths(now, then, start=2014, end=2020, whole=193)
    >>> paths.xs(2017, level="year")["amount"].round(1).to_dict()
    {'linear': 92.6, 'growth': 82.3, 'reduction': 102.1, 'logistic': 91.7}
    """
    wanted = list(shapes)
    leading = [
        shape
        for shape in wanted
        if all(_leads_there(p, t, shape, direction) for p, t in _ends(baseline, target))
    ]
    rows = {}
    # Where none leads there, the refusal says why.
    for shape in leading or wanted:
        path = required_path(
            baseline, target, start=start, end=end, shape=shape, direction=direction
        )
        for year, share in path.items():
            parts, there_are = (share.low, share.value, share.high), of_year(whole, year)
            amounts = (None if part is None else part * there_are for part in parts)
            rows[shape, year] = (*parts, *amounts)
    columns = [f"{what}{part}" for what in ("share", "amount") for part in ("_low", "", "_high")]
    index = pd.MultiIndex.from_tuples(rows, names=["shape", "year"])
    return pd.DataFrame(list(rows.values()), index=index, columns=columns, dtype=float)


def _ends(baseline: Share, target: Share) -> Iterator[tuple[float, float]]:
    """Every corner of the roundings of the two."""
    return product((baseline.low, baseline.high), (target.low, target.high))


def _to_go(p: float, t: float, direction: Direction) -> bool:
    return t > p if rises(direction) else t < p


def _leads_there(p: float, t: float, shape: Shape, direction: Direction) -> bool:
    if not _to_go(p, t, direction):
        return True
    if shape == "growth":
        return p > 0 and t > 0
    if shape == "reduction":
        return t < 1 if rises(direction) else t > 0
    if shape == "logistic":
        return 0 < p < 1 and 0 < t < 1
    return True


def _between(p: float, t: float, fraction: float, shape: Shape, direction: Direction) -> float:
    if shape == "linear":
        share = p + fraction * (t - p)
    elif shape == "growth" or (shape == "reduction" and not rises(direction)):
        share = p ** (1 - fraction) * t**fraction
    elif shape == "reduction":
        share = 1 - (1 - p) ** (1 - fraction) * (1 - t) ** fraction
    else:
        odds = special.logit((p, t))
        share = special.expit(odds[0] + fraction * (odds[1] - odds[0]))
    # Never beyond its ends by the last digits.
    return float(min(max(share, min(p, t)), max(p, t)))
