"""What may become of many indicators together: adoption years drawn for every country."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from copcalc.errors import MeasureError
from copcalc.projection.adoption import Adoption, Steps
from copcalc.projection.distribution import Distribution
from copcalc.projection.scalar import whole

Array = NDArray[np.float64]
Counts = NDArray[np.int64]

# Sums of whole numbers are exact in float32 up to here, in any order of adding.
EXACT = 2**24
# Uniform numbers are whole numbers below 2**15, four from each 64-bit word of the generator: the sign bit
# stays free for the threshold that is never missed, 2**15 itself.
_LEVELS = 2**15
_BITS = np.uint64(0x7FFF_7FFF_7FFF_7FFF)
# NumPy copies thresholds along rows that are shorter than its buffer, which takes longer than comparing.
_BUFFER = 2048
# Countries at a time, at most: what is done with them stays in a processor's own cache.
_TOGETHER = 80


@dataclass(frozen=True)
class Target:
    """What one indicator has to reach.

    Parameters
    ----------
    countries : int, optional
        Least number of countries.
    children : int, optional
        Least number of steps of children.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> cop.Target(countries=136).met(np.array([135, 136]), np.array([9000, 100])).tolist()
    [False, True]
    """

    countries: int | None = None
    children: int | None = None

    def met(self, countries: NDArray[np.int32], children: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Tell where both counts reach it."""
        return (countries >= (self.countries or 0)) & (children >= (self.children or 0))


@dataclass(frozen=True, eq=False)
class Simulation:
    """Counts of draws; no draw is kept.

    Parameters
    ----------
    draws : int
        Number of draws.
    country_counts : numpy.ndarray of int, shape (indicators, years, states + 1)
        Draws with each number of countries.
    children_counts : numpy.ndarray of int, shape (indicators, years, cells + 1)
        Draws with each number of steps of children.
    reached_counts : numpy.ndarray of int, shape (indicators, years)
        Draws in which an indicator reaches all that its target asks for.
    together_counts : numpy.ndarray of int, shape (years,)
        Draws in which every indicator does.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> curve, targets = np.full((1, 2, 1), 0.3), [cop.Target(countries=1)]
    >>> made = cop.simulate_curves(curve, np.array([3, 1]), draws=10_000, seed=1, targets=targets)
    >>> made.reached.round(1).tolist()
    [[0.5]]
    """

    draws: int
    country_counts: Counts
    children_counts: Counts
    reached_counts: Counts
    together_counts: Counts

    def __repr__(self) -> str:
        indicators, years = self.reached_counts.shape
        return f"<Simulation: draws {self.draws}, indicators {indicators}, years {years}>"

    def countries(self, indicator: int, year: int) -> Distribution:
        """Return the distribution of countries; the first year after the start has index 0."""
        return Distribution(self.country_counts[indicator, year] / self.draws)

    def children(self, indicator: int, year: int, *, step: float = 1.0) -> Distribution:
        """Return the distribution of children; one cell of the grid stands for `step`."""
        return Distribution(self.children_counts[indicator, year] / self.draws, step)

    @property
    def reached(self) -> Array:
        """Probability that each indicator reaches its target, by year: shape (indicators, years)."""
        return self.reached_counts / self.draws

    @property
    def together(self) -> Array:
        """Probability that all indicators reach their targets, by year: shape (years,)."""
        return self.together_counts / self.draws

    def error(self, probability: Array) -> Array:
        """Return the Monte Carlo standard error of a probability: sqrt(p * (1 - p) / draws)."""
        return np.asarray(np.sqrt(probability * (1 - probability) / self.draws))


# From a generator and the case of each draw: for each year, what a uniform number of a country that has not
# adopted lies below, in an array that broadcasts to (countries, draws).
_Thresholds = Callable[[np.random.Generator, Counts], Iterable[NDArray[np.uint16]]]


