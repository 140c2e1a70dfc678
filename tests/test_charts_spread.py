"""Charts of how something spread: circles that hide none, blocks by year, a panel a region."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex

from copcalc.assessment import by_region, carriers, open_study
from copcalc.assessment.spread import adoption_by_region, adoption_by_state
from copcalc.charts import (
    adoption_chart,
    carriers_chart,
    cartogram_chart,
    description,
    multiples_chart,
    regions_chart,
)
from copcalc.charts.canvas import NARROW, WIDE, in_form
from copcalc.charts.circles import moved_apart
from copcalc.charts.sources import tell_sources
from copcalc.charts.style import filling

mpl.use("Agg")
STUDY = open_study()


def overlap(centres, radii):
    """By how much circles overlap at the most, as a part of the smaller one's radius."""
    apart = np.hypot(*(centres[:, None] - centres[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    smaller = np.minimum(radii[:, None], radii[None])
    return float(np.max((radii[:, None] + radii[None] - apart) / smaller))


PLACES = st.tuples(st.integers(0, 40), st.integers(0, 40))


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(PLACES, st.floats(0.2, 4), min_size=1, max_size=25))
def test_circles_are_moved_apart(circles):
    centres, radii = np.array([*circles], dtype=float), np.array([*circles.values()])
    at = moved_apart(centres, radii)
    assert overlap(at, radii) < 0.3
    if overlap(centres, radii) <= 0:
        assert np.abs(at - centres).max() < 1e-3


def by_status(states):
    """States in the order in which their circles are drawn."""
    return pd.concat([states[states["status"] == status] for status in ("yes", "no", "unknown")])


def circles_of(ax):
    """The middles and radii of a chart's circles."""
    boxes = [path.get_extents() for each in ax.collections for path in each.get_paths()]
    return np.array([(box.p0 + box.p1) / 2 for box in boxes]), np.array(
        [b.width / 2 for b in boxes]
    )


def test_circles_tell_the_status_of_their_states():
    states = adoption_by_state(STUDY, "hotline").dropna(subset=["children"])
    drawn = cartogram_chart(states).collections
    told = states["status"].value_counts()
    assert [len(each.get_paths()) for each in drawn] == [told["yes"], told["no"], told["unknown"]]
    assert [each.get_hatch() for each in drawn] == ["", "", filling("unknown")["hatch"]]
    for each, status in zip(drawn, ("yes", "no", "unknown"), strict=True):
        assert to_hex(each.get_facecolor()[0]) == to_hex(filling(status)["facecolor"])


@pytest.mark.parametrize("area", ["world", "africa", "cis"])
@pytest.mark.parametrize("form", [WIDE, NARROW])
def test_no_circle_hides_another_and_areas_are_the_children(area, form):
    states = adoption_by_state(STUDY.at(area), "hotline")
    with in_form(form):
        ax = cartogram_chart(states)
    counted = by_status(states.dropna(subset=["children"]))
    centres, radii = circles_of(ax)
    assert len(radii) == len(counted)
    assert overlap(centres, radii) < 0.2
    shares = radii**2 / radii[0] ** 2
    told = (counted["children"] / counted["children"].iloc[0]).to_numpy()
    # The smallest are drawn as large as can be seen.
    large = radii > radii.min() * 1.01
    assert shares[large] == pytest.approx(told[large], rel=0.01, abs=1e-4)
    box = ax.get_window_extent()
    for place in ax.transData.transform(centres):
        assert box.contains(*place)


def test_the_pacific_is_not_torn():
    states = adoption_by_state(STUDY, "hotline")
    ax = cartogram_chart(states)
    drawn = by_status(states.dropna(subset=["children"])).index
    at = dict(zip(drawn, circles_of(ax)[0][:, 0], strict=True))
    assert at["USA"] < at["BRA"] < at["NGA"] < at["IND"] < at["AUS"] < at["FJI"] < at["WSM"]


def test_the_title_of_a_cartogram_is_what_the_shares_add_up_to():
    told = description(cartogram_chart(adoption_by_state(STUDY, "hotline"))).replace("\xa0", " ")
    assert told.startswith(
        "Hotline or reporting portal: 19.2 % of the children live in states known to have it, "
        "51.2 % in states of which it is unknown."
    )
    assert "10 states without a number of children are not drawn" in " ".join(
        text.get_text().replace("\n", " ")
        for text in cartogram_chart(adoption_by_state(STUDY, "hotline")).texts
    )


def test_a_block_stands_for_each_state_with_a_year():
    states = adoption_by_state(STUDY, "hotline")
    having = states[states["status"] == "yes"].dropna(subset=["since"])
    ax = adoption_chart(states)
    by_year = pd.Series([round(bar.get_x() + bar.get_width() / 2) for bar in ax.patches])
    assert by_year.value_counts().to_dict() == having["since"].astype(int).value_counts().to_dict()
    empty = [bar for bar in ax.patches if bar.get_facecolor()[:3] == (1, 1, 1)]
    assert len(empty) == (having["since_means"] == "attested").sum() > 0
    half = having["since"].sort_values().iloc[(len(having) - 1) // 2]
    assert f"at least half of the 48 states with a known year had it by {half}" in description(ax)
    assert "seen, may have begun before" in description(ax)


@pytest.mark.parametrize(
    ("area", "told"),
    [("africa", "2 states are known to have it"), ("GBR", "1 state is known to have it")],
)
def test_of_few_states_half_is_not_told(area, told):
    ax = adoption_chart(adoption_by_state(STUDY.at(area), "hotline"))
    assert told in description(ax)


def test_a_proxy_is_called_one():
    for ax in (
        adoption_chart(adoption_by_state(STUDY, "opsc")),
        multiples_chart(adoption_by_region(STUDY, "opsc")),
    ):
        said = " ".join(text.get_text() for text in ax.texts).replace("\n", " ")
        assert "A proxy, not the thing itself" in said


def test_regions_whose_bounds_overlap_are_not_ranked():
    told = description(multiples_chart(adoption_by_region(STUDY, "hotline")))
    assert "how the regions compare hangs on what is unknown" in told
    known = description(multiples_chart(adoption_by_region(STUDY, "opsc"))).replace("\xa0", " ")
    assert "100 % of states in CIS, 73.7 % in Asia-Pacific" in known
    rows = adoption_by_region(STUDY, "opsc")
    one = description(multiples_chart(rows[rows["region"] == "Africa"])).replace("\xa0", " ")
    assert one.startswith("Party to the Optional Protocol (OPSC): 84.1 % of states in Africa.")


def test_panels_do_not_hang_on_the_order_or_the_labels_of_rows():
    rows = adoption_by_region(STUDY, "opsc")
    mixed = rows.sample(frac=1, random_state=1)
    assert description(multiples_chart(mixed)) == description(multiples_chart(rows))
    plain = description(multiples_chart(pd.DataFrame(mixed).reset_index(drop=True)))
    assert plain.count("2014") == 6


def test_what_is_assumed_is_told_in_words_once():
    assumed = STUDY.assume(hotline={"India": "yes"})
    for ax in (
        cartogram_chart(adoption_by_state(assumed, "hotline")),
        regions_chart(by_region(assumed, "hotline")),
        carriers_chart(carriers(assumed, "hotline")),
    ):
        note = " ".join(text.get_text() for text in ax.texts).replace("\n", " ")
        assert note.count("India at all times") == 1
        assert "IND" not in note
    elsewhere = regions_chart(by_region(assumed.at("africa"), "hotline"))
    assert "Assumed: statuses of states outside this area." in " ".join(
        text.get_text().replace("\n", " ") for text in elsewhere.texts
    )


def test_a_region_has_a_panel_with_what_is_known_in_the_end():
    ax = multiples_chart(adoption_by_region(STUDY.at("africa"), "opsc"))
    words = [text.get_text().replace("\xa0", " ") for text in ax.texts]
    assert {"CIS", "Europe", "100 %", "84.1 %", "2014"} <= set(words)
    bold = [text.get_text() for text in ax.texts if text.get_fontweight() == "bold"]
    assert "Africa" in bold
    assert len(ax.collections) == 12


@pytest.mark.parametrize("draw", [cartogram_chart, adoption_chart])
def test_states_of_which_nothing_can_be_drawn_draw_nothing(draw):
    states = adoption_by_state(STUDY, "hotline")
    none = states[states["children"].isna() & (states["status"] != "yes")]
    ax = draw(none)
    assert not ax.has_data()
    assert description(ax).startswith("Nothing can be drawn")


@pytest.mark.parametrize("draw", [cartogram_chart, adoption_chart])
def test_a_plain_frame_is_drawn_too(draw):
    ax = draw(pd.DataFrame(adoption_by_state(STUDY, "hotline")))
    assert "Hotline" not in description(ax)
    assert ax.has_data()


def test_no_source_of_an_indicator_is_a_file():
    for indicator in STUDY.framework.indicators:
        told = tell_sources(STUDY.evidence_source(indicator.id))
        assert "data/" not in told, indicator.id
        assert ".csv" not in told, indicator.id
    assert tell_sources("data/raw/evidence/mine.csv") == "Source: public evidence, state by state."
