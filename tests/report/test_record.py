"""The record: what is shown is recorded, described, escaped and saved."""

import re

import matplotlib as mpl
import pandas as pd
import pytest

from copcalc.assessment import (
    Observation,
    by_region,
    carriers,
    gap_table,
    open_study,
    published_figures,
)
from copcalc.charts import carriers_chart, describe, regions_chart
from copcalc.data import find_root
from copcalc.errors import ReportError
from copcalc.measure import CountryShare, Estimate, Unmeasured
from copcalc.report import html
from copcalc.report.files import _safe_text
from copcalc.report.record import Record
from copcalc.report.stored import BLOCK_TYPE, NUMBERS_TYPE
from copcalc.words import Frame, columns_in_words

mpl.use("Agg")
ROOT = find_root()


@pytest.fixture
def record(tmp_path):
    return Record(open_study(), "chapter", save_to=str(tmp_path))


@pytest.fixture
def shown(monkeypatch):
    """Runs something and returns what it displayed: data and metadata of each output."""

    def run(action):
        outputs = []
        monkeypatch.setattr(
            "copcalc.report.record.display",
            lambda data, *, raw, metadata=None: outputs.append((data, metadata)),
        )
        action()
        return outputs

    return run


def seen(measure, estimate, **dimensions):
    about = {"area": "world", "year": 2014} | dimensions
    return Observation(measure=measure, estimate=estimate, sources=("here",), **about)


FRAME = pd.DataFrame(
    {
        "name": ["<b>A & B</b>", "=1+1"],
        "share": [
            seen("share_of_countries", CountryShare(0.0829, 1.0), indicator="a"),
            seen("share_of_countries", Unmeasured("no_evidence"), indicator="b"),
        ],
        "n": [seen("yes", Estimate.exact(n), indicator=i) for n, i in ((16, "a"), (3, "b"))],
        "url": ["http://a/b", ""],
    },
    index=["a", "b"],
)


def table(record):
    record.table(FRAME, name="t", caption="A <table>")


def test_a_table_escapes_what_it_shows(record, shown):
    ((data, _),) = shown(lambda: table(record))
    page = data["text/html"]
    assert "<b>" not in page
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in page
    assert "<caption>A &lt;table&gt;</caption>" in page


@pytest.mark.parametrize(
    ("address", "title", "leads_to"),
    [
        ("https://example.org/a?b=1&c", "A source", ["https://example.org/a?b=1&amp;c"]),
        ("http://a/b ; http://c/d", "A source", ["http://a/b"]),
        ("javascript:alert(1)", "A source", []),
        ("JavaScript:alert(1)", "A source", []),
        ("data:text/html,<script>alert(1)</script>", "A source", []),
        ('https://a/"onclick="alert(1)', "A source", ["https://a/&#34;onclick=&#34;alert(1)"]),
        ("", "A source", []),
        (None, "A source", []),
        ("https://example.org", "", []),
        # A title that looks like an address is not one.
        ("", "https://example.org", []),
    ],
)
def test_the_title_of_a_source_leads_to_its_page_on_the_web(address, title, leads_to):
    frame = pd.DataFrame({"title": [title, "Another"], "url": [address, "https://b/"], "n": "x"})
    columns = columns_in_words(Frame(frame))
    page = html.table("Sources", columns, [False, False])
    assert re.findall(r'href="([^"]*)"', page) == [*leads_to, "https://b/"]
    assert "<script" not in page
    assert "url" not in page.casefold().replace("https://b/", "")


def test_an_address_alone_is_a_link_and_a_text_that_begins_like_one_is_none():
    told = ["https://example.org/a", "https://example.org, page 3"]
    columns = columns_in_words(Frame(pd.DataFrame({"where": told})))
    page = html.table("Addresses", columns, [False, False])
    assert re.findall(r'href="([^"]*)"', page) == ["https://example.org/a"]


