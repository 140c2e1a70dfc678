"""Which choices move a result: one at a time, and all together by Sobol's indices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from SALib.analyze import sobol as _analysis
from SALib.sample import sobol as _sampling

from copcalc.errors import TooFewSamplesError
from copcalc.projection.evaluated import Evaluated, Function, different, placed, refusal
from copcalc.projection.factor import Factor
from copcalc.projection.scalar import is_count

# Columns, and what SALib calls them.
_INDICES = {"first": "S1", "first_conf": "S1_conf", "total": "ST", "total_conf": "ST_conf"}

# Results that differ by less than this share of their size differ by the rounding of floats only.
_STILL = 1e-12

# Samples that reach no farther than this share of what was found tell no variance.
_UNSEEN = 1e-7

# More samples than this would take days, whatever the function.
_MOST = 2**20


def sensitivity(
    function: Function,
    factors: Sequence[Factor],
    centre: Mapping[str, Any],
    *,
    samples: int = 512,
    seed: int = 0,
) -> pd.DataFrame:
    """Tell how far each choice moves a result, alone and together with the others.

    Formula: low and high are the least and the greatest of f(c_1, ..., x_i, ..., c_k) over the settings
    x_i of factor i, the others at the centre c (`one_at_a_time`); first = V(E(f | x_i)) / V(f) and total =
    E(V(f | all but x_i)) / V(f), with all factors drawn independently (`sobol`).

    Parameters
    ----------
    function : callable
        Takes a dict with a setting for each factor's id and returns a number. Called once for each
        combination of settings.
    factors : sequence of Factor
        At least one.
    centre : mapping of str to setting
        Where each factor stands when another varies, by id.
    samples : int, optional, keyword-only
        Length of a sample, a power of two; samples * (factors + 2) points are looked at.
    seed : int, optional, keyword-only
        Fixes the sampling; not negative.

    Returns
    -------
    pandas.DataFrame
        One row a factor, indexed by its id: name, low, high, low_label, high_label and centre as of
        `one_at_a_time`, first, first_conf, total and total_conf as of `sobol`.

    Raises
    ------
    MeasureError
        If the factors, the centre, the number of samples or the seed make no sense, a result is no finite
        number, or the samples are too few to see what changes the result.

    References
    ----------
    Saltelli et al. (2008), Global sensitivity analysis: the primer, chapters 1 and 4,
    doi:10.1002/9780470725184.

    Examples
    --------
    >>> import copcalc as cop
    >>> factors = [cop.Factor(name, name.title(), low=0, high=1) for name in ("law", "hotline")]
    >>> middle = {"law": 0.5, "hotline": 0.5}
    >>> table = cop.sensitivity(lambda s: 2 * s["law"] + s["hotline"], factors, middle)
    >>> table[["low", "high", "total"]].round(1).values.tolist()
    [[0.5, 2.5, 0.8], [1.0, 2.0, 0.2]]
    """
    evaluated = Evaluated(function, different(factors))
    return _alone(evaluated, centre).join(_together(evaluated, samples, seed))


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
        One row a factor, indexed by its id: name, low and high (results), low_label and high_label (the
        settings that give them, the first of several), centre (the result at the centre).

    Raises
    ------
    MeasureError
        If there is no factor, two share an id or a name, the centre lacks a factor or has a setting that
        is not offered, or a result is no finite number.

    References
    ----------
    Saltelli and Annoni (2010), How to avoid a perfunctory sensitivity analysis, Environmental Modelling &
    Software 25, doi:10.1016/j.envsoft.2010.04.012, on what this leaves unseen.

    Examples
    --------
    >>> import copcalc as cop
    >>> rule = cop.Factor("rule", "Rule", (min, max))
    >>> share = cop.Factor("share", "Share", low=0.2, high=0.6)
    >>> pick = lambda s: s["rule"](s["share"], 0.5)
    >>> table = cop.one_at_a_time(pick, [rule, share], {"rule": min, "share": 0.4})
    >>> table[["low", "high"]].values.tolist()
    [[0.4, 0.5], [0.2, 0.5]]
    """
    return _alone(Evaluated(function, different(factors)), centre)


