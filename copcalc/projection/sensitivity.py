"""Which choices move a result: one at a time, and all together by Sobol's indices."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from SALib.analyze import sobol as _analysis
from SALib.sample import sobol as _sampling

from copcalc.errors import MeasureError

Settings = dict[str, Any]
"""A setting for each factor, by the factor's id."""

Function = Callable[[Settings], float]
"""What turns settings into a result."""

# Results that differ by less than this share of their size differ by the rounding of floats only.
_STILL = 1e-12


@dataclass(frozen=True)
class Factor:
    """A choice that a result may depend on: one of some settings, or a number between two bounds.

    Parameters
    ----------
    id : str
        Short name, by which the function finds the setting.
    name : str
        Name for readers.
    choices : tuple, optional
        The settings, at least two, each as probable as another. None: a number from low to high.
    labels : tuple of str, optional
        Names of the settings for readers; by default the settings as text.
    low, high : float, optional
        Bounds of a number, each value between them as probable as another.

    Raises
    ------
    MeasureError
        If it has neither choices nor bounds, or both, or they leave nothing to choose.

    Examples
    --------
    >>> Factor("vintage", "Children's vintage", ("WPP2012", "WPP2022")).labels
    ('WPP2012', 'WPP2022')
    >>> Factor("baseline", "Baseline", low=0.685, high=0.695).is_number
    True
    """

    id: str
    name: str
    choices: tuple[Any, ...] | None = None
    labels: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if self.choices is None:
            if self.low is None or self.high is None or self.labels:
                raise self._wrong(
                    "neither choices nor two bounds", "Give choices, or low and high."
                )
            if not -math.inf < self.low < self.high < math.inf:
                raise self._wrong(
                    f"no numbers between {self.low} and {self.high}",
                    "Give a finite low below a finite high.",
                )
            return
        if self.low is not None or self.high is not None:
            raise self._wrong("both choices and bounds", "Give one of them.")
        object.__setattr__(self, "labels", self.labels or tuple(map(str, self.choices)))
        if len(self.choices) < 2:
            raise self._wrong(
                f"{len(self.choices)} choice{'' if self.choices else 's'}",
                "Give at least two choices, or leave the factor out.",
            )
        if len(self.labels) != len(self.choices) or len(set(self.labels)) < len(self.labels):
            raise self._wrong(
                f"the labels {', '.join(self.labels)} for {len(self.choices)} choices",
                "Give each choice one label of its own.",
            )

    def _wrong(self, what: str, fix: str) -> MeasureError:
        return MeasureError(f"it has {what}", where=f"Factor {self.id!r}", fix=fix)

    @property
    def is_number(self) -> bool:
        """Whether the setting is a number between bounds."""
        return self.choices is None

    # A setting is kept as its place: the number itself, or which of the choices. Places can be compared
    # and remembered, whatever the choices are.

    def place(self, setting: Any) -> float | int:
        """Tell a setting's place."""
        if self.choices is None:
            if isinstance(setting, Real) and self._bounds[0] <= float(setting) <= self._bounds[1]:
                return float(setting)
        else:
            for place, choice in enumerate(self.choices):
                # True is no 1 here, though it equals it.
                same_kind = isinstance(choice, bool) == isinstance(setting, bool)
                if choice is setting or (same_kind and choice == setting):
                    return place
        offered = f"{self.low} to {self.high}" if self.is_number else ", ".join(self.labels)
        raise self._wrong(f"no setting {setting!r}", f"Choose from: {offered}.")

    def places(self) -> tuple[float | int, ...]:
        """List the places of all choices, or of the bounds."""
        return self._bounds if self.choices is None else tuple(range(len(self.choices)))

    def drawn(self, uniform: float) -> float | int:
        """Turn a uniform number of [0, 1) into a place."""
        if self.choices is None:
            low, high = self._bounds
            return low + uniform * (high - low)
        return min(int(uniform * len(self.choices)), len(self.choices) - 1)

    def setting(self, place: float | int) -> Any:
        """Return the setting at a place."""
        return place if self.choices is None else self.choices[int(place)]

    def label(self, place: float | int) -> str:
        """Name the setting at a place."""
        return f"{place:g}" if self.choices is None else self.labels[int(place)]

    @property
    def _bounds(self) -> tuple[float, float]:
        assert self.low is not None
        assert self.high is not None
        return float(self.low), float(self.high)


