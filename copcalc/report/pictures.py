"""Charts as SVG inside a page: the drawing alone, in a wide form and a narrow one, its words beside it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from copcalc.charts import draw, drawing_of, figure_of
from copcalc.charts.canvas import NARROW, caption_of, in_form, without_caption
from copcalc.charts.drawing import is_as_drawn

_URL = re.compile(r"url\(#([^)]+)\)")


@dataclass(frozen=True)
class Picture:
    """A chart as a page shows it.

    Parameters
    ----------
    title, subtitle, note : str
        The words around the drawing, which the page sets itself.
    wide, narrow : str
        The drawing as SVG, for a screen and for a phone.
    """

    title: str
    subtitle: str
    note: str
    wide: str
    narrow: str


def picture_of(ax: Axes, name: str) -> Picture | None:
    r"""Take a chart as a page shows it; its own figure holds the drawing alone afterwards.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    name : str
        Unique on the page.

    Returns
    -------
    Picture or None
        None for a chart that somebody has drawn or changed: it is shown as it is, with its words in it.

    Examples
    --------
    >>> from copcalc import by_region, charts, open_study
    >>> picture = picture_of(charts.regions_chart(by_region(open_study(), "opsc")), "opsc")
    >>> picture.title, picture.wide[:12]
    ('Party to the Optional Protocol (OPSC): 100\xa0% of states in CIS, 73.7\xa0% of states in Asia-Pacific', '<svg viewBox')
    """
    words, drawing = caption_of(ax), drawing_of(ax)
    if words is None or drawing is None or not is_as_drawn(ax):
        return None
    without_caption(ax)
    wide = _svg(figure_of(ax), f"{name}-wide")
    with in_form(NARROW):
        again = draw(drawing)
    without_caption(again)
    narrow = _svg(figure_of(again), f"{name}-narrow")
    plt.close(figure_of(again))
    return Picture(words.title, words.subtitle, words.note, wide, narrow)


def _svg(figure: Figure, name: str) -> str:
    """Write a figure as an element of a page: its words as text, its names unique there."""
    for ax in figure.axes:
        # A description is not the id of an element.
        ax.set_gid(None)
    file = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none"}):
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    root = ElementTree.fromstring(file.getvalue())
    used = {found for each in root.iter() for found in _targets(each)}
    root.attrib = {"viewBox": root.attrib["viewBox"]}
    for element in root.iter():
        element.tag = _local(element.tag)
        # What was drawn tells nothing of who drew it, and its styles would hold for the whole page.
        for child in [each for each in element if _local(each.tag) in {"metadata", "style"}]:
            element.remove(child)
        attributes = {_local(key): value for key, value in element.attrib.items()}
        if attributes.get("id", "") not in used:
            attributes.pop("id", None)
        element.attrib = {key: _renamed(key, value, name) for key, value in attributes.items()}
        element.tail = None
        if element.tag != "text":
            element.text = None
    return ElementTree.tostring(root, encoding="unicode")


def _local(name: str) -> str:
    """Return a name without its namespace, which a page does not need."""
    return name.rpartition("}")[2]


def _targets(element: ElementTree.Element) -> list[str]:
    """The names of other elements that an element refers to."""
    values = " ".join(element.attrib.values())
    return _URL.findall(values) + [
        value[1:] for key, value in element.attrib.items() if _local(key) == "href"
    ]


def _renamed(key: str, value: str, name: str) -> str:
    """Make names in an attribute unique on the page."""
    if key == "id":
        return f"{name}-{value}"
    if key == "href":
        return f"#{name}-{value[1:]}"
    return _URL.sub(rf"url(#{name}-\1)", value)
