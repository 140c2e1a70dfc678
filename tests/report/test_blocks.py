"""Blocks: what is shown survives being stored, in whatever language it is read again."""

import base64
import json
import math
import re
from dataclasses import replace
from datetime import date

import matplotlib as mpl
import nbformat
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pseudo import pseudo_language

from copcalc.assessment import (
    Observation,
    Topic,
    assess_goal,
    assess_pillar,
    assess_pillars,
    by_region,
    carriers,
    gap_table,
    profile,
    states,
)
from copcalc.assessment.adopters import reach_table
from copcalc.assessment.adopting import (
    project_indicator,
    project_indicators,
)
from copcalc.assessment.cited import sources_of
from copcalc.assessment.hanging import sensitivities
from copcalc.assessment.projected import (
    project_goal,
)
from copcalc.assessment.realised import pillar_in_hindsight
from copcalc.assessment.spread import adoption_by_region, adoption_by_state
from copcalc.charts import (
    CHARTS,
    adoption_chart,
    carriers_chart,
    cartogram_chart,
    description,
    draw,
    drawing_of,
    fan_chart,
    figure_of,
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
from copcalc.errors import CopcalcError, ReportError
from copcalc.measure import ChildShare, CountryShare, Estimate, Unmeasured
from copcalc.report import html
from copcalc.report.again import write_again
from copcalc.report.blocks import (
    Chart,
    Heading,
    Html,
    Imprint,
    Markdown,
    Prose,
    Report,
    Table,
    Tiles,
)
from copcalc.report.page import page
from copcalc.report.shown import blocks_of
from copcalc.report.stored import BLOCK_TYPE, from_json, to_json
from copcalc.words import (
    Frame,
    Message,
    Name,
    Tile,
    about_pillar,
    about_step,
    foremost,
    headline_of_area,
    headline_of_state,
    imprint,
    in_language,
    language_free,
    table_caption,
)

mpl.use("Agg")


def through_json(shown):
    return from_json(json.loads(json.dumps(to_json(shown), allow_nan=False)))


def written(*blocks):
    """The body of a page that shows some blocks in one chapter."""
    return re.search(r"<main>\n(.*)\n</main>", whole(*blocks), re.DOTALL)[1]


def whole(*blocks):
    """A page that shows some blocks in one chapter."""
    return page(Report(Message("page-contents"), Message("page-table"), (blocks,)))


def as_block(frame):
    free = language_free(frame)
    return Table(free.table, table_caption(free), free)


def tiles(headline):
    return Tiles(headline.title, headline.tiles)


def headline_of(study):
    gaps = assess_pillars(study)
    return headline_of_area(foremost(gaps), project_indicators(study))


def states_of(study):
    return language_free(states(study).head(3), Topic("mine", study))


MADE = {
    "imprint": lambda study: Imprint(tuple(imprint(study(), sources_of(study()), "1"))),
    "key messages": lambda study: Prose(tuple(about_step(profile(study("KEN")))), is_key=True),
    "prose": lambda study: Prose(tuple(about_pillar(assess_pillar(study("africa"), "legal")))),
    "regions": lambda study: as_block(by_region(study(), "hotline", strength="each")),
    "gaps": lambda study: as_block(gap_table(study(), goal=True)),
    "assumed": lambda study: as_block(by_region(study().assume(holds_for=5), "hotline")),
    "tiles": lambda study: tiles(headline_of_state(profile(study("NAM")))),
    "tiles of an area": lambda study: tiles(headline_of(study("africa"))),
    "states": lambda study: Table("t", "Mine", states_of(study("europe"))),
    "status": lambda study: as_block(profile(study("NAM")).status),
    "evidence": lambda study: as_block(profile(study("NAM")).evidence),
    "own": lambda study: as_block(by_region(study(), "opsc").assign(mine=1.5)),
}


@pytest.mark.parametrize("made", MADE)
def test_a_stored_block_says_the_same_in_every_language(study, made):
    block = MADE[made](study)
    stored = through_json(block)
    assert whole(stored) == whole(block)
    with in_language(pseudo_language(study())):
        assert whole(stored) == whole(block)


CHARTED = {
    "adoption": lambda study: adoption_chart(adoption_by_state(study(), "hotline")),
    "cartogram": lambda study: cartogram_chart(adoption_by_state(study("africa"), "hotline")),
    "multiples": lambda study: multiples_chart(adoption_by_region(study("africa"), "opsc")),
    "carriers": lambda study: carriers_chart(carriers(study(), "hotline"), most=20),
    "fan": lambda study: fan_chart(project_goal(study(), "attainment").path),
    "hindcast": lambda study: hindcast_chart(pillar_in_hindsight(study(), "legal").path),
    "peers": lambda study: peers_chart(profile(study("KEN")).peers),
    "reach": lambda study: reach_chart(reach_table(study(), "technical")),
    "regions": lambda study: regions_chart(by_region(study("africa"), "hotline", strength="each")),
    "rules": lambda study: rules_chart(assess_goal(study()).to_frame()),
    "standing": lambda study: standing_chart(gap_table(study(), goal=True)),
    "status": lambda study: status_chart(profile(study("KEN")).status),
    "timeline": lambda study: timeline_chart(project_indicator(study("africa"), "opsc").timeline),
    "tornado": lambda study: tornado_chart(sensitivities(study(), "legal", samples=64)[0].settings),
}


def drawn(ax, tmp_path):
    file = tmp_path / "chart.svg"
    ax.set_gid(None)
    figure_of(ax).savefig(file, metadata={"Date": None, "Creator": None})
    return file.read_text()


def test_every_chart_can_be_drawn_again():
    assert set(CHARTED) == set(CHARTS)


@pytest.mark.parametrize("kind", CHARTED)
def test_a_stored_chart_is_drawn_as_it_was(study, tmp_path, kind):
    ax = CHARTED[kind](study)
    stored = through_json(Chart(kind, description(ax), b"a picture", drawing_of(ax)))
    assert stored.drawing.kind == kind
    assert stored.picture == b""
    again = draw(stored.drawing)
    assert description(again) == stored.description
    assert drawn(again, tmp_path) == drawn(ax, tmp_path)


@pytest.mark.parametrize("kind", CHARTED)
def test_a_stored_chart_is_drawn_in_another_language(study, kind):
    ax = CHARTED[kind](study)
    stored = through_json(Chart(kind, description(ax), drawing=drawing_of(ax)))
    with in_language(pseudo_language(study())):
        told = description(draw(stored.drawing))
        assert told == description(CHARTED[kind](study))
    assert told != stored.description


def test_a_chart_beside_others_is_a_picture_alone(study):
    figure = mpl.figure.Figure()
    left, right = figure.subplots(1, 2)
    regions_chart(by_region(study(), "opsc"), ax=left)
    right.plot([1, 2])
    assert drawing_of(left) is None
    assert drawing_of(right) is None


NUMBERS = st.floats(0, 1, allow_nan=False)


@given(st.sampled_from([Estimate, CountryShare, ChildShare]), NUMBERS, NUMBERS, st.booleans())
def test_a_number_is_stored_as_it_is_told_and_reads_the_same(kind, one, other, has_value):
    low, high = sorted((one, other))
    estimate = kind(low, high, low if has_value else None)
    number = observation(estimate)
    (stored,) = through_json(table([number])).frame.cells["n"]
    assert stored == number.as_told() == stored.as_told()
    assert stored.as_read() == number.as_read()
    assert type(stored.estimate) is kind


def test_what_processors_calculate_otherwise_is_stored_and_drawn_the_same():
    frames = []
    for share in (1 / 3, math.nextafter(1 / 3, 1)):
        number = observation(CountryShare(0.25, share, 0.3))
        assert number.estimate.high == share
        frames.append(Frame(pd.DataFrame({"n": [number]}), ranges=("n",)))
    assert to_json(Table("t", "", frames[0])) == to_json(Table("t", "", frames[1]))
    assert frames[0].numbers().equals(frames[1].numbers())


def observation(estimate, **dimensions):
    about = {"measure": "share_of_countries", "area": "world", "year": 2014} | dimensions
    return Observation(estimate=estimate, sources=("here", "there"), **about)


def table(cells):
    return Table("t", "A table", Frame(pd.DataFrame({"n": cells}, dtype="object")))


def test_cells_of_any_kind_are_stored_as_they_read():
    cells = [1, 2.5, True, None, float("nan"), pd.NA, date(2014, 12, 31), "a", Unmeasured("none")]
    frame = pd.DataFrame({"year": pd.array([2014, None], dtype="Int64"), "n": [float("inf"), 0.25]})
    for block in (table(cells), Table("u", "Another", Frame(frame))):
        assert written(through_json(block)) == written(block)
    assert ">2014<" in written(through_json(Table("u", "Another", Frame(frame))))


def test_a_number_that_is_shown_twice_is_stored_once():
    number = observation(CountryShare(0.1, 0.2))
    stored = to_json(table([number, number]))
    assert len(stored["numbers"]) == 1
    first, second = from_json(stored).frame.cells["n"]
    assert first is second


def test_two_numbers_of_one_key_are_refused():
    cells = [observation(CountryShare(0.1, high)) for high in (0.2, 0.3)]
    with pytest.raises(ReportError, match=r"two different numbers have the key 'world\.2014\."):
        to_json(table(cells))


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"shown": {"$type": "hologram"}, "numbers": {}},
        {"shown": {"$type": "heading", "colour": "red"}, "numbers": {}},
        {"shown": {"$type": "prose", "sentences": [{"$number": "gone"}]}, "numbers": {}},
        {"shown": {"$type": "bytes", "base64": "x"}, "numbers": {}},
    ],
)
def test_what_another_version_stored_is_refused(stored):
    with pytest.raises(ReportError, match=r"can't be read.*Make the report again"):
        from_json(stored)


