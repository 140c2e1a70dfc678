"""What every combination of some choices makes of a result."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import pandas as pd

from copcalc.projection.evaluated import Evaluated, Function, different, placed, refusal
from copcalc.projection.factor import Factor

MOST = 100_000
"""As many combinations are looked at, and no more."""


def every_combination(
    function: Function, factors: Sequence[Factor], centre: Mapping[str, Any]
) -> pd.DataFrame:
    """Let all factors vary at once, in every combination of their settings.

    Formula: f(x_1, ..., x_k) over the product of all settings; of a number, its bounds and its centre are
    tried. The combinations that turn a verdict with the fewest changes tell what it hangs on: where none
    turns it, it holds whatever is chosen.

    Parameters
    ----------
    function : callable
        Takes a dict with a setting for each factor's id and returns a number. Called once for each
        combination of settings.
    factors : sequence of Factor
        At least one.
    centre : mapping of str to setting
        The usual setting of each factor, by id.

    Returns
    -------
    pandas.DataFrame
        One row a combination, in the order of the settings: a column for each factor's id with the label of
        its setting, then result, and changes (how many factors stand elsewhere than at the centre).

    Raises
    ------
    MeasureError
        If the factors or the centre make no sense, a result is no finite number, or there are more than
        100 000 combinations.

    References
    ----------
    Young and Holsteen (2017), Model uncertainty and robustness, Sociological Methods & Research 46,
    doi:10.1177/0049124115610347, on looking at all models that could have been chosen.

    Examples
    --------
    >>> import copcalc as cop
    >>> factors = [cop.Factor("pace", "Pace", (1, 2)), cop.Factor("years", "Years", (4, 6))]
    >>> all_of_them = cop.every_combination(
    ...     lambda s: s["pace"] * s["years"], factors, {"pace": 1, "years": 6}
    ... )
    >>> all_of_them[all_of_them["result"] > 6].nsmallest(1, "changes")[["pace", "years"]].values.tolist()
    [['2', '6']]
    """
    evaluated = Evaluated(function, different(factors))
    factors = evaluated.factors
    middle = placed(centre, factors)
    offered = [
        list(dict.fromkeys([*factor.places(), middle[i]])) for i, factor in enumerate(factors)
    ]
    count = math.prod(map(len, offered))
    if count > MOST:
        raise refusal(
            f"there are {count} combinations", f"Give fewer factors or settings, for up to {MOST}."
        )
    rows = [
        (
            *(factor.label(place) for factor, place in zip(factors, places, strict=True)),
            evaluated(places),
            sum(place != usual for place, usual in zip(places, middle, strict=True)),
        )
        for places in product(*offered)
    ]
    return pd.DataFrame(rows, columns=[*(factor.id for factor in factors), "result", "changes"])
