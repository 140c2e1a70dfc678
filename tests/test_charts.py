"""Charts, checked by their data and their words; how they look is for eyes to judge."""

import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from pseudo import pseudo_language

from copcalc.assessment import (
    assess_goal,
    by_region,
    carriers,
    gap_table,
    profile,
)
from copcalc.assessment.adopters import reach_table
from copcalc.assessment.adopting import (
    project_indicator,
    project_indicators,
)
from copcalc.assessment.hanging import sensitivities
from copcalc.assessment.projected import (
    project_goal,
    project_pillar,
    projections,
)
from copcalc.assessment.realised import indicators_in_hindsight, pillar_in_hindsight
from copcalc.assessment.spread import adoption_by_region, adoption_by_state
from copcalc.charts import (
    COLOURS,
    adoption_chart,
    carriers_chart,
    cartogram_chart,
    description,
    fan_chart,
    hindcast_chart,
    multiples_chart,
    peers_chart,
    reach_chart,
    regions_chart,
    rules_chart,
    standing_chart,
    status_chart,
    timeline_chart,
    tornado_chart,
)
from copcalc.charts.canvas import NARROW, in_form, without_caption
from copcalc.charts.lettering import apart
from copcalc.charts.style import filling, house_style
from copcalc.words import in_language

mpl.use("Agg")


def row_names(ax):
    return [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]


def words_on(ax):
    figure = ax.figure
    texts = [*ax.texts, *ax.get_yticklabels(), *ax.get_xticklabels(), *figure.texts, ax.xaxis.label]
    return [plain(text.get_text().replace("\n", " ")) for text in texts]


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
    assert 1.05 / (luminance(COLOURS[name]) + 0.05) >= needed


def test_statuses_differ_in_grey_too():
    looks = [filling(status) for status in ("yes", "yes_group", "no", "unknown")]
    for one, other in itertools.combinations(looks, 2):
        light, dark = sorted((luminance(each["facecolor"]) for each in (one, other)), reverse=True)
        assert bool(one["hatch"]) != bool(other["hatch"]) or (light + 0.05) / (dark + 0.05) >= 1.8
    for look in looks:
        assert 1.05 / (luminance(look["edgecolor"]) + 0.05) >= 3


# What those see who lack the cones for red or for green, in linear RGB (Machado, Oliveira and Fernandes 2009,
# "A physiologically-based model for simulation of color vision deficiency", severity 1).
SEEN = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize(
    ("one", "other"),
    [("observed", "target"), ("projected", "target"), ("observed", "proxy"), ("observed", "group")],
)
def test_colours_of_one_chart_differ_for_the_colour_blind(kind, one, other):
    def seen(name):
        rgb = np.array(to_rgb(COLOURS[name]))
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        return np.array(SEEN[kind]) @ linear

    def lab(linear):
        xyz = np.array(
            [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
        ) @ np.clip(linear, 0, 1)
        f = np.cbrt(np.maximum(xyz / [0.9505, 1, 1.089], 1e-4))
        return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])

    assert np.linalg.norm(lab(seen(one)) - lab(seen(other))) > 20


def test_the_standing_chart_draws_baseline_rounding_target_and_gap(world):
    ax = standing_chart(gap_table(world, goal=True))
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
    assert {
        "no target in figures; known of 35 of 193 states",
        "no target in figures; known of 20 of 193 states",
    } <= set(shown)
    assert ax.get_xlim() == (0, 100)


def test_the_standing_chart_draws_where_it_was_heading(world):
    ahead = projections(world)
    table = gap_table(world, goal=True, ahead=ahead)
    ax = standing_chart(table)
    ranges = [line.get_xdata() for line in ax.lines if line.get_marker() == "|"]
    # Of the goal all rules that fit together: from the lowest to the highest of their ends.
    goals = [each.projected for each in ahead if each.rule]
    assert ranges[0] == pytest.approx(
        [100 * min(g.low for g in goals), 100 * max(g.high for g in goals)]
    )
    assert [list(r) for r in ranges[1:]] == [
        pytest.approx([100 * each.projected.low, 100 * each.projected.high]) for each in ahead[:2]
    ]
    shown = " ".join(words_on(ax)).replace("\n", " ")
    assert "heading for 85 % (75.6 to 92.2 %)" in shown
    assert "where it was heading by 2020" in shown
    assert "90 % probability, the ring in the middle, at the pace of a related count" in shown
    assert "Legal measures: heading for 85 %, range 75.6 to 92.2 %" in description(ax).replace(
        "\xa0", " "
    )