def test_words_from_data_can_not_become_markup():
    evil = Name("some-pillar", {"name": "Law", "has": "<script>alert(1)</script>"})
    step = observation(Estimate.exact(0.005), measure="step")
    sentence = Message("state-step_countries", {"step": step, "pillar": evil})
    tile = Tile(Message("tile-note", {"told": [evil]}), sentence, sentence, "yes")
    blocks = [
        Tiles("<script>", (tile,)),
        replace(table(["x"]), caption="<script>", is_folded=True),
        Prose((sentence, "<script>")),
        Heading("<script>"),
        Markdown("<script>alert(1)</script>\n\n## A <script> *heading*"),
        replace(table(["<script>"]), caption="<script>", name='"><script>'),
        Chart('"><script>', '"><script>', b"picture"),
    ]
    text = written(*blocks)
    assert "<script>" not in text
    # Both headings are in the contents too.
    assert text.count("&lt;script&gt;") == 18
    assert '<data value="0.5" data-key="world.2014.step">0.5 percentage points</data>' in text


def test_all_to_the_last_key_message_opens_the_page_with_a_chart_next_to_it():
    key, chart = Prose(("Key",), is_key=True), Chart("c", "Drawn", b"picture")
    first, second = (Heading(each) for each in ("First", "Second"))

    def opening(*blocks):
        found = re.search(r'<div class="opening">\n(.*?)</div>\n<nav', written(*blocks), re.DOTALL)
        shown = found and re.sub(r"<figcaption>.*?</figcaption>", "", found[1], flags=re.DOTALL)
        return shown and re.findall(r"<(h2|ul|figure|p)\b", shown)

    assert opening(first, key, chart, second, Prose(("More",))) == ["h2", "ul", "figure"]
    assert opening(first, key, chart, second, key, chart) == ["h2", "ul", "figure"] * 2
    assert opening(key, second, chart) == ["ul"]
    assert opening(first, Prose(("No key",)), chart) is None
    # What ends the page takes no place at its beginning.
    imprint = Imprint(("Of then",))
    assert opening(imprint, first, key, chart, second) == ["h2", "ul", "figure"]
    text = whole(imprint, first, Prose(("More",)))
    assert text.index("More") < text.index("<footer>") < text.index("Of then")


