"""Charts for print and screen: each takes data and an optional Axes and returns the Axes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from matplotlib.axes import Axes

from copcalc.charts.adoption import adoption_chart
from copcalc.charts.canvas import figure_of
from copcalc.charts.carriers import carriers_chart
from copcalc.charts.cartogram import cartogram_chart
from copcalc.charts.drawing import Drawing, drawing_of
from copcalc.charts.fan import fan_chart
from copcalc.charts.hindcast import hindcast_chart
from copcalc.charts.multiples import multiples_chart
from copcalc.charts.peers import peers_chart
from copcalc.charts.reach import reach_chart
from copcalc.charts.regions import regions_chart
from copcalc.charts.rules import rules_chart
from copcalc.charts.standing import standing_chart
from copcalc.charts.status import status_chart
from copcalc.charts.style import COLOURS, describe, description
from copcalc.charts.timeline import timeline_chart
from copcalc.charts.tornado import tornado_chart

CHARTS: Mapping[str, Callable[..., Axes]] = MappingProxyType(
    {
        "adoption": adoption_chart,
        "carriers": carriers_chart,
        "cartogram": cartogram_chart,
        "fan": fan_chart,
        "hindcast": hindcast_chart,
        "multiples": multiples_chart,
        "peers": peers_chart,
        "reach": reach_chart,
        "regions": regions_chart,
        "rules": rules_chart,
        "standing": standing_chart,
        "status": status_chart,
        "timeline": timeline_chart,
        "tornado": tornado_chart,
    }
)
"""Charts by their kinds."""


def draw(drawing: Drawing) -> Axes:
    """Draw a chart again, in the current language.

    Parameters
    ----------
    drawing : Drawing
        What `drawing_of` told of a chart.

    Returns
    -------
    matplotlib.axes.Axes
        The chart on a figure of its own.

    Examples
    --------
    >>> from copcalc.assessment import by_region, open_study
    >>> ax = regions_chart(by_region(open_study(), "opsc"))
    >>> description(draw(drawing_of(ax))) == description(ax)
    True
    """
    return CHARTS[drawing.kind](drawing.frame, **drawing.options)


__all__ = [
    "CHARTS",
    "COLOURS",
    "Drawing",
    "adoption_chart",
    "carriers_chart",
    "cartogram_chart",
    "describe",
    "description",
    "draw",
    "drawing_of",
    "fan_chart",
    "figure_of",
    "hindcast_chart",
    "multiples_chart",
    "peers_chart",
    "reach_chart",
    "regions_chart",
    "rules_chart",
    "standing_chart",
    "status_chart",
    "timeline_chart",
    "tornado_chart",
]
