"""Projected shares combined by a rule, as those of pillars that make a goal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy.stats import qmc

from copcalc.errors import MeasureError
from copcalc.measure import Estimate, Share
from copcalc.projection.bridge import Forecast
from copcalc.projection.distribution import Outcomes, Shares

# Points at which the rule is asked: two to this power.
_POWER = 10


def combined(
    forecasts: Sequence[Forecast[Any]], rule: Callable[[list[Share]], Estimate]
) -> Forecast[Any]:
    """Combine projected shares by a rule, as if they were independent of each other.

    Formula: the rule at 1,024 points of a Sobol sequence, each a quantile of every share; its lower bound at
    the least levels, its upper bound at the greatest. That is right for a rule that rises with each of the
    shares, or is level.

    Parameters
    ----------
    forecasts : sequence of Forecast
        At least one.
    rule : callable
        From one exact share a forecast, in their order and of their kinds, to what they make together: an
        estimate within [0, 1].

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
    kinds = [each.kind for each in forecasts]

    def made(ends: Sequence[Outcomes]) -> list[Estimate]:
        drawn = zip(*map(_quantiles, ends, levels.T), strict=True)
        return [
            rule([kind.exact(s) for kind, s in zip(kinds, each, strict=True)]) for each in drawn
        ]

    least, greatest = made([f.low for f in forecasts]), made([f.high for f in forecasts])
    printed = [f.value for f in forecasts if f.value is not None]
    values = [e.value for e in made(printed)] if len(printed) == len(forecasts) else [None]
    known = [value for value in values if value is not None]
    return Forecast(
        Shares(np.array([each.low for each in least])),
        Shares(np.array([each.high for each in greatest])),
        Shares(np.array(known)) if len(known) == len(values) else None,
        type(least[0]),
    )


def _quantiles(of: Outcomes, levels: np.ndarray[Any, Any]) -> list[float]:
    return [of.quantile(float(level)) for level in levels]