def test_headings_of_later_chapters_are_lower_and_sections_are_listed():
    first = (Markdown("## One\n\ntext\n\n### Part"), Heading(Message("heading-what-is-known")))
    second = (Heading("Two & more", 1), Markdown("## Part"), Heading("Lowest", 6))
    text = page(Report(Message("page-contents"), Message("page-table"), (first, second)))
    assert re.findall(r"<h([2-6])( id=.*?)?>(.*?)</h", text) == [
        ("2", ' id="section-1"', "One"),
        ("3", "", "Part"),
        ("2", ' id="section-2"', "What is known, pillar by pillar?"),
        ("2", ' id="section-3"', "Two &amp; more"),
        ("3", "", "Part"),
        ("6", "", "Lowest"),
    ]
    assert re.findall(r'<li><a href="#(.*?)">(.*?)</a>', text) == [
        ("section-1", "One"),
        ("section-2", "What is known, pillar by pillar?"),
        ("section-3", "Two &amp; more"),
    ]


def folded(*blocks):
    """What stands behind each summary of a page, without tags, by its words."""
    outline, stack = {}, []
    for piece in re.split(r"(<details.*?>|</details>|<summary.*?>.*?</summary>)", written(*blocks)):
        if piece.startswith("<details"):
            stack.append("")
        elif piece.startswith("<summary"):
            stack[-1] = re.sub("<.*?>", "", piece)
        elif piece == "</details>":
            stack.pop()
        else:
            text = " ".join(re.sub("<.*?>", " ", piece).split())
            place = " > ".join(stack)
            outline[place] = f"{outline.get(place, '')} {text}".strip()
    assert not stack
    return outline


def test_what_is_folded_lasts_until_the_next_heading_of_its_level():
    said = [Prose((each,)) for each in ("Seen", "First", "Second", "Third", "Fourth")]
    found = folded(
        said[0],
        Heading("One", 2, is_folded=True),
        said[1],
        Heading("Part", 3, is_folded=True),
        said[2],
        Heading("Open part", 3),
        said[3],
        Heading("Two", 2),
        said[4],
    )
    assert {place: text for place, text in found.items() if text and place != "Contents"} == {
        "": "Seen Two Fourth",
        "One": "First Open part Third",
        "One > Part": "Second",
    }


