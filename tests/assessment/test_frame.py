"""Frames that remember: pandas may do what it likes, and no changed number keeps an observation's name."""

import pandas as pd
import pytest

from copcalc.assessment import (
    Observation,
    ObservedFrame,
    by_denominator,
    by_indicator,
    by_region,
    carriers,
    gap_table,
    profile,
    published_figures,
    related_progress,
    unknown_by_pillar,
)
from copcalc.errors import MeasureError
from copcalc.measure import Unmeasured


@pytest.fixture(scope="module")
def regions(study):
    return by_region(study(), "hotline")


CHOSEN = {
    "all": lambda frame: frame,
    "sorted": lambda frame: frame.sort_values("unknown"),
    "some rows": lambda frame: frame[frame["unknown"] > 10],
    "by label": lambda frame: frame.loc[["cis", "africa"]],
    "asked": lambda frame: frame.query("states > 40").head(1),
    "fewer columns": lambda frame: frame.drop(columns=["children", "no"]),
    "one more column": lambda frame: frame.assign(told=frame["yes"] + frame["no"]),
}


@pytest.mark.parametrize("choice", CHOSEN)
def test_whatever_is_chosen_is_the_observation_of_its_own_row(regions, choice):
    chosen = CHOSEN[choice](regions)
    cells = chosen.cells()
    assert isinstance(chosen, ObservedFrame)
    assert chosen.topic == regions.topic
    assert cells.index.tolist() == chosen.index.tolist()
    for code, row in cells.iterrows():
        assert row["yes"].area == row["states"].area == code
        assert row["yes"].value == chosen.at[code, "yes"]
        share = row["share_of_countries"]
        bounds = [chosen.at[code, f"share_of_countries_{end}"] for end in ("low", "high")]
        assert [share.low, share.high] == bounds


def test_columns_of_bounds_make_one_cell(regions):
    cells = regions.cells()
    assert not [name for name in cells if name.endswith(("_low", "_high"))]
    assert list(cells)[:6] == ["region", "strength", "states", "yes", "no", "unknown"]
    only = regions[["region", "share_of_countries_low"]].cells()
    assert list(only) == ["region", "share_of_countries"]


def test_a_changed_number_is_no_observation_any_more(regions):
    changed = regions.copy()
    changed.loc["cis", "yes"] = 9
    cells = changed.cells()
    assert cells["yes"].tolist() == changed["yes"].tolist()
    assert not [seen for seen in changed.observations() if seen.measure == "yes"]
    assert [seen for seen in changed.observations() if seen.measure == "no"]
    assert regions.at["cis", "yes"] != 9
    bounds = regions.assign(share_of_countries_low=0.5).cells()
    assert bounds["share_of_countries_low"].tolist() == [0.5] * 6


def test_rows_under_other_labels_are_no_observations(regions):
    for other in (regions.reset_index(), regions.rename(index={"cis": "africa", "africa": "cis"})):
        assert not [seen for seen in other.observations() if seen.measure == "unknown"]


def test_what_pandas_makes_anew_is_a_plain_frame(regions):
    for made in (regions.T, pd.concat([regions, regions]), regions.merge(regions, on="region")):
        assert made.shape
        assert isinstance(made.cells() if isinstance(made, ObservedFrame) else made, pd.DataFrame)


def test_a_frame_survives_a_copy_on_disk(regions, tmp_path):
    regions.to_pickle(tmp_path / "regions.pkl")
    again = pd.read_pickle(tmp_path / "regions.pkl")
    assert again.equals(regions)
    assert [seen.key for seen in again.observations()] == [
        seen.key for seen in regions.observations()
    ]


def test_every_frame_has_labels_of_its_own_and_keys_of_its_own(study, sound):
    for asked in (study(), study("africa"), study(year=2024)):
        for frame in (
            by_region(asked, "opsc", strength="each"),
            by_indicator(asked),
            carriers(asked, "hotline"),
            gap_table(asked, goal=True),
            published_figures(asked),
            unknown_by_pillar(asked),
            profile(asked.at("NAM")).peers,
        ):
            assert frame.index.is_unique
            assert frame.rows_in_all == len(frame)
            sound(dict.fromkeys(frame.observations()))
    for pillar in ("legal", "technical"):
        sound(dict.fromkeys(related_progress(study(), pillar).observations()))
    sound(dict.fromkeys(by_denominator(study()).observations()))


def test_what_nobody_measured_is_missing_in_the_frame_and_told_in_the_cell(study):
    frame = gap_table(study())
    assert pd.isna(frame.at["cooperation", "baseline"])
    cell = frame.cells().at["cooperation", "baseline"]
    assert isinstance(cell, Observation)
    assert cell.estimate == Unmeasured("described")


def test_the_goal_comes_first_where_it_was_published(study):
    assert gap_table(study(), goal=True).index.tolist()[:2] == ["goal", "legal"]
    for asked in (study("africa"), study(year=2018)):
        assert "goal" not in gap_table(asked, goal=True).index
    goal = gap_table(study(), goal=True).loc["goal"]
    assert (goal["baseline"], goal["target"], goal["of"]) == (0.62, 0.8, "children")


def test_one_pillar_s_row_is_that_of_the_table_of_all(study):
    for asked in (study(), study("africa")):
        table = gap_table(asked)
        for number, pillar in enumerate(table.index, start=1):
            for one in (gap_table(asked, pillar), gap_table(asked, number)):
                assert one.observations() == table.loc[[pillar]].observations()
                assert one["name"].tolist() == [table.at[pillar, "name"]]


def test_an_indicator_has_a_second_row_where_groups_tell_more(unnamed):
    frame = by_indicator(unnamed("europe", "ESP", "LUX", "MLT"), "technical")
    assert frame.index.tolist() == ["hotline", "hotline.group"]
    assert frame["yes_low"].tolist() == [31, 33]
    assert frame["yes_low"].add(frame["no"]).add(frame["unknown"]).tolist() == [46, 46]


def test_a_region_has_a_second_row_where_groups_tell_more(unnamed):
    frame = by_region(unnamed("world", "ESP", "LUX", "MLT"), "hotline", strength="each")
    assert [label for label in frame.index if label.endswith(".group")] == ["europe.group"]
    named, group = frame.loc["europe"], frame.loc["europe.group"]
    assert (named["yes"], group["yes_low"]) == (31, 33)
    shares = group[["share_of_countries_low", "share_of_countries_high"]].tolist()
    assert shares == pytest.approx([33 / 46, 45 / 46])
    assert frame.cells().at["europe.group", "yes"].key == "europe.2014.hotline.group.yes"


def test_an_indicator_that_speaks_for_two_pillars_stands_once(study):
    frame = by_indicator(study())
    assert frame.index.is_unique
    ids = [each.id for each in study().framework.indicators]
    assert [label for label in frame.index if not label.endswith(".group")] == ids


def test_a_column_is_chosen_with_its_bounds(regions, refuses):
    chosen = regions.choose("region", "yes", "children")
    assert list(chosen) == ["region", "yes", "yes_low", "yes_high", "children"]
    assert chosen.cells()["yes"].tolist() == regions.cells()["yes"].tolist()
    assert chosen.topic == regions.topic
    with refuses(MeasureError, "regions", "no column 'cildren'", "region, strength"):
        regions.choose("region", "cildren")
