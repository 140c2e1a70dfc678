"""Projected shares combined by a rule, as those of pillars that make a goal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from copcalc.errors import MeasureError
from copcalc.measure import Estimate, Share
from copcalc.projection.bridge import Forecast
from copcalc.projection.distribution import Outcomes, Shares

# Points at which the rule is asked: two to this power.
_POWER = 12


def combined(
    forecasts: Sequence[Forecast[Any]], rule: Callable[[list[Share]], Estimate]
) -> Forecast[Any]:
    """Combine projected shares by a rule, as if they were independent of each other.

    Formula: the rule at 4,096 points of a Sobol sequence, each a quantile of every share between those of its
    least and of its greatest level. The bounds that the rule gives are two distributions. That is right for
    a rule that rises with each of the shares, or is level.

    Parameters
    ----------
    forecasts : sequence of Forecast
        At least one.
    rule : callable
        From one share a forecast, in their order and of their kinds, to what they make together: an
        estimate within [0, 1], whose bounds hold what the bounds of the shares make.

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
    >>> from copcalc.measure import weighted_mean
    >>> even = cop.Shares(np.array([0.2, 0.6]))
    >>> each = cop.Forecast(even, even, even, cop.ChildShare)
    >>> mean = cop.combined([each, each], lambda s: weighted_mean(s, [1, 1]))
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
    least = _quantiles([each.low for each in forecasts], levels)
    greatest = _quantiles([each.high for each in forecasts], levels)
    values = [each.value for each in forecasts if each.value is not None]
    known = len(values) == len(forecasts)
    printed = (
        _quantiles(values, levels).tolist() if known else [[None] * len(forecasts)] * len(levels)
    )
    kinds = [each.kind for each in forecasts]
    # Ends that cross, as those of a walk with larger steps from higher up may, are still the ends.
    ends = np.minimum(least, greatest), np.maximum(least, greatest)
    made = [
        rule([kind(*share) for kind, share in zip(kinds, zip(*point, strict=True), strict=True)])
        for point in zip(ends[0].tolist(), ends[1].tolist(), printed, strict=True)
    ]
    middle = [each.value for each in made if each.value is not None]
    return Forecast(
        Shares(np.array([each.low for each in made])),
        Shares(np.array([each.high for each in made])),
        Shares(np.array(middle)) if len(middle) == len(made) else None,
        type(made[0]),
    )


def _quantiles(of: Sequence[Outcomes], levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """A quantile of each at each point: shape (points, shares)."""
    return np.column_stack(
        [each.quantiles(column) for each, column in zip(of, levels.T, strict=True)]
    )
