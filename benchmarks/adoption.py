"""Measure the simulation of adoption side by side with what it has to beat; exit 1 if it does not.

python benchmarks/adoption.py
"""

from __future__ import annotations

import os

# One thread means one, in the matrix products too; set before NumPy is imported.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from copcalc.projection.adoption import adoption_curves, children_grid, exact_sums
from copcalc.projection.simulate import Simulation, simulate_curves

INDICATORS, STATES, YEARS = 2, 193, 16
DRAWS, MANY_DRAWS = 100_000, 1_000_000
SEED = 20260101

rng = np.random.default_rng(SEED)
children = rng.lognormal(0.0, 2.0, STATES)
# The two largest countries hold a sixth and an eighth of all children, about as they do.
largest = np.argsort(children)[-2:]
children[largest] = np.array([1 / 8, 1 / 6]) * np.delete(children, largest).sum() / (1 - 7 / 24)
steps = children_grid(children, cells=2**14)
hazards = rng.uniform(0.01, 0.15, (INDICATORS, STATES, YEARS))
curves = np.stack([adoption_curves(np.zeros(STATES), hazard) for hazard in hazards])


def ours(draws: int = DRAWS, threads: int = 1) -> Simulation:
    return simulate_curves(curves, steps, draws=draws, seed=SEED, threads=threads)


def yearly_coins(block: int = 1_000) -> tuple[np.ndarray, np.ndarray]:
    """Toss a coin for every country, year and draw, as one would at first."""
    generator = np.random.default_rng(SEED)
    countries = np.zeros((INDICATORS, YEARS, STATES + 1), dtype=np.int64)
    covered = np.zeros((INDICATORS, YEARS, int(steps.sum()) + 1), dtype=np.int64)
    for _ in range(0, DRAWS, block):
        for k in range(INDICATORS):
            coins = generator.random((block, YEARS, STATES)) < hazards[k].T
            adopted = np.logical_or.accumulate(coins, axis=1)
            count, sums = adopted.sum(axis=2), adopted @ steps
            for y in range(YEARS):
                countries[k, y] += np.bincount(count[:, y], minlength=STATES + 1)
                covered[k, y] += np.bincount(sums[:, y], minlength=covered.shape[2])
    return countries, covered


def uniforms(block: int = 2_048) -> None:
    """Draw the random numbers alone, a float32 a country, indicator and draw."""
    generator = np.random.default_rng(SEED)
    numbers = np.empty((STATES, block), dtype=np.float32)
    for first in range(0, DRAWS, block):
        size = min(block, DRAWS - first)
        for _ in range(INDICATORS):
            generator.random(out=numbers.ravel()[: STATES * size], dtype=np.float32)


def exactly() -> None:
    ones = np.ones(STATES, dtype=np.int64)
    for curve in curves:
        exact_sums(curve, ones)
        exact_sums(curve, steps)


def best(work: Callable[[], object], times: int) -> float:
    """Shortest of several runs, in seconds: what the work takes, without what disturbs it."""
    taken = []
    for _ in range(times):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def peak() -> int:
    """Most memory this process ever held, in KiB (Linux).

    Not ru_maxrss, in which a process starts with the peak of the one that started it.
    """
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])


def memory_mib() -> float:
    """Memory that a million draws take in a fresh process, above what it held before the first."""
    made = subprocess.run(
        [sys.executable, __file__, "memory"], check=True, capture_output=True, text=True
    )
    return int(made.stdout) / 1024


def same(threads: int) -> bool:
    one, many = ours(DRAWS // 10), ours(DRAWS // 10, threads)
    return np.array_equal(one.country_counts, many.country_counts) and np.array_equal(
        one.children_counts, many.children_counts
    )


def main() -> int:
    ours(4_096)
    simulated, numbers, exact = 9.9e9, 9.9e9, 9.9e9
    # In turns, so that a busy moment of the machine meets all of them.
    for _ in range(5):
        simulated = min(simulated, best(ours, 1))
        numbers = min(numbers, best(uniforms, 2))
        exact = min(exact, best(exactly, 2))
    coins = best(yearly_coins, 2)
    megabytes = memory_mib()
    identical = all(same(threads) for threads in (2, 4))

    print(f"{STATES} countries, {INDICATORS} indicators, {YEARS} years, {DRAWS:,} draws, 1 thread")
    for name, seconds in (
        ("simulation", simulated),
        ("yearly coins", coins),
        ("float32 uniforms alone", numbers),
        ("exact distributions", exact),
    ):
        print(f"  {name:<24}{seconds:8.3f} s")
    print(f"{'':<46}{'limit':>8}{'measured':>10}")
    missed = False
    for name, limit, measured, met in (
        ("yearly coins / simulation, at least", 8, coins / simulated, coins / simulated >= 8),
        ("simulation / uniforms alone, at most", 3, simulated / numbers, simulated <= 3 * numbers),
        ("exact / simulation, at most", 0.1, exact / simulated, exact <= simulated / 10),
        (f"MiB at {MANY_DRAWS:,} draws, at most", 64, megabytes, megabytes <= 64),
        ("same bits with 1, 2 and 4 threads", 1, float(identical), identical),
    ):
        missed |= not met
        print(f"  {name:<44}{limit:>8}{measured:>10.2f}{'' if met else '  MISSED'}")
    return int(missed)


if __name__ == "__main__":
    if sys.argv[1:] == ["memory"]:
        before = peak()
        ours(MANY_DRAWS)
        print(peak() - before)
    else:
        sys.exit(main())