def test_the_standing_chart_of_a_region_draws_the_first_indicator_that_speaks_for_a_pillar(study):
    asked = study("africa")
    ahead = project_indicators(asked)
    table = gap_table(asked, ahead=ahead)
    law = next(each for each in ahead if each.indicator == "national_law").projected
    assert table.loc["legal", ["projected_low", "projected_high"]].tolist() == [law.low, law.high]
    assert table.loc["capacity", ["projected_low"]].isna().all()
    shown = " ".join(words_on(standing_chart(table))).replace("\n", " ")
    assert "from “none of the unknown has it” to “all have”" in shown
    # Without anything projected the table is what it was.
    silent = gap_table(asked, ahead=projections(asked))
    assert list(silent) == list(gap_table(asked))


def test_evidence_is_drawn_from_what_is_known_to_what_is_possible(study):
    ax = standing_chart(gap_table(study("europe")).loc[["technical"]])
    known, unknown = bars(ax)
    assert known.get_width() == pytest.approx(100 * 34 / 46)
    # One state is known to be without.
    assert known.get_width() + unknown.get_width() == pytest.approx(100 * 45 / 46)
    assert unknown.get_hatch()


def test_the_rules_chart_draws_every_rule_and_the_published_band(world):
    ax = rules_chart(assess_goal(world).to_frame())
    band = next(p for p in ax.patches if p.get_alpha())
    assert band.get_x() == pytest.approx(61.5)
    assert band.get_width() == pytest.approx(1)
    shown = words_on(ax)
    assert "52 to 53: ruled out" in shown
    assert "61.2 to 62.5: fits" in shown
    assert any("2 of 5 rules can give the published 62 %" in text for text in shown)


def test_the_rules_chart_draws_the_rows_it_is_given(world):
    rules = pd.DataFrame(assess_goal(world).to_frame())
    ax = rules_chart(rules.loc[["equal", "both"]].assign(at_baseline_low=0.25))
    assert [text.get_text().replace("\n", " ") for text in ax.get_yticklabels()] == [
        "Equal weights",
        "Children covered by both",
    ]
    assert not ax.patches  # nothing is there to be compared with
    assert "25 to 53: ruled out" in words_on(ax)
    assert "0 of 2 rules can give the published baseline" in description(ax)


def test_the_carriers_chart_ranks_children_and_hatches_the_unknown(world):
    ranking = carriers(world, "hotline").head(5)
    ax = carriers_chart(ranking)
    assert [b.get_width() for b in bars(ax)] == pytest.approx(list(ranking["children"] / 1e6))
    assert [bool(b.get_hatch()) for b in bars(ax)] == list(ranking["status"] == "unknown")
    assert {"no", "unknown"} == set(ranking["status"])
    assert not any(b.get_hatch() for b in bars(carriers_chart(carriers(world, "opsc"), most=5)))


def test_a_ranking_of_states_that_nobody_counted_draws_nothing(study, world):
    assert carriers_chart(carriers(world, "hotline")).has_data()
    assert not carriers_chart(carriers(study(year=2024), "hotline")).has_data()


def test_a_chart_draws_the_rows_that_it_is_given(world):
    ranking = carriers(world, "hotline")
    small = ranking[ranking["share"] < 0.01].head(3)
    ax = carriers_chart(small)
    assert [label.get_text() for label in ax.get_yticklabels()] == small["name"].tolist()
    pillars = gap_table(world)
    ax = standing_chart(pillars.iloc[::-1])
    labels = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
    assert labels == pillars["name"].tolist()[::-1]
    two = by_region(world, "hotline").loc[["cis", "africa"]]
    assert len(regions_chart(two).get_yticklabels()) == 2


