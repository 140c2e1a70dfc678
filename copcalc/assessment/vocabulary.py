"""What can be measured: every measure with its name, its one unit, and what its numbers rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts, and how people write it.

    Parameters
    ----------
    name : str
        The unit as results.json and tables name it.
    factor : float
        What a number inside the library is multiplied by: 100 for per cents.
    digits : int
        Decimals that people are shown.
    symbol, one : str
        What stands after the number in a sentence, and after 1.
    kept : int
        Decimals that are written to files: enough for any reader, and the same on any machine.
    """

    name: str
    factor: float = 1.0
    digits: int = 0
    symbol: str = ""
    one: str = ""
    kept: int = 6

    @property
    def counts(self) -> bool:
        """Whether its numbers are whole, being counts of things."""
        return self.factor == 1 and not self.digits and self.kept > 0


UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "countries": Unit("countries", symbol="countries", one="country"),
        "countries_a_year": Unit(
            "countries a year", digits=1, symbol="countries a year", one="country a year"
        ),
        "share_of_countries": Unit("% of countries", 100, 1, "%"),
        "share_of_children": Unit("% of children", 100, 1, "%"),
        "share_of_way": Unit("% of the way to the targets", 100, 1, "%"),
        "points": Unit("percentage points", 100, 1, "percentage points", "percentage point"),
        "points_a_year": Unit(
            "percentage points a year",
            100,
            1,
            "percentage points a year",
            "percentage point a year",
        ),
        "rate_a_year": Unit("% a year", 100, 1, "% a year"),
        "children": Unit("children", symbol="children", kept=0),
        "weight": Unit("weight", digits=3),
        "statuses": Unit("statuses", symbol="statuses", one="status"),
        "readings": Unit("readings", symbol="readings", one="reading"),
        "rules": Unit("rules", symbol="rules", one="rule"),
        "rows": Unit("rows", symbol="rows", one="row"),
    }
)
"""Every unit that a number can have, by its short name. A share is a fraction until people read it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number tells, whatever area, year or pillar it is about.

    Parameters
    ----------
    name : str
        What it is, in plain words.
    unit : str
        A key of `UNITS`.
    rests_on : tuple of str
        Where its numbers come from: "register", "children", "evidence", "baseline" (as published, or by
        evidence), "totals" (as published), "target", "rules", "denominators", "counts" or "tables".
    """

    name: str
    unit: str
    rests_on: tuple[str, ...]