def test_a_text_of_a_notebook_is_folded_behind_each_of_its_headings():
    found = folded(Markdown("## How\n\nso\n\n## Why\n\nas", is_folded=True), Heading("Then"))
    assert (found["How"], found["Why"], found[""]) == ("so", "as", "Then")


def test_a_heading_inside_a_quotation_opens_nothing():
    text = written(Markdown("> ## Quoted\n\n- # Listed\n\n## Own\n\nsaid", is_folded=True))
    assert "<blockquote>\n<h2>Quoted</h2>\n</blockquote>" in text
    assert "<h1>Listed</h1>" in text
    assert re.findall("<summary>(.*?)</summary>", text)[-1] == '<h2 id="section-1">Own</h2>'
    assert text.count("<div") == text.count("</div>")


def test_a_table_is_folded_below_a_chart_of_its_section_or_where_its_author_says_so():
    chart, shown = Chart("c", "Drawn", b"picture"), table(["cell"])
    behind = "Table: A table"
    assert behind not in folded(shown, chart)
    assert "cell" in folded(chart, Prose(("Said",)), shown)[behind]
    assert "cell" in folded(replace(shown, is_folded=True))[behind]
    assert behind not in folded(chart, Heading("Another"), shown)


def test_the_row_of_the_report_s_own_area_is_marked(study):
    kenya = profile(study("KEN"))
    rows = re.findall(r'<tr class="own"><th scope="row">(.*?)</th>', written(as_block(kenya.peers)))
    assert rows == ["Kenya"]
    regions = written(as_block(by_region(study("cis"), "opsc")))
    assert re.findall(r'<tr class="own"><th scope="row">(.*?)</th>', regions) == ["CIS"]
    assert 'class="own"' not in written(table(["cell"]))


def test_years_of_statuses_are_written_as_years(study):
    shown = written(as_block(profile(study("KEN")).status))
    assert "<td>2006</td>" in shown
    assert "2,0" not in shown


def test_a_notebook_shows_what_its_record_and_its_author_show():
    picture = {"image/png": base64.b64encode(b"a picture").decode("ascii")}
    alt = {"image/png": {"alt": "Two bars"}}
    drawn = to_json(Chart("name", "A description"))
    outputs = [
        ({BLOCK_TYPE: to_json(Heading("Own")), "text/markdown": "## Own"}, {}),
        ({BLOCK_TYPE: drawn, **picture}, {}),
        ({**picture, "text/plain": "<Figure>"}, alt),
        ({"text/markdown": "*mine*"}, {}),
        ({"text/html": "<b>mine</b>"}, {}),
        ({"text/plain": "not on the page"}, {}),
    ]
    new = nbformat.v4
    cells = [
        new.new_markdown_cell("# Own words", id="own"),
        new.new_markdown_cell("In some language", id="report-title"),
        new.new_code_cell(
            "show()",
            outputs=[new.new_output("display_data", d, metadata=m) for d, m in outputs],
        ),
        new.new_code_cell(
            "print()", outputs=[new.new_output("stream", text="neither")], id="printed"
        ),
        new.new_markdown_cell("## Later", metadata={"tags": ["folded"]}),
        new.new_markdown_cell("left", metadata={"tags": ["not-on-page"]}),
    ]
    assert blocks_of(new.new_notebook(cells=cells)) == (
        Markdown("# Own words"),
        Markdown(Message("report-title")),
        Heading("Own"),
        Chart("name", "A description", b"a picture"),
        Chart("", "Two bars", b"a picture"),
        Markdown("*mine*"),
        Html("<b>mine</b>"),
        Markdown("## Later", is_folded=True),
    )


def test_a_picture_of_the_author_s_own_has_no_files():
    assert "figcaption" not in html.figure(Chart("", "Two bars", b"a picture"), "A report")
    assert "charts/name.svg" in html.figure(Chart("name", "Two bars", b"a picture"), "A report")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no report is here.*copcalc report africa"),
        ("{", r"report\.json: it is not JSON"),
        ("[]", "can't be read"),
        (json.dumps(to_json(Heading("A"))), "it holds no report"),
    ],
)
def test_what_can_not_be_written_again_is_explained_and_left(tmp_path, text, message):
    if text is not None:
        (tmp_path / "report.json").write_text(text)
    with pytest.raises(ReportError, match=message):
        write_again(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == (["report.json"] if text else [])


def test_a_language_that_is_not_there_is_refused(tmp_path):
    report = Report(Message("page-contents"), Message("page-table"), ())
    (tmp_path / "report.json").write_text(json.dumps(to_json(report)))
    with pytest.raises(CopcalcError, match=r"there is no language 'tlh'.*Use one of en"):
        write_again(tmp_path, language="tlh")
    assert [file.name for file in tmp_path.iterdir()] == ["report.json"]
