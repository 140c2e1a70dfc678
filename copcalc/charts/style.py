"""One look for all charts: colours with one meaning each, a title that states the finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import matplotlib as mpl
import matplotlib.style
from matplotlib.axes import Axes

from copcalc.words import Given, Message, say, without_isolates

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "observed": "#0B5C8A",
        "group": "#5496C2",
        "adopted": "#2A8C86",
        "target": "#B3430A",
        "gap": "#6B7280",
        "no": "#7C2D5E",
        "unknown": "#E5E7EB",
        "unknown_edge": "#6B7280",
        "proxy": "#4D7C2B",
        "projected": "#6B3FA0",
        "text": "#111827",
        "quiet": "#4B5563",
    }
)
"""One meaning a colour: observed (published, or evidence by name), group (evidence about groups), adopted (if it did), target,
gap, no (known not to have it), unknown (pale and hatched), proxy, projected."""

UNKNOWN_HATCH = "////"

INK_ON = MappingProxyType({"yes": "white", "yes_group": COLOURS["text"]})
"""Colour of words on a filling, where it is not that of all words."""


def filling(status: str, *, proxy: bool = False) -> dict[str, Any]:
    """Tell how a status is filled: yes is full, no is empty and unknown is hatched, in grey too.

    Parameters
    ----------
    status : {"yes", "yes_group", "adopted", "no", "unknown"}
        What is told of a state; "yes_group" by evidence about a group of states, "adopted" if it did.
    proxy : bool, keyword-only
        Whether it is that of a proxy.

    Returns
    -------
    dict
        Arguments of matplotlib's patches.

    Examples
    --------
    >>> filling("unknown")["hatch"], filling("no")["facecolor"]
    ('////', 'white')
    """
    if status == "unknown":
        edge, pale = COLOURS["unknown_edge"], COLOURS["unknown"]
        return {"facecolor": pale, "edgecolor": edge, "hatch": UNKNOWN_HATCH, "linewidth": 0.8}
    if status == "no":
        return {"facecolor": "white", "edgecolor": COLOURS["no"], "hatch": "", "linewidth": 1.2}
    told = {"yes_group": "group", "adopted": "adopted"}
    colour = COLOURS[told.get(status, "proxy" if proxy else "observed")]
    return {"facecolor": colour, "edgecolor": colour, "hatch": "", "linewidth": 0.8}


def house_style() -> None:
    """Use the house style from here on, in this process."""
    # From the defaults, so that a style of the user's own does not show.
    mpl.style.use("default")
    mpl.rcParams.update(house_look())


@cache
def house_look() -> mpl.RcParams:
    """Tell what the house style sets."""
    with resources.as_file(resources.files("copcalc") / "charts" / "house.mplstyle") as style:
        return mpl.rc_params_from_file(style, use_default_template=False)


def describe(ax: Axes, words: str) -> Axes:
    """Attach a description in words, for those who can't see the chart; return the Axes."""
    ax.set_gid(words)
    return ax


def description(ax: Axes) -> str:
    """Return the description that a chart carries, or an empty text."""
    return ax.get_gid() or ""


def tell(message: str, **given: Given) -> str:
    """Put a message into words that can be drawn: without marks that no typeface has."""
    return without_isolates(say(Message(message, given)))


def tell_assumed(about: Mapping[str, Given], *, is_worldwide: bool = False) -> list[str]:
    """Put what a study assumes beside the usual into words, for a chart's note; nothing where it assumes nothing.

    Parameters
    ----------
    about : mapping
        What is known of the chart's topic.
    is_worldwide : bool, keyword-only
        Whether it draws states of all regions, and not those of the study's area alone.

    Returns
    -------
    list of str
        One sentence, or none.
    """
    if about.get("assumed"):
        return [tell("chart-assumed", **about)]
    elsewhere = is_worldwide and "assumed: " in str(about.get("evidence_worldwide", ""))
    return [tell("chart-assumed_elsewhere")] if elsewhere else []


@contextmanager
def undescribed(ax: Axes) -> Iterator[None]:
    """Save a chart in here: what describes it is not the id of an element of a picture."""
    words = ax.get_gid()
    ax.set_gid(None)
    try:
        yield
    finally:
        ax.set_gid(words)
