"""Tables of a report: no data where there are none."""

from copcalc.measure import Unmeasured
from copcalc.report import Record, story


def test_children_that_nobody_counted_are_no_data_and_never_0(study):
    record = Record(study(year=2024), "register")
    story.register(record)
    children = [each for each in record.numbers.values() if each.measure == "children"]
    assert len(children) == 7
    assert {each.estimate for each in children} == {Unmeasured("no_children")}