def simulate_curves(
    curves: Array,
    steps: Steps,
    *,
    draws: int,
    seed: int,
    targets: Sequence[Target] | None = None,
    threads: int = 1,
    block: int = 2048,
) -> Simulation:
    """Draw adoption years from curves that are known exactly.

    Formula: one uniform number u a country, indicator and draw; not adopted by y where u < 1 - F_iy. The
    numbers have 15 bits; the thresholds are rounded to them up or down at random, anew in each block, so
    that every probability is right on average.

    Parameters
    ----------
    curves : numpy.ndarray of float, shape (indicators, states, years)
        Probability to have adopted by the end of each year, not falling.
    steps : numpy.ndarray of int, shape (states,) or (years, states)
        Children of each state, from `children_grid`: in all years, or in each.
    draws : int, keyword-only
        Number of draws.
    seed : int, keyword-only
        The same seed and block size give the same counts, with any number of threads.
    targets : sequence of Target, optional, keyword-only
        One an indicator; nothing is asked for by default.
    threads : int, keyword-only
        Threads to work with.
    block : int, keyword-only
        Draws at a time, each block with a generator of its own.

    Returns
    -------
    Simulation
        Counts of draws.

    Raises
    ------
    MeasureError
        If shapes do not fit, values are out of range, or curves fall.

    References
    ----------
    Devroye (1986), Non-Uniform Random Variate Generation, chapter II.2, for the inversion of a
    distribution function.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> made = cop.simulate_curves(np.array([[[0.0], [1.0]]]), np.array([3, 1]), draws=10, seed=1)
    >>> made.countries(0, 0).mean, made.children(0, 0).mean
    (1.0, 1.0)
    """
    if (
        curves.ndim != 3
        or not curves.size
        or not ((curves >= 0) & (curves <= 1)).all()
        or (np.diff(curves, axis=2) < 0).any()
    ):
        raise MeasureError(
            "these are no rising probabilities of indicators, states and years",
            where="curves",
            fix="Give an array (indicators, states, years) of numbers from 0 to 1.",
        )
    indicators = [_of_curve(curve) for curve in curves]
    return _run(indicators, curves.shape[2], steps, draws, seed, targets, threads, block)


def simulate_adoption(
    adoptions: Sequence[Adoption],
    steps: Steps,
    *,
    years: int,
    draws: int,
    seed: int,
    targets: Sequence[Target] | None = None,
    threads: int = 1,
    block: int = 2048,
) -> Simulation:
    """Draw adoption years with hazards that are not known exactly: a hazard for each group and draw.

    Formula: a case with its probability, and in it h_g ~ Beta(alpha_g, beta_g); not adopted by y where
    u < (1 - start_i) * (1 - h_g)**y.

    Parameters
    ----------
    adoptions : sequence of Adoption
        One an indicator, over the same states; indicators are independent of each other.
    steps : numpy.ndarray of int, shape (states,) or (years, states)
        Children of each state, from `children_grid`: in all years, or in each.
    years : int, keyword-only
        Years after the start, at least 1.
    draws, seed, targets, threads, block
        As in `simulate_curves`.

    Returns
    -------
    Simulation
        Counts of draws.

    Raises
    ------
    MeasureError
        If shapes do not fit or values are out of range.

    References
    ----------
    Devroye (1986), Non-Uniform Random Variate Generation, chapter II.2, for the inversion of a
    distribution function.

    Examples
    --------
    >>> import copcalc as cop, numpy as np
    >>> known = cop.Adoption(np.array([1.0, 0.0]), np.zeros(2, dtype=int), np.ones(1), np.ones(1))
    >>> made = cop.simulate_adoption([known], np.array([3, 1]), years=1, draws=1000, seed=1)
    >>> round(made.countries(0, 0).mean, 1)
    1.5
    """
    years = whole(years, "years")
    if not adoptions:
        raise MeasureError(
            "there is no indicator to draw", where="simulate", fix="Give at least one Adoption."
        )
    indicators = [_of_hazards(known, years) for known in adoptions]
    return _run(indicators, years, steps, draws, seed, targets, threads, block)