def sobol(
    function: Function, factors: Sequence[Factor], *, samples: int = 512, seed: int = 0
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
    samples : int, optional, keyword-only
        Length of a sample, a power of two; samples * (factors + 2) points are looked at.
    seed : int, optional, keyword-only
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
        sense, a result is no finite number, or the samples are too few to see what changes the result.

    References
    ----------
    Saltelli et al. (2010), Variance based sensitivity analysis of model output, Computer Physics
    Communications 181, doi:10.1016/j.cpc.2009.09.018; Saisana, Saltelli and Tarantola (2005), Uncertainty
    and sensitivity analysis techniques as tools for the quality assessment of composite indicators,
    Journal of the Royal Statistical Society A 168, doi:10.1111/j.1467-985X.2005.00350.x.

    Examples
    --------
    >>> import copcalc as cop
    >>> factors = [cop.Factor(name, name, (0, 1)) for name in ("great", "small", "idle")]
    >>> found = cop.sobol(lambda s: 2 * s["great"] + s["small"], factors, samples=256, seed=1)
    >>> found["total"].round(1).tolist()
    [0.8, 0.2, 0.0]
    """
    return _together(Evaluated(function, different(factors)), samples, seed)


def _alone(evaluated: Evaluated, centre: Mapping[str, Any]) -> pd.DataFrame:
    """Let one factor vary at a time."""
    factors = evaluated.factors
    middle = placed(centre, factors)
    stands = evaluated(middle)
    rows = []
    for i, factor in enumerate(factors):
        places = list(dict.fromkeys([*factor.places(), middle[i]]))
        results = [evaluated([*middle[:i], place, *middle[i + 1 :]]) for place in places]
        least, most = int(np.argmin(results)), int(np.argmax(results))
        labels = factor.label(places[least]), factor.label(places[most])
        rows.append((factor.name, results[least], results[most], *labels, stands))
    return pd.DataFrame(
        rows,
        columns=["name", "low", "high", "low_label", "high_label", "centre"],
        index=pd.Index([f.id for f in factors], name="factor"),
    )


def _together(evaluated: Evaluated, samples: int, seed: int) -> pd.DataFrame:
    """Share the variance out."""
    power_of_two = is_count(samples, least=2) and samples & (samples - 1) == 0
    if not (power_of_two and samples <= _MOST and is_count(seed)):
        raise refusal(
            f"{samples!r} samples with the seed {seed!r} make no Sobol' sequence",
            f"Give a power of two up to {_MOST}, as 512 or 1024, and a whole seed from 0.",
        )
    factors = evaluated.factors
    problem = {
        "num_vars": len(factors),
        "names": [f.id for f in factors],
        "bounds": [[0.0, 1.0]] * len(factors),
    }
    uniform = _sampling.sample(problem, samples, calc_second_order=False, seed=seed)
    results = np.array(
        [evaluated([f.drawn(u) for f, u in zip(factors, row, strict=True)]) for row in uniform]
    )
    return pd.DataFrame(
        _indices(problem, results, evaluated.results, seed),
        index=pd.Index([f.id for f in factors], name="factor"),
    )


def _indices(
    problem: dict[str, Any], results: np.ndarray, known: np.ndarray, seed: int
) -> dict[str, np.ndarray]:
    """Estimate the indices with their sampling error, of a result that changes among those known."""
    # The unit of a result does not matter, but squares of what is huge or tiny would.
    size = np.abs(known).max() or 1.0
    reach = float(np.ptp(known / size))
    if reach <= _STILL:
        return dict.fromkeys(_INDICES, np.zeros(problem["num_vars"]))
    # A row: one of sample A; with each factor in turn from B; one of B.
    rows = results.reshape(-1, problem["num_vars"] + 2) / size
    differ = np.ptp(rows[:, [0, -1]])
    moved = np.abs(rows[:, 1:-1] - rows[:, :1]).max()
    if min(differ, moved) <= _UNSEEN * reach:
        raise TooFewSamplesError(
            f"{len(rows)} samples are too few: they miss what changes the result",
            where="sensitivity",
            fix="Give more samples.",
        )
    # A seed of 0 would be taken for none at all; a generator is taken as it is.
    found = _analysis.analyze(
        problem, rows.ravel(), calc_second_order=False, seed=np.random.default_rng(seed)
    )
    return {column: found[theirs] for column, theirs in _INDICES.items()}
