"""Whatever text others wrote stays text, in a real browser: in tables, a framework, a notebook, a folder's name."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from browsing import needs_chromium, opened
from ruamel.yaml import YAML
from short_project import write_notebook

from copcalc.framework import framework_file

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, needs_chromium]

OF_TABLES = {
    ("member_states.csv", "name"): ("iso3", "KEN"),
    ("member_states.csv", "m49_subregion"): ("itu_region", "Africa"),
    ("area_names.csv", "name"): ("iso3", "KEN"),
    ("sources.csv", "title"): None,
    ("sources.csv", "publisher"): None,
    ("sources.csv", "url"): None,
    ("evidence/national_law.csv", "detail"): ("iso3", "KEN"),
}
"""Columns of tables, and which of their cells are changed: where another column has a value, or all."""

OF_FRAMEWORK = {
    "title": lambda told, text: told.update(title=text),
    "short title": lambda told, text: told.update(short_title=text),
    "citation": lambda told, text: told["source"].update(citation=text),
    "glossary": lambda told, text: told["glossary"].update(OPSC=text),
    "a pillar's name": lambda told, text: told["pillars"][1].update(name=text),
    "what a pillar has": lambda told, text: told["pillars"][1].update(has=text),
    "an indicator's name": lambda told, text: told["indicators"][0].update(name=text),
}

OF_NOTEBOOK = {
    "a heading": "record.heading(text)\nrecord.note('Below it.')",
    "a note": "record.note(text)",
    "a caption": "record.table(pd.DataFrame({'a': ['b']}), name='one', caption=text)",
    "a column": "record.table(pd.DataFrame({'a': ['b'], text: ['c']}), name='two')",
    "a cell": "record.table(pd.DataFrame({'a': [text]}), name='three')",
    "a chart": (
        "ax = plt.figure().subplots()\nax.plot([1, 2])\nax.set_title(text)\n"
        "record.chart('mine', cop.charts.describe(ax, text))"
    ),
    "HTML": 'HTML(text + \'<a href="&#1;da&#9;ta:text/html,a">a</a><a href="java&#10;script:ran(0)">b</a>\')',
    "a styled table": "pd.DataFrame({text: [text]}).style.set_caption(text)",
    "Markdown": "Markdown(text + '\\n\\n[a](javascript:ran(0)) ![b](http://example.invalid/b.png)')",
    "a picture's words": (
        "shown = {'image/png': PIXEL, 'text/plain': ''}\n"
        "display(shown, raw=True, metadata={'image/png': {'alt': text}})"
    ),
}
"""What a notebook shows of a text."""

AREAS = ("world", "africa", "KEN")
PLACES = [*OF_TABLES, *OF_FRAMEWORK, *OF_NOTEBOOK, "a cell of Markdown", "a folder"]
START = """import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import HTML, Markdown, display
import copcalc as cop
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
study = cop.open_study(area, framework=framework)
record = cop.Record(study, "mine", save_to=save_to)"""


def payload(place):
    """What would run wherever a text of this place turned into something else."""
    run = f"ran({PLACES.index(place)})"
    if place == ("sources.csv", "url"):
        return f"javascript:{run}"
    if place == "a folder":
        return f"<img src=x onerror={run}>"
    tags = f"</title></style><script>{run}</script><img src=x onerror={run}>"
    return f"{tags}\"' onfocus={run} autofocus x={{{{{run}}}}}"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """A report of each kind of area, and their index, all of whose texts would run, if they could."""
    root = tmp_path_factory.mktemp("attacked")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    _change_tables(root / "data" / "raw")
    told = YAML(typ="safe").load(framework_file("connect2020").read_text(encoding="utf-8"))
    for place, change in OF_FRAMEWORK.items():
        change(told, payload(place))
    (root / "mine.yaml").write_text(json.dumps(told), encoding="utf-8")
    _add_notebook(root / "notebooks")
    reports = root / "reports"
    (reports / payload("a folder")).mkdir(parents=True)
    (reports / payload("a folder") / "manifest.json").write_text("{")
    asked = ("report", *AREAS, "--framework", "mine.yaml")
    command = (sys.executable, "-m", "copcalc.cli", *asked)
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return reports


def _change_tables(raw):
    for (table, column), chosen in OF_TABLES.items():
        with (raw / table).open(newline="", encoding="utf-8") as opened:
            first, *rows = csv.reader(opened)
        at = first.index(column)
        for row in rows:
            if row[at] and (chosen is None or row[first.index(chosen[0])] == chosen[1]):
                row[at] = payload((table, column))
        if table == "area_names.csv":
            rows.append([payload((table, column)), "KEN"])
        with (raw / table).open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened, lineterminator="\n").writerows([first, *rows])


def _add_notebook(notebooks):
    """Add a chapter that shows texts in every way that a notebook has."""
    parameters = 'area = "KEN"\nframework = "connect2020"\nsave_to = ""'
    shown = [f"text = {payload(place)!r}\n{source}" for place, source in OF_NOTEBOOK.items()]
    cells = {f"cell-{n}": each for n, each in enumerate([parameters, START, *shown])}
    cells["last"] = "record.finish()"
    file = notebooks / "mine.ipynb"
    write_notebook(file, cells, {"cell-0": ["parameters"]})
    notebook = nbformat.read(file, as_version=4)
    text = payload("a cell of Markdown")
    notebook.cells.insert(2, nbformat.v4.new_markdown_cell(f"{text}\n\n## {text}", id="text"))
    nbformat.write(notebook, file)
    listed = notebooks / "report.yaml"
    listed.write_text(
        f"{listed.read_text()}  - notebook: mine.ipynb\n    areas: [world, region, state]\n"
    )


WORDS = """
[document.title, document.body.textContent, ...[...document.querySelectorAll("*")].flatMap(
  (each) => [each.alt, each.ariaLabel, each.title, each.dataset?.names]
)].join(" ")
"""


@pytest.fixture(scope="module", params=[True, False], ids=["", "without its policy"])
def seen(browser, attacked, request):
    """What each page, and each chart of a state, runs, asks for, links to and says."""
    pages = [attacked / "index.html", *attacked.glob("*/*/report.html")]
    assert {each.parent.name for each in pages} == {"reports", *AREAS}
    found = {}
    for file in (*pages, *attacked.glob("*/KEN/charts/*.svg")):
        with opened(browser, file, has_policy=request.param) as seen:
            words = seen.page.evaluate(WORDS) if file.suffix == ".html" else ""
            schemes = {*seen.all("a[href]", "each.protocol")}
            found[file.relative_to(attacked).as_posix()] = (
                seen.runs,
                seen.requests,
                schemes,
                words,
            )
    return found


def test_a_browser_runs_what_would_run(browser, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(f"<title>{payload('a note')}")
    with opened(browser, file) as seen:
        assert seen.runs == [PLACES.index("a note")] * 2


def test_no_text_runs_or_loads_anything(seen):
    for name, (runs, requests, schemes, _) in seen.items():
        assert runs == [], name
        assert requests == [], name
        assert schemes <= {"file:", "http:", "https:"}, name


def test_every_text_is_read_as_it_was_written(seen):
    words = "".join(told for *_, told in seen.values())
    for name, (*_, told) in seen.items():
        if name.endswith("report.html"):
            shown = [each for each in PLACES if f"ran({PLACES.index(each)})" in told]
            assert len(shown) >= 20, name
    missing = {each for each in PLACES if f"ran({PLACES.index(each)})" not in words}
    # An address that is none leads nowhere; and other names are there to be searched, without signs.
    assert missing == {("sources.csv", "url"), ("area_names.csv", "name")}
    assert f"ran {PLACES.index(('area_names.csv', 'name'))} " in words
