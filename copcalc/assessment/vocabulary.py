"""What can be measured: every measure with its one unit, and what its numbers rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts, and how finely.

    Parameters
    ----------
    name : str
        The unit as results.json names it.
    factor : float
        What a number inside the library is multiplied by: 100 for per cents.
    digits : int
        Decimals that people are shown.
    kept : int
        Decimals that are written to files: enough for any reader, and the same on any machine.
    """

    name: str
    factor: float = 1.0
    digits: int = 0
    kept: int = 6

    @property
    def counts(self) -> bool:
        """Whether its numbers are whole, being counts of things."""
        return self.factor == 1 and not self.digits and self.kept > 0


UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "countries": Unit("countries"),
        "countries_a_year": Unit("countries a year", digits=1),
        "share_of_countries": Unit("% of countries", 100, 1),
        "share_of_children": Unit("% of children", 100, 1),
        "share_of_way": Unit("% of the way to the targets", 100, 1),
        "points": Unit("percentage points", 100, 1),
        "points_a_year": Unit("percentage points a year", 100, 1),
        "rate_a_year": Unit("% a year", 100, 1),
        "children": Unit("children", kept=0),
        "probability": Unit("% probability", 100, 0),
        "hindcasts": Unit("hindcasts"),
        "share_of_hindcasts": Unit("% of hindcasts", 100, 0),
        "skill": Unit("% better than no change", 100, 0),
        "share_of_variance": Unit("% of the variance", 100, 0),
        "combinations": Unit("combinations"),
        "weight": Unit("weight", digits=3),
        "statuses": Unit("statuses"),
        "readings": Unit("readings"),
        "rules": Unit("rules"),
        "rows": Unit("rows"),
    }
)
"""Every unit that a number can have, by its short name. A share is a fraction until people read it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number tells, whatever area, year or pillar it is about.

    Parameters
    ----------
    unit : str
        A key of `UNITS`.
    rests_on : tuple of str
        Where its numbers come from: "register", "children" (of its year, or "children_then": of the clock's),
        "evidence", "baseline" (as published, or by evidence), "totals" (as published), "target", "rules", "denominators", "counts" or "tables"; of a
        projection the "level" that it starts from and the "pace" at which it moves, by evidence or as
        published and counted.
    """

    unit: str
    rests_on: tuple[str, ...]