def test_a_table_has_scopes_ranges_and_no_data(record, shown):
    ((data, _),) = shown(lambda: table(record))
    page = data["text/html"]
    assert page.count('scope="col"') == 4
    assert page.count('scope="row"') == 2
    assert "8.3 to 100.0" in page
    assert "no data" in page


def test_a_cell_of_a_table_is_the_observation_that_is_recorded(record, shown):
    shown(lambda: table(record))
    assert set(record.numbers.values()) == {*FRAME["share"], *FRAME["n"]}
    share = record.numbers["world.2014.a.share_of_countries"]
    assert share is FRAME.at["a", "share"]
    assert share.as_record()["low"] == 8.29
    assert record.numbers["world.2014.b.share_of_countries"].as_record()["reason"] == "no_evidence"


def test_a_column_shows_bounds_or_the_value_between_them(record, tmp_path, shown):
    figures = published_figures(record.study).loc[["legal.countries"]]
    ((data, _),) = shown(lambda: record.table(figures.choose("of", "printed", "stands_for")))
    assert ">69<" in data["text/html"]
    assert ">68.5 to 69.5<" in data["text/html"]
    saved = (tmp_path / "tables" / "published.csv").read_text()
    assert saved == "of,printed,stands_for_low,stands_for_high\ncountries,69.0,68.5,69.5\n"


def test_a_cell_without_a_number_says_why(record, tmp_path, shown):
    gaps = gap_table(record.study).loc[["capacity", "cooperation"]]
    ((data, _),) = shown(lambda: record.table(gaps.choose("name", "target", "unreported")))
    rows = re.findall(r'<td class="number">(.*?)</td><td class="number">(.*?)</td>', str(data))
    assert rows == [("not set", "173"), ("described", "described")]
    saved = (tmp_path / "tables" / "gaps.csv").read_text()
    assert saved.splitlines()[1:] == ["Capacity building,,173", "International cooperation,,"]


def test_a_saved_table_runs_no_formula(record, tmp_path, shown):
    shown(lambda: table(record))
    saved = pd.read_csv(tmp_path / "tables" / "t.csv")
    assert saved["name"].tolist() == ["<b>A & B</b>", "'=1+1"]
    assert saved["share_low"].tolist()[0] == 8.29
    assert saved["share_high"].isna().tolist() == [False, True]
    assert saved["n"].tolist() == [16, 3]


def test_a_frame_tells_its_own_name_titles_and_caption(record, tmp_path, shown):
    regions = by_region(record.study, "hotline")
    ((data, _),) = shown(lambda: record.table(regions))
    page = data["text/html"]
    assert "<caption>Hotline or reporting portal, by ITU region of today, end of 2014</c" in page
    for title in ("ITU region", "Evidence", "% of countries", "Children, thousands"):
        assert f">{title}<" in page
    assert ">that names the state<" in page
    assert ">Assumed<" not in page  # nothing is
    assert data[BLOCK_TYPE]["shown"]["name"] == "regions-hotline"
    saved = pd.read_csv(tmp_path / "tables" / "regions-hotline.csv")
    assert saved["share_of_countries_low"].tolist()[0] == pytest.approx(100 * 2 / 44)
    assert set(record.numbers.values()) == set(regions.observations())


def test_some_rows_are_told_to_be_some_and_record_themselves_alone(record, shown):
    few = carriers(record.study, "hotline").head(2)
    ((data, _),) = shown(lambda: record.table(few))
    assert "most children first (2 of 145 rows)</caption>" in data["text/html"]
    assert {each.area for each in record.numbers.values()} == {"IND", "CHN"}


def test_bounds_without_a_value_are_shown_and_never_called_no_data(record, shown, unnamed):
    regions = by_region(unnamed("world", "ESP", "LUX", "MLT"), "hotline", strength="group")
    ((data, _),) = shown(lambda: record.table(regions[["region", "yes"]]))
    assert "no data" not in data["text/html"]
    assert ">33 to 34<" in data["text/html"]


