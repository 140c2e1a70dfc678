"""Charts, checked by their data and their words; how they look is for eyes to judge."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from copcalc.assessment import (
    assess_goal,
    assess_pillars,
    by_region,
    carriers,
    profile,
)
from copcalc.charts import (
    COLOURS,
    carriers_chart,
    description,
    regions_chart,
    rules_chart,
    standing_chart,
    status_chart,
)
from copcalc.charts.style import house_style

mpl.use("Agg")


@pytest.fixture(scope="module")
def world(study):
    return study()


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def words_on(ax):
    figure = ax.figure
    texts = [*ax.texts, *ax.get_yticklabels(), *ax.get_xticklabels(), *figure.texts, ax.xaxis.label]
    return [text.get_text().replace("\N{NO-BREAK SPACE}", " ") for text in texts]


def bars(ax):
    return [p for p in ax.patches if isinstance(p, Rectangle)]


def luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_users_own_style_does_not_show():
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "yellow"}):
        house_style()
        assert mpl.rcParams["font.size"] == 9.5
        assert mpl.rcParams["axes.facecolor"] == "white"


@pytest.mark.parametrize("name", sorted(set(COLOURS) - {"unknown"}))
def test_every_colour_stands_out_from_white(name):
    # The fill of the unknown is pale on purpose: it is hatched and outlined.
    needed = 4.5 if name in ("text", "quiet", "observed", "target") else 3
    assert 1.05 / (luminance(COLOURS[name]) + 0.05) >= (2.9 if name == "group" else needed)


def test_the_standing_chart_draws_baseline_rounding_target_and_gap(world):
    ax = standing_chart(assess_pillars(world), assess_goal(world))
    dots = [round(float(line.get_xdata()[0]), 6) for line in ax.lines if line.get_marker() == "o"]
    diamonds = [
        round(float(line.get_xdata()[0]), 6) for line in ax.lines if line.get_marker() == "D"
    ]
    bands = [tuple(map(float, line.get_xdata())) for line in ax.lines if line.get_alpha()]
    assert dots == [62, 69, 26]
    assert diamonds == [80, 90, 70]
    assert [tuple(round(x, 6) for x in band) for band in bands] == [
        (61.5, 62.5),
        (68.5, 69.5),
        (25.5, 26.5),
    ]
    shown = words_on(ax)
    assert {"18 points", "21 points", "44 points", "described, not counted"} <= set(shown)
    assert {"not set: 35 of 193 states reported", "not set: 20 of 193 states reported"} <= set(
        shown
    )
    assert ax.get_xlim() == (0, 100)


def test_evidence_is_drawn_from_what_is_known_to_what_is_possible(study):
    gaps = assess_pillars(study("europe"))
    ax = standing_chart(gaps[1:2])
    known, unknown = bars(ax)
    assert known.get_width() == pytest.approx(100 * 34 / 46)
    # One state is known to be without.
    assert known.get_width() + unknown.get_width() == pytest.approx(100 * 45 / 46)
    assert unknown.get_hatch()


def test_the_rules_chart_draws_every_rule_and_the_published_band(world):
    ax = rules_chart(assess_goal(world))
    band = next(p for p in ax.patches if p.get_alpha())
    assert band.get_x() == pytest.approx(61.5)
    assert band.get_width() == pytest.approx(1)
    shown = words_on(ax)
    assert "52 to 53: ruled out" in shown
    assert "61.2 to 62.5: fits" in shown
    assert any("2 of 5 rules can give the published 62 %" in text for text in shown)


def test_the_carriers_chart_ranks_children_and_hatches_the_unknown(world):
    ax = carriers_chart(world, "hotline", most=5)
    ranking = carriers(world, "hotline").head(5)
    assert [b.get_width() for b in bars(ax)] == pytest.approx(list(ranking["children"] / 1e6))
    assert [bool(b.get_hatch()) for b in bars(ax)] == list(ranking["status"] == "unknown")
    assert {"no", "unknown"} == set(ranking["status"])
    assert not any(b.get_hatch() for b in bars(carriers_chart(world, "opsc", most=5)))


def test_states_without_a_number_of_children_are_named_below_the_chart(world):
    note = " ".join(text for text in words_on(carriers_chart(world, "opsc")))
    for name in ("Marshall Islands", "Nauru", "Saint Kitts and Nevis", "Tuvalu"):
        assert name in note.replace("\n", " ")


def test_the_regions_chart_accounts_for_every_state(world):
    ax = regions_chart(world, "hotline")
    table = by_region(world, "hotline")
    by_row = {}
    for bar in bars(ax):
        row = round(bar.get_y() + bar.get_height() / 2)
        by_row[row] = by_row.get(row, 0) + bar.get_width()
    assert list(by_row.values()) == pytest.approx([100] * len(table))


def test_the_regions_chart_tells_those_by_name_from_those_by_group(unnamed):
    told = description(regions_chart(unnamed("world", "ESP", "LUX", "MLT"), "hotline"))
    assert "Europe: 31 yes by name, 2 yes by group, 12 unknown, 1 no, of 46" in told


def test_a_proxy_is_called_a_proxy(world):
    for ax in (regions_chart(world, "opsc"), carriers_chart(world, "opsc")):
        assert any("proxy" in text.lower() for text in words_on(ax))


def test_a_state_has_its_statuses_drawn(study):
    ax = status_chart(profile(study("NAM")))
    shown = words_on(ax)
    assert "yes (proxy, not the thing itself)" in shown
    assert "unknown (direct evidence)" in shown
    assert any("3 of 8 statuses known" in text for text in shown)


@pytest.mark.parametrize("area", ["world", "cis", "africa", "NAM", "VAT"])
@pytest.mark.parametrize("year", [2014, 2024])
def test_every_chart_describes_itself(study, area, year):
    asked = study(area, year=year)
    gaps = assess_pillars(asked)
    charts = [standing_chart(gaps), *(standing_chart([gap]) for gap in gaps)]
    charts += [carriers_chart(asked, i) for i in ("hotline", "opsc")]
    charts += [regions_chart(asked, i) for i in ("hotline", "opsc")]
    for ax in charts:
        assert len(description(ax)) > 40
        assert "nan" not in description(ax).lower().split()


def test_a_chart_draws_on_the_axes_that_it_is_given(world):
    figure, ax = plt.subplots(figsize=(8, 4))
    assert regions_chart(world, "opsc", ax=ax) is ax
    assert len(figure.axes) == 1


def test_no_words_leave_the_figure_or_lie_on_each_other(study, world):
    goal, gaps = assess_goal(world), assess_pillars(world)
    for ax in (
        standing_chart(gaps, goal),
        rules_chart(goal),
        carriers_chart(world, "hotline"),
        regions_chart(world, "hotline"),
        status_chart(profile(study("NAM"))),
    ):
        figure = ax.figure
        figure.canvas.draw()
        renderer = figure.canvas.get_renderer()
        page = figure.bbox
        texts = [t for t in (*figure.texts, *ax.texts, *ax.get_yticklabels()) if t.get_text()]
        boxes = [t.get_window_extent(renderer) for t in texts]
        for text, box in zip(texts, boxes, strict=True):
            assert box.x0 >= page.x0, text
            assert box.x1 <= page.x1, text
        for i, a in enumerate(boxes):
            for j in range(i):
                assert not a.overlaps(boxes[j]), (texts[i].get_text(), texts[j].get_text())
