from hypothesis import strategies as st

from copcalc.measure import ChildShare

fractions = st.integers(0, 1000).map(lambda k: k / 1000)


@st.composite
def intervals(draw, low=0, high=1000, kind=ChildShare):
    """A share with a value between two bounds, all in thousandths."""
    parts = sorted(draw(st.integers(low, high)) / 1000 for _ in range(3))
    return kind(parts[0], parts[2], parts[1])


def inside(draw, estimate):
    """A number within the bounds of an estimate."""
    step = draw(st.integers(0, 20)) / 20
    point = estimate.low + step * (estimate.high - estimate.low)
    return min(max(point, estimate.low), estimate.high)


def holds(estimate, number):
    """Whether a number is within the bounds, but for the last digits of a float."""
    slack = 1e-9 * max(1.0, abs(number))
    return estimate.low - slack <= number <= estimate.high + slack
