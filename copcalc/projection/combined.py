"""Projected shares combined by a rule, as those of pillars that make a goal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy.stats import qmc

from copcalc.errors import MeasureError
from copcalc.measure import Share
from copcalc.measure.composite import Points
from copcalc.projection.bridge import Forecast
from copcalc.projection.distribution import Outcomes, Shares

# Points at which the rule is asked: two to this power.
_POWER = 12


def combined(
    forecasts: Sequence[Forecast[Any]],
    rule: Callable[[list[Points]], tuple[Points, Points]],
    kind: type[Share],
) -> Forecast[Any]:
    """Combine projected shares by a rule, as if they were independent of each other.

    Formula: the rule at 4,096 points of a Sobol sequence, each a quantile of every share. Those of the least
    levels give the one distribution, those of the greatest the other. That is right for a rule that rises
    with each of the shares, or is level.

    Parameters
    ----------
    forecasts : sequence of Forecast
        At least one.
    rule : callable
        From the shares at all points, an array of fractions each, to the least and the greatest of what they
        make together at each point, as fractions; the same array twice where they make one.
    kind : type
        CountryShare or ChildShare: of what the rule makes a share.

    Returns
    -------
    Forecast
        Of what the rule gives. It has no distribution of a printed value where a share has none, or where
        the rule gives bounds alone.

    Raises
    ------
    MeasureError
        If there is no forecast.

    References
    ----------
    Sobol (1967), On the distribution of points in a cube and the approximate evaluation of integrals, USSR
    Computational Mathematics and Mathematical Physics 7.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> even = cop.Shares(np.array([0.2, 0.6]))
    >>> each = cop.Forecast(even, even, even, cop.ChildShare)
    >>> mean = cop.combined([each, each], lambda s: ((s[0] + s[1]) / 2,) * 2, cop.ChildShare)
    >>> round(mean.quantile(0.5).value, 2), round(mean.reached(cop.ChildShare.exact(0.6)).value, 2)
    (0.4, 0.25)
    """
    if not forecasts:
        raise MeasureError(
            "there is nothing to combine",
            where="combined",
            fix="Give at least one forecast.",
        )
    levels = qmc.Sobol(len(forecasts), scramble=False).random_base2(_POWER) + 0.5 / 2**_POWER
    first, second = (
        _quantiles(ends, levels)
        for ends in ([each.low for each in forecasts], [each.high for each in forecasts])
    )
    # Ends that cross, as those of a walk with larger steps from higher up may, are still the ends.
    least, _ = rule([np.minimum(*ends) for ends in zip(first, second, strict=True)])
    _, greatest = rule([np.maximum(*ends) for ends in zip(first, second, strict=True)])
    values = [each.value for each in forecasts if each.value is not None]
    middle = None
    if len(values) == len(forecasts):
        low, high = rule(_quantiles(values, levels))
        middle = Shares(low) if np.array_equal(low, high) else None
    return Forecast(Shares(least), Shares(greatest), middle, kind)


def _quantiles(of: Sequence[Outcomes], levels: Points) -> list[Points]:
    """A quantile of each at each point."""
    return [each.quantiles(column) for each, column in zip(of, levels.T, strict=True)]