def one_at_a_time(
    function: Function, factors: Sequence[Factor], centre: Mapping[str, Any]
) -> pd.DataFrame:
    """Let one factor vary at a time and tell how far the result goes.

    Formula: for factor i the least and the greatest of f(c_1, ..., x_i, ..., c_k) over its settings x_i,
    the others at the centre c. Of a number, its bounds and its centre are tried, which finds both
    extremes where the result only rises or only falls. What factors do together is not seen.

    Parameters
    ----------
    function : callable
        Takes a dict with a setting for each factor's id and returns a number. Called once for each
        combination of settings.
    factors : sequence of Factor
        At least one.
    centre : mapping of str to setting
        Where each factor stands when another varies, by id.

    Returns
    -------
    pandas.DataFrame
        One row a factor, indexed by its name: id, low and high (results), low_label and high_label (the
        settings that give them, the first of several), centre (the result at the centre).

    Raises
    ------
    MeasureError
        If there is no factor, two share an id or a name, the centre lacks a factor or has a setting that
        is not offered, or a result is not finite.

    References
    ----------
    Saltelli and Annoni (2010), How to avoid a perfunctory sensitivity analysis, Environmental Modelling &
    Software 25, doi:10.1016/j.envsoft.2010.04.012, on what this leaves unseen.

    Examples
    --------
    >>> rule = Factor("rule", "Rule", ("mean", "least"))
    >>> share = Factor("share", "Share", low=0.2, high=0.6)
    >>> def result(s):
    ...     return (s["share"] + 0.8) / 2 if s["rule"] == "mean" else min(s["share"], 0.8)
    >>> table = one_at_a_time(result, [rule, share], {"rule": "least", "share": 0.4})
    >>> table[["low", "high", "low_label", "high_label"]].round(3).values.tolist()
    [[0.4, 0.6, 'least', 'mean'], [0.2, 0.6, '0.2', '0.6']]
    """
    _check(factors)
    lacking = [f.id for f in factors if f.id not in centre]
    if lacking:
        raise MeasureError(
            f"the centre has no setting for {', '.join(lacking)}",
            where="one_at_a_time",
            fix="Give a setting for each factor's id.",
        )
    evaluated = _Evaluated(function, factors)
    middle = [f.place(centre[f.id]) for f in factors]
    stands = evaluated(middle)
    rows = []
    for i, factor in enumerate(factors):
        places = list(dict.fromkeys([*factor.places(), middle[i]]))
        results = [evaluated([*middle[:i], place, *middle[i + 1 :]]) for place in places]
        least, most = int(np.argmin(results)), int(np.argmax(results))
        labels = factor.label(places[least]), factor.label(places[most])
        rows.append((factor.id, results[least], results[most], *labels, stands))
    return pd.DataFrame(
        rows,
        columns=["id", "low", "high", "low_label", "high_label", "centre"],
        index=pd.Index([f.name for f in factors], name="factor"),
    )