def test_a_chart_draws_plain_frames_too(world):
    """Numbers that have been through other hands have no source to be told."""
    frames = (by_region(world, "hotline"), carriers(world, "hotline"), gap_table(world))
    for chart, frame in zip((regions_chart, carriers_chart, standing_chart), frames, strict=True):
        ax = chart(pd.DataFrame(frame))
        assert ax.has_data()
        assert not any("Source" in text for text in words_on(ax))


def test_the_regions_chart_accounts_for_every_state(world):
    table = by_region(world, "hotline")
    ax = regions_chart(table)
    by_row = {}
    for bar in bars(ax):
        row = round(bar.get_y() + bar.get_height() / 2)
        by_row[row] = by_row.get(row, 0) + bar.get_width()
    assert list(by_row.values()) == pytest.approx([100] * len(table))


def test_the_regions_chart_tells_those_by_name_from_those_by_group(unnamed):
    table = by_region(unnamed("world", "ESP", "LUX", "MLT"), "hotline", strength="each")
    told = description(regions_chart(table))
    assert "Europe: 31 yes, 2 told of a group, 12 unknown, 1 no, of 46" in told


def test_a_proxy_is_called_a_proxy(world):
    for ax in (regions_chart(by_region(world, "opsc")), carriers_chart(carriers(world, "opsc"))):
        assert any("proxy" in text.lower() for text in words_on(ax))


def test_a_state_has_its_statuses_drawn(study):
    ax = status_chart(profile(study("NAM")).status)
    shown = words_on(ax)
    assert "yes (proxy, not the thing itself)" in shown
    assert "unknown (direct evidence)" in shown
    assert any("3 of 8 statuses known" in text for text in shown)


def test_a_state_stands_among_its_peers(study):
    peers = profile(study("KEN")).peers
    ax = peers_chart(peers)
    law, opsc, *_ = (f"{title}: yes {{}}, no {{}}, unknown {{}}" for title in row_names(ax))
    for told, indicator in ((law, "national_law"), (opsc, "opsc")):
        counts = peers[indicator].value_counts()
        numbers = [counts.get(each, 0) for each in ("yes", "no", "unknown")]
        assert told.format(*numbers) in description(ax)
    # A square a state and indicator, and a frame an indicator.
    assert len(ax.patches) == 5 * (len(peers) + 1)
    framed = [patch for patch in ax.patches if patch.get_linewidth() == 2]
    yes = int((peers["national_law"] == "yes").sum())
    assert [patch.get_x() for patch in framed][:2] == [0, int((peers["opsc"] == "yes").sum())]
    assert 0 < yes < len(peers)


@pytest.mark.parametrize(
    ("statuses", "finding"),
    [
        (["no", "yes", "yes"], "yes of most states of Sub-Saharan Africa, no of Kenya"),
        (["unknown", "yes", "yes"], "yes of most states of Sub-Saharan Africa, unknown of Kenya"),
        (["yes", "yes", "yes"], "Kenya has all that most states"),
        (["no", "yes", "no"], "No status is known to be yes of most states"),
    ],
)
def test_the_finding_of_peers_is_what_most_have_and_the_state_has_not(study, statuses, finding):
    peers = profile(study("KEN")).peers.loc[["KEN", "NGA", "ETH"], ["name", "children", "opsc"]]
    assert finding in description(peers_chart(peers.assign(opsc=statuses)))


def test_statuses_of_one_s_own_are_drawn_too():
    mine = pd.DataFrame({"name": ["A", "B"], "law": ["yes", "no"]})
    told = description(peers_chart(mine))
    assert told.startswith("What is known of each state")
    assert "law: yes 1, no 1, unknown 0" in told


@pytest.mark.parametrize("area", ["world", "cis", "africa", "NAM", "VAT"])
@pytest.mark.parametrize("year", [2014, 2024])
def test_every_chart_describes_itself(study, area, year):
    asked = study(area, year=year)
    gaps = gap_table(asked)
    charts = [standing_chart(gaps), *(standing_chart(gaps.loc[[each]]) for each in gaps.index)]
    charts += [carriers_chart(carriers(asked, i)) for i in ("hotline", "opsc")]
    charts += [regions_chart(by_region(asked, i, strength="each")) for i in ("hotline", "opsc")]
    for ax in charts:
        assert len(description(ax)) > 40
        assert "nan" not in description(ax).lower().split()