_REGISTER, _CHILDREN, _EVIDENCE = ("register",), ("children",), ("evidence",)
_BASELINE, _TARGET, _GAP = ("baseline",), ("target",), ("baseline", "target")
_OF = "denominators"
_WEIGHED, _IMPLIED = ("evidence", "children"), ("totals", "evidence")
_AHEAD, _AHEAD_OF, _PACE = ("level", "pace"), ("level", "pace", _OF), ("pace",)

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        # Areas.
        "states": Measure("countries", _REGISTER),
        "children": Measure("children", _CHILDREN),
        "share_of_region": Measure("share_of_children", _CHILDREN),
        "share_of_world": Measure("share_of_children", _CHILDREN),
        "states_with_number": Measure("countries", _CHILDREN),
        "states_without_number": Measure("countries", _CHILDREN),
        "children_by_world_row": Measure("children", _CHILDREN),
        "share_of_world_row": Measure("share_of_children", _CHILDREN),
        "step": Measure("points", _REGISTER),
        "statuses_known": Measure("statuses", _EVIDENCE),
        # An indicator, by the evidence.
        "yes": Measure("countries", _EVIDENCE),
        "no": Measure("countries", _EVIDENCE),
        "unknown": Measure("countries", _EVIDENCE),
        "share_of_countries": Measure("share_of_countries", _EVIDENCE),
        "share_of_children": Measure("share_of_children", _WEIGHED),
        "largest_unknown": Measure("countries", _WEIGHED),
        "share_of_largest_unknown": Measure("share_of_children", _WEIGHED),
        "cumulative_share": Measure("share_of_children", _WEIGHED),
        # A pillar or the goal.
        "reported": Measure("countries", _EVIDENCE),
        "unreported": Measure("countries", _EVIDENCE),
        "of": Measure("countries", (_OF,)),
        "target_of_countries": Measure("share_of_countries", _TARGET),
        "target_of_children": Measure("share_of_children", _TARGET),
        "target_count": Measure("countries", ("target", _OF)),
        "baseline_of_countries": Measure("share_of_countries", _BASELINE),
        "baseline_of_children": Measure("share_of_children", _BASELINE),
        "baseline_count": Measure("countries", ("baseline", _OF)),
        "attainable_share": Measure("share_of_countries", ("baseline", _OF)),
        "fitting_denominators": Measure("countries", _BASELINE),
        "gap_points": Measure("points", _GAP),
        "attainable_gap": Measure("points", (*_GAP, _OF)),
        "to_add": Measure("countries", (*_GAP, _OF)),
        "uncovered_children": Measure("children", ("baseline", "children")),
        "pace_points": Measure("points_a_year", _GAP),
        "pace_countries": Measure("countries_a_year", (*_GAP, _OF)),
        "growth": Measure("rate_a_year", _GAP),
        "reduction": Measure("rate_a_year", _GAP),
        "gap_children": Measure("children", ("baseline", "target", "children")),
        "children_to_reach": Measure("children", ("baseline", "target", "children_of_both_years")),
        # How the pillars make the goal.
        "rules": Measure("rules", ("rules",)),
        "weight_at_baseline": Measure("weight", ("rules",)),
        "weight_at_target": Measure("weight", ("rules",)),
        "combined_at_baseline": Measure("share_of_children", ("rules",)),
        "combined_at_target": Measure("share_of_children", ("rules",)),
        "attained_at_baseline": Measure("share_of_way", ("rules",)),
        "attained_at_target": Measure("share_of_way", ("rules",)),
        # What published totals imply.
        "readings": Measure("readings", _IMPLIED),
        "readings_fitting": Measure("readings", _IMPLIED),
        "implied_counted": Measure("countries", _IMPLIED),
        "implied_not_counted": Measure("countries", _IMPLIED),
        "implied_either": Measure("countries", _IMPLIED),
        "implied_in_some": Measure("countries", _IMPLIED),
        "implied_against": Measure("countries", _IMPLIED),
        "readings_counted": Measure("readings", _IMPLIED),
        "readings_not_counted": Measure("readings", _IMPLIED),
        "most_otherwise": Measure("share_of_children", _IMPLIED),
        "least_otherwise": Measure("share_of_children", _IMPLIED),
        "share_given_count": Measure("share_of_children", _IMPLIED),
        "share_given_totals": Measure("share_of_children", _IMPLIED),
        # What may become of it.
        "required_of_countries": Measure("share_of_countries", ("level", "target")),
        "required_of_children": Measure("share_of_children", ("level", "target")),
        "projected_of_countries": Measure("share_of_countries", _AHEAD_OF),
        "projected_of_children": Measure("share_of_children", _AHEAD),
        "median_of_countries": Measure("share_of_countries", _AHEAD_OF),
        "median_of_children": Measure("share_of_children", _AHEAD),
        "chance": Measure("probability", (*_AHEAD_OF, "target")),
        "chance_of_adopting": Measure("probability", _AHEAD),
        # What a projection hangs on.
        "chosen_of_countries": Measure("share_of_countries", _AHEAD_OF),
        "chosen_of_children": Measure("share_of_children", _AHEAD),
        "variance_alone": Measure("share_of_variance", _AHEAD_OF),
        "variance_together": Measure("share_of_variance", _AHEAD_OF),
        "combinations": Measure("combinations", _AHEAD_OF),
        "combinations_reaching": Measure("combinations", (*_AHEAD_OF, "target")),
        # What it would take.
        "fewest": Measure("countries", ("baseline", "evidence", "children_then", "target")),
        "to_add_by_region": Measure("countries", (*_GAP, "evidence")),
        "countries_if_adopted": Measure("share_of_countries", ("level", "evidence", _OF)),
        "to_add_if_adopted": Measure("countries", ("level", "evidence", "target", _OF)),
        "children_if_adopted": Measure("share_of_children", ("level", "evidence", "children_then")),
        "lacking": Measure("countries", _EVIDENCE),
        "lacking_children": Measure("share_of_children", _WEIGHED),
        # What came, beside what had been projected.
        "projected_counted": Measure("share_of_countries", _PACE),
        "median_counted": Measure("share_of_countries", _PACE),
        "error": Measure("points", _PACE),
        "crps": Measure("points", _PACE),
        "crps_of_no_change": Measure("points", _PACE),
        "mean_error": Measure("points", _PACE),
        "mean_crps": Measure("points", _PACE),
        "hindcasts": Measure("hindcasts", _PACE),
        "hindcasts_inside": Measure("share_of_hindcasts", _PACE),
        "skill": Measure("skill", _PACE),
        # Counts that others published, and the tables themselves.
        "count": Measure("countries", ("counts",)),
        "count_of": Measure("countries", ("counts",)),
        "share_counted": Measure("share_of_countries", ("counts",)),
        "rows": Measure("rows", ("tables",)),
    }
)
"""Every measure, by its id. A number's unit and sources follow from it."""
