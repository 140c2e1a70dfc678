"""A result of choices: computed once for each combination of them, and refused where it is no number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from copcalc.errors import MeasureError
from copcalc.projection.factor import Factor
from copcalc.projection.scalar import is_finite

Settings = dict[str, Any]
"""A setting for each factor, by the factor's id."""

Function = Callable[[Settings], float]
"""What turns settings into a result."""


class Evaluated:
    """A function's results, each computed once."""

    def __init__(self, function: Function, factors: Sequence[Factor]) -> None:
        if not callable(function):
            raise refusal(
                f"{function!r} can't be called",
                "Give a function that turns a dict of settings into a number.",
            )
        self.factors = factors
        self._function = function
        self._known: dict[tuple[float | int, ...], float] = {}

    def __call__(self, places: Sequence[float | int]) -> float:
        """Return the result with each factor at its place."""
        key = tuple(places)
        if key not in self._known:
            paired = list(zip(self.factors, key, strict=True))
            result = self._function({f.id: f.setting(place) for f, place in paired})
            if not is_finite(result) and not isinstance(result, bool | np.bool_):
                settings = ", ".join(f"{f.id} = {f.label(place)}" for f, place in paired)
                raise refusal(
                    f"the result is {result!r} with {settings}",
                    "Let the function return one finite number, or leave such a setting out.",
                )
            self._known[key] = float(result)
        return self._known[key]

    @property
    def results(self) -> np.ndarray:
        """All results so far."""
        return np.array(list(self._known.values()))


def refusal(what: str, fix: str) -> MeasureError:
    """Make an error of what is wrong and how to mend it."""
    return MeasureError(what, where="sensitivity", fix=fix)


def different(factors: Sequence[Factor]) -> list[Factor]:
    """List factors that can be told apart."""
    found = list(factors) if isinstance(factors, Iterable) else [factors]
    if not found or not all(isinstance(factor, Factor) for factor in found):
        odd = [repr(factor) for factor in found if not isinstance(factor, Factor)]
        raise refusal(
            f"{odd[0]} is no factor" if odd else "there is no factor",
            "Give a list with at least one Factor.",
        )
    for what, values in (("id", [f.id for f in found]), ("name", [f.name for f in found])):
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise refusal(
                f"more than one factor has the {what} {', '.join(twice)}",
                f"Give each factor {'an' if what == 'id' else 'a'} {what} of its own.",
            )
    return found


def placed(centre: Mapping[str, Any], factors: Sequence[Factor]) -> list[float | int]:
    """Tell the place of each factor's setting at the centre."""
    ids = [f.id for f in factors]
    if not isinstance(centre, Mapping):
        raise refusal(
            f"the centre {centre!r} is no mapping",
            f"Give a dict with a setting for each of {', '.join(ids)}.",
        )
    for what, odd in (
        ("has no setting for", [i for i in ids if i not in centre]),
        ("has a setting for what is no factor:", [str(i) for i in centre if i not in ids]),
    ):
        if odd:
            raise refusal(
                f"the centre {what} {', '.join(odd)}",
                f"Give a setting for each of {', '.join(ids)}, and for nothing else.",
            )
    return [f.place(centre[f.id]) for f in factors]