DRAWN = {
    "standing": lambda study, ax: standing_chart(gap_table(study(), goal=True), ax=ax),
    "standing of a region": lambda study, ax: standing_chart(gap_table(study("africa")), ax=ax),
    "standing, much assumed": lambda study, ax: standing_chart(
        gap_table(study().assume(denominator="icmec", confidence="low", holds_for=5)), ax=ax
    ),
    "rules": lambda study, ax: rules_chart(assess_goal(study()).to_frame(), ax=ax),
    "carriers": lambda study, ax: carriers_chart(carriers(study(), "hotline"), ax=ax),
    "regions": lambda study, ax: regions_chart(by_region(study(), "hotline"), ax=ax),
    "status": lambda study, ax: status_chart(profile(study("NAM")).status, ax=ax),
    "peers": lambda study, ax: peers_chart(profile(study("NAM")).peers, ax=ax),
    "standing, ahead": lambda study, ax: standing_chart(
        gap_table(study(), goal=True, ahead=projections(study())), ax=ax
    ),
    "reach": lambda study, ax: reach_chart(reach_table(study(), "technical"), ax=ax),
    "fan": lambda study, ax: fan_chart(project_pillar(study(), "legal").path, ax=ax),
    "timeline": lambda study, ax: timeline_chart(
        project_indicator(study(), "hotline").timeline, ax=ax
    ),
    "hindcast": lambda study, ax: hindcast_chart(pillar_in_hindsight(study(), "legal").path, ax=ax),
    "cartogram": lambda study, ax: cartogram_chart(adoption_by_state(study(), "hotline"), ax=ax),
    "cartogram of a region": lambda study, ax: cartogram_chart(
        adoption_by_state(study("africa"), "national_law"), ax=ax
    ),
    "adoption": lambda study, ax: adoption_chart(adoption_by_state(study(), "hotline"), ax=ax),
    "adoption of a proxy": lambda study, ax: adoption_chart(
        adoption_by_state(study(), "opsc"), ax=ax
    ),
    "adoption in a region": lambda study, ax: adoption_chart(
        adoption_by_state(study("africa"), "national_law"), ax=ax
    ),
    "multiples": lambda study, ax: multiples_chart(adoption_by_region(study(), "hotline"), ax=ax),
    "tornado": lambda study, ax: tornado_chart(
        sensitivities(study(), "technical", samples=64)[0].settings, ax=ax
    ),
}


def axis_words(ax):
    """The words of its axes, as far as they are in sight, and of its legend."""
    named = []
    for axis, place in ((ax.xaxis, 0), (ax.yaxis, 1)):
        low, high = sorted(axis.get_view_interval())
        ticks = [
            each for each in axis.get_ticklabels() if low <= each.get_position()[place] <= high
        ]
        named += [*ticks, axis.label] if axis.get_visible() else []
    return [*named, *(ax.get_legend().texts if ax.get_legend() else [])]


def words_fit(figure):
    """No words leave the figure, none lie on each other."""
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    page = figure.bbox
    texts = [
        text
        for ax in figure.axes
        for text in (*figure.texts, *ax.texts, *axis_words(ax))
        if text.get_text() and text.get_visible()
    ]
    boxes = [t.get_window_extent(renderer) for t in texts]
    for text, box in zip(texts, boxes, strict=True):
        assert page.x0 <= box.x0 < box.x1 <= page.x1, text
        assert page.y0 <= box.y0 < box.y1 <= page.y1, text
    for i, a in enumerate(boxes):
        for j in range(i):
            assert not a.overlaps(boxes[j]), (texts[i].get_text(), texts[j].get_text())


@pytest.mark.parametrize("chart", DRAWN)
def test_no_words_leave_the_figure_or_lie_on_each_other(study, chart):
    words_fit(DRAWN[chart](study, None).figure)