def sobol(
    function: Function, factors: Sequence[Factor], *, samples: int, seed: int
) -> pd.DataFrame:
    """Share the variance of a result out among the factors that cause it.

    Formula: with all factors drawn independently, first = V(E(f | x_i)) / V(f), what factor i causes
    alone; total = E(V(f | all but x_i)) / V(f), what it causes alone and together with others. From
    samples A and B, and A with column i from B, first is mean(f_B (f_AB - f_A)) / V and total is
    mean((f_A - f_AB)**2) / (2 V); the points are a scrambled Sobol' sequence.

    Parameters
    ----------
    function : callable
        Takes a dict with a setting for each factor's id and returns a number. Called once for each
        combination of settings.
    factors : sequence of Factor
        At least one.
    samples : int, keyword-only
        Length of a sample, a power of two; samples * (factors + 2) points are looked at.
    seed : int, keyword-only
        Fixes the scrambling and the resampling; not negative.

    Returns
    -------
    pandas.DataFrame
        One row a factor, indexed by its id: first, total (shares of the variance; the estimate of a small
        `first` may lie a little below 0), first_conf, total_conf (half the width of the interval of 95 %,
        from 100 resamples). A factor that does nothing has 0 everywhere, and so has every factor of a
        result that never changes.

    Raises
    ------
    MeasureError
        If there is no factor, two share an id or a name, the number of samples or the seed makes no
        sense, a result is not finite, or the samples are too few to see what changes the result.

    References
    ----------
    Saltelli et al. (2010), Variance based sensitivity analysis of model output, Computer Physics
    Communications 181, doi:10.1016/j.cpc.2009.09.018; Saisana, Saltelli and Tarantola (2005), Uncertainty
    and sensitivity analysis techniques as tools for the quality assessment of composite indicators,
    Journal of the Royal Statistical Society A 168, doi:10.1111/j.1467-985X.2005.00350.x.

    Examples
    --------
    >>> factors = [Factor(name, name, (0, 1)) for name in ("great", "small", "idle")]
    >>> found = sobol(lambda s: 2 * s["great"] + s["small"], factors, samples=256, seed=1)
    >>> found["total"].round(1).tolist()
    [0.8, 0.2, 0.0]
    """
    _check(factors)
    if samples < 2 or samples & (samples - 1) or seed < 0:
        raise MeasureError(
            f"{samples} samples with the seed {seed} make no Sobol' sequence",
            where="sobol",
            fix="Give a power of two, as 512 or 1024, and a seed from 0.",
        )
    problem = {
        "num_vars": len(factors),
        "names": [f.id for f in factors],
        "bounds": [[0.0, 1.0]] * len(factors),
    }
    # SALib takes a seed of 0 for none at all; a generator it takes as it is.
    uniform = _sampling.sample(
        problem, samples, calc_second_order=False, seed=np.random.default_rng(seed)
    )
    evaluated = _Evaluated(function, factors)
    results = np.array(
        [evaluated([f.drawn(u) for f, u in zip(factors, row, strict=True)]) for row in uniform]
    )
    block = len(factors) + 2
    both = np.concatenate([results[::block], results[block - 1 :: block]])
    still = _STILL * np.abs(results).max()
    if np.ptp(results) <= still:
        found = dict.fromkeys(("S1", "S1_conf", "ST", "ST_conf"), np.zeros(len(factors)))
    elif np.ptp(both) <= still:
        raise MeasureError(
            f"{samples} samples are too few: they miss what changes the result",
            where="sobol",
            fix="Give more samples.",
        )
    else:
        found = _analysis.analyze(
            problem, results, calc_second_order=False, seed=np.random.default_rng(seed)
        )
    return pd.DataFrame(
        {
            "first": found["S1"],
            "first_conf": found["S1_conf"],
            "total": found["ST"],
            "total_conf": found["ST_conf"],
        },
        index=pd.Index([f.id for f in factors], name="factor"),
    )


def _check(factors: Sequence[Factor]) -> None:
    if not factors:
        raise MeasureError(
            "there is no factor", where="sensitivity", fix="Give at least one Factor."
        )
    for what, values in (("id", [f.id for f in factors]), ("name", [f.name for f in factors])):
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise MeasureError(
                f"more than one factor has the {what} {', '.join(twice)}",
                where="sensitivity",
                fix=f"Give each factor {'an' if what == 'id' else 'a'} {what} of its own.",
            )


class _Evaluated:
    """A function's results, each computed once."""

    def __init__(self, function: Function, factors: Sequence[Factor]) -> None:
        self._function, self._factors = function, factors
        self._known: dict[tuple[float | int, ...], float] = {}

    def __call__(self, places: Sequence[float | int]) -> float:
        key = tuple(places)
        if key not in self._known:
            paired = list(zip(self._factors, key, strict=True))
            result = float(self._function({f.id: f.setting(place) for f, place in paired}))
            if not math.isfinite(result):
                settings = ", ".join(f"{f.id} = {f.label(place)}" for f, place in paired)
                raise MeasureError(
                    f"the result is {result} with {settings}",
                    where="sensitivity",
                    fix="Let the function return a finite number, or leave such a setting out.",
                )
            self._known[key] = result
        return self._known[key]
