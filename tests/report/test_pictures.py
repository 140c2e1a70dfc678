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
from copcalc.assessment.projected import project_pillar
from copcalc.assessment.spread import adoption_by_state
from copcalc.charts import cartogram_chart, description, fan_chart, regions_chart, standing_chart
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
STUDY = open_study()


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


@pytest.mark.parametrize("draw", [regions_chart, cartogram_chart, fan_chart])
def test_nothing_in_a_drawing_runs_is_loaded_or_holds_beyond_it(draw):
    frames = {
        regions_chart: by_region(STUDY, "hotline"),
        cartogram_chart: adoption_by_state(STUDY, "hotline"),
        fan_chart: project_pillar(STUDY, "legal").path,
    }
    picture = picture_of(draw(frames[draw]), "c")
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

    def recoloured(ax):
        ax.patches[0].set_facecolor("red")

    def signed(ax):
        ax.figure.suptitle("Mine")

    def moved(ax):
        ax.texts[0].set_position((50, 0))

    for change in (lined, renamed, cut, recoloured, signed, moved):
        ax = regions_chart(hotlines)
        change(ax)
        assert picture_of(ax, "mine") is None
    _, passed = plt.subplots()
    assert picture_of(regions_chart(hotlines, ax=passed), "mine") is None
    assert picture_of(plt.subplots()[1], "mine") is None


def test_a_chart_that_is_shown_keeps_its_words(hotlines):
    ax = regions_chart(hotlines)
    height, before = ax.figure.get_figheight(), len(ax.texts)
    figures = plt.get_fignums()
    assert picture_of(ax, "mine")
    assert len(ax.texts) == before
    assert all(text.get_visible() for text in ax.texts)
    assert ax.figure.get_figheight() == height
    assert description(ax)
    assert plt.get_fignums() == figures


@pytest.mark.filterwarnings("ignore:Glyph 11")
def test_names_of_charts_and_states_may_hold_any_sign(hotlines):
    plain = pd.DataFrame(hotlines)
    plain["region"] = ["$a$ \\d", "b\x0bc", *plain["region"].astype(str)[2:]]
    picture = picture_of(regions_chart(plain), "gap (2020) a\\d")
    assert any("$a$ \\d" in (text or "") for text in texts(picture.wide))
    names = set(re.findall(r'\bid="([^"]+)"', picture.wide))
    assert names == set(re.findall(r"url\(#([\w-]+)\)", picture.wide)) | set(
        re.findall(r'href="#([^"]+)"', picture.wide)
    )


def test_a_picture_of_the_reader_s_own_is_under_no_licence_of_ours(hotlines, tmp_path):
    ax = regions_chart(hotlines)
    ax.axvline(50)
    block = save_chart(ax, chart_of(ax, "mine"), tmp_path)
    written = html.figure(block, Message("page-table"))
    assert "data:image/png;base64," in written
    assert "charts/mine.csv" in written
    assert "MIT licence" not in written


def test_a_page_sets_the_words_of_a_chart_and_says_how_to_use_it(hotlines, tmp_path):
    ax = regions_chart(hotlines)
    said = description(ax)
    block = save_chart(ax, chart_of(ax, "hotlines"), tmp_path)
    assert block.description == said
    written = html.figure(block, Message("page-table"))
    (name, title) = re.findall(r'<p class="chart-title" id="([^"]+)">(.*?)</p>', written)[0]
    assert title == block.on_page.title
    assert f'<figure class="chart" aria-labelledby="{name}">' in written
    assert written.count('role="img"') == 2
    assert written.count(f'aria-label="{said}"') == 2
    assert re.findall(r'href="(charts/[^"]+)"', written) == [
        f"charts/hotlines.{kind}" for kind in ("csv", "png", "svg")
    ]
    assert f"“{block.on_page.title}”, in: Table, copcalc" in re.sub("[\u2068\u2069]", "", written)
    assert "MIT licence" in written
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