@pytest.mark.parametrize("chart", DRAWN)
def test_words_fit_on_a_phone(study, chart):
    with in_form(NARROW):
        ax = DRAWN[chart](study, None)
    # 320 pixels, less the margins of a page.
    assert ax.figure.get_figwidth() * 96 <= 300
    with without_caption(ax):
        words_fit(ax.figure)
        seen = [text for text in (*ax.texts, *axis_words(ax)) if text.get_visible()]
        assert min(text.get_fontsize() for text in seen) >= 8


@pytest.mark.parametrize("chart", DRAWN)
def test_words_of_a_longer_language_fit_on_a_phone_too(study, chart):
    with in_language(pseudo_language(study())), in_form(NARROW):
        ax = DRAWN[chart](study, None)
    with without_caption(ax):
        words_fit(ax.figure)


@pytest.mark.parametrize("chart", DRAWN)
def test_words_of_a_longer_language_fit_too(study, chart):
    with in_language(pseudo_language(study())):
        ax = DRAWN[chart](study, None)
        words_fit(ax.figure)
    # No typeface has a sign for what keeps directions apart.
    assert not any("\N{FIRST STRONG ISOLATE}" in words for words in words_on(ax))


@pytest.mark.parametrize(
    ("first", "second"), [("standing", "regions"), ("carriers", "standing of a region")]
)
def test_two_charts_share_a_figure(study, first, second):
    figure, (left, right) = plt.subplots(1, 2, figsize=(14, 5))
    assert DRAWN[first](study, left) is left
    assert DRAWN[second](study, right) is right
    assert len(figure.axes) == 2
    assert not figure.texts
    words_fit(figure)


@pytest.mark.parametrize("chart", ["standing of a region", "regions"])
def test_a_chart_fits_into_a_small_figure(study, chart):
    figure, ax = plt.subplots(figsize=(6, 4))
    DRAWN[chart](study, ax)
    words_fit(figure)


def test_a_title_ranks_no_bounds_that_overlap(world):
    """How many sources were found is no finding about regions."""
    hotlines = regions_chart(by_region(world, "hotline", strength="each"))
    assert description(hotlines).startswith(
        "Hotline or reporting portal: 48 of 193 states known to have it, 135 unknown."
    )
    treaty = description(regions_chart(by_region(world, "opsc", strength="each")))
    assert "100 % of states in CIS" in treaty.replace("\N{NO-BREAK SPACE}", " ")


def test_a_title_leads_with_what_is_known(study):
    late = description(standing_chart(gap_table(study(year=2018)).loc[["legal"]]))
    assert late.startswith("Legal measures: the status of 128 of 193 states is known.")
    assert "possible" not in late.split(". ")[0]


def areas_between(ax):
    """Each filled band: the points of its outline, to two decimals."""
    bands = [c for c in ax.collections if isinstance(c, PolyCollection)]
    return [{tuple(point) for point in band.get_paths()[0].vertices.round(2)} for band in bands]


def test_the_fan_draws_both_intervals_the_middle_and_the_required_way(world):
    law = project_pillar(world, "legal")
    ax = fan_chart(law.path)
    pale, dark = areas_between(ax)
    for band, part in ((pale, "projected"), (dark, "likely")):
        ends = {
            (year, round(100 * law.path.at[str(year), f"{part}_{end}"], 2))
            for year in range(2014, 2021)
            for end in ("low", "high")
        }
        assert ends <= band
    solid, dashed = ax.lines[:2]
    assert solid.get_ydata()[-1] == pytest.approx(100 * law.median.value)
    assert list(dashed.get_ydata()[[0, -1]]) == pytest.approx([69, 90])
    assert dashed.is_dashed()
    shown = " ".join(words_on(ax)).replace("\n", " ")
    assert (
        "Legal measures: heading for about 85 % in 2020, 12 to 14 % chance to reach 90 %" in shown
    )
    assert {"target for 2020: 90 %", "about 85 %"} <= set(words_on(ax))
    assert "5 % chance of more than 92.2 %" in shown
    assert "Countries with some specific law, by ICMEC's reviews until 2014" in shown
    assert "a related count, not the indicator" in shown
    assert ax.get_ylim() == (0, 100)
    assert "2020: 85 to 85.5 (range 75.6 to 92.2), required 90 %" in description(ax).replace(
        "\xa0", " "
    )


