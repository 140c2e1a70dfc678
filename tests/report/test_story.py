"""Regions in a report: one strength of evidence a line."""

import pytest

from copcalc.assessment import assess_pillar
from copcalc.report import Record, story


def test_a_region_has_a_second_line_where_groups_tell_more(unnamed):
    asked = unnamed("world", "ESP", "LUX", "MLT")
    record = Record(asked, "regions")
    story.regions(record, assess_pillar(asked, "technical"))
    line = "table.regions-hotline.europe"
    named, group = record.numbers[f"{line}.yes"], record.numbers[f"{line}.group.yes"]
    assert (named.value, group.value) == (31, 33)
    shares = record.numbers[f"{line}.group.countries_low"]
    assert (shares.low, shares.high) == pytest.approx((100 * 33 / 46, 100 * 45 / 46))
    assert [key for key in record.numbers if key.endswith(".group.yes")] == [f"{line}.group.yes"]
