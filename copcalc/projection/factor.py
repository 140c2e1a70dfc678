"""A choice that a result may depend on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AnySet
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from copcalc.errors import MeasureError
from copcalc.projection.scalar import is_finite


@dataclass(frozen=True, eq=False)
class Factor:
    """A choice that a result may depend on: one of some settings, or a number between two bounds.

    Parameters
    ----------
    id : str
        Short name, by which the function finds the setting.
    name : str
        Name for readers.
    choices : sequence, optional
        The settings, at least two, each as probable as another. None: a number from low to high.
    labels : sequence of str, optional
        Names of the settings for readers; by default the settings as text.
    low, high : float, optional
        Bounds of a number, each value between them as probable as another.

    Raises
    ------
    MeasureError
        If it has neither choices nor bounds, or both, or they leave nothing to choose.

    Examples
    --------
    >>> import copcalc as cop
    >>> cop.Factor("vintage", "Children's vintage", ("WPP2012", "WPP2022")).labels
    ('WPP2012', 'WPP2022')
    >>> cop.Factor("baseline", "Baseline", low=0.685, high=0.695).is_number
    True
    """

    id: str
    name: str
    choices: Sequence[Any] | None = field(default=None, repr=False)
    labels: Sequence[str] = ()
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        for what, text in (("id", self.id), ("name", self.name)):
            if not isinstance(text, str) or not text.strip():
                raise self._wrong(f"the {what} {text!r}", "Give a text.")
        choices = None if self.choices is None else self._listed(self.choices, "choices")
        labels = self._listed(self.labels, "labels")
        if choices is None:
            if self.low is None or self.high is None or labels:
                raise self._wrong(
                    "neither choices nor two bounds", "Give choices, or low and high."
                )
            if not (is_finite(self.low) and is_finite(self.high) and self.low < self.high):
                raise self._wrong(
                    f"no numbers between {self.low} and {self.high}",
                    "Give a finite low below a finite high.",
                )
            return
        if self.low is not None or self.high is not None:
            raise self._wrong("both choices and bounds", "Give one of them.")
        if len(choices) < 2:
            raise self._wrong(
                f"{len(choices)} choice{'' if choices else 's'}",
                "Give at least two choices, or leave the factor out.",
            )
        labels = tuple(map(str, labels or choices))
        if len(labels) != len(choices) or len(set(labels)) < len(labels):
            raise self._wrong(
                f"the labels {', '.join(labels)} for {len(choices)} choices",
                "Give each choice one label of its own.",
            )
        object.__setattr__(self, "choices", choices)
        object.__setattr__(self, "labels", labels)

    def _listed(self, given: Any, what: str) -> tuple[Any, ...]:
        # A text would fall into its letters, and a set has no order that another process would see too.
        if not np.iterable(given) or isinstance(given, str | bytes | AnySet | Mapping):
            raise self._wrong(f"{given!r} as {what}", "Give a list.")
        return tuple(given)

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
            low, high = self._bounds
            if is_finite(setting) and low <= float(setting) <= high:
                return float(setting)
        else:
            for place, choice in enumerate(self.choices):
                if _same(choice, setting):
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
            return low * (1 - uniform) + high * uniform
        return int(uniform * len(self.choices))

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


def _same(choice: Any, setting: Any) -> bool:
    # True is no 1 here, though it equals it; and of tables, which equal each other in their cells, each is
    # itself only.
    if choice is setting:
        return True
    try:
        return isinstance(choice, bool) == isinstance(setting, bool) and bool(choice == setting)
    except (TypeError, ValueError):
        return False
