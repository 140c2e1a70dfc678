"""HTML that others wrote: what may stay on a page, and what has to go."""

import re
from html import unescape

import nbformat
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copcalc.report.blocks import Html, Markdown, Report
from copcalc.report.page import page
from copcalc.report.sanitised import sanitised
from copcalc.report.shown import blocks_of
from copcalc.words import Message

CELLS = pd.DataFrame({"a": ["1 < 2", "b & c"], "b": [1, 2]})


def shown(*blocks):
    whole = page(Report(Message("page-contents"), Message("page-table"), (blocks,)))
    return re.search(r"<main>\n(.*)\n</main>", whole, re.DOTALL)[1]


@pytest.mark.parametrize(
    "table",
    [CELLS.to_html(), CELLS.style.set_caption("Mine").to_html()],
    ids=["a frame", "a styled frame"],
)
def test_tables_keep_all_their_cells(table):
    before, after = (
        re.findall(r"<(?:t[hd]|caption)[^>]*>(.*?)</", each) for each in (table, sanitised(table))
    )
    assert [*map(unescape, after)] == [*map(unescape, before)]
    assert "1 &lt; 2" in after


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("<b onclick=run()>one</b>", "<b>one</b>"),
        ("<script>run()</script>one<style>p {}</style>", "one"),
        ('<p style="position: fixed" class="opening" id="section-1">one</p>', "<p>one</p>"),
        ('<a href=" java\tscript:run()">one</a>', '<a rel="noreferrer">one</a>'),
        ('<a href="DATA:text/html,one">one</a>', '<a rel="noreferrer">one</a>'),
        ('<a href="tables/a.csv">one</a>', '<a href="tables/a.csv" rel="noreferrer">one</a>'),
        ('<img src="https://a.example/b.png" alt="one">', '<img alt="one">'),
        ('<img src="b.png" alt="one">', '<img alt="one">'),
        ('<img src="data:image/png;base64,AA==" alt="one">',) * 2,
        ('<iframe src="a"></iframe><form><input></form>one', "one"),
        ("</main></div><p>one", "<p>one</p>"),
        ("<svg><use href='a'></use></svg>one<math><mi>x</mi></math>", "one"),
        ('<a href="&#1;data:text/html,one">one</a>', '<a rel="noreferrer">one</a>'),
        ('<a href="da&#9;ta:text/html,one">one</a>', '<a rel="noreferrer">one</a>'),
    ],
)
def test_what_runs_loads_or_leaves_its_place_goes(written, left):
    assert sanitised(written) == left
    assert left in shown(Html(written))


def test_cells_keep_their_colours_alone():
    look = "color: red; background-image: url(a); position: fixed"
    cell = f'<table><tr><td style="{look}">1</td></tr></table>'
    styled = CELLS.style.map(lambda _: look).to_html()
    for table, cells in ((cell, 1), (styled, CELLS.size)):
        assert sanitised(table).count('<td style="color:red">') == cells
        assert sanitised(table).count("style") == cells


def test_styles_apart_load_nothing_and_reach_no_further():
    sheet = '<link rel="stylesheet" href="file:///etc/hostname"><style>@import "a"; p {color: red}</style>'
    assert sanitised(f"{sheet}<p>one") == "<p>one</p>"


def test_where_nothing_is_left_that_is_told():
    drawn = '<div><script>draw()</script><svg><path d="M0 0"></svg></div>'
    assert "It can be seen in the notebook." in shown(Html(drawn))
    assert "It can be seen" not in shown(Html('<img src="data:image/png;base64,AA==" alt="">'))


@given(st.lists(st.sampled_from(["<b>", "</b>", "<p ", "x='", '">', "<!--", "]]>", "<svg>", "on"])))
def test_what_was_sanitised_once_stays_as_it_is(pieces):
    once = sanitised("".join(pieces))
    assert sanitised(once) == once


def test_tables_that_others_wrote_can_be_scrolled():
    frame = shown(Html(CELLS.to_html()))
    text = shown(Markdown("| a | b |\n| - | - |\n| 1 | 2 |"))
    for each in (frame, text):
        assert re.search('role="group" aria-label="Table" tabindex="0">\n<table>', each)
    assert 'role="group"' in shown(Html('<table lang="de"><tr><td>1</td></tr></table>'))
    assert 'role="group"' not in shown(Html("<b>mine</b>"))


@pytest.mark.parametrize("inside", ["data:image/png;base64,AA==", "data:image/svg+xml;base64,AA=="])
def test_a_picture_in_a_text_is_part_of_the_page_or_told_in_words(inside):
    text = shown(Markdown(f'![one "1"]({inside}) [![two](https://a.example/b.png)](c) ![](d.png)'))
    assert re.findall("<img.*?>", text) == [f'<img src="{inside}" alt="one &quot;1&quot;">']
    assert '<a href="c">two</a> d.png' in text


def test_a_picture_that_belongs_to_a_cell_goes_with_its_text():
    cell = nbformat.v4.new_markdown_cell("![one](attachment:a.png)", id="mine")
    cell["attachments"] = {"a.png": {"image/png": "AA=="}}
    (block,) = blocks_of(nbformat.v4.new_notebook(cells=[cell]))
    assert '<img src="data:image/png;base64,AA==" alt="one">' in shown(block)
