"""Charts for print and screen: each takes data and an optional Axes and returns the Axes."""

from copcalc.charts.carriers import carriers_chart
from copcalc.charts.regions import regions_chart
from copcalc.charts.rules import rules_chart
from copcalc.charts.standing import standing_chart
from copcalc.charts.status import status_chart
from copcalc.charts.style import COLOURS, describe, description

__all__ = [
    "COLOURS",
    "carriers_chart",
    "describe",
    "description",
    "regions_chart",
    "rules_chart",
    "standing_chart",
    "status_chart",
]
