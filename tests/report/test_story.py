"""Tables of a report: one strength of evidence a line, and no data where there are none."""

import pytest

from copcalc.assessment import assess_pillar
from copcalc.measure import Unmeasured
from copcalc.report import Record, story


def test_a_region_has_a_second_line_where_groups_tell_more(unnamed):
    asked = unnamed("world", "ESP", "LUX", "MLT")
    record = Record(asked, "regions")
    story.regions(record, assess_pillar(asked, "technical"))
    line = "europe.2014.hotline"
    named, group = record.numbers[f"{line}.named.yes"], record.numbers[f"{line}.group.yes"]
    assert (named.value, group.low) == (31, 33)
    shares = record.numbers[f"{line}.group.share_of_countries"]
    assert (shares.low, shares.high) == pytest.approx((33 / 46, 45 / 46))
    by_group = [key for key in record.numbers if key.endswith(".hotline.group.yes")]
    assert by_group == [f"{line}.group.yes"]


def test_children_that_nobody_counted_are_no_data_and_never_0(study):
    record = Record(study(year=2024), "register")
    story.register(record)
    children = [each for each in record.numbers.values() if each.measure == "children"]
    assert len(children) == 7
    assert {each.estimate for each in children} == {Unmeasured("no_children")}


def test_states_are_not_ranked_by_children_that_nobody_counted(study, capsys):
    record = Record(study(year=2024), "carriers")
    story.who_carries(record, assess_pillar(study(year=2024), "technical"))
    assert "No ranking:" in capsys.readouterr().out
    assert not record.numbers
    ranked = Record(study(), "carriers")
    story.who_carries(ranked, assess_pillar(study(), "technical"))
    assert ranked.numbers
    assert "No ranking:" not in capsys.readouterr().out
