"""Charts as SVG inside a page: the drawing alone, in a wide form and a narrow one, its words beside it."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from copcalc.charts import draw, drawing_of, figure_of
from copcalc.charts.canvas import NARROW, caption_of, in_form, without_caption
from copcalc.charts.drawing import is_as_drawn
from copcalc.charts.style import undescribed
from copcalc.report.blocks import Picture

_URL = re.compile(r"url\(#([^)]+)\)")
_LONG = re.compile(r"-?\d+\.\d{3,}")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Signs that a name may hold, and XML may not."""


def picture_of(ax: Axes, name: str) -> Picture | None:
    r"""Take a chart as a page shows it.

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
    # In styles an element is named without quotes.
    name = re.sub(r"\W+", "-", name)
    wide = _inline(ax, f"{name}-wide")
    with in_form(NARROW):
        again = draw(drawing)
    try:
        narrow = _inline(again, f"{name}-narrow")
    finally:
        plt.close(figure_of(again))
    return Picture(words.title, words.subtitle, words.note, wide, narrow)


def _inline(ax: Axes, name: str) -> str:
    """Write a drawing as an element of a page: its words as text, its names unique there."""
    file = io.StringIO()
    with without_caption(ax), undescribed(ax), mpl.rc_context({"svg.fonttype": "none"}):
        figure_of(ax).savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    root = ElementTree.fromstring(_NO_TEXT.sub("", file.getvalue()))
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
    """Make names in an attribute unique on the page, and a path no longer than a screen needs."""
    if key == "id":
        return f"{name}-{value}"
    if key == "href":
        return f"#{name}-{value.removeprefix('#')}"
    if key == "d":
        return _LONG.sub(lambda found: f"{float(found[0]):.2f}", value)
    return _URL.sub(lambda found: f"url(#{name}-{found[1]})", value)