def test_a_caption_says_what_is_assumed(record, shown):
    aged = by_region(record.study.assume(holds_for=5), "hotline")
    ((data, _),) = shown(lambda: record.table(aged))
    assert "Assumed: a yes holds for 5 years after it was last seen</caption>" in data["text/html"]


def test_a_number_of_the_reader_s_own_is_shown_and_not_recorded(record, shown):
    regions = by_region(record.study, "hotline")[["region", "yes"]]
    mine = regions.assign(doubled=regions["yes"] * 2.5)
    ((data, _),) = shown(lambda: record.table(mine, caption="Mine"))
    assert ">doubled<" in data["text/html"]
    assert ">85<" in data["text/html"]
    assert {each.measure for each in record.numbers.values()} == {"yes"}


def test_nothing_is_shown_of_a_frame_without_rows_and_no_heading_above_it(record, shown):
    none = carriers(record.study, "hotline").head(0)

    def act():
        record.heading("Nothing")
        record.table(none)
        record.chart("none", carriers_chart(none))
        record.say([])
        record.heading("Something")
        record.note("here")
        record.note("and there")

    told = [data["text/plain"] for data, _ in shown(act)]
    assert told == ["Something", "here", "and there"]


def test_a_chapter_s_heading_stays_where_a_section_comes_first(record, shown):
    def act():
        record.heading("Chapter", level=1)
        record.heading("An empty section")
        record.heading("A section")
        record.note("here")

    assert [data["text/plain"] for data, _ in shown(act)] == ["Chapter", "A section", "here"]


def test_a_chart_is_shown_with_its_description_and_saved(record, tmp_path, shown):
    ax = regions_chart(by_region(record.study, "opsc"))
    ((data, metadata),) = shown(lambda: record.chart("regions", ax))
    assert metadata["image/png"]["alt"] == data["text/plain"]
    assert data["text/plain"].startswith("Party to the Optional Protocol")
    assert (tmp_path / "charts" / "regions.png").stat().st_size > 10_000
    drawing = (tmp_path / "charts" / "regions.svg").read_text()
    assert "<dc:date>" not in drawing


def test_a_chart_without_a_description_is_refused(record, shown):
    ax = describe(regions_chart(by_region(record.study, "opsc")), "")
    with pytest.raises(ReportError, match=r"has no description.*describe"):
        record.chart("regions", ax)


def test_one_key_names_one_number(record, shown):
    record.add([seen("yes", Estimate.exact(1))])
    record.add([seen("yes", Estimate.exact(1))])
    with pytest.raises(ReportError, match=r"two different numbers have the key 'world\.2014\.yes'"):
        record.add([seen("yes", Estimate.exact(2))])


def test_what_is_not_measured_is_recorded_where_it_is_shown(record, shown):
    record.add([seen("yes", Unmeasured("no_evidence"))])
    assert not record.numbers
    shown(lambda: table(record))
    assert not record.numbers["world.2014.b.share_of_countries"].is_measured


def test_finishing_shows_every_number(record, shown):
    record.add([seen("gap_points", Estimate(0.1, 0.2, None), subject="legal", scenario="open=all")])
    ((data, _),) = shown(record.finish)
    (number,) = data[NUMBERS_TYPE]
    assert number == {
        "key": "world.2014.legal.open=all.gap_points",
        "area": "world",
        "year": 2014,
        "subject": "legal",
        "scenario": "open=all",
        "measure": "gap_points",
        "value": None,
        "low": 10.0,
        "high": 20.0,
        "unit": "percentage points",
        "source": "here",
    }


def test_without_a_folder_nothing_is_written(tmp_path, monkeypatch, shown):
    monkeypatch.chdir(tmp_path)
    record = Record(open_study(root=ROOT), "chapter")
    shown(lambda: table(record))
    shown(record.finish)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_no_text_that_a_spreadsheet_would_run_is_saved(start):
    assert _safe_text(f"{start}x") == f"'{start}x"
    assert _safe_text("x") == "x"
    assert _safe_text(-1) == -1