_REGISTER, _CHILDREN, _EVIDENCE = ("register",), ("children",), ("evidence",)
_BASELINE, _TARGET, _GAP = ("baseline",), ("target",), ("baseline", "target")
_OF = "denominators"
_WEIGHED, _IMPLIED = ("evidence", "children"), ("totals", "evidence")

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        # Areas.
        "states": Measure("Member States", "countries", _REGISTER),
        "children": Measure("Children", "children", _CHILDREN),
        "share_of_region": Measure(
            "Share of the region's children", "share_of_children", _CHILDREN
        ),
        "share_of_world": Measure(
            "Share of the children in all Member States", "share_of_children", _CHILDREN
        ),
        "states_with_number": Measure("States with a number of children", "countries", _CHILDREN),
        "states_without_number": Measure(
            "States without a number of children", "countries", _CHILDREN
        ),
        "children_by_world_row": Measure(
            "Children by the table's row of the world", "children", _CHILDREN
        ),
        "share_of_world_row": Measure(
            "Sum of the states as a share of the row of the world", "share_of_children", _CHILDREN
        ),
        "step": Measure("What one country adds to a share of countries", "points", _REGISTER),
        "statuses_known": Measure("Statuses known", "statuses", _EVIDENCE),
        # An indicator, by the evidence.
        "yes": Measure("Known to have it", "countries", _EVIDENCE),
        "no": Measure("Known not to have it", "countries", _EVIDENCE),
        "unknown": Measure("Unknown", "countries", _EVIDENCE),
        "share_of_countries": Measure(
            "Share of countries, by evidence", "share_of_countries", _EVIDENCE
        ),
        "share_of_children": Measure(
            "Share of children, by evidence", "share_of_children", _WEIGHED
        ),
        "largest_unknown": Measure(
            "Largest countries of which it is unknown", "countries", _WEIGHED
        ),
        "share_of_largest_unknown": Measure(
            "Share of the area's children in the largest countries of which it is unknown",
            "share_of_children",
            _WEIGHED,
        ),
        "cumulative_share": Measure(
            "Share of the area's children, with all larger states that are not known to have it",
            "share_of_children",
            _WEIGHED,
        ),
        # A pillar or the goal.
        "reported": Measure("States with direct evidence", "countries", _EVIDENCE),
        "unreported": Measure("States without direct evidence", "countries", _EVIDENCE),
        "of": Measure("Countries that shares are of", "countries", (_OF,)),
        "target_of_countries": Measure("Target", "share_of_countries", _TARGET),
        "target_of_children": Measure("Target", "share_of_children", _TARGET),
        "target_count": Measure("Countries at the target", "countries", ("target", _OF)),
        "baseline_of_countries": Measure("Baseline", "share_of_countries", _BASELINE),
        "baseline_of_children": Measure(
            "Children in countries that have it", "share_of_children", _BASELINE
        ),
        "baseline_count": Measure("Countries at the baseline", "countries", ("baseline", _OF)),
        "attainable_share": Measure(
            "Whole numbers of countries that fit the baseline, as a share",
            "share_of_countries",
            ("baseline", _OF),
        ),
        "fitting_denominators": Measure(
            "Numbers of countries for which the published count and share agree",
            "countries",
            _BASELINE,
        ),
        "gap_points": Measure("Gap to the target", "points", _GAP),
        "attainable_gap": Measure("Gap, in whole numbers of countries", "points", (*_GAP, _OF)),
        "to_add": Measure("Countries still to come", "countries", (*_GAP, _OF)),
        "uncovered_children": Measure(
            "Children in countries without it", "children", ("baseline", "children")
        ),
        "pace_points": Measure("Required pace", "points_a_year", _GAP),
        "pace_countries": Measure("Required pace in countries", "countries_a_year", (*_GAP, _OF)),
        "growth": Measure("Required growth of the covered share", "rate_a_year", _GAP),
        "reduction": Measure(
            "Required reduction of the uncovered share (AARR)", "rate_a_year", _GAP
        ),
        "gap_children": Measure(
            "Gap in children of the baseline year", "children", ("baseline", "target", "children")
        ),
        "children_to_reach": Measure(
            "More children covered in the target year than in the baseline year",
            "children",
            ("baseline", "target", "children_of_both_years"),
        ),
        # How the pillars make the goal.
        "rules": Measure("Declared rules", "rules", ("rules",)),
        "weight_at_baseline": Measure(
            "Weight on the first pillar that gives the baseline", "weight", ("rules",)
        ),
        "weight_at_target": Measure(
            "Weight on the first pillar that gives the goal", "weight", ("rules",)
        ),
        "combined_at_baseline": Measure(
            "What a rule makes of the baselines", "share_of_children", ("rules",)
        ),
        "combined_at_target": Measure(
            "What a rule makes of the targets", "share_of_children", ("rules",)
        ),
        "attained_at_baseline": Measure(
            "What a rule makes of the baselines, each as a part of its target",
            "share_of_way",
            ("rules",),
        ),
        "attained_at_target": Measure(
            "What a rule makes of the targets, each as a part of itself",
            "share_of_way",
            ("rules",),
        ),
        # What published totals imply.
        "readings": Measure("Ways to read the published totals", "readings", _IMPLIED),
        "readings_fitting": Measure("Readings that some list of states fits", "readings", _IMPLIED),
        "implied_counted": Measure(
            "Unknown, and counted by the source in every reading", "countries", _IMPLIED
        ),
        "implied_not_counted": Measure(
            "Unknown, and not counted by the source in any reading", "countries", _IMPLIED
        ),
        "implied_either": Measure("Unknown, and open by the totals", "countries", _IMPLIED),
        "implied_in_some": Measure(
            "Unknown, and settled in some readings only", "countries", _IMPLIED
        ),
        "implied_against": Measure(
            "Implied against evidence that was set aside", "countries", _IMPLIED
        ),
        "readings_counted": Measure("Readings in which it must be counted", "readings", _IMPLIED),
        "readings_not_counted": Measure("Readings in which it can't be", "readings", _IMPLIED),
        "most_otherwise": Measure(
            "Children covered at most, were it not counted", "share_of_children", _IMPLIED
        ),
        "least_otherwise": Measure(
            "Children covered at least, were it counted", "share_of_children", _IMPLIED
        ),
        "share_given_count": Measure(
            "Share of children, with the published count", "share_of_children", _IMPLIED
        ),
        "share_given_totals": Measure(
            "Share of children, with the published count and share", "share_of_children", _IMPLIED
        ),
        # Counts that others published, and the tables themselves.
        "count": Measure("Countries counted", "countries", ("counts",)),
        "count_of": Measure("Countries reviewed", "countries", ("counts",)),
        "share_counted": Measure("Share of the reviewed", "share_of_countries", ("counts",)),
        "rows": Measure("Rows", "rows", ("tables",)),
    }
)
"""Every measure, by its id. A number's unit and sources follow from it."""
