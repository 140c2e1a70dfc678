"""Charts inside a page: two forms, names that don't meet, words as text, in the page's own typeface."""

import base64
import io
import re
from xml.etree import ElementTree

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from fontTools.ttLib import TTFont

from copcalc.assessment import by_region, gap_table, open_study
from copcalc.charts import description, regions_chart, standing_chart
from copcalc.charts.canvas import caption_of
from copcalc.report import html
from copcalc.report.blocks import Chart
from copcalc.report.files import chart_of, save_chart
from copcalc.report.pictures import picture_of
from copcalc.report.record import Record
from copcalc.report.shown import blocks_of
from copcalc.report.stored import PICTURE_TYPE
from copcalc.report.typeface import font_faces
from copcalc.words import Message

mpl.use("Agg")


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


@pytest.fixture
def hotlines():
    return by_region(open_study(), "hotline")


@pytest.fixture
def picture(hotlines):
    return picture_of(regions_chart(hotlines), "hotlines")


def texts(drawing):
    return [each.text for each in ElementTree.fromstring(drawing).iter("text")]


def test_names_of_elements_are_unique_on_a_page_and_all_that_are_used_are_there(hotlines, picture):
    other = picture_of(regions_chart(hotlines), "other")
    page = picture.wide + picture.narrow + other.wide + other.narrow
    names = re.findall(r'\bid="([^"]+)"', page)
    used = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', page))
    assert len(names) == len(set(names)) > 4
    assert {first or second for first, second in used} == set(names)


def test_nothing_in_a_drawing_runs_is_loaded_or_holds_beyond_it(picture):
    for drawing in (picture.wide, picture.narrow):
        root = ElementTree.fromstring(drawing)
        assert {each.tag for each in root.iter()} <= {
            *("svg", "g", "defs", "path", "use", "text", "clipPath", "rect", "pattern"),
        }
        assert set(root.attrib) == {"viewBox"}
        assert not re.search(r"\bon\w+=|https?:|<style|<metadata|\bid=\"(figure|axes)_", drawing)


def test_words_of_a_drawing_are_text_and_those_around_it_are_not_in_it(hotlines, picture):
    for drawing in (picture.wide, picture.narrow):
        said = " ".join(texts(drawing))
        assert "Arab States (21 states)" in said
        assert "yes (evidence that names the state)" in said
        assert picture.title.split(":")[0] not in said
        assert "Source:" not in said
    assert picture.note.startswith("Source: INHOPE, the Internet Watch Foundation and others")
    words = caption_of(regions_chart(hotlines))
    assert (picture.title, picture.subtitle, picture.note) == (
        words.title,
        words.subtitle,
        words.note,
    )


def test_the_narrow_form_fits_a_phone_without_getting_smaller(picture):
    def width(drawing):
        return float(re.match(r'<svg viewBox="0 0 ([\d.]+)', drawing)[1]) * 96 / 72

    assert width(picture.narrow) <= 300 < width(picture.wide) <= 600
    sizes = re.findall(r"font-size: ([\d.]+)px", picture.narrow)
    assert min(map(float, sizes)) * 96 / 72 >= 11


def test_a_name_with_a_tag_in_it_stays_text(hotlines):
    plain = pd.DataFrame(hotlines)
    plain["region"] = ["<script>alert(1)</script>", *plain["region"].astype(str)[1:]]
    drawing = picture_of(regions_chart(plain), "x").wide
    assert "<script" not in drawing
    assert any("<script>" in (text or "") for text in texts(drawing))


def test_a_chart_that_somebody_has_changed_is_shown_as_it_is(hotlines):
    def lined(ax):
        ax.axvline(50)

    def renamed(ax):
        ax.set_title("Mine")

    def cut(ax):
        ax.set_xlim(0, 50)

    for change in (lined, renamed, cut):
        ax = regions_chart(hotlines)
        change(ax)
        assert picture_of(ax, "mine") is None
    _, passed = plt.subplots()
    assert picture_of(regions_chart(hotlines, ax=passed), "mine") is None
    assert picture_of(plt.subplots()[1], "mine") is None


def test_a_page_sets_the_words_of_a_chart_and_says_how_to_use_it(hotlines, tmp_path):
    ax = regions_chart(hotlines)
    said = description(ax)
    block = save_chart(ax, chart_of(ax, "hotlines"), tmp_path)
    assert block.description == said
    written = html.figure(block, Message("page-table"))
    assert f'<p class="chart-title">{block.on_page.title}</p>' in written
    assert written.count('role="img"') == 2
    assert written.count(f'aria-label="{said}"') == 2
    assert re.findall(r'href="(charts/[^"]+)"', written) == [
        f"charts/hotlines.{kind}" for kind in ("csv", "png", "svg")
    ]
    assert f"“{block.on_page.title}”, in: Table, copcalc" in re.sub("[\u2068\u2069]", "", written)
    assert "MIT" in written
    data = pd.read_csv(tmp_path / "charts" / "hotlines.csv")
    europe = data[(data == "Europe").any(axis=1)].iloc[0].tolist()
    assert {34, 11, 46} <= set(europe)


def test_a_record_hands_a_picture_on_to_the_page_and_keeps_it_out_of_what_has_no_language(
    hotlines, tmp_path, monkeypatch
):
    outputs = []
    monkeypatch.setattr(
        "copcalc.report.record.display",
        lambda data, *, raw, metadata=None: outputs.append({"data": data, "metadata": metadata}),
    )
    Record(open_study(), "chapter", save_to=str(tmp_path)).chart("c", regions_chart(hotlines))
    ((output),) = outputs
    assert set(output["data"][PICTURE_TYPE]) == {"title", "subtitle", "note", "wide", "narrow"}
    assert "svg" not in str({k: v for k, v in output["data"].items() if k.endswith("block+json")})
    output["data"]["image/png"] = base64.b64encode(output["data"]["image/png"]).decode()

    class Cells:
        def __init__(self, **given):
            self.__dict__.update(given)

        def get(self, name, default=None):
            return getattr(self, name, default)

    class Output(dict):
        metadata = output["metadata"]

    cell = Cells(metadata={}, cell_type="code", outputs=[Output(output)])
    (block,) = blocks_of(Cells(cells=[cell]))
    assert isinstance(block, Chart)
    assert block.on_page == picture_of(regions_chart(hotlines), "c")


def test_the_same_chart_is_the_same_bytes():
    table = gap_table(open_study(), goal=True)
    assert picture_of(standing_chart(table), "a") == picture_of(standing_chart(table), "a")


def fonts(css):
    for data in re.findall(r"base64,([^)]+)\)", css):
        yield TTFont(io.BytesIO(base64.b64decode(data)))


def test_a_page_holds_every_sign_of_its_typeface_that_it_shows():
    shown = "Ж and ع, é, “quoted”, ●■◆▲▼ 1\N{NO-BREAK SPACE}%"
    css = font_faces(shown)
    found = list(fonts(css))
    assert re.findall(r"font-weight: (\d+)", css) == ["400", "700"]
    for font in found:
        assert {ord(sign) for sign in shown} <= set(font.getBestCmap())
        assert len(font.getBestCmap()) < 1000
    # What it lacks is left to the fonts of the reader.
    assert all(ord("漢") not in font.getBestCmap() for font in fonts(font_faces("漢")))


def test_pages_with_the_usual_signs_share_one_cut():
    assert font_faces("Kenya") == font_faces("Côte d'Ivoire")
    assert len(font_faces("Kenya")) < 60_000