def test_the_fan_of_the_goal_names_its_rule_and_does_not_speak_of_more_than_all(world):
    shown = " ".join(words_on(fan_chart(project_goal(world, "attainment").path))).replace("\n", " ")
    assert "By the rule “Mean of how far each target is attained”" in shown
    assert "up to 100 %" in shown
    assert "more than 100" not in shown
    assert "per cent of children" in fan_chart(project_goal(world, "attainment").path).get_ylabel()


def test_a_fan_beyond_the_target_year_has_no_target_at_its_end(world):
    ax = fan_chart(project_pillar(world, "legal", year=2025).path)
    assert not any("target for" in text for text in words_on(ax))
    assert "2025" in words_on(ax)


def test_where_nothing_is_projected_no_fan_is_drawn(study):
    assert not fan_chart(project_pillar(study("africa"), "legal").path).has_data()
    silent = project_indicator(study("cis"), "lanzarote_convention").timeline
    assert not timeline_chart(silent.iloc[:0]).has_data()


def test_a_fan_of_a_plain_frame_says_less(world):
    ax = fan_chart(pd.DataFrame(project_pillar(world, "technical").path))
    assert "Where it would be, and the way to the target" in words_on(ax)
    assert "about 35.8 %" in words_on(ax)


def test_a_timeline_fills_the_known_and_opens_where_it_ends(study):
    parties = project_indicator(study(), "opsc").timeline
    ax = timeline_chart(parties)
    filled, *_, fan = areas_between(ax)
    assert (2014.0, round(100 * 169 / 193, 2)) in filled
    assert max(year for year, _ in filled) == min(year for year, _ in fan) == 2014
    assert (2020.0, round(100 * parties.at["2020", "projected_high"], 2)) in fan
    shown = " ".join(words_on(ax)).replace("\n", " ")
    assert (
        "Party to the Optional Protocol (OPSC): 87.6 % of countries in 2014, about 93.8 % in 2020"
        in shown
    )
    assert "(a proxy, not the thing itself)" in shown
    assert "unknown" not in shown


def test_a_timeline_with_unknown_hatches_them_and_opens_at_both_bounds(study):
    hotlines = project_indicator(study("africa"), "hotline").timeline
    ax = timeline_chart(hotlines)
    assert [bool(c.get_hatch()) for c in ax.collections] == [False, True, False]
    assert [line.get_ydata()[-1] for line in ax.lines] == pytest.approx(
        [100 * hotlines.at["2020", f"median_{end}"] for end in ("low", "high")]
    )
    assert all(line.is_dashed() for line in ax.lines)
    shown = " ".join(words_on(ax)).replace("\n", " ")
    assert "4.5 to 100 % of countries in 2020, as wide as what is unknown" in shown
    assert {"4.5 % if no unknown had it", "95.5 % if every unknown had it"} <= set(words_on(ax))


def test_reach_fills_what_is_sure_and_hatches_what_is_possible(world):
    reached = reach_table(world, "technical", most=3)
    ax = reach_chart(reached)
    sure, possible = ax.patches[::2], ax.patches[1::2]
    assert [bar.get_width() for bar in sure] == pytest.approx(100 * reached["covered_low"])
    ends = [bar.get_x() + bar.get_width() for bar in possible]
    assert ends == pytest.approx(100 * reached["covered_high"])
    assert all(bar.get_hatch() for bar in possible)
    shown = " ".join(words_on(ax)).replace("\n", " ")
    assert "with 3 more countries it would cover 56.3 to 59.5 % of children, up from 22 %" in shown
    assert {"As it stood", "+ India", "+ China", "+ Nigeria"} <= set(words_on(ax))
    assert "ITU, Connect 2020" in shown