@dataclass(frozen=True, eq=False)
class _Indicator:
    """States that have it all along, parts of the others with their thresholds, and cases to be in."""

    states: int
    settled: NDArray[np.bool_]
    parts: Sequence[tuple[Counts, _Thresholds]]
    weights: Array


def _of_curve(curve: Array) -> _Indicator:
    settled = curve[:, 0] == 1
    some = np.flatnonzero(~settled & (curve[:, -1] > 0))

    def part(members: Counts) -> tuple[Counts, _Thresholds]:
        waiting = (1 - curve[members]).T[:, :, None]
        return members, lambda rng, cases: _rounded(waiting, rng.random((len(members), 1)))

    chunks = np.array_split(some, -(-len(some) // _TOGETHER)) if len(some) else []
    return _Indicator(len(curve), settled, [part(members) for members in chunks], np.ones(1))


def _of_hazards(known: Adoption, years: int) -> _Indicator:
    def part(g: int, members: Counts) -> tuple[Counts, _Thresholds]:
        left = 1 - known.start[members, None]

        def thresholds(rng: np.random.Generator, cases: Counts) -> Iterator[NDArray[np.uint16]]:
            rounding = rng.random((len(members), 1))
            stays = 1 - rng.beta(known.alpha[cases, g], known.beta[cases, g])
            for year in range(1, years + 1):
                yield _rounded(left * stays**year, rounding)

        return members, thresholds

    is_open = known.start < 1
    groups = [
        (g, np.flatnonzero(is_open & (known.group == g))) for g in range(known.alpha.shape[1])
    ]
    parts = [part(g, members) for g, members in groups if len(members)]
    return _Indicator(len(known.start), ~is_open, parts, np.asarray(known.weights))


def _rounded(waiting: Array, rounding: Array) -> NDArray[np.uint16]:
    return (waiting * _LEVELS + rounding).astype(np.uint16)


def _run(
    indicators: Sequence[_Indicator],
    years: int,
    steps: Steps,
    draws: int,
    seed: int,
    targets: Sequence[Target] | None,
    threads: int,
    block: int,
) -> Simulation:
    steps = np.asarray(steps)
    states = steps.shape[-1] if steps.ndim else 0
    wanted = [Target()] * len(indicators) if targets is None else list(targets)
    if (
        steps.shape not in ((states,), (years, states))
        or any(indicator.states != states for indicator in indicators)
        or len(wanted) != len(indicators)
        or not np.issubdtype(steps.dtype, np.integer)
        or (steps < 0).any()
    ):
        raise MeasureError(
            "states, steps and targets do not fit together",
            where="simulate",
            fix="Give whole steps for each state and a target for each indicator.",
        )
    yearly = np.broadcast_to(steps, (years, states))
    cells = int(yearly.sum(axis=1).max())
    if (states + 1) * (cells + 1) > EXACT:
        raise MeasureError(
            f"{cells} steps of children in {states} states are too fine to be summed exactly",
            where="simulate",
            fix="Give a coarser grid.",
        )
    draws, threads, block = (
        whole(number, name)
        for number, name in ((draws, "draws"), (threads, "threads"), (block, "block"))
    )
    countries = np.zeros((len(indicators), years, states + 1), dtype=np.int64)
    children = np.zeros((len(indicators), years, cells + 1), dtype=np.int64)
    reached = np.zeros((len(indicators), years), dtype=np.int64)
    together = np.zeros(years, dtype=np.int64)
    # A country and its children are one whole number, so that both are summed at once.
    weights = (yearly + (cells + 1)).astype(np.float32)
    seeds = np.random.SeedSequence(seed).spawn(-(-draws // block))
    lock = Lock()
    year = np.arange(years)[:, None]

    def work(thread: int) -> None:
        np.setbufsize(_BUFFER)  # of this thread alone
        drawers = [_drawer(indicator, weights, years, block) for indicator in indicators]
        for b in range(thread, len(seeds), threads):
            size = min(block, draws - b * block)
            rng = np.random.Generator(np.random.PCG64DXSM(seeds[b]))
            all_met = np.ones((years, size), dtype=bool)
            for k, (draw, target) in enumerate(zip(drawers, wanted, strict=True)):
                sums = draw(rng)[:, :size]
                with_it = sums // (cells + 1)
                covered = sums - with_it * (cells + 1)
                met = target.met(with_it, covered)
                all_met &= met
                # Whole numbers commute: the order of the blocks can't be seen in the counts.
                with lock:
                    for table, found in ((countries[k], with_it), (children[k], covered)):
                        np.add.at(table.reshape(-1), found + table.shape[1] * year, 1)
                    reached[k] += met.sum(axis=1)
            with lock:
                together[:] += all_met.sum(axis=1)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(threads)))
    return Simulation(draws, countries, children, reached, together)


def _drawer(
    indicator: _Indicator, weights: NDArray[np.float32], years: int, draws: int
) -> Callable[[np.random.Generator], NDArray[np.int32]]:
    """Make a function that draws the sums of weights by year: shape (years, draws)."""
    parts = [(np.ascontiguousarray(weights[:, own]), ask) for own, ask in indicator.parts]
    most = sum((own.sum(axis=1) for own, _ in parts), weights[:, indicator.settled].sum(axis=1))
    longest = max((own.shape[1] for own, _ in parts), default=0)
    ends = np.cumsum(indicator.weights)[:-1]
    masks = _aligned(longest * draws).reshape(longest, draws)
    sums = np.empty((years, draws), dtype=np.float32)

    def draw(rng: np.random.Generator) -> NDArray[np.int32]:
        sums[:] = most[:, None]
        # One case for all groups of a draw: what is not known of it is shared.
        cases = np.searchsorted(ends, rng.random(draws)) if len(ends) else np.zeros(draws, np.int64)
        for own, thresholds in parts:
            size = own.shape[1] * draws
            words = rng.bit_generator.random_raw(-(-size // 4))
            words &= _BITS
            uniform = words.view(np.uint16)[:size].reshape(-1, draws)
            waits = masks[: len(uniform)]
            for year, below in enumerate(thresholds(rng, cases)):
                np.less(uniform, below, out=waits)
                sums[year] -= own[year] @ waits
        return sums.astype(np.int32)

    return draw


def _aligned(size: int) -> NDArray[np.float32]:
    """Memory from the start of a cache line, which BLAS reads twice as fast."""
    memory = np.empty(size + 16, dtype=np.float32)
    first = -memory.ctypes.data % 64 // 4
    return memory[first : first + size]


def expected_distance(exact: Distribution, draws: int) -> float:
    """Bound the total variation distance to expect of a simulation from its finite draws alone.

    Formula: half the sum of sqrt(p (1 - p) / draws), which is never less than the expected distance
    (about sqrt(2 / pi) of it, where no probability is tiny).

    Parameters
    ----------
    exact : Distribution
        What is simulated.
    draws : int
        Number of draws, at least 1.

    Returns
    -------
    float
        Distance from 0 to 1.

    Raises
    ------
    MeasureError
        If there are no draws.

    Examples
    --------
    >>> expected_distance(Distribution(np.array([0.5, 0.5])), 100)
    0.05
    """
    draws = whole(draws, "draws")
    p = np.minimum(exact.probabilities, 1)
    return float(np.sqrt(p * (1 - p) / draws).sum() / 2)


def coarsened(fine: Distribution, times: int) -> Distribution:
    """Join cells, so that draws on a fine grid can be compared without comparing noise.

    Parameters
    ----------
    fine : Distribution
        On a fine grid.
    times : int
        Cells that become one, at least 1; the value of the first stands for all.

    Returns
    -------
    Distribution
        On a grid with a step of `times` steps.

    Raises
    ------
    MeasureError
        If no cells are to be joined.

    Examples
    --------
    >>> coarsened(Distribution(np.array([0.25, 0.5, 0.25])), 2).probabilities.tolist()
    [0.75, 0.25]
    """
    times = whole(times, "times")
    starts = np.arange(0, len(fine.probabilities), times)
    return Distribution(np.add.reduceat(fine.probabilities, starts), fine.step * times)