def test_reach_of_a_region_cites_no_published_figure_and_a_plain_frame_says_less(study):
    reached = reach_table(study("africa"), "technical", most=1)
    ax = reach_chart(reached)
    shown = " ".join(words_on(ax)).replace("\n", " ")
    assert "with one more country it would cover 24.3 to 95.3 % of children" in shown
    assert "ITU, Connect 2020" not in shown
    shown = " ".join(words_on(reach_chart(pd.DataFrame(reached)))).replace("\n", " ")
    assert "With one more country 24.3 to 95.3 % of children would be covered" in shown
    assert not reach_chart(reached.iloc[:0]).has_data()


def test_a_timeline_without_a_projection_tells_what_is_known(study):
    ax = timeline_chart(project_indicator(study("africa", year=2022), "opsc").timeline)
    assert "of countries known in 2022" in description(ax)
    assert not ax.lines


def plain(text):
    return text.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_what_came_is_marked_beside_what_was_projected(world):
    made = pillar_in_hindsight(world, "technical")
    ax = hindcast_chart(made.path)
    marks = [line for line in ax.lines if line.get_marker() in ("o", "s")]
    hollow, filled = (
        [m for m in marks if (m.get_markerfacecolor() == "white") == is_hollow]
        for is_hollow in (True, False)
    )
    known = {point for mark in hollow for point in zip(*mark.get_data(), strict=True)}
    came = {point for mark in filled for point in zip(*mark.get_data(), strict=True)}
    assert {year for year, _ in known} == {2010, 2012, 2014}
    assert {year for year, _ in came} == {2018, 2019, 2021, 2022, 2024}
    assert dict(came)[2022] == pytest.approx(100 * (1 - 79 / 196))
    outer = areas_between(ax)[0]
    assert (2024.0, round(100 * made.path.at["2024", "projected_high"], 2)) in outer
    shown = plain(" ".join(words_on(ax)))
    assert (
        "about 39.4 % projected for 2022, related counts came to 59.7 % in 2022 and 26.4 % in 2024"
        in shown
    )
    assert "related counts, which are not the same: ● Countries with a hotline or portal" in shown
    assert {"● 59.7 % in 2022", "■ 26.4 % in 2024"} <= set(map(plain, words_on(ax)))
    told = plain(description(ax))
    assert "2022: 59.7 % came (Countries with a hotline or portal, by ICMEC and IWF)" in told
    assert "2010" not in told


def test_what_came_by_the_evidence_is_a_proxy_where_it_is_one(study):
    (made,) = (
        each
        for each in indicators_in_hindsight(study("africa"), "legal")
        if each.name == "opsc-2014"
    )
    shown = plain(" ".join(words_on(hindcast_chart(made.path))))
    assert "(a proxy): about 90.9 % projected for 2020, 86.4 % came" in shown
    assert "Source: United Nations Treaty Collection." in shown


def test_where_nothing_was_projected_or_came_there_is_no_chart(study):
    laws = indicators_in_hindsight(study("africa"), "legal")[0]
    assert not hindcast_chart(laws.path).has_data()
    # Counts alone are drawn, where no level was published to go on from.
    counts = pillar_in_hindsight(study("africa"), "legal").path
    ax = hindcast_chart(counts)
    assert ax.has_data()
    assert "2018: 91.8 % came" in plain(description(ax))
    assert "projected 8" not in plain(description(ax))


def test_a_plain_frame_of_what_came_says_less(world):
    ax = hindcast_chart(pd.DataFrame(pillar_in_hindsight(world, "legal").path))
    assert "What was projected, and what came" in words_on(ax)
    assert "2018: 91.8 % came (icmec_no_specific_legislation)" in plain(description(ax))


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 12)), min_size=1, max_size=8))
def test_labels_that_would_touch_are_moved_apart_and_keep_their_order(labels):
    places, heights = zip(*labels, strict=True)
    moved = apart(places, heights, low=-6, top=106)
    order = sorted(range(len(places)), key=lambda i: -places[i])

    def free(of):
        ends = [(of[i] - heights[i] / 2, of[i] + heights[i] / 2) for i in order]
        return [
            106 - ends[0][1],
            *(a[0] - b[1] for a, b in itertools.pairwise(ends)),
            ends[-1][0] + 6,
        ]

    assert min(free(moved)) >= -1e-9
    if min(free(places)) >= 0:
        assert moved == pytest.approx(places)
